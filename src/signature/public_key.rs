//! Signatures with a public key: Ed25519, ECDSA on P-256, RSA (PKCS#1 v1.5).

use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER_PERMISSIVE};
use ed25519_dalek::{Signer as _, Verifier as _};
use p256::pkcs8::DecodePrivateKey as _;
use ring::signature as rsa;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::secret::{KeyFault, Secret};

/// An algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "names of algorithms")]
pub enum Asymmetric {
    Ed25519,
    EcdsaP256,
    RsaSha1,
    RsaSha256,
    RsaSha512,
}

impl Asymmetric {
    /// All of them, with their names in packs.
    pub const ALL: [(&'static str, Self); 5] = [
        ("ed25519", Self::Ed25519),
        ("ecdsa-p256-sha256", Self::EcdsaP256),
        ("rsa-sha1", Self::RsaSha1),
        ("rsa-sha256", Self::RsaSha256),
        ("rsa-sha512", Self::RsaSha512),
    ];

    /// The name in packs.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// How an ECDSA signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EcdsaForm {
    /// ASN.1.
    #[default]
    Der,
    /// Both numbers side by side, as in JWTs.
    Raw,
}

/// A public key, ready to verify with.
#[derive(Debug, Clone)]
pub enum PublicKey {
    /// Ed25519.
    Ed25519(Box<ed25519_dalek::VerifyingKey>),
    /// ECDSA on P-256.
    P256(Box<p256::ecdsa::VerifyingKey>),
    /// RSA: the key in PKCS#1 form.
    Rsa(Vec<u8>),
}

impl PublicKey {
    /// Reads a key in any form that vendors show one: PEM with any label, on one line or several, an X.509
    /// certificate, DER in base64, or for Ed25519 its 32 bytes in hex or base64 (with `whpk_` in front or not).
    pub fn read(algorithm: Asymmetric, text: &str) -> Result<Self, KeyFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(KeyFault::Empty);
        }
        if algorithm == Asymmetric::Ed25519
            && let Some(raw) = raw_32(text.strip_prefix("whpk_").unwrap_or(text))
        {
            let key = ed25519_dalek::VerifyingKey::from_bytes(&raw);
            return key.map(|key| Self::Ed25519(Box::new(key))).map_err(|_| not_a_key("an Ed25519 public key"));
        }
        let der = der(text).ok_or(KeyFault::NotEncoded("a public key in PEM, DER (base64) or hex"))?;
        let info = key_info(&der);
        let bits = info.as_ref().and_then(|info| info.subject_public_key.as_bytes().map(<[u8]>::to_vec));
        match algorithm {
            Asymmetric::Ed25519 => bits
                .and_then(|bits| <[u8; 32]>::try_from(bits).ok())
                .and_then(|raw| ed25519_dalek::VerifyingKey::from_bytes(&raw).ok())
                .map(|key| Self::Ed25519(Box::new(key)))
                .ok_or_else(|| not_a_key("an Ed25519 public key")),
            Asymmetric::EcdsaP256 => bits
                .and_then(|bits| p256::ecdsa::VerifyingKey::from_sec1_bytes(&bits).ok())
                .map(|key| Self::P256(Box::new(key)))
                .ok_or_else(|| not_a_key("a public key on the curve P-256")),
            // What is no SubjectPublicKeyInfo may be PKCS#1 as it is.
            _ => is_rsa(bits.as_deref().unwrap_or(&der))
                .then(|| Self::Rsa(bits.clone().unwrap_or(der)))
                .ok_or_else(|| not_a_key("an RSA public key")),
        }
    }

    /// An RSA key from its modulus and exponent, big-endian.
    pub fn rsa(modulus: &[u8], exponent: &[u8]) -> Option<Self> {
        use x509_cert::der::asn1::UintRef;
        let parts = [UintRef::new(modulus).ok()?.to_der().ok()?, UintRef::new(exponent).ok()?.to_der().ok()?].concat();
        let mut out = x509_cert::der::Header::new(
            x509_cert::der::Tag::Sequence,
            x509_cert::der::Length::try_from(parts.len()).ok()?,
        )
        .to_der()
        .ok()?;
        out.extend(parts);
        Some(Self::Rsa(out))
    }

    /// A P-256 key from its coordinates.
    pub fn p256(x: &[u8], y: &[u8]) -> Option<Self> {
        let point = [&[4], x, y].concat();
        p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok().map(|key| Self::P256(Box::new(key)))
    }

    /// True if the signature is this key's, over that message.
    pub fn verifies(&self, algorithm: Asymmetric, form: EcdsaForm, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Self::P256(key) => {
                let signature = match form {
                    EcdsaForm::Der => p256::ecdsa::Signature::from_der(signature),
                    EcdsaForm::Raw => p256::ecdsa::Signature::from_slice(signature),
                };
                signature.is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            Self::Rsa(key) => {
                let rule: &rsa::RsaParameters = match algorithm {
                    Asymmetric::RsaSha1 => &rsa::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
                    Asymmetric::RsaSha512 => &rsa::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
                    _ => &rsa::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
                };
                rsa::UnparsedPublicKey::new(rule, key).verify(message, signature).is_ok()
            }
        }
    }
}

/// A private key, to sign with.
pub enum PrivateKey {
    /// Ed25519.
    Ed25519(Box<ed25519_dalek::SigningKey>),
    /// ECDSA on P-256.
    P256(Box<p256::ecdsa::SigningKey>),
    /// RSA.
    Rsa(Box<rsa::RsaKeyPair>),
}

impl PrivateKey {
    /// Reads PEM (PKCS#8), or for Ed25519 also the seed's 32 bytes in hex or base64, with `whsk_` in front or not.
    pub fn read(algorithm: Asymmetric, secret: &Secret) -> Result<Self, KeyFault> {
        let text = secret.expose().trim();
        if text.contains("PUBLIC KEY") || text.contains("CERTIFICATE") || text.starts_with("whpk_") {
            return Err(KeyFault::NotAKey("signing needs the private key; this is a public one".to_owned()));
        }
        let der = || der(text).ok_or(KeyFault::NotEncoded("a private key in PEM (PKCS#8)"));
        match algorithm {
            Asymmetric::Ed25519 => {
                if let Some(seed) = seed(text.strip_prefix("whsk_").unwrap_or(text)) {
                    return Ok(Self::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(&seed))));
                }
                let key = ed25519_dalek::SigningKey::from_pkcs8_der(&der()?);
                key.map(|key| Self::Ed25519(Box::new(key))).map_err(|_| not_a_key("an Ed25519 private key (PKCS#8)"))
            }
            Asymmetric::EcdsaP256 => p256::SecretKey::from_pkcs8_der(&der()?)
                .map(|key| Self::P256(Box::new(key.into())))
                .map_err(|_| not_a_key("a private key on the curve P-256 (PKCS#8)")),
            Asymmetric::RsaSha1 => {
                Err(KeyFault::NotAKey("hookctl verifies RSA with SHA-1 but does not sign with it".to_owned()))
            }
            _ => rsa::RsaKeyPair::from_pkcs8(&der()?)
                .map(|key| Self::Rsa(Box::new(key)))
                .map_err(|error| KeyFault::NotAKey(format!("no RSA private key (PKCS#8): {error}"))),
        }
    }

    /// Signs a message.
    pub fn sign(&self, algorithm: Asymmetric, form: EcdsaForm, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        match self {
            Self::Ed25519(key) => Ok(key.sign(message).to_bytes().to_vec()),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                Ok(match form {
                    EcdsaForm::Der => signature.to_der().as_bytes().to_vec(),
                    EcdsaForm::Raw => signature.to_bytes().to_vec(),
                })
            }
            Self::Rsa(key) => {
                let rule: &dyn rsa::RsaEncoding =
                    if algorithm == Asymmetric::RsaSha512 { &rsa::RSA_PKCS1_SHA512 } else { &rsa::RSA_PKCS1_SHA256 };
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(rule, &ring::rand::SystemRandom::new(), message, &mut signature)
                    .map_err(|_| KeyFault::NotAKey("the RSA key could not sign".to_owned()))?;
                Ok(signature)
            }
        }
    }

    /// The public half, as PEM.
    pub fn public_pem(&self) -> Option<String> {
        let info = match self {
            Self::Ed25519(key) => SubjectPublicKeyInfoOwned::from_key(&key.verifying_key()).ok()?,
            Self::P256(key) => SubjectPublicKeyInfoOwned::from_key(key.verifying_key()).ok()?,
            // PKCS#1, which `PublicKey::read` takes as well.
            Self::Rsa(key) => return Some(pem("RSA PUBLIC KEY", key.public().as_ref())),
        };
        Some(pem("PUBLIC KEY", &info.to_der().ok()?))
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    pem_rfc7468::encode_string(label, pem_rfc7468::LineEnding::LF, der).unwrap_or_default()
}

fn not_a_key(what: &str) -> KeyFault {
    KeyFault::NotAKey(format!("the secret is not {what}, which this scheme needs"))
}

/// The DER within PEM or base64. Labels and line breaks are not believed: vendors get them wrong (Freshchat prints SPKI
/// on one line as `RSA PUBLIC KEY`), and copying loses them.
fn der(text: &str) -> Option<Vec<u8>> {
    let inner = match text.split_once("-----BEGIN ") {
        Some((_, rest)) => rest.split_once("-----")?.1.split("-----").next()?,
        None => text,
    };
    // Line ends that were copied as the two characters `\n`.
    let inner: String = inner.replace("\\n", "").split_whitespace().collect();
    let table = if inner.ends_with('=') { &BASE64 } else { &BASE64_NOPAD };
    table.decode(inner.as_bytes()).ok()
}

fn key_info(der: &[u8]) -> Option<SubjectPublicKeyInfoOwned> {
    SubjectPublicKeyInfoOwned::from_der(der).ok().or_else(|| {
        let certificate = x509_cert::Certificate::from_der(der).ok()?;
        Some(certificate.tbs_certificate().subject_public_key_info().clone())
    })
}

/// A PKCS#1 key is a sequence that begins with an integer.
fn is_rsa(pkcs1: &[u8]) -> bool {
    use x509_cert::der::{Header, Reader as _, SliceReader, Tag};
    const INTEGER: u8 = 2;
    let first = |bytes| {
        let mut reader = SliceReader::new(bytes).ok()?;
        let outer = Header::decode(&mut reader).ok()?.tag();
        Some((outer, reader.peek_byte()?))
    };
    first(pkcs1).is_some_and(|(outer, inner)| outer == Tag::Sequence && inner == INTEGER)
}

fn raw(text: &str) -> Option<Vec<u8>> {
    let hex = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok().filter(|bytes| bytes.len() >= 32);
    hex.or_else(|| BASE64.decode(text.as_bytes()).ok()).or_else(|| BASE64_NOPAD.decode(text.as_bytes()).ok())
}

fn raw_32(text: &str) -> Option<[u8; 32]> {
    raw(text)?.try_into().ok()
}

/// A seed, alone or followed by the public key.
fn seed(text: &str) -> Option<[u8; 32]> {
    let bytes = raw(text)?;
    if bytes.len() == 64 { bytes[..32].try_into().ok() } else { bytes.try_into().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_every_form_that_vendors_show() {
        let secret = Secret::new(Hex::encode(&[7; 32]));
        let private = PrivateKey::read(Asymmetric::Ed25519, &secret).expect("a seed");
        let signature = private.sign(Asymmetric::Ed25519, EcdsaForm::Der, b"message").expect("signed");
        let pem = private.public_pem().expect("PEM");
        let bytes = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key().to_bytes();
        let one_line = pem.replace('\n', " ").replace("PUBLIC KEY", "RSA PUBLIC KEY");
        for form in [
            pem.clone(),
            one_line,
            pem.replace('\n', "\\n"),
            Hex::encode(&bytes),
            format!("whpk_{}", BASE64.encode(&bytes)),
        ] {
            let key = PublicKey::read(Asymmetric::Ed25519, &form).expect("a key");
            assert!(key.verifies(Asymmetric::Ed25519, EcdsaForm::Der, b"message", &signature), "{form}");
            assert!(!key.verifies(Asymmetric::Ed25519, EcdsaForm::Der, b"massage", &signature));
        }
        for junk in ["", "x", "-----BEGIN", "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----"] {
            for (_, algorithm) in Asymmetric::ALL {
                assert!(PublicKey::read(algorithm, junk).is_err(), "{junk}");
                assert!(PrivateKey::read(algorithm, &Secret::new(junk)).is_err(), "{junk}");
            }
        }
    }

    struct Hex;
    impl Hex {
        fn encode(bytes: &[u8]) -> String {
            HEXLOWER_PERMISSIVE.encode(bytes)
        }
    }
}
