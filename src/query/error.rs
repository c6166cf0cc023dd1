//! What can be wrong with a filter: its text, or judging it.

/// A filter that could not be understood, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("col {column}: {message}")]
pub struct FilterError {
    /// The whole text.
    pub text: String,
    /// Where the trouble begins: characters, from 1.
    pub column: usize,
    /// What is wrong, and what to write instead.
    pub message: String,
}

/// A filter that was understood but could not be judged on some delivery.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterFault {
    /// A jq program ran longer than it may.
    #[error("the jq program `{program}` did not end within {seconds} s on one delivery")]
    JqTooSlow {
        /// The program.
        program: String,
        /// The deadline.
        seconds: u64,
    },
    /// A jq program brought its worker down (it used up the stack, say).
    #[error("the jq program `{program}` crashed on one delivery")]
    JqCrashed {
        /// The program.
        program: String,
    },
}
