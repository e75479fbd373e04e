//! A phone without a page: the phone itself, in a thread, on the link of a real gateway, with
//! WebSockets of its own.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use hookswitch_core::link::{FromGateway, MacAddress, decode, encode, split_media_datagram};
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::{Identity, Input, Output, Phone};
use hookswitch_core::rtp::packet::Packet;
use hookswitch_core::time::{Instant, WallTime};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::child::wait_until;
use crate::web_socket::WebSockets;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What a phone shows and logged.
#[derive(Clone, Debug, Default)]
struct Seen {
    display: String,
    /// What the display showed so far, each time once.
    shown: Vec<String>,
    softkeys: Vec<Option<String>>,
    /// What was said of the keys beside the display so far, each time once.
    keys: Vec<String>,
    log: Vec<String>,
}

/// What a test does to a phone.
#[derive(Debug)]
enum Order {
    /// Presses a key.
    Key(Key),
    /// Presses the softkey with this label, if there is one.
    Softkey(String),
}

/// A phone on a real gateway.
#[derive(Debug)]
pub struct Headless {
    orders: mpsc::UnboundedSender<Order>,
    seen: Arc<Mutex<Seen>>,
}

impl Headless {
    /// Switches a phone on whose WebSockets trust servers with certificates of `authority`.
    pub fn start(gateway: SocketAddr, mac: MacAddress, authority: Option<String>) -> Self {
        let (orders, receiver) = mpsc::unbounded_channel();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(run(gateway, mac, authority, receiver, &shared));
        });
        Self { orders, seen }
    }

    fn seen(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until the display shows `text`.
    #[track_caller]
    pub fn expect(&self, text: &str) {
        let shown = wait_until(PATIENCE, || self.seen().display.contains(text).then_some(()));
        assert!(shown.is_some(), "the phone does not show {text:?}: {:#?}", self.seen());
    }

    /// Waits until the display shows `text`, or has shown it.
    #[track_caller]
    pub fn expect_shown(&self, text: &str) {
        let shown = wait_until(PATIENCE, || (self.times_shown(text) > 0).then_some(()));
        assert!(shown.is_some(), "the phone never showed {text:?}: {:#?}", self.seen());
    }

    /// Waits until a key beside the display is described by `texts`, one after the other.
    #[track_caller]
    pub fn expect_key(&self, texts: &[&str]) {
        let shown = wait_until(PATIENCE, || {
            let mut told = self.seen().keys.into_iter();
            texts.iter().all(|text| told.any(|key| key == *text)).then_some(())
        });
        assert!(shown.is_some(), "no key is described as {texts:?}: {:#?}", self.seen());
    }

    /// Returns how often `text` came onto the display.
    pub fn times_shown(&self, text: &str) -> usize {
        let seen = self.seen();
        let with = seen.shown.iter().map(|display| display.contains(text));
        with.clone()
            .zip(std::iter::once(false).chain(with))
            .filter(|it| *it == (true, false))
            .count()
    }

    /// Returns how many lines of its log have `text`.
    pub fn times_logged(&self, text: &str) -> usize {
        self.seen().log.iter().filter(|line| line.contains(text)).count()
    }

    /// Waits until its log has `text`.
    #[track_caller]
    pub fn expect_logged(&self, text: &str) {
        let logged = |seen: Seen| seen.log.iter().any(|line| line.contains(text));
        let there = wait_until(PATIENCE, || logged(self.seen()).then_some(()));
        assert!(there.is_some(), "the phone does not log {text:?}: {:#?}", self.seen());
    }

    /// Presses the softkey with this label, as soon as there is one.
    #[track_caller]
    pub fn press(&self, label: &str) {
        let there = wait_until(PATIENCE, || {
            self.seen().softkeys.iter().any(|it| it.as_deref() == Some(label)).then_some(())
        });
        assert!(there.is_some(), "no softkey {label:?}: {:#?}", self.seen());
        self.order(Order::Softkey(label.to_owned()));
    }

    /// Ends the call that is shown, if the other side has not ended it already.
    #[track_caller]
    pub fn end_call(&self) {
        self.order(Order::Softkey("End".to_owned()));
        let over =
            wait_until(PATIENCE, || (!self.seen().display.contains("Connected")).then_some(()));
        assert!(over.is_some(), "the call does not end: {:#?}", self.seen());
    }

    /// Calls a number.
    #[track_caller]
    pub fn call(&self, number: &str) {
        self.type_number(number);
        self.press("Dial");
    }

    /// Types a number.
    pub fn type_number(&self, number: &str) {
        for digit in number.bytes() {
            self.key(Key::Digit(digit - b'0'));
        }
    }

    /// Presses a key.
    pub fn key(&self, key: Key) {
        self.order(Order::Key(key));
    }

    fn order(&self, order: Order) {
        // The thread is gone only if it failed, which the next look at the display tells.
        let _ = self.orders.send(order);
    }
}

async fn run(
    gateway: SocketAddr,
    mac: MacAddress,
    authority: Option<String>,
    mut orders: mpsc::UnboundedReceiver<Order>,
    seen: &Mutex<Seen>,
) {
    let begun = std::time::Instant::now();
    let now = || Instant::from_micros(u64::try_from(begun.elapsed().as_micros()).unwrap());
    let mut phone = Phone::new(Identity { mac, enrolment: None }, [mac.0[5]; 32], now());
    let mut socket: Option<Socket> = None;
    let (mut web_sockets, mut told) = WebSockets::new(authority);
    phone.handle(Input::Clock(WallTime(1_767_603_600_000_000), 0), now());
    let mut keys: Vec<String> = Vec::new();
    // Who reads one of these finds the display as it is then.
    let mut lines: Vec<String> = Vec::new();
    loop {
        while let Some(output) = phone.poll_output() {
            match output {
                Output::OpenLink => match connect(gateway).await {
                    Some(open) => {
                        socket = Some(open);
                        phone.handle(Input::LinkOpen, now());
                    }
                    None => phone.handle(Input::LinkClosed("not opened".to_owned()), now()),
                },
                Output::CloseLink => socket = None,
                Output::ToGateway(message) => {
                    if let Some(open) = &mut socket {
                        let _ = open.send(Message::Binary(encode(&message).into())).await;
                    }
                }
                Output::WebSocket(id, command) => web_sockets.carry_out(id, command),
                Output::Log(line) => lines.push(line),
                // There is neither sound nor storage.
                Output::Media(_)
                | Output::Plan(_)
                | Output::Command(_)
                | Output::Recording(_)
                | Output::Taps(_)
                | Output::Recorder(_)
                | Output::RecordVoice(_)
                | Output::Route(..)
                | Output::View
                | Output::Save
                | Output::Keep(..)
                | _ => {}
            }
        }
        {
            let view = phone.view();
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.log.append(&mut lines);
            seen.display = view.display.text();
            if seen.shown.last() != Some(&seen.display) {
                let display = seen.display.clone();
                seen.shown.push(display);
            }
            seen.softkeys = view.softkeys.to_vec();
            for (place, key) in view.line_keys.iter().enumerate() {
                if keys.get(place) != Some(&key.description) {
                    seen.keys.push(key.description.clone());
                }
            }
            keys = view.line_keys.iter().map(|key| key.description.clone()).collect();
        }
        let wait = phone.poll_timeout().map_or(Duration::from_secs(1), |at| at.since(now()));
        let next = async {
            match &mut socket {
                Some(open) => open.next().await,
                None => std::future::pending().await,
            }
        };
        let input = tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Key(key)) => Some(Input::Press(key)),
                Some(Order::Softkey(label)) => {
                    let labels = phone.view().softkeys.iter();
                    let slot = labels.clone().position(|it| it.as_deref() == Some(&*label));
                    slot.map(|slot| Input::Press(Key::Softkey(u8::try_from(slot).unwrap())))
                }
                None => return,
            },
            event = told.recv() => event.map(|(id, event)| Input::WebSocket(id, event)),
            message = next => match message {
                Some(Ok(Message::Binary(bytes))) => {
                    let message = decode::<FromGateway>(&bytes).unwrap();
                    if let FromGateway::Media(datagram) = &message {
                        arrived(datagram)
                    } else {
                        Some(Input::FromGateway(message))
                    }
                }
                Some(Ok(_)) => None,
                Some(Err(_)) | None => {
                    socket = None;
                    Some(Input::LinkClosed("closed".to_owned()))
                }
            },
            () = tokio::time::sleep(wait) => None,
        };
        if let Some(input) = input {
            phone.handle(input, now());
        }
        phone.handle_timeout(now());
    }
}

/// Returns what is told of sound: that it came. What is no RTP (linphone opens its path through a
/// NAT so) is told to nobody.
fn arrived(datagram: &[u8]) -> Option<Input> {
    let (socket, packet) = split_media_datagram(datagram).unwrap();
    let packet = Packet::parse(packet).ok()?;
    Some(Input::Arrived(socket, packet.header.ssrc.0))
}

async fn connect(gateway: SocketAddr) -> Option<Socket> {
    let mut request = format!("ws://{gateway}/link").into_client_request().unwrap();
    let origin = format!("http://{gateway}").parse().unwrap();
    request.headers_mut().insert("origin", origin);
    tokio_tungstenite::connect_async(request).await.ok().map(|(socket, _)| socket)
}
