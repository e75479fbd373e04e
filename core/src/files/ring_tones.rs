//! The archive of ring tones, zip or tgz (manual 18.3).
//!
//! Nothing is written anywhere: a tone is called as its file is, without folders and ending. A
//! path that would lead out of a folder is refused all the same, as who made it meant no good.

use serde::{Deserialize, Serialize};

use super::wav::{self, Encoding};
use super::{Entries, FileError, Place, Why, archive};

/// Most tones of an archive.
pub const MAX_TONES: usize = 32;

/// Largest tone, in bytes of its file: a minute of the largest form.
pub const MAX_TONE: usize = 2 * 1024 * 1024;

/// A tone that was loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RingTone {
    /// What it is called: its file's name without `.wav`.
    pub name: String,
    /// How its samples are coded.
    pub encoding: Encoding,
    /// The samples.
    pub sound: Vec<u8>,
}

/// Reads an archive.
///
/// # Errors
///
/// Why nothing of it can be used.
pub fn read(bytes: &[u8]) -> Result<Entries<RingTone>, FileError> {
    let (mut read, mut names) = (Entries::new(), Vec::new());
    let mut left = archive::MAX_UNPACKED;
    for entry in archive::entries(bytes)? {
        let named = match tone_name(&entry.path) {
            Ok(None) => continue,
            Ok(Some(name)) if names.iter().any(|earlier| earlier == name) => Err(Why::Twice),
            Ok(Some(_)) if names.len() >= MAX_TONES => Err(Why::TooMany(MAX_TONES)),
            Ok(Some(name)) => Ok(name),
            Err(why) => Err(why),
        };
        let tone = named.and_then(|name| {
            names.push(name.to_owned());
            let file = entry.unpack(MAX_TONE.min(left))?;
            left -= file.len();
            let (encoding, sound) = wav::read(&file).map_err(Why::Wav)?;
            Ok(RingTone { name: name.to_owned(), encoding, sound: sound.to_vec() })
        });
        match tone {
            Ok(tone) => read.entries.push(tone),
            Err(why) => read.problem(Place::Entry(shown(&entry.path)), why),
        }
    }
    read.finish()
}

/// Returns what a tone of this path is called; nothing if the file is no business of ours.
fn tone_name(path: &str) -> Result<Option<&str>, Why> {
    let absolute = path.starts_with(['/', '\\']) || path.contains(':');
    let mut parts = path.split(['/', '\\']);
    if absolute || parts.clone().any(|part| part == "..") || path.contains('\0') {
        return Err(Why::BadPath);
    }
    let file = parts.next_back().unwrap_or_default();
    // What systems leave in folders: .DS_Store, ._Ring.wav.
    if file.starts_with('.') || path.starts_with("__MACOSX/") {
        return Ok(None);
    }
    let name = match file.rsplit_once('.') {
        Some((name, end)) if end.eq_ignore_ascii_case("wav") => name,
        _ => return Err(Why::NotWav),
    };
    match super::name(name) {
        Some("") | None => Err(Why::BadName),
        Some(name) => Ok(Some(name)),
    }
}

/// Returns a path as it may be shown.
fn shown(path: &str) -> String {
    path.chars().filter(|c| !c.is_control()).take(100).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::wav::WavError;
    use super::super::wav::tests::wav;
    use super::*;

    /// Returns a tar archive; a mark before a name makes another kind of entry of it.
    fn tar(files: &[(u8, &str, &[u8])]) -> Vec<u8> {
        let mut archive = Vec::new();
        for (kind, name, data) in files {
            let mut header = [0; 512];
            header[..name.len()].copy_from_slice(name.as_bytes());
            header[124..135].copy_from_slice(format!("{:011o}", data.len()).as_bytes());
            header[148..156].fill(b' ');
            header[156] = *kind;
            header[257..263].copy_from_slice(b"ustar\0");
            let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
            header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
            archive.extend(header);
            archive.extend_from_slice(data);
            archive.resize(archive.len().next_multiple_of(512), 0);
        }
        archive.resize(archive.len() + 1024, 0);
        archive
    }

    fn tgz(files: &[(u8, &str, &[u8])]) -> Vec<u8> {
        let tar = tar(files);
        let mut archive = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, b't', 0];
        archive.extend(miniz_oxide::deflate::compress_to_vec(&tar, 6));
        archive.extend(archive::crc32(&tar).to_le_bytes());
        archive.extend(u32::try_from(tar.len()).unwrap().to_le_bytes());
        archive
    }

    /// Returns an archive of one tone in mu-law.
    pub(crate) fn archive_of(name: &str, sound: &[u8]) -> Vec<u8> {
        tgz(&[(b'0', &format!("{name}.wav"), &wav(7, 1, 8_000, 8, sound))])
    }

    fn told(read: &Entries<RingTone>) -> Vec<String> {
        read.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn tones_are_called_as_their_files() {
        let sound = wav(7, 1, 8_000, 8, b"abc");
        let read = read(&tgz(&[
            (b'5', "tones/", b""),
            (b'0', "tones/My Ring.WAV", &sound),
            (b'0', "tones/._My Ring.wav", b"junk"),
            (b'0', "Ring01.wav", &wav(1, 1, 16_000, 16, b"abcd")),
        ]));
        let read = read.unwrap();
        assert_eq!(read.problems, []);
        let names: Vec<_> = read.entries.iter().map(|tone| (&*tone.name, tone.encoding)).collect();
        assert_eq!(names, [("My Ring", Encoding::Pcmu), ("Ring01", Encoding::Linear)]);
        assert_eq!(read.entries[0].sound, b"abc");
    }

    #[test]
    fn long_names_are_read() {
        let sound = wav(7, 1, 8_000, 8, b"abc");
        let pax = "30 mtime=1700000000.123456789\n24 path=a/Z\u{f6}e tone.wav\n";
        let read = read(&tgz(&[
            (b'x', "PaxHeaders/x", pax.as_bytes()),
            (b'0', "a/short", &sound),
            (b'L', "././@LongLink", b"folder/long.wav\0"),
            (b'0', "folder/lon", &sound),
        ]));
        let read = read.unwrap();
        let names: Vec<_> = read.entries.iter().map(|tone| &*tone.name).collect();
        assert_eq!(names, ["Z\u{f6}e tone", "long"]);
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let sound = wav(7, 1, 8_000, 8, b"abc");
        let read = read(&tgz(&[
            (b'0', "../Ring.wav", &sound),
            (b'0', "/etc/Ring.wav", &sound),
            (b'2', "Link.wav", b""),
            (b'0', "Ring.mp3", b"ID3"),
            (b'0', "Stereo.wav", &wav(7, 2, 8_000, 8, b"ab")),
            (b'0', "Good.wav", &sound),
            (b'0', "b/Good.wav", &sound),
        ]));
        let read = read.unwrap();
        assert_eq!(read.entries.len(), 1);
        assert_eq!(
            told(&read),
            [
                "../Ring.wav: its path leads out of the archive",
                "/etc/Ring.wav: its path leads out of the archive",
                "Link.wav: a link to another file",
                "Ring.mp3: not a .wav file",
                "Stereo.wav: the sound must have one channel",
                "b/Good.wav: it was there before; the first is used",
            ]
        );
    }

    #[test]
    fn archives_are_bounded() {
        let huge = vec![0; MAX_TONE + 1];
        let Err(FileError::Nothing(problems)) = read(&tgz(&[(b'0', "Huge.wav", &huge)])) else {
            panic!("a tone that is too large is used");
        };
        assert_eq!(problems[0].why, Why::TooLarge(MAX_TONE));
        let bomb = vec![0; archive::MAX_UNPACKED + 1];
        assert_eq!(
            read(&tgz(&[(b'0', "a", &bomb)])),
            Err(FileError::TooLarge(archive::MAX_UNPACKED))
        );
        let many: Vec<(u8, &str, &[u8])> = vec![(b'0', "a.wav", b""); 300];
        assert_eq!(read(&tgz(&many)), Err(FileError::TooManyFiles(256)));
        assert_eq!(
            read(&vec![b'P'; archive::MAX_ARCHIVE + 1]),
            Err(FileError::TooLarge(archive::MAX_ARCHIVE))
        );
    }

    #[test]
    fn broken_archives_are_named() {
        let good = tgz(&[(b'0', "Ring.wav", &wav(7, 1, 8_000, 8, b"abc"))]);
        for end in 1..good.len() {
            assert!(read(&good[..end]).is_err(), "{end}");
        }
        let mut changed = good.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(read(&changed), Err(FileError::TooLarge(archive::MAX_UNPACKED)));
        changed = good;
        let at = changed.len() - 6;
        changed[at] ^= 1;
        assert_eq!(read(&changed), Err(FileError::BrokenArchive));
        assert_eq!(read(&wav(7, 1, 8_000, 8, b"abc")), Err(FileError::BareWav));
        assert_eq!(read(b"hello"), Err(FileError::NotArchive));
        assert_eq!(read(b"PK\x03\x04"), Err(FileError::BrokenArchive));
        assert_eq!(WavError::CutOff.to_string(), "the WAV file is cut off");
    }
}
