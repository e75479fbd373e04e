//! Pages: said to groups and heard from them (manual 27).

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use super::switches::softkeys;
use crate::link::{LinkError, Request, SocketId};
use crate::media::plan::{CodecKind, Flow, Report, StreamReport};
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::phone::{Input, Phone};
use crate::time::Duration;

const SALES: &str = "voip/services/group_paging/enabled=1\n\
    voip/services/group_paging/group/0/name=Sales\n\
    voip/services/group_paging/group/0/multicast_addr=224.0.1.7\n\
    personal_settings/functional_key/0/type=PAGING\n";

fn phone(more: &str) -> Bench {
    started(&format!("{SERVER}{SALES}{more}"))
}

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn socket(bench: &Bench) -> SocketId {
    bench.desks[0].phone.group_sockets()[0]
}

/// Packets of somebody's page arrive for this long.
fn page(bench: &mut Bench, time_ms: u64) {
    let socket = socket(bench);
    for packets in 1..=time_ms / 100 {
        let heard = bench.desks[0].plan.streams.iter().find(|it| it.flow == Flow::RecvOnly);
        let input = match heard.map(|stream| stream.id) {
            Some(id) => {
                let told = StreamReport {
                    packets_received: u32::try_from(packets).unwrap(),
                    jitter_delay_ms: 40,
                    jitter_target_ms: 40,
                    way_ms: 20,
                    received_dbov: -30.0,
                    sent_dbov: -127.0,
                    ..StreamReport::new(id)
                };
                Input::Audio(Report { streams: vec![told], ..Report::default() })
            }
            None => Input::Arrived(socket, 77),
        };
        bench.give(0, input);
        bench.wait(Duration::from_millis(100));
    }
}

/// The flows of all streams, and the type of what is sent.
fn flows(bench: &Bench) -> Vec<(Flow, CodecKind)> {
    bench.desks[0].plan.streams.iter().map(|stream| (stream.flow, stream.send.kind)).collect()
}

/// Whether the call is to be held.
fn holds(bench: &Bench) -> bool {
    let phone = &bench.desks[0].phone;
    phone.calls.iter().any(|call| phone.wants_hold(call.id))
}

fn talk(bench: &mut Bench) {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    bench.soft(0, "Answer");
    assert_eq!(screen(bench), Screen::Talking);
}

#[test]
fn the_groups_that_the_phone_is_a_member_of_are_joined() {
    let joined = |bench: &Bench| -> Vec<String> {
        let asked = bench.desks[0].requests.iter().filter_map(|request| {
            let Request::OpenRtp { base, toward, .. } = request else { return None };
            toward.is_multicast().then(|| format!("{toward}:{base}"))
        });
        asked.collect()
    };
    let second = "voip/services/group_paging/group/3/activated=1\n\
        voip/services/group_paging/group/3/port=9000\n";
    assert_eq!(joined(&phone(second)), ["224.0.1.7:8888", "224.0.1.0:9000"]);
    assert_eq!(joined(&started(SERVER)), [""; 0]);
    let sockets = |phone: &Phone| phone.group_sockets().len();
    let mut bench = phone("");
    assert_eq!(sockets(&bench.desks[0].phone), 2);
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(sockets(&bench.desks[0].phone), 2);
    // What is switched off is left.
    bench.desks[0].configuration = Ok(SERVER.to_owned());
    bench.desks[0].phone.check_now();
    bench.press(0, &[Key::Left]);
    assert_eq!(sockets(&bench.desks[0].phone), 0);
}

#[test]
fn a_key_speaks_to_its_group() {
    for (word, kind) in [("G722", CodecKind::G722), ("G726", CodecKind::G726)] {
        speaks(&format!("voip/services/group_paging/codec={word}\n"), kind);
    }
}

fn speaks(codec: &str, kind: CodecKind) {
    let mut bench = phone(codec);
    assert_eq!(bench.desks[0].phone.view().function_keys[0].label, "Sales");
    bench.press(0, &[Key::Function(0)]);
    assert_eq!(screen(&bench), Screen::Page);
    bench.assert_shows(0, "Sales");
    assert_eq!(flows(&bench), [(Flow::SendOnly, kind)]);
    assert!(bench.desks[0].plan.microphone);
    let id = bench.desks[0].plan.streams[0].id;
    assert_eq!(bench.desks[0].routes[&id].sockets.map(|(rtp, _)| rtp), Some(socket(&bench)));
    // What comes back of it is not a page.
    let own = bench.desks[0].plan.streams[0].start.ssrc;
    bench.soft(0, "End");
    let socket = socket(&bench);
    bench.give(0, Input::Arrived(socket, own));
    assert_eq!(screen(&bench), Screen::Idle);
    assert_eq!(flows(&bench), []);
    assert!(!bench.desks[0].phone.view().lamps.speaker);
}

#[test]
fn a_page_is_heard_at_once_and_ends_when_nothing_more_comes() {
    let mut bench = phone("");
    page(&mut bench, 3_000);
    bench.assert_shows(0, "Sales\nPage");
    assert_eq!(flows(&bench), [(Flow::RecvOnly, CodecKind::Pcmu)]);
    assert!(bench.desks[0].phone.view().lamps.speaker);
    bench.wait(Duration::from_millis(900));
    assert_eq!(screen(&bench), Screen::Idle);
    assert_eq!(flows(&bench), []);
    // One that is ended here is not heard again until another one comes.
    page(&mut bench, 500);
    bench.soft(0, "End");
    page(&mut bench, 2_000);
    assert_eq!(screen(&bench), Screen::Idle);
    bench.wait(Duration::from_millis(900));
    page(&mut bench, 500);
    assert_eq!(screen(&bench), Screen::Page);
}

/// Manual 27.1.1.
#[test]
fn in_a_call_the_person_is_asked() {
    let mut bench = phone("");
    talk(&mut bench);
    page(&mut bench, 300);
    bench.assert_shows(0, "Page: hear it?");
    assert_eq!(softkeys(&bench), ["Accept", "Reject"]);
    bench.soft(0, "Reject");
    page(&mut bench, 1_000);
    assert_eq!(screen(&bench), Screen::Talking);
    bench.wait(Duration::from_millis(900));
    page(&mut bench, 300);
    bench.soft(0, "Accept");
    bench.assert_shows(0, "Sales\nPage");
    assert!(holds(&bench));
    assert!(flows(&bench).contains(&(Flow::RecvOnly, CodecKind::Pcmu)));
    page(&mut bench, 2_000);
    // The call goes on by itself.
    bench.wait(Duration::from_millis(900));
    assert_eq!(screen(&bench), Screen::Talking);
    assert!(!holds(&bench));
}

#[test]
fn a_page_barges_into_a_call_where_that_is_allowed() {
    let mut bench = phone("voip/services/allow_barge_in/enabled=1\n");
    talk(&mut bench);
    page(&mut bench, 300);
    bench.assert_shows(0, "Sales\nPage");
    assert!(holds(&bench));
}

#[test]
fn who_calls_goes_before_a_page_and_ends_it() {
    let mut bench = phone("");
    page(&mut bench, 500);
    ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    assert_eq!(screen(&bench), Screen::RingingIn);
    bench.soft(0, "Answer");
    page(&mut bench, 500);
    assert_eq!(screen(&bench), Screen::Talking);
}

#[test]
fn a_group_that_cannot_be_joined_is_told_when_its_key_is_pressed() {
    let mut bench = Bench::new(1);
    let refused = LinkError::NotAllowed("the group 224.0.1.7:8888".to_owned());
    bench.desks[0].no_groups = Some(refused);
    bench.desks[0].configuration = Ok(format!("{SERVER}{SALES}"));
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    bench.press(0, &[Key::Function(0)]);
    bench.assert_shows(0, "224.0.1.7:8888");
    assert_eq!(screen(&bench), Screen::Idle);
}
