//! vCards, as other phones and programs give their contacts: of version 2.1, 3.0 (RFC 2426) and 4.0
//! (RFC 6350). What is printed is 3.0, which all of them read.
//!
//! Of a card the name and the telephone numbers are read, and addresses of SIP (`IMPP`, RFC 4770);
//! fax and pager numbers are passed over, as is all the rest.

use super::super::number;
use super::{Contact, Field, List, Why};

/// Longest line that is printed, in octets (RFC 6350 3.2).
const LINE: usize = 75;

/// Most numbers of a card that are looked at.
const MAX_NUMBERS: usize = 20;

/// Whether a file begins as a vCard does.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |mark: &[u8]| bytes.get(..mark.len()).is_some_and(|it| it.eq_ignore_ascii_case(mark));
    begins(b"BEGIN:VCARD")
}

/// A card that is being read.
#[derive(Debug, Default)]
struct Card {
    /// The line on which it begins.
    line: u32,
    formatted: String,
    structured: String,
    company: String,
    numbers: Vec<Number>,
}

/// A number of a card.
#[derive(Debug)]
struct Number {
    line: u32,
    field: Field,
    number: String,
}

/// A property of a card: a name, what is said of it, and a value.
struct Property<'a> {
    name: &'a str,
    parameters: Vec<&'a str>,
    value: &'a str,
}

/// Reads cards.
pub(super) fn read(text: &str, list: &mut List) {
    let mut card: Option<Card> = None;
    for (line, text) in unfold(text) {
        let Some(property) = Property::split(&text) else {
            if !text.trim().is_empty() {
                list.problem(line, Why::NotVCard);
            }
            continue;
        };
        let marks = property.value.trim().eq_ignore_ascii_case("VCARD");
        if property.is("BEGIN") && marks {
            if let Some(open) = card.replace(Card { line, ..Card::default() }) {
                list.problem(open.line, Why::OpenVCard);
            }
        } else if property.is("END") && marks {
            match card.take() {
                Some(card) => card.finish(list),
                None => list.problem(line, Why::NotVCard),
            }
        } else if let Some(card) = &mut card {
            card.take(line, &property, list);
        } else {
            list.problem(line, Why::NotVCard);
        }
    }
    if let Some(open) = card {
        list.problem(open.line, Why::OpenVCard);
    }
}

/// Returns the text of cards.
pub(super) fn print(contacts: &[Contact]) -> String {
    let mut text = String::new();
    for contact in contacts {
        let name = escape(&contact.name);
        let mut line = |line: &str| fold(line, &mut text);
        line("BEGIN:VCARD");
        line("VERSION:3.0");
        // Nobody knows which part of the name is which.
        line(&format!("N:;{name};;;"));
        line(&format!("FN:{name}"));
        for (field, kind) in
            [(Field::Office, "WORK"), (Field::Home, "HOME"), (Field::Mobile, "CELL")]
        {
            let number = contact.get(field);
            if number.bytes().any(|byte| byte.is_ascii_alphabetic()) || number.contains('.') {
                line(&format!("IMPP;TYPE={kind}:sip:{number}"));
            } else if !number.is_empty() {
                line(&format!("TEL;TYPE={kind}:{number}"));
            }
        }
        line("END:VCARD");
    }
    text
}

impl Card {
    fn take(&mut self, line: u32, property: &Property<'_>, list: &mut List) {
        if property.is("FN") {
            self.formatted = property.parts().concat();
        } else if property.is("N") {
            let parts = property.parts();
            // Family name, given name, further ones.
            let order = [1, 2, 0].into_iter().filter_map(|at| parts.get(at));
            let parts = order.map(|part| part.trim()).filter(|part| !part.is_empty());
            self.structured = parts.collect::<Vec<_>>().join(" ");
        } else if property.is("ORG") {
            self.company = property.parts().into_iter().next().unwrap_or_default();
        } else if property.is("TEL") || property.is("IMPP") {
            self.take_number(line, property, list);
        }
    }

    fn take_number(&mut self, line: u32, property: &Property<'_>, list: &mut List) {
        let text = property.text();
        let Some(dialled) = dialled(&text, property.is("IMPP")) else { return };
        if ["FAX", "PAGER", "MODEM"].iter().any(|kind| property.says(kind)) {
            return;
        }
        let field = if property.says("CELL") {
            Field::Mobile
        } else if property.says("HOME") {
            Field::Home
        } else {
            Field::Office
        };
        match number(&dialled) {
            Some(number) if number.is_empty() => {}
            Some(number) if self.numbers.iter().any(|known| known.number == number) => {}
            Some(_) if self.numbers.len() >= MAX_NUMBERS => list.problem(line, Why::NoRoom),
            Some(number) => self.numbers.push(Number { line, field, number }),
            None => list.problem(line, Why::BadNumber),
        }
    }

    /// Takes the contact: each number where it belongs, then the others where there is room.
    fn finish(self, list: &mut List) {
        let Self { line, formatted, structured, company, numbers } = self;
        let names = [formatted, structured, company];
        let name = names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_default();
        let mut contact = Contact { name, ..Contact::default() };
        let mut others = Vec::new();
        for number in numbers {
            if contact.get(number.field).is_empty() {
                contact.set(number.field, number.number);
            } else {
                others.push(number);
            }
        }
        for Number { line, number, .. } in others {
            let mut fields = [Field::Office, Field::Home, Field::Mobile].into_iter();
            match fields.find(|field| contact.get(*field).is_empty()) {
                Some(field) => contact.set(field, number),
                None => list.problem(line, Why::NoRoom),
            }
        }
        list.contact(line, contact);
    }
}

impl<'a> Property<'a> {
    /// Reads `group.NAME;PARAMETER=VALUE:value`.
    fn split(line: &'a str) -> Option<Self> {
        let colon = unquoted(line, ':')?;
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let mut parameters = Vec::new();
        let mut rest = head;
        while let Some(at) = unquoted(rest, ';') {
            parameters.push(rest.get(..at)?);
            rest = rest.get(at + 1..)?;
        }
        parameters.push(rest);
        let name = parameters.remove(0);
        let name = name.rsplit('.').next().unwrap_or(name).trim();
        Some(Self { name, parameters, value })
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether one of the parameters is `word`, or has it as its value, or among several.
    fn says(&self, word: &str) -> bool {
        self.parameters.iter().any(|parameter| {
            let values = parameter.split_once('=').map_or(*parameter, |(_, values)| values);
            let mut values = values.split(',').map(|value| value.trim_matches(['"', ' ']));
            values.any(|value| value.eq_ignore_ascii_case(word))
        })
    }

    /// Returns the value without its transfer encoding.
    fn text(&self) -> String {
        if !self.says("QUOTED-PRINTABLE") {
            return self.value.to_owned();
        }
        let (mut bytes, mut rest) = (Vec::new(), self.value.as_bytes());
        while let Some((&first, behind)) = rest.split_first() {
            let code = behind.get(..2).filter(|_| first == b'=');
            let code = code.and_then(|code| core::str::from_utf8(code).ok());
            let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
            bytes.push(byte.unwrap_or(first));
            rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        }
        crate::text::utf8_or_latin1(&bytes).into_owned()
    }

    /// Returns the parts of the value between semicolons, without what escapes them.
    fn parts(&self) -> Vec<String> {
        let text = self.text();
        let (mut parts, mut part) = (Vec::new(), String::new());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => part.push(' '),
                    Some(escaped) => part.push(escaped),
                    None => {}
                },
                ';' => parts.push(core::mem::take(&mut part)),
                c => part.push(c),
            }
        }
        parts.push(part);
        parts
    }
}

/// Returns what of a value is dialled; `None` if it is an address of something else.
fn dialled(text: &str, is_address: bool) -> Option<String> {
    let text = text.trim();
    let scheme = ["tel:", "sip:", "sips:"].into_iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    });
    let rest = match scheme {
        Some(scheme) => text.get(scheme.len()..)?.split(';').next().unwrap_or_default(),
        None if is_address => return None,
        None => text,
    };
    // Other phones write numbers with blanks, hyphens and marks of direction that are no ASCII.
    let readable = rest.chars().filter_map(|c| match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(' '),
        '\u{2010}'..='\u{2015}' => Some('-'),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\\' => None,
        c => Some(c),
    });
    Some(readable.collect())
}

/// Returns where `mark` stands first in `text` outside quotation marks.
fn unquoted(text: &str, mark: char) -> Option<usize> {
    let mut quoted = false;
    let mut chars = text.char_indices();
    chars
        .find(|(_, c)| {
            quoted ^= *c == '"';
            *c == mark && !quoted
        })
        .map(|(at, _)| at)
}

/// Returns the lines of `text` as they were before they were folded, and where they begin.
fn unfold(text: &str) -> impl Iterator<Item = (u32, String)> {
    let mut lines = (1..).zip(text.split('\n')).peekable();
    core::iter::from_fn(move || {
        let (number, first) = lines.next()?;
        let mut line = first.trim_end_matches('\r').to_owned();
        // Soft line breaks of quoted-printable (RFC 2045 6.7), in cards of 2.1.
        let head = line.split(':').next().unwrap_or_default();
        let soft = head.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        while let Some((_, next)) = lines.peek() {
            if let Some(rest) = next.strip_prefix([' ', '\t']) {
                line.push_str(rest.trim_end_matches('\r'));
            } else if soft && line.ends_with('=') {
                line.pop();
                line.push_str(next.trim_end_matches('\r'));
            } else {
                break;
            }
            lines.next();
        }
        Some((number, line))
    })
}

/// Adds a line to `text`, cut where it is too long; what follows a cut begins with a blank.
fn fold(line: &str, text: &mut String) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = LINE - 1;
        }
        text.push(c);
        room -= c.len_utf8();
    }
    text.push_str("\r\n");
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | ',' | ';') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::super::{Form, MAX_CONTACTS, print, read};
    use super::*;

    /// What is read of a file, in the manual's form.
    fn text_of(file: &str) -> String {
        print(&read(file.as_bytes()).unwrap().entries, Form::Text)
    }

    #[test]
    fn cards_of_each_version_are_read() {
        for (card, expected) in [
            // As phones of Android export (2.1).
            (
                "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=\r\n\
                 Dyck;Zo=C3=AB;van;;\r\nTEL;CELL:+49-151-1\r\nTEL;WORK;FAX:99\r\nTEL;HOME:2\r\n\
                 PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJRg==\r\n\r\nEND:VCARD\r\n",
                "Zoë van Dyck,,2,+491511\r\n",
            ),
            // As Apple's (3.0), with groups and labels.
            (
                "BEGIN:VCARD\nVERSION:3.0\nN:Smith;John;;;\nFN:John \n Smith\\, Jr.\n\
                 item1.TEL;type=pref:1234\nitem1.X-ABLabel:_$!<Other>!$_\n\
                 TEL;type=CELL;type=VOICE:\u{202a}+44\u{a0}7700\u{2011}900\u{202c}\nEND:VCARD\n",
                "\"John Smith, Jr.\",1234,,+447700900\r\n",
            ),
            (
                "begin:vcard\nversion:4.0\nfn:Ann\ntel;value=uri;type=\"home,voice\":tel:+1-555;ext=7\n\
                 impp;type=work:sip:1001@pbx.example\nimpp:xmpp:ann@example\nend:vcard",
                "Ann,1001@pbx.example,+1555,\r\n",
            ),
            ("BEGIN:VCARD\nORG:Hook\\; Switch;Sales\nTEL:7\nEND:VCARD", "\"Hook; Switch\",7,,\r\n"),
        ] {
            assert_eq!(text_of(card), expected, "{card}");
        }
    }

    #[test]
    fn each_number_finds_its_place_or_is_told() {
        let card = |numbers: &str| format!("BEGIN:VCARD\nFN:Ann\n{numbers}END:VCARD\n");
        let numbers = "TEL;TYPE=WORK:1\nTEL;TYPE=WORK:2\nTEL;TYPE=CELL:3\nTEL;TYPE=WORK:1\n";
        assert_eq!(text_of(&card(numbers)), "Ann,1,2,3\r\n");
        let more = format!("{numbers}TEL:4\nTEL:call me\n");
        assert_eq!(
            told(&read(card(&more).as_bytes()).unwrap()),
            ["line 8: the number cannot be dialled", "line 7: more numbers than a contact has"]
        );
    }

    #[test]
    fn cards_that_cannot_be_used_are_told() {
        let long = "x".repeat(500);
        let file = format!(
            "BEGIN:VCARD\nFN:Bob\nEMAIL:bob@example\nEND:VCARD\nFN:nobody\nBEGIN:VCARD\nTEL:1\n\
             END:VCARD\nBEGIN:VCARD\nFN:{long}\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Half\nTEL:1\n\
             BEGIN:VCARD\nFN:Whole\nTEL:1\nEND:VCARD\nEND:VCARD\nno property\nBEGIN:VCARD\nTEL:5"
        );
        let read = read(file.as_bytes()).unwrap();
        assert_eq!(print(&read.entries, Form::Text), "Whole,1,,\r\n");
        assert_eq!(
            told(&read),
            [
                "line 1: there is no number",
                "line 5: not a part of a vCard",
                "line 6: a contact without a name",
                "line 9: the name is longer than 100 characters or has control characters",
                "line 13: a vCard that does not end",
                "line 20: not a part of a vCard",
                "line 21: not a part of a vCard",
                "line 22: a vCard that does not end",
            ]
        );
    }

    #[test]
    fn long_names_are_folded_between_characters() {
        let contact =
            Contact { name: "ü".repeat(100), office: "1".to_owned(), ..Contact::default() };
        let printed = print(core::slice::from_ref(&contact), Form::VCard);
        assert!(printed.lines().all(|line| line.len() <= LINE), "{printed}");
        assert_eq!(read(printed.as_bytes()).unwrap().entries, [contact]);
    }

    #[test]
    fn photographs_do_not_make_a_file_too_large() {
        let photo = "A".repeat(40_000);
        let cards = format!("BEGIN:VCARD\nFN:a\nTEL:1\nPHOTO:{photo}\nEND:VCARD\n").repeat(100);
        assert_eq!(read(cards.as_bytes()).unwrap().entries.len(), 100);
        let card = "BEGIN:VCARD\nFN:a\nTEL:1\nEND:VCARD\n";
        let read = read(card.repeat(MAX_CONTACTS + 1).as_bytes()).unwrap();
        assert_eq!((read.entries.len(), read.problems.len()), (MAX_CONTACTS, 1));
    }
}
