//! The screens without a call: starting and idle.

use super::super::Phone;
use super::super::line::Registration;
use super::super::view::{Line, LineStyle, Screen};
use super::progress;
use crate::language::Text;

/// Draws the screen before the configuration is loaded.
pub(super) fn starting(phone: &Phone) -> (Screen, Vec<Line<Text>>) {
    let mut lines = vec![Line::new(&phone.settings.outfit.model, LineStyle::Heading)];
    match progress::rows(phone) {
        rows if rows.is_empty() => lines.push(Line::new(Text::Starting, LineStyle::Normal)),
        rows => lines.extend(rows),
    }
    lines.extend(link_rows(phone));
    (Screen::Starting, lines)
}

/// Draws the screen when nothing goes on.
pub(super) fn idle(phone: &Phone) -> (Screen, Vec<Line<Text>>) {
    let mut lines = Vec::new();
    if let Some(line) = phone.lines.get(usize::from(phone.line)) {
        let label = phone.label_of(line);
        let heading = (!label.is_empty()).then(|| Text::verbatim(label));
        lines.extend(heading.map(|label| Line::new(label, LineStyle::Heading)));
    }
    lines.push(Line::new(phone.clock.date(phone.now), LineStyle::Normal));
    let message = &phone.settings.screen.message;
    if !message.is_empty() {
        lines.push(Line::new(message, LineStyle::Notice));
    }
    lines.extend(link_rows(phone));
    let line = phone.lines.get(usize::from(phone.line));
    if line.is_some_and(|line| line.registration == Registration::Registering) {
        lines.push(Line::new(Text::Registering, LineStyle::Normal));
    }
    if let Some(why) = phone.lines.iter().find_map(|line| line.failure()) {
        lines.push(Line::new(Text::RegistrationFailure, LineStyle::Error));
        lines.push(Line::new(why, LineStyle::Normal));
    }
    if phone.setup.source.is_empty() && !phone.provisioner.is_searching() {
        lines.push(Line::new(Text::NoConfiguration, LineStyle::Error));
        let why = phone.provisioner.report().failure().unwrap_or_default();
        lines.push(Line::new(why, LineStyle::Normal));
    }
    lines.extend(progress::rows(phone));
    let away = phone.turning_away_texts().into_iter();
    lines.extend(away.map(|text| Line::new(text, LineStyle::Notice)));
    match phone.message_waiting.new_messages() {
        0 => {}
        many => lines.push(Line::new(Text::NewMessages { count: many }, LineStyle::Notice)),
    }
    match phone.call_log.unseen {
        0 => {}
        count => lines.push(Line::new(Text::MissedCallCount { count }, LineStyle::Notice)),
    }
    (Screen::Idle, lines)
}

/// Draws the screen of a locked phone: the idle one, without what concerns its person only.
pub(super) fn locked(phone: &Phone) -> (Screen, Vec<Line<Text>>) {
    let mut lines = vec![
        Line::new(Text::Locked, LineStyle::Heading),
        Line::new(phone.clock.date(phone.now), LineStyle::Normal),
    ];
    lines.extend(link_rows(phone));
    (Screen::Locked, lines)
}

/// Returns what is wrong with the link, if anything.
pub(super) fn link_rows(phone: &Phone) -> Vec<Line<Text>> {
    if !phone.network.is_missing() {
        return Vec::new();
    }
    let mut lines = vec![Line::new(Text::NoGateway, LineStyle::Error)];
    if let Some(why) = &phone.network.refusal {
        lines.push(Line::new(why, LineStyle::Normal));
    }
    lines
}
