### Traditional Chinese. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = 正在啟動
Empty = 空
None = 無
Unknown = 未知
On = 開
Off = 關
Chosen = 已選
Active = 已啟用
Deleted = 已刪除
Failed = 失敗
Seconds = { $count } 秒
Milliseconds = { $count } 毫秒
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }，{ $second }
Both = { $first }；{ $second }
Then = { $first }。{ $second }
Explained = { $text }：{ $why }
Via = { $party }（經 { $via }）

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] 週日
        [1] 週一
        [2] 週二
        [3] 週三
        [4] 週四
        [5] 週五
       *[6] 週六
    }
month-name =
    { $month ->
        [1] 1
        [2] 2
        [3] 3
        [4] 4
        [5] 5
        [6] 6
        [7] 7
        [8] 8
        [9] 9
        [10] 10
        [11] 11
       *[12] 12
    }

DateDayFirst = { $year }年{ month-name }月{ $day }日 { weekday-name }
DateMonthFirst = { $year }年{ month-name }月{ $day }日 { weekday-name }
StampDayFirst = { month-name }月{ $day }日 { $time }
StampMonthFirst = { month-name }月{ $day }日 { $time }
TimeAm = 上午 { $time }
TimePm = 下午 { $time }

## Softkeys

SoftMore = 更多
SoftReceived = 已接
SoftDialed = 已撥
SoftBlindTransfer = 盲轉
SoftAccept = 接受
SoftUnlock = 解鎖
SoftRings = 響鈴
SoftBusy = 忙線
SoftHolds = 保留

## Softkeys

SoftMissed = 未接
SoftCallLog = 通話記錄
SoftDirectory = 電話簿
SoftDetails = 詳情
SoftNew = 新增
SoftSave = 儲存
SoftStop = 停止
SoftEdit = 編輯
SoftDelete = 刪除
SoftForward = 轉移
SoftDoNotDisturb = 勿擾
SoftNewCall = 新通話
SoftDial = 撥號
SoftClear = 清除
SoftCancel = 取消
SoftAnswer = 接聽
SoftReject = 拒接
SoftSilence = 靜音
SoftHold = 保留
SoftResume = 恢復
SoftSwap = 切換
SoftTransfer = 轉接
SoftConference = 會議
SoftSplit = 拆分
SoftEnd = 結束
SoftClose = 關閉
SoftSelect = 選擇
SoftBack = 返回
SoftExit = 離開
SoftNext = 下一個
SoftOk = 確定
SoftYes = 是
SoftNo = 否

## Menus and pages

KeysConfiguration = 按鍵設定
SpeedDialKeys = 快速撥號鍵
Softkeys = 軟鍵
NavigationKeys = 導覽鍵
LoadKeys = 載入按鍵
SaveFunctionKeys = 儲存功能鍵
SaveProgrammableKeys = 儲存其他按鍵
LcdContrast = 對比度
BacklightTimeout = 背光時間
AlwaysOn = 常亮
Lock = 鎖定
LockNow = 立即鎖定
ChangePassword = 變更密碼

## Menus and pages

Menu = 選單
CallLog = 通話記錄
Directory = 電話簿
Settings = 設定
Status = 狀態
Administration = 管理
AllCalls = 所有通話
MissedCalls = 未接來電
ReceivedCalls = 已接來電
DialedCalls = 已撥電話
DeleteAll = 全部刪除
Language = 語言
RingTone = 鈴聲
CallWaiting = 來電插撥
DateAndTime = 日期和時間
AnswerDevice = 應答裝置
AudioDevices = 音訊裝置
Loudspeaker = 揚聲器
AsTheBrowserHasIt = 依瀏覽器設定
EchoAndNoise = 回音和噪音
CleanedByPhone = 由話機消除
CleanedByBrowser = 由瀏覽器消除
CleanedInPhone = 話機，{ $delay } 毫秒
LowDelay = 低延遲
LowDelayMeans = 封包較短，回音由瀏覽器消除
HearOwnVoice = 聽到自己的聲音
DeviceGone = { $device } 已中斷：改用其他裝置
DeviceBack = { $device } 重新使用
DeviceNotThere = { $device }（未連接）
LoudspeakerFailed = 無法使用揚聲器
SoundFailed = 聲音出錯：正在重新啟動
SoundLost = 聲音故障：請重新載入頁面
HandsetListens = 話筒正在旁聽
HandsetListensNoMore = 話筒已掛上
AutoAnswering = 自動應答
Restart = 重新啟動
ProvisioningCredentials = 伺服器登入
FirmwareVersion = 韌體版本
ReleaseInformation = 版本資訊
NetworkStatus = 網路狀態
LineStatus = 線路狀態
Provisioning = 自動組態
ConfigurationProblems = 組態問題
Audio = 音訊
NetworkSettings = 網路設定
SipAccounts = SIP 帳戶
SipDetails = SIP 詳情
RestoreDefaults = 恢復原廠設定
CheckNow = 立即檢查
Call = 通話
Contact = 聯絡人
DoNotDisturb = 勿擾
CallForward = 來電轉移

## Questions

ExtensionBusy = 對方忙線
AskRestart = 重新啟動話機？
RestartNote = 通話不會中斷：話機會等到通話結束。
AskRestoreDefaults = 恢復原廠設定？
RestoreDefaultsNote = 設定、聯絡人和記錄將被刪除，無法復原。
AskRedial = 忙線時自動重撥？
RedialNote = 會一直撥打，直到對方空閒。
AskDeleteLog = 刪除所有通話？
AskDeleteContacts = 刪除所有聯絡人？
AskDeleteGreeting = 刪除問候語？
AskDeleteContact = 刪除此聯絡人？
CannotBeUndone = 無法復原。
Asked = { $question } { $note }
PressYesOrNo = 請按「是」或「否」

## Calls

Calling = 正在撥打
Ringing = 正在響鈴
InProgress = 接通中
Answering = 正在接聽
IncomingCall = 來電
Connected = 通話中
OnHold = 已保留
HeldByOther = 被對方保留
HeldByBoth = 雙方保留
Conference = 會議
DigitsSent = 已傳送 { $digits }
DigitsReceived = 已收到 { $digits }
CallFrom = { $party } 來電
IncomingCallFrom = { $party } 來電
MissedCallFrom = 未接來電：{ $party }
AnsweredByItself = 自動應答：{ $party }
StillOnHold = 仍在保留：{ $party }
ForwardedTo = 已轉移到 { $party }
TransferredTo = 已轉接到 { $party }
Diverted = 已轉移
DivertedBy = 由 { $party } 轉移
Anonymous = 匿名

## How calls end

CallEnded = 通話結束
Disconnected = 對方已掛斷
MissedCall = 未接來電
AnsweredElsewhere = 已在別處接聽
Busy = 忙線
NoAnswer = 無人接聽
NumberNotFound = 號碼不存在
NumberIncomplete = 號碼不完整
Unavailable = 無法接通
Declined = 對方拒接
NoCommonCodec = 沒有共同編碼
NoCommonEncryption = 沒有共同加密
Forbidden = 禁止撥打
NotAuthorized = 未授權
UnknownHost = 未知主機 { $host }
NoResponse = 伺服器沒有回應
ConnectionLost = 連線中斷
NoGateway = 未連線閘道
NoMediaPort = 沒有音訊連接埠
CannotCall = 無法撥打
CallFailed = 撥打失敗 ({ $status })

## What keys answer

PhoneIsStarting = 話機正在啟動
TooManyCalls = 通話過多
OwnNumber = 這是本機號碼
NotANumber = 不是號碼或位址
NoCallToHold = 沒有可保留的通話
NoCallToJoin = 沒有可合併的通話
NoCallToTransfer = 沒有可轉接的通話
NoCallToMute = 沒有通話
SplitFirst = 請先拆分會議
ConferenceSplit = 會議已拆分
Invited = 已邀請
Joining = 正在加入
JoinedConference = { $party } 已加入會議
DidNotJoin = { $party } 未加入
HoldFailed = 保留失敗
ResumeFailed = 恢復失敗
NoLineOnKey = 按鍵 { $key } 沒有線路
NothingOnKey = 按鍵 { $key } 未設定
NothingSetUpForKey = 此按鍵未設定
CannotForward = 無法轉移來電
NoDoNotDisturb = 勿擾無法使用
EndCallFirst = 請先結束通話
DeviceIsOff = 此裝置已關閉
Muted = 已靜音
NotMuted = 取消靜音
NoDialedCalls = 沒有已撥電話
NoVoiceMailNumber = 沒有語音信箱號碼
RingerVolume = 鈴聲音量 { $volume }
Volume = 音量 { $volume }
LanguageNotLoaded = 無法載入 { $language }

## Keys that are given functions

KeysPage = 按鍵，第 { $page }/{ $pages } 頁
NextKeys = 下一頁
DisplayKeyNumber = 螢幕鍵 { $number }
SoftkeyNumber = 軟鍵 { $number }
KeyUp = 上
KeyDown = 下
KeyLeft = 左
KeyRight = 右
SpeedDialWithLamp = 快撥 + 燈
KeyIsFixed = 此按鍵不能在此變更
KeyTakesLine = 此按鍵佔用線路
Number = 號碼
EnterNumber = 請輸入號碼
Code = 代碼
EnterCode = 請輸入代碼

## The lock

Locked = 已鎖定
Unlock = 解鎖
PhoneLocked = 話機已鎖定
PhoneUnlocked = 話機已解鎖
NewPassword = 新密碼
OnceMore = 再輸一次
PasswordTooShort = 至少 { $count } 個字元
PasswordsDiffer = 兩次密碼不同
PasswordChanged = 密碼已變更

## Pages

Paging = 廣播
Page = 廣播
GroupNumber = 群組 { $number }
PagingGroup = 廣播到 { $group }
PageFrom = 來自 { $group } 的廣播
AcceptOrReject = 接受或拒絕
SpeakNow = 請講話：該群組可聽到
AskPage = 廣播：要聽嗎？
EndPageFirst = 請先結束廣播
GroupNotSetUp = 該群組未設定

## Transfer

TransferTo = 轉接到
EnterTarget = 輸入轉接號碼
Transferring = 正在轉接
TransferringWhenAnswered = 接聽後轉接
TransferringRings = 正在轉接，對方響鈴
TransferringInProgress = 正在轉接，接通中
CallTransferred = 已轉接
TransferFailed = 轉接失敗
NothingWasHeard = 沒有後續消息

## Lines, keys beside the display

LineNumber = 線路 { $number }
KeyNumber = 按鍵 { $number }
NotSetUp = 未設定
Ready = 就緒
Registering = 正在註冊
Registered = 已註冊
RegisteredAtSecond = 已在備援伺服器註冊
NotRegistered = 未註冊
RegistrationFailure = 註冊失敗
WrongUserOrPassword = 使用者名稱或密碼錯誤
InCall = 通話中
SpeedDial = 快速撥號
Idle = 空閒
SubscriptionFailed = 訂閱失敗
CallingAgain = 伺服器已斷線：改用另一台撥打
ContinuedElsewhere = 已在另一話機繼續
LineInUse = 線路使用中
SharedLine = 共享線路
Shared = 共享
OnHoldPrivate = 專用保留
InUse = 使用中
InUseByOther = 另一話機使用中
PressToTake = 按下接聽
RingingElsewhere = 另一話機響鈴
NewCall = 新通話

## Idle screen

NoConfiguration = 沒有組態
MissedCallCount = { $count } 通未接來電
NewMessages = { $count } 則新訊息
DoNotDisturbOnLines = { $count } 條線路勿擾
ForwardingOnLines = { $count } 條線路轉移
ForwardAlways = 轉移到 { $destination }
ForwardBusy = 忙線轉移到 { $destination }
ForwardNoReply = 無應答轉移到 { $destination }

## Dialling

Dial = 撥號
DialFrom = 從 { $line } 撥號
CallsByItself = 無操作則撥打 { $number }
AutomaticRedial = 自動重撥
RedialWithin = { $seconds } 秒內撥打 { $number }（線路 { $line }）

## Directory

Company = 公司
Name = 姓名
Office = 辦公室
Home = 住家
Mobile = 手機
Nobody = 無
ContactsFound = 找到 { $count } 個。{ $first }
DirectoryFull = 電話簿已滿：{ $limit } 個
CompanyContact = 公司聯絡人不能在此修改
ContactSaved = 已儲存 { $name }
ContactDeleted = 已刪除 { $name }
ContactWithoutName = 聯絡人需要姓名
BadContactName = 姓名太長
ContactWithoutNumber = 聯絡人需要號碼
BadContactNumber = 號碼無法撥打
AllContacts = 所有聯絡人
NewContact = 新增聯絡人
LoadContacts = 載入聯絡人
SaveAsVCard = 另存為 vCard
SaveAsText = 另存為文字
ContactsDeleted = 聯絡人已刪除
MoreNumbers = 號碼過多
NotAContact = 不是聯絡人
NoContactsInFile = 檔案中沒有聯絡人

## Call log

Missed = 未接
Received = 已接
Rejected = 已拒接
Forwarded = 已轉移
Dialed = 已撥
NotAnswered = 未接聽
DivertedByWhom = 轉移者
Duration = 時長
Line = 線路
Cost = 費用
LogIsEmpty = 通話記錄是空的

## Forwarding, do not disturb

WhenBusy = 忙線時
NoReply = 無應答
ForwardTo = 轉移到
AfterRings = 響鈴次數，2r
AfterSeconds = 秒數
NotForwarded = 來電未轉移
EnterDestination = 輸入轉移目標
EnterWait = 0 至 7200 秒，或 1r 至 99r 聲
DoNotDisturbIsOn = { $line }：勿擾已開
DoNotDisturbIsOff = { $line }：勿擾已關
CannotBeSet = 無法設定

## Sound

Speaker = 揚聲器
Headset = 耳機
MicrophoneWillBeAsked = 首次通話時，瀏覽器會要求使用麥克風。
AllowMicrophone = 請允許使用麥克風，讓對方聽到您。
SoundStopped = 對方聲音已中斷
NothingArrives = 收不到對方聲音
OnlySilenceArrives = 只收到對方靜音
CannotBeDecrypted = 收到的內容無法解密
OtherCodecArrives = 收到的是其他編解碼
NoSoundArrives = 收到的不是聲音
ArrivesFromElsewhere = 聲音來自其他位址
Encrypted = 已加密
NotEncrypted = 未加密
KeysInTheClear = 金鑰明文傳送：請用 TLS
RefusedCallFrom = 已拒絕 { $party } 來電
NothingIsSent = 沒有向對方傳送聲音
MicrophoneSilent = 麥克風沒有聲音
MicrophoneDenied = 麥克風未允許：只能聽
MicrophoneMissing = 沒有麥克風：只能聽
MicrophoneBusy = 麥克風被占用：只能聽
MicrophoneClosed = 麥克風已關閉：只能聽
WaitingForMicrophone = 等待麥克風
SoundBlocked = 聲音被阻擋：請點按頁面

## Forms

Password = 密碼
User = 使用者
EmptyField = 空
Characters = { $count } 個字元
Character = 字元
Digits = 數字
SmallLetters = 小寫字母
CapitalLetters = 大寫字母
EnterUserName = 請輸入使用者名稱
WrongPassword = 密碼錯誤
WrongTooOften = 錯誤過多：請等 { $seconds } 秒
Date = 日期
Time = 時間
TimeRange = 時間，00:00 至 23:59
TimeServerSetsClock = 時間由伺服器設定
NoSuchDateOrTime = 沒有這樣的日期或時間
ClockIsSet = 時鐘已設定
NoPasswordIsSet = 未設密碼。
SetPassword = 請在組態中設定 system/password 以開啟此選單。

## Configuration

AskingGateway = 正在向閘道要求組態
AskingDhcp = 正在向 DHCP 查詢伺服器
LookingForServer = 正在尋找組態伺服器
AskingRedirectServer = 正在詢問重新導向伺服器
LoadingConfiguration = 正在載入組態
CredentialsWanted = 需要使用者名稱和密碼
LoadingFiles = 正在載入檔案
CheckingConfiguration = 正在檢查新組態
SettingsWaitForCall = 新設定將在通話後生效
NoNewConfiguration = 沒有新組態
ConfigurationUpToDate = 組態已是最新
SettingsInForce = 新設定已生效
PhoneStartsAgain = 話機將重新啟動
StartsAgainAfterCall = 通話後重新啟動
RebootingForSettings = 正在重新啟動以套用新設定
BrowserCannotSave = 瀏覽器無法儲存話機，重新整理後將遺失：{ $why }
LastCheck = 上次檢查
Result = 結果
NoneYet = 尚無
NothingFound = 未找到
UpToDate = 最新
NewSettings = 新設定
NewSettingsWait = 等待生效
NextCheck = 下次檢查
AtNextStart = 下次啟動時
NothingThere = 沒有內容
Worked = 成功
StaticUrl = 固定網址
DhcpUrlOption = DHCP 網址選項
LastServer = 上次的伺服器
RedirectServer = 重新導向
NoServerFound = 未找到組態伺服器
NoneIsSet = 未設定
TriedAlready = 已嘗試

## Gateway

Gateway = 閘道
NoConnection = 無連線
GatewayVersion = 閘道版本為 { $version }：請重新整理頁面
NotEnrolled = 此話機未登記
GatewayFull = 閘道已滿
GatewayMisunderstands = 閘道無法識別此話機
UnexpectedAnswer = 閘道的意外回應

## Status: network

IpAddress = IP 位址
SipAddress = SIP 位址
MediaAddress = 媒體位址
MediaTransport = 媒體傳輸
Server = 伺服器
SipInProgress = SIP 進行中
MalformedMessages = 錯誤訊息
RefusedRequests = 已拒要求
UntrustedRequests = 不可信要求
Retransmissions = 重傳
Strays = 游離訊息
NoAnswerYet = 尚無回應
DhcpOptions = DHCP 選項
LanConnectionType = LAN 連線
AutomaticIp = 自動 (DHCP)
Netmask = 子網路遮罩
GatewayAddress = 閘道位址
PrimaryDns = 慣用 DNS
SecondaryDns = 其他 DNS
DomainName = 網域名稱
SetByOperatingSystem = 由閘道所在電腦的系統設定。

## Status: account

UserId = 使用者 ID
DisplayName = 顯示名稱
Label = 標籤
AuthenticationName = 驗證名稱
AuthenticationPassword = 驗證密碼
NotSet = 未設定
SipProxyAddress = SIP 代理

## Status: phone

Model = 型號
Version = 版本
SoftwareVersion = 軟體版本
SoftwareType = 軟體類型
HardwareType = 硬體類型
InABrowser = 瀏覽器中的 { $model }
BootloaderVersion = BL 版本
DspVersion = DSP 版本
LinkVersion = 鏈路版本
DeviceCertificate = 裝置憑證
NotInstalled = 未安裝
NoFile = 沒有檔案
ProblemCount = { $count } 個問題

## Status: time

Clock = 時鐘
TimeServer = 時間伺服器
SetByHand = 手動設定
Browser = 瀏覽器
TimeZone = 時區
TimeZoneFrom = 時區來源
Configuration = 組態
AnswerOf = { $server } 的回應
NextQuestion = 下次查詢

## Status: sound

Microphone = 麥克風
NotAskedFor = 未要求
Asking = 正在要求
Open = 已開啟
NoneFound = 未找到
NotAllowed = 未允許
InUseElsewhere = 被占用
Closed = 已關閉
Playback = 播放
NotStarted = 未開始
Running = 正在播放
BlockedByBrowser = 被瀏覽器阻擋
Underruns = 斷流
DelayHere = 本機延遲
JitterBuffer = 抖動緩衝
Delay = { $now } / { $target } 毫秒
Concealed = 已補償
PacketsIn = 收到的封包
PacketsLate = 遲到的封包
PacketsUnusable = 無用的封包
PacketsUndecryptable = 無法解密的封包
PacketsMalformed = 格式錯誤的封包
PacketsOfOthers = 他人的封包
PacketsFromElsewhere = 來自其他位址
PacketsOut = 送出的封包
SoundQuality = 品質
RoundTrip = 往返時間
Jitter = 抖動
PacketsLost = 遺失的封包
LossAtOther = 對方遺失

## What the browser does for the phone

Notifications = 通知
AllowNotifications = 請在瀏覽器設定中允許此頁面的通知
HeadsetKeys = 耳機按鍵

## Self tests

SelfTests = 自我測試
AllTests = 全部測試
ProductInfo = 產品資訊
MainScreen = 主螢幕
SideScreen = BLF 螢幕
KeypadAndHook = 按鍵與掛鉤
Lamps = 指示燈
HandsFree = 免持聽筒
UsbPort = USB
AuxPort = AUX
SerialNumber = 序號
Manufacturer = 製造商
AllWhite = 全白
AllBlack = 全黑
BacklightOn = 背光開
BacklightOff = 背光關
GreenLampsOn = 綠燈亮
RedLampsOn = 紅燈亮
AllLampsOn = 全部燈亮
KeysPressed = 已按 { $pressed }/{ $all }
LiftHandset = 請拿起話筒
PressAnyKey = 請按任意鍵
RecordingNow = 錄音中，請說話
PlayingNow = 播放中
PlugUsb = 插入 USB 耳機後按 OK
NoAuxPort = 瀏覽器沒有 AUX 埠
SoundCheck = 聲音檢查
KeepQuiet = 請保持安靜片刻
TestSoundPlays = 正在播放測試音
SoundIsGood = 聲音良好
TurnLoudspeakerDown = 回音大: 請調低喇叭
RoomIsLoud = 房間吵雜
TurnMicrophoneDown = 聲音失真: 請調低麥克風
SoundIsLate = 聲音有延遲: 無線裝置需要時間
RoomNoise = 房間噪音
EchoHere = 回音
LoopDelay = 裝置延遲
Distortion = 失真
LevelLow = 低
LevelModerate = 中
LevelHigh = 高
Recording = 錄音
StartRecording = 開始錄音
StopRecording = 停止錄音
SoundIsRecorded = 正在錄製聲音
RecordingSaved = 錄音已儲存
Added = 已新增
Completed = 已補充
AlreadyThere = 已存在
LeftOut = 已略過
AtLine = 第 { $line } 行：{ $why }
FileTooLarge = 檔案大於 { $limit } MB
FileNotRead = 無法讀取檔案
NoKeysInFile = 檔案中沒有按鍵
KeysLoaded = 按鍵已載入
NothingToSave = 沒有可儲存的內容
FileSaved = 已儲存 { $name }
Greeting = 問候語
PlayGreeting = 播放
DeleteGreeting = 刪除問候語
GreetingSaved = 問候語已儲存
GreetingTooShort = 錄音太短
GreetingPlays = 正在播放問候語
RecordingSentTo = 傳送到
RecordsInCallOnly = 僅在通話中
NotWhileEncrypted = 加密通話時不可用
LoadRingTone = 載入鈴聲
RingToneLoaded = 已載入 { $name }
RingToneDeleted = 已刪除 { $name }
LineRingsLike = { $line } 的鈴聲為 { $ring }
RingTonesFull = 空間不足：最多 { $most } 個，共 { $limit } MB
EmptyFile = 檔案是空的
NotWav = 不是 WAV 檔案
WavCutOff = WAV 檔案不完整
WavWithoutSound = WAV 檔案沒有聲音
WavNotMono = 聲音必須是單聲道
WavOtherCode = 聲音必須是 PCM、A-law 或 µ-law
WavOtherRate = 需要 16 kHz 16 位元的 PCM，或 8 kHz 8 位元的 A-law 或 µ-law
AskDeleteRingTone = 刪除此鈴聲？

## Labels of the page

PageDisplay = 顯示幕
PageKeypad = 撥號鍵盤
PageLines = 線路
PageSoftkeys = 軟鍵
PageNavigation = 導覽
PageVolume = 音量
PageMicrophoneLevel = 麥克風電平
PageSpeakerLevel = 揚聲器電平
PageMediaPath = 聲音到閘道的路徑
PageOtherTab = 話機和聲音在另一個分頁。這裡的按鍵也可用。
PageArmRinger = 點按以啟用鈴聲
PageStar = 星號
PagePound = 井號
PageSpeaker = 免持
PageHeadset = 耳機
PageMute = 靜音
PageHold = 保留
PageTransfer = 轉接
PageRedial = 重撥
PageMenu = 選單
PageVoiceMail = 信箱
PageContacts = 聯絡人
PageVolumeUp = 音量加
PageVolumeDown = 音量減
PageUp = 上
PageDown = 下
PageLeft = 左
PageRight = 右
PageOk = OK
PageHandset = 話筒
PageEscape = 離開
PageBackspace = 退格
PageLine = 線路
PageSoftkey = 軟鍵
PageVolumeShort = 音量
PageFunctionKeys = 功能鍵
PageFunctionKey = 功能鍵
