//! Reading: one delivery by number or uid, and the store's own facts. Every call is one short read transaction.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::query::Filter;
use crate::webhook::{Delivery, DeliveryId, Summary, Uid};

use super::columns::{self, BadRow};
use super::error::StoreError;
use super::place::Place;
use super::scan::{self, Direction, ScanError, Window};

/// A connection that reads.
pub struct Reader {
    pub(super) conn: Connection,
    pub(super) place: Place,
}

/// The store's own figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Number of the newest delivery there ever was.
    pub last: i64,
    /// Deliveries in the store, sent and refused ones included.
    pub count: i64,
    /// Schema version of the file.
    pub schema: i64,
}

impl Reader {
    /// Opens a store that exists.
    pub fn open(place: &Place) -> Result<Self, StoreError> {
        let conn = place.open_for_reading()?;
        Ok(Self { conn, place: place.clone() })
    }

    /// The store's own figures; costs the same however large it is.
    pub fn facts(&self) -> Result<Facts, StoreError> {
        let (last, pruned) = self
            .conn
            .prepare_cached("SELECT max((SELECT coalesce(max(id), 0) FROM delivery), last_pruned), pruned FROM state")
            .and_then(|mut statement| statement.query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))))
            .map_err(|error| self.failed(error.into()))?;
        let schema = self
            .conn
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .map_err(|error| self.failed(error.into()))?;
        Ok(Facts { last, count: last - pruned, schema })
    }

    /// A whole delivery, its body checked against its length and checksum. `None` if there is none of that number.
    pub fn get(&self, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
        let sql = format!("SELECT {}, {} FROM delivery WHERE id = ?1", columns::SUMMARY, columns::REST);
        self.row(&sql, id, columns::delivery)
    }

    /// What a list shows of a delivery; its body is not touched.
    pub fn summary(&self, id: DeliveryId) -> Result<Option<Summary>, StoreError> {
        let sql = format!("SELECT {} FROM delivery WHERE id = ?1", columns::SUMMARY);
        self.row(&sql, id, columns::summary)
    }

    /// The delivery with that uid. A uid begins with its time and the log is nearly in order of time, so it is looked
    /// for around the place where it belongs, and only then everywhere.
    pub fn find(&self, uid: &Uid) -> Result<Option<DeliveryId>, StoreError> {
        self.find_near(uid)
            .and_then(|found| if found.is_some() { Ok(found) } else { self.find_anywhere(uid) })
            .map_err(|error| self.failed(error.into()))
    }

    /// The newest delivery that matches, `skip` matches before the end.
    pub fn newest(&self, filter: &mut Filter, skip: u64) -> Result<Option<DeliveryId>, ScanError> {
        let mut left = skip;
        self.scan(&Window::ALL, Direction::NewestFirst, filter, |id| {
            if left == 0 {
                return ControlFlow::Break(id);
            }
            left -= 1;
            ControlFlow::Continue(())
        })
    }

    /// Walks the window, calling `sink` for each delivery that matches, as it is found. Between chunks of rows the read
    /// transaction ends, so a long walk does not keep the log from being folded.
    pub fn scan<B>(
        &self,
        window: &Window,
        direction: Direction,
        filter: &mut Filter,
        sink: impl FnMut(DeliveryId) -> ControlFlow<B>,
    ) -> Result<Option<B>, ScanError> {
        scan::run(self, window, direction, filter, sink)
    }

    /// Changes when another process (or another connection) has committed something.
    pub(super) fn data_version(&self) -> Result<i64, StoreError> {
        self.conn
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(|error| self.failed(error.into()))
    }

    pub(super) fn failed(&self, error: BadRow) -> StoreError {
        match error {
            BadRow::Sqlite(error) => StoreError::sqlite(&error, &self.place.name()),
            BadRow::Damaged(cause) => StoreError::damaged(&self.place.name(), cause),
        }
    }

    fn row<T>(
        &self,
        sql: &str,
        id: DeliveryId,
        decode: impl FnOnce(&rusqlite::Row<'_>) -> Result<T, BadRow>,
    ) -> Result<Option<T>, StoreError> {
        let read = || -> Result<Option<T>, BadRow> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query(params![id.0])?;
            rows.next()?.map(decode).transpose()
        };
        read().map_err(|error| self.failed(error))
    }

    fn find_near(&self, uid: &Uid) -> rusqlite::Result<Option<DeliveryId>> {
        /// How far a delivery may stand from where its time puts it, in microseconds either way.
        const DISORDER: i64 = 2_000_000;
        let Some(moment) = uid.moment() else { return Ok(None) };
        let mut at =
            self.conn.prepare_cached("SELECT id, received_at FROM delivery WHERE id >= ?1 ORDER BY id LIMIT 1")?;
        let (mut low, mut high) =
            (0, self.conn.query_row("SELECT coalesce(max(id), 0) FROM delivery", [], |row| row.get(0))?);
        while low < high {
            let middle = low + (high - low) / 2;
            let (id, received): (i64, i64) = at.query_row([middle], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if received < moment.as_micros() - DISORDER { low = id + 1 } else { high = middle }
        }
        let mut rows =
            self.conn.prepare_cached("SELECT id, received_at, uid FROM delivery WHERE id >= ?1 ORDER BY id")?;
        let mut rows = rows.query([low])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, [u8; 16]>(2)? == *uid.as_bytes() {
                return Ok(Some(DeliveryId(row.get(0)?)));
            }
            if row.get::<_, i64>(1)? > moment.as_micros() + DISORDER {
                break;
            }
        }
        Ok(None)
    }

    fn find_anywhere(&self, uid: &Uid) -> rusqlite::Result<Option<DeliveryId>> {
        self.conn
            .query_row("SELECT id FROM delivery WHERE uid = ?1", [uid.as_bytes().as_slice()], |row| row.get(0))
            .optional()
            .map(|id| id.map(DeliveryId))
    }
}
