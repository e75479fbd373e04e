//! The directory as XML: a `<directory>` of `<contact>`s with a child for each field.
//!
//! Text is read, and the five entities of XML and numbered characters in it. A document type is
//! refused: it is what entities are defined in, and nothing good comes of those. Attributes and
//! unknown elements are passed over.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::{Contact, Field, List};
use crate::config::file::ContentError;
use crate::files::FileError;

/// Elements within each other, at most.
const MAX_DEPTH: usize = 16;

pub(super) fn read(text: &str, list: &mut List) -> Result<(), FileError> {
    let mut walk = Walk { text, counted: (0, 1), path: Vec::new(), contact: None };
    let mut reader = Reader::from_str(text);
    // The position is where the event begins.
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = walk.line(at);
        match reader.read_event().map_err(|_| FileError::BrokenXml(line))? {
            Event::Start(start) => walk.start(start.local_name().as_ref(), line)?,
            Event::Empty(empty) => {
                walk.start(empty.local_name().as_ref(), line)?;
                walk.end(list);
            }
            Event::End(_) => walk.end(list),
            Event::Text(text) => walk.text(&text),
            Event::CData(text) => walk.text(&text),
            Event::GeneralRef(entity) => {
                walk.text(resolve(&entity).ok_or(FileError::Entity(line))?.encode_utf8(&mut [0; 4]))
            }
            Event::DocType(text) => {
                let page = text.trim_start().to_ascii_lowercase().starts_with("html");
                let error = if page {
                    FileError::Content(ContentError::WebPage)
                } else {
                    FileError::Entity(line)
                };
                return Err(error);
            }
            Event::Eof if walk.path.is_empty() => return Ok(()),
            Event::Eof => return Err(FileError::BrokenXml(line)),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

/// What an element is to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Directory,
    Contact,
    Field(Field),
    Other,
}

struct Walk<'a> {
    text: &'a str,
    /// A place in the text, and the number of its line.
    counted: (usize, u32),
    path: Vec<Element>,
    /// The contact that is open, and the line it began on.
    contact: Option<(u32, Contact)>,
}

impl Walk<'_> {
    fn start(&mut self, name: &str, line: u32) -> Result<(), FileError> {
        if self.path.len() >= MAX_DEPTH {
            return Err(FileError::BrokenXml(line));
        }
        let element = match self.path.last() {
            None if name.eq_ignore_ascii_case("directory") => Element::Directory,
            None if name.eq_ignore_ascii_case("html") => {
                return Err(FileError::Content(ContentError::WebPage));
            }
            None => return Err(FileError::NotDirectory),
            Some(Element::Directory) if name.eq_ignore_ascii_case("contact") => {
                self.contact = Some((line, Contact::default()));
                Element::Contact
            }
            Some(Element::Contact) => Field::parse(name).map_or(Element::Other, Element::Field),
            Some(_) => Element::Other,
        };
        self.path.push(element);
        Ok(())
    }

    fn end(&mut self, list: &mut List) {
        if self.path.pop() == Some(Element::Contact)
            && let Some((line, contact)) = self.contact.take()
        {
            list.contact(line, contact);
        }
    }

    fn text(&mut self, text: &str) {
        if let (Some(Element::Field(field)), Some((_, contact))) =
            (self.path.last(), &mut self.contact)
        {
            let whole = contact.get(*field).to_owned() + text;
            contact.set(*field, whole);
        }
    }

    /// Returns the number of the line at `at`, which never goes back.
    fn line(&mut self, at: usize) -> u32 {
        let (from, line) = self.counted;
        let passed = self.text.as_bytes().get(from..at).unwrap_or_default();
        let lines = passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (at, line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)));
        self.counted.1
    }
}

fn resolve(entity: &BytesRef<'_>) -> Option<char> {
    match &**entity {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

pub(super) fn print(contacts: &[Contact]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<directory>\n");
    for contact in contacts {
        text.push_str("  <contact>\n");
        for field in Field::ALL {
            let (name, value) = (field.as_str(), contact.get(field));
            if !value.is_empty() {
                let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                text.push_str(&format!("    <{name}>{value}</{name}>\n"));
            }
        }
        text.push_str("  </contact>\n");
    }
    text + "</directory>\n"
}

#[cfg(test)]
mod tests {
    use super::super::{Form, print, read, tests::told};
    use super::*;

    #[test]
    fn contacts_are_read() {
        let read = read(
            b"<?xml version=\"1.0\"?>\n<!-- ours -->\n<directory version=\"2\">\n<contact>\n\
              <name>J&#246;rg &amp; <![CDATA[<Co>]]></name><office>12 34</office>\n<fax>9</fax>\
              </contact><contact/>\n<group><contact><name>x</name></contact></group>\n\
              <Contact><Name>Ann</Name><mobile>1</mobile></Contact></directory>\n",
        )
        .unwrap();
        assert_eq!(print(&read.entries, Form::Text), "\"J\u{f6}rg & <Co>\",1234,,\r\nAnn,,,1\r\n");
        assert_eq!(told(&read), ["line 6: a contact without a name"]);
    }

    #[test]
    fn what_is_no_directory_is_named() {
        let error = |text: &str| read(text.as_bytes()).unwrap_err();
        assert_eq!(error("<!DOCTYPE html>\n<html>"), FileError::Content(ContentError::WebPage));
        assert_eq!(error("<html><body>"), FileError::Content(ContentError::WebPage));
        assert_eq!(error("<contacts/>"), FileError::NotDirectory);
        assert_eq!(error("<directory>\n<contact></directory>"), FileError::BrokenXml(2));
        assert_eq!(error("<directory>\n<contact><name>x"), FileError::BrokenXml(2));
        let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\">]>\n<directory/>";
        assert_eq!(error(bomb), FileError::Entity(1));
        let unknown = "<directory>\n<contact><name>&a;</name></contact></directory>";
        assert_eq!(error(unknown), FileError::Entity(2));
        assert!(matches!(error(&"<directory>".repeat(99)), FileError::BrokenXml(1)));
        assert!(matches!(error("<directory></directory>"), FileError::Nothing(_)));
    }
}
