//! The program `hookswitch`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hookswitch_gateway::cli::run()
}
