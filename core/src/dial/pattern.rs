//! One pattern: a row of sets of keys, some of which repeat.

use serde::{Deserialize, Serialize};

/// Most elements of a pattern; no number has as many digits.
const LONGEST: usize = 63;

/// What an element may be, in the order of its bits.
const KEYS: &str = "0123456789*#ABCD+";

/// The bits of `0` to `9`.
const DIGITS: u32 = 0x3ff;

/// What stands at one place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Element {
    /// One bit for each key.
    keys: u32,
    /// Whether it stands there any number of times.
    repeats: bool,
}

impl Element {
    /// Any digit.
    pub(super) const DIGIT: Self = Self { keys: DIGITS, repeats: false };

    /// Returns the element that is this key.
    pub(super) fn key(c: char) -> Option<Self> {
        Some(Self { keys: bit(c)?, repeats: false })
    }

    /// Returns the element for the inside of brackets, such as `2-9*`.
    pub(super) fn range(inside: &str) -> Option<Self> {
        let (mut keys, mut rest) = (0, inside.chars().peekable());
        while let Some(first) = rest.next() {
            if rest.next_if_eq(&'-').is_some() {
                let (low, high) = (first.to_digit(10)?, rest.next()?.to_digit(10)?);
                keys |= (low..=high).fold(0, |keys, digit| keys | 1 << digit);
            } else if matches!(first, 'x' | 'X') {
                keys |= DIGITS;
            } else {
                keys |= bit(first)?;
            }
        }
        (keys != 0).then_some(Self { keys, repeats: false })
    }

    /// Returns the element as it is when a dot follows it.
    pub(super) const fn repeated(self) -> Self {
        Self { repeats: true, ..self }
    }

    /// Whether it stands for any digit.
    pub(super) const fn is_any_digit(self) -> bool {
        self.keys == DIGITS
    }

    fn takes(self, c: char) -> bool {
        bit(c).is_some_and(|bit| self.keys & bit != 0)
    }
}

/// A pattern of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pattern(Vec<Element>);

/// How a number compares with a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Match {
    /// The number is what the pattern describes.
    pub(super) whole: bool,
    /// More digits could make it so.
    pub(super) goes_on: bool,
}

impl Pattern {
    /// Returns a pattern of `elements`, unless it has none or too many.
    pub(super) fn new(elements: Vec<Element>) -> Option<Self> {
        (1..=LONGEST).contains(&elements.len()).then_some(Self(elements))
    }

    /// Reads what stands between semicolons: keys, and `x` for a digit.
    pub(super) fn plain(text: &str) -> Option<Self> {
        let element =
            |c| if matches!(c, 'x' | 'X') { Some(Element::DIGIT) } else { Element::key(c) };
        Self::new(text.chars().map(element).collect::<Option<_>>()?)
    }

    /// Returns its elements.
    pub(super) fn elements(&self) -> &[Element] {
        &self.0
    }

    /// Compares a number: each bit of `places` is a place in the pattern where it may be by now.
    pub(super) fn compare(&self, number: &str) -> Match {
        let end = self.0.len();
        let places = number.chars().fold(self.pass_repeats(1), |places, c| {
            let next = self
                .0
                .iter()
                .enumerate()
                .filter(|(at, element)| places & (1 << at) != 0 && element.takes(c));
            let next = next.fold(0, |next, (at, element)| {
                next | 1 << (if element.repeats { at } else { at + 1 })
            });
            self.pass_repeats(next)
        });
        Match { whole: places & (1 << end) != 0, goes_on: places & ((1 << end) - 1) != 0 }
    }

    /// Adds the places behind elements that may be there no more times.
    fn pass_repeats(&self, places: u64) -> u64 {
        let repeated = self.0.iter().enumerate().filter(|(_, element)| element.repeats);
        repeated.fold(
            places,
            |places, (at, _)| {
                if places & (1 << at) == 0 { places } else { places | 1 << (at + 1) }
            },
        )
    }
}

fn bit(c: char) -> Option<u32> {
    let at = KEYS.chars().position(|key| key == c.to_ascii_uppercase())?;
    Some(1 << at)
}
