//! The server's secret key: what personal links are made from.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use data_encoding::HEXLOWER_PERMISSIVE;

use crate::config::{SecurityConfig, ServerKeySource};
use crate::definition::Words;

/// 256 secret bits. Never shown, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerKey([u8; 32]);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum ServerKeyError {
    /// The file can be neither read nor made.
    #[error("server key file {path}: {source}")]
    File {
        /// Where it was looked for.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// What was found is not 64 hexadecimal digits.
    #[error("the server key in {0} must be 64 hexadecimal digits")]
    Malformed(String),
    /// The system gave no random numbers.
    #[error("no random numbers: {0}")]
    Random(getrandom::Error),
}

impl ServerKeyError {
    /// What is wrong and what to do, in both languages.
    pub fn words(&self) -> Words {
        Words::new(
            format!("リンク用の秘密鍵を使えません（{self}）。security の設定を確かめてください。"),
            self.to_string(),
        )
    }
}

impl ServerKey {
    /// The key that the settings name; its file is made where there is none.
    ///
    /// # Errors
    /// A file that can be neither read nor made, or something that is no key.
    pub fn of(config: &SecurityConfig) -> Result<Self, ServerKeyError> {
        match &config.server_key {
            ServerKeySource::File(path) => Self::read_or_make(path),
            ServerKeySource::Given(text) => Self::from_hex(text, "security.server_key"),
        }
    }

    /// The key from 64 hexadecimal digits, as the environment may give it.
    ///
    /// # Errors
    /// [`ServerKeyError::Malformed`], which names only `place`.
    pub fn from_hex(text: &str, place: &str) -> Result<Self, ServerKeyError> {
        HEXLOWER_PERMISSIVE
            .decode(text.trim().as_bytes())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
            .ok_or_else(|| ServerKeyError::Malformed(place.to_owned()))
    }

    /// The key in the file, which is made, readable by its owner only, where there is none.
    ///
    /// # Errors
    /// A file that can be neither read nor made, or holds something else.
    pub fn read_or_make(path: &Path) -> Result<Self, ServerKeyError> {
        let failed = |source| ServerKeyError::File { path: path.display().to_string(), source };
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_hex(&text, &path.display().to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).map_err(ServerKeyError::Random)?;
                match write_new(path, &HEXLOWER_PERMISSIVE.encode(&bytes)) {
                    Ok(()) => Ok(Self(bytes)),
                    // Another process made it a moment ago: its key is the key.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::read_or_make(path),
                    Err(error) => Err(failed(error)),
                }
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// The bytes, for keyed hashes.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Written beside and linked into place, so that no one ever reads half a key.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    let placed = std::fs::hard_link(&beside, path);
    std::fs::remove_file(&beside)?;
    placed
}

/// Hides the key.
impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/server.key");
        let made = ServerKey::read_or_make(&path).unwrap();
        assert!(made == ServerKey::read_or_make(&path).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn something_else_is_refused_without_being_shown() {
        let error = ServerKey::from_hex("secret", "norishiro.toml").unwrap_err().to_string();
        assert!(error.contains("norishiro.toml") && !error.contains("secret"), "{error}");
    }
}
