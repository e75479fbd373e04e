//! Levels of microphone and speaker while a call is up.

use hookswitch_app::protocol::MediaPath;
use hookswitch_core::language::Label;
use leptos::prelude::*;

use super::handle::{use_phone, use_window};

/// Both meters; empty while no call is up.
#[component]
pub(crate) fn Meters() -> impl IntoView {
    let phone = use_phone();
    let in_call = phone.part(|view| view.audio.in_call);
    let microphone = phone.part(|view| view.audio.microphone_level);
    let speaker = phone.part(|view| view.audio.speaker_level);
    let path = use_window().media_path;
    view! {
        <div class="hs-meters" class:hs-meters-on=in_call>
            <Show when=move || in_call.get()>
                <Meter name=phone.label(Label::MicrophoneLevel) picture="hs-pic-mic" level=microphone />
                <Meter name=phone.label(Label::SpeakerLevel) picture="hs-pic-speaker" level=speaker />
                <span class="hs-path" title=phone.label(Label::MediaPath)>
                    {move || path_name(path.get())}
                </span>
            </Show>
        </div>
    }
}

/// One meter.
#[component]
fn Meter(
    /// Its accessible name.
    name: Memo<String>,
    /// The class that draws its picture.
    picture: &'static str,
    /// What it shows, 0 to 100.
    level: Memo<u8>,
) -> impl IntoView {
    let d = if picture == "hs-pic-mic" {
        "M12 4a2.6 2.6 0 0 1 2.6 2.6v4.6a2.6 2.6 0 0 1-5.2 0V6.6A2.6 2.6 0 0 1 12 4zM6.5 11a5.5 5.5 0 0 0 11 0M12 16.5V20"
    } else {
        "M4.5 9.8v4.4h3.2L12 18V6L7.7 9.8zM15 9.2a4 4 0 0 1 0 5.6"
    };
    view! {
        <div
            class="hs-meter"
            role="meter"
            aria-label=name
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || level.get().to_string()
        >
            <svg class="hs-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=d></path></svg>
            <span class="hs-meter-track">
                <span
                    class="hs-meter-bar"
                    style:--hs-level=move || format!("{:.2}", f32::from(level.get().min(100)) / 100.0)
                ></span>
            </span>
        </div>
    }
}

fn path_name(path: MediaPath) -> &'static str {
    match path {
        MediaPath::None => "",
        MediaPath::WebSocket => "WS",
        MediaPath::WebTransport => "WT",
    }
}
