//! A phone for the gateway's tests: a WebSocket client that speaks the link by hand.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use hookswitch_core::link::{
    File, FromGateway, Hello, LinkError, MacAddress, Part, Reply, Request, RequestId, SocketId,
    ToGateway, Token, VERSION, Welcome, decode, encode,
};
use hookswitch_gateway::{Config, Gateway, Handle};
use tokio::net::{TcpStream, UdpSocket};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long anything may take before a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// This host.
pub(crate) const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A gateway that anybody may use to reach anything on this host.
pub(crate) const OPEN: &str = "
[http]
listen = '127.0.0.1:0'
[enrolment]
open = true
[sockets]
sip_ports = '20000-20999'
media_ports = '21000-22999'
[policy]
sip = [{ network = '127.0.0.0/8', ports = '1-65535' }]
media = [{ network = '127.0.0.0/8', ports = '1-65535' }]
";

/// Waits for `future`, but not for ever.
pub(crate) async fn soon<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(PATIENCE, future).await.expect("took too long")
}

/// Reads a configuration.
pub(crate) fn config(text: &str) -> Config {
    match Config::parse(text, Path::new("")) {
        Ok(config) => config,
        Err(problems) => panic!("{problems:?}"),
    }
}

/// Starts a gateway that is configured as [`OPEN`] and then as `more` says.
pub(crate) async fn gateway(more: &str) -> Handle {
    start(config(&format!("{OPEN}\n{more}"))).await
}

/// Starts a gateway.
pub(crate) async fn start(config: Config) -> Handle {
    Gateway::new(config).start().await.unwrap()
}

/// Opens a socket for a peer.
pub(crate) async fn peer() -> UdpSocket {
    UdpSocket::bind((HERE, 0)).await.unwrap()
}

/// Receives one datagram.
pub(crate) async fn receive(socket: &UdpSocket) -> (Vec<u8>, SocketAddr) {
    let mut buffer = vec![0; 65_535];
    let (len, from) = soon(socket.recv_from(&mut buffer)).await.unwrap();
    buffer.truncate(len);
    (buffer, from)
}

/// The number of the next request: a phone that comes back goes on counting.
static NEXT: AtomicU32 = AtomicU32::new(1);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A phone's end of a link.
pub(crate) struct Phone {
    socket: Socket,
    /// What came in while something else was waited for.
    stray: Vec<FromGateway>,
}

/// Who the test phone is.
pub(crate) fn hello() -> Hello {
    Hello {
        version: VERSION,
        mac: MacAddress([2, 0, 0, 0, 0, 1]),
        model: "440HD".to_owned(),
        enrolment: None,
        resume: None,
    }
}

/// The same, with a link to take up again.
pub(crate) fn resuming(welcome: &Welcome) -> Hello {
    Hello { resume: Some(welcome.resume.clone()), ..hello() }
}

impl Phone {
    /// Opens a WebSocket from the gateway's own page.
    pub(crate) async fn connect(gateway: SocketAddr) -> Self {
        let origin = format!("http://{gateway}");
        Self::connect_from(gateway, Some(&origin)).await.unwrap()
    }

    /// Opens a WebSocket from a page of `origin`; the error is the status of the refusal.
    pub(crate) async fn connect_from(
        gateway: SocketAddr,
        origin: Option<&str>,
    ) -> Result<Self, u16> {
        use tokio_tungstenite::tungstenite::Error;
        let mut request = format!("ws://{gateway}/link").into_client_request().unwrap();
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", origin.parse().unwrap());
        }
        match soon(tokio_tungstenite::connect_async(request)).await {
            Ok((socket, _)) => Ok(Self { socket, stray: Vec::new() }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a new link.
    pub(crate) async fn up(gateway: SocketAddr) -> (Self, Welcome) {
        Self::up_as(gateway, hello()).await
    }

    /// Opens or resumes a link.
    pub(crate) async fn up_as(gateway: SocketAddr, hello: Hello) -> (Self, Welcome) {
        let mut phone = Self::connect(gateway).await;
        phone.send(&ToGateway::Hello(hello)).await;
        match phone.next().await {
            Some(FromGateway::Welcome(welcome)) => (phone, welcome),
            other => panic!("{other:?} instead of Welcome"),
        }
    }

    /// Sends a message.
    pub(crate) async fn send(&mut self, message: &ToGateway) {
        self.send_raw(Message::Binary(encode(message).into())).await;
    }

    /// Sends anything.
    pub(crate) async fn send_raw(&mut self, message: Message) {
        soon(self.socket.send(message)).await.unwrap();
    }

    /// Returns the next message; `None` when the WebSocket was closed.
    pub(crate) async fn next(&mut self) -> Option<FromGateway> {
        if !self.stray.is_empty() {
            return Some(self.stray.remove(0));
        }
        soon(self.read()).await
    }

    async fn read(&mut self) -> Option<FromGateway> {
        loop {
            match self.socket.next().await? {
                Ok(Message::Binary(bytes)) => return Some(decode(&bytes).unwrap()),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(other) => panic!("{other:?}"),
            }
        }
    }

    /// Reads until the WebSocket is closed; returns what came before that.
    pub(crate) async fn until_closed(&mut self) -> Vec<FromGateway> {
        let mut all = Vec::new();
        while let Some(message) = self.next().await {
            all.push(message);
        }
        all
    }

    /// Makes a request and waits for its answer.
    pub(crate) async fn ask(&mut self, request: Request) -> Result<Reply, LinkError> {
        let id = self.request(request).await;
        self.answer(id).await
    }

    /// Makes a request.
    pub(crate) async fn request(&mut self, request: Request) -> RequestId {
        let id = RequestId(NEXT.fetch_add(1, Ordering::Relaxed));
        self.send(&ToGateway::Request(id, request)).await;
        id
    }

    /// Waits for the answer to a request.
    pub(crate) async fn answer(&mut self, id: RequestId) -> Result<Reply, LinkError> {
        loop {
            match soon(self.read()).await {
                Some(FromGateway::Reply(other, reply)) if other == id => return reply,
                Some(message) => self.stray.push(message),
                None => panic!("closed before the answer"),
            }
        }
    }

    /// Returns the oldest message that came while something else was waited for.
    pub(crate) fn said(&mut self) -> Option<FromGateway> {
        (!self.stray.is_empty()).then(|| self.stray.remove(0))
    }

    /// Returns the pieces of a file that came before the answer to a request.
    pub(crate) fn parts(&mut self, request: RequestId) -> Vec<Part> {
        let about = |message: &mut FromGateway| matches!(message, FromGateway::Part(id, _) if *id == request);
        let mut parts = Vec::new();
        for message in self.stray.extract_if(.., about) {
            if let FromGateway::Part(_, part) = message {
                parts.push(part);
            }
        }
        parts
    }

    /// Opens a SIP socket.
    pub(crate) async fn open_udp(&mut self) -> (SocketId, SocketAddr) {
        self.open_udp_on(0).await
    }

    /// Opens a SIP socket on `port` if it is free.
    pub(crate) async fn open_udp_on(&mut self, port: u16) -> (SocketId, SocketAddr) {
        let request = Request::OpenUdp { port, tos: 0x60, toward: HERE };
        match self.ask(request).await {
            Ok(Reply::Udp { socket, local }) => (socket, local),
            other => panic!("{other:?}"),
        }
    }

    /// Opens a media pair whose RTP socket is connected to `peer`.
    pub(crate) async fn open_rtp(&mut self, peer: SocketAddr) -> (SocketId, SocketAddr) {
        let request = Request::OpenRtp { base: 21_000, count: 2_000, tos: 0xb8, toward: HERE };
        match self.ask(request).await {
            Ok(Reply::RtpPair { rtp, local, .. }) => {
                assert_eq!(self.ask(Request::Connect { socket: rtp, peer }).await, Ok(Reply::Done));
                (rtp, local)
            }
            other => panic!("{other:?}"),
        }
    }
}

/// A file that was fetched from `url`.
pub(crate) fn file(url: &str, text: &str) -> Reply {
    Reply::File(File { url: Some(url.to_owned()), ..File::named(url, text.into()) })
}

/// A token as the administrator hands it out.
pub(crate) fn token(text: &str) -> Token {
    Token(text.to_owned())
}
