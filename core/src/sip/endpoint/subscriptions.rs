//! Subscriptions at work: SUBSCRIBE built and sent, NOTIFY matched and answered (RFC 6665).

use super::client::User;
use super::contacts::Told;
use super::usages::{Base, refusal};
use super::*;
use crate::sip::event::appearance;
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::{
    CSeq, ContentType, Event as EventHeader, Expires, SubscriptionState, TypedHeader,
};
use crate::sip::message::{Method, Request};
use crate::sip::session::{take_body, to_tag};
use crate::sip::subscription::subscriber::{Plan, Subscriber, SubscriberOutput};

/// How many subscriptions there may be.
const MAX_SUBSCRIPTIONS: usize = 256;

/// Events that act on the phone, or are told to whoever has an account, without a subscription:
/// the owner decides whom to believe.
const OWNERS_EVENTS: [&str; 5] = ["check-sync", "resync", "talk", "hold", "message-summary"];

/// Event packages for which NOTIFY may come behind a subscription that is over. NOTIFY for
/// another package is a mistake of the sender (RFC 6665 4.1.3).
pub(super) const PACKAGES: [&str; 9] = [
    "message-summary",
    "dialog",
    "presence",
    "refer",
    "reg",
    "as-feature-event",
    "call-info",
    "line-seize",
    "ua-profile",
];

/// Event packages whose state is in Call-Info (shared lines of BroadWorks).
const SHARED_LINES: [&str; 2] = ["call-info", "line-seize"];

/// Most appearances of a line that are told.
const MAX_APPEARANCES: usize = 64;

/// A subscription and what its messages need.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SubscriptionEntry {
    machine: Subscriber,
    plan: Subscription,
    transport: TransportId,
    pub(super) base: Base,
    /// What the notifier knows of the way here.
    pub(super) told: Told,
}

impl SubscriptionEntry {
    pub(super) const fn account(&self) -> AccountId {
        self.plan.account
    }

    pub(super) const fn transport(&self) -> TransportId {
        self.transport
    }
}

impl Endpoint {
    pub(super) fn start_subscription(
        &mut self,
        plan: Subscription,
        now: Instant,
    ) -> Result<SubscriptionId, CommandError> {
        let line = self.accounts.get(&plan.account).ok_or(CommandError::UnknownAccount)?;
        let transport = line.account.transport;
        if self.usages.subscriptions.len() >= MAX_SUBSCRIPTIONS {
            return Err(CommandError::WrongState);
        }
        let id = SubscriptionId(self.new_id());
        let times = Plan {
            lifetime: plan.expires,
            no_notify: self.settings.no_notify(),
            retry: plan.retry,
        };
        let machine = Subscriber::new(times, now);
        let base = self.new_base();
        let entry = SubscriptionEntry { machine, plan, transport, base, told: Told::default() };
        self.usages.subscriptions.insert(id, entry);
        self.pump_subscription(id, now);
        Ok(id)
    }

    pub(super) fn subscription_command(
        &mut self,
        id: SubscriptionId,
        command: impl FnOnce(&mut Subscriber, Instant),
        now: Instant,
    ) -> Result<(), CommandError> {
        let entry = self.usages.subscriptions.get_mut(&id).ok_or(CommandError::UnknownUsage)?;
        command(&mut entry.machine, now);
        self.pump_subscription(id, now);
        Ok(())
    }

    pub(super) fn subscription_timeout(&mut self, id: SubscriptionId, now: Instant) {
        let _ = self.subscription_command(id, Subscriber::handle_timeout, now);
    }

    /// The address of `transport` is another one: notifiers learn it with the next SUBSCRIBE,
    /// which comes now.
    pub(super) fn renew_subscriptions(&mut self, transport: TransportId, now: Instant) {
        let all = self.usages.subscriptions.iter();
        let hit = all.filter(|(_, entry)| entry.transport == transport).map(|(id, _)| *id);
        for id in hit.collect::<Vec<_>>() {
            let _ = self.subscription_command(id, Subscriber::refresh, now);
        }
    }

    fn pump_subscription(&mut self, id: SubscriptionId, now: Instant) {
        while let Some(entry) = self.usages.subscriptions.get_mut(&id) {
            match entry.machine.poll_output() {
                Some(SubscriberOutput::Begin(lifetime)) => {
                    // A dialog of its own each time: what belongs to the last one is stray.
                    let base = self.new_base();
                    if let Some(entry) = self.usages.subscriptions.get_mut(&id) {
                        entry.base = base;
                    }
                    self.send_subscribe(id, lifetime, now);
                }
                Some(SubscriberOutput::Again(lifetime)) => self.send_subscribe(id, lifetime, now),
                Some(SubscriberOutput::Forget) => {
                    self.abandon_subscribes(id);
                    let base = self.new_base();
                    if let Some(entry) = self.usages.subscriptions.get_mut(&id) {
                        entry.base = base;
                    }
                }
                Some(SubscriberOutput::Event(event)) => self.tell(Event::Subscription(id, event)),
                None => break,
            }
        }
        let Some(entry) = self.usages.subscriptions.get(&id) else { return };
        if entry.machine.is_over() {
            self.schedule.set(Due::Subscription(id), None);
            self.usages.subscriptions.remove(&id);
        } else {
            self.schedule.set(Due::Subscription(id), entry.machine.poll_timeout());
        }
    }

    fn abandon_subscribes(&mut self, id: SubscriptionId) {
        let all = self.clients.exchanges.iter();
        let own = all.filter(|(_, exchange)| exchange.user == User::Subscription(id));
        for exchange in own.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.abandon(exchange);
        }
    }

    fn send_subscribe(&mut self, id: SubscriptionId, lifetime: Duration, now: Instant) {
        let Some(entry) = self.usages.subscriptions.get(&id) else { return };
        let (plan, transport, mut base) = (entry.plan.clone(), entry.transport, entry.base.clone());
        let first = matches!(base, Base::None { .. });
        let routed = if first {
            let (account, hop) = (plan.account, plan.next_hop.as_ref());
            self.first_request(account, Method::Subscribe, &plan.target, hop, &base)
        } else {
            self.request_in(&mut base, Method::Subscribe)
        };
        if let Some(entry) = self.usages.subscriptions.get_mut(&id) {
            entry.base = base;
        }
        let Some(mut routed) = routed else {
            // The account is gone.
            let reason = FailureReason::Transport("the account is gone".to_owned());
            let fail = |m: &mut Subscriber, now| m.handle_refused(reason, None, None, now);
            let _ = self.subscription_command(id, fail, now);
            return;
        };
        let headers = &mut routed.request.headers;
        headers.push_typed(&plan.event);
        let seconds = u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX);
        headers.push_typed(&Expires(seconds));
        if !plan.accept.is_empty() {
            headers.push(HeaderName::Accept, plan.accept.join(", "));
        }
        headers.append(&plan.headers);
        let user = User::Subscription(id);
        self.send_for(user, Some(plan.account), transport, routed, now);
    }

    pub(super) fn subscribe_answered(
        &mut self,
        id: SubscriptionId,
        request: &Request,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        let Some(entry) = self.usages.subscriptions.get_mut(&id) else { return };
        match refusal(result) {
            Ok(response) => {
                entry.base.adopt_response(request, &response);
                if let Base::Own(dialog) = &mut entry.base {
                    dialog.refresh_target(&response.headers);
                }
                let granted = response.headers.typed_opt::<Expires>().ok().flatten();
                let granted = granted.map(|field| Duration::from_secs(field.0.into()));
                entry.machine.handle_accepted(granted, now);
            }
            Err((reason, minimum, retry)) => {
                entry.machine.handle_refused(reason, minimum, retry, now);
            }
        }
        self.pump_subscription(id, now);
    }

    /// Takes a NOTIFY: in the dialog of `session`, in one of a subscription, or in none.
    pub(super) fn receive_notify(
        &mut self,
        id: ServerId,
        session: Option<SessionId>,
        from: SocketAddr,
        request: Request,
        now: Instant,
    ) {
        let Ok(event) = request.headers.typed::<EventHeader>() else {
            return self.reply(id, StatusCode::BAD_EVENT, now);
        };
        let package = event.package.as_str();
        if let Some(subscription) = self.subscription_of(session, &event, &request) {
            return self.notified(id, subscription, request, now);
        }
        if let Some(referral) = self.referral_of(session, &event, &request) {
            return self.referral_notified(id, referral, &request, now);
        }
        // In a dialog that is not there it belongs to something that was.
        let known_way = session.is_some() || to_tag(&request.headers).is_none();
        if known_way && is_one_of(package, &OWNERS_EVENTS) {
            return self.hand_over(id, session, from, request);
        }
        let known = is_one_of(package, &PACKAGES);
        let status = if known { StatusCode::CALL_DOES_NOT_EXIST } else { StatusCode::BAD_EVENT };
        self.reply(id, status, now);
    }

    fn subscription_of(
        &self,
        session: Option<SessionId>,
        event: &EventHeader,
        request: &Request,
    ) -> Option<SubscriptionId> {
        if session.is_some() {
            return None;
        }
        let fits = |entry: &SubscriptionEntry| {
            let own = &entry.plan.event;
            entry.machine.listens()
                && own.package.eq_ignore_ascii_case(&event.package)
                && own.params.get("id") == event.params.get("id")
                && entry.base.matches(None, request)
        };
        self.usages.subscriptions.iter().find(|(_, entry)| fits(entry)).map(|(id, _)| *id)
    }

    fn notified(&mut self, id: ServerId, to: SubscriptionId, request: Request, now: Instant) {
        let Ok(state) = request.headers.typed::<SubscriptionState>() else {
            return self.reply(id, StatusCode::BAD_REQUEST, now);
        };
        let number = request.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        let Some(entry) = self.usages.subscriptions.get_mut(&to) else { return };
        entry.base.adopt_notify(&request);
        let Some(dialog) = entry.base.own_mut() else {
            // Without a Contact there is nobody to refresh the subscription with.
            return self.reply(id, StatusCode::BAD_REQUEST, now);
        };
        if dialog.check_order(number).is_err() {
            return self.reply(id, StatusCode::SERVER_INTERNAL_ERROR, now);
        }
        dialog.refresh_target(&request.headers);
        let shared = is_one_of(&entry.plan.event.package, &SHARED_LINES);
        let mut fields = request.headers.get_all(&HeaderName::CallInfo).peekable();
        let appearances = (shared && fields.peek().is_some())
            .then(|| fields.flat_map(appearance::read).take(MAX_APPEARANCES).collect());
        let body = take_body(&request.headers, request.body);
        let accepted = body.as_ref().is_none_or(|body| accepts(&entry.plan.accept, body));
        if !accepted {
            return self.reply(id, StatusCode::UNSUPPORTED_MEDIA_TYPE, now);
        }
        entry.machine.handle_notify(&state, now);
        self.reply(id, StatusCode::OK, now);
        let event = match appearances {
            Some(appearances) => SubscriptionEvent::Appearances(appearances),
            None => SubscriptionEvent::Notified(body),
        };
        let event = Event::Subscription(to, event);
        // What it says counts also when it is the last.
        if state.is("terminated") {
            self.tell(event);
            self.pump_subscription(to, now);
        } else {
            self.pump_subscription(to, now);
            self.tell(event);
        }
    }
}

/// Whether a body is of one of the types that were named; without any, all are.
fn accepts(types: &[String], body: &Body) -> bool {
    let read = |text: &str| {
        let mut values = Vec::new();
        ContentType::parse_field(text, &mut values).ok()?;
        values.pop()
    };
    let same = |a: &ContentType, b: &ContentType| {
        let bare = |kind: &ContentType| {
            let text = kind.to_string().to_ascii_lowercase();
            text.split(';').next().unwrap_or_default().to_owned()
        };
        bare(a) == bare(b)
    };
    types.is_empty()
        || read(&body.content_type).is_some_and(|kind| {
            types.iter().filter_map(|text| read(text)).any(|wanted| same(&wanted, &kind))
        })
}

pub(super) fn is_one_of(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Returns the status line in the body of a NOTIFY of a REFER.
pub(super) fn status_line(request: &Request) -> Option<StatusLine> {
    let kind = request.headers.typed::<ContentType>().ok()?;
    if kind.is("message", "sipfrag") { StatusLine::read(&request.body) } else { None }
}
