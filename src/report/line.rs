//! The plain line of a delivery: one line, stable columns, for `listen` and logs.
//!
//! `14:02:11.204 #1284 POST /webhooks/stripe stripe checkout.session.completed 3412B sig=ok`

use std::fmt::Write as _;

use crate::text::visible;
use crate::webhook::{Standing, Summary, Verdict};

use super::style::{Style, Tone, status_tone, verdict_word};

/// What is said of a signature that was made with the published test secret.
const TEST_SECRET: &str = "test secret";

/// Writes lines. Under load thousands fall into one second, whose clock text is made once.
#[derive(Debug, Clone)]
pub struct Lines {
    style: Style,
    second: i64,
    clock: String,
}

impl Lines {
    /// Lines of that look.
    pub fn new(style: Style) -> Self {
        Self { style, second: i64::MIN, clock: String::new() }
    }

    /// The line of a delivery, without a line end.
    pub fn delivery(&mut self, summary: &Summary) -> String {
        let micros = summary.received_at.as_micros();
        let second = micros.div_euclid(1_000_000);
        if second != self.second {
            self.second = second;
            self.clock = self.style.time(summary.received_at, "%H:%M:%S");
        }
        let time = format!("{}.{:03}", self.clock, micros.rem_euclid(1_000_000) / 1000);
        line(summary, &time, &self.style)
    }
}

fn line(summary: &Summary, time: &str, style: &Style) -> String {
    let mut out = String::with_capacity(96);
    let _ = write!(out, "{} ", style.paint(Tone::Faint, time));
    out.push_str(&style.paint(Tone::Strong, &format!("#{}", summary.id)));
    let _ = write!(out, " {} {}", visible(&summary.method), visible(&summary.target));
    for name in [&summary.provider, &summary.event_type, &summary.event_id].into_iter().flatten() {
        let _ = write!(out, " {}", style.paint(Tone::Name, &visible(name)));
    }
    let _ = write!(out, " {}B", summary.body_size);
    let (word, tone) = verdict_word(&summary.verdict);
    let why = match &summary.verdict {
        Verdict::Invalid { reason, .. } => format!("({reason})"),
        // What anybody can make is not to be taken for the real thing.
        Verdict::Valid { detail: Some(detail), .. } if detail == TEST_SECRET => "(test secret)".to_owned(),
        _ => String::new(),
    };
    let _ = write!(out, " {}", style.paint(tone, &format!("sig={word}{}", visible(&why))));
    match summary.answered.map(|answered| answered.status) {
        Some(200) => {}
        Some(status) => {
            let _ = write!(out, " {}", style.paint(status_tone(status), &format!("answered={status}")));
        }
        None => {
            let _ = write!(out, " {}", style.paint(Tone::Bad, "answered=none"));
        }
    }
    match summary.standing {
        Standing::Kept => {}
        Standing::Browser => out.push_str(" browser"),
        Standing::Refused => out.push_str(" refused"),
        Standing::Handshake => out.push_str(" handshake"),
    }
    if summary.duplicate_of.is_some() {
        out.push_str(" dup");
    }
    out
}
