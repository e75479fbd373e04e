//! From a link to registered lines: server, socket, accounts.
//!
//! Every link that is not resumed begins with a search for a configuration, as the hardware does
//! after a restart: it may have changed with the gateway.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::line::Registration;
use super::network::Purpose;
use super::redundancy::{Place, line_of, shown};
use super::settings::{LineSettings, Server};
use super::transports::Streams;
use super::{Phone, Timer, status};
use crate::language::Text;
use crate::link::{LinkError, MacAddress, Reply, Request, SocketId};
use crate::provisioning::Reason;
use crate::sip::endpoint::{
    self, Account, AccountId, FailureReason, RegistrationState, TransportId,
};
use crate::sip::message::Method;
use crate::sip::uri::{Host, Uri};
use crate::time::Duration;

/// The endpoint's name for the phone's one SIP socket, whichever socket of the gateway it is.
pub(super) const TRANSPORT: TransportId = TransportId(0);

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Longest time between two pings on a connection (RFC 5626 4.4.1).
const PING_INTERVAL: Duration = Duration::from_secs(100);

/// Longest request that goes by UDP, where nobody knows what the network carries (RFC 3261 18.1.1).
const MAX_DATAGRAM: usize = 1_300;

/// How much longer than the one before it each line waits, if they register one after the other.
const SPREAD: Duration = Duration::from_secs(2);

/// SIP's own port, which is left out of URIs.
const SIP_PORT: u16 = 5_060;

/// The socket for SIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SipSocket {
    socket: SocketId,
    local: SocketAddr,
}

/// How far the phone is set up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct SetUp {
    /// Whether there is a configuration, or none was found anywhere.
    pub(super) configured: bool,
    /// Where the configuration came from.
    pub(super) source: String,
    /// What is wrong with it, line by line.
    pub(super) problems: Vec<String>,
    /// Address of the server that the phone talks to first.
    pub(super) server: Option<IpAddr>,
    sip: Option<SipSocket>,
    /// The streams for SIP.
    pub(super) streams: Streams,
}

impl SetUp {
    /// Returns the socket for SIP, while there is one.
    pub(super) fn sip_socket(&self) -> Option<SocketId> {
        self.sip.map(|sip| sip.socket)
    }

    /// Returns the phone's own SIP address, while it has one.
    pub(super) fn local(&self) -> Option<SocketAddr> {
        self.sip.map(|sip| sip.local)
    }

    /// Whether `socket` is the one for SIP.
    pub(super) fn is_sip_socket(&self, socket: SocketId) -> bool {
        self.sip_socket() == Some(socket)
    }
}

impl Phone {
    /// Begins with the first step: looks for a configuration, and goes on meanwhile with the one
    /// that there is.
    pub(super) fn set_up(&mut self) {
        self.network.forget_setup();
        self.timers.clear(Timer::SetUp);
        self.provisioner.check(Reason::PowerUp, false, self.now);
        if self.setup.configured {
            self.find_server();
        }
    }

    /// Returns what holds for all accounts.
    pub(super) fn endpoint_settings(&self) -> endpoint::Settings {
        let sip = &self.settings.sip;
        endpoint::Settings {
            t1: sip.t1,
            t2: sip.t2,
            t4: sip.t4,
            invite_timeout: sip.invite_timeout,
            user_agent: format!("Hookswitch-{}/{}", self.settings.outfit.model, status::VERSION),
            auth_retries: sip.auth_retries,
            rport: sip.rport,
            prack: sip.prack,
            session_expires: sip.session_expires,
            min_se: sip.min_se,
            no_notify: self.settings.no_notify,
            methods: vec![Method::Info, Method::Message],
            no_response_timeout: sip.no_response_timeout,
            failback: sip.failback,
            connect_timeout: CONNECT_TIMEOUT.min(sip.no_response_timeout),
            ping_interval: PING_INTERVAL,
            max_datagram: MAX_DATAGRAM,
        }
    }

    /// Finds the address of the server that the phone talks to first.
    pub(super) fn find_server(&mut self) {
        let sip = &self.settings.sip;
        match self.next_hop().and_then(|server| hop_uri(server, sip.secure)) {
            // Without a server any address of the gateway will do.
            None => self.open_sip_socket(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            Some(hop) => self.endpoint.find_server(hop, sip.protocol, self.now),
        }
    }

    /// Takes the server's address.
    pub(super) fn take_server(&mut self, server: Result<IpAddr, FailureReason>) {
        match server {
            Ok(address) => {
                self.timers.clear(Timer::SetUp);
                self.open_sip_socket(address);
            }
            Err(reason) => {
                self.set_up_failed(&failure_text(&reason));
                self.server_is_silent(self.fallback.wanted());
            }
        }
    }

    fn open_sip_socket(&mut self, toward: IpAddr) {
        self.setup.server = Some(toward);
        if self.setup.sip.is_some() {
            return self.start_accounts();
        }
        let (port, tos) = (self.settings.sip.port, self.settings.sip.tos);
        self.request(Request::OpenUdp { port, tos, toward }, Purpose::SipSocket);
    }

    /// Takes the socket for SIP.
    pub(super) fn take_sip_socket(&mut self, reply: Result<Reply, LinkError>) {
        match reply {
            Ok(Reply::Udp { socket, local }) => {
                self.log(format!("sip: local address {local}"));
                self.setup.sip = Some(SipSocket { socket, local });
                self.endpoint.set_transport(TRANSPORT, local, self.now);
                self.start_accounts();
                self.bury_lost_sessions();
            }
            Ok(_) => self.set_up_failed(&Text::UnexpectedAnswer),
            Err(error) => self.set_up_failed(&Text::from(error.to_string())),
        }
    }

    /// Tells the endpoint the accounts and lets them register.
    fn start_accounts(&mut self) {
        let mut wait = Duration::ZERO;
        for index in 0..u8::try_from(self.lines.len()).unwrap_or(0) {
            let account = self.account(index);
            let (first, second) = match account {
                Some(account) => {
                    let (first, second) = self.both_accounts(account);
                    (Some(first), second)
                }
                None => (None, None),
            };
            let registers = first.as_ref().map(|account| account.registrar.is_some());
            self.set_account(Place::First.account(index), first);
            self.set_account(Place::Second.account(index), second);
            match registers {
                None => {}
                Some(false) => {
                    self.subscribe_to_messages(index);
                    self.follow_busy_lamps();
                    self.follow_shared_lines();
                }
                Some(true) if wait.is_zero() => self.register_line(index),
                Some(true) => self.timers.set(Timer::Register(index), self.now + wait),
            }
            if registers == Some(true) && self.settings.sip.spreads_registrations {
                wait += SPREAD;
            }
        }
        self.follow_keep_alives();
        self.want_spare();
    }

    fn set_account(&mut self, id: AccountId, account: Option<Account>) {
        match account {
            Some(account) => self.endpoint.set_account(id, account, self.now),
            None => self.endpoint.remove_account(id, self.now),
        }
    }

    /// Registers a line where it is to be registered.
    pub(super) fn register_line(&mut self, line: u8) {
        for place in [Place::First, Place::Second] {
            if self.is_registering_at(place)
                && let Err(error) = self.endpoint.register(place.account(line), self.now)
            {
                self.log(format!("line {}: cannot register: {error}", line + 1));
            }
        }
    }

    /// Returns the account of an enabled line.
    fn account(&self, index: u8) -> Option<Account> {
        let LineSettings { id, description, auth_name, auth_password, sim, .. } =
            &self.lines.get(usize::from(index)).filter(|line| line.settings.enabled)?.settings;
        let sip = &self.settings.sip;
        let secure = sip.secure;
        let next_hop = |server: Option<&Server>| server.and_then(|it| hop_uri(it, secure));
        let uri = |server: &Server| server_uri("", server, secure);
        Some(Account {
            aor: self.address_at(id, sip.home())?,
            display_name: description.clone(),
            names_registration: sip.names_registration,
            instance: sip.has_instance.then(|| instance(self.identity.mac)),
            auth_name: auth_name.clone(),
            auth_password: auth_password.expose().to_owned(),
            sim: sim.clone(),
            registrar: sip.registrar.as_ref().and_then(uri),
            registrar_hop: next_hop(sip.outbound.as_ref().or(sip.registrar.as_ref())),
            proxy: next_hop(sip.outbound.as_ref().or(sip.proxy.as_ref())),
            expires: sip.expires,
            refresh_before_percent: sip.refresh_before_percent,
            retry: sip.retry,
            is_behind_proxy: sip.outbound.is_some(),
            servers: [
                self.settings.message_waiting.server_uri(),
                self.settings.busy_lamps.server_uri(),
            ]
            .into_iter()
            .flatten()
            .collect(),
            transport: TRANSPORT,
            protocol: sip.protocol,
            alternatives: Vec::new(),
            gives_up: false,
        })
    }

    /// Returns `user` at the phone's own domain.
    pub(super) fn address(&self, user: &str) -> Option<Uri> {
        self.address_at(user, self.home())
    }

    /// Returns `user` at the domain that is configured, or at that of a server.
    fn address_at(&self, user: &str, home: Option<&Server>) -> Option<Uri> {
        let sip = &self.settings.sip;
        if !sip.domain.is_empty() {
            return Some(uri(user, Host::parse(&sip.domain).ok()?, None, sip.secure));
        }
        match home {
            Some(server) => server_uri(user, server, sip.secure),
            None => self.setup.local().map(|local| Uri::sip(user, local.ip(), None)),
        }
    }

    /// Says on every line that registers why it cannot, and tries again later.
    fn set_up_failed(&mut self, why: &Text) {
        self.log(format!("set-up: {why}"));
        if self.settings.sip.registrar.is_some() {
            for line in self.lines.iter_mut().filter(|line| line.settings.enabled) {
                line.registration = Registration::Failed(why.clone());
            }
        } else {
            self.setup.problems.push(why.to_string());
        }
        self.timers.set(Timer::SetUp, self.now + self.settings.sip.retry);
        if self.setup.sip.is_none() {
            self.lose_media();
        }
    }

    /// Takes an edge of a registration.
    pub(super) fn take_registration(&mut self, account: AccountId, state: RegistrationState) {
        let (index, place) = line_of(account);
        let Some(line) = self.lines.get_mut(usize::from(index)) else { return };
        let registered = matches!(state, RegistrationState::Registered { .. });
        let own = line.at(place);
        *own = match &state {
            RegistrationState::Unregistered => Registration::None,
            // A failure stays on the display until it is over.
            RegistrationState::Registering => match own {
                Registration::Failed(_) => return,
                Registration::None | Registration::Registering | Registration::Registered => {
                    Registration::Registering
                }
            },
            RegistrationState::Registered { .. } => Registration::Registered,
            RegistrationState::Failed { reason, .. } => Registration::Failed(failure_text(reason)),
        };
        let server = if place == Place::Second { ", second server" } else { "" };
        let text = format!("line {}{server}: {own:?}", index + 1);
        line.registration = shown(&line.each);
        self.log(text);
        if registered {
            self.follow_keep_alives();
            self.subscribe_to_messages(index);
        }
        self.follow_busy_lamps();
        self.follow_shared_lines();
        self.watch_registration(place, &state);
        self.save = true;
    }

    /// Does what the loss of `socket` demands.
    pub(super) fn socket_closed(&mut self, socket: SocketId, error: &LinkError) {
        self.log(format!("link: socket {} closed: {error}", socket.0));
        if self.setup.is_sip_socket(socket) {
            self.setup.sip = None;
            self.endpoint.remove_transport(TRANSPORT, self.now);
            self.find_server();
        } else if self.provisioner.is_socket(socket) {
            self.provisioner.handle_socket_failed(error, self.now);
        } else if !self.stream_closed(socket, error) {
            self.media_socket_closed(socket);
        }
    }

    /// After a break: sockets that the gateway does not have any more are gone.
    pub(super) fn reclaim_sockets(&mut self, kept: &[SocketId]) {
        let sip_is_gone = self.setup.sip_socket().is_some_and(|sip| !kept.contains(&sip));
        let gone: Vec<_> =
            self.media_sockets().into_iter().filter(|socket| !kept.contains(socket)).collect();
        if sip_is_gone {
            self.setup.sip = None;
            self.endpoint.remove_transport(TRANSPORT, self.now);
        }
        self.replace_media_sockets(&gone);
        let searching = !self.setup.configured && self.provisioner.is_searching();
        let finding = self.endpoint.is_finding_server();
        let under_way = self.network.waits_for(Purpose::SipSocket) || finding || searching;
        if self.setup.sip.is_none() && !under_way {
            self.set_up();
        }
    }

    /// The gateway keeps nothing of what was open: everything is opened anew, calls too.
    pub(super) fn replace_sockets(&mut self) {
        self.setup.sip = None;
        self.endpoint.remove_transport(TRANSPORT, self.now);
        self.replace_media_sockets(&self.media_sockets());
    }

    /// The gateway was away for so long that nobody waits for its sockets any more.
    pub(super) fn lose_sockets(&mut self) {
        self.setup.sip = None;
        self.endpoint.remove_transport(TRANSPORT, self.now);
        self.lose_media();
    }
}

/// Returns `user` at `server`; an empty `user` gives the server alone.
pub(super) fn server_uri(user: &str, server: &Server, secure: bool) -> Option<Uri> {
    let port = server.port.filter(|port| *port != SIP_PORT);
    Some(uri(user, host(server)?, port, secure))
}

/// Returns the name of a phone apart from its address: a time-based UUID without a time, whose node
/// is the hardware address (RFC 4122 4.1.6, RFC 5626 4.1). It is the same after every restart.
fn instance(mac: MacAddress) -> String {
    format!("urn:uuid:00000000-0000-1000-8000-{mac}")
}

/// Returns where to find `server`: at its port, or by what the name service says of its ports.
pub(super) fn hop_uri(server: &Server, secure: bool) -> Option<Uri> {
    Some(uri("", host(server)?, server.port, secure))
}

fn host(server: &Server) -> Option<Host> {
    match server.host.parse::<IpAddr>() {
        Ok(address) => Some(Host::from(address)),
        Err(_) => Host::parse(&server.host).ok(),
    }
}

fn uri(user: &str, host: Host, port: Option<u16>, secure: bool) -> Uri {
    let mut uri = Uri::sip(user, host, port);
    if let Some(sip) = uri.as_sip_mut() {
        sip.secure = secure;
    }
    uri
}

/// Returns why a registration failed, for the display.
fn failure_text(reason: &FailureReason) -> Text {
    match reason {
        FailureReason::Status(status, phrase) if phrase.is_empty() => Text::number(status.get()),
        FailureReason::Status(status, phrase) => Text::from(format!("{phrase} ({status})")),
        FailureReason::NoAnswer => Text::NoResponse,
        FailureReason::Unauthorized => Text::WrongUserOrPassword,
        FailureReason::UnknownHost(host) => Text::UnknownHost { host: host.clone() },
        FailureReason::Transport(error) => Text::from(error),
    }
}
