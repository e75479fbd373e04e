//! The screens of the menu.

use super::super::Phone;
use super::super::menu::{MenuPage, PageKind};
use super::super::view::{Line, LineStyle, Screen, Scroll};
use super::progress;
use crate::language::Text;

/// Draws the rows of a page around the selected one.
pub(super) fn menu(phone: &Phone, page: MenuPage) -> (Screen, Vec<Line<Text>>) {
    let selects = page.kind.has_selection();
    let body = body(phone);
    let top = top(page, body);
    let rows = phone.page_rows_at(page.kind, top..top + body);
    let heading = if let PageKind::Contact(at) = page.kind {
        Line::new(phone.contact_name(at), LineStyle::Heading)
    } else if let PageKind::KeyFunction(place) = page.kind {
        Line::new(phone.key_function_title(place), LineStyle::Heading)
    } else {
        let shared = if let PageKind::Appearances(line) = page.kind { Some(line) } else { None };
        let title = shared.and_then(|line| phone.group_of(line)).map(Text::verbatim);
        let title = title.unwrap_or_else(|| page.kind.title().clone());
        let search = if page.kind == PageKind::Directory { phone.search_text() } else { "" };
        let search = Text::verbatim(search);
        Line::new(title, LineStyle::Heading).with_right(search)
    };
    let mut lines = vec![heading];
    if page.kind == PageKind::Provisioning {
        lines.extend(progress::rows(phone));
    }
    if rows.is_empty() {
        lines.push(Line::new(Text::Empty, LineStyle::Normal));
    }
    for (index, (left, right)) in (top..).zip(rows) {
        let selected = selects && index == page.row;
        let style = if selected { LineStyle::Selected } else { LineStyle::Normal };
        lines.push(Line::new(left, style).with_right(right));
    }
    (Screen::Menu, lines)
}

/// Returns which part of a page is shown, if it is not all of it.
pub(super) fn scroll(phone: &Phone, page: MenuPage) -> Option<Scroll> {
    let (all, body) = (phone.row_count(page.kind), body(phone));
    let number = |rows: usize| u16::try_from(rows).unwrap_or(u16::MAX);
    let scroll = Scroll { top: number(top(page, body)), shown: number(body), all: number(all) };
    (all > body).then_some(scroll)
}

/// Returns how many rows there are below the heading.
fn body(phone: &Phone) -> usize {
    phone.settings.outfit.rows - 1
}

/// Returns the row of a page that is shown first.
fn top(page: MenuPage, body: usize) -> usize {
    if page.kind.has_selection() { page.row.saturating_sub(body - 1) } else { page.row }
}
