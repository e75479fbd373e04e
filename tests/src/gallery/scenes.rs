//! What is drawn: phones in the simulator, led from screen to screen by their keys.

use std::net::IpAddr;

use hookswitch_core::config::table;
use hookswitch_core::language::Language;
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::{Display, View};
use hookswitch_core::phone::{ChosenFile, FileKind, HeadsetEvent, Input, Permission};
use hookswitch_core::time::Duration;

use crate::harness::office::{self, PASSWORD, PBX};
use crate::harness::world::World;
use crate::wav::Wav;

/// The models of the series.
pub const MODELS: [&str; 5] = ["405", "405HD", "420HD", "430HD", "440HD"];

/// A name longer than what the display shows of it, of letters that are wide.
const LONG_NAME: &str = "Wilhelmina M\u{fc}ller-Wagenknecht-Wolkenstein zu Wittgenstein-Wied";

/// A name that was made to break what it stands in.
const BAD_NAME: &str = "\u{202e}<img src=x onerror=alert(1)>\u{1f4de}\u{5d0}\u{5d1}";

const SECOND: Duration = Duration::from_secs(1);

/// The phone that is looked at, and those that call it.
const OWN: usize = 0;
const BOB: usize = 1;
const LONG: usize = 2;
const BAD: usize = 3;

/// One screen.
#[derive(Debug)]
pub struct Scene {
    /// What it is called: words with hyphens.
    pub name: &'static str,
    /// What is drawn.
    pub view: View,
}

/// Pages of the menu, and the keys from Menu to each: digits, `a` to `d` for the softkeys, `v` for
/// Down, `o` for OK.
const PAGES: &[(&str, &str)] = &[
    ("menu", ""),
    ("call-log", "1"),
    ("all-calls", "11"),
    ("call-details", "11b"),
    ("missed-calls", "12"),
    ("delete-calls", "15"),
    ("directory", "2"),
    ("contacts", "21"),
    ("contact", "21b"),
    ("new-contact", "22"),
    ("delete-contact", "21bc"),
    ("keys", "3"),
    ("speed-dial-keys", "31"),
    ("key-function", "31o"),
    ("softkeys", "32"),
    ("softkey-function", "32o"),
    ("navigation-keys", "33"),
    ("navigation-function", "33o"),
    ("settings", "4"),
    ("settings-below", "4vvvvvvv"),
    ("languages", "41"),
    ("ring-lines", "42"),
    ("ring-tones", "42o"),
    ("clock", "44"),
    ("contrast", "45"),
    ("backlight", "46"),
    ("answer-device", "47"),
    ("restart", "49"),
    ("status", "5"),
    ("status-below", "5vvvvvvv"),
    ("firmware", "51"),
    ("release", "52"),
    ("network", "53"),
    ("network-below", "53vvvvvvvvvvvvvvvvvvvv"),
    ("lines", "54"),
    ("date-and-time", "55"),
    ("provisioning", "56"),
    ("problems", "57"),
    ("audio", "58"),
    ("password", "6"),
    ("administration", "61234o"),
    ("network-settings", "61234o1"),
    ("accounts", "61234o2"),
    ("account", "61234o2o"),
    ("account-form", "61234o2oa"),
    ("restore-defaults", "61234o4"),
    ("audio-devices", "8"),
    ("handset-device", "8o"),
    ("browser", "9"),
    ("wrong-password", "69o"),
];

/// Self tests, and the keys from their list to each step of them.
const SELF_TESTS: &[(&str, &str)] = &[
    ("self-tests", ""),
    ("test-product", "1"),
    ("test-white", "2"),
    ("test-black", "2o"),
    ("test-dark", "2ooo"),
    ("test-side-white", "3"),
    ("test-side-black", "3o"),
    ("test-keypad", "4123"),
    ("test-green-lamps", "5"),
    ("test-red-lamps", "5o"),
    ("test-all-lamps", "5oo"),
    ("test-handset", "6"),
    ("test-headset", "7"),
    ("test-recording", "8o"),
    ("test-usb", "9"),
];

/// Entries of the menu that are hidden by default.
const ENTRIES: &str = "system/lock/2/enabled=1\nvoip/services/greeting/enabled=1\n\
    provisioning/configuration/http_auth/ui_interaction_enabled=1\n";

/// Contacts of a file, of which one has no name.
const CONTACTS: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL:1003\nEND:VCARD\n\
    BEGIN:VCARD\nVERSION:3.0\nTEL:1004\nEND:VCARD\n";

/// A group that pages are said to.
const PAGING: &str = "voip/services/group_paging/enabled=1\n\
    voip/services/group_paging/group/0/name=Sales\n\
    voip/services/group_paging/group/0/multicast_addr=224.0.1.7\n";

/// A phone that is led from screen to screen.
struct Walk {
    world: World,
    scenes: Vec<Scene>,
}

impl Walk {
    /// Returns a phone with two lines, and others that call it.
    fn new(model: &str, language: Language) -> Self {
        Self::with(model, language, "")
    }

    /// The same with more in its configuration.
    fn with(model: &str, language: Language, further: &str) -> Self {
        let mut world = World::new(5);
        let users: [&str; 5] = ["1001", "1002", "1003", "1004", "1005"];
        world.add_pbx(PBX, &users.map(|user| (user, PASSWORD)));
        let more = format!(
            "voip/line/1/enabled=1\nvoip/line/1/id=1005\nvoip/line/1/auth_name=1005\n\
             voip/line/1/auth_password={PASSWORD}\nsystem/password=1234\n\
             personal_settings/language={}\n\
             voip/dialing/automatic_redial_on_busy/enabled=1\n",
            language.token()
        );
        let own = office::file("1001", "Alice", PASSWORD) + &more + further;
        add(&mut world, "own", &own.replace("440HD", model));
        for (name, number, display) in
            [("bob", "1002", "Bob"), ("long", "1003", LONG_NAME), ("bad", "1004", BAD_NAME)]
        {
            add(&mut world, name, &office::file(number, display, PASSWORD));
        }
        let mut walk = Self { world, scenes: Vec::new() };
        // Before its configuration is there, each phone is drawn as the largest model.
        if model == MODELS[4] {
            walk.take("starting");
        }
        walk.world.expect_registered(5);
        walk.settle();
        let tell = |walk: &mut Self, input| walk.world.tell(OWN, input);
        tell(&mut walk, Input::Notifications(Permission::Askable));
        tell(&mut walk, Input::Headset(HeadsetEvent::Supported));
        walk
    }

    fn take(&mut self, name: &'static str) {
        let view = self.world.phones[OWN].phone.view().clone();
        self.scenes.push(Scene { name, view });
    }

    fn press(&mut self, phone: usize, key: Key) {
        self.world.tell(phone, Input::Press(key));
    }

    /// Presses keys as the path of a page names them, and lets a notice go.
    fn keys(&mut self, path: &str) {
        for c in path.chars() {
            let key = match c {
                'v' => Key::Down,
                'o' => Key::Ok,
                'a'..='d' => Key::Softkey(c as u8 - b'a'),
                digit => Key::Digit(digit as u8 - b'0'),
            };
            self.press(OWN, key);
        }
    }

    /// Lets the other phone be called, or call; what is heard of it has then come.
    fn settle(&mut self) {
        self.world.run_for(SECOND * 2);
    }

    /// Ends every call and closes what is open.
    fn rest(&mut self) {
        for phone in 0..self.world.phones.len() {
            for _ in 0..6 {
                self.press(phone, Key::Escape);
                self.world.run_for(SECOND / 2);
            }
        }
        self.world.run_for(SECOND * 20);
        // Menus that were left open stay so.
        for _ in 0..6 {
            self.press(OWN, Key::Escape);
        }
    }

    fn call(&mut self, from: usize, number: &str) {
        self.world.dial(from, number);
        self.press(from, Key::Ok);
        self.settle();
    }

    /// The screens on which most people spend their day.
    fn everyday(&mut self) {
        self.take("idle");
        self.press(OWN, Key::Menu);
        self.take("menu");
        self.press(OWN, Key::Escape);
        self.call(BOB, "1001");
        self.take("ringing");
        self.press(OWN, Key::Ok);
        self.settle();
        self.take("talking");
        self.press(OWN, Key::Hold);
        self.settle();
        self.take("on-hold");
        self.rest();
    }

    fn dialing(&mut self) {
        self.press(OWN, Key::Speaker);
        self.take("off-hook");
        self.world.dial(OWN, "1002");
        self.take("dialing");
        self.press(OWN, Key::Ok);
        self.settle();
        self.take("ringing-out");
        self.rest();
        self.call(OWN, "1009");
        self.take("not-found");
        self.rest();
        // Its other line is called: the phone calls itself, which it says.
        self.call(OWN, "1001");
        self.take("own-number");
        self.rest();
    }

    fn calls(&mut self) {
        for (caller, ringing, talking) in
            [(LONG, "ringing-long", "talking-long"), (BAD, "ringing-bad", "talking-bad")]
        {
            self.call(caller, "1001");
            self.take(ringing);
            self.press(OWN, Key::Ok);
            self.settle();
            self.take(talking);
            self.rest();
        }
        self.call(BOB, "1001");
        self.press(OWN, Key::Ok);
        self.settle();
        self.press(BOB, Key::Hold);
        self.settle();
        self.take("held");
        self.press(OWN, Key::Hold);
        self.settle();
        self.take("held-by-both");
        self.press(BOB, Key::Hold);
        self.press(OWN, Key::Hold);
        self.settle();
        self.call(LONG, "1001");
        self.take("call-waiting");
        self.press(OWN, Key::Ok);
        self.settle();
        self.take("two-calls");
        self.press(OWN, Key::Softkey(1));
        self.settle();
        self.take("conference");
        self.rest();
        self.call(BOB, "1001");
        self.press(OWN, Key::Ok);
        self.settle();
        let phone = &self.world.phones[OWN].phone;
        let key = phone.view().missing.contains(&Key::Transfer);
        self.press(OWN, if key { Key::Softkey(2) } else { Key::Transfer });
        self.world.dial(OWN, "1003");
        self.take("transfer-to");
        self.press(OWN, Key::Ok);
        self.settle();
        self.take("consulting");
        self.press(OWN, Key::Softkey(0));
        self.settle();
        self.take("transferring");
        self.rest();
    }

    fn pages(&mut self) {
        // What the lists show: a contact, and calls of each kind.
        self.call(LONG, "1001");
        self.press(LONG, Key::Escape);
        self.settle();
        self.take("idle-missed");
        self.press(OWN, Key::Contacts);
        self.press(OWN, Key::Softkey(2));
        for text in [LONG_NAME, "1002", "0301234567", "01721234567"] {
            self.world.tell(OWN, Input::Text(text.to_owned()));
            self.press(OWN, Key::Ok);
        }
        self.rest();
        for (name, path) in PAGES {
            self.press(OWN, Key::Menu);
            let (before, last) = path.split_at(path.len().saturating_sub(1));
            self.keys(before);
            let above = self.display();
            self.keys(last);
            // Where the model has no such entry, nothing opens.
            if last.is_empty() || self.display() != above {
                self.take(name);
            }
            self.rest();
        }
    }

    fn display(&self) -> Display {
        self.world.phones[OWN].phone.view().display.clone()
    }

    /// Entries of the menu that the configuration has to have, and what became of a file.
    fn further_pages(&mut self) {
        for (name, path) in [("greeting", "0"), ("credentials", "40")] {
            self.press(OWN, Key::Menu);
            self.keys(path);
            self.take(name);
            self.rest();
        }
        self.press(OWN, Key::Menu);
        self.keys("2");
        self.choose(FileKind::Contacts, "contacts.vcf", CONTACTS.as_bytes());
        self.take("loaded-contacts");
        self.rest();
        self.own_ring_tones();
    }

    /// A ring tone of the person's own with a long name, and files that are none.
    fn own_ring_tones(&mut self) {
        self.press(OWN, Key::Menu);
        self.keys("42o");
        let name = format!("{LONG_NAME}.wav");
        self.choose(FileKind::RingTone, &name, &Wav::tone(16_000, 800.0, 0.1).bytes());
        self.take("loaded-ring-tone");
        self.press(OWN, Key::Ok);
        self.world.run_for(SECOND * 6);
        self.keys("c");
        self.take("delete-ring-tone");
        self.keys("a");
        self.take("deleted-ring-tone");
        self.press(OWN, Key::Left);
        for (name, rate, samples) in
            [("ring-tone-at-another-rate", 44_100, 0.1), ("ring-tone-without-sound", 16_000, 0.0)]
        {
            self.choose(FileKind::RingTone, "Gong.wav", &Wav::tone(rate, 800.0, samples).bytes());
            self.take(name);
            self.press(OWN, Key::Left);
        }
        for number in 1..=11 {
            let tone = Wav::tone(16_000, f64::from(number) * 100.0, 0.1);
            self.choose(FileKind::RingTone, "Gong.wav", &tone.bytes());
        }
        self.take("ring-tones-full");
        self.rest();
    }

    /// Gives the phone a file, as if the person had chosen it.
    fn choose(&mut self, kind: FileKind, name: &str, data: &[u8]) {
        let file = ChosenFile { name: name.to_owned(), data: data.to_vec() };
        self.world.tell(OWN, Input::Chosen(kind, Ok(file)));
    }

    /// The tests of the phone's person (manual 46).
    fn self_tests(&mut self) {
        for (name, path) in SELF_TESTS {
            self.world.dial(OWN, "0123456789*");
            let list = self.display();
            let (test, steps) = path.split_at(path.len().min(1));
            self.keys(test);
            // Where the model has nothing to test, nothing begins.
            if path.is_empty() || self.display() != list {
                self.keys(steps);
                self.take(name);
            }
            self.rest();
        }
    }

    /// The further pages of softkeys and of function keys, and a page to a group.
    fn further_keys(&mut self) {
        if self.world.phones[OWN].phone.view().softkeys[3].as_deref() == Some("More") {
            self.press(OWN, Key::Softkey(3));
            self.take("more-softkeys");
            self.press(OWN, Key::Softkey(3));
        }
        let keys = &self.world.phones[OWN].phone.view().function_keys;
        if let Some(turns) = keys.last().map(|last| last.label == "Next") {
            self.take("function-keys");
            for name in ["sidecar-2", "sidecar-3"].into_iter().filter(|_| turns) {
                self.press(OWN, Key::Function(11));
                self.take(name);
            }
            if turns {
                self.press(OWN, Key::Function(11));
            }
            self.press(OWN, Key::Function(0));
            self.settle();
            self.take("paging");
        }
        self.rest();
    }

    /// The phone that only its person may use; last, as it stays locked.
    fn lock(&mut self) {
        for (name, path) in [("lock", "7"), ("new-password", "71")] {
            self.press(OWN, Key::Menu);
            self.keys(path);
            self.take(name);
            self.rest();
        }
        self.press(OWN, Key::Menu);
        self.keys("711111o1111o");
        self.take("locked");
        self.press(OWN, Key::Digit(1));
        self.take("unlock");
        self.rest();
        self.call(BOB, "1001");
        self.take("locked-ringing");
        self.rest();
    }

    fn services(&mut self) {
        self.press(OWN, Key::Softkey(2));
        self.take("forward-lines");
        self.press(OWN, Key::Ok);
        self.take("forward");
        self.keys("vvvo");
        self.take("forward-form");
        self.world.tell(OWN, Input::Text("0301234567".to_owned()));
        self.keys("oo");
        self.rest();
        self.press(OWN, Key::Softkey(3));
        self.take("do-not-disturb");
        self.press(OWN, Key::Ok);
        self.rest();
        self.take("idle-away");
        self.press(OWN, Key::VolumeUp);
        self.take("volume");
        self.rest();
        self.world.cut_link(OWN, true);
        self.world.run_for(SECOND * 90);
        self.take("no-gateway");
        self.world.cut_link(OWN, false);
        self.world.run_for(SECOND * 90);
    }
}

/// Returns the screens on which most people spend their day, in a language.
pub fn everyday(model: &str, language: Language) -> Vec<Scene> {
    let mut walk = Walk::new(model, language);
    // Until its configuration is there a phone has neither model nor language.
    walk.scenes.clear();
    walk.everyday();
    walk.scenes
}

/// Returns every screen of a model, in a language.
pub fn screens(model: &str, language: Language) -> Vec<Scene> {
    let mut walk = Walk::new(model, language);
    walk.everyday();
    walk.dialing();
    walk.calls();
    walk.pages();
    walk.services();
    walk.self_tests();
    walk.scenes.extend(customised(model, language));
    walk.scenes.extend(failures(model, language));
    walk.scenes
}

/// A phone that nobody configured, and one that may not register.
fn failures(model: &str, language: Language) -> Vec<Scene> {
    let mut world = World::new(6);
    world.add_pbx(PBX, &[("1001", PASSWORD)]);
    let wrong = office::file("1001", "Alice", "wrong").replace("440HD", model)
        + &format!("personal_settings/language={}\n", language.token());
    add(&mut world, "own", &wrong);
    world.run_for(SECOND * 90);
    let view = world.phones[OWN].phone.view().clone();
    vec![Scene { name: "registration-failure", view }]
}

/// Switches a phone with this configuration on.
fn add(world: &mut World, name: &str, file: &str) {
    let number = u8::try_from(world.phones.len()).expect("there are few phones");
    world.add_phone(name, IpAddr::from([10, 0, 0, 11 + number]), file);
}

/// Returns a phone whose keys have more functions than there are keys, and that can be locked.
fn customised(model: &str, language: Language) -> Vec<Scene> {
    let further = keys(model) + PAGING + ENTRIES;
    let mut walk = Walk::with(model, language, &further);
    walk.scenes.clear();
    walk.further_keys();
    walk.further_pages();
    walk.lock();
    walk.scenes
}
/// Returns keys with functions: a group and 29 numbers at the side, and more softkeys than there are
/// keys on the models whose softkeys can be changed.
fn keys(model: &str) -> String {
    if model.ends_with("30HD") || model.ends_with("40HD") {
        let number =
            |key| format!("personal_settings/functional_key/{key}/speed_dial_number=20{key:02}\n");
        let group = "personal_settings/functional_key/0/type=PAGING\n";
        let last = if model == "440HD" { 30 } else { 12 };
        group.to_owned() + &(1..last).map(number).collect::<String>()
    } else {
        let more = [(4, "DIALED_CALLS"), (5, "ALL_CALLS"), (6, "SIP_ACCOUNT")];
        let line = |(at, function): (u8, &str)| {
            let path = table::keys::SOFTKEY_KEY_FUNCTION.param.path_at(at.into());
            format!("{path}={function}\n")
        };
        more.map(line).concat()
    }
}
