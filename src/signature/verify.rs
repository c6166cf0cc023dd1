//! Judging a request: from its bytes, a scheme, secrets and a moment to a judgement with its reason.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use subtle::ConstantTimeEq as _;

use super::address;
use super::digest::{Hash, Keyed, Running};
use super::fault::Fault;
use super::find::{Found, find, one, unreadable};
use super::json;
use super::judgement::{Judgement, Outcome};
use super::jwt::{self, JwtKey};
use super::message::Message;
use super::public_key::PublicKey;
use super::scheme::{Kind, Scheme};
use super::secret::{KeyFault, Secret};
use super::stamp::{Age, age};
use super::value::{Facts, Missing, Params};
use crate::webhook::Moment;

/// A scheme with its keys, prepared once for many requests.
pub struct Verifier {
    scheme: Arc<Scheme>,
    keys: Vec<Result<Key, KeyFault>>,
    secrets: Vec<Secret>,
    params: Params,
    tolerance: Option<Duration>,
}

enum Key {
    Keyed(Vec<(Hash, Keyed)>),
    Text,
    Public(PublicKey),
    Jwt(JwtKey),
}

impl Verifier {
    /// Prepares the keys of these secrets.
    pub fn new(scheme: Arc<Scheme>, secrets: Vec<Secret>, params: Params) -> Self {
        let keys = secrets.iter().map(|secret| prepare(&scheme, secret)).collect();
        let tolerance = scheme.tolerance();
        Self { scheme, keys, secrets, params, tolerance }
    }

    /// With another tolerance than the scheme's.
    #[must_use]
    pub fn tolerating(mut self, tolerance: Option<Duration>) -> Self {
        self.tolerance = tolerance.or(self.tolerance);
        self
    }

    /// The scheme.
    pub fn scheme(&self) -> &Arc<Scheme> {
        &self.scheme
    }

    /// Why none of the secrets gives a key; none where one does.
    pub fn unusable(&self) -> Option<&KeyFault> {
        if self.keys.iter().any(Result::is_ok) {
            return None;
        }
        self.keys.iter().find_map(|key| key.as_ref().err())
    }

    /// How many secrets there are.
    pub fn secrets(&self) -> usize {
        self.secrets.len()
    }

    /// The signature that would be right, as the scheme writes it; none where that would be the secret itself, or takes
    /// a key that a receiver does not have.
    pub fn expected(&self, message: &Message<'_>) -> Option<String> {
        let found = find(&self.scheme, message, message.body).ok().flatten()?;
        let urls = address::candidates(message, &self.scheme);
        let id = self.scheme.id.as_ref().and_then(|place| place.read(message)).unwrap_or_default();
        let key = self.keys.iter().position(Result::is_ok)?;
        let facts = Facts {
            message: *message,
            item: message.body,
            stamp: found.stamp.as_deref().unwrap_or_default(),
            id: &id,
            url: urls.first().map_or("", String::as_str),
            secret: self.secrets[key].expose(),
            any: found.any.as_deref().unwrap_or_default(),
            computed: "",
            params: &self.params,
        };
        let content = self.scheme.content.render(&facts).ok()?;
        let bytes = match (&self.scheme.kind, &self.keys[key]) {
            (Kind::Hash(hash), _) => hash.of(&content),
            (Kind::Hmac(_), Ok(Key::Keyed(keys))) => chosen(keys, &found).ok()?.of(&content),
            _ => return None,
        };
        Some(self.scheme.encoding.encode(&bytes))
    }

    /// Judges a request at a moment.
    pub fn judge(&self, message: &Message<'_>, now: Moment) -> Judgement {
        let Some(each) = &self.scheme.each else { return self.judge_item(message, message.body, now) };
        let Some(items) = json::items(message.body, &each.list).filter(|items| !items.is_empty()) else {
            return Judgement::of(Outcome::Unsigned);
        };
        let judge = |item: &[u8]| self.judge_item(message, json::seek(item, &each.inner).unwrap_or_default(), now);
        let judged: Vec<Judgement> = items.into_iter().map(judge).collect();
        if judged.iter().all(|judgement| judgement.outcome == Outcome::Unsigned) {
            return Judgement::of(Outcome::Unsigned);
        }
        // One item that nobody signed is as bad as one signed wrongly.
        let bad = judged.iter().find(|judgement| !matches!(judgement.outcome, Outcome::Valid(_) | Outcome::Unsigned));
        let lacking = judged.iter().any(|judgement| judgement.outcome == Outcome::Unsigned);
        match (bad, judged.last()) {
            (Some(bad), _) => bad.clone(),
            (None, _) if lacking => {
                Judgement::of(Outcome::Invalid(Fault::MissingHeader("the signature of one of the items".to_owned())))
            }
            (None, last) => last.cloned().unwrap_or(Judgement::of(Outcome::Unsigned)),
        }
    }

    fn judge_item(&self, message: &Message<'_>, item: &[u8], now: Moment) -> Judgement {
        if matches!(self.scheme.kind, Kind::None { .. }) {
            return Judgement::of(Outcome::Unsigned);
        }
        let found = match find(&self.scheme, message, item) {
            Ok(Some(found)) => found,
            Ok(None) => return Judgement::of(Outcome::Unsigned),
            Err(fault) => return Judgement::of(Outcome::Invalid(fault)),
        };
        if self.keys.is_empty() {
            return Judgement { signed_at: self.signed_at(&found), ..Judgement::of(Outcome::Unchecked) };
        }
        self.check(message, item, &found, now).unwrap_or_else(|fault| Judgement {
            signed_at: self.signed_at(&found),
            ..Judgement::of(Outcome::Invalid(fault))
        })
    }

    fn signed_at(&self, found: &Found<'_>) -> Option<Moment> {
        self.scheme.stamp.as_ref()?.unit.read(found.stamp.as_deref()?)
    }

    fn check(&self, message: &Message<'_>, item: &[u8], found: &Found<'_>, now: Moment) -> Result<Judgement, Fault> {
        if found.signatures.is_empty() {
            let value = found.strangers.as_deref().unwrap_or_default();
            return Err(unreadable(&self.scheme, value));
        }
        if let Some(condition) = self.scheme.require.iter().find(|condition| !condition.holds(message)) {
            return Err(Fault::MissingHeader(format!("what the vendor's verifier demands ({condition})")));
        }
        let urls = address::candidates(message, &self.scheme);
        let id = match &self.scheme.id {
            Some(place) => one(place, message, item)?.ok_or_else(|| Fault::MissingHeader(place.to_string()))?,
            None => Cow::Borrowed(""),
        };
        let stamp = match (&self.scheme.stamp, &found.stamp) {
            (Some(stamp), None) if stamp.signed => return Err(Fault::MissingHeader(self.stamp_name())),
            (_, text) => text.as_deref().unwrap_or_default(),
        };
        let facts = Facts {
            message: *message,
            item,
            stamp,
            id: &id,
            url: "",
            secret: "",
            any: found.any.as_deref().unwrap_or_default(),
            computed: "",
            params: &self.params,
        };
        let (secret, url, issued) = self.match_any(&facts, found, &urls, now)?;
        self.check_body_hash(&facts)?;
        let signed_at = self.check_stamp(stamp, now)?.or(issued);
        Ok(Judgement { outcome: Outcome::Valid(secret), signed_at, url })
    }

    /// Tries every key with every address until one matches.
    fn match_any(
        &self,
        facts: &Facts<'_>,
        found: &Found<'_>,
        urls: &[String],
        now: Moment,
    ) -> Result<(usize, Option<String>, Option<Moment>), Fault> {
        let mut fault = None;
        for (at, key) in self.keys.iter().enumerate() {
            let key = match key {
                Ok(key) => key,
                Err(error) => {
                    fault.get_or_insert(Fault::SecretUnusable(error.to_string()));
                    continue;
                }
            };
            let addresses: &[String] = if urls.is_empty() { &[String::new()] } else { urls };
            for url in addresses {
                let facts = Facts { url, secret: self.secrets[at].expose(), ..*facts };
                match self.matches(key, &facts, found, urls, now) {
                    Ok(issued) => return Ok((at, Some(url.clone()).filter(|url| !url.is_empty()), issued)),
                    // What a right signature lacks is told before what another key does not match.
                    Err(other) if fault.is_none() || fault == Some(Fault::NoMatch) => fault = Some(other),
                    Err(_) => {}
                }
            }
        }
        Err(fault.unwrap_or(Fault::NoMatch))
    }

    fn matches(
        &self,
        key: &Key,
        facts: &Facts<'_>,
        found: &Found<'_>,
        urls: &[String],
        now: Moment,
    ) -> Result<Option<Moment>, Fault> {
        let missing = |missing: Missing| Fault::MissingHeader(missing.to_string());
        let fits = match (&self.scheme.kind, key) {
            (Kind::Hmac(_), Key::Keyed(keys)) => {
                let keyed = chosen(keys, found)?;
                let mut mac = keyed.clone();
                self.scheme.content.feed(facts, &mut |bytes| mac.put(bytes)).map_err(missing)?;
                self.equals_any(&mac.finish(), found)?
            }
            (Kind::Hash(hash), _) => {
                let mut running = Running::new(*hash);
                self.scheme.content.feed(facts, &mut |bytes| running.put(bytes)).map_err(missing)?;
                self.equals_any(&running.finish(), found)?
            }
            (Kind::PublicKey { algorithm, form, prehash }, Key::Public(key)) => {
                let content = self.scheme.content.render(facts).map_err(missing)?;
                let content = prehash.map_or_else(|| content.clone(), |hash| hash.of(&content));
                self.decoded(found)?.iter().any(|signature| key.verifies(*algorithm, *form, &content, signature))
            }
            (Kind::Jwt(rules), Key::Jwt(key)) => {
                let against = jwt::Against { body: facts.message.body, urls, now };
                return found
                    .signatures
                    .iter()
                    .map(|token| jwt::judge(token, rules, key, &against))
                    .next_back()
                    .unwrap_or(Err(Fault::NoMatch));
            }
            (Kind::Basic, _) => {
                let right = data_encoding::BASE64.encode(facts.secret.as_bytes());
                found.signatures.iter().any(|given| same(given.as_bytes(), right.as_bytes()))
            }
            _ => found.signatures.iter().any(|given| same(given.as_bytes(), facts.secret.as_bytes())),
        };
        if fits { Ok(None) } else { Err(Fault::NoMatch) }
    }

    /// Compares in constant time; a signature that does not decode is only a fault if none does.
    fn equals_any(&self, right: &[u8], found: &Found<'_>) -> Result<bool, Fault> {
        Ok(self.decoded(found)?.iter().any(|given| same(given, right)))
    }

    fn decoded(&self, found: &Found<'_>) -> Result<Vec<Vec<u8>>, Fault> {
        let decoded: Vec<Vec<u8>> =
            found.signatures.iter().filter_map(|text| self.scheme.encoding.decode(text)).collect();
        if decoded.is_empty() {
            return Err(Fault::BadEncoding(format!(
                "the signature is not {} as this scheme writes it",
                self.scheme.encoding.name()
            )));
        }
        Ok(decoded)
    }

    fn check_body_hash(&self, facts: &Facts<'_>) -> Result<(), Fault> {
        let Some(rule) = &self.scheme.body_hash else { return Ok(()) };
        let given = rule.at.read(&facts.message).ok_or_else(|| Fault::MissingHeader(rule.at.to_string()))?;
        let right = rule.encoding.encode(&rule.hash.of(facts.message.body));
        if same(given.as_bytes(), right.as_bytes()) { Ok(()) } else { Err(Fault::BodyHash) }
    }

    fn check_stamp(&self, text: &str, now: Moment) -> Result<Option<Moment>, Fault> {
        let Some(stamp) = self.scheme.stamp.as_ref().filter(|stamp| stamp.signed) else { return Ok(None) };
        let shown: String = text.chars().take(40).collect();
        let signed_at = stamp.unit.read(text).ok_or_else(|| {
            Fault::BadStamp(format!(
                "the timestamp `{shown}` is not in the unit of this scheme ({})",
                stamp.unit.name()
            ))
        })?;
        let Some(tolerance) = self.tolerance else { return Ok(Some(signed_at)) };
        let limit = i64::try_from(tolerance.as_secs()).unwrap_or(i64::MAX);
        let seconds = (now.as_micros().div_euclid(1_000_000)) - signed_at.as_micros().div_euclid(1_000_000);
        match age(signed_at, now, tolerance) {
            Age::Fresh => Ok(Some(signed_at)),
            Age::TooOld => Err(Fault::TooOld { age: seconds, tolerance: limit }),
            Age::InFuture => Err(Fault::InFuture { ahead: -seconds, tolerance: limit }),
        }
    }

    fn stamp_name(&self) -> String {
        self.scheme.stamp_place().map_or_else(|| "the timestamp in the signature".to_owned(), ToString::to_string)
    }
}

fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

fn prepare(scheme: &Scheme, secret: &Secret) -> Result<Key, KeyFault> {
    match &scheme.kind {
        Kind::Hmac(hashes) => {
            let bytes = scheme.key.bytes(secret)?;
            Ok(Key::Keyed(hashes.iter().map(|hash| (*hash, Keyed::new(*hash, &bytes))).collect()))
        }
        Kind::PublicKey { algorithm, .. } => PublicKey::read(*algorithm, secret.expose()).map(Key::Public),
        Kind::Jwt(rules) => JwtKey::read(rules, &scheme.key, secret).map(Key::Jwt),
        Kind::Hash(_) | Kind::Token | Kind::Basic | Kind::None { .. } if secret.expose().is_empty() => {
            Err(KeyFault::Empty)
        }
        Kind::Hash(_) | Kind::Token | Kind::Basic | Kind::None { .. } => Ok(Key::Text),
    }
}

/// The key for the hash that the signature names; the only one where it names none.
fn chosen<'a>(keys: &'a [(Hash, Keyed)], found: &Found<'_>) -> Result<&'a Keyed, Fault> {
    match (&found.algorithm, keys) {
        (None, [(_, keyed), ..]) => Ok(keyed),
        (Some(name), _) => keys
            .iter()
            .find(|(hash, _)| hash.name().eq_ignore_ascii_case(name))
            .map(|(_, keyed)| keyed)
            .ok_or_else(|| Fault::UnknownVersion(format!("no hash of this scheme is called `{name}`"))),
        (None, []) => Err(Fault::NoMatch),
    }
}
