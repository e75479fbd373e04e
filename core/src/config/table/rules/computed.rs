//! The rules between rows that need some arithmetic; each adds what it finds.

use super::problem;
use crate::config::file::{Problem, Severity};
use crate::config::param::Param;
use crate::config::table::tones::ToneName;
use crate::config::table::{
    blf, codec, dialing, display, forward, genband, keys, line, media, paging, proxy, services,
    sip, time, tones,
};
use crate::config::{Config, Models, Place};

/// All of them.
pub(super) static ALL: &[fn(&Config, &mut Vec<Problem>)] = &[
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

/// Manual 19.5.
fn a_codec_is_left(config: &Config, problems: &mut Vec<Problem>) {
    let places = codec::NAME.param.places();
    let usable = places.into_iter().any(|place| config.get_at(&codec::ENABLED, place));
    if !usable {
        let text = "no codec is enabled: PCMA and PCMU are used";
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
        let name = config.text_of(&tones::NAME.param, place);
        if !ToneName::TOKENS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            let text = format!("{name:?} is no tone; there are: {}", ToneName::TOKENS.join(", "));
            tell(problems, &tones::NAME.param, place, &text);
        }
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

/// What Genband's servers want (manual A.4.4).
pub(super) static GENBAND: &[(&Param, &str)] = &[
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

/// Adds a notice.
fn tell(problems: &mut Vec<Problem>, param: &Param, place: impl Into<Place>, text: &str) {
    problems.push(problem(param, place.into(), Severity::Notice, text));
}
