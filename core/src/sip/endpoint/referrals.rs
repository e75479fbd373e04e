//! REFER, sent and received, and the NOTIFYs that follow it (RFC 3515, RFC 4488).

use super::client::User;
use super::server::tag_to;
use super::subscriptions::status_line;
use super::usages::{Base, MAX_REFERRALS, refusal};
use super::*;
use crate::sip::dialog::Dialog;
use crate::sip::event::sipfrag::{self, StatusLine};
use crate::sip::header::{
    CSeq, Event as EventHeader, Expires, NameAddr, ReferTo, SubscriptionState,
};
use crate::sip::message::{Headers, Method, Request};
use crate::sip::session::put_body;
use crate::sip::subscription::notifier::{Notice, Notifier};
use crate::sip::subscription::referral::Referral;
use crate::text::Params;

/// A REFER and what its messages need.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReferralEntry {
    side: Side,
    account: Option<AccountId>,
    transport: TransportId,
    pub(super) base: Base,
    /// The CSeq number of the REFER, which is the `id` of its events (RFC 3515 2.4.6).
    number: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Side {
    /// This phone sent it.
    Sent(Referral),
    /// This phone was sent it, and has not answered.
    Asked(ServerId),
    /// This phone was sent it, and tells what becomes of it.
    Telling(Notifier),
}

/// Returns whom the INVITE calls that a REFER asks for, and the header fields that it has.
///
/// Of those in `refer_to` only Replaces is believed: others would let the sender speak in this
/// end's name.
pub fn referred(refer_to: &Uri, referred_by: Option<&str>) -> (Uri, Headers) {
    let mut headers = Headers::default();
    for (name, value) in refer_to.as_sip().into_iter().flat_map(|uri| uri.headers()) {
        if HeaderName::from_name(&name) == HeaderName::Replaces && !value.contains(['\r', '\n']) {
            headers.push(HeaderName::Replaces, value);
        }
    }
    if headers.contains(&HeaderName::Replaces) {
        headers.push(HeaderName::Require, "replaces");
    }
    if let Some(referred_by) = referred_by {
        headers.push(HeaderName::ReferredBy, referred_by);
    }
    let mut target = refer_to.clone();
    if let Some(uri) = target.as_sip_mut() {
        uri.clear_headers();
        uri.params.remove("method");
    }
    (target, headers)
}

impl Endpoint {
    /// Sends a REFER in the dialog of `base`, or to `whom` if there is none.
    #[expect(clippy::too_many_arguments, reason = "each says something of the message")]
    pub(super) fn send_refer(
        &mut self,
        mut base: Base,
        account: Option<AccountId>,
        transport: TransportId,
        target: &Uri,
        whom: Option<&Uri>,
        headers: &Headers,
        now: Instant,
    ) -> Result<ReferralId, CommandError> {
        let routed = match account.zip(whom) {
            Some((account, whom)) => self.first_request(account, Method::Refer, whom, None, &base),
            None => self.request_in(&mut base, Method::Refer),
        };
        let mut routed = routed.ok_or(CommandError::WrongState)?;
        let fields = &mut routed.request.headers;
        fields.push_typed(&ReferTo(NameAddr::new("", target.clone())));
        fields.append(headers);
        let number = fields.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        let id = ReferralId(self.new_id());
        let side = Side::Sent(Referral::new(self.settings.no_notify()));
        let entry = ReferralEntry { side, account, transport, base, number };
        self.usages.referrals.insert(id, entry);
        self.send_for(User::Refer(id), account, transport, routed, now);
        self.pump_referral(id, now);
        Ok(id)
    }

    /// Takes a REFER, in the dialog of `session` or outside of dialogs.
    pub(super) fn receive_refer(
        &mut self,
        id: ServerId,
        session: Option<SessionId>,
        from: SocketAddr,
        request: Request,
        now: Instant,
    ) {
        // RFC 3515 2.4.2.
        let targets = request.headers.typed_all::<ReferTo>().map(|all| all.len());
        if targets != Ok(1) {
            return self.reply(id, StatusCode::BAD_REQUEST, now);
        }
        let asked = self.usages.referrals.values();
        if asked.filter(|entry| !matches!(entry.side, Side::Sent(_))).count() >= MAX_REFERRALS {
            return self.reply(id, StatusCode::SERVICE_UNAVAILABLE, now);
        }
        let Some(server) = self.servers.transactions.get(&id) else { return };
        let transport = server.transport;
        let (account, base) = match session {
            Some(session) => {
                (self.ways_of(session).and_then(|(account, _)| account), Base::Session(session))
            }
            None => {
                let tag = self.rng.hex(10);
                let Some(dialog) = Dialog::for_callee(&request, &tag) else {
                    return self.reply(id, StatusCode::BAD_REQUEST, now);
                };
                (self.account_for(transport, from, &request), Base::Own(Box::new(dialog)))
            }
        };
        let number = request.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        let referral = ReferralId(self.new_id());
        let entry = ReferralEntry { side: Side::Asked(id), account, transport, base, number };
        self.usages.referrals.insert(referral, entry);
        self.tell(Event::Referred { referral, session, account, from, request });
    }

    pub(super) fn answer_referral(
        &mut self,
        id: ReferralId,
        status: StatusCode,
        now: Instant,
    ) -> Result<(), CommandError> {
        let entry = self.usages.referrals.get(&id).ok_or(CommandError::UnknownUsage)?;
        let Side::Asked(server) = entry.side else { return Err(CommandError::WrongState) };
        let own_tag = match &entry.base {
            Base::Own(dialog) => Some(dialog.id().local_tag),
            Base::Session(_) | Base::None { .. } => None,
        };
        let (account, transport) = (entry.account, entry.transport);
        let request = self.servers.transactions.get(&server).and_then(|s| s.request.as_ref());
        let Some(request) = request else {
            self.usages.referrals.remove(&id);
            return Err(CommandError::UnknownRequest);
        };
        let mut response = request.response(status);
        // RFC 4488 4: no subscription, if that is what the sender wants.
        let wanted = request.headers.get(&refer_sub()).unwrap_or_default();
        let silent = wanted.trim().eq_ignore_ascii_case("false");
        if status.is_success() {
            for route in request.headers.get_all(&HeaderName::RecordRoute) {
                response.headers.push(HeaderName::RecordRoute, route);
            }
            if silent {
                response.headers.push(refer_sub(), "false");
            }
            if let Some(contact) = self.contact_of(account, transport) {
                response.headers.push_typed(&contact);
            }
        }
        if let Some(tag) = own_tag {
            tag_to(&mut response.headers, &tag);
        }
        self.respond_with(server, response, now);
        match self.usages.referrals.get_mut(&id) {
            Some(entry) if status.is_success() && !silent => {
                entry.side = Side::Telling(Notifier::new(now));
                self.pump_referral(id, now);
            }
            Some(_) | None => drop(self.usages.referrals.remove(&id)),
        }
        Ok(())
    }

    pub(super) fn tell_referral(
        &mut self,
        id: ReferralId,
        line: StatusLine,
        now: Instant,
    ) -> Result<(), CommandError> {
        let entry = self.usages.referrals.get_mut(&id).ok_or(CommandError::UnknownUsage)?;
        let Side::Telling(notifier) = &mut entry.side else {
            return Err(CommandError::WrongState);
        };
        notifier.notify(line);
        self.pump_referral(id, now);
        Ok(())
    }

    /// Takes a SUBSCRIBE: only for what follows a REFER may anybody subscribe here.
    pub(super) fn receive_subscribe(
        &mut self,
        id: ServerId,
        session: Option<SessionId>,
        request: &Request,
        now: Instant,
    ) {
        let event = request.headers.typed::<EventHeader>();
        let Some(event) = event.ok().filter(|event| event.package.eq_ignore_ascii_case("refer"))
        else {
            return self.reply(id, StatusCode::BAD_EVENT, now);
        };
        let asked = request.headers.typed_opt::<Expires>().ok().flatten().map_or(60, |e| e.0);
        let number = event.params.get("id").and_then(crate::text::digits::<u32>);
        let fits = |entry: &ReferralEntry| {
            matches!(entry.side, Side::Telling(_))
                && number.is_none_or(|number| number == entry.number)
                && entry.base.matches(session, request)
        };
        let found = self.usages.referrals.iter().find(|(_, entry)| fits(entry)).map(|(id, _)| *id);
        let Some(referral) = found else {
            return self.reply(id, StatusCode::CALL_DOES_NOT_EXIST, now);
        };
        let Some(entry) = self.usages.referrals.get_mut(&referral) else { return };
        let Side::Telling(notifier) = &mut entry.side else { return };
        let asked = Duration::from_secs(asked.into());
        let granted = notifier.handle_subscribe(asked, now);
        let (account, transport) = (entry.account, entry.transport);
        let seconds = u32::try_from(granted.as_secs()).unwrap_or(u32::MAX);
        if let Some(server) = self.servers.transactions.get(&id)
            && let Some(request) = &server.request
        {
            let mut response = request.response(StatusCode::OK);
            response.headers.push_typed(&Expires(seconds));
            if let Some(contact) = self.contact_of(account, transport) {
                response.headers.push_typed(&contact);
            }
            self.respond_with(id, response, now);
        }
        self.pump_referral(referral, now);
    }

    pub(super) fn referral_timeout(&mut self, id: ReferralId, now: Instant) {
        let Some(entry) = self.usages.referrals.get_mut(&id) else { return };
        let event = match &mut entry.side {
            Side::Sent(referral) => referral.handle_timeout(now),
            Side::Telling(notifier) => {
                notifier.handle_timeout(now);
                None
            }
            Side::Asked(_) => None,
        };
        self.tell_of(id, event);
        self.pump_referral(id, now);
    }

    /// Forgets a REFER that was sent: its NOTIFYs get 481 from now on.
    pub(super) fn drop_referral(&mut self, id: ReferralId) {
        self.schedule.set(Due::Referral(id), None);
        self.usages.referrals.remove(&id);
    }

    pub(super) fn refer_answered(
        &mut self,
        id: ReferralId,
        request: &Request,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        let Some(entry) = self.usages.referrals.get_mut(&id) else { return };
        // It may have been sent again, with credentials.
        entry.number = request.headers.typed::<CSeq>().map_or(entry.number, |cseq| cseq.number);
        let Side::Sent(referral) = &mut entry.side else { return };
        let event = match refusal(result) {
            Ok(response) => {
                entry.base.adopt_response(request, &response);
                let told = response.headers.get(&refer_sub()).unwrap_or_default();
                let silent = told.trim().eq_ignore_ascii_case("false");
                referral.handle_accepted(silent, now)
            }
            Err((reason, ..)) => referral.handle_refused(reason),
        };
        self.tell_of(id, event);
        self.pump_referral(id, now);
    }

    /// Returns the REFER that a NOTIFY tells of.
    pub(super) fn referral_of(
        &self,
        session: Option<SessionId>,
        event: &EventHeader,
        request: &Request,
    ) -> Option<ReferralId> {
        if !event.package.eq_ignore_ascii_case("refer") {
            return None;
        }
        let number = event.params.get("id").and_then(crate::text::digits::<u32>);
        let fits = |entry: &ReferralEntry| {
            matches!(entry.side, Side::Sent(_))
                && number.is_none_or(|number| number == entry.number)
                && entry.base.matches(session, request)
        };
        self.usages.referrals.iter().find(|(_, entry)| fits(entry)).map(|(id, _)| *id)
    }

    pub(super) fn referral_notified(
        &mut self,
        id: ServerId,
        to: ReferralId,
        request: &Request,
        now: Instant,
    ) {
        let Ok(state) = request.headers.typed::<SubscriptionState>() else {
            return self.reply(id, StatusCode::BAD_REQUEST, now);
        };
        let Some(entry) = self.usages.referrals.get_mut(&to) else { return };
        entry.base.adopt_notify(request);
        let number = request.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        let in_order = entry.base.own_mut().is_none_or(|dialog| dialog.check_order(number).is_ok());
        if !in_order {
            return self.reply(id, StatusCode::SERVER_INTERNAL_ERROR, now);
        }
        let Side::Sent(referral) = &mut entry.side else { return };
        let event = referral.handle_notify(status_line(request), &state, now);
        self.reply(id, StatusCode::OK, now);
        self.tell_of(to, event);
        self.pump_referral(to, now);
    }

    pub(super) fn notice_answered(
        &mut self,
        id: ReferralId,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        let status = result.ok().map(|response| response.status);
        if let Some(entry) = self.usages.referrals.get_mut(&id)
            && let Side::Telling(notifier) = &mut entry.side
        {
            notifier.handle_answered(status);
            self.pump_referral(id, now);
        }
    }

    fn tell_of(&mut self, id: ReferralId, event: Option<ReferralEvent>) {
        if let Some(event) = event {
            self.tell(Event::Referral(id, event));
        }
    }

    /// Sends what is due, and forgets what is over.
    pub(super) fn pump_referral(&mut self, id: ReferralId, now: Instant) {
        let Some(entry) = self.usages.referrals.get_mut(&id) else {
            return self.schedule.set(Due::Referral(id), None);
        };
        let (over, timeout, notice) = match &mut entry.side {
            Side::Sent(referral) => (referral.is_over(), referral.poll_timeout(), None),
            Side::Asked(_) => (false, None, None),
            Side::Telling(notifier) => {
                let notice = notifier.poll_notice(now);
                (notifier.is_over(), notifier.poll_timeout(), notice)
            }
        };
        if over {
            return self.drop_referral(id);
        }
        self.schedule.set(Due::Referral(id), timeout);
        if let Some(notice) = notice {
            self.send_notice(id, notice, now);
        }
    }

    fn send_notice(&mut self, id: ReferralId, notice: Notice, now: Instant) {
        let Some(entry) = self.usages.referrals.get(&id) else { return };
        let (account, transport, number) = (entry.account, entry.transport, entry.number);
        let mut base = entry.base.clone();
        let routed = self.request_in(&mut base, Method::Notify);
        let Some(entry) = self.usages.referrals.get_mut(&id) else { return };
        entry.base = base;
        let Some(mut routed) = routed else { return self.drop_referral(id) };
        let headers = &mut routed.request.headers;
        let mut params = Params::new();
        params.set("id", number.to_string());
        headers.push_typed(&EventHeader { package: "refer".to_owned(), params });
        let mut state =
            SubscriptionState::new(if notice.state.is_ok() { "active" } else { "terminated" });
        match notice.state {
            Ok(seconds) => state.params.set("expires", seconds.to_string()),
            Err(why) => state.params.set("reason", why.as_str()),
        }
        headers.push_typed(&state);
        let data = format!("{}\r\n", notice.line).into_bytes();
        let body = Body { content_type: sipfrag::CONTENT_TYPE.to_owned(), data };
        put_body(headers, &mut routed.request.body, Some(body));
        self.send_for(User::Notice(id), account, transport, routed, now);
    }
}

/// The field of RFC 4488.
fn refer_sub() -> HeaderName {
    HeaderName::Other("Refer-Sub".to_owned())
}
