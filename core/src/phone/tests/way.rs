//! Two servers, of which the one dies by which a call rings (manual A.3.18).

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use super::signalling::sent;
use crate::phone::view::Screen;
use crate::sip::header::HeaderName;
use crate::sip::message::{Method, StatusCode};
use crate::time::Duration;

const FIRST: &str = "10.0.0.99:5060";
const SECOND: &str = "10.0.0.98:5060";

/// 64 times T1 of the configuration, and the time until a server is asked.
const FOUND_OUT: Duration = Duration::from_millis(12_800 + 2_100);

/// A phone that is registered at both servers.
fn registered() -> Bench {
    let mut bench = started(&format!(
        "{SERVER}voip/signalling/sip/redundant_proxy/enabled=1\n\
         voip/signalling/sip/redundant_proxy/mode=Simultaneous\n\
         voip/signalling/sip/secondary_proxy/address=10.0.0.98\n\
         voip/signalling/sip/redundant_proxy/dual_reg/t1=200\n"
    ));
    for server in [FIRST, SECOND] {
        let all = sent(&bench, &Method::Register);
        let newest = all.into_iter().rfind(|(_, to)| to.to_string() == server);
        let (register, _) = newest.expect("a REGISTER");
        let mut response = register.response(StatusCode::OK);
        let contact = register.headers.get(&HeaderName::Contact).unwrap();
        response.headers.push(HeaderName::Contact, contact);
        bench.datagram(0, response.to_bytes());
    }
    bench
}

/// Returns where requests with this method went, without repetitions.
fn ways(bench: &Bench, method: &Method) -> Vec<String> {
    let mut all: Vec<_> = sent(bench, method);
    all.dedup_by(|(a, _), (b, _)| {
        a.headers.get(&HeaderName::Via) == b.headers.get(&HeaderName::Via)
    });
    all.into_iter().map(|(_, to)| to.to_string()).collect()
}

/// The server that was asked last is there.
fn answer_options(bench: &mut Bench) {
    let (options, _) = sent(bench, &Method::Options).pop().expect("OPTIONS");
    bench.datagram(0, options.response(StatusCode::OK).to_bytes());
}

#[test]
fn who_calls_by_a_server_that_dies_calls_by_the_other_one() {
    let mut bench = registered();
    bench.dial(0, "1002");
    bench.answer_invite(0, 180, "");
    bench.assert_shows(0, "Ringing");
    // As long as it is there, nothing happens.
    for count in 1..4 {
        bench.wait(Duration::from_millis(2_100));
        assert_eq!(ways(&bench, &Method::Options), vec![FIRST; count]);
        answer_options(&mut bench);
    }
    assert_eq!(ways(&bench, &Method::Invite), [FIRST]);
    bench.wait(FOUND_OUT);
    bench.assert_shows(0, "Calling");
    bench.assert_shows(0, "The server is gone: calling by the other one");
    assert_eq!(ways(&bench, &Method::Invite), [FIRST, SECOND]);
    bench.refresh_page(0);
    bench.answer_invite(0, 180, "");
    bench.answer_invite(0, 200, SDP);
    bench.assert_shows(0, "Connected");
    // Nobody is asked any more.
    let asked = ways(&bench, &Method::Options).len();
    bench.wait(FOUND_OUT);
    assert_eq!(ways(&bench, &Method::Options).len(), asked);
    bench.assert_shows(0, "Connected");
}

#[test]
fn a_call_whose_answer_nobody_would_get_rings_no_more() {
    let mut bench = registered();
    let more = "Content-Type: application/sdp\r\n";
    assert_eq!(ask(&mut bench, "INVITE", more, SDP), "180 Ringing");
    bench.wait(Duration::from_millis(2_100));
    assert_eq!(ways(&bench, &Method::Options), [FIRST]);
    answer_options(&mut bench);
    bench.assert_shows(0, "Incoming call");
    bench.wait(FOUND_OUT);
    let view = bench.desks[0].phone.view();
    assert_eq!(view.display.screen, Screen::Ended);
    bench.assert_shows(0, "Connection lost");
    bench.wait(Duration::from_secs(6));
    bench.assert_shows(0, "1 missed call");
}

#[test]
fn with_one_server_nobody_is_asked() {
    let mut bench = started(SERVER);
    super::requests::register(&mut bench);
    bench.dial(0, "1002");
    bench.answer_invite(0, 180, "");
    bench.wait(FOUND_OUT);
    assert_eq!(ways(&bench, &Method::Options), Vec::<String>::new());
    bench.assert_shows(0, "Ringing");
}
