//! The append-only log of deliveries: one SQLite file in WAL mode, any number of readers, one writer a process.
//!
//! - [`Place`] says where a store is and opens it, refusing what is not ours;
//! - [`Log`] appends: a thread of its own commits whatever has queued up with one fsync, and only then acknowledges;
//! - [`Reader`] finds, pages and scans in short read transactions;
//! - [`Follower`] follows from a cursor whoever writes; [`Feed`] follows what this process appends;
//! - [`select`] and [`delete`] prune.
//!
//! A delivery's number is its rowid. Numbers are dense and never given twice, so the number of rows is the last number
//! less what was pruned, and no query ever counts the table or skips with `OFFSET`.

mod anchor;
mod bell;
mod checkpoint;
mod columns;
mod error;
mod follow;
mod log;
mod parallel;
mod place;
mod prune;
mod queue;
mod reader;
mod repeats;
mod scan;
mod schema;
mod writer;

pub use bell::{Batch, Feed};
pub use error::{StoreError, StoreErrorKind};
pub use follow::Follower;
pub use log::{Health, Log};
pub use place::Place;
pub use prune::{Pruned, Selection, Traces, delete, select};
pub use reader::{Facts, Reader};
pub use scan::{Direction, ScanError, Window};
