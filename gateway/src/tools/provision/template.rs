//! Text with tags in it, and what it becomes for one phone.

/// Text that is cut up at its tags.
#[derive(Debug)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Column of the tag that stands here.
    Tag(usize),
}

/// What the text is, which decides where a tag that is a plain word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Lines of a configuration file: after the equals sign, or after `include`.
    Lines,
    /// A name: anywhere.
    Name,
}

impl Template {
    /// Cuts `text` up at `tags`; also returns, with its line, what is written like one of them but
    /// is none. Of two tags that begin at one place the longer one stands there.
    pub(super) fn parse(text: &str, tags: &[String], place: Where) -> (Self, Vec<(u64, String)>) {
        let mut by_length: Vec<(usize, &str)> =
            tags.iter().enumerate().map(|(column, tag)| (column, tag.as_str())).collect();
        by_length.retain(|(_, tag)| !tag.is_empty());
        by_length.sort_by_key(|(_, tag)| core::cmp::Reverse(tag.len()));
        let mut parser = Parser {
            tags: by_length,
            styles: styles(tags),
            place,
            pieces: Vec::new(),
            unknown: Vec::new(),
        };
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            parser.line(number, line);
        }
        (Self { pieces: parser.pieces }, parser.unknown)
    }

    /// Returns the text with a phone's values in the place of tags.
    pub(super) fn fill(&self, values: &[String]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Tag(column) => values.get(*column).cloned().unwrap_or_default(),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// Returns the columns whose tags occur.
    pub(super) fn tags(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Tag(column) => Some(*column),
            Piece::Text(_) => None,
        })
    }
}

/// How tags are marked, as `[` and `]`: taken from the list, so that a slip is noticed.
#[derive(Debug, PartialEq, Eq)]
struct Style {
    open: String,
    /// May be empty, as in `$mac`.
    close: String,
    /// What names hold besides letters, digits and underscores.
    also: String,
}

fn styles(tags: &[String]) -> Vec<Style> {
    let mut styles: Vec<Style> = Vec::new();
    for tag in tags {
        let plain = |c: char| c.is_alphanumeric();
        let (Some(first), Some(last)) = (tag.find(plain), tag.rfind(plain)) else { continue };
        let end =
            last + tag.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let (open, rest) = tag.split_at(first);
        let (word, close) = rest.split_at(end - first);
        let also: String = word.chars().filter(|c| !c.is_alphanumeric() && *c != '_').collect();
        match styles.iter_mut().find(|style| style.open == open && style.close == close) {
            Some(style) => style.also += &also,
            None if open.is_empty() => {}
            None => styles.push(Style { open: open.to_owned(), close: close.to_owned(), also }),
        }
    }
    styles
}

impl Style {
    /// Returns what is at the start of `text` and marked so: a letter, and at least one more.
    fn at<'a>(&self, text: &'a str) -> Option<&'a str> {
        let rest = text.strip_prefix(self.open.as_str())?;
        let inside = |c: char| c.is_alphanumeric() || c == '_' || self.also.contains(c);
        let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let (word, rest) = rest.split_at(end);
        let named = word.starts_with(char::is_alphabetic) && word.chars().nth(1).is_some();
        let closed = rest.starts_with(self.close.as_str());
        (named && closed).then(|| &text[..self.open.len() + word.len() + self.close.len()])
    }
}

struct Parser<'a> {
    /// Columns and tags, longest first.
    tags: Vec<(usize, &'a str)>,
    styles: Vec<Style>,
    place: Where,
    pieces: Vec<Piece>,
    unknown: Vec<(u64, String)>,
}

impl Parser<'_> {
    fn line(&mut self, number: u64, line: &str) {
        let words_from = match self.place {
            Where::Name => 0,
            Where::Lines => value_start(line),
        };
        let mut at = 0;
        while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
            let (before, rest) = line.split_at(at);
            let stands = |tag: &str| {
                let word = !is_word(tag) || (at >= words_from && is_alone(before, rest, tag));
                rest.starts_with(tag) && word
            };
            if let Some((column, tag)) = self.tags.iter().find(|(_, tag)| stands(tag)) {
                self.pieces.push(Piece::Tag(*column));
                at += tag.len();
            } else if let Some(like) = self.styles.iter().find_map(|style| style.at(rest)) {
                self.unknown.push((number, like.to_owned()));
                self.text(like);
                at += like.len();
            } else {
                let end = c.len_utf8();
                self.text(&rest[..end]);
                at += end;
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            Some(Piece::Tag(_)) | None => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

/// Returns where the value of a line begins, or the file that it includes.
fn value_start(line: &str) -> usize {
    const INCLUDE: &str = "include ";
    let indent = line.len() - line.trim_start().len();
    match line.find('=') {
        _ if line.trim_start().starts_with(INCLUDE) => indent + INCLUDE.len(),
        Some(at) => at + 1,
        None => 0,
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a tag is marked by nothing, so that it could be found within any word.
fn is_word(tag: &str) -> bool {
    tag.chars().all(in_word)
}

fn is_alone(before: &str, rest: &str, tag: &str) -> bool {
    let after = rest.strip_prefix(tag).unwrap_or_default();
    !before.ends_with(in_word) && !after.starts_with(in_word)
}

#[cfg(test)]
mod tests {
    use hookswitch_core::rng::Rng;

    use super::*;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[track_caller]
    fn check(tags: &[&str], values: &[&str], text: &str, expected: &str) {
        let (template, unknown) = Template::parse(text, &owned(tags), Where::Lines);
        assert_eq!(unknown, [], "unknown tags");
        assert_eq!(template.fill(&owned(values)), expected);
    }

    #[track_caller]
    fn check_unknown(tags: &[&str], text: &str, expected: &[(u64, &str)]) {
        let (template, unknown) = Template::parse(text, &owned(tags), Where::Lines);
        let unknown: Vec<_> = unknown.iter().map(|(line, tag)| (*line, tag.as_str())).collect();
        assert_eq!(unknown, expected);
        assert_eq!(template.fill(&vec![String::new(); tags.len()]), text, "they stay");
    }

    #[test]
    fn tags_may_look_in_any_way() {
        for (id, name) in [("[id]", "[name]"), ("@id@", "@name@"), ("{{id}}", "{{name}}")] {
            check(
                &[id, name],
                &["4071", "Jo"],
                &format!("voip/line/0/id={id}\r\nvoip/line/0/description={name} ({id})\r\n"),
                "voip/line/0/id=4071\r\nvoip/line/0/description=Jo (4071)\r\n",
            );
        }
        check(&["$id", "$id2"], &["a", "b"], "x=$id,$id2,$id", "x=a,b,a");
        check(&["ID", "<Name>"], &["1", "2"], "ID=ID,IDs,_ID <Name>", "ID=1,IDs,_ID 2");
    }

    #[test]
    fn values_are_put_in_once() {
        check(&["[a]", "[b]"], &["[b]", "[a]"], "x=[a][b]", "x=[b][a]");
    }

    #[test]
    fn includes_keep_what_the_phone_replaces() {
        let text = "include 440HD_<MAC>_voip.cfg\ninclude [site].cfg\n  include site.cfg\n";
        let expected = "include 440HD_<MAC>_voip.cfg\ninclude rome.cfg\n  include oslo.cfg\n";
        check(&["[site]", "site", "include"], &["rome", "oslo", "no"], text, expected);
    }

    #[test]
    fn slips_are_noticed_with_their_line() {
        let tags = ["[id]", "[first name]", "@mac@"];
        check_unknown(
            &tags,
            "a=1\nb=[pasword]\nc=[last name]\n",
            &[(2, "[pasword]"), (3, "[last name]")],
        );
        check_unknown(&tags, "a=@mca@ b@c", &[(1, "@mca@")]);
        check_unknown(&["$id"], "a=$name", &[(1, "$name")]);
    }

    #[test]
    fn digit_maps_are_no_tags() {
        check_unknown(&["[id]"], "voip/dialing/digit_map=[2-9]xx|0[1-9]T|[*#x]xx.[S]", &[]);
    }

    #[test]
    fn text_without_tags_stays_as_it_is() {
        for text in ["", "\n", "ä=ö\r\n\r\nüß", "[", "[[", "[]", "@@", "$", "[é"] {
            check(&["[id]", "@x@", "$y"], &["1", "2", "3"], text, text);
        }
    }

    #[test]
    fn tags_as_their_own_values_give_the_text_again() {
        let mut rng = Rng::new([7; 32]);
        let alphabet = ["[", "]", "@", "$", "a", "b", "_", "=", " ", "\n", "é", "include "];
        let mut text = |most: u32| -> String {
            (0..rng.below(most)).map(|_| alphabet[rng.below(12) as usize]).collect()
        };
        for _ in 0..20_000 {
            let tags: Vec<_> = (0..3).map(|_| text(4)).collect();
            let text = text(24);
            for place in [Where::Lines, Where::Name] {
                let (template, _) = Template::parse(&text, &tags, place);
                assert_eq!(template.fill(&tags), text, "{tags:?}");
            }
        }
    }
}
