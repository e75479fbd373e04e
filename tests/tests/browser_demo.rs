//! The demo as a person meets it, in real browsers.

use hookswitch_tests::browser::{Browser, Microphone};
use hookswitch_tests::gateway::Gateway;
use hookswitch_tests::phone::{phone_url, said_by_peer, said_by_tab};

#[test]
fn echo_gives_back_what_is_said() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open(&phone_url(&demo));
    tab.wait_registered();
    tab.call("600");
    tab.wait_display("Connected");
    tab.wait_sound();
    let result = tab.score_played(&said_by_tab());
    println!("echo: {result:?}");
    assert!(result.pesq >= 3.0, "{result:?}");
    tab.press("End");
    tab.wait_key("Missed");
    tab.assert_no_errors();
}

#[test]
fn two_profiles_call_each_other() {
    let demo = Gateway::demo();
    let first = Browser::start(Microphone::Says(&said_by_tab()));
    let second = Browser::start(Microphone::Says(&said_by_peer()));
    let caller = first.open(&phone_url(&demo));
    caller.wait_registered();
    let callee = second.open(&phone_url(&demo));
    callee.wait_registered();
    caller.call("1002");
    callee.wait_display("Incoming call");
    callee.press("Answer");
    caller.wait_display("Connected");
    callee.wait_sound();
    caller.wait_sound();
    // Two browsers on one machine take sound from each other: it must be speech, the other's.
    let heard = caller.score_played(&said_by_peer());
    println!("tab to tab: {heard:?}");
    assert!(heard.pesq >= 2.5, "{heard:?}");
    callee.press("End");
    caller.wait_display("Disconnected");
    // Answered from outside the page, as a notification is: only the call that is meant.
    caller.press("Close");
    caller.call("1002");
    callee.wait_true("document.title.startsWith('Call from ')");
    callee.wait_true("document.querySelector('link[rel=icon]').href.includes('ringing')");
    let answer = "for (let call = 0; call < 9; call++) navigator.serviceWorker.dispatchEvent(
        new MessageEvent('message', { data: { action: 'answer', call } }))";
    callee.evaluate::<()>(answer);
    caller.wait_display("Connected");
    callee.wait_true("document.querySelector('link[rel=icon]').href.includes('talking')");
    caller.press("End");
    callee.wait_display("Disconnected");
    caller.assert_no_errors();
    callee.assert_no_errors();
}

#[test]
fn the_phone_cleans_the_voice_itself_and_knows_the_devices() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    // Not the address of other tests, which leaves the sound of the microphone as it is.
    let tab = browser.open(&demo.url);
    tab.wait_registered();
    tab.call("601");
    tab.wait_display("Connected");
    for key in ["Menu", "5", "8"] {
        tab.press(key);
    }
    tab.wait_display("By the phone, 9 ms");
    for key in ["Back", "Back", "8", "OK", "OK"] {
        tab.press(key);
    }
    tab.wait_display("Fake");
    tab.press("Down");
    tab.press("OK");
    tab.wait_display("Fake");
    tab.wait_sound();
    tab.assert_no_errors();
}

#[test]
fn busy_and_silent_extensions_say_so() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open(&phone_url(&demo));
    tab.wait_registered();
    tab.call("602");
    tab.wait_display("Busy");
    tab.press("Close");
    tab.call("603");
    tab.wait_display("Ringing");
    tab.press("Cancel");
    tab.wait_key("Missed");
    tab.call("601");
    tab.wait_display("Connected");
    tab.wait_sound();
}

#[test]
fn two_tabs_of_one_browser_are_one_phone() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let first = browser.open(&phone_url(&demo));
    first.wait_registered();
    let second = browser.open(&phone_url(&demo));
    second.wait_registered();
    // A key in the second window is a key of the same phone.
    second.call("600");
    first.wait_display("Connected");
    second.wait_display("Connected");
    first.show();
    for muted in ["true", "false"] {
        first.press("Mute");
        second.wait_true(&format!(
            "document.querySelector('[aria-label=Mute]').ariaPressed === '{muted}'"
        ));
    }
    // The first goes away: the second is the phone now, and the call goes on in it.
    second.wait_true("document.body.innerText.includes('runs in another tab')");
    first.close();
    second.wait_true("!document.body.innerText.includes('runs in another tab')");
    second.wait_sound();
    second.wait_display("Connected");
    second.press("End");
    second.wait_key("Missed");
}

/// No key moves under the finger: not when a notice comes or goes, not when the screen fills.
#[test]
fn keys_stay_where_they_are_from_start_to_end_of_a_call() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Denied);
    let tab = browser.open(&phone_url(&demo));
    for (width, height) in [(1100, 840), (390, 844), (360, 640)] {
        tab.resize(width, height, 1.0);
        tab.wait_registered();
        let keys = tab.places_of_keys();
        assert!(keys.len() > 30, "{keys:?}");
        let stayed = |when: &str| {
            assert_eq!(tab.places_of_keys(), keys, "{when}, {width} x {height}; {}", tab.display());
        };
        tab.dial("601");
        stayed("dialling");
        tab.press("Dial");
        tab.wait_display("Microphone not allowed");
        tab.wait_sound();
        stayed("talking");
        tab.dial("12345");
        stayed("after digits");
        tab.press("End");
        tab.wait_key("Missed");
        stayed("ended");
        tab.reload();
    }
}

#[test]
fn the_computers_keyboard_dials() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open(&phone_url(&demo));
    tab.wait_registered();
    // The nine was a slip.
    for key in ["6", "9", "0", "0", "ArrowLeft", "ArrowLeft", "Backspace", "Enter"] {
        tab.type_key(key);
    }
    tab.wait_display("600");
    tab.wait_display("Connected");
    tab.type_key("Escape");
    tab.wait_key("Missed");
}

#[test]
fn the_page_needs_nothing_its_content_policy_forbids() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open_plain(&demo.url);
    tab.wait_registered();
    tab.call("600");
    tab.wait_display("Connected");
    tab.assert_no_errors();
}

#[test]
fn without_a_microphone_the_call_is_listen_only_and_says_why() {
    let demo = Gateway::demo();
    for (microphone, text) in [
        (Microphone::Denied, "Microphone not allowed"),
        (Microphone::Missing, "No microphone found"),
    ] {
        let browser = Browser::start(microphone);
        let tab = browser.open(&phone_url(&demo));
        tab.wait_registered();
        tab.call("601");
        tab.wait_display(text);
        tab.wait_sound();
        tab.press("End");
    }
}

#[test]
fn a_key_in_a_call_is_sent_as_a_digit() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open(&phone_url(&demo));
    tab.wait_registered();
    tab.call("600");
    tab.wait_display("Connected");
    tab.dial("5");
    tab.wait_display("Sent 5");
}
