//! Voice (manual 20.2).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::param::Applies;

params! {
    in Voice, "manual 20.2";
    /// Least delay of the jitter buffer, with which it starts.
    JITTER_MIN_DELAY: u16 = "10", Kind::Int { min: 10, max: 150, unit: "ms" },
        "voip/audio/jitter_buffer/min_delay" { label: "Minimum Delay", applies: Applies::Now };
    /// How quickly the jitter buffer adapts; higher is faster.
    BUFFER_OPTIMIZATION_FACTOR: u8 = "10", Kind::Int { min: 0, max: 13, unit: "" },
        "voip/audio/jitter_buffer/optimization_factor" {
        label: "Optimization Factor",
        acting: later::VOICE,
    };
    in Voice, "manual 20.3";
    /// Suppresses silence to save bandwidth.
    SILENCE_COMPRESSION_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/silence_compression/enabled" {
        label: "Enable Silence Compression",
        acting: later::VOICE,
    };
    in Voice, "manual 20.4";
    /// Suppresses steady background noise picked up by the microphone.
    NOISE_REDUCTION_ENABLED: bool = "1", Kind::Bool,
        "voip/audio/noise_reduction/enabled" {
        label: "Enable Noise Reduction",
        acting: later::VOICE,
    };
    /// Turns on the suppression stage of noise reduction.
    NOISE_REDUCTION_SUPPRESSION_ENABLED: bool = "1", Kind::Bool,
        "voip/audio/noise_reduction/suppression/enabled" {
        label: "Enable Noise Reduction Suppression",
        acting: later::VOICE,
    };
    /// Extra attenuation after noise reduction, for changing or loud noise.
    NOISE_REDUCTION_POST_GAIN_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/noise_reduction/post_gain/enabled" {
        label: "Enable Noise Reduction Post Gain",
        acting: later::VOICE,
    };
    /// Sensitivity, from steady noise only (0) to strongly varying noise (3).
    NOISE_REDUCTION_STATIONARY_LEVEL: u8 = "2", Kind::Int { min: 0, max: 3, unit: "" },
        "voip/audio/noise_reduction/stationary_level" {
        label: "Stationary Level:(0-3)",
        acting: later::VOICE,
    };
    /// Strongest attenuation applied when only noise is present.
    NOISE_REDUCTION_MAX_ATTENUATION: u8 = "2", Kind::Int { min: 0, max: 15, unit: "" },
        "voip/audio/noise_reduction/max_attenuation" {
        label: "Maximal Attenuation:(0-15)",
        acting: later::VOICE,
    };
    in ConfigurationFile, "manual 20.5";
    /// Switches echo cancellation.
    ECHO_CANCELLATION_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/echo_cancellation/enabled" {
        acting: later::VOICE,
        note: "No default is printed.",
    };
    /// Switches the extended non-linear processor.
    ECHO_CANCELLATION_EXTENDED_NLP_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/echo_cancellation/extended_nlp/enabled" {
        acting: later::VOICE,
        note: "No default is printed.",
    };
    /// High-pass filter mode for the handset.
    ECHO_CANCELLATION_HANDSET_HPF_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/handset/HPF_mode" {
        acting: later::VOICE,
        note: "No words are printed.",
    };
    /// High-pass filter mode for the speakerphone.
    ECHO_CANCELLATION_HANDSFREE_HPF_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/handsfree/HPF_mode" {
        acting: later::VOICE,
        note: "No words are printed.",
    };
    /// High-pass filter mode for the headset.
    ECHO_CANCELLATION_HEADSET_HPF_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/headset/HPF_mode" {
        acting: later::VOICE,
        note: "No words are printed.",
    };
    /// Largest delay handled by the non-linear processor.
    ECHO_CANCELLATION_NLP_MAX_DELAY: u16 = "0", Kind::Int { min: 0, max: 65535, unit: "" },
        "voip/audio/echo_cancellation/nlp/max_delay" {
        acting: later::VOICE,
        note: "No range is printed. No default is printed.",
    };
    /// Operating mode of the non-linear processor.
    ECHO_CANCELLATION_NLP_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/nlp/mode" {
        acting: later::VOICE,
        note: "No words are printed.",
    };
}
