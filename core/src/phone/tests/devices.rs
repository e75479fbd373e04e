//! Which devices of the computer stand for handset, headset and speaker, where ringing is heard,
//! how loud it is, and who cleans the voice.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::media::plan::{Browser, DeviceRoute, Plan, Program, Tone};
use crate::phone::key::Key;
use crate::phone::{AudioDevice, AudioKind, Input, Playback};

fn known(names: &[(&str, AudioKind)]) -> Input {
    let device = |&(name, kind): &(&str, AudioKind)| AudioDevice {
        id: format!("id of {name}"),
        label: name.to_owned(),
        kind,
    };
    Input::Devices(names.iter().map(device).collect())
}

const ALL: &[(&str, AudioKind)] = &[
    ("Built-in", AudioKind::Microphone),
    ("USB", AudioKind::Microphone),
    ("Built-in", AudioKind::Loudspeaker),
    ("USB", AudioKind::Loudspeaker),
];

fn route(microphone: &str, loudspeaker: &str, second: Option<&str>) -> DeviceRoute {
    let id = |name: &str| (!name.is_empty()).then(|| format!("id of {name}"));
    let second = second.map(|name| id(name).unwrap_or_default());
    DeviceRoute { microphone: id(microphone), loudspeaker: id(loudspeaker), second }
}

fn plan(bench: &Bench) -> &Plan {
    &bench.desks[0].plan
}

fn ring(bench: &mut Bench) {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
}

/// Returns a phone whose headset is the one at USB, and whose speaker is the built-in one.
fn with_devices(lines: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{lines}"));
    bench.give(0, known(ALL));
    let page = [Key::Menu, Key::Digit(8)];
    bench.press(0, &page);
    bench.assert_shows(0, "Automatic");
    for (downs, row) in [(1, 2), (2, 1)] {
        bench.press(0, &vec![Key::Down; downs]);
        bench.press(0, &[Key::Ok]);
        for kind in 0..2 {
            bench.press(0, &vec![Key::Down; kind]);
            bench.press(0, &[Key::Ok]);
            bench.press(0, &vec![Key::Down; row]);
            bench.press(0, &[Key::Ok]);
        }
        bench.press(0, &[Key::Escape]);
        bench.press(0, &vec![Key::Up; downs]);
    }
    bench.assert_shows(0, "USB, USB");
    bench.assert_shows(0, "Built-in, Built-in");
    bench.press(0, &[Key::Escape; 2]);
    bench
}

#[test]
fn sound_goes_through_the_chosen_devices() {
    let mut bench = with_devices("");
    assert_eq!(plan(&bench).devices, route("Built-in", "Built-in", None));
    ring(&mut bench);
    bench.press(0, &[Key::Headset]);
    assert_eq!(plan(&bench).devices, route("USB", "USB", None));
    bench.press(0, &[Key::Handset]);
    assert_eq!(plan(&bench).devices, route("", "", None));
    bench.press(0, &[Key::Speaker]);
    assert_eq!(plan(&bench).devices, route("Built-in", "Built-in", None));
}

#[test]
fn a_device_that_goes_in_a_call_is_told_of_and_comes_back() {
    let mut bench = with_devices("");
    bench.give(0, Input::Program(Program::Voice));
    bench.press(0, &[Key::Menu, Key::Digit(8)]);
    bench.press(0, &[Key::Down; 5]);
    bench.press(0, &[Key::Ok]);
    bench.press(0, &[Key::Escape; 2]);
    ring(&mut bench);
    bench.press(0, &[Key::Headset]);
    let echoes = |bench: &Bench| plan(bench).voice.echo.is_some();
    let hears_itself = |bench: &Bench| plan(bench).sidetone_db.is_some();
    assert!(!echoes(&bench) && hears_itself(&bench));
    bench.give(0, known(&[("Built-in", AudioKind::Microphone)]));
    assert_eq!(plan(&bench).devices, route("", "", None));
    bench.assert_shows(0, "USB is gone: another device is used");
    // What is used may be an open loudspeaker.
    assert!(echoes(&bench) && !hears_itself(&bench));
    bench.give(0, known(ALL));
    bench.assert_shows(0, "USB is used again");
    assert_eq!(plan(&bench).devices, route("USB", "USB", None));
    assert!(!echoes(&bench) && hears_itself(&bench));
    bench.give(0, Input::LoudspeakerFailed("NotFoundError".to_owned()));
    bench.assert_shows(0, "The loudspeaker cannot be used");
}

#[test]
fn sound_that_failed_goes_on_as_another_source() {
    let mut bench = started(SERVER);
    bench.give(0, Input::Program(Program::Voice));
    ring(&mut bench);
    bench.press(0, &[Key::Speaker]);
    let before = plan(&bench).streams[0].start;
    bench.give(0, Input::SoundFailed);
    bench.assert_shows(0, "Sound failed and starts again");
    assert!(bench.desks[0].phone.view().announcement.urgent);
    assert_ne!(plan(&bench).streams[0].start.ssrc, before.ssrc);
    assert!(plan(&bench).voice.is_none() && plan(&bench).browser.echo, "its program is gone");
    bench.give(0, Input::Playback(Playback::Failed));
    bench.assert_shows(0, "Sound failed: reload the page");
    assert!(bench.desks[0].phone.view().announcement.urgent);
}

#[test]
fn a_list_of_devices_opens_at_the_chosen_one() {
    let mut bench = with_devices("");
    bench.press(0, &[Key::Menu, Key::Digit(8), Key::Down, Key::Ok]);
    for downs in 0..2 {
        bench.press(0, &vec![Key::Down; downs]);
        bench.press(0, &[Key::Ok; 2]);
    }
    bench.press(0, &[Key::Escape]);
    bench.assert_shows(0, "USB, USB");
}

#[test]
fn the_choice_outlives_a_refreshed_page_and_new_ids() {
    let mut bench = with_devices("");
    bench.refresh_page(0);
    let mut others = ALL.to_vec();
    others.reverse();
    let Input::Devices(mut list) = known(&others) else { return };
    list.iter_mut().for_each(|device| device.id.push_str(", anew"));
    bench.give(0, Input::Devices(list));
    assert_eq!(plan(&bench).devices.loudspeaker.as_deref(), Some("id of Built-in, anew"));
}

#[test]
fn ringing_is_heard_where_the_configuration_says() {
    let (speaker, headset) = (route("Built-in", "Built-in", None), route("Built-in", "USB", None));
    let both = route("Built-in", "Built-in", Some("USB"));
    let answers = route("USB", "USB", None);
    for (lines, expected, rings) in [
        ("", &speaker, true),
        ("voip/called_ringing_device=HEADSET\n", &headset, true),
        ("voip/called_ringing_device=BOTH\n", &both, true),
        ("voip/called_ringing_device=NO_RING\n", &speaker, false),
        ("voip/ring_via_answer_device/enabled=1\nvoip/answer_device=HEADSET\n", &answers, true),
    ] {
        let mut bench = with_devices(lines);
        ring(&mut bench);
        assert_eq!(&plan(&bench).devices, expected, "{lines}");
        assert_eq!(matches!(plan(&bench).tone, Some(Tone::Ring(_))), rings, "{lines}");
    }
}

#[test]
fn nothing_is_played_twice_on_one_loudspeaker() {
    let lines = "voip/called_ringing_device=BOTH\nvoip/services/supervisor_listen_in/enabled=1\n";
    let mut bench = started(&format!("{SERVER}{lines}"));
    ring(&mut bench);
    assert_eq!(plan(&bench).devices, route("", "", None));
    bench.press(0, &[Key::Headset, Key::Handset]);
    bench.assert_shows(0, "handset");
    assert_eq!(plan(&bench).devices, route("", "", None));
}

#[test]
fn the_handset_may_listen_to_the_headset() {
    for (lines, listens) in [("", false), ("voip/services/supervisor_listen_in/enabled=1\n", true)]
    {
        let mut bench = with_devices(lines);
        ring(&mut bench);
        bench.press(0, &[Key::Headset, Key::Handset]);
        let expected = if listens { route("USB", "USB", Some("")) } else { route("", "", None) };
        assert_eq!(plan(&bench).devices, expected, "{lines}");
        if listens {
            bench.press(0, &[Key::Handset]);
            assert_eq!(plan(&bench).devices, route("USB", "USB", None));
        }
    }
}

#[test]
fn the_voice_is_cleaned_by_who_can_and_may() {
    let browser = Browser { echo: true, noise: true };
    let mut bench = started(SERVER);
    assert!(plan(&bench).programs.has(Program::Voice));
    assert_eq!((plan(&bench).voice.is_none(), plan(&bench).browser), (true, browser));
    bench.give(0, Input::Program(Program::Voice));
    assert_eq!((plan(&bench).voice.is_none(), plan(&bench).browser), (false, Browser::default()));
    let page = [Key::Menu, Key::Digit(8), Key::Down, Key::Down, Key::Down];
    bench.press(0, &page);
    bench.assert_shows(0, "By the phone");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "By the browser");
    assert_eq!((plan(&bench).voice.is_none(), plan(&bench).browser), (true, browser));
    bench.press(0, &[Key::Ok]);
    assert_eq!((plan(&bench).voice.is_none(), plan(&bench).browser), (true, Browser::default()));
    bench.press(0, &[Key::Ok]);
    ring(&mut bench);
    bench.press(0, &[Key::Headset]);
    let voice = plan(&bench).voice;
    assert!(voice.echo.is_none() && voice.noise.is_some(), "a headset has no echo: {voice:?}");
}

#[test]
fn a_low_delay_is_worth_shorter_packets_and_the_browsers_cleaning() {
    let mut bench = started(SERVER);
    bench.give(0, Input::Program(Program::Voice));
    let downs = [Key::Menu, Key::Digit(8), Key::Down, Key::Down, Key::Down, Key::Down];
    bench.press(0, &downs);
    bench.assert_shows(0, "Low delay");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Shorter packets; the browser takes out echo");
    let browser = Browser { echo: true, noise: true };
    assert_eq!((plan(&bench).voice.is_none(), plan(&bench).browser), (true, browser));
    // Who cleans is the browser or nobody.
    bench.press(0, &[Key::Up]);
    for now in ["Off", "By the browser"] {
        bench.press(0, &[Key::Ok]);
        bench.assert_shows(0, now);
    }
    bench.press(0, &[Key::Escape; 2]);
    ring(&mut bench);
    bench.press(0, &[Key::Speaker]);
    assert_eq!(plan(&bench).streams[0].ptime_ms, 10);
}

#[test]
fn the_own_voice_is_heard_in_handset_and_headset_if_the_person_wants_it() {
    let mut bench =
        started(&format!("{SERVER}voip/audio/gain/handset_analog_sidetone_gain=minus18db\n"));
    ring(&mut bench);
    bench.press(0, &[Key::Headset]);
    assert_eq!(plan(&bench).sidetone_db, None);
    bench.press(0, &[Key::Menu, Key::Digit(8)]);
    bench.press(0, &[Key::Down; 5]);
    bench.press(0, &[Key::Ok]);
    bench.press(0, &[Key::Escape; 2]);
    for (key, expected) in
        [(Key::Headset, Some(-12.0)), (Key::Handset, Some(-18.0)), (Key::Speaker, None)]
    {
        if key != Key::Headset {
            bench.press(0, &[key]);
        }
        assert_eq!(plan(&bench).sidetone_db, expected, "{key:?}");
    }
}

#[test]
fn levels_follow_device_band_and_configuration() {
    let mut bench = started(&format!(
        "{SERVER}voip/audio/gain/NB/headset_digital_input_gain=3\n\
         voip/audio/gain/NB/headset_digital_output_gain=-1\n\
         voip/audio/gain/ringer_signal_level=4\nvoip/audio/gain/tone_signal_level=12\n\
         voip/audio/gain/automatic_gain_control/enabled=1\n"
    ));
    ring(&mut bench);
    assert_eq!((plan(&bench).speaker_gain_db, plan(&bench).tone_gain_db), (4.0, -2.0));
    bench.press(0, &[Key::Headset]);
    assert_eq!((plan(&bench).speaker_gain_db, plan(&bench).microphone_gain_db), (-5.0, 3.0));
    assert!(plan(&bench).levelling.is_some());
    bench.press(0, &[Key::Speaker]);
    assert_eq!((plan(&bench).speaker_gain_db, plan(&bench).microphone_gain_db), (0.0, 0.0));
}
