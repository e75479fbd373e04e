//! The messages between a window (main thread) and its engine (worker), as postcard bytes.
//!
//! Two things cannot be bytes and travel as objects: `{ audio: MessagePort }`, the worklet's end
//! of media, and `{ settings }`, which the page gives before either program is there.

use hookswitch_core::media::plan::{Browser, DeviceRoute, Plan, Program, ProgramSet};
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::View;
use hookswitch_core::phone::{
    Ask, AudioDevice, CallId, ChosenFile, FileKind, HeadsetCommand, HeadsetEvent, Microphone,
    Permission, Playback,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// From a window to its engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToEngine {
    /// The window can draw: everything it should know now is sent to it.
    Ready,
    /// A key was pressed.
    Press(Key),
    /// A key was pressed and held down.
    Hold(Key),
    /// A key of a digit went down.
    Down(Key),
    /// A call is answered from a notification.
    Answer(CallId),
    /// A call is rejected from a notification.
    Reject(CallId),
    /// A key that was held down was let go.
    Release(Key),
    /// Text was pasted, or a character typed that is on no key.
    Text(String),
    /// What became of the microphone.
    Microphone(Microphone),
    /// Whether this window may play sound.
    Playback(Playback),
    /// The audio graph has a program that was asked for.
    Program(Program),
    /// The microphones and loudspeakers that there are now.
    Devices(Vec<AudioDevice>),
    /// The loudspeaker that was asked for cannot be used; says why.
    LoudspeakerFailed(String),
    /// The audio graph broke; a port of another one follows.
    SoundFailed,
    /// What the browser says of notifications.
    Notifications(Permission),
    /// The person chose a file, which is given here, or why it cannot be read.
    Chosen(FileKind, Result<ChosenFile, String>),
    /// A headset with buttons tells something.
    Headset(HeadsetEvent),
    /// The window may go away without another word: state worth keeping is saved at once.
    Leaving,
}

/// From an engine to its window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromEngine {
    /// What to draw from now on.
    View(Box<View>),
    /// Which part this window plays.
    Role(Role),
    /// Whether there is anything to play or to capture.
    Sounds(bool),
    /// Whether the microphone should be open, and how.
    Microphone(Option<Capture>),
    /// The devices that sound goes through.
    Loudspeakers(DeviceRoute),
    /// The audio graph should have these programs that are not part of it.
    Programs(ProgramSet),
    /// How media travels now.
    MediaPath(MediaPath),
    /// The browser should ask the person, if it is this window where the person does something.
    Ask(Ask),
    /// What to do with the headset that has buttons.
    Headset(HeadsetCommand),
    /// The person should be given a file.
    File(File),
    /// The same, if it is this window where the person does something.
    AskedFile(File),
}

impl FromEngine {
    /// Returns all that a plan wants of the window.
    pub fn of_plan(plan: &Plan) -> [Self; 4] {
        [
            Self::Sounds(!plan.is_silent()),
            Self::Microphone(Capture::wanted(plan)),
            Self::Loudspeakers(plan.devices.clone()),
            Self::Programs(plan.programs),
        ]
    }
}

impl ToEngine {
    /// Whether this concerns the phone wherever it runs, and not the window that sends it.
    pub const fn is_for_the_phone(&self) -> bool {
        matches!(
            self,
            Self::Press(_)
                | Self::Hold(_)
                | Self::Down(_)
                | Self::Release(_)
                | Self::Text(_)
                | Self::Answer(_)
                | Self::Reject(_)
                | Self::Chosen(..)
                | Self::Headset(HeadsetEvent::Allowed)
        )
    }
}

/// A file for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The address at which pages of this origin have it.
    pub url: String,
    /// What it is called.
    pub name: String,
}

/// How the microphone should be open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// What the browser does with what it hears.
    pub browser: Browser,
    /// Which one; empty is the browser's own choice.
    pub device: String,
}

impl Capture {
    /// Returns how the microphone should be open, if it should.
    pub fn wanted(plan: &Plan) -> Option<Self> {
        let device = plan.devices.microphone.clone().unwrap_or_default();
        plan.microphone.then_some(Self { browser: plan.browser, device })
    }
}

/// Between the engines of one browser, on their broadcast channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BetweenEngines {
    /// An engine that does not lead wants to be shown the phone.
    Hello,
    /// What the leader draws.
    View(Box<View>),
    /// A window of an engine that does not lead pressed a key, pasted text, or took a call.
    FromWindow(ToEngine),
    /// What the leader wants to be asked, wherever the person is.
    Ask(Ask),
    /// A file that the person asked for, wherever the person is.
    AskedFile(File),
}

/// The part a window plays among the windows of one browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Not decided yet.
    #[default]
    Unknown,
    /// The phone runs here, and its sound plays here.
    Leader,
    /// The phone runs in another window; this one shows it and presses its keys.
    Follower,
}

/// How media travels between the phone and its gateway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaPath {
    /// Not at all: there is no link.
    #[default]
    None,
    /// On the link's WebSocket.
    WebSocket,
    /// In WebTransport datagrams.
    WebTransport,
}

/// Returns `message` as bytes.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Serialising plain owned data into a growing buffer has no failure.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Reads a message; `None` if the bytes are none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_port() {
        let message = ToEngine::Press(Key::Digit(6));
        assert_eq!(decode(&encode(&message)), Some(message));
        let message = FromEngine::View(Box::default());
        assert_eq!(decode(&encode(&message)), Some(message));
    }

    #[test]
    fn other_bytes_are_no_message() {
        assert_eq!(decode::<FromEngine>(&[250, 1, 2]), None);
    }
}
