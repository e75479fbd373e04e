//! One WebSocket: the first message, then messages both ways until it ends.

use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use hookswitch_core::link::{
    FromGateway, Hello, Refusal, ToGateway, VERSION, Welcome, decode, encode, hello_version,
};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use super::links::Attached;
use super::media::Via;
use super::media_queue::MediaQueue;
use super::{Direct, Link, Links};
use crate::gateway::Shared;
use crate::limits::Bucket;

/// How long a new WebSocket may take for its first message.
const HELLO_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a closing WebSocket may take for its last bytes.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Pongs that wait for the WebSocket.
const DIRECT_QUEUE: usize = 16;

type Sink = SplitSink<WebSocket, Message>;
type Stream = SplitStream<WebSocket>;

/// Why a WebSocket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The phone said that it is done.
    Goodbye,
    /// The connection is gone, or silent for too long.
    Broken,
    /// The phone sent what is no message.
    Malformed,
    /// Another WebSocket of the phone took over, or the link ended.
    Replaced,
    /// The gateway stops.
    Stopping,
}

/// Serves one WebSocket to its end.
pub(crate) async fn serve(shared: Arc<Shared>, mut socket: WebSocket, client: IpAddr) {
    let attached = match greet(&shared, &mut socket).await {
        Ok(attached) => attached,
        Err(refusal) => return refuse(&shared, socket, client, refusal).await,
    };
    let link = Arc::clone(&attached.link);
    let generation = attached.generation;
    tracing::info!(
        link = %link.id, mac = %link.mac, model = link.model, %client,
        resumed = attached.resumed, "link up"
    );
    let (sink, stream, end) = run(&shared, socket, attached).await;
    match end {
        End::Goodbye => {
            tracing::info!(link = %link.id, mac = %link.mac, "link ended by the phone");
            shared.counters.ended_goodbye.increment();
            shared.links.end(&link);
        }
        End::Broken | End::Malformed => Links::detach(&shared, &link, generation),
        End::Replaced | End::Stopping => {}
    }
    farewell(sink, stream, end).await;
}

/// Reads the first message and attaches the WebSocket to its link.
async fn greet(shared: &Arc<Shared>, socket: &mut WebSocket) -> Result<Attached, Refusal> {
    let first = tokio::select! {
        () = shared.stop.cancelled() => return Err(Refusal::Busy),
        first = timeout(HELLO_TIMEOUT, socket.recv()) => first,
    };
    let Ok(Some(Ok(Message::Binary(bytes)))) = first else { return Err(Refusal::Malformed) };
    let Ok(ToGateway::Hello(hello)) = decode(&bytes) else {
        let other = hello_version(&bytes).is_some_and(|version| version != VERSION);
        return Err(if other { Refusal::Version(VERSION) } else { Refusal::Malformed });
    };
    check(shared, &hello)?;
    Links::open(shared, &hello)
}

fn check(shared: &Shared, hello: &Hello) -> Result<(), Refusal> {
    if hello.version != VERSION {
        return Err(Refusal::Version(VERSION));
    }
    let token = hello.enrolment.as_ref().map(|token| token.0.as_str());
    if !shared.enrolment.accepts(token) {
        return Err(Refusal::NotEnrolled);
    }
    // The model becomes part of a URL and of log lines.
    let plain = hello.model.len() <= 32
        && hello
            .model
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b' '));
    if plain { Ok(()) } else { Err(Refusal::Malformed) }
}

async fn refuse(shared: &Shared, mut socket: WebSocket, client: IpAddr, refusal: Refusal) {
    let counters = &shared.counters;
    match refusal {
        Refusal::Version(_) => counters.refused_version.increment(),
        Refusal::NotEnrolled => counters.refused_enrolment.increment(),
        Refusal::Busy => counters.refused_busy.increment(),
        Refusal::Malformed | _ => counters.refused_malformed.increment(),
    }
    tracing::warn!(%client, ?refusal, "link refused");
    let message = encode(&FromGateway::Refused(refusal));
    let close = CloseFrame { code: close_code::POLICY, reason: "refused".into() };
    let farewell = async {
        socket.send(Message::Binary(message.into())).await?;
        socket.send(Message::Close(Some(close))).await
    };
    // The phone may be gone already; then there is nobody to tell.
    let _ = timeout(CLOSE_TIMEOUT, farewell).await;
}

async fn run(shared: &Arc<Shared>, socket: WebSocket, attached: Attached) -> (Sink, Stream, End) {
    let Attached { link, generation: _, cancel, resumed, resume, media } = attached;
    let (mut sink, mut stream) = socket.split();
    let welcome = FromGateway::Welcome(Welcome {
        resumed,
        resume,
        grace_ms: shared.config.link.grace_s.saturating_mul(1_000),
        web_transport: shared.web_transport(),
        media,
        sockets: link.socket_ids(),
        keys: shared.keys.clone(),
        streams: link.streams.positions(),
    });
    let welcome = Message::Binary(encode(&welcome).into());
    if !matches!(timeout(HELLO_TIMEOUT, sink.send(welcome)).await, Ok(Ok(()))) {
        return (sink, stream, End::Broken);
    }
    let media = Arc::new(MediaQueue::default());
    let (direct, messages) = mpsc::channel(DIRECT_QUEUE);
    link.attach_media_socket(Some(Arc::clone(&media)));
    let end = tokio::select! {
        biased;
        () = cancel.cancelled() => {
            if shared.stop.is_cancelled() { End::Stopping } else { End::Replaced }
        }
        end = read(&link, &mut stream, direct) => end,
        () = write(&link, &mut sink, Direct { messages, media }) => End::Broken,
    };
    (sink, stream, end)
}

async fn farewell(mut sink: Sink, mut stream: Stream, end: End) {
    let (code, reason) = match end {
        End::Goodbye => (close_code::NORMAL, "goodbye"),
        End::Broken => (close_code::AWAY, "silent for too long"),
        End::Malformed => (close_code::INVALID, "not a link message"),
        End::Replaced => (close_code::NORMAL, "another connection took over"),
        End::Stopping => (close_code::RESTART, "the gateway stops"),
    };
    let last = async {
        if end == End::Stopping {
            sink.send(Message::Binary(encode(&FromGateway::ShuttingDown).into())).await?;
        }
        sink.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await?;
        // A socket that is closed with something unread in it is reset, and what was sent last may
        // be lost with it: so the phone closes first (RFC 6455 7.1.1).
        while stream.next().await.transpose()?.is_some() {}
        Ok::<(), axum::Error>(())
    };
    // The phone may be gone already; then there is nobody to tell.
    let _ = timeout(CLOSE_TIMEOUT, last).await;
}

/// Reads messages until the WebSocket ends.
async fn read(link: &Arc<Link>, stream: &mut Stream, direct: mpsc::Sender<Bytes>) -> End {
    let shared = &link.shared;
    let mut pace = Bucket::new(shared.config.limits.messages_per_second, Instant::now());
    // One timer, which is moved only when it fires: a timer for each message costs more than most
    // messages.
    let idle = shared.config.link.idle();
    let mut heard = tokio::time::Instant::now();
    let mut silence = pin!(sleep(idle));
    loop {
        let received = tokio::select! {
            biased;
            received = stream.next() => received,
            () = &mut silence => {
                if heard.elapsed() >= idle {
                    return End::Broken;
                }
                silence.as_mut().reset(heard + idle);
                continue;
            }
        };
        heard = tokio::time::Instant::now();
        let Some(Ok(message)) = received else { return End::Broken };
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Pong(number) => {
                link.confirm(&number);
                continue;
            }
            Message::Ping(_) => continue,
            Message::Close(_) => return End::Broken,
            Message::Text(_) => {
                shared.counters.messages_malformed.increment();
                return End::Malformed;
            }
        };
        let message = match decode::<ToGateway>(&bytes) {
            Ok(ToGateway::Media(datagram)) => {
                link.media_from_phone(&datagram, Via::WebSocket);
                continue;
            }
            Ok(message) => message,
            Err(error) => {
                tracing::warn!(link = %link.id, mac = %link.mac, %error, "malformed message");
                shared.counters.messages_malformed.increment();
                return End::Malformed;
            }
        };
        shared.counters.messages_in.increment();
        // A phone that is too fast is read more slowly; TCP tells it.
        let wait = pace.pace(1, Instant::now());
        if !wait.is_zero() {
            sleep(wait).await;
        }
        if let Some(end) = handle(link, message, &direct) {
            return end;
        }
    }
}

fn handle(link: &Arc<Link>, message: ToGateway, direct: &mpsc::Sender<Bytes>) -> Option<End> {
    match message {
        ToGateway::Request(id, request) => link.handle_request(id, request),
        ToGateway::Send { socket, to, data } => link.signalling_from_phone(socket, to, &data),
        ToGateway::Ping(number) => {
            // A full queue means that the WebSocket takes nothing: a pong would tell a lie.
            let _ = direct.try_send(encode(&FromGateway::Pong(number)).into());
        }
        ToGateway::Cancel(id) => link.cancel(id),
        ToGateway::Write { socket, at, data } => link.stream_from_phone(socket, at, &data),
        ToGateway::Goodbye => return Some(End::Goodbye),
        ToGateway::Hello(_) | ToGateway::Media(_) | _ => return Some(End::Malformed),
    }
    None
}

/// Writes what is in the outbox, and media, until the WebSocket fails.
async fn write(link: &Link, sink: &mut Sink, mut direct: Direct) {
    let mut next = link.state().outbox.first();
    // Three pings in the idle time: one lost alone breaks nothing.
    let mut alive = tokio::time::interval(link.shared.config.link.idle() / 3);
    loop {
        let mut fed = false;
        while let Some(message) = link.next_message(&mut next) {
            if sink.feed(Message::Binary(message)).await.is_err() {
                return;
            }
            link.shared.counters.messages_out.increment();
            fed = true;
        }
        if fed && sink.send(ping(next)).await.is_err() {
            return;
        }
        let done = tokio::select! {
            biased;
            () = link.wake.notified() => Ok(()),
            Some(message) = direct.messages.recv() => sink.send(Message::Binary(message)).await,
            message = direct.media.next() => feed_media(sink, message, &direct.media).await,
            _ = alive.tick() => sink.send(ping(next)).await,
        };
        if done.is_err() {
            return;
        }
    }
}

async fn feed_media(sink: &mut Sink, first: Bytes, queue: &MediaQueue) -> Result<(), axum::Error> {
    sink.feed(Message::Binary(first)).await?;
    while let Some(message) = queue.take() {
        sink.feed(Message::Binary(message)).await?;
    }
    sink.flush().await
}

fn ping(next: u64) -> Message {
    Message::Ping(Bytes::copy_from_slice(&next.to_be_bytes()))
}

impl Link {
    /// Returns message `next` and counts it on; skips what was confirmed meanwhile.
    fn next_message(&self, next: &mut u64) -> Option<Bytes> {
        let state = self.state();
        *next = (*next).max(state.outbox.first());
        let message = state.outbox.get(*next)?;
        *next += 1;
        Some(message)
    }

    /// Notes that the phone has everything before the number in a pong.
    fn confirm(&self, pong: &[u8]) {
        if let Ok(number) = pong.try_into().map(u64::from_be_bytes) {
            self.state().outbox.confirm(number);
            self.room.notify_waiters();
        }
    }
}
