//! A DHCP client that only asks what there is to know, and never takes an address (RFC 2131).
//!
//! With an address it informs (4.4.3), without one it discovers and reads the first offer, which it
//! does not request. Options are read as bytes: what they mean is the phone's business, and servers
//! in the field fill them in many ways.

use std::collections::VecDeque;
use std::net::Ipv4Addr;

use hookswitch_core::link::MacAddress;
use hookswitch_core::time::{Duration, Instant, Timers};

/// Port of servers; clients have the one above.
pub const SERVER_PORT: u16 = 67;

/// Port of clients.
pub const CLIENT_PORT: u16 = 68;

/// Pauses after each question for who has an address: the answer comes at once or not at all.
const INFORM_PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// Pauses after each question for who has none (RFC 2131 4.1): before its offer a server may look
/// for somebody who has the address, which takes some of them three seconds.
const DISCOVER_PAUSES: [Duration; 2] = [Duration::from_secs(4), Duration::from_secs(4)];

/// Bytes before the magic cookie (RFC 2131 2).
const FIXED: usize = 236;

/// What says that options follow (RFC 2131 3).
const COOKIE: [u8; 4] = [99, 130, 83, 99];

/// Least length of a message: older relays drop shorter ones (RFC 1542 2.1).
const SHORTEST: usize = 300;

/// Options that a phone asks for: time offset, time servers, name servers, domain, NTP servers,
/// vendor data, server name, file name, SIP servers, VLAN and provisioning URL (manual 9, 12, 15).
const WANTED: [u8; 11] = [2, 4, 6, 15, 42, 43, 66, 67, 120, 132, 160];

/// Code of the option with the kind of message (RFC 2132 9.6).
const MESSAGE_TYPE: u8 = 53;

/// Code of the option that says which fields hold options too (RFC 2132 9.3).
const OVERLOAD: u8 = 52;

/// Kinds of messages (RFC 2132 9.6).
const DISCOVER: u8 = 1;
const OFFER: u8 = 2;
const ACK: u8 = 5;
const INFORM: u8 = 8;

/// An answer of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The number of the question.
    pub transaction: u32,
    /// Whose question it was.
    pub mac: MacAddress,
    /// Its kind (RFC 2132 9.6).
    pub kind: u8,
    /// Code and value of each option, each code once (RFC 3396), in the order of arrival.
    pub options: Vec<(u8, Vec<u8>)>,
}

impl Message {
    /// Reads an answer; `None` if no server would send it.
    pub fn read(datagram: &[u8]) -> Option<Self> {
        let (fixed, rest) = datagram.split_at_checked(FIXED)?;
        let rest = rest.strip_prefix(&COOKIE)?;
        let [2, 1, 6, _, a, b, c, d, ..] = *fixed else { return None };
        let mac: [u8; 6] = fixed.get(28..34)?.try_into().ok()?;
        let (server_name, file_name) = (fixed.get(44..108)?, fixed.get(108..236)?);
        let mut options = Vec::new();
        read_options(rest, &mut options)?;
        let overload = value(&options, OVERLOAD).and_then(|value| value.first().copied());
        let overload = overload.unwrap_or(0);
        if overload & 1 != 0 {
            read_options(file_name, &mut options)?;
        } else {
            name_as_option(67, file_name, &mut options);
        }
        if overload & 2 != 0 {
            read_options(server_name, &mut options)?;
        } else {
            name_as_option(66, server_name, &mut options);
        }
        let &[kind] = value(&options, MESSAGE_TYPE)? else { return None };
        let transaction = u32::from_be_bytes([a, b, c, d]);
        Some(Self { transaction, mac: MacAddress(mac), kind, options })
    }
}

fn value(options: &[(u8, Vec<u8>)], code: u8) -> Option<&[u8]> {
    options.iter().find(|(other, _)| *other == code).map(|(_, value)| &value[..])
}

/// Reads options to their end; `None` if one is cut off.
fn read_options(mut bytes: &[u8], options: &mut Vec<(u8, Vec<u8>)>) -> Option<()> {
    loop {
        match *bytes {
            // Some servers leave the end out where the field ends with it.
            [] | [255, ..] => return Some(()),
            [0, ref rest @ ..] => bytes = rest,
            [code, length, ref rest @ ..] => {
                let (part, rest) = rest.split_at_checked(length.into())?;
                match options.iter_mut().find(|(other, _)| *other == code) {
                    Some((_, value)) => value.extend_from_slice(part),
                    None => options.push((code, part.to_vec())),
                }
                bytes = rest;
            }
            [_] => return None,
        }
    }
}

/// Gives a name in an old field as the option that took its place, unless that is there.
fn name_as_option(code: u8, field: &[u8], options: &mut Vec<(u8, Vec<u8>)>) {
    let name = field.split(|&byte| byte == 0).next().unwrap_or_default();
    if !name.is_empty() && value(options, code).is_none() {
        options.push((code, name.to_vec()));
    }
}

/// Who asks.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The phone.
    pub mac: MacAddress,
    /// Its model, told as vendor class and as user class.
    pub model: String,
    /// The option with the provisioning address, if it is another than all phones ask for.
    pub url_option: u8,
    /// The address that an answer can be sent to, if there is one.
    pub address: Option<Ipv4Addr>,
}

impl Asker {
    fn message(&self, kind: u8, transaction: u32) -> Vec<u8> {
        let mut message = vec![0; FIXED];
        // Question, Ethernet, six bytes of address.
        message[..3].copy_from_slice(&[1, 1, 6]);
        message[4..8].copy_from_slice(&transaction.to_be_bytes());
        match self.address {
            Some(address) if kind == INFORM => {
                message[12..16].copy_from_slice(&address.octets());
            }
            // Whoever has no address cannot be sent anything but a broadcast.
            Some(_) | None => message[10] = 0x80,
        }
        message[28..34].copy_from_slice(&self.mac.0);
        message.extend_from_slice(&COOKIE);
        let mut option = |code: u8, value: &[u8]| {
            let value = value.get(..255).unwrap_or(value);
            message.extend_from_slice(&[code, value.len() as u8]);
            message.extend_from_slice(value);
        };
        option(MESSAGE_TYPE, &[kind]);
        // Ethernet, then the address (RFC 2132 9.14).
        let [a, b, c, d, e, f] = self.mac.0;
        option(61, &[1, a, b, c, d, e, f]);
        option(60, self.model.as_bytes());
        option(77, self.model.as_bytes());
        let other = Some(self.url_option).filter(|other| !WANTED.contains(other));
        option(55, &WANTED.into_iter().chain(other).collect::<Vec<_>>());
        message.push(255);
        message.resize(message.len().max(SHORTEST), 0);
        message
    }
}

/// What the client wants done or tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Broadcast this to servers.
    Send(Vec<u8>),
    /// What a server told.
    Told(Vec<(u8, Vec<u8>)>),
    /// No server told anything.
    NoAnswer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Informing { pause: usize },
    Discovering { pause: usize },
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Again;

/// Asks servers until one answers.
#[derive(Clone, Debug)]
pub struct Client {
    asker: Asker,
    transaction: u32,
    state: State,
    timers: Timers<Again>,
    outputs: VecDeque<Output>,
}

impl Client {
    /// Begins to ask; `transaction` is a random number.
    pub fn new(asker: Asker, transaction: u32, now: Instant) -> Self {
        let state = match asker.address {
            Some(_) => State::Informing { pause: 0 },
            None => State::Discovering { pause: 0 },
        };
        let (timers, outputs) = (Timers::new(), VecDeque::new());
        let mut client = Self { asker, transaction, state: State::Ended, timers, outputs };
        client.enter(state, now);
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

    /// A datagram came to the client's port.
    pub fn handle_datagram(&mut self, datagram: &[u8], now: Instant) {
        let Some(message) = Message::read(datagram) else { return };
        let ours = message.transaction == self.transaction && message.mac == self.asker.mac;
        match (self.state, message.kind) {
            (State::Informing { .. }, ACK) | (State::Discovering { .. }, OFFER) if ours => {
                self.outputs.push_back(Output::Told(message.options));
                self.enter(State::Ended, now);
            }
            (State::Informing { .. } | State::Discovering { .. } | State::Ended, _) => {}
        }
    }

    /// Time passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(Again) = self.timers.expire(now) {
            let next = match self.state {
                State::Informing { pause } if pause + 1 < INFORM_PAUSES.len() => {
                    State::Informing { pause: pause + 1 }
                }
                // Not every server answers who has an address already.
                State::Informing { .. } => State::Discovering { pause: 0 },
                State::Discovering { pause } if pause + 1 < DISCOVER_PAUSES.len() => {
                    State::Discovering { pause: pause + 1 }
                }
                State::Discovering { .. } => {
                    self.outputs.push_back(Output::NoAnswer);
                    State::Ended
                }
                State::Ended => State::Ended,
            };
            self.enter(next, now);
        }
    }

    fn enter(&mut self, state: State, now: Instant) {
        self.state = state;
        self.timers.clear_all();
        let (kind, pause) = match state {
            State::Informing { pause } => (INFORM, INFORM_PAUSES.get(pause)),
            State::Discovering { pause } => (DISCOVER, DISCOVER_PAUSES.get(pause)),
            State::Ended => return,
        };
        self.timers.set(Again, now + pause.copied().unwrap_or_default());
        self.outputs.push_back(Output::Send(self.asker.message(kind, self.transaction)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAC: MacAddress = MacAddress([2, 0, 0, 0, 0, 9]);

    fn at(millis: u64) -> Instant {
        Instant::from_millis(millis)
    }

    fn client(address: Option<Ipv4Addr>) -> Client {
        Client::new(
            Asker { mac: MAC, model: "440HD".to_owned(), url_option: 160, address },
            0x0102_0304,
            at(0),
        )
    }

    /// An answer with `options` as they are on the wire.
    fn answer(options: &[u8]) -> Vec<u8> {
        let mut message = vec![0; FIXED];
        message[..8].copy_from_slice(&[2, 1, 6, 0, 1, 2, 3, 4]);
        message[28..34].copy_from_slice(&MAC.0);
        message.extend_from_slice(&COOKIE);
        message.extend_from_slice(options);
        message
    }

    fn drain(client: &mut Client) -> Vec<Output> {
        std::iter::from_fn(|| client.poll_output()).collect()
    }

    fn kinds(outputs: &[Output]) -> Vec<u8> {
        let kind = |output: &Output| match output {
            Output::Send(message) => message.get(FIXED + 6).copied(),
            Output::Told(_) | Output::NoAnswer => None,
        };
        outputs.iter().filter_map(kind).collect()
    }

    #[test]
    fn who_has_an_address_informs() {
        let mut client = client(Some([192, 0, 2, 7].into()));
        let outputs = drain(&mut client);
        assert_eq!(kinds(&outputs), [INFORM]);
        let [Output::Send(message)] = &outputs[..] else { panic!("{outputs:?}") };
        assert_eq!(message[12..16], [192, 0, 2, 7]);
        assert_eq!((message[10], message.len()), (0, SHORTEST));
        for class in [b"\x3c\x05440HD", b"\x4d\x05440HD"] {
            assert!(message.windows(7).any(|bytes| bytes == class), "{message:?}");
        }
        client.handle_datagram(&answer(b"\x35\x01\x05\xa0\x08tftp://a\xff"), at(10));
        let told = vec![(53, vec![5]), (160, b"tftp://a".to_vec())];
        assert_eq!(drain(&mut client), [Output::Told(told)]);
        assert_eq!(client.poll_timeout(), None);
    }

    #[test]
    fn another_option_with_the_address_is_asked_for_too() {
        let wanted = |url_option| {
            let asker = Asker { mac: MAC, model: "440HD".to_owned(), url_option, address: None };
            let message = asker.message(DISCOVER, 1);
            let at = message.windows(2).position(|bytes| *bytes == [55, 11] || *bytes == [55, 12]);
            let [_, length, ref rest @ ..] = message[at.expect("a list")..] else { panic!() };
            rest[..usize::from(length)].to_vec()
        };
        assert_eq!(wanted(160), WANTED);
        assert_eq!(wanted(161), [&WANTED[..], &[161]].concat());
    }

    #[test]
    fn who_has_none_discovers_and_requests_nothing() {
        let mut client = client(None);
        let outputs = drain(&mut client);
        assert_eq!(kinds(&outputs), [DISCOVER]);
        let [Output::Send(message)] = &outputs[..] else { panic!("{outputs:?}") };
        assert_eq!((message[10], &message[12..16]), (0x80, &[0; 4][..]));
        client.handle_datagram(&answer(b"\x35\x01\x02\x42\x01a\xff"), at(10));
        assert_eq!(drain(&mut client), [Output::Told(vec![(53, vec![2]), (66, b"a".to_vec())])]);
    }

    #[test]
    fn informing_in_vain_leads_to_discovering_and_that_to_an_end() {
        let mut client = client(Some([192, 0, 2, 7].into()));
        let (mut sent, mut times) = (Vec::new(), Vec::new());
        while let Some(next) = client.poll_timeout() {
            sent.extend(drain(&mut client));
            client.handle_timeout(next);
            times.push(next.as_millis());
        }
        assert_eq!(kinds(&sent), [INFORM, INFORM, DISCOVER, DISCOVER]);
        assert_eq!(times, [1_000, 3_000, 7_000, 11_000]);
        assert_eq!(drain(&mut client), [Output::NoAnswer]);
    }

    #[test]
    fn answers_to_others_are_ignored() {
        let mut client = client(None);
        drain(&mut client);
        let offer = b"\x35\x01\x02\xff";
        let mut other = answer(offer);
        other[7] = 9;
        client.handle_datagram(&other, at(1));
        let mut other = answer(offer);
        other[33] = 1;
        client.handle_datagram(&other, at(1));
        client.handle_datagram(&answer(b"\x35\x01\x05\xff"), at(1));
        client.handle_datagram(b"noise", at(1));
        assert_eq!(drain(&mut client), []);
    }

    #[track_caller]
    fn check(message: &[u8], expected: Option<&[(u8, &[u8])]>) {
        let options = Message::read(message).map(|message| message.options);
        let expected = expected.map(|options| {
            options.iter().map(|&(code, value)| (code, value.to_vec())).collect::<Vec<_>>()
        });
        assert_eq!(options, expected);
    }

    #[test]
    fn options_are_read_as_they_are() {
        check(&answer(b"\x35\x01\x05"), Some(&[(53, &[5])]));
        check(
            &answer(b"\0\0\x35\x01\x05\x2b\x02\x01\0\xff\x01\x02"),
            Some(&[(53, &[5]), (43, &[1, 0])]),
        );
        // RFC 3396: parts of one option.
        check(&answer(b"\xa0\x02ab\x35\x01\x05\xa0\x01c\xff"), Some(&[(160, b"abc"), (53, &[5])]));
        check(&answer(b"\x35\x01\x05\xa0\x09cut"), None);
        check(&answer(b"\x35\x01\x05\xa0"), None);
        check(&answer(b"\xa0\x01a\xff"), None);
        check(&answer(b"\x35\x02\x05\x05\xff"), None);
        check(&answer(b"")[..FIXED + 3], None);
    }

    #[test]
    fn old_fields_are_options_66_and_67() {
        let mut message = answer(b"\x35\x01\x05\xff");
        message[44..48].copy_from_slice(b"host");
        message[108..113].copy_from_slice(b"a.cfg");
        check(&message, Some(&[(53, &[5]), (67, b"a.cfg"), (66, b"host")]));
        let mut message = answer(b"\x35\x01\x05\x42\x03new\xff");
        message[44..48].copy_from_slice(b"host");
        check(&message, Some(&[(53, &[5]), (66, b"new")]));
    }

    #[test]
    fn fields_may_hold_options() {
        let mut message = answer(b"\x34\x01\x03\x35\x01\x05\xff");
        message[44..50].copy_from_slice(b"\xa0\x03abc\xff");
        message[108..113].copy_from_slice(b"\x42\x01h\xff\x09");
        let expected: &[(u8, &[u8])] = &[(52, &[3]), (53, &[5]), (66, b"h"), (160, b"abc")];
        check(&message, Some(expected));
    }
}
