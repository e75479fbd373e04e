//! The whole state as bytes, and back: a refreshed page goes on with its calls.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{Microphone, Phone, Playback, Timer};
use crate::media::plan::{ProgramSet, Report};
use crate::rng::Rng;
use crate::time::{Duration, Instant, WallTime};

/// Version of the bytes; raised when the meaning of any saved state changes.
const VERSION: u16 = 11;

/// How long a call of a snapshot may be silent before its peer is asked whether it still is.
const SIGN_OF_LIFE: Duration = Duration::from_secs(3);

/// Why bytes are not a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// They were saved by another version.
    OtherVersion,
    /// They are cut off or damaged.
    Malformed,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherVersion => "saved by another version",
            Self::Malformed => "cut off or damaged",
        })
    }
}

impl core::error::Error for RestoreError {}

/// What stands before the phone's state.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Header {
    version: u16,
    checksum: u32,
    at: Instant,
    wall: Option<WallTime>,
}

impl Phone {
    /// Returns the whole state as bytes. They hold passwords and the resume token.
    pub fn snapshot(&self) -> Vec<u8> {
        // Serialising plain owned data into a growing buffer has no failure.
        let state = postcard::to_allocvec(self).unwrap_or_default();
        let header = Header {
            version: VERSION,
            checksum: checksum(&state),
            at: self.now,
            wall: self.clock.browser(self.now),
        };
        let mut bytes = postcard::to_allocvec(&header).unwrap_or_default();
        bytes.extend(state);
        bytes
    }

    /// Returns the instant at which the clock of a restored phone should go on, if the wall clock
    /// now says `wall`: when it was saved, plus the time it was away.
    ///
    /// # Errors
    ///
    /// If `bytes` is no snapshot of this version.
    pub fn resume_at(bytes: &[u8], wall: WallTime) -> Result<Instant, RestoreError> {
        let (header, _) = split(bytes)?;
        let away = header.wall.map_or(0, |saved| wall.0.saturating_sub(saved.0));
        let away = Duration::from_micros(u64::try_from(away).unwrap_or(0));
        Ok(header.at + away)
    }

    /// Returns the phone that was saved as `bytes`; it takes up its link and goes on.
    ///
    /// `seed` is new randomness: what the saved phone would have used next must not be used
    /// twice. Streams go on with a new SSRC, since nobody knows how far the old one came after it
    /// was saved; receivers take that for a new source (RFC 3550 8).
    ///
    /// # Errors
    ///
    /// If `bytes` is no snapshot of this version.
    pub fn restore(bytes: &[u8], seed: [u8; 32], now: Instant) -> Result<Self, RestoreError> {
        let (_, state) = split(bytes)?;
        let Ok((mut phone, [])) = postcard::take_from_bytes::<Self>(state) else {
            return Err(RestoreError::Malformed);
        };
        phone.rng = Rng::new(seed);
        phone.endpoint.reseed(phone.rng.fork());
        phone.provisioner.reseed(phone.rng.fork());
        // They are not part of a snapshot.
        phone.provisioner.forget_files();
        phone.now = now;
        phone.outputs.clear();
        phone.sound.microphone = Microphone::default();
        phone.sound.playback = Playback::default();
        phone.sound.programs = ProgramSet::default();
        phone.sound.devices.forget_known();
        phone.notifications.forget_permission();
        phone.headset.forget_device();
        phone.sound.report = Report::default();
        phone.forget_page();
        phone.renew_streams();
        phone.media.forget_told();
        phone.network.revived = true;
        phone.lose_web_sockets();
        phone.network.client.start(now);
        phone.touched = true;
        phone.refresh();
        phone.outputs.push_back(super::Output::View);
        Ok(phone)
    }

    /// Gives the calls that a restored phone goes on with some time to show that they still are.
    pub(super) fn watch_revived_calls(&mut self) {
        if core::mem::take(&mut self.network.revived) {
            for call in self.calls.iter().filter(|call| call.is_up()) {
                self.timers.set(Timer::Revived(call.id), self.now + SIGN_OF_LIFE);
            }
        }
    }

    /// Lets streams begin anew, with another SSRC.
    pub(super) fn renew_streams(&mut self) {
        let with_media = self.calls.iter().filter(|call| call.media.is_some());
        let ids: Vec<_> = with_media.map(|call| call.id).collect();
        for id in ids {
            let start = self.rtp_start();
            if let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) {
                media.start = start;
                media.reseed(&mut self.rng);
            }
        }
    }
}

fn split(bytes: &[u8]) -> Result<(Header, &[u8]), RestoreError> {
    let Ok((header, state)) = postcard::take_from_bytes::<Header>(bytes) else {
        return Err(RestoreError::Malformed);
    };
    if header.version != VERSION {
        Err(RestoreError::OtherVersion)
    } else if header.checksum != checksum(state) {
        Err(RestoreError::Malformed)
    } else {
        Ok((header, state))
    }
}

/// Returns the FNV-1a hash: it finds damage, which another version of the state also is.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
