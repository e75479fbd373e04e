### Turkish. Each text is named after its variant of `Text` (core/src/language/text.rs).

## Words that stand alone

Starting = Başlıyor
Empty = Boş
None = Yok
Unknown = Bilinmiyor
On = Açık
Off = Kapalı
Chosen = Seçili
Active = Etkin
Deleted = Silindi
Failed = Hata
Seconds = { $count } sn
Milliseconds = { $count } ms
Percent = %{ $count }

## How texts are put together

Numbered = { $number } { $text }
Pair = { $first }, { $second }
Both = { $first }; { $second }
Then = { $first }. { $second }
Explained = { $text }: { $why }
Via = { $party } ({ $via } üzerinden)

## Date and time

# Helpers of the dates below: their names are of no text.
weekday-name =
    { $weekday ->
        [0] Paz
        [1] Pzt
        [2] Sal
        [3] Çar
        [4] Per
        [5] Cum
       *[6] Cmt
    }
month-name =
    { $month ->
        [1] Oca
        [2] Şub
        [3] Mar
        [4] Nis
        [5] May
        [6] Haz
        [7] Tem
        [8] Ağu
        [9] Eyl
        [10] Eki
        [11] Kas
       *[12] Ara
    }

DateDayFirst = { $day } { month-name } { $year } { weekday-name }
DateMonthFirst = { month-name } { $day } { $year } { weekday-name }
StampDayFirst = { $day } { month-name } { $time }
StampMonthFirst = { month-name } { $day } { $time }
TimeAm = ÖÖ { $time }
TimePm = ÖS { $time }

## Softkeys

SoftMore = Diğer
SoftReceived = Gelen
SoftDialed = Aranan
SoftBlindTransfer = Doğrudan
SoftAccept = Kabul
SoftUnlock = Aç
SoftRings = çalıyor
SoftBusy = meşgul
SoftHolds = bekletir

## Softkeys

SoftMissed = Cevapsız
SoftCallLog = Aramalar
SoftDirectory = Rehber
SoftDetails = Ayrıntı
SoftNew = Yeni
SoftSave = Kaydet
SoftStop = Durdur
SoftEdit = Düzenle
SoftDelete = Sil
SoftForward = Yönlendir
SoftDoNotDisturb = Rahatsız
SoftNewCall = Yeni arama
SoftDial = Ara
SoftClear = Sil
SoftCancel = İptal
SoftAnswer = Yanıtla
SoftReject = Reddet
SoftSilence = Sustur
SoftHold = Beklet
SoftResume = Devam
SoftSwap = Değiştir
SoftTransfer = Aktar
SoftConference = Konf.
SoftSplit = Ayır
SoftEnd = Bitir
SoftClose = Kapat
SoftSelect = Seç
SoftBack = Geri
SoftExit = Çıkış
SoftNext = İleri
SoftOk = Tamam
SoftYes = Evet
SoftNo = Hayır

## Menus and pages

KeysConfiguration = Tuş ayarları
SpeedDialKeys = Hızlı arama tuşları
Softkeys = Ekran tuşları
NavigationKeys = Yön tuşları
LoadKeys = Tuşları yükle
SaveFunctionKeys = İşlev tuşlarını kaydet
SaveProgrammableKeys = Diğer tuşları kaydet
LcdContrast = Karşıtlık
BacklightTimeout = Işık süresi
AlwaysOn = Hep açık
Lock = Kilit
LockNow = Şimdi kilitle
ChangePassword = Parolayı değiştir

## Menus and pages

Menu = Menü
CallLog = Arama kaydı
Directory = Rehber
Settings = Ayarlar
Status = Durum
Administration = Yönetim
AllCalls = Tüm aramalar
MissedCalls = Cevapsız aramalar
ReceivedCalls = Gelen aramalar
DialedCalls = Aranan numaralar
DeleteAll = Tümünü sil
Language = Dil
RingTone = Zil sesi
CallWaiting = Arama bekletme
DateAndTime = Tarih ve saat
AnswerDevice = Yanıt aygıtı
AudioDevices = Ses aygıtları
Loudspeaker = Hoparlör
AsTheBrowserHasIt = Tarayıcıdaki gibi
EchoAndNoise = Yankı ve gürültü
CleanedByPhone = Telefon giderir
CleanedByBrowser = Tarayıcı giderir
CleanedInPhone = Telefon, { $delay } ms
LowDelay = Düşük gecikme
LowDelayMeans = Daha kısa paketler; yankıyı tarayıcı giderir
HearOwnVoice = Kendi sesini duy
DeviceGone = { $device } yok: başka aygıt kullanılıyor
DeviceBack = { $device } yeniden kullanılıyor
DeviceNotThere = { $device } (yok)
LoudspeakerFailed = Hoparlör kullanılamıyor
SoundFailed = Ses hatası: yeniden başlıyor
SoundLost = Ses bozuldu: sayfayı yenileyin
HandsetListens = Ahize dinliyor
HandsetListensNoMore = Ahize kapatıldı
AutoAnswering = Otomatik yanıt
Restart = Yeniden başlat
ProvisioningCredentials = Sunucu girişi
FirmwareVersion = Yazılım sürümü
ReleaseInformation = Sürüm bilgisi
NetworkStatus = Ağ durumu
LineStatus = Hat durumu
Provisioning = Yapılandırma
ConfigurationProblems = Yapılandırma hataları
Audio = Ses
NetworkSettings = Ağ ayarları
SipAccounts = SIP hesapları
SipDetails = SIP ayrıntıları
RestoreDefaults = Fabrika ayarları
CheckNow = Şimdi denetle
Call = Arama
Contact = Kişi
DoNotDisturb = Rahatsız etme
CallForward = Yönlendirme

## Questions

ExtensionBusy = Dahili meşgul
AskRestart = Telefon yeniden başlasın mı?
RestartNote = Süren arama kesilmez: telefon bitmesini bekler.
AskRestoreDefaults = Fabrika ayarlarına dönülsün mü?
RestoreDefaultsNote = Ayarlar, kişiler ve aramalar silinir. Geri alınamaz.
AskRedial = Otomatik tekrar aransın mı?
RedialNote = Boşalana dek numara aranır.
AskDeleteLog = Tüm aramalar silinsin mi?
AskDeleteContacts = Tüm kişiler silinsin mi?
AskDeleteGreeting = Karşılama silinsin mi?
AskDeleteContact = Kişi silinsin mi?
CannotBeUndone = Geri alınamaz.
Asked = { $question } { $note }
PressYesOrNo = Evet veya Hayır'a basın

## Calls

Calling = Arıyor
Ringing = Çalıyor
InProgress = Sürüyor
Answering = Yanıtlıyor
IncomingCall = Gelen arama
Connected = Bağlandı
OnHold = Beklemede
HeldByOther = Karşı taraf bekletiyor
HeldByBoth = İki taraf da bekletiyor
Conference = Konferans
DigitsSent = Giden { $digits }
DigitsReceived = Gelen { $digits }
CallFrom = Arayan: { $party }
IncomingCallFrom = Gelen arama: { $party }
MissedCallFrom = Cevapsız arama: { $party }
AnsweredByItself = Otomatik yanıtlandı: { $party }
StillOnHold = Hâlâ beklemede: { $party }
ForwardedTo = Yönlendirildi: { $party }
TransferredTo = Aktarıldı: { $party }
Diverted = Yönlendirildi
DivertedBy = Yönlendiren: { $party }
Anonymous = Gizli

## How calls end

CallEnded = Arama bitti
Disconnected = Karşı taraf kapattı
MissedCall = Cevapsız arama
AnsweredElsewhere = Başka yerde yanıtlandı
Busy = Meşgul
NoAnswer = Yanıt yok
NumberNotFound = Numara bulunamadı
NumberIncomplete = Numara eksik
Unavailable = Ulaşılamıyor
Declined = Reddedildi
NoCommonCodec = Ortak kodek yok
NoCommonEncryption = Ortak şifreleme yok
Forbidden = Yasak
NotAuthorized = Yetki yok
UnknownHost = Bilinmeyen sunucu { $host }
NoResponse = Sunucu yanıt vermiyor
ConnectionLost = Bağlantı koptu
NoGateway = Ağ geçidi bağlantısı yok
NoMediaPort = Ses için port yok
CannotCall = Aranamıyor
CallFailed = Arama başarısız ({ $status })

## What keys answer

PhoneIsStarting = Telefon başlıyor
TooManyCalls = Çok fazla arama
OwnNumber = Bu sizin numaranız
NotANumber = Numara ya da adres değil
NoCallToHold = Bekletilecek arama yok
NoCallToJoin = Birleştirilecek arama yok
NoCallToTransfer = Aktarılacak arama yok
NoCallToMute = Arama yok
SplitFirst = Önce konferansı ayırın
ConferenceSplit = Konferans ayrıldı
Invited = Çağrıldı
Joining = Katılıyor
JoinedConference = { $party } konferansa katıldı
DidNotJoin = { $party } katılmadı
HoldFailed = Bekletilemedi
ResumeFailed = Devam edilemedi
NoLineOnKey = { $key } tuşunda hat yok
NothingOnKey = { $key } tuşu boş
NothingSetUpForKey = Bu tuş ayarlanmadı
CannotForward = Yönlendirilemiyor
NoDoNotDisturb = Rahatsız etme yok
EndCallFirst = Önce aramayı bitirin
DeviceIsOff = Bu aygıt kapalı
Muted = Mikrofon kapalı
NotMuted = Mikrofon açık
NoDialedCalls = Aranan numara yok
NoVoiceMailNumber = Sesli mesaj numarası yok
RingerVolume = Zil sesi { $volume }
Volume = Ses { $volume }
LanguageNotLoaded = { $language } yüklenemiyor

## Keys that are given functions

KeysPage = Tuşlar, sayfa { $page }/{ $pages }
NextKeys = İleri
DisplayKeyNumber = Yan tuş { $number }
SoftkeyNumber = Ekran tuşu { $number }
KeyUp = Yukarı
KeyDown = Aşağı
KeyLeft = Sol
KeyRight = Sağ
SpeedDialWithLamp = Hızlı arama + lamba
KeyIsFixed = Bu tuş burada değiştirilemez
KeyTakesLine = Bu tuş bir hat alır
Number = Numara
EnterNumber = Numarayı girin
Code = Kod
EnterCode = Kodu girin

## The lock

Locked = Kilitli
Unlock = Kilidi aç
PhoneLocked = Telefon kilitli
PhoneUnlocked = Telefon açıldı
NewPassword = Yeni parola
OnceMore = Bir kez daha
PasswordTooShort =
    { $count ->
        [one] En az { $count } karakter
       *[other] En az { $count } karakter
    }
PasswordsDiffer = Parolalar farklı
PasswordChanged = Parola değişti

## Pages

Paging = Anons
Page = Anons
GroupNumber = Grup { $number }
PagingGroup = Anons: { $group }
PageFrom = Anons: { $group }
AcceptOrReject = Kabul et ya da reddet
SpeakNow = Konuşun: grup sizi duyuyor
AskPage = Anons: dinlensin mi?
EndPageFirst = Önce anonsu bitirin
GroupNotSetUp = Grup ayarlanmadı

## Transfer

TransferTo = Aktarılacak yer
EnterTarget = Aktarılacak numarayı girin
Transferring = Aktarılıyor
TransferringWhenAnswered = Yanıtlanınca aktarılır
TransferringRings = Aktarılıyor, çalıyor
TransferringInProgress = Aktarılıyor, sürüyor
CallTransferred = Arama aktarıldı
TransferFailed = Aktarılamadı
NothingWasHeard = haber alınamadı

## Lines, keys beside the display

LineNumber = Hat { $number }
KeyNumber = Tuş { $number }
NotSetUp = Ayarlanmadı
Ready = Hazır
Registering = Kaydoluyor
Registered = Kayıtlı
RegisteredAtSecond = İkinci sunucuda kayıtlı
NotRegistered = Kayıtlı değil
RegistrationFailure = Kayıt hatası
WrongUserOrPassword = Kullanıcı veya parola yanlış
InCall = Görüşmede
SpeedDial = Hızlı arama
Idle = Boşta
SubscriptionFailed = Abonelik hatası
CallingAgain = Sunucu gitti: diğeriyle arıyor
ContinuedElsewhere = Başka telefonda sürüyor
LineInUse = Hat kullanımda
SharedLine = Ortak hat
Shared = Ortak
OnHoldPrivate = Özel beklemede
InUse = Kullanımda
InUseByOther = Başka telefon kullanıyor
PressToTake = almak için basın
RingingElsewhere = Başka telefon çalıyor
NewCall = Yeni arama

## Idle screen

NoConfiguration = Yapılandırma yok
MissedCallCount =
    { $count ->
        [one] { $count } cevapsız arama
       *[other] { $count } cevapsız arama
    }
NewMessages =
    { $count ->
        [one] { $count } yeni mesaj
       *[other] { $count } yeni mesaj
    }
DoNotDisturbOnLines =
    { $count ->
        [one] { $count } hatta rahatsız etme
       *[other] { $count } hatta rahatsız etme
    }
ForwardingOnLines =
    { $count ->
        [one] { $count } hatta yönlendirme
       *[other] { $count } hatta yönlendirme
    }
ForwardAlways = Yönlendirme: { $destination }
ForwardBusy = Meşgulse: { $destination }
ForwardNoReply = Yanıt yoksa: { $destination }

## Dialling

Dial = Arama
DialFrom = { $line } hattından ara
CallsByItself = Tuşlanmazsa { $number } aranır
AutomaticRedial = Otomatik tekrar arama
RedialWithin = { $number }, { $seconds } sn içinde aranır (hat { $line })

## Directory

Company = Şirket
Name = Ad
Office = İş
Home = Ev
Mobile = Cep
Nobody = Kimse yok
ContactsFound = { $count } bulundu. { $first }
DirectoryFull = Rehber dolu: { $limit } kişi
CompanyContact = Şirket kişileri burada değiştirilemez
ContactSaved = { $name } kaydedildi
ContactDeleted = { $name } silindi
ContactWithoutName = Kişinin adı olmalı
BadContactName = Ad çok uzun
ContactWithoutNumber = Kişinin numarası olmalı
BadContactNumber = Bu numara aranamaz
AllContacts = Tüm kişiler
NewContact = Yeni kişi
LoadContacts = Kişileri yükle
SaveAsVCard = vCard olarak kaydet
SaveAsText = Metin olarak kaydet
ContactsDeleted = Kişiler silindi
MoreNumbers = Çok fazla numara
NotAContact = Kişi değil
NoContactsInFile = Dosyada kişi yok

## Call log

Missed = Cevapsız
Received = Gelen
Rejected = Reddedilen
Forwarded = Yönlendirilen
Dialed = Aranan
NotAnswered = Yanıtlanmadı
DivertedByWhom = Yönlendiren
Duration = Süre
Line = Hat
Cost = Ücret
LogIsEmpty = Arama kaydı boş

## Forwarding, do not disturb

WhenBusy = Meşgulse
NoReply = Yanıt yoksa
ForwardTo = Yönlendirilecek yer
AfterRings = Çalma sayısı, 2r
AfterSeconds = Saniye
NotForwarded = Aramalar yönlendirilmiyor
EnterDestination = Yönlendirilecek yeri girin
EnterWait = 0-7200 saniye veya 1r-99r çalma
DoNotDisturbIsOn = { $line }: rahatsız etme açık
DoNotDisturbIsOff = { $line }: rahatsız etme kapalı
CannotBeSet = Ayarlanamıyor

## Sound

Speaker = Hoparlör
Headset = Kulaklık
MicrophoneWillBeAsked = İlk aramada tarayıcı mikrofonu soracak, sizi duyabilsinler diye.
AllowMicrophone = Karşı taraf sizi duysun diye mikrofona izin verin.
SoundStopped = Karşı tarafın sesi kesildi
NothingArrives = Karşı taraftan ses gelmiyor
OnlySilenceArrives = Karşı taraftan sessizlik geliyor
CannotBeDecrypted = Gelen çözülemiyor
OtherCodecArrives = Gelen başka bir kodekte
NoSoundArrives = Gelen, ses değil
ArrivesFromElsewhere = Ses başka bir adresten geliyor
Encrypted = Şifreli
NotEncrypted = Şifresiz
KeysInTheClear = Anahtarlar açık: TLS kullanın
RefusedCallFrom = { $party } araması reddedildi
NothingIsSent = Karşı tarafa ses gitmiyor
MicrophoneSilent = Mikrofon sessiz
MicrophoneDenied = Mikrofona izin yok: yalnız dinleme
MicrophoneMissing = Mikrofon yok: yalnız dinleme
MicrophoneBusy = Mikrofon meşgul: yalnız dinleme
MicrophoneClosed = Mikrofon kapalı: yalnız dinleme
WaitingForMicrophone = Mikrofon bekleniyor
SoundBlocked = Ses engelli: sayfaya dokunun

## Forms

Password = Parola
User = Kullanıcı
EmptyField = Boş
Characters =
    { $count ->
        [one] { $count } karakter
       *[other] { $count } karakter
    }
Character = Karakter
Digits = Rakamlar
SmallLetters = Küçük harfler
CapitalLetters = Büyük harfler
EnterUserName = Kullanıcı adı girin
WrongPassword = Yanlış parola
WrongTooOften = Çok fazla hata: { $seconds } sn bekleyin
Date = Tarih
Time = Saat
TimeRange = Saat, 00:00 - 23:59
TimeServerSetsClock = Saati sunucu ayarlar
NoSuchDateOrTime = Böyle bir tarih veya saat yok
ClockIsSet = Saat ayarlandı
NoPasswordIsSet = Parola ayarlanmadı.
SetPassword = Bu menü için yapılandırmada system/password ayarlayın.

## Configuration

AskingGateway = Ağ geçidinden yapılandırma isteniyor
AskingDhcp = DHCP'ye sunucu soruluyor
LookingForServer = Yapılandırma sunucusu aranıyor
AskingRedirectServer = Yönlendirme sunucusuna soruluyor
LoadingConfiguration = Yapılandırma yükleniyor
CredentialsWanted = Kullanıcı ve parola gerekli
LoadingFiles = Dosyalar yükleniyor
CheckingConfiguration = Yeni yapılandırma aranıyor
SettingsWaitForCall = Yeni ayarlar aramanın bitmesini bekliyor
NoNewConfiguration = Yeni yapılandırma yok
ConfigurationUpToDate = Yapılandırma güncel
SettingsInForce = Yeni ayarlar geçerli
PhoneStartsAgain = Telefon yeniden başlıyor
StartsAgainAfterCall = Aramadan sonra yeniden başlar
RebootingForSettings = Yeni ayarlar için yeniden başlıyor
BrowserCannotSave = Tarayıcı telefonu saklayamıyor, yenilenince unutulur: { $why }
LastCheck = Son denetim
Result = Sonuç
NoneYet = Henüz yok
NothingFound = Bulunamadı
UpToDate = Güncel
NewSettings = Yeni ayarlar
NewSettingsWait = Yeniler bekliyor
NextCheck = Sonraki denetim
AtNextStart = Sonraki başlangıçta
NothingThere = Orada yok
Worked = Başarılı
StaticUrl = Sabit URL
DhcpUrlOption = DHCP URL seçeneği
LastServer = Son sunucu
RedirectServer = Yönlendirme
NoServerFound = Yapılandırma sunucusu bulunamadı
NoneIsSet = Ayarlanmadı
TriedAlready = Denendi

## Gateway

Gateway = Ağ geçidi
NoConnection = Bağlantı yok
GatewayVersion = Ağ geçidi sürümü { $version }: sayfayı yenileyin
NotEnrolled = Bu telefon kayıtlı değil
GatewayFull = Ağ geçidi dolu
GatewayMisunderstands = Ağ geçidi bu telefonu anlamıyor
UnexpectedAnswer = Ağ geçidinden beklenmeyen yanıt

## Status: network

IpAddress = IP adresi
SipAddress = SIP adresi
MediaAddress = Medya adresi
MediaTransport = Medya aktarımı
Server = Sunucu
SipInProgress = Süren SIP
MalformedMessages = Bozuk iletiler
RefusedRequests = Reddedilen istekler
UntrustedRequests = Güvenilmeyen istekler
Retransmissions = Yinelemeler
Strays = Başıboş iletiler
NoAnswerYet = Henüz yanıt yok
DhcpOptions = DHCP seçenekleri
LanConnectionType = LAN bağlantısı
AutomaticIp = Otomatik (DHCP)
Netmask = Ağ maskesi
GatewayAddress = Geçit adresi
PrimaryDns = Birincil DNS
SecondaryDns = İkincil DNS
DomainName = Alan adı
SetByOperatingSystem = Ağ geçidi bilgisayarının sistemi ayarlar.

## Status: account

UserId = Kullanıcı kimliği
DisplayName = Görünen ad
Label = Etiket
AuthenticationName = Giriş adı
AuthenticationPassword = Giriş parolası
NotSet = Ayarlanmadı
SipProxyAddress = SIP vekili

## Status: phone

Model = Model
Version = Sürüm
SoftwareVersion = Yazılım sürümü
SoftwareType = Yazılım türü
HardwareType = Donanım türü
InABrowser = Tarayıcıda { $model }
BootloaderVersion = BL sürümü
DspVersion = DSP sürümü
LinkVersion = Bağ sürümü
DeviceCertificate = Aygıt sertifikası
NotInstalled = Kurulu değil
NoFile = Dosya yok
ProblemCount =
    { $count ->
        [one] { $count } sorun
       *[other] { $count } sorun
    }

## Status: time

Clock = Saat
TimeServer = Zaman sunucusu
SetByHand = Elle ayarlandı
Browser = Tarayıcı
TimeZone = Saat dilimi
TimeZoneFrom = Dilim kaynağı
Configuration = Yapılandırma
AnswerOf = { $server } yanıtı
NextQuestion = Sonraki soru

## Status: sound

Microphone = Mikrofon
NotAskedFor = İstenmedi
Asking = İsteniyor
Open = Açık
NoneFound = Bulunamadı
NotAllowed = İzin yok
InUseElsewhere = Başka yerde kullanımda
Closed = Kapalı
Playback = Çalma
NotStarted = Başlamadı
Running = Sürüyor
BlockedByBrowser = Tarayıcı engelliyor
Underruns = Eksikler
DelayHere = Telefonun gecikmesi
JitterBuffer = Jitter arabelleği
Delay = { $now } / { $target } ms
Concealed = Gizlenen
PacketsIn = Gelen paketler
PacketsLate = Geç paketler
PacketsUnusable = Kullanılmaz paketler
PacketsUndecryptable = Okunamayan paketler
PacketsMalformed = Bozuk paketler
PacketsOfOthers = Başkasının paketleri
PacketsFromElsewhere = Başka yerden
PacketsOut = Giden paketler
SoundQuality = Kalite
RoundTrip = Gidiş dönüş
Jitter = Jitter
PacketsLost = Kayıp paketler
LossAtOther = Karşı taraf kaybı

## What the browser does for the phone

Notifications = Bildirimler
AllowNotifications = Tarayıcının bu sayfa için ayarlarında bildirimlere izin verin
HeadsetKeys = Kulaklık tuşları

## Self tests

SelfTests = Öz testler
AllTests = Tüm testler
ProductInfo = Ürün bilgisi
MainScreen = Ana ekran
SideScreen = BLF ekranı
KeypadAndHook = Tuşlar ve çatal
Lamps = LED'ler
HandsFree = Eller serbest
UsbPort = USB
AuxPort = AUX
SerialNumber = Seri numarası
Manufacturer = Üretici
AllWhite = Tamamı beyaz
AllBlack = Tamamı siyah
BacklightOn = Arka ışık açık
BacklightOff = Arka ışık kapalı
GreenLampsOn = Yeşil LED'ler yanıyor
RedLampsOn = Kırmızı LED'ler yanıyor
AllLampsOn = Tüm LED'ler yanıyor
KeysPressed = { $pressed } / { $all } basıldı
LiftHandset = Ahizeyi kaldırın
PressAnyKey = Bir tuşa basın
RecordingNow = Kaydediliyor: konuşun
PlayingNow = Oynatılıyor
PlugUsb = USB kulaklık takın ve OK'e basın
NoAuxPort = Tarayıcıda AUX bağlantısı yok
SoundCheck = Ses denetimi
KeepQuiet = Bir an sessiz olun
TestSoundPlays = Deneme sesi çalınıyor
SoundIsGood = Ses iyi
TurnLoudspeakerDown = Güçlü yankı: hoparlörü kısın
RoomIsLoud = Oda gürültülü
TurnMicrophoneDown = Ses bozuluyor: mikrofonu kısın
SoundIsLate = Ses geç geliyor: kablosuz aygıtlar zaman alır
RoomNoise = Oda gürültüsü
EchoHere = Yankı
LoopDelay = Aygıtların gecikmesi
Distortion = Bozulma
LevelLow = Az
LevelModerate = Orta
LevelHigh = Çok
Recording = Kayıt
StartRecording = Kaydı başlat
StopRecording = Kaydı durdur
SoundIsRecorded = Ses kaydediliyor
RecordingSaved = Kayıt saklandı
Added = Eklenen
Completed = Tamamlanan
AlreadyThere = Zaten var
LeftOut = Atlanan
AtLine = Satır { $line }: { $why }
FileTooLarge = Dosya { $limit } MB'tan büyük
FileNotRead = Dosya okunamıyor
NoKeysInFile = Dosyada tuş yok
KeysLoaded = Tuşlar yüklendi
NothingToSave = Kaydedilecek bir şey yok
FileSaved = { $name } kaydedildi
Greeting = Karşılama
PlayGreeting = Dinle
DeleteGreeting = Karşılamayı sil
GreetingSaved = Karşılama kaydedildi
GreetingTooShort = Kayıt çok kısa
GreetingPlays = Karşılama çalıyor
RecordingSentTo = Gönderilen yer
RecordsInCallOnly = Yalnızca aramada
NotWhileEncrypted = Şifreli aramada olmaz
LoadRingTone = Zil sesi yükle
RingToneLoaded = { $name } yüklendi
RingToneDeleted = { $name } silindi
LineRingsLike = { $line } şöyle çalar: { $ring }
RingTonesFull = Yer yok: en çok { $most } zil sesi, toplam { $limit } MB
EmptyFile = Dosya boş
NotWav = WAV dosyası değil
WavCutOff = WAV dosyası yarım
WavWithoutSound = WAV dosyasında ses yok
WavNotMono = Ses mono olmalı
WavOtherCode = Ses PCM, A-law veya µ-law olmalı
WavOtherRate = 16 kHz, 16 bit PCM ya da 8 kHz, 8 bit A-law veya µ-law gerekli
AskDeleteRingTone = Zil sesi silinsin mi?

## Labels of the page

PageDisplay = Ekran
PageKeypad = Tuş takımı
PageLines = Hatlar
PageSoftkeys = Ekran tuşları
PageNavigation = Gezinme
PageVolume = Ses
PageMicrophoneLevel = Mikrofon düzeyi
PageSpeakerLevel = Hoparlör düzeyi
PageMediaPath = Sesin ağ geçidine yolu
PageOtherTab = Telefon ve sesi başka sekmede. Tuşlar burada da çalışır.
PageArmRinger = Zili açmak için dokunun
PageStar = Yıldız
PagePound = Kare
PageSpeaker = Hoparlör
PageHeadset = Kulaklık
PageMute = Sessiz
PageHold = Beklet
PageTransfer = Aktar
PageRedial = Tekrar ara
PageMenu = Menü
PageVoiceMail = Telesekreter
PageContacts = Rehber
PageVolumeUp = Sesi aç
PageVolumeDown = Sesi kıs
PageUp = Yukarı
PageDown = Aşağı
PageLeft = Sol
PageRight = Sağ
PageOk = OK
PageHandset = Ahize
PageEscape = Esc
PageBackspace = Geri sil
PageLine = Hat
PageSoftkey = Ekran tuşu
PageVolumeShort = Ses
PageFunctionKeys = İşlev tuşları
PageFunctionKey = İşlev tuşu
