//! The simulator: phones, gateways and a small PBX on a network that is only pretended, under
//! virtual time. A call takes milliseconds, and the same seed gives the same bytes.
//!
//! | part | is |
//! |---|---|
//! | [`net`] | the network: delay, jitter, loss, duplication, reordering; and its trace |
//! | [`world`] | everything together, and the clock |
//! | [`gateway`] | the gateway's side of the link, with sockets in the pretended network |
//! | [`endpoint`] | a bare SIP endpoint |
//! | [`phone`] | a phone, with what a browser would give it |
//! | [`pbx`] | a registrar, and calls between whoever is registered |
//! | [`proxy`] | a proxy on the way of calls |
//! | [`peer`] | a phone and a bare endpoint that calls it or is called |
//! | [`office`] | two phones and the PBX |
//! | [`sound`] | a sound card, somebody who whistles, and somebody who listens |
//! | [`steps`] | what happens in many scenarios |
//! | [`losses`] | runs a scenario again with each datagram lost once |
//! | [`torture`] | gives a phone the torture messages of an RFC |
//! | [`ladder`] | a trace as text, for golden files |
//! | [`scenario`] | runs a scenario twice and compares |

pub mod endpoint;
pub mod gateway;
pub mod ladder;
pub mod losses;
pub mod net;
pub mod office;
pub mod pbx;
pub mod peer;
pub mod phone;
pub mod proxy;
pub mod queue;
pub mod scenario;
pub mod sound;
pub mod steps;
pub mod streams;
pub mod torture;
pub mod world;
