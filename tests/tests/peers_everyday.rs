//! What people do with a phone every day, by the keys of a tab, against real peers: SIPp checks each
//! message, baresip follows what it is told, Kamailio stands between.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::time::Duration;

use hookswitch_tests::browser::{Browser, HEADSET, Microphone, Tab};
use hookswitch_tests::child::wait_until;
use hookswitch_tests::gateway::{Account, Gateway};
use hookswitch_tests::peers::{Answer, Baresip, BaresipOptions, Kamailio, Sipp};
use hookswitch_tests::phone::{Phone, phone_url, said_by_tab};
use hookswitch_tests::wav::Wav;

/// A header field that says nothing.
const NOTHING: &str = "Subject: nothing";

/// A phone that registers nowhere: all that it sends goes to SIPp, whose port is its server.
struct Desk {
    phone: Phone,
    server: u16,
}

impl Desk {
    /// Opens it with a headset.
    #[track_caller]
    fn open(server: u16, more: &[(&str, &str)]) -> Self {
        let account = Account::new(1001, server)
            .with("voip/signalling/sip/use_proxy", "0")
            .with("voip/signalling/sip/sip_outbound_proxy/enabled", "1")
            .with("voip/signalling/sip/sip_outbound_proxy/addr", "127.0.0.1")
            .with("voip/signalling/sip/sip_outbound_proxy/port", &server.to_string());
        let account = more.iter().fold(account, |account, (path, value)| account.with(path, value));
        let gateway = Gateway::serve(&account);
        let browser = Browser::start(Microphone::Says(&said_by_tab()));
        let tab = browser.open("about:blank");
        tab.prepare(HEADSET);
        tab.go(&phone_url(&gateway));
        tab.wait_key("Missed");
        Self { phone: Phone { tab, browser, gateway }, server }
    }

    /// Calls the phone with one more header field, by a SIPp that waits for the phone to answer and
    /// to hang up.
    #[track_caller]
    fn called(&self, more: &str) -> Sipp {
        Sipp::begins("answered", self.phone.gateway.sip_port, &[("more", more)])
    }

    /// Presses keys that call `number`, a regular expression, and hangs up.
    #[track_caller]
    fn calls(&self, number: &str, press: impl FnOnce(&Tab)) {
        let taken = Sipp::waits("taken", self.server, &[("number", number)]);
        press(&self.phone.tab);
        self.phone.tab.wait_display("Connected");
        self.hangs_up(taken);
    }

    /// Hangs up, and sees that the other side is content.
    #[track_caller]
    fn hangs_up(&self, sipp: Sipp) {
        self.phone.tab.press("End");
        self.phone.tab.wait_key("Missed");
        sipp.ends_well();
    }
}

/// Pick-up of what rings elsewhere, the mailbox, a fixed number, the voice service, a busy number.
#[test]
fn keys_call_what_stands_on_them() {
    let server = Sipp::port();
    let extension = Sipp::waits("busy_lamp", server, &[]);
    let desk = Desk::open(
        server,
        &[
            ("personal_settings/functional_key/14/type", "SPEED_DIAL_BLF"),
            ("personal_settings/functional_key/14/speed_dial_number", "1003"),
            ("voip/services/busy_lamp_field/subscription_period", "600"),
            ("voip/services/call_pickup/enabled", "1"),
            ("voip/services/msg_waiting_ind/voice_mail_number", "1571"),
            ("voip/services/vocanom/number", "7777"),
            ("voip/dialing/auto_dialing/enabled", "1"),
            ("voip/dialing/auto_dialing/destination", "112"),
            ("voip/dialing/auto_dialing/timeout", "1"),
            ("voip/dialing/automatic_redial_on_busy/enabled", "1"),
            ("voip/dialing/automatic_redial_on_busy/retry_timer", "3"),
        ],
    );
    let tab = &desk.phone.tab;
    extension.ends_well();
    Sipp::waits("busy_lamp_anew", server, &[]).ends_well();
    tab.wait_true(
        "document.querySelector('button[aria-label=\"Line 3\"]')
            ?.getAttribute('aria-description') === 'Key 3, 1003, Ringing'",
    );
    // With nothing to play the page's sound rests, and a call wakes it.
    let rests = || tab.evaluate::<bool>("__recorder.state() === 'suspended'")?.then_some(());
    assert!(wait_until(Duration::from_secs(20), rests).is_some(), "sound never rests");
    let call = desk.called(NOTHING);
    tab.wait_display("Incoming call");
    tab.wait_sound();
    tab.press("Answer");
    desk.hangs_up(call);

    desk.calls(r"\*\*1003", |tab| tab.press("Line 3"));

    Sipp::begins("messages", desk.phone.gateway.sip_port, &[]).ends_well();
    tab.wait_display("3 new messages");
    tab.wait_true("document.querySelector('[aria-label=\"Voice mail\"]').ariaPressed === 'true'");
    desk.calls("1571", |tab| tab.press("Voice mail"));

    desk.calls("112", |tab| tab.choose(&[("Speaker", "Calls 112 if nothing is dialed")]));

    desk.calls("7777", |tab| {
        tab.press("More");
        tab.press("VocaNOM");
    });

    let busy = Sipp::waits("busy", server, &[("number", "1005")]);
    tab.call("1005");
    tab.wait_display("Activate auto redial on busy?");
    busy.ends_well();
    desk.calls("1005", |tab| tab.choose(&[("Yes", "Dialing 1005 within")]));

    // A key is given a number on the phone itself (manual 25.2).
    tab.hold("Function key 1", "Speed dial");
    tab.press("Down");
    tab.choose(&[("Select", "Number")]);
    tab.dial("1006");
    tab.choose(&[("Next", "Label"), ("OK", "Key 1: 1006")]);
    desk.calls("1006", |tab| tab.press("Function key 1"));

    // Manual 46.
    tab.dial("0123456789*");
    tab.wait_display("Self tests");
    tab.choose(&[("4", "0 of"), ("Menu", "1 of"), ("Contacts", "2 of"), ("Exit", "Self tests")]);
    tab.choose(&[("5", "Green LEDs are on"), ("Next", "Red LEDs are on"), ("Exit", "Self tests")]);
    tab.choose(&[("8", "Press any key"), ("OK", "Start recording..."), ("Exit", "Self tests")]);
    tab.press("Exit");
    tab.assert_no_errors();
}

/// Who calls, what rings, what answers, what it costs, how long it is held.
#[test]
fn calls_come_in_as_the_server_says() {
    let desk = Desk::open(
        Sipp::port(),
        &[
            ("voip/auto_answer/enabled", "1"),
            ("voip/talk_event/enabled", "1"),
            ("voip/distinctive_ringing/4/ringtone", "Ring05"),
            ("voip/distinctive_ringing/4/type", "external_call1"),
            ("system/aoc/enabled", "1"),
            ("voip/lhcwrr_wait_time", "10"),
        ],
    );
    let tab = &desk.phone.tab;
    let sip = desk.phone.gateway.sip_port;

    let call = desk.called("Alert-Info: <http://127.0.0.1>;info=alert-autoanswer");
    tab.wait_display("Answered by itself: Peer");
    desk.hangs_up(call);

    Sipp::begins("talk_and_hold", sip, &[]).ends_well();
    tab.wait_display("Disconnected");
    tab.press("Close");

    // The person's name for a caller goes before the server's, and that is text, whatever it is.
    tab.choose(&[("Contacts", "Directory"), ("New", "Contact")]);
    for key in ["A", "d", "a", "ArrowDown", "2", "0", "0", "2", "ArrowDown", "ArrowDown"] {
        tab.type_key(key);
    }
    tab.choose(&[("OK", "Ada is saved")]);
    tab.press("Back");
    for (who, shown) in [
        ("\"Mallory\" <sip:2002@phones.test>", "Ada"),
        ("\"<img src=x onerror=alert(1)>\" <sip:2003@phones.test>", "<img src=x onerror"),
    ] {
        let call = desk.called(&format!("P-Asserted-Identity: {who}"));
        tab.wait_display("Incoming call");
        tab.wait_display(shown);
        assert_eq!(tab.evaluate("document.querySelector('img') === null"), Some(true));
        tab.press("Answer");
        desk.hangs_up(call);
    }

    // Rings by their highest tones: of the fifth ring, and of the first one's chord.
    let (fifth, first) = (1_480.0, 783.99);
    for (alert, heard, silent) in [
        ("Alert-Info: <http://127.0.0.1>;info=external_call1", fifth, first),
        (NOTHING, first, fifth),
    ] {
        let call = desk.called(alert);
        tab.wait_display("Incoming call");
        tab.wait_sound();
        let ring = tab.record(2.0);
        let (heard, silent) = (ring.level_of(heard), ring.level_of(silent));
        assert!(heard > silent * 5.0, "{alert}: {heard} and {silent}");
        tab.press("Answer");
        desk.hangs_up(call);
    }

    let call = Sipp::begins("long_call", sip, &[("more", NOTHING)]);
    tab.press("Answer");
    tab.wait_display("2.00 ATS");
    tab.choose(&[("Hold", "On hold")]);
    tab.wait_display_within("Still on hold: Peer", Duration::from_secs(15));
    tab.choose(&[("Resume", "Connected")]);
    desk.hangs_up(call);

    // Hook is 1, mute is 2; the lamps are off-hook, ring, mute and hold, from 1 on.
    let call = desk.called(NOTHING);
    let headset = |bits: u8| tab.evaluate::<()>(&format!("__headset.tell({bits})"));
    tab.wait_true("__headset.lamps === 2");
    headset(1);
    tab.wait_display("Connected");
    tab.wait_true("__headset.lamps === 1");
    headset(3);
    tab.wait_true("document.querySelector('[aria-label=Mute]').ariaPressed === 'true'");
    tab.wait_true("__headset.lamps === 5");
    headset(1);
    headset(0);
    call.ends_well();
    tab.wait_key("Missed");

    Sipp::crowds("crowd", sip, 100).ends_well();
    tab.wait_display("missed calls");
    desk.calls("1002", |tab| tab.call("1002"));
    tab.assert_no_errors();
}

/// A file of the computer becomes a ring: loaded in one tab or the other, chosen, kept over a reload, heard
/// when somebody calls, deleted.
#[test]
fn a_ring_tone_of_ones_own_is_loaded_and_rings() {
    const PITCH: f64 = 1_234.0;
    let desk = Desk::open(Sipp::port(), &[]);
    let tab = &desk.phone.tab;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, sound: Wav| {
        let path = folder.path().join(name);
        sound.write(&path);
        path
    };
    let gong = file("Gong <b>1.wav", Wav::tone(16_000, PITCH, 2.5));
    let bell = file("Bell.wav", Wav::tone(16_000, 700.0, 1.0));
    let other_rate = file("Song.wav", Wav::tone(44_100, 700.0, 1.0));
    let open = |tab: &Tab| {
        tab.choose(&[("Menu", "4 Settings"), ("4", "2 Ring Tone"), ("2", "Ring0")]);
    };
    open(tab);
    tab.press("Up");
    tab.choose_file(&other_rate, || tab.press("OK"));
    tab.wait_display("The sound must be PCM of 16 kHz");
    tab.choose(&[("Back", "Load ring tone")]);
    tab.choose_file(&gong, || tab.press("OK"));
    tab.wait_display("Gong <b>1 is loaded");
    tab.wait_sound();
    let heard = tab.record(1.0).level_of(PITCH);
    assert!(heard > 0.05, "what may be chosen is not heard: {heard}");
    tab.choose(&[("OK", "Gong <b>1\nChosen"), ("Exit", "1001")]);

    // The other tab of this browser is the same phone.
    let follower = desk.phone.browser.open(&phone_url(&desk.phone.gateway));
    follower.wait_key("Missed");
    open(&follower);
    follower.wait_display("Gong <b>1\nChosen");
    (0..12).for_each(|_| follower.press("Up"));
    follower.choose_file(&bell, || follower.press("OK"));
    for tab in [&follower, tab] {
        tab.wait_display("Bell is loaded");
    }
    follower.choose(&[("Delete", "Delete this ring tone?"), ("Yes", "Bell is deleted")]);
    tab.wait_display("Bell is deleted");
    follower.press("Exit");
    follower.wait_key("Missed");
    follower.assert_no_errors();
    follower.close();

    tab.show();
    tab.reload();
    tab.wait_key("Missed");
    // A page plays nothing before somebody uses it.
    tab.choose(&[("Menu", "4 Settings")]);
    tab.press("Exit");
    tab.wait_key("Missed");
    let call = desk.called(NOTHING);
    tab.wait_display("Incoming call");
    tab.wait_sound();
    let ring = tab.record(2.0);
    let (own, first) = (ring.level_of(PITCH), ring.level_of(783.99));
    assert!(own > 0.05 && own > first * 5.0, "{own} and {first}");
    tab.press("Answer");
    tab.wait_display("Connected");
    desk.hangs_up(call);

    open(tab);
    tab.choose(&[("Delete", "Delete this ring tone?"), ("Yes", "Gong <b>1 is deleted")]);
    tab.wait_display("1001 rings like Ring01");
    tab.assert_no_errors();
}

/// Forwarding, do not disturb, transfers with a question first, and a conference that a server mixes.
#[test]
fn calls_are_sent_on_and_joined() {
    let kamailio = Kamailio::start();
    let peer = |number, answer| {
        let codecs = vec!["PCMA/8000".to_owned()];
        let registrar = Some(kamailio.port);
        Baresip::start(&BaresipOptions { number, registrar, codecs, answer })
    };
    let (bob, carol) = (peer(1002, Answer::AtOnce), peer(1003, Answer::WhenTold));
    let mixer = Sipp::port();
    let account = Account::new(1001, kamailio.port)
        .with("voip/services/call_waiting/enabled", "0")
        .with("voip/line/0/call_forward/timeout", "1")
        .with("voip/services/conference/mode", "REMOTE")
        .with("voip/services/conference/conf_ms_addr", &format!("{mixer}@phones.test"));
    let phone = Phone::registered(&account);
    let (tab, sip) = (&phone.tab, phone.gateway.sip_port);
    let refused = |scenario, key, value| {
        Sipp::begins(scenario, sip, &[("more", NOTHING), (key, value)]).ends_well();
    };

    let forward = |downs: usize, fields: usize, shown: &str| {
        tab.choose(&[("Forward", "When busy")]);
        (0..downs).for_each(|_| tab.press("Down"));
        tab.choose(&[("Select", "Forward to")]);
        if downs == 1 {
            tab.dial("1003");
        }
        (0..fields).for_each(|_| tab.press("OK"));
        tab.wait_display(shown);
    };
    forward(1, 1, "Forward to 1003");
    refused("forwarded", "reason", "unconditional");
    forward(2, 1, "Forward if busy to 1003");
    tab.call("1002");
    tab.wait_display("Connected");
    refused("forwarded", "reason", "user-busy");
    tab.press("End");
    tab.wait_key("Missed");
    forward(3, 2, "No reply: forward to 1003");
    refused("forwarded", "reason", "no-answer");
    tab.choose(&[("Forward", "When busy"), ("Select", "Calls are not forwarded")]);

    tab.choose(&[("DnD", "do not disturb is on")]);
    refused("refused", "status", "480");
    tab.choose(&[("DnD", "do not disturb is off")]);

    // To somebody who rings, whom the phone stops calling; then Bob calls her.
    let consult = |number: &str, answer: &dyn Fn()| {
        tab.press("Transfer");
        tab.wait_display("Transfer to");
        tab.call(number);
        answer();
        tab.press("Transfer");
    };
    tab.call("1002");
    tab.wait_display("Connected");
    consult("1003", &|| tab.wait_display("Ringing"));
    kamailio.wait_for("REQ CANCEL sip:1003");
    kamailio.wait_for("REQ INVITE sip:1003@phones.test from 1002");
    carol.wait_for_count("Incoming call", 2);
    carol.accept();
    tab.wait_display("Call transferred");
    bob.wait_for_count("Call established", 3);
    bob.hang_up();

    // To somebody who answers, and whose call is replaced.
    let asked = Sipp::port();
    let target = Sipp::waits("taken", asked, &[("number", "")]);
    let caller = Sipp::begins("refer_attended", sip, &[]);
    tab.press("Answer");
    tab.wait_display("Connected");
    consult(&asked.to_string(), &|| target.wait_for_count("\nACK ", 1));
    tab.wait_display("Call transferred");
    caller.ends_well();
    target.ends_well();

    // All three call the server.
    let focus = Sipp::waits_for_all("focus", mixer, 3);
    tab.call("1002");
    tab.wait_display("Connected");
    tab.press("Conf");
    tab.call("1003");
    carol.wait_for_count("Incoming call", 3);
    carol.accept();
    tab.wait_display("Connected");
    tab.press("Conf");
    focus.wait_for_count("\nACK ", 3);
    tab.wait_display("Conference");
    tab.press("End");
    tab.wait_key("Missed");
    bob.hang_up();
    carol.hang_up();
    focus.ends_well();
    tab.assert_no_errors();
}
