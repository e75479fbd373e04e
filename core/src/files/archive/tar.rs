//! Tar archives: ustar, with the long names of GNU and of pax (POSIX.1-2001).

use super::{Entry, MAX_FILES, Packed};
use crate::files::{FileError, Why};
use crate::text::utf8_or_latin1;

/// Bytes of a header, and what everything is filled up to.
const BLOCK: usize = 512;

pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry<'static>>, FileError> {
    let (mut rest, mut entries, mut long_name) = (bytes, Vec::new(), None);
    let mut count = 0;
    while let Some((header, tail)) = rest.split_at_checked(BLOCK) {
        if header.iter().all(|byte| *byte == 0) {
            return Ok(entries);
        }
        count += 1;
        if count > MAX_FILES {
            return Err(FileError::TooManyFiles(MAX_FILES));
        }
        let (kind, size) = read(header).ok_or(FileError::BrokenArchive)?;
        let data = tail.get(..size).ok_or(FileError::BrokenArchive)?;
        // The last file may lack what fills it up.
        rest = tail.get(size.next_multiple_of(BLOCK)..).unwrap_or_default();
        let packed = match kind {
            b'L' => {
                long_name = Some(utf8_or_latin1(until_nul(data)));
                continue;
            }
            b'x' => {
                long_name = pax_path(data).map(utf8_or_latin1);
                continue;
            }
            0 | b'0' | b'7' => Packed::Plain(data.to_vec().into()),
            b'1' | b'2' => Packed::Unreadable(Why::Link),
            // Folders, devices, and what holds for all files.
            _ => {
                long_name = None;
                continue;
            }
        };
        let path = long_name.take().unwrap_or_else(|| name(header).into()).into_owned();
        entries.push(Entry { path, packed });
    }
    // Some programs leave the zeros at the end out.
    if rest.is_empty() { Ok(entries) } else { Err(FileError::BrokenArchive) }
}

/// Returns the kind of a file and its length; `None` if this is no header.
fn read(header: &[u8]) -> Option<(u8, usize)> {
    let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
    let field = header.get(148..156)?;
    let own: u64 = field.iter().map(|byte| u64::from(*byte)).sum();
    let blanks = 8 * u64::from(b' ');
    (octal(field)? == sum - own + blanks).then_some(())?;
    Some((*header.get(156)?, usize::try_from(octal(header.get(124..136)?)?).ok()?))
}

fn octal(field: &[u8]) -> Option<u64> {
    let digits = until_nul(field).trim_ascii();
    let value =
        |sum: u64, digit: &u8| sum.checked_mul(8)?.checked_add(u64::from(digit.checked_sub(b'0')?));
    let good = digits.iter().all(|digit| (b'0'..=b'7').contains(digit));
    good.then(|| digits.iter().try_fold(0, value)).flatten()
}

fn name(header: &[u8]) -> String {
    let field = |from: usize, to: usize| {
        utf8_or_latin1(until_nul(header.get(from..to).unwrap_or_default()))
    };
    let (name, prefix) = (field(0, 100), field(345, 500));
    let posix = header.get(257..263) == Some(b"ustar\0");
    if posix && !prefix.is_empty() { format!("{prefix}/{name}") } else { name.into_owned() }
}

fn until_nul(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Returns the path in a pax header: lines of `length key=value`.
fn pax_path(mut records: &[u8]) -> Option<&[u8]> {
    let mut path = None;
    while !records.is_empty() {
        let blank = records.iter().position(|byte| *byte == b' ')?;
        let length: usize = core::str::from_utf8(records.get(..blank)?).ok()?.parse().ok()?;
        let record = records.get(blank + 1..length.checked_sub(1)?)?;
        path = record.strip_prefix(b"path=").or(path);
        records = records.get(length..)?;
    }
    path
}
