//! Which event ids have been seen: so that a delivery that repeats one is marked as it is appended.
//!
//! An index in the file would dirty a page for each delivery, which costs more than the delivery itself. What is kept
//! instead is a bounded memory of the newest deliveries, filled from the log when it is first needed and whenever
//! another process has written in between.

use std::collections::{HashMap, VecDeque};

use rusqlite::{Connection, params};
use xxhash_rust::xxh3::Xxh3;

use crate::webhook::{DeliveryId, NewDelivery, Origin, Standing, Verdict};

/// So many events are remembered.
const MEMORY: usize = 100_000;
/// So far back the log is read when the memory is filled.
const REACH: i64 = 20_000;

/// The memory.
#[derive(Default)]
pub(super) struct Repeats {
    first_of: HashMap<u64, i64>,
    order: VecDeque<u64>,
    /// Up to this number the log has been looked at.
    seen: Option<i64>,
    /// What the open transaction has added.
    pending: Vec<u64>,
}

impl Repeats {
    /// Marks those of a group that repeat an event. `first` is the number that the first of them will have.
    pub(super) fn mark<'a>(
        &mut self,
        conn: &Connection,
        first: i64,
        group: impl Iterator<Item = &'a mut NewDelivery>,
    ) -> rusqlite::Result<()> {
        self.pending.clear();
        for (new, id) in group.zip(first..) {
            let Some(key) = key_of(new) else { continue };
            self.catch_up(conn, first - 1)?;
            if let Some(earlier) = self.first_of.get(&key) {
                new.duplicate_of = Some(DeliveryId(*earlier));
            } else if !matches!(new.verdict, Verdict::Invalid { .. }) {
                // What was forged makes nothing that is genuine a repetition.
                self.remember(key, id);
                self.pending.push(key);
            }
        }
        Ok(())
    }

    /// The group is in the log; `last` is its last number.
    pub(super) fn committed(&mut self, last: i64) {
        if self.seen.is_some() {
            self.seen = Some(last);
        }
        self.pending.clear();
    }

    /// The group is not in the log: what it added never was.
    pub(super) fn forget(&mut self) {
        for key in self.pending.drain(..) {
            self.first_of.remove(&key);
        }
    }

    /// Reads what the log holds beyond what has been seen.
    fn catch_up(&mut self, conn: &Connection, last: i64) -> rusqlite::Result<()> {
        let from = self.seen.unwrap_or(0).max(last - REACH) + 1;
        if self.seen.is_some_and(|seen| seen >= last) {
            return Ok(());
        }
        self.seen = Some(last);
        let mut rows = conn.prepare_cached(
            "SELECT id, provider, target, event_id FROM delivery \
             WHERE id BETWEEN ?1 AND ?2 AND event_id IS NOT NULL AND origin = 0 AND standing = 0 \
             AND coalesce(verdict, '') <> 'invalid' ORDER BY id",
        )?;
        let mut rows = rows.query(params![from, last])?;
        while let Some(row) = rows.next()? {
            let provider: Option<String> = row.get(1)?;
            let key = key(provider.as_deref(), &row.get::<_, String>(2)?, &row.get::<_, String>(3)?);
            let id = row.get(0)?;
            if !self.first_of.contains_key(&key) {
                self.remember(key, id);
            }
        }
        Ok(())
    }

    fn remember(&mut self, key: u64, id: i64) {
        self.first_of.insert(key, id);
        self.order.push_back(key);
        if self.order.len() > MEMORY
            && let Some(oldest) = self.order.pop_front()
        {
            self.first_of.remove(&oldest);
        }
    }
}

fn key_of(new: &NewDelivery) -> Option<u64> {
    if new.origin != Origin::Captured || new.standing != Standing::Kept {
        return None;
    }
    Some(key(new.provider.as_deref(), &new.request.target, new.event_id.as_deref()?))
}

/// The same event sent to two paths is no repetition: somebody registered both.
fn key(provider: Option<&str>, target: &str, event_id: &str) -> u64 {
    let path = target.split('?').next().unwrap_or_default();
    let mut hash = Xxh3::new();
    for part in [provider.unwrap_or_default(), "\0", path, "\0", event_id] {
        hash.update(part.as_bytes());
    }
    hash.digest()
}
