//! What DHCP tells phones where the gateway is.

use core::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::network::Purpose;
use crate::config::table::provisioning::URL_OPTION_VALUE;
use crate::link::{DhcpOptions, LinkError, Reply, Request};

/// Numbers of DHCP options (RFC 2132; manual 9.2, 12.3).
pub(super) mod option {
    pub(in super::super) const NETMASK: u8 = 1;
    pub(in super::super) const TIME_OFFSET: u8 = 2;
    pub(in super::super) const ROUTER: u8 = 3;
    pub(in super::super) const TIME_SERVERS: u8 = 4;
    pub(in super::super) const NAME_SERVERS: u8 = 6;
    pub(in super::super) const DOMAIN_NAME: u8 = 15;
    pub(in super::super) const NTP_SERVERS: u8 = 42;
}

/// What DHCP told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Dhcp {
    /// Nobody has answered yet.
    #[default]
    Unknown,
    /// This.
    Told(DhcpOptions),
    /// Nothing; says why.
    Silent(String),
}

impl Dhcp {
    /// Returns the value of an option.
    pub(super) fn get(&self, code: u8) -> Option<&[u8]> {
        match self {
            Self::Told(options) => options.get(code),
            Self::Unknown | Self::Silent(_) => None,
        }
    }

    /// Returns an option that is a list of addresses; a rest that is none is left out.
    pub(super) fn addresses(&self, code: u8) -> Vec<Ipv4Addr> {
        let (addresses, _) = self.get(code).unwrap_or_default().as_chunks::<4>();
        addresses.iter().map(|bytes| Ipv4Addr::from(*bytes)).collect()
    }

    /// Returns an option that is text.
    pub(super) fn text(&self, code: u8) -> String {
        let text = String::from_utf8_lossy(self.get(code).unwrap_or_default());
        text.trim_end_matches('\0').to_owned()
    }

    /// Returns local time less UTC in seconds (RFC 2132 3.4), if that is one that exists on Earth.
    pub(super) fn time_offset(&self) -> Option<i32> {
        let offset = i32::from_be_bytes(self.get(option::TIME_OFFSET)?.try_into().ok()?);
        (-12 * 3_600..=14 * 3_600).contains(&offset).then_some(offset)
    }

    /// Returns the time servers: those of NTP, else those of the older protocol (manual 12.3).
    pub(super) fn time_servers(&self) -> Vec<Ipv4Addr> {
        let servers = self.addresses(option::NTP_SERVERS);
        if servers.is_empty() { self.addresses(option::TIME_SERVERS) } else { servers }
    }
}

impl Phone {
    /// Asks what DHCP tells.
    pub(super) fn ask_dhcp(&mut self) {
        if !self.network.waits_for(Purpose::Dhcp) {
            let model = self.settings.outfit.model.clone();
            let url_option = self.config.get(&URL_OPTION_VALUE);
            self.request(Request::Dhcp { model, url_option }, Purpose::Dhcp);
        }
    }

    /// Takes what DHCP told.
    pub(super) fn take_dhcp(&mut self, reply: Result<Reply, LinkError>) {
        self.dhcp = match reply {
            Ok(Reply::Dhcp(options)) => Dhcp::Told(options),
            Ok(_) => Dhcp::Silent(LinkError::Unsupported.to_string()),
            Err(error) => Dhcp::Silent(error.to_string()),
        };
        self.follow_clock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(options: &[(u8, &[u8])]) -> Dhcp {
        let options = options.iter().map(|&(code, value)| (code, value.to_vec())).collect();
        Dhcp::Told(DhcpOptions { source: "eth0".to_owned(), options })
    }

    #[test]
    fn ntp_servers_come_before_time_servers() {
        let older: (u8, &[u8]) = (option::TIME_SERVERS, &[10, 0, 0, 4]);
        assert_eq!(told(&[older]).time_servers(), [Ipv4Addr::new(10, 0, 0, 4)]);
        let both = told(&[older, (option::NTP_SERVERS, &[10, 0, 0, 42, 10, 0, 0, 43, 9])]);
        let expected = [Ipv4Addr::new(10, 0, 0, 42), Ipv4Addr::new(10, 0, 0, 43)];
        assert_eq!(both.time_servers(), expected);
        assert!(Dhcp::Unknown.time_servers().is_empty());
    }

    #[test]
    fn offsets_are_seconds_with_a_sign() {
        let offset = |value: &[u8]| told(&[(option::TIME_OFFSET, value)]).time_offset();
        assert_eq!(offset(&[0, 0, 0x0e, 0x10]), Some(3_600));
        assert_eq!(offset(&(-12_600_i32).to_be_bytes()), Some(-12_600));
        assert_eq!(offset(&i32::MAX.to_be_bytes()), None);
        assert_eq!(offset(&[0, 0]), None);
    }
}
