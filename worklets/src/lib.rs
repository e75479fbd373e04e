//! The audio graph of a Hookswitch phone as an AudioWorklet module.
