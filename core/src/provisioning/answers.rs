//! What a search makes of the answers it gets.

use super::address::{self, Files};
use super::hunt::{Method, Outcome};
use super::loading::{Loading, cause};
use super::machine::{Prompt, Provisioner, State, Timer};
use super::resource::{Kept, Resource};
use super::search::server_of;
use super::subscribe::Subscribe;
use super::{Output, Settings};
use crate::config::file::Location;
use crate::language::Text;
use crate::link::{LinkError, Reply, Request, Secret, Validators};
use crate::time::{Duration, Instant};

/// How long a person is asked for user and password before the search goes on without.
const PROMPT_TIME: Duration = Duration::from_secs(5 * 60);

impl Provisioner {
    pub(super) fn take_gateway(&mut self, reply: Result<Reply, LinkError>, now: Instant) {
        let file = match reply {
            Ok(Reply::File(file)) => file,
            Ok(_) => return self.fail(Method::Gateway, &LinkError::Unsupported, now),
            Err(error @ LinkError::NotFound(_)) => {
                self.note(Method::Gateway, Outcome::Absent(Text::from(error.to_string())));
                return self.step(now);
            }
            Err(error) => return self.fail(Method::Gateway, &error, now),
        };
        let location = file.url.as_deref().and_then(|url| Location::url(url).ok());
        let location = location.unwrap_or_else(|| Location::file(&file.name));
        let files = Files { firmware: None, configuration: vec![location] };
        let mut loading = Loading::new(Method::Gateway, files, &self.settings);
        loading.next();
        loading.take(file.data, Validators::default(), &self.settings);
        self.load(Box::new(loading), now);
    }

    pub(super) fn take_dhcp(&mut self, reply: Result<Reply, LinkError>, now: Instant) {
        let options = match reply {
            Ok(Reply::Dhcp(options)) => Ok(options),
            Ok(_) => Err(LinkError::Unsupported.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if let Some(run) = &mut self.run {
            run.dhcp = Some(options);
        }
        self.step(now);
    }

    pub(super) fn take_socket(&mut self, reply: Result<Reply, LinkError>, now: Instant) {
        match reply {
            Ok(Reply::Udp { socket, local }) => {
                let Settings { names, version, .. } = &self.settings;
                let subscribe = Subscribe::new(local, &names.model, version, &mut self.rng, now);
                self.state = State::Subscribing { socket, subscribe: Box::new(subscribe) };
                self.pump_subscribe(now);
            }
            Ok(_) => self.fail(Method::Subscribe, &LinkError::Unsupported, now),
            Err(error) => {
                self.note(Method::Subscribe, Outcome::Absent(Text::from(error.to_string())));
                self.step(now);
            }
        }
    }

    pub(super) fn take_redirect(
        &mut self,
        server: &Location,
        reply: Result<Reply, LinkError>,
        now: Instant,
    ) {
        match reply {
            Ok(Reply::Redirect { to }) => {
                let files = address::from_url(&to, &self.settings.names);
                self.use_address(Method::Redirect, files.map(Some), now);
                if self.state == State::Idle {
                    self.step(now);
                }
            }
            Ok(_) => {
                let why = format!("{server}: the redirect server answered without a redirect");
                self.note(Method::Redirect, Outcome::Failed(why));
                self.step(now);
            }
            Err(error) => self.fail(Method::Redirect, &error, now),
        }
    }

    pub(super) fn take_file(
        &mut self,
        mut loading: Box<Loading>,
        reply: Result<Reply, LinkError>,
        now: Instant,
    ) {
        let kept = loading.want.as_ref().and_then(|want| self.memory.files.get(&want.location));
        let error = match (reply, kept) {
            (Ok(Reply::File(file)), _) => {
                loading.take(file.data, file.validators, &self.settings);
                return self.load(loading, now);
            }
            (Ok(Reply::NotModified), Some(kept)) => {
                loading.take(kept.data.clone(), kept.validators.clone(), &self.settings);
                return self.load(loading, now);
            }
            (Ok(_), _) => LinkError::Unsupported,
            (Err(LinkError::Unauthorized { url, realm }), _) if self.settings.ask_person => {
                let server = loading.want.as_ref().map(|want| server_of(&want.location));
                let prompt = Prompt { realm, url, server: server.unwrap_or_default() };
                self.timers.set(Timer::Prompt, now + PROMPT_TIME);
                self.state = State::AskingPerson { prompt, loading };
                return;
            }
            (Err(error), _) => error,
        };
        let is_unknown_name = loading.method == Method::FixedName
            && matches!(error, LinkError::UnknownHost(_) | LinkError::NotAllowed(_));
        if is_unknown_name {
            self.note(Method::FixedName, Outcome::Absent(Text::from(error.to_string())));
            return self.step(now);
        }
        loading.fail(&error, &self.settings);
        self.load(loading, now);
    }

    pub(super) fn fail(&mut self, method: Method, error: &LinkError, now: Instant) {
        self.note(method, Outcome::Failed(error.to_string()));
        self.step(now);
    }
}

/// Files that the configuration names.
/// Files that the configuration names.
impl Provisioner {
    /// Asks for the resource at `index`, or the first after it that can be asked for.
    pub(super) fn next_resource(&mut self, index: usize, now: Instant) {
        let mut rest = self.settings.resources.iter().enumerate().skip(index);
        let found = rest.find_map(|(index, (resource, url))| {
            Some((index, *resource, self.resource_location(url)?))
        });
        let Some((index, resource, location)) = found else { return self.finish(now) };
        let mut fetch = self.fetch(&location, Method::Gateway, resource.limit());
        let kept = self.memory.resources.get(&resource);
        let kept = kept.filter(|kept| kept.location == location);
        fetch.validators = kept.map(|kept| kept.validators.clone()).unwrap_or_default();
        let request = match location.scheme() {
            Some(_) => Request::Fetch(Box::new(fetch)),
            None => Request::FetchBeside { name: location.path().to_owned() },
        };
        self.ask(request, State::LoadingResource { index, location });
    }

    /// Returns where a resource is: a URL, or a name relative to the configuration's place.
    pub(super) fn resource_location(&self, url: &str) -> Option<Location> {
        let name = self.settings.names.fill(url);
        let base = self.memory.location.as_ref();
        base.map_or_else(|| Location::url(&name), |base| base.join(&name)).ok()
    }

    pub(super) fn take_resource(
        &mut self,
        index: usize,
        location: Location,
        reply: Result<Reply, LinkError>,
        now: Instant,
    ) {
        let Some(&(resource, _)) = self.settings.resources.get(index) else {
            return self.finish(now);
        };
        match reply {
            Ok(Reply::File(file)) => {
                let is_text = resource.is_certificate();
                let text = String::from_utf8(file.data.clone()).ok().filter(|_| is_text);
                let text = Secret::new(text.unwrap_or_default());
                let kept = Kept { location, validators: file.validators, text };
                self.memory.resources.insert(resource, kept);
                self.outputs.push_back(Output::File(resource, file.data));
            }
            Ok(Reply::NotModified) => {}
            Ok(_) => self.resource_failed(resource, &location, &LinkError::Unsupported),
            Err(error) => self.resource_failed(resource, &location, &error),
        }
        self.next_resource(index + 1, now);
    }

    pub(super) fn resource_failed(
        &mut self,
        resource: Resource,
        location: &Location,
        error: &LinkError,
    ) {
        let why = format!("{resource}: {location}: {}", cause(error, location));
        self.outputs.push_back(Output::Log(format!("provisioning: {why}")));
        if let Some(run) = &mut self.run {
            run.report.missing.push(why);
        }
    }
}
