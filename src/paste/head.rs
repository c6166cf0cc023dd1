//! The head of a pasted request: its request line and fields, also as `curl -v` and browsers show them.

use httparse::{EMPTY_HEADER, Status};

use crate::webhook::{Headers, HttpVersion};

use super::input::{Paste, split_line};
use super::{Form, PasteError};

/// Methods after which a line without a version is still believed to be a request line, as in `.http` files.
const METHODS: [&[u8]; 7] = [b"POST", b"PUT", b"PATCH", b"GET", b"DELETE", b"HEAD", b"OPTIONS"];

/// A head and what follows it.
pub(super) struct Head<'a> {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) version: HttpVersion,
    pub(super) headers: Headers,
    /// The pseudo fields of HTTP/2 that stand for the first half of a URL.
    pub(super) scheme: Option<String>,
    pub(super) authority: Option<String>,
    /// True if the request line named no version.
    pub(super) versionless: bool,
    /// True if each line began with `> `.
    pub(super) traced: bool,
    pub(super) rest: &'a [u8],
}

/// The lines of a head.
struct Lines<'a> {
    text: &'a [u8],
    rest: &'a [u8],
    traced: bool,
}

impl<'a> Lines<'a> {
    /// The text from its request line on; nothing if it has none.
    fn find(text: &'a [u8]) -> Option<Self> {
        let mut rest = text;
        while is_talk(rest) {
            rest = split_line(rest).1;
        }
        let traced = rest.starts_with(b">");
        let first = split_line(if traced { rest[1..].trim_ascii_start() } else { rest }).0;
        (is_request_line(first) && (traced || rest.len() == text.len())).then_some(Self { text, rest, traced })
    }

    /// The next line and its offset; nothing at the empty line that ends the head, which is taken too.
    fn next(&mut self) -> Option<(usize, &'a [u8])> {
        while self.traced && is_talk(self.rest) {
            self.rest = split_line(self.rest).1;
        }
        let (mut line, after) = split_line(self.rest);
        let at = self.text.len() - self.rest.len();
        if self.traced {
            match line.strip_prefix(b">") {
                Some(content) => line = content.strip_prefix(b" ").unwrap_or(content),
                None if line.trim_ascii().is_empty() => {}
                None => return None,
            }
        }
        self.rest = after;
        (!line.trim_ascii().is_empty()).then_some((at, line))
    }
}

/// True at a line in which `curl -v` talks about the connection.
pub(super) fn is_talk(text: &[u8]) -> bool {
    text.starts_with(b"* ") || text.starts_with(b"} [") || text.starts_with(b"{ [")
}

fn is_request_line(line: &[u8]) -> bool {
    if [b":method".as_slice(), b":authority", b":path", b":scheme"].iter().any(|name| line.starts_with(name)) {
        return line[1..].contains(&b':');
    }
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    match (words.next(), words.next(), words.next_back()) {
        (Some(method), Some(_), Some(version)) => is_method(method) && version.starts_with(b"HTTP/"),
        (Some(method), Some(target), None) => METHODS.contains(&method) && is_target(target),
        _ => false,
    }
}

fn is_method(word: &[u8]) -> bool {
    word.len() <= 32 && word.iter().all(|byte| byte.is_ascii_uppercase() || b"-_".contains(byte))
}

fn is_target(word: &[u8]) -> bool {
    [b"/".as_slice(), b"http://", b"https://"].iter().any(|start| word.starts_with(start))
}

/// Reads a head; nothing if the text does not begin with one.
pub(super) fn read<'a>(paste: &Paste<'a>) -> Result<Option<Head<'a>>, PasteError> {
    let Some(mut lines) = Lines::find(paste.text()) else { return Ok(None) };
    let mut head = Head {
        method: "POST".to_owned(),
        target: "/".to_owned(),
        version: HttpVersion::Http11,
        headers: Headers::default(),
        scheme: None,
        authority: None,
        versionless: false,
        traced: lines.traced,
        rest: &[],
    };
    let mut pending: Option<(usize, Vec<u8>)> = None;
    let mut is_first = true;
    while let Some((at, line)) = lines.next() {
        let fault = |why| paste.fault(Form::Http, at, why);
        if is_first && !line.starts_with(b":") {
            head.request_line(line).map_err(fault)?;
        } else if let (b' ' | b'\t', Some((_, field))) = (line[0], pending.as_mut()) {
            // A folded line goes on with the one above it.
            field.push(b' ');
            field.extend_from_slice(line.trim_ascii());
        } else if let Some((at, whole)) = pending.replace((at, line.to_vec())) {
            head.field(&whole).map_err(|why| paste.fault(Form::Http, at, why))?;
        }
        is_first = false;
    }
    if let Some((at, whole)) = pending {
        head.field(&whole).map_err(|why| paste.fault(Form::Http, at, why))?;
    }
    head.rest = lines.rest;
    Ok(Some(head))
}

impl Head<'_> {
    fn request_line(&mut self, line: &[u8]) -> Result<(), &'static str> {
        let words: Vec<&[u8]> = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
        let version = words.get(2).copied().unwrap_or_default();
        if words.len() > 3 {
            return Err("a blank stands in the target of the request line");
        }
        self.versionless = version.is_empty();
        self.version = match version {
            b"HTTP/1.0" => HttpVersion::Http10,
            b"" | b"HTTP/1.1" => HttpVersion::Http11,
            // Versions 2 and 3 say the same in other frames.
            other if other.starts_with(b"HTTP/2") || other.starts_with(b"HTTP/3") => HttpVersion::Http11,
            _ => return Err("this version of HTTP is not known"),
        };
        self.set_line(words[0], words.get(1).copied().unwrap_or_default())
    }

    fn set_line(&mut self, method: &[u8], target: &[u8]) -> Result<(), &'static str> {
        let line = [method, b" ", target, b" HTTP/1.1\r\n\r\n"].concat();
        let mut request = httparse::Request::new(&mut []);
        match (request.parse(&line), request.method, request.path) {
            (Ok(Status::Complete(_)), Some(method), Some(target)) => {
                (self.method, self.target) = (method.to_owned(), target.to_owned());
                Ok(())
            }
            _ => Err("this is no request line (`POST /path HTTP/1.1`)"),
        }
    }

    fn field(&mut self, line: &[u8]) -> Result<(), &'static str> {
        const NO_FIELD: &str = "this is no header field (`name: value`); is the empty line before the body missing?";
        let Some(pseudo) = line.strip_prefix(b":") else {
            return field(line, &mut self.headers).ok_or(NO_FIELD);
        };
        let colon = memchr::memchr(b':', pseudo).ok_or(NO_FIELD)?;
        let value = String::from_utf8_lossy(pseudo[colon + 1..].trim_ascii()).into_owned();
        match &pseudo[..colon] {
            b"method" => self.set_line(value.as_bytes(), self.target.clone().as_bytes())?,
            b"path" => self.set_line(self.method.clone().as_bytes(), value.as_bytes())?,
            b"scheme" => self.scheme = Some(value),
            b"authority" => self.authority = Some(value),
            _ => {}
        }
        Ok(())
    }
}

/// Adds the field that a line is, its name in lower case; nothing if it is none.
pub(super) fn field(line: &[u8], headers: &mut Headers) -> Option<()> {
    let line = [line.trim_ascii_end(), b"\r\n\r\n"].concat();
    let mut slot = [EMPTY_HEADER];
    match httparse::parse_headers(&line, &mut slot) {
        Ok(Status::Complete((_, [field]))) => {
            headers.push(field.name.to_ascii_lowercase().as_bytes(), field.value.trim_ascii());
            Some(())
        }
        _ => None,
    }
}
