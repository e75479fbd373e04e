//! Digit maps: when a number is complete.

use serde::{Deserialize, Serialize};

use super::pattern::{Element, Pattern};

/// How long a number waits that may be complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pause {
    /// `S`: the shorter time between digits.
    Short,
    /// `T`: the timeout of dialling.
    Long,
}

/// What a digit map says of what was dialled so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a number, and no other one begins with it.
    Complete,
    /// It is a number unless more digits come within this time.
    Waits(Pause),
    /// It is the beginning of a number.
    Begins,
    /// It is no number and no beginning of one.
    Unknown,
}

/// The patterns of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigitMap {
    patterns: Vec<(Pattern, Option<Pause>)>,
}

impl DigitMap {
    /// Reads a digit map of either grammar; a pattern that is none is left out.
    pub fn read(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(&text);
        let patterns = if text.contains(';') && !text.contains('|') {
            text.split(';').filter_map(|text| Some((Pattern::plain(text)?, None))).collect()
        } else {
            text.split('|').filter_map(between_bars).collect()
        };
        Self { patterns }
    }

    /// Whether there is no pattern: every number waits for the timeout.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Says what `number` is. A number that could go on waits, as RFC 3435 2.1.5 has it.
    pub fn judge(&self, number: &str) -> Verdict {
        let (mut whole, mut goes_on, mut pause) = (false, false, None);
        for (pattern, own) in &self.patterns {
            let compared = pattern.compare(number);
            goes_on |= compared.goes_on;
            if compared.whole {
                whole = true;
                // The shorter one of two is what somebody asked for on purpose.
                pause = [pause, *own].into_iter().flatten().min();
            }
        }
        match (whole, goes_on, pause) {
            (true, _, Some(pause)) => Verdict::Waits(pause),
            (true, true, None) => Verdict::Waits(Pause::Long),
            (true, false, None) => Verdict::Complete,
            (false, true, _) => Verdict::Begins,
            (false, false, _) => Verdict::Unknown,
        }
    }
}

/// Reads what stands between two bars.
fn between_bars(text: &str) -> Option<(Pattern, Option<Pause>)> {
    let (text, pause) = match text.strip_suffix(['T', 't']) {
        Some(text) => (text, Some(Pause::Long)),
        None => match text.strip_suffix(['S', 's']) {
            Some(text) => (text, Some(Pause::Short)),
            None => (text, None),
        },
    };
    let mut elements = Vec::<Element>::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..)?;
        match c {
            'x' | 'X' => elements.push(Element::DIGIT),
            '[' => {
                let (inside, after) = rest.split_once(']')?;
                elements.push(Element::range(inside)?);
                rest = after;
            }
            '.' => {
                let last = elements.pop()?;
                elements.push(last.repeated());
            }
            _ => elements.push(Element::key(c)?),
        }
    }
    Some((Pattern::new(elements)?, pause))
}

#[cfg(test)]
mod tests {
    use super::Pause::{Long, Short};
    use super::Verdict::{Begins, Complete, Unknown, Waits};
    use super::*;

    /// The example of manual 17.6.
    const EXAMPLE: &str = "[2-9]11|0|100|101|011xxx.|9011xxx.|1[2-9]xxxxxxxxx|91[2-9]xxxxxxxxx|\
        9[2-9]xxxxxx|*xx|[8]xxxx|[2-7]xxx";

    #[track_caller]
    fn check(map: &str, cases: &[(&str, Verdict)]) {
        let map = DigitMap::read(map);
        for (number, verdict) in cases {
            assert_eq!(map.judge(number), *verdict, "{number}");
        }
    }

    #[test]
    fn a_number_is_complete_when_no_other_begins_with_it() {
        check(
            EXAMPLE,
            &[
                ("911", Complete),
                ("2110", Complete),
                ("211", Waits(Long)),
                ("0", Waits(Long)),
                ("01", Begins),
                ("01144", Waits(Long)),
                ("0114420", Waits(Long)),
                ("100", Complete),
                ("12125551234", Complete),
                ("*69", Complete),
                ("*6", Begins),
                ("81234", Complete),
                ("", Begins),
                ("#", Unknown),
                ("102", Unknown),
            ],
        );
    }

    /// The example of manual 17.2.
    #[test]
    fn the_short_pause_tells_the_operator_from_what_begins_alike() {
        check(
            "*xx|[2-9]11|0S|[2-9]xxxxxxxxx|1xxx[2-9]xxxxxx|00xx.T",
            &[("0", Waits(Short)), ("00", Begins), ("004", Waits(Long)), ("0049", Waits(Long))],
        );
    }

    #[test]
    fn between_semicolons_only_x_is_special() {
        check(
            "10x;05xxxxxxxx;4xxx",
            &[("10", Begins), ("107", Complete), ("4123", Complete), ("5", Unknown)],
        );
        check("1;[2-3]", &[("1", Complete), ("2", Unknown)]);
    }

    #[test]
    fn what_is_no_pattern_is_left_out() {
        check("1y|[|[9-|.|T|x[]|77|(88)", &[("77", Complete), ("1", Unknown), ("88", Unknown)]);
        assert!(DigitMap::read("").is_empty());
        assert!(DigitMap::read(&"x".repeat(64)).is_empty());
        check(" ( 12 | 3x ) ", &[("12", Complete), ("35", Complete)]);
    }

    #[test]
    fn what_repeats_may_not_be_there_at_all() {
        check("1[2-4*].", &[("1", Waits(Long)), ("124*", Waits(Long)), ("15", Unknown)]);
    }
}
