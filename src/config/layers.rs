//! Which layer a value comes from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::file::{ConfigError, ConfigFile, EndpointTable};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Given on the command line (or in the environment, where an option has a variable).
    Flag,
    /// In that file.
    File(PathBuf),
    /// Built in.
    Default,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag => f.write_str("command line"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub source: Source,
}

/// The config files that apply, the nearest first.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    files: Vec<(PathBuf, ConfigFile)>,
}

impl Layers {
    /// Reads the project's and the user's file, as far as they are there. A file that was named must be there.
    pub fn read(named: Option<&Path>, project: Option<PathBuf>, user: Option<PathBuf>) -> Result<Self, ConfigError> {
        let nearest = named.map(Path::to_owned).or(project);
        let user = user.filter(|path| path.is_file());
        let mut files = Vec::new();
        for path in nearest.into_iter().chain(user) {
            if !files.iter().any(|(read, _)| *read == path) {
                let file = ConfigFile::read(&path)?;
                files.push((path, file));
            }
        }
        Ok(Self { files })
    }

    /// The files, the nearest first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }

    /// The flag's value, else the nearest file's, else the default.
    pub fn pick<T>(&self, flag: Option<T>, in_file: impl Fn(&ConfigFile) -> Option<T>, default: T) -> Sourced<T> {
        self.pick_some(flag, in_file).unwrap_or(Sourced { value: default, source: Source::Default })
    }

    /// The flag's value, else the nearest file's, if there is one.
    pub fn pick_some<T>(&self, flag: Option<T>, in_file: impl Fn(&ConfigFile) -> Option<T>) -> Option<Sourced<T>> {
        let flag = flag.map(|value| Sourced { value, source: Source::Flag });
        flag.or_else(|| {
            self.files.iter().find_map(|(path, file)| {
                in_file(file).map(|value| Sourced { value, source: Source::File(path.clone()) })
            })
        })
    }

    /// Every endpoint with its file; a nearer file's hides one of the same name.
    pub fn endpoints(&self) -> Vec<(String, EndpointTable, &Path)> {
        let mut all: Vec<(String, EndpointTable, &Path)> = Vec::new();
        for (path, file) in &self.files {
            for (name, table) in &file.endpoint {
                if !all.iter().any(|(known, ..)| known == name) {
                    all.push((name.clone(), table.clone(), path));
                }
            }
        }
        all
    }

    /// Every folder of packs, the nearest file's last, so that its packs win.
    pub fn pack_folders(&self) -> Vec<PathBuf> {
        let named = self.files.iter().rev().filter_map(|(path, file)| {
            let folder = file.packs.as_ref()?;
            Some(path.parent().unwrap_or(Path::new("")).join(folder))
        });
        named.collect()
    }

    /// All saved filters; a nearer file's wins.
    pub fn filters(&self) -> BTreeMap<String, String> {
        let all = self.files.iter().rev().flat_map(|(_, file)| file.filters.clone());
        all.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_wins_over_the_project_and_the_project_over_the_user() {
        let dir = tempfile::tempdir().expect("tempdir");
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, text).expect("write");
            #[cfg(unix)]
            std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("mode");
            path
        };
        let project = write("project.toml", "[listen]\nport = 1\n");
        let user = write("user.toml", "[listen]\nport = 2\nrespond = \"500\"\n");
        let layers = Layers::read(None, Some(project.clone()), Some(user.clone())).expect("read");
        assert_eq!(layers.pick(Some(3), |file| file.listen.port, 7878).value, 3);
        assert_eq!(layers.pick(None, |file| file.listen.port, 7878).source, Source::File(project));
        assert_eq!(
            layers.pick_some(None, |file| file.listen.respond.clone()).map(|found| found.source),
            Some(Source::File(user))
        );
        assert_eq!(layers.pick(None, |file| file.listen.count, 0).source, Source::Default);
    }

    #[test]
    fn a_named_file_must_exist_and_the_others_need_not() {
        let missing = Path::new("no/such/hookctl.toml");
        assert!(Layers::read(Some(missing), None, None).is_err());
        assert!(Layers::read(None, None, Some(missing.to_owned())).is_ok());
    }
}
