//! The link's WebSocket. When to open and close it is core's to say.

use hookswitch_core::link::{FromGateway, ToGateway, decode, encode};
use hookswitch_core::phone::Input;
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

use super::driver::Handle;
use super::js;

/// Bytes that may wait in the browser before media is dropped instead of queued: a tenth of a
/// second of four calls.
const MEDIA_BACKLOG: u32 = 4 * 5 * 200;

/// An open WebSocket with what listens to it.
pub(super) struct Link {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut()>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Link {
    /// Opens a WebSocket; what happens to it comes as inputs of core.
    ///
    /// # Errors
    ///
    /// If the browser refuses the address.
    pub(super) fn open(url: &str, engine: &Handle) -> Result<Self, JsValue> {
        let socket = WebSocket::new(url)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on_open = {
            let engine = engine.clone();
            Closure::new(move || engine.input(Input::LinkOpen))
        };
        let on_message = {
            let engine = engine.clone();
            Closure::new(move |event: MessageEvent| take(&engine, &event.data()))
        };
        let on_close = {
            let engine = engine.clone();
            Closure::new(move |event: CloseEvent| {
                engine.link_closed(format!("closed with code {} {}", event.code(), event.reason()));
            })
        };
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self { socket, _on_open: on_open, _on_message: on_message, _on_close: on_close })
    }

    /// Whether messages can be sent.
    pub(super) fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }

    /// Sends a message.
    pub(super) fn send(&self, message: &ToGateway) {
        if let Err(error) = self.socket.send_with_u8_array(&encode(message)) {
            js::warn("link: a message was not sent", &error);
        }
    }

    /// Sends a media datagram, unless too much waits already. Returns whether it was sent.
    pub(super) fn send_media(&self, datagram: Vec<u8>) -> bool {
        let fits = self.is_open() && self.socket.buffered_amount() <= MEDIA_BACKLOG;
        if fits {
            self.send(&ToGateway::Media(datagram));
        }
        fits
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing twice, or before it is open, is no error to care about.
        let _ = self.socket.close();
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
