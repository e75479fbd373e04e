//! The WebTransport session beside the link: small queues, and what does not fit is dropped,
//! since late sound is of no use.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use hookswitch_core::phone::MediaSession;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::driver::Handle;
use super::js::{self, Reader, WebTransport, Writer};

/// Datagrams that may wait in the browser: a conference with its reports, and what is recorded of it,
/// all made at the same moment. A stream's `desiredSize` has room for one only.
const MOST_WAITING: u32 = 24;

/// Age after which a waiting datagram is dropped, in milliseconds.
const MAX_AGE_MS: f64 = 60.0;

/// First pause before another attempt, in milliseconds; it doubles up to the longest.
const FIRST_PAUSE_MS: u32 = 1_000;
const LONGEST_PAUSE_MS: u32 = 60_000;

/// The sending half of a session that is up.
pub(super) struct Session {
    transport: WebTransport,
    writer: Writer,
    /// Datagrams that wait.
    waiting: Rc<Cell<u32>>,
    /// Takes the end of a write; of a failure the closing of the session tells.
    settled: Closure<dyn FnMut(JsValue)>,
}

impl Session {
    /// Sends a datagram, unless too much waits already. Returns whether it was sent.
    pub(super) fn send(&self, datagram: &[u8]) -> bool {
        let waiting = self.waiting.get();
        let room = waiting < MOST_WAITING;
        if room {
            self.waiting.set(waiting + 1);
            let write = self.writer.write(&Uint8Array::from(datagram));
            let _ = write.then2(&self.settled, &self.settled);
        }
        room
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A session that is closed already cannot be closed again, which does not matter.
        let _ = self.transport.close();
    }
}

/// Keeps a session up until the engine has another `generation`.
pub(super) fn keep_up(engine: Handle, host: String, session: MediaSession, generation: u32) {
    spawn_local(async move {
        let mut pause = FIRST_PAUSE_MS;
        while engine.wants_session(generation) {
            match connect(&host, &session).await {
                Ok((up, reader)) => {
                    pause = FIRST_PAUSE_MS;
                    if engine.session_up(generation, up) {
                        receive(&engine, &reader, generation).await;
                        engine.session_down(generation);
                    }
                }
                Err(error) => {
                    js::log(&format!("media: no WebTransport: {}", js::text(&error)));
                }
            }
            TimeoutFuture::new(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE_MS);
        }
    });
}

async fn connect(host: &str, session: &MediaSession) -> Result<(Session, Reader), JsValue> {
    let MediaSession { endpoint, token } = session;
    let token: String = js_sys::encode_uri_component(&token.0).into();
    let url = format!("https://{host}:{}/media?token={token}", endpoint.port);
    let options = Object::new();
    if let Some(hash) = &endpoint.certificate_hash {
        let entry = Object::new();
        Reflect::set(&entry, &"algorithm".into(), &"sha-256".into())?;
        Reflect::set(&entry, &"value".into(), &Uint8Array::from(&hash[..]))?;
        Reflect::set(&options, &"serverCertificateHashes".into(), &Array::of1(&entry))?;
    }
    let transport = WebTransport::new(&url, &options)?;
    let waiting = Rc::<Cell<u32>>::default();
    let ended = Rc::clone(&waiting);
    let settled = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        ended.set(ended.get().saturating_sub(1));
    });
    // Both promises fail together; whoever waits for the other one hears of it.
    let _ = transport.closed().catch(&settled);
    JsFuture::from(transport.ready()).await?;
    let datagrams = transport.datagrams();
    datagrams.set_outgoing_high_water_mark(MOST_WAITING);
    datagrams.set_outgoing_max_age(MAX_AGE_MS);
    let writable = match datagrams.writable() {
        Some(writable) => writable,
        None => datagrams.create_writable()?,
    };
    let writer = writable.get_writer()?;
    let reader = datagrams.readable().get_reader()?;
    Ok((Session { transport, writer, waiting, settled }, reader))
}

/// Takes datagrams until the session ends.
async fn receive(engine: &Handle, reader: &Reader, generation: u32) {
    while engine.wants_session(generation) {
        let Ok(result) = JsFuture::from(reader.read()).await else { return };
        let Some(datagram) = js::get(&result, "value").and_then(|value| js::bytes(&value)) else {
            return;
        };
        engine.media_from_session(&datagram);
    }
}
