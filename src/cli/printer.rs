//! What `listen` prints while it captures: read back from the log by a thread of its own, so capture never waits for a
//! terminal, a pipe or a slow disk of logs.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::Notify;

use crate::query::Filter;
use crate::report::json::BodyShown;
use crate::report::style::Style;
use crate::report::{json, line};
use crate::store::{Direction, Feed, Reader, Window};
use crate::webhook::{DeliveryId, Standing, Summary};

use super::context::{Format, Talk, warn};
use super::outcome::{self, Ended, Run};

/// How long to wait for something to print before looking whether all is over.
const PATIENCE: Duration = Duration::from_secs(1);
/// Under load, lines are printed in batches this far apart: each wake-up costs capture a little.
const BREATH: Duration = Duration::from_millis(10);
/// More deliveries than this at once are load.
const MANY: i64 = 16;

/// Prints deliveries as they land, and counts them.
pub(super) struct Printer {
    /// Reads the log.
    pub(super) reader: Reader,
    /// What is shown and counted.
    pub(super) filter: Filter,
    /// The form of lines.
    pub(super) format: Format,
    /// Quiet: count, print nothing.
    pub(super) talk: Talk,
    /// How lines look.
    pub(super) style: Style,
    /// After so many, `enough` is called.
    pub(super) stop_after: Option<u64>,
    /// Ends the server.
    pub(super) enough: Arc<Notify>,
}

/// What came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Appended to the log, refused ones and browsers included.
    pub(super) captured: u64,
    /// Deliveries that matched.
    pub(super) shown: u64,
    /// Refused for being over the limit, of those that matched.
    pub(super) refused: u64,
}

impl Printer {
    /// Prints until the feed ends.
    pub(super) fn start(self, feed: Feed) -> JoinHandle<Result<Counts, Ended>> {
        let run = move || {
            let enough = Arc::clone(&self.enough);
            let result = self.run(feed);
            if result.is_err() {
                // Nobody reads what is printed: no use in going on.
                enough.notify_one();
            }
            result
        };
        std::thread::Builder::new().name("printer".to_owned()).spawn(run).unwrap_or_else(|error| {
            warn(&format!("warning: nothing will be printed: {error}"));
            std::thread::spawn(|| Ok(Counts::default()))
        })
    }

    fn run(mut self, mut feed: Feed) -> Result<Counts, Ended> {
        let mut counts = Counts::default();
        let mut out = BufWriter::with_capacity(64 << 10, io::stdout());
        while let Some(windows) = feed.next(PATIENCE) {
            let mut many = 0;
            for window in windows {
                many += window.last - window.first + 1;
                self.print(&window, &mut counts, &mut out)?;
            }
            out.flush()?;
            if many > MANY {
                std::thread::sleep(BREATH);
            }
        }
        Ok(counts)
    }

    fn print(&mut self, window: &Window, counts: &mut Counts, out: &mut impl Write) -> Run {
        counts.captured += (window.last - window.first + 1).cast_unsigned();
        let Self { reader, filter, format, talk, style, stop_after, enough } = self;
        let show = |id: DeliveryId| -> Result<ControlFlow<()>, Ended> {
            if stop_after.is_some_and(|wanted| counts.shown >= wanted) {
                return Ok(ControlFlow::Break(()));
            }
            let Some(summary) = reader.summary(id).map_err(|error| outcome::store(&error))? else {
                return Ok(ControlFlow::Continue(()));
            };
            count(&summary, counts);
            match (&talk, &format) {
                (Talk::Quiet, _) => {}
                (_, Format::Human) => writeln!(out, "{}", line::delivery(&summary, style))?,
                (_, Format::Json) => {
                    if let Some(delivery) = reader.get(id).map_err(|error| outcome::store(&error))? {
                        writeln!(out, "{}", json::delivery(&delivery, BodyShown::Yes))?;
                        out.flush()?;
                    }
                }
            }
            if stop_after.is_some_and(|wanted| counts.shown >= wanted) {
                enough.notify_one();
            }
            Ok(ControlFlow::Continue(()))
        };
        let mut show = show;
        let ended = reader.scan(window, Direction::OldestFirst, filter, |id| match show(id) {
            Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
            Ok(ControlFlow::Break(())) => ControlFlow::Break(Ok(())),
            Err(ended) => ControlFlow::Break(Err(ended)),
        });
        match ended {
            Ok(ended) => ended.unwrap_or(Ok(())),
            Err(crate::store::ScanError::Filter(fault)) => {
                // One delivery that a jq program chokes on must not end the listener.
                warn(&format!("warning: not shown: {fault}"));
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A browser's visit and a refused request are shown, but they are not what `--count` waits for.
fn count(summary: &Summary, counts: &mut Counts) {
    match summary.standing {
        Standing::Kept => counts.shown += 1,
        Standing::Refused => counts.refused += 1,
        Standing::Browser => {}
    }
}

/// A path as a shell takes it.
pub(super) fn quoted(path: &str) -> String {
    if path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-~".contains(c)) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', r"'\''"))
}
