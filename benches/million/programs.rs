//! The program itself on that store: `list`, and how soon `listen` is ready.

use std::path::Path;
use std::time::Instant;

use crate::common::hookctl::{self, Server};
use crate::common::spread::{Spread, millis};
use crate::common::table::{Goal, Table};

/// Each process is cheap: more runs, a steadier median.
const TIMES: usize = 3;

/// `list` from its start to its end.
pub(crate) fn list(home: &Path, store: &Path, runs: usize, table: &mut Table) {
    let spans = (0..runs * TIMES).map(|_| {
        let start = Instant::now();
        let output = hookctl::command(home, store).arg("list").output().unwrap();
        let span = start.elapsed();
        assert!(output.status.success(), "list ended with {}", output.status);
        assert_eq!(memchr::memchr_iter(b'\n', &output.stdout).count(), 50, "list prints a page");
        millis(span)
    });
    row(table, "hookctl list", Spread::of(spans));
}

/// `listen` from its start to its readiness line, on this store and on a new one.
pub(crate) fn listen(home: &Path, store: &Path, runs: usize, table: &mut Table) {
    let (mut large, mut new) = (Vec::new(), Vec::new());
    for number in 0..runs * TIMES {
        new.push(ready(home, &home.join(format!("new-{number}.db"))));
        large.push(ready(home, store));
    }
    row(table, "hookctl listen, ready on this store", Spread::of(large));
    row(table, "hookctl listen, ready on a new store", Spread::of(new));
}

fn ready(home: &Path, store: &Path) -> f64 {
    let mut command = hookctl::listen(home, store);
    command.args(["--for", "1ms"]);
    let start = Instant::now();
    let server = Server::to_pipe(command);
    let span = start.elapsed();
    server.ended();
    millis(span)
}

fn row(table: &mut Table, name: &str, spread: Spread) {
    table.row(vec![name.to_owned(), spread.to_string(), String::new(), String::new()], spread.median, Goal::None);
}
