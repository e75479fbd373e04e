//! What an endpoint wants done and what it tells.

use core::fmt;
use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::target::Protocol;
use crate::dns::RecordKind;
use crate::sip::event::appearance::Appearance;
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::Warning;
use crate::sip::message::{Headers, Request, StatusCode};
use crate::sip::uri::Uri;
use crate::time::Duration;

/// A socket that SIP runs over; named by whoever owns the sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TransportId(pub u32);

/// A server of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Server {
    /// Where REGISTER goes.
    Registrar,
    /// Where other requests go.
    Proxy,
}

/// A session: one INVITE dialog, or the attempt at one. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionId(pub u32);

/// An account at a registrar or proxy. Chosen by the phone: its line's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AccountId(pub u32);

/// A question to the name server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResolveId(pub u32);

/// A connection that carries SIP. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConnectionId(pub u32);

/// A request that the owner answers with [`super::Endpoint::respond`]. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// A subscription of this phone (RFC 6665). Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SubscriptionId(pub u32);

/// A REFER, sent or received, and what follows it (RFC 3515). Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReferralId(pub u32);

/// A single request of the owner, such as INFO or MESSAGE. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentId(pub u32);

/// A body and its type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Content-Type, for example `application/sdp`.
    pub content_type: String,
    /// What is in it.
    pub data: Vec<u8>,
}

/// Why a call, or a change of one, is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status, 300 to 699.
    pub status: StatusCode,
    /// What is said of it to people (RFC 3261 20.43).
    pub warning: Option<Warning>,
    /// Further header fields, such as the Contact of a redirection.
    pub headers: Headers,
}

impl From<StatusCode> for Refusal {
    fn from(status: StatusCode) -> Self {
        Self { status, warning: None, headers: Headers::default() }
    }
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
    /// Ask the name service for records of a name; answered with `handle_resolved`.
    Resolve(ResolveId, String, RecordKind),
    /// Open a connection; answered with `handle_connected` or `handle_disconnected`.
    Connect(ConnectionId, Connect),
    /// Write to a connection.
    Write(ConnectionId, Vec<u8>),
    /// Close a connection; nothing more is told of it.
    Disconnect(ConnectionId),
    /// Something happened.
    Event(Event),
}

/// A connection to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connect {
    /// From the host of this socket.
    pub transport: TransportId,
    /// TCP, TLS or WebSocket.
    pub protocol: Protocol,
    /// To this peer.
    pub to: SocketAddr,
    /// Whose certificate it has to be: a host name, or an address as text.
    pub name: String,
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
        /// The peer that it came from.
        from: SocketAddr,
        /// The INVITE, with its body (an offer, or empty).
        request: Request,
        /// The session whose place it takes, if its Replaces names one (RFC 3891): accept it,
        /// then hang that one up.
        replaces: Option<SessionId>,
    },
    /// The address of a server that was looked for, or what went wrong.
    Server(Result<IpAddr, FailureReason>),
    /// None of the servers at an account's proxy answered a call; it goes to the next of
    /// [`super::Account::alternatives`].
    Unserved(AccountId),
    /// Something happened to a session.
    Session(SessionId, SessionEvent),
    /// Something happened to a subscription.
    Subscription(SubscriptionId, SubscriptionEvent),
    /// Something happened to a REFER that was sent.
    Referral(ReferralId, ReferralEvent),
    /// Somebody asks this phone to call somebody else: `accept_referral` or `reject_referral`.
    Referred {
        /// Its name for the answer, and for what becomes of the call.
        referral: ReferralId,
        /// The session in whose dialog it came, if any.
        session: Option<SessionId>,
        /// The account that is asked, if the request says so.
        account: Option<AccountId>,
        /// The peer that it came from.
        from: SocketAddr,
        /// The REFER.
        request: Request,
    },
    /// A single request was answered, or not.
    Answered(SentId, Result<StatusCode, FailureReason>),
    /// A request whose method is in [`super::Settings::methods`], or a NOTIFY that acts on the
    /// phone; answer it with [`super::Endpoint::respond`].
    Request {
        /// Its name for the answer.
        id: RequestId,
        /// The session in whose dialog it came, if any.
        session: Option<SessionId>,
        /// The socket that it came from.
        transport: TransportId,
        /// The peer that it came from.
        from: SocketAddr,
        /// What it says.
        request: Request,
    },
}

/// What happened to a subscription.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SubscriptionEvent {
    /// The notifier does not know yet whether it may tell.
    Pending,
    /// The notifier tells.
    Active,
    /// The notifier told something; without a body only that the subscription is.
    Notified(Option<Body>),
    /// The notifier of `call-info` or `line-seize` told of a line that phones share; such a NOTIFY
    /// has no body.
    Appearances(Vec<Appearance>),
    /// It was refused, not answered, or forgotten.
    Failed {
        /// Why.
        reason: FailureReason,
        /// When it is tried again by itself; `None` never.
        retry_in: Option<Duration>,
    },
    /// The notifier ended it.
    Terminated {
        /// The reason it gave, in lower case (RFC 6665 4.1.3); may be empty.
        reason: String,
        /// When it is tried again by itself; `None` never.
        retry_in: Option<Duration>,
    },
    /// It was ended here, and that is finished.
    Ended,
}

/// What happened to a REFER that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ReferralEvent {
    /// The other end will try.
    Accepted,
    /// It will try, and will not tell (RFC 4488).
    Unwatched,
    /// How the new call stands.
    Progress(StatusLine),
    /// How the new call ended, or that it is answered.
    Finished(StatusLine),
    /// The REFER itself was refused or not answered.
    Refused(FailureReason),
    /// It was accepted, and nothing more was heard.
    Lost,
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

impl From<&FailureReason> for StatusLine {
    fn from(reason: &FailureReason) -> Self {
        match reason {
            FailureReason::Status(status, phrase) => {
                Self { status: *status, phrase: phrase.clone() }
            }
            FailureReason::NoAnswer => Self::new(StatusCode::REQUEST_TIMEOUT),
            FailureReason::Unauthorized => Self::new(StatusCode::FORBIDDEN),
            FailureReason::UnknownHost(_) => Self::new(StatusCode::NOT_FOUND),
            FailureReason::Transport(_) => Self::new(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
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
        /// Its body: an early answer, or, with an INVITE without offer, an offer if it is reliable;
        /// `acknowledge_early` must then be called with the answer.
        body: Option<Body>,
        /// Whether it is confirmed (RFC 3262), so that an answer in it is final.
        reliable: bool,
    },
    /// Our INVITE was sent elsewhere (3xx) and goes there now.
    Redirected {
        /// The address.
        target: Uri,
    },
    /// Our INVITE was answered. With an INVITE without offer, `body` is the offer and
    /// `acknowledge` must be called with the answer; else the ACK is sent already.
    Answered {
        /// The remote tag of the dialog.
        remote_tag: Option<String>,
        /// The answer, or the delayed offer; `None` if a reliable response of this dialog had it.
        body: Option<Body>,
        /// From whom: display name and URI of the answering party.
        remote: (String, Uri),
    },
    /// Our INVITE failed; the session is over.
    Failed {
        /// Why.
        reason: FailureReason,
        /// What the response says about it to people (RFC 3261 20.43).
        warning: Option<String>,
    },
    /// The caller acknowledged our 200, or a reliable response that held an offer; carries the
    /// answer if ours was the offer.
    Acknowledged {
        /// The answer to a delayed offer.
        body: Option<Body>,
    },
    /// The peer wants to change the session, with a re-INVITE, or an offer in UPDATE or PRACK;
    /// answer with `answer_reinvite`. Without a body the answer must hold an offer.
    Reinvite {
        /// The remote tag of the early dialog, if our INVITE was not answered yet.
        fork: Option<String>,
        /// The new offer.
        body: Option<Body>,
    },
    /// Our re-INVITE or UPDATE was accepted.
    ReinviteAccepted {
        /// The answer.
        body: Option<Body>,
    },
    /// Our re-INVITE or UPDATE failed; the session goes on as it was.
    ReinviteFailed {
        /// Why.
        reason: FailureReason,
    },
    /// The peer, which takes no UPDATE, waits for a sign of life (RFC 4028), or does not know where
    /// this end is reached now: call `reinvite` with an offer that changes nothing.
    RefreshDue,
    /// The BYE that ends the session tells what it cost: the value of its field AOC.
    Charged {
        /// As it was sent.
        charge: String,
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
    /// The peer hung up (BYE); with the text of its Reason, unless that is the usual one
    /// (RFC 3326).
    Remote(Option<String>),
    /// The caller gave up before we answered (CANCEL).
    Cancelled,
    /// Another phone answered the call (RFC 3326 2).
    AnsweredElsewhere,
    /// This phone hung up, cancelled or rejected, and that is finished.
    Local,
    /// The peer does not answer, or does not know the dialog (408, 481).
    Lost,
}

/// Why a command cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum CommandError {
    /// There is no such account.
    UnknownAccount,
    /// There is no such session, or it is over.
    UnknownSession,
    /// There is no such request, or it is answered already.
    UnknownRequest,
    /// There is no such subscription or referral, or it is over.
    UnknownUsage,
    /// The account has no registrar, or the session is not in a state that allows this.
    WrongState,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownAccount => "no such account",
            Self::UnknownSession => "no such session",
            Self::UnknownRequest => "no such request",
            Self::UnknownUsage => "no such subscription",
            Self::WrongState => "not possible now",
        })
    }
}

impl core::error::Error for CommandError {}

/// What an endpoint holds now; nothing of it is left when all calls and requests are over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupancy {
    /// Sessions.
    pub sessions: usize,
    /// Dialogs of sessions.
    pub dialogs: usize,
    /// Requests of this end that are under way, and transactions that absorb late responses.
    pub requests: usize,
    /// Requests of others that are answered, or absorbed when they come again.
    pub answers: usize,
    /// Deadlines, but for those of what lasts: registrations, subscriptions, connections.
    pub deadlines: usize,
}

impl Occupancy {
    /// Whether nothing is going on.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Occupancy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} calls, {} requests", self.sessions, self.requests + self.answers)
    }
}

/// What was counted since the endpoint was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Datagrams that are no SIP message, or too broken to be answered.
    pub malformed: u64,
    /// Requests refused with 400, 416, 420, 483, 501 or 505 for what is in them.
    pub refused: u64,
    /// Messages that belong to nothing: stray responses and ACKs.
    pub stray: u64,
    /// Messages sent again because nobody answered in time.
    pub retransmitted: u64,
}
