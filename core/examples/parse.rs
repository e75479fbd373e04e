//! Reads one INVITE with its description 10,000 times, as a phone does that is called.
//!
//! `cargo xtask bench sip` builds it for wasm, too, and times its `main` in a browser.

use std::hint::black_box;

use hookswitch_core::sdp::description::Description;
use hookswitch_core::sip::message::Message;

const TIMES: u32 = 10_000;

fn main() {
    let text = include_str!("invite.sip").replace('\n', "\r\n");
    for _ in 0..TIMES {
        let message = Message::parse(black_box(text.as_bytes()));
        let Ok(Message::Request(request)) = message else { return };
        let description = Description::parse(&request.body);
        assert!(black_box(request.validate().is_ok() && description.is_ok()), "it is fine");
    }
}
