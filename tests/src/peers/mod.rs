//! Real peers that nobody here wrote, started on loopback with files of `tests/peers`.

mod baresip;
mod kamailio;
mod stub;

pub use baresip::{Answer, Baresip, BaresipOptions};
pub use kamailio::{Digest, Kamailio};
pub use stub::{Echo, Impairment, Reaction, Stub};

use crate::folder;

/// The domain and realm of the tests' registrar.
pub const DOMAIN: &str = "phones.test";

/// Returns a file of `tests/peers` with each `@NAME@` replaced by its value.
fn filled_in(file: &str, values: &[(&str, &str)]) -> String {
    let path = folder().join("peers").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    values.iter().fold(text, |text, (name, value)| text.replace(&format!("@{name}@"), value))
}
