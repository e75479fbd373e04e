//! Line keys, lamps and the note about the microphone.

use super::super::Phone;
use super::super::busy_lamps::Activity;
use super::super::io::Microphone;
use super::super::keys::{Function, SidecarKey, SpeedDial, key_name};
use super::super::line::{Line, Registration};
use super::super::shared_lines::Elsewhere;
use super::super::sound::Device;
use super::super::view::{FUNCTION_KEYS, Lamp, Lamps, LineKey};
use crate::call::{Call, Side, State};
use crate::language::{Text, Texts};

/// What a key shows, before it is said.
#[derive(Clone, Debug, Default, PartialEq)]
struct Face {
    label: Text,
    lamp: Lamp,
    state: Text,
    /// What a screen reader says, one after the other; nothing at the end.
    spoken: [Text; 4],
    active: bool,
}

/// What all keys show. It is put together for each thing that happens, which is cheap, and said only
/// when it has changed, which is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::phone) struct Faces {
    /// The keys beside the display.
    beside: Vec<Face>,
    /// The function keys at the side.
    functions: Vec<Face>,
}

impl Face {
    fn said(&self, texts: &Texts) -> LineKey {
        let spoken = self.spoken.iter().filter(|text| !text.is_empty()).cloned();
        LineKey {
            label: texts.say(&self.label),
            lamp: self.lamp,
            state: texts.say(&self.state),
            description: spoken.reduce(Text::and).map_or_else(String::new, |all| texts.say(&all)),
            active: self.active,
        }
    }
}

impl Faces {
    /// Returns what the keys of a phone show.
    pub(super) fn of(phone: &Phone) -> Self {
        let keys = &phone.settings.keys;
        let beside = |index| function_key(phone, key_name(index), keys.beside(index));
        let side = |slot| {
            Some(match phone.sidecar_key(slot)? {
                SidecarKey::Function(key, function) => function_key(phone, key_name(key), function),
                SidecarKey::Next(page, pages) => {
                    let (page, pages) = (u32::from(page) + 1, u32::from(pages));
                    let spoken = [Text::NextKeys, Text::KeysPage { page, pages }];
                    Face {
                        label: Text::NextKeys,
                        state: Text::Verbatim(format!("{page}/{pages}")),
                        spoken: all(spoken),
                        ..Face::default()
                    }
                }
            })
        };
        Self {
            beside: (0..keys.count_beside()).map(beside).collect(),
            functions: (0_u8..).take(FUNCTION_KEYS).map_while(side).collect(),
        }
    }

    /// Returns the keys beside the display and those at the side in a language.
    pub(super) fn said(&self, texts: &Texts) -> (Vec<LineKey>, Vec<LineKey>) {
        let say = |faces: &[Face]| faces.iter().map(|face| face.said(texts)).collect();
        (say(&self.beside), say(&self.functions))
    }
}

/// Returns texts with nothing behind them.
fn all<const N: usize>(texts: [Text; N]) -> [Text; 4] {
    let mut texts = texts.into_iter();
    core::array::from_fn(|_| texts.next().unwrap_or_default())
}

fn function_key(phone: &Phone, name: Text, function: Option<&Function>) -> Face {
    match function {
        Some(Function::Line(line)) => match phone.lines.get(usize::from(*line)) {
            Some(own) => line_key(phone, *line, own),
            None => Face::default(),
        },
        Some(Function::Call(key)) => speed_dial(phone, name, key),
        Some(function) => {
            let label = phone.function_text(function);
            let on = phone.lines.iter().any(|line| {
                let forward = &line.settings.forward;
                (*function == Function::DoNotDisturb && forward.do_not_disturb)
                    || (*function == Function::Forward && forward.is_active())
            });
            let state = if on { Text::On } else { Text::NOTHING };
            Face {
                spoken: all([name, label.clone(), state.clone()]),
                label,
                lamp: if on { Lamp::Red } else { Lamp::Off },
                state,
                active: false,
            }
        }
        None => Face { spoken: all([name, Text::Empty]), ..Face::default() },
    }
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
pub(super) fn microphone_note(microphone: &Microphone) -> Option<Text> {
    match microphone {
        Microphone::Unknown => Some(Text::MicrophoneWillBeAsked),
        Microphone::Asking => Some(Text::AllowMicrophone),
        Microphone::Open
        | Microphone::Missing
        | Microphone::Denied
        | Microphone::Busy
        | Microphone::Closed => None,
    }
}

fn line_key(phone: &Phone, index: u8, line: &Line) -> Face {
    let name = Text::LineNumber { number: u32::from(index) + 1 };
    if !line.settings.enabled {
        return Face { spoken: all([name, Text::NotSetUp]), ..Face::default() };
    }
    let calls = phone.calls.iter().filter(|call| call.line == index && call.is_live());
    let elsewhere = phone.elsewhere(index).map(elsewhere_lamp);
    let own = calls.map(call_lamp).max_by_key(|(lamp, _)| rank(*lamp));
    let (lamp, state) = own.unwrap_or(match (&line.registration, &elsewhere) {
        (Registration::Registering, _) => (Lamp::Off, Text::Registering),
        (Registration::Failed(_), _) => (Lamp::Red, Text::RegistrationFailure),
        (_, Some((lamp, _, spoken))) => (*lamp, spoken.clone()),
        (Registration::None, None) => (Lamp::Off, Text::Ready),
        (Registration::Registered, None) => (Lamp::Off, Text::Registered),
    });
    let label = Text::verbatim(line.label());
    let quiet = line.settings.forward.do_not_disturb;
    let quiet = if quiet { Text::DoNotDisturb } else { Text::NOTHING };
    Face {
        spoken: [name, label.clone(), state, quiet],
        label,
        lamp,
        active: phone.line == index,
        state: elsewhere.map_or(Text::NOTHING, |(_, written, _)| written),
    }
}

/// Draws a key that calls a number; its state is written, too, as lamps are told apart by colour.
fn speed_dial(phone: &Phone, name: Text, key: &SpeedDial) -> Face {
    let label = phone.number_text(key);
    let (lamp, state) = match key.is_watched.then(|| phone.activity(&key.number)) {
        None => (Lamp::Off, None),
        Some(Activity::Unknown) => (Lamp::Off, Some(Text::Unknown)),
        Some(Activity::Failed) => (Lamp::Off, Some(Text::Failed)),
        Some(Activity::Idle) => (Lamp::Green, Some(Text::Idle)),
        Some(Activity::Ringing) => (Lamp::RedBlinking, Some(Text::Ringing)),
        Some(Activity::Busy) => (Lamp::Red, Some(Text::Busy)),
        Some(Activity::Holding) => (Lamp::GreenBlinking, Some(Text::OnHold)),
    };
    let spoken = state.clone().unwrap_or(Text::SpeedDial);
    Face {
        spoken: all([name, label.clone(), spoken]),
        label,
        lamp,
        state: state.unwrap_or_default(),
        active: false,
    }
}

/// Returns the lamp of a shared line on which this phone has no call, what is written beside it, and
/// what a screen reader says.
fn elsewhere_lamp(elsewhere: Elsewhere) -> (Lamp, Text, Text) {
    match elsewhere {
        Elsewhere::Unknown => (Lamp::Off, Text::Shared, Text::Shared.and(Text::Unknown)),
        Elsewhere::Failed => (Lamp::Off, Text::Failed, Text::Shared.and(Text::SubscriptionFailed)),
        Elsewhere::Nothing => (Lamp::Off, Text::Shared, Text::Shared.and(Text::Idle)),
        Elsewhere::HeldPrivately => (Lamp::Red, Text::OnHoldPrivate, Text::OnHoldPrivate),
        Elsewhere::InUse => (Lamp::Red, Text::InUse, Text::InUseByOther),
        Elsewhere::Held => (Lamp::GreenBlinking, Text::OnHold, Text::OnHold.and(Text::PressToTake)),
        Elsewhere::Ringing => (Lamp::RedBlinking, Text::Ringing, Text::RingingElsewhere),
    }
}

fn call_lamp(call: &Call) -> (Lamp, Text) {
    match call.state {
        State::RingingIn { answering: false, .. } => (Lamp::RedBlinking, Text::Ringing),
        State::Held { by: Side::Local | Side::Both } => (Lamp::GreenBlinking, Text::OnHold),
        State::Held { by: Side::Remote } => (Lamp::Red, Text::HeldByOther),
        State::Dialing | State::RingingOut | State::EarlyMedia => (Lamp::Green, Text::Calling),
        State::RingingIn { answering: true, .. } | State::Talking => (Lamp::Green, Text::InCall),
        State::Ended { .. } => (Lamp::Off, Text::CallEnded),
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
