//! The directory in the form of a configuration: `directory/<n>/<field>=<text>`.

use super::{Contact, Field, List, MAX_CONTACTS, Why};
use crate::files::lines;
use crate::map::Map;

/// What every path begins with.
pub(super) const FOLDER: &str = "directory/";

/// Reads every line into `list`; contacts come in the order of their numbers.
pub(super) fn read(text: &str, list: &mut List) {
    let mut contacts: Map<u32, (u32, Contact)> = Map::new();
    for (line, text) in lines(text) {
        let Some((number, field, text)) = entry(text) else {
            list.problem(line, Why::NotDirectoryLine);
            continue;
        };
        if contacts.len() > MAX_CONTACTS && !contacts.contains_key(&number) {
            list.problem(line, Why::TooMany(MAX_CONTACTS));
            continue;
        }
        if let Some((_, contact)) = contacts.get_mut(&number) {
            contact.set(field, text.to_owned());
        } else {
            let mut contact = Contact::default();
            contact.set(field, text.to_owned());
            contacts.insert(number, (line, contact));
        }
    }
    contacts.iter().for_each(|(_, (line, contact))| list.contact(*line, contact.clone()));
}

fn entry(line: &str) -> Option<(u32, Field, &str)> {
    let (path, text) = line.split_once('=')?;
    let (number, field) =
        path.trim().trim_start_matches('/').strip_prefix(FOLDER)?.split_once('/')?;
    Some((crate::text::digits(number)?, Field::parse(field)?, text.trim()))
}

pub(super) fn print(contacts: &[Contact]) -> String {
    let mut text = String::new();
    for (number, contact) in contacts.iter().enumerate() {
        for field in Field::ALL {
            let (name, value) = (field.as_str(), contact.get(field));
            if !value.is_empty() {
                text.push_str(&format!("{FOLDER}{number}/{name}={value}\r\n"));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::{Form, print, read, tests::told};

    #[test]
    fn contacts_are_read_in_the_order_of_their_numbers() {
        let read = read(
            b"# ours\ndirectory/2/name=Ann\n/directory/0/Name = John Smith\ndirectory/0/office=1234\n\
              directory/2/mobile=2\ndirectory/3/name=Bob\ndirectory/x/name=Eve\ndirectory/0/fax=1\n",
        )
        .unwrap();
        assert_eq!(print(&read.entries, Form::Text), "John Smith,1234,,\r\nAnn,,,2\r\n");
        assert_eq!(
            told(&read),
            [
                "line 7: not of the form directory/<n>/<field>=<text> with name, office, home or mobile",
                "line 8: not of the form directory/<n>/<field>=<text> with name, office, home or mobile",
                "line 6: there is no number",
            ]
        );
    }
}
