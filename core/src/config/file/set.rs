//! A file and all that it includes (manual 4.3), fetched piece by piece, read as a whole: either
//! everything is there and is for this phone, or nothing of it is used.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::content::{self, ContentError};
use super::reader::Reader;
use super::{Document, Line, Location, LocationError, Names, Problem};
use crate::config::encryption::{self, EncryptionError, Keys};

/// Largest file, in bytes.
pub const MAX_FILE: usize = 2 * 1024 * 1024;

/// Most bytes of all files together; a file that is included twice counts twice.
pub const MAX_TOTAL: usize = 8 * 1024 * 1024;

/// Most files, counted as the bytes are.
pub const MAX_FILES: usize = 64;

/// Most files that include one another in a chain, the first among them.
pub const MAX_DEPTH: usize = 8;

/// Most values that are kept; each costs memory for as long as the phone lives.
pub const MAX_VALUES: usize = 5_000;

/// Reads a file and what it includes, whoever fetches them.
///
/// Ask [`FileSet::poll_want`] until it has nothing more, fetch what it names in any order, hand in
/// what came with [`FileSet::handle_file`], and repeat until [`FileSet::is_complete`]. A file set
/// that was saved and is restored asks again for what had not come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileSet {
    names: Names,
    /// Each file once; the first is the one that includes the others.
    files: Vec<File>,
    /// Files that somebody fetches; not saved, as who fetches is not either.
    #[serde(skip)]
    asked: Vec<usize>,
    /// Bytes that came.
    bytes: usize,
    failure: Option<Failure>,
}

/// One file of a set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct File {
    location: Location,
    /// Who included it first, and on which line.
    parent: Option<(usize, u32)>,
    /// Files on the way from the first to this one, both counted.
    depth: usize,
    /// What came, once it did.
    read: Option<Read>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Read {
    document: Document,
    /// The lines that include, and the places in [`FileSet::files`] of what they mean.
    includes: Vec<(u32, usize)>,
}

/// The number of a file within its set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A file that somebody has to fetch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Want {
    /// Its number, for [`FileSet::handle_file`].
    pub id: FileId,
    /// Where it is.
    pub location: Location,
}

/// What a set of files says.
#[derive(Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Parameters and values that can be used, in order, for [`Config::apply`]; parameters that
    /// this version does not know are among them.
    ///
    /// [`Config::apply`]: crate::config::Config::apply
    pub values: Vec<(String, String)>,
    /// What is wrong with lines, in order, and then what values contradict each other in.
    pub problems: Vec<Problem>,
    /// The files, each once, as they were written; the first includes the others.
    pub files: Vec<LoadedFile>,
}

/// A file of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedFile {
    /// Where it came from.
    pub location: Location,
    /// What was in it, not encrypted any more.
    pub document: Document,
    /// The lines that include, and the places in [`Loaded::files`] of what they mean.
    pub includes: Vec<(u32, usize)>,
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be secrets.
        let values = format_args!("{} values", self.values.len());
        f.debug_struct("Loaded").field("values", &values).field("problems", &self.problems).finish()
    }
}

/// Why nothing of a set of files is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The file at fault, as [`Location`] prints it.
    pub file: String,
    /// The line at fault, if it is one.
    pub line: Option<u32>,
    /// Who included it: `file:line`, nearest first; empty for the first file.
    pub included_by: Vec<String>,
    /// What is wrong with it.
    pub reason: FailureReason,
}

/// What is wrong with a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FailureReason {
    /// It was not fetched; says why.
    NotFetched(String),
    /// It is not text.
    Content(ContentError),
    /// It cannot be decrypted.
    Encryption(EncryptionError),
    /// It ends in the middle of a line.
    CutOff,
    /// It is meant for another model.
    OtherModel {
        /// The model of this phone.
        phone: String,
    },
    /// What it includes cannot be found.
    Include(LocationError),
    /// Files include each other in a ring; names them.
    Loop(Vec<String>),
    /// Files include each other in too long a chain.
    TooDeep,
    /// More files than are read.
    TooManyFiles,
    /// More bytes than are read of one file.
    FileTooLarge,
    /// More bytes than are read of all files together.
    TooLarge,
    /// More values than are kept.
    TooManyValues,
    /// There is not one value in all files that could be used.
    NoValue,
    /// Not all files are there.
    Unfinished,
}

impl fmt::Display for FailureReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MIB: usize = 1024 * 1024;
        match self {
            Self::NotFetched(why) => f.write_str(why),
            Self::Content(error) => error.fmt(f),
            Self::Encryption(error) => error.fmt(f),
            Self::CutOff => f.write_str("the last line is cut off: the file did not come whole"),
            Self::OtherModel { phone } => {
                write!(f, "the file is for another model, this phone is a {phone}")
            }
            Self::Include(error) => write!(f, "include: the name {error}"),
            Self::Loop(chain) => write!(f, "files include each other: {}", chain.join(" -> ")),
            Self::TooDeep => write!(f, "more than {MAX_DEPTH} files include each other in a chain"),
            Self::TooManyFiles => write!(f, "more than {MAX_FILES} files are included"),
            Self::FileTooLarge => write!(f, "the file is larger than {} MB", MAX_FILE / MIB),
            Self::TooLarge => write!(f, "all files are larger than {} MB", MAX_TOTAL / MIB),
            Self::TooManyValues => write!(f, "the files have more than {MAX_VALUES} values"),
            Self::NoValue => f.write_str("no parameter in it can be used"),
            Self::Unfinished => f.write_str("the file has not come yet"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)?;
        if !self.included_by.is_empty() {
            write!(f, " (included by {})", self.included_by.join(", by "))?;
        }
        Ok(())
    }
}

impl FileSet {
    /// Begins with the file at `location`; placeholders in it are filled already.
    pub fn new(location: Location, names: Names) -> Self {
        let first = File { location, parent: None, depth: 1, read: None };
        Self { names, files: vec![first], asked: Vec::new(), bytes: 0, failure: None }
    }

    /// Returns the next file to fetch, each once; `None` if nothing is wanted at the moment.
    pub fn poll_want(&mut self) -> Option<Want> {
        if self.failure.is_some() {
            return None;
        }
        let mut files = self.files.iter().enumerate();
        let (at, file) =
            files.find(|(at, file)| file.read.is_none() && !self.asked.contains(at))?;
        self.asked.push(at);
        Some(Want { id: FileId(u32::try_from(at).ok()?), location: file.location.clone() })
    }

    /// Whether nothing more is needed: all files are there, or one of them is missing for good.
    pub fn is_complete(&self) -> bool {
        self.failure.is_some() || self.files.iter().all(|file| file.read.is_some())
    }

    /// Takes a file, or why it could not be fetched; what nobody waits for is ignored.
    pub fn handle_file(&mut self, id: FileId, file: Result<Vec<u8>, String>, keys: &Keys) {
        let at = usize::try_from(id.0).unwrap_or(usize::MAX);
        let missing = self.files.get(at).is_some_and(|file| file.read.is_none());
        if self.failure.is_some() || !missing {
            return;
        }
        if let Err((line, reason)) = self.take(at, file, keys) {
            self.failure = Some(self.failure(at, line, reason));
        }
    }

    fn take(
        &mut self,
        at: usize,
        file: Result<Vec<u8>, String>,
        keys: &Keys,
    ) -> Result<(), (Option<u32>, FailureReason)> {
        let whole = |reason| (None, reason);
        let bytes = file.map_err(|why| whole(FailureReason::NotFetched(why)))?;
        if bytes.len() > MAX_FILE {
            return Err(whole(FailureReason::FileTooLarge));
        }
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MAX_TOTAL {
            return Err(whole(FailureReason::TooLarge));
        }
        let Some(File { location, depth, .. }) = self.files.get(at).cloned() else { return Ok(()) };
        let bytes = encryption::open_file(location.file_name(), bytes, keys)
            .map_err(|error| whole(FailureReason::Encryption(error)))?;
        content::check_text(&bytes).map_err(|error| whole(FailureReason::Content(error)))?;
        let document = Document::new(bytes);
        if document.is_cut_off() {
            return Err(whole(FailureReason::CutOff));
        }
        let mut includes = Vec::new();
        for (number, line) in document.lines() {
            let Line::Include(name) = line else { continue };
            let at_line = |reason| (Some(number), reason);
            let target = location
                .join(&self.names.fill(name))
                .map_err(|error| at_line(FailureReason::Include(error)))?;
            let known = self.files.iter().position(|file| file.location == target);
            let target = match known {
                Some(known) => known,
                None if depth >= MAX_DEPTH => return Err(at_line(FailureReason::TooDeep)),
                None if self.files.len() >= MAX_FILES => {
                    return Err(at_line(FailureReason::TooManyFiles));
                }
                None => {
                    let (parent, depth) = (Some((at, number)), depth + 1);
                    self.files.push(File { location: target, parent, depth, read: None });
                    self.files.len() - 1
                }
            };
            includes.push((number, target));
        }
        if let Some(file) = self.files.get_mut(at) {
            file.read = Some(Read { document, includes });
        }
        Ok(())
    }

    fn failure(&self, at: usize, line: Option<u32>, reason: FailureReason) -> Failure {
        let file = |at: usize| self.files.get(at);
        let mut included_by = Vec::new();
        let mut parent = file(at).and_then(|file| file.parent);
        while let Some((at, line)) = parent {
            let Some(includer) = file(at) else { break };
            included_by.push(format!("{}:{line}", includer.location));
            parent = includer.parent;
        }
        let file = file(at).map(|file| file.location.to_string()).unwrap_or_default();
        Failure { file, line, included_by, reason }
    }

    /// Returns what the files say, each include in its place, checked for this phone's model.
    ///
    /// # Errors
    ///
    /// Why nothing of it is used.
    pub fn finish(self, keys: &Keys) -> Result<Loaded, Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let mut walk = Walk { set: &self, reader: Reader::new(keys), files: 0, bytes: 0 };
        walk.file(0, &mut Vec::new()).map_err(|(at, line, why)| self.failure(at, line, why))?;
        let (values, problems) = walk.reader.finish();
        if values.is_empty() {
            return Err(self.failure(0, None, FailureReason::NoValue));
        }
        let files = self.files.into_iter().filter_map(|File { location, read, .. }| {
            read.map(|Read { document, includes }| LoadedFile { location, document, includes })
        });
        Ok(Loaded { values, problems, files: files.collect() })
    }
}

/// Goes through the lines in the order they count in.
struct Walk<'a> {
    set: &'a FileSet,
    reader: Reader<'a>,
    files: usize,
    bytes: usize,
}

impl Walk<'_> {
    /// Reads a file that the files of `chain` lead to; tells which file and line are at fault.
    fn file(
        &mut self,
        at: usize,
        chain: &mut Vec<usize>,
    ) -> Result<(), (usize, Option<u32>, FailureReason)> {
        let whole = |reason| (at, None, reason);
        let Some(File { location, read: Some(read), .. }) = self.set.files.get(at) else {
            return Err(whole(FailureReason::Unfinished));
        };
        self.files += 1;
        self.bytes += read.document.bytes().len();
        if self.files > MAX_FILES {
            return Err(whole(FailureReason::TooManyFiles));
        }
        if self.bytes > MAX_TOTAL {
            return Err(whole(FailureReason::TooLarge));
        }
        chain.push(at);
        let (name, mut includes) = (location.to_string(), read.includes.iter());
        for (number, line) in read.document.lines() {
            if !matches!(line, Line::Include(_)) {
                self.line(at, &name, number, &line)?;
                continue;
            }
            let Some((_, target)) = includes.next() else { continue };
            if chain.contains(target) {
                return Err((at, Some(number), FailureReason::Loop(self.ring(chain, *target))));
            }
            if chain.len() >= MAX_DEPTH {
                return Err((at, Some(number), FailureReason::TooDeep));
            }
            self.file(*target, chain)?;
        }
        chain.pop();
        Ok(())
    }

    fn line(
        &mut self,
        at: usize,
        name: &str,
        number: u32,
        line: &Line<'_>,
    ) -> Result<(), (usize, Option<u32>, FailureReason)> {
        self.reader.line(name, number, line);
        if let Some(phone) = self.reader.other_model(&self.set.names) {
            return Err((at, Some(number), FailureReason::OtherModel { phone }));
        }
        if self.reader.values.len() > MAX_VALUES {
            return Err((at, Some(number), FailureReason::TooManyValues));
        }
        Ok(())
    }

    /// Returns the names of the files from `target` on, and its own again.
    fn ring(&self, chain: &[usize], target: usize) -> Vec<String> {
        let ring = chain.iter().skip_while(|at| **at != target).chain([&target]);
        ring.filter_map(|at| self.set.files.get(*at))
            .map(|file| file.location.to_string())
            .collect()
    }
}

#[cfg(test)]
#[path = "set_tests.rs"]
mod tests;
