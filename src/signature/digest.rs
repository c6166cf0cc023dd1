//! Hashes and keyed hashes, chosen at run time; the state of a key is prepared once and cloned for each message.

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// A hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "names of hashes")]
pub enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// All of them, with their names in packs.
    pub const ALL: [(&'static str, Self); 5] = [
        ("md5", Self::Md5),
        ("sha1", Self::Sha1),
        ("sha256", Self::Sha256),
        ("sha384", Self::Sha384),
        ("sha512", Self::Sha512),
    ];

    /// The name in packs and in headers.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The hash of what is put in.
    pub fn of(self, message: &[u8]) -> Vec<u8> {
        let mut running = Running::new(self);
        running.put(message);
        running.finish()
    }
}

/// Calls the same expression for the hash within.
macro_rules! each {
    ($on:expr, $name:ident => $call:expr) => {
        match $on {
            Self::Md5($name) => $call,
            Self::Sha1($name) => $call,
            Self::Sha256($name) => $call,
            Self::Sha384($name) => $call,
            Self::Sha512($name) => $call,
        }
    };
}

/// A hash in the making.
pub enum Running {
    #[expect(missing_docs, reason = "names of hashes")]
    Md5(Md5),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha1(Sha1),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha256(Sha256),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha384(Sha384),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha512(Sha512),
}

impl Running {
    /// Nothing put in yet.
    pub fn new(hash: Hash) -> Self {
        match hash {
            Hash::Md5 => Self::Md5(Md5::new()),
            Hash::Sha1 => Self::Sha1(Sha1::new()),
            Hash::Sha256 => Self::Sha256(Sha256::new()),
            Hash::Sha384 => Self::Sha384(Sha384::new()),
            Hash::Sha512 => Self::Sha512(Sha512::new()),
        }
    }

    /// Puts bytes in.
    pub fn put(&mut self, bytes: &[u8]) {
        each!(self, hash => hash.update(bytes));
    }

    /// The hash.
    pub fn finish(self) -> Vec<u8> {
        each!(self, hash => hash.finalize().to_vec())
    }
}

/// A keyed hash: a prepared key, or one in the making.
#[derive(Clone)]
pub enum Keyed {
    #[expect(missing_docs, reason = "names of hashes")]
    Md5(Hmac<Md5>),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha1(Hmac<Sha1>),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha256(Hmac<Sha256>),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha384(Hmac<Sha384>),
    #[expect(missing_docs, reason = "names of hashes")]
    Sha512(Hmac<Sha512>),
}

impl Keyed {
    /// Prepares a key. Any length will do.
    pub fn new(hash: Hash, key: &[u8]) -> Self {
        const ANY: &str = "HMAC takes keys of any length";
        match hash {
            Hash::Md5 => Self::Md5(Hmac::new_from_slice(key).expect(ANY)),
            Hash::Sha1 => Self::Sha1(Hmac::new_from_slice(key).expect(ANY)),
            Hash::Sha256 => Self::Sha256(Hmac::new_from_slice(key).expect(ANY)),
            Hash::Sha384 => Self::Sha384(Hmac::new_from_slice(key).expect(ANY)),
            Hash::Sha512 => Self::Sha512(Hmac::new_from_slice(key).expect(ANY)),
        }
    }

    /// Puts bytes in.
    pub fn put(&mut self, bytes: &[u8]) {
        each!(self, mac => mac.update(bytes));
    }

    /// The keyed hash.
    pub fn finish(self) -> Vec<u8> {
        each!(self, mac => mac.finalize().into_bytes().to_vec())
    }

    /// The keyed hash of a whole message.
    pub fn of(&self, message: &[u8]) -> Vec<u8> {
        let mut mac = self.clone();
        mac.put(message);
        mac.finish()
    }
}

impl std::fmt::Debug for Keyed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keyed(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    /// RFC 2202 and RFC 4231, test case 2.
    #[test]
    fn the_published_vectors_hold() {
        let expected = [
            (Hash::Md5, "750c783e6ab0b503eaa86e310a5db738"),
            (Hash::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (Hash::Sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (
                Hash::Sha384,
                "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
            ),
            (
                Hash::Sha512,
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
            ),
        ];
        for (hash, text) in expected {
            let mac = Keyed::new(hash, b"Jefe").of(b"what do ya want for nothing?");
            assert_eq!(HEXLOWER.encode(&mac), text, "{hash:?}");
        }
    }
}
