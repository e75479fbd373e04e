//! Files of a fleet on this host, read as a phone reads them from its server.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use hookswitch_core::config::encryption::{self, EncryptionError, Key, Keys, des};
use hookswitch_core::config::file::{
    Document, Failure, FailureReason, FileId, FileSet, Line, Loaded, Location, MAX_FILE, Names,
    content,
};
use hookswitch_core::config::models::MODELS;
use hookswitch_core::config::{Config, table};

use super::super::CannotRun;

/// What a file is replaced by that is not there or not looked at, so that the others are read.
const STAND_IN: &[u8] = b"# not read\n";

/// A key for files that lint itself has to encrypt, because a phone expects them to be.
const OWN_KEY: &str = "what lint stands in for";

/// Where the files of a URL are on this host.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    url: String,
    folder: PathBuf,
}

impl Mapping {
    /// Reads `URL=DIR`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (url, folder) = text.rsplit_once('=').ok_or("URL=DIR is meant")?;
        let url = Location::url(url).map_err(|error| format!("the URL {error}"))?.to_string();
        let url = format!("{}/", url.trim_end_matches('/'));
        Ok(Self { url, folder: folder.into() })
    }
}

/// Returns the files that were named and those in and below folders that were named.
///
/// # Errors
///
/// If one of them is not there, or a folder has none.
pub(super) fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, CannotRun> {
    let mut files = Vec::new();
    for path in named {
        let about = fs::metadata(path).map_err(|error| CannotRun::file(path, &error))?;
        if !about.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        below(path, &mut files)?;
        if files.len() == before {
            let what = "no .cfg or .cfx file in this folder";
            return Err(CannotRun(format!("{}: {what}", path.display())));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    let wrong = |error: io::Error| CannotRun::file(folder, &error);
    let mut entries: Vec<_> = fs::read_dir(folder)
        .map_err(wrong)?
        .map(|entry| entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))))
        .collect::<io::Result<_>>()
        .map_err(wrong)?;
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (path, kind) in entries {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if kind.is_dir() {
            below(&path, files)?;
        } else if ["cfg", "cfx"].contains(&ending.to_ascii_lowercase().as_str()) {
            files.push(path);
        }
    }
    Ok(())
}

/// Why a file that is included was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    /// It is at a URL.
    Url,
    /// It is not there, or cannot be read; says why.
    Missing(String),
}

/// A file and all that it includes.
pub(super) struct Loading {
    /// The model it was read for.
    pub(super) model: String,
    /// What stands for the phone in names of files.
    pub(super) names: Names,
    /// Whether the phone is known by the name of its file.
    pub(super) knows_mac: bool,
    /// What a phone makes of it.
    pub(super) result: Result<Loaded, Failure>,
    /// The files as they came, if a phone makes nothing of them.
    pub(super) raw: Vec<(Location, Document)>,
    /// What was not read.
    pub(super) absent: BTreeMap<String, Absent>,
    /// Files that were read though they still have to be encrypted: their names then, and now.
    plain: BTreeMap<String, String>,
}

impl Loading {
    /// Returns the name of a file as it is on this host.
    pub(super) fn name(&self, location: &Location) -> String {
        let name = location.to_string();
        self.plain.get(&name).cloned().unwrap_or(name)
    }
}

/// Reads files, with what is needed to open and find them.
pub(super) struct Disk {
    /// The administrator's keys.
    pub(super) keys: Keys,
    /// These, and that of what lint encrypted.
    all_keys: Keys,
    mappings: Vec<Mapping>,
}

impl Disk {
    /// Returns a reader of files.
    pub(super) fn new(keys: Keys, mappings: Vec<Mapping>) -> Self {
        let all_keys = keys.0.iter().cloned().chain([Key::new(OWN_KEY)]).collect();
        Self { keys, all_keys: Keys(all_keys), mappings }
    }

    /// Reads the file of a phone for `model`, or for the model that it is written for.
    ///
    /// # Errors
    ///
    /// If the file itself cannot be read.
    pub(super) fn load(&self, path: &Path, model: Option<&str>) -> Result<Loading, CannotRun> {
        let first = read(path).map_err(|error| CannotRun::file(path, &error))?;
        let location = Location::file(&path.to_string_lossy());
        let own = || self.model_of(location.file_name(), &first);
        let model = model.map(str::to_owned).or_else(own);
        let told = model.is_some();
        let model = model.unwrap_or_else(|| Config::default().model().to_owned());
        let loading = self.load_for(&location, &first, model);
        // Nobody said for which model it is but a file that it includes.
        if let (false, Err(Failure { file, reason: FailureReason::OtherModel { .. }, .. })) =
            (told, &loading.result)
        {
            let other = loading.raw.iter().find(|(location, _)| location.to_string() == *file);
            if let Some(model) = other.and_then(|(_, document)| model_in(document)) {
                return Ok(self.load_for(&location, &first, model));
            }
        }
        Ok(loading)
    }

    fn load_for(&self, first: &Location, bytes: &[u8], model: String) -> Loading {
        let mac = mac_in(first.file_name());
        let knows_mac = mac.is_some();
        let mac = mac.unwrap_or_else(|| "0".repeat(12));
        let names = Names { mac, model: model.clone(), any_model: false };
        let mut set = FileSet::new(first.clone(), names.clone());
        let (mut absent, mut plain, mut fed) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        while let Some(want) = set.poll_want() {
            let bytes = if want.id == FileId(0) {
                bytes.to_vec()
            } else {
                self.included(&want.location, &mut absent, &mut plain)
            };
            fed.push((want.location, bytes.clone()));
            set.handle_file(want.id, Ok(bytes), &self.all_keys);
        }
        let mut result = set.finish(&self.all_keys);
        if let Err(Failure { reason, .. }) = &mut result
            && *reason == FailureReason::Encryption(EncryptionError::WrongKey)
            && self.keys.0.is_empty()
        {
            *reason = FailureReason::Encryption(EncryptionError::NoKey);
        }
        let mut raw = Vec::new();
        if result.is_err() {
            fed.retain(|(_, bytes)| content::check_text(bytes).is_ok());
            raw = fed.into_iter().map(|(at, bytes)| (at, Document::new(bytes))).collect();
        }
        Loading { model, names, knows_mac, result, raw, absent, plain }
    }

    /// Returns a file that another one includes, or what stands for it.
    fn included(
        &self,
        location: &Location,
        absent: &mut BTreeMap<String, Absent>,
        plain: &mut BTreeMap<String, String>,
    ) -> Vec<u8> {
        let encrypted = location.file_name().to_ascii_lowercase().ends_with(".cfx");
        // A phone expects what is called so to be encrypted.
        let made = |bytes: &[u8]| {
            if encrypted { des::encrypt(bytes, &Key::new(OWN_KEY)) } else { bytes.to_vec() }
        };
        let why = match self.path_of(location) {
            None => Absent::Url,
            Some(path) => match (read(&path), encrypted) {
                (Ok(bytes), _) => return bytes,
                (Err(error), false) => Absent::Missing(error.to_string()),
                // It is there, and will be encrypted when the fleet is.
                (Err(error), true) => match read(&path.with_extension("cfg")) {
                    Ok(bytes) => {
                        let now = path.with_extension("cfg").display().to_string();
                        plain.insert(location.to_string(), now);
                        return made(&bytes);
                    }
                    Err(_) => Absent::Missing(error.to_string()),
                },
            },
        };
        absent.insert(location.to_string(), why);
        made(STAND_IN)
    }

    /// Returns where a file is on this host; `None` if it is at a URL that is mapped to no folder.
    fn path_of(&self, location: &Location) -> Option<PathBuf> {
        if location.scheme().is_none() {
            return Some(location.path().into());
        }
        let url = location.to_string();
        let url = url.split('?').next().unwrap_or_default();
        self.mappings.iter().find_map(|mapping| {
            let rest = url.strip_prefix(&mapping.url)?;
            Some(mapping.folder.join(rest))
        })
    }

    fn model_of(&self, name: &str, bytes: &[u8]) -> Option<String> {
        let text = encryption::open_file(name, bytes.to_vec(), &self.keys).ok()?;
        model_in(&Document::new(text))
    }
}

/// Reads a file, but not more of it than a phone reads.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the model that a file says it is for, if there is such a model.
fn model_in(document: &Document) -> Option<String> {
    let model = table::system::MODEL.param.path;
    document.lines().find_map(|(_, line)| match line {
        Line::Parameter { path, value }
            if table::find(path).is_some_and(|(param, ..)| param.path == model) =>
        {
            let known = MODELS.iter().find(|known| known.eq_ignore_ascii_case(value));
            known.map(|known| (*known).to_owned())
        }
        Line::Parameter { .. }
        | Line::Blank
        | Line::Comment(_)
        | Line::Include(_)
        | Line::Unreadable { .. } => None,
    })
}

/// Returns the MAC address in the name of a file: twelve hexadecimal digits by themselves.
fn mac_in(name: &str) -> Option<String> {
    let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    let is_mac = |part: &&str| part.len() == 12 && part.bytes().all(|b| b.is_ascii_hexdigit());
    parts.find(is_mac).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_known_by_the_names_of_their_files() {
        let mac = Some("00908f123456".to_owned());
        assert_eq!(mac_in("00908F123456.cfg"), mac);
        assert_eq!(mac_in("440HD_00908f123456_conf.cfg"), mac);
        assert_eq!(mac_in("global.cfg"), None);
    }

    #[test]
    fn urls_are_found_where_they_are_mapped_to() {
        let mapping = Mapping::parse("https://Phones.example/cfg/=here").expect("a mapping");
        let disk = Disk::new(Keys::default(), vec![mapping]);
        let path = |url: &str| disk.path_of(&Location::url(url).expect("a URL"));
        assert_eq!(path("https://phones.example/cfg/a/b.cfg?c"), Some("here/a/b.cfg".into()));
        assert_eq!(path("https://phones.example/cfgs/b.cfg"), None);
        assert_eq!(path("http://phones.example/cfg/b.cfg"), None);
        assert!(Mapping::parse("phones=here").is_err());
    }
}
