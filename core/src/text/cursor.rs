//! A place in a text that parsers move forward.

/// A place in a text; copies are cheap and remember their place.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    /// Returns a cursor at the start of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Returns what is left.
    pub const fn rest(&self) -> &'a str {
        self.0
    }

    /// Whether nothing is left.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the next character without moving.
    pub fn peek(&self) -> Option<char> {
        self.0.chars().next()
    }

    /// Moves over `wanted` if it is next.
    pub fn eat(&mut self, wanted: char) -> bool {
        let mut rest = self.0.chars();
        let found = rest.next() == Some(wanted);
        if found {
            self.0 = rest.as_str();
        }
        found
    }

    /// Moves over spaces, tabs and line ends.
    pub fn skip_space(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    /// Moves over `wanted` and the space around it; without `wanted` it stays where it is.
    pub fn eat_spaced(&mut self, wanted: char) -> bool {
        let mut ahead = *self;
        ahead.skip_space();
        if !ahead.eat(wanted) {
            return false;
        }
        ahead.skip_space();
        *self = ahead;
        true
    }

    /// Takes characters as long as `wanted` says so; may be none.
    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|c| !wanted(c)).unwrap_or(self.0.len());
        self.take_bytes(end)
    }

    /// Takes everything up to the first of `stops`, which are ASCII, or to the end; may be nothing.
    pub fn take_until(&mut self, stops: &[u8]) -> &'a str {
        let end = self.0.bytes().position(|byte| stops.contains(&byte));
        self.take_bytes(end.unwrap_or(self.0.len()))
    }

    /// Takes a token (RFC 3261 25.1).
    pub fn token(&mut self) -> Option<&'a str> {
        let token = self.take_while(is_token_char);
        (!token.is_empty()).then_some(token)
    }

    /// Takes a quoted string with its quotes and escapes; `None` if none starts here or it does
    /// not end.
    pub fn quoted(&mut self) -> Option<&'a str> {
        let inner = self.0.strip_prefix('"')?;
        let mut escaped = false;
        for (at, c) in inner.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return Some(self.take_bytes(at + 2)),
                _ => {}
            }
        }
        None
    }

    /// Takes the first `end` bytes, which must end at a character.
    fn take_bytes(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }
}

/// Whether `c` may stand in a token (RFC 3261 25.1).
pub const fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '.' | '!' | '%' | '*' | '_' | '+' | '`' | '\'' | '~')
}

/// Whether `text` is a token (RFC 3261 25.1).
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_token_char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_string_ends_at_an_unescaped_quote() {
        let mut cursor = Cursor::new(r#""a \" b\\" rest"#);
        assert_eq!(cursor.quoted(), Some(r#""a \" b\\""#));
        assert_eq!(cursor.rest(), " rest");
        let mut open = Cursor::new(r#""never ends\""#);
        assert_eq!(open.quoted(), None);
        assert_eq!(open.rest(), r#""never ends\""#);
    }

    #[test]
    fn eat_spaced_stays_if_the_character_is_missing() {
        let mut cursor = Cursor::new("  ; x");
        assert!(!cursor.eat_spaced(','));
        assert_eq!(cursor.rest(), "  ; x");
        assert!(cursor.eat_spaced(';'));
        assert_eq!(cursor.token(), Some("x"));
        assert_eq!(cursor.token(), None);
    }
}
