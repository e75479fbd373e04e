//! Subscriptions and what is like them: machines that decide when something is sent, and say
//! what it means when something comes. The endpoint builds and carries the messages.
//!
//! | file | machine |
//! |---|---|
//! | `subscriber` | a subscription of this phone (RFC 6665 4.1) |
//! | `referral` | a REFER that this phone sent (RFC 3515 2.4) |
//! | `notifier` | the implicit subscription of whoever sent a REFER to this phone |

pub(crate) mod notifier;
pub(crate) mod referral;
pub(crate) mod subscriber;
