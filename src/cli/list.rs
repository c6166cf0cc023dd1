//! `list` and `tail`: find deliveries, and go on watching.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::query::Filter;
use crate::report::failure::{Failure, FailureKind};
use crate::report::json::BodyShown;
use crate::report::line::Lines;
use crate::report::{json, table};
use crate::store::{Direction, Follower, Reader, Window};
use crate::webhook::{DeliveryId, Moment};

use super::args::{ListArgs, TailArgs, Which};
use super::context::{Context, Format, now};
use super::outcome::{self, Ended, Run};
use super::select::{Scope, Words};
use super::signals;

/// How often a follower that waits looks whether it should end.
const PATIENCE: Duration = Duration::from_millis(100);

/// After the first rows, which are passed on at once, rows are passed on this often: a search that finds much is not
/// slowed down by showing it.
const FLUSH_EVERY: Duration = Duration::from_millis(20);

/// `list`.
pub(super) fn run(context: &Context, args: &ListArgs) -> Run {
    let reader = context.reader()?;
    let mut filter = filter(context, &reader, &args.which)?;
    let direction = if args.oldest_first { Direction::OldestFirst } else { Direction::NewestFirst };
    let shown = if args.no_body { BodyShown::No } else { BodyShown::Yes };
    let mut printer = Printer::new(context, shown);
    let cursor = reader.facts().map_err(|error| outcome::store(&error))?.last;
    if args.follow {
        let window = Window { first: 1, last: cursor };
        let recent = newest(&reader, &window, &mut filter, args.limit)?;
        printer.look = Look::Lines;
        recent.into_iter().try_for_each(|id| printer.print(&reader, id))?;
        return follow(context, filter, printer, cursor);
    }
    if context.format == Format::Human && printer.out.get_ref().is_terminal() {
        writeln!(printer.out, "{}", table::header(&context.style))?;
    }
    let found = walk(&reader, &Window::ALL, direction, &mut filter, args.limit, |id| printer.print(&reader, id))?;
    printer.out.flush()?;
    if found == 0 {
        explain_nothing(context, &reader, &args.which);
    } else if found == args.limit && cursor > found.cast_signed() {
        context.note(&format!("{found} shown, there may be more; `--limit 0` lists all"));
    }
    Ok(())
}

/// `tail`.
pub(super) fn tail(context: &Context, args: &TailArgs) -> Run {
    let reader = context.reader()?;
    let mut filter = filter(context, &reader, &args.which)?;
    let shown = if args.no_body { BodyShown::No } else { BodyShown::Yes };
    let mut printer = Printer::new(context, shown);
    printer.look = Look::Lines;
    let cursor = reader.facts().map_err(|error| outcome::store(&error))?.last;
    if args.limit > 0 {
        let recent = newest(&reader, &Window { first: 1, last: cursor }, &mut filter, args.limit)?;
        recent.into_iter().try_for_each(|id| printer.print(&reader, id))?;
    }
    follow(context, filter, printer, cursor)
}

fn filter(context: &Context, reader: &Reader, which: &Which) -> Result<Filter, Ended> {
    let own = Words::new(&which.words).filter(context, reader, Scope::Deliveries)?;
    for hint in own.hints() {
        context.note(&format!("note: {hint}"));
    }
    let between =
        (moment(context, "--since", which.since.as_ref())?, moment(context, "--until", which.until.as_ref())?);
    Ok(own.received_between(between.0, between.1))
}

fn moment(context: &Context, option: &str, text: Option<&String>) -> Result<Option<Moment>, Failure> {
    let parse = |text: &String| {
        Moment::parse(text, now(), &context.style.zone)
            .map_err(|error| Failure::new(FailureKind::Usage, format!("{option}: {error}")))
    };
    text.map(parse).transpose()
}

/// The newest matches, in the order they came.
fn newest(reader: &Reader, window: &Window, filter: &mut Filter, limit: u64) -> Result<Vec<DeliveryId>, Ended> {
    let mut ids = Vec::new();
    walk(reader, window, Direction::NewestFirst, filter, limit, |id| {
        ids.push(id);
        Ok(())
    })?;
    ids.reverse();
    Ok(ids)
}

/// Calls `each` for at most `limit` matches (0: all); gives how many there were.
fn walk(
    reader: &Reader,
    window: &Window,
    direction: Direction,
    filter: &mut Filter,
    limit: u64,
    mut each: impl FnMut(DeliveryId) -> Run,
) -> Result<u64, Ended> {
    let mut found = 0;
    let ended = reader.scan(window, direction, filter, |id| {
        if let Err(ended) = each(id) {
            return ControlFlow::Break(Err(ended));
        }
        found += 1;
        if found == limit { ControlFlow::Break(Ok(())) } else { ControlFlow::Continue(()) }
    })?;
    ended.unwrap_or(Ok(()))?;
    Ok(found)
}

fn follow(context: &Context, mut filter: Filter, mut printer: Printer<'_>, cursor: i64) -> Run {
    let mut follower = Follower::open(&context.place(), cursor).map_err(|error| outcome::store(&error))?;
    printer.out.flush()?;
    let end = signals::bell()?;
    while !end.load(Ordering::Relaxed) {
        let Some(window) = follower.next(PATIENCE).map_err(|error| outcome::store(&error))? else {
            continue;
        };
        let reader = follower.reader();
        walk(reader, &window, Direction::OldestFirst, &mut filter, 0, |id| printer.print(reader, id))?;
        printer.out.flush()?;
    }
    Ok(())
}

/// Nothing found is no error; but a word that may have been meant otherwise is worth a note.
fn explain_nothing(context: &Context, reader: &Reader, which: &Which) {
    let count = reader.facts().map_or(0, |facts| facts.count);
    let text = match (count, which.words.is_empty()) {
        (0, _) => "nothing captured yet; `hookctl listen` captures".to_owned(),
        (_, true) => "no delivery in that time".to_owned(),
        (count, false) => format!("none of {count} deliveries matches"),
    };
    context.note(&text);
    let left_out = Words::new(&which.words).filter(context, reader, Scope::Everything);
    if let Ok(mut everything) = left_out
        && let Ok(Some(id)) = reader.newest(&mut everything, 0)
    {
        context.note(&format!(
            "hint: #{id} matches, but refused and sent ones are listed only with `is:refused` or `origin:any`"
        ));
    }
}

/// The two looks of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Table,
    Lines,
}

struct Printer<'a> {
    out: BufWriter<io::Stdout>,
    context: &'a Context,
    body: BodyShown,
    look: Look,
    lines: Lines,
    flushed: Instant,
    printed: u64,
}

impl<'a> Printer<'a> {
    fn new(context: &'a Context, body: BodyShown) -> Self {
        Self {
            out: BufWriter::with_capacity(64 << 10, io::stdout()),
            context,
            body,
            look: Look::Table,
            lines: Lines::new(context.style.clone()),
            flushed: Instant::now(),
            printed: 0,
        }
    }

    /// Prints a delivery.
    fn print(&mut self, reader: &Reader, id: DeliveryId) -> Run {
        let text = match self.context.format {
            Format::Json => reader.get(id).map(|found| found.map(|delivery| json::delivery(&delivery, self.body))),
            Format::Human => reader.summary(id).map(|found| {
                found.map(|summary| match self.look {
                    Look::Table => table::row(&summary, &self.context.style),
                    Look::Lines => self.lines.delivery(&summary),
                })
            }),
        };
        if let Some(text) = text.map_err(|error| outcome::store(&error))? {
            writeln!(self.out, "{text}")?;
            self.printed += 1;
            let few = self.printed <= 200;
            if few || self.context.format == Format::Json || self.flushed.elapsed() > FLUSH_EVERY {
                self.out.flush()?;
                self.flushed = Instant::now();
            }
        }
        Ok(())
    }
}
