//! The log of a serving program: to standard error, one line an event.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

/// Starts logging, once a process: `info` of this program and warnings of others, or what
/// `RUST_LOG` says.
pub(super) fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,norishiro=info"));
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_target(false)
        .with_ansi(io::stderr().is_terminal())
        .try_init();
    // Already started is as good.
    drop(started);
}
