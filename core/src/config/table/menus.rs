//! menus.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::text::Server;

params! {
    in FileOnly, "manual 22.14";
    /// Blocks the HOLD key.
    DISABLE_HOLD_BUTTON: bool = "0", Kind::Bool,
        "system/disable_hold_button" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    in FileOnly, "manual 22.20";
    /// 1 disables the mute key.
    BLOCK_MUTE_KEY: bool = "0", Kind::Bool,
        "voip/block_mute_key" {
        acting: later::MENUS,
    };
    in FileOnly, "manual 26";
    /// Keeps the idle softkeys on screen while dialling.
    DISPLAY_IDLE_SCREEN_KEYS_WHEN_DIALING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/soft_keys/display_idle_screen_keys_when_dialing/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the speaker key.
    KEY_SPEAKER_DEVICE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/speaker_device/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the headset key.
    KEY_HEADSET_DEVICE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/headset_device/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the voice mail key.
    KEY_VOICE_MAIL_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/voice_mail/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the REDIAL key.
    KEY_REDIAL_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/redial/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the CONTACTS key.
    KEY_CONTACTS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/contacts/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the MENU key.
    KEY_MENU_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/menu/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the HOLD key.
    KEY_HOLD_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/hold/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the VOL key.
    KEY_VOLUME_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/volume/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the mute key.
    KEY_MUTE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/mute/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the TRANSFER key.
    KEY_TRANSFER_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/transfer/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Allows use of the reject key.
    KEY_REJECT_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/reject/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Call Log menu on the phone.
    MENU_CALL_LOG_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/call_log/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Directory menu on the phone.
    MENU_DIRECTORY_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/directory/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Keys Configuration menu on the phone.
    MENU_KEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Speed Dial item of Keys Configuration on the phone.
    MENU_KEYS_SPEED_DIAL_KEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/speed_dial_keys/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Soft Keys item of Keys Configuration on the phone.
    MENU_KEYS_SOFTKEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/soft_keys/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Navigation Keys item of Keys Configuration on the phone.
    MENU_KEYS_NAVIGATION_KEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/navigation_keys/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Settings menu on the phone.
    MENU_SETTINGS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/settings/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Language item on the phone.
    MENU_LANGUAGE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/language/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Ring Tone item on the phone.
    MENU_RING_TONE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/ring_tone/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Call Waiting item on the phone.
    MENU_CALLWAITING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/callwaiting/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Date and Time item on the phone.
    MENU_DATE_AND_TIME_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/date_and_time/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the screen contrast item on the phone.
    MENU_LCD_CONTRAST_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/lcd_contrast/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the backlight timeout item on the phone.
    MENU_BACKLIGHT_TIMEOUT_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/backlight_timeout/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Answer Device item on the phone.
    MENU_ANSWER_DEVICE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/answer_device/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Restart item on the phone.
    MENU_RESTART_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/restart/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Status menu on the phone.
    MENU_STATUS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/status/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Administration menu on the phone.
    MENU_ADMINISTRATION_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/administration/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Call Auto Answering item on the phone.
    MENU_CALLAUTOANSWERING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/callautoanswering/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers English in the language menu.
    MENU_LANGUAGES_ENGLISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/english/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Spanish in the language menu.
    MENU_LANGUAGES_SPANISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/spanish/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Russian in the language menu.
    MENU_LANGUAGES_RUSSIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/russian/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Portuguese in the language menu.
    MENU_LANGUAGES_PORTUGUESE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/portuguese/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Brazilian Portuguese in the language menu.
    MENU_LANGUAGES_PORTUGUESEBRAZILIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/portuguesebrazilian/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers German in the language menu.
    MENU_LANGUAGES_GERMAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/german/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Ukrainian in the language menu.
    MENU_LANGUAGES_UKRAINIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/ukrainian/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers French in the language menu.
    MENU_LANGUAGES_FRENCH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/french/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Canadian French in the language menu.
    MENU_LANGUAGES_FRENCHCANADIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/frenchcanadian/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Italian in the language menu.
    MENU_LANGUAGES_ITALIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/italian/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Hebrew in the language menu.
    MENU_LANGUAGES_HEBREW_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/hebrew/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Polish in the language menu.
    MENU_LANGUAGES_POLISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/polish/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Korean in the language menu.
    MENU_LANGUAGES_KOREAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/korean/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Finnish in the language menu.
    MENU_LANGUAGES_FINNISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/finnish/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Chinese in the language menu.
    MENU_LANGUAGES_CHINESE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/chinese/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Traditional Chinese in the language menu.
    MENU_LANGUAGES_CHINESETRADITIONAL_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/chinesetraditional/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Turkish in the language menu.
    MENU_LANGUAGES_TURKISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/turkish/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Japanese in the language menu.
    MENU_LANGUAGES_JAPANESE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/japanese/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Slovak in the language menu.
    MENU_LANGUAGES_SLOVAK_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/slovak/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Offers Czech in the language menu.
    MENU_LANGUAGES_CZECH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/czech/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Lets the user program speed dials on the phone.
    SPEED_DIAL_PROGRAMMING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/speed_dial_programming/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the call log softkey on the new-call screen.
    NEW_CALL_SCREEN_CALL_LOG_SOFTKEY_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/new_call_screen/call_log_soft_key/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the directory softkey on the new-call screen.
    NEW_CALL_SCREEN_DIRECTORY_SOFTKEY_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/new_call_screen/directory_soft_key/enabled" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    /// Shows the Reject softkey for incoming calls.
    SOFTKEYS_INCOMING_CALL_SK_REJECT_ENABLE: bool = "1", Kind::Bool,
        "personal_settings/soft_keys/incoming_call/sk_reject/enable" {
        acting: later::MENUS,
        note: "No default is printed.",
    };
    in FileOnly, "manual A.3.9";
    /// Only digits can be entered; menu reduced to Status and Administration.
    BLOCK_NON_NUMERIC_KEY: bool = "0", Kind::Bool,
        "voip/block_non_numeric_key" {
        models: Models::SMALL,
        servers: &[Server::Genesys],
        acting: later::MENUS,
    };
}
