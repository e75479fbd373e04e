use super::*;

fn party(name: &str) -> Text {
    Text::CallFrom { party: Box::new(Text::verbatim(name)) }
}

#[test]
fn texts_of_english_are_said() {
    assert_eq!(Text::CallLog.to_string(), "Call Log");
    assert_eq!(party("Zo\u{eb}").to_string(), "Call from Zo\u{eb}");
    assert_eq!(format!("{:?}", Text::NewMessages { count: 1 }), "\"1 new message\"");
    assert_eq!(Text::NewMessages { count: 12 }.to_string(), "12 new messages");
    let why = Text::TransferFailed.because(Text::Busy);
    assert_eq!(why.to_string(), "Transfer failed: Busy");
}

#[test]
fn names_cannot_turn_what_stands_around_them() {
    assert_eq!(party("\u{202e}1001\u{2069}").to_string(), "Call from 1001");
    assert_eq!(party("\u{5d0}\u{5d1}").to_string(), "Call from \u{2068}\u{5d0}\u{5d1}\u{2069}");
    assert_eq!(Text::verbatim("\u{202e}a").to_string(), "a");
    let nested = Text::Busy.and("\u{5d0}".to_owned());
    assert_eq!(nested.to_string(), "Busy, \u{2068}\u{5d0}\u{2069}");
}

#[test]
fn a_file_that_misses_a_text_says_it_in_english() {
    let texts = Texts::read(Language::Hebrew, "Busy = \u{5ea}\n").unwrap();
    assert_eq!(texts.say(&Text::Busy), "\u{5ea}");
    assert_eq!(texts.say(&Text::Declined), "Declined");
    assert_eq!(texts.say(&party("1002")), "Call from \u{2068}1002\u{2069}");
    assert_eq!(Texts::read(Language::German, "= broken =").err(), Some(NoTexts));
}
