//! Two phones and the PBX: where most scenarios happen.

use std::net::IpAddr;

use super::world::World;

/// Address of the PBX.
pub const PBX: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

/// Password of everybody.
pub const PASSWORD: &str = "open sesame";

/// Index of the phone called alice, extension 1001.
pub const ALICE: usize = 0;

/// Index of the phone called bob, extension 1002.
pub const BOB: usize = 1;

/// Returns the `.cfg` of a phone with one line at the PBX.
pub fn file(extension: &str, name: &str, password: &str) -> String {
    file_for(PBX, extension, name, password)
}

/// Returns the `.cfg` of a phone with one line at the PBX with this address.
pub fn file_for(pbx: IpAddr, extension: &str, name: &str, password: &str) -> String {
    format!(
        "system/type=440HD\r\n\
         voip/line/0/enabled=1\r\n\
         voip/line/0/id={extension}\r\n\
         voip/line/0/description={name}\r\n\
         voip/line/0/auth_name={extension}\r\n\
         voip/line/0/auth_password={password}\r\n\
         voip/signalling/sip/use_proxy=1\r\n\
         voip/signalling/sip/proxy_address={pbx}\r\n\
         voip/signalling/sip/use_proxy_ip_port_for_registrar=1\r\n\
         voip/signalling/sip/rport/enabled=1\r\n"
    )
}

/// Adds the PBX, alice and bob, and lets them register.
#[track_caller]
pub fn open(world: &mut World) {
    world.add_pbx(PBX, &[("1001", PASSWORD), ("1002", PASSWORD), ("1003", PASSWORD)]);
    add_phone(world, "alice", "1001", "Alice");
    add_phone(world, "bob", "1002", "Bob");
    world.expect_registered(2);
}

/// As [`open`], with more lines in the `.cfg` of both phones.
#[track_caller]
pub fn open_with(world: &mut World, more: &str) {
    world.add_pbx(PBX, &[("1001", PASSWORD), ("1002", PASSWORD), ("1003", PASSWORD)]);
    for (number, (name, extension, full)) in
        [("alice", "1001", "Alice"), ("bob", "1002", "Bob")].into_iter().enumerate()
    {
        let ip = IpAddr::from([10, 0, 0, 11 + u8::try_from(number).unwrap()]);
        let phone = world.add_phone(name, ip, &(file(extension, full, PASSWORD) + more));
        world.gateways[phone].hosts.insert("pbx.example".to_owned(), vec![PBX]);
    }
    world.expect_registered(2);
}

/// Adds a phone that knows the PBX, and returns its index.
pub fn add_phone(world: &mut World, name: &str, extension: &str, display_name: &str) -> usize {
    add_phone_with(world, name, extension, display_name, "")
}

/// As [`add_phone`], with more lines in its `.cfg`.
pub fn add_phone_with(
    world: &mut World,
    name: &str,
    extension: &str,
    display_name: &str,
    more: &str,
) -> usize {
    let number = u8::try_from(world.phones.len()).unwrap();
    let ip = IpAddr::from([10, 0, 0, 11 + number]);
    world.add_phone(name, ip, &(file(extension, display_name, PASSWORD) + more))
}
