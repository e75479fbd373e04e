//! What a misspelt name was meant to be.

use std::collections::BTreeMap;

use hookswitch_core::config::table;

/// Knows the names of parameters and remembers what it was asked: a slip is seldom alone.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    known: BTreeMap<String, Option<String>>,
}

/// Most different names that are remembered; beyond them nothing is suggested.
const MOST_NAMES: usize = 1_000;

impl Suggestions {
    /// Returns the parameter whose name is nearest to `path`, if it is near.
    pub(super) fn parameter(&mut self, path: &str) -> Option<String> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        if self.known.len() >= MOST_NAMES {
            return None;
        }
        let meant = Path::new(path.trim_start_matches('/'));
        let spellings = table::rows()
            .flat_map(|row| core::iter::once(row.path).chain(row.aliases.iter().copied()));
        let found = nearest(&meant.shape, spellings.map(|path| (Path::new(path).shape, path)));
        let found = found.map(|pattern| meant.numbers_into(pattern));
        self.known.insert(path.to_owned(), found.clone());
        found
    }
}

/// Returns the word of `words` that is nearest to `text`, if it is near.
pub(super) fn word<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let text = text.to_ascii_lowercase();
    nearest(&text, words.iter().map(|word| (word.to_ascii_lowercase(), *word)))
}

/// Returns the thing whose spelling is nearest to `text`: at most one change in four letters.
fn nearest<T>(text: &str, things: impl Iterator<Item = (String, T)>) -> Option<T> {
    let far = text.chars().count() / 4 + 1;
    things
        .map(|(spelling, thing)| (strsim::damerau_levenshtein(text, &spelling), thing))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, thing)| thing)
}

/// A path whose numbers, or the names that stand for them, are taken out.
struct Path {
    /// In lower case, with `#` for each number.
    shape: String,
    numbers: Vec<String>,
}

impl Path {
    fn new(path: &str) -> Self {
        let mut numbers = Vec::new();
        let part = |part: &str| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits {
                numbers.push(part.to_owned());
            }
            let named = part.starts_with('{') && part.ends_with('}');
            if digits || named { "#".to_owned() } else { part.to_ascii_lowercase() }
        };
        let parts: Vec<_> = path.split('/').map(part).collect();
        Self { shape: parts.join("/"), numbers }
    }

    /// Returns `pattern` with these numbers in the place of names.
    fn numbers_into(&self, pattern: &str) -> String {
        let mut numbers = self.numbers.iter();
        let part = |part: &str| match part.starts_with('{') {
            true => numbers.next().map_or_else(|| part.to_owned(), String::clone),
            false => part.to_owned(),
        };
        pattern.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        let mut suggestions = Suggestions::default();
        for _ in 0..2 {
            assert_eq!(suggestions.parameter(path).as_deref(), expected);
        }
    }

    #[test]
    fn slips_in_names_are_seen_through() {
        check("voip/line/3/auth_pasword", Some("voip/line/3/auth_password"));
        check("voip/signalling/sip/proxy_adress", Some("voip/signalling/sip/proxy_address"));
        check("System/Type", Some("system/type"));
        check("hunter2", None);
        check("", None);
    }

    #[test]
    fn slips_in_words_are_seen_through() {
        assert_eq!(word("utp", &["TCP", "UDP", "TLS"]), Some("UDP"));
        assert_eq!(word("carrier pigeon", &["TCP", "UDP", "TLS"]), None);
    }
}
