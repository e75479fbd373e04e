//! The keys under the display: which there are on each screen, and what they do.

use super::Phone;
use super::call_log::LogKind;
use super::dialing::Entry;
use super::form::{Form, Letters};
use super::key::Key;
use super::menu::{MenuPage, PageKind};
use super::press::Focus;
use super::view::SOFTKEYS;
use crate::call::{Call, Party, State};
use crate::language::Text;

/// What a softkey does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Softkey {
    /// Opens the list of missed calls.
    Missed,
    /// Opens the list of all calls.
    CallLog,
    /// Opens the directory.
    Directory,
    /// Shows all that is known.
    Details,
    /// Makes a new contact.
    New,
    /// Makes a contact of who called.
    Save,
    /// Changes a contact.
    Edit,
    /// Deletes what is selected.
    Delete,
    /// Asks where calls go.
    Forward,
    /// Turns do-not-disturb on or off.
    DoNotDisturb,
    /// Opens an empty entry.
    NewCall,
    /// Calls what is entered or selected.
    Dial,
    /// Deletes the last character.
    Clear,
    /// Gives up what is being entered or called.
    Cancel,
    /// Answers.
    Answer,
    /// Refuses the call.
    Reject,
    /// Ends the ringing here, not the call.
    Silence,
    /// Holds the call.
    Hold,
    /// Takes the call off hold.
    Resume,
    /// Goes to the other call.
    Swap,
    /// Hands the call on.
    Transfer,
    /// Joins two calls, or calls somebody to be joined.
    Conference,
    /// Ends the conference, not the calls.
    Split,
    /// Hangs up.
    End,
    /// Takes away the message.
    Close,
    /// Takes what is selected.
    Select,
    /// Goes back a page.
    Back,
    /// Leaves the menu.
    Exit,
    /// Goes to the next field.
    Next,
    /// Hands the form in.
    Ok,
    /// Shows what the digit keys write, and changes it.
    Letters(Letters),
    /// Agrees.
    Yes,
    /// Does not.
    No,
}

impl Softkey {
    /// Returns the label.
    pub(super) fn label(self) -> Text {
        match self {
            Self::Missed => Text::SoftMissed,
            Self::CallLog => Text::SoftCallLog,
            Self::Directory => Text::SoftDirectory,
            Self::Details => Text::SoftDetails,
            Self::New => Text::SoftNew,
            Self::Save => Text::SoftSave,
            Self::Edit => Text::SoftEdit,
            Self::Delete => Text::SoftDelete,
            Self::Forward => Text::SoftForward,
            Self::DoNotDisturb => Text::SoftDoNotDisturb,
            Self::NewCall => Text::SoftNewCall,
            Self::Dial => Text::SoftDial,
            Self::Clear => Text::SoftClear,
            Self::Cancel => Text::SoftCancel,
            Self::Answer => Text::SoftAnswer,
            Self::Reject => Text::SoftReject,
            Self::Silence => Text::SoftSilence,
            Self::Hold => Text::SoftHold,
            Self::Resume => Text::SoftResume,
            Self::Swap => Text::SoftSwap,
            Self::Transfer => Text::SoftTransfer,
            Self::Conference => Text::SoftConference,
            Self::Split => Text::SoftSplit,
            Self::End => Text::SoftEnd,
            Self::Close => Text::SoftClose,
            Self::Select => Text::SoftSelect,
            Self::Back => Text::SoftBack,
            Self::Exit => Text::SoftExit,
            Self::Next => Text::SoftNext,
            Self::Ok => Text::SoftOk,
            Self::Letters(letters) => letters.label(),
            Self::Yes => Text::SoftYes,
            Self::No => Text::SoftNo,
        }
    }
}

impl Phone {
    /// Returns the softkeys of the screen that is shown, left to right.
    pub(super) fn softkeys(&self) -> [Option<Softkey>; SOFTKEYS] {
        use Softkey::*;
        match self.focus() {
            Focus::Starting => [None; SOFTKEYS],
            Focus::Idle => [
                Some(Directory),
                Some(Missed),
                self.has_forwarding().then_some(Forward),
                self.has_do_not_disturb().then_some(DoNotDisturb),
            ],
            Focus::Menu(page) => self.page_softkeys(page),
            Focus::Form(form) => form_softkeys(form),
            Focus::Confirm(_) => [Some(Yes), None, None, Some(No)],
            Focus::Dialing(entry) => self.entry_softkeys(entry),
            Focus::Ringing(call) => self.ringing_softkeys(call),
            Focus::Call(call) => self.call_softkeys(call),
            Focus::Redial(..) => [Some(Dial), None, None, Some(Cancel)],
        }
    }

    /// Does what the softkey in `slot` says.
    pub(super) fn press_softkey(&mut self, slot: u8) {
        let softkey = self.softkeys().get(usize::from(slot)).copied().flatten();
        let Some(softkey) = softkey else { return };
        match softkey {
            Softkey::Missed => self.open_page(PageKind::Log(LogKind::Missed)),
            Softkey::CallLog => self.open_page(PageKind::Log(LogKind::All)),
            Softkey::Directory => self.open_directory(),
            Softkey::Details | Softkey::New | Softkey::Save | Softkey::Edit | Softkey::Delete => {
                self.press_list_softkey(softkey);
            }
            Softkey::Forward => self.press_forward(),
            Softkey::DoNotDisturb => self.press_do_not_disturb(),
            Softkey::NewCall => self.new_call(),
            Softkey::Dial => self.take(),
            Softkey::Clear if self.form().is_some() => self.erase_in_form(),
            Softkey::Clear => self.erase(),
            Softkey::Cancel | Softkey::End | Softkey::Close => self.end_focus(),
            Softkey::Answer => self.answer_ringing(self.device()),
            Softkey::Reject => self.reject_ringing(),
            Softkey::Silence => self.silence_ringing(),
            Softkey::Hold | Softkey::Resume => self.toggle_hold(),
            Softkey::Swap => self.swap(),
            Softkey::Transfer => self.press_transfer(),
            Softkey::Conference => self.press_conference(),
            Softkey::Split => self.split(),
            Softkey::Select => self.select_on_page(),
            Softkey::Back => self.close_page(),
            Softkey::Exit => self.pages.clear(),
            Softkey::Next | Softkey::Ok => self.take_form(),
            Softkey::Letters(_) => self.change_letters(),
            Softkey::Yes | Softkey::No => {
                if let Focus::Confirm(question) = self.focus() {
                    self.answer_question(question, softkey == Softkey::Yes);
                }
            }
        }
    }

    fn page_softkeys(&self, page: MenuPage) -> [Option<Softkey>; SOFTKEYS] {
        use Softkey::*;
        let rows = !self.page_rows(page.kind).is_empty();
        let of_row = |softkey: Softkey| rows.then_some(softkey);
        if matches!(page.kind, PageKind::Log(_)) {
            [of_row(Dial), of_row(Details), of_row(Delete), Some(Back)]
        } else if matches!(page.kind, PageKind::LogEntry(_)) {
            [of_row(Dial), of_row(Save), of_row(Delete), Some(Back)]
        } else if page.kind == PageKind::Directory {
            [of_row(Dial), of_row(Details), Some(New), Some(Back)]
        } else if let PageKind::Contact(at) = page.kind {
            let own = |softkey: Softkey| self.is_own_contact(at).then_some(softkey);
            [of_row(Dial), own(Edit), own(Delete), Some(Back)]
        } else {
            let select = of_row(Select).filter(|_| page.kind.has_selection());
            [select, Some(Back), None, Some(Exit)]
        }
    }

    /// Does what a softkey of a list of calls or contacts says.
    fn press_list_softkey(&mut self, softkey: Softkey) {
        let Some(page) = self.menu_page() else { return };
        match (page.kind, softkey) {
            (PageKind::Directory, Softkey::New) => self.open_new_contact(&Party::default()),
            (PageKind::Directory, _) => self.open_page(PageKind::Contact(page.row)),
            (PageKind::Contact(at), Softkey::Edit) => self.open_contact_form(at),
            (PageKind::Contact(at), _) => self.ask_to_delete_contact(at),
            (_, Softkey::Details) => self.open_log_entry(),
            (_, Softkey::Save) => {
                if let Some(entry) = self.shown_log_entry().cloned() {
                    self.open_new_contact(&entry.party);
                }
            }
            (_, _) => self.delete_log_entry(),
        }
    }

    fn ringing_softkeys(&self, call: &Call) -> [Option<Softkey>; SOFTKEYS] {
        let silenced = matches!(call.state, State::RingingIn { silenced: true, .. });
        let alone = self.calls.live() == 1;
        let silence = (alone && !silenced).then_some(Softkey::Silence);
        let reject = self.settings.outfit.reject_softkey.then_some(Softkey::Reject);
        [Some(Softkey::Answer), reject, silence, None]
    }

    fn entry_softkeys(&self, entry: &Entry) -> [Option<Softkey>; SOFTKEYS] {
        if entry.text.is_empty() {
            let settings = &self.settings;
            let directory = settings.new_call_directory.then_some(Softkey::Directory);
            let call_log = settings.new_call_log.then_some(Softkey::CallLog);
            [directory, call_log, None, Some(Softkey::Cancel)]
        } else {
            let transfer = self.is_entering_target().then_some(Softkey::Transfer);
            [Some(Softkey::Dial), Some(Softkey::Clear), transfer, Some(Softkey::Cancel)]
        }
    }

    fn call_softkeys(&self, call: &Call) -> [Option<Softkey>; SOFTKEYS] {
        use Softkey::*;
        let swap = self.other_call(call.id).map(|_| Swap);
        let new_call = (self.calls.live() < self.settings.call_limit).then_some(NewCall);
        match &call.state {
            State::Dialing | State::RingingOut | State::EarlyMedia => {
                let transfer = self.consults(call.id).then_some(Transfer);
                [transfer, None, swap, Some(Cancel)]
            }
            State::RingingIn { .. } => [None, None, swap, Some(End)],
            State::Talking | State::Held { .. } => {
                let hold = if self.wants_hold(call.id) { Resume } else { Hold };
                if self.is_in_conference(call.id) {
                    return [Some(hold), Some(Split), swap.or(new_call), Some(End)];
                }
                let joins = self.joinable(call.id).is_some() && self.conference.is_none();
                let conference = (joins || new_call.is_some()).then_some(Conference);
                let transfer = self.settings.outfit.transfers.then_some(Transfer);
                if self.consults(call.id) {
                    return [transfer.or(Some(hold)), conference, swap, Some(End)];
                }
                // Models without the key have it here.
                let transfer = transfer.filter(|_| !self.settings.outfit.has(Key::Transfer));
                [Some(hold), conference, swap.or(transfer).or(new_call), Some(End)]
            }
            State::Ended { .. } => [None, None, new_call, Some(Close)],
        }
    }
}

fn form_softkeys(form: &Form) -> [Option<Softkey>; SOFTKEYS] {
    let take = if form.is_last() { Softkey::Ok } else { Softkey::Next };
    let letters = form.field().and_then(|field| field.letters()).map(Softkey::Letters);
    [Some(take), Some(Softkey::Clear), letters, Some(Softkey::Cancel)]
}
