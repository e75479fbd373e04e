//! A small PBX in the simulator: a registrar, and a back-to-back user agent between whoever is
//! registered.
//!
//! | number | does |
//! |---|---|
//! | 600 | answers and sends back what it hears |
//! | 602 | is busy |
//! | 603 | rings and never answers |
//! | 604 | takes no codec |
//! | 605 | is unavailable |
//! | 606 | is forbidden |
//! | 607 | declines |

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};

use hookswitch_core::dns::Records;
use hookswitch_core::rng::Rng;
use hookswitch_core::sip::auth::{Algorithm, DigestServer, Realm, Verdict};
use hookswitch_core::sip::endpoint::{
    Account, AccountId, Body, ConnectionId, EndedBy, Endpoint, Event, FailureReason, Invitation,
    Output, RequestId, SessionEvent, SessionId, Settings, TransportId,
};
use hookswitch_core::sip::header::{Contact, Expires, From, MinExpires};
use hookswitch_core::sip::message::{Method, Request, Response, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::{Duration, Instant};

use super::net::Packet;

/// The realm of its logins, and the host part of its addresses.
pub const DOMAIN: &str = "pbx.example";

/// The port of its media.
const MEDIA_PORT: u16 = 20_000;

const TRANSPORT: TransportId = TransportId(0);
const TRUNK: AccountId = AccountId(0);

#[derive(Clone, Debug)]
struct Binding {
    contact: Uri,
    from: SocketAddr,
    until: Instant,
}

impl Binding {
    /// Returns the way back to where it was registered from.
    fn hop(&self) -> Uri {
        let mut hop = Uri::sip("", self.from.ip(), Some(self.from.port()));
        if let (Some(hop), Some(contact)) = (hop.as_sip_mut(), self.contact.as_sip()) {
            hop.secure = contact.secure;
            if let Some(transport) = contact.transport() {
                hop.params.set("transport", transport);
            }
        }
        hop
    }
}

/// What the PBX wants done with a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamOutput {
    /// Write to it.
    Write(ConnectionId, Vec<u8>),
    /// Close it.
    Close(ConnectionId),
}

/// A small PBX.
#[derive(Debug)]
pub struct SimPbx {
    /// Its address; SIP is at port 5060.
    pub ip: IpAddr,
    /// Its SIP side.
    pub endpoint: Endpoint,
    /// Who may register, with which password.
    pub users: BTreeMap<String, String>,
    /// Shortest lifetime of a registration; shorter ones get 423.
    pub min_expires: u32,
    /// What it wants done with connections.
    pub streams: Vec<StreamOutput>,
    rng: Rng,
    digest: DigestServer,
    bindings: BTreeMap<String, Binding>,
    /// The other leg of each leg.
    legs: BTreeMap<SessionId, SessionId>,
    /// Sessions with the echo.
    echoes: BTreeSet<SessionId>,
}

impl SimPbx {
    /// Returns a PBX at `ip` that knows nobody.
    pub fn new(ip: IpAddr, mut rng: Rng, now: Instant) -> Self {
        let settings = Settings {
            user_agent: "SimPbx".to_owned(),
            methods: vec![Method::Register],
            ..Settings::default()
        };
        let mut endpoint = Endpoint::new(settings, rng.fork());
        endpoint.set_transport(TRANSPORT, (ip, 5060).into(), now);
        endpoint.set_account(TRUNK, trunk(), now);
        let algorithms = [Algorithm::SHA_256, Algorithm::MD5];
        let digest = DigestServer::new(DOMAIN, &algorithms, Duration::from_secs(300));
        Self {
            ip,
            endpoint,
            users: BTreeMap::new(),
            min_expires: 0,
            streams: Vec::new(),
            rng,
            digest,
            bindings: BTreeMap::new(),
            legs: BTreeMap::new(),
            echoes: BTreeSet::new(),
        }
    }

    /// Returns who is registered now.
    pub fn registered(&self, now: Instant) -> Vec<&str> {
        let valid = self.bindings.iter().filter(|(_, binding)| binding.until > now);
        valid.map(|(user, _)| user.as_str()).collect()
    }

    /// Takes a datagram; returns what to send at once.
    pub fn handle_packet(&mut self, packet: Packet, now: Instant) -> Option<Packet> {
        if packet.to.port() == 5060 {
            self.endpoint.handle_datagram(TRANSPORT, packet.from, &packet.data, now);
            return None;
        }
        let Packet { from, to, data } = packet;
        (to.port() == MEDIA_PORT).then_some(Packet { from: to, to: from, data })
    }

    /// Does what the endpoint wants and returns the datagrams to send.
    pub fn drain(&mut self, now: Instant) -> Vec<Packet> {
        let mut packets = Vec::new();
        while let Some(output) = self.endpoint.poll_output() {
            match output {
                Output::Send { to, data, .. } => {
                    packets.push(Packet { from: (self.ip, 5060).into(), to, data });
                }
                // Everybody here is an address.
                Output::Resolve(id, ..) => {
                    self.endpoint.handle_resolved(id, Ok(Records::default()), now);
                }
                Output::Connect(id, _) => {
                    self.endpoint.handle_disconnected(id, "phones take none", now);
                }
                Output::Write(id, data) => self.streams.push(StreamOutput::Write(id, data)),
                Output::Disconnect(id) => self.streams.push(StreamOutput::Close(id)),
                Output::Event(event) => self.take(event, now),
            }
        }
        packets
    }

    fn take(&mut self, event: Event, now: Instant) {
        match event {
            Event::Request { id, from, request, .. } => self.register(id, from, &request, now),
            Event::Incoming { session, request, .. } => self.route(session, &request, now),
            Event::Session(session, event) => self.take_session(session, event, now),
            Event::Registration(..) | _ => {}
        }
    }

    fn register(&mut self, id: RequestId, from: SocketAddr, request: &Request, now: Instant) {
        let users = &self.users;
        let password = |user: &str| users.get(user).cloned();
        let verdict = self.digest.verify(request, Realm::Server, password, now);
        let response = match &verdict {
            Verdict::Accepted(user) => self.bind(&user.clone(), from, request, now),
            Verdict::Missing | Verdict::Stale => {
                self.digest.challenge(request, Realm::Server, &verdict, &mut self.rng, now)
            }
            Verdict::Refused => request.response(StatusCode::FORBIDDEN),
        };
        let _ = self.endpoint.respond(id, response, now);
    }

    fn bind(&mut self, user: &str, from: SocketAddr, request: &Request, now: Instant) -> Response {
        let asked = request.headers.typed::<Expires>().map_or(3_600, |Expires(seconds)| seconds);
        if asked != 0 && asked < self.min_expires {
            let mut response = request.response(StatusCode::INTERVAL_TOO_BRIEF);
            response.headers.push_typed(&MinExpires(self.min_expires));
            return response;
        }
        let mut response = request.response(StatusCode::OK);
        match request.headers.typed::<Contact>() {
            Ok(Contact::Address(contact)) if asked > 0 => {
                let until = now + Duration::from_secs(asked.into());
                let binding = Binding { contact: contact.uri.clone(), from, until };
                self.bindings.insert(user.to_owned(), binding);
                response.headers.push_typed(&Contact::Address(contact));
                response.headers.push_typed(&Expires(asked));
            }
            _ => drop(self.bindings.remove(user)),
        }
        response
    }

    fn route(&mut self, session: SessionId, request: &Request, now: Instant) {
        let callee = request.uri.user().unwrap_or_default();
        let refusal = match callee.as_str() {
            "600" => return self.answer_echo(session, request, now),
            "603" => {
                let _ = self.endpoint.ring(session, StatusCode::RINGING, None, now);
                return;
            }
            "602" => StatusCode::BUSY_HERE,
            "604" => StatusCode::NOT_ACCEPTABLE_HERE,
            "605" => StatusCode::TEMPORARILY_UNAVAILABLE,
            "606" => StatusCode::FORBIDDEN,
            "607" => StatusCode::DECLINE,
            user => match self.bindings.get(user).cloned() {
                Some(binding) if binding.until > now => {
                    return self.bridge(session, &binding, request, now);
                }
                _ if self.users.contains_key(user) => StatusCode::TEMPORARILY_UNAVAILABLE,
                _ => StatusCode::NOT_FOUND,
            },
        };
        let _ = self.endpoint.reject(session, refusal, now);
    }

    fn bridge(&mut self, session: SessionId, to: &Binding, request: &Request, now: Instant) {
        let from = request.headers.typed::<From>().map(|From(from)| (from.display_name, from.uri));
        let invitation = Invitation {
            from: from.ok(),
            next_hop: Some(to.hop()),
            ..Invitation::new(TRUNK, to.contact.clone(), body_of(request))
        };
        match self.endpoint.invite_to(invitation, now) {
            Ok(other) => {
                self.legs.insert(session, other);
                self.legs.insert(other, session);
            }
            Err(_) => {
                let _ = self.endpoint.reject(session, StatusCode::SERVER_INTERNAL_ERROR, now);
            }
        }
    }

    fn answer_echo(&mut self, session: SessionId, request: &Request, now: Instant) {
        let body = body_of(request).map(|offer| self.echo_answer(&offer));
        self.echoes.insert(session);
        let _ = self.endpoint.ring(session, StatusCode::RINGING, None, now);
        let _ = self.endpoint.accept(session, body, now);
    }

    /// What happens to one leg is done to the other; a command that comes too late is harmless.
    fn take_session(&mut self, session: SessionId, event: SessionEvent, now: Instant) {
        if self.echoes.contains(&session) {
            return self.take_echo(session, event, now);
        }
        let Some(&other) = self.legs.get(&session) else { return };
        let endpoint = &mut self.endpoint;
        let done = match event {
            SessionEvent::Progress { status, body, .. } => endpoint.ring(other, status, body, now),
            SessionEvent::Answered { body, .. } => endpoint.accept(other, body, now),
            SessionEvent::Failed { reason, .. } => {
                let done = endpoint.reject(other, status_of(&reason), now);
                self.part(session);
                done
            }
            SessionEvent::Reinvite { body, .. } => match endpoint.reinvite(other, body, now) {
                Ok(()) => Ok(()),
                Err(_) => {
                    endpoint.answer_reinvite(session, Err(StatusCode::REQUEST_PENDING.into()), now)
                }
            },
            SessionEvent::ReinviteAccepted { body } => {
                endpoint.answer_reinvite(other, Ok(body), now)
            }
            SessionEvent::ReinviteFailed { reason } => {
                endpoint.answer_reinvite(other, Err(status_of(&reason).into()), now)
            }
            SessionEvent::Ended { by } => {
                let done = if by == EndedBy::Local { Ok(()) } else { endpoint.hang_up(other, now) };
                self.part(session);
                done
            }
            SessionEvent::Acknowledged { .. } | _ => Ok(()),
        };
        let _ = done;
    }

    fn take_echo(&mut self, session: SessionId, event: SessionEvent, now: Instant) {
        match event {
            SessionEvent::Reinvite { body, .. } => {
                let answer = body.map(|offer| self.echo_answer(&offer));
                let _ = self.endpoint.answer_reinvite(session, Ok(answer), now);
            }
            SessionEvent::Ended { .. } => drop(self.echoes.remove(&session)),
            SessionEvent::Progress { .. }
            | SessionEvent::Answered { .. }
            | SessionEvent::Failed { .. }
            | SessionEvent::Acknowledged { .. }
            | SessionEvent::ReinviteAccepted { .. }
            | SessionEvent::ReinviteFailed { .. }
            | _ => {}
        }
    }

    fn part(&mut self, session: SessionId) {
        if let Some(other) = self.legs.remove(&session) {
            self.legs.remove(&other);
        }
    }

    /// Answers with the first codec offered and telephone events, in the direction asked for.
    fn echo_answer(&self, offer: &Body) -> Body {
        let text = String::from_utf8_lossy(&offer.data).into_owned();
        let media = text.lines().find(|line| line.starts_with("m=audio")).unwrap_or_default();
        let formats: Vec<_> = media.split_whitespace().skip(3).collect();
        let codec = formats.first().copied().unwrap_or("8");
        let events = text.lines().find(|line| line.contains("telephone-event"));
        let events = events.map(|line| line.replace("\r", "")).unwrap_or_default();
        let number = events.strip_prefix("a=rtpmap:").and_then(|rest| rest.split(' ').next());
        let number = number.map(|number| format!(" {number}")).unwrap_or_default();
        let direction = match () {
            () if text.contains("a=sendonly") => "recvonly",
            () if text.contains("a=inactive") => "inactive",
            () => "sendrecv",
        };
        let ip = self.ip;
        let family = if ip.is_ipv4() { "IP4" } else { "IP6" };
        let mut lines = vec![
            "v=0".to_owned(),
            format!("o=- 600 1 IN {family} {ip}"),
            "s=-".to_owned(),
            format!("c=IN {family} {ip}"),
            "t=0 0".to_owned(),
            format!("m=audio {MEDIA_PORT} RTP/AVP {codec}{number}"),
        ];
        lines.extend((!events.is_empty()).then_some(events));
        lines.push(format!("a={direction}"));
        let data = lines.iter().flat_map(|line| [line.as_bytes(), b"\r\n"].concat()).collect();
        Body { content_type: "application/sdp".to_owned(), data }
    }
}

fn body_of(request: &Request) -> Option<Body> {
    let content_type = "application/sdp".to_owned();
    (!request.body.is_empty()).then(|| Body { content_type, data: request.body.clone() })
}

fn status_of(reason: &FailureReason) -> StatusCode {
    match reason {
        FailureReason::Status(status, _) => *status,
        FailureReason::NoAnswer => StatusCode::REQUEST_TIMEOUT,
        FailureReason::Unauthorized
        | FailureReason::UnknownHost(_)
        | FailureReason::Transport(_)
        | _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn trunk() -> Account {
    Account::new(Uri::parse("sip:pbx@pbx.example").expect("a URI"), TRANSPORT)
}
