//! One pure function for each parser, and one for a whole phone: any bytes go in, and a panic is
//! a finding. `tests/fuzz` drives them with libFuzzer, `tests/corpus` keeps what it found, and
//! `cargo test` replays that.

mod calls;
mod config;
mod dial;
mod event;
mod files;
mod gateway;
mod hid;
mod link;
mod media;
mod phone;
mod script;
mod sdp;
mod sip;

pub use calls::calls;
pub use config::{cfg, cfg_set, cfx, encrypted_value, location, sealed_file};
pub use dial::digit_map;
pub use event::{event_text, event_xml};
pub use files::{corporate_directory, key_file, ring_tone_archive, speed_dials, wav_file};
pub use gateway::{dhcp, ntp, tftp};
pub use hid::hid_report;
pub use link::{link_from_gateway, link_to_gateway};
pub use media::{g729, rtcp, rtp, srtp, telephone_event};
pub use phone::phone;
use script::Script;
pub use sdp::sdp;
pub use sip::{sip_framing, sip_header, sip_message, sip_uri};

/// A target for fuzzing.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, which is that of its corpus and of its driver.
    pub name: &'static str,
    /// What it does with bytes.
    pub run: fn(&[u8]),
}

macro_rules! targets {
    ($($name:ident,)*) => {
        /// Every target.
        pub static TARGETS: &[Target] = &[$(Target { name: stringify!($name), run: $name },)*];
    };
}

targets! {
    calls,
    cfg,
    cfg_set,
    cfx,
    corporate_directory,
    dhcp,
    digit_map,
    encrypted_value,
    event_text,
    event_xml,
    g729,
    hid_report,
    key_file,
    link_from_gateway,
    link_to_gateway,
    location,
    ntp,
    phone,
    ring_tone_archive,
    rtcp,
    rtp,
    sdp,
    sealed_file,
    sip_framing,
    sip_header,
    sip_message,
    sip_uri,
    speed_dials,
    srtp,
    telephone_event,
    tftp,
    wav_file,
}
