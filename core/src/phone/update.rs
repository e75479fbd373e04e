//! New configurations: how they are found, and how they come into force with the least
//! disturbance that their rows allow.
//!
//! A configuration holds as a whole or not at all. What may change at any time changes at once,
//! also during a call; the rest waits until nobody uses the phone, and what needs a restart then
//! restarts it. A call is never cut.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::network::Purpose;
use super::settings::Settings;
use super::{Phone, provisioning};
use crate::config::{Applies, Config, Severity};
use crate::language::Text;
use crate::link::{Credentials, LinkError, Reply, Request, Secret};
use crate::provisioning::schedule::WallClock;
use crate::provisioning::{Applied, Found, Output, Reason};
use crate::time::WallTime;

/// A configuration, and where it is from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Configuration {
    pub(super) config: Config,
    pub(super) source: String,
    /// What is wrong with it, line by line.
    pub(super) problems: Vec<String>,
}

/// What came of the last search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Outcome {
    /// Nothing was found.
    #[default]
    Nothing,
    /// The configuration that holds.
    Unchanged,
    /// Another one, which holds.
    Changed,
    /// Another one, which waits until nobody uses the phone.
    Waits,
}

/// What becomes of configurations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Update {
    /// A configuration that waits, and what it needs.
    pub(super) waiting: Option<(Configuration, Applies)>,
    /// Whether the phone starts again as soon as nobody uses it.
    pub(super) restart: bool,
    /// What came of the last search.
    pub(super) outcome: Outcome,
    /// When it ended.
    pub(super) ended: Option<WallTime>,
    /// Whether a person waits for it.
    by_person: bool,
    /// The failure that the person was told last.
    told: Text,
}

impl Phone {
    /// Looks for a new configuration now, because the person says so (manual 6, Check Now).
    pub(super) fn check_now(&mut self) {
        self.update.by_person = true;
        self.notify(Text::CheckingConfiguration);
        self.provisioner.check(Reason::Person, false, self.now);
    }

    /// Takes user and password for provisioning servers (manual 35, Prov. Credentials).
    pub(super) fn enter_login(&mut self, user: &str, password: &str) {
        let password = Secret::new(password.to_owned());
        let credentials = Credentials { user: user.to_owned(), password };
        self.provisioner.handle_login(credentials, self.now);
        self.keep_configuration();
        self.save = true;
    }

    /// Goes on without user and password.
    pub(super) fn cancel_login(&mut self) {
        self.provisioner.handle_no_login(self.now);
    }

    /// Does what the provisioner wants; returns whether there was something.
    pub(super) fn pump_provisioner(&mut self) -> bool {
        let Some(output) = self.provisioner.poll_output() else { return false };
        self.touched = true;
        match output {
            Output::Request(request) => self.request(request, Purpose::Provisioning),
            Output::Cancel => self.cancel(Purpose::Provisioning),
            Output::Send { socket, to, data } => self.network.client.send(socket, to, data),
            Output::Close(socket) => self.request(Request::Close(socket), Purpose::Close),
            Output::Found(found) => self.take_found(found),
            Output::File(resource, data) => self.take_resource(resource, data),
            Output::Finished { restart } => self.search_finished(restart),
            Output::Log(line) => self.log(line),
        }
        true
    }

    /// Takes the answer to a request of the provisioner.
    pub(super) fn take_provisioning(&mut self, reply: Result<Reply, LinkError>) {
        self.provisioner.handle_reply(reply, self.now);
    }

    /// Returns the wall clock, once it is known.
    pub(super) fn wall_clock(&self) -> Option<WallClock> {
        let wall = self.clock.wall(self.now)?;
        Some(WallClock { wall, zone: self.clock.zone() })
    }

    /// Tells the provisioner what the configuration says of it.
    pub(super) fn set_up_provisioner(&mut self) {
        let mut settings = provisioning::settings(&self.config, &self.identity, &self.keys);
        settings.names.any_model = !self.setup.configured;
        self.provisioner.set_settings(settings, self.wall_clock(), self.now);
    }

    fn take_found(&mut self, found: Found) {
        let mut config = Config::default();
        config.apply(&found.values);
        self.put_speed_dials(&mut config);
        self.personal.apply(&mut config);
        // Errors first: what is only told may fill pages.
        let (errors, notices): (Vec<_>, Vec<_>) =
            found.problems.iter().partition(|problem| problem.severity == Severity::Error);
        let problems =
            errors.into_iter().chain(notices).map(ToString::to_string).collect::<Vec<_>>();
        for problem in &problems {
            self.log(problem.clone());
        }
        let applies = self.config.difference(&config);
        let configuration = Configuration { config, source: found.source, problems };
        let needed = match applies {
            // A phone that has just started with nothing has nothing to disturb.
            _ if !self.setup.configured => None,
            Some(Applies::Restart) => Some(Applies::Restart),
            Some(Applies::Reregister) if !self.is_unused() => Some(Applies::Reregister),
            Some(Applies::Reregister | Applies::NextCall | Applies::Now) | None => None,
        };
        self.update.waiting = None;
        let applied = match needed {
            Some(applies) => {
                self.update.outcome = Outcome::Waits;
                self.update.waiting = Some((configuration, applies));
                if !self.is_unused() {
                    self.notify(Text::SettingsWaitForCall);
                }
                Applied::AfterRestart
            }
            None => {
                let changes = applies.is_some() && self.setup.configured;
                self.update.outcome = if changes { Outcome::Changed } else { Outcome::Unchanged };
                self.put_in_force(configuration, applies);
                Applied::Now
            }
        };
        self.save = true;
        self.provisioner.applied(applied, self.now);
    }

    /// Lets a configuration hold from now on.
    fn put_in_force(&mut self, configuration: Configuration, applies: Option<Applies>) {
        let first = !core::mem::replace(&mut self.setup.configured, true);
        self.adopt(configuration);
        if first || applies >= Some(Applies::Reregister) {
            self.find_server();
        }
    }

    /// Replaces the configuration and everything that is read from it.
    pub(super) fn adopt(&mut self, configuration: Configuration) {
        let Configuration { config, source, problems } = configuration;
        self.config = config;
        self.setup.source = source;
        self.setup.problems = problems;
        let before = core::mem::replace(&mut self.settings, Settings::read(&self.config));
        self.rename_keys();
        if before.message_waiting != self.settings.message_waiting {
            self.forget_messages();
        }
        if before.busy_lamps != self.settings.busy_lamps {
            self.forget_busy_lamps();
        }
        if before.paging != self.settings.paging {
            self.leave_groups();
        }
        if before.recording != self.settings.recording {
            self.close_receiver();
        }
        let shared = |settings: &Settings| {
            let lines = settings.lines.iter();
            lines.map(|line| line.shared.clone()).collect::<Vec<_>>()
        };
        if shared(&before) != shared(&self.settings) {
            self.forget_shared_lines();
        }
        if before.sip.servers() != self.settings.sip.servers() {
            self.restart_fallback(false);
        }
        let old = core::mem::take(&mut self.lines);
        self.lines = Line::all(&self.settings);
        for (line, old) in self.lines.iter_mut().zip(old) {
            if line.settings.enabled == old.settings.enabled {
                line.registration = old.registration;
                line.each = old.each;
            }
        }
        self.choose_line();
        self.endpoint.set_settings(self.endpoint_settings());
        self.follow_keep_alives();
        self.follow_busy_lamps();
        self.follow_shared_lines();
        self.want_spare();
        self.follow_clock();
        self.set_up_provisioner();
        self.drop_files();
        self.tell_recordings();
        self.keep_configuration();
    }

    /// Takes the first line that is enabled, if the chosen one is not.
    fn choose_line(&mut self) {
        let enabled = |line: &Line| line.settings.enabled;
        if !self.lines.get(usize::from(self.line)).is_some_and(enabled) {
            let first = self.lines.iter().position(enabled).unwrap_or(0);
            self.line = u8::try_from(first).unwrap_or(0);
        }
    }

    fn search_finished(&mut self, restart: bool) {
        self.update.ended = self.clock.wall(self.now);
        self.update.restart |= restart;
        self.save = true;
        self.keep_configuration();
        let by_person = core::mem::take(&mut self.update.by_person);
        let failure = self.provisioner.report().failure();
        if let Some(failure) = failure {
            self.update.outcome = Outcome::Nothing;
            // A failure that lasts is told once.
            if by_person || (self.setup.configured && self.update.told != failure) {
                self.notify(Text::NoNewConfiguration.because(&failure));
            }
            self.update.told = failure;
        } else {
            self.update.told = Text::NOTHING;
            if by_person && self.update.outcome == Outcome::Unchanged {
                self.notify(Text::ConfigurationUpToDate);
            } else if self.update.outcome == Outcome::Changed {
                self.notify(Text::SettingsInForce);
            }
        }
        if !core::mem::replace(&mut self.setup.configured, true) {
            self.find_server();
        }
    }

    /// Whether a change of settings disturbs nobody: no call, and no number is being entered.
    pub(super) fn is_unused(&self) -> bool {
        self.calls.live() == 0 && self.entry.is_none()
    }

    /// Does what waited until nobody uses the phone.
    pub(super) fn do_what_waited(&mut self) {
        if !self.is_unused() || self.is_restarting() {
            return;
        }
        if self.update.restart {
            return self.begin_restart(Text::PhoneStartsAgain);
        }
        match self.update.waiting.take() {
            Some((configuration, Applies::Restart)) => {
                self.update.waiting = Some((configuration, Applies::Restart));
                self.begin_restart(Text::RebootingForSettings);
            }
            Some((configuration, applies)) => {
                self.put_in_force(configuration, Some(applies));
                // What the new configuration names is not here yet.
                self.provisioner.check(Reason::Period, false, self.now);
            }
            None => {}
        }
    }

    /// Looks for a new configuration, because a server says that there may be one.
    pub(super) fn sync(&mut self) {
        let restart = provisioning::restarts_on_sync(&self.config);
        self.provisioner.check(Reason::Server, restart, self.now);
    }
}
