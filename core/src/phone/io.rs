//! What goes into the phone and what comes out of it.

use serde::{Deserialize, Serialize};

use super::key::Key;
pub use crate::call::CallId;
use crate::files;
pub use crate::hid::Item as HeadsetItem;
use crate::keying::KeyPair;
use crate::language::Language;
use crate::link::{FromGateway, SocketId, ToGateway, Token, WebTransport};
use crate::media::plan::{
    Command, Measured, NetworkReport, Plan, Program, RecordingPart, Report, RtpStart, StreamId,
};
use crate::media::recorder::TapSet;
pub use crate::sip::endpoint::ConnectionId as WebSocketId;
use crate::time::WallTime;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Input {
    /// A key was pressed.
    Press(Key),
    /// A key was pressed and held down; most keys do what they do when they are pressed.
    Hold(Key),
    /// A key went down: a digit of a call lasts until it is let go, anything else is as if it was pressed.
    Down(Key),
    /// A call is answered that rings, if it still does.
    Answer(CallId),
    /// A call is rejected that rings, if it still does.
    Reject(CallId),
    /// A key that was held down was let go.
    Release(Key),
    /// Text was typed or pasted where a number can be entered.
    Text(String),
    /// The link's WebSocket is open, and nothing has been sent on it.
    LinkOpen,
    /// The link's WebSocket is closed or could not be opened; says why, for the log.
    LinkClosed(String),
    /// A message from the gateway.
    FromGateway(FromGateway),
    /// Something happened to a WebSocket of [`Output::WebSocket`].
    WebSocket(WebSocketId, WebSocketEvent),
    /// What the audio graph tells.
    Audio(Report),
    /// What the browser says of the microphone.
    Microphone(Microphone),
    /// Whether the page may play sound now.
    Playback(Playback),
    /// A program that is not part of the audio graph is there.
    Program(Program),
    /// The microphones and loudspeakers that the computer has now.
    Devices(Vec<AudioDevice>),
    /// What the browser says of notifications.
    Notifications(Permission),
    /// The person chose a file, which is given here, or why it cannot be read.
    Chosen(FileKind, Result<ChosenFile, String>),
    /// The user's voice as [`Output::RecordVoice`] gathered it: samples as [`Coding::Linear`](crate::media::plan::Coding::Linear).
    Voice(Vec<u8>),
    /// A headset with buttons tells something.
    Headset(HeadsetEvent),
    /// The loudspeaker that was asked for cannot be used; says why, for the log.
    LoudspeakerFailed(String),
    /// The audio graph broke and is set up anew, with no program that is not part of it.
    SoundFailed,
    /// A packet of this RTP source came in on a media socket that no stream is tied to.
    Arrived(SocketId, u32),
    /// RTCP told something of a stream's network path.
    Network(StreamId, NetworkReport),
    /// The browser believes that it is online, or not: a hint.
    Online(bool),
    /// What [`Output::Keep`] told to keep last; given once for each
    /// name that has one, before everything else, in the order of [`Keepsake::ALL`].
    Kept(Keepsake, Vec<u8>),
    /// The file of a language that was asked for, or why it did not come.
    Texts(Language, Result<String, String>),
    /// Whether the browser wrote what it was told to keep; says why not.
    Storage(Result<(), String>),
    /// The wall clock and the offset of local time from UTC in minutes; given at the start, each
    /// minute, and after sleep.
    Clock(WallTime, i32),
}

impl Input {
    /// Whether the person did something, so that the display is lit.
    pub(super) const fn is_of_the_person(&self) -> bool {
        use Input::{Answer, Down, Hold, Press, Reject, Text};
        matches!(self, Press(_) | Hold(_) | Down(_) | Text(_) | Answer(_) | Reject(_))
    }

    /// Whether what it touches is known only when it was read.
    pub(super) const fn is_for_the_wire(&self) -> bool {
        use FromGateway::{Read, Received, Reply};
        matches!(
            self,
            Self::Arrived(..) | Self::FromGateway(Received { .. } | Read { .. } | Reply(..))
        )
    }
}

/// What happened to a WebSocket that carries SIP (RFC 7118).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WebSocketEvent {
    /// It is open, and the server speaks `sip`.
    Open,
    /// A message came, of text or of bytes.
    Received(Vec<u8>),
    /// It is closed or could not be opened; says why, for people.
    Closed(String),
}

/// What to do with a WebSocket that carries SIP (RFC 7118).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WebSocketCommand {
    /// Open it at this address, with the subprotocol [`SUBPROTOCOL`].
    Open(String),
    /// Send this as one message: of text if it is UTF-8, else of bytes.
    Send(Vec<u8>),
    /// Close it; nothing more is told of it.
    Close,
}

/// The subprotocol of SIP over WebSocket (RFC 7118 4.1).
pub const SUBPROTOCOL: &str = "sip";

/// State of the microphone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Microphone {
    /// Not asked for yet.
    #[default]
    Unknown,
    /// The person is being asked.
    Asking,
    /// It is open.
    Open,
    /// There is none (`NotFoundError`), or it was unplugged.
    Missing,
    /// The person or the page's policy said no (`NotAllowedError`).
    Denied,
    /// Something else has it (`NotReadableError`).
    Busy,
    /// It was opened and is closed again.
    Closed,
}

/// A microphone or a loudspeaker of the computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudioDevice {
    /// What the browser calls it in requests.
    pub id: String,
    /// What it is called; empty until the person has allowed the microphone.
    pub label: String,
    /// Which of the two it is.
    pub kind: AudioKind,
}

/// Kinds of devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AudioKind {
    /// It hears.
    Microphone,
    /// It is heard.
    Loudspeaker,
}

/// What the browser says of something that it asks the person about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permission {
    /// It has nothing of the kind, or nobody told.
    #[default]
    Unsupported,
    /// It would ask.
    Askable,
    /// The person agreed.
    Granted,
    /// The person, or the browser, said no, and the page cannot ask again.
    Denied,
}

/// What the browser is to ask the person; it does so only while the person does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Whether the page may show notifications.
    Notifications,
    /// Which headset the page may use.
    Headset,
    /// Which file the phone is given; one that is chosen comes as [`Input::Chosen`].
    File(FileKind),
}

/// What a file is about that the person gives the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// The person's contacts.
    Contacts,
    /// What keys do.
    Keys,
    /// A ring tone.
    RingTone,
}

/// A file that the person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenFile {
    /// What it is called, without folders.
    pub name: String,
    /// What is in it.
    pub data: Vec<u8>,
}

impl FileKind {
    /// Returns how many bytes such a file has at most. Of a longer one the phone is given one byte
    /// more.
    pub const fn limit(self) -> usize {
        match self {
            Self::Contacts => files::directory::MAX_FILE,
            Self::Keys => files::MAX_TEXT,
            Self::RingTone => files::ring_tones::MAX_TONE,
        }
    }
}

/// A file that the browser gives the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Download {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub data: Vec<u8>,
}

/// What a headset with buttons tells (WebHID).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadsetEvent {
    /// The browser lets pages use headsets.
    Supported,
    /// The person let the page use one more.
    Allowed,
    /// It is open.
    Opened {
        /// What it is called.
        name: String,
        /// What its input reports are made of, in order.
        inputs: Vec<HeadsetItem>,
        /// What its output reports are made of, in order.
        outputs: Vec<HeadsetItem>,
    },
    /// It cannot be opened: something else has it.
    InUse {
        /// What it is called.
        name: String,
    },
    /// It was unplugged.
    Gone,
    /// It sent an input report.
    Report {
        /// The report's number, or 0.
        number: u8,
        /// Its bytes, without the number.
        data: Vec<u8>,
    },
}

/// What to do with a headset with buttons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadsetCommand {
    /// Open the first one that the person let the page use.
    Open,
    /// Close it, so that others can have it.
    Close,
    /// Send it an output report.
    Report {
        /// The report's number, or 0.
        number: u8,
        /// Its bytes, without the number.
        data: Vec<u8>,
    },
}

/// Whether the page may play sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Playback {
    /// Not known yet.
    #[default]
    Unknown,
    /// Sound plays.
    Running,
    /// The browser waits for a click (autoplay policy), or interrupted it.
    Suspended,
    /// The audio graph fails whenever it is set up, until the page is loaded again.
    Failed,
}

/// Something the outside should do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[must_use]
pub enum Output {
    /// Open the link's WebSocket, closing one that is open.
    OpenLink,
    /// Close the link's WebSocket.
    CloseLink,
    /// Send this on the link.
    ToGateway(ToGateway),
    /// Do this with a WebSocket that leads to a SIP server, past the gateway.
    WebSocket(WebSocketId, WebSocketCommand),
    /// Open the media session beside the link (WebTransport), or close it with `None`.
    Media(Option<MediaSession>),
    /// Follow this plan from now on.
    Plan(Plan),
    /// Do this once.
    Command(Command),
    /// Give this whole recording to the audio graph, also to every one that comes later.
    Recording(RecordingPart),
    /// Tie a stream to its sockets, or end it with `None`: RTP and RTCP of that stream, which a
    /// [`Router`](super::router::Router) carries. What it sends then leaves before what follows.
    Route(StreamId, Option<StreamRoute>),
    /// Send taps of the audio graph to another computer this way, or to nobody with `None`.
    Taps(Option<TapRoute>),
    /// Gather all taps from now on; or with `false`, let the person save what was gathered.
    Recorder(bool),
    /// Gather what the user would send from now on; or with `false`, give it as [`Input::Voice`].
    RecordVoice(bool),
    /// The view changed; read [`Phone::view`](super::Phone::view).
    View,
    /// The state changed in a way worth saving; take [`Phone::snapshot`](super::Phone::snapshot) soon.
    Save,
    /// Keep this beside the snapshots, in the place of what was kept under this name before;
    /// nothing means to forget it. It may hold passwords.
    Keep(Keepsake, Vec<u8>),
    /// Let the browser ask the person.
    Ask(Ask),
    /// Give the person this file.
    Download(Download),
    /// Do this with the headset that has buttons.
    Headset(HeadsetCommand),
    /// Fetch the file of this language and give it as [`Input::Texts`].
    Texts(Language),
    /// A line for the log; never holds a secret.
    Log(String),
}

/// What is kept beside the snapshots: what is too large to be written with each of them, and what
/// must outlive a version of the phone that cannot read the snapshots of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Keepsake {
    /// The configuration that holds.
    Configuration,
    /// The archive of ring tones.
    RingTones,
    /// The corporate directory.
    Directory,
    /// The contacts of the person.
    Contacts,
    /// The numbers on keys that a file has.
    SpeedDials,
    /// The texts of the language that is spoken.
    Texts,
    /// The agent's greeting.
    Greeting,
    /// The ring tones of the person.
    OwnRingTones,
}

impl Keepsake {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Configuration,
        Self::RingTones,
        Self::Directory,
        Self::Contacts,
        Self::SpeedDials,
        Self::Texts,
        Self::Greeting,
        Self::OwnRingTones,
    ];

    /// Returns a name for storage, which never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::RingTones => "ring-tones",
            Self::Directory => "directory",
            Self::Contacts => "contacts",
            Self::SpeedDials => "speed-dials",
            Self::Texts => "texts",
            Self::Greeting => "greeting",
            Self::OwnRingTones => "own-ring-tones",
        }
    }
}

/// How to reach the media session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaSession {
    /// The endpoint.
    pub endpoint: WebTransport,
    /// The token that names this phone's session.
    pub token: Token,
}

/// How recorded sound gets to the computer that looks for its faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TapRoute {
    /// The socket, which knows the way.
    pub socket: SocketId,
    /// What is sent.
    pub taps: TapSet,
    /// Whether copies of all RTP packets are sent, too, both ways.
    pub packets: bool,
    /// Where sending starts.
    pub start: RtpStart,
}

/// The sockets of a stream, for the driver that carries its packets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamRoute {
    /// The sockets of RTP and of RTCP; none while they are lost and others not there yet.
    pub sockets: Option<(SocketId, SocketId)>,
    /// RTP ticks a second of what is sent and received.
    pub clock_rate: u32,
    /// The SSRC that is sent.
    pub ssrc: u32,
    /// Whether two sources are heard at once.
    pub mixes_sources: bool,
    /// What is measured of its quality.
    pub measured: Option<Measured>,
    /// What its packets are protected with. Nobody but the driver gets them.
    pub keys: Option<KeyPair>,
}
