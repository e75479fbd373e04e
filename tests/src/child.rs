//! Programs that tests start: their log, and their end with the test.

use std::fs::Permissions;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};

/// Debian's user and group without rights.
const NOBODY: u32 = 65_534;

/// A program, with its own process group, that ends when this is dropped.
#[derive(Debug)]
pub struct Child {
    name: String,
    process: std::process::Child,
    log: Arc<Mutex<String>>,
}

impl Child {
    /// Starts a program whose output is kept as its log.
    pub fn start(name: &str, command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} cannot be started: {error}"));
        let log = Arc::new(Mutex::new(String::new()));
        keep(process.stdout.take(), &log);
        keep(process.stderr.take(), &log);
        Self { name: name.to_owned(), process, log }
    }

    /// Returns everything printed so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until the log has `text`, at most 10 s.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_for_count(text, 1);
    }

    /// Waits until the log has `text` at least `count` times, at most 10 s.
    #[track_caller]
    pub fn wait_for_count(&self, text: &str, count: usize) {
        let found = wait_until(Duration::from_secs(10), || {
            (self.log().matches(text).count() >= count).then_some(())
        });
        assert!(found.is_some(), "{} never said {text:?}; it said:\n{}", self.name, self.log());
    }

    /// Returns its process number.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }

    /// Waits until it ends by itself, at most as long as `within`; returns its code, if it ended
    /// with one.
    pub fn wait(mut self, within: Duration) -> Option<i32> {
        let status = wait_until(within, || self.process.try_wait().ok().flatten());
        status.and_then(|status| status.code())
    }

    /// Asks it to end and waits until it has, at most 5 s.
    pub fn stop(mut self) {
        self.signal(Signal::TERM);
        let ended = wait_until(Duration::from_secs(5), || (!self.runs()).then_some(()));
        assert!(ended.is_some(), "{} does not end; it said:\n{}", self.name, self.log());
    }

    /// Ends it at once, as a crash would.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.signal(Signal::KILL);
        // Fails only if it has been waited for already.
        let _status = self.process.wait();
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            // Fails only if it has ended already.
            let _ended = rustix::process::kill_process_group(group, signal);
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.end();
        if thread::panicking() {
            eprintln!("--- {}:\n{}", self.name, tail(&self.log(), 60));
        }
    }
}

/// Returns the seconds of processor time that a process has used, on Linux.
pub fn cpu_seconds(id: u32) -> f64 {
    /// Ticks a second in /proc, on every architecture (man 5 proc, sysconf(_SC_CLK_TCK)).
    const TICKS: f64 = 100.0;
    // User and system time are 14 and 15.
    let ticks = stat(id).into_iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

/// Returns the memory that a process has for itself and its share of what it has with others, in
/// bytes, on Linux.
pub fn resident_bytes(id: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1_024
}

/// Returns the process that a process comes from, on Linux.
pub fn parent_of(id: u32) -> Option<u32> {
    stat(id).get(1)?.parse().ok()
}

/// Returns what Linux tells of a process, from the third field on: the name before it, in
/// parentheses, may hold anything.
fn stat(id: u32) -> Vec<String> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.map(str::to_owned).collect()
}

/// Collects what a stream says, line by line, until it ends.
fn keep(stream: Option<impl Read + Send + 'static>, log: &Arc<Mutex<String>>) {
    let Some(stream) = stream else { return };
    let log = Arc::clone(log);
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line);
            log.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
            line.clear();
        }
    });
}

fn tail(text: &str, lines: usize) -> &str {
    let start = text.rmatch_indices('\n').nth(lines).map_or(0, |(at, _)| at + 1);
    &text[start..]
}

/// Calls `look` every 10 ms until it returns something, at most as long as `within`.
pub fn wait_until<T>(within: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + within;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() >= deadline {
            return None;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// Returns the first of `count` ports in a row that are free for UDP and TCP on loopback.
pub fn free_ports(count: u16) -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Below what the kernel hands out by itself; each process starts elsewhere.
    let first = std::process::id().wrapping_mul(7_919);
    loop {
        let at = NEXT.fetch_add(u32::from(count), Ordering::Relaxed).wrapping_add(first);
        let port = 15_000 + (at % 17_000) as u16;
        if (port..port + count).all(is_free) {
            return port;
        }
    }
}

fn is_free(port: u16) -> bool {
    let address = ("127.0.0.1", port);
    std::net::UdpSocket::bind(address).is_ok() && std::net::TcpListener::bind(address).is_ok()
}

/// Makes `command` run without rights in `folder`, which then belongs to it, if this is root.
pub fn without_rights(command: &mut Command, folder: &Path) {
    if !rustix::process::getuid().is_root() {
        return;
    }
    std::fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    command.uid(NOBODY).gid(NOBODY).env("HOME", folder);
}

/// Returns the path of a program that tests need; the panic says how to get it.
#[track_caller]
pub fn program(names: &[&str]) -> std::path::PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path)
        .chain(["/usr/sbin", "/usr/local/sbin"].map(std::path::PathBuf::from))
        .collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{} is not installed: run `cargo xtask setup`", names[0]))
}

/// Returns a file in cargo's target folder, found from where this test lies.
pub fn target_file(path: &str) -> std::path::PathBuf {
    let own = std::env::current_exe().unwrap();
    // target/PROFILE/deps/TEST or target/PROFILE/PROGRAM
    let target = own.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    target.expect("cargo marks its target folder").join(path)
}
