//! A key: a real button whose accessible name is its printing.

use hookswitch_core::phone::key::Key;
use leptos::prelude::*;

use super::handle::use_phone;

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
            aria-label=key.printing()
            aria-pressed=move || lamp.map(|lamp| lamp.get().to_string())
            // A mouse must not move the keyboard's focus: Enter dials, it repeats no click.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| phone.press.run(key)
        >
            {lamp.map(|lamp| view! { <i class="hs-dot" class:hs-dot-on=lamp aria-hidden="true"></i> })}
            <span class="hs-cap" aria-hidden="true">{children()}</span>
        </button>
    }
}
