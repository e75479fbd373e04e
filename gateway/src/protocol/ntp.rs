//! One question to a time server and its answer (SNTP: RFC 5905 14, RFC 4330 5).
//!
//! The question tells nothing: its only field that is not fixed is a random number, which a server
//! gives back as the time of the question (RFC 5905 8; RFC 8633 for why). The time is what the
//! server said when it answered, plus half of the way there and back.

use std::fmt;
use std::time::Duration;

/// Port of time servers.
pub const PORT: u16 = 123;

/// Bytes of a packet without extensions.
pub const PACKET: usize = 48;

/// Seconds from 1900 to 1970.
const UNIX_EPOCH: u64 = 2_208_988_800;

/// Returns the question that carries `cookie`.
pub fn question(cookie: [u8; 8]) -> [u8; PACKET] {
    let mut packet = [0; PACKET];
    if let Some((head, transmitted)) = packet.split_last_chunk_mut::<8>() {
        // No warning, version 4, client.
        head[0] = 0b00_100_011;
        *transmitted = cookie;
    }
    packet
}

/// What a server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Steps to a reference clock, from 1.
    pub stratum: u8,
    /// Microseconds since 1970 (UTC) in the moment in which the answer came.
    pub unix_us: u64,
    /// The way there and back, without the server's own time.
    pub round_trip: Duration,
}

/// Why an answer tells no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Useless {
    /// It is not to this question, or nothing that a server says: wait for another one.
    Stray,
    /// The server does not know the time itself.
    NotSynchronised,
    /// The server wants not to be asked, or not so often (a kiss of death, RFC 5905 7.4); its code.
    Kiss([u8; 4]),
}

impl fmt::Display for Useless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stray => f.write_str("not an answer"),
            Self::NotSynchronised => f.write_str("the server does not know the time"),
            Self::Kiss(code) => {
                let code = code.escape_ascii();
                write!(f, "the server does not want to be asked ({code})")
            }
        }
    }
}

/// Reads an answer to the question with `cookie` that came `elapsed` after it was sent.
///
/// # Errors
///
/// If it does not tell the time.
pub fn answer(packet: &[u8], cookie: [u8; 8], elapsed: Duration) -> Result<Answer, Useless> {
    let packet: &[u8; PACKET] = packet.first_chunk().ok_or(Useless::Stray)?;
    let (leap, version, mode) = (packet[0] >> 6, packet[0] >> 3 & 7, packet[0] & 7);
    let [_, stratum, ..] = *packet;
    let timestamp = |at: usize| -> [u8; 8] {
        packet.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
    };
    if mode != 4 || !(1..=4).contains(&version) || timestamp(24) != cookie {
        return Err(Useless::Stray);
    }
    if stratum == 0 {
        let [code, ..] = *timestamp(12).as_chunks::<4>().0 else { return Err(Useless::Stray) };
        return Err(Useless::Kiss(code));
    }
    let (received, transmitted) = (micros(timestamp(32)), micros(timestamp(40)));
    let told = timestamp(40) != [0; 8];
    if leap == 3 || stratum > 15 || !told {
        return Err(Useless::NotSynchronised);
    }
    let inside = Duration::from_micros(transmitted.saturating_sub(received));
    let round_trip = elapsed.saturating_sub(inside);
    let half = u64::try_from(round_trip.as_micros() / 2).unwrap_or(u64::MAX);
    Ok(Answer { stratum, unix_us: transmitted.saturating_add(half), round_trip })
}

/// Microseconds since 1970 of a timestamp. They count from 1900 and begin anew in 2036; what would
/// be before 1968 is after that (RFC 4330 3).
fn micros(timestamp: [u8; 8]) -> u64 {
    let bits = u64::from_be_bytes(timestamp);
    let (seconds, fraction) = (bits >> 32, bits & 0xffff_ffff);
    let era = if seconds & 0x8000_0000 == 0 { 1 << 32 } else { 0 };
    let since_1970 = (seconds + era).saturating_sub(UNIX_EPOCH);
    since_1970 * 1_000_000 + ((fraction * 1_000_000) >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COOKIE: [u8; 8] = *b"\x01\x02cookie";

    /// An answer of stratum 2 that says that it took 2 s from 03:25:18 on 25 Nov 2026.
    fn packet() -> [u8; PACKET] {
        let mut packet = [0; PACKET];
        packet[0] = 0b00_100_100;
        packet[1] = 2;
        packet[24..32].copy_from_slice(&COOKIE);
        let seconds = 1_795_577_118 + UNIX_EPOCH;
        packet[32..40].copy_from_slice(&(seconds << 32).to_be_bytes());
        packet[40..48].copy_from_slice(&((seconds + 2) << 32 | 1 << 31).to_be_bytes());
        packet
    }

    #[test]
    fn a_question_tells_only_its_cookie() {
        let question = question(COOKIE);
        assert_eq!(question[0], 0x23);
        assert!(question[1..40].iter().all(|&byte| byte == 0));
        assert_eq!(question[40..], COOKIE);
    }

    #[test]
    fn half_of_the_way_is_added() {
        let answer = answer(&packet(), COOKIE, Duration::from_millis(2_540)).expect("a time");
        assert_eq!(answer.round_trip, Duration::from_millis(40));
        assert_eq!(answer.unix_us, 1_795_577_120_520_000);
        assert_eq!(answer.stratum, 2);
    }

    #[test]
    fn a_server_that_says_it_took_longer_than_it_did_is_believed_the_time() {
        let answer = answer(&packet(), COOKIE, Duration::from_millis(10)).expect("a time");
        assert_eq!((answer.round_trip, answer.unix_us), (Duration::ZERO, 1_795_577_120_500_000));
    }

    #[test]
    fn strays_are_ignored() {
        let elapsed = Duration::from_millis(10);
        assert_eq!(answer(&packet(), *b"another.", elapsed), Err(Useless::Stray));
        assert_eq!(answer(&packet()[..47], COOKIE, elapsed), Err(Useless::Stray));
        let mut client = packet();
        client[0] = 0x23;
        assert_eq!(answer(&client, COOKIE, elapsed), Err(Useless::Stray));
    }

    #[test]
    fn kisses_and_servers_without_time_are_told() {
        let elapsed = Duration::from_millis(10);
        let mut kiss = packet();
        kiss[1] = 0;
        kiss[12..16].copy_from_slice(b"RATE");
        let useless = answer(&kiss, COOKIE, elapsed);
        assert_eq!(useless, Err(Useless::Kiss(*b"RATE")));
        assert!(useless.unwrap_err().to_string().ends_with("(RATE)"));
        let mut lost = packet();
        lost[0] |= 0b1100_0000;
        assert_eq!(answer(&lost, COOKIE, elapsed), Err(Useless::NotSynchronised));
        let mut far = packet();
        far[1] = 16;
        assert_eq!(answer(&far, COOKIE, elapsed), Err(Useless::NotSynchronised));
        let mut silent = packet();
        silent[40..48].fill(0);
        assert_eq!(answer(&silent, COOKIE, elapsed), Err(Useless::NotSynchronised));
    }

    #[test]
    fn time_goes_on_after_2036() {
        // 7 Feb 2036 06:28:16 is second 0 of the next era.
        assert_eq!(micros([0; 8]), 2_085_978_496_000_000);
        assert_eq!(micros([0xff; 8]), 2_085_978_495_999_999);
    }
}
