//! The tables, and how a file of an older version becomes one of this version: each step in one transaction.

use rusqlite::{Connection, TransactionBehavior};

/// `hook` in ASCII, in the header of every store: `file` and we recognise it.
pub(super) const APPLICATION_ID: i64 = 0x686f_6f6b;

/// What brings a file from version N to N + 1, at index N.
///
/// Version 1: the summary columns come first and the body last, so a list reads the head of each row and the pages of
/// a large body are never fetched. `state` is one row: how far pruning went, and how many rows it took.
const STEPS: [&str; 1] = ["
    CREATE TABLE delivery (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL,
        received_at INTEGER NOT NULL,
        origin INTEGER NOT NULL,
        standing INTEGER NOT NULL,
        method TEXT NOT NULL,
        target TEXT NOT NULL,
        version INTEGER NOT NULL,
        peer TEXT,
        endpoint TEXT,
        provider TEXT,
        event_type TEXT,
        event_id TEXT,
        verdict TEXT,
        scheme TEXT,
        reason TEXT,
        detail TEXT,
        duplicate_of INTEGER,
        status INTEGER,
        took_us INTEGER,
        body_size INTEGER NOT NULL,
        body_kept INTEGER NOT NULL,
        body_sum INTEGER NOT NULL,
        headers BLOB NOT NULL,
        trailers BLOB,
        body BLOB
    ) STRICT;
    CREATE TABLE state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        last_pruned INTEGER NOT NULL,
        pruned INTEGER NOT NULL
    ) STRICT;
    INSERT INTO state VALUES (1, 0, 0);
"];

/// The newest version this program knows.
pub(super) const VERSION: i64 = 1;

/// What a file turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A store of this version or an older one.
    Ours(i64),
    /// A store of a newer program.
    Newer(i64),
    /// A database without a single table: new.
    Empty,
    /// Somebody else's database.
    Foreign,
}

/// Looks without changing anything.
pub(super) fn look(conn: &Connection) -> rusqlite::Result<Found> {
    let number = |pragma: &str| conn.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let version = number("PRAGMA user_version")?;
    if number("PRAGMA application_id")? == APPLICATION_ID && version > 0 {
        return Ok(if version > VERSION { Found::Newer(version) } else { Found::Ours(version) });
    }
    let tables = number("SELECT count(*) FROM sqlite_master")?;
    Ok(if tables == 0 && version == 0 { Found::Empty } else { Found::Foreign })
}

/// Applies the steps that a file lacks. Two processes may meet here: the second finds the work done.
pub(super) fn migrate(conn: &mut Connection) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = match look(&tx)? {
        Found::Ours(version) => version,
        Found::Empty => 0,
        Found::Newer(_) | Found::Foreign => return Ok(()),
    };
    for step in &STEPS[usize::try_from(version).unwrap_or(STEPS.len())..] {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_becomes_a_store_of_this_version() {
        let mut conn = Connection::open_in_memory().expect("memory");
        assert_eq!(look(&conn), Ok(Found::Empty));
        migrate(&mut conn).expect("migrate");
        assert_eq!(look(&conn), Ok(Found::Ours(VERSION)));
        migrate(&mut conn).expect("a second time does nothing");
    }

    #[test]
    fn a_database_of_another_program_is_left_alone() {
        let mut conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch("CREATE TABLE theirs (x)").expect("create");
        assert_eq!(look(&conn), Ok(Found::Foreign));
        migrate(&mut conn).expect("does nothing");
        assert_eq!(look(&conn), Ok(Found::Foreign));
    }

    #[test]
    fn a_newer_store_is_recognised() {
        let mut conn = Connection::open_in_memory().expect("memory");
        migrate(&mut conn).expect("migrate");
        conn.pragma_update(None, "user_version", VERSION + 1).expect("pragma");
        assert_eq!(look(&conn), Ok(Found::Newer(VERSION + 1)));
    }

    #[test]
    fn there_is_a_step_for_each_version() {
        assert_eq!(i64::try_from(STEPS.len()), Ok(VERSION));
    }

    #[test]
    fn sqlite_has_the_fix_for_the_wal_reset_race() {
        // Before 3.51.3 two connections that write and checkpoint could lose a commit.
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }
}
