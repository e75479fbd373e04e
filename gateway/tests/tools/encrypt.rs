//! `hookswitch encrypt` and `hookswitch decrypt`.

use crate::run::Folder;

const TEXT: &[u8] = b"system/type=440HD\r\nvoip/line/0/id=4071\r\n";

fn folder() -> Folder {
    Folder::new(&[("phone.cfg", TEXT), ("key", b"correct horse\n"), ("other", b"battery\n")])
}

#[test]
fn a_file_is_encrypted_beside_itself_and_opened_again() {
    let folder = folder();
    for format in ["cfx", "sealed"] {
        let encrypt =
            ["encrypt", "-f", "phone.cfg", "--key-file", "key", "--format", format, "--force"];
        let verb = if format == "cfx" { "wrote" } else { "replaced" };
        folder.run(&encrypt).expect(0, &format!("{verb} phone.cfx\n"), "");
        // What is encrypted already as it should be need not be fetched by phones again.
        folder.run(&encrypt).expect(0, "unchanged phone.cfx\n", "");
        let sealed = std::fs::read(folder.path("phone.cfx")).expect("it was written");
        assert!(!sealed.windows(4).any(|part| part == b"4071"));
        assert_eq!(sealed.starts_with(b"hookswitch sealed 1\n"), format == "sealed");
        let decrypt = ["decrypt", "-f", "phone.cfx", "--key-file", "key", "--out"];
        folder.run(&[&decrypt[..], &[format]].concat()).expect(
            0,
            &format!("wrote {format}/phone.cfg\n"),
            "",
        );
        assert_eq!(std::fs::read(folder.path(&format!("{format}/phone.cfg"))).unwrap(), TEXT);
        let shown = folder.run(&[&decrypt[..], &["-"]].concat());
        shown.expect(0, core::str::from_utf8(TEXT).unwrap(), "");
    }
}

#[cfg(unix)]
#[test]
fn what_is_decrypted_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder();
    assert_eq!(folder.run(&["encrypt", "-f", "phone.cfg", "--key-file", "key"]).code, 0);
    let decrypt = ["decrypt", "-f", "phone.cfx", "--key-file", "key", "--out", "open"];
    assert_eq!(folder.run(&decrypt).code, 0);
    let mode = std::fs::metadata(folder.path("open/phone.cfg")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn nothing_is_lost_unasked() {
    let folder = folder();
    folder.put("phone.cfx", b"something else");
    let encrypt = ["encrypt", "-f", "phone.cfg", "--key-file", "key"];
    folder.run(&encrypt).expect(
        1,
        "",
        "phone.cfx: exists (--force replaces it)\nnothing was written\n",
    );
    folder.run(&[&encrypt[..], &["--force"]].concat()).expect(0, "replaced phone.cfx\n", "");
    folder.run(&["decrypt", "-f", "phone.cfx", "--key-file", "key"]).expect(
        0,
        "unchanged phone.cfg\n",
        "",
    );
    folder.put("a/phone.cfg", TEXT);
    folder
        .run(&["encrypt", "-f", "phone.cfg", "a/phone.cfg", "--key-file", "key", "--out", "b"])
        .expect(1, "", "b/phone.cfx: two files would become this one\nnothing was written\n");
    assert_eq!(folder.names("b"), [""; 0]);
}

#[test]
fn a_value_is_encrypted_as_the_manual_shows_it() {
    let folder = folder();
    let ran = folder.run(&["encrypt", "-s", "hunter2", "--key-file", "key"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let value = ran.stdout.trim_end();
    assert!(value.starts_with("{\"") && value.ends_with("\"}"), "{value}");
    // The other ways to give it: from the standard input, so that nobody sees it.
    let ran = folder.run_with(&["encrypt", "-s", "-", "--key-file", "key"], b"hunter2\n");
    assert_eq!(ran.stdout.trim_end(), value);
    let bare = value.trim_start_matches("{\"").trim_end_matches("\"}");
    for text in [value, bare] {
        folder.run(&["decrypt", "-s", text, "--key-file", "key"]).expect(0, "hunter2\n", "");
    }
    folder.run(&["decrypt", "-s", value, "--key-file", "other"]).expect(
        1,
        "",
        "the value: encrypted with another key, or damaged\n",
    );
}

#[test]
fn streams_are_encrypted_and_decrypted() {
    let folder = folder();
    let encrypted = std::process::Command::new(env!("CARGO_BIN_EXE_hookswitch"))
        .args(["encrypt", "-f", "phone.cfg", "--key-file", "key", "--out", "-"])
        .current_dir(folder.path("."))
        .output()
        .expect("the program runs");
    assert!(encrypted.stderr.is_empty() && encrypted.status.success());
    let decrypt = ["decrypt", "-f", "-", "--key-file", "key"];
    let ran = folder.run_with(&decrypt, &encrypted.stdout);
    ran.expect(0, core::str::from_utf8(TEXT).unwrap(), "");
    assert_eq!(folder.names("."), ["key", "other", "phone.cfg"]);
}

#[test]
fn all_keys_of_a_file_are_tried() {
    let folder = folder();
    folder.put("both", b"battery\r\ncorrect horse\r\n");
    folder.put("none", b"\n");
    assert_eq!(folder.run(&["encrypt", "-f", "phone.cfg", "--key-file", "key"]).code, 0);
    let with = |keys| folder.run(&["decrypt", "-f", "phone.cfx", "--key-file", keys, "--out", "-"]);
    assert_eq!(with("both").code, 0);
    with("other").expect(
        1,
        "",
        "phone.cfx: encrypted with another key, or damaged\nnothing was written\n",
    );
    with("none").expect(2, "", "hookswitch: none: no key in it\n");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder();
    folder.put("binary.cfg", b"a\0b");
    folder.put("done.cfx", b"12345678");
    let encrypt = ["encrypt", "--key-file", "key", "-f"];
    folder.run(&[&encrypt[..], &["binary.cfg", "done.cfx", "phone.cfg"]].concat()).expect(
        1,
        "",
        "binary.cfg: the file is not text\ndone.cfx: encrypted already\nnothing was written\n",
    );
    folder.run(&["decrypt", "--key-file", "key", "-f", "phone.cfg"]).expect(
        1,
        "",
        "phone.cfg: not encrypted\nnothing was written\n",
    );
    let value = ["encrypt", "-s", "x", "--format", "sealed", "--key-file", "key"];
    folder.run(&value).expect(2, "", "hookswitch: a value is always encrypted as --format cfx\n");
    // Nobody is there to be asked.
    folder.run(&["encrypt", "-s", "x"]).expect(
        2,
        "",
        "hookswitch: no key: give --key-file, or run this in a terminal\n",
    );
    assert_eq!(folder.run(&["encrypt", "--key-file", "key"]).code, 2);
}
