//! The administrator's tools: they read and write files of a fleet and talk to nobody.
//!
//! Every tool ends with one of three codes, which [`Outcome`] and [`CannotRun`] stand for, so that
//! a script can tell "all is well" from "look at this" and from "nothing was done".

mod console;
mod encrypt;
mod files;
mod keys;
mod lint;
mod parameters;
mod provision;
mod suggest;

use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};

pub(crate) use console::Console;

/// What the help of every tool says of its exit code.
pub(crate) const EXIT_CODES: &str = "\
Exit code: 0 all is well; 1 something is wrong with what was given, and was named; 2 the command
could not run: its arguments, or a file that cannot be read or written.";

/// The administrator's tools.
#[derive(Debug, Subcommand)]
pub(crate) enum Tool {
    /// Makes one configuration file for each phone of a list, from a template.
    Provision(provision::Args),
    /// Says what is wrong, unsafe or without effect in configuration files.
    Lint(lint::Args),
    /// Encrypts configuration files, or a value for one.
    Encrypt(encrypt::Encrypt),
    /// Decrypts configuration files, or a value of one.
    Decrypt(encrypt::Decrypt),
    /// Lists all parameters, or says everything about one.
    Parameters(parameters::Args),
}

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How a tool ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Fine,
    /// Something is wrong with what was given; it was told.
    Found,
}

/// Why a tool could not do its work: what and where.
#[derive(Debug)]
pub(crate) struct CannotRun(pub(crate) String);

impl CannotRun {
    /// Says that `path` cannot be read or written.
    fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

/// Runs a tool on the standard streams of this process.
pub(crate) fn run(tool: Tool) -> ExitCode {
    let mut console = Console::standard();
    let result = match tool {
        Tool::Provision(args) => provision::run(&args, &mut console),
        Tool::Lint(args) => lint::run(&args, &mut console),
        Tool::Encrypt(args) => encrypt::encrypt(&args, &mut console),
        Tool::Decrypt(args) => encrypt::decrypt(&args, &mut console),
        Tool::Parameters(args) => parameters::run(&args, &mut console),
    };
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(CannotRun(why)) => {
            console.tell(&format!("hookswitch: {why}"));
            ExitCode::from(2)
        }
    }
}
