//! Link messages, both ways.

use core::fmt::Debug;

use hookswitch_core::link::{self, FromGateway, ToGateway};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads a message of a phone.
pub fn link_to_gateway(data: &[u8]) {
    check::<ToGateway>(data);
}

/// Reads a message of a gateway.
pub fn link_from_gateway(data: &[u8]) {
    check::<FromGateway>(data);
}

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(data: &[u8]) {
    let _ = link::split_media_datagram(data);
    if let Ok(message) = link::decode::<T>(data) {
        let bytes = link::encode(&message);
        assert_eq!(link::decode::<T>(&bytes).as_ref(), Ok(&message), "does not survive the wire");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_a_message_of_this_version() {
        fn all<T: DeserializeOwned + Debug>(name: &str) {
            for entry in std::fs::read_dir(crate::folder().join("corpus").join(name)).unwrap() {
                let path = entry.unwrap().path();
                let message = link::decode::<T>(&std::fs::read(&path).unwrap());
                assert!(message.is_ok(), "{}: {message:?}", path.display());
            }
        }
        all::<ToGateway>("link_to_gateway");
        all::<FromGateway>("link_from_gateway");
    }
}
