//! Extensions of the demo: who has which, its password, its configuration file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use hookswitch_core::link::{LinkError, MacAddress};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::DemoError;
use crate::provisioning::Provision;
use crate::secret::random;
use crate::state::StateDirectory;

/// The extensions that phones get.
pub(super) const EXTENSIONS: std::ops::RangeInclusive<u16> = 1001..=1010;

/// How long an extension is kept for a phone that does not register.
const KEPT: Duration = Duration::from_secs(600);

/// How long a registration of a demo phone lasts, in seconds: a closed tab is soon forgotten.
const EXPIRES_S: u32 = 120;

/// Who has which extension.
pub(super) struct Directory {
    inner: Mutex<Inner>,
    state: Option<StateDirectory>,
}

struct Inner {
    saved: Saved,
    seen: BTreeMap<u16, Instant>,
}

/// What a restart must not change: phones keep the passwords they have.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Saved {
    /// All passwords are made of this.
    seed: [u8; 32],
    phones: BTreeMap<u16, MacAddress>,
    /// Where phones register.
    registrar: Option<SocketAddr>,
    /// Who is registered.
    bindings: Vec<SavedBinding>,
}

/// A registration as it is remembered over a restart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SavedBinding {
    pub(super) user: String,
    pub(super) contact: String,
    pub(super) address: SocketAddr,
    until: SystemTime,
}

impl SavedBinding {
    /// Returns the registration of `user` that is valid for `left`.
    pub(super) fn new(user: &str, contact: &str, address: SocketAddr, left: Duration) -> Self {
        let until = SystemTime::now() + left;
        Self { user: user.to_owned(), contact: contact.to_owned(), address, until }
    }

    /// Returns how long it is still valid.
    pub(super) fn left(&self) -> Duration {
        self.until.duration_since(SystemTime::now()).unwrap_or_default()
    }
}

/// The file's name; the links' files end in another way.
const FILE: &str = "extensions.demo";

impl Directory {
    /// Opens the directory that `state` remembers, or a new one with new passwords.
    pub(super) fn open(state: Option<&Path>) -> Result<Self, DemoError> {
        let failed = |error| DemoError::State(state.unwrap_or(Path::new("")).to_owned(), error);
        let directory = state.map(StateDirectory::open).transpose().map_err(failed)?;
        let known = directory.as_ref().and_then(|directory| directory.read(FILE));
        let known = known.and_then(|bytes| serde_json::from_slice::<Saved>(&bytes).ok());
        let saved = match known {
            Some(saved) => saved,
            None => Saved {
                seed: random().map_err(failed)?,
                phones: BTreeMap::new(),
                registrar: None,
                bindings: Vec::new(),
            },
        };
        let now = Instant::now();
        let seen = saved.phones.keys().map(|&extension| (extension, now)).collect();
        let inner = Inner { saved, seen };
        Ok(Self { inner: Mutex::new(inner), state: directory })
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the port that phones of an earlier run know.
    pub(super) fn registrar_port(&self) -> Option<u16> {
        self.lock().saved.registrar.map(|registrar| registrar.port())
    }

    /// Notes where phones register.
    pub(super) fn registrar_is(&self, registrar: SocketAddr) {
        let mut inner = self.lock();
        inner.saved.registrar = Some(registrar);
        self.save(&inner.saved);
    }

    /// Returns who is registered, as far as it was remembered.
    pub(super) fn bindings(&self) -> Vec<SavedBinding> {
        self.lock().saved.bindings.clone()
    }

    /// Remembers who is registered.
    pub(super) fn save_bindings(&self, bindings: Vec<SavedBinding>) {
        let mut inner = self.lock();
        inner.saved.bindings = bindings;
        self.save(&inner.saved);
    }

    fn save(&self, saved: &Saved) {
        if let (Some(state), Ok(bytes)) = (&self.state, serde_json::to_vec(saved)) {
            state.write(FILE, &bytes);
        }
    }

    /// Returns the password of `extension`, if there is such an extension.
    pub(super) fn password(&self, extension: &str) -> Option<String> {
        let extension = number(extension)?;
        Some(password(&self.lock().saved.seed, extension))
    }

    /// Notes that the phone of `extension` is there.
    pub(super) fn seen(&self, extension: &str) {
        if let Some(extension) = number(extension) {
            self.lock().seen.insert(extension, Instant::now());
        }
    }

    /// Returns the extension of a phone: the one it had, else a free one, else the one whose
    /// phone has been away longest, if that is long enough.
    fn assign(&self, mac: MacAddress) -> Option<u16> {
        let mut inner = self.lock();
        let now = Instant::now();
        let Inner { saved, seen, .. } = &mut *inner;
        let own = saved.phones.iter().find(|(_, owner)| **owner == mac).map(|(&own, _)| own);
        let free = || EXTENSIONS.clone().find(|extension| !saved.phones.contains_key(extension));
        let abandoned = || {
            let oldest = seen.iter().min_by_key(|(_, at)| **at)?;
            (now.duration_since(*oldest.1) >= KEPT).then_some(*oldest.0)
        };
        let extension = own.or_else(free).or_else(abandoned)?;
        seen.insert(extension, now);
        if saved.phones.insert(extension, mac) != Some(mac) {
            self.save(saved);
        }
        Some(extension)
    }
}

impl Provision for Directory {
    fn configuration(&self, mac: MacAddress) -> Result<String, LinkError> {
        let all_taken =
            || LinkError::NotFound("all ten extensions of the demo are taken".to_owned());
        let extension = self.assign(mac).ok_or_else(all_taken)?;
        let inner = self.lock();
        let registrar = inner.saved.registrar.ok_or(LinkError::Unsupported)?;
        Ok(file(extension, &password(&inner.saved.seed, extension), registrar))
    }
}

fn number(extension: &str) -> Option<u16> {
    extension.parse().ok().filter(|number| EXTENSIONS.contains(number))
}

fn password(seed: &[u8; 32], extension: u16) -> String {
    let hash = Sha256::new().chain_update(seed).chain_update(extension.to_be_bytes()).finalize();
    hash.iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a String has no failure.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The configuration file, with the manual's parameter names (manual 2.1, 16.2). The password of the
/// menu is the manual's, which opens nothing on a phone whose configuration does not say so.
fn file(extension: u16, password: &str, registrar: SocketAddr) -> String {
    let (host, port) = (registrar.ip(), registrar.port());
    format!(
        "; Hookswitch demo, extension {extension}\n\
         system/password=1234\n\
         voip/line/0/enabled=1\n\
         system/lock/2/enabled=1\n\
         voip/line/0/id={extension}\n\
         voip/line/0/auth_name={extension}\n\
         voip/line/0/auth_password={password}\n\
         voip/line/0/description=Demo {extension}\n\
         voip/signalling/sip/use_proxy=1\n\
         voip/signalling/sip/proxy_address={host}\n\
         voip/signalling/sip/proxy_port={port}\n\
         voip/signalling/sip/proxy_timeout={EXPIRES_S}\n\
         voip/signalling/sip/registration_failed_timeout=20\n\
         voip/signalling/sip/rport/enabled=1\n\
         voip/signalling/sip/sip_registrar/enabled=1\n\
         voip/signalling/sip/sip_registrar/addr={host}\n\
         voip/signalling/sip/sip_registrar/port={port}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mac(last: u8) -> MacAddress {
        MacAddress([2, 0, 0, 0, 0, last])
    }

    fn directory(state: Option<&Path>) -> Directory {
        Directory::open(state).expect("a directory that can be written")
    }

    #[test]
    fn phones_keep_their_extension_and_get_the_next_free_one() {
        let directory = directory(None);
        assert_eq!(directory.assign(mac(1)), Some(1001));
        assert_eq!(directory.assign(mac(2)), Some(1002));
        assert_eq!(directory.assign(mac(1)), Some(1001));
        for last in 3..=10 {
            directory.assign(mac(last)).expect("a free extension");
        }
        assert_eq!(directory.assign(mac(11)), None);
        directory.lock().seen.insert(1004, Instant::now() - KEPT);
        assert_eq!(directory.assign(mac(11)), Some(1004));
    }

    #[test]
    fn a_restart_changes_no_password() {
        let state = tempfile::tempdir().expect("a temporary directory");
        let first = directory(Some(state.path()));
        assert_eq!(first.assign(mac(7)), Some(1001));
        let second = directory(Some(state.path()));
        assert_eq!(first.password("1001"), second.password("1001"));
        assert_eq!(second.assign(mac(8)), Some(1002));
        assert_eq!(second.password("999"), None);
    }

    #[test]
    fn the_configuration_file_has_no_problems() {
        let directory = directory(None);
        directory.registrar_is(SocketAddr::from(([127, 0, 0, 1], 5099)));
        let text = directory.configuration(mac(1)).expect("a free extension");
        let reading = hookswitch_core::config::file::read("demo.cfg", text.as_bytes(), "440HD");
        assert_eq!(reading.problems, []);
    }
}
