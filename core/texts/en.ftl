### English. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Starting
Empty = Empty
None = None
Unknown = Unknown
On = On
Off = Off
Chosen = Chosen
Active = Active
Deleted = Deleted
Failed = Failed
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } via { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] Sun
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
       *[6] Sat
    }
month-name =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = More
SoftReceived = Received
SoftDialed = Dialed
SoftBlindTransfer = BXfer
SoftAccept = Accept
SoftUnlock = Unlock
SoftRings = rings
SoftBusy = busy
SoftHolds = holds
SoftMissed = Missed
SoftCallLog = Call log
SoftDirectory = Directory
SoftDetails = Details
SoftNew = New
SoftSave = Save
SoftStop = Stop
SoftEdit = Edit
SoftDelete = Delete
SoftForward = Forward
SoftDoNotDisturb = DnD
SoftNewCall = New call
SoftDial = Dial
SoftClear = Clear
SoftCancel = Cancel
SoftAnswer = Answer
SoftReject = Reject
SoftSilence = Silence
SoftHold = Hold
SoftResume = Resume
SoftSwap = Swap
SoftTransfer = Transfer
SoftConference = Conf
SoftSplit = Split
SoftEnd = End
SoftClose = Close
SoftSelect = Select
SoftBack = Back
SoftExit = Exit
SoftNext = Next
SoftOk = OK
SoftYes = Yes
SoftNo = No

## Menus and pages

KeysConfiguration = Keys Configuration
SpeedDialKeys = Speed Dial keys
Softkeys = Soft Keys
NavigationKeys = Navigation Keys
LoadKeys = Load keys
SaveFunctionKeys = Save function keys
SaveProgrammableKeys = Save other keys
LcdContrast = LCD Contrast
BacklightTimeout = Backlight Timeout
AlwaysOn = Always on
Lock = Lock
LockNow = Lock now
ChangePassword = Change password
Menu = Menu
CallLog = Call Log
Directory = Directory
Settings = Settings
Status = Status
Administration = Administration
AllCalls = All calls
MissedCalls = Missed calls
ReceivedCalls = Received calls
DialedCalls = Dialed calls
DeleteAll = Delete all
Language = Language
RingTone = Ring Tone
CallWaiting = Call Waiting
DateAndTime = Date and Time
AnswerDevice = Answer Device
AudioDevices = Audio Devices
Loudspeaker = Loudspeaker
AsTheBrowserHasIt = Automatic
EchoAndNoise = Echo and noise
CleanedByPhone = By the phone
CleanedByBrowser = By the browser
CleanedInPhone = By the phone, { $delay } ms
LowDelay = Low delay
LowDelayMeans = Shorter packets; the browser takes out echo
HearOwnVoice = Hear own voice
DeviceGone = { $device } is gone: another device is used
DeviceBack = { $device } is used again
DeviceNotThere = { $device } (not there)
LoudspeakerFailed = The loudspeaker cannot be used
SoundFailed = Sound failed and starts again
SoundLost = Sound failed: reload the page
HandsetListens = The handset listens
HandsetListensNoMore = The handset is put back
AutoAnswering = Call Auto Answering
Restart = Restart
ProvisioningCredentials = Prov. Credentials
FirmwareVersion = Firmware version
ReleaseInformation = Release information
NetworkStatus = Network status
LineStatus = Line status
Provisioning = Provisioning
ConfigurationProblems = Configuration problems
Audio = Audio
NetworkSettings = Network Settings
SipAccounts = SIP Accounts
SipDetails = SIP Details
RestoreDefaults = Restore Defaults
CheckNow = Check Now
Call = Call
Contact = Contact
DoNotDisturb = Do not disturb
CallForward = Call Forward

## Questions

ExtensionBusy = Extension Busy
AskRestart = Restart the phone?
RestartNote = A call that goes on is not cut: the phone waits for its end.
AskRestoreDefaults = Restore the defaults?
RestoreDefaultsNote = All settings, contacts and calls are deleted. This cannot be undone.
AskRedial = Activate auto redial on busy?
RedialNote = The number is called again until it is free.
AskDeleteLog = Delete all calls?
AskDeleteContacts = Delete all contacts?
AskDeleteGreeting = Delete the greeting?
AskDeleteContact = Delete the contact?
CannotBeUndone = This cannot be undone.
Asked = { $question } { $note }
PressYesOrNo = Press Yes or No

## Calls

Calling = Calling
Ringing = Ringing
InProgress = In progress
Answering = Answering
IncomingCall = Incoming call
Connected = Connected
OnHold = On hold
HeldByOther = Held by the other side
HeldByBoth = On hold by both sides
Conference = Conference
DigitsSent = Sent { $digits }
DigitsReceived = Received { $digits }
CallFrom = Call from { $party }
IncomingCallFrom = Incoming call from { $party }
MissedCallFrom = Missed call from { $party }
AnsweredByItself = Answered by itself: { $party }
StillOnHold = Still on hold: { $party }
ForwardedTo = Forwarded to { $party }
TransferredTo = Transferred to { $party }
Diverted = Diverted
DivertedBy = Diverted by { $party }
Anonymous = Anonymous

## How calls end

CallEnded = Call ended
Disconnected = Disconnected
MissedCall = Missed call
AnsweredElsewhere = Answered elsewhere
Busy = Busy
NoAnswer = No answer
NumberNotFound = Number not found
NumberIncomplete = Number incomplete
Unavailable = Unavailable
Declined = Declined
NoCommonCodec = No common codec
NoCommonEncryption = No common encryption
Forbidden = Forbidden
NotAuthorized = Not authorized
UnknownHost = Unknown host { $host }
NoResponse = No response from the server
ConnectionLost = Connection lost
NoGateway = No connection to the gateway
NoMediaPort = No media port
CannotCall = Cannot call
CallFailed = Call failed ({ $status })

## What keys answer

PhoneIsStarting = The phone is starting
TooManyCalls = Too many calls
OwnNumber = This is your own number
NotANumber = Not a number or address
NoCallToHold = No call to hold
NoCallToJoin = No call to join
NoCallToTransfer = No call to transfer
NoCallToMute = No call to mute
SplitFirst = Split the conference first
ConferenceSplit = Conference split
Invited = Invited
Joining = Joining
JoinedConference = { $party } joined the conference
DidNotJoin = { $party } did not join
HoldFailed = Hold failed
ResumeFailed = Resume failed
NoLineOnKey = No line on key { $key }
NothingOnKey = Nothing on key { $key }
NothingSetUpForKey = Nothing is set up for this key
CannotForward = Calls cannot be forwarded
NoDoNotDisturb = Do not disturb is not available
EndCallFirst = End the call first
DeviceIsOff = This device is switched off
Muted = Muted
NotMuted = Not muted
NoDialedCalls = No dialed calls
NoVoiceMailNumber = No voice mail number
RingerVolume = Ringer volume { $volume }
Volume = Volume { $volume }
LanguageNotLoaded = { $language } cannot be loaded

## Keys that are given functions

KeysPage = Keys, page { $page } of { $pages }
NextKeys = Next
DisplayKeyNumber = Display key { $number }
SoftkeyNumber = Softkey { $number }
KeyUp = Up
KeyDown = Down
KeyLeft = Left
KeyRight = Right
SpeedDialWithLamp = Speed dial + BLF
KeyIsFixed = This key cannot be changed here
KeyTakesLine = This key takes a line
Number = Number
EnterNumber = Enter the number
Code = Code
EnterCode = Enter the code

## The lock

Locked = Locked
Unlock = Unlock
PhoneLocked = The phone is locked
PhoneUnlocked = The phone is unlocked
NewPassword = New password
OnceMore = Once more
PasswordTooShort =
    { $count ->
        [one] At least { $count } character
       *[other] At least { $count } characters
    }
PasswordsDiffer = The passwords differ
PasswordChanged = The password is changed

## Pages

Paging = Paging
Page = Page
GroupNumber = Group { $number }
PagingGroup = Paging { $group }
PageFrom = Page from { $group }
AcceptOrReject = Accept or reject
SpeakNow = Speak now: the group hears you
AskPage = Page: hear it?
EndPageFirst = End the page first
GroupNotSetUp = This group is not set up

## Transfer

TransferTo = Transfer to
EnterTarget = Enter the number to transfer to
Transferring = Transferring
TransferringWhenAnswered = Transferring when answered
TransferringRings = Transferring, target rings
TransferringInProgress = Transferring, in progress
CallTransferred = Call transferred
TransferFailed = Transfer failed
NothingWasHeard = nothing was heard of it

## Lines, keys beside the display

LineNumber = Line { $number }
KeyNumber = Key { $number }
NotSetUp = Not set up
Ready = Ready
Registering = Registering
Registered = Registered
RegisteredAtSecond = Registered at the second server
NotRegistered = Not registered
RegistrationFailure = Registration failure
WrongUserOrPassword = Wrong user or password
InCall = In call
SpeedDial = Speed dial
Idle = Idle
SubscriptionFailed = Subscription failed
CallingAgain = The server is gone: calling by the other one
ContinuedElsewhere = Continued on another phone
LineInUse = Line in use
SharedLine = Shared line
Shared = Shared
OnHoldPrivate = On hold, private
InUse = In use
InUseByOther = In use by another phone
PressToTake = press to take the call
RingingElsewhere = Ringing at another phone
NewCall = New call

## Idle screen

NoConfiguration = No configuration
MissedCallCount =
    { $count ->
        [one] { $count } missed call
       *[other] { $count } missed calls
    }
NewMessages =
    { $count ->
        [one] { $count } new message
       *[other] { $count } new messages
    }
DoNotDisturbOnLines = Do not disturb on { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
ForwardingOnLines = Forwarding on { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
ForwardAlways = Forward to { $destination }
ForwardBusy = Forward if busy to { $destination }
ForwardNoReply = No reply: forward to { $destination }

## Dialling

Dial = Dial
DialFrom = Dial from { $line }
CallsByItself = Calls { $number } if nothing is dialed
AutomaticRedial = Automatic redial
RedialWithin = Dialing { $number } within { $seconds }s (Line { $line })

## Directory

Company = Company
Name = Name
Office = Office
Home = Home
Mobile = Mobile
Nobody = Nobody
ContactsFound = { $count } found. { $first }
DirectoryFull = The directory is full: { $limit } contacts
CompanyContact = The company's contacts cannot be changed here
ContactSaved = { $name } is saved
ContactDeleted = { $name } is deleted
ContactWithoutName = A contact needs a name
BadContactName = The name is too long
ContactWithoutNumber = A contact needs a number
BadContactNumber = The number cannot be dialed
AllContacts = All contacts
NewContact = New contact
LoadContacts = Load contacts
SaveAsVCard = Save as vCard
SaveAsText = Save as text
ContactsDeleted = The contacts are deleted
MoreNumbers = Too many numbers
NotAContact = Not a contact
NoContactsInFile = There are no contacts in the file

## Call log

Missed = Missed
Received = Received
Rejected = Rejected
Forwarded = Forwarded
Dialed = Dialed
NotAnswered = Not answered
DivertedByWhom = Diverted by
Duration = Duration
Line = Line
Cost = Cost
LogIsEmpty = The call log is empty

## Forwarding, do not disturb

WhenBusy = When busy
NoReply = No reply
ForwardTo = Forward to
AfterRings = After rings, 2r
AfterSeconds = After seconds
NotForwarded = Calls are not forwarded
EnterDestination = Enter where calls go
EnterWait = Enter 0 to 7200 seconds, or 1r to 99r rings
DoNotDisturbIsOn = { $line }: do not disturb is on
DoNotDisturbIsOff = { $line }: do not disturb is off
CannotBeSet = This cannot be set

## Sound

Speaker = Speaker
Headset = Headset
MicrophoneWillBeAsked = The browser will ask for the microphone at your first call, so that others hear you.
AllowMicrophone = Allow the microphone so that the other side hears you.
SoundStopped = The sound of the other side has stopped
NothingArrives = Nothing arrives from the other side
OnlySilenceArrives = Only silence arrives from the other side
CannotBeDecrypted = What arrives cannot be decrypted
OtherCodecArrives = What arrives is in another codec
NoSoundArrives = What arrives is no sound
ArrivesFromElsewhere = Sound comes from another address
Encrypted = Encrypted
NotEncrypted = Not encrypted
KeysInTheClear = Keys are sent in the clear: use TLS
RefusedCallFrom = Call from { $party } refused
NothingIsSent = Nothing is sent to the other side
MicrophoneSilent = The microphone is silent
MicrophoneDenied = Microphone not allowed: you only listen
MicrophoneMissing = No microphone found: you only listen
MicrophoneBusy = Microphone in use elsewhere: you only listen
MicrophoneClosed = Microphone is closed: you only listen
WaitingForMicrophone = Waiting for the microphone
SoundBlocked = Sound is blocked: tap the page

## Forms

Password = Password
User = User
EmptyField = Empty
Characters =
    { $count ->
        [one] { $count } character
       *[other] { $count } characters
    }
Character = Character
Digits = Digits
SmallLetters = Small letters
CapitalLetters = Capital letters
EnterUserName = Enter a user name
WrongPassword = Wrong password
WrongTooOften = Wrong too often: wait { $seconds } s
Date = Date
Time = Time
TimeRange = Time, 00:00 to 23:59
TimeServerSetsClock = A time server sets the clock
NoSuchDateOrTime = There is no such date or time
ClockIsSet = The clock is set
NoPasswordIsSet = No password is set.
SetPassword = Set system/password in the phone's configuration to open this menu.

## Configuration

AskingGateway = Asking the gateway for a configuration
AskingDhcp = Asking DHCP for a provisioning server
LookingForServer = Looking for a provisioning server
AskingRedirectServer = Asking the redirect server
LoadingConfiguration = Loading configuration
CredentialsWanted = User and password wanted
LoadingFiles = Loading files
CheckingConfiguration = Checking for a new configuration
SettingsWaitForCall = New settings wait until the call is over
NoNewConfiguration = No new configuration
ConfigurationUpToDate = The configuration is up to date
SettingsInForce = New settings are in force
PhoneStartsAgain = The phone starts again
StartsAgainAfterCall = The phone starts again when the call is over
RebootingForSettings = Phone is rebooting to apply new settings
BrowserCannotSave = The browser cannot save the phone, which forgets it on reload: { $why }
LastCheck = Last check
Result = Result
NoneYet = None yet
NothingFound = Nothing found
UpToDate = Up to date
NewSettings = New settings
NewSettingsWait = New settings wait
NextCheck = Next check
AtNextStart = At the next start
NothingThere = Nothing there
Worked = Worked
StaticUrl = Static URL
DhcpUrlOption = DHCP URL option
LastServer = Last server
RedirectServer = Redirect server
NoServerFound = No provisioning server was found
NoneIsSet = None is set
TriedAlready = Tried already

## Gateway

Gateway = Gateway
NoConnection = No connection
GatewayVersion = The gateway has version { $version }: reload the page
NotEnrolled = This phone is not enrolled
GatewayFull = The gateway is full
GatewayMisunderstands = The gateway does not understand this phone
UnexpectedAnswer = Unexpected answer of the gateway

## Status: network

IpAddress = IP Address
SipAddress = SIP address
MediaAddress = Media address
MediaTransport = Media transport
Server = Server
SipInProgress = SIP in progress
MalformedMessages = Malformed messages
RefusedRequests = Refused requests
UntrustedRequests = Untrusted requests
Retransmissions = Retransmissions
Strays = Strays
NoAnswerYet = No answer yet
DhcpOptions = DHCP options
LanConnectionType = LAN Connection Type
AutomaticIp = Automatic IP (DHCP)
Netmask = Netmask
GatewayAddress = Gateway Address
PrimaryDns = Primary DNS
SecondaryDns = Secondary DNS
DomainName = Domain Name
SetByOperatingSystem = Set by the operating system of the gateway's computer.

## Status: account

UserId = User ID
DisplayName = Display Name
Label = Label
AuthenticationName = Authentication Name
AuthenticationPassword = Authentication Password
NotSet = Not set
SipProxyAddress = SIP Proxy Address

## Status: phone

Model = Model
Version = Version
SoftwareVersion = Software Version
SoftwareType = Software Type
HardwareType = Hardware Type
InABrowser = { $model } (browser)
BootloaderVersion = BL Version
DspVersion = DSP FW Version
LinkVersion = Link Version
DeviceCertificate = Device Certificate
NotInstalled = Not Installed
NoFile = No file
ProblemCount =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }

## Status: time

Clock = Clock
TimeServer = Time server
SetByHand = Set by hand
Browser = Browser
TimeZone = Time zone
TimeZoneFrom = Time zone from
Configuration = Configuration
AnswerOf = Answer of { $server }
NextQuestion = Next question

## Status: sound

Microphone = Microphone
NotAskedFor = Not asked for
Asking = Asking
Open = Open
NoneFound = None found
NotAllowed = Not allowed
InUseElsewhere = In use elsewhere
Closed = Closed
Playback = Playback
NotStarted = Not started
Running = Running
BlockedByBrowser = Blocked by the browser
Underruns = Underruns
DelayHere = Delay of this phone
JitterBuffer = Jitter buffer
Delay = { $now } of { $target } ms
Concealed = Concealed
PacketsIn = Packets in
PacketsLate = Packets late
PacketsUnusable = Packets unusable
PacketsUndecryptable = Packets unreadable
PacketsMalformed = Packets malformed
PacketsOfOthers = Packets of others
PacketsFromElsewhere = From elsewhere
PacketsOut = Packets out
SoundQuality = Quality
RoundTrip = Round trip
Jitter = Jitter
PacketsLost = Packets lost
LossAtOther = Loss at the other side

## What the browser does for the phone

Notifications = Notifications
AllowNotifications = Allow notifications in the browser's settings for this page
HeadsetKeys = Headset keys

## Self tests

SelfTests = Self tests
AllTests = All tests
ProductInfo = Product info
MainScreen = Main screen
SideScreen = BLF screen
KeypadAndHook = Keypad and hook
Lamps = LED
HandsFree = Hands free
UsbPort = USB
AuxPort = AUX
SerialNumber = Serial number
Manufacturer = Manufacturer
AllWhite = All white
AllBlack = All black
BacklightOn = Backlight on
BacklightOff = Backlight off
GreenLampsOn = Green LEDs are on
RedLampsOn = Red LEDs are on
AllLampsOn = All LEDs are on
KeysPressed = { $pressed } of { $all } pressed
LiftHandset = Off-hook phone
PressAnyKey = Press any key
RecordingNow = Start recording...
PlayingNow = Start playing...
PlugUsb = Plug in a USB headset and press OK
NoAuxPort = A browser has no AUX port
SoundCheck = Sound check
KeepQuiet = Keep quiet for a moment
TestSoundPlays = A test sound plays
SoundIsGood = The sound is good
TurnLoudspeakerDown = Strong echo: turn the loudspeaker down
RoomIsLoud = The room is loud
TurnMicrophoneDown = It distorts: turn the microphone down
SoundIsLate = Sound is late: wireless devices take time
RoomNoise = Noise of the room
EchoHere = Echo
LoopDelay = Delay of the devices
Distortion = Distortion
LevelLow = Low
LevelModerate = Moderate
LevelHigh = High
Recording = Recording
StartRecording = Start recording
StopRecording = Stop recording
SoundIsRecorded = Sound is recorded
RecordingSaved = The recording is saved
Added = Added
Completed = Completed
AlreadyThere = Already there
LeftOut = Left out
AtLine = Line { $line }: { $why }
FileTooLarge = The file is larger than { $limit } MB
FileNotRead = The file cannot be read
NoKeysInFile = There are no keys in the file
KeysLoaded = The keys are loaded
NothingToSave = There is nothing to save
FileSaved = { $name } is saved
Greeting = Greeting
PlayGreeting = Play
DeleteGreeting = Delete greeting
GreetingSaved = The greeting is saved
GreetingTooShort = The recording is too short
GreetingPlays = The caller hears the greeting
RecordingSentTo = Sent to
RecordsInCallOnly = Only in a call
NotWhileEncrypted = Not while a call is encrypted
LoadRingTone = Load ring tone
RingToneLoaded = { $name } is loaded
RingToneDeleted = { $name } is deleted
LineRingsLike = { $line } rings like { $ring }
RingTonesFull = No room: at most { $most } ring tones, { $limit } MB in all
EmptyFile = The file is empty
NotWav = Not a WAV file
WavCutOff = The WAV file is cut off
WavWithoutSound = The WAV file has no sound
WavNotMono = The sound must be mono
WavOtherCode = The sound must be PCM, A-law or µ-law
WavOtherRate = The sound must be PCM of 16 kHz, 16 bit, or A-law or µ-law of 8 kHz, 8 bit
AskDeleteRingTone = Delete this ring tone?

## Labels of the page

PageDisplay = Display
PageKeypad = Keypad
PageLines = Lines
PageSoftkeys = Softkeys
PageNavigation = Navigation
PageVolume = Volume
PageMicrophoneLevel = Microphone level
PageSpeakerLevel = Speaker level
PageMediaPath = How sound travels to the gateway
PageOtherTab = The phone runs in another tab, and its sound plays there. Keys work here too.
PageArmRinger = Tap to arm the ringer
PageStar = Star
PagePound = Pound
PageSpeaker = Speaker
PageHeadset = Headset
PageMute = Mute
PageHold = Hold
PageTransfer = Transfer
PageRedial = Redial
PageMenu = Menu
PageVoiceMail = Voice mail
PageContacts = Contacts
PageVolumeUp = Volume up
PageVolumeDown = Volume down
PageUp = Up
PageDown = Down
PageLeft = Left
PageRight = Right
PageOk = OK
PageHandset = Handset
PageEscape = Escape
PageBackspace = Backspace
PageLine = Line
PageSoftkey = Softkey
PageVolumeShort = Vol
PageFunctionKeys = Function keys
PageFunctionKey = Function key
