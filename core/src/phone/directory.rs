//! The directory: contacts that the person keeps on the phone, and those of the company (manual
//! 24.1, 24.2).
//!
//! One list shows both, by name. Letters and digits that are typed there search: for names with a
//! word that begins so, on the keypad by the letters that its keys have, and for numbers.

use core::ops::Range;

use super::exchange::{Merged, merge};
use super::form::{Field, FieldKind, Form, FormKind, Letters};
use super::io::Keepsake;
use super::menu::{PageKind, Question};
use super::status::{Row, row};
use super::{Output, Phone, Urgency};
use crate::call::Party;
use crate::files::Why;
use crate::files::directory::{self, Contact};
use crate::language::Text;

/// Most contacts that the person can keep (manual, Appendix F).
const LIMIT: u32 = 1_000;

/// Most characters that are searched for.
const LONGEST_SEARCH: usize = 20;

/// The letters of the keys `0` to `9` (ITU-T E.161).
const LETTERS: [&str; 10] = ["", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

impl Phone {
    /// Opens the directory, with all that is in it.
    pub(super) fn open_directory(&mut self) {
        self.search.clear();
        self.open_page(PageKind::Directory);
    }

    /// Returns what is searched for.
    pub(super) fn search_text(&self) -> &str {
        &self.search
    }

    /// Returns who is found: a contact, and whether it is one of the company's.
    fn found_contacts(&self) -> impl Iterator<Item = (&Contact, bool)> {
        let own = self.files.own.iter().map(|contact| (contact, false));
        let all = own.chain(self.files.contacts.iter().map(|contact| (contact, true)));
        let search = self.search.to_lowercase();
        all.filter(move |(contact, _)| search.is_empty() || fits(contact, &search))
    }

    /// Returns them in the order in which they are shown.
    fn shown_contacts(&self) -> Vec<(&Contact, bool)> {
        let mut shown: Vec<_> = self.found_contacts().collect();
        // Each half is in order already.
        shown.sort_by(|(a, _), (b, _)| by_name(a, b));
        shown
    }

    /// Returns how many contacts are shown.
    pub(super) fn directory_length(&self) -> usize {
        self.found_contacts().count()
    }

    /// Returns those of the contacts that stand at these places.
    pub(super) fn directory_rows(&self, places: Range<usize>) -> Vec<Row> {
        let shown = self.shown_contacts().into_iter();
        shown
            .skip(places.start)
            .take(places.len())
            .map(|(contact, company)| {
                let first = numbers(contact).next().map_or("", |(_, number)| number);
                let right = if company { Text::Company } else { Text::verbatim(first) };
                row(&contact.name, right)
            })
            .collect()
    }

    /// Returns the numbers of a contact.
    pub(super) fn contact_rows(&self, at: usize) -> Vec<Row> {
        let numbers = self.numbers_of(at).into_iter();
        numbers.map(|(kind, number)| row(number, kind)).collect()
    }

    fn numbers_of(&self, at: usize) -> Vec<(Text, String)> {
        let contacts = self.shown_contacts();
        let contact = contacts.get(at).map(|(contact, _)| numbers(contact));
        contact.into_iter().flatten().map(|(kind, number)| (kind, number.to_owned())).collect()
    }

    /// Returns the name of a contact that is shown.
    pub(super) fn contact_name(&self, at: usize) -> String {
        self.shown_contacts().get(at).map_or_else(String::new, |(contact, _)| contact.name.clone())
    }

    /// Calls a contact, or shows its numbers if it has several.
    pub(super) fn call_contact(&mut self, at: usize) {
        match &self.numbers_of(at)[..] {
            [] => {}
            [(_, number)] => self.call_from_list(self.line, &number.clone()),
            _ => self.open_page(PageKind::Contact(at)),
        }
    }

    /// Calls one of the numbers of a contact.
    pub(super) fn call_number_of(&mut self, at: usize, number: usize) {
        let number = self.numbers_of(at).into_iter().nth(number).map(|(_, number)| number);
        if let Some(number) = number {
            self.call_from_list(self.line, &number);
        }
    }

    /// Searches for more.
    pub(super) fn extend_search(&mut self, text: &str) {
        let room = LONGEST_SEARCH.saturating_sub(self.search.chars().count());
        self.search.extend(text.chars().filter(|c| !c.is_control()).take(room));
        self.searched();
    }

    /// Searches for less; returns whether there was something.
    pub(super) fn shorten_search(&mut self) -> bool {
        let shorter = self.search.pop().is_some();
        if shorter {
            self.searched();
        }
        shorter
    }

    fn searched(&mut self) {
        self.set_row(0);
        let found = self.shown_contacts();
        let first = found.first().map_or(Text::Nobody, |(it, _)| Text::verbatim(&it.name));
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        self.announce(Text::ContactsFound { count, first: Box::new(first) }, Urgency::Polite);
    }

    /// Asks for a new contact, with what is known of it.
    pub(super) fn open_new_contact(&mut self, party: &Party) {
        if self.files.own.len() >= LIMIT as usize {
            return self.notify(Self::full_text());
        }
        let name = if party.name == party.number { String::new() } else { party.name.clone() };
        let contact = Contact { name, office: party.number.clone(), ..Contact::default() };
        self.open_form(contact_form(FormKind::Contact(None), &contact));
    }

    /// Asks for a new contact, or what becomes of one that is shown.
    pub(super) fn open_contact_form(&mut self, at: usize) {
        let Some(own) = self.own_contact(at) else {
            return self.notify(Text::CompanyContact);
        };
        if let Some(contact) = self.files.own.get(own) {
            let form = contact_form(FormKind::Contact(Some(own)), contact);
            self.open_form(form);
        }
    }

    /// Takes what was entered of a contact.
    pub(super) fn enter_contact(&mut self, own: Option<usize>, values: [String; 4]) {
        let [name, office, home, mobile] = values;
        let contact = match (Contact { name, office, home, mobile }).check() {
            Ok(contact) => contact,
            Err(why) => return self.notify(refusal_text(&why)),
        };
        let name = contact.name.clone();
        match own.and_then(|at| self.files.own.get_mut(at)) {
            Some(place) => *place = contact,
            None => self.files.own.push(contact),
        }
        self.close_page();
        self.close_contact();
        self.keep_contacts();
        self.notify(Text::ContactSaved { name });
    }

    /// Asks whether a contact goes.
    pub(super) fn ask_to_delete_contact(&mut self, at: usize) {
        match self.own_contact(at) {
            Some(own) => self.ask(Question::DeleteContact(own)),
            None => self.notify(Text::CompanyContact),
        }
    }

    /// Deletes a contact.
    pub(super) fn delete_contact(&mut self, own: usize) {
        if own < self.files.own.len() {
            let Contact { name, .. } = self.files.own.remove(own);
            self.close_contact();
            self.keep_contacts();
            self.notify(Text::ContactDeleted { name });
        }
    }

    /// Deletes all of the person's contacts.
    pub(super) fn delete_contacts(&mut self) {
        self.files.own.clear();
        self.keep_contacts();
        self.notify(Text::ContactsDeleted);
    }

    /// Adds those of `contacts` that the person does not have.
    pub(super) fn merge_contacts(&mut self, contacts: Vec<Contact>) -> Merged {
        let merged = merge(&mut self.files.own, contacts, LIMIT as usize);
        if merged.added + merged.completed > 0 {
            self.keep_contacts();
        }
        merged
    }

    /// Returns what is said when there is no room for a contact.
    pub(super) const fn full_text() -> Text {
        Text::DirectoryFull { limit: LIMIT }
    }

    /// Takes the contacts that were kept.
    pub(super) fn take_contacts(&mut self, data: &[u8]) {
        if let Ok(mut read) = directory::read(data) {
            read.entries.truncate(LIMIT as usize);
            self.files.own = read.entries;
            self.files.own.sort_by(by_name);
            self.rename_keys();
        }
    }

    /// Returns who has a number, as the person says; empty if nobody does.
    pub(super) fn own_name_of(&self, number: &str) -> String {
        name_among(&self.files.own, number)
    }

    fn keep_contacts(&mut self) {
        self.files.own.sort_by(by_name);
        self.rename_keys();
        let text = directory::print(&self.files.own, directory::Form::Text);
        self.outputs.push_back(Output::Keep(Keepsake::Contacts, text.into_bytes()));
        let rows = self.directory_length();
        if let Some(page) = self.menu_page().filter(|page| page.kind == PageKind::Directory) {
            self.set_row(page.row.min(rows.saturating_sub(1)));
        }
    }

    /// Closes the numbers of a contact, which may be another one now.
    fn close_contact(&mut self) {
        if self.menu_page().is_some_and(|page| matches!(page.kind, PageKind::Contact(_))) {
            self.close_page();
        }
    }

    /// Whether the contact that is shown there is the person's own.
    pub(super) fn is_own_contact(&self, at: usize) -> bool {
        self.own_contact(at).is_some()
    }

    /// Returns which one of the person's own contacts is shown there.
    fn own_contact(&self, at: usize) -> Option<usize> {
        let contacts = self.shown_contacts();
        let (shown, _) = contacts.get(at).filter(|(_, company)| !company)?;
        self.files.own.iter().position(|contact| core::ptr::eq(contact, *shown))
    }
}

/// Returns the name of who has a number; empty if nobody does.
pub(super) fn name_among(contacts: &[Contact], number: &str) -> String {
    let has = |contact: &&Contact| numbers(contact).any(|(_, own)| own == number);
    let contact = contacts.iter().find(has).filter(|_| !number.is_empty());
    contact.map_or_else(String::new, |contact| contact.name.clone())
}

/// Orders contacts by name, whatever the case of its letters.
pub(super) fn by_name(a: &Contact, b: &Contact) -> core::cmp::Ordering {
    fn letters(contact: &Contact) -> impl Iterator<Item = char> {
        contact.name.chars().flat_map(char::to_lowercase)
    }
    letters(a).cmp(letters(b))
}

fn numbers(contact: &Contact) -> impl Iterator<Item = (Text, &str)> {
    let Contact { office, home, mobile, .. } = contact;
    let all = [(Text::Office, office), (Text::Home, home), (Text::Mobile, mobile)];
    all.into_iter().filter(|(_, number)| !number.is_empty()).map(|(kind, it)| (kind, it.as_str()))
}

/// Whether a contact is one of those that are searched for; `search` has small letters.
fn fits(contact: &Contact, search: &str) -> bool {
    let name = contact.name.to_lowercase();
    let words = name.match_indices(' ').map(|(at, _)| at + 1).chain([0]);
    let mut words = words.filter_map(|at| name.get(at..));
    words.any(|rest| rest.starts_with(search) || keys_spell(search, rest))
        || numbers(contact).any(|(_, number)| number.starts_with(search))
}

/// Whether `keys`, pressed one after the other, are those of the letters with which `name` begins.
fn keys_spell(keys: &str, name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphanumeric());
    keys.chars().all(|key| {
        let has = key.to_digit(10).and_then(|digit| LETTERS.get(digit as usize));
        has.is_some_and(|has| letters.next().is_some_and(|c| has.contains(c) || c == key))
    })
}

fn contact_form(kind: FormKind, contact: &Contact) -> Form {
    let field =
        |label, letters, text: &str| Field::new(label, FieldKind::Text, letters).with_text(text);
    let fields = vec![
        field(Text::Name, Letters::Capital, &contact.name),
        field(Text::Office, Letters::Digits, &contact.office),
        field(Text::Home, Letters::Digits, &contact.home),
        field(Text::Mobile, Letters::Digits, &contact.mobile),
    ];
    Form::new(kind, Text::Contact, fields)
}

/// Returns why a contact is none, as who entered it should know.
pub(super) fn refusal_text(why: &Why) -> Text {
    if *why == Why::NoName {
        Text::ContactWithoutName
    } else if *why == Why::BadName {
        Text::BadContactName
    } else if *why == Why::NoNumber {
        Text::ContactWithoutNumber
    } else {
        Text::BadContactNumber
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_letters_keys_and_numbers() {
        let contact = Contact {
            name: "Zoë van Dyck".to_owned(),
            office: "1001".to_owned(),
            ..Contact::default()
        };
        for search in
            ["", "z", "zoë", "van", "dyck", "van d", "826", "8263925", "39", "100", "1001"]
        {
            assert!(fits(&contact, search), "{search}");
        }
        for search in ["oë", "y", "827", "2001", "10011", "-"] {
            assert!(!fits(&contact, search), "{search}");
        }
    }

    #[test]
    fn names_are_in_order_whatever_their_case() {
        let contact = |name: &str| Contact { name: name.to_owned(), ..Contact::default() };
        let mut contacts = [contact("bob"), contact("Alice"), contact("Bea")];
        contacts.sort_by(by_name);
        assert_eq!(contacts.map(|contact| contact.name), ["Alice", "Bea", "bob"]);
    }
}
