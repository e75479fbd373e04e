//! Files that the configuration names: ring tones and the corporate directory. They are kept beside
//! the snapshots, since they are too large to be written with each of them.

use super::directory::{by_name, name_among};
use super::io::Keepsake;
use super::personal::Personal;
use super::update::Configuration;
use super::{Output, Phone};
use crate::config::table::provisioning;
use crate::config::{Config, locate};
use crate::files::directory::{self, Contact};
use crate::files::ring_tones::{self, RingTone};
use crate::files::speed_dial::{self, SpeedDial};
use crate::files::wav::Encoding;
use crate::files::{Entries, FileError};
use crate::language::Text;
use crate::media::plan::{Coding, MAX_RECORDINGS, RecordingId, RecordingPart, Ring};
use crate::provisioning::Resource;
use crate::sip::header::HeaderName;
use crate::sip::message::Request;

/// Version of the configuration that is kept.
const KEPT_VERSION: u8 = 2;

/// What the files hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    ring_tones: Vec<RingTone>,
    /// The ring tones of the person.
    pub(super) own_tones: Vec<RingTone>,
    /// The contacts of the company, by name.
    pub(super) contacts: Vec<Contact>,
    /// The contacts of the person, by name.
    pub(super) own: Vec<Contact>,
    /// The numbers on keys that a file has.
    speed_dials: Vec<SpeedDial>,
    /// Recordings that the audio graph has, the oldest first, as it keeps them.
    told: Vec<RecordingId>,
    /// The configuration that is kept, by its checksum.
    kept: u32,
    /// Whether the browser could not write what it was told last.
    pub(super) unwritten: bool,
}

impl Phone {
    /// Takes what was kept beside the snapshots.
    pub(super) fn take_kept(&mut self, keepsake: Keepsake, data: &[u8]) {
        let resource = match keepsake {
            Keepsake::Configuration => return self.take_kept_configuration(data),
            Keepsake::RingTones => Resource::RingTones,
            Keepsake::Directory => Resource::Directory,
            Keepsake::Contacts => return self.take_contacts(data),
            Keepsake::Texts => return self.take_kept_texts(data),
            Keepsake::Greeting => return self.take_kept_greeting(data),
            Keepsake::OwnRingTones => return self.take_own_tones(data),
            // The configuration that is kept has what they say.
            Keepsake::SpeedDials => {
                let read = speed_dial::read(data);
                self.files.speed_dials = read.map(|read| read.entries).unwrap_or_default();
                return;
            }
        };
        if super::provisioning::resources(&self.config).iter().any(|(it, _)| *it == resource) {
            self.take_file(resource, data);
        }
    }

    /// Takes note of whether the browser keeps the phone; a person is told once that it does not.
    pub(super) fn take_storage(&mut self, kept: Result<(), String>) {
        let failed = kept.is_err();
        if core::mem::replace(&mut self.files.unwritten, failed) || !failed {
            return;
        }
        let why = kept.err().unwrap_or_default();
        self.notify(Text::BrowserCannotSave { why });
    }

    /// Takes a file that has come, and keeps it if it can be used.
    pub(super) fn take_resource(&mut self, resource: Resource, data: Vec<u8>) {
        let keepsake = match resource {
            Resource::RingTones => Keepsake::RingTones,
            Resource::Directory => Keepsake::Directory,
            Resource::SpeedDials => Keepsake::SpeedDials,
            Resource::Root(_)
            | Resource::Certificate
            | Resource::PrivateKey
            | Resource::SipCertificate
            | Resource::SipPrivateKey => {
                // A server that was not trusted may be now.
                return self.endpoint.retry_registrations(self.now);
            }
        };
        self.take_file(resource, &data);
        self.outputs.push_back(Output::Keep(keepsake, data));
    }

    fn take_file(&mut self, resource: Resource, data: &[u8]) {
        match resource {
            Resource::RingTones => {
                if let Some(tones) = self.entries(resource, ring_tones::read(data)) {
                    self.files.ring_tones = tones;
                    self.tell_recordings();
                }
            }
            Resource::Directory => {
                if let Some(mut contacts) = self.entries(resource, directory::read(data)) {
                    contacts.sort_by(by_name);
                    self.files.contacts = contacts;
                    self.rename_keys();
                }
            }
            Resource::SpeedDials => {
                if let Some(numbers) = self.entries(resource, speed_dial::read(data)) {
                    self.files.speed_dials = numbers;
                    self.put_speed_dials_in_force();
                }
            }
            Resource::Root(_)
            | Resource::Certificate
            | Resource::PrivateKey
            | Resource::SipCertificate
            | Resource::SipPrivateKey => {}
        }
    }

    /// Puts the numbers of the speed-dial file into a configuration that names one.
    pub(super) fn put_speed_dials(&self, config: &mut Config) {
        if config.get(&provisioning::SPEED_DIAL_URI).is_none() {
            return;
        }
        speed_dial::put(&self.files.speed_dials, config);
    }

    /// Lets a new speed-dial file hold; what the person put on keys goes before it.
    fn put_speed_dials_in_force(&mut self) {
        let mut config = self.config.clone();
        self.put_speed_dials(&mut config);
        let is_of_key = |path: &str| {
            locate(path).is_ok_and(|(row, _)| speed_dial::ROWS.iter().any(|it| it.path == row.path))
        };
        self.personal.apply_where(&mut config, is_of_key);
        let problems = core::mem::take(&mut self.setup.problems);
        self.adopt(Configuration { config, source: self.setup.source.clone(), problems });
    }

    /// Returns what can be used of a file; what cannot is told.
    fn entries<T>(
        &mut self,
        resource: Resource,
        read: Result<Entries<T>, FileError>,
    ) -> Option<Vec<T>> {
        match read {
            Ok(Entries { entries, problems }) => {
                for problem in problems {
                    self.file_problem(resource, &problem.to_string());
                }
                self.log(format!("{resource}: {} entries", entries.len()));
                Some(entries)
            }
            Err(error) => {
                self.file_problem(resource, &error.to_string());
                None
            }
        }
    }

    fn file_problem(&mut self, resource: Resource, problem: &str) {
        let text = format!("{resource}: {problem}");
        self.log(text.clone());
        self.setup.problems.push(text);
    }

    /// Forgets files that the configuration does not name any more.
    pub(super) fn drop_files(&mut self) {
        let named = super::provisioning::resources(&self.config);
        let is_named = |wanted: Resource| named.iter().any(|(resource, _)| *resource == wanted);
        let mut dropped = Vec::new();
        if !is_named(Resource::RingTones) && !self.files.ring_tones.is_empty() {
            self.files.ring_tones.clear();
            dropped.push(Keepsake::RingTones);
        }
        if !is_named(Resource::Directory) && !self.files.contacts.is_empty() {
            self.files.contacts.clear();
            self.rename_keys();
            dropped.push(Keepsake::Directory);
        }
        if !is_named(Resource::SpeedDials) && !self.files.speed_dials.is_empty() {
            self.files.speed_dials.clear();
            dropped.push(Keepsake::SpeedDials);
        }
        let forget = |keepsake| Output::Keep(keepsake, Vec::new());
        self.outputs.extend(dropped.into_iter().map(forget));
    }

    /// Gives the outside the recordings that callers may hear, that calls may ring with or that may be
    /// chosen now, and that it does not have.
    ///
    /// The audio graph has room for more than these, so that none of them takes another one's place for
    /// long: what was told last is forgotten last.
    pub(super) fn tell_recordings(&mut self) {
        let rings = &self.settings.rings;
        let of_calls = rings.lines.iter().chain(rings.distinctive.iter().map(|(_, ring)| ring));
        let names = of_calls.cloned().chain(self.previewed_name());
        let id = |name: String| self.loaded(&name).map(|tone| (recording_id(tone), name));
        let wanted: Vec<_> = names.filter_map(id).collect();
        for _ in 0..MAX_RECORDINGS {
            self.tell_greeting();
            let missing = wanted.iter().find(|(id, _)| !self.has_recording(*id));
            let Some((id, tone)) = missing.and_then(|(id, name)| Some((*id, self.loaded(name)?)))
            else {
                break;
            };
            self.tell_recording(recording(id, tone));
        }
    }

    /// Gives the outside a recording.
    pub(super) fn tell_recording(&mut self, part: RecordingPart) {
        let told = &mut self.files.told;
        if !told.contains(&part.id) {
            if told.len() >= MAX_RECORDINGS {
                told.remove(0);
            }
            told.push(part.id);
        }
        self.outputs.push_back(Output::Recording(part));
    }

    /// Whether the outside has a recording.
    pub(super) fn has_recording(&self, id: RecordingId) -> bool {
        self.files.told.contains(&id)
    }

    /// Returns what a call rings like: as its Alert-Info says (manual 18.1), else as its line does.
    pub(super) fn ring_for(&self, line: u8, request: &Request) -> Ring {
        let alert = request.headers.get(&HeaderName::AlertInfo).unwrap_or_default();
        let rings = &self.settings.rings;
        let distinctive = rings.distinctive.iter().find(|(kind, _)| alert.contains(kind.as_str()));
        let of_line = rings.lines.get(usize::from(line)).or(rings.lines.last());
        let name = distinctive.map(|(_, ring)| ring).or(of_line);
        name.map_or(Ring::Own(1), |name| self.ring_called(name))
    }

    /// Returns the names of the rings in the archive.
    pub(super) fn ring_tone_names(&self) -> impl Iterator<Item = String> {
        self.files.ring_tones.iter().map(|tone| tone.name.clone())
    }

    pub(super) fn ring_called(&self, name: &str) -> Ring {
        let number = name.strip_prefix("Ring").and_then(|digits| digits.parse().ok());
        match (number, self.loaded(name)) {
            (_, Some(tone)) => Ring::Loaded(recording_id(tone)),
            (Some(number), None) => Ring::Own(number),
            (None, None) => Ring::Own(1),
        }
    }

    /// Returns who has a number, as the person or the company says; empty if neither does (manual
    /// 24.1).
    pub(super) fn name_of(&self, number: &str) -> String {
        let own = self.own_name_of(number);
        if own.is_empty() { name_among(&self.files.contacts, number) } else { own }
    }

    fn loaded(&self, name: &str) -> Option<&RingTone> {
        let mut tones = self.files.own_tones.iter().chain(&self.files.ring_tones);
        tones.find(|tone| tone.name == name)
    }

    /// Keeps the configuration that holds, if it is not kept yet.
    pub(super) fn keep_configuration(&mut self) {
        let provisioner = self.provisioner.keepsake();
        let values = self.config.expose();
        let kept = (KEPT_VERSION, &self.setup.source, values, &self.personal, provisioner);
        // Serialising plain owned data into a growing buffer has no failure.
        let data = postcard::to_allocvec(&kept).unwrap_or_default();
        let checksum = super::snapshot::checksum(&data);
        if core::mem::replace(&mut self.files.kept, checksum) != checksum {
            self.outputs.push_back(Output::Keep(Keepsake::Configuration, data));
        }
    }

    /// Goes on with the configuration of a phone whose snapshot could not be read.
    fn take_kept_configuration(&mut self, data: &[u8]) {
        self.files.kept = super::snapshot::checksum(data);
        type Kept = (u8, String, Vec<(String, String)>, Personal, Vec<u8>);
        let Ok((KEPT_VERSION, source, values, personal, provisioner)) =
            postcard::from_bytes::<Kept>(data)
        else {
            return;
        };
        if self.setup.configured || source.is_empty() {
            return;
        }
        let mut config = Config::default();
        config.apply(&values);
        self.personal = personal;
        self.provisioner.take_keepsake(&provisioner);
        self.setup.configured = true;
        self.adopt(Configuration { config, source, problems: Vec::new() });
    }
}

/// Names a tone by what it sounds like, so that a changed one is another.
fn recording_id(tone: &RingTone) -> RecordingId {
    let RingTone { name, encoding, sound } = tone;
    let kind = [*encoding as u8];
    RecordingId(super::snapshot::checksum(&[name.as_bytes(), &kind, sound].concat()))
}

fn recording(id: RecordingId, tone: &RingTone) -> RecordingPart {
    let coding = match tone.encoding {
        Encoding::Pcma => Coding::Pcma,
        Encoding::Pcmu => Coding::Pcmu,
        Encoding::Linear => Coding::Linear,
    };
    let total = u32::try_from(tone.sound.len()).unwrap_or(u32::MAX);
    RecordingPart { id, coding, total, offset: 0, data: tone.sound.clone() }
}
