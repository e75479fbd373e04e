//! A bad network between browser and gateway, for everything that goes over it: TCP and UDP alike.
//!
//! All packets from and to one port of this machine take the way through a TUN device, where
//! `tests/peers/cable.py` loses and delays them. Nothing on either side knows of it, so that TCP
//! repeats what was lost, and QUIC and RTP do not, as they would on a real network. It needs a
//! [`Machine`](super::Machine) of its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::folder;

/// How many packets are lost at once, where they are lost in bursts.
const BURST: f64 = 3.0;

/// How bad the network is, each way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conditions {
    /// Share of packets that is lost.
    pub loss: f64,
    /// Whether it is lost in bursts of three on average (Gilbert's model).
    pub in_bursts: bool,
    /// Each packet takes up to that much longer, in milliseconds, and overtakes no other.
    pub jitter_ms: f64,
}

/// The cable; it is whole at first.
#[derive(Debug)]
pub struct Cable {
    child: Child,
    orders: ChildStdin,
}

impl Cable {
    /// Leads all that goes to and comes from `port` through it.
    #[track_caller]
    pub fn on(port: u16) -> Self {
        let mut command = Command::new("python3");
        command.arg(folder().join("peers/cable.py")).arg(port.to_string());
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3 starts");
        let orders = child.stdin.take().expect("its input is a pipe");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        output.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "the cable cannot be made");
        Self { child, orders }
    }

    /// Is as bad as this from now on.
    #[track_caller]
    pub fn set(&mut self, conditions: Conditions) {
        let Conditions { loss, in_bursts, jitter_ms } = conditions;
        let burst = if in_bursts { BURST } else { 1.0 };
        writeln!(self.orders, "{loss} {burst} {jitter_ms}").unwrap();
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        // Fails only if it has ended.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}
