//! The gateway as a whole: what all links share, how it starts and how it stops.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use hookswitch_core::link::{self, Secret};
use tokio::task::AbortHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::Config;
use crate::counters::{Counters, gauge};
use crate::dhcp::Dhcp;
use crate::enrolment::Enrolment;
use crate::fetch::Fetcher;
use crate::link::{Links, Ports};
use crate::ntp::TimeServers;
use crate::policy::Policy;
use crate::provisioning::{Provision, Provisioning};
use crate::resolver::Resolver;
use crate::state::{HEARTBEAT, StateDirectory};
use crate::{server, web_transport};

/// How long the tasks may take to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

/// What a gateway is started with.
#[derive(Default)]
pub struct Gateway {
    config: Config,
    app: Option<PathBuf>,
    provision: Option<Arc<dyn Provision>>,
}

impl Gateway {
    /// Returns a gateway that is to do what `config` says.
    pub fn new(config: Config) -> Self {
        Self { config, ..Self::default() }
    }

    /// Serves the app from a directory instead of the one in the binary.
    #[must_use]
    pub fn with_app(mut self, directory: Option<PathBuf>) -> Self {
        self.app = directory;
        self
    }

    /// Makes configuration files instead of reading them.
    #[must_use]
    pub fn with_provision(mut self, provision: Arc<dyn Provision>) -> Self {
        self.provision = Some(provision);
        self
    }

    /// Starts the gateway in the tokio runtime of the caller.
    ///
    /// # Errors
    ///
    /// If an address cannot be listened on, or a file of the configuration cannot be used.
    pub async fn start(self) -> Result<Handle, StartError> {
        crate::tls::install_provider();
        let (shared, app) = self.prepare()?;
        Links::restore(&shared);
        let http_addr = server::start(&shared, app).await?;
        web_transport::start(&shared, http_addr).await?;
        let metrics_addr = server::start_metrics(&shared).await?;
        if shared.state.is_some() {
            shared.spawn(beat(Arc::clone(&shared)));
        }
        Ok(Handle { http_addr, metrics_addr, shared })
    }

    fn prepare(self) -> Result<(Arc<Shared>, Option<PathBuf>), StartError> {
        let config = self.config;
        let policy = Policy::new(&config);
        let resolver = Arc::new(Resolver::new(&config.resolver));
        let enrolment = Enrolment::new(&config.enrolment)
            .map_err(|error| StartError::file(config.enrolment.tokens_file.as_ref(), error))?;
        let state = match &config.link.state_directory {
            Some(path) => Some(
                StateDirectory::open(path).map_err(|error| StartError::file(Some(path), error))?,
            ),
            None => None,
        };
        let keys = read_keys(config.configuration.key_file.as_ref())?;
        let provisioning = match self.provision {
            Some(provision) => Provisioning::Made(provision),
            None => Provisioning::new(&config.configuration),
        };
        let shared = Arc::new(Shared {
            fetcher: Fetcher::new(&policy, &resolver, config.limits.fetch_silence()),
            dhcp: Dhcp::new(&config.dhcp),
            time: TimeServers::default(),
            ports: Ports::new(&config.sockets),
            links: Links::default(),
            counters: Counters::default(),
            web_transport: RwLock::default(),
            numbers: AtomicU64::new(0),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            config,
            policy,
            resolver,
            enrolment,
            state,
            provisioning,
            keys,
        });
        Ok((shared, self.app))
    }
}

/// A running gateway. Dropping it leaves it running; the end of its runtime stops it without a
/// word to anybody, as a killed process would.
pub struct Handle {
    http_addr: SocketAddr,
    metrics_addr: Option<SocketAddr>,
    shared: Arc<Shared>,
}

impl Handle {
    /// Returns the address of the web server.
    pub fn http_addr(&self) -> SocketAddr {
        self.http_addr
    }

    /// Returns the address of the listener for metrics, if there is one.
    pub fn metrics_addr(&self) -> Option<SocketAddr> {
        self.metrics_addr
    }

    /// Returns the UDP port of the WebTransport endpoint, if there is one.
    pub fn web_transport_port(&self) -> Option<u16> {
        self.shared.web_transport().map(|offer| offer.port)
    }

    /// Returns every counter.
    pub fn counters(&self) -> &Counters {
        &self.shared.counters
    }

    /// Tells the phones, closes everything and returns when that is done, in seconds at most.
    pub async fn shutdown(self) {
        tracing::info!("stopping");
        self.shared.stop.cancel();
        self.shared.tasks.close();
        for link in self.shared.links.all() {
            link.close_sockets();
        }
        if tokio::time::timeout(STOP_TIMEOUT, self.shared.tasks.wait()).await.is_err() {
            tracing::warn!("some tasks did not end in time");
        }
        if let Some(state) = &self.shared.state {
            state.beat();
        }
    }
}

/// Why a gateway cannot start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// An address cannot be listened on.
    Listen {
        /// What for.
        what: &'static str,
        /// The address.
        address: SocketAddr,
        /// Why not.
        error: io::Error,
    },
    /// A file cannot be used.
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

impl StartError {
    pub(crate) fn file(path: Option<&PathBuf>, error: io::Error) -> Self {
        Self::File { path: path.cloned().unwrap_or_default(), error }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen { what, address, error } => {
                write!(f, "cannot listen on {address} ({what}): {error}")
            }
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for StartError {}

/// Reads the keys that phones are told, one a line.
fn read_keys(path: Option<&PathBuf>) -> Result<Vec<Secret>, StartError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let failed = |error| StartError::file(Some(path), error);
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let lines = text.lines().filter(|line| !line.is_empty());
    let keys: Vec<_> = lines.map(|line| Secret::new(line.to_owned())).collect();
    if keys.is_empty() {
        return Err(failed(io::Error::new(io::ErrorKind::InvalidData, "no key in it")));
    }
    Ok(keys)
}

/// What all links share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) policy: Policy,
    pub(crate) resolver: Arc<Resolver>,
    pub(crate) fetcher: Fetcher,
    pub(crate) dhcp: Dhcp,
    pub(crate) time: TimeServers,
    pub(crate) provisioning: Provisioning,
    /// Open the encrypted files of phones.
    pub(crate) keys: Vec<Secret>,
    pub(crate) enrolment: Enrolment,
    pub(crate) ports: Ports,
    pub(crate) links: Links,
    pub(crate) counters: Counters,
    pub(crate) state: Option<StateDirectory>,
    /// Cancelled when the gateway stops.
    pub(crate) stop: CancellationToken,
    web_transport: RwLock<Option<link::WebTransport>>,
    numbers: AtomicU64,
    tasks: TaskTracker,
}

impl Shared {
    /// Runs a task that the shutdown waits for.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
        self.tasks.spawn(task).abort_handle()
    }

    /// Makes the shutdown wait for a task that somebody else runs.
    pub(crate) fn track<F: Future>(&self, task: F) -> impl Future<Output = F::Output> + use<F> {
        self.tasks.track_future(task)
    }

    /// Returns a number that was not returned before.
    pub(crate) fn next_number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// Returns what phones are told about WebTransport.
    pub(crate) fn web_transport(&self) -> Option<link::WebTransport> {
        self.web_transport.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes what phones are told about WebTransport.
    pub(crate) fn offer_web_transport(&self, offer: link::WebTransport) {
        *self.web_transport.write().unwrap_or_else(PoisonError::into_inner) = Some(offer);
    }

    /// Returns the page for Prometheus.
    pub(crate) fn metrics(&self) -> String {
        let mut text = self.counters.render();
        let (up, broken, sockets) = self.links.counts();
        let links = [("state=\"up\"", up), ("state=\"broken\"", broken)];
        gauge(&mut text, "hookswitch_links", "Links now.", &links);
        gauge(&mut text, "hookswitch_sockets", "Sockets of phones now.", &[("", sockets)]);
        text
    }
}

async fn beat(shared: Arc<Shared>) {
    let mut ticks = tokio::time::interval(HEARTBEAT);
    loop {
        tokio::select! {
            () = shared.stop.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if let Some(state) = &shared.state {
            state.beat();
        }
    }
}
