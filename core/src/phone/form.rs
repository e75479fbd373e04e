//! Forms: fields that are filled in with the keypad or the computer's keyboard.
//!
//! The keypad writes letters as desk phones do: a key that is pressed again within [`TAP_TIME`]
//! replaces what it wrote by its next character. What is typed on the computer's keyboard is taken
//! as it is. What a secret field holds is shown as `*` and told to nobody.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::keys::KeyPlace;
use super::menu::Page;
use super::{Phone, Timer, Urgency};
use crate::config::table::forward::ForwardType;
use crate::language::Text;
use crate::time::Duration;

/// How long a key writes its next character in the place of the one before.
const TAP_TIME: Duration = Duration::from_millis(1_500);

/// Most characters of a text or a secret.
const TEXT_MAX: usize = 64;

/// What a form is for; what becomes of it is in `administration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum FormKind {
    /// The password of the administrator.
    Administration,
    /// Date and time, set by hand.
    Clock,
    /// User and password for provisioning servers.
    Credentials,
    /// The same, because a server asks for them.
    Prompt,
    /// The account of a line.
    Account(u8),
    /// A contact: one of the person's own, or a new one.
    Contact(Option<usize>),
    /// Where calls of a line go, and when.
    Forward(u8, ForwardType),
    /// A number on a key, and whether its extension is watched.
    SpeedDial(KeyPlace, bool),
    /// A new password of the lock; whether the phone is locked then.
    NewLock(bool),
    /// The password of the lock.
    Unlock,
    /// The code behind the prefix of a programmable softkey.
    Code(u8),
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum FieldKind {
    /// Any characters.
    Text,
    /// Any characters; shown as `*`.
    Secret,
    /// A name or an address of a host.
    Host,
    /// Digits in the places of the letters of this pattern, as in `DD/MM/YYYY`.
    Digits(Pattern),
}

/// A pattern of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Pattern {
    /// `DD/MM/YYYY`.
    European,
    /// `MM/DD/YYYY`.
    American,
    /// `hh:mm`.
    Time,
}

/// What the digit keys write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Letters {
    /// Digits.
    Digits,
    /// Letters.
    Small,
    /// Capital letters.
    Capital,
}

/// The key that wrote the character before the cursor and may still change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tap {
    key: char,
    /// Which of the key's characters it is.
    index: usize,
}

/// What a key of the keypad writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The character.
    pub(super) character: char,
    /// Whether it takes the place of the one before the cursor.
    pub(super) replaces: bool,
    /// The key, if it may still change the character.
    pub(super) tap: Option<Tap>,
}

/// A field.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Field {
    /// What it is called.
    pub(super) label: Text,
    kind: FieldKind,
    text: Vec<char>,
    /// Characters before the cursor.
    cursor: usize,
    letters: Letters,
    tap: Option<Tap>,
}

/// A form that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Form {
    /// What it is for.
    pub(super) kind: FormKind,
    /// Its heading.
    pub(super) title: Text,
    /// What should be known before it is filled in; may be empty.
    pub(super) note: Text,
    /// Its fields, at least one.
    pub(super) fields: Vec<Field>,
    /// The field that is being filled in.
    pub(super) active: usize,
}

impl Pattern {
    const fn letters(self) -> &'static str {
        match self {
            Self::European => "DD/MM/YYYY",
            Self::American => "MM/DD/YYYY",
            Self::Time => "hh:mm",
        }
    }

    fn digits(self) -> usize {
        self.letters().chars().filter(char::is_ascii_alphabetic).count()
    }
}

impl Letters {
    /// Returns the label of the softkey that shows them and changes to the next.
    pub(super) fn label(self) -> Text {
        Text::verbatim(match self {
            Self::Digits => "123",
            Self::Small => "abc",
            Self::Capital => "ABC",
        })
    }

    /// Returns what the softkey changes to.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Digits => Self::Small,
            Self::Small => Self::Capital,
            Self::Capital => Self::Digits,
        }
    }

    /// Returns what a screen reader says of them.
    pub(super) const fn spoken(self) -> Text {
        match self {
            Self::Digits => Text::Digits,
            Self::Small => Text::SmallLetters,
            Self::Capital => Text::CapitalLetters,
        }
    }

    /// Returns what `key` writes after `before`, which may have been the same key.
    pub(super) fn write(self, key: char, before: Option<Tap>) -> Written {
        let choice = if self == Self::Digits { "" } else { characters(key) };
        let count = choice.chars().count();
        let again = before.filter(|tap| tap.key == key && count > 1);
        let index = again.map_or(0, |tap| (tap.index + 1) % count.max(1));
        let character = choice.chars().nth(index).unwrap_or(key);
        Written {
            character: if self == Self::Capital {
                character.to_ascii_uppercase()
            } else {
                character
            },
            replaces: again.is_some(),
            tap: (count > 1).then_some(Tap { key, index }),
        }
    }
}

/// What a field holds may be a secret.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({}, ..)", self.label)
    }
}

impl Field {
    /// Returns an empty field.
    pub(super) fn new(label: Text, kind: FieldKind, letters: Letters) -> Self {
        let (text, cursor, tap) = (Vec::new(), 0, None);
        Self { label, kind, text, cursor, letters, tap }
    }

    /// Returns the field with `text` in it.
    pub(super) fn with_text(mut self, text: &str) -> Self {
        for c in text.chars() {
            self.insert(c);
        }
        self
    }

    /// Returns what it holds.
    pub(super) fn value(&self) -> String {
        self.text.iter().collect()
    }

    /// Returns what is shown of it.
    pub(super) fn shown(&self) -> String {
        match self.kind {
            FieldKind::Text | FieldKind::Host => self.value(),
            FieldKind::Secret => "*".repeat(self.text.len()),
            FieldKind::Digits(pattern) => {
                let mut digits = self.text.iter();
                let place = |c: char| {
                    if c.is_ascii_alphabetic() { digits.next().copied().unwrap_or(c) } else { c }
                };
                pattern.letters().chars().map(place).collect()
            }
        }
    }

    /// Returns how many characters of what is shown stand before the cursor.
    pub(super) fn cursor(&self) -> usize {
        let FieldKind::Digits(pattern) = self.kind else { return self.cursor };
        let places = pattern.letters().char_indices().filter(|(_, c)| c.is_ascii_alphabetic());
        let end = pattern.letters().len();
        places.map(|(at, _)| at).nth(self.cursor).unwrap_or(end)
    }

    /// Whether characters other than digits may be typed.
    pub(super) fn takes_text(&self) -> bool {
        matches!(self.kind, FieldKind::Text | FieldKind::Secret | FieldKind::Host)
    }

    /// Returns what the digit keys write, if there is a choice.
    pub(super) fn letters(&self) -> Option<Letters> {
        self.takes_text().then_some(self.letters)
    }

    /// Returns what a screen reader says of it.
    fn spoken(&self) -> Text {
        let value = match (self.kind, self.text.len()) {
            (_, 0) => Text::EmptyField,
            (FieldKind::Secret, length) => {
                Text::Characters { count: u32::try_from(length).unwrap_or(u32::MAX) }
            }
            (FieldKind::Text | FieldKind::Host | FieldKind::Digits(_), _) => {
                Text::from(self.shown())
            }
        };
        self.label.clone().and(value)
    }

    fn max(&self) -> usize {
        match self.kind {
            FieldKind::Text | FieldKind::Secret | FieldKind::Host => TEXT_MAX,
            FieldKind::Digits(pattern) => pattern.digits(),
        }
    }

    /// Takes a key of the keypad. Returns the character that now stands before the cursor, and
    /// whether the key may still change it.
    fn press(&mut self, key: char) -> Option<(char, bool)> {
        let letters = self.letters().unwrap_or(Letters::Digits);
        // An address has its dot where a number has its star.
        let dots = self.kind == FieldKind::Host && letters == Letters::Digits;
        let key = if dots && key == '*' { '.' } else { key };
        let Written { character, replaces, tap } = letters.write(key, self.tap);
        if replaces {
            self.erase();
        }
        let taken = self.insert(character);
        self.tap = tap.filter(|_| taken);
        taken.then_some((character, self.tap.is_some()))
    }

    /// Writes a character at the cursor; returns whether there was room for it.
    fn insert(&mut self, c: char) -> bool {
        self.tap = None;
        let suits = if self.takes_text() { !c.is_control() } else { c.is_ascii_digit() };
        let room = suits && self.text.len() < self.max() && self.cursor <= self.text.len();
        if room {
            self.text.insert(self.cursor, c);
            self.cursor += 1;
        }
        room
    }

    /// Deletes the character before the cursor; returns whether there was one.
    fn erase(&mut self) -> bool {
        self.tap = None;
        let Some(before) = self.cursor.checked_sub(1) else { return false };
        self.text.remove(before);
        self.cursor = before;
        true
    }

    fn step(&mut self, right: bool) {
        self.tap = None;
        self.cursor = if right {
            (self.cursor + 1).min(self.text.len())
        } else {
            self.cursor.saturating_sub(1)
        };
    }
}

/// Returns what a key writes where letters are written, in the order of presses.
const fn characters(key: char) -> &'static str {
    match key {
        '0' => " 0",
        '1' => ".@-_/:1",
        '2' => "abc2",
        '3' => "def3",
        '4' => "ghi4",
        '5' => "jkl5",
        '6' => "mno6",
        '7' => "pqrs7",
        '8' => "tuv8",
        '9' => "wxyz9",
        '*' => "*+,;!?'\"()[]{}<>=%&$^~|`\\",
        _ => "#",
    }
}

impl Form {
    /// Returns a form with `fields`.
    pub(super) fn new(kind: FormKind, title: Text, fields: Vec<Field>) -> Self {
        Self { kind, title, note: Text::NOTHING, fields, active: 0 }
    }

    /// Returns the form with something that should be known before it is filled in.
    pub(super) fn with_note(self, note: Text) -> Self {
        Self { note, ..self }
    }

    /// Returns the field that is being filled in.
    pub(super) fn field(&self) -> Option<&Field> {
        self.fields.get(self.active)
    }

    /// Returns what a field holds.
    pub(super) fn value(&self, field: usize) -> String {
        self.fields.get(field).map_or_else(String::new, Field::value)
    }

    /// Whether the last field is being filled in.
    pub(super) fn is_last(&self) -> bool {
        self.active + 1 >= self.fields.len()
    }
}

impl Phone {
    /// Opens a form on top of the pages that are open.
    pub(super) fn open_form(&mut self, form: Form) {
        let field = form.field().map(Field::spoken).unwrap_or_default();
        let mut text = form.title.clone();
        if !form.note.is_empty() {
            text = text.then(&form.note);
        }
        self.announce(text.then(field), Urgency::Polite);
        self.pages.push(Page::Form(form));
    }

    /// Returns the form that is being filled in.
    pub(super) fn form(&self) -> Option<&Form> {
        match self.pages.last() {
            Some(Page::Form(form)) => Some(form),
            Some(Page::Menu(_) | Page::Confirm(_) | Page::Test(_)) | None => None,
        }
    }

    /// Takes a key of the keypad.
    pub(super) fn press_in_form(&mut self, key: char) {
        let Some(field) = self.field_mut() else { return };
        let (secret, written) = (field.kind == FieldKind::Secret, field.press(key));
        let Some((written, may_change)) = written else { return };
        if may_change {
            self.wait_for_tap();
        }
        self.say_written(&written.to_string(), secret);
    }

    /// Takes typed or pasted text.
    pub(super) fn type_in_form(&mut self, text: &str) {
        let Some(field) = self.field_mut() else { return };
        let secret = field.kind == FieldKind::Secret;
        let written: String = text.chars().filter(|&c| field.insert(c)).collect();
        if !written.is_empty() {
            self.say_written(&written, secret);
        }
    }

    /// Deletes the character before the cursor.
    pub(super) fn erase_in_form(&mut self) {
        if self.field_mut().is_some_and(Field::erase) {
            self.announce(Text::Deleted, Urgency::Polite);
        }
    }

    /// Moves the cursor.
    pub(super) fn step_in_form(&mut self, right: bool) {
        if let Some(field) = self.field_mut() {
            field.step(right);
        }
    }

    /// Goes to the next field, or to the one before.
    pub(super) fn move_in_form(&mut self, down: bool) {
        self.end_tap();
        let Some(Page::Form(form)) = self.pages.last_mut() else { return };
        let last = form.fields.len().saturating_sub(1);
        let active = if down { (form.active + 1).min(last) } else { form.active.saturating_sub(1) };
        if core::mem::replace(&mut form.active, active) != active {
            let spoken = form.field().map(Field::spoken).unwrap_or_default();
            self.announce(spoken, Urgency::Polite);
        }
    }

    /// Lets the digit keys write something else.
    pub(super) fn change_letters(&mut self) {
        if self.settings.outfit.digits_only {
            return;
        }
        let letters = if let Some(field) = self.field_mut() {
            field.tap = None;
            field.letters = field.letters.next();
            field.letters
        } else if let Some(letters) = self.change_letters_of_entry() {
            letters
        } else {
            return;
        };
        self.announce(letters.spoken(), Urgency::Polite);
    }

    /// The key that was pressed last writes a new character from now on.
    pub(super) fn end_tap(&mut self) {
        if let Some(field) = self.field_mut() {
            field.tap = None;
        }
        self.end_tap_in_entry();
    }

    /// Lets the key that was pressed change what it wrote for a while.
    pub(super) fn wait_for_tap(&mut self) {
        self.timers.set(Timer::Tap, self.now + TAP_TIME);
    }

    /// Goes to the next field, or hands the form in after the last one.
    pub(super) fn take_form(&mut self) {
        match self.form() {
            Some(form) if form.is_last() => self.submit_form(),
            Some(_) => self.move_in_form(true),
            None => {}
        }
    }

    /// Empties the field that is being filled in.
    pub(super) fn clear_field(&mut self) {
        if let Some(field) = self.field_mut() {
            (field.text, field.cursor, field.tap) = (Vec::new(), 0, None);
        }
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        match self.pages.last_mut() {
            Some(Page::Form(form)) => form.fields.get_mut(form.active),
            Some(Page::Menu(_) | Page::Confirm(_) | Page::Test(_)) | None => None,
        }
    }

    /// Tells a screen reader what was written, unless it is a secret.
    fn say_written(&mut self, text: &str, secret: bool) {
        let spoken = if secret { Text::Character } else { Text::verbatim(text) };
        self.announce(spoken, Urgency::Polite);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(letters: Letters, text: &str) -> Field {
        let mut field = Field::new(Text::User, FieldKind::Text, letters);
        for c in text.chars() {
            field.insert(c);
        }
        field
    }

    fn written(field: &mut Field, keys: &str) -> String {
        for key in keys.chars() {
            field.press(key);
        }
        field.value()
    }

    #[test]
    fn a_key_writes_its_characters_in_turn() {
        let mut field = text(Letters::Small, "");
        assert_eq!(written(&mut field, "2"), "a");
        assert_eq!(written(&mut field, "2"), "b");
        assert_eq!(written(&mut field, "222"), "a");
        assert_eq!(written(&mut field, "33"), "ae");
        field.tap = None;
        assert_eq!(written(&mut field, "3"), "aed");
        field.letters = Letters::Capital;
        assert_eq!(written(&mut field, "77771"), "aedS.");
        field.letters = Letters::Digits;
        assert_eq!(written(&mut field, "77*#"), "aedS.77*#");
    }

    #[test]
    fn characters_are_written_and_deleted_at_the_cursor() {
        let mut field = text(Letters::Digits, "13");
        field.step(false);
        assert_eq!(written(&mut field, "2"), "123");
        assert_eq!(field.cursor(), 2);
        assert!(field.erase() && field.erase());
        assert!(!field.erase());
        assert_eq!(field.value(), "3");
    }

    #[test]
    fn a_secret_is_not_shown() {
        let mut field = Field::new(Text::Password, FieldKind::Secret, Letters::Digits);
        assert_eq!(written(&mut field, "1234"), "1234");
        assert_eq!(field.shown(), "****");
        assert_eq!(field.spoken().to_string(), "Password, 4 characters");
        assert!(!format!("{field:?}").contains("1234"));
    }

    #[test]
    fn digits_fill_a_pattern() {
        let mut field =
            Field::new(Text::Date, FieldKind::Digits(Pattern::European), Letters::Digits);
        assert_eq!((field.shown().as_str(), field.cursor()), ("DD/MM/YYYY", 0));
        written(&mut field, "25*1");
        assert_eq!((field.shown().as_str(), field.cursor()), ("25/1M/YYYY", 4));
        written(&mut field, "120267");
        assert_eq!((field.shown().as_str(), field.cursor()), ("25/11/2026", 10));
        assert_eq!(field.value(), "25112026");
    }

    #[test]
    fn a_field_that_is_full_takes_no_more() {
        let mut field = text(Letters::Small, &"x".repeat(99));
        assert_eq!(field.value().len(), TEXT_MAX);
        assert_eq!(field.press('2'), None);
        // The character that may still change is at its own place.
        assert!(field.erase());
        assert_eq!(field.press('2'), Some(('a', true)));
        assert_eq!(field.press('2'), Some(('b', true)));
    }
}
