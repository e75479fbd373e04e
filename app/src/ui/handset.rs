//! The handset in its cradle, which is the hook.

use hookswitch_core::phone::key::Key;
use leptos::prelude::*;

use super::handle::use_phone;

/// The handset: pressing it lifts it or puts it back.
#[component]
pub(crate) fn Handset() -> impl IntoView {
    let phone = use_phone();
    let lifted = phone.part(|view| view.lamps.off_hook);
    view! {
        <button
            type="button"
            class="hs-handset"
            class:hs-lifted=lifted
            aria-label=phone.key_name(Key::Handset)
            aria-pressed=move || lifted.get().to_string()
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| phone.press.run(Key::Handset)
        >
            <svg viewBox="0 0 120 400" aria-hidden="true" focusable="false" preserveAspectRatio="xMidYMid meet">
                <defs>
                    <linearGradient id="hs-shell" x1="0" x2="1" y1="0" y2="0">
                        <stop offset="0" class="hs-shell-a"></stop>
                        <stop offset="0.28" class="hs-shell-b"></stop>
                        <stop offset="0.72" class="hs-shell-c"></stop>
                        <stop offset="1" class="hs-shell-d"></stop>
                    </linearGradient>
                </defs>
                <g class="hs-cradle">
                    <rect x="13" y="34" width="94" height="92" rx="26"></rect>
                    <rect x="13" y="274" width="94" height="92" rx="26"></rect>
                    <rect x="42" y="80" width="36" height="240" rx="14"></rect>
                </g>
                <g class="hs-receiver">
                    <path
                        class="hs-shell"
                        d="M60 14c29 0 44 12 45 38l1 44c0 22-8 30-17 37-7 6-9 20-9 67s2 61 9 67c9 7 17 15 17 37l-1 44c-1 26-16 38-45 38s-44-12-45-38l-1-44c0-22 8-30 17-37 7-6 9-20 9-67s-2-61-9-67c-9-7-17-15-17-37l1-44c1-26 16-38 45-38z"
                    ></path>
                    <path class="hs-shine" d="M32 40c4-10 14-14 28-14M44 150c-3 30-3 70 0 100M30 352c4 9 14 13 28 14"></path>
                    <g class="hs-holes">
                        <circle cx="60" cy="60" r="2.6"></circle>
                        <circle cx="48" cy="60" r="2.6"></circle>
                        <circle cx="72" cy="60" r="2.6"></circle>
                        <circle cx="54" cy="50" r="2.6"></circle>
                        <circle cx="66" cy="50" r="2.6"></circle>
                        <circle cx="54" cy="70" r="2.6"></circle>
                        <circle cx="66" cy="70" r="2.6"></circle>
                        <rect x="48" y="340" width="24" height="4.5" rx="2.2"></rect>
                    </g>
                </g>
            </svg>
            <span class="hs-handset-name" aria-hidden="true">{phone.key_name(Key::Handset)}</span>
        </button>
    }
}
