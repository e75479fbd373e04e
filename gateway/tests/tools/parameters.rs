//! `hookswitch parameters`.

use serde_json::Value;

use crate::run::Folder;

#[test]
fn all_parameters_are_listed_by_chapter() {
    let ran = Folder::new(&[]).run(&["parameters"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let rows = ran.stdout.lines().filter(|line| line.starts_with("  ")).count();
    assert!(ran.stdout.contains("\nline (manual 16.3, 21.2)\n  voip/line/{line}/enabled "));
    assert!(ran.stdout.ends_with(&format!("\nparameters: {rows}\n")));
    assert!(rows > 500, "{rows}");
}

#[test]
fn one_parameter_is_told_in_full_in_any_spelling() {
    for spelling in
        ["voip/line/2/auth_name", "/voip/line/0/auth_name", "voip/line/{line}/auth_name"]
    {
        let ran = Folder::new(&[]).run(&["parameters", spelling]);
        ran.expect(
            0,
            "voip/line/{line}/auth_name\n\n  Name that answers the server's challenges.\n\n\
             \x20 values        text, up to 35 characters\n\
             \x20 default       0\n\
             \x20 numbers       {line} is 0 to 5\n\
             \x20 effect        acts\n\
             \x20 felt          after registering anew\n\
             \x20 label         Line Authentication User Name\n\
             \x20 page          Configuration > Voice Over IP > Line Settings\n\
             \x20 source        manual 16.3, 21.2\n",
            "",
        );
    }
}

#[test]
fn a_part_of_names_finds_parameters() {
    let folder = Folder::new(&[]);
    let ran = folder.run(&["parameters", "voip/line/0/"]);
    let rows: Vec<_> = ran.stdout.lines().filter(|line| line.starts_with("  ")).collect();
    assert!(rows.len() > 4, "{}", ran.stdout);
    assert!(rows.iter().all(|row| row.starts_with("  voip/line/{line}/")), "{}", ran.stdout);
    // A label finds its parameter, too.
    let ran = folder.run(&["parameters", "authentication user name"]);
    assert!(ran.stdout.contains("  voip/line/{line}/auth_name "), "{}", ran.stdout);
    let ran = folder.run(&["parameters", "voip/line/0/auth_naem"]);
    ran.expect(
        1,
        "",
        "no parameter has \"voip/line/0/auth_naem\" in its name or label; did you mean \
         voip/line/0/auth_name?\n",
    );
}

#[test]
fn the_reference_is_written_for_programs_too() {
    let folder = Folder::new(&[]);
    let list = |args: &[&str]| {
        let ran = folder.run(&[&["parameters", "--format", "json"], args].concat());
        let all: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        all["parameters"].as_array().expect("a list").clone()
    };
    let all = list(&[]);
    let small = list(&["--model", "405"]);
    assert!(small.len() < all.len());
    let port = &list(&["voip/signalling/sip/proxy_port"])[0];
    assert_eq!(port["path"], "voip/signalling/sip/proxy_port");
    assert_eq!(port["default"], serde_json::json!(["5060"]));
    assert_eq!(port["effect"], "acts");
    assert_eq!(port["secret"], false);
    assert_eq!(folder.run(&["parameters", "--model", "450HD"]).code, 2);
}
