//! Files for phones: from a directory, from a server, and from nowhere else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::net::SocketAddr;
use std::path::Path;

use common::{HERE, OPEN, Phone, config, file, gateway, soon, start};
use hookswitch_core::link::{Fetch, File, LinkError, Reply, Request, Secret, ToGateway};
use hookswitch_gateway::Gateway;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A web server: answers a path with a whole response, and every other with 404.
async fn server(pages: Vec<(&'static str, String)>) -> SocketAddr {
    let listener = TcpListener::bind((HERE, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = vec![0; 4_096];
            let len = stream.read(&mut head).await.unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..len]).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default();
            let page = pages.iter().find(|(known, _)| *known == path);
            let page = page.map_or_else(|| response("404 Not Found", "", ""), |(_, p)| p.clone());
            // A client that has enough does not read to the end.
            let _ = stream.write_all(page.as_bytes()).await;
        }
    });
    address
}

fn response(status: &str, header: &str, body: &str) -> String {
    let len = body.len();
    format!("HTTP/1.1 {status}\r\n{header}content-length: {len}\r\nconnection: close\r\n\r\n{body}")
}

fn redirect(to: &str) -> String {
    response("302 Found", &format!("location: {to}\r\n"), "")
}

fn host(port: u16) -> String {
    format!("hosts = [{{ name = '127.0.0.1', ports = {port}, networks = ['127.0.0.0/8'] }}]")
}

async fn fetch(phone: &mut Phone, url: &str) -> Result<Reply, LinkError> {
    phone.ask(Request::Fetch(Box::new(Fetch::new(url, 1_000)))).await
}

#[tokio::test]
async fn files_are_fetched_and_redirects_followed() {
    let web = server(vec![
        ("/a.cfg", response("200 OK", "", "text")),
        ("/moved", redirect("/a.cfg")),
        ("/loop", redirect("/loop")),
        ("/long", response("200 OK", "", &"x".repeat(1_001))),
        ("/chunks", "HTTP/1.1 200 OK\r\n\r\n".to_owned() + &"x".repeat(5_000)),
        ("/error", response("503 Service Unavailable", "", "")),
    ])
    .await;
    let gateway = gateway(&host(web.port())).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let url = |path: &str| format!("http://{web}{path}");
    let file = Ok(file(&url("/a.cfg"), "text"));
    assert_eq!(
        fetch(&mut phone, &url("/a.cfg?secret=1")).await.err(),
        Some(LinkError::NotFound(url("/a.cfg")))
    );
    assert_eq!(fetch(&mut phone, &url("/a.cfg")).await, file);
    assert_eq!(fetch(&mut phone, &url("/moved")).await, file);
    let none = LinkError::NotFound(url("/none"));
    assert_eq!(fetch(&mut phone, &url("/none")).await, Err(none));
    for path in ["/long", "/chunks"] {
        let error = LinkError::TooLong(url(path));
        assert_eq!(fetch(&mut phone, &url(path)).await, Err(error));
    }
    let endless = LinkError::RedirectLoop(url("/loop"));
    assert_eq!(fetch(&mut phone, &url("/loop")).await, Err(endless));
    let out = LinkError::Status { url: url("/error"), code: 503 };
    assert_eq!(fetch(&mut phone, &url("/error")).await, Err(out));
}

#[tokio::test]
async fn a_long_file_comes_in_parts() {
    let text: String = ('a'..='z').cycle().take(200_000).collect();
    let web = server(vec![("/long", response("200 OK", "", &text))]).await;
    let gateway = gateway(&host(web.port())).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let fetch = Fetch::new(format!("http://{web}/long"), 200_000);
    let id = phone.request(Request::Fetch(Box::new(fetch))).await;
    let Ok(Reply::File(end)) = phone.answer(id).await else { panic!("no file") };
    let parts = phone.parts(id);
    assert_eq!(parts.iter().map(|part| part.offset).collect::<Vec<_>>(), [0, 65_536, 131_072]);
    assert!(parts.iter().all(|part| part.total == Some(200_000)));
    let mut whole: Vec<u8> = parts.into_iter().flat_map(|part| part.data).collect();
    whole.extend(end.data);
    assert!(whole == text.as_bytes());
    assert_eq!(end.size, 200_000);
}

#[tokio::test]
async fn a_phone_may_give_up() {
    let listener = TcpListener::bind((HERE, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let gateway = gateway(&host(port)).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let fetch = Fetch::new(format!("http://127.0.0.1:{port}/a"), 100);
    let id = phone.request(Request::Fetch(Box::new(fetch))).await;
    let (mut stream, _) = soon(listener.accept()).await.unwrap();
    phone.send(&ToGateway::Cancel(id)).await;
    // The gateway hangs up: whatever was sent before that is read to its end.
    soon(stream.read_to_end(&mut Vec::new())).await.unwrap();
}

#[tokio::test]
async fn nothing_is_fetched_from_where_the_policy_does_not_lead() {
    let inside = server(vec![("/secret", response("200 OK", "", "secret"))]).await;
    let web = server(vec![
        ("/inside", redirect(&format!("http://{inside}/secret"))),
        ("/name", redirect(&format!("http://localhost:{}/secret", inside.port()))),
        ("/file", redirect("file:///etc/passwd")),
    ])
    .await;
    let gateway = gateway(&host(web.port())).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    for url in [
        format!("http://{web}/inside"),
        format!("http://{web}/name"),
        format!("http://{web}/file"),
        format!("http://{inside}/secret"),
        "file:///etc/passwd".to_owned(),
        "ftp://127.0.0.1/x".to_owned(),
        "http://169.254.169.254/latest/meta-data".to_owned(),
    ] {
        let refused = fetch(&mut phone, &url).await;
        assert!(matches!(refused, Err(LinkError::NotAllowed(_))), "{url}: {refused:?}");
    }
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused() {
    let web = server(vec![("/", response("200 OK", "", "inside"))]).await;
    // `localhost` plays a name of the internet that somebody made resolve to this host.
    let hosts = format!("hosts = [{{ name = 'localhost', ports = {} }}]", web.port());
    let gateway = gateway(&hosts).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let refused = fetch(&mut phone, &format!("http://localhost:{}/", web.port())).await;
    let Err(LinkError::NotAllowed(what)) = refused else { panic!("{refused:?}") };
    assert!(what.contains("localhost at 127.0.0.1"), "{what}");
}

#[tokio::test]
async fn configuration_files_are_found_in_either_case() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
    let text = format!(
        "{OPEN}\n[limits]\nfile_bytes = 200000\n[configuration]\ndirectory = '{}'",
        directory.path().display()
    );
    let gateway = start(config(&text)).await;
    let mut hello = common::hello();
    hello.mac.0 = [0x02, 0xab, 0, 0, 0, 0xef];
    let (mut phone, _) = Phone::up_as(gateway.http_addr(), hello).await;
    let none = LinkError::NotFound("02ab000000ef.cfg".to_owned());
    assert_eq!(phone.ask(Request::FetchConfiguration).await, Err(none));
    let file = |name: &str, text: &str| Ok(Reply::File(File::named(name, text.into())));
    write("02AB000000EF.cfx", "encrypted");
    assert_eq!(phone.ask(Request::FetchConfiguration).await, file("02AB000000EF.cfx", "encrypted"));
    write("02AB000000EF.cfg", "upper");
    assert_eq!(phone.ask(Request::FetchConfiguration).await, file("02AB000000EF.cfg", "upper"));
    write("02ab000000ef.cfg", "lower");
    assert_eq!(phone.ask(Request::FetchConfiguration).await, file("02ab000000ef.cfg", "lower"));
    write("global.cfg", "common");
    write("02ab000000ee.cfg", "another's");
    let beside = |name: &str| Request::FetchBeside { name: name.to_owned() };
    assert_eq!(phone.ask(beside("global.cfg")).await, file("global.cfg", "common"));
    for (name, error) in [
        ("02ab000000ee.cfg", LinkError::NotAllowed("02ab000000ee.cfg".to_owned())),
        ("../global.cfg", LinkError::NotAllowed("../global.cfg".to_owned())),
        ("global.cfg/x", LinkError::NotFound("global.cfg/x".to_owned())),
    ] {
        assert_eq!(phone.ask(beside(name)).await, Err(error));
    }
    write("02ab000000ef.cfg", &"x".repeat(300_000));
    let long = LinkError::TooLong("02ab000000ef.cfg".to_owned());
    assert_eq!(phone.ask(Request::FetchConfiguration).await, Err(long));
}

#[tokio::test]
async fn phones_are_told_the_keys_of_the_administrator() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fleet.key");
    std::fs::write(&path, "current\r\n\nolder one\n").unwrap();
    let with =
        |path: &Path| config(&format!("{OPEN}\n[configuration]\nkey_file = '{}'", path.display()));
    let gateway = start(with(&path)).await;
    let (_phone, welcome) = Phone::up(gateway.http_addr()).await;
    assert_eq!(welcome.keys, ["current", "older one"].map(|key| Secret::new(key.to_owned())));
    assert!(!format!("{welcome:?}").contains("current"));
    std::fs::write(&path, "\n").unwrap();
    let Err(error) = Gateway::new(with(&path)).start().await else { panic!("it started") };
    assert_eq!(error.to_string(), format!("{}: no key in it", path.display()));
}

#[tokio::test]
async fn configuration_files_come_from_a_url_with_the_phone_in_it() {
    let web = server(vec![("/440HD/020000000001.cfg", response("200 OK", "", "text"))]).await;
    let text = format!(
        "{OPEN}\n{}\n[configuration]\nurl = 'http://{web}/<MODEL>/<MAC>.cfg'",
        host(web.port())
    );
    let gateway = start(config(&text)).await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let name = format!("http://{web}/440HD/020000000001.cfg");
    let file = file(&name, "text");
    assert_eq!(phone.ask(Request::FetchConfiguration).await, Ok(file));
}

#[tokio::test]
async fn a_gateway_without_configuration_files_says_so() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let answer = phone.ask(Request::FetchConfiguration).await;
    assert!(matches!(answer, Err(LinkError::NotFound(_))), "{answer:?}");
}
