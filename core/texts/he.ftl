### Hebrew. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = מופעל
Empty = ריק
None = אין
Unknown = לא ידוע
On = פועל
Off = כבוי
Chosen = נבחר
Active = פעיל
Deleted = נמחק
Failed = נכשל
Seconds = { $count } שנ׳
Milliseconds = { $count } מ״ש
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } דרך { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] יום א׳
        [1] יום ב׳
        [2] יום ג׳
        [3] יום ד׳
        [4] יום ה׳
        [5] יום ו׳
       *[6] שבת
    }
month-name =
    { $month ->
        [1] בינו׳
        [2] בפבר׳
        [3] במרץ
        [4] באפר׳
        [5] במאי
        [6] ביוני
        [7] ביולי
        [8] באוג׳
        [9] בספט׳
        [10] באוק׳
        [11] בנוב׳
       *[12] בדצמ׳
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = עוד
SoftReceived = התקבלו
SoftDialed = יצאו
SoftBlindTransfer = העברה
SoftAccept = קבלה
SoftUnlock = פתיחה
SoftRings = מצלצל
SoftBusy = תפוס
SoftHolds = בהמתנה

## Softkeys

SoftMissed = לא נענו
SoftCallLog = שיחות
SoftDirectory = אנשי קשר
SoftDetails = פרטים
SoftNew = חדש
SoftSave = שמירה
SoftStop = עצירה
SoftEdit = עריכה
SoftDelete = מחיקה
SoftForward = הפניה
SoftDoNotDisturb = לא להפריע
SoftNewCall = שיחה חדשה
SoftDial = חיוג
SoftClear = מחיקה
SoftCancel = ביטול
SoftAnswer = מענה
SoftReject = דחייה
SoftSilence = השתקה
SoftHold = המתנה
SoftResume = המשך
SoftSwap = החלפה
SoftTransfer = העברה
SoftConference = ועידה
SoftSplit = פיצול
SoftEnd = סיום
SoftClose = סגירה
SoftSelect = בחירה
SoftBack = חזרה
SoftExit = יציאה
SoftNext = הבא
SoftOk = אישור
SoftYes = כן
SoftNo = לא

## Menus and pages

KeysConfiguration = מקשים
SpeedDialKeys = מקשי חיוג מהיר
Softkeys = מקשי תצוגה
NavigationKeys = מקשי ניווט
LoadKeys = טעינת מקשים
SaveFunctionKeys = שמירת מקשי פונקציה
SaveProgrammableKeys = שמירת מקשים אחרים
LcdContrast = ניגודיות
BacklightTimeout = זמן תאורה
AlwaysOn = תמיד
Lock = נעילה
LockNow = לנעול עכשיו
ChangePassword = שינוי סיסמה

## Menus and pages

Menu = תפריט
CallLog = יומן שיחות
Directory = אנשי קשר
Settings = הגדרות
Status = מצב
Administration = ניהול
AllCalls = כל השיחות
MissedCalls = שיחות שלא נענו
ReceivedCalls = שיחות נכנסות
DialedCalls = שיחות יוצאות
DeleteAll = מחיקת הכול
Language = שפה
RingTone = צלצול
CallWaiting = שיחה ממתינה
DateAndTime = תאריך ושעה
AnswerDevice = התקן מענה
AudioDevices = התקני שמע
Loudspeaker = רמקול
AsTheBrowserHasIt = לפי הדפדפן
EchoAndNoise = הד ורעש
CleanedByPhone = על ידי הטלפון
CleanedByBrowser = על ידי הדפדפן
CleanedInPhone = טלפון, { $delay } מ״ש
LowDelay = השהיה קצרה
LowDelayMeans = מנות קצרות יותר; הדפדפן מסיר את ההד
HearOwnVoice = לשמוע את קולי
DeviceGone = { $device } נותק: נעשה שימוש בהתקן אחר
DeviceBack = { $device } שוב בשימוש
DeviceNotThere = { $device } (לא מחובר)
LoudspeakerFailed = לא ניתן להשתמש ברמקול
SoundFailed = תקלה בשמע: מופעל מחדש
SoundLost = השמע כשל: טענו את הדף מחדש
HandsetListens = השפופרת מאזינה
HandsetListensNoMore = השפופרת הונחה
AutoAnswering = מענה אוטומטי
Restart = הפעלה מחדש
ProvisioningCredentials = כניסה לשרת
FirmwareVersion = קושחה
ReleaseInformation = גרסאות
NetworkStatus = מצב הרשת
LineStatus = מצב הקווים
Provisioning = תצורה
ConfigurationProblems = שגיאות תצורה
Audio = שמע
NetworkSettings = רשת
SipAccounts = חשבונות SIP
SipDetails = פרטי SIP
RestoreDefaults = ברירות מחדל
CheckNow = בדיקה עכשיו
Call = שיחה
Contact = איש קשר
DoNotDisturb = נא לא להפריע
CallForward = הפניית שיחות

## Questions

ExtensionBusy = השלוחה תפוסה
AskRestart = להפעיל את הטלפון מחדש?
RestartNote = שיחה פעילה לא תיקטע: הטלפון ימתין לסיומה.
AskRestoreDefaults = לשחזר ברירות מחדל?
RestoreDefaultsNote = ההגדרות, אנשי הקשר והשיחות יימחקו לתמיד.
AskRedial = להפעיל חיוג חוזר אוטומטי?
RedialNote = המספר יחויג עד שיתפנה.
AskDeleteLog = למחוק את כל השיחות?
AskDeleteContacts = למחוק את כל אנשי הקשר?
AskDeleteGreeting = למחוק את ההודעה?
AskDeleteContact = למחוק את איש הקשר?
CannotBeUndone = לא ניתן לבטל זאת.
Asked = { $question } { $note }
PressYesOrNo = לחצו כן או לא

## Calls

Calling = מתקשר
Ringing = מצלצל
InProgress = בתהליך
Answering = עונה
IncomingCall = שיחה נכנסת
Connected = מחובר
OnHold = בהמתנה
HeldByOther = הצד השני בהמתנה
HeldByBoth = המתנה משני הצדדים
Conference = שיחת ועידה
DigitsSent = נשלח { $digits }
DigitsReceived = התקבל { $digits }
CallFrom = שיחה מאת { $party }
IncomingCallFrom = שיחה נכנסת מאת { $party }
MissedCallFrom = לא נענתה שיחה מאת { $party }
AnsweredByItself = מענה אוטומטי: { $party }
StillOnHold = עדיין בהמתנה: { $party }
ForwardedTo = הופנה אל { $party }
TransferredTo = הועבר אל { $party }
Diverted = הופנתה
DivertedBy = הופנתה על ידי { $party }
Anonymous = חסוי

## How calls end

CallEnded = השיחה הסתיימה
Disconnected = נותק
MissedCall = שיחה שלא נענתה
AnsweredElsewhere = נענתה במקום אחר
Busy = תפוס
NoAnswer = אין מענה
NumberNotFound = המספר לא נמצא
NumberIncomplete = המספר לא שלם
Unavailable = לא זמין
Declined = נדחתה
NoCommonCodec = אין מקודד משותף
NoCommonEncryption = אין הצפנה משותפת
Forbidden = אסור
NotAuthorized = אין הרשאה
UnknownHost = מארח לא ידוע { $host }
NoResponse = השרת אינו משיב
ConnectionLost = החיבור אבד
NoGateway = אין חיבור לשער
NoMediaPort = אין יציאה לשמע
CannotCall = לא ניתן להתקשר
CallFailed = השיחה נכשלה ({ $status })

## What keys answer

PhoneIsStarting = הטלפון מופעל
TooManyCalls = יותר מדי שיחות
OwnNumber = זה המספר שלכם
NotANumber = לא מספר ולא כתובת
NoCallToHold = אין שיחה להמתנה
NoCallToJoin = אין שיחה לצירוף
NoCallToTransfer = אין שיחה להעברה
NoCallToMute = אין שיחה להשתקה
SplitFirst = יש לפצל תחילה את הוועידה
ConferenceSplit = הוועידה פוצלה
Invited = הוזמן
Joining = מצטרף
JoinedConference = { $party } בשיחת הוועידה
DidNotJoin = { $party } לא הצטרף
HoldFailed = ההמתנה נכשלה
ResumeFailed = ההמשך נכשל
NoLineOnKey = אין קו במקש { $key }
NothingOnKey = אין דבר במקש { $key }
NothingSetUpForKey = המקש אינו מוגדר
CannotForward = לא ניתן להפנות שיחות
NoDoNotDisturb = נא לא להפריע אינו זמין
EndCallFirst = יש לסיים תחילה את השיחה
DeviceIsOff = ההתקן הזה כבוי
Muted = המיקרופון מושתק
NotMuted = המיקרופון פעיל
NoDialedCalls = אין שיחות יוצאות
NoVoiceMailNumber = אין מספר לתא קולי
RingerVolume = עוצמת צלצול { $volume }
Volume = עוצמה { $volume }
LanguageNotLoaded = לא ניתן לטעון: { $language }

## Keys that are given functions

KeysPage = מקשים, דף { $page } מתוך { $pages }
NextKeys = הבא
DisplayKeyNumber = מקש מסך { $number }
SoftkeyNumber = מקש תצוגה { $number }
KeyUp = למעלה
KeyDown = למטה
KeyLeft = שמאלה
KeyRight = ימינה
SpeedDialWithLamp = חיוג + נורה
KeyIsFixed = לא ניתן לשנות מקש זה כאן
KeyTakesLine = המקש תופס קו
Number = מספר
EnterNumber = הזינו מספר
Code = קוד
EnterCode = הזינו קוד

## The lock

Locked = נעול
Unlock = ביטול נעילה
PhoneLocked = הטלפון נעול
PhoneUnlocked = הנעילה בוטלה
NewPassword = סיסמה חדשה
OnceMore = שוב
PasswordTooShort =
    { $count ->
        [one] לפחות תו אחד
        [two] לפחות { $count } תווים
       *[other] לפחות { $count } תווים
    }
PasswordsDiffer = הסיסמאות שונות
PasswordChanged = הסיסמה שונתה

## Pages

Paging = כריזה
Page = כריזה
GroupNumber = קבוצה { $number }
PagingGroup = כריזה אל { $group }
PageFrom = כריזה מאת { $group }
AcceptOrReject = לקבל או לדחות
SpeakNow = דברו: הקבוצה שומעת אתכם
AskPage = כריזה: להאזין?
EndPageFirst = יש לסיים תחילה את הכריזה
GroupNotSetUp = הקבוצה אינה מוגדרת

## Transfer

TransferTo = העברה אל
EnterTarget = הזינו מספר להעברה
Transferring = מעביר
TransferringWhenAnswered = יועבר במענה
TransferringRings = מעביר, היעד מצלצל
TransferringInProgress = מעביר, בתהליך
CallTransferred = השיחה הועברה
TransferFailed = ההעברה נכשלה
NothingWasHeard = לא נודע דבר

## Lines, keys beside the display

LineNumber = קו { $number }
KeyNumber = מקש { $number }
NotSetUp = לא הוגדר
Ready = מוכן
Registering = נרשם
Registered = רשום
RegisteredAtSecond = רשום בשרת השני
NotRegistered = לא רשום
RegistrationFailure = הרישום נכשל
WrongUserOrPassword = שם או סיסמה שגויים
InCall = בשיחה
SpeedDial = חיוג מהיר
Idle = פנוי
SubscriptionFailed = המינוי נכשל
CallingAgain = השרת נעלם: מתקשר דרך האחר
ContinuedElsewhere = ממשיכה בטלפון אחר
LineInUse = הקו בשימוש
SharedLine = קו משותף
Shared = משותף
OnHoldPrivate = המתנה פרטית
InUse = בשימוש
InUseByOther = בשימוש בטלפון אחר
PressToTake = לחצו כדי לקבל
RingingElsewhere = מצלצל בטלפון אחר
NewCall = שיחה חדשה

## Idle screen

NoConfiguration = אין תצורה
MissedCallCount =
    { $count ->
        [one] שיחה אחת שלא נענתה
        [two] { $count } שיחות שלא נענו
       *[other] { $count } שיחות שלא נענו
    }
NewMessages =
    { $count ->
        [one] הודעה חדשה אחת
        [two] { $count } הודעות חדשות
       *[other] { $count } הודעות חדשות
    }
DoNotDisturbOnLines =
    { $count ->
        [one] נא לא להפריע בקו אחד
        [two] נא לא להפריע ב־{ $count } קווים
       *[other] נא לא להפריע ב־{ $count } קווים
    }
ForwardingOnLines =
    { $count ->
        [one] הפניה בקו אחד
        [two] הפניה ב־{ $count } קווים
       *[other] הפניה ב־{ $count } קווים
    }
ForwardAlways = הפניה אל { $destination }
ForwardBusy = אם תפוס, אל { $destination }
ForwardNoReply = אין מענה, אל { $destination }

## Dialling

Dial = חיוג
DialFrom = חיוג מקו { $line }
CallsByItself = יחויג { $number } אם לא יחויג דבר
AutomaticRedial = חיוג חוזר אוטומטי
RedialWithin = { $number } יחויג בעוד { $seconds } שנ׳ (קו { $line })

## Directory

Company = חברה
Name = שם
Office = עבודה
Home = בית
Mobile = נייד
Nobody = אף אחד
ContactsFound = נמצאו { $count }. { $first }
DirectoryFull = אנשי הקשר מלאים: { $limit }
CompanyContact = לא ניתן לשנות כאן אנשי קשר של החברה
ContactSaved = { $name } נשמר
ContactDeleted = { $name } נמחק
ContactWithoutName = לאיש קשר נדרש שם
BadContactName = השם ארוך מדי
ContactWithoutNumber = לאיש קשר נדרש מספר
BadContactNumber = לא ניתן לחייג למספר הזה
AllContacts = כל אנשי הקשר
NewContact = איש קשר חדש
LoadContacts = טעינת אנשי קשר
SaveAsVCard = שמירה כ-vCard
SaveAsText = שמירה כטקסט
ContactsDeleted = אנשי הקשר נמחקו
MoreNumbers = יותר מדי מספרים
NotAContact = אינו איש קשר
NoContactsInFile = אין אנשי קשר בקובץ

## Call log

Missed = לא נענתה
Received = התקבלה
Rejected = נדחתה
Forwarded = הופנתה
Dialed = יצאה
NotAnswered = ללא מענה
DivertedByWhom = הופנתה על ידי
Duration = משך
Line = קו
Cost = עלות
LogIsEmpty = יומן השיחות ריק

## Forwarding, do not disturb

WhenBusy = אם תפוס
NoReply = אין מענה
ForwardTo = הפניה אל
AfterRings = אחרי צלצולים, 2r
AfterSeconds = אחרי שניות
NotForwarded = השיחות אינן מופנות
EnterDestination = הזינו יעד להפניה
EnterWait = 0 עד 7200 שניות, או 1r עד 99r צלצולים
DoNotDisturbIsOn = { $line }: נא לא להפריע פועל
DoNotDisturbIsOff = { $line }: נא לא להפריע כבוי
CannotBeSet = לא ניתן להגדיר

## Sound

Speaker = רמקול
Headset = אוזניות
MicrophoneWillBeAsked = הדפדפן יבקש את המיקרופון בשיחה הראשונה, כדי שישמעו אתכם.
AllowMicrophone = אשרו את המיקרופון כדי שהצד השני ישמע אתכם.
SoundStopped = השמע מהצד השני נפסק
NothingArrives = דבר לא מגיע מהצד השני
OnlySilenceArrives = רק שקט מגיע מהצד השני
CannotBeDecrypted = לא ניתן לפענח את המתקבל
OtherCodecArrives = המתקבל בקודק אחר
NoSoundArrives = המתקבל אינו שמע
ArrivesFromElsewhere = השמע מגיע מכתובת אחרת
Encrypted = מוצפן
NotEncrypted = לא מוצפן
KeysInTheClear = המפתחות גלויים: השתמשו ב־TLS
RefusedCallFrom = נדחתה שיחה מאת { $party }
NothingIsSent = דבר לא נשלח לצד השני
MicrophoneSilent = המיקרופון שקט
MicrophoneDenied = המיקרופון אסור: האזנה בלבד
MicrophoneMissing = אין מיקרופון: האזנה בלבד
MicrophoneBusy = המיקרופון תפוס: האזנה בלבד
MicrophoneClosed = המיקרופון סגור: האזנה בלבד
WaitingForMicrophone = ממתין למיקרופון
SoundBlocked = השמע חסום: הקישו על הדף

## Forms

Password = סיסמה
User = משתמש
EmptyField = ריק
Characters =
    { $count ->
        [one] תו אחד
        [two] { $count } תווים
       *[other] { $count } תווים
    }
Character = תו
Digits = ספרות
SmallLetters = אותיות קטנות
CapitalLetters = אותיות גדולות
EnterUserName = הזינו שם משתמש
WrongPassword = סיסמה שגויה
WrongTooOften = יותר מדי שגיאות: המתינו { $seconds } שנ׳
Date = תאריך
Time = שעה
TimeRange = שעה, 00:00 עד 23:59
TimeServerSetsClock = שרת זמן מכוון את השעון
NoSuchDateOrTime = אין תאריך או שעה כאלה
ClockIsSet = השעון כוון
NoPasswordIsSet = לא הוגדרה סיסמה.
SetPassword = כדי לפתוח את התפריט הגדירו system/password בתצורה.

## Configuration

AskingGateway = מבקש תצורה מהשער
AskingDhcp = מבקש שרת מ־DHCP
LookingForServer = מחפש שרת תצורה
AskingRedirectServer = פונה לשרת ההפניה
LoadingConfiguration = טוען תצורה
CredentialsWanted = נדרשים שם וסיסמה
LoadingFiles = טוען קבצים
CheckingConfiguration = מחפש תצורה חדשה
SettingsWaitForCall = ההגדרות החדשות ממתינות לסוף השיחה
NoNewConfiguration = אין תצורה חדשה
ConfigurationUpToDate = התצורה עדכנית
SettingsInForce = ההגדרות החדשות בתוקף
PhoneStartsAgain = הטלפון מופעל מחדש
StartsAgainAfterCall = יופעל מחדש בסוף השיחה
RebootingForSettings = הפעלה מחדש להחלת הגדרות
BrowserCannotSave = הדפדפן אינו יכול לשמור את הטלפון, והוא יישכח ברענון: { $why }
LastCheck = בדיקה אחרונה
Result = תוצאה
NoneYet = עדיין אין
NothingFound = לא נמצא דבר
UpToDate = עדכני
NewSettings = הגדרות חדשות
NewSettingsWait = חדשות ממתינות
NextCheck = בדיקה הבאה
AtNextStart = בהפעלה הבאה
NothingThere = אין שם דבר
Worked = הצליח
StaticUrl = כתובת קבועה
DhcpUrlOption = אפשרות DHCP לכתובת
LastServer = שרת אחרון
RedirectServer = שרת הפניה
NoServerFound = לא נמצא שרת תצורה
NoneIsSet = לא הוגדר
TriedAlready = כבר נוסה

## Gateway

Gateway = שער
NoConnection = אין חיבור
GatewayVersion = לשער גרסה { $version }: רעננו את הדף
NotEnrolled = הטלפון הזה אינו רשום
GatewayFull = השער מלא
GatewayMisunderstands = השער אינו מבין את הטלפון
UnexpectedAnswer = תשובה לא צפויה מהשער

## Status: network

IpAddress = כתובת IP
SipAddress = כתובת SIP
MediaAddress = כתובת מדיה
MediaTransport = העברת מדיה
Server = שרת
SipInProgress = SIP בתהליך
MalformedMessages = הודעות פגומות
RefusedRequests = בקשות שנדחו
UntrustedRequests = בקשות זרות
Retransmissions = שידורים חוזרים
Strays = הודעות תועות
NoAnswerYet = עדיין אין תשובה
DhcpOptions = אפשרויות DHCP
LanConnectionType = חיבור LAN
AutomaticIp = אוטומטי (DHCP)
Netmask = מסכת רשת
GatewayAddress = כתובת השער
PrimaryDns = DNS ראשי
SecondaryDns = DNS משני
DomainName = שם תחום
SetByOperatingSystem = נקבע במערכת ההפעלה של מחשב השער.

## Status: account

UserId = מזהה משתמש
DisplayName = שם לתצוגה
Label = תווית
AuthenticationName = שם לאימות
AuthenticationPassword = סיסמה לאימות
NotSet = לא הוגדר
SipProxyAddress = שרת SIP

## Status: phone

Model = דגם
Version = גרסה
SoftwareVersion = גרסת תוכנה
SoftwareType = סוג תוכנה
HardwareType = סוג חומרה
InABrowser = { $model } בדפדפן
BootloaderVersion = גרסת BL
DspVersion = גרסת DSP
LinkVersion = גרסת קישור
DeviceCertificate = אישור המכשיר
NotInstalled = לא מותקן
NoFile = אין קובץ
ProblemCount =
    { $count ->
        [one] שגיאה אחת
        [two] { $count } שגיאות
       *[other] { $count } שגיאות
    }

## Status: time

Clock = שעון
TimeServer = שרת זמן
SetByHand = כוון ידנית
Browser = דפדפן
TimeZone = אזור זמן
TimeZoneFrom = אזור לפי
Configuration = תצורה
AnswerOf = תשובת { $server }
NextQuestion = שאלה הבאה

## Status: sound

Microphone = מיקרופון
NotAskedFor = לא התבקש
Asking = מבקש
Open = פתוח
NoneFound = לא נמצא
NotAllowed = אסור
InUseElsewhere = בשימוש אחר
Closed = סגור
Playback = השמעה
NotStarted = לא התחילה
Running = פועלת
BlockedByBrowser = חסומה בדפדפן
Underruns = חוסרים
DelayHere = השהיית הטלפון
JitterBuffer = מאגר ריצוד
Delay = { $now } מתוך { $target } מ״ש
Concealed = הוסתר
PacketsIn = מנות שהתקבלו
PacketsLate = מנות מאוחרות
PacketsUnusable = מנות פסולות
PacketsUndecryptable = מנות לא קריאות
PacketsMalformed = מנות פגומות
PacketsOfOthers = מנות של אחרים
PacketsFromElsewhere = ממקום אחר
PacketsOut = מנות שנשלחו
SoundQuality = איכות
RoundTrip = הלוך ושוב
Jitter = ריצוד
PacketsLost = מנות שאבדו
LossAtOther = אובדן בצד השני

## What the browser does for the phone

Notifications = התראות
AllowNotifications = יש לאפשר התראות בהגדרות הדפדפן לדף זה
HeadsetKeys = מקשי אוזניות

## Self tests

SelfTests = בדיקות עצמיות
AllTests = כל הבדיקות
ProductInfo = פרטי המוצר
MainScreen = הצג הראשי
SideScreen = צג BLF
KeypadAndHook = מקשים ותלייה
Lamps = נוריות
HandsFree = דיבורית
UsbPort = USB
AuxPort = AUX
SerialNumber = מספר סידורי
Manufacturer = יצרן
AllWhite = הכול לבן
AllBlack = הכול שחור
BacklightOn = תאורה דולקת
BacklightOff = תאורה כבויה
GreenLampsOn = נוריות ירוקות דולקות
RedLampsOn = נוריות אדומות דולקות
AllLampsOn = כל הנוריות דולקות
KeysPressed = { $pressed } מתוך { $all }
LiftHandset = הרימו את השפופרת
PressAnyKey = הקישו על מקש כלשהו
RecordingNow = מקליט: דברו
PlayingNow = מנגן
PlugUsb = חברו אוזניות USB והקישו OK
NoAuxPort = לדפדפן אין יציאת AUX
SoundCheck = בדיקת קול
KeepQuiet = נא לשמור על שקט לרגע
TestSoundPlays = מושמע צליל בדיקה
SoundIsGood = הקול טוב
TurnLoudspeakerDown = הד חזק: יש להנמיך את הרמקול
RoomIsLoud = החדר רועש
TurnMicrophoneDown = יש עיוות: יש להנמיך את המיקרופון
SoundIsLate = הקול מתעכב: התקנים אלחוטיים לוקחים זמן
RoomNoise = רעש החדר
EchoHere = הד
LoopDelay = השהיית ההתקנים
Distortion = עיוות
LevelLow = נמוך
LevelModerate = בינוני
LevelHigh = גבוה
Recording = הקלטה
StartRecording = התחלת הקלטה
StopRecording = עצירת הקלטה
SoundIsRecorded = הקול מוקלט
RecordingSaved = ההקלטה נשמרה
Added = נוספו
Completed = הושלמו
AlreadyThere = כבר קיימים
LeftOut = הושמטו
AtLine = שורה { $line }: { $why }
FileTooLarge = הקובץ גדול מ-{ $limit } MB
FileNotRead = לא ניתן לקרוא את הקובץ
NoKeysInFile = אין מקשים בקובץ
KeysLoaded = המקשים נטענו
NothingToSave = אין מה לשמור
FileSaved = { $name } נשמר
Greeting = הודעת פתיחה
PlayGreeting = השמעה
DeleteGreeting = מחיקת ההודעה
GreetingSaved = ההודעה נשמרה
GreetingTooShort = ההקלטה קצרה מדי
GreetingPlays = ההודעה מושמעת
RecordingSentTo = נשלח אל
RecordsInCallOnly = רק במהלך שיחה
NotWhileEncrypted = לא בזמן שיחה מוצפנת
LoadRingTone = טעינת צלצול
RingToneLoaded = { $name } נטען
RingToneDeleted = { $name } נמחק
LineRingsLike = { $line } מצלצל כמו { $ring }
RingTonesFull = אין מקום: עד { $most } צלצולים, { $limit } MB בסך הכול
EmptyFile = הקובץ ריק
NotWav = זה לא קובץ WAV
WavCutOff = קובץ ה-WAV קטוע
WavWithoutSound = אין צליל בקובץ ה-WAV
WavNotMono = הצליל חייב להיות מונו
WavOtherCode = הצליל חייב להיות PCM, A-law או µ-law
WavOtherRate = דרוש PCM ב-16 kHz, 16 ביט, או A-law או µ-law ב-8 kHz, 8 ביט
AskDeleteRingTone = למחוק את הצלצול?

## Labels of the page

PageDisplay = תצוגה
PageKeypad = לוח מקשים
PageLines = קווים
PageSoftkeys = מקשי תצוגה
PageNavigation = ניווט
PageVolume = עוצמה
PageMicrophoneLevel = רמת המיקרופון
PageSpeakerLevel = רמת הרמקול
PageMediaPath = איך השמע מגיע לשער
PageOtherTab = הטלפון והשמע שלו בכרטיסייה אחרת. המקשים פועלים גם כאן.
PageArmRinger = הקישו כדי להפעיל צלצול
PageStar = כוכבית
PagePound = סולמית
PageSpeaker = רמקול
PageHeadset = אוזניות
PageMute = השתקה
PageHold = המתנה
PageTransfer = העברה
PageRedial = חיוג חוזר
PageMenu = תפריט
PageVoiceMail = תא קולי
PageContacts = אנשי קשר
PageVolumeUp = הגברה
PageVolumeDown = הנמכה
PageUp = למעלה
PageDown = למטה
PageLeft = שמאלה
PageRight = ימינה
PageOk = OK
PageHandset = שפופרת
PageEscape = יציאה
PageBackspace = מחיקה
PageLine = קו
PageSoftkey = מקש תצוגה
PageVolumeShort = עוצמה
PageFunctionKeys = מקשי פונקציה
PageFunctionKey = מקש פונקציה
