//! Microphones and loudspeakers that change while a call is up: the person takes another one, one goes
//! and comes back, the browser stops sound, and what renders it breaks. The call is heard both ways
//! again.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_tests::browser::{Browser, DEVICES, Microphone, Tab};
use hookswitch_tests::gateway::{Account, Gateway};
use hookswitch_tests::peers::{Answer, Baresip, BaresipOptions, Kamailio};
use hookswitch_tests::phone::{both_directions_are_good, phone_url, said_by_tab};

/// Loudest sample of speech, at least.
const SPEECH: f32 = 0.03;

/// A stretch that has speech in it wherever it begins, in seconds.
const STRETCH_S: f64 = 3.0;

/// A call that is up between a tab, through its speaker, and a peer.
struct Call {
    tab: Tab,
    _browser: Browser,
    _gateway: Gateway,
    peer: Baresip,
    _kamailio: Kamailio,
}

impl Call {
    #[track_caller]
    fn up() -> Self {
        let kamailio = Kamailio::start();
        let peer = Baresip::start(&BaresipOptions {
            number: 1002,
            registrar: Some(kamailio.port),
            codecs: vec!["PCMA/8000".to_owned()],
            answer: Answer::AtOnce,
        });
        let gateway = Gateway::serve(&Account::new(1001, kamailio.port));
        let browser = Browser::start(Microphone::Says(&said_by_tab()));
        let tab = browser.open("about:blank");
        tab.prepare(DEVICES);
        tab.go(&phone_url(&gateway));
        tab.wait_registered();
        tab.call("1002");
        tab.wait_display("Connected");
        peer.wait_for("Call established");
        let call = Self { tab, _browser: browser, _gateway: gateway, peer, _kamailio: kamailio };
        call.is_heard("at first");
        call
    }

    /// Waits until these are the devices that the page uses, and sees that the call is heard.
    #[track_caller]
    fn goes_through(&self, microphone: &str, loudspeaker: &str) {
        let is = serde_json::json!([microphone, loudspeaker]).to_string();
        self.tab.wait_true(&format!("__devices.used().then(it => JSON.stringify(it) === '{is}')"));
        self.is_heard(&is);
    }

    /// Sees that each side hears the other from now on.
    #[track_caller]
    fn is_heard(&self, when: &str) {
        let before = self.peer.wait_heard(0.5).seconds();
        let in_tab = self.tab.record(STRETCH_S).peak(0.0, STRETCH_S);
        let in_peer = self.peer.wait_heard(before + STRETCH_S).peak(before, before + STRETCH_S);
        eprintln!("{when}: the tab plays up to {in_tab:.3}, the peer hears up to {in_peer:.3}");
        assert!(in_tab > SPEECH && in_peer > SPEECH, "{when}: {in_tab:.3}, {in_peer:.3}");
    }

    fn run(&self, script: &str) {
        self.tab.evaluate::<()>(script);
    }

    /// Chooses the `nth` microphone and loudspeaker that have a name for a row of the devices' page.
    #[track_caller]
    fn choose(&self, row: usize, nth: usize) {
        let press = |key, count| (0..count).for_each(|_| self.tab.press(key));
        self.tab.choose(&[("Menu", "Call Log"), ("8", "Handset")]);
        press("Down", row);
        self.tab.press("OK");
        for kind in 0..2 {
            self.tab.wait_display("Loudspeaker");
            press("Down", kind);
            self.tab.press("OK");
            self.tab.wait_display("Fake Audio");
            press("Down", nth);
            self.tab.press("OK");
        }
        self.tab.wait_display("Loudspeaker");
        press("Back", 3);
        self.tab.wait_display("Connected");
    }
}

const FIRST: [&str; 2] = ["Fake Audio Input 1", "Fake Audio Output 1"];
const SECOND: [&str; 2] = ["Fake Audio Input 2", "Fake Audio Output 2"];

#[test]
fn a_call_goes_on_through_each_device_and_without_one_that_goes() {
    let call = Call::up();
    let own = ["Fake Default Audio Input", ""];
    let through = |[microphone, loudspeaker]: [&str; 2]| call.goes_through(microphone, loudspeaker);
    through(own);
    for (row, nth) in [(0, 2), (1, 1)] {
        call.choose(row, nth);
    }
    for (key, devices) in
        [("Headset", FIRST), ("Handset", SECOND), ("Speaker", own), ("Headset", FIRST)]
    {
        call.tab.press(key);
        through(devices);
    }
    call.run("__devices.take('1')");
    call.tab.wait_display("is gone");
    through(own);
    call.run("__devices.give()");
    call.tab.wait_display("is used again");
    through(FIRST);
    both_directions_are_good(&call.tab, &call.peer, "after all changes");
    call.tab.press("End");
    call.tab.wait_key("Missed");
    call.tab.assert_no_errors();
}

/// The browser tells of a new list of devices before the microphone ends, and of nothing after it.
#[test]
fn a_microphone_that_ends_is_opened_again() {
    let call = Call::up();
    call.run("__devices.take('Default')");
    call.tab.wait_true("__devices.used().then(({ length }) => length === 2)");
    call.is_heard("after the microphone ended");
    call.tab.assert_no_errors();
}

#[test]
fn sound_that_is_interrupted_goes_on_by_itself() {
    let call = Call::up();
    call.run("__devices.suspend()");
    call.tab.wait_true("__devices.state() === 'running'");
    call.is_heard("after an interruption");
    call.tab.assert_no_errors();
}

#[test]
fn sound_that_fails_is_set_up_again() {
    let call = Call::up();
    call.run("__devices.fail()");
    call.tab.wait_display("Sound failed and starts again");
    call.tab.wait_true("__devices.nodes() === 2");
    call.is_heard("after sound failed");
    for nodes in 3..=6 {
        call.run("__devices.fail()");
        call.tab.wait_true(&format!("__devices.nodes() === {nodes}"));
    }
    // Not for ever.
    call.run("__devices.fail()");
    call.tab.wait_display("Sound failed: reload the page");
    call.tab.assert_no_errors_but(&["the audio worklet failed"]);
}
