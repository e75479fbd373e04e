//! MILENAGE, the functions f1, f2, f5, f1* and f5* that most operators chose (3GPP TS 35.206):
//! how a SIM and its operator prove to each other that they know the same key.
//!
//! f3 and f4 give keys for what is not SIP, and are left out.

use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};

/// A block of the cipher, a key, or a challenge.
pub(super) type Block = [u8; 16];

/// What the functions make of a challenge (TS 33.102 6.3).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Outputs {
    /// f2: what proves that the key is known.
    pub(super) response: [u8; 8],
    /// f5: hides a sequence number that comes.
    pub(super) anonymity: [u8; 6],
    /// f5*: hides a sequence number that goes.
    pub(super) resynchronisation: [u8; 6],
}

/// Returns the operator's constant as one subscriber has it (TS 35.206 4.1).
pub(super) fn operator_constant(key: &Block, op: &Block) -> Block {
    xor(&encrypt(key, op), op)
}

/// Returns f2, f5 and f5* of a challenge (TS 35.206 4.1: OUT2 and OUT5).
pub(super) fn outputs(key: &Block, opc: &Block, challenge: &Block) -> Outputs {
    let temp = xor(&encrypt(key, &xor(challenge, opc)), opc);
    // The rotations r2 and r5 in bytes, and the last bytes of the constants c2 and c5.
    let out = |rotation: usize, constant: u8| {
        let mut block = rotated(&temp, rotation);
        block[15] ^= constant;
        xor(&encrypt(key, &block), opc)
    };
    let (out2, out5) = (out(0, 1), out(12, 8));
    Outputs {
        response: part(&out2, 8),
        anonymity: part(&out2, 0),
        resynchronisation: part(&out5, 0),
    }
}

/// Returns f1 and f1*, which prove who sent a sequence number (TS 35.206 4.1: OUT1).
pub(super) fn proofs(
    key: &Block,
    opc: &Block,
    challenge: &Block,
    sequence: [u8; 6],
    field: [u8; 2],
) -> ([u8; 8], [u8; 8]) {
    let temp = encrypt(key, &xor(challenge, opc));
    let mut input = [0; 16];
    for half in input.chunks_exact_mut(8) {
        let (first, second) = half.split_at_mut(6);
        first.copy_from_slice(&sequence);
        second.copy_from_slice(&field);
    }
    let turned = rotated(&xor(&input, opc), 8);
    let out = xor(&encrypt(key, &xor(&temp, &turned)), opc);
    (part(&out, 0), part(&out, 8))
}

fn encrypt(key: &Block, block: &Block) -> Block {
    let mut block = (*block).into();
    Aes128::new(&(*key).into()).encrypt_block(&mut block);
    block.into()
}

fn xor(a: &Block, b: &Block) -> Block {
    core::array::from_fn(|at| a[at] ^ b[at])
}

/// Returns a block whose first bytes went to its end.
fn rotated(block: &Block, bytes: usize) -> Block {
    core::array::from_fn(|at| block[(at + bytes) % 16])
}

/// Returns some bytes of a block from `from` on.
fn part<const N: usize>(block: &Block, from: usize) -> [u8; N] {
    core::array::from_fn(|at| block[from + at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        core::array::from_fn(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
    }

    #[track_caller]
    fn check([key, rand, sqn, amf, op, opc]: [&str; 6], [f1, f1_star, f2, f5, f5_star]: [&str; 5]) {
        let (key, rand) = (bytes(key), bytes(rand));
        assert_eq!(operator_constant(&key, &bytes(op)), bytes(opc));
        let opc = bytes(opc);
        assert_eq!(proofs(&key, &opc, &rand, bytes(sqn), bytes(amf)), (bytes(f1), bytes(f1_star)));
        let Outputs { response, anonymity, resynchronisation } = outputs(&key, &opc, &rand);
        assert_eq!(
            (response, anonymity, resynchronisation),
            (bytes(f2), bytes(f5), bytes(f5_star))
        );
    }

    #[test]
    fn known_answers_of_ts_35_208() {
        // 3GPP TS 35.208 4.3, test sets 1 to 5.
        check(
            [
                "465b5ce8b199b49faa5f0a2ee238a6bc",
                "23553cbe9637a89d218ae64dae47bf35",
                "ff9bb4d0b607",
                "b9b9",
                "cdc202d5123e20f62b6d676ac72cb318",
                "cd63cb71954a9f4e48a5994e37a02baf",
            ],
            [
                "4a9ffac354dfafb3",
                "01cfaf9ec4e871e9",
                "a54211d5e3ba50bf",
                "aa689c648370",
                "451e8beca43b",
            ],
        );
        check(
            [
                "0396eb317b6d1c36f19c1c84cd6ffd16",
                "c00d603103dcee52c4478119494202e8",
                "fd8eef40df7d",
                "af17",
                "ff53bade17df5d4e793073ce9d7579fa",
                "53c15671c60a4b731c55b4a441c0bde2",
            ],
            [
                "5df5b31807e258b0",
                "a8c016e51ef4a343",
                "d3a628ed988620f0",
                "c47783995f72",
                "30f1197061c1",
            ],
        );
        check(
            [
                "fec86ba6eb707ed08905757b1bb44b8f",
                "9f7c8d021accf4db213ccff0c7f71a6a",
                "9d0277595ffc",
                "725c",
                "dbc59adcb6f9a0ef735477b7fadf8374",
                "1006020f0a478bf6b699f15c062e42b3",
            ],
            [
                "9cabc3e99baf7281",
                "95814ba2b3044324",
                "8011c48c0c214ed2",
                "33484dc2136b",
                "deacdd848cc6",
            ],
        );
        check(
            [
                "9e5944aea94b81165c82fbf9f32db751",
                "ce83dbc54ac0274a157c17f80d017bd6",
                "0b604a81eca8",
                "9e09",
                "223014c5806694c007ca1eeef57f004f",
                "a64a507ae1a2a98bb88eb4210135dc87",
            ],
            [
                "74a58220cba84c49",
                "ac2cc74a96871837",
                "f365cd683cd92e96",
                "f0b9c08ad02e",
                "6085a86c6f63",
            ],
        );
        check(
            [
                "4ab1deb05ca6ceb051fc98e77d026a84",
                "74b0cd6031a1c8339b2b6ce2b8c4a186",
                "e880a1b580b6",
                "9f07",
                "2d16c5cd1fdf6b22383584e3bef2a8d8",
                "dcf07cbd51855290b92a07a9891e523e",
            ],
            [
                "49e785dd12626ef2",
                "9e85790336bb3fa2",
                "5860fc1bce351e7e",
                "31e11a609118",
                "fe2555e54aa9",
            ],
        );
    }
}
