//! Where the server's secret key is.

use std::fmt;
use std::path::{Path, PathBuf};

use super::read::Reader;

/// Where the secret key is that personal links are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityConfig {
    /// The key itself, or its file.
    pub server_key: ServerKeySource,
}

/// The key itself, or its file.
#[derive(Clone, PartialEq, Eq)]
pub enum ServerKeySource {
    /// A file, which is made at first start.
    File(PathBuf),
    /// 64 hexadecimal digits, as the environment may give them.
    Given(String),
}

impl SecurityConfig {
    pub(super) fn read(reader: &mut Reader, data_folder: &Path) -> Self {
        let file = reader.text_or("security.server_key_file", || data_folder.join("server.key").display().to_string());
        let given = reader.text_or("security.server_key", String::new);
        if !given.is_empty() && (given.len() != 64 || !given.chars().all(|sign| sign.is_ascii_hexdigit())) {
            reader.problem(
                "security.server_key",
                "64桁の16進数を書いてください（openssl rand -hex 32 で作れます）",
                "write 64 hexadecimal digits (openssl rand -hex 32 makes them)",
            );
        }
        let server_key =
            if given.is_empty() { ServerKeySource::File(file.into()) } else { ServerKeySource::Given(given) };
        Self { server_key }
    }
}

/// Hides the key.
impl fmt::Debug for ServerKeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Given(_) => f.write_str("Given(…)"),
        }
    }
}
