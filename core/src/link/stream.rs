//! Streams: TCP and TLS connections that the gateway opens for a phone.
//!
//! Every byte has a number, counted from 0 in each direction, so that a broken link loses none and
//! doubles none. What the phone writes it keeps until the gateway says that the peer's side has it
//! ([`FromGateway::Written`](super::FromGateway::Written)), and it never has more than [`WINDOW`]
//! bytes under way: so a slow peer slows the phone down, and the gateway's memory is bounded. What
//! the gateway reads it keeps until the phone's browser has it; while much waits, it reads no more.

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::{LinkError, SocketId, ToGateway, Trust};
use crate::map::Map;

/// Bytes of one stream that may be on their way from the phone to the peer.
pub const WINDOW: usize = 128 * 1024;

/// Bytes of one stream that a phone keeps, those under way among them.
const MOST_KEPT: usize = 2 * WINDOW;

/// Bytes in one message.
const PIECE: usize = 32 * 1024;

/// A connection to open, to a peer that the gateway's policy allows for SIP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenStream {
    /// The peer.
    pub to: SocketAddr,
    /// The local port wished for; another one is taken if that cannot be had.
    pub port: u16,
    /// The byte for the IP header's type of service (RFC 2474: DSCP and ECN).
    pub tos: u8,
    /// How to speak TLS; none speaks plain TCP.
    pub tls: Option<Tls>,
}

/// TLS on a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tls {
    /// The name, or the address as text, that the server's certificate has to be for; a name is
    /// told the server, too (RFC 6066 3).
    pub server_name: String,
    /// What to think of the server's certificate, and the phone's own.
    pub trust: Trust,
}

/// The phone's side of its streams.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Streams(Map<SocketId, Stream>);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Stream {
    /// Bytes that were told the owner.
    read: u64,
    /// Bytes that the gateway wrote for certain.
    written: u64,
    /// Bytes that were given to the link.
    sent: u64,
    /// What comes behind `written`.
    kept: Vec<u8>,
}

impl Streams {
    /// Notes a stream that was opened.
    pub(super) fn open(&mut self, socket: SocketId) {
        self.0.insert(socket, Stream::default());
    }

    /// Forgets a stream.
    pub(super) fn close(&mut self, socket: SocketId) {
        self.0.remove(&socket);
    }

    /// Forgets all streams and returns their names.
    pub(super) fn take_all(&mut self) -> Vec<SocketId> {
        let all = self.0.keys().copied().collect();
        self.0 = Map::new();
        all
    }

    /// Takes bytes to be written.
    ///
    /// # Errors
    ///
    /// If there is no such stream, or too much waits already: the stream is of no use any more.
    pub(super) fn write(&mut self, socket: SocketId, data: &[u8]) -> Result<(), LinkError> {
        let stream = self.0.get_mut(&socket).ok_or(LinkError::UnknownSocket)?;
        if stream.kept.len() + data.len() > MOST_KEPT {
            return Err(LinkError::LimitReached("bytes that wait for a peer".to_owned()));
        }
        stream.kept.extend_from_slice(data);
        Ok(())
    }

    /// Returns the next message with bytes that may be sent now.
    pub(super) fn poll(&mut self, socket: SocketId) -> Option<ToGateway> {
        let stream = self.0.get_mut(&socket)?;
        let under_way = usize::try_from(stream.sent - stream.written).unwrap_or(usize::MAX);
        let room = WINDOW.saturating_sub(under_way).min(PIECE);
        let waiting = stream.kept.get(under_way..)?;
        let data = waiting.get(..room.min(waiting.len())).filter(|data| !data.is_empty())?.to_vec();
        let at = stream.sent;
        stream.sent += u64::try_from(data.len()).unwrap_or(0);
        Some(ToGateway::Write { socket, at, data })
    }

    /// Notes that the gateway wrote everything before `upto`.
    pub(super) fn written(&mut self, socket: SocketId, upto: u64) {
        if let Some(stream) = self.0.get_mut(&socket)
            && upto <= stream.sent
        {
            let more = usize::try_from(upto.saturating_sub(stream.written)).unwrap_or(usize::MAX);
            stream.kept.drain(..more.min(stream.kept.len()));
            stream.written = stream.written.max(upto);
        }
    }

    /// Takes bytes that were read and returns what is new of them.
    ///
    /// # Errors
    ///
    /// If something before them is missing: the stream is of no use any more.
    pub(super) fn read(
        &mut self,
        socket: SocketId,
        at: u64,
        mut data: Vec<u8>,
    ) -> Result<Vec<u8>, LinkError> {
        let Some(stream) = self.0.get_mut(&socket) else { return Ok(Vec::new()) };
        let known = stream.read.checked_sub(at);
        let known = known.ok_or_else(|| LinkError::Io("bytes were lost".to_owned()))?;
        let known = usize::try_from(known).unwrap_or(usize::MAX);
        data.drain(..known.min(data.len()));
        stream.read += u64::try_from(data.len()).unwrap_or(0);
        Ok(data)
    }

    /// Goes on after a break with what the gateway has of each stream; returns those that are of
    /// no use any more.
    pub(super) fn resume(&mut self, positions: &[(SocketId, u64)]) -> Vec<SocketId> {
        let mut broken = Vec::new();
        for (&socket, stream) in &mut self.0 {
            match positions.iter().find(|(other, _)| *other == socket) {
                // What was on its way and is not there was lost with the link.
                Some(&(_, taken)) if (stream.written..=stream.sent).contains(&taken) => {
                    let more = usize::try_from(taken - stream.written).unwrap_or(usize::MAX);
                    stream.kept.drain(..more.min(stream.kept.len()));
                    (stream.written, stream.sent) = (taken, taken);
                }
                Some(_) | None => broken.push(socket),
            }
        }
        for socket in &broken {
            self.0.remove(socket);
        }
        broken
    }

    /// Returns the names of all streams.
    pub(super) fn names(&self) -> Vec<SocketId> {
        self.0.keys().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOCKET: SocketId = SocketId(7);

    fn sent(streams: &mut Streams) -> Vec<(u64, usize)> {
        core::iter::from_fn(|| {
            let message = streams.poll(SOCKET)?;
            let ToGateway::Write { at, data, .. } = message else { panic!("{message:?}") };
            Some((at, data.len()))
        })
        .collect()
    }

    fn open() -> Streams {
        let mut streams = Streams::default();
        streams.open(SOCKET);
        streams
    }

    #[test]
    fn no_more_than_the_window_is_under_way() {
        let mut streams = open();
        streams.write(SOCKET, &[0; MOST_KEPT]).unwrap();
        let first: usize = sent(&mut streams).iter().map(|(_, len)| len).sum();
        assert_eq!(first, WINDOW);
        assert!(streams.write(SOCKET, &[0]).is_err(), "the phone's memory is bounded");
        streams.written(SOCKET, 1_000);
        assert_eq!(sent(&mut streams), [(WINDOW as u64, 1_000)]);
        streams.written(SOCKET, u64::MAX);
        assert_eq!(sent(&mut streams), [], "nobody wrote what was not sent");
    }

    #[test]
    fn a_break_loses_nothing_and_doubles_nothing() {
        let mut streams = open();
        streams.write(SOCKET, b"0123456789").unwrap();
        assert_eq!(sent(&mut streams), [(0, 10)]);
        assert_eq!(streams.resume(&[(SOCKET, 4)]), []);
        let Some(ToGateway::Write { at, data, .. }) = streams.poll(SOCKET) else { panic!("none") };
        assert_eq!((at, &data[..]), (4, &b"456789"[..]));
        assert_eq!(streams.read(SOCKET, 0, b"abc".to_vec()).unwrap(), b"abc");
        assert_eq!(streams.read(SOCKET, 0, b"abcd".to_vec()).unwrap(), b"d");
        assert!(streams.read(SOCKET, 5, b"f".to_vec()).is_err(), "e is missing");
    }

    #[test]
    fn a_stream_that_the_gateway_lost_or_knows_more_of_is_of_no_use() {
        let mut streams = open();
        streams.write(SOCKET, b"0123").unwrap();
        sent(&mut streams);
        assert_eq!(streams.resume(&[(SOCKET, 5)]), [SOCKET]);
        let mut streams = open();
        assert_eq!(streams.resume(&[]), [SOCKET]);
        assert_eq!(streams.names(), []);
    }
}
