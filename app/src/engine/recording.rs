//! What becomes of the taps of the audio graph (manual 50): a file for the person, and packets for
//! another computer.

use hookswitch_core::link::SocketId;
use hookswitch_core::media::recorder::{Recorder, TapSender, VoiceRecorder};
use hookswitch_core::phone::TapRoute;

/// A recording that goes on, if one does.
#[derive(Default)]
pub(super) struct Recording {
    file: Option<Recorder>,
    voice: Option<VoiceRecorder>,
    sender: Option<(TapRoute, TapSender)>,
}

impl Recording {
    /// Begins a file, or ends it; returns what is in one that ended.
    pub(super) fn record(&mut self, begin: bool) -> Option<Vec<u8>> {
        let ended = self.file.take();
        self.file = begin.then(Recorder::default);
        ended.map(Recorder::into_wav)
    }

    /// Begins to gather the user's voice, or ends that; returns what was gathered.
    pub(super) fn record_voice(&mut self, begin: bool) -> Option<Vec<u8>> {
        let ended = self.voice.take();
        self.voice = begin.then(VoiceRecorder::default);
        ended.map(VoiceRecorder::into_samples)
    }

    /// Sends this way from now on, or to nobody.
    pub(super) fn send_to(&mut self, route: Option<TapRoute>) {
        self.sender = route.map(|route| (route, TapSender::new(route.taps, route.start)));
    }

    /// Takes a frame of taps; gives what is sent of it to `send`.
    pub(super) fn take(&mut self, frame: &[u8], mut send: impl FnMut(SocketId, &[u8])) {
        if let Some(file) = &mut self.file {
            file.push(frame);
        }
        if let Some(voice) = &mut self.voice {
            voice.push(frame);
        }
        if let Some((route, sender)) = &mut self.sender {
            sender.send(frame, |packet| send(route.socket, packet));
        }
    }

    /// Returns where copies of packets go.
    pub(super) fn copies(&self) -> Option<SocketId> {
        let (route, _) = self.sender.as_ref()?;
        route.packets.then_some(route.socket)
    }
}
