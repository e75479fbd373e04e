//! What comes after the first configuration: the next one, and all that may be wrong with it. The
//! servers are those of `peers_provisioning`, whose head says where they stand.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::process::Command;
use std::time::Duration;

use hookswitch_tests::office::{Desk, Office};
use hookswitch_tests::peers::{
    Answer, Baresip, BaresipOptions, DOMAIN, DhcpServer, PASSWORD, USER,
};
use hookswitch_tests::phone::both_directions_are_good;
use hookswitch_tests::wav::Wav;

/// An archive with a ring tone called `Gong`, a pure tone, as tar packs it.
fn gong(hertz: f32) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let angle = |at: u16| f32::from(at) * hertz / 16_000.0 * std::f32::consts::TAU;
    let samples = (0..16_000).map(|at| angle(at).sin() * 0.5).collect();
    Wav { rate: 16_000, samples }.write(&folder.path().join("Gong.wav"));
    let packed =
        Command::new("tar").args(["-cz", "Gong.wav"]).current_dir(folder.path()).output().unwrap();
    assert!(packed.status.success(), "{}", String::from_utf8_lossy(&packed.stderr));
    packed.stdout
}

/// Returns how much of a sound is one frequency, from 0 to 1 (Goertzel).
fn share(sound: &Wav, hertz: f32) -> f32 {
    let step = hertz / sound.rate as f32 * std::f32::consts::TAU;
    let (mut real, mut imaginary, mut all) = (0.0, 0.0, 0.0);
    for (at, sample) in sound.samples.iter().enumerate() {
        let angle = step * at as f32;
        real += sample * angle.cos();
        imaginary += sample * angle.sin();
        all += sample * sample;
    }
    2.0 * (real * real + imaginary * imaginary) / (all * sound.samples.len() as f32).max(1e-9)
}

/// Lets `peer` call the phone, and fails unless it rings with a pure tone.
#[track_caller]
fn rings_with(desk: &Desk, peer: &Baresip, hertz: f32) {
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    desk.tab.wait_display("Incoming call");
    desk.tab.wait_sound();
    let heard = desk.tab.record(0.5);
    assert!(share(&heard, hertz) > 0.8, "{hertz} Hz: {} of the ring", share(&heard, hertz));
    peer.hang_up();
    desk.tab.wait_display_without("Incoming call");
}

/// The shortest period is five minutes; a daily one comes when the phone's clock says so, and a
/// configuration may set that clock: to a minute before the time of the check.
#[test]
fn a_period_brings_a_ring_and_a_label_and_leaves_the_call_alone() {
    let office = Office::open();
    let (registrar, codecs) = (Some(office.kamailio.port), vec!["PCMA/8000".to_owned()]);
    let peer =
        Baresip::start(&BaresipOptions { number: 1002, registrar, codecs, answer: Answer::AtOnce });
    let settings = |label| {
        [
            ("voip/line/0/extension_display", label),
            ("personal_settings/lines/0/ring_tone", "Gong"),
            ("provisioning/ring_tone_uri", "tones.tgz"),
            ("provisioning/period/type", "daily"),
            ("provisioning/period/daily/time", "08:00"),
            ("provisioning/random_provisioning_time", "0"),
            ("system/ntp/enabled", "0"),
            ("system/system_time", "2026-11-25 07:59"),
        ]
    };
    office.files.write("tones.tgz", gong(500.0));
    office.files.write("001122334455.cfg", office.configuration(1001, &settings("1001")));
    let desk = office.phone(&["160,http://192.168.2.1"]);
    desk.wait_number(1001);
    desk.tab.wait_display("07:59");
    rings_with(&desk, &peer, 500.0);

    desk.tab.call("1002");
    desk.tab.wait_display("Connected");
    office.files.write("tones.tgz", gong(1_250.0));
    office.files.write("001122334455.cfg", office.configuration(1001, &settings("Front desk")));
    both_directions_are_good(&desk.tab, &peer, "before the check");
    assert!(!desk.tab.display().contains("08:00"), "too slow to see it: {}", desk.tab.display());
    desk.tab.wait_display_within("08:00", Duration::from_secs(60));
    desk.tab.wait_display("Front desk");
    desk.tab.wait_display("Connected");
    both_directions_are_good(&desk.tab, &peer, "after the check");
    assert!(!peer.log().contains("session closed"), "{}", peer.log());
    assert!(!office.kamailio.log().contains("REQ BYE"), "{}", office.kamailio.log());
    desk.tab.press("End");
    peer.wait_for("session closed");
    desk.tab.wait_key("Missed");
    rings_with(&desk, &peer, 1_250.0);
    desk.close();
}

/// Chapter 35: the phone may ask the person, who errs first.
#[test]
fn a_person_is_asked_for_user_and_password() {
    let office = Office::open();
    let settings = [
        ("provisioning/method", "Static"),
        ("provisioning/configuration/url", "http://192.168.2.1/private/own.cfg"),
        ("provisioning/configuration/http_auth/ui_interaction_enabled", "1"),
    ];
    office.files.write("first.cfg", office.configuration(1001, &settings));
    office.files.write("private/own.cfg", office.configuration(1002, &settings));
    let desk = office.phone(&["160,http://192.168.2.1/;first.cfg"]);
    desk.wait_number(1001);
    desk.notify_sync();
    for password in ["wrong", PASSWORD] {
        // Wrong ones are asked for again, in an empty form.
        desk.tab.wait_display("Prov. Credentials\nphones\nUser\nPassword");
        let stars = format!("Password\n{}", "*".repeat(password.len()));
        for (text, shown) in [(USER, &format!("User\n{USER}\nPassword")), (password, &stars)] {
            for character in text.chars() {
                desk.tab.type_key(&character.to_string());
            }
            desk.tab.wait_display(shown);
            desk.tab.type_key("Enter");
        }
    }
    desk.wait_number(1002);
    let page: String = desk.tab.evaluate("document.documentElement.outerHTML").unwrap();
    assert!(!page.contains(PASSWORD), "{page}");
    desk.close();
}

/// A configuration that includes what does not come is none; the one before it stays.
#[test]
fn every_failure_names_the_place_and_the_cause_and_harms_nothing() {
    let office = Office::open();
    let settings = [
        ("provisioning/method", "Static"),
        ("provisioning/configuration/url", "https://192.168.2.1/own.cfg"),
    ];
    office.files.write("own.cfg", office.configuration(1001, &settings));
    office.files.write("other.cfg", "system/type=420HD\nvoip/line/0/id=1003\n");
    office.files.write("empty.cfg", "");
    office.files.write("binary.cfg", b"voip/line/0/id=1003\n\0\xff\xfe");
    office.files.write("circle.cfg", "include own.cfg\n");
    let desk = office.phone(&["160,https://192.168.2.1/;own.cfg"]);
    desk.wait_number(1001);
    let https = |port| format!("https://192.168.2.1:{port}/empty.cfg");
    let nginx = &office.nginx;
    for (url, cause) in [
        ("http://192.168.2.1/html", "the server answered with a web page instead of the file"),
        ("http://192.168.2.1/none.cfg", "not found"),
        ("tftp://192.168.2.1/none.cfg", "not found"),
        ("http://192.168.2.1/status/503", "the server answered 503"),
        ("http://192.168.2.1/loop/a", "redirects without end"),
        ("http://192.168.2.1/private/own.cfg", "wrong user or password for \"phones\""),
        ("http://192.168.2.1:81/own.cfg", "nothing listens there"),
        ("http://192.0.2.1/own.cfg", "the gateway does not allow 192.0.2.1:80"),
        (&https(nginx.expired), "the server's certificate is expired"),
        (&https(nginx.wrong_host), "the server's certificate is for another host"),
        (&https(nginx.self_signed), "the server's certificate is not trusted"),
        ("http://192.168.2.1/other.cfg", "the file is for another model, this phone is a 440HD"),
        ("http://192.168.2.1/empty.cfg", "the file is empty"),
        ("http://192.168.2.1/binary.cfg", "the file is not text"),
        ("https://192.168.2.1/circle.cfg", "files include each other"),
    ] {
        office.files.write("own.cfg", format!("voip/line/0/id=1003\ninclude {url}\n"));
        desk.notify_sync();
        // While it is fetched, its address is shown beside the failure of the one before.
        desk.tab.wait_true(&format!(
            "document.querySelector('[aria-label=\"Display\"]').innerText
                .split('No new configuration: ')[1]?.includes('{url}') ?? false"
        ));
        let display = desk.tab.display();
        assert!(display.contains(cause), "{url}: {cause}: {display}");
    }
    desk.wait_number(1001);
    office.files.write("own.cfg", office.configuration(1002, &settings));
    desk.notify_sync();
    desk.wait_number(1002);
    desk.close();
}

/// The browser's storage is full: the phone works, and tells the person that it will forget.
#[test]
fn a_browser_without_room_is_told() {
    let office = Office::open();
    office.files.write("own.cfg", office.configuration(1001, &[]));
    let dhcp = DhcpServer::start(&["160,http://192.168.2.1/;own.cfg"]);
    let limit = |desk: &Desk, bytes| desk.tab.limit_storage(&desk.gateway.url, bytes);
    let desk = office.desk(dhcp, "", |desk| limit(desk, Some(1)));
    desk.tab.wait_display("The browser cannot save the phone, which forgets it on reload");
    desk.wait_number(1001);
    // There is room again.
    limit(&desk, None);
    office.files.write("own.cfg", office.configuration(1003, &[]));
    desk.notify_sync();
    desk.wait_number(1003);
    desk.tab.close();
}
