//! The command line.

use std::io::{self, IsTerminal as _};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tracing_subscriber::EnvFilter;

use crate::demo::{self, Demo};
use crate::tools::{self, Tool};
use crate::{Config, Gateway};

/// A SIP desk phone in the browser, and the gateway that connects it.
#[derive(Debug, Parser)]
#[command(name = "hookswitch", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    log: Log,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the gateway beside a PBX.
    Serve(Serve),
    /// Runs gateway and a small PBX on this host, to try the phone.
    Demo(DemoArgs),
    #[command(flatten)]
    Tool(Tool),
}

/// The log of what runs until it is stopped. It may be told before or after the command, and is
/// no option of the tools, which keep none.
#[derive(Debug, Args)]
struct Log {
    /// How the log on standard error is written; text if not told.
    #[arg(long, value_enum)]
    log_format: Option<LogFormat>,
    /// What is logged, as `info` or `hookswitch_gateway=debug`; info if not told.
    #[arg(long)]
    log: Option<String>,
}

impl Log {
    /// Starts the log; what is not told here is as told in `other`.
    fn start(&self, other: &Self) {
        let filter = self.log.as_deref().or(other.log.as_deref()).unwrap_or("info");
        let log = tracing_subscriber::fmt()
            .with_env_filter(log_filter(filter))
            .with_ansi(io::stderr().is_terminal())
            .with_writer(io::stderr);
        match self.log_format.or(other.log_format).unwrap_or(LogFormat::Text) {
            LogFormat::Text => log.init(),
            LogFormat::Json => log.json().init(),
        }
    }
}

#[derive(Debug, Args)]
struct DemoArgs {
    /// The port of the web server.
    #[arg(long, default_value_t = demo::DEFAULT_PORT)]
    port: u16,
    /// The loopback address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Serves the app from this directory instead of the one in the program.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Where calls are remembered, so that they outlive a restart.
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    #[command(flatten)]
    log: Log,
}

#[derive(Debug, Args)]
struct Serve {
    /// The configuration file.
    #[arg(long, default_value = "gateway.toml")]
    config: PathBuf,
    /// Checks the configuration and exits.
    #[arg(long)]
    check: bool,
    /// Serves the app from this directory instead of the one in the program.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    #[command(flatten)]
    log: Log,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Runs the program with the arguments of this process.
pub fn run() -> ExitCode {
    let Cli { command, log } = Cli::parse();
    let result = match command {
        Command::Serve(args) => {
            args.log.start(&log);
            if args.check { check(&args.config) } else { serve(args) }
        }
        Command::Demo(args) => {
            args.log.start(&log);
            run_demo(args)
        }
        Command::Tool(tool) => return tools::run(tool),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&mut io::stderr(), &format!("hookswitch: {error}"));
            ExitCode::FAILURE
        }
    }
}

type CliError = Box<dyn std::error::Error>;

fn check(path: &Path) -> Result<(), CliError> {
    Config::load(path)?;
    say(&mut io::stdout(), &format!("{}: the configuration can be used", path.display()));
    Ok(())
}

fn serve(serve: Serve) -> Result<(), CliError> {
    let config = Config::load(&serve.config)?;
    let scheme = scheme(&config);
    runtime()?.block_on(async move {
        let stop = StopSignal::listen()?;
        let handle = Gateway::new(config).with_app(serve.app).start().await?;
        say(&mut io::stdout(), &format!("Hookswitch gateway: {scheme}://{}/", handle.http_addr()));
        stop.received().await?;
        handle.shutdown().await;
        Ok(())
    })
}

fn run_demo(args: DemoArgs) -> Result<(), CliError> {
    let DemoArgs { port, bind, app, state, log: _ } = args;
    let state_directory = state.or_else(|| default_state(port));
    runtime()?.block_on(async move {
        let stop = StopSignal::listen()?;
        let demo = Demo::start(demo::Options { bind, port, state_directory, app }).await?;
        say(&mut io::stdout(), &greeting(&demo));
        stop.received().await?;
        demo.shutdown().await;
        Ok(())
    })
}

/// A directory of this user for the demo on `port`.
fn default_state(port: u16) -> Option<PathBuf> {
    let base = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_dir());
    let user = std::env::var("USER").unwrap_or_default();
    let user: String = user.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = format!("hookswitch-demo-{user}-{port}");
    (port != 0).then(|| base.unwrap_or_else(std::env::temp_dir).join(name))
}

fn greeting(demo: &Demo) -> String {
    format!(
        "Hookswitch demo: http://{}/\n\n\
         Open the address in a browser: the phone registers by itself as 1001; a second browser\n\
         profile becomes 1002, and so on up to 1010. Call one from the other, or call\n\
         \x20 600  echo\n\
         \x20 601  chime and music\n\
         \x20 602  always busy\n\
         \x20 603  never answers\n\n\
         The PBX is at {} (SIP over UDP). Stop with Ctrl-C.",
        demo.http_addr(),
        demo.sip_addr()
    )
}

fn scheme(config: &Config) -> &'static str {
    if config.http.tls.is_some() { "https" } else { "http" }
}

/// Returns a runtime of one thread, this one: what is to be done for a packet is less than to hand
/// it to another thread and wake that.
fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// What asks the program to stop. Listened for from before the address is printed: who read it may
/// stop the program at once, and phones are told all the same.
#[cfg(unix)]
struct StopSignal {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignal {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn received(mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
struct StopSignal;

#[cfg(not(unix))]
impl StopSignal {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn received(self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

/// What is logged: as `wanted` says, but of these libraries only warnings: at their lower levels
/// they write whole requests, and with them a session's token.
fn log_filter(wanted: &str) -> EnvFilter {
    let filter = EnvFilter::try_new(wanted).unwrap_or_else(|_| EnvFilter::new("info"));
    [
        "web_transport_quinn",
        "web_transport_proto",
        "quinn",
        "quinn_proto",
        "hyper",
        "h2",
        "tungstenite",
        "reqwest",
        "suppaftp",
    ]
    .into_iter()
    .filter_map(|library| format!("{library}=warn").parse().ok())
    .fold(filter, EnvFilter::add_directive)
}

fn say(to: &mut impl io::Write, text: &str) {
    // Nobody reads a closed pipe.
    let _ = writeln!(to, "{text}").and_then(|()| to.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_that_would_log_tokens_are_kept_quiet() {
        for wanted in ["trace", "web_transport_quinn=trace", "not a filter=="] {
            let filter = log_filter(wanted).to_string();
            assert!(filter.contains("web_transport_quinn=warn"), "{filter}");
            assert!(!filter.contains("web_transport_quinn=trace"), "{filter}");
        }
    }
}
