//! SIP accounts, as they are entered on the phone itself.

use super::bench::Bench;
use super::menus::{digits, open_administration, restarts, with_configuration};
use crate::phone::Input;
use crate::phone::key::Key;
use crate::time::Duration;

#[test]
fn an_account_is_added_and_changed_on_the_phone_which_starts_again_with_it() {
    let mut bench = with_configuration("system/password=4711");
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(2)]);
    bench.assert_shows(0, "1 1001");
    bench.soft(0, "New");
    bench.press(0, &[Key::Ok, Key::Ok, Key::Ok, Key::Ok, Key::Ok]);
    bench.assert_shows(0, "Enter a user name");
    let type_in = |bench: &mut Bench, text: &str| {
        bench.give(0, Input::Text(text.to_owned()));
        bench.press(0, &[Key::Down]);
    };
    bench.press(0, &[Key::Up; 4]);
    type_in(&mut bench, "2002");
    type_in(&mut bench, "Zo\u{eb}");
    bench.press(0, &[Key::Down]);
    type_in(&mut bench, "s3cret");
    // Nothing is set as long as one value is none.
    type_in(&mut bench, "no host");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "SIP Proxy Address, This cannot be set");
    assert_eq!(restarts(&bench), 0);
    // The star of the keypad is the dot of an address.
    bench.press(0, &[Key::Backspace; 7]);
    digits(&mut bench, "10");
    bench.press(0, &[Key::Star, Key::Digit(0), Key::Star, Key::Digit(0), Key::Star]);
    digits(&mut bench, "99");
    bench.assert_shows(0, "10.0.0.99");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "The phone starts again");
    bench.wait(Duration::from_secs(6));
    let label =
        |bench: &Bench, key: usize| bench.desks[0].phone.view().line_keys[key].label.clone();
    assert_eq!([label(&bench, 0), label(&bench, 1)], ["1001", "2002"]);
    assert!(bench.desks[0].log.iter().all(|line| !line.contains("s3cret")));
    // It outlives a page that is loaded anew, and can be changed.
    bench.refresh_page(0);
    open_administration(&mut bench);
    bench.press(0, &[Key::Digit(2), Key::Down, Key::Ok]);
    bench.assert_shows(0, "User ID 2002");
    bench.soft(0, "Edit");
    type_in(&mut bench, "9");
    bench.press(0, &[Key::Down, Key::Down, Key::Down, Key::Ok]);
    bench.wait(Duration::from_secs(6));
    assert_eq!(label(&bench, 1), "20029");
    assert_eq!(restarts(&bench), 2);
}
