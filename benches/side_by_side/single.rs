//! What is measured once: memory after many captures, the price of a commit, and how fast programs start.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::answer;
use crate::common::hookctl::{self, Server};
use crate::common::spread::{Spread, millis, short};
use crate::common::table::{Goal, Table};
use crate::load;
use crate::plan::{CONNECTIONS, Mode, Plan, Until};
use crate::server::{self, Kind, Tested};
use crate::usage;

/// Captures before memory is looked at.
const CAPTURES: u64 = 100_000;
/// Starts of each server.
const STARTS: usize = 15;
/// Runs of `--version`.
const RUNS: usize = 21;
/// Deliveries in the store that is not new.
const EXISTING: u64 = 1000;
/// Appends synced one by one.
const SYNCS: usize = 200;

/// Memory of hookctl after so many captures.
pub(crate) fn memory(home: &Path, table: &mut Table) {
    let tested = Tested::start(home, Kind::Hookctl);
    let until = Until::Requests(CAPTURES);
    let outcome = Plan { port: tested.server.port, mode: Mode::KeepAlive, connections: CONNECTIONS, until }.run();
    tested.assert_printed(outcome.requests);
    let memory = usage::memory(tested.server.pid());
    let cells = vec![format!("RSS MiB after {CAPTURES} captures"), String::new(), short(memory), String::new()];
    table.row(cells, memory, Goal::AtMost(25.0));
}

/// One sender, one request at a time: what a commit costs, beside the plainest way to have bytes on the disk.
pub(crate) fn commit(home: &Path, rounds: usize, table: &mut Table) {
    let (mut bare, mut ours, mut sync) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        bare.push(alone(home, Kind::Bare));
        ours.push(alone(home, Kind::Hookctl));
        sync.push(plain_sync(&home.join("appended")));
    }
    let ratio = Spread::of_ratios(&ours, &bare);
    let median = |values: &[f64]| short(Spread::of(values.iter().copied()).median);
    let cells = vec!["one at a time: p50 ms".to_owned(), median(&bare), median(&ours), ratio.to_string()];
    table.row(cells, ratio.median, Goal::None);
    let cost: Vec<f64> = ours.iter().zip(&bare).map(|(ours, bare)| ours - bare).collect();
    let ratio = Spread::of_ratios(&cost, &sync);
    let name = "commit ms, beside append + fdatasync of 4 KiB".to_owned();
    table.row(vec![name, median(&sync), median(&cost), ratio.to_string()], ratio.median, Goal::None);
}

fn alone(home: &Path, kind: Kind) -> f64 {
    let tested = Tested::start(home, kind);
    let until = Until::Seconds(1.0);
    Plan { port: tested.server.port, mode: Mode::KeepAlive, connections: 1, until }.run().p50
}

fn plain_sync(path: &Path) -> f64 {
    let mut file = File::create(path).unwrap();
    let spread = Spread::of((0..SYNCS).map(|_| {
        let start = Instant::now();
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        millis(start.elapsed())
    }));
    spread.median
}

/// From the start of a process to its first answer.
pub(crate) fn start(home: &Path, table: &mut Table) {
    let existing = home.join("existing.db");
    fill(home, &existing);
    let (mut bare, mut new, mut old) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..STARTS {
        bare.push(millis(first_answer(server::bare()).1));
        for (store, spans) in [(&home.join(format!("new-{number}.db")), &mut new), (&existing, &mut old)] {
            let mut command = hookctl::listen(home, store);
            command.args(["--count", "1"]);
            let (server, span) = first_answer(command);
            server.ended();
            spans.push(millis(span));
        }
    }
    let median = |values: &[f64]| short(Spread::of(values.iter().copied()).median);
    for (name, ours) in [("a new store", &new), ("an existing store", &old)] {
        let ratio = Spread::of_ratios(ours, &bare);
        let cells = vec![format!("start to first answer ms, {name}"), median(&bare), median(ours), ratio.to_string()];
        table.row(cells, ratio.median, Goal::None);
    }
}

fn fill(home: &Path, store: &Path) {
    let mut command = hookctl::listen(home, store);
    command.args(["--quiet", "--count", &EXISTING.to_string()]);
    let server = Server::to_pipe(command);
    let until = Until::Requests(EXISTING);
    Plan { port: server.port, mode: Mode::KeepAlive, connections: CONNECTIONS, until }.run();
    server.ended();
}

fn first_answer(command: Command) -> (Server, Duration) {
    let request = load::request(1, Mode::Close);
    let start = Instant::now();
    let server = Server::to_pipe(command);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream.write_all(&request).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let span = start.elapsed();
    assert!(answer::is_whole(&bytes).unwrap(), "a short answer");
    (server, span)
}

/// `--version` beside a program that does nothing: the price of a process.
pub(crate) fn version(home: &Path, table: &mut Table) {
    let (mut noop, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut nothing = Command::new(std::env::current_exe().unwrap());
        nothing.arg("noop");
        noop.push(wall(nothing));
        let mut version = hookctl::command(home, &home.join("none.db"));
        version.arg("--version");
        ours.push(wall(version));
    }
    let ratio = Spread::of_ratios(&ours, &noop);
    let median = |values: Vec<f64>| short(Spread::of(values).median);
    let cells = vec!["--version ms, beside a no-op".to_owned(), median(noop), median(ours), ratio.to_string()];
    table.row(cells, ratio.median, Goal::None);
}

fn wall(mut command: Command) -> f64 {
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    let span = start.elapsed();
    assert!(status.success(), "{command:?} ended with {status}");
    millis(span)
}
