//! The page's share of sound: the audio context, the worklet, and the microphone while a call
//! wants it. Media itself goes between worklet and engine and never through here.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use hookswitch_app::protocol::{Capture, ToEngine};
use hookswitch_core::media::plan::{DeviceRoute, Program, ProgramSet};
use hookswitch_core::phone::Playback;
use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::{Callable, Callback, document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AudioContext, AudioContextOptions, AudioWorkletNode, AudioWorkletNodeOptions, MessageChannel,
    Worker,
};

use super::devices::Loudspeakers;
use super::microphone::{Microphones, Processing};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = WebAssembly, js_name = compileStreaming)]
    fn compile_streaming(response: &Promise) -> Result<Promise, JsValue>;
}

/// The name under which `worklet.js` registers its processor.
const PROCESSOR: &str = "hookswitch-phone";

/// What of the person's doing lets the browser play sound.
const GESTURES: [&str; 4] = ["pointerdown", "pointerup", "touchend", "keydown"];

/// How long the context runs on when there is nothing to hear, in milliseconds: a person who presses
/// keys is not to wait for the sound card at each.
const REST_MS: u32 = 10_000;

/// How long a context takes to wake at most, in milliseconds, if the browser lets it.
const WAKE_MS: u32 = 1_000;

/// How often a worklet that breaks is set up again.
const MOST_FAILURES: u32 = 5;

/// Sound of this window; a clone is the same one.
#[derive(Clone)]
pub(crate) struct Sound(Rc<RefCell<State>>);

struct State {
    base: String,
    send: Callback<ToEngine>,
    /// The worklet's program, compiled ahead of time.
    module: Option<Promise>,
    /// The engine, once it has sound.
    worker: Option<Worker>,
    /// How often the worklet broke.
    failures: u32,
    graph: Option<Graph>,
    microphones: Microphones,
    loudspeakers: Loudspeakers,
    /// Programs that are wanted and not part of the worklet's.
    programs: ProgramSet,
    /// Those of them that were asked for.
    loading: ProgramSet,
    /// Whether setting up has begun.
    begun: bool,
    /// Whether there is anything to hear.
    wanted: bool,
    /// What will let the context rest.
    rest: Option<Timeout>,
    /// Whether the context rests, as an idle one costs a few percent of a core.
    rests: bool,
}

/// What plays and captures.
#[derive(Clone)]
pub(crate) struct Graph {
    /// The context of everything.
    pub(crate) context: AudioContext,
    /// The worklet.
    pub(crate) node: AudioWorkletNode,
}

impl Sound {
    /// Returns sound that is not set up; `base` is the address of the phone's files.
    pub(crate) fn new(base: String, processing: Processing, send: Callback<ToEngine>) -> Self {
        let microphones = Microphones::new(processing, send);
        let state = State {
            base,
            send,
            module: None,
            worker: None,
            failures: 0,
            graph: None,
            microphones,
            loudspeakers: Loudspeakers::new(send),
            programs: ProgramSet::default(),
            loading: ProgramSet::default(),
            begun: false,
            wanted: false,
            rest: None,
            rests: false,
        };
        Self(Rc::new(RefCell::new(state)))
    }

    /// Fetches and compiles the worklet's program, so that the first call finds it ready.
    pub(crate) fn prepare(&self) {
        let mut state = self.0.borrow_mut();
        if state.module.is_none() {
            let url = format!("{}worklet.wasm", state.base);
            let response = window().fetch_with_str(&url);
            state.module = compile_streaming(&response).ok();
        }
    }

    /// Sets the graph up and ties it to the engine in `worker`; later calls do nothing.
    pub(crate) fn begin(&self, worker: Worker) {
        self.prepare();
        if std::mem::replace(&mut self.0.borrow_mut().begun, true) {
            return;
        }
        let sound = self.clone();
        spawn_local(async move {
            if let Err(error) = sound.set_up(&worker).await {
                web_sys::console::error_2(&"sound cannot be set up".into(), &error);
                sound.tell(ToEngine::Playback(Playback::Suspended));
            }
        });
    }

    /// Plays, or rests a while after there was something to play.
    pub(crate) fn want(&self, wanted: bool) {
        self.0.borrow_mut().wanted = wanted;
        if wanted {
            self.arm();
        } else {
            self.rest_later();
        }
    }

    /// Opens the microphone, or closes it.
    pub(crate) fn want_microphone(&self, wanted: Option<Capture>) {
        let microphones = self.0.borrow().microphones.clone();
        microphones.want(wanted);
    }

    /// Plays through these loudspeakers from now on.
    pub(crate) fn want_loudspeakers(&self, route: DeviceRoute) {
        let loudspeakers = self.0.borrow().loudspeakers.clone();
        loudspeakers.want(route);
    }

    /// Loads programs that not everybody has, each once.
    pub(crate) fn want_programs(&self, programs: ProgramSet) {
        self.0.borrow_mut().programs = programs;
        self.load_programs();
    }

    /// Loads wanted programs into the graph, if there is one.
    fn load_programs(&self) {
        let mut state = self.0.borrow_mut();
        let Some(graph) = state.graph.clone() else { return };
        for program in Program::ALL {
            let unwanted = program == Program::Voice && state.microphones.is_raw();
            if unwanted || !state.programs.has(program) || state.loading.has(program) {
                continue;
            }
            state.loading = state.loading.with(program);
            let (sound, graph) = (self.clone(), graph.clone());
            let url = format!("{}{}", state.base, file(program));
            spawn_local(async move {
                match load(&url, program, &graph).await {
                    Ok(()) => sound.tell(ToEngine::Program(program)),
                    // Calls do without it; the next start tries again.
                    Err(error) => {
                        web_sys::console::warn_2(&"a program cannot be loaded".into(), &error);
                    }
                }
            });
        }
    }

    /// Asks the browser to play; for the first time it listens only while the person does something.
    pub(crate) fn arm(&self) {
        let (context, rested) = {
            let mut state = self.0.borrow_mut();
            let rested = std::mem::take(&mut state.rests);
            state.rest = None;
            (state.graph.as_ref().map(|graph| graph.context.clone()), rested)
        };
        // One that was just told to rest may say for a moment that it runs.
        if let Some(context) = context
            && (rested || playback(&context) != Playback::Running)
            && let Ok(resumed) = context.resume()
        {
            // If the browser refuses, its state stays, which is what the engine is told.
            spawn_local(async move { drop(JsFuture::from(resumed).await) });
            if rested {
                // Of one that does not wake the engine knows only that it played.
                let sound = self.clone();
                let tell = move || sound.tell(ToEngine::Playback(playback(&context)));
                Timeout::new(WAKE_MS, tell).forget();
            }
        }
        self.rest_later();
    }

    /// Lets the context rest in a while, unless there is something to hear.
    fn rest_later(&self) {
        let mut state = self.0.borrow_mut();
        if !state.wanted {
            let sound = self.clone();
            state.rest = Some(Timeout::new(REST_MS, move || sound.rest()));
        }
    }

    fn rest(&self) {
        let mut state = self.0.borrow_mut();
        let context = state.graph.as_ref().map(|graph| graph.context.clone());
        // One that the browser does not let play is not ours to let rest.
        if let Some(context) = context.filter(|context| playback(context) == Playback::Running) {
            state.rests = true;
            drop(state);
            if let Ok(suspended) = context.suspend() {
                spawn_local(async move { drop(JsFuture::from(suspended).await) });
            }
        }
    }

    async fn set_up(&self, worker: &Worker) -> Result<(), JsValue> {
        let (base, module) = {
            let state = self.0.borrow();
            (state.base.clone(), state.module.clone())
        };
        let options = AudioContextOptions::new();
        Reflect::set(&options, &"latencyHint".into(), &"interactive".into())?;
        let context = AudioContext::new_with_context_options(&options)?;
        self.follow_state(&context);
        self.follow_gestures();
        let added = context.audio_worklet()?.add_module(&format!("{base}worklet.js"))?;
        let module = JsFuture::from(module.ok_or("the worklet was not fetched")?).await?;
        JsFuture::from(added).await?;
        self.0.borrow_mut().worker = Some(worker.clone());
        self.build(&context, &module)?;
        self.rest_later();
        Ok(())
    }

    /// Makes a worklet of the module and ties it to the engine, and all else to it.
    fn build(&self, context: &AudioContext, module: &JsValue) -> Result<(), JsValue> {
        let node = make_node(context, module)?;
        self.follow_failure(&node, module)?;
        node.connect_with_audio_node(&context.destination())?;
        let channel = MessageChannel::new()?;
        hand_over(
            |message, ports| node.port()?.post_message_with_transferable(message, ports),
            "port",
            &channel.port1(),
        )?;
        let worker = self.0.borrow().worker.clone().ok_or("there is no engine")?;
        hand_over(
            |message, ports| worker.post_message_with_transfer(message, ports),
            "audio",
            &channel.port2(),
        )?;
        let graph = Graph { context: context.clone(), node };
        let (microphones, loudspeakers) = {
            let mut state = self.0.borrow_mut();
            state.graph = Some(graph.clone());
            state.loading = ProgramSet::default();
            (state.microphones.clone(), state.loudspeakers.clone())
        };
        microphones.use_graph(&graph);
        loudspeakers.use_graph(&graph);
        self.load_programs();
        Ok(())
    }

    /// Sets up another worklet when this one breaks, which plays nothing any more.
    fn follow_failure(&self, node: &AudioWorkletNode, module: &JsValue) -> Result<(), JsValue> {
        let (sound, broken, module) = (self.clone(), node.clone(), module.clone());
        let on_failure = Closure::once_into_js(move |event: JsValue| {
            web_sys::console::error_2(&"the audio worklet failed".into(), &event);
            sound.start_again(&broken, &module);
        });
        node.add_event_listener_with_callback("processorerror", on_failure.unchecked_ref())
    }

    fn start_again(&self, broken: &AudioWorkletNode, module: &JsValue) {
        let (context, again) = {
            let mut state = self.0.borrow_mut();
            state.failures += 1;
            let graph = state.graph.as_ref().filter(|graph| graph.node == *broken);
            (graph.map(|graph| graph.context.clone()), state.failures <= MOST_FAILURES)
        };
        let Some(context) = context else { return };
        if !again {
            return self.give_up();
        }
        self.tell(ToEngine::SoundFailed);
        let built = broken.disconnect().and_then(|()| self.build(&context, module));
        if let Err(error) = built {
            web_sys::console::error_2(&"sound cannot be set up again".into(), &error);
            self.give_up();
        }
    }

    /// Tells the engine that there is no sound any more.
    fn give_up(&self) {
        let graph = self.0.borrow_mut().graph.take();
        if let Some(Graph { context, .. }) = graph {
            context.set_onstatechange(None);
        }
        self.tell(ToEngine::Playback(Playback::Failed));
    }

    /// Tells the engine whether sound plays, now and whenever that changes, and lets it go on if there is
    /// something to hear. A context that rests would play.
    fn follow_state(&self, context: &AudioContext) {
        let tell = {
            let (sound, context) = (self.clone(), context.clone());
            move || {
                let (rests, wanted) = {
                    let state = sound.0.borrow();
                    (state.rests, state.wanted)
                };
                if !rests {
                    sound.tell(ToEngine::Playback(playback(&context)));
                }
                // It may have been interrupted by something that is over.
                if wanted && state(&context) != "closed" {
                    sound.arm();
                }
            }
        };
        tell();
        let on_change = Closure::<dyn FnMut()>::new(tell);
        context.set_onstatechange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
    }

    /// Takes whatever the person does as leave to play.
    fn follow_gestures(&self) {
        let sound = self.clone();
        let on_gesture = Closure::<dyn FnMut()>::new(move || sound.arm());
        for gesture in GESTURES {
            let added = window().add_event_listener_with_callback_and_bool(
                gesture,
                on_gesture.as_ref().unchecked_ref(),
                true,
            );
            if let Err(error) = added {
                web_sys::console::warn_1(&error);
            }
        }
        on_gesture.forget();
        // What interrupted it may be over when the page is seen again.
        let sound = self.clone();
        let on_shown = Closure::<dyn FnMut()>::new(move || {
            if sound.0.borrow().wanted {
                sound.arm();
            }
        });
        let shown = on_shown.as_ref().unchecked_ref();
        if let Err(error) = document().add_event_listener_with_callback("visibilitychange", shown) {
            web_sys::console::warn_1(&error);
        }
        on_shown.forget();
    }

    fn tell(&self, message: ToEngine) {
        let send = self.0.borrow().send;
        send.run(message);
    }
}

fn playback(context: &AudioContext) -> Playback {
    match state(context).as_str() {
        "running" => Playback::Running,
        _ => Playback::Suspended,
    }
}

/// Returns the context's state: `interrupted` (Safari) is in no list of web-sys.
fn state(context: &AudioContext) -> String {
    let state = Reflect::get(context, &"state".into()).ok().and_then(|state| state.as_string());
    state.unwrap_or_default()
}

/// Returns the file of a program.
const fn file(program: Program) -> &'static str {
    match program {
        Program::G729 => "g729.wasm",
        Program::Opus => "opus.wasm",
        Program::Voice => "voice.wasm",
    }
}

/// Compiles a program and gives it to the worklet.
async fn load(url: &str, program: Program, graph: &Graph) -> Result<(), JsValue> {
    let module = compile_streaming(&window().fetch_with_str(url))?;
    let module = JsFuture::from(module).await?;
    let message = Object::new();
    Reflect::set(&message, &"program".into(), &module)?;
    Reflect::set(&message, &"number".into(), &JsValue::from(program as u32))?;
    graph.node.port()?.post_message(&message)
}

fn make_node(context: &AudioContext, module: &JsValue) -> Result<AudioWorkletNode, JsValue> {
    let for_processor = Object::new();
    Reflect::set(&for_processor, &"module".into(), module)?;
    let latency = Reflect::get(context, &"baseLatency".into())?;
    Reflect::set(&for_processor, &"latency".into(), &latency)?;
    let options = AudioWorkletNodeOptions::new();
    for (name, value) in [
        ("numberOfInputs", JsValue::from(1)),
        ("numberOfOutputs", JsValue::from(1)),
        ("channelCount", JsValue::from(1)),
        ("channelCountMode", JsValue::from("explicit")),
        ("outputChannelCount", Array::of1(&1.into()).into()),
        ("processorOptions", for_processor.into()),
    ] {
        Reflect::set(&options, &name.into(), &value)?;
    }
    AudioWorkletNode::new_with_options(context, PROCESSOR, &options)
}

/// Sends `port` away as property `name` of a message.
fn hand_over(
    send: impl FnOnce(&JsValue, &JsValue) -> Result<(), JsValue>,
    name: &str,
    port: &JsValue,
) -> Result<(), JsValue> {
    let message = Object::new();
    Reflect::set(&message, &name.into(), port)?;
    send(&message, &Array::of1(port))
}
