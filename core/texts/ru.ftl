### Russian. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Запуск
Empty = Пусто
None = Нет
Unknown = Неизвестно
On = Вкл.
Off = Выкл.
Chosen = Выбрано
Active = Активно
Deleted = Удалено
Failed = Сбой
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
        [0] вс
        [1] пн
        [2] вт
        [3] ср
        [4] чт
        [5] пт
       *[6] сб
    }
month-name =
    { $month ->
        [1] янв.
        [2] февр.
        [3] марта
        [4] апр.
        [5] мая
        [6] июня
        [7] июля
        [8] авг.
        [9] сент.
        [10] окт.
        [11] нояб.
       *[12] дек.
    }

DateDayFirst = { weekday-name } { $day } { month-name } { $year }
DateMonthFirst = { weekday-name } { month-name } { $day } { $year }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = { $time } AM
TimePm = { $time } PM

## Softkeys

SoftMore = Ещё
SoftReceived = Принятые
SoftDialed = Исходящ.
SoftBlindTransfer = Слепой
SoftAccept = Принять
SoftUnlock = Открыть
SoftRings = звонит
SoftBusy = занят
SoftHolds = удержан

## Softkeys

SoftMissed = Пропущ.
SoftCallLog = Вызовы
SoftDirectory = Контакты
SoftDetails = Подробно
SoftNew = Новый
SoftSave = Сохранить
SoftStop = Стоп
SoftEdit = Изменить
SoftDelete = Удалить
SoftForward = Переадр.
SoftDoNotDisturb = Не бесп.
SoftNewCall = Вызов
SoftDial = Набрать
SoftClear = Стереть
SoftCancel = Отмена
SoftAnswer = Ответить
SoftReject = Отклонить
SoftSilence = Без звука
SoftHold = Удержать
SoftResume = Вернуть
SoftSwap = Смена
SoftTransfer = Перевод
SoftConference = Конф.
SoftSplit = Разделить
SoftEnd = Завершить
SoftClose = Закрыть
SoftSelect = Выбрать
SoftBack = Назад
SoftExit = Выход
SoftNext = Далее
SoftOk = ОК
SoftYes = Да
SoftNo = Нет

## Menus and pages

KeysConfiguration = Кнопки
SpeedDialKeys = Кнопки набора
Softkeys = Экранные кнопки
NavigationKeys = Стрелки
LoadKeys = Загрузить кнопки
SaveFunctionKeys = Сохранить кнопки F
SaveProgrammableKeys = Сохранить другие
LcdContrast = Контраст
BacklightTimeout = Время подсветки
AlwaysOn = Всегда
Lock = Блокировка
LockNow = Заблокировать
ChangePassword = Сменить пароль

## Menus and pages

Menu = Меню
CallLog = Журнал вызовов
Directory = Контакты
Settings = Настройки
Status = Состояние
Administration = Администратор
AllCalls = Все вызовы
MissedCalls = Пропущенные
ReceivedCalls = Принятые
DialedCalls = Исходящие
DeleteAll = Удалить все
Language = Язык
RingTone = Мелодия
CallWaiting = Ожидание вызова
DateAndTime = Дата и время
AnswerDevice = Чем отвечать
AudioDevices = Аудиоустройства
Loudspeaker = Динамик
AsTheBrowserHasIt = Как в браузере
EchoAndNoise = Эхо и шум
CleanedByPhone = Убирает телефон
CleanedByBrowser = Убирает браузер
CleanedInPhone = Телефон, { $delay } мс
LowDelay = Малая задержка
LowDelayMeans = Короче пакеты; эхо убирает браузер
HearOwnVoice = Слышать свой голос
DeviceGone = { $device } отсутствует: используется другое устройство
DeviceBack = { $device } снова используется
DeviceNotThere = { $device } (нет)
LoudspeakerFailed = Динамик недоступен
SoundFailed = Сбой звука: перезапуск
SoundLost = Звук отказал: обновите страницу
HandsetListens = Трубка слушает
HandsetListensNoMore = Трубка положена
AutoAnswering = Автоответ
Restart = Перезапуск
ProvisioningCredentials = Вход на сервер
FirmwareVersion = Прошивка
ReleaseInformation = Версии
NetworkStatus = Состояние сети
LineStatus = Состояние линий
Provisioning = Конфигурация
ConfigurationProblems = Ошибки конфигурации
Audio = Звук
NetworkSettings = Сеть
SipAccounts = Учётные записи SIP
SipDetails = Данные SIP
RestoreDefaults = Сброс настроек
CheckNow = Проверить
Call = Вызов
Contact = Контакт
DoNotDisturb = Не беспокоить
CallForward = Переадресация

## Questions

ExtensionBusy = Номер занят
AskRestart = Перезапустить телефон?
RestartNote = Идущий разговор не прервётся: телефон дождётся его конца.
AskRestoreDefaults = Сбросить настройки?
RestoreDefaultsNote = Настройки, контакты и вызовы будут удалены навсегда.
AskRedial = Включить автодозвон?
RedialNote = Номер вызывается, пока не освободится.
AskDeleteLog = Удалить все вызовы?
AskDeleteContacts = Удалить все контакты?
AskDeleteGreeting = Удалить приветствие?
AskDeleteContact = Удалить контакт?
CannotBeUndone = Отменить будет нельзя.
Asked = { $question } { $note }
PressYesOrNo = Нажмите Да или Нет

## Calls

Calling = Вызов
Ringing = Звонит
InProgress = Соединение
Answering = Ответ
IncomingCall = Входящий вызов
Connected = Разговор
OnHold = На удержании
HeldByOther = Удержан собеседником
HeldByBoth = Удержан с обеих сторон
Conference = Конференция
DigitsSent = Отправлено { $digits }
DigitsReceived = Получено { $digits }
CallFrom = Вызов от { $party }
IncomingCallFrom = Входящий вызов от { $party }
MissedCallFrom = Пропущен вызов от { $party }
AnsweredByItself = Автоответ: { $party }
StillOnHold = Всё ещё на удержании: { $party }
ForwardedTo = Переадресовано: { $party }
TransferredTo = Переведено: { $party }
Diverted = Переадресован
DivertedBy = Переадресовал { $party }
Anonymous = Аноним

## How calls end

CallEnded = Вызов завершён
Disconnected = Собеседник положил трубку
MissedCall = Пропущенный вызов
AnsweredElsewhere = Принят на другом телефоне
Busy = Занято
NoAnswer = Нет ответа
NumberNotFound = Номер не найден
NumberIncomplete = Номер неполный
Unavailable = Недоступен
Declined = Отклонён
NoCommonCodec = Нет общего кодека
NoCommonEncryption = Нет общего шифрования
Forbidden = Запрещено
NotAuthorized = Нет доступа
UnknownHost = Неизвестный узел { $host }
NoResponse = Сервер не отвечает
ConnectionLost = Связь потеряна
NoGateway = Нет связи со шлюзом
NoMediaPort = Нет порта для звука
CannotCall = Вызов невозможен
CallFailed = Вызов не удался ({ $status })

## What keys answer

PhoneIsStarting = Телефон запускается
TooManyCalls = Слишком много вызовов
OwnNumber = Это ваш номер
NotANumber = Не номер и не адрес
NoCallToHold = Нет вызова для удержания
NoCallToJoin = Нет вызова для объединения
NoCallToTransfer = Нет вызова для перевода
NoCallToMute = Нет разговора
SplitFirst = Сначала разделите конференцию
ConferenceSplit = Конференция разделена
Invited = Приглашён
Joining = Подключается
JoinedConference = { $party } теперь в конференции
DidNotJoin = { $party }: не подключился
HoldFailed = Удержать не удалось
ResumeFailed = Вернуть не удалось
NoLineOnKey = Нет линии на кнопке { $key }
NothingOnKey = Кнопка { $key } пуста
NothingSetUpForKey = Кнопка не настроена
CannotForward = Переадресация недоступна
NoDoNotDisturb = Режим недоступен
EndCallFirst = Сначала завершите вызов
DeviceIsOff = Это устройство выключено
Muted = Микрофон выключен
NotMuted = Микрофон включён
NoDialedCalls = Нет исходящих вызовов
NoVoiceMailNumber = Нет номера голосовой почты
RingerVolume = Громкость звонка { $volume }
Volume = Громкость { $volume }
LanguageNotLoaded = Не удалось загрузить: { $language }

## Keys that are given functions

KeysPage = Кнопки, стр. { $page } из { $pages }
NextKeys = Далее
DisplayKeyNumber = Кнопка экрана { $number }
SoftkeyNumber = Экранная кнопка { $number }
KeyUp = Вверх
KeyDown = Вниз
KeyLeft = Влево
KeyRight = Вправо
SpeedDialWithLamp = Набор + лампа
KeyIsFixed = Эта кнопка здесь не меняется
KeyTakesLine = Кнопка занимает линию
Number = Номер
EnterNumber = Введите номер
Code = Код
EnterCode = Введите код

## The lock

Locked = Заблокирован
Unlock = Разблокировать
PhoneLocked = Телефон заблокирован
PhoneUnlocked = Телефон разблокирован
NewPassword = Новый пароль
OnceMore = Ещё раз
PasswordTooShort =
    { $count ->
        [one] Не менее { $count } знака
        [few] Не менее { $count } знаков
        [many] Не менее { $count } знаков
       *[other] Не менее { $count } знака
    }
PasswordsDiffer = Пароли не совпадают
PasswordChanged = Пароль изменён

## Pages

Paging = Объявление
Page = Объявление
GroupNumber = Группа { $number }
PagingGroup = Объявление: { $group }
PageFrom = Объявление от { $group }
AcceptOrReject = Принять или отклонить
SpeakNow = Говорите: группа слышит вас
AskPage = Объявление: слушать?
EndPageFirst = Сначала завершите объявление
GroupNotSetUp = Группа не настроена

## Transfer

TransferTo = Перевести на
EnterTarget = Введите номер для перевода
Transferring = Перевод
TransferringWhenAnswered = Перевод после ответа
TransferringRings = Перевод, звонит
TransferringInProgress = Перевод, соединение
CallTransferred = Вызов переведён
TransferFailed = Перевод не удался
NothingWasHeard = нет вестей

## Lines, keys beside the display

LineNumber = Линия { $number }
KeyNumber = Кнопка { $number }
NotSetUp = Не настроена
Ready = Готова
Registering = Регистрация
Registered = Зарегистрирована
RegisteredAtSecond = На втором сервере
NotRegistered = Не зарегистрирована
RegistrationFailure = Ошибка регистрации
WrongUserOrPassword = Неверное имя или пароль
InCall = Разговор
SpeedDial = Быстрый набор
Idle = Свободен
SubscriptionFailed = Ошибка подписки
CallingAgain = Сервер пропал: вызов через другой
ContinuedElsewhere = Продолжен на другом телефоне
LineInUse = Линия занята
SharedLine = Общая линия
Shared = Общая
OnHoldPrivate = Личное удержание
InUse = Занята
InUseByOther = Занята другим телефоном
PressToTake = нажмите, чтобы принять
RingingElsewhere = Звонит другой телефон
NewCall = Новый вызов

## Idle screen

NoConfiguration = Нет конфигурации
MissedCallCount =
    { $count ->
        [one] { $count } пропущенный вызов
        [few] { $count } пропущенных вызова
        [many] { $count } пропущенных вызовов
       *[other] { $count } пропущенного вызова
    }
NewMessages =
    { $count ->
        [one] { $count } новое сообщение
        [few] { $count } новых сообщения
        [many] { $count } новых сообщений
       *[other] { $count } нового сообщения
    }
DoNotDisturbOnLines =
    { $count ->
        [one] Не беспокоить на { $count } линии
       *[other] Не беспокоить на { $count } линиях
    }
ForwardingOnLines =
    { $count ->
        [one] Переадресация на { $count } линии
       *[other] Переадресация на { $count } линиях
    }
ForwardAlways = Переадресация: { $destination }
ForwardBusy = Если занято: { $destination }
ForwardNoReply = Нет ответа: { $destination }

## Dialling

Dial = Набор
DialFrom = Набор с { $line }
CallsByItself = Наберёт { $number }, если ничего не набрать
AutomaticRedial = Автодозвон
RedialWithin = Вызов { $number } через { $seconds } с (линия { $line })

## Directory

Company = Компания
Name = Имя
Office = Рабочий
Home = Домашний
Mobile = Мобильный
Nobody = Никого
ContactsFound = Найдено: { $count }. { $first }
DirectoryFull = Контакты заполнены: { $limit }
CompanyContact = Контакты компании здесь не меняются
ContactSaved = { $name }: сохранено
ContactDeleted = { $name }: удалено
ContactWithoutName = Контакту нужно имя
BadContactName = Имя слишком длинное
ContactWithoutNumber = Контакту нужен номер
BadContactNumber = Такой номер не набрать
AllContacts = Все контакты
NewContact = Новый контакт
LoadContacts = Загрузить контакты
SaveAsVCard = Сохранить в vCard
SaveAsText = Сохранить в текст
ContactsDeleted = Контакты удалены
MoreNumbers = Слишком много номеров
NotAContact = Это не контакт
NoContactsInFile = В файле нет контактов

## Call log

Missed = Пропущен
Received = Принят
Rejected = Отклонён
Forwarded = Переадресован
Dialed = Исходящий
NotAnswered = Без ответа
DivertedByWhom = Переадресовал
Duration = Длительность
Line = Линия
Cost = Стоимость
LogIsEmpty = Журнал вызовов пуст

## Forwarding, do not disturb

WhenBusy = Если занято
NoReply = Нет ответа
ForwardTo = Переадресовать на
AfterRings = Через гудки, 2r
AfterSeconds = Через секунды
NotForwarded = Переадресация выключена
EnterDestination = Введите, куда направить
EnterWait = 0–7200 секунд или 1r–99r гудков
DoNotDisturbIsOn = { $line }: не беспокоить — вкл.
DoNotDisturbIsOff = { $line }: не беспокоить — выкл.
CannotBeSet = Установить нельзя

## Sound

Speaker = Динамик
Headset = Гарнитура
MicrophoneWillBeAsked = При первом вызове браузер спросит про микрофон, чтобы вас слышали.
AllowMicrophone = Разрешите микрофон, чтобы собеседник вас слышал.
SoundStopped = Звук от собеседника прервался
NothingArrives = От собеседника ничего не приходит
OnlySilenceArrives = От собеседника приходит тишина
CannotBeDecrypted = Принятое не расшифровать
OtherCodecArrives = Принятое в другом кодеке
NoSoundArrives = Принятое — не звук
ArrivesFromElsewhere = Звук идёт с другого адреса
Encrypted = Зашифровано
NotEncrypted = Не зашифровано
KeysInTheClear = Ключи открыты: нужен TLS
RefusedCallFrom = Отклонён вызов от { $party }
NothingIsSent = Собеседнику ничего не уходит
MicrophoneSilent = Микрофон молчит
MicrophoneDenied = Микрофон запрещён: вы только слушаете
MicrophoneMissing = Микрофона нет: вы только слушаете
MicrophoneBusy = Микрофон занят: вы только слушаете
MicrophoneClosed = Микрофон закрыт: вы только слушаете
WaitingForMicrophone = Ожидание микрофона
SoundBlocked = Звук заблокирован: коснитесь страницы

## Forms

Password = Пароль
User = Имя
EmptyField = Пусто
Characters =
    { $count ->
        [one] { $count } знак
        [few] { $count } знака
        [many] { $count } знаков
       *[other] { $count } знака
    }
Character = Знак
Digits = Цифры
SmallLetters = Строчные
CapitalLetters = Прописные
EnterUserName = Введите имя
WrongPassword = Неверный пароль
WrongTooOften = Много ошибок: ждите { $seconds } с
Date = Дата
Time = Время
TimeRange = Время, 00:00–23:59
TimeServerSetsClock = Часы ставит сервер
NoSuchDateOrTime = Нет такой даты или времени
ClockIsSet = Часы установлены
NoPasswordIsSet = Пароль не задан.
SetPassword = Чтобы открыть меню, задайте system/password в конфигурации.

## Configuration

AskingGateway = Запрос конфигурации у шлюза
AskingDhcp = Запрос сервера у DHCP
LookingForServer = Поиск сервера конфигурации
AskingRedirectServer = Запрос сервера перенаправления
LoadingConfiguration = Загрузка конфигурации
CredentialsWanted = Нужны имя и пароль
LoadingFiles = Загрузка файлов
CheckingConfiguration = Поиск новой конфигурации
SettingsWaitForCall = Новые настройки ждут конца разговора
NoNewConfiguration = Нет новой конфигурации
ConfigurationUpToDate = Конфигурация актуальна
SettingsInForce = Новые настройки действуют
PhoneStartsAgain = Телефон перезапускается
StartsAgainAfterCall = Перезапуск после разговора
RebootingForSettings = Перезапуск ради новых настроек
BrowserCannotSave = Браузер не может сохранить телефон, он пропадёт при обновлении: { $why }
LastCheck = Последняя проверка
Result = Итог
NoneYet = Пока нет
NothingFound = Ничего не найдено
UpToDate = Актуально
NewSettings = Новые настройки
NewSettingsWait = Новые ждут
NextCheck = Следующая проверка
AtNextStart = При следующем запуске
NothingThere = Ничего нет
Worked = Успешно
StaticUrl = Заданный URL
DhcpUrlOption = Опция DHCP: URL
LastServer = Прежний сервер
RedirectServer = Перенаправление
NoServerFound = Сервер конфигурации не найден
NoneIsSet = Не задан
TriedAlready = Уже пробовали

## Gateway

Gateway = Шлюз
NoConnection = Нет связи
GatewayVersion = Версия шлюза { $version }: обновите страницу
NotEnrolled = Этот телефон не внесён
GatewayFull = Шлюз заполнен
GatewayMisunderstands = Шлюз не понимает этот телефон
UnexpectedAnswer = Неожиданный ответ шлюза

## Status: network

IpAddress = IP-адрес
SipAddress = SIP-адрес
MediaAddress = Адрес звука
MediaTransport = Передача звука
Server = Сервер
SipInProgress = Действия SIP
MalformedMessages = Ошибочные сообщения
RefusedRequests = Отклонённые запросы
UntrustedRequests = Чужие запросы
Retransmissions = Повторы
Strays = Заблудшие
NoAnswerYet = Пока нет ответа
DhcpOptions = Опции DHCP
LanConnectionType = Подключение LAN
AutomaticIp = Автоматически (DHCP)
Netmask = Маска сети
GatewayAddress = Адрес шлюза
PrimaryDns = Первый DNS
SecondaryDns = Второй DNS
DomainName = Домен
SetByOperatingSystem = Задаёт система компьютера шлюза.

## Status: account

UserId = ID пользователя
DisplayName = Имя на экране
Label = Подпись
AuthenticationName = Имя для входа
AuthenticationPassword = Пароль для входа
NotSet = Не задан
SipProxyAddress = SIP-прокси

## Status: phone

Model = Модель
Version = Версия
SoftwareVersion = Версия программы
SoftwareType = Тип программы
HardwareType = Тип устройства
InABrowser = { $model } в браузере
BootloaderVersion = Версия BL
DspVersion = Версия DSP
LinkVersion = Версия связи
DeviceCertificate = Сертификат
NotInstalled = Не установлен
NoFile = Нет файла
ProblemCount =
    { $count ->
        [one] { $count } ошибка
        [few] { $count } ошибки
        [many] { $count } ошибок
       *[other] { $count } ошибки
    }

## Status: time

Clock = Часы
TimeServer = Сервер времени
SetByHand = Вручную
Browser = Браузер
TimeZone = Часовой пояс
TimeZoneFrom = Пояс задаёт
Configuration = Конфигурация
AnswerOf = Ответ { $server }
NextQuestion = Следующий запрос

## Status: sound

Microphone = Микрофон
NotAskedFor = Не спрошено
Asking = Спрашивает
Open = Открыт
NoneFound = Не найден
NotAllowed = Не разрешён
InUseElsewhere = Занят другим
Closed = Закрыт
Playback = Звучание
NotStarted = Не начато
Running = Идёт
BlockedByBrowser = Заблокировано браузером
Underruns = Пропуски
DelayHere = Задержка телефона
JitterBuffer = Буфер джиттера
Delay = { $now } из { $target } мс
Concealed = Скрыто
PacketsIn = Пакеты приняты
PacketsLate = Пакеты опоздали
PacketsUnusable = Пакеты негодны
PacketsUndecryptable = Пакеты нечитаемы
PacketsMalformed = Пакеты с ошибками
PacketsOfOthers = Пакеты других
PacketsFromElsewhere = С другого адреса
PacketsOut = Пакеты отправлены
SoundQuality = Качество
RoundTrip = Туда и обратно
Jitter = Джиттер
PacketsLost = Пакеты потеряны
LossAtOther = Потери собеседника

## What the browser does for the phone

Notifications = Уведомления
AllowNotifications = Разрешите уведомления в настройках браузера для этой страницы
HeadsetKeys = Кнопки гарнитуры

## Self tests

SelfTests = Самопроверка
AllTests = Все проверки
ProductInfo = Об устройстве
MainScreen = Экран
SideScreen = Экран BLF
KeypadAndHook = Клавиши и рычаг
Lamps = Индикаторы
HandsFree = Громкая связь
UsbPort = USB
AuxPort = AUX
SerialNumber = Серийный номер
Manufacturer = Изготовитель
AllWhite = Всё белое
AllBlack = Всё чёрное
BacklightOn = Подсветка включена
BacklightOff = Подсветка выключена
GreenLampsOn = Горят зелёные
RedLampsOn = Горят красные
AllLampsOn = Горят все
KeysPressed = Нажато { $pressed } из { $all }
LiftHandset = Снимите трубку
PressAnyKey = Нажмите любую клавишу
RecordingNow = Запись: говорите
PlayingNow = Воспроизведение
PlugUsb = Подключите гарнитуру USB и нажмите OK
NoAuxPort = В браузере нет порта AUX
SoundCheck = Проверка звука
KeepQuiet = Помолчите немного
TestSoundPlays = Звучит пробный сигнал
SoundIsGood = Звук хороший
TurnLoudspeakerDown = Сильное эхо: убавьте громкость динамика
RoomIsLoud = В комнате шумно
TurnMicrophoneDown = Звук искажается: убавьте микрофон
SoundIsLate = Звук запаздывает: беспроводным устройствам нужно время
RoomNoise = Шум в комнате
EchoHere = Эхо
LoopDelay = Задержка устройств
Distortion = Искажение
LevelLow = Слабое
LevelModerate = Среднее
LevelHigh = Сильное
Recording = Запись
StartRecording = Начать запись
StopRecording = Остановить запись
SoundIsRecorded = Звук записывается
RecordingSaved = Запись сохранена
Added = Добавлено
Completed = Дополнено
AlreadyThere = Уже есть
LeftOut = Пропущено
AtLine = Строка { $line }: { $why }
FileTooLarge = Файл больше { $limit } МБ
FileNotRead = Файл не читается
NoKeysInFile = В файле нет кнопок
KeysLoaded = Кнопки загружены
NothingToSave = Нечего сохранять
FileSaved = Сохранено: { $name }
Greeting = Приветствие
PlayGreeting = Прослушать
DeleteGreeting = Удалить
GreetingSaved = Приветствие сохранено
GreetingTooShort = Запись слишком короткая
GreetingPlays = Звучит приветствие
RecordingSentTo = Отправляется
RecordsInCallOnly = Только во время вызова
NotWhileEncrypted = Не во время шифрованного вызова
LoadRingTone = Загрузить мелодию
RingToneLoaded = { $name }: загружено
RingToneDeleted = { $name }: удалено
LineRingsLike = { $line } звонит как { $ring }
RingTonesFull = Нет места: не более { $most }, всего { $limit } МБ
EmptyFile = Файл пуст
NotWav = Это не файл WAV
WavCutOff = Файл WAV обрезан
WavWithoutSound = В файле WAV нет звука
WavNotMono = Звук должен быть моно
WavOtherCode = Звук должен быть PCM, A-law или µ-law
WavOtherRate = Нужен PCM 16 кГц, 16 бит, или A-law либо µ-law 8 кГц, 8 бит
AskDeleteRingTone = Удалить эту мелодию?

## Labels of the page

PageDisplay = Экран
PageKeypad = Клавиатура
PageLines = Линии
PageSoftkeys = Экранные кнопки
PageNavigation = Навигация
PageVolume = Громкость
PageMicrophoneLevel = Уровень микрофона
PageSpeakerLevel = Уровень динамика
PageMediaPath = Как звук идёт к шлюзу
PageOtherTab = Телефон и его звук — на другой вкладке. Кнопки работают и здесь.
PageArmRinger = Коснитесь, чтобы включить звонок
PageStar = Звёздочка
PagePound = Решётка
PageSpeaker = Динамик
PageHeadset = Гарнитура
PageMute = Без звука
PageHold = Удержать
PageTransfer = Перевод
PageRedial = Повтор
PageMenu = Меню
PageVoiceMail = Почта
PageContacts = Контакты
PageVolumeUp = Громче
PageVolumeDown = Тише
PageUp = Вверх
PageDown = Вниз
PageLeft = Влево
PageRight = Вправо
PageOk = ОК
PageHandset = Трубка
PageEscape = Escape
PageBackspace = Стереть
PageLine = Линия
PageSoftkey = Экранная кнопка
PageVolumeShort = Гр.
PageFunctionKeys = Функциональные кнопки
PageFunctionKey = Функциональная кнопка
