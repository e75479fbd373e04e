//! What stands in texts: numbers, other texts, and what others wrote.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use super::{Text, Texts};

/// Isolates what stands between it and [`POP`], whatever its direction (UAX 9, FSI).
const FIRST_STRONG_ISOLATE: char = '\u{2068}';

/// Ends an isolate (UAX 9, PDI).
const POP: char = '\u{2069}';

/// Which way something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As English.
    #[default]
    LeftToRight,
    /// As Hebrew.
    RightToLeft,
}

/// Something that can stand in a text.
pub(super) trait Argument {
    /// Returns it as `texts` say it.
    fn value(&self, texts: &Texts) -> FluentValue<'static>;
}

impl Argument for String {
    fn value(&self, texts: &Texts) -> FluentValue<'static> {
        isolated(&without_controls(self), texts.language().direction()).into_owned().into()
    }
}

impl Argument for u32 {
    fn value(&self, _: &Texts) -> FluentValue<'static> {
        (*self).into()
    }
}

impl Argument for Box<Text> {
    fn value(&self, texts: &Texts) -> FluentValue<'static> {
        if let Text::Verbatim(text) = &**self { text.value(texts) } else { texts.say(self).into() }
    }
}

/// Returns `text` without the characters that change the direction of what follows.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_control, ""))
}

/// Returns `text` so that its direction and the one around it do not mix.
fn isolated(text: &str, around: Direction) -> Cow<'_, str> {
    let mixes = match around {
        Direction::LeftToRight => !text.is_ascii() && text.contains(is_right_to_left),
        Direction::RightToLeft => !text.is_empty(),
    };
    if mixes {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{text}{POP}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether it embeds, overrides or isolates, or ends that.
const fn is_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether it is a letter of a script that is written from right to left, or says so.
const fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
