//! `hookswitch provision`.

use crate::run::Folder;

const CSV: &[u8] = b"[mac],[name],[id],[password]\n\
    00908F123456,Jonathan,4071,12345\n00908F123457,\"Smith, David\",4418,12346\n";

const TEMPLATE: &[u8] = b"system/type=440HD\nvoip/line/0/enabled=1\nvoip/line/0/id=[id]\n\
    voip/line/0/description=[name] ([id])\nvoip/line/0/auth_name=[id]\n\
    voip/line/0/auth_password=[password]\ninclude global_<MAC>.cfg\n";

const FIRST: &str = "system/type=440HD\nvoip/line/0/enabled=1\nvoip/line/0/id=4071\n\
    voip/line/0/description=Jonathan (4071)\nvoip/line/0/auth_name=4071\n\
    voip/line/0/auth_password=12345\ninclude global_<MAC>.cfg\n";

fn folder() -> Folder {
    Folder::new(&[("phones.csv", CSV), ("template.cfg", TEMPLATE)])
}

const COMMAND: [&str; 4] = ["provision", "phones.csv", "template.cfg", "[mac].cfg"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&COMMAND, more].concat()
}

#[test]
fn each_phone_of_the_list_gets_its_file() {
    let folder = folder();
    folder.run(&COMMAND).expect(
        0,
        "wrote ./00908F123456.cfg\nwrote ./00908F123457.cfg\n\
         phones: 2, files written: 2, unchanged: 0\n",
        "",
    );
    assert_eq!(folder.text("00908F123456.cfg"), FIRST);
    assert!(folder.text("00908F123457.cfg").contains("description=Smith, David (4418)\n"));
}

#[test]
fn mac_addresses_are_written_as_phones_ask_for_them() {
    let folder = folder();
    folder
        .put("phones.csv", b"[mac],[name],[id],[password]\n00:90:8F:12:34:56,Jonathan,4071,12345");
    let ran = folder.run(&with(&["--mac", "[mac]", "--out", "phones/new"]));
    ran.expect(
        0,
        "wrote phones/new/00908f123456.cfg\nphones: 1, files written: 1, unchanged: 0\n",
        "",
    );
    assert_eq!(folder.text("phones/new/00908f123456.cfg"), FIRST);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder();
    folder.run(&with(&["--dry-run", "--out", "phones"])).expect(
        0,
        "would write phones/00908F123456.cfg\nwould write phones/00908F123457.cfg\n\
         phones: 2, files to write: 2, unchanged: 0\n",
        "",
    );
    assert_eq!(folder.names("phones"), [""; 0]);
}

#[test]
fn a_file_that_differs_is_replaced_only_when_asked() {
    let folder = folder();
    assert_eq!(folder.run(&COMMAND).code, 0);
    folder.run(&COMMAND).expect(0, "phones: 2, files written: 0, unchanged: 2\n", "");
    folder.put("00908F123456.cfg", b"voip/line/0/id=1\n");
    folder.run(&COMMAND).expect(
        1,
        "",
        "phones.csv:2: ./00908F123456.cfg exists and differs (--force replaces it)\n\
         nothing was written\n",
    );
    assert_eq!(folder.text("00908F123456.cfg"), "voip/line/0/id=1\n");
    folder.run(&with(&["--force"])).expect(
        0,
        "replaced ./00908F123456.cfg\nphones: 2, files written: 1, unchanged: 1\n",
        "",
    );
    assert_eq!(folder.text("00908F123456.cfg"), FIRST);
    assert!(!folder.names(".").iter().any(|name| name.ends_with(".part")));
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_nothing_is_written() {
    let folder = folder();
    folder.put(
        "phones.csv",
        b"[mac],[name],[id]\n../00908F123456,a,1\n00908F123457,b\n,c,3\n\
          00908F123458,d,4\n00908f123458,e,5\n00908F123459,\"f\ng\",6\n",
    );
    folder.run(&COMMAND).expect(
        1,
        "",
        "phones.csv:3: 2 values for 3 tags: is there a comma in a value that is not quoted?\n\
         nothing was written\n",
    );
    folder.put(
        "phones.csv",
        b"[mac],[name],[id]\n../00908F123456,a,1\n,c,3\n\
          00908F123458,d,4\n00908f123458,e,5\n00908F123459,\"f\ng\",6\n",
    );
    folder.run(&COMMAND).expect(
        1,
        "",
        "template.cfg:6: [password] looks like a tag, but the list has no such column \
         (--keep-unknown leaves it as it is)\nnothing was written\n",
    );
    folder.run(&with(&["--keep-unknown"])).expect(
        1,
        "",
        "phones.csv:2: the value of [mac] has a slash or backslash and cannot be part of the \
         name\n\
         phones.csv:3: no value for [mac], which is part of the name\n\
         phones.csv:5: the name 00908f123458.cfg is taken by line 4 already\n\
         phones.csv:6: the value of [name] has a line break or a control character: is a quote \
         not closed?\n\
         nothing was written\n",
    );
    assert_eq!(folder.names("."), ["phones.csv", "template.cfg"]);
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused() {
    let folder = folder();
    for name in ["../[mac].cfg", "/tmp/[mac].cfg", "a/../../[mac].cfg"] {
        let ran = folder.run(&["provision", "phones.csv", "template.cfg", name]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("leads out of the folder"), "{}", ran.stderr);
    }
    folder.put("phones.csv", b"[mac],[name],[id],[password]\n.,.,1,2\n");
    let ran = folder.run(&["provision", "phones.csv", "template.cfg", "[mac][name]"]);
    assert_eq!(
        ran.stderr,
        "phones.csv:2: the name \"..\" leads out of the folder\nnothing was written\n"
    );
}

#[test]
fn a_name_must_tell_phones_apart() {
    let folder = folder();
    folder.run(&["provision", "phones.csv", "template.cfg", "phone.cfg"]).expect(
        1,
        "",
        "phone.cfg: the name has no tag, so that every phone would get the same file\n\
         nothing was written\n",
    );
    folder.run(&["provision", "phones.csv", "template.cfg", "[mca].cfg"]).expect(
        1,
        "",
        "[mca].cfg: [mca] looks like a tag, but the list has no such column \
         (--keep-unknown leaves it as it is)\nnothing was written\n",
    );
}

#[test]
fn lists_of_spreadsheets_are_taken() {
    let folder = folder();
    folder.put(
        "phones.csv",
        "\u{feff}@mac@;@name@;@id@\r\n00908F123456;Zoë;4071\r\n;;\r\n".as_bytes(),
    );
    folder.put(
        "template.cfg",
        b"\xef\xbb\xbfvoip/line/0/id=@id@\r\nvoip/line/0/description=@name@\r\n",
    );
    let ran = folder.run(&["provision", "phones.csv", "template.cfg", "@mac@.cfg"]);
    assert_eq!(
        ran.stderr,
        "phones.csv:1: only one tag: if columns are separated otherwise, say --delimiter ';'\n\
         nothing was written\n"
    );
    let args = ["provision", "phones.csv", "template.cfg", "@mac@.cfg", "--delimiter", ";"];
    assert_eq!(folder.run(&args).code, 0);
    assert_eq!(
        folder.text("00908F123456.cfg"),
        "voip/line/0/id=4071\r\nvoip/line/0/description=Zoë\r\n"
    );
}

#[test]
fn unused_columns_and_missing_files_are_told() {
    let folder = folder();
    folder.put("template.cfg", b"voip/line/0/id=[id]\nvoip/line/0/description=[name]\n");
    let ran = folder.run(&COMMAND);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (0, "note: the column [password] is used neither in template.cfg nor in the name\n")
    );
    let ran = folder.run(&["provision", "none.csv", "template.cfg", "[mac].cfg"]);
    ran.expect(2, "", "hookswitch: none.csv: No such file or directory (os error 2)\n");
    assert_eq!(folder.run(&["provision", "phones.csv"]).code, 2);
}
