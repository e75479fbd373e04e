//! Taking over what another phone has on a shared line.

use super::super::menu::PageKind;
use super::super::status::{Row, alone, row};
use super::super::{Phone, Urgency};
use crate::call::{CallId, Direction, Party};
use crate::language::Text;
use crate::sip::event::appearance::{Appearance, AppearanceState};
use crate::sip::header::{From, TypedHeader as _};
use crate::sip::message::Headers;
use crate::sip::uri::Uri;

impl Phone {
    /// Returns whom a call is to that takes over what another phone has: the line's own address.
    pub(in crate::phone) fn taken_target(&self, id: CallId) -> Option<(Uri, Headers)> {
        let call = self.calls.get(id).filter(|_| self.shared_lines.taking.contains(&id))?;
        let own = self.lines.get(usize::from(call.line))?;
        Some((self.address(&own.settings.id)?, Headers::default()))
    }

    /// A call is over that may have taken over another.
    pub(in crate::phone) fn shared_call_ended(&mut self, id: CallId) {
        self.shared_lines.taking.retain(|taking| *taking != id);
    }

    /// Returns what of other phones can be taken over: calls on hold, and with barging those that
    /// go on.
    fn takeable(&self, line: u8) -> Vec<(u32, AppearanceState, Party)> {
        let joins = self.sharing(line).is_some_and(|settings| settings.joins);
        let known = self.of_others(line);
        known
            .filter_map(|(index, appearance)| {
                let state = appearance.state?;
                let held = state == AppearanceState::Held;
                let takes = held || (joins && state == AppearanceState::Active);
                takes.then(|| (index, state, self.party_of(appearance)))
            })
            .collect()
    }

    fn party_of(&self, appearance: &Appearance) -> Party {
        let mut parsed = Vec::new();
        let read = From::parse_field(&appearance.party, &mut parsed);
        match parsed.pop().filter(|_| read.is_ok()) {
            Some(From(address)) => self.party(&address),
            None => Party { name: appearance.party.clone(), number: String::new() },
        }
    }

    /// Takes the call that another phone holds on a line, or asks which one; returns whether there
    /// is one.
    pub(in crate::phone) fn press_shared_line(&mut self, line: u8) -> bool {
        let takeable = self.takeable(line);
        match takeable.as_slice() {
            [] => return false,
            [(index, AppearanceState::Held, _)] => self.take_over(line, *index),
            _ => self.open_page(PageKind::Appearances(line)),
        }
        true
    }

    /// Returns the name of the group that shares a line, if it has one.
    pub(in crate::phone) fn group_of(&self, line: u8) -> Option<&str> {
        let group = self.sharing(line).map(|settings| settings.group.as_str());
        group.filter(|group| !group.is_empty())
    }

    /// Returns what can be done on a shared line.
    pub(in crate::phone) fn appearance_rows(&self, line: u8) -> Vec<Row> {
        let takeable = self.takeable(line).into_iter();
        let rows = takeable.map(|(_, state, party)| {
            let held = state == AppearanceState::Held;
            row(if held { Text::OnHold } else { Text::InUse }, party.text())
        });
        rows.chain([alone(Text::NewCall)]).collect()
    }

    /// Takes what was chosen from these rows.
    pub(in crate::phone) fn select_appearance(&mut self, line: u8, at: usize) {
        self.pages.clear();
        match self.takeable(line).get(at) {
            Some((index, ..)) => self.take_over(line, *index),
            None => {
                self.line = line;
                self.start_entry(line, self.device());
            }
        }
    }

    /// Calls the server for what another phone has on an appearance.
    fn take_over(&mut self, line: u8, index: u32) {
        let takeable = self.takeable(line);
        let Some((_, _, party)) = takeable.into_iter().find(|(at, ..)| *at == index) else {
            return;
        };
        if let Some(why) = self.why_no_call(line) {
            return self.notify(why);
        }
        self.pages.clear();
        self.close_entry();
        self.hold_foreground();
        self.sound.device = Some(self.device());
        let label = party.label().to_owned();
        let id = self.calls.add(line, Direction::Outgoing, party);
        self.set_appearance(id, index);
        self.shared_lines.taking.push(id);
        self.announce(format!("Taking the call with {label}"), Urgency::Polite);
        self.set_out(id);
    }
}
