//! Every legal value of every parameter comes back as it was set: from the configuration, from its
//! export, and from the file that the export is.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::config::kind::Kind;
use hookswitch_core::config::param::Param;
use hookswitch_core::config::{Config, Place, file, table};
use hookswitch_core::rng::Rng;

/// Values of a parameter that are tried, besides the ends of its range.
const TRIES: usize = 12;

/// Characters of text; those that files and pages give a meaning are among them.
const CHARACTERS: &[char] = &[
    'a',
    'Z',
    '0',
    '9',
    ' ',
    '=',
    '#',
    ';',
    ',',
    '\\',
    '"',
    '\'',
    '<',
    '>',
    '&',
    '%',
    '{',
    '}',
    '/',
    '@',
    '|',
    '*',
    '.',
    '-',
    '_',
    'é',
    'ж',
    '\u{1f4de}',
];

struct Maker(Rng);

impl Maker {
    fn below(&mut self, end: u32) -> u32 {
        self.0.below(end)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let count = u32::try_from(of.len()).unwrap();
        of[usize::try_from(self.below(count)).unwrap()]
    }

    fn between(&mut self, min: i64, max: i64) -> i64 {
        min + i64::from(self.below(u32::try_from(max - min + 1).unwrap()))
    }

    fn word(&mut self, max: usize) -> String {
        let length = self.between(0, i64::try_from(max).unwrap());
        (0..length).map(|_| self.pick(CHARACTERS)).collect()
    }

    fn label(&mut self) -> String {
        let letters: Vec<char> = ('a'..='z').chain('0'..='9').collect();
        let length = self.between(1, 12);
        let label: String = (0..length).map(|_| self.pick(&letters)).collect();
        format!("h{label}")
    }

    fn host(&mut self) -> String {
        match self.below(4) {
            0 => String::new(),
            1 => self.address(),
            2 => "[2001:db8::1]".to_owned(),
            _ => format!("{}.{}", self.label(), self.label()),
        }
    }

    fn address(&mut self) -> String {
        let byte = |maker: &mut Self| maker.below(256);
        format!("{}.{}.{}.{}", byte(self), byte(self), byte(self), byte(self))
    }

    fn url(&mut self, schemes: &[&str]) -> String {
        let scheme = self.pick(schemes);
        let port = if self.below(2) == 0 {
            String::new()
        } else {
            format!(":{}", self.between(1, 65_535))
        };
        format!("{scheme}://{}.example{port}/{};<MAC>.cfg", self.label(), self.label())
    }

    fn clock(&mut self, hours: i64) -> String {
        format!("{:02}:{:02}", self.between(0, hours), self.between(0, 59))
    }

    /// Returns a value that `kind` allows, in the form in which it is stored.
    fn value(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Bool => self.below(2).to_string(),
            Kind::Int { min, max, .. } => self.between(min.into(), max.into()).to_string(),
            Kind::Duration { min, max, .. } => self.between(min.into(), max.into()).to_string(),
            Kind::SecondsOrRings if self.below(2) == 0 => format!("{}r", self.between(1, 99)),
            Kind::SecondsOrRings => self.between(0, 7_200).to_string(),
            Kind::Decimal => format!("{}.{}", self.between(1, 99_999), self.between(0, 99)),
            Kind::Enum(tokens) => self.pick(tokens).to_owned(),
            // Blanks around a value do not count, and two marks around it make it encrypted.
            Kind::Text { max } | Kind::Secret { max } => {
                self.word(max).replace("{\"", "--").trim().to_owned()
            }
            Kind::SecretKey => format!("{:032x}", u128::from(self.below(u32::MAX)) << 90),
            Kind::Host => self.host(),
            Kind::Address => self.address(),
            Kind::Netmask => {
                let mask = u32::MAX.checked_shl(self.below(33)).unwrap_or(0);
                std::net::Ipv4Addr::from_bits(mask).to_string()
            }
            Kind::Multicast => format!("{}.0.1.{}", self.between(224, 239), self.below(256)),
            Kind::Port => self.between(1_024, 65_535).to_string(),
            Kind::Frequency { min, max } => self.between(min.into(), max.into()).to_string(),
            Kind::File if self.below(2) == 0 => format!("{} 1.tgz", self.label()),
            Kind::File => self.url(&["ftp", "tftp", "http", "https"]),
            Kind::Url(schemes) => self.url(schemes),
            Kind::TimeOfDay => self.clock(23),
            Kind::GmtOffset => format!("{}{}", self.pick(&["", "+", "-"]), self.clock(11)),
            Kind::HexOrInt if self.below(2) == 0 => format!("0x{:02x}", self.below(256)),
            Kind::HexOrInt => self.below(256).to_string(),
            other => panic!("no value is made for {other:?}"),
        }
    }

    /// Returns the ends of the range of `kind`, and some values within.
    fn values(&mut self, kind: Kind) -> Vec<String> {
        let mut values: Vec<_> = (0..TRIES).map(|_| self.value(kind)).collect();
        if let Kind::Int { min, max, .. } = kind {
            values.extend([min.to_string(), max.to_string()]);
        }
        if let Kind::Duration { min, max, .. } = kind {
            values.extend([min.to_string(), max.to_string()]);
        }
        if let Kind::Enum(tokens) = kind {
            values.extend(tokens.iter().map(|token| (*token).to_owned()));
        }
        if let Kind::Text { max } | Kind::Secret { max } = kind {
            values.push("x".repeat(max));
        }
        values
    }
}

fn round_trip(param: &Param, place: Place, value: &str) {
    let path = param.path_at(place);
    let mut config = Config::default();
    config.set(&path, value).unwrap_or_else(|error| panic!("{path}={value:?}: {error}"));
    let legacy = !table::legacy::successors(param).is_empty();
    if !legacy {
        assert_eq!(config.text(&path), Some(value), "{path}");
    }
    let export = config.export();
    let read = file::read("x.cfg", export.as_bytes(), config.model());
    let mut again = Config::default();
    again.apply(&read.values);
    if param.is_secret() {
        assert!(value.len() < 12 || !export.contains(value), "{path} is exported");
    } else {
        let told = format!("{path}={value:?} exported as\n{export}");
        assert_eq!(again.text(&path), config.text(&path), "{told}");
        assert!(again.changed().eq(config.changed()), "{told}");
    }
}

#[test]
fn every_legal_value_comes_back() {
    let mut maker = Maker(Rng::new([7; 32]));
    for param in table::rows() {
        let places: Vec<_> = param.places().collect();
        let last = *places.last().unwrap();
        for place in [places[0], last] {
            for value in maker.values(param.kind) {
                assert_eq!(
                    param.kind.check(&value).as_deref(),
                    Ok(value.as_str()),
                    "{}",
                    param.path
                );
                round_trip(param, place, &value);
            }
        }
    }
}

/// Returns values just outside of what `kind` allows.
fn beyond(kind: Kind) -> Vec<String> {
    if let Kind::Int { min, max, .. } = kind {
        return vec![(i64::from(min) - 1).to_string(), (i64::from(max) + 1).to_string()];
    }
    if let Kind::Duration { max, .. } = kind {
        return vec!["-1".to_owned(), (u64::from(max) + 1).to_string()];
    }
    if let Kind::Text { max } | Kind::Secret { max } = kind {
        return vec!["x".repeat(max + 1), "a\u{7}".to_owned()];
    }
    let words: &[&str] = if kind == Kind::Bool {
        &["2", "yes", ""]
    } else if kind == Kind::Port {
        &["1023", "65536"]
    } else if kind == Kind::Netmask {
        &["255.0.255.0"]
    } else if matches!(kind, Kind::Enum(_) | Kind::Frequency { .. }) {
        &["no such word", "1.5"]
    } else {
        &[]
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_value_beyond_the_range_is_refused() {
    for param in table::rows() {
        let path = param.path_at(param.places().next().unwrap());
        for value in beyond(param.kind) {
            assert!(Config::default().set(&path, &value).is_err(), "{path} takes {value:?}");
        }
    }
}
