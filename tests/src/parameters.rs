//! The reference of parameters, written from the registry's rows.

use std::collections::BTreeSet;

use hookswitch_core::config::param::{Applies, Param};
use hookswitch_core::config::table;

/// Returns `docs/parameters.md`.
pub fn reference() -> String {
    let count = table::rows().count();
    let pages: BTreeSet<_> = table::rows().map(|row| row.page).collect();
    let mut text = format!(
        "# Parameters\n\n\
         <!-- Generated from core/src/config/table: UPDATE_GOLDEN=1 cargo test -p \
         hookswitch-tests --test config -->\n\n\
         The {count} parameters of this version, by the page of the web interface they are on. In \
         a `.cfg` file each stands on a line of its own, `name=value`. `{{line}}` is 0 to 5 and \
         `{{codec}}` is 0 to 4. A leading slash and `voip/signaling/` for `voip/signalling/` \
         are accepted. A `*` after the default marks a parameter that is felt only after a \
         restart.\n"
    );
    for page in pages {
        text += &format!("\n## {}\n", page.title());
        for row in table::rows().filter(|row| row.page == page) {
            text += &section(row);
        }
    }
    text
}

fn section(row: &Param) -> String {
    let mut text = format!("\n### `{}`\n\n{}\n\n", row.path, row.help.trim());
    let restart = if row.applies == Applies::Restart { " *" } else { "" };
    text += "| label | values | default | source |\n|---|---|---|---|\n";
    let label = if row.label.is_empty() { "(file only)" } else { row.label };
    text += &format!("| {label} | {} | {}{restart} | {} |\n", row.kind, default(row), row.source);
    if !row.aliases.is_empty() {
        let aliases: Vec<_> = row.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        text += &format!("\nAlso written {}.\n", aliases.join(", "));
    }
    if !row.unsupported.is_empty() {
        text += &format!(
            "\nAccepted, but not followed by this version: {}.\n",
            row.unsupported.join(", ")
        );
    }
    if !row.note.is_empty() {
        text += &format!("\n{}\n", row.note);
    }
    text
}

fn default(row: &Param) -> String {
    let shown = |value: &&str| match *value {
        "" => "(empty)".to_owned(),
        value => format!("`{value}`"),
    };
    row.default.iter().map(shown).collect::<Vec<_>>().join(", ")
}
