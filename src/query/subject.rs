//! What a filter is asked about: one delivery, field by field.
//!
//! A filter names the fields it needs ([`FieldSet`]), so a scan reads only those; a search for a path never
//! touches a body.

use crate::webhook::{Delivery, Headers, Origin, Standing};

/// One field of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// Number in the store (integer).
    Id,
    /// Sixteen bytes.
    Uid,
    /// Microseconds since the epoch (integer).
    ReceivedAt,
    /// Code of [`crate::webhook::Origin`] (integer).
    Origin,
    /// Code of [`crate::webhook::Standing`] (integer).
    Standing,
    /// Text.
    Method,
    /// Path and query as received (text).
    Target,
    /// Sender's address and port (text).
    Peer,
    /// Text.
    Endpoint,
    /// Text.
    Provider,
    /// Text.
    EventType,
    /// Text.
    EventId,
    /// The word of [`crate::webhook::Verdict::status`] (text).
    Verdict,
    /// Reason code of an invalid signature (text).
    Reason,
    /// Number of the earlier delivery with the same event id (integer).
    DuplicateOf,
    /// hookctl's own answer (integer).
    AnsweredStatus,
    /// How long hookctl took, microseconds (integer).
    AnsweredTook,
    /// Length of the body as sent (integer).
    BodySize,
    /// Header fields in their stored form (bytes).
    Headers,
    /// Trailer fields in their stored form (bytes).
    Trailers,
    /// Number of bytes of the body that were kept (integer).
    BodyKept,
    /// Causes of the attempts to hand it on, joined by blanks (text).
    AttemptCauses,
    /// States of those attempts, joined by blanks (text).
    AttemptStates,
    /// Worst status among the latest attempts (integer).
    AttemptStatus,
    /// How long the slowest latest attempt took, microseconds (integer).
    AttemptTook,
    /// The answers of the latest attempts (bytes).
    AttemptAnswers,
    /// Not null if a person marked it (integer).
    Marked,
    /// Tags, joined by blanks (text).
    Tags,
    /// A person's note (text).
    Note,
    /// The kept bytes of the body.
    Body,
}

impl Field {
    /// Every field, in the order of their numbers.
    pub const ALL: [Self; 30] = [
        Self::Id,
        Self::Uid,
        Self::ReceivedAt,
        Self::Origin,
        Self::Standing,
        Self::Method,
        Self::Target,
        Self::Peer,
        Self::Endpoint,
        Self::Provider,
        Self::EventType,
        Self::EventId,
        Self::Verdict,
        Self::Reason,
        Self::DuplicateOf,
        Self::AnsweredStatus,
        Self::AnsweredTook,
        Self::BodySize,
        Self::Headers,
        Self::Trailers,
        Self::BodyKept,
        Self::AttemptCauses,
        Self::AttemptStates,
        Self::AttemptStatus,
        Self::AttemptTook,
        Self::AttemptAnswers,
        Self::Marked,
        Self::Tags,
        Self::Note,
        Self::Body,
    ];
}

/// A set of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldSet(u32);

impl FieldSet {
    /// The set with `field` added.
    #[must_use]
    pub const fn with(self, field: Field) -> Self {
        Self(self.0 | 1 << field as u8)
    }

    /// Both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if `field` is in it.
    pub const fn contains(self, field: Field) -> bool {
        self.0 & 1 << field as u8 != 0
    }

    /// Its fields in order.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.contains(*field))
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        fields.into_iter().fold(Self::default(), Self::with)
    }
}

/// A delivery that a filter can look at. Only fields that the filter named are asked for.
pub trait Subject {
    /// The field as a number; `None` if it has no value.
    fn int(&self, field: Field) -> Option<i64>;
    /// The field as bytes (text fields are UTF-8); `None` if it has no value.
    fn bytes(&self, field: Field) -> Option<&[u8]>;

    /// The first header of that name.
    fn header(&self, name: &str) -> Option<&[u8]> {
        Headers::values(self.bytes(Field::Headers).unwrap_or_default(), name).next()
    }
}

/// A delivery in memory answers as its row would.
impl Subject for Delivery {
    fn int(&self, field: Field) -> Option<i64> {
        let summary = &self.summary;
        let count = |number: u64| i64::try_from(number).ok();
        match field {
            Field::Id => Some(summary.id.0),
            Field::ReceivedAt => Some(summary.received_at.as_micros()),
            Field::Origin => {
                Origin::ALL.iter().position(|origin| *origin == summary.origin).and_then(|at| count(at as u64))
            }
            Field::Standing => {
                Standing::ALL.iter().position(|standing| *standing == summary.standing).and_then(|at| count(at as u64))
            }
            Field::DuplicateOf => summary.duplicate_of.map(|id| id.0),
            Field::AnsweredStatus => summary.answered.map(|answered| answered.status.into()),
            Field::AnsweredTook => summary.answered.and_then(|answered| i64::try_from(answered.took.as_micros()).ok()),
            Field::BodySize => count(summary.body_size),
            Field::BodyKept => count(self.body.len() as u64),
            _ => None,
        }
    }

    fn bytes(&self, field: Field) -> Option<&[u8]> {
        let summary = &self.summary;
        match field {
            Field::Uid => Some(summary.uid.as_bytes()),
            Field::Method => Some(summary.method.as_bytes()),
            Field::Target => Some(summary.target.as_bytes()),
            Field::Peer => summary.peer.as_deref().map(str::as_bytes),
            Field::Endpoint => summary.endpoint.as_deref().map(str::as_bytes),
            Field::Provider => summary.provider.as_deref().map(str::as_bytes),
            Field::EventType => summary.event_type.as_deref().map(str::as_bytes),
            Field::EventId => summary.event_id.as_deref().map(str::as_bytes),
            Field::Verdict => Some(summary.verdict.status().as_bytes()),
            Field::Reason => summary.verdict.reason().map(str::as_bytes),
            Field::Headers => Some(self.headers.encoded()),
            Field::Trailers => Some(self.trailers.encoded()),
            Field::Body => Some(&self.body),
            _ => None,
        }
    }
}
