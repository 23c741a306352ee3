//! `norishiro compile-dictionary`: for those who build the program, not for those who use it.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::say;
use crate::app::words::compile_dictionary::build;
use crate::definition::Words;

/// mecab-ipadic のフォルダから、同梱する語の辞書（survey-defs/words/ipadic.dic）を作る
#[derive(Debug, Args)]
pub(super) struct CompileDictionary {
    /// mecab-ipadic のフォルダ（EUC-JP の *.csv、matrix.def、char.def、unk.def、pos-id.def）
    folder: PathBuf,
    /// 書き込むファイル
    #[arg(long, value_name = "FILE", default_value = "survey-defs/words/ipadic.dic")]
    out: PathBuf,
}

/// Exit code 0 where it was written, 1 where the folder is at fault.
///
/// # Errors
/// Standard error cannot be written.
pub(super) fn run(command: &CompileDictionary) -> io::Result<ExitCode> {
    match build(&command.folder, &command.out) {
        Ok(size) => {
            let out = command.out.display();
            say(&Words::new(format!("{out} を書きました（{size} バイト）"), format!("wrote {out} ({size} bytes)")))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            say(&Words::new(error.to_string(), error.to_string()))?;
            Ok(ExitCode::from(1))
        }
    }
}
