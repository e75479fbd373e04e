//! Golden files: what a test produced when a person last looked at it.
//!
//! `UPDATE_GOLDEN=1 cargo test` rewrites them; the difference is then reviewed like any change.

use std::path::Path;
use std::{env, fs};

/// Compares `text` with the golden file `name` below `tests/golden/`.
#[track_caller]
pub fn check(name: &str, text: &str) {
    check_file(&crate::folder().join("golden").join(name), text);
}

/// Compares `text` with the file at `path`.
#[track_caller]
pub fn check_file(path: &Path, text: &str) {
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
        return;
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    if golden != text {
        panic!(
            "{} differs (UPDATE_GOLDEN=1 rewrites it):\n{}",
            path.display(),
            difference(&golden, text)
        );
    }
}

/// Returns the lines around the first that differs.
fn difference(golden: &str, text: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (golden.lines().collect(), text.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let mut shown = format!("  line {}\n", same + 1);
    for line in &new[same.saturating_sub(3)..same] {
        shown += &format!("    {line}\n");
    }
    for (mark, lines) in [("-", &old), ("+", &new)] {
        for line in lines.iter().skip(same).take(8) {
            shown += &format!("  {mark} {line}\n");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_shown() {
        let shown = difference("a\nb\nc\n", "a\nb\nd\n");
        assert_eq!(shown, "  line 3\n    a\n    b\n  - c\n  + d\n");
    }
}
