//! REGISTER: built, sent, and what its answer teaches (RFC 3261 10.2, 3327, 3608, 5626, 5627).

use super::client::{Outgoing, User};
use super::line::{Gruus, Line};
use super::*;
use crate::sip::dialog::Routed;
use crate::sip::header::{
    CSeq, Contact, Expires, From, MinExpires, NameAddr, RetryAfter, ServiceRoute, Supported, To,
    Via,
};
use crate::sip::message::{Method, Request};
use crate::sip::registration::RegistrationOutput;

/// Names a phone, apart from its address (RFC 5626 4.1).
const INSTANCE: &str = "+sip.instance";

/// How many hops of a Service-Route are kept.
const MAX_SERVICE_ROUTE: usize = 16;

impl Endpoint {
    /// Does what a registration wants, until it wants nothing.
    pub(super) fn pump_registration(&mut self, id: AccountId, now: Instant) {
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
    pub(super) fn register_request(&self, line: &mut Line, lifetime: Duration) -> Option<Routed> {
        let account = &line.account;
        let registrar = account.registrar.clone()?;
        let local = *self.transports.get(&account.transport)?;
        let hop = account.registrar_hop.clone().unwrap_or_else(|| registrar.clone());
        let (call_id, from_tag) = line.registration.identity();
        let name = if account.names_registration { account.display_name.as_str() } else { "" };
        let aor = NameAddr::new(name, account.aor.clone());
        let mut request = Request::new(Method::Register, registrar);
        let headers = &mut request.headers;
        headers.push_typed(&From(aor.clone().with_tag(from_tag)));
        headers.push_typed(&To(aor));
        headers.push(HeaderName::CallId, call_id);
        headers.push_typed(&CSeq::new(line.registration.advance(), Method::Register));
        let uri = line.address(&account.user(), local);
        let old = line.bound.take().filter(|old| *old != uri);
        let seconds = u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX);
        if seconds > 0 {
            line.bound = Some(uri.clone());
        }
        let instance = line.account.instance.as_deref();
        headers.push_typed(&binding(uri, seconds, instance));
        if let Some(old) = old {
            headers.push_typed(&binding(old, 0, None));
        }
        headers.push_typed(&Expires(seconds));
        self.complete(&mut request, None);
        let gruu = line.account.instance.is_some().then_some("gruu");
        for extension in ["path"].into_iter().chain(gruu) {
            request.headers.push_typed(&Supported(extension.to_owned()));
        }
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
                let before = line.public;
                learn_address(line, request, &response, now);
                learn_routes(line, request, &response);
                if core::mem::take(&mut line.moved) || line.public != before {
                    self.contacts_may_differ(now);
                }
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
}

/// Returns how long to wait before a connection that was lost `times` in a row is tried again:
/// twice as long each time, not all phones at once (RFC 5626 4.5), and not longer than configured.
fn recovery(times: u32, most: Duration, rng: &mut Rng) -> Duration {
    const BASE: Duration = Duration::from_secs(30);
    let doubled = BASE.saturating_mul(1 << times.saturating_sub(1).min(6)).min(most);
    let half = u32::try_from(doubled.as_millis() / 2).unwrap_or(u32::MAX);
    doubled / 2 + Duration::from_millis(rng.below(half.max(1)).into())
}

fn binding(uri: Uri, expires: u32, instance: Option<&str>) -> Contact {
    let mut address = NameAddr::new("", uri);
    address.params.set("expires", expires.to_string());
    if let Some(instance) = instance {
        address.params.set(INSTANCE, format!("\"<{instance}>\""));
    }
    Contact::Address(address)
}

/// Returns the binding in a 2xx that is the one asked for.
fn own_binding(request: &Request, response: &Response) -> Option<Contact> {
    let asked = request.headers.typed::<Contact>().ok()?;
    let own = asked.uri()?;
    let bindings = response.headers.typed_all::<Contact>().unwrap_or_default();
    bindings.into_iter().find(|binding| binding.uri().is_some_and(|uri| uri.is_equivalent(own)))
}

/// Returns the lifetime of our own binding: by its Contact, by Expires, or as asked for
/// (RFC 3261 10.2.4).
fn granted(request: &Request, response: &Response) -> Duration {
    let by_contact = own_binding(request, response).as_ref().and_then(Contact::expires);
    let by_header = || Some(response.headers.typed_opt::<Expires>().ok()??.0);
    let by_request = || request.headers.typed::<Contact>().ok()?.expires();
    let seconds = by_contact.or_else(by_header).or_else(by_request).unwrap_or(0);
    Duration::from_secs(seconds.into())
}

/// Compares where the registrar saw the request come from (RFC 3581) with the Contact that it was
/// given. If they differ there is a NAT in between, and what the registrar saw is what it can
/// reach: the binding is made anew with that, once. Where there is no NAT nothing differs.
fn learn_address(line: &mut Line, request: &Request, response: &Response, now: Instant) {
    if line.account.protocol.is_web_socket() {
        return; // Nobody can connect to a page, wherever it was seen.
    }
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

/// Takes the way that requests go from now on (RFC 3608 6.1), and the addresses by which this
/// phone is reached from everywhere (RFC 5627 4.2).
fn learn_routes(line: &mut Line, request: &Request, response: &Response) {
    let asked = request.headers.typed::<Contact>().ok();
    if asked.as_ref().and_then(Contact::expires) == Some(0) {
        line.forget_routes();
        return;
    }
    let hops = response.headers.typed_all::<ServiceRoute>().unwrap_or_default();
    let loose = |hop: &ServiceRoute| hop.uri.as_sip().is_some_and(|uri| uri.is_loose_router());
    let usable = hops.len() <= MAX_SERVICE_ROUTE && hops.iter().all(loose);
    line.service_route = hops.into_iter().filter(|_| usable).map(|hop| hop.0).collect();
    let own = own_binding(request, response);
    let gruu = |name: &str| {
        let text = own.as_ref()?.address()?.params.text(name)?;
        Uri::parse(&text).ok().filter(|uri| uri.as_sip().is_some())
    };
    line.gruus = gruu("pub-gruu").map(|public| Gruus { public, temporary: gruu("temp-gruu") });
}
