//! Takes the pictures of `docs/img` from a running demo; `cargo xtask screens` builds what it needs.
#![allow(clippy::print_stdout, reason = "it tells what it writes")]

use hookswitch_tests::browser::{Browser, Microphone, Tab};
use hookswitch_tests::gateway::{Account, Gateway};
use hookswitch_tests::phone::{phone_url, said_by_peer, said_by_tab};
use hookswitch_tests::repository;

/// A window: its name, its size in CSS pixels, and how many pixels one of them has.
const WINDOWS: [(&str, u32, u32, f64); 2] = [("wide", 1100, 840, 1.0), ("narrow", 390, 1010, 1.5)];

fn main() {
    std::fs::create_dir_all(repository("docs/img")).expect("docs can be written");
    calls();
    failure();
}

/// Idle, ringing and talking, from two phones of the demo.
fn calls() {
    let demo = Gateway::demo();
    let first = Browser::start(Microphone::Says(&said_by_tab()));
    let second = Browser::start(Microphone::Says(&said_by_peer()));
    let one = first.open(&phone_url(&demo));
    one.wait_registered();
    let other = second.open(&phone_url(&demo));
    other.wait_registered();
    take(&one, "idle", "light");
    other.call("1001");
    one.wait_display("Incoming call");
    take(&one, "ringing", "light");
    one.press("Answer");
    one.wait_display("Connected");
    one.wait_display("00:03");
    take(&one, "talking", "dark");
    one.press("End");
}

/// A phone whose registrar is not there.
fn failure() {
    let nowhere = hookswitch_tests::child::free_ports(1);
    let account = Account::new(1001, nowhere).with("voip/signalling/sip/sip_t1", "100");
    let gateway = Gateway::serve(&account);
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open(&phone_url(&gateway));
    tab.wait_display_within("Registration failure", std::time::Duration::from_secs(45));
    take(&tab, "error", "light");
}

fn take(tab: &Tab, name: &str, colours: &str) {
    tab.prefer_colours(colours);
    for (window, width, height, density) in WINDOWS {
        tab.resize(width, height, density);
        let path = repository(&format!("docs/img/{name}-{window}.png"));
        std::fs::write(&path, tab.picture()).expect("docs can be written");
        println!("{}", path.display());
    }
}
