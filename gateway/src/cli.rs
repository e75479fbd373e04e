//! The command line.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tracing_subscriber::EnvFilter;

use crate::{Config, Gateway, Handle};

/// A SIP desk phone in the browser, and the gateway that connects it.
#[derive(Debug, Parser)]
#[command(name = "hookswitch", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// How the log on standard error is written.
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    /// What is logged, as `info` or `hookswitch_gateway=debug`.
    #[arg(long, global = true, default_value = "info")]
    log: String,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the gateway beside a PBX.
    Serve(Serve),
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
    let cli = Cli::parse();
    start_log(cli.log_format, &cli.log);
    let result = match cli.command {
        Command::Serve(serve) if serve.check => check(&serve.config),
        Command::Serve(serve) => self::serve(serve),
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
        let handle = Gateway::new(config).with_app(serve.app).start().await?;
        say(&mut io::stdout(), &format!("Hookswitch gateway: {scheme}://{}/", handle.http_addr()));
        until_stopped(handle).await
    })
}

fn scheme(config: &Config) -> &'static str {
    if config.http.tls.is_some() { "https" } else { "http" }
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

async fn until_stopped(handle: Handle) -> Result<(), CliError> {
    stop_signal().await?;
    handle.shutdown().await;
    Ok(())
}

#[cfg(unix)]
async fn stop_signal() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn start_log(format: LogFormat, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

fn say(to: &mut impl io::Write, text: &str) {
    // Nobody reads a closed pipe.
    let _ = writeln!(to, "{text}").and_then(|()| to.flush());
}
