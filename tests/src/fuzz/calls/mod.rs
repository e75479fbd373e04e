//! One endpoint, its owner and a peer that sends legal and illegal requests and responses in any
//! order, beside a small model of what RFC 3261 has them get.
//!
//! Bytes are a script, as in [`mod@super::phone`]. The model knows of each call what its peer knows:
//! whether it is offered, answered or up, and which requests are open. It does not know how the
//! endpoint does it.

mod model;

use std::collections::{BTreeMap, BTreeSet};

use hookswitch_core::rng::Rng;
use hookswitch_core::sip::endpoint::{
    Account, AccountId, Body, Endpoint, Event, Output, SessionEvent, SessionId, Settings,
    TransportId,
};
use hookswitch_core::sip::header::{CSeq, CallId, Contact, From, NameAddr, To, Via};
use hookswitch_core::sip::message::{Message, Method, Request, Response, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::{Duration, Instant};

use self::model::{Call, Must, Stage, key, must, request};
use super::Script;

const TRANSPORT: TransportId = TransportId(1);
const ACCOUNT: AccountId = AccountId(0);

/// Most steps of a script.
const MOST_STEPS: usize = 300;

/// How long a transaction of the peer may be relied on to be known: less than timer H.
const REMEMBERED: Duration = Duration::from_secs(20);

/// Most bytes that an endpoint may hold for a call.
const MOST_BYTES: usize = 16 * 1024;

/// Most bytes that it may hold for a request that came, and its answer.
const MOST_REQUEST_BYTES: usize = 2 * 1024;

/// Runs the script that `data` is.
///
/// # Panics
///
/// If a request does not get what RFC 3261 says, an owner is told what cannot be, or something is
/// left when everything is over.
pub fn calls(data: &[u8]) {
    let mut run = Run::new();
    let mut script = Script(data);
    for _ in 0..MOST_STEPS {
        let Some(step) = script.byte() else { break };
        run.step(step, &mut script);
    }
    run.end();
}

#[derive(Default)]
struct Asked {
    /// Final responses that came, without those that were repeated.
    finals: BTreeSet<u16>,
    wait: bool,
}

struct Run {
    endpoint: Endpoint,
    now: Instant,
    calls: Vec<Call>,
    /// The peer's requests by branch.
    asked: BTreeMap<String, Asked>,
    /// Sessions that the endpoint told of and that are not over.
    live: BTreeSet<SessionId>,
    ended: BTreeSet<SessionId>,
    /// ACKs that the endpoint sent: Call-ID, tag of the peer, CSeq number.
    acks: Vec<(String, String, u32)>,
    numbers: u32,
}

fn body() -> Body {
    Body { content_type: "application/sdp".to_owned(), data: b"v=0\r\n".to_vec() }
}

fn uri(text: &str) -> Uri {
    Uri::parse(text).expect("a URI")
}

impl Run {
    fn new() -> Self {
        let settings = Settings { prack: false, ..Settings::default() };
        let mut endpoint = Endpoint::new(settings, Rng::new([5; 32]));
        let now = Instant::from_millis(1_000);
        endpoint.set_transport(TRANSPORT, ([10, 0, 0, 1], 5060).into(), now);
        endpoint.set_account(ACCOUNT, Account::new(uri("sip:alice@10.0.0.1"), TRANSPORT), now);
        Self {
            endpoint,
            now,
            calls: Vec::new(),
            asked: BTreeMap::new(),
            live: BTreeSet::new(),
            ended: BTreeSet::new(),
            acks: Vec::new(),
            numbers: 0,
        }
    }

    fn step(&mut self, step: u8, script: &mut Script<'_>) {
        match step % 16 {
            0 => self.invite(),
            1 => self.call_out(),
            2..=5 => self.owner(script),
            6..=8 => self.request_in_call(script),
            9..=10 => self.request_of_invite(script),
            11..=13 => self.answer(script),
            14 => self.advance(Duration::from_millis(1 << (script.number() % 11))),
            _ => match script.number() {
                number @ 0..=39 => self.advance(Duration::from_secs(number.into())),
                number => self.outside(number),
            },
        }
        self.check();
    }

    fn number(&mut self) -> u32 {
        self.numbers += 1;
        self.numbers
    }

    /// Returns a call that the script chooses.
    fn choose(&self, script: &mut Script<'_>) -> Option<usize> {
        let back = usize::from(script.number() % 3);
        self.calls.len().checked_sub(1 + back)
    }

    /// The peer calls.
    fn invite(&mut self) {
        let number = self.number();
        let call = Call {
            seq: 1,
            counted: true,
            ..Call::new(format!("call-{number}"), format!("p{number}"), Stage::Offered, self.now)
        };
        let text = request(&call, "INVITE", &format!("i{number}"), 1, None);
        self.calls.push(call);
        self.ask(&format!("i{number}"), &text, Must::Wait);
        let call = self.calls.last().expect("it was pushed");
        assert!(call.session.is_some(), "the owner heard nothing of {}", call.call_id);
    }

    /// The owner calls.
    fn call_out(&mut self) {
        let target = uri("sip:bob@10.0.0.2");
        let session = self.endpoint.invite(ACCOUNT, target, Some(body()), self.now);
        let session = session.expect("the account is known");
        assert!(self.live.insert(session), "a name was used twice");
        let call = Call::new(String::new(), String::new(), Stage::Calling, self.now);
        self.calls.push(Call { session: Some(session), ..call });
        self.drain();
        let call = self.calls.last().expect("it was pushed");
        assert!(call.invite.is_some(), "no INVITE was sent");
    }

    fn owner(&mut self, script: &mut Script<'_>) {
        let Some(at) = self.choose(script) else { return };
        let (call, now) = (self.calls[at].clone(), self.now);
        let Some(session) = call.session else { return };
        let (endpoint, what) = (&mut self.endpoint, script.number() % 8);
        let offered = call.stage == Stage::Offered;
        let done = match what {
            0 => endpoint.ring(session, StatusCode::RINGING, None, now),
            1..=2 => endpoint.accept(session, Some(body()), now),
            3 if offered => endpoint.reject(session, StatusCode::BUSY_HERE, now),
            3 => return self.hang_up(at, session),
            4..=5 => endpoint.reinvite(session, Some(body()), now),
            6 => endpoint.answer_reinvite(session, Ok(Some(body())), now),
            _ => endpoint.answer_reinvite(session, Err(StatusCode::DECLINE.into()), now),
        };
        assert!(done.is_err() || !self.ended.contains(&session), "it was told to be over");
        let answers = matches!(what, 0..=2);
        assert!(done.is_err() || offered || !answers, "{what} of a call that is {:?}", call.stage);
        self.drain();
    }

    fn hang_up(&mut self, at: usize, session: SessionId) {
        let call = &mut self.calls[at];
        let before = call.stage;
        call.stage = match before {
            Stage::Calling => Stage::Cancelling,
            Stage::Up => Stage::Leaving,
            // BYE waits for the ACK.
            Stage::Offered | Stage::Answered | Stage::Cancelling | Stage::Leaving | Stage::Over => {
                before
            }
        };
        if self.endpoint.hang_up(session, self.now).is_err() {
            assert!(self.ended.contains(&session), "a call cannot be ended: {before:?}");
            self.calls[at].stage = before;
        }
        self.drain();
    }

    /// The peer sends a request in the dialog, or what looks like one.
    fn request_in_call(&mut self, script: &mut Script<'_>) {
        let Some(at) = self.choose(script) else { return };
        let (what, how) = (script.number(), script.number());
        let methods = ["BYE", "INVITE", "INVITE", "INVITE", "INVITE", "OPTIONS", "OPTIONS", "FROB"];
        let method = methods[usize::from(what % 8)];
        let Some(tag) = self.calls[at].tag.clone() else { return };
        let (wrong, stale) = (how % 8 == 0, how % 8 == 1 && self.calls[at].counted);
        let tag = if wrong { format!("{tag}x") } else { tag };
        let call = &mut self.calls[at];
        let seq = if stale { 0 } else { call.seq + 1 };
        let must = must(call, method, wrong, stale);
        if !stale {
            call.seq = seq;
        }
        let branch = format!("r{}", self.number());
        let call = &mut self.calls[at];
        let known = !wrong && !stale;
        call.counted |= known && call.stage == Stage::Up;
        if method == "BYE" && known && must == Must::Get(&[200]) {
            call.stage = Stage::Over;
            call.reinvite = None;
            call.unacknowledged = None;
        }
        if must == Must::Wait {
            call.reinvite = Some(branch.clone());
        }
        let text = request(call, method, &branch, seq, Some(&tag));
        self.ask(&branch, &text, must);
    }

    /// The peer sends something of its INVITE again: itself, its ACK, a CANCEL, a copy that came
    /// by another way.
    fn request_of_invite(&mut self, script: &mut Script<'_>) {
        let Some(at) = self.choose(script) else { return };
        let what = script.number() % 8;
        let call = self.calls[at].clone();
        if what >= 3 {
            return self.acknowledge(at);
        }
        let Some(number) = call.call_id.strip_prefix("call-") else { return };
        if self.now > call.since + REMEMBERED {
            return;
        }
        let branch = format!("i{number}");
        match what {
            0 => {
                let text = request(&call, "INVITE", &branch, 1, None);
                self.receive(&text);
            }
            1 => {
                if call.stage == Stage::Offered {
                    self.calls[at].stage = Stage::Over;
                }
                let text = request(&call, "CANCEL", &branch, 1, None);
                self.ask(&key(&branch, "CANCEL"), &text, Must::Get(&[200]));
                let finals = &self.asked[&branch].finals;
                assert!(!finals.is_empty(), "a cancelled INVITE has no answer");
                if call.stage == Stage::Offered {
                    assert!(finals.contains(&487), "{finals:?} after CANCEL");
                }
            }
            _ => {
                let copy = format!("m{}", self.number());
                let text = request(&call, "INVITE", &copy, 1, None);
                self.ask(&copy, &text, Must::Get(&[482]));
            }
        }
    }

    /// The peer acknowledges its INVITE, or re-INVITE, if that was answered with 2xx.
    fn acknowledge(&mut self, at: usize) {
        let branch = format!("a{}", self.number());
        let call = &mut self.calls[at];
        let seq = match (call.stage, call.unacknowledged.take()) {
            (Stage::Answered, _) => {
                call.stage = Stage::Up;
                1
            }
            (_, Some(seq)) => seq,
            _ => return,
        };
        let Some(tag) = call.tag.clone() else { return };
        let text = request(call, "ACK", &branch, seq, Some(&tag));
        self.ask(&branch, &text, Must::Nothing);
    }

    /// The peer answers a request of the endpoint, with anything.
    fn answer(&mut self, script: &mut Script<'_>) {
        let Some(at) = self.choose(script) else { return };
        let how = script.number();
        let status = [100, 180, 183, 200, 200, 200, 404, 486, 487, 491, 500, 603];
        let status = status[usize::from(how % 12)];
        let call = &self.calls[at];
        if how & 0x80 == 0
            && let Some(open) = call.open.clone()
        {
            if status >= 200 {
                self.calls[at].open = None;
            }
            return self.respond(&open, status, None);
        }
        let Some(invite) = call.invite.clone() else { return };
        let tag = if how & 0x10 == 0 { "left" } else { "right" };
        let first = call.answer.is_none();
        let call = &mut self.calls[at];
        if status >= 200 && first {
            call.answer = Some((status, tag.to_owned()));
            call.peer_tag = tag.to_owned();
            call.since = self.now;
            call.stage = match (call.stage, status) {
                (Stage::Calling, 200) => Stage::Up,
                (Stage::Cancelling, 200) => Stage::Leaving,
                (Stage::Calling | Stage::Cancelling, _) => Stage::Over,
                (stage, _) => stage,
            };
        }
        let before = self.acks.len();
        let answer = call.answer.clone();
        let fresh = self.now <= call.since + REMEMBERED;
        self.respond(&invite, status, Some(tag));
        let Some((final_status, final_tag)) = answer.filter(|_| fresh && status >= 200) else {
            return;
        };
        let same = (status / 100, tag) == (final_status / 100, &final_tag);
        let fork = final_status < 300 && status < 300;
        if same || fork {
            let call_id = self.calls[at].call_id.clone();
            let acked = self.acks[before..].iter();
            let acked = acked.filter(|(id, to, _)| *id == call_id && to == tag).count();
            assert_eq!(acked, 1, "ACKs of a {status} with tag {tag} after {final_status}");
        }
    }

    /// The peer sends a request outside of dialogs.
    fn outside(&mut self, what: u8) {
        let number = self.number();
        let (method, must): (_, &[u16]) = match what % 5 {
            0 => ("OPTIONS", &[200, 486]),
            1 => ("BYE", &[481]),
            2 => ("CANCEL", &[481]),
            3 => ("FROB", &[405, 501]),
            _ => ("REGISTER", &[405]),
        };
        let branch = format!("o{number}");
        let call = Call::new(branch.clone(), branch.clone(), Stage::Over, self.now);
        let text = request(&call, method, &branch, 1, None);
        self.ask(&key(&branch, method), &text, Must::Get(must));
    }

    fn respond(&mut self, request: &Request, status: u16, tag: Option<&str>) {
        let mut response = request.response(StatusCode::new(status).expect("a status"));
        if let (Some(tag), Ok(To(to))) = (tag, response.headers.typed::<To>())
            && status > 100
        {
            response.headers.set_typed(&To(to.with_tag(tag)));
        }
        let contact = NameAddr::new("", uri("sip:bob@10.0.0.2"));
        response.headers.push_typed(&Contact::Address(contact));
        self.handle(&response.to_bytes());
    }

    /// Sends a request of the peer, and looks at what it gets.
    fn ask(&mut self, key: &str, text: &str, must: Must) {
        let asked = Asked { wait: must == Must::Wait, ..Asked::default() };
        self.asked.insert(key.to_owned(), asked);
        self.receive(text);
        let line = text.lines().next().unwrap_or_default();
        let finals = &self.asked[key].finals;
        match must {
            Must::Get(right) => {
                assert!(finals.len() == 1, "{finals:?} for {line}");
                assert!(finals.iter().all(|status| right.contains(status)), "{finals:?}: {line}");
            }
            Must::Wait => {}
            Must::Nothing => assert!(finals.is_empty(), "{finals:?} for {line}"),
        }
    }

    fn receive(&mut self, text: &str) {
        self.handle(text.as_bytes());
    }

    fn handle(&mut self, data: &[u8]) {
        let from = ([10, 0, 0, 2], 5060).into();
        self.endpoint.handle_datagram(TRANSPORT, from, data, self.now);
        self.drain();
    }

    fn advance(&mut self, time: Duration) {
        let end = self.now + time;
        while let Some(next) = self.endpoint.poll_timeout().filter(|&next| next <= end) {
            self.now = self.now.max(next);
            self.endpoint.handle_timeout(self.now);
            self.drain();
        }
        self.now = end;
    }

    fn drain(&mut self) {
        while let Some(output) = self.endpoint.poll_output() {
            match output {
                Output::Send { data, .. } => match Message::parse(&data) {
                    Ok(Message::Request(request)) => self.take_request(request),
                    Ok(Message::Response(response)) => self.take_response(&response),
                    Err(error) => panic!("the endpoint sent what cannot be read: {error}"),
                },
                Output::Event(event) => self.take_event(event),
                other @ (Output::Resolve(..)
                | Output::Connect(..)
                | Output::Write(..)
                | Output::Disconnect(_)) => panic!("{other:?} with datagrams and addresses only"),
            }
        }
    }

    fn take_event(&mut self, event: Event) {
        if let Event::Incoming { session, request, .. } = event {
            assert!(self.live.insert(session), "a name was used twice");
            let CallId(id) = request.headers.typed().expect("a Call-ID");
            let call = self.calls.iter_mut().find(|call| call.call_id == id);
            let call = call.expect("the peer knows whom it calls");
            assert_eq!(call.session.replace(session), None, "one INVITE, two calls");
            return;
        }
        let Event::Session(session, event) = event else {
            panic!("{event:?} of a peer that calls only");
        };
        assert!(self.live.contains(&session), "{event:?} of a call that is over");
        let over = matches!(event, SessionEvent::Ended { .. } | SessionEvent::Failed { .. });
        if over {
            self.live.remove(&session);
            self.ended.insert(session);
        }
        let call = self.calls.iter_mut().find(|call| call.session == Some(session));
        let call = call.expect("a call of the model");
        if over && !matches!(call.stage, Stage::Over) {
            // Given up after a while: nobody answered, or nobody acknowledged.
            if call.answer.is_none() {
                call.invite = None;
            }
            call.stage = Stage::Leaving;
        }
    }

    fn take_request(&mut self, request: Request) {
        let CallId(id) = request.headers.typed().expect("a Call-ID");
        let To(to) = request.headers.typed().expect("a To");
        let CSeq { number, .. } = request.headers.typed().expect("a CSeq");
        let tag = to.tag().unwrap_or_default().to_owned();
        if request.method == Method::Ack {
            return self.acks.push((id, tag, number));
        }
        if request.method == Method::Invite && tag.is_empty() {
            return self.take_invite(id, request);
        }
        let call = self.calls.iter_mut().find(|call| call.call_id == id);
        let call = call.expect("a request in a call of the model");
        if request.method == Method::Cancel {
            let goes_on = matches!(call.stage, Stage::Calling | Stage::Up);
            assert!(!goes_on, "CANCEL of a call that is {:?}", call.stage);
        } else if request.method == Method::Bye {
            // That of another fork, which answered later, changes nothing.
            if call.peer_tag != tag {
                return;
            }
            if call.stage != Stage::Over {
                call.stage = Stage::Leaving;
            }
        } else {
            assert_eq!(request.method, Method::Invite, "nobody asked for that");
        }
        call.open = Some(request);
    }

    /// The From tag of the endpoint's INVITE is its tag in the dialog.
    fn take_invite(&mut self, id: String, request: Request) {
        let From(from) = request.headers.typed().expect("a From");
        let call = self.calls.iter_mut().find(|call| {
            call.call_id == id || call.invite.is_none() && call.stage == Stage::Calling
        });
        let call = call.expect("the owner calls");
        call.call_id = id;
        call.tag = from.tag().map(str::to_owned);
        call.invite = Some(request);
    }

    fn take_response(&mut self, response: &Response) {
        let via: Via = response.headers.typed().expect("a Via");
        let CSeq { number, method } = response.headers.typed().expect("a CSeq");
        let branch = via.branch().unwrap_or_default().trim_start_matches("z9hG4bK").to_owned();
        let key = key(&branch, method.as_str());
        let CallId(id) = response.headers.typed().expect("a Call-ID");
        let To(to) = response.headers.typed().expect("a To");
        let status = response.status.get();
        if let Some(call) = self.calls.iter_mut().find(|call| call.call_id == id) {
            let first = branch.starts_with('i') && method == Method::Invite;
            if first && let Some(tag) = to.tag() {
                let same = call.tag.as_ref().is_none_or(|known| known == tag);
                assert!(same, "its tag changed");
                call.tag = Some(tag.to_owned());
            }
            if first && status >= 200 && call.stage == Stage::Offered {
                call.stage = if status < 300 { Stage::Answered } else { Stage::Over };
            }
            if call.reinvite.as_ref() == Some(&branch) && status >= 200 {
                call.reinvite = None;
                call.unacknowledged = (status < 300).then_some(number);
            }
        }
        if status >= 200 {
            let asked = self.asked.get_mut(&key).expect("a response to a request");
            asked.finals.insert(status);
            assert!(asked.finals.len() == 1, "{:?} for one request", asked.finals);
        }
    }

    fn check(&self) {
        let held = self.endpoint.occupancy();
        // Sessions of which the owner heard the end may still wait for the answer to a BYE.
        assert!(held.sessions >= self.live.len(), "a call was lost: {held:?}");
    }

    /// Nobody does anything any more: everything comes to an end.
    fn end(&mut self) {
        for session in self.live.clone() {
            let call = self.calls.iter().position(|call| call.session == Some(session));
            self.hang_up(call.expect("a call of the model"), session);
        }
        let size = postcard::to_allocvec(&self.endpoint).map_or(0, |bytes| bytes.len());
        let most = MOST_BYTES * (1 + self.calls.len()) + MOST_REQUEST_BYTES * self.asked.len();
        assert!(size <= most, "{size} bytes, for {} requests", self.asked.len());
        self.advance(Duration::from_secs(400));
        assert!(self.live.is_empty(), "{:?} never end", self.live);
        let held = self.endpoint.occupancy();
        assert!(held.is_empty(), "{held:?} are left");
        assert_eq!(self.endpoint.poll_timeout(), None, "a timer is left");
        for (branch, asked) in &self.asked {
            assert!(!asked.wait || asked.finals.len() == 1, "{branch} got {:?}", asked.finals);
        }
    }
}
