//! What the configuration says of dialling.

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::config::table::dialing as table;
use crate::config::table::dialing::{OnHookDialing as OnHookToken, OutOfService};
use crate::config::table::tones;
use crate::dial::{DialPlan, DigitMap};
use crate::time::Duration;

/// What digits do while no audio device is open (`voip/dialing/on_hook_dialing`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) enum OnHookDialing {
    /// Nothing.
    Disabled,
    /// They open the default audio device.
    OpenDevice,
    /// They are collected in silence until they are sent.
    OffLine,
}

/// How long each tone lasts that is heard when nobody dials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct Tones {
    /// The stutter in front of the dial tone while messages wait.
    pub(super) stutter: Duration,
    /// The dial tone.
    pub(super) dial: Duration,
    /// The reorder tone after it.
    pub(super) reorder: Duration,
    /// The howler tone after that.
    pub(super) howler: Duration,
    /// The first digit that is followed by another dial tone.
    pub(super) second: Option<char>,
    /// Whether a line that cannot call is heard to be so.
    pub(super) out_of_service: bool,
    /// How long the reorder tone tells that the other party hung up.
    pub(in crate::phone) disconnected: Option<Duration>,
}

/// What the configuration says of dialling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct Settings {
    /// Wait between digits before the number is sent; zero waits for ever.
    pub(super) timeout: Duration,
    /// The shorter wait that a digit map asks for.
    pub(super) short_timeout: Duration,
    /// Most characters of a number.
    pub(super) number_max: usize,
    /// Key that sends the number.
    pub(super) complete_key: Option<char>,
    /// How long an outgoing call may ring.
    pub(in crate::phone) unanswered: Duration,
    /// What digits do on hook.
    pub(super) on_hook: OnHookDialing,
    /// Whether a line may call itself.
    pub(in crate::phone) calls_itself: bool,
    /// Tones.
    pub(in crate::phone) tones: Tones,
    /// Whether the phone goes on hook when the last call is over.
    pub(in crate::phone) hangs_up: bool,
    /// When a number is complete.
    pub(super) map: DigitMap,
    /// What numbers stand for.
    pub(in crate::phone) plan: DialPlan,
    /// What is called when nothing is dialled, and when.
    pub(super) hotline: Option<(Duration, String)>,
    /// When a busy number is called again.
    pub(super) redial: Option<Duration>,
}

impl Settings {
    pub(in crate::phone) fn read(config: &Config) -> Self {
        let complete = config.get(&table::COMPLETE_KEY_ENABLED);
        let complete_key = config.get(&table::COMPLETE_KEY).chars().next();
        let hotline = config.get(&table::AUTO_DIALING_DESTINATION);
        let hotline = (config.get(&table::AUTO_DIALING_TIMEOUT), hotline);
        let calls_hotline = config.get(&table::AUTO_DIALING_ENABLED) && !hotline.1.is_empty();
        let redial = config.get(&table::AUTOMATIC_REDIAL_ON_BUSY_ENABLED);
        Self {
            timeout: config.get(&table::TIMEOUT),
            short_timeout: config.get(&table::INTERDIGIT_SHORT_TIMEOUT),
            number_max: usize::from(config.get(&table::NUMBER_MAX_SIZE)),
            complete_key: complete_key.filter(|_| complete),
            unanswered: config.get(&table::UNANSWERED_CALL_TIMEOUT),
            on_hook: match config.get(&table::ON_HOOK_DIALING) {
                OnHookToken::Disable => OnHookDialing::Disabled,
                OnHookToken::OpenAudioDevice => OnHookDialing::OpenDevice,
                OnHookToken::OffLine => OnHookDialing::OffLine,
            },
            calls_itself: config.get(&table::ALLOW_CALLING_SELF_EXTENSION),
            tones: Tones::read(config),
            hangs_up: config.get(&table::AUTOMATIC_DISCONNECT),
            map: DigitMap::read(&config.get(&table::DIGIT_MAP)),
            plan: DialPlan::read(&config.get(&table::NUMBER_RULES)),
            hotline: calls_hotline.then_some(hotline),
            redial: redial.then(|| config.get(&table::AUTOMATIC_REDIAL_ON_BUSY_RETRY_TIMER)),
        }
    }
}

impl Tones {
    fn read(config: &Config) -> Self {
        let digit = config.get(&table::SECONDARY_DIAL_TONE_KEY_SEQUENCE);
        let second = char::from_digit(u32::from(digit), 10);
        let warns = config.get(&tones::ENABLE_REMOTE_DISCONNECT_WARNINGTONE);
        Self {
            stutter: config.get(&table::MSG_WAITING_STUTTER_TONE_DURATION),
            dial: config.get(&table::DIAL_TONE_TIMEOUT),
            reorder: config.get(&table::WARNING_TONE_TIMEOUT),
            howler: config.get(&table::OFF_HOOK_TONE_TIMEOUT),
            second: second.filter(|_| config.get(&table::SECONDARY_DIAL_TONE_ENABLED)),
            out_of_service: config.get(&table::OUT_OF_SERVICE_BEHAVIOR)
                == OutOfService::ReorderTone,
            disconnected: warns
                .then(|| config.get(&tones::DIALING_AUTOMATIC_DISCONNECT_DELAY_TIMER)),
        }
    }
}
