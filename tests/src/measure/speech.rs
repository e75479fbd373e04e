//! Speech between a tab and baresip.

use serde_json::json;

use super::Row;
use crate::gateway::Account;
use crate::peers::{Answer, Baresip, BaresipOptions, Kamailio};
use crate::phone::{Phone, said_by_peer, said_by_tab};
use crate::score::score;
use crate::wav::Wav;

pub(super) fn measure() -> Vec<Row> {
    ["PCMA", "PCMU"].into_iter().flat_map(call).collect()
}

fn call(codec: &str) -> Vec<Row> {
    let kamailio = Kamailio::start();
    let peer = Baresip::start(&BaresipOptions {
        number: 1002,
        registrar: Some(kamailio.port),
        codecs: vec![format!("{codec}/8000")],
        answer: Answer::AtOnce,
    });
    let phone = Phone::registered(&Account::new(1001, kamailio.port));
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    let in_tab = phone.tab.score_played(&said_by_peer());
    let heard = peer.wait_heard(1.5 + Wav::read(&said_by_tab()).seconds());
    let in_peer = score(&said_by_tab(), &heard, 1.0);
    let row = |direction: &str, result: crate::score::Score| {
        Row::new(
            &format!("Speech, {direction}, {codec}, PESQ narrow band"),
            format!("{:.2} (level {:+.1} dB)", result.pesq, result.level_db),
            ">= 3.8",
            result.pesq >= 3.8,
            json!({ "pesq": result.pesq, "level_db": result.level_db }),
        )
    };
    vec![row("tab to baresip", in_peer), row("baresip to tab", in_tab)]
}
