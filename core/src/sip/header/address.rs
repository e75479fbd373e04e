//! Fields that hold a name and a URI: name-addr or addr-spec (RFC 3261 20.10, 25.1).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader, comma_list};
use crate::sip::uri::Uri;
use crate::text::{Cursor, Params, quote, saturating_u32, unquote};

/// A display name, a URI and parameters that belong to the field, not to the URI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameAddr {
    /// The name without quotes; empty if there is none.
    pub display_name: String,
    /// The URI.
    pub uri: Uri,
    /// Parameters of the field, such as `tag`.
    pub params: Params,
}

/// Whether a comma ends the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    List,
    Alone,
}

impl NameAddr {
    /// Returns an address without parameters; an empty `display_name` gives none.
    pub fn new(display_name: impl Into<String>, uri: Uri) -> Self {
        Self { display_name: display_name.into(), uri, params: Params::new() }
    }

    /// Returns the `tag` parameter; an empty one counts as none.
    pub fn tag(&self) -> Option<&str> {
        self.params.get("tag").filter(|tag| !tag.is_empty())
    }

    /// Gives the address a `tag` parameter.
    pub fn set_tag(&mut self, tag: &str) {
        self.params.set("tag", tag);
    }

    /// Returns the address with a `tag` parameter.
    #[must_use]
    pub fn with_tag(mut self, tag: &str) -> Self {
        self.set_tag(tag);
        self
    }

    fn parse(cursor: &mut Cursor<'_>, place: Place) -> Option<Self> {
        let (name, uri) = split(cursor, place)?;
        let display_name = if name.starts_with('"') {
            unquote(name).into_owned()
        } else {
            name.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let uri = Uri::parse(uri).ok()?;
        let params = Params::parse(cursor).ok()?;
        Some(Self { display_name, uri, params })
    }

    fn parse_alone(text: &str) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        let address = Self::parse(&mut cursor, Place::Alone)?;
        cursor.skip_space();
        cursor.is_empty().then_some(address)
    }
}

/// Returns the tag of a From or To field, which is asked for much more often than what else is in
/// it; an empty one counts as none.
pub(crate) fn tag(field: &str) -> Option<&str> {
    let mut cursor = Cursor::new(field);
    split(&mut cursor, Place::Alone)?;
    let mut tag = None;
    while let Some((name, value)) = Params::next(&mut cursor).ok()? {
        if tag.is_none() && name.eq_ignore_ascii_case("tag") {
            tag = value.filter(|value| !value.is_empty());
        }
    }
    cursor.skip_space();
    tag.filter(|_| cursor.is_empty())
}

/// Takes the display name as it stands, empty if there is none, and the text of the URI.
fn split<'a>(cursor: &mut Cursor<'a>, place: Place) -> Option<(&'a str, &'a str)> {
    cursor.skip_space();
    let name = if cursor.peek() == Some('"') {
        let name = cursor.quoted()?;
        cursor.skip_space();
        name
    } else {
        let mut ahead = *cursor;
        // Where no list is possible a comma in a name without quotes is tolerated.
        let stops: &[u8] = if place == Place::List { b"<;,\"" } else { b"<;\"" };
        let name = ahead.take_until(stops);
        if ahead.peek() != Some('<') {
            return bare(cursor, place).map(|uri| ("", uri));
        }
        *cursor = ahead;
        name
    };
    cursor.eat('<').then_some(())?;
    let uri = cursor.take_until(b">");
    // Space inside the brackets is not allowed, yet harmless.
    cursor.eat('>').then_some((name, uri.trim()))
}

/// Takes the text of a URI without brackets.
fn bare<'a>(cursor: &mut Cursor<'a>, place: Place) -> Option<&'a str> {
    let ends = |c: char| c.is_whitespace() || c == ';' || (c == ',' && place == Place::List);
    let uri = cursor.take_while(|c| !ends(c));
    // Without brackets nobody could tell whose the question mark is (RFC 3261 20.10).
    (!uri.contains('?')).then_some(uri)
}

impl fmt::Display for NameAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.display_name.is_empty() {
            write!(f, "{} ", quote(&self.display_name))?;
        }
        write!(f, "<{}>{}", self.uri, self.params)
    }
}

macro_rules! address_headers {
    ($($(#[$meta:meta])* $name:ident, $place:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name(pub NameAddr);

        impl TypedHeader for $name {
            const NAME: HeaderName = HeaderName::$name;

            fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
                address_headers!(@$place text, into).ok_or_else(Self::malformed)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::ops::Deref for $name {
            type Target = NameAddr;

            fn deref(&self) -> &NameAddr {
                &self.0
            }
        }
    )*};
    (@Alone $text:ident, $into:ident) => {
        NameAddr::parse_alone($text).map(|address| $into.push(Self(address)))
    };
    (@List $text:ident, $into:ident) => {
        comma_list($text, $into, |cursor| NameAddr::parse(cursor, Place::List).map(Self))
    };
}

address_headers! {
    /// Who sends the request (RFC 3261 20.20).
    From, Alone;
    /// Whom the request is for (RFC 3261 20.39).
    To, Alone;
    /// A hop that the request must pass (RFC 3261 20.34).
    Route, List;
    /// A hop that wants to be passed by later requests (RFC 3261 20.30).
    RecordRoute, List;
    /// A hop that a registrar wants to be passed by requests outside of dialogs (RFC 3608 5).
    ServiceRoute, List;
    /// Who the caller is, said by a trusted network (RFC 3325 9.1).
    PAssertedIdentity, List;
    /// Who the caller wants to be called (RFC 3325 9.2).
    PPreferredIdentity, List;
    /// Who the caller is, in the older form (draft-ietf-sip-privacy-04).
    RemotePartyId, List;
    /// Whom to call instead (RFC 3515 2.1).
    ReferTo, Alone;
    /// Who asked to call (RFC 3892 2.1).
    ReferredBy, Alone;
    /// Who diverted the call (RFC 5806).
    Diversion, List;
    /// For whom the call was, one after the other (RFC 7044).
    HistoryInfo, List;
}

/// Where somebody can be reached, or, in REGISTER, everywhere (RFC 3261 20.10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contact {
    /// `*`: all bindings.
    Star,
    /// An address.
    Address(NameAddr),
}

impl Contact {
    /// Returns the address, if it is one.
    pub const fn address(&self) -> Option<&NameAddr> {
        match self {
            Self::Star => None,
            Self::Address(address) => Some(address),
        }
    }

    /// Returns the URI, if it is an address.
    pub fn uri(&self) -> Option<&Uri> {
        self.address().map(|address| &address.uri)
    }

    /// Returns the lifetime of the binding in seconds, from its parameter `expires`.
    pub fn expires(&self) -> Option<u32> {
        saturating_u32(self.address()?.params.get("expires")?)
    }

    /// Returns the preference in thousandths, 0 to 1000; 1000 without parameter `q`
    /// (RFC 3261 16.6).
    pub fn q_thousandths(&self) -> u16 {
        self.address()
            .and_then(|address| address.params.get("q"))
            .and_then(thousandths)
            .unwrap_or(1000)
    }
}

/// Reads `0`, `0.7`, `1.000` and the like; `None` outside 0 to 1.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction: u16 = match fraction.len() {
        0 => 0,
        len @ 1..=3 => {
            let scale = [100, 10, 1].get(len - 1).copied()?;
            crate::text::digits::<u16>(fraction)? * scale
        }
        _ => return None,
    };
    let whole: u16 = if whole.is_empty() { 0 } else { crate::text::digits(whole)? };
    whole.checked_mul(1000)?.checked_add(fraction).filter(|q| *q <= 1000)
}

impl TypedHeader for Contact {
    const NAME: HeaderName = HeaderName::Contact;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        if text.trim() == "*" {
            into.push(Self::Star);
            return Ok(());
        }
        comma_list(text, into, |cursor| NameAddr::parse(cursor, Place::List).map(Self::Address))
            .ok_or_else(Self::malformed)
    }
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Star => f.write_str("*"),
            Self::Address(address) => address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn names_are_read_in_every_form() {
        for (text, name, printed) in [
            ("sip:a@b;tag=1", "", "<sip:a@b>;tag=1"),
            ("<sip:a@b;x=y>;tag=1", "", "<sip:a@b;x=y>;tag=1"),
            ("caller<sip:a@b>;tag=1", "caller", "\"caller\" <sip:a@b>;tag=1"),
            ("A. G.  Bell <sip:a@b> ; tag = 1", "A. G. Bell", "\"A. G. Bell\" <sip:a@b>;tag=1"),
            ("\"J \\\\\\\"\" <sip:a@b>;tag=1", "J \\\"", "\"J \\\\\\\"\" <sip:a@b>;tag=1"),
            ("\"\" <sip:a@b>;tag=1", "", "<sip:a@b>;tag=1"),
            (
                "Bell, Alexander <sip:a@b>;tag=1",
                "Bell, Alexander",
                "\"Bell, Alexander\" <sip:a@b>;tag=1",
            ),
            ("\"Watson\" < sip:a@b >;tag=1", "Watson", "\"Watson\" <sip:a@b>;tag=1"),
            ("\"<sip:x@y>\" <sip:a@b>;tag=1", "<sip:x@y>", "\"<sip:x@y>\" <sip:a@b>;tag=1"),
        ] {
            let from: From = read_one(text);
            assert_eq!(from.display_name, name, "{text}");
            assert_eq!(from.tag(), Some("1"), "{text}");
            assert_eq!(tag(text), Some("1"), "{text}");
            assert_eq!(from.to_string(), printed, "{text}");
            assert_eq!(read_one::<From>(printed), from, "{text}");
        }
    }

    #[test]
    fn tags_are_found_without_reading_the_rest() {
        for (text, found) in [
            ("<sip:a@b;tag=1>", None),
            ("<sip:a@b>;x=\"a;tag=2\";TAG=1", Some("1")),
            ("\"a;tag=2 <\" <sip:a@b>;tag=1;tag=2", Some("1")),
            ("<sip:a@b>;tag=", None),
            ("<sip:a@b>;tag", None),
            ("sip:a@b", None),
            ("<sip:a@b>;tag=1;;", None),
            ("<sip:a@b;tag=1", None),
        ] {
            assert_eq!(tag(text), found, "{text}");
        }
    }

    #[test]
    fn malformed_addresses_are_refused() {
        for text in [
            "",
            "<sip:a@b",
            "\"Mr. J. User <sip:j.user@example.com>",
            "\"Joe\" <sip:joe@example.org>;;;;",
            "sip:a@b?Route=%3Csip:c%3E",
            "<sip:a@b> x",
            "\"name\" sip:a@b",
        ] {
            assert_eq!(read::<To>(text), Err(To::malformed()), "{text}");
            if !text.is_empty() {
                assert_eq!(read::<Contact>(text), Err(Contact::malformed()), "{text}");
            }
        }
    }

    #[test]
    fn lists_are_split_outside_quotes_and_brackets() {
        let contacts: Vec<Contact> =
            read("\"a,b\" <sip:a@b;x=\u{31},2>;q=0.7, sip:c@d;expires=60 , <sip:e@f?g=h>").unwrap();
        assert_eq!(contacts.len(), 3);
        assert_eq!(contacts[0].q_thousandths(), 700);
        assert_eq!(contacts[1].expires(), Some(60));
        assert_eq!(contacts[1].q_thousandths(), 1000);
        assert!(matches!(contacts[2].uri(), Some(Uri::Sip(_))));
    }

    #[test]
    fn star_is_every_binding() {
        assert_eq!(read::<Contact>(" * ").unwrap(), [Contact::Star]);
        assert_eq!(Contact::Star.to_string(), "*");
    }

    #[test]
    fn absurd_values_are_limited() {
        let contact: Contact = read_one("<sip:a@b>;expires=280297596632815;q=7.5");
        assert_eq!(contact.expires(), Some(u32::MAX));
        assert_eq!(contact.q_thousandths(), 1000);
        assert_eq!(thousandths("0.33"), Some(330));
        assert_eq!(thousandths("9999999999"), None);
        assert_eq!(thousandths("65.9"), None);
    }
}
