//! An account and what the endpoint knows of its servers.

use super::client::{ExchangeId, Former, Outgoing, User};
use super::*;
use crate::sip::dialog::Routed;
use crate::sip::header::{CSeq, Contact, Expires, From, MinExpires, NameAddr, RetryAfter, To, Via};
use crate::sip::message::{Method, Request};
use crate::sip::registration::{Registration, RegistrationOutput, Schedule as Times};
use crate::sip::session::Purpose;
use crate::sip::uri::Host;

/// How many addresses of an account's servers are remembered.
const MAX_SERVERS: usize = 64;

/// An account at work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) account: Account,
    pub(super) registration: Registration,
    pub(super) auth: ClientAuth,
    /// Realms that its servers used.
    pub(super) realms: Vec<String>,
    /// Addresses that its servers had.
    servers: Vec<IpAddr>,
    /// Where the registrar saw us, if that is not where we think we are.
    public: Option<SocketAddr>,
    /// Whether it was registered again for `public` since that changed.
    corrected: bool,
    /// The Contact that the registrar has, or was sent.
    bound: Option<Uri>,
    /// The connection to its server: what carries it, and this end's address.
    flow: Option<(Protocol, SocketAddr)>,
    /// The server that answered last, and since when it is that one.
    current: Option<(Target, Instant)>,
    /// How many connections in a row could not be kept (RFC 5626 4.5).
    lost: u32,
}

impl Line {
    fn new(account: Account, rng: &mut Rng) -> Self {
        let registration = Registration::new(times(&account), rng.hex(24), rng.hex(10));
        Self {
            account,
            registration,
            auth: ClientAuth::new(),
            realms: Vec::new(),
            servers: Vec::new(),
            public: None,
            corrected: false,
            bound: None,
            flow: None,
            current: None,
            lost: 0,
        }
    }

    /// Notes an address that a hop of the account's own has.
    pub(super) fn note_server(&mut self, hop: &Uri, address: IpAddr) {
        let is_new = self.is_own_hop(hop) && !self.servers.contains(&address);
        if is_new && self.servers.len() < MAX_SERVERS {
            self.servers.push(address);
        }
    }

    /// Whether a hop is one of the account's own servers, by name or by address.
    pub(super) fn is_server(&self, hop: &Uri, address: IpAddr) -> bool {
        self.is_own_hop(hop) || self.servers.contains(&address)
    }

    /// Whether somebody at this address is one of the account's own servers.
    pub(super) fn is_server_address(&self, address: IpAddr) -> bool {
        self.servers.contains(&address)
    }

    /// Whether a hop names one of the account's own servers.
    pub(super) fn is_own_hop(&self, hop: &Uri) -> bool {
        let account = &self.account;
        let own = [&account.registrar, &account.registrar_hop, &account.proxy];
        let own = own.into_iter().flatten().chain(&account.servers).chain(&account.alternatives);
        own.into_iter().any(|server| same_host(hop, server))
    }

    /// Whether a hop is one of the account's own servers, by name or by an address in it.
    pub(super) fn is_own(&self, hop: &Uri) -> bool {
        let address = hop.host().and_then(Host::ip);
        self.is_own_hop(hop) || address.is_some_and(|ip| self.servers.contains(&ip))
    }

    /// Returns where others reach `user` of this account.
    pub(super) fn contact(&self, user: &str, local: SocketAddr) -> Uri {
        let (protocol, local) = self.flow.unwrap_or((self.account.protocol, local));
        let mut uri = contact_uri(user, self.public.unwrap_or(local), protocol);
        if self.is_secure() {
            secure(&mut uri);
        }
        uri
    }

    fn is_secure(&self) -> bool {
        self.account.aor.as_sip().is_some_and(|aor| aor.secure)
    }

    /// Returns the server that requests go to first. A registration tries the first one again
    /// once `failback` has passed since another one answered.
    pub(super) fn current(
        &self,
        registers: bool,
        failback: Duration,
        now: Instant,
    ) -> Option<&Target> {
        let (target, since) = self.current.as_ref()?;
        let back = registers && !failback.is_zero() && now.since(*since) >= failback;
        (!back).then_some(target)
    }

    /// Notes the server that answered; returns whether it is another one than before.
    pub(super) fn note_current(&mut self, target: Target, now: Instant) -> bool {
        let changed = self.current.as_ref().is_none_or(|(current, _)| *current != target);
        if changed {
            self.current = Some((target, now));
        }
        changed
    }

    /// Notes that a server did not answer.
    pub(super) fn forget_current(&mut self, target: &Target) {
        self.current.take_if(|(current, _)| current == target);
    }

    fn forget_network(&mut self) {
        self.public = None;
        self.corrected = false;
        self.flow = None;
        self.current = None;
    }
}

impl Account {
    pub(super) fn login(&self) -> Login {
        Login::new(self.auth_name.clone(), self.auth_password.clone())
    }

    pub(super) fn user(&self) -> String {
        self.aor.user().unwrap_or_default()
    }
}

fn times(account: &Account) -> Times {
    Times {
        lifetime: account.expires,
        refresh_before_percent: account.refresh_before_percent,
        retry: account.retry,
    }
}

impl Endpoint {
    pub(super) fn put_account(&mut self, id: AccountId, account: Account, now: Instant) {
        let Some(line) = self.accounts.get_mut(&id) else {
            let line = Line::new(account, &mut self.rng);
            self.accounts.insert(id, line);
            return;
        };
        if line.account == account {
            return;
        }
        let binding =
            |account: &Account| (account.aor.clone(), account.registrar.clone(), account.transport);
        let wanted = line.registration.is_wanted();
        if binding(&line.account) == binding(&account) {
            line.registration.set_schedule(times(&account));
            line.auth.clear();
            line.account = account;
            if wanted {
                line.registration.renew(now);
            }
        } else {
            self.retire_account(id, now);
            let mut line = Line::new(account, &mut self.rng);
            if wanted && line.account.registrar.is_some() {
                line.registration.register(now);
            }
            self.accounts.insert(id, line);
        }
        self.pump_registration(id, now);
    }

    /// Removes an account, and its binding without waiting for the outcome.
    pub(super) fn retire_account(&mut self, id: AccountId, now: Instant) {
        let Some(mut line) = self.accounts.remove(&id) else { return };
        self.schedule.set(Due::Registration(id), None);
        let open = self.clients.exchanges.iter();
        let open = open.filter(|(_, e)| e.user == User::Registration(id)).map(|(id, _)| *id);
        for exchange in open.collect::<Vec<_>>() {
            self.abandon(exchange);
        }
        if line.bound.is_none() {
            return;
        }
        let Some(routed) = self.register_request(&mut line, Duration::ZERO) else { return };
        let former = Some(Box::new(Former { login: line.account.login(), auth: line.auth }));
        let (user, transport) = (User::FormerRegistration, line.account.transport);
        self.start(Outgoing { user, account: None, transport, routed, former }, now);
    }

    /// Applies `change` to an account's registration.
    pub(super) fn registration_command(
        &mut self,
        id: AccountId,
        change: impl FnOnce(&mut Registration, Instant),
        now: Instant,
    ) {
        if let Some(line) = self.accounts.get_mut(&id) {
            change(&mut line.registration, now);
            self.pump_registration(id, now);
        }
    }

    /// Forgets what the registrars said of the address of `transport` and registers again.
    pub(super) fn renew_registrations(&mut self, transport: TransportId, now: Instant) {
        let lines = self.accounts.iter_mut();
        let hit = lines.filter(|(_, line)| line.account.transport == transport);
        let ids: Vec<AccountId> = hit
            .map(|(id, line)| {
                line.forget_network();
                line.registration.renew(now);
                *id
            })
            .collect();
        for id in ids {
            self.pump_registration(id, now);
        }
    }

    pub(super) fn registration_timeout(&mut self, id: AccountId, now: Instant) {
        self.registration_command(id, Registration::handle_timeout, now);
    }

    fn pump_registration(&mut self, id: AccountId, now: Instant) {
        while let Some(line) = self.accounts.get_mut(&id) {
            match line.registration.poll_output() {
                Some(RegistrationOutput::Event(state)) => {
                    self.tell(Event::Registration(id, state));
                }
                Some(RegistrationOutput::Send(lifetime)) => self.send_register(id, lifetime, now),
                None => {
                    self.schedule.set(Due::Registration(id), line.registration.poll_timeout());
                    return;
                }
            }
        }
    }

    fn send_register(&mut self, id: AccountId, lifetime: Duration, now: Instant) {
        let Some(mut line) = self.accounts.remove(&id) else { return };
        let routed = self.register_request(&mut line, lifetime);
        let transport = line.account.transport;
        self.accounts.insert(id, line);
        let user = User::Registration(id);
        if let Some(routed) = routed {
            let account = Some(id);
            self.start(Outgoing { user, account, transport, routed, former: None }, now);
        } else {
            let reason = FailureReason::Transport("the socket is closed".to_owned());
            let fail = |r: &mut Registration, now| r.handle_failure(reason, None, now);
            self.registration_command(id, fail, now);
        }
    }

    /// Returns the hops that a request may go to if `hop` does not answer: an account's proxies,
    /// for what is not in a dialog. A registration is made at one server and no other.
    pub(super) fn alternatives(
        &self,
        user: &User,
        account: Option<AccountId>,
        hop: &Uri,
    ) -> VecDeque<Uri> {
        let outside = matches!(user, User::Session(_, Purpose::Invite));
        let line = account.filter(|_| outside).and_then(|account| self.accounts.get(&account));
        let Some(line) = line.filter(|line| line.is_own_hop(hop)) else { return VecDeque::new() };
        line.account.alternatives.iter().filter(|other| *other != hop).cloned().collect()
    }

    /// Puts the address of the connection that a request goes by into its Contact, and notes it
    /// as the account's if it leads to one of its servers.
    pub(super) fn use_flow(&mut self, id: ExchangeId, to: &Target, local: SocketAddr) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let account = exchange.account;
        let Some(line) = account.and_then(|account| self.accounts.get_mut(&account)) else {
            return;
        };
        if line.is_server(&exchange.hop, to.ip()) {
            line.flow = Some((to.protocol, local));
        }
        let Ok(mut contacts) = exchange.request.headers.typed_all::<Contact>() else { return };
        let Some(Contact::Address(first)) = contacts.first_mut() else { return };
        let user = first.uri.user().unwrap_or_default();
        first.uri = line.contact(&user, local);
        if matches!(exchange.user, User::Registration(_))
            && first.params.get("expires") != Some("0")
        {
            line.bound = Some(first.uri.clone());
        }
        exchange.request.headers.remove(&HeaderName::Contact);
        for contact in &contacts {
            exchange.request.headers.push_typed(contact);
        }
    }

    /// Forgets the connections of accounts, before they are closed on purpose.
    pub(super) fn forget_flows(&mut self, transport: TransportId) {
        for (_, line) in &mut self.accounts {
            if line.account.transport == transport {
                line.flow = None;
            }
        }
    }

    /// A connection ended. Accounts that were reached by it register anew, so that they can be
    /// reached (RFC 5626 4.5).
    pub(super) fn lose_flow(
        &mut self,
        transport: TransportId,
        target: &Target,
        local: SocketAddr,
        now: Instant,
    ) {
        let flow = Some((target.protocol, local));
        let mut hit = Vec::new();
        for (id, line) in &mut self.accounts {
            if line.account.transport == transport && line.flow == flow {
                line.flow = None;
                line.registration.renew(now);
                hit.push(*id);
            }
        }
        for id in hit {
            self.pump_registration(id, now);
        }
    }

    /// Builds a REGISTER (RFC 3261 10.2). The Contact of before is removed with the same request
    /// if it changed. `None` without a registrar or while the socket is closed.
    fn register_request(&self, line: &mut Line, lifetime: Duration) -> Option<Routed> {
        let account = &line.account;
        let registrar = account.registrar.clone()?;
        let local = *self.transports.get(&account.transport)?;
        let hop = account.registrar_hop.clone().unwrap_or_else(|| registrar.clone());
        let (call_id, from_tag) = line.registration.identity();
        let aor = NameAddr::new(account.display_name.clone(), account.aor.clone());
        let mut request = Request::new(Method::Register, registrar);
        let headers = &mut request.headers;
        headers.push_typed(&From(aor.clone().with_tag(from_tag)));
        headers.push_typed(&To(aor));
        headers.push(HeaderName::CallId, call_id);
        headers.push_typed(&CSeq::new(line.registration.advance(), Method::Register));
        let uri = line.contact(&account.user(), local);
        let old = line.bound.take().filter(|old| *old != uri);
        let seconds = u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX);
        if seconds > 0 {
            line.bound = Some(uri.clone());
        }
        headers.push_typed(&binding(uri, seconds));
        if let Some(old) = old {
            headers.push_typed(&binding(old, 0));
        }
        headers.push_typed(&Expires(seconds));
        self.complete(&mut request, None);
        Some(Routed { request, hop })
    }

    /// Takes the outcome of a REGISTER.
    pub(super) fn registration_answered(
        &mut self,
        id: AccountId,
        request: &Request,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        let Some(line) = self.accounts.get_mut(&id) else { return };
        let machine = &mut line.registration;
        match result {
            Err(reason) => {
                let lost = matches!(reason, FailureReason::Transport(_));
                if lost && line.account.protocol.is_stream() {
                    line.lost = line.lost.saturating_add(1);
                    let again = recovery(line.lost, line.account.retry, &mut self.rng);
                    machine.handle_lost(reason, again, now);
                } else {
                    machine.handle_failure(reason, None, now);
                }
            }
            Ok(response) if response.status.is_success() => {
                line.lost = 0;
                line.auth.handle_success(request, &response);
                machine.handle_granted(granted(request, &response), now);
                learn_address(line, request, &response, now);
            }
            Ok(response) if response.status == StatusCode::INTERVAL_TOO_BRIEF => {
                let minimum = response.headers.typed::<MinExpires>().map_or(0, |field| field.0);
                machine.handle_too_brief(Duration::from_secs(minimum.into()), now);
            }
            Ok(response) => {
                let retry = response.headers.typed_opt::<RetryAfter>().ok().flatten();
                let retry = retry.map(|field| Duration::from_secs(field.seconds.into()));
                let reason = FailureReason::Status(response.status, response.reason);
                machine.handle_failure(reason, retry, now);
            }
        }
        self.pump_registration(id, now);
    }

    /// Returns the account that a request is for: by the user of the Request-URI or of To; among
    /// several the one whose address of record or server fits.
    pub(super) fn account_for(
        &self,
        transport: TransportId,
        from: SocketAddr,
        request: &Request,
    ) -> Option<AccountId> {
        let to = request.headers.typed::<To>().ok()?;
        let (user, to_user) = (request.uri.user(), to.uri.user());
        let fit = |line: &Line| {
            let own = line.account.aor.user();
            let by_uri = own.is_some() && own == user;
            let by_to = own.is_some() && own == to_user;
            (by_uri || by_to).then(|| {
                (
                    by_uri,
                    line.account.aor.is_equivalent(&to.uri),
                    line.is_server_address(from.ip()),
                    by_to,
                )
            })
        };
        let lines = self.accounts.iter().filter(|(_, line)| line.account.transport == transport);
        let fits = lines.filter_map(|(id, line)| Some((fit(line)?, core::cmp::Reverse(*id))));
        fits.max().map(|(_, id)| id.0)
    }
}

/// Whether a hop's host is that of `server`.
fn same_host(hop: &Uri, server: &Uri) -> bool {
    let hosts = hop.host().zip(server.host());
    hosts.is_some_and(|(a, b): (&Host, &Host)| a.is_equivalent(b))
}

/// Returns `sip:user@address`, with what carries it unless that is UDP.
pub(super) fn contact_uri(user: &str, address: SocketAddr, protocol: Protocol) -> Uri {
    let mut uri = Uri::sip(user, address.ip(), Some(address.port()));
    if let Some(sip) = uri.as_sip_mut().filter(|_| protocol.is_stream()) {
        sip.params.set("transport", protocol.param());
    }
    uri
}

/// Makes it a `sips:` URI, which goes by TLS without saying so (RFC 5630 3.1.1.3).
fn secure(uri: &mut Uri) {
    if let Some(sip) = uri.as_sip_mut() {
        sip.secure = true;
        sip.params.remove("transport");
    }
}

/// Returns how long to wait before a connection that was lost `times` in a row is tried again:
/// twice as long each time, not all phones at once (RFC 5626 4.5), and not longer than configured.
fn recovery(times: u32, most: Duration, rng: &mut Rng) -> Duration {
    const BASE: Duration = Duration::from_secs(30);
    let doubled = BASE.saturating_mul(1 << times.saturating_sub(1).min(6)).min(most);
    let half = u32::try_from(doubled.as_millis() / 2).unwrap_or(u32::MAX);
    doubled / 2 + Duration::from_millis(rng.below(half.max(1)).into())
}

fn binding(uri: Uri, expires: u32) -> Contact {
    let mut address = NameAddr::new("", uri);
    address.params.set("expires", expires.to_string());
    Contact::Address(address)
}

/// Returns the lifetime of our own binding: by its Contact, by Expires, or as asked for
/// (RFC 3261 10.2.4).
fn granted(request: &Request, response: &Response) -> Duration {
    let asked = request.headers.typed::<Contact>().ok();
    let own = asked.as_ref().and_then(Contact::uri);
    let bindings = response.headers.typed_all::<Contact>().unwrap_or_default();
    let ours = |binding: &&Contact| {
        binding.uri().zip(own).is_some_and(|(uri, own)| uri.is_equivalent(own))
    };
    let by_contact = bindings.iter().find(ours).and_then(Contact::expires);
    let by_header = || Some(response.headers.typed_opt::<Expires>().ok()??.0);
    let by_request = || asked.as_ref().and_then(Contact::expires);
    let seconds = by_contact.or_else(by_header).or_else(by_request).unwrap_or(0);
    Duration::from_secs(seconds.into())
}

/// Compares where the registrar saw the request come from (RFC 3581) with the Contact that it was
/// given. If they differ there is a NAT in between, and what the registrar saw is what it can
/// reach: the binding is made anew with that, once. Where there is no NAT nothing differs.
fn learn_address(line: &mut Line, request: &Request, response: &Response, now: Instant) {
    let Ok(via) = response.headers.typed::<Via>() else { return };
    let Some(ip) = via.received().or(via.host.ip()) else { return };
    let seen = SocketAddr::new(ip, via.rport().or(via.port).unwrap_or(resolver::DEFAULT_PORT));
    let contact = request.headers.typed::<Contact>().ok();
    let registered = contact.as_ref().and_then(Contact::uri).and_then(|uri| {
        Some(SocketAddr::new(uri.host()?.ip()?, uri.port().unwrap_or(resolver::DEFAULT_PORT)))
    });
    if registered == Some(seen) {
        line.corrected = false;
    } else if !line.corrected {
        line.corrected = true;
        line.public = Some(seen);
        line.registration.renew(now);
    }
}
