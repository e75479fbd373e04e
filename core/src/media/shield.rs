//! The packets of one stream, protected on their way out and opened on their way in.
//!
//! Runs where the packets are sent, so that a tap of what an encoder makes and what a decoder gets
//! is as clear as in a call that is not encrypted.

use crate::keying::KeyPair;
use crate::rtp::srtp::{MAX_TRAILER, Receiver, Sender, SrtpError};

/// The longest packet, in octets: what fits into an Ethernet frame.
const MAX_PACKET: usize = 1_500;

/// What a packet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sound.
    Rtp,
    /// A report.
    Rtcp,
}

/// Protects a stream with the keys that are agreed, or lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct Shield(Option<Box<Guard>>);

#[derive(Clone, Debug)]
struct Guard {
    keys: KeyPair,
    sender: Sender,
    receiver: Receiver,
    /// What the peer protected packets with that may still be on their way.
    previous: Option<Receiver>,
    buffer: [u8; MAX_PACKET + MAX_TRAILER],
    /// Octets of the packet that was opened last.
    opened: usize,
}

impl Shield {
    /// Follows what is agreed; keys that stay go on.
    pub fn follow(&mut self, keys: Option<&KeyPair>) {
        let Some(keys) = keys else {
            self.0 = None;
            return;
        };
        let Some(guard) = &mut self.0 else {
            self.0 = Some(Box::new(Guard::new(keys)));
            return;
        };
        if guard.keys.send != keys.send {
            guard.sender = Sender::new(&keys.send);
        }
        if guard.keys.receive != keys.receive {
            let receiver = Receiver::new(&keys.receive);
            guard.previous = Some(core::mem::replace(&mut guard.receiver, receiver));
        }
        guard.keys.clone_from(keys);
    }

    /// Returns a packet as it is sent; `None` if it must not be.
    pub fn protect<'a>(&'a mut self, kind: Kind, packet: &'a [u8]) -> Option<&'a [u8]> {
        let Some(guard) = &mut self.0 else { return Some(packet) };
        guard.buffer.get_mut(..packet.len())?.copy_from_slice(packet);
        let (sender, buffer) = (&mut guard.sender, &mut guard.buffer[..]);
        let length = match kind {
            Kind::Rtp => sender.protect_rtp(buffer, packet.len()),
            Kind::Rtcp => sender.protect_rtcp(buffer, packet.len()),
        };
        guard.buffer.get(..length.ok()?)
    }

    /// Returns a packet that was received as it was before.
    ///
    /// # Errors
    ///
    /// Why it is not believed.
    pub fn open<'a>(&'a mut self, kind: Kind, packet: &'a [u8]) -> Result<&'a [u8], SrtpError> {
        let Some(guard) = &mut self.0 else { return Ok(packet) };
        let Guard { receiver, previous, buffer, .. } = &mut **guard;
        let length = match (open(receiver, kind, packet, buffer), &mut *previous) {
            (Ok(length), _) => {
                *previous = None;
                length
            }
            (Err(error), None) => return Err(error),
            (Err(error), Some(previous)) => match open(previous, kind, packet, buffer) {
                Ok(length) => length,
                Err(SrtpError::Replayed) => return Err(SrtpError::Replayed),
                Err(_) => return Err(error),
            },
        };
        guard.opened = length;
        guard.buffer.get(..length).ok_or(SrtpError::NoRoom)
    }

    /// Returns `packet`, which was opened last, as it was before.
    pub fn opened<'a>(&'a self, packet: &'a [u8]) -> &'a [u8] {
        let Some(guard) = &self.0 else { return packet };
        guard.buffer.get(..guard.opened).unwrap_or_default()
    }
}

impl Guard {
    fn new(keys: &KeyPair) -> Self {
        Self {
            keys: keys.clone(),
            sender: Sender::new(&keys.send),
            receiver: Receiver::new(&keys.receive),
            previous: None,
            buffer: [0; MAX_PACKET + MAX_TRAILER],
            opened: 0,
        }
    }
}

fn open(
    receiver: &mut Receiver,
    kind: Kind,
    packet: &[u8],
    buffer: &mut [u8],
) -> Result<usize, SrtpError> {
    let buffer = buffer.get_mut(..packet.len()).ok_or(SrtpError::NoRoom)?;
    buffer.copy_from_slice(packet);
    match kind {
        Kind::Rtp => receiver.unprotect_rtp(buffer),
        Kind::Rtcp => receiver.unprotect_rtcp(buffer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keying::{Keying, Suite};
    use crate::rng::Rng;

    fn packet(seq: u8) -> [u8; 20] {
        [0x80, 8, 0, seq, 0, 0, 0, 0, 0, 0, 0, 1, 5, 5, 5, 5, 5, 5, 5, 5]
    }

    fn keys(seed: u8) -> [KeyPair; 2] {
        let mut rng = Rng::new([seed; 32]);
        let [a, b] = [(); 2].map(|()| Keying::random(Suite::Aes128Tag80, &mut rng));
        [KeyPair { send: a.clone(), receive: b.clone() }, KeyPair { send: b, receive: a }]
    }

    #[test]
    fn without_keys_packets_pass_as_they_are() {
        let mut shield = Shield::default();
        assert_eq!(shield.protect(Kind::Rtp, &packet(1)), Some(&packet(1)[..]));
        assert_eq!(shield.open(Kind::Rtcp, &[1, 2]), Ok(&[1, 2][..]));
    }

    #[test]
    fn what_is_on_its_way_while_keys_change_is_still_opened() {
        let ([here, there], [here2, there2]) = (keys(1), keys(2));
        let (mut a, mut b) = (Shield::default(), Shield::default());
        a.follow(Some(&here));
        b.follow(Some(&there));
        let early = a.protect(Kind::Rtp, &packet(1)).unwrap().to_vec();
        let late = a.protect(Kind::Rtp, &packet(2)).unwrap().to_vec();
        assert_ne!(early[12..20], packet(1)[12..]);
        assert_eq!(b.open(Kind::Rtp, &early), Ok(&packet(1)[..]));
        a.follow(Some(&here2));
        b.follow(Some(&there2));
        assert_eq!(b.open(Kind::Rtp, &late), Ok(&packet(2)[..]));
        let new = a.protect(Kind::Rtp, &packet(3)).unwrap().to_vec();
        assert_eq!(b.open(Kind::Rtp, &new), Ok(&packet(3)[..]));
        assert_eq!(b.open(Kind::Rtp, &new), Err(SrtpError::Replayed));
        let gone = b.open(Kind::Rtp, &late);
        assert_eq!(gone, Err(SrtpError::Tampered), "the old key is gone");
        let plain = packet(4);
        assert_eq!(b.open(Kind::Rtp, &plain), Err(SrtpError::Tampered), "not protected");
    }

    #[test]
    fn keys_that_stay_go_on_counting() {
        let [here, _] = keys(1);
        let mut shield = Shield::default();
        shield.follow(Some(&here));
        assert!(shield.protect(Kind::Rtp, &packet(1)).is_some());
        shield.follow(Some(&here));
        assert_eq!(shield.protect(Kind::Rtp, &packet(1)), None, "one index is used once");
        shield.follow(None);
        assert_eq!(shield.protect(Kind::Rtp, &packet(1)), Some(&packet(1)[..]));
    }
}
