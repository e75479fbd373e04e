//! Writing the files: all that differ, none that would be lost unasked.

use std::io;
use std::path::Path;

use super::super::files::{self, Readers};
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
        let bytes = file.text.as_bytes();
        let (verb, done) = match (now, args.dry_run) {
            (Now::TheSame, _) => continue,
            (Now::Nothing, true) => ("would write", Ok(())),
            (Now::Another, true) => ("would replace", Ok(())),
            (Now::Nothing, false) => ("wrote", files::create(path, bytes, Readers::Usual)),
            (Now::Another, false) => ("replaced", files::replace(path, bytes, Readers::Usual)),
        };
        done.map_err(|error| stopped(path, &error, written))?;
        written += 1;
        console.say(&format!("{verb} {}", path.display()));
    }
    let same = places.len() - written;
    let verb = if args.dry_run { "to write" } else { "written" };
    console.say(&format!("phones: {}, files {verb}: {written}, unchanged: {same}", places.len()));
    Ok(Outcome::Fine)
}

fn stopped(path: &Path, error: &io::Error, written: usize) -> CannotRun {
    CannotRun(format!("{}: {error} (files written before: {written})", path.display()))
}

/// Returns what is at `path` now.
fn look(path: &Path, text: &[u8]) -> io::Result<Now> {
    Ok(match files::read_if_there(path)? {
        Some(old) if old == text => Now::TheSame,
        Some(_) => Now::Another,
        None => Now::Nothing,
    })
}
