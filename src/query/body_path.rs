//! `b.data.amount:>1000`: a value within a JSON or form body, by dotted path.
//!
//! Bytes first: where the wanted text (or the path's last name) does not occur in a body, and no escape could hide it,
//! the body is not parsed. Of a body that is parsed, only the values on the path become values.

use std::borrow::Cow;
use std::fmt;

use memchr::memmem;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::pattern::Pattern;
use super::subject::{Field, Subject};

/// What the value must be.
#[derive(Clone)]
pub(super) enum Wanted {
    /// There.
    Present,
    /// One of the texts (numbers, true, false and null as JSON writes them).
    Text(Vec<Pattern>),
    /// A number within one of the ranges, both ends included; an open end is infinite.
    Number(Vec<(Bound, Bound)>),
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    Included(f64),
    Excluded(f64),
    Open,
}

/// A test of one path.
#[derive(Clone)]
pub(super) struct BodyTest {
    path: Vec<String>,
    wanted: Wanted,
    /// A body in which none of these is found cannot match, unless something in it is escaped.
    needles: Vec<Pattern>,
}

impl BodyTest {
    pub(super) fn new(path: Vec<String>, wanted: Wanted) -> Self {
        let needles = match &wanted {
            Wanted::Text(patterns) if patterns.iter().all(needs_text) => patterns.iter().map(contained).collect(),
            _ => {
                let name = path.iter().rfind(|name| name.parse::<usize>().is_err());
                name.map(|name| contained(&Pattern::exact(name))).into_iter().collect()
            }
        };
        Self { path, wanted, needles }
    }

    pub(super) fn matches(&self, subject: &dyn Subject) -> bool {
        let body = subject.bytes(Field::Body).unwrap_or_default();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        // What looks like JSON is read as JSON, whatever its type says: `curl -d` calls everything a form.
        let json = body.trim_ascii_start().starts_with(b"{") || body.trim_ascii_start().starts_with(b"[");
        let form = !json
            && subject
                .header("content-type")
                .is_some_and(|value| value.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded"));
        if form {
            return self.matches_form(body);
        }
        if !self.may_match(body) {
            return false;
        }
        let mut parser = serde_json::Deserializer::from_slice(body);
        let found = PathSeed { path: &self.path }.deserialize(&mut parser);
        found.ok().filter(|_| parser.end().is_ok()).flatten().is_some_and(|value| self.fits(&value))
    }

    fn may_match(&self, body: &[u8]) -> bool {
        self.needles.is_empty()
            || self.needles.iter().any(|needle| needle.matches(body))
            || memchr::memchr(b'\\', body).is_some()
    }

    fn matches_form(&self, body: &[u8]) -> bool {
        let name = self.path.join(".");
        form_urlencoded::parse(body)
            .filter(|(key, _)| *key == name)
            .any(|(_, value)| self.fits(&Value::String(value.into_owned())))
    }

    fn fits(&self, value: &Value) -> bool {
        match &self.wanted {
            Wanted::Present => true,
            Wanted::Text(patterns) => {
                let text = as_text(value);
                patterns.iter().any(|pattern| pattern.matches(text.as_bytes()) || same_number(pattern, value))
            }
            Wanted::Number(ranges) => as_number(value)
                .is_some_and(|number| ranges.iter().any(|(low, high)| above(number, *low) && below(number, *high))),
        }
    }
}

/// True if a value that the pattern matches must hold the pattern's text as it is: not a glob or an expression, and
/// not text with characters that JSON writes differently.
fn needs_text(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Bytes(_) => true,
        Pattern::Word(word) => {
            word.text().iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b' ' | b'@'))
        }
        Pattern::Exact(text) => {
            !text.is_empty() && !text.iter().any(|byte| matches!(byte, b'"' | b'\\' | b'/' | 0..32))
        }
        Pattern::Regex(_) => false,
    }
}

/// The same text anywhere instead of as the whole value.
fn contained(pattern: &Pattern) -> Pattern {
    match pattern {
        Pattern::Exact(text) => Pattern::Bytes(Box::new(memmem::Finder::new(text).into_owned())),
        other => other.clone(),
    }
}

/// `1.10` is the number that was written `1.1`.
fn same_number(pattern: &Pattern, value: &Value) -> bool {
    match (pattern, value) {
        (Pattern::Exact(text), Value::Number(number)) => {
            number_in(text).is_some_and(|wanted| number.as_f64() == Some(wanted))
        }
        _ => false,
    }
}

fn number_in(text: &[u8]) -> Option<f64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

fn as_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn above(number: f64, low: Bound) -> bool {
    match low {
        Bound::Included(low) => number >= low,
        Bound::Excluded(low) => number > low,
        Bound::Open => true,
    }
}

fn below(number: f64, high: Bound) -> bool {
    match high {
        Bound::Included(high) => number <= high,
        Bound::Excluded(high) => number < high,
        Bound::Open => true,
    }
}

/// Walks a document along a path and builds only the value at its end. Of names that repeat, the last counts, as in
/// most parsers.
struct PathSeed<'a> {
    path: &'a [String],
}

impl<'de> DeserializeSeed<'de> for PathSeed<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.path.is_empty() {
            return serde::Deserialize::deserialize(deserializer).map(Some);
        }
        deserializer.deserialize_any(self)
    }
}

/// A scalar where the path wants to go on: there is nothing at its end.
macro_rules! nothing_here {
    ($($method:ident($type:ty)),*) => {
        $(fn $method<E>(self, _: $type) -> Result<Self::Value, E> { Ok(None) })*
    };
}

impl<'de> Visitor<'de> for PathSeed<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    nothing_here!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let Some((wanted, rest)) = self.path.split_first() else { return Ok(None) };
        let wanted: Option<usize> = wanted.parse().ok();
        let mut at = 0;
        let mut found = None;
        loop {
            if wanted == Some(at) {
                match items.next_element_seed(PathSeed { path: rest })? {
                    Some(value) => found = value,
                    None => return Ok(found),
                }
            } else if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(found);
            }
            at += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let Some((wanted, rest)) = self.path.split_first() else { return Ok(None) };
        let mut found = None;
        while let Some(is_it) = entries.next_key_seed(KeyIs(wanted))? {
            if is_it {
                found = entries.next_value_seed(PathSeed { path: rest })?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Compares a key without allocating it.
struct KeyIs<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for KeyIs<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyIs<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}
