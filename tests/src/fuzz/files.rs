//! The files beside the configuration.

use hookswitch_core::config::Config;
use hookswitch_core::files::directory::{self, Form};
use hookswitch_core::files::keys::KeyFile;
use hookswitch_core::files::{ring_tones, speed_dial, wav};

/// Reads a speed-dial file, prints it and reads that again.
///
/// # Panics
///
/// If what was printed is something else.
pub fn speed_dials(data: &[u8]) {
    let Ok(read) = speed_dial::read(data) else { return };
    let again = speed_dial::read(speed_dial::print(&read.entries).as_bytes()).expect("our own");
    assert_eq!((again.entries, again.problems), (read.entries, Vec::new()));
}

/// Reads a directory, prints it in each form and reads that again.
///
/// # Panics
///
/// If what was printed is something else.
pub fn corporate_directory(data: &[u8]) {
    let Ok(read) = directory::read(data) else { return };
    for form in [Form::Text, Form::Cfg, Form::Xml, Form::VCard] {
        let again = directory::read(directory::print(&read.entries, form).as_bytes());
        let again = again.expect("our own");
        assert_eq!((&again.entries, again.problems), (&read.entries, Vec::new()), "{form:?}");
    }
}

/// Loads a file of keys, saves them and loads that again.
///
/// # Panics
///
/// If something else than keys changes, or what was saved is something else.
pub fn key_file(data: &[u8]) {
    for file in [KeyFile::Function, KeyFile::Programmable] {
        let mut config = Config::default();
        if file.load(&mut config, "k.cfg", data).is_err() {
            assert_eq!(config, Config::default());
            continue;
        }
        assert!(config.changed().all(|(path, _)| KeyFile::of(path) == Some(file)));
        let saved = file.save(&config);
        let mut again = Config::default();
        if !saved.is_empty() {
            file.load(&mut again, "k.cfg", saved.as_bytes()).expect("our own");
        }
        assert_eq!(file.save(&again), saved);
    }
}

/// Reads an archive of ring tones.
///
/// # Panics
///
/// If there is more in it than there may be, or a name could be a path.
pub fn ring_tone_archive(data: &[u8]) {
    let Ok(read) = ring_tones::read(data) else { return };
    assert!(read.entries.len() <= ring_tones::MAX_TONES);
    for tone in read.entries {
        assert!(tone.sound.len() <= ring_tones::MAX_TONE && !tone.sound.is_empty());
        assert!(!tone.name.is_empty() && !tone.name.contains(['/', '\\', '\0']), "{}", tone.name);
    }
}

/// Reads a sound.
///
/// # Panics
///
/// If it is no whole number of samples.
pub fn wav_file(data: &[u8]) {
    if let Ok((encoding, sound)) = wav::read(data) {
        let seconds = encoding.sample_rate();
        assert!(!sound.is_empty() && (seconds == 8_000 || sound.len() % 2 == 0));
    }
}
