//! A provisioning server that is asked by multicast and answers as the manual prints (9.2.6): no
//! server that could be installed does.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::DhcpServer;
use super::background::Background;
use super::network::enter;

/// The group that phones ask (manual 9.2.6).
const GROUP: Ipv4Addr = Ipv4Addr::new(224, 0, 1, 75);

/// A server beside a DHCP server, at port 5060 of its address. It hears 224.0.1.75.
#[derive(Debug)]
pub struct Notifier {
    heard: Arc<Mutex<Vec<String>>>,
    _thread: Background,
}

impl Notifier {
    /// Starts it; it tells each phone `address`.
    #[track_caller]
    pub fn start(beside: &DhcpServer, address: &str) -> Self {
        let (namespace, own) = (beside.namespace().to_owned(), beside.server);
        // A socket stays in the namespace that it was opened in.
        let opened = thread::spawn(move || {
            enter(&namespace);
            let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 5_060))?;
            socket.join_multicast_v4(&GROUP, &own)?;
            socket.set_read_timeout(Some(Duration::from_millis(50)))?;
            Ok::<_, std::io::Error>(socket)
        });
        let socket = opened.join().unwrap().unwrap();
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let (log, address) = (Arc::clone(&heard), address.to_owned());
        let thread = Background::start(move |stop| {
            let mut buffer = [0; 2_048];
            while !stop.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
                let text = String::from_utf8_lossy(&buffer[..length]).into_owned();
                if text.starts_with("SUBSCRIBE ") {
                    for answer in answers(&text, from, own, &address) {
                        let _sent = socket.send_to(answer.as_bytes(), from);
                    }
                }
                log.lock().unwrap_or_else(PoisonError::into_inner).push(text);
            }
        });
        Self { heard, _thread: thread }
    }

    /// Returns what it heard, message by message.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Returns both answers, with Via and From of the question as printed.
fn answers(question: &str, from: SocketAddr, own: Ipv4Addr, address: &str) -> [String; 2] {
    let line = |name: &str| question.lines().find(|line| line.starts_with(name)).unwrap_or("");
    let [via, to, sender, call] = ["Via:", "To:", "From:", "Call-ID:"].map(line);
    let event = line("Event:");
    [
        format!(
            "SIP/2.0 200 OK\r\n{via}\r\nContact: <sip:{own}:5060>\r\n{to}\r\n{sender}\r\n{call}\r\n\
             CSeq: 1 SUBSCRIBE\r\nExpires: 0\r\nContent-Length: 0\r\n\r\n"
        ),
        format!(
            "NOTIFY sip:{from} SIP/2.0\r\n{via}\r\nMax-Forwards: 20\r\nContact: <sip:{own}:5060>\r\n\
             {to}\r\n{sender}\r\n{call}\r\nCSeq: 1 NOTIFY\r\nContent-Type: application/url\r\n\
             Subscription-State: terminated;reason=timeout\r\n{event}\r\n\
             Content-Length: {}\r\n\r\n{address}",
            address.len()
        ),
    ]
}
