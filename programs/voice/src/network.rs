//! The network of RNNoise: from the features of 10 ms of sound, how much of each band is speech.
//!
//! J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement",
//! 2018. The weights are those that `nnnoiseless` carries (`rnnoise.LICENSE`), in its
//! format: layers one after another, each with its numbers of inputs and neurons, its activation,
//! weights and biases, an octet each. The library itself tells only what it makes of the sound,
//! a frame late; what is needed here are the gains, as soon as they are known.

use hookswitch_core::media::program::VOICE_RATE;
use nnnoiseless::{DenoiseFeatures, EBAND_5MS, FRAME_SIZE, NB_BANDS, NB_FEATURES};

const WEIGHTS: &[u8] = include_bytes!("rnnoise.weights");

/// Samples a second that the library works at.
pub const WIDE_RATE: u32 = 48_000;

/// What the library calls full scale.
pub const SCALE: f32 = 32_768.0;

/// Hertz of a step of the library's bands.
const BAND_HZ: f32 = 200.0;

/// What one step of a weight is.
const STEP: f32 = 1.0 / 256.0;

/// Neurons of the layers: those of the first and of the one that finds speech, of the one that
/// finds noise, and of the one that tells them apart.
const SPEECH: usize = 24;
const NOISE: usize = 48;
const GAINS: usize = 96;

/// What a layer makes of its sums.
#[derive(Clone, Copy, Debug)]
enum Activation {
    Tanh,
    Sigmoid,
    Relu,
}

impl Activation {
    fn of(self, sum: f32) -> f32 {
        match self {
            Self::Tanh => sum.tanh(),
            Self::Sigmoid => sigmoid(sum),
            Self::Relu => sum.max(0.0),
        }
    }
}

/// Weights of one layer, a column for each input.
#[derive(Clone, Copy, Debug)]
struct Layer {
    activation: Activation,
    weights: &'static [u8],
    /// Those of what the layer said before; none, if it keeps nothing.
    recurrent: &'static [u8],
    bias: &'static [u8],
}

/// Reads layers.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, count: usize) -> &'static [u8] {
        let (taken, rest) = self.0.split_at_checked(count).unwrap_or_default();
        self.0 = rest;
        taken
    }

    /// Reads a layer whose neurons have so many gates; one with gates has a memory.
    fn layer(&mut self, gates: usize) -> Layer {
        let &[inputs, neurons, activation] = self.take(3) else {
            return Layer { activation: Activation::Relu, weights: &[], recurrent: &[], bias: &[] };
        };
        let (inputs, neurons) = (usize::from(inputs), usize::from(neurons));
        let activation = match activation {
            0 => Activation::Tanh,
            1 => Activation::Sigmoid,
            _ => Activation::Relu,
        };
        Layer {
            activation,
            weights: self.take(inputs * neurons * gates),
            recurrent: self.take(if gates > 1 { neurons * neurons * gates } else { 0 }),
            bias: self.take(neurons * gates),
        }
    }
}

impl Layer {
    /// Returns what `N` neurons say to these inputs.
    fn dense<'a, const N: usize>(&self, inputs: impl Iterator<Item = &'a f32>) -> [f32; N] {
        let mut sums = starts(self.bias);
        add(&mut sums, self.weights, self.bias.len(), inputs);
        sums.map(|sum| self.activation.of(sum * STEP))
    }

    /// Brings what `N` neurons remember to what they say to these inputs (a gated recurrent unit).
    fn recur<'a, const N: usize>(
        &self,
        memory: &mut [f32; N],
        inputs: impl Iterator<Item = &'a f32> + Clone,
    ) {
        let gate = |number: usize, before: &[f32; N]| {
            let part = |weights: &'static [u8]| weights.get(number * N..).unwrap_or_default();
            let mut sums = starts(part(self.bias));
            add(&mut sums, part(self.weights), self.bias.len(), inputs.clone());
            add(&mut sums, part(self.recurrent), self.bias.len(), before.iter());
            sums.map(|sum| sum * STEP)
        };
        let kept = gate(0, memory).map(sigmoid);
        let mut before = gate(1, memory).map(sigmoid);
        before.iter_mut().zip(&*memory).for_each(|(share, memory)| *share *= memory);
        let new = gate(2, &before).map(|sum| self.activation.of(sum));
        for (memory, (kept, new)) in memory.iter_mut().zip(kept.iter().zip(new)) {
            *memory = kept * *memory + (1.0 - kept) * new;
        }
    }
}

/// Returns the biases of the first `N` neurons.
fn starts<const N: usize>(bias: &[u8]) -> [f32; N] {
    let mut sums = [0.0; N];
    sums.iter_mut().zip(bias).for_each(|(sum, &bias)| *sum = f32::from(bias.cast_signed()));
    sums
}

/// Adds inputs times weights, whose columns lie `stride` apart.
fn add<'a>(sums: &mut [f32], weights: &[u8], stride: usize, inputs: impl Iterator<Item = &'a f32>) {
    for (column, &input) in weights.chunks(stride.max(1)).zip(inputs) {
        for (sum, &weight) in sums.iter_mut().zip(column) {
            *sum += f32::from(weight.cast_signed()) * input;
        }
    }
}

fn sigmoid(sum: f32) -> f32 {
    0.5 + 0.5 * (0.5 * sum).tanh()
}

/// What the network says to 10 ms of sound.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    /// Which share of the amplitude of each band is speech, 0 to 1.
    pub gains: [f32; NB_BANDS],
    /// How likely there is speech, 0 to 1.
    pub speech: f32,
}

/// The network, with what it remembers.
#[derive(Clone, Debug)]
pub struct Network {
    first: Layer,
    for_speech: Layer,
    for_noise: Layer,
    for_gains: Layer,
    gains: Layer,
    is_speech: Layer,
    speech: [f32; SPEECH],
    noise: [f32; NOISE],
    both: [f32; GAINS],
}

impl Network {
    /// Returns a network that has heard nothing.
    pub fn new() -> Self {
        let mut reader = Reader(WEIGHTS);
        Self {
            first: reader.layer(1),
            for_speech: reader.layer(3),
            for_noise: reader.layer(3),
            for_gains: reader.layer(3),
            gains: reader.layer(1),
            is_speech: reader.layer(1),
            speech: [0.0; SPEECH],
            noise: [0.0; NOISE],
            both: [0.0; GAINS],
        }
    }

    /// Judges the next 10 ms by their features.
    pub fn judge(&mut self, features: &[f32; NB_FEATURES]) -> Judgement {
        let Self { speech, noise, both, .. } = self;
        let first: [f32; SPEECH] = self.first.dense(features.iter());
        self.for_speech.recur(speech, first.iter());
        self.for_noise.recur(noise, first.iter().chain(&*speech).chain(features));
        self.for_gains.recur(both, speech.iter().chain(&*noise).chain(features));
        let [is_speech] = self.is_speech.dense(speech.iter());
        Judgement { gains: self.gains.dense(both.iter()), speech: is_speech }
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

/// Hears frames, and judges them.
pub struct Listener {
    frame: Vec<f32>,
    /// What was found in the last frame.
    pub features: Box<DenoiseFeatures>,
    network: Network,
}

impl core::fmt::Debug for Listener {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
    }
}

impl Listener {
    /// Returns one whose first frame has so many samples of silence.
    pub fn new(silent: usize) -> Self {
        let mut frame = Vec::with_capacity(FRAME_SIZE);
        frame.resize(silent, 0.0);
        Self { frame, features: Box::new(DenoiseFeatures::new()), network: Network::new() }
    }

    /// Takes a sample of [`WIDE_RATE`], up to [`SCALE`]; tells whether that fills a frame.
    pub fn take(&mut self, sample: f32) -> bool {
        self.frame.push(sample);
        self.frame.len() >= FRAME_SIZE
    }

    /// Judges the frame that is full, unless it is silent.
    pub fn judge(&mut self) -> Option<Judgement> {
        self.features.shift_and_filter_input(&self.frame);
        self.frame.clear();
        let silent = self.features.compute_frame_features();
        let features = self.features.features().as_array().filter(|_| !silent)?;
        Some(self.network.judge(features))
    }
}

/// Gives each part of the spectrum up to half of [`VOICE_RATE`] its gain, between those of the bands
/// around it.
pub fn spread(gains: &[f32; NB_BANDS], bins: &mut [f32]) {
    let step = VOICE_RATE as f32 / 2.0 / (bins.len() - 1) as f32 / BAND_HZ;
    for (edges, ends) in EBAND_5MS.windows(2).zip(gains.windows(2)) {
        let (&[low, high], &[from, to]) = (edges, ends) else { continue };
        let (low, high) = (low as f32, high as f32);
        for (n, bin) in bins.iter_mut().enumerate() {
            let at = n as f32 * step;
            if (low..high).contains(&at) {
                *bin = from + (to - from) * (at - low) / (high - low);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_to_their_end() {
        let mut reader = Reader(WEIGHTS);
        let neurons = [1, 3, 3, 3, 1, 1].map(|gates| reader.layer(gates).bias.len() / gates);
        assert_eq!(neurons, [SPEECH, SPEECH, NOISE, GAINS, NB_BANDS, 1]);
        assert!(reader.0.is_empty());
    }
}
