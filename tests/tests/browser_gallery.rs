//! What every screen of every model looks like in the real page: nothing is cut, overlaps or is too
//! small to be hit, and no rule of accessibility is broken.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::BTreeSet;

use hookswitch_core::language::Language;
use hookswitch_core::phone::view::View;
use hookswitch_tests::gallery::{Gallery, MODELS, Scene, everyday, screens};

/// Windows: a phone's portrait screen, one of the smallest, and a desktop.
const WINDOWS: [(u32, u32); 3] = [(390, 1010), (340, 900), (1100, 840)];

/// A window that just has room for the handset.
const TABLET: (u32, u32) = (720, 900);

/// What is left of a window of 1280 by 1024 at 200 %.
const ZOOMED: (u32, u32) = (640, 512);

fn measure(gallery: &Gallery, what: &str, scenes: &[Scene], problems: &mut Vec<String>) {
    for scene in scenes {
        gallery.show(&scene.view);
        let found = gallery.measure().into_iter();
        problems.extend(found.map(|problem| format!("{what}, {}: {problem}", scene.name)));
    }
}

/// A page at 200 %, without motion, and with strong or with few colours.
fn as_people_ask_for_it(gallery: &Gallery, scenes: &[Scene], problems: &mut Vec<String>) {
    gallery.resize(ZOOMED.0, ZOOMED.1);
    measure(gallery, "200 %", scenes, problems);
    let tab = gallery.tab();
    for (feature, value) in [
        ("prefers-reduced-motion", "reduce"),
        ("prefers-contrast", "more"),
        ("forced-colors", "active"),
    ] {
        tab.prefer(feature, value);
        for scene in scenes {
            gallery.show(&scene.view);
            let found = gallery.audit().into_iter().chain(gallery.measure());
            problems.extend(found.map(|problem| format!("{feature}, {}: {problem}", scene.name)));
            let moves = tab.evaluate("document.getAnimations().length").unwrap_or(0_u32);
            if feature == "prefers-reduced-motion" && moves > 0 {
                problems.push(format!("{}: {moves} things move", scene.name));
            }
        }
    }
}

#[track_caller]
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n  {}", problems.len(), problems.join("\n  "));
}

/// All in one browser: starting one takes longer than measuring.
#[test]
fn no_screen_of_any_model_is_cut_or_breaks_a_rule() {
    let gallery = Gallery::open();
    let mut problems = Vec::new();
    // The smaller models have most displays in common: on another body only a few are drawn again.
    let mut drawn = BTreeSet::new();
    let models = MODELS.map(|model| {
        let mut scenes = screens(model, Language::English);
        scenes.retain(|Scene { name, view }| {
            let nameless = View { model: String::new(), title: String::new(), ..view.clone() };
            let is_new = drawn.insert(postcard::to_allocvec(&nameless).unwrap());
            is_new || ["menu", "ringing", "on-hold"].contains(name)
        });
        (model, scenes)
    });
    let languages = Language::ALL
        .map(|language| (language, ["405", "440HD"].map(|model| everyday(model, language))));
    for (width, height) in WINDOWS {
        gallery.resize(width, height);
        for (model, scenes) in &models {
            measure(&gallery, &format!("{width} {model}"), scenes, &mut problems);
        }
        for (language, each) in &languages {
            for scenes in each {
                measure(&gallery, &format!("{width} {}", language.tag()), scenes, &mut problems);
            }
        }
    }
    gallery.resize(TABLET.0, TABLET.1);
    for language in Language::ALL {
        let what = format!("{} {}", TABLET.0, language.tag());
        measure(&gallery, &what, &everyday("420HD", language), &mut problems);
    }
    for (model, scenes) in &models {
        for scene in scenes {
            gallery.show(&scene.view);
            let found = gallery.audit().into_iter();
            problems.extend(found.map(|rule| format!("{model}, {}: {rule}", scene.name)));
        }
    }
    as_people_ask_for_it(&gallery, &everyday("440HD", Language::English), &mut problems);
    assert_none(&problems);
    gallery.tab().assert_no_errors();
}
