//! What servers send to the gateway: TFTP, DHCP and NTP.

use std::time::Duration;

use hookswitch_core::link::MacAddress;
use hookswitch_core::time::Instant;

use crate::protocol::dhcp::{Asker, Client as DhcpClient, Message};
use crate::protocol::tftp::{Client as TftpClient, Output, Packet};
use crate::protocol::{dhcp as dhcp_protocol, ntp as ntp_protocol};

/// Longest file that the TFTP client may take, in bytes.
const LIMIT: u64 = 4_096;

/// Reads packets of TFTP servers: each is a port, which is 0 for a second without one, two bytes of
/// length, and the packet.
///
/// # Panics
///
/// If the client passes on more than its limit, tells its end twice, or goes on after it.
pub fn tftp(mut data: &[u8]) {
    let _ = Packet::read(data);
    let mut now = Instant::ZERO;
    let mut client = TftpClient::new("a.cfg", LIMIT, Duration::from_secs(5), now);
    let (mut bytes, mut ended) = (0, false);
    while let Some((&[port, high, low], rest)) = data.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes([high, low])).min(rest.len());
        let (packet, rest) = rest.split_at(length);
        data = rest;
        if port == 0 {
            now += Duration::from_secs(1);
            client.handle_timeout(now);
        } else {
            client.handle_datagram(u16::from(port), packet, now);
        }
        while let Some(output) = client.poll_output() {
            let end = match output {
                Output::Send { .. } | Output::Size(_) => false,
                Output::Data(data) => {
                    assert!(!ended, "data after the end");
                    bytes += data.len() as u64;
                    false
                }
                Output::Done | Output::Failed(_) => true,
            };
            assert!(!(end && ended), "it ends twice");
            ended |= end;
        }
    }
    assert!(bytes <= LIMIT, "{bytes} bytes are too many");
    assert_eq!(ended, client.poll_timeout().is_none(), "it waits for as long as it goes on");
}

/// Reads an answer of a DHCP server.
///
/// # Panics
///
/// If an option is told twice, or the client goes on after an answer.
pub fn dhcp(data: &[u8]) {
    if let Some(message) = Message::read(data) {
        let mut codes: Vec<u8> = message.options.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), message.options.len(), "an option is there twice");
    }
    for address in [None, Some([192, 0, 2, 9].into())] {
        let asker = Asker {
            mac: MacAddress([2, 0, 0, 0, 0, 9]),
            model: "440HD".into(),
            url_option: 161,
            address,
        };
        let mut client = DhcpClient::new(asker, 0x0102_0304, Instant::ZERO);
        client.handle_datagram(data, Instant::ZERO);
        let mut told = false;
        while let Some(output) = client.poll_output() {
            told |= matches!(output, dhcp_protocol::Output::Told(_));
        }
        assert_eq!(told, client.poll_timeout().is_none(), "it waits for as long as it goes on");
    }
}

/// Reads an answer of a time server.
///
/// # Panics
///
/// If an answer tells a way that is longer than it took.
pub fn ntp(data: &[u8]) {
    let elapsed = Duration::from_millis(20);
    match ntp_protocol::answer(data, *b"fuzzfuzz", elapsed) {
        Ok(answer) => {
            assert!(answer.round_trip <= elapsed, "{answer:?}");
            assert!((1..=15).contains(&answer.stratum), "{answer:?}");
        }
        Err(useless) => assert!(!useless.to_string().is_empty(), "an error without a text"),
    }
}
