//! Values of packs as they are read: each type knows its own spelling, so that a mistake is reported at its place.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use crate::signature::{
    Asymmetric, Condition, Covers, EcdsaForm, Encoding, Hash, JwtAlgorithm, Place, StampAt, Template, Unit,
};
use crate::text::{did_you_mean, parse_span};

use super::event_place::EventPlace;

/// Something with a spelling of its own.
pub(super) trait Spelled: Sized {
    fn read(text: &str) -> Result<Self, String>;
}

/// A value read by its spelling.
#[derive(Debug, Clone)]
pub(super) struct Read<T>(pub(super) T);

impl<'de, T: Spelled> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::read(&text).map(Self).map_err(Error::custom)
    }
}

/// One value or a list of them.
#[derive(Debug, Clone)]
pub(super) struct Several<T>(pub(super) Vec<T>);

impl<T> Default for Several<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Spelled> Deserialize<'de> for Several<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);
        impl<'de, T: Spelled> Visitor<'de> for Items<T> {
            type Value = Several<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                T::read(text).map(|value| Several(vec![value])).map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(Read(value)) = items.next_element()? {
                    all.push(value);
                }
                Ok(Several(all))
            }
        }
        deserializer.deserialize_any(Items(PhantomData))
    }
}

/// Finds a name in a table, or says which there are.
fn in_table<T: Copy>(text: &str, what: &str, table: &[(&'static str, T)]) -> Result<T, String> {
    table.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
        let meant = did_you_mean(text, names.iter().copied());
        format!("`{text}` is no {what}{meant} (there are {})", names.join(", "))
    })
}

macro_rules! spelled_by_table {
    ($($type:ty: $what:literal),*) => {
        $(impl Spelled for $type {
            fn read(text: &str) -> Result<Self, String> {
                in_table(text, $what, &<$type>::ALL)
            }
        })*
    };
}

spelled_by_table!(
    Hash: "hash",
    Encoding: "encoding",
    Unit: "unit of time",
    Asymmetric: "public-key algorithm",
    JwtAlgorithm: "token algorithm",
    Covers: "answer to what is covered",
    KindName: "kind of signature",
    KeyName: "form of a key",
    Confidence: "status"
);

impl Spelled for String {
    fn read(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl Spelled for Place {
    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|error| error.to_string())
    }
}

impl Spelled for Template {
    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|error| error.to_string())
    }
}

impl Spelled for EventPlace {
    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|error| error.to_string())
    }
}

impl Spelled for Duration {
    fn read(text: &str) -> Result<Self, String> {
        parse_span(text).map_err(|error| error.to_string())
    }
}

impl Spelled for StampAt {
    fn read(text: &str) -> Result<Self, String> {
        if text == "signature" { Ok(Self::Signature) } else { <Place as Spelled>::read(text).map(Self::Place) }
    }
}

impl Spelled for EcdsaForm {
    fn read(text: &str) -> Result<Self, String> {
        in_table(text, "form of an ECDSA signature", &[("der", Self::Der), ("raw", Self::Raw)])
    }
}

/// Conditions joined by ` & `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct All(pub(super) Vec<Condition>);

impl Spelled for All {
    fn read(text: &str) -> Result<Self, String> {
        Condition::parse_all(text).map(Self).map_err(|error| error.to_string())
    }
}

/// Kinds of signatures, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KindName {
    Hmac,
    Hash,
    Token,
    Basic,
    PublicKey,
    Jwt,
    None,
}

impl KindName {
    const ALL: [(&'static str, Self); 7] = [
        ("hmac", Self::Hmac),
        ("hash", Self::Hash),
        ("token", Self::Token),
        ("basic", Self::Basic),
        ("public-key", Self::PublicKey),
        ("jwt", Self::Jwt),
        ("none", Self::None),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// Forms of keys, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyName {
    Text,
    Base64,
    Hex,
    Whsec,
    WhsecOrText,
    Base64OrText,
    Sha1,
    Nfkd,
    Pem,
    SpkiBase64,
    Certificate,
    Whpk,
    Jwks,
}

impl KeyName {
    const ALL: [(&'static str, Self); 13] = [
        ("text", Self::Text),
        ("base64", Self::Base64),
        ("hex", Self::Hex),
        ("whsec", Self::Whsec),
        ("whsec-or-text", Self::WhsecOrText),
        ("base64-or-text", Self::Base64OrText),
        ("sha1", Self::Sha1),
        ("nfkd", Self::Nfkd),
        ("pem", Self::Pem),
        ("spki-base64", Self::SpkiBase64),
        ("certificate", Self::Certificate),
        ("whpk", Self::Whpk),
        ("jwks", Self::Jwks),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// True if it is a form of public keys (and may be one of secrets as well).
    pub(super) const fn is_public(self) -> bool {
        matches!(
            self,
            Self::Hex | Self::Base64 | Self::Pem | Self::SpkiBase64 | Self::Certificate | Self::Whpk | Self::Jwks
        )
    }
}

/// How well a pack's facts are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// Read at the vendor's, or in the vendor's own package.
    Confirmed,
    /// Second-hand.
    Experimental,
}

impl Confidence {
    const ALL: [(&'static str, Self); 2] = [("confirmed", Self::Confirmed), ("experimental", Self::Experimental)];

    /// The name in packs.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}
