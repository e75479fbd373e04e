//! The loop around the phone: input, outputs, one timer.

mod saving;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};
use hookswitch_app::protocol::{BetweenEngines, FromEngine, MediaPath, Role, ToEngine};
use hookswitch_core::link::{MacAddress, Token, split_media_datagram};
use hookswitch_core::media::plan::{MAX_RECORDINGS, Plan, RecordingPart, Report, StreamId};
use hookswitch_core::phone::{
    Download, Identity, Input, Keepsake, Output, Phone, WebSocketEvent, WebSocketId,
};
use hookswitch_core::rtp::packet::Packet;
use hookswitch_core::time::{Instant, earliest};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessagePort;

use self::saving::Saving;
use super::clock::{self, Clock};
use super::js;
use super::link::Link;
use super::media::Media;
use super::recording::Recording;
use super::session::{self, Session};
use super::sip::Sip;
use super::sound::Port;
use super::storage::{Kept, Storage, accept_settings, restore};
use super::windows::{self, Channel, tell_window};

/// How often the phone is told the wall clock, in milliseconds.
const CLOCK_MS: u32 = 60_000;

/// Where the engine runs.
pub(super) struct Place {
    /// Address of the link.
    pub(super) link: String,
    /// Host of the gateway, for WebTransport.
    pub(super) host: String,
    /// Name of the phone's lock, channel and storage: one phone for each folder of an origin.
    pub(super) name: String,
}

/// What the page's address says.
#[derive(Default)]
pub(super) struct Settings {
    /// An enrolment token to use from now on.
    pub(super) enrolment: Option<Token>,
    /// A hardware address to use from now on.
    pub(super) mac: Option<MacAddress>,
}

/// The engine, shared by everything that the browser calls back.
#[derive(Clone)]
pub(super) struct Handle(Rc<RefCell<Engine>>);

struct Engine {
    place: Place,
    settings: Settings,
    role: Role,
    phone: Option<Phone>,
    clock: Clock,
    link: Option<Link>,
    sip: Sip,
    media: Media,
    path: MediaPath,
    port: Option<Port>,
    plan: Plan,
    /// For worklets that come later.
    recordings: Vec<RecordingPart>,
    recording: Recording,
    channel: Option<Channel>,
    storage: Storage,
    saving: Saving,
    /// What waits to be kept beside the phone; the first is being written.
    keeping: VecDeque<(Keepsake, Vec<u8>)>,
    /// Address of the file that the person was given last.
    file: Option<String>,
    timer: Option<Timeout>,
    _clock_timer: Option<Interval>,
}

impl Handle {
    /// Returns an engine without a phone.
    pub(super) fn new(place: Place) -> Self {
        Self(Rc::new(RefCell::new(Engine {
            place,
            settings: Settings::default(),
            role: Role::Unknown,
            phone: None,
            clock: Clock::starting_at(Instant::ZERO),
            link: None,
            sip: Sip::default(),
            media: Media::new(),
            path: MediaPath::None,
            port: None,
            plan: Plan::default(),
            recordings: Vec::new(),
            recording: Recording::default(),
            channel: None,
            storage: Storage::default(),
            saving: Saving::Idle,
            keeping: VecDeque::new(),
            file: None,
            timer: None,
            _clock_timer: None,
        })))
    }

    /// Stands for election, and asks for the phone of another engine meanwhile.
    pub(super) fn begin(&self) {
        let name = self.0.borrow().place.name.clone();
        let channel = Channel::open(&name, self);
        channel.send(&BetweenEngines::Hello);
        self.0.borrow_mut().channel = Some(channel);
        let engine = self.clone();
        windows::stand_for_election(&name, move || spawn_local(engine.lead()));
    }

    /// Takes the phone over: from its last snapshot, or as a new one.
    async fn lead(self) {
        let name = self.0.borrow().place.name.clone();
        let storage = Storage::open(&name).await;
        let kept = storage.load().await;
        let given = std::mem::take(&mut self.0.borrow_mut().settings);
        let kept = accept_settings(&storage, kept, given).await;
        let mut engine = self.0.borrow_mut();
        engine.storage = storage;
        let files = engine.install(kept);
        for (keepsake, data) in files {
            engine.run(&self, Input::Kept(keepsake, data));
        }
        let ticker = self.clone();
        engine._clock_timer = Some(Interval::new(CLOCK_MS, move || ticker.tell_time()));
        let (wall, offset) = clock::wall_clock();
        engine.run(&self, Input::Clock(wall, offset));
    }

    /// Gives the phone an input and does what it wants.
    pub(super) fn input(&self, input: Input) {
        self.0.borrow_mut().run(self, input);
    }

    /// Takes what the page's address says, before the phone is there.
    pub(super) fn configure(&self, settings: Settings) {
        self.0.borrow_mut().settings = settings;
    }

    /// Takes a message of this engine's window.
    pub(super) fn take_from_window(&self, message: ToEngine) {
        let mut engine = self.0.borrow_mut();
        match message {
            ToEngine::Ready => engine.show_everything(),
            ToEngine::Leaving => engine.save_now(self),
            message if engine.phone.is_none() && message.is_for_the_phone() => {
                engine.tell_engines(&BetweenEngines::FromWindow(message));
            }
            ToEngine::Press(key) => engine.run(self, Input::Press(key)),
            ToEngine::Hold(key) => engine.run(self, Input::Hold(key)),
            ToEngine::Down(key) => engine.run(self, Input::Down(key)),
            ToEngine::Release(key) => engine.run(self, Input::Release(key)),
            ToEngine::Text(text) => engine.run(self, Input::Text(text)),
            ToEngine::Answer(call) => engine.run(self, Input::Answer(call)),
            ToEngine::Reject(call) => engine.run(self, Input::Reject(call)),
            ToEngine::Notifications(permission) => {
                engine.run(self, Input::Notifications(permission));
            }
            ToEngine::Chosen(kind, file) => engine.run(self, Input::Chosen(kind, file)),
            ToEngine::Headset(event) => engine.run(self, Input::Headset(event)),
            ToEngine::Microphone(state) => engine.run(self, Input::Microphone(state)),
            ToEngine::Program(program) => engine.run(self, Input::Program(program)),
            ToEngine::Playback(state) => engine.run(self, Input::Playback(state)),
            ToEngine::Devices(known) => engine.run(self, Input::Devices(known)),
            ToEngine::SoundFailed => engine.run(self, Input::SoundFailed),
            ToEngine::LoudspeakerFailed(why) => engine.run(self, Input::LoudspeakerFailed(why)),
        }
    }

    /// Takes a message of another engine of this browser.
    pub(super) fn take_from_engine(&self, message: BetweenEngines) {
        let leads = self.0.borrow().phone.is_some();
        if let BetweenEngines::FromWindow(message) = message {
            // A message to the leader reaches everybody, and a window's sound is its own.
            if leads && message.is_for_the_phone() {
                self.take_from_window(message);
            }
            return;
        }
        let mut engine = self.0.borrow_mut();
        match message {
            BetweenEngines::Hello if leads => engine.show(),
            BetweenEngines::View(view) if !leads => {
                engine.set_role(Role::Follower);
                tell_window(&FromEngine::View(view));
            }
            BetweenEngines::Ask(ask) => tell_window(&FromEngine::Ask(ask)),
            BetweenEngines::AskedFile(file) => tell_window(&FromEngine::AskedFile(file)),
            BetweenEngines::Hello | BetweenEngines::View(_) | BetweenEngines::FromWindow(_) => {}
        }
    }

    /// Uses the worklet's port from now on.
    pub(super) fn set_port(&self, port: MessagePort) {
        let port = Port::new(port, self);
        let mut engine = self.0.borrow_mut();
        engine.recordings.iter().for_each(|recording| port.recording(recording));
        port.plan(&engine.plan);
        engine.port = Some(port);
    }

    /// Takes an RTP packet that the worklet made.
    pub(super) fn packet_from_sound(&self, stream: StreamId, packet: &[u8]) {
        let mut engine = self.0.borrow_mut();
        let now = engine.clock.now();
        let Engine { media, link, recording, .. } = &mut *engine;
        media.send_rtp(stream, packet, link.as_ref(), now);
        if let Some(socket) = recording.copies() {
            media.send_packet(socket, packet, link.as_ref(), now);
        }
        engine.tell_path();
    }

    /// Takes a frame of taps of the audio graph.
    pub(super) fn taps_from_sound(&self, frame: &[u8]) {
        let mut engine = self.0.borrow_mut();
        let now = engine.clock.now();
        let Engine { media, link, recording, .. } = &mut *engine;
        recording.take(frame, |socket, packet| {
            media.send_packet(socket, packet, link.as_ref(), now);
        });
    }

    /// Takes what the worklet tells.
    pub(super) fn report_from_sound(&self, report: Report) {
        self.0.borrow_mut().media.play_out(&report);
        self.input(Input::Audio(report));
    }

    /// Takes a media datagram that came on the link.
    pub(super) fn media_from_link(&self, datagram: &[u8]) {
        self.0.borrow_mut().take_media(self, datagram, MediaPath::WebSocket);
    }

    /// Takes a media datagram that came in the session.
    pub(super) fn media_from_session(&self, datagram: &[u8]) {
        self.0.borrow_mut().take_media(self, datagram, MediaPath::WebTransport);
    }

    /// Takes note that the link's WebSocket is closed.
    pub(super) fn link_closed(&self, why: String) {
        let mut engine = self.0.borrow_mut();
        engine.link = None;
        engine.run(self, Input::LinkClosed(why));
    }

    /// Takes note that a WebSocket that carries SIP is closed.
    pub(super) fn sip_closed(&self, id: WebSocketId, why: String) {
        let mut engine = self.0.borrow_mut();
        engine.sip.forget(id);
        engine.run(self, Input::WebSocket(id, WebSocketEvent::Closed(why)));
    }

    /// Whether the session with this number is still wanted.
    pub(super) fn wants_session(&self, generation: u32) -> bool {
        self.0.borrow().media.wants(generation)
    }

    /// Uses a session that came up, if it is still wanted.
    pub(super) fn session_up(&self, generation: u32, session: Session) -> bool {
        let mut engine = self.0.borrow_mut();
        let wanted = engine.media.wants(generation);
        if wanted {
            engine.media.begin_session(session);
            engine.tell_path();
        }
        wanted
    }

    /// Takes note that the session with this number ended.
    pub(super) fn session_down(&self, generation: u32) {
        let mut engine = self.0.borrow_mut();
        if engine.media.wants(generation) {
            engine.media.end_session();
            engine.tell_path();
        }
    }

    fn tell_time(&self) {
        let (wall, offset) = clock::wall_clock();
        self.input(Input::Clock(wall, offset));
    }

    fn wake(&self) {
        let mut engine = self.0.borrow_mut();
        engine.timer = None;
        let now = engine.clock.now();
        if let Some(phone) = &mut engine.phone {
            phone.handle_timeout(now);
        }
        let (wall, _) = clock::wall_clock();
        let Engine { media, link, .. } = &mut *engine;
        media.handle_timeout(link.as_ref(), now, wall);
        engine.follow(self);
        engine.pass_reports(self);
    }
}

impl Engine {
    /// Makes the phone; returns what it should be told was kept beside it.
    fn install(&mut self, kept: Kept) -> Vec<(Keepsake, Vec<u8>)> {
        let identity = Identity { mac: kept.mac, enrolment: kept.enrolment };
        let (phone, at) = kept
            .snapshot
            .and_then(|snapshot| restore(&snapshot))
            .unwrap_or_else(|| (Phone::new(identity, js::random(), Instant::ZERO), Instant::ZERO));
        self.phone = Some(phone);
        self.clock = Clock::starting_at(at);
        self.set_role(Role::Leader);
        self.show();
        kept.files
    }

    /// Gives the phone an input and does what it wants.
    fn run(&mut self, engine: &Handle, input: Input) {
        let now = self.clock.now();
        let Some(phone) = &mut self.phone else { return };
        if self.clock.take_jump() {
            let (wall, offset) = clock::wall_clock();
            phone.handle(Input::Clock(wall, offset), now);
        }
        phone.handle(input, now);
        self.follow(engine);
    }

    /// Drains the phone's outputs and arms its timer.
    fn follow(&mut self, engine: &Handle) {
        let mut shown = false;
        while let Some(output) = self.phone.as_mut().and_then(Phone::poll_output) {
            shown |= output == Output::View;
            self.carry_out(engine, output);
        }
        if shown {
            self.show();
        }
        self.tell_path();
        self.arm(engine);
    }

    fn carry_out(&mut self, engine: &Handle, output: Output) {
        match output {
            Output::OpenLink => self.open_link(engine),
            Output::CloseLink => self.link = None,
            Output::ToGateway(message) => {
                if let Some(link) = &self.link {
                    link.send(&message);
                }
            }
            Output::WebSocket(id, command) => self.sip.carry_out(id, command, engine),
            Output::Media(session) => {
                let generation = self.media.renew(session.is_some());
                if let (Some(session), Some(generation)) = (session, generation) {
                    let host = self.place.host.clone();
                    session::keep_up(engine.clone(), host, session, generation);
                }
            }
            Output::Plan(plan) => self.set_plan(plan),
            Output::Command(command) => {
                if let Some(port) = &self.port {
                    port.command(&command);
                }
            }
            Output::Route(stream, route) => {
                let now = (self.clock.now(), clock::wall_clock().0);
                self.media.route(stream, route, self.link.as_ref(), now);
            }
            Output::Recording(recording) => {
                if let Some(port) = &self.port {
                    port.recording(&recording);
                }
                remember(&mut self.recordings, recording);
            }
            Output::RecordVoice(begin) => {
                if let Some(sound) = self.recording.record_voice(begin) {
                    // Told later: core is in the middle of its outputs.
                    let engine = engine.clone();
                    Timeout::new(0, move || engine.input(Input::Voice(sound))).forget();
                }
            }
            Output::Taps(route) => self.recording.send_to(route),
            Output::Recorder(begin) => {
                if let Some(wav) = self.recording.record(begin)
                    && let Some(file) = js::file(&mut self.file, "recording.wav", "audio/wav", &wav)
                {
                    tell_window(&FromEngine::File(file));
                }
            }
            Output::Download(Download { name, media_type, data }) => {
                if let Some(file) = js::file(&mut self.file, &name, &media_type, &data) {
                    tell_window(&FromEngine::AskedFile(file.clone()));
                    self.tell_engines(&BetweenEngines::AskedFile(file));
                }
            }
            Output::Keep(keepsake, data) => {
                self.keeping.push_back((keepsake, data));
                if self.keeping.len() == 1 {
                    spawn_local(engine.clone().keep());
                }
            }
            Output::Texts(language) => {
                let engine = engine.clone();
                spawn_local(async move {
                    let file = js::fetch_text(&format!("texts/{}.ftl", language.tag())).await;
                    let file = file.map_err(|error| js::text(&error));
                    engine.input(Input::Texts(language, file));
                });
            }
            Output::Ask(ask) => {
                tell_window(&FromEngine::Ask(ask));
                self.tell_engines(&BetweenEngines::Ask(ask));
            }
            Output::Headset(command) => tell_window(&FromEngine::Headset(command)),
            Output::Log(line) => js::log(&line),
            Output::Save => self.save_soon(engine),
            // Shown once, after all outputs.
            Output::View => {}
            // What is new in core needs a driver first.
            _ => js::log("engine: an output without a driver"),
        }
    }

    fn open_link(&mut self, engine: &Handle) {
        self.link = None;
        match Link::open(&self.place.link, engine) {
            Ok(link) => self.link = Some(link),
            Err(error) => {
                // Told later: core is in the middle of its outputs.
                let (engine, why) = (engine.clone(), js::text(&error));
                Timeout::new(0, move || engine.link_closed(why)).forget();
            }
        }
    }

    fn set_plan(&mut self, plan: Plan) {
        let both = FromEngine::of_plan(&plan).into_iter().zip(FromEngine::of_plan(&self.plan));
        both.filter(|(new, old)| new != old).for_each(|(new, _)| tell_window(&new));
        if let Some(port) = &self.port {
            port.plan(&plan);
        }
        self.plan = plan;
    }

    fn take_media(&mut self, engine: &Handle, datagram: &[u8], via: MediaPath) {
        let now = self.clock.now();
        self.media.heard(via, now);
        let Some((socket, packet)) = split_media_datagram(datagram) else { return };
        if !self.media.is_routed(socket) {
            if let Ok(packet) = Packet::parse(packet) {
                self.run(engine, Input::Arrived(socket, packet.header.ssrc.0));
            }
            return;
        }
        let sound = self.media.receive(socket, packet, now);
        let mut copy = None;
        if let (Some((stream, packet)), Some(port)) = (sound, &self.port) {
            port.packet(stream, packet);
            copy = self.recording.copies().map(|socket| (socket, packet.to_vec()));
        }
        if let Some((socket, packet)) = copy {
            self.media.send_packet(socket, &packet, self.link.as_ref(), now);
        }
        self.pass_reports(engine);
    }

    /// Tells the phone what RTCP told.
    fn pass_reports(&mut self, engine: &Handle) {
        let now = self.clock.now();
        while let Some((stream, report)) = self.media.poll_report(self.link.as_ref(), now) {
            self.run(engine, Input::Network(stream, report));
        }
    }

    fn arm(&mut self, engine: &Handle) {
        let phone = self.phone.as_ref().and_then(Phone::poll_timeout);
        let Some(at) = earliest(phone, self.media.poll_timeout()) else {
            self.timer = None;
            return;
        };
        let wait = clock::timeout_ms(at.since(self.clock.now()));
        let engine = engine.clone();
        self.timer = Some(Timeout::new(wait, move || engine.wake()));
    }

    fn set_role(&mut self, role: Role) {
        if self.role != role {
            self.role = role;
            tell_window(&FromEngine::Role(role));
        }
    }

    /// Tells the window which way media takes, if that changed.
    fn tell_path(&mut self) {
        let open = self.link.as_ref().is_some_and(Link::is_open);
        let path = self.media.path(open);
        if self.path != path {
            self.path = path;
            tell_window(&FromEngine::MediaPath(path));
        }
    }

    /// Tells a window that just came all it should know.
    fn show_everything(&self) {
        tell_window(&FromEngine::Role(self.role));
        tell_window(&FromEngine::MediaPath(self.path));
        FromEngine::of_plan(&self.plan).iter().for_each(tell_window);
        if self.phone.is_some() {
            self.show();
        } else {
            self.tell_engines(&BetweenEngines::Hello);
        }
    }

    /// Shows the phone in all windows.
    fn show(&self) {
        let Some(phone) = &self.phone else { return };
        let view = Box::new(phone.view().clone());
        self.tell_engines(&BetweenEngines::View(view.clone()));
        tell_window(&FromEngine::View(view));
    }

    fn tell_engines(&self, message: &BetweenEngines) {
        if let Some(channel) = &self.channel {
            channel.send(message);
        }
    }
}

/// Keeps a recording for worklets that come later, as one that is there keeps it.
fn remember(recordings: &mut Vec<RecordingPart>, new: RecordingPart) {
    if let Some(known) = recordings.iter_mut().find(|known| known.id == new.id) {
        *known = new;
        return;
    }
    if recordings.len() >= MAX_RECORDINGS {
        recordings.remove(0);
    }
    recordings.push(new);
}
