//! What makes a configuration unsafe.

use hookswitch_core::config::Kind;
use hookswitch_core::config::file::{Location, Scheme};

use super::finding::{Code, Severity};
use super::whole::{Site, Whole};

/// What to do against files that cross the network in clear.
pub(super) const ENCRYPT: &str = "use https, or encrypt the file: hookswitch encrypt -f FILE";

/// Passwords that are tried first, the factory's among them (manual 3.2).
const WELL_KNOWN: &[&str] = &[
    "0000",
    "1111",
    "1234",
    "12345",
    "123456",
    "12345678",
    "123456789",
    "admin",
    "administrator",
    "changeme",
    "default",
    "password",
    "phone",
    "secret",
    "user",
];

/// Fewest characters of a password that is not called short.
const SHORT: usize = 8;

/// Fewest digits of a password of digits that is not called short.
const SHORT_DIGITS: usize = 12;

const CONFIGURATION_URLS: [&str; 2] =
    ["provisioning/configuration/url", "provisioning/configuration/dynamic_url"];
const LOGIN_USER: &str = "provisioning/configuration/http_auth/user_name";
const VERIFY: &str = "security/provisioning/verify_server_certificate";
const PRIVATE_KEYS: [&str; 4] = [
    "security/sip_private_key_uri",
    "security/ieee802_1x_private_key_uri",
    "security/autoupdate_private_key_uri",
    "security/private_key_uri",
];
const FACTORY_PASSWORDS: [&str; 2] = ["system/password", "system/web_user_password"];
const WEB: &str = "system/web/enabled";
const TRANSPORT: &str = "voip/signalling/sip/transport_protocol";
const SRTP: &str = "voip/media/srtp/mode";
const SRTP_OLD: &str = "voip/media/srtp/enabled";
const SRTP_ENCRYPTION: &str = "voip/media/srtp/RTP_encrypt_enabled";
const SRTP_AUTHENTICATION: &str = "voip/media/srtp/RTP_auth_enabled";
const RECORDING: &str = "voip/packet_recording/enabled";
const MIRRORING: &str = "network/pc_port_mirroring/enabled";
const XSI_SECURITY: &str = "xsi/http_security";
const XSI_PASSWORD: &str = "xsi/password";
const MANAGER_URL: &str = "ems_server/provisioning/url";
const MANAGER_PASSWORD: &str = "ems_server/user_password";
const EAP: &str = "network/lan/_802_1x/eap_type";
const EAP_VERIFY: &str = "security/ieee802_1x/verify_server_certificate";

/// Adds what is unsafe in `whole`.
pub(super) fn check(whole: &mut Whole<'_>) {
    passwords(whole);
    addresses(whole);
    speech(whole);
    others(whole);
}

/// Whether whoever is on the way can read the file at `location`.
pub(super) fn is_clear(location: &Location) -> bool {
    let encrypted = location.file_name().to_ascii_lowercase().ends_with(".cfx");
    location.scheme().is_some_and(is_clear_scheme) && !encrypted
}

const fn is_clear_scheme(scheme: Scheme) -> bool {
    matches!(scheme, Scheme::Ftp | Scheme::Tftp | Scheme::Http)
}

/// Returns the address that a parameter holds; placeholders are no part of it.
fn address(whole: &Whole<'_>, path: &str) -> Option<Location> {
    let text = whole.config.text(path)?;
    Location::url(&text.replace(['<', '>'], "")).ok()
}

fn is_set(whole: &Whole<'_>, path: &str) -> bool {
    whole.sites.get(path).is_some_and(|site| !site.entry.value.is_empty())
}

fn has(whole: &Whole<'_>, path: &str, value: &str) -> bool {
    whole.config.text(path) == Some(value)
}

fn passwords(whole: &mut Whole<'_>) {
    let weak = whole.sites.values().filter(|site| site.entry.param.is_secret());
    let weak: Vec<_> =
        weak.filter_map(|site| Some((site.entry.path.clone(), weakness(whole, site)?))).collect();
    for (path, (code, message)) in weak {
        whole.find(&path, Severity::Warning, code, message, "choose another one");
    }
    // The pages that it opens may be switched off.
    if whole.complete && has(whole, WEB, "1") {
        for path in FACTORY_PASSWORDS {
            if whole.sites.contains_key(path) {
                continue;
            }
            let message =
                "not set: a phone of the series then opens with the password in every manual";
            whole.find(path, Severity::Note, Code::DefaultPassword, message, "set one");
        }
    }
}

/// Returns what is weak about a password, which is not shown.
fn weakness(whole: &Whole<'_>, site: &Site<'_>) -> Option<(Code, &'static str)> {
    let value = site.entry.value.as_str();
    let length = value.chars().count();
    let user = |name: &str| {
        let path = site.entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        whole
            .sites
            .get(format!("{path}/{name}").as_str())
            .is_some_and(|user| user.entry.value == value)
    };
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    if value.is_empty() || value == site.entry.param.default_at(site.entry.place, "") && length < 2
    {
        None
    } else if WELL_KNOWN.contains(&value.to_ascii_lowercase().as_str()) {
        Some((Code::DefaultPassword, "the password is one that everybody tries first"))
    } else if ["id", "auth_name", "user_name"].into_iter().any(user) {
        Some((Code::WeakPassword, "the password is the same as the user"))
    } else if length < SHORT {
        Some((Code::WeakPassword, "the password is shorter than 8 characters"))
    } else if digits && length < SHORT_DIGITS {
        Some((Code::WeakPassword, "the password has only digits, and fewer than 12"))
    } else {
        None
    }
}

fn addresses(whole: &mut Whole<'_>) {
    let urls = whole
        .sites
        .values()
        .filter(|site| matches!(site.entry.param.kind, Kind::Url(_) | Kind::File));
    let with_password = urls.filter(|site| {
        let authority = site.entry.value.split_once("://").map_or("", |(_, rest)| rest);
        let authority = authority.split('/').next().unwrap_or_default();
        authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
    });
    let with_password: Vec<_> = with_password.map(|site| site.entry.path.clone()).collect();
    for path in with_password {
        let message = "a password stands in the URL, which is shown and logged";
        let advice = "leave it out; the login for files is provisioning/configuration/http_auth";
        whole.find(&path, Severity::Warning, Code::PasswordInUrl, message, advice);
    }
    for path in CONFIGURATION_URLS {
        let Some(location) = address(whole, path) else { continue };
        if is_clear(&location) {
            let message = "configurations cross the network in clear, with the passwords in them";
            whole.find(path, Severity::Warning, Code::ClearTransport, message, ENCRYPT);
        }
        if location.scheme() == Some(Scheme::Http) && is_set(whole, LOGIN_USER) {
            let message = "with http the login for the file may cross the network in clear";
            whole.find(LOGIN_USER, Severity::Warning, Code::ClearTransport, message, "use https");
        }
        if location.scheme() == Some(Scheme::Https) && has(whole, VERIFY, "0") {
            let message = "whoever answers for the server is believed";
            let advice = "security/provisioning/verify_server_certificate=1";
            let at = if whole.sites.contains_key(VERIFY) { VERIFY } else { path };
            whole.find(at, Severity::Warning, Code::NoVerification, message, advice);
        }
    }
    for path in PRIVATE_KEYS {
        if address(whole, path)
            .is_some_and(|location| location.scheme().is_some_and(is_clear_scheme))
        {
            let message = "a private key crosses the network in clear";
            whole.find(path, Severity::Warning, Code::ClearTransport, message, "use https");
        }
    }
    if is_set(whole, MANAGER_PASSWORD)
        && address(whole, MANAGER_URL).is_some_and(|url| url.scheme() == Some(Scheme::Http))
    {
        let message = "with http the password crosses the network in clear";
        whole.find(MANAGER_PASSWORD, Severity::Warning, Code::ClearTransport, message, "use https");
    }
    if is_set(whole, XSI_PASSWORD) && has(whole, XSI_SECURITY, "HTTP") {
        let message = "with http the password crosses the network in clear";
        let advice = "xsi/http_security=HTTPS";
        whole.find(XSI_PASSWORD, Severity::Warning, Code::ClearTransport, message, advice);
    }
}

fn speech(whole: &mut Whole<'_>) {
    let tls = has(whole, TRANSPORT, "TLS") || has(whole, TRANSPORT, "WSS");
    let srtp = !has(whole, SRTP, "DoNotSupportEncryption") || has(whole, SRTP_OLD, "1");
    if srtp && !tls {
        let at = if whole.sites.contains_key(SRTP) { SRTP } else { SRTP_OLD };
        let message = "the keys to the speech cross the network in clear: SIP is not TLS";
        let advice = "voip/signalling/sip/transport_protocol=TLS";
        whole.find(at, Severity::Warning, Code::ClearSpeech, message, advice);
    }
    if tls && !srtp {
        let message = "SIP is encrypted, but speech is not";
        let advice = "voip/media/srtp/mode=RequireEncryption";
        whole.find(TRANSPORT, Severity::Warning, Code::ClearSpeech, message, advice);
    }
    if srtp && has(whole, SRTP_ENCRYPTION, "0") {
        let message = "SRTP without encryption: speech crosses the network in clear";
        whole.find(SRTP_ENCRYPTION, Severity::Warning, Code::ClearSpeech, message, "set it to 1");
    }
    if srtp && has(whole, SRTP_AUTHENTICATION, "0") {
        let message = "SRTP without authentication: speech can be forged";
        let code = Code::ClearSpeech;
        whole.find(SRTP_AUTHENTICATION, Severity::Warning, code, message, "set it to 1");
    }
}

fn others(whole: &mut Whole<'_>) {
    if has(whole, RECORDING, "1") {
        let message = "sound and packets of all calls are sent to another host";
        let advice = "switch it off when the fault is found";
        whole.find(RECORDING, Severity::Warning, Code::Recording, message, advice);
    }
    if has(whole, MIRRORING, "1") {
        let message = "everything on the phone's network port is sent to its PC port";
        let advice = "switch it off when the fault is found";
        whole.find(MIRRORING, Severity::Warning, Code::Recording, message, advice);
    }
    if has(whole, EAP, "EAP_MD5") {
        let message = "EAP-MD5 checks no server, and its passwords can be guessed from a capture";
        whole.find(EAP, Severity::Note, Code::WeakLogin, message, "use EAP_TLS");
    }
    if has(whole, EAP, "EAP_TLS") && has(whole, EAP_VERIFY, "0") {
        let at = if whole.sites.contains_key(EAP_VERIFY) { EAP_VERIFY } else { EAP };
        let message = "whoever answers for the server is believed";
        let advice = "security/ieee802_1x/verify_server_certificate=1";
        whole.find(at, Severity::Warning, Code::NoVerification, message, advice);
    }
}

#[cfg(test)]
mod tests {
    use hookswitch_core::config::table;

    use super::*;

    #[test]
    fn every_parameter_that_is_looked_at_exists() {
        let paths = [
            LOGIN_USER,
            VERIFY,
            WEB,
            TRANSPORT,
            SRTP,
            SRTP_OLD,
            SRTP_ENCRYPTION,
            SRTP_AUTHENTICATION,
            RECORDING,
            MIRRORING,
            XSI_SECURITY,
            XSI_PASSWORD,
            MANAGER_URL,
            MANAGER_PASSWORD,
            EAP,
            EAP_VERIFY,
        ];
        let lists = [&CONFIGURATION_URLS[..], &PRIVATE_KEYS, &FACTORY_PASSWORDS, &paths];
        for path in lists.concat() {
            assert_eq!(table::find(path).map(|(param, _)| param.path), Some(path));
        }
    }
}
