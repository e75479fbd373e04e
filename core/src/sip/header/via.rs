//! Via (RFC 3261 20.42, RFC 3581).

use core::fmt;
use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::sip::uri::Host;
use crate::text::{Cursor, Params};

/// What a branch begins with that was made as RFC 3261 8.1.1.7 demands.
pub const MAGIC_COOKIE: &str = "z9hG4bK";

/// One hop of a message's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The transport as it was spelled, for example `UDP`.
    pub transport: String,
    /// Who sent it.
    pub host: Host,
    /// The port, if it is named.
    pub port: Option<u16>,
    /// Parameters: `branch`, `received`, `rport`, `maddr`, `ttl` and others.
    pub params: Params,
}

impl Via {
    /// The least a Via of our own begins with: transport and who sends.
    pub fn new(transport: &str, host: impl Into<Host>, port: Option<u16>, branch: &str) -> Self {
        let mut params = Params::new();
        params.set("branch", branch);
        Self { transport: transport.to_owned(), host: host.into(), port, params }
    }

    /// Returns the branch; an empty one counts as none.
    pub fn branch(&self) -> Option<&str> {
        self.params.get("branch").filter(|branch| !branch.is_empty())
    }

    /// Returns the branch if it identifies a transaction by itself: it begins with the magic
    /// cookie and goes on (RFC 3261 17.2.3).
    pub fn unique_branch(&self) -> Option<&str> {
        let branch = self.branch()?;
        let cookie = branch.get(..MAGIC_COOKIE.len())?;
        (cookie.eq_ignore_ascii_case(MAGIC_COOKIE) && branch.len() > MAGIC_COOKIE.len())
            .then_some(branch)
    }

    /// Returns the address that the receiver saw the message come from.
    pub fn received(&self) -> Option<IpAddr> {
        Host::parse(self.params.get("received")?).ok()?.ip()
    }

    /// Whether the sender asks for `rport` (RFC 3581 3), filled in or not.
    pub fn wants_rport(&self) -> bool {
        self.params.has("rport")
    }

    /// Returns the port that the receiver saw the message come from (RFC 3581 4).
    pub fn rport(&self) -> Option<u16> {
        crate::text::digits(self.params.get("rport")?)
    }

    /// Returns the host that responses go to instead (RFC 3261 18.2.2).
    pub fn maddr(&self) -> Option<Host> {
        Host::parse(self.params.get("maddr")?).ok()
    }

    /// Returns the time to live of multicast packets.
    pub fn ttl(&self) -> Option<u8> {
        crate::text::digits(self.params.get("ttl")?)
    }

    /// Notes where a request came from, as a receiver must (RFC 3261 18.2.1, RFC 3581 4):
    /// `received` if `rport` is asked for or the host is not that address, and `rport`.
    pub fn note_source(&mut self, source: SocketAddr) {
        let asked = self.wants_rport();
        if asked || self.host.ip() != Some(source.ip()) {
            self.params.set("received", source.ip().to_string());
        }
        if asked {
            self.params.set("rport", source.port().to_string());
        }
    }

    fn parse(cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.token()?.eq_ignore_ascii_case("SIP").then_some(())?;
        cursor.eat_spaced('/').then_some(())?;
        cursor.token()?;
        cursor.eat_spaced('/').then_some(())?;
        let transport = cursor.token()?.to_owned();
        cursor.skip_space();
        let sent_by = cursor.take_until(b";,");
        let (host, port) = Host::parse_with_port(sent_by.trim()).ok()?;
        let params = Params::parse(cursor).ok()?;
        Some(Self { transport, host, port, params })
    }
}

impl TypedHeader for Via {
    const NAME: HeaderName = HeaderName::Via;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        // Not `comma_list`: a Via decides where responses go, so nothing in it is overlooked.
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        loop {
            into.push(Self::parse(&mut cursor).ok_or_else(Self::malformed)?);
            cursor.skip_space();
            if cursor.is_empty() {
                return Ok(());
            }
            if !cursor.eat_spaced(',') {
                return Err(Self::malformed());
            }
        }
    }
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SIP/2.0/{} {}", self.transport, self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        write!(f, "{}", self.params)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn lists_and_space_are_read() {
        let vias: Vec<Via> = read(
            "SIP  / 2.0  / TCP     spindle.example.com   ;  branch  =   z9hG4bK9ikj8  ,\
             SIP  /    2.0   / UDP  192.168.255.111   ; branch= z9hG4bK30239",
        )
        .unwrap();
        assert_eq!(vias.len(), 2);
        assert_eq!(vias[0].branch(), Some("z9hG4bK9ikj8"));
        assert_eq!(vias[1].to_string(), "SIP/2.0/UDP 192.168.255.111;branch=z9hG4bK30239");
    }

    #[test]
    fn parameters_are_read() {
        let text = "SIP/2.0/UDP [2001:db8::1]:5070;rport=3000;received=2001:db8::9;ttl=16;\
                    maddr=224.0.1.75;branch=z9hG4bKa";
        let via: Via = read_one(text);
        assert_eq!(via.port, Some(5070));
        assert_eq!(via.rport(), Some(3000));
        assert_eq!(via.received(), "2001:db8::9".parse().ok());
        assert_eq!(via.ttl(), Some(16));
        assert_eq!(via.maddr(), Host::parse("224.0.1.75").ok());
        assert_eq!(via.to_string(), text);
    }

    #[test]
    fn bare_cookie_is_no_unique_branch() {
        let branch = |text: &str| read_one::<Via>(text).unique_branch().map(str::to_owned);
        assert_eq!(branch("SIP/2.0/UDP a;branch=z9hG4bK"), None);
        assert_eq!(branch("SIP/2.0/UDP a;branch=1234"), None);
        assert_eq!(branch("SIP/2.0/UDP a"), None);
        assert_eq!(branch("SIP/2.0/UDP a;branch=Z9HG4BKx").as_deref(), Some("Z9HG4BKx"));
    }

    #[test]
    fn source_is_noted() {
        let source = "192.0.2.9:4000".parse().unwrap();
        let mut via: Via = read_one("SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1");
        via.note_source(source);
        assert_eq!(
            via.to_string(),
            "SIP/2.0/UDP 10.0.0.1;rport=4000;branch=z9hG4bK1;received=192.0.2.9"
        );
        let mut plain: Via = read_one("SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1");
        plain.note_source(source);
        assert_eq!(plain.to_string(), "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1");
    }

    #[test]
    fn malformed_vias_are_refused() {
        for text in [
            "",
            "SIP/2.0/UDP",
            "SIP/2.0 host",
            "SIP/2.0/UDP host:x",
            "SIP/2.0/UDP 192.0.2.15;;,;,,",
            "SIP/2.0/UDP a,",
            "HTTP/1.1/TCP a",
            "SIP/2.0/UDP a b",
        ] {
            assert_eq!(read::<Via>(text), Err(Via::malformed()), "{text}");
        }
    }
}
