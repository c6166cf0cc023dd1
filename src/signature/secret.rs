//! A secret: never shown, wiped when it is dropped; and how its text becomes the bytes of a key.

use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER_PERMISSIVE};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize as _, Zeroizing};

use super::digest::Hash;

/// What only sender and receiver know (or, for public-key schemes, the public key).
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text as the vendor shows it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself; only for computing with it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Bytes of a key, wiped when dropped.
pub(super) type KeyBytes = Zeroizing<Vec<u8>>;

/// How the text of a secret becomes a key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum KeyForm {
    /// Its UTF-8 bytes.
    #[default]
    Text,
    /// Base64, padded or not.
    Base64,
    /// Hexadecimal.
    Hex,
    /// An optional prefix, then base64.
    Whsec(Vec<String>),
    /// With the prefix as [`KeyForm::Whsec`], without it as text.
    WhsecOrText(Vec<String>),
    /// Base64 if it is that, else text.
    Base64OrText,
    /// The SHA-1 of the text.
    Sha1,
    /// The text in Unicode's form NFKD.
    Nfkd,
}

/// A secret that gives no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// There is nothing in it.
    #[error("the secret is empty")]
    Empty,
    /// It is not written as it has to be.
    #[error("the secret is not {0}")]
    NotEncoded(&'static str),
    /// It is no key of the kind that is needed.
    #[error("{0}")]
    NotAKey(String),
}

impl KeyForm {
    /// The key's bytes.
    pub fn bytes(&self, secret: &Secret) -> Result<KeyBytes, KeyFault> {
        let text = secret.expose();
        if text.is_empty() {
            return Err(KeyFault::Empty);
        }
        let bytes = match self {
            Self::Text => text.as_bytes().to_vec(),
            Self::Base64 => base64(text)?,
            Self::Hex => HEXLOWER_PERMISSIVE
                .decode(text.as_bytes())
                .map_err(|_| KeyFault::NotEncoded("hexadecimal, which this provider's secrets are"))?,
            Self::Whsec(prefixes) => base64(stripped(text, prefixes).unwrap_or(text))?,
            Self::WhsecOrText(prefixes) => match stripped(text, prefixes) {
                Some(rest) => base64(rest)?,
                None => text.as_bytes().to_vec(),
            },
            Self::Base64OrText => base64(text).unwrap_or_else(|_| text.as_bytes().to_vec()),
            Self::Sha1 => Hash::Sha1.of(text.as_bytes()),
            Self::Nfkd => text.nfkd().collect::<String>().into_bytes(),
        };
        if bytes.is_empty() { Err(KeyFault::Empty) } else { Ok(Zeroizing::new(bytes)) }
    }

    /// What people are told about it.
    pub const fn describe(&self) -> &'static str {
        match self {
            Self::Text => "used as text",
            Self::Base64 => "base64-decoded",
            Self::Hex => "hex-decoded",
            Self::Whsec(_) => "base64-decoded after its prefix",
            Self::WhsecOrText(_) => "base64-decoded after `whsec_`, as text without it",
            Self::Base64OrText => "base64-decoded where it is base64, else as text",
            Self::Sha1 => "hashed with SHA-1",
            Self::Nfkd => "as text in Unicode's form NFKD",
        }
    }
}

fn stripped<'a>(text: &'a str, prefixes: &[String]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix.as_str()))
}

fn base64(text: &str) -> Result<Vec<u8>, KeyFault> {
    let table = if text.ends_with('=') { &BASE64 } else { &BASE64_NOPAD };
    table.decode(text.as_bytes()).map_err(|_| {
        KeyFault::NotEncoded("base64 (after its prefix, where it has one), which this provider's secrets are")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_gives_its_bytes() {
        let whsec = || vec!["whsec_".to_owned()];
        let bytes = |form: KeyForm, text: &str| form.bytes(&Secret::new(text)).map(|bytes| bytes.to_vec());
        assert_eq!(bytes(KeyForm::Whsec(whsec()), "whsec_YWI="), Ok(b"ab".to_vec()));
        assert_eq!(bytes(KeyForm::Whsec(whsec()), "YWI"), Ok(b"ab".to_vec()));
        assert_eq!(bytes(KeyForm::WhsecOrText(whsec()), "YWI="), Ok(b"YWI=".to_vec()));
        assert_eq!(bytes(KeyForm::Hex, "6162"), Ok(b"ab".to_vec()));
        assert_eq!(bytes(KeyForm::Text, ""), Err(KeyFault::Empty));
        assert_eq!(bytes(KeyForm::Whsec(whsec()), "whsec_"), Err(KeyFault::Empty));
        assert!(bytes(KeyForm::Base64, "YWI=\n").is_err());
        assert_eq!(format!("{:?}", Secret::new("planted")), "Secret(…)");
    }
}
