//! Draws every screen of every model into `docs/gallery`, one sheet for each model in English and one
//! for each of four other languages, and the models beside each other, and the pictures of the user's
//! guide into `docs/guide`; `cargo xtask gallery` builds what it needs.
#![allow(clippy::print_stdout, reason = "it tells what it writes")]

use hookswitch_core::language::Language;
use hookswitch_tests::gallery::{Gallery, MODELS, Scene, everyday, screens};
use hookswitch_tests::repository;

/// Languages with a sheet of their own: from the right, without spaces, of other letters, with long
/// words.
const LANGUAGES: [Language; 4] =
    [Language::Hebrew, Language::Japanese, Language::Russian, Language::German];

/// Width of the sheets' columns: a display's, and a phone's on a desk.
const DISPLAY: u32 = 380;
const PHONE: u32 = 1_230;

/// Model of the user's guide.
const GUIDE_MODEL: &str = "440HD";

/// Parts of the phone that the user's guide numbers.
const PARTS: [&str; 10] = [
    ".hs-ringer",
    ".hs-glass",
    ".hs-lines",
    ".hs-softkeys",
    ".hs-ring",
    ".hs-personal",
    ".hs-call",
    ".hs-keypad",
    ".hs-sound",
    ".hs-side",
];

/// Pictures of the user's guide: the name of each, and its screens from left to right.
const GUIDE: &[(&str, &[&str])] = &[
    ("calls", &["dialing", "ringing", "talking", "on-hold"]),
    ("second-call", &["call-waiting", "two-calls", "transfer-to", "conference"]),
    ("away", &["do-not-disturb", "forward", "forward-form", "idle-away"]),
    ("call-log", &["idle-missed", "call-log", "all-calls", "call-details"]),
    ("directory", &["contacts", "contact", "new-contact", "loaded-contacts"]),
    ("keys", &["keys", "speed-dial-keys", "key-function", "function-keys"]),
    ("lock", &["lock", "new-password", "locked", "unlock"]),
    ("self-tests", &["self-tests", "test-keypad", "test-green-lamps", "test-recording"]),
    ("menu", &["menu", "settings", "languages", "ring-tones"]),
    ("sound", &["audio-devices", "handset-device", "audio", "browser"]),
    ("trouble", &["starting", "no-gateway", "registration-failure", "problems"]),
    ("services", &["paging", "greeting", "account-form", "network-settings"]),
];

/// Pictures that show the keys at the side as well.
const WITH_KEYS: [&str; 1] = ["keys"];

fn main() {
    for folder in ["docs/gallery", "docs/guide"] {
        std::fs::create_dir_all(repository(folder)).expect("docs can be written");
    }
    let models = MODELS.map(|model| (model, screens(model, Language::English)));
    let gallery = Gallery::open();
    gallery.resize(PHONE + 40, 900);
    for (model, scenes) in &models {
        let shown = |name: &&str| scenes.iter().find(|scene| scene.name == *name);
        let scene = ["function-keys", "talking"].iter().find_map(shown);
        gallery.show(&scene.expect("each model talks").view);
        gallery.keep_phone(model);
    }
    write(&gallery.sheet(2, PHONE), "gallery/models");
    guide(&models);
    for (model, scenes) in &models {
        let gallery = Gallery::open();
        for scene in scenes {
            gallery.show(&scene.view);
            gallery.keep(scene.name);
        }
        write(&gallery.sheet(6, DISPLAY), &format!("gallery/{model}"));
    }
    for language in LANGUAGES {
        let gallery = Gallery::open();
        for model in MODELS {
            for scene in everyday(model, language) {
                gallery.show(&scene.view);
                gallery.keep(&format!("{model}: {}", scene.name));
            }
        }
        write(&gallery.sheet(6, DISPLAY), &format!("gallery/{}", language.tag()));
    }
}

/// Draws the pictures of the user's guide.
fn guide(models: &[(&str, Vec<Scene>)]) {
    let scenes = models.iter().find(|(model, _)| *model == GUIDE_MODEL);
    let scenes = &scenes.expect("the guide shows a model of the gallery").1;
    let scene = |name: &str| {
        let scene = scenes.iter().find(|scene| scene.name == name);
        scene.unwrap_or_else(|| panic!("{GUIDE_MODEL} has no screen {name}"))
    };
    let gallery = Gallery::open();
    gallery.resize(PHONE + 40, 900);
    gallery.show(&scene("function-keys").view);
    gallery.number(&PARTS);
    gallery.keep_phone(GUIDE_MODEL);
    write(&gallery.sheet(1, PHONE), "guide/phone");
    for (picture, names) in GUIDE {
        let gallery = Gallery::open();
        for name in *names {
            gallery.show(&scene(name).view);
            if WITH_KEYS.contains(picture) {
                gallery.keep(name)
            } else {
                gallery.keep_display(name)
            }
        }
        write(&gallery.sheet(4, DISPLAY), &format!("guide/{picture}"));
    }
}

fn write(picture: &[u8], name: &str) {
    let path = repository(&format!("docs/{name}.webp"));
    std::fs::write(&path, picture).expect("docs can be written");
    println!("{}", path.display());
}
