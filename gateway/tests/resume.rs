//! Broken links: taken up again over a new WebSocket, by a new gateway even.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use common::{HERE, OPEN, Phone, gateway, hello, peer, receive, resuming, soon};
use hookswitch_core::link::{
    Fetch, FromGateway, Hello, LinkError, MacAddress, Reply, Request, SocketId, ToGateway, Token,
    Welcome, media_datagram,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

#[tokio::test]
async fn a_broken_link_keeps_its_sockets_and_what_came_in() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let (sip, local) = phone.open_udp().await;
    let pbx = peer().await;
    let from = pbx.local_addr().unwrap();
    let (rtp, rtp_local) = phone.open_rtp(from).await;
    drop(phone);
    pbx.send_to(b"INVITE", local).await.unwrap();
    let (mut phone, again) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    assert!(again.resumed);
    assert_eq!(again.sockets, [sip, rtp, SocketId(rtp.0 + 1)]);
    let expected = FromGateway::Received { socket: sip, from, data: b"INVITE".to_vec() };
    while phone.next().await.expect("the datagram") != expected {}
    phone.send(&ToGateway::Media(media_datagram(rtp, b"still connected"))).await;
    assert_eq!(receive(&pbx).await, (b"still connected".to_vec(), rtp_local));
}

#[tokio::test]
async fn a_new_websocket_takes_over_and_the_old_one_is_closed() {
    let gateway = gateway("").await;
    let (mut old, welcome) = Phone::up(gateway.http_addr()).await;
    let (socket, _) = old.open_udp().await;
    let (mut new, again) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    assert!(again.resumed);
    assert_eq!(again.sockets, [socket]);
    old.until_closed().await;
    assert_eq!(new.ask(Request::Close(socket)).await, Ok(Reply::Done));
    assert_eq!(gateway.counters().links_taken_over.get(), 1);
}

#[tokio::test]
async fn tokens_are_used_once_and_by_their_phone() {
    let gateway = gateway("").await;
    let (_phone, first) = Phone::up(gateway.http_addr()).await;
    let (_phone, second) = Phone::up_as(gateway.http_addr(), resuming(&first)).await;
    assert!(second.resumed);
    assert_ne!(first.resume, second.resume);
    assert_ne!(first.media, second.media);
    let (_phone, third) = Phone::up_as(gateway.http_addr(), resuming(&first)).await;
    assert!(!third.resumed, "an old token resumes nothing");
    let other = Hello { mac: MacAddress([2; 6]), ..resuming(&second) };
    let (_phone, fourth) = Phone::up_as(gateway.http_addr(), other).await;
    assert!(!fourth.resumed, "the token of another phone resumes nothing");
    let invented = Hello { resume: Some(Token("x".repeat(32))), ..hello() };
    assert!(!Phone::up_as(gateway.http_addr(), invented).await.1.resumed);
}

#[tokio::test]
async fn sockets_are_closed_when_the_grace_time_is_over() {
    let gateway = gateway("[link]\ngrace_s = 0").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let (_, local) = phone.open_udp_on(20_970).await;
    drop(phone);
    soon(async {
        while gateway.counters().ended_expired.get() == 0 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    std::net::UdpSocket::bind(local).expect("the port is free again");
    assert!(!Phone::up_as(gateway.http_addr(), resuming(&welcome)).await.1.resumed);
}

#[tokio::test]
async fn an_answer_that_comes_during_the_break_is_kept() {
    let server = TcpListener::bind((HERE, 0)).await.unwrap();
    let port = server.local_addr().unwrap().port();
    let policy =
        format!("hosts = [{{ name = '127.0.0.1', ports = {port}, networks = ['127.0.0.0/8'] }}]");
    let gateway = gateway(&policy).await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let url = format!("http://127.0.0.1:{port}/a.cfg");
    let id = phone.request(Request::Fetch(Box::new(Fetch::new(url.clone(), 100)))).await;
    let (mut stream, _) = soon(server.accept()).await.unwrap();
    let mut head = [0; 1_024];
    soon(stream.read(&mut head)).await.unwrap();
    drop(phone);
    let response = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";
    stream.write_all(response).await.unwrap();
    let (mut phone, _) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    let expected = common::file(&url, "ok");
    assert_eq!(phone.answer(id).await, Ok(expected));
}

#[tokio::test]
async fn a_file_begins_anew_when_it_is_asked_for_again() {
    let server = TcpListener::bind((HERE, 0)).await.unwrap();
    let port = server.local_addr().unwrap().port();
    let gateway = gateway(&format!("hosts = [{{ name = '127.0.0.1', ports = {port} }}]")).await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let fetch =
        || Request::Fetch(Box::new(Fetch::new(format!("http://127.0.0.1:{port}/a"), 100_000)));
    let id = phone.request(fetch()).await;
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\nconnection: close\r\n\r\n";
    let (mut first, _) = soon(server.accept()).await.unwrap();
    first.write_all(&[&head[..], &[b'x'; 70_000]].concat()).await.unwrap();
    // A first part is here, and more is to come, when the link breaks.
    assert!(matches!(phone.next().await, Some(FromGateway::Part(..))));
    drop(phone);
    let (mut phone, _) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    phone.send(&ToGateway::Request(id, fetch())).await;
    let (mut second, _) = soon(server.accept()).await.unwrap();
    // What the server still says to the run before is not heard any more.
    let _late = first.write_all(&[b'x'; 30_000]).await;
    second.write_all(&[&head[..], &[b'y'; 100_000]].concat()).await.unwrap();
    let Ok(Reply::File(end)) = phone.answer(id).await else { panic!("no file") };
    assert_eq!((end.size, end.data.len()), (100_000, 100_000 - 65_536));
    assert!(end.data.iter().all(|&byte| byte == b'y'));
    let last = phone.parts(id).pop().unwrap();
    assert!(last.offset == 0 && last.data.iter().all(|&byte| byte == b'y'));
}

#[tokio::test]
async fn too_much_during_a_break_is_dropped_and_counted() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let (_, local) = phone.open_udp().await;
    drop(phone);
    let pbx = peer().await;
    soon(async {
        while gateway.counters().drop_backlog.get() == 0 {
            pbx.send_to(&[0; 1_000], local).await.unwrap();
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert!(gateway.counters().sip_in.get() >= 500);
    assert!(Phone::up_as(gateway.http_addr(), resuming(&welcome)).await.1.resumed);
}

/// The program, killed when it is dropped.
struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    /// Starts `hookswitch serve` and waits until it says where it listens.
    async fn serve(config: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hookswitch"))
            .args(["serve", "--config"])
            .arg(config)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let line = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).unwrap();
            line
        });
        let line = soon(line).await.unwrap();
        let address = line.trim().rsplit_once("http://").unwrap().1.trim_end_matches('/');
        Self { child, address: address.parse().unwrap() }
    }

    /// Kills it, as `kill -9` does.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write_config(directory: &Path, more: &str) -> std::path::PathBuf {
    let path = directory.join("gateway.toml");
    std::fs::write(&path, format!("{OPEN}\n[link]\nstate_directory = 'state'\n{more}")).unwrap();
    path
}

#[tokio::test]
async fn a_killed_and_restarted_gateway_gives_the_sockets_back() {
    let directory = tempfile::tempdir().unwrap();
    let config = write_config(directory.path(), "");
    let mut first = Program::serve(&config).await;
    let (mut phone, welcome) = Phone::up(first.address).await;
    // A port that no other test takes in between: they begin at the other end of the range.
    let (sip, sip_local) = phone.open_udp_on(20_980).await;
    let pbx = peer().await;
    let from = pbx.local_addr().unwrap();
    let (rtp, rtp_local) = phone.open_rtp(from).await;
    first.kill();
    phone.until_closed().await;

    let second = Program::serve(&config).await;
    let (mut phone, again) = Phone::up_as(second.address, resuming(&welcome)).await;
    assert!(again.resumed);
    assert_eq!(again.sockets, [sip, rtp, SocketId(rtp.0 + 1)]);
    phone.send(&ToGateway::Send { socket: sip, to: from, data: b"BYE".to_vec() }).await;
    assert_eq!(receive(&pbx).await, (b"BYE".to_vec(), sip_local));
    phone.send(&ToGateway::Media(media_datagram(rtp, b"rtp"))).await;
    assert_eq!(receive(&pbx).await, (b"rtp".to_vec(), rtp_local));
    pbx.send_to(b"back", rtp_local).await.unwrap();
    let expected = FromGateway::Media(media_datagram(rtp, b"back"));
    assert_eq!(phone.next().await, Some(expected));
    let (new, _) = phone.open_udp().await;
    assert!(new.0 > rtp.0 + 1, "a name is never used again");
}

#[tokio::test]
async fn a_stopped_program_tells_its_phones_and_keeps_their_sockets() {
    let directory = tempfile::tempdir().unwrap();
    let config = write_config(directory.path(), "");
    let mut first = Program::serve(&config).await;
    let (mut phone, welcome) = Phone::up(first.address).await;
    let (socket, _) = phone.open_udp_on(20_995).await;
    let pid = first.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert_eq!(phone.until_closed().await, [FromGateway::ShuttingDown]);
    let status = tokio::task::spawn_blocking(move || first.child.wait().unwrap());
    assert!(soon(status).await.unwrap().success());
    let second = Program::serve(&config).await;
    let (_phone, again) = Phone::up_as(second.address, resuming(&welcome)).await;
    assert_eq!(again.sockets, [socket]);
}

#[tokio::test]
async fn what_is_remembered_is_private_and_holds_no_token() {
    let directory = tempfile::tempdir().unwrap();
    let config = write_config(directory.path(), "");
    let program = Program::serve(&config).await;
    let (mut phone, Welcome { resume, media, .. }) = Phone::up(program.address).await;
    phone.open_udp().await;
    let files = state_files(directory.path());
    assert_eq!(files.len(), 2, "the link and the heartbeat: {files:?}");
    for path in files {
        let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&resume.0) && !text.contains(&media.0));
    }
    phone.send(&ToGateway::Goodbye).await;
    phone.until_closed().await;
    assert_eq!(state_files(directory.path()).len(), 1, "an ended link is forgotten");
}

/// The files of the state directory but those that are just being written.
fn state_files(directory: &Path) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(directory.join("state")).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_none_or(|extension| extension != "new")).collect()
}

#[tokio::test]
async fn a_link_is_not_restored_after_its_grace_time() {
    let directory = tempfile::tempdir().unwrap();
    let config = write_config(directory.path(), "grace_s = 1");
    let mut first = Program::serve(&config).await;
    let (mut phone, welcome) = Phone::up(first.address).await;
    phone.open_udp().await;
    first.kill();
    let heartbeat = directory.path().join("state/heartbeat");
    let file = std::fs::File::options().write(true).open(heartbeat).unwrap();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    file.set_modified(long_ago).unwrap();
    let second = Program::serve(&config).await;
    assert!(!Phone::up_as(second.address, resuming(&welcome)).await.1.resumed);
}

#[tokio::test]
async fn a_socket_that_cannot_be_opened_again_is_left_out() {
    let directory = tempfile::tempdir().unwrap();
    let config = write_config(directory.path(), "");
    let mut first = Program::serve(&config).await;
    let (mut phone, welcome) = Phone::up(first.address).await;
    let (_, taken) = phone.open_udp_on(20_985).await;
    let (kept, _) = phone.open_udp_on(20_990).await;
    first.kill();
    let _thief = std::net::UdpSocket::bind(taken).unwrap();
    let second = Program::serve(&config).await;
    let (mut phone, again) = Phone::up_as(second.address, resuming(&welcome)).await;
    assert!(again.resumed);
    assert_eq!(again.sockets, [kept]);
    let send = ToGateway::Send { socket: SocketId(1), to: taken, data: Vec::new() };
    phone.send(&send).await;
    let Some(FromGateway::SendFailed { error, .. }) = phone.next().await else { panic!("sent") };
    assert_eq!(error, LinkError::UnknownSocket);
}
