//! Makes the store as a capture server would: through the log, with many appends waiting at once.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::task::JoinSet;

use hookctl::store::{Log, Place};
use hookctl::webhook::Moment;

use crate::rows;

/// Appends on their way at once.
const IN_FLIGHT: usize = 2000;

/// Makes a store of `count` deliveries at `path`.
pub(crate) fn store(path: &Path, count: u64) {
    assert!(count >= 20 * rows::RARE, "COUNT must be at least {}", 20 * rows::RARE);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let log = Log::open(&Place::new(path), |health| panic!("{health:?}")).unwrap();
        let next = Arc::new(AtomicU64::new(0));
        let now = now();
        let mut senders = JoinSet::new();
        for _ in 0..IN_FLIGHT {
            senders.spawn(send(log.clone(), Arc::clone(&next), count, now));
        }
        while let Some(sent) = senders.join_next().await {
            sent.unwrap();
        }
        tokio::task::spawn_blocking(move || log.close()).await.unwrap();
    });
}

/// A number is taken and queued without a pause between, on one thread: the store has them in order.
async fn send(log: Log, next: Arc<AtomicU64>, count: u64, now: Moment) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return;
        }
        log.append(rows::delivery(number, count, now)).await.unwrap();
    }
}

fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Moment::from_micros(i64::try_from(since.as_micros()).unwrap())
}
