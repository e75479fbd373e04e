//! Writes a configuration: what a phone was given, with what has changed since in its lines.

use super::document::{BOM, LineEnd, read};
use super::location::without_credentials;
use super::{Document, Line, Loaded, suggests_secret};
use crate::config::Config;
use crate::config::encryption::{self, Keys};
use crate::config::table::system;
use crate::map::Map;

/// What becomes of passwords and keys in a file that is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// A remark stands in their place: for a file that somebody looks at or sends on.
    LeftOut,
    /// They are in it: for a backup that a phone is restored from.
    Written,
}

impl Loaded {
    /// Returns all files as one: what was included stands in the place of its include, which
    /// becomes a remark.
    pub fn document(&self) -> Document {
        let mut bytes = Vec::new();
        self.write(0, &mut bytes);
        Document::new(bytes)
    }

    fn write(&self, at: usize, bytes: &mut Vec<u8>) {
        // `FileSet::finish` saw to it that there is an end to this.
        let Some(file) = self.files.get(at) else { return };
        let mut includes = file.includes.iter();
        let newline = file.document.newline();
        for (text, end) in file.document.raw_lines() {
            let included =
                matches!(read(text), Line::Include(_)).then(|| includes.next()).flatten();
            if included.is_some() {
                bytes.extend_from_slice(b"# ");
            }
            bytes.extend_from_slice(text);
            bytes.extend_from_slice(if end == LineEnd::Missing { newline } else { end.bytes() });
            if let Some((_, target)) = included {
                self.write(*target, bytes);
            }
        }
    }
}

impl Document {
    /// Returns how lines end here: as the first does, or, without one, as in Windows.
    fn newline(&self) -> &'static [u8] {
        match self.raw_lines().next() {
            Some((_, end)) if end != LineEnd::Missing => end.bytes(),
            _ => LineEnd::CrLf.bytes(),
        }
    }

    /// Returns this document with the values of `config`, as the text of a `.cfg` file.
    ///
    /// Lines keep their order, and every line whose value has not changed stays as it was written,
    /// encrypted or not; the same for remarks, and for lines that this version cannot read. The
    /// last of several lines for one parameter gets its value. What has no line is added at the
    /// end, the model at the start (manual 4.2). With [`Secrets::LeftOut`] nothing is written that
    /// may be a secret: no line that cannot be read, no remark that speaks of passwords, and no
    /// credentials within addresses.
    pub fn save(&self, config: &Config, secrets: Secrets, keys: &Keys) -> Self {
        let lines: Vec<_> = self.raw_lines().map(|(text, end)| (text, end, read(text))).collect();
        let keyed = |line: &Line<'_>| {
            if let Line::Parameter { path, .. } = line { Some(key(path)) } else { None }
        };
        let mut last = Map::new();
        for (at, (.., line)) in lines.iter().enumerate() {
            if let Some(key) = keyed(line) {
                last.insert(key, at);
            }
        }
        let text = if self.has_bom() { BOM.to_vec() } else { Vec::new() };
        let mut saved = Saved { config, secrets, keys, newline: self.newline(), text };
        let model = system::MODEL.param.path;
        if !last.contains_key(model) {
            saved.parameter(model, config.model());
        }
        for (at, (text, end, line)) in lines.iter().enumerate() {
            let is_last = keyed(line).is_some_and(|key| last.get(&key) == Some(&at));
            saved.line(text, *end, line, is_last);
        }
        // What one model must be told is the default of another.
        let is_default = |path: &str, value: &str| {
            let row = crate::config::locate(path);
            row.is_ok_and(|(param, place)| config.default_of(param, place) == value)
        };
        for (path, value) in config.changed.iter().chain(&config.unknown) {
            if !last.contains_key(path) && path != model && !is_default(path, value) {
                saved.parameter(path, value);
            }
        }
        Self::new(saved.text)
    }
}

/// Returns what tells spellings of one parameter from those of another.
fn key(path: &str) -> String {
    match crate::config::locate(path) {
        Ok((param, index)) => param.path_at(index),
        Err(_) => path.trim_start_matches('/').to_owned(),
    }
}

/// Whether a value must not be shown: a secret by its row, or, where there is none, by its name. A
/// slip within a name may leave the rest of it in the value.
fn may_be_secret(path: &str, value: &str) -> bool {
    match crate::config::locate(path) {
        Ok((param, _)) => param.is_secret(),
        Err(_) => suggests_secret(path) || value.contains('=') && suggests_secret(value),
    }
}

/// A document that is being written.
struct Saved<'a> {
    config: &'a Config,
    secrets: Secrets,
    keys: &'a Keys,
    newline: &'static [u8],
    text: Vec<u8>,
}

impl Saved<'_> {
    fn line(&mut self, text: &[u8], end: LineEnd, line: &Line<'_>, is_last: bool) {
        let end = if end == LineEnd::Missing { self.newline } else { end.bytes() };
        let hides = self.secrets == Secrets::LeftOut;
        let left_out = match line {
            Line::Unreadable { .. } if hides => Some("a line that cannot be read".to_owned()),
            Line::Comment(text) if hides && suggests_secret(text) => Some("a remark".to_owned()),
            Line::Parameter { path, value } if hides && may_be_secret(path, value) => {
                Some((*path).to_owned())
            }
            Line::Parameter { path, value } if is_last => {
                if let Some(value) = self.changed(path, value) {
                    return self.parameter(path, &value);
                }
                None
            }
            Line::Blank
            | Line::Comment(_)
            | Line::Include(_)
            | Line::Parameter { .. }
            | Line::Unreadable { .. } => None,
        };
        match (left_out, core::str::from_utf8(text)) {
            (Some(what), _) => {
                self.text.extend_from_slice(format!("# {what}: left out").as_bytes())
            }
            (None, Ok(text)) if hides => {
                self.text.extend_from_slice(without_credentials(text).as_bytes());
            }
            (None, _) => self.text.extend_from_slice(text),
        }
        self.text.extend_from_slice(end);
    }

    /// Returns the value to write in the place of `written`, if it is another one.
    fn changed(&self, path: &str, written: &str) -> Option<String> {
        let key = key(path);
        let (param, _) = crate::config::locate(path).ok()?;
        let opened = encryption::open_value(written, self.keys);
        let meant = opened
            .ok()
            .and_then(|opened| param.kind.check(opened.as_deref().unwrap_or(written)).ok());
        let value = match &meant {
            Some(_) => self.config.text(&key)?,
            // What the phone could not use stays, unless it was set to something since.
            None => self.config.changed.get(&key)?,
        };
        (meant.as_deref() != Some(value)).then(|| value.to_owned())
    }

    fn parameter(&mut self, path: &str, value: &str) {
        let hides = self.secrets == Secrets::LeftOut;
        // Nothing of this kind comes out of a file.
        let broken =
            path.contains(['=', ' ']) || path.chars().chain(value.chars()).any(char::is_control);
        if broken || hides && may_be_secret(path, value) {
            return;
        }
        let value = if hides { without_credentials(value) } else { value.to_owned() };
        self.text.extend_from_slice(format!("{path}={value}").as_bytes());
        self.text.extend_from_slice(self.newline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::encryption::{Key, encrypt_value};

    fn loaded(text: &str) -> (Document, Config) {
        let mut config = Config::default();
        config.apply(&super::super::read("a.cfg", text.as_bytes(), "440HD").values);
        (Document::new(text.into()), config)
    }

    #[track_caller]
    fn check(document: &Document, config: &Config, secrets: Secrets, expected: &str) {
        let saved = document.save(config, secrets, &Keys(vec![Key::new("k")]));
        assert_eq!(String::from_utf8_lossy(saved.bytes()), expected);
    }

    #[test]
    fn what_has_not_changed_stays_as_it_was_written() {
        let text = "# office\n system/type = 440HD\n\nnetwork/lan_type=DHCP\n/voip/line/0/id= 7";
        let (document, config) = loaded(text);
        check(&document, &config, Secrets::LeftOut, &format!("{text}\n"));
    }

    #[test]
    fn changed_values_are_put_in_their_lines() {
        let (document, mut config) = loaded(
            "voip/line/0/id=1\r\nvoip/signaling/sip/proxy_port=5070\r\n; later\r\n\
             voip/line/0/id=2\r\nvoip/signalling/sip/port=80\r\n",
        );
        config.set("voip/line/0/id", "3").unwrap();
        config.set("voip/signalling/sip/proxy_port", "5060").unwrap();
        config.set("voip/line/1/id", "4").unwrap();
        check(
            &document,
            &config,
            Secrets::LeftOut,
            "system/type=440HD\r\nvoip/line/0/id=1\r\nvoip/signaling/sip/proxy_port=5060\r\n\
             ; later\r\nvoip/line/0/id=3\r\nvoip/signalling/sip/port=80\r\nvoip/line/1/id=4\r\n",
        );
    }

    #[test]
    fn secrets_are_left_out_unless_they_are_asked_for() {
        let sealed = encrypt_value("hunter2", &Key::new("k"));
        let text = format!(
            "system/type=440HD\n# the password is hunter2\nvoip/line/0/auth_password=hunter2\n\
             hunter2\nsome/secret=hunter2\nsome/url=http://bob:hunter2@h/a@b\n\
             voip/line/1/auth_password={sealed}\n"
        );
        let (document, mut config) = loaded(&text);
        config.set("voip/line/1/auth_password", "hunter2").unwrap();
        check(&document, &config, Secrets::Written, &text);
        check(
            &document,
            &config,
            Secrets::LeftOut,
            "system/type=440HD\n# a remark: left out\n# voip/line/0/auth_password: left out\n\
             # a line that cannot be read: left out\n# some/secret: left out\n\
             some/url=http://h/a@b\n# voip/line/1/auth_password: left out\n",
        );
        config.set("voip/line/1/auth_password", "other").unwrap();
        let changed = text.replace(&sealed, "other");
        check(&document, &config, Secrets::Written, &changed);
    }

    #[test]
    fn what_is_saved_is_read_again() {
        let (document, mut config) = loaded("include=x\nvoip/line/0/id=1\nhello\nx/y=z\n");
        config.set("voip/line/5/auth_password", "hunter2").unwrap();
        let saved = document.save(&config, Secrets::Written, &Keys::default());
        let (_, again) = loaded(core::str::from_utf8(saved.bytes()).unwrap());
        assert_eq!(again, config);
        let again = saved.save(&config, Secrets::Written, &Keys::default());
        assert_eq!(again, saved);
    }
}
