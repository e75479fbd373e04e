//! Phones on a real gateway against Kamailio over TCP, TLS (manual 16.1, 31) and WebSocket
//! (RFC 7118).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_tests::desks::{Desks, Setup};
use hookswitch_tests::headless::Headless;
use hookswitch_tests::peers::{
    Answer, Baresip, BaresipOptions, Carrier, Certificates, DOMAIN, Digest, Kamailio, Linphone,
};

/// Opens phones 1001 and 1002.
fn office(port: u16, more: &[(&str, &str)], files: &[(&str, &str)]) -> Desks {
    Desks::open(&Setup { numbers: &[1001, 1002], port, more, files, ..Setup::default() })
}

/// Calls each phone from the other.
#[track_caller]
fn call_both_ways(office: &Desks) {
    let [one, other] = &office.phones[..] else { panic!("two phones") };
    call(one, other, "1002");
    call(other, one, "1001");
}

/// Calls, answers, holds, resumes, and ends the call at the other end.
#[track_caller]
fn call(caller: &Headless, callee: &Headless, number: &str) {
    caller.call(number);
    callee.expect("Incoming call");
    callee.press("Answer");
    caller.expect("Connected");
    caller.press("Hold");
    callee.expect("Held by the other side");
    caller.press("Resume");
    callee.expect("Connected");
    callee.press("End");
    caller.expect("Disconnected");
}

const TRANSPORT: &str = "voip/signalling/sip/transport_protocol";

#[test]
fn calls_over_tcp_with_both_digests() {
    for digest in [Digest::Md5, Digest::Sha256] {
        let kamailio = Kamailio::with(digest, 300);
        let office = office(kamailio.port, &[(TRANSPORT, "TCP")], &[]);
        office.expect_registered();
        call_both_ways(&office);
        assert!(kamailio.log().contains("INVITE sip:1002@phones.test from 1001 via tcp:"));
        assert!(!kamailio.log().contains("from 1001 via udp:"), "{}", kamailio.log());
    }
}

#[test]
fn calls_over_tls_with_a_root_of_the_configuration() {
    let certificates = Certificates::new();
    let kamailio = Kamailio::with_tls(&certificates.server);
    let root = ("ca.pem", &*certificates.authority);
    let more = [(TRANSPORT, "TLS"), ("security/ca_certificate/0/uri", "ca.pem")];
    let office = office(kamailio.tls_port, &more, &[root]);
    office.expect_registered();
    call_both_ways(&office);
    assert!(kamailio.log().contains("from 1001 via tls:"), "{}", kamailio.log());
}

#[test]
fn calls_over_sips_addresses() {
    let certificates = Certificates::new();
    let kamailio = Kamailio::with_tls(&certificates.server);
    let root = ("ca.pem", &*certificates.authority);
    let more = [
        (TRANSPORT, "TLS"),
        ("voip/signalling/sip/enable_sips", "1"),
        ("security/ca_certificate/0/uri", "ca.pem"),
    ];
    let office = office(kamailio.tls_port, &more, &[root]);
    office.expect_registered();
    call_both_ways(&office);
    let log = kamailio.log();
    assert!(log.contains("REQ INVITE sips:1002@phones.test from 1001 via tls:"), "{log}");
    let asked = log.lines().filter(|line| line.contains("REQ ") && line.contains(" from 100"));
    assert!(asked.clone().all(|line| line.contains(" via tls:")), "{log}");
    assert!(asked.clone().all(|line| line.contains(" sips:")), "{log}");
}

#[test]
fn calls_over_web_socket_with_both_digests() {
    for digest in [Digest::Md5, Digest::Sha256] {
        let kamailio = Kamailio::with(digest, 300);
        let office = office(kamailio.port, &[(TRANSPORT, "WS")], &[]);
        office.expect_registered();
        call_both_ways(&office);
        let log = kamailio.log();
        assert!(log.contains("INVITE sip:1002@phones.test from 1001 via ws:"), "{log}");
        // One WebSocket for each phone, and nothing past it.
        assert_eq!(log.matches("WEBSOCKET / from tcp:").count(), 2, "{log}");
        assert!(!log.contains("from 1001 via udp:") && !log.contains("via tcp:"), "{log}");
    }
}

#[test]
fn calls_over_web_socket_and_tls_with_both_digests() {
    let certificates = Certificates::new();
    for digest in [Digest::Md5, Digest::Sha256] {
        let kamailio = Kamailio::with_digest_and_tls(digest, &certificates.server);
        let more = [(TRANSPORT, "WSS"), ("voip/signalling/sip/websocket_path", "/sip/ws")];
        let authority = Some(&*certificates.authority);
        let office = Desks::open(&Setup {
            numbers: &[1001, 1002],
            port: kamailio.tls_port,
            more: &more,
            authority,
            ..Setup::default()
        });
        office.expect_registered();
        call_both_ways(&office);
        let log = kamailio.log();
        assert!(log.contains("INVITE sip:1002@phones.test from 1001 via wss:"), "{log}");
        assert_eq!(log.matches("WEBSOCKET /sip/ws from tls:").count(), 2, "{log}");
    }
}

#[test]
fn a_phone_on_web_socket_and_one_on_udp_call_each_other() {
    let kamailio = Kamailio::start();
    let on_web_socket = office(kamailio.port, &[(TRANSPORT, "WS")], &[]);
    on_web_socket.expect_registered();
    let on_udp = office(kamailio.port, &[], &[]);
    on_udp.expect_registered();
    call(&on_web_socket.phones[0], &on_udp.phones[1], "1002");
    call(&on_udp.phones[1], &on_web_socket.phones[0], "1001");
}

#[test]
fn a_server_with_the_wrong_certificate_gets_no_password() {
    let certificates = Certificates::new();
    for (server, why) in [
        (&certificates.wrong_host, "is for another host"),
        (&certificates.expired, "is expired"),
        (&certificates.self_signed, "is not trusted"),
    ] {
        let kamailio = Kamailio::with_tls(server);
        let root = ("ca.pem", &*certificates.authority);
        let more = [(TRANSPORT, "TLS"), ("security/ca_certificate/0/uri", "ca.pem")];
        let office = office(kamailio.tls_port, &more, &[root]);
        for phone in &office.phones {
            phone.expect_logged(why);
        }
        assert!(!kamailio.log().contains("REGISTER"), "{}", kamailio.log());
    }
}

/// Lets the phone and a peer of this number, registered over each of both, `call` each other.
fn over_tcp_and_tls(call: impl Fn(u16, u16, Carrier<'_>, &Headless)) {
    let certificates = Certificates::new();
    let kamailio = Kamailio::with_tls(&certificates.server);
    let root = ("ca.pem", &*certificates.authority);
    for (number, carrier, port, name) in [
        (1003, Carrier::Tcp, kamailio.port, "TCP"),
        (1004, Carrier::Tls(&certificates.server), kamailio.tls_port, "TLS"),
    ] {
        let more = [(TRANSPORT, name), ("security/ca_certificate/0/uri", "ca.pem")];
        let office = office(port, &more, &[root]);
        office.expect_registered();
        call(number, port, carrier, &office.phones[0]);
        let log = kamailio.log();
        let via = format!("from {number} via {}:", name.to_lowercase());
        assert!(log.contains(&via), "{log}");
    }
}

#[test]
fn calls_with_baresip_over_tcp_and_tls() {
    over_tcp_and_tls(|number, port, carrier, phone| {
        let peer = BaresipOptions {
            number,
            registrar: Some(port),
            codecs: vec!["PCMA/8000".to_owned()],
            answer: Answer::AtOnce,
        };
        let peer = Baresip::start_over(&peer, carrier);
        phone.call(&number.to_string());
        phone.expect("Connected");
        peer.wait_for("Call established");
        phone.press("End");
        peer.wait_for("session closed");
        peer.dial(&format!("sip:1001@{DOMAIN}"));
        phone.press("Answer");
        phone.expect("Connected");
        peer.hang_up();
        phone.expect("Disconnected");
    });
}

#[test]
fn calls_with_linphone_over_tcp_and_tls() {
    over_tcp_and_tls(|number, port, carrier, phone| {
        let peer = Linphone::start_over(number, port, carrier);
        phone.call(&number.to_string());
        phone.expect("Connected");
        peer.wait_for("StreamsRunning");
        peer.hang_up();
        phone.expect("Disconnected");
        peer.dial(&format!("sip:1001@{DOMAIN}"));
        phone.press("Answer");
        phone.expect("Connected");
        phone.press("End");
        peer.quit();
    });
}
