//! The machine: one search at a time, step after step.

use core::net::SocketAddr;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::address::Files;
use super::hunt::{Method, Outcome, Reason, Report, Source};
use super::loading::{KeptFiles, Loading};
use super::resource::{Kept, Resource};
use super::schedule::{Schedule, WallClock};
use super::subscribe::Subscribe;
use super::{Output, Settings};
use crate::config::file::Location;
use crate::language::Text;
use crate::link::{Credentials, DhcpOptions, LinkError, Reply, SocketId};
use crate::map::Map;
use crate::rng::Rng;
use crate::time::{Duration, Instant, Timers, earliest};

/// First pause before a phone that found nothing when it started looks again; it doubles.
pub(super) const FIRST_RETRY: Duration = Duration::from_secs(60);

/// What becomes of a configuration that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It holds.
    Now,
    /// It will hold when the phone has started again, which also begins a new search.
    AfterRestart,
}

/// A question to the person: user and password for a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// What the server says they are for; may be empty.
    pub realm: String,
    /// The file, without secrets.
    pub url: String,
    /// Protocol and host, for credentials that are meant for them.
    pub(super) server: String,
}

/// What goes on, for the display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// What.
    pub doing: Text,
    /// Where, as far as that is known.
    pub place: String,
    /// How far, in percent.
    pub percent: Option<u8>,
}

/// Where a search is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum State {
    Idle,
    AskingGateway,
    AskingDhcp,
    OpeningSocket,
    Subscribing { socket: SocketId, subscribe: Box<Subscribe> },
    Redirecting { server: Location },
    Loading(Box<Loading>),
    AskingPerson { prompt: Prompt, loading: Box<Loading> },
    Applying,
    LoadingResource { index: usize, location: Location },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Timer {
    /// A phone without a configuration looks again.
    Retry,
    /// Nobody answers the question for user and password.
    Prompt,
}

/// A search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) reason: Reason,
    /// Whether the phone starts again after it.
    pub(super) restart: bool,
    /// How many ways were begun.
    pub(super) begun: usize,
    pub(super) dhcp: Option<Result<DhcpOptions, String>>,
    /// Places that had nothing to use.
    pub(super) failed: Vec<Location>,
    pub(super) report: Report,
}

/// What is remembered from search to search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Memory {
    /// The server that was used last.
    pub(super) cache: Option<Files>,
    /// Where the configuration came from.
    pub(super) location: Option<Location>,
    pub(super) files: KeptFiles,
    pub(super) resources: Map<Resource, Kept>,
    /// What a person entered, and for which server; `None` is any.
    pub(super) login: Option<(Credentials, Option<String>)>,
}

/// Finds configurations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provisioner {
    pub(super) settings: Settings,
    pub(super) rng: Rng,
    pub(super) schedule: Schedule,
    pub(super) timers: Timers<Timer>,
    pub(super) retry: Duration,
    pub(super) state: State,
    pub(super) run: Option<Run>,
    /// A search that is wanted after the one that goes on; whether it ends with a restart.
    pub(super) next: Option<(Reason, bool)>,
    pub(super) memory: Memory,
    pub(super) report: Report,
    pub(super) progress: (u32, Option<u32>),
    pub(super) outputs: VecDeque<Output>,
}

impl Provisioner {
    /// Returns a machine that does nothing until [`Self::check`].
    pub fn new(settings: Settings, rng: Rng) -> Self {
        Self {
            settings,
            rng,
            schedule: Schedule::default(),
            timers: Timers::new(),
            retry: FIRST_RETRY,
            state: State::Idle,
            run: None,
            next: None,
            memory: Memory::default(),
            report: Report::default(),
            progress: (0, None),
            outputs: VecDeque::new(),
        }
    }

    /// Follows other settings from now on; a search that goes on takes them for its next step.
    pub fn set_settings(&mut self, settings: Settings, clock: Option<WallClock>, now: Instant) {
        if settings.source == Source::Disabled {
            self.schedule = Schedule::default();
        } else {
            self.schedule.set_plan(settings.plan, clock, now);
        }
        self.memory.resources.retain(|kind, _| settings.resources.iter().any(|(it, _)| it == kind));
        self.settings = settings;
    }

    /// Returns what should outlive the machine: the server that was used last, and what a person
    /// entered.
    pub fn keepsake(&self) -> Vec<u8> {
        // Serialising plain owned data into a growing buffer has no failure.
        postcard::to_allocvec(&(&self.memory.cache, &self.memory.login)).unwrap_or_default()
    }

    /// Takes what an earlier machine wanted to outlive it; what cannot be read is left out.
    pub fn take_keepsake(&mut self, bytes: &[u8]) {
        if let Ok((cache, login)) = postcard::from_bytes(bytes) {
            self.memory.cache = cache;
            self.memory.login = login;
        }
    }

    /// Forgets which versions of ring tones and directory are here: they are not any
    /// more.
    pub fn forget_files(&mut self) {
        self.memory.resources.retain(|kind, _| kind.is_certificate());
    }

    /// Takes new randomness, so that a restored phone repeats nothing.
    pub fn reseed(&mut self, rng: Rng) {
        self.rng = rng;
    }

    /// Takes note that the clock or the zone was set.
    pub fn handle_clock(&mut self, clock: WallClock, now: Instant) {
        self.schedule.handle_clock(clock, now);
    }

    /// Looks for a configuration; `restart` demands that the phone starts again afterwards.
    ///
    /// There is one search at a time. Before any file was asked for it serves whoever comes late;
    /// later another one follows it, as the server may have changed its files meanwhile. A phone
    /// that starts begins anew.
    pub fn check(&mut self, reason: Reason, restart: bool, now: Instant) {
        let restart = restart || self.run.as_ref().is_some_and(|run| run.restart);
        match (&self.state, &mut self.run) {
            (_, None) => self.begin(reason, restart, now),
            (_, Some(_)) if reason == Reason::PowerUp => {
                self.abort();
                self.begin(reason, restart, now);
            }
            (
                State::Idle | State::AskingDhcp | State::OpeningSocket | State::Subscribing { .. },
                Some(run),
            ) => run.restart = restart,
            (
                State::AskingGateway
                | State::Redirecting { .. }
                | State::Loading(_)
                | State::AskingPerson { .. }
                | State::Applying
                | State::LoadingResource { .. },
                Some(_),
            ) => {
                // A clock that strikes during a search has what it wants.
                if reason != Reason::Period {
                    self.next = Some((reason, restart));
                }
            }
        }
    }

    /// Forgets the server that was used last, credentials and copies, and stops (manual 40).
    pub fn forget(&mut self) {
        self.abort();
        self.memory = Memory::default();
        self.report = Report::default();
        self.next = None;
        self.retry = FIRST_RETRY;
        self.timers.clear_all();
    }

    /// Takes the answer to [`Output::Request`].
    pub fn handle_reply(&mut self, reply: Result<Reply, LinkError>, now: Instant) {
        self.progress = (0, None);
        match core::mem::replace(&mut self.state, State::Idle) {
            State::AskingGateway => self.take_gateway(reply, now),
            State::AskingDhcp => self.take_dhcp(reply, now),
            State::OpeningSocket => self.take_socket(reply, now),
            State::Redirecting { server } => self.take_redirect(&server, reply, now),
            State::Loading(loading) => self.take_file(loading, reply, now),
            State::LoadingResource { index, location } => {
                self.take_resource(index, location, reply, now);
            }
            // Nothing was asked for.
            state @ (State::Idle
            | State::Subscribing { .. }
            | State::AskingPerson { .. }
            | State::Applying) => self.state = state,
        }
    }

    /// Takes note of how much of a file has come.
    pub fn handle_progress(&mut self, received: u32, total: Option<u32>) {
        self.progress = (received, total);
    }

    /// Whether `socket` is one of the machine's own.
    pub fn is_socket(&self, socket: SocketId) -> bool {
        matches!(self.state, State::Subscribing { socket: own, .. } if own == socket)
    }

    /// Takes a datagram that came in on the machine's socket.
    pub fn handle_datagram(&mut self, from: SocketAddr, data: &[u8], now: Instant) {
        if let State::Subscribing { subscribe, .. } = &mut self.state {
            subscribe.handle_datagram(from, data, now);
            self.pump_subscribe(now);
        }
    }

    /// Takes note that the machine's socket is of no use: nothing can be sent to everybody, or it
    /// is gone.
    pub fn handle_socket_failed(&mut self, error: &LinkError, now: Instant) {
        if matches!(self.state, State::Subscribing { .. }) {
            self.close_socket();
            self.note(Method::Subscribe, Outcome::Absent(Text::from(error.to_string())));
            self.step(now);
        }
    }

    /// Returns what a person should be asked, while a server waits for it.
    pub fn prompt(&self) -> Option<&Prompt> {
        if let State::AskingPerson { prompt, .. } = &self.state { Some(prompt) } else { None }
    }

    /// Takes what a person entered, asked or not; it is kept. Without a question nothing else
    /// happens.
    pub fn handle_login(&mut self, credentials: Credentials, now: Instant) {
        let Some((prompt, loading)) = self.take_prompt() else {
            self.memory.login = Some((credentials, None));
            return;
        };
        self.memory.login = Some((credentials, Some(prompt.server)));
        self.load(loading, now);
    }

    /// The person does not answer the question.
    pub fn handle_no_login(&mut self, now: Instant) {
        let Some((prompt, mut loading)) = self.take_prompt() else { return };
        let error = LinkError::Unauthorized { url: prompt.url, realm: prompt.realm };
        loading.fail(&error, &self.settings);
        self.load(loading, now);
    }

    fn take_prompt(&mut self) -> Option<(Prompt, Box<Loading>)> {
        self.timers.clear(Timer::Prompt);
        if !matches!(self.state, State::AskingPerson { .. }) {
            return None;
        }
        match core::mem::replace(&mut self.state, State::Idle) {
            State::AskingPerson { prompt, loading } => Some((prompt, loading)),
            State::Idle
            | State::AskingGateway
            | State::AskingDhcp
            | State::OpeningSocket
            | State::Subscribing { .. }
            | State::Redirecting { .. }
            | State::Loading(_)
            | State::Applying
            | State::LoadingResource { .. } => None,
        }
    }

    /// Takes note of what became of [`Output::Found`].
    pub fn applied(&mut self, applied: Applied, now: Instant) {
        if self.state == State::Applying {
            match applied {
                Applied::Now => self.next_resource(0, now),
                Applied::AfterRestart => self.finish(now),
            }
        }
    }

    /// Does what is due; harmless when nothing is.
    pub fn handle_timeout(&mut self, clock: Option<WallClock>, now: Instant) {
        if self.schedule.handle_timeout(clock, &mut self.rng, now) {
            self.check(Reason::Period, false, now);
        }
        while let Some(timer) = self.timers.expire(now) {
            match timer {
                Timer::Retry => self.check(Reason::Retry, false, now),
                Timer::Prompt => self.handle_no_login(now),
            }
        }
        if let State::Subscribing { subscribe, .. } = &mut self.state {
            subscribe.handle_timeout(now);
            self.pump_subscribe(now);
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let own = earliest(self.schedule.poll_timeout(), self.timers.next());
        let State::Subscribing { subscribe, .. } = &self.state else { return own };
        earliest(own, subscribe.poll_timeout())
    }

    /// Returns when the phone looks again by itself, if it will.
    pub fn next_check(&self) -> Option<Instant> {
        earliest(self.schedule.poll_timeout(), self.timers.get(Timer::Retry))
    }

    /// Returns the next thing to do or to know.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Whether a search goes on.
    pub fn is_searching(&self) -> bool {
        self.run.is_some()
    }

    /// Returns what came of the search that is over, or what came of this one so far.
    pub fn report(&self) -> &Report {
        self.run.as_ref().map_or(&self.report, |run| &run.report)
    }

    /// Returns what goes on; `None` if nothing does.
    pub fn status(&self) -> Option<Status> {
        let (doing, place) = match &self.state {
            State::Idle | State::Applying => return None,
            State::AskingGateway => (Text::AskingGateway, String::new()),
            State::AskingDhcp => (Text::AskingDhcp, String::new()),
            State::OpeningSocket | State::Subscribing { .. } => {
                (Text::LookingForServer, String::new())
            }
            State::Redirecting { server } => (Text::AskingRedirectServer, server.to_string()),
            State::Loading(loading) => {
                let location = loading.want.as_ref().map(|want| &want.location);
                let location = location.map_or_else(|| loading.location(), Clone::clone);
                (Text::LoadingConfiguration, location.to_string())
            }
            State::AskingPerson { prompt, .. } => (Text::CredentialsWanted, prompt.url.clone()),
            State::LoadingResource { location, .. } => (Text::LoadingFiles, location.to_string()),
        };
        let (received, total) = self.progress;
        let percent = total.filter(|&total| total > 0).map(|total| {
            let share = u64::from(received) * 100 / u64::from(total);
            u8::try_from(share.min(100)).unwrap_or(100)
        });
        Some(Status { doing, place, percent })
    }
}
