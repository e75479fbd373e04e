//! Licences, sources and bans of all dependencies, checked offline against `deny.toml`.
//!
//! cargo-deny reads the same file and checks more (advisories), but takes minutes to build; where
//! it is installed it is run as well.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::build::root;
use crate::run::{cargo, find, output, run};

/// What `deny.toml` allows.
struct Rules {
    licences: BTreeSet<String>,
    banned: BTreeSet<String>,
    registries: BTreeSet<String>,
}

/// Checks every package of the lock file and prints a line each for what is not allowed.
///
/// # Errors
///
/// If anything is not allowed, or `deny.toml` or the packages cannot be read.
pub(crate) fn check() -> Result<()> {
    let root = root()?;
    check_workspace(&root.join("Cargo.toml"))?;
    if find(&["cargo-deny"]).is_some() {
        run(Command::new("cargo-deny")
            .current_dir(root)
            .args(["check", "--hide-inclusion-graph"]))?;
    }
    Ok(())
}

/// Checks every package of one lock file, that of this workspace or of another one.
///
/// # Errors
///
/// The same.
pub(crate) fn check_workspace(manifest: &Path) -> Result<()> {
    let rules = Rules::parse(&std::fs::read_to_string(root()?.join("deny.toml"))?)?;
    let arguments = ["metadata", "--locked", "--format-version", "1", "--manifest-path"];
    let metadata = output(cargo()?.args(arguments).arg(manifest))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo metadata has no packages")?;
    let problems: Vec<String> = packages.iter().flat_map(|package| rules.judge(package)).collect();
    for problem in &problems {
        println!("{problem}");
    }
    ensure!(problems.is_empty(), "{} dependencies are not allowed by deny.toml", problems.len());
    println!("deny: {} packages allowed", packages.len());
    Ok(())
}

impl Rules {
    fn parse(text: &str) -> Result<Self> {
        let file: toml::Table = text.parse()?;
        let list = |table: &str, key: &str| {
            let list = file.get(table).and_then(|table| table.get(key)?.as_array());
            list.with_context(|| format!("deny.toml has no {table}.{key}"))
        };
        let words = |list: &Vec<toml::Value>| {
            list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
        };
        let banned = list("bans", "deny")?.iter();
        Ok(Self {
            licences: words(list("licenses", "allow")?),
            banned: banned.filter_map(|ban| ban.get("name")?.as_str().map(str::to_owned)).collect(),
            registries: words(list("sources", "allow-registry")?),
        })
    }

    /// Returns what is wrong with one package.
    fn judge(&self, package: &Value) -> Vec<String> {
        let name = package["name"].as_str().unwrap_or_default();
        let mut problems = Vec::new();
        if self.banned.contains(name) {
            problems.push(format!("{name} is banned"));
        }
        // Without a source it is a package of this workspace.
        if let Some(source) = package["source"].as_str()
            && !source.strip_prefix("registry+").is_some_and(|from| self.registries.contains(from))
        {
            problems.push(format!("{name} comes from {source}"));
        }
        let licence = package["license"].as_str().unwrap_or_default();
        if !satisfied(licence, &|id| self.licences.contains(id)) {
            problems.push(format!("{name} has the licence {licence:?}"));
        }
        problems
    }
}

/// Whether an SPDX expression can be met with the licences that are `allowed`.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    // `/` is the old way to write OR.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest, allowed) == Some(true) && rest.is_empty()
}

/// Reads terms joined by OR.
fn any(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut met = all(words, allowed)?;
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        met |= all(words, allowed)?;
    }
    Some(met)
}

/// Reads terms joined by AND, which binds closer than OR.
fn all(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut met = term(words, allowed)?;
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        met &= term(words, allowed)?;
    }
    Some(met)
}

/// Reads a licence, with its exception if it has one, or an expression in parentheses.
fn term(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    if let ["(", rest @ ..] = *words {
        *words = rest;
        let met = any(words, allowed)?;
        let [")", rest @ ..] = *words else { return None };
        *words = rest;
        return Some(met);
    }
    if let [id, "WITH", exception, rest @ ..] = *words {
        *words = rest;
        return Some(allowed(&format!("{id} WITH {exception}")));
    }
    let (id, rest) = words.split_first()?;
    *words = rest;
    Some(allowed(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn licence(expression: &str, expected: bool) {
        let allowed =
            |id: &str| ["MIT", "BSD-3-Clause", "Apache-2.0 WITH LLVM-exception"].contains(&id);
        assert_eq!(satisfied(expression, &allowed), expected, "{expression}");
    }

    #[test]
    fn licence_expressions_are_met_by_what_is_allowed() {
        licence("MIT", true);
        licence("GPL-3.0-only", false);
        licence("GPL-3.0-only OR MIT", true);
        licence("GPL-3.0-only/MIT", true);
        licence("MIT AND BSD-3-Clause", true);
        licence("MIT AND GPL-3.0-only", false);
        licence("(MIT OR Apache-2.0) AND Unicode-3.0", false);
        licence("MIT OR GPL-3.0-only AND Unicode-3.0", true);
        licence("Apache-2.0 WITH LLVM-exception", true);
        licence("Apache-2.0", false);
    }

    #[test]
    fn what_cannot_be_read_is_not_allowed() {
        licence("", false);
        licence("MIT OR", false);
        licence("(MIT", false);
        licence("MIT MIT", false);
    }

    #[test]
    fn a_package_from_elsewhere_is_not_allowed() {
        let rules = Rules {
            licences: BTreeSet::from(["MIT".to_owned()]),
            banned: BTreeSet::from(["openssl".to_owned()]),
            registries: BTreeSet::from(["https://example.test/index".to_owned()]),
        };
        let package =
            |name, source| serde_json::json!({ "name": name, "license": "MIT", "source": source });
        assert!(rules.judge(&package("a", "registry+https://example.test/index")).is_empty());
        assert!(rules.judge(&package("ours", Value::Null.as_str().unwrap_or_default())).len() == 1);
        assert_eq!(rules.judge(&package("a", "git+https://example.test/a")).len(), 1);
        assert_eq!(
            rules.judge(&package("openssl", "registry+https://example.test/index")).len(),
            1
        );
    }
}
