//! Directories: the company's and the person's, in each of their forms (manual 24.1.2).
//!
//! The manual shows the text form; those of cfg and xml are ours, see `docs/files.md`, and vCards are
//! everybody's. The form is told by what is in the file, not by its name: its address may be a script.

mod cfg;
mod vcard;
mod xml;

use serde::{Deserialize, Serialize};

use super::{Entries, FileError, MAX_TEXT, Place, Why, csv, lines, text_of};

/// Most contacts that are kept.
pub const MAX_CONTACTS: usize = 5_000;

/// Largest file, in bytes: vCards may have photographs in them.
pub const MAX_FILE: usize = 16 * 1024 * 1024;

/// A person and how to call them; a number that there is not is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The full name; never empty in what [`read`] returns.
    pub name: String,
    /// The number at work: digits, or an address such as `1001@pbx.example`.
    pub office: String,
    /// The number at home.
    pub home: String,
    /// The number of the mobile.
    pub mobile: String,
}

/// A form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `name,office,home,mobile` on each line.
    Text,
    /// `directory/<n>/<field>=<text>` on each line.
    Cfg,
    /// A `<directory>` of `<contact>`s.
    Xml,
    /// vCards, one behind the other.
    VCard,
}

impl Form {
    fn of(text: &str) -> Self {
        if text.trim_start().starts_with('<') {
            return Self::Xml;
        }
        let first = lines(text).next().map_or("", |(_, line)| line);
        let named = first.trim_start_matches('/').starts_with(cfg::FOLDER) && first.contains('=');
        if named { Self::Cfg } else { Self::Text }
    }
}

/// Reads a directory of any form.
///
/// # Errors
///
/// Why nothing of it can be used.
pub fn read(bytes: &[u8]) -> Result<Entries<Contact>, FileError> {
    let cards = vcard::is_it(bytes);
    let text = text_of(bytes, if cards { MAX_FILE } else { MAX_TEXT })?;
    let mut list = List(Entries::new());
    match if cards { Form::VCard } else { Form::of(&text) } {
        Form::VCard => vcard::read(&text, &mut list),
        Form::Text => lines(&text).for_each(|(line, text)| list.line(line, text)),
        Form::Cfg => cfg::read(&text, &mut list),
        Form::Xml => xml::read(&text, &mut list)?,
    }
    list.0.finish()
}

/// Returns the text of a directory.
pub fn print(contacts: &[Contact], form: Form) -> String {
    match form {
        Form::Text => contacts.iter().map(Contact::line).collect(),
        Form::Cfg => cfg::print(contacts),
        Form::Xml => xml::print(contacts),
        Form::VCard => vcard::print(contacts),
    }
}

/// A field of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Office,
    Home,
    Mobile,
}

impl Field {
    const ALL: [Self; 4] = [Self::Name, Self::Office, Self::Home, Self::Mobile];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Office => "office",
            Self::Home => "home",
            Self::Mobile => "mobile",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str().eq_ignore_ascii_case(text))
    }
}

impl Contact {
    fn get(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Office => &self.office,
            Field::Home => &self.home,
            Field::Mobile => &self.mobile,
        }
    }

    fn set(&mut self, field: Field, text: String) {
        match field {
            Field::Name => self.name = text,
            Field::Office => self.office = text,
            Field::Home => self.home = text,
            Field::Mobile => self.mobile = text,
        }
    }

    /// Returns the contact as it is kept, if it can be shown and called.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn check(&self) -> Result<Self, Why> {
        let name = super::name(&self.name).ok_or(Why::BadName)?;
        let number = |field| super::number(self.get(field)).ok_or(Why::BadNumber);
        let checked = Self {
            name: name.to_owned(),
            office: number(Field::Office)?,
            home: number(Field::Home)?,
            mobile: number(Field::Mobile)?,
        };
        if checked.name.is_empty() {
            Err(Why::NoName)
        } else if !checked.has_number() {
            Err(Why::NoNumber)
        } else {
            Ok(checked)
        }
    }

    fn has_number(&self) -> bool {
        [&self.office, &self.home, &self.mobile].iter().any(|number| !number.is_empty())
    }

    fn line(&self) -> String {
        Field::ALL.map(|field| csv::quote(self.get(field))).join(",") + "\r\n"
    }
}

/// The contacts that were read.
struct List(Entries<Contact>);

impl List {
    fn line(&mut self, line: u32, text: &str) {
        match csv::fields(text) {
            Some(fields) if fields.iter().skip(4).all(String::is_empty) => {
                let mut contact = Contact::default();
                Field::ALL
                    .into_iter()
                    .zip(fields)
                    .for_each(|(field, text)| contact.set(field, text));
                self.contact(line, contact);
            }
            _ => self.problem(line, Why::NotContact),
        }
    }

    /// Takes a contact as it was written, if it can be shown and called.
    fn contact(&mut self, line: u32, mut contact: Contact) {
        if self.0.entries.len() >= MAX_CONTACTS {
            return self.problem(line, Why::TooMany(MAX_CONTACTS));
        }
        match super::name(&contact.name) {
            None => return self.problem(line, Why::BadName),
            Some("") => return self.problem(line, Why::NoName),
            Some(name) => contact.name = name.to_owned(),
        }
        for field in [Field::Office, Field::Home, Field::Mobile] {
            match super::number(contact.get(field)) {
                Some(number) => contact.set(field, number),
                None => {
                    // The others may be good.
                    self.problem(line, Why::BadNumber);
                    contact.set(field, String::new());
                }
            }
        }
        if !contact.has_number() {
            return self.problem(line, Why::NoNumber);
        }
        self.0.entries.push(contact);
    }

    fn problem(&mut self, line: u32, why: Why) {
        self.0.problem(Place::Line(line), why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn told(read: &Entries<Contact>) -> Vec<String> {
        read.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_manuals_form_is_read() {
        let read = read(b"John Smith,1234,98765432,574685746\r\nAnn,1234,,574685746\r\n").unwrap();
        assert_eq!(read.problems, []);
        let [john, ann] = &read.entries[..] else { panic!("two contacts") };
        assert_eq!((&*john.name, &*john.home), ("John Smith", "98765432"));
        assert_eq!((&*ann.office, &*ann.home, &*ann.mobile), ("1234", "", "574685746"));
    }

    #[test]
    fn lines_that_cannot_be_used_are_told() {
        let read =
            read(b"\"Smith, John\",12 34\nAnn\n,1\nBob,1,2,3,4\nEve,x y,1\n\"a\nJo,1@h").unwrap();
        assert_eq!(
            print(&read.entries, Form::Text),
            "\"Smith, John\",1234,,\r\nEve,,1,\r\nJo,1@h,,\r\n"
        );
        assert_eq!(
            told(&read),
            [
                "line 2: there is no number",
                "line 3: a contact without a name",
                "line 4: not of the form name,office,home,mobile",
                "line 5: the number cannot be dialled",
                "line 6: not of the form name,office,home,mobile",
            ]
        );
    }

    #[test]
    fn every_form_prints_what_it_reads() {
        let contact = |name: &str, office: &str, mobile: &str| Contact {
            name: name.into(),
            office: office.into(),
            home: String::new(),
            mobile: mobile.into(),
        };
        let contacts = [
            contact("Zoë \"Z\" <&> 'x', y; z", "1001", ""),
            contact("#1 = ]]>", "", "1002@pbx.example"),
            contact("directory/0/name=x", "1", "*2"),
        ];
        for form in [Form::Text, Form::Cfg, Form::Xml, Form::VCard] {
            let printed = print(&contacts, form);
            let read = read(printed.as_bytes()).unwrap();
            assert_eq!(
                (&read.entries[..], &read.problems[..]),
                (&contacts[..], &[][..]),
                "{form:?}"
            );
        }
    }

    #[test]
    fn there_is_an_end_to_contacts() {
        let read = read("a,1\n".repeat(MAX_CONTACTS + 2).as_bytes()).unwrap();
        assert_eq!(read.entries.len(), MAX_CONTACTS);
        assert_eq!(
            told(&read).first().map(String::as_str),
            Some("line 5001: more than 5000: the rest is not used")
        );
    }
}
