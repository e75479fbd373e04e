//! What an endpoint is told: settings, accounts, whom to call.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::event::{AccountId, Body, TransportId};
use super::target::Protocol;
use crate::sip::auth::Sim;
use crate::sip::header::Event;
use crate::sip::message::{Headers, Method};
use crate::sip::session::Rules;
use crate::sip::transaction::Intervals;
use crate::sip::uri::Uri;
use crate::time::Duration;

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
    /// How many more challenges are answered after the first (`voip/signalling/sip/auth_retries`).
    pub auth_retries: u8,
    /// Whether `rport` is asked for (RFC 3581; `voip/signalling/sip/rport/enabled`).
    pub rport: bool,
    /// How long a subscription waits for its first NOTIFY, timer N of RFC 6665; zero stands for
    /// 64 times T1 (`voip/signalling/sip/subs_no_notify_timer`).
    pub no_notify: Duration,
    /// How long a request waits for an answer before it goes to the next server
    /// (`voip/signalling/sip/outgoing_request_no_response_timeout_ms`).
    pub no_response_timeout: Duration,
    /// How long after a change of servers the first one is tried again; zero never does
    /// (`voip/signalling/sip/failback_retry_timeout`).
    pub failback: Duration,
    /// How long a connection may take to be opened.
    pub connect_timeout: Duration,
    /// Longest time between two pings on a connection (RFC 5626 4.4.1).
    pub ping_interval: Duration,
    /// Longest request that goes as a datagram, in bytes; longer ones go by TCP where that is
    /// possible (RFC 3261 18.1.1).
    pub max_datagram: usize,
    /// Whether reliable provisional responses are understood (RFC 3262;
    /// `voip/signalling/sip/prack/enabled`).
    pub prack: bool,
    /// How long a session lasts without a sign of life; zero asks for none (RFC 4028;
    /// `voip/signalling/sip/session_timer`).
    pub session_expires: Duration,
    /// The shortest such time that is taken (`voip/signalling/sip/min_session_interval`).
    pub min_se: Duration,
    /// Methods that the owner answers itself when they come outside of a dialog
    /// ([`super::Event::Request`]); a registrar names REGISTER here.
    pub methods: Vec<Method>,
}

impl Default for Settings {
    /// The manual's defaults (16.1, 16.5), without a name, with `rport` and without asking for
    /// session timers.
    fn default() -> Self {
        Self {
            t1: Duration::from_millis(500),
            t2: Duration::from_secs(4),
            t4: Duration::from_secs(5),
            invite_timeout: Duration::from_secs(32),
            user_agent: String::new(),
            auth_retries: 4,
            rport: true,
            no_notify: Duration::ZERO,
            no_response_timeout: Duration::from_secs(32),
            failback: Duration::ZERO,
            connect_timeout: Duration::from_secs(10),
            ping_interval: Duration::from_secs(100),
            max_datagram: 65_507,
            prack: true,
            session_expires: Duration::ZERO,
            min_se: Duration::from_secs(90),
            methods: Vec::new(),
        }
    }
}

impl Settings {
    /// Returns how long the first NOTIFY is waited for.
    pub(super) fn no_notify(&self) -> Duration {
        let unset = self.no_notify.is_zero();
        if unset { self.intervals(Protocol::Udp).timeout() } else { self.no_notify }
    }

    pub(super) fn rules(&self) -> Rules {
        Rules {
            intervals: self.intervals(Protocol::Udp),
            reliable: self.prack,
            session_expires: self.session_expires,
            min_se: self.min_se,
        }
    }

    pub(super) fn intervals(&self, protocol: Protocol) -> Intervals {
        let t1 = self.t1.max(Duration::from_millis(1));
        // Zero, which the parameter allows, would refuse every call: it means the RFC's 64*T1.
        let unset = self.invite_timeout.is_zero();
        let invite_timeout = if unset { t1.saturating_mul(64) } else { self.invite_timeout };
        Intervals {
            t1,
            t2: self.t2,
            t4: self.t4,
            invite_timeout,
            reliability: protocol.reliability(),
        }
    }
}

/// An account: who the phone is to a server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Address of record, for example `sip:1001@pbx.example`.
    pub aor: Uri,
    /// Name shown to others; may be empty.
    pub display_name: String,
    /// Whether REGISTER states that name, too
    /// (`voip/signalling/sip/display_name_in_registration_msg/enabled`).
    pub names_registration: bool,
    /// Names this phone, apart from its address, when it registers: a URN (RFC 5626 4.1;
    /// `voip/signalling/sip/add_sip_instance/enable`).
    pub instance: Option<String>,
    /// User name for digest.
    pub auth_name: String,
    /// Password for digest.
    pub auth_password: String,
    /// The keys of a SIM, which answer challenges instead of the password (RFC 3310).
    pub sim: Option<Sim>,
    /// The registrar's URI, for example `sip:pbx.example`; `None` registers nowhere.
    pub registrar: Option<Uri>,
    /// Where REGISTER goes; resolved like any URI.
    pub registrar_hop: Option<Uri>,
    /// Where other requests outside a dialog go; `None` follows the Request-URI.
    pub proxy: Option<Uri>,
    /// Whether the proxy stands before all other servers
    /// (`voip/signalling/sip/sip_outbound_proxy/enabled`).
    pub is_behind_proxy: bool,
    /// Other servers that the configuration names, whose challenges are answered, too.
    pub servers: Vec<Uri>,
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
    /// What carries messages to its servers, where their URIs do not say it
    /// (`voip/signalling/sip/transport_protocol`).
    pub protocol: Protocol,
    /// Where calls go if the proxy does not answer, in order; [`super::Event::Unserved`] tells it.
    pub alternatives: Vec<Uri>,
    /// Whether requests outside of dialogs wait no longer than
    /// [`Settings::no_response_timeout`], as somebody else stands in for its servers.
    pub gives_up: bool,
}

impl Account {
    /// Returns an account that registers nowhere, without a name, a password and a proxy, and with
    /// the manual's default times.
    pub fn new(aor: Uri, transport: TransportId) -> Self {
        Self {
            aor,
            display_name: String::new(),
            names_registration: false,
            instance: None,
            auth_name: String::new(),
            auth_password: String::new(),
            sim: None,
            registrar: None,
            registrar_hop: None,
            proxy: None,
            is_behind_proxy: false,
            expires: Duration::from_secs(3_600),
            refresh_before_percent: 15,
            retry: Duration::from_secs(300),
            servers: Vec::new(),
            transport,
            protocol: Protocol::Udp,
            alternatives: Vec::new(),
            gives_up: false,
        }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("aor", &self.aor).finish_non_exhaustive()
    }
}

/// An INVITE to send, for [`super::Endpoint::invite_to`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Whose transport, identity and credentials are used.
    pub account: AccountId,
    /// The Request-URI, which is also the To.
    pub target: Uri,
    /// Display name and URI of From, if they are not the account's.
    pub from: Option<(String, Uri)>,
    /// Where the request goes, if not to the account's proxy or by the Request-URI.
    pub next_hop: Option<Uri>,
    /// Header fields added to the INVITE.
    pub headers: Headers,
    /// The offer, or `None` to let the callee make it.
    pub body: Option<Body>,
}

impl Invitation {
    /// Returns an INVITE from `account` to `target` with nothing unusual in it.
    pub fn new(account: AccountId, target: Uri, body: Option<Body>) -> Self {
        Self { account, target, from: None, next_hop: None, headers: Headers::default(), body }
    }
}

/// A subscription to make, for [`super::Endpoint::subscribe`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Whose transport, identity and credentials are used.
    pub account: AccountId,
    /// The Request-URI, which is also the To.
    pub target: Uri,
    /// Where the request goes, if not to the account's proxy or by the Request-URI.
    pub next_hop: Option<Uri>,
    /// The package, with its parameters.
    pub event: Event,
    /// The types of bodies that are understood, for example `application/dialog-info+xml`.
    pub accept: Vec<String>,
    /// Lifetime asked for.
    pub expires: Duration,
    /// How long after a refusal it is tried again.
    pub retry: Duration,
    /// Header fields added to each SUBSCRIBE.
    pub headers: Headers,
}
