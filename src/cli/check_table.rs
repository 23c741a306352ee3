//! `norishiro check-table`: does a table that was printed elsewhere add up?

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::language;
use crate::app::check_table::{CheckError, check};
use crate::definition::Words;

/// 印刷された集計表の合計と割合が、件数と合うかを確かめる
#[derive(Debug, Args)]
pub(super) struct CheckTable {
    /// 表のファイル（CSV。1行目は見出し、1列目は項目名。「計」の行と列、「割合」や「％」の列を確かめる）
    file: PathBuf,
}

/// Exit code 0 where all adds up (nothing is printed then), 1 where something does not, 2 where the file cannot be
/// read as a table.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn run(command: &CheckTable) -> io::Result<ExitCode> {
    let file = command.file.display();
    let fault = |words: &Words| writeln!(io::stderr(), "{file}: {}", words.text(language()));
    match check(&command.file) {
        Ok(told) if told.is_empty() => Ok(ExitCode::SUCCESS),
        Ok(told) => {
            let mut out = io::stdout().lock();
            for one in &told {
                writeln!(out, "{file}:{}:{}: {}", one.line, one.column, one.words.text(language()))?;
            }
            Ok(ExitCode::from(1))
        }
        Err(CheckError::File(error)) => {
            fault(&Words::new(error.to_string(), error.to_string()))?;
            Ok(ExitCode::from(2))
        }
        Err(CheckError::NoTable) => {
            fault(&Words::new(
                "表として読めません。1行目に見出し、2行目から項目名と数を書いたCSVのファイルを指定してください。",
                "cannot read a table; write headings in the first line, a name and figures in each line below (CSV)",
            ))?;
            Ok(ExitCode::from(2))
        }
    }
}
