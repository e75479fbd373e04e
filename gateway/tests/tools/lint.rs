//! `hookswitch lint`.

use std::path::Path;

use serde_json::Value;

use crate::run::Folder;

/// What all phones of the office include.
const GLOBAL: &[u8] = b"# office\n\
    voip/signaling/sip/transport_protocol=TLS\n\
    voip/signalling/sip/use_proxy=1\n\
    voip/signalling/sip/prxy_address=10.0.0.5\n\
    voip/signalling/sip/proxy_port=80\n\
    voip/services/group_paging/codec=RTA\n\
    network/lan_type=DHCP\n\
    voip/line/0/description=Office\n\
    provisioning/method=Statik\n\
    provisioning/configuration/url=http://10.0.0.5/<MAC>.cfg\n\
    security/ca_certificate_uri=https://bob:hunter2@10.0.0.5/ca.pem\n\
    system/password=1234\n\
    voip/packet_recording/enabled=1\n\
    include local_<MAC>.cfg\n\
    include http://10.0.0.5/extra.cfg\n\
    voip line\n";

const FIRST: &[u8] = b"system/type=440HD\nvoip/line/0/enabled=1\nvoip/line/0/id=4071\n\
    voip/line/0/description=Jo\nvoip/line/0/auth_name=4071\nvoip/line/0/auth_password=4071\n\
    voip/line/0/id=4072\nvoip/line/9/id=1\ninclude global.cfg\n";

const SECOND: &[u8] = b"system/type=405\nvoip/line/0/enabled=1\nvoip/line/0/id=4072\n\
    voip/line/3/id=4075\nvoip/line/0/auth_password={\"0qrNRpSJ6aE=\"}\n\
    include global.cfg\nvoip/line/0/description=David\n";

fn office() -> Folder {
    Folder::new(&[
        ("phones/global.cfg", GLOBAL),
        ("phones/00908f123456.cfg", FIRST),
        ("phones/00908f123457.cfg", SECOND),
        ("phones/local_00908f123456.cfg", b"voip/line/0/extension_display=Jo\n"),
        ("phones/readme.txt", b"no configuration\n"),
    ])
}

/// A phone with which all is well.
const GOOD: &[u8] = b"system/type=440HD\nsystem/web/enabled=0\nvoip/line/0/enabled=1\n\
    voip/line/0/id=4071\nvoip/line/0/auth_name=4071\nvoip/line/0/auth_password=kie8Eeho4u\n\
    voip/signalling/sip/use_proxy=1\nvoip/signalling/sip/proxy_address=10.0.0.5\n";

#[test]
fn a_fleet_is_told_line_by_line() {
    let ran = office().run(&["lint", "phones"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/lint.golden");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &ran.stdout).expect("it can be written");
    }
    let golden = std::fs::read_to_string(&path).expect("it is there");
    assert_eq!(ran.stdout, golden, "UPDATE_GOLDEN=1 writes {} again", path.display());
    // The password in the URL, and the one that is the user: the text of a finding has none.
    assert!(!ran.stdout.contains("hunter2") && !ran.stdout.contains("=4071"));
}

#[test]
fn findings_are_written_for_programs_too() {
    let ran = office().run(&["lint", "phones", "--format", "json", "--level", "error"]);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["files"], 4);
    let findings = report["findings"].as_array().expect("a list");
    assert_eq!(report["errors"], findings.len());
    assert!(report["warnings"].as_u64() > Some(3) && report["notes"].as_u64() > Some(3));
    let bad = findings.iter().find(|finding| finding["code"] == "bad-value").expect("one");
    assert_eq!(bad["file"], "phones/global.cfg");
    assert_eq!(bad["line"], 5);
    assert_eq!(bad["severity"], "error");
    assert_eq!(bad["parameter"], "voip/signalling/sip/proxy_port");
    assert_eq!(bad["message"], "the value must be 1024 to 65535");
}

#[test]
fn the_exit_code_tells_what_is_wanted() {
    let folder = Folder::new(&[
        ("good.cfg", GOOD),
        ("note.cfg", b"/system/type=440HD\nsystem/web/enabled=0\nvoip/line/0/id=1\n"),
        ("warning.cfg", b"system/tipe=440HD\nsystem/web/enabled=0\n"),
        ("error.cfg", b"system/web/enabled=yes\n"),
    ]);
    let code = |args: &[&str]| folder.run(&[&["lint"], args].concat()).code;
    assert_eq!(code(&["good.cfg"]), 0);
    assert_eq!(code(&["note.cfg"]), 0);
    assert_eq!(code(&["note.cfg", "--fail-on", "note"]), 1);
    assert_eq!(code(&["warning.cfg"]), 1);
    assert_eq!(code(&["warning.cfg", "--fail-on", "error"]), 0);
    assert_eq!(code(&["warning.cfg", "--allow", "unknown-parameter"]), 0);
    assert_eq!(code(&["error.cfg", "--fail-on", "error"]), 1);
    assert_eq!(code(&["error.cfg", "--fail-on", "never"]), 0);
    assert_eq!(code(&["none.cfg"]), 2);
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["good.cfg", "--key-file", "none"]), 2);
    let ran = folder.run(&["lint", "good.cfg", "--allow", "not-yet"]);
    ran.expect(0, "1 file: 0 errors, 0 warnings, 0 notes\n", "");
}

#[test]
fn a_file_that_no_phone_uses_is_told_with_the_reason() {
    let deep = b"include ring.cfg\nvoip/line/0/id=1\n";
    let folder = Folder::new(&[
        ("ring.cfg", b"include deep.cfg\n"),
        ("deep.cfg", deep),
        ("page.cfg", b"<html>\n"),
        ("binary.cfg", b"a\0b"),
        ("empty.cfg", b"\n"),
        ("cut.cfg", b"voip/line/0/id=1\nvoip/line/1"),
    ]);
    let told = |args: &[&str]| {
        let ran = folder.run(&[&["lint", "--level", "error"], args].concat());
        assert_eq!(ran.code, 1);
        ran.stdout.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        told(&["ring.cfg"]),
        "deep.cfg:1: error: files include each other: ring.cfg -> deep.cfg -> ring.cfg; a phone \
         uses nothing of it [unusable]"
    );
    assert_eq!(
        told(&["binary.cfg"]),
        "binary.cfg: error: the file is not text; a phone uses nothing of it [unusable]"
    );
    assert!(told(&["page.cfg"]).contains("web page"));
    assert!(told(&["empty.cfg"]).contains("empty"));
    assert!(told(&["cut.cfg"]).contains("cut off"));
    folder.put("model.cfg", b"system/type=430HD\nvoip/line/0/id=1\n");
    assert_eq!(
        told(&["model.cfg", "--model", "440HD"]),
        "model.cfg:1: error: the file is for another model, this phone is a 440HD; a phone uses \
         nothing of it [other-model]"
    );
}

#[test]
fn a_model_may_be_named_in_a_file_that_is_included() {
    let folder = Folder::new(&[
        ("00908f123456.cfg", b"include model.cfg\nvoip/line/4/id=1\n"),
        ("model.cfg", b"system/type=405\nsystem/web/enabled=0\n"),
    ]);
    let ran = folder.run(&["lint", "00908f123456.cfg", "--allow", "not-yet"]);
    assert_eq!(
        ran.stdout,
        "00908f123456.cfg:2: warning: voip/line/4/id: a 405 has 2 lines [not-on-model]\n\
         1 file: 0 errors, 1 warning, 0 notes\n"
    );
}

#[test]
fn encrypted_files_and_values_are_opened_with_their_key() {
    let folder = office();
    folder.put("key", b"correct horse\n");
    folder.put("good.cfg", GOOD);
    let value = folder.run(&["encrypt", "-s", "1234", "--key-file", "key"]).stdout;
    folder.put("value.cfg", format!("voip/line/0/auth_password={value}").as_bytes());
    for format in ["cfx", "sealed"] {
        let args = ["encrypt", "-f", "good.cfg", "value.cfg", "--key-file", "key"];
        let ran = folder.run(&[&args[..], &["--format", format, "--out", format]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let with_key =
            ["lint", format, "--key-file", "key", "--level", "warning", "--allow", "not-yet"];
        assert_eq!(
            folder.run(&with_key).stdout,
            format!(
                "{format}/value.cfx:1: warning: voip/line/0/auth_password: the password is one \
                 that everybody tries first [default-password]\n    choose another one\n\
                 2 files: 0 errors, 1 warning, 2 notes (2 not shown)\n"
            )
        );
        let ran = folder.run(&["lint", format]);
        assert_eq!(ran.code, 1);
        assert!(ran.stdout.contains("encrypted, and this phone has no key"), "{}", ran.stdout);
    }
}

#[test]
fn files_at_a_url_are_read_where_they_are_mapped_to() {
    let folder = Folder::new(&[
        ("00908f123456.cfg", b"include https://phones.example/a/<MAC>.cfg\nsystem/web/enabled=0\n"),
        ("there/a/00908f123456.cfg", b"voip/line/0/di=1\n"),
    ]);
    let lint = ["lint", "00908f123456.cfg", "--allow", "not-yet"];
    let ran = folder.run(&lint);
    assert_eq!(
        ran.stdout,
        "00908f123456.cfg:1: note: include: https://phones.example/a/00908f123456.cfg was not \
         read [include-not-followed]\n    say where it is on this host: --map URL=DIR\n\
         1 file: 0 errors, 0 warnings, 1 note\n"
    );
    let map = ["--map", "https://phones.example/=there"];
    let ran = folder.run(&[&lint[..], &map].concat());
    assert_eq!(
        ran.stdout,
        "https://phones.example/a/00908f123456.cfg:1: warning: voip/line/0/di: there is no such \
         parameter [unknown-parameter]\n    did you mean voip/line/0/id?\n\
         1 file: 0 errors, 1 warning, 0 notes\n"
    );
}

#[test]
fn what_will_be_encrypted_may_be_checked_before() {
    let folder = Folder::new(&[
        ("00908f123456.cfg", b"include global.cfx\ninclude none.cfx\nvoip/line/0/id=1\n"),
        ("global.cfg", b"voip/line/0/di=1\n"),
    ]);
    let ran = folder.run(&["lint", ".", "--level", "warning"]);
    assert_eq!(
        ran.stdout,
        "./00908f123456.cfg:2: error: include: ./none.cfx: No such file or directory (os error \
         2) [include-missing]\n\
         ./global.cfg:1: warning: voip/line/0/di: there is no such parameter [unknown-parameter]\n\
         \x20   did you mean voip/line/0/id?\n\
         2 files: 1 error, 1 warning, 0 notes\n"
    );
}
