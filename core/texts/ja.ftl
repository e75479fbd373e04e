### Japanese. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = 起動中
Empty = なし
None = なし
Unknown = 不明
On = オン
Off = オフ
Chosen = 選択中
Active = 有効
Deleted = 削除しました
Failed = 失敗
Seconds = { $count } 秒
Milliseconds = { $count } ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }、{ $second }
Both = { $first }、{ $second }
Then = { $first }。{ $second }
Explained = { $text }: { $why }
Via = { $party } ({ $via } 経由)

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] 日
        [1] 月
        [2] 火
        [3] 水
        [4] 木
        [5] 金
       *[6] 土
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

DateDayFirst = { $year }年{ month-name }月{ $day }日 ({ weekday-name })
DateMonthFirst = { $year }年{ month-name }月{ $day }日 ({ weekday-name })
StampDayFirst = { month-name }/{ $day } { $time }
StampMonthFirst = { month-name }/{ $day } { $time }
TimeAm = 午前 { $time }
TimePm = 午後 { $time }

## Softkeys

SoftMore = その他
SoftReceived = 着信
SoftDialed = 発信
SoftBlindTransfer = 即転送
SoftAccept = 許可
SoftUnlock = 解除
SoftRings = 呼出中
SoftBusy = 話中
SoftHolds = 保留

## Softkeys

SoftMissed = 不在着信
SoftCallLog = 履歴
SoftDirectory = 電話帳
SoftDetails = 詳細
SoftNew = 新規
SoftSave = 保存
SoftStop = 停止
SoftEdit = 編集
SoftDelete = 削除
SoftForward = 転送
SoftDoNotDisturb = 着信拒否
SoftNewCall = 新規発信
SoftDial = 発信
SoftClear = クリア
SoftCancel = 中止
SoftAnswer = 応答
SoftReject = 拒否
SoftSilence = 消音
SoftHold = 保留
SoftResume = 再開
SoftSwap = 切替
SoftTransfer = 転送
SoftConference = 会議
SoftSplit = 分割
SoftEnd = 終話
SoftClose = 閉じる
SoftSelect = 選択
SoftBack = 戻る
SoftExit = 終了
SoftNext = 次へ
SoftOk = OK
SoftYes = はい
SoftNo = いいえ

## Menus and pages

KeysConfiguration = キー設定
SpeedDialKeys = 短縮キー
Softkeys = ソフトキー
NavigationKeys = 矢印キー
LoadKeys = キーの読込
SaveFunctionKeys = 機能キーを保存
SaveProgrammableKeys = 他のキーを保存
LcdContrast = コントラスト
BacklightTimeout = 照明時間
AlwaysOn = 常時オン
Lock = ロック
LockNow = 今すぐロック
ChangePassword = パスワード変更

## Menus and pages

Menu = メニュー
CallLog = 通話履歴
Directory = 電話帳
Settings = 設定
Status = 状態
Administration = 管理
AllCalls = すべての通話
MissedCalls = 不在着信
ReceivedCalls = 着信履歴
DialedCalls = 発信履歴
DeleteAll = すべて削除
Language = 言語
RingTone = 着信音
CallWaiting = 割込着信
DateAndTime = 日付と時刻
AnswerDevice = 応答デバイス
AudioDevices = 音声デバイス
Loudspeaker = スピーカー
AsTheBrowserHasIt = ブラウザの設定
EchoAndNoise = エコーと雑音
CleanedByPhone = 電話機が除去
CleanedByBrowser = ブラウザが除去
CleanedInPhone = 電話機、{ $delay } ms
LowDelay = 低遅延
LowDelayMeans = 短いパケット、エコーはブラウザが除去
HearOwnVoice = 自分の声を聞く
DeviceGone = { $device } がありません: 別のデバイスを使います
DeviceBack = { $device } を再び使います
DeviceNotThere = { $device } (未接続)
LoudspeakerFailed = スピーカーを使えません
SoundFailed = 音声エラー: 再開します
SoundLost = 音声の故障: 再読み込みしてください
HandsetListens = 受話器で聞いています
HandsetListensNoMore = 受話器を置きました
AutoAnswering = 自動応答
Restart = 再起動
ProvisioningCredentials = サーバー認証
FirmwareVersion = ファームウェア
ReleaseInformation = バージョン情報
NetworkStatus = ネットワーク状態
LineStatus = 回線状態
Provisioning = 自動設定
ConfigurationProblems = 設定の問題
Audio = 音声
NetworkSettings = ネットワーク設定
SipAccounts = SIPアカウント
SipDetails = SIP詳細
RestoreDefaults = 初期化
CheckNow = 今すぐ確認
Call = 通話
Contact = 連絡先
DoNotDisturb = 着信拒否
CallForward = 着信転送

## Questions

ExtensionBusy = 話し中
AskRestart = 再起動しますか?
RestartNote = 通話中は切断せず、終わるまで待ちます。
AskRestoreDefaults = 初期設定に戻しますか?
RestoreDefaultsNote = 設定、電話帳、履歴がすべて消えます。元に戻せません。
AskRedial = 自動リダイヤルしますか?
RedialNote = つながるまで繰り返し発信します。
AskDeleteLog = すべての履歴を削除しますか?
AskDeleteContacts = すべての連絡先を削除しますか?
AskDeleteGreeting = メッセージを削除しますか?
AskDeleteContact = この連絡先を削除しますか?
CannotBeUndone = 元に戻せません。
Asked = { $question } { $note }
PressYesOrNo = はい か いいえ を押してください

## Calls

Calling = 発信中
Ringing = 呼出中
InProgress = 接続中
Answering = 応答中
IncomingCall = 着信
Connected = 通話中
OnHold = 保留中
HeldByOther = 相手が保留中
HeldByBoth = 双方で保留中
Conference = 会議
DigitsSent = 送信 { $digits }
DigitsReceived = 受信 { $digits }
CallFrom = { $party } から着信
IncomingCallFrom = { $party } から着信
MissedCallFrom = { $party } から不在着信
AnsweredByItself = 自動応答: { $party }
StillOnHold = 保留中のまま: { $party }
ForwardedTo = { $party } へ転送
TransferredTo = { $party } へ転送
Diverted = 転送された通話
DivertedBy = { $party } からの転送
Anonymous = 非通知

## How calls end

CallEnded = 通話終了
Disconnected = 切断されました
MissedCall = 不在着信
AnsweredElsewhere = 別の電話で応答
Busy = 話し中
NoAnswer = 応答なし
NumberNotFound = 番号がありません
NumberIncomplete = 番号が足りません
Unavailable = 利用できません
Declined = 拒否されました
NoCommonCodec = 共通コーデックなし
NoCommonEncryption = 共通の暗号化なし
Forbidden = 禁止されています
NotAuthorized = 権限がありません
UnknownHost = 不明なホスト { $host }
NoResponse = サーバーの応答なし
ConnectionLost = 接続が切れました
NoGateway = ゲートウェイに未接続
NoMediaPort = 音声ポートなし
CannotCall = 発信できません
CallFailed = 発信失敗 ({ $status })

## What keys answer

PhoneIsStarting = 起動中です
TooManyCalls = 通話が多すぎます
OwnNumber = 自分の番号です
NotANumber = 番号でも宛先でもありません
NoCallToHold = 保留する通話がありません
NoCallToJoin = つなぐ通話がありません
NoCallToTransfer = 転送する通話がありません
NoCallToMute = 消音する通話がありません
SplitFirst = 先に会議を分割してください
ConferenceSplit = 会議を分割しました
Invited = 招待中
Joining = 参加中
JoinedConference = { $party } が会議に参加しました
DidNotJoin = { $party } は参加できませんでした
HoldFailed = 保留できません
ResumeFailed = 再開できません
NoLineOnKey = キー { $key } に回線がありません
NothingOnKey = キー { $key } は未設定です
NothingSetUpForKey = このキーは設定されていません
CannotForward = 転送できません
NoDoNotDisturb = 着信拒否は使えません
EndCallFirst = 先に通話を終えてください
DeviceIsOff = このデバイスはオフです
Muted = マイク消音
NotMuted = マイク入
NoDialedCalls = 発信履歴がありません
NoVoiceMailNumber = ボイスメール番号がありません
RingerVolume = 着信音量 { $volume }
Volume = 音量 { $volume }
LanguageNotLoaded = { $language } を読み込めません

## Keys that are given functions

KeysPage = キー、{ $page }/{ $pages } ページ
NextKeys = 次へ
DisplayKeyNumber = 画面キー { $number }
SoftkeyNumber = ソフトキー { $number }
KeyUp = 上
KeyDown = 下
KeyLeft = 左
KeyRight = 右
SpeedDialWithLamp = 短縮 + ランプ
KeyIsFixed = このキーはここで変更できません
KeyTakesLine = このキーは回線用です
Number = 番号
EnterNumber = 番号を入力
Code = コード
EnterCode = コードを入力

## The lock

Locked = ロック中
Unlock = ロック解除
PhoneLocked = 電話はロック中です
PhoneUnlocked = ロックを解除しました
NewPassword = 新しいパスワード
OnceMore = もう一度
PasswordTooShort = { $count } 文字以上
PasswordsDiffer = パスワードが一致しません
PasswordChanged = パスワードを変更しました

## Pages

Paging = ページング
Page = ページング
GroupNumber = グループ { $number }
PagingGroup = { $group } へページング
PageFrom = { $group } からのページング
AcceptOrReject = 許可か拒否
SpeakNow = お話しください: グループに聞こえます
AskPage = ページング: 聞きますか?
EndPageFirst = 先にページングを終えてください
GroupNotSetUp = グループは未設定です

## Transfer

TransferTo = 転送先
EnterTarget = 転送先の番号を入力
Transferring = 転送中
TransferringWhenAnswered = 応答後に転送
TransferringRings = 転送中、呼出中
TransferringInProgress = 転送中、接続中
CallTransferred = 転送しました
TransferFailed = 転送失敗
NothingWasHeard = その後の連絡なし

## Lines, keys beside the display

LineNumber = 回線 { $number }
KeyNumber = キー { $number }
NotSetUp = 未設定
Ready = 準備完了
Registering = 登録中
Registered = 登録済み
RegisteredAtSecond = 予備サーバーに登録済み
NotRegistered = 未登録
RegistrationFailure = 登録失敗
WrongUserOrPassword = ユーザー名かパスワードが違います
InCall = 通話中
SpeedDial = 短縮ダイヤル
Idle = 空き
SubscriptionFailed = 購読失敗
CallingAgain = サーバー切断: 別のサーバーで発信
ContinuedElsewhere = 別の電話で継続
LineInUse = 回線使用中
SharedLine = 共有回線
Shared = 共有
OnHoldPrivate = 個別保留
InUse = 使用中
InUseByOther = 別の電話で使用中
PressToTake = 押すと応答
RingingElsewhere = 別の電話が呼出中
NewCall = 新規発信

## Idle screen

NoConfiguration = 設定がありません
MissedCallCount = 不在着信 { $count } 件
NewMessages = 新着メッセージ { $count } 件
DoNotDisturbOnLines = 着信拒否: { $count } 回線
ForwardingOnLines = 転送: { $count } 回線
ForwardAlways = 転送先 { $destination }
ForwardBusy = 話し中転送 { $destination }
ForwardNoReply = 無応答転送 { $destination }

## Dialling

Dial = 発信
DialFrom = { $line } から発信
CallsByItself = 操作がなければ { $number } に発信
AutomaticRedial = 自動リダイヤル
RedialWithin = { $seconds } 秒以内に { $number } へ発信 (回線 { $line })

## Directory

Company = 会社
Name = 名前
Office = 会社
Home = 自宅
Mobile = 携帯
Nobody = 該当なし
ContactsFound = { $count } 件。{ $first }
DirectoryFull = 電話帳がいっぱいです: { $limit } 件
CompanyContact = 会社の連絡先はここで変更できません
ContactSaved = { $name } を保存しました
ContactDeleted = { $name } を削除しました
ContactWithoutName = 名前が必要です
BadContactName = 名前が長すぎます
ContactWithoutNumber = 番号が必要です
BadContactNumber = 発信できない番号です
AllContacts = すべての連絡先
NewContact = 新しい連絡先
LoadContacts = 連絡先の読込
SaveAsVCard = vCard で保存
SaveAsText = テキストで保存
ContactsDeleted = 連絡先を削除しました
MoreNumbers = 番号が多すぎます
NotAContact = 連絡先ではありません
NoContactsInFile = ファイルに連絡先がありません

## Call log

Missed = 不在
Received = 着信
Rejected = 拒否
Forwarded = 転送
Dialed = 発信
NotAnswered = 応答なし
DivertedByWhom = 転送元
Duration = 時間
Line = 回線
Cost = 料金
LogIsEmpty = 履歴はありません

## Forwarding, do not disturb

WhenBusy = 話し中のとき
NoReply = 応答なし
ForwardTo = 転送先
AfterRings = 呼出回数、2r
AfterSeconds = 秒数
NotForwarded = 転送していません
EnterDestination = 転送先を入力
EnterWait = 0~7200 秒、または 1r~99r 回
DoNotDisturbIsOn = { $line }: 着信拒否オン
DoNotDisturbIsOff = { $line }: 着信拒否オフ
CannotBeSet = 設定できません

## Sound

Speaker = スピーカー
Headset = ヘッドセット
MicrophoneWillBeAsked = 最初の通話で、ブラウザがマイクの使用を確認します。
AllowMicrophone = 相手に声が届くよう、マイクを許可してください。
SoundStopped = 相手の音声が途切れました
NothingArrives = 相手の音声が届きません
OnlySilenceArrives = 相手から無音が届いています
CannotBeDecrypted = 受信を復号できません
OtherCodecArrives = 受信は別のコーデックです
NoSoundArrives = 受信は音声ではありません
ArrivesFromElsewhere = 音声が別のアドレスから届いています
Encrypted = 暗号化
NotEncrypted = 暗号化なし
KeysInTheClear = 鍵が平文です: TLS を使用
RefusedCallFrom = { $party } の着信を拒否
NothingIsSent = 相手に音声を送れません
MicrophoneSilent = マイクの音がありません
MicrophoneDenied = マイク不許可: 聞くだけ
MicrophoneMissing = マイクなし: 聞くだけ
MicrophoneBusy = マイク使用中: 聞くだけ
MicrophoneClosed = マイク停止: 聞くだけ
WaitingForMicrophone = マイクを待っています
SoundBlocked = 音声停止中: 画面をタップ

## Forms

Password = パスワード
User = ユーザー
EmptyField = 空
Characters = { $count } 文字
Character = 文字
Digits = 数字
SmallLetters = 小文字
CapitalLetters = 大文字
EnterUserName = ユーザー名を入力
WrongPassword = パスワードが違います
WrongTooOften = 誤りが多すぎます: { $seconds } 秒お待ちください
Date = 日付
Time = 時刻
TimeRange = 時刻、00:00~23:59
TimeServerSetsClock = 時刻はサーバーが設定します
NoSuchDateOrTime = 日付か時刻が正しくありません
ClockIsSet = 時計を合わせました
NoPasswordIsSet = パスワード未設定です。
SetPassword = 開くには設定に system/password が必要です。

## Configuration

AskingGateway = ゲートウェイに設定を確認中
AskingDhcp = DHCP にサーバーを確認中
LookingForServer = 設定サーバーを検索中
AskingRedirectServer = リダイレクトサーバーに確認中
LoadingConfiguration = 設定を読込中
CredentialsWanted = ユーザーとパスワードが必要
LoadingFiles = ファイルを読込中
CheckingConfiguration = 新しい設定を確認中
SettingsWaitForCall = 新しい設定は通話後に有効になります
NoNewConfiguration = 新しい設定はありません
ConfigurationUpToDate = 設定は最新です
SettingsInForce = 新しい設定が有効です
PhoneStartsAgain = 再起動します
StartsAgainAfterCall = 通話後に再起動します
RebootingForSettings = 設定を適用するため再起動中
BrowserCannotSave = ブラウザに保存できず、再読込で消えます: { $why }
LastCheck = 前回の確認
Result = 結果
NoneYet = 未確認
NothingFound = 見つかりません
UpToDate = 最新
NewSettings = 新しい設定
NewSettingsWait = 適用待ち
NextCheck = 次回の確認
AtNextStart = 次回起動時
NothingThere = なし
Worked = 成功
StaticUrl = 固定URL
DhcpUrlOption = DHCP URLオプション
LastServer = 前回のサーバー
RedirectServer = リダイレクト
NoServerFound = 設定サーバーがありません
NoneIsSet = 未設定
TriedAlready = 試行済み

## Gateway

Gateway = ゲートウェイ
NoConnection = 未接続
GatewayVersion = ゲートウェイのバージョンは { $version }: 再読込してください
NotEnrolled = この電話は登録されていません
GatewayFull = ゲートウェイが満杯です
GatewayMisunderstands = ゲートウェイがこの電話を認識しません
UnexpectedAnswer = ゲートウェイの予期しない応答

## Status: network

IpAddress = IPアドレス
SipAddress = SIPアドレス
MediaAddress = 音声アドレス
MediaTransport = 音声の伝送
Server = サーバー
SipInProgress = SIP処理中
MalformedMessages = 不正なメッセージ
RefusedRequests = 拒否した要求
UntrustedRequests = 信頼できない要求
Retransmissions = 再送
Strays = 迷子
NoAnswerYet = 応答待ち
DhcpOptions = DHCPオプション
LanConnectionType = LAN接続
AutomaticIp = 自動 (DHCP)
Netmask = ネットマスク
GatewayAddress = ゲートウェイIP
PrimaryDns = プライマリDNS
SecondaryDns = セカンダリDNS
DomainName = ドメイン名
SetByOperatingSystem = ゲートウェイのOSが設定します。

## Status: account

UserId = ユーザーID
DisplayName = 表示名
Label = ラベル
AuthenticationName = 認証名
AuthenticationPassword = 認証パスワード
NotSet = 未設定
SipProxyAddress = SIPプロキシ

## Status: phone

Model = 機種
Version = バージョン
SoftwareVersion = ソフトウェア版
SoftwareType = ソフトウェア種別
HardwareType = ハードウェア種別
InABrowser = { $model } (ブラウザ)
BootloaderVersion = BLバージョン
DspVersion = DSPバージョン
LinkVersion = リンクバージョン
DeviceCertificate = 端末証明書
NotInstalled = なし
NoFile = ファイルなし
ProblemCount = 問題 { $count } 件

## Status: time

Clock = 時計
TimeServer = 時刻サーバー
SetByHand = 手動
Browser = ブラウザ
TimeZone = タイムゾーン
TimeZoneFrom = ゾーンの設定元
Configuration = 設定
AnswerOf = { $server } の応答
NextQuestion = 次回の問合せ

## Status: sound

Microphone = マイク
NotAskedFor = 未要求
Asking = 確認中
Open = 使用中
NoneFound = 見つかりません
NotAllowed = 不許可
InUseElsewhere = 他で使用中
Closed = 停止
Playback = 再生
NotStarted = 未開始
Running = 再生中
BlockedByBrowser = ブラウザが停止
Underruns = 音切れ
DelayHere = この電話機の遅延
JitterBuffer = ジッタバッファ
Delay = { $now } / { $target } ms
Concealed = 補間
PacketsIn = 受信パケット
PacketsLate = 遅延パケット
PacketsUnusable = 無効パケット
PacketsUndecryptable = 解読不能パケット
PacketsMalformed = 不正パケット
PacketsOfOthers = 他からのパケット
PacketsFromElsewhere = 別アドレスから
PacketsOut = 送信パケット
SoundQuality = 品質
RoundTrip = 往復時間
Jitter = ジッタ
PacketsLost = 損失パケット
LossAtOther = 相手側の損失

## What the browser does for the phone

Notifications = 通知
AllowNotifications = ブラウザの設定でこのページの通知を許可してください
HeadsetKeys = ヘッドセットのキー

## Self tests

SelfTests = 自己診断
AllTests = すべてのテスト
ProductInfo = 製品情報
MainScreen = メイン画面
SideScreen = BLF 画面
KeypadAndHook = キーとフック
Lamps = ランプ
HandsFree = ハンズフリー
UsbPort = USB
AuxPort = AUX
SerialNumber = シリアル番号
Manufacturer = 製造元
AllWhite = 全面白
AllBlack = 全面黒
BacklightOn = バックライト点灯
BacklightOff = バックライト消灯
GreenLampsOn = 緑のランプ点灯
RedLampsOn = 赤のランプ点灯
AllLampsOn = 全ランプ点灯
KeysPressed = { $all } 個中 { $pressed } 個
LiftHandset = 受話器を上げてください
PressAnyKey = キーを押してください
RecordingNow = 録音中: 話してください
PlayingNow = 再生中
PlugUsb = USB ヘッドセットを接続して OK
NoAuxPort = ブラウザに AUX 端子はありません
SoundCheck = 音声チェック
KeepQuiet = 少し静かにしてください
TestSoundPlays = テスト音を再生しています
SoundIsGood = 音声は良好です
TurnLoudspeakerDown = エコーが大きい: スピーカーの音量を下げてください
RoomIsLoud = 部屋が騒がしいです
TurnMicrophoneDown = 音が割れています: マイクの音量を下げてください
SoundIsLate = 音声が遅れています: 無線機器は時間がかかります
RoomNoise = 部屋の騒音
EchoHere = エコー
LoopDelay = 機器の遅延
Distortion = 歪み
LevelLow = 小
LevelModerate = 中
LevelHigh = 大
Recording = 録音
StartRecording = 録音を開始
StopRecording = 録音を停止
SoundIsRecorded = 音声を録音しています
RecordingSaved = 録音を保存しました
Added = 追加
Completed = 補足
AlreadyThere = 登録済み
LeftOut = 除外
AtLine = { $line } 行目: { $why }
FileTooLarge = ファイルが { $limit } MB を超えています
FileNotRead = ファイルを読めません
NoKeysInFile = ファイルにキーがありません
KeysLoaded = キーを読み込みました
NothingToSave = 保存するものがありません
FileSaved = { $name } を保存しました
Greeting = 応答メッセージ
PlayGreeting = 再生
DeleteGreeting = メッセージを削除
GreetingSaved = メッセージを保存しました
GreetingTooShort = 録音が短すぎます
GreetingPlays = 応答メッセージ再生中
RecordingSentTo = 送信先
RecordsInCallOnly = 通話中のみ
NotWhileEncrypted = 暗号化された通話中はできません
LoadRingTone = 着信音の読込
RingToneLoaded = { $name } を読み込みました
RingToneDeleted = { $name } を削除しました
LineRingsLike = { $line } の着信音は { $ring } です
RingTonesFull = 空きがありません: 最大 { $most } 件、合計 { $limit } MB
EmptyFile = ファイルが空です
NotWav = WAV ファイルではありません
WavCutOff = WAV ファイルが途中で切れています
WavWithoutSound = WAV ファイルに音がありません
WavNotMono = 音はモノラルにしてください
WavOtherCode = 音は PCM、A-law、µ-law のいずれかにしてください
WavOtherRate = PCM 16 kHz 16 ビット、または A-law か µ-law の 8 kHz 8 ビットにしてください
AskDeleteRingTone = この着信音を削除しますか?

## Labels of the page

PageDisplay = 画面
PageKeypad = キーパッド
PageLines = 回線
PageSoftkeys = ソフトキー
PageNavigation = ナビゲーション
PageVolume = 音量
PageMicrophoneLevel = マイクレベル
PageSpeakerLevel = スピーカーレベル
PageMediaPath = ゲートウェイまでの音声経路
PageOtherTab = 電話と音声は別のタブにあります。キーはここでも使えます。
PageArmRinger = タップして着信音を有効にする
PageStar = スター
PagePound = シャープ
PageSpeaker = スピーカー
PageHeadset = ヘッドセット
PageMute = 消音
PageHold = 保留
PageTransfer = 転送
PageRedial = 再発信
PageMenu = メニュー
PageVoiceMail = 伝言
PageContacts = 電話帳
PageVolumeUp = 音量を上げる
PageVolumeDown = 音量を下げる
PageUp = 上
PageDown = 下
PageLeft = 左
PageRight = 右
PageOk = OK
PageHandset = 受話器
PageEscape = エスケープ
PageBackspace = 後退
PageLine = 回線
PageSoftkey = ソフトキー
PageVolumeShort = 音量
PageFunctionKeys = 機能キー
PageFunctionKey = 機能キー
