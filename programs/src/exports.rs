//! What the worklet calls: plain functions on the coders of one wasm instance.
#![allow(
    unsafe_code,
    reason = "exports functions on a static of one thread; each use says why it is sound"
)]

use core::cell::UnsafeCell;

use hookswitch_core::dsp::g729::Silences;

use crate::coders::Coders;

struct Instance(UnsafeCell<Coders>);

// SAFETY: a wasm instance belongs to the one thread of its AudioWorklet and shares no memory.
unsafe impl Sync for Instance {}

static INSTANCE: Instance = Instance(UnsafeCell::new(Coders::new()));

fn with<T>(call: impl FnOnce(&mut Coders) -> T) -> T {
    // SAFETY: one thread only (see `Instance`), and no export calls another one or JavaScript,
    // so this is the only reference while `call` runs.
    call(unsafe { &mut *INSTANCE.0.get() })
}

/// Starts an encoder, which describes silence if `described` is not 0; returns its number.
// SAFETY: the name is not used by anything else in the module; the same holds below.
#[unsafe(no_mangle)]
pub extern "C" fn open_encoder(described: u32) -> u32 {
    let silences = if described == 0 { Silences::Sent } else { Silences::DESCRIBED_LATE };
    with(|coders| coders.open_encoder(silences))
}

/// Starts a decoder; returns its number.
// SAFETY: see `open_encoder`.
#[unsafe(no_mangle)]
pub extern "C" fn open_decoder() -> u32 {
    with(Coders::open_decoder)
}

/// Ends a coder.
// SAFETY: see `open_encoder`.
#[unsafe(no_mangle)]
pub extern "C" fn close(number: u32) {
    with(|coders| coders.close(number));
}

/// Puts eight octets into the buffer, the first of them the least significant.
// SAFETY: see `open_encoder`.
#[unsafe(no_mangle)]
pub extern "C" fn put(place: u32, octets: u64) {
    with(|coders| coders.put(place, octets));
}

/// Returns eight octets of the buffer.
// SAFETY: see `open_encoder`.
#[unsafe(no_mangle)]
pub extern "C" fn get(place: u32) -> u64 {
    with(|coders| coders.get(place))
}

/// Encodes the 80 samples in the buffer; returns the octets of the frame that is there now.
// SAFETY: see `open_encoder`.
#[unsafe(no_mangle)]
pub extern "C" fn encode(number: u32) -> u32 {
    with(|coders| coders.encode(number))
}

/// Decodes the frame of `length` octets in the buffer, where the 80 samples are then; any other
/// length than 10, 2 and 0 is a frame that was lost.
// SAFETY: see `open_encoder`.
#[unsafe(no_mangle)]
pub extern "C" fn decode(number: u32, length: u32) {
    with(|coders| coders.decode(number, length));
}
