//! The Hookswitch phone in a browser tab.
