//! A trial: would the received signature be right if this one thing were otherwise?

use std::borrow::Cow;

use crate::signature::{
    Asymmetric, EcdsaForm, Encoding, Facts, Found, Hash, Keyed, Kind, Message, Params, PublicKey, Running, Scheme,
    Secret, Template,
};

/// What is tried against: the request, its scheme, and every reading of what stands where signatures stand.
pub(super) struct Subject<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) message: Message<'a>,
    /// The body, or the item that is signed.
    pub(super) item: &'a [u8],
    pub(super) found: Found<'a>,
    pub(super) id: String,
    pub(super) urls: Vec<String>,
    pub(super) params: &'a Params,
    /// Bytes that may be the signature.
    pub(super) received: Vec<Vec<u8>>,
}

/// What is otherwise.
#[derive(Clone, Copy, Default)]
pub(super) struct Change<'a> {
    pub(super) body: Option<&'a [u8]>,
    pub(super) stamp: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) method: Option<&'a str>,
    pub(super) content: Option<&'a Template>,
    pub(super) hash: Option<Hash>,
}

/// A key to try with.
#[derive(Clone)]
pub(super) enum TryKey {
    /// Of a keyed hash, or the secret's text for a plain one.
    Bytes(Vec<u8>),
    /// A public key.
    Public(Asymmetric, EcdsaForm, PublicKey),
}

impl Subject<'_> {
    /// The keys that the scheme makes of these secrets.
    pub(super) fn keys(&self, secrets: &[Secret]) -> Vec<TryKey> {
        secrets.iter().filter_map(|secret| self.key(secret)).collect()
    }

    pub(super) fn key(&self, secret: &Secret) -> Option<TryKey> {
        match &self.scheme.kind {
            Kind::Hash(_) => Some(TryKey::Bytes(secret.expose().as_bytes().to_vec())),
            Kind::PublicKey { algorithm, form, .. } => {
                let key = PublicKey::read(*algorithm, secret.expose()).ok()?;
                Some(TryKey::Public(*algorithm, *form, key))
            }
            _ => self.scheme.key.bytes(secret).ok().map(|bytes| TryKey::Bytes(bytes.to_vec())),
        }
    }

    /// True if one of these keys makes the received signature, with the change made.
    pub(super) fn fits(&self, keys: &[TryKey], change: &Change<'_>) -> bool {
        let given: &[String] = if self.urls.is_empty() { &[String::new()] } else { &self.urls };
        let one = [change.url.unwrap_or_default().to_owned()];
        let urls = if change.url.is_some() { &one } else { given };
        keys.iter().any(|key| urls.iter().any(|url| self.fits_at(key, change, url)))
    }

    fn fits_at(&self, key: &TryKey, change: &Change<'_>, url: &str) -> bool {
        let body = change.body.unwrap_or(self.message.body);
        let message = Message { body, method: change.method.unwrap_or(self.message.method), ..self.message };
        let secret = match key {
            TryKey::Bytes(bytes) => String::from_utf8_lossy(bytes),
            TryKey::Public(..) => Cow::Borrowed(""),
        };
        let facts = Facts {
            message,
            item: if change.body.is_some() { body } else { self.item },
            stamp: change.stamp.or(self.found.stamp.as_deref()).unwrap_or_default(),
            id: &self.id,
            url,
            secret: &secret,
            any: self.found.any.as_deref().unwrap_or_default(),
            computed: "",
            params: self.params,
        };
        let template = change.content.unwrap_or(&self.scheme.content);
        match (key, &self.scheme.kind) {
            (TryKey::Public(algorithm, form, key), Kind::PublicKey { prehash, .. }) => {
                let Ok(content) = template.render(&facts) else { return false };
                let content = prehash.map_or_else(|| content.clone(), |hash| hash.of(&content));
                self.received.iter().any(|signature| key.verifies(*algorithm, *form, &content, signature))
            }
            (TryKey::Bytes(_), Kind::Hash(hash)) => self.is_plain(change.hash.unwrap_or(*hash), template, &facts),
            (TryKey::Bytes(bytes), Kind::Hmac(hashes)) => {
                let hashes = change.hash.map_or_else(|| hashes.clone(), |hash| vec![hash]);
                hashes.iter().any(|hash| self.is_keyed(*hash, bytes, template, &facts))
            }
            _ => false,
        }
    }

    fn is_keyed(&self, hash: Hash, key: &[u8], template: &Template, facts: &Facts<'_>) -> bool {
        let mut mac = Keyed::new(hash, key);
        template.feed(facts, &mut |bytes| mac.put(bytes)).is_ok() && self.is_received(&mac.finish())
    }

    fn is_plain(&self, hash: Hash, template: &Template, facts: &Facts<'_>) -> bool {
        let mut running = Running::new(hash);
        template.feed(facts, &mut |bytes| running.put(bytes)).is_ok() && self.is_received(&running.finish())
    }

    /// Nothing is accepted by this, so it need not take constant time.
    fn is_received(&self, digest: &[u8]) -> bool {
        self.received.iter().any(|received| received == digest)
    }
}

/// Every reading of a header's value that may be a signature: the whole, its items, and what follows their labels.
pub(super) fn readings(value: &str) -> Vec<Vec<u8>> {
    let mut texts: Vec<String> = Vec::new();
    let decoded = percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned();
    for text in [value, decoded.as_str()] {
        let text = text.trim().trim_matches('"');
        texts.push(text.to_owned());
        for item in text.split([',', ';', ' ', '|', '&']) {
            let item = item.trim();
            texts.push(item.to_owned());
            texts.extend(item.split_once('=').map(|(_, rest)| rest.to_owned()));
        }
    }
    texts.retain(|text| text.len() >= SHORTEST);
    texts.sort();
    texts.dedup();
    let mut found: Vec<Vec<u8>> = Vec::new();
    for text in texts.iter().take(MOST) {
        let all = Encoding::readings(text).into_iter().chain(Encoding::readings(&text.to_ascii_lowercase()));
        for (_, bytes) in all {
            // The text of a hexadecimal signature, encoded once more.
            if let Some(inner) = std::str::from_utf8(&bytes).ok().and_then(|text| Encoding::HexAny.decode(text)) {
                found.push(inner);
            }
            found.push(bytes);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Shorter texts are no signatures.
const SHORTEST: usize = 16;
/// A hostile header may have any number of items.
const MOST: usize = 200;
