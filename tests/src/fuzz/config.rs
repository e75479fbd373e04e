//! Configuration files.

use hookswitch_core::config::{Config, file};

/// Reads a `.cfg` file, applies it, exports it and reads that again.
///
/// # Panics
///
/// If an export is not what was applied, or a problem's text shows a password.
pub fn cfg(data: &[u8]) {
    let reading = file::read("fuzz.cfg", data, "440HD");
    let mut config = Config::default();
    config.apply(&reading.values);
    let again = file::read("export.cfg", config.export().as_bytes(), "440HD");
    let mut restored = Config::default();
    restored.apply(&again.values);
    for (path, value) in config.changed() {
        assert_eq!(restored.text(path), Some(value), "{path} is lost in an export");
    }
    let told: String = reading.problems.iter().map(|problem| format!("{problem}\n")).collect();
    for (path, value) in &reading.values {
        // Short passwords occur in any text.
        let secret = path.ends_with("auth_password") && value.len() > 12;
        assert!(!(secret && told.contains(value.as_str())), "a problem shows {path}");
    }
}
