//! Publications at work: PUBLISH built and sent (RFC 3903).

use super::client::User;
use super::usages::refusal;
use super::*;
use crate::sip::header::{Event as EventHeader, Expires};
use crate::sip::message::Method;
use crate::sip::session::put_body;
use crate::sip::subscription::publication::Publication;

/// A publication and what its messages need.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PublicationEntry {
    machine: Publication,
    account: AccountId,
    transport: TransportId,
    target: Uri,
    next_hop: Option<Uri>,
    event: EventHeader,
}

impl Endpoint {
    pub(super) fn start_publication(
        &mut self,
        plan: Subscription,
        body: Body,
        now: Instant,
    ) -> Result<PublicationId, CommandError> {
        let Subscription { account, target, next_hop, event, expires, .. } = plan;
        let line = self.accounts.get(&account).ok_or(CommandError::UnknownAccount)?;
        let transport = line.account.transport;
        let machine = Publication::new(expires, body);
        let id = PublicationId(self.new_id());
        let entry = PublicationEntry { machine, account, transport, target, next_hop, event };
        self.usages.publications.insert(id, entry);
        self.pump_publication(id, now);
        Ok(id)
    }

    pub(super) fn publication_command(
        &mut self,
        id: PublicationId,
        command: impl FnOnce(&mut Publication),
        now: Instant,
    ) -> Result<(), CommandError> {
        let entry = self.usages.publications.get_mut(&id).ok_or(CommandError::UnknownUsage)?;
        command(&mut entry.machine);
        self.pump_publication(id, now);
        Ok(())
    }

    pub(super) fn publication_timeout(&mut self, id: PublicationId, now: Instant) {
        let _ = self.publication_command(id, |machine| machine.handle_timeout(now), now);
    }

    pub(super) fn publish_answered(
        &mut self,
        id: PublicationId,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        let Some(entry) = self.usages.publications.get_mut(&id) else { return };
        let event = match refusal(result) {
            Ok(response) => {
                let entity = response.headers.get(&HeaderName::SipEtag).map(str::to_owned);
                let granted = response.headers.typed_opt::<Expires>().ok().flatten();
                let granted = granted.map(|field| Duration::from_secs(field.0.into()));
                entry.machine.handle_accepted(entity, granted, now)
            }
            Err((reason, minimum, retry)) => {
                entry.machine.handle_refused(reason, minimum, retry, now)
            }
        };
        if let Some(event) = event {
            self.tell(Event::Publication(id, event));
        }
        self.pump_publication(id, now);
    }

    fn pump_publication(&mut self, id: PublicationId, now: Instant) {
        let Some(entry) = self.usages.publications.get_mut(&id) else { return };
        if let Some(publish) = entry.machine.poll_publish() {
            let (account, transport) = (entry.account, entry.transport);
            let (target, hop) = (entry.target.clone(), entry.next_hop.clone());
            let event = entry.event.clone();
            let base = self.new_base();
            let routed = self.first_request(account, Method::Publish, &target, hop.as_ref(), &base);
            let Some(mut routed) = routed else {
                return drop(self.usages.publications.remove(&id));
            };
            let headers = &mut routed.request.headers;
            headers.push_typed(&event);
            let seconds = u32::try_from(publish.lifetime.as_secs()).unwrap_or(u32::MAX);
            headers.push_typed(&Expires(seconds));
            if let Some(entity) = publish.entity {
                headers.push(HeaderName::SipIfMatch, entity);
            }
            put_body(headers, &mut routed.request.body, publish.body);
            self.send_for(User::Publication(id), Some(account), transport, routed, now);
        }
        let Some(entry) = self.usages.publications.get(&id) else { return };
        if entry.machine.is_over() {
            self.schedule.set(Due::Publication(id), None);
            self.usages.publications.remove(&id);
        } else {
            self.schedule.set(Due::Publication(id), entry.machine.poll_timeout());
        }
    }
}
