//! The link between a phone and its gateway: the messages, and how they are put on the wire.
//!
//! One authenticated WebSocket carries [`ToGateway`] and [`FromGateway`] as binary messages,
//! encoded with postcard by [`encode`] and read with [`decode`]. Beside it a WebTransport session
//! (or, where there is none, the same WebSocket) carries media datagrams: four bytes of
//! [`SocketId`], big endian, then the packet as it is on the wire (see [`media_datagram`]).
//!
//! The gateway owns sockets and never a call. Every [`Request`] is answered by a [`Reply`] with
//! the same number; nothing is dropped in silence. A link that breaks may be resumed within the
//! grace time that [`Welcome`] tells: sockets, numbers and what arrived meanwhile are kept.
//! A phone that has no answer to a request when the link breaks sends it again afterwards, with the
//! same number; the gateway just runs it again, in place of the run before if that still goes on. A
//! socket that the phone does not know from [`Welcome::sockets`] is closed by the phone (see
//! [`client`]).
//!
//! A file that is longer than one message comes in several: each [`FromGateway::Part`] continues
//! the one before, and the [`Reply`] brings the end.

pub mod client;
mod error;
mod fetch;
mod output;
mod parts;
mod stream;

use core::net::{IpAddr, Ipv4Addr, SocketAddr, SocketAddrV4};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use crate::dns::{Record, RecordKind, Records};
pub use error::{CertificateProblem, LinkError};
pub use fetch::{
    ClientCertificate, Credentials, Fetch, File, PART, Part, Redirects, Secret, Trust, Validators,
    without_secrets,
};
pub use stream::{OpenStream, Tls, WINDOW};

/// Version of the messages; a gateway refuses a phone whose version differs.
pub const VERSION: u16 = 5;

/// Longest message either side accepts on the WebSocket, in bytes.
pub const MAX_MESSAGE: usize = 256 * 1024;

/// Where a phone asks any provisioning server at once: the group of SIP servers
/// (`sip.mcast.net`, RFC 3261 18.1.1; manual 9.2.6).
pub const PROVISIONING_GROUP: SocketAddr =
    SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::new(224, 0, 1, 75), 5060));

/// Bytes of [`SocketId`] before the packet in a media datagram.
pub const MEDIA_HEADER: usize = 4;

/// A socket of the gateway that belongs to this phone. Never reused while a link lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SocketId(pub u32);

/// The number of a request, chosen by the phone, echoed in the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// Twelve hexadecimal digits in six bytes: how a phone is known to its provisioning server.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MacAddress(pub [u8; 6]);

impl MacAddress {
    /// Returns a locally administered unicast address made of `random` bytes (IEEE 802, clause 8).
    pub const fn local(random: [u8; 6]) -> Self {
        let [first, b, c, d, e, f] = random;
        Self([(first & 0xfc) | 0x02, b, c, d, e, f])
    }
}

impl core::fmt::Display for MacAddress {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl core::fmt::Debug for MacAddress {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self}")
    }
}

/// A secret that enrols a phone or resumes a link; its text never appears in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token(pub String);

impl core::fmt::Debug for Token {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Token(..)")
    }
}

/// First message of a phone on a new WebSocket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`VERSION`] of the phone.
    pub version: u16,
    /// Who the phone is.
    pub mac: MacAddress,
    /// Model name as in `system/type`, for example `440HD`.
    pub model: String,
    /// What the administrator handed out, if the gateway asks for it.
    pub enrolment: Option<Token>,
    /// The link to take up again, from an earlier [`Welcome`].
    pub resume: Option<Token>,
}

/// The gateway's answer to [`Hello`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// Whether the sockets of the earlier link were kept.
    pub resumed: bool,
    /// Presents this link after a break.
    pub resume: Token,
    /// How long the gateway keeps the sockets of a broken link, in milliseconds.
    pub grace_ms: u32,
    /// Where media datagrams may go, if the gateway speaks WebTransport.
    pub web_transport: Option<WebTransport>,
    /// Names the media session to the WebTransport endpoint; single use per connection.
    pub media: Token,
    /// The sockets this link has now; empty unless resumed.
    pub sockets: Vec<SocketId>,
    /// The administrator's keys for files that are encrypted (manual 4.6), the current one first.
    pub keys: Vec<Secret>,
    /// How many bytes the gateway took from the phone for each of its streams; empty unless
    /// resumed.
    pub streams: Vec<(SocketId, u64)>,
}

/// How to reach the gateway's WebTransport endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebTransport {
    /// UDP port; the host is the one the page came from.
    pub port: u16,
    /// SHA-256 of the certificate, if it is self-signed (at most 14 days valid).
    pub certificate_hash: Option<[u8; 32]>,
}

/// From the phone to the gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ToGateway {
    /// Opens or resumes a link; always first.
    Hello(Hello),
    /// Asks for something; answered by [`FromGateway::Reply`].
    Request(RequestId, Request),
    /// Sends one datagram from a socket; refused destinations come back as
    /// [`FromGateway::SendFailed`]. Where the gateway's policy says so, the destination may be the
    /// group of provisioning servers, [`PROVISIONING_GROUP`]; answers come from single hosts.
    Send {
        /// The socket to send from.
        socket: SocketId,
        /// Where to.
        to: SocketAddr,
        /// The datagram.
        #[serde(with = "serde_bytes")]
        data: Vec<u8>,
    },
    /// One media datagram, where WebTransport is not available (see [`media_datagram`]).
    Media(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Asks whether the link lives; answered by [`FromGateway::Pong`] with the same number.
    Ping(u32),
    /// Ends the link on purpose: the gateway closes the sockets at once.
    Goodbye,
    /// Gives up on a request; an answer that is under way may still come.
    Cancel(RequestId),
    /// Writes to a stream. Never more than [`WINDOW`] bytes are written before
    /// [`FromGateway::Written`] tells of the first of them.
    Write {
        /// The stream.
        socket: SocketId,
        /// How many bytes came before these.
        at: u64,
        /// The bytes.
        #[serde(with = "serde_bytes")]
        data: Vec<u8>,
    },
}

/// From the gateway to the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FromGateway {
    /// The link is up.
    Welcome(Welcome),
    /// The link is refused; the WebSocket is closed after it.
    Refused(Refusal),
    /// Answers a [`Request`].
    Reply(RequestId, Result<Reply, LinkError>),
    /// A datagram came in on a socket that is not a media socket.
    Received {
        /// The socket it came in on.
        socket: SocketId,
        /// Who sent it.
        from: SocketAddr,
        /// The datagram.
        #[serde(with = "serde_bytes")]
        data: Vec<u8>,
    },
    /// One media datagram, where WebTransport is not available.
    Media(#[serde(with = "serde_bytes")] Vec<u8>),
    /// A [`ToGateway::Send`] was not sent.
    SendFailed {
        /// The socket it should have left from.
        socket: SocketId,
        /// Where it should have gone.
        to: SocketAddr,
        /// Why not.
        error: LinkError,
    },
    /// A socket is gone.
    Closed(SocketId, LinkError),
    /// Answers [`ToGateway::Ping`].
    Pong(u32),
    /// The gateway will stop soon and comes back, perhaps; the phone reconnects.
    ShuttingDown,
    /// A piece of the file that a request is about.
    Part(RequestId, Part),
    /// Bytes came in on a stream.
    Read {
        /// The stream.
        socket: SocketId,
        /// How many bytes came before these.
        at: u64,
        /// The bytes.
        #[serde(with = "serde_bytes")]
        data: Vec<u8>,
    },
    /// The operating system took what the phone wrote to a stream.
    Written {
        /// The stream.
        socket: SocketId,
        /// All bytes before this one.
        upto: u64,
    },
    /// Datagrams for a media socket came from another address than its peer's and were dropped;
    /// told at once, and then at most once a second.
    Stranger {
        /// The socket they came in on.
        socket: SocketId,
        /// Who sent the last of them.
        from: IpAddr,
        /// How many there were since the socket was opened.
        datagrams: u32,
    },
}

/// What a phone may ask of its gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Request {
    /// Opens a UDP socket for signalling; answered by [`Reply::Udp`].
    OpenUdp {
        /// The local port wished for; another one is taken if it is not free.
        port: u16,
        /// The byte for the IP header's type of service (RFC 2474: DSCP and ECN).
        tos: u8,
        /// The peer it will talk to, which decides the local address that is told.
        toward: IpAddr,
    },
    /// Opens an even RTP port and the odd RTCP port above it; answered by [`Reply::RtpPair`].
    /// Toward a multicast group, which the policy must name, the sockets are members of it at
    /// `base` and the port above, and it is their peer.
    OpenRtp {
        /// First port of the range, made even.
        base: u16,
        /// Ports in the range; a pair outside is never taken.
        count: u16,
        /// The byte for the IP header's type of service.
        tos: u8,
        /// The peer it will talk to, which decides the local address that is told.
        toward: IpAddr,
    },
    /// Names the peer of a media socket: media goes there, and comes in from its address only.
    Connect {
        /// A socket of an [`Reply::RtpPair`].
        socket: SocketId,
        /// The peer's address and port.
        peer: SocketAddr,
    },
    /// Closes a socket or a stream; answered by [`Reply::Done`].
    Close(SocketId),
    /// Resolves a host name to addresses (A and AAAA); answered by [`Reply::Addresses`].
    Resolve {
        /// A host name or a literal address.
        host: String,
    },
    /// Fetches this phone's `.cfg` from where the gateway's configuration says;
    /// answered by [`Reply::File`].
    FetchConfiguration,
    /// Fetches a file that this phone's `.cfg` names and that lies beside it on the gateway, where
    /// a `.cfg` from a server names its neighbours by URL; answered by [`Reply::File`].
    FetchBeside {
        /// A relative path.
        name: String,
    },
    /// Fetches a file from a host that the policy allows; answered by [`Reply::File`],
    /// [`Reply::NotModified`] or [`Reply::Redirect`].
    Fetch(Box<Fetch>),
    /// Asks what DHCP tells phones where the gateway is; answered by [`Reply::Dhcp`].
    Dhcp {
        /// The phone's model, told as vendor class and user class (options 60 and 77).
        model: String,
        /// The option that is read for the provisioning address, 1 to 254: servers send what is
        /// asked for (manual 9.2, `provisioning/url_option_value`).
        url_option: u8,
    },
    /// Asks time servers in turn (RFC 5905) until one tells the time; answered by [`Reply::Time`].
    QueryTime {
        /// Names or addresses, each with `:port` unless it is 123; the first is the primary one.
        servers: Vec<String>,
    },
    /// Opens a TCP or TLS connection for signalling; answered by [`Reply::Stream`].
    OpenStream(Box<OpenStream>),
    /// Asks the name service for records (RFC 3263 4); answered by [`Reply::Records`].
    Records {
        /// A name.
        name: String,
        /// Of which kind.
        kind: RecordKind,
    },
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reply {
    /// An open UDP socket.
    Udp {
        /// Its name.
        socket: SocketId,
        /// The address and port that peers see, or should use.
        local: SocketAddr,
    },
    /// An open pair of media sockets.
    RtpPair {
        /// The RTP socket.
        rtp: SocketId,
        /// The RTCP socket.
        rtcp: SocketId,
        /// The address and port of the RTP socket; RTCP is one port above.
        local: SocketAddr,
    },
    /// Addresses of a host, at least one, best first.
    Addresses(Vec<IpAddr>),
    /// A file.
    File(File),
    /// Done, nothing to tell.
    Done,
    /// The phone's copy of the file is still the newest.
    NotModified,
    /// The server says where to look instead. The URL is as the server wrote it, made absolute, and
    /// may hold secrets.
    Redirect {
        /// The URL.
        to: String,
    },
    /// What DHCP told.
    Dhcp(DhcpOptions),
    /// The time.
    Time(Time),
    /// An open stream.
    Stream {
        /// Its name.
        socket: SocketId,
        /// The address and port that the peer sees, or should use.
        local: SocketAddr,
    },
    /// What the name service knows; of addresses only those that are allowed.
    Records(Records),
}

/// Why a link was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Refusal {
    /// The gateway speaks another [`VERSION`].
    Version(u16),
    /// The enrolment token is missing or wrong.
    NotEnrolled,
    /// A limit of the gateway is reached; try later.
    Busy,
    /// The first message was not a [`Hello`], or could not be read.
    Malformed,
}

/// What DHCP tells a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DhcpOptions {
    /// Where they come from, for messages: an interface and a server, or the gateway's own file.
    pub source: String,
    /// Code and value of each, as received, with what was split joined again (RFC 3396). A server
    /// name and a file name in the fields of the message that are older than options are given as
    /// options 66 and 67 (RFC 2132 9.4, 9.5), unless those are there too.
    pub options: Vec<(u8, Vec<u8>)>,
}

impl DhcpOptions {
    /// Returns the value of the option `code`.
    pub fn get(&self, code: u8) -> Option<&[u8]> {
        self.options.iter().find(|(other, _)| *other == code).map(|(_, value)| &value[..])
    }

    /// Returns the value of the option `code` as text. Zero bytes at its end do not count, as some
    /// servers close it with one (RFC 2132 2).
    pub fn text(&self, code: u8) -> Option<String> {
        let value = self.get(code)?;
        let end = value.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
        Some(crate::text::utf8_or_latin1(value.get(..end).unwrap_or_default()).into_owned())
    }
}

/// What a time server said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The server that answered.
    pub server: String,
    /// Microseconds since 1970 (UTC) in the moment in which the gateway sends this.
    pub unix_us: u64,
    /// How long the question and its answer were under way between the gateway and the server, in
    /// microseconds: the time is wrong by half of that at most, if the server's own is right.
    pub round_trip_us: u32,
}

/// Bytes that most messages fit into: one of SIP, or a packet of sound.
const USUAL_MESSAGE: usize = 1_000;

/// Returns `message` as it goes on the WebSocket.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Serialising plain owned data into a growing buffer has no failure.
    postcard::to_extend(message, Vec::with_capacity(USUAL_MESSAGE)).unwrap_or_default()
}

/// Why bytes are not a link message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// Longer than [`MAX_MESSAGE`].
    TooLong,
    /// Not a message of this version, or cut off.
    Malformed,
    /// A whole message, and then more.
    TrailingBytes,
}

impl core::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::TooLong => "link message is too long",
            Self::Malformed => "link message is malformed",
            Self::TrailingBytes => "bytes after the end of a link message",
        })
    }
}

/// Reads one message.
///
/// # Errors
///
/// If `bytes` is too long, is no message of type `T`, or goes on after it.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    if bytes.len() > MAX_MESSAGE {
        return Err(DecodeError::TooLong);
    }
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        Ok(_) => Err(DecodeError::TrailingBytes),
        Err(_) => Err(DecodeError::Malformed),
    }
}

/// Returns the version that a [`ToGateway::Hello`] tells, also if the rest cannot be read: every
/// version begins in the same way.
pub fn hello_version(bytes: &[u8]) -> Option<u16> {
    // `Hello` is the first variant and `version` its first field.
    match postcard::take_from_bytes::<(u32, u16)>(bytes) {
        Ok(((0, version), _)) => Some(version),
        Ok(_) | Err(_) => None,
    }
}

/// Returns the media datagram that carries `packet` on `socket`.
pub fn media_datagram(socket: SocketId, packet: &[u8]) -> Vec<u8> {
    let mut datagram = Vec::with_capacity(MEDIA_HEADER + packet.len());
    datagram.extend_from_slice(&socket.0.to_be_bytes());
    datagram.extend_from_slice(packet);
    datagram
}

/// Splits a media datagram into its socket and its packet; `None` if it is too short.
pub fn split_media_datagram(datagram: &[u8]) -> Option<(SocketId, &[u8])> {
    let (socket, packet) = datagram.split_first_chunk()?;
    Some((SocketId(u32::from_be_bytes(*socket)), packet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_wire() {
        let message = ToGateway::Request(
            RequestId(7),
            Request::Connect { socket: SocketId(3), peer: "[::1]:4000".parse().unwrap() },
        );
        assert_eq!(decode::<ToGateway>(&encode(&message)), Ok(message));
    }

    #[test]
    fn trailing_bytes_are_refused() {
        let mut bytes = encode(&FromGateway::Pong(1));
        bytes.push(0);
        assert_eq!(decode::<FromGateway>(&bytes), Err(DecodeError::TrailingBytes));
    }

    #[test]
    fn media_datagrams_split_again() {
        let datagram = media_datagram(SocketId(0x0102_0304), b"rtp");
        assert_eq!(split_media_datagram(&datagram), Some((SocketId(0x0102_0304), &b"rtp"[..])));
        assert_eq!(split_media_datagram(&[1, 2, 3]), None);
    }

    #[test]
    fn options_are_text_without_zero_bytes_at_the_end() {
        let options = vec![(66, b"host\0".to_vec()), (67, b"\0\0".to_vec())];
        let told = DhcpOptions { source: String::new(), options };
        assert_eq!(told.text(66).as_deref(), Some("host"));
        assert_eq!(told.text(67).as_deref(), Some(""));
        assert_eq!(told.text(160), None);
    }

    #[test]
    fn tokens_do_not_show_in_debug_output() {
        assert!(!format!("{:?}", Token("secret".into())).contains("secret"));
    }

    #[test]
    fn a_made_up_mac_is_locally_administered_and_unicast() {
        let mac = MacAddress::local([0xff; 6]);
        assert_eq!(mac.to_string(), "feffffffffff");
        assert_eq!(mac.0[0] & 0x03, 0x02);
    }
}
