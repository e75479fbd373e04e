//! What happens in many scenarios, waited for as long as a bad network needs.

use hookswitch_core::phone::view::Screen;
use hookswitch_core::time::Duration;

use super::losses::PATIENCE;
use super::office::{ALICE, BOB};
use super::world::World;

/// A second.
pub const SECOND: Duration = Duration::from_secs(1);

/// Lets time pass until a phone's display shows `text`.
#[track_caller]
pub fn expect(world: &mut World, phone: usize, text: &str) {
    world.expect_within(phone, text, PATIENCE);
}

/// Lets time pass until a phone has this screen.
#[track_caller]
pub fn expect_screen(world: &mut World, phone: usize, screen: Screen) {
    let shows = |world: &World| world.phones[phone].phone.view().display.screen == screen;
    assert!(world.run_until(PATIENCE, shows), "{phone} not {screen:?}\n{}", world.describe());
}

/// Lets time pass until nothing goes on at a phone.
#[track_caller]
pub fn expect_idle(world: &mut World, phone: usize) {
    expect_screen(world, phone, Screen::Idle);
}

/// Lets time pass until the PBX has, or has not, somebody registered.
#[track_caller]
pub fn expect_registered(world: &mut World, user: &str, wanted: bool) {
    let registered = |world: &World| {
        world.pbx.as_ref().is_some_and(|pbx| pbx.registered(world.now).contains(&user))
    };
    let done = world.run_until(PATIENCE, |world| registered(world) == wanted);
    assert!(done, "{user} registered: {}\n{}", registered(world), world.describe());
}

/// Alice calls Bob, who answers.
#[track_caller]
pub fn talk(world: &mut World) {
    world.call(ALICE, "1002");
    answer(world, BOB, ALICE);
}

/// A phone that rings is answered, and whoever calls it knows.
#[track_caller]
pub fn answer(world: &mut World, callee: usize, caller: usize) {
    expect(world, callee, "Incoming call");
    expect(world, caller, "Ringing");
    world.press(callee, &["Answer"]);
    expect(world, callee, "Connected");
    expect(world, caller, "Connected");
    world.run_for(SECOND);
}

/// One of two who talk hangs up.
#[track_caller]
pub fn hang_up(world: &mut World, who: usize, other: usize) {
    world.press(who, &["End"]);
    expect(world, other, "Disconnected");
    expect_idle(world, other);
    expect_idle(world, who);
}
