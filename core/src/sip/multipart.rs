//! Bodies of several parts (RFC 2046 5.1, RFC 5621).

use super::endpoint::Body;
use super::header::{ContentType, HeaderName, TypedHeader};
use super::message::Headers;
use crate::text::utf8_or_latin1;

/// How deep parts may lie within parts.
const MAX_DEPTH: usize = 4;

/// Most parts that are looked at.
const MAX_PARTS: usize = 64;

/// One part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its fields, such as Content-Type and Content-Disposition.
    pub headers: Headers,
    /// What is in it.
    pub data: Vec<u8>,
}

impl Part {
    /// Returns its type; what says none is text (RFC 2046 5.2).
    pub fn content_type(&self) -> Option<ContentType> {
        read_type(self.headers.get(&HeaderName::ContentType).unwrap_or("text/plain"))
    }

    /// Whether a receiver that does not understand it may pass it over (RFC 5621 8.1).
    pub fn is_optional(&self) -> bool {
        let text = self.headers.get(&HeaderName::ContentDisposition).unwrap_or_default();
        text.to_ascii_lowercase().contains("handling=optional")
    }
}

/// Splits a body whose type is `content_type` into its parts, those of nested bodies too, in
/// their order. A body that is no multipart has none.
pub fn parts(content_type: &ContentType, data: &[u8]) -> Vec<Part> {
    let mut found = Vec::new();
    split(content_type, data, 0, &mut found);
    found
}

/// Returns the session description among the parts of a body.
pub(crate) fn session_description(headers: &Headers, data: &[u8]) -> Option<Body> {
    let content_type = headers.typed_opt::<ContentType>().ok()??;
    let is_sdp =
        |part: &Part| part.content_type().is_some_and(|kind| kind.is("application", "sdp"));
    // Of several versions the last is the best (RFC 2046 5.1.4), and a phone has one session.
    let part = parts(&content_type, data).into_iter().rfind(is_sdp)?;
    Some(Body { content_type: "application/sdp".to_owned(), data: part.data })
}

fn split(content_type: &ContentType, data: &[u8], depth: usize, into: &mut Vec<Part>) {
    let Some(boundary) = content_type.params.text("boundary") else { return };
    if !content_type.is_multipart() || depth >= MAX_DEPTH || boundary.is_empty() {
        return;
    }
    let delimiter = format!("--{boundary}");
    let mut part: Option<Vec<&[u8]>> = None;
    for line in data.split_inclusive(|&byte| byte == b'\n') {
        let text = trim_end(line);
        let is_end = text.strip_prefix(delimiter.as_bytes()) == Some(b"--");
        if text == delimiter.as_bytes() || is_end {
            if let Some(lines) = part.take() {
                take(&lines.concat(), depth, into);
            }
            if is_end || into.len() >= MAX_PARTS {
                return;
            }
            part = Some(Vec::new());
        } else if let Some(lines) = &mut part {
            lines.push(line);
        }
    }
    // A sender that forgot the last delimiter.
    if let Some(lines) = part {
        take(&lines.concat(), depth, into);
    }
}

/// Reads one part; the line break before the delimiter belongs to that (RFC 2046 5.1.1).
fn take(text: &[u8], depth: usize, into: &mut Vec<Part>) {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let mut headers = Headers::default();
    let mut at = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        at += line.len();
        let line = trim_end(line);
        if line.is_empty() {
            break;
        }
        let line = utf8_or_latin1(line);
        if let Some((name, value)) = line.split_once(':') {
            headers.push(HeaderName::from_name(name.trim()), value.trim());
        }
    }
    let part = Part { headers, data: text.get(at..).unwrap_or_default().to_vec() };
    match part.content_type() {
        Some(kind) if kind.is_multipart() => split(&kind, &part.data, depth + 1, into),
        Some(_) | None => into.push(part),
    }
}

fn read_type(text: &str) -> Option<ContentType> {
    let mut types = Vec::new();
    ContentType::parse_field(text, &mut types).ok()?;
    types.pop()
}

fn trim_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: &str = "preamble\r\n--b1\r\nContent-Type: text/plain\r\n\r\nhello\r\nworld\r\n\
        --b1\r\nContent-Type: multipart/alternative;boundary=in\r\n\r\n--in\r\n\
        Content-Type: application/sdp\r\nContent-Disposition: session\r\n\r\nv=0\r\n\r\n--in--\r\n\
        --b1\r\nc: image/png\r\nContent-Disposition: icon; handling=optional\r\n\r\n\x01\r\n--b1--\r\nepilogue";

    fn kind(text: &str) -> ContentType {
        read_type(text).unwrap()
    }

    #[test]
    fn parts_are_found_nested_ones_too() {
        let parts = parts(&kind("multipart/mixed; boundary=\"b1\""), MIXED.as_bytes());
        let data: Vec<_> = parts.iter().map(|part| part.data.as_slice()).collect();
        assert_eq!(data, [&b"hello\r\nworld"[..], b"v=0\r\n", b"\x01"]);
        assert!(parts[2].is_optional() && !parts[1].is_optional());
        assert!(parts[2].content_type().unwrap().is("image", "png"));
    }

    #[test]
    fn the_session_description_is_found() {
        let mut headers = Headers::default();
        headers.push(HeaderName::ContentType, "multipart/mixed;boundary=b1");
        let body = session_description(&headers, MIXED.as_bytes()).unwrap();
        assert_eq!(body.data, b"v=0\r\n");
        headers.set(HeaderName::ContentType, "application/sdp");
        assert_eq!(session_description(&headers, MIXED.as_bytes()), None);
    }

    #[test]
    fn broken_bodies_have_the_parts_that_can_be_seen() {
        let mixed = kind("multipart/mixed;boundary=x");
        assert_eq!(parts(&mixed, b""), []);
        assert_eq!(parts(&mixed, b"--y\r\n\r\nz"), []);
        assert_eq!(parts(&mixed, b"--x").len(), 1);
        assert_eq!(parts(&mixed, b"--x\n\nopen end")[0].data, b"open end");
        assert_eq!(parts(&kind("multipart/mixed"), b"--x\n\nz"), []);
        let deep = "--x\r\nContent-Type: multipart/mixed;boundary=x\r\n\r\n".repeat(50);
        assert!(parts(&mixed, deep.as_bytes()).len() <= MAX_PARTS);
    }
}
