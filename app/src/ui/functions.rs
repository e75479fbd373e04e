//! The keys with a function of their own.

use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::Lamps;
use leptos::prelude::*;

use super::handle::use_phone;
use super::icon::icon;
use super::key_button::KeyButton;

/// Voice mail, Contacts and Menu.
#[component]
pub(crate) fn PersonalKeys() -> impl IntoView {
    view! {
        <div class="hs-functions hs-personal">
            {lit(Key::VoiceMail, "Voice mail", |lamps| lamps.voice_mail)}
            {plain(Key::Contacts, "Contacts")}
            {plain(Key::Menu, "Menu")}
        </div>
    }
}

/// Hold, Transfer and Redial.
#[component]
pub(crate) fn CallKeys() -> impl IntoView {
    view! {
        <div class="hs-functions hs-call">
            {lit(Key::Hold, "Hold", |lamps| lamps.hold)}
            {plain(Key::Transfer, "Transfer")}
            {plain(Key::Redial, "Redial")}
        </div>
    }
}

/// Volume, Mute, Headset and Speaker.
#[component]
pub(crate) fn SoundKeys() -> impl IntoView {
    let volume = use_phone().part(|view| view.audio.volume);
    view! {
        <div class="hs-sound">
            <div class="hs-volume" role="group" aria-label="Volume" data-volume=move || volume.get()>
                <KeyButton key=Key::VolumeDown class="hs-rocker">
                    {icon(Key::VolumeDown)}<small>"Vol"</small>
                </KeyButton>
                <KeyButton key=Key::VolumeUp class="hs-rocker">
                    {icon(Key::VolumeUp)}<small>"Vol"</small>
                </KeyButton>
            </div>
            {lit(Key::Mute, "Mute", |lamps| lamps.mute)}
            {lit(Key::Headset, "Headset", |lamps| lamps.headset)}
            {lit(Key::Speaker, "Speaker", |lamps| lamps.speaker)}
        </div>
    }
}

fn plain(key: Key, printing: &'static str) -> impl IntoView {
    view! { <KeyButton key class="hs-function">{icon(key)}<small>{printing}</small></KeyButton> }
}

fn lit(
    key: Key,
    printing: &'static str,
    lamp: impl Fn(&Lamps) -> bool + Send + Sync + 'static,
) -> impl IntoView {
    let lamp = use_phone().part(move |view| lamp(&view.lamps));
    let class = if key == Key::Mute { "hs-function hs-red-dot" } else { "hs-function" };
    view! { <KeyButton key class lamp>{icon(key)}<small>{printing}</small></KeyButton> }
}
