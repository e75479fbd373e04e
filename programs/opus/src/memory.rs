//! Memory of the module.
#![allow(unsafe_code, reason = "exports a function; the use says why it is sound")]

#[cfg(target_arch = "wasm32")]
use hookswitch_programs::arena::Arena;

/// Octets of the module's memory: sixteen coders take 3.3 MiB, of either band.
#[cfg(target_arch = "wasm32")]
const SIZE: usize = 6 << 20;

/// Octets that stay free when the last coder is opened. A call takes at most 12 KiB for a moment.
#[cfg(target_arch = "wasm32")]
const RESERVE: usize = 512 << 10;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ARENA: Arena<SIZE> = Arena::new();

/// Whether there is room for what calls take for a moment.
pub(crate) fn has_reserve() -> bool {
    #[cfg(target_arch = "wasm32")]
    return ARENA.unused() >= RESERVE;
    #[cfg(not(target_arch = "wasm32"))]
    true
}

/// Octets of the module's memory that were never used; a test of the module asks for it.
#[cfg(target_arch = "wasm32")]
// SAFETY: the name is not used by anything else in the module.
#[unsafe(no_mangle)]
extern "C" fn unused() -> usize {
    ARENA.unused()
}
