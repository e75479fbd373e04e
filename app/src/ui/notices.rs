//! What a person should know or do beside the phone: sound that is blocked or wrong, and that
//! the phone runs in another window.

use hookswitch_app::protocol::Role;
use hookswitch_core::language::Label;
use leptos::prelude::*;

use super::handle::{use_phone, use_window};

/// The notice that matters most. Its place is kept when there is none: no key may move under a
/// finger because a sentence came or went.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let phone = use_phone();
    let window = use_window();
    let (other_tab, arm_ringer) = (phone.label(Label::OtherTab), phone.label(Label::ArmRinger));
    let unarmed = phone.part(|view| view.audio.ringer_unarmed);
    let recording = phone.part(|view| view.audio.recording.clone());
    let note = phone.part(|view| view.audio.microphone_note.clone());
    let notice = move || {
        if window.role.get() == Role::Follower {
            return Some(view! { <p class="hs-notice">{other_tab}</p> }.into_any());
        }
        if unarmed.get() {
            let arm = view! {
                <button type="button" class="hs-notice hs-arm" on:click=move |_| window.arm.run(())>
                    {arm_ringer}
                </button>
            };
            return Some(arm.into_any());
        }
        let recording = recording.get();
        if !recording.is_empty() {
            return Some(view! { <p class="hs-notice hs-recorded">{recording}</p> }.into_any());
        }
        let note = note.get();
        (!note.is_empty()).then(|| view! { <p class="hs-notice hs-note">{note}</p> }.into_any())
    };
    let diagnosis = phone.part(|view| view.audio.diagnosis.clone());
    view! {
        <div class="hs-notices" dir=phone.direction()>{notice}</div>
        // The display shows it; here it is read out.
        <p class="hs-unseen" role="status">{move || diagnosis.get()}</p>
    }
}
