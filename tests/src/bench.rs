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
    /// Time of the processor that they took, in seconds: what else runs does not count.
    pub cpu_seconds: f64,
    /// Real time that they took, in seconds.
    pub seconds: f64,
    /// SIP datagrams sent.
    pub datagrams: u64,
}

impl Result {
    /// Returns calls per second of one core.
    pub fn calls_per_second(&self) -> f64 {
        f64::from(self.calls) / self.cpu_seconds
    }
}

/// Makes `calls` calls between two phones, which know each other's address and no server.
///
/// # Panics
///
/// If a call is not set up.
pub fn run(calls: u32) -> Result {
    let mut world = World::new(1);
    for (name, extension, last) in [("alice", "1001", 11), ("bob", "1002", 12)] {
        let ip = IpAddr::from([10, 0, 0, last]);
        let other = IpAddr::from([10, 0, 0, 23 - last]);
        let file =
            format!("voip/line/0/id={extension}\nvoip/signalling/sip/proxy_gateway={other}\n");
        world.add_phone(name, ip, &file);
    }
    world.run_for(Duration::from_secs(1));
    // One call to see that it works, and to count.
    call(&mut world);
    let datagrams = world.net.trace().len() as u64 * u64::from(calls);
    world.net.tracing = false;
    let (start, cpu_start) = (Instant::now(), cpu_time());
    for _ in 0..calls {
        call(&mut world);
    }
    let (cpu_seconds, seconds) = (cpu_time() - cpu_start, start.elapsed().as_secs_f64());
    Result { calls, cpu_seconds, seconds, datagrams }
}

/// Returns the processor time of this process, in seconds.
fn cpu_time() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
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
