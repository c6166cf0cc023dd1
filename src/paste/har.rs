//! A HAR: what browsers and proxies save. Of its requests the last one that carries a body is taken.

use bytes::Bytes;
use data_encoding::BASE64;
use jiff::Timestamp;
use memchr::memmem;
use serde::Deserialize;

use crate::text::visible;
use crate::webhook::{Headers, HttpVersion, Moment, Request};

use super::address::Address;
use super::input::{Paste, begins_with};
use super::{Form, PasteError, Pasted, framing};

#[derive(Deserialize)]
struct Har {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    started_date_time: Option<String>,
    request: Asked,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    method: String,
    url: String,
    http_version: Option<String>,
    #[serde(default)]
    headers: Vec<Named>,
    post_data: Option<PostData>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
struct PostData {
    text: Option<String>,
    encoding: Option<String>,
    #[serde(default)]
    params: Vec<Named>,
}

/// Reads a HAR; nothing if it is none.
pub(super) fn read(paste: &Paste<'_>) -> Result<Option<Pasted>, PasteError> {
    let text = paste.text();
    let claims = text.starts_with(b"{") && ["\"log\"", "\"entries\""].iter().all(|name| has(text, name));
    if !claims {
        return Ok(None);
    }
    match serde_json::from_slice::<Har>(text) {
        Ok(har) => pick(har.log.entries).map(Some),
        // A body may have such members too; these errors are told only where it can be nothing but a HAR.
        Err(error) if begins_with(text, "{\"log\":{") && (!error.is_data() || has(text, "\"startedDateTime\"")) => {
            Err(paste.json_fault(Form::Har, &error))
        }
        Err(_) => Ok(None),
    }
}

fn has(text: &[u8], part: &str) -> bool {
    memmem::find(text, part.as_bytes()).is_some()
}

/// The last request whose method has a body, or the last one.
fn pick(mut entries: Vec<Entry>) -> Result<Pasted, PasteError> {
    let all = entries.len();
    let carries =
        |entry: &Entry| ["POST", "PUT", "PATCH"].iter().any(|name| entry.request.method.eq_ignore_ascii_case(name));
    let at = entries.iter().rposition(carries).unwrap_or(all.saturating_sub(1));
    if entries.is_empty() {
        return Err(whole("it holds no request"));
    }
    let entry = entries.swap_remove(at);
    let mut notes = Vec::new();
    if all > 1 {
        let method = visible(&entry.request.method);
        notes.push(format!("the HAR holds {all} requests: number {} was taken, the last `{method}`", at + 1));
    }
    let received_at = entry.started_date_time.and_then(|text| moment(&text));
    let (request, url) = request(entry.request, &mut notes)?;
    Ok(Pasted { form: Form::Har, request, url: Some(url), received_at, notes })
}

fn request(asked: Asked, notes: &mut Vec<String>) -> Result<(Request, String), PasteError> {
    let address = Address::absolute(&asked.url).ok_or_else(|| whole("the URL of its request is none of HTTP"))?;
    let mut headers = Headers::default();
    // The pseudo fields of HTTP/2 say what method and URL say too.
    for field in asked.headers.iter().filter(|field| !field.name.starts_with(':')) {
        headers.push(field.name.to_ascii_lowercase().as_bytes(), field.value.as_bytes());
    }
    if headers.get("host").is_none() {
        headers.push(b"host", address.host.as_bytes());
    }
    let body = asked.post_data.map_or(Ok(Bytes::new()), |data| body(data, notes))?;
    framing::compare(&headers, &body, notes);
    let version = match asked.http_version.as_deref() {
        Some("HTTP/1.0" | "http/1.0") => HttpVersion::Http10,
        _ => HttpVersion::Http11,
    };
    let request =
        Request { method: asked.method, target: address.target, version, headers, trailers: Headers::default(), body };
    Ok((request, address.url))
}

fn body(data: PostData, notes: &mut Vec<String>) -> Result<Bytes, PasteError> {
    match (data.text, data.encoding.as_deref()) {
        (Some(text), Some("base64")) => {
            BASE64.decode(text.as_bytes()).map(Bytes::from).map_err(|_| whole("the base64 of its body does not decode"))
        }
        (Some(text), _) if !text.is_empty() || data.params.is_empty() => Ok(text.into()),
        _ => {
            if !data.params.is_empty() {
                notes.push(
                    "the body was put together from its fields: its bytes may be others than were sent".to_owned(),
                );
            }
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(data.params.iter().map(|field| (&field.name, &field.value)));
            Ok(form.finish().into())
        }
    }
}

/// A moment in RFC 3339, if it is one.
pub(super) fn moment(text: &str) -> Option<Moment> {
    text.parse::<Timestamp>().ok().map(|timestamp| Moment::from_micros(timestamp.as_microsecond()))
}

fn whole(why: &str) -> PasteError {
    PasteError::Whole { form: Form::Har, why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn pasted(text: &str) -> Result<Option<Pasted>, PasteError> {
        read(&Paste::new(text.as_bytes(), &|_| Err(String::new())))
    }

    fn entry(method: &str, post_data: &Value) -> Value {
        let headers = json!([{ "name": ":method", "value": "x" }, { "name": "X-Sig", "value": "ü" }]);
        let mut request = json!({ "method": method, "url": "https://h/x?y", "httpVersion": "h2", "headers": headers });
        request["postData"] = post_data.clone();
        json!({ "startedDateTime": "2026-01-02T03:04:05.678+01:00", "request": request, "response": { "content": {} } })
    }

    fn har(entries: &[Value]) -> String {
        json!({ "log": { "version": "1.2", "entries": entries } }).to_string()
    }

    #[test]
    fn the_last_request_with_a_body_is_taken() {
        let post = json!({ "mimeType": "application/json", "text": "{\"a\":\"ü\"}\r\n" });
        let text = har(&[entry("POST", &Value::Null), entry("POST", &post), entry("GET", &Value::Null)]);
        let found = pasted(&text).expect("read").expect("a HAR");
        assert_eq!(found.request.body.as_ref(), "{\"a\":\"ü\"}\r\n".as_bytes());
        assert_eq!(found.request.headers, Headers::from_iter([("x-sig", "ü"), ("host", "h")]));
        assert_eq!((found.request.target.as_str(), found.url.as_deref()), ("/x?y", Some("https://h/x?y")));
        assert_eq!(found.received_at.map(Moment::to_rfc3339).as_deref(), Some("2026-01-02T02:04:05.678000Z"));
        assert_eq!(found.notes, ["the HAR holds 3 requests: number 2 was taken, the last `POST`"]);
    }

    #[test]
    fn bodies_come_as_fields_and_as_base64_too() {
        let body = |data: Value| {
            let found = pasted(&har(&[entry("PUT", &data)])).expect("read").expect("a HAR");
            (found.request.body, found.notes.len())
        };
        assert_eq!(body(json!({ "params": [{ "name": "a b", "value": "&" }] })), ("a+b=%26".into(), 1));
        assert_eq!(body(json!({ "text": "/w==", "encoding": "base64" })), (Bytes::from_static(b"\xff"), 0));
        assert_eq!(body(Value::Null), (Bytes::new(), 0));
    }

    #[test]
    fn broken_ones_are_told_by_their_place_and_strangers_are_left_alone() {
        let text = har(&[entry("POST", &Value::Null)]);
        for (broken, why) in [
            (&text[..text.len() - 3], "line 1, column"),
            ("{\"log\":{\"entries\":[]}}", "no request"),
            (&text.replace("https://", "wss://"), "none of HTTP"),
            (&text.replace("\"method\":\"POST\",", ""), "missing field `method`"),
            (&format!("{{\"log\":{{\"entries\":[{{\"request\":{{\"x\":{}", "[".repeat(100_000)), "line 1"),
        ] {
            let error = pasted(broken).expect_err("broken").to_string();
            assert!(error.contains(why), "{error}");
        }
        for other in ["{\"log\":{\"entries\":[1]}}", "{\"log\":1,\"entries\":", "{}", "[]", "{\"a\":\"log entries\"}"] {
            assert_eq!(pasted(other), Ok(None), "{other}");
        }
    }
}
