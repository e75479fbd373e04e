//! Calls over bad networks between tab and gateway, by WebTransport and by WebSocket: how well each
//! side hears the other, and how late the tab hears itself by an echo behind the gateway.
//!
//! The network is a cable that loses packets of TCP and of UDP alike (`tests/peers/cable.py`),
//! from when the call is up. Speech is that of the other rows, two stretches each way, of which
//! means are told; the delay is that of chirps there and back, in a call of its own.

use serde_json::json;

use super::delay::{self, Run};
use super::{Row, quantile};
use crate::browser::{Browser, Microphone};
use crate::gateway::{Account, Gateway};
use crate::peers::{
    Answer, Baresip, BaresipOptions, Cable, Conditions, Echo, Impairment, Kamailio, Machine,
    Reaction, Stub,
};
use crate::phone::{Voices, phone_url};
use crate::score::score;
use crate::wav::Wav;

/// Stretches of speech that are scored each way.
const STRETCHES: usize = 2;

/// Seconds in which delays are measured.
const LISTEN_S: f64 = 15.0;

/// What carries media between tab and gateway.
#[derive(Clone, Copy, Debug)]
enum Carrier {
    WebTransport,
    WebSocket,
}

impl Carrier {
    /// Returns what the gateway's file says.
    const fn section(self) -> &'static str {
        match self {
            Self::WebTransport => "",
            Self::WebSocket => "[web_transport]\nenabled = false\n",
        }
    }
}

pub(super) fn measure() -> Vec<Row> {
    let lossy = Conditions { loss: 0.1, in_bursts: false, jitter_ms: 0.0 };
    let bad = Conditions { in_bursts: true, jitter_ms: 60.0, ..lossy };
    let networks = [
        ("no loss", Conditions::default()),
        ("10 % loss", lossy),
        ("10 % loss in bursts and 60 ms jitter", bad),
    ];
    let mut rows = Vec::new();
    let mut keep = |row: Row| {
        eprintln!("{}: {}", row.what, row.measured);
        rows.push(row);
    };
    for (name, conditions) in networks {
        for carrier in [Carrier::WebTransport, Carrier::WebSocket] {
            let network = format!("{name} each way between tab and gateway, {carrier:?}");
            for codec in ["PCMA", "opus"] {
                keep(speech(codec, &network, scores(codec, conditions, carrier)));
            }
            keep(lateness(&network, &delays(conditions, carrier)));
        }
    }
    rows
}

fn speech(codec: &str, network: &str, [out, back]: [f64; 2]) -> Row {
    Row {
        what: format!("Speech with {codec}, {network}"),
        measured: format!("PESQ {out:.2} from the tab, {back:.2} to it"),
        target: String::new(),
        met: None,
        figures: json!({ "pesq_out": out, "pesq_back": back }),
    }
}

fn lateness(network: &str, run: &Run) -> Row {
    let (median, p95) = (run.median(), quantile(&run.delays, 0.95));
    let (chirps, concealed) = (run.delays.len(), run.concealed_ms);
    let told = concealed.map_or("unknown".to_owned(), |ms| format!("{ms} ms"));
    Row {
        what: format!("Delay there and back with PCMA, {network}"),
        measured: format!(
            "median {median:.0} ms (p95 {p95:.0}), {chirps} of {LISTEN_S:.0} chirps found, concealed {told}"
        ),
        target: String::new(),
        met: None,
        figures: json!({
            "median_ms": median, "p95_ms": p95, "chirps": chirps, "concealed_ms": concealed,
        }),
    }
}

/// Returns the port of a gateway's page, which is that of WebTransport, too.
fn port(gateway: &Gateway) -> u16 {
    let port = gateway.url.trim_end_matches('/').rsplit(':').next();
    port.and_then(|port| port.parse().ok()).expect("the address of a page with its port")
}

fn account(codec: &str, server: u16) -> Account {
    let mut account = Account::new(1001, server)
        .with("voip/audio/echo_cancellation/enabled", "0")
        .with("voip/audio/noise_reduction/enabled", "0");
    account.codecs = vec![codec.to_uppercase()];
    account
}

/// Returns the means of what the peer hears and of what the tab hears.
fn scores(codec: &str, conditions: Conditions, carrier: Carrier) -> [f64; 2] {
    let _machine = Machine::new(&[]);
    let voices = if codec == "opus" { Voices::wide(0.0) } else { Voices::narrow() };
    let rate = if codec == "opus" { "48000/2" } else { "8000" };
    let kamailio = Kamailio::start();
    let codecs = vec![format!("{codec}/{rate}")];
    let (registrar, answer) = (Some(kamailio.port), Answer::AtOnce);
    let peer = Baresip::start(&BaresipOptions { number: 1002, registrar, codecs, answer });
    let gateway = Gateway::serve_with(&account(codec, kamailio.port), carrier.section());
    let mut cable = Cable::on(port(&gateway));
    let browser = Browser::start(Microphone::Says(&voices.tab));
    let tab = browser.open(&phone_url(&gateway));
    tab.wait_registered();
    if codec == "opus" {
        tab.wait_program("opus.wasm");
    }
    tab.call("1002");
    tab.wait_display("Connected");
    tab.wait_sound();
    cable.set(conditions);
    let length = Wav::read(&voices.tab).seconds();
    let (mut out, mut back) = (0.0, 0.0);
    for _ in 0..STRETCHES {
        let before = peer.wait_heard(0.5).seconds();
        back += tab.score_played(&voices.peer).pesq;
        out += score(&voices.tab, &peer.wait_heard(before + length + 0.2), before).pesq;
    }
    cable.set(Conditions::default());
    [out, back].map(|sum| sum / STRETCHES as f64)
}

/// Measures the delay there and back.
fn delays(conditions: Conditions, carrier: Carrier) -> Run {
    let _machine = Machine::new(&[]);
    let folder = tempfile::tempdir().unwrap();
    let microphone = folder.path().join("chirps.wav");
    Wav::chirps(48_000, 20).write(&microphone);
    let echo = Echo::start(Impairment::default());
    let stub = Stub::start(Reaction::Answer { rtp_port: echo.port });
    let gateway = Gateway::serve_with(&account("PCMA", stub.port), carrier.section());
    let mut cable = Cable::on(port(&gateway));
    let browser = Browser::start(Microphone::Says(&microphone));
    let tab = browser.open(&phone_url(&gateway));
    tab.wait_registered();
    tab.call("1002");
    tab.wait_display("Connected");
    tab.wait_sound();
    cable.set(conditions);
    let run = delay::listen(&tab, LISTEN_S);
    cable.set(Conditions::default());
    run
}
