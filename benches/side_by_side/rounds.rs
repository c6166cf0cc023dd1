//! Rounds in turn: bare, hookctl, bare, hookctl, and the ratios of neighbours.

use std::path::Path;
use std::time::Duration;

use crate::common::spread::{Spread, short};
use crate::common::table::{Goal, Table};
use crate::plan::{CONNECTIONS, Mode, Plan, Until};
use crate::server::{Kind, Tested};
use crate::usage::{self, Watch};

/// After that time a server has done what it does after the last answer: hookctl prints, and folds its log.
const AFTERWARDS: Duration = Duration::from_millis(800);
/// Seconds of load that are not counted.
const WARM_UP: f64 = 0.2;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) rounds: usize,
    pub(crate) seconds: f64,
}

/// What one round brought.
struct Round {
    rate: f64,
    cpu_micros: f64,
    p50: f64,
    p99: f64,
    wal: f64,
    memory: f64,
    load: f64,
}

/// Measures one mode and adds its rows.
pub(crate) fn compare(home: &Path, settings: Settings, mode: Mode, table: &mut Table) {
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for number in 1..=settings.rounds {
        for (kind, rounds) in [(Kind::Bare, &mut bare), (Kind::Hookctl, &mut ours)] {
            let round = round(home, settings.seconds, mode, kind);
            println!(
                "  {} {number}: {:<7} {:>6.0} requests/s, p99 {:.2} ms, {:.1} us of CPU a request, load busy {:.2}",
                mode.name(),
                kind.name(),
                round.rate,
                round.p99,
                round.cpu_micros,
                round.load
            );
            rounds.push(round);
        }
    }
    rows(table, mode, &bare, &ours);
}

fn round(home: &Path, seconds: f64, mode: Mode, kind: Kind) -> Round {
    let tested = Tested::start(home, kind);
    let (port, pid) = (tested.server.port, tested.server.pid());
    let plan = |seconds| Plan { port, mode, connections: CONNECTIONS, until: Until::Seconds(seconds) };
    let warm_up = plan(WARM_UP).run();
    let watch = Watch::start(&tested.wal());
    let cpu = usage::cpu_seconds(pid);
    let outcome = plan(seconds).run();
    let memory = usage::memory(pid);
    std::thread::sleep(AFTERWARDS);
    tested.assert_printed(warm_up.requests + outcome.requests);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let cpu_micros = (usage::cpu_seconds(pid) - cpu) * 1e6 / outcome.requests as f64;
    let (rate, wal) = (outcome.rate(), watch.largest());
    Round { rate, cpu_micros, p50: outcome.p50, p99: outcome.p99, wal, memory, load: outcome.busy }
}

fn rows(table: &mut Table, mode: Mode, bare: &[Round], ours: &[Round]) {
    let mut row = |name: &str, of: fn(&Round) -> f64, goal| {
        let (bare, ours): (Vec<_>, Vec<_>) = (bare.iter().map(of).collect(), ours.iter().map(of).collect());
        let ratio = Spread::of_ratios(&ours, &bare);
        let median = |values: Vec<f64>| short(Spread::of(values).median);
        let cells = vec![format!("{}: {name}", mode.name()), median(bare), median(ours), ratio.to_string()];
        table.row(cells, ratio.median, goal);
    };
    let rate = if mode == Mode::KeepAlive { 0.40 } else { 0.72 };
    row("requests/s", |round| round.rate, Goal::AtLeast(rate));
    row("CPU us/request", |round| round.cpu_micros, Goal::AtMost(2.8));
    row("p50 ms", |round| round.p50, Goal::None);
    row("p99 ms", |round| round.p99, Goal::AtMost(2.0));
    row("RSS MiB", |round| round.memory, Goal::None);
    let wal = Spread::of(ours.iter().map(|round| round.wal));
    let cells = vec![format!("{}: largest WAL MB", mode.name()), String::new(), short(wal.high), String::new()];
    table.row(cells, wal.high, Goal::AtMost(256.0));
}
