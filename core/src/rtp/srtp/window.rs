//! Which indexes came already (RFC 3711 3.3.2).

/// How far below the highest index a packet may come.
const SIZE: u64 = 128;

/// The highest index that came, and which of those below it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    highest: Option<u64>,
    /// Bit n is the index n below the highest.
    came: u128,
}

impl Window {
    pub(super) const fn highest(&self) -> Option<u64> {
        self.highest
    }

    /// Whether an index is new and not too old to tell.
    pub(super) fn is_fresh(&self, index: u64) -> bool {
        match self.highest {
            Some(highest) if index <= highest => {
                let below = highest - index;
                below < SIZE && self.came >> below & 1 == 0
            }
            Some(_) | None => true,
        }
    }

    /// Takes an index that is fresh.
    pub(super) fn take(&mut self, index: u64) {
        match self.highest {
            Some(highest) if index <= highest => {
                let below = u32::try_from(highest - index).unwrap_or(u32::MAX);
                self.came |= 1_u128.checked_shl(below).unwrap_or(0);
            }
            highest => {
                let ahead = highest.map_or(SIZE, |highest| index - highest);
                let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
                self.came = self.came.checked_shl(ahead).unwrap_or(0) | 1;
                self.highest = Some(index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_index_is_fresh_once_and_old_ones_never() {
        let mut window = Window::default();
        let fresh = [5, 3, 4, 10, 9, 200, 73, 199, 1_000_000];
        let stale = [(3, 5), (10, 5), (200, 72), (200, 200), (1_000_000, 999_872)];
        for index in fresh {
            assert!(window.is_fresh(index), "{index}");
            window.take(index);
            assert!(!window.is_fresh(index), "{index} twice");
            for (_, old) in stale.iter().filter(|(after, _)| *after == index) {
                assert!(!window.is_fresh(*old), "{old} after {index}");
            }
        }
        assert_eq!(window.highest(), Some(1_000_000));
        assert!(window.is_fresh(999_873));
    }
}
