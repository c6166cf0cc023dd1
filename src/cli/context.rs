//! What every command is handed: where results and diagnostics go, and how they look; settings, folders, the store.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;

use crate::config::{Folders, Layers, Source, Sourced, find_project_file};
use crate::query;
use crate::report::failure::{Failure, FailureKind};
use crate::report::style::{Colour, Style};
use crate::store::{Place, Reader};
use crate::webhook::{Moment, Zone};

use super::args::{ColorChoice, Global};
use super::outcome::{self, Ended};

/// The form of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Human,
    /// JSON Lines.
    Json,
}

/// How much is said beside the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Talk {
    /// Errors only.
    Quiet,
    /// Notes too.
    Normal,
}

/// A command's surroundings.
pub(super) struct Context {
    /// The form of results.
    pub(super) format: Format,
    /// How much is said beside them.
    pub(super) talk: Talk,
    /// How stdout looks.
    pub(super) style: Style,
    /// How stderr looks.
    pub(super) err_style: Style,
    /// The config files.
    pub(super) layers: Layers,
    /// The platform's folders, if there is a home.
    pub(super) folders: Option<Folders>,
    /// The store, and where its name comes from.
    pub(super) store: Sourced<PathBuf>,
}

impl Context {
    /// From the global options and the environment.
    pub(super) fn new(global: &Global) -> Result<Self, Failure> {
        let folders = Folders::find().ok();
        let here = std::env::current_dir().ok();
        let layers = Layers::read(
            global.config.as_deref(),
            here.as_deref().and_then(find_project_file),
            folders.as_ref().map(Folders::user_config),
        )
        .map_err(|error| outcome::config(&error))?;
        // An empty variable is as good as none, and an empty path would be a store that nobody finds again.
        let named = global.store.as_deref().filter(|path| !path.as_os_str().is_empty());
        let store = match (named, &folders) {
            (Some(path), _) => Sourced { value: absolute(path), source: Source::Flag },
            (None, Some(folders)) => Sourced { value: folders.store(), source: Source::Default },
            (None, None) => {
                return Err(Failure::new(FailureKind::Usage, "there is no home folder to keep the store in")
                    .hint("set HOME, or name a file with `--store`"));
            }
        };
        let zone = Zone::lazy(TimeZone::system);
        let width = io::stdout()
            .is_terminal()
            .then(|| crossterm::terminal::size().ok())
            .flatten()
            .map(|(columns, _)| columns.into());
        let style = |terminal: bool, width| Style { colour: colour(global.color, terminal), zone: zone.clone(), width };
        let (out, err) = (style(io::stdout().is_terminal(), width), style(io::stderr().is_terminal(), None));
        // `colored` would look at stdout alone: each stream decides for itself in `Style`, and here it always paints.
        colored::control::set_override(true);
        Ok(Self {
            format: if global.json { Format::Json } else { Format::Human },
            talk: if global.quiet { Talk::Quiet } else { Talk::Normal },
            style: out,
            err_style: err,
            layers,
            folders,
            store,
        })
    }

    /// The store's address.
    pub(super) fn place(&self) -> Place {
        Place::new(&self.store.value)
    }

    /// The store, for reading.
    pub(super) fn reader(&self) -> Result<Reader, Ended> {
        Reader::open(&self.place()).map_err(|error| outcome::store(&error).into())
    }

    /// What the words of a filter refer to. `newest` is the newest number in the store.
    pub(super) fn query(&self, newest: i64) -> query::Context {
        query::Context { now: now(), zone: self.style.zone.clone(), newest, saved: self.layers.filters() }
    }

    /// A note beside the results, for people.
    pub(super) fn note(&self, text: &str) {
        if self.talk == Talk::Normal {
            warn(text);
        }
    }
}

/// Whoever reads a store's name may stand in another folder.
fn absolute(path: &Path) -> PathBuf {
    if path.as_os_str() == ":memory:" {
        return path.to_owned();
    }
    // `absolute` drops a separator at the end, which says that a folder is meant.
    let folder = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if folder { absolute.join("") } else { absolute }
}

/// Says something on stderr. If even that is gone, there is nobody to tell.
pub(super) fn warn(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// The present.
pub(super) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// The flag, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then whether the stream is a terminal.
fn colour(choice: ColorChoice, terminal: bool) -> Colour {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let forced = |name: &str| set(name).is_some_and(|value| value != "0");
    let on = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR").is_some() => false,
        ColorChoice::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        ColorChoice::Auto => terminal && set("TERM").is_none_or(|term| term != "dumb"),
    };
    if on { Colour::On } else { Colour::Off }
}

/// A path with the home folder as `~`, for output that is pasted elsewhere.
pub(super) fn tilde(path: &Path) -> String {
    let home = etcetera::home_dir().ok().filter(|home| home.components().count() > 1);
    match home.as_deref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}
