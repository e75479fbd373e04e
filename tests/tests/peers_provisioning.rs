//! Every way to a configuration (manual 9) against servers that nobody here wrote, each ending with
//! a phone in a browser that is registered under the account it found.
//!
//! All of it is on one machine of its own, a network namespace: browser, gateway, registrar and the
//! servers of files and names, which have the addresses and ports that the manual prints. The DHCP
//! server is in another namespace, at the end of a cable that `gateway.toml` names. Nothing leaves
//! either. Each row has a gateway, a cable and a page of its own, and a gateway's port is what a
//! browser tells phones apart by: so each phone begins with nothing but its hardware address.

use hookswitch_tests::office::{DIGEST_PORT, Office};
use hookswitch_tests::peers::{DhcpServer, Notifier, PASSWORD, USER};

/// A row of the manual: what DHCP says, where the file is, and what the phone says of it.
struct Row<'a> {
    options: &'a [&'a str],
    file: &'a str,
    source: &'a str,
}

/// Opens a phone for each row; only the row's own file is there.
#[track_caller]
fn check(office: &Office, method: &str, rows: &[Row<'_>]) {
    for (Row { options, file, source }, number) in rows.iter().zip((1001..=1010).cycle()) {
        office.files.write(file, office.configuration(number, &[]));
        let desk = office.phone(options);
        desk.wait_number(number);
        office
            .kamailio
            .wait_for(&format!("REQ REGISTER sip:{} from {number} ", office.registrar()));
        desk.assert_provisioned(&["Up to date", source, &format!("{method}\nWorked")]);
        desk.close();
        office.files.remove(file);
    }
}

/// Table 9-1, 9.2.5 and D.2; then what this phone adds.
#[test]
fn option_160_in_each_form() {
    let office = Office::open();
    let basic = format!("160,http://{USER}:{PASSWORD}@192.168.2.1/private/;<MAC>.cfg");
    let digest = format!("160,http://{USER}:{PASSWORD}@192.168.2.1:{DIGEST_PORT}");
    let rows = [
        Row {
            options: &["160,ftp://192.168.2.1"],
            file: "001122334455.cfg",
            source: "ftp://192.168.2.1/001122334455.cfg",
        },
        Row {
            options: &["160,tftp://192.168.2.1/different_firmware_name.img"],
            file: "001122334455.cfg",
            source: "tftp://192.168.2.1/001122334455.cfg",
        },
        Row {
            options: &["160,http://192.168.2.1/different_firmware_name.img;<MODEL>_<MAC>_conf.cfg"],
            file: "440HD_001122334455_conf.cfg",
            source: "http://192.168.2.1/440HD_001122334455_conf.cfg",
        },
        Row {
            options: &["160,https://192.168.2.1/;<MODEL>_<MAC>_conf.cfg"],
            file: "440HD_001122334455_conf.cfg",
            source: "https://192.168.2.1/440HD_001122334455_conf.cfg",
        },
        Row {
            options: &["tag:phone,160,http://ovoc.phones.test/firmwarefiles;ipp/dhcpoption160.cfg"],
            file: "ipp/dhcpoption160.cfg",
            source: "http://ovoc.phones.test/ipp/dhcpoption160.cfg",
        },
        Row {
            options: &["160,http://192.168.2.1/;440HD_<MAC>_conf.cfg"],
            file: "440HD_001122334455_conf.cfg",
            source: "http://192.168.2.1/440HD_001122334455_conf.cfg",
        },
        Row {
            options: &["160,ftps://192.168.2.1/phones/"],
            file: "phones/001122334455.cfg",
            source: "ftps://192.168.2.1/phones/001122334455.cfg",
        },
        Row {
            options: &[&basic],
            file: "private/001122334455.cfg",
            source: "http://192.168.2.1/private/001122334455.cfg",
        },
        Row {
            options: &[&digest],
            file: "001122334455.cfg",
            source: "http://192.168.2.1:8080/001122334455.cfg",
        },
    ];
    check(&office, "DHCP URL option", &rows);
}

/// 9.2, `provisioning/url_option_value`: 160 is not read any more, and servers send what they are
/// asked for.
#[test]
fn another_option_stands_for_160() {
    let office = Office::open();
    let own = [("provisioning/url_option_value", "161")];
    office.files.write("first.cfg", office.configuration(1001, &own));
    office.files.write("own.cfg", office.configuration(1002, &own));
    let url = |name| format!("http://192.168.2.1/;{name}.cfg");
    let options = [format!("160,{}", url("first")), format!("161,{}", url("own"))];
    let desk = office.phone(&[&options[0], &options[1]]);
    desk.wait_number(1001);
    desk.notify_sync();
    desk.wait_number(1002);
    desk.assert_provisioned(&[&url("own").replace(';', ""), "DHCP URL option\nWorked"]);
    desk.close();
}

/// Table 9-2, with the names of its misprints as they are meant: `efg.cfg`, `abc.img`.
#[test]
fn options_66_and_67_in_each_case() {
    let office = Office::open();
    let mac = "001122334455.cfg";
    let rows = [
        // Case 2a.
        Row {
            options: &["66,audiocodes.com"],
            file: mac,
            source: "tftp://audiocodes.com/001122334455.cfg",
        },
        Row {
            options: &["66,192.168.0.11"],
            file: mac,
            source: "tftp://192.168.0.11/001122334455.cfg",
        },
        // Case 2b.
        Row {
            options: &["66,audiocodes.com", "67,abc.img;efg.cfg"],
            file: "efg.cfg",
            source: "tftp://audiocodes.com/efg.cfg",
        },
        // Case 3a.
        Row {
            options: &["66,http://audiocodes.com"],
            file: mac,
            source: "http://audiocodes.com/001122334455.cfg",
        },
        // Case 3b.
        Row {
            options: &["66,http://192.168.0.11", "67,abc.img;efg.cfg"],
            file: "efg.cfg",
            source: "http://192.168.0.11/efg.cfg",
        },
        // Case 4.
        Row {
            options: &["66,http://audiocodes.com/abc.img;efg.cfg", "67,other.img;other.cfg"],
            file: "efg.cfg",
            source: "http://audiocodes.com/efg.cfg",
        },
        // Table 9-1: 66 is a TFTP server, 67 the firmware.
        Row {
            options: &["66,192.168.2.1", "67,440HD_2.2.2.img"],
            file: mac,
            source: "tftp://192.168.2.1/001122334455.cfg",
        },
    ];
    check(&office, "DHCP 66, 67", &rows);
}

/// 9.2.4, with the length that is printed and the one that is meant; and case 1 of table 9-2.
#[test]
fn option_43_where_66_says_nothing() {
    let office = Office::open();
    let url: String =
        "tftp://192.168.202.103/test.img;test.cfg".bytes().map(|b| format!(":{b:02x}")).collect();
    let (printed, meant) = (format!("43,01:27{url}"), format!("43,01:28{url}"));
    let all: [&[&str]; 4] = [
        &[&printed],
        &[&meant],
        &[&meant, "67,abc.img;efg.cfg"],
        &[&meant, "66,\"\"", "67,abc.img;efg.cfg"],
    ];
    let source = "tftp://192.168.202.103/test.cfg";
    let rows = all.map(|options| Row { options, file: "test.cfg", source });
    check(&office, "DHCP 43", &rows);
}

/// Each of the three is there and works: 160 goes before 66, and 66 before 43.
#[test]
fn option_160_outranks_66_and_this_43() {
    let office = Office::open();
    let url: String = "tftp://192.168.2.1/;c.cfg".bytes().map(|b| format!(":{b:02x}")).collect();
    let vendor = format!("43,01:19{url}");
    let all = [&*vendor, "66,http://192.168.2.1/;b.cfg", "160,http://192.168.2.1/;a.cfg"];
    for (file, number) in [("a.cfg", 1001), ("b.cfg", 1002), ("c.cfg", 1003)] {
        office.files.write(file, office.configuration(number, &[]));
    }
    for (count, number) in [(3, 1001), (2, 1002), (1, 1003)] {
        let desk = office.phone(&all[..count]);
        desk.wait_number(number);
        desk.close();
    }
}

/// 9.2.6: a phone that DHCP tells nothing asks everybody, and is told.
#[test]
fn a_server_answers_the_subscribe() {
    let office = Office::open();
    office.files.write("001122334455.cfg", office.configuration(1001, &[]));
    let dhcp = DhcpServer::start(&[]);
    let notifier = Notifier::start(&dhcp, "tftp://10.13.4.121");
    let desk = office.desk(dhcp, "multicast_provisioning = true\n", |_| {});
    desk.wait_number(1001);
    let address = desk.dhcp.address.unwrap();
    let heard = notifier.heard();
    assert_eq!(heard.len(), 2, "one question, and one answer to the NOTIFY: {heard:#?}");
    for line in [
        "SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0",
        &format!("Contact: <sip:00000001@{address}:5060>"),
        "Event: ua-profile;profile-type=\"application\";model=\"440HD\";version=\"",
        "Expires: 0",
    ] {
        assert!(heard[0].lines().any(|heard| heard.starts_with(line)), "{line}: {}", heard[0]);
    }
    assert!(heard[1].starts_with("SIP/2.0 200 OK\r\n"), "{}", heard[1]);
    desk.assert_provisioned(&["tftp://10.13.4.121/001122334455.cfg", "SIP SUBSCRIBE\nWorked"]);
    desk.close();
}

/// 9.2.7, in both places that are printed.
#[test]
fn the_fixed_name_is_known_to_the_name_server() {
    let office = Office::open();
    let row = |file, source| Row { options: &[], file, source };
    let rows = [
        row("001122334455.cfg", "tftp://provisioningserver/001122334455.cfg"),
        row("440HD/001122334455.cfg", "tftp://provisioningserver/440HD/001122334455.cfg"),
    ];
    check(&office, "ProvisioningServer", &rows);
}

/// 9.2.8: nobody names a server any more, and the phone starts again.
#[test]
fn the_last_server_is_asked_when_nobody_names_one() {
    let office = Office::open();
    office.files.write("phones/own.cfg", office.configuration(1001, &[]));
    let mut desk = office.phone(&["160,ftp://192.168.2.1/phones/;own.cfg"]);
    desk.wait_number(1001);
    desk.lose_dhcp();
    office.files.write("phones/own.cfg", office.configuration(1002, &[]));
    desk.restart();
    desk.wait_number(1002);
    desk.assert_provisioned(&["ftp://192.168.2.1/phones/own.cfg", "Last server\nWorked"]);
    desk.tab.close();
}

/// 9.2.9: and that server has nothing for it any more.
#[test]
fn a_redirect_server_leads_to_another() {
    let office = Office::open();
    let own = [("provisioning/redirect_server_url", "https://redirect.test")];
    office.files.write("phones/own.cfg", office.configuration(1001, &own));
    let mut desk = office.phone(&["160,ftp://192.168.2.1/phones/;own.cfg"]);
    desk.wait_number(1001);
    desk.lose_dhcp();
    office.files.remove("phones/own.cfg");
    office.files.write("redirected.cfg", office.configuration(1002, &own));
    desk.restart();
    desk.wait_number(1002);
    desk.assert_provisioned(&["http://192.168.0.11/redirected.cfg", "Redirect server\nWorked"]);
    office.nginx.wait_for_request("\"GET /001122334455.cfg HTTP/1.1\" 302");
    desk.tab.close();
}

/// 9.3, each row of table 9-4; and a server that asks the phone for its certificate (30.2.1).
#[test]
fn a_static_address_is_all_that_is_asked() {
    let office = Office::open();
    let certificates = &office.certificates;
    office.files.write("trust/root.pem", &certificates.authority);
    office.files.write("trust/phone.pem", &certificates.client.certificate);
    office.files.write("trust/phone.key", &certificates.client.key);
    let client = format!("https://192.168.2.1:{}/own.cfg", office.nginx.client_certificate);
    let rows = [
        ("http://192.168.2.1", "001122334455.cfg"),
        ("https://192.168.2.1/440HD_<MAC>_conf.cfg", "440HD_001122334455_conf.cfg"),
        ("ftp://192.168.2.1/<MODEL>/", "440HD/001122334455.cfg"),
        (&client, "own.cfg"),
    ];
    for (url, file) in rows {
        let settings = [
            ("provisioning/method", "Static"),
            ("provisioning/configuration/url", url),
            ("security/ca_certificate/0/uri", "trust/root.pem"),
            ("security/autoupdate_certificate_uri", "trust/phone.pem"),
            ("security/autoupdate_private_key_uri", "trust/phone.key"),
        ];
        office.files.write("first.cfg", office.configuration(1001, &settings));
        office.files.write(file, office.configuration(1002, &[]));
        let desk = office.phone(&["160,http://192.168.2.1/;first.cfg"]);
        desk.wait_number(1001);
        desk.notify_sync();
        desk.wait_number(1002);
        desk.close();
        office.files.remove(file);
    }
    office.nginx.wait_for_request("client=CN=020000000001");
}
