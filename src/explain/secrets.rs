//! Secrets that may have been meant instead of the one that was given.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};

use crate::signature::{KeyForm, Kind, Scheme, Secret};

use super::causes::{self, Cause};
use super::hint::Hint;
use super::trial::{Change, Subject, TryKey};

/// Beginnings of secrets that are, or are not, part of the key.
const PREFIXES: [&str; 6] = ["whsec_", "v1,whsec_", "whsk_", "Bearer ", "sha256=", "secret_"];

/// Bodies larger than this take their time.
const LARGE: usize = 1 << 20;

const DECODED: &str = "base64-decoded after its prefix";
const STRIPPED: &str = "as text without its prefix";

struct Variant {
    cause: Cause,
    key: Vec<u8>,
    about: String,
}

/// The form of the secret that fits, if one does.
pub(super) fn find(subject: &Subject<'_>, secrets: &[Secret], change: &Change<'_>) -> Option<Hint> {
    if matches!(subject.scheme.kind, Kind::PublicKey { .. }) {
        return None;
    }
    // A large body is hashed for the likeliest forms only.
    let most = if subject.message.body.len() > LARGE { 12 } else { usize::MAX };
    secrets.iter().flat_map(|secret| variants(subject.scheme, secret).into_iter().take(most)).find_map(|variant| {
        let key = TryKey::Bytes(variant.key.clone());
        subject.fits(&[key], change).then(|| Hint::with(variant.cause, &variant.about))
    })
}

fn variants(scheme: &Scheme, secret: &Secret) -> Vec<Variant> {
    let text = secret.expose();
    let form = scheme.key.describe();
    let mut all = Vec::new();
    let mut texts = vec![(None, text.to_owned(), String::new())];
    let trimmed = text.trim();
    if trimmed != text {
        texts.push((Some(causes::SECRET_WHITESPACE), trimmed.to_owned(), String::new()));
    }
    for end in ["\n", "\r\n", " "] {
        texts.push((
            Some(causes::SECRET_WHITESPACE),
            format!("{text}{end}"),
            "the sender's has some at its end".to_owned(),
        ));
    }
    let bare = trimmed.trim_matches(['"', '\'', '`']);
    if bare != trimmed {
        texts.push((Some(causes::SECRET_QUOTES), bare.to_owned(), String::new()));
    }
    for prefix in PREFIXES {
        if let Some(rest) = trimmed.strip_prefix(prefix) {
            texts.push((Some(causes::SECRET_PREFIX), rest.to_owned(), format!("without `{}`", prefix.trim())));
        }
        texts.push((Some(causes::SECRET_PREFIX), format!("{prefix}{trimmed}"), format!("with `{}`", prefix.trim())));
    }
    for (cause, text, about) in texts {
        // As this scheme makes keys, first: then only the text was wrong.
        if let (Some(cause), Ok(key)) = (cause, scheme.key.bytes(&Secret::new(text.clone()))) {
            all.push(Variant { cause, key: key.to_vec(), about: about.clone() });
        }
        for (how, key) in forms(&text) {
            let stripped = how == STRIPPED
                || (how == DECODED && matches!(scheme.key, KeyForm::Whsec(_) | KeyForm::WhsecOrText(_)));
            let cause = cause.unwrap_or(if stripped { causes::SECRET_PREFIX } else { causes::SECRET_ENCODING });
            let about = format!("the sender used the secret {how}; here it is {form}");
            all.push(Variant { cause, key, about });
        }
    }
    all
}

/// Every way that somebody may turn a text into a key.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let rest = PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let base64 = |text: &str| {
        let bytes = text.as_bytes();
        let bare = text.trim_end_matches('=').as_bytes();
        BASE64.decode(bytes).or_else(|_| BASE64_NOPAD.decode(bare)).or_else(|_| BASE64URL_NOPAD.decode(bare)).ok()
    };
    let mut all = vec![("as text", text.as_bytes().to_vec())];
    all.extend(base64(text).map(|key| ("base64-decoded", key)));
    all.extend(base64(rest).filter(|_| rest != text).map(|key| (DECODED, key)));
    if rest != text {
        all.push((STRIPPED, rest.as_bytes().to_vec()));
    }
    all.extend(HEXLOWER_PERMISSIVE.decode(rest.as_bytes()).ok().map(|key| ("hex-decoded", key)));
    let twice = base64(rest).and_then(|once| String::from_utf8(once).ok()).and_then(|once| base64(&once));
    all.extend(twice.map(|key| ("base64-decoded twice", key)));
    all.push(("base64-encoded once more", BASE64.encode(text.as_bytes()).into_bytes()));
    all.push(("hex-encoded", data_encoding::HEXLOWER.encode(text.as_bytes()).into_bytes()));
    all
}

/// For shared tokens and passwords: the received text is the secret, but for what surrounds it.
pub(super) fn token(received: &[String], secrets: &[Secret]) -> Option<Hint> {
    let bare = |text: &str| {
        let text = text.trim().trim_matches(['"', '\'', '`']);
        let text = PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
        text.strip_prefix("Basic ").unwrap_or(text).to_owned()
    };
    for secret in secrets {
        let text = secret.expose();
        for given in received {
            let cause = if given.trim() == text.trim() {
                causes::SECRET_WHITESPACE
            } else if bare(given) == bare(text) {
                causes::SECRET_PREFIX
            } else if forms(text).iter().any(|(_, key)| key == given.as_bytes()) {
                causes::SECRET_ENCODING
            } else if given.eq_ignore_ascii_case(text) {
                causes::SIGNATURE_ENCODING
            } else {
                continue;
            };
            return Some(Hint::of(cause));
        }
    }
    None
}
