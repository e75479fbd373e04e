//! Which language the phone speaks (manual 2.2): the configuration's, or the person's choice.
//!
//! English is built in. The texts of another language are a file beside the page's programs, which
//! is asked for when it is wanted, and again at each start as there may be a newer one. It is kept
//! in the browser, so that a phone that is loaded again speaks at once. While a file does not come
//! the phone goes on in the language it has.

use super::io::Keepsake;
use super::menu::PageKind;
use super::preferences::mark;
use super::status::{Row, row};
use super::{Output, Phone};
use crate::config::Setting;
use crate::config::table::{display, menus};
use crate::language::{Language, Text, Texts};

/// The languages and the switch that takes each off the list with 0 (manual 26).
pub(super) static SWITCHES: [(Language, &Setting<bool>); 20] = [
    (Language::English, &menus::MENU_LANGUAGES_ENGLISH_ENABLED),
    (Language::Spanish, &menus::MENU_LANGUAGES_SPANISH_ENABLED),
    (Language::Russian, &menus::MENU_LANGUAGES_RUSSIAN_ENABLED),
    (Language::Portuguese, &menus::MENU_LANGUAGES_PORTUGUESE_ENABLED),
    (Language::PortugueseBrazilian, &menus::MENU_LANGUAGES_PORTUGUESEBRAZILIAN_ENABLED),
    (Language::German, &menus::MENU_LANGUAGES_GERMAN_ENABLED),
    (Language::Ukrainian, &menus::MENU_LANGUAGES_UKRAINIAN_ENABLED),
    (Language::French, &menus::MENU_LANGUAGES_FRENCH_ENABLED),
    (Language::FrenchCanadian, &menus::MENU_LANGUAGES_FRENCHCANADIAN_ENABLED),
    (Language::Italian, &menus::MENU_LANGUAGES_ITALIAN_ENABLED),
    (Language::Hebrew, &menus::MENU_LANGUAGES_HEBREW_ENABLED),
    (Language::Polish, &menus::MENU_LANGUAGES_POLISH_ENABLED),
    (Language::Korean, &menus::MENU_LANGUAGES_KOREAN_ENABLED),
    (Language::Finnish, &menus::MENU_LANGUAGES_FINNISH_ENABLED),
    (Language::Chinese, &menus::MENU_LANGUAGES_CHINESE_ENABLED),
    (Language::ChineseTraditional, &menus::MENU_LANGUAGES_CHINESETRADITIONAL_ENABLED),
    (Language::Turkish, &menus::MENU_LANGUAGES_TURKISH_ENABLED),
    (Language::Japanese, &menus::MENU_LANGUAGES_JAPANESE_ENABLED),
    (Language::Slovak, &menus::MENU_LANGUAGES_SLOVAK_ENABLED),
    (Language::Czech, &menus::MENU_LANGUAGES_CZECH_ENABLED),
];

impl Phone {
    /// Speaks the language that is wanted, or asks once for its texts.
    pub(super) fn follow_language(&mut self) {
        let wanted = self.settings.language;
        if self.asked_texts == Some(wanted) {
            return;
        }
        self.asked_texts = Some(wanted);
        if wanted != Language::English {
            self.outputs.push_back(Output::Texts(wanted));
        } else if self.texts.language() != wanted {
            self.texts = Texts::english();
            self.outputs.push_back(Output::Keep(Keepsake::Texts, Vec::new()));
        }
    }

    /// Asks for texts that did not come, at the next occasion.
    pub(super) fn ask_texts_again(&mut self) {
        if self.texts.language() != self.settings.language {
            self.asked_texts = None;
        }
    }

    /// Takes the file of a language, or why there is none.
    pub(super) fn take_texts(&mut self, language: Language, file: Result<String, String>) {
        if language != self.settings.language {
            return;
        }
        let read = file.and_then(|file| match Texts::read(language, &file) {
            Ok(texts) => Ok((texts, file)),
            Err(_) => Err("it is no file of texts".to_owned()),
        });
        match read {
            Ok((texts, file)) => {
                self.texts = texts;
                let kept = [language.tag(), "\n", &file].concat().into_bytes();
                self.outputs.push_back(Output::Keep(Keepsake::Texts, kept));
            }
            Err(why) => {
                self.log(format!("texts of {}: {why}", language.tag()));
                if self.texts.language() != language {
                    let language = language.own_name().to_owned();
                    self.notify(Text::LanguageNotLoaded { language });
                }
            }
        }
    }

    /// Takes the texts that were kept, if they are of the language that is wanted.
    pub(super) fn take_kept_texts(&mut self, data: &[u8]) {
        let wanted = self.settings.language;
        let kept = core::str::from_utf8(data).ok().and_then(|text| text.split_once('\n'));
        if let Some((tag, file)) = kept
            && tag == wanted.tag()
            && let Ok(texts) = Texts::read(wanted, file)
        {
            self.texts = texts;
        }
    }

    /// Returns the languages there are, each in its own words.
    pub(super) fn language_rows(&self) -> Vec<Row> {
        let chosen = self.settings.language;
        let name = |language: Language| Text::verbatim(language.own_name());
        self.languages().map(|it| row(name(it), mark(it == chosen))).collect()
    }

    /// Speaks the language in this row from now on.
    pub(super) fn select_language(&mut self, at: usize) {
        let Some(language) = self.languages().nth(at) else { return };
        let result = self.choose(&display::LANGUAGE, 0, language.token());
        self.ask_texts_again();
        self.say_choice(result, Text::verbatim(language.own_name()).and(Text::Chosen));
    }

    /// Opens the list of languages, at the one that is spoken.
    pub(super) fn open_languages(&mut self) {
        self.open_page(PageKind::Languages);
        let chosen = self.settings.language;
        let at = self.languages().position(|language| language == chosen);
        at.into_iter().for_each(|row| self.set_row(row));
    }

    fn languages(&self) -> impl Iterator<Item = Language> {
        let offered = SWITCHES.iter().filter(|(_, switch)| self.config.get(*switch));
        offered.map(|(language, _)| *language)
    }
}
