//! The reference of parameters, written from the registry's rows.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hookswitch_core::config::acting::Acting;
use hookswitch_core::config::index::INDEXES;
use hookswitch_core::config::models::Models;
use hookswitch_core::config::param::{Applies, Param};
use hookswitch_core::config::table;
use hookswitch_core::config::text::{Need, Page, Text};

/// Returns `docs/parameters.md`.
pub fn reference() -> String {
    let rows: Vec<_> = table::texts().collect();
    let pages: BTreeSet<_> = rows.iter().map(|(_, text)| text.page).collect();
    let ranges: Vec<_> = INDEXES
        .iter()
        .map(|index| format!("`{{{}}}` {} to {}", index.name, index.first, index.last))
        .collect();
    let mut text = format!(
        "# Parameters\n\n\
         <!-- Generated from core/src/config/table: UPDATE_GOLDEN=1 cargo test -p \
         hookswitch-tests --test config -->\n\n\
         The {} parameters of the phone, by the page of the web interface they are on. In \
         a `.cfg` file each stands on a line of its own, `name=value`. Names in braces stand for \
         numbers: {}. A leading slash and `voip/signaling/` for `voip/signalling/` \
         are accepted.\n",
        rows.len(),
        ranges.join(", "),
    );
    for page in pages {
        let title = if page == Page::FileOnly { "In the file only" } else { page.path() };
        let _ = writeln!(text, "\n## {title}");
        for (row, words) in rows.iter().filter(|(_, words)| words.page == page) {
            text += &section(row, words);
        }
    }
    text
}

fn section(row: &Param, words: &Text) -> String {
    let mut text = format!("\n### `{}`\n\n{}\n\n", row.path, words.help.trim());
    text += "| label | values | default | a change is felt | source |\n|---|---|---|---|---|\n";
    let label = if words.label.is_empty() { "(none)" } else { words.label };
    let applies = match row.applies {
        Applies::Now => "at once",
        Applies::NextCall => "with the next call",
        Applies::Reregister => "after registering anew",
        Applies::Restart => "after a restart",
    };
    let defaults = default(row);
    let _ =
        writeln!(text, "| {label} | {} | {defaults} | {applies} | {} |", row.kind, words.source);
    match row.acting {
        Acting::Acts => {}
        Acting::ActsThroughGateway => text += "\nActs through the gateway's host.\n",
        Acting::Nothing(why) | Acting::Later(why) => {
            let _ = writeln!(text, "\nWithout effect: {why}");
        }
    }
    if row.models != Models::ALL {
        let _ = writeln!(text, "\nModels: {}.", row.models);
    }
    if !words.servers.is_empty() {
        let servers: Vec<_> = words.servers.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "\nFor {}.", servers.join(", "));
    }
    if !words.needs.is_empty() {
        let needs: Vec<_> = words.needs.iter().map(need).collect();
        let _ = writeln!(text, "\nNeeds {}.", needs.join(" and "));
    }
    if !row.aliases.is_empty() {
        let aliases: Vec<_> = row.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        let _ = writeln!(text, "\nAlso written {}.", aliases.join(", "));
    }
    if !row.unsupported.is_empty() {
        let values = row.unsupported.join(", ");
        let _ = writeln!(text, "\nAccepted, but not followed by this version: {values}.");
    }
    if !words.note.is_empty() {
        let _ = writeln!(text, "\n{}", words.note);
    }
    text
}

fn need(need: &Need) -> String {
    match need {
        Need::Is(path, values) => format!("`{path}` = {}", values.join(" or ")),
        Need::Any(needs) => needs.iter().map(self::need).collect::<Vec<_>>().join(" or "),
    }
}

fn default(row: &Param) -> String {
    let shown = |value: &&str| match *value {
        "" => "(empty)".to_owned(),
        value => format!("`{value}`"),
    };
    row.default.iter().map(shown).collect::<Vec<_>>().join(", ")
}
