//! Capabilities in descriptions (RFC 5939): `tcap`, `acap`, `pcfg`, `acfg`, as far as they offer a
//! protocol and its keys.

use super::attribute::Protocol;
use super::crypto::{CRYPTO, Crypto};
use super::description::{Attribute, Description, Media};
use crate::text::digits;

/// The option that a description may require here: capability negotiation itself (RFC 5939 3.3.1).
const BASE: &str = "cap-v0";

/// What can be had instead of the stream as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Potential {
    /// What an answer says that takes it.
    pub(super) chosen: String,
    /// The keys, best first.
    pub(super) lines: Vec<Crypto>,
}

/// Returns what a stream of an offer could be instead, best first: what is encrypted, with every
/// attribute that belongs to it.
pub(super) fn potentials(description: &Description, media: &Media) -> Vec<Potential> {
    let known = Known { description, media };
    if known.requires_more() {
        return Vec::new();
    }
    let configurations = known.values("pcfg").into_iter().filter_map(|text| {
        let (number, parts) = text.split_once(' ')?;
        Some((digits::<u32>(number)?, parts))
    });
    let mut configurations: Vec<_> = configurations.collect();
    // The lowest number is wanted most (RFC 5939 3.5.1).
    configurations.sort_by_key(|&(number, _)| number);
    configurations.into_iter().flat_map(|(number, parts)| known.of(number, parts)).collect()
}

/// Returns the attributes that offer to encrypt with these keys, which none of the stream's own does.
pub(super) fn offer(lines: &[Crypto]) -> Vec<Attribute> {
    let protocol = Protocol::Savp.name();
    let mut attributes = vec![Attribute::new("tcap", format!("1 {protocol}"))];
    let mut numbers = Vec::new();
    for (number, line) in (1..).zip(lines) {
        attributes.push(Attribute::new("acap", format!("{number} {CRYPTO}:{line}")));
        numbers.push(number.to_string());
    }
    attributes.push(Attribute::new("pcfg", format!("1 t=1 a={}", numbers.join(","))));
    attributes
}

struct Known<'a> {
    description: &'a Description,
    media: &'a Media,
}

impl<'a> Known<'a> {
    /// Returns the values of an attribute of the session and of the stream.
    fn values(&self, name: &str) -> Vec<&'a str> {
        let all = self.description.attributes.iter().chain(&self.media.attributes);
        all.filter(|attribute| attribute.name == name)
            .filter_map(|attribute| attribute.value.as_deref())
            .collect()
    }

    fn requires_more(&self) -> bool {
        self.values("creq").iter().flat_map(|tags| tags.split(',')).any(|tag| tag.trim() != BASE)
    }

    /// Returns the protocol with this number: an attribute counts on from its own.
    fn protocol(&self, wanted: u32) -> Option<&'a str> {
        self.values("tcap").into_iter().find_map(|text| {
            let mut words = text.split_ascii_whitespace();
            let first: u32 = digits(words.next()?)?;
            words.nth(usize::try_from(wanted.checked_sub(first)?).ok()?)
        })
    }

    /// Returns the attribute with this number.
    fn attribute(&self, wanted: u32) -> Option<&'a str> {
        self.values("acap").into_iter().find_map(|text| {
            let (number, attribute) = text.split_once(' ')?;
            (digits(number) == Some(wanted)).then(|| attribute.trim())
        })
    }

    /// Returns what a configuration can come to.
    fn of(&self, number: u32, parts: &str) -> Vec<Potential> {
        let (mut protocol, mut attributes) = (None, "");
        for part in parts.split_ascii_whitespace() {
            match part.split_once('=') {
                Some(("t", wanted)) => protocol = Some(wanted),
                Some(("a", wanted)) => attributes = wanted,
                // Another kind of capability must be understood only if it says so.
                Some(_) | None if part.starts_with('+') => return Vec::new(),
                Some(_) | None => {}
            }
        }
        let is_secure =
            |t: &&str| digits(t).and_then(|t| self.protocol(t)) == Some(Protocol::Savp.name());
        let Some(protocol) = protocol.and_then(|all| all.split('|').find(is_secure)) else {
            return Vec::new();
        };
        let potential = |wanted: &str| {
            let (lines, taken) = self.lines(wanted)?;
            let chosen = format!("{number} t={protocol} a={taken}");
            Some(Potential { chosen, lines })
        };
        attributes.split('|').filter_map(potential).collect()
    }

    /// Returns the keys of a list of attributes, and those numbers of it that are taken; `None` if
    /// something is wanted that is not a key, and not in brackets.
    fn lines(&self, wanted: &str) -> Option<(Vec<Crypto>, String)> {
        // What the stream has of its own may be left out; its keys are not used anyway.
        let (deletes, list) = match wanted.strip_prefix('-') {
            Some(rest) => rest.split_once(':').map(|(kind, list)| (format!("-{kind}:"), list))?,
            None => (String::new(), wanted),
        };
        let (mut lines, mut taken, mut optional) = (Vec::new(), Vec::new(), false);
        for item in list.split(',') {
            optional |= item.starts_with('[');
            let number = item.trim_matches(['[', ']']);
            let line = digits(number)
                .and_then(|number| self.attribute(number))
                .and_then(|attribute| attribute.strip_prefix(CRYPTO)?.strip_prefix(':'));
            // A key of a suite that is not known here is an alternative less.
            match line {
                Some(line) => {
                    lines.extend(Crypto::parse(line));
                    taken.push(number);
                }
                None if optional => {}
                None => return None,
            }
            optional &= !item.ends_with(']');
        }
        (!lines.is_empty()).then(|| (lines, deletes + &taken.join(",")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AES_CM_128_HMAC_SHA1_80 inline:rcO4NFj0PcKk3Pbo7IVhVqpCpQI3MWytScjRL1IS";

    #[track_caller]
    fn check(session: &str, stream: &str, expected: &[(&str, &[u32])]) {
        let (session, stream) = (session.replace('K', KEY), stream.replace('K', KEY));
        let text =
            format!("v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\n{session}m=audio 1 RTP/AVP 0\r\n{stream}");
        let description = Description::parse(text.as_bytes()).unwrap();
        let found = potentials(&description, &description.media[0]);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.chosen.as_str(), it.lines.iter().map(|line| line.tag).collect()))
            .collect();
        let expected: Vec<(&str, Vec<u32>)> =
            expected.iter().map(|(chosen, tags)| (*chosen, tags.to_vec())).collect();
        assert_eq!(found, expected, "{stream}");
    }

    #[test]
    fn configurations_are_read_in_order() {
        let tcap = "a=tcap:1 RTP/SAVPF RTP/SAVP\r\na=acap:1 crypto:1 K\r\na=acap:2 crypto:2 K\r\n";
        let simple = "a=tcap:1 RTP/SAVP\r\na=acap:1 crypto:5 K\r\na=pcfg:1 t=1 a=1\r\n";
        check("", simple, &[("1 t=1 a=1", &[5])]);
        check(
            tcap,
            "a=pcfg:2 t=2 a=1\r\na=pcfg:1 t=1|2 a=1,2\r\n",
            &[("1 t=2 a=1,2", &[1, 2]), ("2 t=2 a=1", &[1])],
        );
        check(tcap, "a=pcfg:1 t=2 a=1|2\r\n", &[("1 t=2 a=1", &[1]), ("1 t=2 a=2", &[2])]);
        check(tcap, "a=pcfg:1 t=2 a=-m:1,[7,8],2 x=1\r\n", &[("1 t=2 a=-m:1,2", &[1, 2])]);
    }

    #[test]
    fn what_asks_for_more_is_left_out() {
        let tcap = "a=tcap:1 RTP/SAVP\r\na=acap:1 crypto:1 K\r\na=acap:2 mid:1\r\n";
        for pcfg in [
            "a=pcfg:1 t=2 a=1\r\n",
            "a=pcfg:1 a=1\r\n",
            "a=pcfg:1 t=1\r\n",
            "a=pcfg:1 t=1 a=1,2\r\n",
            "a=pcfg:1 t=1 a=3\r\n",
            "a=pcfg:1 t=1 a=1 +x=1\r\n",
            "a=pcfg:x t=1 a=1\r\n",
            "a=creq:cap-v0,other\r\na=pcfg:1 t=1 a=1\r\n",
        ] {
            check(tcap, pcfg, &[]);
        }
        check(tcap, "a=creq:cap-v0\r\na=pcfg:1 t=1 a=1\r\n", &[("1 t=1 a=1", &[1])]);
    }
}
