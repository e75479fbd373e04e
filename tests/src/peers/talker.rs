//! The other side of a long call: it says a file over and over in packets of G.722, which it sends
//! by a clock of its own, and counts what it hears.

use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use hookswitch_core::dsp::g722;

use super::background::Background;
use crate::wav::Wav;

/// Time between packets by its own clock, in microseconds, and the ticks of RTP in one.
const PACKET_US: f64 = 20_000.0;
const TICKS: u32 = 160;

/// Speaks to whoever sends something first.
#[derive(Debug)]
pub struct Talker {
    /// Its port on 127.0.0.1.
    pub port: u16,
    counts: Arc<Counts>,
    _thread: Background,
}

#[derive(Debug, Default)]
struct Counts {
    sent: AtomicU64,
    heard: AtomicU64,
}

impl Talker {
    /// Starts it with a file of 16 kHz and a clock that is fast by so many millionths.
    pub fn start(says: &Path, fast_ppm: f64) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let octets = coded(&Wav::read(says));
        let counts = Arc::<Counts>::default();
        let shared = Arc::clone(&counts);
        let work = move |stop: &AtomicBool| talk(&socket, &octets, fast_ppm, &shared, stop);
        Self { port, counts, _thread: Background::start(work) }
    }

    /// Returns how many packets it has sent.
    pub fn sent(&self) -> u64 {
        self.counts.sent.load(Ordering::Relaxed)
    }

    /// Returns how many packets of sound it has got.
    pub fn heard(&self) -> u64 {
        self.counts.heard.load(Ordering::Relaxed)
    }
}

/// Codes whole packets of a sound.
fn coded(sound: &Wav) -> Vec<[u8; TICKS as usize]> {
    assert_eq!(sound.rate, 16_000, "G.722 is made of 16 kHz");
    let mut encoder = g722::Encoder::default();
    let pcm: Vec<i16> = sound.samples.iter().map(|sample| (sample * 32_767.0) as i16).collect();
    let octets: Vec<u8> = pcm.as_chunks().0.iter().map(|&two| encoder.process(two)).collect();
    octets.as_chunks().0.to_vec()
}

fn talk(
    socket: &UdpSocket,
    says: &[[u8; TICKS as usize]],
    fast_ppm: f64,
    counts: &Counts,
    stop: &AtomicBool,
) {
    let other: Mutex<Option<SocketAddr>> = Mutex::new(None);
    let other = || other.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut buffer = [0; 2_048];
            while !stop.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
                if length > 12 {
                    counts.heard.fetch_add(1, Ordering::Relaxed);
                    *other() = Some(from);
                }
            }
        });
        let mut due = Instant::now();
        let mut packets = (0_u32..).zip(says.iter().cycle());
        while !stop.load(Ordering::Relaxed) {
            let Some(to) = *other() else {
                // Nobody calls yet.
                thread::park_timeout(Duration::from_millis(20));
                due = Instant::now();
                continue;
            };
            let now = Instant::now();
            if now < due {
                thread::park_timeout(due - now);
                continue;
            }
            if let Some((number, payload)) = packets.next() {
                let _sent = socket.send_to(&packet(number, payload), to);
                counts.sent.fetch_add(1, Ordering::Relaxed);
            }
            due += Duration::from_nanos((PACKET_US * 1e3 / (1.0 + fast_ppm * 1e-6)) as u64);
        }
    });
}

fn packet(number: u32, payload: &[u8]) -> Vec<u8> {
    // The first begins a stretch of speech (RFC 3551 4.1).
    let mut bytes = vec![0x80, if number == 0 { 0x89 } else { 9 }];
    bytes.extend((number as u16).to_be_bytes());
    bytes.extend(number.wrapping_mul(TICKS).to_be_bytes());
    bytes.extend(0x7a1c_e500_u32.to_be_bytes());
    bytes.extend(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fast_clock_sends_more_packets() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tone.wav");
        Wav { rate: 16_000, samples: vec![0.1; 16_000] }.write(&file);
        // A clock that is half as fast again, so that a second tells.
        let talker = Talker::start(&file, 500_000.0);
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        socket.send_to(&[0x80; 172], ("127.0.0.1", talker.port)).unwrap();
        let mut times = Vec::new();
        let mut buffer = [0; 2_048];
        while times.len() < 76 {
            let length = socket.recv(&mut buffer).unwrap();
            assert_eq!((length, buffer[0]), (172, 0x80));
            assert_eq!(buffer[3] as usize, times.len());
            times.push(Instant::now());
        }
        // 75 packets at 75 a second, never sooner.
        let passed = times[75] - times[0];
        assert!(passed > Duration::from_millis(950), "{passed:?}");
        assert_eq!(talker.heard(), 1);
    }
}
