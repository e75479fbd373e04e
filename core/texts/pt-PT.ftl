### Portuguese. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = A iniciar
Empty = Vazio
None = Nenhum
Unknown = Desconhecido
On = Sim
Off = Não
Chosen = Escolhido
Active = Ativo
Deleted = Apagado
Failed = Falha
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
        [1] seg
        [2] ter
        [3] qua
        [4] qui
        [5] sex
       *[6] sáb
    }
month-name =
    { $month ->
        [1] jan
        [2] fev
        [3] mar
        [4] abr
        [5] mai
        [6] jun
        [7] jul
        [8] ago
        [9] set
        [10] out
        [11] nov
       *[12] dez
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Mais
SoftReceived = Recebidas
SoftDialed = Feitas
SoftBlindTransfer = Tr. direta
SoftAccept = Aceitar
SoftUnlock = Abrir
SoftRings = toca
SoftBusy = ocupado
SoftHolds = espera

## Softkeys

SoftMissed = Perdidas
SoftCallLog = Chamadas
SoftDirectory = Contactos
SoftDetails = Detalhes
SoftNew = Novo
SoftSave = Guardar
SoftStop = Parar
SoftEdit = Editar
SoftDelete = Apagar
SoftForward = Desviar
SoftDoNotDisturb = Não inc.
SoftNewCall = Nova
SoftDial = Ligar
SoftClear = Apagar
SoftCancel = Cancelar
SoftAnswer = Atender
SoftReject = Recusar
SoftSilence = Silenciar
SoftHold = Espera
SoftResume = Retomar
SoftSwap = Alternar
SoftTransfer = Transferir
SoftConference = Conf.
SoftSplit = Separar
SoftEnd = Terminar
SoftClose = Fechar
SoftSelect = Escolher
SoftBack = Voltar
SoftExit = Sair
SoftNext = Próximo
SoftOk = OK
SoftYes = Sim
SoftNo = Não

## Menus and pages

KeysConfiguration = Teclas
SpeedDialKeys = Teclas rápidas
Softkeys = Teclas de ecrã
NavigationKeys = Setas
LoadKeys = Carregar teclas
SaveFunctionKeys = Guardar teclas F
SaveProgrammableKeys = Guardar outras teclas
LcdContrast = Contraste
BacklightTimeout = Tempo da luz
AlwaysOn = Sempre
Lock = Bloqueio
LockNow = Bloquear agora
ChangePassword = Mudar palavra-passe

## Menus and pages

Menu = Menu
CallLog = Chamadas
Directory = Agenda
Settings = Definições
Status = Estado
Administration = Administração
AllCalls = Todas as chamadas
MissedCalls = Chamadas perdidas
ReceivedCalls = Chamadas recebidas
DialedCalls = Chamadas feitas
DeleteAll = Apagar todas
Language = Idioma
RingTone = Toque
CallWaiting = Chamada em espera
DateAndTime = Data e hora
AnswerDevice = Atender com
AudioDevices = Dispositivos de áudio
Loudspeaker = Altifalante
AsTheBrowserHasIt = Conforme o navegador
EchoAndNoise = Eco e ruído
CleanedByPhone = Pelo telefone
CleanedByBrowser = Pelo navegador
CleanedInPhone = Telefone, { $delay } ms
LowDelay = Atraso baixo
LowDelayMeans = Pacotes mais curtos; o navegador remove o eco
HearOwnVoice = Ouvir a própria voz
DeviceGone = { $device } em falta: é usado outro dispositivo
DeviceBack = { $device } de novo em uso
DeviceNotThere = { $device } (em falta)
LoudspeakerFailed = Não se pode usar o altifalante
SoundFailed = O som falhou: a reiniciar
SoundLost = Som falhou: recarregue a página
HandsetListens = O auscultador escuta
HandsetListensNoMore = O auscultador está pousado
AutoAnswering = Resposta automática
Restart = Reiniciar
ProvisioningCredentials = Acesso ao servidor
FirmwareVersion = Firmware
ReleaseInformation = Versões
NetworkStatus = Estado da rede
LineStatus = Estado das linhas
Provisioning = Configuração
ConfigurationProblems = Erros de configuração
Audio = Áudio
NetworkSettings = Rede
SipAccounts = Contas SIP
SipDetails = Detalhes SIP
RestoreDefaults = Valores de fábrica
CheckNow = Verificar agora
Call = Chamada
Contact = Contacto
DoNotDisturb = Não incomodar
CallForward = Desvio de chamadas

## Questions

ExtensionBusy = Extensão ocupada
AskRestart = Reiniciar o telefone?
RestartNote = Uma chamada em curso não cai: o telefone espera o fim.
AskRestoreDefaults = Voltar aos valores de fábrica?
RestoreDefaultsNote = Definições, contactos e chamadas serão apagados. Não há volta.
AskRedial = Remarcar automaticamente?
RedialNote = O número é chamado até ficar livre.
AskDeleteLog = Apagar todas as chamadas?
AskDeleteContacts = Apagar todos os contactos?
AskDeleteGreeting = Apagar a saudação?
AskDeleteContact = Apagar o contacto?
CannotBeUndone = Não há volta.
Asked = { $question } { $note }
PressYesOrNo = Prima Sim ou Não

## Calls

Calling = A chamar
Ringing = A tocar
InProgress = Em curso
Answering = A atender
IncomingCall = Chamada recebida
Connected = Ligado
OnHold = Em espera
HeldByOther = Em espera pelo outro lado
HeldByBoth = Em espera pelos dois lados
Conference = Conferência
DigitsSent = Enviado { $digits }
DigitsReceived = Recebido { $digits }
CallFrom = Chamada de { $party }
IncomingCallFrom = Chamada recebida de { $party }
MissedCallFrom = Chamada perdida de { $party }
AnsweredByItself = Atendida automaticamente: { $party }
StillOnHold = Ainda em espera: { $party }
ForwardedTo = Desviada para { $party }
TransferredTo = Transferida para { $party }
Diverted = Desviada
DivertedBy = Desviada por { $party }
Anonymous = Anónimo

## How calls end

CallEnded = Chamada encerrada
Disconnected = Desligou
MissedCall = Chamada perdida
AnsweredElsewhere = Atendida noutro lugar
Busy = Ocupado
NoAnswer = Não atende
NumberNotFound = Número não existe
NumberIncomplete = Número incompleto
Unavailable = Indisponível
Declined = Recusada
NoCommonCodec = Sem codec comum
NoCommonEncryption = Sem cifra comum
Forbidden = Proibido
NotAuthorized = Não autorizado
UnknownHost = Host desconhecido { $host }
NoResponse = O servidor não responde
ConnectionLost = Ligação perdida
NoGateway = Sem ligação com o gateway
NoMediaPort = Sem porta para o som
CannotCall = Não é possível ligar
CallFailed = Falha na chamada ({ $status })

## What keys answer

PhoneIsStarting = O telefone está a iniciar
TooManyCalls = Demasiadas chamadas
OwnNumber = É o seu próprio número
NotANumber = Não é número nem endereço
NoCallToHold = Nenhuma chamada para reter
NoCallToJoin = Nenhuma chamada para unir
NoCallToTransfer = Nenhuma chamada para transferir
NoCallToMute = Nenhuma chamada em curso
SplitFirst = Separe antes a conferência
ConferenceSplit = Conferência separada
Invited = Convidado
Joining = A entrar
JoinedConference = { $party } entrou na conferência
DidNotJoin = { $party } não entrou
HoldFailed = Falha ao reter
ResumeFailed = Falha ao retomar
NoLineOnKey = Sem linha na tecla { $key }
NothingOnKey = Nada na tecla { $key }
NothingSetUpForKey = Nada definido para esta tecla
CannotForward = Não é possível desviar
NoDoNotDisturb = Não incomodar indisponível
EndCallFirst = Termine antes a chamada
DeviceIsOff = Este aparelho está desligado
Muted = Microfone mudo
NotMuted = Microfone aberto
NoDialedCalls = Nenhuma chamada feita
NoVoiceMailNumber = Sem número do correio de voz
RingerVolume = Volume do toque { $volume }
Volume = Volume { $volume }
LanguageNotLoaded = Não foi possível carregar { $language }

## Keys that are given functions

KeysPage = Teclas, página { $page } de { $pages }
NextKeys = Seguinte
DisplayKeyNumber = Tecla lateral { $number }
SoftkeyNumber = Tecla de ecrã { $number }
KeyUp = Para cima
KeyDown = Para baixo
KeyLeft = Esquerda
KeyRight = Direita
SpeedDialWithLamp = Rápida + lâmpada
KeyIsFixed = Esta tecla não muda aqui
KeyTakesLine = Esta tecla toma uma linha
Number = Número
EnterNumber = Marque o número
Code = Código
EnterCode = Escreva o código

## The lock

Locked = Bloqueado
Unlock = Desbloquear
PhoneLocked = O telefone está bloqueado
PhoneUnlocked = O telefone está desbloqueado
NewPassword = Nova palavra-passe
OnceMore = Mais uma vez
PasswordTooShort =
    { $count ->
        [one] Pelo menos { $count } carácter
       *[other] Pelo menos { $count } caracteres
    }
PasswordsDiffer = As palavras-passe são diferentes
PasswordChanged = Palavra-passe alterada

## Pages

Paging = Anúncio
Page = Anúncio
GroupNumber = Grupo { $number }
PagingGroup = Anúncio para { $group }
PageFrom = Anúncio de { $group }
AcceptOrReject = Aceitar ou recusar
SpeakNow = Fale: o grupo ouve-o
AskPage = Anúncio: ouvir?
EndPageFirst = Termine antes o anúncio
GroupNotSetUp = Grupo não definido

## Transfer

TransferTo = Transferir para
EnterTarget = Marque o número de destino
Transferring = A transferir
TransferringWhenAnswered = Transfere ao atender
TransferringRings = A transferir, tocando
TransferringInProgress = A transferir, em curso
CallTransferred = Chamada transferida
TransferFailed = Falha na transferência
NothingWasHeard = sem notícia

## Lines, keys beside the display

LineNumber = Linha { $number }
KeyNumber = Tecla { $number }
NotSetUp = Não configurada
Ready = Pronta
Registering = A registar
Registered = Registada
RegisteredAtSecond = Registada no 2º servidor
NotRegistered = Não registada
RegistrationFailure = Falha de registo
WrongUserOrPassword = Utilizador ou palavra-passe errados
InCall = Em chamada
SpeedDial = Marcação rápida
Idle = Livre
SubscriptionFailed = Falha na assinatura
CallingAgain = Servidor caiu: a ligar pelo outro
ContinuedElsewhere = Continua noutro telefone
LineInUse = Linha em uso
SharedLine = Linha partilhada
Shared = Partilhada
OnHoldPrivate = Espera privada
InUse = Em uso
InUseByOther = Em uso por outro telefone
PressToTake = prima para retomar
RingingElsewhere = Toca noutro telefone
NewCall = Nova chamada

## Idle screen

NoConfiguration = Sem configuração
MissedCallCount =
    { $count ->
        [one] { $count } chamada perdida
       *[other] { $count } chamadas perdidas
    }
NewMessages =
    { $count ->
        [one] { $count } nova mensagem
       *[other] { $count } novas mensagens
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Não incomodar em { $count } linha
       *[other] Não incomodar em { $count } linhas
    }
ForwardingOnLines =
    { $count ->
        [one] Desvio em { $count } linha
       *[other] Desvio em { $count } linhas
    }
ForwardAlways = Desvio para { $destination }
ForwardBusy = Se ocupado, para { $destination }
ForwardNoReply = Se não atender, para { $destination }

## Dialling

Dial = Ligar
DialFrom = Ligar de { $line }
CallsByItself = Liga para { $number } se nada for marcado
AutomaticRedial = Remarcação automática
RedialWithin = Liga para { $number } em { $seconds } s (linha { $line })

## Directory

Company = Empresa
Name = Nome
Office = Trabalho
Home = Casa
Mobile = Telemóvel
Nobody = Ninguém
ContactsFound = { $count } encontrados. { $first }
DirectoryFull = A agenda está cheia: { $limit } contactos
CompanyContact = Contactos da empresa não mudam aqui
ContactSaved = { $name } guardado
ContactDeleted = { $name } apagado
ContactWithoutName = O contacto precisa de nome
BadContactName = O nome é demasiado longo
ContactWithoutNumber = O contacto precisa de número
BadContactNumber = Esse número não pode ser marcado
AllContacts = Todos os contactos
NewContact = Novo contacto
LoadContacts = Carregar contactos
SaveAsVCard = Guardar como vCard
SaveAsText = Guardar como texto
ContactsDeleted = Contactos apagados
MoreNumbers = Demasiados números
NotAContact = Não é um contacto
NoContactsInFile = Não há contactos no ficheiro

## Call log

Missed = Perdida
Received = Recebida
Rejected = Recusada
Forwarded = Desviada
Dialed = Feita
NotAnswered = Não atendida
DivertedByWhom = Desviada por
Duration = Duração
Line = Linha
Cost = Custo
LogIsEmpty = A lista está vazia

## Forwarding, do not disturb

WhenBusy = Se ocupado
NoReply = Se não atender
ForwardTo = Desviar para
AfterRings = Após toques, 2r
AfterSeconds = Após segundos
NotForwarded = Chamadas sem desvio
EnterDestination = Informe o destino
EnterWait = 0 a 7200 segundos, ou 1r a 99r toques
DoNotDisturbIsOn = { $line }: não incomodar ligado
DoNotDisturbIsOff = { $line }: não incomodar desligado
CannotBeSet = Não é possível ajustar

## Sound

Speaker = Altifalante
Headset = Auricular
MicrophoneWillBeAsked = O navegador vai pedir o microfone na primeira chamada, para que o ouçam.
AllowMicrophone = Permita o microfone para que o ouçam.
SoundStopped = O som do outro lado parou
NothingArrives = Nada chega do outro lado
OnlySilenceArrives = Só silêncio chega do outro lado
CannotBeDecrypted = O que chega não se decifra
OtherCodecArrives = O que chega usa outro codec
NoSoundArrives = O que chega não é som
ArrivesFromElsewhere = O som vem de outro endereço
Encrypted = Cifrada
NotEncrypted = Não cifrada
KeysInTheClear = Chaves às claras: use TLS
RefusedCallFrom = Chamada de { $party } recusada
NothingIsSent = Nada é enviado ao outro lado
MicrophoneSilent = O microfone está mudo
MicrophoneDenied = Microfone não permitido: só escuta
MicrophoneMissing = Sem microfone: só escuta
MicrophoneBusy = Microfone em uso: só escuta
MicrophoneClosed = Microfone fechado: só escuta
WaitingForMicrophone = À espera do microfone
SoundBlocked = Som bloqueado: toque na página

## Forms

Password = Palavra-passe
User = Utilizador
EmptyField = Vazio
Characters =
    { $count ->
        [one] { $count } carácter
       *[other] { $count } caracteres
    }
Character = Carácter
Digits = Dígitos
SmallLetters = Minúsculas
CapitalLetters = Maiúsculas
EnterUserName = Escreva um utilizador
WrongPassword = Palavra-passe errada
WrongTooOften = Demasiados erros: espere { $seconds } s
Date = Data
Time = Hora
TimeRange = Hora, 00:00 a 23:59
TimeServerSetsClock = Um servidor acerta a hora
NoSuchDateOrTime = Essa data ou hora não existe
ClockIsSet = O relógio está certo
NoPasswordIsSet = Nenhuma palavra-passe definida.
SetPassword = Defina system/password na configuração para abrir este menu.

## Configuration

AskingGateway = A pedir configuração ao gateway
AskingDhcp = A perguntar ao DHCP por um servidor
LookingForServer = A procurar um servidor
AskingRedirectServer = A perguntar ao redirecionador
LoadingConfiguration = A carregar configuração
CredentialsWanted = Utilizador e palavra-passe pedidos
LoadingFiles = A carregar ficheiros
CheckingConfiguration = A procurar nova configuração
SettingsWaitForCall = As novas definições esperam o fim da chamada
NoNewConfiguration = Nenhuma configuração nova
ConfigurationUpToDate = A configuração está em dia
SettingsInForce = Novas definições em vigor
PhoneStartsAgain = O telefone reinicia
StartsAgainAfterCall = Reinicia após a chamada
RebootingForSettings = Reinício para aplicar mudanças
BrowserCannotSave = O navegador não pode salvar o telefone, que se perde ao recarregar: { $why }
LastCheck = Última verificação
Result = Resultado
NoneYet = Ainda nenhum
NothingFound = Nada encontrado
UpToDate = Em dia
NewSettings = Novas definições
NewSettingsWait = Novas em espera
NextCheck = Próxima verificação
AtNextStart = No próximo início
NothingThere = Nada lá
Worked = Funcionou
StaticUrl = URL fixa
DhcpUrlOption = Opção DHCP de URL
LastServer = Último servidor
RedirectServer = Redirecionador
NoServerFound = Nenhum servidor encontrado
NoneIsSet = Nenhum definido
TriedAlready = Já tentado

## Gateway

Gateway = Gateway
NoConnection = Sem ligação
GatewayVersion = O gateway tem a versão { $version }: recarregue a página
NotEnrolled = Este telefone não está inscrito
GatewayFull = O gateway está cheio
GatewayMisunderstands = O gateway não entende este telefone
UnexpectedAnswer = Resposta inesperada do gateway

## Status: network

IpAddress = Endereço IP
SipAddress = Endereço SIP
MediaAddress = Endereço de mídia
MediaTransport = Transporte de mídia
Server = Servidor
SipInProgress = SIP em curso
MalformedMessages = Mensagens malformadas
RefusedRequests = Pedidos recusados
UntrustedRequests = Pedidos estranhos
Retransmissions = Retransmissões
Strays = Mensagens perdidas
NoAnswerYet = Ainda sem resposta
DhcpOptions = Opções DHCP
LanConnectionType = Ligação LAN
AutomaticIp = Automática (DHCP)
Netmask = Máscara de rede
GatewayAddress = Gateway da rede
PrimaryDns = DNS primário
SecondaryDns = DNS secundário
DomainName = Domínio
SetByOperatingSystem = Definido pelo sistema do computador do gateway.

## Status: account

UserId = ID do utilizador
DisplayName = Nome exibido
Label = Rótulo
AuthenticationName = Nome de acesso
AuthenticationPassword = Palavra-passe de acesso
NotSet = Não definida
SipProxyAddress = Proxy SIP

## Status: phone

Model = Modelo
Version = Versão
SoftwareVersion = Versão do software
SoftwareType = Tipo de software
HardwareType = Tipo de hardware
InABrowser = { $model } num navegador
BootloaderVersion = Versão BL
DspVersion = Versão DSP
LinkVersion = Versão do link
DeviceCertificate = Certificado
NotInstalled = Não instalado
NoFile = Nenhum ficheiro
ProblemCount =
    { $count ->
        [one] { $count } problema
       *[other] { $count } problemas
    }

## Status: time

Clock = Relógio
TimeServer = Servidor de hora
SetByHand = Acertado à mão
Browser = Navegador
TimeZone = Fuso horário
TimeZoneFrom = Fuso dado por
Configuration = Configuração
AnswerOf = Resposta de { $server }
NextQuestion = Próxima consulta

## Status: sound

Microphone = Microfone
NotAskedFor = Não pedido
Asking = A pedir
Open = Aberto
NoneFound = Não encontrado
NotAllowed = Não permitido
InUseElsewhere = Em uso noutro lugar
Closed = Fechado
Playback = Reprodução
NotStarted = Não iniciada
Running = Em curso
BlockedByBrowser = Bloqueada pelo navegador
Underruns = Faltas
DelayHere = Atraso deste telefone
JitterBuffer = Buffer de jitter
Delay = { $now } de { $target } ms
Concealed = Disfarçado
PacketsIn = Pacotes recebidos
PacketsLate = Pacotes atrasados
PacketsUnusable = Pacotes inúteis
PacketsUndecryptable = Pacotes ilegíveis
PacketsMalformed = Pacotes malformados
PacketsOfOthers = Pacotes de outros
PacketsFromElsewhere = De outro lado
PacketsOut = Pacotes enviados
SoundQuality = Qualidade
RoundTrip = Ida e volta
Jitter = Jitter
PacketsLost = Pacotes perdidos
LossAtOther = Perda do outro lado

## What the browser does for the phone

Notifications = Notificações
AllowNotifications = Permita as notificações nas definições do navegador para esta página
HeadsetKeys = Teclas do auscultador

## Self tests

SelfTests = Autotestes
AllTests = Todos os testes
ProductInfo = Dados do produto
MainScreen = Ecrã principal
SideScreen = Ecrã BLF
KeypadAndHook = Teclado e descanso
Lamps = LED
HandsFree = Alta-voz
UsbPort = USB
AuxPort = AUX
SerialNumber = Número de série
Manufacturer = Fabricante
AllWhite = Tudo branco
AllBlack = Tudo preto
BacklightOn = Luz de fundo acesa
BacklightOff = Luz de fundo apagada
GreenLampsOn = LED verdes acesos
RedLampsOn = LED vermelhos acesos
AllLampsOn = Todos os LED acesos
KeysPressed = { $pressed } de { $all }
LiftHandset = Levante o auscultador
PressAnyKey = Prima uma tecla
RecordingNow = A gravar: fale
PlayingNow = A reproduzir
PlugUsb = Ligue um auscultador USB e prima OK
NoAuxPort = Um navegador não tem porta AUX
SoundCheck = Verificação do som
KeepQuiet = Faça silêncio um momento
TestSoundPlays = Está a tocar um som de teste
SoundIsGood = O som está bom
TurnLoudspeakerDown = Eco forte: baixe o altifalante
RoomIsLoud = A sala é ruidosa
TurnMicrophoneDown = Distorce: baixe o microfone
SoundIsLate = O som atrasa-se: os dispositivos sem fios levam tempo
RoomNoise = Ruído da sala
EchoHere = Eco
LoopDelay = Atraso dos dispositivos
Distortion = Distorção
LevelLow = Baixo
LevelModerate = Moderado
LevelHigh = Alto
Recording = Gravação
StartRecording = Iniciar gravação
StopRecording = Parar gravação
SoundIsRecorded = O som está a ser gravado
RecordingSaved = A gravação foi guardada
Added = Adicionados
Completed = Completados
AlreadyThere = Já existiam
LeftOut = Omitidos
AtLine = Linha { $line }: { $why }
FileTooLarge = O ficheiro passa de { $limit } MB
FileNotRead = Não se pode ler o ficheiro
NoKeysInFile = Não há teclas no ficheiro
KeysLoaded = Teclas carregadas
NothingToSave = Nada para guardar
FileSaved = { $name } guardado
Greeting = Saudação
PlayGreeting = Ouvir
DeleteGreeting = Apagar saudação
GreetingSaved = Saudação guardada
GreetingTooShort = Gravação demasiado curta
GreetingPlays = Saudação em curso
RecordingSentTo = Enviada para
RecordsInCallOnly = Só durante uma chamada
NotWhileEncrypted = Não durante uma chamada cifrada
LoadRingTone = Carregar toque
RingToneLoaded = { $name } carregado
RingToneDeleted = { $name } apagado
LineRingsLike = { $line } toca como { $ring }
RingTonesFull = Sem espaço: no máximo { $most } toques, { $limit } MB ao todo
EmptyFile = O ficheiro está vazio
NotWav = Não é um ficheiro WAV
WavCutOff = O ficheiro WAV está cortado
WavWithoutSound = O ficheiro WAV não tem som
WavNotMono = O som deve ser mono
WavOtherCode = O som deve ser PCM, lei A ou lei µ
WavOtherRate = É preciso PCM de 16 kHz, 16 bits, ou lei A ou µ de 8 kHz, 8 bits
AskDeleteRingTone = Apagar este toque?

## Labels of the page

PageDisplay = Ecrã
PageKeypad = Teclado
PageLines = Linhas
PageSoftkeys = Teclas de ecrã
PageNavigation = Navegação
PageVolume = Volume
PageMicrophoneLevel = Nível do microfone
PageSpeakerLevel = Nível do altifalante
PageMediaPath = Como o som chega ao gateway
PageOtherTab = O telefone está noutro separador, e o som também. As teclas funcionam aqui.
PageArmRinger = Toque para ativar a campainha
PageStar = Asterisco
PagePound = Cardinal
PageSpeaker = Alta-voz
PageHeadset = Auricular
PageMute = Mudo
PageHold = Espera
PageTransfer = Transferir
PageRedial = Remarcar
PageMenu = Menu
PageVoiceMail = Correio
PageContacts = Contactos
PageVolumeUp = Mais alto
PageVolumeDown = Mais baixo
PageUp = Para cima
PageDown = Para baixo
PageLeft = Esquerda
PageRight = Direita
PageOk = OK
PageHandset = Auscultador
PageEscape = Esc
PageBackspace = Apagar
PageLine = Linha
PageSoftkey = Tecla de ecrã
PageVolumeShort = Vol
PageFunctionKeys = Teclas de função
PageFunctionKey = Tecla de função
