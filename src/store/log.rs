//! The handle that appends. Cheap to clone; the last clone's [`Log::close`] leaves a store without a pending log.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::{Notify, oneshot};

use crate::webhook::NewDelivery;

use super::bell::{Bell, Feed};
use super::error::{StoreError, StoreErrorKind};
use super::place::Place;
use super::queue::{self, Job, Outcome, Queue};
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

    /// Follows what is appended through this log from now on. There may be any number of feeds.
    pub fn feed(&self) -> Feed {
        self.shared.bell.follow()
    }

    /// Where the store is.
    pub fn place(&self) -> &Place {
        &self.shared.place
    }
}

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
