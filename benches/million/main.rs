//! Finding things in a store of a million deliveries, each search beside its goal.
//!
//! `COUNT` (1000000) says how many deliveries the store gets, `RUNS` (5) how often each search is repeated once the
//! file is in memory. `STORE` names a file to keep: if it is there already, it is used as it is.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its results and ends at the first fault")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other bench uses the rest")]
mod common;
mod fill;
mod memmem;
mod programs;
mod rows;
mod scans;
mod walk;

use std::path::{Path, PathBuf};
use std::time::Instant;

use common::table::Table;
use hookctl::store::{Place, Reader};

fn main() {
    if !common::wanted() {
        println!("run by `cargo bench --bench million`");
        return;
    }
    let home = common::hookctl::home();
    let path = std::env::var_os("STORE").map_or_else(|| home.path().join("million.db"), PathBuf::from);
    if !path.exists() {
        fill(&path, common::setting("COUNT", 1_000_000));
    }
    let place = Place::new(&path);
    let count = Reader::open(&place).unwrap().facts().unwrap().count;
    let runs = common::setting("RUNS", 5);
    println!("{count} deliveries in {} MB; each value is the median of {runs} runs", megabytes(&path));
    let mut table = Table::new(&["", "ms", "of which first hit", "beside memmem"]);
    scans::pages(&place, count, runs, &mut table);
    scans::filters(&place, count, runs, &mut table);
    scans::searches(&place, runs, &mut table);
    programs::list(home.path(), &path, runs, &mut table);
    programs::listen(home.path(), &path, runs, &mut table);
    table.print();
}

fn fill(path: &Path, count: u64) {
    let start = Instant::now();
    fill::store(path, count);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let rate = count as f64 / start.elapsed().as_secs_f64();
    println!("filled through the log: {rate:.0} deliveries/s");
}

fn megabytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len() / 1_000_000)
}
