//! Settings in layers: flags, environment, the project's `hookctl.toml`, the user's, defaults; each value knows its source.

mod file;
mod keys;
mod layers;
mod paths;

pub use file::{ConfigError, ConfigFile, Keep, ListenTable};
pub use layers::{Layers, Source, Sourced};
pub use paths::{Folders, find_project_file};
