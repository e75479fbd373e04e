//! Lines that phones share (manual 16.4, A.1.7, A.4.1; call-info and line-seize of BroadWorks).
//!
//! A shared line has appearances, numbered from 1; each holds one call of one of the phones. The
//! server tells all of them what each appearance does (`call-info`). Who wants to call takes an idle
//! one first (`line-seize`) and names it in the INVITE, as does every phone that answers or holds.
//! A call that is on hold is taken by an INVITE to the line's own address that names its
//! appearance: the server connects whoever waits there.

mod seizing;
mod taking;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::dialing::EntryTone;
use crate::call::CallId;
use crate::config::Config;
use crate::config::table::genband::{self, SharedLineType};
use crate::config::table::line::{self, LineMode};
use crate::config::table::services::{self, ApplicationServer};
use crate::config::table::shared_line::{self, SeizeTone};
use crate::map::Map;
use crate::sip::endpoint::{AccountId, Subscription, SubscriptionEvent, SubscriptionId};
use crate::sip::event::appearance::{self, Appearance, AppearanceState};
use crate::sip::header::{Event, HeaderName};
use crate::sip::message::{Headers, Request};
use crate::text::Params;
use crate::time::Duration;
use seizing::Seizure;

/// Values of a line that is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct Settings {
    /// Lifetime of the subscription by which its calls are seen.
    expires: Duration,
    /// Wait after that was refused.
    retry: Duration,
    /// Lifetime of the subscription by which it is seized.
    seizes_for: Duration,
    /// How long a speed dial waits at least for the line.
    pause: Duration,
    /// What is heard until the line is seized.
    waiting: EntryTone,
    /// Whether calls of others that go on may be joined.
    joins: bool,
    /// Name of the group that shares it; may be empty.
    group: String,
}

/// What is known of shared lines, and which are being seized.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct SharedLines {
    lines: Map<u8, SharedLine>,
    seizures: Map<SubscriptionId, Seizure>,
    /// Calls that take over what another phone has on its appearance.
    taking: Vec<CallId>,
}

/// What is known of a shared line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SharedLine {
    account: AccountId,
    id: SubscriptionId,
    knowledge: Knowledge,
    /// Those that are not idle.
    busy: Map<u32, Appearance>,
}

/// Whether anything is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Knowledge {
    /// Nothing was told yet.
    Nothing,
    /// What was told holds.
    Told,
    /// The subscription failed.
    Failed,
}

/// What other phones do on a shared line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::phone) enum Elsewhere {
    /// Nobody told.
    Unknown,
    /// The subscription failed.
    Failed,
    /// Nothing.
    Nothing,
    /// Somebody keeps a call on hold for himself.
    HeldPrivately,
    /// Somebody dials, calls or talks.
    InUse,
    /// Somebody keeps a call on hold that anybody may take.
    Held,
    /// It rings.
    Ringing,
}

impl Settings {
    /// Returns the values of a line if it is shared.
    pub(in crate::phone) fn read(config: &Config, index: u8) -> Option<Self> {
        let genband = config.get(&services::APPLICATION_SERVER_TYPE) == ApplicationServer::Genband
            && config.get(&genband::SLA_TYPE) == SharedLineType::Genband;
        let mut groups = genband::SLA_GROUP_ENABLED.param.places();
        let is_group = genband
            && groups.any(|place| place == index.into())
            && config.get_at(&genband::SLA_GROUP_ENABLED, index);
        if config.get_at(&line::LINE_MODE, index) != LineMode::Shared && !is_group {
            return None;
        }
        let waiting = match config.get_at(&shared_line::WAITING_TO_LINE_SEIZE_TONE, index) {
            SeizeTone::Silence => EntryTone::Silent,
        };
        let group = is_group.then(|| config.get_at(&genband::SLA_GROUP_DESCRIPTION, index));
        Some(Self {
            expires: config.get_at(&shared_line::CALL_INFO_EXPIRATION_TIMEOUT, index),
            retry: config.get_at(&shared_line::CALL_INFO_SUBSCRIPTION_FAILED_TIMEOUT, index),
            seizes_for: config.get_at(&shared_line::LINE_SEIZE_EXPIRATION_TIMEOUT, index),
            pause: config.get_at(&shared_line::SPEED_DIAL_DELAY, index),
            waiting,
            joins: genband && config.get(&genband::SLA_BARGING_ENABLE),
            group: group.unwrap_or_default(),
        })
    }
}

impl SharedLine {
    /// Takes what a NOTIFY tells: what stands for all others says that it is the whole state.
    fn merge(&mut self, told: &[Appearance]) {
        if told.iter().any(|appearance| appearance.index.is_none()) {
            self.busy.clear();
        }
        for appearance in told {
            match (appearance.index, appearance.state) {
                (Some(index), Some(AppearanceState::Idle)) => drop(self.busy.remove(&index)),
                (Some(index), Some(_)) => drop(self.busy.insert(index, appearance.clone())),
                (None, _) | (_, None) => {}
            }
        }
        self.knowledge = Knowledge::Told;
    }

    fn state(&self, index: u32) -> Option<AppearanceState> {
        self.busy.get(&index).and_then(|appearance| appearance.state)
    }
}

impl Phone {
    fn sharing(&self, line: u8) -> Option<&Settings> {
        self.lines.get(usize::from(line))?.settings.shared.as_ref()
    }

    /// Subscribes to the calls of every shared line that can be reached and is not subscribed to;
    /// at the other one of two servers if the line went there.
    pub(in crate::phone) fn follow_shared_lines(&mut self) {
        for line in 0..u8::try_from(self.lines.len()).unwrap_or(0) {
            let Some(account) = self.reachable(line).filter(|_| self.sharing(line).is_some())
            else {
                continue;
            };
            match self.shared_lines.lines.get(&line) {
                Some(known) if known.account == account => continue,
                Some(known) => drop(self.endpoint.unsubscribe(known.id, self.now)),
                None => {}
            }
            self.shared_lines.lines.remove(&line);
            let Some(settings) = self.sharing(line) else { continue };
            let (expires, retry) = (settings.expires, settings.retry);
            let package = "call-info";
            if let Some(id) = self.subscribe_to_line(line, account, package, None, expires, retry) {
                let (knowledge, busy) = (Knowledge::Nothing, Map::new());
                self.shared_lines.lines.insert(line, SharedLine { account, id, knowledge, busy });
            }
        }
    }

    fn subscribe_to_line(
        &mut self,
        line: u8,
        account: AccountId,
        package: &str,
        index: Option<u32>,
        expires: Duration,
        retry: Duration,
    ) -> Option<SubscriptionId> {
        let target = self.address(&self.lines.get(usize::from(line))?.settings.id)?;
        let subscription = Subscription {
            account,
            target,
            next_hop: None,
            event: Event { package: package.to_owned(), params: Params::new() },
            accept: Vec::new(),
            expires,
            retry,
            headers: self.appearance_fields(index),
        };
        let id = self.endpoint.subscribe(subscription, self.now);
        id.map_err(|error| self.log(format!("line {}: {package}: {error}", line + 1))).ok()
    }

    /// Ends every subscription to shared lines, because what they were made of has changed.
    pub(in crate::phone) fn forget_shared_lines(&mut self) {
        let former = core::mem::take(&mut self.shared_lines);
        let followed = former.lines.values().map(|line| line.id);
        for id in followed.chain(former.seizures.keys().copied()) {
            let _ = self.endpoint.unsubscribe(id, self.now);
        }
    }

    /// Takes what becomes of a subscription to a shared line, if it is one.
    pub(in crate::phone) fn take_shared_line(
        &mut self,
        id: SubscriptionId,
        event: &SubscriptionEvent,
    ) {
        let followed = self.shared_lines.lines.iter().find(|(_, known)| known.id == id);
        if let Some(line) = followed.map(|(line, _)| *line) {
            self.save = true;
            self.take_call_info(line, event);
        } else if self.shared_lines.seizures.contains_key(&id) {
            self.save = true;
            self.take_seizure(id, event);
        }
    }

    fn take_call_info(&mut self, line: u8, event: &SubscriptionEvent) {
        let Some(known) = self.shared_lines.lines.get_mut(&line) else { return };
        match event {
            SubscriptionEvent::Appearances(told) => known.merge(told),
            SubscriptionEvent::Notified(_) => known.knowledge = Knowledge::Told,
            SubscriptionEvent::Failed { .. } | SubscriptionEvent::Terminated { .. } => {
                known.busy.clear();
                known.knowledge = Knowledge::Failed;
                self.log(format!("line {}: call-info: {event:?}", line + 1));
            }
            SubscriptionEvent::Ended => drop(self.shared_lines.lines.remove(&line)),
            SubscriptionEvent::Pending | SubscriptionEvent::Active => {}
        }
    }

    /// Returns the field that names an appearance.
    pub(in crate::phone) fn appearance_fields(&self, index: Option<u32>) -> Headers {
        let mut headers = Headers::default();
        if let (Some(index), Some(home)) = (index, self.address("")) {
            headers.push(HeaderName::CallInfo, format!("<{home}>;appearance-index={index}"));
        }
        headers
    }

    /// Returns the field that names the appearance of a call on a shared line.
    pub(in crate::phone) fn appearance_of_call(&self, id: CallId) -> Headers {
        self.appearance_fields(self.calls.get(id).and_then(|call| call.appearance))
    }

    /// Returns the appearance of an incoming call: the one that the server names, or the next.
    pub(in crate::phone) fn appearance_of_request(
        &self,
        line: u8,
        request: &Request,
    ) -> Option<u32> {
        self.sharing(line)?;
        let mut fields = request.headers.get_all(&HeaderName::CallInfo).flat_map(appearance::read);
        let named = fields.find_map(|appearance| appearance.index);
        named.or_else(|| Some(self.free_appearance(line)))
    }

    /// Returns the lowest appearance that nobody uses, as far as is known.
    fn free_appearance(&self, line: u8) -> u32 {
        let known = self.shared_lines.lines.get(&line);
        let own = self.own_appearances(line);
        let used = |index: &u32| {
            own.contains(index) || known.is_some_and(|known| known.busy.contains_key(index))
        };
        (1..).find(|index| !used(index)).unwrap_or(1)
    }

    /// Returns the appearances that this phone uses.
    fn own_appearances(&self, line: u8) -> Vec<u32> {
        let calls = self.calls.iter().filter(|call| call.line == line && call.is_live());
        let seized = self.shared_lines.seizures.values().filter(|seizure| seizure.line == line);
        calls.filter_map(|call| call.appearance).chain(seized.map(|it| it.index)).collect()
    }

    /// Returns what other phones have on a line.
    fn of_others(&self, line: u8) -> impl Iterator<Item = (u32, &Appearance)> {
        let own = self.own_appearances(line);
        let known = self.shared_lines.lines.get(&line).into_iter();
        let all = known.flat_map(|known| known.busy.iter().map(|(&index, it)| (index, it)));
        all.filter(move |(index, _)| !own.contains(index))
    }

    /// Returns what other phones do on a line; `None` if it is not shared.
    pub(in crate::phone) fn elsewhere(&self, line: u8) -> Option<Elsewhere> {
        self.sharing(line)?;
        let known = self.shared_lines.lines.get(&line);
        match known.map_or(Knowledge::Nothing, |known| known.knowledge) {
            Knowledge::Nothing => return Some(Elsewhere::Unknown),
            Knowledge::Failed => return Some(Elsewhere::Failed),
            Knowledge::Told => {}
        }
        let each = self.of_others(line).filter_map(|(_, appearance)| appearance.state);
        let most = each.map(|state| match state {
            AppearanceState::Idle => Elsewhere::Nothing,
            AppearanceState::Alerting => Elsewhere::Ringing,
            AppearanceState::Seized | AppearanceState::Progressing | AppearanceState::Active => {
                Elsewhere::InUse
            }
            AppearanceState::Held => Elsewhere::Held,
            AppearanceState::HeldPrivate => Elsewhere::HeldPrivately,
        });
        Some(most.max_by_key(|elsewhere| *elsewhere as u8).unwrap_or(Elsewhere::Nothing))
    }

    /// Whether another phone goes on with a call that this one held.
    pub(in crate::phone) fn is_taken_elsewhere(&self, id: CallId) -> bool {
        let Some(call) = self.calls.get(id).filter(|call| call.is_held_here()) else {
            return false;
        };
        let known = self.shared_lines.lines.get(&call.line);
        let state = known.zip(call.appearance).and_then(|(known, index)| known.state(index));
        state == Some(AppearanceState::Active)
    }
}
