//! The administrator's tools, run as a person runs them: the program, its output, its exit code.

#[path = "tools/encrypt.rs"]
mod encrypt;
#[path = "tools/lint.rs"]
mod lint;
#[path = "tools/parameters.rs"]
mod parameters;
#[path = "tools/provision.rs"]
mod provision;
#[path = "tools/run.rs"]
mod run;
