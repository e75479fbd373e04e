//! The screens of calls.

use super::super::Phone;
use super::super::paging::Shown;
use super::super::view::{Line, LineStyle, Screen};
use super::idle::link_rows;
use super::timer_text;
use crate::call::{Call, CallId, Side, State};
use crate::language::Text;

/// Draws the call in the foreground.
pub(super) fn call(phone: &Phone, call: &Call) -> (Screen, Vec<Line<Text>>) {
    if phone.is_in_conference(call.id) {
        return conference(phone, call);
    }
    let timer = call.duration(phone.now).map(timer_text).unwrap_or_default();
    let mut lines = vec![Line::new(call.remote.text(), LineStyle::Heading).with_right(timer)];
    if !call.remote.name.is_empty() {
        lines.push(Line::new(&call.remote.number, LineStyle::Normal));
    }
    let (screen, state, style) = state_text(call);
    let (state, style) = match phone.transfer_text(call.id) {
        Some(text) => (text.clone(), LineStyle::Notice),
        None => (state, style),
    };
    let with_focus = phone.is_with_focus(call);
    let right = if with_focus { Text::Conference } else { phone.encryption_text(call) };
    lines.push(Line::new(state, style).with_right(right));
    let charge = phone.charge_text(call).into_iter();
    lines.extend(charge.map(|cost| Line::new(Text::Cost, LineStyle::Normal).with_right(cost)));
    lines.extend(call.explanation.iter().map(|text| Line::new(text, LineStyle::Normal)));
    lines.extend(digit_row(call));
    let greeting = phone.greeting_text(call.id).into_iter();
    lines.extend(greeting.map(|text| Line::new(text, LineStyle::Notice)));
    lines.extend(other_rows(phone, Some(call.id)));
    if call.is_up() {
        lines.extend(link_rows(phone));
        let diagnosis = phone.diagnosis().into_iter().chain(phone.warning_of_keys(call));
        lines.extend(diagnosis.map(|text| Line::new(text, LineStyle::Notice)));
    }
    (screen, lines)
}

/// Draws the conference that the call in the foreground is part of.
fn conference(phone: &Phone, call: &Call) -> (Screen, Vec<Line<Text>>) {
    let timer = call.duration(phone.now).map(timer_text).unwrap_or_default();
    let mut lines = vec![Line::new(Text::Conference, LineStyle::Heading).with_right(timer)];
    let parties = phone.conference_calls();
    lines.extend(parties.map(|call| {
        let (_, state, style) = state_text(call);
        Line::new(call.remote.text(), style).with_right(state)
    }));
    let others = phone.calls.iter().filter(|call| call.is_live());
    let others = others.filter(|call| !phone.is_in_conference(call.id));
    lines.extend(others.map(|call| other_row(phone, call)));
    lines.extend(link_rows(phone));
    lines.extend(phone.diagnosis().into_iter().map(|text| Line::new(text, LineStyle::Notice)));
    let screen = if phone.wants_hold(call.id) { Screen::OnHold } else { Screen::Talking };
    (screen, lines)
}

/// Draws a call that waits to be answered, and under it the calls there are.
pub(super) fn ringing(phone: &Phone, call: &Call) -> (Screen, Vec<Line<Text>>) {
    let mut lines = vec![
        Line::new(Text::IncomingCall, LineStyle::Normal),
        Line::new(call.remote.text(), LineStyle::Heading),
    ];
    if !call.remote.name.is_empty() {
        lines.push(Line::new(&call.remote.number, LineStyle::Normal));
    }
    lines.extend(call.diversion.iter().map(|it| Line::new(it.text(), LineStyle::Normal)));
    lines.extend(other_rows(phone, Some(call.id)));
    let waiting = phone.calls.live() > 1;
    (if waiting { Screen::CallWaiting } else { Screen::RingingIn }, lines)
}

/// Draws a page: which group it is for.
pub(super) fn page(phone: &Phone, group: u8, shown: Shown) -> (Screen, Vec<Line<Text>>) {
    let text = match shown {
        Shown::Speaking => Text::SpeakNow,
        Shown::Asking => Text::AskPage,
        Shown::Hearing => Text::Page,
    };
    let mut lines = vec![
        Line::new(phone.settings.paging.name(group), LineStyle::Heading),
        Line::new(text, LineStyle::Normal),
    ];
    lines.extend(other_rows(phone, None));
    (Screen::Page, lines)
}

/// Returns one row for each call other than `shown`.
pub(super) fn other_rows(phone: &Phone, shown: Option<CallId>) -> Vec<Line<Text>> {
    let others = phone.calls.iter().filter(|call| Some(call.id) != shown && call.is_live());
    others.map(|call| other_row(phone, call)).collect()
}

fn other_row(phone: &Phone, call: &Call) -> Line<Text> {
    let state = phone.guest_text(call.id).cloned().unwrap_or_else(|| state_text(call).1);
    Line::new(call.remote.text(), LineStyle::Normal).with_right(state)
}

/// Returns the kind of screen, the text and the style of a call's state.
fn state_text(call: &Call) -> (Screen, Text, LineStyle) {
    match &call.state {
        State::Dialing => (Screen::RingingOut, Text::Calling, LineStyle::Normal),
        State::RingingOut => (Screen::RingingOut, Text::Ringing, LineStyle::Normal),
        State::EarlyMedia => (Screen::RingingOut, Text::InProgress, LineStyle::Normal),
        State::RingingIn { answering: true, .. } => {
            (Screen::RingingIn, Text::Answering, LineStyle::Normal)
        }
        State::RingingIn { .. } => (Screen::RingingIn, Text::IncomingCall, LineStyle::Normal),
        State::Talking => (Screen::Talking, Text::Connected, LineStyle::Normal),
        State::Held { by: Side::Local } => (Screen::OnHold, Text::OnHold, LineStyle::Notice),
        State::Held { by: Side::Remote } => (Screen::Talking, Text::HeldByOther, LineStyle::Notice),
        State::Held { by: Side::Both } => (Screen::OnHold, Text::HeldByBoth, LineStyle::Notice),
        State::Ended { reason } => {
            let style = if reason.tone().is_some() { LineStyle::Error } else { LineStyle::Notice };
            (Screen::Ended, reason.text(), style)
        }
    }
}

fn digit_row(call: &Call) -> Option<Line<Text>> {
    let Call { digits_sent, digits_received, .. } = call;
    let shown = |digits: &str, text: fn(String) -> Text| {
        if digits.is_empty() { Text::NOTHING } else { text(digits.to_owned()) }
    };
    let sent = shown(digits_sent, |digits| Text::DigitsSent { digits });
    let received = shown(digits_received, |digits| Text::DigitsReceived { digits });
    let any = !sent.is_empty() || !received.is_empty();
    any.then(|| Line::new(sent, LineStyle::Normal).with_right(received))
}
