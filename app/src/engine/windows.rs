//! One phone for all windows of a browser: a lock elects the engine that leads, and a broadcast
//! channel shows its phone in the others and brings their keys.

use hookswitch_app::protocol::{BetweenEngines, FromEngine, decode, encode};
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::driver::Handle;
use super::js::{self, LockManager};

/// The channel between the engines of one browser.
pub(super) struct Channel {
    channel: Option<BroadcastChannel>,
}

impl Channel {
    /// Opens the channel `name`; where there is none, a channel with nobody on it.
    pub(super) fn open(name: &str, engine: &Handle) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else { return Self { channel: None } };
        let engine = engine.clone();
        let on_message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
            if let Some(message) = js::bytes(&event.data()).and_then(|bytes| decode(&bytes)) {
                engine.take_from_engine(message);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // The channel lives as long as the worker.
        on_message.forget();
        Self { channel: Some(channel) }
    }

    /// Tells all other engines.
    pub(super) fn send(&self, message: &BetweenEngines) {
        if let Some(channel) = &self.channel
            && let Err(error) = channel.post_message(&Uint8Array::from(encode(message).as_slice()))
        {
            js::warn("windows: a message was not sent", &error);
        }
    }
}

/// Calls `lead` when this engine leads, which it does until it ends.
pub(super) fn stand_for_election(name: &str, lead: impl FnOnce() + 'static) {
    let navigator = js::worker().navigator();
    let Some(locks) = js::get(&navigator, "locks") else {
        // Only pages that are not secure lack locks; each of their windows is a phone of its own.
        lead();
        return;
    };
    let granted = Closure::once_into_js(move |_lock: JsValue| {
        lead();
        // The lock is held until this promise settles: never.
        Promise::new(&mut |_, _| {})
    });
    let locks: LockManager = locks.unchecked_into();
    let ignore = Closure::<dyn FnMut(JsValue)>::new(|error: JsValue| {
        js::warn("windows: no lock", &error);
    });
    let _ = locks.request(name, granted.unchecked_ref::<Function>()).catch(&ignore);
    ignore.forget();
}

/// Sends a message to this engine's window.
pub(super) fn tell_window(message: &FromEngine) {
    let bytes = Uint8Array::from(encode(message).as_slice());
    if let Err(error) = js::worker().post_message(&bytes) {
        js::warn("engine: a message to the window was not sent", &error);
    }
}
