//! Calls between a tab and baresip through Kamailio, with sound.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::BTreeMap;
use std::net::UdpSocket;
use std::time::{Duration, Instant};

use hookswitch_core::rtp::packet::Packet;
use hookswitch_tests::browser::Tab;
use hookswitch_tests::gateway::{Account, Gateway};
use hookswitch_tests::peers::{
    Answer, Baresip, BaresipOptions, Carrier, Certificates, DOMAIN, Kamailio, Linphone,
};
use hookswitch_tests::phone::{
    Phone, Voices, both_directions_are_good, phone_url, said_by_tab, voices_are_good,
};
use hookswitch_tests::score::{Together, score_together};
use hookswitch_tests::wav::Wav;

/// Starts a baresip with one codec.
fn peer(number: u16, kamailio: &Kamailio, codec: &str, answer: Answer) -> Baresip {
    let rate = if codec == "opus" { "48000/2" } else { "8000" };
    let codecs = vec![format!("{codec}/{rate}")];
    Baresip::start(&BaresipOptions { number, registrar: Some(kamailio.port), codecs, answer })
}

#[track_caller]
fn tab_calls_peer(codec: &str, mutes_on_hold: bool) {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, codec, Answer::AtOnce);
    let sniffer = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = sniffer.local_addr().unwrap().port().to_string();
    let mut account = Account::new(1001, kamailio.port)
        .with("voip/packet_recording/enabled", "1")
        .with("voip/packet_recording/remote_ip", "127.0.0.1")
        .with("voip/packet_recording/remote_port", &port)
        .with("voip/media/rtp_mute_on_hold", if mutes_on_hold { "1" } else { "0" });
    for what in ["rtp", "ec_debug", "noise_reduction_debug", "network", "tdm"] {
        account = account.with(&format!("voip/packet_recording/{what}_recording/enabled"), "1");
    }
    account.codecs = vec![codec.to_owned()];
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_for("Call established");
    is_recorded(&phone.tab, &sniffer);
    both_directions_are_good(&phone.tab, &peer, &format!("tab calls peer, {codec}"));
    phone.tab.choose(&[("Hold", "On hold")]);
    let before = peer.decoded_s();
    phone.tab.let_play(1.0);
    let sent_s = peer.decoded_s() - before;
    if mutes_on_hold {
        assert!(sent_s == 0.0, "{sent_s} s are sent to who is on hold");
    } else {
        assert!(sent_s > 0.8, "only {sent_s} s are sent to who is on hold");
    }
    phone.tab.press("End");
    peer.wait_for("session closed");
    phone.tab.wait_key("Missed");
    phone.tab.assert_no_errors();
}

/// What a page does in place of saving a file: it notes its length and how it begins.
const TAKE_FILE: &str = "HTMLAnchorElement.prototype.click = async function () {
    const file = await (await fetch(this.href)).arrayBuffer();
    window.__saved = [this.download, file.byteLength, ...new Uint8Array(file, 22, 1)];
}";

/// Sees that all taps and the packets of the call go to another computer, and that a file is saved.
#[track_caller]
fn is_recorded(tab: &Tab, sniffer: &UdpSocket) {
    tab.wait_true("document.body.innerText.includes('Sound is recorded')");
    sniffer.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut sources = BTreeMap::<_, usize>::new();
    let mut buffer = [0; 1_500];
    // A second has 400.
    for _ in 0..800 {
        let length = sniffer.recv(&mut buffer).unwrap_or_else(|_| panic!("only {sources:?}"));
        let Packet { header, .. } = Packet::parse(&buffer[..length]).unwrap();
        *sources.entry((header.payload_type.0, header.ssrc.0)).or_default() += 1;
    }
    assert!(sources.len() == 8 && sources.values().all(|count| *count > 50), "{sources:?}");
    let of_taps = sources.keys().filter(|(payload, _)| *payload == 9);
    let ssrcs: Vec<_> = of_taps.map(|(_, ssrc)| *ssrc).collect();
    assert!(ssrcs.windows(2).all(|two| two[1] == two[0] + 1) && ssrcs.len() == 6, "{sources:?}");
    let _unit: Option<bool> = tab.evaluate(TAKE_FILE);
    tab.choose(&[("Menu", "5 Status"), ("5", "3 Network status"), ("9", "Start recording")]);
    tab.choose(&[("OK", "Stop recording")]);
    let start = tab.recorded_s();
    tab.wait_true(&format!("__recorder.played.length * 128 / __recorder.rate > {start} + 1"));
    tab.choose(&[("OK", "The recording is saved")]);
    // Six channels, of 192,000 bytes a second together.
    tab.wait_true("window.__saved?.[0] === 'recording.wav' && window.__saved[2] === 6");
    let bytes: Option<usize> = tab.evaluate("window.__saved[1]");
    assert!(bytes.is_some_and(|bytes| (150_000..1_000_000).contains(&bytes)), "{bytes:?}");
    tab.press("Exit");
}

#[track_caller]
fn peer_calls_tab(codec: &str) {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, codec, Answer::AtOnce);
    let phone = Phone::registered(&Account::new(1001, kamailio.port));
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    assert!(phone.tab.display().contains("1002"), "{}", phone.tab.display());
    phone.tab.press("Answer");
    phone.tab.wait_display("Connected");
    both_directions_are_good(&phone.tab, &peer, &format!("peer calls tab, {codec}"));
    peer.hang_up();
    phone.tab.wait_display("Disconnected");
    phone.tab.assert_no_errors();
}

/// Calls both ways in a wide band, of which the codec alone leaves `alone` of the worse voice.
#[track_caller]
fn calls_in_a_wide_band(codec: &str, alone: f64) {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, codec, Answer::AtOnce);
    // The same call with Opus scores 3.15 to 3.57 from one time to the next.
    let voices = Voices::wide(alone - 0.3);
    let mut account = Account::new(1001, kamailio.port);
    account.codecs = vec![codec.to_uppercase()];
    let phone = Phone::registered_saying(&account, &voices.tab);
    if codec == "opus" {
        phone.tab.wait_program("opus.wasm");
    }
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_for("Call established");
    voices_are_good(&phone.tab, &peer, &voices, &format!("tab calls peer, {codec}"));
    phone.tab.press("End");
    peer.wait_for("session closed");
    phone.tab.wait_key("Missed");
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Answer");
    phone.tab.wait_display("Connected");
    voices_are_good(&phone.tab, &peer, &voices, &format!("peer calls tab, {codec}"));
    peer.hang_up();
    phone.tab.wait_display("Disconnected");
    phone.tab.assert_no_errors();
}

#[test]
fn calls_with_g722() {
    calls_in_a_wide_band("G722", 3.07);
}

#[test]
fn calls_with_opus() {
    calls_in_a_wide_band("opus", 3.4);
}

/// The peer hears as much as a wide band has, at least; what is above is not scored.
#[test]
fn a_call_with_opus_in_a_full_band() {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, "opus", Answer::AtOnce);
    let voices = Voices::wide(3.1);
    let mut account =
        Account::new(1001, kamailio.port).with("voip/codec/opus/bandwidth", "FULLBAND");
    account.codecs = vec!["OPUS".to_owned()];
    let phone = Phone::registered_saying(&account, &voices.tab);
    phone.tab.wait_program("opus.wasm");
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_for("Call established");
    voices_are_good(&phone.tab, &peer, &voices, "Opus in a full band");
    phone.tab.press("End");
    peer.wait_for("session closed");
    phone.tab.assert_no_errors();
}

#[test]
fn tab_calls_peer_with_pcma() {
    tab_calls_peer("PCMA", true);
}

#[test]
fn tab_calls_peer_with_pcmu() {
    tab_calls_peer("PCMU", false);
}

#[test]
fn peer_calls_tab_with_pcma() {
    peer_calls_tab("PCMA");
}

#[test]
fn peer_calls_tab_with_pcmu() {
    peer_calls_tab("PCMU");
}

#[test]
fn a_tab_on_web_socket_calls_is_called_and_is_reloaded() {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, "PCMA", Answer::AtOnce);
    let account =
        Account::new(1001, kamailio.port).with("voip/signalling/sip/transport_protocol", "WS");
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    phone.tab.wait_sound();
    peer.wait_heard(1.0);
    phone.tab.press("End");
    peer.wait_for("session closed");
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Answer");
    phone.tab.wait_display("Connected");
    phone.tab.reload();
    phone.tab.wait_display("Connected");
    phone.tab.wait_sound();
    // The other side is told, in the dialog, that the new WebSocket is the way to the phone.
    kamailio.wait_for("REQ INVITE sip:1002-");
    peer.hang_up();
    phone.tab.wait_display("Disconnected");
    phone.tab.assert_no_errors();
    let log = kamailio.log();
    assert!(log.contains("from 1001 via ws:") && !log.contains("from 1001 via udp:"), "{log}");
}

/// Whoever drives Chromium lets it take certificates of any authority.
#[test]
fn a_tab_calls_over_web_socket_and_tls() {
    let certificates = Certificates::new();
    let kamailio = Kamailio::with_tls(&certificates.server);
    let peer = peer(1002, &kamailio, "PCMA", Answer::AtOnce);
    let account =
        Account::new(1001, kamailio.tls_port).with("voip/signalling/sip/transport_protocol", "WSS");
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    phone.tab.wait_sound();
    peer.hang_up();
    phone.tab.wait_display("Disconnected");
    phone.tab.assert_no_errors();
    let log = kamailio.log();
    assert!(log.contains("from 1001 via wss:") && !log.contains("from 1001 via udp:"), "{log}");
}

#[test]
fn callee_in_the_tab_greets_and_hangs_up() {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, "PCMA", Answer::AtOnce);
    let account = Account::new(1001, kamailio.port).with("voip/services/greeting/enabled", "1");
    let phone = Phone::registered(&account);
    phone.tab.choose(&[("Menu", "1 Call Log"), ("0", "Start recording"), ("OK", "00:03")]);
    phone.tab.choose(&[("OK", "The greeting is saved")]);
    phone.tab.press("Exit");
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Speaker");
    // Nobody says anything: it is the greeting that is heard.
    phone.tab.press("Mute");
    phone.tab.wait_display("The caller hears the greeting");
    let heard = peer.wait_heard(1.5);
    assert!(heard.peak(0.0, 1.5) > 0.03, "the caller hears no greeting");
    phone.tab.wait_display_without("The caller hears the greeting");
    let before = peer.wait_heard(0.5).seconds();
    let heard = peer.wait_heard(before + 0.5);
    assert!(heard.peak(before + 0.2, before + 0.5) < 0.01, "the greeting does not end");
    phone.tab.press("Mute");
    phone.tab.wait_display("Connected");
    // Another microphone and another loudspeaker in the middle of the call.
    phone.tab.choose(&[("Menu", "1 Call Log"), ("8", "Handset")]);
    (0..2).for_each(|_| phone.tab.press("Down"));
    phone.tab.choose(&[("OK", "Loudspeaker")]);
    for kind in ["Input", "Output"] {
        if kind == "Output" {
            phone.tab.press("Down");
        }
        phone.tab.choose(&[("OK", &format!("Fake Audio {kind}"))]);
        (0..2).for_each(|_| phone.tab.press("Down"));
        phone.tab.choose(&[("OK", "Loudspeaker")]);
        phone.tab.wait_display(&format!("Fake Audio {kind}"));
    }
    let before = peer.wait_heard(0.5).seconds();
    let heard = peer.wait_heard(before + 1.5);
    assert!(heard.peak(before + 0.5, before + 1.5) > 0.03, "the peer hears no other microphone");
    phone.tab.wait_sound();
    phone.tab.assert_no_errors();
    phone.tab.press("Exit");
    phone.tab.press("End");
    peer.wait_for("session closed");
}

#[test]
fn digits_are_heard_by_the_peer() {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, "PCMA", Answer::AtOnce);
    let account = Account::new(1001, kamailio.port);
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    phone.tab.dial("1590*#");
    peer.wait_for("received event: '#' (end=1)");
    assert_eq!(peer.digits(), "1590*#");
    // And the other way: what the peer sends is shown.
    peer.command("sndcode", "7");
    phone.tab.wait_display("Received 7");
    phone.tab.press("End");
    peer.wait_for("session closed");
    for mode in ["VIA_SIP", "INBAND"] {
        let account = account.clone().with("voip/media/out_of_band_dtmf", mode);
        let gateway = Gateway::serve(&account);
        let tab = phone.browser.open(&phone_url(&gateway));
        tab.wait_registered();
        tab.call("1002");
        tab.wait_display("Connected");
        let before = peer.wait_heard(0.5).seconds();
        tab.dial("5");
        if mode == "VIA_SIP" {
            peer.wait_for("received DTMF: '5'");
        } else {
            let heard = peer.wait_heard(before + 2.0);
            assert!(has_five(&heard, before), "no 5 in what the peer hears");
        }
        tab.press("End");
        peer.wait_for_count("session closed", if mode == "VIA_SIP" { 2 } else { 3 });
    }
    assert_eq!(peer.digits(), "1590*#", "events with another mode");
}

/// Whether the two tones of a 5 (ITU-T Q.23), and no others of the keypad, are heard after `start` seconds.
fn has_five(heard: &Wav, start: f64) -> bool {
    let after = (start * f64::from(heard.rate)) as usize;
    let window = heard.rate as usize / 20;
    heard.samples[after..].chunks_exact(window).any(|samples| {
        let stretch = Wav { rate: heard.rate, samples: samples.to_vec() };
        let tone = |frequency: f64| stretch.level_of(frequency);
        let others = [697.0, 852.0, 941.0, 1_209.0, 1_477.0];
        [770.0, 1_336.0].iter().all(|&own| {
            tone(own) > 0.02 && others.iter().all(|&other| tone(other) < tone(own) / 4.0)
        })
    })
}

/// Events count with the clock of the codec (RFC 4733 2.1).
#[test]
fn digits_of_a_call_with_opus_have_a_clock_of_48_khz() {
    let kamailio = Kamailio::start();
    let peer = Linphone::start_with_opus(1002, kamailio.port);
    let mut account = Account::new(1001, kamailio.port);
    account.codecs = vec!["OPUS".to_owned()];
    let phone = Phone::registered(&account);
    phone.tab.wait_program("opus.wasm");
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_for("StreamsRunning");
    peer.wait_for("telephone-event/48000");
    phone.tab.wait_sound();
    phone.tab.dial("159#");
    peer.wait_printed("Receiving tone #");
    assert_eq!(peer.digits(), "159#");
    phone.tab.press("End");
    phone.tab.assert_no_errors();
}

/// A second call, and both in one, with another codec each.
#[test]
fn a_second_call_waits_is_answered_and_joined() {
    let kamailio = Kamailio::start();
    let first = Linphone::start_over(1002, kamailio.port, Carrier::Udp);
    let second = peer(1003, &kamailio, "opus", Answer::AtOnce);
    let mut account = Account::new(1001, kamailio.port);
    account.codecs = vec!["PCMA".to_owned(), "OPUS".to_owned()];
    let phone = Phone::registered(&account);
    let tab = &phone.tab;
    tab.wait_program("opus.wasm");
    tab.call("1002");
    tab.wait_display("Connected");
    second.dial(&format!("sip:1001@{DOMAIN}"));
    tab.wait_display("Incoming call");
    assert!(tab.display().contains("1003"), "{}", tab.display());
    tab.press("Answer");
    tab.wait_display("Connected");
    tab.wait_display("On hold");
    tab.wait_sound();
    second.wait_heard(2.0);
    tab.choose(&[("Conf", "Conference")]);
    let heard = heard_in_conference(tab, first, &second);
    all_hear_the_other_two(&heard);
    tab.wait_key("Missed");
    tab.assert_no_errors();
}

/// How long the three of a conference are listened to, in seconds: two stretches of speech.
const LISTENED_S: f64 = 18.0;

/// Ends a conference after a while, and returns what the tab, linphone and baresip heard.
#[track_caller]
fn heard_in_conference(tab: &Tab, narrow: Linphone, wide: &Baresip) -> [Wav; 3] {
    let before = wide.wait_heard(0.5).seconds();
    let in_tab = tab.record(LISTENED_S);
    let mut in_wide = wide.wait_heard(before + LISTENED_S);
    in_wide.samples.drain(..(before * f64::from(in_wide.rate)) as usize);
    let listened = Instant::now();
    tab.choose(&[("Split", "On hold"), ("Swap", "On hold")]);
    wide.hang_up();
    tab.wait_display_without("1003");
    tab.press("End");
    let mut in_narrow = narrow.quit();
    let start = in_narrow.seconds() - LISTENED_S - listened.elapsed().as_secs_f64();
    in_narrow.samples.drain(..(start * f64::from(in_narrow.rate)) as usize);
    [in_tab, in_narrow, in_wide]
}

/// Scores what each of three hears of the other two, in one stretch of speech of two, as sound is real
/// time.
#[track_caller]
fn all_hear_the_other_two(heard: &[Wav; 3]) {
    let said = [said_by_tab(), Voices::narrow().peer, Voices::wide(0.0).peer];
    let scores = [[1, 2, 0], [0, 2, 1], [0, 1, 2]].map(|[one, other, own]| {
        let others = [said[one].as_path(), said[other].as_path()];
        let score = |start| score_together(others, &said[own], &heard[own], start);
        [score(0.0), score(LISTENED_S / 2.0)]
    });
    eprintln!("conference: tab, PCMA, Opus {scores:?}");
    let is_good = |it: &Together| it.pesq >= 3.3 && it.apart_db.abs() <= 1.5 && it.own_db < -10.0;
    assert!(scores.iter().all(|both| both.iter().any(is_good)), "{scores:?}");
}

#[test]
fn a_call_survives_a_reloaded_page() {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, "PCMA", Answer::AtOnce);
    let phone = Phone::registered(&Account::new(1001, kamailio.port));
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_heard(2.0);
    phone.tab.reload();
    phone.tab.wait_display("Connected");
    phone.tab.wait_sound();
    both_directions_are_good(&phone.tab, &peer, "after a reload");
    assert!(!peer.log().contains("session closed"), "{}", peer.log());
    phone.tab.press("End");
    peer.wait_for("session closed");
}

#[test]
fn a_call_survives_a_gateway_that_is_killed_and_restarted() {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, "PCMA", Answer::AtOnce);
    let mut phone = Phone::registered(&Account::new(1001, kamailio.port));
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_heard(2.0);
    phone.gateway.kill();
    phone.tab.wait_display("No connection to the gateway");
    phone.gateway.start_again();
    phone.tab.wait_display_without("No connection to the gateway");
    phone.tab.wait_display("Connected");
    phone.tab.wait_sound();
    both_directions_are_good(&phone.tab, &peer, "after a restart");
    assert!(!peer.log().contains("session closed"), "{}", peer.log());
    phone.tab.press("End");
    peer.wait_for("session closed");
}
