//! `hookswitch parameters`: the reference of parameters in the terminal.

mod text;

use hookswitch_core::config::Kind;
use hookswitch_core::config::acting::Acting;
use hookswitch_core::config::models::MODELS;
use hookswitch_core::config::param::Param;
use hookswitch_core::config::table;
use hookswitch_core::config::text::Text;
use serde_json::{Value, json};

use super::suggest::Suggestions;
use super::{CannotRun, Console, EXIT_CODES, Format, Outcome};

/// Arguments of `hookswitch parameters`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
pub(crate) struct Args {
    /// A parameter in any of its spellings, or a part of names; without it all are listed.
    what: Option<String>,
    /// Only parameters that this model has.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(MODELS))]
    model: Option<String>,
    /// How the reference is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn help() -> String {
    format!(
        "\
Examples:
  hookswitch parameters                             all, by the chapters of the registry
  hookswitch parameters srtp                        those with srtp in name or label
  hookswitch parameters voip/line/0/                those whose name has this part
  hookswitch parameters voip/line/0/auth_name       everything about one of them
  hookswitch parameters --model 405 --format json   for another program

In the table, effect is: acts; gateway (acts through the gateway's host); later (not in this
version yet); none (a browser has nothing that it could act on).

{EXIT_CODES}"
    )
}

/// A row with what people read of it.
type Row = (&'static Param, &'static Text);

/// Runs the tool.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Outcome, CannotRun> {
    let of_model = |row: &Row| args.model.as_ref().is_none_or(|model| row.0.models.has(model));
    let (rows, exact) = match &args.what {
        None => (table::texts().collect(), false),
        Some(what) => select(what),
    };
    let rows: Vec<_> = rows.into_iter().filter(of_model).collect();
    if rows.is_empty() {
        console.tell(&nothing(args));
        return Ok(Outcome::Found);
    }
    match (args.format, rows.as_slice()) {
        (Format::Json, rows) => {
            let rows: Vec<_> = rows.iter().map(json).collect();
            console.say(&format!("{:#}", json!({ "parameters": rows })));
        }
        (Format::Text, [row]) if exact => console.say(&text::whole(row)),
        (Format::Text, rows) => console.say(&text::table(rows)),
    }
    Ok(Outcome::Fine)
}

/// Returns the parameter that `what` is a spelling of, and `true`; else those that have it as a
/// part of their names or labels.
fn select(what: &str) -> (Vec<Row>, bool) {
    let found = table::find(what).map(|(param, _)| param.path);
    let exact: Vec<_> = table::texts()
        .filter(|(param, _)| Some(param.path) == found || param.path == what)
        .collect();
    if !exact.is_empty() {
        return (exact, true);
    }
    let wanted = shape(what);
    let has = |(param, text): &Row| {
        let names = core::iter::once(&param.path).chain(param.aliases);
        let mut shown = names.chain([&text.label]).map(|name| shape(name));
        shown.any(|name| name.contains(&wanted))
    };
    (table::texts().filter(has).collect(), false)
}

/// Returns text in lower case, with a mark for each number in a path, or the name in its place.
fn shape(text: &str) -> String {
    let part = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits || part.starts_with('{') { "#".to_owned() } else { part.to_ascii_lowercase() }
    };
    text.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn nothing(args: &Args) -> String {
    let what = args.what.as_deref().unwrap_or_default();
    let model = args.model.as_ref().map(|model| format!(" of the {model}")).unwrap_or_default();
    let nearest = Suggestions::default().parameter(what);
    let nearest = nearest.map(|path| format!("; did you mean {path}?")).unwrap_or_default();
    format!("no parameter{model} has {what:?} in its name or label{nearest}")
}

/// Returns the word for what a parameter does.
fn effect(acting: Acting) -> &'static str {
    match acting {
        Acting::Acts => "acts",
        Acting::ActsThroughGateway => "gateway",
        Acting::Nothing(_) => "none",
        Acting::Later(_) => "later",
    }
}

fn json((param, text): &Row) -> Value {
    let numbers: Vec<_> = param
        .indexes()
        .map(|index| json!({ "name": index.name, "first": index.first, "last": index.last }))
        .collect();
    let words = if let Kind::Enum(words) = param.kind { words } else { &[] };
    let of_models: Vec<_> = param
        .model_defaults
        .iter()
        .map(|(models, default)| json!({ "models": models.to_string(), "default": default }))
        .collect();
    json!({
        "path": param.path,
        "aliases": param.aliases,
        "numbers": numbers,
        "values": param.kind.to_string(),
        "words": words,
        "unsupported": param.unsupported,
        "secret": param.is_secret(),
        "default": param.default,
        "model_defaults": of_models,
        "models": MODELS.iter().filter(|model| param.models.has(model)).collect::<Vec<_>>(),
        "effect": effect(param.acting),
        "why_no_effect": param.acting.why_not(),
        "applies": param.applies.to_string(),
        "label": text.label,
        "page": text.page.path(),
        "help": text.help.trim(),
        "servers": text.servers.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "needs": text.needs.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "source": text.source,
        "note": text.note,
    })
}
