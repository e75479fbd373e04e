//! Starts the engine in its worker.

use hookswitch_app::protocol::decode;
use hookswitch_core::link::{MacAddress, Token};
use hookswitch_core::phone::Input;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, MessagePort};

use super::driver::{Handle, Place, Settings};
use super::js;

/// Takes over the worker: its messages, its events, and the phone if this engine leads.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    let engine = Handle::new(place());
    listen(&engine);
    follow_network(&engine);
    engine.begin();
}

/// Returns where the engine's files are, which is also where the gateway is.
fn place() -> Place {
    let location = js::worker().location();
    let folder = location.pathname();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let scheme = if location.protocol() == "https:" { "wss" } else { "ws" };
    Place {
        link: format!("{scheme}://{}{folder}/link", location.host()),
        host: location.hostname(),
        name: format!("hookswitch:{folder}/"),
    }
}

/// Takes the window's messages: bytes, the page's settings, and the worklet's port.
fn listen(engine: &Handle) {
    let engine = engine.clone();
    let on_message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
        let data = event.data();
        if let Some(bytes) = js::bytes(&data) {
            if let Some(message) = decode(&bytes) {
                engine.take_from_window(message);
            }
        } else if let Some(port) = js::get(&data, "audio") {
            engine.set_port(port.unchecked_into::<MessagePort>());
        } else if let Some(settings) = js::get(&data, "settings") {
            engine.configure(read_settings(&settings));
        }
    });
    js::worker().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

fn read_settings(settings: &JsValue) -> Settings {
    let text = |name| js::get(settings, name).and_then(|value| value.as_string());
    Settings {
        enrolment: text("token").filter(|token| !token.is_empty()).map(Token),
        mac: text("mac").and_then(|text| read_mac(&text)),
    }
}

/// Reads twelve hexadecimal digits, with separators or without.
fn read_mac(text: &str) -> Option<MacAddress> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.')).collect();
    if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u64::from_str_radix(&digits, 16).ok()?;
    number.to_be_bytes().last_chunk().copied().map(MacAddress)
}

/// Passes on what the browser believes of the network.
fn follow_network(engine: &Handle) {
    for (name, online) in [("online", true), ("offline", false)] {
        let engine = engine.clone();
        let on_event = Closure::<dyn FnMut()>::new(move || engine.input(Input::Online(online)));
        let added =
            js::worker().add_event_listener_with_callback(name, on_event.as_ref().unchecked_ref());
        if let Err(error) = added {
            js::warn("network: changes will not be seen", &error);
        }
        on_event.forget();
    }
}
