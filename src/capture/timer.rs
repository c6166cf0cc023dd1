//! The clock behind hyper's header timeout: one timer a connection instead of one a request.
//!
//! hyper asks for a new sleep whenever it waits for a head. Registering each with the runtime costs a system call now
//! and then; here a connection's sleeps share one timer, which is moved only when it fires too early.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::rt::{Sleep, Timer};

type Shared = Arc<Mutex<Option<Pin<Box<tokio::time::Sleep>>>>>;

/// A connection's timer.
#[derive(Clone, Default)]
pub(super) struct ConnectionTimer {
    timer: Shared,
}

struct Until {
    deadline: Instant,
    timer: Shared,
}

impl Timer for ConnectionTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(Instant::now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        Box::pin(Until { deadline, timer: Arc::clone(&self.timer) })
    }
}

impl Sleep for Until {}

impl Future for Until {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut timer = self.timer.lock().unwrap_or_else(PoisonError::into_inner);
        let deadline = self.deadline.into();
        let timer = timer.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        while timer.as_mut().poll(cx).is_ready() {
            if timer.deadline() >= deadline {
                return Poll::Ready(());
            }
            timer.as_mut().reset(deadline);
        }
        if timer.deadline() > deadline {
            // Left from a longer wait.
            timer.as_mut().reset(deadline);
            return timer.as_mut().poll(cx);
        }
        Poll::Pending
    }
}
