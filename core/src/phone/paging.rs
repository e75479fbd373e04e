//! Pages: what is said to a group of phones at once, by multicast (manual 27).
//!
//! The phone is a member of its groups all the time. A page is noticed by its first packet and over
//! when nothing has arrived for a while; nothing else tells of it. Without a call it is heard at
//! once; in a call the person is asked, unless pages may barge in. The call is held meanwhile and
//! taken up again.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::media::Ports;
use super::network::Purpose;
use super::press::Focus;
use super::{Phone, Timer, Urgency};
use crate::call::{Call, CallId};
use crate::config::table::paging::{self, PagingCodec};
use crate::config::{Config, Place};
use crate::language::Text;
use crate::link::{LinkError, Reply, Request, SocketId};
use crate::map::Map;
use crate::media::plan::{
    Codec, CodecKind, Flow, ProgramSet, Report, RtpStart, StreamId, StreamPlan,
};
use crate::time::Duration;

/// Sound in each packet, in milliseconds.
const PTIME_MS: u16 = 20;

/// What the configuration says of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// The groups that the phone is a member of, by number.
    groups: Map<u8, Group>,
    /// Whether a page is heard in a call without asking.
    barges_in: bool,
    /// What is said, and heard.
    codec: Codec,
    /// How long nothing arrives before a page is over.
    silence: Duration,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    name: String,
    address: SocketAddr,
}

/// Sockets of groups, and the page that goes on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Paging {
    /// The sockets of each group, or why there are none.
    joined: Map<u8, Result<Ports, String>>,
    page: Option<Page>,
    /// The source of what this phone said last, which comes back to it.
    own: Option<u32>,
}

/// A page that goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Page {
    group: u8,
    step: Step,
}

/// What becomes of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Step {
    /// This phone speaks.
    Speaking(StreamId, RtpStart),
    /// The person is asked whether to hear it.
    Asking,
    /// It is heard.
    Hearing {
        stream: StreamId,
        start: RtpStart,
        /// Packets that had come when the phone was told last.
        packets: u32,
        /// The call that is held for it.
        held: Option<CallId>,
    },
    /// It is not heard.
    Ignored,
}

/// What is shown of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// This phone speaks.
    Speaking,
    /// The person is asked.
    Asking,
    /// It is heard.
    Hearing,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let places = paging::GROUP_ACTIVATED.param.places();
        let enabled = config.get(&paging::ENABLED);
        let member = |place: &Place| enabled && config.get_at(&paging::GROUP_ACTIVATED, *place);
        let mut groups = Map::new();
        for place in places.filter(member) {
            if let Some(ip) = config.get_at(&paging::GROUP_MULTICAST_ADDR, place) {
                let port = config.get_at(&paging::GROUP_PORT, place);
                let name = config.get_at(&paging::GROUP_NAME, place);
                let address = SocketAddr::new(IpAddr::V4(ip), port);
                groups.insert(place.0, Group { name, address });
            }
        }
        Self {
            groups,
            barges_in: config.get(&paging::ALLOW_BARGE_IN_ENABLED),
            codec: codec(config.get(&paging::CODEC)),
            silence: config.get(&paging::END_INCOME_PAGING_TIMEOUT),
        }
    }

    /// Returns what a group is called.
    pub(super) fn name(&self, group: u8) -> Text {
        let name = self.groups.get(&group).map(|it| &it.name).filter(|name| !name.is_empty());
        name.map_or(Text::GroupNumber { number: u32::from(group) + 1 }, Text::from)
    }
}

/// Returns the codec of pages; what this phone does not have is not in the table's choice.
fn codec(codec: PagingCodec) -> Codec {
    let (kind, payload_type) = match codec {
        PagingCodec::Pcma => (CodecKind::Pcma, 8),
        PagingCodec::G722 | PagingCodec::G722At8000 => (CodecKind::G722, 9),
        PagingCodec::G729 => (CodecKind::G729, 18),
        PagingCodec::G726 => (CodecKind::G726, 2),
        PagingCodec::Pcmu | PagingCodec::Rta | PagingCodec::RtaWideBand => (CodecKind::Pcmu, 0),
    };
    Codec { kind, payload_type }
}

impl Phone {
    /// Joins the groups that the phone is not a member of yet.
    pub(super) fn follow_groups(&mut self) {
        let groups: Vec<_> =
            self.settings.paging.groups.iter().map(|(group, it)| (*group, it.address)).collect();
        for (group, address) in groups {
            let purpose = Purpose::Group(group);
            if self.paging.joined.contains_key(&group) || self.network.waits_for(purpose) {
                continue;
            }
            let tos = self.settings.media.tos;
            let (base, toward) = (address.port(), address.ip());
            self.request(Request::OpenRtp { base, count: 2, tos, toward }, purpose);
        }
    }

    /// Takes the sockets of a group.
    pub(super) fn take_group(&mut self, group: u8, reply: Result<Reply, LinkError>) {
        let ports = match reply {
            Ok(Reply::RtpPair { rtp, rtcp, local }) => Ok(Ports { rtp, rtcp, local }),
            Ok(_) => Err(LinkError::Unsupported.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if let Err(why) = &ports {
            self.log(format!("paging: {}: {why}", self.settings.paging.name(group)));
        }
        self.paging.joined.insert(group, ports);
    }

    /// Leaves all groups.
    pub(super) fn leave_groups(&mut self) {
        self.end_page();
        self.paging.page = None;
        for socket in self.group_sockets() {
            self.request(Request::Close(socket), Purpose::Close);
        }
        self.paging.joined = Map::new();
    }

    /// Forgets the sockets that `is_gone` names.
    pub(super) fn forget_group_sockets(&mut self, is_gone: impl Fn(&Ports) -> bool) {
        self.paging.joined.retain(|_, ports| ports.as_ref().is_ok_and(|ports| !is_gone(ports)));
    }

    /// Returns the sockets of all groups.
    pub(super) fn group_sockets(&self) -> Vec<SocketId> {
        let joined = self.paging.joined.values().filter_map(|ports| ports.as_ref().ok());
        joined.flat_map(|ports| [ports.rtp, ports.rtcp]).collect()
    }

    /// Speaks to a group, or ends that.
    pub(super) fn press_page(&mut self, group: u8) {
        let speaking = matches!(&self.paging.page, Some(Page { step: Step::Speaking(..), .. }));
        if speaking {
            return self.end_page();
        }
        let why = match self.paging.joined.get(&group) {
            _ if !self.is_unused() => Some(Text::EndCallFirst),
            _ if self.shown_page().is_some() => Some(Text::EndPageFirst),
            Some(Ok(_)) => None,
            Some(Err(why)) => Some(Text::from(why)),
            None => Some(Text::GroupNotSetUp),
        };
        if let Some(why) = why {
            return self.notify(why);
        }
        let start = self.rtp_start();
        let stream = self.next_stream();
        self.pages.clear();
        self.paging.own = Some(start.ssrc);
        self.paging.page = Some(Page { group, step: Step::Speaking(stream, start) });
        self.sound.device = Some(self.device());
        self.sound.muted = false;
        let text = Text::PagingGroup { group: Box::new(self.settings.paging.name(group)) };
        self.announce(text, Urgency::Urgent);
    }

    /// Takes note that a packet of this source came in on a socket that no stream has.
    pub(super) fn take_arrival(&mut self, socket: SocketId, ssrc: u32) {
        let of_socket =
            |ports: &Result<Ports, String>| ports.as_ref().is_ok_and(|ports| ports.rtp == socket);
        let mut joined = self.paging.joined.iter();
        let Some(group) = joined.find(|(_, ports)| of_socket(ports)).map(|(group, _)| *group)
        else {
            return;
        };
        if self.paging.own == Some(ssrc) {
            return;
        }
        match &self.paging.page {
            Some(page) if page.group == group => {
                if matches!(page.step, Step::Asking | Step::Ignored) {
                    self.expect_silence();
                }
            }
            Some(_) => {}
            None => self.begin_incoming(group),
        }
    }

    fn begin_incoming(&mut self, group: u8) {
        self.touched = true;
        let step = if self.calls.ringing_in().is_some() {
            // One thing at a time: who calls waits for an answer.
            Step::Ignored
        } else {
            Step::Asking
        };
        let asks = step == Step::Asking;
        self.paging.page = Some(Page { group, step });
        self.expect_silence();
        self.light_up();
        if !asks {
            return;
        }
        let text = Text::PageFrom { group: Box::new(self.settings.paging.name(group)) };
        if self.is_unused() || self.settings.paging.barges_in {
            self.announce(text, Urgency::Urgent);
            self.hear_page();
        } else {
            self.announce(text.then(Text::AcceptOrReject), Urgency::Urgent);
        }
    }

    /// Hears the page that goes on; a call is held meanwhile.
    pub(super) fn hear_page(&mut self) {
        let Some(group) = self.paging.page.as_ref().map(|page| page.group) else { return };
        let held = self.calls.foreground().filter(|call| call.is_up()).map(|call| call.id);
        let held = held.filter(|id| !self.wants_hold(*id));
        self.hold_foreground();
        let (stream, start) = (self.next_stream(), self.rtp_start());
        let step = Step::Hearing { stream, start, packets: 0, held };
        self.paging.page = Some(Page { group, step });
        self.sound.device = Some(self.device());
        self.expect_silence();
    }

    /// Ends speaking, or no longer hears the page that goes on.
    pub(super) fn end_page(&mut self) {
        let Some(page) = &mut self.paging.page else { return };
        match core::mem::replace(&mut page.step, Step::Ignored) {
            Step::Speaking(..) => {
                self.paging.page = None;
                self.close_sound_after_page();
            }
            Step::Hearing { held, .. } => self.give_back(held),
            Step::Asking | Step::Ignored => {}
        }
    }

    /// Nothing has arrived for a while: the page is over.
    pub(super) fn page_is_silent(&mut self) {
        self.end_page();
        self.paging.page = None;
    }

    fn give_back(&mut self, held: Option<CallId>) {
        self.close_sound_after_page();
        if let Some(held) = held.filter(|id| self.calls.get(*id).is_some_and(Call::is_live)) {
            self.sound.device = Some(self.device());
            self.resume(held);
        }
    }

    fn close_sound_after_page(&mut self) {
        if self.is_unused() {
            self.sound.close();
        }
    }

    fn expect_silence(&mut self) {
        self.timers.set(Timer::Page, self.now + self.settings.paging.silence);
    }

    /// Takes what the audio graph tells of the page that is heard.
    pub(super) fn watch_page(&mut self, report: &Report) {
        let Some(Page { step: Step::Hearing { stream, packets, .. }, .. }) = &mut self.paging.page
        else {
            return;
        };
        let told = report.streams.iter().find(|told| told.id == *stream);
        if let Some(told) = told.filter(|told| told.packets_received != *packets) {
            *packets = told.packets_received;
            self.expect_silence();
        }
    }

    /// Forgets the page of a snapshot: nobody knows whether it goes on.
    pub(super) fn forget_page(&mut self) {
        self.paging.page = None;
        self.timers.clear(Timer::Page);
    }

    /// Returns what is shown of a page, and its group.
    pub(super) fn shown_page(&self) -> Option<(u8, Shown)> {
        let page = self.paging.page.as_ref()?;
        let shown = match page.step {
            Step::Speaking(..) => Shown::Speaking,
            Step::Asking => Shown::Asking,
            Step::Hearing { .. } => Shown::Hearing,
            Step::Ignored => return None,
        };
        Some((page.group, shown))
    }

    /// Returns what the display is about while there is a page.
    pub(super) fn page_focus(&self) -> Option<Focus<'_>> {
        self.shown_page().map(|(group, shown)| Focus::Page(group, shown))
    }

    /// Whether this phone speaks to a group.
    pub(super) fn speaks_to_group(&self) -> bool {
        matches!(self.shown_page(), Some((_, Shown::Speaking)))
    }

    /// Returns the stream of a page with its sockets.
    pub(super) fn page_stream(&self) -> Option<(StreamPlan, Ports)> {
        let page = self.paging.page.as_ref()?;
        let (id, start, flow) = match page.step {
            Step::Speaking(id, start) => (id, start, Flow::SendOnly),
            Step::Hearing { stream, start, .. } => (stream, start, Flow::RecvOnly),
            Step::Asking | Step::Ignored => return None,
        };
        let ports = *self.paging.joined.get(&page.group)?.as_ref().ok()?;
        let codec = self.settings.paging.codec;
        let local = self.settings.media.local_options(0);
        let plan = StreamPlan {
            flow,
            ptime_ms: PTIME_MS,
            jitter_min_ms: local.jitter_min_ms,
            jitter_factor: local.jitter_factor,
            ..StreamPlan::new(id, codec, start)
        };
        Some((plan, ports))
    }

    /// Returns the programs of codecs that are wanted, for calls and for pages.
    pub(super) fn wanted_programs(&self) -> ProgramSet {
        let (of_calls, paging) = (self.settings.media.wanted_programs(), &self.settings.paging);
        let own = paging.codec.kind.program().filter(|_| !paging.groups.is_empty());
        own.map_or(of_calls, |program| of_calls.with(program))
    }
}
