//! An account and what the endpoint knows of its servers.

use super::client::{Exchange, ExchangeId, Former, Outgoing, User};
use super::target::SentBy;
use super::*;
use crate::sip::auth::Credential;
use crate::sip::header::{Contact, NameAddr, Route, To};
use crate::sip::message::Request;
use crate::sip::registration::{Registration, Schedule as Times};
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
    pub(super) public: Option<SocketAddr>,
    /// Whether it was registered again for `public` since that changed.
    pub(super) corrected: bool,
    /// The Contact that the registrar has, or was sent.
    pub(super) bound: Option<Uri>,
    /// The hops that requests pass, as the registrar wants it (RFC 3608).
    pub(super) service_route: Vec<NameAddr>,
    /// How this phone is reached from everywhere.
    pub(super) gruus: Option<Gruus>,
    /// Where the registrar sent the last REGISTER instead (RFC 3261 8.1.3.4).
    pub(super) moved_to: Option<Uri>,
    /// The connection to its server: what carries it, and this end of it.
    pub(super) flow: Option<(Protocol, SentBy)>,
    /// The server that answered last, and since when it is that one.
    current: Option<(Target, Instant)>,
    /// How many connections in a row could not be kept (RFC 5626 4.5).
    pub(super) lost: u32,
    /// Whether it is reached by another connection than its registrar knew last.
    pub(super) moved: bool,
}

/// Addresses by which a phone is reached from everywhere (RFC 5627).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Gruus {
    /// One that tells the address of record.
    pub(super) public: Uri,
    /// One that does not.
    pub(super) temporary: Option<Uri>,
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
            service_route: Vec::new(),
            gruus: None,
            moved_to: None,
            flow: None,
            current: None,
            lost: 0,
            moved: false,
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
        let named = self.service_route.iter().map(|hop| &hop.uri).chain(&self.moved_to);
        own.chain(named).any(|server| same_host(hop, server))
    }

    /// Whether a hop is one of the account's own servers, by name or by an address in it.
    pub(super) fn is_own(&self, hop: &Uri) -> bool {
        let address = hop.host().and_then(Host::ip);
        self.is_own_hop(hop) || address.is_some_and(|ip| self.servers.contains(&ip))
    }

    /// Returns where others reach `user` of this account; somebody else than the account's own
    /// user wants not to be known (RFC 5627 3.1.2).
    pub(super) fn contact(&self, user: &str, local: impl Into<SentBy>) -> Uri {
        let is_own = self.account.user() == user;
        let gruu = self.gruus.as_ref().and_then(|gruus| match is_own {
            true => Some(&gruus.public),
            false => gruus.temporary.as_ref(),
        });
        gruu.cloned().unwrap_or_else(|| self.address(user, local))
    }

    /// Returns where the account's servers reach `user` of it.
    pub(super) fn address(&self, user: &str, local: impl Into<SentBy>) -> Uri {
        let flow = self.flow.clone();
        let (protocol, own) = flow.unwrap_or_else(|| (self.account.protocol, local.into()));
        let mut uri = contact_uri(user, self.public.map_or(own, SentBy::from), protocol);
        if self.is_secure() {
            secure(&mut uri);
        }
        uri
    }

    /// Returns the hop that leads to `hop`: by WebSocket a phone reaches nobody but its own
    /// servers, and everybody by them (RFC 7118 5.1).
    pub(super) fn first_hop<'a>(&'a self, hop: &'a Uri) -> &'a Uri {
        let account = &self.account;
        if !account.protocol.is_web_socket() {
            return hop;
        }
        let own = [&account.proxy, &account.registrar_hop, &account.registrar, &self.moved_to];
        let mut own = own.into_iter().flatten().chain(&account.alternatives);
        let first = account.proxy.as_ref().or(account.registrar_hop.as_ref());
        if own.any(|server| server == hop) { hop } else { first.unwrap_or(hop) }
    }

    /// Returns the hop of a request outside of dialogs, and the Route that it has.
    pub(super) fn way(&self, next_hop: Option<Uri>, target: &Uri) -> (Uri, Vec<Route>) {
        let account = &self.account;
        if let (None, Some(first)) = (&next_hop, self.service_route.first()) {
            let outbound = account.proxy.clone().filter(|_| account.is_behind_proxy);
            let routes = self.service_route.iter().cloned().map(Route).collect();
            return (outbound.unwrap_or_else(|| first.uri.clone()), routes);
        }
        // A number without a host goes to the registrar, for want of a better place.
        let registrar = account.registrar.clone().filter(|_| target.host().is_none());
        let hop = next_hop.or_else(|| account.proxy.clone()).or(registrar);
        (hop.unwrap_or_else(|| target.clone()), Vec::new())
    }

    /// Whether requests to `target` go the account's way: behind an outbound proxy all do, and
    /// those to the account's own domain.
    pub(super) fn leads_to(&self, target: &Uri) -> bool {
        let is_at_home = target.host().is_none()
            || (same_host(target, &self.account.aor)
                && target.as_sip().is_none_or(|uri| uri.port.is_none()));
        self.account.is_behind_proxy || is_at_home
    }

    /// Forgets what the registrar said of the ways to and from others.
    pub(super) fn forget_routes(&mut self) {
        self.service_route.clear();
        self.gruus = None;
        self.moved_to = None;
    }

    fn is_secure(&self) -> bool {
        self.account.aor.as_sip().is_some_and(|aor| aor.secure)
    }

    /// Returns the server that requests go to first.
    pub(super) fn current(&self) -> Option<&Target> {
        self.current.as_ref().map(|(target, _)| target)
    }

    /// Whether it is time to see whether the first server is back: `failback` has passed since
    /// another one answered.
    pub(super) fn is_to_go_back(&self, failback: Duration, now: Instant) -> bool {
        let since = self.current.as_ref().map(|(_, since)| *since);
        !failback.is_zero() && since.is_some_and(|since| now.since(since) >= failback)
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

    /// Puts the account's connection into the Contact of a request, or `local` without one;
    /// returns it, unless there is none or it does not depend on connections.
    fn put_flow(&mut self, exchange: &mut Exchange, local: &SentBy) -> Option<Contact> {
        let mut contacts = exchange.request.headers.typed_all::<Contact>().ok()?;
        let Some(Contact::Address(first)) = contacts.first_mut() else { return None };
        if first.uri.as_sip().is_some_and(|uri| uri.params.has("gr")) {
            return None;
        }
        let user = first.uri.user().unwrap_or_default();
        first.uri = self.address(&user, local.clone());
        let registers = matches!(exchange.user, User::Registration(_));
        if registers && first.params.get("expires") != Some("0") {
            self.bound = Some(first.uri.clone());
        }
        exchange.request.headers.remove(&HeaderName::Contact);
        for contact in &contacts {
            exchange.request.headers.push_typed(contact);
        }
        contacts.into_iter().next()
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
        let credential = match &self.sim {
            Some(sim) => Credential::Sim(sim.clone()),
            None => Credential::Password(self.auth_password.clone()),
        };
        Login { username: self.auth_name.clone(), credential }
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
        self.abandon_registers(id);
        if line.bound.is_none() {
            return;
        }
        let Some(routed) = self.register_request(&mut line, Duration::ZERO) else { return };
        let former = Former {
            login: line.account.login(),
            auth: line.auth,
            protocol: line.account.protocol,
        };
        let former = Some(Box::new(former));
        let (user, transport) = (User::FormerRegistration, line.account.transport);
        self.start(Outgoing { user, account: None, transport, routed, former }, now);
    }

    /// Forgets the REGISTERs of an account that are open.
    pub(super) fn abandon_registers(&mut self, id: AccountId) {
        let open = self.clients.exchanges.iter();
        let open = open.filter(|(_, e)| e.user == User::Registration(id)).map(|(id, _)| *id);
        for exchange in open.collect::<Vec<_>>() {
            self.abandon(exchange);
        }
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
    /// as the account's if it leads to one of its servers. An account that is reached by datagrams
    /// stays so when a long request goes by TCP.
    pub(super) fn use_flow(&mut self, id: ExchangeId, to: &Target, local: &SentBy, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let line = exchange.account.and_then(|account| self.accounts.get_mut(&account));
        let Some(line) = line.filter(|line| line.account.protocol.is_stream()) else { return };
        let flow = Some((to.protocol, local.clone()));
        let is_new = line.is_server(&exchange.hop, to.ip()) && line.flow != flow;
        if is_new {
            line.flow = flow;
            line.moved = true;
        }
        let told = line.put_flow(exchange, local);
        // Whoever has a registrar is reached once that knows the connection.
        let is_reached = is_new && line.account.registrar.is_none();
        if let Some(told) = told {
            let user = exchange.user.clone();
            self.note_contact(&user, Some(&told));
        }
        if is_reached {
            self.contacts_may_differ(now);
        }
    }

    /// Forgets the connections of accounts, before they are closed on purpose.
    pub(super) fn forget_flows(&mut self, transport: TransportId) {
        let mut hit = Vec::new();
        for (id, line) in &mut self.accounts {
            if line.account.transport == transport && line.flow.take().is_some() {
                hit.push(*id);
            }
        }
        hit.into_iter().for_each(|id| self.forget_told(id));
    }

    /// A connection ended. Accounts that were reached by it register anew, so that they can be
    /// reached (RFC 5626 4.5).
    pub(super) fn lose_flow(
        &mut self,
        transport: TransportId,
        target: &Target,
        local: &SentBy,
        now: Instant,
    ) {
        let flow = Some((target.protocol, local.clone()));
        let mut hit = Vec::new();
        for (id, line) in &mut self.accounts {
            if line.account.transport == transport && line.flow == flow {
                line.flow = None;
                line.registration.renew(now);
                hit.push(*id);
            }
        }
        for id in hit {
            self.forget_told(id);
            self.pump_registration(id, now);
        }
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
pub(super) fn contact_uri(user: &str, own: SentBy, protocol: Protocol) -> Uri {
    let mut uri = Uri::sip(user, own.host, own.port);
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
