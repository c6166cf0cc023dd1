//! Ways of writing a request down that no template can express: one named algorithm each.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::form;
use super::value::Facts;

/// An algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Canonical {
    /// Plivo, version 3 (plivo SDKs): the URL with its sorted query, then the sorted form.
    PlivoV3,
    /// Contentful's app framework (`@contentful/node-apps-toolkit`): method, path, the signed headers, body.
    Contentful,
    /// Hook0, as Coinbase's CDP uses it: the names and values of the headers that the signature names.
    Hook0,
    /// Paddle Classic: PHP's `serialize` of the form, sorted by name, without the signature.
    PhpSerialize,
}

impl Canonical {
    /// All of them, with their names in packs.
    pub const ALL: [(&'static str, Self); 4] = [
        ("plivo-v3", Self::PlivoV3),
        ("contentful", Self::Contentful),
        ("hook0", Self::Hook0),
        ("php-serialize", Self::PhpSerialize),
    ];

    /// Finds one by name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, canonical)| *canonical)
    }

    /// The name in packs.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The text; `None` where the request lacks what it needs.
    pub fn of(self, facts: &Facts<'_>) -> Option<Vec<u8>> {
        match self {
            Self::PlivoV3 => plivo(facts),
            Self::Contentful => contentful(facts),
            Self::Hook0 => Some(hook0(facts)),
            Self::PhpSerialize => Some(php(facts)),
        }
    }
}

type Fields<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

fn plivo(facts: &Facts<'_>) -> Option<Vec<u8>> {
    if facts.url.is_empty() {
        return None;
    }
    let (base, query) = facts.url.split_once('?').unwrap_or((facts.url, ""));
    let mut query: Fields<'_> = form_urlencoded::parse(query.as_bytes()).collect();
    let mut fields = form::fields(facts.message.headers, facts.message.body);
    if !form::is_form(facts.message.headers) {
        fields.clear();
    }
    if facts.message.method == "GET" {
        query.append(&mut fields);
    }
    query.sort();
    fields.sort();
    let mut out = base.to_owned();
    if !query.is_empty() || !fields.is_empty() {
        out.push('?');
    }
    out.push_str(&query.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"));
    if !query.is_empty() && !fields.is_empty() {
        out.push('.');
    }
    out.extend(fields.iter().map(|(name, value)| format!("{name}{value}")));
    Some(out.into_bytes())
}

fn contentful(facts: &Facts<'_>) -> Option<Vec<u8>> {
    let headers = facts.message.headers;
    let names = String::from_utf8_lossy(headers.get("x-contentful-signed-headers")?);
    let mut names: Vec<String> = names.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
    names.sort();
    let value = |name: &str| String::from_utf8_lossy(headers.get(name).unwrap_or_default()).trim().to_owned();
    let signed: Vec<String> = names.iter().map(|name| format!("{name}:{}", value(name))).collect();
    // The toolkit encodes the query as one component, and then the whole again.
    let mut target = facts.message.path().to_owned();
    if !facts.message.query().is_empty() {
        target.push('?');
        target.extend(utf8_percent_encode(facts.message.query(), COMPONENT));
    }
    let target = utf8_percent_encode(&target, ADDRESS);
    let head = format!("{}\n{target}\n{}\n", facts.message.method, signed.join(";"));
    Some([head.as_bytes(), facts.message.body].concat())
}

/// What JavaScript's `encodeURIComponent` encodes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');
/// What JavaScript's `encodeURI` encodes.
const ADDRESS: &AsciiSet = &COMPONENT
    .remove(b';')
    .remove(b'/')
    .remove(b'?')
    .remove(b':')
    .remove(b'@')
    .remove(b'&')
    .remove(b'=')
    .remove(b'+')
    .remove(b'$')
    .remove(b',')
    .remove(b'#');

fn hook0(facts: &Facts<'_>) -> Vec<u8> {
    let value = |name: &str| facts.message.headers.get(&name.to_ascii_lowercase()).unwrap_or_default();
    let values: Vec<&[u8]> = facts.any.split(' ').map(value).collect();
    let head = format!("{}.{}.", facts.stamp, facts.any);
    [head.as_bytes(), &values.join(&b'.'), b".", facts.message.body].concat()
}

fn php(facts: &Facts<'_>) -> Vec<u8> {
    let mut fields = form::fields(facts.message.headers, facts.message.body);
    fields.retain(|(name, _)| name != "p_signature");
    fields.sort();
    let text = |text: &str| format!("s:{}:\"{text}\";", text.len());
    let items: String = fields.iter().map(|(name, value)| text(name) + &text(value)).collect();
    format!("a:{}:{{{items}}}", fields.len()).into_bytes()
}
