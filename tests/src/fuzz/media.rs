//! Media packets.

use hookswitch_core::rtp::RtpTime;
use hookswitch_core::rtp::event::{Event, EventReceiver};
use hookswitch_core::rtp::packet::{Packet, is_rtcp};

/// Reads an RTP packet, prints it and reads it again.
///
/// # Panics
///
/// If the two differ.
pub fn rtp(data: &[u8]) {
    let _ = is_rtcp(data);
    let Ok(packet) = Packet::parse(data) else { return };
    let mut buffer = vec![0; data.len()];
    let Some(length) = packet.print(&mut buffer) else { return };
    assert_eq!(Packet::parse(&buffer[..length]), Ok(packet), "printed otherwise than read");
}

/// Reads telephone events, one after the other, each with a time of its own.
///
/// # Panics
///
/// If an event is printed otherwise than it was read.
pub fn telephone_event(data: &[u8]) {
    let mut receiver = EventReceiver::default();
    for chunk in data.chunks(8) {
        let Some((time, payload)) = chunk.split_first_chunk::<4>() else { return };
        if let Some(event) = Event::parse(payload) {
            assert_eq!(Event::parse(&event.to_bytes()), Some(event));
            let _ = receiver.handle(RtpTime(u32::from_be_bytes(*time)), event);
        }
    }
}
