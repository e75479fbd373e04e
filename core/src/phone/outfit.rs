//! What the phone has: by its model (manual 2.1, 26), less what the configuration takes away
//! (manual 22.14, 22.20, 26, A.3.9).

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::view::LINE_KEYS;
use crate::config::models::Models;
use crate::config::table::{menus, system};
use crate::config::{Config, Setting};

/// Models without a TRANSFER key: they have a softkey for it.
const WITHOUT_TRANSFER: [&str; 2] = ["405", "405HD"];

/// Lines of the smaller models.
const FEW_LINES: u8 = 2;

/// Rows of the larger display below its status bar.
const ROWS: usize = 6;

/// Rows of the smaller one, which is a third lower (128 by 48 dots).
const FEW_ROWS: usize = 4;

/// Keys, and the switch that takes them away with 0.
static SWITCHES: [(&Setting<bool>, &[Key]); 9] = [
    (&menus::KEY_SPEAKER_DEVICE_ENABLED, &[Key::Speaker]),
    (&menus::KEY_HEADSET_DEVICE_ENABLED, &[Key::Headset]),
    (&menus::KEY_VOICE_MAIL_ENABLED, &[Key::VoiceMail]),
    (&menus::KEY_REDIAL_ENABLED, &[Key::Redial]),
    (&menus::KEY_CONTACTS_ENABLED, &[Key::Contacts]),
    (&menus::KEY_MENU_ENABLED, &[Key::Menu]),
    (&menus::KEY_HOLD_ENABLED, &[Key::Hold]),
    (&menus::KEY_VOLUME_ENABLED, &[Key::VolumeUp, Key::VolumeDown]),
    (&menus::KEY_MUTE_ENABLED, &[Key::Mute]),
];

/// What the phone has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outfit {
    /// Name of the model.
    pub(super) model: String,
    /// How many lines it can have.
    pub(super) lines: u8,
    /// Rows of the display below its status bar.
    pub(super) rows: usize,
    /// Keys beside the display.
    pub(super) line_keys: usize,
    /// Whether there are keys beside it and on the side that can be given functions.
    pub(super) has_function_keys: bool,
    /// Keys that there are not.
    pub(super) missing: Vec<Key>,
    /// Whether calls can be transferred.
    pub(super) transfers: bool,
    /// Whether a key rejects calls.
    pub(super) reject_key: bool,
    /// Whether a softkey does.
    pub(super) reject_softkey: bool,
    /// Whether nothing but digits can be entered, and most of the menu is away.
    pub(super) digits_only: bool,
}

impl Outfit {
    pub(super) fn read(config: &Config) -> Self {
        let model = config.get(&system::MODEL);
        let (small, transfers) =
            (Models::SMALL.has(&model), config.get(&menus::KEY_TRANSFER_ENABLED));
        let off = SWITCHES.iter().filter(|(switch, _)| !config.get(*switch));
        let mut missing: Vec<Key> = off.flat_map(|(_, keys)| keys.iter().copied()).collect();
        if config.get(&menus::DISABLE_HOLD_BUTTON) {
            missing.push(Key::Hold);
        }
        if config.get(&menus::BLOCK_MUTE_KEY) {
            missing.push(Key::Mute);
        }
        if !transfers || WITHOUT_TRANSFER.contains(&model.as_str()) {
            missing.push(Key::Transfer);
        }
        Self {
            lines: if small { FEW_LINES } else { crate::config::index::LINES },
            rows: if small { FEW_ROWS } else { ROWS },
            line_keys: if small { usize::from(FEW_LINES) } else { LINE_KEYS },
            has_function_keys: !small,
            missing,
            transfers,
            reject_key: config.get(&menus::KEY_REJECT_ENABLED),
            reject_softkey: config.get(&menus::SOFTKEYS_INCOMING_CALL_SK_REJECT_ENABLE),
            digits_only: small && config.get(&menus::BLOCK_NON_NUMERIC_KEY),
            model,
        }
    }

    /// Whether there is this key.
    pub(super) fn has(&self, key: Key) -> bool {
        !self.missing.contains(&key)
    }
}
