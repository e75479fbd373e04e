//! Debian's tshark, which reads packets as an administrator would.

use std::process::Command;

use super::coders::piped;
use crate::child::program;

/// Where RTP goes in captures; RTCP goes to the next port.
const RTP: u16 = 5004;

/// A captured packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Captured {
    /// Sound or an event.
    Rtp(Vec<u8>),
    /// Reports.
    Rtcp(Vec<u8>),
}

/// Returns the fields of each packet for which `filter` holds, as tshark reads them; events have
/// payload type 101.
#[track_caller]
pub fn read(packets: &[Captured], filter: &str, fields: &[&str]) -> Vec<Vec<String>> {
    let mut tshark = Command::new(program(&["tshark"]));
    tshark.args(["-r", "-", "-n", "-o", "rtpevent.event_payload_type_value:101"]);
    tshark.args(["-d", &format!("udp.port=={RTP},rtp")]);
    tshark.args(["-d", &format!("udp.port=={},rtcp", RTP + 1)]);
    tshark.args(["-Y", filter, "-T", "fields", "-E", "separator=;"]);
    fields.iter().for_each(|field| _ = tshark.args(["-e", field]));
    let text = String::from_utf8(piped(tshark, capture(packets))).unwrap();
    text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
}

/// Returns a file of packets 20 ms apart: libpcap's, of IP without a link layer.
fn capture(packets: &[Captured]) -> Vec<u8> {
    let mut file = Vec::new();
    for word in [0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 101] {
        file.extend(u32::to_le_bytes(word));
    }
    for (n, packet) in (0_u32..).zip(packets) {
        let (port, octets) = match packet {
            Captured::Rtp(octets) => (RTP, octets),
            Captured::Rtcp(octets) => (RTP + 1, octets),
        };
        let length = u16::try_from(octets.len() + 28).unwrap();
        for word in [n / 50, n % 50 * 20_000, u32::from(length), u32::from(length)] {
            file.extend(word.to_le_bytes());
        }
        // Without checksums, which nobody checks.
        file.extend([0x45, 0]);
        file.extend(length.to_be_bytes());
        file.extend([0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
        for word in [port, port, length - 20, 0] {
            file.extend(word.to_be_bytes());
        }
        file.extend(octets);
    }
    file
}
