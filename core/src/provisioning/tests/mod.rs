//! Searches in networks of a few lines. Each machine is saved and restored before every step, so
//! that each test also shows that nothing is lost with the page.

#![allow(clippy::wildcard_enum_match_arm, reason = "what a test does not expect fails it")]

use core::net::SocketAddr;
use std::collections::BTreeMap;

use super::schedule::{Period, Plan, WallClock};
use super::*;
use crate::config::encryption::Keys;
use crate::link::{
    DhcpOptions, Fetch, File, LinkError, PROVISIONING_GROUP, Redirects, Reply, Secret, Validators,
};
use crate::rng::Rng;
use crate::time::{Duration, Instant, WallTime};

mod hunting;
mod searches;

const URL: &str = "http://10.0.0.1/a.cfg";
const CONFIGURATION: &str = "system/type=440HD\nvoip/line/0/id=1001\n";

/// What the network of a phone has.
#[derive(Default)]
struct Site {
    /// What the gateway's administrator keeps for the phone.
    own: Option<String>,
    dhcp: Vec<(u8, &'static str)>,
    files: BTreeMap<String, Answer>,
    /// What a server tells who asks everybody.
    notify: Option<&'static str>,
    /// User and password of every server.
    login: Option<(&'static str, &'static str)>,
    /// Names that are known here.
    hosts: Vec<&'static str>,
}

#[derive(Clone)]
enum Answer {
    Text(String),
    Redirect(String),
    Error(LinkError),
}

/// A phone's machine in a network.
struct Bench {
    machine: Provisioner,
    site: Site,
    now: Instant,
    asked: Vec<String>,
    fetches: Vec<Fetch>,
    found: Vec<Found>,
    resources: Vec<(Resource, Vec<u8>)>,
    finished: Vec<bool>,
    statuses: Vec<String>,
    log: Vec<String>,
}

fn settings() -> Settings {
    Settings {
        source: Source::Dynamic,
        url_option: 160,
        dynamic_url: None,
        redirect_server: None,
        names: Names { mac: "001122334455".into(), model: "440HD".into(), any_model: false },
        version: "2.2.2".into(),
        user_agent: "Hookswitch-440HD/1".into(),
        plan: Plan { period: Period::PowerUp, random: 0 },
        credentials: None,
        ask_person: false,
        mac_in_header: false,
        verify: true,
        keys: Keys::default(),
        resources: Vec::new(),
    }
}

impl Bench {
    fn new(settings: Settings, site: Site) -> Self {
        let mut machine = Provisioner::new(settings.clone(), Rng::new([5; 32]));
        machine.set_settings(settings, None, Instant::ZERO);
        Self {
            machine,
            site,
            now: Instant::from_millis(1),
            asked: Vec::new(),
            fetches: Vec::new(),
            found: Vec::new(),
            resources: Vec::new(),
            finished: Vec::new(),
            statuses: Vec::new(),
            log: Vec::new(),
        }
    }

    /// Starts the phone and waits for its search to end.
    fn start(settings: Settings, site: Site) -> Self {
        let mut bench = Self::new(settings, site);
        bench.check(Reason::PowerUp);
        bench
    }

    fn check(&mut self, reason: Reason) {
        self.machine.check(reason, false, self.now);
        self.settle();
    }

    fn settle(&mut self) {
        loop {
            let saved = postcard::to_allocvec(&self.machine).expect("a machine can be saved");
            self.machine = postcard::from_bytes(&saved).expect("and restored");
            if let Some(output) = self.machine.poll_output() {
                self.take(output);
            } else if let Some(at) = self.machine.poll_timeout().filter(|_| self.is_asking()) {
                self.now = self.now.max(at);
                self.machine.handle_timeout(None, self.now);
            } else {
                break;
            }
        }
    }

    /// Whether the machine asks everybody, so that time has to pass.
    fn is_asking(&self) -> bool {
        self.machine.is_searching() && self.machine.prompt().is_none()
    }

    fn take(&mut self, output: Output) {
        if let Some(status) = self.machine.status() {
            let text = format!("{} {}", status.doing, status.place);
            if self.statuses.last() != Some(&text) {
                self.statuses.push(text);
            }
        }
        match output {
            Output::Request(request) => {
                let reply = self.reply(request);
                self.machine.handle_reply(reply, self.now);
            }
            Output::Send { socket, to, data } => {
                assert!(self.machine.is_socket(socket) || to != PROVISIONING_GROUP);
                self.heard(to, &data);
            }
            Output::Found(found) => {
                self.found.push(found);
                self.machine.applied(Applied::Now, self.now);
            }
            Output::File(resource, data) => self.resources.push((resource, data)),
            Output::Finished { restart } => self.finished.push(restart),
            Output::Log(line) => self.log.push(line),
            Output::Cancel => self.asked.push("cancel".to_owned()),
            Output::Close(_) => self.asked.push("close".to_owned()),
        }
    }

    fn reply(&mut self, request: Request) -> Result<Reply, LinkError> {
        match request {
            Request::FetchConfiguration => {
                self.asked.push("gateway".to_owned());
                let own = self.site.own.clone().ok_or(LinkError::NotFound("no file".to_owned()))?;
                Ok(Reply::File(File::named("001122334455.cfg", own.into_bytes())))
            }
            Request::FetchBeside { name } => {
                self.asked.push(format!("beside {name}"));
                self.answer(&name, None)
            }
            Request::Dhcp { model, url_option } => {
                self.asked.push(format!("dhcp {model}"));
                if self.site.dhcp.is_empty() {
                    return Err(LinkError::NoDhcp("no interface is set".to_owned()));
                }
                // Servers send what they are asked for.
                let is_asked = |code: &u8| [43, 66, 67, 160, url_option].contains(code);
                let options = self.site.dhcp.iter().filter(|(code, _)| is_asked(code));
                let options = options.map(|(code, value)| (*code, value.as_bytes().to_vec()));
                let options = options.collect();
                Ok(Reply::Dhcp(DhcpOptions { source: "eth0".to_owned(), options }))
            }
            Request::OpenUdp { port, toward, .. } => {
                self.asked.push(format!("socket {port} {toward}"));
                let local = "10.13.2.37:5060".parse().unwrap();
                Ok(Reply::Udp { socket: SocketId(9), local })
            }
            Request::Fetch(fetch) => {
                self.asked.push(fetch.url.clone());
                let reply = self.answer(&fetch.url, Some(&fetch));
                self.fetches.push(*fetch);
                reply
            }
            other => panic!("unexpected {other:?}"),
        }
    }

    fn answer(&self, url: &str, fetch: Option<&Fetch>) -> Result<Reply, LinkError> {
        let host = url.split('/').nth(2).unwrap_or_default();
        if host.starts_with(|c: char| c.is_ascii_lowercase()) && !self.site.hosts.contains(&host) {
            return Err(LinkError::UnknownHost(host.to_owned()));
        }
        let sent = fetch.and_then(|fetch| fetch.credentials.as_ref());
        let sent = sent.map(|login| (&*login.user, login.password.expose()));
        if self.site.login.is_some_and(|login| sent != Some(login)) {
            let realm = "phones".to_owned();
            return Err(LinkError::Unauthorized { url: url.to_owned(), realm });
        }
        match self.site.files.get(url).cloned() {
            Some(Answer::Text(text)) => {
                let etag = format!("\"{}\"", text.len());
                let validators = Validators { etag: Some(etag), last_modified: None };
                if fetch.is_some_and(|fetch| fetch.validators == validators) {
                    return Ok(Reply::NotModified);
                }
                let file = File { validators, ..File::named(url, text.into_bytes()) };
                Ok(Reply::File(file))
            }
            Some(Answer::Redirect(to)) => {
                assert_eq!(fetch.map(|fetch| fetch.redirects), Some(Redirects::Tell));
                Ok(Reply::Redirect { to })
            }
            Some(Answer::Error(error)) => Err(error),
            None => Err(LinkError::NotFound(url.to_owned())),
        }
    }

    /// Answers a SUBSCRIBE.
    fn heard(&mut self, to: SocketAddr, data: &[u8]) {
        let text = String::from_utf8(data.to_vec()).unwrap();
        self.asked.push(text.lines().next().unwrap_or_default().to_owned());
        let Some(body) = self.site.notify.filter(|_| to == PROVISIONING_GROUP) else { return };
        let kept =
            |line: &&str| ["Via", "From", "Call-ID", "Event"].iter().any(|it| line.starts_with(it));
        let kept: Vec<&str> = text.lines().filter(kept).collect();
        let notify = format!(
            "NOTIFY sip:10.13.2.37:5060 SIP/2.0\r\n{}\r\nTo: <sip:224.0.1.75:5060>\r\n\
             CSeq: 1 NOTIFY\r\nContent-Type: application/url\r\n\r\n{body}",
            kept.join("\r\n")
        );
        let server = "10.13.4.121:5060".parse().unwrap();
        self.machine.handle_datagram(server, notify.as_bytes(), self.now);
    }

    fn source(&self) -> &str {
        self.found.last().map_or("", |found| &found.source)
    }

    fn fetched(&self) -> Vec<&str> {
        self.fetches.iter().map(|fetch| fetch.url.as_str()).collect()
    }

    fn failure(&self) -> String {
        self.machine.report().failure().unwrap_or_default().to_string()
    }
}

impl Site {
    fn with(mut self, url: &str, text: &str) -> Self {
        self.files.insert(url.to_owned(), Answer::Text(text.to_owned()));
        self
    }

    fn with_error(mut self, url: &str, error: impl Fn(String) -> LinkError) -> Self {
        self.files.insert(url.to_owned(), Answer::Error(error(url.to_owned())));
        self
    }

    fn dhcp(options: &[(u8, &'static str)]) -> Self {
        Self { dhcp: options.to_vec(), ..Self::default() }
    }
}
