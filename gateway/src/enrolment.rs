//! Who may be a phone.

use std::io;

use crate::config;
use crate::secret::TokenHash;

/// The tokens that are accepted.
#[derive(Debug)]
pub(crate) struct Enrolment {
    tokens: Vec<TokenHash>,
    open: bool,
}

impl Enrolment {
    /// Reads the tokens that `config` names.
    ///
    /// # Errors
    ///
    /// If the file of tokens cannot be read.
    pub(crate) fn new(config: &config::Enrolment) -> io::Result<Self> {
        let file = match &config.tokens_file {
            Some(path) => std::fs::read_to_string(path)?,
            None => String::new(),
        };
        let lines = file.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let tokens = config.tokens.iter().map(String::as_str).chain(lines);
        Ok(Self { tokens: tokens.map(TokenHash::of).collect(), open: config.open })
    }

    /// Whether a phone with `token` may have a link. Takes as long for a wrong token as for a
    /// right one.
    pub(crate) fn accepts(&self, token: Option<&str>) -> bool {
        let Some(token) = token else { return self.open };
        let hash = TokenHash::of(token);
        let known = self.tokens.iter().fold(false, |known, own| known | own.matches(&hash));
        known || self.open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_tokens_enrol() {
        let config = config::Enrolment {
            tokens: vec!["a-token-of-some-length".to_owned()],
            ..config::Enrolment::default()
        };
        let enrolment = Enrolment::new(&config).expect("no file to read");
        assert!(enrolment.accepts(Some("a-token-of-some-length")));
        assert!(!enrolment.accepts(Some("a-token-of-some-lengtH")));
        assert!(!enrolment.accepts(Some("")));
        assert!(!enrolment.accepts(None));
    }
}
