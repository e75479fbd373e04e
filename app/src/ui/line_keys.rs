//! The keys beside the display with their lamps.

use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::{LINE_KEYS, Lamp};
use leptos::prelude::*;

use super::handle::use_phone;

/// The line keys, top to bottom.
#[component]
pub(crate) fn LineKeys() -> impl IntoView {
    let count = use_phone().part(|view| match view.line_keys.len() {
        0 => LINE_KEYS,
        known => known,
    });
    let lines = move || 0..u8::try_from(count.get()).unwrap_or_default();
    view! {
        <div class="hs-lines" role="group" aria-label="Lines">
            <For each=lines key=|line| *line let:line>
                <LineKeyButton line />
            </For>
        </div>
    }
}

/// One line key: its name is its printing, its state is its description.
#[component]
fn LineKeyButton(
    /// Which one, from the top.
    line: u8,
) -> impl IntoView {
    let phone = use_phone();
    let key = Key::Line(line);
    let state =
        phone.part(move |view| view.line_keys.get(usize::from(line)).cloned().unwrap_or_default());
    view! {
        <button
            type="button"
            class="hs-line-key"
            class:hs-line-active=move || state.with(|state| state.active)
            aria-label=key.printing()
            aria-description=move || state.get().description
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| phone.press.run(key)
        >
            <i class=move || lamp_class(state.with(|state| state.lamp)) aria-hidden="true"></i>
            <span class="hs-line-text" aria-hidden="true">
                <span class="hs-line-label">{move || state.get().label}</span>
                <small class="hs-line-state">{move || state.get().state}</small>
            </span>
        </button>
    }
}

/// Returns the class names of a lamp.
pub(crate) fn lamp_class(lamp: Lamp) -> &'static str {
    match lamp {
        Lamp::Off => "hs-lamp",
        Lamp::Green => "hs-lamp hs-green",
        Lamp::Red => "hs-lamp hs-red",
        Lamp::RedBlinking => "hs-lamp hs-red hs-blink",
        Lamp::GreenBlinking => "hs-lamp hs-green hs-blink",
    }
}
