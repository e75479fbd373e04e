//! How findings are written.

use serde_json::{Value, json};

use super::super::{Console, Format};
use super::Args;
use super::finding::{Finding, Severity};

/// Writes findings to standard output, and what they come to.
pub(super) fn write(args: &Args, files: usize, findings: &[Finding], console: &mut Console) {
    let shown = || findings.iter().filter(|finding| finding.severity >= args.level);
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    if args.format == Format::Json {
        let report = json!({
            "files": files, "errors": errors, "warnings": warnings, "notes": notes,
            "findings": shown().map(json).collect::<Vec<_>>(),
        });
        return console.say(&format!("{report:#}"));
    }
    for finding in shown() {
        console.say(&text(finding));
    }
    let hidden = findings.len() - shown().count();
    let hidden = if hidden == 0 { String::new() } else { format!(" ({hidden} not shown)") };
    console.say(&format!(
        "{}: {}, {}, {}{hidden}",
        counted(files, "file"),
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(notes, "note"),
    ));
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn json(finding: &Finding) -> Value {
    let Finding { file, line, severity, code, parameter, message, advice } = finding;
    json!({
        "file": &**file, "line": line, "severity": severity, "code": code,
        "parameter": parameter, "message": message, "advice": advice,
    })
}

fn text(finding: &Finding) -> String {
    let Finding { file, line, severity, code, parameter, message, advice } = finding;
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    let colon = if parameter.is_empty() { "" } else { ": " };
    let severity = severity.as_str();
    let code = code.name();
    let advice = if advice.is_empty() { String::new() } else { format!("\n    {advice}") };
    format!("{file}{line}: {severity}: {parameter}{colon}{message} [{code}]{advice}")
}
