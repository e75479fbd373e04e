//! What a provisioning address means: where firmware and configuration are (manual 9.2, 9.3).
//!
//! `<protocol>://<host>[/[<firmware>][;<configuration>]]`, with `<MODEL>` and `<MAC>` replaced.
//! Decided where the manual is silent:
//!
//! - names are relative to the folder of the address, so that `http://h/phones/` has both files in
//!   that folder, while every printed example is at the root of its server;
//! - a single name that ends in `.cfg` or `.cfx` is the configuration, as no firmware ends so
//!   (manual 6);
//! - the manual prints hardware addresses in both cases and file names matter to servers: a name
//!   with `<MAC>` is asked for in small letters and, if it is not there, in capital ones.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::config::file::{Location, LocationError, Names};

/// The sub-option of option 43 that holds the address (manual 9.2.4).
const URL_SUB_OPTION: u8 = 1;

/// Where a phone's files are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// The firmware. A browser phone has none to load; what names it is told, not fetched.
    pub firmware: Option<Location>,
    /// The configuration: places to look at in turn, at least one.
    pub configuration: Vec<Location>,
}

/// Why an address means nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum AddressError {
    /// It is not text.
    NotText,
    /// Option 43 has no sub-option 1.
    NoSubOption,
    /// It is no URL.
    Location(LocationError),
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("the address is not text"),
            Self::NoSubOption => write!(f, "there is no sub-option {URL_SUB_OPTION} in it"),
            Self::Location(error) => write!(f, "the address {error}"),
        }
    }
}

impl core::error::Error for AddressError {}

impl From<LocationError> for AddressError {
    fn from(error: LocationError) -> Self {
        Self::Location(error)
    }
}

/// Reads an address as option 160, option 43, a NOTIFY or a redirect server give it.
///
/// # Errors
///
/// Why it means nothing.
pub fn from_url(text: &str, names: &Names) -> Result<Files, AddressError> {
    let (server, path) = split(text.trim());
    files(server, path, names)
}

/// Reads the value of option 160.
///
/// # Errors
///
/// Why it means nothing.
pub fn from_option(value: &[u8], names: &Names) -> Result<Files, AddressError> {
    from_url(text(value)?, names)
}

/// Reads options 66 and 67 (manual, table 9-2); `None` if there is no server in them.
///
/// # Errors
///
/// Why they mean nothing.
pub fn from_server(
    server: Option<&[u8]>,
    files_of_it: Option<&[u8]>,
    names: &Names,
) -> Result<Option<Files>, AddressError> {
    let server = text(server.unwrap_or_default())?;
    if server.is_empty() {
        return Ok(None);
    }
    // No protocol means TFTP.
    let server =
        if server.contains("://") { server.to_owned() } else { format!("tftp://{server}") };
    let (server, mut path) = split(&server);
    if path.is_empty() {
        path = text(files_of_it.unwrap_or_default())?;
    }
    files(server, path, names).map(Some)
}

/// Reads the value of option 43 (manual 9.2.4).
///
/// The manual's example tells a length that is one byte short of its address, and is copied: what
/// follows an address and cannot be further sub-options still belongs to it.
///
/// # Errors
///
/// Why it means nothing.
pub fn from_vendor(value: &[u8], names: &Names) -> Result<Files, AddressError> {
    let mut rest = value;
    while let [code, tail @ ..] = rest {
        let (length, tail) = match (code, tail) {
            (0, _) => {
                rest = tail;
                continue;
            }
            (0xff, _) => break,
            (_, [length, tail @ ..]) => (usize::from(*length), tail),
            (_, []) => break,
        };
        let (found, after) = tail.split_at_checked(length).unwrap_or((tail, &[]));
        if *code == URL_SUB_OPTION {
            let whole = if are_sub_options(after) { found } else { tail };
            return from_option(whole, names);
        }
        rest = after;
    }
    Err(AddressError::NoSubOption)
}

/// Reads `provisioning/configuration/url` (manual 9.3), or one of its kind: a server and perhaps a
/// file, without firmware.
///
/// # Errors
///
/// Why it means nothing.
pub fn from_static(url: &str, names: &Names) -> Result<Files, AddressError> {
    let (server, path) = split(url.trim());
    let whole = files(server, &format!(";{path}"), names)?;
    Ok(Files { firmware: None, ..whole })
}

/// Returns server and path of a URL; the path is without its first slash.
fn split(url: &str) -> (&str, &str) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find(['/', ';', '?']));
    let (server, path) = end.and_then(|end| url.split_at_checked(host + end)).unwrap_or((url, ""));
    (server, path.strip_prefix('/').unwrap_or(path))
}

fn files(server: &str, path: &str, names: &Names) -> Result<Files, AddressError> {
    let root = Location::url(&names.fill(server))?;
    let (firmware, configuration) = path.split_once(';').unwrap_or((path, ""));
    let (mut firmware, mut configuration) = (firmware.trim(), configuration.trim());
    if configuration.is_empty() && is_configuration(firmware) {
        (firmware, configuration) = ("", firmware);
    }
    let firmware = if firmware.is_empty() || firmware.ends_with('/') {
        [firmware, "<MODEL>.img"].concat()
    } else {
        firmware.to_owned()
    };
    let firmware = root.join(&names.fill(&firmware))?;
    // A folder alone is that of both names.
    let configuration = match configuration.trim_start_matches('/') {
        "" => "<MAC>.cfg".to_owned(),
        folder if folder.ends_with('/') => [folder, "<MAC>.cfg"].concat(),
        name => name.to_owned(),
    };
    let small = firmware.join(&names.fill(&configuration))?;
    let capital = Names { mac: names.mac.to_ascii_uppercase(), ..names.clone() };
    let capital = firmware.join(&capital.fill(&configuration))?;
    let mut places = vec![small];
    if !places.contains(&capital) {
        places.push(capital);
    }
    Ok(Files { firmware: Some(firmware), configuration: places })
}

fn is_configuration(name: &str) -> bool {
    let end = name.get(name.len().saturating_sub(4)..).unwrap_or_default();
    [".cfg", ".cfx"].iter().any(|known| known.eq_ignore_ascii_case(end))
}

/// Returns the text of an option; some servers send the zero byte that ends it.
fn text(value: &[u8]) -> Result<&str, AddressError> {
    let text = core::str::from_utf8(value).map_err(|_| AddressError::NotText)?;
    Ok(text.trim_matches(|c: char| c == '\0' || c.is_whitespace()))
}

/// Whether bytes are sub-options to their end.
fn are_sub_options(mut bytes: &[u8]) -> bool {
    loop {
        match bytes {
            [] | [0xff, ..] => return true,
            [0, tail @ ..] => bytes = tail,
            [_, length, tail @ ..] => match tail.get(usize::from(*length)..) {
                Some(tail) => bytes = tail,
                None => return false,
            },
            [_] => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names { mac: "001122334455".into(), model: "440HD".into(), any_model: false }
    }

    fn shown(files: &Files) -> String {
        let all = files.firmware.iter().chain(&files.configuration);
        all.map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check_url(url: &str, expected: &str) {
        let files = from_option(url.as_bytes(), &names()).unwrap();
        assert_eq!(shown(&files), expected);
    }

    /// Each row of table 9-1, 9.2.5 and D.2.
    #[test]
    fn option_160() {
        check_url(
            "ftp://192.168.2.1",
            "ftp://192.168.2.1/440HD.img ftp://192.168.2.1/001122334455.cfg",
        );
        check_url(
            "tftp://192.168.2.1/different_firmware_name.img",
            "tftp://192.168.2.1/different_firmware_name.img tftp://192.168.2.1/001122334455.cfg",
        );
        check_url(
            "http://192.168.2.1/different_firmware_name.img;<MODEL>_<MAC>_conf.cfg",
            "http://192.168.2.1/different_firmware_name.img \
             http://192.168.2.1/440HD_001122334455_conf.cfg",
        );
        check_url(
            "https://192.168.2.1/;<MODEL>_<MAC>_conf.cfg",
            "https://192.168.2.1/440HD.img https://192.168.2.1/440HD_001122334455_conf.cfg",
        );
        check_url(
            "http://ovoc.example/firmwarefiles;ipp/dhcpoption160.cfg",
            "http://ovoc.example/firmwarefiles http://ovoc.example/ipp/dhcpoption160.cfg",
        );
        check_url(
            "http://192.168.2.1/;440HD_<MAC>_conf.cfg",
            "http://192.168.2.1/440HD.img http://192.168.2.1/440HD_001122334455_conf.cfg",
        );
    }

    /// What the manual does not cover; the first is how its third example is printed.
    #[test]
    fn option_160_beside_the_table() {
        check_url("http://h/f.img; <MODEL>.cfg", "http://h/f.img http://h/440HD.cfg");
        check_url("Http://h:8080;c.cfg\0", "http://h:8080/440HD.img http://h:8080/c.cfg");
        check_url("http://h/phones/", "http://h/phones/440HD.img http://h/phones/001122334455.cfg");
        check_url("http://h/phones/;c.cfg", "http://h/phones/440HD.img http://h/phones/c.cfg");
        check_url("http://h/;phones/", "http://h/440HD.img http://h/phones/001122334455.cfg");
        check_url("http://h/c.cfx", "http://h/440HD.img http://h/c.cfx");
        check_url("http://h/f.img;tftp://k/c.cfg", "http://h/f.img tftp://k/c.cfg");
    }

    #[test]
    fn capital_letters_are_tried_too() {
        let names = Names { mac: "00908f12345a".into(), model: "440HD".into(), any_model: false };
        let files = from_url("http://h/", &names).unwrap();
        assert_eq!(
            shown(&files),
            "http://h/440HD.img http://h/00908f12345a.cfg http://h/00908F12345A.cfg"
        );
        let files = from_url("http://h/;common.cfg", &names).unwrap();
        assert_eq!(files.configuration.len(), 1);
    }

    #[test]
    fn what_is_no_address_is_told() {
        #[track_caller]
        fn check(value: &[u8], error: &str) {
            let got = from_option(value, &names()).unwrap_err();
            assert_eq!(got.to_string(), error);
        }
        check(b"", "the address names no file");
        check(b"\xff\xfe", "the address is not text");
        check(
            b"192.168.2.1",
            "the address must be a file name or begin with ftp, ftps, tftp, http or https",
        );
        check(
            b"http://h/;<SERIAL>.cfg",
            "the address has a placeholder other than <MAC> and <MODEL>",
        );
    }

    #[track_caller]
    fn check_66(server: &str, file: Option<&str>, expected: Option<&str>) {
        let files = from_server(Some(server.as_bytes()), file.map(str::as_bytes), &names());
        assert_eq!(files.unwrap().as_ref().map(shown).as_deref(), expected);
    }

    /// Each row of table 9-2, without its misprints: `.<mac>cfg` and `abc.image`.
    #[test]
    fn options_66_and_67() {
        assert_eq!(from_server(None, Some(b"abc.img;efg.cfg"), &names()), Ok(None));
        check_66("", Some("abc.img;efg.cfg"), None);
        for host in ["audiocodes.com", "192.168.0.11"] {
            let default = format!("tftp://{host}/440HD.img tftp://{host}/001122334455.cfg");
            check_66(host, None, Some(&default));
            let named = format!("tftp://{host}/abc.img tftp://{host}/efg.cfg");
            check_66(host, Some("abc.img;efg.cfg"), Some(&named));
        }
        for host in ["http://audiocodes.com", "http://192.168.0.11"] {
            check_66(host, None, Some(&format!("{host}/440HD.img {host}/001122334455.cfg")));
            check_66(
                host,
                Some("abc.img;efg.cfg"),
                Some(&format!("{host}/abc.img {host}/efg.cfg")),
            );
        }
        let files = "http://audiocodes.com/abc.img http://audiocodes.com/efg.cfg";
        check_66("http://Audiocodes.com/abc.img;efg.cfg", Some("x.img;y.cfg"), Some(files));
        // Table 9-1.
        let files = "tftp://192.168.2.1/440HD_2.2.2.img tftp://192.168.2.1/001122334455.cfg";
        check_66("192.168.2.1", Some("440HD_2.2.2.img"), Some(files));
    }

    /// What table 9-2 does not cover: files without protocol, and one of the two names.
    #[test]
    fn options_66_and_67_beside_the_table() {
        check_66("h/abc.img;efg.cfg", Some("x.cfg"), Some("tftp://h/abc.img tftp://h/efg.cfg"));
        check_66("h/abc.img", Some("x.cfg"), Some("tftp://h/abc.img tftp://h/001122334455.cfg"));
        check_66("h", Some(";efg.cfg"), Some("tftp://h/440HD.img tftp://h/efg.cfg"));
        check_66("h", Some("efg.cfg\0"), Some("tftp://h/440HD.img tftp://h/efg.cfg"));
        check_66(
            "https://h:8443",
            Some("a.img"),
            Some("https://h:8443/a.img https://h:8443/001122334455.cfg"),
        );
        assert!(from_server(Some(b"sip://h"), None, &names()).is_err());
    }

    #[test]
    fn option_43() {
        let example = "tftp://192.168.202.103/test.img;test.cfg";
        let files = "tftp://192.168.202.103/test.img tftp://192.168.202.103/test.cfg";
        // As printed, and as it should be; before others, behind others, padded.
        for (length, before, after) in [
            (0x27, &b""[..], &b""[..]),
            (0x28, b"", b""),
            (0x28, b"", b"\x02\x01x\xff"),
            (0x28, b"\x00\x05\x02ab", b"\xff\x00\x00"),
        ] {
            let value = [before, &[1, length], example.as_bytes(), after].concat();
            assert_eq!(shown(&from_vendor(&value, &names()).unwrap()), files);
        }
        for value in [&b""[..], b"\x02\x01x", b"\x02\x09x", b"\x01", b"\xff\x01\x01x"] {
            assert_eq!(from_vendor(value, &names()), Err(AddressError::NoSubOption), "{value:?}");
        }
        assert!(from_vendor(b"\x01\x04http", &names()).is_err());
    }

    /// Each row of table 9-4.
    #[test]
    fn static_addresses() {
        #[track_caller]
        fn check(url: &str, expected: &str) {
            assert_eq!(shown(&from_static(url, &names()).unwrap()), expected);
        }
        check("http://192.168.2.1", "http://192.168.2.1/001122334455.cfg");
        check(
            "https://192.168.2.1/440HD_<MAC>_conf.cfg",
            "https://192.168.2.1/440HD_001122334455_conf.cfg",
        );
        check("ftp://h/phones/<MODEL>/", "ftp://h/phones/440HD/001122334455.cfg");
        check("http://h/cfg?mac=<MAC>", "http://h/cfg?mac=001122334455");
        assert!(from_static("", &names()).is_err());
    }
}
