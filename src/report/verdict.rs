//! A judgement as people and programs see it.

use std::fmt::Write as _;

use serde::Serialize;

use crate::text::{span_words, visible};
use crate::webhook::{Moment, Verdict};

use super::json;
use super::style::{Style, Tone};

/// Everything that is told about a signature.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The judgement.
    pub verdict: Verdict,
    /// The provider's name, and its title.
    pub provider: Option<(String, String)>,
    /// The scheme.
    pub scheme: Option<String>,
    /// Where the signature stands.
    pub places: String,
    /// What was read: the form of the paste, the request.
    pub read: Vec<String>,
    /// The event's type and id.
    pub event: (Option<String>, Option<String>),
    /// When it was signed.
    pub signed_at: Option<Moment>,
    /// When it was judged.
    pub judged_at: Option<Moment>,
    /// The signature that would be right, and those that were received.
    pub expected: Option<String>,
    /// What was received.
    pub received: Vec<String>,
    /// Mistakes that explain it.
    pub hints: Vec<Explained>,
    /// More, where there is no scheme to speak of.
    pub detail: Option<String>,
}

/// A mistake and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// A stable code.
    pub code: &'static str,
    /// What happened.
    pub text: String,
    /// What to do.
    pub fix: String,
}

impl Told {
    fn detail(&self) -> Option<&str> {
        self.verdict.detail().or(self.detail.as_deref())
    }

    fn age(&self) -> Option<i64> {
        let seconds = |moment: Moment| moment.as_micros().div_euclid(1_000_000);
        Some(seconds(self.judged_at?) - seconds(self.signed_at?))
    }
}

/// For programs: a `verdict` object.
pub fn machine(told: &Told) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        v: u8,
        r#type: &'static str,
        status: &'a str,
        provider: Option<&'a str>,
        scheme: Option<&'a str>,
        reason: Option<&'a str>,
        detail: Option<&'a str>,
        hints: &'a [Explained],
        signed_at: Option<String>,
        age_s: Option<i64>,
        event_type: Option<&'a str>,
        event_id: Option<&'a str>,
        expected: Option<&'a str>,
        received: &'a [String],
        notes: &'a [String],
    }
    let invalid = matches!(told.verdict, Verdict::Invalid { .. });
    json::line(&Shape {
        v: 1,
        r#type: "verdict",
        status: told.verdict.status(),
        provider: told.provider.as_ref().map(|(slug, _)| slug.as_str()),
        scheme: told.scheme.as_deref(),
        reason: told.verdict.reason(),
        detail: told.detail(),
        hints: &told.hints,
        signed_at: told.signed_at.map(Moment::to_rfc3339),
        age_s: told.age(),
        event_type: told.event.0.as_deref(),
        event_id: told.event.1.as_deref(),
        expected: told.expected.as_deref().filter(|_| invalid),
        received: &told.received,
        notes: &told.read,
    })
}

/// For programs: a pack that was found, as a `pack` object.
pub fn pack(toml: &str) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        v: u8,
        r#type: &'static str,
        toml: &'a str,
    }
    json::line(&Shape { v: 1, r#type: "pack", toml })
}

/// For people.
pub fn human(told: &Told, style: &Style) -> String {
    let mut out = String::new();
    let (sign, word, tone) = match &told.verdict {
        Verdict::Valid { .. } => ("✓", "valid", Tone::Good),
        Verdict::Invalid { .. } => ("✗", "invalid", Tone::Bad),
        Verdict::Unsigned => ("✗", "unsigned", Tone::Odd),
        Verdict::Unchecked => ("?", "unchecked", Tone::Odd),
    };
    let title = told.provider.as_ref().map_or("an unknown sender", |(_, title)| title.as_str());
    let reason = told.verdict.reason().map_or_else(String::new, |reason| format!("  ({reason})"));
    let _ =
        writeln!(out, "{} {}{reason}", style.paint(tone, &format!("{sign} {word}")), style.paint(Tone::Strong, title));
    let mut fact = |name: &str, text: &str| {
        let _ = writeln!(out, "  {} {}", style.paint(Tone::Faint, &format!("{name:<9}")), visible(text));
    };
    if let Some(detail) = told.detail() {
        fact("", detail);
    }
    told.read.iter().for_each(|line| fact("read", line));
    if let Some(scheme) = &told.scheme {
        fact("scheme", &format!("{scheme} in {}", told.places));
    }
    let id = told.event.1.as_ref().map(|id| format!("id {id}"));
    let event = told.event.0.iter().cloned().chain(id).collect::<Vec<_>>().join(", ");
    if !event.is_empty() {
        fact("event", &event);
    }
    if let (Some(at), Some(age)) = (told.signed_at, told.age()) {
        let age = if age < 0 { format!("{} after", span_words(-age)) } else { format!("{} before", span_words(age)) };
        fact("signed", &format!("{}, {age} the moment it is judged at", at.to_rfc3339()));
    }
    if matches!(told.verdict, Verdict::Invalid { .. }) {
        told.expected.iter().for_each(|text| fact("expected", text));
        told.received.iter().for_each(|text| fact("received", text));
    }
    let valid = matches!(told.verdict, Verdict::Valid { .. });
    for hint in &told.hints {
        if valid {
            let _ = writeln!(out, "  {} {}", style.paint(Tone::Odd, &format!("{:<9}", "note")), visible(&hint.text));
            continue;
        }
        let _ = writeln!(out, "  {} {}", style.paint(Tone::Odd, &format!("{:<9}", "why")), visible(&hint.text));
        let _ = writeln!(
            out,
            "  {} {}  [{}]",
            style.paint(Tone::Name, &format!("{:<9}", "mend")),
            visible(&hint.fix),
            hint.code
        );
    }
    out
}
