//! Rules between rows: what each value allows but all together do not. Rules that only compare are
//! rows here; those that count and measure are in `computed`.

mod computed;

use super::{
    acd, answer, audio, blf, certificates, diagnostics, dialing, directory, feature_sync, forward,
    line, mwi, provisioning, proxy, quality, services, sip, srtp, vocanom,
};
use crate::config::file::{Problem, Severity, Why};
use crate::config::param::Param;
use crate::config::{Config, Place};

/// What must not be, all of it together, at one place of the parameter that is told of.
struct Rule {
    when: &'static [Condition],
    tell: &'static Param,
    severity: Severity,
    text: &'static str,
}

/// What a rule asks of a parameter.
#[derive(Clone, Copy)]
enum Condition {
    /// It has this value.
    Is(&'static Param, &'static str),
    /// It has another value.
    IsNot(&'static Param, &'static str),
    /// It has no value: nothing, or the address that stands for none.
    Missing(&'static Param),
    /// It has a value.
    Set(&'static Param),
}

use Condition::{Is, IsNot, Missing, Set};

const fn error(when: &'static [Condition], tell: &'static Param, text: &'static str) -> Rule {
    Rule { when, tell, severity: Severity::Error, text }
}

const fn notice(when: &'static [Condition], tell: &'static Param, text: &'static str) -> Rule {
    Rule { when, tell, severity: Severity::Notice, text }
}

/// The rules that need no arithmetic.
static RULES: &[Rule] = &[
    // Manual 16.2, 16.3 and A.3.4.
    error(
        &[Is(&proxy::USE_PROXY.param, "1"), Missing(&proxy::PROXY_ADDRESS.param)],
        &proxy::PROXY_ADDRESS.param,
        "not set, though the proxy is to be used",
    ),
    error(
        &[
            Is(&proxy::USE_PROXY_FOR_REGISTRAR.param, "1"),
            IsNot(&proxy::USE_PROXY.param, "1"),
            Missing(&proxy::PROXY_ADDRESS.param),
        ],
        &proxy::PROXY_ADDRESS.param,
        "not set, though lines are to register there",
    ),
    error(
        &[
            Is(&proxy::REGISTRAR_ENABLED.param, "1"),
            Is(&proxy::USE_PROXY_FOR_REGISTRAR.param, "0"),
            Missing(&proxy::REGISTRAR_ADDRESS.param),
        ],
        &proxy::REGISTRAR_ADDRESS.param,
        "not set, though the registrar is to be used",
    ),
    error(
        &[
            Is(&proxy::OUTBOUND_PROXY_ENABLED.param, "1"),
            Missing(&proxy::OUTBOUND_PROXY_ADDRESS.param),
        ],
        &proxy::OUTBOUND_PROXY_ADDRESS.param,
        "not set, though the outbound proxy is to be used",
    ),
    error(
        &[Is(&line::ENABLED.param, "1"), Missing(&line::ID.param)],
        &line::ID.param,
        "empty, though the line is enabled",
    ),
    error(
        &[
            Is(&proxy::REDUNDANT_PROXY_ENABLED.param, "1"),
            Is(&proxy::REDUNDANT_PROXY_MODE.param, "Primary-Fallback"),
            Missing(&proxy::REDUNDANT_PROXY_ADDRESS.param),
        ],
        &proxy::REDUNDANT_PROXY_ADDRESS.param,
        "not set, though a second proxy is to stand in",
    ),
    error(
        &[
            Is(&proxy::REDUNDANT_PROXY_ENABLED.param, "1"),
            Is(&proxy::REDUNDANT_PROXY_MODE.param, "Simultaneous"),
            Missing(&proxy::SECONDARY_PROXY_ADDRESS.param),
        ],
        &proxy::SECONDARY_PROXY_ADDRESS.param,
        "not set, though lines are to register at two proxies",
    ),
    notice(
        &[
            Is(&proxy::REDUNDANT_PROXY_ENABLED.param, "0"),
            IsNot(&proxy::REDUNDANT_PROXY_MODE.param, "Disable"),
        ],
        &proxy::REDUNDANT_PROXY_ENABLED.param,
        "0, so the mode of the second proxy has no effect",
    ),
    error(
        &[
            Is(&acd::ENABLED.param, "1"),
            Is(&acd::SERVER_TYPE.param, "BROADSOFT"),
            Is(&proxy::REDUNDANT_PROXY_MODE.param, "Simultaneous"),
        ],
        &proxy::REDUNDANT_PROXY_MODE.param,
        "not Simultaneous with the call centre of BroadSoft (A.3.4)",
    ),
    // Manual 16.1 and 31.1.
    notice(
        &[Is(&sip::ENABLE_SIPS.param, "1"), Is(&sip::TRANSPORT_PROTOCOL.param, "UDP")],
        &sip::ENABLE_SIPS.param,
        "sips: is not possible over UDP: set TCP or TLS",
    ),
    // Manual 33.
    notice(
        &[
            IsNot(&srtp::MODE.param, "DoNotSupportEncryption"),
            IsNot(&sip::TRANSPORT_PROTOCOL.param, "TLS"),
        ],
        &srtp::MODE.param,
        "the keys travel in SIP, where anybody can read them without TLS",
    ),
    // Manual 9.3 and 35.
    error(
        &[
            Is(&provisioning::METHOD.param, "Static"),
            Missing(&provisioning::CONFIGURATION_URL.param),
            Missing(&provisioning::FIRMWARE_URL.param),
        ],
        &provisioning::CONFIGURATION_URL.param,
        "not set, though the method is Static",
    ),
    notice(
        &[
            Is(&provisioning::HTTP_AUTH_UI_INTERACTION_ENABLED.param, "1"),
            Set(&provisioning::HTTP_AUTH_PASSWORD.param),
        ],
        &provisioning::HTTP_AUTH_PASSWORD.param,
        "leave it empty if the user is to be asked for it",
    ),
    notice(
        &[
            Is(&certificates::PROVISIONING_VERIFY_SERVER_CERTIFICATE.param, "0"),
            Set(&provisioning::HTTP_AUTH_PASSWORD.param),
        ],
        &certificates::PROVISIONING_VERIFY_SERVER_CERTIFICATE.param,
        "0 gives the password to whoever passes for the server",
    ),
    // Manual 17 and 22.6.
    error(
        &[
            Is(&dialing::AUTO_DIALING_ENABLED.param, "1"),
            Missing(&dialing::AUTO_DIALING_DESTINATION.param),
        ],
        &dialing::AUTO_DIALING_DESTINATION.param,
        "not set, though it is to be called",
    ),
    notice(
        &[Is(&dialing::COMPLETE_KEY_ENABLED.param, "1"), Missing(&dialing::COMPLETE_KEY.param)],
        &dialing::COMPLETE_KEY.param,
        "empty: no key ends dialling",
    ),
    notice(
        &[
            Is(&vocanom::SERVER_ENABLED.param, "1"),
            Is(&vocanom::TRANSPORT_MODE.param, "TLS"),
            Is(&vocanom::SERVER_PORT.param, "5060"),
        ],
        &vocanom::SERVER_PORT.param,
        "TLS is on 5061",
    ),
    notice(
        &[
            Is(&vocanom::SERVER_ENABLED.param, "1"),
            IsNot(&vocanom::TRANSPORT_MODE.param, "TLS"),
            Is(&vocanom::SERVER_PORT.param, "5061"),
        ],
        &vocanom::SERVER_PORT.param,
        "UDP and TCP are on 5060",
    ),
    notice(
        &[
            Is(&audio::HIGHLIGHT_AUDIO_DEVICE.param, "HEADSET"),
            IsNot(&audio::ANSWER_DEVICE.param, "HEADSET"),
        ],
        &audio::HIGHLIGHT_AUDIO_DEVICE.param,
        "has no effect unless the default device is the headset (17.7)",
    ),
    // Manual 22.
    error(
        &[Is(&forward::ACTIVE.param, "1"), Missing(&forward::DESTINATION.param)],
        &forward::DESTINATION.param,
        "not set, though calls are to be forwarded",
    ),
    error(
        &[
            Is(&services::CONFERENCE_MODE.param, "REMOTE"),
            Missing(&services::CONFERENCE_CONF_MS_ADDR.param),
        ],
        &services::CONFERENCE_CONF_MS_ADDR.param,
        "not set, though a media server is to mix conferences",
    ),
    notice(
        &[
            Is(&answer::ADVANCED_AUTO_ANSWER_TYPE.param, "Manual"),
            Is(&answer::AUTO_ANSWER_ENABLED.param, "0"),
        ],
        &answer::ADVANCED_AUTO_ANSWER_TYPE.param,
        "has no effect while voip/auto_answer/enabled is 0",
    ),
    notice(
        &[Is(&mwi::SUBSCRIBE.param, "1"), Missing(&mwi::SUBSCRIBE_ADDRESS.param)],
        &mwi::SUBSCRIBE_ADDRESS.param,
        "not set: the registrar is asked for messages",
    ),
    error(
        &[
            Is(&services::APPLICATION_SERVER_TYPE.param, "BSFT"),
            Set(&blf::URI.param),
            Is(&blf::APPLICATION_SERVER_USE_REGISTRAR.param, "0"),
            Missing(&blf::APPLICATION_SERVER_ADDR.param),
        ],
        &blf::APPLICATION_SERVER_ADDR.param,
        "not set, though a list of extensions is",
    ),
    notice(
        &[
            Is(&feature_sync::ENABLED.param, "1"),
            IsNot(&services::APPLICATION_SERVER_TYPE.param, "BSFT"),
        ],
        &feature_sync::ENABLED.param,
        "is for servers of the type BSFT",
    ),
    // Manual 24.1, 45, 48 and Appendix B.
    error(
        &[Is(&directory::LDAP_ENABLED.param, "1"), Missing(&directory::LDAP_SERVER_ADDRESS.param)],
        &directory::LDAP_SERVER_ADDRESS.param,
        "not set, though LDAP is enabled",
    ),
    error(
        &[
            Is(&quality::QOE_PUBLISH_ENABLED.param, "1"),
            Missing(&quality::QOE_SERVER_ADDRESS.param),
        ],
        &quality::QOE_SERVER_ADDRESS.param,
        "not set, though reports are to be sent there",
    ),
    notice(
        &[
            Is(&quality::QOE_PUBLISH_ENABLED.param, "1"),
            Is(&quality::RTCP_XR_VQ_STATISTICS_MODE.param, "DISABLE"),
        ],
        &quality::RTCP_XR_VQ_STATISTICS_MODE.param,
        "DISABLE, so there is nothing to report (45.1.1)",
    ),
    error(
        &[
            IsNot(&diagnostics::SYSLOG_MODE.param, "Disable"),
            IsNot(&diagnostics::SYSLOG_MODE.param, "Console"),
            Missing(&diagnostics::SYSLOG_SERVER_ADDRESS.param),
        ],
        &diagnostics::SYSLOG_SERVER_ADDRESS.param,
        "not set, though the log is to be sent there",
    ),
    error(
        &[
            Is(&diagnostics::RECORDING_ENABLED.param, "1"),
            Missing(&diagnostics::RECORDING_REMOTE_IP.param),
        ],
        &diagnostics::RECORDING_REMOTE_IP.param,
        "not set, though packets are to be sent there",
    ),
    error(
        &[
            Is(&acd::ENABLED.param, "1"),
            Is(&acd::SERVER_USE_SIP_SERVER.param, "0"),
            Missing(&acd::SERVER_ADDRESS.param),
        ],
        &acd::SERVER_ADDRESS.param,
        "not set, though the call centre has a server of its own",
    ),
];

/// Returns what the rows of `config` contradict each other in.
pub fn check(config: &Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in RULES {
        let broken = rule
            .tell
            .places()
            .filter(|place| rule.when.iter().all(|when| when.holds(config, *place)));
        problems.extend(broken.map(|place| problem(rule.tell, place, rule.severity, rule.text)));
    }
    for rule in computed::ALL {
        rule(config, &mut problems);
    }
    problems
}

impl Condition {
    /// Whether it holds; `place` is where, if the parameter has more than one.
    fn holds(self, config: &Config, place: Place) -> bool {
        let value = |param: &'static Param| config.text_of(param, place);
        let missing = |value: &str| matches!(value, "" | "0.0.0.0");
        match self {
            Is(param, wanted) => value(param) == wanted,
            IsNot(param, other) => value(param) != other,
            Missing(param) => missing(value(param)),
            Set(param) => !missing(value(param)),
        }
    }
}

fn problem(param: &Param, place: Place, severity: Severity, text: &str) -> Problem {
    let (file, parameter) = (String::new(), param.path_at(place));
    Problem { file, line: None, parameter, severity, why: Why::Rule(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_with(values: &[(&str, &str)], expected: &[&str]) {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(path, value).unwrap();
        }
        let told: Vec<_> = check(&config).into_iter().map(|problem| problem.parameter).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn defaults_break_no_rule() {
        for model in crate::config::models::MODELS {
            check_with(&[("system/type", model)], &[]);
        }
    }

    #[test]
    fn a_switch_without_its_address_is_told() {
        let proxy = "voip/signalling/sip/proxy_address";
        check_with(&[("voip/signalling/sip/use_proxy", "1")], &[proxy]);
        let both = [
            ("voip/signalling/sip/use_proxy", "1"),
            ("voip/signalling/sip/use_proxy_ip_port_for_registrar", "1"),
        ];
        check_with(&both, &[proxy]);
        check_with(
            &[("voip/line/2/call_forward/active", "1")],
            &["voip/line/2/call_forward/destination"],
        );
    }

    #[test]
    fn a_list_without_codec_is_told() {
        let off = [0, 1, 2, 3, 4].map(|place| format!("voip/codec/codec_info/{place}/enabled"));
        let off: Vec<_> = off.iter().map(|path| (path.as_str(), "0")).collect();
        check_with(&off, &["voip/codec/codec_info/0/name"]);
    }

    #[test]
    fn an_enabled_line_without_user_is_told() {
        let values = [("voip/line/3/enabled", "1"), ("voip/line/3/id", "")];
        check_with(&values, &["voip/line/3/id"]);
    }

    #[test]
    fn broadsofts_call_centre_does_not_register_twice() {
        let mode = "voip/signalling/sip/redundant_proxy/mode";
        let mut values = vec![
            ("voip/services/ACD/enabled", "1"),
            ("voip/services/ACD/server_type", "BROADSOFT"),
            ("voip/signalling/sip/redundant_proxy/enabled", "1"),
            (mode, "Simultaneous"),
            ("voip/signalling/sip/secondary_proxy/address", "10.0.0.2"),
        ];
        check_with(&values, &[mode]);
        values.push(("voip/services/ACD/server_type", "GENESYS"));
        check_with(&values, &[]);
    }

    #[test]
    fn what_the_manual_forbids_together_is_told() {
        check_with(
            &[("voip/signalling/sip/enable_sips", "1")],
            &["voip/signalling/sip/enable_sips"],
        );
        check_with(
            &[("voip/signalling/sip/digit_map", "0S"), ("voip/dialing/timeout", "2")],
            &["voip/dialing/interdigit_short_timeout"],
        );
        check_with(
            &[("system/daylight_saving/activate", "ENABLE")],
            &["system/daylight_saving/end_date/month"],
        );
        check_with(
            &[
                ("personal_settings/soft_key/0/key_function", "PSK"),
                ("personal_settings/soft_key/0/psk_index", "1"),
                ("personal_settings/soft_keys/ongoing_call/3/key_function", "PSK"),
                ("personal_settings/soft_keys/ongoing_call/3/psk_index", "1"),
            ],
            &["personal_settings/soft_keys/ongoing_call/3/psk_index"],
        );
        check_with(
            &[("voip/services/group_paging/group/4/activated", "1")],
            &["voip/services/group_paging/group/4/multicast_addr"],
        );
        check_with(
            &[("voip/line/1/call_forward/timeout", "2r")],
            &["voip/line/1/call_forward/timeout"],
        );
    }

    #[test]
    fn tones_of_the_file_are_looked_at() {
        let tone = "voip/regional_settings/call_progress_tones/2";
        check_with(
            &[
                ("voip/regional_settings/use_config_file_values", "1"),
                (&format!("{tone}/enabled"), "1"),
                (&format!("{tone}/frequency_a"), "480"),
                (&format!("{tone}/frequency_b"), "400"),
                (&format!("{tone}/cadence"), "1"),
                (&format!("{tone}/name"), "engaged"),
            ],
            &[
                &format!("{tone}/name"),
                &format!("{tone}/frequency_a"),
                &format!("{tone}/tone_on_0"),
            ],
        );
    }

    #[test]
    fn a_small_model_has_two_lines() {
        let values =
            [("system/type", "420HD"), ("voip/line/1/enabled", "1"), ("voip/line/2/enabled", "1")];
        check_with(&values, &["voip/line/2/enabled"]);
    }

    #[test]
    fn genband_names_each_value_that_it_wants() {
        let mut config = Config::default();
        config.set("voip/services/application_server_type", "GENBAND").unwrap();
        assert_eq!(check(&config).len(), computed::GENBAND.len() - 2);
    }
}
