//! Recording sound to find its faults (manual 50): into a file that the person saves, and to another
//! computer as the configuration says.
//!
//! Only calls are recorded, and the page says so as long as they are. What the person mutes is silent
//! in every recording. An encrypted call does not leave the tab in the clear: the other computer gets
//! nothing of it.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::io::TapRoute;
use super::media::Ports;
use super::network::Purpose;
use super::status::{Row, alone, row};
use super::{Output, Phone, Timer, Urgency};
use crate::call::Call;
use crate::call::media::Media;
use crate::config::table::diagnostics as table;
use crate::config::{Config, Setting};
use crate::language::Text;
use crate::link::{LinkError, Reply, Request, SocketId};
use crate::media::recorder::{LONGEST_S, TapSet};
use crate::media::taps::Tap;
use crate::time::Duration;

/// What each parameter records.
const RECORDS: [(&Setting<bool>, &[Tap]); 4] = [
    (&table::RECORDING_TDM_RECORDING_ENABLED, &[Tap::Microphone]),
    (&table::RECORDING_EC_DEBUG_RECORDING_ENABLED, &[Tap::Played, Tap::EchoRemoved]),
    (&table::RECORDING_NOISE_REDUCTION_DEBUG_RECORDING_ENABLED, &[Tap::NoiseRemoved]),
    (&table::RECORDING_NETWORK_RECORDING_ENABLED, &[Tap::Sent, Tap::Received]),
];

/// What the configuration says of recordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Who gets what is recorded.
    to: Option<(String, u16)>,
    taps: TapSet,
    packets: bool,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let enabled = config.get(&table::RECORDING_ENABLED);
        let on = |setting: &Setting<bool>| enabled && config.get(setting);
        let records = RECORDS.iter().filter(|(setting, _)| on(setting));
        let port = config.get(&table::RECORDING_REMOTE_PORT);
        Self {
            to: config.get(&table::RECORDING_REMOTE_IP).map(|host| (host, port)),
            taps: records.flat_map(|(_, taps)| taps.iter().copied()).collect(),
            packets: on(&table::RECORDING_RTP_RECORDING_ENABLED),
        }
    }

    /// Whether anything is to be sent to somebody.
    fn sends(&self) -> bool {
        self.to.is_some() && (self.packets || !self.taps.is_empty())
    }
}

/// What is recorded now. A page that is loaded again has lost its file and opens sockets anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Recording {
    /// Whether a file is made.
    file: bool,
    receiver: Receiver,
    /// What the outside was told last.
    told: Option<TapRoute>,
}

/// How far the way to the other computer is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Receiver {
    /// Nothing was asked for.
    #[default]
    None,
    /// Its address or the sockets were asked for.
    Waiting,
    /// It is reached through this socket, at this address.
    Ready(Ports, TapRoute),
    /// It is not reached; says why.
    Failed(String),
}

impl Phone {
    /// Opens and closes what recording needs, and tells the outside.
    pub(super) fn follow_recording(&mut self) {
        if self.recording.file && !self.has_sound() {
            self.end_recording();
        }
        let wanted = self.settings.recording.sends() && self.has_sound() && !self.is_encrypted();
        match self.recording.receiver {
            Receiver::None if wanted && self.setup.sip_socket().is_some() => self.find_receiver(),
            Receiver::Waiting | Receiver::Ready(..) | Receiver::Failed(_) if !wanted => {
                self.close_receiver();
            }
            Receiver::None | Receiver::Waiting | Receiver::Ready(..) | Receiver::Failed(_) => {}
        }
        let route = match self.recording.receiver {
            Receiver::Ready(_, route) => Some(route),
            Receiver::None | Receiver::Waiting | Receiver::Failed(_) => None,
        };
        if route != self.recording.told {
            self.recording.told = route;
            self.outputs.push_back(Output::Taps(route));
            self.touched = true;
            if route.is_some() {
                self.announce(Text::SoundIsRecorded, Urgency::Polite);
            }
        }
    }

    /// Whether the audio graph should tell what passes in it.
    pub(super) fn wants_taps(&self) -> bool {
        let sends = self.recording.told.is_some_and(|route| !route.taps.is_empty());
        self.recording.file || sends || self.records_greeting()
    }

    /// Returns what the page says while sound is recorded.
    pub(super) fn recording_text(&self) -> Option<Text> {
        let records = self.recording.file || self.recording.told.is_some();
        records.then_some(Text::SoundIsRecorded)
    }

    /// Returns what the page about recordings shows.
    pub(super) fn recording_rows(&self) -> Vec<Row> {
        let press = if self.recording.file { Text::StopRecording } else { Text::StartRecording };
        let receiver = match (&self.settings.recording.to, &self.recording.receiver) {
            (None, _) => Text::None,
            (Some(_), Receiver::Failed(why)) => Text::from(why),
            (Some(_), _) if self.is_encrypted() => Text::NotWhileEncrypted,
            (Some((host, port)), _) => Text::from(format!("{host}:{port}")),
        };
        vec![alone(press), row(Text::RecordingSentTo, receiver)]
    }

    /// Begins a file, or ends it, if that is the row.
    pub(super) fn select_recording(&mut self, at: usize) {
        match (at, self.recording.file) {
            (0, true) => self.end_recording(),
            (0, false) if !self.has_sound() => self.notify(Text::RecordsInCallOnly),
            (0, false) => {
                self.recording.file = true;
                self.outputs.push_back(Output::Recorder(true));
                let longest = Duration::from_secs(LONGEST_S as u64);
                self.timers.set(Timer::Recording, self.now + longest);
                self.announce(Text::SoundIsRecorded, Urgency::Polite);
            }
            _ => {}
        }
    }

    /// Ends the file, which the browser saves.
    pub(super) fn end_recording(&mut self) {
        if core::mem::take(&mut self.recording.file) {
            self.timers.clear(Timer::Recording);
            self.outputs.push_back(Output::Recorder(false));
            self.notify(Text::RecordingSaved);
        }
    }

    /// Takes the addresses of the other computer.
    pub(super) fn take_receiver(&mut self, reply: Result<Reply, LinkError>) {
        match reply {
            Ok(Reply::Addresses(found)) => match found.first() {
                Some(ip) => self.open_receiver(*ip),
                None => self.receiver_failed(&LinkError::Unsupported),
            },
            Ok(_) => self.receiver_failed(&LinkError::Unsupported),
            Err(error) => self.receiver_failed(&error),
        }
    }

    /// Takes the sockets that lead to the other computer at `peer`.
    pub(super) fn take_receiver_ports(&mut self, ip: IpAddr, reply: Result<Reply, LinkError>) {
        let to = self.settings.recording.to.as_ref().map(|(_, port)| *port);
        match (reply, to) {
            (Ok(Reply::RtpPair { rtp, rtcp, local }), Some(port))
                if self.recording.receiver == Receiver::Waiting =>
            {
                let start = self.rtp_start();
                let Settings { taps, packets, .. } = self.settings.recording;
                let route = TapRoute { socket: rtp, taps, packets, start };
                self.recording.receiver = Receiver::Ready(Ports { rtp, rtcp, local }, route);
                let peer = SocketAddr::new(ip, port);
                self.request(Request::Connect { socket: rtp, peer }, Purpose::ConnectReceiver);
            }
            (Err(error), _) => self.receiver_failed(&error),
            // The call ended meanwhile.
            (reply, _) => self.close_opened(&reply),
        }
    }

    /// The gateway does not send to the other computer.
    pub(super) fn receiver_failed(&mut self, error: &LinkError) {
        if self.recording.receiver != Receiver::None {
            self.close_receiver();
            self.log(format!("recording: {error}"));
            self.recording.receiver = Receiver::Failed(error.to_string());
        }
    }

    /// Returns the sockets that lead to the other computer.
    pub(super) fn recording_sockets(&self) -> impl Iterator<Item = SocketId> {
        let ports = match self.recording.receiver {
            Receiver::Ready(ports, _) => Some(ports),
            Receiver::None | Receiver::Waiting | Receiver::Failed(_) => None,
        };
        ports.into_iter().flat_map(|ports| [ports.rtp, ports.rtcp])
    }

    /// Forgets the sockets that `is_gone` names; others are opened, if they are still wanted.
    pub(super) fn forget_recording_sockets(&mut self, is_gone: impl Fn(&Ports) -> bool) {
        if matches!(&self.recording.receiver, Receiver::Ready(ports, _) if is_gone(ports)) {
            self.recording.receiver = Receiver::None;
        }
    }

    /// Closes the way to the other computer.
    pub(super) fn close_receiver(&mut self) {
        for socket in self.recording_sockets().collect::<Vec<_>>() {
            self.request(Request::Close(socket), Purpose::Close);
        }
        self.recording.receiver = Receiver::None;
    }

    fn find_receiver(&mut self) {
        let Some((host, _)) = self.settings.recording.to.clone() else { return };
        self.recording.receiver = Receiver::Waiting;
        match host.parse() {
            Ok(ip) => self.open_receiver(ip),
            Err(_) => self.request(Request::Resolve { host }, Purpose::Receiver),
        }
    }

    fn open_receiver(&mut self, toward: IpAddr) {
        let media = &self.settings.media;
        let (base, count, tos) = (media.port, media.ports, media.tos);
        let request = Request::OpenRtp { base, count, tos, toward };
        self.request(request, Purpose::ReceiverPorts(toward));
    }

    /// Whether there is a call whose sound can be recorded.
    fn has_sound(&self) -> bool {
        self.sounding().next().is_some()
    }

    fn is_encrypted(&self) -> bool {
        self.sounding().any(|media| media.keys().is_some())
    }

    fn sounding(&self) -> impl Iterator<Item = &Media> {
        let live = self.calls.iter().filter(|call| Call::is_live(call));
        live.filter_map(|call| call.media.as_ref()).filter(|media| media.negotiated().is_some())
    }
}
