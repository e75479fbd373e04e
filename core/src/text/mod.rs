//! Parsing helpers shared by the SIP, SDP and configuration parsers.
