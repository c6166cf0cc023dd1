//! Where a pasted body ends: by `Transfer-Encoding` and `Content-Length`; and what to tell where those do not fit.

use bytes::Bytes;
use memchr::{memchr_iter, memmem};

use crate::webhook::Headers;

use super::chunked;
use super::input::count;

/// The body and the fields after it, of what follows a head.
pub(super) fn body(headers: &Headers, rest: &[u8], notes: &mut Vec<String>) -> (Bytes, Headers) {
    if is_chunked(headers) && !rest.is_empty() {
        if let Some((body, trailers)) = chunked::decode(rest) {
            notes.push("the body came in chunks: they were put together".to_owned());
            return (body.into(), trailers);
        }
        notes.push("Transfer-Encoding says `chunked`, but the body is not in chunks: taken as it is".to_owned());
    }
    let body = declared(headers).map_or(rest, |declared| cut(rest, declared, notes));
    (Bytes::copy_from_slice(body), Headers::default())
}

/// Notes if a body, which is known to be whole, has not the length that its head declares.
pub(super) fn compare(headers: &Headers, body: &[u8], notes: &mut Vec<String>) {
    match declared(headers) {
        Some(declared) if body.len() < declared => notes.push(too_short(body, declared)),
        Some(declared) if body.len() > declared => {
            notes.push(format!("{}: these are not the bytes that were sent", difference(body, declared)));
        }
        _ => {}
    }
}

fn is_chunked(headers: &Headers) -> bool {
    headers.get("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().ends_with(b"chunked"))
}

fn declared(headers: &Headers) -> Option<usize> {
    std::str::from_utf8(headers.get("content-length")?).ok()?.trim().parse().ok()
}

fn cut<'a>(rest: &'a [u8], declared: usize, notes: &mut Vec<String>) -> &'a [u8] {
    let Some((body, excess)) = rest.split_at_checked(declared) else {
        notes.push(too_short(rest, declared));
        return rest;
    };
    if excess.is_empty() {
        return rest;
    }
    if excess.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
        let what = format!("a line end after the body ({})", count(excess.len(), "byte"));
        notes.push(format!("{what} was left out: Content-Length says {declared}"));
        return body;
    }
    if gained_returns(rest, declared) {
        // Not cut: whoever undoes the change has to have the whole of it.
        notes.push(format!("{}: its line ends seem to have become CRLF", difference(rest, declared)));
        return rest;
    }
    let what = format!("{} after the body", count(excess.len(), "byte"));
    notes.push(format!("{what} left out: Content-Length says {declared}"));
    body
}

/// True if the body has the declared length once each CRLF is LF, or one less for a line end that an editor added.
fn gained_returns(body: &[u8], declared: usize) -> bool {
    let length = body.len() - memmem::find_iter(body, b"\r\n").count();
    length == declared || (body.ends_with(b"\n") && length == declared + 1)
}

fn difference(body: &[u8], declared: usize) -> String {
    format!("the body has {}, Content-Length says {declared}", count(body.len(), "byte"))
}

fn too_short(body: &[u8], declared: usize) -> String {
    let missing = declared - body.len();
    let bare_ends = memchr_iter(b'\n', body).count() - memmem::find_iter(body, b"\r\n").count();
    let cause = if missing == bare_ends {
        "its line ends seem to have been CRLF"
    } else if missing <= 2 && !body.is_empty() && !body.ends_with(b"\n") {
        "a line end at its end seems to be lost, or bytes were lost in copying"
    } else {
        "bytes were lost in copying, or line ends changed"
    };
    format!("{}: {cause}", difference(body, declared))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(length: &str, rest: &str) -> (String, String) {
        let mut notes = Vec::new();
        let (body, _) = body(&Headers::from_iter([("content-length", length)]), rest.as_bytes(), &mut notes);
        (String::from_utf8_lossy(&body).into_owned(), notes.join("; "))
    }

    #[test]
    fn a_longer_rest_is_cut_unless_its_line_ends_explain_it() {
        assert_eq!(framed("2", "{}\r\n").0, "{}");
        assert!(framed("2", "{}\n").1.contains("(1 byte) was left out: Content-Length says 2"));
        let (body, note) = framed("2", "{}\n\nsome words");
        assert!(body == "{}" && note.contains("12 bytes after the body left out"), "{note}");
        for (length, rest) in [("5", "{\r\n1\r\n}"), ("3", "{\r\n}\r\n")] {
            let (body, note) = framed(length, rest);
            assert!(body == rest && note.contains("have become CRLF"), "{note}");
        }
    }

    #[test]
    fn a_shorter_rest_is_kept_and_its_likely_cause_told() {
        assert_eq!(framed("3", "abc"), ("abc".to_owned(), String::new()));
        assert_eq!(framed("junk", "abc").1, "");
        let told = |length: &str, rest: &str, cause: &str| {
            let (body, note) = framed(length, rest);
            assert!(body == rest && note.contains(cause), "{note}");
        };
        told("120", &"x".repeat(110), "the body has 110 bytes, Content-Length says 120: bytes were lost in copying");
        told("7", "{\n1\n}", "have been CRLF");
        told("4", "abc", "line end at its end");
        told("5", "", "has 0 bytes");
    }

    #[test]
    fn chunks_are_believed_only_where_they_are() {
        let headers = Headers::from_iter([("transfer-encoding", "gzip, Chunked"), ("content-length", "9")]);
        let mut notes = Vec::new();
        assert_eq!(body(&headers, b"2\r\n{}\r\n0\r\n\r\n", &mut notes).0.as_ref(), b"{}");
        assert_eq!(body(&headers, b"{\"a\": 1}\n", &mut notes).0.as_ref(), b"{\"a\": 1}\n");
        assert!(notes.len() == 2 && notes[1].contains("not in chunks"), "{notes:?}");
    }
}
