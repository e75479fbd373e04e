//! Header field names: canonical spelling, compact forms (RFC 3261 7.3.3, 20).

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::mem::discriminant;

use serde::{Deserialize, Serialize};

macro_rules! header_names {
    ($($name:ident = $text:literal $(/ $compact:literal)?,)*) => {
        /// The name of a header field; case and compact form do not matter when it is read.
        ///
        /// Two names are equal if they are the same but for case (RFC 3261 7.3.1).
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the names are the documentation")]
        pub enum HeaderName {
            $($name,)*
            /// Any other name, as it was spelled.
            Other(String),
        }

        impl HeaderName {
            /// Returns the name in its canonical spelling.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Other(name) => name,
                }
            }

            /// Returns the header called `name`, which may be a compact form.
            pub fn from_name(name: &str) -> Self {
                $(if name.eq_ignore_ascii_case($text) $(|| name.eq_ignore_ascii_case($compact))? {
                    return Self::$name;
                })*
                Self::Other(name.to_owned())
            }
        }
    };
}

header_names! {
    Accept = "Accept",
    AcceptEncoding = "Accept-Encoding",
    AcceptLanguage = "Accept-Language",
    AlertInfo = "Alert-Info",
    Allow = "Allow",
    AllowEvents = "Allow-Events" / "u",
    Aoc = "AOC",
    AuthenticationInfo = "Authentication-Info",
    Authorization = "Authorization",
    CallId = "Call-ID" / "i",
    CallInfo = "Call-Info",
    Contact = "Contact" / "m",
    ContentDisposition = "Content-Disposition",
    ContentEncoding = "Content-Encoding" / "e",
    ContentLanguage = "Content-Language",
    ContentLength = "Content-Length" / "l",
    ContentType = "Content-Type" / "c",
    CSeq = "CSeq",
    Date = "Date",
    Diversion = "Diversion",
    ErrorInfo = "Error-Info",
    Event = "Event" / "o",
    Expires = "Expires",
    Fax = "Fax",
    From = "From" / "f",
    HistoryInfo = "History-Info",
    InReplyTo = "In-Reply-To",
    Join = "Join",
    MaxForwards = "Max-Forwards",
    MimeVersion = "MIME-Version",
    MinExpires = "Min-Expires",
    MinSe = "Min-SE",
    Organization = "Organization",
    PAssertedIdentity = "P-Asserted-Identity",
    Path = "Path",
    PPreferredIdentity = "P-Preferred-Identity",
    Prack = "Prack",
    Priority = "Priority",
    Privacy = "Privacy",
    ProxyAuthenticate = "Proxy-Authenticate",
    ProxyAuthorization = "Proxy-Authorization",
    ProxyRequire = "Proxy-Require",
    RAck = "RAck",
    Reason = "Reason",
    RecordRoute = "Record-Route",
    ReferredBy = "Referred-By" / "b",
    ReferTo = "Refer-To" / "r",
    RemotePartyId = "Remote-Party-ID",
    Replaces = "Replaces",
    ReplyTo = "Reply-To",
    Require = "Require",
    RetryAfter = "Retry-After",
    Route = "Route",
    RSeq = "RSeq",
    Server = "Server",
    ServiceRoute = "Service-Route",
    SessionExpires = "Session-Expires" / "x",
    SipEtag = "SIP-ETag",
    SipIfMatch = "SIP-If-Match",
    Subject = "Subject" / "s",
    SubscriptionState = "Subscription-State",
    Supported = "Supported" / "k",
    Timestamp = "Timestamp",
    To = "To" / "t",
    Unsupported = "Unsupported",
    UserAgent = "User-Agent",
    Via = "Via" / "v",
    Voicemail = "Voicemail",
    Warning = "Warning",
    WwwAuthenticate = "WWW-Authenticate",
}

impl HeaderName {
    fn folded(&self) -> impl Iterator<Item = u8> {
        self.as_str().bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

impl PartialEq for HeaderName {
    fn eq(&self, other: &Self) -> bool {
        // Names that are known are compared for each field of each message: without their texts.
        match (self, other) {
            (Self::Other(_), _) | (_, Self::Other(_)) => {
                self.as_str().eq_ignore_ascii_case(other.as_str())
            }
            _ => discriminant(self) == discriminant(other),
        }
    }
}

impl Eq for HeaderName {}

impl PartialOrd for HeaderName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for HeaderName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(other.folded())
    }
}

impl Hash for HeaderName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.folded() {
            state.write_u8(byte);
        }
        state.write_u8(0xff);
    }
}

impl fmt::Display for HeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter() {
        let unknown = |name: &str| HeaderName::Other(name.to_owned());
        assert_eq!(HeaderName::from_name("X-Foo"), HeaderName::from_name("x-fOO"));
        assert_eq!(unknown("x-a").cmp(&unknown("X-A")), Ordering::Equal);
        assert_ne!(unknown("x-a"), unknown("x-b"));
        assert_eq!(HeaderName::from_name("vIA"), HeaderName::Via);
    }

    #[test]
    fn compact_forms_are_the_same_header() {
        for (compact, name) in [
            ("i", HeaderName::CallId),
            ("M", HeaderName::Contact),
            ("e", HeaderName::ContentEncoding),
            ("l", HeaderName::ContentLength),
            ("c", HeaderName::ContentType),
            ("f", HeaderName::From),
            ("s", HeaderName::Subject),
            ("k", HeaderName::Supported),
            ("t", HeaderName::To),
            ("V", HeaderName::Via),
            ("r", HeaderName::ReferTo),
            ("b", HeaderName::ReferredBy),
            ("o", HeaderName::Event),
            ("u", HeaderName::AllowEvents),
            ("x", HeaderName::SessionExpires),
        ] {
            assert_eq!(HeaderName::from_name(compact), name);
        }
    }

    #[test]
    fn every_header_of_the_phone_is_known() {
        // Manual, appendix E.
        let names = "Accept Alert-Info Allow Authorization Call-ID Call-Info Contact \
            Content-Length Content-Type CSeq Date Diversion Expires Fax From History-Info Join \
            Max-Forwards Min-SE P-Asserted-Identity P-Preferred-Identity Proxy-Authenticate \
            Proxy-Authorization Prack Record-Route Refer-To Referred-By Replaces Remote-Party-ID \
            Retry-After Route Session-Expires Supported Timestamp To Unsupported User-Agent Via \
            Voicemail Warning WWW-Authenticate";
        for name in names.split_whitespace() {
            let header = HeaderName::from_name(&name.to_uppercase());
            assert!(!matches!(header, HeaderName::Other(_)), "{name}");
            assert_eq!(header.as_str(), name);
        }
    }
}
