//! Dialogs (RFC 3261 12): tags, sequence numbers, route set and remote target.

use serde::{Deserialize, Serialize};

use super::header::{CSeq, CallId, Contact, From, HeaderName, NameAddr, RecordRoute, Route, To};
use super::message::{Headers, Method, Request, Response};
use super::uri::Uri;

/// What names a dialog at this end (RFC 3261 12). A peer of RFC 2543 has an empty tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DialogId {
    /// Call-ID.
    pub call_id: String,
    /// The tag of this end.
    pub local_tag: String,
    /// The tag of the other end.
    pub remote_tag: String,
}

/// A dialog, early or confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialog {
    call_id: String,
    local: NameAddr,
    remote: NameAddr,
    local_seq: u32,
    remote_seq: Option<u32>,
    remote_target: Uri,
    /// Whether that is a conference (RFC 4579 4.2).
    is_focus: bool,
    route_set: Vec<NameAddr>,
}

/// A request with a sequence number below the last one (RFC 3261 12.2.2): 500.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfOrder;

/// A request and the hop that it goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routed {
    /// The request, without Via, Contact and what else every request has.
    pub request: Request,
    /// Whose host and port it is sent to.
    pub hop: Uri,
}

impl Dialog {
    /// Returns the caller's dialog with whoever sent `response` (RFC 3261 12.1.2), unless the
    /// response lacks a Contact; then the Request-URI is all that is known.
    ///
    /// `None` if one of the two has no readable From, To, Call-ID or CSeq.
    pub fn for_caller(invite: &Request, response: &Response) -> Option<Self> {
        let CallId(call_id) = invite.headers.typed().ok()?;
        let From(local) = invite.headers.typed().ok()?;
        let To(remote) = response.headers.typed().ok()?;
        let cseq: CSeq = invite.headers.typed().ok()?;
        let mut dialog = Self {
            call_id,
            local,
            remote,
            local_seq: cseq.number,
            remote_seq: None,
            remote_target: invite.uri.clone(),
            is_focus: false,
            route_set: Vec::new(),
        };
        dialog.learn_route(response);
        Some(dialog)
    }

    /// Returns the callee's dialog with whoever sent `invite` (RFC 3261 12.1.1).
    ///
    /// `None` if it has no readable From, To, Call-ID or CSeq, or no Contact.
    pub fn for_callee(invite: &Request, local_tag: &str) -> Option<Self> {
        let CallId(call_id) = invite.headers.typed().ok()?;
        let From(remote) = invite.headers.typed().ok()?;
        let To(local) = invite.headers.typed().ok()?;
        let cseq: CSeq = invite.headers.typed().ok()?;
        let contact = contact(&invite.headers)?;
        Some(Self {
            call_id,
            local: local.with_tag(local_tag),
            remote,
            local_seq: 0,
            remote_seq: Some(cseq.number),
            is_focus: is_focus(&contact),
            remote_target: contact.uri,
            route_set: record_route(&invite.headers),
        })
    }

    /// Returns the subscriber's dialog with whoever sent `notify`, which may come before the
    /// answer to SUBSCRIBE or REFER (RFC 6665 4.1.4); `number` is that of the subscriber's
    /// request.
    ///
    /// `None` if it has no readable From, To, Call-ID or CSeq, or no Contact.
    pub fn for_subscriber(notify: &Request, local_tag: &str, number: u32) -> Option<Self> {
        let dialog = Self::for_callee(notify, local_tag)?;
        Some(Self { local_seq: number, ..dialog })
    }

    /// Returns its name.
    pub fn id(&self) -> DialogId {
        DialogId {
            call_id: self.call_id.clone(),
            local_tag: self.local.tag().unwrap_or_default().to_owned(),
            remote_tag: self.remote_tag().to_owned(),
        }
    }

    /// Returns the tag of the other end; empty for a peer of RFC 2543.
    pub fn remote_tag(&self) -> &str {
        self.remote.tag().unwrap_or_default()
    }

    /// Returns where the other end is reached: its Contact.
    pub const fn remote_target(&self) -> &Uri {
        &self.remote_target
    }

    /// Whether the other end is a conference (RFC 4579 4.2).
    pub const fn is_focus(&self) -> bool {
        self.is_focus
    }

    /// Returns name and URI of the other end.
    pub const fn remote(&self) -> &NameAddr {
        &self.remote
    }

    /// Takes over what a response tells of the way to the other end: a 2xx decides the route set
    /// anew (RFC 3261 13.2.2.4).
    pub fn learn_route(&mut self, response: &Response) {
        self.route_set = record_route(&response.headers);
        self.route_set.reverse();
        self.refresh_target(&response.headers);
    }

    /// Takes over the Contact of a target refresh (RFC 3261 12.2.1.2, 12.2.2).
    pub fn refresh_target(&mut self, headers: &Headers) {
        if let Some(contact) = contact(headers) {
            self.is_focus = is_focus(&contact);
            self.remote_target = contact.uri;
        }
    }

    /// Takes the sequence number of a request from the other end (RFC 3261 12.2.2).
    ///
    /// # Errors
    ///
    /// [`OutOfOrder`] if it is below the last one.
    pub fn check_order(&mut self, number: u32) -> Result<(), OutOfOrder> {
        if self.remote_seq.is_some_and(|last| number < last) {
            return Err(OutOfOrder);
        }
        self.remote_seq = Some(number);
        Ok(())
    }

    /// Returns a new request in this dialog (RFC 3261 12.2.1.1).
    pub fn request(&mut self, method: Method) -> Routed {
        self.advance();
        self.build(method, self.local_seq)
    }

    /// Returns the ACK for the 2xx to an INVITE with this sequence number (RFC 3261 13.2.2.4).
    pub fn ack(&self, number: u32) -> Routed {
        self.build(Method::Ack, number)
    }

    /// Takes the next sequence number and returns it: a request is sent again with credentials.
    pub fn advance(&mut self) -> u32 {
        self.local_seq = self.local_seq.saturating_add(1).min(CSeq::MAX);
        self.local_seq
    }

    fn build(&self, method: Method, number: u32) -> Routed {
        let (uri, routes, hop) = self.way();
        let mut request = Request::new(method.clone(), uri);
        let headers = &mut request.headers;
        if !routes.is_empty() {
            headers.push_list(&routes);
        }
        headers.push(HeaderName::From, self.local.to_string());
        headers.push(HeaderName::To, self.remote.to_string());
        headers.push(HeaderName::CallId, self.call_id.clone());
        headers.push_typed(&CSeq::new(number, method));
        Routed { request, hop }
    }

    /// Returns Request-URI, Route values and next hop.
    fn way(&self) -> (Uri, Vec<Route>, Uri) {
        let target = self.remote_target.clone();
        let routes = || self.route_set.iter().cloned().map(Route);
        match self.route_set.first() {
            None => (target.clone(), Vec::new(), target),
            Some(first) if is_loose(&first.uri) => (target, routes().collect(), first.uri.clone()),
            // A strict router takes its own URI as Request-URI; the target goes last.
            Some(first) => {
                let last = Route(NameAddr::new("", target));
                let rest = routes().skip(1).chain(core::iter::once(last)).collect();
                (first.uri.clone(), rest, first.uri.clone())
            }
        }
    }
}

fn is_loose(uri: &Uri) -> bool {
    uri.as_sip().is_some_and(super::uri::SipUri::is_loose_router)
}

fn contact(headers: &Headers) -> Option<NameAddr> {
    headers.typed_opt::<Contact>().ok()??.address().cloned()
}

fn is_focus(contact: &NameAddr) -> bool {
    contact.params.has("isfocus")
}

fn record_route(headers: &Headers) -> Vec<NameAddr> {
    let routes = headers.typed_all::<RecordRoute>().unwrap_or_default();
    routes.into_iter().map(|route| route.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::message::StatusCode;

    fn uri(text: &str) -> Uri {
        Uri::parse(text).unwrap()
    }

    fn invite() -> Request {
        let mut invite = Request::new(Method::Invite, uri("sip:bob@b.example"));
        invite.headers.push(HeaderName::From, "Alice <sip:alice@a.example>;tag=a1");
        invite.headers.push(HeaderName::To, "<sip:bob@b.example>");
        invite.headers.push(HeaderName::CallId, "call");
        invite.headers.push(HeaderName::CSeq, "7 INVITE");
        invite.headers.push(HeaderName::Contact, "<sip:alice@192.0.2.1>");
        invite
    }

    fn answer(routes: &[&str]) -> Response {
        let mut response = invite().response(StatusCode::OK);
        response.headers.set(HeaderName::To, "<sip:bob@b.example>;tag=b1");
        response.headers.push(HeaderName::Contact, "<sip:bob@192.0.2.2>");
        for route in routes {
            response.headers.push(HeaderName::RecordRoute, *route);
        }
        response
    }

    fn caller(routes: &[&str]) -> Dialog {
        Dialog::for_caller(&invite(), &answer(routes)).unwrap()
    }

    #[test]
    fn caller_sends_to_the_contact_with_the_next_number() {
        let mut dialog = caller(&[]);
        let Routed { request, hop } = dialog.request(Method::Bye);
        assert_eq!(request.uri, uri("sip:bob@192.0.2.2"));
        assert_eq!(hop, request.uri);
        assert_eq!(request.headers.get(&HeaderName::CSeq), Some("8 BYE"));
        assert_eq!(request.headers.get(&HeaderName::To), Some("<sip:bob@b.example>;tag=b1"));
        assert_eq!(dialog.ack(7).request.headers.get(&HeaderName::CSeq), Some("7 ACK"));
        assert_eq!(dialog.id().remote_tag, "b1");
    }

    #[test]
    fn callers_route_set_is_reversed_and_loose_routes_keep_the_target() {
        let mut dialog = caller(&["<sip:p2.example;lr>, <sip:p1.example;lr>"]);
        let Routed { request, hop } = dialog.request(Method::Bye);
        assert_eq!(request.uri, uri("sip:bob@192.0.2.2"));
        assert_eq!(hop, uri("sip:p1.example;lr"));
        let route = request.headers.get(&HeaderName::Route);
        assert_eq!(route, Some("<sip:p1.example;lr>, <sip:p2.example;lr>"));
    }

    #[test]
    fn strict_router_gets_its_own_uri_and_the_target_goes_last() {
        let mut dialog = caller(&["<sip:p2.example;lr>", "<sip:p1.example>"]);
        let Routed { request, hop } = dialog.request(Method::Bye);
        assert_eq!((&request.uri, &hop), (&uri("sip:p1.example"), &uri("sip:p1.example")));
        let route = request.headers.get(&HeaderName::Route);
        assert_eq!(route, Some("<sip:p2.example;lr>, <sip:bob@192.0.2.2>"));
    }

    #[test]
    fn callees_route_set_keeps_its_order() {
        let mut invite = invite();
        invite.headers.push(HeaderName::RecordRoute, "<sip:p2.example;lr>, <sip:p1.example;lr>");
        let mut dialog = Dialog::for_callee(&invite, "b1").unwrap();
        let Routed { request, hop } = dialog.request(Method::Bye);
        assert_eq!(hop, uri("sip:p2.example;lr"));
        assert_eq!(request.uri, uri("sip:alice@192.0.2.1"));
        assert_eq!(request.headers.get(&HeaderName::CSeq), Some("1 BYE"));
        assert_eq!(request.headers.get(&HeaderName::From), Some("<sip:bob@b.example>;tag=b1"));
    }

    #[test]
    fn lower_numbers_are_out_of_order_and_equal_ones_are_not() {
        let mut dialog = Dialog::for_callee(&invite(), "b1").unwrap();
        assert_eq!(dialog.check_order(6), Err(OutOfOrder));
        assert_eq!(dialog.check_order(7), Ok(()));
        assert_eq!(dialog.check_order(20), Ok(()));
        assert_eq!(dialog.check_order(19), Err(OutOfOrder));
    }

    #[test]
    fn target_refresh_changes_the_request_uri() {
        let mut dialog = caller(&[]);
        let mut headers = Headers::default();
        headers.push(HeaderName::Contact, "<sip:bob@192.0.2.77:5070>");
        dialog.refresh_target(&headers);
        assert_eq!(dialog.request(Method::Bye).hop, uri("sip:bob@192.0.2.77:5070"));
        dialog.refresh_target(&Headers::default());
        assert_eq!(dialog.request(Method::Bye).hop, uri("sip:bob@192.0.2.77:5070"));
    }

    #[test]
    fn invite_without_contact_makes_no_dialog() {
        let mut invite = invite();
        invite.headers.remove(&HeaderName::Contact);
        assert_eq!(Dialog::for_callee(&invite, "b1"), None);
    }
}
