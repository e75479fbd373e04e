//! Two servers of which one stands in for the other, and the questions whether they are there
//! (manual 16.2, 16.2.1).

use super::bench::Bench;
use crate::language::Text;
use crate::sip::header::{Expires, HeaderName, To};
use crate::sip::message::{Message, Method, Request, StatusCode};
use crate::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

const FIRST_PROXY: &str = "10.0.0.99";
const SECOND_PROXY: &str = "10.0.0.98";

const ONE: &str = "voip/line/0/id=1001\nvoip/signalling/sip/use_proxy=1\n\
    voip/signalling/sip/proxy_address=10.0.0.99\n\
    voip/signalling/sip/outgoing_request_no_response_timeout_ms=3000\n";

const TWO: &str = "voip/signalling/sip/redundant_proxy/enabled=1\n\
    voip/signalling/sip/redundant_proxy/mode=Primary-Fallback\n\
    voip/signalling/sip/redundant_proxy/address=10.0.0.98\n\
    voip/signalling/sip/redundant_proxy/keepalive_period=20\n";

const SYMMETRIC: &str = "voip/signalling/sip/redundant_proxy/symmetric_mode=1\n";

/// A phone, and servers that answer what they get while they are alive.
struct Office {
    bench: Bench,
    /// The first and the second.
    alive: [bool; 2],
    /// What REGISTER is answered by the first server.
    status: StatusCode,
    seen: usize,
    /// What servers got: the method, with UN where a registration is removed, and the end of the
    /// address; and when.
    got: Vec<(String, Duration)>,
}

impl Office {
    fn open(settings: &str, alive: [bool; 2]) -> Self {
        let mut bench = Bench::new(1);
        bench.desks[0].configuration = Ok(format!("{ONE}{settings}"));
        bench.restart_gateway(0);
        let status = StatusCode::OK;
        Self { bench, alive, status, seen: 0, got: Vec::new() }
    }

    fn run(&mut self, time: Duration) {
        let end = self.bench.now + time;
        while self.bench.now < end {
            self.bench.wait(Duration::from_millis(10));
            self.answer();
        }
    }

    fn answer(&mut self) {
        while self.seen < self.bench.desks[0].lost.len() {
            let text = self.bench.desks[0].lost[self.seen].clone();
            let to = self.bench.desks[0].lost_to[self.seen].ip().to_string();
            self.seen += 1;
            let Ok(Message::Request(request)) = Message::parse(text.as_bytes()) else { continue };
            let place = usize::from(to == SECOND_PROXY);
            let end = to.rsplit('.').next().unwrap_or_default();
            let lifetime = request.headers.typed::<Expires>().map(|Expires(seconds)| seconds);
            let off = if lifetime == Ok(0) { "UN" } else { "" };
            let what = format!("{off}{} {end}", request.method);
            self.got.push((what, self.bench.now.since(crate::time::Instant::ZERO)));
            if self.alive[place] {
                self.reply(&request, place);
            }
        }
    }

    fn reply(&mut self, request: &Request, place: usize) {
        let refuses = place == 0 && request.method == Method::Register;
        let status = if refuses { self.status } else { StatusCode::OK };
        let mut response = request.response(status);
        let mut to = response.headers.typed::<To>().unwrap();
        to.0.set_tag("server");
        response.headers.set_typed(&to);
        if let Some(contact) = request.headers.get(&HeaderName::Contact) {
            response.headers.push(HeaderName::Contact, contact);
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers.push(HeaderName::RetryAfter, "500");
        }
        self.bench.datagram(0, response.to_bytes());
    }

    /// Returns what servers got since the last time, each once.
    fn got(&mut self) -> Vec<String> {
        let mut got: Vec<_> = self.got.drain(..).map(|(what, _)| what).collect();
        got.dedup();
        got
    }

    /// Returns when a server first got this since the last [`Self::got`].
    #[track_caller]
    fn when(&self, what: &str) -> Duration {
        let found = self.got.iter().find(|(got, _)| got == what);
        found.unwrap_or_else(|| panic!("no {what}: {:?}", self.got)).1
    }

    #[track_caller]
    fn assert_registered_at(&self, server: &str) {
        let line = self.bench.desks[0].phone.page_rows(crate::phone::menu::PageKind::Lines);
        let expected = match server {
            SECOND_PROXY => "Registered at the second server",
            _ => "Registered",
        };
        assert_eq!(line[0].1.to_string(), expected, "{:?}", self.got);
        let rows = self.bench.desks[0].phone.page_rows(crate::phone::menu::PageKind::Network);
        let shown = rows.iter().find(|(label, _)| *label == Text::Server).unwrap();
        assert!(shown.1.to_string().starts_with(server), "{shown:?}");
    }
}

#[test]
fn a_silent_first_proxy_is_left_within_the_configured_time() {
    let mut office = Office::open(TWO, [false, true]);
    office.run(SECOND * 5);
    let waited = office.when("REGISTER 98") - office.when("REGISTER 99");
    let most = Duration::from_millis(3_100);
    assert!((SECOND * 3..=most).contains(&waited), "{waited:?}");
    office.assert_registered_at(SECOND_PROXY);
    assert!(!office.bench.text(0).contains("failure"), "{}", office.bench.text(0));
}

#[test]
fn a_first_proxy_that_dies_is_found_out_by_options_and_gone_back_to() {
    let mut office = Office::open(TWO, [true, true]);
    office.run(SECOND * 50);
    assert_eq!(office.got(), ["REGISTER 99", "OPTIONS 99"]);
    office.assert_registered_at(FIRST_PROXY);
    office.alive[0] = false;
    office.run(SECOND * 25);
    let waited = office.when("REGISTER 98") - office.when("OPTIONS 99");
    assert!(waited <= Duration::from_millis(3_100), "{waited:?}");
    assert_eq!(office.got(), ["OPTIONS 99", "REGISTER 98"]);
    office.assert_registered_at(SECOND_PROXY);
    // Both are asked: one that is used, one that may be back.
    office.run(SECOND * 40);
    let got = office.got();
    assert!(got.contains(&"OPTIONS 99".to_owned()) && got.contains(&"OPTIONS 98".to_owned()));
    assert!(!got.iter().any(|got| got.starts_with("REGISTER")), "{got:?}");
    office.alive[0] = true;
    office.run(SECOND * 25);
    let got = office.got();
    let place = |what: &str| got.iter().position(|got| got == what).expect(what);
    assert!(place("OPTIONS 99") < place("REGISTER 99"));
    assert!(place("REGISTER 99") < place("UNREGISTER 98"), "made before it is broken: {got:?}");
    office.assert_registered_at(FIRST_PROXY);
}

#[test]
fn symmetric_proxies_are_left_only_when_they_fail() {
    let mut office = Office::open(&format!("{TWO}{SYMMETRIC}"), [false, true]);
    office.run(SECOND * 5);
    office.assert_registered_at(SECOND_PROXY);
    office.alive[0] = true;
    office.got();
    office.run(SECOND * 100);
    assert_eq!(office.got(), ["OPTIONS 98"]);
    office.alive[1] = false;
    office.run(SECOND * 25);
    office.assert_registered_at(FIRST_PROXY);
}

#[test]
fn without_any_answer_the_proxies_take_turns() {
    let settings = format!("{TWO}voip/signalling/sip/registration_failed_timeout=10\n");
    let mut office = Office::open(&settings, [false, false]);
    office.run(SECOND * 60);
    let got: Vec<_> = office.got().into_iter().filter(|got| got.starts_with("REG")).collect();
    assert!(got.len() >= 8, "{got:?}");
    let turns = got
        .iter()
        .enumerate()
        .all(|(index, got)| *got == if index % 2 == 0 { "REGISTER 99" } else { "REGISTER 98" });
    assert!(turns, "{got:?}");
    office.bench.assert_shows(0, "No response from the server");
    office.alive = [false, true];
    office.run(SECOND * 15);
    office.assert_registered_at(SECOND_PROXY);
}

#[test]
fn a_proxy_that_asks_for_time_gets_it() {
    let mut office = Office::open(TWO, [true, true]);
    office.status = StatusCode::SERVICE_UNAVAILABLE;
    office.run(SECOND * 5);
    office.assert_registered_at(SECOND_PROXY);
    office.status = StatusCode::OK;
    office.got();
    office.run(SECOND * 480);
    assert!(!office.got().contains(&"REGISTER 99".to_owned()), "not before its Retry-After");
    office.run(SECOND * 60);
    office.assert_registered_at(FIRST_PROXY);
}

#[test]
fn a_call_that_finds_nobody_goes_on_at_the_other_proxy_and_the_lines_follow() {
    let settings = TWO.replace("keepalive_period=20", "keepalive_period=0");
    let mut office = Office::open(&settings, [true, true]);
    office.run(SECOND * 100);
    assert_eq!(office.got(), ["REGISTER 99"], "0 asks never");
    office.alive[0] = false;
    office.bench.dial(0, "2000");
    office.run(SECOND * 4);
    let waited = office.when("INVITE 98") - office.when("INVITE 99");
    assert!(waited <= Duration::from_millis(3_100), "{waited:?}");
    office.assert_registered_at(SECOND_PROXY);
}

#[test]
fn the_last_proxy_is_kept_over_a_restart_and_a_refresh() {
    for refresh in [true, false] {
        let mut office = Office::open(&format!("{TWO}{SYMMETRIC}"), [false, true]);
        office.run(SECOND * 5);
        office.alive = [true, true];
        office.got();
        if refresh {
            office.bench.refresh_page(0);
        } else {
            office.bench.desks[0].phone.restart();
            office.bench.press(0, &[crate::phone::key::Key::Left]);
        }
        office.run(SECOND * 10);
        assert!(!office.got().contains(&"REGISTER 99".to_owned()), "{refresh}");
        office.assert_registered_at(SECOND_PROXY);
    }
    // What was planned before it is forgotten.
    let settings = format!("{TWO}{SYMMETRIC}voip/signalling/sip/registration_failed_timeout=30\n");
    let mut office = Office::open(&settings, [false, false]);
    office.run(SECOND * 10);
    office.alive = [true, true];
    office.bench.desks[0].phone.restart();
    office.bench.press(0, &[crate::phone::key::Key::Left]);
    office.run(SECOND * 60);
    office.assert_registered_at(SECOND_PROXY);
    // Other proxies are others.
    let mut office = Office::open(TWO, [false, true]);
    office.run(SECOND * 5);
    let other = "voip/signalling/sip/proxy_address=10.0.0.97\n";
    office.bench.desks[0].configuration = Ok(format!("{ONE}{TWO}{other}"));
    office.bench.desks[0].phone.check_now();
    office.bench.press(0, &[crate::phone::key::Key::Left]);
    office.run(SECOND * 10);
    assert!(office.got().contains(&"REGISTER 97".to_owned()));
}

#[test]
fn a_registrar_that_is_silent_is_registered_at_as_soon_as_after_a_failure() {
    let settings = "voip/signalling/sip/registrar_ka/enabled=1\n\
        voip/signalling/sip/registrar_ka/timeout=60\n\
        voip/signalling/sip/registration_failed_timeout=30\n";
    let mut office = Office::open(settings, [true, true]);
    office.run(SECOND * 130);
    assert_eq!(office.got(), ["REGISTER 99", "OPTIONS 99"]);
    office.alive[0] = false;
    office.run(SECOND * 115);
    let asked = office.when("OPTIONS 99");
    let waited = office.when("REGISTER 99") - asked;
    // 32 s pass until it is known to be silent.
    assert!((SECOND * 62..SECOND * 63).contains(&waited), "{waited:?}");
    office.run(SECOND * 40);
    office.bench.assert_shows(0, "Registration failure");
    office.alive[0] = true;
    office.run(SECOND * 40);
    office.assert_registered_at(FIRST_PROXY);
    office.got();
    office.run(SECOND * 70);
    assert_eq!(office.got(), ["OPTIONS 99"], "it is asked again");
}

#[test]
fn the_proxy_is_asked_as_often_as_configured() {
    for (settings, expected) in [
        ("", 0),
        ("voip/signalling/sip/keepalive_options/enabled=1\n", 1),
        (
            "voip/signalling/sip/keepalive_options/enabled=1\n\
             voip/signalling/sip/keepalive_options/timeout=100\n",
            4,
        ),
        (
            "voip/signalling/sip/keepalive_options/enabled=1\n\
             voip/signalling/sip/keepalive_options/timeout=0\n",
            0,
        ),
    ] {
        let mut office = Office::open(settings, [true, true]);
        office.run(SECOND * 450);
        let asked = office.got.iter().filter(|(what, _)| what == "OPTIONS 99").count();
        assert_eq!(asked, expected, "{settings}");
    }
}

#[test]
fn lines_register_one_after_the_other_if_the_configuration_says_so() {
    let lines = "system/type=440HD\nvoip/line/1/enabled=1\nvoip/line/1/id=1002\n\
        voip/line/2/enabled=1\nvoip/line/2/id=1003\n";
    let spread = "voip/distribute_multiple_line_registrations/enable=1\n";
    for (settings, wait) in [(lines.to_owned(), 0), (format!("{lines}{spread}"), 2)] {
        let mut office = Office::open(&settings, [true, true]);
        office.run(SECOND * 10);
        let times: Vec<_> = office.got.iter().map(|(_, at)| at.as_secs()).collect();
        assert_eq!(times.len(), 3, "{:?}", office.got);
        assert_eq!([times[1] - times[0], times[2] - times[1]], [wait, wait]);
    }
}

/// A name that cannot be found is a server that cannot serve.
#[test]
fn a_proxy_whose_name_is_unknown_is_left() {
    let settings = format!("{TWO}voip/signalling/sip/proxy_address=pbx.example\n");
    let mut office = Office::open(&settings, [true, true]);
    office.run(SECOND * 5);
    office.assert_registered_at(SECOND_PROXY);
}
