//! A signature scheme: everything that a provider's pack says about signing, compiled.

use std::time::Duration;

use super::condition::Condition;
use super::digest::Hash;
use super::encoding::Encoding;
use super::format::Format;
use super::json::Path;
use super::jwt::JwtRules;
use super::place::Place;
use super::public_key::{Asymmetric, EcdsaForm};
use super::secret::KeyForm;
use super::stamp::{Stamp, StampAt};
use super::template::Template;
use super::value::Value;

/// What kind of proof.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A keyed hash; several hashes where the value names the one that was used.
    Hmac(Vec<Hash>),
    /// A plain hash over content that holds the secret.
    Hash(Hash),
    /// The secret itself is sent.
    Token,
    /// HTTP basic authentication: the secret is `user:password`.
    Basic,
    /// A signature with a private key.
    PublicKey {
        /// The algorithm.
        algorithm: Asymmetric,
        /// How an ECDSA signature is written.
        form: EcdsaForm,
        /// What is signed is this hash of the content.
        prehash: Option<Hash>,
    },
    /// A signed token with claims.
    Jwt(JwtRules),
    /// Nothing that could be verified; the reason says why.
    None {
        /// Why.
        reason: String,
    },
}

/// What a valid signature proves about the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Every byte of it.
    Body,
    /// Some fields.
    Part,
    /// Nothing.
    Nothing,
}

impl Covers {
    /// All of them, with their names in packs.
    pub const ALL: [(&'static str, Self); 3] = [("body", Self::Body), ("part", Self::Part), ("none", Self::Nothing)];
}

/// A hash of the body that is sent beside the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyHash {
    /// Where.
    pub at: Place,
    /// Which.
    pub hash: Hash,
    /// How written.
    pub encoding: Encoding,
}

/// Signatures for the items of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Each {
    /// The list.
    pub list: Path,
    /// What is signed of an item.
    pub inner: Path,
}

/// A compiled scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// What kind of proof.
    pub kind: Kind,
    /// Where the signature stands; all places are looked at.
    pub at: Vec<Place>,
    /// How its value is put together.
    pub format: Format,
    /// How its bytes are written.
    pub encoding: Encoding,
    /// What is signed.
    pub content: Template,
    /// How the secret becomes a key.
    pub key: KeyForm,
    /// Where the id that is signed stands.
    pub id: Option<Place>,
    /// The timestamp.
    pub stamp: Option<Stamp>,
    /// Signatures by item.
    pub each: Option<Each>,
    /// A hash of the body beside the signature.
    pub body_hash: Option<BodyHash>,
    /// What must be so besides.
    pub require: Vec<Condition>,
    /// What is proven about the body.
    pub covers: Covers,
    /// The URL is also tried percent-decoded.
    pub url_decode: bool,
    /// What `sign` writes where anything may stand.
    pub any: String,
}

impl Scheme {
    /// A short name for people and programs, such as `hmac-sha256`.
    pub fn label(&self) -> String {
        match &self.kind {
            Kind::Hmac(hashes) => match hashes.as_slice() {
                [hash] => format!("hmac-{}", hash.name()),
                _ => "hmac".to_owned(),
            },
            Kind::Hash(hash) => hash.name().to_owned(),
            Kind::Token => "token".to_owned(),
            Kind::Basic => "basic".to_owned(),
            Kind::PublicKey { algorithm, .. } => algorithm.name().to_owned(),
            Kind::Jwt(rules) => match rules.algorithms.as_slice() {
                [algorithm] => format!("jwt-{}", algorithm.name().to_ascii_lowercase()),
                _ => "jwt".to_owned(),
            },
            Kind::None { .. } => "none".to_owned(),
        }
    }

    /// True if the address is part of what is signed.
    pub fn signs_url(&self) -> bool {
        let in_token = matches!(&self.kind, Kind::Jwt(rules) if rules.needs_url());
        in_token || self.content.uses(|value| matches!(value, Value::Url | Value::Canonical(super::Canonical::PlivoV3)))
    }

    /// True if a user can hold what it takes to sign.
    pub fn can_sign(&self) -> bool {
        !matches!(self.kind, Kind::None { .. } | Kind::PublicKey { algorithm: Asymmetric::RsaSha1, .. })
    }

    /// True if the timestamp is protected by the signature.
    pub fn stamp_is_signed(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| stamp.signed)
    }

    /// Where a timestamp of its own stands.
    pub fn stamp_place(&self) -> Option<&Place> {
        match &self.stamp.as_ref()?.at {
            StampAt::Place(place) => Some(place),
            StampAt::Signature => None,
        }
    }

    /// The tolerance, if any.
    pub fn tolerance(&self) -> Option<Duration> {
        self.stamp.as_ref().and_then(|stamp| stamp.tolerance)
    }
}
