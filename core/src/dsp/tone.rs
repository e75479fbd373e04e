//! Tones: call progress, ringing and DTMF, as frequencies and cadences.

use core::f32::consts::TAU;

use serde::{Deserialize, Serialize};

/// Time in which a tone comes and goes, in milliseconds: a hard edge would click.
const RAMP_MS: f32 = 4.0;

/// The most steps of a tone; those beyond are not played.
pub const STEPS: usize = 8;

/// A pause that does not end.
pub const FOR_EVER: u32 = u32::MAX;

/// One tone and the pause after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The two frequencies in Hz; 0 is none.
    pub hz: [f32; 2],
    /// Level of each, in dBov.
    pub level_dbov: [f32; 2],
    /// How long it sounds, in milliseconds; 0 is for ever.
    pub on_ms: u32,
    /// Pause after it, in milliseconds; [`FOR_EVER`] ends it all.
    pub off_ms: u32,
    /// Time in which it falls to a third, like a bell, in milliseconds; 0 does not fall.
    pub decay_ms: u16,
}

impl Step {
    /// Returns a tone of two frequencies that are as loud as each other.
    pub const fn new(hz: [f32; 2], level_dbov: f32, on_ms: u32, off_ms: u32) -> Self {
        Self { hz, level_dbov: [level_dbov; 2], on_ms, off_ms, decay_ms: 0 }
    }
}

const fn tone(hz: [f32; 2], level_dbov: f32, on_ms: u32, off_ms: u32) -> Step {
    Step::new(hz, level_dbov, on_ms, off_ms)
}

const fn bell(hz: f32, off_ms: u32) -> Step {
    Step { decay_ms: 90, ..tone([hz, hz * 2.0], -17.0, 140, off_ms) }
}

const fn strike(hz: f32, on_ms: u16, off_ms: u32) -> Step {
    Step { on_ms: on_ms as u32, decay_ms: on_ms / 2, ..bell(hz, off_ms) }
}

/// Dial tone of the North American plan (ITU-T E.180 supplement 2, United States).
pub static DIAL: &[Step] = &[tone([350.0, 440.0], -19.0, 0, 0)];

/// Ringback tone of the same plan.
pub static RINGBACK: &[Step] = &[tone([440.0, 480.0], -22.0, 2_000, 4_000)];

/// Busy tone of the same plan.
pub static BUSY: &[Step] = &[tone([480.0, 620.0], -22.0, 500, 500)];

/// Reorder (congestion) tone of the same plan.
pub static REORDER: &[Step] = &[tone([480.0, 620.0], -22.0, 250, 250)];

/// Call waiting tone of the same plan.
pub static CALL_WAITING: &[Step] = &[tone([440.0, 0.0], -22.0, 300, 9_700)];

/// Stutter dial tone of the same plan (recall dial tone), for a phone with new messages.
pub static STUTTER: &[Step] = &[tone([350.0, 440.0], -19.0, 100, 100)];

/// Dial tone after the digit for an outside line: the manual has it sound different (17.4) and
/// does not say how, so it is a fourth higher.
pub static SECOND_DIAL: &[Step] = &[tone([467.0, 587.0], -19.0, 0, 0)];

/// Receiver-off-hook tone of the same plan, two of its four frequencies and no louder than the
/// others: headphones are in the ear of whoever left the phone off hook.
pub static HOWLER: &[Step] = &[tone([1_400.0, 2_060.0], -19.0, 100, 100)];

/// One beep: a call was answered by itself.
pub static BEEP: &[Step] = &[tone([880.0, 0.0], -16.0, 250, FOR_EVER)];

/// A beep every ten seconds while a call is held for long (manual 22.13).
pub static HOLD_REMINDER: &[Step] = &[tone([620.0, 0.0], -20.0, 200, 9_800)];

/// How many rings there are.
pub const RINGS: u8 = 11;

/// Returns ring number `number`, counted from 1; the first in the place of one that there is not.
///
/// Only the names are the manual's (18.3). What they sound like is our own: bells, chords, trills
/// and the rings of exchanges, each with a rhythm that tells it from the others across a room.
pub const fn ring(number: u8) -> &'static [Step] {
    match number {
        2 => RING_02,
        3 => RING_03,
        4 => RING_04,
        5 => RING_05,
        6 => RING_06,
        7 => RING_07,
        8 => RING_08,
        9 => RING_09,
        10 => RING_10,
        11 => RING_11,
        _ => RING_01,
    }
}

/// A rising broken chord of C, twice.
static RING_01: &[Step] = &[
    bell(523.25, 0),
    bell(659.26, 0),
    bell(783.99, 0),
    bell(1_046.5, 160),
    bell(523.25, 0),
    bell(659.26, 0),
    bell(783.99, 0),
    bell(1_046.5, 1_800),
];

/// The ring of an exchange in the United States (ITU-T E.180 supplement 2), an octave higher.
static RING_02: &[Step] = &[tone([880.0, 960.0], -19.0, 2_000, 4_000)];

/// The double ring of an exchange in the United Kingdom, an octave higher.
static RING_03: &[Step] =
    &[tone([800.0, 900.0], -19.0, 400, 200), tone([800.0, 900.0], -19.0, 400, 2_000)];

/// Two tones by turns.
static RING_04: &[Step] = &[
    tone([659.26, 0.0], -16.0, 300, 0),
    tone([523.25, 0.0], -16.0, 300, 0),
    tone([659.26, 0.0], -16.0, 300, 0),
    tone([523.25, 0.0], -16.0, 300, 1_500),
];

/// Five short high tones.
static RING_05: &[Step] = &[
    tone([1_480.0, 0.0], -18.0, 60, 60),
    tone([1_480.0, 0.0], -18.0, 60, 60),
    tone([1_480.0, 0.0], -18.0, 60, 60),
    tone([1_480.0, 0.0], -18.0, 60, 60),
    tone([1_480.0, 0.0], -18.0, 60, 1_400),
];

/// A bell that is struck every second.
static RING_06: &[Step] = &[strike(880.0, 900, 100)];

/// A falling broken chord of A minor.
static RING_07: &[Step] = &[bell(880.0, 0), bell(659.26, 0), bell(523.25, 0), bell(440.0, 1_600)];

/// A fifth up and down.
static RING_08: &[Step] = &[
    strike(587.33, 180, 20),
    strike(880.0, 180, 20),
    strike(587.33, 180, 20),
    strike(880.0, 400, 1_600),
];

/// A low chord.
static RING_09: &[Step] = &[tone([392.0, 493.88], -17.0, 1_000, 2_000)];

/// Three pairs of knocks.
static RING_10: &[Step] = &[
    strike(440.0, 80, 40),
    strike(440.0, 80, 300),
    strike(440.0, 80, 40),
    strike(440.0, 80, 300),
    strike(440.0, 80, 40),
    strike(440.0, 80, 1_600),
];

/// Five rising steps.
static RING_11: &[Step] = &[
    strike(587.33, 150, 10),
    strike(659.26, 150, 10),
    strike(783.99, 150, 10),
    strike(880.0, 150, 10),
    strike(1_046.5, 500, 1_800),
];

/// Level of each frequency of a DTMF digit, in dBov.
const DTMF_LEVEL_DBOV: f32 = -16.0;

/// Returns the two frequencies of a DTMF digit by its event code (ITU-T Q.23): 0 to 9, `*`, `#`,
/// A to D.
pub const fn dtmf(code: u8) -> Option<[f32; 2]> {
    let (row, column) = match code {
        0 => (3, 1),
        1..=9 => ((code - 1) / 3, (code - 1) % 3),
        10 => (3, 0),
        11 => (3, 2),
        12..=15 => (code - 12, 3),
        _ => return None,
    };
    let low = match row {
        0 => 697.0,
        1 => 770.0,
        2 => 852.0,
        _ => 941.0,
    };
    let high = match column {
        0 => 1_209.0,
        1 => 1_336.0,
        2 => 1_477.0,
        _ => 1_633.0,
    };
    Some([low, high])
}

/// Plays steps, over and over or once.
#[derive(Clone, Copy, Debug)]
pub struct ToneGenerator {
    sample_rate: f32,
    /// What is played over and over; beyond `len` nothing.
    steps: [Step; STEPS],
    len: usize,
    next: usize,
    step: Option<Step>,
    /// Samples since the step began.
    elapsed: u32,
    phase: [f32; 2],
    amplitude: [f32; 2],
    gain: f32,
    envelope: f32,
}

impl ToneGenerator {
    /// Returns a silent generator for `sample_rate` Hz.
    pub fn new(sample_rate: u32) -> Self {
        let sample_rate = sample_rate.max(1) as f32;
        Self {
            sample_rate,
            steps: [Step::default(); STEPS],
            len: 0,
            next: 0,
            step: None,
            elapsed: 0,
            phase: [0.0; 2],
            amplitude: [0.0; 2],
            gain: 0.0,
            envelope: 0.0,
        }
    }

    /// Plays `pattern` over and over from its start; an empty one is silence.
    pub fn play(&mut self, pattern: &[Step]) {
        for (own, &step) in self.steps.iter_mut().zip(pattern) {
            *own = step;
        }
        self.len = pattern.len().min(STEPS);
        self.next = 0;
        match self.step {
            // What sounds now fades out first.
            Some(_) if self.gain > 0.0 => self.end_step(),
            Some(_) | None => self.advance(),
        }
    }

    /// Plays the DTMF digit with event code `code` once, for `duration_ms`.
    pub fn play_digit(&mut self, code: u8, duration_ms: u16) {
        self.play_digit_at(code, duration_ms, DTMF_LEVEL_DBOV);
    }

    /// The same with this level of each of its two tones, in dBov.
    pub fn play_digit_at(&mut self, code: u8, duration_ms: u16, level_dbov: f32) {
        self.len = 0;
        if let Some(hz) = dtmf(code) {
            self.begin(tone(hz, level_dbov, u32::from(duration_ms.max(1)), 0));
        }
    }

    /// Lets the digit that sounds go on for at least another `duration_ms`.
    pub fn sustain_digit(&mut self, duration_ms: u16) {
        let ms = (self.elapsed as f32 * 1_000.0 / self.sample_rate) as u32;
        if let Some(step) = self.step.as_mut().filter(|_| self.len == 0) {
            step.on_ms = step.on_ms.max(ms.saturating_add(u32::from(duration_ms)));
        }
    }

    /// Ends the digit that sounds when it has lasted `duration_ms`, or now.
    pub fn end_digit(&mut self, duration_ms: u16) {
        if let Some(step) = self.step.as_mut().filter(|_| self.len == 0) {
            step.on_ms = step.on_ms.min(u32::from(duration_ms.max(1)));
        }
    }

    /// Whether nothing sounds or will sound.
    pub fn is_silent(&self) -> bool {
        self.step.is_none()
    }

    /// Adds the tone to `block`.
    pub fn process(&mut self, block: &mut [f32]) {
        for sample in block {
            if self.step.is_none() {
                return;
            }
            *sample += self.next_sample();
        }
    }

    /// Returns the next sample of the tone.
    pub fn next_sample(&mut self) -> f32 {
        let Some(step) = self.step else { return 0.0 };
        let ms = self.elapsed as f32 * 1_000.0 / self.sample_rate;
        self.elapsed = self.elapsed.saturating_add(1);
        let ramp = 1_000.0 / (RAMP_MS * self.sample_rate);
        let sounds = step.on_ms == 0 || ms < step.on_ms as f32;
        self.gain = if sounds { self.gain + ramp } else { self.gain - ramp }.clamp(0.0, 1.0);
        if self.gain <= 0.0 {
            if !sounds && step.off_ms == FOR_EVER {
                self.step = None;
            } else if !sounds && ms >= step.on_ms.saturating_add(step.off_ms) as f32 {
                self.advance();
            }
            return 0.0;
        }
        if step.decay_ms > 0 {
            self.envelope *= 1.0 - 1_100.0 / (f32::from(step.decay_ms) * self.sample_rate);
        }
        let mut sum = 0.0;
        for ((phase, hz), amplitude) in self.phase.iter_mut().zip(step.hz).zip(self.amplitude) {
            if hz > 0.0 {
                sum += amplitude * phase.sin();
                *phase += TAU * hz / self.sample_rate;
                *phase -= if *phase > TAU { TAU } else { 0.0 };
            }
        }
        sum * self.gain * self.envelope
    }

    fn end_step(&mut self) {
        if let Some(step) = &mut self.step {
            step.on_ms = 1;
            step.off_ms = 0;
        }
    }

    fn advance(&mut self) {
        let pattern = self.steps.get(..self.len).unwrap_or_default();
        let Some(&step) = pattern.get(self.next) else {
            self.step = None;
            return;
        };
        self.next = if self.next + 1 < self.len { self.next + 1 } else { 0 };
        self.begin(step);
    }

    fn begin(&mut self, step: Step) {
        // A sine of amplitude 1 is 3 dB below full scale in dBov.
        self.amplitude = step.level_dbov.map(|level| 10.0f32.powf((level + 3.01) / 20.0));
        self.envelope = 1.0;
        self.step = Some(step);
        self.elapsed = 0;
        self.phase = [0.0; 2];
        self.gain = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 8_000;

    fn render(pattern: &[Step], ms: usize) -> Vec<f32> {
        let mut generator = ToneGenerator::new(RATE);
        generator.play(pattern);
        let mut block = vec![0.0; ms * 8];
        generator.process(&mut block);
        block
    }

    /// Power of `hz` in `block` in dBov.
    fn power(block: &[f32], hz: f32) -> f32 {
        let (mut re, mut im) = (0.0f32, 0.0f32);
        for (n, sample) in block.iter().enumerate() {
            let angle = TAU * hz * n as f32 / RATE as f32;
            re += sample * angle.cos();
            im += sample * angle.sin();
        }
        let n = block.len() as f32;
        10.0 * (2.0 * (re * re + im * im) / (n * n)).log10()
    }

    #[test]
    fn dial_tone_has_its_two_frequencies_at_level() {
        let block = render(DIAL, 2_000);
        for hz in [350.0, 440.0] {
            let level = power(&block[800..], hz);
            // 0.2 dB: a second does not hold whole periods of both.
            assert!((level + 19.0).abs() < 0.2, "{hz} Hz: {level:.2} dBov");
        }
        assert!(power(&block[800..], 480.0) < -50.0);
    }

    #[test]
    fn busy_tone_keeps_its_cadence() {
        let block = render(BUSY, 2_000);
        let loud = |from: usize, to: usize| {
            block[from * 8..to * 8].iter().any(|sample| sample.abs() > 0.05)
        };
        assert!(loud(10, 490) && loud(1_010, 1_490));
        assert!(!loud(510, 990) && !loud(1_510, 1_990));
    }

    #[test]
    fn a_burst_sounds_once() {
        let block = render(&[tone([440.0, 0.0], -16.0, 100, FOR_EVER)], 10_000);
        assert!(block[..800].iter().any(|sample| sample.abs() > 0.1));
        assert!(block[110 * 8..].iter().all(|&sample| sample == 0.0));
    }

    #[test]
    fn each_frequency_has_its_level() {
        let step = Step { level_dbov: [-19.0, -29.0], ..tone([350.0, 440.0], 0.0, 0, 0) };
        let block = render(&[step], 2_000);
        for (hz, wanted) in [(350.0, -19.0), (440.0, -29.0)] {
            let level = power(&block[800..], hz);
            assert!((level - wanted).abs() < 0.2, "{hz} Hz: {level:.2} dBov");
        }
    }

    #[test]
    fn digit_sounds_once_for_its_time() {
        let mut generator = ToneGenerator::new(RATE);
        generator.play_digit(11, 100);
        let mut block = vec![0.0; 8_000];
        generator.process(&mut block);
        let level = power(&block[80..720], 1_477.0);
        assert!((level - DTMF_LEVEL_DBOV).abs() < 0.3, "{level:.2}");
        assert!(block[108 * 8..].iter().all(|&sample| sample == 0.0));
        assert!(generator.is_silent());
    }

    #[test]
    fn tones_start_and_stop_without_a_click() {
        let rings = (1..=RINGS).map(ring);
        for pattern in [DIAL, RINGBACK, BUSY, REORDER, CALL_WAITING].into_iter().chain(rings) {
            let mut generator = ToneGenerator::new(48_000);
            generator.play(pattern);
            let mut block = vec![0.0; 48_000 * 3];
            generator.process(&mut block[..100_000]);
            generator.play(&[]);
            generator.process(&mut block[100_000..]);
            let step = block.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
            // A bell of 1046 + 2093 Hz that falls slowly moves at most 0.082 from sample to sample.
            assert!(step < 0.085, "{step}");
            assert!(generator.is_silent());
        }
    }

    #[test]
    fn every_ring_sounds_and_none_like_another() {
        let rings: Vec<Vec<f32>> = (1..=RINGS).map(|number| render(ring(number), 6_000)).collect();
        for (n, ring) in rings.iter().enumerate() {
            let loudest = ring.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
            assert!((0.1..1.0).contains(&loudest), "{n}: {loudest}");
            assert!(rings[..n].iter().all(|other| other != ring), "{n}");
        }
        assert_eq!(ring(0), ring(1));
        assert_eq!(ring(12), ring(1));
    }

    #[test]
    fn every_digit_has_two_frequencies() {
        assert_eq!(dtmf(0), Some([941.0, 1_336.0]));
        assert_eq!(dtmf(5), Some([770.0, 1_336.0]));
        assert_eq!(dtmf(10), Some([941.0, 1_209.0]));
        assert_eq!(dtmf(15), Some([941.0, 1_633.0]));
        assert_eq!(dtmf(16), None);
    }
}
