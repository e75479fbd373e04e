//! Recording sound to find its faults (manual 50).

use core::net::SocketAddr;

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::link::{LinkError, Request};
use crate::media::recorder::LONGEST_S;
use crate::media::taps::Tap;
use crate::phone::TapRoute;
use crate::phone::key::Key;
use crate::time::Duration;

const ENABLED: &str = "voip/packet_recording/enabled=1\n";
const TO: &str = "voip/packet_recording/remote_ip=10.0.0.50\n";

/// A phone with this configuration that is in a call, with this SDP of the other one.
fn talking(config: &str, sdp: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{config}"));
    call(&mut bench, sdp);
    bench
}

fn call(bench: &mut Bench, sdp: &str) {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", sdp);
    bench.press(0, &[Key::Ok]);
}

fn open_page(bench: &mut Bench) {
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(9)]);
}

/// Whether the graph tells its taps, and what the page says.
fn records(bench: &Bench) -> (bool, &str) {
    (bench.desks[0].plan.taps, &bench.desks[0].phone.view().audio.recording)
}

const RECORDED: (bool, &str) = (true, "Sound is recorded");
const NOT_RECORDED: (bool, &str) = (false, "");

fn route(bench: &Bench) -> Option<TapRoute> {
    bench.desks[0].taps
}

/// Returns the peers that media sockets were told.
fn peers(bench: &Bench) -> Vec<SocketAddr> {
    let requests = bench.desks[0].requests.iter();
    requests
        .filter_map(
            |request| {
                if let Request::Connect { peer, .. } = request { Some(*peer) } else { None }
            },
        )
        .collect()
}

#[test]
fn nothing_is_recorded_unless_the_configuration_has_it() {
    let tap = "voip/packet_recording/tdm_recording/enabled=1\n";
    let mut bench = talking(&format!("{TO}{tap}"), SDP);
    assert_eq!((records(&bench), route(&bench)), (NOT_RECORDED, None));
    open_page(&mut bench);
    assert!(!bench.text(0).contains("recording"), "{}", bench.text(0));
}

#[test]
fn a_person_records_a_file_and_is_told_so() {
    let mut bench = talking(ENABLED, SDP);
    open_page(&mut bench);
    bench.assert_shows(0, "Recording\nStart recording\nSent to None");
    bench.press(0, &[Key::Ok]);
    assert_eq!(records(&bench), RECORDED);
    bench.assert_shows(0, "Stop recording");
    bench.press(0, &[Key::Ok]);
    assert_eq!((records(&bench), &*bench.desks[0].recorder), (NOT_RECORDED, &[true, false][..]));
    bench.assert_shows(0, "The recording is saved");
}

#[test]
fn a_file_ends_with_the_call_or_when_it_is_long() {
    for ends_by_itself in [false, true] {
        let mut bench = started(&format!("{SERVER}{ENABLED}"));
        bench.dial(0, "1002");
        bench.answer_invite(0, 200, SDP);
        open_page(&mut bench);
        bench.press(0, &[Key::Ok]);
        if ends_by_itself {
            bench.wait(Duration::from_secs(LONGEST_S as u64 - 1));
            assert_eq!(bench.desks[0].recorder, [true]);
            bench.wait(Duration::from_secs(1));
        } else {
            bench.press(0, &[Key::Escape, Key::Escape, Key::Escape, Key::Speaker]);
        }
        assert_eq!(bench.desks[0].recorder, [true, false], "by itself: {ends_by_itself}");
        assert_eq!(records(&bench), NOT_RECORDED);
    }
    let mut bench = started(&format!("{SERVER}{ENABLED}"));
    open_page(&mut bench);
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Only in a call");
    assert!(bench.desks[0].recorder.is_empty());
}

#[test]
fn each_parameter_sends_what_it_is_for_to_the_other_computer() {
    for (name, taps, packets) in [
        ("tdm_recording", &[Tap::Microphone][..], false),
        ("ec_debug_recording", &[Tap::Played, Tap::EchoRemoved], false),
        ("noise_reduction_debug_recording", &[Tap::NoiseRemoved], false),
        ("network_recording", &[Tap::Sent, Tap::Received], false),
        ("rtp_recording", &[], true),
    ] {
        let one = format!("{ENABLED}{TO}voip/packet_recording/{name}/enabled=1\n");
        let mut bench = started(&format!("{SERVER}{one}"));
        assert_eq!((records(&bench), route(&bench)), (NOT_RECORDED, None), "without a call");
        call(&mut bench, SDP);
        let route = route(&bench).expect("a way to the other computer");
        assert_eq!(
            (route.taps, route.packets),
            (taps.iter().copied().collect(), packets),
            "{name}"
        );
        assert_eq!(records(&bench), (!packets, RECORDED.1), "{name}");
        assert!(peers(&bench).contains(&SocketAddr::from(([10, 0, 0, 50], 50_000))));
        bench.press(0, &[Key::Speaker]);
        assert_eq!((records(&bench), self::route(&bench)), (NOT_RECORDED, None), "{name}");
        let closed = bench.desks[0].requests.contains(&Request::Close(route.socket));
        assert!(closed, "{name}: {:?}", bench.desks[0].requests);
    }
}

#[test]
fn what_cannot_be_sent_is_told_with_its_reason() {
    let taps = "voip/packet_recording/tdm_recording/enabled=1\n";
    let name = "voip/packet_recording/remote_ip=sniffer.example\n";
    let mut bench = talking(&format!("{ENABLED}{name}{taps}"), SDP);
    assert_eq!((records(&bench), route(&bench)), (NOT_RECORDED, None));
    let why = LinkError::UnknownHost("sniffer.example".to_owned()).to_string();
    assert!(bench.desks[0].log.contains(&format!("recording: {why}")), "{:?}", bench.desks[0].log);
    open_page(&mut bench);
    bench.assert_shows(0, &why);
    // Whoever wants a file has it all the same.
    bench.press(0, &[Key::Ok]);
    assert_eq!(records(&bench), RECORDED);
}

#[test]
fn an_encrypted_call_does_not_leave_the_tab() {
    let sdp = SDP.replace("RTP/AVP", "RTP/SAVP")
        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n";
    let taps = "voip/packet_recording/network_recording/enabled=1\n";
    let srtp = "voip/media/srtp/mode=SupportEncryption\n";
    let mut bench = talking(&format!("{ENABLED}{TO}{taps}{srtp}"), &sdp);
    bench.assert_shows(0, "Encrypted");
    assert_eq!((records(&bench), route(&bench)), (NOT_RECORDED, None));
    open_page(&mut bench);
    bench.assert_shows(0, "Not while a call is encrypted");
    bench.press(0, &[Key::Ok]);
    assert_eq!((records(&bench), route(&bench)), (RECORDED, None));
}

#[test]
fn a_page_that_is_loaded_again_goes_on_sending() {
    let taps = "voip/packet_recording/tdm_recording/enabled=1\n";
    let mut bench = talking(&format!("{ENABLED}{TO}{taps}"), SDP);
    let before = route(&bench);
    bench.desks[0].taps = None;
    bench.refresh_page(0);
    let after = route(&bench);
    assert!(after.is_some() && after != before, "{before:?}, {after:?}");
    assert_eq!(records(&bench), RECORDED);
}
