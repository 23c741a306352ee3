//! The command line: one file a command. Data goes to standard output, words to standard error;
//! exit code 0 done, 1 the input is at fault, 2 the call is at fault.

mod defs;
mod tabulate;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::definition::Language;

/// のりしろ：ひきこもり支援のネットワークのための調査と分析
#[derive(Debug, Parser)]
#[command(name = "norishiro", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand)]
    Defs(defs::Defs),
    Tabulate(tabulate::Tabulate),
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Defs(command) => defs::run(&command),
        Command::Tabulate(command) => tabulate::run(&command),
    };
    done.unwrap_or_else(|error| {
        // A reader that has gone away (`| head`) is no fault of the call.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        // Nothing is left to tell it to where standard error is closed too.
        drop(writeln!(io::stderr(), "norishiro: {error}"));
        ExitCode::from(1)
    })
}

/// The language of messages, by `LANG`.
fn language() -> Language {
    Language::from_lang(&std::env::var("LANG").unwrap_or_default())
}
