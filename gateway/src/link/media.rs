//! The way of datagrams: from sockets to the phone and back.

use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, Weak};
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;
use hookswitch_core::link::{
    FromGateway, LinkError, MEDIA_HEADER, SocketId, encode, split_media_datagram,
};
use tokio::io::ReadBuf;

use super::media_queue::MediaQueue;
use super::{Kind, Link, LinkSocket};
use crate::counters::Counter;
use crate::limits::Bucket;

/// Longest datagram that is taken from a socket, in bytes.
const LONGEST: usize = 65_535;

/// Longest RTP or RTCP packet that is relayed, in bytes: more than an Ethernet frame holds.
const LONGEST_MEDIA: usize = 2_048;

/// Datagrams a second that one media socket takes, on average and at once: five times what two
/// sources send in packets of 20 ms.
const ARRIVING_PER_SECOND: u32 = 500;

/// How often the phone is told at most that somebody else sends.
const TOLD_AGAIN: Duration = Duration::from_secs(1);

/// A session that carries media datagrams to the phone.
pub(crate) trait MediaPath: Send + Sync {
    /// Sends one datagram now or never.
    ///
    /// # Errors
    ///
    /// If it was dropped; the caller counts it.
    fn deliver(&self, datagram: &[u8]) -> Result<(), MediaDropped>;
}

/// Why a path did not take a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaDropped {
    /// The path is gone.
    Gone,
    /// The datagram is longer than the path carries.
    TooLong,
}

/// Where media to the phone may go.
#[derive(Default)]
pub(super) struct Routes {
    /// The session beside the link, with a number to tell it from a later one.
    session: Option<(u64, Arc<dyn MediaPath>)>,
    /// The WebSocket.
    socket: Option<Arc<MediaQueue>>,
}

impl Routes {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// How a media datagram came from the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    WebTransport,
    WebSocket,
}

impl Link {
    /// Makes `path` the way of media to the phone; returns the number to detach it with.
    pub(crate) fn attach_media(&self, path: Arc<dyn MediaPath>) -> u64 {
        let mut routes = self.media.write().unwrap_or_else(PoisonError::into_inner);
        let number = self.shared.next_number();
        routes.session = Some((number, path));
        self.over_web_transport.store(true, Ordering::Relaxed);
        number
    }

    /// Ends the use of session `number`, if it is still the one in use.
    pub(crate) fn detach_media(&self, number: u64) {
        let mut routes = self.media.write().unwrap_or_else(PoisonError::into_inner);
        routes.session.take_if(|(current, _)| *current == number);
    }

    /// Makes `queue` the WebSocket's way of media.
    pub(super) fn attach_media_socket(&self, queue: Option<Arc<MediaQueue>>) {
        self.media.write().unwrap_or_else(PoisonError::into_inner).socket = queue;
    }

    /// Relays one media datagram of the phone to the peer of its socket.
    pub(crate) fn media_from_phone(&self, datagram: &[u8], via: Via) {
        let counters = &self.shared.counters;
        // The way back follows the phone, which knows first whether a path still works.
        self.over_web_transport.store(via == Via::WebTransport, Ordering::Relaxed);
        let Some((id, packet)) = split_media_datagram(datagram) else {
            return counters.messages_malformed.increment();
        };
        let sockets = self.sockets.read().unwrap_or_else(PoisonError::into_inner);
        let Some(socket) = sockets.get(&id).filter(|socket| socket.kind == Kind::Media) else {
            return counters.drop_unknown_socket.increment();
        };
        let Some(peer) = socket.peer() else { return counters.drop_not_connected.increment() };
        if !self.take_datagram(packet.len()) {
            return counters.drop_limit.increment();
        }
        match socket.udp.try_send_to(packet, peer) {
            Ok(_) => count(&counters.media_out, &counters.media_out_bytes, packet.len()),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                counters.drop_full.increment();
            }
            Err(_) => counters.drop_io.increment(),
        }
    }

    /// Sends one SIP datagram of the phone; tells it if that was not possible.
    pub(super) fn signalling_from_phone(&self, id: SocketId, to: SocketAddr, data: &[u8]) {
        if let Err(error) = self.send_signalling(id, to, data) {
            tracing::info!(link = %self.id, mac = %self.mac, %error, "SIP was not sent");
            self.post(&FromGateway::SendFailed { socket: id, to, error });
        }
    }

    fn send_signalling(&self, id: SocketId, to: SocketAddr, data: &[u8]) -> Result<(), LinkError> {
        let counters = &self.shared.counters;
        let socket = self.socket(id).filter(|socket| socket.kind == Kind::Signalling);
        let socket = socket.ok_or(LinkError::UnknownSocket)?;
        self.shared.policy.sip(to).inspect_err(|_| counters.drop_not_allowed.increment())?;
        if !self.take_datagram(data.len()) {
            counters.drop_limit.increment();
            return Err(LinkError::LimitReached("datagrams or bytes a second".to_owned()));
        }
        let to = SocketAddr::new(to.ip().to_canonical(), to.port());
        socket.udp.try_send_to(data, to).map_err(|error| {
            counters.drop_io.increment();
            LinkError::Io(error.to_string())
        })?;
        count(&counters.sip_out, &counters.sip_out_bytes, data.len());
        Ok(())
    }

    fn take_datagram(&self, bytes: usize) -> bool {
        let now = Instant::now();
        let mut buckets = self.datagrams.lock().unwrap_or_else(PoisonError::into_inner);
        let (datagrams, volume) = &mut *buckets;
        datagrams.take(1, now) && volume.take(u32::try_from(bytes).unwrap_or(u32::MAX), now)
    }

    /// Whether media for a socket with this peer may come from there: from the peer itself, or from
    /// any member of a group.
    fn is_from(&self, peer: IpAddr, from: IpAddr) -> bool {
        if peer.is_multicast() {
            return self.shared.policy.group_source(from).is_ok();
        }
        peer.to_canonical() == from.to_canonical()
    }

    /// Sends one media datagram to the phone, over the best path there is.
    fn media_to_phone(&self, datagram: &[u8]) {
        let counters = &self.shared.counters;
        let routes = self.media.read().unwrap_or_else(PoisonError::into_inner);
        let wanted = self.over_web_transport.load(Ordering::Relaxed) || routes.socket.is_none();
        if wanted && let Some((_, session)) = &routes.session {
            match session.deliver(datagram) {
                Ok(()) => return count_media(counters, datagram),
                // What is too long for a QUIC datagram, or too late for a session that just
                // ended, still has the WebSocket.
                Err(MediaDropped::Gone | MediaDropped::TooLong) => {}
            }
        }
        let Some(socket) = &routes.socket else { return counters.drop_no_path.increment() };
        let message = encode(&FromGateway::Media(datagram.to_vec()));
        if socket.push(Bytes::from(message)).is_some() {
            counters.drop_full.increment();
        }
        count_media(counters, datagram);
    }
}

/// Receives RTP or RTCP until the socket is closed.
pub(super) async fn receive_media(link: Weak<Link>, id: SocketId, socket: Weak<LinkSocket>) {
    let mut buffer = [0; MEDIA_HEADER + LONGEST_MEDIA + 1];
    let (header, _) = buffer.split_at_mut(MEDIA_HEADER);
    header.copy_from_slice(&id.0.to_be_bytes());
    let mut arriving = Bucket::new(ARRIVING_PER_SECOND, Instant::now());
    let mut strangers = Strangers::default();
    loop {
        let packet = buffer.get_mut(MEDIA_HEADER..).unwrap_or_default();
        let Some(received) = receive(&socket, packet).await else { return };
        let Some(link) = link.upgrade() else { return };
        let Received { peer, len, from } = match received {
            Ok(received) => received,
            Err(error) => return link.lost(id, &error),
        };
        let counters = &link.shared.counters;
        match peer {
            None => counters.drop_not_connected.increment(),
            Some(peer) if !link.is_from(peer.ip(), from.ip()) => {
                counters.drop_source.increment();
                let from = from.ip().to_canonical();
                // Anybody may send to a group: nothing is wrong with that.
                let told = strangers.take(Instant::now()).filter(|_| !peer.ip().is_multicast());
                if let Some(datagrams) = told {
                    let _ =
                        link.post_datagram(&FromGateway::Stranger { socket: id, from, datagrams });
                }
            }
            Some(_) if len > LONGEST_MEDIA => counters.drop_too_long.increment(),
            Some(_) if !arriving.take(1, Instant::now()) => counters.drop_limit.increment(),
            Some(_) => {
                // The header is in front of the packet, in one buffer: nothing is copied.
                link.media_to_phone(buffer_of(&buffer, len));
            }
        }
    }
}

/// Receives SIP until the socket is closed.
pub(super) async fn receive_signalling(link: Weak<Link>, id: SocketId, socket: Weak<LinkSocket>) {
    let mut buffer = vec![0; LONGEST];
    loop {
        let Some(received) = receive(&socket, &mut buffer).await else { return };
        let Some(link) = link.upgrade() else { return };
        let Received { len, from, .. } = match received {
            Ok(received) => received,
            Err(error) => return link.lost(id, &error),
        };
        let counters = &link.shared.counters;
        if link.shared.policy.sip_source(from.ip()).is_err() {
            counters.drop_source.increment();
            continue;
        }
        let data = buffer.get(..len).unwrap_or_default().to_vec();
        let message = FromGateway::Received { socket: id, from, data };
        if link.post_datagram(&message) {
            count(&counters.sip_in, &counters.sip_in_bytes, len);
        } else {
            counters.drop_backlog.increment();
        }
    }
}

/// Datagrams that came from another address than the peer's.
#[derive(Debug, Default)]
struct Strangers {
    datagrams: u32,
    told: Option<Instant>,
}

impl Strangers {
    /// Takes one more; returns how many there were, if the phone is to be told now.
    fn take(&mut self, now: Instant) -> Option<u32> {
        self.datagrams = self.datagrams.saturating_add(1);
        let again = self.told.is_none_or(|told| now.duration_since(told) >= TOLD_AGAIN);
        again.then(|| {
            self.told = Some(now);
            self.datagrams
        })
    }
}

/// A datagram that came in.
struct Received {
    /// The peer that the socket is for, if it has one.
    peer: Option<SocketAddr>,
    len: usize,
    from: SocketAddr,
}

/// Receives one datagram; `None` once the socket is closed.
///
/// The socket is held while it is polled and not while it is waited for: so it is closed, and its
/// port free, in the moment in which the link drops it.
async fn receive(socket: &Weak<LinkSocket>, buffer: &mut [u8]) -> Option<io::Result<Received>> {
    poll_fn(|context| {
        let Some(socket) = socket.upgrade() else { return Poll::Ready(None) };
        let mut read = ReadBuf::new(buffer);
        let from = match socket.udp.poll_recv_from(context, &mut read) {
            Poll::Ready(from) => from,
            Poll::Pending => return Poll::Pending,
        };
        let (peer, len) = (socket.peer(), read.filled().len());
        Poll::Ready(Some(from.map(|from| Received { peer, len, from })))
    })
    .await
}

fn buffer_of(buffer: &[u8], packet_len: usize) -> &[u8] {
    buffer.get(..MEDIA_HEADER + packet_len).unwrap_or_default()
}

fn count_media(counters: &crate::counters::Counters, datagram: &[u8]) {
    count(&counters.media_in, &counters.media_in_bytes, datagram.len() - MEDIA_HEADER);
}

fn count(datagrams: &Counter, bytes: &Counter, len: usize) {
    datagrams.increment();
    bytes.add(u64::try_from(len).unwrap_or(u64::MAX));
}
