//! The only way in: what arrived is recognised and judged, then answered in thought, and appended, in this order.
//!
//! Everything before the append is a function of the arrival, so that a delivery that is imported or replayed into the
//! store passes through the same hands as one from a socket.

use std::sync::Arc;
use std::time::Duration;

use uuid::{NoContext, Timestamp, Uuid};

use crate::provider::{Assessment, Judge};
use crate::store::{Log, StoreError};
use crate::webhook::{Answered, DeliveryId, Moment, NewDelivery, Origin, Request, Standing, Uid};

/// Bodies larger than this are judged on a thread of their own: hashing them would hold up every other sender.
const LARGE: usize = 256 << 10;

/// A request as it came through the door.
pub struct Arrival {
    /// The request, its body as far as it is kept.
    pub request: Arc<Request>,
    /// What was found out about it.
    pub assessment: Assessment,
    /// The body's length as sent.
    pub body_size: u64,
    /// What it counts as.
    pub standing: Standing,
    /// Sender's address and port.
    pub peer: Arc<str>,
    /// When its last byte had arrived.
    pub received_at: Moment,
    /// The status that will be answered, if any, and how long that took and will take.
    pub answer: Option<(u16, Duration)>,
}

/// Takes arrivals into a store.
#[derive(Clone)]
pub struct Ingest {
    log: Log,
    judge: Arc<Judge>,
}

impl Ingest {
    /// Takes arrivals into that log, judged by that judge.
    pub fn new(log: Log, judge: Arc<Judge>) -> Self {
        Self { log, judge }
    }

    /// Finds out who sent a request and whether it is genuine.
    pub async fn assess(&self, request: &Arc<Request>, received_at: Moment) -> Assessment {
        if request.body.len() <= LARGE {
            return self.judge.assess(request, received_at);
        }
        let (judge, request) = (Arc::clone(&self.judge), Arc::clone(request));
        let assess = move || judge.assess(&request, received_at);
        tokio::task::spawn_blocking(assess).await.unwrap_or_default()
    }

    /// Gives the arrival its place in the log; answers once it is on disk.
    pub async fn accept(&self, arrival: Arrival) -> Result<DeliveryId, StoreError> {
        self.log.append(delivery(arrival)).await
    }
}

fn delivery(arrival: Arrival) -> NewDelivery {
    let Arrival { request, assessment, body_size, standing, peer, received_at, answer } = arrival;
    let Assessment { endpoint, provider, event_type, event_id, verdict, .. } = assessment;
    NewDelivery {
        uid: fresh_uid(received_at),
        origin: Origin::Captured,
        standing,
        received_at,
        peer: Some(peer),
        endpoint,
        request: Arc::unwrap_or_clone(request),
        body_size,
        provider,
        event_type,
        event_id,
        verdict,
        duplicate_of: None,
        answered: answer.map(|(status, took)| Answered { status, took }),
    }
}

fn fresh_uid(moment: Moment) -> Uid {
    let micros = moment.as_micros().max(0).cast_unsigned();
    let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or(0);
    let timestamp = Timestamp::from_unix(NoContext, micros / 1_000_000, nanos);
    Uid::from_bytes(Uuid::new_v7(timestamp).into_bytes())
}
