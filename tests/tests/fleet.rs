//! A fleet: from one list and one template to five hundred registered phones, with the program's
//! own tools (manual 4.5 and 4.6).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::fmt::Write as _;
use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::process::Command;

use hookswitch_core::link::{MacAddress, Secret};
use hookswitch_tests::gateway::hookswitch;
use hookswitch_tests::harness::office::PBX;
use hookswitch_tests::harness::world::World;

const PHONES: u16 = 500;

/// Address of the gateway that all of them are behind.
const GATEWAY: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));

/// The administrator's key.
const KEY: &str = "an administrator's own key";

/// What each phone has of its own, tags in the style of the manual's example.
const TEMPLATE: &str = "\
system/type=440HD
include global.cfg
voip/line/0/enabled=1
voip/line/0/id=[id]
voip/line/0/description=[name]
voip/line/0/extension_display=[name] ([id])
voip/line/0/auth_name=[id]
voip/line/0/auth_password=[password]
";

/// What all have.
const GLOBAL: &str = "\
voip/signalling/sip/use_proxy=1
voip/signalling/sip/proxy_address=10.0.0.1
voip/signalling/sip/use_proxy_ip_port_for_registrar=1
";

/// One phone of the list.
struct Entry {
    mac: MacAddress,
    name: String,
    id: String,
    password: String,
}

fn entries() -> Vec<Entry> {
    let entry = |number: u16| {
        let [high, low] = number.to_be_bytes();
        Entry {
            mac: MacAddress([0x00, 0x90, 0x8f, 0x10, high, low]),
            name: format!("Desk {number}"),
            id: (4_000 + number).to_string(),
            password: format!("pass-{number}-word"),
        }
    };
    (0..PHONES).map(entry).collect()
}

/// Runs the program in `folder` and returns what it said last.
#[track_caller]
fn run(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(hookswitch()).args(args).current_dir(folder).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said.lines().last().unwrap_or_default().to_owned()
}

/// Makes the encrypted files of all phones and `global.cfg` in `www` of `folder`.
fn provision(folder: &Path, entries: &[Entry]) {
    let mut list = "[mac],[name],[id],[password]\n".to_owned();
    for Entry { mac, name, id, password } in entries {
        writeln!(list, "{mac},{name},{id},{password}").unwrap();
    }
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    fs::create_dir(folder.join("phones")).unwrap();
    write("phones.csv", &list);
    write("template.cfg", TEMPLATE);
    write("phones/global.cfg", GLOBAL);
    write("fleet.key", KEY);
    let made = run(
        folder,
        &[
            "provision",
            "phones.csv",
            "template.cfg",
            "[mac].cfg",
            "--mac",
            "[mac]",
            "--out",
            "phones",
        ],
    );
    assert_eq!(made, "phones: 500, files written: 500, unchanged: 0");
    let names: Vec<_> = entries.iter().map(|entry| format!("phones/{}.cfg", entry.mac)).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    run(folder, &[&["lint"], &names[..]].concat());
    let options = ["--key-file", "fleet.key", "--out", "www"];
    run(folder, &[&["encrypt", "-f"], &names[..], &options].concat());
    fs::copy(folder.join("phones/global.cfg"), folder.join("www/global.cfg")).unwrap();
}

#[test]
fn five_hundred_phones_start_from_one_list_and_one_template() {
    let folder = tempfile::tempdir().unwrap();
    let entries = entries();
    provision(folder.path(), &entries);

    let mut world = World::new(6);
    let users: Vec<_> = entries.iter().map(|entry| (&*entry.id, &*entry.password)).collect();
    world.add_pbx(PBX, &users);
    let gateway = world.add_gateway("gateway", GATEWAY);
    for file in fs::read_dir(folder.path().join("www")).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let bytes = fs::read(file.path()).unwrap();
        // Nobody reads a password on the way.
        assert!(name == "global.cfg" || !bytes.windows(4).any(|part| part == b"pass"), "{name}");
        world.gateways[gateway].files.insert(name, bytes);
    }
    world.gateways[gateway].keys = vec![Secret::new(KEY.to_owned())];
    for Entry { mac, id, .. } in &entries {
        world.add_phone_behind(gateway, id, *mac);
    }
    world.expect_registered(entries.len());
    for (phone, Entry { name, id, .. }) in world.phones.iter().zip(&entries) {
        assert_eq!(phone.phone.view().line_keys[0].label, format!("{name} ({id})"));
    }

    // They are phones: the first calls the last.
    let last = entries.len() - 1;
    world.call(0, &entries[last].id);
    world.expect(last, "Desk 0");
    world.press(last, &["Answer"]);
    world.expect(0, "Connected");
}
