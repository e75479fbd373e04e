//! The reference as text: a table of rows, and one row in full.

use core::fmt::Write as _;

use hookswitch_core::config::acting::Acting;
use hookswitch_core::config::models::Models;

use super::{Row, effect};

/// Widest line of running text, in characters.
const WIDTH: usize = 88;

/// Most characters of what a parameter may hold, in the table.
const VALUES: usize = 36;

/// Most characters of a default, in the table.
const DEFAULT: usize = 24;

/// Returns one line for each row, under the chapters of the registry.
pub(super) fn table(rows: &[Row]) -> String {
    let mut table = String::new();
    let (mut chapter, mut width) = ("", 0);
    for row @ (param, text) in rows {
        if text.module != chapter {
            chapter = text.module;
            let of_chapter = rows.iter().filter(|(_, text)| text.module == chapter);
            width = of_chapter.map(|(param, _)| param.path.len()).max().unwrap_or_default();
            let _ = writeln!(table, "{}{}", if table.is_empty() { "" } else { "\n" }, title(row));
        }
        let values = cut(&param.kind.to_string(), VALUES);
        let default = cut(&defaults(param.default), DEFAULT);
        let _ = writeln!(
            table,
            "  {:width$}  {default:DEFAULT$}  {:7}  {values}",
            param.path,
            effect(param.acting)
        );
    }
    let _ = write!(table, "\nparameters: {}", rows.len());
    table
}

/// Returns the name of a row's chapter.
fn title((_, text): &Row) -> String {
    let module = text.module.rsplit("::").next().unwrap_or_default();
    format!("{} ({})", module.replace('_', " "), text.source)
}

fn defaults(values: &[&str]) -> String {
    let shown = values.iter().map(|value| if value.is_empty() { "(empty)" } else { value });
    shown.collect::<Vec<_>>().join(", ")
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 3).chain("...".chars()).collect()
}

/// Returns everything about a row.
pub(super) fn whole((param, text): &Row) -> String {
    let mut whole = format!("{}\n\n", param.path);
    paragraph(&mut whole, "  ", text.help.trim());
    whole.push('\n');
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let first = format!("  {name:<14}");
            paragraph(&mut whole, &first, value);
        }
    };
    line("values", &param.kind.to_string());
    line("default", &defaults(param.default));
    for (models, default) in param.model_defaults {
        line("", &format!("{} on {models}", defaults(default)));
    }
    for index in param.indexes() {
        line("numbers", &format!("{{{}}} is {} to {}", index.name, index.first, index.last));
    }
    if param.models != Models::ALL {
        line("models", &param.models.to_string());
    }
    line(
        "effect",
        match param.acting {
            Acting::Acts => "acts",
            Acting::ActsThroughGateway => "acts through the gateway's host",
            Acting::Nothing(why) | Acting::Later(why) => why,
        },
    );
    line("felt", &param.applies.to_string());
    let needs: Vec<_> = text.needs.iter().map(ToString::to_string).collect();
    line("needs", &needs.join(" and "));
    let servers: Vec<_> = text.servers.iter().map(ToString::to_string).collect();
    line("only for", &servers.join(", "));
    line("not followed", &param.unsupported.join(", "));
    line("label", text.label);
    let page = text.page.path();
    line("page", if page.is_empty() { "none: in the file only" } else { page });
    line("also written", &param.aliases.join(", "));
    line("source", text.source);
    line("note", text.note);
    whole.trim_end().to_owned()
}

/// Adds text that begins with `first` and goes on below its end, a few words a line.
fn paragraph(to: &mut String, first: &str, text: &str) {
    let indent = first.chars().count();
    to.push_str(first);
    let mut column = indent;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > indent && column + 1 + length > WIDTH {
            let _ = write!(to, "\n{:indent$}", "");
            column = indent;
        }
        if column > indent {
            to.push(' ');
            column += 1;
        }
        to.push_str(word);
        column += length;
    }
    to.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_cut_between_words() {
        let mut text = String::new();
        paragraph(&mut text, "  note  ", &"word ".repeat(20));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{text}");
        assert!(lines[1].starts_with("        word"), "{text}");
    }

    #[test]
    fn long_values_are_cut_in_the_table() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("äbcdefg", 6), "äbc...");
    }
}
