//! A body alone: anything that is nothing else, every byte of it, with what makes one doubt that these are the bytes
//! that were signed.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD};

use crate::webhook::{Headers, Request};

use super::input::split_line;
use super::{Form, Pasted, head};

/// Looks at most so far into a body for what it may be.
const GLANCE: usize = 64 * 1024;

/// The bytes as a body.
pub(super) fn read(bytes: &[u8]) -> Pasted {
    let request = Request::of_body(bytes.to_vec());
    let notes = doubt(bytes).map(ToOwned::to_owned).into_iter().collect();
    Pasted { form: Form::Body, request, url: None, received_at: None, notes }
}

fn doubt(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii();
    if text.is_empty() {
        return Some("nothing was pasted: taken as an empty body");
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("these bytes are UTF-16, as PowerShell's `>` writes; no webhook is: save it as UTF-8");
    }
    if text.starts_with(b"HTTP/1.") || text.starts_with(b"HTTP/2 ") {
        return Some("this begins like an answer, not like a request: taken as a body");
    }
    if begins_with_fields(text) {
        return Some(
            "this begins with header fields, but without a request line (`POST /path HTTP/1.1`): taken as a body",
        );
    }
    if is_quoted_json(text) {
        return Some("the body is JSON in quotes: what was sent may be the text in them");
    }
    if text.starts_with(b"{\\\"") {
        return Some("the quotes of this JSON are escaped: what was sent had no backslashes before them");
    }
    is_base64_of_text(text).then_some("the body looks like base64: what was sent may be what it decodes to")
}

/// Two fields, or one and the empty line: less may be a text with a colon.
fn begins_with_fields(text: &[u8]) -> bool {
    let (first, rest) = split_line(text);
    let second = split_line(rest).0;
    let is_field = |line: &[u8]| line.len() < GLANCE && head::field(line, &mut Headers::default()).is_some();
    is_field(first) && !rest.is_empty() && (second.is_empty() || is_field(second))
}

fn is_quoted_json(text: &[u8]) -> bool {
    let inner = || serde_json::from_slice::<String>(text).ok();
    text.starts_with(b"\"") && inner().is_some_and(|inner| inner.trim_start().starts_with(['{', '[']))
}

/// True for base64, in lines or not, of something that begins as bodies do.
fn is_base64_of_text(text: &[u8]) -> bool {
    let all: Vec<u8> = text.iter().take(GLANCE).copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    // Of a long one the beginning is enough; a multiple of four decodes by itself.
    let part = if text.len() > GLANCE { &all[..all.len() / 4 * 4] } else { &all };
    let decoded = [BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD].iter().find_map(|form| form.decode(part).ok());
    let decoded = decoded.unwrap_or_default();
    let begins = matches!(decoded.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'));
    part.len() >= 16 && begins && decoded.iter().all(|byte| *byte >= b' ' || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_stays() {
        for bytes in [b"\xef\xbb\xbf{}\r\n".as_slice(), b"\0\xff", b"a=1&b=2", b"note: all is well", b"{\"a\":1}"] {
            let pasted = read(bytes);
            assert_eq!((pasted.request.body.as_ref(), pasted.notes.len()), (bytes, 0), "{pasted:?}");
        }
    }

    #[test]
    fn what_is_doubtful_is_told() {
        let long = BASE64.encode(format!("[{}]", "1,".repeat(40_000)).as_bytes());
        for (bytes, told) in [
            (b" \n".as_slice(), "empty body"),
            (b"\xff\xfe{\0", "UTF-16"),
            (b"HTTP/1.1 200 OK\r\n\r\n", "an answer"),
            (b"X-Sig: 1\r\nA: b\r\n\r\n{}", "without a request line"),
            (b"X-Sig: 1\n\n{}", "without a request line"),
            (br#""{\"a\":1}""#, "in quotes"),
            (br#"{\"a\":1}"#, "escaped"),
            (b"eyJhIjoxLCJiIjoi\nw7wifQ==\n", "base64"),
            (long.as_bytes(), "base64"),
        ] {
            assert!(read(bytes).notes.join("").contains(told), "{told}");
        }
        for plain in ["abcdabcdabcdabcd", "eyJh", "\"a\""] {
            assert_eq!(read(plain.as_bytes()).notes.len(), 0, "{plain}");
        }
    }
}
