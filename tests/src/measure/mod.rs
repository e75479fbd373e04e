//! Measurements of `cargo xtask bench`: each returns rows of one table.

mod config;
mod delay;
mod dialing;
mod face;
mod g729;
mod hour;
mod lint;
mod networks;
mod page;
mod quantum;
mod relay;
mod scores;
mod simulator;
mod sip;
mod speech;
mod stages;

use serde_json::{Value, json};

use crate::browser::{Browser, Microphone, Tab};
use crate::gateway::Gateway;

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was measured, and how.
    pub what: String,
    /// What came out.
    pub measured: String,
    /// What it should be; empty if nothing is asked.
    pub target: String,
    /// Whether it is as it should be.
    pub met: Option<bool>,
    /// The figures behind it.
    pub figures: Value,
}

impl Row {
    fn new(what: &str, measured: String, target: &str, met: bool, figures: Value) -> Self {
        let (what, target) = (what.to_owned(), target.to_owned());
        Self { what, measured, target, met: Some(met), figures }
    }

    /// Returns the row as JSON.
    pub fn json(&self) -> Value {
        json!({
            "what": self.what, "measured": self.measured, "target": self.target,
            "met": self.met, "figures": self.figures,
        })
    }
}

/// A measurement by its name.
pub type Measurement = (&'static str, fn() -> Vec<Row>);

/// What is measured only when it is named: it takes an hour, or needs what has to be fetched.
pub const NAMED: [Measurement; 3] =
    [("hour", hour::measure), ("traces", scores::traces), ("voice", scores::voice)];

/// All other measurements, in the order of the table.
pub const ALL: [Measurement; 17] = [
    ("memory", sip::measure_memory),
    ("config", config::measure),
    ("dialing", dialing::measure),
    ("delay", delay::measure),
    ("networks", networks::measure),
    ("quantum", quantum::measure),
    ("stages", stages::measure),
    ("page", page::measure),
    ("face", face::measure),
    ("speech", speech::measure),
    ("g729", g729::measure),
    ("g729-scores", g729::measure_scores),
    ("g729-differences", g729::measure_differences),
    ("sip", sip::measure),
    ("simulator", simulator::measure),
    ("relay", relay::measure),
    ("lint", lint::measure),
];

/// Opens the demo's page in a browser without a microphone, and hands it to `work` once the phone
/// is registered.
fn in_demo_page<T>(work: impl FnOnce(&Tab) -> T) -> T {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Missing);
    let tab = browser.open_plain(&demo.url);
    tab.wait_registered();
    work(&tab)
}

/// Returns the value below which a share of `values` lies, 0 to 1; 0 if there are none.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_occurred() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((quantile(&values, 0.5), quantile(&values, 0.99)), (50.0, 99.0));
        assert_eq!((quantile(&[7.0], 0.99), quantile(&[], 0.5)), (7.0, 0.0));
    }
}
