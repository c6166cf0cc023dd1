//! What `listen` prints while it captures: followed by a thread of its own, so capture never waits for a terminal, a
//! pipe or a slow disk of logs.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::Notify;

use crate::provider::{Answer, Judge};
use crate::query::Filter;
use crate::report::json;
use crate::report::json::BodyShown;
use crate::report::line::Lines;
use crate::store::{Batch, Feed, Place, Reader};
use crate::text::visible;
use crate::webhook::{Delivery, DeliveryId, Standing, Summary};

use super::context::{Format, Talk, warn};
use super::outcome::{self, Ended, Run};

/// How long to wait for something to print before looking whether all is over.
const PATIENCE: Duration = Duration::from_secs(1);
/// Under load, lines are printed in batches this far apart: each wake-up costs capture a little.
const BREATH: Duration = Duration::from_millis(10);
/// More deliveries than this at once are load.
const MANY: u64 = 16;

/// Prints deliveries as they land, and counts them.
pub(super) struct Printer {
    /// The store, for what it has fallen behind on. A connection held open would keep the store's log from being
    /// removed at the end.
    pub(super) place: Place,
    /// What is shown and counted.
    pub(super) filter: Filter,
    /// The form of lines.
    pub(super) format: Format,
    /// Quiet: count, print nothing.
    pub(super) talk: Talk,
    /// How lines look.
    pub(super) lines: Lines,
    /// After so many, `enough` is called.
    pub(super) stop_after: Option<u64>,
    /// Ends the server.
    pub(super) enough: Arc<Notify>,
    /// What tells a challenge's answer, for people.
    pub(super) judge: Arc<Judge>,
    /// What has come so far.
    pub(super) counts: Counts,
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
        let mut out = BufWriter::with_capacity(64 << 10, io::stdout());
        while let Some(batches) = feed.next(PATIENCE) {
            let before = self.counts.captured;
            for batch in batches {
                self.batch(batch, &mut out)?;
            }
            out.flush()?;
            if self.counts.captured - before > MANY {
                std::thread::sleep(BREATH);
            }
        }
        Ok(self.counts)
    }

    fn batch(&mut self, batch: Batch, out: &mut impl Write) -> Run {
        match batch {
            // Alone with the batch, as a listener's printer is, it takes the deliveries as they are.
            Batch::Fresh { first, deliveries } => Arc::unwrap_or_clone(deliveries)
                .into_iter()
                .zip(first..)
                .try_for_each(|(new, id)| self.delivery(&new.numbered(DeliveryId(id)), out)),
            Batch::Stored(window) => {
                let reader = Reader::open(&self.place).map_err(|error| outcome::store(&error))?;
                (window.first..=window.last).try_for_each(|id| {
                    let found = reader.get(DeliveryId(id)).map_err(|error| outcome::store(&error))?;
                    found.map_or(Ok(()), |delivery| self.delivery(&delivery, out))
                })
            }
        }
    }

    fn delivery(&mut self, delivery: &Delivery, out: &mut impl Write) -> Run {
        self.counts.captured += 1;
        let enough = |counts: &Counts, wanted: Option<u64>| wanted.is_some_and(|wanted| counts.shown >= wanted);
        if enough(&self.counts, self.stop_after) || !self.matches(delivery) {
            return Ok(());
        }
        self.counts.count(&delivery.summary);
        match (self.talk, self.format) {
            (Talk::Quiet, _) => {}
            (_, Format::Human) => {
                writeln!(out, "{}", self.lines.delivery(&delivery.summary))?;
                for line in self.challenge(delivery) {
                    writeln!(out, "             {}", visible(&line))?;
                }
            }
            (_, Format::Json) => {
                writeln!(out, "{}", json::delivery(delivery, BodyShown::Yes))?;
                out.flush()?;
                // A person has to act on these, and reads them beside the stream of objects.
                for line in self.challenge(delivery).iter().filter(|line| !line.starts_with("challenge")) {
                    warn(&format!("#{}: {}", delivery.summary.id, visible(line)));
                }
            }
        }
        if enough(&self.counts, self.stop_after) {
            self.enough.notify_one();
        }
        Ok(())
    }

    /// What was answered to a challenge, and what a person has to do about it.
    fn challenge(&self, delivery: &Delivery) -> Vec<String> {
        if delivery.summary.standing != Standing::Handshake {
            return Vec::new();
        }
        let assessment = self.judge.assess(&delivery.request(), delivery.summary.received_at);
        match assessment.reply {
            Some(Answer::Challenge(reply)) => {
                let answered = format!("challenge `{}` answered {}", reply.name, reply.status);
                let note = reply.note.map(|note| format!("note: {note}"));
                let run = reply.command.map(|command| format!("run: {command}"));
                std::iter::once(answered).chain(run).chain(note).collect()
            }
            Some(Answer::Unanswerable(why)) => vec![format!("a challenge, and not answered as asked: {why}")],
            Some(Answer::Refusal(_)) | None => Vec::new(),
        }
    }

    /// One delivery that a jq program chokes on must not end the listener.
    fn matches(&mut self, delivery: &Delivery) -> bool {
        self.filter.matches(delivery).unwrap_or_else(|fault| {
            warn(&format!("warning: #{} is not shown: {fault}", delivery.summary.id));
            false
        })
    }
}

impl Counts {
    /// A browser's visit and a refused request are shown, but they are not what `--count` waits for.
    fn count(&mut self, summary: &Summary) {
        match summary.standing {
            Standing::Kept => self.shown += 1,
            Standing::Refused => self.refused += 1,
            Standing::Browser | Standing::Handshake => {}
        }
    }
}

/// A path as a shell takes it.
pub(super) fn quoted(path: &str) -> String {
    if path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-~".contains(c)) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', r"'\''"))
}
