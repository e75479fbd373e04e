//! Encrypted files and values against the real openssl: what one makes, the other opens
//! (manual 4.6).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::io::Write;
use std::process::{Command, Stdio};

use hookswitch_core::config::encryption::{self, Key, Keys, des};
use hookswitch_core::rng::Rng;

/// Runs `openssl enc -des-ede3-cbc` with a passphrase in its environment, which shows nowhere.
fn openssl(args: &[&str], passphrase: &str, input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(["enc", "-des-ede3-cbc", "-pass", "env:PASSPHRASE"])
        .args(args)
        .env("PASSPHRASE", passphrase)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Texts of every length up to a few blocks, and one of a whole configuration.
fn texts() -> Vec<String> {
    let mut rng = Rng::new([4; 32]);
    let mut text = |length: u32| {
        (0..length).map(|_| char::from(b' ' + u8::try_from(rng.below(95)).unwrap())).collect()
    };
    let mut texts: Vec<String> = (1..=25).map(&mut text).collect();
    texts.push(format!("system/type=440HD\r\n{}\r\n", text(20_000)));
    texts
}

const PASSPHRASES: [&str; 3] = ["k", "correct horse battery staple", "Schlüssel#1"];

#[test]
fn openssl_opens_our_files() {
    for passphrase in PASSPHRASES {
        for text in texts() {
            let made = des::encrypt(text.as_bytes(), &Key::new(passphrase));
            let opened = openssl(&["-d", "-nosalt", "-md", "md5"], passphrase, &made);
            assert_eq!(String::from_utf8(opened), Ok(text));
        }
    }
}

/// Opens what openssl made, with a wrong key tried first.
#[track_caller]
fn assert_opens(made: Vec<u8>, passphrase: &str, text: &str, way: &[&str]) {
    let keys = Keys(vec![Key::new("another"), Key::new(passphrase)]);
    let opened = encryption::open_file("a.cfx", made, &keys).unwrap();
    assert_eq!(String::from_utf8(opened).as_deref(), Ok(text), "{way:?}");
}

#[test]
fn we_open_the_files_of_openssl() {
    let ways: [&[&str]; 2] = [&["-nosalt", "-md", "md5"], &["-nosalt", "-md", "sha256"]];
    for passphrase in PASSPHRASES {
        for text in texts() {
            for way in ways {
                let made = openssl(way, passphrase, text.as_bytes());
                assert_opens(made, passphrase, &text, way);
            }
        }
    }
}

#[test]
fn we_open_the_salted_files_of_openssl() {
    for passphrase in PASSPHRASES {
        for text in texts() {
            // A salt of its own in every run would now and then make a text of a block that a wrong
            // key opens too; openssl leaves a salt that it was given out of the file.
            for way in [
                ["-S", "5A17000000000001", "-md", "md5"],
                ["-S", "5A17000000000001", "-md", "sha256"],
            ] {
                let encrypted = openssl(&way, passphrase, text.as_bytes());
                let head = b"Salted__\x5A\x17\0\0\0\0\0\x01".to_vec();
                assert_opens([head, encrypted].concat(), passphrase, &text, &way);
            }
        }
        // As it is by default, on a file that is too long for that.
        let text = texts().pop().unwrap();
        for way in [&["-md", "md5"][..], &[]] {
            let made = openssl(way, passphrase, text.as_bytes());
            assert_opens(made, passphrase, &text, way);
        }
    }
}

#[test]
fn values_are_the_base64_of_the_same() {
    let base64 = ["-nosalt", "-md", "md5", "-base64", "-A"];
    for text in texts().into_iter().take(25) {
        let made = String::from_utf8(openssl(&base64, "k", text.as_bytes())).unwrap();
        let value = encryption::encrypt_value(&text, &Key::new("k"));
        assert_eq!(value, format!("{{\"{made}\"}}"));
        let opened = encryption::open_value(&value, &Keys(vec![Key::new("k")]));
        assert_eq!(opened, Ok(Some(text)));
    }
}
