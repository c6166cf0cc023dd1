//! Bodies that may have been signed instead of the one that is here.

use std::io::Read as _;

use flate2::read::{GzDecoder, ZlibDecoder};

use crate::signature::Message;

use super::causes::{self, Cause};
use super::hint::Hint;
use super::rewrite::{Document, Manner};
use super::trial::{Change, Subject, TryKey};

/// Larger bodies are not written anew in every manner: only in the usual ones.
const LARGE: usize = 1 << 20;
/// So many manners are usual.
const USUAL: usize = 10;
/// A compressed body may be a bomb.
const UNPACKED: u64 = 16 << 20;

/// Another body, why it may have been that one, and what is special about it.
struct Variant {
    cause: Cause,
    body: Vec<u8>,
    about: String,
}

/// The body that was signed, if it is one of those that are known to take another's place.
pub(super) fn find(subject: &Subject<'_>, keys: &[TryKey]) -> Option<Hint> {
    find_by(&subject.message, &|body| subject.fits(keys, &Change { body: Some(body), ..Change::default() }))
}

/// The same for any test of a body.
pub(super) fn find_by(message: &Message<'_>, is_signed: &dyn Fn(&[u8]) -> bool) -> Option<Hint> {
    let body = message.body;
    let fits = |variant: &Variant| variant.body != body && is_signed(&variant.body);
    simple(body)
        .into_iter()
        .chain(compressed(body))
        .chain(forms(body))
        .find(fits)
        .or_else(|| {
            let (document, unwrapped) = (Document::read(body)?, body.len() > LARGE);
            let manners = Manner::all();
            let manners = &manners[..if unwrapped { USUAL } else { manners.len() }];
            manners.iter().flat_map(|manner| rewritten(&document, *manner)).find(fits)
        })
        .map(|variant| Hint::with(variant.cause, &variant.about))
}

fn variant(cause: Cause, body: Vec<u8>, about: &str) -> Variant {
    Variant { cause, body, about: about.to_owned() }
}

fn simple(body: &[u8]) -> Vec<Variant> {
    let with = |end: &str| [body, end.as_bytes()].concat();
    let mut all = vec![
        variant(causes::BODY_TRAILING_NEWLINE, with("\n"), "signed with a line end at the end"),
        variant(causes::BODY_TRAILING_NEWLINE, with("\r\n"), "signed with CRLF at the end"),
        variant(causes::BODY_CRLF, replaced(body, b"\n", b"\r\n"), "signed with CRLF"),
        variant(causes::BODY_CRLF, replaced(body, b"\r\n", b"\n"), "signed with LF"),
        variant(causes::BODY_BOM, [b"\xef\xbb\xbf", body].concat(), "signed with a byte order mark"),
        variant(causes::BODY_WHITESPACE, body.trim_ascii().to_vec(), "signed without the blanks around it"),
        variant(causes::BODY_WHITESPACE, [b" ", body].concat(), "signed with a blank before it"),
        variant(causes::BODY_WHITESPACE, with(" "), "signed with a blank after it"),
    ];
    for end in [&b"\r\n"[..], b"\n"] {
        if let Some(bare) = body.strip_suffix(end) {
            all.insert(0, variant(causes::BODY_TRAILING_NEWLINE, bare.to_vec(), "signed without the line end"));
        }
    }
    if let Some(bare) = body.strip_prefix(b"\xef\xbb\xbf") {
        all.push(variant(causes::BODY_BOM, bare.to_vec(), "signed without the byte order mark"));
    }
    for stand_in in ["", "{}", "null", "[]", "\"\""] {
        if body.is_empty() || [&b""[..], b"{}", b"null", b"[]", b"\"\""].contains(&body) {
            all.push(variant(causes::BODY_EMPTY, stand_in.as_bytes().to_vec(), &format!("signed was `{stand_in}`")));
        }
    }
    all.extend(charsets(body));
    if let Ok(text) = std::str::from_utf8(body) {
        let wrapped = serde_json::Value::from(text).to_string();
        all.push(variant(causes::BODY_DOUBLE_ENCODED, wrapped.into_bytes(), "signed as a JSON string"));
    }
    if let Ok(inner) = serde_json::from_slice::<String>(body) {
        all.push(variant(causes::BODY_DOUBLE_ENCODED, inner.into_bytes(), "signed was what is within the JSON string"));
    }
    all
}

fn charsets(body: &[u8]) -> Vec<Variant> {
    let mut all = Vec::new();
    let latin: String = body.iter().copied().map(char::from).collect();
    if let Ok(text) = std::str::from_utf8(body) {
        let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        all.extend(
            bytes.map(|bytes| variant(causes::BODY_CHARSET, bytes, "signed in Latin-1, or decoded once too seldom")),
        );
    }
    all.push(variant(causes::BODY_CHARSET, latin.into_bytes(), "signed in UTF-8 made of Latin-1"));
    let lossy = String::from_utf8_lossy(body).into_owned();
    all.push(variant(causes::BODY_CHARSET, lossy.into_bytes(), "signed with what is no UTF-8 replaced"));
    all
}

fn compressed(body: &[u8]) -> Vec<Variant> {
    let mut all = Vec::new();
    let mut add = |unpacked: std::io::Result<Vec<u8>>| {
        if let Ok(bytes) = unpacked {
            all.push(variant(causes::BODY_COMPRESSED, bytes, "signed was the body before it was compressed"));
        }
    };
    let all_of = |mut reader: std::io::Take<Box<dyn std::io::Read + '_>>| {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map(|_| bytes)
    };
    if body.starts_with(b"\x1f\x8b") {
        let reader: Box<dyn std::io::Read + '_> = Box::new(GzDecoder::new(body));
        add(all_of(reader.take(UNPACKED)));
    }
    if body.starts_with(b"\x78") {
        let reader: Box<dyn std::io::Read + '_> = Box::new(ZlibDecoder::new(body));
        add(all_of(reader.take(UNPACKED)));
    }
    all
}

fn forms(body: &[u8]) -> Vec<Variant> {
    let Ok(text) = std::str::from_utf8(body) else { return Vec::new() };
    if !text.contains('=') || text.contains(['\n', '{']) {
        return Vec::new();
    }
    let again = form_urlencoded::Serializer::new(String::new()).extend_pairs(form_urlencoded::parse(body)).finish();
    let lower = |text: &str| {
        let mut out = String::new();
        let mut left = 0;
        for c in text.chars() {
            out.push(if left > 0 { c.to_ascii_lowercase() } else { c });
            left = if c == '%' { 2_i32 } else { (left - 1).max(0) };
        }
        out
    };
    let mut texts = vec![again.clone(), again.replace('+', "%20"), text.replace('+', "%20"), text.replace("%20", "+")];
    texts.extend([lower(text), lower(&again), lower(&again.replace('+', "%20"))]);
    texts.into_iter().map(|text| variant(causes::BODY_FORM_ENCODING, text.into_bytes(), "")).collect()
}

/// One manner, with and without a line end after it.
fn rewritten(document: &Document<'_>, manner: Manner) -> [Variant; 2] {
    let text = document.write(manner);
    let about = manner.describe();
    let with_end = format!("{text}\n").into_bytes();
    [
        variant(causes::BODY_RESERIALISED, text.into_bytes(), &format!("signed was the same JSON {about}")),
        variant(causes::BODY_RESERIALISED, with_end, &format!("signed was the same JSON {about}, and a line end")),
    ]
}

fn replaced(body: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memmem::find(rest, from) {
        out.extend_from_slice(&rest[..at]);
        // A CRLF that is there already stays one.
        if from == b"\n" && rest[..at].ends_with(b"\r") {
            out.extend_from_slice(from);
        } else {
            out.extend_from_slice(to);
        }
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}
