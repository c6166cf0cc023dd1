//! Why a signature is not valid: stable codes, with the facts that people need.

use crate::text::span_words;

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The signature is another than the secret makes of this request.
    NoMatch,
    /// It matches, but was made too long ago; both in seconds.
    TooOld {
        /// Its age.
        age: i64,
        /// How old it may be.
        tolerance: i64,
    },
    /// It matches, but was made in the future; both in seconds.
    InFuture {
        /// How far ahead.
        ahead: i64,
        /// How far it may be.
        tolerance: i64,
    },
    /// The timestamp cannot be read.
    BadStamp(String),
    /// Something that is signed, or that the vendor demands, is not there.
    MissingHeader(String),
    /// A header that decides is there twice, with different values.
    DuplicateHeader(String),
    /// The signature is not written as it has to be.
    BadEncoding(String),
    /// The header holds no signature of a version that the scheme knows.
    UnknownVersion(String),
    /// The secret gives no key.
    SecretUnusable(String),
    /// The hash of the body that is signed is another.
    BodyHash,
    /// A claim of the token has another value.
    Claim(String),
    /// The token expired, seconds ago.
    Expired(i64),
    /// The token is not valid yet, for so many seconds.
    NotYet(i64),
    /// The token was made with another algorithm than the scheme's.
    Algorithm(String),
    /// The token was made with a key that is not among those given.
    KeyMissing(String),
}

impl Fault {
    /// Every stable code.
    pub const CODES: [&'static str; 15] = [
        "no_match",
        "timestamp_too_old",
        "timestamp_in_future",
        "bad_timestamp",
        "missing_header",
        "duplicate_header",
        "bad_encoding",
        "unknown_version",
        "secret_unusable",
        "body_hash_mismatch",
        "claim_mismatch",
        "token_expired",
        "token_not_yet_valid",
        "algorithm_mismatch",
        "key_missing",
    ];

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        Self::CODES[match self {
            Self::NoMatch => 0,
            Self::TooOld { .. } => 1,
            Self::InFuture { .. } => 2,
            Self::BadStamp(_) => 3,
            Self::MissingHeader(_) => 4,
            Self::DuplicateHeader(_) => 5,
            Self::BadEncoding(_) => 6,
            Self::UnknownVersion(_) => 7,
            Self::SecretUnusable(_) => 8,
            Self::BodyHash => 9,
            Self::Claim(_) => 10,
            Self::Expired(_) => 11,
            Self::NotYet(_) => 12,
            Self::Algorithm(_) => 13,
            Self::KeyMissing(_) => 14,
        }]
    }

    /// More, for people; no secret and no signature is in it.
    pub fn detail(&self) -> String {
        match self {
            Self::NoMatch => "the signature is not what this secret makes of this request".to_owned(),
            Self::TooOld { age, tolerance } => format!(
                "the signature is right, but {} old; {} are tolerated",
                span_words(*age),
                span_words(*tolerance)
            ),
            Self::InFuture { ahead, tolerance } => format!(
                "the signature is right, but {} in the future; {} are tolerated: a clock is wrong",
                span_words(*ahead),
                span_words(*tolerance)
            ),
            Self::BadStamp(what)
            | Self::BadEncoding(what)
            | Self::UnknownVersion(what)
            | Self::SecretUnusable(what) => what.clone(),
            Self::MissingHeader(what) => format!("{what} is missing"),
            Self::DuplicateHeader(name) => format!("{name} is sent twice, with different values"),
            Self::BodyHash => "the signature is right, but the hash of the body in it is another".to_owned(),
            Self::Claim(name) => format!("the token is signed rightly, but its claim `{name}` is not as it has to be"),
            Self::Expired(ago) => format!("the token is signed rightly, but expired {} ago", span_words(*ago)),
            Self::NotYet(ahead) => {
                format!("the token is signed rightly, but not valid for another {}", span_words(*ahead))
            }
            Self::Algorithm(name) => format!("the token was made with the algorithm `{name}`, which is not taken here"),
            Self::KeyMissing(kid) => format!("the token was made with the key `{kid}`, which is not among those given"),
        }
    }
}
