//! Keys, softkeys and menus that can be taken away (manual 26, 22.14, 22.20 and A.3.9).

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::Server;

/// What was decided on all that chapter 26 lists.
const LISTED: &str = "The manual lists the name only; its examples take away by 0, so 1 is the \
    default.";

params! {
    in FileOnly, "manual 22.14";
    /// 1 takes away the HOLD key, by which calls are held and taken up again.
    DISABLE_HOLD_BUTTON: bool = "0", Kind::Bool, "system/disable_hold_button" {
        applies: Applies::Now,
        note: "Neither values nor default are printed: the name says what 1 does. \
               personal_settings/key/hold/enabled does the same; either takes the key away.",
    };
    in FileOnly, "manual 22.20";
    /// 1 takes away the mute key.
    BLOCK_MUTE_KEY: bool = "0", Kind::Bool, "voip/block_mute_key" {
        applies: Applies::Now,
        note: "personal_settings/key/mute/enabled does the same; either takes the key away.",
    };
    in FileOnly, "manual A.3.9";
    /// Lets digits be entered only, and leaves the menus Status and Administration.
    BLOCK_NON_NUMERIC_KEY: bool = "0", Kind::Bool, "voip/block_non_numeric_key" {
        models: Models::SMALL, applies: Applies::Now,
        servers: &[Server::Genesys],
    };
    in FileOnly, "manual 26";
    /// Keeps the softkeys of the idle display while a number is entered.
    DISPLAY_IDLE_SCREEN_KEYS_WHEN_DIALING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/soft_keys/display_idle_screen_keys_when_dialing/enabled" {
        applies: Applies::Now,
        note: "The manual lists the name only; its examples take away by 0, so 1 is the default. \
               They are behind More until the first digit; the two softkeys that have switches of \
               their own there are not among them.",
    };
    /// Has the speaker key.
    KEY_SPEAKER_DEVICE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/speaker_device/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the headset key.
    KEY_HEADSET_DEVICE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/headset_device/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the voice mail key.
    KEY_VOICE_MAIL_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/voice_mail/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the REDIAL key.
    KEY_REDIAL_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/redial/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the CONTACTS key.
    KEY_CONTACTS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/contacts/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the MENU key.
    KEY_MENU_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/menu/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the HOLD key.
    KEY_HOLD_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/hold/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the volume keys.
    KEY_VOLUME_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/volume/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the mute key.
    KEY_MUTE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/mute/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the TRANSFER key.
    KEY_TRANSFER_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/transfer/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the reject key.
    KEY_REJECT_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/key/reject/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Call Log in the menu.
    MENU_CALL_LOG_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/call_log/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Directory in the menu.
    MENU_DIRECTORY_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/directory/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Keys Configuration in the menu.
    MENU_KEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Speed Dial in the menu Keys Configuration.
    MENU_KEYS_SPEED_DIAL_KEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/speed_dial_keys/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Soft Keys in the menu Keys Configuration, on models whose softkeys can be changed (25.4).
    MENU_KEYS_SOFTKEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/soft_keys/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Navigation Keys in the menu Keys Configuration.
    MENU_KEYS_NAVIGATION_KEYS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/keys_configuration/navigation_keys/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Settings in the menu.
    MENU_SETTINGS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/settings/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Language in the menu Settings.
    MENU_LANGUAGE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/language/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Ring Tone in the menu Settings.
    MENU_RING_TONE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/ring_tone/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Call Waiting in the menu Settings.
    MENU_CALLWAITING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/callwaiting/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Date and Time in the menu Settings.
    MENU_DATE_AND_TIME_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/date_and_time/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the contrast of the display in the menu Settings.
    MENU_LCD_CONTRAST_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/lcd_contrast/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the brightness of the display in the menu Settings.
    MENU_BACKLIGHT_TIMEOUT_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/backlight_timeout/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Answer Device in the menu Settings.
    MENU_ANSWER_DEVICE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/answer_device/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Restart in the menu Settings.
    MENU_RESTART_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/restart/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Status in the menu.
    MENU_STATUS_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/status/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Administration in the menu.
    MENU_ADMINISTRATION_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/administration/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has Call Auto Answering in the menu Settings.
    MENU_CALLAUTOANSWERING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/callautoanswering/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers English in the menu of languages.
    MENU_LANGUAGES_ENGLISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/english/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Spanish in the menu of languages.
    MENU_LANGUAGES_SPANISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/spanish/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Russian in the menu of languages.
    MENU_LANGUAGES_RUSSIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/russian/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Portuguese in the menu of languages.
    MENU_LANGUAGES_PORTUGUESE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/portuguese/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Brazilian Portuguese in the menu of languages.
    MENU_LANGUAGES_PORTUGUESEBRAZILIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/portuguesebrazilian/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers German in the menu of languages.
    MENU_LANGUAGES_GERMAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/german/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Ukrainian in the menu of languages.
    MENU_LANGUAGES_UKRAINIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/ukrainian/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers French in the menu of languages.
    MENU_LANGUAGES_FRENCH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/french/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Canadian French in the menu of languages.
    MENU_LANGUAGES_FRENCHCANADIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/frenchcanadian/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Italian in the menu of languages.
    MENU_LANGUAGES_ITALIAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/italian/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Hebrew in the menu of languages.
    MENU_LANGUAGES_HEBREW_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/hebrew/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Polish in the menu of languages.
    MENU_LANGUAGES_POLISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/polish/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Korean in the menu of languages.
    MENU_LANGUAGES_KOREAN_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/korean/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Finnish in the menu of languages.
    MENU_LANGUAGES_FINNISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/finnish/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Chinese in the menu of languages.
    MENU_LANGUAGES_CHINESE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/chinese/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Traditional Chinese in the menu of languages.
    MENU_LANGUAGES_CHINESETRADITIONAL_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/chinesetraditional/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Turkish in the menu of languages.
    MENU_LANGUAGES_TURKISH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/turkish/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Japanese in the menu of languages.
    MENU_LANGUAGES_JAPANESE_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/japanese/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Slovak in the menu of languages.
    MENU_LANGUAGES_SLOVAK_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/slovak/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Offers Czech in the menu of languages.
    MENU_LANGUAGES_CZECH_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/menu/languages/czech/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Lets the user put numbers on keys.
    SPEED_DIAL_PROGRAMMING_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/speed_dial_programming/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the softkey for the call log while a number is entered.
    NEW_CALL_SCREEN_CALL_LOG_SOFTKEY_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/new_call_screen/call_log_soft_key/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the softkey for the directory while a number is entered.
    NEW_CALL_SCREEN_DIRECTORY_SOFTKEY_ENABLED: bool = "1", Kind::Bool,
        "personal_settings/new_call_screen/directory_soft_key/enabled" {
        applies: Applies::Now, note: LISTED,
    };
    /// Has the Reject softkey while a call comes in.
    SOFTKEYS_INCOMING_CALL_SK_REJECT_ENABLE: bool = "1", Kind::Bool,
        "personal_settings/soft_keys/incoming_call/sk_reject/enable" {
        applies: Applies::Now, note: LISTED,
    };
}
