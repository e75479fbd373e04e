//! Rules between rows: what each value allows but all together do not.

use super::{
    acd, answer, audio, blf, certificates, codec, diagnostics, dialing, directory, display,
    feature_sync, forward, genband, keys, line, media, mwi, paging, provisioning, proxy, quality,
    services, sip, srtp, time, tones, vocanom,
};
use crate::config::file::{Problem, Severity, Why};
use crate::config::param::Param;
use crate::config::{Config, Models, Place};

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

/// What Genband's servers want (manual A.4.4).
static GENBAND: &[(&Param, &str)] = &[
    (&sip::TRANSPORT_PROTOCOL.param, "TCP"),
    (&blf::ENABLED.param, "1"),
    (&proxy::REGISTRATION_FAILED_TIMEOUT.param, "30"),
    (&proxy::USE_PROXY.param, "1"),
    (&proxy::OUTBOUND_PROXY_ENABLED.param, "1"),
    (&genband::CWRR_ENABLED.param, "0"),
    (&services::LHCWRR_ENABLED.param, "0"),
    (&media::ALLOW_MULTIPLE_RTP.param, "1"),
    (&genband::DISTRIBUTE_MULTIPLE_LINE_REGISTRATIONS_ENABLE.param, "1"),
    (&genband::SLA_BARGING_ENABLE.param, "1"),
];

/// The rules that need some arithmetic; each adds what it finds.
static OTHERS: &[fn(&Config, &mut Vec<Problem>)] = &[
    a_codec_is_left,
    timers_are_in_order,
    the_short_timeout_is_shorter,
    daylight_saving_has_two_dates,
    own_tones_are_tones,
    rings_are_counted_where_they_may,
    programmable_softkeys_serve_one_state,
    groups_have_addresses_of_their_own,
    genband_gets_what_it_wants,
    the_model_has_it,
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
    for rule in OTHERS {
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

fn tell(problems: &mut Vec<Problem>, param: &Param, place: impl Into<Place>, text: &str) {
    problems.push(problem(param, place.into(), Severity::Notice, text));
}

/// Manual 19.5.
fn a_codec_is_left(config: &Config, problems: &mut Vec<Problem>) {
    let usable = codec::NAME.param.places().any(|place| {
        let name = config.text_of(&codec::NAME.param, place);
        config.get_at(&codec::ENABLED, place) && !codec::MISSING.contains(&name)
    });
    if !usable {
        let text = "no codec of this version is enabled: PCMA and PCMU are used";
        tell(problems, &codec::NAME.param, 0, text);
    }
}

/// RFC 3261, 17.1.1.2.
fn timers_are_in_order(config: &Config, problems: &mut Vec<Problem>) {
    if config.get(&sip::T2) < config.get(&sip::T1) {
        let text = "below sip_t1: messages are sent again every sip_t1";
        tell(problems, &sip::T2.param, 0, text);
    }
}

/// Manual 17.2.
fn the_short_timeout_is_shorter(config: &Config, problems: &mut Vec<Problem>) {
    let long = config.get(&dialing::TIMEOUT);
    let short = config.get(&dialing::INTERDIGIT_SHORT_TIMEOUT);
    let mapped = !config.text_of(&dialing::DIGIT_MAP.param, Place::default()).is_empty();
    if mapped && !long.is_zero() && short >= long {
        let text = "not below voip/dialing/timeout";
        tell(problems, &dialing::INTERDIGIT_SHORT_TIMEOUT.param, 0, text);
    }
}

/// Manual 12.1.
fn daylight_saving_has_two_dates(config: &Config, problems: &mut Vec<Problem>) {
    let value = |param: &'static Param| config.text_of(param, Place::default());
    let same = |pairs: &[(&'static Param, &'static Param)]| {
        pairs.iter().all(|(start, end)| value(start) == value(end))
    };
    let day = if value(&time::DAYLIGHT_SAVING_MODE.param) == "FIXED" {
        same(&[(
            &time::DAYLIGHT_SAVING_START_DATE_DAY.param,
            &time::DAYLIGHT_SAVING_END_DATE_DAY.param,
        )])
    } else {
        same(&[
            (
                &time::DAYLIGHT_SAVING_START_DATE_WEEK.param,
                &time::DAYLIGHT_SAVING_END_DATE_WEEK.param,
            ),
            (
                &time::DAYLIGHT_SAVING_START_DATE_DAY_OF_WEEK.param,
                &time::DAYLIGHT_SAVING_END_DATE_DAY_OF_WEEK.param,
            ),
        ])
    };
    let month = same(&[(
        &time::DAYLIGHT_SAVING_START_DATE_MONTH.param,
        &time::DAYLIGHT_SAVING_END_DATE_MONTH.param,
    )]);
    if value(&time::DAYLIGHT_SAVING_ACTIVATE.param) == "ENABLE" && month && day {
        let text = "daylight saving time ends on the day on which it begins";
        tell(problems, &time::DAYLIGHT_SAVING_END_DATE_MONTH.param, 0, text);
    }
}

/// Manual 18.2.
fn own_tones_are_tones(config: &Config, problems: &mut Vec<Problem>) {
    if !config.get(&tones::USE_CONFIG_FILE_VALUES) {
        return;
    }
    let mut any = false;
    for place in tones::ENABLED.param.places() {
        if !config.get_at(&tones::ENABLED, place) {
            continue;
        }
        any = true;
        let (low, high) =
            (config.get_at(&tones::FREQUENCY_A, place), config.get_at(&tones::FREQUENCY_B, place));
        if low == 0 && high == 0 {
            tell(problems, &tones::FREQUENCY_A.param, place, "0, though the tone is enabled");
        } else if high != 0 && low > high {
            tell(problems, &tones::FREQUENCY_A.param, place, "above frequency_b");
        }
        let steady = config.text_of(&tones::CADENCE.param, place) == "0";
        if !steady && config.get_at(&tones::TONE_ON, place).is_zero() {
            tell(problems, &tones::TONE_ON.param, place, "0: the tone is never on");
        }
    }
    if !any {
        let text = "1, though no tone is enabled in the file";
        tell(problems, &tones::USE_CONFIG_FILE_VALUES.param, 0, text);
    }
}

/// Manual A.1.2.2.
fn rings_are_counted_where_they_may(config: &Config, problems: &mut Vec<Problem>) {
    for place in forward::TIMEOUT.param.places() {
        let rings = config.text_of(&forward::TIMEOUT.param, place).ends_with(['r', 'R']);
        let counted = config.text_of(&forward::TIMEOUT_MODE.param, place) == "RINGS_COUNT";
        if rings && !counted {
            let text = "counts rings, though the mode is SECONDS";
            tell(problems, &forward::TIMEOUT.param, place, text);
        }
    }
}

/// Manual 25.4.
fn programmable_softkeys_serve_one_state(config: &Config, problems: &mut Vec<Problem>) {
    let used = |function: &'static Param, index: &'static Param| {
        function
            .places()
            .filter(|place| config.text_of(function, *place) == "PSK")
            .map(|place| (place, config.text_of(index, place)))
    };
    let idle = used(&keys::SOFTKEY_KEY_FUNCTION.param, &keys::SOFTKEY_PSK_INDEX.param);
    let idle: Vec<_> = idle.map(|(_, index)| index).collect();
    let call = &keys::ONGOING_CALL_SOFTKEY_PSK_INDEX.param;
    for (place, index) in used(&keys::ONGOING_CALL_SOFTKEY_KEY_FUNCTION.param, call) {
        if index != "12" && idle.contains(&index) {
            tell(problems, call, place, "serves a softkey without a call, too");
        }
    }
}

/// Manual 27.1.
fn groups_have_addresses_of_their_own(config: &Config, problems: &mut Vec<Problem>) {
    let address = &paging::GROUP_MULTICAST_ADDR.param;
    let active = |place: &Place| config.get_at(&paging::GROUP_ACTIVATED, *place);
    let mut taken = Vec::new();
    for place in address.places().filter(active) {
        let group =
            (config.text_of(address, place), config.text_of(&paging::GROUP_PORT.param, place));
        if taken.contains(&group) {
            tell(problems, address, place, "another group has the same address and port");
        }
        taken.push(group);
    }
}

/// Manual A.4.4.
fn genband_gets_what_it_wants(config: &Config, problems: &mut Vec<Problem>) {
    let server = config.text_of(&services::APPLICATION_SERVER_TYPE.param, Place::default());
    for (param, wanted) in GENBAND.iter().filter(|_| server == "GENBAND") {
        if config.text_of(param, Place::default()) != *wanted {
            tell(problems, param, 0, &format!("Genband's servers want {wanted} (A.4.4)"));
        }
    }
}

/// Manual 2.2 and 16.3.
fn the_model_has_it(config: &Config, problems: &mut Vec<Problem>) {
    let model = config.model();
    let second_line = Place(1, 0);
    for place in line::ENABLED.param.places().filter(|place| *place > second_line) {
        if Models::SMALL.has(model) && config.get_at(&line::ENABLED, place) {
            tell(problems, &line::ENABLED.param, place, &format!("a {model} has two lines"));
        }
    }
    if model == "420HD" && config.get(&display::LCD_CONTRAST) > 30 {
        tell(problems, &display::LCD_CONTRAST.param, 0, "a 420HD takes 0 to 30");
    }
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
    fn a_list_without_usable_codec_is_told() {
        let off =
            [("voip/codec/codec_info/1/enabled", "0"), ("voip/codec/codec_info/2/name", "OPUS")];
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
            ],
            &[&format!("{tone}/frequency_a"), &format!("{tone}/tone_on_0")],
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
        assert_eq!(check(&config).len(), GENBAND.len() - 2);
    }
}
