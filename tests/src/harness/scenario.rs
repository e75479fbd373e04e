//! Runs a scenario twice with the same seed, compares the two runs byte for byte, and compares
//! the ladder with its golden file.

use std::env;

use super::ladder;
use super::world::World;
use crate::golden;

/// Tells the seed when a scenario fails.
struct Guard<'a> {
    name: &'a str,
    seed: u64,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("scenario {} failed with HOOKSWITCH_SEED={}", self.name, self.seed);
        }
    }
}

/// Runs `scenario` twice and returns the second world; the seed is that of the name, or
/// `HOOKSWITCH_SEED`.
#[track_caller]
pub fn run(name: &str, scenario: impl Fn(&mut World)) -> World {
    let given = env::var("HOOKSWITCH_SEED").ok().and_then(|seed| seed.parse().ok());
    run_with_seed(name, given.unwrap_or_else(|| seed_of(name)), scenario)
}

/// Runs `scenario` twice with `seed` and returns the second world.
#[track_caller]
pub fn run_with_seed(name: &str, seed: u64, scenario: impl Fn(&mut World)) -> World {
    let _guard = Guard { name, seed };
    let once = || {
        let mut world = World::new(seed);
        scenario(&mut world);
        world
    };
    let (first, second) = (once(), once());
    assert_eq!(first.now, second.now, "{name}: the clock differs between two runs");
    for (a, b) in first.net.trace().iter().zip(second.net.trace()) {
        assert_eq!(a, b, "{name}: what is sent differs between two runs");
    }
    assert_eq!(first.net.trace().len(), second.net.trace().len(), "{name}: two runs differ");
    for (a, b) in first.phones.iter().zip(&second.phones) {
        assert_eq!(a.phone, b.phone, "{name}: {} differs between two runs", a.name);
    }
    second
}

/// Runs `scenario` once with `seed`.
#[track_caller]
pub fn run_once(name: &str, seed: u64, scenario: impl Fn(&mut World)) -> World {
    let _guard = Guard { name, seed };
    let mut world = World::new(seed);
    scenario(&mut world);
    world
}

/// Runs `scenario` twice and compares its ladder with `golden/sip/<name>.ladder`.
#[track_caller]
pub fn run_golden(name: &str, scenario: impl Fn(&mut World)) -> World {
    // Golden files are of one seed.
    let world = run_with_seed(name, seed_of(name), scenario);
    golden::check(&format!("sip/{name}.ladder"), &ladder::ladder(&world.net));
    world
}

/// Returns a seed that the name determines (FNV-1a).
fn seed_of(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
