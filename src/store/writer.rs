//! The one thread that commits: takes what waits, appends it in one transaction, syncs, answers.
//!
//! Nothing is answered before `COMMIT` has returned, and with `synchronous=FULL` it returns after the sync of the
//! log. While one group syncs, the next one gathers.

use std::time::{Duration, Instant};

use rusqlite::{Connection, Statement};

use super::anchor::{Anchor, Open};
use super::checkpoint::Checkpoints;
use super::columns;
use super::error::{StoreError, StoreErrorKind};
use super::log::{Health, Shared};
use super::queue::{Job, Outcome, Taken};
use super::repeats::Repeats;
use crate::webhook::{DeliveryId, NewDelivery};

/// After this long without work the log is folded into the file.
const IDLE: Duration = Duration::from_millis(500);
/// While the store fails, the writer tries it by itself this often, so that recovery is seen and said without a delivery.
const RETRY: Duration = Duration::from_secs(1);

/// Runs until the queue is closed. A connection that failed for good is opened anew.
pub(super) fn run(shared: &Shared, conn: Connection, on_health: &dyn Fn(Health)) {
    let mut watch = Watch { failing: None, on_health };
    let anchor = Anchor::new(&shared.place);
    let mut conn = Some(conn);
    loop {
        let session = match conn.take().map_or_else(|| reopen(shared, &anchor), Ok) {
            Ok(conn) => serve(shared, conn, &anchor, &mut watch),
            Err(error) => refuse(shared, &error, &mut watch),
        };
        if session == End::Closed {
            return;
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    /// The queue is closed.
    Closed,
    /// The connection is of no more use.
    Broken,
}

/// Only the very file that was there before is opened again: a vanished one is not made anew behind the user's back,
/// and another one in its place is not ours to write.
fn reopen(shared: &Shared, anchor: &Anchor) -> Result<Connection, StoreError> {
    if anchor.holds() { shared.place.open_for_writing() } else { Err(gone(shared)) }
}

fn gone(shared: &Shared) -> StoreError {
    StoreError::new(StoreErrorKind::Gone, &shared.place.name())
}

/// Without a connection: every delivery is refused with the reason, until the next attempt to open.
fn refuse(shared: &Shared, error: &StoreError, watch: &mut Watch<'_>) -> End {
    let until = Instant::now() + RETRY;
    watch.failed(error, 0);
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match shared.queue.take(left) {
            Taken::Closed => return End::Closed,
            Taken::Idle => return End::Broken,
            Taken::Group(jobs) => {
                watch.failed(error, jobs.len());
                answer(shared, jobs, |_| Err(error.clone()));
            }
        }
    }
}

fn serve(shared: &Shared, conn: Connection, anchor: &Anchor, watch: &mut Watch<'_>) -> End {
    let failed = |error: rusqlite::Error| StoreError::sqlite(&error, &shared.place.name());
    // Opening has read from the store, and with that its log's file was made, if it was not there.
    let files = anchor.open();
    let end = match Appender::new(&conn) {
        Ok(appender) => commit_groups(shared, appender, &files, watch),
        Err(error) => refuse(shared, &failed(error), watch),
    };
    if end == End::Closed {
        // Best effort: a log left behind is read and folded in by whoever opens the store next.
        let _ = conn.execute_batch(FOLD);
        if files.holds() {
            let _ = conn.close();
        } else {
            // Closing removes the log by its name, and under that name may now lie another store's. The files
            // themselves are whole; the process ends soon, and its descriptors with it.
            std::mem::forget(conn);
        }
    }
    end
}

/// Everything in the log goes into the store's file.
const FOLD: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

fn commit_groups(shared: &Shared, mut appender: Appender<'_>, files: &Open<'_>, watch: &mut Watch<'_>) -> End {
    let mut checkpoints = Checkpoints::start(&shared.place);
    loop {
        let mut jobs = match shared.queue.take(if watch.is_failing() { RETRY } else { IDLE }) {
            Taken::Closed => return End::Closed,
            Taken::Idle if watch.is_failing() => Vec::new(),
            Taken::Idle => {
                checkpoints.idle(appender.conn);
                continue;
            }
            Taken::Group(jobs) => jobs,
        };
        if !files.holds() {
            // What was acknowledged goes with the file, wherever that is now; so does nothing more.
            let _ = appender.conn.execute_batch(FOLD);
            let error = gone(shared);
            watch.failed(&error, jobs.len());
            answer(shared, jobs, |_| Err(error.clone()));
            continue;
        }
        match appender.commit(&mut jobs).map_err(|error| StoreError::sqlite(&error, &shared.place.name())) {
            Ok(first) => {
                watch.worked();
                let bytes: usize = jobs.iter().map(|job| job.new.request.body.len()).sum();
                if !jobs.is_empty() {
                    let deliveries = answer(shared, jobs, |at| Ok(DeliveryId(first + at)));
                    shared.bell.ring(first, deliveries);
                }
                checkpoints.wrote(appender.conn, bytes, || shared.queue.is_empty());
            }
            Err(error) => {
                let fatal = !matches!(error.kind, StoreErrorKind::Full | StoreErrorKind::Locked);
                watch.failed(&error, jobs.len());
                answer(shared, jobs, |_| Err(error.clone()));
                if fatal {
                    return End::Broken;
                }
            }
        }
    }
}

/// Answers those who wait; gives the deliveries back.
fn answer(shared: &Shared, jobs: Vec<Job>, outcome: impl Fn(i64) -> Outcome) -> Vec<NewDelivery> {
    let (deliveries, replies): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.new, job.reply)).unzip();
    shared.acks.give(replies.into_iter().zip(0..).map(|(reply, at)| (reply, outcome(at))));
    deliveries
}

/// The prepared statements of a connection.
struct Appender<'conn> {
    conn: &'conn Connection,
    begin: Statement<'conn>,
    last: Statement<'conn>,
    insert: Statement<'conn>,
    commit: Statement<'conn>,
    repeats: Repeats,
}

impl<'conn> Appender<'conn> {
    fn new(conn: &'conn Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            conn,
            begin: conn.prepare("BEGIN IMMEDIATE")?,
            last: conn
                .prepare("SELECT max((SELECT coalesce(max(id), 0) FROM delivery), (SELECT last_pruned FROM state))")?,
            insert: conn.prepare(columns::INSERT)?,
            commit: conn.prepare("COMMIT")?,
            repeats: Repeats::default(),
        })
    }

    /// Appends all jobs or none; gives the number of the first. With no job it only tries whether the store can be
    /// written.
    fn commit(&mut self, jobs: &mut [Job]) -> rusqlite::Result<i64> {
        let result = self.try_commit(jobs);
        if let Ok(first) = &result {
            self.repeats.committed(first + columns::count(jobs.len()) - 1);
        } else {
            self.repeats.forget();
            if !self.conn.is_autocommit() {
                let _ = self.conn.execute_batch("ROLLBACK");
            }
        }
        result
    }

    fn try_commit(&mut self, jobs: &mut [Job]) -> rusqlite::Result<i64> {
        self.begin.raw_execute()?;
        let first = self.last.query_row([], |row| row.get::<_, i64>(0))? + 1;
        self.repeats.mark(self.conn, first, jobs.iter_mut().map(|job| &mut job.new))?;
        for (job, id) in jobs.iter_mut().zip(first..) {
            columns::bind(&mut self.insert, id, &job.new)?;
            self.insert.raw_execute()?;
        }
        if jobs.is_empty() {
            self.conn.execute_batch("UPDATE state SET pruned = pruned")?;
        }
        self.commit.raw_execute()?;
        Ok(first)
    }
}

/// Remembers whether the store works, and tells when that changes.
struct Watch<'a> {
    failing: Option<(StoreErrorKind, u64)>,
    on_health: &'a dyn Fn(Health),
}

impl Watch<'_> {
    fn is_failing(&self) -> bool {
        self.failing.is_some()
    }

    fn failed(&mut self, error: &StoreError, refused: usize) {
        let before = self.failing.take();
        if before.as_ref().is_none_or(|(kind, _)| *kind != error.kind) {
            (self.on_health)(Health::Failing(error.clone()));
        }
        self.failing = Some((error.kind.clone(), before.map_or(0, |(_, count)| count) + refused as u64));
    }

    fn worked(&mut self) {
        if let Some((_, refused)) = self.failing.take() {
            (self.on_health)(Health::Recovered { refused });
        }
    }
}
