//! hookctl's own JSON: a `delivery`, as `show --json` and `list --json` print it, or a `request`, as `sign` does.

use bytes::Bytes;
use data_encoding::BASE64;
use memchr::memmem;
use serde::Deserialize;

use crate::webhook::{Headers, HttpVersion, Request};

use super::address::Address;
use super::har::moment;
use super::input::{Paste, begins_with};
use super::{Form, PasteError, Pasted};

/// What tells these objects from other JSON.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "v")]
    _version: u64,
    #[serde(rename = "type")]
    name: String,
}

#[derive(Deserialize)]
struct Shape {
    method: String,
    /// Of a delivery.
    target: Option<String>,
    /// Of a request.
    url: Option<String>,
    version: Option<String>,
    headers: Vec<(String, Value)>,
    #[serde(default)]
    trailers: Vec<(String, Value)>,
    body: Option<Content>,
    #[serde(default)]
    truncated: bool,
    received_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Bytes(Content),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Content {
    Text(String),
    Base64(String),
}

impl Content {
    fn bytes(self) -> Result<Bytes, PasteError> {
        match self {
            Self::Text(text) => Ok(text.into()),
            Self::Base64(text) => {
                BASE64.decode(text.as_bytes()).map(Bytes::from).map_err(|_| whole("its base64 does not decode"))
            }
        }
    }
}

/// Reads a `delivery` or a `request` object; nothing if it is none. Of several lines of JSON the first is read.
pub(super) fn read(paste: &Paste<'_>) -> Result<Option<Pasted>, PasteError> {
    let text = paste.text();
    let Some(kind) = kind(text) else { return Ok(None) };
    let mut objects = serde_json::Deserializer::from_slice(text).into_iter::<Shape>();
    let shape = match objects.next() {
        Some(Ok(shape)) => shape,
        Some(Err(error)) => return Err(paste.json_fault(Form::Delivery, &error)),
        None => return Ok(None),
    };
    let mut notes = Vec::new();
    if !text[objects.byte_offset()..].trim_ascii().is_empty() {
        notes.push("more follows the first object: left out".to_owned());
    }
    if shape.truncated {
        notes.push(
            "only the first bytes of this delivery's body were kept: a signature over all of them cannot match"
                .to_owned(),
        );
    }
    if shape.body.is_none() && kind == "delivery" {
        return Err(PasteError::NoBody);
    }
    pasted(shape, notes).map(Some)
}

/// The `type` of the object, if it is one of ours.
fn kind(text: &[u8]) -> Option<&'static str> {
    if !text.starts_with(b"{") {
        return None;
    }
    ["delivery", "request"].into_iter().find(|name| {
        // Cut off in copying it is still known by its beginning.
        let begins = || begins_with(text, &format!("{{\"v\":1,\"type\":\"{name}\""));
        let has = |part: &str| memmem::find(text, part.as_bytes()).is_some();
        begins()
            || (["\"v\"", "\"type\"", "\"method\"", "\"headers\"", name].into_iter().all(has) && is_kind(text, name))
    })
}

fn is_kind(text: &[u8], name: &str) -> bool {
    let first = serde_json::Deserializer::from_slice(text).into_iter::<Kind>().next();
    matches!(first, Some(Ok(kind)) if kind.name == name)
}

fn pasted(shape: Shape, notes: Vec<String>) -> Result<Pasted, PasteError> {
    let received_at = shape.received_at.as_deref().and_then(moment);
    let named = shape.url.or_else(|| shape.target.clone()).unwrap_or_default();
    let address = Address::absolute(&named);
    let mut headers = headers(shape.headers)?;
    if let (None, Some(address)) = (headers.get("host"), &address) {
        headers.push(b"host", address.host.as_bytes());
    }
    let version = if shape.version.as_deref() == Some("HTTP/1.0") { HttpVersion::Http10 } else { HttpVersion::Http11 };
    let (target, url) = match address {
        Some(address) => (shape.target.unwrap_or(address.target), Some(address.url)),
        None if named.starts_with('/') => (named, None),
        None => return Err(whole("it has neither a target (`/path`) nor a URL of HTTP")),
    };
    let request = Request {
        method: shape.method,
        target,
        version,
        headers,
        trailers: self::headers(shape.trailers)?,
        body: shape.body.map_or(Ok(Bytes::new()), Content::bytes)?,
    };
    Ok(Pasted { form: Form::Delivery, request, url, received_at, notes })
}

fn headers(fields: Vec<(String, Value)>) -> Result<Headers, PasteError> {
    let mut headers = Headers::default();
    for (name, value) in fields {
        let value = match value {
            Value::Text(text) => text.into(),
            Value::Bytes(content) => content.bytes()?,
        };
        headers.push(name.to_ascii_lowercase().as_bytes(), &value);
    }
    Ok(headers)
}

fn whole(why: &str) -> PasteError {
    PasteError::Whole { form: Form::Delivery, why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DELIVERY: &str = concat!(
        r#"{"v":1,"type":"delivery","id":7,"received_at":"2026-01-02T03:04:05.678901Z","method":"POST","target":"/x?y","#,
        r#""version":"HTTP/1.0","headers":[["x-a","1"],["x-a",{"base64":"/w=="}]],"trailers":[["x-t","2"]],"#,
        r#""body":{"text":"{\"a\":1}\n"},"truncated":false,"answered":{"status":200,"took_ms":1.5}}"#
    );

    fn pasted(text: &str) -> Result<Option<Pasted>, PasteError> {
        super::read(&Paste::new(text.as_bytes(), &|_| Err(String::new())))
    }

    #[test]
    fn a_delivery_comes_back_byte_for_byte() {
        let found = pasted(DELIVERY).expect("read").expect("a delivery");
        let Request { method, target, version, headers, trailers, body } = found.request;
        assert_eq!((method.as_str(), target.as_str(), version), ("POST", "/x?y", HttpVersion::Http10));
        let values: Vec<_> = headers.iter().map(|(_, value)| value.to_vec()).collect();
        assert_eq!(values, [b"1".to_vec(), b"\xff".to_vec()]);
        assert_eq!((trailers.len(), body.as_ref()), (1, b"{\"a\":1}\n".as_slice()));
        assert_eq!(found.received_at.map(crate::webhook::Moment::as_micros), Some(1_767_323_045_678_901));
        assert_eq!((found.form, found.url, found.notes.len()), (Form::Delivery, None, 0));
    }

    #[test]
    fn a_request_has_its_url_and_may_have_no_body() {
        let text =
            r#"{"body":null,"headers":[["A","b"]],"method":"GET","type":"request","url":"https://h:1/p?q","v":1}"#;
        let found = pasted(text).expect("read").expect("a request");
        assert_eq!((found.request.target.as_str(), found.url.as_deref()), ("/p?q", Some("https://h:1/p?q")));
        assert_eq!(found.request.headers, Headers::from_iter([("a", "b"), ("host", "h:1")]));
    }

    #[test]
    fn what_is_missing_or_cut_is_told() {
        let no_body = DELIVERY.replace(r#"{"text":"{\"a\":1}\n"}"#, "null");
        assert_eq!(pasted(&no_body), Err(PasteError::NoBody));
        for (broken, why) in [
            (&DELIVERY[..200], "line 1, column 200: EOF"),
            (&DELIVERY.replace("/w==", "/w="), "base64 does not decode"),
            (&DELIVERY.replace("\"/x?y\"", "\"x\""), "neither a target"),
            (&DELIVERY.replace(r#"[["x-a","1"],"#, r#"["secret","#), "not of the kind"),
        ] {
            let error = pasted(broken).expect_err("broken").to_string();
            assert!(error.contains(why) && !error.contains("secret"), "{error}");
        }
        let noted = |text: &str| pasted(text).expect("read").expect("a delivery").notes.join("");
        assert!(noted(&DELIVERY.replace("\"truncated\":false", "\"truncated\":true")).contains("only the first bytes"));
        assert!(noted(&[DELIVERY, DELIVERY].join("\n")).contains("more follows"));
    }

    #[test]
    fn the_json_of_others_is_left_alone() {
        for text in [
            r#"{"type":"delivery","method":"x","headers":[]}"#,
            r#"{"v":1,"type":"order","method":"delivery","headers":[]}"#,
            r#"{"v":"1","type":"request","method":"x","headers":{}}"#,
            r#"{"data":{"v":1,"type":"delivery","method":"","headers":[]}}"#,
            "{}",
            "[]",
        ] {
            assert_eq!(pasted(text), Ok(None), "{text}");
        }
    }
}
