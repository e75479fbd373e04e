//! The exchange of the demo: registrar (RFC 3261 10) and stateless proxy (RFC 3261 16.11).
//!
//! Stateless, since retransmissions, CANCEL, BYE and re-INVITE then pass as they are, from phone
//! to phone. Responses made here are made again for each retransmission.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use hookswitch_core::rng::Rng;
use hookswitch_core::sip::auth::{Algorithm, DigestServer, Realm, Verdict};
use hookswitch_core::sip::header::{
    Contact, Expires, HeaderName, MaxForwards, MinExpires, NameAddr, RecordRoute, Route, To, Via,
};
use hookswitch_core::sip::message::{Message, Method, ParseError, Request, Response, StatusCode};
use hookswitch_core::sip::uri::{Host, Uri};
use hookswitch_core::time::{Duration, Instant};
use sha2::{Digest as _, Sha256};

use super::extensions::{Directory, SavedBinding};
use super::services::SERVICES;

/// What the PBX calls itself.
const REALM: &str = "hookswitch-demo";

/// How long an answer to a challenge may come after it.
const NONCE_LIFE: Duration = Duration::from_secs(3_600);

/// Shortest registration that is accepted, in seconds.
const SHORTEST: u32 = 30;

/// Longest registration, in seconds.
const LONGEST: u32 = 3_600;

/// Hops that a request may pass (RFC 3261 8.1.1.6).
const MAX_FORWARDS: u8 = 70;

/// What to send where.
pub(super) type Packet = (SocketAddr, Vec<u8>);

/// Registrar and proxy, without a socket.
pub(super) struct Exchange {
    local: SocketAddr,
    services: SocketAddr,
    directory: Arc<Directory>,
    digest: DigestServer,
    rng: Rng,
    bindings: BTreeMap<String, Binding>,
}

/// Where a phone is.
struct Binding {
    contact: Uri,
    address: SocketAddr,
    until: Instant,
}

impl Exchange {
    /// Returns an exchange that is reached at `local`, with its services at `services`.
    pub(super) fn new(
        local: SocketAddr,
        services: SocketAddr,
        directory: Arc<Directory>,
        rng: Rng,
    ) -> Self {
        let digest = DigestServer::new(REALM, &[Algorithm::SHA_256, Algorithm::MD5], NONCE_LIFE);
        let bindings = directory.bindings().into_iter().filter_map(|saved| {
            let contact = Uri::parse(&saved.contact).ok()?;
            let until = Instant::ZERO + saved.left();
            Some((saved.user, Binding { contact, address: saved.address, until }))
        });
        let bindings = bindings.collect();
        Self { local, services, directory, digest, rng, bindings }
    }

    /// Takes a datagram; returns what to send.
    pub(super) fn handle(
        &mut self,
        datagram: &[u8],
        from: SocketAddr,
        now: Instant,
    ) -> Option<Packet> {
        match Message::parse(datagram) {
            Ok(Message::Request(request)) => self.handle_request(request, from, now),
            Ok(Message::Response(response)) => self.handle_response(response),
            Err(ParseError::Request(request, defect)) if request.method != Method::Ack => {
                let mut request = *request;
                request.note_source(from).ok()?;
                self.answer(&request, defect.status())
            }
            Err(_) => None,
        }
    }

    fn handle_request(
        &mut self,
        mut request: Request,
        from: SocketAddr,
        now: Instant,
    ) -> Option<Packet> {
        request.note_source(from).ok()?;
        if self.is_here(&request.uri) && request.method == Method::Register {
            return self.register(&request, from, now);
        }
        let asks_us = self.is_here(&request.uri) && request.uri.user().is_none();
        if asks_us && request.method == Method::Options {
            return self.answer(&request, StatusCode::OK);
        }
        let own_ack = request.method == Method::Ack
            && request.headers.typed::<To>().ok()?.tag() == Some(&self.tag(&request));
        if own_ack {
            return None;
        }
        match self.route(&mut request, from, now) {
            Ok(to) => self.forward(request, to),
            Err(_) if request.method == Method::Ack => None,
            Err(status) => self.answer(&request, status),
        }
    }

    /// Finds the next hop of a request, and changes its Request-URI to it (RFC 3261 16.4 to 16.6).
    fn route(
        &self,
        request: &mut Request,
        from: SocketAddr,
        now: Instant,
    ) -> Result<SocketAddr, StatusCode> {
        let bad = |_| StatusCode::BAD_REQUEST;
        let hops = request.headers.typed_opt::<MaxForwards>().map_err(bad)?;
        let hops = hops.map_or(MAX_FORWARDS, |hops| hops.0);
        let left = hops.checked_sub(1).ok_or(StatusCode::TOO_MANY_HOPS)?;
        request.headers.set_typed(&MaxForwards(left));
        let top = request.headers.typed_opt::<Route>().map_err(bad)?;
        if top.is_some_and(|route| self.is_here(&route.0.uri)) {
            request.headers.pop_first::<Route>().map_err(bad)?;
        }
        if let Some(next) = request.headers.typed_opt::<Route>().map_err(bad)? {
            return self.address(&next.0.uri);
        }
        if !self.is_here(&request.uri) {
            return self.address(&request.uri);
        }
        let starts_call = request.method == Method::Invite
            && request.headers.typed::<To>().map_err(bad)?.tag().is_none();
        if starts_call && from != self.services && !self.is_registered(from, now) {
            return Err(StatusCode::FORBIDDEN);
        }
        let user = request.uri.user().ok_or(StatusCode::NOT_FOUND)?;
        if SERVICES.contains(&user.as_str()) {
            request.uri = uri(&user, self.services);
            return Ok(self.services);
        }
        if self.directory.password(&user).is_none() {
            return Err(StatusCode::NOT_FOUND);
        }
        let binding = self.bindings.get(&user).filter(|binding| binding.until > now);
        let binding = binding.ok_or(StatusCode::TEMPORARILY_UNAVAILABLE)?;
        request.uri = binding.contact.clone();
        Ok(binding.address)
    }

    /// Sends a request on, with a branch that its retransmissions, its CANCEL and its ACK get
    /// too (RFC 3261 16.11).
    fn forward(&self, mut request: Request, to: SocketAddr) -> Option<Packet> {
        let top = request.headers.typed::<Via>().ok()?;
        let branch = format!("z9hG4bK{}", short_hash(&top.to_string()));
        let via = Via::new("UDP", Host::Ip(self.local.ip()), Some(self.local.port()), &branch);
        if matches!(request.method, Method::Invite | Method::Subscribe | Method::Refer) {
            let here = Uri::parse(&format!("sip:{};lr", self.local)).ok()?;
            request.headers.push_front_typed(&RecordRoute(NameAddr::new("", here)));
        }
        request.headers.push_front_typed(&via);
        Some((to, request.to_bytes()))
    }

    fn handle_response(&self, mut response: Response) -> Option<Packet> {
        let own = response.headers.pop_first::<Via>().ok()??;
        let mine = own.host.ip() == Some(self.local.ip()) && own.port == Some(self.local.port());
        let to = return_address(&response.headers.typed::<Via>().ok()?)?;
        mine.then(|| (to, response.to_bytes()))
    }

    fn register(&mut self, request: &Request, from: SocketAddr, now: Instant) -> Option<Packet> {
        let directory = Arc::clone(&self.directory);
        let password = |user: &str| directory.password(user);
        let verdict = self.digest.verify(request, Realm::Server, password, now);
        let user = match verdict {
            Verdict::Accepted(user) => user,
            Verdict::Missing | Verdict::Stale => {
                let Self { digest, rng, .. } = self;
                let response = digest.challenge(request, Realm::Server, &verdict, rng, now);
                return self.respond(request, response);
            }
            Verdict::Refused => return self.answer(request, StatusCode::FORBIDDEN),
        };
        let address_of_record = request.headers.typed::<To>().ok()?.uri.user();
        if address_of_record.as_deref() != Some(user.as_str()) {
            return self.answer(request, StatusCode::FORBIDDEN);
        }
        let response = match self.bind(request, &user, from, now) {
            Ok(()) => self.bound(request, &user, now),
            Err(StatusCode::INTERVAL_TOO_BRIEF) => {
                let mut response = request.response(StatusCode::INTERVAL_TOO_BRIEF);
                response.headers.push_typed(&MinExpires(SHORTEST));
                response
            }
            Err(status) => request.response(status),
        };
        self.respond(request, response)
    }

    fn bind(
        &mut self,
        request: &Request,
        user: &str,
        from: SocketAddr,
        now: Instant,
    ) -> Result<(), StatusCode> {
        let bad = |_| StatusCode::BAD_REQUEST;
        let default = request.headers.typed_opt::<Expires>().map_err(bad)?;
        let default = default.map_or(LONGEST, |expires| expires.0);
        for contact in request.headers.typed_all::<Contact>().map_err(bad)? {
            let expires = contact.expires().unwrap_or(default);
            let Some(uri) = contact.uri().filter(|_| expires > 0) else {
                self.bindings.remove(user);
                continue;
            };
            if expires < SHORTEST {
                return Err(StatusCode::INTERVAL_TOO_BRIEF);
            }
            let until = now + Duration::from_secs(expires.min(LONGEST).into());
            let binding = Binding { contact: uri.clone(), address: from, until };
            if self.bindings.insert(user.to_owned(), binding).is_none() {
                tracing::info!(extension = user, "registered");
            }
            self.directory.seen(user);
        }
        let saved = self.bindings.iter().map(|(user, binding)| {
            let left = binding.until.since(now);
            SavedBinding::new(user, &binding.contact.to_string(), binding.address, left)
        });
        self.directory.save_bindings(saved.collect());
        Ok(())
    }

    fn bound(&self, request: &Request, user: &str, now: Instant) -> Response {
        let mut response = request.response(StatusCode::OK);
        if let Some(binding) = self.bindings.get(user) {
            let mut contact = NameAddr::new("", binding.contact.clone());
            contact.params.set("expires", binding.until.since(now).as_secs().to_string());
            response.headers.push_typed(&Contact::Address(contact));
        }
        response
    }

    fn is_registered(&self, from: SocketAddr, now: Instant) -> bool {
        self.bindings.values().any(|binding| binding.address == from && binding.until > now)
    }

    fn answer(&self, request: &Request, status: StatusCode) -> Option<Packet> {
        if request.method == Method::Ack {
            return None;
        }
        self.respond(request, request.response(status))
    }

    fn respond(&self, request: &Request, mut response: Response) -> Option<Packet> {
        if let Ok(to) = response.headers.typed::<To>()
            && to.tag().is_none()
        {
            let to = To(to.0.with_tag(&self.tag(request)));
            response.headers.set_typed(&to);
        }
        response
            .headers
            .push(HeaderName::Server, concat!("Hookswitch-PBX/", env!("CARGO_PKG_VERSION")));
        let to = return_address(&request.headers.typed::<Via>().ok()?)?;
        Some((to, response.to_bytes()))
    }

    /// The To tag of responses made here: the same for every retransmission (RFC 3261 8.2.7).
    fn tag(&self, request: &Request) -> String {
        short_hash(request.headers.get(&HeaderName::CallId).unwrap_or_default())
    }

    fn is_here(&self, uri: &Uri) -> bool {
        let here = uri.host().and_then(Host::ip) == Some(self.local.ip());
        here && uri.port().unwrap_or(5_060) == self.local.port()
    }

    /// The address of a hop that is a phone on this host, never one elsewhere.
    fn address(&self, uri: &Uri) -> Result<SocketAddr, StatusCode> {
        let ip = uri.host().and_then(Host::ip).filter(|ip| *ip == self.local.ip());
        let ip = ip.ok_or(StatusCode::FORBIDDEN)?;
        Ok(SocketAddr::new(ip, uri.port().unwrap_or(5_060)))
    }
}

/// Where responses go (RFC 3261 18.2.2, RFC 3581 4).
fn return_address(via: &Via) -> Option<SocketAddr> {
    let ip = via.received().or(via.host.ip())?;
    Some(SocketAddr::new(ip, via.rport().or(via.port).unwrap_or(5_060)))
}

fn uri(user: &str, at: SocketAddr) -> Uri {
    Uri::sip(user, Host::Ip(at.ip()), Some(at.port()))
}

fn short_hash(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
