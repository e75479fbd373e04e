//! The screen on which a number is entered.

use super::super::Phone;
use super::super::dialing::Entry;
use super::super::view::{Line, LineStyle, Screen};
use super::call::other_rows;
use crate::language::Text;

/// Draws the number that is being entered.
pub(super) fn dialing(phone: &Phone, entry: &Entry) -> (Screen, Vec<Line<Text>>) {
    let line = phone.lines.get(usize::from(entry.line)).map_or("", |line| line.label());
    let heading = if phone.is_entering_target() {
        Text::TransferTo
    } else if line.is_empty() {
        Text::Dial
    } else {
        Text::DialFrom { line: line.to_owned() }
    };
    let number = Line { cursor: Some(entry.cursor()), ..Line::new(&entry.text, LineStyle::Entry) };
    let mut lines = vec![Line::new(heading, LineStyle::Heading), number];
    let hotline = phone.hotline().map(|number| Text::CallsByItself { number: number.to_owned() });
    lines.extend(hotline.map(|text| Line::new(text, LineStyle::Normal)));
    lines.extend(other_rows(phone, None));
    (Screen::Dialing, lines)
}
