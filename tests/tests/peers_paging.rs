//! Pages of a real program, ffmpeg, by multicast on this host alone (manual 27).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::process::Command;

use hookswitch_tests::child::{Child, free_ports};
use hookswitch_tests::desks::{Desks, Setup};

#[test]
fn a_page_is_heard_by_all_phones_of_its_group() {
    let ports = free_ports(2);
    let port = ports.to_string();
    let group = [
        ("voip/services/group_paging/enabled", "1"),
        ("voip/services/group_paging/group/0/multicast_addr", "224.0.1.7"),
        ("voip/services/group_paging/group/0/port", &port),
        ("voip/services/group_paging/group/0/name", "Sales"),
    ];
    let policy =
        format!("paging = [{{ network = '224.0.1.7/32', ports = '{ports}-{}' }}]", ports + 1);
    let numbers = [1001, 1002];
    let setup = Setup {
        numbers: &numbers,
        port: free_ports(1),
        more: &group,
        policy: &policy,
        ..Setup::default()
    };
    let desks = Desks::open(&setup);
    for phone in &desks.phones {
        phone.expect_shown("Registering");
    }
    let to = format!("rtp://224.0.1.7:{port}?localaddr=127.0.0.1&ttl=1");
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-v", "error", "-re", "-f", "lavfi", "-i", "sine=frequency=440", "-t", "30"]);
    ffmpeg.args(["-ar", "8000", "-ac", "1", "-c:a", "pcm_mulaw", "-f", "rtp", &to]);
    let ffmpeg = Child::start("ffmpeg", &mut ffmpeg);
    for phone in &desks.phones {
        phone.expect_shown("Sales");
    }
    drop(ffmpeg);
    for phone in &desks.phones {
        // Nothing more comes: it is over.
        phone.expect("Registering");
    }
}
