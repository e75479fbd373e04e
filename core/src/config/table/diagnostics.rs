//! diagnostics.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::text::Need;

params! {
    in Logging, "manual 48";
    /// Where log lines go.
    SYSLOG_MODE: String = "Disable", Kind::Enum(&["Disable", "Network", "Console", "Both"]),
        "system/syslog/mode" {
        label: "Activate",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Syslog server.
    SYSLOG_SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "system/syslog/server_address" {
        label: "Server IP Address or Host Name",
        needs: &[Need::Is("system/syslog/mode", &["Network", "Both"])],
        acting: later::DIAGNOSTICS,
    };
    /// UDP port of the syslog server.
    SYSLOG_SERVER_PORT: u16 = "514", Kind::ANY_PORT,
        "system/syslog/server_port" {
        label: "Server Port",
        needs: &[Need::Is("system/syslog/mode", &["Network", "Both"])],
        acting: later::DIAGNOSTICS,
    };
    /// Log level of the VoIP application.
    SYSLOG_VOIP_APPLICATION: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/voip_application" {
        label: "VoIP Application",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of SIP call control.
    SYSLOG_SIP_CALL_CONTROL: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/sip_call_control" {
        label: "SIP Call Control",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the SIP stack.
    SYSLOG_SIP_STACK: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/sip_stack" {
        label: "SIP Stack",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the network and process supervisor.
    SYSLOG_CONTROL_CENTER: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/control_center" {
        label: "Control Center",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the screen process.
    SYSLOG_LCD_DISPLAY: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/lcd_display" {
        label: "LCD Display",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the web server.
    SYSLOG_WEB_SERVER: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/web_server" {
        label: "Web",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the process watchdog.
    SYSLOG_WATCHDOG: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/watchdog" {
        label: "Watchdog",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of 802.1X.
    SYSLOG_IEEE802_1X: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/ieee802_1x" {
        label: "802.1X",
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the kernel.
    SYSLOG_KERNEL: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/kernel" {
        label: "Kernel",
        models: Models::LARGE,
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the voice engine.
    SYSLOG_DSP: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/dsp" {
        label: "DSP",
        models: Models::LARGE,
        acting: later::DIAGNOSTICS,
        note: "No default is printed.",
    };
    /// Log level of the Xsi client.
    SYSLOG_XSI: String = "Debug", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/xsi" {
        label: "XSI",
        acting: later::DIAGNOSTICS,
    };
    /// Log level of shared infrastructure code.
    SYSLOG_INFRA: String = "Debug", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/syslog/component/infra" {
        label: "Infra",
        acting: later::DIAGNOSTICS,
    };
    in Recording, "manual 50";
    /// Computer that receives the recorded packets.
    RECORDING_REMOTE_IP: Option<String> = "0.0.0.0", Kind::Host,
        "voip/packet_recording/remote_ip" {
        label: "Remote IP Address or Host Name",
        acting: later::DIAGNOSTICS,
    };
    /// UDP port on the receiving computer.
    RECORDING_REMOTE_PORT: u16 = "50000", Kind::Port,
        "voip/packet_recording/remote_port" {
        label: "Remote Port",
        acting: later::DIAGNOSTICS,
    };
    /// Turns packet recording on.
    RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/enabled" {
        label: "Enable DSP Recording",
        acting: later::DIAGNOSTICS,
    };
    /// Records RTP in the DSP.
    RECORDING_RTP_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/rtp_recording/enabled" {
        label: "Enable RTP Recording",
        needs: &[Need::on("voip/packet_recording/enabled")],
        acting: later::DIAGNOSTICS,
    };
    /// Records echo-canceller debug data.
    RECORDING_EC_DEBUG_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/ec_debug_recording/enabled" {
        label: "Enable EC Debug Recording",
        needs: &[Need::on("voip/packet_recording/enabled")],
        acting: later::DIAGNOSTICS,
    };
    /// Records noise-reduction debug data.
    RECORDING_NOISE_REDUCTION_DEBUG_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/noise_reduction_debug_recording/enabled" {
        label: "Enable Noise Reduction Debug Recording",
        needs: &[Need::on("voip/packet_recording/enabled")],
        acting: later::DIAGNOSTICS,
    };
    /// Records the network side of the DSP.
    RECORDING_NETWORK_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/network_recording/enabled" {
        label: "Enable Network Recording",
        needs: &[Need::on("voip/packet_recording/enabled")],
        acting: later::DIAGNOSTICS,
    };
    /// Records the TDM side of the DSP.
    RECORDING_TDM_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/tdm_recording/enabled" {
        label: "Enable TDM Recording",
        needs: &[Need::on("voip/packet_recording/enabled")],
        acting: later::DIAGNOSTICS,
    };
    in FileOnly, "manual 50";
    /// Records comfort-noise debug data.
    RECORDING_CNG_DEBUG_RECORDING_ENABLED: bool = "0", Kind::Bool,
        "voip/packet_recording/cng_debug_recording/enabled" {
        needs: &[Need::on("voip/packet_recording/enabled")],
        acting: later::DIAGNOSTICS,
    };
    in FileOnly, "manual 53";
    /// Prints trace lines on the console.
    TRACE_CONSOLE_PRINTF_ENABLED: bool = "0", Kind::Bool,
        "system/trace/console_printf/enabled" {
        acting: later::DIAGNOSTICS,
    };
    in Tracing, "manual 53";
    /// Level of stored trace messages.
    TRACE_LEVEL: String = "None", Kind::Enum(&["None", "Emergency", "Error", "Warning", "Notice", "Info", "Debug"]),
        "system/trace/level" {
        label: "Trace Level",
        acting: later::DIAGNOSTICS,
    };
    /// Largest trace file.
    TRACE_MAX_FILE_SIZE: u16 = "200", Kind::Int { min: 0, max: 65535, unit: "" },
        "system/trace/max_file_size" {
        label: "Max File Size",
        acting: later::DIAGNOSTICS,
        note: "No range is printed.",
    };
}
