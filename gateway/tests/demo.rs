//! The demo: a phone fetches its configuration, registers and calls, all through the link.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::wildcard_enum_match_arm, reason = "a test waits for one thing of many")]

mod common;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Instant as Clock;

use common::{HERE, Phone, hello, resuming, soon};
use hookswitch_core::link::{
    File, FromGateway, Hello, MacAddress, Reply, Request, SocketId, ToGateway, Welcome,
    media_datagram, split_media_datagram,
};
use hookswitch_core::rng::Rng;
use hookswitch_core::sdp::{Capabilities, Description, Direction, Local, Negotiated, Session};
use hookswitch_core::sip::endpoint::{
    Account, AccountId, Body, EndedBy, Endpoint, Event, FailureReason, Output, ReferralEvent,
    RegistrationState, SessionEvent, SessionId, Settings, TransportId,
};
use hookswitch_core::sip::message::{Headers, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::{Duration, Instant};
use hookswitch_gateway::demo::{Demo, Options};

const SIP: TransportId = TransportId(0);
const LINE: AccountId = AccountId(0);

async fn demo() -> Demo {
    demo_with(None).await
}

async fn demo_with(state_directory: Option<std::path::PathBuf>) -> Demo {
    let bind = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Demo::start(Options { bind, port: 0, state_directory, app: None }).await.unwrap()
}

/// A phone: the link by hand, SIP by core's endpoint.
struct Caller {
    phone: Phone,
    mac: MacAddress,
    welcome: Welcome,
    endpoint: Endpoint,
    socket: SocketId,
    start: Clock,
    config: BTreeMap<String, String>,
    offer: Option<Session>,
}

impl Caller {
    async fn new(demo: &Demo, last: u8) -> Self {
        Self::with_port(demo, last, 0).await
    }

    async fn with_port(demo: &Demo, last: u8, port: u16) -> Self {
        let hello = Hello { mac: MacAddress([2, 0, 0, 0, 0, last]), ..hello() };
        let mac = hello.mac;
        let (mut phone, welcome) = Phone::up_as(demo.http_addr(), hello).await;
        let Ok(Reply::File(File { data, .. })) = phone.ask(Request::FetchConfiguration).await
        else {
            panic!("no configuration")
        };
        let text = String::from_utf8(data).unwrap();
        let config = text.lines().filter_map(|line| line.split_once('='));
        let config: BTreeMap<_, _> =
            config.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (socket, local) = phone.open_udp_on(port).await;
        let settings = Settings { user_agent: "test".to_owned(), ..Settings::default() };
        let mut endpoint = Endpoint::new(settings, Rng::new([last; 32]));
        endpoint.set_transport(SIP, local, Instant::ZERO);
        let start = Clock::now();
        let mut caller = Self { phone, mac, welcome, endpoint, socket, start, config, offer: None };
        let account = caller.account();
        caller.endpoint.set_account(LINE, account, Instant::ZERO);
        caller
    }

    fn get(&self, name: &str) -> &str {
        &self.config[name]
    }

    fn account(&self) -> Account {
        let host = self.get("voip/signalling/sip/sip_registrar/addr");
        let port = self.get("voip/signalling/sip/sip_registrar/port");
        let id = self.get("voip/line/0/id");
        let registrar = Uri::parse(&format!("sip:{host}:{port}")).unwrap();
        Account {
            display_name: "A phone".to_owned(),
            auth_name: self.get("voip/line/0/auth_name").to_owned(),
            auth_password: self.get("voip/line/0/auth_password").to_owned(),
            registrar: Some(registrar.clone()),
            proxy: Some(registrar),
            expires: Duration::from_secs(120),
            ..Account::new(Uri::parse(&format!("sip:{id}@{host}:{port}")).unwrap(), SIP)
        }
    }

    fn now(&self) -> Instant {
        Instant::from_micros(self.start.elapsed().as_micros() as u64)
    }

    /// Runs until something happens that `wanted` takes.
    async fn until<T>(&mut self, mut wanted: impl FnMut(&Event) -> Option<T>) -> T {
        let mut found = None;
        loop {
            while let Some(output) = self.endpoint.poll_output() {
                match output {
                    Output::Send { to, data, .. } => {
                        self.phone.send(&ToGateway::Send { socket: self.socket, to, data }).await;
                    }
                    Output::Event(event) => found = found.or_else(|| wanted(&event)),
                    other => panic!("{other:?}"),
                }
            }
            if let Some(found) = found {
                return found;
            }
            let timeout = self.endpoint.poll_timeout().map_or(Duration::MAX, |at| at - self.now());
            match tokio::time::timeout(timeout, self.phone.next()).await {
                Ok(Some(FromGateway::Received { from, data, .. })) => {
                    let now = self.now();
                    self.endpoint.handle_datagram(SIP, from, &data, now);
                }
                Ok(Some(FromGateway::Media(_))) => {}
                Ok(other) => panic!("{other:?}"),
                Err(_) => {
                    let now = self.now();
                    self.endpoint.handle_timeout(now);
                }
            }
        }
    }

    async fn register(&mut self) -> RegistrationState {
        self.endpoint.register(LINE, self.now()).unwrap();
        soon(self.until(|event| match event {
            Event::Registration(_, RegistrationState::Registering) => None,
            Event::Registration(_, state) => Some(state.clone()),
            _ => None,
        }))
        .await
    }

    /// Opens a media pair and says where.
    async fn open_media(&mut self) -> (SocketId, SocketAddr) {
        let request = Request::OpenRtp { base: 4_000, count: 127, tos: 0xb8, toward: HERE };
        match self.phone.ask(request).await {
            Ok(Reply::RtpPair { rtp, local, .. }) => (rtp, local),
            other => panic!("{other:?}"),
        }
    }

    fn uri(&self, number: &str) -> Uri {
        let host = self.get("voip/signalling/sip/proxy_address");
        let port = self.get("voip/signalling/sip/proxy_port");
        Uri::parse(&format!("sip:{number}@{host}:{port}")).unwrap()
    }

    async fn call(&mut self, number: &str) -> (SessionId, SocketId) {
        let (rtp, local) = self.open_media().await;
        let local = Local::new(local.ip(), local.port());
        let mut session = Session::new(Capabilities::g711(Some(101)), local, 1);
        let offer = body(session.offer(Direction::SendRecv));
        self.offer = Some(session);
        let target = self.uri(number);
        let id = self.endpoint.invite(LINE, target, Some(offer), self.now()).unwrap();
        (id, rtp)
    }

    async fn answered(&mut self, rtp: SocketId) -> Negotiated {
        let answer = soon(self.until(|event| match event {
            Event::Session(_, SessionEvent::Answered { body: Some(body), .. }) => {
                Some(body.clone())
            }
            Event::Session(_, SessionEvent::Failed { reason, .. }) => panic!("{reason:?}"),
            _ => None,
        }))
        .await;
        let answer = Description::parse(&answer.data).unwrap();
        let negotiated = self.offer.as_mut().unwrap().read_answer(&answer).unwrap();
        let connect = Request::Connect { socket: rtp, peer: negotiated.remote_rtp };
        assert_eq!(self.phone.ask(connect).await, Ok(Reply::Done));
        negotiated
    }

    async fn failed(&mut self) -> FailureReason {
        soon(self.until(|event| match event {
            Event::Session(_, SessionEvent::Failed { reason, .. }) => Some(reason.clone()),
            _ => None,
        }))
        .await
    }

    async fn ended(&mut self) -> EndedBy {
        soon(self.until(|event| match event {
            Event::Session(_, SessionEvent::Ended { by }) => Some(by.clone()),
            _ => None,
        }))
        .await
    }

    /// Waits for a media packet.
    async fn packet(&mut self) -> Vec<u8> {
        loop {
            match soon(self.phone.next()).await {
                Some(FromGateway::Media(datagram)) => {
                    return split_media_datagram(&datagram).unwrap().1.to_vec();
                }
                Some(FromGateway::Received { from, data, .. }) => {
                    let now = self.now();
                    self.endpoint.handle_datagram(SIP, from, &data, now);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

fn body(description: &Description) -> Body {
    Body { content_type: "application/sdp".to_owned(), data: description.to_bytes() }
}

fn status(reason: &FailureReason) -> Option<u16> {
    match reason {
        FailureReason::Status(status, _) => Some(status.get()),
        _ => None,
    }
}

fn rtp_packet(payload_type: u8, seq: u16) -> Vec<u8> {
    let mut packet = vec![0x80, payload_type, 0, 0, 0, 0, 0, 160, 1, 2, 3, 4];
    packet[2..4].copy_from_slice(&seq.to_be_bytes());
    packet.extend([seq as u8; 160]);
    packet
}

#[tokio::test]
async fn a_phone_registers_and_hears_the_echo() {
    let demo = demo().await;
    let mut caller = Caller::new(&demo, 1).await;
    assert_eq!(caller.get("voip/line/0/id"), "1001");
    assert!(matches!(caller.register().await, RegistrationState::Registered { .. }));
    let (call, rtp) = caller.call("600").await;
    let negotiated = caller.answered(rtp).await;
    assert!(negotiated.events_send.is_some());
    for (payload_type, seq) in [(0, 1), (0, 2), (101, 3)] {
        let packet = rtp_packet(payload_type, seq);
        caller.phone.send(&ToGateway::Media(media_datagram(rtp, &packet))).await;
        let echo = caller.packet().await;
        assert_eq!(echo[..8], packet[..8], "payload type, sequence number and time are kept");
        assert_eq!(echo[12..], packet[12..]);
        assert_ne!(echo[8..12], packet[8..12], "the source is another");
    }
    caller.endpoint.hang_up(call, caller.now()).unwrap();
    assert_eq!(caller.ended().await, EndedBy::Local);
    demo.shutdown().await;
}

#[tokio::test]
async fn music_is_played_until_the_phone_holds() {
    let demo = demo().await;
    let mut caller = Caller::new(&demo, 1).await;
    caller.register().await;
    let (call, rtp) = caller.call("601").await;
    caller.answered(rtp).await;
    let first = caller.packet().await;
    let second = caller.packet().await;
    assert_eq!((first.len(), second.len()), (172, 172));
    let hold = body(caller.offer.as_mut().unwrap().offer(Direction::Inactive));
    caller.endpoint.reinvite(call, Some(hold), caller.now()).unwrap();
    let answer = soon(caller.until(|event| match event {
        Event::Session(_, SessionEvent::ReinviteAccepted { body: Some(body) }) => {
            Some(body.clone())
        }
        _ => None,
    }))
    .await;
    let answer = Description::parse(&answer.data).unwrap();
    assert_eq!(answer.direction(&answer.media[0]), Direction::Inactive);
}

#[tokio::test]
async fn a_line_can_be_transferred_and_tells_how_that_goes() {
    let demo = demo().await;
    let mut caller = Caller::new(&demo, 1).await;
    caller.register().await;
    for (number, expected) in [("601", 200), ("602", 486), ("999", 404)] {
        let (call, rtp) = caller.call("600").await;
        caller.answered(rtp).await;
        let target = caller.uri(number);
        caller.endpoint.refer(call, &target, &Headers::default(), caller.now()).unwrap();
        let finished = caller.until(|event| match event {
            Event::Referral(_, ReferralEvent::Finished(line)) => Some(line.status.get()),
            Event::Referral(_, ReferralEvent::Refused(reason)) => panic!("{reason:?}"),
            _ => None,
        });
        assert_eq!(soon(finished).await, expected, "{number}");
        caller.endpoint.hang_up(call, caller.now()).unwrap();
        caller.ended().await;
    }
}

#[tokio::test]
async fn the_other_lines_do_what_they_say() {
    let demo = demo().await;
    let mut caller = Caller::new(&demo, 1).await;
    caller.register().await;
    for (number, expected) in [("602", 486), ("999", 404), ("1007", 480)] {
        caller.call(number).await;
        assert_eq!(status(&caller.failed().await), Some(expected), "{number}");
    }
    let (call, _) = caller.call("603").await;
    let ringing = caller.until(|event| match event {
        Event::Session(_, SessionEvent::Progress { status, .. }) => Some(*status),
        _ => None,
    });
    assert_eq!(soon(ringing).await, StatusCode::RINGING);
    caller.endpoint.hang_up(call, caller.now()).unwrap();
    caller.ended().await;
}

#[tokio::test]
async fn wrong_passwords_and_unknown_phones_are_refused() {
    let demo = demo().await;
    let mut caller = Caller::new(&demo, 1).await;
    caller.call("600").await;
    assert_eq!(status(&caller.failed().await), Some(403), "not registered");
    let account = Account { auth_password: "wrong".to_owned(), ..caller.account() };
    caller.endpoint.set_account(LINE, account, caller.now());
    assert!(matches!(caller.register().await, RegistrationState::Failed { .. }));
}

#[tokio::test]
async fn phones_call_each_other() {
    let demo = demo().await;
    let mut alice = Caller::new(&demo, 1).await;
    let mut bob = Caller::new(&demo, 2).await;
    assert_eq!(bob.get("voip/line/0/id"), "1002");
    alice.register().await;
    bob.register().await;
    let (call, alice_rtp) = alice.call("1002").await;
    let invite = async {
        let incoming = bob.until(|event| match event {
            Event::Incoming { session, request, .. } => Some((*session, request.clone())),
            _ => None,
        });
        let (session, request) = soon(incoming).await;
        let (rtp, local) = bob.open_media().await;
        let local = Local::new(local.ip(), local.port());
        let mut sdp = Session::new(Capabilities::g711(Some(101)), local, 2);
        let offer = Description::parse(&request.body).unwrap();
        let answer = body(sdp.answer(&offer, Direction::SendRecv).unwrap());
        let negotiated = sdp.negotiated().unwrap().clone();
        let connect = Request::Connect { socket: rtp, peer: negotiated.remote_rtp };
        assert_eq!(bob.phone.ask(connect).await, Ok(Reply::Done));
        bob.endpoint.accept(session, Some(answer), bob.now()).unwrap();
        let acknowledged = bob.until(|event| match event {
            Event::Session(_, SessionEvent::Acknowledged { .. }) => Some(()),
            _ => None,
        });
        soon(acknowledged).await;
        rtp
    };
    let (_, bob_rtp) = tokio::join!(alice.answered(alice_rtp), invite);
    let (from_alice, from_bob) = (rtp_packet(0, 7), rtp_packet(0, 8));
    alice.phone.send(&ToGateway::Media(media_datagram(alice_rtp, &from_alice))).await;
    assert_eq!(bob.packet().await, from_alice);
    bob.phone.send(&ToGateway::Media(media_datagram(bob_rtp, &from_bob))).await;
    assert_eq!(alice.packet().await, from_bob);
    alice.endpoint.hang_up(call, alice.now()).unwrap();
    let (_, by) = tokio::join!(alice.ended(), bob.ended());
    assert!(matches!(by, EndedBy::Remote(_)), "{by:?}");
}

#[tokio::test]
async fn phones_stay_registered_and_connected_over_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let state = || Some(directory.path().join("state"));
    let first = demo_with(state()).await;
    // A port that no other test takes in between: they begin at the other end of the range.
    let mut caller = Caller::with_port(&first, 1, 5_151).await;
    caller.register().await;
    let welcome = caller.welcome.clone();
    first.shutdown().await;
    let second = demo_with(state()).await;
    let hello = Hello { mac: caller.mac, ..resuming(&welcome) };
    let (phone, again) = Phone::up_as(second.http_addr(), hello).await;
    assert!(again.resumed);
    assert_eq!(again.sockets, [caller.socket]);
    caller.phone = phone;
    let (_, rtp) = caller.call("600").await;
    caller.answered(rtp).await;
}

#[tokio::test]
async fn the_page_may_come_from_trunk() {
    let demo = demo().await;
    let trunk = Phone::connect_from(demo.http_addr(), Some("http://127.0.0.1:8081")).await;
    assert!(trunk.is_ok());
    let other = Phone::connect_from(demo.http_addr(), Some("http://127.0.0.1:8082")).await;
    assert_eq!(other.err(), Some(403));
}

#[tokio::test]
async fn the_demo_stays_on_loopback() {
    let options = Options {
        bind: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        port: 0,
        state_directory: None,
        app: None,
    };
    let error = Demo::start(options).await.err().expect("refused").to_string();
    assert!(error.contains("loopback"), "{error}");
}

#[tokio::test]
async fn a_port_in_use_is_named_with_the_way_out() {
    let first = demo().await;
    let port = first.http_addr().port();
    let bind = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let options = Options { bind, port, state_directory: None, app: None };
    let error = Demo::start(options).await.err().expect("refused").to_string();
    assert!(error.contains(&format!("port {port} is in use")), "{error}");
    assert!(error.contains("--port"), "{error}");
}
