//! Speech between a tab and baresip, and in a wide band beside what two baresips make of it.

use serde_json::json;

use super::Row;
use crate::gateway::Account;
use crate::peers::{Answer, Baresip, BaresipOptions, Kamailio};
use crate::phone::{Phone, Voices};
use crate::score::{Score, score};
use crate::wav::Wav;

/// How much less than between two baresips a score may be: what it differs from call to call.
const TOLERANCE: f64 = 0.05;

pub(super) fn measure() -> Vec<Row> {
    let narrow = ["PCMA", "PCMU"].into_iter().flat_map(|codec| {
        rows(codec, "narrow band", ">= 3.8", 3.8, &call(codec, &Voices::narrow()))
    });
    let wide = ["G722", "opus"].into_iter().flat_map(|codec| {
        let beside = between_peers(codec);
        let target = format!(">= {:.2}, as from baresip to baresip", beside.pesq);
        let scores = call(codec, &Voices::wide(0.0));
        rows(codec, "wide band", &target, beside.pesq - TOLERANCE, &scores)
    });
    narrow.chain(wide).collect()
}

fn rows(codec: &str, band: &str, target: &str, least: f64, scores: &[(&str, Score)]) -> Vec<Row> {
    let row = |(direction, result): &(&str, Score)| {
        Row::new(
            &format!("Speech, {direction}, {codec}, PESQ {band}"),
            format!("{:.2} (level {:+.1} dB)", result.pesq, result.level_db),
            target,
            result.pesq >= least,
            json!({ "pesq": result.pesq, "level_db": result.level_db }),
        )
    };
    scores.iter().map(row).collect()
}

fn peer(number: u16, kamailio: &Kamailio, codec: &str) -> Baresip {
    let rate = if codec == "opus" { "48000/2" } else { "8000" };
    Baresip::start(&BaresipOptions {
        number,
        registrar: Some(kamailio.port),
        codecs: vec![format!("{codec}/{rate}")],
        answer: Answer::AtOnce,
    })
}

/// Calls from a tab; returns how well each hears the other.
fn call(codec: &str, voices: &Voices) -> Vec<(&'static str, Score)> {
    let kamailio = Kamailio::start();
    let peer = peer(1002, &kamailio, codec);
    let mut account = Account::new(1001, kamailio.port);
    account.codecs = vec![codec.to_uppercase()];
    let phone = Phone::registered_saying(&account, &voices.tab);
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    let in_tab = phone.tab.score_played(&voices.peer);
    let heard = peer.wait_heard(1.5 + Wav::read(&voices.tab).seconds());
    let in_peer = score(&voices.tab, &heard, 1.0);
    vec![("tab to baresip", in_peer), ("baresip to tab", in_tab)]
}

/// Calls from one baresip to another; returns how well that hears.
fn between_peers(codec: &str) -> Score {
    let kamailio = Kamailio::start();
    let (caller, callee) = (peer(1003, &kamailio, codec), peer(1002, &kamailio, codec));
    caller.dial("sip:1002@phones.test");
    let said = Voices::wide(0.0).peer;
    let heard = callee.wait_heard(1.5 + Wav::read(&said).seconds());
    score(&said, &heard, 1.0)
}
