//! Memory of a module: all that it will ever have is there when it is loaded.
//!
//! A block has the size of a power of two. One that is freed goes to the front of the list of its
//! size, and one that is wanted comes from there, else from what was never used: a few steps in
//! either case, whatever came before, without a lock, and the memory of the module never grows. A
//! module opens what keeps memory only while a reserve is left that is larger than what calls take
//! for a moment.
#![allow(unsafe_code, reason = "it is what hands out memory; each use says why it is sound")]

use core::alloc::{GlobalAlloc, Layout};
use core::cell::{Cell, UnsafeCell};
use core::ptr::{self, NonNull};

/// Smallest block, as a power of two; also how blocks are aligned at least.
const SMALLEST: u32 = 4;

/// Sizes of blocks.
const SIZES: usize = 20;

/// `SIZE` octets that are handed out; for one thread.
#[derive(Debug)]
#[repr(align(16))]
pub struct Arena<const SIZE: usize> {
    memory: UnsafeCell<[u8; SIZE]>,
    /// Octets from the front that are, or were, part of a block.
    used: Cell<usize>,
    /// The first free block of each size; a free block begins with the address of the next.
    free: [Cell<*mut u8>; SIZES],
}

// SAFETY: it is a static of the wasm module only, which belongs to the one thread of its
// AudioWorklet.
#[cfg(target_arch = "wasm32")]
unsafe impl<const SIZE: usize> Sync for Arena<SIZE> {}

impl<const SIZE: usize> Default for Arena<SIZE> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const SIZE: usize> Arena<SIZE> {
    /// Returns memory of which nothing is used.
    pub const fn new() -> Self {
        Self {
            memory: UnsafeCell::new([0; SIZE]),
            used: Cell::new(0),
            free: [const { Cell::new(ptr::null_mut()) }; SIZES],
        }
    }

    /// Returns how many octets were never used.
    pub const fn unused(&self) -> usize {
        SIZE - self.used.get()
    }

    /// Returns the list that blocks for `layout` are in, and their size.
    fn list(&self, layout: Layout) -> Option<(&Cell<*mut u8>, usize)> {
        let least = 1 << SMALLEST;
        let size = layout.size().max(least).checked_next_power_of_two()?;
        let list = self.free.get((size.trailing_zeros() - SMALLEST) as usize)?;
        (layout.align() <= least).then_some((list, size))
    }
}

// SAFETY: blocks do not overlap, as each was cut off what was never used, and one is in a list only
// while nobody has it; a block has the size of its list, which `list` finds by the layout alone.
unsafe impl<const SIZE: usize> GlobalAlloc for Arena<SIZE> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((list, size)) = self.list(layout) else { return ptr::null_mut() };
        if let Some(first) = NonNull::new(list.get()) {
            // SAFETY: a free block is 16 octets at least, aligned as much, and begins with an
            // address that `dealloc` wrote.
            list.set(unsafe { first.cast::<*mut u8>().read() });
            return first.as_ptr();
        }
        let used = self.used.get();
        if size > SIZE - used {
            return ptr::null_mut();
        }
        self.used.set(used + size);
        // SAFETY: `used + size` is within the memory, whose front is aligned to 16; so is `used`, a
        // sum of sizes.
        unsafe { self.memory.get().cast::<u8>().add(used) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some((list, _)) = self.list(layout) {
            // SAFETY: the caller gives back a block of `alloc` with this layout, which is 16 octets
            // at least and aligned as much.
            unsafe { block.cast::<*mut u8>().write(list.get()) };
            list.set(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(size: usize) -> Layout {
        Layout::from_size_align(size, 8).unwrap()
    }

    #[test]
    fn blocks_do_not_overlap_and_are_used_again() {
        let arena = Arena::<4_096>::new();
        let mut blocks = Vec::new();
        for (n, size) in [1, 16, 17, 100, 24, 512, 1].into_iter().enumerate() {
            // SAFETY: the layout has a size.
            let block = unsafe { arena.alloc(layout(size)) };
            assert!(!block.is_null() && block.addr().is_multiple_of(16));
            // SAFETY: it is a block of so many octets.
            unsafe { block.write_bytes(n as u8, size) };
            blocks.push((block, size, n as u8));
        }
        for &(block, size, n) in &blocks {
            // SAFETY: it was written above.
            let octets = unsafe { core::slice::from_raw_parts(block, size) };
            assert!(octets.iter().all(|&octet| octet == n), "{n}");
        }
        let unused = arena.unused();
        for round in 0..1_000 {
            let (block, size, _) = blocks[round % blocks.len()];
            // SAFETY: it was allocated with this layout and is not used any more.
            unsafe { arena.dealloc(block, layout(size)) };
            // SAFETY: the layout has a size.
            assert_eq!(unsafe { arena.alloc(layout(size)) }, block);
        }
        assert_eq!(arena.unused(), unused);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let arena = Arena::<1_024>::new();
        // SAFETY: the layouts have sizes.
        let alloc = |layout| unsafe { arena.alloc(layout) };
        assert!(alloc(layout(2_000)).is_null());
        assert!(alloc(layout(usize::MAX / 4)).is_null());
        assert!(alloc(Layout::from_size_align(64, 64).unwrap()).is_null());
        assert!(!alloc(layout(600)).is_null());
        assert!(alloc(layout(600)).is_null());
        assert_eq!(arena.unused(), 0);
    }
}
