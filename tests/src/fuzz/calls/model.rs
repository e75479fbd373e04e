//! What a peer knows of a call, and what its requests have to get.

use hookswitch_core::sip::endpoint::SessionId;
use hookswitch_core::sip::message::Request;
use hookswitch_core::time::Instant;

/// Where a call stands, as its peer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The peer's INVITE waits for a final response.
    Offered,
    /// The endpoint's 200 waits for the peer's ACK.
    Answered,
    /// The endpoint's INVITE waits for a final response.
    Calling,
    /// The endpoint gave up, and its INVITE waits for a final response.
    Cancelling,
    /// Both ends have the dialog.
    Up,
    /// One end left; requests that cross may find the dialog or not.
    Leaving,
    /// The peer heard the end.
    Over,
}

/// A call, from either side.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) call_id: String,
    pub(super) session: Option<SessionId>,
    pub(super) stage: Stage,
    /// The endpoint's tag, once the peer saw it.
    pub(super) tag: Option<String>,
    /// The peer's tag in the dialog.
    pub(super) peer_tag: String,
    /// The peer's last CSeq number.
    pub(super) seq: u32,
    /// Whether the endpoint knows a CSeq number of the peer, so that a lower one is out of order.
    pub(super) counted: bool,
    /// When the peer's INVITE, or its last response to the endpoint's, was sent.
    pub(super) since: Instant,
    /// The endpoint's INVITE.
    pub(super) invite: Option<Request>,
    /// Its final response, if the peer sent one: status and tag.
    pub(super) answer: Option<(u16, String)>,
    /// The endpoint's request in the dialog that the peer did not answer finally.
    pub(super) open: Option<Request>,
    /// The peer's re-INVITE that the owner did not answer, by its branch.
    pub(super) reinvite: Option<String>,
    /// CSeq number of a 2xx to a re-INVITE of the peer that was not acknowledged.
    pub(super) unacknowledged: Option<u32>,
}

/// What a request of the peer has to get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Must {
    /// One of these final responses at once.
    Get(&'static [u16]),
    /// A final response at some time.
    Wait,
    /// No response.
    Nothing,
}

impl Call {
    pub(super) fn new(call_id: String, peer_tag: String, stage: Stage, since: Instant) -> Self {
        Self {
            call_id,
            session: None,
            stage,
            tag: None,
            peer_tag,
            seq: 0,
            counted: false,
            since,
            invite: None,
            answer: None,
            open: None,
            reinvite: None,
            unacknowledged: None,
        }
    }
}

/// What RFC 3261 12.2.2, 14.2 and 15 have a request in a dialog get.
pub(super) fn must(call: &Call, method: &str, wrong: bool, stale: bool) -> Must {
    if wrong || call.stage == Stage::Over {
        return Must::Get(&[481]);
    }
    if matches!(call.stage, Stage::Leaving | Stage::Calling | Stage::Cancelling) {
        // It may know the dialog still, or not yet.
        return Must::Get(&[200, 405, 481, 486, 491, 500, 501]);
    }
    if stale {
        return Must::Get(&[500]);
    }
    match method {
        "BYE" => Must::Get(&[200]),
        "OPTIONS" => Must::Get(&[200, 486]),
        "INVITE" if matches!(call.stage, Stage::Offered | Stage::Answered) => {
            Must::Get(&[491, 500])
        }
        "INVITE" if call.open.is_some() => Must::Get(&[491]),
        "INVITE" if call.reinvite.is_some() || call.unacknowledged.is_some() => {
            Must::Get(&[491, 500])
        }
        "INVITE" => Must::Wait,
        _ => Must::Get(&[405, 501]),
    }
}

/// Returns the name of a request in the model: a CANCEL has the branch of its INVITE.
pub(super) fn key(branch: &str, method: &str) -> String {
    if method == "CANCEL" { format!("{branch} CANCEL") } else { branch.to_owned() }
}

pub(super) fn request(
    call: &Call,
    method: &str,
    branch: &str,
    seq: u32,
    tag: Option<&str>,
) -> String {
    let tag = tag.map(|tag| format!(";tag={tag}")).unwrap_or_default();
    let body = if method == "INVITE" { "v=0\r\n" } else { "" };
    let kind = if body.is_empty() { "" } else { "Content-Type: application/sdp\r\n" };
    format!(
        "{method} sip:alice@10.0.0.1 SIP/2.0\r\n\
         Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bK{branch}\r\nMax-Forwards: 70\r\n\
         From: <sip:bob@10.0.0.2>;tag={}\r\nTo: <sip:alice@10.0.0.1>{tag}\r\n\
         Call-ID: {}\r\nCSeq: {seq} {method}\r\nContact: <sip:bob@10.0.0.2>\r\n{kind}\
         Content-Length: {}\r\n\r\n{body}",
        call.peer_tag,
        call.call_id,
        body.len()
    )
}
