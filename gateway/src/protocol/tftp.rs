//! A TFTP client that reads one file (RFC 1350), with the options of RFC 2347 to 2349.
//!
//! Blocks are acknowledged one by one. A duplicate is acknowledged again, since our acknowledgement
//! was lost, and never passed on twice (RFC 1123 4.2.3.1 is about the sender's half of that). Block
//! numbers go on after 65535 with 0, or with 1 as some servers count. The first answer decides the
//! server's port; what comes from another port is answered with an error and does no harm.

use std::collections::VecDeque;
use std::fmt;

use hookswitch_core::time::{Duration, Instant, Timers};

/// Port to which a request goes; the answers come from another.
pub const PORT: u16 = 69;

/// The block size that is asked for, in bytes: with all headers it fits into one Ethernet frame,
/// also inside of a tunnel (RFC 2348).
pub const BLOCK: u16 = 1_428;

/// The block size without options, in bytes.
const PLAIN_BLOCK: u16 = 512;

/// Silence after which the last packet is sent again the first time; it doubles up to four times.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// Longest pause between retransmissions.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// A packet of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packet<'a> {
    /// A piece of the file.
    Data {
        /// Its number, from 1.
        block: u16,
        /// What is in it.
        data: &'a [u8],
    },
    /// The end.
    Error {
        /// Why, as a number.
        code: u16,
        /// Why, as text.
        text: &'a [u8],
    },
    /// The options that the server accepts.
    Options(Options),
}

/// Options as a server acknowledges them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bytes of a full block.
    pub block_size: Option<u16>,
    /// Seconds between the server's retransmissions.
    pub timeout: Option<u8>,
    /// Bytes of the whole file.
    pub size: Option<u64>,
}

impl<'a> Packet<'a> {
    /// Reads a packet; `None` if a server would not send it.
    pub fn read(datagram: &'a [u8]) -> Option<Self> {
        let (code, rest) = datagram.split_first_chunk()?;
        match u16::from_be_bytes(*code) {
            3 => {
                let (block, data) = rest.split_first_chunk()?;
                Some(Self::Data { block: u16::from_be_bytes(*block), data })
            }
            5 => {
                let (code, text) = rest.split_first_chunk()?;
                let end = text.iter().position(|&byte| byte == 0).unwrap_or(text.len());
                let text = text.get(..end).unwrap_or_default();
                Some(Self::Error { code: u16::from_be_bytes(*code), text })
            }
            6 => Options::read(rest).map(Self::Options),
            _ => None,
        }
    }
}

impl Options {
    /// Reads names and values, each closed by a zero byte (RFC 2347).
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut options = Self::default();
        let mut words = bytes.strip_suffix(&[0])?.split(|&byte| byte == 0);
        while let Some(name) = words.next() {
            let value = str::from_utf8(words.next()?).ok()?;
            if name.eq_ignore_ascii_case(b"blksize") {
                options.block_size = Some(value.parse().ok()?);
            } else if name.eq_ignore_ascii_case(b"timeout") {
                options.timeout = Some(value.parse().ok()?);
            } else if name.eq_ignore_ascii_case(b"tsize") {
                options.size = Some(value.parse().ok()?);
            } else {
                return None; // Nobody asked for it.
            }
        }
        Some(options)
    }

    /// Whether a server may answer this to what [`Client`] asks for.
    fn is_acceptable(&self) -> bool {
        self.block_size.is_none_or(|size| (8..=BLOCK).contains(&size))
    }
}

/// What the client wants done or tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send a datagram.
    Send {
        /// The port of the server to send it to; `None` is the one that requests go to.
        port: Option<u16>,
        /// The datagram.
        datagram: Vec<u8>,
    },
    /// The server says how long the file is, in bytes.
    Size(u64),
    /// The next piece of the file.
    Data(Vec<u8>),
    /// That was all of it.
    Done,
    /// It will not come.
    Failed(Failure),
}

/// Why a file does not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server says so.
    Server {
        /// The error code (RFC 1350 5).
        code: u16,
        /// Its text, without control characters.
        text: String,
    },
    /// It is longer than the limit.
    TooLong,
    /// The server's options are not those that were asked for.
    Options,
    /// It is shorter than the server said it would be.
    Short,
    /// The server never answered.
    NoAnswer,
    /// The server stopped in the middle.
    Stalled,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server { code, text } => write!(f, "error {code} ({text})"),
            Self::TooLong => f.write_str("longer than the limit"),
            Self::Options => f.write_str("the server answers options that nobody asked for"),
            Self::Short => f.write_str("shorter than the server said"),
            Self::NoAnswer => f.write_str("no answer"),
            Self::Stalled => f.write_str("the server stopped in the middle"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The request is sent, with or without options.
    Requesting { options: bool },
    /// The server answers from `port`.
    Receiving {
        port: u16,
        block_size: u16,
        /// The block that comes next.
        next: u16,
    },
    /// Done or failed.
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    /// Send the last packet again.
    Retransmit,
    /// Nothing new came for too long.
    Silence,
}

/// Reads one file.
#[derive(Clone, Debug)]
pub struct Client {
    state: State,
    timers: Timers<Timer>,
    pause: Duration,
    silence: Duration,
    file: String,
    limit: u64,
    received: u64,
    size: Option<u64>,
    last: Vec<u8>,
    outputs: VecDeque<Output>,
}

impl Client {
    /// Asks for `file`, at most `limit` bytes, of a server that may be silent for `silence`.
    /// `file` has no zero byte; what follows one would be lost.
    pub fn new(file: &str, limit: u64, silence: Duration, now: Instant) -> Self {
        let mut client = Self {
            state: State::Requesting { options: true },
            timers: Timers::new(),
            pause: FIRST_PAUSE,
            silence,
            file: file.to_owned(),
            limit,
            received: 0,
            size: None,
            last: Vec::new(),
            outputs: VecDeque::new(),
        };
        client.request(true, now);
        client
    }

    /// Returns what to do next; `None` when there is nothing left.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Returns when [`Client::handle_timeout`] wants to be called; `None` once it has ended.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// A datagram came from `port` of the server.
    pub fn handle_datagram(&mut self, port: u16, datagram: &[u8], now: Instant) {
        let packet = Packet::read(datagram);
        match (self.state, packet) {
            (State::Ended, _) => {}
            (State::Receiving { port: known, .. }, _) if known != port => {
                // An error to an error could go on for ever.
                if !matches!(packet, Some(Packet::Error { .. })) {
                    self.send_error(port, 5, "unknown transfer");
                }
            }
            (_, None) => {} // Noise: what was lost comes again.
            (State::Requesting { options }, Some(Packet::Error { code, text })) => {
                // Old servers know no options and say so in different ways.
                if options && matches!(code, 0 | 4 | 8) {
                    self.request(false, now);
                } else {
                    self.refused(code, text);
                }
            }
            (State::Receiving { .. }, Some(Packet::Error { code, text })) => {
                self.refused(code, text);
            }
            (State::Requesting { options: true }, Some(Packet::Options(options))) => {
                self.agree(port, options, now);
            }
            (State::Requesting { options: false }, Some(Packet::Options(_))) => {
                self.abort(port, 8, Failure::Options);
            }
            (State::Requesting { .. }, Some(Packet::Data { block: 1, data })) => {
                self.state = State::Receiving { port, block_size: PLAIN_BLOCK, next: 1 };
                self.take(1, data, now);
            }
            (State::Requesting { .. }, Some(Packet::Data { .. })) => {}
            // Our acknowledgement of the options was lost.
            (State::Receiving { next: 1, .. }, Some(Packet::Options(_))) if self.received == 0 => {
                self.send_again();
            }
            (State::Receiving { .. }, Some(Packet::Options(_))) => {}
            (State::Receiving { .. }, Some(Packet::Data { block, data })) => {
                self.take(block, data, now);
            }
        }
    }

    /// Time passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            match (timer, self.state) {
                // Both at once: there is no time left to be answered in.
                (Timer::Retransmit, _) if self.timers.next().is_some_and(|next| next <= now) => {}
                (Timer::Retransmit, State::Requesting { .. } | State::Receiving { .. }) => {
                    self.send_again();
                    self.pause = self.pause.saturating_mul(2).min(LONGEST_PAUSE);
                    self.timers.set(Timer::Retransmit, now + self.pause);
                }
                (Timer::Silence, State::Requesting { .. }) => self.fail(Failure::NoAnswer),
                (Timer::Silence, State::Receiving { port, .. }) => {
                    self.abort(port, 0, Failure::Stalled);
                }
                (_, State::Ended) => {}
            }
        }
    }

    /// Gives up, and tells the server.
    pub fn cancel(&mut self) {
        if let State::Receiving { port, .. } = self.state {
            self.send_error(port, 0, "cancelled");
        }
        self.state = State::Ended;
        self.timers.clear_all();
    }

    fn request(&mut self, options: bool, now: Instant) {
        let mut datagram = vec![0, 1];
        let mut word = |word: &str| {
            datagram.extend_from_slice(word.as_bytes());
            datagram.push(0);
        };
        word(&self.file);
        word("octet");
        if options {
            for text in ["blksize", &BLOCK.to_string(), "tsize", "0", "timeout", "2"] {
                word(text);
            }
        }
        self.state = State::Requesting { options };
        self.send(None, datagram, now);
    }

    fn agree(&mut self, port: u16, options: Options, now: Instant) {
        if !options.is_acceptable() {
            return self.abort(port, 8, Failure::Options);
        }
        let block_size = options.block_size.unwrap_or(PLAIN_BLOCK);
        self.state = State::Receiving { port, block_size, next: 1 };
        if let Some(size) = options.size {
            if size > self.limit {
                return self.abort(port, 3, Failure::TooLong);
            }
            self.size = Some(size);
            self.outputs.push_back(Output::Size(size));
        }
        self.acknowledge(port, 0, now);
    }

    fn take(&mut self, block: u16, data: &[u8], now: Instant) {
        let State::Receiving { port, block_size, next } = self.state else { return };
        // A server that counts from 65535 to 1 sends no block 0, and none that counts to 0 can
        // be one further already.
        let wrapped = next == 0 && block == 1 && self.received > 0;
        if block != next && !wrapped {
            if block == next.wrapping_sub(1) && self.received > 0 {
                self.send_again();
            }
            return;
        }
        if data.len() > usize::from(block_size) {
            return self.abort(port, 4, Failure::Options);
        }
        self.received += data.len() as u64;
        if self.received > self.limit {
            return self.abort(port, 3, Failure::TooLong);
        }
        self.acknowledge(port, block, now);
        self.outputs.push_back(Output::Data(data.to_vec()));
        if data.len() < usize::from(block_size) {
            match self.size {
                Some(size) if size > self.received => self.fail(Failure::Short),
                Some(_) | None => self.end(Output::Done),
            }
            return;
        }
        self.state = State::Receiving { port, block_size, next: block.wrapping_add(1) };
    }

    fn acknowledge(&mut self, port: u16, block: u16, now: Instant) {
        let [high, low] = block.to_be_bytes();
        self.send(Some(port), vec![0, 4, high, low], now);
    }

    /// Sends what asks for something new.
    fn send(&mut self, port: Option<u16>, datagram: Vec<u8>, now: Instant) {
        self.last = datagram;
        self.pause = FIRST_PAUSE;
        self.timers.set(Timer::Retransmit, now + self.pause);
        self.timers.set(Timer::Silence, now + self.silence);
        self.outputs.push_back(Output::Send { port, datagram: self.last.clone() });
    }

    fn send_again(&mut self) {
        let port = match self.state {
            State::Receiving { port, .. } => Some(port),
            State::Requesting { .. } | State::Ended => None,
        };
        self.outputs.push_back(Output::Send { port, datagram: self.last.clone() });
    }

    fn send_error(&mut self, port: u16, code: u16, text: &str) {
        let mut datagram = vec![0, 5];
        datagram.extend_from_slice(&code.to_be_bytes());
        datagram.extend_from_slice(text.as_bytes());
        datagram.push(0);
        self.outputs.push_back(Output::Send { port: Some(port), datagram });
    }

    fn refused(&mut self, code: u16, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let text = text.chars().filter(|c| !c.is_control()).take(100).collect();
        self.fail(Failure::Server { code, text });
    }

    fn abort(&mut self, port: u16, code: u16, failure: Failure) {
        self.send_error(port, code, &failure.to_string());
        self.fail(failure);
    }

    fn fail(&mut self, failure: Failure) {
        self.end(Output::Failed(failure));
    }

    fn end(&mut self, output: Output) {
        self.state = State::Ended;
        self.timers.clear_all();
        self.outputs.push_back(output);
    }
}

#[cfg(test)]
#[path = "tftp_tests.rs"]
mod tests;
