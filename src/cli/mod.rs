//! The command line: one file a command. Data goes to standard output, words to standard error;
//! exit code 0 done, 1 the input is at fault, 2 the call is at fault.

mod bad_lines;
mod check_table;
mod compile_dictionary;
mod defs;
mod demo;
mod gaps;
mod log;
mod mail;
mod migrate;
mod network;
mod register;
mod serve;
mod settings;
mod setup;
mod tabulate;
mod user;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::definition::{Language, Words};

/// のりしろ：ひきこもり支援のネットワークのための調査と分析
#[derive(Debug, Parser)]
#[command(name = "norishiro", version)]
struct Arguments {
    /// 設定ファイル（既定は、いまのフォルダの norishiro.toml）
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand)]
    Defs(defs::Defs),
    Tabulate(tabulate::Tabulate),
    CheckTable(check_table::CheckTable),
    #[command(hide = true)]
    CompileDictionary(compile_dictionary::CompileDictionary),
    Gaps(gaps::Gaps),
    #[command(subcommand)]
    Mail(mail::Mail),
    /// データベースの表を、この版のものにする
    Migrate,
    #[command(subcommand)]
    Network(network::Network),
    #[command(subcommand)]
    Register(register::Register),
    /// サーバーを動かす
    Serve,
    /// すべての設定を、既定の値と説明付きで表示する（norishiro.toml のひな形）
    Settings,
    #[command(subcommand)]
    User(user::User),
    Demo(demo::Arguments),
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let config = arguments.config.as_deref();
    let done = match arguments.command {
        Command::Defs(command) => defs::run(&command),
        Command::Tabulate(command) => tabulate::run(&command),
        Command::CheckTable(command) => check_table::run(&command),
        Command::CompileDictionary(command) => compile_dictionary::run(&command),
        Command::Gaps(command) => gaps::run(&command),
        Command::Mail(command) => mail::run(command, config),
        Command::Migrate => migrate::run(config),
        Command::Network(command) => network::run(command, config),
        Command::Register(command) => register::run(&command, config),
        Command::Serve => serve::run(config),
        Command::Settings => settings::run(),
        Command::User(command) => user::run(command, config),
        Command::Demo(arguments) => demo::run(&arguments),
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

/// Says what is wrong, one line each, and ends with exit code 1.
fn refused(problems: &[Words]) -> io::Result<ExitCode> {
    for problem in problems {
        say(problem)?;
    }
    Ok(ExitCode::from(1))
}

/// A line of words to standard error.
fn say(words: &Words) -> io::Result<()> {
    writeln!(io::stderr(), "norishiro: {}", words.text(language()))
}
