//! RTP of the demo's own lines: packets returned, or a melody sent (RFC 3550, RFC 3551).

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hookswitch_core::dsp::g711;
use hookswitch_core::sdp::Negotiated;
use tokio::net::UdpSocket;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use super::melody;
use crate::config::PortRange;

/// Bytes of the fixed RTP header (RFC 3550 5.1).
const HEADER: usize = 12;

/// What is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Play {
    /// Whatever was said, telephone events included.
    Echo,
    /// The melody, over and over.
    Melody,
}

/// Opens voices.
pub(super) struct Voices {
    ip: IpAddr,
    ports: PortRange,
    melody: Arc<[f32]>,
    stop: CancellationToken,
}

/// One voice; it falls silent when it is dropped.
pub(super) struct Voice(watch::Sender<Option<Negotiated>>);

impl Voice {
    /// Sets with whom, and how, it talks from now on.
    pub(super) fn set(&self, negotiated: Negotiated) {
        self.0.send_replace(Some(negotiated));
    }
}

impl Voices {
    /// Returns voices at `ip` that end when `stop` is cancelled.
    pub(super) fn new(ip: IpAddr, ports: PortRange, stop: CancellationToken) -> Self {
        Self { ip, ports, melody: melody::samples().into(), stop }
    }

    /// Returns the address of all voices.
    pub(super) fn ip(&self) -> IpAddr {
        self.ip
    }

    /// Opens a voice with source `ssrc`; returns it with its RTP port.
    ///
    /// # Errors
    ///
    /// If no pair of ports is free.
    pub(super) fn open(&self, play: Play, ssrc: u32) -> io::Result<(Voice, u16)> {
        let (rtp, rtcp) = self.pair()?;
        let port = rtp.local_addr()?.port();
        let (sender, receiver) = watch::channel(None);
        let stop = self.stop.child_token();
        match play {
            Play::Echo => {
                tokio::spawn(until(stop, receiver.clone(), rtcp, echo(rtp, receiver, ssrc)))
            }
            Play::Melody => {
                let tune = Arc::clone(&self.melody);
                tokio::spawn(until(stop, receiver.clone(), rtcp, sing(rtp, receiver, ssrc, tune)))
            }
        };
        Ok((Voice(sender), port))
    }

    fn pair(&self) -> io::Result<(UdpSocket, UdpSocket)> {
        let bind = |port| {
            let socket = std::net::UdpSocket::bind((self.ip, port))?;
            socket.set_nonblocking(true)?;
            UdpSocket::from_std(socket)
        };
        let ports = self.ports.first()..self.ports.last();
        ports
            .filter(|port| port % 2 == 0)
            .find_map(|port| Some((bind(port).ok()?, bind(port + 1).ok()?)))
            .ok_or_else(|| io::ErrorKind::AddrInUse.into())
    }
}

/// Runs `play` until `stop` is cancelled or the voice is dropped. The RTCP port is held so that
/// nobody else gets it; the reports that come to it are not read.
async fn until(
    stop: CancellationToken,
    mut receiver: watch::Receiver<Option<Negotiated>>,
    _rtcp: UdpSocket,
    play: impl Future<Output = ()>,
) {
    tokio::select! {
        () = stop.cancelled() => {}
        _ = receiver.wait_for(|_| false) => {}
        () = play => {}
    }
}

/// Where to send, if anything may be sent.
fn target(negotiated: &watch::Receiver<Option<Negotiated>>) -> Option<SocketAddr> {
    let negotiated = negotiated.borrow();
    let negotiated = negotiated.as_ref().filter(|negotiated| negotiated.direction.sends())?;
    Some(negotiated.remote_rtp).filter(|to| !to.ip().is_unspecified())
}

async fn echo(rtp: UdpSocket, negotiated: watch::Receiver<Option<Negotiated>>, ssrc: u32) {
    let mut buffer = [0; 2_048];
    loop {
        let Ok((len, from)) = rtp.recv_from(&mut buffer).await else { continue };
        let Some(packet) = buffer.get_mut(..len) else { continue };
        let Some(to) = target(&negotiated).filter(|to| to.ip() == from.ip()) else { continue };
        // Our own source: a phone that sees its own takes it for a loop (RFC 3550 8.2).
        let Some(source) = packet.get_mut(8..HEADER) else { continue };
        source.copy_from_slice(&ssrc.to_be_bytes());
        // A packet that cannot be sent is lost, as on any network.
        let _ = rtp.try_send_to(packet, to);
    }
}

async fn sing(
    rtp: UdpSocket,
    negotiated: watch::Receiver<Option<Negotiated>>,
    ssrc: u32,
    tune: Arc<[f32]>,
) {
    let mut tune = tune.iter().copied().cycle();
    let (mut seq, mut rtp_time, mut marker) = (ssrc as u16, ssrc.rotate_left(16), true);
    let mut ticks = interval(Duration::from_millis(20));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    loop {
        ticks.tick().await;
        let frame = 20 * melody::SAMPLE_RATE / 1_000;
        let samples: Vec<f32> = tune.by_ref().take(frame as usize).collect();
        let format = negotiated.borrow().as_ref().map(|negotiated| negotiated.send.clone());
        if let (Some(to), Some(format)) = (target(&negotiated), format) {
            let encode = match &*format.name {
                "PCMA" => g711::encode_a,
                _ => g711::encode_mu,
            };
            let mut packet = vec![0x80, format.payload_type | if marker { 0x80 } else { 0 }];
            packet.extend(seq.to_be_bytes());
            packet.extend(rtp_time.to_be_bytes());
            packet.extend(ssrc.to_be_bytes());
            packet.extend(samples.into_iter().map(|sample| encode(g711::to_i16(sample))));
            // A packet that cannot be sent is lost, as on any network.
            let _ = rtp.try_send_to(&packet, to);
            seq = seq.wrapping_add(1);
            marker = false;
        } else {
            // After silence the next packet begins a talkspurt (RFC 3551 4.1).
            marker = true;
        }
        rtp_time = rtp_time.wrapping_add(frame);
    }
}
