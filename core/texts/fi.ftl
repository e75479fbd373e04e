### Finnish. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Käynnistyy
Empty = Tyhjä
None = Ei mitään
Unknown = Tuntematon
On = Päällä
Off = Pois
Chosen = Valittu
Active = Käytössä
Deleted = Poistettu
Failed = Virhe
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } ({ $via } kautta)

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] su
        [1] ma
        [2] ti
        [3] ke
        [4] to
        [5] pe
       *[6] la
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

DateDayFirst = { weekday-name } { $day }.{ month-name }{ $year }
DateMonthFirst = { weekday-name } { month-name }{ $day }.{ $year }
StampDayFirst = { $day }.{ month-name } { $time }
StampMonthFirst = { month-name }{ $day }. { $time }
TimeAm = { $time } ap.
TimePm = { $time } ip.

## Softkeys

SoftMore = Lisää
SoftReceived = Vastatut
SoftDialed = Soitetut
SoftBlindTransfer = Suora
SoftAccept = Hyväksy
SoftUnlock = Avaa
SoftRings = soi
SoftBusy = varattu
SoftHolds = pidossa

## Softkeys

SoftMissed = Vastaam.
SoftCallLog = Puhelut
SoftDirectory = Luettelo
SoftDetails = Tiedot
SoftNew = Uusi
SoftSave = Tallenna
SoftStop = Seis
SoftEdit = Muokkaa
SoftDelete = Poista
SoftForward = Siirto
SoftDoNotDisturb = Älä häir.
SoftNewCall = Uusi puh.
SoftDial = Soita
SoftClear = Tyhjennä
SoftCancel = Peru
SoftAnswer = Vastaa
SoftReject = Hylkää
SoftSilence = Hiljennä
SoftHold = Pitoon
SoftResume = Jatka
SoftSwap = Vaihda
SoftTransfer = Yhdistä
SoftConference = Neuv.
SoftSplit = Erota
SoftEnd = Lopeta
SoftClose = Sulje
SoftSelect = Valitse
SoftBack = Takaisin
SoftExit = Poistu
SoftNext = Seuraava
SoftOk = OK
SoftYes = Kyllä
SoftNo = Ei

## Menus and pages

KeysConfiguration = Näppäimet
SpeedDialKeys = Pikavalinnat
Softkeys = Valintanäppäimet
NavigationKeys = Nuolinäppäimet
LoadKeys = Lataa näppäimet
SaveFunctionKeys = Tallenna toiminnot
SaveProgrammableKeys = Tallenna muut
LcdContrast = Kontrasti
BacklightTimeout = Valon kesto
AlwaysOn = Aina päällä
Lock = Lukitus
LockNow = Lukitse nyt
ChangePassword = Vaihda salasana

## Menus and pages

Menu = Valikko
CallLog = Puheluloki
Directory = Puhelinluettelo
Settings = Asetukset
Status = Tila
Administration = Hallinta
AllCalls = Kaikki puhelut
MissedCalls = Vastaamattomat
ReceivedCalls = Vastatut
DialedCalls = Soitetut
DeleteAll = Poista kaikki
Language = Kieli
RingTone = Soittoääni
CallWaiting = Koputus
DateAndTime = Päivä ja aika
AnswerDevice = Vastauslaite
AudioDevices = Äänilaitteet
Loudspeaker = Kaiutin
AsTheBrowserHasIt = Selaimen mukaan
EchoAndNoise = Kaiku ja kohina
CleanedByPhone = Puhelin poistaa
CleanedByBrowser = Selain poistaa
CleanedInPhone = Puhelin, { $delay } ms
LowDelay = Lyhyt viive
LowDelayMeans = Lyhyemmät paketit; selain poistaa kaiun
HearOwnVoice = Oma ääni kuuluu
DeviceGone = { $device } puuttuu: käytetään toista laitetta
DeviceBack = { $device } on taas käytössä
DeviceNotThere = { $device } (ei kytketty)
LoudspeakerFailed = Kaiutinta ei voi käyttää
SoundFailed = Äänivirhe: käynnistyy uudelleen
SoundLost = Ääni petti: lataa sivu uudelleen
HandsetListens = Luuri kuuntelee
HandsetListensNoMore = Luuri on paikallaan
AutoAnswering = Automaattivastaus
Restart = Käynnistä uudelleen
ProvisioningCredentials = Palvelimen tunnus
FirmwareVersion = Laiteohjelmisto
ReleaseInformation = Versiotiedot
NetworkStatus = Verkon tila
LineStatus = Linjojen tila
Provisioning = Määritys
ConfigurationProblems = Määritysvirheet
Audio = Ääni
NetworkSettings = Verkko
SipAccounts = SIP-tilit
SipDetails = SIP-tiedot
RestoreDefaults = Palauta oletukset
CheckNow = Tarkista nyt
Call = Puhelu
Contact = Yhteystieto
DoNotDisturb = Älä häiritse
CallForward = Soitonsiirto

## Questions

ExtensionBusy = Alaliittymä varattu
AskRestart = Käynnistetäänkö uudelleen?
RestartNote = Puhelu ei katkea: puhelin odottaa sen loppua.
AskRestoreDefaults = Palautetaanko oletukset?
RestoreDefaultsNote = Asetukset, yhteystiedot ja puhelut poistetaan pysyvästi.
AskRedial = Soitetaanko uudelleen?
RedialNote = Numeroon soitetaan, kunnes se on vapaa.
AskDeleteLog = Poistetaanko kaikki puhelut?
AskDeleteContacts = Poistetaanko kaikki nimet?
AskDeleteGreeting = Poistetaanko tervehdys?
AskDeleteContact = Poistetaanko yhteystieto?
CannotBeUndone = Tätä ei voi perua.
Asked = { $question } { $note }
PressYesOrNo = Paina Kyllä tai Ei

## Calls

Calling = Soittaa
Ringing = Hälyttää
InProgress = Käynnissä
Answering = Vastaa
IncomingCall = Saapuva puhelu
Connected = Yhdistetty
OnHold = Pidossa
HeldByOther = Toisen pidossa
HeldByBoth = Pidossa molemmilta
Conference = Neuvottelu
DigitsSent = Lähetetty { $digits }
DigitsReceived = Saatu { $digits }
CallFrom = Soittaja: { $party }
IncomingCallFrom = Saapuva puhelu: { $party }
MissedCallFrom = Vastaamaton: { $party }
AnsweredByItself = Vastattu itse: { $party }
StillOnHold = Yhä pidossa: { $party }
ForwardedTo = Siirretty: { $party }
TransferredTo = Yhdistetty: { $party }
Diverted = Siirretty
DivertedBy = Siirtäjä: { $party }
Anonymous = Tuntematon

## How calls end

CallEnded = Puhelu päättyi
Disconnected = Toinen lopetti
MissedCall = Vastaamaton puhelu
AnsweredElsewhere = Vastattu muualla
Busy = Varattu
NoAnswer = Ei vastausta
NumberNotFound = Numeroa ei ole
NumberIncomplete = Numero vajaa
Unavailable = Ei tavoitettavissa
Declined = Hylätty
NoCommonCodec = Ei yhteistä koodekkia
NoCommonEncryption = Ei yhteistä salausta
Forbidden = Kielletty
NotAuthorized = Ei oikeutta
UnknownHost = Tuntematon palvelin { $host }
NoResponse = Palvelin ei vastaa
ConnectionLost = Yhteys katkesi
NoGateway = Ei yhteyttä yhdyskäytävään
NoMediaPort = Ei porttia äänelle
CannotCall = Ei voi soittaa
CallFailed = Puhelu epäonnistui ({ $status })

## What keys answer

PhoneIsStarting = Puhelin käynnistyy
TooManyCalls = Liian monta puhelua
OwnNumber = Tämä on oma numerosi
NotANumber = Ei numero eikä osoite
NoCallToHold = Ei pidettävää puhelua
NoCallToJoin = Ei yhdistettävää puhelua
NoCallToTransfer = Ei siirrettävää puhelua
NoCallToMute = Ei puhelua
SplitFirst = Erota ensin neuvottelu
ConferenceSplit = Neuvottelu erotettu
Invited = Kutsuttu
Joining = Liittyy
JoinedConference = { $party } liittyi neuvotteluun
DidNotJoin = { $party } ei liittynyt
HoldFailed = Pito epäonnistui
ResumeFailed = Jatko epäonnistui
NoLineOnKey = Näppäimessä { $key } ei ole linjaa
NothingOnKey = Näppäin { $key } on tyhjä
NothingSetUpForKey = Näppäintä ei ole asetettu
CannotForward = Siirto ei onnistu
NoDoNotDisturb = Ei käytettävissä
EndCallFirst = Lopeta ensin puhelu
DeviceIsOff = Laite on pois päältä
Muted = Mikrofoni pois
NotMuted = Mikrofoni päällä
NoDialedCalls = Ei soitettuja puheluita
NoVoiceMailNumber = Ei vastaajan numeroa
RingerVolume = Soiton voimakkuus { $volume }
Volume = Voimakkuus { $volume }
LanguageNotLoaded = { $language } ei lataudu

## Keys that are given functions

KeysPage = Näppäimet, sivu { $page }/{ $pages }
NextKeys = Seuraava
DisplayKeyNumber = Näytön näppäin { $number }
SoftkeyNumber = Valintanäppäin { $number }
KeyUp = Ylös
KeyDown = Alas
KeyLeft = Vasen
KeyRight = Oikea
SpeedDialWithLamp = Pikavalinta + valo
KeyIsFixed = Näppäintä ei muuteta täällä
KeyTakesLine = Näppäin vie linjan
Number = Numero
EnterNumber = Anna numero
Code = Koodi
EnterCode = Anna koodi

## The lock

Locked = Lukittu
Unlock = Avaa lukitus
PhoneLocked = Puhelin on lukittu
PhoneUnlocked = Puhelin on auki
NewPassword = Uusi salasana
OnceMore = Uudelleen
PasswordTooShort =
    { $count ->
        [one] Vähintään { $count } merkki
       *[other] Vähintään { $count } merkkiä
    }
PasswordsDiffer = Salasanat eroavat
PasswordChanged = Salasana vaihdettu

## Pages

Paging = Kuulutus
Page = Kuulutus
GroupNumber = Ryhmä { $number }
PagingGroup = Kuulutus: { $group }
PageFrom = Kuulutus: { $group }
AcceptOrReject = Hyväksy tai hylkää
SpeakNow = Puhu: ryhmä kuulee
AskPage = Kuulutus: kuunnellaanko?
EndPageFirst = Lopeta ensin kuulutus
GroupNotSetUp = Ryhmää ei ole asetettu

## Transfer

TransferTo = Yhdistä numeroon
EnterTarget = Anna kohdenumero
Transferring = Yhdistää
TransferringWhenAnswered = Yhdistää vastattaessa
TransferringRings = Yhdistää, hälyttää
TransferringInProgress = Yhdistää, käynnissä
CallTransferred = Puhelu yhdistetty
TransferFailed = Yhdistäminen epäonnistui
NothingWasHeard = siitä ei kuultu

## Lines, keys beside the display

LineNumber = Linja { $number }
KeyNumber = Näppäin { $number }
NotSetUp = Ei asetettu
Ready = Valmis
Registering = Rekisteröityy
Registered = Rekisteröity
RegisteredAtSecond = Toisella palvelimella
NotRegistered = Ei rekisteröity
RegistrationFailure = Rekisteröinti epäonnistui
WrongUserOrPassword = Väärä käyttäjä tai salasana
InCall = Puhelussa
SpeedDial = Pikavalinta
Idle = Vapaa
SubscriptionFailed = Tilaus epäonnistui
CallingAgain = Palvelin katosi: soittaa toisella
ContinuedElsewhere = Jatkuu toisessa puhelimessa
LineInUse = Linja käytössä
SharedLine = Jaettu linja
Shared = Jaettu
OnHoldPrivate = Yksityinen pito
InUse = Käytössä
InUseByOther = Toisen puhelimen käytössä
PressToTake = paina ottaaksesi
RingingElsewhere = Toinen puhelin soi
NewCall = Uusi puhelu

## Idle screen

NoConfiguration = Ei määritystä
MissedCallCount =
    { $count ->
        [one] { $count } vastaamaton puhelu
       *[other] { $count } vastaamatonta puhelua
    }
NewMessages =
    { $count ->
        [one] { $count } uusi viesti
       *[other] { $count } uutta viestiä
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Älä häiritse, { $count } linja
       *[other] Älä häiritse, { $count } linjaa
    }
ForwardingOnLines =
    { $count ->
        [one] Siirto, { $count } linja
       *[other] Siirto, { $count } linjaa
    }
ForwardAlways = Siirto: { $destination }
ForwardBusy = Jos varattu: { $destination }
ForwardNoReply = Ei vastausta: { $destination }

## Dialling

Dial = Soita
DialFrom = Soita linjalta { $line }
CallsByItself = Soittaa { $number }, jos et valitse
AutomaticRedial = Automaattinen uudelleensoitto
RedialWithin = Soittaa { $number } { $seconds } s sisällä (linja { $line })

## Directory

Company = Yritys
Name = Nimi
Office = Työ
Home = Koti
Mobile = Matka
Nobody = Ei ketään
ContactsFound = Löytyi { $count }. { $first }
DirectoryFull = Luettelo on täynnä: { $limit }
CompanyContact = Yrityksen tietoja ei muuteta täällä
ContactSaved = { $name } tallennettu
ContactDeleted = { $name } poistettu
ContactWithoutName = Yhteystieto tarvitsee nimen
BadContactName = Nimi on liian pitkä
ContactWithoutNumber = Yhteystieto tarvitsee numeron
BadContactNumber = Numeroon ei voi soittaa
AllContacts = Kaikki nimet
NewContact = Uusi nimi
LoadContacts = Lataa nimet
SaveAsVCard = Tallenna vCard
SaveAsText = Tallenna teksti
ContactsDeleted = Nimet poistettu
MoreNumbers = Liikaa numeroita
NotAContact = Ei ole yhteystieto
NoContactsInFile = Tiedostossa ei ole nimiä

## Call log

Missed = Vastaamaton
Received = Vastattu
Rejected = Hylätty
Forwarded = Siirretty
Dialed = Soitettu
NotAnswered = Ei vastattu
DivertedByWhom = Siirtäjä
Duration = Kesto
Line = Linja
Cost = Hinta
LogIsEmpty = Puheluloki on tyhjä

## Forwarding, do not disturb

WhenBusy = Jos varattu
NoReply = Ei vastausta
ForwardTo = Siirrä numeroon
AfterRings = Soittojen jälkeen, 2r
AfterSeconds = Sekuntien jälkeen
NotForwarded = Puheluja ei siirretä
EnterDestination = Anna siirron kohde
EnterWait = 0–7200 sekuntia tai 1r–99r soittoa
DoNotDisturbIsOn = { $line }: älä häiritse päällä
DoNotDisturbIsOff = { $line }: älä häiritse pois
CannotBeSet = Ei voi asettaa

## Sound

Speaker = Kaiutin
Headset = Kuuloke
MicrophoneWillBeAsked = Selain kysyy mikrofonia ensimmäisessä puhelussa, jotta sinut kuullaan.
AllowMicrophone = Salli mikrofoni, jotta toinen kuulee sinut.
SoundStopped = Toisen ääni lakkasi
NothingArrives = Toiselta ei tule mitään
OnlySilenceArrives = Toiselta tulee vain hiljaisuutta
CannotBeDecrypted = Saapuvaa ei voi purkaa
OtherCodecArrives = Saapuvassa on toinen koodekki
NoSoundArrives = Saapuva ei ole ääntä
ArrivesFromElsewhere = Ääni tulee toisesta osoitteesta
Encrypted = Salattu
NotEncrypted = Salaamaton
KeysInTheClear = Avaimet avoimina: käytä TLS:ää
RefusedCallFrom = Hylätty puhelu: { $party }
NothingIsSent = Toiselle ei lähde mitään
MicrophoneSilent = Mikrofoni on hiljaa
MicrophoneDenied = Mikrofoni kielletty: vain kuuntelet
MicrophoneMissing = Ei mikrofonia: vain kuuntelet
MicrophoneBusy = Mikrofoni varattu: vain kuuntelet
MicrophoneClosed = Mikrofoni suljettu: vain kuuntelet
WaitingForMicrophone = Odottaa mikrofonia
SoundBlocked = Ääni estetty: napauta sivua

## Forms

Password = Salasana
User = Käyttäjä
EmptyField = Tyhjä
Characters =
    { $count ->
        [one] { $count } merkki
       *[other] { $count } merkkiä
    }
Character = Merkki
Digits = Numerot
SmallLetters = Pienet kirjaimet
CapitalLetters = Isot kirjaimet
EnterUserName = Anna käyttäjä
WrongPassword = Väärä salasana
WrongTooOften = Liikaa virheitä: odota { $seconds } s
Date = Päivä
Time = Aika
TimeRange = Aika, 00:00–23:59
TimeServerSetsClock = Palvelin asettaa kellon
NoSuchDateOrTime = Päivää tai aikaa ei ole
ClockIsSet = Kello on asetettu
NoPasswordIsSet = Salasanaa ei ole.
SetPassword = Avaa valikko asettamalla system/password määritykseen.

## Configuration

AskingGateway = Kysyy määritystä yhdyskäytävältä
AskingDhcp = Kysyy palvelinta DHCP:ltä
LookingForServer = Etsii määrityspalvelinta
AskingRedirectServer = Kysyy ohjauspalvelimelta
LoadingConfiguration = Lataa määritystä
CredentialsWanted = Käyttäjä ja salasana tarvitaan
LoadingFiles = Lataa tiedostoja
CheckingConfiguration = Etsii uutta määritystä
SettingsWaitForCall = Uudet asetukset odottavat puhelun loppua
NoNewConfiguration = Ei uutta määritystä
ConfigurationUpToDate = Määritys on ajan tasalla
SettingsInForce = Uudet asetukset voimassa
PhoneStartsAgain = Puhelin käynnistyy uudelleen
StartsAgainAfterCall = Käynnistyy puhelun jälkeen
RebootingForSettings = Käynnistyy uusia asetuksia varten
BrowserCannotSave = Selain ei voi tallentaa puhelinta, se unohtuu ladattaessa: { $why }
LastCheck = Viime tarkistus
Result = Tulos
NoneYet = Ei vielä
NothingFound = Ei löytynyt
UpToDate = Ajan tasalla
NewSettings = Uudet asetukset
NewSettingsWait = Uudet odottavat
NextCheck = Seuraava tarkistus
AtNextStart = Käynnistyessä
NothingThere = Ei mitään
Worked = Onnistui
StaticUrl = Kiinteä URL
DhcpUrlOption = DHCP-valinta URL
LastServer = Viime palvelin
RedirectServer = Ohjauspalvelin
NoServerFound = Määrityspalvelinta ei löytynyt
NoneIsSet = Ei asetettu
TriedAlready = Jo kokeiltu

## Gateway

Gateway = Yhdyskäytävä
NoConnection = Ei yhteyttä
GatewayVersion = Yhdyskäytävän versio on { $version }: lataa sivu
NotEnrolled = Puhelinta ei ole kirjattu
GatewayFull = Yhdyskäytävä on täynnä
GatewayMisunderstands = Yhdyskäytävä ei ymmärrä puhelinta
UnexpectedAnswer = Odottamaton vastaus yhdyskäytävältä

## Status: network

IpAddress = IP-osoite
SipAddress = SIP-osoite
MediaAddress = Mediaosoite
MediaTransport = Mediansiirto
Server = Palvelin
SipInProgress = SIP käynnissä
MalformedMessages = Vialliset viestit
RefusedRequests = Hylätyt pyynnöt
UntrustedRequests = Vieraat pyynnöt
Retransmissions = Uudelleenlähetykset
Strays = Harhaviestit
NoAnswerYet = Ei vastausta vielä
DhcpOptions = DHCP-valinnat
LanConnectionType = LAN-yhteys
AutomaticIp = Automaattinen (DHCP)
Netmask = Verkkopeite
GatewayAddress = Reitittimen osoite
PrimaryDns = Ensisijainen DNS
SecondaryDns = Toissijainen DNS
DomainName = Toimialue
SetByOperatingSystem = Yhdyskäytävän tietokone asettaa.

## Status: account

UserId = Käyttäjätunnus
DisplayName = Näyttönimi
Label = Nimike
AuthenticationName = Kirjautumisnimi
AuthenticationPassword = Kirjautumissalasana
NotSet = Ei asetettu
SipProxyAddress = SIP-välityspalvelin

## Status: phone

Model = Malli
Version = Versio
SoftwareVersion = Ohjelmistoversio
SoftwareType = Ohjelmistotyyppi
HardwareType = Laitetyyppi
InABrowser = { $model } selaimessa
BootloaderVersion = BL-versio
DspVersion = DSP-versio
LinkVersion = Linkkiversio
DeviceCertificate = Laitevarmenne
NotInstalled = Ei asennettu
NoFile = Ei tiedostoa
ProblemCount =
    { $count ->
        [one] { $count } virhe
       *[other] { $count } virhettä
    }

## Status: time

Clock = Kello
TimeServer = Aikapalvelin
SetByHand = Käsin asetettu
Browser = Selain
TimeZone = Aikavyöhyke
TimeZoneFrom = Vyöhykkeen lähde
Configuration = Määritys
AnswerOf = { $server } vastasi
NextQuestion = Seuraava kysely

## Status: sound

Microphone = Mikrofoni
NotAskedFor = Ei kysytty
Asking = Kysyy
Open = Auki
NoneFound = Ei löytynyt
NotAllowed = Ei sallittu
InUseElsewhere = Käytössä muualla
Closed = Suljettu
Playback = Toisto
NotStarted = Ei aloitettu
Running = Käynnissä
BlockedByBrowser = Selain estää
Underruns = Katkot
DelayHere = Puhelimen viive
JitterBuffer = Värinäpuskuri
Delay = { $now } / { $target } ms
Concealed = Peitetty
PacketsIn = Saadut paketit
PacketsLate = Myöhäiset paketit
PacketsUnusable = Kelvottomat paketit
PacketsUndecryptable = Paketit lukukelvottomia
PacketsMalformed = Paketit virheellisiä
PacketsOfOthers = Muiden paketit
PacketsFromElsewhere = Muualta
PacketsOut = Lähetetyt paketit
SoundQuality = Laatu
RoundTrip = Edestakaisin
Jitter = Värinä
PacketsLost = Kadonneet paketit
LossAtOther = Toisen pään hävikki

## What the browser does for the phone

Notifications = Ilmoitukset
AllowNotifications = Salli ilmoitukset selaimen tämän sivun asetuksissa
HeadsetKeys = Kuulokkeiden näppäimet

## Self tests

SelfTests = Itsetestit
AllTests = Kaikki testit
ProductInfo = Tuotetiedot
MainScreen = Päänäyttö
SideScreen = BLF-näyttö
KeypadAndHook = Näppäimet ja koukku
Lamps = Merkkivalot
HandsFree = Kaiutin
UsbPort = USB
AuxPort = AUX
SerialNumber = Sarjanumero
Manufacturer = Valmistaja
AllWhite = Kaikki valkoista
AllBlack = Kaikki mustaa
BacklightOn = Taustavalo päällä
BacklightOff = Taustavalo pois
GreenLampsOn = Vihreät valot palavat
RedLampsOn = Punaiset valot palavat
AllLampsOn = Kaikki valot palavat
KeysPressed = { $pressed } / { $all } painettu
LiftHandset = Nosta luuri
PressAnyKey = Paina jotain näppäintä
RecordingNow = Nauhoitetaan: puhu
PlayingNow = Toistetaan
PlugUsb = Kytke USB-kuulokkeet ja paina OK
NoAuxPort = Selaimessa ei ole AUX-liitäntää
SoundCheck = Äänen tarkistus
KeepQuiet = Ole hetki hiljaa
TestSoundPlays = Testiääni soi
SoundIsGood = Ääni on hyvä
TurnLoudspeakerDown = Voimakas kaiku: hiljennä kaiutinta
RoomIsLoud = Huone on meluisa
TurnMicrophoneDown = Ääni säröytyy: hiljennä mikrofonia
SoundIsLate = Ääni viivästyy: langattomat laitteet vievät aikaa
RoomNoise = Huoneen melu
EchoHere = Kaiku
LoopDelay = Laitteiden viive
Distortion = Särö
LevelLow = Vähäinen
LevelModerate = Kohtalainen
LevelHigh = Suuri
Recording = Nauhoitus
StartRecording = Aloita nauhoitus
StopRecording = Lopeta nauhoitus
SoundIsRecorded = Ääntä nauhoitetaan
RecordingSaved = Nauhoite on tallennettu
Added = Lisätty
Completed = Täydennetty
AlreadyThere = Jo olemassa
LeftOut = Jätetty pois
AtLine = Rivi { $line }: { $why }
FileTooLarge = Tiedosto on yli { $limit } Mt
FileNotRead = Tiedostoa ei voi lukea
NoKeysInFile = Tiedostossa ei ole näppäimiä
KeysLoaded = Näppäimet ladattu
NothingToSave = Ei tallennettavaa
FileSaved = { $name } tallennettu
Greeting = Tervehdys
PlayGreeting = Kuuntele
DeleteGreeting = Poista tervehdys
GreetingSaved = Tervehdys tallennettu
GreetingTooShort = Nauhoite on liian lyhyt
GreetingPlays = Tervehdys soi
RecordingSentTo = Lähetetään
RecordsInCallOnly = Vain puhelun aikana
NotWhileEncrypted = Ei salatun puhelun aikana
LoadRingTone = Lataa soittoääni
RingToneLoaded = { $name } ladattu
RingToneDeleted = { $name } poistettu
LineRingsLike = { $line } soi äänellä { $ring }
RingTonesFull = Ei tilaa: enintään { $most } ääntä, yhteensä { $limit } Mt
EmptyFile = Tiedosto on tyhjä
NotWav = Ei WAV-tiedosto
WavCutOff = WAV-tiedosto on katkennut
WavWithoutSound = WAV-tiedostossa ei ole ääntä
WavNotMono = Äänen on oltava mono
WavOtherCode = Äänen on oltava PCM, A-law tai µ-law
WavOtherRate = Tarvitaan PCM 16 kHz, 16 bittiä, tai A-law tai µ-law 8 kHz, 8 bittiä
AskDeleteRingTone = Poistetaanko soittoääni?

## Labels of the page

PageDisplay = Näyttö
PageKeypad = Näppäimistö
PageLines = Linjat
PageSoftkeys = Valintanäppäimet
PageNavigation = Liikkuminen
PageVolume = Voimakkuus
PageMicrophoneLevel = Mikrofonin taso
PageSpeakerLevel = Kaiuttimen taso
PageMediaPath = Äänen tie yhdyskäytävään
PageOtherTab = Puhelin ja sen ääni ovat toisessa välilehdessä. Näppäimet toimivat täälläkin.
PageArmRinger = Napauta, jotta voi soida
PageStar = Tähti
PagePound = Ruutu
PageSpeaker = Kaiutin
PageHeadset = Kuuloke
PageMute = Mykistä
PageHold = Pito
PageTransfer = Yhdistä
PageRedial = Uudelleen
PageMenu = Valikko
PageVoiceMail = Vastaaja
PageContacts = Nimet
PageVolumeUp = Kovemmalle
PageVolumeDown = Hiljemmalle
PageUp = Ylös
PageDown = Alas
PageLeft = Vasen
PageRight = Oikea
PageOk = OK
PageHandset = Luuri
PageEscape = Esc
PageBackspace = Askelpalautin
PageLine = Linja
PageSoftkey = Valintanäppäin
PageVolumeShort = Ääni
PageFunctionKeys = Toimintonäppäimet
PageFunctionKey = Toimintonäppäin
