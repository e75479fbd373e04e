//! The ring of arrows around OK.

use hookswitch_core::language::Label;
use hookswitch_core::phone::key::Key;
use leptos::prelude::*;

use super::handle::use_phone;
use super::icon::icon;
use super::key_button::KeyButton;

/// The navigation ring.
#[component]
pub(crate) fn NavigationPad() -> impl IntoView {
    let arrow = |key, class| view! { <KeyButton key class>{icon(key)}</KeyButton> };
    view! {
        <div class="hs-ring" role="group" aria-label=use_phone().label(Label::Navigation)>
            {arrow(Key::Up, "hs-arrow hs-up")}
            {arrow(Key::Left, "hs-arrow hs-left")}
            <KeyButton key=Key::Ok class="hs-ok">{use_phone().key_name(Key::Ok)}</KeyButton>
            {arrow(Key::Right, "hs-arrow hs-go-right")}
            {arrow(Key::Down, "hs-arrow hs-down")}
        </div>
    }
}
