//! Speaking to groups by multicast (manual 27).

use core::net::Ipv4Addr;

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// A codec of pages.
    PagingCodec {
        /// G.711 mu-law.
        Pcmu = "PCMU",
        /// G.711 A-law.
        Pcma = "PCMA",
        /// G.729.
        G729 = "G729",
        /// G.722.
        G722 = "G722",
        /// G.726.
        G726 = "G726",
        /// RTAudio, narrow-band.
        Rta = "RTA",
        /// RTAudio, wide-band.
        RtaWideBand = "RTA_WB",
        /// G.722 that states a clock of 8000 Hz.
        G722At8000 = "G722_8000",
    }
}

const ON: Need = Need::on("voip/services/group_paging/enabled");
const MEMBER: Need = Need::on("voip/services/group_paging/group/{group}/activated");

params! {
    in Services, "manual 27.1, 27.2";
    /// Lets the phone speak to groups and hear what others say to them.
    ENABLED: bool = "0", Kind::Bool, "voip/services/group_paging/enabled" {
        label: "Paging: Enabled", applies: Applies::Now,
    };
    in Services, "manual 27.1.1";
    /// Lets a page into a call without asking. Without it the phone asks, and the call is held.
    ALLOW_BARGE_IN_ENABLED: bool = "0", Kind::Bool, "voip/services/allow_barge_in/enabled" {
        label: "Barge-in", applies: Applies::Now, needs: &[ON],
    };
    in FileOnly, "manual 27.2";
    /// Makes the phone a member of the group.
    GROUP_ACTIVATED: bool = ["1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
        Kind::Bool, "voip/services/group_paging/group/{group}/activated" {
        applies: Applies::Now, needs: &[ON],
        note: "The default is printed as Group 0, which is taken to mean that group 0 is the one \
               that is 1.",
    };
    in FunctionKeys, "manual 27.1, 27.2";
    /// Multicast address of the group; each group should have its own.
    GROUP_MULTICAST_ADDR: Option<Ipv4Addr> = "224.0.1.0", Kind::Multicast,
        "voip/services/group_paging/group/{group}/multicast_addr" {
        label: "Paging Multicast Address", applies: Applies::Now,
        needs: &[ON, MEMBER],
        note: "The label is on the page Programmable Keys, too. 27.1 leads to Function Keys by \
               way of Voice Over IP; chapter 25 has the way by Personal Settings.",
    };
    /// Name of the group on the display.
    GROUP_NAME: String = "", Kind::text(32), "voip/services/group_paging/group/{group}/name" {
        label: "Paging Group Name", applies: Applies::Now,
        needs: &[ON, MEMBER],
        note: "No default and no length are printed. The label is on the page Programmable Keys, \
               too.",
    };
    /// Port of the group; groups may share it.
    GROUP_PORT: u16 = "8888", Kind::Port, "voip/services/group_paging/group/{group}/port" {
        label: "Paging Multicast Port", applies: Applies::Now,
        needs: &[ON, MEMBER],
        note: "No range is printed: that of the ports that a phone may use.",
    };
    in FileOnly, "manual 27.2";
    /// Codec of what is said; all phones of a group must have the same.
    CODEC: PagingCodec = "PCMU", Kind::Enum(PagingCodec::TOKENS),
        "voip/services/group_paging/codec" {
        unsupported: &["RTA", "RTA_WB"], applies: Applies::Now, needs: &[ON],
        note: "No default is printed; PCMU is listed first and every phone has it. G726 has 32 kbit/s \
               here, with payload type 2 and the octets of RFC 3551. RTA and RTA_WB are Microsoft's \
               RTAudio, which is not published: PCMU stands in for them.",
    };
    /// How long nothing arrives before a page is over.
    END_INCOME_PAGING_TIMEOUT: Duration = "800", Kind::milliseconds(800, 100_000),
        "voip/services/group_paging/end_income_paging_timeout" {
        applies: Applies::Now, needs: &[ON],
    };
}
