//! The screen that counts down to another call of a busy party.

use super::super::Phone;
use super::super::dialing::AutoRedial;
use super::super::view::{Line, LineStyle, Screen};
use crate::language::Text;
use crate::time::Duration;

/// Draws how long it is until the party is called again (manual 17.3).
pub(super) fn countdown(
    phone: &Phone,
    redial: &AutoRedial,
    rest: Duration,
) -> (Screen, Vec<Line<Text>>) {
    let seconds = u32::try_from(rest.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX);
    let line = u32::from(redial.line) + 1;
    let name = phone.name_of(&redial.number);
    let who = if name.is_empty() { &redial.number } else { &name };
    let lines = vec![
        Line::new(Text::AutomaticRedial, LineStyle::Normal),
        Line::new(who, LineStyle::Heading).with_right(Text::Seconds { count: seconds }),
        Line::new(
            Text::RedialWithin { number: redial.number.clone(), seconds, line },
            LineStyle::Normal,
        ),
    ];
    (Screen::Redial, lines)
}
