//! One `hookctl.toml`: read strictly, refused where others may write it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::text::locate;

use super::keys;

/// The content of a file, as written.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ConfigFile {
    /// Retention: what `prune` deletes when nothing else is said.
    pub keep: Option<Keep>,
    /// Folder of provider packs, beside this file unless absolute.
    pub packs: Option<PathBuf>,
    /// Options of `listen`.
    #[serde(default)]
    pub listen: ListenTable,
    /// Paths of the capture server, by name.
    #[serde(default)]
    pub endpoint: BTreeMap<String, EndpointTable>,
    /// Filters by name, used as `@name`.
    #[serde(default)]
    pub filters: BTreeMap<String, String>,
}

/// How much is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Keep {
    /// A span such as `30d`.
    pub age: Option<String>,
    /// So many of the newest.
    pub count: Option<u64>,
}

/// Options of `listen`, each as its flag has it.
#[derive(Debug, Clone, Default, Deserialize)]
#[expect(missing_docs, reason = "each is the option of that name, documented there")]
pub struct ListenTable {
    pub port: Option<u16>,
    pub host: Option<String>,
    pub expose: Option<bool>,
    pub respond: Option<String>,
    pub respond_body: Option<String>,
    #[serde(default)]
    pub respond_header: Vec<String>,
    pub max_body: Option<String>,
    pub count: Option<u64>,
    #[serde(rename = "for")]
    pub for_time: Option<String>,
    pub only: Option<String>,
    pub ready_file: Option<PathBuf>,
    pub provider: Option<String>,
    #[serde(default)]
    pub secret: Vec<String>,
    #[serde(default)]
    pub scheme: Vec<String>,
    #[serde(default)]
    pub param: Vec<String>,
    pub url: Option<String>,
    pub tolerance: Option<String>,
    pub no_handshake: Option<bool>,
}

/// A path of the capture server (all paths where none is named) and who sends to it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EndpointTable {
    /// The path; what lies below it belongs to it too.
    pub path: Option<String>,
    /// Who sends to it.
    pub provider: Option<String>,
    /// References to its secrets; several during a rotation.
    #[serde(default)]
    pub secrets: Vec<String>,
    /// The public address that the sender was given, for schemes that sign it.
    pub url: Option<String>,
    /// How old signatures may be, instead of the provider's rule.
    pub tolerance: Option<String>,
    /// Changes to the provider's scheme, key by key.
    #[serde(default)]
    pub scheme: BTreeMap<String, toml::Value>,
    /// Settings that the scheme needs and that are no secrets.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// An answer script of its own.
    pub respond: Option<String>,
}

/// A config file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read the config `{}`: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// It is not what a config is.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
        /// The line itself.
        excerpt: String,
    },
    /// Others than its owner may write it, or it is owned by somebody else.
    #[error("the config `{}` is refused: {reason}", path.display())]
    Unsafe {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl ConfigFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let unreadable =
            |error: std::io::Error| ConfigError::Unreadable { path: path.to_owned(), cause: error.to_string() };
        let meta = std::fs::metadata(path).map_err(unreadable)?;
        if let Some(reason) = mistrust(&meta) {
            return Err(ConfigError::Unsafe { path: path.to_owned(), reason });
        }
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        Self::parse(&text).map_err(|Fault { at, message }| {
            let (line, column, excerpt) = locate(&text, at);
            ConfigError::Invalid { path: path.to_owned(), line, column, message, excerpt }
        })
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        let fault = |error: toml::de::Error| Fault {
            at: error.span().map_or(0, |span| span.start),
            message: error.message().to_owned(),
        };
        let table = toml::de::DeTable::parse(text).map_err(fault)?;
        if let Some(unknown) = keys::unknown(table.get_ref(), keys::KEYS, "") {
            return Err(Fault { at: unknown.at.start, message: unknown.message });
        }
        toml::from_str(text).map_err(fault)
    }
}

struct Fault {
    at: usize,
    message: String,
}

/// Who may write a config may have commands run and webhooks sent elsewhere.
#[cfg(unix)]
fn mistrust(meta: &std::fs::Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let me = rustix::process::geteuid().as_raw();
    if meta.mode() & 0o022 != 0 {
        return Some(format!("others may write it (mode {:03o}); `chmod go-w` it", meta.mode() & 0o777));
    }
    (meta.uid() != me && meta.uid() != 0).then(|| format!("it belongs to user {}, not to you", meta.uid()))
}

#[cfg(not(unix))]
fn mistrust(_: &std::fs::Metadata) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ConfigFile, ConfigError> {
        let dir = tempfile::tempdir().expect("tempdir");
        let path = dir.path().join("hookctl.toml");
        std::fs::write(&path, text).expect("write");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("mode");
        ConfigFile::read(&path)
    }

    #[test]
    fn a_mistyped_key_is_placed_and_corrected() {
        let Err(ConfigError::Invalid { line, column, message, .. }) = read("[listen]\nprot = 1\n") else {
            panic!("accepted")
        };
        assert_eq!((line, column), (2, 1));
        assert!(message.contains("did you mean `port`?"), "{message}");
    }

    #[test]
    fn a_mistyped_key_of_an_endpoint_is_placed() {
        let Err(ConfigError::Invalid { line, message, .. }) = read("[endpoint.chat]\nsecret = []\n") else {
            panic!("accepted")
        };
        assert!(line == 2 && message.contains("did you mean `secrets`?"), "{message}");
    }

    #[test]
    fn a_wrong_type_is_placed() {
        let Err(ConfigError::Invalid { line, column, .. }) = read("\n[listen]\nport = \"x\"\n") else {
            panic!("accepted")
        };
        assert_eq!((line, column), (3, 8));
    }

    #[test]
    fn every_known_key_is_accepted() {
        let text = "keep = { age = \"30d\", count = 10 }\n[listen]\nport = 1\nhost = \"localhost\"\nexpose = false\n\
            respond = \"200\"\nrespond_body = \"x\"\nrespond_header = [\"a: b\"]\nmax_body = \"1MiB\"\ncount = 1\n\
            for = \"1s\"\nonly = \"x\"\nready_file = \"r\"\nprovider = \"auto\"\nsecret = [\"env:S\"]\nurl = \"https://x\"\n\
            scheme = [\"hash=sha1\"]\nparam = [\"webhook_id=1\"]\ntolerance = \"5m\"\nno_handshake = true\n[endpoint.chat]\npath = \"/chat\"\nprovider = \"slack\"\n\
            secrets = [\"env:S\"]\nurl = \"https://x\"\ntolerance = \"5m\"\nscheme = { hash = \"sha1\" }\n\
            params = { webhook_id = \"1\" }\nrespond = \"200\"\n[filters]\nmine = \"status:500\"\n";
        let file = read(text).expect("accepted");
        assert_eq!(file.filters["mine"], "status:500");
        assert_eq!(file.listen.for_time.as_deref(), Some("1s"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_write_is_refused() {
        let dir = tempfile::tempdir().expect("tempdir");
        let path = dir.path().join("hookctl.toml");
        std::fs::write(&path, "").expect("write");
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o666)).expect("mode");
        assert!(matches!(ConfigFile::read(&path), Err(ConfigError::Unsafe { .. })));
    }
}
