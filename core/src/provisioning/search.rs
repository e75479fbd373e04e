//! A search: one way after another, until one of them leads to a configuration.

use super::address::{self, AddressError, Files};
use super::hunt::{Attempt, Method, Outcome, Reason, Report, Source};
use super::loading::Loading;
use super::machine::{FIRST_RETRY, Provisioner, Run, State, Timer};
use super::resource::Resource;
use super::{Found, Output, subscribe};
use crate::config::file::Location;
use crate::language::Text;
use crate::link::{
    ClientCertificate, Credentials, Fetch, PROVISIONING_GROUP, Redirects, Request, Secret, Trust,
};
use crate::time::{Duration, Instant};

/// The name that is asked for by itself (manual 9.2.7).
const FIXED_NAME: &str = "tftp://ProvisioningServer";

/// Where a phone asks from when it asks everybody (manual 9.2.6).
const SIP_PORT: u16 = 5_060;

/// Longest configuration file that is asked for, in bytes.
const MAX_FILE: u32 = 2 * 1024 * 1024;

/// Longest such pause.
const LAST_RETRY: Duration = Duration::from_secs(15 * 60);

impl Provisioner {
    pub(super) fn begin(&mut self, reason: Reason, restart: bool, now: Instant) {
        if reason != Reason::Retry {
            self.retry = FIRST_RETRY;
        }
        self.timers.clear(Timer::Retry);
        let (failed, report) = (Vec::new(), Report::default());
        self.run = Some(Run { reason, restart, begun: 0, dhcp: None, failed, report });
        self.step(now);
    }

    pub(super) fn abort(&mut self) {
        self.close_socket();
        let asked = !matches!(
            self.state,
            State::Idle | State::Subscribing { .. } | State::AskingPerson { .. } | State::Applying
        );
        if asked {
            self.outputs.push_back(Output::Cancel);
        }
        self.state = State::Idle;
        self.run = None;
    }

    /// Begins the next way, until one of them has to wait for something.
    pub(super) fn step(&mut self, now: Instant) {
        self.state = State::Idle;
        while self.state == State::Idle {
            let Some(run) = &mut self.run else { return };
            let order = self.settings.source.order(run.reason);
            let Some(&method) = order.get(run.begun) else { return self.finish(now) };
            run.begun += 1;
            self.try_method(method, now);
        }
    }

    pub(super) fn try_method(&mut self, method: Method, now: Instant) {
        let names = &self.settings.names;
        match method {
            Method::Gateway => self.ask(Request::FetchConfiguration, State::AskingGateway),
            Method::Static => {
                let Source::Static(url) = &self.settings.source else { return };
                let files = address::from_static(url, names);
                self.use_address(method, files.map(Some), now);
            }
            Method::UrlOption | Method::ServerOptions | Method::VendorOption => {
                self.try_dhcp(method, now);
            }
            Method::Subscribe => {
                let (port, toward) = (SIP_PORT, PROVISIONING_GROUP.ip());
                self.ask(Request::OpenUdp { port, tos: 0, toward }, State::OpeningSocket);
            }
            Method::FixedName => {
                // Printed both at the root of the server and in a folder of the model.
                let files = address::from_url(FIXED_NAME, names).and_then(|mut files| {
                    let folder = format!("{FIXED_NAME}/<MODEL>/");
                    files.configuration.extend(address::from_url(&folder, names)?.configuration);
                    Ok(Some(files))
                });
                self.use_address(method, files, now);
            }
            Method::Cache => {
                let entered = self.settings.dynamic_url.as_deref();
                let files = match entered.map(|url| address::from_static(url, names)) {
                    Some(files) => files.map(Some),
                    None => Ok(self.memory.cache.clone()),
                };
                self.use_address(method, files, now);
            }
            Method::Redirect => self.try_redirect(),
        }
    }

    pub(super) fn try_dhcp(&mut self, method: Method, now: Instant) {
        let names = &self.settings.names;
        let Some(run) = &mut self.run else { return };
        let options = match &run.dhcp {
            None => {
                run.begun -= 1;
                let (model, url_option) = (names.model.clone(), self.settings.url_option);
                return self.ask(Request::Dhcp { model, url_option }, State::AskingDhcp);
            }
            Some(Err(why)) => {
                let why = Text::from(why);
                return self.note(method, Outcome::Absent(why));
            }
            Some(Ok(options)) => options,
        };
        let files = if method == Method::ServerOptions {
            address::from_server(options.get(66), options.get(67), names)
        } else if method == Method::VendorOption {
            options.get(43).map(|value| address::from_vendor(value, names)).transpose()
        } else {
            let value = options.get(self.settings.url_option);
            value.map(|value| address::from_option(value, names)).transpose()
        };
        self.use_address(method, files, now);
    }

    pub(super) fn try_redirect(&mut self) {
        let Some(server) = &self.settings.redirect_server else {
            return self.note(Method::Redirect, Outcome::Absent(Text::NoneIsSet));
        };
        match address::from_static(server, &self.settings.names) {
            Ok(files) => {
                let Some(server) = files.configuration.into_iter().next() else { return };
                let mut fetch = self.fetch(&server, Method::Redirect, MAX_FILE);
                fetch.redirects = Redirects::Tell;
                self.ask(Request::Fetch(Box::new(fetch)), State::Redirecting { server });
            }
            Err(error) => self.note(Method::Redirect, Outcome::Failed(error.to_string())),
        }
    }

    /// Loads what is at an address, unless that failed in this search.
    pub(super) fn use_address(
        &mut self,
        method: Method,
        files: Result<Option<Files>, AddressError>,
        now: Instant,
    ) {
        match files {
            Ok(Some(files)) => {
                let failed = self.run.as_ref().map_or(&[][..], |run| &run.failed);
                if files.configuration.iter().all(|place| failed.contains(place)) {
                    return self.note(method, Outcome::Absent(Text::TriedAlready));
                }
                let firmware = files.firmware.as_ref().map(ToString::to_string);
                if let Some(run) = &mut self.run {
                    run.report.firmware = firmware;
                }
                let loading = Loading::new(method, files, &self.settings);
                self.load(Box::new(loading), now);
            }
            Ok(None) => self.note(method, Outcome::Absent(Text::NOTHING)),
            Err(error) => self.note(method, Outcome::Failed(error.to_string())),
        }
    }

    pub(super) fn load(&mut self, mut loading: Box<Loading>, now: Instant) {
        match loading.next() {
            Some(location) => {
                let mut fetch = self.fetch(&location, loading.method, MAX_FILE);
                let kept = self.memory.files.get(&location);
                fetch.validators = kept.map(|kept| kept.validators.clone()).unwrap_or_default();
                let request = match location.scheme() {
                    Some(_) => Request::Fetch(Box::new(fetch)),
                    None => Request::FetchBeside { name: location.path().to_owned() },
                };
                self.ask(request, State::Loading(loading));
            }
            None => self.loaded(*loading, now),
        }
    }

    pub(super) fn loaded(&mut self, loading: Loading, now: Instant) {
        let (method, files) = (loading.method, loading.files.clone());
        let done = match loading.finish(&self.settings) {
            Ok(done) => done,
            Err(why) => {
                if let Some(run) = &mut self.run {
                    run.failed.extend(files.configuration);
                }
                self.note(method, Outcome::Failed(why));
                return self.step(now);
            }
        };
        self.note(method, Outcome::Worked);
        self.memory.files = done.kept;
        if method != Method::Gateway {
            // The place that had it is asked first.
            let configuration = vec![done.location.clone()];
            self.memory.cache = Some(Files { configuration, ..files });
        }
        let source = done.location.to_string();
        self.memory.location = Some(done.location);
        self.state = State::Applying;
        let (values, problems) = (done.values, done.problems);
        self.outputs.push_back(Output::Found(Found { method, source, values, problems }));
    }

    pub(super) fn finish(&mut self, now: Instant) {
        self.state = State::Idle;
        let Some(run) = self.run.take() else { return };
        self.report = run.report;
        let worked = self.report.worked();
        let at_start = matches!(run.reason, Reason::PowerUp | Reason::Retry);
        if !worked && at_start && self.settings.source != Source::Disabled {
            let spread = u32::try_from(self.retry.as_millis() / 4).unwrap_or(u32::MAX);
            let spread = Duration::from_millis(self.rng.below(spread).into());
            self.timers.set(Timer::Retry, now + self.retry + spread);
            self.retry = (self.retry * 2).min(LAST_RETRY);
        }
        if let Some((reason, restart)) = self.next.take() {
            return self.begin(reason, restart, now);
        }
        self.outputs.push_back(Output::Finished { restart: run.restart && worked });
    }

    pub(super) fn note(&mut self, method: Method, outcome: Outcome) {
        let log = match &outcome {
            Outcome::Absent(why) if why.is_empty() => format!("provisioning: {method}: nothing"),
            Outcome::Absent(why) => format!("provisioning: {method}: {why}"),
            Outcome::Failed(why) => format!("provisioning: {method}: {why}"),
            Outcome::Worked => format!("provisioning: {method}: found"),
        };
        self.outputs.push_back(Output::Log(log));
        if let Some(run) = &mut self.run {
            run.report.attempts.push(Attempt { method, outcome });
        }
    }

    pub(super) fn ask(&mut self, request: Request, state: State) {
        self.progress = (0, None);
        self.state = state;
        self.outputs.push_back(Output::Request(request));
    }

    pub(super) fn close_socket(&mut self) {
        if let State::Subscribing { socket, .. } = &self.state {
            self.outputs.push_back(Output::Close(*socket));
        }
    }

    pub(super) fn pump_subscribe(&mut self, now: Instant) {
        while let State::Subscribing { socket, subscribe } = &mut self.state {
            let socket = *socket;
            match subscribe.poll_output() {
                Some(subscribe::Output::Send { to, data }) => {
                    self.outputs.push_back(Output::Send { socket, to, data });
                }
                Some(subscribe::Output::Address(text)) => {
                    self.close_socket();
                    self.state = State::Idle;
                    let files = address::from_url(&text, &self.settings.names);
                    self.use_address(Method::Subscribe, files.map(Some), now);
                    if self.state == State::Idle {
                        self.step(now);
                    }
                }
                Some(subscribe::Output::NoAnswer) => {
                    self.close_socket();
                    self.note(Method::Subscribe, Outcome::Absent(Text::NoAnswer));
                    self.step(now);
                }
                None => return,
            }
        }
    }
}

/// Requests for files.
impl Provisioner {
    /// Returns the request for a file, with all that the settings say.
    pub(super) fn fetch(&self, location: &Location, method: Method, limit: u32) -> Fetch {
        let settings = &self.settings;
        let mut fetch = Fetch::new(location.expose(), limit);
        fetch.user_agent = Some(settings.user_agent.clone());
        if settings.mac_in_header {
            fetch.headers.push(("MAC-Address".to_owned(), settings.names.mac.clone()));
        }
        fetch.credentials = self.credentials(location, method);
        fetch.trust = self.trust();
        fetch
    }

    /// Returns who the phone is to the server of `location`.
    ///
    /// Anybody on the network may answer a SUBSCRIBE: such a server is told credentials only if a
    /// person entered them for it, or if it was the provisioning server before.
    pub(super) fn credentials(&self, location: &Location, method: Method) -> Option<Credentials> {
        let server = server_of(location);
        let known = self.memory.cache.iter().flat_map(|files| &files.configuration);
        let trusted = method != Method::Subscribe
            || known.into_iter().any(|known| server_of(known) == server);
        match &self.memory.login {
            Some((credentials, Some(meant))) if *meant == server => Some(credentials.clone()),
            Some((credentials, None)) if trusted => Some(credentials.clone()),
            _ => self.settings.credentials.clone().filter(|_| trusted),
        }
    }

    pub(super) fn trust(&self) -> Trust {
        self.trust_with(Resource::Certificate, Resource::PrivateKey, self.settings.verify)
    }

    /// Returns how TLS is spoken with SIP servers: they are always checked, as the manual has no
    /// parameter that says otherwise (30.2.2, 31).
    pub fn sip_trust(&self) -> Trust {
        self.trust_with(Resource::SipCertificate, Resource::SipPrivateKey, true)
    }

    fn trust_with(&self, certificate: Resource, key: Resource, verify: bool) -> Trust {
        let text = |resource| self.memory.resources.get(&resource).map(|kept| kept.text.expose());
        let roots: Vec<&str> = (0..5).filter_map(|index| text(Resource::Root(index))).collect();
        let pair = text(certificate).zip(text(key));
        let certificate = pair.map(|(chain, key)| ClientCertificate {
            chain: chain.to_owned(),
            key: Secret::new(key.to_owned()),
        });
        Trust { verify, roots: roots.join("\n"), certificate }
    }
}

/// Returns protocol and host of a location.
pub(super) fn server_of(location: &Location) -> String {
    let text = location.to_string();
    let end = text.len().saturating_sub(location.path().len());
    text.get(..end).unwrap_or_default().to_owned()
}
