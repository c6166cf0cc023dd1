//! The bell: tells followers of this process what it has just committed, and hands it to them, so that whoever keeps up
//! need not read it back. Whoever falls behind is told the numbers, and reads the log.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::webhook::NewDelivery;

use super::columns;
use super::scan::Window;

/// What was committed.
#[derive(Clone)]
pub enum Batch {
    /// The deliveries themselves, numbered from `first` on.
    Fresh {
        /// The first one's number.
        first: i64,
        /// As they were appended.
        deliveries: Arc<Vec<NewDelivery>>,
    },
    /// The follower has fallen behind: what it missed is read from the log.
    Stored(Window),
}

/// A follower that falls behind further than this many bytes of deliveries reads the rest from the log, so that a slow
/// terminal does not fill the memory.
const HOLD: usize = 1 << 20;
/// What a delivery takes in memory beside its body, roughly.
const OVERHEAD: usize = 1 << 10;

/// Rung by the writer after each commit.
#[derive(Default)]
pub(super) struct Bell {
    feeds: Mutex<Vec<Weak<Pending>>>,
}

/// Follows what this very process appends, and nothing else: what a listener shows and counts.
pub struct Feed {
    pending: Arc<Pending>,
}

/// What a feed has not fetched yet.
#[derive(Default)]
struct Pending {
    state: Mutex<State>,
    rung: Condvar,
}

#[derive(Default)]
struct State {
    /// Oldest first.
    batches: Vec<Batch>,
    /// Bytes held by `batches`.
    held: usize,
    waiting: bool,
    closed: bool,
}

impl Bell {
    /// A new feed, of what is committed from now on.
    pub(super) fn follow(&self) -> Feed {
        let feed = Feed { pending: Arc::default() };
        lock(&self.feeds).push(Arc::downgrade(&feed.pending));
        feed
    }

    /// These deliveries are committed, numbered from `first` on.
    pub(super) fn ring(&self, first: i64, deliveries: Vec<NewDelivery>) {
        let mut feeds = lock(&self.feeds);
        if feeds.is_empty() || deliveries.is_empty() {
            return;
        }
        let bytes = deliveries.iter().map(|new| new.request.body.len() + OVERHEAD).sum();
        let window = Window { first, last: first + columns::count(deliveries.len()) - 1 };
        let deliveries = Arc::new(deliveries);
        feeds.retain(|feed| {
            let Some(pending) = feed.upgrade() else { return false };
            pending.add(Batch::Fresh { first, deliveries: Arc::clone(&deliveries) }, window, bytes);
            true
        });
    }

    /// Nothing more will come.
    pub(super) fn close(&self) {
        for pending in lock(&self.feeds).iter().filter_map(Weak::upgrade) {
            lock(&pending.state).closed = true;
            pending.rung.notify_all();
        }
    }
}

impl Pending {
    fn add(&self, fresh: Batch, window: Window, bytes: usize) {
        let mut state = lock(&self.state);
        if state.held + bytes <= HOLD || state.batches.is_empty() {
            state.held += bytes;
            state.batches.push(fresh);
        } else {
            match state.batches.last_mut() {
                Some(Batch::Stored(stored)) if stored.last + 1 == window.first => stored.last = window.last,
                _ => state.batches.push(Batch::Stored(window)),
            }
        }
        if std::mem::take(&mut state.waiting) {
            drop(state);
            self.rung.notify_one();
        }
    }
}

impl Feed {
    /// What has been appended since the last call, waiting at most `patience` for something; `None` once the log is
    /// closed and everything has been fetched.
    pub fn next(&mut self, patience: Duration) -> Option<Vec<Batch>> {
        let mut state = lock(&self.pending.state);
        if state.batches.is_empty() && !state.closed {
            state.waiting = true;
            let quiet = |state: &mut State| state.batches.is_empty() && !state.closed;
            let waited = self.pending.rung.wait_timeout_while(state, patience, quiet);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.waiting = false;
        }
        state.held = 0;
        let batches = std::mem::take(&mut state.batches);
        (!batches.is_empty() || !state.closed).then_some(batches)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::{Headers, HttpVersion, Moment, Origin, Request, Standing, Uid, Verdict};

    fn delivery(size: usize) -> NewDelivery {
        NewDelivery {
            uid: Uid::from_bytes([0; 16]),
            origin: Origin::Captured,
            standing: Standing::Kept,
            received_at: Moment::from_micros(0),
            peer: None,
            endpoint: None,
            request: Request {
                method: "POST".to_owned(),
                target: "/".to_owned(),
                version: HttpVersion::Http11,
                headers: Headers::default(),
                trailers: Headers::default(),
                body: vec![0; size].into(),
            },
            body_size: size as u64,
            provider: None,
            event_type: None,
            event_id: None,
            verdict: Verdict::Unchecked,
            duplicate_of: None,
            answered: None,
        }
    }

    /// The numbers a feed is given, and how many of the batches were only numbers.
    fn fetch(feed: &mut Feed) -> (Vec<i64>, usize) {
        let batches = feed.next(Duration::ZERO).expect("open");
        let stored = batches.iter().filter(|batch| matches!(batch, Batch::Stored(_))).count();
        let numbers = batches.into_iter().flat_map(|batch| match batch {
            Batch::Fresh { first, deliveries } => (first..).take(deliveries.len()).collect::<Vec<_>>(),
            Batch::Stored(window) => (window.first..=window.last).collect(),
        });
        (numbers.collect(), stored)
    }

    #[test]
    fn every_feed_gets_everything_from_its_beginning() {
        let bell = Bell::default();
        let mut first = bell.follow();
        bell.ring(1, vec![delivery(1), delivery(1)]);
        let mut second = bell.follow();
        bell.ring(3, vec![delivery(1)]);
        assert_eq!(fetch(&mut first), (vec![1, 2, 3], 0));
        assert_eq!(fetch(&mut second), (vec![3], 0));
        bell.close();
        assert!(first.next(Duration::ZERO).is_none());
    }

    #[test]
    fn a_feed_that_falls_behind_is_told_the_numbers_without_a_gap() {
        let bell = Bell::default();
        let mut feed = bell.follow();
        for number in 1..=10 {
            bell.ring(number, vec![delivery(HOLD / 3)]);
        }
        let (numbers, stored) = fetch(&mut feed);
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
        assert_eq!(stored, 1, "neighbours are told as one range");
    }
}
