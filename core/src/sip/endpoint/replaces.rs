//! Which session an INVITE takes the place of (RFC 3891 3).

use super::*;
use crate::sip::dialog::DialogId;
use crate::sip::header::Replaces;
use crate::sip::message::Request;

impl Endpoint {
    /// Returns the session that an INVITE replaces, if it means to.
    ///
    /// # Errors
    ///
    /// The status to refuse it with.
    pub(super) fn replaced(&self, request: &Request) -> Result<Option<SessionId>, StatusCode> {
        let all = request.headers.typed_all::<Replaces>().map_err(|_| StatusCode::BAD_REQUEST)?;
        let replaces = match (all.as_slice(), request.headers.contains(&HeaderName::Join)) {
            ([], _) => return Ok(None),
            ([one], false) => one,
            _ => return Err(StatusCode::BAD_REQUEST),
        };
        // A peer of RFC 2543 has no tag, which stands as 0.
        let tag = |tag: &str| if tag == "0" { String::new() } else { tag.to_owned() };
        let id = |remote_tag: String| DialogId {
            call_id: replaces.call_id.clone(),
            local_tag: replaces.to_tag.clone(),
            remote_tag,
        };
        let found = self.dialogs.get(&id(replaces.from_tag.clone()));
        let found = found.or_else(|| self.dialogs.get(&id(tag(&replaces.from_tag)))).copied();
        let session = found.ok_or(StatusCode::CALL_DOES_NOT_EXIST)?;
        let entry = self.sessions.get(&session).ok_or(StatusCode::CALL_DOES_NOT_EXIST)?;
        if entry.session.is_up() && replaces.early_only {
            Err(StatusCode::BUSY_HERE)
        } else if entry.session.is_up() || entry.session.is_calling() {
            Ok(Some(session))
        } else if entry.session.is_alerting() {
            // An early dialog that this end did not begin.
            Err(StatusCode::CALL_DOES_NOT_EXIST)
        } else {
            // It is being ended.
            Err(StatusCode::DECLINE)
        }
    }
}
