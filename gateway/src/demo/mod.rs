//! `hookswitch demo`: a gateway on loopback with a small PBX beside it, in one process.
//!
//! Nothing is short-cut: the phones reach the PBX through the gateway's sockets, with SIP and
//! RTP over UDP, as they would reach any other. The PBX is a registrar and stateless proxy
//! (`exchange`) and a user agent for the lines that are no phones (`services`).

mod exchange;
mod extensions;
mod melody;
mod pbx;
mod services;
mod voice;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{Config, Network, PortRange};
use crate::{Gateway, Handle, StartError};
use extensions::Directory;
use pbx::Pbx;

/// The port that `hookswitch demo` listens on unless told otherwise.
pub const DEFAULT_PORT: u16 = 8080;

/// Where `trunk serve` shows the page while it is being worked on (Trunk.toml); it hands the link
/// on to the demo.
const TRUNK_ORIGINS: [&str; 2] = ["http://127.0.0.1:8081", "http://localhost:8081"];

/// Local SIP ports of the phones in the demo.
const PHONE_SIP_PORTS: PortRange = PortRange::new(5060, 5159);

/// Local media ports of the phones in the demo; the first 127 are those of the manual.
const PHONE_MEDIA_PORTS: PortRange = PortRange::new(4000, 4499);

/// Media ports of the PBX.
const PBX_MEDIA_PORTS: PortRange = PortRange::new(4500, 4699);

/// How the demo is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on: a loopback address.
    pub bind: IpAddr,
    /// The port of the web server; 0 takes any free one.
    pub port: u16,
    /// Where links and extensions are remembered over a restart.
    pub state_directory: Option<PathBuf>,
    /// Serves the app from this directory instead of the one in the program.
    pub app: Option<PathBuf>,
}

/// A running demo.
pub struct Demo {
    gateway: Handle,
    pbx: Pbx,
}

impl Demo {
    /// Starts the PBX and the gateway.
    ///
    /// # Errors
    ///
    /// If an address is not on loopback or cannot be listened on.
    pub async fn start(options: Options) -> Result<Self, DemoError> {
        let Options { bind, port, state_directory, app } = options;
        if !bind.is_loopback() {
            return Err(DemoError::NotLoopback(bind));
        }
        let directory = Arc::new(Directory::open(state_directory.as_deref())?);
        let pbx = Pbx::start(bind, PBX_MEDIA_PORTS, Arc::clone(&directory)).await;
        let pbx = pbx.map_err(DemoError::Pbx)?;
        let config = config(SocketAddr::new(bind, port), state_directory, &pbx);
        let gateway = Gateway::new(config).with_app(app).with_provision(directory).start().await;
        let gateway = gateway.map_err(|error| DemoError::gateway(error, port))?;
        Ok(Self { gateway, pbx })
    }

    /// Returns the address of the web server.
    pub fn http_addr(&self) -> SocketAddr {
        self.gateway.http_addr()
    }

    /// Returns the address of the PBX.
    pub fn sip_addr(&self) -> SocketAddr {
        self.pbx.sip
    }

    /// Returns the gateway.
    pub fn gateway(&self) -> &Handle {
        &self.gateway
    }

    /// Stops both; returns when that is done.
    pub async fn shutdown(self) {
        self.gateway.shutdown().await;
        self.pbx.shutdown().await;
    }
}

/// The configuration of the demo's gateway: nothing but this host, and there only the PBX and
/// the phones' own media ports. All SIP passes the exchange, which records its route.
fn config(listen: SocketAddr, state_directory: Option<PathBuf>, pbx: &Pbx) -> Config {
    let network = |ports| Network { network: listen.ip().into(), ports: Some(ports) };
    let port = |address: SocketAddr| PortRange::new(address.port(), address.port());
    let mut config = Config::default();
    config.http.listen = listen;
    config.http.origins = TRUNK_ORIGINS.map(str::to_owned).into();
    config.enrolment.open = true;
    config.link.state_directory = state_directory;
    config.sockets.sip_ports = PHONE_SIP_PORTS;
    config.sockets.media_ports = PHONE_MEDIA_PORTS;
    config.policy.sip = vec![network(port(pbx.sip))];
    config.policy.media = vec![network(PHONE_MEDIA_PORTS), network(PBX_MEDIA_PORTS)];
    config
}

/// Why the demo cannot start.
#[derive(Debug)]
#[non_exhaustive]
pub enum DemoError {
    /// The address to listen on is not on loopback.
    NotLoopback(IpAddr),
    /// The port of the web server is in use.
    PortInUse(u16),
    /// The gateway cannot start.
    Gateway(StartError),
    /// The PBX cannot open its sockets.
    Pbx(std::io::Error),
    /// The directory for the state cannot be used.
    State(PathBuf, std::io::Error),
}

impl DemoError {
    fn gateway(error: StartError, port: u16) -> Self {
        let in_use = matches!(&error, StartError::Listen { error, .. }
            if error.kind() == std::io::ErrorKind::AddrInUse);
        if in_use { Self::PortInUse(port) } else { Self::Gateway(error) }
    }
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoopback(ip) => {
                write!(f, "the demo lets everybody in, so it listens on loopback only, not on {ip}")
            }
            Self::PortInUse(port) => write!(
                f,
                "port {port} is in use; choose another: hookswitch demo --port {}",
                port.checked_add(1).unwrap_or(DEFAULT_PORT)
            ),
            Self::Gateway(error) => error.fmt(f),
            Self::Pbx(error) => write!(f, "the PBX cannot open its sockets: {error}"),
            Self::State(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for DemoError {}
