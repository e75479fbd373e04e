//! A phone on a real gateway against SIPp, whose scenarios check each message; what the phone shows
//! is checked here.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::phone::key::Key;
use hookswitch_tests::desks::{Desks, Setup};
use hookswitch_tests::peers::Sipp;

/// All requests go to the server, where the phone does not register.
const UNREGISTERED: [(&str, &str); 3] = [
    ("voip/signalling/sip/use_proxy", "0"),
    ("voip/signalling/sip/sip_outbound_proxy/enabled", "1"),
    ("voip/signalling/sip/sip_outbound_proxy/addr", "127.0.0.1"),
];

/// Opens phone 1001, whose calls go to `port`.
fn desk(port: u16, more: &[(&str, &str)]) -> Desks {
    let own = port.to_string();
    let proxy = [("voip/signalling/sip/sip_outbound_proxy/port", &*own)];
    let more = [&UNREGISTERED[..], &proxy, more].concat();
    let desks = Desks::open(&Setup { numbers: &[1001], port, more: &more, ..Setup::default() });
    desks.phones[0].expect_logged("sip: local address");
    desks
}

/// Calls 1002, which plays `scenario` and ends the call.
#[track_caller]
fn call(scenario: &str, more: &[(&str, &str)]) -> (Sipp, Desks) {
    let port = Sipp::port();
    let sipp = Sipp::waits(scenario, port, &[]);
    let desks = desk(port, more);
    desks.phones[0].call("1002");
    (sipp, desks)
}

/// Lets a scenario call the phone, and answers.
#[track_caller]
fn answer(scenario: &str, more: &[(&str, &str)]) -> (Sipp, Desks) {
    let desks = desk(Sipp::port(), more);
    let sipp = Sipp::begins(scenario, desks.sip, &[]);
    desks.phones[0].press("Answer");
    (sipp, desks)
}

#[test]
fn early_media_in_reliable_responses() {
    let (sipp, desks) = call("early_media", &[]);
    desks.phones[0].expect_shown("In progress");
    sipp.ends_well();
    desks.phones[0].expect_shown("Connected");
}

#[test]
fn a_caller_insists_on_reliable_responses() {
    let (sipp, desks) = answer("reliable_ringing", &[]);
    sipp.ends_well();
    desks.phones[0].expect_shown("Connected");
}

#[test]
fn of_two_forks_the_first_one_wins() {
    let (sipp, desks) = call("forks", &[]);
    sipp.ends_well();
    let phone = &desks.phones[0];
    phone.expect_shown("In progress");
    phone.expect_shown("Connected");
}

#[test]
fn hold_by_the_phone_and_of_the_phone() {
    let (sipp, desks) = call("hold", &[]);
    let phone = &desks.phones[0];
    phone.expect("Connected");
    phone.press("Hold");
    phone.expect("On hold");
    phone.press("Resume");
    sipp.ends_well();
    assert_eq!(phone.times_shown("Held by the other side"), 2);
}

#[test]
fn a_blind_transfer() {
    let (sipp, desks) = call("refer_blind", &[]);
    let phone = &desks.phones[0];
    phone.expect("Connected");
    phone.key(Key::Transfer);
    phone.type_number("1003");
    // The call is held.
    sipp.wait_for_count("\nACK ", 2);
    phone.press("Transfer");
    sipp.ends_well();
    phone.expect_shown("Call transferred");
}

#[test]
fn a_transfer_after_consultation() {
    let port = Sipp::port();
    let consulted = Sipp::waits("taken", port, &[("number", "1002")]);
    let desks = desk(port, &[]);
    let transferee = Sipp::begins("refer_attended", desks.sip, &[]);
    let phone = &desks.phones[0];
    phone.press("Answer");
    phone.expect("Connected");
    phone.key(Key::Transfer);
    phone.type_number("1002");
    phone.press("Dial");
    consulted.wait_for_count("\nACK ", 1);
    transferee.wait_for_count("\nACK ", 2);
    phone.expect("Connected");
    phone.press("Transfer");
    transferee.ends_well();
    consulted.ends_well();
    phone.expect_shown("Call transferred");
}

#[test]
fn a_transfer_of_the_phone() {
    let port = Sipp::port();
    let target = Sipp::waits("called", port, &[]);
    let desks = desk(port, &[]);
    let transferor = Sipp::begins("refer_in_call", desks.sip, &[]);
    desks.phones[0].press("Answer");
    transferor.ends_well();
    target.ends_well();
    desks.phones[0].expect_shown("1002");
}

#[test]
fn a_refer_outside_of_calls() {
    let port = Sipp::port();
    let target = Sipp::waits("called", port, &[]);
    let desks = desk(port, &[]);
    let server = Sipp::begins("refer_outside", desks.sip, &[]);
    server.ends_well();
    target.ends_well();
    desks.phones[0].expect_shown("Connected");
}

#[test]
fn one_call_takes_the_place_of_another() {
    let (sipp, desks) = answer("replaces", &[]);
    sipp.ends_well();
    desks.phones[0].expect_shown("1004");
}

/// Signs of life every few seconds.
const LIVELY: [(&str, &str); 2] =
    [("voip/signalling/sip/session_timer", "4"), ("voip/signalling/sip/min_session_interval", "1")];

#[test]
fn the_phone_refreshes_a_session() {
    let (sipp, _desks) = call("session_timer_ours", &LIVELY);
    sipp.ends_well();
}

#[test]
fn the_other_side_refreshes_a_session_once() {
    let (sipp, desks) = answer("session_timer_theirs", &LIVELY);
    sipp.ends_well();
    desks.phones[0].expect_shown("Connection lost");
}

#[test]
fn a_longer_session_interval_is_taken() {
    let (sipp, desks) = call("interval", &[("voip/signalling/sip/session_timer", "200")]);
    sipp.ends_well();
    desks.phones[0].expect_shown("Connected");
}

#[test]
fn a_call_is_sent_elsewhere() {
    let (sipp, desks) = call("moved", &[]);
    sipp.ends_well();
    desks.phones[0].expect_shown("Connected");
}

#[test]
fn a_proxys_nonce_is_stale() {
    let (sipp, desks) = call("proxy_authentication", &[]);
    sipp.ends_well();
    desks.phones[0].expect_shown("Connected");
}

#[test]
fn a_registrar_is_busy_suspicious_and_wants_longer_registrations() {
    let port = Sipp::port();
    let sipp = Sipp::waits("registrar", port, &[]);
    let begun = std::time::Instant::now();
    let more = [
        ("voip/signalling/sip/proxy_timeout", "600"),
        ("voip/signalling/sip/registration_failed_timeout", "1"),
    ];
    let desks = Desks::open(&Setup { numbers: &[1001], port, more: &more, ..Setup::default() });
    sipp.ends_well();
    desks.expect_registered();
    assert!(begun.elapsed() >= std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
    desks.phones[0].expect_shown("Registration failure");
}

#[test]
fn a_hold_that_meets_another_change_comes_again() {
    let (sipp, desks) = call("glare", &[]);
    let phone = &desks.phones[0];
    phone.expect("Connected");
    phone.press("Hold");
    sipp.ends_well();
    phone.expect_shown("On hold");
}

#[test]
fn the_server_answers_and_holds() {
    let desks = desk(Sipp::port(), &[("voip/talk_event/enabled", "1")]);
    let sipp = Sipp::begins("talk_and_hold", desks.sip, &[]);
    sipp.ends_well();
    let phone = &desks.phones[0];
    phone.expect_shown("Connected");
    phone.expect_shown("On hold");
}

#[test]
fn the_server_tells_of_a_new_configuration() {
    let desks = desk(Sipp::port(), &[]);
    let sipp = Sipp::begins("check_sync", desks.sip, &[]);
    sipp.ends_well();
    desks.phones[0].expect_logged("NOTIFY check-sync by 127.0.0.1");
}

#[test]
fn a_server_tells_what_an_extension_does() {
    let port = Sipp::port();
    let sipp = Sipp::waits("busy_lamp", port, &[]);
    let more = [
        ("personal_settings/functional_key/14/type", "SPEED_DIAL_BLF"),
        ("personal_settings/functional_key/14/speed_dial_number", "1003"),
        ("voip/services/busy_lamp_field/subscription_period", "600"),
    ];
    let desks = desk(port, &more);
    sipp.ends_well();
    // The server has moved the subscription away: the phone makes another one at once.
    Sipp::waits("busy_lamp_anew", port, &[]).ends_well();
    let states = ["Unknown", "Idle", "Ringing", "Busy", "Idle", "On hold", "Unknown", "Ringing"];
    let told = states.map(|state| format!("Key 3, 1003, {state}"));
    desks.phones[0].expect_key(&told.each_ref().map(String::as_str));
}

#[test]
fn a_server_tells_of_messages() {
    let port = Sipp::port();
    let sipp = Sipp::waits("message_waiting", port, &[]);
    let own = port.to_string();
    let more = [
        ("voip/services/msg_waiting_ind/subscribe", "1"),
        ("voip/services/msg_waiting_ind/subscribe_address", "127.0.0.1"),
        ("voip/services/msg_waiting_ind/subscribe_port", &*own),
    ];
    let desks = desk(port, &more);
    sipp.ends_well();
    desks.phones[0].expect_shown("2 new messages");
}
