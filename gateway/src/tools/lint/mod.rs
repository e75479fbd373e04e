//! `hookswitch lint`: what is wrong, unsafe or without effect in configuration files.
//!
//! Each file is read as a phone reads it, with what it includes. What is found on a line is told
//! once, however many files include it; what values contradict each other in is told for each phone.

mod disk;
mod finding;
mod fleet;
mod lines;
mod report;
mod security;
mod whole;

use std::path::PathBuf;

use clap::ValueEnum;
use hookswitch_core::config::encryption::Keys;
use hookswitch_core::config::models::MODELS;

use self::disk::Disk;
use self::finding::{Code, Severity};
use self::fleet::Linter;
use super::{CannotRun, Console, Format, Outcome, keys};

/// Arguments of `hookswitch lint`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// Configuration files, or folders: all .cfg and .cfx files in and below them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The model of the phones; without it each file's own system/type.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(MODELS))]
    model: Option<String>,
    /// Keys of encrypted files and values, one a line; the first that fits opens.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Where files that are included by URL are on this host, as `https://phones.example.com/cfg=DIR`.
    #[arg(long, value_name = "URL=DIR", value_parser = disk::Mapping::parse)]
    map: Vec<disk::Mapping>,
    /// The least severity that is shown.
    #[arg(long, value_enum, default_value_t = Severity::Note)]
    level: Severity,
    /// The least severity that the exit code tells of.
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
    /// Passes over findings of this kind; may be given several times.
    #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true)]
    allow: Vec<Code>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HELP: &str = "\
Examples:
  hookswitch lint phones/                           a fleet: every file, and what they include
  hookswitch lint --level warning phones/           without notes
  hookswitch lint --key-file fleet.key phones/      encrypted files and values, too
  hookswitch lint --format json --fail-on error 00908f123456.cfg

Each finding has a kind, in brackets at its end; --allow KIND passes over it. An error is a line or
a file that the phone does not use; a warning is used, but likely not as meant, or not safe; a note
is a line that does nothing in a browser, or is spelt in an older way. Includes are read from the
folder of the file that includes them, where a .cfx may still be a .cfg; those at a URL are read
where --map says, and are told otherwise. No value of a password is ever shown.

Exit code: 0 nothing found at or above --fail-on; 1 something found; 2 lint could not run: its
arguments, a file or folder that cannot be read, a key file without a key.";

/// From which severity on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Any finding.
    Note,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
    /// Nothing.
    Never,
}

impl FailOn {
    fn is_met_by(self, severity: Severity) -> bool {
        match self {
            Self::Note => true,
            Self::Warning => severity >= Severity::Warning,
            Self::Error => severity >= Severity::Error,
            Self::Never => false,
        }
    }
}

/// Runs the tool.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Outcome, CannotRun> {
    let keys = match &args.key_file {
        Some(path) => keys::read(path)?,
        None => Keys::default(),
    };
    let files = disk::files(&args.files)?;
    let disk = Disk::new(keys, args.map.clone());
    let mut linter = Linter::new(args.model.clone(), disk);
    for file in &files {
        linter.phone(file)?;
    }
    let mut findings = linter.finish();
    findings.retain(|finding| !args.allow.contains(&finding.code));
    report::write(args, files.len(), &findings, console);
    let failed = findings.iter().any(|finding| args.fail_on.is_met_by(finding.severity));
    Ok(if failed { Outcome::Found } else { Outcome::Fine })
}
