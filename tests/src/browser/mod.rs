//! A real Chromium, driven as a person drives it: by the names of keys and the display's text.
//!
//! Everything blocks, so that a test reads from top to bottom; the browser's own work goes on in
//! the background.

mod memory;
mod tab;
mod trace;

pub use memory::{Thread, Threads};
pub use tab::{Page, Tab};

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chromiumoxide::handler::viewport::Viewport;
use chromiumoxide::{Browser as Chromium, BrowserConfig};
use futures::StreamExt;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::child::{cpu_seconds, parent_of, program, resident_bytes};

/// A script that gives a page a headset with buttons, which no machine of the tests has.
pub const HEADSET: &str = include_str!("headset.js");

/// A script that tells as `__devices` which devices a page uses, and takes them away.
pub const DEVICES: &str = include_str!("devices.js");

/// The programs that are a Chromium.
const PROGRAMS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What the microphone gives.
#[derive(Clone, Copy, Debug)]
pub enum Microphone<'a> {
    /// This file, in a loop; the person agrees.
    Says(&'a Path),
    /// The person says no.
    Denied,
    /// There is none.
    Missing,
}

/// A browser with a profile of its own: what it keeps ends with it.
#[derive(Debug)]
pub struct Browser {
    // Fields end in this order: the browser before its files, the runtime last.
    chromium: Chromium,
    profile: TempDir,
    runtime: Arc<Runtime>,
}

impl Browser {
    /// Starts a browser with a window of 1280 by 900.
    #[track_caller]
    pub fn start(microphone: Microphone<'_>) -> Self {
        Self::with_window(microphone, 1280, 900)
    }

    /// Starts a browser with a window of a size in CSS pixels.
    #[track_caller]
    pub fn with_window(microphone: Microphone<'_>, width: u32, height: u32) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("threads can be started");
        let profile = tempfile::tempdir().unwrap();
        // The flags have no dashes here; a pair becomes `--key=value`.
        let mut config = BrowserConfig::builder()
            .chrome_executable(program(&PROGRAMS))
            .new_headless_mode()
            .no_sandbox()
            .user_data_dir(profile.path())
            .window_size(width, height)
            .viewport(Viewport { width, height, ..Viewport::default() })
            .launch_timeout(Duration::from_secs(60))
            .args(["disable-gpu", "disable-component-update", "no-first-run", "disable-sync"])
            .arg(("autoplay-policy", "no-user-gesture-required"));
        config = match microphone {
            Microphone::Says(file) => config
                .args(["use-fake-device-for-media-stream", "use-fake-ui-for-media-stream"])
                .arg(("use-file-for-fake-audio-capture", file.display().to_string().as_str())),
            Microphone::Denied => config
                .arg("use-fake-device-for-media-stream")
                .arg(("use-fake-ui-for-media-stream", "deny")),
            Microphone::Missing => config.arg("use-fake-ui-for-media-stream"),
        };
        let config = config.build().expect("the browser's settings are complete");
        let (chromium, mut handler) = runtime
            .block_on(Chromium::launch(config))
            .unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        // It ends by itself when the browser does.
        runtime.spawn(async move { while handler.next().await.is_some() {} });
        Self { chromium, profile, runtime: Arc::new(runtime) }
    }

    /// Opens an address in a new tab that records what it plays.
    #[track_caller]
    pub fn open(&self, url: &str) -> Tab {
        Tab::open(&self.chromium, Arc::clone(&self.runtime), url, Page::Recorded)
    }

    /// Returns the seconds of processor time that its processes have used, on Linux.
    pub fn cpu_seconds(&self) -> f64 {
        self.processes().into_iter().map(cpu_seconds).sum()
    }

    /// Returns the memory that its processes have, in bytes, on Linux.
    pub fn resident_bytes(&self) -> u64 {
        self.processes().into_iter().map(resident_bytes).sum()
    }

    /// Returns what tells of the memory of a page's threads, those that run now and those to come.
    #[track_caller]
    pub fn threads(&self, tab: &Tab) -> Threads {
        let address = self.chromium.websocket_address();
        let target = tab.inner().0.target_id().inner().clone();
        Threads::of(address, target, Arc::clone(&self.runtime))
    }

    fn processes(&self) -> Vec<u32> {
        processes_of(&self.profile.path().display().to_string())
    }

    /// Opens an address in a new tab as it is, with nothing added to the page.
    #[track_caller]
    pub fn open_plain(&self, url: &str) -> Tab {
        Tab::open(&self.chromium, Arc::clone(&self.runtime), url, Page::Plain)
    }

    /// Opens an address in a new tab in which `script` runs before the page's own and may bring others.
    #[track_caller]
    pub fn open_changed(&self, url: &str, script: &'static str) -> Tab {
        Tab::open(&self.chromium, Arc::clone(&self.runtime), url, Page::Changed(script))
    }

    /// Opens an address in a new tab in which `script` runs before the page's own.
    #[track_caller]
    pub fn open_watched(&self, url: &str, script: &'static str) -> Tab {
        Tab::open(&self.chromium, Arc::clone(&self.runtime), url, Page::Watched(script))
    }
}

/// Returns the program with `mark` in its arguments and its descendants.
fn processes_of(mark: &str) -> Vec<u32> {
    let all: Vec<_> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter_map(|id| Some((id, parent_of(id)?)))
        .collect();
    let is_root = |id: u32| {
        let arguments = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&arguments).contains(mark)
    };
    let mut ours: Vec<u32> = all.iter().map(|(id, _)| *id).filter(|id| is_root(*id)).collect();
    let mut at = 0;
    while let Some(&parent) = ours.get(at) {
        let children = all.iter().filter(|(id, of)| *of == parent && !ours.contains(id));
        let children: Vec<u32> = children.map(|(id, _)| *id).collect();
        ours.extend(children);
        at += 1;
    }
    ours
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Either fails only if the browser has gone already.
        let _closed = self.runtime.block_on(async {
            tokio::time::timeout(Duration::from_secs(5), self.chromium.close()).await
        });
        let _killed = self.runtime.block_on(async {
            tokio::time::timeout(Duration::from_secs(5), self.chromium.wait()).await
        });
    }
}
