//! The link as a phone sees it: sockets, policy, limits, breaks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::net::SocketAddr;

use common::{
    HERE, OPEN, Phone, config, gateway, hello, peer, receive, resuming, soon, start, token,
};
use hookswitch_core::link::{
    Fetch, FromGateway, Hello, LinkError, MAX_MESSAGE, Refusal, Reply, Request, SocketId,
    ToGateway, VERSION, encode, media_datagram,
};
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn sip_goes_out_and_comes_in() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    assert!(!welcome.resumed);
    assert_eq!(welcome.grace_ms, 30_000);
    let (socket, local) = phone.open_udp().await;
    assert_eq!(local.ip(), HERE);
    let pbx = peer().await;
    let to = pbx.local_addr().unwrap();
    phone.send(&ToGateway::Send { socket, to, data: b"OPTIONS".to_vec() }).await;
    assert_eq!(receive(&pbx).await, (b"OPTIONS".to_vec(), local));
    pbx.send_to(b"SIP/2.0 200 OK", local).await.unwrap();
    let expected = FromGateway::Received { socket, from: to, data: b"SIP/2.0 200 OK".to_vec() };
    assert_eq!(phone.next().await, Some(expected));
    assert_eq!(gateway.counters().sip_out.get(), 1);
    assert_eq!(gateway.counters().sip_in.get(), 1);
}

#[tokio::test]
async fn the_wished_sip_port_is_taken_if_it_is_free() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (_, taken) = phone.open_udp().await;
    for (wished, given) in [(20_777, true), (taken.port(), false), (5_060, false)] {
        let request = Request::OpenUdp { port: wished, tos: 0, toward: HERE };
        let Ok(Reply::Udp { local, .. }) = phone.ask(request).await else { panic!("no socket") };
        assert_eq!(local.port() == wished, given, "{wished}");
        assert!((20_000..=20_999).contains(&local.port()));
    }
}

#[tokio::test]
async fn media_pairs_are_even_and_odd_and_in_the_range() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    for _ in 0..3 {
        let request = Request::OpenRtp { base: 21_101, count: 100, tos: 0xb8, toward: HERE };
        let Ok(Reply::RtpPair { rtp, rtcp, local }) = phone.ask(request).await else {
            panic!("no pair")
        };
        assert_ne!(rtp, rtcp);
        assert_eq!(local.port() % 2, 0);
        assert!((21_102..21_200).contains(&local.port()), "{local}");
    }
    // Outside of what the gateway has, it takes its own.
    let request = Request::OpenRtp { base: 4_000, count: 127, tos: 0xb8, toward: HERE };
    let Ok(Reply::RtpPair { local, .. }) = phone.ask(request).await else { panic!("no pair") };
    assert!((21_000..=22_999).contains(&local.port()), "{local}");
}

#[tokio::test]
async fn media_comes_from_the_connected_address_only() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let stranger = tokio::net::UdpSocket::bind("127.0.0.2:0").await.unwrap();
    for _ in 0..3 {
        stranger.send_to(b"injected", local).await.unwrap();
    }
    // The phone can say why nothing is heard.
    let from = "127.0.0.2".parse().unwrap();
    assert_eq!(phone.next().await, Some(FromGateway::Stranger { socket: rtp, from, datagrams: 1 }));
    // Another port of the same address may be its other half (symmetric RTP is not demanded).
    let other_port = peer().await;
    other_port.send_to(b"one", local).await.unwrap();
    pbx.send_to(b"two", local).await.unwrap();
    for packet in [b"one", b"two"] {
        let expected = FromGateway::Media(media_datagram(rtp, packet));
        assert_eq!(phone.next().await, Some(expected));
    }
    assert_eq!(gateway.counters().drop_source.get(), 3);
    phone.send(&ToGateway::Media(media_datagram(rtp, b"three"))).await;
    assert_eq!(receive(&pbx).await, (b"three".to_vec(), local));
}

#[tokio::test]
async fn media_of_unconnected_and_unknown_sockets_is_dropped_and_counted() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let request = Request::OpenRtp { base: 21_000, count: 1_000, tos: 0, toward: HERE };
    let Ok(Reply::RtpPair { rtp, local, .. }) = phone.ask(request).await else { panic!("no pair") };
    phone.send(&ToGateway::Media(media_datagram(rtp, b"early"))).await;
    phone.send(&ToGateway::Media(media_datagram(SocketId(999), b"lost"))).await;
    phone.send(&ToGateway::Ping(1)).await;
    assert_eq!(phone.next().await, Some(FromGateway::Pong(1)));
    assert_eq!(gateway.counters().drop_unknown_socket.get(), 1);
    let counted = gateway.counters().drop_not_connected.get();
    assert_eq!(counted, 1);
    peer().await.send_to(b"early", local).await.unwrap();
    soon(async {
        while gateway.counters().drop_not_connected.get() == counted {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_reached_without_a_rule() {
    let text = OPEN.split("[policy]").next().unwrap();
    let gateway = start(config(text)).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let refused = |what: &str| Err(LinkError::NotAllowed(what.to_owned()));
    let open = Request::OpenUdp { port: 0, tos: 0, toward: HERE };
    assert_eq!(phone.ask(open).await, refused("127.0.0.1"));
    let open = Request::OpenRtp { base: 0, count: 0, tos: 0, toward: HERE };
    assert_eq!(phone.ask(open).await, refused("127.0.0.1"));
    let resolve = Request::Resolve { host: "127.0.0.1".to_owned() };
    assert_eq!(phone.ask(resolve).await, refused("127.0.0.1 at 127.0.0.1"));
    let fetch = Request::Fetch(Box::new(Fetch::new("http://127.0.0.1:9/x", 10)));
    assert_eq!(phone.ask(fetch).await, refused("127.0.0.1:9"));
    assert_eq!(gateway.counters().requests_not_allowed.get(), 4);
}

#[tokio::test]
async fn destinations_outside_the_policy_are_refused_by_name() {
    let text = OPEN.replace("ports = '1-65535' }", "ports = '5060' }");
    let gateway = start(config(&text)).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (socket, _) = phone.open_udp().await;
    for to in ["127.0.0.1:5061", "8.8.8.8:5060", "255.255.255.255:5060", "[::ffff:8.8.8.8]:5060"] {
        let to: SocketAddr = to.parse().unwrap();
        phone.send(&ToGateway::Send { socket, to, data: b"x".to_vec() }).await;
        let Some(FromGateway::SendFailed { to: failed, error: LinkError::NotAllowed(_), .. }) =
            phone.next().await
        else {
            panic!("{to} was not refused")
        };
        assert_eq!(failed, to);
    }
    let open = Request::OpenRtp { base: 21_000, count: 2_000, tos: 0, toward: HERE };
    let Ok(Reply::RtpPair { rtp, .. }) = phone.ask(open).await else { panic!("no pair") };
    for peer in ["127.0.0.1:5061", "10.0.0.1:5060", "224.0.0.1:5060"] {
        let connect = Request::Connect { socket: rtp, peer: peer.parse().unwrap() };
        let Err(LinkError::NotAllowed(_)) = phone.ask(connect).await else {
            panic!("{peer} was not refused")
        };
    }
    assert_eq!(gateway.counters().drop_not_allowed.get(), 4);
}

#[tokio::test]
async fn sip_from_outside_the_policy_is_dropped() {
    let text =
        OPEN.replace("sip = [{ network = '127.0.0.0/8'", "sip = [{ network = '127.0.0.1/32'");
    let gateway = start(config(&text)).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (socket, local) = phone.open_udp().await;
    let stranger = tokio::net::UdpSocket::bind("127.0.0.2:0").await.unwrap();
    stranger.send_to(b"INVITE", local).await.unwrap();
    let pbx = peer().await;
    pbx.send_to(b"BYE", local).await.unwrap();
    let from = pbx.local_addr().unwrap();
    let expected = FromGateway::Received { socket, from, data: b"BYE".to_vec() };
    assert_eq!(phone.next().await, Some(expected));
    assert_eq!(gateway.counters().drop_source.get(), 1);
}

#[tokio::test]
async fn sockets_are_limited_and_free_again_when_closed() {
    let gateway = gateway("[limits]\nsockets_per_phone = 2").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    // A port that no other test takes in between: they begin at the other end of the range.
    let (first, local) = phone.open_udp_on(20_950).await;
    phone.open_udp().await;
    let open = || Request::OpenUdp { port: 0, tos: 0, toward: HERE };
    assert!(matches!(phone.ask(open()).await, Err(LinkError::LimitReached(_))));
    assert_eq!(phone.ask(Request::Close(first)).await, Ok(Reply::Done));
    assert_eq!(phone.ask(Request::Close(first)).await, Ok(Reply::Done));
    let unknown = Request::Close(SocketId(77));
    assert_eq!(phone.ask(unknown).await, Err(LinkError::UnknownSocket));
    let again = Request::OpenUdp { port: local.port(), tos: 0, toward: HERE };
    let Ok(Reply::Udp { socket, local: new }) = phone.ask(again).await else { panic!("no socket") };
    assert_eq!(new, local);
    assert_ne!(socket, first);
}

#[tokio::test]
async fn requests_and_datagrams_are_limited() {
    let gateway = gateway("[limits]\nrequests_per_second = 3\ndatagrams_per_second = 2").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (socket, _) = phone.open_udp().await;
    let pbx = peer().await;
    let to = pbx.local_addr().unwrap();
    for _ in 0..3 {
        phone.send(&ToGateway::Send { socket, to, data: b"x".to_vec() }).await;
    }
    let Some(FromGateway::SendFailed { error: LinkError::LimitReached(_), .. }) =
        phone.next().await
    else {
        panic!("the third datagram was not refused")
    };
    let mut limited = 0;
    for _ in 0..5 {
        let answer = phone.ask(Request::Close(SocketId(99))).await;
        limited += u32::from(matches!(answer, Err(LinkError::LimitReached(_))));
    }
    assert!(limited >= 2, "{limited}");
}

#[tokio::test]
async fn phones_are_limited() {
    let gateway = gateway("[limits]\nphones = 1").await;
    let (_first, _) = Phone::up(gateway.http_addr()).await;
    let mut second = Phone::connect(gateway.http_addr()).await;
    second.send(&ToGateway::Hello(hello())).await;
    assert_eq!(second.until_closed().await, [FromGateway::Refused(Refusal::Busy)]);
}

#[tokio::test]
async fn connections_of_one_address_are_limited() {
    let gateway = gateway("[limits]\nconnections_per_address = 1").await;
    let (_first, _) = Phone::up(gateway.http_addr()).await;
    let second = tokio::net::TcpStream::connect(gateway.http_addr()).await.unwrap();
    let mut byte = [0];
    soon(second.readable()).await.unwrap();
    assert!(!matches!(second.try_read(&mut byte), Ok(1)));
    assert_eq!(gateway.counters().connections_refused.get(), 1);
}

#[tokio::test]
async fn only_enrolled_phones_get_a_link() {
    let text = OPEN.replace("open = true", "tokens = ['right-token-0123456789']");
    let gateway = start(config(&text)).await;
    for enrolment in [None, Some("wrong-token-0123456789"), Some("")] {
        let mut phone = Phone::connect(gateway.http_addr()).await;
        let hello = Hello { enrolment: enrolment.map(token), ..hello() };
        phone.send(&ToGateway::Hello(hello)).await;
        assert_eq!(phone.until_closed().await, [FromGateway::Refused(Refusal::NotEnrolled)]);
    }
    let hello = Hello { enrolment: Some(token("right-token-0123456789")), ..hello() };
    Phone::up_as(gateway.http_addr(), hello).await;
    assert_eq!(gateway.counters().refused_enrolment.get(), 3);
}

#[tokio::test]
async fn only_known_origins_get_a_link() {
    let gateway = gateway("").await;
    let address = gateway.http_addr();
    let evil = format!("http://evil.example:{}", address.port());
    for origin in [None, Some("http://evil.example"), Some(evil.as_str()), Some("null")] {
        assert_eq!(Phone::connect_from(address, origin).await.err(), Some(403), "{origin:?}");
    }
    assert_eq!(gateway.counters().refused_origin.get(), 4);
}

#[tokio::test]
async fn another_version_is_told_ours() {
    let gateway = gateway("").await;
    let mut phone = Phone::connect(gateway.http_addr()).await;
    phone.send(&ToGateway::Hello(Hello { version: 999, ..hello() })).await;
    let refused = FromGateway::Refused(Refusal::Version(VERSION));
    assert_eq!(phone.until_closed().await, std::slice::from_ref(&refused));
    // A later version may say more, or otherwise, after its number.
    let mut phone = Phone::connect(gateway.http_addr()).await;
    let mut later = encode(&ToGateway::Hello(Hello { version: VERSION + 1, ..hello() }));
    later.extend([1, 2, 3]);
    phone.send_raw(Message::Binary(later.into())).await;
    assert_eq!(phone.until_closed().await, [refused]);
}

#[tokio::test]
async fn what_is_no_hello_is_refused() {
    let gateway = gateway("").await;
    let first = [
        Message::Binary(encode(&ToGateway::Ping(1)).into()),
        Message::Binary(vec![0xff; 100].into()),
        Message::Binary(Vec::new().into()),
        Message::Text("hello".into()),
    ];
    for message in first {
        let mut phone = Phone::connect(gateway.http_addr()).await;
        phone.send_raw(message).await;
        assert_eq!(phone.until_closed().await, [FromGateway::Refused(Refusal::Malformed)]);
    }
    let mut phone = Phone::connect(gateway.http_addr()).await;
    let model = "../../etc/passwd".to_owned();
    phone.send(&ToGateway::Hello(Hello { model, ..hello() })).await;
    assert_eq!(phone.until_closed().await, [FromGateway::Refused(Refusal::Malformed)]);
}

#[tokio::test]
async fn malformed_messages_close_the_socket_and_not_the_link() {
    let gateway = gateway("").await;
    let (mut phone, mut welcome) = Phone::up(gateway.http_addr()).await;
    let (socket, _) = phone.open_udp().await;
    let bad = [
        Message::Binary(vec![0xff; 10].into()),
        Message::Binary(vec![0; MAX_MESSAGE + 1].into()),
        Message::Binary(encode(&ToGateway::Hello(hello())).into()),
        Message::Text("text".into()),
    ];
    for message in bad {
        phone.send_raw(message).await;
        phone.until_closed().await;
        (phone, welcome) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
        assert!(welcome.resumed);
        assert_eq!(welcome.sockets, [socket]);
    }
}

#[tokio::test]
async fn a_silent_connection_is_given_up() {
    let gateway = gateway("[link]\nidle_s = 1").await;
    let (phone, _) = Phone::up(gateway.http_addr()).await;
    // Nobody reads, so no ping is answered.
    soon(async {
        while !metrics(&gateway).await.contains("hookswitch_links{state=\"broken\"} 1") {
            tokio::task::yield_now().await;
        }
    })
    .await;
    drop(phone);
}

async fn metrics(gateway: &hookswitch_gateway::Handle) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(gateway.http_addr()).await.unwrap();
    let request = b"GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test]
async fn pings_are_answered() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    phone.send(&ToGateway::Ping(42)).await;
    assert_eq!(phone.next().await, Some(FromGateway::Pong(42)));
}

#[tokio::test]
async fn names_are_resolved() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let resolve = Request::Resolve { host: "localhost".to_owned() };
    assert_eq!(phone.ask(resolve).await, Ok(Reply::Addresses(vec![HERE])));
    let resolve = Request::Resolve { host: "x".repeat(300) };
    assert!(matches!(phone.ask(resolve).await, Err(LinkError::UnknownHost(_))));
}

#[tokio::test]
async fn a_link_ended_on_purpose_is_gone() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let (_, local) = phone.open_udp_on(20_960).await;
    phone.send(&ToGateway::Goodbye).await;
    assert_eq!(phone.until_closed().await, []);
    let (_phone, again) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    assert!(!again.resumed);
    std::net::UdpSocket::bind(local).expect("the port is free again");
}

#[tokio::test]
async fn shutdown_is_told_and_quick() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (closed, ()) = tokio::join!(phone.until_closed(), soon(gateway.shutdown()));
    assert_eq!(closed, [FromGateway::ShuttingDown]);
}

#[tokio::test]
async fn pages_go_to_their_group_and_come_from_it() {
    let refusing = gateway("").await;
    let (mut phone, _) = Phone::up(refusing.http_addr()).await;
    let port = 24_680;
    let group = std::net::Ipv4Addr::new(224, 0, 1, 99);
    let join = || Request::OpenRtp { base: port, count: 2, tos: 0xb8, toward: group.into() };
    assert!(matches!(phone.ask(join()).await, Err(LinkError::NotAllowed(_))));

    let text = OPEN
        .replace("[policy]", "multicast_interface = '127.0.0.1'\n[policy]")
        .replace("media = [{ network = '127.0.0.0/8'", "media = [{ network = '127.0.0.1/32'");
    let paging = "paging = [{ network = '224.0.1.99/32', ports = '24680-24681' }]";
    let gateway = start(config(&format!("{text}\n{paging}"))).await;
    let mut members = Vec::new();
    for _ in 0..2 {
        let (mut phone, _) = Phone::up(gateway.http_addr()).await;
        let Ok(Reply::RtpPair { rtp, local, .. }) = phone.ask(join()).await else {
            panic!("not joined")
        };
        assert_eq!(local, SocketAddr::new(group.into(), port));
        members.push((phone, rtp));
    }
    let (speaker, rtp) = &mut members[0];
    speaker.send(&ToGateway::Media(media_datagram(*rtp, b"hear me"))).await;
    // Every member hears it, the speaker too.
    for (phone, rtp) in &mut members {
        let heard = FromGateway::Media(media_datagram(*rtp, b"hear me"));
        assert_eq!(phone.next().await, Some(heard));
    }
    // So do others of the network, and who is outside of the networks for RTP is not heard.
    let other = |from: &'static str| async move {
        let socket = std::net::UdpSocket::bind((from, 0)).unwrap();
        let socket = socket2::Socket::from(socket);
        socket.set_multicast_if_v4(&std::net::Ipv4Addr::LOCALHOST).unwrap();
        std::net::UdpSocket::from(socket)
    };
    other("127.0.0.2").await.send_to(b"injected", (group, port)).unwrap();
    other("127.0.0.1").await.send_to(b"page", (group, port)).unwrap();
    for (phone, rtp) in &mut members {
        let heard = FromGateway::Media(media_datagram(*rtp, b"page"));
        assert_eq!(phone.next().await, Some(heard));
    }
}

#[tokio::test]
async fn provisioning_servers_are_asked_by_multicast_where_the_policy_says_so() {
    use hookswitch_core::link::PROVISIONING_GROUP as GROUP;

    let refusing = gateway("").await;
    let (mut phone, _) = Phone::up(refusing.http_addr()).await;
    let toward = || Request::OpenUdp { port: 0, tos: 0, toward: GROUP.ip() };
    assert!(matches!(phone.ask(toward()).await, Err(LinkError::NotAllowed(_))));

    // A server in the group, on this host alone.
    let server = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::DGRAM, None).unwrap();
    server.set_reuse_address(true).unwrap();
    server.set_nonblocking(true).unwrap();
    server.bind(&GROUP.into()).unwrap();
    let here = std::net::Ipv4Addr::LOCALHOST;
    let std::net::IpAddr::V4(group) = GROUP.ip() else { panic!("the group is of IPv4") };
    server.join_multicast_v4(&group, &here).unwrap();
    let server = tokio::net::UdpSocket::from_std(server.into()).unwrap();

    let text = OPEN.replace("[policy]", "multicast_interface = '127.0.0.1'\n[policy]");
    let asking = start(config(&format!("{text}\nmulticast_provisioning = true"))).await;
    let (mut phone, _) = Phone::up(asking.http_addr()).await;
    let Ok(Reply::Udp { socket, local }) = phone.ask(toward()).await else { panic!("no socket") };
    assert_eq!(local.ip(), HERE);
    let data = b"SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0".to_vec();
    phone.send(&ToGateway::Send { socket, to: GROUP, data: data.clone() }).await;
    assert_eq!(receive(&server).await, (data, local));
    // The answer comes from one host, and so does what follows.
    let host = peer().await;
    host.send_to(b"SIP/2.0 200 OK", local).await.unwrap();
    let from = host.local_addr().unwrap();
    let expected = FromGateway::Received { socket, from, data: b"SIP/2.0 200 OK".to_vec() };
    assert_eq!(phone.next().await, Some(expected));
    phone.send(&ToGateway::Send { socket, to: from, data: b"SIP/2.0 200 OK".to_vec() }).await;
    assert_eq!(receive(&host).await.1, local);
}
