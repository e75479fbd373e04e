//! The `.cfg` file: one `name=value` a line, and files within files (manual chapter 4).
//!
//! [`Document`] keeps a file as it was written; [`FileSet`] reads one and all that it includes;
//! [`Location`] says where a file is. What cannot be used of a line is told with file, line,
//! parameter and reason, and the rest is used; what is wrong with a file as a whole is a
//! [`Failure`], and nothing is used. No problem's text holds a value, as the value may be a secret.

pub mod content;
mod document;
mod location;
mod problem;
mod reader;
mod save;
mod set;

use core::fmt;

pub use content::ContentError;
pub use document::{Document, Line, MAX_LINE};
pub(super) use location::without_credentials;
pub use location::{Location, LocationError, Names, Scheme};
pub use problem::{Problem, Severity, Why};
pub use save::Secrets;
pub use set::{
    Failure, FailureReason, FileId, FileSet, Loaded, LoadedFile, MAX_DEPTH, MAX_FILE, MAX_FILES,
    MAX_TOTAL, MAX_VALUES, Want,
};

use super::encryption::Keys;
use reader::Reader;

/// What a file holds.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Parameters and values that can be used, in the file's order, for [`Config::apply`];
    /// parameters that this version does not know are among them.
    ///
    /// [`Config::apply`]: super::Config::apply
    pub values: Vec<(String, String)>,
    /// What is wrong with the file, in its order, then what has no effect in this version, and then
    /// what its values contradict each other in.
    pub problems: Vec<Problem>,
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be secrets.
        let values = format_args!("{} values", self.values.len());
        f.debug_struct("Reading")
            .field("values", &values)
            .field("problems", &self.problems)
            .finish()
    }
}

/// Reads a file called `name` that stands alone, for a phone of model `model`.
///
/// Nothing encrypted is opened and no include is followed; both are told.
pub fn read(name: &str, bytes: &[u8], model: &str) -> Reading {
    let keys = Keys::default();
    let names = Names { mac: String::new(), model: model.to_owned(), any_model: false };
    let mut reader = Reader::new(&keys);
    let document = Document::new(bytes.to_vec());
    for (number, line) in document.lines() {
        reader.line(name, number, &line);
        if matches!(line, Line::Include(_)) {
            reader.problem(name, Some(number), "include", Severity::Error, Why::Include);
        }
        if let Some(phone) = reader.other_model(&names) {
            let path = super::table::system::MODEL.param.path;
            let why = Why::OtherModel { phone };
            reader.problem(name, Some(number), path, Severity::Error, why);
            reader.forget();
            return Reading { values: Vec::new(), problems: reader.finish().1 };
        }
    }
    if reader.values.is_empty() {
        reader.problem(name, None, "", Severity::Notice, Why::Empty);
    }
    let (values, problems) = reader.finish();
    Reading { values, problems }
}

/// Whether a parameter of this name, which no row tells of, or a remark may hold a secret.
pub(super) fn suggests_secret(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    ["password", "passwd", "secret", "private_key"].iter().any(|part| text.contains(part))
        || words.any(|word| word == "pin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[u8], values: &[(&str, &str)], problems: &[&str]) {
        let reading = read("a.cfg", text, "440HD");
        let got: Vec<_> = reading.values.iter().map(|(p, v)| (p.as_str(), v.as_str())).collect();
        assert_eq!(got, values);
        let got: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(got, problems);
    }

    #[test]
    fn a_usual_file_is_read() {
        check(
            b"\xef\xbb\xbfsystem/type=440HD\r\n\r\n# office\r\n; old\r\nvoip/line/0/id=1001\r\n",
            &[("system/type", "440HD"), ("voip/line/0/id", "1001")],
            &[],
        );
    }

    #[test]
    fn an_unusable_value_is_told_and_the_rest_is_used() {
        check(
            b"voip/signalling/sip/port=80\nvoip/line/0/id=1001\nvoip/line/9/id=1\n",
            &[("voip/line/0/id", "1001")],
            &[
                "a.cfg:1: voip/signalling/sip/port: the value must be 1024 to 65535",
                "a.cfg:3: voip/line/9/id: the index must be 0 to 5",
            ],
        );
    }

    #[test]
    fn the_last_of_two_values_is_used() {
        check(
            b"voip/line/0/id=1\n/voip/line/0/id=2",
            &[("voip/line/0/id", "1"), ("voip/line/0/id", "2")],
            &["a.cfg:2: /voip/line/0/id: set before on line 1; this value is used"],
        );
    }

    #[test]
    fn unknown_parameters_are_kept() {
        check(
            b"network/lan_colour=red",
            &[("network/lan_colour", "red")],
            &["a.cfg:1: network/lan_colour: this version does not know the parameter"],
        );
    }

    #[test]
    fn a_file_for_another_model_is_not_used() {
        check(
            b"voip/line/0/id=1\nsystem/type=430HD",
            &[],
            &[
                "a.cfg:2: system/type: the file is for another model, this phone is a 440HD: file not used",
            ],
        );
    }

    #[test]
    fn lines_that_are_no_parameters_are_told() {
        check(
            b"include common.cfg\nhello\n=1\nvoip/line/0/id =1\nvoip/line/0/id\xff=1\na b=1",
            &[("voip/line/0/id", "1")],
            &[
                "a.cfg:1: include: this file must stand alone: the include is not followed",
                "a.cfg:2: not of the form name=value",
                "a.cfg:3: not the name of a parameter",
                "a.cfg:5: not UTF-8 text",
                "a.cfg:6: not the name of a parameter",
            ],
        );
    }

    #[test]
    fn values_of_later_versions_are_told() {
        check(
            b"voip/services/group_paging/codec=RTA",
            &[("voip/services/group_paging/codec", "RTA")],
            &["a.cfg:1: voip/services/group_paging/codec: this phone does not have RTA"],
        );
    }

    #[test]
    fn what_has_no_effect_is_told_once_for_each_reason() {
        check(
            b"network/lan/vlan/id=7\nvoip/line/0/id=1\nnetwork/lan/vlan/priority=5\n\
              network/lan/vlan/mode=CDP_LLDP\nnetwork/pc_port_mirroring/enabled=1\n\
              network/lan/vlan/vlan_switch/enable=1",
            &[
                ("network/lan/vlan/id", "7"),
                ("voip/line/0/id", "1"),
                ("network/lan/vlan/priority", "5"),
                ("network/lan/vlan/mode", "CDP_LLDP"),
                ("network/pc_port_mirroring/enabled", "1"),
                ("network/lan/vlan/vlan_switch/enable", "1"),
            ],
            &[
                "a.cfg:1: network/lan/vlan/id: no effect: The computer's operating system joins \
                 VLANs: a browser cannot. Also line 3, 6.",
                "a.cfg:5: network/pc_port_mirroring/enabled: no effect: A browser phone has no \
                 ports for network and computer.",
            ],
        );
    }

    #[test]
    fn no_problem_shows_a_value() {
        let text = b"voip/line/0/auth_password={\"hunter2\"}\n\
            voip/line/0/auth_password=hunter2hunter2hunter2hunter2hunter2hunter2\n\
            voip/line/0/auth_password=hunter2\nvoip/line/0/auth_password=hunter2\n\
            hunter2\nsystem/other_password=hunter2";
        let reading = read("a.cfg", text, "440HD");
        assert_eq!(reading.problems.len(), 5);
        assert!(!format!("{:?}", reading.problems).contains("hunter2"));
    }

    #[test]
    fn problems_are_not_without_end() {
        let reading = read("a.cfg", "x\n".repeat(1_000).as_bytes(), "440HD");
        assert_eq!(reading.problems.len(), reader::MAX_PROBLEMS + 1);
        assert_eq!(reading.problems.last().map(|last| last.why.clone()), Some(Why::More(801)));
    }

    #[test]
    fn an_empty_file_is_told() {
        check(b"", &[], &["a.cfg: the file has no parameter"]);
    }
}
