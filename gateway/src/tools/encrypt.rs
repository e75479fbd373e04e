//! `hookswitch encrypt` and `hookswitch decrypt`: files and values that only who has the key can
//! read (manual 4.6).

use std::ffi::OsStr;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use hookswitch_core::config::encryption::{self, Key, Keys, des, sealed};
use hookswitch_core::config::file::content;

use super::files::{self, Readers};
use super::keys::{self, Ask};
use super::{CannotRun, Console, EXIT_CODES, Outcome};

/// What stands for the standard streams.
const STREAM: &str = "-";

/// Arguments of `hookswitch encrypt`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help_of_encrypt())]
pub(crate) struct Encrypt {
    #[command(flatten)]
    what: What,
    /// How files are encrypted.
    #[arg(long, value_enum, default_value_t = Cipher::Cfx)]
    format: Cipher,
}

/// Arguments of `hookswitch decrypt`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help_of_decrypt())]
pub(crate) struct Decrypt {
    #[command(flatten)]
    what: What,
}

/// What is encrypted or decrypted, with which key, and where to.
#[derive(Debug, clap::Args)]
struct What {
    /// Files; - is the standard input, and the result goes to the standard output.
    #[arg(short, long, value_name = "FILE", num_args = 1.., required_unless_present = "string")]
    file: Vec<PathBuf>,
    /// A single value, for a line of a file; - reads it from the standard input.
    #[arg(short, long, value_name = "TEXT", conflicts_with = "file")]
    string: Option<String>,
    /// The file with the key; without it the key is asked for.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Writes into this folder instead of beside the file; - writes to the standard output.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replaces files that are there already.
    #[arg(long)]
    force: bool,
}

/// How a file is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Cipher {
    /// Triple DES, as the phones of the series and `openssl enc -des-ede3-cbc -nosalt -md md5`
    /// write it. It hides a file, but nobody notices when it was changed.
    Cfx,
    /// XChaCha20-Poly1305 under a key that Argon2id makes: a changed file is noticed, and guessing
    /// the key is slow. For this phone only; the better choice if it is your only one.
    Sealed,
}

fn help_of_encrypt() -> String {
    format!(
        "\
Examples:
  hookswitch encrypt -f 00908f123456.cfg --key-file fleet.key       makes 00908f123456.cfx
  hookswitch encrypt -f phones/*.cfg --key-file fleet.key --out www --format sealed
  hookswitch encrypt -s - --key-file fleet.key                      for auth_password={{\"...\"}}
  generate | hookswitch encrypt -f - --key-file fleet.key > 00908f123456.cfx

The first line of the key file is the key. It is never shown. To make one that cannot be guessed:
  openssl rand -hex 32 > fleet.key && chmod 600 fleet.key
A value given after -s can be seen by others on this host while the command runs; -s - reads it from
the standard input instead. Values are always in the format cfx. A .cfx file can be opened with
  openssl enc -d -des-ede3-cbc -nosalt -md md5 -pass file:fleet.key -in 00908f123456.cfx

{EXIT_CODES}"
    )
}

fn help_of_decrypt() -> String {
    format!(
        "\
Examples:
  hookswitch decrypt -f 00908f123456.cfx --key-file fleet.key            makes 00908f123456.cfg
  hookswitch decrypt -f 00908f123456.cfx --key-file fleet.key --out -    shows it
  hookswitch decrypt -s '{{\"0qrNRpSJ6aE=\"}}' --key-file fleet.key

Each line of the key file is a key; the first that fits opens. Both formats are recognised, and files
that openssl enc made with -md md5 or -md sha256, with or without salt. Files are made so that only
you can read them.

{EXIT_CODES}"
    )
}

/// Runs `hookswitch encrypt`.
pub(super) fn encrypt(args: &Encrypt, console: &mut Console) -> Result<Outcome, CannotRun> {
    if args.what.string.is_some() && args.format == Cipher::Sealed {
        return Err(CannotRun("a value is always encrypted as --format cfx".to_owned()));
    }
    let texts = args.what.texts()?;
    let keys = keys::read_or_ask(args.what.key_file.as_deref(), Ask::Twice)?;
    let Some(key) = keys.0.first() else { return Err(CannotRun("no key".to_owned())) };
    if let Some(text) = &args.what.string {
        let text = value(text)?;
        console.say(&encryption::encrypt_value(&text, key));
        return Ok(Outcome::Fine);
    }
    let mut made = Vec::new();
    for (path, text) in texts {
        match encrypt_file(&path, &text, args.format, key) {
            Ok(bytes) => made.push(Made { to: args.what.target(&path, "cfx"), bytes, text, path }),
            Err(why) => console.tell(&format!("{}: {why}", path.display())),
        }
    }
    args.what.finish(made, Readers::Usual, console, |made, there| {
        let same = sealed::is_sealed(there) == sealed::is_sealed(&made.bytes);
        let opened = encryption::open_file("x.cfx", there.to_vec(), &Keys(vec![key.clone()]));
        same && opened.is_ok_and(|text| text == made.text)
    })
}

/// Returns an encrypted file, or why it makes no sense to encrypt it.
fn encrypt_file(path: &Path, text: &[u8], cipher: Cipher, key: &Key) -> Result<Vec<u8>, String> {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("cfx"));
    if named || sealed::is_sealed(text) {
        return Err("encrypted already".to_owned());
    }
    content::check_text(text).map_err(|error| error.to_string())?;
    match cipher {
        Cipher::Cfx => Ok(des::encrypt(text, key)),
        Cipher::Sealed => {
            let mut random = [0; sealed::RANDOM];
            getrandom::fill(&mut random).map_err(|error| format!("no randomness: {error}"))?;
            sealed::seal(text, key, random).map_err(|error| error.to_string())
        }
    }
}

/// Runs `hookswitch decrypt`.
pub(super) fn decrypt(args: &Decrypt, console: &mut Console) -> Result<Outcome, CannotRun> {
    let files = args.what.texts()?;
    let keys = keys::read_or_ask(args.what.key_file.as_deref(), Ask::Once)?;
    if let Some(text) = &args.what.string {
        let text = value(text)?;
        let marked = encryption::is_encrypted_value(&text);
        let text = if marked { text } else { format!("{{\"{text}\"}}") };
        return Ok(match encryption::open_value(&text, &keys) {
            Ok(opened) => {
                console.say(&opened.unwrap_or_default());
                Outcome::Fine
            }
            Err(error) => {
                console.tell(&format!("the value: {error}"));
                Outcome::Found
            }
        });
    }
    let mut made = Vec::new();
    for (path, bytes) in files {
        match decrypt_file(&bytes, &keys) {
            Ok(text) => {
                let to = args.what.target(&path, "cfg");
                made.push(Made { to, bytes: text, text: Vec::new(), path });
            }
            Err(why) => console.tell(&format!("{}: {why}", path.display())),
        }
    }
    args.what.finish(made, Readers::Owner, console, |made, there| there == made.bytes)
}

fn decrypt_file(bytes: &[u8], keys: &Keys) -> Result<Vec<u8>, String> {
    if !sealed::is_sealed(bytes) && content::check_text(bytes).is_ok() {
        return Err("not encrypted".to_owned());
    }
    let opened =
        if sealed::is_sealed(bytes) { sealed::open(bytes, keys) } else { des::open(bytes, keys) };
    opened.map_err(|error| error.to_string())
}

/// Returns a value as it was given, or from the standard input, without the end of its line.
fn value(text: &str) -> Result<String, CannotRun> {
    if text != STREAM {
        return Ok(text.to_owned());
    }
    let text = io::read_to_string(io::stdin())
        .map_err(|error| CannotRun::file(Path::new(STREAM), &error))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// A file that is to be written.
struct Made {
    /// Where it comes from.
    path: PathBuf,
    /// Where it goes; `None` is the standard output.
    to: Option<PathBuf>,
    bytes: Vec<u8>,
    /// What was encrypted.
    text: Vec<u8>,
}

impl What {
    /// Reads the files.
    fn texts(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, CannotRun> {
        let read = |path: &PathBuf| {
            let mut bytes = Vec::new();
            let read = if path.as_os_str() == STREAM {
                io::stdin().read_to_end(&mut bytes).map(|_| bytes)
            } else {
                std::fs::read(path)
            };
            Ok((path.clone(), read.map_err(|error| CannotRun::file(path, &error))?))
        };
        self.file.iter().map(read).collect()
    }

    /// Returns where what is made of `path` goes: beside it, with another ending.
    fn target(&self, path: &Path, ending: &str) -> Option<PathBuf> {
        let streams = [Some(path.as_os_str()), self.out.as_deref().map(Path::as_os_str)];
        if streams.contains(&Some(OsStr::new(STREAM))) {
            return None;
        }
        let known = path
            .extension()
            .is_some_and(|old| ["cfg", "cfx"].iter().any(|known| old.eq_ignore_ascii_case(known)));
        let mut name =
            if known { path.file_stem() } else { path.file_name() }.unwrap_or_default().to_owned();
        name.push(".");
        name.push(ending);
        Some(match &self.out {
            Some(folder) => folder.join(name),
            None => path.with_file_name(name),
        })
    }

    /// Writes what was made of all files, or nothing: `is_same` tells that what is there already
    /// need not be written again.
    fn finish(
        &self,
        made: Vec<Made>,
        readers: Readers,
        console: &mut Console,
        is_same: impl Fn(&Made, &[u8]) -> bool,
    ) -> Result<Outcome, CannotRun> {
        let mut refused = made.len() != self.file.len();
        let mut places = Vec::new();
        for made in made {
            let Some(to) = made.to.clone() else {
                places.push((made, None));
                continue;
            };
            let there = files::read_if_there(&to).map_err(|error| CannotRun::file(&to, &error))?;
            let same = there.as_ref().is_some_and(|there| is_same(&made, there));
            let twice = places.iter().any(|(_, place): &(Made, Option<(PathBuf, bool, bool)>)| {
                place.as_ref().is_some_and(|(other, ..)| *other == to)
            });
            let why = if twice {
                Some("two files would become this one")
            } else if to == made.path {
                Some("would replace itself (--out names another folder, or - for output)")
            } else if there.is_some() && !same && !self.force {
                Some("exists (--force replaces it)")
            } else {
                None
            };
            if let Some(why) = why {
                console.tell(&format!("{}: {why}", to.display()));
                refused = true;
            }
            places.push((made, Some((to, there.is_some(), same))));
        }
        if refused {
            console.tell("nothing was written");
            return Ok(Outcome::Found);
        }
        for (made, place) in places {
            let (to, done, verb) = match place {
                None => {
                    console.write(&made.bytes);
                    continue;
                }
                Some((to, _, true)) => (to, Ok(()), "unchanged"),
                Some((to, false, _)) => {
                    let done = files::create(&to, &made.bytes, readers);
                    (to, done, "wrote")
                }
                Some((to, true, _)) => {
                    let done = files::replace(&to, &made.bytes, readers);
                    (to, done, "replaced")
                }
            };
            done.map_err(|error| CannotRun::file(&to, &error))?;
            console.say(&format!("{verb} {}", to.display()));
        }
        Ok(Outcome::Fine)
    }
}
