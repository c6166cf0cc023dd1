//! What of a paste could not be read. No value of the paste is in any of these: it may be a secret.

use super::Form;

/// A paste that was recognised, but is not whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// At a place in the paste.
    #[error("this looks like {}, but cannot be read as one: line {line}, column {column}: {why}", form.describe())]
    At {
        /// What it was recognised as.
        form: Form,
        /// Line in the paste, from 1.
        line: usize,
        /// Column in the line, in characters, from 1.
        column: usize,
        /// What is wrong there.
        why: String,
    },
    /// As a whole.
    #[error("this looks like {}, but {why}", form.describe())]
    Whole {
        /// What it was recognised as.
        form: Form,
        /// What is wrong with it.
        why: String,
    },
    /// An option of a `curl` command.
    #[error("`{option}` of the curl command {why}")]
    Switch {
        /// The option with its dashes.
        option: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file that a `curl` command names.
    #[error("the curl command names the file `{path}`, which cannot be read: {why}")]
    File {
        /// Its path as the command has it.
        path: String,
        /// Why it cannot be read.
        why: String,
    },
    /// A delivery that was printed without its body.
    #[error(
        "this delivery comes without its body, as `--no-body` prints it, and a signature is over the body; print it again without `--no-body`"
    )]
    NoBody,
}
