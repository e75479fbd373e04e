//! Runs a scenario on bad networks: with each single datagram lost once, and with one in five
//! lost; the outcome must be the same, and nothing may be left behind.

use hookswitch_core::time::Duration;

use super::net::Faults;
use super::scenario;
use super::world::World;

/// Longer than anything of SIP that is over waits: 64 times T1 after a BYE that also took that
/// long, and the subscriptions of transfers.
const AFTERWARDS: Duration = Duration::from_secs(150);

/// How often a scenario runs with one datagram in five lost.
const STORMS: u64 = 5;

/// A scenario that ends with nothing going on: how it begins, when nothing is lost yet, what
/// happens, and what has come of it.
pub struct Flow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Puts everybody into the world.
    pub open: &'a dyn Fn(&mut World),
    /// What happens; whatever is expected is waited for with patience ([`PATIENCE`]).
    pub run: &'a dyn Fn(&mut World),
}

/// How long a step may take on a bad network.
pub const PATIENCE: Duration = Duration::from_secs(100);

/// Runs a flow in fine weather, compares its ladder with the golden file, and runs it again with
/// each of its datagrams lost once, and in bad weather.
#[track_caller]
pub fn survive(flow: &Flow<'_>) {
    let fine = scenario::run_golden(flow.name, |world| {
        (flow.open)(world);
        world.net.clear_trace();
        (flow.run)(world);
        end(world);
    });
    let count = fine.net.trace().len();
    assert!(count > 0, "{}: nothing was sent", flow.name);
    for lost in 0..count {
        once(flow, 1, |world| world.net.lose_only(lost));
    }
    for seed in 1..=STORMS {
        once(flow, seed, |world| world.net.faults = Faults { loss: 200, ..Faults::default() });
    }
}

/// Runs a flow once.
#[track_caller]
fn once(flow: &Flow<'_>, seed: u64, weather: impl Fn(&mut World)) {
    scenario::run_once(flow.name, seed, |world| {
        (flow.open)(world);
        world.net.clear_trace();
        weather(world);
        (flow.run)(world);
        end(world);
    });
}

/// Lets everything come to its end, and checks that nothing is left.
#[track_caller]
fn end(world: &mut World) {
    world.run_for(AFTERWARDS);
    world.net.faults = Faults::default();
    for (name, left) in world.left_behind() {
        assert!(left.is_empty(), "{name} still holds {left:?}\n{}", world.describe());
    }
}
