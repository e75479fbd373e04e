//! The menus as a person walks them, with the keys of the phone and with the computer's keyboard.

use hookswitch_tests::browser::{Browser, Microphone, Tab};
use hookswitch_tests::gateway::{Account, Gateway};
use hookswitch_tests::phone::{Phone, phone_url, said_by_tab};

/// The whole page, form fields included: what a secret must not be in.
const EVERYTHING: &str = "document.documentElement.outerHTML";

/// What becomes of files that the page gives the person.
const TAKE_FILE: &str = "HTMLAnchorElement.prototype.click = async function () {
    window.__saved = [this.download, await (await fetch(this.href)).text()];
}";

/// Loads contacts and keys from files, and sees that files are saved.
#[track_caller]
fn files_are_loaded_and_saved(tab: &Tab) {
    let _unit: Option<bool> = tab.evaluate(TAKE_FILE);
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file is written");
        path
    };
    let cards = file("people.vcf", "BEGIN:VCARD\nFN:Ada L.\nTEL;TYPE=CELL:4711\nEND:VCARD\n");
    tab.choose(&[("Menu", "2 Directory"), ("2", "3 Load contacts")]);
    tab.choose_file(&cards, || tab.press("3"));
    tab.wait_display("Added");
    tab.choose(&[("Back", "5 Save as text"), ("5", "contacts.txt is saved")]);
    tab.wait_true("window.__saved?.join(':') === 'contacts.txt:Ada L.,,,4711\\r\\n'");
    tab.choose(&[("1", "Ada L."), ("Back", "5 Save as text")]);
    tab.press("Exit");
    tab.wait_key("Missed");
    let keys = file("keys.cfg", "personal_settings/functional_key/2/speed_dial_number=600\n");
    tab.choose(&[("Menu", "3 Keys Configuration"), ("3", "4 Load keys")]);
    tab.choose_file(&keys, || tab.press("4"));
    tab.wait_display("The keys are loaded");
    tab.choose(&[("Back", "5 Save"), ("5", "function-keys.cfg is saved")]);
    tab.wait_true("window.__saved[1].includes('functional_key/2/speed_dial_number=600')");
}

fn type_text(tab: &Tab, text: &str) {
    for character in text.chars() {
        tab.type_key(&character.to_string());
    }
}

#[test]
fn the_keys_walk_through_the_menus() {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open(&phone_url(&demo));
    tab.wait_registered();
    tab.press("Menu");
    tab.wait_display("5 Status");
    tab.press("5");
    tab.wait_display("3 Network status");
    tab.press("3");
    tab.wait_display("IP Address");
    tab.press("Back");
    tab.press("5");
    tab.wait_display("Time zone");
    tab.press("Back");
    tab.press("6");
    tab.wait_display("Last check");
    tab.press("Exit");
    tab.press("Menu");
    tab.press("6");
    tab.wait_display("Password");
    tab.dial("9999");
    tab.wait_display("****");
    tab.press("OK");
    tab.wait_display("Wrong password");
    tab.dial("1234");
    tab.press("OK");
    tab.wait_display("2 SIP Accounts");
    tab.press("2");
    tab.wait_display("1 1001");
    tab.press("Select");
    tab.wait_display("User ID");
    tab.press("Back");
    tab.press("Back");
    tab.press("5");
    tab.wait_display("Up to date");
    tab.press("Back");
    tab.press("3");
    tab.wait_display("Restart the phone?");
    tab.press("No");
    tab.press("3");
    tab.press("Yes");
    tab.wait_display_without("Restart");
    tab.wait_registered();
    tab.wait_key("Missed");
    files_are_loaded_and_saved(&tab);
    tab.assert_no_errors();
}

#[test]
fn the_computers_keyboard_walks_through_the_menus_and_writes_letters() {
    let account = Account::new(1001, hookswitch_tests::child::free_ports(1))
        .with("system/password", "Hunter-2");
    let Phone { tab, browser: _browser, gateway: _gateway } = Phone::open(&account);
    tab.wait_key("Missed");
    tab.press("Menu");
    tab.wait_display("5 Status");
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"] {
        tab.type_key(key);
    }
    tab.wait_display("Password");
    type_text(&tab, "Hunter-3");
    tab.wait_display("********");
    tab.type_key("Backspace");
    tab.wait_display_without("********");
    // What a person is told of a secret is how long it is.
    let page: String = tab.evaluate(EVERYTHING).expect("the page has text");
    assert!(!page.contains("Hunter"), "{page}");
    tab.type_key("2");
    tab.type_key("Enter");
    tab.wait_display("1 Network Settings");
    tab.type_key("1");
    tab.wait_display("LAN Connection Type");
    tab.type_key("ArrowLeft");
    tab.wait_display("1 Network Settings");
    tab.type_key("4");
    tab.wait_display("cannot be undone");
    tab.type_key("Escape");
    tab.wait_display("1 Network Settings");
    tab.assert_no_errors();
}
