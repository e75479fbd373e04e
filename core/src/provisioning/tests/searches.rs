//! What is remembered from search to search, who is asked and told what, and when.

use super::*;

#[test]
fn a_file_that_did_not_change_costs_a_small_request() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1")])
        .with("http://10.0.0.1/001122334455.cfg", "include global.cfg\nvoip/line/0/id=7\n")
        .with("http://10.0.0.1/global.cfg", "voip/line/0/enabled=1\n");
    let mut bench = Bench::start(settings(), site);
    bench.check(Reason::Person);
    assert!(bench.fetches[2..].iter().all(|fetch| fetch.validators != Validators::default()));
    assert_eq!((bench.fetches.len(), bench.found.len()), (4, 2));
    assert_eq!(bench.found[0], bench.found[1], "the whole configuration, though no file was sent");
    // One of them changes.
    bench.site = core::mem::take(&mut bench.site)
        .with("http://10.0.0.1/global.cfg", "voip/line/0/enabled=0 \n");
    bench.check(Reason::Person);
    assert_eq!(bench.found[2].values[0].1, "0");
}

#[test]
fn the_last_server_is_asked_when_nobody_names_one() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]).with(URL, CONFIGURATION);
    let mut bench = Bench::start(settings(), site);
    bench.site.dhcp.clear();
    bench.check(Reason::PowerUp);
    assert_eq!(bench.found.last().map(|found| found.method), Some(Method::Cache));
    assert_eq!(bench.source(), URL);
    // Where the configuration is that of another server, that one is remembered.
    bench.site.dhcp = vec![(160, "http://10.0.0.2/;b.cfg")];
    bench.site = core::mem::take(&mut bench.site).with("http://10.0.0.2/b.cfg", CONFIGURATION);
    bench.check(Reason::PowerUp);
    bench.site.dhcp.clear();
    bench.check(Reason::PowerUp);
    assert_eq!(bench.source(), "http://10.0.0.2/b.cfg");
    bench.machine.forget();
    bench.check(Reason::PowerUp);
    assert_eq!(bench.failure(), "No provisioning server was found");
}

#[test]
fn a_check_by_the_clock_asks_the_known_server_before_everybody() {
    let site = Site { notify: Some("http://10.0.0.1/;a.cfg"), ..Site::default() };
    let mut bench = Bench::start(settings(), site.with(URL, CONFIGURATION));
    bench.asked.clear();
    bench.check(Reason::Period);
    assert_eq!(bench.asked, ["gateway", "dhcp 440HD", URL]);
    bench.asked.clear();
    bench.check(Reason::PowerUp);
    assert!(bench.asked.contains(&"SUBSCRIBE sip:224.0.1.75:5060 SIP/2.0".to_owned()));
}

#[test]
fn an_entered_address_stands_for_the_last_server() {
    let settings = Settings { dynamic_url: Some(URL.to_owned()), ..settings() };
    let bench = Bench::start(settings, Site::default().with(URL, CONFIGURATION));
    assert_eq!(bench.found[0].method, Method::Cache);
}

#[test]
fn a_redirect_server_leads_to_the_configuration() {
    let redirected = |to: &str| {
        let mut site = Site { hosts: vec!["redirect.example"], ..Site::default() };
        let from = "https://redirect.example/001122334455.cfg".to_owned();
        site.files.insert(from, Answer::Redirect(to.to_owned()));
        let redirect_server = Some("https://redirect.example".to_owned());
        (Settings { redirect_server, ..settings() }, site)
    };
    let (settings, site) = redirected("http://10.0.0.1/;a.cfg");
    let bench = Bench::start(settings, site.with(URL, CONFIGURATION));
    assert_eq!((bench.found[0].method, bench.source()), (Method::Redirect, URL));
    let (settings, site) = redirected("nowhere");
    let bench = Bench::start(settings, site);
    assert!(bench.failure().starts_with("the address must be"), "{}", bench.failure());
    let (settings, mut site) = redirected("");
    site = site.with("https://redirect.example/001122334455.cfg", CONFIGURATION);
    let bench = Bench::start(settings, site);
    assert_eq!(
        bench.failure(),
        "https://redirect.example/001122334455.cfg: the redirect server answered without a redirect"
    );
}

#[test]
fn methods_other_than_dynamic() {
    let site = || Site::dhcp(&[(160, "http://10.0.0.2")]).with(URL, CONFIGURATION);
    let source = Source::Static(URL.to_owned());
    let bench = Bench::start(Settings { source, ..settings() }, site());
    assert_eq!((bench.found[0].method, bench.source()), (Method::Static, URL));
    assert_eq!(bench.asked, ["gateway", URL]);
    let bench = Bench::start(Settings { source: Source::Disabled, ..settings() }, site());
    assert_eq!(bench.asked, ["gateway"]);
    assert_eq!(bench.machine.poll_timeout(), None);
    let plan = Plan { period: Period::Every(Duration::from_secs(300)), random: 0 };
    let bench = Bench::start(Settings { source: Source::Disabled, plan, ..settings() }, site());
    assert_eq!(bench.machine.poll_timeout(), None, "no check by the clock either");
}

#[test]
fn a_person_is_asked_when_the_server_wants_a_password() {
    let login = Some(("phone", "right"));
    let site = Site { login, ..Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]) };
    let settings = Settings { ask_person: true, ..settings() };
    let mut bench = Bench::start(settings, site.with(URL, CONFIGURATION));
    let enter = |bench: &mut Bench, password: &str| {
        let prompt = bench.machine.prompt().cloned().expect("a question");
        assert_eq!((&*prompt.realm, &*prompt.url), ("phones", URL));
        let password = Secret::new(password.to_owned());
        bench.machine.handle_login(Credentials { user: "phone".into(), password }, bench.now);
        bench.settle();
    };
    enter(&mut bench, "wrong");
    enter(&mut bench, "right");
    assert_eq!(bench.source(), URL);
    assert_eq!(bench.machine.prompt(), None);
    // It is kept.
    bench.check(Reason::PowerUp);
    assert_eq!(bench.found.len(), 2);
    // No answer is a failure, after a time or at once.
    bench.site.login = Some(("phone", "other"));
    bench.check(Reason::Person);
    bench.machine.handle_no_login(bench.now);
    bench.settle();
    assert_eq!(bench.failure(), "http://10.0.0.1/a.cfg: wrong user or password for \"phones\"");
    bench.check(Reason::Person);
    bench.now += Duration::from_secs(300);
    bench.machine.handle_timeout(None, bench.now);
    bench.settle();
    assert_eq!(bench.machine.prompt(), None);
}

#[test]
fn the_configured_password_is_used() {
    let login = Some(("phone", "right"));
    let site = Site { login, ..Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]) };
    let password = Secret::new("right".to_owned());
    let credentials = Some(Credentials { user: "phone".into(), password });
    let settings = Settings { credentials, ..settings() };
    let bench = Bench::start(settings, site.with(URL, CONFIGURATION));
    assert_eq!(bench.source(), URL);
    assert!(!format!("{:?} {:?}", bench.machine, bench.log).contains("right"));
}

#[test]
fn whoever_answers_a_subscribe_gets_no_password() {
    let password = Secret::new("hidden".to_owned());
    let credentials = Some(Credentials { user: "phone".into(), password });
    let settings = Settings { credentials, ..settings() };
    let site = Site { notify: Some("http://10.0.0.66/;a.cfg"), ..Site::default() };
    let site = site.with("http://10.0.0.66/a.cfg", CONFIGURATION);
    let mut bench = Bench::start(settings, site);
    assert_eq!(bench.fetches[0].credentials, None);
    // The server that was the phone's own before is no stranger.
    bench.check(Reason::PowerUp);
    assert!(bench.fetches[1].credentials.is_some());
}

#[test]
fn servers_are_told_what_the_settings_say() {
    let settings = Settings { mac_in_header: true, verify: false, ..settings() };
    let bench = Bench::start(settings, Site::dhcp(&[(160, "http://10.0.0.1")]));
    let fetch = &bench.fetches[0];
    assert_eq!(fetch.headers, [("MAC-Address".to_owned(), "001122334455".to_owned())]);
    assert_eq!(fetch.user_agent.as_deref(), Some("Hookswitch-440HD/1"));
    assert!(!fetch.trust.verify);
}

#[test]
fn two_searches_at_once_are_one_or_follow_each_other() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]).with(URL, CONFIGURATION);
    let mut bench = Bench::new(settings(), site);
    let take = |bench: &mut Bench| {
        let output = bench.machine.poll_output().unwrap();
        bench.take(output);
    };
    bench.machine.check(Reason::PowerUp, false, bench.now);
    take(&mut bench); // The gateway has nothing.
    take(&mut bench);
    bench.machine.check(Reason::Server, true, bench.now); // Joins: no file was asked for.
    bench.settle();
    assert_eq!(bench.finished, [true]);
    assert_eq!(bench.found.len(), 1);
    bench.machine.check(Reason::Person, false, bench.now);
    while bench.fetches.len() < 2 {
        take(&mut bench);
    }
    bench.machine.check(Reason::Server, false, bench.now); // Waits: the file may change now.
    bench.settle();
    assert_eq!((bench.found.len(), bench.finished.len()), (3, 2));
}

#[test]
fn a_phone_that_starts_again_begins_anew() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]).with(URL, CONFIGURATION);
    let mut bench = Bench::new(settings(), site);
    bench.machine.check(Reason::PowerUp, false, bench.now);
    bench.machine.check(Reason::PowerUp, false, bench.now);
    assert_eq!(bench.machine.poll_output(), Some(Output::Request(Request::FetchConfiguration)));
    assert_eq!(bench.machine.poll_output(), Some(Output::Cancel));
    bench.settle();
    assert_eq!(bench.found.len(), 1);
}

#[test]
fn a_phone_that_found_nothing_looks_again_and_again() {
    let mut bench = Bench::start(settings(), Site::default());
    let mut pauses = Vec::new();
    for _ in 0..6 {
        let at = bench.machine.poll_timeout().expect("another search");
        pauses.push(at.since(bench.now).as_secs());
        bench.now = at;
        bench.machine.handle_timeout(None, at);
        bench.settle();
    }
    let least = [60, 120, 240, 480, 900, 900];
    let within = |(pause, least): (&u64, &u64)| (*least..=least * 5 / 4).contains(pause);
    assert!(pauses.iter().zip(&least).all(within), "{pauses:?}");
    // One that started well waits for its time, and one that is told to look looks.
    bench.site = Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]).with(URL, CONFIGURATION);
    bench.check(Reason::Person);
    assert_eq!(bench.machine.poll_timeout(), None);
    bench.site.files.clear();
    bench.check(Reason::Period);
    assert_eq!(bench.machine.poll_timeout(), None);
}

#[test]
fn the_clock_starts_searches() {
    let plan = Plan { period: Period::Every(Duration::from_secs(300)), random: 120 };
    let site = Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")]).with(URL, CONFIGURATION);
    let mut bench = Bench::start(Settings { plan, ..settings() }, site);
    let clock = WallClock { wall: WallTime(0), zone: crate::time::zone::Zone::default() };
    let end = bench.now + Duration::from_secs(3_600);
    while let Some(at) = bench.machine.poll_timeout().filter(|at| *at <= end) {
        bench.now = at;
        bench.machine.handle_timeout(Some(clock), at);
        bench.settle();
    }
    assert!((11..=12).contains(&(bench.found.len() - 1)), "{}", bench.found.len());
}

#[test]
fn files_that_the_configuration_names_come_after_it() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1/phones/;a.cfg")])
        .with("http://10.0.0.1/phones/a.cfg", CONFIGURATION)
        .with("http://10.0.0.1/phones/tones.tgz", "tones")
        .with("http://10.0.0.2/001122334455.csv", "1,2,0");
    let resources = vec![
        (Resource::Directory, "missing.txt".to_owned()),
        (Resource::RingTones, "tones.tgz".to_owned()),
        (Resource::Directory, "http://10.0.0.2/<MAC>.csv".to_owned()),
    ];
    let mut bench = Bench::start(Settings { resources, ..settings() }, site);
    assert_eq!(
        bench.resources,
        [(Resource::RingTones, b"tones".to_vec()), (Resource::Directory, b"1,2,0".to_vec())]
    );
    let missing = "Directory: http://10.0.0.1/phones/missing.txt: not found";
    assert_eq!(bench.machine.report().missing, [missing]);
    assert_eq!(bench.machine.report().failure(), None);
    // What did not change is not told again.
    bench.site =
        core::mem::take(&mut bench.site).with("http://10.0.0.1/phones/tones.tgz", "others");
    bench.check(Reason::Person);
    assert_eq!(bench.resources.len(), 3);
    assert_eq!(bench.resources[2].1, b"others");
}

#[test]
fn certificates_are_used_for_what_is_fetched_later() {
    let site = Site::dhcp(&[(160, "http://10.0.0.1/;a.cfg")])
        .with(URL, CONFIGURATION)
        .with("http://10.0.0.1/root.pem", "root")
        .with("http://10.0.0.1/phone.pem", "chain")
        .with("http://10.0.0.1/phone.key", "hidden");
    let resources = vec![
        (Resource::Root(0), "root.pem".to_owned()),
        (Resource::Certificate, "phone.pem".to_owned()),
        (Resource::PrivateKey, "phone.key".to_owned()),
    ];
    let mut bench = Bench::start(Settings { resources, ..settings() }, site);
    bench.fetches.clear();
    bench.check(Reason::Person);
    let trust = &bench.fetches[0].trust;
    assert_eq!(trust.roots, "root");
    assert_eq!(trust.certificate.as_ref().map(|it| &*it.chain), Some("chain"));
    assert!(!format!("{:?}", bench.machine).contains("hidden"));
}
