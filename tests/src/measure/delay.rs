//! From the tab's microphone through an RTP echo to what the tab plays: without what cleans the
//! voice, with it as it is by default, and with the low delay that the person may choose.

use serde_json::json;

use super::{Row, quantile};
use crate::browser::{Browser, Microphone, Tab};
use crate::delay::delays_ms;
use crate::gateway::{Account, Gateway};
use crate::peers::{Echo, Impairment, Reaction, Stub};
use crate::phone::phone_url;
use crate::wav::Wav;

pub(super) fn measure() -> Vec<Row> {
    let clean = Impairment::default();
    let bad = Impairment { delay_ms: 30, loss_percent: 2 };
    let mut rows = Vec::new();
    let run = call(Setting::Default, clean, 60.0);
    let met = run.median() <= 45.0 && run.underruns == Some(0);
    rows.push(run.row(
        "Microphone to loudspeaker through an RTP echo, PCMA, echo and noise taken out",
        "<= 45 ms, 0 underruns in 60 s",
        met,
    ));
    let run = call(Setting::LowDelay, clean, 30.0);
    rows.push(run.row(
        "The same with low delay: packets of 10 ms, the browser cleans the voice",
        "<= 30 ms",
        run.median() <= 30.0,
    ));
    let run = call(Setting::Uncleaned, clean, 60.0);
    let met = run.median() <= 42.0 && run.underruns == Some(0);
    rows.push(run.row(
        "Microphone to loudspeaker through an RTP echo, PCMA",
        "<= 42 ms, 0 underruns in 60 s",
        met,
    ));
    let run = call(Setting::Uncleaned, bad, 30.0);
    let met = run.median() <= 90.0;
    rows.push(run.row("The same, 30 ms and 2 % loss each way on the RTP leg", "<= 90 ms", met));
    rows
}

/// What one call showed.
pub(super) struct Run {
    pub(super) delays: Vec<f64>,
    seconds: f64,
    underruns: Option<u64>,
    pub(super) concealed_ms: Option<u64>,
}

impl Run {
    pub(super) fn median(&self) -> f64 {
        if self.delays.is_empty() { f64::INFINITY } else { quantile(&self.delays, 0.5) }
    }

    fn row(&self, what: &str, target: &str, met: bool) -> Row {
        let told = |value: Option<u64>| value.map_or("unknown".to_owned(), |v| v.to_string());
        let (p5, p95) = (quantile(&self.delays, 0.05), quantile(&self.delays, 0.95));
        let measured = format!(
            "median {:.1} ms (p5 {p5:.1}, p95 {p95:.1}; {} chirps in {:.0} s), underruns {}, concealed {} ms",
            self.median(),
            self.delays.len(),
            self.seconds,
            told(self.underruns),
            told(self.concealed_ms),
        );
        let figures = json!({
            "median_ms": self.median(), "p5_ms": p5, "p95_ms": p95, "chirps": self.delays.len(),
            "underruns": self.underruns, "concealed_ms": self.concealed_ms,
        });
        Row::new(what, measured, target, met, figures)
    }
}

/// What is done with the voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// What the phone does by itself.
    Default,
    /// What the person chose for the least delay.
    LowDelay,
    /// Nothing.
    Uncleaned,
}

/// Makes a call to the echo and listens.
fn call(setting: Setting, impairment: Impairment, seconds: f64) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let microphone = folder.path().join("chirps.wav");
    Wav::chirps(48_000, 20).write(&microphone);
    let echo = Echo::start(impairment);
    let stub = Stub::start(Reaction::Answer { rtp_port: echo.port });
    let cleans = if setting == Setting::Uncleaned { "0" } else { "1" };
    let account = Account::new(1001, stub.port)
        .with("voip/audio/echo_cancellation/enabled", cleans)
        .with("voip/audio/noise_reduction/enabled", cleans);
    let gateway = Gateway::serve(&account);
    let browser = Browser::start(Microphone::Says(&microphone));
    // A page that is asked for raw sound cleans nothing.
    let raw = phone_url(&gateway);
    let url = if setting == Setting::Uncleaned { &raw } else { &gateway.url };
    let tab = browser.open(url);
    tab.wait_registered();
    match setting {
        Setting::Default => tab.wait_program("voice.wasm"),
        Setting::LowDelay => {
            tab.choose(&[("Menu", "Audio Devices"), ("8", "Low delay")]);
            (0..4).for_each(|_| tab.press("Down"));
            tab.press("OK");
            tab.wait_display("Shorter packets");
            tab.press("Exit");
        }
        Setting::Uncleaned => {}
    }
    tab.call("1002");
    tab.wait_display("Connected");
    tab.wait_sound();
    listen(&tab, seconds)
}

/// Listens in a call that is up, and ends it.
pub(super) fn listen(tab: &Tab, seconds: f64) -> Run {
    let start = tab.recorded_s() + 2.0;
    tab.let_play(seconds + 2.0);
    // Read before the recordings are: fetching them keeps the machine busy for a while.
    let Audio { underruns, concealed_ms, .. } = audio_status(tab);
    tab.press("End");
    let [said, played] = ["microphone", "played"].map(|channel| {
        let mut sound = tab.recording(channel, start);
        sound.samples.truncate((seconds * f64::from(sound.rate)) as usize);
        sound
    });
    let delays = delays_ms(&said, &played);
    Run { delays, seconds, underruns, concealed_ms }
}

/// What the page Status, Audio tells.
pub(super) struct Audio {
    pub(super) underruns: Option<u64>,
    pub(super) concealed_ms: Option<u64>,
    /// How long sound waits in the jitter buffer.
    pub(super) buffer_ms: Option<u64>,
    /// Packets that came too late to be played.
    pub(super) late: Option<u64>,
}

/// Reads the phone's own page Status, Audio.
pub(super) fn audio_status(tab: &Tab) -> Audio {
    tab.choose(&[("Menu", "Status"), ("5", "Network status"), ("8", "Microphone")]);
    let mut shown = String::new();
    for _ in 0..10 {
        shown.push_str(&tab.display());
        shown.push('\n');
        tab.press("Down");
    }
    let lines: Vec<&str> = shown.lines().collect();
    let after = |name: &str| {
        let at = lines.iter().position(|line| line.starts_with(name))?;
        let text = lines[at].strip_prefix(name).filter(|rest| !rest.trim().is_empty());
        let text = text.or_else(|| lines.get(at + 1).copied())?;
        text.split_whitespace().next()?.parse().ok()
    };
    let audio = Audio {
        underruns: after("Underruns"),
        concealed_ms: after("Concealed"),
        buffer_ms: after("Jitter buffer"),
        late: after("Packets late"),
    };
    tab.press("Exit");
    audio
}
