//! What bodies in XML are read with: a small tree, with limits on all that a sender could blow up.
//!
//! Prefixes of name spaces are dropped, comments and processing instructions passed over, and
//! document type declarations refused: no entity but the five of XML is ever expanded.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Longest body that is read, in bytes.
const LONGEST: usize = 65_536;

/// Most elements.
const MOST_ELEMENTS: usize = 4_096;

/// Deepest nesting.
const DEEPEST: usize = 24;

/// Most attributes of an element.
const MOST_ATTRIBUTES: usize = 32;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name without prefix.
    pub name: String,
    /// Its attributes without prefixes, in order.
    pub attributes: Vec<(String, String)>,
    /// Its own text, without that of its elements.
    pub text: String,
    /// Its elements, in order.
    pub elements: Vec<Self>,
}

impl Element {
    /// Reads a document; `None` if it is not well-formed or goes beyond the limits.
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = core::str::from_utf8(body).ok().filter(|_| body.len() <= LONGEST)?;
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Self> = Vec::new();
        let mut root = None;
        let mut count = 0;
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    count += 1;
                    let fits = count <= MOST_ELEMENTS && open.len() < DEEPEST && root.is_none();
                    open.push(element(&start).filter(|_| fits)?);
                }
                Event::Empty(start) => {
                    count += 1;
                    let element = element(&start).filter(|_| count <= MOST_ELEMENTS)?;
                    close(element, &mut open, &mut root)?;
                }
                Event::End(_) => {
                    let mut element = open.pop()?;
                    element.text = element.text.trim().to_owned();
                    close(element, &mut open, &mut root)?;
                }
                Event::Text(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(&text);
                    }
                }
                Event::CData(data) => {
                    open.last_mut()?.text.push_str(&data);
                }
                Event::GeneralRef(name) => {
                    let c = match name.resolve_char_ref().ok()? {
                        Some(c) => c,
                        None => predefined(&name)?,
                    };
                    open.last_mut()?.text.push(c);
                }
                Event::DocType(_) => return None,
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::Eof => return root.filter(|_| open.is_empty()),
            }
        }
    }

    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the first element called `name`.
    pub fn element(&self, name: &str) -> Option<&Self> {
        self.elements.iter().find(|element| element.name == name)
    }

    /// Returns all elements called `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Returns the text of the first element called `name`; empty if there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.element(name).map_or("", |element| &element.text)
    }
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Option<()> {
    match open.last_mut() {
        Some(parent) => parent.elements.push(element),
        None if root.is_none() => *root = Some(element),
        None => return None,
    }
    Some(())
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        if attributes.len() == MOST_ATTRIBUTES {
            return None;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value));
    }
    Some(Element { name, attributes, ..Element::default() })
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_text_and_entities_are_read() {
        let body = b"<?xml version='1.0'?><!-- x --><p:a x:b='1&amp;2' xmlns:p='u'> t&lt;&#65; \
            <c/><![CDATA[<d>]]></p:a>";
        let element = Element::read(body).unwrap();
        assert_eq!((element.name.as_str(), element.attribute("b")), ("a", Some("1&2")));
        assert_eq!(element.text, "t<A <d>");
        assert_eq!(element.elements.len(), 1);
    }

    #[test]
    fn what_could_blow_up_is_refused() {
        let deep = "<a>".repeat(100) + &"</a>".repeat(100);
        let many = format!("<r>{}</r>", "<a/>".repeat(5_000));
        let wide: String = (0..100).map(|n| format!(" a{n}='1'")).collect();
        let bomb = "<!DOCTYPE a [<!ENTITY b 'cccc'>]><a>&b;</a>";
        let long = format!("<a>{}</a>", "x".repeat(LONGEST));
        for bad in
            [&deep, &many, &format!("<a{wide}/>"), bomb, &long, "<a>&b;</a>", "<a>", "<a/><b/>", ""]
        {
            assert_eq!(Element::read(bad.as_bytes()), None, "{}", bad.get(..20).unwrap_or(bad));
        }
    }
}
