//! URIs (RFC 3261 19.1, RFC 3966).

use serde::{Deserialize, Serialize};

/// A URI; those that are neither `sip:` nor `sips:` are carried as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uri(String);
