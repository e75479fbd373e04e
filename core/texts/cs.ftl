### Czech. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Spouštění
Empty = Prázdné
None = Žádné
Unknown = Neznámé
On = Zap.
Off = Vyp.
Chosen = Zvoleno
Active = Aktivní
Deleted = Smazáno
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
Via = { $party } přes { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] ne
        [1] po
        [2] út
        [3] st
        [4] čt
        [5] pá
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

SoftMore = Více
SoftReceived = Přijaté
SoftDialed = Volané
SoftBlindTransfer = Přímo
SoftAccept = Přijmout
SoftUnlock = Odemknout
SoftRings = zvoní
SoftBusy = obsazeno
SoftHolds = přidržuje

## Softkeys

SoftMissed = Zmeškané
SoftCallLog = Hovory
SoftDirectory = Kontakty
SoftDetails = Podrobně
SoftNew = Nový
SoftSave = Uložit
SoftStop = Stop
SoftEdit = Změnit
SoftDelete = Smazat
SoftForward = Přesměr.
SoftDoNotDisturb = Nerušit
SoftNewCall = Nový hov.
SoftDial = Volat
SoftClear = Smazat
SoftCancel = Zrušit
SoftAnswer = Přijmout
SoftReject = Odmítnout
SoftSilence = Ztišit
SoftHold = Přidržet
SoftResume = Dále
SoftSwap = Prohodit
SoftTransfer = Přepojit
SoftConference = Konf.
SoftSplit = Rozdělit
SoftEnd = Ukončit
SoftClose = Zavřít
SoftSelect = Vybrat
SoftBack = Zpět
SoftExit = Konec
SoftNext = Další
SoftOk = OK
SoftYes = Ano
SoftNo = Ne

## Menus and pages

KeysConfiguration = Tlačítka
SpeedDialKeys = Rychlá volba
Softkeys = Funkční tlačítka
NavigationKeys = Šipky
LoadKeys = Načíst tlačítka
SaveFunctionKeys = Uložit funkční
SaveProgrammableKeys = Uložit ostatní
LcdContrast = Kontrast
BacklightTimeout = Doba podsvícení
AlwaysOn = Vždy
Lock = Zámek
LockNow = Zamknout
ChangePassword = Změnit heslo

## Menus and pages

Menu = Menu
CallLog = Seznam hovorů
Directory = Kontakty
Settings = Nastavení
Status = Stav
Administration = Správa
AllCalls = Všechny hovory
MissedCalls = Zmeškané hovory
ReceivedCalls = Přijaté hovory
DialedCalls = Volaná čísla
DeleteAll = Smazat vše
Language = Jazyk
RingTone = Vyzvánění
CallWaiting = Čekající hovor
DateAndTime = Datum a čas
AnswerDevice = Přijímat pomocí
AudioDevices = Zvuková zařízení
Loudspeaker = Reproduktor
AsTheBrowserHasIt = Podle prohlížeče
EchoAndNoise = Ozvěna a šum
CleanedByPhone = Odstraní telefon
CleanedByBrowser = Odstraní prohlížeč
CleanedInPhone = Telefon, { $delay } ms
LowDelay = Malé zpoždění
LowDelayMeans = Kratší pakety; ozvěnu odstraní prohlížeč
HearOwnVoice = Slyšet vlastní hlas
DeviceGone = { $device } chybí: použije se jiné zařízení
DeviceBack = { $device } se opět používá
DeviceNotThere = { $device } (není připojeno)
LoudspeakerFailed = Reproduktor nelze použít
SoundFailed = Zvuk selhal: spouští se znovu
SoundLost = Zvuk selhal: obnovte stránku
HandsetListens = Sluchátko poslouchá
HandsetListensNoMore = Sluchátko je zavěšeno
AutoAnswering = Automatický příjem
Restart = Restartovat
ProvisioningCredentials = Přihlášení k serveru
FirmwareVersion = Firmware
ReleaseInformation = Verze
NetworkStatus = Stav sítě
LineStatus = Stav linek
Provisioning = Konfigurace
ConfigurationProblems = Chyby konfigurace
Audio = Zvuk
NetworkSettings = Síť
SipAccounts = Účty SIP
SipDetails = Údaje SIP
RestoreDefaults = Tovární nastavení
CheckNow = Zkontrolovat
Call = Hovor
Contact = Kontakt
DoNotDisturb = Nerušit
CallForward = Přesměrování

## Questions

ExtensionBusy = Linka je obsazená
AskRestart = Restartovat telefon?
RestartNote = Probíhající hovor se nepřeruší: telefon počká na jeho konec.
AskRestoreDefaults = Obnovit tovární nastavení?
RestoreDefaultsNote = Nastavení, kontakty a hovory se smažou. Nelze vrátit.
AskRedial = Volat opakovaně?
RedialNote = Číslo se volá, dokud není volné.
AskDeleteLog = Smazat všechny hovory?
AskDeleteContacts = Smazat všechny kontakty?
AskDeleteGreeting = Smazat uvítání?
AskDeleteContact = Smazat kontakt?
CannotBeUndone = Nelze vrátit.
Asked = { $question } { $note }
PressYesOrNo = Stiskněte Ano nebo Ne

## Calls

Calling = Volá
Ringing = Vyzvání
InProgress = Probíhá
Answering = Přijímá
IncomingCall = Příchozí hovor
Connected = Spojeno
OnHold = Přidržen
HeldByOther = Přidržen druhou stranou
HeldByBoth = Přidržen oběma stranami
Conference = Konference
DigitsSent = Odesláno { $digits }
DigitsReceived = Přijato { $digits }
CallFrom = Volá { $party }
IncomingCallFrom = Příchozí hovor: { $party }
MissedCallFrom = Zmeškaný hovor: { $party }
AnsweredByItself = Přijato automaticky: { $party }
StillOnHold = Stále přidržen: { $party }
ForwardedTo = Přesměrováno: { $party }
TransferredTo = Přepojeno: { $party }
Diverted = Přesměrováno
DivertedBy = Přesměroval { $party }
Anonymous = Anonym

## How calls end

CallEnded = Konec hovoru
Disconnected = Zavěšeno
MissedCall = Zmeškaný hovor
AnsweredElsewhere = Přijato jinde
Busy = Obsazeno
NoAnswer = Nikdo nebere
NumberNotFound = Číslo neexistuje
NumberIncomplete = Číslo není úplné
Unavailable = Nedostupný
Declined = Odmítnuto
NoCommonCodec = Žádný společný kodek
NoCommonEncryption = Žádné společné šifrování
Forbidden = Zakázáno
NotAuthorized = Bez oprávnění
UnknownHost = Neznámý hostitel { $host }
NoResponse = Server neodpovídá
ConnectionLost = Spojení ztraceno
NoGateway = Není spojení s bránou
NoMediaPort = Není port pro zvuk
CannotCall = Nelze volat
CallFailed = Hovor se nezdařil ({ $status })

## What keys answer

PhoneIsStarting = Telefon se spouští
TooManyCalls = Příliš mnoho hovorů
OwnNumber = To je vlastní číslo
NotANumber = Není číslo ani adresa
NoCallToHold = Není co přidržet
NoCallToJoin = Není co spojit
NoCallToTransfer = Není co přepojit
NoCallToMute = Není hovor
SplitFirst = Nejdřív rozdělte konferenci
ConferenceSplit = Konference rozdělena
Invited = Pozván
Joining = Připojuje se
JoinedConference = { $party } je v konferenci
DidNotJoin = { $party }: nepřipojen
HoldFailed = Přidržet se nezdařilo
ResumeFailed = Pokračovat se nezdařilo
NoLineOnKey = Na tlačítku { $key } není linka
NothingOnKey = Na tlačítku { $key } nic není
NothingSetUpForKey = Tlačítko není nastaveno
CannotForward = Nelze přesměrovat
NoDoNotDisturb = Nerušit není dostupné
EndCallFirst = Nejdřív ukončete hovor
DeviceIsOff = Toto zařízení je vypnuté
Muted = Mikrofon vypnut
NotMuted = Mikrofon zapnut
NoDialedCalls = Žádná volaná čísla
NoVoiceMailNumber = Chybí číslo hlasové schránky
RingerVolume = Hlasitost zvonění { $volume }
Volume = Hlasitost { $volume }
LanguageNotLoaded = Nelze načíst: { $language }

## Keys that are given functions

KeysPage = Tlačítka, strana { $page } z { $pages }
NextKeys = Další
DisplayKeyNumber = Tlačítko displeje { $number }
SoftkeyNumber = Funkční tlačítko { $number }
KeyUp = Nahoru
KeyDown = Dolů
KeyLeft = Vlevo
KeyRight = Vpravo
SpeedDialWithLamp = Volba + kontrolka
KeyIsFixed = Toto tlačítko zde nelze měnit
KeyTakesLine = Tlačítko bere linku
Number = Číslo
EnterNumber = Zadejte číslo
Code = Kód
EnterCode = Zadejte kód

## The lock

Locked = Zamčeno
Unlock = Odemknout
PhoneLocked = Telefon je zamčen
PhoneUnlocked = Telefon je odemčen
NewPassword = Nové heslo
OnceMore = Ještě jednou
PasswordTooShort =
    { $count ->
        [one] Nejméně { $count } znak
        [few] Nejméně { $count } znaky
        [many] Nejméně { $count } znaku
       *[other] Nejméně { $count } znaků
    }
PasswordsDiffer = Hesla se liší
PasswordChanged = Heslo změněno

## Pages

Paging = Hlášení
Page = Hlášení
GroupNumber = Skupina { $number }
PagingGroup = Hlášení: { $group }
PageFrom = Hlášení od { $group }
AcceptOrReject = Přijmout nebo odmítnout
SpeakNow = Mluvte: skupina vás slyší
AskPage = Hlášení: poslouchat?
EndPageFirst = Nejdřív ukončete hlášení
GroupNotSetUp = Skupina není nastavena

## Transfer

TransferTo = Přepojit na
EnterTarget = Zadejte cílové číslo
Transferring = Přepojuje
TransferringWhenAnswered = Přepojí po přijetí
TransferringRings = Přepojuje, vyzvání
TransferringInProgress = Přepojuje, probíhá
CallTransferred = Hovor přepojen
TransferFailed = Přepojení se nezdařilo
NothingWasHeard = žádná zpráva

## Lines, keys beside the display

LineNumber = Linka { $number }
KeyNumber = Tlačítko { $number }
NotSetUp = Nenastavena
Ready = Připravena
Registering = Registruje se
Registered = Registrována
RegisteredAtSecond = Na druhém serveru
NotRegistered = Neregistrována
RegistrationFailure = Chyba registrace
WrongUserOrPassword = Chybný uživatel nebo heslo
InCall = Hovoří
SpeedDial = Rychlá volba
Idle = Volno
SubscriptionFailed = Chyba odběru
CallingAgain = Server zmizel: volá přes druhý
ContinuedElsewhere = Pokračuje na jiném telefonu
LineInUse = Linka používána
SharedLine = Sdílená linka
Shared = Sdílená
OnHoldPrivate = Soukromě přidržen
InUse = Používána
InUseByOther = Používána jiným telefonem
PressToTake = stiskněte pro převzetí
RingingElsewhere = Vyzvání jiný telefon
NewCall = Nový hovor

## Idle screen

NoConfiguration = Žádná konfigurace
MissedCallCount =
    { $count ->
        [one] { $count } zmeškaný hovor
        [few] { $count } zmeškané hovory
        [many] { $count } zmeškaného hovoru
       *[other] { $count } zmeškaných hovorů
    }
NewMessages =
    { $count ->
        [one] { $count } nová zpráva
        [few] { $count } nové zprávy
        [many] { $count } nové zprávy
       *[other] { $count } nových zpráv
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Nerušit na { $count } lince
       *[other] Nerušit na { $count } linkách
    }
ForwardingOnLines =
    { $count ->
        [one] Přesměrování na { $count } lince
       *[other] Přesměrování na { $count } linkách
    }
ForwardAlways = Přesměrování: { $destination }
ForwardBusy = Při obsazení: { $destination }
ForwardNoReply = Nikdo nebere: { $destination }

## Dialling

Dial = Volba
DialFrom = Volat z { $line }
CallsByItself = Zavolá { $number }, když nic nevolíte
AutomaticRedial = Opakované volání
RedialWithin = Zavolá { $number } za { $seconds } s (linka { $line })

## Directory

Company = Firma
Name = Jméno
Office = Práce
Home = Domů
Mobile = Mobil
Nobody = Nikdo
ContactsFound = Nalezeno: { $count }. { $first }
DirectoryFull = Kontakty jsou plné: { $limit }
CompanyContact = Firemní kontakty zde nelze měnit
ContactSaved = Uloženo: { $name }
ContactDeleted = Smazáno: { $name }
ContactWithoutName = Kontakt musí mít jméno
BadContactName = Jméno je příliš dlouhé
ContactWithoutNumber = Kontakt musí mít číslo
BadContactNumber = Toto číslo nelze volat
AllContacts = Všechny kontakty
NewContact = Nový kontakt
LoadContacts = Načíst kontakty
SaveAsVCard = Uložit jako vCard
SaveAsText = Uložit jako text
ContactsDeleted = Kontakty smazány
MoreNumbers = Příliš mnoho čísel
NotAContact = To není kontakt
NoContactsInFile = V souboru nejsou kontakty

## Call log

Missed = Zmeškaný
Received = Přijatý
Rejected = Odmítnutý
Forwarded = Přesměrovaný
Dialed = Volaný
NotAnswered = Nepřijat
DivertedByWhom = Přesměroval
Duration = Délka
Line = Linka
Cost = Cena
LogIsEmpty = Seznam hovorů je prázdný

## Forwarding, do not disturb

WhenBusy = Při obsazení
NoReply = Nikdo nebere
ForwardTo = Přesměrovat na
AfterRings = Po zazvonění, 2r
AfterSeconds = Po sekundách
NotForwarded = Hovory nejsou přesměrovány
EnterDestination = Zadejte, kam přesměrovat
EnterWait = 0 až 7200 sekund nebo 1r až 99r zazvonění
DoNotDisturbIsOn = { $line }: nerušit zapnuto
DoNotDisturbIsOff = { $line }: nerušit vypnuto
CannotBeSet = Nelze nastavit

## Sound

Speaker = Reproduktor
Headset = Náhlavní souprava
MicrophoneWillBeAsked = Při prvním hovoru se prohlížeč zeptá na mikrofon, aby vás bylo slyšet.
AllowMicrophone = Povolte mikrofon, aby vás druhá strana slyšela.
SoundStopped = Zvuk druhé strany ustal
NothingArrives = Od druhé strany nic nepřichází
OnlySilenceArrives = Od druhé strany přichází jen ticho
CannotBeDecrypted = Příchozí nelze dešifrovat
OtherCodecArrives = Příchozí má jiný kodek
NoSoundArrives = Příchozí není zvuk
ArrivesFromElsewhere = Zvuk přichází z jiné adresy
Encrypted = Šifrováno
NotEncrypted = Nešifrováno
KeysInTheClear = Klíče jdou nešifrovaně: použijte TLS
RefusedCallFrom = Odmítnut hovor: { $party }
NothingIsSent = Druhé straně se nic neposílá
MicrophoneSilent = Mikrofon mlčí
MicrophoneDenied = Mikrofon zakázán: jen posloucháte
MicrophoneMissing = Mikrofon nenalezen: jen posloucháte
MicrophoneBusy = Mikrofon používán jinde: jen posloucháte
MicrophoneClosed = Mikrofon zavřen: jen posloucháte
WaitingForMicrophone = Čeká na mikrofon
SoundBlocked = Zvuk blokován: klepněte na stránku

## Forms

Password = Heslo
User = Uživatel
EmptyField = Prázdné
Characters =
    { $count ->
        [one] { $count } znak
        [few] { $count } znaky
        [many] { $count } znaku
       *[other] { $count } znaků
    }
Character = Znak
Digits = Číslice
SmallLetters = Malá písmena
CapitalLetters = Velká písmena
EnterUserName = Zadejte uživatele
WrongPassword = Chybné heslo
WrongTooOften = Mnoho chyb: počkejte { $seconds } s
Date = Datum
Time = Čas
TimeRange = Čas, 00:00 až 23:59
TimeServerSetsClock = Hodiny řídí server
NoSuchDateOrTime = Takové datum nebo čas není
ClockIsSet = Hodiny nastaveny
NoPasswordIsSet = Heslo není nastaveno.
SetPassword = Pro otevření menu nastavte system/password v konfiguraci.

## Configuration

AskingGateway = Ptá se brány na konfiguraci
AskingDhcp = Ptá se DHCP na server
LookingForServer = Hledá server konfigurace
AskingRedirectServer = Ptá se serveru přesměrování
LoadingConfiguration = Načítá konfiguraci
CredentialsWanted = Zadejte uživatele a heslo
LoadingFiles = Načítá soubory
CheckingConfiguration = Hledá novou konfiguraci
SettingsWaitForCall = Nové nastavení čeká na konec hovoru
NoNewConfiguration = Žádná nová konfigurace
ConfigurationUpToDate = Konfigurace je aktuální
SettingsInForce = Nové nastavení platí
PhoneStartsAgain = Telefon se restartuje
StartsAgainAfterCall = Restart po hovoru
RebootingForSettings = Restart kvůli novému nastavení
BrowserCannotSave = Prohlížeč nemůže telefon uložit, obnovením stránky zmizí: { $why }
LastCheck = Poslední kontrola
Result = Výsledek
NoneYet = Zatím žádný
NothingFound = Nic nenalezeno
UpToDate = Aktuální
NewSettings = Nové nastavení
NewSettingsWait = Nové čeká
NextCheck = Další kontrola
AtNextStart = Při příštím startu
NothingThere = Nic tam není
Worked = V pořádku
StaticUrl = Pevná URL
DhcpUrlOption = Volba DHCP URL
LastServer = Poslední server
RedirectServer = Přesměrování
NoServerFound = Server konfigurace nenalezen
NoneIsSet = Není nastaven
TriedAlready = Už zkoušeno

## Gateway

Gateway = Brána
NoConnection = Bez spojení
GatewayVersion = Brána má verzi { $version }: obnovte stránku
NotEnrolled = Tento telefon není zapsán
GatewayFull = Brána je plná
GatewayMisunderstands = Brána telefonu nerozumí
UnexpectedAnswer = Nečekaná odpověď brány

## Status: network

IpAddress = Adresa IP
SipAddress = Adresa SIP
MediaAddress = Adresa médií
MediaTransport = Přenos médií
Server = Server
SipInProgress = Probíhá SIP
MalformedMessages = Vadné zprávy
RefusedRequests = Odmítnuté žádosti
UntrustedRequests = Cizí žádosti
Retransmissions = Opakování
Strays = Zbloudilé
NoAnswerYet = Zatím bez odpovědi
DhcpOptions = Volby DHCP
LanConnectionType = Připojení LAN
AutomaticIp = Automaticky (DHCP)
Netmask = Maska sítě
GatewayAddress = Adresa brány
PrimaryDns = První DNS
SecondaryDns = Druhý DNS
DomainName = Doména
SetByOperatingSystem = Nastavuje systém počítače brány.

## Status: account

UserId = ID uživatele
DisplayName = Zobrazené jméno
Label = Popisek
AuthenticationName = Přihlašovací jméno
AuthenticationPassword = Přihlašovací heslo
NotSet = Nenastaveno
SipProxyAddress = SIP proxy

## Status: phone

Model = Model
Version = Verze
SoftwareVersion = Verze softwaru
SoftwareType = Druh softwaru
HardwareType = Druh hardwaru
InABrowser = { $model } v prohlížeči
BootloaderVersion = Verze BL
DspVersion = Verze DSP
LinkVersion = Verze spojení
DeviceCertificate = Certifikát
NotInstalled = Není nainstalován
NoFile = Žádný soubor
ProblemCount =
    { $count ->
        [one] { $count } chyba
        [few] { $count } chyby
        [many] { $count } chyby
       *[other] { $count } chyb
    }

## Status: time

Clock = Hodiny
TimeServer = Časový server
SetByHand = Nastaveny ručně
Browser = Prohlížeč
TimeZone = Časové pásmo
TimeZoneFrom = Pásmo určuje
Configuration = Konfigurace
AnswerOf = Odpověď { $server }
NextQuestion = Další dotaz

## Status: sound

Microphone = Mikrofon
NotAskedFor = Nežádán
Asking = Žádá
Open = Otevřen
NoneFound = Nenalezen
NotAllowed = Nepovolen
InUseElsewhere = Používán jinde
Closed = Zavřen
Playback = Přehrávání
NotStarted = Nezačalo
Running = Běží
BlockedByBrowser = Blokuje prohlížeč
Underruns = Výpadky
DelayHere = Zpoždění telefonu
JitterBuffer = Vyrovnávací paměť
Delay = { $now } z { $target } ms
Concealed = Zakryto
PacketsIn = Pakety přijaté
PacketsLate = Pakety pozdní
PacketsUnusable = Pakety nepoužitelné
PacketsUndecryptable = Pakety nečitelné
PacketsMalformed = Pakety chybné
PacketsOfOthers = Pakety jiných
PacketsFromElsewhere = Odjinud
PacketsOut = Pakety odeslané
SoundQuality = Kvalita
RoundTrip = Tam a zpět
Jitter = Kolísání
PacketsLost = Pakety ztracené
LossAtOther = Ztráty druhé strany

## What the browser does for the phone

Notifications = Oznámení
AllowNotifications = Povolte oznámení v nastavení prohlížeče pro tuto stránku
HeadsetKeys = Tlačítka sluchátek

## Self tests

SelfTests = Testy telefonu
AllTests = Všechny testy
ProductInfo = Údaje o telefonu
MainScreen = Hlavní displej
SideScreen = Boční displej
KeypadAndHook = Klávesy a vidlice
Lamps = Kontrolky
HandsFree = Hlasitý hovor
UsbPort = USB
AuxPort = AUX
SerialNumber = Výrobní číslo
Manufacturer = Výrobce
AllWhite = Vše bílé
AllBlack = Vše černé
BacklightOn = Podsvícení zapnuto
BacklightOff = Podsvícení vypnuto
GreenLampsOn = Svítí zelené kontrolky
RedLampsOn = Svítí červené kontrolky
AllLampsOn = Svítí všechny kontrolky
KeysPressed = Stisknuto { $pressed } z { $all }
LiftHandset = Zvedněte sluchátko
PressAnyKey = Stiskněte libovolnou klávesu
RecordingNow = Nahrává se: mluvte
PlayingNow = Přehrává se
PlugUsb = Připojte sluchátka USB a stiskněte OK
NoAuxPort = V prohlížeči není port AUX
SoundCheck = Kontrola zvuku
KeepQuiet = Buďte chvíli potichu
TestSoundPlays = Hraje zkušební zvuk
SoundIsGood = Zvuk je dobrý
TurnLoudspeakerDown = Silná ozvěna: ztlumte reproduktor
RoomIsLoud = V místnosti je hluk
TurnMicrophoneDown = Zkresluje: ztlumte mikrofon
SoundIsLate = Zvuk se zpožďuje: bezdrátová zařízení potřebují čas
RoomNoise = Hluk místnosti
EchoHere = Ozvěna
LoopDelay = Zpoždění zařízení
Distortion = Zkreslení
LevelLow = Malé
LevelModerate = Střední
LevelHigh = Velké
Recording = Nahrávání
StartRecording = Začít nahrávat
StopRecording = Ukončit nahrávání
SoundIsRecorded = Zvuk se nahrává
RecordingSaved = Nahrávka je uložena
Added = Přidáno
Completed = Doplněno
AlreadyThere = Již existuje
LeftOut = Vynecháno
AtLine = Řádek { $line }: { $why }
FileTooLarge = Soubor má přes { $limit } MB
FileNotRead = Soubor nelze přečíst
NoKeysInFile = V souboru nejsou tlačítka
KeysLoaded = Tlačítka jsou načtena
NothingToSave = Není co uložit
FileSaved = Uloženo: { $name }
Greeting = Uvítání
PlayGreeting = Přehrát
DeleteGreeting = Smazat uvítání
GreetingSaved = Uvítání je uloženo
GreetingTooShort = Nahrávka je příliš krátká
GreetingPlays = Volající slyší uvítání
RecordingSentTo = Odesílá se
RecordsInCallOnly = Jen během hovoru
NotWhileEncrypted = Ne během šifrovaného hovoru
LoadRingTone = Načíst vyzvánění
RingToneLoaded = Načteno: { $name }
RingToneDeleted = Smazáno: { $name }
LineRingsLike = { $line } zvoní jako { $ring }
RingTonesFull = Není místo: nejvýše { $most }, celkem { $limit } MB
EmptyFile = Soubor je prázdný
NotWav = To není soubor WAV
WavCutOff = Soubor WAV je neúplný
WavWithoutSound = Soubor WAV nemá zvuk
WavNotMono = Zvuk musí být mono
WavOtherCode = Zvuk musí být PCM, A-law nebo µ-law
WavOtherRate = Je třeba PCM 16 kHz, 16 bitů, nebo A-law či µ-law 8 kHz, 8 bitů
AskDeleteRingTone = Smazat vyzvánění?

## Labels of the page

PageDisplay = Displej
PageKeypad = Klávesnice
PageLines = Linky
PageSoftkeys = Funkční tlačítka
PageNavigation = Navigace
PageVolume = Hlasitost
PageMicrophoneLevel = Úroveň mikrofonu
PageSpeakerLevel = Úroveň reproduktoru
PageMediaPath = Jak jde zvuk k bráně
PageOtherTab = Telefon i zvuk jsou na jiné kartě. Tlačítka fungují i zde.
PageArmRinger = Klepněte, aby mohl zvonit
PageStar = Hvězdička
PagePound = Křížek
PageSpeaker = Hlasitý
PageHeadset = Souprava
PageMute = Ztlumit
PageHold = Přidržet
PageTransfer = Přepojit
PageRedial = Opakovat
PageMenu = Menu
PageVoiceMail = Schránka
PageContacts = Kontakty
PageVolumeUp = Hlasitěji
PageVolumeDown = Tišeji
PageUp = Nahoru
PageDown = Dolů
PageLeft = Vlevo
PageRight = Vpravo
PageOk = OK
PageHandset = Sluchátko
PageEscape = Escape
PageBackspace = Smazat
PageLine = Linka
PageSoftkey = Funkční tlačítko
PageVolumeShort = Hlas.
PageFunctionKeys = Postranní tlačítka
PageFunctionKey = Postranní tlačítko
