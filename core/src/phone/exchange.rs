//! Files that the person saves and loads: contacts (manual 24.1.2), and what keys do (manual 25.3.3,
//! 25.5.1, 25.5.2). Ring tones, which are only loaded, are in `ring_tones`.
//!
//! The browser shows where they go to or come from. What is loaded is added to what there is, or
//! replaces it, as a whole or not at all; what of a file cannot be used is told with its line.

use super::form::FormKind;
use super::io::{Ask, ChosenFile, Download, FileKind, Output};
use super::menu::{Page, PageKind, Question};
use super::status::{Row, alone, row};
use super::{Phone, Urgency};
use crate::config::Config;
use crate::files::directory::{self, Contact, Form};
use crate::files::keys::KeyFile;
use crate::files::{Entries, FileError, Place, Problem, Why, speed_dial};
use crate::language::Text;

/// What the person can save.
#[derive(Clone, Copy, Debug)]
pub(super) enum Saved {
    /// The person's contacts, for other phones and programs.
    VCards,
    /// The person's contacts, as the manual has them.
    Text,
    /// What these keys do.
    Keys(KeyFile),
}

/// What became of contacts that were loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// They are new.
    pub(super) added: usize,
    /// They gave a contact that there was a further number.
    pub(super) completed: usize,
    /// They were there.
    pub(super) known: usize,
    /// There was no room for them.
    pub(super) left_out: usize,
}

impl Phone {
    /// Lets the person choose a file.
    pub(super) fn ask_for_file(&mut self, kind: FileKind) {
        self.outputs.push_back(Output::Ask(Ask::File(kind)));
    }

    /// Lets the browser save a file.
    pub(super) fn save_file(&mut self, saved: Saved) {
        let contacts = |form| directory::print(&self.files.own, form);
        let (name, media_type, text) = match saved {
            Saved::VCards => ("contacts.vcf", "text/vcard", contacts(Form::VCard)),
            Saved::Text => ("contacts.txt", "text/plain", contacts(Form::Text)),
            Saved::Keys(file) => (file.name(), "text/plain", file.save(&self.config)),
        };
        if text.is_empty() {
            return self.notify(Text::NothingToSave);
        }
        let (name, media_type) = (name.to_owned(), media_type.to_owned());
        self.notify(Text::FileSaved { name: name.clone() });
        self.outputs.push_back(Output::Download(Download {
            name,
            media_type,
            data: text.into_bytes(),
        }));
    }

    /// Takes a file that the person chose, unless the phone was locked meanwhile.
    pub(super) fn take_chosen(&mut self, kind: FileKind, file: Result<ChosenFile, String>) {
        if self.is_locked() {
            return;
        }
        match (file, kind) {
            (Err(why), _) => {
                self.log(format!("a file that was chosen was not read: {why}"));
                self.notify(Text::FileNotRead);
            }
            (Ok(file), FileKind::Contacts) => self.load_contacts(&file.data),
            (Ok(file), FileKind::Keys) if self.may_give_keys() => self.load_keys(&file.data),
            (Ok(file), FileKind::RingTone) if self.may_set_rings() => self.load_ring_tone(&file),
            (Ok(_), FileKind::Keys | FileKind::RingTone) => {}
        }
    }

    /// Returns what became of the file that was loaded last.
    pub(super) fn loaded_rows(&self) -> Vec<Row> {
        self.loaded.clone()
    }

    fn load_contacts(&mut self, data: &[u8]) {
        let Entries { entries, problems } = match directory::read(data) {
            Ok(read) => read,
            Err(FileError::Nothing(problems)) => Entries { entries: Vec::new(), problems },
            Err(error) => return self.notify(refusal(&error, Text::NoContactsInFile)),
        };
        // What is open may name contacts by their places.
        self.pages.retain(|page| match page {
            Page::Menu(page) => !matches!(page.kind, PageKind::Contact(_)),
            Page::Form(form) => !matches!(form.kind, FormKind::Contact(Some(_))),
            Page::Confirm(question) => !matches!(question, Question::DeleteContact(_)),
            Page::Test(_) => true,
        });
        let merged = self.merge_contacts(entries);
        let told: usize = problems.iter().map(Problem::count).sum();
        let counts = [
            (Text::Added, merged.added),
            (Text::Completed, merged.completed),
            (Text::AlreadyThere, merged.known),
            (Text::LeftOut, merged.left_out + told),
        ];
        let counted =
            counts.into_iter().filter(|(label, count)| *label == Text::Added || *count > 0);
        let mut rows: Vec<_> =
            counted.map(|(label, count)| row(label, Text::number(count as u64))).collect();
        if merged.left_out > 0 {
            rows.push(alone(Self::full_text()));
        }
        rows.extend(problems.iter().map(|problem| alone(problem_text(problem))));
        self.tell_loaded(FileKind::Contacts, PageKind::DirectoryMenu, rows);
    }

    /// Gives the keys what a file says: one that was saved, or a speed-dial file.
    fn load_keys(&mut self, data: &[u8]) {
        let mut config = self.config.clone();
        let problems = match read_keys(&mut config, data) {
            Ok(problems) => problems,
            Err(error) => return self.notify(refusal(&error, Text::NoKeysInFile)),
        };
        self.choose_all(config);
        let told = problems.into_iter().map(|problem| alone(Text::from(problem)));
        let rows = core::iter::once(alone(Text::KeysLoaded)).chain(told).collect();
        self.tell_loaded(FileKind::Keys, PageKind::Keys, rows);
    }

    /// Tells what became of a file: on a page, unless the person went elsewhere than `page`.
    pub(super) fn tell_loaded(&mut self, kind: FileKind, page: PageKind, rows: Vec<Row>) {
        let mut said = rows.iter().take(4).map(|(left, right)| {
            if right.is_empty() { left.clone() } else { left.clone().because(right.clone()) }
        });
        let first = said.next().unwrap_or_default();
        let said = said.fold(first, Text::and);
        self.loaded = rows;
        if self.menu_page().is_some_and(|open| open.kind == page) {
            self.open_page(PageKind::Loaded(kind));
            self.announce(said, Urgency::Polite);
        } else {
            self.notify(said);
        }
    }
}

impl Problem {
    /// Returns how many it stands for.
    const fn count(&self) -> usize {
        if let Why::More(more) = self.why { more } else { 1 }
    }
}

/// Gives `config` the keys of a file; returns what of it is not used.
fn read_keys(config: &mut Config, data: &[u8]) -> Result<Vec<String>, FileError> {
    let load = |file: KeyFile, config: &mut Config| file.load(config, file.name(), data);
    let problems = match (load(KeyFile::Function, config), load(KeyFile::Programmable, config)) {
        // What the one does not use the other may.
        (Ok(one), Ok(other)) => one.into_iter().filter(|it| other.contains(it)).collect(),
        (Ok(problems), Err(_)) | (Err(_), Ok(problems)) => problems,
        (Err(FileError::NoKeys), Err(_)) => {
            let Entries { entries, problems } = speed_dial::read(data)?;
            speed_dial::put(&entries, config);
            return Ok(problems.iter().map(Problem::to_string).collect());
        }
        (Err(error), Err(_)) => return Err(error),
    };
    Ok(problems.iter().map(ToString::to_string).collect())
}

/// Returns why nothing of a file is used; `other` says that it is about something else.
fn refusal(error: &FileError, other: Text) -> Text {
    if let FileError::TooLarge(limit) = error {
        Text::FileTooLarge { limit: u32::try_from(limit >> 20).unwrap_or(u32::MAX) }
    } else if let FileError::BrokenXml(line) | FileError::Entity(line) = error {
        Text::AtLine { line: *line, why: Box::new(Text::FileNotRead) }
    } else {
        other
    }
}

/// Why a line is no contact at all.
const NO_CONTACT: [Why; 4] =
    [Why::NotContact, Why::NotDirectoryLine, Why::NotVCard, Why::OpenVCard];

fn problem_text(problem: &Problem) -> Text {
    let why = if let Why::More(count) = problem.why {
        return Text::from(format!("+ {count}"));
    } else if let Why::TooMany(limit) = problem.why {
        Text::DirectoryFull { limit: u32::try_from(limit).unwrap_or(u32::MAX) }
    } else if problem.why == Why::NoRoom {
        Text::MoreNumbers
    } else if NO_CONTACT.contains(&problem.why) {
        Text::NotAContact
    } else {
        super::directory::refusal_text(&problem.why)
    };
    match problem.place {
        Place::Line(line) => Text::AtLine { line, why: Box::new(why) },
        Place::Entry(_) | Place::File => why,
    }
}

/// Adds to contacts those that are not among them, as far as `limit` lets.
///
/// Two contacts are the same if they have the same name, one number in common and none that contradicts
/// the other's: then the one has what both have.
pub(super) fn merge(own: &mut Vec<Contact>, new: Vec<Contact>, limit: usize) -> Merged {
    let letters = |contact: &Contact| contact.name.to_lowercase();
    let mut names: Vec<_> = own.iter().map(letters).collect();
    let mut merged = Merged::default();
    for contact in new {
        let name = letters(&contact);
        let mut same = names.iter().zip(own.iter_mut()).filter(|(known, _)| **known == name);
        match same.find_map(|(_, known)| complete(known, &contact)) {
            Some(true) => merged.completed += 1,
            Some(false) => merged.known += 1,
            None if own.len() >= limit => merged.left_out += 1,
            None => {
                names.push(name);
                own.push(contact);
                merged.added += 1;
            }
        }
    }
    merged
}

/// Gives `known` the numbers of a contact of the same name, and returns whether there are new ones;
/// `None` if they are two.
fn complete(known: &mut Contact, new: &Contact) -> Option<bool> {
    let Contact { office, home, mobile, .. } = known;
    let pairs = [(office, &new.office), (home, &new.home), (mobile, &new.mobile)];
    let differs = |(has, new): &(&mut String, &String)| *has != *new;
    let contradicts =
        |(has, new): &(&mut String, &String)| !has.is_empty() && !new.is_empty() && *has != *new;
    let shares = pairs.iter().any(|pair| !pair.1.is_empty() && !differs(pair));
    if !shares || pairs.iter().any(contradicts) {
        return None;
    }
    let mut completes = false;
    for (has, new) in pairs {
        if has.is_empty() && !new.is_empty() {
            has.clone_from(new);
            completes = true;
        }
    }
    Some(completes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(text: &str) -> Vec<Contact> {
        directory::read(text.as_bytes()).map(|read| read.entries).unwrap_or_default()
    }

    #[track_caller]
    fn check(own: &str, new: &str, expected: &str, counts: [usize; 4]) {
        let mut own = contacts(own);
        let Merged { added, completed, known, left_out } = merge(&mut own, contacts(new), 3);
        assert_eq!(directory::print(&own, Form::Text).replace("\r\n", "\n"), expected);
        assert_eq!([added, completed, known, left_out], counts);
    }

    #[test]
    fn who_is_there_already_is_not_added_again() {
        check("", "Ann,1,,\nBob,2,,\nann,1,,\n", "Ann,1,,\nBob,2,,\n", [2, 0, 1, 0]);
        check("Ann,1,,\n", "Ann,1,,3\nAnn,1,,\n", "Ann,1,,3\n", [0, 1, 1, 0]);
        // Other people of the same name.
        check("Ann,1,,\n", "Ann,2,,\nAnn,,1,\n", "Ann,1,,\nAnn,2,,\nAnn,,1,\n", [2, 0, 0, 0]);
        check("Ann,1,2,\n", "Ann,1,3,\n", "Ann,1,2,\nAnn,1,3,\n", [1, 0, 0, 0]);
        let own = "a,1,,\nb,2,,\nc,3,,\n";
        check(own, "d,4,,\nc,3,,\ne,5,,\n", own, [0, 0, 1, 2]);
    }
}
