//! A key: a real button whose accessible name is its printing.

use hookswitch_core::phone::key::Key;
use leptos::attr::Attribute;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::handle::use_phone;

/// How long a key is pressed until it counts as held down.
const HOLD_TIME: core::time::Duration = core::time::Duration::from_millis(800);

/// Returns what makes a button a key of the phone: a click presses it. Holding it down, or the menu
/// that a right click or the keyboard asks for, does what the key does that is held down, until it is
/// let go. A digit of a call begins at once.
pub(crate) fn key_events(key: Key) -> impl Attribute {
    let phone = use_phone();
    let is_digit = matches!(key, Key::Digit(_) | Key::Star | Key::Pound);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let held = StoredValue::new(false);
    // Returns the timer of a key that was down and not held yet.
    let release = move || {
        let running = timer.try_update_value(Option::take).flatten();
        running.inspect(TimeoutHandle::clear)
    };
    let hold = move || {
        timer.set_value(None);
        held.set_value(true);
        phone.hold.run(key);
    };
    let pointer_down = move |event: web_sys::PointerEvent| {
        release();
        held.set_value(false);
        if event.button() != 0 {
            return;
        }
        if is_digit && phone.view.with_untracked(|view| view.display.holds_digits) {
            held.set_value(true);
            // What is shown may be older than what the phone does now.
            phone.down.run(key);
        } else {
            timer.set_value(set_timeout_with_handle(hold, HOLD_TIME).ok());
        }
    };
    let pointer_up = move |_| {
        release();
        if held.get_value() {
            phone.release.run(key);
        }
    };
    let ask_menu = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if release().is_some() {
            hold();
        } else if !held.try_update_value(core::mem::take).unwrap_or_default() {
            phone.hold.run(key);
            phone.release.run(key);
        }
    };
    let click = move |event: web_sys::MouseEvent| {
        release();
        let was_held = held.try_update_value(core::mem::take).unwrap_or_default();
        // The keyboard clicks without having held anything.
        if !was_held || event.detail() == 0 {
            phone.press.run(key);
        }
    };
    view! {
        <{..}
            // A mouse must not move the keyboard's focus: Enter dials, it repeats no click.
            on:mousedown=|event| event.prevent_default()
            on:pointerdown=pointer_down
            on:pointerup=pointer_up
            on:pointerleave=pointer_up
            on:pointercancel=pointer_up
            on:contextmenu=ask_menu
            on:click=click
        />
    }
}

/// One key with what is printed on it.
#[component]
pub(crate) fn KeyButton(
    /// The key.
    key: Key,
    /// Class names beside `hs-key`.
    #[prop(default = "")]
    class: &'static str,
    /// The lamp beside the key; a key with one is a toggle to a screen reader.
    #[prop(optional, into)]
    lamp: Option<Signal<bool>>,
    /// What is drawn on the key; not read out, the name says it.
    children: Children,
) -> impl IntoView {
    let phone = use_phone();
    let missing = phone.part(move |view| view.missing.contains(&key));
    view! {
        <button
            type="button"
            class=format!("hs-key {class}")
            hidden=missing
            aria-label=phone.key_name(key)
            aria-pressed=move || lamp.map(|lamp| lamp.get().to_string())
            {..key_events(key)}
        >
            {lamp.map(|lamp| view! { <i class="hs-dot" class:hs-dot-on=lamp aria-hidden="true"></i> })}
            <span class="hs-cap" aria-hidden="true">{children()}</span>
        </button>
    }
}
