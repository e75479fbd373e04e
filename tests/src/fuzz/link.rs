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
