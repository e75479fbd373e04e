//! Links as they are remembered over a restart: one file a link, written at each change.
//!
//! Tokens are stored as hashes. The files are for this process only (mode 0600) and for the
//! grace time only: a heartbeat tells how long the gateway was away.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use hookswitch_core::link::MacAddress;
use serde::{Deserialize, Serialize};

use crate::link::{Description, LinkId};
use crate::secret::TokenHash;

/// How often the heartbeat is written.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(2);

/// The file whose age tells how long the gateway was away.
const HEARTBEAT_FILE: &str = "heartbeat";

/// Changes when a file of an older gateway can no longer be read.
const VERSION: u32 = 1;

/// What is remembered of one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Memory {
    version: u32,
    pub(crate) id: LinkId,
    pub(crate) mac: MacAddress,
    pub(crate) model: String,
    pub(crate) resume: TokenHash,
    pub(crate) next_socket: u32,
    pub(crate) sockets: Vec<Description>,
}

impl Memory {
    /// Returns a memory without sockets.
    pub(crate) fn new(id: LinkId, mac: MacAddress, model: String, resume: TokenHash) -> Self {
        Self { version: VERSION, id, mac, model, resume, next_socket: 1, sockets: Vec::new() }
    }
}

/// The directory with the files.
#[derive(Debug)]
pub(crate) struct StateDirectory(PathBuf);

impl StateDirectory {
    /// Makes the directory, if it is not there, for this user alone.
    ///
    /// # Errors
    ///
    /// If it cannot be made, or nothing can be written into it.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        // Fails on a directory of somebody else, who could read and replace what is in it.
        #[cfg(unix)]
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        Ok(Self(path.to_owned()))
    }

    /// Returns what [`StateDirectory::write`] wrote to the file called `name`.
    pub(crate) fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.0.join(name)).ok()
    }

    /// Writes a file called `name`; failure is logged.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        if let Err(error) = self.replace(&self.0.join(name), bytes) {
            tracing::warn!(%error, name, "cannot write");
        }
    }

    /// Writes that the gateway lives.
    pub(crate) fn beat(&self) {
        self.write(HEARTBEAT_FILE, b"");
    }

    /// Remembers a link. Failure is logged: the link goes on, it only would not survive.
    pub(crate) fn save(&self, memory: &Memory) {
        let written = serde_json::to_vec(memory)
            .map_err(io::Error::from)
            .and_then(|bytes| self.replace(&self.file(memory.id), &bytes));
        if let Err(error) = written {
            tracing::warn!(%error, link = %memory.id, "cannot remember the link");
        }
    }

    /// Forgets a link.
    pub(crate) fn forget(&self, id: LinkId) {
        match fs::remove_file(self.file(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, link = %id, "cannot forget the link");
            }
            Ok(()) | Err(_) => {}
        }
    }

    /// Returns the links of the gateway before, and how much of `grace` they have left; removes
    /// the files of links that are out of time or cannot be read.
    pub(crate) fn load(&self, grace: Duration) -> Vec<(Memory, Duration)> {
        let left = self.away().map_or(Duration::ZERO, |away| grace.saturating_sub(away));
        let mut memories = Vec::new();
        for path in self.files() {
            match read(&path) {
                Some(memory) if left > Duration::ZERO => memories.push((memory, left)),
                Some(_) | None => {
                    // What cannot be removed is found out of time again next time.
                    let _ = fs::remove_file(&path);
                }
            }
        }
        memories
    }

    /// Time since the last heartbeat.
    fn away(&self) -> Option<Duration> {
        let modified = fs::metadata(self.0.join(HEARTBEAT_FILE)).and_then(|file| file.modified());
        // A clock that was set back says nothing about how long it was: count it as no time.
        modified.ok().map(|at| SystemTime::now().duration_since(at).unwrap_or_default())
    }

    fn files(&self) -> Vec<PathBuf> {
        let Ok(directory) = fs::read_dir(&self.0) else { return Vec::new() };
        let mut files: Vec<_> = directory
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        files
    }

    fn file(&self, id: LinkId) -> PathBuf {
        self.0.join(format!("{id}.json"))
    }

    /// Writes beside and renames, so that a reader sees the old file or the new one. No fsync:
    /// this outlives the process, not the machine, whose sockets would be gone too.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let new = path.with_extension("new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&new)?.write_all(bytes)?;
        fs::rename(&new, path)
    }
}

fn read(path: &Path) -> Option<Memory> {
    let bytes = fs::read(path).ok()?;
    let memory: Memory = serde_json::from_slice(&bytes).ok()?;
    (memory.version == VERSION).then_some(memory)
}
