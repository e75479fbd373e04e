//! Line keys, lamps and the note about the microphone.

use core::mem::{Discriminant, discriminant, take};

use super::super::Phone;
use super::super::busy_lamps::Activity;
use super::super::io::Microphone;
use super::super::keys::{Function, SideKey, SpeedDial, key_name};
use super::super::line::{Line, Registration};
use super::super::shared_lines::Elsewhere;
use super::super::sound::Device;
use super::super::view::{Lamp, Lamps, LineKey};
use crate::call::{Call, Side, State};
use crate::language::{Text, Texts};

/// What a key shows, before it is said.
#[derive(Clone, Debug, Default)]
struct Face {
    label: Text,
    lamp: Lamp,
    state: Text,
    /// What a screen reader says, one after the other; nothing at the end.
    spoken: [Text; 4],
    active: bool,
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

/// What changes on a key while its names stay: all that is looked at before its texts are made
/// again. `Phone::rename_keys` is for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::phone) enum Sign {
    /// Nothing does.
    Still,
    /// A line.
    Line(LineSign),
    /// A number whose extension is watched.
    Watched(Activity),
    /// A function that is on or off.
    Switch(bool),
    /// Which page of the sidecar is shown, and of how many.
    Next(u8, u8),
}

/// What changes on the key of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::phone) struct LineSign {
    registration: Discriminant<Registration>,
    own: Option<Occupied>,
    elsewhere: Option<Elsewhere>,
    quiet: bool,
    active: bool,
}

/// What a call makes of its line's key: the later ones matter more when several share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Occupied {
    Ended,
    HeldByOther,
    OnHold,
    Calling,
    InCall,
    Ringing,
}

impl Occupied {
    const fn of(call: &Call) -> Self {
        match call.state {
            State::RingingIn { answering: false, .. } => Self::Ringing,
            State::Held { by: Side::Local | Side::Both } => Self::OnHold,
            State::Held { by: Side::Remote } => Self::HeldByOther,
            State::Dialing | State::RingingOut | State::EarlyMedia => Self::Calling,
            State::RingingIn { answering: true, .. } | State::Talking => Self::InCall,
            State::Ended { .. } => Self::Ended,
        }
    }

    /// Returns what is written on the key where the lamp alone could be taken for another state.
    const fn written(self) -> Text {
        match self {
            Self::Ringing => Text::SoftRings,
            Self::OnHold | Self::HeldByOther => Text::SoftHolds,
            Self::Ended | Self::Calling | Self::InCall => Text::NOTHING,
        }
    }

    const fn shown(self) -> (Lamp, Text) {
        match self {
            Self::Ended => (Lamp::Off, Text::CallEnded),
            Self::HeldByOther => (Lamp::Red, Text::HeldByOther),
            Self::OnHold => (Lamp::GreenBlinking, Text::OnHold),
            Self::Calling => (Lamp::Green, Text::Calling),
            Self::InCall => (Lamp::Green, Text::InCall),
            Self::Ringing => (Lamp::RedBlinking, Text::Ringing),
        }
    }
}

impl LineSign {
    fn of(phone: &Phone, index: u8, line: &Line) -> Self {
        let calls = phone.calls.iter().filter(|call| call.line == index && call.is_live());
        Self {
            registration: discriminant(&line.registration),
            own: calls.map(Occupied::of).max(),
            elsewhere: phone.elsewhere(index),
            quiet: line.settings.forward.do_not_disturb,
            active: phone.line == index,
        }
    }
}

impl Sign {
    fn of(phone: &Phone, key: SideKey<'_>) -> Self {
        let function = match key {
            SideKey::Function(_, function) => function,
            SideKey::Next(page, pages) => return Self::Next(page, pages),
        };
        match function {
            Some(Function::Line(index)) => match phone.lines.get(usize::from(*index)) {
                Some(line) => Self::Line(LineSign::of(phone, *index, line)),
                None => Self::Still,
            },
            Some(Function::Call(key)) if key.is_watched => {
                Self::Watched(phone.activity(&key.number))
            }
            Some(function @ (Function::DoNotDisturb | Function::Forward)) => {
                Self::Switch(is_on(phone, function))
            }
            _ => Self::Still,
        }
    }
}

impl Face {
    fn of(phone: &Phone, key: SideKey<'_>) -> Self {
        match key {
            SideKey::Function(key, function) => function_key(phone, key_name(key), function),
            SideKey::Next(page, pages) => next_key(u32::from(page) + 1, u32::from(pages)),
        }
    }
}

/// Returns the keys of a phone, first those beside the display.
fn shown(phone: &Phone) -> impl Iterator<Item = SideKey<'_>> {
    let keys = &phone.settings.keys;
    let beside = 0..keys.count_beside();
    let beside = beside.map(|index| SideKey::Function(index, keys.beside(index)));
    beside.chain(phone.sidecar_keys())
}

/// Draws the keys beside the display and those at the side.
pub(super) fn draw(phone: &Phone) -> (Vec<LineKey>, Vec<LineKey>) {
    let mut keys = shown(phone).map(|key| Face::of(phone, key).said(&phone.texts));
    let beside = keys.by_ref().take(usize::from(phone.settings.keys.count_beside())).collect();
    (beside, keys.collect())
}

/// Draws those keys anew whose signs have changed since `signs`, which it renews, and all where keys
/// got other names. Returns whether one looks different.
pub(super) fn redraw(
    phone: &Phone,
    signs: &mut Vec<Sign>,
    (beside, side): (&mut Vec<LineKey>, &mut Vec<LineKey>),
) -> bool {
    let is_turned = |(before, now): (&Sign, Sign)| *before != now && matches!(now, Sign::Next(..));
    let count = shown(phone).count();
    let now = || shown(phone).map(|key| Sign::of(phone, key));
    if signs.len() != count || signs.iter().zip(now()).any(is_turned) {
        *signs = now().collect();
        let (old_beside, old_side) = (take(beside), take(side));
        (*beside, *side) = draw(phone);
        return (&old_beside, &old_side) != (beside, side);
    }
    let mut changed = false;
    let keys = shown(phone).zip(signs).zip(beside.iter_mut().chain(side));
    for ((key, sign), drawn) in keys {
        let now = Sign::of(phone, key);
        if *sign != now {
            *sign = now;
            let face = Face::of(phone, key).said(&phone.texts);
            changed |= face != *drawn;
            *drawn = face;
        }
    }
    changed
}

/// Returns texts with nothing behind them.
fn all<const N: usize>(texts: [Text; N]) -> [Text; 4] {
    let mut texts = texts.into_iter();
    core::array::from_fn(|_| texts.next().unwrap_or_default())
}

fn next_key(page: u32, pages: u32) -> Face {
    Face {
        label: Text::NextKeys,
        state: Text::Verbatim(format!("{page}/{pages}")),
        spoken: all([Text::NextKeys, Text::KeysPage { page, pages }]),
        ..Face::default()
    }
}

/// Whether a function is on, on one line at least.
fn is_on(phone: &Phone, function: &Function) -> bool {
    phone.lines.iter().any(|line| {
        let forward = &line.settings.forward;
        (*function == Function::DoNotDisturb && forward.do_not_disturb)
            || (*function == Function::Forward && forward.is_active())
    })
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
            let on = is_on(phone, function);
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
    let LineSign { own, elsewhere, quiet, active, .. } = LineSign::of(phone, index, line);
    let elsewhere = elsewhere.map(elsewhere_lamp);
    let (lamp, state) =
        own.map(Occupied::shown).unwrap_or(match (&line.registration, &elsewhere) {
            (Registration::Registering, _) => (Lamp::Off, Text::Registering),
            (Registration::Failed(_), _) => (Lamp::Red, Text::RegistrationFailure),
            (_, Some((lamp, _, spoken))) => (*lamp, spoken.clone()),
            (Registration::None, None) => (Lamp::Off, Text::Ready),
            (Registration::Registered, None) => (Lamp::Off, Text::Registered),
        });
    let own_word = own.map(Occupied::written).filter(|word| !word.is_empty());
    let failed = matches!(line.registration, Registration::Failed(_)).then_some(Text::Failed);
    let elsewhere_word = elsewhere.as_ref().map(|(_, word, _)| word.clone());
    let written = own_word.or(failed).or(elsewhere_word).unwrap_or_default();
    let label = Text::verbatim(phone.label_of(line));
    let quiet = if quiet { Text::DoNotDisturb } else { Text::NOTHING };
    Face { spoken: [name, label.clone(), state, quiet], label, lamp, active, state: written }
}

/// Draws a key that calls a number; its state is written, too, as lamps are told apart by colour.
fn speed_dial(phone: &Phone, name: Text, key: &SpeedDial) -> Face {
    let label = phone.number_text(key);
    let (lamp, state) = match key.is_watched.then(|| phone.activity(&key.number)) {
        None => (Lamp::Off, None),
        Some(Activity::Unknown) => (Lamp::Off, Some(Text::Unknown)),
        Some(Activity::Failed) => (Lamp::Hollow, Some(Text::Failed)),
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
        Elsewhere::Failed => {
            (Lamp::Hollow, Text::Failed, Text::Shared.and(Text::SubscriptionFailed))
        }
        Elsewhere::Nothing => (Lamp::Off, Text::Shared, Text::Shared.and(Text::Idle)),
        Elsewhere::HeldPrivately => (Lamp::Red, Text::OnHoldPrivate, Text::OnHoldPrivate),
        Elsewhere::InUse => (Lamp::Red, Text::InUse, Text::InUseByOther),
        Elsewhere::Held => (Lamp::GreenBlinking, Text::OnHold, Text::OnHold.and(Text::PressToTake)),
        Elsewhere::Ringing => (Lamp::RedBlinking, Text::Ringing, Text::RingingElsewhere),
    }
}
