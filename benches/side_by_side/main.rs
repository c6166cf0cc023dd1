//! hookctl beside a bare hyper server that keeps nothing, in the same run on the same machine.
//!
//! What is measured are ratios of the two, since absolute numbers belong to a machine. The program starts itself again
//! as the bare server, as the load, and as a program that does nothing. `ROUNDS` (5) and `SECONDS` (3) say how much.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its results and ends at the first fault")]

mod answer;
mod bare;
#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other bench uses the rest")]
mod common;
mod histogram;
mod load;
mod plan;
mod rounds;
mod server;
mod single;
mod usage;

use common::table::Table;
use plan::Mode;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("bare") => bare::main(),
        Some("load") => load::main(&args[1..]),
        Some("noop") => println!("noop"),
        _ if common::wanted() => compare(),
        _ => println!("run by `cargo bench --bench side_by_side`"),
    }
}

fn compare() {
    let settings = rounds::Settings { rounds: common::setting("ROUNDS", 5), seconds: common::setting("SECONDS", 3.0) };
    println!(
        "{} rounds of {} s, {} connections, bodies of {} B",
        settings.rounds,
        settings.seconds,
        plan::CONNECTIONS,
        common::payload::SIZE
    );
    println!("each value is the median of the rounds, in brackets the ratio's smallest and largest");
    let home = common::hookctl::home();
    let mut table = Table::new(&["", "bare", "hookctl", "hookctl / bare"]);
    for mode in [Mode::KeepAlive, Mode::Close] {
        rounds::compare(home.path(), settings, mode, &mut table);
    }
    single::memory(home.path(), &mut table);
    single::commit(home.path(), settings.rounds, &mut table);
    single::start(home.path(), &mut table);
    single::version(home.path(), &mut table);
    table.print();
}
