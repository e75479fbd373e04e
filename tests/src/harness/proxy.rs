//! A proxy in the simulator: keeps no transactions (RFC 3261 16.11), stays on the way of calls
//! (Record-Route), and may want to know who calls.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

use hookswitch_core::rng::Rng;
use hookswitch_core::sip::auth::{Algorithm, DigestServer, Realm, Verdict};
use hookswitch_core::sip::header::{
    Contact, MAGIC_COOKIE, MaxForwards, NameAddr, RecordRoute, Route, To, Via,
};
use hookswitch_core::sip::message::{Message, Method, Request, Response, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::{Duration, Instant};

use super::net::Packet;

/// Who may call, and with which password.
#[derive(Debug)]
struct Door {
    digest: DigestServer,
    password: String,
    /// Branches of those it let through, which may come again.
    open: BTreeSet<String>,
}

/// A proxy.
#[derive(Debug)]
pub struct SimProxy {
    /// Its socket.
    pub local: SocketAddr,
    /// Whether anything comes of what it is sent.
    pub alive: bool,
    /// Where requests for users go whom it does not know.
    pub next: Option<SocketAddr>,
    /// Where its users are.
    pub users: BTreeMap<String, SocketAddr>,
    /// Where users are who are somewhere else now: callers are told (302).
    pub moved: BTreeMap<String, Uri>,
    door: Option<Door>,
    rng: Rng,
}

impl SimProxy {
    /// Returns a proxy at `local` that knows nobody.
    pub fn new(local: SocketAddr, rng: Rng) -> Self {
        Self {
            local,
            alive: true,
            next: None,
            users: BTreeMap::new(),
            moved: BTreeMap::new(),
            door: None,
            rng,
        }
    }

    /// Lets nobody call without this password.
    pub fn lock(&mut self, realm: &str, password: &str) {
        let digest = DigestServer::new(realm, &[Algorithm::SHA_256], Duration::from_secs(300));
        let (password, open) = (password.to_owned(), BTreeSet::new());
        self.door = Some(Door { digest, password, open });
    }

    /// Takes a datagram and returns what becomes of it.
    pub fn handle_packet(&mut self, packet: &Packet, now: Instant) -> Option<Packet> {
        match Message::parse(&packet.data).ok()? {
            _ if !self.alive => None,
            Message::Request(request) => self.take_request(request, packet.from, now),
            Message::Response(response) => self.pass_back(response),
        }
    }

    fn take_request(
        &mut self,
        mut request: Request,
        from: SocketAddr,
        now: Instant,
    ) -> Option<Packet> {
        let via = request.note_source(from).ok()?;
        let branch = via.branch()?.to_owned();
        let to = request.headers.typed::<To>().ok()?;
        if to.tag() == Some(&self.tag()) {
            // The ACK of what it answered itself.
            return None;
        }
        let begins = request.method == Method::Invite && to.tag().is_none();
        if begins && let Some(response) = self.answer(&request, &branch, now) {
            return self.send_back(response);
        }
        let to = self.route(&mut request)?;
        let hops = request.headers.typed::<MaxForwards>().ok()?.0.checked_sub(1)?;
        request.headers.set_typed(&MaxForwards(hops));
        let own = format!("{MAGIC_COOKIE}{}.{branch}", self.local.ip());
        let via = Via::new("UDP", self.local.ip(), Some(self.local.port()), &own);
        request.headers.push_front_typed(&via);
        if request.method == Method::Invite {
            request.headers.push_front_typed(&RecordRoute(NameAddr::new("", self.uri())));
        }
        Some(Packet { from: self.local, to, data: request.to_bytes() })
    }

    /// Answers what it does not pass on: 302 and 407.
    fn answer(&mut self, request: &Request, branch: &str, now: Instant) -> Option<Response> {
        let mut response = if let Some(uri) = self.moved.get(&request.uri.user()?) {
            let mut response = request.response(StatusCode::MOVED_TEMPORARILY);
            response.headers.push_typed(&Contact::Address(NameAddr::new("", uri.clone())));
            response
        } else {
            let door = self.door.as_mut().filter(|door| !door.open.contains(branch))?;
            let password = |_: &str| Some(door.password.clone());
            let verdict = door.digest.verify(request, Realm::Proxy, password, now);
            if matches!(verdict, Verdict::Accepted(_)) {
                door.open.insert(branch.to_owned());
                return None;
            }
            door.digest.challenge(request, Realm::Proxy, &verdict, &mut self.rng, now)
        };
        let To(to) = response.headers.typed().ok()?;
        response.headers.set_typed(&To(to.with_tag(&self.tag())));
        Some(response)
    }

    /// Returns where a request goes, after it was changed for that (RFC 3261 16.4 to 16.6).
    fn route(&self, request: &mut Request) -> Option<SocketAddr> {
        let is_own = |route: &Route| socket(&route.uri) == Some(self.local);
        if request.headers.typed::<Route>().is_ok_and(|route| is_own(&route)) {
            request.headers.pop_first::<Route>().ok()?;
        }
        if let Ok(route) = request.headers.typed::<Route>() {
            return socket(&route.uri);
        }
        let user = request.uri.user()?;
        if let Some(at) = self.users.get(&user) {
            request.uri = Uri::sip(&user, at.ip(), Some(at.port()));
            return Some(*at);
        }
        self.next.or_else(|| socket(&request.uri))
    }

    fn pass_back(&self, mut response: Response) -> Option<Packet> {
        response.headers.pop_first::<Via>().ok()??;
        self.send_back(response)
    }

    fn send_back(&self, response: Response) -> Option<Packet> {
        let via = response.headers.typed::<Via>().ok()?;
        let ip = via.received().or_else(|| via.host.ip())?;
        let port = via.rport().or(via.port).unwrap_or(5060);
        Some(Packet { from: self.local, to: (ip, port).into(), data: response.to_bytes() })
    }

    fn uri(&self) -> Uri {
        let mut uri = Uri::sip("", self.local.ip(), Some(self.local.port()));
        if let Some(uri) = uri.as_sip_mut() {
            uri.params.set_flag("lr");
        }
        uri
    }

    fn tag(&self) -> String {
        format!("proxy{}", self.local.ip())
    }
}

fn socket(uri: &Uri) -> Option<SocketAddr> {
    Some((uri.host()?.ip()?, uri.port().unwrap_or(5060)).into())
}
