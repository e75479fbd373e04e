//! An account and what the endpoint knows of its servers.

use super::client::{Former, Outgoing, User};
use super::*;
use crate::sip::dialog::Routed;
use crate::sip::header::{CSeq, Contact, Expires, From, MinExpires, NameAddr, RetryAfter, To, Via};
use crate::sip::message::{Method, Request};
use crate::sip::registration::{Registration, RegistrationOutput, Schedule as Times};
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

    fn is_own_hop(&self, hop: &Uri) -> bool {
        let account = &self.account;
        let own = [&account.registrar, &account.registrar_hop, &account.proxy];
        let own = own.into_iter().flatten().chain(&account.servers);
        own.into_iter().any(|server| same_host(hop, server))
    }

    /// Returns where others reach this account.
    pub(super) fn contact_address(&self, local: SocketAddr) -> SocketAddr {
        self.public.unwrap_or(local)
    }

    fn forget_network(&mut self) {
        self.public = None;
        self.corrected = false;
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
        let uri = contact_uri(&account.user(), line.contact_address(local));
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
            Err(reason) => machine.handle_failure(reason, None, now),
            Ok(response) if response.status.is_success() => {
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

/// Returns `sip:user@address`, without the port if it is the usual one.
pub(super) fn contact_uri(user: &str, address: SocketAddr) -> Uri {
    Uri::sip(user, address.ip(), Some(address.port()))
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
