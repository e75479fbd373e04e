//! What the person does with calls: dial, answer, hold, switch, end.

use super::sound::Device;
use super::{Phone, Timer};
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, Direction, Party, State};
use crate::media::plan::Digit;
use crate::time::Duration;

/// How long a call that ended by itself stays on the display.
const ENDED_TIME: Duration = Duration::from_secs(5);

impl Phone {
    /// Calls `number` from `line`.
    pub(super) fn dial(&mut self, line: u8, number: &str) {
        if let Some(why) = self.dialing_blocked(line) {
            self.notify(why);
            return;
        }
        if self.calls.live() >= self.settings.call_limit {
            self.notify("Too many calls");
            return;
        }
        self.sound.device.get_or_insert(Device::Speaker);
        let party = Party { name: String::new(), number: number.to_owned() };
        self.call_log.dialed(party.clone(), line, self.clock.wall(self.now));
        let id = self.calls.add(line, Direction::Outgoing, party);
        self.finish(id, EndReason::NoGateway);
    }

    /// Hangs up, gives up or rejects a call; takes one that is over off the display.
    pub(super) fn end_call(&mut self, id: CallId) {
        match self.calls.get(id).map(Call::is_live) {
            Some(true) => self.finish(id, EndReason::Local),
            Some(false) => self.dismiss(id),
            None => {}
        }
    }

    /// Takes a call that is over off the display.
    pub(super) fn dismiss(&mut self, id: CallId) {
        self.timers.clear(Timer::Ended(id));
        self.calls.remove(id);
        if self.calls.live() == 0 && self.entry.is_none() {
            self.sound.close();
        }
    }

    /// Marks a call as over and decides how long it is still shown.
    pub(super) fn finish(&mut self, id: CallId, reason: EndReason) {
        let (now, wall) = (self.now, self.clock.wall(self.now));
        let Some(call) = self.calls.get_mut(id) else { return };
        let silent = matches!(reason, EndReason::Local | EndReason::Missed);
        let text = reason.text();
        call.state = State::Ended { reason };
        call.ended = Some(now);
        self.call_log.ended(call, wall);
        if silent {
            self.dismiss(id);
        } else if self.calls.live() > 0 {
            self.notify(text);
            self.dismiss(id);
        } else {
            self.calls.bring_forward(id);
            self.timers.set(Timer::Ended(id), now + ENDED_TIME);
        }
    }

    /// Answers the call that rings, through `device`.
    pub(super) fn answer_ringing(&mut self, device: Device) {
        if self.calls.ringing_in().is_some() {
            self.sound.device = Some(device);
        }
    }

    /// Refuses the call that rings.
    pub(super) fn reject_ringing(&mut self) {
        if let Some(id) = self.calls.ringing_in().map(|call| call.id) {
            self.finish(id, EndReason::Local);
        }
    }

    /// Ends the ringing here, not the call.
    pub(super) fn silence_ringing(&mut self) {
        let Some(id) = self.calls.ringing_in().map(|call| call.id) else { return };
        if let Some(Call { state: State::RingingIn { silenced, .. }, .. }) = self.calls.get_mut(id)
        {
            *silenced = true;
        }
    }

    /// Whether this phone wants a call to be on hold, whatever is negotiated so far.
    pub(super) fn wants_hold(&self, id: CallId) -> bool {
        self.calls.get(id).is_some_and(Call::is_held_here)
    }

    /// Holds the call in the foreground, or takes it off hold.
    pub(super) fn toggle_hold(&mut self) {
        let up = self.calls.foreground().is_some_and(Call::is_up);
        if !up {
            self.notify("No call to hold");
        }
    }

    /// Takes a call off hold.
    pub(super) fn resume(&mut self, id: CallId) {
        self.calls.bring_forward(id);
    }

    /// Goes to another call and holds the one that was heard.
    pub(super) fn switch_to(&mut self, id: CallId) {
        self.calls.bring_forward(id);
    }

    /// Sends a digit in the call that is heard.
    pub(super) fn send_digit(&mut self, digit: Digit) {
        let Some(id) = self.calls.foreground().filter(|call| call.is_up()).map(|call| call.id)
        else {
            return;
        };
        if let Some(call) = self.calls.get_mut(id) {
            call.digits_sent.push(digit.to_char());
        }
    }

    /// Whether the phone cannot do anything yet.
    pub(super) const fn is_starting(&self) -> bool {
        false
    }

    /// Lets an entry be heard that was made in silence.
    pub(super) fn restart_entry_tone(&mut self) {}
}
