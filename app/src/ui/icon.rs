//! Pictures on keys, drawn with one stroke each.

use hookswitch_core::phone::key::Key;
use leptos::prelude::*;

/// Draws the picture of `key`, if it has one.
pub(crate) fn icon(key: Key) -> Option<impl IntoView> {
    path(key).map(|path| {
        view! {
            <svg class="hs-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=path></path>
            </svg>
        }
    })
}

/// Returns an SVG path in a square of 24.
fn path(key: Key) -> Option<&'static str> {
    Some(match key {
        Key::VoiceMail => {
            "M6.5 15.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zm11 0a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM6.5 15.5h11"
        }
        Key::Contacts => {
            "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.5 20c.7-3.5 3.7-5.3 7.5-5.3s6.8 1.8 7.5 5.3"
        }
        Key::Menu => "M5 7h14M5 12h14M5 17h14",
        Key::Hold => "M9 6v12M15 6v12",
        Key::Transfer => "M4 8h14m-3.5-3.5L18 8l-3.5 3.5M20 16H6m3.5-3.5L6 16l3.5 3.5",
        Key::Redial => "M18.5 14a7 7 0 1 1-1.2-6.6L20 10M20 5v5h-5",
        Key::Mute => {
            "M12 4a2.6 2.6 0 0 1 2.6 2.6v4.6a2.6 2.6 0 0 1-5.2 0V6.6A2.6 2.6 0 0 1 12 4zM6.5 11a5.5 5.5 0 0 0 11 0M12 16.5V20M4.5 4.5l15 15"
        }
        Key::Headset => {
            "M4.5 15v-2.5a7.5 7.5 0 0 1 15 0V15M4.5 13.5h3v5.5h-1.5a1.5 1.5 0 0 1-1.5-1.5zM19.5 13.5h-3v5.5H18a1.5 1.5 0 0 0 1.5-1.5z"
        }
        Key::Speaker => {
            "M4.5 9.8v4.4h3.2L12 18V6L7.7 9.8zM15 9.2a4 4 0 0 1 0 5.6M17.6 6.6a7.6 7.6 0 0 1 0 10.8"
        }
        Key::VolumeUp => "M12 6v12M6 12h12",
        Key::VolumeDown => "M6 12h12",
        Key::Up => "M6 14.5 12 8.5l6 6",
        Key::Down => "M6 9.5l6 6 6-6",
        Key::Left => "M14.5 6l-6 6 6 6",
        Key::Right => "M9.5 6l6 6-6 6",
        // What is printed on them is their picture, or they are drawn elsewhere.
        Key::Digit(_) | Key::Star | Key::Pound | Key::Softkey(_) | Key::Line(_) => return None,
        Key::Ok | Key::Handset | Key::Escape | Key::Backspace | _ => return None,
    })
}
