//! What a caller knows of those who have not answered yet: early dialogs, and the confirmation of
//! their reliable provisional responses (RFC 3262 4).

use super::*;
use crate::sip::header::{Allow, RAck, RSeq, Require};

/// How many forks of one INVITE are followed before one of them answers.
const MAX_FORKS: usize = 32;

/// The tag of reliable provisional responses (RFC 3262 8.1).
pub(crate) const RELIABLE: &str = "100rel";

/// How far offer and answer are within a dialog (RFC 3261 13.2.1, RFC 3311 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Offers {
    /// Nothing was offered yet.
    #[default]
    None,
    /// This end's offer waits for its answer.
    Sent,
    /// The other end's offer waits for its answer.
    Received,
    /// The last offer was answered, or refused.
    Settled,
}

/// An early dialog of a caller.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Early {
    pub(super) dialog: Dialog,
    pub(super) offers: Offers,
    /// The last reliable response that was taken.
    rseq: Option<u32>,
    /// The response that holds an offer, which the PRACK has to answer, and its INVITE.
    owed: Option<(u32, u32)>,
}

impl Session {
    /// Takes a provisional response (RFC 3261 13.2.2.1, RFC 3262 4).
    pub(super) fn progress(&mut self, offer: Offer, invite: &Request, response: Response) {
        if response.status == StatusCode::TRYING {
            return;
        }
        let remote_tag = to_tag(&response.headers);
        if let Some(tag) = &remote_tag {
            self.note_fork(tag, offer, invite, &response);
        }
        let status = response.status;
        let rseq = rseq(&response.headers).filter(|_| self.reliable.is_understood());
        let body = take_body(&response.headers, response.body);
        let early = remote_tag.as_ref().and_then(|tag| self.early.get_mut(tag));
        let (Some(rseq), Some(early)) = (rseq, early) else {
            return self.tell(SessionEvent::Progress { status, remote_tag, body, reliable: false });
        };
        // A repetition, or one before it is missing and will come again.
        if early.rseq.is_some_and(|last| last.checked_add(1) != Some(rseq)) {
            return;
        }
        early.rseq = Some(rseq);
        let number = number(invite);
        match (early.offers, &body) {
            (Offers::None, Some(_)) => {
                early.offers = Offers::Received;
                early.owed = Some((rseq, number));
            }
            (Offers::Sent, Some(_)) => {
                early.offers = Offers::Settled;
                self.confirm(remote_tag.as_deref(), (rseq, number), None);
            }
            _ => self.confirm(remote_tag.as_deref(), (rseq, number), None),
        }
        self.tell(SessionEvent::Progress { status, remote_tag, body, reliable: true });
    }

    /// Answers the offer of a reliable response.
    pub(super) fn acknowledge_early(&mut self, body: Option<Body>) -> Result<(), CommandError> {
        let owing = self.early.iter().find(|(_, early)| early.owed.is_some());
        let tag = owing.map(|(tag, _)| tag.clone()).ok_or(CommandError::WrongState)?;
        let owed = self.early.get_mut(&tag).and_then(|early| {
            early.offers = Offers::Settled;
            early.owed.take()
        });
        if let Some(owed) = owed {
            self.confirm(Some(&tag), owed, body);
        }
        Ok(())
    }

    /// Sends PRACK for a response and the INVITE that it belongs to.
    fn confirm(&mut self, tag: Option<&str>, (rseq, cseq): (u32, u32), body: Option<Body>) {
        let Some(early) = tag.and_then(|tag| self.early.get_mut(tag)) else { return };
        let mut routed = early.dialog.request(Method::Prack);
        let rack = RAck { rseq, cseq, method: Method::Invite };
        routed.request.headers.push_typed(&rack);
        put_body(&mut routed.request.headers, &mut routed.request.body, body);
        self.output(SessionOutput::Request(Purpose::Prack, routed));
    }

    /// RFC 3261 13.2.2.1: each remote tag is an early dialog of its own.
    fn note_fork(&mut self, tag: &str, offer: Offer, invite: &Request, response: &Response) {
        self.peer.learn(&response.headers);
        self.latest = Some(tag.to_owned());
        if self.early.len() >= MAX_FORKS || self.early.contains_key(tag) {
            return;
        }
        if let Some(dialog) = Dialog::for_caller(invite, response) {
            self.output(SessionOutput::Attach(dialog.id()));
            let offers = if offer == Offer::Made { Offers::Sent } else { Offers::None };
            let early = Early { dialog, offers, rseq: None, owed: None };
            self.early.insert(tag.to_owned(), early);
        }
    }

    /// Makes the dialog of the first 2xx the session's dialog (RFC 3261 13.2.2.4); returns
    /// whether its offer was answered before.
    pub(super) fn adopt(&mut self, invite: &Request, response: &Response) -> bool {
        let tag = to_tag(&response.headers).unwrap_or_default();
        self.peer.learn(&response.headers);
        let early = self.early.remove(&tag);
        let settled = early.as_ref().is_some_and(|early| early.offers == Offers::Settled);
        self.detach_early();
        match early {
            Some(mut early) => {
                early.dialog.learn_route(response);
                self.dialog = Some(early.dialog);
            }
            None => {
                self.dialog = Dialog::for_caller(invite, response);
                if let Some(dialog) = &self.dialog {
                    self.outputs.push_back(SessionOutput::Attach(dialog.id()));
                }
            }
        }
        self.offers = Offers::Settled;
        settled
    }

    pub(super) fn detach_early(&mut self) {
        let early = core::mem::take(&mut self.early);
        let ids = early.values().map(|early| SessionOutput::Detach(early.dialog.id()));
        self.outputs.extend(ids);
    }
}

/// What is known of the other end.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Peer {
    /// Whether it takes UPDATE (RFC 3311 5.1).
    pub(super) updates: bool,
}

impl Peer {
    /// Takes over what a message says of its sender.
    pub(super) fn learn(&mut self, headers: &Headers) {
        if headers.contains(&HeaderName::Allow) {
            let allowed = headers.typed_all::<Allow>().unwrap_or_default();
            self.updates = allowed.iter().any(|Allow(method)| *method == Method::Update);
        }
    }
}

/// Returns the number of a response that wants to be confirmed.
fn rseq(headers: &Headers) -> Option<u32> {
    let required = headers.typed_all::<Require>().ok()?;
    let wanted = required.iter().any(|Require(tag)| tag.eq_ignore_ascii_case(RELIABLE));
    let RSeq(number) = headers.typed::<RSeq>().ok()?;
    wanted.then_some(number)
}
