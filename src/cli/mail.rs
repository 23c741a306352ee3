//! `norishiro mail`: trying the way out, and reading what came back.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use jiff::tz::TimeZone;

use super::setup::{Setup, clock, settings_words};
use super::{refused, say};
use crate::app::installation::store_words;
use crate::app::outbox::ReturnPath;
use crate::app::outbox::bounces::{self, BouncesError, Found};
use crate::app::try_mail::{Try, try_mail};
use crate::app::{ServerKey, installation};
use crate::assets::Templates;
use crate::config::Settings;
use crate::definition::Words;
use crate::store::networks;

/// メールの設定を確かめ、届かなかったメールの知らせを読み込む
#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// このアドレスへ試しのメールを1通送り、うまくいかなければ原因を1行で示す
    Test {
        /// 宛先
        address: String,
        /// 差出人（既定は mail.bounce_address、なければ最初のネットワークのアドレス）
        #[arg(long)]
        from: Option<String>,
    },
    /// 届かなかったメールの知らせ（RFC 3464）を読み込み、担当者に「不達」と記録する
    Bounces {
        /// mbox ファイル、又はメール1通のファイル。- なら標準入力
        file: PathBuf,
    },
}

/// Runs the command: exit code 1 where the mail did not leave, or the reports cannot be read.
///
/// # Errors
/// Standard error cannot be written.
pub(super) fn run(command: Mail, config: Option<&Path>) -> io::Result<ExitCode> {
    let done = match command {
        Mail::Test { address, from } => test(&address, from, config).map(|words| vec![words]),
        Mail::Bounces { file } => read_bounces(&file, config),
    };
    match done {
        Ok(lines) => {
            lines.iter().try_for_each(say)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => refused(&problems),
    }
}

fn test(address: &str, from: Option<String>, config: Option<&Path>) -> Result<Words, Vec<Words>> {
    let clock = clock().map_err(|words| vec![words])?;
    let settings = Settings::read(config).map_err(settings_words)?;
    let templates = Templates::parse().map_err(|error| vec![Words::new(error.to_string(), error.to_string())])?;
    let from = match from.or_else(|| settings.mail.bounce_address.clone()) {
        Some(from) => from,
        None => of_first_network(&settings)?,
    };
    let zone = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC);
    let mail = Try { from: &from, to: address, site: &settings.web.public_url, at: clock.now(), zone: &zone };
    try_mail(&settings.mail, &templates, &mail).map_err(|words| vec![words])
}

/// The mail address of the network that was made first.
fn of_first_network(settings: &Settings) -> Result<String, Vec<Words>> {
    let missing = || {
        vec![Words::new(
            "差出人のアドレスが分かりません。--from で指定してください。",
            "there is no sender's address: name one with --from",
        )]
    };
    let store = installation::open_store(settings).map_err(|_| missing())?;
    let networks = store.read_blocking(networks::all).map_err(|_| missing())?;
    networks.into_iter().min_by_key(|network| network.id).map(|network| network.mail).ok_or_else(missing)
}

fn read_bounces(file: &Path, config: Option<&Path>) -> Result<Vec<Words>, Vec<Words>> {
    let setup = Setup::ready(config)?;
    let settings = Settings::read(config).map_err(settings_words)?;
    let key = ServerKey::of(&settings.security).map_err(|error| vec![error.words()])?;
    let address = settings.mail.bounce_address.as_deref();
    let path = address.and_then(|address| ReturnPath::new(address, &key)).ok_or_else(|| {
        vec![Words::new(
            "知らせを受け取るアドレスが決まっていません。mail.bounce_address を設定してください（これより前に送ったメールの知らせは読み取れません）。",
            "mail.bounce_address is not set (reports about mail that was sent before it is set cannot be read)",
        )]
    })?;
    let unreadable = |error: &io::Error| {
        vec![Words::new(
            format!("{} を読めません（{error}）。", file.display()),
            format!("cannot read {} ({error})", file.display()),
        )]
    };
    let now = setup.clock.now();
    let found = if file == Path::new("-") {
        bounces::read(&setup.store, &path, io::stdin().lock(), now)
    } else {
        let opened = File::open(file).map_err(|error| unreadable(&error))?;
        bounces::read(&setup.store, &path, BufReader::new(opened), now)
    };
    let found = found.map_err(|error| match error {
        BouncesError::Input(error) => unreadable(&error),
        BouncesError::Store(error) => vec![store_words(&error)],
    })?;
    let count = |wanted: fn(&Found) -> bool| found.iter().filter(|found| wanted(found)).count();
    let (bounced, delayed) =
        (count(|found| matches!(found, Found::Bounced(..))), count(|found| matches!(found, Found::Delayed(..))));
    let sum = Words::new(
        format!("{}通を読みました：不達 {bounced}通、遅れ {delayed}通。", found.len()),
        format!("{} message(s) read: {bounced} undelivered, {delayed} delayed", found.len()),
    );
    Ok(found.iter().map(Found::words).chain([sum]).collect())
}
