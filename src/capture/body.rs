//! Reading a body: exact bytes and trailers, within limits of size and time.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Frame, Incoming};
use tokio::time::{Instant, sleep_until};

use crate::webhook::Headers;

use super::limits::Limits;

/// Bytes kept of a body that is refused: enough to see what it was.
const EVIDENCE: usize = 64 << 10;
/// A refused body is read on for so long, so that a sender which writes all before it reads gets to see the answer.
const REFUSED_TIME: Duration = Duration::from_secs(3);
/// ... unless nothing comes for this long.
const REFUSED_PAUSE: Duration = Duration::from_millis(200);

/// A whole body.
pub(super) struct Whole {
    pub(super) body: Bytes,
    pub(super) trailers: Headers,
}

/// The first bytes of a body over the limit.
pub(super) struct Evidence {
    pub(super) body: Bytes,
    /// Its length as declared, or as far as it was read.
    pub(super) size: u64,
}

/// Why a body did not arrive whole.
pub(super) enum Failed {
    /// Over the limit.
    TooLarge(Evidence),
    /// Nothing came for too long, or not all in time.
    TooSlow,
    /// Cut off, or its coding is malformed.
    Broken(hyper::Error),
    /// Too much is on its way already.
    Busy,
}

/// Counts the bytes of bodies that are on their way.
#[derive(Debug, Default)]
pub(super) struct InFlight(AtomicU64);

/// Gives counted bytes back when dropped.
pub(super) struct Counted<'a> {
    total: &'a InFlight,
    bytes: u64,
}

impl InFlight {
    pub(super) fn begin(&self) -> Counted<'_> {
        Counted { total: self, bytes: 0 }
    }
}

impl Counted<'_> {
    /// Counts more; false if that is too much over all connections.
    fn add(&mut self, bytes: usize, limit: u64) -> bool {
        let bytes = bytes as u64;
        self.bytes += bytes;
        self.total.0.fetch_add(bytes, Ordering::Relaxed) + bytes <= limit
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.total.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// Whether the sender waits for a `100 Continue` before it sends the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expectation {
    None,
    Continue,
}

/// Reads the whole body. One that declares too much is refused before it is asked for.
pub(super) async fn read(
    mut body: Incoming,
    expectation: Expectation,
    limits: &Limits,
    counted: &mut Counted<'_>,
) -> Result<Whole, Failed> {
    let declared = body.size_hint().exact();
    if declared.is_some_and(|size| size > limits.body) {
        return Err(Failed::TooLarge(refuse(body, expectation, declared, BytesMut::new()).await));
    }
    let mut clock = Clock { end: None, total: limits.body_time, pause: limits.body_pause };
    let mut got = Pieces::default();
    let mut trailers = Headers::default();
    loop {
        let frame = match clock.frame(&mut body).await {
            Next::Frame(frame) => frame,
            Next::End => return Ok(Whole { body: got.whole(), trailers }),
            Next::Broken(error) => return Err(Failed::Broken(error)),
            Next::TimedOut => return Err(Failed::TooSlow),
        };
        match frame.into_data() {
            Ok(data) => {
                if !counted.add(data.len(), limits.in_flight) {
                    return Err(Failed::Busy);
                }
                got.push(data);
                if got.len() as u64 > limits.body {
                    let first = got.many();
                    return Err(Failed::TooLarge(refuse(body, Expectation::None, declared, first).await));
                }
            }
            Err(frame) => {
                if let Ok(map) = frame.into_trailers() {
                    for (name, value) in &map {
                        trailers.push(name.as_str().as_bytes(), value.as_bytes());
                    }
                }
            }
        }
    }
}

/// Keeps the first bytes, reads on for a moment, and lets the rest go.
async fn refuse(mut body: Incoming, expectation: Expectation, declared: Option<u64>, mut first: BytesMut) -> Evidence {
    let mut size = first.len() as u64;
    let mut clock = Clock { end: None, total: REFUSED_TIME, pause: REFUSED_PAUSE };
    while expectation == Expectation::None
        && let Next::Frame(frame) = clock.frame(&mut body).await
    {
        if let Ok(data) = frame.into_data() {
            size += data.len() as u64;
            let room = EVIDENCE.saturating_sub(first.len());
            first.extend_from_slice(&data[..room.min(data.len())]);
        }
    }
    first.truncate(EVIDENCE);
    Evidence { body: first.freeze(), size: declared.unwrap_or(size).max(size) }
}

/// The pieces of a body. Most bodies come in one, which is then used as it is.
#[derive(Default)]
enum Pieces {
    #[default]
    None,
    One(Bytes),
    Many(BytesMut),
}

impl Pieces {
    fn push(&mut self, data: Bytes) {
        *self = match std::mem::take(self) {
            Self::None => Self::One(data),
            Self::One(first) => {
                let mut all = BytesMut::with_capacity((first.len() + data.len()).next_power_of_two());
                all.extend_from_slice(&first);
                all.extend_from_slice(&data);
                Self::Many(all)
            }
            Self::Many(mut all) => {
                all.extend_from_slice(&data);
                Self::Many(all)
            }
        };
    }

    fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::One(data) => data.len(),
            Self::Many(all) => all.len(),
        }
    }

    fn whole(self) -> Bytes {
        match self {
            Self::None => Bytes::new(),
            Self::One(data) => data,
            Self::Many(all) => all.freeze(),
        }
    }

    fn many(self) -> BytesMut {
        match self {
            Self::None => BytesMut::new(),
            Self::One(data) => BytesMut::from(data.as_ref()),
            Self::Many(all) => all,
        }
    }
}

enum Next {
    Frame(Frame<Bytes>),
    End,
    Broken(hyper::Error),
    TimedOut,
}

/// The time a body has. A timer exists only while a piece is waited for: most bodies are there with their head.
struct Clock {
    end: Option<Instant>,
    total: Duration,
    pause: Duration,
}

impl Clock {
    async fn frame(&mut self, body: &mut Incoming) -> Next {
        let mut frame = pin!(body.frame());
        let mut timer = None;
        poll_fn(|cx| {
            if let Poll::Ready(frame) = frame.as_mut().poll(cx) {
                return Poll::Ready(match frame {
                    None => Next::End,
                    Some(Ok(frame)) => Next::Frame(frame),
                    Some(Err(error)) => Next::Broken(error),
                });
            }
            let timer = timer.get_or_insert_with(|| {
                let now = Instant::now();
                let end = *self.end.get_or_insert(now + self.total);
                Box::pin(sleep_until(end.min(now + self.pause)))
            });
            timer.as_mut().poll(cx).map(|()| Next::TimedOut)
        })
        .await
    }
}
