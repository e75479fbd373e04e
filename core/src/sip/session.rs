//! INVITE sessions, both ways (RFC 3261 13 to 15).
