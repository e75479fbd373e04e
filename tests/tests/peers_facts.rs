//! What the gateway's network tells phones: DHCP options and the time, from real servers.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::link::{LinkError, Reply, Request};
use hookswitch_gateway::{Config, Gateway, Handle};
use hookswitch_tests::asker::Asker;
use hookswitch_tests::peers::{Chrony, DhcpServer};

async fn gateway(more: &str) -> Handle {
    let text = format!(
        "[http]\nlisten = '127.0.0.1:0'\n[web_transport]\nenabled = false\n\
         [enrolment]\nopen = true\n{more}"
    );
    let config = Config::parse(&text, std::path::Path::new("")).unwrap();
    Gateway::new(config).start().await.unwrap()
}

fn dhcp() -> Request {
    Request::Dhcp { model: "440HD".to_owned(), url_option: 160 }
}

/// What dnsmasq is told to send, each kind of option once.
const OPTIONS: [&str; 6] = [
    "160,tftp://192.0.2.1/;<MAC>.cfg",
    "66,192.0.2.1",
    "67,440HD.img;a.cfg",
    "43,01:07:74:66:74:70:3a:2f:2f",
    "42,192.0.2.3,192.0.2.4",
    "2,ff:ff:f8:f8",
];

#[track_caller]
fn check(reply: Result<Reply, LinkError>, server: &DhcpServer) {
    let Ok(Reply::Dhcp(told)) = reply else { panic!("{reply:?}\n{}", server.log()) };
    assert_eq!(told.source, format!("{}, server {}", server.interface, server.server));
    let text = |code| told.text(code).unwrap_or_default();
    assert_eq!(text(160), "tftp://192.0.2.1/;<MAC>.cfg");
    assert_eq!((text(66), text(67)), ("192.0.2.1".to_owned(), "440HD.img;a.cfg".to_owned()));
    assert_eq!(told.get(43), Some(&b"\x01\x07tftp://"[..]));
    assert_eq!(told.get(42), Some(&[192, 0, 2, 3, 192, 0, 2, 4][..]));
    assert_eq!(told.get(2), Some(&[0xff, 0xff, 0xf8, 0xf8][..]));
}

// One after the other: there is one port for answers on a machine.
#[tokio::test(flavor = "multi_thread")]
async fn dhcp_is_asked_on_an_interface_and_no_address_is_taken() {
    {
        let server = DhcpServer::start(&OPTIONS);
        let gateway = gateway(&format!("[dhcp]\ninterface = '{}'\n", server.interface)).await;
        let mut asker = Asker::connect(gateway.http_addr()).await;
        check(asker.ask(dhcp()).await, &server);
        server.wait_for("DHCPACK(");
        let log = server.log();
        assert!(log.contains("DHCPINFORM("), "{log}");
        assert!(log.contains("vendor class: 440HD") && log.contains("user class: 440HD"), "{log}");
        // The second time costs the server nothing.
        check(asker.ask(dhcp()).await, &server);
        assert_eq!(server.log().matches("DHCPINFORM(").count(), 1, "{}", server.log());
    }
    {
        let server = DhcpServer::with(&OPTIONS, false);
        let gateway = gateway(&format!("[dhcp]\ninterface = '{}'\n", server.interface)).await;
        let mut asker = Asker::connect(gateway.http_addr()).await;
        check(asker.ask(dhcp()).await, &server);
        server.wait_for("DHCPOFFER(");
        let log = server.log();
        assert!(log.contains("DHCPDISCOVER("), "{log}");
        assert!(!log.contains("DHCPREQUEST"), "{log}");
    }
    let gateway = gateway("[dhcp]\ninterface = 'none9'\n").await;
    let mut asker = Asker::connect(gateway.http_addr()).await;
    let error = LinkError::NoDhcp("the gateway's host has no interface none9".to_owned());
    assert_eq!(asker.ask(dhcp()).await, Err(error));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_is_that_of_the_first_server_that_answers() {
    let chrony = Chrony::start();
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let silent = format!("127.0.0.1:{}", silent.local_addr().unwrap().port());
    let policy = "[policy]\ntime = [{ name = '127.0.0.1', ports = '1-65535' }]\n";
    let gateway = gateway(policy).await;
    let mut asker = Asker::connect(gateway.http_addr()).await;
    let servers = vec![silent.clone(), chrony.server()];
    let reply = asker.ask(Request::QueryTime { servers }).await;
    let Ok(Reply::Time(time)) = reply else { panic!("{reply:?}") };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(time.server, chrony.server());
    // The same clock on both sides, whatever the machine is busy with in between.
    let off = now.abs_diff(std::time::Duration::from_micros(time.unix_us));
    assert!(off < std::time::Duration::from_secs(5), "{off:?}");
    let refused = asker.ask(Request::QueryTime { servers: vec!["192.0.2.1".to_owned()] }).await;
    assert_eq!(refused, Err(LinkError::NotAllowed("192.0.2.1:123".to_owned())));
    let reply = asker.ask(Request::QueryTime { servers: vec![silent] }).await;
    assert!(matches!(reply, Err(LinkError::NoTime(_))), "{reply:?}");
}
