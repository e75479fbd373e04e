//! The four transactions (RFC 3261 17, RFC 6026), each a machine of its own.
//!
//! A transaction knows neither sockets nor addresses: it says which bytes to send, and whoever
//! owns it knows where they go. It is dropped by its owner when it has terminated.

mod invite_client;
mod invite_server;
mod non_invite_client;
mod non_invite_server;

use serde::{Deserialize, Serialize};

pub use invite_client::InviteClient;
pub use invite_server::InviteServer;
pub use non_invite_client::NonInviteClient;
pub use non_invite_server::NonInviteServer;

use super::message::Response;
use crate::time::Duration;

/// The times that timers are made of (RFC 3261 17.1.1.1, table 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervals {
    /// Estimate of the round trip.
    pub t1: Duration,
    /// Longest interval between retransmissions.
    pub t2: Duration,
    /// Longest life of a message in the network.
    pub t4: Duration,
    /// Timer B: how long an INVITE waits for its first response; 64*T1 in the RFC.
    pub invite_timeout: Duration,
    /// Whether the transport delivers by itself.
    pub reliability: Reliability,
}

impl Intervals {
    /// Returns 64*T1: timers F, H, J, L and M.
    pub fn timeout(&self) -> Duration {
        self.t1.saturating_mul(64)
    }

    /// Returns how long to wait for late messages: `time`, or nothing on a reliable transport.
    fn linger(&self, time: Duration) -> Duration {
        match self.reliability {
            Reliability::Unreliable => time,
            Reliability::Reliable => Duration::ZERO,
        }
    }
}

/// Whether a transport delivers by itself, so that nothing is sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reliability {
    /// UDP.
    Unreliable,
    /// TCP, TLS, WebSocket.
    Reliable,
}

/// What a client transaction wants or tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub enum ClientOutput {
    /// Send these bytes for the first time.
    Send(Vec<u8>),
    /// Send these bytes again.
    Resend(Vec<u8>),
    /// A response for the transaction user.
    Response(Response),
    /// Nobody answered (timer B or F).
    TimedOut,
    /// The transport failed; says how.
    TransportFailed(String),
}

/// What a server transaction wants or tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub enum ServerOutput {
    /// Send these bytes for the first time.
    Send(Vec<u8>),
    /// Send these bytes again.
    Resend(Vec<u8>),
    /// No ACK came for a 3xx to 6xx (timer H).
    TimedOut,
    /// The transport failed.
    TransportFailed,
}

#[cfg(test)]
mod test_support {
    //! What the tests of the four machines share.

    use super::{ClientOutput, Intervals, Reliability, ServerOutput};
    use crate::sip::header::HeaderName;
    use crate::sip::message::{Method, Request, Response, StatusCode};
    use crate::sip::uri::Uri;
    use crate::time::{Duration, Instant};

    pub(super) fn intervals(reliability: Reliability) -> Intervals {
        Intervals {
            t1: Duration::from_millis(500),
            t2: Duration::from_secs(4),
            t4: Duration::from_secs(5),
            invite_timeout: Duration::from_secs(32),
            reliability,
        }
    }

    pub(super) fn at(millis: u64) -> Instant {
        Instant::from_millis(millis)
    }

    pub(super) fn request(method: Method) -> Request {
        let cseq = format!("1 {method}");
        let mut request = Request::new(method, Uri::parse("sip:bob@192.0.2.2").unwrap());
        request.headers.push(HeaderName::Via, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa");
        request.headers.push(HeaderName::Route, "<sip:192.0.2.9;lr>");
        request.headers.push(HeaderName::From, "<sip:alice@192.0.2.1>;tag=1");
        request.headers.push(HeaderName::To, "<sip:bob@192.0.2.2>");
        request.headers.push(HeaderName::CallId, "a@b");
        request.headers.push(HeaderName::CSeq, cseq);
        request
    }

    pub(super) fn response(status: u16) -> Response {
        let mut response = Response::new(StatusCode::new(status).unwrap());
        response.headers.push(HeaderName::To, "<sip:bob@192.0.2.2>;tag=2");
        response
    }

    /// One letter an output: what a machine did, as a word.
    pub(super) trait Letter {
        fn letter(&self) -> String;
    }

    impl Letter for ClientOutput {
        fn letter(&self) -> String {
            match self {
                Self::Send(_) => "send".to_owned(),
                Self::Resend(_) => "resend".to_owned(),
                Self::Response(response) => response.status.to_string(),
                Self::TimedOut => "timeout".to_owned(),
                Self::TransportFailed(_) => "failed".to_owned(),
            }
        }
    }

    impl Letter for ServerOutput {
        fn letter(&self) -> String {
            match self {
                Self::Send(_) => "send".to_owned(),
                Self::Resend(_) => "resend".to_owned(),
                Self::TimedOut => "timeout".to_owned(),
                Self::TransportFailed => "failed".to_owned(),
            }
        }
    }

    pub(super) fn words<O: Letter>(mut next: impl FnMut() -> Option<O>) -> String {
        let mut words = Vec::new();
        while let Some(output) = next() {
            words.push(output.letter());
        }
        words.join(" ")
    }
}
