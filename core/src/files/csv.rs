//! Fields between commas, as spreadsheets write them (RFC 4180, one record a line).

/// Returns the fields of a line without blanks around them; `None` if a quotation mark is open.
///
/// A line without commas is split at semicolons: spreadsheets write those where the comma is the
/// decimal mark.
pub(super) fn fields(line: &str) -> Option<Vec<String>> {
    let fields = split(line, ',')?;
    if fields.len() == 1 { split(line, ';') } else { Some(fields) }
}

fn split(line: &str, separator: char) -> Option<Vec<String>> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' if quoted => quoted = false,
            '"' if field.trim().is_empty() => quoted = true,
            c if c == separator && !quoted => {
                fields.push(field.trim().to_owned());
                field.clear();
            }
            c => field.push(c),
        }
    }
    fields.push(field.trim().to_owned());
    (!quoted).then_some(fields)
}

/// Returns `field` as it is written between commas.
pub(super) fn quote(field: &str) -> String {
    // Some would make the file another one: a remark, XML, a configuration.
    if field.contains([',', ';', '"', '#', '<', '=']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&[&str]>) {
        let fields = fields(line);
        let fields = fields.as_ref().map(|fields| fields.iter().map(String::as_str).collect());
        assert_eq!(fields, expected.map(<[&str]>::to_vec));
    }

    #[test]
    fn fields_are_split_at_commas_or_semicolons() {
        check("a, b ,,c", Some(&["a", "b", "", "c"]));
        check("a;b;;c", Some(&["a", "b", "", "c"]));
        check("\"a, \"\"b\"\"\",c", Some(&["a, \"b\"", "c"]));
        check("a \"b\",c", Some(&["a \"b\"", "c"]));
        check("\"a,b", None);
        check("", Some(&[""]));
    }

    #[test]
    fn what_is_quoted_is_one_field() {
        for text in ["plain", "a,b", "\"", "#1", "a;b", "<a>", "a=b"] {
            check(&format!("{},x", quote(text)), Some(&[text, "x"]));
        }
    }
}
