//! hookctl: capture, inspect and keep webhooks on your own machine.
//!
//! The floors of the house, lowest first; a module imports only from floors below its own (a test holds that):
//!
//! - [`text`], [`webhook`]: small things people read and write; the types of the domain and their laws
//! - [`query`]: the filter language
//! - [`store`], [`config`]: the log and its followers; settings in layers
//! - [`ingest`]: the only way in: recognise, verify, decide, append
//! - [`capture`]: the server that lets webhooks in
//! - [`report`]: how results are shown
//! - [`cli`]: arguments to settings to one `run` a subcommand to an exit code

pub mod capture;
pub mod cli;
pub mod config;
pub mod explain;
pub mod ingest;
pub mod paste;
pub mod provider;
pub mod query;
pub mod report;
pub mod signature;
pub mod store;
pub mod text;
pub mod webhook;
