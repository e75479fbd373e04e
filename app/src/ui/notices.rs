//! What a person should know or do beside the phone: sound that is blocked or wrong, and that
//! the phone runs in another window.

use hookswitch_app::protocol::Role;
use leptos::prelude::*;

use super::handle::{use_phone, use_window};

/// All notices that hold now.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let phone = use_phone();
    let window = use_window();
    let unarmed = phone.part(|view| view.audio.ringer_unarmed);
    let diagnosis = phone.part(|view| view.audio.diagnosis.clone());
    let note = phone.part(|view| view.audio.microphone_note.clone());
    let leads = move || window.role.get() != Role::Follower;
    view! {
        <div class="hs-notices">
            <Show when=move || unarmed.get() && leads()>
                <button type="button" class="hs-notice hs-arm" on:click=move |_| window.arm.run(())>
                    "Tap to arm the ringer"
                </button>
            </Show>
            <Show when=move || !leads()>
                <p class="hs-notice">
                    "The phone runs in another tab of this browser, and its sound plays there. Keys work here too."
                </p>
            </Show>
            <Show when=move || diagnosis.with(|text| !text.is_empty())>
                <p class="hs-notice hs-diagnosis" role="status">{move || diagnosis.get()}</p>
            </Show>
            <Show when=move || note.with(|text| !text.is_empty())>
                <p class="hs-notice hs-note">{move || note.get()}</p>
            </Show>
        </div>
    }
}
