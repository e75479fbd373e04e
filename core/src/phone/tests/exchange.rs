//! Files that the person saves and loads: contacts and keys.

use super::bench::Bench;
use super::lists::person;
use super::requests::{SERVER, started};
use crate::files::directory::{self, Form};
use crate::phone::key::Key;
use crate::phone::{Ask, ChosenFile, FileKind, Input, Keepsake};
use crate::time::Duration;

const DIRECTORY: [Key; 2] = [Key::Menu, Key::Digit(2)];
const KEYS: [Key; 2] = [Key::Menu, Key::Digit(3)];

fn choose(bench: &mut Bench, kind: FileKind, data: &[u8]) {
    let file = ChosenFile { name: "file".to_owned(), data: data.to_vec() };
    bench.give(0, Input::Chosen(kind, Ok(file)));
}

/// Returns what is shown below the heading.
fn rows(bench: &Bench) -> Vec<String> {
    bench.text(0).lines().skip(2).map(str::to_owned).collect()
}

/// The person's contacts, as they are kept.
fn kept(bench: &Bench) -> String {
    let kept = bench.desks[0].kept.get(&Keepsake::Contacts).cloned().unwrap_or_default();
    String::from_utf8(kept).unwrap()
}

/// Saves by this entry; returns the name of the file and what is in it.
fn saved(bench: &mut Bench, entry: u8) -> Option<(String, String)> {
    bench.press(0, &[Key::Digit(entry)]);
    let file = bench.desks[0].downloads.pop()?;
    bench.assert_shows(0, &file.name);
    Some((file.name, String::from_utf8(file.data).unwrap()))
}

#[test]
fn contacts_leave_one_phone_and_come_to_another() {
    let mut one = started(SERVER);
    one.give(0, Input::Kept(Keepsake::Contacts, "Zoë,1,,3\nAnn,1001@pbx,,\n".into()));
    one.press(0, &DIRECTORY);
    let (name, cards) = saved(&mut one, 4).unwrap();
    assert_eq!((&*name, cards.matches("BEGIN:VCARD").count()), ("contacts.vcf", 2));
    let text = "Ann,1001@pbx,,\r\nZoë,1,,3\r\n";
    assert_eq!(saved(&mut one, 5), Some(("contacts.txt".to_owned(), text.to_owned())));
    for file in [&*cards, text] {
        let mut other = started(SERVER);
        other.press(0, &DIRECTORY);
        other.press(0, &[Key::Digit(3)]);
        assert_eq!(other.desks[0].asked, [Ask::File(FileKind::Contacts)]);
        // Who chooses none changes nothing.
        assert_eq!(kept(&other), "");
        choose(&mut other, FileKind::Contacts, file.as_bytes());
        assert_eq!(rows(&other), ["Added 2"]);
        assert_eq!(kept(&other), text);
        other.refresh_page(0);
        assert_eq!(rows(&other), ["Added 2"]);
        other.press(0, &[Key::Left, Key::Digit(1)]);
        assert_eq!(rows(&other), ["Ann 1001@pbx", "Zoë 1"]);
        other.press(0, &[Key::Left]);
        choose(&mut other, FileKind::Contacts, file.as_bytes());
        assert_eq!(rows(&other), ["Added 0", "Already there 2"]);
        assert_eq!(kept(&other), text);
    }
}

#[test]
fn what_of_a_file_cannot_be_used_is_told_with_its_line() {
    let mut bench = started(SERVER);
    bench.press(0, &DIRECTORY);
    let long = "x".repeat(500);
    let file = format!("Ann,1,,\n{long},2,,\nBob\nEve,a b,,\n<script>,4,,\nno contact,,,,,9\n");
    choose(&mut bench, FileKind::Contacts, file.as_bytes());
    let mut shown = rows(&bench);
    (0..8).for_each(|_| {
        bench.press(0, &[Key::Down]);
        shown.extend(rows(&bench));
    });
    shown.dedup();
    for row in [
        "Added 2",
        "Left out 5",
        "Line 2: The name is too long",
        "Line 3: A contact needs a number",
        "Line 4: The number cannot be dialed",
        "Line 6: Not a contact",
    ] {
        assert!(shown.iter().any(|it| it == row), "{row}: {shown:?}");
    }
    assert_eq!(kept(&bench), "\"<script>\",4,,\r\nAnn,1,,\r\n");
}

#[test]
fn a_file_that_cannot_be_used_changes_nothing() {
    let mut bench = started(SERVER);
    choose(&mut bench, FileKind::Contacts, b"Ann,1,,\n");
    // The person is not where it was asked for.
    bench.assert_shows(0, "Added: 1");
    bench.wait(Duration::from_secs(6));
    bench.press(0, &DIRECTORY);
    let cut = b"<directory><contact><name>Eve</name><office>1</office></contact>\n<contact>";
    for (file, said) in [
        (&b""[..], "There are no contacts in the file"),
        (b"\xff\xfeA\0n\0n\0", "There are no contacts in the file"),
        (b"PK\x03\x04photo", "There are no contacts in the file"),
        (b"<html><p>Ann,1</p></html>", "There are no contacts in the file"),
        (cut, "Line 2: The file cannot be read"),
        (&[b'a'; directory::MAX_FILE + 1], "The file is larger than 2 MB"),
        (b"BEGIN:VCARD\nFN:Half a card", "Line 1: Not a contact"),
        (b"nobody", "Line 1: A contact needs a number"),
    ] {
        choose(&mut bench, FileKind::Contacts, file);
        bench.assert_shows(0, said);
        assert_eq!(kept(&bench), "Ann,1,,\r\n");
        bench.wait(Duration::from_secs(6));
        if bench.text(0).contains("Added") {
            bench.press(0, &[Key::Left]);
        }
    }
    let unreadable = Input::Chosen(FileKind::Contacts, Err("NotReadableError".to_owned()));
    bench.give(0, unreadable);
    bench.assert_shows(0, "The file cannot be read");
}

#[test]
fn as_many_contacts_are_loaded_as_there_is_room_for() {
    let mut bench = started(SERVER);
    let many: Vec<_> = (0..5_000).map(person).collect();
    bench.press(0, &DIRECTORY);
    choose(&mut bench, FileKind::Contacts, directory::print(&many, Form::VCard).as_bytes());
    assert_eq!(rows(&bench)[..2], ["Added 1000", "Left out 4000"]);
    bench.assert_shows(0, "The directory is full: 1000 contacts");
    assert_eq!(kept(&bench).lines().count(), 1_000);
    bench.press(0, &[Key::Left, Key::Digit(6)]);
    bench.soft(0, "No");
    assert_eq!(kept(&bench).lines().count(), 1_000);
    bench.press(0, &[Key::Digit(6)]);
    bench.soft(0, "Yes");
    bench.assert_shows(0, "The contacts are deleted");
    assert_eq!(kept(&bench), "");
    assert_eq!(saved(&mut bench, 4), None);
    bench.assert_shows(0, "There is nothing to save");
}

#[test]
fn a_form_does_not_change_another_contact_when_some_are_loaded() {
    let mut bench = started(SERVER);
    choose(&mut bench, FileKind::Contacts, b"Bob,1,2,\n");
    bench.press(0, &[Key::Contacts]);
    bench.soft(0, "Details");
    bench.soft(0, "Edit");
    choose(&mut bench, FileKind::Contacts, b"Ann,3,,\n");
    bench.wait(Duration::from_secs(6));
    assert_eq!(rows(&bench), ["Ann 3", "Bob 1"]);
}

#[test]
fn keys_leave_one_phone_and_come_to_another() {
    let text = "personal_settings/functional_key/3/type=SPEED_DIAL_BLF\n\
        personal_settings/functional_key/3/speed_dial_number=1003\n\
        personal_settings/navigation_keys/up/key_function=MISSED_CALLS\n";
    let mut one = started(&format!("{SERVER}{text}"));
    one.press(0, &KEYS);
    let (name, function) = saved(&mut one, 5).unwrap();
    assert_eq!((&*name, function.lines().count()), ("function-keys.cfg", 2));
    let (name, others) = saved(&mut one, 6).unwrap();
    assert_eq!((&*name, others.lines().count()), ("programmable-keys.cfg", 1));
    let mut other =
        started(&format!("{SERVER}personal_settings/functional_key/5/speed_dial_number=1005\n"));
    other.press(0, &KEYS);
    assert_eq!(saved(&mut other, 5).unwrap().1.lines().count(), 1);
    other.press(0, &[Key::Digit(4)]);
    assert_eq!(other.desks[0].asked, [Ask::File(FileKind::Keys)]);
    other.wait(Duration::from_secs(6));
    for (file, shown) in [
        (&*function, vec!["The keys are loaded"]),
        (&*others, vec!["The keys are loaded"]),
        ("6,1006,0\n99,1,0\n", vec!["The keys are loaded", "line 2: the key must be 1 to 38"]),
    ] {
        choose(&mut other, FileKind::Keys, file.as_bytes());
        assert_eq!(rows(&other), shown, "{file}");
        other.press(0, &[Key::Left]);
    }
    choose(&mut other, FileKind::Keys, b"Ann,1,,\n");
    other.assert_shows(0, "There are no keys in the file");
    // The keys of a page are as in its file; a speed-dial file adds to them. They hold over a restart.
    other.replace_page(0);
    let expected = |path: &str| other.desks[0].phone.config.text(path).unwrap_or_default();
    for (key, number) in [(3, "1003"), (4, ""), (5, "1006")] {
        let path = format!("personal_settings/functional_key/{key}/speed_dial_number");
        assert_eq!(expected(&path), number, "{key}");
    }
    assert_eq!(expected("personal_settings/navigation_keys/up/key_function"), "MISSED_CALLS");
}

#[test]
fn keys_that_the_person_may_not_change_are_not_loaded() {
    let mut bench =
        started(&format!("{SERVER}personal_settings/speed_dial_programming/enabled=0\n"));
    bench.press(0, &KEYS);
    assert!(!bench.text(0).contains("Load keys"));
    bench.assert_shows(0, "Save function keys");
    let file = b"personal_settings/functional_key/3/speed_dial_number=1003\n";
    choose(&mut bench, FileKind::Keys, file);
    assert_eq!(
        bench.desks[0].phone.config.text("personal_settings/functional_key/3/speed_dial_number"),
        Some("")
    );
}
