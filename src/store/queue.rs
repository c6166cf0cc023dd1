//! What waits for the writer: a list that the writer takes whole, so a group of requests costs one hand-over.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::webhook::{DeliveryId, NewDelivery};

use super::error::StoreError;

/// What the writer answers: the number the delivery got, or why it could not be kept.
pub(super) type Outcome = Result<DeliveryId, StoreError>;

/// One delivery to append, and who waits for it.
pub(super) struct Job {
    pub(super) new: NewDelivery,
    pub(super) reply: oneshot::Sender<Outcome>,
}

/// Nothing is taken any more.
#[derive(Debug)]
pub(super) struct Closed;

/// What taking from the queue brought.
pub(super) enum Taken {
    /// Jobs to commit together.
    Group(Vec<Job>),
    /// Nothing came for the time given.
    Idle,
    /// Closed, and everything queued before has been taken.
    Closed,
}

/// The queue between everyone who appends and the one thread that commits.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
    /// The writer waits for so many jobs: only when they are there is a wake-up worth its system call.
    wanted: Option<usize>,
    /// How many the group before had.
    before: usize,
}

/// Senders come in waves: each waits for its answer before it sends again. A group that follows one of at least this
/// many waits a moment for most of as many again, which spares whole commits. A lone sender never waits.
const WAVE: usize = 12;
/// ... for no more than this many,
const WAVE_ENOUGH: usize = 40;
/// ... and no longer than this: a fraction of a sync.
const WAVE_TIME: Duration = Duration::from_micros(200);

/// A group ends at this many deliveries: more gain nothing (64 to 256 measured alike) and delay the first.
const GROUP_ROWS: usize = 256;
/// ... or at this many bytes of bodies, so that a group of large ones does not hold all others up.
const GROUP_BYTES: usize = 8 << 20;

impl Queue {
    /// Adds a job, unless the queue is closed.
    pub(super) fn push(&self, job: Job) -> Result<(), Closed> {
        let mut state = self.lock();
        if state.closed {
            return Err(Closed);
        }
        state.jobs.push_back(job);
        if state.wanted.is_some_and(|wanted| state.jobs.len() >= wanted) {
            state.wanted = None;
            drop(state);
            self.filled.notify_one();
        }
        Ok(())
    }

    /// Lets the writer finish what is queued, then end.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_one();
    }

    /// The next group; waits at most `patience` for its first job.
    pub(super) fn take(&self, patience: Duration) -> Taken {
        let mut state = self.wait(self.lock(), 1, patience);
        if state.before >= WAVE && !state.jobs.is_empty() {
            let most = (state.before * 3 / 4).min(WAVE_ENOUGH);
            state = self.wait(state, most, WAVE_TIME);
        }
        state.before = state.jobs.len();
        match (state.jobs.is_empty(), state.closed) {
            (true, true) => Taken::Closed,
            (true, false) => Taken::Idle,
            (false, _) => Taken::Group(first_group(&mut state.jobs)),
        }
    }

    /// Waits until there are `wanted` jobs, the queue is closed, or the time is over.
    fn wait<'a>(&self, mut state: MutexGuard<'a, State>, wanted: usize, patience: Duration) -> MutexGuard<'a, State> {
        if state.jobs.len() >= wanted || state.closed {
            return state;
        }
        state.wanted = Some(wanted);
        let few = |state: &mut State| state.jobs.len() < wanted && !state.closed;
        state = self.filled.wait_timeout_while(state, patience, few).unwrap_or_else(PoisonError::into_inner).0;
        state.wanted = None;
        state
    }

    /// True if nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.lock().jobs.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn first_group(jobs: &mut VecDeque<Job>) -> Vec<Job> {
    let mut bytes = 0;
    let fits = jobs.iter().take(GROUP_ROWS).take_while(|job| {
        let before = bytes;
        bytes += job.new.request.body.len();
        before < GROUP_BYTES
    });
    let count = fits.count().max(1);
    jobs.drain(..count).collect()
}
