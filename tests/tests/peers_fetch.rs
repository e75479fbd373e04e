//! Files over all five ways from servers that nobody here wrote, and what may go wrong with each.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::thread;

use hookswitch_core::link::{
    CertificateProblem, ClientCertificate, Credentials, Fetch, File, LinkError, Redirects, Reply,
    Secret, Trust, Validators,
};
use hookswitch_gateway::{Config, Gateway, Handle};
use hookswitch_tests::asker::Asker;
use hookswitch_tests::peers::{
    Breaks, Broken, Certificates, Digest, Dns, Files, HOST, Lighttpd, Nginx, PASSWORD, Pem,
    Security, Tftpd, USER, Vsftpd,
};

/// Longest file that the phone asks for, in bytes.
const LIMIT: u32 = 8_000_000;

/// Starts a gateway that lets phones fetch from this machine, and waits for servers as long as it
/// is told, in seconds.
async fn gateway(silence_s: u32, more: &str) -> Handle {
    let text = format!(
        "[http]\nlisten = '127.0.0.1:0'\n[web_transport]\nenabled = false\n\
         [enrolment]\nopen = true\n[limits]\nfile_bytes = {LIMIT}\n\
         fetch_silence_s = {silence_s}\nfetched_bytes_per_second = 100000000\n\
         [policy]\nhosts = [{{ name = '127.0.0.1', ports = '1-65535' }}, \
         {{ name = '{HOST}', ports = '1-65535', networks = ['127.0.0.0/8'] }}, \
         {{ name = 'ProvisioningServer', ports = '1-65535', networks = ['127.0.0.0/8'] }}]\n{more}"
    );
    let config = Config::parse(&text, std::path::Path::new("")).unwrap();
    Gateway::new(config).start().await.unwrap()
}

async fn asker() -> (Handle, Asker) {
    let gateway = gateway(2, "").await;
    let asker = Asker::connect(gateway.http_addr()).await;
    (gateway, asker)
}

/// Bytes that a file is made of, different at each place.
fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at ^ (at >> 8) ^ (at >> 16)) as u8).collect()
}

#[track_caller]
fn file(reply: Result<Reply, LinkError>) -> File {
    match reply {
        Ok(Reply::File(file)) => file,
        other => panic!("{other:?} instead of a file"),
    }
}

fn login(url: &str, user: &str, password: &str) -> Fetch {
    let password = Secret::new(password.to_owned());
    let credentials = Credentials { user: user.to_owned(), password };
    Fetch { credentials: Some(credentials), ..Fetch::new(url, LIMIT) }
}

fn trusting(url: &str, certificates: &Certificates) -> Fetch {
    let trust = Trust { roots: certificates.authority.clone(), ..Trust::default() };
    Fetch { trust, ..Fetch::new(url, LIMIT) }
}

fn unchecked(url: &str) -> Fetch {
    Fetch { trust: Trust { verify: false, ..Trust::default() }, ..Fetch::new(url, LIMIT) }
}

fn showing(fetch: Fetch, Pem { certificate, key }: &Pem) -> Fetch {
    let own = ClientCertificate { chain: certificate.clone(), key: Secret::new(key.clone()) };
    Fetch { trust: Trust { certificate: Some(own), ..fetch.trust }, ..fetch }
}

#[tokio::test(flavor = "multi_thread")]
async fn tftp_brings_files_of_any_length() {
    let files = Files::new();
    let tftpd = Tftpd::start(&files);
    let plain = Tftpd::refusing(&files, &["blksize", "tsize", "timeout"]);
    let (_gateway, mut asker) = asker().await;
    // Nothing, less than a block, whole blocks of both sizes, and many.
    for length in [0, 1, 511, 512, 513, 1_428, 14_280, 300_000] {
        let data = pattern(length);
        files.write("phones/a.cfg", &data);
        for server in [&tftpd, &plain] {
            let url = server.url("phones/a.cfg");
            let file = file(asker.get(&url).await);
            assert!(file.data == data, "{length} bytes");
            assert_eq!((file.name, file.size as usize), (url, length));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_file_shows_how_far_it_is() {
    let files = Files::new();
    let data = pattern(6_000_000);
    files.write("tones.zip", &data);
    let (tftpd, certificates) = (Tftpd::start(&files), Certificates::new());
    let nginx = Nginx::start(&files, &certificates);
    let (gateway, mut asker) = asker().await;
    for url in [tftpd.url("tones.zip"), nginx.url("tones.zip")] {
        let file = file(asker.get(&url).await);
        assert!(file.data == data, "{url}");
        let progress = &asker.progress;
        assert!(progress.len() >= 80, "{url}: {progress:?}");
        assert!(progress.is_sorted(), "{url}: {progress:?}");
        assert!(progress.iter().all(|(_, total)| *total == Some(6_000_000)), "{url}");
    }
    assert_eq!(gateway.counters().fetched_bytes.get(), 12_000_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_50_mb_is_refused_before_it_comes() {
    let files = Files::new();
    let path = files.write("firmware.img", b"");
    std::fs::File::options().write(true).open(path).unwrap().set_len(50_000_000).unwrap();
    let certificates = Certificates::new();
    let (tftpd, vsftpd) = (Tftpd::start(&files), Vsftpd::start(&files));
    let plain = Tftpd::refusing(&files, &["tsize"]);
    let nginx = Nginx::start(&files, &certificates);
    let (gateway, mut asker) = asker().await;
    for url in [tftpd.url("firmware.img"), vsftpd.url("firmware.img"), nginx.url("firmware.img")] {
        assert_eq!(asker.get(&url).await, Err(LinkError::TooLong(url)));
        assert_eq!(asker.progress, []);
    }
    // A server that does not say how long it is is left in time.
    let url = plain.url("firmware.img");
    let error = asker.fetch(Fetch::new(&url, 100_000)).await;
    assert_eq!(error, Err(LinkError::TooLong(url)));
    assert_eq!(gateway.counters().fetches_failed.get(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn tftp_errors_are_told() {
    let files = Files::new();
    let tftpd = Tftpd::start(&files);
    let (_gateway, mut asker) = asker().await;
    let url = tftpd.url("none.cfg");
    assert_eq!(asker.get(&url).await, Err(LinkError::NotFound(url)));
    let path = files.write("secret.cfg", b"text");
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let error = asker.get(&tftpd.url("secret.cfg")).await;
    assert!(matches!(error, Err(LinkError::Tftp { .. })), "{error:?}");
    // Nobody is there at all.
    let free = UdpSocket::bind("127.0.0.1:0").unwrap();
    let url = format!("tftp://{}/a.cfg", free.local_addr().unwrap());
    let error = LinkError::TimedOut(format!("{url} (no answer within 2 s)"));
    assert_eq!(asker.get(&url).await, Err(error));
}

/// A network that loses every `each`th packet between a client and a TFTP server.
fn lossy(server: u16, each: usize) -> u16 {
    let near = UdpSocket::bind("127.0.0.1:0").unwrap();
    let far = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = near.local_addr().unwrap().port();
    let (back, to_client) = (far.try_clone().unwrap(), near.try_clone().unwrap());
    // Who the client is, and from which port the server answers.
    let ends = std::sync::Arc::new(std::sync::Mutex::new((None::<SocketAddr>, server)));
    let known = std::sync::Arc::clone(&ends);
    thread::spawn(move || {
        let (mut buffer, mut count) = ([0; 2_048], 0);
        while let Ok((length, from)) = near.recv_from(&mut buffer) {
            let port = {
                let mut ends = known.lock().unwrap();
                ends.0 = Some(from);
                ends.1
            };
            count += 1;
            if count % each != 0 {
                let _sent = far.send_to(&buffer[..length], ("127.0.0.1", port));
            }
        }
    });
    thread::spawn(move || {
        let (mut buffer, mut count) = ([0; 2_048], 0);
        while let Ok((length, from)) = back.recv_from(&mut buffer) {
            let client = {
                let mut ends = ends.lock().unwrap();
                ends.1 = from.port();
                ends.0
            };
            count += 1;
            if count % each != 0
                && let Some(client) = client
            {
                let _sent = to_client.send_to(&buffer[..length], client);
            }
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_blocks_come_again() {
    let files = Files::new();
    let data = pattern(20_000);
    files.write("a.cfg", &data);
    let tftpd = Tftpd::start(&files);
    let gateway = gateway(15, "").await;
    let mut asker = Asker::connect(gateway.http_addr()).await;
    let port = lossy(tftpd.port, 6);
    let file = file(asker.get(&format!("tftp://127.0.0.1:{port}/a.cfg")).await);
    assert!(file.data == data);
}

#[tokio::test(flavor = "multi_thread")]
async fn ftp_brings_files_and_knows_versions() {
    let files = Files::new();
    let data = pattern(200_000);
    files.write("phones/a.cfg", &data);
    let vsftpd = Vsftpd::start(&files);
    let (_gateway, mut asker) = asker().await;
    let url = vsftpd.url("phones/a.cfg");
    let first = file(asker.get(&url).await);
    assert!(first.data == data);
    let again = Fetch { validators: first.validators, ..Fetch::new(&url, LIMIT) };
    assert_eq!(asker.fetch(again.clone()).await, Ok(Reply::NotModified));
    files.write("phones/a.cfg", b"another");
    assert_eq!(file(asker.fetch(again).await).data, b"another");
    let none = vsftpd.url("none.cfg");
    assert_eq!(asker.get(&none).await, Err(LinkError::NotFound(none)));
    let refused = asker.fetch(login(&url, "nobody-here", "wrong")).await;
    assert_eq!(refused, Err(LinkError::Unauthorized { url, realm: String::new() }));
}

#[tokio::test(flavor = "multi_thread")]
async fn ftps_is_spoken_both_ways_and_checks_certificates() {
    let (files, certificates) = (Files::new(), Certificates::new());
    let data = pattern(200_000);
    files.write("a.cfg", &data);
    let (_gateway, mut asker) = asker().await;

    let good = Vsftpd::with_tls(&files, &certificates);
    let url = good.url("a.cfg");
    assert!(file(asker.fetch(trusting(&url, &certificates)).await).data == data);
    assert!(file(asker.fetch(unchecked(&url)).await).data == data);
    let error = |url: &str, problem| Err(LinkError::Certificate { url: url.to_owned(), problem });
    assert_eq!(asker.get(&url).await, error(&url, CertificateProblem::Untrusted));
    // A server that insists on TLS lets nobody in without it.
    let plain = url.replace("ftps:", "ftp:");
    assert!(asker.get(&plain).await.is_err());

    let expired = Vsftpd::with(&files, Security::Explicit(&certificates.expired));
    let url = expired.url("a.cfg");
    let refused = asker.fetch(trusting(&url, &certificates)).await;
    assert_eq!(refused, error(&url, CertificateProblem::Expired));
    let wrong = Vsftpd::with(&files, Security::Explicit(&certificates.wrong_host));
    let url = wrong.url("a.cfg");
    let refused = asker.fetch(trusting(&url, &certificates)).await;
    assert_eq!(refused, error(&url, CertificateProblem::WrongHost));
    let clear = Vsftpd::start(&files);
    let refused =
        asker.fetch(trusting(&clear.url("a.cfg").replace("ftp:", "ftps:"), &certificates));
    assert!(refused.await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn ftps_on_port_990_begins_with_tls() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("a.cfg", b"text");
    let vsftpd = Vsftpd::with(&files, Security::Implicit(&certificates.server));
    let more = format!("[[policy.hosts]]\nname = '{}'\n", vsftpd.address);
    let text = format!(
        "[http]\nlisten = '127.0.0.1:0'\n[web_transport]\nenabled = false\n[enrolment]\nopen = true\n{more}"
    );
    let config = Config::parse(&text, std::path::Path::new("")).unwrap();
    let gateway = Gateway::new(config).start().await.unwrap();
    let mut asker = Asker::connect(gateway.http_addr()).await;
    assert_eq!(file(asker.fetch(unchecked(&vsftpd.url("a.cfg"))).await).data, b"text");
}

#[tokio::test(flavor = "multi_thread")]
async fn http_brings_files_and_an_unchanged_one_costs_little() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("a.cfg", b"system/type=440HD\n");
    let nginx = Nginx::start(&files, &certificates);
    let (gateway, mut asker) = asker().await;
    let url = nginx.url("a.cfg");
    let first = file(asker.get(&format!("{url}?token=secret")).await);
    assert_eq!(first.data, b"system/type=440HD\n");
    assert_eq!((&first.name, first.url.as_ref()), (&url, Some(&url)));
    assert_eq!(first.content_type.as_deref(), Some("application/octet-stream"));
    assert!(first.validators.etag.is_some() && first.validators.last_modified.is_some());
    let again = Fetch { validators: first.validators, ..Fetch::new(&url, LIMIT) };
    assert_eq!(asker.fetch(again.clone()).await, Ok(Reply::NotModified));
    assert_eq!(gateway.counters().fetches_not_modified.get(), 1);
    files.write("a.cfg", b"changed and longer than before\n");
    assert_eq!(file(asker.fetch(again).await).data, b"changed and longer than before\n");
    let none = nginx.url("none.cfg");
    assert_eq!(asker.get(&none).await, Err(LinkError::NotFound(none)));
    let out = nginx.url("status/503");
    assert_eq!(asker.get(&out).await, Err(LinkError::Status { url: out, code: 503 }));
    // A web page is not refused here: what a file should be, the phone knows.
    assert_eq!(
        file(asker.get(&nginx.url("html")).await).content_type.as_deref(),
        Some("text/html")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_tell_who_asks() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("a.cfg", b"text");
    let nginx = Nginx::start(&files, &certificates);
    let other = Nginx::start(&files, &certificates);
    let (_gateway, mut asker) = asker().await;
    let fetch = |url: &str| Fetch {
        user_agent: Some("AUDC-IPPhone/2.2.2".to_owned()),
        headers: vec![("X-MAC".to_owned(), "020000000001".to_owned())],
        ..login(url, USER, PASSWORD)
    };
    file(asker.fetch(fetch(&nginx.url("private/../a.cfg"))).await);
    nginx.wait_for_request("\"AUDC-IPPhone/2.2.2\"");
    nginx.wait_for_request("mac=020000000001");
    // What tells who the phone is stays with the host it is for, also if another asks for it.
    let away = nginx.url(&format!("to/{}", other.url("private/a.cfg")));
    let refused = asker.fetch(fetch(&away)).await;
    assert!(matches!(refused, Err(LinkError::Unauthorized { .. })), "{refused:?}");
    other.wait_for_request("user=- client=- mac=-\n");
    for (name, value) in [("Host", "other.test"), ("X-A\r\nHost", "x"), ("X-A", "x\r\nHost: y")] {
        let headers = vec![(name.to_owned(), value.to_owned())];
        let refused = asker.fetch(Fetch { headers, ..Fetch::new(nginx.url("a.cfg"), LIMIT) }).await;
        assert!(matches!(refused, Err(LinkError::FetchFailed(_))), "{name:?}: {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_are_asked_for_and_checked() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("private/a.cfg", b"text");
    let nginx = Nginx::start(&files, &certificates);
    let md5 = Lighttpd::start(&files, Digest::Md5);
    let sha256 = Lighttpd::start(&files, Digest::Sha256);
    let (_gateway, mut asker) = asker().await;
    for url in [nginx.url("private/a.cfg"), md5.url("private/a.cfg"), sha256.url("private/a.cfg")] {
        let refused = Err(LinkError::Unauthorized { url: url.clone(), realm: "phones".to_owned() });
        assert_eq!(asker.get(&url).await, refused);
        assert_eq!(asker.fetch(login(&url, USER, "wrong")).await, refused);
        assert_eq!(asker.fetch(login(&url, "nobody", PASSWORD)).await, refused);
        assert_eq!(file(asker.fetch(login(&url, USER, PASSWORD)).await).data, b"text", "{url}");
        let inside = url.replace("http://", &format!("http://{USER}:{PASSWORD}@"));
        let file = file(asker.get(&format!("{inside}?a=b")).await);
        assert_eq!((file.data, file.name), (b"text".to_vec(), url));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_are_followed_told_and_counted() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("a.cfg", b"text");
    let nginx = Nginx::start(&files, &certificates);
    let tftpd = Tftpd::start(&files);
    let (_gateway, mut asker) = asker().await;
    let moved = file(asker.get(&nginx.url("redirect/a.cfg")).await);
    assert_eq!((moved.data, moved.url), (b"text".to_vec(), Some(nginx.url("a.cfg"))));
    // From one way to another, as a redirect server may.
    let file = file(asker.get(&nginx.url(&format!("to/{}", tftpd.url("a.cfg")))).await);
    assert_eq!((file.data, file.url), (b"text".to_vec(), Some(tftpd.url("a.cfg"))));
    let to = "https://prov.test/;440HD_phone.cfg";
    let tell =
        Fetch { redirects: Redirects::Tell, ..Fetch::new(nginx.url(&format!("to/{to}")), LIMIT) };
    assert_eq!(asker.fetch(tell).await, Ok(Reply::Redirect { to: to.to_owned() }));
    let circle = nginx.url("loop/a");
    assert_eq!(asker.get(&circle).await, Err(LinkError::RedirectLoop(circle)));
    for to in ["http://127.0.0.2/a.cfg", "http://192.0.2.1/a.cfg", "file:///etc/passwd"] {
        let refused = asker.get(&nginx.url(&format!("to/{to}"))).await;
        assert!(matches!(refused, Err(LinkError::NotAllowed(_))), "{to}: {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_are_checked_as_the_phone_wishes() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("a.cfg", b"text");
    let nginx = Nginx::start(&files, &certificates);
    let (_gateway, mut asker) = asker().await;
    let url = |port: u16| format!("https://127.0.0.1:{port}/a.cfg");
    let error = |port, problem| Err(LinkError::Certificate { url: url(port), problem });

    let good = asker.fetch(trusting(&url(nginx.https), &certificates)).await;
    assert_eq!(file(good).data, b"text");
    let stranger = asker.get(&url(nginx.https)).await;
    assert_eq!(stranger, error(nginx.https, CertificateProblem::Untrusted));
    for (port, problem) in [
        (nginx.expired, CertificateProblem::Expired),
        (nginx.not_yet_valid, CertificateProblem::NotYetValid),
        (nginx.wrong_host, CertificateProblem::WrongHost),
        (nginx.self_signed, CertificateProblem::Untrusted),
    ] {
        assert_eq!(asker.fetch(trusting(&url(port), &certificates)).await, error(port, problem));
        assert_eq!(file(asker.fetch(unchecked(&url(port))).await).data, b"text", "{port}");
    }
    // Not TLS at all.
    let clear = asker.get(&url(nginx.http)).await;
    let Err(LinkError::Certificate { problem, .. }) = clear else { panic!("{clear:?}") };
    assert!(matches!(problem, CertificateProblem::Handshake(_)), "{problem:?}");
    let mut broken = trusting(&url(nginx.https), &certificates);
    broken.trust.roots = "not a certificate".to_owned();
    let refused = asker.fetch(broken).await;
    let Err(LinkError::Certificate { problem, .. }) = refused else { panic!("{refused:?}") };
    assert!(matches!(problem, CertificateProblem::Unusable(_)), "{problem:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_shows_its_certificate_to_who_asks_for_it() {
    let (files, certificates) = (Files::new(), Certificates::new());
    files.write("a.cfg", b"text");
    let nginx = Nginx::start(&files, &certificates);
    let (_gateway, mut asker) = asker().await;
    let url = format!("https://127.0.0.1:{}/a.cfg", nginx.client_certificate);
    let fetch = || trusting(&url, &certificates);
    let refused = Err(LinkError::Certificate {
        url: url.clone(),
        problem: CertificateProblem::ClientRefused,
    });
    assert_eq!(asker.fetch(fetch()).await, refused);
    assert_eq!(asker.fetch(showing(fetch(), &certificates.stranger)).await, refused);
    assert_eq!(file(asker.fetch(showing(fetch(), &certificates.client)).await).data, b"text");
    nginx.wait_for_request("client=CN=020000000001");
    let key = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n".to_owned();
    let wrong = Pem { key, ..certificates.client.clone() };
    let unusable = asker.fetch(showing(fetch(), &wrong)).await;
    let Err(LinkError::Certificate { problem, .. }) = unusable else { panic!("{unusable:?}") };
    assert!(matches!(problem, CertificateProblem::Unusable(_)), "{problem:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_break_off_are_named() {
    let (_gateway, mut asker) = asker().await;
    let nothing = Validators::default();
    let fetch = |broken: Broken| Fetch {
        validators: nothing.clone(),
        ..Fetch::new(broken.url("a"), LIMIT)
    };
    for (how, what) in [(Breaks::Silent, "no answer"), (Breaks::Stalls, "nothing more came")] {
        let broken = Broken::start(how);
        let error = LinkError::TimedOut(format!("{} ({what} within 2 s)", broken.url("a")));
        assert_eq!(asker.fetch(fetch(broken)).await, Err(error));
    }
    for how in [Breaks::HangsUp, Breaks::HangsUpInPieces] {
        let broken = Broken::start(how);
        let error = LinkError::Truncated(broken.url("a"));
        assert_eq!(asker.fetch(fetch(broken)).await, Err(error), "{how:?}");
    }
    let broken = Broken::start(Breaks::Nonsense);
    let error = asker.fetch(fetch(broken)).await;
    assert!(matches!(error, Err(LinkError::FetchFailed(_))), "{error:?}");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for scheme in ["http", "https", "ftp", "ftps"] {
        let url = format!("{scheme}://{free}/a.cfg");
        assert_eq!(asker.get(&url).await, Err(LinkError::ConnectionRefused(url)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_resolved_where_the_configuration_says() {
    let files = Files::new();
    files.write("020000000001.cfg", b"text");
    let tftpd = Tftpd::start(&files);
    let dns = Dns::start(&[
        ("ProvisioningServer.phones.test", Ipv4Addr::LOCALHOST),
        (HOST, Ipv4Addr::new(192, 0, 2, 1)),
    ]);
    let more = format!("[resolver]\nservers = ['{}']\nsearch = ['phones.test']\n", dns.server());
    let gateway = gateway(2, &more).await;
    let mut asker = Asker::connect(gateway.http_addr()).await;
    let url = format!("tftp://ProvisioningServer:{}/020000000001.cfg", tftpd.port);
    assert_eq!(file(asker.get(&url).await).data, b"text");
    // An allowed name that leads where it must not.
    for scheme in ["tftp", "ftp", "http"] {
        let refused = asker.get(&format!("{scheme}://{HOST}:1/a.cfg")).await;
        assert!(matches!(refused, Err(LinkError::NotAllowed(_))), "{scheme}: {refused:?}");
    }
}
