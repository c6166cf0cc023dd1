//! The compiled tests of single terms.

use std::borrow::Cow;

use crate::webhook::Headers;

use super::body_path::BodyTest;
use super::error::FilterFault;
use super::jq::JqTest;
use super::pattern::Pattern;
use super::subject::{Field, FieldSet, Subject};

/// Ranges of numbers, both ends included.
pub(super) type Ranges = Vec<(i64, i64)>;

/// Where a named value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Header,
    Query,
    Cookie,
}

/// One term.
#[derive(Clone)]
pub(super) enum Test {
    /// Always so.
    Always,
    /// Never so.
    Never,
    /// The field has a value that is not empty.
    Present(Field),
    /// The text field matches one of the patterns.
    Text(Field, Vec<Pattern>),
    /// A pattern anywhere.
    Anywhere(Pattern),
    /// The field lies in one of the ranges.
    Int(Field, Ranges),
    /// The first of two fields that has a value lies in one of the ranges.
    Either(Field, Field, Ranges),
    /// The event id matches, or the uid is that.
    Id(Vec<Pattern>, Option<[u8; 16]>),
    /// Some header name matches.
    HeaderNames(Vec<Pattern>),
    /// Some header line matches.
    HeaderLines(Vec<Pattern>),
    /// A value of that name is there and matches (any, if there is no pattern).
    Named(Named, String, Vec<Pattern>),
    /// Fewer bytes kept than sent.
    Cut,
    /// The body is not text.
    Binary,
    /// A field of the body.
    Body(Box<BodyTest>),
    /// A jq program.
    Jq(Box<JqTest>),
}

/// Everywhere that a bare word is looked for, cheapest first.
const ANYWHERE: [Field; 4] = [Field::Target, Field::Provider, Field::EventType, Field::EventId];

impl Test {
    pub(super) fn fields(&self) -> FieldSet {
        let body = [Field::Headers, Field::Body];
        match self {
            Self::Always | Self::Never => FieldSet::default(),
            Self::Present(field) | Self::Text(field, _) | Self::Int(field, _) => [*field].into_iter().collect(),
            Self::Either(first, second, _) => [*first, *second].into_iter().collect(),
            Self::Anywhere(_) => ANYWHERE.into_iter().chain(body).chain([Field::Trailers]).collect(),
            Self::Id(..) => [Field::EventId, Field::Uid].into_iter().collect(),
            Self::Named(Named::Query, ..) => [Field::Target].into_iter().collect(),
            Self::HeaderNames(_) | Self::HeaderLines(_) | Self::Named(..) => [Field::Headers].into_iter().collect(),
            Self::Cut => [Field::BodySize, Field::BodyKept].into_iter().collect(),
            Self::Binary => [Field::Body].into_iter().collect(),
            Self::Body(_) | Self::Jq(_) => body.into_iter().collect(),
        }
    }

    pub(super) fn cost(&self) -> u8 {
        match self {
            Self::Jq(_) => 4,
            Self::Body(_) => 3,
            Self::Anywhere(_) | Self::Binary | Self::Text(Field::Body, _) => 2,
            Self::HeaderNames(_) | Self::HeaderLines(_) | Self::Named(..) => 1,
            _ => 0,
        }
    }

    pub(super) fn matches(&mut self, subject: &dyn Subject) -> Result<bool, FilterFault> {
        let text = |field: Field, patterns: &[Pattern]| subject.bytes(field).is_some_and(|bytes| any(patterns, bytes));
        let within = |value: Option<i64>, ranges: &Ranges| {
            value.is_some_and(|value| ranges.iter().any(|(low, high)| (*low..=*high).contains(&value)))
        };
        Ok(match self {
            Self::Always => true,
            Self::Never => false,
            Self::Present(field) => {
                subject.int(*field).is_some() || subject.bytes(*field).is_some_and(|bytes| !bytes.is_empty())
            }
            Self::Text(field, patterns) => text(*field, patterns),
            Self::Anywhere(pattern) => anywhere(subject, pattern),
            Self::Int(field, ranges) => within(subject.int(*field), ranges),
            Self::Either(first, second, ranges) => within(subject.int(*first).or_else(|| subject.int(*second)), ranges),
            Self::Id(patterns, uid) => {
                text(Field::EventId, patterns)
                    || uid.is_some_and(|uid| subject.bytes(Field::Uid).is_some_and(|bytes| bytes == uid))
            }
            Self::HeaderNames(patterns) => header_fields(subject).any(|(name, _)| any(patterns, name)),
            Self::HeaderLines(patterns) => header_fields(subject).any(|field| any(patterns, &line(field))),
            Self::Named(place, name, patterns) => {
                named_values(subject, *place, name).any(|value| patterns.is_empty() || any(patterns, &value))
            }
            Self::Cut => subject.int(Field::BodyKept) < subject.int(Field::BodySize),
            Self::Binary => std::str::from_utf8(subject.bytes(Field::Body).unwrap_or_default()).is_err(),
            Self::Body(inner) => inner.matches(subject),
            Self::Jq(program) => return program.matches(subject),
        })
    }
}

fn any(patterns: &[Pattern], bytes: &[u8]) -> bool {
    patterns.iter().any(|pattern| pattern.matches(bytes))
}

fn header_fields(subject: &dyn Subject) -> impl Iterator<Item = (&[u8], &[u8])> {
    Headers::fields(subject.bytes(Field::Headers).unwrap_or_default())
}

fn line((name, value): (&[u8], &[u8])) -> Vec<u8> {
    [name, b": ", value].concat()
}

fn anywhere(subject: &dyn Subject, pattern: &Pattern) -> bool {
    let found = |field: Field| subject.bytes(field).is_some_and(|bytes| pattern.matches(bytes));
    if ANYWHERE.into_iter().any(found) || found(Field::Body) {
        return true;
    }
    [Field::Headers, Field::Trailers].into_iter().any(|field| {
        let Some(encoded) = subject.bytes(field) else { return false };
        // What is not in the stored form of all fields is in none of them.
        if pattern.is_within_a_field() && !pattern.matches(encoded) {
            return false;
        }
        Headers::fields(encoded)
            .any(|field| pattern.matches(field.0) || pattern.matches(field.1) || pattern.matches(&line(field)))
    })
}

fn named_values<'a>(
    subject: &'a dyn Subject,
    place: Named,
    name: &'a str,
) -> Box<dyn Iterator<Item = Cow<'a, [u8]>> + 'a> {
    match place {
        Named::Header => {
            let encoded = subject.bytes(Field::Headers).unwrap_or_default();
            Box::new(Headers::values(encoded, name).map(Cow::Borrowed))
        }
        Named::Query => {
            let target = subject.bytes(Field::Target).unwrap_or_default();
            let query = target.iter().position(|byte| *byte == b'?').map_or(&target[..0], |at| &target[at + 1..]);
            let pairs = form_urlencoded::parse(query).filter(move |(key, _)| key == name);
            Box::new(pairs.map(|(_, value)| Cow::Owned(value.into_owned().into_bytes())))
        }
        Named::Cookie => {
            let encoded = subject.bytes(Field::Headers).unwrap_or_default();
            let pairs = Headers::values(encoded, "cookie").flat_map(|value| value.split(|byte| *byte == b';'));
            Box::new(pairs.filter_map(move |pair| {
                let pair = pair.trim_ascii();
                let at = pair.iter().position(|byte| *byte == b'=')?;
                (&pair[..at] == name.as_bytes()).then(|| Cow::Borrowed(&pair[at + 1..]))
            }))
        }
    }
}
