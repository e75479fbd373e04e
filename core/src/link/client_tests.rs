//! Tests of the phone's end of the link.

use super::*;
use crate::link::{Fetch, File, decode, encode};

fn client() -> Client {
    let identity = Identity { mac: MacAddress([2; 6]), model: "440HD".into(), enrolment: None };
    Client::new(identity, Rng::new([3; 32]))
}

fn at(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

fn welcome(resumed: bool, sockets: &[u32]) -> FromGateway {
    FromGateway::Welcome(Welcome {
        resumed,
        resume: Token("again".into()),
        grace_ms: 30_000,
        web_transport: None,
        media: Token("media".into()),
        sockets: sockets.iter().map(|&socket| SocketId(socket)).collect(),
        keys: Vec::new(),
        streams: Vec::new(),
    })
}

fn drain(client: &mut Client) -> Vec<Output> {
    core::iter::from_fn(|| client.poll_output()).collect()
}

/// Starts a client, brings it up at 0 s with one UDP socket, number 1.
fn up() -> Client {
    let mut client = client();
    client.start(at(0));
    client.handle_open(at(0));
    client.handle_message(welcome(false, &[]), at(0));
    let id = client.request(open_udp(), at(0));
    client.handle_message(FromGateway::Reply(id, Ok(udp(1))), at(0));
    drain(&mut client);
    client
}

fn open_udp() -> Request {
    Request::OpenUdp { port: 5060, tos: 0, toward: [127, 0, 0, 1].into() }
}

fn udp(socket: u32) -> Reply {
    Reply::Udp { socket: SocketId(socket), local: ([127, 0, 0, 1], 5060).into() }
}

fn peer() -> SocketAddr {
    ([127, 0, 0, 1], 5060).into()
}

fn break_and_come_back(client: &mut Client, resumed: bool, sockets: &[u32]) -> Vec<Output> {
    client.handle_closed("cut", at(1_000));
    client.handle_timeout(at(2_000));
    client.handle_open(at(2_000));
    drain(client);
    client.handle_message(welcome(resumed, sockets), at(2_000));
    drain(client)
}

fn events(outputs: &[Output]) -> Vec<&Event> {
    let mut events = Vec::new();
    for output in outputs {
        if let Output::Event(event) = output {
            events.push(event);
        }
    }
    events
}

#[test]
fn it_connects_greets_and_is_up() {
    let mut client = client();
    client.start(at(0));
    assert_eq!(drain(&mut client), [Output::OpenSocket]);
    client.handle_open(at(5));
    let outputs = drain(&mut client);
    assert!(
        matches!(&outputs[..], [Output::Send(ToGateway::Hello(hello))] if hello.resume.is_none())
    );
    client.handle_message(welcome(false, &[]), at(10));
    assert!(matches!(&drain(&mut client)[..], [Output::Event(Event::Up(_))]));
    assert!(client.is_up());
}

#[test]
fn silence_breaks_the_link_after_fifteen_seconds() {
    let mut client = up();
    assert_eq!(client.poll_timeout(), Some(at(10_000)));
    client.handle_timeout(at(10_000));
    assert_eq!(drain(&mut client), [Output::Send(ToGateway::Ping(1))]);
    client.handle_timeout(at(15_000));
    let outputs = drain(&mut client);
    assert_eq!(outputs.first(), Some(&Output::CloseSocket));
    assert!(matches!(events(&outputs)[..], [Event::Down { .. }]));
    assert_eq!(client.grace_until(), Some(at(45_000)));
}

#[test]
fn any_message_shows_that_the_gateway_lives() {
    let mut client = up();
    client.handle_timeout(at(10_000));
    client.handle_message(FromGateway::Pong(1), at(11_000));
    client.handle_timeout(at(20_999));
    assert!(client.is_up());
    assert_eq!(client.poll_timeout(), Some(at(21_000)));
}

#[test]
fn pauses_grow_and_are_spread() {
    let mut client = client();
    client.start(at(0));
    let (mut now, mut pauses) = (at(0), Vec::new());
    for _ in 0..40 {
        client.handle_closed("refused", now);
        let next = client.poll_timeout().expect("it waits");
        pauses.push(next.since(now).as_millis());
        now = next;
        client.handle_timeout(now);
    }
    assert!((150..250).contains(&pauses[0]), "{pauses:?}");
    assert!((3_750..6_250).contains(&pauses[8]), "{pauses:?}");
    assert!((11_250..18_750).contains(&pauses[39]), "{pauses:?}");
}

#[test]
fn being_online_again_ends_a_pause() {
    let mut client = client();
    client.start(at(0));
    client.handle_closed("offline", at(0));
    drain(&mut client);
    client.handle_online(true, at(1));
    assert_eq!(drain(&mut client), [Output::OpenSocket]);
}

#[test]
fn a_broken_link_presents_its_token_again() {
    let mut client = up();
    client.handle_closed("cut", at(1_000));
    client.handle_timeout(at(2_000));
    client.handle_open(at(2_000));
    let token = drain(&mut client).into_iter().find_map(|output| match output {
        Output::Send(ToGateway::Hello(hello)) => hello.resume,
        Output::OpenSocket | Output::CloseSocket | Output::Send(_) | Output::Event(_) => None,
    });
    assert_eq!(token, Some(Token("again".into())));
}

#[test]
fn open_requests_are_sent_again_after_a_break() {
    let mut client = up();
    let before = client.request(Request::FetchConfiguration, at(900));
    let outputs = break_and_come_back(&mut client, true, &[1]);
    assert_eq!(
        outputs[1..],
        [Output::Send(ToGateway::Request(before, Request::FetchConfiguration))]
    );
    client.handle_message(FromGateway::Reply(before, Ok(Reply::Done)), at(2_100));
    assert_eq!(drain(&mut client), [Output::Event(Event::Reply(before, Ok(Reply::Done)))]);
    client.handle_message(FromGateway::Reply(before, Ok(Reply::Done)), at(2_200));
    assert_eq!(drain(&mut client), []);
}

#[test]
fn a_socket_whose_answer_was_lost_is_closed() {
    let mut client = up();
    let id = client.request(open_udp(), at(900));
    let outputs = break_and_come_back(&mut client, true, &[1, 2]);
    let close = ToGateway::Request(RequestId(id.0 + 1), Request::Close(SocketId(2)));
    assert_eq!(
        outputs[1..],
        [Output::Send(close), Output::Send(ToGateway::Request(id, open_udp()))]
    );
    // The answer of before the break was on its way all the time.
    client.handle_message(FromGateway::Reply(id, Ok(udp(2))), at(2_100));
    assert_eq!(drain(&mut client), []);
    client.handle_message(FromGateway::Reply(id, Ok(udp(3))), at(2_100));
    assert_eq!(drain(&mut client), [Output::Event(Event::Reply(id, Ok(udp(3))))]);
}

#[test]
fn a_new_link_fails_requests_about_old_sockets() {
    let mut client = up();
    let connect = client.request(Request::Connect { socket: SocketId(1), peer: peer() }, at(900));
    let close = client.request(Request::Close(SocketId(1)), at(900));
    let outputs = break_and_come_back(&mut client, false, &[]);
    assert_eq!(
        events(&outputs)[1..],
        [
            &Event::Reply(connect, Err(LinkError::UnknownSocket)),
            &Event::Reply(close, Ok(Reply::Done)),
        ]
    );
}

#[test]
fn datagrams_wait_for_a_resumed_link() {
    let mut client = up();
    client.handle_closed("cut", at(1_000));
    client.send(SocketId(1), peer(), b"INVITE".to_vec());
    client.send(SocketId(1), peer(), b"INVITE".to_vec());
    let outputs = break_and_come_back(&mut client, true, &[1]);
    let send = ToGateway::Send { socket: SocketId(1), to: peer(), data: b"INVITE".to_vec() };
    assert_eq!(outputs[1..], [Output::Send(send)]);
}

#[test]
fn grace_ends_once() {
    let mut client = up();
    client.handle_closed("cut", at(1_000));
    drain(&mut client);
    client.handle_timeout(at(1_300));
    client.handle_timeout(at(31_000));
    assert_eq!(events(&drain(&mut client)), [&Event::GraceOver]);
    assert_eq!(client.grace_until(), None);
}

#[test]
fn a_request_without_answer_fails() {
    let mut client = up();
    let id = client.request(Request::FetchConfiguration, at(1_000));
    client.handle_message(FromGateway::Pong(0), at(29_000));
    drain(&mut client);
    client.handle_timeout(at(31_000));
    let outputs = drain(&mut client);
    let failed = |event: &&Event| matches!(event, Event::Reply(failed, Err(_)) if *failed == id);
    assert_eq!(events(&outputs).into_iter().filter(failed).count(), 1);
}

#[test]
fn a_request_waits_for_the_end_of_the_grace_time() {
    let mut client = up();
    let id = client.request(Request::FetchConfiguration, at(900));
    client.handle_closed("cut", at(20_000));
    client.handle_timeout(at(31_000));
    drain(&mut client);
    while let Some(next) = client.poll_timeout().filter(|&next| next <= at(50_000)) {
        client.handle_timeout(next);
    }
    let outputs = drain(&mut client);
    let told: Vec<_> = events(&outputs);
    assert!(matches!(told[..], [Event::GraceOver, Event::Reply(failed, Err(_))] if *failed == id));
}

#[test]
fn a_refused_phone_tries_again_later() {
    let mut client = client();
    client.start(at(0));
    client.handle_open(at(0));
    client.handle_message(FromGateway::Refused(Refusal::NotEnrolled), at(0));
    assert!(client.poll_timeout() > Some(at(11_000)));
    assert_eq!(events(&drain(&mut client)), [&Event::Refused(Refusal::NotEnrolled)]);
}

#[test]
fn a_restored_client_takes_its_link_up_again() {
    let mut restored: Client = decode(&encode(&up())).expect("plain data");
    restored.start(at(500));
    restored.handle_open(at(500));
    let outputs = drain(&mut restored);
    assert!(outputs.iter().any(|output| matches!(
        output,
        Output::Send(ToGateway::Hello(Hello { resume: Some(_), .. }))
    )));
}

#[test]
fn a_stopped_client_stays_closed() {
    let mut client = up();
    client.stop();
    assert_eq!(drain(&mut client), [Output::Send(ToGateway::Goodbye), Output::CloseSocket]);
    client.handle_closed("closed", at(10));
    assert_eq!(client.poll_timeout(), None);
}

fn fetch(limit: u32) -> Request {
    Request::Fetch(Box::new(Fetch::new("http://host/file?secret", limit)))
}

fn part(id: RequestId, offset: u32, data: &str) -> FromGateway {
    FromGateway::Part(id, Part { offset, total: Some(6), data: data.into() })
}

fn last(id: RequestId, size: u32, data: &str) -> FromGateway {
    let file = File { size, ..File::named("http://host/file", data.into()) };
    FromGateway::Reply(id, Ok(Reply::File(file)))
}

/// Returns what is told of the file that comes in `messages`.
fn told(client: &mut Client, messages: Vec<FromGateway>) -> Vec<String> {
    for message in messages {
        client.handle_message(message, at(3_000));
    }
    let tell = |output| match output {
        Output::Event(Event::Progress { received, total: Some(total), .. }) => {
            format!("{received}/{total}")
        }
        Output::Event(Event::Reply(_, Ok(Reply::File(file)))) => {
            format!("{} of {}", String::from_utf8_lossy(&file.data), file.size)
        }
        other @ (Output::OpenSocket | Output::CloseSocket | Output::Send(_) | Output::Event(_)) => {
            format!("{other:?}")
        }
    };
    drain(client).into_iter().map(tell).collect()
}

#[test]
fn a_file_in_parts_is_told_whole() {
    let mut client = up();
    let id = client.request(fetch(6), at(900));
    drain(&mut client);
    let messages = vec![part(id, 0, "ab"), part(id, 2, "cd"), last(id, 6, "ef")];
    assert_eq!(told(&mut client, messages), ["2/6", "4/6", "abcdef of 6"]);
    assert_eq!(told(&mut client, vec![part(id, 4, "x"), last(id, 6, "x")]), [""; 0]);
}

#[test]
fn parts_from_before_a_break_are_not_mixed_with_later_ones() {
    let mut client = up();
    let id = client.request(fetch(6), at(900));
    client.handle_message(part(id, 0, "ab"), at(950));
    break_and_come_back(&mut client, true, &[1]);
    // What the gateway still had of the first answer, its beginning being here already.
    let messages = vec![part(id, 2, "CD"), last(id, 6, "EF"), part(id, 0, "ab")];
    assert_eq!(told(&mut client, messages), ["2/6"]);
    let messages = vec![part(id, 0, "uv"), part(id, 2, "wx"), last(id, 6, "yz")];
    assert_eq!(told(&mut client, messages), ["2/6", "4/6", "uvwxyz of 6"]);
}

#[test]
fn a_file_that_is_too_long_is_given_up() {
    let mut client = up();
    let id = client.request(fetch(3), at(900));
    drain(&mut client);
    client.handle_message(part(id, 0, "ab"), at(950));
    client.handle_message(part(id, 2, "cd"), at(950));
    let error = LinkError::TooLong("http://host/file".to_owned());
    assert_eq!(
        drain(&mut client)[1..],
        [Output::Send(ToGateway::Cancel(id)), Output::Event(Event::Reply(id, Err(error.clone()))),]
    );
    let id = client.request(fetch(3), at(900));
    drain(&mut client);
    client.handle_message(last(id, 4, "abcd"), at(950));
    assert_eq!(drain(&mut client), [Output::Event(Event::Reply(id, Err(error)))]);
}

#[test]
fn parts_give_a_request_its_time_again() {
    let mut client = up();
    let id = client.request(fetch(6), at(1_000));
    client.handle_message(part(id, 0, "ab"), at(29_000));
    client.handle_message(part(id, 2, "cd"), at(58_000));
    drain(&mut client);
    assert_eq!(client.poll_timeout(), Some(at(68_000)), "the next ping");
    client.handle_message(last(id, 6, "ef"), at(59_000));
    assert_eq!(drain(&mut client).len(), 1);
}

#[test]
fn a_cancelled_request_is_not_answered() {
    let mut client = up();
    let id = client.request(fetch(6), at(900));
    client.cancel(id);
    assert_eq!(drain(&mut client)[1..], [Output::Send(ToGateway::Cancel(id))]);
    client.handle_message(last(id, 2, "ab"), at(950));
    client.cancel(id);
    assert_eq!(drain(&mut client), []);
}
