//! `doctor`: each thing that hookctl needs, with a stable code, what is expected, what is found, and what to do.

use std::io::{self, IsTerminal as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use crate::config::Source;
use crate::provider::PackOrigin;
use crate::query::Filter;
use crate::report::failure::Failure;
use crate::report::json::{self, Check};
use crate::report::style::Tone;
use crate::store::{Reader, StoreErrorKind};
use crate::text::{human_size, parse_span};

use super::args::{DoctorArgs, ListenArgs};
use super::context::{Context, Format, now, tilde};
use super::listen_settings::{self, PORT};
use super::outcome::{Ended, Run};
use super::registry;
use super::trust;

/// Free bytes below which a disk is nearly full.
const LITTLE_SPACE: u64 = 256 << 20;
/// Open files below which a burst of connections is turned away.
const FEW_FILES: u64 = 1024;
/// 2024-01-01: a clock before it was never set.
const PLAUSIBLE: i64 = 1_704_067_200_000_000;

/// `doctor`.
pub(super) fn run(context: &Context, args: &DoctorArgs) -> Run {
    let port = context.layers.pick(args.port, |file| file.listen.port, PORT);
    let mut checks = vec![version(), config(context)];
    checks.extend(filters(context));
    checks.extend(packs(context));
    checks.extend(values(context));
    checks.push(store(context));
    checks.extend(space(context));
    checks.extend(store_mode(context));
    checks.push(listen_port(context, port.value, &port.source));
    checks.push(loopback("loopback.v4", Ipv4Addr::LOCALHOST.into()));
    checks.push(loopback("loopback.v6", Ipv6Addr::LOCALHOST.into()));
    checks.push(files());
    checks.push(clock());
    checks.push(terminal(context));
    print(context, &checks)?;
    if checks.iter().all(|check| check.ok) { Ok(()) } else { Err(Ended::With(1)) }
}

fn print(context: &Context, checks: &[Check]) -> Run {
    let mut out = io::stdout().lock();
    for check in checks {
        if context.format == Format::Json {
            writeln!(out, "{}", json::check(check))?;
            continue;
        }
        let (word, tone) = match (check.ok, &check.fix) {
            (false, _) => ("fail", Tone::Bad),
            (true, Some(_)) => ("note", Tone::Odd),
            (true, None) => ("ok", Tone::Good),
        };
        let word = context.style.paint(tone, &format!("{word:<4}"));
        writeln!(out, "{word}  {:<14} {}", check.name, crate::text::visible(&check.observed))?;
        if let Some(fix) = &check.fix {
            writeln!(out, "      {:<14} {fix}", "")?;
        }
    }
    Ok(())
}

/// Provider packs, and the secrets of each endpoint. What a secret is, is never said.
fn packs(context: &Context) -> Vec<Check> {
    let failed = |check: Check, failure: &Failure| {
        Check { observed: failure.message.clone(), ..check }.fail(failure.hints.join("; "))
    };
    let check = good("packs", "every provider pack can be read", String::new());
    let catalogue = match trust::catalogue(context) {
        Ok(catalogue) => catalogue,
        Err(failure) => return vec![failed(check, &failure)],
    };
    let all = catalogue.all();
    let own = all.iter().filter(|pack| pack.origin != PackOrigin::BuiltIn).count();
    let mut checks = vec![Check { observed: format!("{} providers, {own} of your own", all.len()), ..check }];
    if context.layers.endpoints().is_empty() {
        return checks;
    }
    let check = good("endpoints", "every endpoint's provider and secrets are there", String::new());
    checks.push(match trust::endpoints(context, &catalogue) {
        Ok(endpoints) => {
            let secrets: usize = endpoints.iter().map(|rules| rules.secrets.len()).sum();
            Check { observed: format!("{} endpoints, {secrets} secrets", endpoints.len()), ..check }
        }
        Err(failure) => failed(check, &failure),
    });
    checks
}

/// A check that holds.
fn good(name: &'static str, expected: &str, observed: String) -> Check {
    Check { name, ok: true, expected: expected.to_owned(), observed, fix: None }
}

impl Check {
    fn advise(self, fix: impl Into<String>) -> Self {
        Self { fix: Some(fix.into()), ..self }
    }

    fn fail(self, fix: impl Into<String>) -> Self {
        Self { ok: false, ..self }.advise(fix)
    }
}

fn version() -> Check {
    let observed = format!(
        "hookctl {} on {} {}, SQLite {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        rusqlite::version()
    );
    good("version", "a release", observed)
}

/// Config files have been read by now: what was wrong in them has ended the command.
fn config(context: &Context) -> Check {
    let files: Vec<String> = context.layers.paths().map(tilde).collect();
    let observed = if files.is_empty() { "none: defaults apply".to_owned() } else { files.join(", ") };
    good("config", "read without faults", observed)
}

fn filters(context: &Context) -> Vec<Check> {
    let query = context.query(0);
    let faulty = context.layers.filters().into_iter().filter_map(|(name, text)| {
        let error = Filter::parse(&text, &query).err()?;
        Some(
            good("filters", "every saved filter is understood", format!("@{name}: {error}"))
                .fail(format!("mend `{name}` under [filters]")),
        )
    });
    faulty.collect()
}

/// What `listen` and `prune` would say about the values.
fn values(context: &Context) -> Vec<Check> {
    let fault =
        |message: String| good("config.values", "every value is understood", message).fail("mend it in hookctl.toml");
    let listen = listen_settings::resolve(context, &ListenArgs::default()).err().map(|failure| fault(failure.message));
    let keep = context.layers.pick_some(None, |file| file.keep.as_ref().and_then(|keep| keep.age.clone()));
    let age = keep.and_then(|age| parse_span(&age.value).err()).map(|error| fault(format!("keep.age: {error}")));
    listen.into_iter().chain(age).collect()
}

fn store(context: &Context) -> Check {
    let name = tilde(&context.store.value);
    let from = match &context.store.source {
        Source::Default => "default",
        _ => "--store or HOOKCTL_STORE",
    };
    let check = good("store", "opens, or can be made", String::new());
    match Reader::open(&context.place()).and_then(|reader| reader.facts()) {
        Ok(facts) => {
            let size =
                context.place().file().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |meta| meta.len());
            let observed =
                format!("{name} ({from}): {} deliveries, {}B, schema {}", facts.count, human_size(size), facts.schema);
            Check { observed, ..check }
        }
        Err(error) if error.kind == StoreErrorKind::Missing => {
            Check { observed: format!("{name} ({from}): not there yet; `hookctl listen` makes it"), ..check }
        }
        Err(error) => {
            let cause = error.cause.as_ref().map_or_else(String::new, |cause| format!(" ({cause})"));
            Check { observed: format!("{error}{cause}"), ..check }.fail(error.hint())
        }
    }
}

#[cfg(unix)]
fn space(context: &Context) -> Option<Check> {
    let place = context.place();
    let folder = place.file()?.ancestors().skip(1).find(|folder| folder.is_dir())?.to_owned();
    let stat = rustix::fs::statvfs(&folder).ok()?;
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let check = good("store.space", "room for what arrives", format!("{}B free", human_size(free)));
    Some(if free < LITTLE_SPACE { check.fail("free some space, or `hookctl prune --older-than 7d`") } else { check })
}

#[cfg(not(unix))]
fn space(_: &Context) -> Option<Check> {
    None
}

#[cfg(unix)]
fn store_mode(context: &Context) -> Option<Check> {
    use std::os::unix::fs::PermissionsExt as _;
    let place = context.place();
    let mode = std::fs::metadata(place.file()?).ok()?.permissions().mode() & 0o777;
    let check = good("store.mode", "readable by its owner only", format!("{mode:03o}"));
    Some(if mode.trailing_zeros() >= 6 {
        check
    } else {
        check.advise("webhooks hold personal data; `chmod 600` the store")
    })
}

#[cfg(not(unix))]
fn store_mode(_: &Context) -> Option<Check> {
    None
}

fn listen_port(context: &Context, port: u16, source: &Source) -> Check {
    let address = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port);
    let check = good("listen.port", "free, or hookctl's own", format!("{port} ({source}) is free"));
    match TcpListener::bind(address) {
        Ok(_) => check,
        Err(error) => match registry::holder(context.folders.as_ref(), port) {
            Some(other) => Check {
                observed: format!("hookctl (pid {}) listens on {port}, storing in {}", other.pid, other.store),
                ..check
            },
            None => Check { observed: format!("{port}: {error}"), ..check }
                .advise("`hookctl listen --port 0` takes any free port"),
        },
    }
}

fn loopback(name: &'static str, ip: IpAddr) -> Check {
    let check = good(name, "can be listened on", format!("{ip} works"));
    match TcpListener::bind((ip, 0)) {
        Ok(_) => check,
        Err(error) if ip.is_ipv6() => Check { observed: format!("{ip}: {error}"), ..check }
            .advise("senders that resolve `localhost` to ::1 alone will not get through"),
        Err(error) => Check { observed: format!("{ip}: {error}"), ..check }.fail("the loopback interface is down"),
    }
}

#[cfg(unix)]
fn files() -> Check {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum.unwrap_or(u64::MAX);
    let check = good(
        "limits.files",
        "at least 1024 open files",
        if limit == u64::MAX { "unlimited".to_owned() } else { limit.to_string() },
    );
    if limit < FEW_FILES { check.advise("`ulimit -Hn` is low: a burst of connections would wait") } else { check }
}

#[cfg(not(unix))]
fn files() -> Check {
    good("limits.files", "no limit to speak of", "not limited here".to_owned())
}

fn clock() -> Check {
    let now = now();
    let check = good("clock", "plausible", now.to_rfc3339());
    if now.as_micros() > PLAUSIBLE { check } else { check.fail("set the clock: signatures carry times") }
}

fn terminal(context: &Context) -> Check {
    let size = match crossterm::terminal::size() {
        Ok((columns, rows)) if io::stdout().is_terminal() => format!("{columns}x{rows}"),
        _ => "stdout is not a terminal".to_owned(),
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let utf8 = locale.as_ref().is_some_and(|value| value.to_ascii_lowercase().replace('-', "").contains("utf8"));
    let colour = match context.style.colour {
        crate::report::style::Colour::On => "colours on",
        crate::report::style::Colour::Off => "colours off",
    };
    let check =
        good("terminal", "UTF-8", format!("{size}, {colour}, locale {}", locale.as_deref().unwrap_or("not set")));
    if utf8 || !io::stdout().is_terminal() {
        check
    } else {
        check.advise("set LANG to a UTF-8 locale, such as C.UTF-8")
    }
}
