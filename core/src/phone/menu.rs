//! Menu pages: tables of what can be chosen, and moving about in them.

use serde::{Deserialize, Serialize};

use super::Phone;
use super::call_log::LogKind;
use super::screen::ROWS;

/// A page of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PageKind {
    /// The top.
    Menu,
    /// What can be looked at.
    Status,
    /// The link and the addresses.
    Network,
    /// The lines and their registrations.
    Lines,
    /// Model and version.
    Firmware,
    /// Lines of the configuration that could not be used.
    Problems,
    /// The sound of the call.
    Audio,
    /// A list of the call log.
    Log(LogKind),
}

/// What a page's entries do.
const MENU: &[(&str, PageKind)] = &[("Status", PageKind::Status)];
const STATUS: &[(&str, PageKind)] = &[
    ("Network status", PageKind::Network),
    ("Line status", PageKind::Lines),
    ("Firmware version", PageKind::Firmware),
    ("Configuration problems", PageKind::Problems),
    ("Audio", PageKind::Audio),
];

impl PageKind {
    /// Returns the heading.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Menu => "Menu",
            Self::Status => "Status",
            Self::Network => "Network status",
            Self::Lines => "Line status",
            Self::Firmware => "Firmware version",
            Self::Problems => "Configuration problems",
            Self::Audio => "Audio",
            Self::Log(kind) => kind.title(),
        }
    }

    /// Returns the pages that can be chosen on this page, with their labels.
    pub(super) const fn entries(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Menu => MENU,
            Self::Status => STATUS,
            Self::Network
            | Self::Lines
            | Self::Firmware
            | Self::Problems
            | Self::Audio
            | Self::Log(_) => &[],
        }
    }

    /// Whether one of the rows is selected; other pages only scroll.
    pub(super) const fn has_selection(self) -> bool {
        match self {
            Self::Menu | Self::Status | Self::Log(_) => true,
            Self::Network | Self::Lines | Self::Firmware | Self::Problems | Self::Audio => false,
        }
    }
}

/// An open page and where the person is on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Page {
    /// Which page.
    pub(super) kind: PageKind,
    /// The selected row, or the first visible one if nothing can be selected.
    pub(super) row: usize,
}

impl Phone {
    /// Opens a page on top of those that are open.
    pub(super) fn open_page(&mut self, kind: PageKind) {
        if kind == PageKind::Log(LogKind::Missed) {
            self.call_log.unseen = 0;
        }
        self.pages.push(Page { kind, row: 0 });
    }

    /// Moves up or down on the open page.
    pub(super) fn move_on_page(&mut self, down: bool) {
        let Some(page) = self.pages.last().copied() else { return };
        let rows = self.page_rows(page.kind).len();
        let last = if page.kind.has_selection() {
            rows.saturating_sub(1)
        } else {
            rows.saturating_sub(ROWS - 1)
        };
        if let Some(page) = self.pages.last_mut() {
            page.row = if down { (page.row + 1).min(last) } else { page.row.saturating_sub(1) };
        }
    }

    /// Takes the entry with number `digit` on the open page, counted from 1.
    pub(super) fn jump_on_page(&mut self, digit: u8) {
        let Some(page) = self.pages.last().copied() else { return };
        let row = usize::from(digit).wrapping_sub(1);
        if let Some(&(_, kind)) = page.kind.entries().get(row) {
            if let Some(page) = self.pages.last_mut() {
                page.row = row;
            }
            self.open_page(kind);
        }
    }

    /// Takes the selected entry of the open page.
    pub(super) fn select_on_page(&mut self) {
        let Some(page) = self.pages.last().copied() else { return };
        if let Some(&(_, kind)) = page.kind.entries().get(page.row) {
            self.open_page(kind);
        } else if let PageKind::Log(kind) = page.kind {
            let chosen = self.call_log.list(kind).nth(page.row).cloned();
            if let Some(entry) = chosen {
                self.pages.clear();
                self.dial(entry.line, &entry.party.number);
            }
        }
    }

    /// Closes the open page.
    pub(super) fn close_page(&mut self) {
        self.pages.pop();
    }
}
