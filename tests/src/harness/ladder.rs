//! A trace as text: who sent what to whom, and when.

use super::net::{Fate, SimNet, Traced};

/// Returns the trace as a ladder: seconds, sender, receiver, first line, CSeq's method.
pub fn ladder(net: &SimNet) -> String {
    net.trace().iter().map(|traced| rung(net, traced)).collect()
}

/// Returns one message of the trace in full, as text.
pub fn message(traced: &Traced) -> String {
    String::from_utf8_lossy(&traced.packet.data).replace("\r\n", "\n")
}

fn rung(net: &SimNet, traced: &Traced) -> String {
    let text = String::from_utf8_lossy(&traced.packet.data);
    let first = text.lines().next().unwrap_or_default();
    let of = match cseq_method(&text) {
        Some(method) if first.starts_with("SIP/") => format!(" ({method})"),
        _ => String::new(),
    };
    let fate = match traced.fate {
        Fate::Sent => "",
        Fate::Lost => "  [lost]",
        Fate::Doubled => "  [twice]",
    };
    let millis = traced.at.as_millis();
    format!(
        "{:>5}.{:03}  {:<8} -> {:<8}  {}{of}{fate}\n",
        millis / 1_000,
        millis % 1_000,
        net.name_of(traced.packet.from.ip()),
        net.name_of(traced.packet.to.ip()),
        first.trim_end(),
    )
}

fn cseq_method(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| line.starts_with("CSeq:"))?;
    line.split_whitespace().last()
}
