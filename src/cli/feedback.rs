//! Diagnostics on stderr: the log, and the report of a bug.

use std::io::{self, IsTerminal as _, Write as _};

use tracing_subscriber::EnvFilter;

use crate::text::visible_block;

use super::args::Global;
use super::context::warn;

/// The log goes to stderr. `HOOKCTL_LOG` decides if it is set, else `-v`, else warnings.
pub(super) fn start_log(global: &Global) {
    let level = match (global.quiet, global.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "hookctl=info,warn",
        (false, 2) => "hookctl=debug,info",
        (false, _) => "trace",
    };
    let asked = std::env::var("HOOKCTL_LOG").ok().filter(|text| !text.is_empty());
    let filter = asked.and_then(|text| {
        EnvFilter::try_new(&text)
            .map_err(|error| warn(&format!("warning: HOOKCTL_LOG is not understood ({error}); write it like `debug`")))
            .ok()
    });
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(level)))
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(false);
    // A second call, as in tests, keeps the first.
    let _ = subscriber.try_init();
}

/// A panic is a bug of ours: say so, with what a report needs.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        let said = panic.payload_as_str().unwrap_or("no message");
        let _ = writeln!(
            io::stderr(),
            "hookctl {} has a bug: {}{place}\nWhat was acknowledged is safe in the store. `hookctl doctor` looks around; please report this.",
            env!("CARGO_PKG_VERSION"),
            visible_block(said),
        );
    }));
}
