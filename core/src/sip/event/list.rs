//! Resource lists: one subscription for many entities (RFC 4662). The body is multipart/related
//! (RFC 5621): RLMI that names the resources, and a part with the state of each.

use serde::{Deserialize, Serialize};

use super::xml::Element;
use crate::sip::endpoint::Body;
use crate::sip::header::{ContentType, HeaderName, TypedHeader};
use crate::text::{saturating_u32, utf8_or_latin1};

/// The type of the body.
pub const CONTENT_TYPE: &str = "multipart/related";

/// The type of the part that names the resources.
pub const LIST_TYPE: &str = "application/rlmi+xml";

/// Most parts of a body, resources of a list, and instances of a resource.
const MOST: usize = 256;

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its Content-ID without brackets; may be empty.
    pub id: String,
    /// What is in it.
    pub body: Body,
}

/// A list and what is told of its resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceList {
    /// The address of the list.
    pub uri: String,
    /// Its number; goes up by one with each document of a subscription.
    pub version: u32,
    /// Whether it tells of all resources.
    pub full: bool,
    /// The resources.
    pub resources: Vec<Resource>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Its address.
    pub uri: String,
    /// Its name for people; may be empty.
    pub name: String,
    /// `active`, `pending` or `terminated`, as told last; empty if the list is not subscribed.
    pub state: String,
    /// Its state, if the body has it.
    pub body: Option<Body>,
}

/// Splits a multipart body into its parts (RFC 2046 5.1); `None` if it has no boundary or does
/// not begin with one.
pub fn parts(body: &Body) -> Option<Vec<Part>> {
    let kind = content_type(&body.content_type)?;
    let boundary = kind.params.text("boundary")?.into_owned();
    if boundary.is_empty() || boundary.len() > 70 {
        return None;
    }
    let delimiter = format!("--{boundary}");
    let mut starts = Vec::new();
    let mut at = 0;
    let data = &body.data;
    while let Some(found) = find(data.get(at..)?, delimiter.as_bytes()) {
        let start = at + found;
        let at_line = start == 0 || data.get(start - 1) == Some(&b'\n');
        at = start + delimiter.len();
        if at_line {
            starts.push((start, at));
        }
        if starts.len() > MOST || (at_line && data.get(at..at + 2) == Some(b"--")) {
            break;
        }
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start);
    let bounds = starts.iter().map(|(_, after)| *after).zip(ends);
    let parts: Vec<Part> = bounds.filter_map(|(from, to)| part(data.get(from..to)?)).collect();
    (!starts.is_empty()).then_some(parts)
}

fn part(data: &[u8]) -> Option<Part> {
    let data = data.get(find(data, b"\n")? + 1..)?;
    // Without header fields the part begins with an empty line.
    let (head, rest) = match data {
        [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] => (&data[..0], rest),
        _ => {
            let (at, length) = match (find(data, b"\r\n\r\n"), find(data, b"\n\n")) {
                (Some(crlf), Some(lf)) if lf < crlf => (lf, 2),
                (Some(crlf), _) => (crlf, 4),
                (None, Some(lf)) => (lf, 2),
                (None, None) => return None,
            };
            (data.get(..at)?, data.get(at + length..)?)
        }
    };
    let rest = rest.strip_suffix(b"\n").unwrap_or(rest);
    let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    let head = utf8_or_latin1(head);
    let field = |wanted: &HeaderName| {
        let mut fields = head.lines().filter_map(|line| line.split_once(':'));
        let found = fields.find(|(name, _)| HeaderName::from_name(name.trim()) == *wanted);
        found.map(|(_, value)| value.trim().to_owned())
    };
    let id = field(&HeaderName::Other("Content-ID".to_owned())).unwrap_or_default();
    let content_type = field(&HeaderName::ContentType).unwrap_or_else(|| "text/plain".to_owned());
    let id = id.trim_matches(['<', '>']).to_owned();
    Some(Part { id, body: Body { content_type, data: rest.to_vec() } })
}

/// Reads a list; `None` if the body has none.
pub fn read(body: &Body) -> Option<ResourceList> {
    let parts = parts(body)?;
    let is_list = |part: &&Part| {
        content_type(&part.body.content_type).is_some_and(|kind| kind.is("application", "rlmi+xml"))
    };
    let list = parts.iter().find(is_list)?;
    let root = Element::read(&list.body.data).filter(|root| root.name == "list")?;
    let resources = root.all("resource").take(MOST).map(|element| {
        let instance = element.all("instance").last();
        let attribute = |name| instance.and_then(|instance| instance.attribute(name));
        let cid = attribute("cid").unwrap_or_default();
        let own = parts.iter().find(|part| !cid.is_empty() && part.id == cid);
        Resource {
            uri: element.attribute("uri").unwrap_or_default().to_owned(),
            name: element.text_of("name").to_owned(),
            state: attribute("state").unwrap_or_default().to_owned(),
            body: own.map(|part| part.body.clone()),
        }
    });
    Some(ResourceList {
        uri: root.attribute("uri").unwrap_or_default().to_owned(),
        version: root.attribute("version").and_then(saturating_u32)?,
        full: root.attribute("fullState") == Some("true"),
        resources: resources.collect(),
    })
}

fn content_type(text: &str) -> Option<ContentType> {
    let mut values = Vec::new();
    ContentType::parse_field(text, &mut values).ok()?;
    values.pop()
}

fn find(data: &[u8], wanted: &[u8]) -> Option<usize> {
    data.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Body {
        Body {
            content_type: "multipart/related;type=\"application/rlmi+xml\";boundary=\"50UBfW7LSC\""
                .to_owned(),
            data: text.replace('\n', "\r\n").into_bytes(),
        }
    }

    #[test]
    fn a_list_has_the_state_of_each_resource() {
        // After RFC 4662 6.
        let text = "--50UBfW7LSC\nContent-Transfer-Encoding: binary\nContent-ID: <nXYxAE@p.example>\n\
            Content-Type: application/rlmi+xml;charset=\"UTF-8\"\n\n\
            <list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:team@example.com\" version=\"7\" \
            fullState=\"true\"><resource uri=\"sip:bob@example.com\"><name>Bob</name>\
            <instance id=\"juwigmtboe\" state=\"active\" cid=\"bUZBsM@p.example\"/></resource>\
            <resource uri=\"sip:ed@example.net\"/></list>\n\
            --50UBfW7LSC\nContent-ID: <bUZBsM@p.example>\nContent-Type: application/pidf+xml\n\n\
            <presence/>\n--50UBfW7LSC--\n";
        let list = read(&body(text)).unwrap();
        assert_eq!((list.version, list.full, list.uri.as_str()), (7, true, "sip:team@example.com"));
        assert_eq!(list.resources.len(), 2);
        assert_eq!(list.resources[0].name, "Bob");
        assert_eq!(list.resources[0].body.as_ref().unwrap().data, b"<presence/>");
        assert_eq!(list.resources[1].body, None);
    }

    #[test]
    fn odd_multiparts_end_nowhere_else() {
        let none = Body { content_type: "multipart/related".to_owned(), data: vec![b'-'; 100] };
        assert_eq!(parts(&none), None);
        assert_eq!(parts(&body("no boundary at all")), None);
        assert_eq!(parts(&body("--50UBfW7LSC")).unwrap(), []);
        assert_eq!(parts(&body("--50UBfW7LSC\n\nx\n--50UBfW7LSC--")).unwrap()[0].body.data, b"x");
        assert_eq!(parts(&body(&"--50UBfW7LSC\n\n".repeat(1_000))).unwrap().len(), MOST);
        assert_eq!(read(&body("--50UBfW7LSC\n\nx\n--50UBfW7LSC--")), None);
    }
}
