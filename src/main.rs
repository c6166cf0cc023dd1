//! The `hookctl` program: parses, runs, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    hookctl::cli::main(std::env::args_os())
}
