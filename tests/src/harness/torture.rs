//! Torture messages: each is given to the parser and to a phone that is registered and idle, and
//! what it got becomes a page of the documentation.

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;

use hookswitch_core::sip::message::{Message, ParseError};
use hookswitch_core::time::Duration;

use super::net::Packet;
use super::world::World;
use crate::{folder, golden, repository};

/// What a phone may do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It rings: provisional responses only, for as long as nobody answers.
    Rings,
    /// A final response with this status.
    Status(u16),
    /// Nothing is sent.
    Nothing,
}

/// A message: the name of its file, the section of the RFC, what is special about it, what a phone
/// does, and why.
pub type Row = (&'static str, &'static str, &'static str, Expected, &'static str);

/// The messages of an RFC.
pub struct Torture {
    /// The RFC, as its files are named: `rfc4475`.
    pub rfc: &'static str,
    /// Puts a phone into the world that is registered and idle, and others.
    pub open: fn(&mut World),
    /// Where the phone, the first one, has its SIP.
    pub phone: SocketAddr,
    /// Who sends the messages.
    pub tester: SocketAddr,
    /// The messages.
    pub messages: &'static [Row],
}

impl Torture {
    /// Returns a message as bytes.
    pub fn message(&self, name: &str) -> Vec<u8> {
        fs::read(folder().join(format!("corpus/sip_message/{}-{name}.dat", self.rfc))).unwrap()
    }

    /// Gives each message to a phone of its own, checks what it does and that it lives on, and
    /// compares what is told of that with the golden page `docs/<rfc>.md`.
    #[track_caller]
    pub fn check(&self, heading: &str) {
        let mut rows = String::new();
        let mut wrong = Vec::new();
        for (number, &(name, section, what, expected, why)) in self.messages.iter().enumerate() {
            let data = self.message(name);
            let mut world = World::new(4475);
            (self.open)(&mut world);
            let mut answers = self.give(&mut world, data.clone());
            answers.dedup();
            self.assert_alive(&mut world, number, name);
            let parsed = parsed(&data);
            let text = answers.iter().map(|line| line.trim_start_matches("SIP/2.0 "));
            let text = text.collect::<Vec<_>>().join(", then ");
            if !suits(expected, &answers) {
                wrong.push(format!("{name}: {text:?} instead of {expected:?} ({parsed})"));
            }
            let text = if text.is_empty() { "nothing".to_owned() } else { text };
            rows += &format!("| {name} | {section} | {what} | {parsed} | {text} | {why} |\n");
        }
        assert!(
            wrong.is_empty(),
            "{} of {}:\n{}",
            wrong.len(),
            self.messages.len(),
            wrong.join("\n")
        );
        let page = format!(
            "{heading}\n\n\
             | message | section | what it is | parser | phone sends | why that is right |\n\
             |---|---|---|---|---|---|\n{rows}"
        );
        golden::check_file(&repository(&format!("docs/{}.md", self.rfc)), &page);
    }

    /// Gives all messages to one phone, one after the other.
    #[track_caller]
    pub fn give_all(&self, world: &mut World) {
        (self.open)(world);
        for (name, ..) in self.messages {
            let _ = self.give(world, self.message(name));
        }
        world.run_for(Duration::from_secs(60));
        self.assert_alive(world, self.messages.len(), "all of them");
    }

    /// Checks that every file has its row.
    #[track_caller]
    pub fn assert_complete(&self) {
        let files = fs::read_dir(folder().join("corpus/sip_message")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
        let prefix = format!("{}-", self.rfc);
        let names: BTreeSet<_> = names
            .filter_map(|name| Some(name.strip_prefix(&prefix)?.strip_suffix(".dat")?.to_owned()))
            .collect();
        assert_eq!(names, self.messages.iter().map(|row| row.0.to_owned()).collect());
    }

    /// Sends a datagram to the phone and returns the first lines of what it sends within two
    /// seconds to anybody but its server.
    pub fn give(&self, world: &mut World, data: Vec<u8>) -> Vec<String> {
        world.net.clear_trace();
        let now = world.now;
        world.net.send(Packet { from: self.tester, to: self.phone, data }, now);
        world.run_for(Duration::from_secs(2));
        let pbx = world.pbx.as_ref().map(|pbx| pbx.ip);
        let packets = world.net.trace().iter().map(|traced| &traced.packet);
        let sent =
            packets.filter(|packet| packet.from == self.phone && Some(packet.to.ip()) != pbx);
        let text = sent.map(|packet| String::from_utf8_lossy(&packet.data).into_owned());
        text.map(|text| text.lines().next().unwrap_or_default().to_owned()).collect()
    }

    #[track_caller]
    fn assert_alive(&self, world: &mut World, number: usize, after: &str) {
        let (phone, tester) = (self.phone, self.tester);
        let options = format!(
            "OPTIONS sip:1001@{phone} SIP/2.0\r\n\
             Via: SIP/2.0/UDP {tester};branch=z9hG4bKalive{number}\r\n\
             Max-Forwards: 70\r\nFrom: <sip:tester@{tester}>;tag=1\r\nTo: <sip:1001@{phone}>\r\n\
             Call-ID: alive{number}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
        );
        let answers = self.give(world, options.into_bytes());
        let status = answers.iter().find(|line| line.starts_with("SIP/2.0"));
        let status = status.map_or("nothing", String::as_str);
        assert!(
            ["SIP/2.0 200 OK", "SIP/2.0 486 Busy Here"].contains(&status),
            "after {after} the phone answers OPTIONS with {status}"
        );
    }
}

fn suits(expected: Expected, answers: &[String]) -> bool {
    let statuses: Vec<u16> =
        answers.iter().map(|line| line.split(' ').nth(1).unwrap().parse().unwrap()).collect();
    match expected {
        Expected::Rings => statuses.last().is_some_and(|status| (180..200).contains(status)),
        Expected::Status(status) => statuses.last() == Some(&status),
        Expected::Nothing => statuses.is_empty(),
    }
}

fn parsed(data: &[u8]) -> String {
    match Message::parse(data) {
        Ok(Message::Request(request)) => match request.validate() {
            Ok(()) => "accepted".to_owned(),
            Err(defect) => format!("read; {defect}"),
        },
        Ok(Message::Response(response)) => match response.validate() {
            Ok(()) => "accepted".to_owned(),
            Err(defect) => format!("read; {defect}"),
        },
        Err(ParseError::Request(_, defect)) => format!("refused: {defect}"),
        Err(error) => format!("dropped: {error}"),
    }
}
