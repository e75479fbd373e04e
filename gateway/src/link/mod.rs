//! Links: one for each phone, whether its WebSocket is up or broken.
//!
//! A link owns its sockets and what is on its way to the phone. A WebSocket is attached to it
//! and may be replaced: what the phone did not confirm is sent again over the next one.

mod links;
mod media;
mod media_queue;
mod outbox;
mod question;
mod request;
mod session;
mod socket;
mod stream;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;

use bytes::Bytes;
use hookswitch_core::link::{FromGateway, LinkError, MacAddress, RequestId, SocketId, encode};
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

pub(crate) use links::Links;
pub(crate) use media::Via;
pub(crate) use media::{MediaDropped, MediaPath};
pub(crate) use question::Question;
pub(crate) use session::serve;
pub(crate) use socket::{Description, Kind, LinkSocket, Ports};

use crate::gateway::Shared;
use crate::limits::Bucket;
use crate::secret::TokenHash;
use crate::state::Memory;
use media_queue::MediaQueue;
use outbox::Outbox;

/// Questions of one phone at a time that are not about files.
const CONCURRENT_QUESTIONS: usize = 8;

/// Names a link in logs and files. It is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct LinkId(pub(crate) u64);

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// One phone.
pub(crate) struct Link {
    pub(crate) id: LinkId,
    pub(crate) mac: MacAddress,
    model: String,
    shared: Arc<Shared>,
    sockets: RwLock<BTreeMap<SocketId, Arc<LinkSocket>>>,
    streams: stream::Streams,
    state: Mutex<State>,
    /// Something is in the outbox.
    wake: Notify,
    /// A second lock, so that media never waits for signalling.
    media: RwLock<media::Routes>,
    /// Whether the phone's last media datagram came over WebTransport.
    over_web_transport: AtomicBool,
    datagrams: Mutex<(Bucket, Bucket)>,
    questions: Semaphore,
    fetches: Semaphore,
    /// Something left the outbox.
    room: Notify,
    /// Cancelled when the link ends.
    ended: CancellationToken,
}

struct State {
    resume: TokenHash,
    /// The media token of the WebSocket that is attached.
    media: Option<TokenHash>,
    next_socket: u32,
    outbox: Outbox,
    attachment: Option<Attachment>,
    /// Counts attachments, so that an old one does not detach a new one.
    generation: u64,
    requests: Bucket,
    /// What is being answered.
    questions: BTreeMap<RequestId, question::Run>,
    fetched: Bucket,
}

/// The WebSocket that a link has now.
struct Attachment {
    generation: u64,
    /// Tells the WebSocket to close, as another took over or the link ended.
    cancel: CancellationToken,
}

impl Link {
    fn new(shared: &Arc<Shared>, memory: Memory, sockets: Vec<LinkSocket>) -> Arc<Self> {
        let now = Instant::now();
        let limits = &shared.config.limits;
        let sockets = sockets.into_iter().map(|socket| (socket.id, Arc::new(socket)));
        Arc::new(Self {
            id: memory.id,
            mac: memory.mac,
            model: memory.model,
            shared: Arc::clone(shared),
            sockets: RwLock::new(sockets.collect()),
            streams: stream::Streams::default(),
            state: Mutex::new(State {
                resume: memory.resume,
                media: None,
                next_socket: memory.next_socket,
                outbox: Outbox::default(),
                attachment: None,
                generation: 0,
                requests: Bucket::new(limits.requests_per_second, now),
                questions: BTreeMap::new(),
                fetched: Bucket::new(limits.fetched_bytes_per_second, now),
            }),
            wake: Notify::new(),
            media: RwLock::default(),
            over_web_transport: AtomicBool::new(false),
            datagrams: Mutex::new((
                Bucket::new(limits.datagrams_per_second, now),
                Bucket::new(limits.bytes_per_second, now),
            )),
            questions: Semaphore::new(CONCURRENT_QUESTIONS),
            fetches: Semaphore::new(usize::try_from(limits.fetches_per_phone).unwrap_or(1)),
            room: Notify::new(),
            ended: shared.stop.child_token(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the socket called `id`.
    fn socket(&self, id: SocketId) -> Option<Arc<LinkSocket>> {
        self.sockets.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// Returns the names of all sockets and streams.
    fn socket_ids(&self) -> Vec<SocketId> {
        let mut ids = self.streams.ids();
        ids.extend(self.sockets.read().unwrap_or_else(PoisonError::into_inner).keys());
        ids.sort_unstable();
        ids
    }

    /// Returns how many sockets and streams there are.
    pub(crate) fn socket_count(&self) -> usize {
        let sockets = self.sockets.read().unwrap_or_else(PoisonError::into_inner).len();
        sockets + self.streams.count()
    }

    /// Whether a WebSocket is attached.
    pub(crate) fn is_attached(&self) -> bool {
        self.state().attachment.is_some()
    }

    /// Sends `message` to the phone, now or when it is back.
    fn post(&self, message: &FromGateway) {
        self.state().outbox.push(Bytes::from(encode(message)));
        self.wake.notify_one();
    }

    /// As [`Link::post`], but drops and counts the message if too much waits already.
    fn post_datagram(&self, message: &FromGateway) -> bool {
        let posted = self.state().outbox.push_if_room(Bytes::from(encode(message)));
        if posted {
            self.wake.notify_one();
        }
        posted
    }

    /// Adds a socket and begins to receive on it.
    fn add_socket(self: &Arc<Self>, socket: LinkSocket) {
        let socket = Arc::new(socket);
        self.receive_on(&socket);
        self.sockets.write().unwrap_or_else(PoisonError::into_inner).insert(socket.id, socket);
    }

    /// Closes a socket or stream; false if there is none called `id`.
    fn close_socket(&self, id: SocketId) -> bool {
        if self.streams.close(id) {
            return true;
        }
        let socket = self.sockets.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(socket) = &socket {
            socket.stop();
        }
        socket.is_some()
    }

    fn receive_on(self: &Arc<Self>, socket: &Arc<LinkSocket>) {
        // The task must keep neither alive: the link owns the socket, and ends the task with it.
        let (link, id, receiving) = (Arc::downgrade(self), socket.id, Arc::downgrade(socket));
        let task = match socket.kind {
            Kind::Signalling => self.shared.spawn(media::receive_signalling(link, id, receiving)),
            Kind::Media => self.shared.spawn(media::receive_media(link, id, receiving)),
        };
        socket.received_by(task);
    }

    /// Remembers the link as it is now, for a restart.
    fn remember(&self) {
        // While the gateway stops, sockets are closed and yet to be remembered.
        if let Some(directory) = &self.shared.state
            && !self.ended.is_cancelled()
        {
            directory.save(&self.memory());
        }
    }

    fn memory(&self) -> Memory {
        let state = self.state();
        let mut memory = Memory::new(self.id, self.mac, self.model.clone(), state.resume);
        memory.next_socket = state.next_socket;
        let sockets = self.sockets.read().unwrap_or_else(PoisonError::into_inner);
        memory.sockets = sockets.values().map(|socket| socket.describe()).collect();
        memory
    }

    /// Closes every socket and forgets the link.
    fn end(&self) {
        self.ended.cancel();
        self.close_sockets();
        self.media.write().unwrap_or_else(PoisonError::into_inner).clear();
        if let Some(directory) = &self.shared.state {
            directory.forget(self.id);
        }
    }

    /// Closes every socket; the next gateway may open what is remembered of them.
    pub(crate) fn close_sockets(&self) {
        self.streams.close_all();
        let mut sockets = self.sockets.write().unwrap_or_else(PoisonError::into_inner);
        for socket in std::mem::take(&mut *sockets).into_values() {
            socket.stop();
        }
    }

    /// Returns when the link ends.
    pub(crate) async fn ended(&self) {
        self.ended.cancelled().await;
    }

    /// Tells the phone that a socket is gone.
    fn lost(&self, id: SocketId, error: &std::io::Error) {
        if self.close_socket(id) {
            self.post(&FromGateway::Closed(id, LinkError::Io(error.to_string())));
            self.remember();
        }
    }
}

/// What a WebSocket's writer needs beside the outbox.
pub(crate) struct Direct {
    /// Messages that make no sense later: pongs.
    messages: mpsc::Receiver<Bytes>,
    /// Media, where WebTransport is not.
    media: Arc<MediaQueue>,
}
