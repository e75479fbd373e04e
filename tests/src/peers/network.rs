//! Networks of their own: namespaces that end with the test, and cables between them. They need
//! root.

use std::fs::File;
use std::net::Ipv4Addr;
use std::os::fd::AsFd;
use std::process::Command;
use std::sync::atomic::{AtomicU8, Ordering};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

/// A namespace and a cable into it.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) namespace: String,
    /// The end of the cable that is outside; the other is `eth0`.
    pub(super) interface: String,
    /// The third number of the cable's addresses.
    pub(super) third: u8,
}

impl Network {
    /// Makes them, with nothing up but the loopback interface inside.
    pub(super) fn new() -> Self {
        let number = next();
        let own = std::process::id();
        let namespace = add_namespace(number);
        // At most 15 bytes.
        let interface = format!("hs{}x{number}", own % 10_000_000);
        let third = (own as u8).wrapping_mul(7).wrapping_add(number);
        let network = Self { namespace, interface, third };
        let Self { namespace, interface, .. } = &network;
        ip(&["link", "add", interface, "type", "veth", "peer", "name", "eth0", "netns", namespace]);
        network
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        // The other end of the cable goes with it.
        delete_namespace(&self.namespace);
    }
}

/// A machine of its own on a network without a way out: from its start the test's thread is in it,
/// with everything that this thread starts, until it is dropped.
///
/// Every port is free there, also for programs without rights, and no packet leaves it, so that
/// servers can have the addresses and the ports that the manual prints.
#[derive(Debug)]
pub struct Machine {
    namespace: String,
    home: File,
}

impl Machine {
    /// Makes it with addresses beside 127.0.0.1, and moves there.
    #[track_caller]
    pub fn new(addresses: &[Ipv4Addr]) -> Self {
        let home = File::open("/proc/thread-self/ns/net").unwrap();
        let machine = Self { namespace: add_namespace(next()), home };
        enter(&machine.namespace);
        // An address that is checked for its double holds only a second or two later, and a browser
        // gives up what it loads when an address comes.
        std::fs::write("/proc/sys/net/ipv6/conf/default/accept_dad", "0").unwrap();
        // A cable that leads back to the machine: browsers want a network that is up.
        ip(&["link", "add", "lan0", "type", "veth", "peer", "name", "lan1"]);
        for address in addresses {
            ip(&["addr", "add", &format!("{address}/24"), "dev", "lan0"]);
        }
        ip(&["link", "set", "lan0", "up"]);
        ip(&["link", "set", "lan1", "up"]);
        std::fs::write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0").unwrap();
        machine
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // Fails only where it would have failed on the way there.
        let _back = move_into_link_name_space(self.home.as_fd(), NETWORK);
        delete_namespace(&self.namespace);
    }
}

const NETWORK: Option<LinkNameSpaceType> = Some(LinkNameSpaceType::Network);

/// Moves this thread into a namespace.
#[track_caller]
pub(super) fn enter(namespace: &str) {
    let file = File::open(format!("/run/netns/{namespace}")).unwrap();
    move_into_link_name_space(file.as_fd(), NETWORK).unwrap();
}

fn next() -> u8 {
    static NEXT: AtomicU8 = AtomicU8::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

#[track_caller]
fn add_namespace(number: u8) -> String {
    let namespace = format!("hswitch-{}-{number}", std::process::id());
    ip(&["netns", "add", &namespace]);
    ip(&["-n", &namespace, "link", "set", "lo", "up"]);
    namespace
}

fn delete_namespace(namespace: &str) {
    let _ended = Command::new("ip").args(["netns", "del", namespace]).status();
}

#[track_caller]
pub(super) fn ip(args: &[&str]) {
    let output = Command::new("ip").args(args).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "ip {}: {error}", args.join(" "));
}
