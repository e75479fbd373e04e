//! Digit maps and dial plans.

use hookswitch_core::dial::{DialPlan, DigitMap, Verdict};

/// Judges a number by a digit map, and looks it up in a dial plan; each on a line of its own.
///
/// # Panics
///
/// If something follows a number that is complete.
pub fn digit_map(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (map, plan, number) = (DigitMap::read(line()), DialPlan::read(line()), line());
    if map.judge(number) == Verdict::Complete {
        for key in "0123456789*#ABCD".chars() {
            assert_eq!(map.judge(&format!("{number}{key}")), Verdict::Unknown);
        }
    }
    let _ = plan.apply(number);
}
