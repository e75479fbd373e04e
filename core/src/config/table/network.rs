//! Addresses, ports and VLANs of the network (manual 13 to 15 and 52).

use core::net::Ipv4Addr;

use super::params;
use crate::config::acting::{Acting, nothing};
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// Where the phone's address comes from.
    LanType {
        /// From the configuration.
        Static = "STATIC",
        /// From DHCP.
        Dhcp = "DHCP",
    }
}

tokens! {
    /// Speed and duplex of the port to the network.
    LanPortMode {
        /// Negotiated.
        Automatic = "AUTOMATIC",
        /// 10 Mbit/s, full duplex.
        Full10 = "FULL_10",
        /// 100 Mbit/s, full duplex.
        Full100 = "FULL_100",
        /// 10 Mbit/s, half duplex.
        Half10 = "HALF_10",
        /// 100 Mbit/s, half duplex.
        Half100 = "HALF_100",
        /// 1 Gbit/s, full duplex.
        Full1000 = "FULL_1Gbps",
    }
}

tokens! {
    /// Speed and duplex of the port to the computer.
    PcPortMode {
        /// Negotiated.
        Automatic = "AUTOMATIC",
        /// 10 Mbit/s, full duplex.
        Full10 = "FULL_10",
        /// 100 Mbit/s, full duplex.
        Full100 = "FULL_100",
        /// 10 Mbit/s, half duplex.
        Half10 = "HALF_10",
        /// 100 Mbit/s, half duplex.
        Half100 = "HALF_100",
        /// Off.
        Disable = "DISABLE",
    }
}

tokens! {
    /// How the phone learns its VLAN.
    VlanMode {
        /// It has none.
        Disable = "Disable",
        /// From the configuration.
        Manual = "Manual",
        /// From CDP.
        Cdp = "CDP",
        /// From LLDP.
        Lldp = "LLDP",
        /// From both; LLDP wins.
        Both = "CDP_LLDP",
    }
}

const BY_DHCP: Need = Need::Is("network/lan_type", &["DHCP"]);
const BY_HAND: Need = Need::Is("network/lan_type", &["STATIC"]);
const VLAN_BY_HAND: Need = Need::Is("network/lan/vlan/mode", &["Manual"]);

/// Why a switch of partial DHCP is as the manual prints it.
const INVERTED: &str = "The manual says that 1 sets it by hand, and prints 1 as the default: a \
    phone with DHCP would have no address then. Name and default fit if 1 takes it from DHCP.";

params! {
    in Network, "manual 13.1.2";
    /// Whether the phone's IP address is set by hand or comes from a DHCP server.
    LAN_TYPE: LanType = "DHCP", Kind::Enum(LanType::TOKENS), "network/lan_type" {
        label: "IP Type", acting: nothing::ADDRESSES,
        note: "The table calls STATIC the default, chapters 6, 9, 11 and 12 all begin with DHCP: \
               a phone out of its box could not be provisioned without.",
    };
    /// IP address set by hand.
    IP_ADDRESS: Option<Ipv4Addr> = "", Kind::Address, "network/lan/fixed_ip/ip_address" {
        label: "IP Address", acting: nothing::ADDRESSES, note: "No default is printed.",
        needs: &[Need::Any(&[BY_HAND, Need::on("network/lan/dhcp/ip_address/enabled")])],
    };
    /// Mask of the network, set by hand.
    NETMASK: Option<Ipv4Addr> = "", Kind::Netmask, "network/lan/fixed_ip/netmask" {
        label: "Subnet Mask", acting: nothing::ADDRESSES, note: "No default is printed.",
        needs: &[Need::Any(&[BY_HAND, Need::on("network/lan/dhcp/netmask/enabled")])],
    };
    /// Default gateway, set by hand.
    GATEWAY: Option<Ipv4Addr> = "", Kind::Address, "network/lan/fixed_ip/gateway" {
        label: "Default Gateway Address", acting: nothing::ADDRESSES,
        note: "No default is printed.",
        needs: &[Need::Any(&[BY_HAND, Need::on("network/lan/dhcp/gateway/enabled")])],
    };
    /// Domain of the network, set by hand.
    DOMAIN_NAME: String = "", Kind::text(253), "network/lan/fixed_ip/domain_name" {
        label: "Domain Name", acting: nothing::ADDRESSES, note: "No default is printed.",
        needs: &[Need::Any(&[BY_HAND, Need::on("network/lan/dhcp/domain_name/enabled")])],
    };
    /// DNS server, set by hand.
    PRIMARY_DNS: Option<Ipv4Addr> = "", Kind::Address, "network/lan/fixed_ip/primary_dns" {
        label: "Primary DNS", acting: nothing::ADDRESSES, note: "No default is printed.",
        needs: &[Need::Any(&[BY_HAND, Need::on("network/lan/dhcp/primary_dns/enabled")])],
    };
    /// DNS server for when the first one cannot be reached, set by hand.
    SECONDARY_DNS: Option<Ipv4Addr> = "", Kind::Address, "network/lan/fixed_ip/secondary_dns" {
        label: "Secondary DNS", acting: nothing::ADDRESSES, note: "No default is printed.",
        needs: &[Need::Any(&[BY_HAND, Need::on("network/lan/dhcp/secondary_dns/enabled")])],
    };
    in Network, "manual 13.2";
    /// Takes the domain set by hand although the address comes from DHCP.
    DHCP_DOMAIN_NAME_ENABLED: bool = "0", Kind::Bool, "network/lan/dhcp/domain_name/enabled" {
        label: "Domain Name - Manual", acting: nothing::ADDRESSES, needs: &[BY_DHCP],
    };
    /// Decides on the IP address apart from the rest of what DHCP tells.
    DHCP_IP_ADDRESS_ENABLED: bool = "1", Kind::Bool, "network/lan/dhcp/ip_address/enabled" {
        label: "IP Address - Manual", acting: nothing::ADDRESSES, needs: &[BY_DHCP],
        note: INVERTED,
    };
    /// Decides on the mask of the network apart from the rest of what DHCP tells.
    DHCP_NETMASK_ENABLED: bool = "1", Kind::Bool, "network/lan/dhcp/netmask/enabled" {
        label: "Subnet Mask - Manual", acting: nothing::ADDRESSES, needs: &[BY_DHCP],
        note: INVERTED,
    };
    in FileOnly, "manual 13.2";
    /// Decides on the default gateway apart from the rest of what DHCP tells.
    DHCP_GATEWAY_ENABLED: bool = "1", Kind::Bool, "network/lan/dhcp/gateway/enabled" {
        acting: nothing::ADDRESSES, needs: &[BY_DHCP], note: INVERTED,
    };
    in Network, "manual 13.2";
    /// Takes the first DNS server set by hand although the address comes from DHCP.
    DHCP_PRIMARY_DNS_ENABLED: bool = "0", Kind::Bool, "network/lan/dhcp/primary_dns/enabled" {
        label: "Primary DNS - Manual", acting: nothing::ADDRESSES, needs: &[BY_DHCP],
    };
    /// Takes the second DNS server set by hand although the address comes from DHCP.
    DHCP_SECONDARY_DNS_ENABLED: bool = "0", Kind::Bool,
        "network/lan/dhcp/secondary_dns/enabled" {
        label: "Secondary DNS - Manual", acting: nothing::ADDRESSES, needs: &[BY_DHCP],
    };
    in FileOnly, "manual 12.3, 13.2";
    /// Prefers the NTP servers that DHCP tells (option 42, else 4) to the ones in the file.
    DHCP_NTP_SERVER_LIST_ENABLED: bool = "1", Kind::Bool,
        "network/lan/dhcp/ntp/server_list/enabled" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
    };
    in DateTime, "manual 12.1, 12.3, 13.2";
    /// Prefers the time zone that DHCP tells (option 2) to the one in the file.
    DHCP_NTP_GMT_OFFSET_ENABLED: bool = "1", Kind::Bool,
        "network/lan/dhcp/ntp/gmt_offset/enabled" {
        label: "Obtain Time Zone from DHCP", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "13.2 has the name and 12.3 the label; they mean the same.",
    };
    in Network, "manual 14";
    /// Speed and duplex of the port to the network.
    LAN_PORT_MODE: LanPortMode = "AUTOMATIC", Kind::Enum(LanPortMode::TOKENS),
        "network/lan/port_mode" {
        label: "LAN Port Mode", acting: nothing::PORTS,
        note: "No default is printed. The manual swaps half and full in two descriptions; the \
               words are right. It prints the last word as FULL _ 1Gbps, which is accepted.",
    };
    /// Speed and duplex of the port for a computer, or that it is off.
    PC_PORT_MODE: PcPortMode = "AUTOMATIC", Kind::Enum(PcPortMode::TOKENS),
        "network/pc/port_mode" {
        label: "PC Port Mode", acting: nothing::PORTS,
        note: "No default is printed. The manual swaps half and full in two descriptions; the \
               words are right.",
    };
    in Network, "manual 15";
    /// How the phone learns the VLAN for its calls: it has none, from this file, or from the
    /// switch by CDP, LLDP or both, of which LLDP wins.
    VLAN_MODE: VlanMode = "CDP_LLDP", Kind::Enum(VlanMode::TOKENS), "network/lan/vlan/mode" {
        label: "VLAN Discovery Mode", acting: nothing::VLANS,
    };
    /// Time between two messages with which the phone asks for its VLAN.
    VLAN_PERIOD: Duration = "30", Kind::seconds(1, 3_600), "network/lan/vlan/period" {
        label: "Period", acting: nothing::VLANS,
        needs: &[Need::Is("network/lan/vlan/mode", &["CDP", "LLDP", "CDP_LLDP"])],
        note: "No range is printed: up to an hour.",
    };
    /// Number of the VLAN.
    VLAN_ID: u16 = "0", Kind::int(0, 4_094), "network/lan/vlan/id" {
        label: "VLAN ID", acting: nothing::VLANS, needs: &[VLAN_BY_HAND],
    };
    /// Priority of the phone's packets in the VLAN; 7 is the highest.
    VLAN_PRIORITY: u8 = "0", Kind::int(0, 7), "network/lan/vlan/priority" {
        label: "VLAN Priority", acting: nothing::VLANS, needs: &[VLAN_BY_HAND],
    };
    /// Tags what comes from the computer's port with a VLAN.
    VLAN_PC_PORT_TAGGING_ENABLE: bool = "0", Kind::Bool,
        "network/lan/vlan/pc_port_tagging/enable" {
        label: "PC Port VLAN Activate", acting: nothing::VLANS,
        note: "The manual breaks the name after pc_port_.",
    };
    /// Lets the phone change its VLAN while it runs.
    VLAN_SWITCH_ENABLE: bool = "0", Kind::Bool, "network/lan/vlan/vlan_switch/enable" {
        label: "Vlan Switch", acting: nothing::VLANS,
    };
    in Network, "manual 52";
    /// Repeats on the computer's port what passes the port to the network, to record or watch it.
    PC_PORT_MIRRORING_ENABLED: bool = "0", Kind::Bool, "network/pc_port_mirroring/enabled" {
        label: "Activate", applies: Applies::Now, acting: nothing::PORTS,
        note: "52 calls the page Recording and describes the way to Network Settings.",
    };
}
