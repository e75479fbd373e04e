//! What audio should do now, and the graph that does it.
//!
//! - [`plan`]: plain data the phone makes and the audio graph follows.
//!
//! The graph itself ([`graph`], `stream`) runs in the audio worklet of a tab, in the headless
//! phone and in tests; it imports only `dsp` and `rtp`. RTCP ([`control`]) runs in the engine
//! worker, where wall time and arrival times are known.

pub mod acoustics;
mod codec;
pub mod control;
pub mod graph;
mod memo;
mod outbox;
mod path;
pub mod plan;
pub mod program;
pub mod quality;
mod receiver;
pub mod recorder;
mod recording;
mod sender;
pub mod shield;
mod speech;
mod stream;
pub mod taps;
mod voice;
