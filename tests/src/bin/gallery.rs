//! Draws every screen of every model into `docs/gallery`, one sheet for each model in English and one
//! for each of four other languages; `cargo xtask gallery` builds what it needs.
#![allow(clippy::print_stdout, reason = "it tells what it writes")]

use hookswitch_core::language::Language;
use hookswitch_tests::gallery::{Gallery, MODELS, everyday, screens};
use hookswitch_tests::repository;

/// Languages with a sheet of their own: from the right, without spaces, of other letters, with long
/// words.
const LANGUAGES: [Language; 4] =
    [Language::Hebrew, Language::Japanese, Language::Russian, Language::German];

fn main() {
    std::fs::create_dir_all(repository("docs/gallery")).expect("docs can be written");
    for model in MODELS {
        let gallery = Gallery::open();
        for scene in screens(model, Language::English) {
            gallery.show(&scene.view);
            gallery.keep(scene.name);
        }
        write(&gallery, 6, model);
    }
    for language in LANGUAGES {
        let gallery = Gallery::open();
        for model in MODELS {
            for scene in everyday(model, language) {
                gallery.show(&scene.view);
                gallery.keep(&format!("{model}: {}", scene.name));
            }
        }
        write(&gallery, 6, language.tag());
    }
}

fn write(gallery: &Gallery, columns: u32, name: &str) {
    let path = repository(&format!("docs/gallery/{name}.webp"));
    std::fs::write(&path, gallery.sheet(columns)).expect("docs can be written");
    println!("{}", path.display());
}
