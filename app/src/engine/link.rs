//! The link's WebSocket. When to open and close it is core's to say.

use hookswitch_core::link::{FromGateway, ToGateway, decode, encode};
use hookswitch_core::phone::Input;
use wasm_bindgen::prelude::*;

use super::driver::Handle;
use super::js;
use super::socket::{Event, Socket};

/// Bytes that may wait in the browser before media is dropped instead of queued: a tenth of a
/// second of four calls.
const MEDIA_BACKLOG: u32 = 4 * 5 * 200;

/// The link's WebSocket.
pub(super) struct Link(Socket);

impl Link {
    /// Opens a WebSocket; what happens to it comes as inputs of core.
    ///
    /// # Errors
    ///
    /// If the browser refuses the address.
    pub(super) fn open(url: &str, engine: &Handle) -> Result<Self, JsValue> {
        let engine = engine.clone();
        let tell = move |event| match event {
            Event::Open => engine.input(Input::LinkOpen),
            Event::Message(data) => take(&engine, &data),
            Event::Closed(why) => engine.link_closed(why),
        };
        Socket::open(url, None, tell).map(Self)
    }

    /// Whether messages can be sent.
    pub(super) fn is_open(&self) -> bool {
        self.0.is_open()
    }

    /// Sends a message.
    pub(super) fn send(&self, message: &ToGateway) {
        if let Err(error) = self.0.send(&encode(message)) {
            js::warn("link: a message was not sent", &error);
        }
    }

    /// Sends a media datagram, unless too much waits already. Returns whether it was sent.
    pub(super) fn send_media(&self, datagram: Vec<u8>) -> bool {
        let fits = self.is_open() && self.0.waiting() <= MEDIA_BACKLOG;
        if fits {
            self.send(&ToGateway::Media(datagram));
        }
        fits
    }
}

fn take(engine: &Handle, data: &JsValue) {
    let Some(bytes) = js::bytes(data) else { return };
    match decode::<FromGateway>(&bytes) {
        Ok(FromGateway::Media(datagram)) => engine.media_from_link(&datagram),
        Ok(message) => engine.input(Input::FromGateway(message)),
        Err(error) => js::log(&format!("link: dropped a message: {error}")),
    }
}
