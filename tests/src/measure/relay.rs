//! What relaying 100 calls costs the gateway, and how late it makes their packets.
//!
//! Phones are links of this process, each with a media session as a browser has it; the other side
//! is a UDP socket that sends every packet back. A packet crosses the gateway twice: from the
//! session to UDP, and from UDP to the session; each crossing is timed by itself. All clocks are
//! one. 50 packets a second and direction, 172 bytes of RTP: G.711 with 20 ms.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures::{SinkExt, StreamExt};
use hookswitch_core::link::{
    self, FromGateway, Hello, MacAddress, Reply, Request, RequestId, SocketId, ToGateway, VERSION,
    Welcome,
};
use serde_json::json;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Connection, Endpoint};

use super::{Row, quantile};
use crate::child::free_ports;
use crate::gateway::Gateway;

const CALLS: u8 = 100;

const PACKET_INTERVAL: Duration = Duration::from_millis(20);

/// Until sessions are up and caches warm; then the time that counts.
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURED: Duration = Duration::from_secs(20);

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Bytes of a G.711 packet with its RTP header.
const PACKET: usize = 172;

pub(super) fn measure() -> Vec<Row> {
    [Path::WebTransport, Path::WebSocket].map(row).into()
}

/// How media travels between phone and gateway.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    WebTransport,
    WebSocket,
}

fn row(path: Path) -> Row {
    let name = match path {
        Path::WebTransport => "WebTransport",
        Path::WebSocket => "WebSocket",
    };
    let result = run(path).unwrap_or_else(|error| panic!("100 calls over {name}: {error:#}"));
    let p99 = result.up_p99.max(result.down_p99);
    Row::new(
        &format!("Gateway, 100 relayed G.711 calls, {name} to UDP and back"),
        format!(
            "{:.1} % of a core; added delay p99 {:.2} ms up, {:.2} ms down (p50 {:.2}, {:.2}); lost {:.3} %",
            result.cpu * 100.0,
            result.up_p99,
            result.down_p99,
            result.up_p50,
            result.down_p50,
            result.lost * 100.0,
        ),
        "<= 10 % of one core, p99 <= 2 ms",
        result.cpu <= 0.1 && p99 <= 2.0,
        json!({
            "cpu": result.cpu, "up_p50_ms": result.up_p50, "up_p99_ms": result.up_p99,
            "down_p50_ms": result.down_p50, "down_p99_ms": result.down_p99, "lost": result.lost,
        }),
    )
}

struct Figures {
    cpu: f64,
    up_p50: f64,
    up_p99: f64,
    down_p50: f64,
    down_p99: f64,
    lost: f64,
}

fn run(path: Path) -> Result<Figures> {
    let (http, media) = (free_ports(1), free_ports(3 * u16::from(CALLS)).next_multiple_of(2));
    let gateway = Gateway::serve_file(&format!(
        "[http]\nlisten = \"127.0.0.1:{http}\"\n[enrolment]\nopen = true\n\
         [limits]\nconnections_per_address = 1000\n\
         [sockets]\nmedia_ports = \"{media}-{}\"\n\
         [policy]\nmedia = [{{ network = \"127.0.0.1/32\" }}]\n",
        media + 3 * u16::from(CALLS) - 2,
    ));
    let epoch = Instant::now();
    let (peer, stop) = echo(epoch)?;
    let gateway_at = SocketAddr::new(HERE, http);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        let mut calls = Vec::new();
        for number in 0..CALLS {
            calls.push(Call::up(gateway_at, number, path, peer, media).await?);
        }
        // Spread over the packet interval, as calls are.
        let begin = tokio::time::Instant::now() + Duration::from_millis(200);
        let from = begin + WARM_UP;
        let until = from + MEASURED;
        let runs: Vec<_> = calls
            .into_iter()
            .enumerate()
            .map(|(index, call)| {
                let at = begin + PACKET_INTERVAL * index as u32 / u32::from(CALLS);
                tokio::spawn(call.run(at, from, until, epoch))
            })
            .collect();
        tokio::time::sleep_until(from).await;
        let before = gateway.cpu_seconds();
        tokio::time::sleep_until(until).await;
        let cpu = (gateway.cpu_seconds() - before) / MEASURED.as_secs_f64();
        let (mut up, mut down, mut sent) = (Vec::new(), Vec::new(), 0);
        for run in runs {
            let times = run.await??;
            sent += times.sent;
            up.extend(times.up);
            down.extend(times.down);
        }
        let lost = 1.0 - down.len() as f64 / f64::from(sent.max(1));
        Ok(Figures {
            cpu,
            up_p50: quantile(&up, 0.5),
            up_p99: quantile(&up, 0.99),
            down_p50: quantile(&down, 0.5),
            down_p99: quantile(&down, 0.99),
            lost,
        })
    });
    stop.store(true, Ordering::Relaxed);
    result
}

/// Starts the other side: every packet goes back with the time at which it came.
fn echo(epoch: Instant) -> Result<(SocketAddr, Arc<AtomicBool>)> {
    let socket = UdpSocket::bind((HERE, 0))?;
    socket.set_read_timeout(Some(Duration::from_millis(100)))?;
    let address = socket.local_addr()?;
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    thread::spawn(move || {
        let mut buffer = [0; 2_048];
        while !stopped.load(Ordering::Relaxed) {
            let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
            if length >= 28 {
                buffer[20..28].copy_from_slice(&micros(epoch).to_be_bytes());
            }
            // A packet lost here counts as lost.
            let _sent = socket.send_to(&buffer[..length], from);
        }
    });
    Ok((address, stop))
}

fn micros(epoch: Instant) -> u64 {
    epoch.elapsed().as_micros() as u64
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// One phone with a call.
struct Call {
    socket: Socket,
    session: Option<Connection>,
    rtp: SocketId,
    // The session ends with its endpoint.
    _endpoint: Option<Endpoint<wtransport::endpoint::endpoint_side::Client>>,
}

/// What one call saw, in milliseconds.
#[derive(Default)]
struct Times {
    sent: u32,
    up: Vec<f64>,
    down: Vec<f64>,
}

impl Call {
    async fn up(
        gateway: SocketAddr,
        number: u8,
        path: Path,
        peer: SocketAddr,
        base: u16,
    ) -> Result<Self> {
        let mut request = format!("ws://{gateway}/link").into_client_request()?;
        request.headers_mut().insert("origin", format!("http://{gateway}").parse()?);
        let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
        let hello = Hello {
            version: VERSION,
            mac: MacAddress([2, 0, 0, 0, 1, number]),
            model: "440HD".to_owned(),
            enrolment: None,
            resume: None,
        };
        send(&mut socket, &ToGateway::Hello(hello)).await?;
        let FromGateway::Welcome(welcome) = next(&mut socket).await? else {
            bail!("the gateway does not welcome the phone");
        };
        let count = 3 * u16::from(CALLS) - 1;
        let open = Request::OpenRtp { base, count, tos: 0xb8, toward: HERE };
        let Reply::RtpPair { rtp, .. } = ask(&mut socket, 1, open).await? else {
            bail!("no pair of ports");
        };
        ask(&mut socket, 2, Request::Connect { socket: rtp, peer }).await?;
        let (session, endpoint) = match path {
            Path::WebSocket => (None, None),
            Path::WebTransport => {
                let (session, endpoint) = media_session(gateway, &welcome).await?;
                (Some(session), Some(endpoint))
            }
        };
        Ok(Self { socket, session, rtp, _endpoint: endpoint })
    }

    /// Sends from `begin` to `until` and notes what comes back of what was sent after `from`.
    async fn run(
        mut self,
        begin: tokio::time::Instant,
        from: tokio::time::Instant,
        until: tokio::time::Instant,
        epoch: Instant,
    ) -> Result<Times> {
        let mut ticks = tokio::time::interval_at(begin, PACKET_INTERVAL);
        let mut times = Times::default();
        let first = micros(epoch) + (from - tokio::time::Instant::now()).as_micros() as u64;
        let mut rtp = vec![0; PACKET];
        // What is under way at the end still counts.
        let end = until + Duration::from_millis(200);
        loop {
            tokio::select! {
                biased;
                () = tokio::time::sleep_until(end) => return Ok(times),
                packet = receive(&mut self.socket, self.session.as_ref()) => {
                    times.note(&packet?, first, micros(epoch));
                }
                now = ticks.tick() => {
                    if now >= until {
                        continue;
                    }
                    let stamp = micros(epoch);
                    rtp[..2].copy_from_slice(&[0x80, 8]);
                    rtp[12..20].copy_from_slice(&stamp.to_be_bytes());
                    times.sent += u32::from(stamp >= first);
                    let datagram = link::media_datagram(self.rtp, &rtp);
                    match &self.session {
                        Some(session) => session.send_datagram(datagram)?,
                        None => send(&mut self.socket, &ToGateway::Media(datagram)).await?,
                    }
                }
            }
        }
    }
}

impl Times {
    fn note(&mut self, datagram: &[u8], first: u64, now: u64) {
        let Some((_, packet)) = link::split_media_datagram(datagram) else { return };
        let stamp = |at: usize| packet.get(at..at + 8)?.try_into().ok().map(u64::from_be_bytes);
        let (Some(sent), Some(turned)) = (stamp(12), stamp(20)) else { return };
        if sent >= first {
            self.up.push(turned.saturating_sub(sent) as f64 / 1e3);
            self.down.push(now.saturating_sub(turned) as f64 / 1e3);
        }
    }
}

/// Returns the next media datagram.
async fn receive(socket: &mut Socket, session: Option<&Connection>) -> Result<Vec<u8>> {
    if let Some(session) = session {
        return Ok(session.receive_datagram().await?.to_vec());
    }
    loop {
        if let FromGateway::Media(datagram) = next(socket).await? {
            return Ok(datagram);
        }
    }
}

async fn media_session(
    gateway: SocketAddr,
    welcome: &Welcome,
) -> Result<(Connection, Endpoint<wtransport::endpoint::endpoint_side::Client>)> {
    let offer = welcome.web_transport.as_ref().context("no WebTransport")?;
    let hash = offer.certificate_hash.context("no certificate hash")?;
    let client = ClientConfig::builder().with_bind_address(SocketAddr::new(HERE, 0));
    let config = client.with_server_certificate_hashes([Sha256Digest::new(hash)]).build();
    let endpoint = Endpoint::client(config)?;
    let url = format!("https://{}:{}/media?token={}", gateway.ip(), offer.port, welcome.media.0);
    Ok((endpoint.connect(url).await?, endpoint))
}

async fn send(socket: &mut Socket, message: &ToGateway) -> Result<()> {
    Ok(socket.send(Message::Binary(link::encode(message).into())).await?)
}

async fn next(socket: &mut Socket) -> Result<FromGateway> {
    loop {
        match socket.next().await.context("the link was closed")?? {
            Message::Binary(bytes) => {
                return link::decode(&bytes).map_err(|error| anyhow::anyhow!("{error}"));
            }
            Message::Close(_) => bail!("the link was closed"),
            Message::Text(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
        }
    }
}

async fn ask(socket: &mut Socket, number: u32, request: Request) -> Result<Reply> {
    send(socket, &ToGateway::Request(RequestId(number), request)).await?;
    loop {
        if let FromGateway::Reply(id, reply) = next(socket).await?
            && id == RequestId(number)
        {
            return reply.map_err(|error| anyhow::anyhow!("{error}"));
        }
    }
}
