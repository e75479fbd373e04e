//! Registrations (RFC 3261 10).
