//! A phone in the simulator, with what a browser would give it.

use std::collections::BTreeMap;

use hookswitch_core::link::MacAddress;
use hookswitch_core::media::plan::{Command, Plan, StreamId};
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::{Identity, Phone, StreamRoute};
use hookswitch_core::rng::Rng;
use hookswitch_core::time::{Instant, earliest};

use super::gateway::Connection;
use super::sound::SimSound;

/// A phone in the simulator.
#[derive(Debug)]
pub struct SimPhone {
    /// What tests call it.
    pub name: String,
    /// Its hardware address.
    pub mac: MacAddress,
    /// The phone.
    pub phone: Phone,
    /// Its gateway: an index into [`super::world::World::gateways`].
    pub gateway: usize,
    /// Its WebSocket, open or being opened.
    pub connection: Option<Connection>,
    /// Whether nothing gets through to the gateway.
    pub cut: bool,
    /// Whether its page is closed just now.
    pub away: bool,
    /// The last plan.
    pub plan: Plan,
    /// Commands to the audio graph, oldest first.
    pub commands: Vec<Command>,
    /// Sockets of the streams.
    pub routes: BTreeMap<StreamId, StreamRoute>,
    /// Its sound card, if the scenario is about sound.
    pub sound: Option<SimSound>,
    /// Lines for the log, oldest first.
    pub log: Vec<String>,
}

impl SimPhone {
    /// Returns a phone that was just switched on.
    pub fn new(name: &str, mac: MacAddress, gateway: usize, rng: &mut Rng, now: Instant) -> Self {
        let mut seed = [0; 32];
        rng.fill(&mut seed);
        Self {
            name: name.to_owned(),
            mac,
            phone: Phone::new(Identity { mac, enrolment: None }, seed, now),
            gateway,
            connection: None,
            cut: false,
            away: false,
            plan: Plan::default(),
            commands: Vec::new(),
            routes: BTreeMap::new(),
            sound: None,
            log: Vec::new(),
        }
    }

    /// Returns when the phone wants to be woken.
    pub fn poll_timeout(&self) -> Option<Instant> {
        if self.away {
            return None;
        }
        earliest(self.phone.poll_timeout(), self.sound.as_ref().map(SimSound::poll_timeout))
    }

    /// Whether the loudspeaker plays a tone now.
    pub fn hears(&self, hz: u16) -> bool {
        self.sound.as_ref().is_some_and(|sound| sound.hears(hz))
    }

    /// Returns what the display shows, line by line.
    pub fn display(&self) -> String {
        self.phone.view().display.text()
    }

    /// Whether a line of the display has `text` in it, which is asked after each step of a run.
    pub fn shows(&self, text: &str) -> bool {
        let display = &self.phone.view().display;
        let lines = display.lines.iter().map(|line| (&line.text, &line.right));
        let mut rows = core::iter::once((&display.status.0, &display.status.1)).chain(lines);
        if text.contains('\n') {
            return self.display().contains(text);
        }
        // A space may be the one between both halves of a line.
        let gaps = || text.match_indices(' ').map(|(gap, _)| (&text[..gap], &text[gap + 1..]));
        rows.any(|(left, right)| {
            let across = |(start, end)| left.ends_with(start) && right.starts_with(end);
            left.contains(text) || right.contains(text) || gaps().any(across)
        })
    }

    /// Returns the key that is printed `name`, or whose softkey label it is now.
    #[track_caller]
    pub fn key(&self, name: &str) -> Key {
        let labels = &self.phone.view().softkeys;
        let softkey = labels.iter().position(|label| label.as_deref() == Some(name));
        if let Some(slot) = softkey {
            return Key::Softkey(u8::try_from(slot).unwrap());
        }
        let single = Key::SINGLE.into_iter().chain([Key::Escape, Key::Backspace]);
        let digits = (0..10).map(Key::Digit);
        let lines = (0..6).map(Key::Line);
        let found = single.chain(digits).chain(lines).find(|key| key.printing() == name);
        found.unwrap_or_else(|| {
            panic!("{} has no key {name:?} now; softkeys: {labels:?}", self.name)
        })
    }
}
