//! How signature bytes are written. Decoding is strict: one text for each value, so that a verifier that compares
//! bytes refuses what one that compares text would refuse.

use data_encoding::{
    BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, Encoding as Table, HEXLOWER, HEXLOWER_PERMISSIVE, HEXUPPER,
};

/// A way of writing bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Lower-case hexadecimal.
    #[default]
    Hex,
    /// Upper-case hexadecimal.
    HexUpper,
    /// Hexadecimal in either case; written in lower case.
    HexAny,
    /// Base64 with padding.
    Base64,
    /// Base64 without padding.
    Base64Nopad,
    /// URL-safe base64 with padding.
    Base64Url,
    /// URL-safe base64 without padding.
    Base64UrlNopad,
}

impl Encoding {
    /// All of them, with their names in packs.
    pub const ALL: [(&'static str, Self); 7] = [
        ("hex", Self::Hex),
        ("hex-upper", Self::HexUpper),
        ("hex-any", Self::HexAny),
        ("base64", Self::Base64),
        ("base64-nopad", Self::Base64Nopad),
        ("base64url", Self::Base64Url),
        ("base64url-nopad", Self::Base64UrlNopad),
    ];

    fn table(self) -> Table {
        match self {
            Self::Hex => HEXLOWER,
            Self::HexUpper => HEXUPPER,
            Self::HexAny => HEXLOWER_PERMISSIVE,
            Self::Base64 => BASE64,
            Self::Base64Nopad => BASE64_NOPAD,
            Self::Base64Url => BASE64URL,
            Self::Base64UrlNopad => BASE64URL_NOPAD,
        }
    }

    /// The name in packs.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The bytes as text.
    pub fn encode(self, bytes: &[u8]) -> String {
        self.table().encode(bytes)
    }

    /// The bytes of a text, if it is written exactly so.
    pub fn decode(self, text: &str) -> Option<Vec<u8>> {
        self.table().decode(text.as_bytes()).ok()
    }

    /// Every reading of a text, for those who look for mistakes.
    pub fn readings(text: &str) -> Vec<(Self, Vec<u8>)> {
        let mut found: Vec<(Self, Vec<u8>)> = Vec::new();
        for (_, encoding) in Self::ALL {
            if let Some(bytes) = encoding.decode(text).filter(|bytes| !bytes.is_empty())
                && !found.iter().any(|(_, known)| *known == bytes)
            {
                found.push((encoding, bytes));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back_and_in_no_other_spelling(bytes: Vec<u8>, flip in 0usize..64) {
            for (_, encoding) in Encoding::ALL {
                let text = encoding.encode(&bytes);
                prop_assert_eq!(encoding.decode(&text), Some(bytes.clone()));
                let mut other = text.clone().into_bytes();
                if let Some(byte) = other.get_mut(flip) {
                    *byte ^= 1;
                    let other = String::from_utf8(other).expect("ASCII");
                    prop_assert_ne!(encoding.decode(&other), Some(bytes.clone()));
                }
            }
        }
    }

    #[test]
    fn unused_bits_at_the_end_must_be_zero() {
        assert!(Encoding::Base64.decode("YQ==").is_some());
        assert!(Encoding::Base64.decode("YR==").is_none());
    }
}
