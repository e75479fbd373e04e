//! How calls and registrations end, between a tab and baresip through Kamailio: what is told of it on both
//! sides. Nobody listens to the sound.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::time::Duration;

use hookswitch_tests::gateway::Account;
use hookswitch_tests::peers::{Answer, Baresip, BaresipOptions, DOMAIN, Digest, Kamailio};
use hookswitch_tests::phone::Phone;

fn peer(kamailio: &Kamailio, answer: Answer) -> Baresip {
    let codecs = vec!["PCMA/8000".to_owned()];
    Baresip::start(&BaresipOptions { number: 1002, registrar: Some(kamailio.port), codecs, answer })
}

/// Returns a tab whose call rings at a peer, with these lines in its configuration.
#[track_caller]
fn ringing(lines: &[(&str, &str)]) -> (Kamailio, Baresip, Phone) {
    let kamailio = Kamailio::start();
    let peer = peer(&kamailio, Answer::WhenTold);
    let account = Account::new(1001, kamailio.port);
    let account = lines.iter().fold(account, |account, (name, value)| account.with(name, value));
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Ringing");
    peer.wait_for("Incoming call");
    (kamailio, peer, phone)
}

#[test]
fn a_registrar_with_sha_256_and_stale_nonces_is_satisfied() {
    let kamailio = Kamailio::with(Digest::Sha256, 1);
    let phone = Phone::registered(&Account::new(1001, kamailio.port));
    phone.tab.call("404");
    phone.tab.wait_display("Number not found");
}

#[test]
fn a_server_without_web_socket_is_told() {
    let account = Account::new(1001, hookswitch_tests::child::free_ports(1))
        .with("voip/signalling/sip/transport_protocol", "WS");
    let phone = Phone::open(&account);
    phone.tab.wait_display("Registration failure");
    phone.tab.choose(&[("Menu", "5 Status"), ("5", "4 Line status"), ("4", "No WebSocket there")]);
}

#[test]
fn callee_at_the_peer_hangs_up() {
    let kamailio = Kamailio::start();
    let peer = peer(&kamailio, Answer::AtOnce);
    let phone = Phone::registered(&Account::new(1001, kamailio.port));
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.hang_up();
    phone.tab.wait_display("Disconnected");
}

#[test]
fn a_call_is_cancelled_from_either_side() {
    let (kamailio, peer, phone) = ringing(&[]);
    phone.tab.press("Cancel");
    kamailio.wait_for("REQ CANCEL sip:1002");
    peer.wait_for("session closed");
    phone.tab.wait_key("Missed");

    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    peer.hang_up();
    phone.tab.wait_display("1 missed call");
}

#[test]
fn a_rejected_call_says_so_on_both_sides() {
    let (_kamailio, peer, phone) = ringing(&[]);
    peer.hang_up();
    phone.tab.wait_display("Busy");
    phone.tab.press("Close");

    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Reject");
    peer.wait_for("603");
}

#[test]
fn each_failure_has_its_own_text() {
    let kamailio = Kamailio::start();
    let phone = Phone::registered(&Account::new(1001, kamailio.port));
    for (number, text) in [
        ("486", "Busy"),
        ("404", "Number not found"),
        ("480", "Unavailable"),
        ("603", "Declined"),
        ("488", "No common codec"),
        ("403", "Forbidden"),
    ] {
        phone.tab.call(number);
        phone.tab.wait_display(text);
        phone.tab.press("Close");
        phone.tab.wait_key("Missed");
    }
}

#[test]
fn a_call_that_nobody_answers_ends_by_itself() {
    let lines = [("voip/dialing/unanswered_call_timeout", "3")];
    let (_kamailio, peer, phone) = ringing(&lines);
    phone.tab.wait_display("No answer");
    peer.wait_for("session closed");
}

#[test]
fn a_wrong_password_is_shown_tried_again_and_mended() {
    let kamailio = Kamailio::start();
    let mut account = Account::new(1001, kamailio.port)
        .with("voip/signalling/sip/registration_failed_timeout", "2")
        .with("system/password", "1234");
    account.password = Some("wrong".to_owned());
    let phone = Phone::open(&account);
    phone.tab.wait_display("Registration failure");
    let tries = || kamailio.log().matches("REQ REGISTER").count();
    let before = tries();
    let again = hookswitch_tests::child::wait_until(Duration::from_secs(10), || {
        (tries() > before).then_some(())
    });
    assert!(again.is_some(), "registration is not tried again:\n{}", kamailio.log());

    // The person enters the right one, the fourth of what there is of an account.
    let tab = &phone.tab;
    tab.choose(&[("Menu", "1 Call Log"), ("6", "Password")]);
    tab.dial("1234");
    tab.choose(&[
        ("OK", "2 SIP Accounts"),
        ("2", "1 1001"),
        ("OK", "User ID"),
        ("Edit", "User ID"),
    ]);
    (0..3).for_each(|_| tab.press("Down"));
    tab.wait_display("*****");
    (0..5).for_each(|_| tab.type_key("Backspace"));
    "secret1001".chars().for_each(|letter| tab.type_key(&letter.to_string()));
    tab.press("Down");
    tab.choose(&[("OK", "The phone starts again")]);
    tab.wait_registered();
}

#[test]
fn a_call_ends_with_a_reason_when_the_gateway_stays_away() {
    let kamailio = Kamailio::start();
    let _peer = peer(&kamailio, Answer::AtOnce);
    let mut phone = Phone::registered(&Account::new(1001, kamailio.port));
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    phone.gateway.kill();
    phone.tab.wait_display("No connection to the gateway");
    phone.tab.wait_display_within("Connection lost", Duration::from_secs(45));
}
