### Slovak. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Spúšťa sa
Empty = Prázdne
None = Žiadne
Unknown = Neznáme
On = Zap.
Off = Vyp.
Chosen = Zvolené
Active = Aktívne
Deleted = Zmazané
Failed = Chyba
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } cez { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] ne
        [1] po
        [2] ut
        [3] st
        [4] št
        [5] pi
       *[6] so
    }
month-name =
    { $month ->
        [1] 1.
        [2] 2.
        [3] 3.
        [4] 4.
        [5] 5.
        [6] 6.
        [7] 7.
        [8] 8.
        [9] 9.
        [10] 10.
        [11] 11.
       *[12] 12.
    }

DateDayFirst = { weekday-name } { $day }. { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day }. { $year }
StampDayFirst = { $day }. { month-name } { $time }
StampMonthFirst = { month-name } { $day }. { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Viac
SoftReceived = Prijaté
SoftDialed = Volané
SoftBlindTransfer = Priamo
SoftAccept = Prijať
SoftUnlock = Odomknúť
SoftRings = zvoní
SoftBusy = obsadené
SoftHolds = podržuje

## Softkeys

SoftMissed = Zmeškané
SoftCallLog = Hovory
SoftDirectory = Kontakty
SoftDetails = Podrobne
SoftNew = Nový
SoftSave = Uložiť
SoftStop = Stop
SoftEdit = Zmeniť
SoftDelete = Zmazať
SoftForward = Presmer.
SoftDoNotDisturb = Nerušiť
SoftNewCall = Nový hov.
SoftDial = Volať
SoftClear = Zmazať
SoftCancel = Zrušiť
SoftAnswer = Prijať
SoftReject = Odmietnuť
SoftSilence = Stíšiť
SoftHold = Podržať
SoftResume = Ďalej
SoftSwap = Prepnúť
SoftTransfer = Prepojiť
SoftConference = Konf.
SoftSplit = Rozdeliť
SoftEnd = Ukončiť
SoftClose = Zavrieť
SoftSelect = Vybrať
SoftBack = Späť
SoftExit = Koniec
SoftNext = Ďalej
SoftOk = OK
SoftYes = Áno
SoftNo = Nie

## Menus and pages

KeysConfiguration = Tlačidlá
SpeedDialKeys = Rýchla voľba
Softkeys = Funkčné tlačidlá
NavigationKeys = Šípky
LoadKeys = Načítať tlačidlá
SaveFunctionKeys = Uložiť funkčné
SaveProgrammableKeys = Uložiť ostatné
LcdContrast = Kontrast
BacklightTimeout = Čas podsvietenia
AlwaysOn = Vždy
Lock = Zámok
LockNow = Zamknúť
ChangePassword = Zmeniť heslo

## Menus and pages

Menu = Menu
CallLog = Zoznam hovorov
Directory = Kontakty
Settings = Nastavenia
Status = Stav
Administration = Správa
AllCalls = Všetky hovory
MissedCalls = Zmeškané hovory
ReceivedCalls = Prijaté hovory
DialedCalls = Volané čísla
DeleteAll = Zmazať všetko
Language = Jazyk
RingTone = Zvonenie
CallWaiting = Čakajúci hovor
DateAndTime = Dátum a čas
AnswerDevice = Prijímať pomocou
AudioDevices = Zvukové zariadenia
Loudspeaker = Reproduktor
AsTheBrowserHasIt = Podľa prehliadača
EchoAndNoise = Ozvena a šum
CleanedByPhone = Odstráni telefón
CleanedByBrowser = Odstráni prehliadač
CleanedInPhone = Telefón, { $delay } ms
LowDelay = Malé oneskorenie
LowDelayMeans = Kratšie pakety; ozvenu odstráni prehliadač
HearOwnVoice = Počuť vlastný hlas
DeviceGone = { $device } chýba: použije sa iné zariadenie
DeviceBack = { $device } sa opäť používa
DeviceNotThere = { $device } (nie je pripojené)
LoudspeakerFailed = Reproduktor nemožno použiť
SoundFailed = Zvuk zlyhal: spúšťa sa znova
SoundLost = Zvuk zlyhal: obnovte stránku
HandsetListens = Slúchadlo počúva
HandsetListensNoMore = Slúchadlo je položené
AutoAnswering = Automatický príjem
Restart = Reštartovať
ProvisioningCredentials = Prihlásenie na server
FirmwareVersion = Firmvér
ReleaseInformation = Verzie
NetworkStatus = Stav siete
LineStatus = Stav liniek
Provisioning = Konfigurácia
ConfigurationProblems = Chyby konfigurácie
Audio = Zvuk
NetworkSettings = Sieť
SipAccounts = Účty SIP
SipDetails = Údaje SIP
RestoreDefaults = Továrenské nastavenia
CheckNow = Skontrolovať
Call = Hovor
Contact = Kontakt
DoNotDisturb = Nerušiť
CallForward = Presmerovanie

## Questions

ExtensionBusy = Linka je obsadená
AskRestart = Reštartovať telefón?
RestartNote = Prebiehajúci hovor sa nepreruší: telefón počká na jeho koniec.
AskRestoreDefaults = Obnoviť továrenské nastavenia?
RestoreDefaultsNote = Nastavenia, kontakty a hovory sa zmažú. Nedá sa vrátiť.
AskRedial = Volať opakovane?
RedialNote = Číslo sa volá, kým nie je voľné.
AskDeleteLog = Zmazať všetky hovory?
AskDeleteContacts = Zmazať všetky kontakty?
AskDeleteGreeting = Zmazať uvítanie?
AskDeleteContact = Zmazať kontakt?
CannotBeUndone = Nedá sa vrátiť.
Asked = { $question } { $note }
PressYesOrNo = Stlačte Áno alebo Nie

## Calls

Calling = Volá
Ringing = Vyzváňa
InProgress = Prebieha
Answering = Prijíma
IncomingCall = Prichádzajúci hovor
Connected = Spojené
OnHold = Podržaný
HeldByOther = Podržaný druhou stranou
HeldByBoth = Podržaný oboma stranami
Conference = Konferencia
DigitsSent = Odoslané { $digits }
DigitsReceived = Prijaté { $digits }
CallFrom = Volá { $party }
IncomingCallFrom = Prichádzajúci hovor: { $party }
MissedCallFrom = Zmeškaný hovor: { $party }
AnsweredByItself = Prijaté automaticky: { $party }
StillOnHold = Stále podržaný: { $party }
ForwardedTo = Presmerované: { $party }
TransferredTo = Prepojené: { $party }
Diverted = Presmerované
DivertedBy = Presmeroval { $party }
Anonymous = Anonym

## How calls end

CallEnded = Koniec hovoru
Disconnected = Zložené
MissedCall = Zmeškaný hovor
AnsweredElsewhere = Prijaté inde
Busy = Obsadené
NoAnswer = Nikto nedvíha
NumberNotFound = Číslo neexistuje
NumberIncomplete = Číslo nie je úplné
Unavailable = Nedostupný
Declined = Odmietnuté
NoCommonCodec = Žiadny spoločný kodek
NoCommonEncryption = Žiadne spoločné šifrovanie
Forbidden = Zakázané
NotAuthorized = Bez oprávnenia
UnknownHost = Neznámy hostiteľ { $host }
NoResponse = Server neodpovedá
ConnectionLost = Spojenie stratené
NoGateway = Nie je spojenie s bránou
NoMediaPort = Nie je port pre zvuk
CannotCall = Nedá sa volať
CallFailed = Hovor sa nepodaril ({ $status })

## What keys answer

PhoneIsStarting = Telefón sa spúšťa
TooManyCalls = Priveľa hovorov
OwnNumber = To je vlastné číslo
NotANumber = Nie je číslo ani adresa
NoCallToHold = Nie je čo podržať
NoCallToJoin = Nie je čo spojiť
NoCallToTransfer = Nie je čo prepojiť
NoCallToMute = Nie je hovor
SplitFirst = Najprv rozdeľte konferenciu
ConferenceSplit = Konferencia rozdelená
Invited = Pozvaný
Joining = Pripája sa
JoinedConference = { $party } je v konferencii
DidNotJoin = { $party }: nepripojený
HoldFailed = Podržať sa nepodarilo
ResumeFailed = Pokračovať sa nepodarilo
NoLineOnKey = Na tlačidle { $key } nie je linka
NothingOnKey = Na tlačidle { $key } nič nie je
NothingSetUpForKey = Tlačidlo nie je nastavené
CannotForward = Nedá sa presmerovať
NoDoNotDisturb = Nerušiť nie je dostupné
EndCallFirst = Najprv ukončite hovor
DeviceIsOff = Toto zariadenie je vypnuté
Muted = Mikrofón vypnutý
NotMuted = Mikrofón zapnutý
NoDialedCalls = Žiadne volané čísla
NoVoiceMailNumber = Chýba číslo odkazovej schránky
RingerVolume = Hlasitosť zvonenia { $volume }
Volume = Hlasitosť { $volume }
LanguageNotLoaded = Nedá sa načítať: { $language }

## Keys that are given functions

KeysPage = Tlačidlá, strana { $page } z { $pages }
NextKeys = Ďalej
DisplayKeyNumber = Tlačidlo displeja { $number }
SoftkeyNumber = Funkčné tlačidlo { $number }
KeyUp = Hore
KeyDown = Dole
KeyLeft = Vľavo
KeyRight = Vpravo
SpeedDialWithLamp = Voľba + kontrolka
KeyIsFixed = Toto tlačidlo sa tu nedá meniť
KeyTakesLine = Tlačidlo berie linku
Number = Číslo
EnterNumber = Zadajte číslo
Code = Kód
EnterCode = Zadajte kód

## The lock

Locked = Zamknuté
Unlock = Odomknúť
PhoneLocked = Telefón je zamknutý
PhoneUnlocked = Telefón je odomknutý
NewPassword = Nové heslo
OnceMore = Ešte raz
PasswordTooShort =
    { $count ->
        [one] Najmenej { $count } znak
        [few] Najmenej { $count } znaky
        [many] Najmenej { $count } znaku
       *[other] Najmenej { $count } znakov
    }
PasswordsDiffer = Heslá sa líšia
PasswordChanged = Heslo zmenené

## Pages

Paging = Hlásenie
Page = Hlásenie
GroupNumber = Skupina { $number }
PagingGroup = Hlásenie: { $group }
PageFrom = Hlásenie od { $group }
AcceptOrReject = Prijať alebo odmietnuť
SpeakNow = Hovorte: skupina vás počuje
AskPage = Hlásenie: počúvať?
EndPageFirst = Najprv ukončite hlásenie
GroupNotSetUp = Skupina nie je nastavená

## Transfer

TransferTo = Prepojiť na
EnterTarget = Zadajte cieľové číslo
Transferring = Prepája
TransferringWhenAnswered = Prepojí po prijatí
TransferringRings = Prepája, vyzváňa
TransferringInProgress = Prepája, prebieha
CallTransferred = Hovor prepojený
TransferFailed = Prepojenie sa nepodarilo
NothingWasHeard = žiadna správa

## Lines, keys beside the display

LineNumber = Linka { $number }
KeyNumber = Tlačidlo { $number }
NotSetUp = Nenastavená
Ready = Pripravená
Registering = Registruje sa
Registered = Registrovaná
RegisteredAtSecond = Na druhom serveri
NotRegistered = Neregistrovaná
RegistrationFailure = Chyba registrácie
WrongUserOrPassword = Zlý používateľ alebo heslo
InCall = Hovorí
SpeedDial = Rýchla voľba
Idle = Voľno
SubscriptionFailed = Chyba odberu
CallingAgain = Server zmizol: volá cez druhý
ContinuedElsewhere = Pokračuje na inom telefóne
LineInUse = Linka používaná
SharedLine = Zdieľaná linka
Shared = Zdieľaná
OnHoldPrivate = Súkromne podržaný
InUse = Používaná
InUseByOther = Používaná iným telefónom
PressToTake = stlačte na prevzatie
RingingElsewhere = Vyzváňa iný telefón
NewCall = Nový hovor

## Idle screen

NoConfiguration = Žiadna konfigurácia
MissedCallCount =
    { $count ->
        [one] { $count } zmeškaný hovor
        [few] { $count } zmeškané hovory
        [many] { $count } zmeškaného hovoru
       *[other] { $count } zmeškaných hovorov
    }
NewMessages =
    { $count ->
        [one] { $count } nová správa
        [few] { $count } nové správy
        [many] { $count } novej správy
       *[other] { $count } nových správ
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Nerušiť na { $count } linke
       *[other] Nerušiť na { $count } linkách
    }
ForwardingOnLines =
    { $count ->
        [one] Presmerovanie na { $count } linke
       *[other] Presmerovanie na { $count } linkách
    }
ForwardAlways = Presmerovanie: { $destination }
ForwardBusy = Pri obsadení: { $destination }
ForwardNoReply = Nikto nedvíha: { $destination }

## Dialling

Dial = Voľba
DialFrom = Volať z { $line }
CallsByItself = Zavolá { $number }, ak nič nevolíte
AutomaticRedial = Opakované volanie
RedialWithin = Zavolá { $number } o { $seconds } s (linka { $line })

## Directory

Company = Firma
Name = Meno
Office = Práca
Home = Domov
Mobile = Mobil
Nobody = Nikto
ContactsFound = Nájdené: { $count }. { $first }
DirectoryFull = Kontakty sú plné: { $limit }
CompanyContact = Firemné kontakty sa tu nedajú meniť
ContactSaved = Uložené: { $name }
ContactDeleted = Zmazané: { $name }
ContactWithoutName = Kontakt musí mať meno
BadContactName = Meno je pridlhé
ContactWithoutNumber = Kontakt musí mať číslo
BadContactNumber = Toto číslo sa nedá volať
AllContacts = Všetky kontakty
NewContact = Nový kontakt
LoadContacts = Načítať kontakty
SaveAsVCard = Uložiť ako vCard
SaveAsText = Uložiť ako text
ContactsDeleted = Kontakty zmazané
MoreNumbers = Priveľa čísel
NotAContact = Nie je to kontakt
NoContactsInFile = V súbore nie sú kontakty

## Call log

Missed = Zmeškaný
Received = Prijatý
Rejected = Odmietnutý
Forwarded = Presmerovaný
Dialed = Volaný
NotAnswered = Neprijatý
DivertedByWhom = Presmeroval
Duration = Trvanie
Line = Linka
Cost = Cena
LogIsEmpty = Zoznam hovorov je prázdny

## Forwarding, do not disturb

WhenBusy = Pri obsadení
NoReply = Nikto nedvíha
ForwardTo = Presmerovať na
AfterRings = Po zazvoneniach, 2r
AfterSeconds = Po sekundách
NotForwarded = Hovory nie sú presmerované
EnterDestination = Zadajte, kam presmerovať
EnterWait = 0 až 7200 sekúnd alebo 1r až 99r zazvonení
DoNotDisturbIsOn = { $line }: nerušiť zapnuté
DoNotDisturbIsOff = { $line }: nerušiť vypnuté
CannotBeSet = Nedá sa nastaviť

## Sound

Speaker = Reproduktor
Headset = Náhlavná súprava
MicrophoneWillBeAsked = Pri prvom hovore sa prehliadač opýta na mikrofón, aby vás bolo počuť.
AllowMicrophone = Povoľte mikrofón, aby vás druhá strana počula.
SoundStopped = Zvuk druhej strany ustal
NothingArrives = Od druhej strany nič neprichádza
OnlySilenceArrives = Od druhej strany prichádza len ticho
CannotBeDecrypted = Prichádzajúce sa nedá dešifrovať
OtherCodecArrives = Prichádzajúce má iný kodek
NoSoundArrives = Prichádzajúce nie je zvuk
ArrivesFromElsewhere = Zvuk prichádza z inej adresy
Encrypted = Šifrované
NotEncrypted = Nešifrované
KeysInTheClear = Kľúče idú nešifrovane: použite TLS
RefusedCallFrom = Odmietnutý hovor: { $party }
NothingIsSent = Druhej strane sa nič neposiela
MicrophoneSilent = Mikrofón mlčí
MicrophoneDenied = Mikrofón zakázaný: iba počúvate
MicrophoneMissing = Mikrofón nenájdený: iba počúvate
MicrophoneBusy = Mikrofón používaný inde: iba počúvate
MicrophoneClosed = Mikrofón zatvorený: iba počúvate
WaitingForMicrophone = Čaká na mikrofón
SoundBlocked = Zvuk blokovaný: ťuknite na stránku

## Forms

Password = Heslo
User = Používateľ
EmptyField = Prázdne
Characters =
    { $count ->
        [one] { $count } znak
        [few] { $count } znaky
        [many] { $count } znaku
       *[other] { $count } znakov
    }
Character = Znak
Digits = Číslice
SmallLetters = Malé písmená
CapitalLetters = Veľké písmená
EnterUserName = Zadajte používateľa
WrongPassword = Zlé heslo
WrongTooOften = Veľa chýb: čakajte { $seconds } s
Date = Dátum
Time = Čas
TimeRange = Čas, 00:00 až 23:59
TimeServerSetsClock = Hodiny riadi server
NoSuchDateOrTime = Taký dátum alebo čas nie je
ClockIsSet = Hodiny nastavené
NoPasswordIsSet = Heslo nie je nastavené.
SetPassword = Na otvorenie menu nastavte system/password v konfigurácii.

## Configuration

AskingGateway = Pýta sa brány na konfiguráciu
AskingDhcp = Pýta sa DHCP na server
LookingForServer = Hľadá server konfigurácie
AskingRedirectServer = Pýta sa servera presmerovania
LoadingConfiguration = Načítava konfiguráciu
CredentialsWanted = Zadajte používateľa a heslo
LoadingFiles = Načítava súbory
CheckingConfiguration = Hľadá novú konfiguráciu
SettingsWaitForCall = Nové nastavenia čakajú na koniec hovoru
NoNewConfiguration = Žiadna nová konfigurácia
ConfigurationUpToDate = Konfigurácia je aktuálna
SettingsInForce = Nové nastavenia platia
PhoneStartsAgain = Telefón sa reštartuje
StartsAgainAfterCall = Reštart po hovore
RebootingForSettings = Reštart pre nové nastavenia
BrowserCannotSave = Prehliadač nemôže telefón uložiť, obnovením stránky zmizne: { $why }
LastCheck = Posledná kontrola
Result = Výsledok
NoneYet = Zatiaľ žiadny
NothingFound = Nič sa nenašlo
UpToDate = Aktuálna
NewSettings = Nové nastavenia
NewSettingsWait = Nové čakajú
NextCheck = Ďalšia kontrola
AtNextStart = Pri ďalšom štarte
NothingThere = Nič tam nie je
Worked = V poriadku
StaticUrl = Pevná URL
DhcpUrlOption = Voľba DHCP URL
LastServer = Posledný server
RedirectServer = Presmerovanie
NoServerFound = Server konfigurácie sa nenašiel
NoneIsSet = Nie je nastavený
TriedAlready = Už skúšané

## Gateway

Gateway = Brána
NoConnection = Bez spojenia
GatewayVersion = Brána má verziu { $version }: obnovte stránku
NotEnrolled = Tento telefón nie je zapísaný
GatewayFull = Brána je plná
GatewayMisunderstands = Brána telefónu nerozumie
UnexpectedAnswer = Nečakaná odpoveď brány

## Status: network

IpAddress = Adresa IP
SipAddress = Adresa SIP
MediaAddress = Adresa médií
MediaTransport = Prenos médií
Server = Server
SipInProgress = Prebieha SIP
MalformedMessages = Chybné správy
RefusedRequests = Odmietnuté žiadosti
UntrustedRequests = Cudzie žiadosti
Retransmissions = Opakovania
Strays = Zablúdené
NoAnswerYet = Zatiaľ bez odpovede
DhcpOptions = Voľby DHCP
LanConnectionType = Pripojenie LAN
AutomaticIp = Automaticky (DHCP)
Netmask = Maska siete
GatewayAddress = Adresa brány
PrimaryDns = Prvý DNS
SecondaryDns = Druhý DNS
DomainName = Doména
SetByOperatingSystem = Nastavuje systém počítača brány.

## Status: account

UserId = ID používateľa
DisplayName = Zobrazené meno
Label = Popis
AuthenticationName = Prihlasovacie meno
AuthenticationPassword = Prihlasovacie heslo
NotSet = Nenastavené
SipProxyAddress = SIP proxy

## Status: phone

Model = Model
Version = Verzia
SoftwareVersion = Verzia softvéru
SoftwareType = Druh softvéru
HardwareType = Druh hardvéru
InABrowser = { $model } v prehliadači
BootloaderVersion = Verzia BL
DspVersion = Verzia DSP
LinkVersion = Verzia spojenia
DeviceCertificate = Certifikát
NotInstalled = Nie je nainštalovaný
NoFile = Žiadny súbor
ProblemCount =
    { $count ->
        [one] { $count } chyba
        [few] { $count } chyby
        [many] { $count } chyby
       *[other] { $count } chýb
    }

## Status: time

Clock = Hodiny
TimeServer = Časový server
SetByHand = Nastavené ručne
Browser = Prehliadač
TimeZone = Časové pásmo
TimeZoneFrom = Pásmo určuje
Configuration = Konfigurácia
AnswerOf = Odpoveď { $server }
NextQuestion = Ďalšia otázka

## Status: sound

Microphone = Mikrofón
NotAskedFor = Nežiadaný
Asking = Žiada
Open = Otvorený
NoneFound = Nenájdený
NotAllowed = Nepovolený
InUseElsewhere = Používaný inde
Closed = Zatvorený
Playback = Prehrávanie
NotStarted = Nezačalo
Running = Beží
BlockedByBrowser = Blokuje prehliadač
Underruns = Výpadky
DelayHere = Oneskorenie telefónu
JitterBuffer = Vyrovnávacia pamäť
Delay = { $now } z { $target } ms
Concealed = Zakryté
PacketsIn = Pakety prijaté
PacketsLate = Pakety neskoré
PacketsUnusable = Pakety nepoužiteľné
PacketsUndecryptable = Pakety nečitateľné
PacketsMalformed = Pakety chybné
PacketsOfOthers = Pakety iných
PacketsFromElsewhere = Odinakiaľ
PacketsOut = Pakety odoslané
SoundQuality = Kvalita
RoundTrip = Tam a späť
Jitter = Kolísanie
PacketsLost = Pakety stratené
LossAtOther = Straty druhej strany

## What the browser does for the phone

Notifications = Oznámenia
AllowNotifications = Povoľte oznámenia v nastaveniach prehliadača pre túto stránku
HeadsetKeys = Tlačidlá slúchadiel

## Self tests

SelfTests = Testy telefónu
AllTests = Všetky testy
ProductInfo = Údaje o telefóne
MainScreen = Hlavný displej
SideScreen = Bočný displej
KeypadAndHook = Klávesy a vidlica
Lamps = Kontrolky
HandsFree = Hlasitý hovor
UsbPort = USB
AuxPort = AUX
SerialNumber = Výrobné číslo
Manufacturer = Výrobca
AllWhite = Všetko biele
AllBlack = Všetko čierne
BacklightOn = Podsvietenie zapnuté
BacklightOff = Podsvietenie vypnuté
GreenLampsOn = Svietia zelené kontrolky
RedLampsOn = Svietia červené kontrolky
AllLampsOn = Svietia všetky kontrolky
KeysPressed = Stlačené { $pressed } z { $all }
LiftHandset = Zdvihnite slúchadlo
PressAnyKey = Stlačte ľubovoľný kláves
RecordingNow = Nahráva sa: hovorte
PlayingNow = Prehráva sa
PlugUsb = Pripojte slúchadlá USB a stlačte OK
NoAuxPort = V prehliadači nie je port AUX
SoundCheck = Kontrola zvuku
KeepQuiet = Buďte chvíľu ticho
TestSoundPlays = Hrá skúšobný zvuk
SoundIsGood = Zvuk je dobrý
TurnLoudspeakerDown = Silná ozvena: stíšte reproduktor
RoomIsLoud = V miestnosti je hluk
TurnMicrophoneDown = Skresľuje: stíšte mikrofón
SoundIsLate = Zvuk sa oneskoruje: bezdrôtové zariadenia potrebujú čas
RoomNoise = Hluk miestnosti
EchoHere = Ozvena
LoopDelay = Oneskorenie zariadení
Distortion = Skreslenie
LevelLow = Malé
LevelModerate = Stredné
LevelHigh = Veľké
Recording = Nahrávanie
StartRecording = Začať nahrávať
StopRecording = Ukončiť nahrávanie
SoundIsRecorded = Zvuk sa nahráva
RecordingSaved = Nahrávka je uložená
Added = Pridané
Completed = Doplnené
AlreadyThere = Už existuje
LeftOut = Vynechané
AtLine = Riadok { $line }: { $why }
FileTooLarge = Súbor má viac ako { $limit } MB
FileNotRead = Súbor sa nedá prečítať
NoKeysInFile = V súbore nie sú tlačidlá
KeysLoaded = Tlačidlá sú načítané
NothingToSave = Nie je čo uložiť
FileSaved = Uložené: { $name }
Greeting = Uvítanie
PlayGreeting = Prehrať
DeleteGreeting = Zmazať uvítanie
GreetingSaved = Uvítanie je uložené
GreetingTooShort = Nahrávka je prikrátka
GreetingPlays = Volajúci počuje uvítanie
RecordingSentTo = Odosiela sa
RecordsInCallOnly = Iba počas hovoru
NotWhileEncrypted = Nie počas šifrovaného hovoru
LoadRingTone = Načítať zvonenie
RingToneLoaded = Načítané: { $name }
RingToneDeleted = Zmazané: { $name }
LineRingsLike = { $line } zvoní ako { $ring }
RingTonesFull = Nie je miesto: najviac { $most }, spolu { $limit } MB
EmptyFile = Súbor je prázdny
NotWav = Nie je to súbor WAV
WavCutOff = Súbor WAV je neúplný
WavWithoutSound = Súbor WAV nemá zvuk
WavNotMono = Zvuk musí byť mono
WavOtherCode = Zvuk musí byť PCM, A-law alebo µ-law
WavOtherRate = Treba PCM 16 kHz, 16 bitov, alebo A-law či µ-law 8 kHz, 8 bitov
AskDeleteRingTone = Zmazať toto zvonenie?

## Labels of the page

PageDisplay = Displej
PageKeypad = Klávesnica
PageLines = Linky
PageSoftkeys = Funkčné tlačidlá
PageNavigation = Navigácia
PageVolume = Hlasitosť
PageMicrophoneLevel = Úroveň mikrofónu
PageSpeakerLevel = Úroveň reproduktora
PageMediaPath = Ako ide zvuk k bráne
PageOtherTab = Telefón aj zvuk sú na inej karte. Tlačidlá fungujú aj tu.
PageArmRinger = Ťuknite, aby mohol zvoniť
PageStar = Hviezdička
PagePound = Mriežka
PageSpeaker = Hlasito
PageHeadset = Súprava
PageMute = Stlmiť
PageHold = Podržať
PageTransfer = Prepojiť
PageRedial = Opakovať
PageMenu = Menu
PageVoiceMail = Schránka
PageContacts = Kontakty
PageVolumeUp = Hlasnejšie
PageVolumeDown = Tichšie
PageUp = Hore
PageDown = Dole
PageLeft = Vľavo
PageRight = Vpravo
PageOk = OK
PageHandset = Slúchadlo
PageEscape = Escape
PageBackspace = Zmazať
PageLine = Linka
PageSoftkey = Funkčné tlačidlo
PageVolumeShort = Hlas.
PageFunctionKeys = Bočné tlačidlá
PageFunctionKey = Bočné tlačidlo
