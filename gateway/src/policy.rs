//! What the phones may reach: everything that is not allowed is refused.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use hookswitch_core::link::{LinkError, PROVISIONING_GROUP};
use ipnet::IpNet;

use crate::config::{Config, PortRange};
use crate::fetch::Scheme;
use crate::protocol::ntp;

/// Ports of SIP: over UDP and TCP, and over TLS (RFC 3261 19.1.2).
const SIP_PORT: PortRange = PortRange::new(5060, 5061);

/// Ports that RTP may have (RFC 3551 8: dynamic, above the well-known ones).
const MEDIA_PORTS: PortRange = PortRange::new(1024, 65_535);

/// The destinations that are allowed.
#[derive(Clone, Debug)]
pub struct Policy {
    sip: Vec<Rule>,
    media: Vec<Rule>,
    /// Groups that may be joined and spoken to.
    paging: Vec<Rule>,
    hosts: Vec<HostRule>,
    time: Vec<HostRule>,
    /// Whether phones may ask for provisioning servers by multicast.
    multicast_provisioning: bool,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    network: IpNet,
    ports: PortRange,
}

#[derive(Clone, Debug)]
struct HostRule {
    name: String,
    ports: Option<PortRange>,
    networks: Vec<IpNet>,
}

impl HostRule {
    fn new(host: &crate::config::Host) -> Self {
        let name = host.name.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        let mut networks = host.networks.clone();
        // Who writes an address means that address.
        if let (Ok(ip), true) = (name.parse::<IpAddr>(), networks.is_empty()) {
            networks.push(ip.to_canonical().into());
        }
        Self { name, ports: host.ports, networks }
    }

    /// Whether the rule is about `name`, in lower case and without a dot at its end.
    fn names(&self, name: &str) -> bool {
        match self.name.strip_prefix("*.") {
            Some(domain) => {
                name.strip_suffix(domain).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
            }
            None => self.name == name,
        }
    }

    fn allows(&self, ip: IpAddr) -> bool {
        match self.networks.as_slice() {
            [] => is_public(ip),
            networks => networks.iter().any(|network| network.contains(&ip)),
        }
    }
}

/// A destination that is not allowed; its text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl Refused {
    /// Says that the address is one of `host`.
    pub(crate) fn of(self, host: &str) -> Self {
        Self(format!("{host} at {}", self.0))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Refused> for LinkError {
    fn from(refused: Refused) -> Self {
        Self::NotAllowed(refused.0)
    }
}

impl Policy {
    /// Returns the policy that `config` describes.
    pub fn new(config: &Config) -> Self {
        let rules = |networks: &[crate::config::Network], ports: PortRange| {
            let rule = |network: &crate::config::Network| Rule {
                network: network.network.trunc(),
                ports: network.ports.unwrap_or(ports),
            };
            networks.iter().map(rule).collect()
        };
        Self {
            sip: rules(&config.policy.sip, SIP_PORT),
            media: rules(&config.policy.media, MEDIA_PORTS),
            paging: rules(&config.policy.paging, MEDIA_PORTS),
            hosts: config.policy.hosts.iter().map(HostRule::new).collect(),
            time: config.policy.time.iter().map(HostRule::new).collect(),
            multicast_provisioning: config.policy.multicast_provisioning,
        }
    }

    /// Checks a peer for SIP.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub fn sip(&self, peer: SocketAddr) -> Result<(), Refused> {
        if self.multicast_provisioning && peer == PROVISIONING_GROUP {
            return Ok(());
        }
        check(&self.sip, peer).ok_or_else(|| Refused(format!("SIP to {peer}")))
    }

    /// Checks a source of SIP: its address only, since a peer may answer from any port
    /// (RFC 3581 4).
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub fn sip_source(&self, from: IpAddr) -> Result<(), Refused> {
        let ip = from.to_canonical();
        let known = self.sip.iter().any(|rule| rule.network.contains(&ip));
        known.then_some(()).ok_or_else(|| Refused(format!("SIP from {ip}")))
    }

    /// Checks a peer for RTP and RTCP.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub fn media(&self, peer: SocketAddr) -> Result<(), Refused> {
        check(&self.media, peer).ok_or_else(|| Refused(format!("media to {peer}")))
    }

    /// Checks a group that a phone wants to join and to speak to: RTP at this port, RTCP at the next.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub fn group(&self, group: SocketAddr) -> Result<(), Refused> {
        let allows = |port: u16| {
            let fits =
                |rule: &Rule| rule.network.contains(&group.ip()) && rule.ports.contains(port);
            self.paging.iter().any(fits)
        };
        let next = group.port().checked_add(1);
        let allowed = group.ip().is_multicast() && allows(group.port()) && next.is_some_and(allows);
        allowed.then_some(()).ok_or_else(|| Refused(format!("the group {group}")))
    }

    /// Checks who speaks to a group: a host that media may come from, on any port.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub fn group_source(&self, from: IpAddr) -> Result<(), Refused> {
        let ip = from.to_canonical();
        let known = self.media.iter().any(|rule| rule.network.contains(&ip));
        known.then_some(()).ok_or_else(|| Refused(format!("media from {ip}")))
    }

    /// Checks an address that a phone wants to know or to face: one that it may use for anything.
    ///
    /// # Errors
    ///
    /// If no rule names it.
    pub fn address(&self, ip: IpAddr) -> Result<(), Refused> {
        let ip = ip.to_canonical();
        if self.multicast_provisioning && ip == PROVISIONING_GROUP.ip() {
            return Ok(());
        }
        let known = self.sip.iter().chain(&self.media).any(|rule| rule.network.contains(&ip));
        (known && is_unicast(ip)).then_some(()).ok_or_else(|| Refused(ip.to_string()))
    }

    /// Checks a host and port for files.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub(crate) fn host(&self, scheme: Scheme, name: &str, port: u16) -> Result<(), Refused> {
        check_host(&self.hosts, name, port, scheme.port())
    }

    /// Checks a host and port for the time.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub(crate) fn time(&self, name: &str, port: u16) -> Result<(), Refused> {
        check_host(&self.time, name, port, ntp::PORT)
    }

    /// Checks an address that host `name` resolved to, so that a name under somebody else's
    /// control cannot lead inside.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub fn host_address(&self, name: &str, ip: IpAddr) -> Result<(), Refused> {
        check_address(&self.hosts, name, ip).ok_or_else(|| {
            Refused(format!("{name} at {} (see policy.hosts, networks)", ip.to_canonical()))
        })
    }

    /// Checks an address that time server `name` resolved to.
    ///
    /// # Errors
    ///
    /// If it is not allowed.
    pub(crate) fn time_address(&self, name: &str, ip: IpAddr) -> Result<(), Refused> {
        check_address(&self.time, name, ip).ok_or_else(|| {
            Refused(format!("{name} at {} (see policy.time, networks)", ip.to_canonical()))
        })
    }
}

fn named<'a>(rules: &'a [HostRule], name: &str) -> impl Iterator<Item = &'a HostRule> {
    let name = name.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    rules.iter().filter(move |rule| rule.names(&name))
}

fn check_host(rules: &[HostRule], name: &str, port: u16, usual: u16) -> Result<(), Refused> {
    let allowed = named(rules, name).any(|rule| match rule.ports {
        Some(ports) => ports.contains(port),
        None => port == usual,
    });
    allowed.then_some(()).ok_or_else(|| Refused(format!("{name}:{port}")))
}

fn check_address(rules: &[HostRule], name: &str, ip: IpAddr) -> Option<()> {
    let ip = ip.to_canonical();
    let allowed = named(rules, name).any(|rule| rule.allows(ip));
    (allowed && is_unicast(ip)).then_some(())
}

fn check(rules: &[Rule], peer: SocketAddr) -> Option<()> {
    let ip = peer.ip().to_canonical();
    let fits = |rule: &Rule| rule.network.contains(&ip) && rule.ports.contains(peer.port());
    (is_unicast(ip) && rules.iter().any(fits)).then_some(())
}

/// Whether `ip` names one host, here or elsewhere.
fn is_unicast(ip: IpAddr) -> bool {
    let broadcast = matches!(ip, IpAddr::V4(v4) if v4.is_broadcast());
    !(ip.is_unspecified() || ip.is_multicast() || broadcast)
}

/// Whether `ip` is an address of the public internet (RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let protocol = a == 192 && b == 0 && c == 0;
            let benchmark = a == 198 && (b == 18 || b == 19);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_documentation()
                || a == 0
                || a >= 224
                || shared
                || protocol
                || benchmark)
        }
        IpAddr::V6(v6) => {
            // Only 2000::/3 is global unicast; in it, what carries an IPv4 address inside
            // (6to4, Teredo) and what is for documentation is left out.
            let [a, b, ..] = v6.segments();
            let inside = a == 0x2002 || (a == 0x2001 && b == 0);
            let documentation = a == 0x2001 && b == 0xdb8;
            (a & 0xe000) == 0x2000 && !inside && !documentation
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        let text = format!("[enrolment]\nopen = true\n{text}");
        Policy::new(&Config::parse(&text, std::path::Path::new("")).expect("a valid test file"))
    }

    fn peer(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn by_default_nothing_is_allowed() {
        let policy = policy("");
        for address in ["127.0.0.1:5060", "10.0.0.1:5060", "192.0.2.1:4000", "[::1]:5060"] {
            assert!(policy.sip(peer(address)).is_err(), "{address}");
            assert!(policy.media(peer(address)).is_err(), "{address}");
            assert!(policy.address(peer(address).ip()).is_err(), "{address}");
            assert!(policy.sip_source(peer(address).ip()).is_err(), "{address}");
        }
        assert!(policy.host(Scheme::Http, "localhost", 80).is_err());
        assert!(policy.time("localhost", 123).is_err());
        assert!(policy.sip(PROVISIONING_GROUP).is_err());
        assert!(policy.address(PROVISIONING_GROUP.ip()).is_err());
    }

    #[test]
    fn networks_and_ports_are_both_checked() {
        let policy = policy(
            "[policy]\nsip = [{ network = '10.1.0.0/16' }, { network = '2001:db8::/32', ports = '5060-5070' }]\n\
             media = [{ network = '10.1.2.0/24', ports = '4000-4100' }]",
        );
        assert!(policy.sip(peer("10.1.2.3:5060")).is_ok());
        assert!(policy.sip(peer("10.1.2.3:5061")).is_ok());
        assert!(policy.sip(peer("10.1.2.3:5062")).is_err());
        assert!(policy.sip(peer("10.2.2.3:5060")).is_err());
        assert!(policy.sip(peer("[2001:db8::1]:5070")).is_ok());
        assert!(policy.sip(peer("[2001:db9::1]:5070")).is_err());
        assert!(policy.media(peer("10.1.2.3:4000")).is_ok());
        assert!(policy.media(peer("10.1.2.3:4101")).is_err());
        assert!(policy.media(peer("10.1.3.3:4000")).is_err());
        assert!(policy.sip_source(peer("10.1.2.3:9999").ip()).is_ok());
    }

    #[test]
    fn groups_are_allowed_by_their_own_rule() {
        let policy = policy(
            "[policy]\nmedia = [{ network = '10.0.0.0/8' }]\n\
             paging = [{ network = '224.0.1.0/24', ports = '8888-8889' }, { network = '10.0.0.0/8' }]",
        );
        assert!(policy.group(peer("224.0.1.7:8888")).is_ok());
        for group in ["224.0.1.7:8889", "224.0.1.7:8887", "224.0.2.7:8888", "10.0.0.1:8888"] {
            assert!(policy.group(peer(group)).is_err(), "{group}");
        }
        // A group is no peer of a call, and only known hosts are heard.
        assert!(policy.media(peer("224.0.1.7:8888")).is_err());
        assert!(policy.group_source(peer("10.1.1.1:9").ip()).is_ok());
        assert!(policy.group_source(peer("192.0.2.1:9").ip()).is_err());
    }

    #[test]
    fn an_ipv4_address_in_ipv6_clothes_is_the_ipv4_address() {
        let policy = policy("[policy]\nsip = [{ network = '10.0.0.0/8' }]");
        assert!(policy.sip(peer("[::ffff:10.0.0.1]:5060")).is_ok());
        assert!(policy.sip(peer("[::ffff:11.0.0.1]:5060")).is_err());
    }

    #[test]
    fn what_is_not_one_host_is_never_allowed() {
        let policy = policy(
            "[policy]\nsip = [{ network = '0.0.0.0/0' }, { network = '::/0' }]\n\
             media = [{ network = '0.0.0.0/0', ports = '1-65535' }, { network = '::/0' }]",
        );
        for address in ["0.0.0.0:5060", "224.0.1.75:5060", "255.255.255.255:5060", "[ff02::1]:5060"]
        {
            assert!(policy.sip(peer(address)).is_err(), "{address}");
            assert!(policy.media(peer(address)).is_err(), "{address}");
        }
        assert!(policy.media(peer("10.0.0.1:0")).is_err());
        assert!(policy.sip(peer("192.0.2.1:5060")).is_ok());
    }

    #[test]
    fn hosts_are_checked_by_name_port_and_address() {
        let policy = policy(
            "[policy]\nhosts = [{ name = 'prov.example.net' }, { name = '*.fleet.example', ports = 8443 },\n\
             { name = 'inside.example', networks = ['10.0.0.0/8'] }]",
        );
        let host = |scheme, name, port| policy.host(scheme, name, port);
        assert!(host(Scheme::Https, "prov.example.net", 443).is_ok());
        assert!(host(Scheme::Tftp, "prov.example.net", 69).is_ok());
        assert!(host(Scheme::Ftp, "prov.example.net", 21).is_ok());
        assert!(host(Scheme::Http, "PROV.example.net.", 80).is_ok());
        assert!(host(Scheme::Http, "prov.example.net", 443).is_err());
        assert!(host(Scheme::Https, "prov.example.net", 8080).is_err());
        assert!(host(Scheme::Https, "evil-prov.example.net", 443).is_err());
        assert!(host(Scheme::Https, "a.fleet.example", 8443).is_ok());
        assert!(host(Scheme::Https, "fleet.example", 8443).is_err());
        assert!(host(Scheme::Https, "evilfleet.example", 8443).is_err());
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert!(policy.host_address("prov.example.net", ip("8.8.8.8")).is_ok());
        for inside in [
            "10.0.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "192.168.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2002:0a00:0001::1",
            "224.0.0.1",
        ] {
            assert!(policy.host_address("prov.example.net", ip(inside)).is_err(), "{inside}");
        }
        assert!(policy.host_address("inside.example", ip("10.0.0.1")).is_ok());
        assert!(policy.host_address("inside.example", ip("8.8.8.8")).is_err());
    }

    #[test]
    fn an_address_in_place_of_a_name_is_that_address() {
        let policy =
            policy("[policy]\nhosts = [{ name = '10.0.0.1' }]\ntime = [{ name = '10.0.0.2' }]");
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert!(policy.host_address("10.0.0.1", ip("10.0.0.1")).is_ok());
        assert!(policy.host_address("10.0.0.1", ip("10.0.0.2")).is_err());
        assert!(policy.time("10.0.0.2", 123).is_ok());
        assert!(policy.time("10.0.0.2", 124).is_err());
        assert!(policy.time_address("10.0.0.2", ip("10.0.0.2")).is_ok());
        assert!(policy.time_address("10.0.0.1", ip("10.0.0.1")).is_err());
    }

    #[test]
    fn the_group_of_provisioning_servers_is_the_only_group() {
        let policy =
            policy("[policy]\nmulticast_provisioning = true\nsip = [{ network = '10.0.0.0/8' }]");
        assert!(policy.sip(PROVISIONING_GROUP).is_ok());
        assert!(policy.address(PROVISIONING_GROUP.ip()).is_ok());
        assert!(policy.media(PROVISIONING_GROUP).is_err());
        for other in ["224.0.1.75:5061", "224.0.1.76:5060", "224.0.0.1:5060"] {
            assert!(policy.sip(peer(other)).is_err(), "{other}");
        }
        assert!(policy.sip_source(peer("10.0.0.9:9").ip()).is_ok());
        assert!(policy.sip_source(peer("11.0.0.9:9").ip()).is_err());
    }
}
