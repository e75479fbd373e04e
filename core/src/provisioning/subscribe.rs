//! Asks every provisioning server of the network at once: SUBSCRIBE to a multicast group, and a
//! NOTIFY with the address (manual 9.2.6).
//!
//! The request is the printed one, to the byte. The printed answers are not those of a dialog
//! (RFC 6665): the NOTIFY has the Via and the From of the SUBSCRIBE. So nothing but the Call-ID
//! tells that an answer is one, and nobody who did not hear the question can know that.

use core::net::SocketAddr;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::link::PROVISIONING_GROUP;
use crate::rng::Rng;
use crate::sip::header::HeaderName;
use crate::sip::message::{Message, Method, ParseError, Request, StatusCode};
use crate::time::{Duration, Instant, Timers};

/// How long the phone asks, and how long it waits for the address once somebody heard it.
const PATIENCE: Duration = Duration::from_secs(5);

/// First pause before asking again; it doubles (RFC 3261 17.1.2.2, timer E).
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// What is asked for.
const PACKAGE: &str = "ua-profile";

/// What should happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub enum Output {
    /// Send this.
    Send {
        /// To whom.
        to: SocketAddr,
        /// The datagram.
        data: Vec<u8>,
    },
    /// Somebody told this address; nothing else follows.
    Address(String),
    /// Nobody did; nothing else follows.
    NoAnswer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    /// Time to ask again.
    Again,
    /// Nobody answers any more.
    GiveUp,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscribe {
    request: Vec<u8>,
    call_id: String,
    pause: Duration,
    timers: Timers<Timer>,
    outputs: VecDeque<Output>,
}

impl Subscribe {
    /// Asks from `local`, the address that others reach the phone by.
    pub fn new(local: SocketAddr, model: &str, version: &str, rng: &mut Rng, now: Instant) -> Self {
        let call_id = joined(rng, &[6, 8, 4, 5, 8, 8, 8]);
        let tag = joined(rng, &[6, 8, 4, 5, 8, 7, 8]);
        let branch = joined(rng, &[8, 8, 8]);
        let group = PROVISIONING_GROUP;
        let request = format!(
            "SUBSCRIBE sip:{group} SIP/2.0\r\n\
             From: <sip:00000001@{local}>;tag={tag}\r\n\
             To: <sip:{group}>\r\n\
             Call-ID: {call_id}\r\n\
             CSeq: 1 SUBSCRIBE\r\n\
             Via: SIP/2.0/UDP {local};rport;branch=z9hG4bK-{branch}\r\n\
             Expires: 0\r\n\
             Event: {PACKAGE};profile-type=\"application\";model=\"{model}\";version=\"{version}\"\r\n\
             Max-Forwards: 70\r\n\
             Supported: replaces,100rel\r\n\
             Accept:  application/url\r\n\
             Contact: <sip:00000001@{local}>\r\n\
             User-Agent: AUDC-IPPhone/{version}\r\n\
             Content-Length: 0\r\n\r\n"
        );
        let mut subscribe = Self {
            request: request.into_bytes(),
            call_id,
            pause: FIRST_PAUSE,
            timers: Timers::new(),
            outputs: VecDeque::new(),
        };
        subscribe.timers.set(Timer::GiveUp, now + PATIENCE);
        subscribe.ask(now);
        subscribe
    }

    /// Takes a datagram.
    pub fn handle_datagram(&mut self, from: SocketAddr, data: &[u8], now: Instant) {
        let request = match Message::parse(data) {
            Ok(Message::Response(response)) => {
                let ours = response.headers.get(&HeaderName::CallId) == Some(&self.call_id);
                if ours && response.status.is_success() && self.is_open() {
                    self.timers.clear(Timer::Again);
                    self.timers.set(Timer::GiveUp, now + PATIENCE);
                }
                return;
            }
            Ok(Message::Request(request)) => request,
            Err(ParseError::Request(request, _)) => *request,
            Err(_) => return,
        };
        if request.method != Method::Notify {
            return;
        }
        let status =
            if self.is_ours(&request) { StatusCode::OK } else { StatusCode::CALL_DOES_NOT_EXIST };
        let data = request.response(status).to_bytes();
        self.outputs.push_back(Output::Send { to: from, data });
        if let (StatusCode::OK, true, Some(address)) = (status, self.is_open(), address(&request)) {
            self.close(Output::Address(address));
        }
    }

    /// Does what is due; harmless when nothing is.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            match timer {
                Timer::Again => self.ask(now),
                Timer::GiveUp => self.close(Output::NoAnswer),
            }
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    fn ask(&mut self, now: Instant) {
        let data = self.request.clone();
        self.outputs.push_back(Output::Send { to: PROVISIONING_GROUP, data });
        self.timers.set(Timer::Again, now + self.pause);
        self.pause *= 2;
    }

    fn close(&mut self, last: Output) {
        self.timers.clear_all();
        self.outputs.push_back(last);
    }

    fn is_open(&self) -> bool {
        self.timers.next().is_some()
    }

    fn is_ours(&self, request: &Request) -> bool {
        let event = request.headers.get(&HeaderName::Event).unwrap_or_default();
        let package = event.split(';').next().unwrap_or_default().trim();
        request.headers.get(&HeaderName::CallId) == Some(&self.call_id)
            && package.eq_ignore_ascii_case(PACKAGE)
    }
}

/// Returns the address that a NOTIFY tells, if it tells one.
fn address(request: &Request) -> Option<String> {
    let kind = request.headers.get(&HeaderName::ContentType).unwrap_or("application/url");
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let body = core::str::from_utf8(&request.body).ok()?.trim();
    let line = body.lines().next().filter(|_| kind.eq_ignore_ascii_case("application/url"))?;
    Some(line.to_owned())
}

/// Returns random hexadecimal digits in groups of these lengths, joined as the hardware does.
fn joined(rng: &mut Rng, lengths: &[usize]) -> String {
    let groups: Vec<String> = lengths.iter().map(|&length| rng.hex(length)).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0\r\n\
        From: <sip:00000001@10.13.2.37:5060>;tag=87a5a8-25020d0a-13c4-50029-386d4398-66dc40c-386d4398\r\n\
        To: <sip:224.0.1.75:5060>\r\n\
        Call-ID: 8884c8-25020d0a-13c4-50029-386d4398-3e2bcb8e-386d4398\r\n\
        CSeq: 1 SUBSCRIBE\r\n\
        Via: SIP/2.0/UDP 10.13.2.37:5060;rport;branch=z9hG4bK-386d4398-6ad00ca2-7ca3606e\r\n\
        Expires: 0\r\n\
        Event: ua-profile;profile-type=\"application\";model=\"440HD\";version=\"2.2.2\"\r\n\
        Max-Forwards: 70\r\n\
        Supported: replaces,100rel\r\n\
        Accept:  application/url\r\n\
        Contact: <sip:00000001@10.13.2.37:5060>\r\n\
        User-Agent: AUDC-IPPhone/2.2.2\r\n\
        Content-Length: 0\r\n\r\n";

    fn server() -> SocketAddr {
        "10.13.4.121:5060".parse().unwrap()
    }

    fn at(millis: u64) -> Instant {
        Instant::from_millis(millis)
    }

    fn begin() -> (Subscribe, String) {
        let local = "10.13.2.37:5060".parse().unwrap();
        let mut subscribe = Subscribe::new(local, "440HD", "2.2.2", &mut Rng::new([1; 32]), at(0));
        let Some(Output::Send { to, data }) = subscribe.poll_output() else { panic!("a request") };
        assert_eq!(to, PROVISIONING_GROUP);
        (subscribe, String::from_utf8(data).unwrap())
    }

    fn field<'a>(text: &'a str, before: &str) -> &'a str {
        let rest = &text[text.find(before).unwrap() + before.len()..];
        &rest[..rest.find("\r\n").unwrap()]
    }

    /// The printed NOTIFY, for `request`.
    fn notify(request: &str, body: &str) -> String {
        format!(
            "NOTIFY sip:10.13.2.37:5060 SIP/2.0\r\nVia: {}\r\nMax-Forwards: 20\r\n\
             Contact: <sip:10.13.4.121:5060>\r\nTo: <sip:224.0.1.75:5060>\r\nFrom: {}\r\n\
             Call-ID: {}\r\nCSeq: 1 NOTIFY\r\nContent-Type: application/url\r\n\
             Subscription-State: terminated;reason=timeout\r\nEvent: {}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            field(request, "Via: "),
            field(request, "From: "),
            field(request, "Call-ID: "),
            field(request, "Event: "),
            body.len(),
        )
    }

    fn ok(request: &str) -> String {
        format!(
            "SIP/2.0 200 OK\r\nVia: {}\r\nContact: <sip:10.13.2.37:5060>\r\n\
             To: <sip:224.0.1.75:5060>\r\nFrom: {}\r\nCall-ID: {}\r\nCSeq: 1 SUBSCRIBE\r\n\
             Expires: 0\r\nContent-Length: 0\r\n\r\n",
            field(request, "Via: "),
            field(request, "From: "),
            field(request, "Call-ID: "),
        )
    }

    #[test]
    fn the_request_is_the_printed_one() {
        // What is random differs and is as long.
        let is_random = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
        let (_, request) = begin();
        let mut same = request.clone();
        for before in [";tag=", "Call-ID: ", "z9hG4bK-"] {
            let (got, printed) = (field(&request, before), field(PRINTED, before));
            let shape = |text: &str| text.replace(is_random, "x");
            assert_eq!(shape(got), shape(printed));
            same = same.replace(got, printed);
        }
        assert_eq!(same, PRINTED);
    }

    #[test]
    fn the_printed_answers_tell_the_address() {
        let (mut subscribe, request) = begin();
        subscribe.handle_datagram(server(), ok(&request).as_bytes(), at(10));
        let notify = notify(&request, "tftp://10.13.4.121");
        assert!(notify.contains("Content-Length: 18\r\n"));
        subscribe.handle_datagram(server(), notify.as_bytes(), at(20));
        let Some(Output::Send { to, data }) = subscribe.poll_output() else { panic!("an answer") };
        let answer = String::from_utf8(data).unwrap();
        assert_eq!(to, server());
        assert!(answer.starts_with("SIP/2.0 200 OK\r\n") && answer.contains("CSeq: 1 NOTIFY"));
        let address = "tftp://10.13.4.121".to_owned();
        assert_eq!(subscribe.poll_output(), Some(Output::Address(address)));
        assert_eq!(subscribe.poll_timeout(), None);
        // Sent again, as its answer was lost: answered again, and nothing else.
        subscribe.handle_datagram(server(), notify.as_bytes(), at(520));
        assert!(matches!(subscribe.poll_output(), Some(Output::Send { .. })));
        assert_eq!(subscribe.poll_output(), None);
    }

    #[test]
    fn it_is_sent_again_for_five_seconds() {
        let (mut subscribe, first) = begin();
        let mut sent = vec![0];
        while let Some(now) = subscribe.poll_timeout() {
            subscribe.handle_timeout(now);
            while let Some(output) = subscribe.poll_output() {
                match output {
                    Output::Send { data, .. } => assert_eq!(data, first.as_bytes()),
                    Output::NoAnswer => assert_eq!(now, at(5_000)),
                    Output::Address(address) => panic!("nobody told {address}"),
                }
                sent.push(now.as_millis());
            }
        }
        assert_eq!(sent, [0, 500, 1_500, 3_500, 5_000]);
    }

    #[test]
    fn who_was_heard_has_time_to_tell_the_address() {
        let (mut subscribe, request) = begin();
        subscribe.handle_datagram(server(), ok(&request).as_bytes(), at(400));
        assert_eq!(subscribe.poll_timeout(), Some(at(5_400)));
    }

    #[test]
    fn what_is_no_answer_changes_nothing() {
        let (mut subscribe, request) = begin();
        let other = notify(&request, "tftp://10.0.0.66").replace(field(&request, "Call-ID: "), "x");
        let presence = notify(&request, "tftp://10.0.0.66").replace("ua-profile", "presence");
        for stranger in [&other, &presence] {
            subscribe.handle_datagram(server(), stranger.as_bytes(), at(10));
            let Some(Output::Send { data, .. }) = subscribe.poll_output() else { panic!("481") };
            assert!(data.starts_with(b"SIP/2.0 481 "));
        }
        for nothing in ["", "x", "SIP/2.0 404 Not Found\r\n\r\n", &ok(&other), &request] {
            subscribe.handle_datagram(server(), nothing.as_bytes(), at(10));
        }
        let html = notify(&request, "<a>").replace("application/url", "text/html");
        let empty = notify(&request, "");
        for useless in [&html, &empty] {
            subscribe.handle_datagram(server(), useless.as_bytes(), at(10));
            assert!(matches!(subscribe.poll_output(), Some(Output::Send { .. })));
        }
        assert_eq!(subscribe.poll_output(), None);
        assert_eq!(subscribe.poll_timeout(), Some(at(500)));
    }
}
