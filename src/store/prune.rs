//! Deleting: in small transactions, so that a listener beside it goes on; and without a trace, where that is asked for.

use std::ops::ControlFlow;

use rusqlite::{Connection, TransactionBehavior};

use crate::query::Filter;
use crate::webhook::{DeliveryId, Moment};

use super::columns;
use super::error::{StoreError, StoreErrorKind};
use super::place::Place;
use super::reader::Reader;
use super::scan::{Direction, ScanError, Window};

/// Deliveries deleted in one transaction.
const BATCH: usize = 500;

/// Which deliveries to delete: those that every given condition selects.
pub struct Selection {
    /// Received before this.
    pub before: Option<Moment>,
    /// Not among the newest so many.
    pub keep_newest: Option<u64>,
    /// Matching this.
    pub filter: Filter,
}

/// What pruning did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    /// Deliveries deleted.
    pub deliveries: u64,
}

/// What pruning leaves in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Traces {
    /// The freed space is used again by later deliveries; until then it may hold old bytes.
    MayRemain,
    /// Nothing of what was deleted stands in the file or its log.
    None,
}

/// The numbers that `selection` selects, oldest first.
pub fn select(reader: &Reader, selection: &mut Selection) -> Result<Vec<DeliveryId>, ScanError> {
    let mut window = Window::ALL;
    if let Some(keep) = selection.keep_newest {
        // Counted among what the filter matches.
        match reader.newest(&mut selection.filter, keep)? {
            Some(id) => window.last = id.0,
            None => return Ok(Vec::new()),
        }
    }
    let mut found = Vec::new();
    let before = selection.before;
    let mut fault = None;
    reader.scan(&window, Direction::OldestFirst, &mut selection.filter, |id| {
        let old = match before {
            None => Ok(true),
            Some(moment) => reader.summary(id).map(|found| found.is_some_and(|summary| summary.received_at < moment)),
        };
        match old {
            Ok(true) => found.push(id),
            Ok(false) => {}
            Err(error) => {
                fault = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    fault.map_or(Ok(found), |error| Err(error.into()))
}

/// Deletes deliveries by number. What is no longer there is passed over.
pub fn delete(place: &Place, ids: &[DeliveryId], traces: Traces) -> Result<Pruned, StoreError> {
    let name = place.name();
    let failed = |error: rusqlite::Error| StoreError::sqlite(&error, &name);
    let mut conn = place.open_for_writing()?;
    if traces == Traces::None {
        conn.pragma_update(None, "secure_delete", true).map_err(failed)?;
    }
    let mut pruned = Pruned::default();
    for batch in ids.chunks(BATCH) {
        pruned.deliveries += delete_batch(&mut conn, batch).map_err(failed)?;
    }
    match traces {
        Traces::MayRemain => {}
        Traces::None => rewrite(&conn, place)?,
    }
    Ok(pruned)
}

fn delete_batch(conn: &mut Connection, ids: &[DeliveryId]) -> rusqlite::Result<u64> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut deleted = 0_usize;
    {
        let mut delete = tx.prepare_cached("DELETE FROM delivery WHERE id = ?1")?;
        for id in ids {
            deleted += delete.execute([id.0])?;
        }
    }
    // The highest number is remembered: it must never be given again.
    let last = ids.iter().map(|id| id.0).max().unwrap_or(0);
    tx.execute(
        "UPDATE state SET pruned = pruned + ?1, last_pruned = max(last_pruned, ?2)",
        (columns::count(deleted), last),
    )?;
    tx.commit()?;
    Ok(deleted as u64)
}

/// Writes the file anew from the rows that remain, and empties the log: what was deleted stands nowhere any more.
fn rewrite(conn: &Connection, place: &Place) -> Result<(), StoreError> {
    let name = place.name();
    let failed = |error: rusqlite::Error| StoreError::sqlite(&error, &name);
    conn.execute_batch("VACUUM").map_err(failed)?;
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(failed)?;
    if busy == 0 {
        return Ok(());
    }
    let mut error = StoreError::new(StoreErrorKind::Locked, &name);
    error.cause =
        Some("the rows are deleted, but while another hookctl reads the store its log cannot be emptied".to_owned());
    Err(error)
}
