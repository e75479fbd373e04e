//! Messages out of byte streams (RFC 3261 18.3, 20.14).
