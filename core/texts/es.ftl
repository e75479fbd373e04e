### Spanish. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Iniciando
Empty = Vacío
None = Ninguno
Unknown = Desconocido
On = Sí
Off = No
Chosen = Elegido
Active = Activo
Deleted = Borrado
Failed = Error
Seconds = { $count } s
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } vía { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] dom
        [1] lun
        [2] mar
        [3] mié
        [4] jue
        [5] vie
       *[6] sáb
    }
month-name =
    { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sep
        [10] oct
        [11] nov
       *[12] dic
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } a. m.
TimePm = { $time } p. m.

## Softkeys

SoftMore = Más
SoftReceived = Recibidas
SoftDialed = Hechas
SoftBlindTransfer = Transf. dir
SoftAccept = Aceptar
SoftUnlock = Abrir
SoftRings = suena
SoftBusy = ocupado
SoftHolds = retiene

## Softkeys

SoftMissed = Perdidas
SoftCallLog = Llamadas
SoftDirectory = Agenda
SoftDetails = Detalles
SoftNew = Nuevo
SoftSave = Guardar
SoftStop = Parar
SoftEdit = Editar
SoftDelete = Borrar
SoftForward = Desvío
SoftDoNotDisturb = No mol.
SoftNewCall = Nueva
SoftDial = Llamar
SoftClear = Borrar
SoftCancel = Cancelar
SoftAnswer = Responder
SoftReject = Rechazar
SoftSilence = Silenciar
SoftHold = Retener
SoftResume = Retomar
SoftSwap = Alternar
SoftTransfer = Transferir
SoftConference = Conf.
SoftSplit = Separar
SoftEnd = Colgar
SoftClose = Cerrar
SoftSelect = Elegir
SoftBack = Atrás
SoftExit = Salir
SoftNext = Sig.
SoftOk = OK
SoftYes = Sí
SoftNo = No

## Menus and pages

KeysConfiguration = Teclas
SpeedDialKeys = Teclas rápidas
Softkeys = Teclas de pantalla
NavigationKeys = Teclas de flecha
LoadKeys = Cargar teclas
SaveFunctionKeys = Guardar teclas F
SaveProgrammableKeys = Guardar otras teclas
LcdContrast = Contraste
BacklightTimeout = Tiempo de luz
AlwaysOn = Siempre
Lock = Bloqueo
LockNow = Bloquear ahora
ChangePassword = Cambiar contraseña

## Menus and pages

Menu = Menú
CallLog = Llamadas
Directory = Agenda
Settings = Ajustes
Status = Estado
Administration = Administración
AllCalls = Todas las llamadas
MissedCalls = Llamadas perdidas
ReceivedCalls = Llamadas recibidas
DialedCalls = Llamadas hechas
DeleteAll = Borrar todas
Language = Idioma
RingTone = Tono de llamada
CallWaiting = Llamada en espera
DateAndTime = Fecha y hora
AnswerDevice = Equipo de respuesta
AudioDevices = Dispositivos de audio
Loudspeaker = Altavoz
AsTheBrowserHasIt = Según el navegador
EchoAndNoise = Eco y ruido
CleanedByPhone = Por el teléfono
CleanedByBrowser = Por el navegador
CleanedInPhone = Teléfono, { $delay } ms
LowDelay = Retardo bajo
LowDelayMeans = Paquetes más cortos; el navegador quita el eco
HearOwnVoice = Oír la propia voz
DeviceGone = { $device } no está: se usa otro dispositivo
DeviceBack = { $device } se usa de nuevo
DeviceNotThere = { $device } (no está)
LoudspeakerFailed = No se puede usar el altavoz
SoundFailed = Falló el sonido: se reinicia
SoundLost = Sin sonido: recargue la página
HandsetListens = El auricular escucha
HandsetListensNoMore = El auricular está colgado
AutoAnswering = Respuesta automática
Restart = Reiniciar
ProvisioningCredentials = Acceso al servidor
FirmwareVersion = Firmware
ReleaseInformation = Versiones
NetworkStatus = Estado de la red
LineStatus = Estado de líneas
Provisioning = Configuración
ConfigurationProblems = Errores de configuración
Audio = Audio
NetworkSettings = Red
SipAccounts = Cuentas SIP
SipDetails = Detalles SIP
RestoreDefaults = Valores de fábrica
CheckNow = Comprobar ahora
Call = Llamada
Contact = Contacto
DoNotDisturb = No molestar
CallForward = Desvío de llamadas

## Questions

ExtensionBusy = Extensión ocupada
AskRestart = ¿Reiniciar el teléfono?
RestartNote = Una llamada en curso no se corta: el teléfono espera a que acabe.
AskRestoreDefaults = ¿Volver a los valores de fábrica?
RestoreDefaultsNote = Se borran ajustes, contactos y llamadas. No se puede deshacer.
AskRedial = ¿Rellamar automáticamente?
RedialNote = Se llama al número hasta que esté libre.
AskDeleteLog = ¿Borrar todas las llamadas?
AskDeleteContacts = ¿Borrar todos los contactos?
AskDeleteGreeting = ¿Borrar el saludo?
AskDeleteContact = ¿Borrar el contacto?
CannotBeUndone = No se puede deshacer.
Asked = { $question } { $note }
PressYesOrNo = Pulse Sí o No

## Calls

Calling = Llamando
Ringing = Sonando
InProgress = En curso
Answering = Respondiendo
IncomingCall = Llamada entrante
Connected = Conectado
OnHold = Retenida
HeldByOther = Retenida por el otro
HeldByBoth = Retenida por ambos
Conference = Conferencia
DigitsSent = Enviado { $digits }
DigitsReceived = Recibido { $digits }
CallFrom = Llamada de { $party }
IncomingCallFrom = Llamada entrante de { $party }
MissedCallFrom = Llamada perdida de { $party }
AnsweredByItself = Respuesta automática: { $party }
StillOnHold = Sigue retenida: { $party }
ForwardedTo = Desviada a { $party }
TransferredTo = Transferida a { $party }
Diverted = Desviada
DivertedBy = Desviada por { $party }
Anonymous = Anónimo

## How calls end

CallEnded = Llamada terminada
Disconnected = Colgó
MissedCall = Llamada perdida
AnsweredElsewhere = Atendida en otro lugar
Busy = Ocupado
NoAnswer = Sin respuesta
NumberNotFound = Número no encontrado
NumberIncomplete = Número incompleto
Unavailable = No disponible
Declined = Rechazada
NoCommonCodec = Sin códec común
NoCommonEncryption = Sin cifrado común
Forbidden = Prohibido
NotAuthorized = No autorizado
UnknownHost = Host desconocido { $host }
NoResponse = El servidor no responde
ConnectionLost = Conexión perdida
NoGateway = Sin conexión con la pasarela
NoMediaPort = Sin puerto para el sonido
CannotCall = No se puede llamar
CallFailed = Llamada fallida ({ $status })

## What keys answer

PhoneIsStarting = El teléfono se inicia
TooManyCalls = Demasiadas llamadas
OwnNumber = Es su propio número
NotANumber = No es número ni dirección
NoCallToHold = No hay llamada que retener
NoCallToJoin = No hay llamada que unir
NoCallToTransfer = No hay llamada que transferir
NoCallToMute = No hay llamada que silenciar
SplitFirst = Separe antes la conferencia
ConferenceSplit = Conferencia separada
Invited = Invitado
Joining = Entrando
JoinedConference = { $party } se ha unido
DidNotJoin = { $party } no se unió
HoldFailed = No se pudo retener
ResumeFailed = No se pudo retomar
NoLineOnKey = No hay línea en la tecla { $key }
NothingOnKey = Nada en la tecla { $key }
NothingSetUpForKey = Esta tecla no tiene ajustes
CannotForward = No se puede desviar
NoDoNotDisturb = No molestar no disponible
EndCallFirst = Termine antes la llamada
DeviceIsOff = Este equipo está desactivado
Muted = Micrófono apagado
NotMuted = Micrófono encendido
NoDialedCalls = No hay llamadas hechas
NoVoiceMailNumber = No hay número de buzón
RingerVolume = Volumen del timbre { $volume }
Volume = Volumen { $volume }
LanguageNotLoaded = No se puede cargar { $language }

## Keys that are given functions

KeysPage = Teclas, página { $page } de { $pages }
NextKeys = Siguiente
DisplayKeyNumber = Tecla lateral { $number }
SoftkeyNumber = Tecla de pantalla { $number }
KeyUp = Arriba
KeyDown = Abajo
KeyLeft = Izquierda
KeyRight = Derecha
SpeedDialWithLamp = Rápida + lámpara
KeyIsFixed = Esta tecla no se cambia aquí
KeyTakesLine = Esta tecla toma una línea
Number = Número
EnterNumber = Marque el número
Code = Código
EnterCode = Escriba el código

## The lock

Locked = Bloqueado
Unlock = Desbloquear
PhoneLocked = El teléfono está bloqueado
PhoneUnlocked = El teléfono está desbloqueado
NewPassword = Contraseña nueva
OnceMore = Otra vez
PasswordTooShort =
    { $count ->
        [one] Al menos { $count } carácter
       *[other] Al menos { $count } caracteres
    }
PasswordsDiffer = Las contraseñas no coinciden
PasswordChanged = Contraseña cambiada

## Pages

Paging = Megafonía
Page = Aviso
GroupNumber = Grupo { $number }
PagingGroup = Aviso a { $group }
PageFrom = Aviso de { $group }
AcceptOrReject = Aceptar o rechazar
SpeakNow = Hable: el grupo le oye
AskPage = Aviso: ¿escuchar?
EndPageFirst = Termine antes el aviso
GroupNotSetUp = Este grupo no está configurado

## Transfer

TransferTo = Transferir a
EnterTarget = Marque el número de destino
Transferring = Transfiriendo
TransferringWhenAnswered = Se transfiere al responder
TransferringRings = Transfiriendo, suena
TransferringInProgress = Transfiriendo, en curso
CallTransferred = Llamada transferida
TransferFailed = Transferencia fallida
NothingWasHeard = no se supo más

## Lines, keys beside the display

LineNumber = Línea { $number }
KeyNumber = Tecla { $number }
NotSetUp = Sin configurar
Ready = Lista
Registering = Registrando
Registered = Registrada
RegisteredAtSecond = Registrada en el 2.º servidor
NotRegistered = No registrada
RegistrationFailure = Fallo de registro
WrongUserOrPassword = Usuario o contraseña erróneos
InCall = En llamada
SpeedDial = Marcación rápida
Idle = Libre
SubscriptionFailed = Suscripción fallida
CallingAgain = Servidor caído: llama por el otro
ContinuedElsewhere = Sigue en otro teléfono
LineInUse = Línea en uso
SharedLine = Línea compartida
Shared = Compartida
OnHoldPrivate = Retenida, privada
InUse = En uso
InUseByOther = En uso por otro teléfono
PressToTake = pulse para tomarla
RingingElsewhere = Suena en otro teléfono
NewCall = Llamada nueva

## Idle screen

NoConfiguration = Sin configuración
MissedCallCount =
    { $count ->
        [one] { $count } llamada perdida
       *[other] { $count } llamadas perdidas
    }
NewMessages =
    { $count ->
        [one] { $count } mensaje nuevo
       *[other] { $count } mensajes nuevos
    }
DoNotDisturbOnLines =
    { $count ->
        [one] No molestar en { $count } línea
       *[other] No molestar en { $count } líneas
    }
ForwardingOnLines =
    { $count ->
        [one] Desvío en { $count } línea
       *[other] Desvío en { $count } líneas
    }
ForwardAlways = Desvío a { $destination }
ForwardBusy = Si ocupado, a { $destination }
ForwardNoReply = Sin respuesta, a { $destination }

## Dialling

Dial = Llamar
DialFrom = Llamar desde { $line }
CallsByItself = Llama a { $number } si no se marca nada
AutomaticRedial = Rellamada automática
RedialWithin = Llama a { $number } en { $seconds } s (línea { $line })

## Directory

Company = Empresa
Name = Nombre
Office = Oficina
Home = Casa
Mobile = Móvil
Nobody = Nadie
ContactsFound = { $count } encontrados. { $first }
DirectoryFull = La agenda está llena: { $limit } contactos
CompanyContact = Los contactos de la empresa no se cambian aquí
ContactSaved = { $name } guardado
ContactDeleted = { $name } borrado
ContactWithoutName = El contacto necesita un nombre
BadContactName = El nombre es demasiado largo
ContactWithoutNumber = El contacto necesita un número
BadContactNumber = No se puede marcar ese número
AllContacts = Todos los contactos
NewContact = Nuevo contacto
LoadContacts = Cargar contactos
SaveAsVCard = Guardar vCard
SaveAsText = Guardar texto
ContactsDeleted = Contactos borrados
MoreNumbers = Demasiados números
NotAContact = No es un contacto
NoContactsInFile = No hay contactos en el archivo

## Call log

Missed = Perdida
Received = Recibida
Rejected = Rechazada
Forwarded = Desviada
Dialed = Hecha
NotAnswered = Sin respuesta
DivertedByWhom = Desviada por
Duration = Duración
Line = Línea
Cost = Coste
LogIsEmpty = La lista de llamadas está vacía

## Forwarding, do not disturb

WhenBusy = Si ocupado
NoReply = Sin respuesta
ForwardTo = Desviar a
AfterRings = Tras tonos, 2r
AfterSeconds = Tras segundos
NotForwarded = Las llamadas no se desvían
EnterDestination = Indique el destino
EnterWait = De 0 a 7200 segundos, o de 1r a 99r tonos
DoNotDisturbIsOn = { $line }: no molestar activado
DoNotDisturbIsOff = { $line }: no molestar desactivado
CannotBeSet = No se puede ajustar

## Sound

Speaker = Altavoz
Headset = Auriculares
MicrophoneWillBeAsked = El navegador pedirá el micrófono en la primera llamada, para que le oigan.
AllowMicrophone = Permita el micrófono para que el otro le oiga.
SoundStopped = El sonido del otro se ha parado
NothingArrives = No llega nada del otro
OnlySilenceArrives = Solo llega silencio del otro
CannotBeDecrypted = Lo que llega no se descifra
OtherCodecArrives = Lo que llega usa otro códec
NoSoundArrives = Lo que llega no es sonido
ArrivesFromElsewhere = El sonido viene de otra dirección
Encrypted = Cifrada
NotEncrypted = Sin cifrar
KeysInTheClear = Claves sin cifrar: use TLS
RefusedCallFrom = Llamada de { $party } rechazada
NothingIsSent = No se envía nada al otro
MicrophoneSilent = El micrófono no da señal
MicrophoneDenied = Micrófono no permitido: solo escucha
MicrophoneMissing = Sin micrófono: solo escucha
MicrophoneBusy = Micrófono en uso: solo escucha
MicrophoneClosed = Micrófono cerrado: solo escucha
WaitingForMicrophone = Esperando el micrófono
SoundBlocked = Sonido bloqueado: toque la página

## Forms

Password = Contraseña
User = Usuario
EmptyField = Vacío
Characters =
    { $count ->
        [one] { $count } carácter
       *[other] { $count } caracteres
    }
Character = Carácter
Digits = Cifras
SmallLetters = Minúsculas
CapitalLetters = Mayúsculas
EnterUserName = Escriba un usuario
WrongPassword = Contraseña errónea
WrongTooOften = Demasiados errores: espere { $seconds } s
Date = Fecha
Time = Hora
TimeRange = Hora, 00:00 a 23:59
TimeServerSetsClock = Un servidor pone la hora
NoSuchDateOrTime = Esa fecha u hora no existe
ClockIsSet = El reloj está en hora
NoPasswordIsSet = No hay contraseña.
SetPassword = Ponga system/password en la configuración para abrir este menú.

## Configuration

AskingGateway = Pidiendo configuración a la pasarela
AskingDhcp = Preguntando a DHCP por un servidor
LookingForServer = Buscando un servidor de configuración
AskingRedirectServer = Preguntando al servidor de redirección
LoadingConfiguration = Cargando configuración
CredentialsWanted = Se pide usuario y contraseña
LoadingFiles = Cargando ficheros
CheckingConfiguration = Buscando una configuración nueva
SettingsWaitForCall = Los ajustes nuevos esperan al fin de la llamada
NoNewConfiguration = No hay configuración nueva
ConfigurationUpToDate = La configuración está al día
SettingsInForce = Los ajustes nuevos están activos
PhoneStartsAgain = El teléfono se reinicia
StartsAgainAfterCall = Se reinicia al acabar la llamada
RebootingForSettings = Reinicio para aplicar ajustes
BrowserCannotSave = El navegador no puede guardar el teléfono, que se pierde al recargar: { $why }
LastCheck = Última comprobación
Result = Resultado
NoneYet = Aún ninguno
NothingFound = Nada encontrado
UpToDate = Al día
NewSettings = Ajustes nuevos
NewSettingsWait = Ajustes en espera
NextCheck = Próxima comprobación
AtNextStart = En el próximo inicio
NothingThere = Nada allí
Worked = Correcto
StaticUrl = URL fija
DhcpUrlOption = Opción DHCP de URL
LastServer = Último servidor
RedirectServer = Redirección
NoServerFound = No se halló servidor de configuración
NoneIsSet = No hay ninguno
TriedAlready = Ya se intentó

## Gateway

Gateway = Pasarela
NoConnection = Sin conexión
GatewayVersion = La pasarela tiene la versión { $version }: recargue la página
NotEnrolled = Este teléfono no está inscrito
GatewayFull = La pasarela está llena
GatewayMisunderstands = La pasarela no entiende este teléfono
UnexpectedAnswer = Respuesta inesperada de la pasarela

## Status: network

IpAddress = Dirección IP
SipAddress = Dirección SIP
MediaAddress = Dirección de medios
MediaTransport = Transporte de medios
Server = Servidor
SipInProgress = SIP en curso
MalformedMessages = Mensajes incorrectos
RefusedRequests = Peticiones rechazadas
UntrustedRequests = Peticiones ajenas
Retransmissions = Retransmisiones
Strays = Mensajes perdidos
NoAnswerYet = Aún sin respuesta
DhcpOptions = Opciones DHCP
LanConnectionType = Conexión LAN
AutomaticIp = Automática (DHCP)
Netmask = Máscara de red
GatewayAddress = Puerta de enlace
PrimaryDns = DNS primario
SecondaryDns = DNS secundario
DomainName = Dominio
SetByOperatingSystem = Lo ajusta el sistema del ordenador de la pasarela.

## Status: account

UserId = ID de usuario
DisplayName = Nombre mostrado
Label = Etiqueta
AuthenticationName = Nombre de acceso
AuthenticationPassword = Contraseña de acceso
NotSet = Sin definir
SipProxyAddress = Proxy SIP

## Status: phone

Model = Modelo
Version = Versión
SoftwareVersion = Versión de software
SoftwareType = Tipo de software
HardwareType = Tipo de equipo
InABrowser = { $model } en un navegador
BootloaderVersion = Versión BL
DspVersion = Versión DSP
LinkVersion = Versión del enlace
DeviceCertificate = Certificado
NotInstalled = No instalado
NoFile = Sin fichero
ProblemCount =
    { $count ->
        [one] { $count } problema
       *[other] { $count } problemas
    }

## Status: time

Clock = Reloj
TimeServer = Servidor de hora
SetByHand = Puesto a mano
Browser = Navegador
TimeZone = Zona horaria
TimeZoneFrom = Zona según
Configuration = Configuración
AnswerOf = Respuesta de { $server }
NextQuestion = Próxima consulta

## Status: sound

Microphone = Micrófono
NotAskedFor = No pedido
Asking = Pidiendo
Open = Abierto
NoneFound = No encontrado
NotAllowed = No permitido
InUseElsewhere = En uso en otro sitio
Closed = Cerrado
Playback = Reproducción
NotStarted = Sin empezar
Running = En marcha
BlockedByBrowser = Bloqueada por el navegador
Underruns = Vacíos
DelayHere = Retardo del teléfono
JitterBuffer = Búfer de fluctuación
Delay = { $now } de { $target } ms
Concealed = Ocultado
PacketsIn = Paquetes recibidos
PacketsLate = Paquetes tardíos
PacketsUnusable = Paquetes inservibles
PacketsUndecryptable = Paquetes ilegibles
PacketsMalformed = Paquetes erróneos
PacketsOfOthers = Paquetes de otros
PacketsFromElsewhere = De otro lugar
PacketsOut = Paquetes enviados
SoundQuality = Calidad
RoundTrip = Ida y vuelta
Jitter = Fluctuación
PacketsLost = Paquetes perdidos
LossAtOther = Pérdida en el otro lado

## What the browser does for the phone

Notifications = Notificaciones
AllowNotifications = Permita las notificaciones en los ajustes del navegador para esta página
HeadsetKeys = Teclas del auricular

## Self tests

SelfTests = Autopruebas
AllTests = Todas las pruebas
ProductInfo = Datos del producto
MainScreen = Pantalla
SideScreen = Pantalla BLF
KeypadAndHook = Teclado y horquilla
Lamps = Luces LED
HandsFree = Manos libres
UsbPort = USB
AuxPort = AUX
SerialNumber = Número de serie
Manufacturer = Fabricante
AllWhite = Todo blanco
AllBlack = Todo negro
BacklightOn = Luz de fondo encendida
BacklightOff = Luz de fondo apagada
GreenLampsOn = Luces verdes encendidas
RedLampsOn = Luces rojas encendidas
AllLampsOn = Todas las luces encendidas
KeysPressed = { $pressed } de { $all } pulsadas
LiftHandset = Descuelgue el teléfono
PressAnyKey = Pulse una tecla
RecordingNow = Grabando: hable
PlayingNow = Reproduciendo
PlugUsb = Conecte un auricular USB y pulse OK
NoAuxPort = Un navegador no tiene puerto AUX
SoundCheck = Prueba de sonido
KeepQuiet = Guarde silencio un momento
TestSoundPlays = Suena un sonido de prueba
SoundIsGood = El sonido es bueno
TurnLoudspeakerDown = Eco fuerte: baje el altavoz
RoomIsLoud = La sala es ruidosa
TurnMicrophoneDown = Distorsiona: baje el micrófono
SoundIsLate = El sonido llega tarde: los equipos inalámbricos tardan
RoomNoise = Ruido de la sala
EchoHere = Eco
LoopDelay = Retardo de los equipos
Distortion = Distorsión
LevelLow = Bajo
LevelModerate = Moderado
LevelHigh = Alto
Recording = Grabación
StartRecording = Empezar a grabar
StopRecording = Detener la grabación
SoundIsRecorded = Se está grabando el sonido
RecordingSaved = La grabación está guardada
Added = Añadidos
Completed = Completados
AlreadyThere = Ya estaban
LeftOut = Omitidos
AtLine = Línea { $line }: { $why }
FileTooLarge = El archivo pasa de { $limit } MB
FileNotRead = No se puede leer el archivo
NoKeysInFile = No hay teclas en el archivo
KeysLoaded = Teclas cargadas
NothingToSave = No hay nada que guardar
FileSaved = { $name } guardado
Greeting = Saludo
PlayGreeting = Escuchar
DeleteGreeting = Borrar el saludo
GreetingSaved = Saludo guardado
GreetingTooShort = Grabación demasiado corta
GreetingPlays = El saludo está sonando
RecordingSentTo = Se envía a
RecordsInCallOnly = Solo en una llamada
NotWhileEncrypted = No durante una llamada cifrada
LoadRingTone = Cargar tono
RingToneLoaded = { $name } cargado
RingToneDeleted = { $name } borrado
LineRingsLike = { $line } suena como { $ring }
RingTonesFull = Sin espacio: { $most } tonos como máximo, { $limit } MB en total
EmptyFile = El archivo está vacío
NotWav = No es un archivo WAV
WavCutOff = El archivo WAV está cortado
WavWithoutSound = El archivo WAV no tiene sonido
WavNotMono = El sonido debe ser mono
WavOtherCode = El sonido debe ser PCM, ley A o ley µ
WavOtherRate = Hace falta PCM de 16 kHz y 16 bits, o ley A o µ de 8 kHz y 8 bits
AskDeleteRingTone = ¿Borrar este tono?

## Labels of the page

PageDisplay = Pantalla
PageKeypad = Teclado
PageLines = Líneas
PageSoftkeys = Teclas de pantalla
PageNavigation = Navegación
PageVolume = Volumen
PageMicrophoneLevel = Nivel del micrófono
PageSpeakerLevel = Nivel del altavoz
PageMediaPath = Cómo llega el sonido a la pasarela
PageOtherTab = El teléfono está en otra pestaña, y su sonido también. Las teclas funcionan aquí.
PageArmRinger = Toque para activar el timbre
PageStar = Asterisco
PagePound = Almohadilla
PageSpeaker = Altavoz
PageHeadset = Diadema
PageMute = Silencio
PageHold = Retener
PageTransfer = Transferir
PageRedial = Rellamar
PageMenu = Menú
PageVoiceMail = Buzón
PageContacts = Agenda
PageVolumeUp = Subir volumen
PageVolumeDown = Bajar volumen
PageUp = Arriba
PageDown = Abajo
PageLeft = Izquierda
PageRight = Derecha
PageOk = OK
PageHandset = Auricular
PageEscape = Escape
PageBackspace = Retroceso
PageLine = Línea
PageSoftkey = Tecla de pantalla
PageVolumeShort = Vol.
PageFunctionKeys = Teclas de función
PageFunctionKey = Tecla de función
