//! The web server: the app, the link, health and metrics.

mod assets;
mod bounded;
mod origin;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{ConnectInfo, Request, State, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hookswitch_core::link::MAX_MESSAGE;
use hyper_util::rt::TokioTimer;

use crate::gateway::{Shared, StartError};
use crate::{link, tls};
use assets::Assets;
use bounded::Bounded;

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// How long open requests may take when the server stops.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(2);

/// Bytes that are read from a WebSocket at a time. All of them are zeroed before each read, so that
/// few are better for what comes most often by far: one packet of sound.
const READ_BUFFER: usize = 4 * 1024;

/// What Prometheus expects.
const METRICS_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

struct Server {
    shared: Arc<Shared>,
    assets: Assets,
    policy: HeaderValue,
}

/// Starts the web server; returns its address.
///
/// # Errors
///
/// If the address cannot be listened on, or the certificate cannot be used.
pub(crate) async fn start(
    shared: &Arc<Shared>,
    app: Option<PathBuf>,
) -> Result<SocketAddr, StartError> {
    let (listener, address) = listen("HTTP", shared.config.http.listen)?;
    let server = Arc::new(Server {
        shared: Arc::clone(shared),
        assets: app.map_or(Assets::Embedded, Assets::Directory),
        policy: content_security_policy(&shared.config.http.frame_ancestors),
    });
    let router = Router::new()
        .route("/healthz", get(healthy))
        .route("/metrics", get(metrics))
        .route("/link", any(open_link))
        .fallback(asset)
        .layer(middleware::from_fn_with_state(Arc::clone(&server), add_headers))
        .with_state(server);
    serve(shared, listener, router, address)?;
    Ok(address)
}

/// Starts the listener for metrics, if there is to be one; returns its address.
///
/// # Errors
///
/// If the address cannot be listened on.
pub(crate) async fn start_metrics(shared: &Arc<Shared>) -> Result<Option<SocketAddr>, StartError> {
    let Some(wanted) = shared.config.metrics.listen else { return Ok(None) };
    let (listener, address) = listen("metrics", wanted)?;
    let state = Arc::clone(shared);
    let page = move || async move { ([(header::CONTENT_TYPE, METRICS_TYPE)], state.metrics()) };
    let router = Router::new().route("/metrics", get(page));
    let plain = axum_server::from_tcp(listener).map_err(listen_error("metrics", address))?;
    let handle = axum_server::Handle::new();
    stop_with(shared, &handle);
    let server = plain.handle(handle).map(|_| Bounded::new(shared));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    shared.spawn(async move {
        if let Err(error) = server.serve(service).await {
            tracing::error!(%error, "the metrics server ended");
        }
    });
    Ok(Some(address))
}

fn listen(what: &'static str, wanted: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    TcpListener::bind(wanted)
        .and_then(|listener| {
            let address = listener.local_addr()?;
            Ok((listener, address))
        })
        .map_err(listen_error(what, wanted))
}

fn listen_error(what: &'static str, address: SocketAddr) -> impl Fn(std::io::Error) -> StartError {
    move |error| StartError::Listen { what, address, error }
}

fn serve(
    shared: &Arc<Shared>,
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
) -> Result<(), StartError> {
    let handle = axum_server::Handle::new();
    stop_with(shared, &handle);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // Not `http1_only`: axum-server then serves no upgrades. TLS offers HTTP/1.1 alone.
    let mut plain = axum_server::from_tcp(listener)
        .map_err(listen_error("HTTP", address))?
        .handle(handle)
        .first_request_timeout(HEAD_TIMEOUT);
    plain.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let bounded = Bounded::new(shared);
    match &shared.config.http.tls {
        None => {
            let server = plain.map(|_| bounded);
            shared.spawn(async move { report(server.serve(service).await) });
        }
        Some(files) => {
            let config = RustlsConfig::from_config(tls::server_config(files)?);
            let server = plain.map(|_| RustlsAcceptor::new(config).acceptor(bounded));
            shared.spawn(async move { report(server.serve(service).await) });
        }
    }
    Ok(())
}

fn report(result: std::io::Result<()>) {
    if let Err(error) = result {
        tracing::error!(%error, "the web server ended");
    }
}

fn stop_with(shared: &Arc<Shared>, handle: &axum_server::Handle<SocketAddr>) {
    let (stop, handle) = (shared.stop.clone(), handle.clone());
    shared.spawn(async move {
        stop.cancelled().await;
        handle.graceful_shutdown(Some(DRAIN_TIMEOUT));
    });
}

async fn healthy() -> &'static str {
    "ok\n"
}

async fn metrics(
    State(server): State<Arc<Server>>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let proxied =
        headers.contains_key(header::FORWARDED) || headers.contains_key("x-forwarded-for");
    let own_listener = server.shared.config.metrics.listen.is_some();
    if own_listener || proxied || !client.ip().to_canonical().is_loopback() {
        return StatusCode::NOT_FOUND.into_response();
    }
    ([(header::CONTENT_TYPE, METRICS_TYPE)], server.shared.metrics()).into_response()
}

async fn open_link(
    State(server): State<Arc<Server>>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let shared = Arc::clone(&server.shared);
    let client = client.ip().to_canonical();
    if !origin::is_allowed(&headers, &shared.config.http) {
        shared.counters.refused_origin.increment();
        tracing::warn!(%client, origin = ?headers.get(header::ORIGIN), "origin refused");
        let text = "This page may not open a link: its origin is not in http.origins.\n";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    match upgrade {
        Ok(upgrade) => upgrade
            .read_buffer_size(READ_BUFFER)
            .max_message_size(MAX_MESSAGE)
            .max_frame_size(MAX_MESSAGE)
            .on_upgrade(move |socket| async move {
                shared.track(link::serve(Arc::clone(&shared), socket, client)).await;
            }),
        Err(rejection) => rejection.into_response(),
    }
}

async fn asset(
    State(server): State<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    server.assets.respond(uri.path(), &headers).await
}

async fn add_headers(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, server.policy.clone());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let permissions = HeaderValue::from_static("microphone=(self), camera=(), geolocation=()");
    headers.insert("permissions-policy", permissions);
    response
}

/// What the page may load (CSP Level 3): everything from here, no inline script, wasm.
fn content_security_policy(frame_ancestors: &[String]) -> HeaderValue {
    let ancestors = match frame_ancestors {
        [] => "'none'".to_owned(),
        some => some.join(" "),
    };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
         connect-src 'self' ws: wss: https:; img-src 'self' data:; media-src 'self' blob:; \
         object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
    );
    // The check of the configuration leaves only printable characters in the sources.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
