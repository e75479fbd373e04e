//! Which way media datagrams go: WebTransport while it works, else the link's WebSocket.
//!
//! A session whose packets no longer pass stays open for many seconds before the browser says so.
//! So silence is asked about: when nothing has come in for [`SILENCE`] though packets go out, the
//! WebSocket is tried for [`TRIAL`]; the gateway answers on the way that is used. If sound comes
//! in then, the session is dead; if not, it is the far end that is silent.

use hookswitch_core::time::{Duration, Instant};

use crate::protocol::MediaPath;

/// Silence after which the session is doubted.
pub const SILENCE: Duration = Duration::from_millis(600);

/// How long the WebSocket is tried.
pub const TRIAL: Duration = Duration::from_millis(1_000);

/// Silence that is not asked about again after a trial that found nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the chooser wants done beside sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Fine,
    /// The WebTransport session is dead: close it and open another later.
    SessionDead,
}

/// Chooses the way of media datagrams.
#[derive(Clone, Debug, Default)]
pub struct Chooser {
    link: bool,
    state: State,
    /// When a datagram last came in while a session was up.
    heard: Option<Instant>,
    /// Silence is not asked about before this.
    patient_until: Option<Instant>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// There is no session.
    #[default]
    NoSession,
    /// The session is used.
    Session,
    /// The session is doubted; the WebSocket is tried until then.
    Trial(Instant),
}

impl Chooser {
    /// Tells whether the link's WebSocket is open.
    pub fn set_link(&mut self, open: bool) {
        self.link = open;
    }

    /// Tells whether a WebTransport session is up.
    pub fn set_session(&mut self, up: bool) {
        self.state = if up { State::Session } else { State::NoSession };
        self.heard = None;
        self.patient_until = None;
    }

    /// Returns the way for datagrams now.
    pub const fn path(&self) -> MediaPath {
        match self.state {
            State::Session => MediaPath::WebTransport,
            State::NoSession | State::Trial(_) if self.link => MediaPath::WebSocket,
            State::Trial(_) => MediaPath::WebTransport,
            State::NoSession => MediaPath::None,
        }
    }

    /// Tells that a datagram came in.
    pub fn handle_received(&mut self, via: MediaPath, now: Instant) -> Verdict {
        self.heard = Some(now);
        match (self.state, via) {
            (State::Trial(_), MediaPath::WebSocket) => {
                self.set_session(false);
                Verdict::SessionDead
            }
            // The answer to the trial is late, or the session came back to life.
            (State::Trial(_), MediaPath::WebTransport) => {
                self.state = State::Session;
                Verdict::Fine
            }
            (State::Session | State::NoSession, _) | (State::Trial(_), MediaPath::None) => {
                Verdict::Fine
            }
        }
    }

    /// Tells that a datagram goes out, after which [`Self::path`] says on which way.
    pub fn handle_sent(&mut self, now: Instant) {
        match self.state {
            State::Session if self.link && self.is_doubtful(now) => {
                self.state = State::Trial(now + TRIAL);
            }
            State::Trial(until) if until <= now => {
                self.state = State::Session;
                self.patient_until = Some(now + PATIENCE);
            }
            State::NoSession | State::Session | State::Trial(_) => {}
        }
    }

    fn is_doubtful(&self, now: Instant) -> bool {
        self.heard.is_some_and(|heard| now.since(heard) >= SILENCE)
            && self.patient_until.is_none_or(|until| until <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(millis: u64) -> Instant {
        Instant::from_millis(millis)
    }

    fn in_session() -> Chooser {
        let mut chooser = Chooser::default();
        chooser.set_link(true);
        chooser.set_session(true);
        chooser.handle_received(MediaPath::WebTransport, at(0));
        chooser
    }

    #[test]
    fn without_a_session_media_rides_on_the_link() {
        let mut chooser = Chooser::default();
        assert_eq!(chooser.path(), MediaPath::None);
        chooser.set_link(true);
        assert_eq!(chooser.path(), MediaPath::WebSocket);
        chooser.set_session(true);
        assert_eq!(chooser.path(), MediaPath::WebTransport);
        chooser.set_session(false);
        assert_eq!(chooser.path(), MediaPath::WebSocket);
    }

    #[test]
    fn a_dead_session_is_found_by_trying_the_link() {
        let mut chooser = in_session();
        chooser.handle_sent(at(599));
        assert_eq!(chooser.path(), MediaPath::WebTransport);
        chooser.handle_sent(at(600));
        assert_eq!(chooser.path(), MediaPath::WebSocket);
        let verdict = chooser.handle_received(MediaPath::WebSocket, at(620));
        assert_eq!(verdict, Verdict::SessionDead);
        assert_eq!(chooser.path(), MediaPath::WebSocket);
    }

    #[test]
    fn a_silent_far_end_does_not_cost_the_session() {
        let mut chooser = in_session();
        chooser.handle_sent(at(600));
        chooser.handle_sent(at(1_600));
        assert_eq!(chooser.path(), MediaPath::WebTransport);
        chooser.handle_sent(at(5_000));
        assert_eq!(chooser.path(), MediaPath::WebTransport);
    }

    #[test]
    fn a_session_that_never_carried_anything_in_is_not_doubted() {
        let mut chooser = Chooser::default();
        chooser.set_link(true);
        chooser.set_session(true);
        chooser.handle_sent(at(60_000));
        assert_eq!(chooser.path(), MediaPath::WebTransport);
    }
}
