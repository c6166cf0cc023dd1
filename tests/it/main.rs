//! The integration tests: one binary, a module a subject.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    unreachable_pub,
    reason = "a test that cannot go on should say where, and helpers need no visibility rules"
)]

mod architecture;
mod cli;
mod crash;
mod explaining;
mod faults;
mod filters;
mod follow;
mod generated;
mod handshakes;
mod http_cases;
mod limits;
mod listen;
mod parallel;
mod pruning;
mod signing;
mod support;
mod vectors;
mod verdicts;
mod verifying;
