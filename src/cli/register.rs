//! `norishiro register`: the register of agencies as a file, in and out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};

use super::setup::Setup;
use super::{refused, say};
use crate::app::add_network::find_network;
use crate::app::installation::store_words;
use crate::app::register::export::{self, Exported, Format};
use crate::app::register::import::{self, ImportError};
use crate::app::{Definitions, shipped};
use crate::definition::Words;
use crate::store::audit::Act;
use crate::store::networks::Network;
use crate::view::register::PreviewPage;
use crate::workbook::register::RegisterFile;

/// 機関の名簿を扱う
#[derive(Debug, Subcommand)]
pub(super) enum Register {
    /// 名簿のファイル（xlsx、xls、ods、csv）を取り込む。直すところがあれば全て示し、何も変えない
    Import(Import),
    /// 名簿をファイルに書き出す
    Export(Export),
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// 名簿のファイル
    file: PathBuf,
    /// ネットワークの名称又は ID
    #[arg(long)]
    network: String,
    /// 何が変わるかを示すだけで、変えない
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// ネットワークの名称又は ID
    #[arg(long)]
    network: String,
    /// 形式
    #[arg(long, value_enum, default_value_t = Form::Xlsx)]
    format: Form,
    /// 書き出すファイル
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    Xlsx,
    Csv,
}

/// Runs the command: exit code 1 where something cannot be taken.
///
/// # Errors
/// Standard output or standard error cannot be written.
pub(super) fn run(command: &Register, config: Option<&Path>) -> io::Result<ExitCode> {
    let done = match command {
        Register::Import(import) => import_file(import, config),
        Register::Export(export) => export_file(export, config),
    };
    match done {
        Ok(words) => words.iter().try_for_each(say).map(|()| ExitCode::SUCCESS),
        Err(problems) => refused(&problems),
    }
}

fn begin(config: Option<&Path>, network: &str) -> Result<(Setup, Definitions, Network), Vec<Words>> {
    let setup = Setup::ready(config)?;
    let library =
        shipped::library().map_err(|problems| problems.into_iter().map(|problem| problem.words).collect::<Vec<_>>())?;
    let network = find_network(&setup.store, network).map_err(|error| error.words())?;
    Ok((setup, Definitions::new(&library), network))
}

fn import_file(import: &Import, config: Option<&Path>) -> Result<Vec<Words>, Vec<Words>> {
    let (setup, definitions, network) = begin(config, &import.network)?;
    let shown = import.file.display().to_string();
    let bytes = std::fs::read(&import.file).map_err(|error| vec![file_words(&shown, &error)])?;
    let file = RegisterFile::read(&bytes)
        .map_err(|refusal| vec![Words::new(format!("{shown}：{}", refusal.words()), format!("{shown}: {refusal}"))])?;
    let (act, is_dry_run) = (Act::by_program(setup.clock.now()), import.dry_run);
    let name = import.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let done = setup.store.write_blocking(move |connection| {
        import::at_once(connection, &definitions, &network, (&name, &file), is_dry_run, &act)
    });
    let page = match done {
        Ok(page) => page,
        Err(ImportError::Desk(error)) => return Err(vec![Words::new(error.to_string(), error.to_string())]),
        Err(ImportError::Changed) => {
            return Err(vec![Words::new(
                "取り込む間に名簿が変わったため、何も変えませんでした。もう一度実行してください。",
                "the register changed meanwhile; nothing was written: run the command again",
            )]);
        }
    };
    let place = |fault: &crate::view::register::FaultLine| {
        Words::new(
            format!("{shown}：{}：{}", fault.place, fault.words),
            format!("{shown}: {}: {}", fault.place, fault.words),
        )
    };
    if page.faults.is_empty() { Ok(summary(&page, is_dry_run)) } else { Err(page.faults.iter().map(place).collect()) }
}

fn summary(page: &PreviewPage, is_dry_run: bool) -> Vec<Words> {
    let line = |ja: String, en: String| Words::new(ja, en);
    let mut words: Vec<Words> = page
        .changed
        .iter()
        .flat_map(|agency| agency.cells.iter().map(move |cell| (agency, cell)))
        .map(|(agency, cell)| {
            let (row, name, label) = (cell.row, &agency.name, &cell.label);
            line(
                format!("変更：{row}行目、{name}、{label}：{} → {}", cell.old, cell.new),
                format!("change: row {row}, {name}, {label}: {} -> {}", cell.old, cell.new),
            )
        })
        .collect();
    words.extend(page.added.iter().map(|added| {
        line(format!("追加：{}行目、{}", added.row, added.name), format!("add: row {}, {}", added.row, added.name))
    }));
    let (added, changed) = (page.added.len(), page.changed.len());
    let (unchanged, missing) = (page.unchanged.len(), page.missing.len());
    words.push(line(
        format!("追加{added}行、変更{changed}機関、変わらない機関{unchanged}、ファイルにない機関（変更しません）{missing}"),
        format!("{added} rows to add, {changed} agencies to change, {unchanged} unchanged, {missing} not in the file and left as they are"),
    ));
    words.push(if is_dry_run {
        line("確認だけのため、何も変えていません。".to_owned(), "a dry run: nothing was written".to_owned())
    } else {
        line("取り込みました。".to_owned(), "imported".to_owned())
    });
    words
}

fn export_file(export: &Export, config: Option<&Path>) -> Result<Vec<Words>, Vec<Words>> {
    let (setup, definitions, network) = begin(config, &export.network)?;
    let format = match export.format {
        Form::Xlsx => Format::Xlsx,
        Form::Csv => Format::Csv,
    };
    let act = Act::by_program(setup.clock.now());
    let exported: Exported = setup
        .store
        .write_blocking(move |connection| export::read(connection, &definitions, network.id, format, &act))
        .map_err(|error| match error {
            crate::app::desk::DeskError::Store(error) => vec![store_words(&error)],
            other => vec![Words::new(other.to_string(), other.to_string())],
        })?;
    let shown = export.out.display().to_string();
    let bytes =
        export::write(&exported, format).map_err(|error| vec![Words::new(error.to_string(), error.to_string())])?;
    let written = std::fs::File::create(&export.out).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|error| vec![file_words(&shown, &error)])?;
    Ok(vec![Words::new(format!("{shown} に書き出しました。"), format!("written to {shown}"))])
}

fn file_words(file: &str, error: &io::Error) -> Words {
    Words::new(format!("{file} を読み書きできません：{error}"), format!("cannot use {file}: {error}"))
}
