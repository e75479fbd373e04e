//! The entries of the menus.

use super::super::call_log::LogKind;
use super::super::devices::DevicePage;
use super::super::exchange::Saved;
use super::super::io::FileKind;
use super::{Item, PageKind, Question, Target};
use crate::config::table::{answer, diagnostics, menus, provisioning, services};
use crate::files::keys::KeyFile;
use crate::language::Text;

pub(super) static MENU: &[Item] = &[
    Item::page(1, &Text::CallLog, PageKind::CallLog).hidden_by(&menus::MENU_CALL_LOG_ENABLED),
    Item::page(2, &Text::Directory, PageKind::DirectoryMenu)
        .hidden_by(&menus::MENU_DIRECTORY_ENABLED),
    Item::page(3, &Text::KeysConfiguration, PageKind::Keys).hidden_by(&menus::MENU_KEYS_ENABLED),
    Item::page(4, &Text::Settings, PageKind::Settings).hidden_by(&menus::MENU_SETTINGS_ENABLED),
    Item::page(5, &Text::Status, PageKind::Status).hidden_by(&menus::MENU_STATUS_ENABLED),
    Item::new(6, &Text::Administration, Target::Administration)
        .hidden_by(&menus::MENU_ADMINISTRATION_ENABLED),
    Item::page(7, &Text::Lock, PageKind::Lock),
    Item::page(8, &Text::AudioDevices, PageKind::Devices(DevicePage::All)),
    Item::page(9, &Text::Browser, PageKind::Browser),
    Item::page(0, &Text::Greeting, PageKind::Greeting).hidden_by(&services::GREETING_ENABLED),
];

pub(super) static LOCK: &[Item] = &[
    Item::new(1, &Text::LockNow, Target::LockNow),
    Item::new(2, &Text::ChangePassword, Target::LockPassword),
];

pub(super) static KEYS: &[Item] = &[
    Item::page(1, &Text::SpeedDialKeys, PageKind::SpeedDialKeys)
        .hidden_by(&menus::MENU_KEYS_SPEED_DIAL_KEYS_ENABLED),
    Item::page(2, &Text::Softkeys, PageKind::IdleSoftkeys)
        .hidden_by(&menus::MENU_KEYS_SOFTKEYS_ENABLED),
    Item::page(3, &Text::NavigationKeys, PageKind::NavigationKeys)
        .hidden_by(&menus::MENU_KEYS_NAVIGATION_KEYS_ENABLED),
    Item::new(4, &Text::LoadKeys, Target::Load(FileKind::Keys)),
    Item::new(5, &Text::SaveFunctionKeys, Target::Save(Saved::Keys(KeyFile::Function))),
    Item::new(6, &Text::SaveProgrammableKeys, Target::Save(Saved::Keys(KeyFile::Programmable))),
];

pub(super) static DIRECTORY: &[Item] = &[
    Item::new(1, &Text::AllContacts, Target::Directory),
    Item::new(2, &Text::NewContact, Target::NewContact),
    Item::new(3, &Text::LoadContacts, Target::Load(FileKind::Contacts)),
    Item::new(4, &Text::SaveAsVCard, Target::Save(Saved::VCards)),
    Item::new(5, &Text::SaveAsText, Target::Save(Saved::Text)),
    Item::new(6, &Text::DeleteAll, Target::Ask(Question::DeleteContacts)),
];

pub(super) static CALL_LOG: &[Item] = &[
    Item::page(1, &Text::AllCalls, PageKind::Log(LogKind::All)),
    Item::page(2, &Text::MissedCalls, PageKind::Log(LogKind::Missed)),
    Item::page(3, &Text::ReceivedCalls, PageKind::Log(LogKind::Received)),
    Item::page(4, &Text::DialedCalls, PageKind::Log(LogKind::Dialed)),
    Item::new(5, &Text::DeleteAll, Target::Ask(Question::DeleteLog)),
];

pub(super) static SETTINGS: &[Item] = &[
    Item::new(1, &Text::Language, Target::Languages).hidden_by(&menus::MENU_LANGUAGE_ENABLED),
    Item::new(2, &Text::RingTone, Target::RingTones).hidden_by(&menus::MENU_RING_TONE_ENABLED),
    Item::new(3, &Text::CallWaiting, Target::Switch(&services::CALL_WAITING_ENABLED))
        .hidden_by(&menus::MENU_CALLWAITING_ENABLED),
    Item::new(4, &Text::DateAndTime, Target::SetClock)
        .hidden_by(&menus::MENU_DATE_AND_TIME_ENABLED),
    Item::page(5, &Text::LcdContrast, PageKind::Contrast)
        .hidden_by(&menus::MENU_LCD_CONTRAST_ENABLED),
    Item::page(6, &Text::BacklightTimeout, PageKind::Backlight)
        .hidden_by(&menus::MENU_BACKLIGHT_TIMEOUT_ENABLED),
    Item::page(7, &Text::AnswerDevice, PageKind::AnswerDevice)
        .hidden_by(&menus::MENU_ANSWER_DEVICE_ENABLED),
    Item::new(8, &Text::AutoAnswering, Target::Switch(&answer::AUTO_ANSWER_ENABLED))
        .hidden_by(&menus::MENU_CALLAUTOANSWERING_ENABLED),
    Item::new(9, &Text::Restart, Target::Ask(Question::Restart))
        .hidden_by(&menus::MENU_RESTART_ENABLED),
    Item::new(0, &Text::ProvisioningCredentials, Target::Credentials)
        .hidden_by(&provisioning::HTTP_AUTH_UI_INTERACTION_ENABLED),
];

pub(super) static STATUS: &[Item] = &[
    Item::page(1, &Text::FirmwareVersion, PageKind::Firmware),
    Item::page(2, &Text::ReleaseInformation, PageKind::Release),
    Item::page(3, &Text::NetworkStatus, PageKind::Network),
    Item::page(4, &Text::LineStatus, PageKind::Lines),
    Item::page(5, &Text::DateAndTime, PageKind::DateAndTime),
    Item::page(6, &Text::Provisioning, PageKind::Provisioning),
    Item::page(7, &Text::ConfigurationProblems, PageKind::Problems),
    Item::page(8, &Text::Audio, PageKind::Audio),
    Item::page(9, &Text::Recording, PageKind::Recording).hidden_by(&diagnostics::RECORDING_ENABLED),
];

pub(super) static ADMINISTRATION: &[Item] = &[
    Item::page(1, &Text::NetworkSettings, PageKind::NetworkSettings),
    Item::page(2, &Text::SipAccounts, PageKind::Accounts),
    Item::new(3, &Text::Restart, Target::Ask(Question::Restart))
        .hidden_by(&menus::MENU_RESTART_ENABLED),
    Item::new(4, &Text::RestoreDefaults, Target::Ask(Question::RestoreDefaults)),
    Item::new(5, &Text::CheckNow, Target::CheckNow),
];
