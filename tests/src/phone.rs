//! A phone in a browser of its own, behind a gateway of its own, as most tests need it.

use std::path::{Path, PathBuf};

use crate::browser::{Browser, Microphone, Tab};
use crate::child::wait_until;
use crate::folder;
use crate::gateway::{Account, Gateway};
use crate::peers::Baresip;
use crate::score::{Score, score};
use crate::wav::Wav;

/// What both sides of a call say, and how well it is to be heard.
#[derive(Clone, Debug)]
pub struct Voices {
    /// What the tab says.
    pub tab: PathBuf,
    /// What the peer says.
    pub peer: PathBuf,
    /// The least that speech may score.
    pub good: f64,
}

impl Voices {
    /// Returns speech of 8 kHz, of which G.711 alone leaves 3.9 to 4.0.
    pub fn narrow() -> Self {
        Self { tab: said_by_tab(), peer: said_by_peer(), good: 3.8 }
    }

    /// Returns speech of 16 kHz, which has to score `good`.
    pub fn wide(good: f64) -> Self {
        let file = |name: &str| folder().join("data").join(name);
        Self { tab: file("tab-wide.wav"), peer: file("peer-wide.wav"), good }
    }
}

/// A registered phone; what it says is `tests/data/tab.wav`.
#[derive(Debug)]
pub struct Phone {
    /// The tab it is in.
    pub tab: Tab,
    /// The browser of the tab.
    pub browser: Browser,
    /// Its gateway.
    pub gateway: Gateway,
}

impl Phone {
    /// Opens a phone and waits until it is registered.
    #[track_caller]
    pub fn registered(account: &Account) -> Self {
        Self::registered_saying(account, &said_by_tab())
    }

    /// Opens a phone whose microphone gives a file, and waits until it is registered.
    #[track_caller]
    pub fn registered_saying(account: &Account, file: &Path) -> Self {
        let phone = Self::open_saying(account, file);
        phone.tab.wait_registered();
        phone
    }

    /// Opens a phone.
    #[track_caller]
    pub fn open(account: &Account) -> Self {
        Self::open_saying(account, &said_by_tab())
    }

    #[track_caller]
    fn open_saying(account: &Account, file: &Path) -> Self {
        let gateway = Gateway::serve(account);
        let browser = Browser::start(Microphone::Says(file));
        let tab = browser.open(&phone_url(&gateway));
        Self { tab, browser, gateway }
    }
}

/// Scores both directions of the call that is up, with what is heard from now on.
///
/// Sound is real time: what else runs on the machine can take a packet away. So a direction may try
/// three stretches of speech; a fault of ours spoils them all.
#[track_caller]
pub fn both_directions_are_good(tab: &Tab, peer: &Baresip, what: &str) {
    voices_are_good(tab, peer, &Voices::narrow(), what);
}

/// The same for other voices.
#[track_caller]
pub fn voices_are_good(tab: &Tab, peer: &Baresip, voices: &Voices, what: &str) {
    let length = Wav::read(&voices.tab).seconds();
    let is_good = |score: &Score| score.pesq >= voices.good;
    let mut in_tab = Vec::new();
    let mut in_peer = Vec::new();
    for _ in 0..3 {
        let before = peer.wait_heard(0.5).seconds();
        if !in_tab.iter().any(is_good) {
            in_tab.push(tab.score_played(&voices.peer));
        }
        if !in_peer.iter().any(is_good) {
            in_peer.push(score(&voices.tab, &peer.wait_heard(before + length + 0.2), before));
        }
    }
    eprintln!("{what}: tab to peer {in_peer:?}, peer to tab {in_tab:?}");
    assert!(in_peer.iter().any(is_good), "{what}, tab to peer: {in_peer:?}");
    assert!(in_tab.iter().any(is_good), "{what}, peer to tab: {in_tab:?}");
}

/// Returns the address of a gateway's phone, with the browser's own processing of the microphone
/// off: it is made for rooms and spoils what is scored.
pub fn phone_url(gateway: &Gateway) -> String {
    format!("{}#audio=raw", gateway.url)
}

/// Returns the file that tabs say.
pub fn said_by_tab() -> PathBuf {
    folder().join("data/tab.wav")
}

/// Returns the file that peers say.
pub fn said_by_peer() -> PathBuf {
    folder().join("data/peer.wav")
}

impl Tab {
    /// Waits until line 1 is registered.
    #[track_caller]
    pub fn wait_registered(&self) {
        self.wait_true(LINE_1_REGISTERED);
    }

    /// Waits until the page has loaded one of its modules, as `opus.wasm`.
    #[track_caller]
    pub fn wait_program(&self, file: &str) {
        self.wait_true(&format!(
            "performance.getEntriesByType('resource')
                .some(({{ name, responseEnd }}) => name.endsWith('{file}') && responseEnd > 0)"
        ));
    }

    /// Records what the tab plays for as long as scoring needs and scores it against `reference`.
    #[track_caller]
    pub fn score_played(&self, reference: &Path) -> Score {
        let heard = self.record(Wav::read(reference).seconds() + 0.5);
        score(reference, &heard, 0.0)
    }

    /// Calls a number with the keys and Dial.
    #[track_caller]
    pub fn call(&self, number: &str) {
        self.dial(number);
        self.press("Dial");
    }

    /// Waits until the tab plays something louder than a whisper in half a second of sound.
    #[track_caller]
    pub fn wait_sound(&self) {
        let heard = wait_until(std::time::Duration::from_secs(10), || {
            let start = (self.recorded_s() - 0.5).max(0.0);
            (self.recorded_s() > 0.0 && self.recording("played", start).peak(0.0, 9.0) > 0.03)
                .then_some(())
        });
        assert!(heard.is_some(), "the tab plays nothing: {}", self.display());
    }
}

const LINE_1_REGISTERED: &str = "document.querySelector('button[aria-label=\"Line 1\"]')
    ?.getAttribute('aria-description')?.endsWith(', Registered') ?? false";
