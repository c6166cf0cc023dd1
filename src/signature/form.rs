//! Fields of forms and queries, decoded.

use std::borrow::Cow;

use memchr::memmem;

use super::message::Message;
use crate::webhook::Headers;

/// The fields of a body that is a form, in order. Files of a multipart form are left out.
pub(super) fn fields<'a>(headers: &Headers, body: &'a [u8]) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
    match boundary(headers) {
        Some(boundary) => multipart(body, &boundary),
        None => form_urlencoded::parse(body).collect(),
    }
}

/// The value of a parameter of a query.
pub(super) fn in_query<'a>(query: &'a str, name: &str) -> Option<Cow<'a, str>> {
    form_urlencoded::parse(query.as_bytes()).find(|(found, _)| found == name).map(|(_, value)| value)
}

/// The names of a form's fields; none where the body is no form.
pub fn names(message: &Message<'_>) -> Vec<String> {
    if !is_form(message.headers) {
        return Vec::new();
    }
    fields(message.headers, message.body).into_iter().map(|(name, _)| name.into_owned()).collect()
}

/// True if the body is a form of either kind by its type.
pub(super) fn is_form(headers: &Headers) -> bool {
    let kind = content_type(headers);
    kind.starts_with("application/x-www-form-urlencoded") || kind.starts_with("multipart/form-data")
}

fn content_type(headers: &Headers) -> String {
    String::from_utf8_lossy(headers.get("content-type").unwrap_or_default()).trim().to_ascii_lowercase()
}

fn boundary(headers: &Headers) -> Option<String> {
    if !content_type(headers).starts_with("multipart/form-data") {
        return None;
    }
    let value = std::str::from_utf8(headers.get("content-type")?).ok()?;
    let parameter = value
        .split(';')
        .map(str::trim)
        .find_map(|part| part.get(..9).filter(|name| name.eq_ignore_ascii_case("boundary=")).map(|_| &part[9..]))?;
    Some(format!("--{}", parameter.trim_matches('"')))
}

/// RFC 7578, as far as senders of webhooks use it: text fields by name.
fn multipart<'a>(body: &'a [u8], boundary: &str) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
    let starts: Vec<usize> = memmem::find_iter(body, boundary.as_bytes()).collect();
    let mut found = Vec::new();
    for pair in starts.windows(2) {
        let part = &body[pair[0] + boundary.len()..pair[1]];
        let Some(gap) = memmem::find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..gap]);
        let content = part[gap + 4..].strip_suffix(b"\r\n").unwrap_or(&part[gap + 4..]);
        if head.contains("filename=") {
            continue;
        }
        if let Some(name) = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            found.push((Cow::Owned(name.to_owned()), String::from_utf8_lossy(content)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_forms_are_read() {
        let url = Headers::from_iter([("content-type", "application/x-www-form-urlencoded")]);
        assert_eq!(fields(&url, b"a=1+2&b=%C3%BC")[1], ("b".into(), "ü".into()));
        let multi = Headers::from_iter([("content-type", "multipart/form-data; boundary=\"xx\"")]);
        let body = b"--xx\r\ncontent-disposition: form-data; name=\"json\"\r\n\r\n{\"a\":1}\r\n--xx--\r\n";
        assert_eq!(fields(&multi, body), [("json".into(), "{\"a\":1}".into())]);
        assert!(is_form(&multi) && is_form(&url) && fields(&multi, b"--xx--xx").is_empty());
    }
}
