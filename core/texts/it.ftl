### Italian. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Avvio
Empty = Vuoto
None = Nessuno
Unknown = Sconosciuto
On = Sì
Off = No
Chosen = Scelto
Active = Attivo
Deleted = Eliminato
Failed = Errore
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
        [0] dom
        [1] lun
        [2] mar
        [3] mer
        [4] gio
        [5] ven
       *[6] sab
    }
month-name =
    { $month ->
        [1] gen
        [2] feb
        [3] mar
        [4] apr
        [5] mag
        [6] giu
        [7] lug
        [8] ago
        [9] set
        [10] ott
        [11] nov
       *[12] dic
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Altro
SoftReceived = Ricevute
SoftDialed = Fatte
SoftBlindTransfer = Tr. diretto
SoftAccept = Accetta
SoftUnlock = Sblocca
SoftRings = squilla
SoftBusy = occupato
SoftHolds = attesa

## Softkeys

SoftMissed = Perse
SoftCallLog = Chiamate
SoftDirectory = Rubrica
SoftDetails = Dettagli
SoftNew = Nuovo
SoftSave = Salva
SoftStop = Ferma
SoftEdit = Modifica
SoftDelete = Elimina
SoftForward = Devia
SoftDoNotDisturb = Non dist.
SoftNewCall = Nuova
SoftDial = Chiama
SoftClear = Cancella
SoftCancel = Annulla
SoftAnswer = Rispondi
SoftReject = Rifiuta
SoftSilence = Silenzia
SoftHold = Attesa
SoftResume = Riprendi
SoftSwap = Alterna
SoftTransfer = Trasf.
SoftConference = Conf.
SoftSplit = Separa
SoftEnd = Fine
SoftClose = Chiudi
SoftSelect = Scegli
SoftBack = Indietro
SoftExit = Esci
SoftNext = Avanti
SoftOk = OK
SoftYes = Sì
SoftNo = No

## Menus and pages

KeysConfiguration = Tasti
SpeedDialKeys = Tasti rapidi
Softkeys = Tasti schermo
NavigationKeys = Frecce
LoadKeys = Carica tasti
SaveFunctionKeys = Salva tasti F
SaveProgrammableKeys = Salva altri tasti
LcdContrast = Contrasto
BacklightTimeout = Durata luce
AlwaysOn = Sempre
Lock = Blocco
LockNow = Blocca ora
ChangePassword = Cambia password

## Menus and pages

Menu = Menu
CallLog = Chiamate
Directory = Rubrica
Settings = Impostazioni
Status = Stato
Administration = Amministrazione
AllCalls = Tutte le chiamate
MissedCalls = Chiamate perse
ReceivedCalls = Chiamate ricevute
DialedCalls = Chiamate fatte
DeleteAll = Elimina tutte
Language = Lingua
RingTone = Suoneria
CallWaiting = Avviso di chiamata
DateAndTime = Data e ora
AnswerDevice = Rispondi con
AudioDevices = Dispositivi audio
Loudspeaker = Altoparlante
AsTheBrowserHasIt = Come nel browser
EchoAndNoise = Eco e rumore
CleanedByPhone = Dal telefono
CleanedByBrowser = Dal browser
CleanedInPhone = Telefono, { $delay } ms
LowDelay = Ritardo basso
LowDelayMeans = Pacchetti più corti; l’eco lo toglie il browser
HearOwnVoice = Sentire la propria voce
DeviceGone = { $device } manca: si usa un altro dispositivo
DeviceBack = { $device } è di nuovo in uso
DeviceNotThere = { $device } (assente)
LoudspeakerFailed = L'altoparlante non è utilizzabile
SoundFailed = Errore audio: si riavvia
SoundLost = Audio guasto: ricaricare la pagina
HandsetListens = La cornetta ascolta
HandsetListensNoMore = La cornetta è riagganciata
AutoAnswering = Risposta automatica
Restart = Riavvia
ProvisioningCredentials = Accesso al server
FirmwareVersion = Firmware
ReleaseInformation = Versioni
NetworkStatus = Stato della rete
LineStatus = Stato delle linee
Provisioning = Configurazione
ConfigurationProblems = Errori di configurazione
Audio = Audio
NetworkSettings = Rete
SipAccounts = Account SIP
SipDetails = Dettagli SIP
RestoreDefaults = Valori di fabbrica
CheckNow = Verifica ora
Call = Chiamata
Contact = Contatto
DoNotDisturb = Non disturbare
CallForward = Deviazione

## Questions

ExtensionBusy = Interno occupato
AskRestart = Riavviare il telefono?
RestartNote = Una chiamata in corso non cade: il telefono ne aspetta la fine.
AskRestoreDefaults = Tornare ai valori di fabbrica?
RestoreDefaultsNote = Impostazioni, contatti e chiamate saranno eliminati, per sempre.
AskRedial = Richiamare automaticamente?
RedialNote = Il numero è richiamato finché è libero.
AskDeleteLog = Eliminare tutte le chiamate?
AskDeleteContacts = Eliminare tutti i contatti?
AskDeleteGreeting = Eliminare il saluto?
AskDeleteContact = Eliminare il contatto?
CannotBeUndone = Non si può annullare.
Asked = { $question } { $note }
PressYesOrNo = Premere Sì o No

## Calls

Calling = Chiamata
Ringing = Squilla
InProgress = In corso
Answering = Risposta
IncomingCall = In arrivo
Connected = Connesso
OnHold = In attesa
HeldByOther = In attesa dall'altra parte
HeldByBoth = In attesa da entrambi
Conference = Conferenza
DigitsSent = Inviato { $digits }
DigitsReceived = Ricevuto { $digits }
CallFrom = Chiamata da { $party }
IncomingCallFrom = Chiamata in arrivo da { $party }
MissedCallFrom = Chiamata persa da { $party }
AnsweredByItself = Risposta automatica: { $party }
StillOnHold = Ancora in attesa: { $party }
ForwardedTo = Deviata a { $party }
TransferredTo = Trasferita a { $party }
Diverted = Deviata
DivertedBy = Deviata da { $party }
Anonymous = Anonimo

## How calls end

CallEnded = Chiamata finita
Disconnected = Riagganciato
MissedCall = Chiamata persa
AnsweredElsewhere = Risposta altrove
Busy = Occupato
NoAnswer = Nessuna risposta
NumberNotFound = Numero inesistente
NumberIncomplete = Numero incompleto
Unavailable = Non disponibile
Declined = Rifiutata
NoCommonCodec = Nessun codec comune
NoCommonEncryption = Nessuna cifratura comune
Forbidden = Vietato
NotAuthorized = Non autorizzato
UnknownHost = Host sconosciuto { $host }
NoResponse = Il server non risponde
ConnectionLost = Connessione persa
NoGateway = Nessuna connessione al gateway
NoMediaPort = Nessuna porta per l'audio
CannotCall = Chiamata impossibile
CallFailed = Chiamata non riuscita ({ $status })

## What keys answer

PhoneIsStarting = Il telefono si avvia
TooManyCalls = Troppe chiamate
OwnNumber = È il proprio numero
NotANumber = Né numero né indirizzo
NoCallToHold = Nessuna chiamata da tenere
NoCallToJoin = Nessuna chiamata da unire
NoCallToTransfer = Nessuna chiamata da trasferire
NoCallToMute = Nessuna chiamata in corso
SplitFirst = Separare prima la conferenza
ConferenceSplit = Conferenza separata
Invited = Invitato
Joining = In arrivo
JoinedConference = { $party } è in conferenza
DidNotJoin = { $party } non è entrato
HoldFailed = Attesa non riuscita
ResumeFailed = Ripresa non riuscita
NoLineOnKey = Nessuna linea sul tasto { $key }
NothingOnKey = Niente sul tasto { $key }
NothingSetUpForKey = Nulla è impostato per questo tasto
CannotForward = Deviazione impossibile
NoDoNotDisturb = Non disturbare non disponibile
EndCallFirst = Prima terminare la chiamata
DeviceIsOff = Questo dispositivo è disattivato
Muted = Microfono spento
NotMuted = Microfono acceso
NoDialedCalls = Nessuna chiamata fatta
NoVoiceMailNumber = Nessun numero di segreteria
RingerVolume = Volume suoneria { $volume }
Volume = Volume { $volume }
LanguageNotLoaded = Impossibile caricare { $language }

## Keys that are given functions

KeysPage = Tasti, pagina { $page } di { $pages }
NextKeys = Avanti
DisplayKeyNumber = Tasto laterale { $number }
SoftkeyNumber = Tasto schermo { $number }
KeyUp = Su
KeyDown = Giù
KeyLeft = Sinistra
KeyRight = Destra
SpeedDialWithLamp = Rapida + spia
KeyIsFixed = Questo tasto non si cambia qui
KeyTakesLine = Questo tasto prende una linea
Number = Numero
EnterNumber = Inserire il numero
Code = Codice
EnterCode = Inserire il codice

## The lock

Locked = Bloccato
Unlock = Sblocca
PhoneLocked = Il telefono è bloccato
PhoneUnlocked = Il telefono è sbloccato
NewPassword = Nuova password
OnceMore = Ancora una volta
PasswordTooShort =
    { $count ->
        [one] Almeno { $count } carattere
       *[other] Almeno { $count } caratteri
    }
PasswordsDiffer = Le password sono diverse
PasswordChanged = Password cambiata

## Pages

Paging = Annuncio
Page = Annuncio
GroupNumber = Gruppo { $number }
PagingGroup = Annuncio a { $group }
PageFrom = Annuncio da { $group }
AcceptOrReject = Accettare o rifiutare
SpeakNow = Parlare: il gruppo sente
AskPage = Annuncio: ascoltare?
EndPageFirst = Prima terminare l'annuncio
GroupNotSetUp = Gruppo non impostato

## Transfer

TransferTo = Trasferire a
EnterTarget = Inserire il numero di destinazione
Transferring = Trasferimento
TransferringWhenAnswered = Trasferimento alla risposta
TransferringRings = Trasferimento, squilla
TransferringInProgress = Trasferimento in corso
CallTransferred = Chiamata trasferita
TransferFailed = Trasferimento non riuscito
NothingWasHeard = nessuna notizia

## Lines, keys beside the display

LineNumber = Linea { $number }
KeyNumber = Tasto { $number }
NotSetUp = Non configurata
Ready = Pronta
Registering = Registrazione
Registered = Registrata
RegisteredAtSecond = Registrata al 2º server
NotRegistered = Non registrata
RegistrationFailure = Registrazione non riuscita
WrongUserOrPassword = Utente o password errati
InCall = In chiamata
SpeedDial = Chiamata rapida
Idle = Libero
SubscriptionFailed = Abbonamento non riuscito
CallingAgain = Server perso: chiama con l'altro
ContinuedElsewhere = Continua su un altro telefono
LineInUse = Linea in uso
SharedLine = Linea condivisa
Shared = Condivisa
OnHoldPrivate = Attesa privata
InUse = In uso
InUseByOther = In uso da un altro telefono
PressToTake = premere per riprendere
RingingElsewhere = Squilla su un altro telefono
NewCall = Nuova chiamata

## Idle screen

NoConfiguration = Nessuna configurazione
MissedCallCount =
    { $count ->
        [one] { $count } chiamata persa
       *[other] { $count } chiamate perse
    }
NewMessages =
    { $count ->
        [one] { $count } nuovo messaggio
       *[other] { $count } nuovi messaggi
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Non disturbare su { $count } linea
       *[other] Non disturbare su { $count } linee
    }
ForwardingOnLines =
    { $count ->
        [one] Deviazione su { $count } linea
       *[other] Deviazione su { $count } linee
    }
ForwardAlways = Devia a { $destination }
ForwardBusy = Se occupato a { $destination }
ForwardNoReply = Senza risposta a { $destination }

## Dialling

Dial = Chiama
DialFrom = Chiama da { $line }
CallsByItself = Chiama { $number } se non si compone nulla
AutomaticRedial = Richiamata automatica
RedialWithin = Chiama { $number } tra { $seconds } s (linea { $line })

## Directory

Company = Azienda
Name = Nome
Office = Ufficio
Home = Casa
Mobile = Cellulare
Nobody = Nessuno
ContactsFound = { $count } trovati. { $first }
DirectoryFull = La rubrica è piena: { $limit } contatti
CompanyContact = I contatti aziendali non si cambiano qui
ContactSaved = { $name } salvato
ContactDeleted = { $name } eliminato
ContactWithoutName = Un contatto vuole un nome
BadContactName = Il nome è troppo lungo
ContactWithoutNumber = Un contatto vuole un numero
BadContactNumber = Il numero non si può comporre
AllContacts = Tutti i contatti
NewContact = Nuovo contatto
LoadContacts = Carica contatti
SaveAsVCard = Salva come vCard
SaveAsText = Salva come testo
ContactsDeleted = Contatti eliminati
MoreNumbers = Troppi numeri
NotAContact = Non è un contatto
NoContactsInFile = Nessun contatto nel file

## Call log

Missed = Persa
Received = Ricevuta
Rejected = Rifiutata
Forwarded = Deviata
Dialed = Fatta
NotAnswered = Senza risposta
DivertedByWhom = Deviata da
Duration = Durata
Line = Linea
Cost = Costo
LogIsEmpty = L'elenco è vuoto

## Forwarding, do not disturb

WhenBusy = Se occupato
NoReply = Senza risposta
ForwardTo = Devia a
AfterRings = Dopo squilli, 2r
AfterSeconds = Dopo secondi
NotForwarded = Le chiamate non sono deviate
EnterDestination = Inserire la destinazione
EnterWait = Da 0 a 7200 secondi, o da 1r a 99r squilli
DoNotDisturbIsOn = { $line }: non disturbare attivo
DoNotDisturbIsOff = { $line }: non disturbare spento
CannotBeSet = Non si può impostare

## Sound

Speaker = Altoparlante
Headset = Cuffie
MicrophoneWillBeAsked = Il browser chiederà il microfono alla prima chiamata, per farvi sentire.
AllowMicrophone = Consentire il microfono per farsi sentire.
SoundStopped = L'audio dall'altra parte si è fermato
NothingArrives = Dall'altra parte non arriva nulla
OnlySilenceArrives = Dall'altra parte arriva solo silenzio
CannotBeDecrypted = Ciò che arriva non si decifra
OtherCodecArrives = Ciò che arriva usa un altro codec
NoSoundArrives = Ciò che arriva non è suono
ArrivesFromElsewhere = Il suono viene da un altro indirizzo
Encrypted = Cifrata
NotEncrypted = Non cifrata
KeysInTheClear = Chiavi in chiaro: usare TLS
RefusedCallFrom = Chiamata da { $party } rifiutata
NothingIsSent = All'altra parte non va nulla
MicrophoneSilent = Il microfono è muto
MicrophoneDenied = Microfono vietato: solo ascolto
MicrophoneMissing = Nessun microfono: solo ascolto
MicrophoneBusy = Microfono in uso altrove: solo ascolto
MicrophoneClosed = Microfono chiuso: solo ascolto
WaitingForMicrophone = In attesa del microfono
SoundBlocked = Audio bloccato: toccare la pagina

## Forms

Password = Password
User = Utente
EmptyField = Vuoto
Characters =
    { $count ->
        [one] { $count } carattere
       *[other] { $count } caratteri
    }
Character = Carattere
Digits = Cifre
SmallLetters = Minuscole
CapitalLetters = Maiuscole
EnterUserName = Inserire un utente
WrongPassword = Password errata
WrongTooOften = Troppi errori: attendere { $seconds } s
Date = Data
Time = Ora
TimeRange = Ora, 00:00 - 23:59
TimeServerSetsClock = Un server regola l'ora
NoSuchDateOrTime = Data o ora inesistente
ClockIsSet = L'orologio è regolato
NoPasswordIsSet = Nessuna password.
SetPassword = Per aprire questo menu impostare system/password nella configurazione.

## Configuration

AskingGateway = Chiede al gateway una configurazione
AskingDhcp = Chiede a DHCP un server
LookingForServer = Cerca un server di configurazione
AskingRedirectServer = Chiede al server di rinvio
LoadingConfiguration = Carica la configurazione
CredentialsWanted = Servono utente e password
LoadingFiles = Carica i file
CheckingConfiguration = Cerca una nuova configurazione
SettingsWaitForCall = Le nuove impostazioni attendono la fine della chiamata
NoNewConfiguration = Nessuna nuova configurazione
ConfigurationUpToDate = La configurazione è aggiornata
SettingsInForce = Nuove impostazioni attive
PhoneStartsAgain = Il telefono si riavvia
StartsAgainAfterCall = Riavvio dopo la chiamata
RebootingForSettings = Riavvio per le nuove impostazioni
BrowserCannotSave = Il browser non può salvare il telefono, che si perde ricaricando: { $why }
LastCheck = Ultima verifica
Result = Esito
NoneYet = Ancora nessuno
NothingFound = Trovato nulla
UpToDate = Aggiornata
NewSettings = Nuove impostazioni
NewSettingsWait = Nuove in attesa
NextCheck = Prossima verifica
AtNextStart = Al prossimo avvio
NothingThere = Niente
Worked = Riuscito
StaticUrl = URL fisso
DhcpUrlOption = Opzione DHCP URL
LastServer = Ultimo server
RedirectServer = Server di rinvio
NoServerFound = Nessun server di configurazione trovato
NoneIsSet = Nessuno impostato
TriedAlready = Già provato

## Gateway

Gateway = Gateway
NoConnection = Nessuna connessione
GatewayVersion = Il gateway ha la versione { $version }: ricaricare la pagina
NotEnrolled = Questo telefono non è iscritto
GatewayFull = Il gateway è pieno
GatewayMisunderstands = Il gateway non capisce questo telefono
UnexpectedAnswer = Risposta inattesa del gateway

## Status: network

IpAddress = Indirizzo IP
SipAddress = Indirizzo SIP
MediaAddress = Indirizzo media
MediaTransport = Trasporto media
Server = Server
SipInProgress = SIP in corso
MalformedMessages = Messaggi malformati
RefusedRequests = Richieste rifiutate
UntrustedRequests = Richieste estranee
Retransmissions = Ritrasmissioni
Strays = Messaggi smarriti
NoAnswerYet = Ancora nessuna risposta
DhcpOptions = Opzioni DHCP
LanConnectionType = Connessione LAN
AutomaticIp = Automatica (DHCP)
Netmask = Maschera di rete
GatewayAddress = Gateway di rete
PrimaryDns = DNS primario
SecondaryDns = DNS secondario
DomainName = Dominio
SetByOperatingSystem = Impostato dal sistema del computer del gateway.

## Status: account

UserId = ID utente
DisplayName = Nome mostrato
Label = Etichetta
AuthenticationName = Nome di accesso
AuthenticationPassword = Password di accesso
NotSet = Non impostata
SipProxyAddress = Proxy SIP

## Status: phone

Model = Modello
Version = Versione
SoftwareVersion = Versione software
SoftwareType = Tipo di software
HardwareType = Tipo di hardware
InABrowser = { $model } in un browser
BootloaderVersion = Versione BL
DspVersion = Versione DSP
LinkVersion = Versione del link
DeviceCertificate = Certificato
NotInstalled = Non installato
NoFile = Nessun file
ProblemCount =
    { $count ->
        [one] { $count } problema
       *[other] { $count } problemi
    }

## Status: time

Clock = Orologio
TimeServer = Server dell'ora
SetByHand = Regolato a mano
Browser = Browser
TimeZone = Fuso orario
TimeZoneFrom = Fuso da
Configuration = Configurazione
AnswerOf = Risposta di { $server }
NextQuestion = Prossima richiesta

## Status: sound

Microphone = Microfono
NotAskedFor = Non chiesto
Asking = Chiede
Open = Aperto
NoneFound = Non trovato
NotAllowed = Non consentito
InUseElsewhere = In uso altrove
Closed = Chiuso
Playback = Riproduzione
NotStarted = Non avviata
Running = In corso
BlockedByBrowser = Bloccata dal browser
Underruns = Vuoti
DelayHere = Ritardo del telefono
JitterBuffer = Buffer di jitter
Delay = { $now } di { $target } ms
Concealed = Mascherato
PacketsIn = Pacchetti ricevuti
PacketsLate = Pacchetti tardivi
PacketsUnusable = Pacchetti inutili
PacketsUndecryptable = Pacchetti illeggibili
PacketsMalformed = Pacchetti errati
PacketsOfOthers = Pacchetti di altri
PacketsFromElsewhere = Da altrove
PacketsOut = Pacchetti inviati
SoundQuality = Qualità
RoundTrip = Andata e ritorno
Jitter = Jitter
PacketsLost = Pacchetti persi
LossAtOther = Perdita dell'altra parte

## What the browser does for the phone

Notifications = Notifiche
AllowNotifications = Consentire le notifiche nelle impostazioni del browser per questa pagina
HeadsetKeys = Tasti cuffia

## Self tests

SelfTests = Autotest
AllTests = Tutti i test
ProductInfo = Dati prodotto
MainScreen = Schermo
SideScreen = Schermo BLF
KeypadAndHook = Tasti e gancio
Lamps = Spie LED
HandsFree = Viva voce
UsbPort = USB
AuxPort = AUX
SerialNumber = Numero di serie
Manufacturer = Produttore
AllWhite = Tutto bianco
AllBlack = Tutto nero
BacklightOn = Retroilluminazione accesa
BacklightOff = Retroilluminazione spenta
GreenLampsOn = Spie verdi accese
RedLampsOn = Spie rosse accese
AllLampsOn = Tutte le spie accese
KeysPressed = { $pressed } di { $all } premuti
LiftHandset = Sollevare la cornetta
PressAnyKey = Premere un tasto
RecordingNow = Registrazione: parlare
PlayingNow = Riproduzione
PlugUsb = Collegare una cuffia USB e premere OK
NoAuxPort = Un browser non ha la porta AUX
SoundCheck = Controllo dell'audio
KeepQuiet = Fate silenzio un momento
TestSoundPlays = Viene riprodotto un suono di prova
SoundIsGood = L'audio è buono
TurnLoudspeakerDown = Eco forte: abbassare l'altoparlante
RoomIsLoud = La stanza è rumorosa
TurnMicrophoneDown = Distorce: abbassare il microfono
SoundIsLate = L'audio è in ritardo: i dispositivi senza fili richiedono tempo
RoomNoise = Rumore della stanza
EchoHere = Eco
LoopDelay = Ritardo dei dispositivi
Distortion = Distorsione
LevelLow = Basso
LevelModerate = Moderato
LevelHigh = Alto
Recording = Registrazione
StartRecording = Avvia registrazione
StopRecording = Ferma registrazione
SoundIsRecorded = L'audio viene registrato
RecordingSaved = La registrazione è salvata
Added = Aggiunti
Completed = Completati
AlreadyThere = Già presenti
LeftOut = Omessi
AtLine = Riga { $line }: { $why }
FileTooLarge = Il file supera { $limit } MB
FileNotRead = Il file non è leggibile
NoKeysInFile = Nessun tasto nel file
KeysLoaded = Tasti caricati
NothingToSave = Niente da salvare
FileSaved = { $name } salvato
Greeting = Saluto
PlayGreeting = Ascolta
DeleteGreeting = Elimina il saluto
GreetingSaved = Saluto salvato
GreetingTooShort = Registrazione troppo breve
GreetingPlays = Il saluto è in corso
RecordingSentTo = Inviata a
RecordsInCallOnly = Solo durante una chiamata
NotWhileEncrypted = Non durante una chiamata cifrata
LoadRingTone = Carica suoneria
RingToneLoaded = { $name } caricata
RingToneDeleted = { $name } eliminata
LineRingsLike = { $line } squilla come { $ring }
RingTonesFull = Non c'è posto: al massimo { $most } suonerie, { $limit } MB in tutto
EmptyFile = Il file è vuoto
NotWav = Non è un file WAV
WavCutOff = Il file WAV è troncato
WavWithoutSound = Il file WAV non ha audio
WavNotMono = L'audio deve essere mono
WavOtherCode = L'audio deve essere PCM, A-law o µ-law
WavOtherRate = Serve PCM a 16 kHz, 16 bit, oppure A-law o µ-law a 8 kHz, 8 bit
AskDeleteRingTone = Eliminare la suoneria?

## Labels of the page

PageDisplay = Schermo
PageKeypad = Tastiera
PageLines = Linee
PageSoftkeys = Tasti funzione
PageNavigation = Navigazione
PageVolume = Volume
PageMicrophoneLevel = Livello del microfono
PageSpeakerLevel = Livello dell'altoparlante
PageMediaPath = Come l'audio va al gateway
PageOtherTab = Il telefono è in un'altra scheda, anche il suono. I tasti funzionano anche qui.
PageArmRinger = Toccare per attivare la suoneria
PageStar = Asterisco
PagePound = Cancelletto
PageSpeaker = Viva voce
PageHeadset = Cuffie
PageMute = Muto
PageHold = Attesa
PageTransfer = Trasferisci
PageRedial = Ripeti
PageMenu = Menu
PageVoiceMail = Segreteria
PageContacts = Contatti
PageVolumeUp = Volume su
PageVolumeDown = Volume giù
PageUp = Su
PageDown = Giù
PageLeft = Sinistra
PageRight = Destra
PageOk = OK
PageHandset = Cornetta
PageEscape = Esc
PageBackspace = Cancella
PageLine = Linea
PageSoftkey = Tasto funzione
PageVolumeShort = Vol
PageFunctionKeys = Tasti funzione laterali
PageFunctionKey = Tasto funzione
