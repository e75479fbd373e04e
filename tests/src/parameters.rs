//! The reference of parameters, written from the registry's rows.

use std::fmt::Write as _;

use hookswitch_core::config::acting::Acting;
use hookswitch_core::config::index::INDEXES;
use hookswitch_core::config::models::Models;
use hookswitch_core::config::param::{Applies, Param};
use hookswitch_core::config::table;
use hookswitch_core::config::text::{Need, Text};

/// The chapters of the manual that have parameters, and what they are about.
const CHAPTERS: &[(&str, &str)] = &[
    ("2", "The display"),
    ("3", "The web interface"),
    ("4", "The configuration file"),
    ("5", "The device manager"),
    ("9", "Provisioning"),
    ("12", "Date and time"),
    ("13", "Addresses"),
    ("14", "Ports"),
    ("15", "VLANs"),
    ("16", "SIP, proxies and lines"),
    ("17", "Dialling and audio devices"),
    ("18", "Rings and tones"),
    ("19", "Media and codecs"),
    ("20", "Voice processing"),
    ("22", "Services"),
    ("23", "Levels"),
    ("24", "Directories"),
    ("25", "Keys"),
    ("26", "Keys and menus that can be taken away"),
    ("27", "Speaking to groups"),
    ("28", "Features that the server keeps"),
    ("30", "Certificates"),
    ("32", "Admission to the network"),
    ("33", "Encrypted media"),
    ("35", "Credentials for provisioning"),
    ("36", "Addresses for provisioning by DHCP"),
    ("37", "The MAC address for provisioning"),
    ("38", "The administrator's account"),
    ("45", "Reports on quality"),
    ("48", "The log"),
    ("50", "Recordings"),
    ("52", "Port mirroring"),
    ("53", "Traces"),
    ("A", "Families of servers"),
    ("B", "Automatic call distribution"),
];

/// Returns `docs/parameters.md`.
///
/// # Panics
///
/// If a row is from a chapter that has no title.
pub fn reference() -> String {
    let rows: Vec<_> = table::texts().collect();
    let mut text = introduction(&rows);
    for (chapter, title) in CHAPTERS {
        let _ = writeln!(text, "\n## {chapter}. {title}");
        for (row, words) in rows.iter().filter(|(_, words)| chapter_of(words) == *chapter) {
            text += &section(row, words);
        }
    }
    let known = |words: &Text| CHAPTERS.iter().any(|(chapter, _)| chapter_of(words) == *chapter);
    assert!(rows.iter().all(|(_, words)| known(words)), "a chapter has no title");
    text += "\n## Index\n\n| name | in the file as | effect |\n|---|---|---|\n";
    let mut index: Vec<_> = rows.iter().flat_map(|(row, _)| index_lines(row)).collect();
    index.sort();
    text += &index.concat();
    text
}

fn introduction(rows: &[(&Param, &Text)]) -> String {
    let count = |is: fn(Acting) -> bool| rows.iter().filter(|(row, _)| is(row.acting)).count();
    let numbers: Vec<_> = INDEXES
        .iter()
        .map(|index| format!("| `{{{}}}` | {} to {} |\n", index.name, index.first, index.last))
        .collect();
    let contents: Vec<_> = CHAPTERS
        .iter()
        .map(|(chapter, title)| {
            let of = rows.iter().filter(|(_, words)| chapter_of(words) == *chapter).count();
            format!("- [{chapter}. {title}](#{}) ({of})\n", anchor(&format!("{chapter}. {title}")))
        })
        .collect();
    format!(
        "# Parameters\n\n\
         <!-- Generated from core/src/config/table: UPDATE_GOLDEN=1 cargo test -p \
         hookswitch-tests --test config -->\n\n\
         The {} parameters of the phone, by the chapter of the administrator's manual. In a `.cfg` \
         file each stands on a line of its own, `name=value`; `hookswitch parameters NAME` prints \
         what is here. A leading slash, and `voip/signaling/` for `voip/signalling/`, are \
         accepted. Words are read whether or not their case, blanks, hyphens and underscores are \
         as they are here.\n\n\
         {} of them act, {} of these through the gateway's host. {} wait for what they belong to, \
         and {} have nothing to act on in a browser: they are read, checked and kept, and a file \
         that sets them is told so.\n\n\
         Names in braces stand for numbers:\n\n\
         | name | numbers |\n|---|---|\n{}\n\
         {}- [Index](#index)\n",
        rows.len(),
        count(|acting| acting.why_not().is_none()),
        count(|acting| acting == Acting::ActsThroughGateway),
        count(|acting| matches!(acting, Acting::Later(_))),
        count(|acting| matches!(acting, Acting::Nothing(_))),
        numbers.concat(),
        contents.concat(),
    )
}

/// Returns the chapter that a row is from: the first one, if it is from several.
fn chapter_of(words: &Text) -> &str {
    let source = words.source.trim_start_matches("manual ").trim_start_matches("Appendix ");
    source.split(['.', ',', ' ']).next().unwrap_or_default()
}

/// Returns what headings of this text are linked to by.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

fn index_lines(row: &Param) -> Vec<String> {
    let effect = match row.acting {
        Acting::Acts => "acts",
        Acting::ActsThroughGateway => "acts through the gateway",
        Acting::Nothing(_) => "none",
        Acting::Later(_) => "not yet",
    };
    let link = format!("[`{}`](#{})", row.path, anchor(row.path));
    let own = format!("| {link} | | {effect} |\n");
    let others = row.aliases.iter().map(|alias| format!("| `{alias}` | {link} | {effect} |\n"));
    core::iter::once(own).chain(others).collect()
}

fn section(row: &Param, words: &Text) -> String {
    let mut text = format!("\n### `{}`\n\n{}\n\n", row.path, words.help.trim());
    text += match row.acting {
        Acting::Acts => "",
        Acting::ActsThroughGateway => "Acts through the gateway's host.\n\n",
        Acting::Nothing(_) | Acting::Later(_) => "No effect: ",
    };
    if let Some(why) = row.acting.why_not() {
        let _ = writeln!(text, "{why}\n");
    }
    text += "| values | default | a change is felt | on the page | source |\n";
    text += "|---|---|---|---|---|\n";
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} |",
        row.kind,
        default(row),
        felt(row.applies),
        page(words),
        words.source
    );
    let mut more = Vec::new();
    if row.models != Models::ALL {
        more.push(format!("Models: {}.", row.models));
    }
    if !words.servers.is_empty() {
        let servers: Vec<_> = words.servers.iter().map(ToString::to_string).collect();
        more.push(format!("For {}.", servers.join(", ")));
    }
    if !words.needs.is_empty() {
        let needs: Vec<_> = words.needs.iter().map(Need::to_string).collect();
        more.push(format!("Needs {}.", needs.join(" and ")));
    }
    if !row.aliases.is_empty() {
        let aliases: Vec<_> = row.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        more.push(format!("Also written {}.", aliases.join(", ")));
    }
    if !row.unsupported.is_empty() {
        let values = row.unsupported.join(", ");
        more.push(format!("Accepted, but not followed by this version: {values}."));
    }
    if !words.note.is_empty() {
        more.push(words.note.to_owned());
    }
    if !more.is_empty() {
        let _ = writeln!(text, "\n{}", more.join(" "));
    }
    text
}

fn felt(applies: Applies) -> &'static str {
    match applies {
        Applies::Now => "at once",
        Applies::NextCall => "with the next call",
        Applies::Reregister => "after registering anew",
        Applies::Restart => "after a restart",
    }
}

fn page(words: &Text) -> String {
    let path = words.page.path();
    if path.is_empty() {
        "in the file only".to_owned()
    } else if words.label.is_empty() {
        path.to_owned()
    } else {
        format!("{path}: {}", words.label)
    }
}

fn default(row: &Param) -> String {
    let shown = |value: &str| match value {
        "" => "(empty)".to_owned(),
        value => format!("`{value}`"),
    };
    let mut text = each(row, row.default, shown);
    for (models, defaults) in row.model_defaults {
        text += &format!("; {models}: {}", each(row, defaults, shown));
    }
    text
}

/// Returns `defaults` with the numbers they are for, those that are the same together.
fn each(row: &Param, defaults: &[&str], shown: impl Fn(&str) -> String) -> String {
    let [_, _, ..] = defaults else {
        return defaults.first().map(|default| shown(default)).unwrap_or_default();
    };
    let first = usize::from(row.indexes().next().map_or(0, |index| index.first));
    let mut parts: Vec<(usize, usize, &str)> = Vec::new();
    for (number, default) in (first..).zip(defaults) {
        match parts.last_mut() {
            Some((_, last, same)) if same == default => *last = number,
            _ => parts.push((number, number, default)),
        }
    }
    let parts = parts.into_iter().map(|(from, to, default)| {
        let numbers = if from == to { from.to_string() } else { format!("{from} to {to}") };
        format!("{numbers}: {}", shown(default))
    });
    parts.collect::<Vec<_>>().join(", ")
}
