### German. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Startet
Empty = Leer
None = Keine
Unknown = Unbekannt
On = Ein
Off = Aus
Chosen = Gewählt
Active = Aktiv
Deleted = Gelöscht
Failed = Fehler
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } über { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] So
        [1] Mo
        [2] Di
        [3] Mi
        [4] Do
        [5] Fr
       *[6] Sa
    }
month-name =
    { $month ->
        [1] Jan
        [2] Feb
        [3] März
        [4] Apr
        [5] Mai
        [6] Juni
        [7] Juli
        [8] Aug
        [9] Sep
        [10] Okt
        [11] Nov
       *[12] Dez
    }

DateDayFirst = { weekday-name } { $day }. { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day }, { $year }
StampDayFirst = { $day }. { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Mehr
SoftReceived = Angen.
SoftDialed = Gewählt
SoftBlindTransfer = Weiter
SoftAccept = Annehmen
SoftUnlock = Entsp.
SoftRings = klingelt
SoftBusy = besetzt
SoftHolds = hält

## Softkeys

SoftMissed = Verpasst
SoftCallLog = Anrufe
SoftDirectory = Kontakte
SoftDetails = Details
SoftNew = Neu
SoftSave = Sichern
SoftStop = Stopp
SoftEdit = Ändern
SoftDelete = Löschen
SoftForward = Umleiten
SoftDoNotDisturb = Ruhe
SoftNewCall = Neuer Ruf
SoftDial = Wählen
SoftClear = Löschen
SoftCancel = Abbruch
SoftAnswer = Annehmen
SoftReject = Abweisen
SoftSilence = Stumm
SoftHold = Halten
SoftResume = Weiter
SoftSwap = Makeln
SoftTransfer = Verbinden
SoftConference = Konf.
SoftSplit = Trennen
SoftEnd = Beenden
SoftClose = Schließen
SoftSelect = Wählen
SoftBack = Zurück
SoftExit = Ende
SoftNext = Weiter
SoftOk = OK
SoftYes = Ja
SoftNo = Nein

## Menus and pages

KeysConfiguration = Tasten belegen
SpeedDialKeys = Kurzwahltasten
Softkeys = Softkeys
NavigationKeys = Navigationstasten
LoadKeys = Tasten laden
SaveFunctionKeys = Funktionstasten sichern
SaveProgrammableKeys = Übrige Tasten sichern
LcdContrast = Kontrast
BacklightTimeout = Beleuchtungsdauer
AlwaysOn = Immer an
Lock = Sperre
LockNow = Jetzt sperren
ChangePassword = Passwort ändern

## Menus and pages

Menu = Menü
CallLog = Anrufliste
Directory = Telefonbuch
Settings = Einstellungen
Status = Status
Administration = Verwaltung
AllCalls = Alle Anrufe
MissedCalls = Verpasste Anrufe
ReceivedCalls = Angenommene Anrufe
DialedCalls = Gewählte Nummern
DeleteAll = Alle löschen
Language = Sprache
RingTone = Klingelton
CallWaiting = Anklopfen
DateAndTime = Datum und Uhrzeit
AnswerDevice = Antwortgerät
AudioDevices = Audiogeräte
Loudspeaker = Lautsprecher
AsTheBrowserHasIt = Wie im Browser
EchoAndNoise = Echo und Rauschen
CleanedByPhone = Durch das Telefon
CleanedByBrowser = Durch den Browser
CleanedInPhone = Telefon, { $delay } ms
LowDelay = Geringe Verzögerung
LowDelayMeans = Kürzere Pakete; das Echo entfernt der Browser
HearOwnVoice = Eigene Stimme hören
DeviceGone = { $device } fehlt: ein anderes Gerät wird benutzt
DeviceBack = { $device } wird wieder benutzt
DeviceNotThere = { $device } (nicht da)
LoudspeakerFailed = Der Lautsprecher ist nicht nutzbar
SoundFailed = Tonfehler: Ton startet neu
SoundLost = Ton ausgefallen: Seite neu laden
HandsetListens = Der Hörer hört mit
HandsetListensNoMore = Der Hörer ist aufgelegt
AutoAnswering = Automatisch annehmen
Restart = Neustart
ProvisioningCredentials = Konfig.-Anmeldung
FirmwareVersion = Firmware
ReleaseInformation = Versionen
NetworkStatus = Netzwerk
LineStatus = Leitungen
Provisioning = Konfiguration
ConfigurationProblems = Konfigurationsfehler
Audio = Audio
NetworkSettings = Netzwerk
SipAccounts = SIP-Konten
SipDetails = SIP-Details
RestoreDefaults = Werkseinstellungen
CheckNow = Jetzt prüfen
Call = Anruf
Contact = Kontakt
DoNotDisturb = Bitte nicht stören
CallForward = Rufumleitung

## Questions

ExtensionBusy = Anschluss besetzt
AskRestart = Telefon neu starten?
RestartNote = Ein laufendes Gespräch bleibt: Das Telefon wartet auf sein Ende.
AskRestoreDefaults = Werkseinstellungen laden?
RestoreDefaultsNote = Einstellungen, Kontakte und Anrufe werden gelöscht. Das ist endgültig.
AskRedial = Automatisch erneut wählen?
RedialNote = Die Nummer wird angerufen, bis sie frei ist.
AskDeleteLog = Alle Anrufe löschen?
AskDeleteContacts = Alle Kontakte löschen?
AskDeleteGreeting = Begrüßung löschen?
AskDeleteContact = Kontakt löschen?
CannotBeUndone = Das ist endgültig.
Asked = { $question } { $note }
PressYesOrNo = Ja oder Nein drücken

## Calls

Calling = Ruft an
Ringing = Klingelt
InProgress = Im Gange
Answering = Nimmt an
IncomingCall = Anruf
Connected = Verbunden
OnHold = Gehalten
HeldByOther = Von der Gegenseite gehalten
HeldByBoth = Gehalten, auch von der Gegenseite
Conference = Konferenz
DigitsSent = Gesendet { $digits }
DigitsReceived = Empfangen { $digits }
CallFrom = Anruf von { $party }
IncomingCallFrom = Anruf von { $party }
MissedCallFrom = Anruf von { $party } verpasst
AnsweredByItself = Automatisch angenommen: { $party }
StillOnHold = Noch gehalten: { $party }
ForwardedTo = Umgeleitet an { $party }
TransferredTo = Verbunden mit { $party }
Diverted = Umgeleitet
DivertedBy = Umgeleitet von { $party }
Anonymous = Anonym

## How calls end

CallEnded = Gespräch beendet
Disconnected = Aufgelegt
MissedCall = Verpasster Anruf
AnsweredElsewhere = Anderswo angenommen
Busy = Besetzt
NoAnswer = Keine Antwort
NumberNotFound = Nummer unbekannt
NumberIncomplete = Nummer unvollständig
Unavailable = Nicht erreichbar
Declined = Abgelehnt
NoCommonCodec = Kein gemeinsamer Codec
NoCommonEncryption = Keine gemeinsame Verschlüsselung
Forbidden = Nicht erlaubt
NotAuthorized = Nicht berechtigt
UnknownHost = Unbekannter Host { $host }
NoResponse = Keine Antwort vom Server
ConnectionLost = Verbindung verloren
NoGateway = Keine Verbindung zum Gateway
NoMediaPort = Kein Port für Ton
CannotCall = Anruf unmöglich
CallFailed = Anruf fehlgeschlagen ({ $status })

## What keys answer

PhoneIsStarting = Das Telefon startet
TooManyCalls = Zu viele Anrufe
OwnNumber = Das ist Ihre eigene Nummer
NotANumber = Weder Nummer noch Adresse
NoCallToHold = Kein Gespräch zum Halten
NoCallToJoin = Kein Gespräch zum Verbinden
NoCallToTransfer = Kein Gespräch zum Übergeben
NoCallToMute = Kein Gespräch
SplitFirst = Zuerst die Konferenz trennen
ConferenceSplit = Konferenz getrennt
Invited = Eingeladen
Joining = Kommt dazu
JoinedConference = { $party } ist dabei
DidNotJoin = { $party } kam nicht dazu
HoldFailed = Halten fehlgeschlagen
ResumeFailed = Weiterführen fehlgeschlagen
NoLineOnKey = Keine Leitung auf Taste { $key }
NothingOnKey = Nichts auf Taste { $key }
NothingSetUpForKey = Für diese Taste ist nichts eingerichtet
CannotForward = Anrufe können nicht umgeleitet werden
NoDoNotDisturb = Nicht stören ist nicht verfügbar
EndCallFirst = Zuerst das Gespräch beenden
DeviceIsOff = Dieses Gerät ist ausgeschaltet
Muted = Stumm
NotMuted = Nicht stumm
NoDialedCalls = Keine gewählten Nummern
NoVoiceMailNumber = Keine Nummer der Mailbox
RingerVolume = Klingellautstärke { $volume }
Volume = Lautstärke { $volume }
LanguageNotLoaded = { $language } kann nicht geladen werden

## Keys that are given functions

KeysPage = Tasten, Seite { $page } von { $pages }
NextKeys = Weiter
DisplayKeyNumber = Displaytaste { $number }
SoftkeyNumber = Softkey { $number }
KeyUp = Auf
KeyDown = Ab
KeyLeft = Links
KeyRight = Rechts
SpeedDialWithLamp = Kurzwahl + Lampe
KeyIsFixed = Diese Taste ist hier nicht änderbar
KeyTakesLine = Diese Taste belegt eine Leitung
Number = Nummer
EnterNumber = Nummer eingeben
Code = Code
EnterCode = Code eingeben

## The lock

Locked = Gesperrt
Unlock = Entsperren
PhoneLocked = Das Telefon ist gesperrt
PhoneUnlocked = Das Telefon ist entsperrt
NewPassword = Neues Passwort
OnceMore = Noch einmal
PasswordTooShort =
    { $count ->
        [one] Mindestens { $count } Zeichen
       *[other] Mindestens { $count } Zeichen
    }
PasswordsDiffer = Die Passwörter sind verschieden
PasswordChanged = Das Passwort ist geändert

## Pages

Paging = Durchsage
Page = Durchsage
GroupNumber = Gruppe { $number }
PagingGroup = Durchsage an { $group }
PageFrom = Durchsage von { $group }
AcceptOrReject = Annehmen oder abweisen
SpeakNow = Sprechen Sie: die Gruppe hört Sie
AskPage = Durchsage: anhören?
EndPageFirst = Zuerst die Durchsage beenden
GroupNotSetUp = Diese Gruppe ist nicht eingerichtet

## Transfer

TransferTo = Verbinden mit
EnterTarget = Zielnummer eingeben
Transferring = Verbindet
TransferringWhenAnswered = Verbindet bei Antwort
TransferringRings = Verbindet, Ziel klingelt
TransferringInProgress = Verbindet, im Gange
CallTransferred = Gespräch übergeben
TransferFailed = Verbinden fehlgeschlagen
NothingWasHeard = nichts mehr gehört

## Lines, keys beside the display

LineNumber = Leitung { $number }
KeyNumber = Taste { $number }
NotSetUp = Nicht eingerichtet
Ready = Bereit
Registering = Meldet an
Registered = Angemeldet
RegisteredAtSecond = Am zweiten Server angemeldet
NotRegistered = Nicht angemeldet
RegistrationFailure = Anmeldung fehlgeschlagen
WrongUserOrPassword = Benutzer oder Passwort falsch
InCall = Im Gespräch
SpeedDial = Kurzwahl
Idle = Frei
SubscriptionFailed = Abonnement fehlgeschlagen
CallingAgain = Server weg: Anruf über den anderen
ContinuedElsewhere = Auf anderem Telefon fortgesetzt
LineInUse = Leitung belegt
SharedLine = Geteilte Leitung
Shared = Geteilt
OnHoldPrivate = Privat gehalten
InUse = Belegt
InUseByOther = Von anderem Telefon belegt
PressToTake = zum Übernehmen drücken
RingingElsewhere = Klingelt an anderem Telefon
NewCall = Neuer Anruf

## Idle screen

NoConfiguration = Keine Konfiguration
MissedCallCount =
    { $count ->
        [one] { $count } verpasster Anruf
       *[other] { $count } verpasste Anrufe
    }
NewMessages =
    { $count ->
        [one] { $count } neue Nachricht
       *[other] { $count } neue Nachrichten
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Bitte nicht stören auf { $count } Leitung
       *[other] Bitte nicht stören auf { $count } Leitungen
    }
ForwardingOnLines =
    { $count ->
        [one] Umleitung auf { $count } Leitung
       *[other] Umleitung auf { $count } Leitungen
    }
ForwardAlways = Umleitung zu { $destination }
ForwardBusy = Wenn besetzt: zu { $destination }
ForwardNoReply = Keine Antwort: zu { $destination }

## Dialling

Dial = Wählen
DialFrom = Wählen auf { $line }
CallsByItself = Ruft { $number }, wenn nichts gewählt wird
AutomaticRedial = Automatische Wahlwiederholung
RedialWithin = Wählt { $number } in { $seconds } s (Leitung { $line })

## Directory

Company = Firma
Name = Name
Office = Büro
Home = Privat
Mobile = Mobil
Nobody = Niemand
ContactsFound = { $count } gefunden. { $first }
DirectoryFull = Das Telefonbuch ist voll: { $limit } Kontakte
CompanyContact = Firmenkontakte sind hier nicht änderbar
ContactSaved = { $name } gesichert
ContactDeleted = { $name } gelöscht
ContactWithoutName = Ein Kontakt braucht einen Namen
BadContactName = Der Name ist zu lang
ContactWithoutNumber = Ein Kontakt braucht eine Nummer
BadContactNumber = Die Nummer ist nicht wählbar
AllContacts = Alle Kontakte
NewContact = Neuer Kontakt
LoadContacts = Kontakte laden
SaveAsVCard = Als vCard sichern
SaveAsText = Als Text sichern
ContactsDeleted = Kontakte gelöscht
MoreNumbers = Zu viele Nummern
NotAContact = Kein Kontakt
NoContactsInFile = In der Datei sind keine Kontakte

## Call log

Missed = Verpasst
Received = Angenommen
Rejected = Abgewiesen
Forwarded = Umgeleitet
Dialed = Gewählt
NotAnswered = Nicht angenommen
DivertedByWhom = Umgeleitet von
Duration = Dauer
Line = Leitung
Cost = Kosten
LogIsEmpty = Die Anrufliste ist leer

## Forwarding, do not disturb

WhenBusy = Wenn besetzt
NoReply = Keine Antwort
ForwardTo = Umleiten zu
AfterRings = Nach Ruftönen, 2r
AfterSeconds = Nach Sekunden
NotForwarded = Anrufe werden nicht umgeleitet
EnterDestination = Ziel der Umleitung eingeben
EnterWait = 0 bis 7200 Sekunden oder 1r bis 99r Ruftöne
DoNotDisturbIsOn = { $line }: nicht stören ist ein
DoNotDisturbIsOff = { $line }: nicht stören ist aus
CannotBeSet = Das geht nicht

## Sound

Speaker = Lautsprecher
Headset = Headset
MicrophoneWillBeAsked = Der Browser fragt beim ersten Anruf nach dem Mikrofon, damit andere Sie hören.
AllowMicrophone = Erlauben Sie das Mikrofon, damit die Gegenseite Sie hört.
SoundStopped = Der Ton der Gegenseite ist verstummt
NothingArrives = Von der Gegenseite kommt nichts
OnlySilenceArrives = Von der Gegenseite kommt nur Stille
CannotBeDecrypted = Was ankommt, ist nicht entschlüsselbar
OtherCodecArrives = Was ankommt, hat einen anderen Codec
NoSoundArrives = Was ankommt, ist kein Ton
ArrivesFromElsewhere = Ton kommt von einer anderen Adresse
Encrypted = Verschlüsselt
NotEncrypted = Nicht verschlüsselt
KeysInTheClear = Schlüssel gehen offen: TLS nutzen
RefusedCallFrom = Anruf von { $party } abgelehnt
NothingIsSent = Zur Gegenseite geht nichts
MicrophoneSilent = Das Mikrofon ist stumm
MicrophoneDenied = Mikrofon nicht erlaubt: Sie hören nur
MicrophoneMissing = Kein Mikrofon gefunden: Sie hören nur
MicrophoneBusy = Mikrofon anderswo benutzt: Sie hören nur
MicrophoneClosed = Mikrofon ist aus: Sie hören nur
WaitingForMicrophone = Wartet auf das Mikrofon
SoundBlocked = Ton gesperrt: Seite antippen

## Forms

Password = Passwort
User = Benutzer
EmptyField = Leer
Characters =
    { $count ->
        [one] { $count } Zeichen
       *[other] { $count } Zeichen
    }
Character = Zeichen
Digits = Ziffern
SmallLetters = Kleinbuchstaben
CapitalLetters = Großbuchstaben
EnterUserName = Benutzernamen eingeben
WrongPassword = Falsches Passwort
WrongTooOften = Zu oft falsch: { $seconds } s warten
Date = Datum
Time = Uhrzeit
TimeRange = Uhrzeit, 00:00 bis 23:59
TimeServerSetsClock = Ein Zeitserver stellt die Uhr
NoSuchDateOrTime = Dieses Datum oder diese Uhrzeit gibt es nicht
ClockIsSet = Die Uhr ist gestellt
NoPasswordIsSet = Kein Passwort gesetzt.
SetPassword = Setzen Sie system/password in der Konfiguration, um dieses Menü zu öffnen.

## Configuration

AskingGateway = Fragt das Gateway nach einer Konfiguration
AskingDhcp = Fragt DHCP nach einem Konfigurationsserver
LookingForServer = Sucht einen Konfigurationsserver
AskingRedirectServer = Fragt den Umleitungsserver
LoadingConfiguration = Lädt Konfiguration
CredentialsWanted = Benutzer und Passwort nötig
LoadingFiles = Lädt Dateien
CheckingConfiguration = Sucht neue Konfiguration
SettingsWaitForCall = Neue Einstellungen warten auf das Gesprächsende
NoNewConfiguration = Keine neue Konfiguration
ConfigurationUpToDate = Die Konfiguration ist aktuell
SettingsInForce = Neue Einstellungen gelten
PhoneStartsAgain = Das Telefon startet neu
StartsAgainAfterCall = Neustart nach dem Gespräch
RebootingForSettings = Neustart für neue Einstellungen
BrowserCannotSave = Der Browser kann das Telefon nicht sichern, beim Neuladen geht es verloren: { $why }
LastCheck = Letzte Prüfung
Result = Ergebnis
NoneYet = Noch keins
NothingFound = Nichts gefunden
UpToDate = Aktuell
NewSettings = Neue Einstellungen
NewSettingsWait = Neue warten
NextCheck = Nächste Prüfung
AtNextStart = Beim nächsten Start
NothingThere = Nichts da
Worked = Erfolgreich
StaticUrl = Feste URL
DhcpUrlOption = DHCP-Option URL
LastServer = Letzter Server
RedirectServer = Umleitungsserver
NoServerFound = Kein Konfigurationsserver gefunden
NoneIsSet = Keiner gesetzt
TriedAlready = Schon versucht

## Gateway

Gateway = Gateway
NoConnection = Keine Verbindung
GatewayVersion = Das Gateway hat Version { $version }: Seite neu laden
NotEnrolled = Dieses Telefon ist nicht registriert
GatewayFull = Das Gateway ist voll
GatewayMisunderstands = Das Gateway versteht dieses Telefon nicht
UnexpectedAnswer = Unerwartete Antwort des Gateways

## Status: network

IpAddress = IP-Adresse
SipAddress = SIP-Adresse
MediaAddress = Medienadresse
MediaTransport = Medientransport
Server = Server
SipInProgress = SIP im Gange
MalformedMessages = Fehlerhafte Meldungen
RefusedRequests = Abgelehnte Anfragen
UntrustedRequests = Fremde Anfragen
Retransmissions = Wiederholungen
Strays = Irrläufer
NoAnswerYet = Noch keine Antwort
DhcpOptions = DHCP-Optionen
LanConnectionType = LAN-Verbindung
AutomaticIp = Automatisch (DHCP)
Netmask = Netzmaske
GatewayAddress = Gateway-Adresse
PrimaryDns = Erster DNS
SecondaryDns = Zweiter DNS
DomainName = Domäne
SetByOperatingSystem = Stellt das Betriebssystem des Gateway-Rechners ein.

## Status: account

UserId = Benutzer-ID
DisplayName = Anzeigename
Label = Beschriftung
AuthenticationName = Anmeldename
AuthenticationPassword = Anmeldepasswort
NotSet = Nicht gesetzt
SipProxyAddress = SIP-Proxy

## Status: phone

Model = Modell
Version = Version
SoftwareVersion = Softwareversion
SoftwareType = Softwareart
HardwareType = Hardwareart
InABrowser = { $model } im Browser
BootloaderVersion = BL-Version
DspVersion = DSP-Version
LinkVersion = Link-Version
DeviceCertificate = Gerätezertifikat
NotInstalled = Nicht installiert
NoFile = Keine Datei
ProblemCount =
    { $count ->
        [one] { $count } Fehler
       *[other] { $count } Fehler
    }

## Status: time

Clock = Uhr
TimeServer = Zeitserver
SetByHand = Von Hand gestellt
Browser = Browser
TimeZone = Zeitzone
TimeZoneFrom = Zeitzone von
Configuration = Konfiguration
AnswerOf = Antwort von { $server }
NextQuestion = Nächste Frage

## Status: sound

Microphone = Mikrofon
NotAskedFor = Nicht gefragt
Asking = Fragt
Open = Offen
NoneFound = Keins gefunden
NotAllowed = Nicht erlaubt
InUseElsewhere = Anderswo benutzt
Closed = Geschlossen
Playback = Wiedergabe
NotStarted = Nicht gestartet
Running = Läuft
BlockedByBrowser = Vom Browser gesperrt
Underruns = Unterläufe
DelayHere = Verzögerung hier
JitterBuffer = Jitterpuffer
Delay = { $now } von { $target } ms
Concealed = Verdeckt
PacketsIn = Pakete empfangen
PacketsLate = Pakete verspätet
PacketsUnusable = Pakete unbrauchbar
PacketsUndecryptable = Pakete unlesbar
PacketsMalformed = Pakete fehlerhaft
PacketsOfOthers = Pakete anderer
PacketsFromElsewhere = Von anderswo
PacketsOut = Pakete gesendet
SoundQuality = Qualität
RoundTrip = Umlaufzeit
Jitter = Jitter
PacketsLost = Pakete verloren
LossAtOther = Verlust der Gegenseite

## What the browser does for the phone

Notifications = Benachrichtigungen
AllowNotifications = Benachrichtigungen in den Einstellungen des Browsers für diese Seite erlauben
HeadsetKeys = Headset-Tasten

## Self tests

SelfTests = Selbsttests
AllTests = Alle Tests
ProductInfo = Produktinfo
MainScreen = Display
SideScreen = BLF-Display
KeypadAndHook = Tasten und Gabel
Lamps = Lampen
HandsFree = Freisprechen
UsbPort = USB
AuxPort = AUX
SerialNumber = Seriennummer
Manufacturer = Hersteller
AllWhite = Alles weiß
AllBlack = Alles schwarz
BacklightOn = Beleuchtung an
BacklightOff = Beleuchtung aus
GreenLampsOn = Grüne Lampen leuchten
RedLampsOn = Rote Lampen leuchten
AllLampsOn = Alle Lampen leuchten
KeysPressed = { $pressed } von { $all } gedrückt
LiftHandset = Hörer abheben
PressAnyKey = Beliebige Taste drücken
RecordingNow = Aufnahme läuft: sprechen
PlayingNow = Wiedergabe läuft
PlugUsb = USB-Headset anschließen, dann OK
NoAuxPort = Im Browser gibt es keinen AUX-Anschluss
SoundCheck = Tonprüfung
KeepQuiet = Bitte kurz still sein
TestSoundPlays = Ein Prüfton wird gespielt
SoundIsGood = Der Ton ist gut
TurnLoudspeakerDown = Starkes Echo: Lautsprecher leiser stellen
RoomIsLoud = Der Raum ist laut
TurnMicrophoneDown = Es verzerrt: Mikrofon leiser stellen
SoundIsLate = Der Ton kommt spät: Funkgeräte brauchen Zeit
RoomNoise = Geräusch im Raum
EchoHere = Echo
LoopDelay = Verzögerung der Geräte
Distortion = Verzerrung
LevelLow = Gering
LevelModerate = Mäßig
LevelHigh = Stark
Recording = Aufnahme
StartRecording = Aufnahme beginnen
StopRecording = Aufnahme beenden
SoundIsRecorded = Der Ton wird aufgenommen
RecordingSaved = Die Aufnahme ist gespeichert
Added = Neu
Completed = Ergänzt
AlreadyThere = Schon da
LeftOut = Ausgelassen
AtLine = Zeile { $line }: { $why }
FileTooLarge = Die Datei hat mehr als { $limit } MB
FileNotRead = Die Datei ist nicht lesbar
NoKeysInFile = In der Datei sind keine Tasten
KeysLoaded = Die Tasten sind geladen
NothingToSave = Nichts zu sichern
FileSaved = { $name } gesichert
Greeting = Begrüßung
PlayGreeting = Anhören
DeleteGreeting = Begrüßung löschen
GreetingSaved = Die Begrüßung ist gesichert
GreetingTooShort = Die Aufnahme ist zu kurz
GreetingPlays = Begrüßung läuft
RecordingSentTo = Geht an
RecordsInCallOnly = Nur in einem Gespräch
NotWhileEncrypted = Nicht bei verschlüsseltem Gespräch
LoadRingTone = Klingelton laden
RingToneLoaded = { $name } geladen
RingToneDeleted = { $name } gelöscht
LineRingsLike = { $line } klingelt mit { $ring }
RingTonesFull = Kein Platz: höchstens { $most } Klingeltöne, zusammen { $limit } MB
EmptyFile = Die Datei ist leer
NotWav = Keine WAV-Datei
WavCutOff = Die WAV-Datei ist abgeschnitten
WavWithoutSound = Die WAV-Datei hat keinen Ton
WavNotMono = Der Ton muss mono sein
WavOtherCode = Der Ton muss PCM, A-law oder µ-law sein
WavOtherRate = Nötig ist PCM mit 16 kHz, 16 Bit oder A-law oder µ-law mit 8 kHz, 8 Bit
AskDeleteRingTone = Klingelton löschen?

## Labels of the page

PageDisplay = Anzeige
PageKeypad = Tastenfeld
PageLines = Leitungen
PageSoftkeys = Softkeys
PageNavigation = Navigation
PageVolume = Lautstärke
PageMicrophoneLevel = Mikrofonpegel
PageSpeakerLevel = Lautsprecherpegel
PageMediaPath = Wie der Ton zum Gateway kommt
PageOtherTab = Das Telefon läuft in einem anderen Tab, dort ist auch der Ton. Die Tasten gehen auch hier.
PageArmRinger = Tippen, damit es klingeln kann
PageStar = Stern
PagePound = Raute
PageSpeaker = Freispr.
PageHeadset = Headset
PageMute = Stumm
PageHold = Halten
PageTransfer = Verbinden
PageRedial = Wahlwdh.
PageMenu = Menü
PageVoiceMail = Mailbox
PageContacts = Kontakte
PageVolumeUp = Lauter
PageVolumeDown = Leiser
PageUp = Auf
PageDown = Ab
PageLeft = Links
PageRight = Rechts
PageOk = OK
PageHandset = Hörer
PageEscape = Escape
PageBackspace = Rücktaste
PageLine = Leitung
PageSoftkey = Softkey
PageVolumeShort = Laut
PageFunctionKeys = Funktionstasten
PageFunctionKey = Funktionstaste
