//! `norishiro migrate`: brings the tables up to date.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::setup::Setup;
use super::{refused, say};
use crate::app::installation::store_words;
use crate::definition::Words;

/// Runs the command: exit code 1 where the database cannot be opened or is newer.
///
/// # Errors
/// Standard error cannot be written.
pub(super) fn run(config: Option<&Path>) -> io::Result<ExitCode> {
    let setup = match Setup::open(config) {
        Ok(setup) => setup,
        Err(problems) => return refused(&problems),
    };
    match setup.store.migrate() {
        Err(error) => refused(&[store_words(&error)]),
        Ok(names) if names.is_empty() => {
            say(&Words::new("データベースの表は最新です。", "the tables are up to date"))?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(names) => {
            for name in names {
                say(&Words::new(format!("適用しました：{name}"), format!("applied {name}")))?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}
