//! Signing a request as a provider would.

use super::address;
use super::digest::{Keyed, Running};
use super::format::Filling;
use super::insert;
use super::json::{self, Path};
use super::jwt;
use super::message::Message;
use super::place::Place;
use super::public_key::PrivateKey;
use super::scheme::{Kind, Scheme};
use super::secret::{KeyFault, Secret};
use super::stamp::StampAt;
use super::template::Piece;
use super::value::{Facts, Missing, Params, Value};
use crate::webhook::{Moment, Request};

/// What signing takes besides the request.
pub struct Signing<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Secrets: several sign together, as during a rotation.
    pub secrets: &'a [Secret],
    /// Settings.
    pub params: &'a Params,
    /// The moment of signing.
    pub now: Moment,
    /// The id that is signed; made up from the moment and the body where none is given.
    pub id: Option<&'a str>,
    /// The address the request is for; a query parameter may be added to it.
    pub url: &'a str,
}

/// Why a request cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignFault {
    /// No secret.
    #[error("there is no secret to sign with")]
    NoSecret,
    /// The sender does not sign.
    #[error("there is nothing to sign with: {0}")]
    NotSigned(String),
    /// The secret gives no key.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// Something that is signed is not there.
    #[error("{0} is missing, and it is part of what is signed")]
    Missing(String),
    /// The signature cannot be put where it belongs.
    #[error("{0}")]
    NoRoom(String),
}

impl Signing<'_> {
    /// Signs the request in place.
    pub fn sign(&self, request: &mut Request) -> Result<(), SignFault> {
        if let Kind::None { reason } = &self.scheme.kind {
            return Err(SignFault::NotSigned(reason.clone()));
        }
        if self.secrets.is_empty() {
            return Err(SignFault::NoSecret);
        }
        let stamp = self.scheme.stamp.as_ref().map(|stamp| stamp.unit.write(self.now)).unwrap_or_default();
        self.prepare(request, &stamp)?;
        let Some(each) = &self.scheme.each else {
            let values = self.values(request, None, &stamp)?;
            return self.place(request, &values, &stamp);
        };
        // One after the other: what is put into an item moves those that follow.
        let count = json::items(&request.body, &each.list).unwrap_or_default().len();
        if count == 0 {
            return Err(SignFault::Missing(format!("an item of `{}` in the JSON body", each.list)));
        }
        for at in 0..count {
            self.sign_item(request, at, &stamp)?;
        }
        Ok(())
    }

    fn sign_item(&self, request: &mut Request, at: usize, stamp: &str) -> Result<(), SignFault> {
        let Some(each) = &self.scheme.each else { return Ok(()) };
        let body = request.body.clone();
        let items = json::items(&body, &each.list).unwrap_or_default();
        let item = items.get(at).and_then(|item| json::seek(item, &each.inner)).unwrap_or_default();
        let values = self.values(request, Some(item), stamp)?;
        let text = self.scheme.format.write(&values, &self.filling(stamp, ""));
        let Some(Place::Json(path)) = self.scheme.at.first() else {
            return Err(SignFault::NoRoom("signatures of items stand in the items".to_owned()));
        };
        let signed = insert::into_json(item, path, &serde_json::Value::from(text).to_string());
        let signed = signed.ok_or_else(|| SignFault::NoRoom(format!("an item has no room for `{path}`")))?;
        let offset = item.as_ptr() as usize - body.as_ptr() as usize;
        request.body = [&body[..offset], &signed, &body[offset + item.len()..]].concat().into();
        Ok(())
    }

    /// Everything that is signed and that a sender would add by itself.
    fn prepare(&self, request: &mut Request, stamp: &str) -> Result<(), SignFault> {
        if let Some(StampAt::Place(place)) = self.scheme.stamp.as_ref().map(|stamp| &stamp.at) {
            insert::put_stamp(request, place, stamp).map_err(SignFault::NoRoom)?;
        }
        let id = self.id.map_or_else(|| made_up_id(request, self.now), str::to_owned);
        if let Some(place) = &self.scheme.id
            && (self.id.is_some() || place.read(&Message::new(request, None)).is_none())
        {
            insert::put(request, place, &id).map_err(SignFault::NoRoom)?;
        }
        for condition in &self.scheme.require {
            if let super::condition::Condition::Like(place, glob) = condition
                && let Some(text) = glob.literal()
            {
                insert::put(request, place, text).map_err(SignFault::NoRoom)?;
            }
        }
        if let Some(rule) = &self.scheme.body_hash {
            let hash = rule.encoding.encode(&rule.hash.of(&request.body));
            insert::put(request, &rule.at, &hash).map_err(SignFault::NoRoom)?;
        }
        if self.scheme.content.uses(|value| *value == Value::Canonical(super::Canonical::Contentful)) {
            request.headers.set(SIGNED_HEADERS, format!("{SIGNED_HEADERS},x-contentful-timestamp").as_bytes());
        }
        for name in self.headers_needed() {
            if request.headers.get(&name).is_none() {
                request.headers.set(&name, id.as_bytes());
            }
        }
        Ok(())
    }

    /// Headers that are signed and hold something random, such as a nonce.
    fn headers_needed(&self) -> Vec<String> {
        let mut names = Vec::new();
        for piece in self.scheme.content.pieces() {
            if let Piece::Value(Value::Header(name)) | Piece::Lower(Value::Header(name)) = piece {
                names.push(name.clone());
            }
        }
        names
    }

    fn values(&self, request: &Request, item: Option<&[u8]>, stamp: &str) -> Result<Vec<String>, SignFault> {
        let url = self.full_url(request);
        let message = Message::new(request, Some(&url));
        let id = self.scheme.id.as_ref().and_then(|place| place.read(&message)).unwrap_or_default();
        let facts = Facts {
            message,
            item: item.unwrap_or(&request.body),
            stamp,
            id: &id,
            url: &url,
            secret: "",
            any: &self.scheme.any,
            computed: "",
            params: self.params,
        };
        self.secrets.iter().map(|secret| self.value(secret, &facts)).collect()
    }

    fn value(&self, secret: &Secret, facts: &Facts<'_>) -> Result<String, SignFault> {
        let facts = Facts { secret: secret.expose(), ..*facts };
        let content =
            || self.scheme.content.render(&facts).map_err(|missing: Missing| SignFault::Missing(missing.to_string()));
        let encode = |bytes: &[u8]| self.scheme.encoding.encode(bytes);
        match &self.scheme.kind {
            Kind::Hmac(hashes) => {
                let hash = *hashes.iter().find(|hash| hash.name() == "sha256").unwrap_or(&hashes[0]);
                Ok(encode(&Keyed::new(hash, &self.scheme.key.bytes(secret)?).of(&content()?)))
            }
            Kind::Hash(hash) => {
                let mut running = Running::new(*hash);
                running.put(&content()?);
                Ok(encode(&running.finish()))
            }
            Kind::PublicKey { algorithm, form, prehash } => {
                let content = content()?;
                let content = prehash.map_or_else(|| content.clone(), |hash| hash.of(&content));
                Ok(encode(&PrivateKey::read(*algorithm, secret)?.sign(*algorithm, *form, &content)?))
            }
            Kind::Jwt(rules) => {
                let urls = [facts.url.to_owned()];
                let against = jwt::Against { body: facts.message.body, urls: &urls, now: self.now };
                Ok(jwt::make(rules, &self.scheme.key, secret, &against)?)
            }
            Kind::Basic => Ok(data_encoding::BASE64.encode(secret.expose().as_bytes())),
            Kind::Token => Ok(secret.expose().to_owned()),
            Kind::None { reason } => Err(SignFault::NotSigned(reason.clone())),
        }
    }

    /// Several signatures stand in one value where the format has room for them, else in the further places.
    fn place(&self, request: &mut Request, values: &[String], stamp: &str) -> Result<(), SignFault> {
        let algorithm = match &self.scheme.kind {
            Kind::Hmac(hashes) => hashes.iter().find(|hash| hash.name() == "sha256").or(hashes.first()),
            _ => None,
        };
        let filling = self.filling(stamp, algorithm.map_or("", |hash| hash.name()));
        if self.scheme.format.holds_several() {
            let text = self.scheme.format.write(values, &filling);
            return insert::put(request, &self.scheme.at[0], &text).map_err(SignFault::NoRoom);
        }
        if let ([text], Some(place)) = (values, self.place_for(request)) {
            let text = self.scheme.format.write(std::slice::from_ref(text), &filling);
            return insert::put(request, place, &text).map_err(SignFault::NoRoom);
        }
        for (at, value) in values.iter().enumerate() {
            let text = self.scheme.format.write(std::slice::from_ref(value), &filling);
            match (&self.scheme.at[0], self.scheme.at.get(at)) {
                (Place::Numbered(prefix), _) => {
                    request.headers.set(&format!("{prefix}{}", at + 1), text.as_bytes());
                }
                (_, Some(place)) => insert::put(request, place, &text).map_err(SignFault::NoRoom)?,
                (_, None) => break,
            }
        }
        Ok(())
    }

    /// Of places in a form and in JSON, the one that suits the body.
    fn place_for(&self, request: &Request) -> Option<&Place> {
        let json = matches!(request.body.trim_ascii_start().first(), Some(b'{' | b'['));
        let suits = |place: &&Place| match place {
            Place::Json(_) => json,
            Place::Form(_) | Place::Within(..) => !json,
            _ => false,
        };
        self.scheme
            .at
            .iter()
            .find(suits)
            .filter(|_| !matches!(self.scheme.at[0], Place::Header(_) | Place::Numbered(_)))
    }

    fn filling<'a>(&'a self, stamp: &'a str, algorithm: &'a str) -> Filling<'a> {
        Filling { stamp, algorithm, any: &self.scheme.any }
    }

    /// The address with the target as it is now: a parameter may have been added to its query.
    fn full_url(&self, request: &Request) -> String {
        let base = &self.url[..self.url.len() - address::target_of(self.url).len().min(self.url.len())];
        if base.is_empty() { self.url.to_owned() } else { format!("{base}{}", request.target) }
    }
}

/// Where Contentful names the headers that it signs; these two are always among them.
const SIGNED_HEADERS: &str = "x-contentful-signed-headers";

/// An id that no two deliveries share: from the moment and the body, so that signing twice gives the same.
fn made_up_id(request: &Request, now: Moment) -> String {
    let hash = super::digest::Hash::Sha256.of(&[&request.body, now.as_micros().to_be_bytes().as_slice()].concat());
    format!("msg_{}", &super::encoding::Encoding::Hex.encode(&hash)[..24])
}

/// Splits `events[].inner` at its first list.
pub fn each_of(text: &str) -> Option<super::scheme::Each> {
    let (list, inner) = text.split_once("[]")?;
    Some(super::scheme::Each { list: Path::parse(list)?, inner: Path::parse(inner.trim_start_matches('.'))? })
}
