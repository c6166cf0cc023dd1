//! One delivery for a person to read: what came, from whom, what was answered, the fields, the body laid out.

use std::fmt::Write as _;

use crate::text::{human_span, visible, visible_block, visible_bytes};
use crate::webhook::{Delivery, Headers, Standing, Summary};

use super::pretty;
use super::style::{Style, Tone, status_tone, verdict_word};

/// Bytes of a binary body that are shown.
const HEX_SHOWN: usize = 256;

/// The whole delivery, with a line end.
pub fn delivery(delivery: &Delivery, style: &Style) -> String {
    let mut out = head(&delivery.summary, style);
    out.push('\n');
    out.push_str(&headers(&delivery.headers, style));
    out.push('\n');
    out.push_str(&body(delivery, style));
    if !delivery.trailers.is_empty() {
        let _ = writeln!(out, "\n{}", style.paint(Tone::Faint, "trailers"));
        out.push_str(&headers(&delivery.trailers, style));
    }
    out
}

fn head(summary: &Summary, style: &Style) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}  {} {}  {}",
        style.paint(Tone::Strong, &format!("#{}", summary.id)),
        style.paint(Tone::Strong, &visible(&summary.method)),
        visible(&summary.target),
        style.paint(Tone::Faint, summary.version.as_str()),
    );
    let mut fact = |name: &str, value: String| {
        let _ = writeln!(out, "  {} {value}", style.paint(Tone::Faint, &format!("{name:<10}")));
    };
    let when = style.time(summary.received_at, "%Y-%m-%d %H:%M:%S%.6f %:z");
    let from = summary.peer.as_deref().map_or_else(String::new, |peer| format!(" from {}", visible(peer)));
    fact("received", format!("{when}{from}"));
    fact("uid", summary.uid.to_string());
    for (name, value) in [
        ("endpoint", &summary.endpoint),
        ("provider", &summary.provider),
        ("event", &summary.event_type),
        ("event id", &summary.event_id),
    ] {
        if let Some(value) = value {
            fact(name, visible(value).into_owned());
        }
    }
    let (word, tone) = verdict_word(&summary.verdict);
    let reason = summary.verdict.reason().map_or_else(String::new, |reason| format!(" ({reason})"));
    let detail = summary.verdict.detail().map_or_else(String::new, |detail| format!(": {}", visible(detail)));
    fact("signature", format!("{}, {}{reason}{detail}", style.paint(tone, word), summary.verdict.status()));
    fact("answered", answered(summary, style));
    if let Some(earlier) = summary.duplicate_of {
        fact("repeats", format!("#{earlier}"));
    }
    match summary.standing {
        Standing::Kept => {}
        Standing::Browser => fact("sender", "a browser that looked at the address".to_owned()),
        Standing::Handshake => fact("handshake", "a provider's challenge to the address, not an event".to_owned()),
        Standing::Refused => fact("refused", "over the limit; the first bytes are kept as evidence".to_owned()),
    }
    out
}

fn answered(summary: &Summary, style: &Style) -> String {
    match summary.answered {
        Some(answered) => format!(
            "{} in {}",
            style.paint(status_tone(answered.status), &answered.status.to_string()),
            human_span(answered.took)
        ),
        None => "not at all, as the answer script says".to_owned(),
    }
}

/// Fields, one a line.
pub fn headers(headers: &Headers, style: &Style) -> String {
    headers
        .iter()
        .map(|(name, value)| format!("{}: {}\n", style.paint(Tone::Name, &visible_bytes(name)), visible_bytes(value)))
        .collect()
}

fn body(delivery: &Delivery, style: &Style) -> String {
    let Delivery { summary, body, .. } = delivery;
    let mut out = match std::str::from_utf8(body) {
        _ if body.is_empty() => format!("{}\n", style.paint(Tone::Faint, "(no body)")),
        Ok(text) => text_body(text, delivery, style),
        Err(_) => binary(body, summary, style),
    };
    if summary.truncated {
        let note = format!("(kept {} of {} bytes)", body.len(), summary.body_size);
        let _ = writeln!(out, "{}", style.paint(Tone::Odd, &note));
    }
    out
}

fn text_body(text: &str, delivery: &Delivery, style: &Style) -> String {
    let is_json =
        delivery.headers.get("content-type").is_some_and(|value| value.windows(4).any(|part| part == b"json"));
    let starts_like_json = text.trim_start().starts_with(['{', '[']);
    let mut out = String::new();
    let shown = if is_json || starts_like_json {
        match serde_json::from_str::<serde::de::IgnoredAny>(text) {
            Ok(_) => visible_block(&pretty::indent(text)).into_owned(),
            Err(error) => {
                if is_json && !delivery.summary.truncated {
                    let note = format!("(not valid JSON: {error})");
                    let _ = writeln!(out, "{}", style.paint(Tone::Odd, &visible(&note)));
                }
                visible_block(text).into_owned()
            }
        }
    } else {
        visible_block(text).into_owned()
    };
    out.push_str(&shown);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn binary(body: &[u8], summary: &Summary, style: &Style) -> String {
    let mut out = String::new();
    for (at, row) in body.chunks(16).take(HEX_SHOWN / 16).enumerate() {
        let hex: String = row.iter().map(|byte| format!("{byte:02x} ")).collect();
        let text: String =
            row.iter().map(|byte| if (32..127).contains(byte) { char::from(*byte) } else { '.' }).collect();
        let _ = writeln!(out, "{:08x}  {hex:<48} {text}", at * 16);
    }
    let note = format!("(binary, {} bytes; `hookctl show {} --body > FILE` writes them)", body.len(), summary.id);
    let _ = writeln!(out, "{}", style.paint(Tone::Faint, &note));
    out
}
