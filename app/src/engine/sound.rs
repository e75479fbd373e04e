//! The port to the audio worklet: packets, plans and commands to it; packets and reports from it.
//! The first byte of a message says which.

use hookswitch_app::protocol::{decode, encode};
use hookswitch_core::media::plan::{Command, Plan, RecordingPart, Report, StreamId};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, MessagePort};

use super::driver::Handle;
use super::js;

const PACKET: u8 = 0;
/// To the worklet.
const PLAN: u8 = 1;
/// To the worklet.
const COMMAND: u8 = 2;
/// To the worklet.
const RECORDING: u8 = 3;
/// From the worklet.
const REPORT: u8 = 1;
/// From the worklet.
const TAPS: u8 = 2;

/// Bytes of a recording in one message, of which a worklet takes 8192 with what stands around them.
const PIECE: usize = 8_000;

/// The worklet's port with what listens to it.
pub(super) struct Port {
    port: MessagePort,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Port {
    /// Takes over a port.
    pub(super) fn new(port: MessagePort, engine: &Handle) -> Self {
        let engine = engine.clone();
        let on_message = Closure::new(move |event: MessageEvent| take(&engine, &event.data()));
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self { port, _on_message: on_message }
    }

    /// Gives an RTP packet to its stream.
    pub(super) fn packet(&self, stream: StreamId, packet: &[u8]) {
        let mut message = Vec::with_capacity(5 + packet.len());
        message.push(PACKET);
        message.extend_from_slice(&stream.0.to_be_bytes());
        message.extend_from_slice(packet);
        self.send(&message);
    }

    /// Gives the graph a plan to follow.
    pub(super) fn plan(&self, plan: &Plan) {
        self.value(PLAN, plan);
    }

    /// Gives the graph something to do once.
    pub(super) fn command(&self, command: &Command) {
        self.value(COMMAND, command);
    }

    /// Gives the graph a recording.
    pub(super) fn recording(&self, recording: &RecordingPart) {
        for part in recording.split(PIECE) {
            self.value(RECORDING, &part);
        }
    }

    fn value<T: serde::Serialize>(&self, tag: u8, value: &T) {
        self.send(&[&[tag][..], &encode(value)].concat());
    }

    fn send(&self, message: &[u8]) {
        let buffer = Uint8Array::from(message).buffer();
        let transfer = js_sys::Array::of1(&buffer);
        if let Err(error) = self.port.post_message_with_transferable(&buffer, &transfer) {
            js::warn("sound: a message was not sent", &error);
        }
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

fn take(engine: &Handle, data: &JsValue) {
    let Some(bytes) = js::bytes(data) else { return };
    match bytes.split_first() {
        Some((&PACKET, rest)) => {
            if let Some((stream, packet)) = rest.split_first_chunk() {
                engine.packet_from_sound(StreamId(u32::from_be_bytes(*stream)), packet);
            }
        }
        Some((&REPORT, rest)) => {
            if let Some(report) = decode::<Report>(rest) {
                engine.report_from_sound(report);
            }
        }
        Some((&TAPS, frame)) => engine.taps_from_sound(frame),
        Some(_) | None => {}
    }
}
