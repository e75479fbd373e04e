//! The service that is called to say a name instead of dialling its number (manual 17.1).

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::call::Party;
use crate::config::Config;
use crate::config::table::vocanom;
use crate::sip::uri::Uri;

/// What the configuration says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    number: String,
    /// What the key and the display call it.
    pub(super) label: String,
    /// The service's own server, as the end of an address, if it is called directly.
    server: Option<String>,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let direct = config.get(&vocanom::SERVER_ENABLED);
        let server = config.get(&vocanom::SERVER_IP_ADDRESS).filter(|_| direct).map(|host| {
            let port = config.get(&vocanom::SERVER_PORT);
            let transport = config.get(&vocanom::TRANSPORT_MODE).token().to_ascii_lowercase();
            format!("{host}:{port};transport={transport}")
        });
        Self { number: config.get(&vocanom::NUMBER), label: config.get(&vocanom::LABEL), server }
    }

    /// Whether there is such a service.
    pub(super) fn is_there(&self) -> bool {
        !self.number.is_empty()
    }
}

impl Phone {
    /// Calls the service.
    pub(super) fn dial_by_voice(&mut self) {
        let Settings { number, label, .. } = &self.settings.voice_dialing;
        let party = Party { name: label.clone(), number: number.clone() };
        self.pages.clear();
        self.close_entry();
        self.dial_party(self.line, party);
    }

    /// Returns the address of the service's own server, if a call to `number` goes straight there.
    pub(super) fn voice_server(&self, number: &str) -> Option<Uri> {
        let settings = &self.settings.voice_dialing;
        let server = settings.server.as_ref().filter(|_| settings.number == number)?;
        Uri::parse(&format!("sip:{number}@{server}")).ok()
    }
}
