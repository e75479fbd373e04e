//! The hunt: which ways to a configuration are tried, in which order, and what came of each
//! (manual 9.1).

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::language::Text;

/// A way to a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    /// What the gateway's administrator keeps for this phone.
    Gateway,
    /// The configured address (manual 9.3).
    Static,
    /// DHCP option 160, or the one that is configured in its place (manual 9.2.1).
    UrlOption,
    /// DHCP options 66 and 67 (manual 9.2.3).
    ServerOptions,
    /// DHCP option 43 (manual 9.2.4).
    VendorOption,
    /// SIP SUBSCRIBE to a multicast group (manual 9.2.6).
    Subscribe,
    /// The name `ProvisioningServer` (manual 9.2.7).
    FixedName,
    /// The server that was used last (manual 9.2.8).
    Cache,
    /// The redirect server (manual 9.2.9).
    Redirect,
}

impl Method {
    /// Returns what it is called.
    pub fn text(self) -> Text {
        match self {
            Self::Gateway => Text::Gateway,
            Self::Static => Text::StaticUrl,
            Self::UrlOption => Text::DhcpUrlOption,
            Self::ServerOptions => Text::verbatim("DHCP 66, 67"),
            Self::VendorOption => Text::verbatim("DHCP 43"),
            Self::Subscribe => Text::verbatim("SIP SUBSCRIBE"),
            Self::FixedName => Text::verbatim("ProvisioningServer"),
            Self::Cache => Text::LastServer,
            Self::Redirect => Text::RedirectServer,
        }
    }
}

/// In English, for logs.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

/// Where a phone looks for its configuration (`provisioning/method`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Nowhere but at its gateway.
    Disabled,
    /// Wherever it may be.
    Dynamic,
    /// At this address.
    Static(String),
}

/// Why the phone looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// It started.
    PowerUp,
    /// It is time.
    Period,
    /// A person said so.
    Person,
    /// The SIP server said so.
    Server,
    /// What failed at the start is tried again.
    Retry,
}

impl Source {
    /// Returns what is tried, in order.
    ///
    /// The gateway comes first: its administrator has spoken for this phone. In a check that only
    /// follows the clock the server that is known already is asked before anything is sent to
    /// everybody on the network (manual 9.2.6: what a NOTIFY told is used from then on).
    pub fn order(&self, reason: Reason) -> &'static [Method] {
        use Method::*;
        match (self, reason) {
            (Self::Disabled, _) => &[Gateway],
            (Self::Static(_), _) => &[Gateway, Static],
            (Self::Dynamic, Reason::Period) => &[
                Gateway,
                UrlOption,
                ServerOptions,
                VendorOption,
                Cache,
                Subscribe,
                FixedName,
                Redirect,
            ],
            (Self::Dynamic, _) => &[
                Gateway,
                UrlOption,
                ServerOptions,
                VendorOption,
                Subscribe,
                FixedName,
                Cache,
                Redirect,
            ],
        }
    }
}

/// What came of one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// There is nothing there to be asked; may say why.
    Absent(Text),
    /// It led to a configuration.
    Worked,
    /// It failed; says where and why.
    Failed(String),
}

/// One way that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Which.
    pub method: Method,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Every way that was tried, in order.
    pub attempts: Vec<Attempt>,
    /// Firmware that was named; a browser phone has none to load.
    pub firmware: Option<String>,
    /// Files that the configuration names and that did not come; says which and why.
    pub missing: Vec<String>,
}

impl Report {
    /// Whether a configuration was found.
    pub fn worked(&self) -> bool {
        self.attempts.iter().any(|attempt| attempt.outcome == Outcome::Worked)
    }

    /// Returns why there is no configuration; `None` if there is one.
    ///
    /// The first failure counts: it is that of the way which the administrator meant.
    pub fn failure(&self) -> Option<Text> {
        if self.worked() {
            return None;
        }
        let failures = self.attempts.iter().find_map(|attempt| match &attempt.outcome {
            Outcome::Failed(why) => Some(Text::from(why)),
            Outcome::Absent(_) | Outcome::Worked => None,
        });
        failures.or(Some(Text::NoServerFound))
    }
}
