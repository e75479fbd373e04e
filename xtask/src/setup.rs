//! The tools that the tests need: installed where that is ours to do, named where it is not.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::build::{self, root, target_dir};
use crate::run::{find, run};

/// A program the tests use, and the Debian packages that bring it.
struct Tool {
    /// What it is called in messages.
    name: &'static str,
    /// Its programs: one of them is enough.
    programs: &'static [&'static str],
    packages: &'static [&'static str],
}

const CHROMIUM: Tool = Tool {
    name: "Chromium",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: &["chromium"],
};
const CHROMEDRIVER: Tool =
    Tool { name: "chromedriver", programs: &["chromedriver"], packages: &["chromium-driver"] };
const KAMAILIO: Tool = Tool {
    name: "Kamailio",
    programs: &["kamailio"],
    packages: &["kamailio", "kamailio-tls-modules", "kamailio-websocket-modules"],
};
const BARESIP: Tool = Tool { name: "baresip", programs: &["baresip"], packages: &["baresip-core"] };
const LINPHONE: Tool = Tool {
    name: "linphone",
    programs: &["linphonec"],
    // The libraries are what linphone codes G.729 and protects media with; the tests also use them by
    // themselves.
    packages: &["linphone-cli", "libbcg729-0", "libsrtp2-1"],
};
const SIPP: Tool = Tool { name: "SIPp", programs: &["sipp"], packages: &["sip-tester"] };
const FFMPEG: Tool = Tool { name: "FFmpeg", programs: &["ffmpeg"], packages: &["ffmpeg"] };
const TSHARK: Tool = Tool { name: "tshark", programs: &["tshark"], packages: &["tshark"] };
const OPENSSL: Tool = Tool { name: "OpenSSL", programs: &["openssl"], packages: &["openssl"] };
const TFTPD: Tool = Tool { name: "tftpd", programs: &["in.tftpd"], packages: &["tftpd-hpa"] };
const VSFTPD: Tool = Tool { name: "vsftpd", programs: &["vsftpd"], packages: &["vsftpd"] };
const NGINX: Tool = Tool { name: "nginx", programs: &["nginx"], packages: &["nginx-light"] };
const LIGHTTPD: Tool = Tool { name: "lighttpd", programs: &["lighttpd"], packages: &["lighttpd"] };
const DNSMASQ: Tool = Tool { name: "dnsmasq", programs: &["dnsmasq"], packages: &["dnsmasq-base"] };
const CHRONY: Tool = Tool { name: "chrony", programs: &["chronyd"], packages: &["chrony"] };
const IPROUTE: Tool = Tool { name: "iproute2", programs: &["ip"], packages: &["iproute2"] };

/// Servers that phones are provisioned from.
const SERVERS: [Tool; 7] = [TFTPD, VSFTPD, NGINX, LIGHTTPD, DNSMASQ, CHRONY, IPROUTE];

const PYTHON: Tool = Tool {
    name: "Python 3",
    programs: &["python3"],
    packages: &["python3", "python3-venv", "python3-dev"],
};

/// What the speech score is made of, at the versions it was tried with.
const SCORE_PACKAGES: [&str; 2] = ["pesq==0.0.4", "numpy==2.2.6"];

/// The rules of accessibility as a script, and the SHA-256 of it: a tool, no part of the phone.
const AXE_PACKAGE: &str = "axe-core@4.11.0";
const AXE_SHA256: &str = "e9e5863c33a874f09bc01acd9234b7e3c871479f5eef8802fa582544465e6d01";

/// What there is on this machine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tools {
    pub(crate) chromium: Option<PathBuf>,
    pub(crate) chromedriver: Option<PathBuf>,
    pub(crate) kamailio: Option<PathBuf>,
    pub(crate) baresip: Option<PathBuf>,
    pub(crate) linphone: Option<PathBuf>,
    pub(crate) sipp: Option<PathBuf>,
    pub(crate) ffmpeg: Option<PathBuf>,
    pub(crate) tshark: Option<PathBuf>,
    pub(crate) openssl: Option<PathBuf>,
    /// The script of axe-core.
    pub(crate) axe: Option<PathBuf>,
    /// The Python that has PESQ.
    pub(crate) score: Option<PathBuf>,
    /// Names of the servers for provisioning that are not there.
    pub(crate) missing_servers: Vec<&'static str>,
    /// Whether this is root, whom some servers and networks need.
    pub(crate) root: bool,
    /// The line that would install what is missing; empty if nothing is.
    pub(crate) advice: String,
}

impl Tools {
    /// Looks for the tools without installing anything.
    fn look(root: &Path) -> Self {
        let score = score_python(root);
        Self {
            chromium: find(CHROMIUM.programs),
            chromedriver: find(CHROMEDRIVER.programs),
            kamailio: find(KAMAILIO.programs),
            baresip: find(BARESIP.programs),
            linphone: find(LINPHONE.programs),
            sipp: find(SIPP.programs),
            ffmpeg: find(FFMPEG.programs),
            tshark: find(TSHARK.programs),
            openssl: find(OPENSSL.programs),
            axe: Some(axe(root)).filter(|script| is_axe(script)),
            score: scores(&score).then_some(score),
            missing_servers: SERVERS.iter().filter(is_missing).map(|tool| tool.name).collect(),
            root: is_root(),
            advice: String::new(),
        }
    }
}

/// Adds the wasm target, installs the tools where it may, prints how where it may not, and returns
/// what there is.
pub(crate) fn setup() -> Result<Tools> {
    let root = root()?;
    if let Err(error) = build::add_target() {
        println!("{error:#}");
    }
    let missing = missing();
    let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages).copied().collect();
    let line = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    let mut advice = String::new();
    if !packages.is_empty() {
        if may_install() {
            println!("installing {}", packages.join(" "));
            if let Err(error) = install(&packages) {
                println!("{error:#}");
            }
        }
        let names: Vec<&str> = self::missing().iter().map(|tool| tool.name).collect();
        if !names.is_empty() {
            println!("not installed: {}. As root: {line}", names.join(", "));
            advice = line;
        }
    }
    if find(PYTHON.programs).is_some()
        && !scores(&score_python(&root))
        && let Err(error) = make_score(&root)
    {
        println!("the speech score cannot be set up: {error:#}");
    }
    if !is_axe(&axe(&root))
        && let Err(error) = fetch_axe(&root)
    {
        println!("axe-core cannot be fetched: {error:#}");
    }
    Ok(Tools { advice, ..Tools::look(&root) })
}

fn missing() -> Vec<Tool> {
    let tools = [
        CHROMIUM,
        CHROMEDRIVER,
        KAMAILIO,
        BARESIP,
        LINPHONE,
        SIPP,
        FFMPEG,
        TSHARK,
        OPENSSL,
        PYTHON,
    ];
    tools.into_iter().chain(SERVERS).filter(|tool| is_missing(&tool)).collect()
}

fn is_missing(tool: &&Tool) -> bool {
    find(tool.programs).is_none()
}

/// Whether this is root on a Debian-like system.
fn may_install() -> bool {
    is_root() && find(&["apt-get"]).is_some()
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        // The peers are started by the tests, never as services of the machine.
        command.env("RUNLEVEL", "1").env("DEBIAN_FRONTEND", "noninteractive");
        command.args(["-qq", "-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Use-Pty=0"]);
        command
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

/// Returns where the script of axe-core is.
fn axe(root: &Path) -> PathBuf {
    target_dir(root).join("axe-core/package/axe.min.js")
}

/// Whether this is the script that the project's tests were written with.
fn is_axe(script: &Path) -> bool {
    let Ok(data) = std::fs::read(script) else { return false };
    let hash: String = Sha256::digest(&data).iter().map(|byte| format!("{byte:02x}")).collect();
    hash == AXE_SHA256
}

fn fetch_axe(root: &Path) -> Result<()> {
    let folder = target_dir(root).join("axe-core");
    std::fs::create_dir_all(&folder)?;
    println!("fetching {AXE_PACKAGE} into {}", folder.display());
    let mut pack = Command::new("npm");
    pack.args(["pack", "--silent", AXE_PACKAGE, "--pack-destination"]).arg(&folder);
    run(&mut pack)?;
    let archive = format!("{}.tgz", AXE_PACKAGE.replace('@', "-"));
    run(Command::new("tar").arg("-xzf").arg(folder.join(archive)).arg("-C").arg(&folder))?;
    ensure!(is_axe(&axe(root)), "the script is another one than that of {AXE_PACKAGE}");
    Ok(())
}

/// Returns where the Python of the speech score is.
fn score_python(root: &Path) -> PathBuf {
    target_dir(root).join("score/bin/python3")
}

fn scores(python: &Path) -> bool {
    let output = Command::new(python).args(["-c", "import pesq, numpy"]).output();
    output.is_ok_and(|output| output.status.success())
}

fn make_score(root: &Path) -> Result<()> {
    let folder = target_dir(root).join("score");
    println!("setting up the speech score in {}", folder.display());
    let python = find(PYTHON.programs).unwrap_or_else(|| "python3".into());
    if run(Command::new(&python).args(["-m", "venv"]).arg(&folder)).is_err() && may_install() {
        // Debian has Python without the part that makes environments.
        install(PYTHON.packages)?;
        run(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    }
    let mut pip = Command::new(score_python(root));
    pip.args(["-m", "pip", "install", "-q", "--disable-pip-version-check"]).args(SCORE_PACKAGES);
    run(&mut pip)
}
