//! The demo's folder: what lies where in it, and whether it may be used.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{DemoError, SignIn};
use crate::app::installation::make_private_folder;

const SIGN_IN: &str = "sign-in.json";

/// The folder of a demo.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// `norishiro-demo` under the system's temporary folder.
    pub fn usual() -> Self {
        Self(std::env::temp_dir().join("norishiro-demo"))
    }

    /// This folder.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// This folder, or the first of `…-2`, `…-3` and so on that is not there yet.
    #[must_use]
    pub fn fresh(self) -> Self {
        if !self.0.exists() {
            return self;
        }
        let name = self.0.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = |number: u32| self.0.with_file_name(format!("{name}-{number}"));
        (2..).map(beside).find(|folder| !folder.exists()).map_or(self, Self)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where letters are put.
    pub fn mail(&self) -> PathBuf {
        self.0.join("mail")
    }

    /// The database's URL.
    pub(super) fn database_url(&self) -> String {
        format!("sqlite:{}", self.0.join("norishiro.sqlite3").display())
    }

    /// The file of the server's key.
    pub(super) fn server_key(&self) -> PathBuf {
        self.0.join("server.key")
    }

    /// The sign-in of the demo in it; `None` where the folder is empty or not there.
    pub(super) fn sign_in(&self) -> Result<Option<SignIn>, DemoError> {
        match fs::read_to_string(self.0.join(SIGN_IN)) {
            Ok(text) => {
                let sign_in = serde_json::from_str(&text).map_err(|_| DemoError::NotADemo(self.0.clone()))?;
                self.probe()?;
                Ok(Some(sign_in))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_dir(&self.0) {
                Ok(entries) => {
                    (entries.count() == 0).then_some(None).ok_or_else(|| DemoError::NotADemo(self.0.clone()))
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(source) => Err(self.problem(source)),
            },
            Err(source) => Err(self.problem(source)),
        }
    }

    /// Makes the folder, for its owner's eyes only: it holds a password.
    pub(super) fn make(&self) -> Result<(), DemoError> {
        make_private_folder(&self.0).map_err(|source| self.problem(source))?;
        self.probe()
    }

    /// Keeps the sign-in, which makes the folder a demo.
    pub(super) fn keep_sign_in(&self, sign_in: &SignIn) -> Result<(), DemoError> {
        let text = serde_json::to_string_pretty(sign_in).map_err(|error| self.problem(error.into()))?;
        fs::write(self.0.join(SIGN_IN), text + "\n").map_err(|source| self.problem(source))
    }

    /// Fails early, and by name, where nothing can be written.
    fn probe(&self) -> Result<(), DemoError> {
        let probe = self.0.join(format!(".probe-{}", std::process::id()));
        fs::write(&probe, "").and_then(|()| fs::remove_file(&probe)).map_err(|source| self.problem(source))
    }

    fn problem(&self, source: io::Error) -> DemoError {
        DemoError::Folder { folder: self.0.clone(), source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_folder_is_the_first_that_is_not_there() {
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("demo");
        assert_eq!(Folder::at(&path).fresh().path(), path);
        fs::create_dir(&path).unwrap();
        fs::create_dir(around.path().join("demo-2")).unwrap();
        assert_eq!(Folder::at(&path).fresh().path(), around.path().join("demo-3"));
    }

    #[test]
    fn a_folder_with_something_else_in_it_is_left_alone() {
        let around = tempfile::tempdir().unwrap();
        fs::write(around.path().join("letter.txt"), "mine").unwrap();
        assert!(matches!(Folder::at(around.path()).sign_in(), Err(DemoError::NotADemo(_))));
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let around = tempfile::tempdir().unwrap();
        let file = around.path().join("a-file");
        fs::write(&file, "").unwrap();
        let error = Folder::at(file.join("demo")).make().unwrap_err();
        assert!(matches!(&error, DemoError::Folder { .. }) && error.words().ja.contains("a-file"), "{error}");
    }
}
