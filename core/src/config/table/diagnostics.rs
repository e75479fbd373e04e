//! Logs, recordings and traces for finding faults (manual 48, 50 and 53).

use super::params;
use crate::config::acting::{later, nothing};
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;

tokens! {
    /// Where the lines of the log go.
    SyslogMode {
        /// Nowhere.
        Disable = "Disable",
        /// To the server.
        Network = "Network",
        /// To the console.
        Console = "Console",
        /// To both.
        Both = "Both",
    }
}

tokens! {
    /// Which lines of the log count: these and worse ones.
    LogLevel {
        /// None.
        None = "None",
        /// The phone cannot go on.
        Emergency = "Emergency",
        /// Something failed.
        Error = "Error",
        /// Something may fail.
        Warning = "Warning",
        /// Something unusual.
        Notice = "Notice",
        /// What happens.
        Info = "Info",
        /// What happens, in detail.
        Debug = "Debug",
    }
}

const TO_SERVER: Need = Need::Is("system/syslog/mode", &["Network", "Both"]);
const RECORDING: Need = Need::on("voip/packet_recording/enabled");

/// What was decided on the defaults of levels.
const NONE: &str = "No default is printed: None, which the manual calls lightweight.";

params! {
    in Logging, "manual 48.1.1";
    /// Where the lines of the log go: nowhere, to a server, to the console, or to both.
    SYSLOG_MODE: SyslogMode = "Disable", Kind::Enum(SyslogMode::TOKENS), "system/syslog/mode" {
        label: "Activate", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: "The manual recommends the default and does not print it; nothing can be sent \
               before a server is set.",
    };
    /// Host name or address of the server for the log.
    SYSLOG_SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host, "system/syslog/server_address" {
        label: "Server IP Address or Host Name", applies: Applies::Now,
        acting: later::DIAGNOSTICS, needs: &[TO_SERVER],
    };
    /// UDP port of the server for the log.
    SYSLOG_SERVER_PORT: u16 = "514", Kind::ANY_PORT, "system/syslog/server_port" {
        label: "Server Port", applies: Applies::Now, acting: later::DIAGNOSTICS,
        needs: &[TO_SERVER],
    };
    /// Lines about calls as the user sees them.
    SYSLOG_VOIP_APPLICATION: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/voip_application" {
        label: "VoIP Application", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: NONE,
    };
    /// Lines about the control of calls by SIP.
    SYSLOG_SIP_CALL_CONTROL: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/sip_call_control" {
        label: "SIP Call Control", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: NONE,
    };
    /// Lines about SIP messages.
    SYSLOG_SIP_STACK: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/sip_stack" {
        label: "SIP Stack", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: NONE,
    };
    /// Lines about the network and the phone as a whole.
    SYSLOG_CONTROL_CENTER: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/control_center" {
        label: "Control Center", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: NONE,
    };
    /// Lines about the display.
    SYSLOG_LCD_DISPLAY: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/lcd_display" {
        label: "LCD Display", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: NONE,
    };
    /// Lines about the web pages.
    SYSLOG_WEB_SERVER: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/web_server" {
        label: "Web", applies: Applies::Now, acting: nothing::NO_SUCH_PROCESS,
        note: NONE,
    };
    /// Lines about the hardware's supervision of its processes.
    SYSLOG_WATCHDOG: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/watchdog" {
        label: "Watchdog", applies: Applies::Now, acting: nothing::NO_SUCH_PROCESS,
        note: NONE,
    };
    /// Lines about the admission to the network.
    SYSLOG_IEEE802_1X: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/ieee802_1x" {
        label: "802.1X", applies: Applies::Now, acting: nothing::NO_SUCH_PROCESS,
        note: NONE,
    };
    /// Lines about the operating system.
    SYSLOG_KERNEL: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/kernel" {
        label: "Kernel",
        models: Models::LARGE, applies: Applies::Now, acting: nothing::NO_SUCH_PROCESS,
        note: "The manual has the label only: the name in the file is this phone's. No default \
               is printed.",
    };
    /// Lines about the processing of voice.
    SYSLOG_DSP: LogLevel = "None", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/dsp" {
        label: "DSP", models: Models::LARGE, applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: NONE,
    };
    /// Lines about the services of BroadWorks.
    SYSLOG_XSI: LogLevel = "Debug", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/xsi" {
        label: "XSI", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: "The default is printed in capitals, unlike the words.",
    };
    /// Lines about what the other parts share.
    SYSLOG_INFRA: LogLevel = "Debug", Kind::Enum(LogLevel::TOKENS),
        "system/syslog/component/infra" {
        label: "Infra", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: "The default is printed in capitals, unlike the words.",
    };
    in Recording, "manual 50";
    /// Host name or address of the computer that gets the recorded packets.
    RECORDING_REMOTE_IP: Option<String> = "0.0.0.0", Kind::Host, "voip/packet_recording/remote_ip" {
        label: "Remote IP Address or Host Name", applies: Applies::Now,
    };
    /// UDP port of that computer.
    RECORDING_REMOTE_PORT: u16 = "50000", Kind::Port, "voip/packet_recording/remote_port" {
        label: "Remote Port", applies: Applies::Now,
    };
    /// Records packets at all.
    RECORDING_ENABLED: bool = "0", Kind::Bool, "voip/packet_recording/enabled" {
        label: "Enable DSP Recording", applies: Applies::Now,
    };
    /// Records media packets.
    RECORDING_RTP_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/rtp_recording/enabled" {
        label: "Enable RTP Recording", applies: Applies::Now, needs: &[RECORDING],
    };
    /// Records what the echo canceller does.
    RECORDING_EC_DEBUG_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/ec_debug_recording/enabled" {
        label: "Enable EC Debug Recording",
        applies: Applies::Now, needs: &[RECORDING],
    };
    /// Records what the noise reduction does.
    RECORDING_NOISE_REDUCTION_DEBUG_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/noise_reduction_debug_recording/enabled" {
        label: "Enable Noise Reduction Debug Recording",
        applies: Applies::Now, needs: &[RECORDING],
        note: "The manual has the label only, with a text that belongs elsewhere: the name in the \
               file is this phone's.",
    };
    /// Records what the signal processor sends to the network (TDM out).
    RECORDING_NETWORK_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/network_recording/enabled" {
        label: "Enable Network Recording",
        applies: Applies::Now, needs: &[RECORDING],
    };
    /// Records what the signal processor gets from the microphones (TDM in).
    RECORDING_TDM_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/tdm_recording/enabled" {
        label: "Enable TDM Recording", applies: Applies::Now, needs: &[RECORDING],
    };
    in FileOnly, "manual 50";
    /// Records what the generator of comfort noise does.
    RECORDING_CNG_DEBUG_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/cng_debug_recording/enabled" {
        acting: nothing::NO_NOISE_GENERATOR, needs: &[RECORDING],
        note: "The manual prints name and default; the meaning follows from the name.",
    };
    in FileOnly, "manual 53";
    /// Writes the lines of the trace to the console, too.
    TRACE_CONSOLE_PRINTF_ENABLED: bool = "0", Kind::Bool, "system/trace/console_printf/enabled" {
        applies: Applies::Now, acting: later::DIAGNOSTICS,
    };
    in Tracing, "manual 53";
    /// Which lines are kept in the trace. Leave it at None unless a fault is looked for.
    TRACE_LEVEL: LogLevel = "None", Kind::Enum(LogLevel::TOKENS), "system/trace/level" {
        label: "Trace Level", applies: Applies::Now, acting: later::DIAGNOSTICS,
    };
    /// How long the trace may become.
    TRACE_MAX_FILE_SIZE: u32 = "200", Kind::Int { min: 1, max: 65_535, unit: "KB" },
        "system/trace/max_file_size" {
        label: "Max File Size", applies: Applies::Now, acting: later::DIAGNOSTICS,
        note: "Neither range nor unit are printed. The manual wants 1024 for a report: kilobytes.",
    };
}
