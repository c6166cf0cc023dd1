//! A long walk on several cores: segments of the log are searched side by side, and what they find is passed on in the
//! order of the walk.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::query::Filter;
use crate::webhook::DeliveryId;

use super::place::Place;
use super::reader::Reader;
use super::scan::{self, Direction, ScanError, Window};

/// Numbers a segment: some ten milliseconds of 2 KB bodies.
const SEGMENT: i64 = 8192;
/// More workers would wait for memory, not for a core.
const MOST_WORKERS: usize = 4;

/// True if a walk over so much is worth threads and connections of its own.
pub(super) fn worthwhile(window: &Window) -> bool {
    window.last - window.first > 2 * SEGMENT && workers() > 1
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS)
}

/// What a segment held, or why it could not be searched.
type Found = Result<Vec<DeliveryId>, ScanError>;

/// Where the walk is, for all workers.
struct Walk {
    window: Window,
    direction: Direction,
    next: AtomicI64,
    over: AtomicBool,
}

/// Walks the window as [`scan::run`] does.
pub(super) fn run<B>(
    place: &Place,
    window: Window,
    direction: Direction,
    filter: &Filter,
    sink: impl FnMut(DeliveryId) -> ControlFlow<B>,
) -> Result<Option<B>, ScanError> {
    let walk = Walk { window, direction, next: AtomicI64::new(0), over: AtomicBool::new(false) };
    std::thread::scope(|scope| {
        // Bounded: a slow reader of the results must not have the whole log searched ahead of it.
        let (outbox, inbox) = sync_channel(2 * MOST_WORKERS);
        for _ in 0..workers() {
            let (walk, outbox, filter) = (&walk, outbox.clone(), filter.clone());
            scope.spawn(move || walk.search(place, filter, &outbox));
        }
        drop(outbox);
        let outcome = in_order(&inbox, sink);
        walk.over.store(true, Ordering::Relaxed);
        // Workers that wait to pass something on see that nobody takes it any more.
        drop(inbox);
        outcome
    })
}

impl Walk {
    /// The segment of that number, counted in the direction of the walk.
    fn segment(&self, number: i64) -> Option<Window> {
        let Window { first, last } = self.window;
        let offset = number.checked_mul(SEGMENT).filter(|offset| *offset <= last - first)?;
        Some(match self.direction {
            Direction::NewestFirst => Window { first: (last - offset - SEGMENT + 1).max(first), last: last - offset },
            Direction::OldestFirst => Window { first: first + offset, last: (first + offset + SEGMENT - 1).min(last) },
        })
    }

    fn search(&self, place: &Place, mut filter: Filter, outbox: &SyncSender<(i64, Found)>) {
        let own = Reader::open(place);
        while !self.over.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(segment) = self.segment(number) else { return };
            let found = match &own {
                Ok(own) => collect(own, &segment, self.direction, &mut filter),
                Err(error) => Err(error.clone().into()),
            };
            let failed = found.is_err();
            if outbox.send((number, found)).is_err() || failed {
                return;
            }
        }
    }
}

fn collect(reader: &Reader, segment: &Window, direction: Direction, filter: &mut Filter) -> Found {
    let mut ids = Vec::new();
    scan::alone(reader, segment, direction, filter, |id| {
        ids.push(id);
        ControlFlow::<()>::Continue(())
    })?;
    Ok(ids)
}

/// Passes findings on in the order of their segments; a fault counts once everything before it has been passed on.
fn in_order<B>(
    inbox: &Receiver<(i64, Found)>,
    mut sink: impl FnMut(DeliveryId) -> ControlFlow<B>,
) -> Result<Option<B>, ScanError> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (number, found) in inbox {
        early.insert(number, found);
        while let Some(found) = early.remove(&next) {
            next += 1;
            for id in found? {
                if let ControlFlow::Break(value) = sink(id) {
                    return Ok(Some(value));
                }
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(first: i64, last: i64, direction: Direction) -> Walk {
        Walk { window: Window { first, last }, direction, next: AtomicI64::new(0), over: AtomicBool::new(false) }
    }

    #[test]
    fn segments_cover_the_window_once_in_either_direction() {
        for (first, last) in [(1, 1), (1, SEGMENT), (1, SEGMENT + 1), (5, 3 * SEGMENT + 7)] {
            for direction in [Direction::NewestFirst, Direction::OldestFirst] {
                let walk = walk(first, last, direction);
                let mut all: Vec<Window> = (0..).map_while(|number| walk.segment(number)).collect();
                all.sort_by_key(|segment| segment.first);
                assert_eq!((all[0].first, all[all.len() - 1].last), (first, last));
                assert!(all.windows(2).all(|pair| pair[0].last + 1 == pair[1].first));
            }
        }
    }
}
