//! `norishiro demo`: a fictional network on this machine, to try everything out on.

use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::{language, log, refused, setup};
use crate::app::RoundData;
use crate::app::board::Readings;
use crate::app::demo::{self, Demo, Folder, Guide, Opening};
use crate::app::gaps;
use crate::app::masking::Masker;
use crate::app::outbox::Worker;
use crate::app::reminders::{self, planner::Planner};
use crate::app::resources;
use crate::app::words::{WordDictionary, WordTexts};
use crate::app::{Calendar, Definitions, Hashing, shipped};
use crate::assets::Templates;
use crate::config::LimitsConfig;
use crate::definition::Words;
use crate::web::{self, limits::Rates};

/// 架空のネットワーク「B市」でお試しする
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 待ち受けるポート（127.0.0.1）
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// データを置くフォルダ（既にあればそのまま開く）［既定：一時フォルダの norishiro-demo］
    #[arg(long)]
    dir: Option<PathBuf>,
    /// 新しく作るときの種（同じ種からは同じ内容ができる）
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 既にあるフォルダはそのままにして、隣に新しく作る
    #[arg(long)]
    fresh: bool,
}

/// Makes or opens the demo and serves it until the process is told to stop. What cannot be done is said in one
/// line, with exit code 1.
///
/// # Errors
/// Standard output cannot be written, or the server fails.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    // First: a taken port must leave no half-used folder behind.
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)) {
        Ok(listener) => listener,
        Err(error) => return refused(&[port_words(arguments.port, &error)]),
    };
    let public_url = format!("http://{}", listener.local_addr()?);
    let mut folder = arguments.dir.clone().map_or_else(Folder::usual, Folder::at);
    if arguments.fresh {
        folder = folder.fresh();
    }
    let clock = match setup::clock() {
        Ok(clock) => clock,
        Err(words) => return refused(&[words]),
    };
    let templates = Templates::parse().map_err(io::Error::other)?;
    let opening = Opening { folder: &folder, seed: arguments.seed, public_url: &public_url, clock };
    let opened = demo::open(&opening, &templates).and_then(|demo| Ok((demo.guide(&public_url)?, demo)));
    let (guide, demo) = match opened {
        Ok(opened) => opened,
        Err(error) => return refused(&[error.words()]),
    };
    let text = words(&demo, &guide, &folder);
    writeln!(io::stdout(), "{}", text.text(language()))?;
    io::stdout().flush()?;
    log::start();
    let Demo { store, key, notice, .. } = demo;
    let library = shipped::library().map_err(|_| io::Error::other("the shipped definitions are broken"))?;
    let definitions = Definitions::new(&library);
    let outbox = demo::outbox(&folder, &store, &key, &public_url);
    let sends_mail = true;
    let limits = LimitsConfig::default();
    let (rates, hashing, request_seconds) = (Rates::new(&limits), Hashing::for_this_machine(), limits.request_seconds);
    let notice = Some(notice);
    let calendar = Calendar::shipped().map_err(io::Error::other)?;
    let words = Arc::<WordDictionary>::default();
    let masker = Masker::new(Arc::clone(&words)).map_err(io::Error::other)?;
    let planner = Planner {
        store: store.clone(),
        definitions: Definitions::new(&library),
        templates: templates.clone(),
        calendar: calendar.clone(),
    };
    let state = web::State {
        store,
        definitions,
        readings: Readings::default(),
        round_data: RoundData::default(),
        gap_readings: gaps::Readings::default(),
        resource_readings: resources::Readings::default(),
        word_texts: WordTexts::default(),
        words,
        masker,
        templates,
        key,
        public_url,
        sends_mail,
        has_bounce_mailbox: false,
        calendar,
        clock,
        rates,
        hashing,
        request_seconds,
        notice,
    };
    let _worker = Worker::start(&outbox, clock, 1)?;
    let _reminders = reminders::Worker::start(planner, clock)?;
    web::server::serve(state, listener, 2)?;
    Ok(ExitCode::SUCCESS)
}

fn port_words(port: u16, error: &io::Error) -> Words {
    if error.kind() == io::ErrorKind::AddrInUse {
        return Words::new(
            format!("ポート {port} は、ほかのプログラムが使っています。--port で別の番号を指定してください。"),
            format!("port {port} is taken by another program; choose another with --port"),
        );
    }
    Words::new(
        format!("ポート {port} で待ち受けられません（{error}）。--port で別の番号を指定してください。"),
        format!("cannot listen on port {port} ({error}); choose another with --port"),
    )
}

fn words(demo: &Demo, guide: &Guide, folder: &Folder) -> Words {
    let (ja, en) = if demo.is_new {
        ("架空のネットワーク「B市」を作りました。", "The fictional network B市 has been made.")
    } else {
        ("前に作った架空のネットワーク「B市」を開きました。", "The fictional network B市 that was made before is open.")
    };
    let links = |indent: &str| -> String {
        let line = |link: &demo::Link| format!("{indent}{}（{}）\n{indent}  {}", link.title, link.agency, link.address);
        guide.links.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let (mail, password) = (&demo.sign_in.mail, &demo.sign_in.password);
    let (letters, path) = (folder.mail().display().to_string(), folder.path().display());
    let staff = &guide.staff;
    Words::new(
        format!(
            "{ja}\n\n事務局の画面\n  {staff}\n  メールアドレス  {mail}\n  パスワード      {password}\n\n機関の回答用ページ（調査票ごとに一つ）\n{}\n\n\
             送った形のメール（.eml ファイル）\n  {letters}\nデータのフォルダ\n  {path}\n\n終えるときは Ctrl+C を押してください。",
            links("  ")
        ),
        format!(
            "{en}\n\nCoordinator\n  {staff}\n  mail      {mail}\n  password  {password}\n\nOne agency's personal link for each questionnaire\n{}\n\n\
             Outgoing mail (.eml files)\n  {letters}\nData folder\n  {path}\n\nPress Ctrl+C to stop.",
            links("  ")
        ),
    )
}
