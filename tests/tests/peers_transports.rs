//! Phones on a real gateway against Kamailio over TCP, TLS (manual 16.1, 31) and WebSocket
//! (RFC 7118), with servers that dnsmasq tells (manual 16.2.2).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::path::Path;

use hookswitch_core::link::MacAddress;
use hookswitch_gateway::{Config, Gateway, Handle};
use hookswitch_tests::child::free_ports;
use hookswitch_tests::gateway::Account;
use hookswitch_tests::headless::Headless;
use hookswitch_tests::peers::{Certificates, Digest, Dns, Kamailio};
use tempfile::TempDir;

/// A gateway with the files of two phones, 1001 and 1002.
struct Office {
    phones: Vec<Headless>,
    _gateway: Handle,
    _runtime: tokio::runtime::Runtime,
    _folder: TempDir,
}

impl Office {
    /// Opens it with more lines in both files, and with name servers.
    fn open(port: u16, more: &[(&str, &str)], files: &[(&str, &str)], dns: &str) -> Self {
        Self::open_trusting(port, more, files, dns, None)
    }

    /// Opens it with phones whose WebSockets trust an authority, too.
    fn open_trusting(
        port: u16,
        more: &[(&str, &str)],
        files: &[(&str, &str)],
        dns: &str,
        authority: Option<&str>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mac = |number: u16| MacAddress([2, 0, 0, 0, 0, u8::try_from(number - 1000).unwrap()]);
        let sip = free_ports(20);
        for number in [1001, 1002] {
            let account = Account::new(number, port);
            let account = more.iter().fold(account, |it, (path, value)| it.with(path, value));
            let own = sip + (number - 1001);
            let text = account.cfg(own, 4_000) + &format!("voip/signalling/sip/tls_port={own}\n");
            std::fs::write(folder.path().join(format!("{}.cfg", mac(number))), text).unwrap();
        }
        let config = format!(
            "[http]\nlisten = '127.0.0.1:0'\n[web_transport]\nenabled = false\n\
             [enrolment]\nopen = true\n\
             [sockets]\nsip_ports = '{sip}-{last}'\nmedia_ports = '40000-40999'\n\
             [policy]\nsip = [{{ network = '127.0.0.1/32', ports = '1024-65535' }}]\n\
             media = [{{ network = '127.0.0.0/8' }}]\n\
             [configuration]\ndirectory = '{folder}'\n{dns}",
            last = sip + 19,
            folder = folder.path().display(),
        );
        let config = Config::parse(&config, Path::new("")).unwrap_or_else(|p| panic!("{p:?}"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let gateway = runtime.block_on(Gateway::new(config).start()).unwrap();
        let phones = [1001, 1002].map(|number| {
            let authority = authority.map(str::to_owned);
            Headless::start_trusting(gateway.http_addr(), mac(number), authority)
        });
        Self { phones: phones.into(), _gateway: gateway, _runtime: runtime, _folder: folder }
    }

    #[track_caller]
    fn expect_registered(&self) {
        for phone in &self.phones {
            phone.expect_logged("line 1: Registered");
        }
    }

    /// Calls one phone from the other, and ends the call at the other end.
    #[track_caller]
    fn call(&self) {
        let [caller, callee] = &self.phones[..] else { panic!("two phones") };
        call(caller, callee, "1002");
    }

    /// Calls each phone from the other.
    #[track_caller]
    fn call_both_ways(&self) {
        self.call();
        let [callee, caller] = &self.phones[..] else { panic!("two phones") };
        call(caller, callee, "1001");
    }
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
        let office = Office::open(kamailio.port, &[(TRANSPORT, "TCP")], &[], "");
        office.expect_registered();
        office.call();
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
    let office = Office::open(kamailio.tls_port, &more, &[root], "");
    office.expect_registered();
    office.call();
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
    let office = Office::open(kamailio.tls_port, &more, &[root], "");
    office.expect_registered();
    office.call_both_ways();
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
        let office = Office::open(kamailio.port, &[(TRANSPORT, "WS")], &[], "");
        office.expect_registered();
        office.call_both_ways();
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
        let office = Office::open_trusting(kamailio.tls_port, &more, &[], "", authority);
        office.expect_registered();
        office.call_both_ways();
        let log = kamailio.log();
        assert!(log.contains("INVITE sip:1002@phones.test from 1001 via wss:"), "{log}");
        assert_eq!(log.matches("WEBSOCKET /sip/ws from tls:").count(), 2, "{log}");
    }
}

#[test]
fn a_phone_on_web_socket_and_one_on_udp_call_each_other() {
    let kamailio = Kamailio::start();
    let on_web_socket = Office::open(kamailio.port, &[(TRANSPORT, "WS")], &[], "");
    on_web_socket.expect_registered();
    let on_udp = Office::open(kamailio.port, &[], &[], "");
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
        let office = Office::open(kamailio.tls_port, &more, &[root], "");
        for phone in &office.phones {
            phone.expect_logged(why);
        }
        assert!(!kamailio.log().contains("REGISTER"), "{}", kamailio.log());
    }
}

#[test]
fn servers_are_found_by_srv_and_the_next_one_takes_over() {
    let servers = [Kamailio::start(), Kamailio::start()];
    let srv = |priority: u16, kamailio: &Kamailio| {
        format!("_sip._udp.phones.test,server.phones.test,{},{priority},1", kamailio.port)
    };
    let records = [srv(10, &servers[0]), srv(20, &servers[1])];
    let dns = Dns::with_services(&[("server.phones.test", [127, 0, 0, 1].into())], &records);
    let more = [
        ("voip/signalling/sip/proxy_address", "phones.test"),
        ("voip/signalling/sip/outgoing_request_no_response_timeout_ms", "1000"),
        ("voip/signalling/sip/proxy_timeout", "60"),
        ("voip/signalling/sip/register_before_expires_percent", "85"),
    ];
    let names = format!("[resolver]\nservers = ['{}']\n", dns.server());
    let office = Office::open(65_535, &more, &[], &names);
    office.expect_registered();
    office.call();
    let [first, second] = servers;
    assert!(first.log().contains("REQ INVITE") && !second.log().contains("REQ INVITE"));
    first.kill();
    // Both phones refresh within 9 s: 85 % of the lifetime is left then.
    second.wait_for("from 1001");
    second.wait_for("from 1002");
    office.call();
    assert!(second.log().contains("REQ INVITE"));
}
