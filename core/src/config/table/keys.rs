//! Keys that can be given functions (manual 25, 22.21 and 22.22).

use core::ops::RangeInclusive;

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;

tokens! {
    /// What a function key or programmable key does.
    KeyType {
        /// Nothing.
        Empty = "",
        /// Calls a number.
        SpeedDial = "SPEED_DIAL",
        /// Calls a number and shows by its lamp what that extension does.
        SpeedDialBlf = "SPEED_DIAL_BLF",
        /// Speaks to a group.
        Paging = "PAGING",
        /// Takes a line.
        SipAccount = "SIP_ACCOUNT",
        /// What the key's event says.
        KeyEvent = "KEY_EVENT",
    }
}

tokens! {
    /// What a key event does.
    KeyEvent {
        /// Opens the list of missed calls.
        MissedCalls = "MISSED_CALLS",
        /// Opens the list of dialled calls.
        DialedCalls = "DIALED_CALLS",
        /// Opens the list of received calls.
        ReceivedCalls = "RECEIVED_CALLS",
        /// Forwards all calls, or stops to.
        ForwardAll = "FORWARD_ALL",
        /// Asks not to be disturbed, or stops to.
        DoNotDisturb = "DND",
    }
}

tokens! {
    /// What a softkey does while there is no call.
    IdleFunction {
        /// Nothing.
        None = "NONE",
        /// Opens the list of missed calls.
        MissedCalls = "MISSED_CALLS",
        /// Opens the list of received calls.
        ReceivedCalls = "RECEIVED_CALLS",
        /// Opens the list of dialled calls.
        DialedCalls = "DIALED_CALLS",
        /// Opens the list of all calls.
        AllCalls = "ALL_CALLS",
        /// Opens the directory.
        Directory = "DIRECTORY",
        /// Asks not to be disturbed on any line.
        DndAll = "DND_ALL",
        /// Forwards all calls.
        ForwardAll = "FORWARD_ALL",
        /// Calls a number.
        SpeedDial = "SPEED_DIAL",
        /// Calls a number and shows what that extension does.
        SpeedDialBlf = "SPEED_DIAL_BLF",
        /// Takes a line.
        SipAccount = "SIP_ACCOUNT",
        /// What a programmable softkey says.
        Programmable = "PSK",
    }
}

tokens! {
    /// What a softkey does in a call.
    CallFunction {
        /// Nothing.
        None = "NONE",
        /// Opens the list of received calls.
        ReceivedCalls = "REC_CALL",
        /// Transfers after speaking to the target.
        Transfer = "TRANSFER",
        /// Transfers at once.
        BlindTransfer = "BLIND_TRANSFER",
        /// Holds the call.
        Hold = "HOLD",
        /// Begins a conference.
        Conference = "CONF",
        /// Makes another call.
        NewCall = "NEW_CALL",
        /// Ends the call.
        End = "END",
        /// What a programmable softkey says.
        Programmable = "PSK",
    }
}

tokens! {
    /// What a navigation key does while there is no call.
    NavigationFunction {
        /// Nothing.
        None = "NONE",
        /// Opens the list of missed calls.
        MissedCalls = "MISSED_CALLS",
        /// Opens the list of received calls.
        ReceivedCalls = "RECEIVED_CALLS",
        /// Opens the list of dialled calls.
        DialedCalls = "DIALED_CALLS",
        /// Opens the list of all calls.
        AllCalls = "ALL_CALLS",
        /// Opens the directory.
        Directory = "DIRECTORY",
    }
}

/// The function keys, by index (manual 25.1.1).
pub const FUNCTION_KEYS: RangeInclusive<u8> = 0..=11;

/// The further ones of the 440HD, on the second and third page of its sidecar (manual 25.1.2).
pub const FURTHER_KEYS: RangeInclusive<u8> = 18..=38;

/// Those that are beside the display (manual 25.2.1).
pub const BESIDE_DISPLAY: RangeInclusive<u8> = 12..=17;

/// What was decided on the words of softkeys.
const SOFTKEY_WORDS: &str = "Table 25-8 prints the words in small letters and two with blanks, \
    22.21 and the page in capitals: capitals are written, the others are read as well. NONE is \
    the page's word for a softkey without function.";

/// What was decided on the words of navigation keys.
const NAVIGATION: &str = "The manual has it on the page only: name and words in the file are this \
    phone's, after those of the softkeys. It counts five functions and lists six.";

const IDLE_PSK: Need = Need::Is("personal_settings/soft_key/{softkey}/key_function", &["PSK"]);
const CALL_PSK: Need =
    Need::Is("personal_settings/soft_keys/ongoing_call/{softkey}/key_function", &["PSK"]);

params! {
    in FunctionKeys, "manual 25.1, 25.2.1.1";
    /// Text beside the key. Keys 0 to 11 are the function keys, 12 to 17 the programmable keys
    /// beside the display, and 17 to 38 the second and third page of the 440HD.
    FUNCTIONAL_KEY_KEY_LABEL: String = "", Kind::text(32),
        "personal_settings/functional_key/{key}/key_label" {
        label: "Key", models: Models::LARGE, applies: Applies::Now,
        note: "No default and no length are printed. The pages of the manual overlap at keys 17 \
               and 27, and one range ends at 37 where the page's numbers end at 38: all up to 38 \
               are keys here.",
    };
    in FunctionKeys, "manual 25.1, 25.2, 25.3";
    /// What the key does: calls a number, also with a lamp, speaks to a group, takes a line, or
    /// what its event says.
    FUNCTIONAL_KEY_TYPE: KeyType = [
            "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL",
            "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL",
            "SIP_ACCOUNT", "SIP_ACCOUNT", "", "", "", "",
            "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL",
            "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL",
            "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL",
            "SPEED_DIAL", "SPEED_DIAL", "SPEED_DIAL"
        ], Kind::Enum(KeyType::TOKENS), "personal_settings/functional_key/{key}/type" {
        label: "Type", applies: Applies::Now,
        note: "For keys 13 to 17, 25.2.1.1 says SIP_ACCOUNT and 25.2.1.2 empty; table 25-3 has \
               the first two programmable keys as lines and four empty, which is taken. Lamps \
               are on two models only; 25.1.2 allows 12 of them, 25.1.3 33 and then those of the \
               first page.",
    };
    /// The number that the key calls.
    FUNCTIONAL_KEY_SPEED_DIAL_NUMBER: String = "", Kind::text(128),
        "personal_settings/functional_key/{key}/speed_dial_number" {
        label: "Number", applies: Applies::Now,
        needs: &[Need::Is(
            "personal_settings/functional_key/{key}/type",
            &["SPEED_DIAL", "SPEED_DIAL_BLF"],
        )],
        note: "No default and no length are printed.",
    };
    in FileOnly, "manual 25.3";
    /// Name of the speed dial on a key of the dial pad; key 1 is number 0.
    FUNCTIONAL_KEY_SPEED_DIAL_EXTENSION: String = "", Kind::text(32),
        "personal_settings/functional_key/{digit_key}/speed_dial_extension" {
        models: Models::SMALL, applies: Applies::Now,
        note: "No default and no length are printed.",
    };
    in ProgrammableKeys, "manual 25.2.1.1";
    /// The line that a programmable key takes; the page numbers keys and lines from 1.
    LINE_KEY_LINE: u8 = ["0", "0", "2", "3", "4", "5"], Kind::int(0, 5),
        "voip/line_key/{line_key}/line" {
        label: "Line Key", models: Models::LARGE, applies: Applies::Now,
        note: "The manual's default gives the second key the first line, too. A second key for a \
               line is of no use here: it takes the line of its own number, if that is set up and \
               on no other key, and so does a key without function.",
    };
    in ProgrammableKeys, "manual 25.2.1.2";
    /// What a programmable key does that is a key event. Programmable key 0 is functional key 12.
    LINE_KEY_KEY_EVENT: KeyEvent = "MISSED_CALLS", Kind::Enum(KeyEvent::TOKENS),
        "voip/line_key/{line_key}/key_event" {
        label: "Key Type: Key Event", models: Models::LARGE, applies: Applies::Now,
        note: "The manual also speaks of keys of the sidecar from 13 on, for which it has no \
               path. It takes effect while the type of functional key 12 and up, which has the \
               same place, is KEY_EVENT.",
    };
    in ProgrammableKeys, "manual 25.4";
    /// What a softkey does while there is no call. With more than four, the fourth turns the page.
    SOFTKEY_KEY_FUNCTION: IdleFunction = [
            "DIRECTORY", "MISSED_CALLS", "FORWARD_ALL", "DND_ALL", "NONE", "NONE", "NONE", "NONE",
            "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE",
            "NONE", "NONE"
        ], Kind::Enum(IdleFunction::TOKENS),
        "personal_settings/soft_key/{softkey}/key_function" {
        label: "Key 1-4", models: Models::SMALL, applies: Applies::Now,
        aliases: &["personal_settings/soft_keys/{softkey}/key_function"],
        note: SOFTKEY_WORDS,
    };
    in FileOnly, "manual 22.21, 22.22, 25.4";
    /// What a softkey does in a call. With more than four, the fourth turns the page.
    ONGOING_CALL_SOFTKEY_KEY_FUNCTION: CallFunction = [
            "HOLD", "CONF", "NEW_CALL", "END", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE",
            "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE"
        ], Kind::Enum(CallFunction::TOKENS),
        "personal_settings/soft_keys/ongoing_call/{softkey}/key_function" {
        model_defaults: &[(Models::M405HD, &[
            "BLIND_TRANSFER", "CONF", "NEW_CALL", "END", "NONE", "NONE", "NONE", "NONE", "NONE",
            "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE",
        ])],
        applies: Applies::NextCall,
        note: "22.21 has Hold as the default of the first key on all models but the 405HD and \
               does not say what that has: as it has no TRANSFER key, it is the softkey of 22.22 \
               that takes its place. 25.4 limits softkeys to two models, 22.21 and 22.22 do not. \
               Words in small letters (table 25-8) are read as well.",
    };
    in ProgrammableKeys, "manual 25.4";
    /// The number that a softkey calls.
    SOFTKEY_SPEED_DIAL_NUMBER: String = "", Kind::text(128),
        "personal_settings/soft_key/{softkey}/speed_dial_number" {
        label: "Number", models: Models::SMALL, applies: Applies::Now,
        needs: &[Need::Is(
            "personal_settings/soft_key/{softkey}/key_function",
            &["SPEED_DIAL", "SPEED_DIAL_BLF"],
        )],
        note: "No default and no length are printed.",
    };
    in FileOnly, "manual 25.4";
    /// Which programmable softkey, 0 to 11, a softkey is while there is no call; 12 is none.
    SOFTKEY_PSK_INDEX: u8 = "12", Kind::int(0, 12),
        "personal_settings/soft_key/{softkey}/psk_index" {
        models: Models::SMALL, applies: Applies::Now, needs: &[IDLE_PSK],
        aliases: &["personal_settings/soft_keys/{softkey}/psk_index"],
        note: "The table writes soft_keys, the example soft_key: both are accepted. The manual \
               counts 11 and 12 programmable softkeys; 0 to 11 are 12.",
    };
    /// Which programmable softkey, 0 to 11, a softkey is in a call; 12 is none.
    ONGOING_CALL_SOFTKEY_PSK_INDEX: u8 = "12", Kind::int(0, 12),
        "personal_settings/soft_keys/ongoing_call/{softkey}/psk_index" {
        models: Models::SMALL, applies: Applies::NextCall,
        needs: &[CALL_PSK],
        note: "A programmable softkey serves with or without a call, not both, which a rule \
               checks.",
    };
    in FileOnly, "manual 25.4, 25.4.1";
    /// Asks for a code, which is sent behind the prefix, before the softkey does what it does.
    PSK_IS_DIAL_REQUIRED: bool = "0", Kind::Bool,
        "personal_settings/soft_keys/psk/{psk}/is_dial_required" {
        models: Models::SMALL, applies: Applies::Now,
        note: "Printed with =0, which is taken for the default.",
    };
    /// Text of the programmable softkey.
    PSK_LABEL: String = "", Kind::text(32), "personal_settings/soft_keys/psk/{psk}/label" {
        models: Models::SMALL, applies: Applies::Now,
        aliases: &["personal_settings/soft_keys/psk/{psk}/PSKlabel"],
        note: "No default and no length are printed. The table writes PSKlabel, the example label: \
               both are accepted.",
    };
    /// What the softkey calls to make the server do something, for example *70.
    PSK_PREFIX: String = "", Kind::text(128), "personal_settings/soft_keys/psk/{psk}/prefix" {
        models: Models::SMALL, applies: Applies::Now,
        note: "No default is printed.",
    };
    in ProgrammableKeys, "manual 25.5";
    /// What the upper navigation key does while there is no call.
    NAVIGATION_KEYS_UP_KEY_FUNCTION: NavigationFunction = "NONE",
        Kind::Enum(NavigationFunction::TOKENS),
        "personal_settings/navigation_keys/up/key_function" {
        label: "Navigation Control Up", applies: Applies::Now,
        note: NAVIGATION,
    };
    /// What the lower navigation key does while there is no call.
    NAVIGATION_KEYS_DOWN_KEY_FUNCTION: NavigationFunction = "NONE",
        Kind::Enum(NavigationFunction::TOKENS),
        "personal_settings/navigation_keys/down/key_function" {
        label: "Navigation Control Down", applies: Applies::Now,
        note: NAVIGATION,
    };
    /// What the left navigation key does while there is no call.
    NAVIGATION_KEYS_LEFT_KEY_FUNCTION: NavigationFunction = "NONE",
        Kind::Enum(NavigationFunction::TOKENS),
        "personal_settings/navigation_keys/left/key_function" {
        label: "Navigation Control Left", applies: Applies::Now,
        note: NAVIGATION,
    };
    /// What the right navigation key does while there is no call.
    NAVIGATION_KEYS_RIGHT_KEY_FUNCTION: NavigationFunction = "NONE",
        Kind::Enum(NavigationFunction::TOKENS),
        "personal_settings/navigation_keys/right/key_function" {
        label: "Navigation Control Right", applies: Applies::Now,
        note: NAVIGATION,
    };
    /// What the OK key does while there is no call.
    NAVIGATION_KEYS_OK_KEY_FUNCTION: NavigationFunction = "NONE",
        Kind::Enum(NavigationFunction::TOKENS),
        "personal_settings/navigation_keys/ok/key_function" {
        label: "Ok Button", applies: Applies::Now, note: NAVIGATION,
    };
}
