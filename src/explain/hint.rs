//! What people are told: the mistake that was found, and how to mend it.

use super::causes::Cause;

/// A mistake that explains the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Stable; one of [`super::causes::ALL`].
    pub code: &'static str,
    /// What happened. No secret is in it.
    pub text: String,
    /// What to do.
    pub fix: String,
}

impl Hint {
    /// The cause as it is.
    pub(super) fn of(cause: Cause) -> Self {
        Self { code: cause.code, text: cause.text.to_owned(), fix: cause.fix.to_owned() }
    }

    /// With what was found out besides.
    pub(super) fn with(cause: Cause, about: &str) -> Self {
        let hint = Self::of(cause);
        if about.is_empty() { hint } else { Self { text: format!("{}: {about}", cause.text), ..hint } }
    }

    /// With another remedy.
    pub(super) fn mended_by(self, fix: impl Into<String>) -> Self {
        Self { fix: fix.into(), ..self }
    }
}
