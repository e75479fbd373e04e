//! Authentication and key agreement as a credential (RFC 3310, 3GPP TS 33.102): the nonce proves
//! that the server knows the SIM's key, and what the key makes of it is the password.

use core::fmt;

use base64ct::{Base64, Base64Unpadded, Encoding as _};
use serde::{Deserialize, Serialize};

use super::milenage::{self, Block};

/// How many sequence numbers are in use side by side (TS 33.102 C.1.1.1: IND has five bits).
const INDEXES: u64 = 32;

/// The field of the network when a SIM asks to begin anew (TS 33.102 6.3.3: AMF*).
const RESYNCHRONISATION_FIELD: [u8; 2] = [0, 0];

/// The keys of a SIM.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sim {
    key: Block,
    /// The operator's constant as this SIM has it (OPc).
    constant: Block,
}

/// The operator's constant.
#[derive(Clone, Copy)]
pub enum OperatorConstant {
    /// As all SIMs of the operator share it (OP).
    Shared([u8; 16]),
    /// As one SIM has it (OPc).
    Own([u8; 16]),
}

/// The newest sequence numbers that were taken, one for each index (TS 33.102 C.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sequence([u64; INDEXES as usize]);

/// What SIMs remember of the challenges that they answered. A SIM is the same for all accounts, and
/// after a restart of the phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimMemory(Vec<(Sim, Sequence)>);

/// How many SIMs are remembered; the oldest is forgotten first.
const MAX_SIMS: usize = 16;

impl SimMemory {
    /// Returns what a SIM remembers.
    pub(super) fn of(&mut self, sim: &Sim) -> &mut Sequence {
        let at = self.0.iter().position(|(known, _)| known == sim).unwrap_or_else(|| {
            if self.0.len() >= MAX_SIMS {
                self.0.remove(0);
            }
            self.0.push((sim.clone(), Sequence::default()));
            self.0.len() - 1
        });
        let (_, sequence) = self.0.get_mut(at).expect("it is there, or was just added");
        sequence
    }
}

/// What a SIM answers to a nonce that proves who sent it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Proof {
    /// The password (RES).
    Response([u8; 8]),
    /// The sequence number was used before: this tells the server to go on behind the SIM's own
    /// (AUTS), and the password is empty (RFC 3310 3.4).
    OutOfStep([u8; 14]),
}

impl Sim {
    /// Returns a SIM with the key K.
    pub fn new(key: [u8; 16], constant: OperatorConstant) -> Self {
        let constant = match constant {
            OperatorConstant::Own(opc) => opc,
            OperatorConstant::Shared(op) => milenage::operator_constant(&key, &op),
        };
        Self { key, constant }
    }

    /// Returns the answer to a nonce; `None` if it is none of RFC 3310 3.2, or comes from somebody
    /// who does not know the key.
    pub(super) fn prove(&self, nonce: &str, sequence: &mut Sequence) -> Option<Proof> {
        let nonce = Base64Unpadded::decode_vec(nonce.trim_end_matches('=')).ok()?;
        // RAND, then AUTN: the hidden sequence number, the network's field, and a proof of both.
        let (challenge, token) = nonce.split_first_chunk::<16>()?;
        let (hidden, token) = token.split_first_chunk::<6>()?;
        let (field, token) = token.split_first_chunk::<2>()?;
        let (proof, _) = token.split_first_chunk::<8>()?;
        let outputs = milenage::outputs(&self.key, &self.constant, challenge);
        let number = xor(*hidden, outputs.anonymity);
        if self.proofs(challenge, number, *field).0 != *proof {
            return None;
        }
        if sequence.take(number) {
            return Some(Proof::Response(outputs.response));
        }
        let own = sequence.newest();
        let (_, signature) = self.proofs(challenge, own, RESYNCHRONISATION_FIELD);
        let mut token = [0; 14];
        let (first, last) = token.split_at_mut(6);
        first.copy_from_slice(&xor(own, outputs.resynchronisation));
        last.copy_from_slice(&signature);
        Some(Proof::OutOfStep(token))
    }

    fn proofs(&self, challenge: &Block, number: [u8; 6], field: [u8; 2]) -> ([u8; 8], [u8; 8]) {
        milenage::proofs(&self.key, &self.constant, challenge, number, field)
    }
}

impl fmt::Debug for Sim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sim(..)")
    }
}

impl Sequence {
    /// Takes a number unless it, or a newer one with its index, was taken before.
    fn take(&mut self, number: [u8; 6]) -> bool {
        let number = number.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        let index = usize::try_from(number % INDEXES).unwrap_or_default();
        let Some(newest) = self.0.get_mut(index).filter(|newest| number > **newest) else {
            return false;
        };
        *newest = number;
        true
    }

    /// Returns the newest number of all.
    fn newest(&self) -> [u8; 6] {
        let newest = self.0.iter().copied().max().unwrap_or_default();
        let [_, _, number @ ..] = newest.to_be_bytes();
        number
    }
}

impl Proof {
    /// Returns the password of the answer.
    pub(super) const fn password(&self) -> &[u8] {
        match self {
            Self::Response(response) => response,
            Self::OutOfStep(_) => b"",
        }
    }

    /// Returns what stands in `auts`, if the server is to begin anew.
    pub(super) fn token(&self) -> Option<String> {
        match self {
            Self::Response(_) => None,
            Self::OutOfStep(token) => Some(Base64::encode_string(token)),
        }
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Response(_) => "Response(..)",
            Self::OutOfStep(_) => "OutOfStep(..)",
        })
    }
}

fn xor(a: [u8; 6], b: [u8; 6]) -> [u8; 6] {
    core::array::from_fn(|at| a[at] ^ b[at])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// K, OP and RAND of test set 1 (TS 35.208 4.3.1).
    const KEY: Block = 0x465b5ce8_b199b49f_aa5f0a2e_e238a6bc_u128.to_be_bytes();
    const OP: Block = 0xcdc202d5_123e20f6_2b6d676a_c72cb318_u128.to_be_bytes();
    const RAND: Block = 0x23553cbe_9637a89d_218ae64d_ae47bf35_u128.to_be_bytes();

    /// What the SIM answers to that challenge.
    const RES: [u8; 8] = 0xa54211d5_e3ba50bf_u64.to_be_bytes();

    pub(crate) fn sim() -> Sim {
        Sim::new(KEY, OperatorConstant::Shared(OP))
    }

    /// Returns the nonce with which an operator sends a sequence number.
    pub(crate) fn nonce(number: u64) -> String {
        let [_, _, number @ ..] = number.to_be_bytes();
        let sim = sim();
        let outputs = milenage::outputs(&sim.key, &sim.constant, &RAND);
        let field = [0xb9, 0xb9];
        let hidden = xor(number, outputs.anonymity);
        let (proof, _) = sim.proofs(&RAND, number, field);
        Base64::encode_string(&[&RAND[..], &hidden, &field, &proof, b"data of the server"].concat())
    }

    /// Returns the sequence number that `auts` tells an operator, if the SIM sent it (TS 33.102
    /// 6.3.5).
    pub(crate) fn told(auts: &str) -> Option<u64> {
        let sim = sim();
        let token = Base64::decode_vec(auts).ok()?;
        let (hidden, proof) = token.split_first_chunk::<6>()?;
        let outputs = milenage::outputs(&sim.key, &sim.constant, &RAND);
        let number = xor(*hidden, outputs.resynchronisation);
        let (_, expected) = sim.proofs(&RAND, number, RESYNCHRONISATION_FIELD);
        let value = number.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        (expected == proof).then_some(value)
    }

    #[test]
    fn a_nonce_is_answered_and_a_used_one_is_not() {
        let mut sequence = Sequence::default();
        // SQN of test set 1, whose AUTN is in the nonce.
        let first = 0xff9b_b4d0_b607;
        let expected = "I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7";
        assert!(nonce(first).starts_with(expected), "{}", nonce(first));
        assert_eq!(sim().prove(&nonce(first), &mut sequence), Some(Proof::Response(RES)));
        for used in [first, first - INDEXES] {
            let Some(proof) = sim().prove(&nonce(used), &mut sequence) else { panic!("a proof") };
            assert_eq!(proof.password(), b"");
            assert_eq!(told(&proof.token().unwrap()), Some(first));
        }
        // Others of its time may come later, with an index of their own.
        for next in [first - 1, first + INDEXES] {
            assert_eq!(sim().prove(&nonce(next), &mut sequence), Some(Proof::Response(RES)));
        }
    }

    #[test]
    fn who_does_not_know_the_key_gets_no_answer() {
        let mut sequence = Sequence::default();
        let good = nonce(64);
        let other = Sim::new([7; 16], OperatorConstant::Own([8; 16]));
        assert_eq!(other.prove(&good, &mut sequence), None);
        for length in 0..43 {
            assert_eq!(sim().prove(&good[..length], &mut sequence), None, "{length}");
        }
        assert_eq!(sim().prove("not base64!", &mut sequence), None);
        assert_eq!(sequence, Sequence::default(), "nothing was taken");
    }

    #[test]
    fn keys_do_not_show() {
        let shown = format!("{:?} {:?}", sim(), Proof::Response(RES));
        assert_eq!(shown, "Sim(..) Response(..)");
    }
}
