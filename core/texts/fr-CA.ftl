### Canadian French. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Démarrage
Empty = Vide
None = Aucun
Unknown = Inconnu
On = Oui
Off = Non
Chosen = Choisi
Active = Actif
Deleted = Supprimé
Failed = Échec
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first } ; { $second }
Then = { $first }. { $second }
Explained = { $text } : { $why }
Via = { $party } via { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] dim.
        [1] lun.
        [2] mar.
        [3] mer.
        [4] jeu.
        [5] ven.
       *[6] sam.
    }
month-name =
    { $month ->
        [1] janv.
        [2] févr.
        [3] mars
        [4] avr.
        [5] mai
        [6] juin
        [7] juill.
        [8] août
        [9] sept.
        [10] oct.
        [11] nov.
       *[12] déc.
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Plus
SoftReceived = Reçus
SoftDialed = Émis
SoftBlindTransfer = Tr. direct
SoftAccept = Accepter
SoftUnlock = Ouvrir
SoftRings = sonne
SoftBusy = occupé
SoftHolds = en garde

## Softkeys

SoftMissed = Manqués
SoftCallLog = Appels
SoftDirectory = Contacts
SoftDetails = Détails
SoftNew = Nouveau
SoftSave = Garder
SoftStop = Arrêter
SoftEdit = Modifier
SoftDelete = Effacer
SoftForward = Renvoi
SoftDoNotDisturb = NPD
SoftNewCall = Nvl appel
SoftDial = Appeler
SoftClear = Effacer
SoftCancel = Annuler
SoftAnswer = Répondre
SoftReject = Refuser
SoftSilence = Silence
SoftHold = Garde
SoftResume = Reprendre
SoftSwap = Permuter
SoftTransfer = Transfert
SoftConference = Conf.
SoftSplit = Séparer
SoftEnd = Finir
SoftClose = Fermer
SoftSelect = Choisir
SoftBack = Retour
SoftExit = Quitter
SoftNext = Suivant
SoftOk = OK
SoftYes = Oui
SoftNo = Non

## Menus and pages

KeysConfiguration = Touches
SpeedDialKeys = Touches d'appel
Softkeys = Touches d'écran
NavigationKeys = Flèches
LoadKeys = Charger les touches
SaveFunctionKeys = Garder touches F
SaveProgrammableKeys = Garder les autres
LcdContrast = Contraste
BacklightTimeout = Durée d'éclairage
AlwaysOn = Toujours
Lock = Verrou
LockNow = Verrouiller
ChangePassword = Changer mot de passe

## Menus and pages

Menu = Menu
CallLog = Journal d'appels
Directory = Répertoire
Settings = Réglages
Status = État
Administration = Administration
AllCalls = Tous les appels
MissedCalls = Appels manqués
ReceivedCalls = Appels reçus
DialedCalls = Appels émis
DeleteAll = Tout effacer
Language = Langue
RingTone = Sonnerie
CallWaiting = Appel en attente
DateAndTime = Date et heure
AnswerDevice = Appareil de réponse
AudioDevices = Périphériques audio
Loudspeaker = Haut-parleur
AsTheBrowserHasIt = Selon le navigateur
EchoAndNoise = Écho et bruit
CleanedByPhone = Par le téléphone
CleanedByBrowser = Par le navigateur
CleanedInPhone = Téléphone, { $delay } ms
LowDelay = Délai court
LowDelayMeans = Paquets plus courts; le navigateur enlève l’écho
HearOwnVoice = Entendre sa voix
DeviceGone = { $device } absent : un autre appareil est utilisé
DeviceBack = { $device } est de nouveau utilisé
DeviceNotThere = { $device } (absent)
LoudspeakerFailed = Haut-parleur inutilisable
SoundFailed = Panne du son : redémarrage
SoundLost = Son en panne : rechargez la page
HandsetListens = Le combiné écoute
HandsetListensNoMore = Le combiné est raccroché
AutoAnswering = Réponse automatique
Restart = Redémarrer
ProvisioningCredentials = Accès au serveur
FirmwareVersion = Micrologiciel
ReleaseInformation = Versions
NetworkStatus = État du réseau
LineStatus = État des lignes
Provisioning = Configuration
ConfigurationProblems = Erreurs de configuration
Audio = Audio
NetworkSettings = Réseau
SipAccounts = Comptes SIP
SipDetails = Détails SIP
RestoreDefaults = Réglages d'usine
CheckNow = Vérifier
Call = Appel
Contact = Contact
DoNotDisturb = Ne pas déranger
CallForward = Renvoi d'appel

## Questions

ExtensionBusy = Poste occupé
AskRestart = Redémarrer le téléphone ?
RestartNote = Un appel en cours n'est pas coupé : le téléphone attend sa fin.
AskRestoreDefaults = Rétablir les réglages d'usine ?
RestoreDefaultsNote = Réglages, contacts et appels seront effacés, sans retour possible.
AskRedial = Recomposer automatiquement ?
RedialNote = Le numéro est rappelé jusqu'à ce qu'il soit libre.
AskDeleteLog = Effacer tous les appels ?
AskDeleteContacts = Effacer tous les contacts ?
AskDeleteGreeting = Effacer le message ?
AskDeleteContact = Effacer le contact ?
CannotBeUndone = Sans retour possible.
Asked = { $question } { $note }
PressYesOrNo = Appuyez sur Oui ou Non

## Calls

Calling = Appel
Ringing = Sonne
InProgress = En cours
Answering = Réponse
IncomingCall = Appel entrant
Connected = En ligne
OnHold = En garde
HeldByOther = Mis en garde par l'autre
HeldByBoth = En garde des deux côtés
Conference = Conférence
DigitsSent = Émis { $digits }
DigitsReceived = Reçus { $digits }
CallFrom = Appel de { $party }
IncomingCallFrom = Appel entrant de { $party }
MissedCallFrom = Appel manqué de { $party }
AnsweredByItself = Réponse automatique : { $party }
StillOnHold = Toujours en garde : { $party }
ForwardedTo = Renvoyé vers { $party }
TransferredTo = Transféré vers { $party }
Diverted = Renvoyé
DivertedBy = Renvoyé par { $party }
Anonymous = Anonyme

## How calls end

CallEnded = Appel terminé
Disconnected = Raccroché
MissedCall = Appel manqué
AnsweredElsewhere = Pris ailleurs
Busy = Occupé
NoAnswer = Pas de réponse
NumberNotFound = Numéro inconnu
NumberIncomplete = Numéro incomplet
Unavailable = Indisponible
Declined = Refusé
NoCommonCodec = Aucun codec commun
NoCommonEncryption = Aucun chiffrement commun
Forbidden = Interdit
NotAuthorized = Non autorisé
UnknownHost = Hôte inconnu { $host }
NoResponse = Le serveur ne répond pas
ConnectionLost = Connexion perdue
NoGateway = Pas de connexion à la passerelle
NoMediaPort = Aucun port pour le son
CannotCall = Appel impossible
CallFailed = Échec de l'appel ({ $status })

## What keys answer

PhoneIsStarting = Le téléphone démarre
TooManyCalls = Trop d'appels
OwnNumber = C'est votre propre numéro
NotANumber = Ni numéro ni adresse
NoCallToHold = Aucun appel à mettre en garde
NoCallToJoin = Aucun appel à joindre
NoCallToTransfer = Aucun appel à transférer
NoCallToMute = Aucun appel à couper
SplitFirst = Séparez d'abord la conférence
ConferenceSplit = Conférence séparée
Invited = Invité
Joining = Arrive
JoinedConference = { $party } a rejoint la conférence
DidNotJoin = { $party } n'a pas rejoint
HoldFailed = Échec de la mise en garde
ResumeFailed = Échec de la reprise
NoLineOnKey = Pas de ligne sur la touche { $key }
NothingOnKey = Rien sur la touche { $key }
NothingSetUpForKey = Rien n'est réglé pour cette touche
CannotForward = Renvoi impossible
NoDoNotDisturb = Ne pas déranger indisponible
EndCallFirst = Terminez d'abord l'appel
DeviceIsOff = Cet appareil est désactivé
Muted = Micro coupé
NotMuted = Micro ouvert
NoDialedCalls = Aucun appel émis
NoVoiceMailNumber = Pas de numéro de boîte vocale
RingerVolume = Volume de sonnerie { $volume }
Volume = Volume { $volume }
LanguageNotLoaded = { $language } ne peut pas être chargé

## Keys that are given functions

KeysPage = Touches, page { $page } sur { $pages }
NextKeys = Suivant
DisplayKeyNumber = Touche d'écran { $number }
SoftkeyNumber = Touche d'écran { $number }
KeyUp = Haut
KeyDown = Bas
KeyLeft = Gauche
KeyRight = Droite
SpeedDialWithLamp = Appel + voyant
KeyIsFixed = Cette touche ne se modifie pas ici
KeyTakesLine = Cette touche prend une ligne
Number = Numéro
EnterNumber = Entrez le numéro
Code = Code
EnterCode = Entrez le code

## The lock

Locked = Verrouillé
Unlock = Déverrouiller
PhoneLocked = Le téléphone est verrouillé
PhoneUnlocked = Le téléphone est déverrouillé
NewPassword = Nouveau mot de passe
OnceMore = Encore une fois
PasswordTooShort =
    { $count ->
        [one] Au moins { $count } caractère
       *[other] Au moins { $count } caractères
    }
PasswordsDiffer = Les mots de passe diffèrent
PasswordChanged = Le mot de passe est changé

## Pages

Paging = Annonce
Page = Annonce
GroupNumber = Groupe { $number }
PagingGroup = Annonce à { $group }
PageFrom = Annonce de { $group }
AcceptOrReject = Accepter ou refuser
SpeakNow = Parlez : le groupe vous entend
AskPage = Annonce : l'écouter ?
EndPageFirst = Terminez d'abord l'annonce
GroupNotSetUp = Ce groupe n'est pas réglé

## Transfer

TransferTo = Transférer à
EnterTarget = Entrez le numéro du destinataire
Transferring = Transfert
TransferringWhenAnswered = Transfert dès la réponse
TransferringRings = Transfert, le poste sonne
TransferringInProgress = Transfert en cours
CallTransferred = Appel transféré
TransferFailed = Échec du transfert
NothingWasHeard = aucune nouvelle

## Lines, keys beside the display

LineNumber = Ligne { $number }
KeyNumber = Touche { $number }
NotSetUp = Non configuré
Ready = Prêt
Registering = Enregistrement
Registered = Enregistré
RegisteredAtSecond = Enregistré au second serveur
NotRegistered = Non enregistré
RegistrationFailure = Échec d'enregistrement
WrongUserOrPassword = Nom ou mot de passe incorrect
InCall = En appel
SpeedDial = Numéro abrégé
Idle = Libre
SubscriptionFailed = Échec de l'abonnement
CallingAgain = Serveur perdu : appel par l'autre
ContinuedElsewhere = Continué sur un autre poste
LineInUse = Ligne occupée
SharedLine = Ligne partagée
Shared = Partagée
OnHoldPrivate = Garde privée
InUse = Occupée
InUseByOther = Utilisée par un autre poste
PressToTake = appuyez pour reprendre
RingingElsewhere = Sonne sur un autre poste
NewCall = Nouvel appel

## Idle screen

NoConfiguration = Aucune configuration
MissedCallCount =
    { $count ->
        [one] { $count } appel manqué
       *[other] { $count } appels manqués
    }
NewMessages =
    { $count ->
        [one] { $count } nouveau message
       *[other] { $count } nouveaux messages
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Ne pas déranger sur { $count } ligne
       *[other] Ne pas déranger sur { $count } lignes
    }
ForwardingOnLines =
    { $count ->
        [one] Renvoi sur { $count } ligne
       *[other] Renvoi sur { $count } lignes
    }
ForwardAlways = Renvoi vers { $destination }
ForwardBusy = Si occupé, vers { $destination }
ForwardNoReply = Sans réponse, vers { $destination }

## Dialling

Dial = Appeler
DialFrom = Appeler depuis { $line }
CallsByItself = Appelle { $number } si rien n'est composé
AutomaticRedial = Recomposition auto
RedialWithin = Appelle { $number } dans { $seconds } s (ligne { $line })

## Directory

Company = Société
Name = Nom
Office = Bureau
Home = Domicile
Mobile = Cellulaire
Nobody = Personne
ContactsFound = { $count } trouvés. { $first }
DirectoryFull = Le répertoire est plein : { $limit } contacts
CompanyContact = Les contacts de la société ne se modifient pas ici
ContactSaved = { $name } est enregistré
ContactDeleted = { $name } est effacé
ContactWithoutName = Un contact doit avoir un nom
BadContactName = Le nom est trop long
ContactWithoutNumber = Un contact doit avoir un numéro
BadContactNumber = Le numéro ne peut être composé
AllContacts = Tous les contacts
NewContact = Nouveau contact
LoadContacts = Charger contacts
SaveAsVCard = Enregistrer en vCard
SaveAsText = Enregistrer en texte
ContactsDeleted = Contacts effacés
MoreNumbers = Trop de numéros
NotAContact = Pas un contact
NoContactsInFile = Aucun contact dans le fichier

## Call log

Missed = Manqué
Received = Reçu
Rejected = Refusé
Forwarded = Renvoyé
Dialed = Émis
NotAnswered = Sans réponse
DivertedByWhom = Renvoyé par
Duration = Durée
Line = Ligne
Cost = Coût
LogIsEmpty = Le journal est vide

## Forwarding, do not disturb

WhenBusy = Si occupé
NoReply = Sans réponse
ForwardTo = Renvoyer vers
AfterRings = Après sonneries, 2r
AfterSeconds = Après secondes
NotForwarded = Les appels ne sont pas renvoyés
EnterDestination = Entrez la destination
EnterWait = 0 à 7200 secondes, ou 1r à 99r sonneries
DoNotDisturbIsOn = { $line } : ne pas déranger activé
DoNotDisturbIsOff = { $line } : ne pas déranger désactivé
CannotBeSet = Réglage impossible

## Sound

Speaker = Haut-parleur
Headset = Casque
MicrophoneWillBeAsked = Le navigateur demandera le micro au premier appel, pour qu'on vous entende.
AllowMicrophone = Autorisez le micro pour que l'autre vous entende.
SoundStopped = Le son de l'autre s'est arrêté
NothingArrives = Rien n'arrive de l'autre
OnlySilenceArrives = Seul du silence arrive de l'autre
CannotBeDecrypted = Le son reçu est indéchiffrable
OtherCodecArrives = Le son reçu a un autre codec
NoSoundArrives = Ce qui arrive n'est pas du son
ArrivesFromElsewhere = Le son vient d'une autre adresse
Encrypted = Chiffré
NotEncrypted = Non chiffré
KeysInTheClear = Clés envoyées en clair : utilisez TLS
RefusedCallFrom = Appel de { $party } refusé
NothingIsSent = Rien n'est envoyé à l'autre
MicrophoneSilent = Le micro est muet
MicrophoneDenied = Micro refusé : écoute seule
MicrophoneMissing = Aucun micro : écoute seule
MicrophoneBusy = Micro utilisé ailleurs : écoute seule
MicrophoneClosed = Micro fermé : écoute seule
WaitingForMicrophone = Attente du micro
SoundBlocked = Son bloqué : touchez la page

## Forms

Password = Mot de passe
User = Utilisateur
EmptyField = Vide
Characters =
    { $count ->
        [one] { $count } caractère
       *[other] { $count } caractères
    }
Character = Caractère
Digits = Chiffres
SmallLetters = Minuscules
CapitalLetters = Majuscules
EnterUserName = Entrez un nom d'utilisateur
WrongPassword = Mot de passe incorrect
WrongTooOften = Trop d'erreurs : attendez { $seconds } s
Date = Date
Time = Heure
TimeRange = Heure, 00:00 à 23:59
TimeServerSetsClock = Un serveur règle l'heure
NoSuchDateOrTime = Cette date ou heure n'existe pas
ClockIsSet = L'heure est réglée
NoPasswordIsSet = Aucun mot de passe.
SetPassword = Pour ouvrir ce menu, mettez system/password dans la configuration.

## Configuration

AskingGateway = Demande de configuration à la passerelle
AskingDhcp = Demande de serveur à DHCP
LookingForServer = Recherche d'un serveur de configuration
AskingRedirectServer = Demande au serveur de redirection
LoadingConfiguration = Chargement de la configuration
CredentialsWanted = Nom et mot de passe demandés
LoadingFiles = Chargement des fichiers
CheckingConfiguration = Recherche d'une nouvelle configuration
SettingsWaitForCall = Les nouveaux réglages attendent la fin de l'appel
NoNewConfiguration = Pas de nouvelle configuration
ConfigurationUpToDate = La configuration est à jour
SettingsInForce = Les nouveaux réglages sont actifs
PhoneStartsAgain = Le téléphone redémarre
StartsAgainAfterCall = Redémarrage après l'appel
RebootingForSettings = Redémarrage pour les nouveaux réglages
BrowserCannotSave = Le navigateur ne peut pas garder le téléphone, perdu si la page est rechargée : { $why }
LastCheck = Dernier contrôle
Result = Résultat
NoneYet = Pas encore
NothingFound = Rien trouvé
UpToDate = À jour
NewSettings = Nouveaux réglages
NewSettingsWait = Nouveaux en attente
NextCheck = Prochain contrôle
AtNextStart = Au prochain démarrage
NothingThere = Rien
Worked = Réussi
StaticUrl = URL fixe
DhcpUrlOption = Option DHCP d'URL
LastServer = Dernier serveur
RedirectServer = Redirection
NoServerFound = Aucun serveur de configuration trouvé
NoneIsSet = Aucun défini
TriedAlready = Déjà essayé

## Gateway

Gateway = Passerelle
NoConnection = Pas de connexion
GatewayVersion = Passerelle en version { $version } : rechargez la page
NotEnrolled = Ce téléphone n'est pas inscrit
GatewayFull = La passerelle est pleine
GatewayMisunderstands = La passerelle ne comprend pas ce téléphone
UnexpectedAnswer = Réponse inattendue de la passerelle

## Status: network

IpAddress = Adresse IP
SipAddress = Adresse SIP
MediaAddress = Adresse média
MediaTransport = Transport média
Server = Serveur
SipInProgress = SIP en cours
MalformedMessages = Messages mal formés
RefusedRequests = Requêtes refusées
UntrustedRequests = Requêtes non fiables
Retransmissions = Retransmissions
Strays = Messages égarés
NoAnswerYet = Pas encore de réponse
DhcpOptions = Options DHCP
LanConnectionType = Connexion LAN
AutomaticIp = Automatique (DHCP)
Netmask = Masque réseau
GatewayAddress = Passerelle IP
PrimaryDns = DNS primaire
SecondaryDns = DNS secondaire
DomainName = Nom de domaine
SetByOperatingSystem = Réglé par le système de l'ordinateur de la passerelle.

## Status: account

UserId = Identifiant
DisplayName = Nom affiché
Label = Libellé
AuthenticationName = Nom d'accès
AuthenticationPassword = Mot de passe d'accès
NotSet = Non défini
SipProxyAddress = Proxy SIP

## Status: phone

Model = Modèle
Version = Version
SoftwareVersion = Version logicielle
SoftwareType = Type de logiciel
HardwareType = Type de matériel
InABrowser = { $model } dans un navigateur
BootloaderVersion = Version BL
DspVersion = Version DSP
LinkVersion = Version du lien
DeviceCertificate = Certificat
NotInstalled = Non installé
NoFile = Aucun fichier
ProblemCount =
    { $count ->
        [one] { $count } problème
       *[other] { $count } problèmes
    }

## Status: time

Clock = Horloge
TimeServer = Serveur de temps
SetByHand = Réglée à la main
Browser = Navigateur
TimeZone = Fuseau horaire
TimeZoneFrom = Fuseau donné par
Configuration = Configuration
AnswerOf = Réponse de { $server }
NextQuestion = Prochaine demande

## Status: sound

Microphone = Micro
NotAskedFor = Non demandé
Asking = Demande
Open = Ouvert
NoneFound = Aucun trouvé
NotAllowed = Refusé
InUseElsewhere = Utilisé ailleurs
Closed = Fermé
Playback = Lecture
NotStarted = Non démarrée
Running = En marche
BlockedByBrowser = Bloquée par le navigateur
Underruns = Manques
DelayHere = Délai de ce téléphone
JitterBuffer = Tampon de gigue
Delay = { $now } sur { $target } ms
Concealed = Masqué
PacketsIn = Paquets reçus
PacketsLate = Paquets en retard
PacketsUnusable = Paquets inutilisables
PacketsUndecryptable = Paquets illisibles
PacketsMalformed = Paquets malformés
PacketsOfOthers = Paquets d'autres
PacketsFromElsewhere = Venus d'ailleurs
PacketsOut = Paquets émis
SoundQuality = Qualité
RoundTrip = Aller-retour
Jitter = Gigue
PacketsLost = Paquets perdus
LossAtOther = Pertes chez l'autre

## What the browser does for the phone

Notifications = Notifications
AllowNotifications = Autorisez les notifications dans les réglages du navigateur pour cette page
HeadsetKeys = Touches du casque

## Self tests

SelfTests = Autotests
AllTests = Tous les tests
ProductInfo = Infos produit
MainScreen = Écran principal
SideScreen = Écran BLF
KeypadAndHook = Clavier et crochet
Lamps = Voyants
HandsFree = Mains libres
UsbPort = USB
AuxPort = AUX
SerialNumber = Numéro de série
Manufacturer = Fabricant
AllWhite = Tout blanc
AllBlack = Tout noir
BacklightOn = Éclairage allumé
BacklightOff = Éclairage éteint
GreenLampsOn = Voyants verts allumés
RedLampsOn = Voyants rouges allumés
AllLampsOn = Tous les voyants allumés
KeysPressed = { $pressed } sur { $all }
LiftHandset = Décrochez
PressAnyKey = Appuyez sur une touche
RecordingNow = Enregistrement : parlez
PlayingNow = Lecture en cours
PlugUsb = Branchez un casque USB, puis OK
NoAuxPort = Un navigateur n'a pas de port AUX
SoundCheck = Vérification du son
KeepQuiet = Silence un instant
TestSoundPlays = Un son d'essai est joué
SoundIsGood = Le son est bon
TurnLoudspeakerDown = Écho fort : baissez le haut-parleur
RoomIsLoud = La pièce est bruyante
TurnMicrophoneDown = Le son sature : baissez le micro
SoundIsLate = Le son est en retard : le sans-fil prend du temps
RoomNoise = Bruit de la pièce
EchoHere = Écho
LoopDelay = Retard des appareils
Distortion = Distorsion
LevelLow = Faible
LevelModerate = Modéré
LevelHigh = Fort
Recording = Enregistrement
StartRecording = Démarrer l'enregistrement
StopRecording = Arrêter l'enregistrement
SoundIsRecorded = Le son est enregistré
RecordingSaved = L'enregistrement est sauvegardé
Added = Ajoutés
Completed = Complétés
AlreadyThere = Déjà présents
LeftOut = Omis
AtLine = Ligne { $line } : { $why }
FileTooLarge = Le fichier dépasse { $limit } Mo
FileNotRead = Le fichier est illisible
NoKeysInFile = Aucune touche dans le fichier
KeysLoaded = Touches chargées
NothingToSave = Rien à enregistrer
FileSaved = { $name } enregistré
Greeting = Message d'accueil
PlayGreeting = Écouter
DeleteGreeting = Effacer le message
GreetingSaved = Message enregistré
GreetingTooShort = Enregistrement trop court
GreetingPlays = Message d'accueil en cours
RecordingSentTo = Envoyé à
RecordsInCallOnly = Seulement pendant un appel
NotWhileEncrypted = Pas pendant un appel chiffré
LoadRingTone = Charger sonnerie
RingToneLoaded = { $name } est chargée
RingToneDeleted = { $name } est effacée
LineRingsLike = { $line } sonne comme { $ring }
RingTonesFull = Plus de place : { $most } sonneries au plus, { $limit } Mo en tout
EmptyFile = Le fichier est vide
NotWav = Pas un fichier WAV
WavCutOff = Le fichier WAV est tronqué
WavWithoutSound = Le fichier WAV est sans son
WavNotMono = Le son doit être mono
WavOtherCode = Le son doit être PCM, loi A ou loi µ
WavOtherRate = Il faut du PCM à 16 kHz, 16 bits, ou loi A ou µ à 8 kHz, 8 bits
AskDeleteRingTone = Effacer la sonnerie ?

## Labels of the page

PageDisplay = Écran
PageKeypad = Clavier
PageLines = Lignes
PageSoftkeys = Touches d'écran
PageNavigation = Navigation
PageVolume = Volume
PageMicrophoneLevel = Niveau du micro
PageSpeakerLevel = Niveau du haut-parleur
PageMediaPath = Comment le son va à la passerelle
PageOtherTab = Le téléphone est dans un autre onglet, le son aussi. Les touches marchent aussi ici.
PageArmRinger = Touchez pour activer la sonnerie
PageStar = Étoile
PagePound = Carré
PageSpeaker = H.-parleur
PageHeadset = Casque
PageMute = Muet
PageHold = Garde
PageTransfer = Transfert
PageRedial = Recomp.
PageMenu = Menu
PageVoiceMail = Boîte vocale
PageContacts = Contacts
PageVolumeUp = Plus fort
PageVolumeDown = Moins fort
PageUp = Haut
PageDown = Bas
PageLeft = Gauche
PageRight = Droite
PageOk = OK
PageHandset = Combiné
PageEscape = Échap
PageBackspace = Retour arrière
PageLine = Ligne
PageSoftkey = Touche d'écran
PageVolumeShort = Vol.
PageFunctionKeys = Touches de fonction
PageFunctionKey = Touche de fonction
