//! The screen on which a number is entered.

use super::super::Phone;
use super::super::dialing::Entry;
use super::super::view::{Line, LineStyle, Screen};
use super::call::other_rows;

/// Draws the number that is being entered.
pub(super) fn dialing(phone: &Phone, entry: &Entry) -> (Screen, Vec<Line>) {
    let line = phone.lines.get(usize::from(entry.line)).map_or("", |line| line.label());
    let heading = if phone.is_entering_target() {
        "Transfer to".to_owned()
    } else if line.is_empty() {
        "Dial".to_owned()
    } else {
        format!("Dial from {line}")
    };
    let mut lines =
        vec![Line::new(heading, LineStyle::Heading), Line::new(&entry.text, LineStyle::Entry)];
    let hotline = phone.hotline().map(|number| format!("Calls {number} if nothing is dialed"));
    lines.extend(hotline.map(|text| Line::new(text, LineStyle::Normal)));
    lines.extend(other_rows(phone, None));
    (Screen::Dialing, lines)
}
