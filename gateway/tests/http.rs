//! The web server: the app's files, headers, health and metrics, TLS.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use common::{OPEN, config, gateway, soon, start};
use hookswitch_gateway::Gateway;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Sends a GET with more header lines; returns head and body of the response.
async fn get(server: SocketAddr, path: &str, more: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(server).await.unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\n{more}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    soon(stream.read_to_end(&mut bytes)).await.unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    (String::from_utf8(bytes[..end].to_vec()).unwrap(), bytes[end + 4..].to_vec())
}

fn app() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let write =
        |name: &str, text: &[u8]| std::fs::write(directory.path().join(name), text).unwrap();
    write("index.html", b"<!doctype html>");
    write("app.js", b"plain");
    write("app.js.br", b"compressed");
    write("app_bg.wasm", b"\0asm");
    directory
}

async fn serving(app: &Path) -> hookswitch_gateway::Handle {
    Gateway::new(config(OPEN)).with_app(Some(app.to_owned())).start().await.unwrap()
}

#[tokio::test]
async fn files_have_their_type_and_are_compressed_for_who_takes_it() {
    let app = app();
    let gateway = serving(app.path()).await;
    let server = gateway.http_addr();
    let (head, body) = get(server, "/", "").await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains("content-type: text/html; charset=utf-8"), "{head}");
    assert_eq!(body, b"<!doctype html>");
    let (head, body) = get(server, "/app.js?v=1", "accept-encoding: gzip, br\r\n").await;
    assert!(head.contains("content-encoding: br"), "{head}");
    assert!(head.contains("content-type: text/javascript"), "{head}");
    assert!(head.contains("vary: accept-encoding"), "{head}");
    assert_eq!(body, b"compressed");
    let (head, body) = get(server, "/app.js", "accept-encoding: gzip\r\n").await;
    assert!(!head.contains("content-encoding"), "{head}");
    assert_eq!(body, b"plain");
    let (head, _) = get(server, "/app_bg.wasm", "accept-encoding: br\r\n").await;
    assert!(head.contains("content-type: application/wasm"), "{head}");
}

#[tokio::test]
async fn a_file_the_browser_has_is_not_sent_again() {
    let app = app();
    let gateway = serving(app.path()).await;
    let (head, _) = get(gateway.http_addr(), "/app.js", "").await;
    let etag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    let known = format!("if-none-match: W/\"other\", {etag}\r\n");
    let (head, body) = get(gateway.http_addr(), "/app.js", &known).await;
    assert!(head.starts_with("HTTP/1.1 304"), "{head}");
    assert_eq!(body, b"");
    let (head, _) = get(gateway.http_addr(), "/app.js", "if-none-match: \"other\"\r\n").await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
}

#[tokio::test]
async fn nothing_outside_of_the_app_is_served() {
    let app = app();
    std::fs::write(app.path().parent().unwrap().join("outside.txt"), "secret").unwrap();
    let gateway = serving(app.path()).await;
    for path in ["/../outside.txt", "/%2e%2e/outside.txt", "//etc/passwd", "/none", "/./app.js"] {
        let (head, _) = get(gateway.http_addr(), path, "").await;
        assert!(head.starts_with("HTTP/1.1 404"), "{path}: {head}");
    }
    std::fs::remove_file(app.path().parent().unwrap().join("outside.txt")).unwrap();
}

#[tokio::test]
async fn without_an_app_the_page_says_how_to_build_it() {
    let empty = tempfile::tempdir().unwrap();
    let gateway = serving(empty.path()).await;
    let (head, body) = get(gateway.http_addr(), "/", "").await;
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    assert!(String::from_utf8(body).unwrap().contains("cargo xtask build"));
}

#[tokio::test]
async fn responses_carry_the_security_headers() {
    let gateway = gateway("").await;
    for path in ["/", "/healthz", "/none"] {
        let (head, _) = get(gateway.http_addr(), path, "").await;
        for expected in [
            "content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval';",
            "frame-ancestors 'self'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "permissions-policy: microphone=(self)",
        ] {
            assert!(head.contains(expected), "{path}: {expected} is not in {head}");
        }
        assert!(!head.contains("unsafe-inline") && !head.contains("'unsafe-eval'"), "{head}");
    }
}

#[tokio::test]
async fn who_may_frame_the_phone_is_configured() {
    let text = OPEN.replace("[http]", "[http]\nframe_ancestors = ['https://crm.example']");
    let gateway = start(config(&text)).await;
    let (head, _) = get(gateway.http_addr(), "/healthz", "").await;
    assert!(head.contains("frame-ancestors https://crm.example\r\n"), "{head}");
}

#[tokio::test]
async fn health_and_metrics_are_told() {
    let gateway = gateway("").await;
    let (head, body) = get(gateway.http_addr(), "/healthz", "").await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert_eq!(body, b"ok\n");
    let (_, body) = get(gateway.http_addr(), "/metrics", "").await;
    let text = String::from_utf8(body).unwrap();
    assert!(text.contains("hookswitch_links{state=\"up\"} 0"), "{text}");
    let (head, _) = get(gateway.http_addr(), "/metrics", "x-forwarded-for: 8.8.8.8\r\n").await;
    assert!(head.starts_with("HTTP/1.1 404"), "a proxy's clients see no metrics: {head}");
}

#[tokio::test]
async fn metrics_may_have_their_own_listener() {
    let gateway = gateway("[metrics]\nlisten = '127.0.0.1:0'").await;
    let (_, body) = get(gateway.metrics_addr().unwrap(), "/metrics", "").await;
    assert!(String::from_utf8(body).unwrap().contains("hookswitch_links"));
    let (head, _) = get(gateway.http_addr(), "/metrics", "").await;
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
}

#[tokio::test]
async fn with_a_certificate_the_server_speaks_https() {
    let directory = tempfile::tempdir().unwrap();
    let identity = wtransport::Identity::self_signed(["localhost"]).unwrap();
    let path = |name: &str| directory.path().join(name);
    identity.certificate_chain().store_pemfile(path("cert.pem")).await.unwrap();
    identity.private_key().store_secret_pemfile(path("key.pem")).await.unwrap();
    let tls = format!(
        "[http.tls]\ncertificate = '{}'\nkey = '{}'",
        path("cert.pem").display(),
        path("key.pem").display()
    );
    let gateway = gateway(&tls).await;
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let url = format!("https://{}/healthz", gateway.http_addr());
    let response = soon(client.get(url).send()).await.unwrap();
    assert_eq!(soon(response.text()).await.unwrap(), "ok\n");
}

#[test]
fn the_program_says_what_it_can_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_hookswitch")).arg("--help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for expected in ["serve", "demo", "--log-format"] {
        assert!(text.contains(expected), "{text}");
    }
}
