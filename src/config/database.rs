//! Where the data is kept.

use std::fmt;
use std::path::Path;

use super::read::Reader;

/// Where the data is kept, and how many connections read it at once.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseConfig {
    /// `sqlite:FILE` (or a plain file name) or `postgres://USER:PASSWORD@HOST/DATABASE`.
    pub url: String,
    /// Connections for reading (SQLite), or for everything (PostgreSQL).
    pub connections: u32,
}

impl DatabaseConfig {
    /// The settings for `url` with everything else as it is by default.
    pub fn at(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: 8 }
    }

    pub(super) fn read(reader: &mut Reader, data_folder: &Path) -> Self {
        let in_folder = || format!("sqlite:{}", data_folder.join("norishiro.sqlite3").display());
        Self {
            url: reader.text_or("database.url", in_folder),
            connections: reader.number("database.connections", 1, 1000),
        }
    }
}

/// Hides the URL, which may hold a password.
impl fmt::Debug for DatabaseConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseConfig").field("connections", &self.connections).finish_non_exhaustive()
    }
}
