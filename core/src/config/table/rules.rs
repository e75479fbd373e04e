//! Rules between rows: what each value allows but all together do not.

use super::{codec, line, proxy, sip};
use crate::config::Config;
use crate::config::file::{Problem, Why};
use crate::config::index::{CODECS, LINES, Place};
use crate::config::param::Param;
use crate::config::{Setting, file::Severity};

/// A rule: what is wrong with a configuration, if anything.
type Rule = fn(&Config) -> Option<Problem>;

/// The rules.
static RULES: &[Rule] = &[
    a_codec_is_left,
    a_used_proxy_has_an_address,
    a_used_registrar_has_an_address,
    a_used_outbound_proxy_has_an_address,
    an_enabled_line_has_a_user,
    t2_is_not_below_t1,
];

/// Returns what the rows of `config` contradict each other in.
pub fn check(config: &Config) -> Vec<Problem> {
    RULES.iter().filter_map(|rule| rule(config)).collect()
}

fn problem(param: &Param, severity: Severity, text: &str) -> Option<Problem> {
    Some(Problem {
        file: String::new(),
        line: None,
        parameter: param.path_at(Place::default()),
        severity,
        why: Why::Rule(text.to_owned()),
    })
}

fn a_codec_is_left(config: &Config) -> Option<Problem> {
    let usable = (0..CODECS).any(|place| {
        let name = config.get_at(&codec::NAME, place);
        config.get_at(&codec::ENABLED, place) && !codec::MISSING.contains(&name.token())
    });
    let text = "no codec of this version is enabled: PCMA and PCMU are used";
    if usable { None } else { problem(&codec::NAME.param, Severity::Notice, text) }
}

fn switched_on_without_host(
    config: &Config,
    switch: &Setting<bool>,
    host: &Setting<Option<String>>,
) -> Option<Problem> {
    let missing = config.get(switch) && config.get(host).is_none();
    let text = format!("not set, though {} is 1", switch.param.path);
    if missing { problem(&host.param, Severity::Error, &text) } else { None }
}

fn a_used_proxy_has_an_address(config: &Config) -> Option<Problem> {
    switched_on_without_host(config, &proxy::USE_PROXY, &proxy::PROXY_ADDRESS)
}

fn a_used_registrar_has_an_address(config: &Config) -> Option<Problem> {
    if config.get(&proxy::USE_PROXY_FOR_REGISTRAR) {
        return switched_on_without_host(
            config,
            &proxy::USE_PROXY_FOR_REGISTRAR,
            &proxy::PROXY_ADDRESS,
        );
    }
    switched_on_without_host(config, &proxy::REGISTRAR_ENABLED, &proxy::REGISTRAR_ADDRESS)
}

fn a_used_outbound_proxy_has_an_address(config: &Config) -> Option<Problem> {
    let switch = &proxy::OUTBOUND_PROXY_ENABLED;
    switched_on_without_host(config, switch, &proxy::OUTBOUND_PROXY_ADDRESS)
}

fn an_enabled_line_has_a_user(config: &Config) -> Option<Problem> {
    let nobody = |index: &u8| {
        config.get_at(&line::ENABLED, *index) && config.get_at(&line::ID, *index).is_empty()
    };
    let index = (0..LINES).find(nobody)?;
    Some(Problem {
        parameter: line::ID.param.path_at(index.into()),
        ..problem(&line::ID.param, Severity::Error, "empty, though the line is enabled")?
    })
}

fn t2_is_not_below_t1(config: &Config) -> Option<Problem> {
    let below = config.get(&sip::T2) < config.get(&sip::T1);
    let text = "below sip_t1: messages are sent again every sip_t1";
    if below { problem(&sip::T2.param, Severity::Notice, text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_with(values: &[(&str, &str)]) -> Vec<String> {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(path, value).unwrap();
        }
        check(&config).into_iter().map(|problem| problem.parameter).collect()
    }

    #[test]
    fn defaults_break_no_rule() {
        assert_eq!(check_with(&[]), [""; 0]);
    }

    #[test]
    fn a_switch_without_its_address_is_told() {
        assert_eq!(
            check_with(&[("voip/signalling/sip/use_proxy", "1")]),
            ["voip/signalling/sip/proxy_address"]
        );
    }

    #[test]
    fn a_list_without_usable_codec_is_told() {
        let off =
            [("voip/codec/codec_info/1/enabled", "0"), ("voip/codec/codec_info/2/name", "OPUS")];
        assert_eq!(check_with(&off), ["voip/codec/codec_info/0/name"]);
    }

    #[test]
    fn an_enabled_line_without_user_is_told() {
        let values = [("voip/line/3/enabled", "1"), ("voip/line/3/id", "")];
        assert_eq!(check_with(&values), ["voip/line/3/id"]);
    }
}
