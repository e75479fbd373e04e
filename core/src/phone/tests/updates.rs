//! Configurations that change: what holds at once, what waits, what starts the phone again.

use super::bench::Bench;
use crate::config::encryption::{self, encrypt_value};
use crate::files::ring_tones::tests::archive_of;
use crate::link::{LinkError, Request, Secret};
use crate::media::plan::Flow;
use crate::phone::Input;
use crate::phone::Phone;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::time::Duration;

/// The server is at the address from which the bench lets strangers speak.
const BASE: &str = "system/type=440HD\nvoip/line/0/id=1001\nvoip/signalling/sip/use_proxy=1\n\
    voip/signalling/sip/proxy_address=10.0.0.99\nvoip/signalling/sip/sip_registrar/enabled=1\n\
    provisioning/period/type=powerup\n";

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn label(bench: &Bench) -> &str {
    &bench.desks[0].phone.view().line_keys[0].label
}

/// The gateway has `text` from now on, and the phone looks.
fn change(bench: &mut Bench, text: &str) {
    bench.desks[0].configuration = Ok(text.to_owned());
    check(bench);
}

fn check(bench: &mut Bench) {
    bench.desks[0].phone.check_now();
    // Any input lets the phone go on.
    bench.press(0, &[Key::Left]);
}

fn started(text: &str) -> Bench {
    let mut bench = Bench::new(2);
    change(&mut bench, text);
    bench.wait(Duration::from_secs(3));
    assert_eq!(screen(&bench), Screen::Idle, "{}", bench.text(0));
    bench
}

fn talking() -> Bench {
    let mut bench = started("voip/line/0/id=1001\n");
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    assert_eq!(screen(&bench), Screen::Talking);
    bench
}

/// Sockets that the phone opened so far.
fn opened(bench: &Bench) -> usize {
    let requests = bench.desks[0].requests.iter();
    requests.filter(|request| matches!(request, Request::OpenUdp { .. })).count()
}

fn notify(bench: &mut Bench, event: &str) {
    let text = format!(
        "NOTIFY sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bK{event}\r\n\
         From: <sip:10.0.0.99>;tag=1\r\nTo: <sip:1001@10.0.0.1>\r\nCall-ID: {event}\r\n\
         CSeq: 1 NOTIFY\r\nEvent: {event}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    );
    bench.datagram(0, text.into_bytes());
}

/// The last response of the phone to a stranger.
fn response(bench: &Bench) -> &str {
    let mut lost = bench.desks[0].lost.iter().rev();
    let last = lost.find(|text| text.starts_with("SIP/2.0 ")).expect("a response");
    last.lines().next().unwrap_or_default()
}

#[test]
fn a_label_changes_during_a_call() {
    let mut bench = talking();
    change(&mut bench, "voip/line/0/id=1001\nvoip/line/0/extension_display=Desk\n");
    assert_eq!(label(&bench), "Desk");
    assert_eq!(screen(&bench), Screen::Talking);
    assert_eq!(bench.desks[0].plan.streams[0].flow, Flow::SendRecv);
    bench.assert_shows(0, "New settings are in force");
    bench.press(0, &[Key::Hold]);
    bench.assert_shows(1, "Held by the other side");
}

#[test]
fn what_is_encrypted_opens_with_the_keys_that_the_gateway_tells() {
    let mut bench = started("voip/line/0/id=1001\n");
    let key = "correct horse";
    let text = format!(
        "voip/line/0/id=1001\nvoip/line/0/extension_display={}\n",
        encrypt_value("Desk", &encryption::Key::new(key))
    );
    change(&mut bench, &text);
    assert_eq!(label(&bench), "1001");
    // An administrator gives the gateway a key, and starts it again.
    bench.desks[0].keys = ["older", key].map(|key| Secret::new(key.to_owned())).to_vec();
    bench.give(0, Input::LinkClosed("gone".to_owned()));
    bench.wait(Duration::from_secs(10));
    check(&mut bench);
    assert_eq!(label(&bench), "Desk");
    let saved = bench.desks[0].phone.snapshot();
    assert!(!saved.windows(7).any(|bytes| bytes == b"correct"), "a key is kept nowhere");
}

#[test]
fn what_needs_a_restart_waits_for_the_end_of_the_call() {
    let mut bench = talking();
    let before = opened(&bench);
    change(
        &mut bench,
        "voip/line/0/id=1001\nvoip/line/0/extension_display=Desk\nvoip/signalling/sip/port=5070\n",
    );
    bench.assert_shows(0, "New settings wait until the call is over");
    bench.wait(Duration::from_secs(60));
    assert_eq!((label(&bench), opened(&bench)), ("1001", before));
    assert_eq!(screen(&bench), Screen::Talking);
    bench.soft(1, "End");
    bench.wait(Duration::from_secs(3));
    bench.assert_shows(0, "Phone is rebooting to apply new settings");
    assert_eq!((label(&bench), opened(&bench)), ("Desk", before + 1));
    assert_eq!(screen(&bench), Screen::Idle);
    let at = |request: &Request| matches!(request, Request::OpenUdp { port: 5_070, .. });
    assert!(bench.desks[0].requests.iter().any(at));
    // The phone is as it was, with its link and its log.
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    assert_eq!(screen(&bench), Screen::Talking);
}

#[test]
fn a_number_that_is_being_entered_is_not_lost() {
    let mut bench = started("voip/line/0/id=1001\n");
    bench.press(0, &[Key::Digit(1), Key::Digit(2)]);
    change(&mut bench, "voip/line/0/id=1001\nvoip/signalling/sip/port=5070\n");
    bench.assert_shows(0, "12");
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(3));
    assert_eq!(screen(&bench), Screen::Idle);
    assert!(bench.desks[0].log.iter().any(|line| line.starts_with("restart: ")));
}

#[test]
fn a_configuration_that_fails_leaves_the_old_one() {
    let mut bench = started("voip/line/0/id=1001\nvoip/line/0/extension_display=Desk\n");
    for bad in [
        "<html><body>Welcome</body></html>",
        "system/type=420HD\nvoip/line/0/id=9\n",
        "voip/line/0/id=9\ninclude missing.cfg\n",
        "",
    ] {
        change(&mut bench, bad);
        bench.wait(Duration::from_secs(8));
        assert_eq!(label(&bench), "Desk", "{bad}");
    }
    bench.desks[0].configuration = Err(LinkError::TimedOut("http://prov.example/a.cfg".into()));
    check(&mut bench);
    bench.wait(Duration::from_secs(5));
    bench.assert_shows(0, "no answer in time: http://prov.example/a.cfg");
    assert_eq!(label(&bench), "Desk");
    bench.refresh_page(0);
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(label(&bench), "Desk");
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn a_server_says_that_there_is_a_new_configuration() {
    let mut bench = started(BASE);
    for event in ["check-sync", "resync", "Check-Sync;reboot=false"] {
        let text = format!("{BASE}voip/line/0/extension_display={}\n", event.len());
        bench.desks[0].configuration = Ok(text);
        notify(&mut bench, event);
        assert_eq!(response(&bench), "SIP/2.0 200 OK");
        bench.wait(Duration::from_secs(1));
        assert_eq!(label(&bench), event.len().to_string());
    }
    assert!(bench.desks[0].log.iter().all(|line| !line.starts_with("restart: ")));
    notify(&mut bench, "presence");
    assert_eq!(response(&bench), "SIP/2.0 481 Call/Transaction Does Not Exist");
}

#[test]
fn a_stranger_cannot_make_the_phone_look() {
    let mut bench = started("voip/line/0/id=1001\n");
    bench.desks[0].configuration =
        Ok("voip/line/0/id=1001\nvoip/line/0/extension_display=X\n".into());
    notify(&mut bench, "check-sync");
    assert_eq!(response(&bench), "SIP/2.0 403 Forbidden");
    bench.wait(Duration::from_secs(5));
    assert_eq!(label(&bench), "1001");
}

#[test]
fn a_server_restarts_the_phone_if_the_configuration_lets_it() {
    let forced = format!("{BASE}voip/services/notify/check_sync/force_reboot_enabled=1\n");
    let mut bench = started(&forced);
    let before = opened(&bench);
    notify(&mut bench, "check-sync");
    bench.wait(Duration::from_secs(5));
    assert_eq!(opened(&bench), before + 1);
    assert_eq!(screen(&bench), Screen::Idle);
    bench.wait(Duration::from_secs(60));
    assert_eq!(opened(&bench), before + 1, "once");
}

#[test]
fn defaults_are_restored() {
    let mut bench = started("voip/line/0/id=1001\nvoip/line/0/extension_display=Desk\n");
    let mac = bench.desks[0].phone.identity.mac;
    bench.desks[0].configuration = Err(LinkError::NotFound("phone.cfg".into()));
    bench.desks[0].phone.restore_defaults();
    bench.press(0, &[Key::Left]);
    bench.wait(Duration::from_secs(10));
    assert_eq!(screen(&bench), Screen::Idle);
    bench.assert_shows(0, "No configuration");
    assert_ne!(label(&bench), "Desk");
    assert_eq!(bench.desks[0].phone.identity.mac, mac);
    // What appears later is found.
    bench.desks[0].configuration =
        Ok("voip/line/0/id=1001\nvoip/line/0/extension_display=New\n".into());
    bench.wait(Duration::from_secs(90));
    assert_eq!(label(&bench), "New");
}

#[test]
fn a_phone_that_is_restored_at_any_moment_has_a_whole_configuration() {
    let old = "voip/line/0/id=1001\nvoip/line/0/extension_display=Old\n";
    let new =
        "voip/line/0/id=1001\nvoip/line/0/extension_display=New\nvoip/signalling/sip/port=5070\n";
    for moment in 0..200 {
        let mut bench = started(old);
        bench.desks[0].configuration = Ok(new.to_owned());
        bench.desks[0].phone.check_now();
        let whole = |bench: &Bench| {
            let phone: &Phone = &bench.desks[0].phone;
            let port = phone.config.text("voip/signalling/sip/port");
            let label = phone.config.text("voip/line/0/extension_display");
            matches!((label, port), (Some("Old"), Some("5060")) | (Some("New"), Some("5070")))
        };
        let carried = bench.carry(0, moment);
        assert!(whole(&bench), "after {moment}");
        bench.refresh_page(0);
        assert!(whole(&bench), "restored after {moment}");
        bench.wait(Duration::from_secs(60));
        assert_eq!(label(&bench), "New", "in the end, restored after {moment}");
        if !carried {
            return;
        }
    }
    panic!("a search has no end");
}

#[test]
fn a_phone_that_is_restored_at_any_moment_has_all_files_in_the_end() {
    let old = "voip/line/0/id=1001\nvoip/line/0/extension_display=Old\n";
    let new = "include ring.cfg\nvoip/line/0/id=1001\nvoip/line/0/extension_display=New\n";
    let ring = "personal_settings/lines/0/ring_tone=Gong\nprovisioning/ring_tone_uri=tones.tgz\n";
    for restore in [Bench::refresh_page, Bench::replace_page] {
        for moment in 0..200 {
            let mut bench = started(old);
            let files = &mut bench.desks[0].files;
            files.insert("ring.cfg".to_owned(), ring.into());
            files.insert("tones.tgz".to_owned(), archive_of("Gong", b"abc"));
            bench.desks[0].configuration = Ok(new.to_owned());
            bench.desks[0].phone.check_now();
            let whole = |bench: &Bench| {
                let phone: &Phone = &bench.desks[0].phone;
                let label = phone.config.text("voip/line/0/extension_display");
                let ring = phone.config.text("personal_settings/lines/0/ring_tone");
                matches!((label, ring), (Some("Old"), Some("Ring01")) | (Some("New"), Some("Gong")))
            };
            let carried = bench.carry(0, moment);
            assert!(whole(&bench), "after {moment}");
            restore(&mut bench, 0);
            assert!(whole(&bench), "restored after {moment}");
            bench.wait(Duration::from_secs(60));
            assert_eq!(label(&bench), "New", "in the end, restored after {moment}");
            let tones = bench.desks[0].recordings.iter().map(|part| &part.data[..]);
            assert!(tones.eq([b"abc"]), "the tone, restored after {moment}");
            if !carried {
                break;
            }
            assert!(moment < 199, "a search has no end");
        }
    }
}
