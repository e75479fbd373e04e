//! Configuration files, what they include, and how they are encrypted.

use hookswitch_core::config::Config;
use hookswitch_core::config::encryption::{self, Key, Keys, des, sealed};
use hookswitch_core::config::file::{
    Document, FileSet, Loaded, Location, Names, Problem, Secrets, read,
};

/// Reads a `.cfg` file, applies it, saves it and reads that again.
///
/// # Panics
///
/// If what was saved is not what was applied, or something shows a password.
pub fn cfg(data: &[u8]) {
    let reading = read("fuzz.cfg", data, "440HD");
    // Nothing is used of a file for another model, and so nothing is saved with it.
    if !reading.values.is_empty() {
        check_saved(&Document::new(data.to_vec()), &reading.values);
    }
    check_told(&reading.values, &reading.problems);
    let mut config = Config::default();
    config.apply(&reading.values);
    let shown = config.export();
    assert!(!shown.contains("auth_password="), "an export has a password");
    let again = read("export.cfg", shown.as_bytes(), "440HD");
    let mut restored = Config::default();
    restored.apply(&again.values);
    // What may be an address is exported without credentials.
    for (path, value) in config.changed().filter(|(_, value)| !value.contains('@')) {
        assert_eq!(restored.text(path), Some(value), "{path} is lost in an export");
    }
}

/// Reads several files that include each other, separated by lines of `---`: the first is
/// `a.cfg`, the second `b.cfg`, and so on. The set is saved and restored at each step.
///
/// # Panics
///
/// If it has no end, or what was saved is not what was applied.
pub fn cfg_set(data: &[u8]) {
    let keys = Keys(vec![Key::new("k")]);
    let files: Vec<&[u8]> = split(data);
    let names =
        Names { mac: "001122334455".to_owned(), model: "440HD".to_owned(), any_model: false };
    let root = Location::url("http://bob:hunter2hunter2@h/x/a.cfg").expect("a URL");
    let mut set = FileSet::new(root, names);
    let mut steps = 0;
    while !set.is_complete() {
        steps += 1;
        assert!(steps < 100, "there is no end to files");
        let saved = postcard::to_allocvec(&set).expect("a set is saved");
        set = postcard::from_bytes(&saved).expect("what was saved is restored");
        let want = set.poll_want().expect("something is wanted");
        let at = want.location.file_name().bytes().next().unwrap_or(b'a').wrapping_sub(b'a');
        let file = files.get(usize::from(at)).map(|file| file.to_vec());
        set.handle_file(want.id, file.ok_or_else(|| "not found".to_owned()), &keys);
    }
    assert_eq!(set.poll_want(), None);
    match set.finish(&keys) {
        Ok(loaded) => check_loaded(&loaded),
        Err(failure) => assert!(!failure.to_string().contains("hunter2"), "{failure:?}"),
    }
}

fn split(data: &[u8]) -> Vec<&[u8]> {
    let (mut files, mut rest) = (Vec::new(), data);
    while let Some(at) = rest.windows(5).position(|window| window == b"\n---\n") {
        files.push(&rest[..=at]);
        rest = &rest[at + 5..];
    }
    files.push(rest);
    files
}

fn check_loaded(loaded: &Loaded) {
    check_told(&loaded.values, &loaded.problems);
    check_saved(&loaded.document(), &loaded.values);
}

/// A document that is saved says what was applied, and so does it when it is saved again.
fn check_saved(document: &Document, values: &[(String, String)]) {
    let mut config = Config::default();
    config.apply(values);
    let saved = document.save(&config, Secrets::Written, &Keys(vec![Key::new("k")]));
    let mut restored = Config::default();
    let reading = read("saved.cfg", saved.bytes(), config.model());
    restored.apply(&reading.values);
    // An encrypted line stays so, and reading it by itself does not open it.
    if !saved.bytes().windows(2).any(|mark| mark == b"{\"") {
        for (path, _) in values {
            assert_eq!(restored.text(path), config.text(path), "{path} is lost when saved");
        }
        assert_eq!(restored.export(), config.export());
    }
    let again = document.save(&config, Secrets::Written, &Keys(vec![Key::new("k")]));
    assert_eq!(again, saved);
    let shown = saved.save(&config, Secrets::LeftOut, &Keys::default());
    let shown = String::from_utf8_lossy(shown.bytes()).into_owned();
    for line in shown.lines().filter(|line| !line.trim_start().starts_with(['#', ';'])) {
        assert!(!line.contains("auth_password="), "a password is in what is shown");
    }
}

fn check_told(values: &[(String, String)], problems: &[Problem]) {
    let told: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    for (path, value) in values {
        // Short passwords occur in any text.
        let secret = path.ends_with("auth_password") && value.len() > 12;
        assert!(!(secret && told.contains(value.as_str())), "a problem shows {path}");
    }
}

/// Reads a location and what it means in another file.
///
/// # Panics
///
/// If it is not read again as it is printed, or leads out of its folder.
pub fn location(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (base, name) = text.split_once('\n').unwrap_or(("http://h/a/b.cfg", &text));
    for base in [Location::url(base), Ok(Location::file("x/y/z.cfg"))].into_iter().flatten() {
        if base.scheme().is_some() {
            assert_eq!(Location::url(&base.expose()).as_ref(), Ok(&base));
        }
        let Ok(joined) = base.join(name) else { continue };
        let path = joined.path().split('?').next().unwrap_or_default();
        assert!(!path.split(['/', '\\']).any(|part| part == ".."), "{joined}");
        if joined.scheme().is_some() {
            assert_eq!(Location::url(&joined.expose()), Ok(joined));
        }
    }
}

/// Opens a file in Triple DES, and encrypts what it is given.
///
/// # Panics
///
/// If what was encrypted does not open.
pub fn cfx(data: &[u8]) {
    let keys = Keys(vec![Key::new("reception"), Key::new("k")]);
    let _ = encryption::open_file("a.cfx", data.to_vec(), &keys);
    let _ = encryption::open_file("a.cfg", data.to_vec(), &keys);
    let text: Vec<u8> = data.iter().copied().filter(|byte| !byte.is_ascii_control()).collect();
    assert_eq!(des::open(&des::encrypt(&text, &Key::new("k")), &keys), Ok(text));
}

/// Opens an encrypted value, and encrypts what it is given.
///
/// # Panics
///
/// If what was encrypted does not open.
pub fn encrypted_value(data: &[u8]) {
    let keys = Keys(vec![Key::new("reception")]);
    let text = String::from_utf8_lossy(data);
    let _ = encryption::open_value(&text, &keys);
    let text: String = text.chars().filter(|c| !c.is_ascii_control()).collect();
    let value = encryption::encrypt_value(&text, &Key::new("reception"));
    assert_eq!(encryption::open_value(&value, &keys), Ok(Some(text)));
}

/// Opens a sealed file.
///
/// # Panics
///
/// If something opens that was not sealed.
pub fn sealed_file(data: &[u8]) {
    let keys = Keys(vec![Key::new("reception")]);
    if let Ok(text) = sealed::open(data, &keys) {
        assert!(text.starts_with(b"system/type="), "a file opens that nobody sealed");
    }
}
