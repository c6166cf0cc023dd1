//! Errors as people and programs see them: what failed, why, and what to do next.

use std::fmt::Write as _;

use serde::Serialize;

use crate::text::visible_block;

use super::json;
use super::style::{Style, Tone};

/// How bad it is: decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The answer is no.
    No,
    /// Usage or configuration.
    Usage,
    /// The world failed.
    World,
}

impl FailureKind {
    /// The stable word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Usage => "usage",
            Self::World => "world",
        }
    }

    /// The exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::No => 1,
            Self::Usage => 2,
            Self::World => 3,
        }
    }
}

/// A failure, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How bad.
    pub kind: FailureKind,
    /// What was tried, on what.
    pub message: String,
    /// Why, outermost first.
    pub causes: Vec<String>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Failure {
    /// A failure with only a message.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// With a reason.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// For people: `error:`, `cause:`, `hint:` lines.
pub fn human(failure: &Failure, style: &Style) -> String {
    let mut out = String::new();
    let mut line = |tone: Tone, name: &str, text: &str| {
        let _ = writeln!(out, "{} {}", style.paint(tone, &format!("{name}:")), visible_block(text));
    };
    line(Tone::Bad, "error", &failure.message);
    failure.causes.iter().for_each(|cause| line(Tone::Odd, "cause", cause));
    failure.hints.iter().for_each(|hint| line(Tone::Name, "hint", hint));
    out
}

/// For programs: one `error` object, with a line end.
pub fn machine(failure: &Failure) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        v: u8,
        r#type: &'static str,
        kind: &'a str,
        message: &'a str,
        causes: &'a [String],
        hints: &'a [String],
    }
    let shape = Shape {
        v: 1,
        r#type: "error",
        kind: failure.kind.as_str(),
        message: &failure.message,
        causes: &failure.causes,
        hints: &failure.hints,
    };
    json::line(&shape) + "\n"
}
