//! The screens of self tests.

use super::super::Phone;
use super::super::self_test::SelfTest;
use super::super::view::{Line, LineStyle, Screen};
use crate::language::Text;

/// Draws a test: what it is about, and how loud the microphone is while it is recorded.
pub(super) fn self_test(phone: &Phone, test: &SelfTest) -> (Screen, Vec<Line<Text>>) {
    let (rows, level) = phone.rows_of_self_test(test);
    let mut lines = vec![Line::new(test.title(), LineStyle::Heading)];
    let rows = rows.into_iter();
    lines.extend(rows.map(|(left, right)| Line::new(left, LineStyle::Normal).with_right(right)));
    lines.extend(level.map(|percent| {
        let text = Text::Percent { count: percent.into() };
        Line::new(Text::NOTHING, LineStyle::Progress(percent)).with_right(text)
    }));
    (Screen::Menu, lines)
}
