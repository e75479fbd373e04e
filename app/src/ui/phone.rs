//! The whole phone.

use hookswitch_core::phone::view::TestPattern;
use leptos::prelude::*;

use super::announcer::Announcer;
use super::display::Display;
use super::functions::{CallKeys, PersonalKeys, SoundKeys};
use super::handle::use_phone;
use super::handset::Handset;
use super::keypad::Keypad;
use super::line_keys::{FunctionKeys, LineKeys, lamp_class};
use super::meters::Meters;
use super::navigation::NavigationPad;
use super::notices::Notices;
use super::softkeys::Softkeys;

/// The phone as it stands on the desk.
#[component]
pub(crate) fn Phone() -> impl IntoView {
    let phone = use_phone();
    let ringer = phone.part(|view| view.lamps.ringer);
    let model = phone.part(|view| view.model.clone());
    let rows = phone.part(|view| view.rows);
    let dark = phone.part(|view| view.dark);
    let test = phone.part(|view| view.test);
    let contrast = phone.part(|view| percent(view.contrast));
    let side_contrast = phone.part(|view| percent(view.side_contrast));
    view! {
        <div
            class="hs"
            class:hs-dark=dark
            data-model=move || model.get()
            data-test=move || test.get().map(pattern_name)
            data-rows=move || rows.get()
            style:--hs-contrast=move || contrast.get()
            style:--hs-side-contrast=move || side_contrast.get()
        >
            <Notices />
            <div class="hs-body">
                <Handset />
                <div class="hs-front">
                    <header class="hs-head">
                        <h1 class="hs-brand">"Hookswitch"<small>{move || model.get()}</small></h1>
                        <Meters />
                        <i class=move || format!("hs-ringer {}", lamp_class(ringer.get())) aria-hidden="true"></i>
                    </header>
                    <div class="hs-panel">
                        <div class="hs-glass">
                            <Display />
                            <Softkeys />
                        </div>
                        <LineKeys />
                    </div>
                    <div class="hs-deck">
                        <div class="hs-cluster">
                            <PersonalKeys />
                            <NavigationPad />
                            <CallKeys />
                        </div>
                        <Keypad />
                        <SoundKeys />
                    </div>
                </div>
                <FunctionKeys />
            </div>
            <Announcer />
        </div>
    }
}

/// Returns a test's pattern as the style sheet calls it.
const fn pattern_name(pattern: TestPattern) -> &'static str {
    match pattern {
        TestPattern::White => "white",
        TestPattern::Black => "black",
        TestPattern::SideWhite => "side-white",
        TestPattern::SideBlack => "side-black",
        TestPattern::Green => "green",
        TestPattern::Red => "red",
        TestPattern::AllLamps => "all-lamps",
    }
}

/// Returns a contrast for the style sheet; 0 is not known yet.
fn percent(contrast: u8) -> String {
    format!("{}%", if contrast == 0 { 100 } else { contrast })
}
