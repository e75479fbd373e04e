//! The computer's keyboard as keys of the phone, and pasted text as a number.

use hookswitch_core::phone::key::Key;

/// Longest text that is taken from the clipboard, in characters: longer than any SIP URI in use.
const LONGEST_PASTE: usize = 256;

/// A key of the computer as the browser tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke<'a> {
    /// The browser's `KeyboardEvent.key`.
    pub key: &'a str,
    /// Whether Ctrl, Alt or Meta is down: then the stroke is the browser's.
    pub modified: bool,
    /// Whether the key is held down and repeats.
    pub repeat: bool,
    /// Whether a key of the phone has the keyboard's focus, so that Enter and Space press it.
    pub on_button: bool,
    /// Whether the display takes text, so that what is typed is text and no key.
    pub in_text: bool,
}

/// What a stroke means to the phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A key of the phone.
    Press(Key),
    /// A digit, which is down until the key of the computer is let go.
    Down(Key),
    /// Text: a character that is on no key of the phone but in numbers, or any where text is taken.
    Text(String),
}

/// Returns what `stroke` means; `None` leaves it to the browser.
pub fn meaning(stroke: Stroke<'_>) -> Option<Meaning> {
    if stroke.modified || (stroke.on_button && matches!(stroke.key, "Enter" | " ")) {
        return None;
    }
    let mut characters = stroke.key.chars();
    if let (true, Some(c), None) = (stroke.in_text, characters.next(), characters.next()) {
        return Some(Meaning::Text(c.to_string()));
    }
    let key = match stroke.key {
        "*" => Key::Star,
        "#" => Key::Pound,
        "+" => return (!stroke.repeat).then(|| Meaning::Text("+".to_owned())),
        "Enter" => Key::Ok,
        "Escape" => Key::Escape,
        "Backspace" => Key::Backspace,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "F1" => Key::Softkey(0),
        "F2" => Key::Softkey(1),
        "F3" => Key::Softkey(2),
        "F4" => Key::Softkey(3),
        "AudioVolumeUp" => Key::VolumeUp,
        "AudioVolumeDown" => Key::VolumeDown,
        other => Key::Digit(digit(other)?),
    };
    let is_digit = matches!(key, Key::Digit(_) | Key::Star | Key::Pound);
    let meaning = if is_digit { Meaning::Down(key) } else { Meaning::Press(key) };
    (!stroke.repeat || repeats(key)).then_some(meaning)
}

/// Returns pasted `text` as something that can be dialled: one line, without the separators that
/// people write in numbers; as it is if the display takes text. `None` if nothing is left.
pub fn pasted(text: &str, in_text: bool) -> Option<String> {
    let line = text.trim().lines().next()?.trim();
    if in_text {
        let kept: String = line.chars().take(LONGEST_PASTE).collect();
        return (!kept.is_empty()).then_some(kept);
    }
    let line = line.strip_prefix("tel:").unwrap_or(line);
    let is_number = line.chars().all(|c| c.is_ascii_digit() || "+*# ()-./\u{a0}".contains(c));
    let kept: String = line
        .chars()
        .filter(|&c| !(c.is_control() || is_number && " ()-./\u{a0}".contains(c)))
        .take(LONGEST_PASTE)
        .collect();
    (!kept.is_empty()).then_some(kept)
}

fn digit(text: &str) -> Option<u8> {
    match text.as_bytes() {
        &[c @ b'0'..=b'9'] => Some(c - b'0'),
        _ => None,
    }
}

/// Whether holding the computer's key down presses the phone's key again and again.
fn repeats(key: Key) -> bool {
    [Key::Backspace, Key::Up, Key::Down, Key::Left, Key::Right, Key::VolumeUp, Key::VolumeDown]
        .contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(key: &str) -> Stroke<'_> {
        let (modified, repeat, on_button, in_text) = (false, false, false, false);
        Stroke { key, modified, repeat, on_button, in_text }
    }

    #[track_caller]
    fn check(key: &str, expected: Option<Key>) {
        assert_eq!(meaning(stroke(key)), expected.map(Meaning::Press), "{key}");
    }

    #[test]
    fn keys_of_the_computer_press_keys_of_the_phone() {
        for digit in 0..10 {
            let down = Some(Meaning::Down(Key::Digit(digit)));
            assert_eq!(meaning(stroke(&digit.to_string())), down);
        }
        check("Enter", Some(Key::Ok));
        check("Escape", Some(Key::Escape));
        check("Backspace", Some(Key::Backspace));
        check("ArrowUp", Some(Key::Up));
        check("ArrowDown", Some(Key::Down));
        check("ArrowLeft", Some(Key::Left));
        check("ArrowRight", Some(Key::Right));
        check("F1", Some(Key::Softkey(0)));
        check("F4", Some(Key::Softkey(3)));
        check("F5", None);
        check("a", None);
        check("Tab", None);
        check("10", None);
        assert_eq!(meaning(stroke("+")), Some(Meaning::Text("+".to_owned())));
    }

    #[test]
    fn shortcuts_of_the_browser_stay_its_own() {
        assert_eq!(meaning(Stroke { modified: true, ..stroke("1") }), None);
        assert_eq!(meaning(Stroke { modified: true, ..stroke("F4") }), None);
    }

    #[test]
    fn enter_and_space_press_the_key_that_has_the_focus() {
        assert_eq!(meaning(Stroke { on_button: true, ..stroke("Enter") }), None);
        assert_eq!(meaning(Stroke { on_button: true, ..stroke(" ") }), None);
        let digit = Some(Meaning::Down(Key::Digit(5)));
        assert_eq!(meaning(Stroke { on_button: true, ..stroke("5") }), digit);
    }

    #[test]
    fn held_digits_are_dialled_once() {
        assert_eq!(meaning(Stroke { repeat: true, ..stroke("5") }), None);
        let deleted = Some(Meaning::Press(Key::Backspace));
        assert_eq!(meaning(Stroke { repeat: true, ..stroke("Backspace") }), deleted);
    }

    #[test]
    fn digits_are_down_until_they_are_let_go() {
        for (text, key) in [("5", Key::Digit(5)), ("*", Key::Star), ("#", Key::Pound)] {
            assert_eq!(meaning(stroke(text)), Some(Meaning::Down(key)));
            assert_eq!(meaning(Stroke { repeat: true, ..stroke(text) }), None);
            let typed = Some(Meaning::Text(text.to_owned()));
            assert_eq!(meaning(Stroke { in_text: true, ..stroke(text) }), typed);
        }
        assert_eq!(meaning(stroke("Enter")), Some(Meaning::Press(Key::Ok)));
    }

    #[test]
    fn pasted_numbers_lose_their_separators() {
        let check = |text, expected| assert_eq!(pasted(text, false).as_deref(), expected);
        check(" +49 (30) 123-456\n", Some("+4930123456"));
        check("tel:1002", Some("1002"));
        check("alice.b@example.net", Some("alice.b@example.net"));
        check(" \n", None);
    }

    #[test]
    fn what_is_typed_into_the_display_is_text() {
        let typed = |key| meaning(Stroke { in_text: true, ..stroke(key) });
        for character in ["a", "Z", "5", "*", " ", "é"] {
            assert_eq!(typed(character), Some(Meaning::Text(character.to_owned())));
        }
        assert_eq!(typed("Enter"), Some(Meaning::Press(Key::Ok)));
        assert_eq!(typed("F3"), Some(Meaning::Press(Key::Softkey(2))));
        assert_eq!(typed("Tab"), None);
        let space = Stroke { in_text: true, on_button: true, ..stroke(" ") };
        assert_eq!(meaning(space), None);
        assert_eq!(pasted(" s3cret (1)\n", true).as_deref(), Some("s3cret (1)"));
    }
}
