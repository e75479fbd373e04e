//! What is told of a file: where and why. Nothing here holds what was read, as that is personal.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::wav::WavError;
use crate::config::file::ContentError;

/// Something in a file that is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What is wrong with it.
    pub why: Why,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A line, from 1.
    Line(u32),
    /// A file within an archive.
    Entry(String),
    /// The whole.
    File,
}

/// Why something in a file is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Why {
    /// Not `key,number,type`.
    NotSpeedDial,
    /// Not a key that a speed dial can be on.
    BadKey,
    /// Not the type of speed dials, which is 0.
    BadType,
    /// Not `name,office,home,mobile`.
    NotContact,
    /// Not a line of a directory in the form of a configuration.
    NotDirectoryLine,
    /// Not a part of a vCard.
    NotVCard,
    /// A vCard that does not end.
    OpenVCard,
    /// One number more than a contact has.
    NoRoom,
    /// A contact without a name.
    NoName,
    /// A name that is too long or has control characters.
    BadName,
    /// An entry without a number.
    NoNumber,
    /// A number that cannot be dialled.
    BadNumber,
    /// A key, or a tone of this name, occurred before.
    Twice,
    /// More entries than are kept.
    TooMany(usize),
    /// A path that leads out of the archive.
    BadPath,
    /// A link to another file.
    Link,
    /// Not a `.wav` file.
    NotWav,
    /// Encrypted within the archive.
    Encrypted,
    /// Compressed in a way that is not read here.
    UnknownCompression,
    /// Not what its checksum or its length says.
    Damaged,
    /// Larger than a tone may be, in bytes, or with the others larger than all may be.
    TooLarge(usize),
    /// Not a sound that the phone plays.
    Wav(WavError),
    /// More problems than are told; their number.
    More(usize),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSpeedDial => "not of the form key,number,type",
            Self::BadKey => "the key must be 1 to 38",
            Self::BadType => "the type must be 0",
            Self::NotContact => "not of the form name,office,home,mobile",
            Self::NotDirectoryLine => {
                "not of the form directory/<n>/<field>=<text> with name, office, home or mobile"
            }
            Self::NotVCard => "not a part of a vCard",
            Self::OpenVCard => "a vCard that does not end",
            Self::NoRoom => "more numbers than a contact has",
            Self::NoName => "a contact without a name",
            Self::BadName => "the name is longer than 100 characters or has control characters",
            Self::NoNumber => "there is no number",
            Self::BadNumber => "the number cannot be dialled",
            Self::Twice => "it was there before; the first is used",
            Self::TooMany(limit) => return write!(f, "more than {limit}: the rest is not used"),
            Self::BadPath => "its path leads out of the archive",
            Self::Link => "a link to another file",
            Self::NotWav => "not a .wav file",
            Self::Encrypted => "encrypted with a password of the archive",
            Self::UnknownCompression => "compressed in a way that this version does not read",
            Self::Damaged => "damaged",
            Self::TooLarge(limit) => return write!(f, "larger than {} KB", limit / 1024),
            Self::Wav(error) => return error.fmt(f),
            Self::More(count) => return write!(f, "and {count} more problems"),
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Line(line) => write!(f, "line {line}: ")?,
            Place::Entry(name) => write!(f, "{name}: ")?,
            Place::File => {}
        }
        self.why.fmt(f)
    }
}

/// Why nothing of a file is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FileError {
    /// It is not text.
    Content(ContentError),
    /// Larger than is read, in bytes.
    TooLarge(usize),
    /// XML that is not well-formed, on a line.
    BrokenXml(u32),
    /// XML that defines entities or names something undefined, on a line.
    Entity(u32),
    /// XML that is no directory.
    NotDirectory,
    /// No key of the kind that was asked for, or keys of another model.
    NoKeys,
    /// A sound by itself, where an archive of them is read.
    BareWav,
    /// Neither zip nor tgz.
    NotArchive,
    /// An archive that is cut off or broken.
    BrokenArchive,
    /// An archive with more files than are read.
    TooManyFiles(usize),
    /// There is nothing in it that can be used; what was wrong with all of it.
    Nothing(Vec<Problem>),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(error) => error.fmt(f),
            Self::TooLarge(limit) => write!(f, "the file is larger than {} MB", limit >> 20),
            Self::BrokenXml(line) => write!(f, "line {line}: the XML is broken"),
            Self::Entity(line) => write!(f, "line {line}: entities are not read"),
            Self::NotDirectory => f.write_str("the XML is not a <directory>"),
            Self::NoKeys => f.write_str("there is no key of this kind in the file"),
            Self::BareWav => f.write_str("a .wav file must be packed into a zip or tgz archive"),
            Self::NotArchive => f.write_str("the file is neither a zip nor a tgz archive"),
            Self::BrokenArchive => f.write_str("the archive is cut off or damaged"),
            Self::TooManyFiles(limit) => write!(f, "the archive has more than {limit} files"),
            Self::Nothing(problems) => {
                f.write_str("nothing in the file can be used")?;
                problems.first().map_or(Ok(()), |first| write!(f, ": {first}"))
            }
        }
    }
}

impl core::error::Error for FileError {}
