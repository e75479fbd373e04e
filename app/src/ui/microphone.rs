//! The microphone: opened when a call wants it, closed at once when none does, so that the
//! browser's recording sign is true.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use hookswitch_app::protocol::{Capture, ToEngine};
use hookswitch_core::media::plan::Browser;
use hookswitch_core::phone::Microphone;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::{Callable, Callback, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MediaStream, MediaStreamAudioSourceNode, MediaStreamConstraints, MediaStreamTrack};

use super::devices;
use super::sound::Graph;

/// How long after one went another is opened, in milliseconds: the browser may still list the one that
/// is gone.
const AGAIN_MS: u32 = 500;

/// What is done to the sound of the microphone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Processing {
    /// What the phone says.
    Voice,
    /// Nothing, so that what is sent can be compared with what was said.
    Raw,
}

/// The microphones of this window, of which one is open or none; a clone is the same.
#[derive(Clone)]
pub(crate) struct Microphones(Rc<RefCell<State>>);

struct State {
    processing: Processing,
    send: Callback<ToEngine>,
    wanted: Option<Capture>,
    /// Counts attempts, so that an answer that comes too late is known.
    attempt: u32,
    graph: Option<Graph>,
    open: Option<Open>,
    watching: bool,
}

/// An open microphone.
struct Open {
    stream: MediaStream,
    source: MediaStreamAudioSourceNode,
    _on_ended: Closure<dyn FnMut()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        for track in tracks(&self.stream) {
            track.set_onended(None);
            track.stop();
        }
        // It is disconnected from a node that exists.
        let _ = self.source.disconnect();
    }
}

impl Microphones {
    /// Returns microphones of which none is open.
    pub(crate) fn new(processing: Processing, send: Callback<ToEngine>) -> Self {
        let microphones = Self(Rc::new(RefCell::new(State {
            processing,
            send,
            wanted: None,
            attempt: 0,
            graph: None,
            open: None,
            watching: false,
        })));
        microphones.look_at_permission();
        microphones
    }

    /// Uses a graph that was just set up; a microphone that is open is heard by it.
    pub(crate) fn use_graph(&self, graph: &Graph) {
        {
            let mut state = self.0.borrow_mut();
            let old = state.graph.replace(graph.clone());
            let is_heard = |open: &Open| {
                let left =
                    old.as_ref().map(|old| open.source.disconnect_with_audio_node(&old.node));
                let connected = open.source.connect_with_audio_node(&graph.node);
                left.transpose().is_ok() && connected.is_ok()
            };
            state.open = state.open.take().filter(is_heard);
        }
        if self.is_wanted() {
            self.open();
        }
    }

    /// Whether nothing is done to its sound.
    pub(crate) fn is_raw(&self) -> bool {
        self.0.borrow().processing == Processing::Raw
    }

    fn is_wanted(&self) -> bool {
        self.0.borrow().wanted.is_some()
    }

    /// Opens or closes the microphone; without a graph, as soon as there is one. What the browser
    /// does to an open one is chosen by opening it anew.
    pub(crate) fn want(&self, wanted: Option<Capture>) {
        {
            let mut state = self.0.borrow_mut();
            let raw = state.processing == Processing::Raw;
            let as_it_is = |it: Capture| Capture { browser: Browser::default(), ..it };
            let wanted = if raw { wanted.map(as_it_is) } else { wanted };
            if state.wanted == wanted {
                return;
            }
            state.wanted = wanted;
            if state.wanted.is_some() {
                state.open = None;
            }
        }
        if self.is_wanted() {
            self.open();
        } else {
            self.close();
        }
    }

    fn close(&self) {
        let was_open = {
            let mut state = self.0.borrow_mut();
            state.attempt = state.attempt.wrapping_add(1);
            state.open.take().is_some()
        };
        if was_open {
            self.tell(Microphone::Closed);
        }
    }

    fn open(&self) {
        let (attempt, capture) = {
            let mut state = self.0.borrow_mut();
            let Some(capture) = state.wanted.clone() else { return };
            if state.graph.is_none() || state.open.is_some() {
                return;
            }
            state.attempt = state.attempt.wrapping_add(1);
            (state.attempt, capture)
        };
        self.watch_devices();
        self.tell(Microphone::Asking);
        let microphones = self.clone();
        spawn_local(async move {
            match opened(capture).await {
                Ok(stream) => microphones.use_stream(stream.unchecked_into(), attempt),
                Err(error) if microphones.0.borrow().attempt == attempt => {
                    microphones.tell(reason(&error));
                }
                Err(_) => {}
            }
        });
    }

    fn use_stream(&self, stream: MediaStream, attempt: u32) {
        let state = self.0.borrow();
        let graph = state.graph.clone().filter(|_| state.attempt == attempt);
        drop(state);
        let connected = graph.and_then(|graph| {
            let source = graph.context.create_media_stream_source(&stream).ok()?;
            source.connect_with_audio_node(&graph.node).ok()?;
            Some(source)
        });
        let Some(source) = connected else {
            tracks(&stream).iter().for_each(MediaStreamTrack::stop);
            return;
        };
        let on_ended = {
            let microphones = self.clone();
            Closure::<dyn FnMut()>::new(move || microphones.lost())
        };
        for track in tracks(&stream) {
            track.set_onended(Some(on_ended.as_ref().unchecked_ref()));
        }
        self.0.borrow_mut().open = Some(Open { stream, source, _on_ended: on_ended });
        self.tell(Microphone::Open);
        // Now they have names.
        devices::tell(self.0.borrow().send);
    }

    /// The microphone was unplugged, or the person took it away. That there is another one may have been
    /// told before, and is not told again.
    fn lost(&self) {
        let open = self.0.borrow_mut().open.take();
        if open.is_some() {
            self.tell(Microphone::Missing);
            let microphones = self.clone();
            Timeout::new(AGAIN_MS, move || microphones.open()).forget();
        }
    }

    /// Tries again when devices come and go while a microphone is wanted and none is open.
    fn watch_devices(&self) {
        if std::mem::replace(&mut self.0.borrow_mut().watching, true) {
            return;
        }
        let Ok(devices) = devices::devices() else { return };
        let (microphones, send) = (self.clone(), self.0.borrow().send);
        let on_change = Closure::<dyn FnMut()>::new(move || {
            devices::tell(send);
            microphones.open();
        });
        devices.set_ondevicechange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
    }

    /// Tells the engine if the person allowed the microphone before: then nobody will be asked.
    fn look_at_permission(&self) {
        let microphones = self.clone();
        spawn_local(async move {
            if is_granted().await.unwrap_or(false) {
                let send = microphones.0.borrow().send;
                devices::tell(send);
                microphones.watch_devices();
                if !microphones.is_wanted() {
                    microphones.tell(Microphone::Closed);
                }
            }
        });
    }

    fn tell(&self, state: Microphone) {
        let send = self.0.borrow().send;
        send.run(ToEngine::Microphone(state));
    }
}

/// Opens a microphone: the one that is wanted, or if it is gone by now the browser's own choice.
async fn opened(capture: Capture) -> Result<JsValue, JsValue> {
    let stream = JsFuture::from(ask(&capture)?).await;
    let is_gone = |error: &JsValue| reason(error) == Microphone::Missing;
    match stream {
        Err(error) if is_gone(&error) && !capture.device.is_empty() => {
            JsFuture::from(ask(&Capture { device: String::new(), ..capture })?).await
        }
        stream => stream,
    }
}

fn ask(Capture { browser, device }: &Capture) -> Result<Promise, JsValue> {
    let audio = Object::new();
    for (name, value) in [
        ("echoCancellation", JsValue::from(browser.echo)),
        ("noiseSuppression", JsValue::from(browser.noise)),
        ("autoGainControl", JsValue::FALSE),
        ("channelCount", JsValue::from(1)),
    ] {
        Reflect::set(&audio, &name.into(), &value)?;
    }
    if !device.is_empty() {
        // Where it is not a must, Chromium takes its own choice if nobody is asked.
        let exact = Object::new();
        Reflect::set(&exact, &"exact".into(), &device.into())?;
        Reflect::set(&audio, &"deviceId".into(), &exact)?;
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio(&audio);
    devices::devices()?.get_user_media_with_constraints(&constraints)
}

/// Returns what the browser's refusal means (Media Capture and Streams, getUserMedia).
fn reason(error: &JsValue) -> Microphone {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotFoundError" | "OverconstrainedError") => Microphone::Missing,
        Some("NotReadableError" | "AbortError") => Microphone::Busy,
        _ => Microphone::Denied,
    }
}

async fn is_granted() -> Option<bool> {
    let permissions = Reflect::get(&window().navigator(), &"permissions".into()).ok()?;
    let query = Reflect::get(&permissions, &"query".into()).ok()?.dyn_into::<js_sys::Function>();
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"name".into(), &"microphone".into()).ok()?;
    let asked = query.ok()?.call1(&permissions, &descriptor).ok()?.dyn_into::<Promise>().ok()?;
    let status = JsFuture::from(asked).await.ok()?;
    let state = Reflect::get(&status, &"state".into()).ok()?.as_string()?;
    Some(state == "granted")
}

fn tracks(stream: &MediaStream) -> Vec<MediaStreamTrack> {
    stream.get_tracks().iter().map(JsCast::unchecked_into).collect()
}
