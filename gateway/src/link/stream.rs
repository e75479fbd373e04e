//! TCP and TLS connections of phones: opened where the policy allows SIP, read while there is room
//! on the link, written in order, ended with a reason.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hookswitch_core::link::{FromGateway, LinkError, OpenStream, Reply, SocketId, Tls, WINDOW};
use rustls::pki_types::ServerName;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_util::sync::CancellationToken;

use super::Link;
use crate::fetch::trust;

/// How long a connection may take, TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a peer may take nothing of what the phone wrote.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// Bytes that are read at once.
const PIECE: usize = 16 * 1024;

/// The streams of a link.
#[derive(Default)]
pub(super) struct Streams(Mutex<BTreeMap<SocketId, Open>>);

/// A connection as its link knows it.
struct Open {
    /// Bytes that were taken from the phone.
    taken: u64,
    /// Bytes that were written.
    written: Arc<AtomicU64>,
    writer: mpsc::UnboundedSender<Bytes>,
    /// Lets it be read, once the phone knows of it.
    told: Option<oneshot::Sender<()>>,
    /// Ends both of its tasks.
    cancel: CancellationToken,
}

type Reader = Pin<Box<dyn AsyncRead + Send>>;
type Writer = Pin<Box<dyn AsyncWrite + Send>>;

/// What a task knows of its stream; it keeps neither the link nor the stream alive.
#[derive(Clone)]
struct Task {
    link: Weak<Link>,
    id: SocketId,
    peer: SocketAddr,
    cancel: CancellationToken,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

impl Streams {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<SocketId, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the names of all, in order.
    pub(super) fn ids(&self) -> Vec<SocketId> {
        self.lock().keys().copied().collect()
    }

    /// Returns how many bytes of each were taken from the phone.
    pub(super) fn positions(&self) -> Vec<(SocketId, u64)> {
        self.lock().iter().map(|(id, open)| (*id, open.taken)).collect()
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.lock().len()
    }

    /// Lets one be read: the phone was told of it.
    pub(super) fn start(&self, id: SocketId) {
        if let Some(told) = self.lock().get_mut(&id).and_then(|open| open.told.take()) {
            // The reader is gone only if the stream is about to be.
            let _ = told.send(());
        }
    }

    /// Ends one; false if there is none called `id`.
    pub(super) fn close(&self, id: SocketId) -> bool {
        self.lock().remove(&id).is_some()
    }

    /// Ends all.
    pub(super) fn close_all(&self) {
        self.lock().clear();
    }

    /// Takes what the phone writes.
    fn write(&self, id: SocketId, at: u64, data: &[u8]) -> Result<(), LinkError> {
        let mut all = self.lock();
        // One that just ended: the phone is being told.
        let Some(open) = all.get_mut(&id) else { return Ok(()) };
        let missing = || LinkError::Io("bytes of the phone are missing".to_owned());
        let known = open.taken.checked_sub(at).ok_or_else(missing)?;
        let new = data.get(usize::try_from(known).unwrap_or(usize::MAX)..).unwrap_or_default();
        open.taken += u64::try_from(new.len()).unwrap_or(0);
        let waiting = open.taken - open.written.load(Ordering::Relaxed);
        if waiting > u64::try_from(WINDOW).unwrap_or(u64::MAX) {
            return Err(LinkError::LimitReached("bytes that wait for a peer".to_owned()));
        }
        if !new.is_empty() {
            // The writer is gone only if the stream is about to be.
            let _ = open.writer.send(Bytes::copy_from_slice(new));
        }
        Ok(())
    }
}

impl Link {
    /// Opens a connection to a peer that is allowed.
    pub(super) async fn open_stream(
        self: &Arc<Self>,
        open: OpenStream,
    ) -> Result<Reply, LinkError> {
        let counters = &self.shared.counters;
        let result = self.connect_stream(open).await;
        match &result {
            Ok(_) => counters.streams_opened.increment(),
            Err(_) => counters.streams_failed.increment(),
        }
        result
    }

    async fn connect_stream(self: &Arc<Self>, open: OpenStream) -> Result<Reply, LinkError> {
        let OpenStream { to, port, tos, tls } = open;
        let to = SocketAddr::new(to.ip().to_canonical(), to.port());
        self.shared.policy.sip(to)?;
        self.has_room_for(1)?;
        let port = if self.shared.config.sockets.sip_ports.contains(port) { port } else { 0 };
        let late = || LinkError::TimedOut(format!("no connection to {to}"));
        let connection = timeout(CONNECT_TIMEOUT, connect(to, port, tos, tls)).await;
        let Connection { local, reader, writer } = connection.map_err(|_| late())??;
        // Others may have been opened meanwhile.
        self.has_room_for(1)?;
        let id = self.next_socket();
        let told = self.shared.ports.told(local);
        let cancel = self.ended.child_token();
        let (sender, receiver) = mpsc::unbounded_channel();
        let written = Arc::new(AtomicU64::new(0));
        let task = Task { link: Arc::downgrade(self), id, peer: to, cancel: cancel.clone() };
        let (told_sender, told_receiver) = oneshot::channel();
        let open = Open {
            taken: 0,
            written: Arc::clone(&written),
            writer: sender,
            told: Some(told_sender),
            cancel,
        };
        self.streams.lock().insert(id, open);
        self.shared.spawn(task.clone().run(read(task.clone(), told_receiver, reader)));
        self.shared.spawn(task.clone().run(write(task, receiver, writer, written)));
        Ok(Reply::Stream { socket: id, local: told })
    }

    /// Writes what the phone says; ends the stream if that cannot be.
    pub(super) fn stream_from_phone(&self, id: SocketId, at: u64, data: &[u8]) {
        if let Err(error) = self.streams.write(id, at, data) {
            self.end_stream(id, error);
        }
    }

    /// Ends a stream and tells the phone why.
    fn end_stream(&self, id: SocketId, error: LinkError) {
        if self.streams.close(id) {
            tracing::debug!(link = %self.id, mac = %self.mac, %error, "stream ended");
            self.shared.counters.streams_ended.increment();
            self.post(&FromGateway::Closed(id, error));
        }
    }
}

impl Task {
    /// Runs half of a stream until the stream ends, and ends it when it fails.
    async fn run(self, half: impl Future<Output = LinkError>) {
        let error = tokio::select! {
            biased;
            () = self.cancel.cancelled() => return,
            error = half => error,
        };
        if let Some(link) = self.link.upgrade() {
            link.end_stream(self.id, error);
        }
    }

    fn failed(&self, error: &io::Error) -> LinkError {
        stream_error(self.peer, error)
    }
}

/// Reads while there is room on the link; returns why it ended.
async fn read(task: Task, told: oneshot::Receiver<()>, mut reader: Reader) -> LinkError {
    if told.await.is_err() {
        return LinkError::UnknownSocket;
    }
    let mut buffer = vec![0; PIECE];
    let mut at = 0;
    loop {
        let len = match reader.read(&mut buffer).await {
            Ok(0) => return LinkError::Truncated(format!("{} closed the connection", task.peer)),
            Ok(len) => len,
            Err(error) => return task.failed(&error),
        };
        let data = buffer.get(..len).unwrap_or_default().to_vec();
        let Some(link) = task.link.upgrade() else { return LinkError::UnknownSocket };
        let bytes = u64::try_from(len).unwrap_or(0);
        link.shared.counters.stream_in_bytes.add(bytes);
        link.post(&FromGateway::Read { socket: task.id, at, data });
        at += bytes;
        link.wait_for_room().await;
    }
}

/// Writes what the phone sent, and tells it how far it is; returns why it ended.
async fn write(
    task: Task,
    mut receiver: mpsc::UnboundedReceiver<Bytes>,
    mut writer: Writer,
    written: Arc<AtomicU64>,
) -> LinkError {
    while let Some(data) = receiver.recv().await {
        let bytes = u64::try_from(data.len()).unwrap_or(0);
        let wait = task.link.upgrade().map(|link| link.pace_bytes(data.len()));
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            tokio::time::sleep(wait).await;
        }
        let done = async {
            writer.write_all(&data).await?;
            writer.flush().await
        };
        match timeout(WRITE_TIMEOUT, done).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return task.failed(&error),
            Err(_) => return LinkError::TimedOut(format!("{} takes nothing", task.peer)),
        }
        let Some(link) = task.link.upgrade() else { break };
        link.shared.counters.stream_out_bytes.add(bytes);
        let upto = written.fetch_add(bytes, Ordering::Relaxed) + bytes;
        link.post(&FromGateway::Written { socket: task.id, upto });
    }
    LinkError::UnknownSocket
}

impl Link {
    /// Waits until the outbox has room for what is not urgent.
    async fn wait_for_room(&self) {
        loop {
            let room = self.room.notified();
            if self.state().outbox.has_room_for_files() {
                return;
            }
            room.await;
        }
    }

    fn pace_bytes(&self, bytes: usize) -> Duration {
        let mut buckets = self.datagrams.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.1.pace(u32::try_from(bytes).unwrap_or(u32::MAX), Instant::now())
    }

    fn next_socket(&self) -> SocketId {
        let mut state = self.state();
        let id = SocketId(state.next_socket);
        state.next_socket += 1;
        id
    }
}

struct Connection {
    local: SocketAddr,
    reader: Reader,
    writer: Writer,
}

async fn connect(
    to: SocketAddr,
    port: u16,
    tos: u8,
    tls: Option<Tls>,
) -> Result<Connection, LinkError> {
    let stream = match dial(to, port, tos).await {
        // The port is somebody else's, or was just used to reach the same peer.
        Err(error) if port != 0 && is_taken(&error) => dial(to, 0, tos).await,
        result => result,
    };
    let stream = stream.map_err(|error| stream_error(to, &error))?;
    let local = stream.local_addr().map_err(|error| stream_error(to, &error))?;
    // SIP sends whole messages: waiting for more would only delay them.
    stream.set_nodelay(true).map_err(|error| stream_error(to, &error))?;
    let Some(Tls { server_name, trust }) = tls else {
        let (reader, writer) = stream.into_split();
        return Ok(Connection { local, reader: Box::pin(reader), writer: Box::pin(writer) });
    };
    let failed = |problem| LinkError::Certificate { url: format!("{server_name} ({to})"), problem };
    let config = trust::client_config(&trust).map_err(failed)?;
    let name = server_name.trim_matches(['[', ']']).trim_end_matches('.').to_owned();
    let name =
        ServerName::try_from(name).map_err(|_| LinkError::UnknownHost(server_name.clone()))?;
    let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    let stream = stream.map_err(|error| match trust::problem(&error) {
        Some(problem) => failed(problem),
        None => stream_error(to, &error),
    })?;
    let (reader, writer) = tokio::io::split(stream);
    Ok(Connection { local, reader: Box::pin(reader), writer: Box::pin(writer) })
}

async fn dial(to: SocketAddr, port: u16, tos: u8) -> io::Result<TcpStream> {
    let socket = Socket::new(Domain::for_address(to), Type::STREAM, Some(Protocol::TCP))?;
    let any: IpAddr = match to {
        SocketAddr::V4(_) => {
            socket.set_tos_v4(tos.into())?;
            Ipv4Addr::UNSPECIFIED.into()
        }
        SocketAddr::V6(_) => {
            socket.set_tclass_v6(tos.into())?;
            Ipv6Addr::UNSPECIFIED.into()
        }
    };
    socket.set_nonblocking(true)?;
    if port != 0 {
        // One port reaches several peers, and is free again at once.
        socket.set_reuse_address(true)?;
        socket.bind(&SocketAddr::new(any, port).into())?;
    }
    TcpSocket::from_std_stream(socket.into()).connect(to).await
}

fn is_taken(error: &io::Error) -> bool {
    use io::ErrorKind::{AddrInUse, AddrNotAvailable, PermissionDenied};
    matches!(error.kind(), AddrInUse | AddrNotAvailable | PermissionDenied)
}

fn stream_error(peer: SocketAddr, error: &io::Error) -> LinkError {
    if let Some(problem) = trust::problem(error) {
        return LinkError::Certificate { url: peer.to_string(), problem };
    }
    let kind = error.kind();
    if kind == io::ErrorKind::ConnectionRefused {
        LinkError::ConnectionRefused(peer.to_string())
    } else if kind == io::ErrorKind::UnexpectedEof {
        LinkError::Truncated(format!("{peer} closed the connection"))
    } else {
        LinkError::Io(format!("{peer}: {error}"))
    }
}
