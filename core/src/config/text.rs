//! What people read of a parameter. The phone does not link it: see [`table::texts`](super::table::texts).

use core::fmt;

/// What people read of a parameter.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Its constant in the registry, without the module.
    pub name: &'static str,
    /// The module that the constant is in.
    pub module: &'static str,
    /// The page of the web interface it is on.
    pub page: Page,
    /// What it is called on that page; empty if it has no label of its own.
    pub label: &'static str,
    /// What it means, in a sentence or two.
    pub help: &'static str,
    /// Where the manual tells of it.
    pub source: &'static str,
    /// The application servers it is for; none if for all.
    pub servers: &'static [Server],
    /// What must hold for it to have an effect; all of it.
    pub needs: &'static [Need],
    /// What was decided where the manual is silent or contradicts itself, and why.
    pub note: &'static str,
}

/// A family of application servers (manual 22.1 and Appendix A).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// BroadSoft BroadWorks (`BSFT`).
    BroadSoft,
    /// FreeSWITCH.
    FreeSwitch,
    /// Genband.
    Genband,
    /// Genesys.
    Genesys,
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BroadSoft => "BroadSoft",
            Self::FreeSwitch => "FreeSWITCH",
            Self::Genband => "Genband",
            Self::Genesys => "Genesys",
        })
    }
}

/// What another parameter must hold for this one to have an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The parameter of this path has one of these values.
    Is(&'static str, &'static [&'static str]),
    /// One of these holds.
    Any(&'static [Self]),
}

impl Need {
    /// The switch of this path is on.
    pub const fn on(path: &'static str) -> Self {
        Self::Is(path, &["1"])
    }

    /// The switch of this path is off.
    pub const fn off(path: &'static str) -> Self {
        Self::Is(path, &["0"])
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(path, values) => write!(f, "{path}={}", values.join(" or ")),
            Self::Any(needs) => {
                for (at, need) in needs.iter().enumerate() {
                    write!(f, "{}{need}", if at == 0 { "" } else { " or " })?;
                }
                Ok(())
            }
        }
    }
}

/// A page of the web interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Page {
    /// On no page: the manual has it in the configuration file only.
    FileOnly,
    /// Configuration > Personal Settings > Language.
    Language,
    /// Configuration > Personal Settings > Tones.
    Tones,
    /// Configuration > Personal Settings > Function Keys.
    FunctionKeys,
    /// Configuration > Personal Settings > Programmable Keys.
    ProgrammableKeys,
    /// Configuration > Network Connections > Network Settings.
    Network,
    /// Configuration > Network Connections > 802.1X Settings.
    Ieee8021x,
    /// Configuration > Voice Over IP > Signaling Protocols.
    Signaling,
    /// Configuration > Voice Over IP > Dialing.
    Dialing,
    /// Configuration > Voice Over IP > Media Streaming.
    MediaStreaming,
    /// Configuration > Voice Over IP > Voice.
    Voice,
    /// Configuration > Voice Over IP > Line Settings.
    LineSettings,
    /// Configuration > Voice Over IP > Services.
    Services,
    /// Configuration > Advanced Applications > Date and Time.
    DateTime,
    /// Configuration > Advanced Applications > LDAP.
    Ldap,
    /// Configuration > Advanced Applications > ACD.
    Acd,
    /// Configuration > Security > Root CA Certificate.
    RootCa,
    /// Configuration > Security > Client Certificate.
    ClientCertificate,
    /// Management > Administration > Users.
    Users,
    /// Management > Manual Update > Configuration File: the text of the file, no field.
    ConfigurationFile,
    /// Management > Automatic Update > Automatic Provisioning.
    Provisioning,
    /// Status & Diagnostics > Diagnostics > Logging.
    Logging,
    /// Status & Diagnostics > Diagnostics > Recording.
    Recording,
    /// Status & Diagnostics > Diagnostics > Tracing.
    Tracing,
}

impl Page {
    /// Returns the way to the page in the menus of the web interface; empty if there is none.
    pub const fn path(self) -> &'static str {
        match self {
            Self::FileOnly => "",
            Self::Language => "Configuration > Personal Settings > Language",
            Self::Tones => "Configuration > Personal Settings > Tones",
            Self::FunctionKeys => "Configuration > Personal Settings > Function Keys",
            Self::ProgrammableKeys => "Configuration > Personal Settings > Programmable Keys",
            Self::Network => "Configuration > Network Connections > Network Settings",
            Self::Ieee8021x => "Configuration > Network Connections > 802.1X Settings",
            Self::Signaling => "Configuration > Voice Over IP > Signaling Protocols",
            Self::Dialing => "Configuration > Voice Over IP > Dialing",
            Self::MediaStreaming => "Configuration > Voice Over IP > Media Streaming",
            Self::Voice => "Configuration > Voice Over IP > Voice",
            Self::LineSettings => "Configuration > Voice Over IP > Line Settings",
            Self::Services => "Configuration > Voice Over IP > Services",
            Self::DateTime => "Configuration > Advanced Applications > Date and Time",
            Self::Ldap => "Configuration > Advanced Applications > LDAP",
            Self::Acd => "Configuration > Advanced Applications > ACD",
            Self::RootCa => "Configuration > Security > Root CA Certificate",
            Self::ClientCertificate => "Configuration > Security > Client Certificate",
            Self::Users => "Management > Administration > Users",
            Self::ConfigurationFile => "Management > Manual Update > Configuration File",
            Self::Provisioning => "Management > Automatic Update > Automatic Provisioning",
            Self::Logging => "Status & Diagnostics > Diagnostics > Logging",
            Self::Recording => "Status & Diagnostics > Diagnostics > Recording",
            Self::Tracing => "Status & Diagnostics > Diagnostics > Tracing",
        }
    }

    /// Returns the page's name, the last part of its path.
    pub fn title(self) -> &'static str {
        self.path().rsplit(" > ").next().unwrap_or_default()
    }
}
