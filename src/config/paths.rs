//! The platform's folders: XDG on Unix, macOS included.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, HomeDirError};

/// The config's file name.
const FILE: &str = "hookctl.toml";

/// Where hookctl keeps what is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    data: PathBuf,
    config: PathBuf,
    state: PathBuf,
}

impl Folders {
    /// From the environment; fails where no home folder can be told.
    pub fn find() -> Result<Self, HomeDirError> {
        let base = etcetera::choose_base_strategy()?;
        let data = base.data_dir().join("hookctl");
        let state = base.state_dir().unwrap_or_else(|| base.data_dir()).join("hookctl");
        Ok(Self { config: base.config_dir().join("hookctl"), data, state })
    }

    /// The store, unless another is named.
    pub fn store(&self) -> PathBuf {
        self.data.join("hookctl.db")
    }

    /// The user's config.
    pub fn user_config(&self) -> PathBuf {
        self.config.join(FILE)
    }

    /// Where public keys are kept, a folder a provider.
    pub fn keys(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// Where running listeners say which port is whose.
    pub fn listening(&self) -> PathBuf {
        self.state.join("listening")
    }
}

/// The nearest `hookctl.toml`, here or in a parent.
pub fn find_project_file(here: &Path) -> Option<PathBuf> {
    here.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
}
