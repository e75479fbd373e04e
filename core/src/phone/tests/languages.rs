//! What language the phone speaks, and since when.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::language::{Direction, Label, Language};
use crate::phone::Keepsake;
use crate::phone::key::Key;

/// Menu, Settings, Language.
const LIST: [Key; 3] = [Key::Menu, Key::Digit(4), Key::Digit(1)];

fn language(bench: &Bench) -> Language {
    bench.desks[0].phone.view().language
}

/// Chooses German from the list.
fn choose_german(bench: &mut Bench) {
    bench.press(0, &LIST);
    bench.press(0, &[Key::Down; 5]);
    bench.press(0, &[Key::Ok]);
}

#[test]
fn a_person_chooses_a_language_and_it_holds_at_once() {
    let mut bench = started(SERVER);
    choose_german(&mut bench);
    bench.assert_shows(0, "Sprache");
    bench.assert_shows(0, "Deutsch Gew\u{e4}hlt");
    let view = bench.desks[0].phone.view();
    assert_eq!((view.language, view.labels.get(Label::Star)), (Language::German, "Stern"));
    assert_eq!(view.softkeys[3].as_deref(), Some("Ende"));
    assert_eq!(view.announcement.text, "Deutsch, Gew\u{e4}hlt");
    bench.press(0, &[Key::Up; 5]);
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "English Chosen");
    assert!(!bench.desks[0].kept.contains_key(&Keepsake::Texts));
}

#[test]
fn a_call_goes_on_in_another_language() {
    let mut bench = started(SERVER);
    ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    bench.soft(0, "Answer");
    bench.assert_shows(0, "Connected");
    choose_german(&mut bench);
    bench.press(0, &[Key::Menu]);
    bench.assert_shows(0, "Verbunden");
    bench.soft(0, "Halten");
    assert_eq!(bench.desks[0].phone.view().softkeys[0].as_deref(), Some("Weiter"));
}

#[test]
fn a_language_is_kept_over_a_reload() {
    let mut bench = started(SERVER);
    choose_german(&mut bench);
    let kept = bench.desks[0].kept[&Keepsake::Texts].clone();
    assert!(kept.starts_with(b"de\n"));
    bench.refresh_page(0);
    assert_eq!(language(&bench), Language::German);
    // Another version cannot read the snapshot: the choice is kept with the configuration.
    bench.replace_page(0);
    assert_eq!(language(&bench), Language::German);
}

#[test]
fn the_configuration_tells_the_language() {
    let bench = started(&format!("{SERVER}personal_settings/language=Hebrew\n"));
    assert_eq!(language(&bench).direction(), Direction::RightToLeft);
    assert_eq!(
        bench.desks[0].phone.view().softkeys[0].as_deref(),
        Some("\u{5d0}\u{5e0}\u{5e9}\u{5d9} \u{5e7}\u{5e9}\u{5e8}")
    );
}

#[test]
fn a_language_that_cannot_be_loaded_changes_nothing_and_is_told() {
    let mut bench = started(SERVER);
    bench.press(0, &LIST);
    bench.press(0, &[Key::Down, Key::Ok]);
    bench.assert_shows(0, "Espa\u{f1}ol cannot be loaded");
    assert_eq!(language(&bench), Language::English);
    assert!(bench.desks[0].log.iter().any(|line| line == "texts of es: there is none"));
}
