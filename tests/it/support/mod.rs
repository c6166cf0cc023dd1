//! Helpers: a running listener, a one-shot command, a raw HTTP client.

pub mod client;
pub mod command;
pub mod listener;
