//! keys.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::models::Models;

params! {
    in FunctionKeys, "manual 25.1-25.3";
    /// Text shown beside the key.
    FUNCTIONAL_KEY_KEY_LABEL: String = "", Kind::text(128),
        "personal_settings/functional_key/{key}/key_label" {
        label: "Key",
        models: Models::LARGE,
        acting: later::KEYS,
    };
    /// What the key does.
    FUNCTIONAL_KEY_TYPE: String = ["SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SIP_ACCOUNT", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL"], Kind::Enum(&["SPEED_DIAL", "SPEED_DIAL_BLF", "PAGING", "SIP_ACCOUNT", "KEY_EVENT"]),
        "personal_settings/functional_key/{key}/type" {
        label: "Type",
        acting: later::KEYS,
        note: "No default is printed.",
    };
    /// Number the key dials.
    FUNCTIONAL_KEY_SPEED_DIAL_NUMBER: String = "", Kind::text(128),
        "personal_settings/functional_key/{key}/speed_dial_number" {
        label: "Number",
        acting: later::KEYS,
    };
    in FileOnly, "manual 25.3";
    /// Label of a dial-pad speed dial.
    FUNCTIONAL_KEY_SPEED_DIAL_EXTENSION: String = "", Kind::text(128),
        "personal_settings/functional_key/{digit_key}/speed_dial_extension" {
        models: Models::SMALL,
        acting: later::KEYS,
    };
    in ProgrammableKeys, "manual 25.2";
    /// Line assigned to a programmable key.
    LINE_KEY_LINE: u8 = ["0", "0", "2", "3", "4", "5"], Kind::Int { min: 0, max: 5, unit: "" },
        "voip/line_key/{line_key}/line" {
        label: "Line Key",
        models: Models::LARGE,
        acting: later::KEYS,
        note: "No default is printed.",
    };
    /// Event a programmable key triggers.
    LINE_KEY_KEY_EVENT: String = "MISSED_CALLS", Kind::Enum(&["MISSED_CALLS", "DIALED_CALLS", "RECEIVED_CALLS", "FORWARD_ALL", "DND"]),
        "voip/line_key/{line_key}/key_event" {
        label: "Key Type: Key Event",
        models: Models::LARGE,
        acting: later::KEYS,
    };
    in ProgrammableKeys, "manual 25.4";
    /// Function of a softkey in idle state.
    SOFTKEY_KEY_FUNCTION: String = "MISSED_CALLS", Kind::Enum(&["MISSED_CALLS", "RECEIVED_CALLS", "DIALED_CALLS", "ALL_CALLS", "DIRECTORY", "DND_ALL", "FORWARD_ALL", "SPEED_DIAL", "SPEED_DIAL_BLF", "PSK"]),
        "personal_settings/soft_key/{softkey}/key_function" {
        label: "Key 1-4",
        models: Models::SMALL,
        acting: later::KEYS,
        note: "No default is printed.",
    };
    in FileOnly, "manual 22.21, 22.22, 25.4";
    /// Function of a softkey during a call.
    ONGOING_CALL_SOFTKEY_KEY_FUNCTION: String = "REC_CALL", Kind::Enum(&["REC_CALL", "TRANSFER", "BLIND_TRANSFER", "HOLD", "CONF", "NEW_CALL", "END", "PSK"]),
        "personal_settings/soft_keys/ongoing_call/{softkey}/key_function" {
        acting: later::KEYS,
        note: "No default is printed.",
    };
    in FileOnly, "manual 25.4";
    /// Number dialled by an idle softkey set to speed dial.
    SOFTKEY_SPEED_DIAL_NUMBER: String = "", Kind::text(128),
        "personal_settings/soft_key/{softkey}/speed_dial_number" {
        label: "Number",
        models: Models::SMALL,
        acting: later::KEYS,
    };
    /// Programmable-softkey entry used by an idle softkey.
    SOFTKEY_PSK_INDEX: u8 = "12", Kind::int(0, 12),
        "personal_settings/soft_key/{softkey}/psk_index" {
        models: Models::SMALL,
        aliases: &["personal_settings/soft_keys/{softkey}/psk_index"],
        acting: later::KEYS,
    };
    /// Programmable-softkey entry used by an in-call softkey.
    ONGOING_CALL_SOFTKEY_PSK_INDEX: u8 = "12", Kind::int(0, 12),
        "personal_settings/soft_keys/ongoing_call/{softkey}/psk_index" {
        models: Models::SMALL,
        acting: later::KEYS,
    };
    in FileOnly, "manual 25.4, 25.4.1";
    /// Asks the user for a code to append before activating.
    PSK_IS_DIAL_REQUIRED: bool = "0", Kind::Bool,
        "personal_settings/soft_keys/psk/{psk}/is_dial_required" {
        models: Models::SMALL,
        acting: later::KEYS,
    };
    /// Text of the programmable softkey.
    PSK_LABEL: String = "", Kind::text(128),
        "personal_settings/soft_keys/psk/{psk}/label" {
        models: Models::SMALL,
        aliases: &["personal_settings/soft_keys/psk/{psk}/PSKlabel"],
        acting: later::KEYS,
    };
    /// Digits sent in the INVITE to trigger the server feature.
    PSK_PREFIX: String = "", Kind::text(128),
        "personal_settings/soft_keys/psk/{psk}/prefix" {
        models: Models::SMALL,
        acting: later::KEYS,
    };
    in ProgrammableKeys, "manual 25.5";
    /// Idle-state function of the up navigation key.
    NAVIGATION_KEYS_UP_KEY_FUNCTION: String = "NONE", Kind::Enum(&["NONE", "MISSED_CALLS", "RECEIVED_CALLS", "DIALED_CALLS", "ALL_CALLS", "DIRECTORY"]),
        "personal_settings/navigation_keys/up/key_function" {
        label: "Navigation Control Up",
        acting: later::KEYS,
    };
    /// Idle-state function of the down navigation key.
    NAVIGATION_KEYS_DOWN_KEY_FUNCTION: String = "NONE", Kind::Enum(&["NONE", "MISSED_CALLS", "RECEIVED_CALLS", "DIALED_CALLS", "ALL_CALLS", "DIRECTORY"]),
        "personal_settings/navigation_keys/down/key_function" {
        label: "Navigation Control Down",
        acting: later::KEYS,
    };
    /// Idle-state function of the left navigation key.
    NAVIGATION_KEYS_LEFT_KEY_FUNCTION: String = "NONE", Kind::Enum(&["NONE", "MISSED_CALLS", "RECEIVED_CALLS", "DIALED_CALLS", "ALL_CALLS", "DIRECTORY"]),
        "personal_settings/navigation_keys/left/key_function" {
        label: "Navigation Control Left",
        acting: later::KEYS,
    };
    /// Idle-state function of the right navigation key.
    NAVIGATION_KEYS_RIGHT_KEY_FUNCTION: String = "NONE", Kind::Enum(&["NONE", "MISSED_CALLS", "RECEIVED_CALLS", "DIALED_CALLS", "ALL_CALLS", "DIRECTORY"]),
        "personal_settings/navigation_keys/right/key_function" {
        label: "Navigation Control Right",
        acting: later::KEYS,
    };
    /// Idle-state function of the OK navigation key.
    NAVIGATION_KEYS_OK_KEY_FUNCTION: String = "NONE", Kind::Enum(&["NONE", "MISSED_CALLS", "RECEIVED_CALLS", "DIALED_CALLS", "ALL_CALLS", "DIRECTORY"]),
        "personal_settings/navigation_keys/ok/key_function" {
        label: "Ok Button",
        acting: later::KEYS,
    };
}
