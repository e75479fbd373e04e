//! Archives of ring tones, zip and tgz, read with bounds on everything.
//!
//! Readers of our own over a library's inflate: what there is in libraries brings file systems,
//! writers and other compressions along, and the phone is loaded over a network.

mod tar;
mod zip;

use std::borrow::Cow;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::{FileError, Why};

/// Largest archive, in bytes.
pub(super) const MAX_ARCHIVE: usize = 4 * 1024 * 1024;

/// Most files in an archive, used or not.
const MAX_FILES: usize = 256;

/// Most bytes that all files of an archive have when they are unpacked.
pub(super) const MAX_UNPACKED: usize = 8 * 1024 * 1024;

/// A file in an archive.
pub(super) struct Entry<'a> {
    /// Its path, as it is written.
    pub(super) path: String,
    packed: Packed<'a>,
}

/// How a file is in its archive.
enum Packed<'a> {
    /// As it is.
    Plain(Cow<'a, [u8]>),
    /// In a zip; length and checksum of what it becomes.
    Zipped { data: &'a [u8], deflated: bool, size: usize, checksum: u32 },
    /// In a way that is not read.
    Unreadable(Why),
}

impl Entry<'_> {
    /// Returns what is in the file, if it is not larger than `limit`.
    pub(super) fn unpack(&self, limit: usize) -> Result<Cow<'_, [u8]>, Why> {
        let data = match &self.packed {
            Packed::Plain(data) => Cow::Borrowed(&**data),
            Packed::Unreadable(why) => return Err(why.clone()),
            Packed::Zipped { size, .. } if *size > limit => return Err(Why::TooLarge(limit)),
            Packed::Zipped { data, deflated, size, checksum } => {
                let whole = if *deflated {
                    let whole = decompress_to_vec_with_limit(data, *size);
                    Cow::Owned(whole.map_err(|_| Why::Damaged)?)
                } else {
                    Cow::Borrowed(*data)
                };
                if whole.len() != *size || crc32(&whole) != *checksum {
                    return Err(Why::Damaged);
                }
                whole
            }
        };
        if data.len() > limit { Err(Why::TooLarge(limit)) } else { Ok(data) }
    }
}

/// Returns the files of an archive; folders are left out.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry<'_>>, FileError> {
    match bytes {
        _ if bytes.len() > MAX_ARCHIVE => Err(FileError::TooLarge(MAX_ARCHIVE)),
        [b'P', b'K', ..] => zip::entries(bytes),
        [0x1f, 0x8b, ..] => tar::entries(&gunzip(bytes)?),
        [b'R', b'I', b'F', b'F', ..] => Err(FileError::BareWav),
        _ => Err(FileError::NotArchive),
    }
}

/// Unpacks a gzip file of one member (RFC 1952).
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    let broken = FileError::BrokenArchive;
    let (Some([0x1f, 0x8b, 8, flags]), Some(mut rest)) = (bytes.get(..4), bytes.get(10..)) else {
        return Err(broken);
    };
    let (has_checksum, has_extra, has_name, has_comment) =
        (flags & 2 != 0, flags & 4 != 0, flags & 8 != 0, flags & 16 != 0);
    let mut skip = |count: Option<usize>| {
        rest = count.and_then(|count| rest.get(count..)).ok_or(FileError::BrokenArchive)?;
        Ok::<&[u8], FileError>(rest)
    };
    let mut packed = skip(Some(0))?;
    if has_extra {
        packed = skip(le16(packed, 0).map(|length| usize::from(length) + 2))?;
    }
    for _ in 0..u8::from(has_name) + u8::from(has_comment) {
        packed = skip(packed.iter().position(|byte| *byte == 0).map(|at| at + 1))?;
    }
    if has_checksum {
        packed = skip(Some(2))?;
    }
    let (packed, end) = packed.split_at_checked(packed.len().saturating_sub(8)).ok_or(broken)?;
    let (Some(checksum), Some(size)) = (le32(end, 0), le32(end, 4)) else {
        return Err(FileError::BrokenArchive);
    };
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size > MAX_UNPACKED {
        return Err(FileError::TooLarge(MAX_UNPACKED));
    }
    let whole = decompress_to_vec_with_limit(packed, size).map_err(|_| FileError::BrokenArchive)?;
    if whole.len() == size && crc32(&whole) == checksum {
        Ok(whole)
    } else {
        Err(FileError::BrokenArchive)
    }
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Remainders of four bits: a table of sixteen is half as fast as one of 256, and small.
const REMAINDERS: [u32; 16] = {
    let mut table = [0; 16];
    let mut value = 0;
    while value < 16 {
        let (mut rest, mut bit) = (value, 0);
        while bit < 4 {
            rest = if rest & 1 == 1 { (rest >> 1) ^ 0xedb8_8320 } else { rest >> 1 };
            bit += 1;
        }
        table[value as usize] = rest;
        value += 1;
    }
    table
};

/// The checksum of both kinds of archive (RFC 1952 8).
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, bits: u32| {
        let at = usize::try_from((crc ^ bits) & 15).unwrap_or_default();
        (crc >> 4) ^ REMAINDERS.get(at).copied().unwrap_or_default()
    };
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        let byte = u32::from(*byte);
        step(step(crc, byte), byte >> 4)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
