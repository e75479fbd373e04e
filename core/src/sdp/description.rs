//! Session descriptions as they stand (RFC 8866 5).

use core::fmt::{self, Write as _};
use core::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::text::{digits, one_line, utf8_or_latin1};

/// The longest description read, in bytes.
pub const MAX_BYTES: usize = 65_536;

/// The largest number of lines read.
pub const MAX_LINES: usize = 1_024;

/// The largest number of media descriptions read.
pub const MAX_MEDIA: usize = 32;

/// The largest number of formats of one media description.
pub const MAX_FORMATS: usize = 256;

/// Bytes that most descriptions fit into.
const USUAL_LENGTH: usize = 768;

/// A session description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// Who made it, and which version it is.
    pub origin: Origin,
    /// The session's name; `-` if it has none.
    pub name: String,
    /// The lines `i`, `u`, `e` and `p`, as they stand.
    pub about: Vec<Line>,
    /// Where media go whose own description does not say.
    pub connection: Option<Connection>,
    /// The lines `b`, as they stand.
    pub bandwidth: Vec<String>,
    /// The lines `t`, `r`, `z` and `k`, as they stand.
    pub timing: Vec<Line>,
    /// Attributes of the session.
    pub attributes: Vec<Attribute>,
    /// The media, in order.
    pub media: Vec<Media>,
}

/// A line that is carried as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its type, a lower-case letter.
    pub kind: char,
    /// What is behind the equals sign.
    pub value: String,
}

/// Who made a description (RFC 8866 5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The user; `-` if it has none.
    pub username: String,
    /// Names the session, a number as text (it may be longer than 64 bits).
    pub session_id: String,
    /// Goes up with each change, a number as text.
    pub version: String,
    /// Who made it.
    pub connection: Connection,
}

/// An address with its type (RFC 8866 5.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The type of network: `IN`.
    pub network: String,
    /// The type of address: `IP4` or `IP6`.
    pub kind: String,
    /// Address or name; a multicast address with its time to live.
    pub address: String,
}

/// An attribute (RFC 8866 5.13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The name, whose case matters.
    pub name: String,
    /// What is behind the colon, if there is one.
    pub value: Option<String>,
}

/// The description of one stream (RFC 8866 5.14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// What it is, for example `audio`.
    pub kind: String,
    /// The port; 0 refuses or ends the stream.
    pub port: u16,
    /// The number of ports, if it is said.
    pub port_count: Option<u16>,
    /// The protocol, for example `RTP/AVP`.
    pub protocol: String,
    /// The formats, best first; of RTP, payload types.
    pub formats: Vec<String>,
    /// The lines `i`, as they stand.
    pub titles: Vec<String>,
    /// Where it goes.
    pub connections: Vec<Connection>,
    /// The lines `b`, as they stand.
    pub bandwidth: Vec<String>,
    /// The lines `k`, as they stand.
    pub keys: Vec<String>,
    /// Attributes of the stream.
    pub attributes: Vec<Attribute>,
}

/// Why bytes are no session description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DescriptionError {
    /// More than [`MAX_BYTES`], [`MAX_LINES`], [`MAX_MEDIA`] or [`MAX_FORMATS`].
    TooLong,
    /// A line that is not a letter, an equals sign and a value.
    Line,
    /// The first line is not `v=0`.
    Version,
    /// `o=` is missing or malformed.
    Origin,
    /// A malformed `c=`.
    Connection,
    /// A malformed `m=`.
    Media,
    /// A malformed `a=`.
    Attribute,
}

impl Description {
    /// Returns a description without streams.
    pub fn new(origin: Origin) -> Self {
        Self {
            origin,
            name: "-".to_owned(),
            about: Vec::new(),
            connection: None,
            bandwidth: Vec::new(),
            timing: vec![Line { kind: 't', value: "0 0".to_owned() }],
            attributes: Vec::new(),
            media: Vec::new(),
        }
    }

    /// Reads a description. Text that is not UTF-8 is read as Latin-1; lines may end without
    /// carriage return; lines of unknown type, and a missing `s=` or `t=`, are tolerated.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, DescriptionError> {
        if bytes.len() > MAX_BYTES {
            return Err(DescriptionError::TooLong);
        }
        let text = utf8_or_latin1(bytes);
        let mut lines = Lines::new(&text);
        if lines.next().transpose()? != Some(('v', "0")) {
            return Err(DescriptionError::Version);
        }
        let origin = match lines.next().transpose()? {
            Some(('o', value)) => Origin::parse(value)?,
            _ => return Err(DescriptionError::Origin),
        };
        let mut description = Self { timing: Vec::new(), ..Self::new(origin) };
        for line in lines {
            let (kind, value) = line?;
            description.add(kind, value)?;
        }
        Ok(description)
    }

    /// Returns the description as it is sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::with_capacity(USUAL_LENGTH);
        // A string takes all that is written.
        let _ = write!(text, "{self}");
        text.into_bytes()
    }

    fn add(&mut self, kind: char, value: &str) -> Result<(), DescriptionError> {
        if kind == 'm' {
            if self.media.len() == MAX_MEDIA {
                return Err(DescriptionError::TooLong);
            }
            self.media.push(Media::parse(value)?);
            return Ok(());
        }
        if let Some(media) = self.media.last_mut() {
            return media.add(kind, value);
        }
        let line = || Line { kind, value: value.to_owned() };
        match kind {
            's' => self.name = value.to_owned(),
            'i' | 'u' | 'e' | 'p' => self.about.push(line()),
            'c' => self.connection = Some(Connection::parse(value)?),
            'b' => self.bandwidth.push(value.to_owned()),
            't' | 'r' | 'z' | 'k' => self.timing.push(line()),
            'a' => self.attributes.push(Attribute::parse(value)?),
            _ => {}
        }
        Ok(())
    }
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v=0\r\no={}\r\n", self.origin)?;
        write_line(f, 's', &self.name)?;
        for line in &self.about {
            write_line(f, line.kind, &line.value)?;
        }
        if let Some(connection) = &self.connection {
            write!(f, "c={connection}\r\n")?;
        }
        for value in &self.bandwidth {
            write_line(f, 'b', value)?;
        }
        for line in &self.timing {
            write_line(f, line.kind, &line.value)?;
        }
        for attribute in &self.attributes {
            write!(f, "a={attribute}\r\n")?;
        }
        self.media.iter().try_for_each(|media| media.fmt(f))
    }
}

impl Origin {
    fn parse(value: &str) -> Result<Self, DescriptionError> {
        let mut words = value.splitn(4, ' ');
        let mut word = || words.next().filter(|word| !word.is_empty()).map(str::to_owned);
        let (username, session_id, version) = (word(), word(), word());
        let connection = words.next().and_then(|rest| Connection::parse(rest).ok());
        let numeric = |text: &String| text.bytes().all(|b| b.is_ascii_digit());
        Some(Self {
            username: username.ok_or(DescriptionError::Origin)?,
            session_id: session_id.filter(numeric).ok_or(DescriptionError::Origin)?,
            version: version.filter(numeric).ok_or(DescriptionError::Origin)?,
            connection: connection.ok_or(DescriptionError::Origin)?,
        })
        .ok_or(DescriptionError::Origin)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { username, session_id, version, connection } = self;
        write!(f, "{} {session_id} {version} {connection}", one_line(username))
    }
}

impl Connection {
    /// Returns the connection of an address.
    pub fn new(address: IpAddr) -> Self {
        Self {
            network: "IN".to_owned(),
            kind: if address.is_ipv4() { "IP4" } else { "IP6" }.to_owned(),
            address: address.to_string(),
        }
    }

    /// Returns the unicast address; `None` if it is a name, or a multicast address.
    pub fn ip(&self) -> Option<IpAddr> {
        let is_ip = self.network.eq_ignore_ascii_case("IN");
        let address: IpAddr = self.address.parse().ok()?;
        (is_ip && !address.is_multicast()).then_some(address)
    }

    fn parse(value: &str) -> Result<Self, DescriptionError> {
        let mut words = value.split_ascii_whitespace().map(str::to_owned);
        match (words.next(), words.next(), words.next(), words.next()) {
            (Some(network), Some(kind), Some(address), None) => Ok(Self { network, kind, address }),
            _ => Err(DescriptionError::Connection),
        }
    }
}

impl fmt::Display for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.network, self.kind, one_line(&self.address))
    }
}

impl Attribute {
    /// Returns an attribute without value.
    pub fn flag(name: &str) -> Self {
        Self { name: name.to_owned(), value: None }
    }

    /// Returns an attribute with a value.
    pub fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), value: Some(value.into()) }
    }

    fn parse(text: &str) -> Result<Self, DescriptionError> {
        let (name, value) = match text.split_once(':') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        if name.is_empty() {
            return Err(DescriptionError::Attribute);
        }
        Ok(Self { name: name.to_owned(), value })
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.name))?;
        match &self.value {
            Some(value) => write!(f, ":{}", one_line(value)),
            None => Ok(()),
        }
    }
}

impl Media {
    /// Returns a stream without formats and attributes.
    pub fn new(kind: &str, port: u16, protocol: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            port,
            port_count: None,
            protocol: protocol.to_owned(),
            formats: Vec::new(),
            titles: Vec::new(),
            connections: Vec::new(),
            bandwidth: Vec::new(),
            keys: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Returns the stream refused: port 0, formats kept, since there must be one (RFC 3264 6).
    #[must_use]
    pub fn refused(&self) -> Self {
        Self { formats: self.formats.clone(), ..Self::new(&self.kind, 0, &self.protocol) }
    }

    fn parse(value: &str) -> Result<Self, DescriptionError> {
        let mut words = value.split_ascii_whitespace();
        let (Some(kind), Some(ports), Some(protocol)) = (words.next(), words.next(), words.next())
        else {
            return Err(DescriptionError::Media);
        };
        let (port, count) = match ports.split_once('/') {
            Some((port, count)) => (port, Some(digits(count).ok_or(DescriptionError::Media)?)),
            None => (ports, None),
        };
        let mut media = Self::new(kind, digits(port).ok_or(DescriptionError::Media)?, protocol);
        media.port_count = count;
        for format in words {
            if media.formats.len() == MAX_FORMATS {
                return Err(DescriptionError::TooLong);
            }
            media.formats.push(format.to_owned());
        }
        if media.formats.is_empty() { Err(DescriptionError::Media) } else { Ok(media) }
    }

    fn add(&mut self, kind: char, value: &str) -> Result<(), DescriptionError> {
        match kind {
            'i' => self.titles.push(value.to_owned()),
            'c' => self.connections.push(Connection::parse(value)?),
            'b' => self.bandwidth.push(value.to_owned()),
            'k' => self.keys.push(value.to_owned()),
            'a' => self.attributes.push(Attribute::parse(value)?),
            _ => {}
        }
        Ok(())
    }
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "m={} {}", self.kind, self.port)?;
        if let Some(count) = self.port_count {
            write!(f, "/{count}")?;
        }
        write!(f, " {}", self.protocol)?;
        for format in &self.formats {
            write!(f, " {format}")?;
        }
        f.write_str("\r\n")?;
        for title in &self.titles {
            write_line(f, 'i', title)?;
        }
        for connection in &self.connections {
            write!(f, "c={connection}\r\n")?;
        }
        for value in &self.bandwidth {
            write_line(f, 'b', value)?;
        }
        for key in &self.keys {
            write_line(f, 'k', key)?;
        }
        self.attributes.iter().try_for_each(|attribute| write!(f, "a={attribute}\r\n"))
    }
}

impl fmt::Display for DescriptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "description too long",
            Self::Line => "malformed line",
            Self::Version => "no v=0",
            Self::Origin => "malformed origin",
            Self::Connection => "malformed connection",
            Self::Media => "malformed media",
            Self::Attribute => "malformed attribute",
        })
    }
}

impl core::error::Error for DescriptionError {}

fn write_line(f: &mut fmt::Formatter<'_>, kind: char, value: &str) -> fmt::Result {
    write!(f, "{kind}={}\r\n", one_line(value))
}

/// The lines of a description, split at the equals sign; empty ones are passed over.
struct Lines<'a> {
    lines: core::str::Split<'a, char>,
    count: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { lines: text.split('\n'), count: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<(char, &'a str), DescriptionError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.by_ref().find(|line| !line.trim().is_empty())?;
        self.count += 1;
        if self.count > MAX_LINES {
            return Some(Err(DescriptionError::TooLong));
        }
        let line = line.trim_end_matches('\r');
        let mut chars = line.chars();
        Some(match (chars.next(), chars.next()) {
            // A carriage return inside a line would end it for others.
            (Some(kind), Some('=')) if kind.is_ascii_lowercase() && !line.contains('\r') => {
                Ok((kind, chars.as_str()))
            }
            _ => Err(DescriptionError::Line),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8866 5, and more of what it allows.
    const WHOLE: &str = "v=0\r\n\
        o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1\r\n\
        s=Call to John Smith\r\n\
        i=SDP Offer #1\r\n\
        u=http://www.jdoe.example.com/home.html\r\n\
        e=Jane Doe <jane@jdoe.example.com>\r\n\
        p=+1 617 555-6011\r\n\
        c=IN IP4 198.51.100.1\r\n\
        b=CT:1000\r\n\
        t=0 0\r\n\
        r=7d 1h 0 25h\r\n\
        z=3730928400 -1h\r\n\
        k=prompt\r\n\
        a=recvonly\r\n\
        m=audio 49170 RTP/AVP 0\r\n\
        m=audio 49180/2 RTP/AVP 0 101\r\n\
        i=title\r\n\
        c=IN IP6 2001:db8::2\r\n\
        c=IN IP4 233.252.0.1/127/3\r\n\
        b=AS:64\r\n\
        k=clear:x\r\n\
        a=rtpmap:101 telephone-event/8000\r\n\
        a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:32\r\n\
        a=x\r\n";

    #[test]
    fn print_reverses_parse() {
        let description = Description::parse(WHOLE.as_bytes()).unwrap();
        assert_eq!(description.to_string(), WHOLE);
        assert_eq!(description.media.len(), 2);
        assert_eq!(description.media[1].port_count, Some(2));
        assert_eq!(description.media[1].connections[0].ip(), "2001:db8::2".parse().ok());
        assert_eq!(description.media[1].connections[1].ip(), None);
    }

    #[test]
    fn small_faults_are_tolerated() {
        let text =
            "v=0\no=- 1 1 IN IP4 h.example\nx=unknown\n\nc=IN IP4 192.0.2.1\nm=audio 1 RTP/AVP 0\n";
        let description = Description::parse(text.as_bytes()).unwrap();
        assert_eq!(description.name, "-");
        assert_eq!(description.connection.unwrap().ip(), "192.0.2.1".parse().ok());
        assert_eq!(description.origin.connection.ip(), None);
    }

    #[test]
    fn malformed_descriptions_are_refused() {
        use DescriptionError::*;
        let start = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n";
        for (text, error) in [
            (String::new(), Version),
            ("v=1\r\n".to_owned(), Version),
            ("v=0\r\ns=-\r\n".to_owned(), Origin),
            ("v=0\r\no=- a 1 IN IP4 h\r\n".to_owned(), Origin),
            ("v=0\r\no=- 1 1 IN IP4\r\n".to_owned(), Origin),
            (format!("{start}c=IN IP4\r\n"), Connection),
            (format!("{start}m=audio\r\n"), Media),
            (format!("{start}m=audio 70000 RTP/AVP 0\r\n"), Media),
            (format!("{start}m=audio 1 RTP/AVP\r\n"), Media),
            (format!("{start}m=audio 1/x RTP/AVP 0\r\n"), Media),
            (format!("{start}m =audio 1 RTP/AVP 0\r\n"), Line),
            (format!("{start}a=\r\n"), Attribute),
            (format!("{start}a=:x\r\n"), Attribute),
            (format!("{start}a=x\ry\r\n"), Line),
            (format!("{start}hello\r\n"), Line),
            (format!("{start}{}", "a=x\r\n".repeat(MAX_LINES)), TooLong),
            (format!("{start}{}", "m=audio 1 x 0\r\n".repeat(MAX_MEDIA + 1)), TooLong),
            (format!("{start}m=audio 1 x{}\r\n", " 0".repeat(MAX_FORMATS + 1)), TooLong),
            (" ".repeat(MAX_BYTES + 1), TooLong),
        ] {
            assert_eq!(Description::parse(text.as_bytes()), Err(error), "{text:.80}");
        }
    }

    #[test]
    fn values_cannot_start_a_new_line() {
        let mut description = Description::parse(WHOLE.as_bytes()).unwrap();
        description.name = "a\r\nm=audio 9 RTP/AVP 0".to_owned();
        let printed = description.to_string();
        assert_eq!(Description::parse(printed.as_bytes()).unwrap().media.len(), 2);
    }
}
