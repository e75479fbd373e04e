//! The twelve keys that dial.

use hookswitch_core::language::Label;
use hookswitch_core::phone::key::Key;
use leptos::prelude::*;

use super::handle::use_phone;
use super::key_button::KeyButton;

/// Each key with its figure and its letters (ITU-T E.161).
const KEYS: [(Key, &str, &str); 12] = [
    (Key::Digit(1), "1", ""),
    (Key::Digit(2), "2", "ABC"),
    (Key::Digit(3), "3", "DEF"),
    (Key::Digit(4), "4", "GHI"),
    (Key::Digit(5), "5", "JKL"),
    (Key::Digit(6), "6", "MNO"),
    (Key::Digit(7), "7", "PQRS"),
    (Key::Digit(8), "8", "TUV"),
    (Key::Digit(9), "9", "WXYZ"),
    (Key::Star, "*", ""),
    (Key::Digit(0), "0", "+"),
    (Key::Pound, "#", ""),
];

/// The keypad.
#[component]
pub(crate) fn Keypad() -> impl IntoView {
    let keys = KEYS
        .map(|(key, figure, letters)| {
            let class = if key == Key::Star { "hs-digit hs-star" } else { "hs-digit" };
            view! {
                <KeyButton key class>
                    <b>{figure}</b>
                    <small>{letters}</small>
                </KeyButton>
            }
        })
        .into_iter()
        .collect_view();
    view! { <div class="hs-keypad" role="group" aria-label=use_phone().label(Label::Keypad)>{keys}</div> }
}
