//! Reading the file: errors name file, line, column and key.

use std::fmt;
use std::path::{Path, PathBuf};

use super::check::Problem;
use super::{Config, Tls};

/// Why a configuration cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// What is wrong, in the order of the file; at least one.
    Problems(PathBuf, Vec<Problem>),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Problems(path, problems) => {
                for (index, problem) in problems.iter().enumerate() {
                    let newline = if index == 0 { "" } else { "\n" };
                    write!(f, "{newline}{}:{problem}", path.display())?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads and checks the file at `path`. Relative paths in it start at its directory.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is not TOML, has a key or a value that it may not have, or
    /// says what cannot work.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
        let base = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, base)
            .map_err(|problems| ConfigError::Problems(path.to_owned(), problems))
    }

    /// Reads and checks `text`, whose relative paths start at `base`.
    ///
    /// # Errors
    ///
    /// As [`Config::load`], as a list.
    pub fn parse(text: &str, base: &Path) -> Result<Self, Vec<Problem>> {
        let deserializer =
            toml::Deserializer::parse(text).map_err(|error| vec![syntax(text, &error, "")])?;
        let mut config: Self = serde_path_to_error::deserialize(deserializer).map_err(|error| {
            let key = error.path().to_string();
            vec![syntax(text, error.inner(), &key)]
        })?;
        config.resolve_paths(base);
        let mut problems = config.problems();
        if problems.is_empty() {
            return Ok(config);
        }
        for problem in &mut problems {
            problem.place = locate(text, &problem.key);
        }
        Err(problems)
    }

    fn resolve_paths(&mut self, base: &Path) {
        let tls = |tls: &mut Option<Tls>| {
            if let Some(Tls { certificate, key }) = tls {
                *certificate = base.join(&*certificate);
                *key = base.join(&*key);
            }
        };
        tls(&mut self.http.tls);
        tls(&mut self.web_transport.tls);
        for path in [
            &mut self.link.state_directory,
            &mut self.configuration.directory,
            &mut self.configuration.key_file,
            &mut self.enrolment.tokens_file,
        ]
        .into_iter()
        .flatten()
        {
            *path = base.join(&*path);
        }
    }
}

fn syntax(text: &str, error: &toml::de::Error, key: &str) -> Problem {
    let key = if key == "." { "" } else { key };
    Problem {
        key: key.to_owned(),
        text: error.message().replace('\n', " "),
        place: error.span().map(|span| place(text, span.start)),
    }
}

/// Line and column, from 1, of byte `offset`.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    (line, column)
}

/// Where `key` (as `a.b[0].c`) stands, or the nearest table above it that stands somewhere.
fn locate(text: &str, key: &str) -> Option<(usize, usize)> {
    use toml::de::{DeTable, DeValue};
    let root = DeTable::parse(text).ok()?;
    let mut value: &DeValue<'_> = &DeValue::Table(root.get_ref().clone());
    let mut found = None;
    for part in key.split(['.', '[']) {
        let next = match (value, part.strip_suffix(']')) {
            (DeValue::Array(array), Some(index)) => array.get(index.parse::<usize>().ok()?),
            (DeValue::Table(table), None) => {
                let Some((name, next)) = table.get_key_value(part) else { break };
                found = Some(place(text, name.span().start));
                value = next.get_ref();
                continue;
            }
            _ => break,
        };
        let Some(next) = next else { break };
        found = Some(place(text, next.span().start));
        value = next.get_ref();
    }
    found
}
