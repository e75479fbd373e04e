//! The SIP endpoint of a phone: everything between sockets and calls.
//!
//! It owns the transactions, the dialogs, the sessions and the registrations, and matches what
//! comes in to them. Bodies are opaque here: what is in them is decided by the call.
//!
//! Contract: after each `handle_*` or command, drain [`Endpoint::poll_output`] to `None`, then
//! arm one timer for [`Endpoint::poll_timeout`].

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::message::{Request, StatusCode};
use super::uri::Uri;
use crate::time::Duration;

/// A socket that SIP runs over; named by whoever owns the sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TransportId(pub u32);

/// A session: one INVITE dialog, or the attempt at one. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionId(pub u32);

/// An account at a registrar or proxy. Chosen by the phone: its line's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AccountId(pub u32);

/// A question to the name server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResolveId(pub u32);

/// What holds for all accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Round-trip estimate, T1 (RFC 3261 17.1.1.1; `voip/signalling/sip/sip_t1`).
    pub t1: Duration,
    /// Longest interval of retransmission, T2 (`voip/signalling/sip/sip_t2`).
    pub t2: Duration,
    /// Longest life of a message in the network, T4 (`voip/signalling/sip/sip_t4`).
    pub t4: Duration,
    /// How long an INVITE waits for its first response, timer B
    /// (`voip/signalling/sip/sip_invite_timer`).
    pub invite_timeout: Duration,
    /// Text of User-Agent.
    pub user_agent: String,
    /// How many challenges in a row are answered (`voip/signalling/sip/auth_retries`).
    pub auth_retries: u8,
    /// Whether `rport` is asked for (RFC 3581; `voip/signalling/sip/rport/enabled`).
    pub rport: bool,
}

/// An account: who the phone is to a server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Address of record, for example `sip:1001@pbx.example`.
    pub aor: Uri,
    /// Name shown to others; may be empty.
    pub display_name: String,
    /// User name for digest.
    pub auth_name: String,
    /// Password for digest.
    pub auth_password: String,
    /// The registrar's URI, for example `sip:pbx.example`; `None` registers nowhere.
    pub registrar: Option<Uri>,
    /// Where REGISTER goes; resolved like any URI.
    pub registrar_hop: Option<Uri>,
    /// Where other requests outside a dialog go; `None` follows the Request-URI.
    pub proxy: Option<Uri>,
    /// Lifetime asked for (`voip/signalling/sip/proxy_timeout`).
    pub expires: Duration,
    /// Share of the lifetime that is left when it is refreshed, in percent
    /// (`voip/signalling/sip/register_before_expires_percent`).
    pub refresh_before_percent: u8,
    /// How long after a failure it tries again
    /// (`voip/signalling/sip/registration_failed_timeout`).
    pub retry: Duration,
    /// The socket that it uses.
    pub transport: TransportId,
}

impl core::fmt::Debug for Account {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Account").field("aor", &self.aor).finish_non_exhaustive()
    }
}

/// A body and its type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Content-Type, for example `application/sdp`.
    pub content_type: String,
    /// What is in it.
    pub data: Vec<u8>,
}

/// What the endpoint wants done or tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[must_use]
pub enum Output {
    /// Send a datagram.
    Send {
        /// From this socket.
        transport: TransportId,
        /// To this peer.
        to: SocketAddr,
        /// The message as bytes.
        data: Vec<u8>,
    },
    /// Resolve a host name; answered with `handle_resolved`.
    Resolve(ResolveId, String),
    /// Something happened.
    Event(Event),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Event {
    /// A registration's state changed; every edge is told.
    Registration(AccountId, RegistrationState),
    /// Somebody calls. The session waits for `ring`, `accept` or `reject`.
    Incoming {
        /// The new session.
        session: SessionId,
        /// The account that is called, if the request says so.
        account: Option<AccountId>,
        /// The INVITE, with its body (an offer, or empty).
        request: Request,
    },
    /// Something happened to a session.
    Session(SessionId, SessionEvent),
}

/// State of a registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum RegistrationState {
    /// Not registered, and not trying.
    Unregistered,
    /// A REGISTER is on its way for the first time, or after a failure.
    Registering,
    /// Registered, for as long as the server said.
    Registered {
        /// Lifetime granted.
        expires: Duration,
    },
    /// Refused or unanswered; tried again by itself after the time told.
    Failed {
        /// Why.
        reason: FailureReason,
        /// When it tries again.
        retry_in: Duration,
    },
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FailureReason {
    /// The final response.
    Status(StatusCode, String),
    /// Nobody answered (timer B or F).
    NoAnswer,
    /// The server's challenge was answered and refused again, or cannot be answered.
    Unauthorized,
    /// The host name does not resolve; names it.
    UnknownHost(String),
    /// The transport reported an error.
    Transport(String),
}

/// What happened to a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SessionEvent {
    /// A provisional response to our INVITE, other than 100. Forks have different `remote_tag`s.
    Progress {
        /// 101 to 199.
        status: StatusCode,
        /// The remote tag of the early dialog, if there is one.
        remote_tag: Option<String>,
        /// Its body, often an early answer.
        body: Option<Body>,
    },
    /// Our INVITE was answered. With an INVITE without offer, `body` is the offer and
    /// `acknowledge` must be called with the answer; else the ACK is sent already.
    Answered {
        /// The answer, or the delayed offer.
        body: Option<Body>,
        /// From whom: display name and URI of the answering party.
        remote: (String, Uri),
    },
    /// Our INVITE failed; the session is over.
    Failed {
        /// Why.
        reason: FailureReason,
    },
    /// The caller acknowledged our 200; carries the answer if our 200 held the offer.
    Acknowledged {
        /// The answer to a delayed offer.
        body: Option<Body>,
    },
    /// The peer sent a re-INVITE (or UPDATE with a body); answer with `answer_reinvite`.
    /// Without a body the answer must hold an offer.
    Reinvite {
        /// The new offer.
        body: Option<Body>,
    },
    /// Our re-INVITE was accepted.
    ReinviteAccepted {
        /// The answer.
        body: Option<Body>,
    },
    /// Our re-INVITE failed; the session goes on as it was.
    ReinviteFailed {
        /// Why.
        reason: FailureReason,
    },
    /// The session is over.
    Ended {
        /// By whom or what.
        by: EndedBy,
    },
}

/// Who ended a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EndedBy {
    /// The peer hung up (BYE); with the text of its Reason header, if any (RFC 3326).
    Remote(Option<String>),
    /// The caller gave up before we answered (CANCEL).
    Cancelled,
    /// This phone hung up, cancelled or rejected, and that is finished.
    Local,
    /// The peer does not answer, or does not know the dialog (408, 481).
    Lost,
}
