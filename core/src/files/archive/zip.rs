//! The directory at the end of a zip file (PKWARE's APPNOTE 4.3). Not read: files of 4 GB, several
//! volumes, compressions other than deflate.

use super::{Entry, MAX_FILES, Packed, le16, le32};
use crate::files::{FileError, Why};
use crate::text::utf8_or_latin1;

/// Bytes of the record at the end, without its comment, and of a file's record.
const END: usize = 22;
const HEADER: usize = 46;

pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry<'_>>, FileError> {
    let (count, directory) = directory(bytes).ok_or(FileError::BrokenArchive)?;
    if count > MAX_FILES {
        return Err(FileError::TooManyFiles(MAX_FILES));
    }
    let (mut rest, mut entries) = (directory, Vec::new());
    for _ in 0..count {
        let (header, tail) = header(rest).ok_or(FileError::BrokenArchive)?;
        rest = tail;
        let path = utf8_or_latin1(header.name).into_owned();
        if !path.ends_with(['/', '\\']) {
            entries.push(Entry { path, packed: header.packed(bytes) });
        }
    }
    Ok(entries)
}

/// Returns the number of files, and their records.
fn directory(bytes: &[u8]) -> Option<(usize, &[u8])> {
    // A comment may follow, and may look like anything: the last record that fits is the one.
    let first = bytes.len().saturating_sub(END + usize::from(u16::MAX));
    let fits = |at: &usize| {
        let end = bytes.get(*at..).unwrap_or_default();
        end.starts_with(b"PK\x05\x06")
            && le16(end, 20).map(usize::from) == end.len().checked_sub(END)
    };
    let at = (first..=bytes.len().checked_sub(END)?).rev().find(fits)?;
    let end = bytes.get(at..)?;
    let (count, size, offset) = (le16(end, 10)?, le32(end, 12)?, le32(end, 16)?);
    let (size, offset) = (usize::try_from(size).ok()?, usize::try_from(offset).ok()?);
    Some((usize::from(count), bytes.get(offset..offset.checked_add(size)?)?))
}

/// A file's record.
struct Header<'a> {
    flags: u16,
    method: u16,
    checksum: u32,
    packed: usize,
    size: usize,
    /// Type and rights of Unix, or 0.
    mode: u32,
    offset: usize,
    name: &'a [u8],
}

fn header(bytes: &[u8]) -> Option<(Header<'_>, &[u8])> {
    bytes.starts_with(b"PK\x01\x02").then_some(())?;
    let length = |at: usize| le16(bytes, at).map(usize::from);
    let size = |at: usize| le32(bytes, at).and_then(|size| usize::try_from(size).ok());
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let header = Header {
        flags: le16(bytes, 8)?,
        method: le16(bytes, 10)?,
        checksum: le32(bytes, 16)?,
        packed: size(20)?,
        size: size(24)?,
        mode: le32(bytes, 38)? >> 16,
        offset: size(42)?,
        name: bytes.get(HEADER..HEADER + name)?,
    };
    Some((header, bytes.get(HEADER + name + extra + comment..)?))
}

impl Header<'_> {
    fn packed<'a>(&self, archive: &'a [u8]) -> Packed<'a> {
        const LINK: u32 = 0o120_000;
        const TYPE: u32 = 0o170_000;
        if self.mode & TYPE == LINK {
            return Packed::Unreadable(Why::Link);
        }
        if self.flags & 1 == 1 {
            return Packed::Unreadable(Why::Encrypted);
        }
        if !matches!(self.method, 0 | 8) {
            return Packed::Unreadable(Why::UnknownCompression);
        }
        match self.data(archive) {
            Some(data) => {
                let (size, checksum) = (self.size, self.checksum);
                Packed::Zipped { data, deflated: self.method == 8, size, checksum }
            }
            None => Packed::Unreadable(Why::Damaged),
        }
    }

    /// Returns what stands behind the file's own header, whose name may have another length.
    fn data<'a>(&self, archive: &'a [u8]) -> Option<&'a [u8]> {
        let local = archive.get(self.offset..)?;
        local.starts_with(b"PK\x03\x04").then_some(())?;
        let start = 30 + usize::from(le16(local, 26)?) + usize::from(le16(local, 28)?);
        local.get(start..start.checked_add(self.packed)?)
    }
}
