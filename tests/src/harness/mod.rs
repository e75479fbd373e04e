//! The simulator: phones, gateways and a small PBX on a network that is only pretended, under
//! virtual time. A call takes milliseconds, and the same seed gives the same bytes.
