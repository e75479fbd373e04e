//! What the phone reads from its configuration, as plain values.

mod levels;
mod media;
mod voice;

pub(super) use levels::Band;

use core::fmt;

use serde::{Deserialize, Serialize};

use super::date_time::TimeSettings;
use super::outfit::Outfit;
use super::progress_tones::ProgressTones;
use super::{
    auto_answer, backlight, busy_lamps, charges, dialing, digits, forward, greeting, keys, lock,
    message_waiting, paging, quality, recording, shared_lines, sound, voice_dialing,
};
use crate::config::index::LINES;
use crate::config::table::proxy::RedundantMode;
use crate::config::table::services::{CallWaitingReply, ConferenceMode, RejectCode};
use crate::config::table::sip::Transport;
use crate::config::table::{display, genband, line, menus, proxy, services, sip, tones};
use crate::config::{Config, Secret, Setting};
use crate::language::Language;
use crate::sip::auth::{OperatorConstant, Sim};
use crate::sip::endpoint::Protocol;
use crate::sip::message::StatusCode;
use crate::time::Duration;

use levels::LevelSettings;
use media::MediaSettings;
use voice::VoiceSettings;

/// How many calls there may be at once on a phone with six lines.
const CALL_LIMIT: usize = 6;

/// A server by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Server {
    /// Host name or address.
    pub(super) host: String,
    /// Port; none asks the name service for it.
    pub(super) port: Option<u16>,
}

impl Server {
    /// Returns a server; the port that stands for it asks the name service.
    pub(super) fn new(host: String, port: u16) -> Self {
        Self { host, port: Some(port).filter(|port| *port != proxy::SRV_PORT) }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => f.write_str(&self.host),
        }
    }
}

/// A second server, and how it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Second {
    /// The server.
    pub(super) server: Server,
    /// How it is used.
    pub(super) role: Role,
}

/// How a second server is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Role {
    /// The lines register at both.
    Both,
    /// It stands in for the first.
    StandsIn {
        /// How often they are asked whether they are there; zero never.
        keep_alive: Duration,
        /// Whether the first one is better.
        returns: bool,
    },
}

/// A line's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LineSettings {
    /// Whether the line is used.
    pub(super) enabled: bool,
    /// SIP user.
    pub(super) id: String,
    /// Name that others see.
    pub(super) description: String,
    /// Label on this phone's display; the user if empty.
    pub(super) extension: String,
    /// User name for digest.
    pub(super) auth_name: String,
    /// Password for digest.
    pub(super) auth_password: Secret,
    /// Keys of a SIM, which answer instead of the password.
    pub(super) sim: Option<Sim>,
    /// How it is shared with other phones, if it is.
    pub(super) shared: Option<shared_lines::Settings>,
    /// What becomes of its calls.
    pub(super) forward: forward::Settings,
}

/// Values for SIP as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SipSettings {
    /// What carries it to the servers.
    pub(super) protocol: Protocol,
    /// Path of the servers' addresses, where it is WebSocket.
    pub(super) web_socket_path: String,
    /// Whether addresses are `sips:`.
    pub(super) secure: bool,
    /// Local port for UDP and TCP.
    pub(super) port: u16,
    /// Local port for TLS.
    pub(super) tls_port: u16,
    /// Type-of-service byte.
    pub(super) tos: u8,
    /// Host part of the phone's own address; empty takes the server's.
    pub(super) domain: String,
    /// Where requests outside a dialog go.
    pub(super) proxy: Option<Server>,
    /// A second server.
    pub(super) second: Option<Second>,
    /// Where the lines register.
    pub(super) registrar: Option<Server>,
    /// What stands between the phone and both.
    pub(super) outbound: Option<Server>,
    /// Lifetime asked for when registering.
    pub(super) expires: Duration,
    /// Wait after a failed registration.
    pub(super) retry: Duration,
    /// How often the registrar is asked whether it is there; zero never.
    pub(super) registrar_keep_alive: Duration,
    /// How often the proxy is.
    pub(super) proxy_keep_alive: Duration,
    /// Whether the lines register one after the other.
    pub(super) spreads_registrations: bool,
    /// Share of the lifetime left when registering again, in percent.
    pub(super) refresh_before_percent: u8,
    /// Retransmission timer T1.
    pub(super) t1: Duration,
    /// Retransmission timer T2.
    pub(super) t2: Duration,
    /// Retransmission timer T4.
    pub(super) t4: Duration,
    /// How long an INVITE waits for its first answer.
    pub(super) invite_timeout: Duration,
    /// Whether REGISTER states the line's display name.
    pub(super) names_registration: bool,
    /// Whether REGISTER names the phone apart from its address.
    pub(super) has_instance: bool,
    /// How many challenges in a row are answered.
    pub(super) auth_retries: u8,
    /// Whether `rport` is asked for.
    pub(super) rport: bool,
    /// How long a request waits before it goes to the next server.
    pub(super) no_response_timeout: Duration,
    /// When the first server is tried again; zero never.
    pub(super) failback: Duration,
    /// Whether provisional responses are confirmed.
    pub(super) prack: bool,
    /// How long a call may last without a sign of life.
    pub(super) session_expires: Duration,
    /// The shortest such time that is taken.
    pub(super) min_se: Duration,
    /// Whether what comes with a 180 is heard.
    pub(super) media_on_180: bool,
}

/// What calls ring like, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RingSettings {
    /// For each line; lines beyond have that of the last.
    pub(super) lines: Vec<String>,
    /// Text in Alert-Info, and the ring that it asks for (manual 18.1).
    pub(super) distinctive: Vec<(String, String)>,
}

/// Values for who is told who calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct IdentitySettings {
    /// Whether others are not told who calls.
    pub(super) hides: bool,
    /// Whether callers that hide are refused.
    pub(super) blocks_anonymous: bool,
    /// Whether callers are told who rings and answers.
    pub(super) asserts_in_replies: bool,
}

/// Values that the phone needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// What the phone has.
    pub(super) outfit: Outfit,
    /// What it speaks.
    pub(super) language: Language,
    /// The lines.
    pub(super) lines: Vec<LineSettings>,
    /// SIP as a whole.
    pub(super) sip: SipSettings,
    /// Media.
    pub(super) media: MediaSettings,
    /// How loud what is.
    pub(super) levels: LevelSettings,
    /// What is done with the voice of the user.
    pub(super) voice: VoiceSettings,
    /// Who is told who calls.
    pub(super) identity: IdentitySettings,
    /// Rings.
    pub(super) rings: RingSettings,
    /// What is measured of calls, and who is told.
    pub(super) quality: quality::Settings,
    /// What dial, busy and other tones sound like.
    pub(super) progress_tones: ProgressTones,
    /// Dialling.
    pub(super) dialing: dialing::Settings,
    /// Response to a rejected caller.
    pub(super) reject_status: StatusCode,
    /// Whether the person may ask not to be disturbed.
    pub(super) do_not_disturb: bool,
    /// Whether a second call is taken during a call.
    pub(super) call_waiting: bool,
    /// Response to the caller of a waiting call.
    pub(super) call_waiting_status: StatusCode,
    /// Whether a waiting call is heard.
    pub(super) call_waiting_tone: bool,
    /// Calls that are answered by themselves.
    pub(super) auto_answer: auto_answer::Settings,
    /// How long a call is held until a beep tells of it, if one does.
    pub(super) hold_reminder: Option<Duration>,
    /// How it is shown what a call costs, if it is.
    pub(super) charges: Option<charges::Settings>,
    /// Handset, headset and speaker.
    pub(super) devices: sound::Settings,
    /// Number of the mail box; empty if there is none.
    pub(super) voice_mail_number: String,
    /// Whether the softkeys of the idle display stay where a number is entered.
    pub(super) new_call_idle: bool,
    /// Whether the directory is offered where a number is entered.
    pub(super) new_call_directory: bool,
    /// Whether the call log is.
    pub(super) new_call_log: bool,
    /// Address of the server that mixes conferences; empty if the phone does.
    pub(super) conference_server: String,
    /// Whether a conference goes on when this phone leaves it.
    pub(super) conference_goes_on: bool,
    /// Whether a transfer to a target that rings waits for its answer instead of a CANCEL.
    pub(super) transfer_without_cancel: bool,
    /// How long a subscription waits for its first NOTIFY; zero takes what SIP says.
    pub(super) no_notify: Duration,
    /// How digits are sent.
    pub(super) digits: digits::Settings,
    /// Waiting messages.
    pub(super) message_waiting: message_waiting::Settings,
    /// What is said to groups.
    pub(super) paging: paging::Settings,
    pub(super) recording: recording::Settings,
    /// What callers hear first.
    pub(super) greeting: greeting::Settings,
    /// Whether the phone can be locked.
    pub(super) lock: lock::Settings,
    /// The display.
    pub(super) screen: backlight::Settings,
    /// The service that is called to say a name.
    pub(super) voice_dialing: voice_dialing::Settings,
    /// How many beeps announce a call instead of a ring.
    pub(super) ring_beeps: Option<u8>,
    /// What keys do that can be given functions.
    pub(super) keys: keys::Settings,
    /// Lamps of other extensions.
    pub(super) busy_lamps: busy_lamps::Settings,
    /// How many calls there may be at once.
    pub(super) call_limit: usize,
    /// Date and time.
    pub(super) time: TimeSettings,
}

impl Settings {
    /// Reads the values from `config`.
    pub(super) fn read(config: &Config) -> Self {
        let outfit = Outfit::read(config);
        let keys = keys::Settings::read(config, &outfit);
        Self {
            lines: (0..LINES).map(|index| LineSettings::read(config, index, &outfit)).collect(),
            outfit,
            language: config.get(&display::LANGUAGE),
            sip: SipSettings::read(config),
            media: MediaSettings::read(config),
            levels: LevelSettings::read(config),
            voice: VoiceSettings::read(config),
            identity: IdentitySettings {
                hides: config.get(&sip::BLOCK_CALLERID_ON_OUTGOING_CALLS),
                blocks_anonymous: config.get(&sip::ANONYMOUS_CALLS_BLOCKING),
                asserts_in_replies: config.get(&sip::PAI_ON_REPLAY_ENABLE),
            },
            rings: RingSettings::read(config),
            quality: quality::Settings::read(config),
            progress_tones: ProgressTones::read(config),
            dialing: dialing::Settings::read(config),
            reject_status: match config.get(&services::REJECT_CODE) {
                RejectCode::Decline => StatusCode::DECLINE,
                RejectCode::Busy => StatusCode::BUSY_HERE,
            },
            do_not_disturb: config.get(&services::DO_NOT_DISTURB_ENABLED),
            call_waiting: config.get(&services::CALL_WAITING_ENABLED),
            call_waiting_status: match config.get(&services::CALL_WAITING_REPLY) {
                CallWaitingReply::Ringing => StatusCode::RINGING,
                CallWaitingReply::Queued => StatusCode::QUEUED,
            },
            call_waiting_tone: config.get(&services::CALL_WAITING_TONE),
            auto_answer: auto_answer::Settings::read(config),
            hold_reminder: config
                .get(&services::LHCWRR_ENABLED)
                .then(|| config.get(&services::LHCWRR_WAIT_TIME)),
            charges: charges::Settings::read(config),
            devices: sound::Settings::read(config),
            voice_mail_number: config.get(&services::VOICE_MAIL_NUMBER),
            new_call_idle: config.get(&menus::DISPLAY_IDLE_SCREEN_KEYS_WHEN_DIALING_ENABLED),
            new_call_directory: config.get(&menus::NEW_CALL_SCREEN_DIRECTORY_SOFTKEY_ENABLED),
            new_call_log: config.get(&menus::NEW_CALL_SCREEN_CALL_LOG_SOFTKEY_ENABLED),
            conference_server: match config.get(&services::CONFERENCE_MODE) {
                ConferenceMode::Local => String::new(),
                ConferenceMode::Remote => config.get(&services::CONFERENCE_CONF_MS_ADDR),
            },
            conference_goes_on: config.get(&services::DROP_FROM_3WC_WHEN_ON_HOOK),
            transfer_without_cancel: config.get(&sip::SEMI_TRANSFER_WITH_NO_CANCEL_ENABLED),
            no_notify: config.get(&sip::SUBS_NO_NOTIFY_TIMER),
            digits: digits::Settings::read(config),
            message_waiting: message_waiting::Settings::read(config),
            lock: lock::Settings::read(config),
            paging: paging::Settings::read(config),
            recording: recording::Settings::read(config),
            greeting: greeting::Settings::read(config),
            screen: backlight::Settings::read(config),
            voice_dialing: voice_dialing::Settings::read(config),
            ring_beeps: config
                .get(&tones::BEEP_TO_RINGING_DEVICE_ENABLED)
                .then(|| config.get(&tones::BEEP_TO_RINGING_DEVICE_NUMBER_OF_BEEPS)),
            busy_lamps: busy_lamps::Settings::read(config, &keys),
            keys,
            call_limit: CALL_LIMIT,
            time: TimeSettings::read(config),
        }
    }
}

impl RingSettings {
    fn read(config: &Config) -> Self {
        let places = |setting: &'static Setting<String>| {
            setting.param.places().map(move |place| config.get_at(setting, place))
        };
        let kinds = places(&tones::DISTINCTIVE_RINGING_TYPE);
        let distinctive = kinds.zip(places(&tones::DISTINCTIVE_RINGING_RINGTONE));
        let is_set = |(kind, ring): &(String, String)| !kind.is_empty() && !ring.is_empty();
        Self {
            lines: places(&tones::RING_TONE).collect(),
            distinctive: distinctive.filter(is_set).collect(),
        }
    }
}

impl LineSettings {
    fn read(config: &Config, index: u8, outfit: &Outfit) -> Self {
        Self {
            enabled: index < outfit.lines && config.get_at(&line::ENABLED, index),
            id: config.get_at(&line::ID, index),
            description: config.get_at(&line::DESCRIPTION, index),
            extension: config.get_at(&line::EXTENSION_DISPLAY, index),
            auth_name: config.get_at(&line::AUTH_NAME, index),
            auth_password: config.get_at(&line::AUTH_PASSWORD, index),
            sim: sim(config, index),
            shared: shared_lines::Settings::read(config, index),
            forward: forward::Settings::read(config, index),
        }
    }
}

/// Returns the SIM of a line that has one.
fn sim(config: &Config, index: u8) -> Option<Sim> {
    let own = config.get_at(&line::AUTH_AKA_OPC, index).map(OperatorConstant::Own);
    let shared = || config.get_at(&line::AUTH_AKA_OP, index).map(OperatorConstant::Shared);
    Some(Sim::new(config.get_at(&line::AUTH_AKA_K, index)?, own.or_else(shared)?))
}

impl Second {
    fn read(config: &Config) -> Option<Self> {
        let mode = config.get(&proxy::REDUNDANT_PROXY_MODE);
        let mode = Some(mode).filter(|_| config.get(&proxy::REDUNDANT_PROXY_ENABLED))?;
        let (address, port, role) = match mode {
            RedundantMode::Disable => return None,
            RedundantMode::Fallback => (
                &proxy::REDUNDANT_PROXY_ADDRESS,
                &proxy::REDUNDANT_PROXY_PORT,
                Role::StandsIn {
                    keep_alive: config.get(&proxy::REDUNDANT_PROXY_KEEPALIVE_PERIOD),
                    returns: !config.get(&proxy::REDUNDANT_PROXY_SYMMETRIC_MODE),
                },
            ),
            RedundantMode::Simultaneous => {
                (&proxy::SECONDARY_PROXY_ADDRESS, &proxy::SECONDARY_PROXY_PORT, Role::Both)
            }
        };
        Some(Self { server: Server::new(config.get(address)?, config.get(port)), role })
    }
}

impl SipSettings {
    fn read(config: &Config) -> Self {
        let server = |host: Option<String>, port| Some(Server::new(host?, port));
        let proxy = server(config.get(&proxy::PROXY_ADDRESS), config.get(&proxy::PROXY_PORT));
        let registrar =
            server(config.get(&proxy::REGISTRAR_ADDRESS), config.get(&proxy::REGISTRAR_PORT));
        let outbound = server(
            config.get(&proxy::OUTBOUND_PROXY_ADDRESS),
            config.get(&proxy::OUTBOUND_PROXY_PORT),
        );
        let use_proxy = config.get(&proxy::USE_PROXY);
        // `sip_registrar/enabled` speaks of a separate registrar: without it the proxy is it.
        let registrar = if config.get(&proxy::USE_PROXY_FOR_REGISTRAR) {
            proxy.clone()
        } else if config.get(&proxy::REGISTRAR_ENABLED) {
            registrar
        } else {
            proxy.clone().filter(|_| use_proxy)
        };
        let second = Second::read(config).filter(|_| registrar.is_some());
        let mut t1 = config.get(&sip::T1);
        let mut invite_timeout = config.get(&sip::INVITE_TIMER);
        if second.as_ref().is_some_and(|second| second.role == Role::Both) {
            // The other server is there at once: nobody waits long for the first (A.3.18.1).
            t1 = config.get(&proxy::REDUNDANT_PROXY_DUAL_REG_T1);
            invite_timeout = Duration::ZERO;
        }
        let transport = config.get(&sip::TRANSPORT_PROTOCOL);
        let sips = config.get(&sip::ENABLE_SIPS);
        // With TCP, `sips:` is what makes it TLS (manual 31.1); with UDP it cannot be.
        let protocol = match transport {
            Transport::Udp => Protocol::Udp,
            Transport::Tcp if !sips => Protocol::Tcp,
            Transport::Tcp | Transport::Tls => Protocol::Tls,
            Transport::Ws => Protocol::Ws,
            Transport::Wss => Protocol::Wss,
        };
        Self {
            protocol,
            web_socket_path: config.get(&sip::WEBSOCKET_PATH),
            secure: sips && protocol == Protocol::Tls,
            port: config.get(&sip::PORT),
            tls_port: config.get(&sip::TLS_PORT),
            tos: config.get(&sip::TOS),
            domain: config.get(&sip::PROXY_GATEWAY),
            proxy: proxy.filter(|_| use_proxy),
            registrar,
            second,
            outbound: outbound.filter(|_| config.get(&proxy::OUTBOUND_PROXY_ENABLED)),
            expires: config.get(&proxy::PROXY_TIMEOUT),
            retry: config.get(&proxy::REGISTRATION_FAILED_TIMEOUT),
            registrar_keep_alive: if config.get(&proxy::REGISTRAR_KA_ENABLED) {
                config.get(&proxy::REGISTRAR_KA_TIMEOUT)
            } else {
                Duration::ZERO
            },
            proxy_keep_alive: if config.get(&sip::KEEPALIVE_OPTIONS_ENABLED) {
                config.get(&sip::KEEPALIVE_OPTIONS_TIMEOUT)
            } else {
                Duration::ZERO
            },
            spreads_registrations: config
                .get(&genband::DISTRIBUTE_MULTIPLE_LINE_REGISTRATIONS_ENABLE),
            refresh_before_percent: config.get(&proxy::REGISTER_BEFORE_EXPIRES),
            t1,
            t2: config.get(&sip::T2),
            t4: config.get(&sip::T4),
            invite_timeout: if invite_timeout.is_zero() { t1 * 64 } else { invite_timeout },
            names_registration: config.get(&sip::DISPLAY_NAME_IN_REGISTRATION_MSG_ENABLED),
            has_instance: config.get(&sip::ADD_SIP_INSTANCE_ENABLE),
            auth_retries: config.get(&sip::AUTH_RETRIES),
            rport: config.get(&sip::RPORT_ENABLED),
            no_response_timeout: config.get(&proxy::OUTGOING_REQUEST_NO_RESPONSE_TIMEOUT_MS),
            failback: config.get(&proxy::FAILBACK_RETRY_TIMEOUT),
            prack: config.get(&sip::PRACK_ENABLED),
            session_expires: config.get(&sip::SESSION_TIMER),
            min_se: config.get(&sip::MIN_SESSION_INTERVAL),
            media_on_180: config.get(&sip::CONNECT_MEDIA_ON_180),
        }
    }

    /// Returns the servers that lines may be registered at.
    pub(super) const fn servers(&self) -> (Option<&Server>, Option<&Server>, Option<&Second>) {
        (self.registrar.as_ref(), self.outbound.as_ref(), self.second.as_ref())
    }

    /// Returns the first server whose name is part of the phone's addresses.
    pub(super) fn home(&self) -> Option<&Server> {
        self.proxy.as_ref().or(self.registrar.as_ref())
    }

    /// Returns the first server that the phone talks to.
    pub(super) fn next_hop(&self) -> Option<&Server> {
        self.outbound.as_ref().or_else(|| self.home())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Settings {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(path, value).unwrap();
        }
        Settings::read(&config)
    }

    #[test]
    fn the_proxy_is_the_registrar_unless_there_is_a_separate_one() {
        let proxy = ("voip/signalling/sip/proxy_address", "pbx.example");
        let settings = read(&[proxy, ("voip/signalling/sip/use_proxy", "1")]);
        assert_eq!(settings.sip.registrar.unwrap().host, "pbx.example");
        let settings = read(&[
            proxy,
            ("voip/signalling/sip/sip_registrar/enabled", "1"),
            ("voip/signalling/sip/sip_registrar/addr", "reg.example"),
        ]);
        assert_eq!(settings.sip.registrar.unwrap().host, "reg.example");
        assert_eq!(settings.sip.proxy, None);
        assert_eq!(read(&[]).sip.registrar, None);
    }
}
