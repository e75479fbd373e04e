//! Who sent an incoming call on to this phone, as far as its servers say so.

use core::net::SocketAddr;

use super::Phone;
use crate::call::diversion::{Cause, Diversion};
use crate::sip::header::{self, HeaderName, HistoryInfo, NameAddr, Reason, TypedHeader};
use crate::sip::message::{Headers, Request};

/// A hop of a call that went on to another.
struct Hop {
    address: NameAddr,
    cause: Cause,
    hidden: bool,
}

impl Phone {
    /// Returns who sent a call on last. Strangers could name anybody and are not believed.
    pub(super) fn diversion(&self, request: &Request, from: SocketAddr) -> Option<Diversion> {
        let headers = Some(&request.headers).filter(|_| self.trusts(from))?;
        let hop = last_diversion(headers).or_else(|| last_of_history(headers))?;
        let by = (!hop.hidden).then(|| self.party(&hop.address));
        Some(Diversion { by, cause: hop.cause })
    }
}

/// Reads Diversion, whose first value is the last one (RFC 5806 4.1).
fn last_diversion(headers: &Headers) -> Option<Hop> {
    let header::Diversion(address) = headers.typed_all().ok()?.into_iter().next()?;
    let reason = address.params.text("reason").unwrap_or_default();
    let privacy = address.params.text("privacy").unwrap_or_default();
    let hidden = !privacy.is_empty() && !privacy.eq_ignore_ascii_case("off");
    Some(Hop { cause: Cause::of_reason(&reason), hidden, address })
}

/// Reads History-Info: a call went on from where it failed (RFC 4244 4.1), or to an address that
/// says why (RFC 4458 2).
fn last_of_history(headers: &Headers) -> Option<Hop> {
    let history: Vec<HistoryInfo> = headers.typed_all().ok()?;
    let all_hidden = says_history(headers.get(&HeaderName::Privacy).unwrap_or_default());
    history.windows(2).rev().find_map(|pair| {
        let [from, to] = pair else { return None };
        let status = cause_of(to).or_else(|| failure_of(from))?;
        let privacy = header_of(from, &HeaderName::Privacy);
        let hidden = all_hidden || privacy.is_some_and(|privacy| says_history(&privacy));
        Some(Hop { address: from.0.clone(), cause: Cause::of_status(status), hidden })
    })
}

fn says_history(privacy: &str) -> bool {
    privacy.split(';').any(|word| word.trim().eq_ignore_ascii_case("history"))
}

/// Returns the status that made a server send the call to this address.
fn cause_of(entry: &HistoryInfo) -> Option<u16> {
    crate::text::digits(entry.uri.as_sip()?.params.get("cause")?)
}

/// Returns the status with which the call ended at this address.
fn failure_of(entry: &HistoryInfo) -> Option<u16> {
    let mut reasons = Vec::new();
    Reason::parse_field(&header_of(entry, &HeaderName::Reason)?, &mut reasons).ok()?;
    let of_sip = reasons.iter().find(|reason| reason.protocol.eq_ignore_ascii_case("SIP"))?;
    of_sip.cause().filter(|status| *status >= 300)
}

fn header_of(entry: &HistoryInfo, wanted: &HeaderName) -> Option<String> {
    let mut headers = entry.uri.as_sip()?.headers();
    headers.find(|(name, _)| HeaderName::from_name(name) == *wanted).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(HeaderName, &str)]) -> Option<(String, Cause, bool)> {
        let mut headers = Headers::default();
        for (name, value) in fields {
            headers.push(name.clone(), *value);
        }
        let hop = last_diversion(&headers).or_else(|| last_of_history(&headers))?;
        Some((hop.address.uri.user().unwrap(), hop.cause, hop.hidden))
    }

    #[test]
    fn the_last_diversion_is_the_first_value() {
        let text = "<sip:bob@b>;reason=user-busy;privacy=off, <sip:carol@b>;reason=no-answer";
        let fields = [(HeaderName::Diversion, text)];
        assert_eq!(read(&fields), Some(("bob".to_owned(), Cause::Busy, false)));
        let fields = [(HeaderName::Diversion, "<sip:bob@b>;reason=\"no-answer\";privacy=full")];
        assert_eq!(read(&fields), Some(("bob".to_owned(), Cause::NoAnswer, true)));
    }

    #[test]
    fn history_says_where_a_call_failed_or_why_it_went_on() {
        let bob = "<sip:bob@b?Reason=SIP%3Bcause%3D486%3Btext%3D%22Busy%22>;index=1";
        for (history, expected) in [
            (format!("{bob}, <sip:alice@b>;index=1.1"), Some(("bob", Cause::Busy, false))),
            (
                "<sip:carol@b>;index=1, <sip:bob@b;cause=302>;index=1.1;mp=1, \
                 <sip:alice@b;cause=408>;index=1.1.1;mp=1.1, <sip:alice@10.0.0.1>;index=1.1.1.1"
                    .to_owned(),
                Some(("bob", Cause::NoAnswer, false)),
            ),
            (
                "<sip:bob@b?Privacy=history>;index=1, <sip:alice@b;cause=503>;index=1.1".to_owned(),
                Some(("bob", Cause::Unavailable, true)),
            ),
            // A call that came here the straight way was sent on by nobody.
            ("<sip:alice@b>;index=1, <sip:alice@10.0.0.1>;index=1.1;rc=1".to_owned(), None),
            (bob.to_owned(), None),
            ("nonsense".to_owned(), None),
        ] {
            let found = read(&[(HeaderName::HistoryInfo, &history)]);
            let expected = expected.map(|(user, cause, hidden)| (user.to_owned(), cause, hidden));
            assert_eq!(found, expected, "{history}");
        }
        let hidden = [(HeaderName::HistoryInfo, bob), (HeaderName::Privacy, "id;history")];
        assert_eq!(read(&hidden), None, "nobody is known to whom it went on");
    }
}
