//! How far something is that takes its time: the search for a configuration.

use super::super::Phone;
use super::super::view::{Line, LineStyle};
use crate::language::Text;

/// Returns what goes on, how far it is, and where; nothing if nothing goes on.
pub(super) fn rows(phone: &Phone) -> Vec<Line<Text>> {
    let Some(status) = phone.provisioner.status() else { return Vec::new() };
    let mut lines = vec![Line::new(status.doing, LineStyle::Normal)];
    lines.extend(status.percent.map(|percent| {
        Line::new(Text::NOTHING, LineStyle::Progress(percent))
            .with_right(Text::Percent { count: u32::from(percent) })
    }));
    if !status.place.is_empty() {
        lines.push(Line::new(status.place, LineStyle::Normal));
    }
    lines
}
