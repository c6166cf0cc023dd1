//! The values that a template may hold, and where each comes from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::canonical::Canonical;
use super::digest::Hash;
use super::encoding::Encoding;
use super::form;
use super::json::{self, Path};
use super::message::Message;
use super::place::Place;

/// A value of the request or of its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the placeholder of that name; see `Value::parse`")]
pub enum Value {
    Body,
    Stamp,
    Id,
    Url,
    /// The address without its query: the one the user gave, else https with the request's host.
    Address,
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

/// Placeholders without an argument.
const SIMPLE: [(&str, Value); 15] = [
    ("address", Value::Address),
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

    pub(super) fn of<'a>(&self, facts: &'a Facts<'a>) -> Result<Cow<'a, [u8]>, Missing> {
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
            Self::Address => Some(Cow::Owned(bare_address(facts).into_bytes())),
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

fn bare_address(facts: &Facts<'_>) -> String {
    let message = &facts.message;
    let host = String::from_utf8_lossy(message.headers.get("host").unwrap_or_default());
    match facts.url.split('?').next().unwrap_or_default() {
        "" => format!("https://{host}{}", message.path()),
        url => super::address::with_target(url, message.path()),
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
