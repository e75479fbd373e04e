### Korean. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = 시작 중
Empty = 비어 있음
None = 없음
Unknown = 알 수 없음
On = 켬
Off = 끔
Chosen = 선택됨
Active = 사용 중
Deleted = 삭제됨
Failed = 실패
Seconds = { $count }초
Milliseconds = { $count }ms
Percent = { $count } %

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } ({ $via } 경유)

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] 일
        [1] 월
        [2] 화
        [3] 수
        [4] 목
        [5] 금
       *[6] 토
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

DateDayFirst = { $year }년 { month-name }월 { $day }일 ({ weekday-name })
DateMonthFirst = { $year }년 { month-name }월 { $day }일 ({ weekday-name })
StampDayFirst = { month-name }/{ $day } { $time }
StampMonthFirst = { month-name }/{ $day } { $time }
TimeAm = 오전 { $time }
TimePm = 오후 { $time }

## Softkeys

SoftMore = 더보기
SoftReceived = 받음
SoftDialed = 건 전화
SoftBlindTransfer = 즉시전환
SoftAccept = 수락
SoftUnlock = 해제
SoftRings = 울림
SoftBusy = 통화 중
SoftHolds = 보류

## Softkeys

SoftMissed = 부재중
SoftCallLog = 통화기록
SoftDirectory = 전화번호부
SoftDetails = 상세
SoftNew = 추가
SoftSave = 저장
SoftStop = 중지
SoftEdit = 편집
SoftDelete = 삭제
SoftForward = 착신전환
SoftDoNotDisturb = 방해금지
SoftNewCall = 새 통화
SoftDial = 걸기
SoftClear = 지우기
SoftCancel = 취소
SoftAnswer = 받기
SoftReject = 거절
SoftSilence = 무음
SoftHold = 보류
SoftResume = 재개
SoftSwap = 전환
SoftTransfer = 돌려주기
SoftConference = 회의
SoftSplit = 분리
SoftEnd = 종료
SoftClose = 닫기
SoftSelect = 선택
SoftBack = 뒤로
SoftExit = 나가기
SoftNext = 다음
SoftOk = 확인
SoftYes = 예
SoftNo = 아니요

## Menus and pages

KeysConfiguration = 키 설정
SpeedDialKeys = 단축 번호 키
Softkeys = 소프트키
NavigationKeys = 탐색 키
LoadKeys = 키 불러오기
SaveFunctionKeys = 기능 키 저장
SaveProgrammableKeys = 다른 키 저장
LcdContrast = 화면 대비
BacklightTimeout = 조명 시간
AlwaysOn = 항상 켬
Lock = 잠금
LockNow = 지금 잠금
ChangePassword = 비밀번호 변경

## Menus and pages

Menu = 메뉴
CallLog = 통화 기록
Directory = 전화번호부
Settings = 설정
Status = 상태
Administration = 관리
AllCalls = 모든 통화
MissedCalls = 부재중 전화
ReceivedCalls = 받은 전화
DialedCalls = 건 전화
DeleteAll = 모두 삭제
Language = 언어
RingTone = 벨소리
CallWaiting = 통화 중 대기
DateAndTime = 날짜와 시간
AnswerDevice = 응답 장치
AudioDevices = 오디오 장치
Loudspeaker = 스피커
AsTheBrowserHasIt = 브라우저 설정
EchoAndNoise = 에코와 잡음
CleanedByPhone = 전화기가 제거
CleanedByBrowser = 브라우저가 제거
CleanedInPhone = 전화기, { $delay }ms
LowDelay = 낮은 지연
LowDelayMeans = 짧은 패킷, 에코는 브라우저가 제거
HearOwnVoice = 내 목소리 듣기
DeviceGone = { $device } 없음: 다른 장치를 사용합니다
DeviceBack = { $device } 다시 사용 중
DeviceNotThere = { $device } (없음)
LoudspeakerFailed = 스피커를 사용할 수 없음
SoundFailed = 소리 오류: 다시 시작합니다
SoundLost = 소리 고장: 페이지를 새로 고치세요
HandsetListens = 수화기로 듣는 중
HandsetListensNoMore = 수화기를 내려놓음
AutoAnswering = 자동 응답
Restart = 다시 시작
ProvisioningCredentials = 서버 로그인
FirmwareVersion = 펌웨어 버전
ReleaseInformation = 버전 정보
NetworkStatus = 네트워크 상태
LineStatus = 회선 상태
Provisioning = 자동 설정
ConfigurationProblems = 설정 문제
Audio = 오디오
NetworkSettings = 네트워크 설정
SipAccounts = SIP 계정
SipDetails = SIP 정보
RestoreDefaults = 초기화
CheckNow = 지금 확인
Call = 통화
Contact = 연락처
DoNotDisturb = 방해 금지
CallForward = 착신 전환

## Questions

ExtensionBusy = 상대방 통화 중
AskRestart = 전화기를 다시 시작할까요?
RestartNote = 통화는 끊기지 않습니다. 끝날 때까지 기다립니다.
AskRestoreDefaults = 초기 설정으로 되돌릴까요?
RestoreDefaultsNote = 설정, 연락처, 기록이 삭제되며 되돌릴 수 없습니다.
AskRedial = 자동으로 다시 걸까요?
RedialNote = 연결될 때까지 다시 겁니다.
AskDeleteLog = 모든 통화를 삭제할까요?
AskDeleteContacts = 모든 연락처를 삭제할까요?
AskDeleteGreeting = 인사말을 삭제할까요?
AskDeleteContact = 연락처를 삭제할까요?
CannotBeUndone = 되돌릴 수 없습니다.
Asked = { $question } { $note }
PressYesOrNo = 예 또는 아니요를 누르세요

## Calls

Calling = 거는 중
Ringing = 울리는 중
InProgress = 연결 중
Answering = 받는 중
IncomingCall = 수신 전화
Connected = 통화 중
OnHold = 보류 중
HeldByOther = 상대방이 보류함
HeldByBoth = 서로 보류 중
Conference = 회의
DigitsSent = 보냄 { $digits }
DigitsReceived = 받음 { $digits }
CallFrom = { $party } 전화
IncomingCallFrom = { $party } 수신 전화
MissedCallFrom = { $party } 부재중 전화
AnsweredByItself = 자동 응답: { $party }
StillOnHold = 아직 보류 중: { $party }
ForwardedTo = { $party }(으)로 전환
TransferredTo = { $party }(으)로 돌려줌
Diverted = 전환된 통화
DivertedBy = { $party }에서 전환
Anonymous = 발신자 숨김

## How calls end

CallEnded = 통화 종료
Disconnected = 상대방이 끊음
MissedCall = 부재중 전화
AnsweredElsewhere = 다른 곳에서 받음
Busy = 통화 중
NoAnswer = 응답 없음
NumberNotFound = 없는 번호
NumberIncomplete = 번호가 부족함
Unavailable = 연결할 수 없음
Declined = 거절됨
NoCommonCodec = 공통 코덱 없음
NoCommonEncryption = 공통 암호화 없음
Forbidden = 금지됨
NotAuthorized = 권한 없음
UnknownHost = 알 수 없는 호스트 { $host }
NoResponse = 서버 응답 없음
ConnectionLost = 연결 끊김
NoGateway = 게이트웨이 연결 없음
NoMediaPort = 음성 포트 없음
CannotCall = 걸 수 없음
CallFailed = 통화 실패 ({ $status })

## What keys answer

PhoneIsStarting = 전화기를 시작하는 중
TooManyCalls = 통화가 너무 많음
OwnNumber = 내 번호입니다
NotANumber = 번호나 주소가 아님
NoCallToHold = 보류할 통화 없음
NoCallToJoin = 합칠 통화 없음
NoCallToTransfer = 돌려줄 통화 없음
NoCallToMute = 통화 없음
SplitFirst = 먼저 회의를 분리하세요
ConferenceSplit = 회의 분리됨
Invited = 초대함
Joining = 참여 중
JoinedConference = { $party } 참여함
DidNotJoin = { $party } 참여 안 함
HoldFailed = 보류 실패
ResumeFailed = 재개 실패
NoLineOnKey = { $key }번 키에 회선 없음
NothingOnKey = { $key }번 키가 비어 있음
NothingSetUpForKey = 설정되지 않은 키입니다
CannotForward = 착신 전환할 수 없음
NoDoNotDisturb = 방해 금지를 쓸 수 없음
EndCallFirst = 먼저 통화를 종료하세요
DeviceIsOff = 꺼진 장치입니다
Muted = 마이크 끔
NotMuted = 마이크 켬
NoDialedCalls = 건 전화 없음
NoVoiceMailNumber = 음성 사서함 번호 없음
RingerVolume = 벨소리 크기 { $volume }
Volume = 음량 { $volume }
LanguageNotLoaded = { $language }을(를) 불러올 수 없음

## Keys that are given functions

KeysPage = 키, { $page }/{ $pages } 페이지
NextKeys = 다음
DisplayKeyNumber = 화면 키 { $number }
SoftkeyNumber = 소프트키 { $number }
KeyUp = 위
KeyDown = 아래
KeyLeft = 왼쪽
KeyRight = 오른쪽
SpeedDialWithLamp = 단축 + 램프
KeyIsFixed = 여기서 바꿀 수 없는 키입니다
KeyTakesLine = 회선을 쓰는 키입니다
Number = 번호
EnterNumber = 번호를 입력하세요
Code = 코드
EnterCode = 코드를 입력하세요

## The lock

Locked = 잠김
Unlock = 잠금 해제
PhoneLocked = 전화기가 잠김
PhoneUnlocked = 잠금이 풀림
NewPassword = 새 비밀번호
OnceMore = 한 번 더
PasswordTooShort = { $count }자 이상
PasswordsDiffer = 비밀번호가 다름
PasswordChanged = 비밀번호가 바뀜

## Pages

Paging = 방송
Page = 방송
GroupNumber = 그룹 { $number }
PagingGroup = { $group } 방송
PageFrom = { $group }의 방송
AcceptOrReject = 수락 또는 거절
SpeakNow = 말하세요: 그룹이 듣습니다
AskPage = 방송: 들을까요?
EndPageFirst = 먼저 방송을 종료하세요
GroupNotSetUp = 설정되지 않은 그룹입니다

## Transfer

TransferTo = 돌려줄 곳
EnterTarget = 돌려줄 번호를 입력하세요
Transferring = 돌려주는 중
TransferringWhenAnswered = 받으면 돌려줌
TransferringRings = 돌려주는 중, 울림
TransferringInProgress = 돌려주는 중, 연결 중
CallTransferred = 통화를 돌려줌
TransferFailed = 돌려주기 실패
NothingWasHeard = 이후 소식 없음

## Lines, keys beside the display

LineNumber = 회선 { $number }
KeyNumber = 키 { $number }
NotSetUp = 설정 안 됨
Ready = 준비됨
Registering = 등록 중
Registered = 등록됨
RegisteredAtSecond = 예비 서버에 등록됨
NotRegistered = 등록 안 됨
RegistrationFailure = 등록 실패
WrongUserOrPassword = 사용자나 비밀번호 오류
InCall = 통화 중
SpeedDial = 단축 번호
Idle = 비어 있음
SubscriptionFailed = 구독 실패
CallingAgain = 서버 끊김: 다른 서버로 겁니다
ContinuedElsewhere = 다른 전화에서 계속
LineInUse = 회선 사용 중
SharedLine = 공유 회선
Shared = 공유
OnHoldPrivate = 개인 보류
InUse = 사용 중
InUseByOther = 다른 전화에서 사용 중
PressToTake = 눌러서 받기
RingingElsewhere = 다른 전화가 울림
NewCall = 새 통화

## Idle screen

NoConfiguration = 설정 없음
MissedCallCount = 부재중 전화 { $count }건
NewMessages = 새 메시지 { $count }건
DoNotDisturbOnLines = { $count }개 회선 방해 금지
ForwardingOnLines = { $count }개 회선 착신 전환
ForwardAlways = 전환: { $destination }
ForwardBusy = 통화 중이면: { $destination }
ForwardNoReply = 응답 없으면: { $destination }

## Dialling

Dial = 걸기
DialFrom = { $line }에서 걸기
CallsByItself = 입력이 없으면 { $number }에 겁니다
AutomaticRedial = 자동 재발신
RedialWithin = { $seconds }초 안에 { $number }에 겁니다 (회선 { $line })

## Directory

Company = 회사
Name = 이름
Office = 직장
Home = 집
Mobile = 휴대폰
Nobody = 없음
ContactsFound = { $count }명 찾음. { $first }
DirectoryFull = 전화번호부가 가득 참: { $limit }명
CompanyContact = 회사 연락처는 여기서 바꿀 수 없음
ContactSaved = { $name } 저장됨
ContactDeleted = { $name } 삭제됨
ContactWithoutName = 이름이 필요합니다
BadContactName = 이름이 너무 깁니다
ContactWithoutNumber = 번호가 필요합니다
BadContactNumber = 걸 수 없는 번호입니다
AllContacts = 모든 연락처
NewContact = 새 연락처
LoadContacts = 연락처 불러오기
SaveAsVCard = vCard로 저장
SaveAsText = 텍스트로 저장
ContactsDeleted = 연락처 삭제됨
MoreNumbers = 번호가 너무 많음
NotAContact = 연락처가 아님
NoContactsInFile = 파일에 연락처가 없음

## Call log

Missed = 부재중
Received = 받음
Rejected = 거절
Forwarded = 전환
Dialed = 걸음
NotAnswered = 받지 않음
DivertedByWhom = 전환한 사람
Duration = 시간
Line = 회선
Cost = 요금
LogIsEmpty = 통화 기록이 비었음

## Forwarding, do not disturb

WhenBusy = 통화 중일 때
NoReply = 응답 없음
ForwardTo = 전환할 곳
AfterRings = 벨 횟수, 2r
AfterSeconds = 초
NotForwarded = 착신 전환 안 함
EnterDestination = 전환할 곳을 입력하세요
EnterWait = 0~7200초 또는 1r~99r회
DoNotDisturbIsOn = { $line }: 방해 금지 켬
DoNotDisturbIsOff = { $line }: 방해 금지 끔
CannotBeSet = 설정할 수 없음

## Sound

Speaker = 스피커
Headset = 헤드셋
MicrophoneWillBeAsked = 첫 통화 때 브라우저가 마이크 사용을 묻습니다.
AllowMicrophone = 상대방이 들을 수 있게 마이크를 허용하세요.
SoundStopped = 상대방 소리가 멈춤
NothingArrives = 상대방 소리가 오지 않음
OnlySilenceArrives = 상대방에게서 무음만 옴
CannotBeDecrypted = 받은 것을 복호화할 수 없음
OtherCodecArrives = 받은 것은 다른 코덱임
NoSoundArrives = 받은 것은 소리가 아님
ArrivesFromElsewhere = 소리가 다른 주소에서 옴
Encrypted = 암호화됨
NotEncrypted = 암호화 안 됨
KeysInTheClear = 키가 노출됨: TLS를 쓰세요
RefusedCallFrom = { $party } 전화 거절됨
NothingIsSent = 상대방에게 소리가 가지 않음
MicrophoneSilent = 마이크 소리가 없음
MicrophoneDenied = 마이크 불허: 듣기만 함
MicrophoneMissing = 마이크 없음: 듣기만 함
MicrophoneBusy = 마이크 사용 중: 듣기만 함
MicrophoneClosed = 마이크 닫힘: 듣기만 함
WaitingForMicrophone = 마이크를 기다리는 중
SoundBlocked = 소리 차단됨: 화면을 누르세요

## Forms

Password = 비밀번호
User = 사용자
EmptyField = 비어 있음
Characters = { $count }자
Character = 글자
Digits = 숫자
SmallLetters = 소문자
CapitalLetters = 대문자
EnterUserName = 사용자 이름을 입력하세요
WrongPassword = 비밀번호 오류
WrongTooOften = 오류가 많음: { $seconds }초 기다리세요
Date = 날짜
Time = 시간
TimeRange = 시간, 00:00~23:59
TimeServerSetsClock = 시간은 서버가 맞춥니다
NoSuchDateOrTime = 없는 날짜나 시간입니다
ClockIsSet = 시계를 맞췄습니다
NoPasswordIsSet = 비밀번호가 없습니다.
SetPassword = 이 메뉴를 열려면 설정에 system/password를 넣으세요.

## Configuration

AskingGateway = 게이트웨이에 설정 요청 중
AskingDhcp = DHCP에 서버 문의 중
LookingForServer = 설정 서버 찾는 중
AskingRedirectServer = 리디렉션 서버에 문의 중
LoadingConfiguration = 설정 불러오는 중
CredentialsWanted = 사용자와 비밀번호 필요
LoadingFiles = 파일 불러오는 중
CheckingConfiguration = 새 설정 확인 중
SettingsWaitForCall = 새 설정은 통화 후 적용됩니다
NoNewConfiguration = 새 설정 없음
ConfigurationUpToDate = 최신 설정입니다
SettingsInForce = 새 설정이 적용됨
PhoneStartsAgain = 전화기를 다시 시작합니다
StartsAgainAfterCall = 통화 후 다시 시작합니다
RebootingForSettings = 새 설정을 위해 다시 시작 중
BrowserCannotSave = 브라우저에 저장할 수 없어 새로 고치면 사라집니다: { $why }
LastCheck = 마지막 확인
Result = 결과
NoneYet = 아직 없음
NothingFound = 찾지 못함
UpToDate = 최신
NewSettings = 새 설정
NewSettingsWait = 적용 대기
NextCheck = 다음 확인
AtNextStart = 다음 시작 때
NothingThere = 없음
Worked = 성공
StaticUrl = 고정 URL
DhcpUrlOption = DHCP URL 옵션
LastServer = 지난 서버
RedirectServer = 리디렉션
NoServerFound = 설정 서버를 찾지 못함
NoneIsSet = 설정 안 됨
TriedAlready = 이미 시도함

## Gateway

Gateway = 게이트웨이
NoConnection = 연결 없음
GatewayVersion = 게이트웨이 버전 { $version }: 페이지를 새로 고치세요
NotEnrolled = 등록되지 않은 전화기입니다
GatewayFull = 게이트웨이가 가득 참
GatewayMisunderstands = 게이트웨이가 이 전화기를 모름
UnexpectedAnswer = 게이트웨이의 예상 밖 응답

## Status: network

IpAddress = IP 주소
SipAddress = SIP 주소
MediaAddress = 미디어 주소
MediaTransport = 미디어 전송
Server = 서버
SipInProgress = 진행 중인 SIP
MalformedMessages = 잘못된 메시지
RefusedRequests = 거절한 요청
UntrustedRequests = 신뢰할 수 없는 요청
Retransmissions = 재전송
Strays = 미아 메시지
NoAnswerYet = 아직 응답 없음
DhcpOptions = DHCP 옵션
LanConnectionType = LAN 연결
AutomaticIp = 자동 (DHCP)
Netmask = 넷마스크
GatewayAddress = 게이트웨이 IP
PrimaryDns = 기본 DNS
SecondaryDns = 보조 DNS
DomainName = 도메인
SetByOperatingSystem = 게이트웨이 컴퓨터의 시스템이 정합니다.

## Status: account

UserId = 사용자 ID
DisplayName = 표시 이름
Label = 라벨
AuthenticationName = 인증 이름
AuthenticationPassword = 인증 비밀번호
NotSet = 설정 안 됨
SipProxyAddress = SIP 프록시

## Status: phone

Model = 모델
Version = 버전
SoftwareVersion = 소프트웨어 버전
SoftwareType = 소프트웨어 종류
HardwareType = 하드웨어 종류
InABrowser = 브라우저의 { $model }
BootloaderVersion = BL 버전
DspVersion = DSP 버전
LinkVersion = 링크 버전
DeviceCertificate = 장치 인증서
NotInstalled = 설치 안 됨
NoFile = 파일 없음
ProblemCount = 문제 { $count }건

## Status: time

Clock = 시계
TimeServer = 시간 서버
SetByHand = 직접 설정
Browser = 브라우저
TimeZone = 시간대
TimeZoneFrom = 시간대 출처
Configuration = 설정
AnswerOf = { $server } 응답
NextQuestion = 다음 문의

## Status: sound

Microphone = 마이크
NotAskedFor = 묻지 않음
Asking = 묻는 중
Open = 열림
NoneFound = 찾지 못함
NotAllowed = 허용 안 됨
InUseElsewhere = 다른 곳에서 사용
Closed = 닫힘
Playback = 재생
NotStarted = 시작 안 함
Running = 재생 중
BlockedByBrowser = 브라우저가 차단
Underruns = 끊김
DelayHere = 이 전화기의 지연
JitterBuffer = 지터 버퍼
Delay = { $now } / { $target }ms
Concealed = 보정됨
PacketsIn = 받은 패킷
PacketsLate = 늦은 패킷
PacketsUnusable = 못 쓰는 패킷
PacketsUndecryptable = 해독 불가 패킷
PacketsMalformed = 잘못된 패킷
PacketsOfOthers = 다른 송신자 패킷
PacketsFromElsewhere = 다른 주소에서
PacketsOut = 보낸 패킷
SoundQuality = 품질
RoundTrip = 왕복 시간
Jitter = 지터
PacketsLost = 잃은 패킷
LossAtOther = 상대방 손실

## What the browser does for the phone

Notifications = 알림
AllowNotifications = 브라우저 설정에서 이 페이지의 알림을 허용하십시오
HeadsetKeys = 헤드셋 키

## Self tests

SelfTests = 자체 시험
AllTests = 모든 시험
ProductInfo = 제품 정보
MainScreen = 기본 화면
SideScreen = BLF 화면
KeypadAndHook = 키패드와 훅
Lamps = LED
HandsFree = 핸즈프리
UsbPort = USB
AuxPort = AUX
SerialNumber = 일련 번호
Manufacturer = 제조사
AllWhite = 모두 흰색
AllBlack = 모두 검은색
BacklightOn = 백라이트 켜짐
BacklightOff = 백라이트 꺼짐
GreenLampsOn = 녹색 LED 켜짐
RedLampsOn = 빨간색 LED 켜짐
AllLampsOn = 모든 LED 켜짐
KeysPressed = { $all }개 중 { $pressed }개
LiftHandset = 수화기를 드십시오
PressAnyKey = 아무 키나 누르십시오
RecordingNow = 녹음 중: 말씀하십시오
PlayingNow = 재생 중
PlugUsb = USB 헤드셋을 연결하고 OK
NoAuxPort = 브라우저에는 AUX 포트가 없습니다
SoundCheck = 소리 점검
KeepQuiet = 잠시 조용히 해 주십시오
TestSoundPlays = 시험음을 재생합니다
SoundIsGood = 소리가 좋습니다
TurnLoudspeakerDown = 에코가 큼: 스피커 음량을 줄이십시오
RoomIsLoud = 방이 시끄럽습니다
TurnMicrophoneDown = 소리가 찌그러짐: 마이크 음량을 줄이십시오
SoundIsLate = 소리가 늦음: 무선 기기는 시간이 걸립니다
RoomNoise = 방의 소음
EchoHere = 에코
LoopDelay = 기기 지연
Distortion = 왜곡
LevelLow = 낮음
LevelModerate = 보통
LevelHigh = 높음
Recording = 녹음
StartRecording = 녹음 시작
StopRecording = 녹음 중지
SoundIsRecorded = 소리를 녹음하고 있습니다
RecordingSaved = 녹음을 저장했습니다
Added = 추가됨
Completed = 보완됨
AlreadyThere = 이미 있음
LeftOut = 제외됨
AtLine = { $line }행: { $why }
FileTooLarge = 파일이 { $limit }MB보다 큼
FileNotRead = 파일을 읽을 수 없음
NoKeysInFile = 파일에 키가 없음
KeysLoaded = 키를 불러왔습니다
NothingToSave = 저장할 것이 없음
FileSaved = { $name } 저장됨
Greeting = 인사말
PlayGreeting = 재생
DeleteGreeting = 인사말 삭제
GreetingSaved = 인사말 저장됨
GreetingTooShort = 녹음이 너무 짧음
GreetingPlays = 인사말 재생 중
RecordingSentTo = 보내는 곳
RecordsInCallOnly = 통화 중에만
NotWhileEncrypted = 암호화된 통화 중에는 안 됨
LoadRingTone = 벨소리 불러오기
RingToneLoaded = { $name } 불러옴
RingToneDeleted = { $name } 삭제됨
LineRingsLike = { $line } 벨소리: { $ring }
RingTonesFull = 공간 없음: 최대 { $most }개, 모두 { $limit }MB
EmptyFile = 파일이 비어 있음
NotWav = WAV 파일이 아님
WavCutOff = WAV 파일이 잘려 있음
WavWithoutSound = WAV 파일에 소리가 없음
WavNotMono = 소리는 모노여야 함
WavOtherCode = 소리는 PCM, A-law 또는 µ-law여야 함
WavOtherRate = PCM 16kHz 16비트, 또는 A-law나 µ-law 8kHz 8비트여야 함
AskDeleteRingTone = 이 벨소리를 삭제할까요?

## Labels of the page

PageDisplay = 화면
PageKeypad = 키패드
PageLines = 회선
PageSoftkeys = 소프트키
PageNavigation = 탐색
PageVolume = 음량
PageMicrophoneLevel = 마이크 레벨
PageSpeakerLevel = 스피커 레벨
PageMediaPath = 게이트웨이까지의 음성 경로
PageOtherTab = 전화기와 소리는 다른 탭에 있습니다. 키는 여기서도 됩니다.
PageArmRinger = 눌러서 벨소리 켜기
PageStar = 별표
PagePound = 우물정
PageSpeaker = 스피커
PageHeadset = 헤드셋
PageMute = 음소거
PageHold = 보류
PageTransfer = 돌려주기
PageRedial = 재다이얼
PageMenu = 메뉴
PageVoiceMail = 음성사서함
PageContacts = 연락처
PageVolumeUp = 크게
PageVolumeDown = 작게
PageUp = 위
PageDown = 아래
PageLeft = 왼쪽
PageRight = 오른쪽
PageOk = OK
PageHandset = 수화기
PageEscape = Esc
PageBackspace = 지우기
PageLine = 회선
PageSoftkey = 소프트키
PageVolumeShort = 음량
PageFunctionKeys = 기능 키
PageFunctionKey = 기능 키
