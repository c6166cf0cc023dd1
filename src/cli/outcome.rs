//! How a command ends, and how errors of the lower floors become failures with causes and advice.

use std::error::Error as StdError;
use std::io;

use crate::config::ConfigError;
use crate::query::{FilterError, FilterFault};
use crate::report::failure::{Failure, FailureKind};
use crate::store::{ScanError, StoreError};

/// Why a command ended before its end.
#[derive(Debug)]
pub(super) enum Ended {
    /// It failed, and this is to be shown.
    Failed(Box<Failure>),
    /// Whoever read its output has gone: a quiet success.
    PipeClosed,
    /// It has said what there is to say; this is its exit code.
    With(u8),
}

/// What a command gives back.
pub(super) type Run = Result<(), Ended>;

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::PipeClosed;
        }
        Failure::new(FailureKind::World, "cannot write the output").because(error.to_string()).into()
    }
}

impl From<ScanError> for Ended {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Store(error) => store(&error).into(),
            ScanError::Filter(error) => fault(&error).into(),
        }
    }
}

/// A fault of the store.
pub(super) fn store(error: &StoreError) -> Failure {
    let mut failure = Failure::new(FailureKind::World, error.to_string());
    failure.causes.extend(error.cause.clone());
    failure.hint(error.hint())
}

/// A config that cannot be used, with its line and a caret under the place.
pub(super) fn config(error: &ConfigError) -> Failure {
    let failure = Failure::new(FailureKind::Usage, error.to_string());
    match error {
        ConfigError::Invalid { column, excerpt, .. } => failure.because(pointed(excerpt, *column)),
        ConfigError::Unreadable { .. } => failure.hint("name another with `--config`, or mend its permissions"),
        ConfigError::Unsafe { .. } => failure,
    }
}

/// A filter that was not understood.
pub(super) fn filter(error: &FilterError) -> Failure {
    Failure::new(FailureKind::Usage, format!("the filter is not understood: {error}"))
        .because(pointed(&error.text, error.column))
        .hint("`hookctl help filters` explains the language")
}

/// A filter that could not be judged.
pub(super) fn fault(error: &FilterFault) -> Failure {
    Failure::new(FailureKind::Usage, error.to_string())
        .hint("make the program end, as with `limit(1; …)`, or narrow the filter with other terms")
}

/// The text with a caret under a column.
pub(super) fn pointed(text: &str, column: usize) -> String {
    let line = crate::text::visible(text);
    // Escapes before the place would shift it; they are rare enough to be measured afresh.
    let before: String = text.chars().take(column.saturating_sub(1)).collect();
    let indent = unicode_width::UnicodeWidthStr::width(crate::text::visible(&before).as_ref());
    format!("{line}\n       {}^", " ".repeat(indent))
}

/// An error's message followed by its sources.
pub(super) fn chain(error: &dyn StdError) -> Vec<String> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes
}
