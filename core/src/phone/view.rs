//! What a person sees of the phone now: plain data, drawn by the app and read by tests.

use serde::{Deserialize, Serialize};

use super::key::Key;
use crate::call::CallId;
use crate::language::{Label, Labels, Language};

/// Softkeys under the display.
pub const SOFTKEYS: usize = 4;

/// Line keys of the 430HD and 440HD.
pub const LINE_KEYS: usize = 6;

/// Function keys of the 430HD and 440HD that there are at once.
pub const FUNCTION_KEYS: usize = 12;

/// Everything the app draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The language of all that is said.
    pub language: Language,
    /// What the page around the display says.
    pub labels: Labels,
    /// Model name as in `system/type`, for example `440HD`.
    pub model: String,
    /// Rows of the display below its status bar; 0 until that is known.
    pub rows: u8,
    /// Contrast of the display, in percent of how it is drawn; 0 until that is known.
    pub contrast: u8,
    /// That of the display beside the function keys.
    pub side_contrast: u8,
    /// Whether nobody used the phone for a while, so that the display is dark.
    pub dark: bool,
    /// What a test draws on displays and lamps.
    pub test: Option<TestPattern>,
    /// Keys that this phone does not have.
    pub missing: Vec<Key>,
    /// What the display shows.
    pub display: Display,
    /// Labels of the softkeys, left to right; an empty key has none.
    pub softkeys: [Option<String>; SOFTKEYS],
    /// The keys beside the display, top to bottom.
    pub line_keys: Vec<LineKey>,
    /// The function keys at the side, top to bottom; none on models that do not have them.
    pub function_keys: Vec<LineKey>,
    /// Lamps with a meaning of their own.
    pub lamps: Lamps,
    /// What a screen reader should say at once; said again when `serial` changes.
    pub announcement: Announcement,
    /// Sound: levels, route, and what is wrong with it.
    pub audio: AudioView,
    /// Text for the page's title, for example `Call from 1002`.
    pub title: String,
    /// What rings, for a notification of the system; nothing if the person does not want that.
    pub notification: Option<Ringing>,
}

impl View {
    /// Returns what is drawn before the phone itself is loaded.
    pub fn starting() -> Self {
        let lines = vec![Line::new(Label::Starting.english(), LineStyle::Normal)];
        Self { display: Display { lines, ..Display::default() }, ..Self::default() }
    }
}

/// What a self test draws on displays and lamps (manual 46).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TestPattern {
    /// The display is white.
    White,
    /// It is black.
    Black,
    /// The display beside the function keys is white.
    SideWhite,
    /// It is black.
    SideBlack,
    /// Every lamp is green.
    Green,
    /// Every lamp is red.
    Red,
    /// Every lamp is on, in both colours.
    AllLamps,
}

/// The display's text, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// Which screen this is; decides its style, never its text.
    pub screen: Screen,
    /// The bar at the top: left and right part.
    pub status: (String, String),
    /// The lines below it, top to bottom; at most the rows of the model.
    pub lines: Vec<Line>,
    /// Whether text is being entered, so that what is typed on the computer's keyboard is text.
    pub takes_text: bool,
    /// Whether the keys of the dial pad are digits of a call, which last as long as a key is held.
    pub holds_digits: bool,
    /// Which part of a longer page is shown.
    pub scroll: Option<Scroll>,
}

/// Which part of a longer page is shown, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scroll {
    /// The first one that is.
    pub top: u16,
    /// How many are.
    pub shown: u16,
    /// How many there are.
    pub all: u16,
}

impl Display {
    /// Returns what is shown, line by line, the status bar first.
    pub fn text(&self) -> String {
        let status = [(&self.status.0, &self.status.1)];
        let lines = self.lines.iter().map(|line| (&line.text, &line.right));
        let rows = status.into_iter().chain(lines).map(|(left, right)| {
            let gap = if left.is_empty() || right.is_empty() { "" } else { " " };
            format!("{left}{gap}{right}")
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}

/// Kinds of screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Screen {
    /// Nothing loaded yet.
    #[default]
    Starting,
    /// No call.
    Idle,
    /// Something is said to a group, here or by others.
    Page,
    /// No call, and nothing can be done without a password.
    Locked,
    /// A number is being entered.
    Dialing,
    /// Calling, not answered.
    RingingOut,
    /// Being called.
    RingingIn,
    /// In a call.
    Talking,
    /// A call that this phone holds is shown.
    OnHold,
    /// Being called during a call.
    CallWaiting,
    /// The call is over; says why.
    Ended,
    /// A menu or a page of it.
    Menu,
    /// Something is filled in.
    Form,
    /// Something is asked that is answered with yes or no.
    Confirm,
    /// A busy party is called again soon.
    Redial,
}

/// One line of the display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line<T = String> {
    /// Text at the left.
    pub text: T,
    /// Text at the right edge, for example a timer.
    pub right: T,
    /// How it is drawn.
    pub style: LineStyle,
    /// Characters of the text before the cursor, if it is being entered; `None` is its end.
    pub cursor: Option<usize>,
}

impl<T: Default> Line<T> {
    /// Returns a line with text at its left end.
    pub fn new(text: impl Into<T>, style: LineStyle) -> Self {
        Self { text: text.into(), right: T::default(), style, cursor: None }
    }

    /// Returns the line with text at its right end too.
    pub fn with_right(mut self, right: impl Into<T>) -> Self {
        self.right = right.into();
        self
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum LineStyle {
    /// As any text.
    #[default]
    Normal,
    /// A heading, or the name of the other party.
    Heading,
    /// Selected in a list.
    Selected,
    /// Being entered: shown with a cursor at its end.
    Entry,
    /// Something the person should notice, such as a diagnosis.
    Notice,
    /// Something is wrong, such as `Registration failure`.
    Error,
    /// How far something is, in percent; drawn as a bar.
    Progress(u8),
}

/// A key beside the display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineKey {
    /// What is written beside it; empty if there is nothing on the key.
    pub label: String,
    /// Its lamp.
    pub lamp: Lamp,
    /// What is written below the label: what another extension does; empty for a line.
    pub state: String,
    /// What a screen reader says of it, for example `Line 1, 1001, ringing`.
    pub description: String,
    /// Whether this line is the one that is used.
    pub active: bool,
}

/// A lamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lamp {
    /// Dark.
    #[default]
    Off,
    /// Steady green.
    Green,
    /// Steady red.
    Red,
    /// Red, blinking: ringing.
    RedBlinking,
    /// Green, blinking: held here.
    GreenBlinking,
    /// Hollow: what it is to tell cannot be known.
    Hollow,
}

/// Lamps with a meaning of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lamps {
    /// The light at the top: ringing, error.
    pub ringer: Lamp,
    /// Beside Speaker.
    pub speaker: bool,
    /// Beside Headset.
    pub headset: bool,
    /// Beside Mute.
    pub mute: bool,
    /// Beside Hold.
    pub hold: bool,
    /// Beside Voice mail.
    pub voice_mail: bool,
    /// Whether the handset is off its cradle.
    pub off_hook: bool,
}

/// What a screen reader should say at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement<T = String> {
    /// Counts announcements, so that the same text can be said twice.
    pub serial: u32,
    /// The text, for example `Incoming call from Alice, 1002`.
    pub text: T,
    /// Whether it interrupts (an incoming call) or waits its turn.
    pub urgent: bool,
}

/// A call that rings, as those are told who do not look at the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ringing {
    /// Which call: the answer is about no other one.
    pub call: CallId,
    /// Who calls.
    pub title: String,
    /// More on that, for example the number of somebody whose name is known.
    pub text: String,
    /// What is written on the button that answers.
    pub answer: String,
    /// What is written on the button that rejects; empty if the phone cannot.
    pub reject: String,
}

/// Sound as the person should know it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AudioView {
    /// Whether a call is up, so that levels mean something.
    pub in_call: bool,
    /// Level of the microphone, 0 to 100.
    pub microphone_level: u8,
    /// Level of what is heard, 0 to 100.
    pub speaker_level: u8,
    /// Volume of what is heard or of the ringer, 0 to 10.
    pub volume: u8,
    /// Says that sound is recorded to find its faults; empty if it is not.
    pub recording: String,
    /// What is wrong with the sound, and in which direction; empty if nothing.
    pub diagnosis: String,
    /// Set while the page may not play sound: shown as the button `Tap to arm the ringer`.
    pub ringer_unarmed: bool,
    /// Set before the first call: one sentence on why the microphone will be asked for.
    pub microphone_note: String,
}
