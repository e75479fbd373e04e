//! What the worklet calls, and the memory of the module.
#![allow(
    unsafe_code,
    reason = "exports functions on a static of one thread; each use says why it is sound"
)]

use core::cell::UnsafeCell;

use hookswitch_core::media::plan::VoiceOptions;
use hookswitch_core::media::program::{VOICE_BLOCK, VoiceEngine as _};
use hookswitch_programs::arena::Arena;

use crate::Engine;

/// Octets of the module's memory.
const SIZE: usize = 4 << 20;

#[global_allocator]
static ARENA: Arena<SIZE> = Arena::new();

struct Shared {
    engine: Option<Engine>,
    heard: [f32; VOICE_BLOCK],
    played: [f32; VOICE_BLOCK],
}

struct Instance(UnsafeCell<Shared>);

// SAFETY: a wasm instance belongs to the one thread of its AudioWorklet and shares no memory.
unsafe impl Sync for Instance {}

static INSTANCE: Instance = Instance(UnsafeCell::new(Shared {
    engine: None,
    heard: [0.0; VOICE_BLOCK],
    played: [0.0; VOICE_BLOCK],
}));

fn with<T>(call: impl FnOnce(&mut Shared) -> T) -> T {
    // SAFETY: one thread only (see `Instance`), and no export calls another one or JavaScript, so
    // this is the only reference while `call` runs.
    call(unsafe { &mut *INSTANCE.0.get() })
}

// SAFETY: the name is not used by anything else in the module; the same holds below.
#[unsafe(no_mangle)]
extern "C" fn adjust(options: u64) {
    with(|shared| {
        let engine = shared.engine.get_or_insert_with(Engine::default);
        engine.adjust(VoiceOptions::from_bits(options));
    });
}

/// Returns two samples of what was heard and cleaned.
// SAFETY: see `adjust`.
#[unsafe(no_mangle)]
extern "C" fn get(place: u32) -> u64 {
    with(|shared| pair(&shared.heard, place))
}

/// Returns two samples of a block as one number.
fn pair(block: &[f32; VOICE_BLOCK], place: u32) -> u64 {
    let pair = block.as_chunks().0.get(place as usize);
    pair.map_or(0, |&[first, second]: &[f32; 2]| {
        u64::from(first.to_bits()) | u64::from(second.to_bits()) << 32
    })
}

// SAFETY: see `adjust`.
#[unsafe(no_mangle)]
extern "C" fn latency() -> u32 {
    with(|shared| shared.engine.as_ref().map_or(0, |engine| engine.latency() as u32))
}

// SAFETY: see `adjust`.
#[unsafe(no_mangle)]
extern "C" fn process() {
    with(|Shared { engine, heard, played }| {
        if let Some(engine) = engine {
            engine.process(played, heard);
        }
    });
}

/// Puts two samples into what is heard, and behind that into what is played.
// SAFETY: see `adjust`.
#[unsafe(no_mangle)]
extern "C" fn put(place: u32, pair: u64) {
    with(|Shared { heard, played, .. }| {
        let (heard, played) = (heard.as_chunks_mut().0, played.as_chunks_mut().0);
        let place = place as usize;
        let slot: Option<&mut [f32; 2]> = match place.checked_sub(heard.len()) {
            Some(behind) => played.get_mut(behind),
            None => heard.get_mut(place),
        };
        if let Some(slot) = slot {
            *slot = [f32::from_bits(pair as u32), f32::from_bits((pair >> 32) as u32)];
        }
    });
}

/// Octets of the module's memory that were never used; a test of the module asks for it.
// SAFETY: see `adjust`.
#[unsafe(no_mangle)]
extern "C" fn unused() -> usize {
    ARENA.unused()
}

/// Returns two samples of what was heard when its echo was out and its noise was in it.
// SAFETY: see `adjust`.
#[unsafe(no_mangle)]
extern "C" fn with_noise(place: u32) -> u64 {
    with(|shared| shared.engine.as_ref().map_or(0, |engine| pair(&engine.with_noise(), place)))
}
