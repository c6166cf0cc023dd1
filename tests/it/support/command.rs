//! `hookctl` run to its end, in a home of its own.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A home folder with nothing in it; the default store lies there.
pub struct Home {
    pub dir: tempfile::TempDir,
}

/// What a run gave.
pub struct Done {
    pub code: i32,
    pub stdout: Vec<u8>,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The program with this home and nothing else of the environment that it reads.
    pub fn hookctl(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hookctl"));
        command.args(args).current_dir(self.path()).env_clear();
        for name in ["PATH", "SystemRoot", "TEMP", "TMP"] {
            command.envs(std::env::var_os(name).map(|value| (name, value)));
        }
        command.env("HOME", self.path()).env("TZ", "UTC").stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Done {
        Done::of(self.hookctl(args).output().unwrap())
    }

    /// Runs what must succeed; gives stdout.
    pub fn ok(&self, args: &[&str]) -> String {
        let done = self.run(args);
        assert_eq!(done.code, 0, "{args:?}\n{}{}", done.out, done.err);
        done.out
    }

    /// The JSON objects that a command printed.
    pub fn json(&self, args: &[&str]) -> Vec<serde_json::Value> {
        self.ok(args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }
}

impl Done {
    pub fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
            stdout: output.stdout,
        }
    }
}
