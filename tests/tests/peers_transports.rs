//! Phones on a real gateway against Kamailio over TCP and TLS (manual 16.1, 31), with servers that
//! dnsmasq tells (manual 16.2.2).
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
        let phones = [1001, 1002].map(|number| Headless::start(gateway.http_addr(), mac(number)));
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
        caller.call("1002");
        callee.expect("Incoming call");
        callee.press("Answer");
        caller.expect("Connected");
        callee.press("End");
        caller.expect("Disconnected");
    }
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
