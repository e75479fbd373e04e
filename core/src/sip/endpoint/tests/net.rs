//! The network, its nodes and virtual time.

use core::net::SocketAddr;
use std::collections::{BTreeMap, VecDeque};

use crate::rng::Rng;
use crate::sip::endpoint::{
    Account, AccountId, Body, Connect, ConnectionId, Endpoint, Event, Output, Protocol,
    ReferralEvent, ResolveId, SessionEvent, SessionId, Settings, SubscriptionEvent, TransportId,
};
use crate::sip::event::appearance::Appearance;
use crate::sip::header::HeaderName;
use crate::sip::message::{Message, Request, Response};
use crate::sip::uri::Uri;
use crate::time::{Duration, Instant};

pub(super) const TRANSPORT: TransportId = TransportId(1);
pub(super) const ACCOUNT: AccountId = AccountId(0);
pub(super) const ALICE: usize = 0;
pub(super) const BOB: usize = 1;

/// How bad the network is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weather {
    pub(super) loss_percent: u32,
    pub(super) repeat_percent: u32,
    pub(super) delay: Duration,
    /// The delay differs by up to this, which reorders.
    pub(super) spread: Duration,
}

impl Weather {
    pub(super) const FINE: Self = Self {
        loss_percent: 0,
        repeat_percent: 0,
        delay: Duration::from_millis(1),
        spread: Duration::ZERO,
    };
}

/// Somebody on the network: an endpoint, or a test that reads and writes messages by hand.
pub(super) struct Node {
    pub(super) endpoint: Option<Endpoint>,
    pub(super) address: SocketAddr,
    pub(super) events: VecDeque<Event>,
    pub(super) received: VecDeque<Message>,
    pub(super) questions: VecDeque<(ResolveId, String)>,
    /// Connections that are open: the name here, and the other end with its name there.
    pub(super) connections: BTreeMap<ConnectionId, Option<(usize, ConnectionId)>>,
    /// Whether it takes connections.
    pub(super) listens: bool,
}

pub(super) struct Net {
    pub(super) now: Instant,
    pub(super) nodes: Vec<Node>,
    pub(super) weather: Weather,
    /// Start lines, as `from>to LINE`.
    pub(super) ladder: Vec<String>,
    /// What a test keeps of a dialog.
    pub(super) note: String,
    by_address: BTreeMap<SocketAddr, usize>,
    rng: Rng,
    queue: BTreeMap<(Instant, u64), (SocketAddr, SocketAddr, Vec<u8>)>,
    streams: BTreeMap<(Instant, u64), Segment>,
    count: u64,
}

pub(super) fn uri(text: &str) -> Uri {
    Uri::parse(text).unwrap()
}

pub(super) fn sdp(text: &str) -> Option<Body> {
    Some(Body { content_type: "application/sdp".to_owned(), data: text.as_bytes().to_vec() })
}

pub(super) fn settings() -> Settings {
    Settings { user_agent: "Hookswitch".to_owned(), ..Settings::default() }
}

pub(super) fn account(user: &str) -> Account {
    Account {
        display_name: user.to_owned(),
        auth_name: user.to_owned(),
        auth_password: "secret".to_owned(),
        ..Account::new(uri(&format!("sip:{user}@pbx.example")), TRANSPORT)
    }
}

impl Net {
    /// Returns a network with `count` endpoints: alice, bob and so on at 10.0.0.1, 10.0.0.2 ...
    pub(super) fn new(count: u8, seed: u8, weather: Weather) -> Self {
        let mut net = Self {
            now: Instant::from_millis(1_000),
            nodes: Vec::new(),
            weather,
            ladder: Vec::new(),
            note: String::new(),
            by_address: BTreeMap::new(),
            rng: Rng::new([seed; 32]),
            queue: BTreeMap::new(),
            streams: BTreeMap::new(),
            count: 0,
        };
        for index in 0..count {
            let rng = net.rng.fork();
            let mut endpoint = Endpoint::new(settings(), rng);
            let address = SocketAddr::from(([10, 0, 0, index + 1], 5060));
            endpoint.set_transport(TRANSPORT, address, net.now);
            let user = ["alice", "bob", "carol", "dave"][usize::from(index) % 4];
            endpoint.set_account(ACCOUNT, account(user), net.now);
            net.add(Some(endpoint), address);
        }
        net
    }

    /// Adds a node that a test plays by hand.
    pub(super) fn add_hand(&mut self, address: &str) -> usize {
        self.add(None, address.parse().unwrap())
    }

    fn add(&mut self, endpoint: Option<Endpoint>, address: SocketAddr) -> usize {
        let node = Node {
            endpoint,
            address,
            events: VecDeque::new(),
            received: VecDeque::new(),
            questions: VecDeque::new(),
            connections: BTreeMap::new(),
            listens: true,
        };
        self.by_address.insert(address, self.nodes.len());
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    pub(super) fn endpoint(&mut self, node: usize) -> &mut Endpoint {
        self.nodes[node].endpoint.as_mut().unwrap()
    }

    /// Lets time pass for `millis`.
    pub(super) fn run(&mut self, millis: u64) {
        let end = self.now + Duration::from_millis(millis);
        self.run_until(end, |_| false);
    }

    /// Lets time pass up to `end`, or until `done` says so; it is asked after each step.
    pub(super) fn run_until(&mut self, end: Instant, mut done: impl FnMut(&mut Self) -> bool) {
        loop {
            for node in 0..self.nodes.len() {
                self.drain(node);
            }
            if done(self) {
                return;
            }
            for node in 0..self.nodes.len() {
                self.drain(node);
            }
            let packet = self.queue.first_key_value().map(|((at, _), _)| *at);
            let segment = self.streams.first_key_value().map(|((at, _), _)| *at);
            let timers =
                self.nodes.iter().filter_map(|node| node.endpoint.as_ref()?.poll_timeout());
            let next = timers.chain(packet).chain(segment).min().filter(|next| *next <= end);
            let Some(next) = next else {
                self.now = end;
                return;
            };
            self.now = self.now.max(next);
            if packet == Some(next) {
                self.deliver();
            }
            if segment == Some(next) {
                self.deliver_segment();
            }
            for node in &mut self.nodes {
                if let Some(endpoint) = &mut node.endpoint {
                    endpoint.handle_timeout(self.now);
                }
            }
        }
    }

    /// Lets time pass until nothing is left to happen.
    pub(super) fn settle(&mut self) {
        self.run(400_000);
    }

    fn deliver(&mut self) {
        let Some((_, (from, to, data))) = self.queue.pop_first() else { return };
        let Some(node) = self.by_address.get(&to).map(|index| &mut self.nodes[*index]) else {
            return;
        };
        match &mut node.endpoint {
            Some(endpoint) => endpoint.handle_datagram(TRANSPORT, from, &data, self.now),
            None => node.received.push_back(Message::parse(&data).unwrap()),
        }
    }

    fn drain(&mut self, index: usize) {
        while let Some(output) = self.nodes[index].endpoint.as_mut().and_then(Endpoint::poll_output)
        {
            let node = &mut self.nodes[index];
            match output {
                Output::Send { to, data, .. } => {
                    let from = node.address;
                    self.send(from, to, data);
                }
                Output::Resolve(id, name, _) => node.questions.push_back((id, name)),
                Output::Connect(id, connect) => self.open_stream(index, id, &connect),
                Output::Write(id, data) => self.write_stream(index, id, data),
                Output::Disconnect(id) => self.close_stream(index, id),
                Output::Event(event) => node.events.push_back(event),
            }
        }
    }

    pub(super) fn send(&mut self, from: SocketAddr, to: SocketAddr, data: Vec<u8>) {
        assert!(data.len() < 1_500, "{}", String::from_utf8_lossy(&data));
        let text = String::from_utf8_lossy(&data);
        let line = text.lines().next().unwrap_or_default();
        let line = line.trim_end_matches(" SIP/2.0").trim_start_matches("SIP/2.0 ");
        let name = |address: SocketAddr| {
            let known = self.by_address.get(&address);
            known.map_or_else(|| address.to_string(), |index| index.to_string())
        };
        let word = line.split(' ').next().unwrap_or_default();
        self.ladder.push(format!("{}>{} {word}", name(from), name(to)));
        if self.rng.below(100) < self.weather.loss_percent {
            return;
        }
        let copies = if self.rng.below(100) < self.weather.repeat_percent { 2 } else { 1 };
        for _ in 0..copies {
            let spread = u32::try_from(self.weather.spread.as_micros()).unwrap_or(u32::MAX);
            let delay = self.weather.delay + Duration::from_micros(self.rng.below(spread).into());
            self.count += 1;
            self.queue.insert((self.now + delay, self.count), (from, to, data.clone()));
        }
    }

    /// Sends a message by hand.
    pub(super) fn write(&mut self, from: usize, to: usize, text: &str) {
        let text = text.trim_start().replace('\n', "\r\n");
        let (from, to) = (self.nodes[from].address, self.nodes[to].address);
        self.send(from, to, text.into_bytes());
    }

    pub(super) fn write_response(&mut self, from: usize, to: usize, response: &Response) {
        let (from, to) = (self.nodes[from].address, self.nodes[to].address);
        self.send(from, to, response.to_bytes());
    }

    /// Returns the next request that a hand received, skipping responses.
    #[track_caller]
    pub(super) fn request(&mut self, node: usize) -> Request {
        loop {
            match self.nodes[node].received.pop_front() {
                Some(Message::Request(request)) => return request,
                Some(Message::Response(_)) => {}
                None => panic!("no request; {:?}", self.ladder),
            }
        }
    }

    /// Returns the next response that a hand received, skipping requests.
    #[track_caller]
    pub(super) fn response(&mut self, node: usize) -> Response {
        loop {
            match self.nodes[node].received.pop_front() {
                Some(Message::Response(response)) => return response,
                Some(Message::Request(_)) => {}
                None => panic!("no response; {:?}", self.ladder),
            }
        }
    }

    /// Returns what an endpoint told, as words, and forgets it.
    pub(super) fn told(&mut self, node: usize) -> String {
        let events = core::mem::take(&mut self.nodes[node].events);
        events.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    /// Returns the session of the first incoming call, and forgets what was told before.
    #[track_caller]
    pub(super) fn incoming(&mut self, node: usize) -> SessionId {
        while let Some(event) = self.nodes[node].events.pop_front() {
            if let Event::Incoming { session, .. } = event {
                return session;
            }
        }
        panic!("no call; {:?}", self.ladder);
    }

    /// Checks that no endpoint holds anything of a call any more.
    #[track_caller]
    pub(super) fn assert_empty(&self) {
        for node in &self.nodes {
            if let Some(endpoint) = &node.endpoint {
                endpoint.assert_empty();
            }
        }
    }

    /// Returns the ladder and forgets it.
    pub(super) fn ladder(&mut self) -> Vec<String> {
        core::mem::take(&mut self.ladder)
    }

    /// Calls bob from alice and answers; returns both sessions.
    #[track_caller]
    pub(super) fn connect(&mut self) -> (SessionId, SessionId) {
        let now = self.now;
        let target = uri("sip:bob@10.0.0.2");
        let alice = self.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
        self.run(50);
        let bob = self.incoming(BOB);
        let now = self.now;
        self.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
        self.run(50);
        assert_eq!(self.told(ALICE), "answered answer");
        assert_eq!(self.told(BOB), "acknowledged");
        self.ladder();
        (alice, bob)
    }
}

/// Something on its way between the ends of a connection.
enum Segment {
    Opened(usize, ConnectionId, Protocol, SocketAddr),
    Data(usize, ConnectionId, Vec<u8>),
    Closed(usize, ConnectionId),
}

impl Net {
    fn later(&mut self, segment: Segment) {
        self.count += 1;
        self.streams.insert((self.now + self.weather.delay, self.count), segment);
    }

    fn open_stream(&mut self, from: usize, id: ConnectionId, connect: &Connect) {
        self.ladder.push(format!("{from} connects {} {}", connect.protocol.via(), connect.name));
        let to = self.by_address.get(&connect.to).copied();
        let to = to.filter(|to| self.nodes[*to].listens && self.nodes[*to].endpoint.is_some());
        let Some(to) = to else { return self.later(Segment::Closed(from, id)) };
        self.count += 1;
        let port = 40_000 + u16::try_from(self.count % 20_000).unwrap();
        let local = SocketAddr::new(self.nodes[from].address.ip(), port);
        let now = self.now;
        let there =
            self.endpoint(to).handle_accepted(TRANSPORT, connect.protocol, local, connect.to, now);
        self.nodes[from].connections.insert(id, Some((to, there)));
        self.nodes[to].connections.insert(there, Some((from, id)));
        self.later(Segment::Opened(from, id, connect.protocol, local));
    }

    fn write_stream(&mut self, from: usize, id: ConnectionId, data: Vec<u8>) {
        let text = String::from_utf8_lossy(&data);
        let line = text.lines().next().unwrap_or_default().trim_start_matches("SIP/2.0 ");
        let word = line.split(' ').next().unwrap_or_default().to_owned();
        if let Some(Some((to, there))) = self.nodes[from].connections.get(&id).copied() {
            self.ladder.push(format!("{from}={to} {word}"));
            self.later(Segment::Data(to, there, data));
        }
    }

    fn close_stream(&mut self, from: usize, id: ConnectionId) {
        if let Some(Some((to, there))) = self.nodes[from].connections.remove(&id) {
            self.later(Segment::Closed(to, there));
        }
    }

    /// Cuts all connections of a node, as if it was killed.
    pub(super) fn cut(&mut self, node: usize) {
        for (id, other) in core::mem::take(&mut self.nodes[node].connections) {
            self.later(Segment::Closed(node, id));
            if let Some((to, there)) = other {
                self.later(Segment::Closed(to, there));
            }
        }
    }

    fn deliver_segment(&mut self) {
        let Some((_, segment)) = self.streams.pop_first() else { return };
        let now = self.now;
        match segment {
            Segment::Opened(node, id, protocol, _) if protocol.is_web_socket() => {
                self.endpoint(node).handle_web_socket_open(id, now);
            }
            Segment::Opened(node, id, _, local) => {
                self.endpoint(node).handle_connected(id, local, now);
            }
            Segment::Data(node, id, data) => self.endpoint(node).handle_stream(id, &data, now),
            Segment::Closed(node, id) => {
                self.nodes[node].connections.remove(&id);
                self.endpoint(node).handle_disconnected(id, "closed", now);
            }
        }
    }
}

impl Endpoint {
    #[track_caller]
    fn assert_empty(&self) {
        assert!(self.sessions.is_empty(), "{:?}", self.sessions);
        assert!(self.dialogs.is_empty(), "{:?}", self.dialogs);
        assert!(self.clients.exchanges.is_empty(), "{:?}", self.clients.exchanges);
        assert!(self.clients.transactions.is_empty(), "{:?}", self.clients.transactions);
        assert!(self.clients.by_key.is_empty());
        assert!(self.servers.is_empty(), "{:?}", self.servers);
        assert!(self.usages.subscriptions.is_empty(), "{:?}", self.usages.subscriptions);
        assert!(self.usages.referrals.is_empty(), "{:?}", self.usages.referrals);
        assert_eq!(self.poll_timeout(), None);
        assert!(self.resolver.is_idle());
    }
}

fn text(body: Option<&Body>) -> String {
    body.map(|body| format!(" {}", String::from_utf8_lossy(&body.data))).unwrap_or_default()
}

fn word(event: &Event) -> String {
    match event {
        Event::Registration(_, state) => format!("{state:?}"),
        Event::Incoming { request, .. } => {
            let body = (!request.body.is_empty()).then(|| String::from_utf8_lossy(&request.body));
            format!("incoming {}", body.unwrap_or_default()).trim_end().to_owned()
        }
        Event::Server(server) => format!("server {server:?}"),
        Event::Request { request, .. } => format!("request {}", request.method),
        Event::Referred { .. } => "referred".to_owned(),
        Event::Referral(_, event) => match event {
            ReferralEvent::Progress(line) => format!("progress {}", line.status),
            ReferralEvent::Finished(line) => format!("finished {}", line.status),
            ReferralEvent::Refused(reason) => format!("refused {reason:?}"),
            ReferralEvent::Accepted => "accepted".to_owned(),
            ReferralEvent::Unwatched => "unwatched".to_owned(),
            ReferralEvent::Lost => "lost".to_owned(),
        },
        Event::Subscription(_, event) => match event {
            SubscriptionEvent::Pending => "pending".to_owned(),
            SubscriptionEvent::Active => "active".to_owned(),
            SubscriptionEvent::Notified(body) => format!("notified{}", text(body.as_ref())),
            SubscriptionEvent::Appearances(all) => {
                let state = |it: &Appearance| it.state.map(|state| format!(" {state:?}"));
                let one =
                    |it: &Appearance| format!(" {:?}{}", it.index, state(it).unwrap_or_default());
                ["appearances".to_owned(), all.iter().map(one).collect()].concat()
            }
            SubscriptionEvent::Failed { retry_in, .. } => format!("failed {}", wait(*retry_in)),
            SubscriptionEvent::Terminated { reason, retry_in } => {
                format!("terminated {reason} {}", wait(*retry_in))
            }
            SubscriptionEvent::Ended => "ended".to_owned(),
        },
        Event::Unserved(_) => "unserved".to_owned(),
        Event::Answered(_, result) => format!("answered {result:?}"),
        Event::Session(_, event) => match event {
            SessionEvent::Progress { status, body, .. } => {
                format!("progress {status}{}", text(body.as_ref()))
            }
            SessionEvent::Redirected { target } => format!("redirected {target}"),
            SessionEvent::Answered { body, .. } => format!("answered{}", text(body.as_ref())),
            SessionEvent::Failed { reason, .. } => format!("failed {reason:?}"),
            SessionEvent::Acknowledged { body } => format!("acknowledged{}", text(body.as_ref())),
            SessionEvent::RefreshDue => "refresh due".to_owned(),
            SessionEvent::Charged { charge } => format!("charged {charge}"),
            SessionEvent::Reinvite { body, .. } => format!("reinvite{}", text(body.as_ref())),
            SessionEvent::ReinviteAccepted { body } => format!("accepted{}", text(body.as_ref())),
            SessionEvent::ReinviteFailed { reason } => format!("refused {reason:?}"),
            SessionEvent::Ended { by } => format!("ended {by:?}"),
        },
    }
}

fn wait(time: Option<Duration>) -> String {
    time.map_or_else(|| "for ever".to_owned(), |time| format!("{} s", time.as_secs()))
}

/// Returns a response to `request` with this To tag and Contact.
pub(super) fn reply(request: &Request, status: u16, tag: &str, contact: &str) -> Response {
    let status = crate::sip::message::StatusCode::new(status).unwrap();
    let mut response = request.response(status);
    let to = response.headers.get(&HeaderName::To).unwrap().to_owned();
    if !tag.is_empty() && !to.contains(";tag=") {
        response.headers.set(HeaderName::To, format!("{to};tag={tag}"));
    }
    if !contact.is_empty() {
        response.headers.push(HeaderName::Contact, contact);
    }
    response
}
