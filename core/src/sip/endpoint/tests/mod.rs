//! Endpoints in one process, connected by a network that can lose, delay, reorder and repeat.

mod authentication;
mod bounds;
mod calls;
mod contacts;
mod faults;
mod forks;
mod net;
mod redirects;
mod redundancy;
mod referrals;
mod registrations;
mod reliable;
mod replaces;
mod requests;
mod restore;
mod servers;
mod subscriptions;
mod timers;
mod transports;
mod updates;
mod ways;
