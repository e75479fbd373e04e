//! A phone in a browser of its own, behind a gateway of its own, as most tests need it.

use std::path::{Path, PathBuf};

use crate::browser::{Browser, Microphone, Tab};
use crate::child::wait_until;
use crate::folder;
use crate::gateway::{Account, Gateway};
use crate::score::{Score, score};
use crate::wav::Wav;

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
        let phone = Self::open(account);
        phone.tab.wait_registered();
        phone
    }

    /// Opens a phone.
    #[track_caller]
    pub fn open(account: &Account) -> Self {
        let gateway = Gateway::serve(account);
        let browser = Browser::start(Microphone::Says(&said_by_tab()));
        let tab = browser.open(&phone_url(&gateway));
        Self { tab, browser, gateway }
    }
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
    ?.getAttribute('aria-description')?.endsWith(', registered') ?? false";
