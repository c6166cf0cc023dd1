//! Settings in layers: flags, environment, the project's `hookctl.toml`, the user's, defaults; each value knows its source.

mod file;
mod keys;
mod layers;
mod paths;
mod secret_ref;

pub use file::{ConfigError, ConfigFile, EndpointTable, Keep, ListenTable};
pub use layers::{Layers, Source, Sourced};
pub use paths::{Folders, find_project_file};
pub use secret_ref::{SecretError, SecretRef};
