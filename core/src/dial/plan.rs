//! Dial plans: what a number stands for.

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;

/// Rules that turn numbers into others, or into addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialPlan {
    rules: Vec<(Pattern, String)>,
}

impl DialPlan {
    /// Reads rules such as `4xxx=Line_\\\@10.1.2.3`; one that is none is left out.
    pub fn read(text: &str) -> Self {
        let rule = |text: &str| {
            let (pattern, target) = text.split_once('=')?;
            let target = target.trim();
            Some((Pattern::plain(pattern.trim())?, target.to_owned()))
                .filter(|_| !target.is_empty())
        };
        Self { rules: text.split(';').filter_map(rule).collect() }
    }

    /// Returns what `number` stands for, by the first rule that fits it. Each backslash is one of
    /// the digits that an `x` stood for, in their order.
    pub fn apply(&self, number: &str) -> Option<String> {
        let (pattern, target) =
            self.rules.iter().find(|(pattern, _)| pattern.compare(number).whole)?;
        let places = number.chars().zip(pattern.elements());
        let mut digits = places.filter(|(_, element)| element.is_any_digit()).map(|(c, _)| c);
        let fill = |c| if c == '\\' { digits.next() } else { Some(c) };
        Some(target.chars().filter_map(fill).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_backslash_is_a_digit_that_was_dialled() {
        let plan = DialPlan::read("4xxx=Line_\\\\\\@10.1.2.3;9x=\\; 5 = 500 ;y=1;6=");
        for (number, target) in [
            ("4123", Some("Line_123@10.1.2.3")),
            ("97", Some("7")),
            ("5", Some("500")),
            ("412", None),
            ("41234", None),
            ("6", None),
        ] {
            assert_eq!(plan.apply(number).as_deref(), target, "{number}");
        }
    }

    #[test]
    fn backslashes_beyond_the_digits_are_nothing() {
        assert_eq!(DialPlan::read("1x=\\\\\\").apply("12").as_deref(), Some("2"));
    }
}
