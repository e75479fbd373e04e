//! The peers among themselves: what they score without us is the most that a call of ours can.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::UdpSocket;
use std::time::Duration;

use hookswitch_tests::folder;
use hookswitch_tests::peers::{
    Answer, Baresip, BaresipOptions, Cable, Conditions, DOMAIN, Digest, Kamailio, Machine,
};
use hookswitch_tests::score::score;

fn phone(number: u16, registrar: u16, answer: Answer) -> Baresip {
    let codecs = vec!["PCMA/8000".to_owned()];
    Baresip::start(&BaresipOptions { number, registrar: Some(registrar), codecs, answer })
}

#[test]
fn speech_between_peers_scores_what_the_codec_allows() {
    let kamailio = Kamailio::with(Digest::Md5, 300);
    let caller = phone(1002, kamailio.port, Answer::AtOnce);
    let callee = phone(1003, kamailio.port, Answer::AtOnce);
    caller.dial(&format!("sip:1003@{DOMAIN}"));
    let heard = callee.wait_heard(10.0);
    caller.command("sndcode", "5");
    callee.wait_for("received event: '5' (end=1)");
    assert_eq!(callee.digits(), "5");
    caller.hang_up();
    callee.wait_for("session closed");
    let result = score(&folder().join("data/peer.wav"), &heard, 1.0);
    println!("baresip to baresip, PCMA: {result:?}");
    assert!(result.pesq >= 3.8, "{result:?}");
    assert!(result.level_db.abs() < 1.0, "{result:?}");
}

#[test]
fn a_peer_that_is_told_to_wait_rings_until_it_answers() {
    let kamailio = Kamailio::start();
    let caller = phone(1004, kamailio.port, Answer::AtOnce);
    let callee = phone(1005, kamailio.port, Answer::WhenTold);
    caller.dial(&format!("sip:1005@{DOMAIN}"));
    callee.wait_for("Incoming call");
    assert!(callee.heard().is_empty());
    callee.accept();
    callee.wait_for("Call established");
    callee.hang_up();
    caller.wait_for("session closed");
    assert!(kamailio.log().contains("REQ BYE"));
}

#[test]
fn what_goes_through_the_cable_is_partly_lost() {
    let _machine = Machine::new(&[]);
    let [here, there] = [(); 2].map(|()| UdpSocket::bind("127.0.0.1:0").unwrap());
    let to = there.local_addr().unwrap();
    let mut cable = Cable::on(to.port());
    there.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    let lossy = Conditions { loss: 0.1, ..Conditions::default() };
    let bursts = Conditions { in_bursts: true, jitter_ms: 60.0, ..lossy };
    // Of 200, with the spread of chance.
    for (conditions, expected) in
        [(Conditions::default(), 200..201), (lossy, 165..195), (bursts, 150..198)]
    {
        cable.set(conditions);
        (0..200_u8).for_each(|number| assert_eq!(here.send_to(&[number], to).unwrap(), 1));
        let arrived = core::iter::from_fn(|| there.recv(&mut [0; 1]).ok()).count();
        assert!(expected.contains(&arrived), "{conditions:?}: {arrived}");
    }
}
