//! Calls that do not ring here: forwarded ones (manual 22.3) and those that disturb (manual 22.8).
//!
//! A call is sent elsewhere with 302, so that the caller's server goes on with it, and says by
//! Diversion (RFC 5806) whose call it was. Who must not be disturbed is unavailable: 480 (RFC 3261
//! 21.4.18), which lets other phones of the same person ring, as 603 would not.
//!
//! Forwarding of all calls goes before do-not-disturb: what rings elsewhere disturbs nobody here.

use serde::{Deserialize, Serialize};

use super::form::{Field, FieldKind, Form, FormKind, Letters};
use super::menu::PageKind;
use super::preferences::on_off;
use super::status::{Row, row};
use super::{Phone, Timer};
use crate::call::reason::EndReason;
use crate::call::{CallId, Party};
use crate::config::Config;
use crate::config::table::forward as table;
use crate::config::table::forward::{ForwardType, TimeoutMode};
use crate::config::table::services;
use crate::config::value::Wait;
use crate::language::Text;
use crate::sip::endpoint::Refusal;
use crate::sip::header::{Contact, Diversion, NameAddr};
use crate::sip::message::StatusCode;
use crate::time::Duration;

/// How long a ring and the pause after it take (ITU-T E.180 supplement 2, United States).
const RING_TIME: Duration = Duration::from_secs(6);

/// Rings that are waited for if the configuration does not say how many (manual A.1.2.2).
const RINGS: u32 = 2;

/// The most lines that are named one by one on the idle screen.
const NAMED: usize = 2;

/// Each condition, in the order in which they are offered.
const CONDITIONS: [ForwardType; 3] =
    [ForwardType::Unconditional, ForwardType::Busy, ForwardType::NoReply];

/// What becomes of the calls of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Whether they may be forwarded.
    allowed: bool,
    active: bool,
    condition: ForwardType,
    destination: String,
    /// How long a call rings until nobody answers.
    wait: Duration,
    /// Whether they are rejected.
    pub(super) do_not_disturb: bool,
}

/// Why a call does not ring.
pub(super) enum Turned {
    /// It goes to somebody else.
    Forwarded(Refusal, String),
    /// It is refused, and missed.
    Refused(StatusCode),
}

impl Turned {
    /// Returns how the call is refused.
    pub(super) fn refusal(&self) -> Refusal {
        match self {
            Self::Forwarded(refusal, _) => refusal.clone(),
            Self::Refused(status) => (*status).into(),
        }
    }
}

impl Settings {
    pub(super) fn read(config: &Config, line: u8) -> Self {
        let by_rings = config.get_at(&table::TIMEOUT_MODE, line) == TimeoutMode::Rings;
        let wait = match config.get_at(&table::TIMEOUT, line) {
            Wait::Rings(rings) => RING_TIME * u32::from(rings),
            // The default counts seconds; in rings it is another one.
            Wait::Time(_) if by_rings => RING_TIME * RINGS,
            Wait::Time(time) => time,
        };
        Self {
            allowed: config.get_at(&table::ENABLED, line),
            active: config.get_at(&table::ACTIVE, line),
            condition: config.get_at(&table::TYPE, line),
            destination: config.get_at(&table::DESTINATION, line),
            wait,
            do_not_disturb: config.get(&services::DO_NOT_DISTURB_ENABLED)
                && config.get_at(&services::LINE_DO_NOT_DISTURB_ACTIVATED, line),
        }
    }

    /// Whether calls go elsewhere.
    pub(super) fn is_active(&self) -> bool {
        self.active().is_some()
    }

    /// Returns where calls go, and when.
    fn active(&self) -> Option<(ForwardType, &str)> {
        let active = self.allowed && self.active && !self.destination.is_empty();
        active.then_some((self.condition, &self.destination))
    }
}

impl Phone {
    /// Returns why a call to `line` does not ring, if it does not; `busy` tells whether there is no
    /// room for it.
    pub(super) fn turned_away(&self, line: u8, busy: bool) -> Option<Turned> {
        let settings = &self.lines.get(usize::from(line))?.settings.forward;
        match settings.active() {
            Some((ForwardType::Unconditional, _)) => self.forwarded(line),
            _ if self.rejects_as_locked() => Some(Turned::Refused(self.settings.reject_status)),
            _ if settings.do_not_disturb => {
                Some(Turned::Refused(StatusCode::TEMPORARILY_UNAVAILABLE))
            }
            Some((ForwardType::Busy, _)) if busy => self.forwarded(line),
            _ if busy => Some(Turned::Refused(StatusCode::BUSY_HERE)),
            Some((ForwardType::Busy | ForwardType::NoReply, _)) | None => None,
        }
    }

    /// Forwards a call that rings if nobody answers it in time.
    pub(super) fn watch_for_no_reply(&mut self, id: CallId, line: u8) {
        let settings = self.lines.get(usize::from(line)).map(|line| &line.settings.forward);
        if let Some(settings) = settings
            && let Some((ForwardType::NoReply, _)) = settings.active()
        {
            self.timers.set(Timer::NoReply(id), self.now + settings.wait);
        }
    }

    /// Forwards a call that nobody answered.
    pub(super) fn no_reply(&mut self, id: CallId) {
        let Some(line) = self.calls.get(id).filter(|call| call.is_ringing_in()).map(|it| it.line)
        else {
            return;
        };
        if let Some(Turned::Forwarded(refusal, to)) = self.forwarded(line) {
            self.refuse(id, refusal, EndReason::Forwarded(to.clone()));
            self.notify(Text::ForwardedTo { party: Box::new(Text::from(to)) });
        }
    }

    /// Takes note of a call that did not ring.
    pub(super) fn note_turned_away(&mut self, party: Party, line: u8, turned: &Turned) {
        let at = self.clock.wall(self.now);
        let forwarded = matches!(turned, Turned::Forwarded(..));
        self.call_log.turned_away(party, line, at, forwarded);
        self.save = true;
    }

    /// Returns how a call is sent to where the line's calls go; nothing if that leads nowhere, or
    /// back to the line itself.
    fn forwarded(&self, line: u8) -> Option<Turned> {
        let own = &self.lines.get(usize::from(line))?.settings;
        let (condition, destination) = own.forward.active()?;
        let target = self.target(destination).filter(|_| *destination != own.id)?;
        let mut refusal = Refusal::from(StatusCode::MOVED_TEMPORARILY);
        refusal.headers.push_typed(&Contact::Address(NameAddr::new("", target)));
        let reason = match condition {
            ForwardType::Unconditional => "unconditional",
            ForwardType::Busy => "user-busy",
            ForwardType::NoReply => "no-answer",
        };
        let mut address = NameAddr::new(own.description.clone(), self.address(&own.id)?);
        address.params.set("reason", reason);
        refusal.headers.push_typed(&Diversion(address));
        Some(Turned::Forwarded(refusal, destination.to_owned()))
    }

    /// Returns what the idle screen says of calls that do not ring.
    pub(super) fn turning_away_texts(&self) -> Vec<Text> {
        let disturbs = |settings: &Settings| settings.do_not_disturb;
        let quiet = self.lines_where(|settings| disturbs(settings).then_some(Text::DoNotDisturb));
        let forwarding = self.lines_where(|settings| {
            let (condition, destination) = settings.active()?;
            Some(forwarding_text(condition, destination))
        });
        let short = |texts: Vec<Text>, counted: fn(u32) -> Text| match texts.len() {
            0..=NAMED => texts,
            many => vec![counted(u32::try_from(many).unwrap_or(u32::MAX))],
        };
        let mut texts = short(quiet, |count| Text::DoNotDisturbOnLines { count });
        texts.extend(short(forwarding, |count| Text::ForwardingOnLines { count }));
        texts
    }

    fn lines_where(&self, text: impl Fn(&Settings) -> Option<Text>) -> Vec<Text> {
        let lines = self.lines.iter().filter(|line| line.settings.enabled);
        let several = lines.clone().count() > 1;
        lines
            .filter_map(|line| {
                let text = text(&line.settings.forward)?;
                Some(if several { Text::verbatim(line.label()).because(text) } else { text })
            })
            .collect()
    }

    /// Whether the person may ask not to be disturbed.
    pub(super) fn has_do_not_disturb(&self) -> bool {
        self.settings.do_not_disturb
    }

    /// Whether the person may forward calls of some line.
    pub(super) fn has_forwarding(&self) -> bool {
        self.forwarding_lines().next().is_some()
    }

    /// Does what the softkey DnD does: for the one line there is, or for one that is chosen.
    pub(super) fn press_do_not_disturb(&mut self) {
        let lines: Vec<u8> = self.account_lines().collect();
        match lines[..] {
            [line] => self.toggle_do_not_disturb(line),
            _ => self.open_page(PageKind::DoNotDisturb),
        }
    }

    /// Does what the softkey Forward does.
    pub(super) fn press_forward(&mut self) {
        let lines: Vec<u8> = self.forwarding_lines().collect();
        match lines[..] {
            [line] => self.open_page(PageKind::Forward(line)),
            _ => self.open_page(PageKind::ForwardLines),
        }
    }

    /// Turns do-not-disturb on or off for a line.
    pub(super) fn toggle_do_not_disturb(&mut self, line: u8) {
        let Some(own) = self.lines.get(usize::from(line)) else { return };
        let (on, label) = (!own.settings.forward.do_not_disturb, own.label().to_owned());
        let value = if on { "1" } else { "0" };
        match self.choose(&services::LINE_DO_NOT_DISTURB_ACTIVATED, line, value) {
            Ok(()) => {
                let line = label;
                self.notify(if on {
                    Text::DoNotDisturbIsOn { line }
                } else {
                    Text::DoNotDisturbIsOff { line }
                });
            }
            Err(error) => self.cannot_set(&error),
        }
    }

    /// Returns the lines whose calls may be forwarded.
    pub(super) fn forwarding_lines(&self) -> impl Iterator<Item = u8> {
        let allowed = |line: &u8| {
            self.lines.get(usize::from(*line)).is_some_and(|line| line.settings.forward.allowed)
        };
        self.account_lines().filter(allowed)
    }

    /// Returns each line and whether its calls are rejected.
    pub(super) fn do_not_disturb_rows(&self) -> Vec<Row> {
        let lines = self.account_lines().filter_map(|line| self.lines.get(usize::from(line)));
        lines
            .map(|line| {
                let on = line.settings.forward.do_not_disturb;
                row(Text::verbatim(line.label()), on_off(on))
            })
            .collect()
    }

    /// Returns each line and where its calls go.
    pub(super) fn forward_lines_rows(&self) -> Vec<Row> {
        let lines = self.forwarding_lines().filter_map(|line| self.lines.get(usize::from(line)));
        lines
            .map(|line| {
                let active = line.settings.forward.active();
                let to = active.map_or(Text::Off, |(_, destination)| Text::verbatim(destination));
                row(Text::verbatim(line.label()), to)
            })
            .collect()
    }

    /// Returns when calls of a line may be forwarded, and where the active condition sends them.
    pub(super) fn forward_rows(&self, line: u8) -> Vec<Row> {
        let Some(line) = self.lines.get(usize::from(line)) else { return Vec::new() };
        let active = line.settings.forward.active();
        let mut rows =
            vec![row(Text::Off, if active.is_none() { Text::Active } else { Text::NOTHING })];
        rows.extend(CONDITIONS.map(|condition| {
            let here = active.filter(|(active, _)| *active == condition);
            let to = here.map(|(_, destination)| Text::verbatim(destination));
            row(condition_text(condition), to.unwrap_or_default())
        }));
        rows
    }

    /// Takes a row of the page of a line: ends forwarding, or asks where calls go.
    pub(super) fn select_forward(&mut self, line: u8, row: usize) {
        let Some(condition) = row.checked_sub(1).and_then(|at| CONDITIONS.get(at).copied()) else {
            match self.choose(&table::ACTIVE, line, "0") {
                Ok(()) => self.notify(Text::NotForwarded),
                Err(error) => self.cannot_set(&error),
            }
            return self.close_page();
        };
        let Some(settings) = self.lines.get(usize::from(line)).map(|it| &it.settings.forward)
        else {
            return;
        };
        let field =
            |label, text: &str| Field::new(label, FieldKind::Text, Letters::Digits).with_text(text);
        let mut fields = vec![field(Text::ForwardTo, &settings.destination)];
        if condition == ForwardType::NoReply {
            let wait = self.config.get_at(&table::TIMEOUT, line);
            fields.push(match wait {
                Wait::Rings(rings) => field(Text::AfterRings, &format!("{rings}r")),
                Wait::Time(time) => field(Text::AfterSeconds, &time.as_secs().to_string()),
            });
        }
        let kind = FormKind::Forward(line, condition);
        self.open_form(Form::new(kind, condition_text(condition), fields));
    }

    /// Forwards the calls of a line from now on.
    pub(super) fn enter_forward(&mut self, line: u8, condition: ForwardType, values: [&str; 2]) {
        let [destination, wait] = values.map(str::trim);
        let own = self.lines.get(usize::from(line)).map(|line| line.settings.id.as_str());
        if destination.is_empty() {
            return self.notify(Text::EnterDestination);
        } else if own == Some(destination) {
            return self.notify(Text::OwnNumber);
        } else if self.target(destination).is_none() && self.setup.local().is_some() {
            return self.notify(Text::NotANumber);
        }
        if condition == ForwardType::NoReply && self.choose(&table::TIMEOUT, line, wait).is_err() {
            return self.notify(Text::EnterWait);
        }
        let chosen = self
            .choose(&table::DESTINATION, line, destination)
            .and_then(|()| self.choose(&table::TYPE, line, condition.token()))
            .and_then(|()| self.choose(&table::ACTIVE, line, "1"));
        match chosen {
            Ok(()) => {
                self.close_page();
                self.close_page();
                self.notify(forwarding_text(condition, destination));
            }
            Err(error) => self.cannot_set(&error),
        }
    }
}

const fn condition_text(condition: ForwardType) -> Text {
    match condition {
        ForwardType::Unconditional => Text::AllCalls,
        ForwardType::Busy => Text::WhenBusy,
        ForwardType::NoReply => Text::NoReply,
    }
}

fn forwarding_text(condition: ForwardType, destination: &str) -> Text {
    let destination = destination.to_owned();
    match condition {
        ForwardType::Unconditional => Text::ForwardAlways { destination },
        ForwardType::Busy => Text::ForwardBusy { destination },
        ForwardType::NoReply => Text::ForwardNoReply { destination },
    }
}
