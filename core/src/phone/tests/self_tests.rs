//! Self tests (manual 46): `0123456789*` on the idle display.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use super::switches::fresh;
use crate::media::acoustics::Acoustics;
use crate::media::plan::{Memo, Plan, Probe, Report};
use crate::phone::key::Key;
use crate::phone::sound_check::{CHIRPS_TIME, QUIET_TIME};
use crate::phone::view::{LineStyle, Screen, TestPattern, View};
use crate::phone::{Ask, Input, Microphone};
use crate::time::Duration;

/// A phone of this model that shows the list of tests.
fn listed(model: &str) -> Bench {
    let mut bench = fresh(&format!("system/type={model}\n{SERVER}"));
    bench.press(0, &(0..10).map(Key::Digit).collect::<Vec<_>>());
    bench.press(0, &[Key::Star]);
    bench.assert_shows(0, "Self tests\n0 All tests\n1 Product info");
    bench
}

fn view(bench: &Bench) -> &View {
    bench.desks[0].phone.view()
}

fn plan(bench: &Bench) -> &Plan {
    &bench.desks[0].plan
}

fn heading(bench: &Bench) -> &str {
    &view(bench).display.lines[0].text
}

#[test]
fn each_test_is_there_where_the_model_has_what_it_tests() {
    for (model, expected) in [
        ("405", vec![1, 2, 4, 5, 6, 7, 8]),
        ("420HD", vec![1, 2, 4, 5, 6, 7, 8]),
        ("430HD", vec![1, 2, 4, 5, 6, 7, 8, 9]),
        ("440HD", vec![1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ] {
        let mut bench = listed(model);
        let mut opens = |digit: &u8| {
            bench.press(0, &[Key::Digit(*digit)]);
            let opened = heading(&bench) != "Self tests";
            if opened {
                bench.press(0, &[Key::Escape]);
            }
            opened
        };
        assert_eq!((1..10).filter(|digit| opens(digit)).collect::<Vec<_>>(), expected, "{model}");
        // The tenth has no digit, nor the one behind it.
        bench.press(0, &[Key::Down; 12]);
        bench.press(0, &[Key::Up, Key::Ok]);
        bench.assert_shows(0, "A browser has no AUX port");
    }
}

#[test]
fn what_is_dialled_otherwise_is_a_number() {
    let mut bench = started(SERVER);
    bench.press(0, &[Key::Digit(1), Key::Star]);
    bench.assert_shows(0, "1*");
    let mut bench = listed("440HD");
    bench.press(0, &[Key::Escape]);
    assert_eq!(view(&bench).display.screen, Screen::Idle);
}

#[test]
fn displays_and_lamps_are_shown_step_by_step() {
    use TestPattern::{AllLamps, Black, Green, Red, SideBlack, SideWhite, White};
    let screens = |white, black| {
        [
            (Some(white), false, "All white"),
            (Some(black), false, "All black"),
            (None, false, "Backlight on"),
            (None, true, "Backlight off"),
        ]
        .to_vec()
    };
    let lamps = [
        (Some(Green), false, "Green LEDs are on"),
        (Some(Red), false, "Red LEDs are on"),
        (Some(AllLamps), false, "All LEDs are on"),
    ];
    for (digit, steps) in
        [(2, screens(White, Black)), (3, screens(SideWhite, SideBlack)), (5, lamps.to_vec())]
    {
        let mut bench = listed("440HD");
        bench.press(0, &[Key::Digit(digit)]);
        for (pattern, dark, text) in steps {
            assert_eq!((view(&bench).test, view(&bench).dark), (pattern, dark), "{text}");
            bench.assert_shows(0, text);
            bench.press(0, &[Key::Ok]);
        }
        assert_eq!(heading(&bench), "Self tests");
    }
}

#[test]
fn each_key_is_counted_once_and_does_nothing_else() {
    let mut bench = listed("440HD");
    bench.press(0, &[Key::Digit(4)]);
    let all = "of 49 pressed";
    bench.assert_shows(0, &format!("0 {all}"));
    let keys = [Key::Menu, Key::Digit(5), Key::Menu, Key::Contacts, Key::Function(11), Key::Ok];
    bench.press(0, &keys);
    bench.assert_shows(0, &format!("5 {all} OK"));
    // A key that is held down is one, too.
    bench.give(0, Input::Hold(Key::Digit(6)));
    bench.assert_shows(0, &format!("6 {all} 6"));
    bench.assert_shows(0, "Handset Off");
    bench.press(0, &[Key::Handset]);
    bench.assert_shows(0, "Handset On");
    bench.soft(0, "Exit");
    assert_eq!(heading(&bench), "Self tests");
}

#[test]
fn the_voice_is_recorded_and_played_on_each_device() {
    for (digit, first, key) in [
        (6, "Off-hook phone", Key::Handset),
        (7, "Press any key", Key::Digit(1)),
        (8, "Press any key", Key::Ok),
    ] {
        let mut bench = listed("440HD");
        bench.press(0, &[Key::Digit(digit)]);
        bench.assert_shows(0, first);
        assert_eq!((plan(&bench).memo, plan(&bench).microphone), (Memo::Off, true));
        if key == Key::Handset {
            // It waits for the handset, and for nothing else.
            bench.press(0, &[Key::Digit(1)]);
            bench.assert_shows(0, first);
        }
        bench.give(0, Input::Microphone(Microphone::Denied));
        bench.press(0, &[key]);
        bench.assert_shows(0, "Start recording...");
        bench.assert_shows(0, "Microphone not allowed");
        let shows_level = |bench: &Bench| {
            let lines = &view(bench).display.lines;
            lines.iter().any(|line| matches!(line.style, LineStyle::Progress(_)))
        };
        assert!(!shows_level(&bench));
        bench.give(0, Input::Microphone(Microphone::Open));
        assert!(shows_level(&bench));
        assert_eq!(plan(&bench).memo, Memo::Record);
        bench.wait(Duration::from_secs(4));
        bench.assert_shows(0, "Start playing...");
        assert_eq!(plan(&bench).memo, Memo::Play);
        bench.wait(Duration::from_secs(4));
        bench.assert_shows(0, first);
        bench.press(0, &[Key::Escape]);
        assert_eq!((plan(&bench).memo, plan(&bench).microphone), (Memo::Off, false));
    }
}

#[test]
fn all_tests_follow_each_other() {
    let mut bench = listed("440HD");
    bench.press(0, &[Key::Digit(0)]);
    let mut seen = vec![heading(&bench).to_owned()];
    for _ in 0..40 {
        bench.soft(0, "Next");
        if seen.last().is_none_or(|last| last != heading(&bench)) {
            seen.push(heading(&bench).to_owned());
        }
        if heading(&bench) == "Self tests" {
            break;
        }
    }
    let expected = [
        "Product info",
        "Main screen",
        "BLF screen",
        "Keypad and hook",
        "LED",
        "Handset",
        "Headset",
        "Hands free",
        "USB",
        "AUX",
        "Sound check",
        "Self tests",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_call_goes_before_a_test() {
    let mut bench = listed("440HD");
    bench.press(0, &[Key::Digit(8), Key::Ok]);
    assert_eq!(plan(&bench).memo, Memo::Record);
    ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    assert_eq!((view(&bench).display.screen, plan(&bench).memo), (Screen::RingingIn, Memo::Off));
    bench.press(0, &[Key::Ok]);
    assert_eq!(view(&bench).display.screen, Screen::Talking);
}

#[test]
fn a_headset_is_looked_for_at_usb() {
    let mut bench = listed("430HD");
    bench.press(0, &[Key::Digit(9), Key::Ok]);
    assert_eq!(bench.desks[0].asked, [Ask::Headset]);
    bench.assert_shows(0, "Plug in a USB headset");
}

#[test]
fn what_the_phone_is_can_be_scrolled() {
    let mut bench = listed("405");
    bench.press(0, &[Key::Digit(1)]);
    assert!(!bench.text(0).contains("405"), "{}", bench.text(0));
    bench.press(0, &[Key::Down; 9]);
    bench.assert_shows(0, "Model 405");
    bench.press(0, &[Key::Up; 9]);
    bench.assert_shows(0, "MAC");
}

#[test]
fn the_room_is_checked_and_told_in_words() {
    let mut bench = fresh(SERVER);
    bench.press(0, &[Key::Menu, Key::Digit(8)]);
    bench.press(0, &[Key::Down; 9]);
    bench.assert_shows(0, "Sound check");
    bench.press(0, &[Key::Ok]);
    bench.give(0, Input::Microphone(Microphone::Open));
    bench.assert_shows(0, "Press any key");
    assert_eq!((plan(&bench).probe, plan(&bench).microphone), (Probe::Off, true));
    bench.press(0, &[Key::Digit(1)]);
    bench.assert_shows(0, "Keep quiet for a moment");
    assert_eq!(plan(&bench).probe, Probe::Quiet);
    bench.wait(QUIET_TIME);
    bench.assert_shows(0, "A test sound plays");
    assert_eq!((plan(&bench).probe, plan(&bench).microphone), (Probe::Chirps, true));
    let acoustics =
        Acoustics { noise_dbov: -50, delay_ms: Some(84), echo_db: -4, clipped: false, heard: true };
    bench.give(0, Input::Audio(Report { acoustics, ..Report::default() }));
    bench.wait(CHIRPS_TIME);
    assert_eq!((plan(&bench).probe, plan(&bench).microphone), (Probe::Off, false));
    // As the browser does then.
    bench.give(0, Input::Microphone(Microphone::Closed));
    for text in [
        "Strong echo: turn the loudspeaker down",
        "Noise of the room Moderate",
        "Echo High",
        "Delay of the devices 84 ms",
    ] {
        bench.assert_shows(0, text);
    }
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Sound check");
}

#[test]
fn a_microphone_that_is_not_there_is_told_instead_of_a_room() {
    let mut bench = listed("440HD");
    bench.press(0, &[Key::Down; 12]);
    bench.press(0, &[Key::Ok, Key::Ok]);
    bench.give(0, Input::Microphone(Microphone::Missing));
    bench.wait(QUIET_TIME + CHIRPS_TIME);
    bench.assert_shows(0, "No microphone");
}
