//! The keys with lamps: beside the display, and the function keys at the side.

use hookswitch_core::language::Label;
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::{LINE_KEYS, Lamp, LineKey, View};
use leptos::prelude::*;

use super::handle::use_phone;
use super::key_button::key_events;

/// The line keys, top to bottom.
#[component]
pub(crate) fn LineKeys() -> impl IntoView {
    let phone = use_phone();
    let count = phone.part(|view| match view.line_keys.len() {
        0 => LINE_KEYS,
        known => known,
    });
    view! {
        <div class="hs-lines" role="group" aria-label=phone.label(Label::Lines)>
            <For each=move || numbers(count.get()) key=|line| *line let:line>
                <LampKey key=Key::Line(line) of=move |view| view.line_keys.get(usize::from(line)) />
            </For>
        </div>
    }
}

/// The function keys, top to bottom, on models that have them.
#[component]
pub(crate) fn FunctionKeys() -> impl IntoView {
    let phone = use_phone();
    let count = phone.part(|view| view.function_keys.len());
    view! {
        <div
            class="hs-side"
            role="group"
            aria-label=phone.label(Label::FunctionKeys)
            hidden=move || count.get() == 0
        >
            <For each=move || numbers(count.get()) key=|slot| *slot let:slot>
                <LampKey
                    key=Key::Function(slot)
                    of=move |view| view.function_keys.get(usize::from(slot))
                />
            </For>
        </div>
    }
}

fn numbers(count: usize) -> core::ops::Range<u8> {
    0..u8::try_from(count).unwrap_or_default()
}

/// One key with a lamp: its name is its printing, its state is its description.
#[component]
fn LampKey<F>(
    /// Which one.
    key: Key,
    /// What is drawn of it.
    of: F,
) -> impl IntoView
where
    F: for<'a> Fn(&'a View) -> Option<&'a LineKey> + Send + Sync + 'static,
{
    let phone = use_phone();
    let state = phone.part(move |view| of(view).cloned().unwrap_or_default());
    view! {
        <button
            type="button"
            class="hs-line-key"
            class:hs-line-active=move || state.with(|state| state.active)
            aria-label=phone.key_name(key)
            aria-description=move || state.get().description
            {..key_events(key)}
        >
            <i class=move || lamp_class(state.with(|state| state.lamp)) aria-hidden="true"></i>
            <span class="hs-line-text" aria-hidden="true">
                <bdi class="hs-line-label">{move || state.get().label}</bdi>
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
        Lamp::Hollow => "hs-lamp hs-hollow",
    }
}
