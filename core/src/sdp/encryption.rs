//! Whether a stream is encrypted, and with which keys: what offer and answer say of it (RFC 4568 7,
//! RFC 5939).
//!
//! A stream whose protocol is `RTP/SAVP` is encrypted, or refused. One of `RTP/AVP` may carry keys
//! all the same, or name what it could be instead: who understands them encrypts, others do not.
//!
//! Each end says with which key it sends. A key is kept as long as the same peers talk: it changes
//! with an offer that changes something, after an answer of several forks, who all know it, and when
//! the peer has another one itself.

use serde::{Deserialize, Serialize};

use super::attribute::Protocol;
use super::capability::{self, Potential};
use super::crypto::{Crypto, key_name};
use super::description::{Attribute, Description, Media};
use super::offer_answer::NegotiationError;
use crate::keying::{KeyPair, Keying, Services, Suite};
use crate::rng::Rng;

/// The packets that a key is said to last: as the manual's example has it (33).
const LIFETIME: u64 = 1 << 31;

/// The number that names a key of this end.
const KEY_NUMBER: u64 = 1;

/// Whether streams are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Policy {
    /// If the peer can: plain streams carry keys.
    Optional,
    /// If the peer can: plain streams name what they could be instead (RFC 5939).
    Capability,
    /// Always, or there is no stream.
    Required,
}

/// How streams are encrypted, if they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encryption {
    /// Whether.
    pub policy: Policy,
    /// The suites that are offered, best first; any is taken of an offer.
    pub suites: Vec<Suite>,
    /// Octets of a name for the key in each packet; 0 for none.
    pub mki_octets: usize,
    /// Whether descriptions say how long a key lasts.
    pub states_lifetime: bool,
    /// What packets are protected against; less only if the offer says so, too.
    pub services: Services,
    /// Where keys come from.
    pub rng: Rng,
}

/// What an agreement says of encryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Secured {
    pub(super) protocol: Protocol,
    pub(super) keys: KeyPair,
}

/// What an offer says of encryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offered {
    pub(super) protocol: Protocol,
    pub(super) lines: Vec<Crypto>,
    as_capability: bool,
}

/// What an answer says of encryption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) protocol: Protocol,
    pub(super) secured: Option<Secured>,
    line: Option<Crypto>,
    chosen: Option<String>,
}

/// Whether an offer keeps the keys that were said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Keys {
    /// It does.
    Kept,
    /// There are new ones.
    New,
}

impl Encryption {
    /// Returns what an offer says, after the lines that were said before and what they led to.
    pub(super) fn offer(
        &mut self,
        said: &[Crypto],
        secured: Option<&Secured>,
        keys: Keys,
    ) -> Offered {
        let lines = match (said, keys) {
            ([], _) | (_, Keys::New) => self.lines(None),
            (said, Keys::Kept) => said.to_vec(),
        };
        let protocol = match (self.policy, secured) {
            (Policy::Required, _) => Protocol::Savp,
            (Policy::Optional | Policy::Capability, Some(secured)) => secured.protocol,
            (Policy::Optional | Policy::Capability, None) => Protocol::Avp,
        };
        let as_capability = self.policy == Policy::Capability && secured.is_none();
        Offered { protocol, lines, as_capability }
    }

    /// Returns a line for each suite that is offered, after `first`.
    fn lines(&mut self, first: Option<&Keying>) -> Vec<Crypto> {
        let others = self.suites.clone().into_iter();
        let others = others.filter(|suite| first.is_none_or(|first| first.suite != *suite));
        let mki = key_name(KEY_NUMBER, self.mki_octets).filter(|_| self.mki_octets > 0);
        let others: Vec<_> = others
            .map(|suite| {
                let services = self.services_of(suite);
                self.key(suite).with_services(services).with_mki(mki.clone().unwrap_or_default())
            })
            .collect();
        let keyings = first.cloned().into_iter().chain(others);
        (1..).zip(keyings).map(|(tag, keying)| Crypto { tag, keying }).collect()
    }

    fn key(&mut self, suite: Suite) -> Keying {
        Keying::random(suite, &mut self.rng).with_lifetime(self.states_lifetime.then_some(LIFETIME))
    }

    fn services_of(&self, suite: Suite) -> Services {
        let Services { encrypts_rtcp, .. } = self.services;
        if suite.is_aead() { Services { encrypts_rtcp, ..Services::ALL } } else { self.services }
    }

    /// Whether packets are protected against all that is wanted here.
    fn protects(&self, keying: &Keying) -> bool {
        let (theirs, ours) = (keying.services, self.services_of(keying.suite));
        (theirs.encrypts_rtp || !ours.encrypts_rtp)
            && (theirs.authenticates_rtp || !ours.authenticates_rtp)
            && (theirs.encrypts_rtcp || !ours.encrypts_rtcp)
    }

    /// Returns the answer to a stream of an offer, after what was agreed before.
    pub(super) fn answer(
        &mut self,
        description: &Description,
        media: &Media,
        before: Option<&Secured>,
    ) -> Result<Answered, NegotiationError> {
        let protocol = Protocol::of(media).ok_or(NegotiationError::NoAudio)?;
        let own = Potential { chosen: String::new(), lines: Crypto::of(media) };
        let potentials = capability::potentials(description, media);
        let is_plain = protocol == Protocol::Avp;
        for potential in potentials.into_iter().filter(|_| is_plain).chain([own]) {
            let Some(theirs) = potential.lines.into_iter().find(|it| self.protects(&it.keying))
            else {
                continue;
            };
            let ours = self.answering(&theirs.keying, before);
            let line = Crypto { tag: theirs.tag, keying: ours.clone() };
            let chosen = Some(potential.chosen).filter(|chosen| !chosen.is_empty());
            let protocol = if chosen.is_some() { Protocol::Savp } else { protocol };
            let keys = KeyPair { send: ours, receive: theirs.keying };
            let secured = Some(Secured { protocol, keys });
            return Ok(Answered { protocol, secured, line: Some(line), chosen });
        }
        if !is_plain || self.policy == Policy::Required {
            return Err(NegotiationError::NotEncrypted);
        }
        Ok(Answered::plain())
    }

    /// Returns the key to answer this one with: the same as before if the peer's is.
    fn answering(&mut self, theirs: &Keying, before: Option<&Secured>) -> Keying {
        let before = before.filter(|before| before.keys.receive == *theirs);
        if let Some(before) = before.filter(|before| before.keys.send.suite == theirs.suite) {
            return before.keys.send.clone();
        }
        let mki = key_name(KEY_NUMBER, theirs.mki.len()).unwrap_or_default();
        self.key(theirs.suite).with_services(theirs.services).with_mki(mki)
    }

    /// Returns the lines to go on with after an answer of this end.
    pub(super) fn lines_after(&mut self, answered: &Answered) -> Vec<Crypto> {
        answered.line.as_ref().map_or_else(Vec::new, |line| self.lines(Some(&line.keying)))
    }

    /// Reads what the answer to an offer says.
    pub(super) fn read_answer(
        &self,
        offered: &Offered,
        media: &Media,
    ) -> Result<Option<Secured>, NegotiationError> {
        let protocol = Protocol::of(media).ok_or(NegotiationError::NoAudio)?;
        let chosen = Crypto::of(media).into_iter().find_map(|theirs| {
            let suits =
                |ours: &&Crypto| ours.tag == theirs.tag && ours.keying.suite == theirs.keying.suite;
            let ours =
                offered.lines.iter().find(suits).filter(|_| self.protects(&theirs.keying))?;
            // What is left out is what the answer says.
            let send = ours.keying.clone().with_services(theirs.keying.services);
            Some(KeyPair { send, receive: theirs.keying })
        });
        match chosen {
            Some(keys) => Ok(Some(Secured { protocol, keys })),
            None if protocol == Protocol::Avp && offered.protocol == Protocol::Avp => Ok(None),
            None => Err(NegotiationError::NotEncrypted),
        }
    }
}

impl Offered {
    /// Returns what is said of no encryption.
    pub(super) const fn plain() -> Self {
        Self { protocol: Protocol::Avp, lines: Vec::new(), as_capability: false }
    }

    /// Returns the attributes that say it.
    pub(super) fn attributes(&self) -> Vec<Attribute> {
        if self.as_capability {
            capability::offer(&self.lines)
        } else {
            self.lines.iter().map(Crypto::attribute).collect()
        }
    }
}

impl Answered {
    /// Returns what is said of no encryption.
    pub(super) const fn plain() -> Self {
        Self { protocol: Protocol::Avp, secured: None, line: None, chosen: None }
    }

    /// Returns the attributes that say it.
    pub(super) fn attributes(&self) -> Vec<Attribute> {
        let chosen = self.chosen.as_ref().map(|chosen| Attribute::new("acfg", chosen.clone()));
        chosen.into_iter().chain(self.line.as_ref().map(Crypto::attribute)).collect()
    }
}

#[cfg(test)]
#[path = "encryption_tests.rs"]
mod tests;
