//! The table of texts.

use serde::{Deserialize, Serialize};

use super::argument::Argument;

/// Makes the type of all texts from their names and arguments.
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident $({ $($argument:ident: $kind:ty),* })?,)*) => {
        /// Something the phone says to people; what, stands in `core/texts` under its name.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "a text says what it is")]
        pub enum Text {
            /// What is the same in all languages: names, numbers, what others say.
            Verbatim(String),
            $($(#[$meta])* $name $({ $($argument: $kind),* })?,)*
        }

        impl Text {
            /// The names of the texts, and of the arguments of each.
            pub const ALL: &[(&str, &[&str])] =
                &[$((stringify!($name), &[$($(stringify!($argument)),*)?])),*];

            /// Returns the name under which a text stands in the files.
            pub(super) const fn id(&self) -> &'static str {
                match self {
                    Self::Verbatim(_) => "",
                    $(Self::$name $({ $($argument: _),* })? => stringify!($name),)*
                }
            }

            /// Gives the arguments to `take`, one after the other.
            pub(super) fn arguments<'a>(&'a self, take: &mut impl FnMut(&'static str, &'a dyn Argument)) {
                match self {
                    Self::Verbatim(_) => {}
                    $(Self::$name $({ $($argument),* })? => {
                        $($(take(stringify!($argument), $argument);)*)?
                    })*
                }
            }
        }
    };
}

texts! {
    // Words that stand alone.
    Starting,
    Empty,
    None,
    Unknown,
    On,
    Off,
    Chosen,
    Active,
    Deleted,
    Failed,
    Seconds { count: u32 },
    Milliseconds { count: u32 },
    Percent { count: u32 },
    // How texts are put together.
    Numbered { number: u32, text: Box<Text> },
    Pair { first: Box<Text>, second: Box<Text> },
    Both { first: Box<Text>, second: Box<Text> },
    Then { first: Box<Text>, second: Box<Text> },
    Explained { text: Box<Text>, why: Box<Text> },
    Via { party: Box<Text>, via: Box<Text> },
    // Date and time.
    DateDayFirst { weekday: u32, day: u32, month: u32, year: u32 },
    DateMonthFirst { weekday: u32, day: u32, month: u32, year: u32 },
    StampDayFirst { day: u32, month: u32, time: Box<Text> },
    StampMonthFirst { day: u32, month: u32, time: Box<Text> },
    TimeAm { time: String },
    TimePm { time: String },
    // Softkeys.
    SoftMore,
    SoftReceived,
    SoftDialed,
    SoftBlindTransfer,
    SoftAccept,
    SoftUnlock,
    SoftRings,
    SoftBusy,
    SoftHolds,
    SoftMissed,
    SoftCallLog,
    SoftDirectory,
    SoftDetails,
    SoftNew,
    SoftSave,
    SoftEdit,
    SoftDelete,
    SoftForward,
    SoftDoNotDisturb,
    SoftNewCall,
    SoftDial,
    SoftClear,
    SoftCancel,
    SoftAnswer,
    SoftReject,
    SoftSilence,
    SoftHold,
    SoftResume,
    SoftSwap,
    SoftTransfer,
    SoftConference,
    SoftSplit,
    SoftEnd,
    SoftClose,
    SoftSelect,
    SoftBack,
    SoftExit,
    SoftNext,
    SoftOk,
    SoftYes,
    SoftNo,
    // Menus and pages.
    KeysConfiguration,
    SpeedDialKeys,
    Softkeys,
    NavigationKeys,
    LcdContrast,
    BacklightTimeout,
    AlwaysOn,
    Lock,
    LockNow,
    ChangePassword,
    Menu,
    CallLog,
    Directory,
    Settings,
    Status,
    Administration,
    AllCalls,
    MissedCalls,
    ReceivedCalls,
    DialedCalls,
    DeleteAll,
    Language,
    RingTone,
    CallWaiting,
    DateAndTime,
    AnswerDevice,
    // Devices of sound, and who cleans the voice.
    AudioDevices,
    Loudspeaker,
    AsTheBrowserHasIt,
    EchoAndNoise,
    CleanedByPhone,
    CleanedByBrowser,
    CleanedInPhone { delay: u32 },
    DeviceGone { device: String },
    DeviceBack { device: String },
    DeviceNotThere { device: String },
    LoudspeakerFailed,
    HandsetListens,
    HandsetListensNoMore,
    AutoAnswering,
    Restart,
    ProvisioningCredentials,
    FirmwareVersion,
    ReleaseInformation,
    NetworkStatus,
    LineStatus,
    Provisioning,
    ConfigurationProblems,
    Audio,
    NetworkSettings,
    SipAccounts,
    SipDetails,
    RestoreDefaults,
    CheckNow,
    Call,
    Contact,
    DoNotDisturb,
    CallForward,
    // Questions.
    ExtensionBusy,
    AskRestart,
    RestartNote,
    AskRestoreDefaults,
    RestoreDefaultsNote,
    AskRedial,
    RedialNote,
    AskDeleteLog,
    AskDeleteContact,
    CannotBeUndone,
    Asked { question: Box<Text>, note: Box<Text> },
    PressYesOrNo,
    // Calls.
    Calling,
    Ringing,
    InProgress,
    Answering,
    IncomingCall,
    Connected,
    OnHold,
    HeldByOther,
    HeldByBoth,
    Conference,
    DigitsSent { digits: String },
    DigitsReceived { digits: String },
    CallFrom { party: Box<Text> },
    IncomingCallFrom { party: Box<Text> },
    MissedCallFrom { party: Box<Text> },
    AnsweredByItself { party: Box<Text> },
    StillOnHold { party: Box<Text> },
    ForwardedTo { party: Box<Text> },
    TransferredTo { party: Box<Text> },
    Diverted,
    DivertedBy { party: Box<Text> },
    Anonymous,
    // How calls end.
    CallEnded,
    Disconnected,
    MissedCall,
    AnsweredElsewhere,
    Busy,
    NoAnswer,
    NumberNotFound,
    NumberIncomplete,
    Unavailable,
    Declined,
    NoCommonCodec,
    NoCommonEncryption,
    Forbidden,
    NotAuthorized,
    UnknownHost { host: String },
    NoResponse,
    ConnectionLost,
    NoGateway,
    NoMediaPort,
    CannotCall,
    CallFailed { status: u32 },
    // What keys answer.
    PhoneIsStarting,
    TooManyCalls,
    OwnNumber,
    NotANumber,
    NoCallToHold,
    NoCallToJoin,
    NoCallToTransfer,
    NoCallToMute,
    SplitFirst,
    ConferenceSplit,
    Invited,
    Joining,
    JoinedConference { party: Box<Text> },
    DidNotJoin { party: Box<Text> },
    HoldFailed,
    ResumeFailed,
    NoLineOnKey { key: u32 },
    NothingOnKey { key: u32 },
    NothingSetUpForKey,
    CannotForward,
    NoDoNotDisturb,
    EndCallFirst,
    // Keys that are given functions.
    KeysPage { page: u32, pages: u32 },
    NextKeys,
    DisplayKeyNumber { number: u32 },
    SoftkeyNumber { number: u32 },
    KeyUp,
    KeyDown,
    KeyLeft,
    KeyRight,
    SpeedDialWithLamp,
    KeyIsFixed,
    KeyTakesLine,
    Number,
    EnterNumber,
    Code,
    EnterCode,
    // The lock.
    Locked,
    Unlock,
    PhoneLocked,
    PhoneUnlocked,
    NewPassword,
    OnceMore,
    PasswordTooShort { count: u32 },
    PasswordsDiffer,
    PasswordChanged,
    // Pages.
    Paging,
    Page,
    GroupNumber { number: u32 },
    PagingGroup { group: Box<Text> },
    PageFrom { group: Box<Text> },
    AcceptOrReject,
    SpeakNow,
    AskPage,
    EndPageFirst,
    GroupNotSetUp,
    DeviceIsOff,
    Muted,
    NotMuted,
    NoDialedCalls,
    NoVoiceMailNumber,
    RingerVolume { volume: u32 },
    Volume { volume: u32 },
    LanguageNotLoaded { language: String },
    // Transfer.
    TransferTo,
    EnterTarget,
    Transferring,
    TransferringWhenAnswered,
    TransferringRings,
    TransferringInProgress,
    CallTransferred,
    TransferFailed,
    NothingWasHeard,
    // Lines, keys beside the display.
    LineNumber { number: u32 },
    KeyNumber { number: u32 },
    NotSetUp,
    Ready,
    Registering,
    Registered,
    RegisteredAtSecond,
    NotRegistered,
    RegistrationFailure,
    WrongUserOrPassword,
    InCall,
    SpeedDial,
    Idle,
    SubscriptionFailed,
    ContinuedElsewhere,
    CallingAgain,
    LineInUse,
    SharedLine,
    Shared,
    OnHoldPrivate,
    InUse,
    InUseByOther,
    PressToTake,
    RingingElsewhere,
    NewCall,
    // Idle screen.
    NoConfiguration,
    MissedCallCount { count: u32 },
    NewMessages { count: u32 },
    DoNotDisturbOnLines { count: u32 },
    ForwardingOnLines { count: u32 },
    ForwardAlways { destination: String },
    ForwardBusy { destination: String },
    ForwardNoReply { destination: String },
    // Dialling.
    Dial,
    DialFrom { line: String },
    CallsByItself { number: String },
    AutomaticRedial,
    RedialWithin { number: String, seconds: u32, line: u32 },
    // Directory.
    Company,
    Name,
    Office,
    Home,
    Mobile,
    Nobody,
    ContactsFound { count: u32, first: Box<Text> },
    DirectoryFull { limit: u32 },
    CompanyContact,
    ContactSaved { name: String },
    ContactDeleted { name: String },
    ContactWithoutName,
    BadContactName,
    ContactWithoutNumber,
    BadContactNumber,
    // Call log.
    Missed,
    Received,
    Rejected,
    Forwarded,
    Dialed,
    NotAnswered,
    DivertedByWhom,
    Duration,
    Line,
    LogIsEmpty,
    // Forwarding, do not disturb.
    WhenBusy,
    NoReply,
    ForwardTo,
    AfterRings,
    AfterSeconds,
    NotForwarded,
    EnterDestination,
    EnterWait,
    DoNotDisturbIsOn { line: String },
    DoNotDisturbIsOff { line: String },
    CannotBeSet,
    // Sound.
    Speaker,
    Headset,
    MicrophoneWillBeAsked,
    AllowMicrophone,
    SoundStopped,
    NothingArrives,
    OnlySilenceArrives,
    CannotBeDecrypted,
    Encrypted,
    NotEncrypted,
    KeysInTheClear,
    RefusedCallFrom { party: Box<Text> },
    NothingIsSent,
    MicrophoneSilent,
    MicrophoneDenied,
    MicrophoneMissing,
    MicrophoneBusy,
    MicrophoneClosed,
    WaitingForMicrophone,
    SoundBlocked,
    // Forms.
    Password,
    User,
    EmptyField,
    Characters { count: u32 },
    Character,
    Digits,
    SmallLetters,
    CapitalLetters,
    EnterUserName,
    WrongPassword,
    WrongTooOften { seconds: u32 },
    Date,
    Time,
    TimeRange,
    TimeServerSetsClock,
    NoSuchDateOrTime,
    ClockIsSet,
    NoPasswordIsSet,
    SetPassword,
    // Configuration.
    AskingGateway,
    AskingDhcp,
    LookingForServer,
    AskingRedirectServer,
    LoadingConfiguration,
    CredentialsWanted,
    LoadingFiles,
    CheckingConfiguration,
    SettingsWaitForCall,
    NoNewConfiguration,
    ConfigurationUpToDate,
    SettingsInForce,
    PhoneStartsAgain,
    StartsAgainAfterCall,
    RebootingForSettings,
    BrowserCannotSave { why: String },
    LastCheck,
    Result,
    NoneYet,
    NothingFound,
    UpToDate,
    NewSettings,
    NewSettingsWait,
    NextCheck,
    AtNextStart,
    NothingThere,
    Worked,
    StaticUrl,
    DhcpUrlOption,
    LastServer,
    RedirectServer,
    NoServerFound,
    NoneIsSet,
    TriedAlready,
    // Gateway.
    Gateway,
    NoConnection,
    GatewayVersion { version: u32 },
    NotEnrolled,
    GatewayFull,
    GatewayMisunderstands,
    UnexpectedAnswer,
    // Status: network.
    IpAddress,
    SipAddress,
    MediaAddress,
    MediaTransport,
    Server,
    SipInProgress,
    MalformedMessages,
    RefusedRequests,
    UntrustedRequests,
    Retransmissions,
    Strays,
    NoAnswerYet,
    DhcpOptions,
    LanConnectionType,
    AutomaticIp,
    Netmask,
    GatewayAddress,
    PrimaryDns,
    SecondaryDns,
    DomainName,
    SetByOperatingSystem,
    // Status: account.
    UserId,
    DisplayName,
    Label,
    AuthenticationName,
    AuthenticationPassword,
    NotSet,
    SipProxyAddress,
    // Status: phone.
    Model,
    Version,
    SoftwareVersion,
    SoftwareType,
    HardwareType,
    InABrowser { model: String },
    BootloaderVersion,
    DspVersion,
    LinkVersion,
    DeviceCertificate,
    NotInstalled,
    NoFile,
    ProblemCount { count: u32 },
    // Status: time.
    Clock,
    TimeServer,
    SetByHand,
    Browser,
    TimeZone,
    TimeZoneFrom,
    Configuration,
    AnswerOf { server: String },
    NextQuestion,
    // Status: sound.
    Microphone,
    NotAskedFor,
    Asking,
    Open,
    NoneFound,
    NotAllowed,
    InUseElsewhere,
    Closed,
    Playback,
    NotStarted,
    Running,
    BlockedByBrowser,
    Underruns,
    JitterBuffer,
    Delay { now: u32, target: u32 },
    Concealed,
    PacketsIn,
    PacketsLate,
    PacketsUnusable,
    PacketsOut,
    RoundTrip,
    Jitter,
    PacketsLost,
    LossAtOther,
    // Labels of the page.
    PageDisplay,
    PageKeypad,
    PageLines,
    PageSoftkeys,
    PageNavigation,
    PageVolume,
    PageMicrophoneLevel,
    PageSpeakerLevel,
    PageMediaPath,
    PageOtherTab,
    PageArmRinger,
    PageStar,
    PagePound,
    PageSpeaker,
    PageHeadset,
    PageMute,
    PageHold,
    PageTransfer,
    PageRedial,
    PageMenu,
    PageVoiceMail,
    PageContacts,
    PageVolumeUp,
    PageVolumeDown,
    PageUp,
    PageDown,
    PageLeft,
    PageRight,
    PageOk,
    PageHandset,
    PageEscape,
    PageBackspace,
    PageLine,
    PageSoftkey,
    PageVolumeShort,
    PageFunctionKeys,
    PageFunctionKey,
}

impl Text {
    /// No text at all.
    pub const NOTHING: Self = Self::Verbatim(String::new());

    /// Returns what others wrote, such as a name.
    pub fn verbatim(text: &str) -> Self {
        Self::Verbatim(text.to_owned())
    }

    /// Returns a number, which is written the same everywhere.
    pub fn number(number: impl Into<u64>) -> Self {
        Self::Verbatim(number.into().to_string())
    }

    /// Returns the text with another after a comma.
    pub fn and(self, second: impl Into<Self>) -> Self {
        Self::Pair { first: Box::new(self), second: Box::new(second.into()) }
    }

    /// Returns the text with the reason after a colon.
    pub fn because(self, why: impl Into<Self>) -> Self {
        Self::Explained { text: Box::new(self), why: Box::new(why.into()) }
    }

    /// Returns the text with another one beside it.
    pub fn beside(self, second: Self) -> Self {
        Self::Both { first: Box::new(self), second: Box::new(second) }
    }

    /// Returns the text as a sentence with another after it.
    pub fn then(self, second: impl Into<Self>) -> Self {
        Self::Then { first: Box::new(self), second: Box::new(second.into()) }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::NOTHING
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::NOTHING
    }
}

/// What others wrote. A text of the phone's own is no string: it has a name.
impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Verbatim(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::Verbatim(text.clone())
    }
}

impl From<&Self> for Text {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}
