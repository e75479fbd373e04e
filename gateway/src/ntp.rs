//! Time servers: asked for phones, in turn, and spared.
//!
//! What a server said is kept for a while, so that a house full of phones is one client to it; and
//! one that wants not to be asked is left alone (RFC 5905 7.4).

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hookswitch_core::link::{LinkError, Time};
use tokio::net::UdpSocket;

use crate::policy::Policy;
use crate::protocol::ntp::{self, Answer, Useless};
use crate::resolver::Resolver;
use crate::secret::random;

/// How long an answer is good for others: the shortest interval of RFC 5905 (7.2, MINPOLL is 16 s)
/// times four.
const FRESH: Duration = Duration::from_secs(64);

/// How long a server is left alone that wants it.
const LEFT_ALONE: Duration = Duration::from_secs(15 * 60);

/// How long each try may take.
const TRIES: [Duration; 3] =
    [Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];

/// Servers that a phone may name.
const MOST_SERVERS: usize = 4;

/// Servers that are remembered.
const MOST_KNOWN: usize = 256;

/// What is known of time servers.
#[derive(Default)]
pub(crate) struct TimeServers(Mutex<BTreeMap<SocketAddr, Known>>);

#[derive(Clone, Copy)]
enum Known {
    /// It told the time then.
    Told(Instant, Answer),
    /// It said then that it wants not to be asked.
    LeaveAlone(Instant, [u8; 4]),
}

impl Known {
    fn is_over(&self, now: Instant) -> bool {
        match self {
            Self::Told(at, _) => now.duration_since(*at) > FRESH,
            Self::LeaveAlone(at, _) => now.duration_since(*at) > LEFT_ALONE,
        }
    }
}

impl TimeServers {
    /// Asks `servers` in turn until one tells the time.
    ///
    /// # Errors
    ///
    /// Why none did, each by its name.
    pub(crate) async fn query(
        &self,
        servers: &[String],
        policy: &Policy,
        resolver: &Resolver,
    ) -> Result<Time, LinkError> {
        if servers.is_empty() {
            return Err(LinkError::NoTime("no server is named".to_owned()));
        }
        let mut problems = Vec::new();
        for server in servers.iter().take(MOST_SERVERS) {
            match self.ask(server, policy, resolver).await {
                Ok(time) => return Ok(time),
                // A single refusal is told as such.
                Err(refused @ LinkError::NotAllowed(_)) if servers.len() == 1 => {
                    return Err(refused);
                }
                Err(LinkError::NoTime(why)) => problems.push(format!("{server}: {why}")),
                Err(error) => problems.push(format!("{server}: {error}")),
            }
        }
        Err(LinkError::NoTime(problems.join("; ")))
    }

    async fn ask(
        &self,
        server: &str,
        policy: &Policy,
        resolver: &Resolver,
    ) -> Result<Time, LinkError> {
        let (host, port) = split(server)
            .ok_or_else(|| LinkError::NoTime("not a host, or a host and a port".to_owned()))?;
        policy.time(host, port)?;
        let addresses = resolver.time_server(host, policy).await?;
        let mut problem = LinkError::UnknownHost(host.to_owned());
        for ip in addresses {
            match self.ask_address(SocketAddr::new(ip, port)).await {
                Ok((at, answer)) => {
                    let passed = u64::try_from(at.elapsed().as_micros()).unwrap_or(u64::MAX);
                    return Ok(Time {
                        server: server.to_owned(),
                        unix_us: answer.unix_us.saturating_add(passed),
                        round_trip_us: u32::try_from(answer.round_trip.as_micros())
                            .unwrap_or(u32::MAX),
                    });
                }
                Err(why) => problem = LinkError::NoTime(why),
            }
        }
        Err(problem)
    }

    async fn ask_address(&self, server: SocketAddr) -> Result<(Instant, Answer), String> {
        match self.known(server) {
            Some(Known::Told(at, answer)) => return Ok((at, answer)),
            Some(Known::LeaveAlone(_, code)) => return Err(Useless::Kiss(code).to_string()),
            None => {}
        }
        let answered = exchange(server).await;
        match &answered {
            Ok((at, answer)) => self.remember(server, Known::Told(*at, *answer)),
            Err(Problem::Useless(Useless::Kiss(code))) => {
                self.remember(server, Known::LeaveAlone(Instant::now(), *code));
            }
            Err(_) => {}
        }
        answered.map_err(|problem| match problem {
            Problem::Useless(useless) => useless.to_string(),
            Problem::Silent => "no answer".to_owned(),
            Problem::Io(error) => error.to_string(),
        })
    }

    fn known(&self, server: SocketAddr) -> Option<Known> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&server).copied().filter(|known| !known.is_over(Instant::now()))
    }

    fn remember(&self, server: SocketAddr, what: Known) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        known.retain(|_, known| !known.is_over(now));
        if known.len() < MOST_KNOWN {
            known.insert(server, what);
        }
    }
}

enum Problem {
    Useless(Useless),
    Silent,
    Io(io::Error),
}

async fn exchange(server: SocketAddr) -> Result<(Instant, Answer), Problem> {
    let any: IpAddr = match server {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let mut problem = Problem::Silent;
    for patience in TRIES {
        // A new socket, and so a new port, for each question (RFC 9109).
        let socket = UdpSocket::bind((any, 0)).await.map_err(Problem::Io)?;
        socket.connect(server).await.map_err(Problem::Io)?;
        let cookie = random().map_err(Problem::Io)?;
        let sent = Instant::now();
        socket.send(&ntp::question(cookie)).await.map_err(Problem::Io)?;
        match tokio::time::timeout(patience, receive(&socket, cookie, sent)).await {
            Ok(Err(Problem::Useless(useless))) => return Err(Problem::Useless(useless)),
            Ok(Err(error)) => problem = error,
            Ok(told) => return told,
            Err(_) => {}
        }
    }
    Err(problem)
}

async fn receive(
    socket: &UdpSocket,
    cookie: [u8; 8],
    sent: Instant,
) -> Result<(Instant, Answer), Problem> {
    let mut buffer = [0; 1_024];
    loop {
        let length = socket.recv(&mut buffer).await.map_err(Problem::Io)?;
        let at = Instant::now();
        let packet = buffer.get(..length).unwrap_or_default();
        match ntp::answer(packet, cookie, at.duration_since(sent)) {
            Ok(answer) => return Ok((at, answer)),
            Err(Useless::Stray) => {}
            Err(useless) => return Err(Problem::Useless(useless)),
        }
    }
}

/// Splits `host`, `host:port`, `[address]:port` or an address.
fn split(server: &str) -> Option<(&str, u16)> {
    if let Ok(IpAddr::V6(_)) = server.trim_matches(['[', ']']).parse() {
        return Some((server.trim_matches(['[', ']']), ntp::PORT));
    }
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok().filter(|&port| port != 0)?),
        None => (server, ntp::PORT),
    };
    let host = host.trim_matches(['[', ']']);
    (!host.is_empty()).then_some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_may_have_a_port() {
        assert_eq!(split("ntp.example"), Some(("ntp.example", 123)));
        assert_eq!(split("ntp.example:1123"), Some(("ntp.example", 1_123)));
        assert_eq!(split("2001:db8::1"), Some(("2001:db8::1", 123)));
        assert_eq!(split("[2001:db8::1]"), Some(("2001:db8::1", 123)));
        assert_eq!(split("[2001:db8::1]:1123"), Some(("2001:db8::1", 1_123)));
        for nothing in ["", ":123", "host:", "host:0", "host:x", "host:70000"] {
            assert_eq!(split(nothing), None, "{nothing}");
        }
    }
}
