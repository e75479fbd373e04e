//! What the phone says in its twenty languages: every text is there, has the arguments that the code
//! gives it, has the plural forms of its language, and is said somewhere.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;
use hookswitch_core::language::{Language, Text, Texts};
use hookswitch_tests::repository;

/// The plural categories of whole numbers (CLDR) in languages that have more than one and other.
const PLURALS: [(Language, &[&str]); 6] = [
    (Language::Russian, &["one", "few", "many"]),
    (Language::Ukrainian, &["one", "few", "many"]),
    (Language::Polish, &["one", "few", "many"]),
    (Language::Czech, &["one", "few"]),
    (Language::Slovak, &["one", "few"]),
    (Language::Hebrew, &["one", "two"]),
];

/// Languages whose words are the same for one and for many.
const WITHOUT_PLURALS: [Language; 4] =
    [Language::Chinese, Language::ChineseTraditional, Language::Japanese, Language::Korean];

/// What one text of a file uses.
#[derive(Default)]
struct Uses {
    arguments: BTreeSet<String>,
    helpers: BTreeSet<String>,
    plurals: BTreeSet<String>,
}

fn file(language: Language) -> String {
    let path = repository(&format!("core/texts/{}.ftl", language.tag()));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns what each text of a file uses, by its name.
fn texts(language: Language) -> BTreeMap<String, Uses> {
    let file = file(language);
    let resource = parser::parse(file.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.tag()));
    let mut texts = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut uses = Uses::default();
        read(message.value.as_ref().expect("a text has a value"), &mut uses);
        let twice = texts.insert(message.id.name.to_owned(), uses).is_some();
        assert!(!twice, "{}: {} twice", language.tag(), message.id.name);
    }
    texts
}

fn read(pattern: &Pattern<&str>, uses: &mut Uses) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => read_inline(inline, uses),
            Expression::Select { selector, variants } => {
                read_inline(selector, uses);
                for variant in variants {
                    if let VariantKey::Identifier { name } = &variant.key {
                        uses.plurals.insert((*name).to_owned());
                    }
                    read(&variant.value, uses);
                }
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, uses: &mut Uses) {
    if let InlineExpression::VariableReference { id } = inline {
        uses.arguments.insert(id.name.to_owned());
    } else if let InlineExpression::MessageReference { id, .. } = inline {
        uses.helpers.insert(id.name.to_owned());
    } else {
        panic!("texts use arguments and helpers, not {inline:?}");
    }
}

#[test]
fn every_language_says_every_text_with_its_arguments() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let texts = texts(language);
        let tag = language.tag();
        for (name, arguments) in Text::ALL {
            let Some(uses) = texts.get(*name) else {
                wrong.push(format!("{tag}: {name} is missing"));
                continue;
            };
            let helped = uses.helpers.iter().filter_map(|helper| texts.get(helper));
            let used: BTreeSet<_> =
                helped.chain([uses]).flat_map(|uses| uses.arguments.iter()).collect();
            let given: BTreeSet<_> = arguments.iter().map(|name| (*name).to_owned()).collect();
            let missing = given.iter().filter(|name| !used.contains(name)).collect::<Vec<_>>();
            let unknown = used.iter().filter(|name| !given.contains(**name)).collect::<Vec<_>>();
            if !missing.is_empty() || !unknown.is_empty() {
                wrong.push(format!("{tag}: {name} misses {missing:?}, has {unknown:?}"));
            }
        }
        let known: BTreeSet<_> = Text::ALL.iter().map(|(name, _)| *name).collect();
        let helpers: BTreeSet<_> = texts.values().flat_map(|uses| uses.helpers.iter()).collect();
        for name in texts.keys().filter(|name| !known.contains(name.as_str())) {
            if !helpers.contains(name) {
                wrong.push(format!("{tag}: {name} is the name of no text"));
            }
        }
    }
    assert!(wrong.is_empty(), "texts:\n  {}", wrong.join("\n  "));
}

#[test]
fn every_language_has_its_plural_forms() {
    let mut wrong = Vec::new();
    let counted: BTreeSet<String> = texts(Language::English)
        .into_iter()
        .filter(|(_, uses)| uses.plurals.contains("one"))
        .map(|(name, _)| name)
        .collect();
    for language in Language::ALL {
        let usual: &[&str] = if WITHOUT_PLURALS.contains(&language) { &[] } else { &["one"] };
        let special = PLURALS.iter().find(|(special, _)| *special == language);
        let wanted = special.map_or(usual, |(_, wanted)| wanted);
        for (name, uses) in texts(language) {
            // Some are the same for all but one, as in "on 5 lines".
            let least =
                if uses.plurals.len() == 2 { &wanted[..wanted.len().min(1)] } else { wanted };
            if counted.contains(&name) && !least.iter().all(|form| uses.plurals.contains(*form)) {
                wrong.push(format!("{}: {name} has {:?}", language.tag(), uses.plurals));
            }
        }
    }
    assert!(wrong.is_empty(), "plural forms:\n  {}", wrong.join("\n  "));
}

#[test]
fn every_text_is_said_somewhere() {
    let mut code = String::new();
    collect(&repository("core/src"), &mut code);
    // Texts are made of texts beside the table; the page's labels stand in a table of their own.
    let composed = fs::read_to_string(repository("core/src/language/compose.rs")).unwrap();
    let labels = fs::read_to_string(repository("core/src/language/labels.rs")).unwrap();
    let mut said = names_after(&code, "Text::");
    said.extend(names_after(&composed, "Self::"));
    said.extend(names_after(&labels, " = "));
    let unused: Vec<_> = Text::ALL.iter().filter(|(name, _)| !said.contains(name)).collect();
    assert!(unused.is_empty(), "texts that nobody says: {unused:?}");
}

fn names_after<'a>(code: &'a str, mark: &str) -> BTreeSet<&'a str> {
    let rests = code.split(mark).skip(1);
    rests
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
        .collect()
}

/// Gathers all code.
fn collect(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, code);
        } else if path.extension().is_some_and(|end| end == "rs") {
            code.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_file_is_one_of_a_language() {
    let tags: BTreeSet<_> = Language::ALL.map(|language| format!("{}.ftl", language.tag())).into();
    let files = fs::read_dir(repository("core/texts")).unwrap();
    let files: BTreeSet<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, tags);
}

#[test]
fn counts_and_dates_are_said_as_each_language_does() {
    let said = |language, text: &Text| Texts::read(language, &file(language)).unwrap().say(text);
    for (language, count, expected) in [
        (Language::English, 1, "1 missed call"),
        (Language::German, 2, "2 verpasste Anrufe"),
        (Language::Russian, 1, "1 пропущенный вызов"),
        (Language::Russian, 3, "3 пропущенных вызова"),
        (Language::Russian, 12, "12 пропущенных вызовов"),
        (Language::Polish, 22, "22 nieodebrane połączenia"),
        (Language::Czech, 5, "5 zmeškaných hovorů"),
        (Language::Hebrew, 1, "שיחה אחת שלא נענתה"),
        (Language::Japanese, 7, "不在着信 7 件"),
    ] {
        assert_eq!(said(language, &Text::MissedCallCount { count }), expected);
    }
    let date = Text::DateDayFirst { weekday: 1, day: 23, month: 11, year: 2026 };
    for (language, expected) in [
        (Language::English, "Mon 23 Nov 2026"),
        (Language::German, "Mo 23. Nov 2026"),
        (Language::Japanese, "2026年11月23日 (月)"),
        (Language::Finnish, "ma 23.11.2026"),
        (Language::Chinese, "2026年11月23日 周一"),
    ] {
        assert_eq!(said(language, &date), expected);
    }
}
