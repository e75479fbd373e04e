//! Numbers in paths: `voip/line/{line}/id` is one row for all lines.

/// A name that stands for a number in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index {
    /// The name, as between the braces.
    pub name: &'static str,
    /// The least number.
    pub first: u8,
    /// The greatest number.
    pub last: u8,
}

/// Lines that can be configured (430HD and 440HD; manual 16.3).
pub const LINES: u8 = 6;

/// Places in the order of codecs (manual 19.5).
pub const CODECS: u8 = 5;

/// Every name that stands for a number in a path.
pub static INDEXES: &[Index] = &[
    index("line", 0, LINES - 1),
    index("codec", 0, CODECS - 1),
    index("ring", 0, 4),
    index("tone", 0, 9),
    index("step", 0, 3),
    index("ring_line", 0, 3),
    index("lock", 2, 5),
    index("key", 0, 38),
    index("digit_key", 0, 8),
    index("line_key", 0, 5),
    index("softkey", 0, 19),
    index("psk", 0, 11),
    index("group", 0, 11),
    index("feature", 0, 3),
    index("ca", 0, 4),
    index("shared_group", 0, 1),
    index("reason", 0, 9),
];

const fn index(name: &'static str, first: u8, last: u8) -> Index {
    Index { name, first, last }
}

/// The numbers in a path, the first one first; 0 where the path has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub u8, pub u8);

impl From<u8> for Place {
    fn from(number: u8) -> Self {
        Self(number, 0)
    }
}

impl From<(u8, u8)> for Place {
    fn from((first, second): (u8, u8)) -> Self {
        Self(first, second)
    }
}

/// Returns the indexes that `pattern` names, in its order.
pub fn indexes(pattern: &str) -> impl Iterator<Item = &'static Index> {
    let names = pattern.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    names.filter_map(|(name, _)| INDEXES.iter().find(|index| index.name == name))
}

/// Returns `pattern` with the numbers of `place` in it.
pub(super) fn fill(pattern: &str, place: Place) -> String {
    let mut path = String::with_capacity(pattern.len());
    let mut numbers = [place.0, place.1].into_iter();
    let mut rest = pattern;
    while let Some((head, tail)) = rest.split_once('{') {
        path.push_str(head);
        path.push_str(&numbers.next().unwrap_or_default().to_string());
        rest = tail.split_once('}').map_or("", |(_, tail)| tail);
    }
    path.push_str(rest);
    path
}

/// Returns the numbers that `path` has where `pattern` has names, `None` where it has fewer;
/// `None` as a whole if they do not match. A number that is too long is `u32::MAX`.
pub(super) fn numbers(pattern: &str, path: &str) -> Option<[Option<u32>; 2]> {
    let mut found = [None; 2];
    let (mut pattern, mut path) = (pattern, path);
    for number in &mut found {
        let Some((head, tail)) = pattern.split_once('{') else { break };
        let rest = path.strip_prefix(head)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) =
            rest.split_at_checked(digits).filter(|(digits, _)| !digits.is_empty())?;
        *number = Some(digits.parse().unwrap_or(u32::MAX));
        (pattern, path) = (tail.split_once('}')?.1, rest);
    }
    (pattern == path).then_some(found)
}

/// Compares two paths, or patterns, in the order of the registry: names of indexes and the numbers
/// that stand in their place are the same.
pub(super) const fn compare(left: &[u8], right: &[u8]) -> core::cmp::Ordering {
    compare_from(left, right, 0).0
}

/// Compares two paths of which the first `same` bytes are known to be the same and to stand for
/// themselves; returns the order, and how many bytes there are of that kind.
pub(super) const fn compare_from(
    left: &[u8],
    right: &[u8],
    same: usize,
) -> (core::cmp::Ordering, usize) {
    use core::cmp::Ordering::{Equal, Greater, Less};
    let same = same_until(left, right, same, same);
    let (mut at_left, mut at_right) = (same, same);
    loop {
        let (a, next_left) = symbol(left, at_left);
        let (b, next_right) = symbol(right, at_right);
        if a != b {
            return (if a < b { Less } else { Greater }, same);
        }
        if a == 0 {
            return (Equal, same);
        }
        let more = same_until(left, right, next_left, next_right) - next_left;
        (at_left, at_right) = (next_left + more, next_right + more);
    }
}

/// Returns the first place in `left` from `at_left` on where it differs from `right`, or where a
/// byte need not stand for itself; what is the same needs no second look.
const fn same_until(left: &[u8], right: &[u8], mut at_left: usize, mut at_right: usize) -> usize {
    while at_left < left.len() && at_right < right.len() {
        let byte = left[at_left];
        if byte != right[at_right] || byte == b'{' || byte.is_ascii_digit() {
            break;
        }
        at_left += 1;
        at_right += 1;
    }
    at_left
}

/// Returns what counts at `at` and where the next begins: a byte, `{` for a number or a name in
/// the place of one, 0 at the end.
const fn symbol(path: &[u8], at: usize) -> (u8, usize) {
    if at >= path.len() {
        return (0, at);
    }
    let byte = path[at];
    if byte == b'{' {
        let mut end = at;
        while end < path.len() && path[end] != b'}' {
            end += 1;
        }
        return (b'{', end + 1);
    }
    if byte.is_ascii_digit() && at > 0 && matches!(path[at - 1], b'/' | b'_') {
        let mut end = at;
        while end < path.len() && path[end].is_ascii_digit() {
            end += 1;
        }
        if end == path.len() || path[end] == b'/' {
            return (b'{', end);
        }
    }
    (byte, at + 1)
}

#[cfg(test)]
mod tests {
    use core::cmp::Ordering;

    use super::*;

    #[test]
    fn numbers_are_found_in_paths() {
        let pattern = "voip/line/{line}/id";
        assert_eq!(numbers(pattern, "voip/line/3/id"), Some([Some(3), None]));
        assert_eq!(numbers(pattern, "voip/line/12345678901/id"), Some([Some(u32::MAX), None]));
        assert_eq!(numbers(pattern, "voip/line//id"), None);
        assert_eq!(numbers(pattern, "voip/line/x/id"), None);
        assert_eq!(numbers(pattern, "voip/line/id"), None);
        assert_eq!(numbers("system/type", "system/type"), Some([None, None]));
        assert_eq!(numbers("t/{tone}/on_{step}", "t/9/on_3"), Some([Some(9), Some(3)]));
    }

    #[test]
    fn numbers_are_put_into_paths() {
        assert_eq!(fill("t/{tone}/on_{step}", Place(9, 3)), "t/9/on_3");
        assert_eq!(fill("voip/line/{line}/id", 2.into()), "voip/line/2/id");
        assert_eq!(fill("system/type", Place::default()), "system/type");
    }

    #[test]
    fn numbers_and_names_of_indexes_are_the_same_in_the_order() {
        let same = |left: &str, right: &str| compare(left.as_bytes(), right.as_bytes());
        assert_eq!(same("t/{tone}/on_{step}", "t/19/on_3"), Ordering::Equal);
        assert_eq!(same("sip/sip_t1", "sip/sip_t2"), Ordering::Less);
        assert_eq!(same("a/_802_1x/b", "a/_803_1x/b"), Ordering::Less);
        assert_eq!(same("a", "a/b"), Ordering::Less);
    }
}
