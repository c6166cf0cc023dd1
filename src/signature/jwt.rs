//! JSON Web Tokens as webhook signatures (RFC 7515, 7519): a signed set of claims, one of which may be the body's hash.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value as Json, json};
use subtle::ConstantTimeEq as _;

use super::digest::{Hash, Keyed};
use super::encoding::Encoding;
use super::fault::Fault;
use super::public_key::{Asymmetric, EcdsaForm, PrivateKey, PublicKey};
use super::secret::{KeyFault, KeyForm, Secret};
use crate::webhook::Moment;

/// An algorithm of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "names of algorithms (RFC 7518)")]
pub enum JwtAlgorithm {
    Hs256,
    Hs384,
    Hs512,
    Rs256,
    Es256,
}

impl JwtAlgorithm {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Self); 5] = [
        ("HS256", Self::Hs256),
        ("HS384", Self::Hs384),
        ("HS512", Self::Hs512),
        ("RS256", Self::Rs256),
        ("ES256", Self::Es256),
    ];

    /// The name in headers.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    const fn family(self) -> Family {
        match self {
            Self::Hs256 => Family::Keyed(Hash::Sha256),
            Self::Hs384 => Family::Keyed(Hash::Sha384),
            Self::Hs512 => Family::Keyed(Hash::Sha512),
            Self::Rs256 => Family::Public(Asymmetric::RsaSha256),
            Self::Es256 => Family::Public(Asymmetric::EcdsaP256),
        }
    }
}

enum Family {
    Keyed(Hash),
    Public(Asymmetric),
}

/// A claim that holds a hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashClaim {
    /// Its name.
    pub name: String,
    /// Which hash.
    pub hash: Hash,
    /// How written.
    pub encoding: Encoding,
}

/// What a token must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JwtRules {
    /// Algorithms that are taken.
    pub algorithms: Vec<JwtAlgorithm>,
    /// Claims with a fixed value; `{url}` is the address.
    pub claims: Vec<(String, String)>,
    /// The claim that holds the body's hash.
    pub body: Option<HashClaim>,
    /// The claim that holds the address's hash.
    pub url: Option<HashClaim>,
    /// How far clocks may differ.
    pub leeway: Duration,
    /// How old `iat` may be.
    pub max_age: Option<Duration>,
}

impl JwtRules {
    /// True if the address matters.
    pub fn needs_url(&self) -> bool {
        self.url.is_some() || self.claims.iter().any(|(_, value)| value.contains("{url}"))
    }
}

/// Keys for tokens.
pub(super) enum JwtKey {
    /// Of keyed hashes.
    Text(zeroize::Zeroizing<Vec<u8>>),
    /// Public keys, by their id where they have one.
    Public(Vec<(Option<String>, PublicKey)>),
}

impl JwtKey {
    /// Reads a secret: a text, a PEM, or a JSON Web Key (Set).
    pub(super) fn read(rules: &JwtRules, form: &KeyForm, secret: &Secret) -> Result<Self, KeyFault> {
        let text = secret.expose().trim();
        if text.starts_with('{') && text.contains("\"kty\"") {
            return jwks(text).map(Self::Public);
        }
        let public = rules.algorithms.iter().find_map(|algorithm| match algorithm.family() {
            Family::Public(asymmetric) => PublicKey::read(asymmetric, text).ok(),
            Family::Keyed(_) => None,
        });
        match public {
            Some(key) => Ok(Self::Public(vec![(None, key)])),
            None if rules.algorithms.iter().all(|algorithm| matches!(algorithm.family(), Family::Public(_))) => {
                Err(KeyFault::NotAKey("the secret is neither a JSON Web Key Set nor a public key in PEM".to_owned()))
            }
            None => form.bytes(secret).map(Self::Text),
        }
    }
}

fn jwks(text: &str) -> Result<Vec<(Option<String>, PublicKey)>, KeyFault> {
    let fault = || KeyFault::NotAKey("the JSON Web Key Set holds no RSA or P-256 key".to_owned());
    let set: Json = serde_json::from_str(text).map_err(|error| KeyFault::NotAKey(format!("no JSON: {error}")))?;
    let list = match &set["keys"] {
        Json::Array(list) => list.clone(),
        _ => vec![set["key"].as_object().map_or_else(|| set.clone(), |key| Json::Object(key.clone()))],
    };
    let bytes = |key: &Json, name: &str| BASE64URL_NOPAD.decode(key[name].as_str()?.as_bytes()).ok();
    let keys: Vec<_> = list
        .iter()
        .filter_map(|key| {
            let public = match key["kty"].as_str()? {
                "RSA" => PublicKey::rsa(&bytes(key, "n")?, &bytes(key, "e")?),
                "EC" => PublicKey::p256(&bytes(key, "x")?, &bytes(key, "y")?),
                _ => None,
            };
            Some((key["kid"].as_str().map(str::to_owned), public?))
        })
        .collect();
    if keys.is_empty() { Err(fault()) } else { Ok(keys) }
}

/// What a token is held against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    /// The body.
    pub body: &'a [u8],
    /// Addresses that may be meant.
    pub urls: &'a [String],
    /// The present.
    pub now: Moment,
}

/// Judges a token; gives the moment it was issued at.
pub(super) fn judge(
    token: &str,
    rules: &JwtRules,
    key: &JwtKey,
    against: &Against<'_>,
) -> Result<Option<Moment>, Fault> {
    let bad = |why: &str| Fault::BadEncoding(format!("the token {why}"));
    let mut parts = token.split('.');
    let (Some(head), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(bad("does not have three parts between dots"));
    };
    let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| bad("is not base64url"));
    let object = |part: &str| -> Result<Map<String, Json>, Fault> {
        serde_json::from_slice(&decode(part)?).map_err(|_| bad("does not hold JSON objects"))
    };
    let head = object(head)?;
    let named = head.get("alg").and_then(Json::as_str).unwrap_or_default();
    let algorithm = rules.algorithms.iter().find(|algorithm| algorithm.name() == named);
    let algorithm = algorithm.ok_or_else(|| Fault::Algorithm(named.chars().take(20).collect()))?;
    let signed = &token[..token.len() - signature.len() - 1];
    signed_by(*algorithm, key, head.get("kid").and_then(Json::as_str), signed.as_bytes(), &decode(signature)?)?;
    check_claims(&object(claims)?, rules, against)
}

fn signed_by(
    algorithm: JwtAlgorithm,
    key: &JwtKey,
    kid: Option<&str>,
    signed: &[u8],
    signature: &[u8],
) -> Result<(), Fault> {
    let matches = match (algorithm.family(), key) {
        (Family::Keyed(hash), JwtKey::Text(bytes)) => Keyed::new(hash, bytes).of(signed).ct_eq(signature).into(),
        (Family::Public(asymmetric), JwtKey::Public(keys)) => {
            let named = |id: &Option<String>| id.is_none() || kid.is_none() || id.as_deref() == kid;
            let mut fitting = keys.iter().filter(|(id, _)| named(id)).peekable();
            if fitting.peek().is_none() {
                return Err(Fault::KeyMissing(kid.unwrap_or_default().chars().take(80).collect()));
            }
            fitting.any(|(_, key)| key.verifies(asymmetric, EcdsaForm::Raw, signed, signature))
        }
        // A public key taken as the secret of a keyed hash is the oldest trick against tokens.
        _ => return Err(Fault::Algorithm(algorithm.name().to_owned())),
    };
    if matches { Ok(()) } else { Err(Fault::NoMatch) }
}

fn check_claims(claims: &Map<String, Json>, rules: &JwtRules, against: &Against<'_>) -> Result<Option<Moment>, Fault> {
    let text = |name: &str| claims.get(name).and_then(Json::as_str);
    for (name, wanted) in &rules.claims {
        let found = text(name);
        let fits = |value: &str| found == Some(value);
        let fine = if wanted.contains("{url}") {
            against.urls.iter().any(|url| fits(&wanted.replace("{url}", url)))
        } else {
            fits(wanted)
        };
        if !fine {
            return Err(Fault::Claim(name.clone()));
        }
    }
    if let Some(claim) = &rules.url {
        let found = text(&claim.name).unwrap_or_default();
        if !against.urls.iter().any(|url| claim.encoding.encode(&claim.hash.of(url.as_bytes())) == found) {
            return Err(Fault::Claim(claim.name.clone()));
        }
    }
    if let Some(claim) = &rules.body {
        // An empty body has no hash in it, with the vendors that hash bodies this way.
        let found = text(&claim.name);
        let right = claim.encoding.encode(&claim.hash.of(against.body));
        // Padding carries nothing here: the token as a whole is signed, and QStash's SDK ignores it.
        let same = found.is_some_and(|found| found.trim_end_matches('=') == right.trim_end_matches('='));
        let none_needed = against.body.is_empty() && found.is_none();
        if !same && !none_needed {
            return Err(Fault::BodyHash);
        }
    }
    let leeway = i64::try_from(rules.leeway.as_secs()).unwrap_or(0);
    let now = against.now.as_micros().div_euclid(1_000_000);
    let moment = |name: &str| claims.get(name).and_then(Json::as_f64).map(seconds);
    if let Some(expires) = moment("exp").filter(|expires| now - leeway >= *expires) {
        return Err(Fault::Expired(now - expires));
    }
    if let Some(from) = moment("nbf").filter(|from| now + leeway < *from) {
        return Err(Fault::NotYet(from - now));
    }
    let issued = moment("iat");
    if let (Some(issued), Some(limit)) = (issued, rules.max_age) {
        let limit = i64::try_from(limit.as_secs()).unwrap_or(i64::MAX);
        if now - issued > limit {
            return Err(Fault::TooOld { age: now - issued, tolerance: limit });
        }
    }
    Ok(issued.and_then(|issued| issued.checked_mul(1_000_000)).map(Moment::from_micros))
}

/// Claims are numbers of seconds, by some with a fraction.
#[expect(clippy::cast_possible_truncation, reason = "saturates")]
fn seconds(number: f64) -> i64 {
    number.floor() as i64
}

/// Makes a token.
pub(super) fn make(
    rules: &JwtRules,
    form: &KeyForm,
    secret: &Secret,
    against: &Against<'_>,
) -> Result<String, KeyFault> {
    let algorithm =
        *rules.algorithms.first().ok_or_else(|| KeyFault::NotAKey("the scheme names no algorithm".to_owned()))?;
    let now = against.now.as_micros().div_euclid(1_000_000);
    let url = against.urls.first().map_or("", String::as_str);
    let mut claims = Map::new();
    for (name, value) in &rules.claims {
        claims.insert(name.clone(), json!(value.replace("{url}", url)));
    }
    claims.extend([("iat", now), ("nbf", now), ("exp", now + 300)].map(|(name, at)| (name.to_owned(), json!(at))));
    claims.insert("jti".to_owned(), json!(Encoding::Hex.encode(&Hash::Md5.of(against.body))));
    for (claim, content) in [(&rules.body, against.body), (&rules.url, url.as_bytes())] {
        if let Some(claim) = claim {
            claims.insert(claim.name.clone(), json!(claim.encoding.encode(&claim.hash.of(content))));
        }
    }
    let part = |value: &Json| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let head = json!({ "alg": algorithm.name(), "typ": "JWT" });
    let signed = format!("{}.{}", part(&head), part(&Json::Object(claims)));
    let signature = match algorithm.family() {
        Family::Keyed(hash) => Keyed::new(hash, &form.bytes(secret)?).of(signed.as_bytes()),
        Family::Public(asymmetric) => {
            PrivateKey::read(asymmetric, secret)?.sign(asymmetric, EcdsaForm::Raw, signed.as_bytes())?
        }
    };
    Ok(format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> JwtRules {
        let body = HashClaim { name: "sha256".to_owned(), hash: Hash::Sha256, encoding: Encoding::Hex };
        JwtRules {
            algorithms: vec![JwtAlgorithm::Hs256],
            claims: vec![("iss".to_owned(), "netlify".to_owned())],
            body: Some(body),
            url: None,
            leeway: Duration::ZERO,
            max_age: None,
        }
    }

    #[test]
    fn a_token_holds_for_its_body_its_time_and_its_algorithm() {
        let (rules, secret) = (rules(), Secret::new("s3"));
        let at = |now: i64| Against { body: b"body", urls: &[], now: Moment::from_micros(now * 1_000_000) };
        let token = make(&rules, &KeyForm::Text, &secret, &at(1000)).expect("made");
        let key = JwtKey::read(&rules, &KeyForm::Text, &secret).expect("a key");
        assert_eq!(judge(&token, &rules, &key, &at(1010)), Ok(Some(Moment::from_micros(1_000_000_000))));
        assert_eq!(judge(&token, &rules, &key, &at(1300)), Err(Fault::Expired(0)));
        assert_eq!(judge(&token, &rules, &key, &at(990)), Err(Fault::NotYet(10)));
        let other = Against { body: b"bodx", ..at(1010) };
        assert_eq!(judge(&token, &rules, &key, &other), Err(Fault::BodyHash));
        let none = BASE64URL_NOPAD.encode(b"{\"alg\":\"none\"}") + &token[token.find('.').expect("a dot")..];
        assert_eq!(judge(&none, &rules, &key, &at(1010)), Err(Fault::Algorithm("none".to_owned())));
        for junk in ["", ".", "..", "a.b.c", "a.b.c.d", "e30.e30.e30"] {
            assert!(judge(junk, &rules, &key, &at(1010)).is_err(), "{junk}");
        }
    }
}
