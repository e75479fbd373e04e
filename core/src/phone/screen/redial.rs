//! The screen that counts down to another call of a busy party.

use super::super::Phone;
use super::super::dialing::AutoRedial;
use super::super::view::{Line, LineStyle, Screen};
use crate::time::Duration;

/// Draws how long it is until the party is called again (manual 17.3).
pub(super) fn countdown(phone: &Phone, redial: &AutoRedial, rest: Duration) -> (Screen, Vec<Line>) {
    let seconds = rest.as_millis().div_ceil(1_000);
    let line = u16::from(redial.line) + 1;
    let name = phone.name_of(&redial.number);
    let who = if name.is_empty() { &redial.number } else { &name };
    let lines = vec![
        Line::new("Automatic redial", LineStyle::Normal),
        Line::new(who, LineStyle::Heading).with_right(format!("{seconds} s")),
        Line::new(
            format!("Dialing {} within {seconds}s (Line {line})", redial.number),
            LineStyle::Normal,
        ),
    ];
    (Screen::Redial, lines)
}
