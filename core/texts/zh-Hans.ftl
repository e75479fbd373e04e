### Simplified Chinese. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = 正在启动
Empty = 空
None = 无
Unknown = 未知
On = 开
Off = 关
Chosen = 已选
Active = 已启用
Deleted = 已删除
Failed = 失败
Seconds = { $count } 秒
Milliseconds = { $count } 毫秒
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }，{ $second }
Both = { $first }；{ $second }
Then = { $first }。{ $second }
Explained = { $text }：{ $why }
Via = { $party }（经 { $via }）

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] 周日
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
       *[6] 周六
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
SoftDialed = 已拨
SoftBlindTransfer = 盲转
SoftAccept = 接受
SoftUnlock = 解锁
SoftRings = 振铃
SoftBusy = 忙
SoftHolds = 保持

## Softkeys

SoftMissed = 未接
SoftCallLog = 通话记录
SoftDirectory = 电话簿
SoftDetails = 详情
SoftNew = 新建
SoftSave = 保存
SoftStop = 停止
SoftEdit = 编辑
SoftDelete = 删除
SoftForward = 转移
SoftDoNotDisturb = 免打扰
SoftNewCall = 新通话
SoftDial = 拨号
SoftClear = 清除
SoftCancel = 取消
SoftAnswer = 接听
SoftReject = 拒接
SoftSilence = 静音
SoftHold = 保持
SoftResume = 恢复
SoftSwap = 切换
SoftTransfer = 转接
SoftConference = 会议
SoftSplit = 拆分
SoftEnd = 结束
SoftClose = 关闭
SoftSelect = 选择
SoftBack = 返回
SoftExit = 退出
SoftNext = 下一个
SoftOk = 确定
SoftYes = 是
SoftNo = 否

## Menus and pages

KeysConfiguration = 按键设置
SpeedDialKeys = 快速拨号键
Softkeys = 软键
NavigationKeys = 导航键
LoadKeys = 载入按键
SaveFunctionKeys = 保存功能键
SaveProgrammableKeys = 保存其他按键
LcdContrast = 对比度
BacklightTimeout = 背光时间
AlwaysOn = 常亮
Lock = 锁定
LockNow = 立即锁定
ChangePassword = 更改密码

## Menus and pages

Menu = 菜单
CallLog = 通话记录
Directory = 电话簿
Settings = 设置
Status = 状态
Administration = 管理
AllCalls = 所有通话
MissedCalls = 未接来电
ReceivedCalls = 已接来电
DialedCalls = 已拨电话
DeleteAll = 全部删除
Language = 语言
RingTone = 铃声
CallWaiting = 呼叫等待
DateAndTime = 日期和时间
AnswerDevice = 应答设备
AudioDevices = 音频设备
Loudspeaker = 扬声器
AsTheBrowserHasIt = 按浏览器设置
EchoAndNoise = 回声和噪声
CleanedByPhone = 由话机消除
CleanedByBrowser = 由浏览器消除
CleanedInPhone = 话机，{ $delay } 毫秒
LowDelay = 低延迟
LowDelayMeans = 数据包更短，回声由浏览器消除
HearOwnVoice = 听到自己的声音
DeviceGone = { $device } 已断开：改用其他设备
DeviceBack = { $device } 重新使用
DeviceNotThere = { $device }（未连接）
LoudspeakerFailed = 无法使用扬声器
SoundFailed = 声音出错：正在重新启动
SoundLost = 声音故障：请重新加载页面
HandsetListens = 手柄正在旁听
HandsetListensNoMore = 手柄已挂上
AutoAnswering = 自动应答
Restart = 重启
ProvisioningCredentials = 服务器登录
FirmwareVersion = 固件版本
ReleaseInformation = 版本信息
NetworkStatus = 网络状态
LineStatus = 线路状态
Provisioning = 自动配置
ConfigurationProblems = 配置问题
Audio = 音频
NetworkSettings = 网络设置
SipAccounts = SIP 账户
SipDetails = SIP 详情
RestoreDefaults = 恢复出厂设置
CheckNow = 立即检查
Call = 通话
Contact = 联系人
DoNotDisturb = 免打扰
CallForward = 呼叫转移

## Questions

ExtensionBusy = 对方忙
AskRestart = 重启话机？
RestartNote = 通话不会中断：话机会等到通话结束。
AskRestoreDefaults = 恢复出厂设置？
RestoreDefaultsNote = 设置、联系人和记录将被删除，无法撤销。
AskRedial = 遇忙自动重拨？
RedialNote = 将一直呼叫，直到对方空闲。
AskDeleteLog = 删除所有通话？
AskDeleteContacts = 删除所有联系人？
AskDeleteGreeting = 删除问候语？
AskDeleteContact = 删除该联系人？
CannotBeUndone = 无法撤销。
Asked = { $question } { $note }
PressYesOrNo = 请按“是”或“否”

## Calls

Calling = 正在呼叫
Ringing = 正在振铃
InProgress = 接通中
Answering = 正在接听
IncomingCall = 来电
Connected = 通话中
OnHold = 已保持
HeldByOther = 被对方保持
HeldByBoth = 双方保持
Conference = 会议
DigitsSent = 已发送 { $digits }
DigitsReceived = 已收到 { $digits }
CallFrom = { $party } 来电
IncomingCallFrom = { $party } 来电
MissedCallFrom = 未接来电：{ $party }
AnsweredByItself = 自动应答：{ $party }
StillOnHold = 仍在保持：{ $party }
ForwardedTo = 已转移到 { $party }
TransferredTo = 已转接到 { $party }
Diverted = 已转移
DivertedBy = 由 { $party } 转移
Anonymous = 匿名

## How calls end

CallEnded = 通话结束
Disconnected = 对方已挂断
MissedCall = 未接来电
AnsweredElsewhere = 已在别处接听
Busy = 忙
NoAnswer = 无人接听
NumberNotFound = 号码不存在
NumberIncomplete = 号码不完整
Unavailable = 无法接通
Declined = 对方拒接
NoCommonCodec = 没有共同编码
NoCommonEncryption = 没有共同加密
Forbidden = 禁止呼叫
NotAuthorized = 未授权
UnknownHost = 未知主机 { $host }
NoResponse = 服务器无响应
ConnectionLost = 连接中断
NoGateway = 未连接网关
NoMediaPort = 没有音频端口
CannotCall = 无法呼叫
CallFailed = 呼叫失败 ({ $status })

## What keys answer

PhoneIsStarting = 话机正在启动
TooManyCalls = 通话过多
OwnNumber = 这是本机号码
NotANumber = 不是号码或地址
NoCallToHold = 没有可保持的通话
NoCallToJoin = 没有可合并的通话
NoCallToTransfer = 没有可转接的通话
NoCallToMute = 没有通话
SplitFirst = 请先拆分会议
ConferenceSplit = 会议已拆分
Invited = 已邀请
Joining = 正在加入
JoinedConference = { $party } 已加入会议
DidNotJoin = { $party } 未加入
HoldFailed = 保持失败
ResumeFailed = 恢复失败
NoLineOnKey = 按键 { $key } 没有线路
NothingOnKey = 按键 { $key } 未设置
NothingSetUpForKey = 此按键未设置
CannotForward = 无法转移呼叫
NoDoNotDisturb = 免打扰不可用
EndCallFirst = 请先结束通话
DeviceIsOff = 此设备已关闭
Muted = 已静音
NotMuted = 取消静音
NoDialedCalls = 没有已拨电话
NoVoiceMailNumber = 没有语音信箱号码
RingerVolume = 铃声音量 { $volume }
Volume = 音量 { $volume }
LanguageNotLoaded = 无法加载 { $language }

## Keys that are given functions

KeysPage = 按键，第 { $page }/{ $pages } 页
NextKeys = 下一页
DisplayKeyNumber = 屏幕键 { $number }
SoftkeyNumber = 软键 { $number }
KeyUp = 上
KeyDown = 下
KeyLeft = 左
KeyRight = 右
SpeedDialWithLamp = 快拨 + 灯
KeyIsFixed = 此按键不能在此更改
KeyTakesLine = 此按键占用线路
Number = 号码
EnterNumber = 请输入号码
Code = 代码
EnterCode = 请输入代码

## The lock

Locked = 已锁定
Unlock = 解锁
PhoneLocked = 话机已锁定
PhoneUnlocked = 话机已解锁
NewPassword = 新密码
OnceMore = 再输一次
PasswordTooShort = 至少 { $count } 个字符
PasswordsDiffer = 两次密码不同
PasswordChanged = 密码已更改

## Pages

Paging = 广播
Page = 广播
GroupNumber = 组 { $number }
PagingGroup = 广播到 { $group }
PageFrom = 来自 { $group } 的广播
AcceptOrReject = 接受或拒绝
SpeakNow = 请讲话：该组可听到
AskPage = 广播：要听吗？
EndPageFirst = 请先结束广播
GroupNotSetUp = 该组未设置

## Transfer

TransferTo = 转接到
EnterTarget = 输入转接号码
Transferring = 正在转接
TransferringWhenAnswered = 接听后转接
TransferringRings = 正在转接，对方振铃
TransferringInProgress = 正在转接，接通中
CallTransferred = 已转接
TransferFailed = 转接失败
NothingWasHeard = 没有后续消息

## Lines, keys beside the display

LineNumber = 线路 { $number }
KeyNumber = 按键 { $number }
NotSetUp = 未设置
Ready = 就绪
Registering = 正在注册
Registered = 已注册
RegisteredAtSecond = 已在备用服务器注册
NotRegistered = 未注册
RegistrationFailure = 注册失败
WrongUserOrPassword = 用户名或密码错误
InCall = 通话中
SpeedDial = 快速拨号
Idle = 空闲
SubscriptionFailed = 订阅失败
CallingAgain = 服务器已断开：改用另一台呼叫
ContinuedElsewhere = 已在另一话机继续
LineInUse = 线路使用中
SharedLine = 共享线路
Shared = 共享
OnHoldPrivate = 专用保持
InUse = 使用中
InUseByOther = 另一话机使用中
PressToTake = 按下接听
RingingElsewhere = 另一话机振铃
NewCall = 新通话

## Idle screen

NoConfiguration = 没有配置
MissedCallCount = { $count } 个未接来电
NewMessages = { $count } 条新消息
DoNotDisturbOnLines = { $count } 条线路免打扰
ForwardingOnLines = { $count } 条线路转移
ForwardAlways = 转移到 { $destination }
ForwardBusy = 遇忙转移到 { $destination }
ForwardNoReply = 无应答转移到 { $destination }

## Dialling

Dial = 拨号
DialFrom = 从 { $line } 拨号
CallsByItself = 无操作则呼叫 { $number }
AutomaticRedial = 自动重拨
RedialWithin = { $seconds } 秒内呼叫 { $number }（线路 { $line }）

## Directory

Company = 公司
Name = 姓名
Office = 办公
Home = 住宅
Mobile = 手机
Nobody = 无
ContactsFound = 找到 { $count } 个。{ $first }
DirectoryFull = 电话簿已满：{ $limit } 个
CompanyContact = 公司联系人不能在此修改
ContactSaved = 已保存 { $name }
ContactDeleted = 已删除 { $name }
ContactWithoutName = 联系人需要姓名
BadContactName = 姓名太长
ContactWithoutNumber = 联系人需要号码
BadContactNumber = 号码无法拨打
AllContacts = 所有联系人
NewContact = 新建联系人
LoadContacts = 载入联系人
SaveAsVCard = 另存为 vCard
SaveAsText = 另存为文本
ContactsDeleted = 联系人已删除
MoreNumbers = 号码过多
NotAContact = 不是联系人
NoContactsInFile = 文件中没有联系人

## Call log

Missed = 未接
Received = 已接
Rejected = 已拒接
Forwarded = 已转移
Dialed = 已拨
NotAnswered = 未接听
DivertedByWhom = 转移者
Duration = 时长
Line = 线路
Cost = 费用
LogIsEmpty = 通话记录为空

## Forwarding, do not disturb

WhenBusy = 遇忙
NoReply = 无应答
ForwardTo = 转移到
AfterRings = 振铃次数，2r
AfterSeconds = 秒数
NotForwarded = 呼叫未转移
EnterDestination = 输入转移目标
EnterWait = 0 至 7200 秒，或 1r 至 99r 声
DoNotDisturbIsOn = { $line }：免打扰已开
DoNotDisturbIsOff = { $line }：免打扰已关
CannotBeSet = 无法设置

## Sound

Speaker = 扬声器
Headset = 耳机
MicrophoneWillBeAsked = 首次通话时，浏览器会请求使用麦克风。
AllowMicrophone = 请允许使用麦克风，让对方听到您。
SoundStopped = 对方声音已中断
NothingArrives = 收不到对方声音
OnlySilenceArrives = 只收到对方静音
CannotBeDecrypted = 收到的内容无法解密
OtherCodecArrives = 收到的是其他编解码
NoSoundArrives = 收到的不是声音
ArrivesFromElsewhere = 声音来自其他地址
Encrypted = 已加密
NotEncrypted = 未加密
KeysInTheClear = 密钥明文发送：请用 TLS
RefusedCallFrom = 已拒绝 { $party } 来电
NothingIsSent = 没有向对方发送声音
MicrophoneSilent = 麦克风没有声音
MicrophoneDenied = 麦克风未允许：只能听
MicrophoneMissing = 没有麦克风：只能听
MicrophoneBusy = 麦克风被占用：只能听
MicrophoneClosed = 麦克风已关闭：只能听
WaitingForMicrophone = 等待麦克风
SoundBlocked = 声音被阻止：请点按页面

## Forms

Password = 密码
User = 用户
EmptyField = 空
Characters = { $count } 个字符
Character = 字符
Digits = 数字
SmallLetters = 小写字母
CapitalLetters = 大写字母
EnterUserName = 请输入用户名
WrongPassword = 密码错误
WrongTooOften = 错误过多：请等 { $seconds } 秒
Date = 日期
Time = 时间
TimeRange = 时间，00:00 至 23:59
TimeServerSetsClock = 时间由服务器设置
NoSuchDateOrTime = 没有这样的日期或时间
ClockIsSet = 时钟已设置
NoPasswordIsSet = 未设密码。
SetPassword = 请在配置中设置 system/password 以打开此菜单。

## Configuration

AskingGateway = 正在向网关请求配置
AskingDhcp = 正在向 DHCP 查询服务器
LookingForServer = 正在查找配置服务器
AskingRedirectServer = 正在询问重定向服务器
LoadingConfiguration = 正在加载配置
CredentialsWanted = 需要用户名和密码
LoadingFiles = 正在加载文件
CheckingConfiguration = 正在检查新配置
SettingsWaitForCall = 新设置将在通话后生效
NoNewConfiguration = 没有新配置
ConfigurationUpToDate = 配置已是最新
SettingsInForce = 新设置已生效
PhoneStartsAgain = 话机将重启
StartsAgainAfterCall = 通话后重启
RebootingForSettings = 正在重启以应用新设置
BrowserCannotSave = 浏览器无法保存话机，刷新后将丢失：{ $why }
LastCheck = 上次检查
Result = 结果
NoneYet = 尚无
NothingFound = 未找到
UpToDate = 最新
NewSettings = 新设置
NewSettingsWait = 等待生效
NextCheck = 下次检查
AtNextStart = 下次启动时
NothingThere = 没有内容
Worked = 成功
StaticUrl = 固定网址
DhcpUrlOption = DHCP 网址选项
LastServer = 上次的服务器
RedirectServer = 重定向服务器
NoServerFound = 未找到配置服务器
NoneIsSet = 未设置
TriedAlready = 已尝试

## Gateway

Gateway = 网关
NoConnection = 无连接
GatewayVersion = 网关版本为 { $version }：请刷新页面
NotEnrolled = 此话机未登记
GatewayFull = 网关已满
GatewayMisunderstands = 网关无法识别此话机
UnexpectedAnswer = 网关的意外答复

## Status: network

IpAddress = IP 地址
SipAddress = SIP 地址
MediaAddress = 媒体地址
MediaTransport = 媒体传输
Server = 服务器
SipInProgress = SIP 进行中
MalformedMessages = 错误消息
RefusedRequests = 已拒请求
UntrustedRequests = 不可信请求
Retransmissions = 重传
Strays = 游离消息
NoAnswerYet = 尚无答复
DhcpOptions = DHCP 选项
LanConnectionType = LAN 连接
AutomaticIp = 自动 (DHCP)
Netmask = 子网掩码
GatewayAddress = 网关地址
PrimaryDns = 首选 DNS
SecondaryDns = 备用 DNS
DomainName = 域名
SetByOperatingSystem = 由网关所在计算机的系统设置。

## Status: account

UserId = 用户 ID
DisplayName = 显示名
Label = 标签
AuthenticationName = 认证名
AuthenticationPassword = 认证密码
NotSet = 未设置
SipProxyAddress = SIP 代理

## Status: phone

Model = 型号
Version = 版本
SoftwareVersion = 软件版本
SoftwareType = 软件类型
HardwareType = 硬件类型
InABrowser = 浏览器中的 { $model }
BootloaderVersion = BL 版本
DspVersion = DSP 版本
LinkVersion = 链路版本
DeviceCertificate = 设备证书
NotInstalled = 未安装
NoFile = 没有文件
ProblemCount = { $count } 个问题

## Status: time

Clock = 时钟
TimeServer = 时间服务器
SetByHand = 手动设置
Browser = 浏览器
TimeZone = 时区
TimeZoneFrom = 时区来源
Configuration = 配置
AnswerOf = { $server } 的答复
NextQuestion = 下次查询

## Status: sound

Microphone = 麦克风
NotAskedFor = 未请求
Asking = 正在请求
Open = 已打开
NoneFound = 未找到
NotAllowed = 未允许
InUseElsewhere = 被占用
Closed = 已关闭
Playback = 播放
NotStarted = 未开始
Running = 正在播放
BlockedByBrowser = 被浏览器阻止
Underruns = 断流
DelayHere = 本机延迟
JitterBuffer = 抖动缓冲
Delay = { $now } / { $target } 毫秒
Concealed = 已补偿
PacketsIn = 收到的包
PacketsLate = 迟到的包
PacketsUnusable = 无用的包
PacketsUndecryptable = 无法解密的包
PacketsMalformed = 格式错误的包
PacketsOfOthers = 他人的包
PacketsFromElsewhere = 来自其他地址
PacketsOut = 发送的包
SoundQuality = 质量
RoundTrip = 往返时间
Jitter = 抖动
PacketsLost = 丢失的包
LossAtOther = 对方丢包

## What the browser does for the phone

Notifications = 通知
AllowNotifications = 请在浏览器设置中允许此页面的通知
HeadsetKeys = 耳机按键

## Self tests

SelfTests = 自检
AllTests = 全部测试
ProductInfo = 产品信息
MainScreen = 主屏幕
SideScreen = BLF 屏幕
KeypadAndHook = 按键和叉簧
Lamps = 指示灯
HandsFree = 免提
UsbPort = USB
AuxPort = AUX
SerialNumber = 序列号
Manufacturer = 制造商
AllWhite = 全白
AllBlack = 全黑
BacklightOn = 背光开
BacklightOff = 背光关
GreenLampsOn = 绿灯亮
RedLampsOn = 红灯亮
AllLampsOn = 全部灯亮
KeysPressed = 已按 { $pressed }/{ $all }
LiftHandset = 请摘机
PressAnyKey = 请按任意键
RecordingNow = 正在录音，请讲话
PlayingNow = 正在播放
PlugUsb = 插入 USB 耳机后按 OK
NoAuxPort = 浏览器没有 AUX 端口
SoundCheck = 声音检查
KeepQuiet = 请保持安静片刻
TestSoundPlays = 正在播放测试音
SoundIsGood = 声音良好
TurnLoudspeakerDown = 回声大: 请调低扬声器
RoomIsLoud = 房间嘈杂
TurnMicrophoneDown = 声音失真: 请调低麦克风
SoundIsLate = 声音有延迟: 无线设备需要时间
RoomNoise = 房间噪声
EchoHere = 回声
LoopDelay = 设备延迟
Distortion = 失真
LevelLow = 低
LevelModerate = 中
LevelHigh = 高
Recording = 录音
StartRecording = 开始录音
StopRecording = 停止录音
SoundIsRecorded = 正在录制声音
RecordingSaved = 录音已保存
Added = 已添加
Completed = 已补充
AlreadyThere = 已存在
LeftOut = 已略过
AtLine = 第 { $line } 行：{ $why }
FileTooLarge = 文件大于 { $limit } MB
FileNotRead = 无法读取文件
NoKeysInFile = 文件中没有按键
KeysLoaded = 按键已载入
NothingToSave = 没有可保存的内容
FileSaved = 已保存 { $name }
Greeting = 问候语
PlayGreeting = 播放
DeleteGreeting = 删除问候语
GreetingSaved = 问候语已保存
GreetingTooShort = 录音太短
GreetingPlays = 正在播放问候语
RecordingSentTo = 发送到
RecordsInCallOnly = 仅在通话中
NotWhileEncrypted = 加密通话时不可用
LoadRingTone = 载入铃声
RingToneLoaded = 已载入 { $name }
RingToneDeleted = 已删除 { $name }
LineRingsLike = { $line } 的铃声为 { $ring }
RingTonesFull = 空间不足：最多 { $most } 个，共 { $limit } MB
EmptyFile = 文件为空
NotWav = 不是 WAV 文件
WavCutOff = WAV 文件不完整
WavWithoutSound = WAV 文件没有声音
WavNotMono = 声音必须是单声道
WavOtherCode = 声音必须是 PCM、A-law 或 µ-law
WavOtherRate = 需要 16 kHz 16 位的 PCM，或 8 kHz 8 位的 A-law 或 µ-law
AskDeleteRingTone = 删除此铃声？

## Labels of the page

PageDisplay = 显示屏
PageKeypad = 拨号键盘
PageLines = 线路
PageSoftkeys = 软键
PageNavigation = 导航
PageVolume = 音量
PageMicrophoneLevel = 麦克风电平
PageSpeakerLevel = 扬声器电平
PageMediaPath = 声音到网关的路径
PageOtherTab = 话机和声音在另一个标签页。这里的按键也可用。
PageArmRinger = 点按以启用铃声
PageStar = 星号
PagePound = 井号
PageSpeaker = 免提
PageHeadset = 耳机
PageMute = 静音
PageHold = 保持
PageTransfer = 转接
PageRedial = 重拨
PageMenu = 菜单
PageVoiceMail = 信箱
PageContacts = 联系人
PageVolumeUp = 音量加
PageVolumeDown = 音量减
PageUp = 上
PageDown = 下
PageLeft = 左
PageRight = 右
PageOk = OK
PageHandset = 手柄
PageEscape = 退出
PageBackspace = 退格
PageLine = 线路
PageSoftkey = 软键
PageVolumeShort = 音量
PageFunctionKeys = 功能键
PageFunctionKey = 功能键
