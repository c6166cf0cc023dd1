//! Which running hookctl has which port: a small locked file a listener, so that the next one can say whose port it is.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use crate::config::Folders;
use crate::report::json::{self, Listening};

/// Held while a listener runs. The lock is the sign of life: it ends with the process, however that ends.
pub(super) struct Registration {
    file: Option<(File, PathBuf)>,
}

impl Registration {
    /// Enters a listener. Failing that is no reason not to listen.
    pub(super) fn enter(folders: Option<&Folders>, ready: &Listening) -> Self {
        let file = folders.and_then(|folders| write(folders, ready).ok());
        Self { file }
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if let Some((_, path)) = self.file.take() {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn write(folders: &Folders, ready: &Listening) -> std::io::Result<(File, PathBuf)> {
    let folder = folders.listening();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    builder.create(&folder)?;
    let path = folder.join(ready.port.to_string());
    let mut file = options.open(&path)?;
    file.try_lock()?;
    file.set_len(0)?;
    file.write_all(json::line(ready).as_bytes())?;
    Ok((file, path))
}

/// The hookctl that listens on `port`, if one does.
pub(super) fn holder(folders: Option<&Folders>, port: u16) -> Option<Listening> {
    let path = folders?.listening().join(port.to_string());
    let file = File::open(&path).ok()?;
    // Nobody holds the lock: left behind by a process that was killed.
    if file.try_lock().is_ok() {
        return None;
    }
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}
