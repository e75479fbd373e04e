//! Conferences that a server mixes (manual 22.4, A.1.8, A.4.3; RFC 4579, RFC 4240).
//!
//! Conf calls the server (its focus), holds the calls there are, and, when the focus has answered,
//! asks each of their parties to call it (REFER, RFC 4579 5.5). Who has come is hung up on here;
//! who does not come stays on hold. Pressed later, with another call, it asks that party as well,
//! so that a conference may have any number of them.

use serde::{Deserialize, Serialize};

use super::transfer::Outcome;
use super::{Phone, Urgency};
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, Direction, Party};
use crate::language::Text;
use crate::sip::endpoint::{ReferralEvent, ReferralId};
use crate::sip::message::Headers;
use crate::sip::uri::Uri;

/// A conference at a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Focus {
    /// The call to the server.
    call: CallId,
    /// Whom that call is to.
    target: Uri,
    /// Those who are to come.
    guests: Vec<Guest>,
    /// Whether somebody has come.
    has_guests: bool,
}

/// A party of this phone that is to come to the conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Guest {
    call: CallId,
    /// What was asked of it; nothing before the server has answered.
    referral: Option<ReferralId>,
    /// What is known of its way there.
    progress: Text,
}

impl Phone {
    /// Begins a conference at the configured server with two parties, or brings one more to it;
    /// returns whether there is such a server.
    pub(super) fn confer(&mut self, first: CallId, second: CallId) -> bool {
        if self.settings.conference_server.is_empty() {
            return false;
        }
        let focus = self.focus.as_ref().map(|focus| focus.call);
        match focus {
            Some(focus) if focus == first => self.bring(second),
            Some(_) => self.bring(first),
            None => self.call_focus(first, second),
        }
        true
    }

    fn call_focus(&mut self, first: CallId, second: CallId) {
        let Some(line) = self.calls.get(first).map(|call| call.line) else { return };
        let server = self.settings.conference_server.clone();
        // A media server takes any name behind `conf=` for a conference of its own (RFC 4240 5).
        let address = match server.contains('@') {
            true => server.clone(),
            false => format!("conf={}@{server}", self.rng.hex(16)),
        };
        let Some(target) = self.target(&address) else {
            return self.notify(Text::NotANumber);
        };
        if let Some(why) = self.why_no_call(line) {
            return self.notify(why);
        }
        self.transfer_joined(first, second);
        self.hold_foreground();
        let party = Party { name: String::new(), number: server };
        let call = self.calls.add(line, Direction::Outgoing, party);
        // Who was spoken with last comes first.
        let guests = [first, second].map(Guest::new).into();
        self.focus = Some(Focus { call, target, guests, has_guests: false });
        self.announce(Text::Conference, Urgency::Polite);
        self.set_out(call);
    }

    /// Asks one more party to come.
    fn bring(&mut self, call: CallId) {
        let Some(focus) = &mut self.focus else { return };
        if focus.guests.iter().any(|guest| guest.call == call) {
            return;
        }
        focus.guests.push(Guest::new(call));
        let focus = focus.call;
        self.hold_call(call);
        self.switch_to(focus);
        if self.calls.get(focus).is_some_and(Call::is_up) {
            self.ask_guests();
        }
    }

    /// Returns whom a call to a conference server is to.
    pub(super) fn focus_target(&self, call: CallId) -> Option<(Uri, Headers)> {
        let focus = self.focus.as_ref().filter(|focus| focus.call == call)?;
        Some((focus.target.clone(), Headers::default()))
    }

    /// A call was answered: if by the conference's server, those who are to come are asked now.
    pub(super) fn focus_answered(&mut self, call: CallId) {
        if self.focus.as_ref().is_some_and(|focus| focus.call == call) {
            self.ask_guests();
        }
    }

    fn ask_guests(&mut self) {
        let Some(focus) = &self.focus else { return };
        let session = self.calls.get(focus.call).and_then(|call| call.session);
        // Its Contact names the conference, where what was called only makes them (RFC 4579 5.4).
        let own = session.and_then(|session| self.endpoint.focus(session));
        let target = own.unwrap_or_else(|| focus.target.clone());
        let waiting = focus.guests.iter().filter(|guest| guest.referral.is_none());
        for call in waiting.map(|guest| guest.call).collect::<Vec<_>>() {
            match self.ask_party(call, &target) {
                Some(referral) => {
                    if let Some(guest) = self.guest_mut(|guest| guest.call == call) {
                        guest.referral = Some(referral);
                    }
                }
                None => self.guest_stays_away(call, EndReason::Declined.text()),
            }
        }
    }

    fn guest_mut(&mut self, is_it: impl Fn(&Guest) -> bool) -> Option<&mut Guest> {
        self.focus.as_mut()?.guests.iter_mut().find(|guest| is_it(guest))
    }

    /// Takes what becomes of a guest; returns whether the REFER was one to a guest.
    pub(super) fn take_guest(&mut self, id: ReferralId, event: &ReferralEvent) -> bool {
        let Some(guest) = self.guest_mut(|guest| guest.referral == Some(id)) else { return false };
        let call = guest.call;
        match Outcome::of(event) {
            Outcome::Open => {}
            Outcome::Progress(line) if matches!(line.status.get(), 180..=182) => {
                guest.progress = Text::Joining;
            }
            Outcome::Progress(_) => {}
            Outcome::Done => self.guest_has_come(call),
            Outcome::Failed(why) => self.guest_stays_away(call, why),
        }
        self.save = true;
        true
    }

    fn guest_has_come(&mut self, call: CallId) {
        let Some(focus) = &mut self.focus else { return };
        focus.guests.retain(|guest| guest.call != call);
        focus.has_guests = true;
        let party = self.party_of_call(call);
        self.hang_up(call, EndReason::Local);
        self.notify(Text::JoinedConference { party });
    }

    /// Who does not come stays on hold; a conference of nobody is over.
    fn guest_stays_away(&mut self, call: CallId, why: Text) {
        let Some(focus) = &mut self.focus else { return };
        focus.guests.retain(|guest| guest.call != call);
        let over = focus.guests.is_empty() && !focus.has_guests;
        let server = focus.call;
        let party = self.party_of_call(call);
        if over {
            self.focus = None;
            self.hang_up(server, EndReason::Local);
            self.go_back_to(call);
        }
        self.notify(Text::DidNotJoin { party }.because(why));
    }

    fn party_of_call(&self, call: CallId) -> Box<Text> {
        let party = self.calls.get(call).map(|call| call.remote.text());
        Box::new(party.unwrap_or(Text::Unknown))
    }

    fn go_back_to(&mut self, call: CallId) {
        if self.calls.get(call).is_some_and(Call::is_up) {
            self.sound.device = Some(self.device());
            self.resume(call);
        }
    }

    /// A call is over that may be part of a conference at a server: if it is the call to the server,
    /// who was on hold is spoken with again.
    pub(super) fn focus_call_ended(&mut self, call: CallId) {
        let Some(focus) = &mut self.focus else { return };
        if focus.call != call {
            // The party came, and hung up itself; or it is gone.
            let before = focus.guests.len();
            focus.guests.retain(|guest| guest.call != call);
            focus.has_guests |= focus.guests.len() < before;
            return;
        }
        let guests = core::mem::take(&mut focus.guests);
        self.focus = None;
        for referral in guests.iter().filter_map(|guest| guest.referral) {
            self.endpoint.forget_referral(referral);
        }
        if let Some(first) = guests.first() {
            self.go_back_to(first.call);
        }
    }

    /// Returns what is known of a party's way to the conference.
    pub(super) fn guest_text(&self, call: CallId) -> Option<&Text> {
        let guests = &self.focus.as_ref()?.guests;
        guests.iter().find(|guest| guest.call == call).map(|guest| &guest.progress)
    }

    /// Whether the other end of a call is a conference.
    pub(super) fn is_with_focus(&self, call: &Call) -> bool {
        call.session.is_some_and(|session| self.endpoint.focus(session).is_some())
    }
}

impl Guest {
    fn new(call: CallId) -> Self {
        Self { call, referral: None, progress: Text::Invited }
    }
}
