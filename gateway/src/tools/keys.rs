//! The administrator's keys: from a file, or asked for.

use std::fs::File;
use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use hookswitch_core::config::encryption::{Key, Keys};

use super::CannotRun;

/// Longest file of keys, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Reads keys, one a line; the first is the one to encrypt with. A line is taken as it is, as
/// `openssl enc -pass file:` takes the first one.
///
/// # Errors
///
/// If the file cannot be read or has no key; the text of the error holds none.
pub(super) fn read(path: &Path) -> Result<Keys, CannotRun> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| CannotRun::file(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(CannotRun(format!("{}: too long for a file of keys", path.display())));
    }
    let keys: Vec<_> = bytes
        .split(|&byte| byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter(|line| !line.is_empty())
        .map(Key::new)
        .collect();
    if keys.is_empty() {
        return Err(CannotRun(format!("{}: no key in it", path.display())));
    }
    Ok(Keys(keys))
}

/// How a key is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Once: it must fit what is there.
    Once,
    /// Twice: a slip would lock out everybody.
    Twice,
}

/// Returns the keys of a file, or asks the person at the terminal, who sees nothing of it.
///
/// # Errors
///
/// If there is neither a file nor a terminal, or nothing is typed, or two different things.
pub(super) fn read_or_ask(path: Option<&Path>, ask: Ask) -> Result<Keys, CannotRun> {
    if let Some(path) = path {
        return read(path);
    }
    if !std::io::stdin().is_terminal() {
        return Err(CannotRun("no key: give --key-file, or run this in a terminal".to_owned()));
    }
    let prompt = |text: &str| {
        rpassword::prompt_password(text)
            .map_err(|error| CannotRun(format!("the key cannot be asked for: {error}")))
    };
    let key = prompt("Key: ")?;
    if key.is_empty() {
        return Err(CannotRun("no key was typed".to_owned()));
    }
    if ask == Ask::Twice && prompt("The same key again: ")? != key {
        return Err(CannotRun("two different keys were typed".to_owned()));
    }
    Ok(Keys(vec![Key::new(key)]))
}
