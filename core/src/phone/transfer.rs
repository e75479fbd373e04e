//! Transfers: this phone hands a call on to somebody else (manual 16.1, 22.21, 22.22; RFC 5589).
//!
//! Transfer holds the call and asks for a number. Pressed again, it hands the call over: to the
//! number alone (blind), to the target that rings (semi-attended), or to the one that answered
//! (attended, with Replaces). What the other side tells of the new call is on the display; only
//! when the target has answered is the held call hung up, and if it does not, the held call is
//! there again.

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::call::reason::EndReason;
use crate::call::{Call, CallId};
use crate::language::Text;
use crate::sip::endpoint::{FailureReason, ReferralEvent, ReferralId};
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::{NameAddr, ReferredBy};
use crate::sip::message::{Headers, StatusCode};
use crate::sip::uri::Uri;

/// What becomes of the number that is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    /// It is called first, so that the person can speak with the target.
    Consult,
    /// The other party calls it at once.
    Blind,
}

/// How far a transfer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Step {
    /// The person enters the target.
    Entering(Kind),
    /// The target is being called.
    Consulting(CallId),
    /// The target is being called, and the transfer goes on by itself when it answers.
    Completing(CallId),
    /// The other party was asked to call the target; with the call to the target, if there is one.
    Referred {
        referral: ReferralId,
        consult: Option<CallId>,
        /// What is known of the new call.
        progress: Text,
    },
}

/// A transfer under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Transfer {
    /// The call that is handed on; it is on hold.
    held: CallId,
    step: Step,
}

impl Phone {
    /// Does what the key Transfer, or the softkey of that name, does now.
    pub(super) fn press_transfer(&mut self) {
        if !self.settings.outfit.transfers {
            return;
        }
        match self.transfer.as_ref().map(|transfer| transfer.step.clone()) {
            None => self.begin_transfer(Kind::Consult),
            Some(Step::Entering(_)) => self.transfer_to_entry(),
            Some(Step::Consulting(consult)) => self.hand_over_to(consult),
            Some(Step::Completing(_) | Step::Referred { .. }) => self.notify(Text::Transferring),
        }
    }

    /// The target and the held call were joined instead.
    pub(super) fn transfer_joined(&mut self, first: CallId, second: CallId) {
        let of_both = |transfer: &mut Transfer| {
            let consulting = |id| transfer.step == Step::Consulting(id);
            (transfer.held == first && consulting(second))
                || (transfer.held == second && consulting(first))
        };
        self.transfer.take_if(of_both);
    }

    /// Hands a call over to the party of another one (RFC 5589 7); returns whether that is under
    /// way.
    pub(super) fn hand_over(&mut self, held: CallId, target: CallId) -> bool {
        self.transfer = Some(Transfer { held, step: Step::Consulting(target) });
        self.transfer_attended(target);
        self.transfer.as_ref().is_some_and(|it| matches!(it.step, Step::Referred { .. }))
    }

    /// Holds the call in the foreground and asks for a target.
    pub(super) fn begin_transfer(&mut self, kind: Kind) {
        let Some((held, line)) =
            self.calls.foreground().filter(|call| call.is_up()).map(|call| (call.id, call.line))
        else {
            self.notify(Text::NoCallToTransfer);
            return;
        };
        if self.is_in_conference(held) {
            return self.notify(Text::SplitFirst);
        }
        self.hold_foreground();
        self.start_entry(line, self.device());
        if self.entry.is_some() {
            self.transfer = Some(Transfer { held, step: Step::Entering(kind) });
        }
    }

    /// Whether the number that is entered is the target of a transfer.
    pub(super) fn is_entering_target(&self) -> bool {
        self.transfer.as_ref().is_some_and(|transfer| matches!(transfer.step, Step::Entering(_)))
    }

    /// Whether Transfer completes a transfer to `call`.
    pub(super) fn consults(&self, call: CallId) -> bool {
        let transfer = self.transfer.as_ref();
        transfer.is_some_and(|transfer| transfer.step == Step::Consulting(call))
    }

    /// Returns what is known of the transfer of `call`.
    pub(super) fn transfer_text(&self, call: CallId) -> Option<&Text> {
        let transfer = self.transfer.as_ref()?;
        match &transfer.step {
            Step::Referred { progress, .. } if transfer.held == call => Some(progress),
            Step::Completing(consult) if transfer.held == call || *consult == call => {
                Some(&Text::TransferringWhenAnswered)
            }
            Step::Entering(_)
            | Step::Consulting(_)
            | Step::Completing(_)
            | Step::Referred { .. } => None,
        }
    }

    /// Takes the number that was entered as the target, as the transfer began.
    pub(super) fn send_target(&mut self, line: u8, number: &str) {
        let blind = self.transfer.as_ref().map(|transfer| transfer.step.clone())
            == Some(Step::Entering(Kind::Blind));
        if blind {
            return self.transfer_blind(number);
        }
        let consult = self.dial(line, number);
        match (consult, &mut self.transfer) {
            (Some(consult), Some(transfer)) => transfer.step = Step::Consulting(consult),
            // It says why it cannot be called.
            (None, Some(_)) => self.return_held(),
            (_, None) => {}
        }
    }

    /// Gives the transfer up and goes back to the held call.
    pub(super) fn cancel_transfer(&mut self) {
        if self.is_entering_target() {
            self.return_held();
        }
    }

    /// The entry of a target was closed: the held call stays as it is.
    pub(super) fn target_entry_closed(&mut self) {
        if self.is_entering_target() {
            self.transfer = None;
        }
    }

    /// The person takes the held call back although it is being transferred.
    pub(super) fn take_back(&mut self, call: CallId) {
        let Some(transfer) = self.transfer.take_if(|transfer| transfer.held == call) else {
            return;
        };
        if let Step::Referred { referral, .. } = transfer.step {
            self.endpoint.forget_referral(referral);
        }
    }

    fn transfer_to_entry(&mut self) {
        let number = self.entry.as_ref().map(|entry| entry.text.clone()).unwrap_or_default();
        if number.is_empty() {
            self.notify(Text::EnterTarget);
            return;
        }
        self.close_entry();
        self.transfer_blind(&number);
    }

    fn transfer_blind(&mut self, number: &str) {
        match self.target(number) {
            Some(target) => self.refer(&target, None),
            None => {
                self.return_held();
                self.notify(Text::NotANumber);
            }
        }
    }

    /// Completes the transfer to a target that was called.
    fn hand_over_to(&mut self, consult: CallId) {
        let Some(call) = self.calls.get(consult) else { return };
        if call.is_up() {
            return self.transfer_attended(consult);
        }
        if self.settings.transfer_without_cancel {
            if let Some(transfer) = &mut self.transfer {
                transfer.step = Step::Completing(consult);
            }
            self.notify(Text::TransferringWhenAnswered);
            return;
        }
        // What the target's call is not needed for any more is ended before: the other party
        // calls the same number.
        let number = call.remote.number.clone();
        let held = self.transfer.take();
        self.hang_up(consult, EndReason::Local);
        self.transfer = held;
        if let Some(transfer) = &mut self.transfer {
            transfer.step = Step::Entering(Kind::Blind);
        }
        self.transfer_blind(&number);
    }

    fn transfer_attended(&mut self, consult: CallId) {
        let session = self.calls.get(consult).and_then(|call| call.session);
        let Some((mut target, replaces)) = session.and_then(|id| self.endpoint.replaces(id)) else {
            return self.notify(Text::TransferFailed);
        };
        if let Some(uri) = target.as_sip_mut() {
            uri.clear_headers();
            uri.push_header("Replaces", &replaces.to_string());
        }
        self.refer(&target, Some(consult));
    }

    /// Asks the other party of the held call to call `target`.
    fn refer(&mut self, target: &Uri, consult: Option<CallId>) {
        let Some(held) = self.transfer.as_ref().map(|transfer| transfer.held) else { return };
        if self.calls.get(held).is_none_or(|call| call.session.is_none()) {
            self.transfer = None;
            return;
        }
        match self.ask_party(held, target) {
            Some(referral) => {
                let progress = Text::Transferring;
                let step = Step::Referred { referral, consult, progress };
                self.transfer = Some(Transfer { held, step });
                self.calls.bring_forward(consult.unwrap_or(held));
                self.log(format!("call {}: transfer", held.0));
            }
            None => self.transfer_failed(Text::TransferFailed),
        }
    }

    /// Asks the other party of a call to call `target` (RFC 3515).
    pub(super) fn ask_party(&mut self, id: CallId, target: &Uri) -> Option<ReferralId> {
        let call = self.calls.get(id)?;
        let (session, line) = (call.session?, call.line);
        let mut headers = Headers::default();
        if let Some(own) = self.own_address(line) {
            headers.push_typed(&ReferredBy(NameAddr::new("", own)));
        }
        let asked = self.endpoint.refer(session, target, &headers, self.now);
        asked.map_err(|error| self.log(format!("call {}: REFER: {error}", id.0))).ok()
    }

    fn own_address(&self, line: u8) -> Option<Uri> {
        let line = self.lines.get(usize::from(line))?;
        self.address(&line.settings.id)
    }

    /// Takes what becomes of a REFER; one that nobody waits for any more is ignored.
    pub(super) fn take_referral(&mut self, id: ReferralId, event: &ReferralEvent) {
        let Some(Transfer { step: Step::Referred { referral, progress, .. }, .. }) =
            &mut self.transfer
        else {
            return;
        };
        if *referral != id {
            return;
        }
        self.save = true;
        match Outcome::of(event) {
            Outcome::Open => {}
            Outcome::Progress(line) => {
                *progress = progress_text(line);
                let text = progress.clone();
                self.announce(text, super::Urgency::Polite);
            }
            Outcome::Done => self.transferred(),
            Outcome::Failed(why) => self.transfer_failed(Text::TransferFailed.because(why)),
        }
    }

    /// The target has answered: both calls of this phone are over.
    fn transferred(&mut self) {
        let Some(transfer) = self.transfer.take() else { return };
        let consult = match transfer.step {
            Step::Referred { consult, .. } => consult,
            Step::Entering(_) | Step::Consulting(_) | Step::Completing(_) => None,
        };
        for id in [Some(transfer.held), consult].into_iter().flatten() {
            if self.calls.get(id).is_some_and(Call::is_live) {
                self.hang_up(id, EndReason::Local);
            }
        }
        self.notify(Text::CallTransferred);
    }

    fn transfer_failed(&mut self, why: Text) {
        self.return_held();
        self.notify(why);
    }

    /// Ends the transfer and goes back to the held call; a call to the target that is up is held.
    fn return_held(&mut self) {
        let Some(transfer) = self.transfer.take() else { return };
        self.close_entry();
        if !self.calls.get(transfer.held).is_some_and(Call::is_up) {
            return;
        }
        if self.calls.foreground().is_some_and(|call| call.id != transfer.held) {
            self.hold_foreground();
        }
        self.sound.device = Some(self.device());
        self.resume(transfer.held);
    }

    /// The target of a transfer answered: one that goes on by itself does so now.
    pub(super) fn consult_answered(&mut self, call: CallId) {
        let transfer = self.transfer.as_ref();
        if transfer.is_some_and(|transfer| transfer.step == Step::Completing(call)) {
            self.transfer_attended(call);
        }
    }

    /// A call is over that may be part of a transfer.
    pub(super) fn transfer_call_ended(&mut self, call: CallId) {
        let Some(transfer) = &mut self.transfer else { return };
        if transfer.held == call {
            let referral = match transfer.step {
                Step::Referred { referral, .. } => Some(referral),
                Step::Entering(_) | Step::Consulting(_) | Step::Completing(_) => None,
            };
            // The other party is gone: it may still make the new call, and nobody needs to know.
            if let Some(referral) = referral {
                self.endpoint.forget_referral(referral);
            }
            self.transfer = None;
            return;
        }
        match &mut transfer.step {
            // The target's own call was replaced, or the target hung up: the other party tells.
            Step::Referred { consult, .. } if *consult == Some(call) => *consult = None,
            Step::Consulting(consult) | Step::Completing(consult) if *consult == call => {
                self.return_held();
            }
            Step::Entering(_)
            | Step::Consulting(_)
            | Step::Completing(_)
            | Step::Referred { .. } => {}
        }
    }
}

/// What came of a REFER that was sent.
pub(super) enum Outcome<'a> {
    /// Nothing yet.
    Open,
    /// The new call stands so.
    Progress(&'a StatusLine),
    /// The new call was answered, or nothing will be told of it.
    Done,
    /// There is no new call; says why.
    Failed(Text),
}

impl<'a> Outcome<'a> {
    pub(super) fn of(event: &'a ReferralEvent) -> Self {
        match event {
            ReferralEvent::Accepted => Self::Open,
            ReferralEvent::Progress(line) => Self::Progress(line),
            ReferralEvent::Unwatched => Self::Done,
            ReferralEvent::Finished(line) if line.status.is_success() => Self::Done,
            ReferralEvent::Finished(line) => Self::failed(line.status, &line.phrase),
            ReferralEvent::Refused(FailureReason::Status(status, phrase)) => {
                Self::failed(*status, phrase)
            }
            ReferralEvent::Refused(_) => Self::Failed(EndReason::NoResponse.text()),
            ReferralEvent::Lost => Self::Failed(Text::NothingWasHeard),
        }
    }

    fn failed(status: StatusCode, phrase: &str) -> Self {
        Self::Failed(EndReason::from_status(status.get(), phrase).text())
    }
}

const fn progress_text(line: &StatusLine) -> Text {
    match line.status.get() {
        180..=182 => Text::TransferringRings,
        183 => Text::TransferringInProgress,
        _ => Text::Transferring,
    }
}
