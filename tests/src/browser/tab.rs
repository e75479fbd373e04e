//! One tab: its keys, its display, what it plays, and what went wrong in it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chromiumoxide::Page as CdpPage;
use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams,
};
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::page::{
    CaptureScreenshotFormat, EventFileChooserOpened, ReloadParams, SetBypassCspParams,
    SetInterceptFileChooserDialogParams,
};
use chromiumoxide::cdp::browser_protocol::storage::OverrideQuotaForOriginParams;
use chromiumoxide::cdp::js_protocol::runtime::{
    ConsoleApiCalledType, EventConsoleApiCalled, EventExceptionThrown,
};
use chromiumoxide::layout::Point;
use chromiumoxide::page::ScreenshotParams;
use futures::StreamExt;
use serde::de::DeserializeOwned;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::child::wait_until;
use crate::wav::Wav;

/// How long a key may take to appear, and a page to load.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest time in which a page is not asked anything, in seconds: an answer may not take longer.
const LEFT_ALONE_S: f64 = 10.0;

/// What a tab gets beside the page itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A recorder of what the page plays, which its content policy would forbid.
    Recorded,
    /// This script, run before the page's own.
    Watched(&'static str),
    /// The same, and it may bring scripts that the page's content policy would forbid.
    Changed(&'static str),
    /// Nothing.
    Plain,
}

/// A tab with a phone in it.
#[derive(Debug)]
pub struct Tab {
    page: CdpPage,
    runtime: Arc<Runtime>,
    errors: Arc<Mutex<Vec<String>>>,
}

impl Tab {
    #[track_caller]
    pub(super) fn open(
        chromium: &chromiumoxide::Browser,
        runtime: Arc<Runtime>,
        url: &str,
        kind: Page,
    ) -> Self {
        let errors = Arc::new(Mutex::new(Vec::new()));
        let opened = runtime.block_on(async {
            let page = chromium.new_page("about:blank").await?;
            collect_errors(&page, &errors).await?;
            page.enable_log().await?;
            match kind {
                Page::Recorded => {
                    page.execute(SetBypassCspParams::new(true)).await?;
                    page.evaluate_on_new_document(include_str!("recorder.js")).await?;
                }
                Page::Changed(script) => {
                    page.execute(SetBypassCspParams::new(true)).await?;
                    page.evaluate_on_new_document(script).await?;
                }
                Page::Watched(script) => {
                    page.evaluate_on_new_document(script).await?;
                }
                Page::Plain => {}
            }
            page.goto(url).await?;
            Ok::<_, chromiumoxide::error::CdpError>(page)
        });
        let page = opened.unwrap_or_else(|error| panic!("{url} cannot be opened: {error}"));
        Self { page, runtime, errors }
    }

    /// Chooses a file in the browser's dialog that `ask` lets it open.
    #[track_caller]
    pub fn choose_file(&self, file: &Path, ask: impl FnOnce()) {
        let mut opened = self.block(self.page.event_listener::<EventFileChooserOpened>());
        self.block(self.page.execute(SetInterceptFileChooserDialogParams::new(true)));
        ask();
        let opened = self.runtime.block_on(async { timeout(PATIENCE, opened.next()).await });
        let opened = opened.ok().flatten().expect("the browser lets choose a file");
        let files = vec![file.to_string_lossy().into_owned()];
        let mut chosen = SetFileInputFilesParams::new(files);
        chosen.backend_node_id = opened.backend_node_id;
        self.block(self.page.execute(chosen));
    }

    /// Clicks the button with an accessible name.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let centre = self.find(name);
        self.block(self.page.click(centre));
    }

    /// Holds the button with an accessible name down until the display shows `text`.
    #[track_caller]
    pub fn hold(&self, name: &str, text: &str) {
        use chromiumoxide::cdp::browser_protocol::input::{
            DispatchMouseEventParams, DispatchMouseEventType, MouseButton,
        };
        let Point { x, y } = self.find(name);
        let event = |kind: DispatchMouseEventType| {
            let event = DispatchMouseEventParams::builder().r#type(kind).x(x).y(y);
            let event = event.button(MouseButton::Left).click_count(1).build();
            self.block(self.page.execute(event.expect("the kind and the place are set")));
        };
        event(DispatchMouseEventType::MousePressed);
        self.wait_display(text);
        event(DispatchMouseEventType::MouseReleased);
    }

    /// Waits until the button with an accessible name is there, can be pressed and stands still, and
    /// returns its centre.
    #[track_caller]
    fn find(&self, name: &str) -> Point {
        let mut last = None;
        let centre: Option<(f64, f64)> = wait_until(PATIENCE, || {
            let place: Option<(f64, f64)> =
                self.evaluate(&format!("({FIND_BUTTON})({})", json(name))).unwrap_or_default();
            // A person does not hit a key that moves under the finger either.
            let still = place.filter(|_| place == last);
            last = place;
            still
        });
        let Some((x, y)) = centre else {
            panic!("no key {name:?} can be pressed; there are {:?}; {}", self.keys(), self.shown());
        };
        Point { x, y }
    }

    /// Presses keys one after the other, each once the display shows what the one before leads to.
    #[track_caller]
    pub fn choose(&self, steps: &[(&str, &str)]) {
        for (key, shown) in steps {
            self.press(key);
            self.wait_display(shown);
        }
    }

    /// Presses the keys of a number, as `600` or `*1#`.
    #[track_caller]
    pub fn dial(&self, number: &str) {
        for digit in number.chars() {
            match digit {
                '*' => self.press("Star"),
                '#' => self.press("Pound"),
                _ => self.press(&digit.to_string()),
            }
        }
    }

    /// Types on the computer's keyboard: characters, or a key's name as `Enter` or `F1`.
    #[track_caller]
    pub fn type_key(&self, key: &str) {
        use chromiumoxide::cdp::browser_protocol::input::{
            DispatchKeyEventParams, DispatchKeyEventType,
        };
        let event = |kind: DispatchKeyEventType| {
            let mut event = DispatchKeyEventParams::builder().r#type(kind).key(key);
            if key.chars().count() == 1 {
                event = event.text(key);
            }
            event.build().expect("the kind is set")
        };
        self.block(async {
            self.page.execute(event(DispatchKeyEventType::KeyDown)).await?;
            self.page.execute(event(DispatchKeyEventType::KeyUp)).await
        });
    }

    /// Returns the names of all keys that can be pressed.
    pub fn keys(&self) -> Vec<String> {
        self.evaluate(&format!("({KEY_NAMES})()")).unwrap_or_default()
    }

    /// Returns where the phone's keys stand on the page, in CSS pixels, in the page's order.
    pub fn places_of_keys(&self) -> Vec<(f64, f64)> {
        self.evaluate(PLACES_OF_KEYS).unwrap_or_default()
    }

    /// Returns the display's text, line by line.
    pub fn display(&self) -> String {
        let script = "document.querySelector('[aria-label=\"Display\"]')?.innerText ?? ''";
        self.evaluate(script).unwrap_or_default()
    }

    /// Waits until the display shows `text`, at most 10 s.
    #[track_caller]
    pub fn wait_display(&self, text: &str) {
        self.wait_display_within(text, PATIENCE);
    }

    /// Waits until the display shows `text`.
    #[track_caller]
    pub fn wait_display_within(&self, text: &str, within: Duration) {
        let found = wait_until(within, || self.display().contains(text).then_some(()));
        assert!(found.is_some(), "{text:?} is not shown; {}", self.shown());
    }

    /// Waits until the display no longer shows `text`, at most 10 s.
    #[track_caller]
    pub fn wait_display_without(&self, text: &str) {
        let gone = wait_until(PATIENCE, || {
            let display = self.display();
            (!display.is_empty() && !display.contains(text)).then_some(())
        });
        assert!(gone.is_some(), "{text:?} is still shown; {}", self.shown());
    }

    /// Waits until a key with this name can be pressed, at most 10 s.
    #[track_caller]
    pub fn wait_key(&self, name: &str) {
        let found = wait_until(PATIENCE, || {
            let place: Option<(f64, f64)> =
                self.evaluate(&format!("({FIND_BUTTON})({})", json(name))).unwrap_or_default();
            place
        });
        assert!(found.is_some(), "no key {name:?}; there are {:?}; {}", self.keys(), self.shown());
    }

    /// Waits until a script's value is true, at most 10 s.
    #[track_caller]
    pub fn wait_true(&self, script: &str) {
        let found = wait_until(PATIENCE, || self.evaluate::<bool>(script)?.then_some(()));
        assert!(found.is_some(), "never true: {script}; {}", self.shown());
    }

    /// Returns a script's value, or `None` if it has none of this type, as while a page loads.
    pub fn evaluate<T: DeserializeOwned>(&self, script: &str) -> Option<T> {
        let result = self.runtime.block_on(self.page.evaluate(script)).ok()?;
        result.into_value().ok()
    }

    /// Loads the page again, as the person's reload does.
    #[track_caller]
    pub fn reload(&self) {
        self.block(self.page.execute(ReloadParams::default()));
    }

    /// Gives an origin this many bytes of storage in all; `None` gives it what browsers do.
    #[track_caller]
    pub fn limit_storage(&self, origin: &str, bytes: Option<u32>) {
        let mut params = OverrideQuotaForOriginParams::new(origin);
        params.quota_size = bytes.map(f64::from);
        self.block(self.page.execute(params));
    }

    /// Runs a script before each page that is shown from now on.
    #[track_caller]
    pub fn prepare(&self, script: &str) {
        self.block(self.page.evaluate_on_new_document(script));
    }

    /// Shows another page in this tab.
    #[track_caller]
    pub fn go(&self, url: &str) {
        self.block(self.page.goto(url));
    }

    /// Brings the tab to the front. A page behind another one takes keys late, or not at all before it
    /// is closed.
    #[track_caller]
    pub fn show(&self) {
        self.block(self.page.bring_to_front());
    }

    /// Closes the tab.
    pub fn close(self) {
        // Fails only if it has gone already.
        let _closed = self.runtime.block_on(self.page.clone().close());
    }

    /// Sets the size of the page in CSS pixels and how dense its pixels are.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32, density: f64) {
        let size = SetDeviceMetricsOverrideParams::new(width, height, density, false);
        self.block(self.page.execute(size));
    }

    /// Asks for the `light` or the `dark` colours.
    #[track_caller]
    pub fn prefer_colours(&self, scheme: &str) {
        self.prefer("prefers-color-scheme", scheme);
    }

    /// Asks for something that people ask their computer for, and for nothing else of the kind.
    #[track_caller]
    pub fn prefer(&self, feature: &str, value: &str) {
        let feature = MediaFeature::new(feature, value);
        self.block(self.page.emulate_media_features(vec![feature]));
    }

    /// Returns a picture of what is visible, as PNG.
    #[track_caller]
    pub fn picture(&self) -> Vec<u8> {
        let params = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
        self.block(self.page.screenshot(params))
    }

    /// Returns how much has been recorded of what the page plays, in seconds.
    pub fn recorded_s(&self) -> f64 {
        let script = "__recorder.rate ? __recorder.played.length * 128 / __recorder.rate : 0";
        self.evaluate(script).unwrap_or_default()
    }

    /// Waits until the page has played `seconds` more, and returns them.
    #[track_caller]
    pub fn record(&self, seconds: f64) -> Wav {
        let start = self.recorded_s();
        let within = Duration::from_secs_f64(seconds + 10.0);
        let done = wait_until(within, || (self.recorded_s() >= start + seconds).then_some(()));
        assert!(done.is_some(), "the page plays nothing; {}", self.shown());
        self.recording("played", start)
    }

    /// Waits until the page has played `seconds` more, and leaves it alone meanwhile: each question
    /// to a page takes time from what it does.
    #[track_caller]
    pub fn let_play(&self, seconds: f64) {
        let mut played = self.recorded_s();
        let end = played + seconds;
        while played < end {
            // The recorder tells in steps.
            let rest_ms = (end - played).clamp(0.1, LEFT_ALONE_S) * 1e3;
            let wait = format!("new Promise(done => setTimeout(done, {rest_ms}, true))");
            assert_eq!(self.evaluate(&wait), Some(true), "the page is gone; {}", self.shown());
            let before = core::mem::replace(&mut played, self.recorded_s());
            assert!(before < played, "the page plays nothing; {}", self.shown());
        }
    }

    /// Returns one of the recorder's two channels, `played` or `microphone`, from `start` seconds.
    #[track_caller]
    pub fn recording(&self, channel: &str, start: f64) -> Wav {
        let rate: f64 = self.evaluate("__recorder.rate").expect("the page has a recorder");
        let sample = (start * rate) as u64;
        let text: Option<String> =
            self.evaluate(&format!("__recorder.take('{channel}', {sample})"));
        let bytes = BASE64.decode(text.expect("a recording")).expect("btoa makes base64");
        let samples = bytes.chunks_exact(2);
        let samples =
            samples.map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0);
        Wav { rate: rate as u32, samples: samples.collect() }
    }

    /// Returns what the page wrote as errors on its console, with uncaught exceptions.
    pub fn errors(&self) -> Vec<String> {
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Fails if anything was written as an error that has none of `expected` in it.
    #[track_caller]
    pub fn assert_no_errors_but(&self, expected: &[&str]) {
        let errors = self.errors();
        let known = |error: &String| expected.iter().any(|text| error.contains(text));
        let other: Vec<&String> = errors.iter().filter(|error| !known(error)).collect();
        assert!(other.is_empty(), "the page's console has errors: {other:#?}");
    }

    /// Fails if anything was written as an error.
    #[track_caller]
    pub fn assert_no_errors(&self) {
        self.assert_no_errors_but(&[]);
    }

    /// Returns the page behind the tab, for what only the bench does, and what runs its work.
    pub fn inner(&self) -> (&CdpPage, &Runtime) {
        (&self.page, &self.runtime)
    }

    fn shown(&self) -> String {
        format!("the display shows:\n{}\nconsole errors: {:#?}", self.display(), self.errors())
    }

    #[track_caller]
    fn block<T>(&self, work: impl Future<Output = chromiumoxide::error::Result<T>>) -> T {
        self.runtime.block_on(work).unwrap_or_else(|error| panic!("the browser: {error}"))
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- tab: {}\nkeys: {:?}", self.shown(), self.keys());
        }
    }
}

/// Finds a button by its accessible name and returns its centre, if it can be pressed.
const FIND_BUTTON: &str = "name => {
    for (const button of document.querySelectorAll('button')) {
        if ((button.getAttribute('aria-label') ?? button.innerText.trim()) !== name) continue;
        if (button.disabled || !button.checkVisibility()) continue;
        button.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        const box = button.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        // Something that covers the key would be hit instead.
        if (!button.contains(document.elementFromPoint(x, y))) continue;
        return [x, y];
    }
    return null;
}";

const PLACES_OF_KEYS: &str = "[...document.querySelectorAll('.hs-body button')].map(button => {
    const box = button.getBoundingClientRect();
    return [box.x + window.scrollX, box.y + window.scrollY];
})";

const KEY_NAMES: &str = "() => [...document.querySelectorAll('button')]
    .filter(button => !button.disabled && button.checkVisibility())
    .map(button => button.getAttribute('aria-label') ?? button.innerText.trim())";

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Keeps errors of the page's console, uncaught exceptions, and what the browser itself reports.
async fn collect_errors(
    page: &CdpPage,
    errors: &Arc<Mutex<Vec<String>>>,
) -> chromiumoxide::error::Result<()> {
    let add = |errors: &Arc<Mutex<Vec<String>>>| {
        let errors = Arc::clone(errors);
        move |text: String| errors.lock().unwrap_or_else(PoisonError::into_inner).push(text)
    };
    let mut console = page.event_listener::<EventConsoleApiCalled>().await?;
    let keep = add(errors);
    tokio::spawn(async move {
        while let Some(event) = console.next().await {
            if event.r#type == ConsoleApiCalledType::Error {
                let texts = event.args.iter().filter_map(|arg| {
                    arg.description.clone().or_else(|| arg.value.as_ref().map(ToString::to_string))
                });
                keep(texts.collect::<Vec<_>>().join(" "));
            }
        }
    });
    let mut thrown = page.event_listener::<EventExceptionThrown>().await?;
    let keep = add(errors);
    tokio::spawn(async move {
        while let Some(event) = thrown.next().await {
            let details = &event.exception_details;
            let description = details.exception.as_ref().and_then(|e| e.description.clone());
            keep(description.unwrap_or_else(|| details.text.clone()));
        }
    });
    let mut log = page.event_listener::<EventEntryAdded>().await?;
    let keep = add(errors);
    tokio::spawn(async move {
        while let Some(event) = log.next().await {
            if event.entry.level == chromiumoxide::cdp::browser_protocol::log::LogEntryLevel::Error
            {
                keep(format!(
                    "{} {}",
                    event.entry.text,
                    event.entry.url.clone().unwrap_or_default()
                ));
            }
        }
    });
    Ok(())
}
