//! What is outside the phone's own element: the page's title and icon.

use hookswitch_app::protocol::ToEngine;
use hookswitch_core::phone::view::{Lamp, Screen};
use leptos::ev;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

use super::handle::PhoneHandle;

/// Tells the engine when the page may go away without another word.
pub(crate) fn follow_leaving(send: Callback<ToEngine>) {
    window_event_listener(ev::pagehide, move |_| send.run(ToEngine::Leaving));
    window_event_listener(ev::visibilitychange, move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            send.run(ToEngine::Leaving);
        }
    });
}

/// Keeps title, language and icon of the page as the view says.
pub(crate) fn follow_view(phone: PhoneHandle) {
    let title = phone.part(|view| view.title.clone());
    Effect::new(move || {
        let title = title.get();
        document().set_title(if title.is_empty() { "Hookswitch" } else { &title });
    });
    let language = phone.part(|view| view.language.tag());
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            let set = root.set_attribute("lang", language.get());
            set.unwrap_or_else(|error| web_sys::console::error_1(&error));
        }
    });
    let ringing = phone.part(|view| {
        matches!(view.display.screen, Screen::RingingIn | Screen::CallWaiting)
            || view.lamps.ringer == Lamp::RedBlinking
    });
    Effect::new(move || {
        let icon = if ringing.get() { "icon-ringing.svg" } else { "icon.svg" };
        if let Ok(Some(link)) = document().query_selector("link[rel=icon]")
            && let Some(link) = link.dyn_ref::<web_sys::HtmlLinkElement>()
        {
            link.set_href(icon);
        }
    });
}
