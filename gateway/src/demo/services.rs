//! The lines of the demo that are no phones: echo, music, busy, and one that never answers.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::time::Instant as Clock;

use hookswitch_core::rng::Rng;
use hookswitch_core::sdp::{Capabilities, Description, Direction, Local, Session};
use hookswitch_core::sip::endpoint::{
    Account, AccountId, Body, CommandError, Endpoint, Event, Invitation, Output, ReferralId,
    SessionEvent, SessionId, Settings, TransportId, referred,
};
use hookswitch_core::sip::event::sipfrag::StatusLine;
use hookswitch_core::sip::header::{HeaderName, ReferTo};
use hookswitch_core::sip::message::{Request, StatusCode};
use hookswitch_core::sip::uri::{Host, Uri};
use hookswitch_core::time::{Duration, Instant};
use tokio::net::UdpSocket;
use tokio_util::sync::CancellationToken;

use super::pbx::elapsed;
use super::voice::{Play, Voice, Voices};

/// Returns every packet.
const ECHO: &str = "600";

/// A chime and a tune.
const MUSIC: &str = "601";

/// Always busy.
const BUSY: &str = "602";

/// Rings and never answers.
const SILENT: &str = "603";

/// All of them.
pub(super) const SERVICES: [&str; 4] = [ECHO, MUSIC, BUSY, SILENT];

/// The socket; there is only one.
const TRANSPORT: TransportId = TransportId(0);

/// Content type of session descriptions.
const SDP: &str = "application/sdp";

/// Payload type of telephone events, if the caller has no other.
const EVENTS: u8 = 101;

/// A user agent with four lines.
pub(super) struct Services {
    endpoint: Endpoint,
    voices: Voices,
    rng: Rng,
    calls: BTreeMap<SessionId, Call>,
    /// Calls that somebody asked for who transferred one.
    referred: BTreeMap<SessionId, ReferralId>,
    start: Clock,
}

/// A call that was answered, or that somebody asked for.
struct Call {
    account: AccountId,
    play: Play,
    session: Session,
    voice: Voice,
}

impl Services {
    /// Returns a user agent at `local` that calls through the exchange.
    pub(super) fn new(
        local: SocketAddr,
        exchange: SocketAddr,
        voices: Voices,
        mut rng: Rng,
    ) -> Self {
        let user_agent = concat!("Hookswitch-PBX/", env!("CARGO_PKG_VERSION")).to_owned();
        let settings = Settings { user_agent, ..Settings::default() };
        let mut endpoint = Endpoint::new(settings, rng.fork());
        endpoint.set_transport(TRANSPORT, local, Instant::ZERO);
        for (id, name) in (0..).map(AccountId).zip(SERVICES) {
            endpoint.set_account(id, account(name, exchange), Instant::ZERO);
        }
        Self {
            endpoint,
            voices,
            rng,
            calls: BTreeMap::new(),
            referred: BTreeMap::new(),
            start: Clock::now(),
        }
    }

    /// Answers calls until `stop` is cancelled.
    pub(super) async fn run(mut self, socket: UdpSocket, stop: CancellationToken) {
        let mut buffer = vec![0; 65_535];
        loop {
            self.drain(&socket).await;
            let timeout = self.endpoint.poll_timeout().map(|at| at - elapsed(self.start));
            let received = tokio::select! {
                () = stop.cancelled() => return,
                received = socket.recv_from(&mut buffer) => Some(received),
                () = sleep(timeout) => None,
            };
            let now = elapsed(self.start);
            match received {
                Some(Ok((len, from))) => {
                    let datagram = buffer.get(..len).unwrap_or_default();
                    self.endpoint.handle_datagram(TRANSPORT, from, datagram, now);
                }
                Some(Err(_)) => {}
                None => self.endpoint.handle_timeout(now),
            }
        }
    }

    async fn drain(&mut self, socket: &UdpSocket) {
        while let Some(output) = self.endpoint.poll_output() {
            match output {
                Output::Send { to, data, .. } => {
                    if let Err(error) = socket.send_to(&data, to).await {
                        tracing::warn!(%to, %error, "the PBX cannot send");
                    }
                }
                // Everybody here is an address.
                Output::Resolve(..) | Output::Write(..) | Output::Disconnect(_) => {}
                Output::Connect(id, _) => {
                    let now = elapsed(self.start);
                    self.endpoint.handle_disconnected(id, "UDP only", now);
                }
                Output::Event(event) => self.handle(event),
            }
        }
    }

    fn handle(&mut self, event: Event) {
        let now = elapsed(self.start);
        let done = match event {
            Event::Incoming { session, request, .. } => self.incoming(session, &request, now),
            Event::Session(id, event) => self.session(id, event, now),
            Event::Referred { referral, session, request, .. } => {
                self.refer(referral, session, &request, now)
            }
            Event::Request { id, request, .. } => {
                let response = request.response(StatusCode::METHOD_NOT_ALLOWED);
                self.endpoint.respond(id, response, now)
            }
            Event::Registration(..) | _ => Ok(()),
        };
        if let Err(error) = done {
            tracing::debug!(%error, "a call of the PBX went another way");
        }
    }

    fn incoming(
        &mut self,
        id: SessionId,
        request: &Request,
        now: Instant,
    ) -> Result<(), CommandError> {
        match request.uri.user().as_deref() {
            Some(ECHO) => self.accept(id, request, Play::Echo, now),
            Some(MUSIC) => self.accept(id, request, Play::Melody, now),
            Some(BUSY) => self.endpoint.reject(id, StatusCode::BUSY_HERE, now),
            Some(SILENT) => self.endpoint.ring(id, StatusCode::RINGING, None, now),
            Some(_) | None => self.endpoint.reject(id, StatusCode::NOT_FOUND, now),
        }
    }

    fn accept(
        &mut self,
        id: SessionId,
        request: &Request,
        play: Play,
        now: Instant,
    ) -> Result<(), CommandError> {
        let line =
            request.uri.user().and_then(|user| SERVICES.iter().position(|name| *name == user));
        let account = AccountId(line.and_then(|line| u32::try_from(line).ok()).unwrap_or_default());
        let Ok(mut call) = self.open(account, play) else {
            return self.endpoint.reject(id, StatusCode::SERVICE_UNAVAILABLE, now);
        };
        let body =
            if request.body.is_empty() { Ok(call.offer()) } else { call.answer(&request.body) };
        match body {
            Ok(body) => {
                self.endpoint.accept(id, Some(body), now)?;
                self.calls.insert(id, call);
                Ok(())
            }
            Err(status) => self.endpoint.reject(id, status, now),
        }
    }

    fn open(&mut self, account: AccountId, play: Play) -> io::Result<Call> {
        let (voice, port) = self.voices.open(play, self.rng.u32())?;
        let local = Local::new(self.voices.ip(), port);
        let number = self.rng.u64() >> 11;
        let session = Session::new(Capabilities::g711(Some(EVENTS)), local, number);
        Ok(Call { account, play, session, voice })
    }

    /// Transfers a call: calls whom its other party names, as the same line (RFC 3515).
    fn refer(
        &mut self,
        id: ReferralId,
        session: Option<SessionId>,
        request: &Request,
        now: Instant,
    ) -> Result<(), CommandError> {
        let call = session.and_then(|session| self.calls.get(&session));
        let Some((account, play)) = call.map(|call| (call.account, call.play)) else {
            return self.endpoint.reject_referral(id, StatusCode::FORBIDDEN, now);
        };
        let Ok(ReferTo(target)) = request.headers.typed::<ReferTo>() else {
            return self.endpoint.reject_referral(id, StatusCode::BAD_REQUEST, now);
        };
        let Ok(mut call) = self.open(account, play) else {
            return self.endpoint.reject_referral(id, StatusCode::SERVICE_UNAVAILABLE, now);
        };
        self.endpoint.accept_referral(id, now)?;
        let referred_by = request.headers.get(&HeaderName::ReferredBy);
        let (target, headers) = referred(&target.uri, referred_by);
        let invitation = Invitation::new(account, target, Some(call.offer()));
        let session = self.endpoint.invite_to(Invitation { headers, ..invitation }, now)?;
        self.calls.insert(session, call);
        self.referred.insert(session, id);
        Ok(())
    }

    /// Tells who transferred a call how that goes.
    fn report(&mut self, id: SessionId, event: &SessionEvent, now: Instant) {
        let line = match event {
            SessionEvent::Progress { status, .. } => StatusLine::new(*status),
            SessionEvent::Answered { .. } => StatusLine::new(StatusCode::OK),
            SessionEvent::Failed { reason, .. } => StatusLine::from(reason),
            SessionEvent::Redirected { .. }
            | SessionEvent::Acknowledged { .. }
            | SessionEvent::Reinvite { .. }
            | SessionEvent::ReinviteAccepted { .. }
            | SessionEvent::ReinviteFailed { .. }
            | SessionEvent::RefreshDue
            | SessionEvent::Charged { .. }
            | SessionEvent::Ended { .. }
            | _ => return,
        };
        let referral = if line.status.is_final() {
            self.referred.remove(&id)
        } else {
            self.referred.get(&id).copied()
        };
        if let Some(referral) = referral {
            // Whoever asked may not want to know any more.
            let _ = self.endpoint.report_referral(referral, line, now);
        }
    }

    fn session(
        &mut self,
        id: SessionId,
        event: SessionEvent,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.report(id, &event, now);
        let Some(call) = self.calls.get_mut(&id) else { return Ok(()) };
        match event {
            SessionEvent::Acknowledged { body: Some(answer) }
            | SessionEvent::Answered { body: Some(answer), .. } => {
                if call.read_answer(&answer.data).is_err() {
                    return self.endpoint.hang_up(id, now);
                }
            }
            SessionEvent::Reinvite { body: Some(offer), .. } => {
                let answer = call.answer(&offer.data).map(Some).map_err(Into::into);
                return self.endpoint.answer_reinvite(id, answer, now);
            }
            SessionEvent::Reinvite { body: None, .. } => {
                let offer = call.offer();
                return self.endpoint.answer_reinvite(id, Ok(Some(offer)), now);
            }
            SessionEvent::Ended { .. } | SessionEvent::Failed { .. } => {
                self.calls.remove(&id);
            }
            SessionEvent::Acknowledged { body: None }
            | SessionEvent::Progress { .. }
            | SessionEvent::Answered { .. }
            | SessionEvent::ReinviteAccepted { .. }
            | SessionEvent::ReinviteFailed { .. }
            | _ => {}
        }
        Ok(())
    }
}

impl Call {
    fn offer(&mut self) -> Body {
        body(self.session.offer(Direction::SendRecv))
    }

    /// Answers an offer and plays accordingly.
    fn answer(&mut self, offer: &[u8]) -> Result<Body, StatusCode> {
        let offer = Description::parse(offer).map_err(|_| StatusCode::BAD_REQUEST)?;
        let answered = self.session.answer(&offer, Direction::SendRecv);
        let answer = body(answered.map_err(|_| StatusCode::NOT_ACCEPTABLE_HERE)?);
        if let Some(negotiated) = self.session.negotiated() {
            self.voice.set(negotiated.clone());
        }
        Ok(answer)
    }

    fn read_answer(&mut self, answer: &[u8]) -> Result<(), StatusCode> {
        let answer = Description::parse(answer).map_err(|_| StatusCode::BAD_REQUEST)?;
        let negotiated = self.session.read_answer(&answer);
        self.voice.set(negotiated.map_err(|_| StatusCode::NOT_ACCEPTABLE_HERE)?);
        Ok(())
    }
}

fn account(name: &str, exchange: SocketAddr) -> Account {
    let uri = |user: &str| Uri::sip(user, Host::Ip(exchange.ip()), Some(exchange.port()));
    Account { proxy: Some(uri("")), ..Account::new(uri(name), TRANSPORT) }
}

fn body(description: &Description) -> Body {
    Body { content_type: SDP.to_owned(), data: description.to_bytes() }
}

async fn sleep(timeout: Option<Duration>) {
    match timeout {
        Some(timeout) => tokio::time::sleep(timeout).await,
        None => std::future::pending().await,
    }
}
