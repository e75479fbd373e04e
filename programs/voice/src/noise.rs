//! Takes noise out, with the judgement of RNNoise: all that is not speech, or of that only what is
//! steady. There are two ways: one that takes next to no [time](crate::soon), and one that is
//! [better](crate::whole) and takes 19 ms.

use hookswitch_core::dsp::mixer::Gain;
use hookswitch_core::media::plan::{NoiseKind, NoiseOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};

use crate::room::Room;
use crate::soon::Soon;
use crate::whole::Whole;

/// How much everything is turned down where noise is loud, in decibels.
const POST_GAIN_DB: f32 = -6.0;

/// Blocks for which a new way hears the voice before it is heard itself, 0.2 s, and those over which
/// one blends into the other, 20 ms.
const LISTENS: usize = 50;
const BLENDS: usize = 5;

/// Takes out the noise of one voice.
#[derive(Debug)]
pub struct Reducer {
    options: NoiseOptions,
    way: Way,
    /// What was chosen later, and for how many blocks it has run.
    next: Option<(Way, usize)>,
    post_gain: Gain,
}

#[derive(Debug)]
enum Way {
    Soon(Box<Soon>),
    Whole(Box<Whole>),
}

impl Reducer {
    /// Returns a reducer that has heard nothing, and lets sound wait for so many samples where that
    /// takes no time by itself.
    pub fn new(options: NoiseOptions, waits: usize) -> Self {
        let way = Way::new(options.kind, waits);
        Self { options, way, next: None, post_gain: Gain::new(VOICE_RATE) }
    }

    /// Follows other options. Where the delay changes, the new one is heard 0.2 s later.
    pub fn adjust(&mut self, options: NoiseOptions, waits: usize) {
        self.options = options;
        let newest = self.next.as_ref().map_or(&self.way, |(way, _)| way);
        if !newest.is_for(options.kind, waits) {
            self.next = Some((Way::new(options.kind, waits), 0));
        }
    }

    /// Returns the delay in samples.
    pub fn latency(&self) -> usize {
        self.next.as_ref().map_or(&self.way, |(way, _)| way).latency()
    }

    /// Takes the noise out of `block`, in place.
    pub fn process(&mut self, block: &mut [f32; VOICE_BLOCK]) {
        let heard = *block;
        self.way.process(self.options, block);
        if let Some((way, blocks)) = &mut self.next {
            let mut later = heard;
            way.process(self.options, &mut later);
            if let Some(blended) = blocks.checked_sub(LISTENS) {
                for (n, (sample, later)) in block.iter_mut().zip(later).enumerate() {
                    let share = (blended * VOICE_BLOCK + n) as f32 / (BLENDS * VOICE_BLOCK) as f32;
                    *sample += share * (later - *sample);
                }
            }
            *blocks += 1;
        }
        if let Some((way, _)) = self.next.take_if(|(_, blocks)| *blocks >= LISTENS + BLENDS) {
            self.way = way;
        }
        let turned_down = self.options.post_gain && self.way.room().noise_is_loud();
        self.post_gain.set_db(if turned_down { POST_GAIN_DB } else { 0.0 });
        self.post_gain.process(block);
    }
}

impl Way {
    fn new(kind: NoiseKind, waits: usize) -> Self {
        match kind {
            NoiseKind::Steady | NoiseKind::Any => Self::Soon(Box::new(Soon::new(waits))),
            NoiseKind::Changing => Self::Whole(Box::default()),
        }
    }

    /// Whether this is the way for noise of that kind, where sound may wait for so many samples.
    fn is_for(&self, kind: NoiseKind, waits: usize) -> bool {
        match kind {
            NoiseKind::Steady | NoiseKind::Any => {
                matches!(self, Self::Soon(soon) if soon.latency() == waits)
            }
            NoiseKind::Changing => matches!(self, Self::Whole(_)),
        }
    }

    fn latency(&self) -> usize {
        match self {
            Self::Soon(soon) => soon.latency(),
            Self::Whole(_) => Whole::LATENCY,
        }
    }

    const fn room(&self) -> &Room {
        match self {
            Self::Soon(soon) => soon.room(),
            Self::Whole(whole) => whole.room(),
        }
    }

    fn process(&mut self, options: NoiseOptions, block: &mut [f32; VOICE_BLOCK]) {
        match self {
            Self::Soon(soon) => soon.process(options, block),
            Self::Whole(whole) => whole.process(options, block),
        }
    }
}
