//! What can go wrong with a store: each fault its own kind, with the file's name and what to do.

use rusqlite::ErrorCode;

/// The faults of a store that people must be able to tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreErrorKind {
    /// No space left on the device.
    Full,
    /// The device failed to read or write.
    Io,
    /// Another process held the store for too long.
    Locked,
    /// The file, its folder or the file system may not be written.
    ReadOnly,
    /// The file's content is damaged.
    Damaged,
    /// Written by a newer hookctl.
    Newer {
        /// Schema version found in the file.
        found: i64,
        /// Newest schema version this program knows.
        known: i64,
    },
    /// Not an SQLite database at all.
    NotADatabase,
    /// An SQLite database of another program.
    Foreign,
    /// There is no such file.
    Missing,
    /// The file was removed or replaced while in use.
    Gone,
    /// The file or its folder may not be opened.
    Denied,
    /// The store was closed.
    Closed,
    /// Anything else that SQLite reports.
    Other,
}

/// A fault of the store at `place`.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.headline())]
pub struct StoreError {
    /// What kind of fault.
    pub kind: StoreErrorKind,
    /// The file, as given.
    pub place: String,
    /// What the system said, if it said something.
    pub cause: Option<String>,
}

impl StoreError {
    pub(super) fn new(kind: StoreErrorKind, place: &str) -> Self {
        Self { kind, place: place.to_owned(), cause: None }
    }

    pub(super) fn io(error: &std::io::Error, place: &str) -> Self {
        use std::io::ErrorKind as Io;
        let kind = match error.kind() {
            Io::NotFound => StoreErrorKind::Missing,
            Io::PermissionDenied => StoreErrorKind::Denied,
            Io::ReadOnlyFilesystem => StoreErrorKind::ReadOnly,
            Io::StorageFull | Io::QuotaExceeded => StoreErrorKind::Full,
            _ => StoreErrorKind::Io,
        };
        Self { kind, place: place.to_owned(), cause: Some(error.to_string()) }
    }

    pub(super) fn sqlite(error: &rusqlite::Error, place: &str) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreErrorKind::Full,
            Some(ErrorCode::SystemIoFailure) => StoreErrorKind::Io,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreErrorKind::Locked,
            Some(ErrorCode::ReadOnly) => StoreErrorKind::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt) => StoreErrorKind::Damaged,
            Some(ErrorCode::NotADatabase) => StoreErrorKind::NotADatabase,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreErrorKind::Denied,
            _ => StoreErrorKind::Other,
        };
        Self { kind, place: place.to_owned(), cause: Some(error.to_string()) }
    }

    /// A damaged row, named.
    pub(super) fn damaged(place: &str, cause: impl Into<String>) -> Self {
        Self { kind: StoreErrorKind::Damaged, place: place.to_owned(), cause: Some(cause.into()) }
    }

    fn headline(&self) -> String {
        let place = &self.place;
        match &self.kind {
            StoreErrorKind::Full => format!("no space left for the store `{place}`"),
            StoreErrorKind::Io => format!("the store `{place}` could not be read or written"),
            StoreErrorKind::Locked => format!("the store `{place}` is locked by another process"),
            StoreErrorKind::ReadOnly => format!("the store `{place}` is read-only"),
            StoreErrorKind::Damaged => format!("the store `{place}` is damaged"),
            StoreErrorKind::Newer { found, known } => {
                format!(
                    "the store `{place}` was written by a newer hookctl (its schema is {found}, this hookctl knows {known})"
                )
            }
            StoreErrorKind::NotADatabase => format!("`{place}` is not a hookctl store, nor any SQLite database"),
            StoreErrorKind::Foreign => format!("`{place}` is an SQLite database of another program"),
            StoreErrorKind::Missing => format!("there is no store at `{place}`"),
            StoreErrorKind::Gone => format!("the store `{place}` was removed or replaced while in use"),
            StoreErrorKind::Denied => format!("the store `{place}` may not be opened"),
            StoreErrorKind::Closed => format!("the store `{place}` is closed"),
            StoreErrorKind::Other => format!("the store `{place}` failed"),
        }
    }

    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            StoreErrorKind::Full => {
                "free some space, or `hookctl prune --older-than 7d`; deliveries are answered 503 meanwhile, and nothing is lost"
            }
            StoreErrorKind::Io => "look at the disk and the system's log; the file was left as it is",
            StoreErrorKind::Locked => {
                "another program holds it (a backup, an SQLite shell?); end that, or use another `--store`"
            }
            StoreErrorKind::ReadOnly | StoreErrorKind::Denied => {
                "give yourself write permission for the file and its folder, or use another `--store`"
            }
            StoreErrorKind::Damaged => {
                "nothing was changed; copy the file away, and try `sqlite3 FILE .recover` on the copy"
            }
            StoreErrorKind::Newer { .. } => "update hookctl, or use another `--store`",
            StoreErrorKind::NotADatabase | StoreErrorKind::Foreign => {
                "it was left as it is; name another file with `--store`"
            }
            StoreErrorKind::Missing => "`hookctl listen` makes one; or name another file with `--store`",
            StoreErrorKind::Gone => {
                "put the file back, or stop and start hookctl to begin a new one; deliveries are answered 503 meanwhile"
            }
            StoreErrorKind::Closed => "start hookctl again",
            StoreErrorKind::Other => "`hookctl doctor` looks further",
        }
    }
}
