//! Session timers: signs of life while a session lasts (RFC 4028).

use super::machine::{State, Timer};
use super::*;
use crate::sip::header::{MinSe, Refresher, SessionExpires, Supported};

/// The tag of the extension (RFC 4028 9).
pub(crate) const TIMER: &str = "timer";

/// The shortest interval that needs not be told (RFC 4028 5).
const USUAL_MIN_SE: u32 = 90;

/// How often a caller asks for a longer interval.
const MAX_RAISED: u8 = 4;

/// How long before the end of an interval the end that does not refresh gives up, at most
/// (RFC 4028 10).
const MARGIN: Duration = Duration::from_secs(32);

/// How long a refresh waits that cannot be sent now.
const BUSY: Duration = Duration::from_secs(2);

/// What this end wants, and what is agreed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Life {
    /// The interval asked for, in seconds; zero asks for none.
    wanted: u32,
    /// The shortest interval taken, in seconds.
    min_se: u32,
    /// The interval agreed on, in seconds, and who refreshes.
    agreed: Option<(u32, Side)>,
    /// What an open request of the other end asks for, and whether that end knows timers.
    asked: Option<(Option<(u32, Side)>, bool)>,
    /// When it ends.
    ends: Option<Instant>,
    raised: u8,
}

/// Who refreshes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    Us,
    Them,
}

impl Life {
    /// Returns the state of a session that has agreed on nothing.
    pub(super) fn new(wanted: Duration, min_se: Duration) -> Self {
        let seconds = |time: Duration| u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
        let (wanted, min_se) = (seconds(wanted), seconds(min_se));
        let wanted = if wanted == 0 { 0 } else { wanted.max(min_se) };
        Self { wanted, min_se, agreed: None, asked: None, ends: None, raised: 0 }
    }

    /// Returns the fields of a request that (re)starts the interval (RFC 4028 7.1, 7.4).
    pub(super) fn request(&self) -> Headers {
        let (interval, refresher) = match self.agreed {
            Some((interval, Side::Us)) => (interval, Some(Refresher::Uac)),
            Some((interval, Side::Them)) => (interval, Some(Refresher::Uas)),
            None => (self.wanted, None),
        };
        let mut fields = Headers::default();
        if interval > 0 {
            let expires = SessionExpires { seconds: interval, refresher };
            fields.push_typed(&expires);
            if self.min_se > USUAL_MIN_SE {
                fields.push_typed(&MinSe(self.min_se));
            }
        }
        fields
    }

    /// Decides on what a request asks for (RFC 4028 9).
    fn decide(&self, headers: &Headers) -> Option<(u32, Side)> {
        let asked = headers.typed_opt::<SessionExpires>().ok().flatten();
        let supported = supports(headers);
        match asked {
            // Table 2: who cannot refresh is not asked to.
            Some(asked) if !supported || asked.refresher == Some(Refresher::Uas) => {
                Some((asked.seconds, Side::Us))
            }
            Some(asked) => Some((asked.seconds, Side::Them)),
            None if self.wanted > 0 && supported => {
                Some((self.wanted.max(min_se(headers)), Side::Them))
            }
            None => None,
        }
    }

    /// Whether a request waits for its answer that says something about session timers.
    pub(super) const fn is_asked(&self) -> bool {
        self.asked.is_some()
    }
}

impl Session {
    /// Takes what a request asks for, until it is answered.
    pub(super) fn consider_timer(&mut self, headers: &Headers) {
        self.life.asked = Some((self.life.decide(headers), supports(headers)));
    }

    /// Agrees on what the request asked for that is answered now; returns the fields of its 2xx.
    pub(super) fn agree_on_timer(&mut self, now: Instant) -> Headers {
        let mut fields = Headers::default();
        let Some((agreed, supported)) = self.life.asked.take() else { return fields };
        self.life.agreed = agreed;
        self.restart_life(now);
        if let Some((seconds, side)) = agreed {
            let refresher = if side == Side::Us { Refresher::Uas } else { Refresher::Uac };
            let refresher = Some(refresher);
            fields.push_typed(&SessionExpires { seconds, refresher });
            if supported {
                fields.push(HeaderName::Require, TIMER);
            }
        }
        fields
    }

    /// Takes what a 2xx to an INVITE or UPDATE says (RFC 4028 7.2).
    pub(super) fn learn_timer(&mut self, headers: &Headers, now: Instant) {
        let answered = headers.typed_opt::<SessionExpires>().ok().flatten();
        self.life.agreed = answered.map(|answered| {
            let them = answered.refresher == Some(Refresher::Uas);
            (answered.seconds, if them { Side::Them } else { Side::Us })
        });
        self.restart_life(now);
    }

    fn restart_life(&mut self, now: Instant) {
        self.timers.clear(Timer::Refresh);
        self.timers.clear(Timer::Silence);
        self.life.ends = None;
        let Some((seconds, side)) = self.life.agreed else { return };
        let interval = Duration::from_secs(seconds.into());
        let margin = match side {
            Side::Us => Duration::ZERO,
            Side::Them => MARGIN.min(interval / 3),
        };
        self.life.ends = Some(now + interval);
        self.timers.set(Timer::Silence, now + interval.saturating_sub(margin));
        if side == Side::Us {
            self.timers.set(Timer::Refresh, now + interval / 2);
        }
    }

    /// Shows the other end that this one still is: UPDATE if it can take that, else a re-INVITE,
    /// for which the owner has the offer.
    pub(super) fn refresh(&mut self, state: &State, now: Instant) {
        let busy =
            *state != State::Idle || self.changes.ours.is_some() || self.changes.theirs.is_some();
        if busy {
            self.timers.set(Timer::Refresh, now + BUSY);
        } else if self.update(None, true).is_err() {
            self.tell(SessionEvent::RefreshDue);
            // If the owner cannot do it now, it is told again.
            self.timers.set(Timer::Refresh, now + MARGIN);
        }
    }

    /// A refresh was refused: another way, or again later, as long as there is time.
    pub(super) fn refresh_failed(&mut self, reason: &FailureReason, now: Instant) {
        let unknown = matches!(
            reason,
            FailureReason::Status(StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED, _)
        );
        self.peer.updates &= !unknown;
        let (Some((_, Side::Us)), Some(ends)) = (self.life.agreed, self.life.ends) else { return };
        if unknown {
            self.timers.set(Timer::Refresh, now);
        } else {
            let rest = if ends > now { ends - now } else { Duration::ZERO };
            self.timers.set(Timer::Refresh, now + (rest / 2).max(BUSY));
        }
    }

    /// Returns the fields of the first INVITE.
    pub(crate) fn life_of_invite(&self) -> Headers {
        self.life.request()
    }

    /// Asks for a longer interval, as a 422 demands (RFC 4028 7.3); returns what the request says
    /// now, or `None` if it is of no use.
    pub(crate) fn raise_interval(&mut self, response: &Headers) -> Option<Headers> {
        let MinSe(least) = response.typed::<MinSe>().ok()?;
        let interval = self.life.agreed.map_or(self.life.wanted, |(interval, _)| interval);
        if self.life.raised >= MAX_RAISED || least <= interval {
            return None;
        }
        self.life.raised += 1;
        self.life.min_se = self.life.min_se.max(least);
        self.life.wanted = least;
        if let Some((interval, _)) = &mut self.life.agreed {
            *interval = least;
        }
        Some(self.life.request())
    }
}

/// Whether the sender of a message knows session timers.
fn supports(headers: &Headers) -> bool {
    let supported = headers.typed_all::<Supported>().unwrap_or_default();
    supported.iter().any(|Supported(tag)| tag.eq_ignore_ascii_case(TIMER))
}

fn min_se(headers: &Headers) -> u32 {
    headers.typed_opt::<MinSe>().ok().flatten().map_or(0, |MinSe(seconds)| seconds)
}

/// Whether a request asks for an interval below `least`, and can be told so (RFC 4028 9).
pub(crate) fn is_too_small(request: &Request, least: Duration) -> bool {
    let asked = request.headers.typed_opt::<SessionExpires>().ok().flatten();
    let small = asked.is_some_and(|asked| Duration::from_secs(asked.seconds.into()) < least);
    small && supports(&request.headers)
}
