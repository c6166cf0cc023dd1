//! What comes out of judging a signature.

use super::fault::Fault;
use super::scheme::Scheme;
use crate::webhook::{Moment, Verdict};

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody can say: no secret was given.
    Unchecked,
    /// It carries no signature, or the sender makes none.
    Unsigned,
    /// Signed by who holds the secret of that number, counted from 0.
    Valid(usize),
    /// Not valid.
    Invalid(Fault),
}

/// A judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What came out.
    pub outcome: Outcome,
    /// When it says that it was signed.
    pub signed_at: Option<Moment>,
    /// The address it was judged for, where that is signed.
    pub url: Option<String>,
}

impl Judgement {
    pub(super) fn of(outcome: Outcome) -> Self {
        Self { outcome, signed_at: None, url: None }
    }

    /// The reason of an invalid one.
    pub fn fault(&self) -> Option<&Fault> {
        match &self.outcome {
            Outcome::Invalid(fault) => Some(fault),
            _ => None,
        }
    }

    /// The judgement as it is kept with a delivery.
    pub fn verdict(&self, scheme: &Scheme, detail: Option<String>) -> Verdict {
        match &self.outcome {
            Outcome::Unchecked => Verdict::Unchecked,
            Outcome::Unsigned => Verdict::Unsigned,
            Outcome::Valid(_) => Verdict::Valid { scheme: scheme.label(), detail },
            Outcome::Invalid(fault) => Verdict::Invalid {
                scheme: scheme.label(),
                reason: fault.code().to_owned(),
                detail: detail.or_else(|| Some(fault.detail())),
            },
        }
    }
}
