//! What the person does with calls: dial, answer, hold, switch, end.

use super::sound::Device;
use super::{Phone, Timer, Urgency};
use crate::call::media::Media;
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, Direction, Party, State};
use crate::language::Text;
use crate::media::plan::{Digit, StreamReport};
use crate::sip::endpoint::{Invitation, Refusal};
use crate::sip::message::Headers;
use crate::sip::uri::Uri;
use crate::time::Duration;

/// How long a failed call stays on the display, with its tone.
const FAILED_TIME: Duration = Duration::from_secs(5);

/// How long `Disconnected` stays there (manual 18.5).
const DISCONNECTED_TIME: Duration = Duration::from_secs(3);

/// How long a digit is sent (RFC 4733 wants at least 40 ms; 100 ms is what all receivers take).
pub(super) const DIGIT_MS: u16 = 120;

/// Most digits of a call that are kept for the display.
const DIGITS_SHOWN: usize = 24;

impl Phone {
    /// Calls `number` from `line`.
    ///
    /// Returns the call, unless it says why there is none.
    pub(super) fn dial(&mut self, line: u8, number: &str) -> Option<CallId> {
        let party = Party { name: self.name_of(number), number: number.to_owned() };
        self.dial_party(line, party)
    }

    /// Calls somebody whose name is known.
    pub(super) fn dial_party(&mut self, line: u8, party: Party) -> Option<CallId> {
        if let Some(why) = self.why_not_dial(line, &party.number) {
            self.notify(why);
            return None;
        }
        self.end_page();
        self.sound.device = Some(self.device());
        self.hold_foreground();
        let id = self.add_outgoing(line, party);
        self.set_out(id);
        Some(id)
    }

    /// Calls somebody who was chosen from a list, or takes them as what is entered.
    pub(super) fn call_from_list(&mut self, line: u8, number: &str) {
        self.pages.clear();
        let line = self.entry.as_ref().map_or(line, |entry| entry.line);
        self.close_entry();
        if self.is_entering_target() {
            self.send_target(line, number);
        } else {
            self.dial(line, number);
        }
    }

    /// Adds an outgoing call to the list and to the log.
    pub(super) fn add_outgoing(&mut self, line: u8, party: Party) -> CallId {
        let id = self.calls.add(line, Direction::Outgoing, party.clone());
        self.call_log.dialed(id, party, line, self.clock.wall(self.now));
        id
    }

    /// Lets an outgoing call begin.
    pub(super) fn set_out(&mut self, id: CallId) {
        if !self.network.client.is_up() || self.setup.sip_socket().is_none() {
            self.finish(id, EndReason::NoGateway);
            return;
        }
        self.timers.set(Timer::Unanswered(id), self.now + self.settings.dialing.unanswered);
        if !self.seize_for_call(id) {
            self.give_ports(id);
        }
    }

    /// Returns why `line` cannot begin a call, whomever it is to.
    pub(super) fn why_no_call(&self, line: u8) -> Option<Text> {
        if self.is_starting() {
            Some(Text::PhoneIsStarting)
        } else if let Some(why) = self.dialing_blocked(line) {
            Some(why)
        } else if self.calls.live() >= self.settings.call_limit {
            Some(Text::TooManyCalls)
        } else {
            None
        }
    }

    fn why_not_dial(&self, line: u8, number: &str) -> Option<Text> {
        let own = self.lines.get(usize::from(line)).map(|line| line.settings.id.as_str());
        if let Some(why) = self.why_no_call(line) {
            Some(why)
        } else if own == Some(number) && !self.settings.dialing.calls_itself {
            Some(Text::OwnNumber)
        } else if self.target(number).is_none() && self.setup.local().is_some() {
            Some(Text::NotANumber)
        } else {
            None
        }
    }

    /// Returns the URI that `number` stands for.
    pub(super) fn target(&self, number: &str) -> Option<Uri> {
        let planned = self.settings.dialing.plan.apply(number);
        let number = planned.as_deref().unwrap_or(number);
        if number.contains(':') && !number.contains('@') {
            return Uri::parse(number).ok();
        }
        if number.contains('@') {
            let address = number.strip_prefix("sip:").unwrap_or(number);
            return Uri::parse(&format!("sip:{address}")).ok();
        }
        self.address(number)
    }

    /// Sends the INVITE of a call that has its sockets.
    pub(super) fn invite(&mut self, id: CallId) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let (line, number) = (call.line, call.remote.number.clone());
        let offer = call.media.as_mut().map(Media::offer);
        let appearance = self.appearance_of_call(id);
        let next_hop = self.voice_server(&number);
        let asked = self.asked_target(id).or_else(|| self.focus_target(id));
        let chosen = asked.or_else(|| self.taken_target(id));
        let target = chosen.or_else(|| {
            let target = next_hop.clone().or_else(|| self.target(&number))?;
            Some((target, Headers::default()))
        });
        let Some((target, mut headers)) = target else {
            self.finish(id, EndReason::NotFound);
            return;
        };
        let account = self.calling_account(line);
        headers.append(&appearance);
        let invitation =
            Invitation { headers, next_hop, ..Invitation::new(account, target, offer) };
        let invitation = self.hide(line, invitation);
        match self.endpoint.invite_to(invitation, self.now) {
            Ok(session) => {
                self.endpoint.set_invite_fields(session, appearance);
                if let Some(call) = self.calls.get_mut(id) {
                    call.session = Some(session);
                }
                self.watch_way(id);
            }
            Err(error) => self.finish(id, EndReason::Unsent(error.to_string())),
        }
    }

    /// Answers the call that rings, through `device`.
    pub(super) fn answer_ringing(&mut self, device: Device) {
        if let Some(id) = self.calls.ringing_in().map(|call| call.id) {
            self.answer(id, device);
        }
    }

    /// Answers a call that rings, through `device`, and holds the one that is heard.
    pub(super) fn answer(&mut self, id: CallId, device: Device) {
        if !self.may_answer() {
            return;
        }
        self.end_page();
        self.cancel_entry();
        self.pages.clear();
        self.dismiss_ended();
        self.hold_foreground();
        self.sound.device = Some(device);
        self.timers.clear(Timer::NoReply(id));
        self.timers.clear(Timer::AutoAnswer(id));
        if self.settings.auto_answer.begins_muted {
            self.sound.muted = true;
            self.announce(Text::Muted, Urgency::Polite);
        }
        if let Some(call) = self.calls.get_mut(id) {
            call.state = State::RingingIn { answering: true, silenced: true };
        }
        self.calls.bring_forward(id);
        if self.calls.get(id).is_some_and(|call| call.media.is_some()) {
            self.accept(id);
        } else {
            self.give_ports(id);
        }
    }

    /// Sends the 200 of a call that has its sockets.
    pub(super) fn accept(&mut self, id: CallId) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let (Some(session), Some(media)) = (call.session, call.media.as_mut()) else { return };
        let body = match call.offer.take() {
            Some(offer) => match media.answer(&offer) {
                Ok(answer) => Some(answer),
                Err(error) => return self.refuse(id, error.refusal(), error.reason()),
            },
            // The offer went out with the ringing.
            None if media.is_offering() || media.negotiated().is_some() => None,
            None => Some(media.offer()),
        };
        call.answered = Some(self.now);
        call.settle();
        if let Err(error) = self.endpoint.accept(session, body, self.now) {
            self.log(format!("call {}: cannot answer: {error}", id.0));
            self.finish(id, EndReason::Missed);
            return;
        }
        if !self.end_replaced(id) {
            self.greet(id);
        }
    }

    /// Refuses the call that rings.
    pub(super) fn reject_ringing(&mut self) {
        if let Some(id) = self.calls.ringing_in().map(|call| call.id) {
            self.refuse(id, self.settings.reject_status, EndReason::Local);
        }
    }

    /// Refuses an incoming call.
    pub(super) fn refuse(&mut self, id: CallId, how: impl Into<Refusal>, reason: EndReason) {
        if let Some(session) = self.calls.get(id).and_then(|call| call.session) {
            self.note_command(id, "reject", |phone| phone.endpoint.reject(session, how, phone.now));
        }
        self.finish(id, reason);
    }

    /// Ends the ringing here, not the call.
    pub(super) fn silence_ringing(&mut self) {
        let Some(id) = self.calls.ringing_in().map(|call| call.id) else { return };
        if let Some(Call { state: State::RingingIn { silenced, .. }, .. }) = self.calls.get_mut(id)
        {
            *silenced = true;
        }
    }

    /// Hangs up, gives up or rejects a call; takes one that is over off the display.
    pub(super) fn end_call(&mut self, id: CallId) {
        if self.is_in_conference(id) {
            return self.leave_conference();
        }
        match self.calls.get(id).map(|call| (call.is_live(), call.is_ringing_in())) {
            Some((true, true)) => self.refuse(id, self.settings.reject_status, EndReason::Local),
            Some((true, false)) => self.hang_up(id, EndReason::Local),
            Some((false, _)) => self.dismiss(id),
            None => {}
        }
    }

    /// Ends a call's session and marks it as over.
    pub(super) fn hang_up(&mut self, id: CallId, reason: EndReason) {
        if let Some(session) = self.calls.get(id).and_then(|call| call.session) {
            self.note_command(id, "hang up", |phone| phone.endpoint.hang_up(session, phone.now));
        }
        self.finish(id, reason);
    }

    /// Marks a call as over and decides how long it is still shown.
    pub(super) fn finish(&mut self, id: CallId, reason: EndReason) {
        let (now, wall) = (self.now, self.clock.wall(self.now));
        self.report_end(id);
        let of_call = [
            Timer::Unanswered,
            Timer::NoReply,
            Timer::AutoAnswer,
            Timer::SpeedDial,
            Timer::Way,
            Timer::Reinvite,
            Timer::Revived,
        ];
        of_call.into_iter().for_each(|timer| self.timers.clear(timer(id)));
        let cost = self.calls.get(id).and_then(|call| self.charge_text(call));
        let Some(call) = self.calls.get_mut(id).filter(|call| call.is_live()) else { return };
        let (silent, failed) = (reason.is_silent(), reason.tone().is_some());
        let missed = reason == EndReason::Missed;
        let mut text = reason.text();
        if let Some(explanation) = &call.explanation {
            text = text.because(explanation);
        }
        let party = call.remote.text();
        let disconnected = reason == EndReason::Disconnected;
        call.state = State::Ended { reason: reason.clone() };
        call.ended = Some(now);
        call.session = None;
        self.call_log.ended(call, cost, wall, now);
        self.conference_call_ended(id);
        self.asked_call_ended(id);
        self.shared_call_ended(id);
        self.focus_call_ended(id);
        self.release_media(id);
        self.log(format!("call {}: over: {text}", id.0));
        self.save = true;
        if missed {
            let party = Box::new(party.clone());
            self.announce(Text::MissedCallFrom { party }, Urgency::Polite);
        }
        if silent {
            self.dismiss(id);
            self.transfer_call_ended(id);
            return;
        }
        self.announce(text.clone().and(&party), Urgency::Polite);
        if self.calls.live() > 0 {
            self.notify(party.because(text));
            self.dismiss(id);
            self.transfer_call_ended(id);
        } else {
            self.calls.bring_forward(id);
            let warned = self.settings.dialing.tones.disconnected.filter(|_| disconnected);
            let shown = if failed { FAILED_TIME } else { warned.unwrap_or(DISCONNECTED_TIME) };
            self.timers.set(Timer::Ended(id), now + shown);
            self.transfer_call_ended(id);
            self.redial_if_busy(id, &reason);
        }
    }

    /// Takes a call that is over off the display; a phone that does not hang up by itself can dial
    /// again at once (manual 17.4).
    pub(super) fn leave_ended(&mut self, id: CallId) {
        let line = self.calls.get(id).map(|call| call.line);
        let device = self.sound.device.filter(|_| !self.settings.dialing.hangs_up);
        self.dismiss(id);
        if let (Some(line), Some(device)) = (line, device)
            && self.is_unused()
        {
            self.start_entry(line, device);
        }
    }

    /// Takes a call that is over off the display.
    pub(super) fn dismiss(&mut self, id: CallId) {
        self.timers.clear(Timer::Ended(id));
        self.calls.remove(id);
        if self.calls.live() == 0 && self.entry.is_none() {
            // The handset of a tab has no cradle that a person must put it on.
            self.sound.close();
        }
    }

    /// Takes every call that is over off the display.
    pub(super) fn dismiss_ended(&mut self) {
        let over: Vec<_> =
            self.calls.iter().filter(|call| !call.is_live()).map(|call| call.id).collect();
        over.into_iter().for_each(|id| self.dismiss(id));
    }

    /// Holds the call in the foreground, or takes it off hold.
    pub(super) fn toggle_hold(&mut self) {
        let Some(id) = self.calls.foreground().filter(|call| call.is_up()).map(|call| call.id)
        else {
            self.notify(Text::NoCallToHold);
            return;
        };
        let hold = !self.wants_hold(id);
        if self.is_in_conference(id) {
            return self.hold_conference(hold);
        }
        self.take_back(id);
        self.want_hold(id, hold);
    }

    /// Holds a call.
    pub(super) fn hold_call(&mut self, id: CallId) {
        if self.is_in_conference(id) {
            return self.hold_conference(true);
        }
        self.want_hold(id, true);
    }

    /// Takes a call off hold.
    pub(super) fn resume(&mut self, id: CallId) {
        self.calls.bring_forward(id);
        if self.is_in_conference(id) {
            return self.hold_conference(false);
        }
        self.want_hold(id, false);
    }

    /// Goes to another call and holds the one that was heard.
    pub(super) fn switch_to(&mut self, id: CallId) {
        let shown = self.calls.foreground().map(|call| call.id);
        let joined = shown.is_some_and(|shown| self.is_in_conference(shown));
        if shown == Some(id) || (joined && self.is_in_conference(id)) {
            return;
        }
        self.hold_foreground();
        self.calls.bring_forward(id);
        self.sound.device = Some(self.device());
        if self.wants_hold(id) {
            self.resume(id);
        }
    }

    /// Holds the call that is heard, so that another can be.
    pub(super) fn hold_foreground(&mut self) {
        if let Some(id) = self.calls.foreground().filter(|call| call.is_up()).map(|call| call.id) {
            self.hold_call(id);
        }
    }

    /// Whether this phone wants a call to be on hold, whatever is negotiated so far.
    pub(super) fn wants_hold(&self, id: CallId) -> bool {
        self.calls
            .get(id)
            .and_then(|call| call.media.as_ref())
            .is_some_and(|media| media.wants_hold)
    }

    pub(super) fn want_hold(&mut self, id: CallId, hold: bool) {
        let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) else {
            return;
        };
        if media.wants_hold != hold {
            media.wants_hold = hold;
            self.renegotiate(id);
        }
    }

    /// Asks the peer whether a call of a snapshot still is, unless its sound arrives: it may have
    /// ended after the phone was saved for the last time. A peer that has forgotten it answers 481
    /// (RFC 3261 12.2.1.2), and one that has not gets what the phone can do now.
    pub(super) fn ask_for_life(&mut self, id: CallId) {
        let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) else {
            return;
        };
        let stream = media.stream;
        let heard = |report: &StreamReport| report.id == stream && report.packets_received > 0;
        if !self.sound.report.streams.iter().any(heard) {
            media.ask_for_life();
            self.renegotiate(id);
        }
    }

    /// Offers the session anew if what is wanted is not what is negotiated.
    pub(super) fn renegotiate(&mut self, id: CallId) {
        let Some(call) = self.calls.get_mut(id).filter(|call| call.is_up()) else { return };
        let (Some(session), Some(media)) = (call.session, call.media.as_mut()) else { return };
        if media.is_offering() || !media.needs_offer() {
            return;
        }
        let offer = media.offer();
        if self.endpoint.reinvite(session, Some(offer), self.now).is_err() {
            if let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) {
                media.withdraw_offer();
            }
            // The peer's own INVITE is open: ours comes after it.
            self.timers.set(Timer::Reinvite(id), self.now + Duration::from_millis(500));
        }
    }

    /// Runs a command of the endpoint; a refusal is logged.
    pub(super) fn note_command<E: core::fmt::Display>(
        &mut self,
        id: CallId,
        what: &str,
        command: impl FnOnce(&mut Self) -> Result<(), E>,
    ) {
        if let Err(error) = command(self) {
            self.log(format!("call {}: {what}: {error}", id.0));
        }
    }

    /// Whether the phone cannot do anything yet.
    pub(super) const fn is_starting(&self) -> bool {
        !self.setup.configured
    }
}

/// Adds a digit to those that are shown.
pub(super) fn push_digit(digits: &mut String, digit: Digit) {
    if digits.len() >= DIGITS_SHOWN {
        digits.remove(0);
    }
    digits.push(digit.to_char());
}
