//! `norishiro gaps`: what is offered, what is needed and where they do not meet, and what good and difficult cases are
//! like, from files of answers.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::bad_lines::{tell_lines, tell_problem};
use super::language;
use crate::analysis::gap::Parts;
use crate::app::gaps_file::{FileGaps, GapsFileError, Request, read};
use crate::definition::Words;
use crate::view::gaps::{Depth, json, list, needed, offered, text};
use crate::view::profiles;

/// 回答のファイルから、支えられる体制、支援を必要とする状況、支援のはざまの一覧、事例の特徴を作る
#[derive(Debug, Args)]
pub(super) struct Gaps {
    /// 回答のファイル（1行に1件のJSON。アンケート、事例、聞き取りなどを幾つでも。「-」は標準入力）
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    responses: Vec<PathBuf>,
    /// 調査票の定義のフォルダ又はファイル（ここにない調査票は、同梱のものを使う）
    #[arg(long, value_name = "DIR")]
    definitions: Option<PathBuf>,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 読めない行を除いて数える（除いた行数を標準エラー出力に示す）
    #[arg(long)]
    skip_bad: bool,
    /// 事例の特徴を検定する（--format json のとき。事例は機関が選んだもので、地域全体のことは言えない）
    #[arg(long)]
    test: bool,
    /// 出力先のファイル（指定がなければ標準出力）
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How it is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Readable tables.
    Text,
    /// One JSON object.
    Json,
}

/// Exit code 0 where something was written, 1 where definitions or answers are at fault, 2 where the call is.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn run(command: &Gaps) -> io::Result<ExitCode> {
    let request = Request {
        responses: &command.responses,
        definitions: command.definitions.as_deref(),
        skip_bad: command.skip_bad,
    };
    let done = match read(&request) {
        Ok(done) => done,
        Err(error) => return tell(&error),
    };
    let written = written(&done, command)?;
    if let Some(path) = &command.out {
        if let Err(error) = fs::write(path, written) {
            writeln!(io::stderr(), "{}: {error}", path.display())?;
            return Ok(ExitCode::from(2));
        }
    } else {
        io::stdout().lock().write_all(&written)?;
    }
    let mut count = 0;
    for (path, lines) in &done.skipped {
        tell_lines(lines, path)?;
        count += lines.len();
    }
    if count > 0 {
        let words = Words::new(format!("{count}行を除いて数えました。"), format!("skipped {count} bad line(s)"));
        writeln!(io::stderr(), "{}", words.text(language()))?;
    }
    if done.replaced > 0 {
        let count = done.replaced;
        let words = Words::new(
            format!(
                "1機関に1件の調査票に、同じ機関の回答が複数ありました。{count}件は、後の行の回答に置き換えました。"
            ),
            format!("replaced {count} answer(s) by later lines of the same agency"),
        );
        writeln!(io::stderr(), "{}", words.text(language()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn written(done: &FileGaps, command: &Gaps) -> io::Result<Vec<u8>> {
    let FileGaps { picture, cases, rounds, names, .. } = done;
    match command.format {
        Format::Text => {
            let offered = offered::shown(picture, rounds, false, Depth::Answers);
            let list = list::shown(picture, rounds, names, Parts::ALL, Depth::Answers);
            let mut written = text::all(offered.as_ref(), &needed::shown(picture, rounds, Depth::Answers), &list);
            written.push_str(&profiles::text::all(cases));
            Ok(written.into_bytes())
        }
        Format::Json => {
            let mut object = json::object(picture, names, Parts::ALL);
            object["profiles"] = profiles::json::object(cases, command.test);
            let mut bytes = serde_json::to_vec_pretty(&object)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}

fn tell(error: &GapsFileError) -> io::Result<ExitCode> {
    match error {
        GapsFileError::Path(path, error) => {
            writeln!(io::stderr(), "{}: {error}", path.display())?;
            Ok(ExitCode::from(2))
        }
        GapsFileError::Definition(problems) => {
            let mut out = io::stderr().lock();
            problems.iter().try_for_each(|problem| tell_problem(&mut out, problem, language()))?;
            Ok(ExitCode::from(1))
        }
        GapsFileError::Lines(files) => {
            files.iter().try_for_each(|(path, lines)| tell_lines(lines, path))?;
            Ok(ExitCode::from(1))
        }
    }
}
