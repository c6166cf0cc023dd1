//! What the load shall do and what came of it, as words of a command line and a line of output.

use std::process::{Command, Stdio};
use std::str::FromStr;

/// Connections of the load, unless it is a single one.
pub(crate) const CONNECTIONS: usize = 64;

/// How connections are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One connection for all requests of a sender.
    KeepAlive,
    /// A new connection for each request.
    Close,
}

impl Mode {
    /// As a word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::KeepAlive => "keep-alive",
            Self::Close => "close",
        }
    }
}

/// When the load is over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Until {
    /// After that time.
    Seconds(f64),
    /// After so many requests.
    Requests(u64),
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Plan {
    pub(crate) port: u16,
    pub(crate) mode: Mode,
    pub(crate) connections: usize,
    pub(crate) until: Until,
}

/// What came of it. Latencies are in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) requests: u64,
    pub(crate) seconds: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    /// Processors that the load itself kept busy: near 1 it was as fast as its one thread can be.
    pub(crate) busy: f64,
}

impl Plan {
    /// From the words that [`Plan::run`] gives.
    pub(crate) fn from_args(args: &[String]) -> Self {
        let [port, mode, connections, kind, amount] = args else { panic!("{args:?} is no plan") };
        let modes = [Mode::KeepAlive, Mode::Close];
        let mode = modes.into_iter().find(|known| known.name() == mode).expect("a mode");
        let until = match kind.as_str() {
            "seconds" => Until::Seconds(number(amount)),
            _ => Until::Requests(number(amount)),
        };
        Self { port: number(port), mode, connections: number(connections), until }
    }

    /// Lets a process of its own do it.
    pub(crate) fn run(&self) -> Outcome {
        let (kind, amount) = match self.until {
            Until::Seconds(seconds) => ("seconds", seconds.to_string()),
            Until::Requests(requests) => ("requests", requests.to_string()),
        };
        let args = [self.port.to_string(), self.mode.name().to_owned(), self.connections.to_string()];
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("load").args(args).args([kind, &amount]).stdin(Stdio::null()).stderr(Stdio::inherit());
        let output = command.output().expect("the load starts");
        assert!(output.status.success(), "the load failed: {self:?}");
        Outcome::parse(&String::from_utf8(output.stdout).unwrap())
    }
}

impl Outcome {
    /// As a line.
    pub(crate) fn line(&self) -> String {
        format!("{} {} {} {} {}", self.requests, self.seconds, self.p50, self.p99, self.busy)
    }

    fn parse(line: &str) -> Self {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [requests, seconds, p50, p99, busy] = words[..] else { panic!("`{line}` is no outcome") };
        let (p50, p99, busy) = (number(p50), number(p99), number(busy));
        Self { requests: number(requests), seconds: number(seconds), p50, p99, busy }
    }

    /// Requests a second.
    pub(crate) fn rate(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let requests = self.requests as f64;
        requests / self.seconds
    }
}

fn number<T: FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}
