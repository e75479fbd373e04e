//! The codec as a whole.
//!
//! The sums below are over what the Recommendation's own program (Annex B with Annex A, version
//! 1.5) made of the same sound; `docs/g729.md` says how. A change of a single bit fails here.

use super::*;

/// Makes numbers that look random.
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> i32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) as i32
    }
}

/// Returns 12 s of what sounds like vowels, hisses, pauses with quiet noise, and a shout that
/// clips; made of integers, so that it is the same everywhere.
fn sound() -> Vec<[i16; FRAME]> {
    // Two formants each: the feedback of a resonator in Q12.
    const VOWELS: [[[i32; 2]; 2]; 4] = [
        [[6900, -3870], [2600, -3700]],
        [[7500, -3900], [-1800, -3600]],
        [[7100, -3900], [4900, -3750]],
        [[6500, -3800], [900, -3500]],
    ];
    let mut noise = Noise(1);
    let mut past = [[0i32; 2]; 2];
    let (mut phase, mut samples) = (0, Vec::new());
    for n in 0..1200 * FRAME {
        let frame = n / FRAME;
        let part = frame / 40;
        let period = 30 + (part * 17) % 90 + frame % 40 / 8;
        phase += 1;
        let mut source = match part % 5 {
            3 => noise.next() % 400 - 200,
            4 => 0,
            _ if phase >= period => 3000,
            _ => noise.next() % 60 - 30,
        };
        if phase >= period {
            phase = 0;
        }
        if part % 11 == 7 {
            source *= 40;
        }
        for (formant, past) in VOWELS[part % 4].iter().zip(&mut past) {
            let sum = formant[0] * past[0] + formant[1] * past[1];
            let now = (source + (sum >> 12)).clamp(-300_000, 300_000);
            *past = [now, past[0]];
            source = now >> 1;
        }
        samples.push((source + noise.next() % 16 - 8).clamp(-32_768, 32_767) as i16);
    }
    samples.as_chunks().0.to_vec()
}

/// Whether frame `n` of [`sound`] is lost on its way: one in ten, some in a row.
fn is_lost(n: usize) -> bool {
    (n * 7919) % 101 < 6 || (n / 3 * 104_729) % 211 < 9
}

fn sum(bytes: impl IntoIterator<Item = u8>) -> u64 {
    // FNV-1a.
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

fn encode(silences: Silences) -> Vec<Frame> {
    let mut encoder = Encoder::new(silences);
    sound().iter().map(|samples| encoder.process(samples)).collect()
}

fn decode(frames: &[Option<Frame>]) -> Vec<i16> {
    let mut decoder = Decoder::new();
    frames.iter().flat_map(|frame| decoder.process(frame.as_ref())).collect()
}

fn samples_sum(samples: &[i16]) -> u64 {
    sum(samples.iter().flat_map(|sample| sample.to_le_bytes()))
}

/// Returns the sum over frames, each with its length before it.
fn frames_sum(frames: &[Frame]) -> u64 {
    sum(frames.iter().flat_map(|frame| [&[frame.octets().len() as u8], frame.octets()].concat()))
}

#[track_caller]
fn check(silences: Silences, expected: [u64; 3]) {
    let frames = encode(silences);
    let heard: Vec<_> = frames.iter().map(|&frame| Some(frame)).collect();
    let lossy: Vec<_> =
        frames.iter().enumerate().map(|(n, &frame)| (!is_lost(n)).then_some(frame)).collect();
    let got = [frames_sum(&frames), samples_sum(&decode(&heard)), samples_sum(&decode(&lossy))];
    assert_eq!(got, expected, "bits, samples, samples with losses: {got:#018x?}");
}

#[test]
fn annex_a_is_bit_exact() {
    check(Silences::Sent, [0x8259_c5c6_f17b_d74e, 0x660f_a997_ef7c_8680, 0xd7b8_4147_e9c0_b848]);
}

#[test]
fn silence_begins_later_if_that_is_wanted() {
    let is_speech = |frame: &Frame| matches!(frame, Frame::Speech(_));
    let at_once = encode(Silences::DESCRIBED);
    let later = encode(Silences::Described { hangover: 20 });
    for (n, frame) in later.iter().enumerate() {
        let past = &at_once[n.saturating_sub(20)..=n];
        assert_eq!(is_speech(frame), past.iter().any(is_speech), "{n}");
    }
    assert!(later.iter().any(|frame| !is_speech(frame)));
}

#[test]
fn annex_b_is_bit_exact() {
    check(
        Silences::DESCRIBED,
        [0xed8a_121a_b1e7_fd4c, 0x7c0f_ca88_382b_e154, 0xb7e2_c34a_578f_2104],
    );
}

#[test]
fn silence_is_not_sent() {
    let frames = encode(Silences::DESCRIBED);
    let count = |of: fn(&Frame) -> bool| frames.iter().filter(|frame| of(frame)).count();
    let speech = count(|frame| matches!(frame, Frame::Speech(_)));
    let described = count(|frame| matches!(frame, Frame::Silence(_)));
    let skipped = count(|frame| matches!(frame, Frame::Untransmitted));
    // A fifth of the sound is pauses.
    assert!((700..1150).contains(&speech), "{speech} {described} {skipped}");
    assert!(described > 0 && skipped > described, "{speech} {described} {skipped}");
}

#[test]
fn silence_stays_silent() {
    for silences in [Silences::Sent, Silences::DESCRIBED] {
        let (mut encoder, mut decoder) = (Encoder::new(silences), Decoder::new());
        for n in 0..300 {
            let frame = encoder.process(&[0; FRAME]);
            // Every frame and then some are lost.
            let heard = (n % 7 != 0).then_some(&frame);
            let loudest = decoder.process(heard).iter().map(|sample| sample.abs()).max();
            assert!(loudest <= Some(8), "frame {n}: {loudest:?}");
        }
    }
}

/// Frames and what they sound like undamaged.
struct Stream {
    frames: Vec<Option<Frame>>,
    samples: Vec<i16>,
}

impl Stream {
    fn new() -> Self {
        let frames: Vec<_> = encode(Silences::Sent).into_iter().map(Some).collect();
        Self { samples: decode(&frames), frames }
    }

    /// Returns how much louder it becomes, in dB, if frames `start` and on are replaced: over
    /// 100 ms that begin so many frames after the damage.
    fn louder<const N: usize>(
        &self,
        start: usize,
        damage: &[Option<Frame>],
        later: [usize; N],
    ) -> [f64; N] {
        let mut damaged = self.frames.clone();
        damaged.iter_mut().skip(start).zip(damage).for_each(|(to, &from)| *to = from);
        let end = start + damage.len();
        damaged.truncate(end + 60);
        let samples = decode(&damaged);
        later.map(|later| {
            let energy = |samples: &[i16]| {
                let after = samples.iter().skip((end + later) * FRAME).take(10 * FRAME);
                after.map(|&sample| f64::from(sample).powi(2)).sum::<f64>() + 1.0
            };
            10.0 * (energy(&samples) / energy(&self.samples)).log10()
        })
    }
}

#[test]
fn a_decoder_recovers_from_losses() {
    let stream = Stream::new();
    for start in [90, 210, 450, 700] {
        for lost in [1, 10] {
            let [soon, then] = stream.louder(start, &vec![None; lost], [10, 30]);
            // A loss where a steady vowel begins is the worst: all after it builds on it.
            assert!(soon.abs() < 12.0 && then.abs() < 3.0, "{lost} at {start}: {soon} {then} dB");
        }
    }
}

#[test]
fn a_decoder_recovers_from_garbage() {
    let stream = Stream::new();
    let mut noise = Noise(9);
    let mut garbage = || -> Option<Frame> {
        match noise.next() % 6 {
            0 => None,
            1 => Some(Frame::Silence(std::array::from_fn(|_| noise.next() as u8))),
            2 => Some(Frame::Untransmitted),
            _ => Some(Frame::Speech(std::array::from_fn(|_| noise.next() as u8))),
        }
    };
    for start in [90, 210, 450, 700] {
        let garbage: Vec<_> = (0..20).map(|_| garbage()).collect();
        // What a voice repeats of itself keeps some of it for a while.
        let [soon, then] = stream.louder(start, &garbage, [10, 40]);
        assert!(soon < 15.0 && then < 6.0, "{start}: {soon} {then} dB");
    }
}

#[test]
fn a_reset_forgets_everything() {
    let frames = sound();
    let (mut encoder, mut decoder) = (Encoder::new(Silences::DESCRIBED), Decoder::new());
    let mut run = || -> Vec<_> {
        encoder.reset();
        decoder.reset();
        let coded = frames.iter().take(300).map(|samples| encoder.process(samples));
        coded.map(|frame| decoder.process(Some(&frame))).collect()
    };
    assert!(run() == run());
}
