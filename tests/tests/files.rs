//! Files as people and their tools make them: the examples of docs/files.md, what openssl
//! encrypted, what zip and tar packed.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::fs;

use hookswitch_core::config::Config;
use hookswitch_core::config::encryption::{self, EncryptionError, Key, Keys, sealed};
use hookswitch_core::config::file::{Document, FileSet, Line, Location, Names};
use hookswitch_core::files::keys::KeyFile;
use hookswitch_core::files::wav::Encoding;
use hookswitch_core::files::{directory, ring_tones, speed_dial};
use hookswitch_tests::{folder, repository};

/// The passphrase of the files in `data/encryption`, which their README tells too.
fn keys() -> Keys {
    Keys(vec![Key::new("old"), Key::new("reception")])
}

fn data(name: &str) -> Vec<u8> {
    fs::read(folder().join("data").join(name)).unwrap()
}

/// Returns the examples of docs/files.md of a kind, which the second word of each names.
fn examples(kind: &str) -> Vec<String> {
    let page = fs::read_to_string(repository("docs/files.md")).unwrap();
    let blocks = page.split("\n```").skip(1).step_by(2);
    let named = blocks.filter_map(|block| block.split_once('\n'));
    let ours = named.filter(|(info, _)| info.split(' ').nth(1) == Some(kind));
    let examples: Vec<_> = ours.map(|(_, text)| format!("{text}\n")).collect();
    assert!(!examples.is_empty(), "docs/files.md has no example of {kind}");
    examples
}

#[test]
fn the_documented_configurations_are_read() {
    let names =
        Names { mac: "001122334455".to_owned(), model: "440HD".to_owned(), any_model: false };
    for example in examples("configuration") {
        let place = Location::url("https://config.example/phones/a.cfg").unwrap();
        let mut set = FileSet::new(place, names.clone());
        while let Some(want) = set.poll_want() {
            let first = want.location.file_name() == "a.cfg";
            let file = if first { example.clone() } else { format!("x/{}=1\n", want.id.0) };
            set.handle_file(want.id, Ok(file.into_bytes()), &keys());
        }
        let loaded = set.finish(&keys()).unwrap();
        let told: Vec<_> = loaded
            .problems
            .iter()
            .filter(|problem| problem.parameter.starts_with("voip"))
            .collect();
        assert!(told.is_empty(), "{told:?}");
        let lines = Document::new(example.into_bytes());
        assert!(lines.lines().all(|(_, line)| !matches!(line, Line::Unreadable { .. })));
    }
}

#[test]
fn the_documented_speed_dials_are_read() {
    for example in examples("speed-dials") {
        let read = speed_dial::read(example.as_bytes()).unwrap();
        assert_eq!((read.entries.len(), read.problems), (5, Vec::new()));
    }
}

#[test]
fn the_documented_directories_are_read() {
    for example in examples("directory") {
        let read = directory::read(example.as_bytes()).unwrap();
        assert_eq!(read.entries.first().map(|contact| &*contact.name), Some("John Smith"));
        assert_eq!(read.problems, []);
    }
}

#[test]
fn the_documented_keys_are_loaded() {
    let files =
        [("function-keys", KeyFile::Function), ("programmable-keys", KeyFile::Programmable)];
    for (kind, file) in files {
        for example in examples(kind) {
            let mut config = Config::default();
            assert_eq!(file.load(&mut config, "keys.cfg", example.as_bytes()), Ok(Vec::new()));
            assert_eq!(config.changed().count(), 3);
        }
    }
}

#[test]
fn what_openssl_encrypted_is_opened() {
    let office = data("encryption/office.cfg");
    for name in ["md5.cfx", "sha256.cfx", "salted.cfx"] {
        let opened = encryption::open_file(name, data(&format!("encryption/{name}")), &keys());
        assert_eq!(opened, Ok(office.clone()), "{name}");
    }
    for name in ["md5.value", "sha256.value"] {
        let value = String::from_utf8(data(&format!("encryption/{name}"))).unwrap();
        let value = format!("{{\"{value}\"}}");
        assert_eq!(encryption::open_value(&value, &keys()), Ok(Some("4321".to_owned())), "{name}");
    }
    let wrong = Keys(vec![Key::new("wrong")]);
    let opened = encryption::open_file("md5.cfx", data("encryption/md5.cfx"), &wrong);
    assert_eq!(opened, Err(EncryptionError::WrongKey));
}

#[test]
fn what_others_sealed_is_opened() {
    let opened = sealed::open(&data("encryption/sealed.cfx"), &keys());
    assert_eq!(opened, Ok(data("encryption/office.cfg")));
}

#[test]
fn what_zip_and_tar_packed_is_unpacked() {
    for name in ["tones.zip", "tones.tgz"] {
        let read = ring_tones::read(&data(&format!("files/{name}"))).unwrap();
        let mut tones: Vec<_> = read
            .entries
            .iter()
            .map(|tone| (&*tone.name, tone.encoding, tone.sound.len()))
            .collect();
        tones.sort_unstable_by_key(|(name, ..)| *name);
        let expected = [("Bell", Encoding::Linear, 3_200), ("Chime", Encoding::Pcmu, 800)];
        assert_eq!(tones, expected, "{name}");
        let told: Vec<_> = read.problems.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["tones/readme.txt: not a .wav file"], "{name}");
    }
}
