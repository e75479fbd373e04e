//! The whole test: every step runs even if one before it failed, and the counts come last.
//!
//! Checks of the sources run beside what builds and tests, as either leaves a core idle at times, and
//! tools are fetched meanwhile. What needs tools is real time, and has the machine to itself.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::Value;

use crate::run::{cargo, output, run};
use crate::setup::{Tools, setup};
use crate::{build, deny};

/// Packages that are programs for the browser: checked and tested as wasm too.
const WASM_PACKAGES: [&str; 10] = [
    "-p",
    "hookswitch-app",
    "-p",
    "hookswitch-worklets",
    "-p",
    "hookswitch-g729",
    "-p",
    "hookswitch-opus",
    "-p",
    "hookswitch-voice",
];

/// What a step does.
#[derive(Clone, Copy)]
enum Work {
    /// Looks at the sources: nothing else waits for it.
    Check(fn() -> Result<()>),
    /// Needs no tools.
    Plain(fn() -> Result<Counts>),
    /// Needs the machine for itself, and tools.
    Tooled(fn(&Tools) -> Result<Counts>),
}

/// A step: its name, and what it does.
type Step = (&'static str, Work);

const STEPS: [Step; 8] = [
    ("fmt", Work::Check(fmt)),
    ("clippy", Work::Check(clippy)),
    ("deny", Work::Check(deny::check)),
    ("doc", Work::Check(doc)),
    ("build", Work::Plain(web)),
    ("native", Work::Plain(native)),
    ("wasm", Work::Tooled(wasm)),
    ("browser", Work::Tooled(browser)),
];

/// How tests ended.
#[derive(Clone, Debug, Default)]
struct Counts {
    passed: u64,
    failed: u64,
    left_out: u64,
    /// Why tests were left out.
    reasons: Vec<String>,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.left_out += other.left_out;
        self.reasons.extend(other.reasons);
    }
}

/// Runs all steps, or those named, and prints what passed, failed and was left out.
///
/// # Errors
///
/// If a step or a test failed, or, with `CI=true`, a test was left out.
pub(crate) fn test(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.0 != **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.0).collect();
        bail!("no step is called {unknown:?}; there are: {}", known.join(" "));
    }
    let start = Instant::now();
    let chosen = STEPS.into_iter().filter(|step| names.is_empty() || names.contains(&step.0));
    let (checks, tests): (Vec<Step>, Vec<Step>) =
        chosen.partition(|step| matches!(step.1, Work::Check(_)));
    let mut ended = Ended::default();
    let mut beside = None;
    if tests.is_empty() || checks.is_empty() {
        checks.iter().for_each(|step| ended.run(step, None));
    } else {
        beside = Some(Beside::start(&checks)?);
    }
    let needs_tools = tests.iter().any(|step| matches!(step.1, Work::Tooled(_)));
    let mut fetching = needs_tools.then(|| thread::spawn(setup));
    let mut tools = None;
    for step in &tests {
        if matches!(step.1, Work::Tooled(_)) {
            if let Some(beside) = beside.take() {
                ended.join(beside);
            }
            if let Some(fetching) = fetching.take() {
                tools = ended.take(fetching);
            }
        }
        ended.run(step, tools.as_ref());
    }
    if let Some(beside) = beside {
        ended.join(beside);
    }
    ended.report(start.elapsed(), tools.as_ref(), !tests.is_empty())
}

/// How the steps ended.
#[derive(Default)]
struct Ended {
    total: Counts,
    broken: Vec<&'static str>,
    times: Vec<String>,
}

impl Ended {
    fn run(&mut self, (name, work): &Step, tools: Option<&Tools>) {
        println!("\n=== {name}");
        let begun = Instant::now();
        let result = match (work, tools) {
            (Work::Check(check), _) => check().map(|()| Counts::default()),
            (Work::Plain(test), _) => test(),
            (Work::Tooled(test), Some(tools)) => test(tools),
            (Work::Tooled(_), None) => Err(anyhow!("not without tools")),
        };
        match result {
            Ok(counts) => {
                if counts.failed > 0 {
                    self.broken.push(name);
                }
                self.total.add(counts);
            }
            Err(error) => {
                println!("{error:#}");
                self.broken.push(name);
            }
        }
        self.times.push(format!("{name} {}", clock(begun.elapsed())));
    }

    /// Waits for the tools.
    fn take(&mut self, fetching: JoinHandle<Result<Tools>>) -> Option<Tools> {
        let tools = fetching.join().unwrap_or_else(|_| Err(anyhow!("setting up panicked")));
        if let Err(error) = &tools {
            println!("{error:#}");
            self.broken.push("setup");
        }
        tools.ok()
    }

    /// Waits for the checks and prints what they said.
    fn join(&mut self, beside: Beside) {
        match beside.end() {
            Ok(true) => {}
            Ok(false) => self.broken.push("checks"),
            Err(error) => {
                println!("{error:#}");
                self.broken.push("checks");
            }
        }
    }

    fn report(&self, elapsed: Duration, tools: Option<&Tools>, tested: bool) -> Result<()> {
        println!("\n=== {} ({})", clock(elapsed), self.times.join(", "));
        let Self { total, broken, .. } = self;
        for reason in &total.reasons {
            println!("left out: {reason}");
        }
        if let Some(tools) = tools.filter(|tools| !tools.advice.is_empty()) {
            println!("to install what is missing, as root: {}", tools.advice);
        }
        if tested {
            println!(
                "{} tests passed, {} failed, {} left out",
                total.passed, total.failed, total.left_out
            );
        }
        ensure!(broken.is_empty(), "failed: {}", broken.join(", "));
        let strict = std::env::var("CI").is_ok_and(|value| value == "true");
        ensure!(!strict || total.left_out == 0, "tests were left out, and CI=true");
        Ok(())
    }
}

/// Checks that run meanwhile in a process of their own, which writes into a file.
struct Beside {
    child: Child,
    said: PathBuf,
}

impl Beside {
    fn start(checks: &[Step]) -> Result<Self> {
        let target = build::target_dir(&build::root()?);
        fs::create_dir_all(&target)?;
        let said = target.join("checks.log");
        let file = File::create(&said).with_context(|| said.display().to_string())?;
        let child = Command::new(std::env::current_exe()?)
            .arg("test")
            .args(checks.iter().map(|step| step.0))
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("cannot run the checks")?;
        Ok(Self { child, said })
    }

    /// Waits for the end, prints what was written and returns whether all is well.
    fn end(mut self) -> Result<bool> {
        let status = self.child.wait()?;
        let said = fs::read(&self.said).with_context(|| self.said.display().to_string())?;
        println!("{}", String::from_utf8_lossy(&said));
        Ok(status.success())
    }
}

fn clock(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

fn fmt() -> Result<()> {
    run(cargo()?.args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    build::add_target()?;
    let clippy = |args: &[&str]| -> Result<()> {
        run(cargo()?.arg("clippy").args(args).args(["--all-targets", "--", "-D", "warnings"]))
    };
    clippy(&["--workspace"])?;
    clippy(&[&WASM_PACKAGES[..], &["--target", build::TARGET]].concat())
}

fn web() -> Result<Counts> {
    build::build(build::Mode::Release)?;
    Ok(Counts::default())
}

fn doc() -> Result<()> {
    let args = ["doc", "--workspace", "--no-deps", "--document-private-items"];
    run(cargo()?.env("RUSTDOCFLAGS", "-D warnings").args(args))
}

/// Runs the tests of all packages that need no browser and no peer.
fn native() -> Result<Counts> {
    let mut counts = Counts::default();
    for program in programs()?.iter().filter(|program| program.needs().is_none()) {
        counts.add(program.run(&[])?);
    }
    let mut examples = cargo()?;
    examples.args(["test", "--workspace", "--doc"]);
    counts.add(counted(&mut examples, "documentation examples", print_line)?);
    Ok(counts)
}

/// Runs the tests that run in a browser by themselves.
fn wasm(tools: &Tools) -> Result<Counts> {
    let mut command = cargo()?;
    command.arg("test").args(WASM_PACKAGES).args(["--target", "wasm32-unknown-unknown"]);
    let (Some(driver), Some(_)) = (&tools.chromedriver, &tools.chromium) else {
        command.arg("--no-run");
        run(&mut command)?;
        let reason = "the tests of app and worklets in a browser: no Chromium or chromedriver";
        return Ok(Counts { left_out: 1, reasons: vec![reason.to_owned()], ..Counts::default() });
    };
    counted(command.env("CHROMEDRIVER", driver), "wasm tests", print_line)
}

/// Runs the tests that drive the whole phone in a browser, or talk to real peers.
fn browser(tools: &Tools) -> Result<Counts> {
    let mut counts = Counts::default();
    let (mut silent, mut sounding) = (Vec::new(), Vec::new());
    for program in programs()? {
        let Some(needs) = program.needs() else { continue };
        let missing = needs.missing(tools);
        if missing.is_empty() {
            if program.is_silent() { &mut silent } else { &mut sounding }.push(program);
        } else {
            let list = output(Command::new(&program.file).args(["--list", "--format=terse"]))?;
            let tests = list.lines().filter(|line| line.ends_with(": test")).count() as u64;
            let reason = format!("{tests} tests of {}: no {}", program.name, missing.join(", no "));
            counts.add(Counts { left_out: tests, reasons: vec![reason], ..Counts::default() });
        }
    }
    counts.add(side_by_side(&silent)?);
    for program in sounding {
        counts.add(program.run(&[program.threads()])?);
    }
    Ok(counts)
}

/// Runs two programs at a time, and shows what each prints when it has ended.
fn side_by_side(programs: &[Program]) -> Result<Counts> {
    let next = Mutex::new(programs.iter());
    let take = || next.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || -> Result<Counts> {
        let mut counts = Counts::default();
        while let Some(program) = take() {
            let mut printed = String::new();
            let mut command = program.command(&[program.threads()]);
            let shown = counted(&mut command, &program.name, |line| {
                printed.push_str(line);
                printed.push('\n');
            });
            print!("{printed}");
            counts.add(shown?);
        }
        Ok(counts)
    };
    thread::scope(|scope| {
        let other = scope.spawn(run);
        let mut counts = run()?;
        counts.add(other.join().map_err(|_| anyhow!("a thread panicked"))??);
        Ok(counts)
    })
}

/// What a test program needs of the machine.
#[derive(Clone, Copy)]
enum Needs {
    Browser,
    /// A browser and the rules of accessibility.
    Gallery,
    Peers,
    /// Peers and scenarios of SIP.
    Everyday,
    /// Phones and programs that code G.729 and encrypt.
    G729,
    /// Scenarios of SIP.
    Sipp,
    OpenSsl,
    /// A program that reads packets.
    Tshark,
    /// Servers of files, names and time, and root.
    Servers,
    /// All of them but OpenSSL.
    Provisioning,
}

impl Needs {
    /// Returns the names of what is not there.
    fn missing(self, tools: &Tools) -> Vec<&'static str> {
        let browser =
            [("Chromium", tools.chromium.is_some()), ("speech score", tools.score.is_some())];
        let gallery = [("Chromium", tools.chromium.is_some()), ("axe-core", tools.axe.is_some())];
        let peers = [
            ("Chromium", tools.chromium.is_some()),
            ("Kamailio", tools.kamailio.is_some()),
            ("baresip", tools.baresip.is_some()),
            ("speech score", tools.score.is_some()),
        ];
        let g729 = [
            ("Chromium", tools.chromium.is_some()),
            ("Kamailio", tools.kamailio.is_some()),
            ("baresip", tools.baresip.is_some()),
            ("linphone", tools.linphone.is_some()),
            ("FFmpeg", tools.ffmpeg.is_some()),
            ("speech score", tools.score.is_some()),
        ];
        let openssl = [("OpenSSL", tools.openssl.is_some())];
        let sipp = [("SIPp", tools.sipp.is_some())];
        let tshark = [("tshark", tools.tshark.is_some())];
        let servers = [("root", tools.root)];
        let everyday = [&peers[..], &sipp[..]].concat();
        let provisioning = [&peers[..], &servers[..]].concat();
        let wanted = match self {
            Self::Browser => &browser[..],
            Self::Gallery => &gallery[..],
            Self::Peers => &peers[..],
            Self::Everyday => &everyday[..],
            Self::Provisioning => &provisioning[..],
            Self::G729 => &g729[..],
            Self::Sipp => &sipp[..],
            Self::OpenSsl => &openssl[..],
            Self::Tshark => &tshark[..],
            Self::Servers => &servers[..],
        };
        let mut missing: Vec<_> =
            wanted.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
        if matches!(self, Self::Servers | Self::Provisioning) {
            missing.extend(&tools.missing_servers);
        }
        missing
    }
}

/// A program of tests.
struct Program {
    name: String,
    file: PathBuf,
    /// The folder of its package: where cargo runs it.
    package: PathBuf,
}

impl Program {
    /// Returns what it needs, which its name tells.
    fn needs(&self) -> Option<Needs> {
        if self.name == "browser_gallery" {
            Some(Needs::Gallery)
        } else if self.name.starts_with("browser_") {
            Some(Needs::Browser)
        } else if matches!(&*self.name, "peers_encryption" | "peers_g729" | "peers_srtp") {
            Some(Needs::G729)
        } else if self.name == "peers_everyday" {
            Some(Needs::Everyday)
        } else if self.name == "peers_sipp" {
            Some(Needs::Sipp)
        } else if matches!(&*self.name, "peers_openssl" | "admin_guide") {
            Some(Needs::OpenSsl)
        } else if self.name == "peers_wireshark" {
            Some(Needs::Tshark)
        } else if matches!(&*self.name, "peers_fetch" | "peers_facts") {
            Some(Needs::Servers)
        } else if matches!(&*self.name, "peers_provisioning" | "peers_updates") {
            Some(Needs::Provisioning)
        } else if self.name.starts_with("peers_") {
            Some(Needs::Peers)
        } else {
            None
        }
    }

    /// Returns how many of its tests run at a time.
    fn threads(&self) -> &'static str {
        // Sound is real time, and two browsers on two cores are not.
        match &*self.name {
            "peers_sipp" | "peers_transports" | "peers_redundancy" => "--test-threads=4",
            // They wait for messages and timers, most of the time.
            "peers_everyday" | "peers_ends" => "--test-threads=3",
            _ => "--test-threads=1",
        }
    }

    /// Whether none of its tests scores sound, so that another program may run beside it.
    fn is_silent(&self) -> bool {
        matches!(
            &*self.name,
            "admin_guide"
                | "browser_access"
                | "browser_gallery"
                | "browser_menus"
                | "peers_ends"
                | "peers_everyday"
                | "peers_facts"
                | "peers_fetch"
                | "peers_openssl"
                | "peers_provisioning"
                | "peers_redundancy"
                | "peers_shared"
                | "peers_sipp"
                | "peers_srtp"
                | "peers_transports"
        )
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.file);
        command.args(args).current_dir(&self.package).env("CARGO_MANIFEST_DIR", &self.package);
        command
    }

    fn run(&self, args: &[&str]) -> Result<Counts> {
        counted(&mut self.command(args), &self.name, print_line)
    }
}

/// Builds the test programs, and the gateway that those with a browser start, and returns them.
///
/// It is the whole workspace each time: for a part of it, what it stands on would be built again,
/// with the features that this part alone asks for.
fn programs() -> Result<Vec<Program>> {
    let mut command = cargo()?;
    command.args(["test", "--no-run", "--message-format=json-render-diagnostics", "--lib"]);
    command.args(["--bins", "--tests", "--workspace"]).stderr(Stdio::inherit());
    let output = command.output()?;
    ensure!(output.status.success(), "the tests do not compile");
    let mut programs = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line)?;
        if message["profile"]["test"] != true {
            continue;
        }
        let Some(file) = message["executable"].as_str() else { continue };
        let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
        let package = manifest.parent().context("a package without a folder")?.to_owned();
        let name = message["target"]["name"].as_str().unwrap_or_default().to_owned();
        programs.insert(file.to_owned(), Program { name, file: file.into(), package });
    }
    Ok(programs.into_values().collect())
}

/// Runs a command of libtest, has `show` take the lines that it prints, and adds up its `test result`
/// lines.
fn counted(command: &mut Command, what: &str, mut show: impl FnMut(&str)) -> Result<Counts> {
    show(&format!("--- {what}"));
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().context("no output to read")?;
    let mut counts = Counts::default();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        show(&line);
        counts.add(result_line(&line));
    }
    let status = child.wait()?;
    if !status.success() && counts.failed == 0 {
        counts.failed = 1;
        show(&format!("{what} ended with {status}"));
    }
    if counts.left_out > 0 {
        counts.reasons.push(format!("{} tests of {what}: marked as ignored", counts.left_out));
    }
    Ok(counts)
}

fn print_line(line: &str) {
    println!("{line}");
}

/// Reads `test result: ok. 3 passed; 0 failed; 0 ignored; ...`.
fn result_line(line: &str) -> Counts {
    let mut counts = Counts::default();
    let Some(rest) = line.trim_start().strip_prefix("test result: ") else { return counts };
    let rest = rest.split_once(". ").map_or(rest, |(_, rest)| rest);
    for part in rest.split(';') {
        let Some((number, word)) = part.trim().split_once(' ') else { continue };
        let Ok(number) = number.parse() else { continue };
        match word {
            "passed" => counts.passed = number,
            "failed" => counts.failed = number,
            "ignored" => counts.left_out = number,
            _ => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_libtest_are_counted() {
        let counts = result_line(
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; \
             finished in 0.10s",
        );
        assert_eq!((counts.passed, counts.failed, counts.left_out), (12, 3, 1));
    }

    #[test]
    fn other_lines_count_nothing() {
        let counts = result_line("test names_are_read ... ok");
        assert_eq!((counts.passed, counts.failed, counts.left_out), (0, 0, 0));
    }
}
