//! Where a secret comes from: `env:NAME`, `file:PATH`, `cmd:COMMAND`, `-` (a line of stdin), or the text itself.

use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::signature::Secret;

/// A reference to a secret.
#[derive(Clone, PartialEq, Eq)]
pub enum SecretRef {
    /// A variable of the environment.
    Env(String),
    /// A file, without the line end it ends with.
    File(PathBuf),
    /// What a command prints, without its last line end.
    Command(String),
    /// A line of stdin.
    Stdin,
    /// The secret itself.
    Literal(String),
}

/// A secret that could not be had. It is named by its reference, and never holds any of it.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The variable is not set, or empty.
    #[error("the secret `env:{}` is not there: the variable is not set, or empty", shown(.0))]
    NoVariable(String),
    /// The file cannot be read.
    #[error("the secret `file:{}` cannot be read", shown(&.0.display().to_string()))]
    Unreadable(PathBuf, #[source] io::Error),
    /// The command failed.
    #[error("the command of the secret `cmd:{} …` failed ({why})", .command.split_whitespace().next().unwrap_or_default())]
    Failed {
        /// The command.
        command: String,
        /// How it ended.
        why: String,
    },
    /// There is nothing in it.
    #[error("the secret {0} is empty")]
    Empty(String),
    /// It is not text.
    #[error("the secret {0} is not UTF-8 text")]
    NotText(String),
}

impl SecretRef {
    /// Reads a reference. Whatever has none of the prefixes is the secret itself.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            _ if text == "-" => Self::Stdin,
            Some(("env", name)) => Self::Env(name.to_owned()),
            Some(("file", path)) => Self::File(PathBuf::from(path)),
            Some(("cmd", command)) => Self::Command(command.to_owned()),
            _ => Self::Literal(text.to_owned()),
        }
    }

    /// True if the secret stands where others can read it.
    pub const fn is_literal(&self) -> bool {
        matches!(self, Self::Literal(_))
    }

    /// The secret. Relative files are looked for in `folder`.
    pub fn resolve(&self, folder: &Path) -> Result<Secret, SecretError> {
        let text = match self {
            Self::Literal(text) => text.clone(),
            Self::Env(name) => std::env::var(name)
                .ok()
                .filter(|value| !value.is_empty())
                .ok_or_else(|| SecretError::NoVariable(name.clone()))?,
            Self::File(path) => {
                let path = folder.join(at_home(path));
                let bytes = std::fs::read(&path).map_err(|error| SecretError::Unreadable(path, error))?;
                without_line_end(self.text(bytes)?)
            }
            Self::Command(command) => without_line_end(self.text(output(command)?)?),
            Self::Stdin => {
                let mut line = String::new();
                io::stdin().lock().read_line(&mut line).map_err(|_| SecretError::NotText(self.to_string()))?;
                without_line_end(line)
            }
        };
        if text.is_empty() { Err(SecretError::Empty(self.to_string())) } else { Ok(Secret::new(text)) }
    }

    fn text(&self, bytes: Vec<u8>) -> Result<String, SecretError> {
        String::from_utf8(bytes).map_err(|_| SecretError::NotText(self.to_string()))
    }
}

impl std::fmt::Display for SecretRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Env(name) => write!(f, "`env:{}`", shown(name)),
            Self::File(path) => write!(f, "`file:{}`", shown(&path.display().to_string())),
            Self::Command(command) => write!(f, "`cmd:{} …`", command.split_whitespace().next().unwrap_or_default()),
            Self::Stdin => f.write_str("on stdin"),
            Self::Literal(_) => f.write_str("given as text"),
        }
    }
}

impl std::fmt::Debug for SecretRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretRef({self})")
    }
}

/// `~/x`, which no shell expands after `file:`.
fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// A name as it may be shown. `env:$SECRET` is a usual slip, by which the shell puts the secret itself in the name's place.
fn shown(name: &str) -> String {
    let variable = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let path = name.contains(['/', '.', '\\']) && !name.contains(['+', '=']);
    if variable || path || name.len() <= 12 {
        return name.to_owned();
    }
    let first: String = name.chars().take(3).collect();
    format!("{first}… (this does not look like a name, so it is not shown)")
}

fn output(command: &str) -> Result<Vec<u8>, SecretError> {
    let failed = |why: String| SecretError::Failed { command: command.to_owned(), why };
    let mut shell = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
    shell.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(command).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = shell.output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() { Ok(output.stdout) } else { Err(failed(output.status.to_string())) }
}

fn without_line_end(mut text: String) -> String {
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_come_from_where_they_are_kept() {
        let dir = tempfile::tempdir().expect("tempdir");
        std::fs::write(dir.path().join("s"), "from a file \r\n").expect("write");
        let resolve = |text: &str| SecretRef::parse(text).resolve(dir.path()).map(|secret| secret.expose().to_owned());
        assert_eq!(resolve("file:s").expect("there"), "from a file ");
        assert_eq!(resolve("cmd:printf 'a b\\n'").expect("there"), "a b");
        assert_eq!(resolve("whsec_abc:def").expect("there"), "whsec_abc:def");
        for (text, part) in [
            ("env:HOOKCTL_TEST_NO_SUCH", "not set"),
            ("file:none", "cannot be read"),
            ("cmd:exit 3", "failed"),
            ("cmd:true", "empty"),
            ("", "empty"),
        ] {
            let error = resolve(text).expect_err(text).to_string();
            assert!(error.contains(part), "{error}");
        }
        assert_eq!(format!("{:?}", SecretRef::parse("planted")), "SecretRef(given as text)");
    }
}
