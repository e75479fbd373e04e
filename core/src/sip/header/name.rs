//! Header field names: canonical spelling, compact forms (RFC 3261 7.3.3, 20).

use core::fmt;

use serde::{Deserialize, Serialize};

macro_rules! header_names {
    ($($name:ident = $text:literal $(/ $compact:literal)?,)*) => {
        /// The name of a header field; case and compact form do not matter when it is read.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl fmt::Display for HeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
