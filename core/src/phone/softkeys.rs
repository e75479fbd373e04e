//! The keys under the display: which there are on each screen, and what they do.

use super::Phone;
use super::call_log::LogKind;
use super::dialing::Entry;
use super::form::{Form, Letters};
use super::key::Key;
use super::keys::Function;
use super::menu::{MenuPage, PageKind};
use super::paging::Shown;
use super::press::Focus;
use super::transfer::Kind;
use super::view::SOFTKEYS;
use crate::call::{Call, Party, State};
use crate::config::table::keys::CallFunction;
use crate::language::Text;

/// Softkeys of a page whose last one turns to the next.
const BESIDE_MORE: usize = SOFTKEYS - 1;

/// What a softkey does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Softkey {
    /// What the configuration gave to this softkey of the idle display.
    Idle(u8),
    /// What the programmable softkey here in a call says.
    InCall(u8),
    /// Shows the further softkeys.
    More,
    /// Opens the list of received calls.
    Received,
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
    /// Hands the call on without asking.
    BlindTransfer,
    /// Joins two calls, or calls somebody to be joined.
    Conference,
    /// Ends the conference, not the calls.
    Split,
    /// Ends the greeting that the caller hears.
    StopGreeting,
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
    /// Hears a page.
    Accept,
    /// Asks for the password of a locked phone.
    Unlock,
    /// Agrees.
    Yes,
    /// Does not.
    No,
}

impl Softkey {
    /// Returns the label; that of an assigned one is in `softkey_label`.
    fn label(self) -> Text {
        match self {
            Self::Idle(_) | Self::InCall(_) => Text::NOTHING,
            Self::More => Text::SoftMore,
            Self::Received => Text::SoftReceived,
            Self::CallLog => Text::SoftCallLog,
            Self::Directory => Text::SoftDirectory,
            Self::Details => Text::SoftDetails,
            Self::New => Text::SoftNew,
            Self::Save => Text::SoftSave,
            Self::Edit => Text::SoftEdit,
            Self::Delete => Text::SoftDelete,
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
            Self::BlindTransfer => Text::SoftBlindTransfer,
            Self::Conference => Text::SoftConference,
            Self::Split => Text::SoftSplit,
            Self::StopGreeting => Text::SoftStop,
            Self::End => Text::SoftEnd,
            Self::Close => Text::SoftClose,
            Self::Select => Text::SoftSelect,
            Self::Back => Text::SoftBack,
            Self::Exit => Text::SoftExit,
            Self::Next => Text::SoftNext,
            Self::Ok => Text::SoftOk,
            Self::Letters(letters) => letters.label(),
            Self::Accept => Text::SoftAccept,
            Self::Unlock => Text::SoftUnlock,
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
            Focus::Idle => self.lay_out(&self.idle_softkeys()),
            Focus::Menu(page) => self.page_softkeys(page),
            Focus::Form(form) => form_softkeys(form),
            Focus::Page(_, Shown::Asking) => [Some(Accept), Some(Reject), None, None],
            Focus::Page(..) => [None, None, None, Some(End)],
            Focus::Locked => [Some(Unlock), None, None, None],
            Focus::Confirm(_) => [Some(Yes), None, None, Some(No)],
            Focus::Test(test) => [test.goes_on().then_some(Next), None, None, Some(Exit)],
            Focus::Dialing(entry) => self.entry_softkeys(entry),
            Focus::Ringing(call) => self.ringing_softkeys(call),
            Focus::Call(call) => self.call_softkeys(call),
            Focus::Redial(..) => [Some(Dial), None, None, Some(Cancel)],
        }
    }

    /// Returns what is written on a softkey.
    pub(super) fn softkey_label(&self, softkey: Softkey) -> String {
        let function = if let Softkey::Idle(slot) = softkey {
            self.idle_function(slot).cloned()
        } else if let Softkey::InCall(slot) = softkey {
            self.call_programmable(slot)
        } else {
            return self.texts.say(&softkey.label());
        };
        function.map_or_else(String::new, |function| self.softkey_text(&function))
    }

    /// Returns the softkeys of the idle display.
    fn idle_softkeys(&self) -> Vec<Option<Softkey>> {
        let slots = 0..self.idle_softkey_count();
        slots.map(|slot| self.idle_function(slot).map(|_| Softkey::Idle(slot))).collect()
    }

    /// Puts softkeys on the keys that there are. Where they are more, the fourth key turns the page
    /// (manual 25.4).
    fn lay_out(&self, all: &[Option<Softkey>]) -> [Option<Softkey>; SOFTKEYS] {
        let at = |index: usize| all.get(index).copied().flatten();
        if all.len() <= SOFTKEYS {
            return core::array::from_fn(at);
        }
        let first = self.first_softkey(all.len());
        core::array::from_fn(|slot| match slot {
            BESIDE_MORE => Some(Softkey::More),
            slot => at(first + slot),
        })
    }

    /// Returns which of `count` softkeys is at the left of the page that is shown.
    pub(super) fn first_softkey(&self, count: usize) -> usize {
        let pages = if count > SOFTKEYS { count.div_ceil(BESIDE_MORE) } else { 1 };
        usize::from(self.softkey_page) % pages * BESIDE_MORE
    }

    /// Does what the softkey in `slot` says.
    pub(super) fn press_softkey(&mut self, slot: u8) {
        let softkey = self.softkeys().get(usize::from(slot)).copied().flatten();
        let Some(softkey) = softkey else { return };
        let page = core::mem::take(&mut self.softkey_page);
        match softkey {
            Softkey::More => self.softkey_page = page.wrapping_add(1),
            Softkey::Idle(slot) => {
                if let Some(function) = self.idle_function(slot).cloned() {
                    self.do_function(&function);
                }
            }
            Softkey::InCall(slot) => {
                if let Some(function) = self.call_programmable(slot) {
                    self.do_function(&function);
                }
            }
            Softkey::Received => self.open_page(PageKind::Log(LogKind::Received)),
            Softkey::CallLog => self.open_page(PageKind::Log(LogKind::All)),
            Softkey::Directory => self.open_directory(),
            Softkey::Details | Softkey::New | Softkey::Save | Softkey::Edit | Softkey::Delete => {
                self.press_list_softkey(softkey);
            }
            Softkey::NewCall => self.new_call(),
            Softkey::Dial => self.take(),
            Softkey::Clear if self.form().is_some() => self.erase_in_form(),
            Softkey::Clear => self.erase(),
            Softkey::Cancel | Softkey::End | Softkey::Close => self.end_focus(),
            Softkey::Answer => self.answer_ringing(self.device()),
            Softkey::Accept => self.hear_page(),
            Softkey::Reject if matches!(self.focus(), Focus::Page(..)) => self.end_page(),
            Softkey::Reject => self.reject_ringing(),
            Softkey::Silence => self.silence_ringing(),
            Softkey::Hold | Softkey::Resume => self.toggle_hold(),
            Softkey::Swap => self.swap(),
            Softkey::Transfer => self.press_transfer(),
            Softkey::BlindTransfer => self.begin_transfer(Kind::Blind),
            Softkey::Conference => self.press_conference(),
            Softkey::Split => self.split(),
            Softkey::StopGreeting => self.stop_greeting(),
            Softkey::Select => self.select_on_page(),
            Softkey::Back => self.close_page(),
            Softkey::Exit => self.pages.clear(),
            Softkey::Next | Softkey::Ok => self.take_form(),
            Softkey::Letters(_) => self.change_letters(),
            Softkey::Unlock => self.ask_to_unlock(),
            Softkey::Yes | Softkey::No => {
                if let Focus::Confirm(question) = self.focus() {
                    self.answer_question(question, softkey == Softkey::Yes);
                }
            }
        }
    }

    fn page_softkeys(&self, page: MenuPage) -> [Option<Softkey>; SOFTKEYS] {
        use Softkey::*;
        let rows = self.row_count(page.kind) > 0;
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
        } else if page.kind == PageKind::Accounts {
            [of_row(Select), Some(Back), self.can_add_account().then_some(New), Some(Exit)]
        } else if matches!(page.kind, PageKind::Account(_)) {
            [Some(Edit), Some(Back), None, Some(Exit)]
        } else if matches!(page.kind, PageKind::RingTones(_)) {
            [Some(Select), Some(Back), self.is_own_ring(page.row).then_some(Delete), Some(Exit)]
        } else {
            let select = of_row(Select).filter(|_| page.kind.has_selection());
            [select, Some(Back), None, Some(Exit)]
        }
    }

    /// Does what a softkey of a list of calls, contacts, accounts or rings says.
    fn press_list_softkey(&mut self, softkey: Softkey) {
        let Some(page) = self.menu_page() else { return };
        match (page.kind, softkey) {
            (PageKind::Accounts, _) => self.add_account(),
            (PageKind::Account(line), _) => self.open_account_form(line),
            (PageKind::Directory, Softkey::New) => self.open_new_contact(&Party::default()),
            (PageKind::Directory, _) => self.open_page(PageKind::Contact(page.row)),
            (PageKind::Contact(at), Softkey::Edit) => self.open_contact_form(at),
            (PageKind::Contact(at), _) => self.ask_to_delete_contact(at),
            (PageKind::RingTones(_), _) => self.ask_to_delete_ring_tone(page.row),
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
        let letters =
            (!self.settings.outfit.digits_only).then_some(Softkey::Letters(entry.letters()));
        if entry.text.is_empty() {
            let settings = &self.settings;
            let directory = settings.new_call_directory.then_some(Softkey::Directory);
            let call_log = settings.new_call_log.then_some(Softkey::CallLog);
            if settings.new_call_idle {
                let mut all = vec![directory, call_log, Some(Softkey::Cancel), letters];
                let own = [Function::Directory, Function::List(LogKind::All)];
                let idle = (0..self.idle_softkey_count())
                    .filter(|slot| self.idle_function(*slot).is_some_and(|it| !own.contains(it)))
                    .map(|slot| Some(Softkey::Idle(slot)));
                all.extend(idle);
                return self.lay_out(&all);
            }
            [directory, call_log, letters, Some(Softkey::Cancel)]
        } else {
            let transfer = self.is_entering_target().then_some(Softkey::Transfer);
            let third = transfer.or(letters);
            [Some(Softkey::Dial), Some(Softkey::Clear), third, Some(Softkey::Cancel)]
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
            State::Talking | State::Held { .. } => self.lay_out(&self.up_softkeys(call)),
            State::Ended { .. } => [None, None, new_call, Some(Close)],
        }
    }
}

impl Phone {
    /// Returns the softkeys of a call that is up, as the configuration orders them.
    fn up_softkeys(&self, call: &Call) -> Vec<Option<Softkey>> {
        let functions = self.call_functions();
        let slots = (0_u8..).zip(functions);
        let mut all: Vec<_> =
            slots.map(|(slot, function)| self.up_softkey(call, slot, *function)).collect();
        if self.greets(call.id) {
            all.insert(0, Some(Softkey::StopGreeting));
        }
        let transfers = self.settings.outfit.transfers && self.consults(call.id);
        if transfers && !all.contains(&Some(Softkey::Transfer)) {
            // What completes the transfer stands first.
            match all.first_mut() {
                Some(first) => *first = Some(Softkey::Transfer),
                None => all.push(Some(Softkey::Transfer)),
            }
        }
        all
    }

    /// Returns what a softkey does in a call now that the configuration gave `function`.
    fn up_softkey(&self, call: &Call, slot: u8, function: CallFunction) -> Option<Softkey> {
        let joined = self.is_in_conference(call.id);
        let transfers = self.settings.outfit.transfers && !joined;
        let has_room = self.calls.live() < self.settings.call_limit;
        match function {
            CallFunction::None => None,
            CallFunction::ReceivedCalls => Some(Softkey::Received),
            CallFunction::Transfer => transfers.then_some(Softkey::Transfer),
            CallFunction::BlindTransfer => {
                (transfers && !self.consults(call.id)).then_some(Softkey::BlindTransfer)
            }
            CallFunction::Hold if self.wants_hold(call.id) => Some(Softkey::Resume),
            CallFunction::Hold => Some(Softkey::Hold),
            CallFunction::Conference if joined => Some(Softkey::Split),
            CallFunction::Conference => {
                let joins = self.joinable(call.id).is_some() && self.conference.is_none();
                (joins || has_room).then_some(Softkey::Conference)
            }
            CallFunction::NewCall => {
                let swap = self.other_call(call.id).map(|_| Softkey::Swap);
                // Models without the key have it here, unless a softkey of its own does it.
                let has_own = self.call_functions().iter().any(|function| {
                    matches!(function, CallFunction::Transfer | CallFunction::BlindTransfer)
                });
                let here = transfers && !self.settings.outfit.has(Key::Transfer) && !has_own;
                swap.or(here.then_some(Softkey::Transfer)).or(has_room.then_some(Softkey::NewCall))
            }
            CallFunction::End => Some(Softkey::End),
            CallFunction::Programmable => {
                self.call_programmable(slot).map(|_| Softkey::InCall(slot))
            }
        }
    }
}

fn form_softkeys(form: &Form) -> [Option<Softkey>; SOFTKEYS] {
    let take = if form.is_last() { Softkey::Ok } else { Softkey::Next };
    let letters = form.field().and_then(|field| field.letters()).map(Softkey::Letters);
    [Some(take), Some(Softkey::Clear), letters, Some(Softkey::Cancel)]
}
