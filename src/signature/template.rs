//! What is signed, as a template: `{ts}.{body}`. It is compiled once and fed piece by piece into a hash, so that a
//! body is never copied.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::canonical::Canonical;
use super::digest::Hash;
use super::encoding::Encoding;
use super::form;
use super::json::{self, Path};
use super::message::Message;
use super::place::Place;

/// A piece of what is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Literal(String),
    /// A value.
    Value(Value),
    /// A value in lower case.
    Lower(Value),
    /// Dropped whole where a value in it is missing.
    Optional(Vec<Piece>),
}

/// A value of the request or of its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the placeholder of that name; see `Value::parse`")]
pub enum Value {
    Body,
    Stamp,
    Id,
    Url,
    Method,
    Path,
    Query,
    Host,
    Secret,
    FormSorted,
    BodyHash(Hash),
    BodyCrc32,
    Computed,
    Header(String),
    Json(Path),
    Form(String),
    /// A value of the JSON text in a form field: `{f:json|j:event.time}`.
    FormJson(String, Path),
    QueryParameter(String),
    Param(String),
    Canonical(Canonical),
}

/// Settings that a scheme needs and that are no secrets, by name.
pub type Params = BTreeMap<String, String>;

/// Where values come from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The request.
    pub message: Message<'a>,
    /// What `{j:…}` looks into: the body, or one item of it.
    pub item: &'a [u8],
    /// The timestamp's text.
    pub stamp: &'a str,
    /// The id's text.
    pub id: &'a str,
    /// The address in full.
    pub url: &'a str,
    /// The secret's text, for keyed hashes that are no HMAC.
    pub secret: &'a str,
    /// What stands in the signature's value where anything may.
    pub any: &'a str,
    /// What was computed for a handshake.
    pub computed: &'a str,
    /// Settings.
    pub params: &'a Params,
}

/// A value that the template needs and that is not there, as the template names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing(pub Value);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Value::Header(name) => write!(f, "the header {name}"),
            Value::Json(path) => write!(f, "`{path}` in the JSON body"),
            Value::Form(name) => write!(f, "the form field {name}"),
            Value::FormJson(name, path) => write!(f, "`{path}` in the form field {name}"),
            Value::QueryParameter(name) => write!(f, "the query parameter {name}"),
            Value::Param(name) => write!(f, "the setting {name}"),
            Value::Url => f.write_str("the URL that the sender was given"),
            other => f.write_str(&other.name()),
        }
    }
}

/// A compiled template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A text that is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// A placeholder that there is not.
    #[error(
        "`{{{0}}}` is not a placeholder (there are {{body}} {{ts}} {{id}} {{url}} {{method}} {{path}} {{query}} {{host}} {{secret}} \
         {{form_sorted}} {{body_sha256}} {{body_crc32}} {{computed}} {{h:NAME}} {{j:PATH}} {{f:NAME}} {{q:NAME}} {{param:NAME}} {{canonical:NAME}})"
    )]
    Placeholder(String),
    /// `<<` without `>>`, or one within another.
    #[error("`<<` and `>>` do not pair up")]
    Unpaired,
}

impl Template {
    /// Compiles a text.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find("<<") {
            let end = rest[open..].find(">>").ok_or(TemplateFault::Unpaired)? + open;
            pieces.extend(plain(&rest[..open])?);
            pieces.push(Piece::Optional(plain(&rest[open + 2..end])?));
            rest = &rest[end + 2..];
        }
        pieces.extend(plain(rest)?);
        Ok(Self { pieces })
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// A template of these pieces.
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces }
    }

    /// True if some value of it passes the test.
    pub fn uses(&self, test: impl Fn(&Value) -> bool) -> bool {
        fn any(pieces: &[Piece], test: &dyn Fn(&Value) -> bool) -> bool {
            pieces.iter().any(|piece| match piece {
                Piece::Literal(_) => false,
                Piece::Value(value) | Piece::Lower(value) => test(value),
                Piece::Optional(inner) => any(inner, test),
            })
        }
        any(&self.pieces, &test)
    }

    /// Feeds the text into `sink`, piece by piece.
    pub fn feed(&self, facts: &Facts<'_>, sink: &mut dyn FnMut(&[u8])) -> Result<(), Missing> {
        feed(&self.pieces, facts, sink)
    }

    /// The whole text.
    pub fn render(&self, facts: &Facts<'_>) -> Result<Vec<u8>, Missing> {
        let mut out = Vec::new();
        self.feed(facts, &mut |bytes| out.extend_from_slice(bytes))?;
        Ok(out)
    }

    /// The whole text, each value changed by `escape`.
    pub fn render_escaped(&self, facts: &Facts<'_>, escape: impl Fn(&str) -> String) -> Result<String, Missing> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                other => {
                    let mut bytes = Vec::new();
                    feed(std::slice::from_ref(other), facts, &mut |part| bytes.extend_from_slice(part))?;
                    out.push_str(&escape(&String::from_utf8_lossy(&bytes)));
                }
            }
        }
        Ok(out)
    }
}

impl std::fmt::Display for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fn write(pieces: &[Piece], f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            pieces.iter().try_for_each(|piece| match piece {
                Piece::Literal(text) => f.write_str(text),
                Piece::Value(value) => write!(f, "{{{}}}", value.name()),
                Piece::Lower(value) => write!(f, "{{{}|lower}}", value.name()),
                Piece::Optional(inner) => {
                    f.write_str("<<")?;
                    write(inner, f)?;
                    f.write_str(">>")
                }
            })
        }
        write(&self.pieces, f)
    }
}

fn feed(pieces: &[Piece], facts: &Facts<'_>, sink: &mut dyn FnMut(&[u8])) -> Result<(), Missing> {
    for piece in pieces {
        match piece {
            Piece::Literal(text) => sink(text.as_bytes()),
            Piece::Value(value) => sink(&value.of(facts)?),
            Piece::Lower(value) => sink(&value.of(facts)?.to_ascii_lowercase()),
            Piece::Optional(inner) => {
                let mut bytes = Vec::new();
                if feed(inner, facts, &mut |part| bytes.extend_from_slice(part)).is_ok() {
                    sink(&bytes);
                }
            }
        }
    }
    Ok(())
}

/// Text with placeholders and no optional parts. A brace that opens no placeholder is text: JSON answers have many.
fn plain(text: &str) -> Result<Vec<Piece>, TemplateFault> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        literal.push_str(&rest[..open]);
        rest = &rest[open + 1..];
        let inner = rest.find('}').map(|end| &rest[..end]).filter(|inner| is_name(inner));
        let Some(inner) = inner else {
            literal.push('{');
            continue;
        };
        rest = &rest[inner.len() + 1..];
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        let (name, lower) = inner.strip_suffix("|lower").map_or((inner, false), |name| (name, true));
        let value = Value::parse(name).ok_or_else(|| TemplateFault::Placeholder(inner.to_owned()))?;
        pieces.push(if lower { Piece::Lower(value) } else { Piece::Value(value) });
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// Names begin with a letter and hold no quotes, blanks or braces; JSON in an answer's body does.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.contains(['"', '{', ' ', '\n'])
}

/// Placeholders without an argument.
const SIMPLE: [(&str, Value); 14] = [
    ("body", Value::Body),
    ("ts", Value::Stamp),
    ("id", Value::Id),
    ("url", Value::Url),
    ("method", Value::Method),
    ("path", Value::Path),
    ("query", Value::Query),
    ("host", Value::Host),
    ("secret", Value::Secret),
    ("form_sorted", Value::FormSorted),
    ("body_sha256", Value::BodyHash(Hash::Sha256)),
    ("body_sha512", Value::BodyHash(Hash::Sha512)),
    ("body_crc32", Value::BodyCrc32),
    ("computed", Value::Computed),
];

impl Value {
    /// Reads what stands between the braces.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, value)) = SIMPLE.iter().find(|(name, _)| *name == text) {
            return Some(value.clone());
        }
        let (kind, name) = text.split_once(':')?;
        Some(match kind {
            "h" => Self::Header(name.to_ascii_lowercase()),
            "j" => Self::Json(Path::parse(name)?),
            "f" => match name.split_once("|j:") {
                Some((field, path)) => Self::FormJson(field.to_owned(), Path::parse(path)?),
                None => Self::Form(name.to_owned()),
            },
            "q" => Self::QueryParameter(name.to_owned()),
            "param" => Self::Param(name.to_owned()),
            "canonical" => Self::Canonical(Canonical::parse(name)?),
            _ => return None,
        })
    }

    /// What stands between the braces.
    pub fn name(&self) -> String {
        match self {
            Self::Header(name) => format!("h:{name}"),
            Self::Json(path) => format!("j:{path}"),
            Self::Form(name) => format!("f:{name}"),
            Self::FormJson(name, path) => format!("f:{name}|j:{path}"),
            Self::QueryParameter(name) => format!("q:{name}"),
            Self::Param(name) => format!("param:{name}"),
            Self::Canonical(canonical) => format!("canonical:{}", canonical.name()),
            other => SIMPLE.iter().find(|(_, value)| value == other).map_or("", |(name, _)| *name).to_owned(),
        }
    }

    fn of<'a>(&self, facts: &'a Facts<'a>) -> Result<Cow<'a, [u8]>, Missing> {
        let message = &facts.message;
        let text = |found: Option<Cow<'a, str>>| match found {
            Some(Cow::Borrowed(text)) => Some(Cow::Borrowed(text.as_bytes())),
            Some(Cow::Owned(text)) => Some(Cow::Owned(text.into_bytes())),
            None => None,
        };
        let known = |text: &'a str| (!text.is_empty()).then_some(Cow::Borrowed(text.as_bytes()));
        let found = match self {
            Self::Body => Some(Cow::Borrowed(message.body)),
            Self::Stamp => known(facts.stamp),
            Self::Id => known(facts.id),
            Self::Url => known(facts.url),
            Self::Method => Some(Cow::Borrowed(message.method.as_bytes())),
            Self::Path => Some(Cow::Borrowed(message.path().as_bytes())),
            Self::Query => Some(Cow::Borrowed(message.query().as_bytes())),
            Self::Host => message.headers.get("host").map(Cow::Borrowed),
            Self::Secret => Some(Cow::Borrowed(facts.secret.as_bytes())),
            Self::FormSorted => Some(Cow::Owned(form_sorted(message))),
            Self::BodyHash(hash) => Some(Cow::Owned(Encoding::Hex.encode(&hash.of(message.body)).into_bytes())),
            Self::BodyCrc32 => Some(Cow::Owned(crc32fast::hash(message.body).to_string().into_bytes())),
            Self::Computed => Some(Cow::Borrowed(facts.computed.as_bytes())),
            Self::Header(name) => message.headers.get(name).map(Cow::Borrowed),
            Self::Json(path) => text(json::seek(facts.item, path).and_then(json::text)),
            Self::Form(name) => {
                let fields = form::fields(message.headers, message.body);
                text(fields.into_iter().find(|(found, _)| found == name).map(|(_, value)| value))
            }
            Self::FormJson(name, path) => {
                let place = Place::Within(Box::new(Place::Form(name.clone())), path.clone());
                text(place.read(message))
            }
            Self::QueryParameter(name) => text(form::in_query(message.query(), name)),
            Self::Param(name) => facts.params.get(name).map(|value| Cow::Borrowed(value.as_bytes())),
            Self::Canonical(canonical) => canonical.of(facts).map(Cow::Owned),
        };
        found.ok_or_else(|| Missing(self.clone()))
    }
}

/// Twilio's rule: fields by name, name and value without anything between; of a name that repeats, its different
/// values in order.
fn form_sorted(message: &Message<'_>) -> Vec<u8> {
    let mut fields =
        if form::is_form(message.headers) { form::fields(message.headers, message.body) } else { Vec::new() };
    fields.sort();
    fields.dedup();
    fields.iter().flat_map(|(name, value)| [name.as_bytes(), value.as_bytes()].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::Headers;

    #[test]
    fn templates_are_read_and_written_the_same() {
        for text in [
            "{ts}.{body}",
            "[{ts};{body}]",
            "v0:{ts}:{body}",
            "id:{q:data.id|lower};<<r:{h:x};>>ts:{ts};",
            "{\"a\":\"{j:x}\"}",
        ] {
            assert_eq!(Template::parse(text).expect("a template").to_string(), text);
        }
        assert!(matches!(Template::parse("{nobody}"), Err(TemplateFault::Placeholder(_))));
        assert!(matches!(Template::parse("<<x"), Err(TemplateFault::Unpaired)));
    }

    #[test]
    fn values_come_from_the_request() {
        let headers = Headers::from_iter([("x-id", "9"), ("content-type", "application/x-www-form-urlencoded")]);
        let message =
            Message { method: "POST", target: "/a?k=V", headers: &headers, body: b"b=2&a=1&b=2&b=1", url: None };
        let params = Params::new();
        let facts = Facts {
            message,
            item: message.body,
            stamp: "12",
            id: "",
            url: "https://x/a?k=V",
            secret: "s",
            any: "",
            computed: "",
            params: &params,
        };
        let text = |template: &str| {
            Template::parse(template)
                .expect("a template")
                .render(&facts)
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        assert_eq!(text("{url}{form_sorted}").as_deref(), Ok("https://x/a?k=Va1b1b2"));
        assert_eq!(text("{q:k|lower}{h:x-id}{path}{query}").as_deref(), Ok("v9/ak=V"));
        assert_eq!(text("<<{h:none};>>{ts}").as_deref(), Ok("12"));
        assert_eq!(text("{id}"), Err(Missing(Value::Id)));
        assert_eq!(text("{body_crc32}").as_deref(), Ok(crc32fast::hash(message.body).to_string().as_str()));
    }
}
