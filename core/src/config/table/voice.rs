//! Voice (manual 20.2).

use super::params;
use crate::config::param::{Applies, Kind};

params! { Voice, "manual 20.2";
    /// Least delay of the jitter buffer, with which it starts.
    JITTER_MIN_DELAY: u16 = "10", Kind::Int { min: 10, max: 150, unit: "ms" },
        "voip/audio/jitter_buffer/min_delay" { label: "Minimum Delay", applies: Applies::Now };
}
