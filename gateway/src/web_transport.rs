//! The WebTransport endpoint: media datagrams beside the link.
//!
//! A session names its link by the media token of the link's Welcome, in its path:
//! `/media?token=...`. The path is never logged.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hookswitch_core::link;
use wtransport::config::QuicTransportConfig;
use wtransport::endpoint::{IncomingSession, endpoint_side};
use wtransport::error::SendDatagramError;
use wtransport::quinn::VarInt as QuinnVarInt;
use wtransport::{Connection, Endpoint, Identity, ServerConfig, VarInt};

use crate::config::Tls;
use crate::gateway::{Shared, StartError};
use crate::link::{Link, MediaDropped, MediaPath, Via};

/// Days that a self-signed certificate is valid: browsers take at most 14 with a hash.
const VALID_DAYS: u32 = 13;

/// How often a self-signed certificate is replaced; phones connect with the newest.
const ROTATION: Duration = Duration::from_secs(7 * 24 * 3_600);

/// How long a session may take to be set up.
const SESSION_TIMEOUT: Duration = Duration::from_secs(5);

/// Silence after which a session counts as gone; media then rides on the WebSocket.
const IDLE_TIMEOUT_MS: u32 = 10_000;

/// How often a silent session is asked whether it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(3);

/// Bytes of datagrams that may wait for the congestion window: more would only arrive late.
const SEND_BUFFER: usize = 16 * 1024;

/// Starts the endpoint, if there is to be one, by default on the port of the web server.
///
/// # Errors
///
/// If the address cannot be listened on, or the certificate cannot be used.
pub(crate) async fn start(shared: &Arc<Shared>, http: SocketAddr) -> Result<(), StartError> {
    let config = &shared.config.web_transport;
    if !config.enabled {
        return Ok(());
    }
    let address = config.listen.unwrap_or(http);
    let failed = |error| StartError::Listen { what: "WebTransport, UDP", address, error };
    let (identity, hash) = identity(config.tls.as_ref(), address).await?;
    let server = server_config(address, identity).map_err(failed)?;
    let endpoint = match Endpoint::server(server) {
        // The port of the web server was any free one, and is not free for UDP.
        Err(error) if is_taken(&error) && any_port(shared) => {
            let address = SocketAddr::new(address.ip(), 0);
            let (identity, hash) = self::identity(config.tls.as_ref(), address).await?;
            let server = server_config(address, identity).map_err(failed)?;
            return run(shared, Endpoint::server(server).map_err(failed)?, hash).map_err(failed);
        }
        other => other.map_err(failed)?,
    };
    run(shared, endpoint, hash).map_err(failed)
}

fn any_port(shared: &Shared) -> bool {
    shared.config.web_transport.listen.is_none() && shared.config.http.listen.port() == 0
}

fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrInUse
}

type Server = Endpoint<endpoint_side::Server>;

fn run(shared: &Arc<Shared>, endpoint: Server, hash: Option<[u8; 32]>) -> io::Result<()> {
    let address = endpoint.local_addr()?;
    shared.offer_web_transport(link::WebTransport { port: address.port(), certificate_hash: hash });
    let endpoint = Arc::new(endpoint);
    shared.spawn(accept(Arc::clone(shared), Arc::clone(&endpoint)));
    if hash.is_some() {
        shared.spawn(rotate(Arc::clone(shared), endpoint, address));
    }
    Ok(())
}

/// Returns the certificate, and its hash if it is self-signed.
async fn identity(
    tls: Option<&Tls>,
    address: SocketAddr,
) -> Result<(Identity, Option<[u8; 32]>), StartError> {
    if let Some(Tls { certificate, key }) = tls {
        let identity = Identity::load_pemfiles(certificate, key).await;
        let unusable = |error: wtransport::tls::error::PemLoadError| {
            StartError::file(Some(certificate), io::Error::other(error.to_string()))
        };
        return Ok((identity.map_err(unusable)?, None));
    }
    let failed = |error| StartError::Listen { what: "WebTransport, UDP", address, error };
    let identity = self_signed().map_err(failed)?;
    let hash = identity.certificate_chain().as_slice().first().map(|first| *first.hash().as_ref());
    Ok((identity, hash))
}

fn self_signed() -> io::Result<Identity> {
    Identity::self_signed_builder()
        .subject_alt_names(["localhost", "127.0.0.1", "::1"])
        .from_now_utc()
        .validity_days(VALID_DAYS)
        .build()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn server_config(address: SocketAddr, identity: Identity) -> io::Result<ServerConfig> {
    let mut transport = QuicTransportConfig::default();
    transport
        .max_idle_timeout(Some(QuinnVarInt::from_u32(IDLE_TIMEOUT_MS).into()))
        .keep_alive_interval(Some(KEEP_ALIVE))
        .datagram_send_buffer_size(SEND_BUFFER)
        .max_concurrent_bidi_streams(QuinnVarInt::from_u32(4))
        .max_concurrent_uni_streams(QuinnVarInt::from_u32(8));
    Ok(ServerConfig::builder()
        .with_bind_address(address)
        .with_custom_transport(identity, transport)
        .build())
}

async fn rotate(shared: Arc<Shared>, endpoint: Arc<Server>, address: SocketAddr) {
    loop {
        tokio::select! {
            () = shared.stop.cancelled() => return,
            () = tokio::time::sleep(ROTATION) => {}
        }
        let renewed = async {
            let (identity, hash) = identity(None, address)
                .await
                .map_err(|error| io::Error::other(error.to_string()))?;
            // Sessions that are up stay up.
            endpoint.reload_config(server_config(address, identity)?, false)?;
            Ok::<_, io::Error>(hash)
        };
        match renewed.await {
            Ok(certificate_hash) => {
                let port = address.port();
                shared.offer_web_transport(link::WebTransport { port, certificate_hash });
                tracing::info!("WebTransport certificate renewed");
            }
            Err(error) => tracing::error!(%error, "WebTransport certificate not renewed"),
        }
    }
}

async fn accept(shared: Arc<Shared>, endpoint: Arc<Server>) {
    loop {
        let incoming = tokio::select! {
            () = shared.stop.cancelled() => break,
            incoming = endpoint.accept() => incoming,
        };
        let most = usize::try_from(shared.config.limits.connections).unwrap_or(usize::MAX);
        if endpoint.open_connections() > most {
            shared.counters.media_sessions_refused.increment();
            incoming.refuse();
            continue;
        }
        let session = session(Arc::clone(&shared), incoming);
        shared.spawn(session);
    }
    endpoint.close(VarInt::from_u32(0), b"the gateway stops");
    // Bounded by the shutdown, which waits for this task.
    endpoint.wait_idle().await;
}

async fn session(shared: Arc<Shared>, incoming: IncomingSession) {
    let setup = tokio::time::timeout(SESSION_TIMEOUT, set_up(&shared, incoming)).await;
    let Ok(Some((link, connection))) = setup else {
        return shared.counters.media_sessions_refused.increment();
    };
    shared.counters.media_sessions.increment();
    tracing::info!(link = %link.id, mac = %link.mac, "media over WebTransport");
    let number = link.attach_media(Arc::new(Session(connection.clone())));
    tokio::select! {
        () = link.ended() => connection.close(VarInt::from_u32(0), b"the link ended"),
        () = receive(&link, &connection) => {}
    }
    link.detach_media(number);
    tracing::info!(link = %link.id, mac = %link.mac, "WebTransport ended");
}

async fn set_up(
    shared: &Arc<Shared>,
    incoming: IncomingSession,
) -> Option<(Arc<Link>, Connection)> {
    let request = incoming.await.ok()?;
    let token = request.path().split_once("?token=").map(|(_, token)| token.to_owned());
    let Some(link) = token.and_then(|token| shared.links.by_media_token(&token)) else {
        tracing::warn!(client = %request.remote_address(), "media session without a valid token");
        request.forbidden().await;
        return None;
    };
    Some((link, request.accept().await.ok()?))
}

async fn receive(link: &Link, connection: &Connection) {
    while let Ok(datagram) = connection.receive_datagram().await {
        link.media_from_phone(&datagram, Via::WebTransport);
    }
}

struct Session(Connection);

impl MediaPath for Session {
    fn deliver(&self, datagram: &[u8]) -> Result<(), MediaDropped> {
        self.0.send_datagram(datagram).map_err(|error| match error {
            SendDatagramError::TooLarge => MediaDropped::TooLong,
            SendDatagramError::NotConnected | SendDatagramError::UnsupportedByPeer => {
                MediaDropped::Gone
            }
        })
    }
}
