//! What must hold between the keys of a configuration.

use std::fmt;
use std::path::Path;

use hookswitch_core::link::LinkError;

use super::{Config, Dhcp, OptionCode, Resolver, Tls};
use crate::fetch::Target;

/// Longest file that may be allowed, in bytes: a phone keeps it in its memory.
const MOST_FILE_BYTES: u32 = 64 * 1024 * 1024;

/// Longest silence of a server that may be allowed, in seconds: less than a phone waits.
const MOST_SILENCE_S: u32 = 25;

/// Something wrong in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key, as `policy.sip[0].network`; empty if the file is not TOML at all.
    pub key: String,
    /// What is wrong.
    pub text: String,
    /// Line and column, from 1, if the key stands in the file.
    pub place: Option<(usize, usize)>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        if !self.key.is_empty() {
            write!(f, " {}:", self.key)?;
        }
        write!(f, " {}", self.text)
    }
}

impl Config {
    /// Returns everything that cannot work; empty if the configuration can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Problems::default();
        self.check_http(&mut problems);
        self.check_enrolment(&mut problems);
        self.check_configuration(&mut problems);
        self.check_dhcp(&mut problems);
        self.check_resolver(&mut problems);
        self.check_hosts(&mut problems);
        self.check_numbers(&mut problems);
        problems.0
    }

    fn check_http(&self, problems: &mut Problems) {
        for (index, origin) in self.http.origins.iter().enumerate() {
            if !is_origin(origin) {
                problems.add(
                    format!("http.origins[{index}]"),
                    "an origin is \"scheme://host\" or \"scheme://host:port\", nothing after it",
                );
            }
        }
        for (index, source) in self.http.frame_ancestors.iter().enumerate() {
            if source.is_empty() || !source.bytes().all(|b| b.is_ascii_graphic() && b != b';') {
                problems.add(format!("http.frame_ancestors[{index}]"), "not a CSP source");
            }
        }
        for (key, tls) in
            [("http.tls", &self.http.tls), ("web_transport.tls", &self.web_transport.tls)]
        {
            let Some(Tls { certificate, key: private }) = tls else { continue };
            problems.file(&format!("{key}.certificate"), certificate);
            problems.file(&format!("{key}.key"), private);
        }
    }

    fn check_enrolment(&self, problems: &mut Problems) {
        let enrolment = &self.enrolment;
        if enrolment.open && !self.http.listen.ip().is_loopback() {
            problems.add(
                "enrolment.open",
                "phones without a token are accepted only where http.listen is a loopback address",
            );
        }
        for (index, token) in enrolment.tokens.iter().enumerate() {
            if token.len() < 16 {
                problems
                    .add(format!("enrolment.tokens[{index}]"), "a token has 16 characters or more");
            }
        }
        if let Some(path) = &enrolment.tokens_file {
            problems.file("enrolment.tokens_file", path);
        }
        if !enrolment.open && enrolment.tokens.is_empty() && enrolment.tokens_file.is_none() {
            problems.add("enrolment", "no phone can enrol: set tokens, tokens_file or open");
        }
    }

    fn check_configuration(&self, problems: &mut Problems) {
        let configuration = &self.configuration;
        if let Some(path) = configuration.directory.as_deref().filter(|path| !path.is_dir()) {
            problems
                .add("configuration.directory", format!("{} is not a directory", path.display()));
        }
        if let Some(path) = &configuration.key_file {
            problems.file("configuration.key_file", path);
        }
        let Some(url) = &configuration.url else { return };
        if configuration.directory.is_some() {
            problems.add("configuration.url", "either directory or url, not both");
        }
        let target = match Target::parse(url) {
            Ok(target) => target,
            Err(LinkError::NotAllowed(_)) => {
                let text = "only tftp, ftp, ftps, http and https";
                return problems.add("configuration.url", text);
            }
            Err(_) => return problems.add("configuration.url", "not a URL"),
        };
        let Target { scheme, host, port, .. } = target;
        if crate::policy::Policy::new(self).host(scheme, &host, port).is_err() {
            problems.add("configuration.url", format!("{host}:{port} is not in policy.hosts"));
        }
    }

    fn check_dhcp(&self, problems: &mut Problems) {
        let Dhcp { interface, options } = &self.dhcp;
        if interface.is_some() && !options.is_empty() {
            problems.add("dhcp.options", "either interface or options, not both");
        }
        for (OptionCode(code), value) in options {
            if value.bytes().is_empty() {
                problems.add(format!("dhcp.options.{code}"), "is empty");
            }
        }
        // Linux: a name of an interface has at most 15 bytes.
        let plain = |name: &str| {
            (1..16).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic() && b != b'/')
        };
        if interface.as_deref().is_some_and(|name| !plain(name)) {
            problems.add("dhcp.interface", "not the name of a network interface");
        }
    }

    fn check_resolver(&self, problems: &mut Problems) {
        let Resolver { servers, search } = &self.resolver;
        if servers.is_empty() && !search.is_empty() {
            problems.add("resolver.search", "only with servers");
        }
        for (index, name) in search.iter().enumerate() {
            if hickory_resolver::proto::rr::Name::from_utf8(name).is_err() {
                problems.add(format!("resolver.search[{index}]"), "not a domain");
            }
        }
    }

    fn check_hosts(&self, problems: &mut Problems) {
        for (key, hosts) in [("hosts", &self.policy.hosts), ("time", &self.policy.time)] {
            for (index, host) in hosts.iter().enumerate() {
                let name = host.name.strip_prefix("*.").unwrap_or(&host.name);
                if name.is_empty() || name.contains(['*', '/', '@', ' ']) {
                    problems.add(format!("policy.{key}[{index}].name"), "not a host name");
                }
            }
        }
    }

    fn check_numbers(&self, problems: &mut Problems) {
        let limits = &self.limits;
        for (key, value) in [
            ("link.idle_s", self.link.idle_s),
            ("limits.phones", limits.phones),
            ("limits.connections", limits.connections),
            ("limits.connections_per_address", limits.connections_per_address),
            ("limits.sockets_per_phone", limits.sockets_per_phone),
            ("limits.messages_per_second", limits.messages_per_second),
            ("limits.requests_per_second", limits.requests_per_second),
            ("limits.datagrams_per_second", limits.datagrams_per_second),
            ("limits.bytes_per_second", limits.bytes_per_second),
            ("limits.file_bytes", limits.file_bytes),
            ("limits.fetches_per_phone", limits.fetches_per_phone),
            ("limits.fetched_bytes_per_second", limits.fetched_bytes_per_second),
            ("limits.fetch_silence_s", limits.fetch_silence_s),
        ] {
            if value == 0 {
                problems.add(key, "must not be 0");
            }
        }
        if limits.file_bytes > MOST_FILE_BYTES {
            problems.add("limits.file_bytes", format!("at most {MOST_FILE_BYTES}"));
        }
        if limits.fetch_silence_s > MOST_SILENCE_S {
            let text = format!("at most {MOST_SILENCE_S}: phones do not wait longer for an answer");
            problems.add("limits.fetch_silence_s", text);
        }
        let media = self.sockets.media_ports;
        if media.last() - media.first() < 2 {
            problems.add("sockets.media_ports", "at least three ports, for one even and odd pair");
        }
    }
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.0.push(Problem { key: key.into(), text: text.into(), place: None });
    }

    fn file(&mut self, key: &str, path: &Path) {
        if let Err(error) = std::fs::File::open(path) {
            self.add(key, format!("{}: {error}", path.display()));
        }
    }
}

fn is_origin(text: &str) -> bool {
    reqwest::Url::parse(text)
        .is_ok_and(|url| url.has_host() && url.origin().ascii_serialization() == text)
}
