//! The Hookswitch phone, without a clock, a socket, a thread or a source of randomness.
//!
//! Everything here is sans-IO: inputs go in through `handle_*`, outputs come out of
//! `poll_output`, and `poll_timeout` says when the machine wants to be woken. Time is
//! [`time::Instant`], always the last argument; randomness is [`rng::Rng`], seeded once.
//! The same seed and the same inputs give the same outputs, byte for byte.
//!
//! | module | owns |
//! |---|---|
//! | [`time`], [`rng`], [`text`] | instants and timers, seeded randomness, parsing helpers |
//! | [`keying`] | suites and keys that protect media (RFC 3711, RFC 4568) |
//! | [`sip`] | messages, transactions, dialogs, sessions, registrations (RFC 3261 and friends) |
//! | [`sdp`] | descriptions and offer/answer (RFC 8866, RFC 3264) |
//! | [`rtp`] | packets, RTCP, telephone events (RFC 3550, RFC 4733) |
//! | [`dsp`] | codecs, jitter buffer, concealment, tones, mixer, resampler |
//! | [`media`] | what audio should do now, and the graph that does it |
//! | [`config`] | the registry of parameters and the `.cfg` file |
//! | [`dial`] | when a dialled number is complete, and what it stands for |
//! | [`dns`] | records of the name service (RFC 3263) |
//! | [`files`] | speed dials, directories, saved keys and ring tones, as files |
//! | [`hid`] | reports of headsets: buttons and lamps |
//! | [`call`] | the calls of one phone, hold, waiting |
//! | [`provisioning`] | the hunt for a configuration, and when the phone looks for another |
//! | [`phone`] | the root machine: lines, keys, screens, the [`phone::view::View`] |
//! | [`language`] | what the phone says to people, in each of its languages |
//! | [`link`] | the messages between a phone and its gateway |

pub mod call;
pub mod config;
pub mod dial;
pub mod dns;
pub mod dsp;
pub mod files;
pub mod hid;
pub mod keying;
pub mod language;
pub mod link;
pub mod map;
pub mod media;
pub mod phone;
pub mod provisioning;
pub mod rng;
pub mod rtp;
pub mod sdp;
pub mod sip;
pub mod text;
pub mod time;
