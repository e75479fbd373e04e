//! What is outside the phone's own element: the page's title and icon.

use hookswitch_app::protocol::ToEngine;
use hookswitch_core::phone::view::{Lamp, Screen};
use leptos::ev;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

use super::handle::PhoneHandle;

/// Returns whether the person did something in this window just now.
pub(crate) fn is_used() -> bool {
    let navigator: wasm_bindgen::JsValue = window().navigator().into();
    let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let activation = get(&navigator, "userActivation");
    let active = activation.and_then(|it| get(&it, "isActive")).and_then(|it| it.as_bool());
    // Older browsers do not tell.
    active.unwrap_or_else(|| document().has_focus().unwrap_or(false))
}

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
    let icon = phone.part(|view| {
        let rings = matches!(view.display.screen, Screen::RingingIn | Screen::CallWaiting)
            || view.lamps.ringer == Lamp::RedBlinking;
        match (rings, view.audio.in_call) {
            (true, _) => "icon-ringing.svg",
            (false, true) => "icon-talking.svg",
            (false, false) => "icon.svg",
        }
    });
    Effect::new(move || {
        if let Ok(Some(link)) = document().query_selector("link[rel=icon]")
            && let Some(link) = link.dyn_ref::<web_sys::HtmlLinkElement>()
        {
            link.set_href(icon.get());
        }
    });
}
