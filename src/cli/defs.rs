//! `norishiro defs`: checking definition files, and their JSON Schemas for editors.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use serde::Serialize;

use super::language;
use crate::app::check_definitions;
use crate::definition::{FileProblem, schema};

/// 調査票の定義を扱う
#[derive(Debug, Subcommand)]
pub(super) enum Defs {
    /// 定義ファイルの問題をすべて表示する（指定がなければ同梱の定義）
    Check {
        /// ファイル又はフォルダ
        paths: Vec<PathBuf>,
        /// 表示の形
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// 編集ソフト用の JSON Schema をフォルダに書き出す
    Schema {
        /// 書き出すフォルダ
        folder: PathBuf,
    },
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// `file:line:col: message`
    Text,
    /// An array of objects.
    Json,
}

#[derive(Serialize)]
struct Line<'p> {
    file: &'p str,
    line: usize,
    column: usize,
    message: &'p str,
}

/// Runs the command: exit code 0 where all is well, 1 where there are problems, 2 where a path
/// cannot be read.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn run(command: &Defs) -> io::Result<ExitCode> {
    match command {
        Defs::Check { paths, format } => check(paths, *format),
        Defs::Schema { folder } => {
            for (name, schema) in schema::schemas() {
                let mut text = serde_json::to_string_pretty(&schema)?;
                text.push('\n');
                std::fs::write(folder.join(name), text)?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn check(paths: &[PathBuf], format: Format) -> io::Result<ExitCode> {
    let found = if paths.is_empty() { Ok(check_definitions::shipped()) } else { check_definitions::paths(paths) };
    let problems = match found {
        Ok(problems) => problems,
        Err((path, error)) => {
            writeln!(io::stderr(), "{}: {error}", path.display())?;
            return Ok(ExitCode::from(2));
        }
    };
    print(&problems, format)?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn print(problems: &[FileProblem], format: Format) -> io::Result<()> {
    let language = language();
    let lines = problems.iter().map(|problem| Line {
        file: &problem.file,
        line: problem.position.line,
        column: problem.position.column,
        message: problem.words.text(language),
    });
    let mut out = io::stdout().lock();
    match format {
        Format::Text => {
            for Line { file, line, column, message } in lines {
                writeln!(out, "{file}:{line}:{column}: {message}")?;
            }
        }
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&lines.collect::<Vec<_>>())?)?,
    }
    Ok(())
}
