//! The JSON shapes of the contract: one object a line, fields only ever added.

use data_encoding::BASE64;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::text::visible;
use crate::webhook::{Delivery, Headers, Request, Summary};

/// Version of every shape.
const V: u8 = 1;

/// Bytes: `{"text":…}` when UTF-8, otherwise `{"base64":…}`.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match std::str::from_utf8(self.0) {
            Ok(text) => map.serialize_entry("text", text)?,
            Err(_) => map.serialize_entry("base64", &BASE64.encode(self.0))?,
        }
        map.end()
    }
}

/// A header value: a string, or `{"base64":…}`.
struct Value<'a>(&'a [u8]);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Bytes(self.0).serialize(serializer),
        }
    }
}

struct Fields<'a>(&'a Headers);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|(name, value)| (String::from_utf8_lossy(name), Value(value))))
    }
}

#[derive(Serialize)]
struct Signature<'a> {
    status: &'a str,
    scheme: Option<&'a str>,
    reason: Option<&'a str>,
    detail: Option<&'a str>,
}

#[derive(Serialize)]
struct Answered {
    status: u16,
    took_ms: f64,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the contract's fields")]
struct DeliveryShape<'a> {
    v: u8,
    #[serde(rename = "type")]
    kind: &'static str,
    id: i64,
    uid: String,
    origin: &'a str,
    received_at: String,
    peer: Option<&'a str>,
    endpoint: Option<&'a str>,
    method: &'a str,
    target: &'a str,
    version: &'a str,
    headers: Fields<'a>,
    trailers: Fields<'a>,
    body: Option<Bytes<'a>>,
    body_size: u64,
    truncated: bool,
    refused: bool,
    browser: bool,
    handshake: bool,
    provider: Option<&'a str>,
    event_type: Option<&'a str>,
    event_id: Option<&'a str>,
    signature: Signature<'a>,
    duplicate_of: Option<i64>,
    answered: Option<Answered>,
}

/// Whether a delivery's body is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyShown {
    /// As bytes.
    Yes,
    /// As null.
    No,
}

/// A `delivery` object, without a line end.
pub fn delivery(delivery: &Delivery, body: BodyShown) -> String {
    let Delivery { summary, headers, trailers, body: bytes } = delivery;
    let Summary { id, uid, origin, standing, received_at, peer, endpoint, method, target, version, .. } = summary;
    line(&DeliveryShape {
        v: V,
        kind: "delivery",
        id: id.0,
        uid: uid.to_string(),
        origin: origin.as_str(),
        received_at: received_at.to_rfc3339(),
        peer: peer.as_deref(),
        endpoint: endpoint.as_deref(),
        method,
        target,
        version: version.as_str(),
        headers: Fields(headers),
        trailers: Fields(trailers),
        body: (body == BodyShown::Yes).then_some(Bytes(bytes)),
        body_size: summary.body_size,
        truncated: summary.truncated,
        refused: *standing == crate::webhook::Standing::Refused,
        browser: *standing == crate::webhook::Standing::Browser,
        handshake: *standing == crate::webhook::Standing::Handshake,
        provider: summary.provider.as_deref(),
        event_type: summary.event_type.as_deref(),
        event_id: summary.event_id.as_deref(),
        signature: Signature {
            status: summary.verdict.status(),
            scheme: summary.verdict.scheme(),
            reason: summary.verdict.reason(),
            detail: summary.verdict.detail(),
        },
        duplicate_of: summary.duplicate_of.map(|id| id.0),
        answered: summary.answered.map(|answered| Answered {
            status: answered.status,
            #[expect(clippy::cast_precision_loss, reason = "microseconds of an answer fit a double")]
            took_ms: answered.took.as_micros() as f64 / 1000.0,
        }),
    })
}

/// A `request` object, without a line end.
pub fn request(request: &Request, url: &str) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        v: u8,
        r#type: &'static str,
        method: &'a str,
        url: &'a str,
        headers: Fields<'a>,
        body: Bytes<'a>,
    }
    let Request { method, headers, body, .. } = request;
    line(&Shape { v: V, r#type: "request", method, url, headers: Fields(headers), body: Bytes(body) })
}

/// The readiness of a listener.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Listening {
    /// Version of the shape.
    pub v: u8,
    /// `listening`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where to send.
    pub url: String,
    /// Address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Process.
    pub pid: u32,
    /// The store's file.
    pub store: String,
}

impl Listening {
    /// The readiness of this process.
    pub fn new(address: std::net::SocketAddr, store: String) -> Self {
        Self {
            v: V,
            kind: "listening".to_owned(),
            url: format!("http://{address}"),
            host: address.ip().to_string(),
            port: address.port(),
            pid: std::process::id(),
            store,
        }
    }
}

/// One check of `doctor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// A stable code.
    pub name: &'static str,
    /// False if something will not work.
    pub ok: bool,
    /// How it should be.
    pub expected: String,
    /// How it is.
    pub observed: String,
    /// What to do, if something is to be done.
    pub fix: Option<String>,
}

/// A `check` object.
pub fn check(check: &Check) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        v: u8,
        #[serde(rename = "type")]
        kind: &'static str,
        #[serde(flatten)]
        check: &'a Check,
    }
    line(&Shape { v: V, kind: "check", check })
}

/// A `summary` object: counts by name, and `ok`.
pub fn summary(counts: &[(&str, u64)], ok: Outcome) -> String {
    struct Counts<'a>(&'a [(&'a str, u64)], Outcome);
    impl Serialize for Counts<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("v", &V)?;
            map.serialize_entry("type", "summary")?;
            for (name, count) in self.0 {
                map.serialize_entry(name, count)?;
            }
            map.serialize_entry("ok", &(self.1 == Outcome::Met))?;
            map.end()
        }
    }
    line(&Counts(counts, ok))
}

/// Whether what was asked for came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Yes.
    Met,
    /// No.
    Unmet,
}

/// Any of the shapes on one line. Strings of maps and sequences: serialising them cannot fail.
///
/// What acts on a terminal (C1 controls, bidirectional and invisible marks) is written as `\u` escapes, which every
/// JSON parser reads back as the same text.
pub fn line(value: &impl Serialize) -> String {
    let mut out = Vec::with_capacity(512);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Tame);
    match value.serialize(&mut serializer) {
        Ok(()) => String::from_utf8(out).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

struct Tame;

impl serde_json::ser::Formatter for Tame {
    fn write_string_fragment<W: std::io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> std::io::Result<()> {
        if fragment.is_ascii() {
            return writer.write_all(fragment.as_bytes());
        }
        for c in fragment.chars() {
            let mut buffer = [0; 4];
            let text = c.encode_utf8(&mut buffer);
            if visible(text) == *text {
                writer.write_all(text.as_bytes())?;
            } else {
                let mut units = [0; 2];
                c.encode_utf16(&mut units).iter().try_for_each(|unit| write!(writer, "\\u{unit:04x}"))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_reads_back_the_same() {
        let text = "a\u{9b}31m \u{202e}x \u{e0041} \u{7f} büyük 👍";
        let line = line(&text);
        assert!(!line.contains(['\u{9b}', '\u{202e}', '\u{e0041}']) && line.contains("büyük 👍"), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).expect("JSON"), text);
    }
}
