//! Ring tones and other files that the configuration names.

use super::bench::Bench;
use crate::files::ring_tones::tests::archive_of;
use crate::media::plan::{Ring, Tone};
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::phone::{Input, Keepsake};
use crate::time::Duration;

const LINE: &str = "voip/line/0/id=1002\n";

/// The second phone has this configuration from now on.
fn configure(bench: &mut Bench, text: &str) {
    bench.desks[1].configuration = Ok([LINE, text].concat());
    bench.desks[1].phone.check_now();
    bench.press(1, &[Key::Left]);
}

fn configured(text: &str) -> Bench {
    let mut bench = Bench::new(2);
    configure(&mut bench, text);
    bench
}

/// What the second phone rings like when the first one calls.
fn ring(bench: &mut Bench) -> Option<Tone> {
    bench.dial(0, "1002@10.0.0.2");
    let tone = bench.desks[1].plan.tone;
    bench.soft(0, "Cancel");
    bench.wait(Duration::from_secs(10));
    tone
}

fn own(number: u8) -> Option<Tone> {
    Some(Tone::Ring(Ring::Own(number)))
}

#[test]
fn each_line_has_its_ring() {
    let mut bench = configured("");
    assert_eq!(ring(&mut bench), own(1));
    configure(&mut bench, "personal_settings/lines/0/ring_tone=Ring05\n");
    assert_eq!(ring(&mut bench), own(5));
    configure(&mut bench, "personal_settings/lines/0/ring_tone=Nobody\n");
    assert_eq!(ring(&mut bench), own(1));
}

#[test]
fn alert_info_chooses_a_ring() {
    let mut bench = configured(
        "voip/distinctive_ringing/4/ringtone=Ring05\n\
         voip/distinctive_ringing/4/type=external_call1\n",
    );
    let mut invite = |alert: &str| {
        let text = format!(
            "INVITE sip:1002@10.0.0.2 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bK{0}\r\n\
             From: <sip:x@10.0.0.99>;tag=1\r\nTo: <sip:1002@10.0.0.2>\r\nCall-ID: {0}\r\n\
             CSeq: 1 INVITE\r\nContact: <sip:x@10.0.0.99>\r\nMax-Forwards: 70\r\n{alert}\
             Content-Length: 0\r\n\r\n",
            alert.len()
        );
        bench.datagram(1, text.into_bytes());
        let tone = bench.desks[1].plan.tone;
        bench.soft(1, "Reject");
        bench.wait(Duration::from_secs(10));
        tone
    };
    assert_eq!(invite("Alert-Info: <http://10.0.0.99>;info=external_call1\r\n"), own(5));
    assert_eq!(invite("Alert-Info: internal\r\n"), own(1));
    assert_eq!(invite(""), own(1));
}

#[test]
fn a_loaded_tone_is_played_and_a_changed_one_instead_of_it() {
    let mut bench = Bench::new(2);
    let archive = |sound: &[u8]| archive_of("Gong", sound);
    bench.desks[1].files.insert("tones.tgz".to_owned(), archive(b"abc"));
    let text = "personal_settings/lines/0/ring_tone=Gong\nprovisioning/ring_tone_uri=tones.tgz\n";
    configure(&mut bench, text);
    let Some(Tone::Ring(Ring::Loaded(first))) = ring(&mut bench) else { panic!("a loaded tone") };
    let sounds = |bench: &Bench| -> Vec<(crate::media::plan::RecordingId, Vec<u8>)> {
        bench.desks[1].recordings.iter().map(|part| (part.id, part.data.clone())).collect()
    };
    assert_eq!(sounds(&bench), [(first, b"abc".to_vec())]);
    bench.desks[1].files.insert("tones.tgz".to_owned(), archive(b"defg"));
    configure(&mut bench, text);
    let Some(Tone::Ring(Ring::Loaded(second))) = ring(&mut bench) else { panic!("a loaded tone") };
    assert_eq!(sounds(&bench), [(first, b"abc".to_vec()), (second, b"defg".to_vec())]);
    // A page that is loaded again has it too, and one that is made anew.
    bench.refresh_page(1);
    assert_eq!(sounds(&bench), [(second, b"defg".to_vec())]);
    assert_eq!(ring(&mut bench), Some(Tone::Ring(Ring::Loaded(second))));
    // An archive that is broken leaves what there is, and one that is not named is forgotten.
    bench.desks[1].files.insert("tones.tgz".to_owned(), b"broken".to_vec());
    configure(&mut bench, text);
    assert_eq!(ring(&mut bench), Some(Tone::Ring(Ring::Loaded(second))));
    configure(&mut bench, "personal_settings/lines/0/ring_tone=Gong\n");
    assert_eq!(ring(&mut bench), own(1));
    assert!(!bench.desks[1].kept.contains_key(&Keepsake::RingTones));
}

#[test]
fn the_directory_tells_who_is_called_and_what_is_wrong_with_it() {
    let mut bench = Bench::new(2);
    let people = b"Ann Smith,1001@10.0.0.1,,\n,1003,,\n".to_vec();
    bench.desks[1].files.insert("people.txt".to_owned(), people);
    configure(&mut bench, "provisioning/corporate_directory_uri=people.txt\n");
    let problems = bench.desks[1].phone.setup.problems.join("\n");
    assert!(problems.contains("Directory: line 2"), "{problems}");
    bench.dial(1, "1001@10.0.0.1");
    bench.assert_shows(1, "Ann Smith");
    bench.soft(1, "Cancel");
    bench.wait(Duration::from_secs(10));
    // Also after a refresh; a number that nobody has stays a number.
    bench.refresh_page(1);
    bench.dial(1, "1001@10.0.0.1");
    bench.assert_shows(1, "Ann Smith");
    bench.soft(1, "Cancel");
    bench.wait(Duration::from_secs(10));
    bench.dial(1, "1009@10.0.0.1");
    bench.assert_shows(1, "1009@10.0.0.1");
}

#[test]
fn a_browser_that_saves_nothing_is_told_once() {
    let mut bench = configured("");
    let full = || Input::Storage(Err("QuotaExceededError".to_owned()));
    bench.give(1, full());
    bench.assert_shows(1, "The browser cannot save the phone");
    bench.assert_shows(1, "QuotaExceededError");
    bench.wait(Duration::from_secs(10));
    bench.give(1, full());
    assert!(!bench.text(1).contains("QuotaExceededError"));
    bench.give(1, Input::Storage(Ok(())));
    bench.give(1, full());
    bench.assert_shows(1, "QuotaExceededError");
}

#[test]
fn a_phone_whose_snapshot_is_lost_keeps_its_configuration() {
    let mut bench =
        configured("voip/line/0/extension_display=Desk\nvoip/line/0/auth_password=hidden\n");
    bench.desks[1].configuration = Err(crate::link::LinkError::TimedOut("x".to_owned()));
    bench.replace_page(1);
    bench.wait(Duration::from_secs(1));
    assert_eq!(bench.desks[1].phone.view().line_keys[0].label, "Desk");
    assert_eq!(bench.desks[1].phone.view().display.screen, Screen::Idle);
    let text = bench.desks[1].phone.config.expose();
    assert!(text.contains(&("voip/line/0/auth_password".to_owned(), "hidden".to_owned())));
    // What is damaged is no configuration.
    bench.desks[1].kept.insert(Keepsake::Configuration, b"\x01damaged".to_vec());
    bench.replace_page(1);
    bench.wait(Duration::from_secs(10));
    bench.assert_shows(1, "No configuration");
}
