//! The display (manual 2.2, A.1.13 and A.1.14).

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::value::tokens;

tokens! {
    /// A language of the display.
    #[derive(Default)]
    Language {
        /// English.
        #[default]
        English = "English",
        /// Spanish.
        Spanish = "Spanish",
        /// Russian.
        Russian = "Russian",
        /// Portuguese of Portugal.
        Portuguese = "Portuguese",
        /// Portuguese of Brazil.
        PortugueseBrazilian = "PortugueseBrazilian",
        /// German.
        German = "German",
        /// Ukrainian.
        Ukrainian = "Ukrainian",
        /// French of France.
        French = "French",
        /// French of Canada.
        FrenchCanadian = "FrenchCanadian",
        /// Italian.
        Italian = "Italian",
        /// Hebrew.
        Hebrew = "Hebrew",
        /// Polish.
        Polish = "Polish",
        /// Korean.
        Korean = "Korean",
        /// Finnish.
        Finnish = "Finnish",
        /// Chinese in simplified characters.
        Chinese = "Chinese",
        /// Chinese in traditional characters.
        ChineseTraditional = "ChineseTraditional",
        /// Turkish.
        Turkish = "Turkish",
        /// Japanese.
        Japanese = "Japanese",
        /// Slovak.
        Slovak = "Slovak",
        /// Czech.
        Czech = "Czech",
    }
}

params! {
    in Language, "manual 2.2";
    /// Language of the phone's display.
    LANGUAGE: Language = "English", Kind::Enum(Language::TOKENS), "personal_settings/language" {
        label: "Phone Display Language", applies: Applies::Now,
        note: "The manual leaves the words to its release notes and prints no default: they are \
               the names of the languages' switches below personal_settings/menu/languages.",
    };
    in FileOnly, "manual 2.2";
    /// Contrast of the display; more is darker.
    LCD_CONTRAST: u8 = "20", Kind::int(0, 35), "personal_settings/lcd_contrast" {
        applies: Applies::Now, models: Models::WIDE,
        note: "The 420HD ends at 30, which rules::check says. The manual's default depends on \
               the hardware; 20 stands for its middle.",
    };
    /// Contrast of the display beside the keys at the side; more is darker.
    BLF_LCD_CONTRAST: u8 = "16", Kind::int(0, 39), "personal_settings/blf_lcd_contrast" {
        applies: Applies::Now, models: Models::M440HD,
    };
    in FileOnly, "manual A.1.13, A.3.17";
    /// Text on the idle display, beside the date, for example that calls may be recorded.
    MESSAGE_ON_SCREEN: String = "", Kind::text(128), "system/display/message_on_screen" {
        applies: Applies::Now,
        note: "No default and no length are printed.",
    };
    in FileOnly, "manual A.1.14, A.3.16";
    /// How long the display stays bright without a key press: 0 is always, 1 to 6 are that many
    /// times ten seconds.
    BACKLIGHT_TIMEOUT: u8 = "1", Kind::Int { min: 0, max: 6, unit: "x 10 s" },
        "system/lcd/backlight/timeout" { applies: Applies::Now };
}
