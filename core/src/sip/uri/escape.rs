//! Escapes in URIs: `%` and two hexadecimal digits (RFC 3261 19.1.2).

use crate::text::utf8_or_latin1;

/// Returns `text` without escapes; a `%` without two digits stays as it is.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let (byte, tail) = match (byte, tail) {
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => (high * 16 + low, after),
                _ => (byte, tail),
            },
            _ => (byte, tail),
        };
        out.push(byte);
        rest = tail;
    }
    utf8_or_latin1(&out).into_owned()
}

/// Returns `text` with everything escaped that may not stand in a user part
/// (RFC 3261 25.1: unreserved and user-unreserved stay).
pub fn encode_user(text: &str) -> String {
    encode(text, |b| b.is_ascii_alphanumeric() || b"-_.!~*'()&=+$,;?/".contains(&b))
}

/// Returns `text` with everything escaped that may not stand in a header of a URI.
pub(super) fn encode_header(text: &str) -> String {
    encode(text, |b| b.is_ascii_alphanumeric() || b"-_.!~*'()[]/?:+$".contains(&b))
}

/// Returns `text` in the one form that its equivalents share: escapes of characters that need
/// none removed, other escapes in upper case (RFC 3261 19.1.4).
pub(super) fn normalize(text: &str) -> String {
    let reserved = |b: u8| b";/?:@&=+$,%".contains(&b) || !b.is_ascii_graphic();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let escaped = rest.as_bytes().get(1..3).and_then(|pair| match pair {
            [high, low] if c == '%' => Some(hex(*high)? * 16 + hex(*low)?),
            _ => None,
        });
        let taken = match escaped {
            Some(byte) if reserved(byte) => {
                out.push_str(&rest.get(..3).unwrap_or_default().to_ascii_uppercase());
                3
            }
            Some(byte) => {
                out.push(char::from(byte));
                3
            }
            None => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

fn encode(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decode_reverses_encode() {
        for text in ["", "bob", "a b@c:d%41", "Zoë \0", "#*72"] {
            assert_eq!(decode(&encode_user(text)), text);
            assert_eq!(decode(&encode_header(text)), text);
        }
    }

    #[test]
    fn broken_escapes_stay() {
        assert_eq!(decode("%Z%45%4"), "%ZE%4");
        assert_eq!(normalize("%Z%4é%"), "%Z%4é%");
    }

    #[test]
    fn reserved_escapes_differ_from_the_character() {
        assert_eq!(normalize("%61lice%3b"), "alice%3B");
    }
}
