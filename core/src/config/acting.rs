//! What this version does with a parameter.

/// What this version does with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acting {
    /// It follows it.
    Acts,
    /// It follows it through the gateway's host.
    ActsThroughGateway,
    /// There is nothing in a browser that it could act on; says so, as a sentence.
    Nothing(&'static str),
    /// What it belongs to is not in this version yet; says so, as a sentence.
    Later(&'static str),
}

impl Acting {
    /// Returns what the person is told who sets the parameter, if it does nothing.
    pub const fn why_not(self) -> Option<&'static str> {
        match self {
            Self::Acts | Self::ActsThroughGateway => None,
            Self::Nothing(why) | Self::Later(why) => Some(why),
        }
    }
}

/// What this version does not have yet.
pub mod later {
    use super::Acting;

    macro_rules! later {
        ($($name:ident = $what:literal;)*) => {
            $(#[doc = $what] pub const $name: Acting = Acting::Later($what);)*
        };
    }

    later! {
        ACD = "This version does not take part in automatic call distribution yet.";
        BUSY_LAMPS = "This version does not watch other extensions yet.";
        CERTIFICATES = "This version does not fetch certificates yet.";
        DIAGNOSTICS = "This version does not log or trace by configuration yet.";
        DIRECTORY = "This version does not look up names in a directory yet.";
        FEATURE_SYNC = "This version does not keep features in step with the server yet.";
        GENESYS = "This version does not have this feature for Genesys yet.";
        MANAGER = "This version does not report to a device manager yet.";
        PRESENCE = "This version does not publish presence yet.";
        WEB_PAGES = "This version does not have web pages for administration yet.";
        XSI = "This version does not use the services of BroadWorks yet.";
    }
}

/// What has nothing to act on in a browser.
pub mod nothing {
    use super::Acting;

    macro_rules! nothing {
        ($($name:ident = $why:literal;)*) => {
            $(#[doc = $why] pub const $name: Acting = Acting::Nothing($why);)*
        };
    }

    nothing! {
        ADDRESSES = "The computer's operating system sets its addresses: a browser phone has none of its own.";
        ANALOG_STAGES = "A browser phone has no analog amplifiers of its own: the computer sets its levels.";
        FIRMWARE = "The gateway serves this phone's program: firmware of the hardware does not run in a browser.";
        G722_RATE = "G.722 has one rate in RTP, 64 kbit/s.";
        NETWORK_LOGIN = "The computer's operating system signs in to the network: a browser cannot.";
        NO_AMR = "This phone has no AMR codec that a key could unlock.";
        NO_AUX_PORT = "A browser phone has no AUX port for a headset's cable.";
        NO_FUNCTION = "It does nothing on the hardware, either.";
        NO_G723 = "G.723 is not in the list of codecs, on the hardware, either.";
        NO_NOISE_GENERATOR = "Comfort noise is made from what packets say: recordings of RTP and of the network have it.";
        NO_SUCH_PROCESS = "A browser phone has no such process to tell of.";
        OTHER_DEVICES = "It is for devices of another series.";
        PORTS = "A browser phone has no ports for network and computer.";
        TONE_REPEATS = "The tone of a waiting call repeats as long as the call waits, and the phone rings when the other call ends.";
        VLANS = "The computer's operating system joins VLANs: a browser cannot.";
        WEB_SERVER = "A browser phone serves no pages on a port of its own.";
    }
}
