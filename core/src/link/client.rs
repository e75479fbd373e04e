//! The phone's end of the link: connects, greets, resumes, numbers requests, notices silence.
//!
//! **Requests are answered once, breaks or not.** Those that are open when the link breaks, and
//! those made while it is down, are sent after the next [`Welcome`]; one that has no answer after
//! [`REQUEST_TIMEOUT`] fails with [`LinkError::Io`]. The gateway needs no memory for this: a
//! request may run twice there, and only opening a socket has a lasting effect, so a socket that
//! the gateway names and no answer told of is closed at once (before the request goes out again,
//! so that its port is free). If the link was not resumed, requests that name a socket fail with
//! [`LinkError::UnknownSocket`].
//!
//! **Files are told whole.** One that comes in parts is put together; each part is an
//! [`Event::Progress`] and gives the request its time again. Parts of an answer from before a break
//! do not fit to those of the repeated one and are dropped.
//!
//! **Datagrams may be lost,** as on any network. What is sent while the link is down is kept, up
//! to [`MAX_HELD`] different ones, and goes out if the link is resumed.

use core::net::SocketAddr;
use std::collections::VecDeque;

use crate::map::Map;
use serde::{Deserialize, Serialize};

pub use super::output::{Event, Output};
use super::parts::Parts;
use super::stream::Streams;
use super::{
    FromGateway, Hello, LinkError, MacAddress, Part, Refusal, Reply, Request, RequestId, SocketId,
    ToGateway, Token, VERSION, Welcome,
};
use crate::rng::Rng;
use crate::time::{Duration, Instant, Timers};

/// Silence after which the gateway is asked whether it lives.
pub const PING_INTERVAL: Duration = Duration::from_secs(10);

/// How long it may take to answer that.
pub const PONG_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a request may take; a break may make it longer.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Most datagrams kept while the link is down.
pub const MAX_HELD: usize = 64;

/// How long opening the WebSocket, and then the answer to [`Hello`], may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// First pause before connecting again; it doubles with each failure.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Longest pause in the first [`HURRY`] of a break.
const HURRIED_PAUSE: Duration = Duration::from_secs(5);

/// Longest pause after that, and the pause after a refusal.
const CALM_PAUSE: Duration = Duration::from_secs(15);

/// How long a break is young.
const HURRY: Duration = Duration::from_secs(60);

/// Who the phone says it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Who the phone is.
    pub mac: MacAddress,
    /// Model name as in `system/type`.
    pub model: String,
    /// What the administrator handed out.
    pub enrolment: Option<Token>,
}

/// Where the link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Not wanted.
    Closed,
    /// The WebSocket is being opened.
    Connecting,
    /// [`Hello`] is sent.
    Greeting,
    /// It carries messages.
    Up,
    /// Broken; a pause before connecting again.
    Waiting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    /// Connecting or greeting takes too long.
    Connect,
    /// Time to ask whether the gateway lives.
    Ping,
    /// It did not say so.
    Pong,
    /// The pause is over.
    Pause,
    /// The gateway drops what it kept.
    Grace,
    /// A request is the oldest and has no answer.
    Request,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Pending {
    request: Request,
    /// When it was made, or the last part of the answer came.
    since: Instant,
    parts: Parts,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Datagram {
    socket: SocketId,
    to: SocketAddr,
    data: Vec<u8>,
}

/// The phone's end of the link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Client {
    identity: Identity,
    rng: Rng,
    state: State,
    timers: Timers<Timer>,
    /// Presents this link after a break.
    resume: Option<Token>,
    grace: Duration,
    /// Pauses since the link was up.
    attempts: u32,
    /// When the break began.
    broken_since: Instant,
    next_request: u32,
    next_ping: u32,
    pending: Map<RequestId, Pending>,
    sockets: Vec<SocketId>,
    streams: Streams,
    /// Sockets that were closed because no answer had told of them.
    orphans: Vec<SocketId>,
    held: Vec<Datagram>,
    outputs: VecDeque<Output>,
}

impl Client {
    /// Returns a client that is closed.
    pub fn new(identity: Identity, rng: Rng) -> Self {
        Self {
            identity,
            rng,
            state: State::Closed,
            timers: Timers::new(),
            resume: None,
            grace: Duration::ZERO,
            attempts: 0,
            broken_since: Instant::ZERO,
            next_request: 1,
            next_ping: 1,
            pending: Map::new(),
            sockets: Vec::new(),
            streams: Streams::default(),
            orphans: Vec::new(),
            held: Vec::new(),
            outputs: VecDeque::new(),
        }
    }

    /// Returns where the link is.
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether the link carries messages.
    pub fn is_up(&self) -> bool {
        self.state == State::Up
    }

    /// Returns until when the gateway keeps the sockets of a broken link, while it is broken and
    /// that is not over.
    pub fn grace_until(&self) -> Option<Instant> {
        self.timers.get(Timer::Grace)
    }

    /// Returns who the phone says it is.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Sets who the phone says it is, from the next connection on.
    pub fn set_identity(&mut self, identity: Identity) {
        self.identity = identity;
    }

    /// Connects, and stays connected until [`Client::stop`]. After a restored snapshot, whose
    /// WebSocket is gone, this takes the link up again.
    pub fn start(&mut self, now: Instant) {
        if self.state == State::Up {
            self.break_off("started again", now);
        }
        for socket in self.streams.take_all() {
            self.lose_stream(socket, LinkError::UnknownSocket);
        }
        self.attempts = 0;
        self.broken_since = now;
        self.connect(now);
    }

    /// Ends the link on purpose: sockets are closed, open requests fail.
    pub fn stop(&mut self) {
        if self.state == State::Up {
            self.emit(Output::Send(ToGateway::Goodbye));
        }
        if self.state != State::Closed {
            self.emit(Output::CloseSocket);
        }
        self.state = State::Closed;
        self.timers.clear_all();
        self.resume = None;
        self.sockets.clear();
        self.streams.take_all();
        self.held.clear();
        for id in core::mem::take(&mut self.pending).keys().copied() {
            self.tell(Event::Reply(id, Err(LinkError::Io("the link was ended".to_owned()))));
        }
    }

    /// Makes a request; its answer is an [`Event::Reply`] with the number returned.
    pub fn request(&mut self, request: Request, now: Instant) -> RequestId {
        let id = RequestId(self.next_request);
        self.next_request = self.next_request.wrapping_add(1);
        if let Request::Close(socket) = request {
            self.forget_socket(socket);
        }
        if self.is_up() {
            self.emit(Output::Send(ToGateway::Request(id, request.clone())));
        }
        self.pending.insert(id, Pending { request, since: now, parts: Parts::default() });
        self.watch_requests();
        id
    }

    /// Gives up on a request: no answer is told any more.
    pub fn cancel(&mut self, id: RequestId) {
        if self.pending.remove(&id).is_some() && self.is_up() {
            self.emit(Output::Send(ToGateway::Cancel(id)));
        }
        self.watch_requests();
    }

    /// Sends a datagram from `socket`.
    pub fn send(&mut self, socket: SocketId, to: SocketAddr, data: Vec<u8>) {
        if self.is_up() {
            return self.emit(Output::Send(ToGateway::Send { socket, to, data }));
        }
        let datagram = Datagram { socket, to, data };
        // Retransmissions pile up during a break; one of each is enough.
        if self.held.len() < MAX_HELD && !self.held.contains(&datagram) {
            self.held.push(datagram);
        }
    }

    /// The WebSocket is open.
    pub fn handle_open(&mut self, now: Instant) {
        if self.state != State::Connecting {
            return;
        }
        let hello = Hello {
            version: VERSION,
            mac: self.identity.mac,
            model: self.identity.model.clone(),
            enrolment: self.identity.enrolment.clone(),
            resume: self.resume.clone(),
        };
        self.emit(Output::Send(ToGateway::Hello(hello)));
        self.state = State::Greeting;
        self.timers.set(Timer::Connect, now + CONNECT_TIMEOUT);
    }

    /// The WebSocket is closed, or could not be opened.
    pub fn handle_closed(&mut self, why: &str, now: Instant) {
        match self.state {
            State::Closed | State::Waiting => {}
            State::Connecting | State::Greeting => self.pause(now),
            State::Up => {
                self.break_off(why, now);
                self.pause(now);
            }
        }
    }

    /// A message came in on the WebSocket.
    pub fn handle_message(&mut self, message: FromGateway, now: Instant) {
        match (self.state, message) {
            (State::Closed | State::Connecting | State::Waiting, _) => {} // of an old WebSocket
            (State::Greeting, FromGateway::Welcome(welcome)) => self.welcomed(welcome, now),
            (State::Greeting, FromGateway::Refused(refusal)) => self.refused(refusal, now),
            (State::Greeting, _) => self.fail("spoke before Welcome", now),
            (State::Up, message) => {
                self.timers.clear(Timer::Pong);
                self.timers.set(Timer::Ping, now + PING_INTERVAL);
                self.take(message, now);
            }
        }
    }

    /// The browser believes that it is online, or not.
    pub fn handle_online(&mut self, online: bool, now: Instant) {
        match self.state {
            State::Waiting if online => {
                self.attempts = 0;
                self.connect(now);
            }
            // Another network, perhaps: find out at once.
            State::Up => self.ping(now),
            State::Closed | State::Connecting | State::Greeting | State::Waiting => {}
        }
    }

    /// Time passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            match timer {
                Timer::Connect => self.fail("no answer", now),
                Timer::Ping => self.ping(now),
                Timer::Pong => self.fail("the gateway is silent", now),
                Timer::Pause => self.connect(now),
                Timer::Grace => {
                    self.held.clear();
                    self.streams.take_all();
                    self.tell(Event::GraceOver);
                }
                Timer::Request => self.expire_requests(now),
            }
        }
    }

    /// Returns what to do next; `None` when there is nothing left.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Returns when [`Client::handle_timeout`] wants to be called.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    fn emit(&mut self, output: Output) {
        self.outputs.push_back(output);
    }

    fn tell(&mut self, event: Event) {
        self.emit(Output::Event(event));
    }

    fn connect(&mut self, now: Instant) {
        self.state = State::Connecting;
        self.timers.clear(Timer::Pause);
        self.timers.set(Timer::Connect, now + CONNECT_TIMEOUT);
        self.emit(Output::OpenSocket);
    }

    /// Waits before connecting again.
    fn pause(&mut self, now: Instant) {
        let young = now.since(self.broken_since) < HURRY;
        let longest = if young { HURRIED_PAUSE } else { CALM_PAUSE };
        let doubled = FIRST_PAUSE.saturating_mul(1 << self.attempts.min(16));
        self.attempts = self.attempts.saturating_add(1);
        self.pause_for(doubled.min(longest), now);
    }

    /// Waits for three to five quarters of `pause`, so that phones of one gateway do not come
    /// back in the same instant.
    fn pause_for(&mut self, pause: Duration, now: Instant) {
        self.state = State::Waiting;
        self.timers.clear(Timer::Connect);
        let quarter = pause / 4;
        let spread = u32::try_from(quarter.as_micros() * 2).unwrap_or(u32::MAX);
        let jitter = Duration::from_micros(self.rng.below(spread).into());
        self.timers.set(Timer::Pause, now + (pause - quarter) + jitter);
    }

    /// Gives the WebSocket up.
    fn fail(&mut self, why: &str, now: Instant) {
        self.emit(Output::CloseSocket);
        self.handle_closed(why, now);
    }

    /// Leaves [`State::Up`].
    fn break_off(&mut self, why: &str, now: Instant) {
        self.timers.clear(Timer::Ping);
        self.timers.clear(Timer::Pong);
        let grace_until = now + self.grace;
        self.timers.set(Timer::Grace, grace_until);
        self.attempts = 0;
        self.broken_since = now;
        self.tell(Event::Down { why: why.to_owned(), grace_until });
        self.watch_requests();
    }

    fn refused(&mut self, refusal: Refusal, now: Instant) {
        self.tell(Event::Refused(refusal));
        self.emit(Output::CloseSocket);
        self.pause_for(CALM_PAUSE, now);
    }

    fn welcomed(&mut self, welcome: Welcome, now: Instant) {
        self.state = State::Up;
        self.attempts = 0;
        self.timers.clear(Timer::Connect);
        self.timers.clear(Timer::Grace);
        self.timers.set(Timer::Ping, now + PING_INTERVAL);
        self.resume = Some(welcome.resume.clone());
        self.grace = Duration::from_millis(welcome.grace_ms.into());
        let kept = if welcome.resumed { welcome.sockets.clone() } else { Vec::new() };
        let resumed = welcome.resumed;
        let broken = self.streams.resume(if resumed { &welcome.streams } else { &[] });
        let lost = without(&self.sockets, &kept);
        let orphans = without(&kept, &self.sockets);
        self.sockets.retain(|socket| kept.contains(socket));
        self.orphans.clear();
        self.tell(Event::Up(welcome));
        if resumed {
            for socket in lost {
                self.tell(Event::SocketClosed(socket, LinkError::UnknownSocket));
            }
        }
        for socket in orphans {
            self.close_orphan(socket);
        }
        for socket in broken {
            if resumed && self.sockets.contains(&socket) {
                self.give_up_stream(socket, LinkError::UnknownSocket, now);
            }
        }
        self.repeat_requests(resumed);
        for socket in self.streams.names() {
            self.flush(socket);
        }
        for Datagram { socket, to, data } in core::mem::take(&mut self.held) {
            if self.sockets.contains(&socket) {
                self.emit(Output::Send(ToGateway::Send { socket, to, data }));
            }
        }
    }

    /// Sends every open request; those about sockets that are gone fail.
    fn repeat_requests(&mut self, resumed: bool) {
        let (mut sends, mut failures) = (Vec::new(), Vec::new());
        for (&id, Pending { request, parts, .. }) in &mut self.pending {
            parts.clear();
            let names_socket = matches!(request, Request::Connect { .. } | Request::Close(_));
            if names_socket && !resumed {
                failures.push(id);
            } else {
                sends.push(ToGateway::Request(id, request.clone()));
            }
        }
        self.outputs.extend(sends.into_iter().map(Output::Send));
        for id in failures {
            self.answer(id, Err(LinkError::UnknownSocket));
        }
    }

    fn take(&mut self, message: FromGateway, now: Instant) {
        match message {
            FromGateway::Reply(id, reply) => self.take_reply(id, reply),
            FromGateway::Part(id, part) => self.take_part(id, part, now),
            FromGateway::Received { socket, from, data } => {
                self.tell(Event::Received { socket, from, data });
            }
            FromGateway::Stranger { socket, from, datagrams } => {
                self.tell(Event::Stranger { socket, from, datagrams });
            }
            FromGateway::SendFailed { socket, to, error } => {
                self.tell(Event::SendFailed { socket, to, error });
            }
            FromGateway::Closed(socket, error) => {
                if self.forget_socket(socket) {
                    self.tell(Event::SocketClosed(socket, error));
                }
            }
            FromGateway::Read { socket, at, data } => match self.streams.read(socket, at, data) {
                Ok(data) if data.is_empty() => {}
                Ok(data) => self.tell(Event::Read { socket, data }),
                Err(error) => self.give_up_stream(socket, error, now),
            },
            FromGateway::Written { socket, upto } => {
                self.streams.written(socket, upto);
                self.flush(socket);
            }
            FromGateway::ShuttingDown => self.tell(Event::ShuttingDown),
            FromGateway::Refused(refusal) => {
                self.break_off("refused", now);
                self.refused(refusal, now);
            }
            // Media is the driver's; a Pong has done its work by coming; one Welcome is enough.
            FromGateway::Media(_) | FromGateway::Pong(_) | FromGateway::Welcome(_) => {}
        }
    }

    fn take_reply(&mut self, id: RequestId, reply: Result<Reply, LinkError>) {
        let opened: Vec<_> = match &reply {
            Ok(Reply::Udp { socket, .. }) => vec![*socket],
            Ok(Reply::RtpPair { rtp, rtcp, .. }) => vec![*rtp, *rtcp],
            Ok(Reply::Stream { socket, .. }) => vec![*socket],
            Ok(_) | Err(_) => Vec::new(),
        };
        if opened.iter().any(|socket| self.orphans.contains(socket)) {
            return; // The answer from before a break; the request is on its way again.
        }
        if !self.pending.contains_key(&id) {
            // Nobody waits any more, or it ran twice.
            opened.into_iter().for_each(|socket| self.close_orphan(socket));
            return;
        }
        self.sockets.extend(opened);
        if let Ok(Reply::Stream { socket, .. }) = &reply {
            self.streams.open(*socket);
        }
        match (reply, self.pending.get_mut(&id)) {
            (Ok(Reply::File(file)), Some(Pending { request, parts, .. })) => {
                // What does not fit is from before a break; the whole answer follows.
                if let Some(file) = parts.finish(file, request) {
                    self.answer(id, file.map(Reply::File));
                }
            }
            (reply, _) => self.answer(id, reply),
        }
    }

    fn take_part(&mut self, id: RequestId, part: Part, now: Instant) {
        let Some(pending) = self.pending.get_mut(&id) else { return };
        let total = part.total;
        match pending.parts.take(part, &pending.request) {
            Some(Ok(received)) => {
                pending.since = now;
                self.watch_requests();
                self.tell(Event::Progress { request: id, received, total });
            }
            Some(Err(error)) => {
                self.emit(Output::Send(ToGateway::Cancel(id)));
                self.answer(id, Err(error));
            }
            None => {}
        }
    }

    fn answer(&mut self, id: RequestId, reply: Result<Reply, LinkError>) {
        let Some(Pending { request, .. }) = self.pending.remove(&id) else { return };
        // A socket that is gone is as closed as can be, for instance when this ran twice.
        let closed = matches!(request, Request::Close(_)) && reply == Err(LinkError::UnknownSocket);
        self.tell(Event::Reply(id, if closed { Ok(Reply::Done) } else { reply }));
        self.watch_requests();
    }

    fn watch_requests(&mut self) {
        match self.pending.values().map(|pending| pending.since).min() {
            Some(oldest) => {
                let late = oldest + REQUEST_TIMEOUT;
                // During a break the owner first hears that the grace time is over.
                let at = self.grace_until().map_or(late, |grace| grace.max(late));
                self.timers.set(Timer::Request, at);
            }
            None => self.timers.clear(Timer::Request),
        }
    }

    fn expire_requests(&mut self, now: Instant) {
        let late = |pending: &Pending| now.since(pending.since) >= REQUEST_TIMEOUT;
        let late: Vec<_> =
            self.pending.iter().filter(|(_, pending)| late(pending)).map(|(&id, _)| id).collect();
        for id in late {
            self.answer(id, Err(LinkError::Io("no answer from the gateway".to_owned())));
        }
        self.watch_requests();
    }

    fn ping(&mut self, now: Instant) {
        self.emit(Output::Send(ToGateway::Ping(self.next_ping)));
        self.next_ping = self.next_ping.wrapping_add(1);
        self.timers.clear(Timer::Ping);
        self.timers.set(Timer::Pong, now + PONG_TIMEOUT);
    }
}

/// Returns the sockets of `all` that are not among `others`.
fn without(all: &[SocketId], others: &[SocketId]) -> Vec<SocketId> {
    all.iter().copied().filter(|socket| !others.contains(socket)).collect()
}

#[path = "client_streams.rs"]
mod streams;

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
