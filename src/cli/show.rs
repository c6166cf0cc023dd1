//! `show`: deliveries whole, or a part of them.

use std::io::{self, IsTerminal as _, Write as _};

use crate::query::Name;
use crate::report::curl::{self, Secrets};
use crate::report::failure::{Failure, FailureKind};
use crate::report::json::BodyShown;
use crate::report::{http, json, show};
use crate::store::Reader;
use crate::text::{visible_block, visible_bytes};
use crate::webhook::{Delivery, DeliveryId};

use super::args::ShowArgs;
use super::context::{Context, Format, warn};
use super::outcome::{self, Ended, Run};
use super::select;

enum Part {
    Whole,
    Body,
    Headers,
    Http,
    Curl(Secrets),
}

/// `show`.
pub(super) fn run(context: &Context, args: &ShowArgs) -> Run {
    let part = part_of(args);
    let reader = context.reader()?;
    let mut out = io::stdout().lock();
    let mut shown = 0;
    for text in &args.deliveries {
        let name = Name::parse(text).ok_or_else(|| {
            Failure::new(FailureKind::Usage, format!("`{text}` is not the name of a delivery")).hint(
                "write a number (`42`), `last`, `last~2`, a range (`10..20`) or a uid; `hookctl list` finds things",
            )
        })?;
        let ids = select::resolve(context, &reader, name)?;
        let range = matches!(name, Name::Range(..));
        let mut found = 0;
        for id in ids {
            let Some(delivery) = get(&reader, id)? else { continue };
            if shown > 0 && matches!(part, Part::Whole | Part::Headers) && context.format == Format::Human {
                writeln!(out)?;
            }
            print(context, &mut out, &delivery, &part)?;
            (shown, found) = (shown + 1, found + 1);
        }
        if found == 0 {
            return Err(missing(&reader, text, range));
        }
    }
    out.flush()?;
    Ok(())
}

fn part_of(args: &ShowArgs) -> Part {
    match args {
        ShowArgs { body: true, .. } => Part::Body,
        ShowArgs { headers: true, .. } => Part::Headers,
        ShowArgs { http: true, .. } => Part::Http,
        ShowArgs { curl: true, reveal: true, .. } => Part::Curl(Secrets::Revealed),
        ShowArgs { curl: true, .. } => Part::Curl(Secrets::Masked),
        _ => Part::Whole,
    }
}

pub(super) fn get(reader: &Reader, id: DeliveryId) -> Result<Option<Delivery>, Ended> {
    reader.get(id).map_err(|error| outcome::store(&error).into())
}

pub(super) fn missing(reader: &Reader, text: &str, range: bool) -> Ended {
    let what = if range { format!("there are no deliveries {text}") } else { format!("there is no delivery `{text}`") };
    let mut failure = Failure::new(FailureKind::World, what);
    if let Ok(facts) = reader.facts() {
        failure = match facts.count {
            0 => failure.hint("nothing captured yet; `hookctl listen` captures"),
            count => failure
                .hint(format!("the store holds {count}, the newest is {}; `hookctl list` shows them", facts.last)),
        };
    }
    failure.into()
}

fn print(context: &Context, out: &mut impl io::Write, delivery: &Delivery, part: &Part) -> Run {
    match part {
        Part::Body => exact(out, &delivery.body)?,
        Part::Http => exact(out, &http::request(&delivery.request()))?,
        Part::Curl(secrets) => {
            if delivery.summary.truncated {
                warn(&format!(
                    "note: {} of {} bytes of this body were kept",
                    delivery.body.len(),
                    delivery.summary.body_size
                ));
            }
            out.write_all(curl::command(delivery, *secrets).as_bytes())?;
        }
        Part::Whole | Part::Headers if context.format == Format::Json => {
            let body = if matches!(part, Part::Whole) { BodyShown::Yes } else { BodyShown::No };
            writeln!(out, "{}", json::delivery(delivery, body))?;
        }
        Part::Headers => out.write_all(show::headers(&delivery.headers, &context.style).as_bytes())?,
        Part::Whole => out.write_all(show::delivery(delivery, &context.style).as_bytes())?,
    }
    Ok(())
}

/// The bytes as they are. Only a terminal gets what would act on it made visible, and is told so.
fn exact(out: &mut impl io::Write, bytes: &[u8]) -> Run {
    if !io::stdout().is_terminal() {
        out.write_all(bytes)?;
        return Ok(());
    }
    let text = std::str::from_utf8(bytes).map_or_else(|_| visible_bytes(bytes), visible_block);
    out.write_all(text.replace("\\r\n", "\n").as_bytes())?;
    if text.as_bytes() != bytes {
        out.flush()?;
        warn("\nnote: control characters are shown as escapes on a terminal; redirect the output for the exact bytes");
    }
    Ok(())
}
