//! Ring tones that the person loads, chooses and deletes.

use super::bench::Bench;
use super::requests::{SDP, SERVER, started};
use super::switches::softkeys;
use crate::files::ring_tones::MAX_TONE;
use crate::files::ring_tones::tests::archive_of;
use crate::files::wav::tests::wav;
use crate::media::plan::{MAX_RECORDINGS, RecordingId, Ring, Tone};
use crate::media::recorder::VOICE_BYTES_S;
use crate::phone::key::Key;
use crate::phone::{Ask, ChosenFile, FileKind, Input, Keepsake};
use crate::time::Duration;

const RINGS: [Key; 3] = [Key::Menu, Key::Digit(4), Key::Digit(2)];

/// As long as a notice or a ring that may be chosen.
const WHILE: Duration = Duration::from_secs(6);

const TWO_LINES: &str = "voip/line/0/extension_display=Desk\nvoip/line/1/enabled=1\n\
    voip/line/1/id=1005\nvoip/line/1/extension_display=Shop\n";

/// A tone in mu-law.
fn sound(bytes: &[u8]) -> Vec<u8> {
    wav(7, 1, 8_000, 8, bytes)
}

fn choose(bench: &mut Bench, name: &str, data: &[u8]) {
    let file = ChosenFile { name: name.to_owned(), data: data.to_vec() };
    bench.give(0, Input::Chosen(FileKind::RingTone, Ok(file)));
}

/// Everything on the page of rings, from its first row on.
fn rows(bench: &mut Bench) -> Vec<String> {
    let mut rows = Vec::<String>::new();
    bench.press(0, &[Key::Up; 40]);
    for _ in 0..40 {
        let shown = bench.text(0);
        let new: Vec<_> =
            shown.lines().skip(2).filter(|row| !rows.iter().any(|it| it == row)).collect();
        rows.extend(new.into_iter().map(str::to_owned));
        bench.press(0, &[Key::Down]);
    }
    rows
}

fn own(bench: &mut Bench) -> Vec<String> {
    rows(bench).split_off(12)
}

fn tone(bench: &Bench) -> Option<Tone> {
    bench.desks[0].plan.tone
}

/// The recording that is heard, if it is one that the audio graph has.
fn heard(bench: &Bench) -> Option<Vec<u8>> {
    let Some(Tone::Ring(Ring::Loaded(id))) = tone(bench) else { return None };
    let mut graph: Vec<(RecordingId, &[u8])> = Vec::new();
    for part in &bench.desks[0].recordings {
        match graph.iter_mut().find(|(id, _)| *id == part.id) {
            Some(known) => known.1 = &part.data,
            None => graph.push((part.id, &part.data)),
        }
        if graph.len() > MAX_RECORDINGS {
            graph.remove(0);
        }
    }
    graph.iter().find(|(known, _)| *known == id).map(|(_, data)| data.to_vec())
}

/// What the phone rings like when line `line` is called.
fn ring(bench: &mut Bench, line: &str) -> Option<Vec<u8>> {
    let number = bench.desks[0].lost.len();
    let invite = format!(
        "INVITE sip:{line}@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKr{number}\r\n\
         From: <sip:pbx@10.0.0.99>;tag=r{number}\r\nTo: <sip:{line}@10.0.0.1>\r\nCall-ID: r{number}\r\n\
         CSeq: 1 INVITE\r\nContact: <sip:pbx@10.0.0.99>\r\nContent-Type: application/sdp\r\n\
         Content-Length: {}\r\n\r\n{SDP}",
        SDP.len()
    );
    bench.datagram(0, invite.into_bytes());
    assert!(matches!(tone(bench), Some(Tone::Ring(_))), "{}", bench.text(0));
    let heard = heard(bench);
    bench.soft(0, "Reject");
    bench.wait(Duration::from_secs(40));
    heard
}

fn kept(bench: &Bench) -> Option<&Vec<u8>> {
    bench.desks[0].kept.get(&Keepsake::OwnRingTones)
}

#[test]
fn a_tone_of_ones_own_is_loaded_heard_chosen_and_rings() {
    let mut bench = started(SERVER);
    bench.press(0, &RINGS);
    // The page opens at the ring of the line; above all rings is what loads one.
    bench.press(0, &[Key::Up, Key::Ok]);
    assert_eq!(bench.desks[0].asked, [Ask::File(FileKind::RingTone)]);
    assert_eq!(rows(&mut bench)[..2], ["Load ring tone", "Ring01 Chosen"]);
    choose(&mut bench, "Gong.wav", &sound(b"gong"));
    bench.assert_shows(0, "Gong is loaded");
    assert_eq!(heard(&bench), Some(b"gong".to_vec()), "it is heard before it is chosen");
    bench.wait(WHILE);
    assert_eq!(tone(&bench), None);
    assert_eq!(ring(&mut bench, "1001"), None);
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Gong Chosen");
    assert_eq!(ring(&mut bench, "1001"), Some(b"gong".to_vec()));
    // It outlives the page, and also a version that cannot read the snapshot.
    bench.refresh_page(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(ring(&mut bench, "1001"), Some(b"gong".to_vec()));
    bench.replace_page(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(ring(&mut bench, "1001"), Some(b"gong".to_vec()));
    bench.press(0, &RINGS);
    assert_eq!(own(&mut bench), ["Gong Chosen"]);
    // What is there is not there twice, whatever its file is called.
    choose(&mut bench, "Bell.wav", &sound(b"gong"));
    bench.assert_shows(0, "Gong is loaded");
    bench.wait(WHILE);
    assert_eq!(own(&mut bench), ["Gong Chosen"]);
    // Where nobody waits for it, it is told all the same.
    bench.soft(0, "Exit");
    choose(&mut bench, "Bell.wav", &wav(1, 1, 16_000, 16, b"bell"));
    bench.assert_shows(0, "Bell is loaded");
    assert_eq!(tone(&bench), None);
}

#[test]
fn each_line_has_a_tone_and_loses_it_when_it_is_deleted() {
    let mut bench =
        started(&format!("{SERVER}{TWO_LINES}personal_settings/lines/1/ring_tone=Ring05\n"));
    bench.press(0, &RINGS);
    bench.press(0, &[Key::Ok]);
    choose(&mut bench, "Gong.wav", &sound(b"gong"));
    choose(&mut bench, "Bell.wav", &sound(b"bell"));
    bench.wait(WHILE);
    assert_eq!(softkeys(&bench), ["Select", "Back", "Delete", "Exit"]);
    bench.press(0, &[Key::Ok, Key::Left, Key::Down, Key::Ok]);
    bench.assert_shows(0, "Ring05 Chosen");
    assert_eq!(softkeys(&bench), ["Select", "Back", "Exit"]);
    bench.press(0, &[Key::Down; 20]);
    bench.assert_shows(0, "Bell");
    bench.press(0, &[Key::Ok, Key::Left]);
    bench.assert_shows(0, "Desk Bell\nShop Bell");
    for line in ["1001", "1005"] {
        assert_eq!(ring(&mut bench, line), Some(b"bell".to_vec()), "{line}");
    }
    bench.press(0, &[Key::Up, Key::Ok]);
    bench.soft(0, "Delete");
    bench.assert_shows(0, "Delete this ring tone?");
    bench.soft(0, "No");
    bench.assert_shows(0, "Bell Chosen");
    bench.soft(0, "Delete");
    bench.soft(0, "Yes");
    // Each line rings as its configuration says, and the person is told.
    bench.assert_shows(0, "Bell is deleted\nDesk rings like Ring01\nShop rings like Ring05");
    bench.press(0, &[Key::Left]);
    assert_eq!(own(&mut bench), ["Gong"]);
    for line in ["1001", "1005"] {
        assert_eq!(ring(&mut bench, line), None, "{line}");
    }
    bench.soft(0, "Delete");
    bench.refresh_page(0);
    bench.soft(0, "Yes");
    bench.assert_shows(0, "Gong is deleted");
    bench.wait(WHILE);
    assert_eq!(own(&mut bench), [""; 0]);
    assert_eq!(kept(&bench), None);
    bench.press(0, &[Key::Left]);
    bench.assert_shows(0, "Desk Ring01\nShop Ring05");
}

#[test]
fn a_file_that_is_no_tone_says_why_and_changes_nothing() {
    let mut bench = started(SERVER);
    bench.press(0, &RINGS);
    choose(&mut bench, "Gong.wav", &sound(b"gong"));
    bench.press(0, &[Key::Ok]);
    bench.wait(WHILE);
    let before = kept(&bench).cloned();
    let good = sound(b"good");
    let mut lies = good.clone();
    let size = lies.len() - 8;
    lies[size..size + 4].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    let rate = "The sound must be PCM of 16 kHz, 16 bit, or A-law or µ-law of 8 kHz, 8 bit";
    for (file, said) in [
        (&b""[..], "The file is empty"),
        (b"ID3\x04a song that is called Song.wav", "Not a WAV file"),
        (b"RIFF", "Not a WAV file"),
        (b"<html>no</html>", "Not a WAV file"),
        (&good[..good.len() - 1], "The WAV file is cut off"),
        (&lies, "The WAV file is cut off"),
        (&sound(b""), "The WAV file has no sound"),
        (&wav(1, 2, 16_000, 16, b"abcd"), "The sound must be mono"),
        (&wav(3, 1, 16_000, 32, b"abcd"), "The sound must be PCM, A-law or µ-law"),
        (&wav(1, 1, 44_100, 16, b"abcd"), rate),
        (&wav(7, 1, 16_000, 8, b"abcd"), rate),
        (&sound(&[0; MAX_TONE + 1]), "The file is larger than 2 MB"),
    ] {
        choose(&mut bench, "Song.wav", file);
        bench.assert_shows(0, said);
        assert_eq!((kept(&bench).cloned(), tone(&bench)), (before.clone(), None), "{said}");
        bench.press(0, &[Key::Left]);
        bench.assert_shows(0, "Gong Chosen");
    }
    let unreadable = Err("NotReadableError".to_owned());
    bench.give(0, Input::Chosen(FileKind::RingTone, unreadable));
    bench.assert_shows(0, "The file cannot be read");
    bench.wait(WHILE);
    assert_eq!(own(&mut bench), ["Gong Chosen"]);
    // What is kept and damaged is no tone, and no harm.
    for damaged in [&b"\x01"[..], b"\x02\x00", b"\x01\xff\xff\xff\xff\x0f", b"junk"] {
        bench.desks[0].kept.insert(Keepsake::OwnRingTones, damaged.to_vec());
        bench.refresh_page(0);
        assert_eq!(own(&mut bench), [""; 0]);
    }
}

#[test]
fn there_is_room_for_some_tones_and_what_is_heard_is_there() {
    let mut bench = started(&format!("{SERVER}voip/services/greeting/enabled=1\n"));
    bench.give(0, Input::Kept(Keepsake::Greeting, vec![7; 3 * VOICE_BYTES_S]));
    bench.press(0, &RINGS);
    let number = |n: u8| sound(&[n; 3]);
    for n in 0..10 {
        choose(&mut bench, "Gong.wav", &number(n));
        assert_eq!(heard(&bench), Some(vec![n; 3]));
    }
    bench.press(0, &[Key::Ok]);
    choose(&mut bench, "Gong.wav", &number(10));
    bench.assert_shows(0, "No room: at most 10 ring tones, 8 MB in all");
    bench.wait(WHILE);
    bench.press(0, &[Key::Left]);
    let own = own(&mut bench);
    assert_eq!(
        (&*own[0], &*own[1], &*own[9], own.len()),
        ("Gong", "Gong (2)", "Gong (10) Chosen", 10)
    );
    // The graph forgets what came first: not what a line has, and not what is heard now.
    bench.press(0, &[Key::Up]);
    for n in 10..40 {
        bench.soft(0, "Delete");
        bench.soft(0, "Yes");
        choose(&mut bench, "Gong.wav", &number(n));
        assert_eq!(heard(&bench), Some(vec![n; 3]), "{n}");
        bench.wait(WHILE);
        assert_eq!(ring(&mut bench, "1001"), Some(vec![9; 3]), "{n}");
        assert!(bench.desks[0].phone.has_recording(RecordingId::GREETING), "{n}");
    }
    // Together they may have 8 MB.
    let mut bench = started(SERVER);
    bench.press(0, &RINGS);
    for (n, said) in ["loaded", "loaded", "loaded", "loaded", "No room"].into_iter().enumerate() {
        choose(&mut bench, "Long.wav", &sound(&vec![n as u8; MAX_TONE - 100]));
        bench.assert_shows(0, said);
    }
    choose(&mut bench, "Short.wav", &sound(b"short"));
    bench.assert_shows(0, "Short is loaded");
}

#[test]
fn whatever_a_file_is_called_its_tone_has_a_name() {
    let mut bench = started(SERVER);
    let long = "x".repeat(500);
    let names = [
        ("Ring03.wav", "Ring03 (2)"),
        ("RING03.wav", "RING03 (3)"),
        ("<img src=x onerror=alert(1)>.wav", "<img src=x onerror=alert(1)>"),
        ("\u{202e}\u{2067}vaw.wav", "vaw"),
        ("\u{200f}.wav", "Tone"),
        (&*long, &long[..40]),
        ("{\"x\"}", "Tone (2)"),
    ];
    bench.press(0, &RINGS);
    for (n, (file, _)) in names.iter().enumerate() {
        choose(&mut bench, file, &sound(&[n as u8]));
        bench.wait(WHILE);
        bench.press(0, &[Key::Ok]);
        assert_eq!(ring(&mut bench, "1001"), Some(vec![n as u8]), "{file}");
    }
    let shown = own(&mut bench);
    for (row, (_, name)) in shown.iter().zip(names) {
        assert_eq!(row.trim_end_matches(" Chosen"), name);
    }
    assert_eq!(shown.len(), names.len());
}

#[test]
fn a_tone_of_ones_own_goes_before_one_of_the_archive() {
    let mut bench = started(SERVER);
    choose(&mut bench, "Gong.wav", &sound(b"mine"));
    bench.desks[0].files.insert("tones.tgz".to_owned(), archive_of("Gong", b"theirs"));
    bench.desks[0].configuration = Ok(format!(
        "{SERVER}provisioning/ring_tone_uri=tones.tgz\npersonal_settings/lines/0/ring_tone=Gong\n"
    ));
    bench.desks[0].phone.check_now();
    bench.wait(WHILE);
    assert_eq!(ring(&mut bench, "1001"), Some(b"mine".to_vec()));
    bench.press(0, &RINGS);
    assert_eq!(own(&mut bench), ["Gong Chosen"]);
    bench.soft(0, "Delete");
    bench.soft(0, "Yes");
    bench.assert_shows(0, "Gong is deleted");
    bench.press(0, &[Key::Left, Key::Up, Key::Down]);
    bench.assert_shows(0, "Gong");
    // One of the archive is heard before it is chosen, too.
    assert_eq!(heard(&bench), Some(b"theirs".to_vec()));
    assert_eq!(softkeys(&bench), ["Select", "Back", "Exit"]);
}

#[test]
fn who_may_not_set_rings_loads_none() {
    for (settings, takes) in [
        ("", true),
        ("personal_settings/menu/ring_tone/enabled=0\n", false),
        ("personal_settings/menu/settings/enabled=0\n", false),
        ("system/lock/2/enabled=1\n", true),
    ] {
        let mut bench = started(&format!("{SERVER}{settings}"));
        choose(&mut bench, "Gong.wav", &sound(b"gong"));
        assert_eq!(kept(&bench).is_some(), takes, "{settings}");
    }
    // A phone that was locked while the person chose takes nothing.
    let mut bench = started(&format!("{SERVER}system/lock/2/enabled=1\n"));
    bench.press(0, &[Key::Menu, Key::Digit(7), Key::Digit(1)]);
    for _ in 0..2 {
        bench.press(0, &[Key::Digit(1), Key::Digit(1), Key::Digit(1), Key::Digit(1), Key::Ok]);
    }
    choose(&mut bench, "Gong.wav", &sound(b"gong"));
    assert_eq!(kept(&bench), None);
    assert!(!bench.text(0).contains("Gong"));
}

#[test]
fn a_browser_that_cannot_keep_a_tone_says_so_each_time() {
    let mut bench = started(&format!("{SERVER}system/password=1234\n"));
    for n in 0..2 {
        bench.give(0, Input::Storage(Err("QuotaExceededError".to_owned())));
        bench.wait(WHILE * 2);
        choose(&mut bench, "Gong.wav", &sound(&[n]));
        bench.give(0, Input::Storage(Err("QuotaExceededError".to_owned())));
        bench.assert_shows(0, "The browser cannot save the phone");
    }
    bench.wait(WHILE * 2);
    assert!(kept(&bench).is_some());
    // The defaults have no tones of the person's own.
    bench.press(0, &[Key::Menu, Key::Digit(6)]);
    bench.press(0, &[1, 2, 3, 4].map(Key::Digit));
    bench.press(0, &[Key::Ok, Key::Digit(4)]);
    bench.soft(0, "Yes");
    assert_eq!(kept(&bench), None);
}
