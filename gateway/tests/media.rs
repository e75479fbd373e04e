//! Media over WebTransport, with the WebSocket as the way out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::time::{Duration, Instant};

use common::{HERE, OPEN, Phone, config, gateway, peer, receive, resuming, soon, start};
use hookswitch_core::link::{FromGateway, ToGateway, Welcome, media_datagram};
use hookswitch_gateway::Handle;
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Connection, Endpoint};

/// Connects as a browser does: by the hash of the certificate.
async fn session(welcome: &Welcome, token: &str) -> Option<Connection> {
    let offer = welcome.web_transport.as_ref().unwrap();
    let hash = Sha256Digest::new(offer.certificate_hash.unwrap());
    let config = ClientConfig::builder()
        .with_bind_default()
        .with_server_certificate_hashes([hash])
        .keep_alive_interval(Some(Duration::from_secs(1)))
        .build();
    let url = format!("https://{HERE}:{}/media?token={token}", offer.port);
    soon(Endpoint::client(config).unwrap().connect(url)).await.ok()
}

async fn until(gateway: &Handle, done: impl Fn(&Handle) -> bool) {
    soon(async {
        while !done(gateway) {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn media_goes_both_ways_over_web_transport() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    assert_eq!(
        welcome.web_transport.as_ref().map(|offer| offer.port),
        gateway.web_transport_port()
    );
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    session.send_datagram(media_datagram(rtp, b"up")).unwrap();
    assert_eq!(receive(&pbx).await, (b"up".to_vec(), local));
    pbx.send_to(b"down", local).await.unwrap();
    let datagram = soon(session.receive_datagram()).await.unwrap();
    assert_eq!(&datagram[..], media_datagram(rtp, b"down"));
    // Too long for a QUIC datagram: over the WebSocket.
    let long = [7; 1_800];
    pbx.send_to(&long, local).await.unwrap();
    assert_eq!(phone.next().await, Some(FromGateway::Media(media_datagram(rtp, &long))));
}

#[tokio::test]
async fn a_session_without_a_valid_token_is_refused() {
    let gateway = gateway("").await;
    let (_phone, welcome) = Phone::up(gateway.http_addr()).await;
    assert!(session(&welcome, "0123456789abcdef").await.is_none());
    assert!(session(&welcome, &welcome.resume.0).await.is_none());
    assert!(session(&welcome, "").await.is_none());
    until(&gateway, |gateway| gateway.counters().media_sessions_refused.get() == 3).await;
}

#[tokio::test]
async fn media_falls_back_to_the_websocket_when_the_session_ends() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    until(&gateway, |gateway| gateway.counters().media_sessions.get() == 1).await;
    session.close(0_u32.into(), b"");
    soon(async {
        loop {
            pbx.send_to(b"down", local).await.unwrap();
            let next = tokio::time::timeout(Duration::from_millis(20), phone.next()).await;
            if next == Ok(Some(FromGateway::Media(media_datagram(rtp, b"down")))) {
                return;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_way_back_follows_the_phone() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    phone.send(&ToGateway::Media(media_datagram(rtp, b"over the websocket"))).await;
    receive(&pbx).await;
    pbx.send_to(b"one", local).await.unwrap();
    assert_eq!(phone.next().await, Some(FromGateway::Media(media_datagram(rtp, b"one"))));
    session.send_datagram(media_datagram(rtp, b"over the session")).unwrap();
    receive(&pbx).await;
    pbx.send_to(b"two", local).await.unwrap();
    let datagram = soon(session.receive_datagram()).await.unwrap();
    assert_eq!(&datagram[..], media_datagram(rtp, b"two"));
}

#[tokio::test]
async fn sound_goes_on_over_the_session_while_the_websocket_is_broken() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    drop(phone);
    session.send_datagram(media_datagram(rtp, b"up")).unwrap();
    assert_eq!(receive(&pbx).await, (b"up".to_vec(), local));
    pbx.send_to(b"down", local).await.unwrap();
    let datagram = soon(session.receive_datagram()).await.unwrap();
    assert_eq!(&datagram[..], media_datagram(rtp, b"down"));
    let (_phone, again) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    assert!(again.resumed);
}

#[tokio::test]
async fn the_end_of_the_link_ends_the_session() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    phone.send(&ToGateway::Goodbye).await;
    soon(session.closed()).await;
}

#[tokio::test]
async fn a_gateway_without_web_transport_says_so() {
    let gateway = start(config(&format!("{OPEN}\n[web_transport]\nenabled = false"))).await;
    let (_phone, welcome) = Phone::up(gateway.http_addr()).await;
    assert_eq!(welcome.web_transport, None);
}

#[tokio::test]
async fn packets_keep_their_order_on_every_way() {
    const MANY: u8 = 100;
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    for number in 0..MANY {
        phone.send(&ToGateway::Media(media_datagram(rtp, &[number]))).await;
        assert_eq!(receive(&pbx).await, (vec![number], local));
    }
    for number in 0..MANY {
        pbx.send_to(&[number], local).await.unwrap();
        let next = phone.next().await;
        assert_eq!(next, Some(FromGateway::Media(media_datagram(rtp, &[number]))));
    }
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    // A few at a time, as a browser does that was busy.
    for first in (0..MANY).step_by(4) {
        for number in first..first + 4 {
            session.send_datagram(media_datagram(rtp, &[number])).unwrap();
        }
        for number in first..first + 4 {
            assert_eq!(receive(&pbx).await, (vec![number], local));
            pbx.send_to(&[number], local).await.unwrap();
        }
        for number in first..first + 4 {
            let datagram = soon(session.receive_datagram()).await.unwrap();
            assert_eq!(&datagram[..], media_datagram(rtp, &[number]));
        }
    }
}

#[tokio::test]
async fn a_phone_that_floods_takes_nothing_from_others() {
    let gateway = gateway("[limits]\ndatagrams_per_second = 50").await;
    let (mut loud, _) = Phone::up(gateway.http_addr()).await;
    let (mut other, welcome) = Phone::up(gateway.http_addr()).await;
    let (pbx, flooded) = (peer().await, peer().await);
    let (loud_rtp, _) = loud.open_rtp(flooded.local_addr().unwrap()).await;
    let (rtp, local) = other.open_rtp(pbx.local_addr().unwrap()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    for number in 0..20 {
        for _ in 0..50 {
            loud.send(&ToGateway::Media(media_datagram(loud_rtp, b"loud"))).await;
        }
        session.send_datagram(media_datagram(rtp, &[number])).unwrap();
        assert_eq!(receive(&pbx).await, (vec![number], local));
        pbx.send_to(&[number], local).await.unwrap();
        let datagram = soon(session.receive_datagram()).await.unwrap();
        assert_eq!(&datagram[..], media_datagram(rtp, &[number]));
    }
    until(&gateway, |gateway| {
        let counters = gateway.counters();
        counters.drop_limit.get() + counters.media_out.get() == 20 * 51
    })
    .await;
    // What was allowed when it began, and what came to it since.
    assert!(gateway.counters().drop_limit.get() > 500);
}

#[tokio::test]
async fn a_peer_that_floods_does_not_reach_the_phone_with_all_of_it() {
    const FLOOD: u64 = 3_000;
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (_, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let begun = Instant::now();
    let mut sent = 0;
    let handled = |gateway: &Handle| {
        let counters = gateway.counters();
        counters.drop_limit.get() + counters.media_in.get()
    };
    // As much at a time as the system keeps for a socket.
    while handled(&gateway) < FLOOD {
        for _ in 0..50 {
            pbx.send_to(&[7; 172], local).await.unwrap();
            sent += 1;
        }
        until(&gateway, |gateway| handled(gateway) == sent).await;
    }
    let allowed = 500.0 + 500.0 * begun.elapsed().as_secs_f64();
    let passed = gateway.counters().media_in.get();
    assert!((500.0..=allowed).contains(&(passed as f64)), "{passed} of {sent}");
}

#[tokio::test]
async fn a_phone_that_reads_nothing_loses_the_oldest_packets() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let mut sent: u32 = 0;
    // The system holds some for a phone that does not read.
    soon(async {
        while gateway.counters().drop_full.get() == 0 {
            let mut packet = [0; 1_400];
            packet[..4].copy_from_slice(&sent.to_be_bytes());
            pbx.send_to(&packet, local).await.unwrap();
            sent += 1;
            tokio::task::yield_now().await;
        }
    })
    .await;
    pbx.send_to(b"last", local).await.unwrap();
    let last = Some(FromGateway::Media(media_datagram(rtp, b"last")));
    let mut received = 0;
    while phone.next().await != last {
        received += 1;
    }
    assert!(received < sent, "{received} of {sent}");
}

#[tokio::test]
async fn a_gateway_that_stops_ends_its_sessions() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let pbx = peer().await;
    let (rtp, local) = phone.open_rtp(pbx.local_addr().unwrap()).await;
    let session = session(&welcome, &welcome.media.0).await.expect("a session");
    session.send_datagram(media_datagram(rtp, b"up")).unwrap();
    assert_eq!(receive(&pbx).await, (b"up".to_vec(), local));
    soon(gateway.shutdown()).await;
    soon(session.closed()).await;
}
