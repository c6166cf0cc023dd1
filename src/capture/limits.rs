//! How much a sender may take: time, bytes, fields. Tests use smaller numbers; users set only the body's size.

use std::time::Duration;

/// The bounds of one capture server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a body that are kept; a larger one is refused with 413.
    pub body: u64,
    /// Bytes of a request line with its headers; more is refused with 431. Fields are at most 100 (hyper's own bound).
    pub head: usize,
    /// Time for a complete head, from the start of a connection or the end of the request before. Also how long an idle
    /// connection is kept.
    pub head_time: Duration,
    /// Time between two pieces of a body; longer is 408.
    pub body_pause: Duration,
    /// Time for a whole body; longer is 408.
    pub body_time: Duration,
    /// Time a client may leave an answer unread before it is cut off.
    pub write_time: Duration,
    /// Bytes of bodies that may be on their way at once, over all connections; beyond it, 503 until some have arrived.
    pub in_flight: u64,
    /// Time that open requests have to finish once the server stops.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 10 << 20,
            head: 64 << 10,
            head_time: Duration::from_secs(30),
            body_pause: Duration::from_secs(30),
            body_time: Duration::from_mins(5),
            write_time: Duration::from_secs(30),
            in_flight: 256 << 20,
            drain: Duration::from_secs(2),
        }
    }
}

impl Limits {
    /// The same bounds with another body limit. At least two of the largest bodies may be on their way at once.
    #[must_use]
    pub fn with_body(self, body: u64) -> Self {
        Self { body, in_flight: self.in_flight.max(body.saturating_mul(2)), ..self }
    }
}
