//! `providers`: the catalogue.

use std::io::{self, Write as _};

use crate::provider::{Catalogue, Pack};
use crate::report::failure::{Failure, FailureKind};
use crate::report::provider;

use super::args::{ProvidersAction, ProvidersArgs};
use super::context::{Context, Format};
use super::outcome::Run;
use super::{keys, trust};

/// `providers`.
pub(super) fn run(context: &Context, args: &ProvidersArgs) -> Run {
    match &args.action {
        None => list(context, &[]),
        Some(ProvidersAction::List { words }) => list(context, words),
        Some(ProvidersAction::Show { name, pack }) if *pack => text(context, name),
        Some(ProvidersAction::Show { name, .. }) => show(context, name),
        Some(ProvidersAction::Keys(args)) => keys::run(context, args),
    }
}

fn list(context: &Context, words: &[String]) -> Run {
    let mut out = io::stdout().lock();
    let all = trust::catalogue(context)?.all();
    let matching: Vec<_> = all.iter().filter(|pack| words.iter().all(|word| occurs(pack, word))).collect();
    for pack in &matching {
        match context.format {
            Format::Human => writeln!(out, "{}", provider::row(pack, &context.style))?,
            Format::Json => writeln!(out, "{}", provider::machine(pack))?,
        }
    }
    if matching.is_empty() {
        return Err(Failure::new(
            FailureKind::No,
            format!("no provider of {} has these words: {}", all.len(), words.join(" ")),
        )
        .hint("`hookctl providers list` without words shows all; `--provider generic --scheme …` describes any other")
        .into());
    }
    context.note(&format!(
        "{} of {} providers; `hookctl providers show NAME` tells all of one",
        matching.len(),
        all.len()
    ));
    Ok(())
}

fn occurs(pack: &Pack, word: &str) -> bool {
    let word = word.to_lowercase();
    let label = pack.scheme.label();
    let texts = [pack.slug.as_str(), &pack.title, &pack.category, &label, pack.status.name()];
    let further = pack.vendor.iter().chain(&pack.aliases).map(String::as_str);
    texts.into_iter().chain(further).any(|text| text.to_lowercase().contains(&word))
}

fn named(catalogue: &Catalogue, name: &str) -> Result<crate::provider::Named, Failure> {
    catalogue
        .find(name)
        .map_err(|error| Failure::new(FailureKind::Usage, error.to_string()).hint("`hookctl providers list` shows all"))
}

fn show(context: &Context, name: &str) -> Run {
    let mut out = io::stdout().lock();
    let catalogue = trust::catalogue(context)?;
    for (at, pack) in named(&catalogue, name)?.packs().iter().enumerate() {
        match context.format {
            Format::Json => writeln!(out, "{}", provider::machine(pack))?,
            Format::Human => {
                if at > 0 {
                    writeln!(out)?;
                }
                write!(out, "{}", provider::human(pack, &context.style))?;
            }
        }
    }
    Ok(())
}

/// The pack as it is written.
fn text(context: &Context, name: &str) -> Run {
    let catalogue = trust::catalogue(context)?;
    let pack = named(&catalogue, name)?.usual();
    io::stdout().write_all(catalogue.text(&pack.slug).unwrap_or_default().as_bytes())?;
    Ok(())
}
