//! A raw HTTP request as it is pasted: with either kind of line ends, with a line end more or some bytes less.

use crate::webhook::Request;

use super::address::Address;
use super::head::{self, Head};
use super::input::Paste;
use super::{Form, PasteError, Pasted, framing};

/// Reads a raw HTTP request; nothing if it is none.
pub(super) fn read(paste: &Paste<'_>) -> Result<Option<Pasted>, PasteError> {
    let Some(head) = head::read(paste)? else { return Ok(None) };
    let mut notes = Vec::new();
    if head.versionless {
        notes.push("the request line names no version: read as HTTP/1.1".to_owned());
    }
    let address = address(&head);
    let rest = body_of(&head, &mut notes);
    let Head { method, target, version, mut headers, authority, .. } = head;
    if headers.get("host").is_none()
        && let Some(host) = authority.as_ref().or(address.as_ref().map(|address| &address.host))
    {
        headers.push(b"host", host.as_bytes());
    }
    let (body, trailers) = framing::body(&headers, rest, &mut notes);
    let (target, url) = match address {
        Some(address) => (address.target, Some(address.url)),
        None => (target, None),
    };
    let request = Request { method, target, version, headers, trailers, body };
    Ok(Some(Pasted { form: Form::Http, request, url, received_at: None, notes }))
}

/// The URL, where the target is one or pseudo fields make one.
fn address(head: &Head<'_>) -> Option<Address> {
    match (&head.scheme, &head.authority) {
        (Some(scheme), Some(authority)) => Address::absolute(&format!("{scheme}://{authority}{}", head.target)),
        _ => Address::absolute(&head.target),
    }
}

/// What follows the head, unless it is only what `curl -v` wrote next: it does not show what it sends.
fn body_of<'a>(head: &Head<'a>, notes: &mut Vec<String>) -> &'a [u8] {
    if head.traced && (head::is_talk(head.rest) || head.rest.starts_with(b"<")) {
        notes.push("`curl -v` does not show the body that it sends: give the body with `--body`".to_owned());
        return &[];
    }
    head.rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> Result<Option<Pasted>, PasteError> {
        read(&Paste::new(text.as_bytes(), &|_| Err(String::new())))
    }

    fn shown(text: &str) -> (String, String) {
        let Pasted { request, notes, .. } = pasted(text).expect("read").expect("a request");
        let fields =
            request.headers.iter().map(|(name, value)| format!("{}: {}; ", name.escape_ascii(), value.escape_ascii()));
        let fields: String = fields.collect();
        let line = format!("{} {} {}", request.method, request.target, request.version.as_str());
        (format!("{line} {fields}{}", request.body.escape_ascii()), notes.join("; "))
    }

    #[test]
    fn either_kind_of_line_ends_will_do() {
        let want = "POST /x?y HTTP/1.0 host: h; x-sig: 1; x-sig: \\xc3\\xbc; {}";
        let text = "POST /x?y HTTP/1.0\r\nHost: h\r\nX-Sig: 1\r\nx-SIG:  ü \r\n\r\n{}";
        assert_eq!(shown(text), (want.to_owned(), String::new()));
        assert_eq!(shown(&text.replace('\r', "")).0, want);
        assert_eq!(shown("GET /x HTTP/1.1").0, "GET /x HTTP/1.1 ");
        assert_eq!(shown("POST / HTTP/1.1\na: b\n  c\n\td\n\n\n{}\n").0, "POST / HTTP/1.1 a: b c d; \\n{}\\n");
    }

    #[test]
    fn many_fields_are_no_limit() {
        let fields: String = (0..5000).map(|number| format!("x-{number}: {number}\r\n")).collect();
        let found = pasted(&format!("POST / HTTP/1.1\r\n{fields}\r\n")).expect("read").expect("a request");
        assert_eq!(found.request.headers.get("x-4999"), Some(b"4999".as_slice()));
    }

    #[test]
    fn a_url_is_told_where_there_is_one() {
        let found = |text: &str| {
            let found = pasted(text).expect("read").expect("a request");
            let host = found.request.headers.get("host").map(|host| String::from_utf8_lossy(host).into_owned());
            (found.request.target, found.url.unwrap_or_default(), host.unwrap_or_default())
        };
        let want = |target: &str, url: &str, host: &str| (target.to_owned(), url.to_owned(), host.to_owned());
        assert_eq!(found("POST https://h:1/x HTTP/1.1\n\n"), want("/x", "https://h:1/x", "h:1"));
        assert_eq!(found("POST http://h/x HTTP/1.1\nHost: g\n\n"), want("/x", "http://h/x", "g"));
        assert_eq!(found("POST /x HTTP/1.1\nHost: g\n\n"), want("/x", "", "g"));
        let pseudo = ":method: PUT\n:path: /x?y\n:authority: h\n:scheme: https\na: b\n\n{}";
        assert_eq!(found(pseudo), want("/x?y", "https://h/x?y", "h"));
        assert_eq!(shown(pseudo).0, "PUT /x?y HTTP/1.1 a: b; host: h; {}");
        assert_eq!(shown("POST /x HTTP/2\n:authority: h\n\n").0, "POST /x HTTP/1.1 host: h; ");
    }

    #[test]
    fn what_curl_shows_of_its_request_is_read() {
        let head = "* Trying\n* Connected\n> POST /x HTTP/2\n> Host: h\n* ALPN\n> A: b\n>\n";
        assert_eq!(shown(&format!("{head}{{}}")).0, "POST /x HTTP/1.1 host: h; a: b; {}");
        let (request, notes) = shown(&format!("{head}* upload sent\n< HTTP/2 200\n<\nok"));
        assert!(request.ends_with("a: b; ") && notes.contains("give the body with `--body`"), "{request} {notes}");
    }

    #[test]
    fn a_request_line_without_a_version_is_read_and_other_text_is_not() {
        let (request, notes) = shown("POST https://h/x\nA: b\n\n{}\n");
        assert_eq!(request, "POST /x HTTP/1.1 a: b; host: h; {}\\n");
        assert!(notes.contains("no version"), "{notes}");
        for text in
            ["", "POST", "Post / HTTP/1.1", "POST x", "* a\nPOST / HTTP/1.1", "> hello", "HTTP/1.1 200 OK", ":smile: a"]
        {
            assert_eq!(pasted(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_broken_is_told_by_its_line() {
        for (text, why) in [
            ("\nPOST / HTTP/1.1\nA: b\n{\"a\":1}", "line 4, column 1: this is no header field"),
            ("POST / HTTP/1.1\nno field\nA: b\n", "line 2, column 1: this is no header field"),
            ("POST /a b HTTP/1.1\n\n", "line 1, column 1: a blank stands in the target"),
            ("POST / HTTP/9\n\n", "line 1, column 1: this version"),
            ("POST /\u{1} HTTP/1.1\n\n", "line 1, column 1: this is no request line"),
            ("POST / HTTP/1.1\n:x\n", "line 2"),
            (":method: A B\n\n", "line 1"),
        ] {
            let error = pasted(text).expect_err("broken").to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
