//! `prune`: delete by age, count or filter; with `--erase` without a trace.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use crate::report::failure::{Failure, FailureKind};
use crate::report::json::{self, Outcome};
use crate::store::{self, Reader, Selection, Traces};
use crate::text::parse_span;
use crate::webhook::{DeliveryId, Moment};

use super::args::PruneArgs;
use super::context::{Context, Format, now};
use super::outcome::{self, Ended, Run};
use super::select::{Scope, Words};

/// `prune`.
pub(super) fn run(context: &Context, args: &PruneArgs) -> Run {
    let reader = context.reader()?;
    let mut selection = selection(context, args, &reader)?;
    let ids = store::select(&reader, &mut selection)?;
    drop(reader);
    if args.dry_run {
        return tell(context, "would_delete", ids.len() as u64);
    }
    if !ids.is_empty() && !args.yes {
        confirm(context, &ids)?;
    }
    let traces = if args.erase { Traces::None } else { Traces::MayRemain };
    let pruned = store::delete(&context.place(), &ids, traces).map_err(|error| outcome::store(&error))?;
    tell(context, "deleted", pruned.deliveries)
}

/// The flags, else `keep` of the config. With neither, nothing is deleted.
fn selection(context: &Context, args: &PruneArgs, reader: &Reader) -> Result<Selection, Ended> {
    let asked = !args.words.is_empty() || args.older_than.is_some() || args.keep.is_some();
    let (age, count) = if asked {
        (args.older_than.clone(), args.keep)
    } else {
        let keep = context.layers.pick_some(None, |file| file.keep.clone()).ok_or_else(|| {
            Failure::new(FailureKind::Usage, "nothing says what to delete")
                .hint("`--older-than 30d`, `--keep 10000`, a FILTER, or `keep = { age = \"30d\" }` in hookctl.toml")
        })?;
        (keep.value.age, keep.value.count)
    };
    // Whatever matches goes, sent and refused ones too: what a list leaves out may hold the same person's data.
    let filter = Words::new(&args.words).filter(context, reader, Scope::Everything)?;
    Ok(Selection { before: age.as_deref().map(before).transpose()?, keep_newest: count, filter })
}

fn before(age: &str) -> Result<Moment, Failure> {
    let span =
        parse_span(age).map_err(|error| Failure::new(FailureKind::Usage, format!("the age to delete: {error}")))?;
    now()
        .before(span)
        .ok_or_else(|| Failure::new(FailureKind::Usage, format!("`{age}` is before the beginning of time")))
}

/// Deleting cannot be undone: a person is asked, a script must have said `--yes`.
fn confirm(context: &Context, ids: &[DeliveryId]) -> Run {
    let count = ids.len();
    if !io::stdin().is_terminal() || context.format == Format::Json {
        return Err(Failure::new(FailureKind::Usage, format!("prune would delete {}", deliveries(count as u64)))
            .hint("add `--yes` to delete without being asked, or `--dry-run` to look first")
            .into());
    }
    write!(io::stderr(), "delete {} from {}? [y/N] ", deliveries(count as u64), context.place().name())?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    match answer.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => {
            context.note("nothing was deleted");
            Err(Ended::With(1))
        }
    }
}

fn tell(context: &Context, what: &str, count: u64) -> Run {
    match context.format {
        Format::Json => writeln!(io::stdout(), "{}", json::summary(&[(what, count)], Outcome::Met))?,
        Format::Human => {
            let words = what.replace('_', " ");
            writeln!(io::stdout(), "{words} {}", deliveries(count))?;
        }
    }
    Ok(())
}

fn deliveries(count: u64) -> String {
    if count == 1 { "1 delivery".to_owned() } else { format!("{count} deliveries") }
}
