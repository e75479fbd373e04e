//! Where a configuration is (ua-profile, RFC 6080 4.1): the body is the address, or the
//! Content-Type says that it is elsewhere.

use crate::sip::header::ContentType;
use crate::text::{saturating_u32, utf8_or_latin1};

/// Longest address.
const LONGEST: usize = 1_024;

/// Where a profile is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its address, for example `https://prov.example/440HD.cfg`.
    pub url: String,
    /// How long it holds, in seconds, if that is told.
    pub effective_by: Option<u32>,
}

impl Profile {
    /// Reads a body of type `message/external-body` or `text/uri-list`, and the `effective-by` of
    /// the Event header field; `None` if no address is told.
    pub fn read(kind: &ContentType, effective_by: Option<&str>, body: &[u8]) -> Option<Self> {
        let text = utf8_or_latin1(body);
        let url = if kind.is("message", "external-body") {
            kind.params.text("URL")?.into_owned()
        } else {
            let mut lines = text.lines().map(str::trim);
            lines.find(|line| !line.is_empty() && !line.starts_with('#'))?.to_owned()
        };
        let schemes = ["http", "https", "ftp", "ftps", "tftp"];
        let scheme = url.split("://").next().unwrap_or_default().to_ascii_lowercase();
        let known = schemes.contains(&scheme.as_str()) && url.len() <= LONGEST;
        let effective_by = effective_by.and_then(saturating_u32);
        known.then_some(Self { url, effective_by })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::header::TypedHeader;

    fn read(kind: &str, body: &str) -> Option<String> {
        let mut kinds = Vec::new();
        ContentType::parse_field(kind, &mut kinds).unwrap();
        Profile::read(&kinds[0], Some("60"), body.as_bytes()).map(|profile| profile.url)
    }

    #[test]
    fn addresses_are_found_in_the_body_or_in_its_type() {
        let external = "message/external-body;access-type=\"URL\";URL=\"http://example.com/p.xml\"";
        assert_eq!(read(external, "").as_deref(), Some("http://example.com/p.xml"));
        let list = "# all\r\nhttps://a.example/b\r\n";
        assert_eq!(read("text/uri-list", list).as_deref(), Some("https://a.example/b"));
        for bad in ["javascript:alert(1)", "file:///etc/passwd", ""] {
            assert_eq!(read("text/uri-list", bad), None, "{bad}");
        }
    }
}
