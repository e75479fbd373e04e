//! Menus: tables of what can be chosen, and moving about in them (manual 2.1, 26, 39, 40, 44).
//!
//! An entry keeps its number whether or not the others are shown: 6 is Administration on every
//! phone (manual 2.1).

mod tables;

use serde::{Deserialize, Serialize};
use tables::{ADMINISTRATION, CALL_LOG, DIRECTORY, KEYS, LOCK, MENU, SETTINGS, STATUS};

use super::call_log::LogKind;
use super::devices::DevicePage;
use super::exchange::Saved;
use super::form::Form;
use super::io::FileKind;
use super::keys::KeyPlace;
pub(super) use super::question::Question;
use super::self_test::SelfTest;
use super::status::spoken;
use super::{Phone, Timer, Urgency};
use crate::call::Party;
use crate::config::Setting;
use crate::language::Text;
use crate::time::Duration;

/// How long pages stay open when no key is pressed: then the display shows again what the person
/// missed.
const PAGES_TIME: Duration = Duration::from_secs(300);

/// What is open on top of calls and entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Page {
    /// A page of the menu.
    Menu(MenuPage),
    /// Something to fill in.
    Form(Form),
    /// Something to answer with yes or no.
    Confirm(Question),
    /// A test of the phone.
    Test(SelfTest),
}

/// A page of the menu and where the person is on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MenuPage {
    /// Which page.
    pub(super) kind: PageKind,
    /// The selected row, or the first visible one if nothing can be selected.
    pub(super) row: usize,
}

/// Pages of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PageKind {
    /// The top.
    Menu,
    /// The lists of calls.
    CallLog,
    /// What each person may set.
    Settings,
    /// What can be looked at.
    Status,
    /// What only the administrator may do.
    Administration,
    /// Why the menu of the administrator does not open.
    Locked,
    /// Model and version.
    Firmware,
    /// All versions.
    Release,
    /// The link and the addresses.
    Network,
    /// The lines and their registrations.
    Lines,
    /// Date, time, and where they come from.
    DateAndTime,
    /// How the configuration came here, and when the phone looks for another.
    Provisioning,
    /// Lines of the configuration that could not be used.
    Problems,
    /// The sound of the call.
    Audio,
    /// A list of the call log.
    Log(LogKind),
    /// One call of it, by its number.
    LogEntry(u32),
    /// All contacts.
    Directory,
    /// What can be done with contacts.
    DirectoryMenu,
    /// The numbers of one that is shown.
    Contact(usize),
    /// The network as it is set up.
    NetworkSettings,
    /// The accounts.
    Accounts,
    /// One of them: the index of its line.
    Account(u8),
    /// What calls are answered with.
    AnswerDevice,
    /// What stands for handset, headset and speaker.
    Devices(DevicePage),
    /// The lines, and what they ring like.
    RingLines,
    /// The rings that a line may have.
    RingTones(u8),
    /// The lines, and which of them must not be disturbed.
    DoNotDisturb,
    /// The lines, and where their calls go.
    ForwardLines,
    /// When the calls of a line go elsewhere.
    Forward(u8),
    /// The languages of the display.
    Languages,
    /// What other phones have on a shared line.
    Appearances(u8),
    /// The keys that can be given functions.
    Keys,
    /// Those that call numbers.
    SpeedDialKeys,
    /// The softkeys of the idle display.
    IdleSoftkeys,
    /// The navigation keys.
    NavigationKeys,
    /// What one of them can be given.
    KeyFunction(KeyPlace),
    /// What the browser does for the phone.
    Browser,
    /// Recording sound to find its faults.
    Recording,
    /// Tests of the phone.
    SelfTests,
    /// Locking the phone.
    Lock,
    /// How dark the display writes.
    Contrast,
    /// How long it stays bright.
    Backlight,
    /// What became of a file that the person loaded.
    Loaded(FileKind),
    /// What callers hear first.
    Greeting,
}

/// What an entry does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// Opens a page.
    Page(PageKind),
    /// Asks for the administrator's password, then opens the menu.
    Administration,
    /// Opens the directory.
    Directory,
    /// Asks for a new contact.
    NewContact,
    /// Lets the person choose a file.
    Load(FileKind),
    /// Saves a file.
    Save(Saved),
    /// Opens the languages.
    Languages,
    /// Opens the rings of a line.
    RingTones,
    /// Turns something on or off.
    Switch(&'static Setting<bool>),
    /// Opens the form that sets the clock.
    SetClock,
    /// Opens the form for user and password of provisioning servers.
    Credentials,
    /// Looks for a new configuration.
    CheckNow,
    /// Locks the phone.
    LockNow,
    /// Asks for another password of the lock.
    LockPassword,
    /// Asks.
    Ask(Question),
}

/// An entry of a menu.
#[derive(Debug)]
pub(super) struct Item {
    /// The key that takes it, and its number.
    pub(super) digit: u8,
    /// What it is called.
    pub(super) label: &'static Text,
    target: Target,
    /// The parameter that hides it with `0`.
    switch: Option<&'static Setting<bool>>,
}

impl Item {
    const fn new(digit: u8, label: &'static Text, target: Target) -> Self {
        Self { digit, label, target, switch: None }
    }

    const fn page(digit: u8, label: &'static Text, kind: PageKind) -> Self {
        Self::new(digit, label, Target::Page(kind))
    }

    /// Returns what it turns on or off.
    pub(super) const fn switched(&self) -> Option<&'static Setting<bool>> {
        match self.target {
            Target::Switch(setting) => Some(setting),
            Target::Page(_)
            | Target::Administration
            | Target::Directory
            | Target::NewContact
            | Target::Load(_)
            | Target::Save(_)
            | Target::Languages
            | Target::RingTones
            | Target::SetClock
            | Target::Credentials
            | Target::CheckNow
            | Target::LockNow
            | Target::LockPassword
            | Target::Ask(_) => None,
        }
    }

    const fn hidden_by(self, switch: &'static Setting<bool>) -> Self {
        Self { switch: Some(switch), ..self }
    }
}

/// What is left of the menu where nothing but digits can be entered (manual A.3.9): Status and
/// Administration.
const LEFT_WITH_DIGITS: [u8; 2] = [5, 6];

/// What a page is made of.
#[derive(Clone, Copy)]
enum Content {
    /// A table of entries.
    Entries(&'static [Item]),
    /// Rows that the phone makes, one of which is selected.
    List,
    /// Rows to read, which only scroll.
    Text,
}

impl PageKind {
    /// Returns the heading.
    pub(super) const fn title(self) -> &'static Text {
        match self {
            Self::Menu => &Text::Menu,
            Self::CallLog => &Text::CallLog,
            Self::Settings => &Text::Settings,
            Self::Status => &Text::Status,
            Self::Administration | Self::Locked => &Text::Administration,
            Self::Firmware => &Text::FirmwareVersion,
            Self::Release => &Text::ReleaseInformation,
            Self::Network => &Text::NetworkStatus,
            Self::Lines => &Text::LineStatus,
            Self::DateAndTime => &Text::DateAndTime,
            Self::Provisioning => &Text::Provisioning,
            Self::Problems => &Text::ConfigurationProblems,
            Self::Audio => &Text::Audio,
            Self::Log(kind) => kind.title(),
            Self::LogEntry(_) => &Text::Call,
            Self::Directory | Self::DirectoryMenu => &Text::Directory,
            Self::Contact(_) => &Text::Contact,
            Self::NetworkSettings => &Text::NetworkSettings,
            Self::Accounts => &Text::SipAccounts,
            Self::Account(_) => &Text::SipDetails,
            Self::AnswerDevice => &Text::AnswerDevice,
            Self::Devices(page) => page.title(),
            Self::RingLines | Self::RingTones(_) => &Text::RingTone,
            Self::DoNotDisturb => &Text::DoNotDisturb,
            Self::ForwardLines | Self::Forward(_) => &Text::CallForward,
            Self::Appearances(_) => &Text::SharedLine,
            Self::Languages => &Text::Language,
            Self::Keys | Self::KeyFunction(_) => &Text::KeysConfiguration,
            Self::Browser => &Text::Browser,
            Self::Recording => &Text::Recording,
            Self::SelfTests => &Text::SelfTests,
            Self::Lock => &Text::Lock,
            Self::Contrast => &Text::LcdContrast,
            Self::Backlight => &Text::BacklightTimeout,
            Self::Greeting => &Text::Greeting,
            Self::Loaded(FileKind::Contacts) => &Text::LoadContacts,
            Self::Loaded(FileKind::Keys) => &Text::LoadKeys,
            Self::Loaded(FileKind::RingTone) => &Text::RingTone,
            Self::SpeedDialKeys => &Text::SpeedDialKeys,
            Self::IdleSoftkeys => &Text::Softkeys,
            Self::NavigationKeys => &Text::NavigationKeys,
        }
    }

    /// Returns what it is made of.
    const fn content(self) -> Content {
        match self {
            Self::Menu => Content::Entries(MENU),
            Self::CallLog => Content::Entries(CALL_LOG),
            Self::DirectoryMenu => Content::Entries(DIRECTORY),
            Self::Settings => Content::Entries(SETTINGS),
            Self::Status => Content::Entries(STATUS),
            Self::Administration => Content::Entries(ADMINISTRATION),
            Self::Keys => Content::Entries(KEYS),
            Self::Lock => Content::Entries(LOCK),
            Self::Log(_)
            | Self::Directory
            | Self::Contact(_)
            | Self::Accounts
            | Self::AnswerDevice
            | Self::Devices(_)
            | Self::Languages
            | Self::RingLines
            | Self::RingTones(_)
            | Self::DoNotDisturb
            | Self::ForwardLines
            | Self::Forward(_)
            | Self::Appearances(_)
            | Self::SpeedDialKeys
            | Self::IdleSoftkeys
            | Self::NavigationKeys
            | Self::KeyFunction(_)
            | Self::Browser
            | Self::Recording
            | Self::SelfTests
            | Self::Contrast
            | Self::Greeting
            | Self::Backlight => Content::List,
            Self::Locked
            | Self::Firmware
            | Self::Release
            | Self::Network
            | Self::Lines
            | Self::DateAndTime
            | Self::Provisioning
            | Self::Problems
            | Self::Audio
            | Self::LogEntry(_)
            | Self::NetworkSettings
            | Self::Account(_)
            | Self::Loaded(_) => Content::Text,
        }
    }

    /// Returns the entries of a menu; other pages have none.
    const fn items(self) -> &'static [Item] {
        match self.content() {
            Content::Entries(items) => items,
            Content::List | Content::Text => &[],
        }
    }

    /// Whether one of the rows is selected; other pages only scroll.
    pub(super) const fn has_selection(self) -> bool {
        match self.content() {
            Content::Entries(_) | Content::List => true,
            Content::Text => false,
        }
    }
}

impl Phone {
    /// Returns the page of the menu that is on top.
    pub(super) fn menu_page(&self) -> Option<MenuPage> {
        match self.pages.last() {
            Some(&Page::Menu(page)) => Some(page),
            Some(Page::Form(_) | Page::Confirm(_) | Page::Test(_)) | None => None,
        }
    }

    /// Opens a page on top of those that are open.
    pub(super) fn open_page(&mut self, kind: PageKind) {
        self.open_page_at(kind, 0);
    }

    /// Opens a page with this row selected.
    pub(super) fn open_page_at(&mut self, kind: PageKind, row: usize) {
        if kind == PageKind::Log(LogKind::Missed) {
            self.call_log.unseen = 0;
        }
        self.pages.push(Page::Menu(MenuPage { kind, row }));
        let selected = self.page_rows_at(kind, row..row + 1).pop().filter(|_| kind.has_selection());
        let title = kind.title().clone();
        let text = match selected {
            Some(row) => title.and(spoken(&row)),
            None => title,
        };
        self.announce(text, Urgency::Polite);
    }

    /// Asks on top of the pages that are open.
    pub(super) fn ask(&mut self, question: Question) {
        self.pages.push(Page::Confirm(question));
        let text = Text::Asked {
            question: Box::new(question.text().clone()),
            note: Box::new(question.note().clone()),
        };
        self.announce(text, Urgency::Polite);
    }

    /// Returns the entries of a menu that are shown.
    pub(super) fn items(&self, kind: PageKind) -> Vec<&'static Item> {
        let digits_only = kind == PageKind::Menu && self.settings.outfit.digits_only;
        let shown = |item: &&Item| {
            let left = !digits_only || LEFT_WITH_DIGITS.contains(&item.digit);
            left && self.can_open(item.target)
                && item.switch.is_none_or(|switch| self.config.get(switch))
        };
        kind.items().iter().filter(shown).collect()
    }

    /// Whether the phone has what an entry opens: not every model's softkeys can be changed, and
    /// the person may be kept from putting numbers on keys.
    fn can_open(&self, target: Target) -> bool {
        match target {
            Target::Page(PageKind::IdleSoftkeys) => self.settings.keys.gives_softkeys,
            Target::Page(PageKind::Lock) => self.settings.lock.enabled,
            Target::Page(PageKind::Contrast) => self.settings.screen.has_contrast,
            Target::Page(PageKind::SpeedDialKeys) => self.settings.keys.puts_numbers,
            Target::Load(FileKind::Keys) => self.may_give_keys(),
            Target::Page(_)
            | Target::Administration
            | Target::Directory
            | Target::NewContact
            | Target::Load(FileKind::Contacts | FileKind::RingTone)
            | Target::Save(_)
            | Target::Languages
            | Target::RingTones
            | Target::Switch(_)
            | Target::SetClock
            | Target::Credentials
            | Target::CheckNow
            | Target::LockNow
            | Target::LockPassword
            | Target::Ask(_) => true,
        }
    }

    /// Whether the person may give every kind of keys what they do.
    pub(super) fn may_give_keys(&self) -> bool {
        let switches = KEYS.iter().filter_map(|item| item.switch);
        self.settings.keys.puts_numbers
            && switches.into_iter().all(|switch| self.config.get(switch))
    }

    /// Moves up or down on the open page.
    pub(super) fn move_on_page(&mut self, down: bool) {
        let Some(page) = self.menu_page() else { return };
        let selects = page.kind.has_selection();
        let last = if selects {
            self.row_count(page.kind).saturating_sub(1)
        } else {
            // What has its row for itself, a sentence or a name, may take up to three.
            let rows = self.page_rows(page.kind);
            let wide = rows.iter().filter(|(_, right)| right.is_empty()).count();
            let shown = self.settings.outfit.rows - 1;
            (rows.len() + 2 * wide).saturating_sub(shown).min(rows.len().saturating_sub(1))
        };
        let row = if down { (page.row + 1).min(last) } else { page.row.saturating_sub(1) };
        if row != page.row {
            self.set_row(row);
            self.preview();
            if let Some(row) = self.page_rows_at(page.kind, row..row + 1).pop().filter(|_| selects)
            {
                self.announce(spoken(&row), Urgency::Polite);
            }
        }
    }

    /// Takes the entry with number `digit` on the open page.
    pub(super) fn jump_on_page(&mut self, digit: u8) {
        let Some(page) = self.menu_page() else { return };
        let items = self.items(page.kind);
        if let Some(row) = items.iter().position(|item| item.digit == digit) {
            self.set_row(row);
            self.select_on_page();
        }
    }

    /// Takes the selected row of the open page.
    pub(super) fn select_on_page(&mut self) {
        let Some(page) = self.menu_page() else { return };
        match page.kind {
            PageKind::Log(_) | PageKind::LogEntry(_) => self.call_from_log(),
            PageKind::Directory => self.call_contact(page.row),
            PageKind::Contact(at) => self.call_number_of(at, page.row),
            PageKind::Accounts => {
                let line = self.account_lines().nth(page.row);
                line.into_iter().for_each(|line| self.open_page(PageKind::Account(line)));
            }
            PageKind::AnswerDevice => self.select_answer_device(page.row),
            PageKind::Devices(at) => self.select_on_device_page(at, page.row),
            PageKind::Languages => self.select_language(page.row),
            PageKind::RingLines => {
                let line = self.account_lines().nth(page.row);
                line.into_iter().for_each(|line| self.open_rings_of(line));
            }
            PageKind::RingTones(line) => self.select_ring_tone(line, page.row),
            PageKind::DoNotDisturb => {
                let line = self.account_lines().nth(page.row);
                line.into_iter().for_each(|line| self.toggle_do_not_disturb(line));
            }
            PageKind::ForwardLines => {
                let line = self.forwarding_lines().nth(page.row);
                line.into_iter().for_each(|line| self.open_page(PageKind::Forward(line)));
            }
            PageKind::Forward(line) => self.select_forward(line, page.row),
            PageKind::Appearances(line) => self.select_appearance(line, page.row),
            PageKind::SpeedDialKeys | PageKind::IdleSoftkeys | PageKind::NavigationKeys => {
                self.select_key(page.kind, page.row);
            }
            PageKind::Browser => self.select_in_browser(page.row),
            PageKind::Recording => self.select_recording(page.row),
            PageKind::SelfTests => self.select_self_test(page.row),
            PageKind::Contrast => self.select_contrast(page.row),
            PageKind::Backlight => self.select_backlight(page.row),
            PageKind::Greeting => self.select_greeting(page.row),
            PageKind::KeyFunction(place) => self.select_key_function(place, page.row),
            PageKind::Menu
            | PageKind::CallLog
            | PageKind::DirectoryMenu
            | PageKind::Lock
            | PageKind::Keys
            | PageKind::Settings
            | PageKind::Status
            | PageKind::Administration => {
                if let Some(item) = self.items(page.kind).get(page.row) {
                    self.take_target(item);
                }
            }
            PageKind::Locked
            | PageKind::Firmware
            | PageKind::Release
            | PageKind::Network
            | PageKind::Lines
            | PageKind::DateAndTime
            | PageKind::Provisioning
            | PageKind::Problems
            | PageKind::Audio
            | PageKind::NetworkSettings
            | PageKind::Account(_)
            | PageKind::Loaded(_) => {}
        }
    }

    /// Closes the page on top.
    pub(super) fn close_page(&mut self) {
        self.pages.pop();
    }

    /// Closes the pages when nobody has pressed a key for a while. What is being filled in or
    /// tested stays, unless it is the administrator's.
    pub(super) fn watch_pages(&mut self) {
        let administration =
            |page: &Page| matches!(page, Page::Menu(page) if page.kind == PageKind::Administration);
        let closes = match self.pages.last() {
            None => false,
            Some(Page::Menu(_) | Page::Confirm(_)) => true,
            Some(Page::Form(_) | Page::Test(_)) => self.pages.iter().any(administration),
        };
        if closes {
            self.timers.set(Timer::Pages, self.now + PAGES_TIME);
        } else {
            self.timers.clear(Timer::Pages);
        }
    }

    fn take_target(&mut self, item: &Item) {
        match item.target {
            Target::Page(kind) => self.open_page(kind),
            Target::Administration => self.open_administration(),
            Target::Directory => self.open_directory(),
            Target::NewContact => self.open_new_contact(&Party::default()),
            Target::Load(kind) => self.ask_for_file(kind),
            Target::Save(saved) => self.save_file(saved),
            Target::Languages => self.open_languages(),
            Target::RingTones => self.open_ring_tones(),
            Target::Switch(setting) => self.toggle(item.label, setting),
            Target::SetClock => self.open_clock_form(),
            Target::Credentials => self.open_credentials(),
            Target::CheckNow => {
                self.open_page(PageKind::Provisioning);
                self.check_now();
            }
            Target::LockNow => self.lock_now(),
            Target::LockPassword => self.change_lock_password(),
            Target::Ask(question) => self.ask(question),
        }
    }

    pub(super) fn set_row(&mut self, row: usize) {
        if let Some(Page::Menu(page)) = self.pages.last_mut() {
            page.row = row;
        }
    }
}
