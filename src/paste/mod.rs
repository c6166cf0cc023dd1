//! A webhook as people paste it: a raw HTTP request, a `curl` command, a HAR, hookctl's own JSON, or the body alone.
//!
//! Which one it is, is told from the bytes. What is changed in reading (a line end after the body, chunks put
//! together) is noted for people, since a signature hangs on every byte. Nothing here opens a file: who calls lends a
//! function that does.

mod address;
mod ansi;
mod bare;
mod chunked;
mod command;
mod curl;
mod data;
mod error;
mod feeder;
mod framing;
mod har;
mod head;
mod input;
mod own_json;
mod raw_http;
mod shell;
mod switches;
mod windows;

use crate::webhook::{Moment, Request};

pub use error::PasteError;

use input::Paste;

/// What gives the bytes of a file that a `curl` command names, or says why it cannot.
pub type Files<'a> = dyn Fn(&str) -> Result<Vec<u8>, String> + 'a;

/// What a paste was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Request line, header fields, an empty line, the body.
    Http,
    /// A command for a shell.
    Curl,
    /// What browsers and proxies save.
    Har,
    /// A `delivery` or `request` object of hookctl's own JSON.
    Delivery,
    /// The bytes of a body and nothing else.
    Body,
}

impl Form {
    /// What it is, for people; made to stand after "this is".
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Http => "a raw HTTP request",
            Self::Curl => "a curl command",
            Self::Har => "a HAR",
            Self::Delivery => "hookctl's own JSON",
            Self::Body => "a body alone",
        }
    }
}

/// A webhook that was read from a paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// What it was recognised as.
    pub form: Form,
    /// The request. A body alone is a `POST` to `/` without header fields.
    pub request: Request,
    /// The full URL, where the paste names one.
    pub url: Option<String>,
    /// When it was received (or sent, where only that is known), where the paste says so.
    pub received_at: Option<Moment>,
    /// What was noticed and changed, for people: a sentence each, without secrets and without what acts on a terminal.
    pub notes: Vec<String>,
}

/// Reads a paste. `files` gives the bytes of the files that a `curl` command names (`-d @body.json`).
pub fn read(bytes: &[u8], files: &Files<'_>) -> Result<Pasted, PasteError> {
    let paste = Paste::new(bytes, files);
    for form in [raw_http::read, curl::read, har::read, own_json::read] {
        if let Some(pasted) = form(&paste)? {
            return Ok(pasted);
        }
    }
    Ok(bare::read(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(text: &[u8]) -> Option<Form> {
        read(text, &|_| Err("no file here".to_owned())).ok().map(|pasted| pasted.form)
    }

    #[test]
    fn each_form_is_recognised() {
        for (text, want) in [
            ("POST / HTTP/1.1\n\n{}", Form::Http),
            ("\u{feff}\n  $ curl -d {} h", Form::Curl),
            (r#"{"log":{"entries":[{"request":{"method":"POST","url":"http://h/"}}]}}"#, Form::Har),
            (r#"{"v":1,"type":"request","method":"GET","url":"http://h","headers":[],"body":null}"#, Form::Delivery),
            (r#"{"type":"delivery"}"#, Form::Body),
            ("", Form::Body),
        ] {
            assert_eq!(form(text.as_bytes()), Some(want), "{text}");
        }
    }

    /// Parts of the languages read here, so that chance finds its way into them.
    fn pieces() -> impl Strategy<Value = Vec<u8>> {
        let part = prop::sample::select(
            [
                "'",
                "\"",
                "\\",
                "$'",
                "$(printf '",
                "`",
                "^",
                "\n",
                "\r\n",
                " ",
                "|",
                ">",
                "-",
                "-d",
                "-H",
                "@-",
                "=",
                ":",
                "\\u",
                "\\x",
                "d83d",
                "{",
                "}",
                "[",
                "\"log\":",
                "\"entries\":",
                "\"v\":1,",
                "\"type\":\"delivery\"",
                "\"request\"",
                "* ",
                "> ",
                "Content-Length: 3",
                "Transfer-Encoding: chunked",
                "http://",
                "curl ",
                "echo ",
                "HTTP/1.1",
                "0",
                "é",
                "\u{0}",
            ]
            .as_slice(),
        );
        prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat().into_bytes())
    }

    const STARTS: [&str; 9] = [
        "",
        "curl ",
        "curl ^\"",
        "printf '",
        "POST / HTTP/1.1\r\n",
        "> POST / HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "{\"log\":{\"entries\":[{",
        "{\"v\":1,\"type\":\"delivery\",",
    ];

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>, start in prop::sample::select(STARTS.as_slice())) {
            let _ = form(&[start.as_bytes(), &bytes].concat());
        }

        #[test]
        fn any_text_is_survived(text in "\\PC*", start in prop::sample::select(STARTS.as_slice())) {
            let _ = form(format!("{start}{text}").as_bytes());
        }

        #[test]
        fn any_pieces_are_survived(pieces in pieces(), start in prop::sample::select(STARTS.as_slice())) {
            let _ = form(&[start.as_bytes(), &pieces].concat());
        }

        #[test]
        fn a_raw_request_gives_its_body_back(body: Vec<u8>) {
            let head = format!("POST /x HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.len());
            let text = [head.as_bytes(), &body].concat();
            let pasted = read(&text, &|_| Err(String::new())).expect("a request");
            prop_assert_eq!(pasted.request.body.as_ref(), body.as_slice());
            prop_assert!(pasted.notes.is_empty());
        }

        #[test]
        fn a_quoted_body_comes_back_from_a_command(body in "[^\\x00]*") {
            let text = format!("curl h --data-raw '{}'", body.replace('\'', r"'\''"));
            let pasted = read(text.as_bytes(), &|_| Err(String::new())).expect("a command");
            prop_assert_eq!(pasted.request.body.as_ref(), body.as_bytes());
        }
    }

    #[test]
    fn a_great_many_of_anything_ends_soon() {
        const PARTS: [&str; 14] = [
            "a: b\n",
            "\\ \n",
            "\"$(printf '",
            "'",
            "-d @- ",
            "* x\n",
            "> ",
            "\"a\"",
            "^\"",
            "1\nx\n",
            "{",
            "`",
            "\n ",
            "$'\\u",
        ];
        for start in STARTS {
            for part in PARTS {
                let _ = form(format!("{start}{}", part.repeat(20_000)).as_bytes());
            }
        }
    }
}
