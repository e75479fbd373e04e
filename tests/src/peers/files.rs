//! A folder with files that servers of tests serve: readable for everybody, and under a path that
//! is, too.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Files written so far.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// The folder; it is gone when this is dropped.
#[derive(Debug)]
pub struct Files(TempDir);

impl Files {
    /// Makes an empty folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, whole or not at all; `name` may be a path below the folder.
    ///
    /// Each is a second younger than the one before: servers tell versions of a file apart by its
    /// second and its size.
    pub fn write(&self, name: &str, data: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        let parent = path.parent().unwrap();
        std::fs::create_dir_all(parent).unwrap();
        let new = path.with_extension("new");
        std::fs::write(&new, data).unwrap();
        std::fs::set_permissions(&new, Permissions::from_mode(0o644)).unwrap();
        let age = DAY - Duration::from_secs(WRITTEN.fetch_add(1, Ordering::Relaxed));
        let file = std::fs::File::options().write(true).open(&new).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
        std::fs::rename(&new, &path).unwrap();
        for folder in parent.ancestors().take_while(|folder| folder.starts_with(self.path())) {
            std::fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
        }
        path
    }

    /// Removes a file.
    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path().join(name)).unwrap();
    }
}

impl Default for Files {
    fn default() -> Self {
        Self::new()
    }
}
