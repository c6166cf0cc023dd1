//! Folds the write-ahead log back into the store without making commits wait, and keeps it bounded.
//!
//! SQLite starts the log anew only when every frame of it has been copied back and nobody reads from it. A thread
//! copies (PASSIVE) while commits go on, so it never quite catches up; when little is left, the writer copies that rest
//! itself, and its next commit starts the log from the top. Commits thus wait for a small copy now and then instead of
//! a large one, and the log stays near [`COPY_AFTER`] under endless load.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::place::Place;

/// Bytes written before the copying thread is called.
const COPY_AFTER: usize = 4 << 20;
/// Bytes in the log above which the writer copies all by itself: readers or a slow disk have kept the thread back.
const BOUND: u64 = 128 << 20;
/// Rounds of the thread for one call: each copies what came during the one before.
const ROUNDS: u8 = 3;
/// Overhead of a row and a commit in the log, roughly: pages are written whole.
const PER_COMMIT: usize = 16 << 10;

/// What the thread tells the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Stage {
    /// Nothing to do.
    Resting = 0,
    /// The thread copies.
    Copying = 1,
    /// Little is left: the writer may finish.
    AlmostDone = 2,
}

/// The writer's side of checkpointing.
pub(super) struct Checkpoints {
    calls: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    stage: Arc<AtomicU8>,
    since: usize,
    log: Option<std::path::PathBuf>,
    folded: bool,
}

impl Checkpoints {
    /// Starts the copying thread; a store in memory needs none.
    pub(super) fn start(place: &Place) -> Self {
        let stage = Arc::new(AtomicU8::new(Stage::Resting as u8));
        let mut this =
            Self { calls: None, thread: None, stage: Arc::clone(&stage), since: 0, log: None, folded: false };
        let Some(path) = place.file() else { return this };
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        this.log = Some(log.into());
        let (calls, called) = sync_channel::<()>(1);
        let place = place.clone();
        let body = move || {
            // Opened at the first call: most stores never need it.
            let mut conn = None;
            while called.recv().is_ok() {
                if conn.is_none() {
                    conn = place.open_for_writing().ok();
                }
                if let Some(conn) = &conn {
                    copy_rounds(conn);
                }
                stage.store(Stage::AlmostDone as u8, Ordering::Release);
            }
        };
        this.thread = std::thread::Builder::new().name("checkpoint".to_owned()).spawn(body).ok();
        this.calls = Some(calls);
        this
    }

    /// After a commit of `bytes` of bodies. `quiet` tells whether no delivery waits.
    pub(super) fn wrote(&mut self, conn: &Connection, bytes: usize, quiet: impl Fn() -> bool) {
        let Some(calls) = &self.calls else { return };
        self.folded = false;
        self.since += bytes + bytes / 2 + PER_COMMIT;
        if self.stage() == Stage::AlmostDone {
            self.set(Stage::Resting);
            fold(conn, "PASSIVE");
            self.since = 0;
        } else if self.since >= COPY_AFTER {
            // Said before the call: the thread may be done before this line is.
            self.set(Stage::Copying);
            if let Err(TrySendError::Disconnected(())) = calls.try_send(()) {
                self.set(Stage::AlmostDone);
            }
            self.since = 0;
            if self.log_size() > BOUND {
                fold(conn, if quiet() { "RESTART" } else { "PASSIVE" });
            }
        }
    }

    /// Nothing has come for a while: fold everything and give the space back.
    pub(super) fn idle(&mut self, conn: &Connection) {
        if self.folded || self.calls.is_none() || self.stage() == Stage::Copying {
            return;
        }
        self.set(Stage::Resting);
        self.since = 0;
        self.folded = fold(conn, "TRUNCATE");
    }

    fn log_size(&self) -> u64 {
        self.log.as_ref().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |meta| meta.len())
    }

    fn stage(&self) -> Stage {
        match self.stage.load(Ordering::Acquire) {
            1 => Stage::Copying,
            2 => Stage::AlmostDone,
            _ => Stage::Resting,
        }
    }

    fn set(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Release);
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.calls = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Copies, then copies what came meanwhile, until that is little.
fn copy_rounds(conn: &Connection) {
    const LITTLE: i64 = 64;
    let mut before = 0;
    for _ in 0..ROUNDS {
        let Some((log, _)) = checkpoint(conn, "PASSIVE") else { return };
        if log - before < LITTLE {
            return;
        }
        before = log;
    }
}

/// True if the whole log is folded. A failure is no news here: the next commit meets it and tells.
fn fold(conn: &Connection, mode: &str) -> bool {
    checkpoint(conn, mode).is_some_and(|(log, copied)| log == copied)
}

/// Frames in the log and frames copied, if the checkpoint could run.
fn checkpoint(conn: &Connection, mode: &str) -> Option<(i64, i64)> {
    conn.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| Ok((row.get(1)?, row.get(2)?))).ok()
}
