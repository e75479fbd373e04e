//! The four keys under the display; their printing is their label in the view.

use hookswitch_core::language::Label;
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::SOFTKEYS;
use leptos::prelude::*;

use super::handle::use_phone;
use super::key_button::key_events;

/// The row of softkeys.
#[component]
pub(crate) fn Softkeys() -> impl IntoView {
    let slots = u8::try_from(SOFTKEYS).unwrap_or_default();
    let name = use_phone().label(Label::Softkeys);
    let keys = (0..slots).map(|index| view! { <SoftkeyButton index /> }).collect_view();
    view! { <div class="hs-softkeys" role="group" aria-label=name>{keys}</div> }
}

/// One softkey; without a label it does nothing and cannot be pressed.
#[component]
fn SoftkeyButton(
    /// Which one, from the left.
    index: u8,
) -> impl IntoView {
    let phone = use_phone();
    let key = Key::Softkey(index);
    let name = phone.key_name(key);
    let label = phone.part(move |view| view.softkeys.get(usize::from(index)).cloned().flatten());
    view! {
        <button
            type="button"
            class="hs-softkey"
            disabled=move || label.with(Option::is_none)
            aria-label=move || label.get().unwrap_or_else(|| name.get())
            {..key_events(key)}
        >
            <span class="hs-softkey-label" aria-hidden="true">{move || label.get().unwrap_or_default()}</span>
            <span class="hs-softkey-cap" aria-hidden="true"></span>
        </button>
    }
}
