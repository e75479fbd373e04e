//! Parameters of older firmware that set others in their place (manual 30.4 and 33).

use super::{certificates, srtp};
use crate::config::param::Param;

/// What a legacy parameter sets.
#[derive(Clone, Copy, Debug)]
pub struct Successor {
    /// The parameter that took its place.
    pub path: &'static str,
    /// New values of old ones; a value that is not here stays as it is.
    values: &'static [(&'static str, &'static str)],
}

impl Successor {
    const fn same(path: &'static str) -> Self {
        Self { path, values: &[] }
    }

    /// Returns what `value` is called now.
    pub fn value<'a>(&self, value: &'a str) -> &'a str {
        self.values.iter().find(|(old, _)| *old == value).map_or(value, |(_, new)| new)
    }
}

/// The legacy parameters.
static LEGACY: &[(&Param, &[Successor])] = &[
    (
        &certificates::LEGACY_CA_CERTIFICATE_URI.param,
        &[Successor::same("security/ca_certificate/0/uri")],
    ),
    (
        &certificates::LEGACY_CERTIFICATE_URI.param,
        &[
            Successor::same("security/autoupdate_certificate_uri"),
            Successor::same("security/ieee802_1x_certificate_uri"),
            Successor::same("security/sip_certificate_uri"),
        ],
    ),
    (
        &certificates::LEGACY_PRIVATE_KEY_URI.param,
        &[
            Successor::same("security/autoupdate_private_key_uri"),
            Successor::same("security/ieee802_1x_private_key_uri"),
            Successor::same("security/sip_private_key_uri"),
        ],
    ),
    (
        &srtp::ENABLED.param,
        &[Successor {
            path: "voip/media/srtp/mode",
            values: &[("0", "DoNotSupportEncryption"), ("1", "RequireEncryption")],
        }],
    ),
];

/// Returns what `param` sets in its place; nothing if it is no legacy parameter.
pub fn successors(param: &Param) -> &'static [Successor] {
    LEGACY.iter().find(|(legacy, _)| legacy.path == param.path).map_or(&[], |(_, now)| now)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn legacy_names_set_what_took_their_place() {
        let mut config = Config::default();
        config.set("voip/media/srtp/enabled", "1").unwrap();
        config.set("security/certificate_uri", "http://pbx/phone.pem").unwrap();
        let changed: Vec<_> = config.changed().collect();
        assert_eq!(
            changed,
            [
                ("security/autoupdate_certificate_uri", "http://pbx/phone.pem"),
                ("security/ieee802_1x_certificate_uri", "http://pbx/phone.pem"),
                ("security/sip_certificate_uri", "http://pbx/phone.pem"),
                ("voip/media/srtp/mode", "RequireEncryption"),
            ]
        );
    }
}
