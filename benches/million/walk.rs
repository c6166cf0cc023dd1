//! One search as `list` does it: a filter from text, a walk from the newest, a summary for each hit.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use hookctl::query::{Context, Filter};
use hookctl::store::{Direction, Reader, Window};
use hookctl::webhook::{Moment, Zone};

/// What a search brought, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) hits: u64,
    pub(crate) first: Duration,
    pub(crate) total: Duration,
}

/// Finds at most `limit` deliveries of the window (0: all).
pub(crate) fn newest(reader: &Reader, window: &Window, text: &str, limit: u64) -> Found {
    let start = Instant::now();
    let mut filter = Filter::parse(text, &context(reader)).unwrap();
    let (mut hits, mut first) = (0, Duration::ZERO);
    let scanned = reader.scan(window, Direction::NewestFirst, &mut filter, |id| {
        let summary = reader.summary(id).unwrap().expect("it was just found");
        std::hint::black_box(summary);
        hits += 1;
        if hits == 1 {
            first = start.elapsed();
        }
        if hits == limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    scanned.unwrap();
    Found { hits, first, total: start.elapsed() }
}

fn context(reader: &Reader) -> Context {
    let newest = reader.facts().unwrap().last;
    Context { now: Moment::from_micros(0), zone: Zone::utc(), newest, saved: std::collections::BTreeMap::new() }
}
