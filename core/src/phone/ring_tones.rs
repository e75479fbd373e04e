//! Ring tones: which there are, which one each line has, and those that the person loads (manual 18.3).
//!
//! The manual has a web page where a tone is uploaded and deleted; here the person does both where one
//! is chosen. A tone of the person's own is kept beside the snapshots, in this browser, and goes before
//! one of the same name in the administrator's archive.

use super::io::{ChosenFile, FileKind, Keepsake};
use super::menu::{PageKind, Question};
use super::preferences::mark;
use super::status::{Row, alone, row};
use super::{Output, Phone, Timer};
use crate::config::table::{menus, tones};
use crate::dsp::tone::RINGS;
use crate::files::ring_tones::{MAX_TONE, RingTone};
use crate::files::wav::{self, WavError};
use crate::language::Text;
use crate::media::plan::Ring;
use crate::time::Duration;

/// Lines that have a ring of their own (manual 18.3).
const RING_LINES: u8 = 4;

/// How long a ring is heard that may be chosen.
const PREVIEW_TIME: Duration = Duration::from_secs(4);

/// Rows above the first ring: the one that loads a tone.
const ABOVE: usize = 1;

/// Most tones of the person's own.
const MOST: usize = 10;

/// Most bytes of sound that all of them have.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Longest name of one, in characters: with a number behind it a parameter can hold it.
const LONGEST_NAME: usize = 40;

/// What a tone is called whose file has no name that can be shown.
const NAMELESS: &str = "Tone";

/// Version of the tones that are kept.
const KEPT_VERSION: u8 = 1;

impl Phone {
    /// Opens the rings of the line there is, or the list of several.
    pub(super) fn open_ring_tones(&mut self) {
        let lines: Vec<u8> = self.account_lines().collect();
        match lines[..] {
            [line] => self.open_rings_of(line),
            _ => self.open_page(PageKind::RingLines),
        }
    }

    /// Opens the rings of a line, at the one that it has.
    pub(super) fn open_rings_of(&mut self, line: u8) {
        let chosen = self.ring_name(line);
        let at = self.ring_names().iter().position(|name| *name == chosen);
        self.open_page_at(PageKind::RingTones(line), ABOVE + at.unwrap_or(0));
    }

    /// Returns each line and what it rings like.
    pub(super) fn ring_lines_rows(&self) -> Vec<Row> {
        let lines = self.account_lines().filter_map(|line| {
            let label = self.lines.get(usize::from(line))?.label();
            Some(row(Text::verbatim(label), self.ring_name(line)))
        });
        lines.collect()
    }

    /// Returns the rings there are, and which one is that of `line`.
    pub(super) fn ring_tone_rows(&self, line: u8) -> Vec<Row> {
        let chosen = self.ring_name(line);
        let rings = self.ring_names().into_iter().map(|name| row(&name, mark(name == chosen)));
        core::iter::once(alone(Text::LoadRingTone)).chain(rings).collect()
    }

    /// Lets `line` ring like this row from now on, or lets the person choose a file.
    pub(super) fn select_ring_tone(&mut self, line: u8, at: usize) {
        let Some(ring) = at.checked_sub(ABOVE) else {
            return self.ask_for_file(FileKind::RingTone);
        };
        if let Some(name) = self.ring_names().get(ring) {
            let result = self.choose(&tones::RING_TONE, ring_place(line), name);
            self.say_choice(result, Text::from(name).and(Text::Chosen));
            self.tell_recordings();
        }
    }

    /// Lets the selected ring be heard.
    pub(super) fn preview(&mut self) {
        let previews = self.menu_page().is_some_and(|it| matches!(it.kind, PageKind::RingTones(_)));
        if previews {
            self.timers.set(Timer::Preview, self.now + PREVIEW_TIME);
            self.tell_recordings();
        }
    }

    /// Returns the ring that is heard because it may be chosen.
    pub(super) fn previewed(&self) -> Option<Ring> {
        Some(self.ring_called(&self.previewed_name()?))
    }

    /// Returns what that ring is called.
    pub(super) fn previewed_name(&self) -> Option<String> {
        self.timers.get(Timer::Preview)?;
        let page = self.menu_page().filter(|page| matches!(page.kind, PageKind::RingTones(_)))?;
        self.ring_names().into_iter().nth(page.row.checked_sub(ABOVE)?)
    }

    /// Whether the person may set what the phone rings like (manual 26).
    pub(super) fn may_set_rings(&self) -> bool {
        !self.settings.outfit.digits_only
            && self.config.get(&menus::MENU_SETTINGS_ENABLED)
            && self.config.get(&menus::MENU_RING_TONE_ENABLED)
    }

    /// Takes a ring tone that the person chose; one that cannot be used changes nothing.
    pub(super) fn load_ring_tone(&mut self, file: &ChosenFile) {
        let name = match self.add_ring_tone(file) {
            Ok(name) => name,
            Err(why) => return self.tell_of_rings(vec![alone(why)]),
        };
        let at = self.ring_names().iter().position(|ring| *ring == name);
        let open = self.menu_page().is_some_and(|it| matches!(it.kind, PageKind::RingTones(_)));
        if let Some(at) = at.filter(|_| open) {
            self.set_row(ABOVE + at);
            self.preview();
        }
        self.notify(Text::RingToneLoaded { name });
    }

    /// Adds a tone to those of the person, unless it is there; returns what it is called.
    fn add_ring_tone(&mut self, file: &ChosenFile) -> Result<String, Text> {
        if file.data.is_empty() {
            return Err(Text::EmptyFile);
        }
        if file.data.len() > MAX_TONE {
            return Err(Text::FileTooLarge { limit: megabytes(MAX_TONE) });
        }
        let (encoding, sound) = wav::read(&file.data).map_err(refusal)?;
        let own = &self.files.own_tones;
        if let Some(known) = own.iter().find(|it| it.encoding == encoding && it.sound == sound) {
            return Ok(known.name.clone());
        }
        let bytes: usize = own.iter().map(|tone| tone.sound.len()).sum();
        if own.len() >= MOST || bytes + sound.len() > MOST_BYTES {
            let most = u32::try_from(MOST).unwrap_or(u32::MAX);
            return Err(Text::RingTonesFull { most, limit: megabytes(MOST_BYTES) });
        }
        let name = self.free_name(&tone_name(&file.name));
        let tone = RingTone { name: name.clone(), encoding, sound: sound.to_vec() };
        self.files.own_tones.push(tone);
        self.keep_own_tones();
        // A line may have been waiting for it: its configuration may name what was not there.
        self.tell_recordings();
        Ok(name)
    }

    /// Whether the ring in this row is one of the person's own.
    pub(super) fn is_own_ring(&self, at: usize) -> bool {
        self.own_ring(at).is_some()
    }

    /// Returns which of the person's own tones is in this row.
    fn own_ring(&self, at: usize) -> Option<usize> {
        let name = self.ring_names().into_iter().nth(at.checked_sub(ABOVE)?)?;
        self.files.own_tones.iter().position(|tone| tone.name == name)
    }

    /// Asks whether the tone in this row goes.
    pub(super) fn ask_to_delete_ring_tone(&mut self, at: usize) {
        if let Some(own) = self.own_ring(at) {
            self.ask(Question::DeleteRingTone(own));
        }
    }

    /// Deletes one of the person's own tones; lines that have it ring as they did before it was chosen.
    pub(super) fn delete_ring_tone(&mut self, own: usize) {
        if own >= self.files.own_tones.len() {
            return;
        }
        self.timers.clear(Timer::Preview);
        let RingTone { name, .. } = self.files.own_tones.remove(own);
        self.keep_own_tones();
        let rings_so = |line: &u8| self.ring_name(*line) == name;
        let lines: Vec<u8> = self.account_lines().filter(rings_so).collect();
        (0..RING_LINES).for_each(|place| self.leave_ring(place, &name));
        self.tell_recordings();
        if let Some(page) = self.menu_page() {
            self.set_row(page.row.min(self.row_count(page.kind).saturating_sub(1)));
        }
        let deleted = Text::RingToneDeleted { name };
        if lines.is_empty() {
            return self.notify(deleted);
        }
        let rings_now = |line: u8| {
            let label = self.lines.get(usize::from(line)).map_or("", |line| line.label());
            alone(Text::LineRingsLike { line: label.to_owned(), ring: self.ring_name(line) })
        };
        let rows = core::iter::once(alone(deleted)).chain(lines.into_iter().map(rings_now));
        self.tell_of_rings(rows.collect());
    }

    /// Tells on a page of its own what a row of a list has no room for, unless the person went elsewhere.
    fn tell_of_rings(&mut self, rows: Vec<Row>) {
        let open = self.menu_page().map(|page| page.kind);
        let rings = open.filter(|kind| matches!(kind, PageKind::RingTones(_)));
        self.tell_loaded(FileKind::RingTone, rings.unwrap_or(PageKind::RingLines), rows);
    }

    /// Deletes all of them.
    pub(super) fn forget_own_tones(&mut self) {
        self.files.own_tones.clear();
        self.keep_own_tones();
    }

    /// Gives a place that rings like a tone which is gone what its configuration says, or the first ring.
    fn leave_ring(&mut self, place: u8, name: &str) {
        let row = &tones::RING_TONE;
        if self.config.get_at(row, place) != name {
            return;
        }
        let said = self.personal.instead_of(&row.param.path_at(place.into()));
        let ring =
            said.filter(|said| *said != name && self.ring_names().iter().any(|it| it == said));
        let ring = ring.map_or_else(|| own_name(1), str::to_owned);
        if let Err(error) = self.choose(row, place, &ring) {
            self.cannot_set(&error);
        }
    }

    fn keep_own_tones(&mut self) {
        // Who loads one is told if the browser cannot keep it, even if it could keep nothing before.
        self.files.unwritten = false;
        let kept = (KEPT_VERSION, &self.files.own_tones);
        let data = if self.files.own_tones.is_empty() {
            Vec::new()
        } else {
            // Serialising plain owned data into a growing buffer has no failure.
            postcard::to_allocvec(&kept).unwrap_or_default()
        };
        self.outputs.push_back(Output::Keep(Keepsake::OwnRingTones, data));
    }

    /// Takes the tones that were kept.
    pub(super) fn take_own_tones(&mut self, data: &[u8]) {
        if let Ok((KEPT_VERSION, mut tones)) = postcard::from_bytes::<(u8, Vec<RingTone>)>(data) {
            tones.truncate(MOST);
            self.files.own_tones = tones;
            self.tell_recordings();
        }
    }

    fn ring_names(&self) -> Vec<String> {
        let own = |name: &String| self.files.own_tones.iter().any(|tone| tone.name == *name);
        let archive = self.ring_tone_names().filter(|name| !own(name));
        let own = self.files.own_tones.iter().map(|tone| tone.name.clone());
        (1..=RINGS).map(own_name).chain(archive).chain(own).collect()
    }

    fn ring_name(&self, line: u8) -> String {
        self.config.get_at(&tones::RING_TONE, ring_place(line))
    }

    /// Returns `name`, with a number if there is a ring of that name.
    fn free_name(&self, name: &str) -> String {
        let taken: Vec<_> = self.ring_names().iter().map(|name| name.to_lowercase()).collect();
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let mut names = core::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
    }
}

/// Returns what one of the phone's own rings is called.
fn own_name(number: u8) -> String {
    format!("Ring{number:02}")
}

/// Returns the place of a line's ring: lines beyond ring as the last that has one (manual 18.3).
fn ring_place(line: u8) -> u8 {
    line.min(RING_LINES - 1)
}

fn megabytes(bytes: usize) -> u32 {
    u32::try_from(bytes >> 20).unwrap_or(u32::MAX)
}

/// Returns what a tone is called whose file has this name: the name without its ending (manual 18.3),
/// and without what is not seen or turns the direction of what stands behind it.
fn tone_name(file: &str) -> String {
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = match file.rsplit_once('.') {
        Some((name, end)) if ["wav", "wave"].iter().any(|it| end.eq_ignore_ascii_case(it)) => name,
        _ => file,
    };
    let shown = name.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let shown: String = shown.filter(|c| !is_unseen(*c)).collect();
    let cut: String = shown.trim().chars().take(LONGEST_NAME).collect();
    // One like an encrypted value is no name, either.
    let name = tones::RING_TONE.param.kind.check(&cut).unwrap_or_default();
    if name.is_empty() { NAMELESS.to_owned() } else { name }
}

/// Whether a character controls how others are shown (Unicode UAX 9, 2; UAX 44, Cf), and is none that
/// letters of some scripts are joined by.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns why a file is no ring tone.
const fn refusal(error: WavError) -> Text {
    match error {
        WavError::NotWav => Text::NotWav,
        WavError::CutOff => Text::WavCutOff,
        WavError::NoSound => Text::WavWithoutSound,
        WavError::NotMono => Text::WavNotMono,
        WavError::WrongEncoding => Text::WavOtherCode,
        WavError::WrongRate => Text::WavOtherRate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_called_as_its_file() {
        let check = |file: &str, name: &str| assert_eq!(tone_name(file), name, "{file:?}");
        check("Gong.wav", "Gong");
        check("Gong.WAVE", "Gong");
        check("My ring.v2.wav", "My ring.v2");
        check("Gong", "Gong");
        check("C:\\fakepath\\Gong.wav", "Gong");
        check("../../Gong.wav", "Gong");
        check("<b onclick=x>Gong<b>.wav", "<b onclick=x>Gong<b>");
        check("\u{202e}vaw.gnoG\u{202c}.wav", "vaw.gnoG");
        check("\u{5e6}\u{5dc}\u{200f}.wav", "\u{5e6}\u{5dc}");
        check(" a\tb\n\u{7}c .wav", "a b c");
        check(&format!("{}.wav", "\u{e9}".repeat(500)), &"\u{e9}".repeat(40));
        for nameless in ["", ".wav", "\u{200f}\u{2067}.wav", "  .wav", "{\"Gong\"}.wav"] {
            check(nameless, NAMELESS);
        }
    }
}
