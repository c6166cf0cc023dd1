//! What both benches need: a realistic body, the real program, medians, and a table.

pub mod hookctl;
pub mod payload;
pub mod spread;
pub mod table;

use std::str::FromStr;

/// True if `cargo bench` runs us; `cargo test --benches` shall only build and start the program.
pub fn wanted() -> bool {
    let has = |flag: &str| std::env::args().any(|arg| arg == flag);
    has("--bench") && !has("--test")
}

/// A number from the environment, or `default`.
pub fn setting<T: FromStr>(name: &str, default: T) -> T {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")),
        Err(_) => default,
    }
}
