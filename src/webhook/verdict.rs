//! What is known about a delivery's signature.

/// A judgement with its reasons; never a bool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Nobody judged it: no secret was known.
    #[default]
    Unchecked,
    /// It carries no signature.
    Unsigned,
    /// Signed by who holds the secret.
    Valid {
        /// The signature scheme.
        scheme: String,
        /// More, for people; such as which secret matched.
        detail: Option<String>,
    },
    /// Signed wrongly.
    Invalid {
        /// The signature scheme.
        scheme: String,
        /// A stable code, such as `no_match` or `timestamp_too_old`.
        reason: String,
        /// More, for people.
        detail: Option<String>,
    },
}

impl Verdict {
    /// The stable word for JSON and filters.
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Unsigned => "unsigned",
            Self::Valid { .. } => "valid",
            Self::Invalid { .. } => "invalid",
        }
    }

    /// The scheme it was judged by, if it was.
    pub fn scheme(&self) -> Option<&str> {
        match self {
            Self::Valid { scheme, .. } | Self::Invalid { scheme, .. } => Some(scheme),
            Self::Unchecked | Self::Unsigned => None,
        }
    }

    /// The reason code of an invalid one.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Invalid { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// What there is to tell people beyond the status.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Valid { detail, .. } | Self::Invalid { detail, .. } => detail.as_deref(),
            Self::Unchecked | Self::Unsigned => None,
        }
    }
}
