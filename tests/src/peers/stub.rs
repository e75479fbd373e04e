//! A registrar and phone of our own, for what a real peer cannot do: tell to the microsecond when
//! an INVITE arrives, answer it as wished, and send sound back over a bad network.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::background::Background;

/// What it does with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Refuses with 486.
    Busy,
    /// Says nothing; what comes again counts as new.
    Silence,
    /// Answers at once; media goes to this port on 127.0.0.1, in PCMA.
    Answer {
        /// Where RTP is expected.
        rtp_port: u16,
    },
    /// The same in G.722.
    AnswerWide {
        /// Where RTP is expected.
        rtp_port: u16,
    },
}

/// A SIP server on a UDP port that lets everybody register.
#[derive(Debug)]
pub struct Stub {
    /// Its port on 127.0.0.1.
    pub port: u16,
    invites: Arc<Mutex<Vec<f64>>>,
    _thread: Background,
}

impl Stub {
    /// Starts it.
    pub fn start(reaction: Reaction) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let port = socket.local_addr().unwrap().port();
        let invites = Arc::new(Mutex::new(Vec::new()));
        let times = Arc::clone(&invites);
        let thread = Background::start(move |stop| serve(&socket, reaction, &times, stop));
        Self { port, invites, _thread: thread }
    }

    /// Returns when each new INVITE arrived, in milliseconds since 1970.
    pub fn invites(&self) -> Vec<f64> {
        self.invites.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(socket: &UdpSocket, reaction: Reaction, times: &Mutex<Vec<f64>>, stop: &AtomicBool) {
    let mut known: HashMap<String, ()> = HashMap::new();
    let mut buffer = [0; 65_535];
    while !stop.load(Ordering::Relaxed) {
        let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
        let arrived = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let text = String::from_utf8_lossy(&buffer[..length]).into_owned();
        let method = text.split(' ').next().unwrap_or_default();
        let is_new = known.insert(header(&text, "Call-ID"), ()).is_none();
        if method == "INVITE" && (is_new || reaction == Reaction::Silence) {
            let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
            times.push(arrived.as_secs_f64() * 1_000.0);
        }
        let answer = match (method, reaction) {
            ("INVITE", Reaction::Busy) => response(&text, "486 Busy Here", from, None),
            ("INVITE", Reaction::Answer { rtp_port }) => {
                response(&text, "200 OK", from, Some(sdp(rtp_port, "8", "PCMA")))
            }
            ("INVITE", Reaction::AnswerWide { rtp_port }) => {
                response(&text, "200 OK", from, Some(sdp(rtp_port, "9", "G722")))
            }
            ("ACK" | "SIP/2.0", _) | ("INVITE", Reaction::Silence) => continue,
            _ => response(&text, "200 OK", from, None),
        };
        // Lost answers are asked for again.
        let _sent = socket.send_to(answer.as_bytes(), from);
    }
}

/// Returns a header's value; empty if there is none.
fn header(message: &str, name: &str) -> String {
    let lines = message.lines().take_while(|line| !line.is_empty());
    let value = lines.filter_map(|line| line.split_once(':')).find(|(key, _)| *key == name);
    value.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

fn response(request: &str, status: &str, from: SocketAddr, body: Option<String>) -> String {
    let mut text = format!("SIP/2.0 {status}\r\n");
    for line in request.lines().take_while(|line| !line.is_empty()) {
        let key = line.split(':').next().unwrap_or_default();
        match key {
            "Via" | "From" | "Call-ID" | "CSeq" | "Record-Route" => {
                let _ = write!(text, "{line}\r\n");
            }
            "To" if line.contains("tag=") => {
                let _ = write!(text, "{line}\r\n");
            }
            "To" => {
                let _ = write!(text, "{line};tag=stub\r\n");
            }
            // A registrar gives back the contact, with its time.
            "Contact" if request.starts_with("REGISTER") => {
                let _ = write!(text, "{line};expires=600\r\n");
            }
            _ => {}
        }
    }
    if body.is_some() {
        text.push_str("Content-Type: application/sdp\r\n");
    }
    if !request.starts_with("REGISTER") {
        let _ = write!(text, "Contact: <sip:stub@{}>\r\n", own(request, from));
    }
    let body = body.unwrap_or_default();
    let _ = write!(text, "Content-Length: {}\r\n\r\n{body}", body.len());
    text
}

/// Returns the address the request was sent to, which is the stub's own.
fn own(request: &str, from: SocketAddr) -> String {
    let uri = request.split(' ').nth(1).unwrap_or_default();
    let host = uri.rsplit('@').next().unwrap_or_default().trim_start_matches("sip:");
    let host = host.split(';').next().unwrap_or_default();
    if host.contains(':') { host.to_owned() } else { from.to_string() }
}

fn sdp(port: u16, payload_type: &str, codec: &str) -> String {
    format!(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
         m=audio {port} RTP/AVP {payload_type}\r\na=rtpmap:{payload_type} {codec}/8000\r\n\
         a=ptime:20\r\n"
    )
}

/// What happens to packets on the way to the echo and again on the way back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Impairment {
    /// Delay each way, in milliseconds.
    pub delay_ms: u64,
    /// Share lost each way, in percent.
    pub loss_percent: u64,
}

/// Sends each datagram back to where it came from.
#[derive(Debug)]
pub struct Echo {
    /// Its port on 127.0.0.1.
    pub port: u16,
    _thread: Background,
}

impl Echo {
    /// Starts it.
    pub fn start(impairment: Impairment) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let thread = Background::start(move |stop| echo(&socket, impairment, stop));
        Self { port, _thread: thread }
    }
}

/// A datagram that is under way, in the order in which they arrive.
struct UnderWay {
    due: Instant,
    to: SocketAddr,
    data: Vec<u8>,
}

fn echo(socket: &UdpSocket, impairment: Impairment, stop: &AtomicBool) {
    let delay = Duration::from_millis(2 * impairment.delay_ms);
    let (mut buffer, mut state) = ([0; 2_048], 0x9e37_79b9_7f4a_7c15_u64);
    // xorshift64: the same losses each time.
    let mut lost = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % 100 < impairment.loss_percent
    };
    socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let (send, under_way) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || deliver(socket, &under_way));
        while !stop.load(Ordering::Relaxed) {
            let Ok((length, to)) = socket.recv_from(&mut buffer) else { continue };
            if lost() | lost() {
                continue;
            }
            let due = Instant::now() + delay;
            let data = buffer[..length].to_vec();
            send.send(UnderWay { due, to, data }).unwrap();
        }
        drop(send);
    });
}

/// Sends each datagram when it is due. To wait in a channel is precise; the timeout of a socket is
/// a multiple of the kernel's tick.
fn deliver(socket: &UdpSocket, under_way: &mpsc::Receiver<UnderWay>) {
    let mut waiting: VecDeque<UnderWay> = VecDeque::new();
    loop {
        let now = Instant::now();
        while let Some(UnderWay { to, data, .. }) = waiting.pop_front_if(|next| next.due <= now) {
            let _sent = socket.send_to(&data, to);
        }
        let next = waiting.front().map(|next| next.due.saturating_duration_since(now));
        match under_way.recv_timeout(next.unwrap_or(Duration::from_secs(1))) {
            Ok(datagram) => waiting.push_back(datagram),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_echo_waits_and_loses_as_told() {
        let echo = Echo::start(Impairment { delay_ms: 20, loss_percent: 10 });
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        let start = Instant::now();
        for number in 0..200u8 {
            socket.send_to(&[number], ("127.0.0.1", echo.port)).unwrap();
        }
        let (mut back, mut first) = (0, None);
        while socket.recv(&mut [0; 16]).is_ok() {
            first.get_or_insert(start.elapsed());
            back += 1;
        }
        assert!(first.is_some_and(|first| first >= Duration::from_millis(40)), "{first:?}");
        // 200 * 0.81 = 162, with the spread of chance.
        assert!((140..185).contains(&back), "{back}");
    }

    #[test]
    fn a_stub_registers_and_refuses() {
        let stub = Stub::start(Reaction::Busy);
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        for (method, expected) in [("REGISTER", "SIP/2.0 200"), ("INVITE", "SIP/2.0 486")] {
            let request = format!(
                "{method} sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n\
                 From: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: {method}\r\n\
                 CSeq: 1 {method}\r\nContact: <sip:a@c>\r\nContent-Length: 0\r\n\r\n"
            );
            socket.send_to(request.as_bytes(), ("127.0.0.1", stub.port)).unwrap();
            let mut buffer = [0; 2_048];
            let length = socket.recv(&mut buffer).unwrap();
            let text = String::from_utf8_lossy(&buffer[..length]);
            assert!(text.starts_with(expected), "{text}");
        }
        assert_eq!(stub.invites().len(), 1);
    }
}
