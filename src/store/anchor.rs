//! Which files a writer has open: a store that was moved away, or had another put in its place, must neither swallow
//! deliveries unseen nor be written through a stranger's log.

use std::path::{Path, PathBuf};

use super::place::Place;

/// A file as the system knows it, whatever its name.
type Id = (u64, u64);

/// The files that were opened, by name and by what they were then.
pub(super) struct Anchor {
    path: Option<PathBuf>,
    store: Option<Id>,
}

/// The same with the write-ahead log, which exists as long as a connection is open.
pub(super) struct Open<'a> {
    anchor: &'a Anchor,
    log: PathBuf,
    log_id: Option<Id>,
}

impl Anchor {
    /// Remembers the store's file as it is now.
    pub(super) fn new(place: &Place) -> Self {
        let path = place.file().map(Path::to_owned);
        Self { store: path.as_deref().and_then(id), path }
    }

    /// True if the path still names that file.
    pub(super) fn holds(&self) -> bool {
        self.path.as_deref().is_none_or(|path| id(path) == self.store)
    }

    /// Remembers the log beside it too.
    pub(super) fn open(&self) -> Open<'_> {
        let mut log = self.path.clone().unwrap_or_default().into_os_string();
        log.push("-wal");
        let log = PathBuf::from(log);
        Open { anchor: self, log_id: id(&log), log }
    }
}

impl Open<'_> {
    /// True if both names still name those files.
    pub(super) fn holds(&self) -> bool {
        self.anchor.holds() && (self.anchor.path.is_none() || id(&self.log) == self.log_id)
    }
}

#[cfg(unix)]
fn id(path: &Path) -> Option<Id> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

/// An open file can be neither moved nor removed here.
#[cfg(not(unix))]
fn id(_: &Path) -> Option<Id> {
    None
}
