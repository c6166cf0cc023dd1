//! Rows of `list`: aligned columns, the stranger's text last so that nothing after it can be pushed away.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::{human_size, visible};
use crate::webhook::{Origin, Standing, Summary};

use super::style::{Style, Tone, status_tone, verdict_word};

/// The line above the rows.
pub fn header(style: &Style) -> String {
    let text =
        format!("{:>7}  {:<19}  {:<7} {:>4} {:>5}  {:<5}  {}", "ID", "TIME", "METHOD", "ANS", "SIZE", "SIG", "PATH");
    style.paint(Tone::Faint, &text)
}

/// One delivery.
pub fn row(summary: &Summary, style: &Style) -> String {
    let time = style.time(summary.received_at, "%Y-%m-%d %H:%M:%S");
    let (word, tone) = verdict_word(&summary.verdict);
    let (answer, answer_tone) = match summary.answered {
        Some(answered) => (answered.status.to_string(), status_tone(answered.status)),
        None => ("-".to_owned(), Tone::Faint),
    };
    let method = fit(&visible(&summary.method), Some(7));
    let mut last = visible(&summary.target).into_owned();
    for name in [&summary.provider, &summary.event_type].into_iter().flatten() {
        last = format!("{last}  {}", visible(name));
    }
    for mark in marks(summary) {
        last = format!("{last}  [{mark}]");
    }
    // What stands before the last column: 7 + 2 + 19 + 2 + 7 + 1 + 4 + 1 + 5 + 2 + 5 + 2.
    let room = style.width.map(|width| width.saturating_sub(57).max(8));
    format!(
        "{}  {}  {method:<7} {} {:>5}  {}  {}",
        style.paint(Tone::Strong, &format!("{:>7}", summary.id)),
        style.paint(Tone::Faint, &time),
        style.paint(answer_tone, &format!("{answer:>4}")),
        human_size(summary.body_size),
        style.paint(tone, &format!("{word:<5}")),
        fit(&last, room),
    )
}

fn marks(summary: &Summary) -> impl Iterator<Item = &'static str> {
    let standing = match summary.standing {
        Standing::Kept => None,
        Standing::Browser => Some("browser"),
        Standing::Refused => Some("refused"),
        Standing::Handshake => Some("handshake"),
    };
    let origin = (summary.origin != Origin::Captured).then(|| summary.origin.as_str());
    let dup = summary.duplicate_of.map(|_| "dup");
    [standing, origin, dup].into_iter().flatten()
}

/// Cut to so many columns of a terminal, with an ellipsis where something was cut.
fn fit(text: &str, room: Option<usize>) -> String {
    let Some(room) = room.filter(|room| text.width() > *room) else { return text.to_owned() };
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used < room
        })
        .collect();
    kept + "…"
}
