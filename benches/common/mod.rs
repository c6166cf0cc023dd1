//! What both benches need: a realistic body, the real program, medians, and a table.

pub(crate) mod hookctl;
pub(crate) mod payload;
pub(crate) mod spread;
pub(crate) mod table;

use std::str::FromStr;

/// True if `cargo bench` runs us; `cargo test --benches` shall only build and start the program.
pub(crate) fn wanted() -> bool {
    let has = |flag: &str| std::env::args().any(|arg| arg == flag);
    has("--bench") && !has("--test")
}

/// A number from the environment, or `default`.
pub(crate) fn setting<T: FromStr>(name: &str, default: T) -> T {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")),
        Err(_) => default,
    }
}
