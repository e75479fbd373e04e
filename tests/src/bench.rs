//! Complete calls a second of two phones in the simulator: dialled key by key, answered, talked
//! for a second of virtual time, hung up, on one core.

use std::net::IpAddr;
use std::time::Instant;

use hookswitch_core::time::Duration;

use crate::harness::office::{ALICE, BOB};
use crate::harness::world::World;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Result {
    /// Calls made.
    pub calls: u32,
    /// Real time that they took, in seconds.
    pub seconds: f64,
    /// SIP datagrams sent.
    pub datagrams: u64,
}

impl Result {
    /// Returns calls per second.
    pub fn calls_per_second(&self) -> f64 {
        f64::from(self.calls) / self.seconds
    }
}

/// Makes `calls` calls between two phones, each the other's proxy.
///
/// # Panics
///
/// If a call is not set up.
pub fn run(calls: u32) -> Result {
    let mut world = World::new(1);
    for (name, extension, last) in [("alice", "1001", 11), ("bob", "1002", 12)] {
        let ip = IpAddr::from([10, 0, 0, last]);
        let other = IpAddr::from([10, 0, 0, 23 - last]);
        let file = format!(
            "voip/line/0/id={extension}\nvoip/signalling/sip/use_proxy=1\n\
             voip/signalling/sip/proxy_address={other}\n"
        );
        world.add_phone(name, ip, &file);
    }
    world.run_for(Duration::from_secs(1));
    // One call to see that it works, and to count.
    call(&mut world);
    let datagrams = world.net.trace().len() as u64 * u64::from(calls);
    world.net.tracing = false;
    let start = Instant::now();
    for _ in 0..calls {
        call(&mut world);
    }
    Result { calls, seconds: start.elapsed().as_secs_f64(), datagrams }
}

fn call(world: &mut World) {
    world.call(ALICE, "1002");
    world.expect(BOB, "Incoming call");
    world.press(BOB, &["Answer"]);
    world.expect(ALICE, "Connected");
    world.run_for(Duration::from_secs(1));
    world.press(ALICE, &["End"]);
    world.expect(BOB, "Disconnected");
    world.run_for(Duration::from_millis(100));
    world.press(BOB, &["Close"]);
}
