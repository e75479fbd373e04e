//! Jitter buffer, silence, noise and echo (manual 20).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;

/// What the page alone has in the manual.
const PAGE_ONLY: &str = "The manual has it on the page only: the name in the file is this phone's.";

/// What the manual only lists by name.
const NAME_ONLY: &str = "The manual lists the name only, without values or a default, and advises \
    to leave it alone.";

/// What was decided on the words of filters.
const HPF_WORDS: &str = "The manual lists the name only, without values or a default, and advises \
    to leave it alone: 0, off, none and disabled switch the filter off, everything else leaves it \
    on. It works where echo or noise is taken out, too.";

const REDUCED: Need = Need::on("voip/audio/noise_reduction/enabled");

params! {
    in Voice, "manual 20.2";
    /// Least delay of the jitter buffer, with which it starts.
    JITTER_MIN_DELAY: u16 = "10", Kind::Int { min: 10, max: 150, unit: "ms" },
        "voip/audio/jitter_buffer/min_delay" {
        label: "Minimum Delay", applies: Applies::NextCall,
    };
    /// How fast the jitter buffer follows the network; more is faster.
    JITTER_OPTIMIZATION_FACTOR: u8 = "10", Kind::int(0, 13),
        "voip/audio/jitter_buffer/optimization_factor" {
        label: "Optimization Factor", applies: Applies::NextCall,
        note: "At 10 half of what is known of the network is of the last 7 s; two steps more are \
               twice as fast.",
    };
    in Voice, "manual 20.3";
    /// Sends less while nobody speaks.
    SILENCE_COMPRESSION_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/silence_compression/enabled" {
        label: "Enable Silence Compression", applies: Applies::NextCall,
        note: "G729 describes silence by its Annex B, if the peer allows it; Opus by its own way; \
               G722, PCMA and PCMU by comfort noise (RFC 3389), if the peer takes it. Without this \
               the phone says annexb=no and offers no comfort noise.",
    };
    in Voice, "manual 20.4";
    /// Takes steady noise, as of an office or a fan, out of what the microphone hears.
    NOISE_REDUCTION_ENABLED: bool = "1", Kind::Bool, "voip/audio/noise_reduction/enabled" {
        label: "Enable Noise Reduction", applies: Applies::NextCall,
        note: PAGE_ONLY,
    };
    /// Lets the noise reduction suppress what it found to be noise.
    NOISE_REDUCTION_SUPPRESSION_ENABLED: bool = "1", Kind::Bool,
        "voip/audio/noise_reduction/suppression/enabled" {
        label: "Enable Noise Reduction Suppression", applies: Applies::NextCall,
        needs: &[REDUCED], note: PAGE_ONLY,
    };
    /// Turns everything down after the noise reduction, the voice included, where the noise is loud
    /// or changes much.
    NOISE_REDUCTION_POST_GAIN_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/noise_reduction/post_gain/enabled" {
        label: "Enable Noise Reduction Post Gain", applies: Applies::NextCall,
        needs: &[REDUCED], note: "The manual has it on the page only: the name in the file is this phone's. The noise is \
               loud here that is less than 10 dB below speech, and everything is turned down by 6 dB.",
    };
    /// What counts as noise: 0 is steady noise only, 3 also noise that changes much.
    NOISE_REDUCTION_STATIONARY_LEVEL: u8 = "2", Kind::int(0, 3),
        "voip/audio/noise_reduction/stationary_level" {
        label: "Stationary Level:(0-3)", applies: Applies::NextCall, needs: &[REDUCED],
        note: "The manual has it on the page only: the name in the file is this phone's. 0 and 1 take out \
               what is steady, 2 all that is not speech; so does 3, and better, but the voice is 15 ms \
               later with it, and 19 ms behind the echo canceller.",
    };
    /// How much the noise is turned down at most while nobody speaks.
    NOISE_REDUCTION_MAX_ATTENUATION: u8 = "2", Kind::int(0, 15),
        "voip/audio/noise_reduction/max_attenuation" {
        label: "Maximal Attenuation:(0-15)", applies: Applies::NextCall, needs: &[REDUCED],
        note: "The manual has it on the page only: the name in the file is this phone's. It does not say \
               what a step is: 0 is 20 dB here, and each step 10 dB more, up to 60 dB.",
    };
    in ConfigurationFile, "manual 20.5";
    /// Takes the echo of the other party's voice out of what the microphone hears.
    ECHO_CANCELLATION_ENABLED: bool = "1", Kind::Bool, "voip/audio/echo_cancellation/enabled" {
        applies: Applies::NextCall,
        note: "The manual lists the name only and advises to leave it alone: it is on, as \
               Appendix F promises an echo canceller.",
    };
    /// Suppresses what is left of the echo more strongly.
    ECHO_CANCELLATION_EXTENDED_NLP_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/echo_cancellation/extended_nlp/enabled" {
        applies: Applies::NextCall, note: NAME_ONLY,
    };
    /// Filter that takes low rumble out of the handset's microphone.
    ECHO_CANCELLATION_HANDSET_HPF_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/handset/HPF_mode" {
        applies: Applies::NextCall, note: HPF_WORDS,
    };
    /// Filter that takes low rumble out of the microphone of the speakerphone.
    ECHO_CANCELLATION_HANDSFREE_HPF_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/handsfree/HPF_mode" {
        applies: Applies::NextCall, note: HPF_WORDS,
    };
    /// Filter that takes low rumble out of the headset's microphone.
    ECHO_CANCELLATION_HEADSET_HPF_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/headset/HPF_mode" {
        applies: Applies::NextCall, note: HPF_WORDS,
    };
    /// Longest echo that the suppression of its remains looks for.
    ECHO_CANCELLATION_NLP_MAX_DELAY: u16 = "0", Kind::int(0, 65_535),
        "voip/audio/echo_cancellation/nlp/max_delay" {
        applies: Applies::NextCall, note: "The manual lists the name only, without values or a default, and advises to leave it \
               alone: 0 looks as far as half a second, other values so many milliseconds, at most a \
               second.",
    };
    /// How what is left of the echo is suppressed.
    ECHO_CANCELLATION_NLP_MODE: String = "", Kind::text(32),
        "voip/audio/echo_cancellation/nlp/mode" {
        applies: Applies::NextCall, note: "The manual lists the name only, without values or a default, and advises to leave it \
               alone: 0, off, none and disabled let what is left of the echo pass, everything else \
               suppresses it.",
    };
}
