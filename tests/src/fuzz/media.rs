//! Media packets.

use hookswitch_core::dsp::g729::{self, Decoder, Encoder, FRAME, Silences};
use hookswitch_core::keying::{Keying, Services, Suite};
use hookswitch_core::media::control::{Control, Output};
use hookswitch_core::rng::Rng;
use hookswitch_core::rtp::event::{Event, EventReceiver};
use hookswitch_core::rtp::packet::{Header, Packet, is_rtcp};
use hookswitch_core::rtp::rtcp::{self, Rtcp};
use hookswitch_core::rtp::srtp::{MAX_TRAILER, Receiver, Sender};
use hookswitch_core::rtp::{PayloadType, RtpTime, Seq, Ssrc};
use hookswitch_core::time::{Duration, Instant, WallTime};

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

/// Reads a compound RTCP packet, prints it and reads it again; then gives it, and itself as RTP, to
/// the control of a stream.
///
/// # Panics
///
/// If the two differ, or the control sends what cannot be read.
pub fn rtcp(data: &[u8]) {
    if let Ok(packets) = rtcp::parse(data) {
        let known: Vec<_> =
            packets.into_iter().filter(|packet| !matches!(packet, Rtcp::Other(_))).collect();
        if !known.is_empty() {
            let printed = rtcp::print(&known);
            assert_eq!(rtcp::parse(&printed), Ok(known), "printed otherwise than read");
        }
    }
    let mut now = Instant::ZERO;
    let mut control = Control::new(1, 8_000, "fuzz".to_owned(), Rng::new([1; 32]), now);
    for (round, chunk) in (0..).zip(data.chunks(64)) {
        now += Duration::from_millis(700);
        let _ = control.handle_sent(&Header { seq: Seq(round), ..SENT }.to_bytes(), now);
        let _ = control.handle_rtp(chunk, now);
        control.handle_rtcp(data, now);
        control.handle_timeout(now, WallTime(1_767_603_600_000_000));
        while let Some(output) = control.poll_output() {
            if let Output::Send(packet) = output {
                assert!(rtcp::parse(&packet).is_ok(), "a report that cannot be read");
            }
        }
    }
}

/// Opens packets, each with its length before it and of both kinds, with a key that the first octet
/// chooses; and protects and opens each of them as it stands.
///
/// # Panics
///
/// If a packet that was protected is opened to something else.
pub fn srtp(data: &[u8]) {
    let Some((&choice, mut rest)) = data.split_first() else { return };
    let suite = Suite::ALL[usize::from(choice) % Suite::ALL.len()];
    let services = Services {
        encrypts_rtp: suite.is_aead() || choice & 0x20 == 0,
        authenticates_rtp: suite.is_aead() || choice & 0x40 == 0,
        encrypts_rtcp: choice & 0x80 == 0,
    };
    let mki = vec![1; usize::from(choice >> 3 & 3)];
    let keying = Keying::random(suite, &mut Rng::new([choice % 7; 32]));
    let keying = keying.with_services(services).with_mki(mki);
    let mut receiver = Receiver::new(&keying);
    while let Some((&length, behind)) = rest.split_first() {
        let (packet, behind) = behind.split_at(usize::from(length).min(behind.len()));
        rest = behind;
        let _ = receiver.unprotect_rtp(&mut packet.to_vec());
        let _ = receiver.unprotect_rtcp(&mut packet.to_vec());
        let mut buffer = packet.to_vec();
        buffer.resize(packet.len() + MAX_TRAILER, 0);
        if let Ok(sealed) = Sender::new(&keying).protect_rtp(&mut buffer, packet.len()) {
            let opened = Receiver::new(&keying).unprotect_rtp(&mut buffer[..sealed]);
            assert_eq!((opened, &buffer[..packet.len()]), (Ok(packet.len()), packet));
        }
        buffer[..packet.len()].copy_from_slice(packet);
        if let Ok(sealed) = Sender::new(&keying).protect_rtcp(&mut buffer, packet.len()) {
            let opened = Receiver::new(&keying).unprotect_rtcp(&mut buffer[..sealed]);
            assert_eq!((opened, &buffer[..packet.len()]), (Ok(packet.len()), packet));
        }
    }
}

/// Decodes RTP payloads of G.729, each with its length before it, of which 255 is one that was lost;
/// and encodes the bytes as sound, which is decoded again.
///
/// # Panics
///
/// If a payload has more or less sound than its length says, or a frame cannot be taken back.
pub fn g729(data: &[u8]) {
    let mut decoder = Decoder::new();
    let mut rest = data;
    while let Some((&length, behind)) = rest.split_first() {
        let (payload, behind) = behind.split_at(usize::from(length).min(behind.len()));
        rest = behind;
        if length == 255 {
            decoder.process(None);
            continue;
        }
        let heard = g729::frames(payload).map(|frame| decoder.process(Some(&frame)).len());
        assert_eq!(heard.sum::<usize>(), g729::samples(payload.len()), "{length}");
    }
    for silences in [Silences::Sent, Silences::DESCRIBED, Silences::DESCRIBED_LATE] {
        let mut encoder = Encoder::new(silences);
        for block in data.chunks(2 * FRAME) {
            let mut samples = [0; FRAME];
            let (pairs, _) = block.as_chunks();
            samples.iter_mut().zip(pairs).for_each(|(to, &pair)| *to = i16::from_be_bytes(pair));
            let frame = encoder.process(&samples);
            let octets = frame.octets();
            assert!(octets.is_empty() || g729::frames(octets).eq([frame]), "{frame:?}");
            decoder.process(Some(&frame));
        }
    }
}

const SENT: Header = Header {
    marker: false,
    payload_type: PayloadType(8),
    seq: Seq(0),
    rtp_time: RtpTime(0),
    ssrc: Ssrc(1),
};
