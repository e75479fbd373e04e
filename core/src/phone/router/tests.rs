use super::*;
use crate::keying::{KeyPair, Keying, Suite};
use crate::rtp::packet::Header;
use crate::rtp::rtcp::{self, Rtcp};
use crate::rtp::srtp::Receiver;
use crate::rtp::{PayloadType, RtpTime, Seq, Ssrc};

const WALL: WallTime = WallTime(1_795_000_000_000_000);
const STREAM: StreamId = StreamId(3);
const SOCKETS: (SocketId, SocketId) = (SocketId(5), SocketId(6));
const OTHERS: (SocketId, SocketId) = (SocketId(7), SocketId(8));

fn router() -> Router {
    Router::new(Rng::new([1; 32]))
}

fn route(sockets: Option<(SocketId, SocketId)>) -> StreamRoute {
    let (clock_rate, ssrc, mixes_sources) = (8_000, 9, false);
    StreamRoute { sockets, clock_rate, ssrc, mixes_sources, measured: None, keys: None }
}

fn secure_route() -> StreamRoute {
    let mut rng = Rng::new([2; 32]);
    let [send, receive] = [(); 2].map(|()| Keying::random(Suite::Aes128Tag80, &mut rng));
    StreamRoute { keys: Some(KeyPair { send, receive }), ..route(Some(SOCKETS)) }
}

fn rtp(n: u32) -> Vec<u8> {
    let header = Header {
        marker: false,
        payload_type: PayloadType(8),
        seq: Seq(n as u16),
        rtp_time: RtpTime(n.wrapping_mul(160)),
        ssrc: Ssrc(9),
    };
    [&header.to_bytes()[..], &[0x55; 160]].concat()
}

fn at(seconds: u64) -> Instant {
    Instant::from_millis(seconds * 1_000)
}

/// Returns the reports that go out, and from where.
fn reports(router: &mut Router) -> Vec<(SocketId, Vec<u8>)> {
    let outputs = core::iter::from_fn(|| router.poll_output());
    let sent = outputs.filter_map(|output| match output {
        RouterOutput::Send(socket, packet) => Some((socket, packet)),
        RouterOutput::Report(..) => None,
    });
    sent.collect()
}

/// What a peer sees that followed from the start: everything can be opened.
struct Peer {
    receiver: Receiver,
    seen: usize,
}

impl Peer {
    #[track_caller]
    fn takes(&mut self, router: &mut Router, numbers: core::ops::Range<u32>) {
        for n in numbers {
            let clear = rtp(n);
            let Some((_, packet)) = router.send(STREAM, &clear, at(1)) else { continue };
            let mut packet = packet.to_vec();
            assert_eq!(self.receiver.unprotect_rtp(&mut packet), Ok(clear.len()), "packet {n}");
        }
    }

    #[track_caller]
    fn takes_reports(&mut self, router: &mut Router) {
        for (_, mut report) in reports(router) {
            let opened = self.receiver.unprotect_rtcp(&mut report);
            assert!(opened.is_ok(), "report {}: {opened:?}", self.seen);
            self.seen += 1;
        }
    }
}

#[test]
fn indexes_go_on_under_the_same_keys_whatever_changes() {
    let mut router = router();
    let secure = secure_route();
    let receiver = Receiver::new(&secure.keys.as_ref().unwrap().send);
    let mut peer = Peer { receiver, seen: 0 };
    router.route(STREAM, Some(secure.clone()), at(0), WALL);
    peer.takes(&mut router, 65_000..65_600);
    router.handle_timeout(at(4), WALL);
    peer.takes_reports(&mut router);
    // Another codec, the sockets lost, and others in their place.
    let wide = StreamRoute { clock_rate: 48_000, ..secure };
    let lost = StreamRoute { sockets: None, ..wide.clone() };
    let moved = StreamRoute { sockets: Some(OTHERS), ..wide.clone() };
    for (step, route) in (0..).zip([wide, lost, moved]) {
        router.route(STREAM, Some(route), at(5 + step * 10), WALL);
        let first = 65_600 + step as u32 * 30_000;
        peer.takes(&mut router, first..first + 30_000);
        router.handle_timeout(at(14 + step * 10), WALL);
        peer.takes_reports(&mut router);
    }
    router.route(STREAM, None, at(50), WALL);
    peer.takes_reports(&mut router);
    assert_eq!(peer.seen, 4, "one with each sockets, and goodbye");
}

#[test]
fn a_stream_without_sockets_goes_on_and_sends_nothing() {
    let mut router = router();
    router.route(STREAM, Some(route(Some(SOCKETS))), at(0), WALL);
    assert_eq!(router.send(STREAM, &rtp(1), at(0)).map(|(socket, _)| socket), Some(SOCKETS.0));
    assert!(router.receive(SOCKETS.0, &rtp(1), at(0)).is_some());
    router.route(STREAM, Some(route(None)), at(1), WALL);
    assert!(!router.is_routed(SOCKETS.0) && !router.is_routed(SOCKETS.1));
    assert_eq!(router.send(STREAM, &rtp(2), at(1)), None);
    router.handle_timeout(at(4), WALL);
    assert_eq!(reports(&mut router), []);
    assert!(router.poll_timeout() > Some(at(4)));
    router.route(STREAM, Some(route(Some(OTHERS))), at(5), WALL);
    assert_eq!(router.send(STREAM, &rtp(3), at(5)).map(|(socket, _)| socket), Some(OTHERS.0));
    router.handle_timeout(at(12), WALL);
    let [(socket, report)] = &reports(&mut router)[..] else { panic!("one is due") };
    assert_eq!(*socket, OTHERS.1);
    let packets = rtcp::parse(report).unwrap();
    let Rtcp::SenderReport { sent, .. } = &packets[0] else { panic!("{packets:?}") };
    assert_eq!((sent.packets, sent.octets), (3, 480));
}

#[test]
fn goodbye_is_said_from_the_old_socket() {
    let mut router = router();
    router.route(STREAM, Some(route(Some(SOCKETS))), at(0), WALL);
    router.route(STREAM, Some(StreamRoute { ssrc: 10, ..route(Some(OTHERS)) }), at(1), WALL);
    let [(socket, report)] = &reports(&mut router)[..] else { panic!("goodbye to SSRC 9") };
    let packets = rtcp::parse(report).unwrap();
    assert_eq!((*socket, packets.last()), (SOCKETS.1, Some(&Rtcp::Goodbye(vec![Ssrc(9)], None))));
    router.route(STREAM, None, at(2), WALL);
    let [(socket, report)] = &reports(&mut router)[..] else { panic!("goodbye to SSRC 10") };
    let packets = rtcp::parse(report).unwrap();
    assert_eq!((*socket, packets.last()), (OTHERS.1, Some(&Rtcp::Goodbye(vec![Ssrc(10)], None))));
    assert_eq!(router.poll_timeout(), None);
}
