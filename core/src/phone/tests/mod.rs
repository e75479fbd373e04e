//! Phones with a gateway of a few lines: what they show, say and ask for.

mod answering;
mod bench;
mod busy_lamps;
mod calls;
mod conference;
mod dialing;
mod fallback;
mod files;
mod focus;
mod forward;
mod functions;
mod incoming;
mod keys;
mod languages;
mod links;
mod lists;
mod lock;
mod menus;
mod paging;
mod requests;
mod shared_lines;
mod signalling;
mod switches;
mod transfers;
mod updates;
mod way;
