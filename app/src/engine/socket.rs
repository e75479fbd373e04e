//! A WebSocket of the page, with what listens to it.

use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

/// What happened to a WebSocket.
pub(super) enum Event {
    /// It is open.
    Open,
    /// A message came: a string, or an `ArrayBuffer`.
    Message(JsValue),
    /// It is closed or could not be opened; says why.
    Closed(String),
}

/// A WebSocket. Whoever drops it closes it, and is told nothing more.
pub(super) struct Socket {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut()>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Opens a WebSocket, for `protocol` if it is given; `tell` is told what happens to it.
    ///
    /// # Errors
    ///
    /// If the browser refuses the address.
    pub(super) fn open(
        url: &str,
        protocol: Option<&str>,
        tell: impl Fn(Event) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let socket = match protocol {
            Some(protocol) => WebSocket::new_with_str(url, protocol)?,
            None => WebSocket::new(url)?,
        };
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on_open = {
            let tell = tell.clone();
            Closure::new(move || tell(Event::Open))
        };
        let on_message = {
            let tell = tell.clone();
            Closure::new(move |event: MessageEvent| tell(Event::Message(event.data())))
        };
        let on_close = Closure::new(move |event: CloseEvent| {
            let why = format!("closed with code {} {}", event.code(), event.reason());
            tell(Event::Closed(why.trim_end().to_owned()));
        });
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self { socket, _on_open: on_open, _on_message: on_message, _on_close: on_close })
    }

    /// Whether messages can be sent.
    pub(super) fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }

    /// Returns how many bytes wait in the browser.
    pub(super) fn waiting(&self) -> u32 {
        self.socket.buffered_amount()
    }

    /// Sends a message of bytes.
    ///
    /// # Errors
    ///
    /// If it is not open yet.
    pub(super) fn send(&self, data: &[u8]) -> Result<(), JsValue> {
        self.socket.send_with_u8_array(data)
    }

    /// Sends a message of text.
    ///
    /// # Errors
    ///
    /// If it is not open yet.
    pub(super) fn send_text(&self, text: &str) -> Result<(), JsValue> {
        self.socket.send_with_str(text)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing twice, or before it is open, is no error to care about.
        let _ = self.socket.close();
    }
}
