//! Endpoints in one process, connected by a network that can lose, delay, reorder and repeat.

mod calls;
mod net;
