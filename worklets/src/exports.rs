//! What JavaScript calls: plain functions on one processor for each wasm instance, and the
//! addresses of four buffers that it reads and writes.
#![allow(
    unsafe_code,
    reason = "shares static buffers with JavaScript; each use says why it is sound"
)]

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicUsize, Ordering};

use hookswitch_core::media::graph::Spec;
use hookswitch_core::media::plan::Program;

use crate::worklet::{MAX_MESSAGE, Worklet};

/// Longest block that can be rendered at once, in samples.
pub const MAX_BLOCK: usize = 8 * 1024;

struct Shared {
    worklet: Option<Worklet>,
    input: [f32; MAX_BLOCK],
    output: [f32; MAX_BLOCK],
    message: [u8; MAX_MESSAGE],
}

struct Instance(UnsafeCell<Shared>);

// SAFETY: a wasm instance belongs to the one thread of its AudioWorklet and shares no memory.
unsafe impl Sync for Instance {}

static INSTANCE: Instance = Instance(UnsafeCell::new(Shared {
    worklet: None,
    input: [0.0; MAX_BLOCK],
    output: [0.0; MAX_BLOCK],
    message: [0; MAX_MESSAGE],
}));

fn with<T>(call: impl FnOnce(&mut Shared) -> T) -> T {
    // SAFETY: one thread only (see `Instance`), and no export calls another one or JavaScript,
    // so this is the only reference while `call` runs.
    call(unsafe { &mut *INSTANCE.0.get() })
}

/// Starts a processor for `sample_rate` Hz that is called for about `grain` samples in a row.
// SAFETY: the name is not used by anything else in the module; the same holds below.
#[unsafe(no_mangle)]
pub extern "C" fn start(sample_rate: u32, grain: u32) {
    with(|shared| shared.worklet = Some(Worklet::new(Spec { sample_rate, grain })));
}

/// Takes note that the [`Functions`] of a program are in the table from place `first` on.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn programs(number: usize, first: usize) {
    if let Some(place) = PROGRAMS.get(number) {
        place.store(first, Ordering::Relaxed);
    }
    with(|shared| {
        if let Some(worklet) = &mut shared.worklet {
            worklet.use_programs();
        }
    });
}

/// Where the functions of each program begin in the table; 0, where no function is, is none.
static PROGRAMS: [AtomicUsize; Program::ALL.len()] =
    [const { AtomicUsize::new(0) }; Program::ALL.len()];

fn first_place(program: Program) -> Option<usize> {
    let first = PROGRAMS.get(program as usize)?.load(Ordering::Relaxed);
    (first != 0).then_some(first)
}

/// The functions of a module of programs (`hookswitch-programs`), in the order of their names:
/// `adjust`, `close`, `decode`, `encode`, `get`, `open_decoder`, `open_encoder`, `put`.
#[derive(Clone, Copy, Debug)]
pub struct Functions {
    first: usize,
}

impl Functions {
    /// Returns the functions of a program, once they are there.
    pub fn loaded(program: Program) -> Option<Self> {
        Some(Self { first: first_place(program)? })
    }

    /// Gives an encoder other options.
    pub fn adjust(self, number: u32, options: u64) {
        // SAFETY: on wasm a function is its place in the table, where `static/worklet.js` put the
        // other module's functions in this order; each call traps if the types differ. The same
        // holds below. Elsewhere nothing calls `programs`, so that there is no `Self`.
        let call: extern "C" fn(u32, u64) = unsafe { core::mem::transmute(self.first) };
        call(number, options);
    }

    /// Ends a coder.
    pub fn close(self, number: u32) {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32) = unsafe { core::mem::transmute(self.first + 1) };
        call(number);
    }

    /// Decodes what is in the buffer; returns the samples that are there then.
    pub fn decode(self, number: u32, what: u32, length: u32, count: u32) -> u32 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32, u32, u32, u32) -> u32 =
            unsafe { core::mem::transmute(self.first + 2) };
        call(number, what, length, count)
    }

    /// Encodes so many samples in the buffer; returns the octets that are there then.
    pub fn encode(self, number: u32, count: u32) -> u32 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32, u32) -> u32 = unsafe { core::mem::transmute(self.first + 3) };
        call(number, count)
    }

    /// Returns eight octets of the buffer.
    pub fn get(self, place: u32) -> u64 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32) -> u64 = unsafe { core::mem::transmute(self.first + 4) };
        call(place)
    }

    /// Starts a decoder of so many samples a second.
    pub fn open_decoder(self, sample_rate: u32) -> u32 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32) -> u32 = unsafe { core::mem::transmute(self.first + 5) };
        call(sample_rate)
    }

    /// Starts an encoder of so many samples a second.
    pub fn open_encoder(self, sample_rate: u32, options: u64) -> u32 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32, u64) -> u32 = unsafe { core::mem::transmute(self.first + 6) };
        call(sample_rate, options)
    }

    /// Puts eight octets into the buffer.
    pub fn put(self, place: u32, octets: u64) {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32, u64) = unsafe { core::mem::transmute(self.first + 7) };
        call(place, octets);
    }
}

/// The functions of the module that cleans voices (`hookswitch-voice`), in the order of their names:
/// `adjust`, `get`, `latency`, `process`, `put`, `unused`, `with_noise`.
#[derive(Clone, Copy, Debug)]
pub struct VoiceFunctions {
    first: usize,
}

impl VoiceFunctions {
    /// Returns the functions, once they are there.
    pub fn loaded() -> Option<Self> {
        Some(Self { first: first_place(Program::Voice)? })
    }

    /// Gives it other options.
    pub fn adjust(self, options: u64) {
        // SAFETY: see `Functions::adjust`; the same holds below.
        let call: extern "C" fn(u64) = unsafe { core::mem::transmute(self.first) };
        call(options);
    }

    /// Returns two samples that were cleaned.
    pub fn get(self, place: u32) -> u64 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32) -> u64 = unsafe { core::mem::transmute(self.first + 1) };
        call(place)
    }

    /// Returns the delay in samples.
    pub fn latency(self) -> u32 {
        // SAFETY: see `adjust`.
        let call: extern "C" fn() -> u32 = unsafe { core::mem::transmute(self.first + 2) };
        call()
    }

    /// Cleans the block that was put there.
    pub fn process(self) {
        // SAFETY: see `adjust`.
        let call: extern "C" fn() = unsafe { core::mem::transmute(self.first + 3) };
        call();
    }

    /// Puts two samples there: first what was heard, then what was played.
    pub fn put(self, place: u32, pair: u64) {
        // SAFETY: see `adjust`.
        let call: extern "C" fn(u32, u64) = unsafe { core::mem::transmute(self.first + 4) };
        call(place, pair);
    }

    /// Returns two samples of the block when its echo was out and its noise was in it.
    pub fn with_noise(self, place: u32) -> u64 {
        // SAFETY: see `adjust`; before it stands `unused`, which is for tests.
        let call: extern "C" fn(u32) -> u64 = unsafe { core::mem::transmute(self.first + 6) };
        call(place)
    }
}

/// Returns the address of the input samples.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn input() -> *mut f32 {
    with(|shared| shared.input.as_mut_ptr())
}

/// Returns the address of the output samples.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *mut f32 {
    with(|shared| shared.output.as_mut_ptr())
}

/// Returns the address of the message either way.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn message() -> *mut u8 {
    with(|shared| shared.message.as_mut_ptr())
}

/// Returns how many samples input and output hold.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn block_capacity() -> usize {
    MAX_BLOCK
}

/// Returns how many bytes the message holds.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn message_capacity() -> usize {
    MAX_MESSAGE
}

/// Takes the message of `length` bytes that JavaScript has written.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn handle(length: usize) {
    with(|shared| {
        if let (Some(worklet), Some(message)) = (&mut shared.worklet, shared.message.get(..length))
        {
            worklet.handle(message);
        }
    });
}

/// Renders `frames` samples to the output, from `captured` samples of input (0: no microphone).
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn process(captured: usize, frames: usize) {
    with(|shared| {
        let Shared { worklet: Some(worklet), input, output, .. } = shared else { return };
        if let (Some(input), Some(output)) = (input.get(..captured), output.get_mut(..frames)) {
            worklet.process(input, output);
        }
    });
}

/// Writes the next message for the worker and returns its length; 0 is none.
// SAFETY: see `start`.
#[unsafe(no_mangle)]
pub extern "C" fn poll() -> usize {
    with(|shared| {
        let Shared { worklet, message, .. } = shared;
        worklet.as_mut().map_or(0, |worklet| worklet.poll(message))
    })
}
