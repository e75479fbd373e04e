### Ukrainian. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Запуск
Empty = Порожньо
None = Немає
Unknown = Невідомо
On = Увімк.
Off = Вимк.
Chosen = Вибрано
Active = Активно
Deleted = Видалено
Failed = Збій
Seconds = { $count } с
Milliseconds = { $count } мс
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } через { $via }

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] нд
        [1] пн
        [2] вт
        [3] ср
        [4] чт
        [5] пт
       *[6] сб
    }
month-name =
    { $month ->
        [1] січ.
        [2] лют.
        [3] бер.
        [4] квіт.
        [5] трав.
        [6] черв.
        [7] лип.
        [8] серп.
        [9] вер.
        [10] жовт.
        [11] лист.
       *[12] груд.
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Ще
SoftReceived = Прийняті
SoftDialed = Вихідні
SoftBlindTransfer = Сліпий
SoftAccept = Прийняти
SoftUnlock = Відкрити
SoftRings = дзвонить
SoftBusy = зайнятий
SoftHolds = утримує

## Softkeys

SoftMissed = Пропущені
SoftCallLog = Дзвінки
SoftDirectory = Контакти
SoftDetails = Докладно
SoftNew = Новий
SoftSave = Зберегти
SoftStop = Стоп
SoftEdit = Змінити
SoftDelete = Видалити
SoftForward = Переадр.
SoftDoNotDisturb = Не турб.
SoftNewCall = Дзвінок
SoftDial = Набрати
SoftClear = Стерти
SoftCancel = Скасувати
SoftAnswer = Відповісти
SoftReject = Відхилити
SoftSilence = Без звуку
SoftHold = Утримати
SoftResume = Повернути
SoftSwap = Змінити
SoftTransfer = Переказ
SoftConference = Конф.
SoftSplit = Розділити
SoftEnd = Завершити
SoftClose = Закрити
SoftSelect = Вибрати
SoftBack = Назад
SoftExit = Вихід
SoftNext = Далі
SoftOk = ОК
SoftYes = Так
SoftNo = Ні

## Menus and pages

KeysConfiguration = Кнопки
SpeedDialKeys = Кнопки набору
Softkeys = Екранні кнопки
NavigationKeys = Стрілки
LoadKeys = Завантажити кнопки
SaveFunctionKeys = Зберегти кнопки F
SaveProgrammableKeys = Зберегти інші
LcdContrast = Контраст
BacklightTimeout = Час підсвітки
AlwaysOn = Завжди
Lock = Блокування
LockNow = Заблокувати
ChangePassword = Змінити пароль

## Menus and pages

Menu = Меню
CallLog = Журнал дзвінків
Directory = Контакти
Settings = Налаштування
Status = Стан
Administration = Адміністратор
AllCalls = Усі дзвінки
MissedCalls = Пропущені
ReceivedCalls = Прийняті
DialedCalls = Вихідні
DeleteAll = Видалити всі
Language = Мова
RingTone = Мелодія
CallWaiting = Очікування дзвінка
DateAndTime = Дата і час
AnswerDevice = Чим відповідати
AudioDevices = Аудіопристрої
Loudspeaker = Динамік
AsTheBrowserHasIt = Як у браузері
EchoAndNoise = Луна і шум
CleanedByPhone = Усуває телефон
CleanedByBrowser = Усуває браузер
CleanedInPhone = Телефон, { $delay } мс
LowDelay = Мала затримка
LowDelayMeans = Коротші пакети; луну усуває браузер
HearOwnVoice = Чути власний голос
DeviceGone = { $device } відсутній: використовується інший пристрій
DeviceBack = { $device } знову використовується
DeviceNotThere = { $device } (немає)
LoudspeakerFailed = Динамік недоступний
SoundFailed = Збій звуку: перезапуск
SoundLost = Звук відмовив: оновіть сторінку
HandsetListens = Слухавка слухає
HandsetListensNoMore = Слухавку покладено
AutoAnswering = Автовідповідь
Restart = Перезапуск
ProvisioningCredentials = Вхід на сервер
FirmwareVersion = Прошивка
ReleaseInformation = Версії
NetworkStatus = Стан мережі
LineStatus = Стан ліній
Provisioning = Конфігурація
ConfigurationProblems = Помилки конфігурації
Audio = Звук
NetworkSettings = Мережа
SipAccounts = Облікові записи SIP
SipDetails = Дані SIP
RestoreDefaults = Скинути налаштування
CheckNow = Перевірити
Call = Дзвінок
Contact = Контакт
DoNotDisturb = Не турбувати
CallForward = Переадресація

## Questions

ExtensionBusy = Номер зайнятий
AskRestart = Перезапустити телефон?
RestartNote = Розмова не перерветься: телефон дочекається її кінця.
AskRestoreDefaults = Скинути налаштування?
RestoreDefaultsNote = Налаштування, контакти й дзвінки буде видалено назавжди.
AskRedial = Увімкнути автододзвін?
RedialNote = Номер викликається, доки не звільниться.
AskDeleteLog = Видалити всі дзвінки?
AskDeleteContacts = Видалити всі контакти?
AskDeleteGreeting = Видалити вітання?
AskDeleteContact = Видалити контакт?
CannotBeUndone = Скасувати не можна.
Asked = { $question } { $note }
PressYesOrNo = Натисніть Так або Ні

## Calls

Calling = Виклик
Ringing = Дзвонить
InProgress = З'єднання
Answering = Відповідь
IncomingCall = Вхідний дзвінок
Connected = Розмова
OnHold = На утриманні
HeldByOther = Утримано співрозмовником
HeldByBoth = Утримано з обох боків
Conference = Конференція
DigitsSent = Надіслано { $digits }
DigitsReceived = Отримано { $digits }
CallFrom = Дзвінок від { $party }
IncomingCallFrom = Вхідний дзвінок від { $party }
MissedCallFrom = Пропущено дзвінок від { $party }
AnsweredByItself = Автовідповідь: { $party }
StillOnHold = Досі на утриманні: { $party }
ForwardedTo = Переадресовано: { $party }
TransferredTo = Переведено: { $party }
Diverted = Переадресовано
DivertedBy = Переадресував { $party }
Anonymous = Анонім

## How calls end

CallEnded = Дзвінок завершено
Disconnected = Співрозмовник поклав слухавку
MissedCall = Пропущений дзвінок
AnsweredElsewhere = Прийнято на іншому телефоні
Busy = Зайнято
NoAnswer = Немає відповіді
NumberNotFound = Номер не знайдено
NumberIncomplete = Номер неповний
Unavailable = Недоступний
Declined = Відхилено
NoCommonCodec = Немає спільного кодека
NoCommonEncryption = Немає спільного шифрування
Forbidden = Заборонено
NotAuthorized = Немає доступу
UnknownHost = Невідомий вузол { $host }
NoResponse = Сервер не відповідає
ConnectionLost = Зв'язок втрачено
NoGateway = Немає зв'язку зі шлюзом
NoMediaPort = Немає порту для звуку
CannotCall = Дзвінок неможливий
CallFailed = Дзвінок не вдався ({ $status })

## What keys answer

PhoneIsStarting = Телефон запускається
TooManyCalls = Забагато дзвінків
OwnNumber = Це ваш номер
NotANumber = Не номер і не адреса
NoCallToHold = Немає дзвінка для утримання
NoCallToJoin = Немає дзвінка для об'єднання
NoCallToTransfer = Немає дзвінка для переказу
NoCallToMute = Немає розмови
SplitFirst = Спершу розділіть конференцію
ConferenceSplit = Конференцію розділено
Invited = Запрошено
Joining = Приєднується
JoinedConference = { $party } тепер у конференції
DidNotJoin = { $party }: не приєднався
HoldFailed = Утримати не вдалося
ResumeFailed = Повернути не вдалося
NoLineOnKey = Немає лінії на кнопці { $key }
NothingOnKey = Кнопка { $key } порожня
NothingSetUpForKey = Кнопку не налаштовано
CannotForward = Переадресація недоступна
NoDoNotDisturb = Режим недоступний
EndCallFirst = Спершу завершіть дзвінок
DeviceIsOff = Цей пристрій вимкнено
Muted = Мікрофон вимкнено
NotMuted = Мікрофон увімкнено
NoDialedCalls = Немає вихідних дзвінків
NoVoiceMailNumber = Немає номера голосової пошти
RingerVolume = Гучність дзвінка { $volume }
Volume = Гучність { $volume }
LanguageNotLoaded = Не вдалося завантажити: { $language }

## Keys that are given functions

KeysPage = Кнопки, стор. { $page } з { $pages }
NextKeys = Далі
DisplayKeyNumber = Кнопка екрана { $number }
SoftkeyNumber = Екранна кнопка { $number }
KeyUp = Вгору
KeyDown = Вниз
KeyLeft = Ліворуч
KeyRight = Праворуч
SpeedDialWithLamp = Набір + лампа
KeyIsFixed = Ця кнопка тут не змінюється
KeyTakesLine = Кнопка займає лінію
Number = Номер
EnterNumber = Введіть номер
Code = Код
EnterCode = Введіть код

## The lock

Locked = Заблоковано
Unlock = Розблокувати
PhoneLocked = Телефон заблоковано
PhoneUnlocked = Телефон розблоковано
NewPassword = Новий пароль
OnceMore = Ще раз
PasswordTooShort =
    { $count ->
        [one] Щонайменше { $count } знак
        [few] Щонайменше { $count } знаки
        [many] Щонайменше { $count } знаків
       *[other] Щонайменше { $count } знака
    }
PasswordsDiffer = Паролі не збігаються
PasswordChanged = Пароль змінено

## Pages

Paging = Оголошення
Page = Оголошення
GroupNumber = Група { $number }
PagingGroup = Оголошення: { $group }
PageFrom = Оголошення від { $group }
AcceptOrReject = Прийняти чи відхилити
SpeakNow = Говоріть: група вас чує
AskPage = Оголошення: слухати?
EndPageFirst = Спершу завершіть оголошення
GroupNotSetUp = Групу не налаштовано

## Transfer

TransferTo = Переказати на
EnterTarget = Введіть номер для переказу
Transferring = Переказ
TransferringWhenAnswered = Переказ після відповіді
TransferringRings = Переказ, дзвонить
TransferringInProgress = Переказ, з'єднання
CallTransferred = Дзвінок переказано
TransferFailed = Переказ не вдався
NothingWasHeard = немає звістки

## Lines, keys beside the display

LineNumber = Лінія { $number }
KeyNumber = Кнопка { $number }
NotSetUp = Не налаштовано
Ready = Готова
Registering = Реєстрація
Registered = Зареєстровано
RegisteredAtSecond = На другому сервері
NotRegistered = Не зареєстровано
RegistrationFailure = Помилка реєстрації
WrongUserOrPassword = Хибне ім'я або пароль
InCall = Розмова
SpeedDial = Швидкий набір
Idle = Вільний
SubscriptionFailed = Помилка підписки
CallingAgain = Сервер зник: виклик через інший
ContinuedElsewhere = Продовжено на іншому телефоні
LineInUse = Лінія зайнята
SharedLine = Спільна лінія
Shared = Спільна
OnHoldPrivate = Приватне утримання
InUse = Зайнята
InUseByOther = Зайнята іншим телефоном
PressToTake = натисніть, щоб прийняти
RingingElsewhere = Дзвонить інший телефон
NewCall = Новий дзвінок

## Idle screen

NoConfiguration = Немає конфігурації
MissedCallCount =
    { $count ->
        [one] { $count } пропущений дзвінок
        [few] { $count } пропущені дзвінки
        [many] { $count } пропущених дзвінків
       *[other] { $count } пропущеного дзвінка
    }
NewMessages =
    { $count ->
        [one] { $count } нове повідомлення
        [few] { $count } нові повідомлення
        [many] { $count } нових повідомлень
       *[other] { $count } нового повідомлення
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Не турбувати на { $count } лінії
       *[other] Не турбувати на { $count } лініях
    }
ForwardingOnLines =
    { $count ->
        [one] Переадресація на { $count } лінії
       *[other] Переадресація на { $count } лініях
    }
ForwardAlways = Переадресація: { $destination }
ForwardBusy = Якщо зайнято: { $destination }
ForwardNoReply = Без відповіді: { $destination }

## Dialling

Dial = Набір
DialFrom = Набір з { $line }
CallsByItself = Набере { $number }, якщо нічого не набрати
AutomaticRedial = Автододзвін
RedialWithin = Виклик { $number } за { $seconds } с (лінія { $line })

## Directory

Company = Компанія
Name = Ім'я
Office = Робочий
Home = Домашній
Mobile = Мобільний
Nobody = Нікого
ContactsFound = Знайдено: { $count }. { $first }
DirectoryFull = Контакти заповнено: { $limit }
CompanyContact = Контакти компанії тут не змінюються
ContactSaved = { $name }: збережено
ContactDeleted = { $name }: видалено
ContactWithoutName = Контакту потрібне ім'я
BadContactName = Ім'я задовге
ContactWithoutNumber = Контакту потрібен номер
BadContactNumber = Такий номер не набрати
AllContacts = Усі контакти
NewContact = Новий контакт
LoadContacts = Завантажити
SaveAsVCard = Зберегти як vCard
SaveAsText = Зберегти як текст
ContactsDeleted = Контакти видалено
MoreNumbers = Забагато номерів
NotAContact = Це не контакт
NoContactsInFile = У файлі немає контактів

## Call log

Missed = Пропущено
Received = Прийнято
Rejected = Відхилено
Forwarded = Переадресовано
Dialed = Вихідний
NotAnswered = Без відповіді
DivertedByWhom = Переадресував
Duration = Тривалість
Line = Лінія
Cost = Вартість
LogIsEmpty = Журнал дзвінків порожній

## Forwarding, do not disturb

WhenBusy = Якщо зайнято
NoReply = Без відповіді
ForwardTo = Переадресувати на
AfterRings = Через гудки, 2r
AfterSeconds = Через секунди
NotForwarded = Переадресацію вимкнено
EnterDestination = Введіть, куди спрямувати
EnterWait = 0–7200 секунд або 1r–99r гудків
DoNotDisturbIsOn = { $line }: не турбувати — увімк.
DoNotDisturbIsOff = { $line }: не турбувати — вимк.
CannotBeSet = Встановити не можна

## Sound

Speaker = Динамік
Headset = Гарнітура
MicrophoneWillBeAsked = Під час першого дзвінка браузер спитає про мікрофон, щоб вас чули.
AllowMicrophone = Дозвольте мікрофон, щоб співрозмовник вас чув.
SoundStopped = Звук від співрозмовника зник
NothingArrives = Від співрозмовника нічого не надходить
OnlySilenceArrives = Від співрозмовника надходить тиша
CannotBeDecrypted = Отримане не розшифрувати
OtherCodecArrives = Отримане в іншому кодеку
NoSoundArrives = Отримане — не звук
ArrivesFromElsewhere = Звук іде з іншої адреси
Encrypted = Зашифровано
NotEncrypted = Не зашифровано
KeysInTheClear = Ключі відкриті: потрібен TLS
RefusedCallFrom = Відхилено дзвінок від { $party }
NothingIsSent = Співрозмовнику нічого не йде
MicrophoneSilent = Мікрофон мовчить
MicrophoneDenied = Мікрофон заборонено: ви лише слухаєте
MicrophoneMissing = Мікрофона немає: ви лише слухаєте
MicrophoneBusy = Мікрофон зайнятий: ви лише слухаєте
MicrophoneClosed = Мікрофон закрито: ви лише слухаєте
WaitingForMicrophone = Очікування мікрофона
SoundBlocked = Звук заблоковано: торкніться сторінки

## Forms

Password = Пароль
User = Ім'я
EmptyField = Порожньо
Characters =
    { $count ->
        [one] { $count } знак
        [few] { $count } знаки
        [many] { $count } знаків
       *[other] { $count } знака
    }
Character = Знак
Digits = Цифри
SmallLetters = Малі літери
CapitalLetters = Великі літери
EnterUserName = Введіть ім'я
WrongPassword = Хибний пароль
WrongTooOften = Забагато помилок: чекайте { $seconds } с
Date = Дата
Time = Час
TimeRange = Час, 00:00–23:59
TimeServerSetsClock = Годинник ставить сервер
NoSuchDateOrTime = Немає такої дати чи часу
ClockIsSet = Годинник встановлено
NoPasswordIsSet = Пароль не задано.
SetPassword = Щоб відкрити меню, задайте system/password у конфігурації.

## Configuration

AskingGateway = Запит конфігурації у шлюзу
AskingDhcp = Запит сервера в DHCP
LookingForServer = Пошук сервера конфігурації
AskingRedirectServer = Запит сервера переспрямування
LoadingConfiguration = Завантаження конфігурації
CredentialsWanted = Потрібні ім'я та пароль
LoadingFiles = Завантаження файлів
CheckingConfiguration = Пошук нової конфігурації
SettingsWaitForCall = Нові налаштування чекають кінця розмови
NoNewConfiguration = Немає нової конфігурації
ConfigurationUpToDate = Конфігурація актуальна
SettingsInForce = Нові налаштування діють
PhoneStartsAgain = Телефон перезапускається
StartsAgainAfterCall = Перезапуск після розмови
RebootingForSettings = Перезапуск для нових налаштувань
BrowserCannotSave = Браузер не може зберегти телефон, він зникне після оновлення: { $why }
LastCheck = Остання перевірка
Result = Підсумок
NoneYet = Ще немає
NothingFound = Нічого не знайдено
UpToDate = Актуально
NewSettings = Нові налаштування
NewSettingsWait = Нові чекають
NextCheck = Наступна перевірка
AtNextStart = Під час наступного запуску
NothingThere = Нічого немає
Worked = Успішно
StaticUrl = Заданий URL
DhcpUrlOption = Опція DHCP: URL
LastServer = Попередній сервер
RedirectServer = Переспрямування
NoServerFound = Сервер конфігурації не знайдено
NoneIsSet = Не задано
TriedAlready = Вже пробували

## Gateway

Gateway = Шлюз
NoConnection = Немає зв'язку
GatewayVersion = Версія шлюзу { $version }: оновіть сторінку
NotEnrolled = Цей телефон не внесено
GatewayFull = Шлюз заповнено
GatewayMisunderstands = Шлюз не розуміє цей телефон
UnexpectedAnswer = Неочікувана відповідь шлюзу

## Status: network

IpAddress = IP-адреса
SipAddress = SIP-адреса
MediaAddress = Адреса звуку
MediaTransport = Передача звуку
Server = Сервер
SipInProgress = Дії SIP
MalformedMessages = Хибні повідомлення
RefusedRequests = Відхилені запити
UntrustedRequests = Чужі запити
Retransmissions = Повтори
Strays = Заблукалі
NoAnswerYet = Ще немає відповіді
DhcpOptions = Опції DHCP
LanConnectionType = Підключення LAN
AutomaticIp = Автоматично (DHCP)
Netmask = Маска мережі
GatewayAddress = Адреса шлюзу
PrimaryDns = Перший DNS
SecondaryDns = Другий DNS
DomainName = Домен
SetByOperatingSystem = Задає система комп'ютера шлюзу.

## Status: account

UserId = ID користувача
DisplayName = Ім'я на екрані
Label = Підпис
AuthenticationName = Ім'я для входу
AuthenticationPassword = Пароль для входу
NotSet = Не задано
SipProxyAddress = SIP-проксі

## Status: phone

Model = Модель
Version = Версія
SoftwareVersion = Версія програми
SoftwareType = Тип програми
HardwareType = Тип пристрою
InABrowser = { $model } у браузері
BootloaderVersion = Версія BL
DspVersion = Версія DSP
LinkVersion = Версія зв'язку
DeviceCertificate = Сертифікат
NotInstalled = Не встановлено
NoFile = Немає файлу
ProblemCount =
    { $count ->
        [one] { $count } помилка
        [few] { $count } помилки
        [many] { $count } помилок
       *[other] { $count } помилки
    }

## Status: time

Clock = Годинник
TimeServer = Сервер часу
SetByHand = Вручну
Browser = Браузер
TimeZone = Часовий пояс
TimeZoneFrom = Пояс задає
Configuration = Конфігурація
AnswerOf = Відповідь { $server }
NextQuestion = Наступний запит

## Status: sound

Microphone = Мікрофон
NotAskedFor = Не спитано
Asking = Питає
Open = Відкрито
NoneFound = Не знайдено
NotAllowed = Не дозволено
InUseElsewhere = Зайнятий іншим
Closed = Закрито
Playback = Відтворення
NotStarted = Не почато
Running = Триває
BlockedByBrowser = Заблоковано браузером
Underruns = Пропуски
DelayHere = Затримка телефону
JitterBuffer = Буфер джитера
Delay = { $now } з { $target } мс
Concealed = Приховано
PacketsIn = Пакети прийнято
PacketsLate = Пакети запізнилися
PacketsUnusable = Пакети непридатні
PacketsUndecryptable = Пакети нечитні
PacketsMalformed = Пакети з помилками
PacketsOfOthers = Пакети інших
PacketsFromElsewhere = З іншої адреси
PacketsOut = Пакети надіслано
SoundQuality = Якість
RoundTrip = Туди й назад
Jitter = Джитер
PacketsLost = Пакети втрачено
LossAtOther = Втрати співрозмовника

## What the browser does for the phone

Notifications = Сповіщення
AllowNotifications = Дозвольте сповіщення в налаштуваннях браузера для цієї сторінки
HeadsetKeys = Кнопки гарнітури

## Self tests

SelfTests = Самоперевірка
AllTests = Усі перевірки
ProductInfo = Про пристрій
MainScreen = Екран
SideScreen = Екран BLF
KeypadAndHook = Клавіші та важіль
Lamps = Індикатори
HandsFree = Гучний зв'язок
UsbPort = USB
AuxPort = AUX
SerialNumber = Серійний номер
Manufacturer = Виробник
AllWhite = Усе біле
AllBlack = Усе чорне
BacklightOn = Підсвітка увімкнена
BacklightOff = Підсвітка вимкнена
GreenLampsOn = Світяться зелені
RedLampsOn = Світяться червоні
AllLampsOn = Світяться всі
KeysPressed = Натиснуто { $pressed } з { $all }
LiftHandset = Зніміть слухавку
PressAnyKey = Натисніть будь-яку клавішу
RecordingNow = Запис: говоріть
PlayingNow = Відтворення
PlugUsb = Під'єднайте гарнітуру USB і натисніть OK
NoAuxPort = У браузері немає порту AUX
SoundCheck = Перевірка звуку
KeepQuiet = Помовчіть хвилинку
TestSoundPlays = Лунає пробний звук
SoundIsGood = Звук добрий
TurnLoudspeakerDown = Сильна луна: зменште гучність динаміка
RoomIsLoud = У кімнаті гамірно
TurnMicrophoneDown = Звук спотворюється: зменште мікрофон
SoundIsLate = Звук запізнюється: бездротовим пристроям потрібен час
RoomNoise = Шум у кімнаті
EchoHere = Луна
LoopDelay = Затримка пристроїв
Distortion = Спотворення
LevelLow = Слабке
LevelModerate = Помірне
LevelHigh = Сильне
Recording = Запис
StartRecording = Почати запис
StopRecording = Зупинити запис
SoundIsRecorded = Звук записується
RecordingSaved = Запис збережено
Added = Додано
Completed = Доповнено
AlreadyThere = Уже є
LeftOut = Пропущено
AtLine = Рядок { $line }: { $why }
FileTooLarge = Файл більший за { $limit } МБ
FileNotRead = Файл не читається
NoKeysInFile = У файлі немає кнопок
KeysLoaded = Кнопки завантажено
NothingToSave = Немає що зберігати
FileSaved = Збережено: { $name }
Greeting = Вітання
PlayGreeting = Прослухати
DeleteGreeting = Видалити
GreetingSaved = Вітання збережено
GreetingTooShort = Запис закороткий
GreetingPlays = Звучить вітання
RecordingSentTo = Надсилається
RecordsInCallOnly = Лише під час дзвінка
NotWhileEncrypted = Не під час шифрованого дзвінка
LoadRingTone = Додати мелодію
RingToneLoaded = { $name }: завантажено
RingToneDeleted = { $name }: видалено
LineRingsLike = { $line } дзвонить як { $ring }
RingTonesFull = Немає місця: не більше { $most }, разом { $limit } МБ
EmptyFile = Файл порожній
NotWav = Це не файл WAV
WavCutOff = Файл WAV обрізано
WavWithoutSound = У файлі WAV немає звуку
WavNotMono = Звук має бути моно
WavOtherCode = Звук має бути PCM, A-law або µ-law
WavOtherRate = Потрібен PCM 16 кГц, 16 біт, або A-law чи µ-law 8 кГц, 8 біт
AskDeleteRingTone = Видалити цю мелодію?

## Labels of the page

PageDisplay = Екран
PageKeypad = Клавіатура
PageLines = Лінії
PageSoftkeys = Екранні кнопки
PageNavigation = Навігація
PageVolume = Гучність
PageMicrophoneLevel = Рівень мікрофона
PageSpeakerLevel = Рівень динаміка
PageMediaPath = Як звук іде до шлюзу
PageOtherTab = Телефон і його звук — на іншій вкладці. Кнопки працюють і тут.
PageArmRinger = Торкніться, щоб увімкнути дзвінок
PageStar = Зірочка
PagePound = Решітка
PageSpeaker = Динамік
PageHeadset = Гарнітура
PageMute = Без звуку
PageHold = Утримати
PageTransfer = Переказ
PageRedial = Повтор
PageMenu = Меню
PageVoiceMail = Пошта
PageContacts = Контакти
PageVolumeUp = Гучніше
PageVolumeDown = Тихіше
PageUp = Вгору
PageDown = Вниз
PageLeft = Ліворуч
PageRight = Праворуч
PageOk = ОК
PageHandset = Слухавка
PageEscape = Escape
PageBackspace = Стерти
PageLine = Лінія
PageSoftkey = Екранна кнопка
PageVolumeShort = Гучн.
PageFunctionKeys = Функціональні кнопки
PageFunctionKey = Функціональна кнопка
