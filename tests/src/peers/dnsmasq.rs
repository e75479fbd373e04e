//! dnsmasq as a name server on loopback, and as a DHCP server in a network of its own.

use std::net::{Ipv4Addr, UdpSocket};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::network::{Network, ip};
use crate::child::{Child, free_ports, program, wait_until, without_rights};

/// A name server that knows what it was told, and nothing else.
#[derive(Debug)]
pub struct Dns {
    /// Its port on 127.0.0.1.
    pub port: u16,
    _child: Child,
    _folder: TempDir,
}

impl Dns {
    /// Starts it with names and their addresses.
    pub fn start(names: &[(&str, Ipv4Addr)]) -> Self {
        Self::with_services(names, &[])
    }

    /// Starts it with SRV records, too, as dnsmasq takes them: name, target, port, priority,
    /// weight.
    pub fn with_services(names: &[(&str, Ipv4Addr)], services: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_ports(1);
        let mut command = dnsmasq(&folder);
        command.args(["--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv"]);
        command.args(["--no-hosts", "--log-queries"]).arg(format!("--port={port}"));
        for (name, address) in names {
            command.arg(format!("--host-record={name},{address}"));
        }
        for service in services {
            command.arg(format!("--srv-host={service}"));
        }
        without_rights(&mut command, folder.path());
        let child = Child::start("dnsmasq", &mut command);
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let answered = wait_until(Duration::from_secs(10), || {
            // RFC 1035 4.1: a question about the root.
            let question = b"\0\x01\x01\0\0\x01\0\0\0\0\0\0\0\0\x02\0\x01";
            socket.send_to(question, ("127.0.0.1", port)).ok()?;
            socket.recv(&mut [0; 512]).ok()
        });
        assert!(answered.is_some(), "dnsmasq does not answer:\n{}", child.log());
        Self { port, _child: child, _folder: folder }
    }

    /// Returns its address as `gateway.toml` has it.
    pub fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

/// A DHCP server in a network namespace, with one cable to this machine. It needs root.
#[derive(Debug)]
pub struct DhcpServer {
    /// The interface of this machine at the other end of the cable.
    pub interface: String,
    /// The server's address on the cable.
    pub server: Ipv4Addr,
    /// This machine's address on the cable, if it has one.
    pub address: Option<Ipv4Addr>,
    child: Child,
    _folder: TempDir,
    // Dropped last: the namespace must outlive the server in it.
    network: Network,
}

impl DhcpServer {
    /// Starts it with options as dnsmasq takes them (`160,tftp://host`, `66,host`, `43,01:02:ab`);
    /// this machine has an address on the cable. Those that begin with `tag:phone,` are for clients
    /// of the user class `440HD` only. Each is sent to who asks for it; those that dnsmasq makes
    /// something of by itself, 43, 66 and 67, to everybody.
    pub fn start(options: &[&str]) -> Self {
        Self::with(options, true)
    }

    /// Starts it; `with_address` says whether this machine has an address on the cable.
    pub fn with(options: &[&str], with_address: bool) -> Self {
        let network = Network::new();
        let folder = tempfile::tempdir().unwrap();
        let Network { namespace, interface, third, .. } = &network;
        let at = |last| Ipv4Addr::new(10, 79, *third, last);
        let (server, own) = (at(1), at(2));
        ip(&["-n", namespace, "addr", "add", &format!("{server}/24"), "dev", "eth0"]);
        ip(&["-n", namespace, "link", "set", "eth0", "up"]);
        if with_address {
            ip(&["addr", "add", &format!("{own}/24"), "dev", interface]);
        }
        ip(&["link", "set", interface, "up"]);
        let dhcp = dnsmasq(&folder);
        let mut command = Command::new("ip");
        command.args(["netns", "exec", namespace]).arg(dhcp.get_program()).args(dhcp.get_args());
        command.args(["--port=0", "--interface=eth0", "--bind-interfaces", "--user=root"]);
        command.args(["--dhcp-authoritative", "--log-dhcp", "--dhcp-userclass=set:phone,440HD"]);
        command.arg(format!("--dhcp-range={},{},2m", at(100), at(200)));
        command.arg(format!("--dhcp-leasefile={}", folder.path().join("leases").display()));
        for option in options {
            let code = option.trim_start_matches("tag:phone,").split(',').next();
            let own = code.is_some_and(|code| ["43", "66", "67"].contains(&code));
            let how = if own { "dhcp-option-force" } else { "dhcp-option" };
            command.arg(format!("--{how}={option}"));
        }
        let child = Child::start("dnsmasq", &mut command);
        child.wait_for("DHCP, IP range");
        let interface = interface.clone();
        let address = with_address.then_some(own);
        Self { interface, server, address, child, _folder: folder, network }
    }

    /// Returns the namespace it is in.
    pub(super) fn namespace(&self) -> &str {
        &self.network.namespace
    }

    /// Returns its log: what each phone asked and was told.
    pub fn log(&self) -> String {
        self.child.log()
    }

    /// Waits until its log has `text`, at most 10 s.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.child.wait_for(text);
    }
}

fn dnsmasq(folder: &TempDir) -> Command {
    let mut command = Command::new(program(&["dnsmasq"]));
    command.args(["--keep-in-foreground", "--log-facility=-", "--conf-file=/dev/null"]);
    command.arg(format!("--pid-file={}", folder.path().join("pid").display()));
    command
}
