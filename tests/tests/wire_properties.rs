//! Properties of the textual protocols: printing is the reverse of reading, whatever was built;
//! offers and answers keep their promises over any number of exchanges.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hookswitch_core::rng::Rng;
use hookswitch_core::sdp::description::{Line, MAX_FORMATS};
use hookswitch_core::sdp::{
    Attribute, Capabilities, Connection, Description, Direction, Format, Local, Media, Origin,
    Session,
};
use hookswitch_core::sip::header::{
    CSeq, CallId, Contact, From, HeaderName, NameAddr, Reason, To, TypedHeader, UserAgent, Via,
    Warning,
};
use hookswitch_core::sip::message::{Message, Method, Request, Response, StatusCode};
use hookswitch_core::sip::uri::{Host, SipUri, Uri};

/// Characters that parsers trip over, and plain ones.
const CHARACTERS: &[char] = &[
    'a',
    'B',
    '7',
    '-',
    '.',
    ' ',
    '\t',
    '"',
    '\\',
    '<',
    '>',
    '@',
    ':',
    ';',
    ',',
    '=',
    '?',
    '&',
    '%',
    '/',
    '(',
    ')',
    '[',
    ']',
    '*',
    '#',
    '+',
    '~',
    '\'',
    '\0',
    '\u{7f}',
    'é',
    'ж',
    '\u{1f4de}',
];

struct Maker(Rng);

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        self.0.below(u32::try_from(limit).unwrap()) as usize
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// Any text without line ends, of `least` to 12 characters.
    fn text(&mut self, least: usize) -> String {
        let length = least + self.below(13 - least);
        (0..length).map(|_| self.pick(CHARACTERS)).collect()
    }

    /// One line as it can stand behind a name: no space around it.
    fn value(&mut self) -> String {
        self.text(0).trim().to_owned()
    }

    fn token(&mut self) -> String {
        let characters: Vec<char> = "abcXYZ019-.!%*_+`'~".chars().collect();
        (0..=self.below(8)).map(|_| self.pick(&characters)).collect()
    }

    fn host(&mut self) -> Host {
        match self.below(3) {
            0 => Host::parse(self.pick(&["example.com", "h", "a-b.example"])).unwrap(),
            1 => Ipv4Addr::from(self.0.u32()).into(),
            _ => Ipv6Addr::from((u128::from(self.0.u64()) << 64) | 1).into(),
        }
    }

    fn port(&mut self) -> Option<u16> {
        self.coin().then(|| self.0.u32() as u16)
    }

    fn uri(&mut self) -> Uri {
        if self.below(8) == 0 {
            return Uri::parse(self.pick(&["tel:+1-201-555;ext=1", "urn:service:sos"])).unwrap();
        }
        let user = self.text(0);
        let mut uri = SipUri::new(&user, self.host(), self.port());
        uri.secure = self.coin();
        if self.coin() {
            uri.params.set("transport", self.pick(&["udp", "tcp", "ws"]));
        }
        if self.coin() {
            uri.params.set_flag("lr");
        }
        if self.below(4) == 0 {
            let value = self.text(0);
            uri.push_header("Subject", &value);
        }
        Uri::Sip(uri)
    }

    fn address(&mut self) -> NameAddr {
        // A display name of space only is none.
        let mut address = NameAddr::new(self.text(0), self.uri());
        if self.coin() {
            address.set_tag(&self.token());
        }
        address
    }

    fn method(&mut self) -> Method {
        let name = self.token();
        self.pick(&[Method::Invite, Method::Bye, Method::from_name(&name)])
    }

    fn message(&mut self) -> Message {
        let method = self.method();
        let mut message = if self.coin() {
            Message::Request(Request::new(method.clone(), self.uri()))
        } else {
            let mut response =
                Response::new(StatusCode::new(100 + self.below(600) as u16).unwrap());
            response.reason = self.value();
            Message::Response(response)
        };
        let (headers, body) = match &mut message {
            Message::Request(request) => (&mut request.headers, &mut request.body),
            Message::Response(response) => (&mut response.headers, &mut response.body),
        };
        for _ in 0..=self.below(3) {
            headers.push_typed(&Via::new("UDP", self.host(), self.port(), &self.token()));
        }
        headers.push_typed(&From(self.address()));
        headers.push_typed(&To(self.address()));
        headers.push_typed(&CallId(self.token()));
        headers.push_typed(&CSeq::new(self.0.u32() >> 1, method));
        let contacts: Vec<_> =
            (0..self.below(3)).map(|_| Contact::Address(self.address())).collect();
        headers.push_list(&contacts);
        for _ in 0..self.below(4) {
            headers.push(HeaderName::from_name(&format!("X-{}", self.token())), self.value());
        }
        *body = (0..self.below(40)).map(|_| self.0.u32() as u8).collect();
        headers.push(HeaderName::ContentLength, body.len().to_string());
        message
    }
}

/// Prints a value, reads it, and wants the same.
#[track_caller]
fn assert_comes_back<H: TypedHeader + PartialEq + core::fmt::Debug>(value: &H) {
    let mut read = Vec::new();
    H::parse_field(&value.to_string(), &mut read)
        .unwrap_or_else(|error| panic!("{value}: {error}"));
    assert_eq!(read.iter().collect::<Vec<_>>(), [value]);
}

#[test]
fn any_message_built_comes_back() {
    let mut maker = Maker(Rng::new([21; 32]));
    for _ in 0..3_000 {
        let message = maker.message();
        let printed = message.to_bytes();
        let text = String::from_utf8_lossy(&printed);
        assert_eq!(Message::parse(&printed).as_ref(), Ok(&message), "{text}");
    }
}

#[test]
fn any_typed_header_built_comes_back() {
    let mut maker = Maker(Rng::new([22; 32]));
    for _ in 0..3_000 {
        assert_comes_back(&From(maker.address()));
        assert_comes_back(&Contact::Address(maker.address()));
        assert_comes_back(&Reason::sip(200, &maker.text(0)));
        assert_comes_back(&UserAgent(maker.value()));
        let warning = Warning { code: 399, agent: "host:5060".to_owned(), text: maker.text(0) };
        assert_comes_back(&warning);
    }
}

#[test]
fn equivalence_of_uris_is_symmetric_and_includes_equality() {
    let mut maker = Maker(Rng::new([23; 32]));
    let uris: Vec<_> = (0..200).map(|_| maker.uri()).collect();
    for a in &uris {
        let again = Uri::parse(&a.to_string()).unwrap();
        assert_eq!(&again, a);
        assert!(again.is_equivalent(a), "{a}");
        for b in &uris {
            assert_eq!(a.is_equivalent(b), b.is_equivalent(a), "{a} {b}");
        }
    }
}

fn description(maker: &mut Maker) -> Description {
    let connection = Connection::new(IpAddr::V4(Ipv4Addr::from(maker.0.u32())));
    let mut description = Description::new(Origin {
        username: "-".to_owned(),
        session_id: maker.0.u64().to_string(),
        version: maker.0.u64().to_string(),
        connection: connection.clone(),
    });
    description.name = maker.text(0);
    if maker.coin() {
        description.connection = Some(connection.clone());
        description.about.push(Line { kind: 'i', value: maker.text(0) });
    }
    for _ in 0..maker.below(4) {
        let mut media = Media::new(&maker.token(), maker.0.u32() as u16, "RTP/AVP");
        media.port_count = maker.port();
        media.formats = (0..=maker.below(5)).map(|_| maker.below(200).to_string()).collect();
        media.connections = (0..maker.below(2)).map(|_| connection.clone()).collect();
        for _ in 0..maker.below(5) {
            let value = maker.text(0);
            let name = maker.pick(&["rtpmap", "fmtp", "ptime", "rtcp", "x"]);
            media.attributes.push(Attribute::new(name, value));
        }
        media.attributes.extend(maker.coin().then(|| Attribute::flag("sendonly")));
        description.media.push(media);
    }
    description
}

#[test]
fn any_description_built_comes_back() {
    let mut maker = Maker(Rng::new([24; 32]));
    for _ in 0..3_000 {
        let description = description(&mut maker);
        let printed = description.to_bytes();
        let read = Description::parse(&printed);
        assert_eq!(read, Ok(description), "{}", String::from_utf8_lossy(&printed));
    }
}

#[test]
fn any_description_can_be_answered_or_refused() {
    let mut maker = Maker(Rng::new([25; 32]));
    let local = Local::new(Ipv4Addr::LOCALHOST.into(), 4000);
    for _ in 0..3_000 {
        let offer = description(&mut maker);
        let mut session = Session::new(Capabilities::g711(Some(101)), local, 1);
        if let Ok(answer) = session.answer(&offer, Direction::SendRecv) {
            assert_eq!(answer.media.len(), offer.media.len());
            let negotiated = session.negotiated().unwrap();
            assert!((10..=60).contains(&negotiated.ptime_ms));
            assert!(negotiated.receive.len() <= MAX_FORMATS);
        }
        session.offer(Direction::SendRecv);
        let _ = session.read_answer(&offer);
    }
}

/// One end of a session, and what it said last.
struct End {
    session: Session,
    said: Option<Description>,
}

impl End {
    fn new(maker: &mut Maker, port: u16) -> Self {
        let mut formats = vec![Format::pcmu(), Format::pcma(), Format::new(97, "L16", 16_000)];
        let at = maker.below(3);
        formats.rotate_left(at);
        formats.truncate(2 + maker.below(2));
        let events = maker.coin().then(|| 96 + maker.below(8) as u8).filter(|pt| *pt != 97);
        let capabilities = Capabilities { formats, ..Capabilities::g711(events) };
        let local = Local::new(Ipv4Addr::LOCALHOST.into(), port);
        Self { session: Session::new(capabilities, local, u64::from(port)), said: None }
    }

    /// Checks what must hold from one description of a session to the next.
    fn says(&mut self, next: &Description) {
        let version = |description: &Description| description.origin.version.parse::<u64>();
        if let Some(last) = &self.said {
            let (before, after) = (version(last).unwrap(), version(next).unwrap());
            assert_eq!(last.origin.session_id, next.origin.session_id);
            assert_eq!(after, before + u64::from(last.media != next.media));
            assert!(next.media.len() >= last.media.len());
        }
        self.said = Some(next.clone());
    }
}

fn exchange(from: &mut End, to: &mut End, wishes: (Direction, Direction)) {
    let offer = from.session.offer(wishes.0).clone();
    from.says(&offer);
    let Ok(answer) = to.session.answer(&offer, wishes.1).cloned() else {
        from.session.withdraw_offer();
        return;
    };
    to.says(&answer);
    let theirs = to.session.negotiated().unwrap();
    let ours = from.session.read_answer(&answer).unwrap();
    assert_eq!(ours.direction, theirs.direction.reversed());
    assert_eq!(ours.direction, wishes.0.and(wishes.1.reversed()));
    assert!(theirs.receive.contains(&ours.send) && ours.receive.contains(&theirs.send));
    assert!(ours.events_send.is_none_or(|events| theirs.events_receive.contains(&events)));
    assert!(theirs.events_send.is_none_or(|events| ours.events_receive.contains(&events)));
    let numbers: Vec<_> = offer.media[0].rtp_formats().iter().map(|f| f.payload_type).collect();
    let mut unique = numbers.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), numbers.len(), "{offer}");
}

#[test]
fn two_sessions_keep_their_promises_over_many_exchanges() {
    use Direction::{Inactive, RecvOnly, SendOnly, SendRecv};
    let mut maker = Maker(Rng::new([26; 32]));
    for _ in 0..300 {
        let (mut a, mut b) = (End::new(&mut maker, 4000), End::new(&mut maker, 5000));
        for _ in 0..12 {
            let wish = |maker: &mut Maker| maker.pick(&[SendRecv, SendOnly, RecvOnly, Inactive]);
            let wishes = (wish(&mut maker), wish(&mut maker));
            if maker.coin() {
                exchange(&mut a, &mut b, wishes);
            } else {
                exchange(&mut b, &mut a, wishes);
            }
        }
    }
}
