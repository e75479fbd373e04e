//! Draws every screen of every model into `docs/gallery`, one sheet for each model in English and one
//! for each of four other languages, and the models beside each other; `cargo xtask gallery` builds
//! what it needs.
#![allow(clippy::print_stdout, reason = "it tells what it writes")]

use hookswitch_core::language::Language;
use hookswitch_tests::gallery::{Gallery, MODELS, everyday, screens};
use hookswitch_tests::repository;

/// Languages with a sheet of their own: from the right, without spaces, of other letters, with long
/// words.
const LANGUAGES: [Language; 4] =
    [Language::Hebrew, Language::Japanese, Language::Russian, Language::German];

/// Width of the sheets' columns: a display's, and a phone's on a desk.
const DISPLAY: u32 = 380;
const PHONE: u32 = 1_230;

fn main() {
    std::fs::create_dir_all(repository("docs/gallery")).expect("docs can be written");
    let models = MODELS.map(|model| (model, screens(model, Language::English)));
    let gallery = Gallery::open();
    gallery.resize(PHONE + 40, 900);
    for (model, scenes) in &models {
        let shown = |name: &&str| scenes.iter().find(|scene| scene.name == *name);
        let scene = ["function-keys", "talking"].iter().find_map(shown);
        gallery.show(&scene.expect("each model talks").view);
        gallery.keep_phone(model);
    }
    write(&gallery.sheet(2, PHONE), "models");
    for (model, scenes) in &models {
        let gallery = Gallery::open();
        for scene in scenes {
            gallery.show(&scene.view);
            gallery.keep(scene.name);
        }
        write(&gallery.sheet(6, DISPLAY), model);
    }
    for language in LANGUAGES {
        let gallery = Gallery::open();
        for model in MODELS {
            for scene in everyday(model, language) {
                gallery.show(&scene.view);
                gallery.keep(&format!("{model}: {}", scene.name));
            }
        }
        write(&gallery.sheet(6, DISPLAY), language.tag());
    }
}

fn write(picture: &[u8], name: &str) {
    let path = repository(&format!("docs/gallery/{name}.webp"));
    std::fs::write(&path, picture).expect("docs can be written");
    println!("{}", path.display());
}
