//! Session descriptions, and offer/answer with them.

use std::net::{IpAddr, Ipv4Addr};

use hookswitch_core::sdp::{Capabilities, Description, Direction, Local, Session};

/// Reads a description, prints it and reads it again; then takes it as an offer, as the answer to
/// an offer, and as a second offer.
///
/// # Panics
///
/// If a description is printed otherwise than it was read, or an answer breaks RFC 3264: other
/// streams than offered, or sound in a direction that was not.
pub fn sdp(data: &[u8]) {
    let Ok(description) = Description::parse(data) else { return };
    let printed = description.to_bytes();
    assert_eq!(Description::parse(&printed).as_ref(), Ok(&description), "printed otherwise");
    let local = Local::new(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)), 4_000);
    let new = || Session::new(Capabilities::g711(Some(101)), local, 1);
    for wanted in [Direction::SendRecv, Direction::SendOnly, Direction::Inactive] {
        let mut session = new();
        check_answer(&mut session, &description, wanted);
        // Once more, as a re-INVITE that changes nothing.
        check_answer(&mut session, &description, wanted);
    }
    let mut caller = new();
    let offer = caller.offer(Direction::SendRecv).clone();
    let _ = caller.read_answer(&description);
    let mut callee = new();
    let answer = callee.answer(&offer, Direction::SendRecv).expect("our own offer");
    let mut caller = new();
    let _ = caller.offer(Direction::SendRecv);
    caller.read_answer(answer).expect("our own answer");
}

fn check_answer(session: &mut Session, offer: &Description, wanted: Direction) {
    let Ok(answer) = session.answer(offer, wanted) else { return };
    assert_eq!(answer.media.len(), offer.media.len(), "as many streams as offered");
    let printed = answer.to_bytes();
    assert!(Description::parse(&printed).is_ok(), "our answer can be read");
    let negotiated = session.negotiated().expect("what was answered is agreed");
    assert!(!negotiated.receive.is_empty(), "an answer has a codec");
    let sends = negotiated.direction.sends();
    assert!(!sends || wanted.sends(), "sends though this end did not want to");
    assert!(!sends || negotiated.remote_direction.receives(), "sends though nobody takes it");
}
