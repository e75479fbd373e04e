//! The gateway's configuration file: what is in it, how it is read, what must hold.
//!
//! Whatever is not written is the safest choice: no destination is allowed, nobody may enrol.

mod check;
mod dhcp;
mod file;
mod value;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use serde::Deserialize;

pub use check::Problem;
pub use dhcp::{OptionCode, OptionValue};
pub use file::ConfigError;
pub use value::{NameServer, PortRange};

/// Everything that `gateway.toml` may say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The web server with the app and the link.
    pub http: Http,
    /// Where `/metrics` is served.
    pub metrics: Metrics,
    /// Media datagrams beside the link.
    pub web_transport: WebTransport,
    /// What holds for every link.
    pub link: Link,
    /// Ports and addresses of the phones' sockets.
    pub sockets: Sockets,
    /// Who knows the addresses of names.
    pub resolver: Resolver,
    /// What the phones may reach.
    pub policy: Policy,
    /// Where a phone's `.cfg` comes from.
    pub configuration: Configuration,
    /// What phones are told as coming from DHCP.
    pub dhcp: Dhcp,
    /// Who may be a phone.
    pub enrolment: Enrolment,
    /// What a phone, and all of them, may use.
    pub limits: Limits,
}

/// `[http]`: the web server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// Address and port; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Origins whose pages may open a link, as `scheme://host[:port]`. A page that came from
    /// this gateway by IP address or as `localhost` may always.
    pub origins: Vec<String>,
    /// Who may show the phone in a frame: CSP `frame-ancestors` sources.
    pub frame_ancestors: Vec<String>,
    /// Certificate for https and wss; without it the server speaks http and ws.
    pub tls: Option<Tls>,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            origins: Vec::new(),
            frame_ancestors: vec!["'self'".to_owned()],
            tls: None,
        }
    }
}

/// A certificate chain and its key, both PEM files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The chain, the server's certificate first.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// `[metrics]`: Prometheus.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    /// A listener for `/metrics` alone. Without it the web server answers `/metrics`, to
    /// clients on the same host that did not come through a proxy.
    pub listen: Option<SocketAddr>,
}

/// `[web_transport]`: the endpoint for media datagrams.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebTransport {
    /// Whether there is one; without it media rides on the WebSocket.
    pub enabled: bool,
    /// Address and UDP port; by default those of `http.listen`.
    pub listen: Option<SocketAddr>,
    /// Certificate; without it a self-signed one is made and renewed, and its hash is told.
    pub tls: Option<Tls>,
}

impl Default for WebTransport {
    fn default() -> Self {
        Self { enabled: true, listen: None, tls: None }
    }
}

/// `[link]`: what holds for every link.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Link {
    /// How long the sockets of a broken link are kept, in seconds.
    pub grace_s: u32,
    /// How long a link may be silent before it counts as broken, in seconds.
    pub idle_s: u32,
    /// Where links are remembered over a restart of the gateway; without it they are not.
    pub state_directory: Option<PathBuf>,
}

impl Default for Link {
    fn default() -> Self {
        Self { grace_s: 30, idle_s: 45, state_directory: None }
    }
}

impl Link {
    /// Returns the grace time.
    pub fn grace(&self) -> Duration {
        Duration::from_secs(self.grace_s.into())
    }

    /// Returns the longest silence.
    pub fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_s.into())
    }
}

/// `[sockets]`: the phones' sockets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sockets {
    /// Local ports for SIP.
    pub sip_ports: PortRange,
    /// Local ports for RTP and RTCP.
    pub media_ports: PortRange,
    /// The address that is told to phones instead of the local one, behind a static NAT.
    pub advertise: Option<IpAddr>,
    /// The address of the interface on which phones ask groups, where there are several; by
    /// default the one that the system's routes say.
    pub multicast_interface: Option<Ipv4Addr>,
}

impl Default for Sockets {
    fn default() -> Self {
        Self {
            sip_ports: PortRange::new(5060, 5999),
            media_ports: PortRange::new(4000, 4999),
            advertise: None,
            multicast_interface: None,
        }
    }
}

/// `[resolver]`: who knows the addresses of names; by default whom the system asks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Resolver {
    /// Name servers, instead of those of the system.
    pub servers: Vec<NameServer>,
    /// Domains in which a name without a dot is looked for; only with `servers`.
    pub search: Vec<String>,
}

/// `[policy]`: what the phones may reach. Empty lists allow nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Networks for SIP; ports default to 5060.
    pub sip: Vec<Network>,
    /// Networks for RTP and RTCP; ports default to 1024-65535.
    pub media: Vec<Network>,
    /// Groups for pages, joined for phones that ask for them (manual 27); ports default to
    /// 1024-65535. What is heard there comes from the networks for RTP.
    pub paging: Vec<Network>,
    /// Hosts that files may be fetched from, over tftp, ftp, ftps, http and https.
    pub hosts: Vec<Host>,
    /// Hosts that may be asked for the time; ports default to 123.
    pub time: Vec<Host>,
    /// Whether phones may ask for a provisioning server by multicast to 224.0.1.75, port 5060
    /// (manual 9.2.6). Answers are taken from the networks for SIP.
    pub multicast_provisioning: bool,
}

/// One network and the ports in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Addresses, as `10.0.0.0/8` or `2001:db8::/32`.
    pub network: IpNet,
    /// Ports, as `5060` or `5060-5080`.
    pub ports: Option<PortRange>,
}

/// One host.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// Its name, or `*.` and a domain for every name below it, or an address.
    pub name: String,
    /// Ports; by default those that the protocols have.
    pub ports: Option<PortRange>,
    /// Addresses that it may resolve to; by default every public one, and no private one. A name
    /// that is an address allows itself.
    #[serde(default)]
    pub networks: Vec<IpNet>,
}

/// `[configuration]`: where a phone's `.cfg` comes from, at most one of `directory` and `url`, and
/// what opens it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Configuration {
    /// A directory with a file `<MAC>.cfg` or `<MAC>.cfx` for each phone, twelve digits, in either
    /// case.
    pub directory: Option<PathBuf>,
    /// A URL with `<MAC>` and `<MODEL>` in its path, whose host is in `policy.hosts`.
    pub url: Option<String>,
    /// A file of keys that phones open encrypted files with, one a line, the current one first.
    pub key_file: Option<PathBuf>,
}

/// `[dhcp]`: what phones are told as coming from DHCP; at most one of the two.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dhcp {
    /// The network interface on which servers are asked, as `eth0`. Its address is not touched.
    pub interface: Option<String>,
    /// Options by their code, instead of asking anybody.
    pub options: BTreeMap<OptionCode, OptionValue>,
}

/// `[enrolment]`: who may be a phone.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Enrolment {
    /// Tokens that are accepted.
    pub tokens: Vec<String>,
    /// A file with one token a line; empty lines and lines with `#` first do not count.
    pub tokens_file: Option<PathBuf>,
    /// Accepts phones without a token; only where the server listens on loopback.
    pub open: bool,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolment")
            .field("tokens", &self.tokens.len())
            .field("tokens_file", &self.tokens_file)
            .field("open", &self.open)
            .finish()
    }
}

/// `[limits]`: what a phone, and all of them, may use.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Links at a time, broken ones in their grace time included.
    pub phones: u32,
    /// TCP connections at a time.
    pub connections: u32,
    /// TCP connections at a time from one address.
    pub connections_per_address: u32,
    /// Sockets of one phone.
    pub sockets_per_phone: u32,
    /// Messages a second of one phone, media not counted; a faster phone is slowed down.
    pub messages_per_second: u32,
    /// Requests a second of one phone; more are answered with an error.
    pub requests_per_second: u32,
    /// Datagrams a second that one phone sends, media and SIP; more are dropped.
    pub datagrams_per_second: u32,
    /// Bytes a second that one phone sends in datagrams; more are dropped.
    pub bytes_per_second: u32,
    /// Longest file that is fetched, in bytes.
    pub file_bytes: u32,
    /// Files that one phone fetches at a time; more wait.
    pub fetches_per_phone: u32,
    /// Bytes a second that one phone fetches; a faster one is slowed down.
    pub fetched_bytes_per_second: u32,
    /// How long a server of files may be silent, in seconds.
    pub fetch_silence_s: u32,
}

impl Limits {
    /// Returns how long a server of files may be silent.
    pub fn fetch_silence(&self) -> Duration {
        Duration::from_secs(self.fetch_silence_s.into())
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            phones: 500,
            connections: 2_000,
            connections_per_address: 100,
            sockets_per_phone: 64,
            messages_per_second: 200,
            requests_per_second: 50,
            datagrams_per_second: 1_000,
            bytes_per_second: 1_000_000,
            file_bytes: 4_000_000,
            fetches_per_phone: 4,
            fetched_bytes_per_second: 4_000_000,
            fetch_silence_s: 15,
        }
    }
}
