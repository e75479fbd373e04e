//! The screens that are filled in or answered.

use super::super::form::{Field, Form};
use super::super::menu::Question;
use super::super::view::{Line, LineStyle, Screen};
use crate::language::Text;

/// Draws a form: the field that is being filled in, and the others in a row each.
pub(super) fn form(form: &Form) -> (Screen, Vec<Line<Text>>) {
    let mut lines = vec![Line::new(&form.title, LineStyle::Heading)];
    if !form.note.is_empty() {
        lines.push(Line::new(&form.note, LineStyle::Normal));
    }
    for (index, field) in form.fields.iter().enumerate() {
        if index == form.active {
            lines.extend(active(field));
        } else {
            lines.push(Line::new(&field.label, LineStyle::Normal).with_right(field.shown()));
        }
    }
    (Screen::Form, lines)
}

/// Draws a question.
pub(super) fn confirm(question: Question) -> (Screen, Vec<Line<Text>>) {
    let lines = vec![
        Line::new(question.title(), LineStyle::Heading),
        Line::new(question.text(), LineStyle::Notice),
        Line::new(question.note(), LineStyle::Normal),
    ];
    (Screen::Confirm, lines)
}

fn active(field: &Field) -> [Line<Text>; 2] {
    let entry = Line { cursor: Some(field.cursor()), ..Line::new(field.shown(), LineStyle::Entry) };
    [Line::new(&field.label, LineStyle::Normal), entry]
}
