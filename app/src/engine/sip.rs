//! SIP over WebSocket, from the page to a server (RFC 7118). When to open and close one is core's
//! to say.

use std::collections::BTreeMap;

use gloo_timers::callback::Timeout;
use hookswitch_core::phone::{Input, SUBPROTOCOL, WebSocketCommand, WebSocketEvent, WebSocketId};

use super::driver::Handle;
use super::js;
use super::socket::{Event, Socket};

/// The WebSockets that carry SIP.
#[derive(Default)]
pub(super) struct Sip(BTreeMap<WebSocketId, Socket>);

impl Sip {
    /// Does what core says with a WebSocket; what happens to it comes as inputs of core.
    pub(super) fn carry_out(
        &mut self,
        id: WebSocketId,
        command: WebSocketCommand,
        engine: &Handle,
    ) {
        match command {
            WebSocketCommand::Open(url) => self.open(id, &url, engine.clone()),
            WebSocketCommand::Send(data) => self.send(id, &data),
            WebSocketCommand::Close => self.forget(id),
        }
    }

    /// Forgets a WebSocket, which closes it.
    pub(super) fn forget(&mut self, id: WebSocketId) {
        self.0.remove(&id);
    }

    fn open(&mut self, id: WebSocketId, url: &str, engine: Handle) {
        let teller = engine.clone();
        let tell = move |event| match event {
            Event::Open => teller.input(Input::WebSocket(id, WebSocketEvent::Open)),
            Event::Message(data) => {
                let bytes = data.as_string().map(String::into_bytes).or_else(|| js::bytes(&data));
                let received = WebSocketEvent::Received(bytes.unwrap_or_default());
                teller.input(Input::WebSocket(id, received));
            }
            Event::Closed(why) => teller.sip_closed(id, why),
        };
        match Socket::open(url, Some(SUBPROTOCOL), tell) {
            Ok(socket) => drop(self.0.insert(id, socket)),
            Err(error) => {
                // Told later: core is in the middle of its outputs.
                let why = js::text(&error);
                Timeout::new(0, move || engine.sip_closed(id, why)).forget();
            }
        }
    }

    fn send(&self, id: WebSocketId, data: &[u8]) {
        let Some(socket) = self.0.get(&id) else { return };
        let sent = match std::str::from_utf8(data) {
            Ok(text) => socket.send_text(text),
            Err(_) => socket.send(data),
        };
        if let Err(error) = sent {
            js::warn("sip: a message was not sent", &error);
        }
    }
}
