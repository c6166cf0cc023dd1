//! The two servers under load, and what must hold for hookctl afterwards.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::common::hookctl::{self, Server};

/// How long hookctl may take to print what it has answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Bare,
    Hookctl,
}

impl Kind {
    /// As a word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Hookctl => "hookctl",
        }
    }
}

/// A server with its files. The server ends first, then they go.
pub(crate) struct Tested {
    pub(crate) server: Server,
    kind: Kind,
    folder: TempDir,
}

/// The bare server, to be started.
pub(crate) fn bare() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("bare").stdin(Stdio::null());
    command
}

impl Tested {
    /// Starts it in a new folder, hookctl with a new store.
    pub(crate) fn start(home: &Path, kind: Kind) -> Self {
        let folder = tempfile::tempdir_in(home).expect("the home is writable");
        let command = match kind {
            Kind::Bare => bare(),
            Kind::Hookctl => hookctl::listen(home, &folder.path().join("store.db")),
        };
        Self { server: Server::to_file(command, &folder.path().join("output")), kind, folder }
    }

    /// The log of pending commits beside the store.
    pub(crate) fn wal(&self) -> PathBuf {
        self.folder.path().join("store.db-wal")
    }

    /// hookctl has printed one line for each of `requests`: what was answered is in the store and was read back.
    pub(crate) fn assert_printed(&self, requests: u64) {
        if self.kind == Kind::Bare {
            return;
        }
        let since = Instant::now();
        loop {
            let output = std::fs::read(self.folder.path().join("output")).expect("the output is readable");
            let lines = memchr::memchr_iter(b'\n', &output).count() as u64 - 1;
            if lines == requests {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "{requests} requests were answered, {lines} printed");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
