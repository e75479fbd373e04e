//! The administrator's guide: its files are written, its commands run, and what they say is what
//! stands there.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::fs;
use std::process::Command;

use hookswitch_tests::gateway::hookswitch;
use hookswitch_tests::golden;
use hookswitch_tests::repository;
use tempfile::TempDir;

const GUIDE: &str = "docs/admin-guide.md";

/// A host on which the guide is followed.
struct Host(TempDir);

impl Host {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a command line as a terminal does, and returns what it says.
    fn run(&self, command: &str) -> String {
        let program = hookswitch();
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {command}")])
            .current_dir(self.0.path())
            .env("PATH", format!("{}:{path}", program.parent().unwrap().display()))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Host {
    /// A gateway that a failed run left behind ends with its host.
    fn drop(&mut self) {
        if self.0.path().join("gateway.pid").exists() {
            self.run("kill $(cat gateway.pid) 2> /dev/null");
        }
    }
}

/// Follows the guide and returns it with what the commands really said.
fn follow(guide: &str, host: &Host) -> String {
    let mut followed = String::new();
    // Text and blocks take turns.
    for (index, part) in guide.split("```").enumerate() {
        let Some((kind, body)) = part.split_once('\n').filter(|_| index % 2 == 1) else {
            followed += part;
            continue;
        };
        if let Some((_, name)) = kind.split_once(' ') {
            host.write(name, body);
        }
        followed += &format!("```{kind}\n");
        if kind == "console" {
            for command in body.lines().filter_map(|line| line.strip_prefix("$ ")) {
                followed += &format!("$ {command}\n{}", host.run(command));
            }
        } else {
            followed += body;
        }
        followed += "```";
    }
    followed
}

#[test]
fn its_commands_say_what_stands_there() {
    let guide = fs::read_to_string(repository(GUIDE)).unwrap();
    let host = Host::new();
    let followed = follow(&guide, &host);
    golden::check_file(&repository(GUIDE), &followed);
    let made = fs::read(host.0.path().join("served/00908f123456.cfx")).unwrap();
    assert!(!made.windows(6).any(|part| part == b"s3cret"));
}
