//! The menus, what is filled in and asked, and the clock.

use super::bench::Bench;
use crate::link::{DhcpOptions, LinkError, Reply, Request, Time};
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::{LineStyle, Screen};
use crate::time::{Duration, WallTime};

/// 2026-11-23 01:50 UTC, a Monday.
const MONDAY: u64 = 1_795_398_600_000_000;

pub(super) fn with_configuration(lines: &str) -> Bench {
    let mut bench = Bench::new(1);
    configure(&mut bench, lines);
    bench
}

fn configure(bench: &mut Bench, lines: &str) {
    bench.desks[0].configuration = Ok(format!("voip/line/0/id=1001\n{lines}\n"));
    bench.restart_gateway(0);
    // Until what is said of it is off the display.
    bench.wait(Duration::from_secs(6));
}

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

pub(super) fn digits(bench: &mut Bench, text: &str) {
    for digit in text.bytes() {
        bench.press(0, &[Key::Digit(digit - b'0')]);
    }
}

fn administration(bench: &mut Bench) {
    bench.press(0, &[Key::Menu, Key::Digit(6)]);
}

fn questions(bench: &Bench) -> Vec<&[String]> {
    let asked = bench.desks[0].requests.iter();
    let servers = asked.filter_map(|request| {
        let Request::QueryTime { servers } = request else { return None };
        Some(&servers[..])
    });
    servers.collect()
}

fn time(unix_us: u64) -> Result<Reply, LinkError> {
    Ok(Reply::Time(Time { server: "10.0.0.42".to_owned(), unix_us, round_trip_us: 900 }))
}

#[test]
fn administration_stays_closed_until_a_password_is_set() {
    let mut bench = Bench::new(1);
    administration(&mut bench);
    assert_eq!(screen(&bench), Screen::Menu);
    bench.assert_shows(0, "No password is set.");
    bench.assert_shows(0, "Set system/password");
}

#[test]
fn the_password_opens_all_of_administration_until_it_is_left() {
    let mut bench = with_configuration("system/password=4711");
    administration(&mut bench);
    assert_eq!(screen(&bench), Screen::Form);
    digits(&mut bench, "4711");
    bench.assert_shows(0, "****");
    assert!(!bench.text(0).contains("4711"));
    bench.soft(0, "OK");
    bench.assert_shows(0, "1 Network Settings");
    bench.press(0, &[Key::Digit(1)]);
    bench.assert_shows(0, "LAN Connection Type Unknown");
    bench.press(0, &[Key::Left, Key::Digit(2), Key::Ok]);
    bench.assert_shows(0, "User ID 1001");
    bench.soft(0, "Exit");
    administration(&mut bench);
    assert_eq!(screen(&bench), Screen::Form);
}

#[test]
fn administration_does_not_stay_open_by_itself() {
    let mut bench = with_configuration("system/password=4711");
    administration(&mut bench);
    digits(&mut bench, "4711");
    bench.press(0, &[Key::Ok]);
    bench.wait(Duration::from_secs(299));
    assert_eq!(screen(&bench), Screen::Menu);
    bench.press(0, &[Key::Down]);
    bench.wait(Duration::from_secs(301));
    assert_eq!(screen(&bench), Screen::Idle);
    // Nor does another page; what is being filled in does.
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(3)]);
    bench.wait(Duration::from_secs(301));
    assert_eq!(screen(&bench), Screen::Idle);
    administration(&mut bench);
    bench.wait(Duration::from_secs(301));
    assert_eq!(screen(&bench), Screen::Form);
}

#[test]
fn wrong_passwords_are_slowed_down_also_over_a_reload() {
    let mut bench = with_configuration("system/password=4711");
    administration(&mut bench);
    for _ in 0..3 {
        digits(&mut bench, "1234");
        bench.press(0, &[Key::Ok]);
        bench.assert_shows(0, "Wrong password");
    }
    bench.refresh_page(0);
    digits(&mut bench, "4711");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Wrong too often: wait");
    bench.wait(Duration::from_secs(11));
    digits(&mut bench, "4711");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "1 Network Settings");
}

#[test]
fn a_secret_is_in_nothing_that_leaves_the_phone() {
    let mut bench = with_configuration("system/password=hunter2");
    administration(&mut bench);
    bench.soft(0, "123");
    bench.give(0, Input::Text("hunter".to_owned()));
    bench.wait(Duration::from_secs(2));
    bench.soft(0, "abc");
    bench.soft(0, "ABC");
    bench.press(0, &[Key::Digit(2)]);
    let view = format!("{:?}", bench.desks[0].phone.view());
    assert!(view.contains("*******") && !view.contains("hunter"), "{view}");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "2 SIP Accounts");
    let log = bench.desks[0].log.join("\n");
    assert!(!log.contains("hunter"), "{log}");
}

#[test]
fn letters_are_written_with_the_keypad() {
    let mut bench = with_configuration("system/password=Ab1 c");
    administration(&mut bench);
    bench.soft(0, "123");
    bench.soft(0, "abc");
    bench.press(0, &[Key::Digit(2)]);
    bench.soft(0, "ABC");
    bench.soft(0, "123");
    bench.press(0, &[Key::Digit(2), Key::Digit(2)]);
    bench.wait(Duration::from_secs(2));
    bench.soft(0, "abc");
    bench.soft(0, "ABC");
    digits(&mut bench, "1");
    bench.soft(0, "123");
    digits(&mut bench, "0");
    bench.press(0, &[Key::Digit(2), Key::Digit(2), Key::Digit(2)]);
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "1 Network Settings");
}

#[test]
fn a_form_tells_where_the_cursor_is_and_what_may_be_typed() {
    let mut bench = with_configuration("system/password=4711");
    assert!(!bench.desks[0].phone.view().display.takes_text);
    administration(&mut bench);
    digits(&mut bench, "471");
    bench.press(0, &[Key::Left]);
    let display = &bench.desks[0].phone.view().display;
    assert!(display.takes_text);
    let entry = display.lines.iter().find(|line| line.style == LineStyle::Entry).unwrap();
    assert_eq!((entry.text.as_str(), entry.cursor), ("***", Some(2)));
    bench.press(0, &[Key::Escape]);
    assert_eq!(screen(&bench), Screen::Menu);
}

#[test]
fn an_incoming_call_comes_before_a_form() {
    let mut bench = Bench::new(2);
    configure(&mut bench, "system/password=4711");
    administration(&mut bench);
    digits(&mut bench, "47");
    bench.dial(1, "1001@10.0.0.1");
    assert_eq!(screen(&bench), Screen::RingingIn);
    bench.soft(0, "Reject");
    bench.give(0, Input::Text("11".to_owned()));
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "1 Network Settings");
}

#[test]
fn menus_that_the_configuration_hides_are_not_there() {
    let mut bench = with_configuration(
        "personal_settings/menu/status/enabled=0\npersonal_settings/menu/call_log/enabled=0",
    );
    bench.press(0, &[Key::Menu]);
    assert_eq!(
        bench.text(0).lines().skip(1).collect::<Vec<_>>(),
        [
            "Menu",
            "2 Directory",
            "3 Keys Configuration",
            "4 Settings",
            "6 Administration",
            "8 Audio Devices"
        ]
    );
    bench.press(0, &[Key::Digit(5)]);
    bench.assert_shows(0, "4 Settings");
}

#[test]
fn a_screen_reader_hears_menus_and_forms() {
    let mut bench = with_configuration("system/password=4711");
    let said = |bench: &Bench| bench.desks[0].phone.view().announcement.text.clone();
    bench.press(0, &[Key::Menu]);
    assert_eq!(said(&bench), "Menu, 1 Call Log");
    bench.press(0, &[Key::Down]);
    assert_eq!(said(&bench), "2 Directory");
    bench.press(0, &[Key::Digit(6)]);
    assert_eq!(said(&bench), "Administration. Password, Empty");
    bench.press(0, &[Key::Digit(4)]);
    assert_eq!(said(&bench), "Character");
}

#[test]
fn date_and_time_are_shown_as_configured() {
    let mut bench = with_configuration(
        "system/ntp/date_display_format=AMERICAN\nsystem/ntp/time_display_format=12Hour\n\
         system/ntp/gmt_offset=-05:00",
    );
    bench.give(0, Input::Clock(WallTime(i64::try_from(MONDAY).unwrap()), 60));
    bench.assert_shows(0, "8:50 PM");
    bench.assert_shows(0, "Sun Nov 22 2026");
    bench.wait(Duration::from_secs(60));
    bench.assert_shows(0, "8:51 PM");
    configure(&mut bench, "");
    bench.assert_shows(0, "02:51");
    bench.assert_shows(0, "Mon 23 Nov 2026");
}

#[test]
fn a_time_server_of_dhcp_sets_the_clock_again_and_again() {
    let mut bench = Bench::new(1);
    bench.give(0, Input::Clock(WallTime(0), 0));
    bench.desks[0].dhcp = Ok(DhcpOptions {
        source: "eth0".to_owned(),
        options: vec![
            (2, 3_600_i32.to_be_bytes().to_vec()),
            (4, vec![10, 0, 0, 4]),
            (42, vec![10, 0, 0, 42]),
        ],
    });
    bench.desks[0].time = time(MONDAY);
    configure(&mut bench, "system/ntp/primary_server_address=a.example");
    assert_eq!(questions(&bench), [["10.0.0.42".to_owned()]]);
    bench.assert_shows(0, "02:50");
    bench.assert_shows(0, "Mon 23 Nov 2026");
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(5)]);
    bench.assert_shows(0, "Clock Time server");
    bench.assert_shows(0, "UTC+01:00");
    bench.wait(Duration::from_secs(12 * 3_600 - 10));
    assert_eq!(questions(&bench).len(), 1);
    bench.wait(Duration::from_secs(10));
    assert_eq!(questions(&bench).len(), 2);
}

#[test]
fn a_silent_time_server_is_asked_less_and_less_and_the_browser_believed() {
    let mut bench = Bench::new(1);
    bench.desks[0].time = Err(LinkError::Io("no answer from a.example".to_owned()));
    bench.give(0, Input::Clock(WallTime(i64::try_from(MONDAY).unwrap()), 0));
    configure(&mut bench, "system/ntp/primary_server_address=a.example");
    assert_eq!(questions(&bench).len(), 1);
    bench.assert_shows(0, "01:50");
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(5), Key::Down, Key::Down, Key::Down]);
    bench.assert_shows(0, "no answer from a.example");
    bench.wait(Duration::from_secs(60 + 120 + 240 + 10));
    assert_eq!(questions(&bench).len(), 4);
    bench.desks[0].time = time(MONDAY);
    bench.wait(Duration::from_secs(480));
    assert_eq!(questions(&bench).len(), 5);
    bench.press(0, &[Key::Menu]);
    bench.assert_shows(0, "01:50");
}

#[test]
fn after_sleep_a_time_server_is_asked_at_once() {
    let mut bench = Bench::new(1);
    bench.desks[0].time = time(MONDAY);
    let wall = |minutes: i64| WallTime(minutes * 60_000_000);
    bench.give(0, Input::Clock(wall(0), 0));
    configure(&mut bench, "system/ntp/primary_server_address=a.example");
    bench.wait(Duration::from_secs(60));
    bench.give(0, Input::Clock(wall(1), 0));
    assert_eq!(questions(&bench).len(), 1);
    bench.wait(Duration::from_secs(3_600));
    bench.give(0, Input::Clock(wall(61), 0));
    assert_eq!(questions(&bench).len(), 2);
}

#[test]
fn a_question_of_time_waits_for_the_link() {
    let mut bench = Bench::new(1);
    bench.desks[0].time = time(MONDAY);
    configure(
        &mut bench,
        "system/ntp/primary_server_address=a.example\nsystem/ntp/sync_time/hours=1",
    );
    assert_eq!(questions(&bench).len(), 1);
    bench.cut(0, true);
    bench.wait(Duration::from_secs(7_200));
    assert_eq!(questions(&bench).len(), 1);
    bench.cut(0, false);
    bench.wait(Duration::from_secs(20));
    assert_eq!(questions(&bench).len(), 2);
}

#[test]
fn a_person_sets_the_clock_unless_a_server_does() {
    let mut bench = Bench::new(1);
    bench.give(0, Input::Clock(WallTime(0), 0));
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(4)]);
    bench.assert_shows(0, "DD/MM/YYYY");
    digits(&mut bench, "31022026");
    bench.assert_shows(0, "31/02/2026");
    bench.soft(0, "Next");
    digits(&mut bench, "0930");
    bench.soft(0, "OK");
    bench.assert_shows(0, "There is no such date or time");
    bench.press(0, &[Key::Up]);
    bench.press(0, &[Key::Backspace; 8]);
    digits(&mut bench, "25112026");
    bench.press(0, &[Key::Ok, Key::Ok, Key::Menu, Key::Menu]);
    bench.soft(0, "Exit");
    bench.assert_shows(0, "09:30");
    bench.assert_shows(0, "Wed 25 Nov 2026");
    bench.desks[0].time = time(MONDAY);
    configure(&mut bench, "system/ntp/primary_server_address=a.example");
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(4)]);
    bench.assert_shows(0, "A time server sets the clock");
}

#[test]
fn the_configuration_sets_the_clock_once() {
    let mut bench = with_configuration("system/system_time=2026-11-25 09:30");
    bench.assert_shows(0, "09:30");
    bench.wait(Duration::from_secs(3_600));
    configure(&mut bench, "system/system_time=2026-11-25 09:30");
    bench.assert_shows(0, "10:30");
}

#[test]
fn a_phone_that_was_away_counts_the_browsers_time() {
    let mut bench = Bench::new(1);
    bench.desks[0].time = time(MONDAY);
    bench.give(0, Input::Clock(WallTime(0), 0));
    configure(&mut bench, "system/ntp/primary_server_address=a.example");
    let (bytes, now) = (bench.desks[0].phone.snapshot(), bench.now);
    // The server's clock is years ahead of the browser's, which alone tells how long it was.
    let later = WallTime(0).plus(now.since(crate::time::Instant::from_millis(1)));
    let later = later.plus(Duration::from_secs(5));
    let at = crate::phone::Phone::resume_at(&bytes, later).unwrap();
    assert_eq!(at.since(now), Duration::from_secs(5));
}

#[test]
fn what_dhcp_tells_is_shown() {
    let mut bench = Bench::new(1);
    bench.desks[0].dhcp = Ok(DhcpOptions {
        source: "eth0".to_owned(),
        options: vec![
            (1, vec![255, 255, 255, 0]),
            (3, vec![10, 0, 0, 254]),
            (15, b"office.example\0".to_vec()),
        ],
    });
    configure(&mut bench, "");
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(3)]);
    bench.assert_shows(0, "IP Address 10.0.0.1");
    bench.assert_shows(0, "DHCP eth0");
    bench.assert_shows(0, "Netmask 255.255.255.0");
    bench.press(0, &[Key::Down, Key::Down]);
    bench.assert_shows(0, "Domain Name office.example");
}

pub(super) fn open_administration(bench: &mut Bench) {
    administration(bench);
    digits(bench, "4711");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "1 Network Settings");
}

pub(super) fn restarts(bench: &Bench) -> usize {
    let log = bench.desks[0].log.iter();
    log.filter(|line| line.starts_with("restart: ")).count()
}

/// The gateway has no configuration any more, but a server that wants to know who asks.
fn with_a_server(more: &str) -> Bench {
    let mut bench = with_configuration(&format!(
        "system/password=4711\nprovisioning/method=Static\n\
         provisioning/configuration/url=http://files.example/phone.cfg\n{more}"
    ));
    bench.desks[0].configuration = Err(LinkError::NotFound("phone.cfg".to_owned()));
    bench.desks[0].server =
        Some(("jo", "s3cret", "voip/line/0/id=1001\nvoip/line/0/extension_display=Desk\n"));
    bench
}

const ASKING: &str = "provisioning/configuration/http_auth/ui_interaction_enabled=1";

#[test]
fn a_restart_is_asked_for_and_can_be_declined() {
    let mut bench = with_configuration("");
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(9)]);
    assert_eq!(screen(&bench), Screen::Confirm);
    bench.assert_shows(0, "Restart the phone?");
    // Pressing OK once too often does nothing.
    bench.press(0, &[Key::Ok, Key::Digit(1)]);
    assert_eq!(screen(&bench), Screen::Confirm);
    bench.soft(0, "No");
    assert_eq!((screen(&bench), restarts(&bench)), (Screen::Menu, 0));
    bench.press(0, &[Key::Digit(9)]);
    bench.soft(0, "Yes");
    bench.wait(Duration::from_secs(10));
    assert_eq!((screen(&bench), restarts(&bench)), (Screen::Idle, 1));
    bench.assert_shows(0, "1001");
}

#[test]
fn a_restart_waits_for_the_end_of_the_call_and_says_so() {
    let mut bench = Bench::new(2);
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(9)]);
    bench.soft(0, "Yes");
    bench.assert_shows(0, "The phone starts again when the call is over");
    bench.soft(0, "Exit");
    assert_eq!((screen(&bench), restarts(&bench)), (Screen::Talking, 0));
    bench.soft(0, "End");
    bench.wait(Duration::from_secs(10));
    assert_eq!((screen(&bench), restarts(&bench)), (Screen::Idle, 1));
}

#[test]
fn the_restart_entry_can_be_hidden() {
    let mut bench = with_configuration("personal_settings/menu/restart/enabled=0");
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(9)]);
    assert_eq!(screen(&bench), Screen::Menu);
    assert!(!bench.text(0).contains("Restart"));
}

#[test]
fn defaults_are_restored_when_that_is_confirmed() {
    let mut bench = with_configuration("system/password=4711\nvoip/line/0/extension_display=Desk");
    bench.dial(0, "1009@10.0.0.9");
    bench.soft(0, "Cancel");
    bench.wait(Duration::from_secs(10));
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(4)]);
    bench.assert_shows(0, "Restore the defaults?");
    bench.assert_shows(0, "cannot be undone");
    bench.desks[0].configuration = Err(LinkError::NotFound("phone.cfg".to_owned()));
    bench.soft(0, "Yes");
    bench.wait(Duration::from_secs(20));
    assert_eq!(restarts(&bench), 1);
    assert!(!bench.text(0).contains("Desk"), "{}", bench.text(0));
    bench.press(0, &[Key::Redial]);
    bench.assert_shows(0, "No dialed calls");
    bench.press(0, &[Key::Menu, Key::Digit(6)]);
    bench.assert_shows(0, "No password is set.");
}

#[test]
fn check_now_shows_what_came_of_it() {
    let mut bench = with_configuration("system/password=4711");
    bench.give(0, Input::Clock(WallTime(i64::try_from(MONDAY).unwrap()), 0));
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(5)]);
    bench.wait(Duration::from_secs(6));
    bench.assert_shows(0, "Last check 23 Nov 01:50");
    bench.assert_shows(0, "Result Up to date");
    bench.assert_shows(0, "phone.cfg");
    bench.assert_shows(0, "Next check 24 Nov 00:0");
}

#[test]
fn a_server_that_wants_a_password_asks_the_person() {
    let mut bench = with_a_server(ASKING);
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(5)]);
    assert_eq!(screen(&bench), Screen::Form);
    bench.assert_shows(0, "Prov. Credentials");
    bench.assert_shows(0, "Phones");
    bench.give(0, Input::Text("jo".to_owned()));
    bench.press(0, &[Key::Ok]);
    bench.give(0, Input::Text("wrong".to_owned()));
    bench.press(0, &[Key::Ok]);
    // Wrong ones are asked for again.
    assert_eq!(screen(&bench), Screen::Form);
    bench.give(0, Input::Text("jo".to_owned()));
    bench.press(0, &[Key::Ok]);
    bench.give(0, Input::Text("s3cret".to_owned()));
    let view = format!("{:?}", bench.desks[0].phone.view());
    assert!(view.contains("******") && !view.contains("s3cret"), "{view}");
    bench.press(0, &[Key::Ok]);
    bench.wait(Duration::from_secs(6));
    assert_eq!(bench.desks[0].phone.view().line_keys[0].label, "Desk");
    assert!(!bench.desks[0].log.join("\n").contains("s3cret"));
}

#[test]
fn a_question_for_a_password_can_be_declined() {
    for how in [&[Key::Escape][..], &[Key::Menu]] {
        let mut bench = with_a_server(ASKING);
        open_administration(&mut bench);
        bench.press(0, &[Key::Digit(5)]);
        assert_eq!(screen(&bench), Screen::Form);
        bench.press(0, how);
        assert_ne!(screen(&bench), Screen::Form);
        bench.assert_shows(0, "No new configuration: ");
        assert_eq!(bench.desks[0].phone.view().line_keys[0].label, "1001");
    }
}

#[test]
fn a_question_for_a_password_waits_while_the_phone_is_used_and_ends_by_itself() {
    let mut bench = with_a_server(ASKING);
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(5), Key::Speaker]);
    assert_eq!(screen(&bench), Screen::Dialing);
    bench.press(0, &[Key::Speaker]);
    assert_eq!(screen(&bench), Screen::Form);
    bench.wait(Duration::from_secs(301));
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn nobody_is_asked_for_a_password_unless_the_configuration_allows_it() {
    let mut bench = with_a_server("");
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(0)]);
    assert_eq!(screen(&bench), Screen::Menu);
    bench.press(0, &[Key::Menu]);
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(5)]);
    assert_eq!(screen(&bench), Screen::Menu);
    bench.assert_shows(0, "No new configuration: ");
}

#[test]
fn credentials_can_be_entered_before_they_are_asked_for() {
    let mut bench = with_a_server(ASKING);
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(0)]);
    bench.soft(0, "Next");
    bench.soft(0, "OK");
    bench.assert_shows(0, "Enter a user name");
    bench.press(0, &[Key::Up]);
    bench.give(0, Input::Text("jo".to_owned()));
    bench.soft(0, "Next");
    bench.give(0, Input::Text("s3cret".to_owned()));
    bench.soft(0, "OK");
    bench.wait(Duration::from_secs(6));
    assert_eq!(bench.desks[0].phone.view().line_keys[0].label, "Desk");
}
