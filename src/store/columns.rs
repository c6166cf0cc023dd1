//! The one place that knows how a delivery lies in its row.

use std::time::Duration;

use bytes::Bytes;
use rusqlite::types::{Null, ValueRef};
use rusqlite::{Row, Statement};
use xxhash_rust::xxh3::xxh3_64;

use crate::query::Field;
use crate::webhook::{
    Answered, Delivery, DeliveryId, Headers, HttpVersion, Moment, NewDelivery, Origin, Standing, Summary, Uid, Verdict,
};

/// Inserts a whole row; the parameters are bound by [`bind`].
pub(super) const INSERT: &str = "INSERT INTO delivery (id, uid, received_at, origin, standing, method, target, version, \
     peer, endpoint, provider, event_type, event_id, verdict, scheme, reason, detail, duplicate_of, status, took_us, \
     body_size, body_kept, body_sum, headers, trailers, body) \
     VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26)";

/// Everything but headers and body, in the order that [`summary`] reads.
pub(super) const SUMMARY: &str = "id, uid, received_at, origin, standing, method, target, version, peer, endpoint, \
     provider, event_type, event_id, verdict, scheme, reason, detail, duplicate_of, status, took_us, body_size, \
     body_kept";

/// The columns after the summary, in the order that [`delivery`] reads.
pub(super) const REST: &str = "body_sum, headers, trailers, body";

const SUMMARY_COLUMNS: usize = 22;

/// The column that holds a field.
pub(super) const fn column(field: Field) -> &'static str {
    match field {
        Field::Id => "id",
        Field::Uid => "uid",
        Field::ReceivedAt => "received_at",
        Field::Origin => "origin",
        Field::Standing => "standing",
        Field::Method => "method",
        Field::Target => "target",
        Field::Peer => "peer",
        Field::Endpoint => "endpoint",
        Field::Provider => "provider",
        Field::EventType => "event_type",
        Field::EventId => "event_id",
        Field::Verdict => "verdict",
        Field::Reason => "reason",
        Field::DuplicateOf => "duplicate_of",
        Field::AnsweredStatus => "status",
        Field::AnsweredTook => "took_us",
        Field::BodySize => "body_size",
        Field::Headers => "headers",
        Field::Trailers => "trailers",
        Field::BodyKept => "body_kept",
        Field::Body => "body",
        // Nothing in this schema records attempts or marks, so no delivery has any.
        Field::AttemptCauses
        | Field::AttemptStates
        | Field::AttemptStatus
        | Field::AttemptTook
        | Field::AttemptAnswers
        | Field::Marked
        | Field::Tags
        | Field::Note => "NULL",
    }
}

/// The checksum kept beside each body: not against an attacker, but against a disk (17 times faster than SHA-256).
pub(super) fn checksum(body: &[u8]) -> i64 {
    xxh3_64(body).cast_signed()
}

/// Binds a new delivery and its number to [`INSERT`]. An unchecked verdict is NULL: most rows have it.
pub(super) fn bind(insert: &mut Statement<'_>, id: i64, new: &NewDelivery) -> rusqlite::Result<()> {
    let request = &new.request;
    insert.raw_bind_parameter(1, id)?;
    insert.raw_bind_parameter(2, new.uid.as_bytes().as_slice())?;
    insert.raw_bind_parameter(3, new.received_at.as_micros())?;
    insert.raw_bind_parameter(4, code(&Origin::ALL, new.origin))?;
    insert.raw_bind_parameter(5, code(&Standing::ALL, new.standing))?;
    insert.raw_bind_parameter(6, request.method.as_str())?;
    insert.raw_bind_parameter(7, request.target.as_str())?;
    insert.raw_bind_parameter(8, code(&VERSIONS, request.version))?;
    insert.raw_bind_parameter(9, new.peer.as_deref())?;
    insert.raw_bind_parameter(10, new.endpoint.as_deref())?;
    insert.raw_bind_parameter(11, new.provider.as_deref())?;
    insert.raw_bind_parameter(12, new.event_type.as_deref())?;
    insert.raw_bind_parameter(13, new.event_id.as_deref())?;
    insert.raw_bind_parameter(14, Some(new.verdict.status()).filter(|_| new.verdict != Verdict::Unchecked))?;
    insert.raw_bind_parameter(15, new.verdict.scheme())?;
    insert.raw_bind_parameter(16, new.verdict.reason())?;
    insert.raw_bind_parameter(17, new.verdict.detail())?;
    insert.raw_bind_parameter(18, new.duplicate_of.map(|id| id.0))?;
    insert.raw_bind_parameter(19, new.answered.map(|answered| answered.status))?;
    insert.raw_bind_parameter(20, new.answered.map(|answered| micros(answered.took)))?;
    insert.raw_bind_parameter(21, new.body_size.cast_signed())?;
    insert.raw_bind_parameter(22, count(request.body.len()))?;
    insert.raw_bind_parameter(23, checksum(&request.body))?;
    insert.raw_bind_parameter(24, request.headers.encoded())?;
    if request.trailers.is_empty() {
        insert.raw_bind_parameter(25, Null)?;
    } else {
        insert.raw_bind_parameter(25, request.trailers.encoded())?;
    }
    insert.raw_bind_parameter(26, request.body.as_ref())
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

const VERSIONS: [HttpVersion; 2] = [HttpVersion::Http10, HttpVersion::Http11];

/// A length as SQLite counts: no allocation reaches 2^63 bytes.
pub(super) fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn code<T: PartialEq + Copy>(all: &[T], value: T) -> i64 {
    let position = all.iter().position(|known| *known == value);
    position.map_or(-1, count)
}

/// Why a row could not be read.
#[derive(Debug)]
pub(super) enum BadRow {
    /// SQLite could not read it.
    Sqlite(rusqlite::Error),
    /// Its content is not what was written.
    Damaged(String),
}

impl From<rusqlite::Error> for BadRow {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::InvalidColumnType(_, column, _) => {
                Self::Damaged(format!("column {column} holds the wrong type"))
            }
            rusqlite::Error::Utf8Error(_, error) => Self::Damaged(format!("a text is not UTF-8: {error}")),
            other => Self::Sqlite(other),
        }
    }
}

/// Reads a row of [`SUMMARY`].
pub(super) fn summary(row: &Row<'_>) -> Result<Summary, BadRow> {
    let body_size = row.get::<_, i64>(20)?.cast_unsigned();
    let body_kept = row.get::<_, i64>(21)?.cast_unsigned();
    let status: Option<u16> = row.get(18)?;
    let took: Option<i64> = row.get(19)?;
    Ok(Summary {
        id: DeliveryId(row.get(0)?),
        uid: Uid::from_bytes(row.get(1)?),
        received_at: Moment::from_micros(row.get(2)?),
        origin: decode(&Origin::ALL, row.get(3)?, "origin")?,
        standing: decode(&Standing::ALL, row.get(4)?, "standing")?,
        method: row.get(5)?,
        target: row.get(6)?,
        version: decode(&VERSIONS, row.get(7)?, "version")?,
        peer: row.get(8)?,
        endpoint: row.get(9)?,
        provider: row.get(10)?,
        event_type: row.get(11)?,
        event_id: row.get(12)?,
        verdict: verdict(row)?,
        duplicate_of: row.get::<_, Option<i64>>(17)?.map(DeliveryId),
        answered: status
            .map(|status| Answered { status, took: Duration::from_micros(took.unwrap_or(0).max(0).cast_unsigned()) }),
        body_size,
        truncated: body_kept < body_size,
    })
}

/// Reads a row of [`SUMMARY`] and [`REST`], checking the body against its length and checksum.
pub(super) fn delivery(row: &Row<'_>) -> Result<Delivery, BadRow> {
    let summary = summary(row)?;
    let kept: i64 = row.get(21)?;
    let sum: i64 = row.get(SUMMARY_COLUMNS)?;
    let blob = |at: usize| row.get_ref(at).map(|value| value.as_blob_or_null().ok().flatten().unwrap_or_default());
    let headers = fields(blob(SUMMARY_COLUMNS + 1)?, summary.id)?;
    let trailers = fields(blob(SUMMARY_COLUMNS + 2)?, summary.id)?;
    let body = blob(SUMMARY_COLUMNS + 3)?;
    if i64::try_from(body.len()) != Ok(kept) || checksum(body) != sum {
        return Err(BadRow::Damaged(format!("the body of delivery {} is not what was stored", summary.id)));
    }
    Ok(Delivery { summary, headers, trailers, body: Bytes::copy_from_slice(body) })
}

fn fields(encoded: &[u8], id: DeliveryId) -> Result<Headers, BadRow> {
    Headers::from_encoded(encoded.to_vec()).map_err(|error| BadRow::Damaged(format!("delivery {id}: {error}")))
}

fn decode<T: Copy>(all: &[T], code: i64, what: &str) -> Result<T, BadRow> {
    usize::try_from(code)
        .ok()
        .and_then(|at| all.get(at).copied())
        .ok_or_else(|| BadRow::Damaged(format!("{code} is no {what}")))
}

fn verdict(row: &Row<'_>) -> Result<Verdict, BadRow> {
    let word = match row.get_ref(13)? {
        ValueRef::Null => return Ok(Verdict::Unchecked),
        value => value.as_str().map_err(|_| BadRow::Damaged("the verdict is not text".to_owned()))?,
    };
    let scheme = || row.get::<_, Option<String>>(14).map(Option::unwrap_or_default);
    match word {
        "unsigned" => Ok(Verdict::Unsigned),
        "valid" => Ok(Verdict::Valid { scheme: scheme()?, detail: row.get(16)? }),
        "invalid" => Ok(Verdict::Invalid {
            scheme: scheme()?,
            reason: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
            detail: row.get(16)?,
        }),
        other => Err(BadRow::Damaged(format!("`{other}` is no verdict"))),
    }
}
