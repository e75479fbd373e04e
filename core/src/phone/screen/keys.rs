//! Line keys, lamps and the note about the microphone.

use super::super::Phone;
use super::super::busy_lamps::{Activity, SpeedDial};
use super::super::io::Microphone;
use super::super::line::{Line, Registration};
use super::super::shared_lines::Elsewhere;
use super::super::sound::Device;
use super::super::view::{LINE_KEYS, Lamp, Lamps, LineKey};
use crate::call::{Call, Side, State};

/// What the keys beside the display are called.
const LINE_NAMES: [&str; LINE_KEYS] = ["Line 1", "Line 2", "Line 3", "Line 4", "Line 5", "Line 6"];

/// What they are called that have no line.
const KEY_NAMES: [&str; LINE_KEYS] = ["Key 1", "Key 2", "Key 3", "Key 4", "Key 5", "Key 6"];

/// Draws the keys beside the display.
pub(super) fn line_keys(phone: &Phone) -> Vec<LineKey> {
    let keys = (0_u8..).zip(phone.lines.iter()).take(phone.settings.outfit.line_keys);
    let draw = |(index, line)| match phone.settings.busy_lamps.key(index) {
        Some(key) => speed_dial(phone, index, key),
        None => line_key(phone, index, line),
    };
    keys.map(draw).collect()
}

/// Draws the lamps.
pub(super) fn lamps(phone: &Phone) -> Lamps {
    let device = phone.sound.device;
    // Manual 49: red for as long as either error lasts.
    let failed =
        phone.lines.iter().any(|line| line.failure().is_some()) || phone.network.is_missing();
    let ringer = match (phone.calls.ringing_in(), failed) {
        (Some(_), _) => Lamp::RedBlinking,
        (None, true) => Lamp::Red,
        (None, false) => Lamp::Off,
    };
    Lamps {
        ringer,
        speaker: device == Some(Device::Speaker),
        headset: device == Some(Device::Headset) || phone.settings.devices.headset_lit,
        mute: phone.sound.muted,
        hold: phone.calls.iter().any(Call::is_held_here),
        voice_mail: phone.message_waiting.new_messages() > 0,
        off_hook: device == Some(Device::Handset),
    }
}

/// Returns why the microphone will be asked for, before that happens for the first time.
pub(super) fn microphone_note(microphone: &Microphone) -> String {
    match microphone {
        Microphone::Unknown => {
            "The browser will ask for the microphone at your first call, so that others hear you."
        }
        Microphone::Asking => "Allow the microphone so that the other side hears you.",
        Microphone::Open
        | Microphone::Missing
        | Microphone::Denied
        | Microphone::Busy
        | Microphone::Closed => "",
    }
    .to_owned()
}

/// Drawn for each thing that happens: put together without the machinery of `format!`.
fn line_key(phone: &Phone, index: u8, line: &Line) -> LineKey {
    let name = LINE_NAMES.get(usize::from(index)).copied().unwrap_or_default();
    if !line.settings.enabled {
        let description = [name, ", not set up"].concat();
        return LineKey { description, ..LineKey::default() };
    }
    let calls = phone.calls.iter().filter(|call| call.line == index && call.is_live());
    let elsewhere = phone.elsewhere(index).map(elsewhere_lamp);
    let own = calls.map(call_lamp).max_by_key(|&(lamp, _)| rank(lamp));
    let (lamp, state) = own.unwrap_or(match (&line.registration, elsewhere) {
        (Registration::Registering, _) => (Lamp::Off, "registering"),
        (Registration::Failed(_), _) => (Lamp::Red, "registration failure"),
        (_, Some((lamp, _, spoken))) => (lamp, spoken),
        (Registration::None, None) => (Lamp::Off, "ready"),
        (Registration::Registered, None) => (Lamp::Off, "registered"),
    });
    let quiet = if line.settings.forward.do_not_disturb { ", do not disturb" } else { "" };
    LineKey {
        label: line.label().to_owned(),
        lamp,
        description: [name, ", ", line.label(), ", ", state, quiet].concat(),
        active: phone.line == index,
        state: elsewhere.map_or_else(String::new, |(_, written, _)| written.to_owned()),
    }
}

/// Draws a key that calls a number; its state is written, too, as lamps are told apart by colour.
fn speed_dial(phone: &Phone, index: u8, key: &SpeedDial) -> LineKey {
    let name = KEY_NAMES.get(usize::from(index)).copied().unwrap_or_default();
    let known = phone.name_of(&key.number);
    let label = [&key.label, &known, &key.number].into_iter().find(|text| !text.is_empty());
    let label = label.cloned().unwrap_or_default();
    let (lamp, state, spoken) = match key.is_watched.then(|| phone.activity(&key.number)) {
        None => (Lamp::Off, "", "speed dial"),
        Some(Activity::Unknown) => (Lamp::Off, "Unknown", "state unknown"),
        Some(Activity::Failed) => (Lamp::Off, "Failed", "subscription failed"),
        Some(Activity::Idle) => (Lamp::Green, "Idle", "idle"),
        Some(Activity::Ringing) => (Lamp::RedBlinking, "Ringing", "ringing"),
        Some(Activity::Busy) => (Lamp::Red, "Busy", "busy"),
        Some(Activity::Holding) => (Lamp::GreenBlinking, "On hold", "on hold"),
    };
    LineKey {
        description: [name, ", ", &label, ", ", spoken].concat(),
        label,
        lamp,
        state: state.to_owned(),
        active: false,
    }
}

/// Returns the lamp of a shared line on which this phone has no call, what is written beside it, and
/// what a screen reader says.
const fn elsewhere_lamp(elsewhere: Elsewhere) -> (Lamp, &'static str, &'static str) {
    match elsewhere {
        Elsewhere::Unknown => (Lamp::Off, "Shared", "shared, state unknown"),
        Elsewhere::Failed => (Lamp::Off, "Failed", "shared, subscription failed"),
        Elsewhere::Nothing => (Lamp::Off, "Shared", "shared, free"),
        Elsewhere::HeldPrivately => (Lamp::Red, "On hold, private", "on hold, private"),
        Elsewhere::InUse => (Lamp::Red, "In use", "in use by another phone"),
        Elsewhere::Held => (Lamp::GreenBlinking, "On hold", "on hold, press to take the call"),
        Elsewhere::Ringing => (Lamp::RedBlinking, "Ringing", "ringing at another phone"),
    }
}

fn call_lamp(call: &Call) -> (Lamp, &'static str) {
    match call.state {
        State::RingingIn { answering: false, .. } => (Lamp::RedBlinking, "ringing"),
        State::Held { by: Side::Local | Side::Both } => (Lamp::GreenBlinking, "on hold"),
        State::Held { by: Side::Remote } => (Lamp::Red, "held by the other side"),
        State::Dialing | State::RingingOut | State::EarlyMedia => (Lamp::Green, "calling"),
        State::RingingIn { answering: true, .. } | State::Talking => (Lamp::Green, "in call"),
        State::Ended { .. } => (Lamp::Off, "call ended"),
    }
}

/// Orders lamps by how much they matter when several calls share a key.
const fn rank(lamp: Lamp) -> u8 {
    match lamp {
        Lamp::Off => 0,
        Lamp::Red => 1,
        Lamp::GreenBlinking => 2,
        Lamp::Green => 3,
        Lamp::RedBlinking => 4,
    }
}
