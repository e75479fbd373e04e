//! The keys with a function of their own.

use hookswitch_core::language::Label;
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
            {lit(Key::VoiceMail, |lamps| lamps.voice_mail)}
            {plain(Key::Contacts)}
            {plain(Key::Menu)}
        </div>
    }
}

/// Hold, Transfer and Redial.
#[component]
pub(crate) fn CallKeys() -> impl IntoView {
    view! {
        <div class="hs-functions hs-call">
            {lit(Key::Hold, |lamps| lamps.hold)}
            {plain(Key::Transfer)}
            {plain(Key::Redial)}
        </div>
    }
}

/// Volume, Mute, Headset and Speaker.
#[component]
pub(crate) fn SoundKeys() -> impl IntoView {
    let phone = use_phone();
    let volume = phone.part(|view| view.audio.volume);
    let short = phone.label(Label::VolumeShort);
    view! {
        <div class="hs-sound">
            <div class="hs-volume" role="group" aria-label=phone.label(Label::Volume) data-volume=move || volume.get()>
                <KeyButton key=Key::VolumeDown class="hs-rocker">
                    {icon(Key::VolumeDown)}<small>{short}</small>
                </KeyButton>
                <KeyButton key=Key::VolumeUp class="hs-rocker">
                    {icon(Key::VolumeUp)}<small>{short}</small>
                </KeyButton>
            </div>
            {lit(Key::Mute, |lamps| lamps.mute)}
            {lit(Key::Headset, |lamps| lamps.headset)}
            {lit(Key::Speaker, |lamps| lamps.speaker)}
        </div>
    }
}

fn plain(key: Key) -> impl IntoView {
    let printing = use_phone().key_name(key);
    view! { <KeyButton key class="hs-function">{icon(key)}<small>{printing}</small></KeyButton> }
}

fn lit(key: Key, lamp: impl Fn(&Lamps) -> bool + Send + Sync + 'static) -> impl IntoView {
    let phone = use_phone();
    let printing = phone.key_name(key);
    let lamp = phone.part(move |view| lamp(&view.lamps));
    let class = if key == Key::Mute { "hs-function hs-red-dot" } else { "hs-function" };
    view! { <KeyButton key class lamp>{icon(key)}<small>{printing}</small></KeyButton> }
}
