//! The real program, kept apart from the settings of whoever runs the bench, and servers that end with us.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a server may take to say that it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder to work in, on the disk of the build folder: a temporary folder may lie in memory, where syncing is free.
pub(crate) fn home() -> TempDir {
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder to work in");
    // The nearest config file counts: this one, not one above.
    std::fs::write(home.path().join("hookctl.toml"), "").expect("the folder is writable");
    home
}

/// hookctl with this store, at home in that folder.
pub(crate) fn command(home: &Path, store: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hookctl"));
    command.current_dir(home).env("HOME", home).stdin(Stdio::null()).arg("--store").arg(store);
    for name in ["HOOKCTL_CONFIG", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command
}

/// The same, listening on a free port.
pub(crate) fn listen(home: &Path, store: &Path) -> Command {
    let mut command = command(home, store);
    command.args(["listen", "--port", "0"]);
    command
}

/// A server that is killed when it goes out of scope.
pub(crate) struct Server {
    child: Child,
    /// Its port on 127.0.0.1.
    pub(crate) port: u16,
}

impl Server {
    /// Starts it with its output in a file, as a user would redirect it, and waits for its first line.
    pub(crate) fn to_file(mut command: Command, output: &Path) -> Self {
        let file = File::create(output).expect("the output is writable");
        let mut server = Self { child: command.stdout(file).spawn().expect("the server starts"), port: 0 };
        let since = Instant::now();
        while server.port == 0 {
            assert!(since.elapsed() < PATIENCE, "no readiness line within {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(1));
            let text = std::fs::read_to_string(output).expect("the output is readable");
            if let Some((line, _)) = text.split_once('\n') {
                server.port = port(line);
            }
        }
        server
    }

    /// Starts it with its output in a pipe and waits for its first line, without a moment's delay.
    pub(crate) fn to_pipe(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("the pipe is readable");
        // Whoever prints into a pipe without a reader ends; so it is kept.
        child.stdout = Some(out.into_inner());
        Self { child, port: port(line.trim_end()) }
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its own end, which must be a success.
    pub(crate) fn ended(mut self) {
        let status = self.child.wait().expect("the server is our child");
        assert!(status.success(), "the server ended with {status}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn port(line: &str) -> u16 {
    let port = line.strip_prefix("listening http://127.0.0.1:").and_then(|port| port.parse().ok());
    port.unwrap_or_else(|| panic!("`{line}` is no readiness line"))
}
