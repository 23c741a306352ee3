//! `norishiro tabulate`: tables of a file of answers, without any database.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::bad_lines::{tell_lines, tell_problem};
use super::language;
use crate::analysis::crosstab::{self, Testing};
use crate::analysis::long;
use crate::app::tabulate_file::{Request, TabulateError, Tabulated, tabulate};
use crate::definition::Words;
use crate::view::{disclosure, text};
use crate::workbook;

/// 回答のファイルを集計する
#[derive(Debug, Args)]
pub(super) struct Tabulate {
    /// 調査票の定義ファイル（同梱の調査票はキーでも指定できる）
    #[arg(long, value_name = "PATH")]
    definition: PathBuf,
    /// 回答のファイル（1行に1件のJSON。「-」は標準入力）
    #[arg(long, value_name = "FILE")]
    responses: PathBuf,
    /// 分けて集計する区分（agency_kind又は設問のキー）
    #[arg(long, value_name = "agency_kind|QUESTION")]
    by: Option<String>,
    /// 人や事例の、1からこの数に満たない件数までを秘匿する（「x」とする。計算で分かる数値も合わせて）
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u64).range(2..=1000))]
    suppress_below: Option<u64>,
    /// クロス集計（表側×表頭。例：methods×agency_kind。「x」又は「,」も使える。全ての設問は「*×agency_kind」。繰り返し指定できる）
    #[arg(long, value_name = "A×B", conflicts_with = "by")]
    crosstab: Vec<String>,
    /// クロス集計に検定を付ける
    #[arg(long, requires = "crosstab")]
    test: bool,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 読めない行を除いて集計する（除いた行数を標準エラー出力に示す）
    #[arg(long)]
    skip_bad: bool,
    /// 出力先のファイル（指定がなければ標準出力）
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Readable tables.
    Text,
    /// One JSON object.
    Json,
    /// Long form, one datum a line.
    Csv,
    /// A workbook; needs `--out`.
    Xlsx,
}

/// Exit code 0 where tables were written, 1 where the definition or the answers are at fault, 2
/// where the call is.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn run(command: &Tabulate) -> io::Result<ExitCode> {
    if matches!(command.format, Format::Xlsx) && command.out.is_none() {
        let words = Words::new("--format xlsxには--outが必要です。", "--format xlsx needs --out");
        writeln!(io::stderr(), "{}", words.text(language()))?;
        return Ok(ExitCode::from(2));
    }
    let request = Request {
        definition: &command.definition,
        responses: &command.responses,
        by: command.by.as_deref(),
        suppress_below: command.suppress_below,
        crosstabs: &command.crosstab,
        testing: if command.test { Testing::Asked } else { Testing::AsGathered },
        skip_bad: command.skip_bad,
    };
    let done = match tabulate(&request) {
        Ok(done) => done,
        Err(error) => return tell(&error, &command.responses),
    };
    let bytes = written(&done, command.format)?;
    if let Some(path) = &command.out {
        if let Err(error) = fs::write(path, bytes) {
            writeln!(io::stderr(), "{}: {error}", path.display())?;
            return Ok(ExitCode::from(2));
        }
    } else {
        io::stdout().lock().write_all(&bytes)?;
    }
    if let Some(hiding) = &done.hiding {
        let words = Words::new(
            disclosure::words(hiding),
            format!(
                "hid {} counts below {}, and {} more from which they could be worked out",
                hiding.primary, hiding.k, hiding.complementary
            ),
        );
        writeln!(io::stderr(), "{}", words.text(language()))?;
    }
    if !done.skipped.is_empty() {
        tell_lines(&done.skipped, &command.responses)?;
        let count = done.skipped.len();
        let words = Words::new(format!("{count}行を除いて集計しました。"), format!("skipped {count} bad line(s)"));
        writeln!(io::stderr(), "{}", words.text(language()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn written(done: &Tabulated, format: Format) -> io::Result<Vec<u8>> {
    let Tabulated { tables, crosstabs, hiding, .. } = done;
    let hidden = hiding.as_ref().map(disclosure::words);
    match (format, crosstabs) {
        (Format::Text, _) => Ok(text::tables(&done.shown()).into_bytes()),
        (Format::Json, Some(crosstabs)) => json(crosstabs),
        (Format::Json, None) => json(tables),
        (Format::Csv, Some(crosstabs)) => csv(crosstab::long::records(crosstabs)),
        (Format::Csv, None) => csv(long::records(tables)),
        (Format::Xlsx, Some(crosstabs)) => {
            workbook::tables::write_crosstabs(&done.title, crosstabs, done.shown(), hidden).map_err(io::Error::other)
        }
        (Format::Xlsx, None) => {
            workbook::tables::write(&done.title, tables, done.shown_sections(), hidden).map_err(io::Error::other)
        }
    }
}

fn json(tables: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(tables)?;
    json.push(b'\n');
    Ok(json)
}

fn csv(records: Vec<impl Serialize>) -> io::Result<Vec<u8>> {
    // Excel takes a file for UTF-8 only by this mark.
    let mut csv = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    for record in records {
        csv.serialize(record)?;
    }
    csv.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn tell(error: &TabulateError, responses: &Path) -> io::Result<ExitCode> {
    let language = language();
    let mut out = io::stderr().lock();
    let fault = match error {
        TabulateError::Path(path, error) => {
            writeln!(out, "{}: {error}", path.display())?;
            2
        }
        TabulateError::NotOne(path, count) => {
            let words = Words::new(
                format!("調査票が{count}件あります。調査票一つの定義ファイルを指定してください。"),
                format!("holds {count} questionnaires; name the file of one questionnaire"),
            );
            writeln!(out, "{}: {}", path.display(), words.text(language))?;
            2
        }
        TabulateError::By(problem) => {
            writeln!(out, "--by: {}", problem.words().text(language))?;
            2
        }
        TabulateError::Crosstabs(problems) => {
            for problem in problems {
                writeln!(out, "--crosstab: {}", problem.words().text(language))?;
            }
            2
        }
        TabulateError::Definition(problems) => {
            problems.iter().try_for_each(|problem| tell_problem(&mut out, problem, language))?;
            1
        }
        TabulateError::Lines(lines) => {
            drop(out);
            tell_lines(lines, responses)?;
            1
        }
    };
    Ok(ExitCode::from(fault))
}
