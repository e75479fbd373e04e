//! What the phone waits for.

use serde::{Deserialize, Serialize};

use super::Phone;
use super::keep_alive::KeepAlive;
use crate::call::CallId;
use crate::call::reason::EndReason;

/// The phone's own timers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Timer {
    /// A call's time on the display moves on.
    Second,
    /// Nothing more was dialled for a while.
    Interdigit,
    /// The tone of an entry has lasted long enough.
    DialTone,
    /// Nothing was dialled, and something is called then.
    Hotline,
    /// A busy number is called again.
    Redial,
    /// A notice has been shown long enough.
    Notice,
    /// The last step of setting up is tried again.
    SetUp,
    /// A line registers after those before it.
    Register(u8),
    /// The other one of two servers has rested.
    Turn,
    /// A server is asked whether it is there.
    KeepAlive(KeepAlive),
    /// The registrars had time to take note that the phone leaves.
    Restart,
    /// The clock on the display moves on.
    Minute,
    /// A time server is asked.
    Time,
    /// A key of the keypad writes a new character from now on.
    Tap,
    /// The pages that are open were left alone.
    Pages,
    /// An outgoing call was not answered in time.
    Unanswered(CallId),
    /// A call is answered by itself.
    AutoAnswer(CallId),
    /// The beep of a call that was answered by itself is over.
    Beep,
    /// A call has been on hold for long.
    HoldReminder,
    /// Nothing came of a page for a while.
    Page,
    /// The beeps that announce a call are over.
    RingBeeps,
    /// Nobody used the phone for a while, and the display grows dark.
    Backlight,
    /// A ring was heard long enough that may be chosen.
    Preview,
    /// A recording of a self test is long enough, or was heard.
    SelfTest,
    /// A file of recorded sound is long enough.
    Recording,
    /// A greeting is long enough, or was heard.
    Greeting,
    /// Nobody answered an incoming call that is forwarded then.
    NoReply(CallId),
    /// A speed dial on a shared line may go on.
    SpeedDial(CallId),
    /// The server that an unanswered call passes by is asked whether it is there.
    Way(CallId),
    /// A re-INVITE that could not be sent is tried again.
    Reinvite(CallId),
    /// A call that a restored phone goes on with has shown no life.
    Revived(CallId),
    /// A call that ended has been shown long enough.
    Ended(CallId),
}

impl Phone {
    /// Does what was waited for.
    pub(super) fn fire(&mut self, timer: Timer) {
        match timer {
            Timer::Second => {}
            Timer::Interdigit => self.send_entry(),
            Timer::DialTone => self.next_entry_tone(),
            Timer::Hotline => self.call_hotline(),
            Timer::Redial => self.redial_now(),
            Timer::Notice => self.notice = None,
            Timer::SetUp => self.find_server(),
            Timer::Register(line) => self.register_line(line),
            Timer::Turn => self.turn_to_other_server(),
            Timer::KeepAlive(why) => self.keep_alive(why),
            Timer::Restart => self.start_again(),
            Timer::Minute => {}
            Timer::Time => self.ask_time(),
            Timer::Tap => self.end_tap(),
            Timer::Pages => self.pages.clear(),
            Timer::AutoAnswer(call) => self.answer_by_itself(call),
            Timer::Page => self.page_is_silent(),
            Timer::Beep | Timer::RingBeeps | Timer::Backlight | Timer::Preview => {}
            Timer::HoldReminder => self.remind_of_hold(),
            Timer::SelfTest => self.self_test_is_due(),
            Timer::Recording => self.end_recording(),
            Timer::Greeting => self.greeting_is_due(),
            Timer::NoReply(call) => self.no_reply(call),
            Timer::Unanswered(call) => self.hang_up(call, EndReason::NoAnswer),
            Timer::SpeedDial(call) => self.go_on_when_seized(call),
            Timer::Way(call) => self.ask_way(call),
            Timer::Reinvite(call) => self.renegotiate(call),
            Timer::Revived(call) => self.ask_for_life(call),
            Timer::Ended(call) => self.leave_ended(call),
        }
    }
}
