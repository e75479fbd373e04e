//! What the parameters of chapter 16 change on the wire.

use core::net::SocketAddr;

use super::bench::Bench;
use crate::dns::RecordKind;
use crate::link::{LinkError, Request as Asked};
use crate::media::plan::Flow;
use crate::phone::key::Key;
use crate::sip::auth::aka_tests;
use crate::sip::header::{Expires, From, HeaderName, To, Via};
use crate::sip::message::{Message, Method, Request, StatusCode};
use crate::time::Duration;

/// The server is where the bench's strangers are.
const BASE: &str = "voip/line/0/id=1001\nvoip/signalling/sip/use_proxy=1\n\
    voip/signalling/sip/proxy_address=10.0.0.99\n";

fn started(settings: &str) -> Bench {
    let mut bench = Bench::new(1);
    bench.desks[0].configuration = Ok(format!("{BASE}{settings}"));
    bench.restart_gateway(0);
    // Until the link is back and the phone has said its first word.
    for _ in 0..1_000 {
        bench.wait(Duration::from_millis(10));
        if !bench.desks[0].lost.is_empty() {
            break;
        }
    }
    bench
}

/// Returns the requests of a method that went to strangers, oldest first, and where to.
pub(super) fn sent(bench: &Bench, method: &Method) -> Vec<(Request, SocketAddr)> {
    let desk = &bench.desks[0];
    let parsed =
        desk.lost.iter().zip(&desk.lost_to).filter_map(|(text, to)| {
            match Message::parse(text.as_bytes()) {
                Ok(Message::Request(request)) if request.method == *method => Some((request, *to)),
                _ => None,
            }
        });
    parsed.collect()
}

#[track_caller]
fn registered_with(settings: &str) -> (Request, SocketAddr) {
    sent(&started(settings), &Method::Register).pop().expect("a REGISTER")
}

/// Answers the newest REGISTER.
fn answer(bench: &mut Bench, status: StatusCode, headers: &[(HeaderName, &str)]) {
    let (request, _) = sent(bench, &Method::Register).pop().expect("a REGISTER");
    let mut response = request.response(status);
    let mut to = response.headers.typed::<To>().unwrap();
    to.0.set_tag("registrar");
    response.headers.set_typed(&to);
    for (name, value) in headers {
        response.headers.push(name.clone(), *value);
    }
    bench.datagram(0, response.to_bytes());
}

fn registers(bench: &Bench) -> usize {
    sent(bench, &Method::Register).len()
}

#[test]
fn a_phone_registers_where_the_configuration_says() {
    for (settings, to, registrar) in [
        ("", "10.0.0.99:5060", "10.0.0.99"),
        ("voip/signalling/sip/proxy_port=5070\n", "10.0.0.99:5070", "10.0.0.99"),
        (
            "voip/signalling/sip/sip_registrar/enabled=1\n\
             voip/signalling/sip/sip_registrar/addr=10.0.0.98\n\
             voip/signalling/sip/sip_registrar/port=5080\n",
            "10.0.0.98:5080",
            "10.0.0.98",
        ),
        (
            "voip/signalling/sip/sip_outbound_proxy/enabled=1\n\
             voip/signalling/sip/sip_outbound_proxy/addr=10.0.0.97\n\
             voip/signalling/sip/sip_outbound_proxy/port=5090\n",
            "10.0.0.97:5090",
            "10.0.0.99",
        ),
    ] {
        let (request, sent_to) = registered_with(settings);
        assert_eq!(sent_to.to_string(), to, "{settings}");
        let host = request.uri.host().map(ToString::to_string);
        assert_eq!(host.as_deref(), Some(registrar), "{settings}");
    }
    let off = started("voip/line/0/enabled=0\n");
    assert_eq!(registers(&off), 0);
    let proxyless = "voip/line/0/id=1001\nvoip/signalling/sip/use_proxy=0\n";
    let mut bench = Bench::new(1);
    bench.desks[0].configuration = Ok(proxyless.to_owned());
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(10));
    assert_eq!(registers(&bench), 0);
}

#[test]
fn a_phone_registers_as_whom_the_configuration_says() {
    let (request, _) = registered_with(
        "voip/line/0/id=77\nvoip/signalling/sip/proxy_gateway=example.com\n\
         voip/signalling/sip/proxy_timeout=120\nvoip/signalling/sip/port=5062\n\
         voip/signalling/sip/rport/enabled=1\n",
    );
    let from = request.headers.typed::<From>().unwrap();
    assert_eq!(from.uri.to_string(), "sip:77@example.com");
    assert_eq!(request.headers.typed::<Expires>().unwrap().0, 120);
    let via = request.headers.typed::<Via>().unwrap();
    assert_eq!(via.port, Some(5062));
    assert!(via.to_string().contains(";rport"), "{via}");
    let (request, _) = registered_with("voip/signalling/sip/rport/enabled=0\n");
    assert!(!request.headers.typed::<Via>().unwrap().to_string().contains("rport"));
}

#[test]
fn register_says_of_the_phone_what_the_configuration_allows() {
    let (request, _) = registered_with("voip/line/0/description=Jo\n");
    assert_eq!(request.headers.typed::<From>().unwrap().display_name, "");
    assert!(!request.headers.get(&HeaderName::Contact).unwrap().contains("sip.instance"));
    let (request, _) = registered_with(
        "voip/line/0/description=Jo\n\
         voip/signalling/sip/display_name_in_registration_msg/enabled=1\n\
         voip/signalling/sip/add_sip_instance/enable=1\n",
    );
    assert_eq!(request.headers.typed::<From>().unwrap().display_name, "Jo");
    assert_eq!(request.headers.typed::<To>().unwrap().display_name, "Jo");
    // Its hardware address, so that it is the same after every restart.
    let instance = "+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-020101010101>\"";
    let contact = request.headers.get(&HeaderName::Contact).unwrap();
    assert!(contact.contains(instance), "{contact}");
}

#[test]
fn a_call_that_is_sent_elsewhere_says_so() {
    let mut bench = started("");
    bench.dial(0, "2000");
    let sdp = "v=0\r\no=- 1 1 IN IP4 10.0.0.99\r\ns=-\r\nc=IN IP4 10.0.0.99\r\nt=0 0\r\n\
               m=audio 9000 RTP/AVP 8\r\n";
    bench.answer_invite(0, 183, sdp);
    assert!(!bench.desks[0].plan.streams.iter().all(|stream| stream.flow == Flow::Inactive));
    bench.answer_invite(0, 302, "");
    assert!(bench.desks[0].plan.streams.iter().all(|stream| stream.flow == Flow::Inactive));
    bench.assert_shows(0, "Forwarded to x");
    let (invite, _) = sent(&bench, &Method::Invite).pop().unwrap();
    assert_eq!(invite.uri.to_string(), "sip:x@10.0.0.99");
    bench.answer_invite(0, 180, "");
    bench.assert_shows(0, "Ringing");
    bench.answer_invite(0, 486, "");
    bench.assert_shows(0, "Busy");
}

#[test]
fn sip_packets_have_the_configured_type_of_service() {
    let bench = started("voip/signalling/sip/tos=0xb8\n");
    let opened = bench.desks[0].requests.iter().rev().find_map(|request| {
        let Asked::OpenUdp { tos, .. } = request else { return None };
        Some(*tos)
    });
    assert_eq!(opened, Some(0xb8));
}

#[test]
fn connections_have_the_configured_port_and_type_of_service() {
    for (transport, expected) in [("TCP", 5_062), ("TLS", 5_071)] {
        let mut bench = Bench::new(1);
        let settings = format!(
            "voip/signalling/sip/transport_protocol={transport}\n\
             voip/signalling/sip/port=5062\nvoip/signalling/sip/tls_port=5071\n\
             voip/signalling/sip/tos=0xb8\n"
        );
        bench.desks[0].configuration = Ok(format!("{BASE}{settings}"));
        bench.restart_gateway(0);
        bench.wait(Duration::from_secs(5));
        let opened = bench.desks[0].requests.iter().find_map(|request| {
            let Asked::OpenStream(open) = request else { return None };
            Some((open.port, open.tos, open.tls.is_some()))
        });
        assert_eq!(opened, Some((expected, 0xb8, transport == "TLS")));
    }
}

#[test]
fn two_registrations_have_a_t1_of_their_own() {
    const TWO: &str = "voip/signalling/sip/redundant_proxy/enabled=1\n\
        voip/signalling/sip/redundant_proxy/mode=Simultaneous\n\
        voip/signalling/sip/secondary_proxy/address=10.0.0.98\n";
    // Each of the two is asked at once, and then after T1, 2 T1 and so on.
    for (t1, within) in [(20, 150), (200, 1_500)] {
        let settings = format!(
            "{TWO}voip/signalling/sip/sip_t1=5000\n\
             voip/signalling/sip/redundant_proxy/dual_reg/t1={t1}\n"
        );
        let mut bench = started(&settings);
        bench.wait(Duration::from_millis(within));
        assert_eq!(registers(&bench), 8, "{t1}");
    }
}

#[test]
fn each_server_has_the_configured_port() {
    for (mode, server) in [("Simultaneous", "secondary"), ("Primary-Fallback", "redundant")] {
        let settings = format!(
            "voip/signalling/sip/redundant_proxy/enabled=1\n\
             voip/signalling/sip/redundant_proxy/mode={mode}\n\
             voip/signalling/sip/{server}_proxy/address=10.0.0.98\n\
             voip/signalling/sip/{server}_proxy/port=5090\n\
             voip/signalling/sip/outgoing_request_no_response_timeout_ms=1000\n"
        );
        let mut bench = started(&settings);
        bench.wait(Duration::from_secs(2));
        let to = sent(&bench, &Method::Register).into_iter().map(|(_, to)| to.to_string());
        assert!(to.into_iter().any(|to| to == "10.0.0.98:5090"), "{mode}");
    }
}

#[test]
fn port_65535_asks_the_name_service() {
    for server in ["proxy", "sip_registrar", "sip_outbound_proxy"] {
        let path = format!("voip/signalling/sip/{server}");
        let (address, port) = match server {
            "proxy" => (format!("{path}_address"), format!("{path}_port")),
            _ => (format!("{path}/enabled=1\n{path}/addr"), format!("{path}/port")),
        };
        let mut bench = Bench::new(1);
        let settings = format!("{address}=pbx.example\n{port}=65535\n");
        bench.desks[0].configuration = Ok(format!("{BASE}{settings}"));
        bench.restart_gateway(0);
        bench.wait(Duration::from_secs(5));
        let name = "_sip._udp.pbx.example".to_owned();
        let question = Asked::Records { name, kind: RecordKind::Srv };
        assert!(bench.desks[0].requests.contains(&question), "{server}");
    }
}

#[test]
fn a_challenge_is_answered_as_the_line_says() {
    let mut bench = started("voip/line/0/auth_name=jo\nvoip/line/0/auth_password=secret\n");
    let challenge = (HeaderName::WwwAuthenticate, "Digest realm=\"10.0.0.99\", nonce=\"n\"");
    answer(&mut bench, StatusCode::UNAUTHORIZED, &[challenge]);
    let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
    let authorization = request.headers.get(&HeaderName::Authorization).unwrap();
    assert!(authorization.contains("username=\"jo\""), "{authorization}");
    assert!(!bench.desks[0].log.iter().any(|line| line.contains("secret")));
}

#[test]
fn a_sim_answers_as_the_line_says() {
    // Test set 1 of TS 35.208.
    let key = "465b5ce8b199b49faa5f0a2ee238a6bc";
    let op = ("auth_aka_op", "cdc202d5123e20f62b6d676ac72cb318");
    let opc = ("auth_aka_opc", "cd63cb71954a9f4e48a5994e37a02baf");
    for (name, constant) in [op, opc] {
        let mut bench = started(&format!(
            "voip/line/0/auth_name=jo@ims.example\nvoip/line/0/auth_aka_k={key}\n\
             voip/line/0/{name}={constant}\n"
        ));
        let ask = |bench: &mut Bench, number: u64| {
            let nonce = aka_tests::nonce(number);
            let challenge =
                format!("Digest realm=\"ims.example\", nonce=\"{nonce}\", algorithm=AKAv1-MD5");
            let challenge = (HeaderName::WwwAuthenticate, challenge.as_str());
            answer(bench, StatusCode::UNAUTHORIZED, &[challenge]);
            let (request, _) = sent(bench, &Method::Register).pop().unwrap();
            request.headers.get(&HeaderName::Authorization).unwrap().to_owned()
        };
        let told = |asked: &str| {
            let token = asked.split("auts=\"").nth(1).and_then(|rest| rest.split('"').next());
            token.and_then(aka_tests::told)
        };
        let answered = ask(&mut bench, 64);
        assert!(answered.contains("username=\"jo@ims.example\""), "{answered}");
        assert!(!answered.contains("auts="), "{answered}");
        // A number that came before is answered with the one to go on behind.
        let asked = ask(&mut bench, 32);
        assert_eq!(told(&asked), Some(64), "{asked}");
        // A phone that starts again does not answer an old challenge once more.
        bench.desks[0].phone.restart();
        bench.press(0, &[Key::VolumeUp]);
        bench.wait(Duration::from_secs(10));
        let asked = ask(&mut bench, 64);
        assert_eq!(told(&asked), Some(64), "{asked}");
        let log = bench.desks[0].log.join("\n");
        assert!(!log.contains(&key[..8]) && !log.contains(&constant[..8]), "{log}");
    }
}

#[test]
fn as_many_challenges_are_answered_as_the_configuration_says() {
    for retries in [1, 3] {
        let mut bench = started(&format!("voip/signalling/sip/auth_retries={retries}\n"));
        for nonce in 0..10 {
            let before = registers(&bench);
            let challenge = format!("Digest realm=\"10.0.0.99\", nonce=\"{nonce}\"");
            let challenge = (HeaderName::WwwAuthenticate, challenge.as_str());
            answer(&mut bench, StatusCode::UNAUTHORIZED, &[challenge]);
            if registers(&bench) == before {
                break;
            }
        }
        // Without an answer, with one, and with each retry.
        assert_eq!(registers(&bench), 2 + retries);
    }
}

#[test]
fn a_registration_is_refreshed_and_tried_again_when_the_configuration_says() {
    let mut bench = started("voip/signalling/sip/register_before_expires_percent=40\n");
    let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
    let contact = request.headers.get(&HeaderName::Contact).unwrap();
    let contact = format!("{};expires=100", contact.split(";expires").next().unwrap());
    answer(&mut bench, StatusCode::OK, &[(HeaderName::Contact, &contact)]);
    bench.wait(Duration::from_secs(59));
    assert_eq!(registers(&bench), 1);
    bench.wait(Duration::from_millis(1_400));
    assert_eq!(registers(&bench), 2);

    let mut bench = started("voip/signalling/sip/registration_failed_timeout=7\n");
    answer(&mut bench, StatusCode::FORBIDDEN, &[]);
    bench.wait(Duration::from_millis(6_900));
    assert_eq!(registers(&bench), 1);
    bench.wait(Duration::from_millis(200));
    assert_eq!(registers(&bench), 2);
}

#[test]
fn messages_are_repeated_as_the_configured_timers_say() {
    // T1, 2 T1, 4 T1 and so on up to T2.
    for (settings, within, expected) in [
        ("", 3_600, 4),
        ("voip/signalling/sip/sip_t1=100\n", 800, 4),
        ("voip/signalling/sip/sip_t1=4000\nvoip/signalling/sip/sip_t2=5000\n", 14_100, 4),
    ] {
        let mut bench = started(settings);
        bench.wait(Duration::from_millis(within));
        assert_eq!(registers(&bench), expected, "{settings}");
    }
}

#[test]
fn a_call_waits_for_its_first_answer_as_long_as_configured() {
    for (settings, seconds) in [("voip/signalling/sip/sip_invite_timer=5000\n", 5), ("", 32)] {
        let mut bench = started(settings);
        bench.dial(0, "2000");
        bench.wait(Duration::from_secs(seconds) - Duration::from_millis(100));
        bench.assert_shows(0, "Calling");
        bench.wait(Duration::from_millis(200));
        assert!(!bench.text(0).contains("Calling"), "{settings}: {}", bench.text(0));
    }
}

#[test]
fn a_rejected_caller_gets_the_configured_code() {
    for (settings, code) in [("", "603"), ("voip/services/reject_code=CODE_486\n", "486")] {
        let mut bench = started(settings);
        let sdp = "v=0\r\no=- 1 1 IN IP4 10.0.0.99\r\ns=-\r\nc=IN IP4 10.0.0.99\r\nt=0 0\r\n\
                   m=audio 9000 RTP/AVP 8\r\n";
        let invite = format!(
            "INVITE sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKr\r\n\
             From: <sip:2@10.0.0.99>;tag=t\r\nTo: <sip:1001@10.0.0.1>\r\nCall-ID: r\r\n\
             CSeq: 1 INVITE\r\nContact: <sip:2@10.0.0.99>\r\n\
             Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{sdp}",
            sdp.len()
        );
        bench.datagram(0, invite.into_bytes());
        bench.soft(0, "Reject");
        let refused = bench.desks[0].lost.iter().any(|text| {
            text.starts_with(&format!("SIP/2.0 {code} ")) && text.contains("CSeq: 1 INVITE")
        });
        assert!(refused, "{settings}: {:?}", bench.desks[0].lost);
        bench.press(0, &[Key::Escape]);
    }
}

#[test]
fn a_new_start_takes_the_registration_back_unless_it_may_stay() {
    for (stays, taken_back) in [("0", true), ("1", false)] {
        let settings = format!("voip/signalling/sip/unregister_on_voip_reload={stays}\n");
        let mut bench = started(&settings);
        let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
        let contact = request.headers.get(&HeaderName::Contact).unwrap().to_owned();
        answer(&mut bench, StatusCode::OK, &[(HeaderName::Contact, &contact)]);
        let changed = format!("{BASE}{settings}voip/signalling/sip/port=5070\n");
        bench.desks[0].configuration = Ok(changed);
        bench.desks[0].phone.check_now();
        // Any input lets the phone go on.
        bench.press(0, &[Key::Left]);
        bench.wait(Duration::from_secs(10));
        let lifetimes = sent(&bench, &Method::Register);
        let lifetimes = lifetimes.iter().map(|(request, _)| request.headers.typed::<Expires>());
        let ended = lifetimes.flatten().any(|expires| expires.0 == 0);
        assert_eq!(ended, taken_back, "{stays}: {:#?}", bench.desks[0].lost);
        let ports = sent(&bench, &Method::Register);
        assert!(ports.iter().any(|(request, _)| {
            request.headers.typed::<Via>().is_ok_and(|via| via.port == Some(5070))
        }));
    }
}

/// What is on its way when the phone starts again makes a binding, too.
#[test]
fn a_registration_that_is_under_way_is_taken_back() {
    let mut bench = started("");
    bench.desks[0].phone.restart();
    // Any input lets the phone go on.
    bench.press(0, &[Key::Left]);
    assert!(bench.desks[0].phone.is_restarting());
    let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
    let contact = request.headers.get(&HeaderName::Contact).unwrap().to_owned();
    answer(&mut bench, StatusCode::OK, &[(HeaderName::Contact, &contact)]);
    let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
    assert_eq!(request.headers.get(&HeaderName::Expires), Some("0"));
    answer(&mut bench, StatusCode::OK, &[]);
    assert!(!bench.desks[0].phone.is_restarting());
    let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
    assert_ne!(request.headers.get(&HeaderName::Expires), Some("0"));
}

/// What would be typed then would be lost.
#[test]
fn nobody_is_asked_for_a_password_while_the_phone_takes_its_registration_back() {
    let mut bench = started(
        "provisioning/method=Static\n\
         provisioning/configuration/url=http://files.example/phone.cfg\n\
         provisioning/configuration/http_auth/ui_interaction_enabled=1\n",
    );
    let (request, _) = sent(&bench, &Method::Register).pop().unwrap();
    let contact = request.headers.get(&HeaderName::Contact).unwrap().to_owned();
    answer(&mut bench, StatusCode::OK, &[(HeaderName::Contact, &contact)]);
    bench.desks[0].configuration = Err(LinkError::NotFound("phone.cfg".to_owned()));
    bench.desks[0].server = Some(("jo", "s3cret", "voip/line/0/id=1001\n"));
    bench.desks[0].phone.restart();
    bench.desks[0].phone.check_now();
    // Any input lets the phone go on.
    bench.press(0, &[Key::Left]);
    assert!(bench.desks[0].phone.is_restarting());
    assert!(!bench.text(0).contains("Prov. Credentials"), "{}", bench.text(0));
    bench.wait(Duration::from_secs(3));
    assert!(!bench.desks[0].phone.is_restarting());
    bench.assert_shows(0, "Prov. Credentials");
}
