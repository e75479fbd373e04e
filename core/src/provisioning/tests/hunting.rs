//! Which way leads where, and what is said when it leads nowhere.

use super::*;

/// The first of two: the method, and where it found the configuration.
#[track_caller]
fn check_found(site: Site, method: Method, source: &str) {
    let bench = Bench::start(settings(), site);
    let found = bench.found.last().map(|found| (found.method, &*found.source));
    assert_eq!(found, Some((method, source)), "{:#?}", bench.log);
    assert_eq!(bench.finished, [false]);
    assert_eq!(bench.machine.report().failure(), None);
}

#[test]
fn every_method_finds_its_server() {
    let own = Site { own: Some(CONFIGURATION.to_owned()), ..Site::default() };
    check_found(own, Method::Gateway, "001122334455.cfg");
    let at = |url| format!("{url}/001122334455.cfg");
    fn site(url: &str, options: &[(u8, &'static str)]) -> Site {
        Site::dhcp(options).with(&format!("{url}/001122334455.cfg"), CONFIGURATION)
    }
    let ftp = "ftp://192.168.2.1";
    check_found(site(ftp, &[(160, ftp)]), Method::UrlOption, &at(ftp));
    let tftp = "tftp://192.168.2.1";
    check_found(site(tftp, &[(66, "192.168.2.1")]), Method::ServerOptions, &at(tftp));
    let vendor = "\x01\x12http://192.168.2.1";
    check_found(
        site("http://192.168.2.1", &[(43, vendor)]),
        Method::VendorOption,
        &at("http://192.168.2.1"),
    );
    let notified = Site { notify: Some("tftp://10.13.4.121"), ..Site::default() };
    let place = at("tftp://10.13.4.121");
    check_found(notified.with(&place, CONFIGURATION), Method::Subscribe, &place);
    let named = || Site { hosts: vec!["provisioningserver"], ..Site::default() };
    let place = at("tftp://provisioningserver");
    check_found(named().with(&place, CONFIGURATION), Method::FixedName, &place);
    let place = at("tftp://provisioningserver/440HD");
    check_found(named().with(&place, CONFIGURATION), Method::FixedName, &place);
}

#[test]
fn the_order_is_that_of_the_manual() {
    let bench = Bench::start(settings(), Site::default());
    assert_eq!(
        bench.asked,
        [
            "gateway",
            "dhcp 440HD",
            "socket 5060 224.0.1.75",
            "SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0",
            "SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0",
            "SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0",
            "SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0",
            "close",
            "tftp://provisioningserver/001122334455.cfg",
        ]
    );
    assert_eq!(bench.now, Instant::from_millis(5_001));
    assert_eq!(bench.failure(), "No provisioning server was found");
    let methods: Vec<_> = bench.machine.report().attempts.iter().map(|it| it.method).collect();
    use Method::*;
    let order =
        [Gateway, UrlOption, ServerOptions, VendorOption, Subscribe, FixedName, Cache, Redirect];
    assert_eq!(methods, order);
    assert_eq!(
        bench.statuses,
        [
            "Asking the gateway for a configuration ",
            "Asking DHCP for a provisioning server ",
            "Looking for a provisioning server ",
            "Loading configuration tftp://provisioningserver/001122334455.cfg",
        ]
    );
}

#[test]
fn option_160_outranks_66_and_67_and_these_43() {
    let all =
        [(43, "\x01\x0fhttp://10.0.0.43"), (66, "http://10.0.0.66"), (160, "http://10.0.0.160")];
    let file = |host: &str| format!("http://{host}/001122334455.cfg");
    for count in (1..=3).rev() {
        let mut site = Site::dhcp(&all[..count]);
        for host in ["10.0.0.43", "10.0.0.66", "10.0.0.160"] {
            site = site.with(&file(host), CONFIGURATION);
        }
        let bench = Bench::start(settings(), site);
        assert_eq!(bench.source(), file(["10.0.0.43", "10.0.0.66", "10.0.0.160"][count - 1]));
    }
}

#[test]
fn another_option_may_stand_for_160() {
    let site = Site::dhcp(&[(160, "http://10.0.0.160"), (161, "http://10.0.0.161")])
        .with("http://10.0.0.161/001122334455.cfg", CONFIGURATION);
    let bench = Bench::start(Settings { url_option: 161, ..settings() }, site);
    assert_eq!(bench.source(), "http://10.0.0.161/001122334455.cfg");
}

/// A search that fails at option 160, for what it says.
#[track_caller]
fn check_failure(site: Site, expected: &str) {
    let site = Site { dhcp: vec![(160, "http://10.0.0.1/;a.cfg")], ..site };
    let bench = Bench::start(settings(), site);
    assert_eq!(bench.failure(), expected);
    assert_eq!(bench.found, []);
    assert_eq!(bench.finished, [false]);
}

#[test]
fn every_failure_says_where_and_why() {
    let error = |error: fn(String) -> LinkError| Site::default().with_error(URL, error);
    let text = |text: &str| Site::default().with(URL, text);
    check_failure(Site::default(), "http://10.0.0.1/a.cfg: not found");
    check_failure(error(LinkError::TimedOut), "http://10.0.0.1/a.cfg: no answer in time");
    check_failure(error(LinkError::Truncated), "http://10.0.0.1/a.cfg: cut off");
    check_failure(error(LinkError::TooLong), "http://10.0.0.1/a.cfg: too long");
    check_failure(error(LinkError::RedirectLoop), "http://10.0.0.1/a.cfg: redirects without end");
    let login = Site { login: Some(("phone", "right")), ..text(CONFIGURATION) };
    check_failure(login, "http://10.0.0.1/a.cfg: wrong user or password for \"phones\"");
    check_failure(text(""), "http://10.0.0.1/a.cfg: the file is empty");
    check_failure(text("a\0b"), "http://10.0.0.1/a.cfg: the file is not text");
    check_failure(
        text("<!DOCTYPE html><html><body>Welcome</body></html>"),
        "http://10.0.0.1/a.cfg: the server answered with a web page instead of the file",
    );
    check_failure(
        text("system/type=420HD\nvoip/line/0/id=1\n"),
        "http://10.0.0.1/a.cfg:1: the file is for another model, this phone is a 440HD",
    );
    let looped = text("include b.cfg\n").with("http://10.0.0.1/b.cfg", "include a.cfg\n");
    check_failure(
        looped,
        "http://10.0.0.1/b.cfg:1: files include each other: http://10.0.0.1/a.cfg -> \
         http://10.0.0.1/b.cfg -> http://10.0.0.1/a.cfg (included by http://10.0.0.1/a.cfg:1)",
    );
    check_failure(
        text("voip/line/0/id=1\ninclude missing.cfg\n"),
        "http://10.0.0.1/missing.cfg: not found (included by http://10.0.0.1/a.cfg:2)",
    );
    let refused = Site::default().with_error(URL, LinkError::ConnectionRefused);
    check_failure(refused, "http://10.0.0.1/a.cfg: nothing listens there");
}

#[test]
fn an_address_that_is_none_is_told() {
    let bench = Bench::start(settings(), Site::dhcp(&[(160, "sftp://10.0.0.1")]));
    assert_eq!(
        bench.failure(),
        "the address must be a file name or begin with ftp, ftps, tftp, http or https"
    );
}

#[test]
fn a_way_that_fails_leads_to_the_next() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1"), (66, "http://10.0.0.2")])
        .with("http://10.0.0.1/001122334455.cfg", "<html></html>")
        .with("http://10.0.0.2/001122334455.cfg", CONFIGURATION);
    check_found(site, Method::ServerOptions, "http://10.0.0.2/001122334455.cfg");
}

#[test]
fn includes_come_from_where_they_are_named() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1/phones/;<MAC>.cfg")])
        .with(
            "http://10.0.0.1/phones/001122334455.cfg",
            "include global.cfg\ninclude tftp://10.0.0.2/<MODEL>.cfg\nvoip/line/0/id=7\n",
        )
        .with("http://10.0.0.1/phones/global.cfg", "voip/line/0/enabled=1\n")
        .with("tftp://10.0.0.2/440HD.cfg", "voip/line/0/id=6\n");
    let bench = Bench::start(settings(), site);
    let values: Vec<_> = bench.found[0].values.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, ["1", "6", "7"]);
}

#[test]
fn includes_of_the_gateways_file_are_beside_it() {
    let own = Some("include global.cfg\nvoip/line/0/id=7\n".to_owned());
    let site = Site { own, ..Site::default() }.with("global.cfg", "voip/line/0/enabled=1\n");
    let bench = Bench::start(settings(), site);
    assert_eq!(bench.asked, ["gateway", "beside global.cfg"]);
    assert_eq!(bench.found[0].values.len(), 2);
}

#[test]
fn capital_letters_are_tried_when_small_ones_are_not_there() {
    let mut settings = settings();
    settings.names.mac = "00908f12345a".to_owned();
    let site = Site::dhcp(&[(160, "http://10.0.0.1")])
        .with("http://10.0.0.1/00908F12345A.cfg", CONFIGURATION);
    let mut bench = Bench::start(settings, site);
    assert_eq!(
        bench.fetched(),
        ["http://10.0.0.1/00908f12345a.cfg", "http://10.0.0.1/00908F12345A.cfg"]
    );
    bench.site.files.clear();
    bench.check(Reason::Person);
    assert_eq!(bench.failure(), "http://10.0.0.1/00908f12345a.cfg: not found");
}
