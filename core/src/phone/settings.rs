//! What the phone reads from its configuration, as plain values.

use serde::{Deserialize, Serialize};

use super::view::LINE_KEYS;
use crate::time::Duration;

/// What digits do while no audio device is open (`voip/dialing/on_hook_dialing`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum OnHookDialing {
    /// Nothing.
    Disabled,
    /// They open the default audio device.
    OpenDevice,
    /// They are collected in silence until they are sent.
    OffLine,
}

/// Values that the phone needs, with the manual's defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Model name (`system/type`).
    pub(super) model: String,
    /// The lines (`voip/line/{line}/..`).
    pub(super) lines: Vec<LineSettings>,
    /// Wait between digits before the number is sent; zero waits for ever
    /// (`voip/dialing/timeout`).
    pub(super) dial_timeout: Duration,
    /// Most characters of a number (`voip/dialing/phone_number_max_size`).
    pub(super) number_max: usize,
    /// Key that sends the number (`voip/dialing/dial_complete_key/..`).
    pub(super) dial_complete_key: Option<char>,
    /// How long an outgoing call may ring (`voip/dialing/unanswered_call_timeout`).
    pub(super) unanswered_timeout: Duration,
    /// What digits do on hook.
    pub(super) on_hook_dialing: OnHookDialing,
    /// Longest dial tone (`voip/dialing/dialtone_timeout`).
    pub(super) dial_tone_timeout: Duration,
    /// Number of the mail box; empty if there is none
    /// (`voip/services/msg_waiting_ind/voice_mail_number`).
    pub(super) voice_mail_number: String,
    /// How many calls there may be at once.
    pub(super) call_limit: usize,
}

/// A line's values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LineSettings {
    /// Whether the line is used.
    pub(super) enabled: bool,
    /// SIP user.
    pub(super) id: String,
    /// Name that others see.
    pub(super) description: String,
    /// Label on this phone's display; the user if empty.
    pub(super) extension: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            model: "440HD".to_owned(),
            lines: vec![LineSettings::default(); LINE_KEYS],
            dial_timeout: Duration::from_secs(5),
            number_max: 32,
            dial_complete_key: Some('#'),
            unanswered_timeout: Duration::from_secs(60),
            on_hook_dialing: OnHookDialing::OpenDevice,
            dial_tone_timeout: Duration::from_secs(30),
            voice_mail_number: String::new(),
            call_limit: 4,
        }
    }
}
