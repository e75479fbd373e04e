//! Real peers that nobody here wrote, started on loopback with files of `tests/peers`.

mod background;
mod baresip;
mod broken;
mod cable;
mod certificates;
mod chrony;
pub mod coders;
mod dnsmasq;
mod files;
mod kamailio;
mod lighttpd;
mod linphone;
mod network;
mod nginx;
mod notifier;
mod sipp;
pub mod srtp;
mod stub;
mod talker;
mod tftpd;
mod vsftpd;
pub mod wide;
pub mod wireshark;

pub use baresip::{Answer, Baresip, BaresipOptions, Carrier, Encryption};
pub use broken::{Breaks, Broken};
pub use cable::{Cable, Conditions};
pub use certificates::{Certificates, HOST, Pem};
pub use chrony::Chrony;
pub use dnsmasq::{DhcpServer, Dns};
pub use files::Files;
pub use kamailio::{Digest, Kamailio};
pub use lighttpd::Lighttpd;
pub use linphone::{AnnexB, Linphone};
pub use network::Machine;
pub use nginx::{Nginx, PASSWORD, USER};
pub use notifier::Notifier;
pub use sipp::Sipp;
pub use stub::{Echo, Impairment, Reaction, Stub};
pub use talker::Talker;
pub use tftpd::Tftpd;
pub use vsftpd::{Security, Vsftpd};

use std::net::{TcpStream, ToSocketAddrs};

use crate::child::{Child, wait_until};
use crate::folder;

/// The domain and realm of the tests' registrar.
pub const DOMAIN: &str = "phones.test";

/// Returns a file of `tests/peers` with each `@NAME@` replaced by its value.
fn filled_in(file: &str, values: &[(&str, &str)]) -> String {
    let path = folder().join("peers").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    values.iter().fold(text, |text, (name, value)| text.replace(&format!("@{name}@"), value))
}

/// Waits until `child` listens on `address`.
#[track_caller]
fn listens(name: &str, address: impl ToSocketAddrs, child: &Child) {
    let connected =
        wait_until(std::time::Duration::from_secs(10), || TcpStream::connect(&address).ok());
    assert!(connected.is_some(), "{name} does not listen:\n{}", child.log());
}
