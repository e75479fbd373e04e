//! The display: its contrast, and how long it stays bright without a key press (manual 2.2, A.1.14,
//! A.3.16).

use serde::{Deserialize, Serialize};

use super::preferences::mark;
use super::status::{Row, row};
use super::{Phone, Timer};
use crate::config::Config;
use crate::config::models::Models;
use crate::config::table::display;
use crate::language::Text;
use crate::time::Duration;

/// Steps of the contrast that can be chosen on the phone.
const CONTRAST_STEP: u8 = 5;

/// The highest contrast, on the model that ends earlier and on the others.
const CONTRAST_MAX: (u8, u8) = (30, 35);

/// The model that ends earlier.
const ENDS_EARLIER: &str = "420HD";

/// The contrasts at which the displays look as they are drawn.
const MIDDLE: (u8, u8) = (20, 16);

/// What the configuration says of the display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Contrast of the display, in percent of how it is drawn.
    pub(super) contrast_percent: u8,
    /// That of the display beside the function keys.
    pub(super) side_contrast_percent: u8,
    /// How long the display stays bright; `None` is for ever.
    timeout: Option<Duration>,
    /// Text on the idle display.
    pub(super) message: String,
    /// Whether the contrast can be changed.
    pub(super) has_contrast: bool,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let tens = config.get(&display::BACKLIGHT_TIMEOUT);
        Self {
            contrast_percent: percent(config.get(&display::LCD_CONTRAST), MIDDLE.0),
            side_contrast_percent: percent(config.get(&display::BLF_LCD_CONTRAST), MIDDLE.1),
            timeout: (tens > 0).then(|| Duration::from_secs(10) * u32::from(tens)),
            message: config.get(&display::MESSAGE_ON_SCREEN),
            has_contrast: Models::WIDE.has(config.model()),
        }
    }
}

/// Returns a contrast of which `middle` is 100 %, two percent for each step.
fn percent(contrast: u8, middle: u8) -> u8 {
    let steps = i16::from(contrast) - i16::from(middle);
    u8::try_from(100 + 2 * steps).unwrap_or(100)
}

impl Phone {
    /// Lets the display be bright for its time.
    pub(super) fn light_up(&mut self) {
        match self.settings.screen.timeout {
            Some(time) => self.timers.set(Timer::Backlight, self.now + time),
            None => self.timers.clear(Timer::Backlight),
        }
    }

    /// Whether the display has grown dark.
    pub(super) fn is_dark(&self) -> bool {
        let lit = self.timers.get(Timer::Backlight).is_some() || self.calls.ringing_in().is_some();
        self.settings.screen.timeout.is_some() && !lit
    }

    /// Returns the contrasts that can be chosen.
    pub(super) fn contrast_rows(&self) -> Vec<Row> {
        let chosen = self.config.get(&display::LCD_CONTRAST);
        self.contrasts().map(|level| row(Text::number(level), mark(level == chosen))).collect()
    }

    /// Takes the contrast in this row.
    pub(super) fn select_contrast(&mut self, at: usize) {
        if let Some(level) = self.contrasts().nth(at) {
            let result = self.choose(&display::LCD_CONTRAST, 0, &level.to_string());
            self.say_choice(result, Text::LcdContrast.and(Text::number(level)));
        }
    }

    fn contrasts(&self) -> impl Iterator<Item = u8> + use<> {
        let ends_earlier = self.settings.outfit.model == ENDS_EARLIER;
        let max = if ends_earlier { CONTRAST_MAX.0 } else { CONTRAST_MAX.1 };
        (0..=max).step_by(usize::from(CONTRAST_STEP))
    }

    /// Returns how long the display may stay bright.
    pub(super) fn backlight_rows(&self) -> Vec<Row> {
        let chosen = self.config.get(&display::BACKLIGHT_TIMEOUT);
        (0..=6_u8).map(|tens| row(timeout_text(tens), mark(tens == chosen))).collect()
    }

    /// Takes the time in this row.
    pub(super) fn select_backlight(&mut self, at: usize) {
        if let Some(tens) = u8::try_from(at).ok().filter(|tens| *tens <= 6) {
            let result = self.choose(&display::BACKLIGHT_TIMEOUT, 0, &tens.to_string());
            self.light_up();
            self.say_choice(result, timeout_text(tens));
        }
    }
}

fn timeout_text(tens: u8) -> Text {
    match tens {
        0 => Text::AlwaysOn,
        tens => Text::Seconds { count: u32::from(tens) * 10 },
    }
}
