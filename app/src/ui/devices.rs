//! The microphones and loudspeakers of the computer, and the loudspeakers that sound goes to.

use std::cell::RefCell;
use std::rc::Rc;

use hookswitch_app::protocol::ToEngine;
use hookswitch_core::media::plan::DeviceRoute;
use hookswitch_core::phone::{AudioDevice, AudioKind};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{Callable, Callback, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    HtmlAudioElement, MediaDeviceInfo, MediaDeviceKind, MediaDevices,
    MediaStreamAudioDestinationNode,
};

use super::sound::Graph;

/// Returns what the page may ask for devices.
pub(crate) fn devices() -> Result<MediaDevices, JsValue> {
    let devices = Reflect::get(&window().navigator(), &"mediaDevices".into())?;
    // Pages that are not secure have none: to the person that is a refusal by policy.
    devices.dyn_into().map_err(|_| js_sys::Error::new("the page is not secure").into())
}

/// Tells the engine what there is. Devices have no names until the microphone was allowed.
pub(crate) fn tell(send: Callback<ToEngine>) {
    spawn_local(async move {
        let listed = async { JsFuture::from(devices()?.enumerate_devices()?).await };
        if let Ok(list) = listed.await {
            let list = Array::from(&list);
            let known = list.iter().filter_map(|info| device(&info.dyn_into().ok()?));
            send.run(ToEngine::Devices(known.collect()));
        }
    });
}

fn device(info: &MediaDeviceInfo) -> Option<AudioDevice> {
    let kinds = [
        (MediaDeviceKind::Audioinput, AudioKind::Microphone),
        (MediaDeviceKind::Audiooutput, AudioKind::Loudspeaker),
    ];
    let (_, kind) = kinds.into_iter().find(|(theirs, _)| *theirs == info.kind())?;
    let id = info.device_id();
    // These stand for one of the others, which is listed, too.
    let is_other = id == "default" || id == "communications";
    (!is_other).then(|| AudioDevice { id, label: info.label(), kind })
}

/// Where sound goes; a clone is the same.
#[derive(Clone)]
pub(crate) struct Loudspeakers(Rc<RefCell<State>>);

struct State {
    send: Callback<ToEngine>,
    graph: Option<Graph>,
    wanted: DeviceRoute,
    /// What the graph plays to.
    now: String,
    second: Option<Second>,
}

/// What plays the same elsewhere.
struct Second {
    id: String,
    element: HtmlAudioElement,
    copy: MediaStreamAudioDestinationNode,
}

impl Loudspeakers {
    /// Returns the browser's own choice.
    pub(crate) fn new(send: Callback<ToEngine>) -> Self {
        let (wanted, now) = (DeviceRoute::default(), String::new());
        Self(Rc::new(RefCell::new(State { send, graph: None, wanted, now, second: None })))
    }

    /// Uses a graph that was just set up.
    pub(crate) fn use_graph(&self, graph: &Graph) {
        self.close_second();
        self.0.borrow_mut().graph = Some(graph.clone());
        self.follow();
    }

    /// Plays through these loudspeakers from now on.
    pub(crate) fn want(&self, route: DeviceRoute) {
        self.0.borrow_mut().wanted = route;
        self.follow();
    }

    fn follow(&self) {
        let (graph, wanted, now, second) = {
            let state = self.0.borrow();
            let Some(graph) = state.graph.clone() else { return };
            let second = state.second.as_ref().map(|second| second.id.clone());
            (graph, state.wanted.clone(), state.now.clone(), second)
        };
        let loudspeaker = wanted.loudspeaker.unwrap_or_default();
        if loudspeaker != now {
            self.0.borrow_mut().now.clone_from(&loudspeaker);
            self.sink(&graph.context, &loudspeaker);
        }
        if wanted.second == second {
            return;
        }
        self.close_second();
        if let Some(id) = wanted.second
            && let Err(error) = self.open_second(&graph, id)
        {
            self.failed(&error);
        }
    }

    /// Sends the sound of something that plays to the loudspeaker `id`. Where browsers cannot
    /// choose, the person has no loudspeakers to choose from.
    fn sink(&self, of: &JsValue, id: &str) {
        let call = Reflect::get(of, &"setSinkId".into()).and_then(JsCast::dyn_into::<Function>);
        let Ok(call) = call else { return };
        let asked = call.call1(of, &id.into()).and_then(JsCast::dyn_into::<Promise>);
        let loudspeakers = self.clone();
        spawn_local(async move {
            let done = async { JsFuture::from(asked?).await };
            if let Err(error) = done.await {
                loudspeakers.failed(&error);
            }
        });
    }

    /// Plays the same elsewhere: an element can have a loudspeaker of its own.
    fn open_second(&self, graph: &Graph, id: String) -> Result<(), JsValue> {
        let copy = graph.context.create_media_stream_destination()?;
        graph.node.connect_with_audio_node(&copy)?;
        let element = HtmlAudioElement::new()?;
        element.set_src_object(Some(&copy.stream()));
        self.sink(&element, &id);
        let playing = element.play()?;
        self.0.borrow_mut().second = Some(Second { id, element, copy });
        let loudspeakers = self.clone();
        spawn_local(async move {
            if let Err(error) = JsFuture::from(playing).await {
                // One that was closed before it played was not to play.
                let closed =
                    Reflect::get(&error, &"name".into()).is_ok_and(|it| it == "AbortError");
                if !closed {
                    loudspeakers.failed(&error);
                }
            }
        });
        Ok(())
    }

    fn close_second(&self) {
        let (graph, second) = {
            let mut state = self.0.borrow_mut();
            (state.graph.clone(), state.second.take())
        };
        let (Some(graph), Some(Second { element, copy, .. })) = (graph, second) else { return };
        element.set_src_object(None);
        if let Err(error) = graph.node.disconnect_with_audio_node(&copy) {
            self.failed(&error);
        }
    }

    fn failed(&self, error: &JsValue) {
        let text = js_sys::Object::from(error.clone()).to_string();
        let send = self.0.borrow().send;
        send.run(ToEngine::LoudspeakerFailed(text.into()));
    }
}
