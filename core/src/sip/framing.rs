//! Messages out of byte streams (RFC 3261 18.3, 20.14), with keep-alives (RFC 5626 3.5.1).
//!
//! For TCP and TLS. A WebSocket message holds one SIP message (RFC 7118 5):
//! [`Message::parse`] reads it.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::header::{HeaderError, HeaderName};
use super::message::{Defect, MAX_MESSAGE_BYTES, Message, ParseError, read_head};

/// Which end of a connection this is, which decides what line ends between messages mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// It opened the connection, and receives pongs.
    Client,
    /// It accepted the connection, and receives pings.
    Server,
}

/// What a stream held.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Frame {
    /// A message.
    Message(Message),
    /// A message with a defect; the stream goes on behind it.
    Defective(ParseError),
    /// Two line ends: answer with one, `\r\n`.
    Ping,
    /// One line end: the answer to a ping.
    Pong,
}

/// Why nobody can tell where the next message begins: the connection must be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FramingError {
    /// A message of more than [`MAX_MESSAGE_BYTES`].
    TooLong,
    /// What comes does not begin like SIP.
    NotSip,
    /// No Content-Length, which a stream cannot do without.
    MissingLength,
    /// A malformed Content-Length, or several that differ.
    MalformedLength,
}

/// Cuts a stream into messages, however its bytes come in pieces.
///
/// After each [`Framer::push`], call [`Framer::poll`] until it returns `None`: it then keeps at
/// most one incomplete message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framer {
    end: End,
    buffer: Vec<u8>,
    /// Bytes of the buffer that are done with; removed all at once, before the next ones.
    done: usize,
    /// Bytes behind those in which the head does not end.
    scanned: usize,
    /// Length of the whole message, once its head is there.
    length: Option<usize>,
    /// Whether one line end of a ping was read.
    half_ping: bool,
    broken: bool,
}

impl Framer {
    /// Returns a framer for a new connection.
    pub const fn new(end: End) -> Self {
        Self {
            end,
            buffer: Vec::new(),
            done: 0,
            scanned: 0,
            length: None,
            half_ping: false,
            broken: false,
        }
    }

    /// Takes what came in.
    pub fn push(&mut self, bytes: &[u8]) {
        if !self.broken {
            self.buffer.drain(..self.done);
            self.done = 0;
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Returns the next thing that is complete.
    ///
    /// # Errors
    ///
    /// Why the connection must be closed; after that, there is nothing more.
    pub fn poll(&mut self) -> Result<Option<Frame>, FramingError> {
        if self.broken {
            return Ok(None);
        }
        self.next().inspect_err(|_| {
            self.broken = true;
            self.buffer.clear();
            self.done = 0;
        })
    }

    fn next(&mut self) -> Result<Option<Frame>, FramingError> {
        if self.scanned == 0
            && let Some(frame) = self.take_line_ends()
        {
            return Ok(Some(frame));
        }
        let Some(length) = self.message_length()? else { return Ok(None) };
        let Some(message) = self.pending().get(..length) else { return Ok(None) };
        let parsed = Message::parse(message);
        self.done += length;
        (self.scanned, self.length, self.half_ping) = (0, None, false);
        Ok(Some(match parsed {
            Ok(message) => Frame::Message(message),
            Err(error) => Frame::Defective(error),
        }))
    }

    /// Removes line ends in front of a message, up to what makes a keep-alive.
    fn take_line_ends(&mut self) -> Option<Frame> {
        loop {
            let (taken, is_pair) = match self.pending() {
                [b'\r', b'\n', ..] => (2, true),
                [b'\n', ..] | [b'\r', _, ..] => (1, false),
                _ => return None,
            };
            self.done += taken;
            match (self.end, is_pair) {
                (_, false) => {}
                (End::Client, true) => return Some(Frame::Pong),
                (End::Server, true) => {
                    self.half_ping = !self.half_ping;
                    if !self.half_ping {
                        return Some(Frame::Ping);
                    }
                }
            }
        }
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.done..).unwrap_or_default()
    }

    /// Returns the length of the message at the start, once its head is complete.
    fn message_length(&mut self) -> Result<Option<usize>, FramingError> {
        if self.length.is_some() {
            return Ok(self.length);
        }
        let pending = self.buffer.get(self.done..).unwrap_or_default();
        let Some(head) = end_of_head(pending, self.scanned) else {
            // The last two bytes may belong to the empty line.
            self.scanned = pending.len().saturating_sub(2);
            let too_long = pending.len() > MAX_MESSAGE_BYTES;
            return if too_long { Err(FramingError::TooLong) } else { Ok(None) };
        };
        let parsed =
            read_head(pending.get(..head).unwrap_or_default()).map_err(|_| FramingError::NotSip)?;
        let body = parsed.content_length().map_err(|_| FramingError::MalformedLength)?;
        let body = body.ok_or(FramingError::MissingLength)?;
        let length = head.saturating_add(body);
        if length > MAX_MESSAGE_BYTES {
            return Err(FramingError::TooLong);
        }
        self.length = Some(length);
        Ok(self.length)
    }
}

/// Returns the place behind the first empty line that ends at or behind `from`.
fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let tail = bytes.get(from..)?;
    tail.iter().enumerate().filter(|(_, byte)| **byte == b'\n').find_map(|(at, _)| {
        match tail.get(at + 1..)? {
            [b'\n', ..] => Some(from + at + 2),
            [b'\r', b'\n', ..] => Some(from + at + 3),
            _ => None,
        }
    })
}

impl FramingError {
    /// Returns the same as a defect, for logs and counters.
    pub fn defect(self) -> Option<Defect> {
        let length = HeaderName::ContentLength;
        match self {
            Self::MissingLength => Some(Defect::Header(HeaderError::Missing(length))),
            Self::MalformedLength => Some(Defect::Header(HeaderError::Malformed(length))),
            Self::TooLong | Self::NotSip => None,
        }
    }
}

impl fmt::Display for FramingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "message too long",
            Self::NotSip => "not SIP",
            Self::MissingLength => "no Content-Length",
            Self::MalformedLength => "malformed Content-Length",
        })
    }
}

impl core::error::Error for FramingError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    const STREAM: &[u8] = b"\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\nl: 4\r\n\r\nbody\r\n\r\n\r\n\
        SIP/2.0 200 OK\nContent-Length: 0\n\nBYE sip:a@b SIP/3.0\r\nl:0\r\n\r\n\r\n\r\n\
        INFO sip:a@b SIP/2.0\r\nContent-Length: 6\r\nX: \r\n y\r\n\r\n\r\n\r\n\r\n\r\n";

    fn drain(framer: &mut Framer, into: &mut Vec<Frame>) -> Result<(), FramingError> {
        while let Some(frame) = framer.poll()? {
            into.push(frame);
        }
        Ok(())
    }

    fn frames(end: End, pieces: &[&[u8]]) -> Result<Vec<Frame>, FramingError> {
        let (mut framer, mut frames) = (Framer::new(end), Vec::new());
        for piece in pieces {
            framer.push(piece);
            drain(&mut framer, &mut frames)?;
        }
        Ok(frames)
    }

    fn names(frames: &[Frame]) -> Vec<String> {
        frames
            .iter()
            .map(|frame| match frame {
                Frame::Message(Message::Request(request)) => request.method.to_string(),
                Frame::Message(Message::Response(response)) => response.status.to_string(),
                Frame::Defective(_) => "defective".to_owned(),
                Frame::Ping => "ping".to_owned(),
                Frame::Pong => "pong".to_owned(),
            })
            .collect()
    }

    #[test]
    fn messages_and_keep_alives_are_told_apart() {
        let server = frames(End::Server, &[STREAM]).unwrap();
        assert_eq!(names(&server), ["ping", "OPTIONS", "ping", "200", "defective", "ping", "INFO"]);
        let client = frames(End::Client, &[STREAM]).unwrap();
        assert_eq!(names(&client).iter().filter(|name| *name == "pong").count(), 8);
    }

    #[test]
    fn every_split_gives_the_same_frames() {
        for end in [End::Client, End::Server] {
            let whole = frames(end, &[STREAM]).unwrap();
            let bytes: Vec<_> = STREAM.chunks(1).collect();
            assert_eq!(frames(end, &bytes).unwrap(), whole);
            for at in 0..STREAM.len() {
                let (front, back) = STREAM.split_at(at);
                assert_eq!(frames(end, &[front, back]).unwrap(), whole, "split at {at}");
            }
            let mut rng = Rng::new([4; 32]);
            for _ in 0..200 {
                let (mut pieces, mut rest) = (Vec::new(), STREAM);
                while !rest.is_empty() {
                    let (piece, after) = rest.split_at(1 + rng.below(30) as usize % rest.len());
                    pieces.push(piece);
                    rest = after;
                }
                assert_eq!(frames(end, &pieces).unwrap(), whole);
            }
        }
    }

    #[test]
    fn streams_without_bounds_are_broken() {
        let start = "OPTIONS sip:a@b SIP/2.0\r\n";
        let endless = format!("{start}{}", "X: y\r\n".repeat(MAX_MESSAGE_BYTES / 5));
        for (text, error) in [
            (format!("{start}\r\n"), FramingError::MissingLength),
            (format!("{start}l: -1\r\n\r\n"), FramingError::MalformedLength),
            (format!("{start}l: 1\r\nl: 2\r\n\r\n"), FramingError::MalformedLength),
            (format!("{start}l: 4294967295\r\n\r\n"), FramingError::TooLong),
            (format!("{start}l: 99999999999\r\n\r\n"), FramingError::MalformedLength),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), FramingError::NotSip),
            (endless, FramingError::TooLong),
        ] {
            assert_eq!(frames(End::Server, &[text.as_bytes()]), Err(error), "{text:.60}");
        }
    }

    #[test]
    fn many_keep_alives_at_once_are_read_in_one_pass() {
        let line_ends = b"\r\n".repeat(500_000);
        assert_eq!(frames(End::Server, &[&line_ends]).unwrap().len(), 250_000);
    }

    #[test]
    fn nothing_comes_out_of_a_broken_stream() {
        let mut framer = Framer::new(End::Server);
        framer.push(b"hello\r\n\r\n");
        assert_eq!(framer.poll(), Err(FramingError::NotSip));
        framer.push(STREAM);
        assert_eq!(framer.poll(), Ok(None));
        assert!(framer.buffer.is_empty());
    }
}
