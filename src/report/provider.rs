//! Providers as people and programs see them.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use crate::provider::{Confidence, Handshake, KeyUrl, Pack, PackOrigin};
use crate::signature::{Covers, Kind, StampAt};
use crate::text::human_span;

use super::json;
use super::style::{Style, Tone};

/// A `provider` object.
pub fn machine(pack: &Pack) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        v: u8,
        r#type: &'static str,
        name: &'a str,
        title: &'a str,
        vendor: Option<&'a str>,
        aliases: &'a [String],
        category: &'a str,
        status: &'a str,
        docs: Option<&'a str>,
        sources: &'a [String],
        recognise: Vec<String>,
        signature: Value,
        event_type: Vec<String>,
        event_id: Vec<String>,
        handshakes: Vec<Value>,
        retry: Value,
        secret: Value,
        notes: &'a [String],
        unsupported: &'a [String],
        built_in: bool,
    }
    json::line(&Shape {
        v: 1,
        r#type: "provider",
        name: &pack.slug,
        title: &pack.title,
        vendor: pack.vendor.as_deref(),
        aliases: &pack.aliases,
        category: &pack.category,
        status: pack.status.name(),
        docs: pack.docs.as_deref(),
        sources: &pack.sources,
        recognise: recognised(pack),
        signature: signature(pack),
        event_type: pack.event_type.iter().map(ToString::to_string).collect(),
        event_id: pack.event_id.iter().map(ToString::to_string).collect(),
        handshakes: pack.handshakes.iter().map(handshake).collect(),
        retry: json!({
            "schedule_s": pack.retry.schedule.as_ref().map(|waits| waits.iter().map(Duration::as_secs).collect::<Vec<_>>()),
            "timeout_s": pack.retry.timeout.map(|timeout| timeout.as_secs()),
            "note": pack.retry.note,
        }),
        secret: json!({ "form": pack.key_form, "find": pack.secret_find, "prefix": pack.secret_prefix }),
        notes: &pack.notes,
        unsupported: &pack.unsupported,
        built_in: pack.origin == PackOrigin::BuiltIn,
    })
}

fn recognised(pack: &Pack) -> Vec<String> {
    let joined =
        |all: &Vec<crate::signature::Condition>| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" & ");
    pack.recognise.iter().map(joined).collect()
}

fn signature(pack: &Pack) -> Value {
    let scheme = &pack.scheme;
    let reason = match &scheme.kind {
        Kind::None { reason } => Some(reason),
        _ => None,
    };
    let hashed = matches!(scheme.kind, Kind::Hmac(_) | Kind::Hash(_) | Kind::PublicKey { .. });
    json!({
        "scheme": scheme.label(),
        "reason": reason,
        "at": scheme.at.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "encoding": hashed.then(|| scheme.encoding.name()),
        "content": hashed.then(|| scheme.content.to_string()),
        "id": scheme.id.as_ref().map(ToString::to_string),
        "timestamp": stamp(pack),
        "unit": scheme.stamp.as_ref().map(|stamp| stamp.unit.name()),
        "tolerance_s": scheme.tolerance().map(|tolerance| tolerance.as_secs()),
        "signs_url": scheme.signs_url(),
        "covers_body": scheme.covers == Covers::Body,
        "can_sign": scheme.can_sign(),
        "keys": keys(pack),
    })
}

fn stamp(pack: &Pack) -> Option<String> {
    pack.scheme.stamp.as_ref().map(|stamp| match &stamp.at {
        StampAt::Signature => "in the signature".to_owned(),
        StampAt::Place(place) => place.to_string(),
    })
}

fn keys(pack: &Pack) -> Option<String> {
    pack.keys.as_ref().map(|source| match &source.url {
        KeyUrl::Fixed(url) => url.clone(),
        KeyUrl::In(place) => format!("the address in {place}"),
    })
}

fn handshake(handshake: &Handshake) -> Value {
    let when: Vec<String> = handshake.when.iter().map(ToString::to_string).collect();
    json!({
        "name": handshake.name,
        "when": when.join(" & "),
        "status": handshake.status,
        "body": handshake.body.to_string(),
        "needs_secret": handshake.compute.is_some(),
        "command": handshake.command.as_ref().map(ToString::to_string),
        "note": handshake.note,
    })
}

/// A row of the list.
pub fn row(pack: &Pack, style: &Style) -> String {
    let experimental = if pack.status == Confidence::Experimental { "  experimental" } else { "" };
    format!(
        "{} {:<13} {:<18} {}{}",
        style.paint(Tone::Strong, &format!("{:<28}", pack.slug)),
        pack.category,
        pack.scheme.label(),
        pack.title,
        style.paint(Tone::Odd, experimental)
    )
}

/// Everything about one, for people.
pub fn human(pack: &Pack, style: &Style) -> String {
    let mut out = String::new();
    let mut line = |name: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "{} {text}", style.paint(Tone::Faint, &format!("{name:<13}")));
        }
    };
    line("provider", &format!("{}  {}", style.paint(Tone::Strong, &pack.slug), pack.title));
    let aliases: Vec<&str> = pack.vendor.iter().chain(&pack.aliases).map(String::as_str).collect();
    line("also", &aliases.join(", "));
    let status = match pack.status {
        Confidence::Confirmed => "confirmed",
        Confidence::Experimental => "experimental: second-hand, check it against a real delivery",
    };
    line("status", &format!("{status}; {}", pack.category));
    line("docs", pack.docs.as_deref().unwrap_or_default());
    pack.sources.iter().for_each(|source| line("source", source));
    if let PackOrigin::File(path) = &pack.origin {
        line("file", &path.display().to_string());
    }
    for text in recognised(pack) {
        line("recognised by", &text);
    }
    for (name, text) in scheme(pack) {
        line(name, &text);
    }
    for (name, places) in [("event type", &pack.event_type), ("event id", &pack.event_id)] {
        line(name, &places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", else "));
    }
    line("secret", pack.secret_find.as_deref().unwrap_or_default());
    line("begins with", pack.secret_prefix.as_deref().unwrap_or_default());
    line(
        "keys",
        &keys(pack)
            .map(|place| format!("published at {place}; `hookctl providers keys {} --fetch`", pack.slug))
            .unwrap_or_default(),
    );
    if let Some(text) = retry(pack) {
        line("retries", &text);
    }
    for handshake in &pack.handshakes {
        let when: Vec<String> = handshake.when.iter().map(ToString::to_string).collect();
        let answer = handshake
            .command
            .as_ref()
            .map_or_else(|| format!("answered {}", handshake.status), |command| format!("asks for: {command}"));
        line("handshake", &format!("{}: {}; {answer}", handshake.name, when.join(" & ")));
    }
    pack.unsupported.iter().for_each(|text| line("not supported", text));
    pack.notes.iter().for_each(|text| line("note", text));
    out
}

fn scheme(pack: &Pack) -> Vec<(&'static str, String)> {
    let scheme = &pack.scheme;
    if let Kind::None { reason } = &scheme.kind {
        return vec![("signature", format!("none: {reason}"))];
    }
    let places: Vec<String> = scheme.at.iter().map(ToString::to_string).collect();
    let mut all =
        vec![("signature", format!("{}, {} in {}", scheme.label(), scheme.encoding.name(), places.join(" or ")))];
    if matches!(scheme.kind, Kind::Token | Kind::Basic | Kind::Jwt(_)) {
        all[0].1 = format!("{} in {}", scheme.label(), places.join(" or "));
    }
    let content = scheme.content.to_string().replace('\n', "\\n");
    all.push(("signed", content));
    all.push(("key", format!("{} ({})", pack.key_form, scheme.key.describe())));
    if let (Some(place), Some(stamp)) = (stamp(pack), &scheme.stamp) {
        let limit = stamp
            .tolerance
            .map_or_else(|| "no limit of age".to_owned(), |limit| format!("at most {} old", human_span(limit)));
        let signed = if stamp.signed { "" } else { ", not signed" };
        all.push(("timestamp", format!("{place}, {}, {limit}{signed}", stamp.unit.name())));
    }
    let covers = match scheme.covers {
        Covers::Body => "the whole body",
        Covers::Part => "a part of the body only",
        Covers::Nothing => "not the body: whoever has the token can send anything",
    };
    all.push(("covers", covers.to_owned()));
    all
}

fn wait_of(wait: Duration) -> String {
    if wait.is_zero() { "no wait".to_owned() } else { human_span(wait) }
}

fn retry(pack: &Pack) -> Option<String> {
    let schedule = pack.retry.schedule.as_ref().map(|waits| match waits.as_slice() {
        [] => "none".to_owned(),
        waits => format!("after {}", waits.iter().map(|wait| wait_of(*wait)).collect::<Vec<_>>().join(", ")),
    });
    let timeout = pack.retry.timeout.map(|timeout| format!("an answer is awaited for {}", human_span(timeout)));
    let parts: Vec<String> = schedule.into_iter().chain(pack.retry.note.clone()).chain(timeout).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
