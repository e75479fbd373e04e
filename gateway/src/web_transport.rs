//! The WebTransport endpoint: media datagrams beside the link.
//!
//! A session names its link by the media token of the link's Welcome, in its path:
//! `/media?token=...`. The path is never logged.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use bytes::Bytes;
use hookswitch_core::link;
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::pki_types::PrivatePkcs8KeyDer;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use web_transport_quinn::quinn::crypto::rustls::QuicServerConfig;
use web_transport_quinn::quinn::{
    Endpoint, Incoming, SendDatagramError, ServerConfig, TransportConfig, VarInt,
};
use web_transport_quinn::{ALPN, Request, Session, SessionError};

use crate::gateway::{Shared, StartError};
use crate::link::{Link, MediaDropped, MediaPath, Via};
use crate::tls::{self, Identity};

/// Days that a self-signed certificate is valid: browsers take at most 14 with a hash.
const VALID_DAYS: i64 = 13;

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
    let (identity, hash) = match &config.tls {
        Some(files) => (tls::identity(files)?, None),
        None => self_signed().map(|(identity, hash)| (identity, Some(hash))).map_err(failed)?,
    };
    let server = server_config(identity).map_err(failed)?;
    let endpoint = match Endpoint::server(server.clone(), address) {
        // The port of the web server was any free one, and is not free for UDP.
        Err(error) if is_taken(&error) && any_port(shared) => {
            Endpoint::server(server, SocketAddr::new(address.ip(), 0))
        }
        other => other,
    };
    let endpoint = endpoint.map_err(failed)?;
    run(shared, endpoint, hash).map_err(failed)
}

fn any_port(shared: &Shared) -> bool {
    shared.config.web_transport.listen.is_none() && shared.config.http.listen.port() == 0
}

fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrInUse
}

fn run(shared: &Arc<Shared>, endpoint: Endpoint, hash: Option<[u8; 32]>) -> io::Result<()> {
    let port = endpoint.local_addr()?.port();
    shared.offer_web_transport(link::WebTransport { port, certificate_hash: hash });
    shared.spawn(accept(Arc::clone(shared), endpoint.clone()));
    if hash.is_some() {
        shared.spawn(rotate(Arc::clone(shared), endpoint, port));
    }
    Ok(())
}

/// Returns a new certificate, and its hash.
fn self_signed() -> io::Result<(Identity, [u8; 32])> {
    let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let made = (|| {
        let mut params = CertificateParams::new(names)?;
        params.not_before = OffsetDateTime::now_utc();
        params.not_after = params.not_before + time::Duration::days(VALID_DAYS);
        // Browsers take no other kind of key with a hash (W3C WebTransport, 9.1).
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let certificate = params.self_signed(&key)?;
        Ok::<_, rcgen::Error>((certificate, key))
    })();
    let (certificate, key) = made.map_err(io::Error::other)?;
    let certificate = certificate.der().clone();
    let hash = Sha256::digest(&certificate).into();
    Ok(((vec![certificate], PrivatePkcs8KeyDer::from(key.serialize_der()).into()), hash))
}

fn server_config((chain, key): Identity) -> io::Result<ServerConfig> {
    let mut tls = rustls::ServerConfig::builder_with_protocol_versions(&[&rustls::version::TLS13])
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(io::Error::other)?;
    tls.alpn_protocols = vec![ALPN.as_bytes().to_vec()];
    let mut transport = TransportConfig::default();
    transport
        .max_idle_timeout(Some(VarInt::from_u32(IDLE_TIMEOUT_MS).into()))
        .keep_alive_interval(Some(KEEP_ALIVE))
        .datagram_send_buffer_size(SEND_BUFFER)
        .max_concurrent_bidi_streams(VarInt::from_u32(4))
        .max_concurrent_uni_streams(VarInt::from_u32(8));
    let crypto = QuicServerConfig::try_from(tls).map_err(io::Error::other)?;
    let mut server = ServerConfig::with_crypto(Arc::new(crypto));
    server.transport_config(Arc::new(transport));
    Ok(server)
}

async fn rotate(shared: Arc<Shared>, endpoint: Endpoint, port: u16) {
    loop {
        tokio::select! {
            () = shared.stop.cancelled() => return,
            () = tokio::time::sleep(ROTATION) => {}
        }
        let renewed =
            self_signed().and_then(|(identity, hash)| Ok((server_config(identity)?, hash)));
        match renewed {
            Ok((server, hash)) => {
                // Sessions that are up stay up.
                endpoint.set_server_config(Some(server));
                let certificate_hash = Some(hash);
                shared.offer_web_transport(link::WebTransport { port, certificate_hash });
                tracing::info!("WebTransport certificate renewed");
            }
            Err(error) => tracing::error!(%error, "WebTransport certificate not renewed"),
        }
    }
}

async fn accept(shared: Arc<Shared>, endpoint: Endpoint) {
    loop {
        let incoming = tokio::select! {
            () = shared.stop.cancelled() => break,
            incoming = endpoint.accept() => incoming,
        };
        let Some(incoming) = incoming else { break };
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

async fn session(shared: Arc<Shared>, incoming: Incoming) {
    let setup = tokio::time::timeout(SESSION_TIMEOUT, set_up(&shared, incoming)).await;
    let Ok(Some((link, session))) = setup else {
        return shared.counters.media_sessions_refused.increment();
    };
    shared.counters.media_sessions.increment();
    tracing::info!(link = %link.id, mac = %link.mac, "media over WebTransport");
    let number = link.attach_media(Arc::new(session.clone()));
    tokio::select! {
        biased;
        () = link.ended() => session.close(0, b"the link ended"),
        () = receive(&link, &session) => {}
    }
    link.detach_media(number);
    tracing::info!(link = %link.id, mac = %link.mac, "WebTransport ended");
}

async fn set_up(shared: &Arc<Shared>, incoming: Incoming) -> Option<(Arc<Link>, Session)> {
    let request = Request::accept(incoming.await.ok()?).await.ok()?;
    let token = request.url.query().and_then(|query| query.strip_prefix("token="));
    let Some(link) = token.and_then(|token| shared.links.by_media_token(token)) else {
        let client = request.conn().remote_address();
        tracing::warn!(%client, "media session without a valid token");
        let connection = request.conn().clone();
        request.reject(StatusCode::FORBIDDEN).await.ok()?;
        // Dropped now, it would be closed before the answer is out.
        connection.closed().await;
        return None;
    };
    Some((link, request.ok().await.ok()?))
}

async fn receive(link: &Link, session: &Session) {
    while let Ok(datagram) = session.read_datagram().await {
        link.media_from_phone(&datagram, Via::WebTransport);
    }
}

impl MediaPath for Session {
    fn deliver(&self, datagram: &[u8]) -> Result<(), MediaDropped> {
        self.send_datagram(Bytes::copy_from_slice(datagram)).map_err(|error| match error {
            SessionError::SendDatagramError(SendDatagramError::TooLarge) => MediaDropped::TooLong,
            SessionError::SendDatagramError(_)
            | SessionError::ConnectionError(_)
            | SessionError::WebTransportError(_) => MediaDropped::Gone,
        })
    }
}
