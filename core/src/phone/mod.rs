//! The phone: the root machine that everything else serves.
//!
//! Inputs are [`Input`], outputs are [`Output`]; the contract is that of every machine here: after
//! each [`Phone::handle`] the driver drains [`Phone::poll_output`] and arms one timer for
//! [`Phone::poll_timeout`].
//!
//! | file | what it does |
//! |---|---|
//! | `press` | what each key does on each screen |
//! | `dialing` | entering a number, and when it is sent |
//! | `conference`, `focus` | calls that are joined, here and at a server |
//! | `transfer`, `referred` | calls handed on, here and by others |
//! | `requests` | what others ask of the phone, and whom it believes |
//! | `digits` | digits that are sent by SIP |
//! | `softkeys` | the keys under the display |
//! | `calls` | what the person does with calls: dial, answer, hold, switch, end |
//! | `sessions` | what SIP tells of calls; where a re-INVITE is answered |
//! | `identity`, `diversion` | who calls, and who is told; who sent a call on |
//! | `media` | sockets of calls, and the plan of what audio should do |
//! | [`router`] | packets between streams and sockets, for the driver |
//! | `paging` | what is said to groups |
//! | `sound`, `diagnosis` | hook, volumes, levels; what is wrong with the sound |
//! | `network`, `host` | the link: requests and their answers; what DHCP tells |
//! | `set_up` | from a link to registered lines |
//! | `redundancy`, `fallback`, `keep_alive` | two servers; which of them is used; whether they are there |
//! | `provisioning` | what the configuration says of provisioning |
//! | `auto_answer`, `hold_reminder` | calls that are answered by themselves; beeps of held ones |
//! | `preferences` | what each person sets in the menu |
//! | `forward` | calls that do not ring: forwarded ones, and do-not-disturb |
//! | `languages` | the language of the display, and where its texts come from |
//! | `personal` | what the person sets on the phone, beside the configuration |
//! | `files` | ring tones and other files that the configuration names |
//! | `greeting` | what callers hear first |
//! | `exchange` | files that the person saves and loads: contacts and keys |
//! | `ring_tones` | what lines ring like, and tones that the person loads |
//! | `update`, `restart` | new configurations, starting again, defaults |
//! | `menu`, `question`, `status`, `pages` | menu pages and what they show and ask |
//! | `form`, `administration` | what is filled in and asked, and what becomes of it |
//! | `self_test` | tests of the phone by its person |
//! | `lock` | the phone that only its person may use |
//! | `backlight` | the display that grows dark |
//! | `message_waiting` | messages that nobody heard |
//! | `shared_lines` | lines that other phones use, too |
//! | `way` | servers that die while a call rings by way of them |
//! | `keys/` | what keys do that can be given functions, and how they are given |
//! | `browser`, `headset` | what the browser does for the phone: notifications, buttons of a headset |
//! | `busy_lamps` | what other extensions do whose numbers are on keys |
//! | `clock`, `date_time` | the wall clock; time servers and zones |
//! | `screen/` | draws the [`view::View`], one file per screen |
//! | `outfit` | what the model has, less what the configuration takes away |
//! | `settings` | what the phone reads from the configuration |
//! | `voice_dialing` | the service that is called to say a name |
//! | `charges` | what calls cost |
//! | `call_log` | missed, received and dialled calls |
//! | `directory` | contacts, and the search for them |
//! | `snapshot` | the whole state as bytes, and back |

mod accounts;
mod administration;
mod auto_answer;
mod backlight;
mod broken;
mod browser;
mod busy_lamps;
mod call_log;
mod calls;
mod charges;
mod clock;
mod conference;
mod date_time;
mod devices;
mod diagnosis;
mod dialing;
mod digits;
mod directory;
mod diversion;
mod exchange;
mod fallback;
mod files;
mod focus;
mod form;
mod forward;
mod greeting;
mod headset;
mod hold_reminder;
mod host;
mod identity;
mod io;
mod keep_alive;
pub mod key;
mod keys;
mod languages;
mod line;
mod lock;
mod media;
mod menu;
mod message_waiting;
mod network;
mod outfit;
mod pages;
mod paging;
mod personal;
mod preferences;
mod press;
mod progress_tones;
mod provisioning;
mod quality;
mod question;
mod recording;
mod redundancy;
mod referred;
mod requests;
mod restart;
mod ring_tones;
pub mod router;
mod screen;
mod self_test;
mod sessions;
mod set_up;
mod settings;
mod shared_lines;
mod snapshot;
mod softkeys;
mod sound;
mod sound_check;
mod status;
mod timer;
mod transfer;
mod transports;
mod update;
pub mod view;
mod voice_dialing;
mod way;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::call::list::CallList;
use crate::config::Config;
use crate::config::encryption::Keys;
use crate::language::{Language, Text, Texts};
use crate::link::client::{self, Client};
use crate::link::{MacAddress, Token};
use crate::map::Map;
use crate::provisioning::Provisioner;
use crate::rng::Rng;
use crate::sip::endpoint::{Endpoint, Occupancy, SentId};
use crate::time::{Duration, Instant, Timers, earliest};
use administration::Guard;
use broken::Arrivals;
use browser::Notifications;
use busy_lamps::BusyLamps;
use call_log::CallLog;
use clock::Clock;
use date_time::TimeState;
use dialing::{AutoRedial, Entry};
use digits::Digits;
use fallback::Fallback;
use files::Files;
use focus::Focus;
use greeting::Greeting;
use headset::HeadsetKeys;
use hold_reminder::HoldReminder;
use host::Dhcp;
pub use io::{
    Ask, AudioDevice, AudioKind, CallId, ChosenFile, Download, FileKind, HeadsetCommand,
    HeadsetEvent, HeadsetItem, Input, Keepsake, MediaSession, Microphone, Output, Permission,
    Playback, SUBPROTOCOL, StreamRoute, TapRoute, WebSocketCommand, WebSocketEvent, WebSocketId,
};
use keep_alive::Asked;
use line::Line;
use lock::Lock;
use media::MediaState;
use menu::Page;
use message_waiting::MessageWaiting;
use network::Network;
use paging::Paging;
use personal::Personal;
use quality::Quality;
use recording::Recording;
use referred::Referred;
use restart::Restart;
use screen::Sign;
use set_up::SetUp;
use settings::Settings;
use shared_lines::SharedLines;
pub use snapshot::RestoreError;
use sound::Sound;
use status::Row;
use timer::Timer;
use transfer::Transfer;
use update::Update;
use view::{Announcement, View};

/// How long a notice stays on the display.
const NOTICE_TIME: Duration = Duration::from_secs(5);

/// Who the phone is to its gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its hardware address, made up or handed out.
    pub mac: MacAddress,
    /// What the administrator handed out, if the gateway asks for it.
    pub enrolment: Option<Token>,
}

/// Whether an announcement interrupts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    /// It waits its turn.
    Polite,
    /// It interrupts.
    Urgent,
}

/// A desk phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phone {
    identity: Identity,
    rng: Rng,
    now: Instant,
    clock: Clock,
    time: TimeState,
    dhcp: Dhcp,
    config: Config,
    /// What the phone says, in the language that is spoken now.
    #[serde(skip)]
    texts: Texts,
    /// The language whose texts were asked for last.
    #[serde(skip)]
    asked_texts: Option<Language>,
    personal: Personal,
    settings: Settings,
    network: Network,
    setup: SetUp,
    provisioner: Provisioner,
    /// Open what is encrypted, as the gateway told with the link.
    #[serde(skip)]
    keys: Keys,
    update: Update,
    #[serde(skip)]
    files: Files,
    leaving: Restart,
    endpoint: Endpoint,
    fallback: Fallback,
    asked: Asked,
    /// Questions whether the server of a call that is not answered is there.
    ways: Map<SentId, CallId>,
    lines: Vec<Line>,
    /// The line that a new call takes unless a line key says otherwise.
    line: u8,
    calls: CallList,
    transfer: Option<Transfer>,
    /// Two calls whose parties hear each other.
    conference: Option<[CallId; 2]>,
    /// A conference at a server.
    focus: Option<Focus>,
    hold_reminder: HoldReminder,
    referred: Referred,
    message_waiting: MessageWaiting,
    busy_lamps: BusyLamps,
    shared_lines: SharedLines,
    /// The page of the sidecar that is shown, from 0.
    sidecar_page: u8,
    /// The page of the softkeys that is shown, from 0.
    softkey_page: u8,
    digits: Digits,
    arrivals: Arrivals,
    call_log: CallLog,
    /// What is searched for in the directory.
    search: String,
    /// What became of the file that the person loaded last.
    loaded: Vec<Row>,
    media: MediaState,
    paging: Paging,
    quality: Quality,
    #[serde(skip)]
    recording: Recording,
    #[serde(skip)]
    greeting: Greeting,
    entry: Option<Entry>,
    auto_redial: Option<AutoRedial>,
    pages: Vec<Page>,
    guard: Guard,
    lock: Lock,
    notice: Option<Text>,
    announcement: Announcement<Text>,
    sound: Sound,
    notifications: Notifications,
    headset: HeadsetKeys,
    timers: Timers<Timer>,
    outputs: VecDeque<Output>,
    view: View,
    /// What its keys showed when they were drawn.
    #[serde(skip)]
    signs: Vec<Sign>,
    /// Whether something happened that may be seen; what only the wire sees is not drawn.
    #[serde(skip)]
    touched: bool,
    /// When the view was drawn last: what is wrong with the sound is told as it was then.
    drawn_at: Instant,
    /// Whether the state changed in a way worth saving.
    save: bool,
}

impl Phone {
    /// Returns a phone that is about to open its link.
    ///
    /// `seed` determines everything random about it, so it must be secret and new.
    pub fn new(identity: Identity, seed: [u8; 32], now: Instant) -> Self {
        let mut rng = Rng::new(seed);
        let config = Config::default();
        let settings = Settings::read(&config);
        let client = Client::new(
            client::Identity {
                mac: identity.mac,
                model: settings.outfit.model.clone(),
                enrolment: identity.enrolment.clone(),
            },
            rng.fork(),
        );
        let provisioning = provisioning::settings(&config, &identity, &Keys::default());
        let mut phone = Self {
            identity,
            now,
            clock: Clock::default(),
            time: TimeState::default(),
            dhcp: Dhcp::default(),
            network: Network::new(client),
            setup: SetUp::default(),
            provisioner: Provisioner::new(provisioning, rng.fork()),
            keys: Keys::default(),
            update: Update::default(),
            files: Files::default(),
            leaving: Restart::default(),
            endpoint: Endpoint::new(crate::sip::endpoint::Settings::default(), rng.fork()),
            rng,
            fallback: Fallback::default(),
            asked: Asked::new(),
            ways: Map::new(),
            lines: Line::all(&settings),
            config,
            texts: Texts::english(),
            asked_texts: None,
            personal: Personal::default(),
            settings,
            line: 0,
            calls: CallList::default(),
            transfer: None,
            conference: None,
            focus: None,
            hold_reminder: HoldReminder::default(),
            referred: Referred::default(),
            message_waiting: MessageWaiting::default(),
            busy_lamps: BusyLamps::default(),
            shared_lines: SharedLines::default(),
            sidecar_page: 0,
            softkey_page: 0,
            digits: Digits::default(),
            arrivals: Arrivals::default(),
            call_log: CallLog::default(),
            search: String::new(),
            loaded: Vec::new(),
            media: MediaState::default(),
            paging: Paging::default(),
            quality: Quality::new(),
            recording: Recording::default(),
            greeting: Greeting::default(),
            entry: None,
            auto_redial: None,
            pages: Vec::new(),
            guard: Guard::default(),
            lock: Lock::default(),
            notice: None,
            announcement: Announcement::default(),
            sound: Sound::default(),
            notifications: Notifications::default(),
            headset: HeadsetKeys::default(),
            timers: Timers::new(),
            outputs: VecDeque::new(),
            view: View::default(),
            signs: Vec::new(),
            touched: true,
            drawn_at: now,
            save: false,
        };
        phone.endpoint.set_settings(phone.endpoint_settings());
        phone.set_up_provisioner();
        phone.network.client.start(now);
        phone.light_up();
        phone.refresh();
        phone
    }

    /// Takes one input.
    pub fn handle(&mut self, input: Input, now: Instant) {
        self.now = now;
        self.touched |= !input.is_for_the_wire();
        if input.is_of_the_person() {
            self.light_up();
            self.release_digit();
        }
        match input {
            Input::Press(key) => {
                self.press(key);
                self.save = true;
            }
            Input::Hold(key) => {
                self.hold_key(key);
                self.save = true;
            }
            Input::Down(key) => {
                if self.dtmf_of(key).is_some() {
                    self.hold_key(key);
                } else {
                    self.press(key);
                }
                self.save = true;
            }
            Input::Answer(call) => self.answer_if_rings(call),
            Input::Reject(call) => self.reject_if_rings(call),
            Input::Release(_) => self.release_digit(),
            Input::Text(text) => {
                self.type_text(&text);
                self.save = true;
            }
            Input::LinkOpen => {
                self.network.client.handle_open(now);
                self.ask_texts_again();
            }
            Input::Texts(language, file) => self.take_texts(language, file),
            Input::LinkClosed(why) => {
                self.network.tried = true;
                self.network.client.handle_closed(&why, now);
            }
            Input::FromGateway(message) => self.network.client.handle_message(message, now),
            Input::WebSocket(id, event) => self.take_web_socket(id, event),
            Input::Online(online) => self.network.client.handle_online(online, now),
            Input::Kept(keepsake, data) => self.take_kept(keepsake, &data),
            Input::Storage(kept) => self.take_storage(kept),
            Input::Clock(wall, offset_minutes) => self.take_browser_clock(wall, offset_minutes),
            Input::Microphone(state) => self.take_microphone(state),
            Input::Voice(sound) => self.take_greeting(sound),
            Input::Playback(state) => self.take_playback(state),
            Input::Program(program) => self.sound.programs = self.sound.programs.with(program),
            Input::Devices(known) => self.take_devices(known),
            Input::Notifications(permission) => self.take_permission(permission),
            Input::Chosen(kind, data) => self.take_chosen(kind, data),
            Input::Headset(event) => self.take_headset(event),
            Input::LoudspeakerFailed(why) => self.loudspeaker_failed(&why),
            Input::SoundFailed => self.sound_failed(),
            Input::Audio(report) => self.take_audio_report(report),
            Input::Arrived(socket, source) => self.take_arrival(socket, source),
            Input::Network(stream, report) => self.take_network_report(stream, report),
        }
        self.refresh();
    }

    /// Does what is due at `now`; harmless when nothing is.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.now = now;
        // What is due in the endpoint shows only by what it tells.
        let others = [self.network.client.poll_timeout(), self.provisioner.poll_timeout()];
        self.touched |= others.into_iter().flatten().any(|at| at <= now);
        self.network.client.handle_timeout(now);
        self.endpoint.handle_timeout(now);
        self.provisioner.handle_timeout(self.wall_clock(), now);
        while let Some(timer) = self.timers.expire(now) {
            self.touched = true;
            self.fire(timer);
        }
        self.refresh();
    }

    /// Returns the next thing the driver should do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Returns when [`Self::handle_timeout`] should be called.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let children = [
            self.network.client.poll_timeout(),
            self.endpoint.poll_timeout(),
            self.provisioner.poll_timeout(),
        ];
        children.into_iter().fold(self.timers.next(), earliest)
    }

    /// Returns what a person sees of the phone now.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// Returns what of SIP is going on: calls and requests, and what absorbs late messages.
    pub fn sip_occupancy(&self) -> Occupancy {
        self.endpoint.occupancy()
    }

    /// Lets every part catch up after an input, and tells the outside what changed.
    fn refresh(&mut self) {
        self.pump();
        self.follow_language();
        self.do_what_waited();
        self.watch_restart();
        self.follow_prompt();
        self.follow_holds();
        self.follow_seizures();
        self.follow_recording();
        self.follow_greeting();
        self.sync_media();
        self.report_holds();
        self.follow_headset();
        self.pump();
        self.tick();
        if core::mem::take(&mut self.touched) {
            self.drawn_at = self.now;
            if screen::redraw(self) {
                self.outputs.push_back(Output::View);
            }
        } else {
            debug_assert_eq!(screen::draw(self), self.view, "what happened can be seen");
        }
        if core::mem::take(&mut self.save) {
            self.outputs.push_back(Output::Save);
        }
    }

    /// Wakes when the clock or the time of the call on the display moves on.
    fn tick(&mut self) {
        // What comes with the new second or minute must not make its timer miss it.
        let due = |clock| self.timers.get(clock).is_some_and(|at| at <= self.now);
        self.touched |= due(Timer::Minute) || due(Timer::Second);
        if let Some(at) = self.clock.next_minute(self.now) {
            self.timers.set(Timer::Minute, at);
        }
        let shown = self.calls.foreground().filter(|call| call.is_up());
        let time = shown.and_then(|call| call.duration(self.now));
        let rest = time.map(|time| 1_000_000 - u64::from(time.subsec_micros()));
        let countdown = self.redial_countdown().map(|(_, rest)| match rest.subsec_micros() {
            0 => 1_000_000,
            micros => u64::from(micros),
        });
        match rest.into_iter().chain(countdown).chain(self.greeting_tick()).min() {
            Some(rest) => {
                let rest = Duration::from_micros(rest);
                self.timers.set(Timer::Second, self.now + rest);
            }
            None => self.timers.clear(Timer::Second),
        }
    }

    /// Shows `text` for some seconds and says it.
    fn notify(&mut self, text: impl Into<Text>) {
        self.light_up();
        let text = text.into();
        self.announce(&text, Urgency::Polite);
        self.notice = Some(text);
        self.timers.set(Timer::Notice, self.now + NOTICE_TIME);
    }

    /// Lets a screen reader say `text`.
    fn announce(&mut self, text: impl Into<Text>, urgency: Urgency) {
        let (serial, text) = (self.announcement.serial.wrapping_add(1), text.into());
        self.announcement = Announcement { serial, text, urgent: urgency == Urgency::Urgent };
    }

    /// Writes a line to the log, which never holds a secret.
    fn log(&mut self, line: impl Into<String>) {
        self.outputs.push_back(Output::Log(line.into()));
    }
}

/// Phones are equal if their saved states are.
impl PartialEq for Phone {
    fn eq(&self, other: &Self) -> bool {
        self.snapshot() == other.snapshot()
    }
}

#[cfg(test)]
mod tests;
