//! Calls in which no sound arrives any more (manual 19.1).

use super::Phone;
use crate::call::reason::EndReason;
use crate::call::{Call, State};
use crate::map::Map;
use crate::media::plan::{Report, StreamId};
use crate::time::Instant;

/// How many packets came of each stream, and when the last of them was noticed.
pub(super) type Arrivals = Map<StreamId, (u32, Instant)>;

impl Phone {
    /// Ends calls in which nothing has arrived for as long as the configuration says.
    pub(super) fn end_broken_calls(&mut self, report: &Report) {
        let Some(patience) = self.settings.media.broken_after else { return };
        let (mut arrivals, mut broken) = (Arrivals::new(), Vec::new());
        for stream in &report.streams {
            let plans = &self.media.plan.streams;
            let receives = plans.iter().any(|plan| plan.id == stream.id && plan.flow.receives());
            let talks = |call: &&Call| call.state == State::Talking;
            let call = self.call_of(stream.id).and_then(|id| self.calls.get(id));
            let Some(call) = call.filter(talks).filter(|_| receives) else { continue };
            let packets = [stream.packets_late, stream.packets_duplicate, stream.packets_unusable];
            let packets =
                packets.iter().fold(stream.packets_received, |sum, &more| sum.wrapping_add(more));
            let known = self.arrivals.get(&stream.id).filter(|(known, _)| *known == packets);
            let since = known.map_or(self.now, |&(_, since)| since);
            if self.now.since(since) >= patience {
                broken.push(call.id);
            }
            arrivals.insert(stream.id, (packets, since));
        }
        self.arrivals = arrivals;
        for id in broken {
            self.hang_up(id, EndReason::ConnectionLost);
        }
    }
}
