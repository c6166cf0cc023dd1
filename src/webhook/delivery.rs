//! A delivery: one request with its circumstances. Immutable: never edited, only appended.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::{Headers, HttpVersion, Moment, Request, Uid, Verdict};

/// The number of a delivery in its store: 1, 2, 3 and so on, never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryId(pub i64);

impl std::fmt::Display for DeliveryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How a delivery came into the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Received by the capture server.
    Captured,
    /// Sent by hookctl itself.
    Sent,
    /// Read from a file.
    Imported,
}

impl Origin {
    /// All of them, in the order of their stored codes.
    pub const ALL: [Self; 3] = [Self::Captured, Self::Sent, Self::Imported];

    /// The stable word for JSON and filters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Captured => "captured",
            Self::Sent => "sent",
            Self::Imported => "imported",
        }
    }
}

/// What a delivery counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A webhook like any other.
    Kept,
    /// A person's browser looking at the address: kept and marked.
    Browser,
    /// Refused because it was over the limit: kept as evidence, with the first bytes of its body.
    Refused,
    /// An endpoint challenge of a provider, answered as it asks: kept and marked.
    Handshake,
}

impl Standing {
    /// All of them, in the order of their stored codes.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Browser, Self::Refused, Self::Handshake];
}

/// What hookctl answered the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// From the end of the request's head until the answer was ready to be committed with the delivery, plus any
    /// delay the answer script asked for. The commit itself cannot be in it: it is what makes this number durable.
    pub took: Duration,
}

/// Everything about a delivery but its header fields and body: what a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Number in the store.
    pub id: DeliveryId,
    /// The id that holds in every store.
    pub uid: Uid,
    /// How it came here.
    pub origin: Origin,
    /// What it counts as.
    pub standing: Standing,
    /// When its last byte had arrived.
    pub received_at: Moment,
    /// Address and port of the sender, where there was one.
    pub peer: Option<String>,
    /// The endpoint it was sent to, where one is configured.
    pub endpoint: Option<String>,
    /// Request method.
    pub method: String,
    /// Path and query as received.
    pub target: String,
    /// Protocol version.
    pub version: HttpVersion,
    /// The recognised sender.
    pub provider: Option<String>,
    /// The recognised event type.
    pub event_type: Option<String>,
    /// The sender's own id of the event.
    pub event_id: Option<String>,
    /// The judgement of its signature.
    pub verdict: Verdict,
    /// The earlier delivery with the same event id.
    pub duplicate_of: Option<DeliveryId>,
    /// What hookctl answered; `None` where the script dropped the connection.
    pub answered: Option<Answered>,
    /// The body's length as sent (as declared, where it was refused unread).
    pub body_size: u64,
    /// True if fewer bytes were kept than were sent.
    pub truncated: bool,
}

/// A whole delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its circumstances.
    pub summary: Summary,
    /// Header fields.
    pub headers: Headers,
    /// Fields after the body.
    pub trailers: Headers,
    /// The bytes of the body that were kept: all of them unless `summary.truncated`.
    pub body: Bytes,
}

impl Delivery {
    /// The request as it came.
    pub fn request(&self) -> Request {
        Request {
            method: self.summary.method.clone(),
            target: self.summary.target.clone(),
            version: self.summary.version,
            headers: self.headers.clone(),
            trailers: self.trailers.clone(),
            body: self.body.clone(),
        }
    }
}

/// A delivery before the store gave it its number.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// The id that holds in every store.
    pub uid: Uid,
    /// How it came here.
    pub origin: Origin,
    /// What it counts as.
    pub standing: Standing,
    /// When its last byte had arrived.
    pub received_at: Moment,
    /// Address and port of the sender; shared by all requests of a connection.
    pub peer: Option<Arc<str>>,
    /// The endpoint it was sent to.
    pub endpoint: Option<Arc<str>>,
    /// The request itself.
    pub request: Request,
    /// The body's length as sent.
    pub body_size: u64,
    /// The recognised sender.
    pub provider: Option<String>,
    /// The recognised event type.
    pub event_type: Option<String>,
    /// The sender's own id of the event.
    pub event_id: Option<String>,
    /// The judgement of its signature.
    pub verdict: Verdict,
    /// The earlier delivery with the same event id.
    pub duplicate_of: Option<DeliveryId>,
    /// What hookctl answers.
    pub answered: Option<Answered>,
}

impl NewDelivery {
    /// The same delivery with the number it was given.
    pub fn numbered(self, id: DeliveryId) -> Delivery {
        let Request { method, target, version, headers, trailers, body } = self.request;
        let summary = Summary {
            id,
            uid: self.uid,
            origin: self.origin,
            standing: self.standing,
            received_at: self.received_at,
            peer: self.peer.as_deref().map(str::to_owned),
            endpoint: self.endpoint.as_deref().map(str::to_owned),
            method,
            target,
            version,
            provider: self.provider,
            event_type: self.event_type,
            event_id: self.event_id,
            verdict: self.verdict,
            duplicate_of: self.duplicate_of,
            answered: self.answered,
            body_size: self.body_size,
            truncated: (body.len() as u64) < self.body_size,
        };
        Delivery { summary, headers, trailers, body }
    }
}
