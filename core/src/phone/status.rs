//! What menu pages show, row by row.

use super::Phone;
use super::line::Registration;
use super::menu::PageKind;

/// Version of the phone, for the status page and User-Agent.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A row of a page: text at the left, text at the right.
pub(super) type Row = (String, String);

impl Phone {
    /// Returns every row of a page.
    pub(super) fn page_rows(&self, kind: PageKind) -> Vec<Row> {
        match kind {
            PageKind::Menu | PageKind::Status => numbered(kind),
            PageKind::Network => self.network_rows(),
            PageKind::Lines => self.line_rows(),
            PageKind::Firmware => self.firmware_rows(),
            PageKind::Problems => self.problem_rows(),
            PageKind::Audio => self.audio_rows(),
            PageKind::Log(kind) => {
                let stamp = |at| self.clock.stamp(at);
                self.call_log
                    .list(kind)
                    .map(|entry| {
                        (entry.party.label().to_owned(), entry.at.map_or_else(String::new, stamp))
                    })
                    .collect()
            }
        }
    }

    fn network_rows(&self) -> Vec<Row> {
        vec![row("MAC", self.identity.mac.to_string())]
    }

    fn line_rows(&self) -> Vec<Row> {
        let lines = self.lines.iter().enumerate().filter(|(_, line)| line.settings.enabled);
        let state = |registration: &Registration| match registration {
            Registration::None => "Not registered".to_owned(),
            Registration::Registering => "Registering".to_owned(),
            Registration::Registered => "Registered".to_owned(),
            Registration::Failed(why) => why.clone(),
        };
        lines
            .map(|(index, line)| {
                (format!("{} {}", index + 1, line.label()), state(&line.registration))
            })
            .collect()
    }

    fn firmware_rows(&self) -> Vec<Row> {
        vec![
            row("Model", self.settings.model.clone()),
            row("Version", VERSION),
            row("MAC", self.identity.mac.to_string()),
        ]
    }

    fn problem_rows(&self) -> Vec<Row> {
        vec![row("None", "")]
    }

    fn audio_rows(&self) -> Vec<Row> {
        let report = &self.sound.report;
        let mut rows = vec![row("Underruns", report.underruns.to_string())];
        for stream in &report.streams {
            rows.push(row("Jitter buffer", format!("{} ms", stream.jitter_delay_ms)));
            rows.push(row("Packets in", stream.packets_received.to_string()));
            rows.push(row("Packets out", stream.packets_sent.to_string()));
        }
        rows
    }
}

fn row(left: &str, right: impl Into<String>) -> Row {
    (left.to_owned(), right.into())
}

fn numbered(kind: PageKind) -> Vec<Row> {
    let entries = kind.entries().iter().enumerate();
    entries.map(|(index, (label, _))| row(&format!("{} {label}", index + 1), "")).collect()
}
