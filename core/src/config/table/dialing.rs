//! Dialling and its tones (manual 17.2 to 17.6 and 22.6).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// What typing digits on hook does.
    OnHookDialing {
        /// Nothing.
        Disable = "Disable",
        /// Goes off hook with the default audio device.
        OpenAudioDevice = "Open_default_audio_device",
        /// Collects digits in silence until Dial is pressed.
        OffLine = "Off_line_dialing",
    }
}

tokens! {
    /// What is heard when the phone is lifted and is not registered.
    OutOfService {
        /// Nothing.
        None = "NONE",
        /// The reorder tone.
        ReorderTone = "REORDER_TONE",
    }
}

tokens! {
    /// How digits are sent in a call.
    DtmfTransport {
        /// As sound.
        Inband = "INBAND",
        /// As events in RTP.
        Rfc2833 = "RFC2833",
        /// In INFO requests.
        ViaSip = "VIA_SIP",
    }
}

const HOTLINE: Need = Need::on("voip/dialing/auto_dialing/enabled");

params! {
    in Dialing, "manual 17.2";
    /// Seconds after the last digit when the number is dialled by itself; 0 never does.
    TIMEOUT: Duration = "5", Kind::seconds(0, 10), "voip/dialing/timeout" {
        label: "Dialing Timeout", applies: Applies::Now,
        note: "The manual does not say what 0 does. Dialling after the first digit would make \
               longer numbers impossible, so 0 switches the timeout off. It is the T of a digit \
               map.",
    };
    /// The shorter wait that an S in the digit map asks for, to tell 0 from 00 for example.
    INTERDIGIT_SHORT_TIMEOUT: Duration = "3", Kind::seconds(0, 10),
        "voip/dialing/interdigit_short_timeout" {
        label: "Interdigit Short Timeout", applies: Applies::Now,
        note: "No range is printed but that it is below the dialling timeout, which a rule \
               checks. The manual says dial map and means digit map.",
    };
    /// Most digits that can be entered.
    NUMBER_MAX_SIZE: u8 = "32", Kind::int(3, 32), "voip/dialing/phone_number_max_size" {
        label: "Phone Number Length", applies: Applies::Now,
    };
    /// Lets a key end dialling at once.
    COMPLETE_KEY_ENABLED: bool = "1", Kind::Bool, "voip/dialing/dial_complete_key/enabled" {
        label: "Enable Dialing Complete Key", applies: Applies::Now,
        note: "The note on what it needs stands in this row of the manual and names this row; it \
               belongs to the key.",
    };
    /// The key that ends dialling.
    COMPLETE_KEY: String = "#", Kind::text(1), "voip/dialing/dial_complete_key/key" {
        label: "Dialing Complete Key", applies: Applies::Now,
        needs: &[Need::on("voip/dialing/dial_complete_key/enabled")],
    };
    /// How long an outgoing call may ring before the phone gives up.
    UNANSWERED_CALL_TIMEOUT: Duration = "60", Kind::seconds(1, 300),
        "voip/dialing/unanswered_call_timeout" {
        label: "No Answer Call Timeout", applies: Applies::NextCall,
        note: "No unit is printed; seconds, as beside it.",
    };
    in FileOnly, "manual 17.2";
    /// What typing digits on hook does: nothing, lifts the phone, or collects the number until
    /// Dial is pressed.
    ON_HOOK_DIALING: OnHookDialing = "Open_default_audio_device",
        Kind::Enum(OnHookDialing::TOKENS), "voip/dialing/on_hook_dialing" {
        applies: Applies::Now,
    };
    /// Lets the phone call its own number, by which some servers give access to voice mail.
    ALLOW_CALLING_SELF_EXTENSION: bool = "0", Kind::Bool,
        "voip/dialing/allow_calling_self_extension" {
        applies: Applies::Now,
        note: "The values are not printed: 0 is what the manual calls disabled.",
    };
    in Dialing, "manual 17.3";
    /// Offers to call again by itself when the other party is busy.
    AUTOMATIC_REDIAL_ON_BUSY_ENABLED: bool = "0", Kind::Bool,
        "voip/dialing/automatic_redial_on_busy/enabled" {
        label: "Activate", applies: Applies::NextCall,
    };
    /// Time until the busy party is called again.
    AUTOMATIC_REDIAL_ON_BUSY_RETRY_TIMER: Duration = "30", Kind::seconds(3, 120),
        "voip/dialing/automatic_redial_on_busy/retry_timer" {
        label: "Timeout", applies: Applies::NextCall,
        needs: &[Need::on("voip/dialing/automatic_redial_on_busy/enabled")],
        note: "No unit is printed; the display counts down in seconds.",
    };
    in Dialing, "manual 17.4";
    /// How long the dial tone lasts before the reorder tone.
    DIAL_TONE_TIMEOUT: Duration = "30", Kind::seconds(1, 300), "voip/dialing/dialtone_timeout" {
        label: "Dial Tone Timeout", applies: Applies::Now,
    };
    /// How long the reorder tone lasts before the howler tone.
    WARNING_TONE_TIMEOUT: Duration = "40", Kind::seconds(1, 300),
        "voip/dialing/warning_tone_timeout" {
        label: "Reorder Tone Timeout", applies: Applies::Now,
    };
    /// How long the howler tone lasts.
    OFF_HOOK_TONE_TIMEOUT: Duration = "120", Kind::seconds(1, 300),
        "voip/dialing/offhook_tone_timeout" {
        label: "Howler Tone Timeout", applies: Applies::Now,
    };
    /// Plays another dial tone after the digit for an outside line.
    SECONDARY_DIAL_TONE_ENABLED: bool = "0", Kind::Bool,
        "voip/dialing/secondary_dial_tone/enabled" {
        label: "Secondary Dial Tone", applies: Applies::Now,
    };
    /// The digit for an outside line, if it is the first one.
    SECONDARY_DIAL_TONE_KEY_SEQUENCE: u8 = "9", Kind::int(0, 9),
        "voip/dialing/secondary_dial_tone/key_sequence" {
        label: "Secondary Dial Tone Key", applies: Applies::Now,
        needs: &[Need::on("voip/dialing/secondary_dial_tone/enabled")],
    };
    in Services, "manual 17.4";
    /// What is heard when the phone is lifted although it could not register: nothing or the
    /// reorder tone.
    OUT_OF_SERVICE_BEHAVIOR: OutOfService = "REORDER_TONE", Kind::Enum(OutOfService::TOKENS),
        "voip/services/out_of_service_behavior" {
        label: "Out of Service Behavior", applies: Applies::Now,
    };
    /// How long the dial tone stutters while there are messages that nobody heard.
    MSG_WAITING_STUTTER_TONE_DURATION: Duration = "2500", Kind::milliseconds(1_000, 60_000),
        "voip/services/msg_waiting/stutter_tone_duration" {
        label: "Stutter Tone Duration", applies: Applies::Now,
        note: "No unit is printed: seconds would be the better part of an hour. The path has \
               msg_waiting where its neighbours of 22.10 have msg_waiting_ind.",
    };
    in Dialing, "manual 17.4";
    /// Goes back to idle by itself when the last call ends, on speaker or headset.
    AUTOMATIC_DISCONNECT: bool = "1", Kind::Bool, "voip/dialing/automatic_disconnect" {
        label: "Automatic Disconnect", applies: Applies::Now,
        note: "The table mixes fields of two pages; its path puts it on this one.",
    };
    in Dialing, "manual 17.5";
    /// How digits are sent in a call: as sound, as events in RTP (RFC 2833), or by SIP.
    OUT_OF_BAND_DTMF: DtmfTransport = "RFC2833", Kind::Enum(DtmfTransport::TOKENS),
        "voip/media/out_of_band_dtmf" {
        label: "DTMF Transport Mode", applies: Applies::NextCall,
        note: "By SIP is INFO with application/dtmf-relay, one digit after the other. Sound that \
               passed a codec and a lossy network is often not understood: RFC2833 is better, and \
               sends sound to a peer that takes no events.",
    };
    in FileOnly, "manual 17.5";
    /// Sends digits by SIP in addition to what the transport mode says.
    DTMF_VIA_SIP_FORCE_FLAG: bool = "0", Kind::Bool, "voip/media/dtmf_via_sip_force_flag" {
        applies: Applies::NextCall,
        note: "No default is printed. The table wants 1 for VIA_SIP to work, the text below it \
               says that 1 sends a SIP message beside the RTP one: with VIA_SIP either value \
               sends by SIP, and only by SIP.",
    };
    /// How loud digits are that are sent as events, in dB above the lowest.
    DTMF_RTP_EVENT_SIGNAL_LEVEL: u8 = "21", Kind::decibels(0, 31),
        "voip/audio/gain/dtmf_rtp_event_signal_level" {
        applies: Applies::NextCall,
        note: "No default is printed. 0 is called the minimum and 31 the maximum, while RFC 4733 \
               counts the volume down: 21 is its -10 dBm0, which phones send.",
    };
    in Dialing, "manual 17.6";
    /// Patterns of numbers that are dialled as soon as they are complete. Patterns stand between
    /// bars and use x for a digit, ranges in brackets, a dot to repeat, T and S to wait; or they
    /// stand between semicolons and use x only.
    DIGIT_MAP: String = "", Kind::text(4_000), "voip/signalling/sip/digit_map" {
        label: "Digit Map", applies: Applies::Now,
        note: "No default is printed. 17.6 allows 256 characters, Appendix F 4000 for a dial \
               plan: what the specification of the phone promises is accepted. The examples have \
               211 dialled at once and 0 after the timeout, though longer numbers begin with \
               either: a number that could go on waits, as RFC 3435 2.1.5 has it.",
    };
    /// Rules that turn a number into an address. Rules stand between semicolons; to the right of
    /// the equals sign each backslash stands for one of the digits that an x matched, as in
    /// `4xxx=Line_\\\@10.1.2.3`.
    NUMBER_RULES: String = "", Kind::text(4_000), "voip/signalling/sip/number_rules" {
        label: "Dial Plan", applies: Applies::Now,
        note: "No default is printed. 17.6 allows 256 characters, Appendix F 4000: what the \
               specification of the phone promises is accepted. Backslashes beyond the digits \
               stand for nothing.",
    };
    in Dialing, "manual 22.6";
    /// Calls a fixed number when the phone is lifted and nothing is dialled.
    AUTO_DIALING_ENABLED: bool = "0", Kind::Bool, "voip/dialing/auto_dialing/enabled" {
        label: "Activate", applies: Applies::Now,
    };
    /// How long the phone waits for a digit before it calls that number; 0 does not wait.
    AUTO_DIALING_TIMEOUT: Duration = "15", Kind::seconds(0, 120),
        "voip/dialing/auto_dialing/timeout" {
        label: "Timeout", applies: Applies::Now, needs: &[HOTLINE],
    };
    /// The number that is called.
    AUTO_DIALING_DESTINATION: String = "", Kind::text(32),
        "voip/dialing/auto_dialing/destination" {
        label: "Destination Phone Number", applies: Applies::Now,
        needs: &[HOTLINE], note: "No default is printed.",
    };
}
