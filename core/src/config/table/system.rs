//! The phone itself (manual 4.2).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;

/// Models of the series, as in `system/type`.
pub const MODELS: &[&str] = &["405", "405HD", "420HD", "430HD", "440HD"];

params! {
    in FileOnly, "manual 4.2";
    /// Model that the file is meant for. A new phone becomes it; later on a file for another model is
    /// refused as a whole, until the defaults are restored.
    MODEL: String = "440HD", Kind::Enum(MODELS), "system/type" {
        applies: Applies::Restart,
        note: "No default is printed; this phone looks and behaves as a 440HD until its first \
               configuration says otherwise. The manual shows no token for the 405HD: 405HD is accepted.",
    };
}
