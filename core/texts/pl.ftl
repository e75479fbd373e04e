### Polish. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Uruchamianie
Empty = Pusto
None = Brak
Unknown = Nieznane
On = Wł.
Off = Wył.
Chosen = Wybrano
Active = Aktywne
Deleted = Usunięto
Failed = Błąd
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } przez { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] nd.
        [1] pn.
        [2] wt.
        [3] śr.
        [4] czw.
        [5] pt.
       *[6] sob.
    }
month-name =
    { $month ->
        [1] sty
        [2] lut
        [3] mar
        [4] kwi
        [5] maj
        [6] cze
        [7] lip
        [8] sie
        [9] wrz
        [10] paź
        [11] lis
       *[12] gru
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Więcej
SoftReceived = Odebrane
SoftDialed = Wybrane
SoftBlindTransfer = Prz. bezp.
SoftAccept = Przyjmij
SoftUnlock = Odblokuj
SoftRings = dzwoni
SoftBusy = zajęty
SoftHolds = zawiesza

## Softkeys

SoftMissed = Nieodebr.
SoftCallLog = Rozmowy
SoftDirectory = Kontakty
SoftDetails = Więcej
SoftNew = Nowy
SoftSave = Zapisz
SoftStop = Stop
SoftEdit = Zmień
SoftDelete = Usuń
SoftForward = Przekaż
SoftDoNotDisturb = Cisza
SoftNewCall = Nowa
SoftDial = Dzwoń
SoftClear = Wyczyść
SoftCancel = Anuluj
SoftAnswer = Odbierz
SoftReject = Odrzuć
SoftSilence = Wycisz
SoftHold = Zawieś
SoftResume = Wznów
SoftSwap = Zamień
SoftTransfer = Przekaż
SoftConference = Konf.
SoftSplit = Rozdziel
SoftEnd = Zakończ
SoftClose = Zamknij
SoftSelect = Wybierz
SoftBack = Wstecz
SoftExit = Wyjście
SoftNext = Dalej
SoftOk = OK
SoftYes = Tak
SoftNo = Nie

## Menus and pages

KeysConfiguration = Klawisze
SpeedDialKeys = Klawisze wybierania
Softkeys = Klawisze ekranowe
NavigationKeys = Strzałki
LoadKeys = Wczytaj klawisze
SaveFunctionKeys = Zapisz funkcyjne
SaveProgrammableKeys = Zapisz pozostałe
LcdContrast = Kontrast
BacklightTimeout = Czas podświetlenia
AlwaysOn = Zawsze
Lock = Blokada
LockNow = Zablokuj
ChangePassword = Zmień hasło

## Menus and pages

Menu = Menu
CallLog = Rejestr połączeń
Directory = Kontakty
Settings = Ustawienia
Status = Stan
Administration = Administracja
AllCalls = Wszystkie
MissedCalls = Nieodebrane
ReceivedCalls = Odebrane
DialedCalls = Wybrane
DeleteAll = Usuń wszystkie
Language = Język
RingTone = Dzwonek
CallWaiting = Połączenie oczekujące
DateAndTime = Data i godzina
AnswerDevice = Urządzenie odbioru
AudioDevices = Urządzenia audio
Loudspeaker = Głośnik
AsTheBrowserHasIt = Według przeglądarki
EchoAndNoise = Echo i szum
CleanedByPhone = Usuwa telefon
CleanedByBrowser = Usuwa przeglądarka
CleanedInPhone = Telefon, { $delay } ms
LowDelay = Małe opóźnienie
LowDelayMeans = Krótsze pakiety; echo usuwa przeglądarka
HearOwnVoice = Słyszeć własny głos
DeviceGone = { $device }: brak, używane jest inne urządzenie
DeviceBack = { $device }: znów w użyciu
DeviceNotThere = { $device } (niepodłączone)
LoudspeakerFailed = Nie można użyć głośnika
SoundFailed = Błąd dźwięku: uruchamiam znów
SoundLost = Brak dźwięku: odśwież stronę
HandsetListens = Słuchawka podsłuchuje
HandsetListensNoMore = Słuchawka odłożona
AutoAnswering = Odbieranie automatyczne
Restart = Uruchom ponownie
ProvisioningCredentials = Dane do serwera
FirmwareVersion = Oprogramowanie
ReleaseInformation = Wersje
NetworkStatus = Stan sieci
LineStatus = Stan linii
Provisioning = Konfiguracja
ConfigurationProblems = Błędy konfiguracji
Audio = Dźwięk
NetworkSettings = Sieć
SipAccounts = Konta SIP
SipDetails = Dane SIP
RestoreDefaults = Ustawienia fabryczne
CheckNow = Sprawdź teraz
Call = Połączenie
Contact = Kontakt
DoNotDisturb = Nie przeszkadzać
CallForward = Przekierowanie

## Questions

ExtensionBusy = Numer zajęty
AskRestart = Uruchomić telefon ponownie?
RestartNote = Trwająca rozmowa nie zostanie przerwana: telefon poczeka na jej koniec.
AskRestoreDefaults = Przywrócić ustawienia fabryczne?
RestoreDefaultsNote = Ustawienia, kontakty i rejestr zostaną usunięte na zawsze.
AskRedial = Dzwonić ponownie automatycznie?
RedialNote = Telefon dzwoni, aż numer będzie wolny.
AskDeleteLog = Usunąć wszystkie połączenia?
AskDeleteContacts = Usunąć wszystkie kontakty?
AskDeleteGreeting = Usunąć powitanie?
AskDeleteContact = Usunąć kontakt?
CannotBeUndone = Nie można tego cofnąć.
Asked = { $question } { $note }
PressYesOrNo = Naciśnij Tak lub Nie

## Calls

Calling = Łączenie
Ringing = Dzwoni
InProgress = W toku
Answering = Odbieranie
IncomingCall = Połączenie przychodzące
Connected = Połączono
OnHold = Zawieszone
HeldByOther = Zawieszone przez rozmówcę
HeldByBoth = Zawieszone z obu stron
Conference = Konferencja
DigitsSent = Wysłano { $digits }
DigitsReceived = Odebrano { $digits }
CallFrom = Dzwoni { $party }
IncomingCallFrom = Dzwoni { $party }
MissedCallFrom = Nieodebrane: { $party }
AnsweredByItself = Odebrano automatycznie: { $party }
StillOnHold = Nadal zawieszone: { $party }
ForwardedTo = Przekierowano do { $party }
TransferredTo = Przekazano do { $party }
Diverted = Przekierowane
DivertedBy = Przekierowane: { $party }
Anonymous = Anonim

## How calls end

CallEnded = Koniec rozmowy
Disconnected = Rozłączono
MissedCall = Nieodebrane połączenie
AnsweredElsewhere = Odebrano gdzie indziej
Busy = Zajęte
NoAnswer = Brak odpowiedzi
NumberNotFound = Nie ma takiego numeru
NumberIncomplete = Numer niepełny
Unavailable = Niedostępny
Declined = Odrzucono
NoCommonCodec = Brak wspólnego kodeka
NoCommonEncryption = Brak wspólnego szyfrowania
Forbidden = Zabronione
NotAuthorized = Brak uprawnień
UnknownHost = Nieznany host { $host }
NoResponse = Serwer nie odpowiada
ConnectionLost = Utracono połączenie
NoGateway = Brak połączenia z bramą
NoMediaPort = Brak portu dla dźwięku
CannotCall = Nie można zadzwonić
CallFailed = Połączenie nieudane ({ $status })

## What keys answer

PhoneIsStarting = Telefon się uruchamia
TooManyCalls = Za dużo połączeń
OwnNumber = To własny numer
NotANumber = To nie numer ani adres
NoCallToHold = Brak rozmowy do zawieszenia
NoCallToJoin = Brak rozmowy do połączenia
NoCallToTransfer = Brak rozmowy do przekazania
NoCallToMute = Brak rozmowy
SplitFirst = Najpierw rozdziel konferencję
ConferenceSplit = Konferencja rozdzielona
Invited = Zaproszony
Joining = Dołącza
JoinedConference = { $party } w konferencji
DidNotJoin = { $party }: nie dołączył
HoldFailed = Nie udało się zawiesić
ResumeFailed = Nie udało się wznowić
NoLineOnKey = Brak linii pod klawiszem { $key }
NothingOnKey = Klawisz { $key } jest pusty
NothingSetUpForKey = Klawisz nie jest ustawiony
CannotForward = Nie można przekierować
NoDoNotDisturb = Tryb niedostępny
EndCallFirst = Najpierw zakończ rozmowę
DeviceIsOff = To urządzenie jest wyłączone
Muted = Mikrofon wyłączony
NotMuted = Mikrofon włączony
NoDialedCalls = Brak wybranych numerów
NoVoiceMailNumber = Brak numeru poczty głosowej
RingerVolume = Głośność dzwonka { $volume }
Volume = Głośność { $volume }
LanguageNotLoaded = Nie można wczytać: { $language }

## Keys that are given functions

KeysPage = Klawisze, strona { $page } z { $pages }
NextKeys = Dalej
DisplayKeyNumber = Klawisz ekranu { $number }
SoftkeyNumber = Klawisz ekranowy { $number }
KeyUp = W górę
KeyDown = W dół
KeyLeft = W lewo
KeyRight = W prawo
SpeedDialWithLamp = Wybieranie + lampka
KeyIsFixed = Tego klawisza tu nie zmienisz
KeyTakesLine = Klawisz zajmuje linię
Number = Numer
EnterNumber = Podaj numer
Code = Kod
EnterCode = Podaj kod

## The lock

Locked = Zablokowany
Unlock = Odblokuj
PhoneLocked = Telefon jest zablokowany
PhoneUnlocked = Telefon odblokowany
NewPassword = Nowe hasło
OnceMore = Jeszcze raz
PasswordTooShort =
    { $count ->
        [one] Co najmniej { $count } znak
        [few] Co najmniej { $count } znaki
        [many] Co najmniej { $count } znaków
       *[other] Co najmniej { $count } znaku
    }
PasswordsDiffer = Hasła się różnią
PasswordChanged = Hasło zmienione

## Pages

Paging = Ogłoszenie
Page = Ogłoszenie
GroupNumber = Grupa { $number }
PagingGroup = Ogłoszenie: { $group }
PageFrom = Ogłoszenie od { $group }
AcceptOrReject = Przyjmij lub odrzuć
SpeakNow = Mów: grupa cię słyszy
AskPage = Ogłoszenie: słuchać?
EndPageFirst = Najpierw zakończ ogłoszenie
GroupNotSetUp = Grupa nie jest ustawiona

## Transfer

TransferTo = Przekaż do
EnterTarget = Podaj numer docelowy
Transferring = Przekazywanie
TransferringWhenAnswered = Przekazanie po odebraniu
TransferringRings = Przekazywanie, dzwoni
TransferringInProgress = Przekazywanie w toku
CallTransferred = Rozmowę przekazano
TransferFailed = Przekazanie nieudane
NothingWasHeard = brak wieści

## Lines, keys beside the display

LineNumber = Linia { $number }
KeyNumber = Klawisz { $number }
NotSetUp = Nieustawiona
Ready = Gotowa
Registering = Rejestracja
Registered = Zarejestrowana
RegisteredAtSecond = Na drugim serwerze
NotRegistered = Niezarejestrowana
RegistrationFailure = Błąd rejestracji
WrongUserOrPassword = Zły użytkownik lub hasło
InCall = Rozmowa
SpeedDial = Szybkie wybieranie
Idle = Wolny
SubscriptionFailed = Błąd subskrypcji
CallingAgain = Serwer zniknął: łączę przez drugi
ContinuedElsewhere = Trwa na innym telefonie
LineInUse = Linia zajęta
SharedLine = Wspólna linia
Shared = Wspólna
OnHoldPrivate = Zawieszone prywatnie
InUse = Zajęta
InUseByOther = Zajęta przez inny telefon
PressToTake = naciśnij, aby przejąć
RingingElsewhere = Dzwoni inny telefon
NewCall = Nowe połączenie

## Idle screen

NoConfiguration = Brak konfiguracji
MissedCallCount =
    { $count ->
        [one] { $count } nieodebrane połączenie
        [few] { $count } nieodebrane połączenia
        [many] { $count } nieodebranych połączeń
       *[other] { $count } nieodebranego połączenia
    }
NewMessages =
    { $count ->
        [one] { $count } nowa wiadomość
        [few] { $count } nowe wiadomości
        [many] { $count } nowych wiadomości
       *[other] { $count } nowej wiadomości
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Nie przeszkadzać na { $count } linii
       *[other] Nie przeszkadzać na { $count } liniach
    }
ForwardingOnLines =
    { $count ->
        [one] Przekierowanie na { $count } linii
       *[other] Przekierowanie na { $count } liniach
    }
ForwardAlways = Przekierowanie: { $destination }
ForwardBusy = Gdy zajęte: { $destination }
ForwardNoReply = Bez odpowiedzi: { $destination }

## Dialling

Dial = Wybieranie
DialFrom = Dzwoń z { $line }
CallsByItself = Zadzwoni pod { $number }, jeśli nic nie wybierzesz
AutomaticRedial = Automatyczne ponawianie
RedialWithin = Dzwoni pod { $number } za { $seconds } s (linia { $line })

## Directory

Company = Firma
Name = Nazwa
Office = Praca
Home = Dom
Mobile = Komórka
Nobody = Nikogo
ContactsFound = Znaleziono: { $count }. { $first }
DirectoryFull = Kontakty są pełne: { $limit }
CompanyContact = Kontaktów firmy nie można tu zmienić
ContactSaved = Zapisano: { $name }
ContactDeleted = Usunięto: { $name }
ContactWithoutName = Kontakt musi mieć nazwę
BadContactName = Nazwa jest za długa
ContactWithoutNumber = Kontakt musi mieć numer
BadContactNumber = Nie można wybrać tego numeru
AllContacts = Wszystkie kontakty
NewContact = Nowy kontakt
LoadContacts = Wczytaj kontakty
SaveAsVCard = Zapisz jako vCard
SaveAsText = Zapisz jako tekst
ContactsDeleted = Kontakty usunięte
MoreNumbers = Za dużo numerów
NotAContact = To nie kontakt
NoContactsInFile = W pliku nie ma kontaktów

## Call log

Missed = Nieodebrane
Received = Odebrane
Rejected = Odrzucone
Forwarded = Przekierowane
Dialed = Wybrane
NotAnswered = Bez odpowiedzi
DivertedByWhom = Przekierował
Duration = Czas
Line = Linia
Cost = Koszt
LogIsEmpty = Rejestr jest pusty

## Forwarding, do not disturb

WhenBusy = Gdy zajęte
NoReply = Bez odpowiedzi
ForwardTo = Przekieruj do
AfterRings = Po dzwonkach, 2r
AfterSeconds = Po sekundach
NotForwarded = Bez przekierowania
EnterDestination = Podaj, dokąd kierować
EnterWait = 0–7200 sekund lub 1r–99r dzwonków
DoNotDisturbIsOn = { $line }: nie przeszkadzać wł.
DoNotDisturbIsOff = { $line }: nie przeszkadzać wył.
CannotBeSet = Nie można tego ustawić

## Sound

Speaker = Głośnik
Headset = Słuchawki
MicrophoneWillBeAsked = Przy pierwszej rozmowie przeglądarka zapyta o mikrofon, aby inni cię słyszeli.
AllowMicrophone = Zezwól na mikrofon, aby rozmówca cię słyszał.
SoundStopped = Dźwięk rozmówcy zanikł
NothingArrives = Od rozmówcy nic nie dociera
OnlySilenceArrives = Od rozmówcy dociera tylko cisza
CannotBeDecrypted = Nie można odszyfrować
OtherCodecArrives = Nadchodzi w innym kodeku
NoSoundArrives = To, co nadchodzi, nie jest dźwiękiem
ArrivesFromElsewhere = Dźwięk z innego adresu
Encrypted = Szyfrowane
NotEncrypted = Nieszyfrowane
KeysInTheClear = Klucze jawne: użyj TLS
RefusedCallFrom = Odrzucono: { $party }
NothingIsSent = Do rozmówcy nic nie jest wysyłane
MicrophoneSilent = Mikrofon milczy
MicrophoneDenied = Brak zgody na mikrofon: tylko słuchasz
MicrophoneMissing = Brak mikrofonu: tylko słuchasz
MicrophoneBusy = Mikrofon zajęty: tylko słuchasz
MicrophoneClosed = Mikrofon zamknięty: tylko słuchasz
WaitingForMicrophone = Oczekiwanie na mikrofon
SoundBlocked = Dźwięk zablokowany: dotknij strony

## Forms

Password = Hasło
User = Użytkownik
EmptyField = Puste
Characters =
    { $count ->
        [one] { $count } znak
        [few] { $count } znaki
        [many] { $count } znaków
       *[other] { $count } znaku
    }
Character = Znak
Digits = Cyfry
SmallLetters = Małe litery
CapitalLetters = Wielkie litery
EnterUserName = Podaj użytkownika
WrongPassword = Złe hasło
WrongTooOften = Za dużo błędów: czekaj { $seconds } s
Date = Data
Time = Godzina
TimeRange = Godzina, 00:00–23:59
TimeServerSetsClock = Zegar ustawia serwer
NoSuchDateOrTime = Nie ma takiej daty lub godziny
ClockIsSet = Zegar ustawiony
NoPasswordIsSet = Nie ustawiono hasła.
SetPassword = Aby otworzyć to menu, ustaw system/password w konfiguracji.

## Configuration

AskingGateway = Pytanie bramy o konfigurację
AskingDhcp = Pytanie DHCP o serwer
LookingForServer = Szukanie serwera konfiguracji
AskingRedirectServer = Pytanie serwera przekierowań
LoadingConfiguration = Wczytywanie konfiguracji
CredentialsWanted = Potrzebny użytkownik i hasło
LoadingFiles = Wczytywanie plików
CheckingConfiguration = Szukanie nowej konfiguracji
SettingsWaitForCall = Nowe ustawienia czekają na koniec rozmowy
NoNewConfiguration = Brak nowej konfiguracji
ConfigurationUpToDate = Konfiguracja jest aktualna
SettingsInForce = Nowe ustawienia działają
PhoneStartsAgain = Telefon uruchamia się ponownie
StartsAgainAfterCall = Uruchomi się po rozmowie
RebootingForSettings = Ponowny start dla nowych ustawień
BrowserCannotSave = Przeglądarka nie może zapisać telefonu, zniknie po odświeżeniu: { $why }
LastCheck = Ostatnie sprawdzenie
Result = Wynik
NoneYet = Jeszcze brak
NothingFound = Nic nie znaleziono
UpToDate = Aktualna
NewSettings = Nowe ustawienia
NewSettingsWait = Nowe czekają
NextCheck = Następne sprawdzenie
AtNextStart = Przy następnym starcie
NothingThere = Nic tam nie ma
Worked = Powiodło się
StaticUrl = Stały URL
DhcpUrlOption = Opcja DHCP: URL
LastServer = Ostatni serwer
RedirectServer = Przekierowania
NoServerFound = Nie znaleziono serwera konfiguracji
NoneIsSet = Nie ustawiono
TriedAlready = Już próbowano

## Gateway

Gateway = Brama
NoConnection = Brak połączenia
GatewayVersion = Brama ma wersję { $version }: odśwież stronę
NotEnrolled = Ten telefon nie jest zapisany
GatewayFull = Brama jest pełna
GatewayMisunderstands = Brama nie rozumie tego telefonu
UnexpectedAnswer = Nieoczekiwana odpowiedź bramy

## Status: network

IpAddress = Adres IP
SipAddress = Adres SIP
MediaAddress = Adres mediów
MediaTransport = Transport mediów
Server = Serwer
SipInProgress = SIP w toku
MalformedMessages = Błędne wiadomości
RefusedRequests = Odrzucone żądania
UntrustedRequests = Obce żądania
Retransmissions = Powtórzenia
Strays = Zbłąkane
NoAnswerYet = Jeszcze bez odpowiedzi
DhcpOptions = Opcje DHCP
LanConnectionType = Połączenie LAN
AutomaticIp = Automatyczne (DHCP)
Netmask = Maska sieci
GatewayAddress = Adres bramy
PrimaryDns = Pierwszy DNS
SecondaryDns = Drugi DNS
DomainName = Domena
SetByOperatingSystem = Ustawia system komputera bramy.

## Status: account

UserId = ID użytkownika
DisplayName = Nazwa wyświetlana
Label = Etykieta
AuthenticationName = Nazwa logowania
AuthenticationPassword = Hasło logowania
NotSet = Nie ustawiono
SipProxyAddress = Proxy SIP

## Status: phone

Model = Model
Version = Wersja
SoftwareVersion = Wersja programu
SoftwareType = Rodzaj programu
HardwareType = Rodzaj sprzętu
InABrowser = { $model } w przeglądarce
BootloaderVersion = Wersja BL
DspVersion = Wersja DSP
LinkVersion = Wersja łącza
DeviceCertificate = Certyfikat
NotInstalled = Niezainstalowany
NoFile = Brak pliku
ProblemCount =
    { $count ->
        [one] { $count } błąd
        [few] { $count } błędy
        [many] { $count } błędów
       *[other] { $count } błędu
    }

## Status: time

Clock = Zegar
TimeServer = Serwer czasu
SetByHand = Ustawiony ręcznie
Browser = Przeglądarka
TimeZone = Strefa czasowa
TimeZoneFrom = Strefę podaje
Configuration = Konfiguracja
AnswerOf = Odpowiedź { $server }
NextQuestion = Następne pytanie

## Status: sound

Microphone = Mikrofon
NotAskedFor = Nie pytano
Asking = Pyta
Open = Otwarty
NoneFound = Nie znaleziono
NotAllowed = Niedozwolony
InUseElsewhere = Zajęty gdzie indziej
Closed = Zamknięty
Playback = Odtwarzanie
NotStarted = Nie rozpoczęto
Running = Trwa
BlockedByBrowser = Blokuje przeglądarka
Underruns = Braki
DelayHere = Opóźnienie telefonu
JitterBuffer = Bufor jittera
Delay = { $now } z { $target } ms
Concealed = Ukryte
PacketsIn = Pakiety odebrane
PacketsLate = Pakiety spóźnione
PacketsUnusable = Pakiety bezużyteczne
PacketsUndecryptable = Pakiety nieczytelne
PacketsMalformed = Pakiety błędne
PacketsOfOthers = Pakiety innych
PacketsFromElsewhere = Skądinąd
PacketsOut = Pakiety wysłane
SoundQuality = Jakość
RoundTrip = Tam i z powrotem
Jitter = Jitter
PacketsLost = Pakiety utracone
LossAtOther = Straty rozmówcy

## What the browser does for the phone

Notifications = Powiadomienia
AllowNotifications = Zezwól na powiadomienia w ustawieniach przeglądarki dla tej strony
HeadsetKeys = Klawisze słuchawek

## Self tests

SelfTests = Testy telefonu
AllTests = Wszystkie testy
ProductInfo = Dane produktu
MainScreen = Ekran główny
SideScreen = Ekran BLF
KeypadAndHook = Klawisze i widełki
Lamps = Diody LED
HandsFree = Głośnomówiący
UsbPort = USB
AuxPort = AUX
SerialNumber = Numer seryjny
Manufacturer = Producent
AllWhite = Wszystko białe
AllBlack = Wszystko czarne
BacklightOn = Podświetlenie wł.
BacklightOff = Podświetlenie wył.
GreenLampsOn = Świecą zielone diody
RedLampsOn = Świecą czerwone diody
AllLampsOn = Świecą wszystkie diody
KeysPressed = Naciśnięto { $pressed } z { $all }
LiftHandset = Podnieś słuchawkę
PressAnyKey = Naciśnij dowolny klawisz
RecordingNow = Nagrywanie: mów
PlayingNow = Odtwarzanie
PlugUsb = Podłącz słuchawki USB i naciśnij OK
NoAuxPort = Przeglądarka nie ma portu AUX
SoundCheck = Sprawdzenie dźwięku
KeepQuiet = Proszę chwilę o ciszę
TestSoundPlays = Odtwarzany jest dźwięk próbny
SoundIsGood = Dźwięk jest dobry
TurnLoudspeakerDown = Silne echo: ścisz głośnik
RoomIsLoud = W pokoju jest głośno
TurnMicrophoneDown = Zniekształca: ścisz mikrofon
SoundIsLate = Dźwięk się spóźnia: urządzenia bezprzewodowe potrzebują czasu
RoomNoise = Hałas w pokoju
EchoHere = Echo
LoopDelay = Opóźnienie urządzeń
Distortion = Zniekształcenie
LevelLow = Małe
LevelModerate = Umiarkowane
LevelHigh = Duże
Recording = Nagrywanie
StartRecording = Rozpocznij nagrywanie
StopRecording = Zakończ nagrywanie
SoundIsRecorded = Dźwięk jest nagrywany
RecordingSaved = Nagranie jest zapisane
Added = Dodane
Completed = Uzupełnione
AlreadyThere = Już są
LeftOut = Pominięte
AtLine = Wiersz { $line }: { $why }
FileTooLarge = Plik ma ponad { $limit } MB
FileNotRead = Nie można odczytać pliku
NoKeysInFile = W pliku nie ma klawiszy
KeysLoaded = Klawisze wczytane
NothingToSave = Nie ma czego zapisać
FileSaved = Zapisano: { $name }
Greeting = Powitanie
PlayGreeting = Odtwórz
DeleteGreeting = Usuń powitanie
GreetingSaved = Powitanie zapisane
GreetingTooShort = Nagranie jest za krótkie
GreetingPlays = Trwa powitanie
RecordingSentTo = Wysyłane do
RecordsInCallOnly = Tylko podczas rozmowy
NotWhileEncrypted = Nie podczas rozmowy szyfrowanej
LoadRingTone = Wczytaj dzwonek
RingToneLoaded = Wczytano: { $name }
RingToneDeleted = Usunięto: { $name }
LineRingsLike = { $line } dzwoni jak { $ring }
RingTonesFull = Brak miejsca: najwyżej { $most }, razem { $limit } MB
EmptyFile = Plik jest pusty
NotWav = To nie jest plik WAV
WavCutOff = Plik WAV jest urwany
WavWithoutSound = Plik WAV nie ma dźwięku
WavNotMono = Dźwięk musi być mono
WavOtherCode = Dźwięk musi być PCM, A-law lub µ-law
WavOtherRate = Potrzebny PCM 16 kHz, 16 bitów, albo A-law lub µ-law 8 kHz, 8 bitów
AskDeleteRingTone = Usunąć ten dzwonek?

## Labels of the page

PageDisplay = Ekran
PageKeypad = Klawiatura
PageLines = Linie
PageSoftkeys = Klawisze ekranowe
PageNavigation = Nawigacja
PageVolume = Głośność
PageMicrophoneLevel = Poziom mikrofonu
PageSpeakerLevel = Poziom głośnika
PageMediaPath = Jak dźwięk trafia do bramy
PageOtherTab = Telefon i jego dźwięk są w innej karcie. Klawisze działają też tutaj.
PageArmRinger = Dotknij, aby włączyć dzwonek
PageStar = Gwiazdka
PagePound = Krzyżyk
PageSpeaker = Głośnik
PageHeadset = Słuchawki
PageMute = Wycisz
PageHold = Zawieś
PageTransfer = Przekaż
PageRedial = Ponów
PageMenu = Menu
PageVoiceMail = Poczta
PageContacts = Kontakty
PageVolumeUp = Głośniej
PageVolumeDown = Ciszej
PageUp = W górę
PageDown = W dół
PageLeft = W lewo
PageRight = W prawo
PageOk = OK
PageHandset = Słuchawka
PageEscape = Escape
PageBackspace = Cofnij
PageLine = Linia
PageSoftkey = Klawisz ekranowy
PageVolumeShort = Głoś.
PageFunctionKeys = Klawisze funkcyjne
PageFunctionKey = Klawisz funkcyjny
