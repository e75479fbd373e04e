//! What the phone says to people, in each of its languages (manual 2.2).
//!
//! A text is a variant of [`Text`] with its arguments; what it says stands in `core/texts`, one
//! Fluent file for each language, under the variant's name. English is built in; another language
//! is a file that comes when it is chosen. Logs say texts in English ([`Text`] prints so).
//!
//! What others write (names, reasons of servers) is [`Text::Verbatim`] or an argument. It cannot
//! change the direction of what stands around it: controls of direction are taken away, and an
//! argument is isolated where directions meet (Unicode UAX 9).

mod argument;
mod compose;
mod labels;
mod text;

use core::cell::RefCell;
use core::fmt;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

pub use crate::config::table::display::Language;
pub use argument::Direction;
pub(crate) use argument::without_controls;
pub use labels::{Label, Labels};
pub use text::Text;

use crate::map::Map;

/// The texts of English, which every phone has.
const ENGLISH: &str = include_str!("../../texts/en.ftl");

static ENGLISH_TEXTS: LazyLock<Arc<Inner>> = LazyLock::new(|| {
    Arc::new(Inner::read(Language::English, ENGLISH).expect("a test reads the file"))
});

/// Texts that are kept as they were said: more than a display draws at a time.
const KEPT: usize = 128;

/// Every text in one language.
#[derive(Clone)]
pub struct Texts {
    inner: Arc<Inner>,
    labels: Labels,
    /// What was said lately: a display says nearly the same each time it is drawn.
    said: RefCell<Map<Text, String>>,
}

struct Inner {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// Why a file of texts cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTexts;

impl Language {
    /// Every language, in the order of the manual's list.
    pub const ALL: [Self; 20] = [
        Self::English,
        Self::Spanish,
        Self::Russian,
        Self::Portuguese,
        Self::PortugueseBrazilian,
        Self::German,
        Self::Ukrainian,
        Self::French,
        Self::FrenchCanadian,
        Self::Italian,
        Self::Hebrew,
        Self::Polish,
        Self::Korean,
        Self::Finnish,
        Self::Chinese,
        Self::ChineseTraditional,
        Self::Turkish,
        Self::Japanese,
        Self::Slovak,
        Self::Czech,
    ];

    /// Returns its tag (BCP 47), which is also the name of its file.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Portuguese => "pt-PT",
            Self::PortugueseBrazilian => "pt-BR",
            Self::German => "de",
            Self::Ukrainian => "uk",
            Self::French => "fr",
            Self::FrenchCanadian => "fr-CA",
            Self::Italian => "it",
            Self::Hebrew => "he",
            Self::Polish => "pl",
            Self::Korean => "ko",
            Self::Finnish => "fi",
            Self::Chinese => "zh-Hans",
            Self::ChineseTraditional => "zh-Hant",
            Self::Turkish => "tr",
            Self::Japanese => "ja",
            Self::Slovak => "sk",
            Self::Czech => "cs",
        }
    }

    /// Returns what it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Espa\u{f1}ol",
            Self::Russian => "\u{420}\u{443}\u{441}\u{441}\u{43a}\u{438}\u{439}",
            Self::Portuguese => "Portugu\u{ea}s",
            Self::PortugueseBrazilian => "Portugu\u{ea}s (Brasil)",
            Self::German => "Deutsch",
            Self::Ukrainian => {
                "\u{423}\u{43a}\u{440}\u{430}\u{457}\u{43d}\u{441}\u{44c}\u{43a}\u{430}"
            }
            Self::French => "Fran\u{e7}ais",
            Self::FrenchCanadian => "Fran\u{e7}ais (Canada)",
            Self::Italian => "Italiano",
            Self::Hebrew => "\u{5e2}\u{5d1}\u{5e8}\u{5d9}\u{5ea}",
            Self::Polish => "Polski",
            Self::Korean => "\u{d55c}\u{ad6d}\u{c5b4}",
            Self::Finnish => "Suomi",
            Self::Chinese => "\u{7b80}\u{4f53}\u{4e2d}\u{6587}",
            Self::ChineseTraditional => "\u{7e41}\u{9ad4}\u{4e2d}\u{6587}",
            Self::Turkish => "T\u{fc}rk\u{e7}e",
            Self::Japanese => "\u{65e5}\u{672c}\u{8a9e}",
            Self::Slovak => "Sloven\u{10d}ina",
            Self::Czech => "\u{10c}e\u{161}tina",
        }
    }

    /// Returns which way it is written.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Hebrew => Direction::RightToLeft,
            Self::English
            | Self::Spanish
            | Self::Russian
            | Self::Portuguese
            | Self::PortugueseBrazilian
            | Self::German
            | Self::Ukrainian
            | Self::French
            | Self::FrenchCanadian
            | Self::Italian
            | Self::Polish
            | Self::Korean
            | Self::Finnish
            | Self::Chinese
            | Self::ChineseTraditional
            | Self::Turkish
            | Self::Japanese
            | Self::Slovak
            | Self::Czech => Direction::LeftToRight,
        }
    }
}

impl Texts {
    /// Returns the texts of English.
    pub fn english() -> Self {
        Self::of(ENGLISH_TEXTS.clone(), Labels::english())
    }

    /// Reads the file of a language.
    ///
    /// # Errors
    ///
    /// `NoTexts` if it is no Fluent file. One that misses texts is read: they are English then.
    pub fn read(language: Language, file: &str) -> Result<Self, NoTexts> {
        if language == Language::English {
            return Ok(Self::english());
        }
        let inner = Arc::new(Inner::read(language, file)?);
        let bare = Self::of(inner, Labels::english());
        Ok(Self { labels: Labels::of(&bare), ..bare })
    }

    fn of(inner: Arc<Inner>, labels: Labels) -> Self {
        Self { inner, labels, said: RefCell::default() }
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.inner.language
    }

    /// Returns what the page around the display says.
    pub fn labels(&self) -> Labels {
        self.labels.clone()
    }

    /// Returns what `text` says.
    pub fn say(&self, text: &Text) -> String {
        if let Text::Verbatim(text) = text {
            return without_controls(text).into_owned();
        }
        if let Some(said) = self.said.borrow().get(text) {
            return said.clone();
        }
        let mut arguments = FluentArgs::new();
        text.arguments(&mut |name, argument| arguments.set(name, argument.value(self)));
        let own = self.inner.say(text.id(), &arguments);
        let english = || match self.inner.language == Language::English {
            true => None,
            false => ENGLISH_TEXTS.say(text.id(), &arguments),
        };
        let said = own.or_else(english).unwrap_or_default();
        let mut kept = self.said.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(text.clone(), said.clone());
        said
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::english()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({})", self.language().tag())
    }
}

impl Inner {
    fn read(language: Language, file: &str) -> Result<Self, NoTexts> {
        let resource = FluentResource::try_new(file.to_owned()).map_err(|_| NoTexts)?;
        let tag: LanguageIdentifier = language.tag().parse().map_err(|_| NoTexts)?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Where it matters arguments are isolated before they come here.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|_| NoTexts)?;
        Ok(Self { language, bundle })
    }

    fn say(&self, id: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors: Vec<FluentError> = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(arguments), &mut errors);
        errors.is_empty().then(|| said.into_owned())
    }
}

/// In English, for logs.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Texts::english().say(self))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Texts::english().say(self), f)
    }
}

#[cfg(test)]
mod tests;
