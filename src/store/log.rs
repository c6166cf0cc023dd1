//! The handle that appends. Cheap to clone; the last clone's [`Log::close`] leaves a store without a pending log.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::{Notify, oneshot};

use crate::webhook::NewDelivery;

use super::columns;
use super::error::{StoreError, StoreErrorKind};
use super::follow::Feed;
use super::place::Place;
use super::queue::{self, Job, Outcome, Queue};
use super::scan::Window;
use super::writer;

/// Whether the store can be written just now.
#[derive(Debug, Clone)]
pub enum Health {
    /// It can again.
    Recovered {
        /// How many deliveries were refused meanwhile.
        refused: u64,
    },
    /// It cannot: what arrives is refused until it can.
    Failing(StoreError),
}

/// Appends deliveries. Acknowledges each after the commit that holds it.
#[derive(Clone)]
pub struct Log {
    shared: Arc<Shared>,
    writer: Arc<Mutex<Option<JoinHandle<()>>>>,
}

pub(super) struct Shared {
    pub(super) place: Place,
    pub(super) queue: Queue,
    pub(super) bell: Bell,
    pub(super) acks: Acks,
}

impl Log {
    /// Opens (or makes) the store and starts its writer. `on_health` is called from the writer's thread whenever the
    /// store stops or starts to be writable.
    ///
    /// Must be called within a tokio runtime, on which acknowledgements are handed out.
    pub fn open(place: &Place, on_health: impl Fn(Health) + Send + 'static) -> Result<Self, StoreError> {
        let conn = place.open_for_writing()?;
        let shared = Arc::new(Shared {
            place: place.clone(),
            queue: Queue::default(),
            bell: Bell::default(),
            acks: Acks::default(),
        });
        let for_writer = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || writer::run(&for_writer, conn, &on_health))
            .map_err(|error| StoreError::io(&error, &place.name()))?;
        tokio::spawn(hand_out(Arc::clone(&shared)));
        Ok(Self { shared, writer: Arc::new(Mutex::new(Some(thread))) })
    }

    /// Appends one delivery; answers once it is on disk.
    pub async fn append(&self, new: NewDelivery) -> Outcome {
        let closed = || StoreError::new(StoreErrorKind::Closed, &self.shared.place.name());
        let (reply, answer) = oneshot::channel();
        self.shared.queue.push(Job { new, reply }).map_err(|queue::Closed| closed())?;
        answer.await.unwrap_or_else(|_| Err(closed()))
    }

    /// Commits what is queued, folds the pending log into the file, and closes it. Blocks; safe to call twice.
    pub fn close(&self) {
        self.shared.queue.close();
        let thread = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
        self.shared.acks.finish();
        self.shared.bell.close();
    }

    /// Follows what is appended through this log from now on. There is one feed a log.
    pub fn feed(&self) -> Feed {
        Feed::of(self)
    }

    /// Where the store is.
    pub fn place(&self) -> &Place {
        &self.shared.place
    }

    /// The bell that followers in this process wait for.
    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

/// What was committed, as a follower of this process gets it.
pub enum Batch {
    /// The deliveries themselves, numbered from `first` on.
    Fresh {
        /// The first one's number.
        first: i64,
        /// As they were appended.
        deliveries: Vec<NewDelivery>,
    },
    /// The follower has fallen behind: what it missed is read from the log.
    Stored(Window),
}

/// Tells a follower of this process what was committed by it.
#[derive(Default)]
pub(super) struct Bell {
    state: Mutex<Rung>,
    rung: Condvar,
}

#[derive(Default)]
struct Rung {
    /// Committed and not yet fetched, oldest first.
    batches: Vec<Batch>,
    /// Bytes of the bodies in `batches`.
    held: usize,
    followed: bool,
    waiting: bool,
    closed: bool,
}

/// A follower that falls behind further than this many bytes of deliveries reads the rest from the log, so that a slow
/// terminal does not fill the memory.
const HOLD: usize = 1 << 20;

impl Bell {
    /// From now on commits are remembered for [`Bell::wait`].
    pub(super) fn follow(&self) {
        self.lock().followed = true;
    }

    /// These deliveries are committed, numbered from `first` on.
    pub(super) fn ring(&self, first: i64, deliveries: Vec<NewDelivery>) {
        let mut state = self.lock();
        if !state.followed || deliveries.is_empty() {
            return;
        }
        let bytes: usize = deliveries.iter().map(|new| new.request.body.len() + OVERHEAD).sum();
        if state.held + bytes <= HOLD {
            state.held += bytes;
            state.batches.push(Batch::Fresh { first, deliveries });
        } else {
            let last = first + columns::count(deliveries.len()) - 1;
            match state.batches.last_mut() {
                Some(Batch::Stored(window)) if window.last + 1 == first => window.last = last,
                _ => state.batches.push(Batch::Stored(Window { first, last })),
            }
        }
        if std::mem::take(&mut state.waiting) {
            drop(state);
            self.rung.notify_one();
        }
    }

    fn close(&self) {
        self.lock().closed = true;
        self.rung.notify_all();
    }

    /// What was committed since the last call, waiting at most `patience` for something; `None` at the end.
    pub(super) fn wait(&self, patience: Duration) -> Option<Vec<Batch>> {
        let mut state = self.lock();
        if state.batches.is_empty() && !state.closed {
            state.waiting = true;
            let quiet = |state: &mut Rung| state.batches.is_empty() && !state.closed;
            state = self.rung.wait_timeout_while(state, patience, quiet).unwrap_or_else(PoisonError::into_inner).0;
            state.waiting = false;
        }
        state.held = 0;
        let batches = std::mem::take(&mut state.batches);
        (!batches.is_empty() || !state.closed).then_some(batches)
    }

    fn lock(&self) -> MutexGuard<'_, Rung> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a delivery takes in memory beside its body, roughly.
const OVERHEAD: usize = 1 << 10;

/// Answers of the writer on their way back. The writer leaves a whole group here and rings once; a task on the
/// runtime then wakes each request from within, which spares a system call for every delivery of the group.
#[derive(Default)]
pub(super) struct Acks {
    state: Mutex<Pending>,
    filled: Notify,
}

#[derive(Default)]
struct Pending {
    answers: Vec<(oneshot::Sender<Outcome>, Outcome)>,
    finished: bool,
}

impl Acks {
    pub(super) fn give(&self, answers: impl Iterator<Item = (oneshot::Sender<Outcome>, Outcome)>) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).answers.extend(answers);
        self.filled.notify_one();
    }

    fn finish(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).finished = true;
        self.filled.notify_one();
    }

    fn take(&self) -> Pending {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Pending { answers: std::mem::take(&mut state.answers), finished: state.finished }
    }
}

async fn hand_out(shared: Arc<Shared>) {
    loop {
        shared.acks.filled.notified().await;
        let Pending { answers, finished } = shared.acks.take();
        for (reply, outcome) in answers {
            // Nobody waits if the sender hung up: the delivery is kept all the same.
            let _ = reply.send(outcome);
        }
        if finished {
            return;
        }
    }
}
