//! Scenarios, golden files and corpora.
