//! `listen`: the capture server, and a line for each delivery.

use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::capture::{self, BindError, Bound, Capture};
use crate::ingest::Ingest;
use crate::query::Filter;
use crate::report::failure::{Failure, FailureKind};
use crate::report::json::{self, Listening, Outcome};
use crate::report::line::Lines;
use crate::store::{Health, Log, Reader};

use super::args::ListenArgs;
use super::context::{Context, Format, tilde, warn};
use super::listen_settings::{self, Resolved};
use super::outcome::{self, Ended, Run};
use super::printer::{self, Counts, Printer};
use super::registry::Registration;
use super::signals::Interrupts;

/// `listen`.
pub(super) fn run(context: &Context, args: &ListenArgs) -> Run {
    let settings = listen_settings::resolve(context, args)?;
    raise_descriptor_limit();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(listen(context, settings));
    // Connections that did not finish in time end with the process.
    runtime.shutdown_background();
    ended
}

async fn listen(context: &Context, settings: Resolved) -> Run {
    let mut interrupts = Interrupts::install()?;
    let bound = capture::bind(&settings.host, settings.port.value).map_err(|error| taken(context, &error))?;
    let place = context.place();
    let log = Log::open(&place, on_health).map_err(|error| outcome::store(&error))?;
    let ready = Listening::new(bound.address, place.name());
    let _registration = Registration::enter(context.folders.as_ref(), &ready);
    let enough = Arc::new(Notify::new());
    let printer = printer_for(context, &settings, &log, &enough)?;
    announce_limits(context, &bound);
    announce(context, &ready, settings.ready_file.as_deref())?;
    let printing = printer.start(log.feed());
    let server = Arc::new(Capture::new(settings.server, Ingest::new(log.clone(), Arc::clone(&settings.judge))));
    let stop = Notify::new();
    let serving = async {
        capture::serve(bound.listeners, Arc::clone(&server), stop.notified()).await;
        let _ = tokio::task::spawn_blocking(move || log.close()).await;
    };
    let second_signal = async {
        end(&mut interrupts, settings.time, &enough).await;
        stop.notify_one();
        interrupts.next().await
    };
    tokio::select! {
        () = serving => {}
        // Open requests are cut off; what was acknowledged is on disk already.
        signal = second_signal => return Err(Ended::With(signal.exit_code())),
    }
    let counts = printing.join().map_err(|_| Ended::With(70))??;
    finish(context, counts, server.not_kept(), settings.count)
}

/// Completes when the time is over, the count is reached, the reader of stdout has gone, or a signal asks for the end.
async fn end(interrupts: &mut Interrupts, time: Option<Duration>, enough: &Notify) {
    let over = async {
        match time {
            Some(time) => tokio::time::sleep(time).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupts.next() => {}
        () = over => {}
        () = enough.notified() => {}
    }
}

fn printer_for(context: &Context, settings: &Resolved, log: &Log, enough: &Arc<Notify>) -> Result<Printer, Ended> {
    let reader = Reader::open(log.place()).map_err(|error| outcome::store(&error))?;
    let newest = reader.facts().map_err(|error| outcome::store(&error))?.last;
    let query = context.query(newest);
    let text = settings.only.as_deref().unwrap_or_default();
    // Refused requests are no deliveries, but whoever watches wants to see that one was refused.
    let scope = if text.is_empty() { "is:refused | origin:captured" } else { text };
    let filter = Filter::parse(scope, &query).map_err(|error| outcome::filter(&error))?;
    Ok(Printer {
        place: log.place().clone(),
        filter,
        format: context.format,
        talk: context.talk,
        lines: Lines::new(context.style.clone()),
        stop_after: settings.count,
        enough: Arc::clone(enough),
        judge: Arc::clone(&settings.judge),
        counts: Counts::default(),
    })
}

/// The first line of stdout. Nothing precedes it.
fn announce(context: &Context, ready: &Listening, ready_file: Option<&Path>) -> Run {
    if let Some(path) = ready_file {
        write_by_rename(path, json::line(ready) + "\n").map_err(|error| {
            Failure::new(FailureKind::World, format!("cannot write the ready file `{}`", path.display()))
                .because(error.to_string())
        })?;
    }
    let mut out = io::stdout().lock();
    match context.format {
        Format::Human => writeln!(out, "listening {}", ready.url)?,
        Format::Json => writeln!(out, "{}", json::line(ready))?,
    }
    out.flush()?;
    if context.format == Format::Human && io::IsTerminal::is_terminal(&io::stdout()) {
        context.note(&format!("keeping everything in {}; any path works, Ctrl-C ends", tilde(Path::new(&ready.store))));
    }
    Ok(())
}

fn announce_limits(context: &Context, bound: &Bound) {
    if !bound.address.ip().is_loopback() {
        warn(&format!(
            "warning: {} can be reached by other machines, in plain HTTP; whoever reaches it can fill the store",
            bound.address
        ));
    }
    if let Some(error) = &bound.without_v6 {
        context.note(&format!(
            "note: [::1]:{} is not listened on ({error}); senders that resolve `localhost` to it reach something else",
            bound.address.port()
        ));
    }
}

fn write_by_rename(path: &Path, text: String) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}

/// Called from the store's thread whenever it stops or starts to be writable.
fn on_health(health: Health) {
    match health {
        Health::Failing(error) => {
            let cause = error.cause.as_ref().map_or_else(String::new, |cause| format!(" ({cause})"));
            warn(&format!(
                "warning: {error}{cause}; answering 503 until it can be written again\nhint: {}",
                error.hint()
            ));
        }
        Health::Recovered { refused } => {
            warn(&format!("the store can be written again; {refused} requests were answered 503 meanwhile"));
        }
    }
}

fn finish(context: &Context, counts: Counts, not_kept: u64, wanted: Option<u64>) -> Run {
    let met = wanted.is_none_or(|wanted| counts.shown >= wanted);
    if context.format == Format::Json {
        let numbers = [
            ("captured", counts.captured),
            ("shown", counts.shown),
            ("refused", counts.refused),
            ("not_kept", not_kept),
        ];
        let outcome = if met { Outcome::Met } else { Outcome::Unmet };
        writeln!(io::stdout(), "{}", json::summary(&numbers, outcome))?;
    }
    match wanted {
        Some(wanted) if !met => {
            context.note(&format!("{} of {wanted} deliveries came", counts.shown));
            Err(Ended::With(1))
        }
        _ => Ok(()),
    }
}

/// Who has the port: another hookctl says so itself, for others the system may know.
fn taken(context: &Context, error: &BindError) -> Failure {
    let mut failure = Failure::new(FailureKind::World, error.to_string());
    failure.causes = outcome::chain(error);
    if error.cause.kind() != io::ErrorKind::AddrInUse {
        return failure.hint("choose another with `--host` and `--port`; ports below 1024 need privileges");
    }
    let port = error.address.port();
    match super::registry::holder(context.folders.as_ref(), port) {
        Some(other) => failure
            .because(format!(
                "hookctl (pid {}) listens there already, keeping everything in {}",
                other.pid, other.store
            ))
            .hint(format!(
                "`hookctl tail --store {0}` or `hookctl tui --store {0}` shows what it captures",
                printer::quoted(&other.store)
            ))
            .hint("`--port 0` takes any free port"),
        None => failure.hint("`--port 0` takes any free port, `--port N` another one"),
    }
}

/// Each connection is a descriptor, and the usual limit of 1024 is soon reached.
fn raise_descriptor_limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        if let Err(error) = setrlimit(Resource::Nofile, limit) {
            tracing::debug!("the limit of open files stays as it is: {error}");
        }
    }
}
