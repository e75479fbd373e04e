//! Quoted strings (RFC 3261 25.1).

use std::borrow::Cow;

/// Returns what a quoted string means; text without quotes means itself.
pub fn unquote(text: &str) -> Cow<'_, str> {
    let Some(inner) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Cow::Borrowed(text);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Returns `text` as a quoted string; line ends, which no quoted string can hold, become spaces.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\r' | '\n' => out.push(' '),
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_ascii_control() && c != '\t' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns `text` with line ends replaced by spaces, so that it cannot start a new line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\r', b'\n', text.as_bytes()).is_some() {
        Cow::Owned(text.replace(['\r', '\n'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unquote_reverses_quote() {
        for text in ["", "plain", r#"J "R" \ x"#, "bell \u{7} nul \0", "привет"] {
            assert_eq!(unquote(&quote(text)), text);
        }
    }

    #[test]
    fn line_ends_cannot_be_smuggled() {
        assert_eq!(quote("a\r\nVia: x"), "\"a  Via: x\"");
        assert_eq!(one_line("a\r\nb"), "a  b");
    }

    #[test]
    fn text_without_quotes_means_itself() {
        assert_eq!(unquote("abc\\"), "abc\\");
        assert_eq!(unquote("\""), "\"");
    }
}
