//! Putting values into requests, for signing: into a header, a JSON body, a form, a query. What was there stays as it is.

use bytes::Bytes;

use super::json::{self, Path, Step};
use super::place::Place;
use crate::webhook::Request;

/// Puts a text there. `Err` says why it cannot stand there.
pub(super) fn put(request: &mut Request, place: &Place, text: &str) -> Result<(), String> {
    match place {
        Place::Header(name) => request.headers.set(name, text.as_bytes()),
        Place::Numbered(prefix) => request.headers.set(&format!("{prefix}1"), text.as_bytes()),
        Place::Json(path) => {
            let body = into_json(&request.body, path, &serde_json::Value::from(text).to_string());
            request.body =
                Bytes::from(body.ok_or_else(|| format!("the body has no room for `{path}`: it is no JSON object"))?);
        }
        Place::Form(name) => request.body = Bytes::from(into_form(&request.body, name, text)),
        Place::Query(name) => {
            let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
            let query = into_form(query.as_bytes(), name, text);
            request.target = format!("{path}?{}", String::from_utf8_lossy(&query));
        }
        Place::Within(outer, path) => {
            let Place::Form(name) = &**outer else { return Err(format!("{place} cannot be written")) };
            let fields: Vec<_> = form_urlencoded::parse(&request.body).collect();
            let old = fields.iter().find(|(found, _)| found == name).map_or("{}", |(_, value)| value);
            let value = serde_json::Value::from(text).to_string();
            let new = into_json(old.as_bytes(), path, &value).ok_or_else(|| format!("{place} is no JSON object"))?;
            let new = String::from_utf8_lossy(&new).into_owned();
            request.body = Bytes::from(into_form(&request.body, name, &new));
        }
    }
    Ok(())
}

/// Puts a timestamp there: in JSON as a number where it is one, unless a text stands there already.
pub(super) fn put_stamp(request: &mut Request, place: &Place, text: &str) -> Result<(), String> {
    if let Place::Json(path) = place {
        let is_text = json::seek(&request.body, path).is_some_and(|old| old.starts_with(b"\""));
        if !is_text && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let body = into_json(&request.body, path, text);
            request.body =
                Bytes::from(body.ok_or_else(|| format!("the body has no room for `{path}`: it is no JSON object"))?);
            return Ok(());
        }
    }
    put(request, place, text)
}

/// The document with `value` (as JSON) at the path: replaced where there is one, else added to the innermost object
/// that is there. Every other byte stays.
pub(super) fn into_json(body: &[u8], path: &Path, value: &str) -> Option<Vec<u8>> {
    let offset = |part: &[u8]| part.as_ptr() as usize - body.as_ptr() as usize;
    if let Some(old) = json::seek(body, path) {
        let at = offset(old);
        return Some([&body[..at], value.as_bytes(), &body[at + old.len()..]].concat());
    }
    let (parent, name) = path.split_last()?;
    let quoted = serde_json::Value::from(name).to_string();
    let Some(object) = json::seek(body, &parent) else {
        return into_json(body, &parent, &format!("{{{quoted}:{value}}}"));
    };
    if object.first() != Some(&b'{') {
        return matches!(parent.steps().last(), Some(Step::First)).then_some(None).flatten();
    }
    let at = offset(object) + 1;
    let comma = if object[1..].trim_ascii_start().starts_with(b"}") { "" } else { "," };
    Some([&body[..at], quoted.as_bytes(), b":", value.as_bytes(), comma.as_bytes(), &body[at..]].concat())
}

/// The form with the field set: replaced where there is one, else added at the end. The others stay as written.
fn into_form(form: &[u8], name: &str, value: &str) -> Vec<u8> {
    let pair = form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
    let mut done = false;
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for part in form.split(|byte| *byte == b'&').filter(|part| !part.is_empty()) {
        let is_it = form_urlencoded::parse(part).next().is_some_and(|(found, _)| found == name);
        if !is_it {
            parts.push(part.to_vec());
        } else if !done {
            parts.push(pair.clone().into_bytes());
            done = true;
        }
    }
    if !done {
        parts.push(pair.into_bytes());
    }
    parts.join(&b'&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_put_into_json_and_nothing_else_changes() {
        let into = |body: &str, path: &str| {
            into_json(body.as_bytes(), &Path::parse(path).expect("a path"), "\"s\"")
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        assert_eq!(into("{ \"a\" : 1 }", "k").as_deref(), Some("{\"k\":\"s\", \"a\" : 1 }"));
        assert_eq!(into("{\"k\": \"old\"}", "k").as_deref(), Some("{\"k\": \"s\"}"));
        assert_eq!(into("{ }", "a.b").as_deref(), Some("{\"a\":{\"b\":\"s\"} }"));
        assert_eq!(into("{\"l\":[{\"x\":1}]}", "l[].b").as_deref(), Some("{\"l\":[{\"b\":\"s\",\"x\":1}]}"));
        assert_eq!(into("[]", "a"), None);
        assert_eq!(into("junk", "a"), None);
    }

    #[test]
    fn a_timestamp_is_a_number_unless_a_text_stands_there() {
        let stamped = |body: &'static str| {
            let mut request = Request::of_body(body);
            put_stamp(&mut request, &Place::parse("json t").expect("a place"), "12").map(|()| request.body)
        };
        assert_eq!(stamped("{}").as_deref(), Ok(&b"{\"t\":12}"[..]));
        assert_eq!(stamped("{\"t\":\"9\"}").as_deref(), Ok(&b"{\"t\":\"12\"}"[..]));
    }

    #[test]
    fn a_field_is_put_into_a_form() {
        assert_eq!(into_form(b"a=1&b=%20&a=2", "a", "x y"), b"a=x+y&b=%20");
        assert_eq!(into_form(b"", "a", "1"), b"a=1");
    }
}
