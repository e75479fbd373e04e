//! Sets of files, fetched from a table.

use super::*;
use crate::config::encryption::{Key, des, sealed};
use crate::config::file::MAX_LINE;

const ROOT: &str = "http://h/a.cfg";

fn names() -> Names {
    Names { mac: "001122334455".into(), model: "440HD".into(), any_model: false }
}

fn keys() -> Keys {
    Keys(vec![Key::new("k")])
}

/// Reads `files`, the first of which is the root, saving and restoring at each step.
fn read(files: &[(&str, &[u8])]) -> Result<Loaded, Failure> {
    let root = files.first().map_or(ROOT, |file| file.0);
    let mut set = FileSet::new(Location::url(root).unwrap(), names());
    while !set.is_complete() {
        let restored: FileSet =
            postcard::from_bytes(&postcard::to_allocvec(&set).unwrap()).unwrap();
        set = restored;
        let want = set.poll_want().expect("something is wanted while the set is not complete");
        let file = files.iter().find(|(name, _)| *name == want.location.to_string());
        let file = file.map(|(_, bytes)| bytes.to_vec()).ok_or("404 Not Found".to_owned());
        set.handle_file(want.id, file, &keys());
    }
    assert_eq!(set.poll_want(), None);
    set.finish(&keys())
}

#[track_caller]
fn check_failure(files: &[(&str, &[u8])], expected: &str) {
    assert_eq!(read(files).map_err(|failure| failure.to_string()), Err(expected.to_owned()));
}

fn values(loaded: &Loaded) -> Vec<(&str, &str)> {
    loaded.values.iter().map(|(path, value)| (&**path, &**value)).collect()
}

#[test]
fn files_are_read_in_the_place_of_their_include() {
    let loaded = read(&[
        (
            ROOT,
            b"system/type=440HD\ninclude sub/<MODEL>_<MAC>.cfg\nvoip/line/0/id=3\ninclude b.cfg",
        ),
        (
            "http://h/sub/440HD_001122334455.cfg",
            b"voip/line/0/id=1\nvoip/line/1/id=1\ninclude c.cfg\n",
        ),
        ("http://h/sub/c.cfg", b"voip/line/0/id=2\n"),
        ("http://h/b.cfg", b"# nothing yet\n"),
    ]);
    let loaded = loaded.unwrap();
    let expected = [
        ("system/type", "440HD"),
        ("voip/line/0/id", "1"),
        ("voip/line/1/id", "1"),
        ("voip/line/0/id", "2"),
        ("voip/line/0/id", "3"),
    ];
    assert_eq!(values(&loaded), expected);
    let told: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "http://h/sub/c.cfg:1: voip/line/0/id: set before in \
         http://h/sub/440HD_001122334455.cfg:1; this value is used",
            "http://h/a.cfg:3: voip/line/0/id: set before in http://h/sub/c.cfg:1; this value is used",
        ]
    );
    assert_eq!(loaded.files.len(), 4);
    assert_eq!(loaded.files[0].includes, [(2, 1), (4, 2)]);
}

#[test]
fn answers_may_come_in_any_order_twice_or_unasked() {
    let mut set = FileSet::new(Location::url(ROOT).unwrap(), names());
    let first = set.poll_want().unwrap();
    assert_eq!(set.poll_want(), None);
    set.handle_file(FileId(7), Ok(b"a=1".to_vec()), &keys());
    set.handle_file(first.id, Ok(b"include b.cfg\ninclude c.cfg\ninclude b.cfg".to_vec()), &keys());
    let (b, c) = (set.poll_want().unwrap(), set.poll_want().unwrap());
    assert_eq!(set.poll_want(), None);
    set.handle_file(c.id, Ok(b"voip/line/0/id=c".to_vec()), &keys());
    set.handle_file(c.id, Err("late".to_owned()), &keys());
    set.handle_file(b.id, Ok(b"voip/line/0/id=b".to_vec()), &keys());
    let loaded = set.finish(&keys()).unwrap();
    let ids: Vec<_> = loaded.values.iter().map(|(_, value)| &**value).collect();
    assert_eq!(ids, ["b", "c", "b"]);
}

#[test]
fn one_file_that_is_missing_is_all_that_is_missing() {
    let root: (&str, &[u8]) = (ROOT, b"voip/line/0/id=1\ninclude b.cfg");
    let b: (&str, &[u8]) = ("http://h/b.cfg", b"\ninclude ftp://bob:hunter2@g/c.cfg");
    check_failure(
        &[root, b],
        "ftp://g/c.cfg: 404 Not Found (included by http://h/b.cfg:2, by http://h/a.cfg:2)",
    );
    check_failure(
        &[root, ("http://h/b.cfg", b" ")],
        "http://h/b.cfg: the file is empty (included by http://h/a.cfg:2)",
    );
}

#[test]
fn a_file_for_another_model_is_not_used() {
    check_failure(
        &[(ROOT, b"voip/line/0/id=1\nsystem/type=430HD\n")],
        "http://h/a.cfg:2: the file is for another model, this phone is a 440HD",
    );
    check_failure(
        &[(ROOT, b"system/type=450HD\n")],
        "http://h/a.cfg:1: the file is for another model, this phone is a 440HD",
    );
    assert!(read(&[(ROOT, b"system/type=440hd\n")]).is_ok());
}

#[test]
fn rings_are_named() {
    check_failure(
        &[
            (ROOT, b"include b.cfg"),
            ("http://h/b.cfg", b"include c.cfg"),
            ("http://h/c.cfg", b"a=1\ninclude b.cfg"),
        ],
        "http://h/c.cfg:2: files include each other: \
         http://h/b.cfg -> http://h/c.cfg -> http://h/b.cfg \
         (included by http://h/b.cfg:1, by http://h/a.cfg:1)",
    );
    check_failure(
        &[(ROOT, b"include a.cfg")],
        "http://h/a.cfg:1: files include each other: http://h/a.cfg -> http://h/a.cfg",
    );
    // A ring that the first way to each file does not show.
    let crossed = read(&[
        (ROOT, b"include b.cfg\ninclude c.cfg"),
        ("http://h/b.cfg", b"include c.cfg"),
        ("http://h/c.cfg", b"include b.cfg"),
    ]);
    assert!(matches!(crossed.unwrap_err().reason, FailureReason::Loop(_)));
}

#[test]
fn there_is_an_end_to_files() {
    let many: String = (0..200).map(|n| format!("include {n}.cfg\n")).collect();
    check_failure(&[(ROOT, many.as_bytes())], "http://h/a.cfg:64: more than 64 files are included");
    let twice = "include b.cfg\n".repeat(64);
    check_failure(
        &[(ROOT, twice.as_bytes()), ("http://h/b.cfg", b"a=1")],
        "http://h/b.cfg: more than 64 files are included (included by http://h/a.cfg:1)",
    );
    let deep: Vec<_> =
        (0..20).map(|n| (format!("http://h/{n}.cfg"), format!("include {}.cfg", n + 1))).collect();
    let deep: Vec<_> = deep.iter().map(|(name, text)| (&**name, text.as_bytes())).collect();
    assert_eq!(read(&deep).unwrap_err().reason, FailureReason::TooDeep);
    let large = vec![b'#'; MAX_FILE + 1];
    check_failure(&[(ROOT, &large)], "http://h/a.cfg: the file is larger than 2 MB");
    let large = "# a comment of no use to anybody\n".repeat(MAX_FILE / 33);
    let fives = "include b.cfg\n".repeat(5);
    check_failure(
        &[(ROOT, fives.as_bytes()), ("http://h/b.cfg", large.as_bytes())],
        "http://h/b.cfg: all files are larger than 8 MB (included by http://h/a.cfg:1)",
    );
    let values: String = (0..=MAX_VALUES).map(|n| format!("x/{n}=1\n")).collect();
    check_failure(
        &[(ROOT, values.as_bytes())],
        "http://h/a.cfg:5001: the files have more than 5000 values",
    );
}

#[test]
fn what_is_no_configuration_is_named() {
    check_failure(&[(ROOT, b"")], "http://h/a.cfg: the file is empty");
    check_failure(&[(ROOT, b"# a=1\n")], "http://h/a.cfg: no parameter in it can be used");
    check_failure(
        &[(ROOT, b"<html><body>Login")],
        "http://h/a.cfg: the server answered with a web page instead of the file",
    );
    check_failure(&[(ROOT, b"\x7fELF\0\0\0")], "http://h/a.cfg: the file is not text");
    check_failure(
        &[(ROOT, b"a=1\nvoip/line/0/i")],
        "http://h/a.cfg: the last line is cut off: the file did not come whole",
    );
    check_failure(
        &[(ROOT, b"include ../b.cfg\n")],
        "http://h/a.cfg:1: include: the name leads out of the folder that files are in",
    );
    check_failure(
        &[(ROOT, b"include gopher://h/b.cfg\n")],
        "http://h/a.cfg:1: include: the name must be a file name or begin with \
         ftp, ftps, tftp, http or https",
    );
}

#[test]
fn lines_that_cannot_be_used_are_told_and_the_rest_is_used() {
    let long = format!("a=1\n{}\nb\n", "x".repeat(MAX_LINE + 1));
    let loaded = read(&[(ROOT, long.as_bytes())]).unwrap();
    assert_eq!(values(&loaded), [("a", "1")]);
    let told: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "http://h/a.cfg:1: a: this version does not know the parameter",
            "http://h/a.cfg:2: longer than 8192 bytes",
            "http://h/a.cfg:3: not of the form name=value",
        ]
    );
}

#[test]
fn encrypted_files_and_values_are_opened() {
    let text = b"voip/line/0/id=7\nvoip/line/0/auth_password={\"wrong\"}\n";
    let key = Key::new("k");
    let value = encryption::encrypt_value("hunter2", &key);
    let root = format!("include b.cfx\nvoip/line/0/auth_password={value}\ninclude get.php?f=c\n");
    let loaded = read(&[
        (ROOT, root.as_bytes()),
        ("http://h/b.cfx", &des::encrypt(text, &key)),
        ("http://h/get.php?f=c", &sealed::seal(b"voip/line/1/id=8", &key, [1; 40]).unwrap()),
    ]);
    let loaded = loaded.unwrap();
    let expected = [
        ("voip/line/0/id", "7"),
        ("voip/line/0/auth_password", "hunter2"),
        ("voip/line/1/id", "8"),
    ];
    assert_eq!(values(&loaded), expected);
    assert_eq!(
        loaded.problems[0].to_string(),
        "http://h/b.cfx:2: voip/line/0/auth_password: \
        marked as encrypted, but not base64 within the marks"
    );
    assert!(!format!("{loaded:?}").contains("hunter2"));
}

#[test]
fn encrypted_files_that_cannot_be_opened_are_named() {
    let root = "http://h/a.cfx";
    let other = des::encrypt(b"voip/line/0/id=7\n", &Key::new("other"));
    check_failure(&[(root, &other)], "http://h/a.cfx: encrypted with another key, or damaged");
    check_failure(
        &[(root, &other[..other.len() - 3])],
        "http://h/a.cfx: encrypted, and did not come whole",
    );
    check_failure(
        &[(root, b"voip/line/0/id=7\n")],
        "http://h/a.cfx: not encrypted, though its name ends in .cfx",
    );
    check_failure(
        &[(root, b"<html>")],
        "http://h/a.cfx: the server answered with a web page instead of the file",
    );
    let sealed = sealed::seal(b"voip/line/0/id=7\n", &Key::new("other"), [1; 40]).unwrap();
    check_failure(&[(root, &sealed)], "http://h/a.cfx: encrypted with another key, or damaged");
}

#[test]
fn a_set_becomes_one_file() {
    let loaded = read(&[
        (ROOT, b"\xef\xbb\xbfsystem/type=440HD\r\ninclude b.cfg\r\n# end"),
        ("http://h/b.cfg", b"voip/line/0/id=1\ninclude c.cfg"),
        ("http://h/c.cfg", b"; nothing\rinclude=x"),
    ]);
    let document = loaded.unwrap().document();
    assert_eq!(
        String::from_utf8_lossy(document.bytes()),
        "system/type=440HD\r\n# include b.cfg\r\nvoip/line/0/id=1\n# include c.cfg\n\
         ; nothing\rinclude=x\r# end\r\n"
    );
}
