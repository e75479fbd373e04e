//! Which microphone and loudspeaker of the computer stand for handset, headset and speaker, and
//! where ringing is heard (manual 17.8, 18.6, 22.16).
//!
//! The person chooses from what the browser has. What is chosen and not there, as it was unplugged,
//! is stood in for by what the browser takes by itself, and comes back when it is there again.

use serde::{Deserialize, Serialize};

use super::io::{AudioDevice, AudioKind, Playback};
use super::menu::PageKind;
use super::preferences::mark;
use super::sound::Device;
use super::status::{Row, alone, row};
use super::{Phone, Urgency};
use crate::call::State;
use crate::config::table::audio::RingingDevice;
use crate::language::Text;
use crate::media::plan::{DeviceRoute, ProgramSet, Report};
use crate::rng::Rng;
use crate::sdp::offer_answer::Capabilities;

/// Pages of the menu that choose devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum DevicePage {
    /// All devices of the phone, and what is done with sound.
    All,
    /// Microphone and loudspeaker of one.
    Of(Device),
    /// What may be its microphone or loudspeaker.
    Choice(Device, AudioKind),
}

impl DevicePage {
    /// Returns the heading.
    pub(super) const fn title(self) -> &'static Text {
        match self {
            Self::All => &Text::AudioDevices,
            Self::Of(Device::Handset) => &Text::PageHandset,
            Self::Of(Device::Headset) => &Text::Headset,
            Self::Of(Device::Speaker) => &Text::Speaker,
            Self::Choice(_, AudioKind::Microphone) => &Text::Microphone,
            Self::Choice(_, AudioKind::Loudspeaker) => &Text::Loudspeaker,
        }
    }
}

/// Who takes echo and noise out of the user's voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Cleaner {
    /// The phone's own program.
    #[default]
    Phone,
    /// The browser.
    Browser,
    /// Nobody.
    Nobody,
}

/// What the computer has, and what the person chose of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Devices {
    /// What there is.
    known: Vec<AudioDevice>,
    chosen: Vec<Choice>,
    /// Who cleans the user's voice.
    cleaner: Cleaner,
    /// Whether sound takes less time, for shorter packets and a voice that the browser cleans.
    pub(super) low_delay: bool,
    /// Whether the person hears the own voice in handset and headset.
    pub(super) sidetone: bool,
    /// Whether somebody listens on the handset while the headset is used.
    listens: bool,
}

/// What stands for one device of the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Choice {
    of: Device,
    chosen: AudioDevice,
}

/// Devices of the phone in the order of the page, and what they are called.
const DEVICES: [(Device, Text); 3] = [
    (Device::Handset, Text::PageHandset),
    (Device::Headset, Text::Headset),
    (Device::Speaker, Text::Speaker),
];

/// Both kinds in the order of the page, and what they are called.
const KINDS: [(AudioKind, Text); 2] =
    [(AudioKind::Microphone, Text::Microphone), (AudioKind::Loudspeaker, Text::Loudspeaker)];

/// Milliseconds of sound in a packet, if sound should take less time.
const LOW_DELAY_PTIME_MS: u16 = 10;

/// What stands where nothing was chosen.
const OWN_CHOICE: Text = Text::AsTheBrowserHasIt;

/// What the ways of the voice are called.
const CLEANERS: [(Cleaner, Text); 3] = [
    (Cleaner::Phone, Text::CleanedByPhone),
    (Cleaner::Browser, Text::CleanedByBrowser),
    (Cleaner::Nobody, Text::Off),
];

/// What a row below the devices does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choosable {
    Cleaner,
    LowDelay,
    Sidetone,
}

/// Rows below the devices.
const CHOOSABLE: [Choosable; 3] = [Choosable::Cleaner, Choosable::LowDelay, Choosable::Sidetone];

impl Devices {
    /// Returns who cleans the voice: the phone's own program takes longer than a low delay allows.
    pub(super) const fn cleaner(&self) -> Cleaner {
        match self.cleaner {
            Cleaner::Phone if self.low_delay => Cleaner::Browser,
            Cleaner::Phone => Cleaner::Phone,
            Cleaner::Browser => Cleaner::Browser,
            Cleaner::Nobody => Cleaner::Nobody,
        }
    }

    /// Returns the name of a choice and what is chosen.
    fn chosen(&self, choice: Choosable) -> (Text, Text) {
        let on = |on| if on { Text::On } else { Text::Off };
        match choice {
            Choosable::Cleaner => {
                let now = self.cleaner();
                let name = CLEANERS.into_iter().find(|(cleaner, _)| *cleaner == now);
                (Text::EchoAndNoise, name.map_or(Text::Off, |(_, name)| name))
            }
            Choosable::LowDelay => (Text::LowDelay, on(self.low_delay)),
            Choosable::Sidetone => (Text::HearOwnVoice, on(self.sidetone)),
        }
    }

    /// Goes on to what can be chosen next.
    fn choose_next(&mut self, choice: Choosable) {
        match choice {
            Choosable::Cleaner => {
                self.cleaner = match self.cleaner() {
                    Cleaner::Phone => Cleaner::Browser,
                    Cleaner::Browser => Cleaner::Nobody,
                    Cleaner::Nobody => Cleaner::Phone,
                }
            }
            Choosable::LowDelay => self.low_delay ^= true,
            Choosable::Sidetone => self.sidetone ^= true,
        }
    }

    /// Takes over what stays when the phone starts again.
    pub(super) fn after_restart(&self) -> Self {
        Self { listens: false, ..self.clone() }
    }

    /// Nobody listens on the handset any more.
    pub(super) const fn stop_listening(&mut self) {
        self.listens = false;
    }

    /// Forgets what is only known of a page that is gone.
    pub(super) fn forget_known(&mut self) {
        self.known.clear();
    }

    fn choice(&self, device: Device, kind: AudioKind) -> Option<&AudioDevice> {
        let choice = self.chosen.iter().find(|it| it.of == device && it.chosen.kind == kind);
        choice.map(|it| &it.chosen)
    }

    /// Returns what was chosen, if it is there: browsers give devices new ids, but not new labels.
    fn present(&self, device: Device, kind: AudioKind) -> Option<&AudioDevice> {
        let choice = self.choice(device, kind)?;
        let of_kind = || self.known.iter().filter(move |known| known.kind == kind);
        let same_label = |known: &&AudioDevice| known.label == choice.label;
        let same = of_kind().find(|known| known.id == choice.id);
        same.or_else(|| of_kind().find(same_label))
    }

    /// Whether something else stands in for what was chosen of `device`.
    fn is_stood_in_for(&self, device: Device) -> bool {
        KINDS.into_iter().any(|(kind, _)| {
            self.choice(device, kind).is_some() && self.present(device, kind).is_none()
        })
    }

    fn id(&self, device: Device, kind: AudioKind) -> Option<String> {
        self.present(device, kind).map(|known| known.id.clone())
    }

    fn choose(&mut self, device: Device, kind: AudioKind, chosen: Option<AudioDevice>) {
        self.chosen.retain(|it| (it.of, it.chosen.kind) != (device, kind));
        self.chosen.extend(chosen.map(|chosen| Choice { of: device, chosen }));
    }

    fn of_kind(&self, kind: AudioKind) -> impl Iterator<Item = &AudioDevice> {
        self.known.iter().filter(move |known| known.kind == kind && !known.label.is_empty())
    }
}

impl Phone {
    /// Takes what the computer has now, and tells if what is used came or went.
    pub(super) fn take_devices(&mut self, known: Vec<AudioDevice>) {
        let device = self.device();
        let there = |devices: &Devices, kind| devices.present(device, kind).is_some();
        let before = KINDS.map(|(kind, _)| there(&self.sound.devices, kind));
        let was_known = !self.sound.devices.known.is_empty();
        self.sound.devices.known = known;
        if self.sound.device.is_none() || !was_known {
            return;
        }
        for ((kind, _), was_there) in KINDS.into_iter().zip(before) {
            let Some(choice) = self.sound.devices.choice(device, kind) else { continue };
            let text = match (was_there, there(&self.sound.devices, kind)) {
                (true, false) => Text::DeviceGone { device: choice.label.clone() },
                (false, true) => Text::DeviceBack { device: choice.label.clone() },
                (true, true) | (false, false) => continue,
            };
            self.notify(text.clone());
            self.announce(text, Urgency::Urgent);
        }
    }

    /// The loudspeaker that was asked for cannot be used.
    pub(super) fn loudspeaker_failed(&mut self, why: &str) {
        self.notify(Text::LoudspeakerFailed);
        self.log(format!("sound: loudspeaker: {why}"));
    }

    /// Takes whether the page may play sound.
    pub(super) fn take_playback(&mut self, playback: Playback) {
        let before = core::mem::replace(&mut self.sound.playback, playback);
        if playback == Playback::Failed && before != playback {
            self.notify(Text::SoundLost);
            self.announce(Text::SoundLost, Urgency::Urgent);
            self.log("sound: the audio graph fails whenever it is set up");
        }
    }

    /// The audio graph is another one. Streams go on with a new SSRC, since nobody knows how far the old
    /// one came: no key may protect two packets of one number (RFC 3711 9.1).
    pub(super) fn sound_failed(&mut self) {
        self.sound.programs = ProgramSet::default();
        self.sound.report = Report::default();
        self.renew_streams();
        self.notify(Text::SoundFailed);
        self.announce(Text::SoundFailed, Urgency::Urgent);
        self.log("sound: the audio graph failed");
    }

    /// Returns the device whose echo the person's is like: what the browser takes in place of one that
    /// is not there may be an open loudspeaker.
    pub(super) fn echoing_device(&self) -> Device {
        let device = self.device();
        if self.sound.devices.is_stood_in_for(device) { Device::Speaker } else { device }
    }

    /// Returns the devices that sound goes through.
    pub(super) fn device_route(&self) -> DeviceRoute {
        let route = self.asked_route();
        // The same sound twice on one loudspeaker is no second one.
        let first = route.loudspeaker.clone().unwrap_or_default();
        DeviceRoute { second: route.second.filter(|second| *second != first), ..route }
    }

    fn asked_route(&self) -> DeviceRoute {
        let devices = &self.sound.devices;
        let loudspeaker = |device| devices.id(device, AudioKind::Loudspeaker);
        let open = self.tested_device().or(self.sound.device);
        let spoken_into = open.unwrap_or_else(|| self.device());
        let route = |device| DeviceRoute {
            microphone: devices.id(spoken_into, AudioKind::Microphone),
            loudspeaker: loudspeaker(device),
            second: None,
        };
        match open {
            Some(Device::Headset) if devices.listens => DeviceRoute {
                second: Some(loudspeaker(Device::Handset).unwrap_or_default()),
                ..route(Device::Headset)
            },
            Some(device) => route(device),
            None => match self.ringing_device() {
                RingingDevice::Headset => route(Device::Headset),
                RingingDevice::Both => DeviceRoute {
                    second: Some(loudspeaker(Device::Headset).unwrap_or_default()),
                    ..route(Device::Speaker)
                },
                RingingDevice::Speaker | RingingDevice::Silent => route(Device::Speaker),
            },
        }
    }

    /// Whether a call is not heard ringing.
    pub(super) fn rings_silently(&self) -> bool {
        self.ringing_device() == RingingDevice::Silent
    }

    fn ringing_device(&self) -> RingingDevice {
        let settings = &self.settings.devices;
        if !settings.rings_via_answer {
            return settings.ringing;
        }
        match self.device() {
            Device::Headset => RingingDevice::Headset,
            Device::Speaker | Device::Handset => RingingDevice::Speaker,
        }
    }

    /// Lets somebody listen on the handset to what is heard in the headset, or no more (manual
    /// 22.16); returns whether that is what the key of the handset does now.
    pub(super) fn listens_in(&mut self, device: Device) -> bool {
        let talks = self.calls.foreground().is_some_and(|call| match call.state {
            State::Talking | State::Held { .. } => true,
            State::Dialing
            | State::RingingOut
            | State::EarlyMedia
            | State::RingingIn { .. }
            | State::Ended { .. } => false,
        });
        let asked = self.settings.devices.listen_in && device == Device::Handset;
        if !asked || !talks || self.sound.device != Some(Device::Headset) {
            return false;
        }
        self.sound.devices.listens = !self.sound.devices.listens;
        let on = self.sound.devices.listens;
        self.notify(if on { Text::HandsetListens } else { Text::HandsetListensNoMore });
        true
    }

    /// Returns every row of a page of devices.
    pub(super) fn device_page_rows(&self, page: DevicePage) -> Vec<Row> {
        match page {
            DevicePage::All => self.devices_rows(),
            DevicePage::Of(device) => self.device_rows(device),
            DevicePage::Choice(device, kind) => self.device_choice_rows(device, kind),
        }
    }

    /// Takes a row of a page of devices.
    pub(super) fn select_on_device_page(&mut self, page: DevicePage, row: usize) {
        match page {
            DevicePage::All => self.select_device(row),
            DevicePage::Of(device) => self.select_device_kind(device, row),
            DevicePage::Choice(device, kind) => self.select_device_choice(device, kind, row),
        }
    }

    /// Returns the devices of the phone, and who cleans the voice.
    fn devices_rows(&self) -> Vec<Row> {
        let devices = &self.sound.devices;
        let chosen = |device| {
            let label = |(kind, _)| {
                let choice: Option<&AudioDevice> = devices.choice(device, kind);
                choice.map(|choice| choice.label.clone())
            };
            let labels: Vec<_> = KINDS.into_iter().filter_map(label).collect();
            if labels.is_empty() { OWN_CHOICE } else { Text::Verbatim(labels.join(", ")) }
        };
        let mut rows = DEVICES.map(|(device, name)| row(name, chosen(device))).to_vec();
        rows.extend(
            CHOOSABLE.map(|choice| devices.chosen(choice)).map(|(name, now)| row(name, now)),
        );
        rows.push(alone(Text::SoundCheck));
        rows
    }

    /// Opens a device of the phone, or chooses the next of what can be done with sound.
    fn select_device(&mut self, at: usize) {
        if let Some((device, _)) = DEVICES.into_iter().nth(at) {
            self.open_page(PageKind::Devices(DevicePage::Of(device)));
            return;
        }
        let choice = at.checked_sub(DEVICES.len()).and_then(|at| CHOOSABLE.into_iter().nth(at));
        let Some(choice) = choice else { return self.check_sound() };
        self.sound.devices.choose_next(choice);
        let (name, chosen) = self.sound.devices.chosen(choice);
        self.announce(name.and(chosen), Urgency::Polite);
        if choice == Choosable::LowDelay && self.sound.devices.low_delay {
            self.notify(Text::LowDelayMeans);
        }
    }

    /// Returns how loud the person hears the own voice, in decibels, if at all: on the speaker it
    /// would be heard again.
    pub(super) fn sidetone_db(&self, device: Device) -> Option<f32> {
        let db = self.settings.levels.sidetone_db(device)?;
        let devices = &self.sound.devices;
        (devices.sidetone && !devices.is_stood_in_for(device)).then_some(db)
    }

    /// Returns what offers and answers are made of, as the person and the settings want it.
    pub(super) fn capabilities(&self, rng: Rng) -> Capabilities {
        let settings = &self.settings.media;
        let usual = settings.capabilities(self.sound.programs, rng);
        if !self.sound.devices.low_delay {
            return usual;
        }
        let ptimes_ms = vec![LOW_DELAY_PTIME_MS; usual.formats.len()];
        Capabilities { ptimes_ms, states_ptime: true, ..usual }
    }

    /// Returns microphone and loudspeaker of a device of the phone.
    fn device_rows(&self, device: Device) -> Vec<Row> {
        let devices = &self.sound.devices;
        let chosen = |kind| match (devices.choice(device, kind), devices.present(device, kind)) {
            (Some(choice), None) => Text::DeviceNotThere { device: choice.label.clone() },
            (Some(choice), Some(_)) => Text::verbatim(&choice.label),
            (None, _) => OWN_CHOICE,
        };
        KINDS.map(|(kind, name)| row(name, chosen(kind))).to_vec()
    }

    /// Opens the list of what may be this microphone or loudspeaker.
    fn select_device_kind(&mut self, device: Device, at: usize) {
        if let Some((kind, _)) = KINDS.into_iter().nth(at) {
            let devices = &self.sound.devices;
            let chosen = devices.present(device, kind);
            let place = devices.of_kind(kind).position(|known| Some(known) == chosen);
            let row = place.map_or(0, |place| place + 1);
            self.open_page_at(PageKind::Devices(DevicePage::Choice(device, kind)), row);
        }
    }

    /// Returns what may be this microphone or loudspeaker.
    fn device_choice_rows(&self, device: Device, kind: AudioKind) -> Vec<Row> {
        let devices = &self.sound.devices;
        let chosen = devices.choice(device, kind);
        let mut rows = vec![row(OWN_CHOICE, mark(chosen.is_none()))];
        let present = devices.present(device, kind);
        rows.extend(
            devices
                .of_kind(kind)
                .map(|known| row(Text::verbatim(&known.label), mark(present == Some(known)))),
        );
        rows
    }

    /// Uses what is in this row from now on.
    fn select_device_choice(&mut self, device: Device, kind: AudioKind, at: usize) {
        let devices = &mut self.sound.devices;
        let before = at.checked_sub(1);
        let chosen = before.and_then(|place| devices.of_kind(kind).nth(place).cloned());
        let label = chosen.as_ref().map_or(OWN_CHOICE, |chosen| Text::verbatim(&chosen.label));
        devices.choose(device, kind, chosen);
        self.announce(label.and(Text::Chosen), Urgency::Polite);
        self.close_page();
    }
}
