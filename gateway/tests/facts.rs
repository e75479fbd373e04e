//! What the gateway tells phones about its network: DHCP options as stated, and the time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{Phone, gateway, peer};
use hookswitch_core::link::{DhcpOptions, LinkError, Reply, Request};

fn dhcp() -> Request {
    Request::Dhcp { model: "440HD".to_owned(), url_option: 160 }
}

#[tokio::test]
async fn stated_options_are_told_as_bytes() {
    let options = "[dhcp.options]\n160 = 'tftp://192.0.2.1'\n2 = -3600\n\
                   42 = { addresses = ['192.0.2.3', '192.0.2.4'] }\n43 = { hex = '01:04 74667470' }";
    let gateway = gateway(options).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let told = DhcpOptions {
        source: "the gateway's configuration".to_owned(),
        options: vec![
            (2, vec![0xff, 0xff, 0xf1, 0xf0]),
            (42, vec![192, 0, 2, 3, 192, 0, 2, 4]),
            (43, b"\x01\x04tftp".to_vec()),
            (160, b"tftp://192.0.2.1".to_vec()),
        ],
    };
    assert_eq!(phone.ask(dhcp()).await, Ok(Reply::Dhcp(told)));
}

#[tokio::test]
async fn a_gateway_without_dhcp_says_so() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let error = phone.ask(dhcp()).await;
    assert!(matches!(error, Err(LinkError::NoDhcp(_))), "{error:?}");
    assert_eq!(gateway.counters().dhcp_failed.get(), 1);
}

/// A time server whose answers `change` makes of good ones, which say 25 Nov 2026 03:25:18; counts
/// the questions.
async fn time_server(change: fn(&mut [u8; 48])) -> (SocketAddr, Arc<AtomicUsize>) {
    let socket = peer().await;
    let address = socket.local_addr().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        let mut question = [0; 48];
        while let Ok((_, from)) = socket.recv_from(&mut question).await {
            count.fetch_add(1, Ordering::Relaxed);
            let mut answer = [0; 48];
            answer[0] = 0x24;
            answer[1] = 2;
            answer[24..32].copy_from_slice(&question[40..48]);
            let time = (1_795_577_118_u64 + 2_208_988_800) << 32;
            answer[32..40].copy_from_slice(&time.to_be_bytes());
            answer[40..48].copy_from_slice(&time.to_be_bytes());
            change(&mut answer);
            let _sent = socket.send_to(&answer, from).await;
        }
    });
    (address, asked)
}

fn time(servers: &[SocketAddr]) -> Request {
    Request::QueryTime { servers: servers.iter().map(ToString::to_string).collect() }
}

const POLICY: &str = "time = [{ name = '127.0.0.1', ports = '1-65535' }]";

#[tokio::test]
async fn one_answer_serves_many_phones() {
    let (server, asked) = time_server(|_| {}).await;
    let gateway = gateway(POLICY).await;
    for _ in 0..3 {
        let (mut phone, _) = Phone::up(gateway.http_addr()).await;
        let Ok(Reply::Time(time)) = phone.ask(time(&[server])).await else { panic!("no time") };
        let minute = 1_795_577_118_000_000..1_795_577_178_000_000;
        assert!(minute.contains(&time.unix_us), "{time:?}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    assert_eq!(gateway.counters().time_answered.get(), 3);
}

#[tokio::test]
async fn a_server_that_does_not_want_to_be_asked_is_left_alone() {
    let kiss = |answer: &mut [u8; 48]| {
        answer[1] = 0;
        answer[12..16].copy_from_slice(b"RATE");
    };
    let (unwilling, asked) = time_server(kiss).await;
    let (willing, _) = time_server(|_| {}).await;
    let gateway = gateway(POLICY).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    for _ in 0..2 {
        let Err(LinkError::NoTime(why)) = phone.ask(time(&[unwilling])).await else {
            panic!("a time")
        };
        assert!(why.contains("(RATE)"), "{why}");
    }
    let reply = phone.ask(time(&[unwilling, willing])).await;
    let Ok(Reply::Time(time)) = reply else { panic!("{reply:?}") };
    assert_eq!(time.server, willing.to_string());
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_server_without_time_is_passed_over() {
    let (lost, _) = time_server(|answer| answer[0] |= 0xc0).await;
    let (good, _) = time_server(|_| {}).await;
    let gateway = gateway(POLICY).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let reply = phone.ask(time(&[lost, good])).await;
    let Ok(Reply::Time(time)) = reply else { panic!("{reply:?}") };
    assert_eq!(time.server, good.to_string());
    let none = phone.ask(Request::QueryTime { servers: Vec::new() }).await;
    assert!(matches!(none, Err(LinkError::NoTime(_))), "{none:?}");
}
