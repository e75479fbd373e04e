//! WebSockets that carry SIP, as a browser gives them to a page (RFC 7118).

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::{SinkExt as _, StreamExt as _};
use hookswitch_core::phone::{SUBPROTOCOL, WebSocketCommand, WebSocketEvent, WebSocketId};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// What happened to a WebSocket.
pub type Event = (WebSocketId, WebSocketEvent);

/// The WebSockets of a phone.
#[derive(Debug)]
pub struct WebSockets {
    open: BTreeMap<WebSocketId, UnboundedSender<Vec<u8>>>,
    events: UnboundedSender<Event>,
    authority: Option<String>,
}

impl WebSockets {
    /// Returns none, and where what happens to those to come is told. Servers on TLS must have a
    /// certificate of `authority`, PEM.
    pub fn new(authority: Option<String>) -> (Self, UnboundedReceiver<Event>) {
        let (events, told) = mpsc::unbounded_channel();
        (Self { open: BTreeMap::new(), events, authority }, told)
    }

    /// Does what a phone says.
    pub fn carry_out(&mut self, id: WebSocketId, command: WebSocketCommand) {
        match command {
            WebSocketCommand::Open(url) => {
                let (sender, messages) = mpsc::unbounded_channel();
                self.open.insert(id, sender);
                let (events, authority) = (self.events.clone(), self.authority.clone());
                tokio::spawn(async move {
                    let tell = |event| drop(events.send((id, event)));
                    let why = run(&url, authority.as_deref(), messages, tell).await;
                    tell(WebSocketEvent::Closed(why));
                });
            }
            WebSocketCommand::Send(data) => {
                // One that has ended says so by itself.
                let _ = self.open.get(&id).map(|socket| socket.send(data));
            }
            WebSocketCommand::Close => drop(self.open.remove(&id)),
        }
    }
}

/// Opens a WebSocket and carries messages until it ends; returns why.
async fn run(
    url: &str,
    authority: Option<&str>,
    messages: UnboundedReceiver<Vec<u8>>,
    tell: impl Fn(WebSocketEvent),
) -> String {
    let (scheme, rest) = url.split_once("://").expect("a URL");
    let server = rest.split('/').next().unwrap_or_default();
    let host = server.rsplit_once(':').map_or(server, |(host, _)| host).to_owned();
    let stream = match TcpStream::connect(server).await {
        Ok(stream) => stream,
        Err(error) => return error.to_string(),
    };
    if scheme == "ws" {
        return carry(url, stream, messages, tell).await;
    }
    let host = ServerName::try_from(host).expect("a host");
    match TlsConnector::from(trusting(authority)).connect(host, stream).await {
        Ok(stream) => carry(url, stream, messages, tell).await,
        Err(error) => error.to_string(),
    }
}

fn trusting(authority: Option<&str>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    if let Some(pem) = authority {
        roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

async fn carry(
    url: &str,
    stream: impl AsyncRead + AsyncWrite + Unpin,
    mut messages: UnboundedReceiver<Vec<u8>>,
    tell: impl Fn(WebSocketEvent),
) -> String {
    let mut request = url.into_client_request().unwrap();
    let protocol = SUBPROTOCOL.parse().expect("a header value");
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    let mut socket: WebSocketStream<_> =
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, _)) => socket,
            Err(error) => return error.to_string(),
        };
    tell(WebSocketEvent::Open);
    loop {
        tokio::select! {
            data = messages.recv() => {
                let Some(data) = data else { return "closed here".to_owned() };
                let message = match String::from_utf8(data) {
                    Ok(text) => Message::text(text),
                    Err(error) => Message::binary(error.into_bytes()),
                };
                if let Err(error) = socket.send(message).await {
                    return error.to_string();
                }
            }
            message = socket.next() => match message {
                Some(Ok(message @ (Message::Text(_) | Message::Binary(_)))) => {
                    tell(WebSocketEvent::Received(message.into_data().to_vec()));
                }
                Some(Ok(Message::Close(_))) | None => return "closed there".to_owned(),
                Some(Ok(_)) => {}
                Some(Err(error)) => return error.to_string(),
            },
        }
    }
}
