//! Starting again (manual 39) and going back to the defaults (manual 40).
//!
//! A restart of this phone is not that of the page: the link to the gateway stays, and everything
//! above it begins anew.

use serde::{Deserialize, Serialize};

use super::io::{Keepsake, Output};
use super::line::Line;
use super::media::MediaState;
use super::network::Purpose;
use super::redundancy::Place;
use super::set_up::{SetUp, TRANSPORT};
use super::sound::Sound;
use super::update::{Configuration, Update};
use super::{Phone, Timer, provisioning};
use crate::call::list::CallList;
use crate::config::Applies;
use crate::language::Text;
use crate::link::Request;
use crate::sip::endpoint::{Endpoint, RegistrationState};
use crate::time::Duration;

/// How long registrars have to take note that the phone leaves.
const LEAVE_TIME: Duration = Duration::from_secs(2);

/// Whether the phone is about to start again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Restart {
    /// It is not.
    #[default]
    No,
    /// Its lines are being unregistered.
    Leaving,
}

impl Phone {
    /// Starts again as soon as no call goes on (manual 39).
    pub(super) fn restart(&mut self) {
        self.update.restart = true;
        if !self.is_unused() {
            self.notify(Text::StartsAgainAfterCall);
        }
    }

    /// Forgets the configuration, its server, the credentials, contacts, the person's ring tones and the call
    /// log, and starts again as soon as no call goes on (manual 40). The hardware address stays, as it does
    /// there.
    pub(super) fn restore_defaults(&mut self) {
        self.provisioner.forget();
        self.call_log = Default::default();
        self.personal = Default::default();
        self.files.own.clear();
        self.outputs.push_back(Output::Keep(Keepsake::Contacts, Vec::new()));
        self.forget_own_tones();
        self.update = Update::default();
        self.update.waiting = Some((Configuration::default(), Applies::Restart));
        self.restart();
    }

    /// Whether the phone is about to start again.
    pub(super) fn is_restarting(&self) -> bool {
        self.leaving == Restart::Leaving
    }

    /// Unregisters the lines, unless the configuration says not to (manual 16.2.3), and starts
    /// again when the registrars know.
    pub(super) fn begin_restart(&mut self, why: Text) {
        self.log(format!("restart: {why}"));
        self.leaving = Restart::Leaving;
        self.setup.configured = false;
        self.pages.clear();
        self.notify(why);
        self.forget_messages();
        self.forget_busy_lamps();
        self.forget_shared_lines();
        if provisioning::unregisters_on_restart(&self.config) {
            let lines = 0..u8::try_from(self.lines.len()).unwrap_or(0);
            let both = |line| [Place::First, Place::Second].map(|place| place.account(line));
            for id in lines.flat_map(both) {
                // A REGISTER that is open may make a binding yet.
                let may_be_bound = matches!(
                    self.endpoint.registration(id),
                    RegistrationState::Registered { .. } | RegistrationState::Registering
                );
                if may_be_bound {
                    self.command("unregister", |phone| phone.endpoint.unregister(id, phone.now));
                }
            }
        }
        self.timers.set(Timer::Restart, self.now + LEAVE_TIME);
    }

    /// Starts again as soon as the registrars know.
    pub(super) fn watch_restart(&mut self) {
        if self.is_restarting() && !self.endpoint.waits_for_answer() {
            self.start_again();
        }
    }

    /// Begins anew with the configuration that waited, or with the one that holds.
    pub(super) fn start_again(&mut self) {
        self.leaving = Restart::No;
        self.timers.clear(Timer::Restart);
        if let Some(socket) = self.setup.sip_socket() {
            self.request(Request::Close(socket), Purpose::Close);
        }
        for socket in self.media_sockets() {
            self.request(Request::Close(socket), Purpose::Close);
        }
        self.close_all_connections();
        self.endpoint.remove_transport(TRANSPORT, self.now);
        self.restart_fallback(true);
        self.asked.clear();
        self.ways.clear();
        let sims = self.endpoint.sims().clone();
        self.endpoint = Endpoint::new(self.endpoint_settings(), self.rng.fork());
        self.endpoint.set_sims(sims);
        let waiting = self.update.waiting.take().map(|(configuration, _)| configuration);
        let configuration = waiting.unwrap_or_else(|| Configuration {
            config: self.config.clone(),
            source: core::mem::take(&mut self.setup.source),
            problems: core::mem::take(&mut self.setup.problems),
        });
        self.update.restart = false;
        self.setup = SetUp::default();
        self.calls = CallList::default();
        self.conference = None;
        self.focus = None;
        self.entry = None;
        self.media = MediaState::default();
        self.sound = Sound {
            volume: self.sound.volume,
            ring_volume: self.sound.ring_volume,
            microphone: self.sound.microphone.clone(),
            playback: self.sound.playback,
            programs: self.sound.programs,
            devices: self.sound.devices.after_restart(),
            ..Sound::default()
        };
        self.line = 0;
        self.lines = Vec::<Line>::new();
        // A phone that has a configuration is ready at once; another one looks for one first.
        self.setup.configured = !configuration.source.is_empty();
        self.adopt(configuration);
        self.save = true;
        self.set_up();
    }
}
