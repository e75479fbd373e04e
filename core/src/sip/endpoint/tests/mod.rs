//! Endpoints in one process, connected by a network that can lose, delay, reorder and repeat.

mod authentication;
mod calls;
mod faults;
mod forks;
mod net;
mod registrations;
mod requests;
mod restore;
