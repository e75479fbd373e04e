//! The real page with a stand-in for its engine: it shows any [`View`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;
use hookswitch_app::protocol::{FromEngine, Role, encode};
use hookswitch_core::phone::view::View;

use crate::browser::{Browser, Microphone, Tab};
use crate::child::target_file;
use crate::gateway::Gateway;
use crate::phone::{phone_url, said_by_tab};

/// Quality of pictures, 0 to 100: text stays sharp.
const QUALITY: i64 = 55;

/// Between two columns of the sheet, and around it, in CSS pixels.
const GAP: u32 = 18;

/// A browser that shows screens.
pub struct Gallery {
    tab: Tab,
    _browser: Browser,
    _gateway: Gateway,
}

impl Gallery {
    /// Opens the page of a gateway, without the phone behind it.
    #[track_caller]
    pub fn open() -> Self {
        let gateway = Gateway::demo();
        let browser = Browser::start(Microphone::Says(&said_by_tab()));
        let tab = browser.open_watched(&phone_url(&gateway), include_str!("engine.js"));
        tab.wait_true("document.querySelector('.hs-display') !== null");
        let gallery = Self { tab, _browser: browser, _gateway: gateway };
        gallery.send(&FromEngine::Role(Role::Leader));
        gallery
    }

    /// Makes the window of this size, in CSS pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.tab.resize(width, height, 1.0);
    }

    /// Shows a screen.
    #[track_caller]
    pub fn show(&self, view: &View) {
        self.send(&FromEngine::View(Box::new(view.clone())));
    }

    /// Returns what is cut, overlaps or is too small to be hit, on the screen that is shown.
    #[track_caller]
    pub fn measure(&self) -> Vec<String> {
        self.tab.evaluate("__measure()").expect("the page measures itself")
    }

    /// Returns which rules of accessibility the screen that is shown breaks.
    ///
    /// # Panics
    ///
    /// If axe-core is not there: `cargo xtask setup` gets it.
    #[track_caller]
    pub fn audit(&self) -> Vec<String> {
        if self.tab.evaluate("typeof axe === 'undefined'") == Some(true) {
            let axe = std::fs::read_to_string(target_file("axe-core/package/axe.min.js"))
                .expect("cargo xtask setup gets axe-core");
            let _loaded: Option<bool> = self.tab.evaluate(&format!("{axe};true"));
        }
        self.tab.evaluate("__audit()").expect("the page checks itself")
    }

    /// Puts the display that is shown on the sheet, with the keys beside it.
    #[track_caller]
    pub fn keep(&self, name: &str) {
        self.keep_parts(name, ".hs-panel, .hs-side:not([hidden])");
    }

    /// Puts the display that is shown on the sheet, without the function keys.
    #[track_caller]
    pub fn keep_display(&self, name: &str) {
        self.keep_parts(name, ".hs-panel");
    }

    /// Puts the whole phone on the sheet.
    #[track_caller]
    pub fn keep_phone(&self, name: &str) {
        self.keep_parts(name, "");
    }

    #[track_caller]
    fn keep_parts(&self, name: &str, parts: &str) {
        let _kept: Option<bool> =
            self.tab.evaluate(&format!("(__keep('{name}', '{parts}'), true)"));
    }

    /// Numbers parts of the phone, by selectors, for what is kept next.
    #[track_caller]
    pub fn number(&self, parts: &[&str]) {
        let parts = serde_json::to_string(parts).expect("texts are JSON");
        let _numbered: Option<bool> = self.tab.evaluate(&format!("(__number({parts}), true)"));
    }

    /// Returns a picture of the sheet, as WebP, with columns of this width in CSS pixels; the phone
    /// is gone then.
    #[track_caller]
    pub fn sheet(&self, columns: u32, width: u32) -> Vec<u8> {
        let sheet = format!("(__sheet({columns}, {width}), true)");
        let _shown: Option<bool> = self.tab.evaluate(&sheet);
        // A picture is as high as its window at least.
        self.resize(columns * (width + GAP) + GAP, 100);
        let (page, runtime) = self.tab.inner();
        let params = ScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Webp)
            .quality(QUALITY)
            .full_page(true)
            .build();
        runtime.block_on(page.screenshot(params)).expect("the browser takes a picture")
    }

    /// Returns the tab.
    pub const fn tab(&self) -> &Tab {
        &self.tab
    }

    #[track_caller]
    fn send(&self, message: &FromEngine) {
        let text = BASE64.encode(encode(message));
        let _shown: Option<bool> = self.tab.evaluate(&format!("__draw('{text}').then(() => true)"));
    }
}
