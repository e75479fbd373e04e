### Brazilian Portuguese. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Iniciando
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
SoftDirectory = Contatos
SoftDetails = Detalhes
SoftNew = Novo
SoftSave = Salvar
SoftStop = Parar
SoftEdit = Editar
SoftDelete = Apagar
SoftForward = Desviar
SoftDoNotDisturb = Ñ pert.
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
SoftEnd = Encerrar
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
Softkeys = Teclas de tela
NavigationKeys = Setas
LoadKeys = Carregar teclas
SaveFunctionKeys = Salvar teclas F
SaveProgrammableKeys = Salvar outras teclas
LcdContrast = Contraste
BacklightTimeout = Tempo da luz
AlwaysOn = Sempre
Lock = Bloqueio
LockNow = Bloquear agora
ChangePassword = Mudar senha

## Menus and pages

Menu = Menu
CallLog = Chamadas
Directory = Agenda
Settings = Configurações
Status = Status
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
Loudspeaker = Alto-falante
AsTheBrowserHasIt = Conforme o navegador
EchoAndNoise = Eco e ruído
CleanedByPhone = Pelo telefone
CleanedByBrowser = Pelo navegador
CleanedInPhone = Telefone, { $delay } ms
LowDelay = Atraso baixo
LowDelayMeans = Pacotes menores; o navegador remove o eco
HearOwnVoice = Ouvir a própria voz
DeviceGone = { $device } ausente: outro dispositivo é usado
DeviceBack = { $device } em uso de novo
DeviceNotThere = { $device } (ausente)
LoudspeakerFailed = Não dá para usar o alto-falante
SoundFailed = O som falhou: reiniciando
SoundLost = Som falhou: recarregue a página
HandsetListens = O monofone escuta
HandsetListensNoMore = O monofone está no gancho
AutoAnswering = Atender sozinho
Restart = Reiniciar
ProvisioningCredentials = Acesso ao servidor
FirmwareVersion = Firmware
ReleaseInformation = Versões
NetworkStatus = Status da rede
LineStatus = Status das linhas
Provisioning = Provisionamento
ConfigurationProblems = Erros de configuração
Audio = Áudio
NetworkSettings = Rede
SipAccounts = Contas SIP
SipDetails = Detalhes SIP
RestoreDefaults = Padrões de fábrica
CheckNow = Verificar agora
Call = Chamada
Contact = Contato
DoNotDisturb = Não perturbe
CallForward = Desvio de chamadas

## Questions

ExtensionBusy = Ramal ocupado
AskRestart = Reiniciar o telefone?
RestartNote = Uma chamada em curso não cai: o telefone espera o fim.
AskRestoreDefaults = Voltar aos padrões de fábrica?
RestoreDefaultsNote = Configurações, contatos e chamadas serão apagados. Não há volta.
AskRedial = Rediscar automaticamente?
RedialNote = O número é chamado até ficar livre.
AskDeleteLog = Apagar todas as chamadas?
AskDeleteContacts = Apagar todos os contatos?
AskDeleteGreeting = Apagar a saudação?
AskDeleteContact = Apagar o contato?
CannotBeUndone = Não há volta.
Asked = { $question } { $note }
PressYesOrNo = Pressione Sim ou Não

## Calls

Calling = Chamando
Ringing = Tocando
InProgress = Em curso
Answering = Atendendo
IncomingCall = Recebendo chamada
Connected = Conectado
OnHold = Em espera
HeldByOther = Em espera pelo outro lado
HeldByBoth = Em espera pelos dois lados
Conference = Conferência
DigitsSent = Enviado { $digits }
DigitsReceived = Recebido { $digits }
CallFrom = Chamada de { $party }
IncomingCallFrom = Recebendo chamada de { $party }
MissedCallFrom = Chamada perdida de { $party }
AnsweredByItself = Atendida sozinha: { $party }
StillOnHold = Ainda em espera: { $party }
ForwardedTo = Desviada para { $party }
TransferredTo = Transferida para { $party }
Diverted = Desviada
DivertedBy = Desviada por { $party }
Anonymous = Anônimo

## How calls end

CallEnded = Chamada encerrada
Disconnected = Desligou
MissedCall = Chamada perdida
AnsweredElsewhere = Atendida em outro lugar
Busy = Ocupado
NoAnswer = Não atende
NumberNotFound = Número não existe
NumberIncomplete = Número incompleto
Unavailable = Indisponível
Declined = Recusada
NoCommonCodec = Sem codec comum
NoCommonEncryption = Sem criptografia comum
Forbidden = Proibido
NotAuthorized = Não autorizado
UnknownHost = Host desconhecido { $host }
NoResponse = O servidor não responde
ConnectionLost = Conexão perdida
NoGateway = Sem conexão com o gateway
NoMediaPort = Sem porta para o som
CannotCall = Não é possível ligar
CallFailed = Falha na chamada ({ $status })

## What keys answer

PhoneIsStarting = O telefone está iniciando
TooManyCalls = Chamadas demais
OwnNumber = É o seu próprio número
NotANumber = Não é número nem endereço
NoCallToHold = Nenhuma chamada para reter
NoCallToJoin = Nenhuma chamada para unir
NoCallToTransfer = Nenhuma chamada para transferir
NoCallToMute = Nenhuma chamada em curso
SplitFirst = Separe antes a conferência
ConferenceSplit = Conferência separada
Invited = Convidado
Joining = Entrando
JoinedConference = { $party } entrou na conferência
DidNotJoin = { $party } não entrou
HoldFailed = Falha ao reter
ResumeFailed = Falha ao retomar
NoLineOnKey = Sem linha na tecla { $key }
NothingOnKey = Nada na tecla { $key }
NothingSetUpForKey = Nada definido para esta tecla
CannotForward = Não é possível desviar
NoDoNotDisturb = Não perturbe indisponível
EndCallFirst = Encerre antes a chamada
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
NextKeys = Próximo
DisplayKeyNumber = Tecla lateral { $number }
SoftkeyNumber = Tecla de tela { $number }
KeyUp = Para cima
KeyDown = Para baixo
KeyLeft = Esquerda
KeyRight = Direita
SpeedDialWithLamp = Rápida + lâmpada
KeyIsFixed = Esta tecla não muda aqui
KeyTakesLine = Esta tecla toma uma linha
Number = Número
EnterNumber = Digite o número
Code = Código
EnterCode = Digite o código

## The lock

Locked = Bloqueado
Unlock = Desbloquear
PhoneLocked = O telefone está bloqueado
PhoneUnlocked = O telefone está desbloqueado
NewPassword = Nova senha
OnceMore = Mais uma vez
PasswordTooShort =
    { $count ->
        [one] Pelo menos { $count } caractere
       *[other] Pelo menos { $count } caracteres
    }
PasswordsDiffer = As senhas são diferentes
PasswordChanged = Senha alterada

## Pages

Paging = Anúncio
Page = Anúncio
GroupNumber = Grupo { $number }
PagingGroup = Anúncio para { $group }
PageFrom = Anúncio de { $group }
AcceptOrReject = Aceitar ou recusar
SpeakNow = Fale: o grupo ouve você
AskPage = Anúncio: ouvir?
EndPageFirst = Encerre antes o anúncio
GroupNotSetUp = Grupo não definido

## Transfer

TransferTo = Transferir para
EnterTarget = Digite o número de destino
Transferring = Transferindo
TransferringWhenAnswered = Transfere ao atender
TransferringRings = Transferindo, tocando
TransferringInProgress = Transferindo, em curso
CallTransferred = Chamada transferida
TransferFailed = Falha na transferência
NothingWasHeard = sem notícia

## Lines, keys beside the display

LineNumber = Linha { $number }
KeyNumber = Tecla { $number }
NotSetUp = Não configurada
Ready = Pronta
Registering = Registrando
Registered = Registrada
RegisteredAtSecond = Registrada no 2º servidor
NotRegistered = Não registrada
RegistrationFailure = Falha de registro
WrongUserOrPassword = Usuário ou senha errados
InCall = Em chamada
SpeedDial = Discagem rápida
Idle = Livre
SubscriptionFailed = Falha na assinatura
CallingAgain = Servidor caiu: ligando pelo outro
ContinuedElsewhere = Continua em outro telefone
LineInUse = Linha em uso
SharedLine = Linha compartilhada
Shared = Compartilhada
OnHoldPrivate = Espera privada
InUse = Em uso
InUseByOther = Em uso por outro telefone
PressToTake = pressione para retomar
RingingElsewhere = Toca em outro telefone
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
        [one] Não perturbe em { $count } linha
       *[other] Não perturbe em { $count } linhas
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
CallsByItself = Liga para { $number } se nada for discado
AutomaticRedial = Rediscagem automática
RedialWithin = Liga para { $number } em { $seconds } s (linha { $line })

## Directory

Company = Empresa
Name = Nome
Office = Trabalho
Home = Casa
Mobile = Celular
Nobody = Ninguém
ContactsFound = { $count } encontrados. { $first }
DirectoryFull = A agenda está cheia: { $limit } contatos
CompanyContact = Contatos da empresa não mudam aqui
ContactSaved = { $name } salvo
ContactDeleted = { $name } apagado
ContactWithoutName = O contato precisa de nome
BadContactName = O nome é longo demais
ContactWithoutNumber = O contato precisa de número
BadContactNumber = Esse número não pode ser discado
AllContacts = Todos os contatos
NewContact = Novo contato
LoadContacts = Carregar contatos
SaveAsVCard = Salvar como vCard
SaveAsText = Salvar como texto
ContactsDeleted = Contatos apagados
MoreNumbers = Números demais
NotAContact = Não é um contato
NoContactsInFile = Não há contatos no arquivo

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
DoNotDisturbIsOn = { $line }: não perturbe ligado
DoNotDisturbIsOff = { $line }: não perturbe desligado
CannotBeSet = Não é possível ajustar

## Sound

Speaker = Alto-falante
Headset = Fone
MicrophoneWillBeAsked = O navegador pedirá o microfone na primeira chamada, para que ouçam você.
AllowMicrophone = Permita o microfone para que ouçam você.
SoundStopped = O som do outro lado parou
NothingArrives = Nada chega do outro lado
OnlySilenceArrives = Só silêncio chega do outro lado
CannotBeDecrypted = O que chega não se decifra
OtherCodecArrives = O que chega usa outro codec
NoSoundArrives = O que chega não é som
ArrivesFromElsewhere = O som vem de outro endereço
Encrypted = Criptografada
NotEncrypted = Sem criptografia
KeysInTheClear = Chaves às claras: use TLS
RefusedCallFrom = Chamada de { $party } recusada
NothingIsSent = Nada é enviado ao outro lado
MicrophoneSilent = O microfone está mudo
MicrophoneDenied = Microfone não permitido: só escuta
MicrophoneMissing = Sem microfone: só escuta
MicrophoneBusy = Microfone em uso: só escuta
MicrophoneClosed = Microfone fechado: só escuta
WaitingForMicrophone = Esperando o microfone
SoundBlocked = Som bloqueado: toque na página

## Forms

Password = Senha
User = Usuário
EmptyField = Vazio
Characters =
    { $count ->
        [one] { $count } caractere
       *[other] { $count } caracteres
    }
Character = Caractere
Digits = Dígitos
SmallLetters = Minúsculas
CapitalLetters = Maiúsculas
EnterUserName = Digite um usuário
WrongPassword = Senha errada
WrongTooOften = Erros demais: espere { $seconds } s
Date = Data
Time = Hora
TimeRange = Hora, 00:00 a 23:59
TimeServerSetsClock = Um servidor acerta a hora
NoSuchDateOrTime = Essa data ou hora não existe
ClockIsSet = O relógio está certo
NoPasswordIsSet = Nenhuma senha definida.
SetPassword = Defina system/password na configuração para abrir este menu.

## Configuration

AskingGateway = Pedindo configuração ao gateway
AskingDhcp = Perguntando ao DHCP por um servidor
LookingForServer = Procurando um servidor
AskingRedirectServer = Perguntando ao redirecionador
LoadingConfiguration = Carregando configuração
CredentialsWanted = Usuário e senha pedidos
LoadingFiles = Carregando arquivos
CheckingConfiguration = Procurando nova configuração
SettingsWaitForCall = As novas configurações esperam o fim da chamada
NoNewConfiguration = Nenhuma configuração nova
ConfigurationUpToDate = A configuração está em dia
SettingsInForce = Novas configurações em vigor
PhoneStartsAgain = O telefone reinicia
StartsAgainAfterCall = Reinicia após a chamada
RebootingForSettings = Reinício para aplicar mudanças
BrowserCannotSave = O navegador não pode salvar o telefone, que se perde ao recarregar: { $why }
LastCheck = Última verificação
Result = Resultado
NoneYet = Ainda nenhum
NothingFound = Nada encontrado
UpToDate = Em dia
NewSettings = Novas configurações
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
NoConnection = Sem conexão
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
LanConnectionType = Conexão LAN
AutomaticIp = Automática (DHCP)
Netmask = Máscara de rede
GatewayAddress = Gateway da rede
PrimaryDns = DNS primário
SecondaryDns = DNS secundário
DomainName = Domínio
SetByOperatingSystem = Definido pelo sistema do computador do gateway.

## Status: account

UserId = ID do usuário
DisplayName = Nome exibido
Label = Rótulo
AuthenticationName = Nome de acesso
AuthenticationPassword = Senha de acesso
NotSet = Não definida
SipProxyAddress = Proxy SIP

## Status: phone

Model = Modelo
Version = Versão
SoftwareVersion = Versão do software
SoftwareType = Tipo de software
HardwareType = Tipo de hardware
InABrowser = { $model } em um navegador
BootloaderVersion = Versão BL
DspVersion = Versão DSP
LinkVersion = Versão do link
DeviceCertificate = Certificado
NotInstalled = Não instalado
NoFile = Nenhum arquivo
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
Asking = Pedindo
Open = Aberto
NoneFound = Não encontrado
NotAllowed = Não permitido
InUseElsewhere = Em uso em outro lugar
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
PacketsFromElsewhere = De outro lugar
PacketsOut = Pacotes enviados
SoundQuality = Qualidade
RoundTrip = Ida e volta
Jitter = Jitter
PacketsLost = Pacotes perdidos
LossAtOther = Perda do outro lado

## What the browser does for the phone

Notifications = Notificações
AllowNotifications = Permita as notificações nas configurações do navegador para esta página
HeadsetKeys = Teclas do headset

## Self tests

SelfTests = Autotestes
AllTests = Todos os testes
ProductInfo = Dados do produto
MainScreen = Tela principal
SideScreen = Tela BLF
KeypadAndHook = Teclado e gancho
Lamps = LEDs
HandsFree = Viva-voz
UsbPort = USB
AuxPort = AUX
SerialNumber = Número de série
Manufacturer = Fabricante
AllWhite = Tudo branco
AllBlack = Tudo preto
BacklightOn = Luz de fundo acesa
BacklightOff = Luz de fundo apagada
GreenLampsOn = LEDs verdes acesos
RedLampsOn = LEDs vermelhos acesos
AllLampsOn = Todos os LEDs acesos
KeysPressed = { $pressed } de { $all }
LiftHandset = Tire o fone do gancho
PressAnyKey = Pressione uma tecla
RecordingNow = Gravando: fale
PlayingNow = Reproduzindo
PlugUsb = Conecte um headset USB e pressione OK
NoAuxPort = Um navegador não tem porta AUX
SoundCheck = Verificação do som
KeepQuiet = Fique em silêncio um momento
TestSoundPlays = Um som de teste está tocando
SoundIsGood = O som está bom
TurnLoudspeakerDown = Eco forte: abaixe o alto-falante
RoomIsLoud = A sala é barulhenta
TurnMicrophoneDown = Distorce: abaixe o microfone
SoundIsLate = O som atrasa: dispositivos sem fio levam tempo
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
SoundIsRecorded = O som está sendo gravado
RecordingSaved = A gravação foi salva
Added = Adicionados
Completed = Completados
AlreadyThere = Já existiam
LeftOut = Omitidos
AtLine = Linha { $line }: { $why }
FileTooLarge = O arquivo passa de { $limit } MB
FileNotRead = Não se pode ler o arquivo
NoKeysInFile = Não há teclas no arquivo
KeysLoaded = Teclas carregadas
NothingToSave = Nada para salvar
FileSaved = { $name } salvo
Greeting = Saudação
PlayGreeting = Ouvir
DeleteGreeting = Apagar saudação
GreetingSaved = Saudação salva
GreetingTooShort = Gravação curta demais
GreetingPlays = Saudação em curso
RecordingSentTo = Enviada para
RecordsInCallOnly = Só durante uma chamada
NotWhileEncrypted = Não durante uma chamada criptografada
LoadRingTone = Carregar toque
RingToneLoaded = { $name } carregado
RingToneDeleted = { $name } apagado
LineRingsLike = { $line } toca como { $ring }
RingTonesFull = Sem espaço: no máximo { $most } toques, { $limit } MB ao todo
EmptyFile = O arquivo está vazio
NotWav = Não é um arquivo WAV
WavCutOff = O arquivo WAV está cortado
WavWithoutSound = O arquivo WAV não tem som
WavNotMono = O som deve ser mono
WavOtherCode = O som deve ser PCM, lei A ou lei µ
WavOtherRate = É preciso PCM de 16 kHz, 16 bits, ou lei A ou µ de 8 kHz, 8 bits
AskDeleteRingTone = Apagar este toque?

## Labels of the page

PageDisplay = Tela
PageKeypad = Teclado
PageLines = Linhas
PageSoftkeys = Teclas de tela
PageNavigation = Navegação
PageVolume = Volume
PageMicrophoneLevel = Nível do microfone
PageSpeakerLevel = Nível do alto-falante
PageMediaPath = Como o som chega ao gateway
PageOtherTab = O telefone está em outra aba, e o som também. As teclas funcionam aqui.
PageArmRinger = Toque para ativar a campainha
PageStar = Estrela
PagePound = Cerquilha
PageSpeaker = Viva-voz
PageHeadset = Fone
PageMute = Mudo
PageHold = Espera
PageTransfer = Transferir
PageRedial = Rediscar
PageMenu = Menu
PageVoiceMail = Correio
PageContacts = Contatos
PageVolumeUp = Mais alto
PageVolumeDown = Mais baixo
PageUp = Para cima
PageDown = Para baixo
PageLeft = Esquerda
PageRight = Direita
PageOk = OK
PageHandset = Monofone
PageEscape = Esc
PageBackspace = Apagar
PageLine = Linha
PageSoftkey = Tecla de tela
PageVolumeShort = Vol
PageFunctionKeys = Teclas de função
PageFunctionKey = Tecla de função
