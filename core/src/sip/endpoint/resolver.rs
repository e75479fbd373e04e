//! From a hop's URI to addresses: literal addresses at once, names through the owner and a cache.

use crate::map::Map;
use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::event::ResolveId;
use crate::sip::uri::{Host, Uri};
use crate::time::{Duration, Instant};

/// The port of SIP where none is named (RFC 3261 19.1.2).
pub(super) const DEFAULT_PORT: u16 = 5060;

/// How long an answer is used. The owner's resolver has its own cache with the true lifetimes;
/// this one saves the round trip to it for the requests of one call.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// How long an answer is waited for; the owner may have been restarted in between.
pub(super) const GIVE_UP_AFTER: Duration = Duration::from_secs(10);

/// How many names are remembered.
const MAX_NAMES: usize = 64;

/// Names that were looked up, and that are being looked up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Resolver {
    known: Map<String, Known>,
    lookups: Map<ResolveId, Lookup>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    addresses: Vec<IpAddr>,
    until: Instant,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Lookup {
    name: String,
    waiting: Vec<u32>,
}

/// What is known of a hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Its addresses, in order of preference.
    Addresses(Vec<SocketAddr>),
    /// Ask for this name; who waits is noted.
    Ask(String),
    /// It was asked already; who waits is noted.
    Wait,
    /// It has no host.
    Nowhere,
}

/// Who waited for a name, and the addresses that it has.
pub(super) struct Answered {
    /// The name.
    pub(super) name: String,
    /// Who waited, as given to [`Resolver::look_up`].
    pub(super) waiting: Vec<u32>,
}

impl Resolver {
    /// Looks up a hop for `who`; `id` names the question if it has to be asked.
    pub(super) fn look_up(&mut self, hop: &Uri, who: u32, id: ResolveId, now: Instant) -> Answer {
        let port = hop.port().unwrap_or(DEFAULT_PORT);
        let name = match hop.host() {
            None => return Answer::Nowhere,
            Some(Host::Ip(address)) => {
                return Answer::Addresses(vec![SocketAddr::new(*address, port)]);
            }
            Some(Host::Name(name)) => name.to_ascii_lowercase(),
        };
        if let Some(known) = self.known.get(&name).filter(|known| now < known.until) {
            let with_port = |address: &IpAddr| SocketAddr::new(*address, port);
            return Answer::Addresses(known.addresses.iter().map(with_port).collect());
        }
        if let Some(lookup) =
            self.lookups.iter_mut().map(|(_, lookup)| lookup).find(|lookup| lookup.name == name)
        {
            lookup.waiting.push(who);
            return Answer::Wait;
        }
        self.lookups.insert(id, Lookup { name: name.clone(), waiting: vec![who] });
        Answer::Ask(name)
    }

    /// Takes an answer; `None` if nobody asked.
    pub(super) fn answer(
        &mut self,
        id: ResolveId,
        addresses: &[IpAddr],
        now: Instant,
    ) -> Option<Answered> {
        let Lookup { name, waiting } = self.lookups.remove(&id)?;
        if !addresses.is_empty() {
            self.known.retain(|_, known| now < known.until);
            if self.known.len() < MAX_NAMES {
                let known = Known { addresses: addresses.to_vec(), until: now + KEPT_FOR };
                self.known.insert(name.clone(), known);
            }
        }
        Some(Answered { name, waiting })
    }

    /// Whether no question is open.
    #[cfg(test)]
    pub(super) fn is_idle(&self) -> bool {
        self.lookups.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_up(resolver: &mut Resolver, uri: &str, id: u32, now: Instant) -> Answer {
        resolver.look_up(&Uri::parse(uri).unwrap(), id, ResolveId(id), now)
    }

    #[test]
    fn literal_addresses_need_no_question() {
        let mut resolver = Resolver::default();
        let answer = look_up(&mut resolver, "sip:a@192.0.2.1", 1, Instant::ZERO);
        assert_eq!(answer, Answer::Addresses(vec!["192.0.2.1:5060".parse().unwrap()]));
        let answer = look_up(&mut resolver, "sip:[2001:db8::1]:5080", 1, Instant::ZERO);
        assert_eq!(answer, Answer::Addresses(vec!["[2001:db8::1]:5080".parse().unwrap()]));
        assert_eq!(look_up(&mut resolver, "tel:+1", 1, Instant::ZERO), Answer::Nowhere);
    }

    #[test]
    fn a_name_is_asked_once_and_kept_for_a_while() {
        let mut resolver = Resolver::default();
        let now = Instant::from_millis(1);
        let asked = Answer::Ask("pbx.example".to_owned());
        assert_eq!(look_up(&mut resolver, "sip:PBX.example:5070", 1, now), asked);
        assert_eq!(look_up(&mut resolver, "sip:pbx.example", 2, now), Answer::Wait);
        let answered = resolver.answer(ResolveId(1), &["192.0.2.1".parse().unwrap()], now).unwrap();
        assert_eq!(answered.waiting, [1, 2]);
        assert!(resolver.answer(ResolveId(1), &[], now).is_none());
        let known = Answer::Addresses(vec!["192.0.2.1:5070".parse().unwrap()]);
        assert_eq!(look_up(&mut resolver, "sip:pbx.example:5070", 3, now), known);
        let later = now + KEPT_FOR;
        assert_eq!(look_up(&mut resolver, "sip:pbx.example", 4, later), asked);
        assert!(!resolver.is_idle());
    }
}
