//! Where a store is, and how it is opened: folders and files made for their owner only, strangers' files refused.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, StoreErrorKind};
use super::schema::{self, Found};

/// How long a writer or reader waits for another process before it says `locked`.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes a page: a 2 KB delivery wastes a third of a 4 KiB page and next to nothing of this one.
const PAGE: u32 = 16_384;
/// The file's name inside a folder.
const FILE: &str = "hookctl.db";

/// The address of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(Where);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Where {
    File(PathBuf),
    /// A database in this process's memory under that name; gone with its last connection.
    Memory(Arc<str>),
}

impl Place {
    /// `:memory:`, a file, or a folder (then the file `hookctl.db` in it).
    pub fn new(path: &Path) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        if path.as_os_str() == ":memory:" {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            return Self(Where::Memory(format!("file:/hookctl-{number}?vfs=memdb").into()));
        }
        let ends_in_separator = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        if path.is_dir() || ends_in_separator {
            return Self(Where::File(path.join(FILE)));
        }
        Self(Where::File(path.to_owned()))
    }

    /// The file, unless the store is in memory.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Where::File(path) => Some(path),
            Where::Memory(_) => None,
        }
    }

    /// As people name it.
    pub fn name(&self) -> String {
        match &self.0 {
            Where::File(path) => path.display().to_string(),
            Where::Memory(_) => ":memory:".to_owned(),
        }
    }

    /// True if this process alone can see it, and only while it runs.
    pub(super) fn is_memory(&self) -> bool {
        matches!(self.0, Where::Memory(_))
    }

    /// Opens for writing, making what is missing and bringing an older file up to date.
    pub(super) fn open_for_writing(&self) -> Result<Connection, StoreError> {
        let name = self.name();
        let failed = |error: rusqlite::Error| StoreError::sqlite(&error, &name);
        if let Where::File(path) = &self.0 {
            make_file(path).map_err(|error| StoreError::io(&error, &name))?;
        }
        let mut conn = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        let found = self.admit(&conn)?;
        if found == Found::Empty {
            conn.pragma_update(None, "page_size", PAGE).map_err(failed)?;
        }
        if !self.is_memory() {
            conn.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
            conn.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
            // Without effect but on macOS, where a plain fsync stops at the drive's own cache.
            conn.pragma_update(None, "fullfsync", true).map_err(failed)?;
            conn.pragma_update(None, "wal_autocheckpoint", 0).map_err(failed)?;
        }
        if found != Found::Ours(schema::VERSION) {
            schema::migrate(&mut conn).map_err(failed)?;
        }
        Ok(conn)
    }

    /// Opens for reading only. A store nobody made yet is [`StoreErrorKind::Missing`].
    pub(super) fn open_for_reading(&self) -> Result<Connection, StoreError> {
        if let Where::File(path) = &self.0
            && let Err(error) = std::fs::metadata(path)
        {
            return Err(StoreError::io(&error, &self.name()));
        }
        let conn = self.connect(OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match self.admit(&conn) {
            Err(error) if error.kind == StoreErrorKind::Denied || error.kind == StoreErrorKind::ReadOnly => {
                self.open_frozen(error)
            }
            Err(error) => Err(error),
            Ok(Found::Empty) => Err(StoreError::new(StoreErrorKind::Missing, &self.name())),
            Ok(_) => Ok(conn),
        }
    }

    /// A store on read-only media has no room for SQLite's shared memory; it is read as a file that cannot change,
    /// which is safe only where no log of pending commits lies beside it.
    fn open_frozen(&self, why: StoreError) -> Result<Connection, StoreError> {
        let Some(path) = self.file() else { return Err(why) };
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if std::fs::metadata(&log).is_ok_and(|meta| meta.len() > 0) {
            return Err(why);
        }
        let escaped = percent_encoding::utf8_percent_encode(&path.to_string_lossy(), percent_encoding::CONTROLS)
            .to_string()
            .replace('?', "%3f")
            .replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let conn = Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)
            .map_err(|error| StoreError::sqlite(&error, &self.name()))?;
        self.admit(&conn).map(|_| conn)
    }

    fn connect(&self, flags: OpenFlags) -> Result<Connection, StoreError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = match &self.0 {
            Where::File(path) => Connection::open_with_flags(path, flags),
            Where::Memory(uri) => Connection::open_with_flags(
                uri.as_ref(),
                OpenFlags::SQLITE_OPEN_READ_WRITE
                    | OpenFlags::SQLITE_OPEN_CREATE
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX
                    | OpenFlags::SQLITE_OPEN_URI,
            ),
        };
        let name = self.name();
        let failed = |error: rusqlite::Error| StoreError::sqlite(&error, &name);
        let conn = conn.map_err(failed)?;
        conn.busy_timeout(PATIENCE).map_err(failed)?;
        // Damage is then met where a page is read, not where its garbage has become an answer.
        conn.pragma_update(None, "cell_size_check", true).map_err(failed)?;
        Ok(conn)
    }

    fn admit(&self, conn: &Connection) -> Result<Found, StoreError> {
        let name = self.name();
        match schema::look(conn).map_err(|error| StoreError::sqlite(&error, &name))? {
            Found::Newer(found) => Err(StoreError::new(StoreErrorKind::Newer { found, known: schema::VERSION }, &name)),
            Found::Foreign => Err(StoreError::new(StoreErrorKind::Foreign, &name)),
            found => Ok(found),
        }
    }
}

/// Makes the folder (0700) and the file (0600) if they are missing; SQLite gives its companions the file's mode.
fn make_file(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        #[cfg(unix)]
        if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            // SQLite syncs the folder of its file; that the folder itself is found after a power cut is ours to see to.
            std::fs::File::open(parent)?.sync_all()?;
        }
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_file_in_it() {
        let dir = tempfile::tempdir().expect("tempdir");
        assert_eq!(Place::new(dir.path()).file(), Some(dir.path().join(FILE).as_path()));
        assert_eq!(Place::new(Path::new("new/")).file(), Some(Path::new("new/hookctl.db")));
        assert_eq!(Place::new(Path::new("x.db")).file(), Some(Path::new("x.db")));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_made_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("tempdir");
        let path = dir.path().join("a/b/x.db");
        let conn = Place::new(&path).open_for_writing().expect("open");
        let mode = |path: &Path| std::fs::metadata(path).expect("exists").permissions().mode() & 0o777;
        assert_eq!(mode(&dir.path().join("a")), 0o700);
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&dir.path().join("a/b/x.db-wal")), 0o600);
        drop(conn);
    }

    #[test]
    fn strangers_files_are_refused_and_left_as_they_are() {
        let dir = tempfile::tempdir().expect("tempdir");
        let text = dir.path().join("notes.txt");
        std::fs::write(&text, "not a database, but quite some text that matters to somebody".repeat(40))
            .expect("write");
        let before = std::fs::read(&text).expect("read");
        let error = Place::new(&text).open_for_writing().expect_err("refused");
        assert_eq!(error.kind, StoreErrorKind::NotADatabase);
        assert_eq!(std::fs::read(&text).expect("read"), before);

        let theirs = dir.path().join("theirs.db");
        let conn = Connection::open(&theirs).expect("open");
        conn.execute_batch("CREATE TABLE t (x)").expect("create");
        drop(conn);
        let before = std::fs::read(&theirs).expect("read");
        assert_eq!(Place::new(&theirs).open_for_writing().expect_err("refused").kind, StoreErrorKind::Foreign);
        assert_eq!(std::fs::read(&theirs).expect("read"), before);
    }

    #[test]
    fn reading_a_store_nobody_made_is_its_own_error() {
        let dir = tempfile::tempdir().expect("tempdir");
        let error = Place::new(&dir.path().join("none.db")).open_for_reading().expect_err("missing");
        assert_eq!(error.kind, StoreErrorKind::Missing);
        assert!(!dir.path().join("none.db").exists(), "reading makes nothing");
    }
}
