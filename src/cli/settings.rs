//! `norishiro settings`: every setting with its default and what it means.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::config;

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn run() -> io::Result<ExitCode> {
    io::stdout().write_all(config::example().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
