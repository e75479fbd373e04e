//! Links that break, gateways that forget, pages that are refreshed.

use super::bench::Bench;
use crate::link::{File, FromGateway, LinkError, Reply, Request, RequestId, SocketId};
use crate::media::plan::Flow;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::phone::{Input, Phone, RestoreError};
use crate::time::{Duration, Instant, WallTime};

fn screen(bench: &Bench, desk: usize) -> Screen {
    bench.desks[desk].phone.view().display.screen
}

fn talking() -> Bench {
    let mut bench = Bench::new(2);
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    assert_eq!(screen(&bench, 0), Screen::Talking);
    bench
}

#[test]
fn a_broken_link_is_shown_and_the_call_goes_on_when_it_is_back() {
    let mut bench = talking();
    bench.cut(0, true);
    bench.assert_shows(0, "No connection to the gateway");
    bench.wait(Duration::from_secs(3));
    assert_eq!(screen(&bench, 0), Screen::Talking);
    assert_eq!(bench.desks[0].plan.streams[0].flow, Flow::SendRecv);
    bench.cut(0, false);
    bench.wait(Duration::from_secs(6));
    assert!(!bench.text(0).contains("No connection"));
    bench.press(0, &[Key::Hold]);
    bench.assert_shows(1, "Held by the other side");
}

#[test]
fn a_call_ends_when_the_grace_time_is_over() {
    let mut bench = talking();
    bench.cut(0, true);
    bench.wait(Duration::from_secs(31));
    bench.assert_shows(0, "Connection lost");
    bench.wait(Duration::from_secs(10));
    assert_eq!(screen(&bench, 0), Screen::Idle);
    bench.assert_shows(0, "No connection to the gateway");
    bench.cut(0, false);
    bench.wait(Duration::from_secs(60));
    assert!(!bench.text(0).contains("No connection"));
    bench.wait(Duration::from_secs(5));
    assert_eq!(screen(&bench, 1), Screen::Idle);
}

#[test]
fn a_gateway_that_forgot_everything_gets_the_call_anew() {
    let mut bench = talking();
    let old = bench.desks[0].routes.clone();
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(1));
    let route = bench.desks[0].routes.values().next().cloned().unwrap();
    assert!(old.values().all(|old| old.sockets != route.sockets));
    let moved = bench.local(0, route.sockets.unwrap().0);
    let told =
        |request: &Request| matches!(request, Request::Connect { peer, .. } if *peer == moved);
    assert!(bench.desks[1].requests.iter().any(told));
    for desk in 0..2 {
        assert_eq!(screen(&bench, desk), Screen::Talking);
        assert_eq!(bench.desks[desk].plan.streams[0].flow, Flow::SendRecv);
    }
    bench.soft(1, "End");
    bench.assert_shows(0, "Disconnected");
}

#[test]
fn a_call_that_rings_survives_a_gateway_that_forgot_everything() {
    let mut bench = Bench::new(2);
    bench.dial(0, "1002@10.0.0.2");
    bench.restart_gateway(1);
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(1));
    assert_eq!((screen(&bench, 0), screen(&bench, 1)), (Screen::RingingOut, Screen::RingingIn));
    bench.soft(1, "Answer");
    for desk in 0..2 {
        assert_eq!(screen(&bench, desk), Screen::Talking);
        assert_eq!(bench.desks[desk].plan.streams[0].flow, Flow::SendRecv);
    }
    let route = bench.desks[0].routes.values().next().cloned().unwrap();
    let moved = bench.local(0, route.sockets.unwrap().0);
    let told =
        |request: &Request| matches!(request, Request::Connect { peer, .. } if *peer == moved);
    assert!(bench.desks[1].requests.iter().any(told));
}

#[test]
fn a_call_ends_if_its_new_sockets_cannot_be_opened() {
    let mut bench = talking();
    bench.desks[0].no_ports = true;
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(1));
    bench.assert_shows(0, "no free port");
    bench.assert_shows(1, "Disconnected");
}

#[test]
fn dialling_without_a_link_says_why_not() {
    let mut bench = Bench::new(1);
    bench.cut(0, true);
    bench.dial(0, "x@10.0.0.99");
    assert_eq!(screen(&bench, 0), Screen::Ended);
    bench.assert_shows(0, "No connection to the gateway");
}

#[test]
fn a_refreshed_page_goes_on_with_its_call() {
    let mut bench = talking();
    bench.wait(Duration::from_secs(5));
    let before = bench.desks[0].plan.streams[0].clone();
    bench.desks[0].plan = Default::default();
    bench.desks[0].routes.clear();
    bench.refresh_page(0);
    assert_eq!(screen(&bench, 0), Screen::Talking);
    let after = bench.desks[0].plan.streams[0].clone();
    assert_eq!((after.id, after.flow, after.send), (before.id, before.flow, before.send));
    assert_ne!(after.start.ssrc, before.start.ssrc);
    assert_eq!(bench.desks[0].routes[&after.id].ssrc, after.start.ssrc);
    bench.press(0, &[Key::Hold]);
    bench.assert_shows(1, "Held by the other side");
    bench.soft(1, "End");
    bench.assert_shows(0, "Disconnected");
}

/// The page went away before it could save that the call is over.
#[test]
fn a_call_that_ended_after_the_last_save_does_not_come_back() {
    let mut bench = Bench::new(2);
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    let stale = bench.desks[0].phone.snapshot();
    bench.soft(0, "End");
    bench.assert_shows(1, "Disconnected");
    bench.desks[0].phone = Phone::restore(&stale, [9; 32], bench.now).unwrap();
    bench.settle();
    bench.wait(Duration::from_secs(5));
    bench.assert_shows(0, "Connection lost");
    assert!(bench.desks[0].plan.streams.is_empty());
}

#[test]
fn a_call_without_sound_goes_on_if_its_peer_knows_it() {
    let mut bench = Bench::new(2);
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    bench.press(0, &[Key::Hold]);
    bench.refresh_page(0);
    bench.wait(Duration::from_secs(60));
    assert_eq!(screen(&bench, 0), Screen::OnHold);
    bench.press(0, &[Key::Hold]);
    assert_eq!((screen(&bench, 0), screen(&bench, 1)), (Screen::Talking, Screen::Talking));
}

#[test]
fn every_screen_survives_a_refresh() {
    let mut bench = Bench::new(3);
    let mut seen = Vec::new();
    let mut check = |bench: &mut Bench, desk: usize| {
        seen.push(screen(bench, desk));
        let view = bench.desks[desk].phone.view().clone();
        let bytes = bench.desks[desk].phone.snapshot();
        let mut restored = Phone::restore(&bytes, [9; 32], bench.now).unwrap();
        // What the new page's link and sound are is not known yet; the rest is as it was.
        restored.handle(Input::LinkOpen, bench.now);
        let again = restored.view();
        assert_eq!(again.softkeys, view.softkeys);
        assert_eq!(again.display.screen, view.display.screen);
        assert_eq!(again.line_keys, view.line_keys);
        bench.refresh_page(desk);
        assert_eq!(bench.desks[desk].phone.view().display, view.display);
    };
    check(&mut bench, 0);
    bench.press(0, &[Key::Menu]);
    check(&mut bench, 0);
    bench.press(0, &[Key::Menu, Key::Digit(1)]);
    check(&mut bench, 0);
    bench.press(0, &[Key::Escape]);
    bench.dial(0, "1002@10.0.0.2");
    check(&mut bench, 0);
    check(&mut bench, 1);
    bench.soft(1, "Answer");
    check(&mut bench, 0);
    check(&mut bench, 1);
    bench.dial(2, "1002@10.0.0.2");
    check(&mut bench, 1);
    bench.soft(1, "Answer");
    check(&mut bench, 0);
    bench.soft(1, "Swap");
    bench.soft(1, "End");
    bench.soft(1, "Resume");
    check(&mut bench, 1);
    check(&mut bench, 0);
    bench.press(1, &[Key::Hold]);
    check(&mut bench, 1);
    bench.press(1, &[Key::Speaker]);
    bench.wait(Duration::from_secs(10));
    for screen in [
        Screen::Idle,
        Screen::Menu,
        Screen::Dialing,
        Screen::RingingOut,
        Screen::RingingIn,
        Screen::Talking,
        Screen::CallWaiting,
        Screen::Ended,
        Screen::OnHold,
    ] {
        assert!(seen.contains(&screen), "{screen:?} not in {seen:?}");
    }
}

#[test]
fn damaged_snapshots_are_refused() {
    let bench = talking();
    let mut bytes = bench.desks[0].phone.snapshot();
    let restore = |bytes: &[u8]| Phone::restore(bytes, [9; 32], bench.now).map(|_| ());
    assert_eq!(restore(&[]), Err(RestoreError::Malformed));
    assert_eq!(restore(&bytes[..bytes.len() - 1]), Err(RestoreError::Malformed));
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    assert_eq!(restore(&bytes), Err(RestoreError::Malformed));
    bytes[0] ^= 1;
    assert_eq!(restore(&bytes), Err(RestoreError::OtherVersion));
}

#[test]
fn the_clock_of_a_restored_phone_includes_the_time_away() {
    let mut bench = Bench::new(1);
    bench.give(0, Input::Clock(WallTime(1_000_000_000), 0));
    let bytes = bench.desks[0].phone.snapshot();
    let resumed = Phone::resume_at(&bytes, WallTime(1_003_000_000)).unwrap();
    assert_eq!(resumed, bench.now + Duration::from_secs(3));
    assert_eq!(Phone::resume_at(&bytes, WallTime(0)).unwrap(), bench.now);
    assert!(Phone::resume_at(&[], WallTime(0)).is_err());
}

#[test]
fn answers_that_nobody_waits_for_do_no_harm() {
    let mut bench = talking();
    let before = bench.text(0);
    for id in [0, 1, 7, u32::MAX] {
        for reply in [
            Ok(Reply::Done),
            Ok(Reply::Addresses(Vec::new())),
            Ok(Reply::File(File::named("x", vec![0xff; 40]))),
            Err(LinkError::Unsupported),
        ] {
            bench.give(0, Input::FromGateway(FromGateway::Reply(RequestId(id), reply)));
        }
    }
    let unknown = SocketId(4_711);
    let error = LinkError::UnknownSocket;
    bench.give(0, Input::FromGateway(FromGateway::Closed(unknown, error)));
    bench.give(0, Input::FromGateway(FromGateway::Pong(9)));
    bench.datagram(0, b"\xff\xfe nonsense".to_vec());
    assert_eq!(bench.text(0), before);
}

#[test]
fn a_closed_media_socket_ends_its_call() {
    let mut bench = talking();
    let rtp = bench.desks[0].routes.values().next().unwrap().sockets.unwrap().0;
    let closed = FromGateway::Closed(rtp, LinkError::Io("gone".to_owned()));
    bench.give(0, Input::FromGateway(closed));
    bench.assert_shows(0, "Connection lost");
    bench.assert_shows(1, "Disconnected");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (mut a, mut b) = (talking(), talking());
    for bench in [&mut a, &mut b] {
        bench.press(0, &[Key::Hold]);
        bench.wait(Duration::from_secs(30));
    }
    assert_eq!(a.desks[0].phone.snapshot(), b.desks[0].phone.snapshot());
    assert_eq!(a.desks[1].phone, b.desks[1].phone);
}

#[test]
fn late_and_early_timeouts_do_no_harm() {
    let mut bench = talking();
    let before = bench.text(0);
    for desk in &mut bench.desks {
        desk.phone.handle_timeout(Instant::ZERO);
        desk.phone.handle_timeout(bench.now);
    }
    bench.settle();
    assert_eq!(bench.text(0), before);
}
