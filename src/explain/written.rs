//! A right signature that is written otherwise than the scheme reads it: another encoding, label or header.

use crate::signature::{Encoding, Hash, Kind};

use super::Question;
use super::causes;
use super::hint::Hint;
use super::trial::{Change, Subject, TryKey, readings};

/// The signature is right; only its spelling is not.
pub(super) fn otherwise(subject: &Subject<'_>, keys: &[TryKey]) -> Option<Hint> {
    if !subject.fits(keys, &Change::default()) {
        return None;
    }
    let wanted = subject.scheme.encoding;
    // Where none of the texts that the scheme reads is the right one in some spelling, it stands under another label.
    let read = subject.found.signatures.iter().flat_map(|text| readings(text)).collect();
    let read = Subject {
        received: read,
        found: subject.found.clone(),
        id: subject.id.clone(),
        urls: subject.urls.clone(),
        ..*subject
    };
    if !subject.found.signatures.is_empty() && !read.fits(keys, &Change::default()) {
        return Some(Hint::of(causes::SIGNATURE_VERSION));
    }
    if let Some(hint) = blanks(subject) {
        return Some(hint);
    }
    if subject.found.signatures.is_empty() {
        let about = format!("it belongs there in the form {}", form(subject));
        let labelled = subject
            .found
            .strangers
            .as_deref()
            .is_some_and(|value| value.contains(['=', ',']) && !value.trim_end_matches('=').ends_with('='));
        let cause = if labelled && subject.scheme.format.is_labelled() {
            causes::SIGNATURE_VERSION
        } else {
            causes::SIGNATURE_ENCODING
        };
        return Some(Hint::with(cause, &about));
    }
    let text = subject.found.signatures.first().map(String::as_str).unwrap_or_default();
    let about = format!("it is written as {}, and this scheme writes {}", spelling(text), wanted.name());
    Some(Hint::with(causes::SIGNATURE_ENCODING, &about))
}

/// `t=…, v1=…`: a blank where the provider's verifiers take none.
fn blanks(subject: &Subject<'_>) -> Option<Hint> {
    let value = subject.found.strangers.as_deref().filter(|value| value.contains([' ', '\t']))?;
    let bare: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let read = !subject.scheme.format.read(&bare).signatures.is_empty();
    read.then(|| {
        Hint::with(
            causes::SIGNATURE_ENCODING,
            "there are blanks in the header's value, and this provider's verifiers take none",
        )
    })
}

fn form(subject: &Subject<'_>) -> String {
    let filling = crate::signature::Filling { stamp: "TIMESTAMP", algorithm: "sha256", any: "…" };
    format!("`{}`", subject.scheme.format.write(&["SIGNATURE".to_owned()], &filling))
}

fn spelling(text: &str) -> String {
    let known = Encoding::ALL.iter().find(|(_, encoding)| encoding.decode(text).is_some());
    known.map_or_else(|| "something else".to_owned(), |(name, _)| (*name).to_owned())
}

/// A right signature in a header that this scheme does not look at.
pub(super) fn elsewhere(question: &Question<'_>) -> Option<Hint> {
    let scheme = &question.pack.scheme;
    if !matches!(scheme.kind, Kind::Hmac(_) | Kind::PublicKey { .. }) || question.secrets.is_empty() {
        return None;
    }
    let own: Vec<&str> = scheme.at.iter().filter_map(|place| place.header()).collect();
    for (name, value) in question.message.headers.iter() {
        let name = String::from_utf8_lossy(name);
        if own.contains(&name.as_ref()) {
            continue;
        }
        let received = readings(&String::from_utf8_lossy(value));
        if received.is_empty() {
            continue;
        }
        let subject = Subject { received, ..super::subject(question) };
        let keys = subject.keys(question.secrets);
        let layouts = super::contents::layouts(scheme);
        let fits = |content| subject.fits(&keys, &Change { content, ..Change::default() });
        if fits(None) {
            let about = format!("it is in `{name}`, and belongs in {}", place_names(question));
            return Some(Hint::with(causes::HEADER_NAME, &about));
        }
        let hashes = [Hash::Sha256, Hash::Sha1, Hash::Sha512, Hash::Md5];
        let by_hash = |hash: &&Hash| subject.fits(&keys, &Change { hash: Some(**hash), ..Change::default() });
        if let Some(hash) = hashes.iter().find(by_hash) {
            let about = format!(
                "it is in `{name}`, made with {}; this scheme is {} in {}",
                hash.name(),
                scheme.label(),
                place_names(question)
            );
            return Some(Hint::with(causes::HEADER_NAME, &about));
        }
        if let Some(layout) = layouts.iter().find(|layout| fits(Some(layout))) {
            let about = format!(
                "it is in `{name}`, over `{layout}`; this scheme has `{}` in {}",
                scheme.content,
                place_names(question)
            );
            return Some(Hint::with(causes::HEADER_NAME, &about));
        }
    }
    None
}

fn place_names(question: &Question<'_>) -> String {
    let names: Vec<String> = question.pack.scheme.at.iter().map(ToString::to_string).collect();
    names.join(" or ")
}
