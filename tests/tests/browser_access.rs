//! The phone without a mouse and without eyes: everything by the computer's keyboard alone, and what
//! the browser tells a screen reader of it.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::accessibility::{AxValue, GetFullAxTreeParams};
use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType};
use hookswitch_tests::browser::{Browser, Microphone, Tab};
use hookswitch_tests::child::wait_until;
use hookswitch_tests::gateway::Gateway;
use hookswitch_tests::phone::{phone_url, said_by_peer, said_by_tab};

/// How long the tree may take to tell what is on the display.
const PATIENCE: Duration = Duration::from_secs(10);

/// More than twice the keys of the page.
const MOST_KEYS: usize = 150;

/// Presses a key as a keyboard does, so that the browser moves the focus and clicks by it.
#[track_caller]
fn strike(tab: &Tab, key: &str, code: i64, text: Option<&str>) {
    let event = |kind| {
        let mut event =
            DispatchKeyEventParams::builder().r#type(kind).key(key).windows_virtual_key_code(code);
        if let Some(text) = text {
            event = event.text(text);
        }
        event.build().unwrap()
    };
    let (page, runtime) = tab.inner();
    runtime.block_on(async {
        page.execute(event(DispatchKeyEventType::KeyDown)).await.unwrap();
        page.execute(event(DispatchKeyEventType::KeyUp)).await.unwrap();
    });
}

/// Goes to the key with this name by Tab, sees that it is marked, and presses it by Enter.
#[track_caller]
fn press(tab: &Tab, name: &str) {
    for _ in 0..MOST_KEYS {
        let focused = "document.activeElement.getAttribute('aria-label') ?? ''";
        if tab.evaluate::<String>(focused).unwrap_or_default() == name {
            let marked = "getComputedStyle(document.activeElement).outlineStyle !== 'none'";
            assert_eq!(tab.evaluate(marked), Some(true), "nobody sees that {name} has the focus");
            return strike(tab, "Enter", 13, Some("\r"));
        }
        strike(tab, "Tab", 9, None);
    }
    panic!("Tab never comes to {name}; there are {:?}\n{}", tab.keys(), tab.display());
}

/// Types characters, and keys by their names.
fn type_keys(tab: &Tab, keys: &[&str]) {
    keys.iter().for_each(|key| tab.type_key(key));
}

/// Returns what a screen reader finds: role and name of everything, one a line.
fn tree(tab: &Tab) -> String {
    let (page, runtime) = tab.inner();
    let tree = runtime.block_on(page.execute(GetFullAxTreeParams::default())).unwrap();
    let text = |value: &Option<AxValue>| {
        let value = value.as_ref().and_then(|value| value.value.as_ref());
        value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    };
    let nodes = tree.nodes.iter().filter(|node| !node.ignored);
    nodes.map(|node| format!("{} {}\n", text(&node.role), text(&node.name))).collect()
}

/// Waits until a screen reader finds something, by role and name.
#[track_caller]
fn reads(tab: &Tab, what: &str) {
    let found = wait_until(PATIENCE, || tree(tab).lines().any(|line| line == what).then_some(()));
    assert!(found.is_some(), "no {what:?} in\n{}", tree(tab));
}

#[test]
fn everything_is_done_by_the_keyboard_and_told_to_a_screen_reader() {
    let demo = Gateway::demo();
    let first = Browser::start(Microphone::Says(&said_by_tab()));
    let second = Browser::start(Microphone::Says(&said_by_peer()));
    let tab = first.open(&phone_url(&demo));
    tab.wait_registered();
    let other = second.open(&phone_url(&demo));
    other.wait_registered();
    reads(&tab, "region Display");
    reads(&tab, "button Transfer");

    // Dial, hold, resume.
    type_keys(&tab, &["6", "0", "0", "Enter"]);
    tab.wait_display("Connected");
    reads(&tab, "StaticText Connected");
    press(&tab, "Hold");
    tab.wait_display("On hold");
    reads(&tab, "StaticText On hold");
    reads(&tab, "button Resume");
    strike(&tab, "Enter", 13, Some("\r"));
    tab.wait_display("Connected");

    // A conference with a second call.
    press(&tab, "Conf");
    type_keys(&tab, &["6", "0", "1"]);
    press(&tab, "Dial");
    tab.wait_display("601");
    tab.wait_display("Connected");
    press(&tab, "Conf");
    reads(&tab, "StaticText Conference");
    type_keys(&tab, &["Escape"]);
    tab.wait_key("Missed");

    // Answer, and hand the call on.
    other.call("1001");
    tab.wait_display("Incoming call");
    reads(&tab, "button Answer");
    press(&tab, "Answer");
    tab.wait_display("Connected");
    press(&tab, "Transfer");
    tab.wait_display("Transfer to");
    type_keys(&tab, &["6", "0", "0"]);
    press(&tab, "Transfer");
    tab.wait_display("Call transferred");
    reads(&tab, "StaticText Call transferred");

    // A contact.
    press(&tab, "Contacts");
    tab.wait_display("Directory");
    press(&tab, "New");
    tab.wait_display("Contact");
    type_keys(&tab, &["A", "d", "a"]);
    strike(&tab, "ArrowDown", 40, None);
    type_keys(&tab, &["6", "0", "0"]);
    for _ in 0..2 {
        strike(&tab, "ArrowDown", 40, None);
    }
    press(&tab, "OK");
    reads(&tab, "StaticText Ada is saved");
    type_keys(&tab, &["Escape"]);

    // Lock and unlock.
    press(&tab, "Menu");
    type_keys(&tab, &["7", "1"]);
    for _ in 0..2 {
        type_keys(&tab, &["4", "7", "1", "1"]);
        press(&tab, "OK");
    }
    reads(&tab, "StaticText Locked");
    press(&tab, "Unlock");
    type_keys(&tab, &["4", "7", "1", "1"]);
    press(&tab, "OK");
    tab.wait_key("Missed");

    // Another language.
    press(&tab, "Menu");
    type_keys(&tab, &["4", "1"]);
    tab.wait_display("Espa\u{f1}ol");
    for _ in 0..5 {
        strike(&tab, "ArrowDown", 40, None);
    }
    tab.wait_display("Deutsch");
    press(&tab, "Select");
    reads(&tab, "region Anzeige");
    reads(&tab, "button Men\u{fc}");
    assert_eq!(tab.evaluate("document.documentElement.lang"), Some("de".to_owned()));
    tab.assert_no_errors();
}
