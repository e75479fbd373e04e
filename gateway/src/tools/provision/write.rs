//! Writing the files: all that differ, none that would be lost unasked.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::super::{CannotRun, Console, Outcome};
use super::{Args, Planned};

/// What is there already in the place of a planned file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Now {
    Nothing,
    TheSame,
    Another,
}

/// Writes `files`, or says what it would write.
pub(super) fn write(
    args: &Args,
    files: &[Planned],
    console: &mut Console,
) -> Result<Outcome, CannotRun> {
    let mut places = Vec::new();
    for file in files {
        let path = args.out.join(&file.name);
        let now = look(&path, file.text.as_bytes());
        places.push((now.map_err(|error| CannotRun::file(&path, &error))?, path, file));
    }
    let others = places.iter().filter(|(now, ..)| *now == Now::Another);
    if !args.force && others.clone().next().is_some() {
        for (_, path, file) in others {
            console.tell(&format!(
                "{}:{}: {} exists and differs (--force replaces it)",
                args.csv.display(),
                file.line,
                path.display()
            ));
        }
        console.tell("nothing was written");
        return Ok(Outcome::Found);
    }
    let mut written = 0;
    for (now, path, file) in &places {
        let verb = match (now, args.dry_run) {
            (Now::TheSame, _) => continue,
            (Now::Nothing, true) => "would write",
            (Now::Another, true) => "would replace",
            (Now::Nothing, false) => {
                create(path, &file.text).map_err(|error| stopped(path, &error, written))?;
                "wrote"
            }
            (Now::Another, false) => {
                replace(path, &file.text).map_err(|error| stopped(path, &error, written))?;
                "replaced"
            }
        };
        written += 1;
        console.say(&format!("{verb} {}", path.display()));
    }
    let same = places.len() - written;
    let verb = if args.dry_run { "to write" } else { "written" };
    console.say(&format!("{} phones: {written} files {verb}, {same} unchanged", places.len()));
    Ok(Outcome::Fine)
}

fn stopped(path: &Path, error: &io::Error, written: usize) -> CannotRun {
    CannotRun(format!("{}: {error}; {written} files were written before", path.display()))
}

/// Returns what is at `path` now.
fn look(path: &Path, text: &[u8]) -> io::Result<Now> {
    match fs::read(path) {
        Ok(old) if old == text => Ok(Now::TheSame),
        Ok(_) => Ok(Now::Another),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Now::Nothing),
        Err(error) => Err(error),
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Writes a file that must not be there yet.
fn create(path: &Path, text: &str) -> io::Result<()> {
    make_folder(path)?;
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Replaces a file in one step: a phone that fetches it gets the old one or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part: PathBuf = path.with_file_name(name);
    fs::write(&part, text)?;
    fs::rename(&part, path)
}
