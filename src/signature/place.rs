//! Where a value stands in a request: `header x-id`, `json data.id`, `form token`, `query key`, or one within another.

use std::borrow::Cow;

use super::form;
use super::json::{self, Path};
use super::message::Message;
use crate::webhook::Headers;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The header of that name, in lower case.
    Header(String),
    /// Headers whose names are this, followed by a number.
    Numbered(String),
    /// A value of a JSON body.
    Json(Path),
    /// A field of a form.
    Form(String),
    /// A parameter of the query.
    Query(String),
    /// A value of the JSON text that stands in another place.
    Within(Box<Place>, Path),
}

/// A text that names no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` names no place: write `header NAME`, `json PATH`, `form NAME`, `query NAME`, or `form NAME | json PATH`"
)]
pub struct NoPlace(pub String);

impl Place {
    /// Reads a place.
    pub fn parse(text: &str) -> Result<Self, NoPlace> {
        let fault = || NoPlace(text.to_owned());
        if let Some((outer, inner)) = text.split_once(" | ") {
            let Self::Json(path) = Self::parse(inner.trim())? else { return Err(fault()) };
            return Ok(Self::Within(Box::new(Self::parse(outer.trim())?), path));
        }
        let (kind, name) = text.trim().split_once(' ').ok_or_else(fault)?;
        let name = name.trim();
        if name.is_empty() || (name.contains(char::is_whitespace) && kind != "json") {
            return Err(fault());
        }
        match kind {
            "header" => Ok(match name.strip_suffix('*') {
                Some(prefix) => Self::Numbered(prefix.to_ascii_lowercase()),
                None => Self::Header(name.to_ascii_lowercase()),
            }),
            "json" => Path::parse(name).map(Self::Json).ok_or_else(fault),
            "form" => Ok(Self::Form(name.to_owned())),
            "query" => Ok(Self::Query(name.to_owned())),
            _ => Err(fault()),
        }
    }

    /// The first value that stands there, as text. JSON strings are decoded.
    pub fn read<'a>(&self, message: &Message<'a>) -> Option<Cow<'a, str>> {
        if let Self::Json(path) = self {
            return message.seek(path).and_then(json::text);
        }
        self.read_item(message, message.body)
    }

    /// The same, with `item` in place of the body for JSON.
    pub fn read_item<'a>(&self, message: &Message<'a>, item: &'a [u8]) -> Option<Cow<'a, str>> {
        match self {
            Self::Header(name) => message.headers.get(name).map(lossless),
            Self::Numbered(_) => self.read_all(message, item).into_iter().next(),
            Self::Json(path) => json::seek(item, path).and_then(json::text),
            Self::Form(name) => {
                let fields = form::fields(message.headers, message.body);
                fields.into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
            }
            Self::Query(name) => form::in_query(message.query(), name),
            Self::Within(outer, path) => {
                let text = outer.read_item(message, item)?;
                let value = json::seek(text.as_bytes(), path).and_then(json::text)?;
                Some(Cow::Owned(value.into_owned()))
            }
        }
    }

    /// Every value that stands there: several only where a header is sent more than once, or is numbered.
    pub fn read_all<'a>(&self, message: &Message<'a>, item: &'a [u8]) -> Vec<Cow<'a, str>> {
        match self {
            Self::Header(name) => Headers::values(message.headers.encoded(), name).map(lossless).collect(),
            Self::Numbered(prefix) => {
                let is_it = |name: &[u8]| {
                    let number = name.strip_prefix(prefix.as_bytes());
                    number.is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
                };
                message.headers.iter().filter(|(name, _)| is_it(name)).map(|(_, value)| lossless(value)).collect()
            }
            _ => self.read_item(message, item).into_iter().collect(),
        }
    }

    /// True if something stands there, whatever it is.
    pub fn exists(&self, message: &Message<'_>) -> bool {
        match self {
            Self::Header(name) => message.headers.get(name).is_some(),
            Self::Json(path) => message.seek(path).is_some(),
            _ => self.read(message).is_some(),
        }
    }

    /// The header's name, where it is a header.
    pub fn header(&self) -> Option<&str> {
        match self {
            Self::Header(name) | Self::Numbered(name) => Some(name),
            _ => None,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header {name}"),
            Self::Numbered(prefix) => write!(f, "header {prefix}*"),
            Self::Json(path) => write!(f, "json {path}"),
            Self::Form(name) => write!(f, "form {name}"),
            Self::Query(name) => write!(f, "query {name}"),
            Self::Within(outer, path) => write!(f, "{outer} | json {path}"),
        }
    }
}

/// A header's bytes as text; every byte that is no UTF-8 is kept as the character of that number, so that two
/// different values never look alike.
fn lossless(value: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(value).map_or_else(|_| value.iter().copied().map(char::from).collect(), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_written_the_same() {
        for text in [
            "header x-id",
            "header x-docusign-signature-*",
            "json events[].type",
            "form a",
            "query b",
            "form json | json event.event_hash",
        ] {
            assert_eq!(Place::parse(text).expect("a place").to_string(), text);
        }
        for text in ["", "header", "header ", "body x", "form a | form b", "json a..b", "json a[x]"] {
            assert!(Place::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbered_headers_are_all_found() {
        let headers = Headers::from_iter([("x-s-1", "a"), ("x-s-2", "b"), ("x-s-x", "c")]);
        let message = Message { method: "POST", target: "/", headers: &headers, body: b"", url: None, index: None };
        assert_eq!(Place::parse("header x-s-*").expect("a place").read_all(&message, b""), ["a", "b"]);
    }
}
