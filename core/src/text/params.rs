//! Parameters behind a URI or a header field's value: `;name=value;flag`.

use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Cursor, one_line, unquote};

/// Parameters in their order, values as they stand in the text (quotes and escapes kept).
///
/// Names are found whatever their case (RFC 3261 7.3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Params(Vec<(String, Option<String>)>);

/// The text is not a list of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedParams;

impl Params {
    /// Returns no parameters.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns all parameters in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_deref()))
    }

    /// Whether the parameter is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Returns the value as it stands in the text; `None` without the parameter or its value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.find(name)?.1.as_deref()
    }

    /// Returns what the value means: quotes and the escapes in them are removed.
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.get(name).map(unquote)
    }

    /// Gives the parameter a value, in its old place or at the end.
    ///
    /// `value` must follow the grammar of the place (token, host or quoted string).
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.put(name, Some(value.into()));
    }

    /// Makes it a parameter without a value, in its old place or at the end.
    pub fn set_flag(&mut self, name: &str) {
        self.put(name, None);
    }

    /// Removes the parameter.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
    }

    /// Adds a parameter at the end.
    pub fn push(&mut self, name: impl Into<String>, value: Option<String>) {
        self.0.push((name.into(), value));
    }

    /// Reads `*( SEMI generic-param )` at `cursor` (RFC 3261 25.1) and stops at what cannot
    /// belong to it, such as a comma or the end.
    ///
    /// # Errors
    ///
    /// [`MalformedParams`] if a semicolon is not followed by a name, or a value is malformed.
    pub fn parse(cursor: &mut Cursor<'_>) -> Result<Self, MalformedParams> {
        let mut params = Self::new();
        while let Some((name, value)) = Self::next(cursor)? {
            params.push(name, value.map(str::to_owned));
        }
        Ok(params)
    }

    /// Takes one parameter, name and value as they stand in the text, if a semicolon is next.
    ///
    /// # Errors
    ///
    /// As [`Self::parse`].
    pub fn next<'a>(
        cursor: &mut Cursor<'a>,
    ) -> Result<Option<(&'a str, Option<&'a str>)>, MalformedParams> {
        if !cursor.eat_spaced(';') {
            return Ok(None);
        }
        let name = cursor.token().ok_or(MalformedParams)?;
        let value = if cursor.eat_spaced('=') { Some(Self::value(cursor)?) } else { None };
        Ok(Some((name, value)))
    }

    fn value<'a>(cursor: &mut Cursor<'a>) -> Result<&'a str, MalformedParams> {
        if cursor.peek() == Some('"') {
            return cursor.quoted().ok_or(MalformedParams);
        }
        // Beyond the grammar's token and host: what peers send, such as a bare IPv6 address.
        let ends = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"' | '<' | '>');
        Ok(cursor.take_while(|c| !ends(c)))
    }

    fn find(&self, name: &str) -> Option<&(String, Option<String>)> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))
    }

    fn put(&mut self, name: &str, value: Option<String>) {
        match self.0.iter_mut().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
            Some((_, old)) => *old = value,
            None => self.push(name, value),
        }
    }
}

impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            write!(f, ";{name}")?;
            if let Some(value) = value {
                write!(f, "={}", one_line(value))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Params, MalformedParams> {
        let mut cursor = Cursor::new(text);
        let params = Params::parse(&mut cursor)?;
        cursor.skip_space();
        if cursor.is_empty() { Ok(params) } else { Err(MalformedParams) }
    }

    #[test]
    fn space_and_case_do_not_matter() {
        let params = parse(" ;\r\n  newparam =\r\n newvalue ; flag ; q = 0.33").unwrap();
        assert_eq!(params.get("Q"), Some("0.33"));
        assert!(params.has("FLAG"));
        assert_eq!(params.get("flag"), None);
        assert_eq!(params.to_string(), ";newparam=newvalue;flag;q=0.33");
    }

    #[test]
    fn quoted_values_keep_separators() {
        let params = parse(r#";text="a;b,\"c\"";x=[::1]"#).unwrap();
        assert_eq!(params.text("text").unwrap(), "a;b,\"c\"");
        assert_eq!(params.get("x"), Some("[::1]"));
    }

    #[test]
    fn empty_parameters_are_malformed() {
        assert!(parse(";;").is_err());
        assert!(parse(";a=\"open").is_err());
    }

    #[test]
    fn set_replaces_in_place() {
        let mut params = parse(";a=1;b;c=3").unwrap();
        params.set("B", "2");
        params.remove("A");
        params.set_flag("d");
        assert_eq!(params.to_string(), ";b=2;c=3;d");
    }
}
