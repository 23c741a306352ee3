//! `norishiro network`: adding networks, and listing them.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::setup::Setup;
use super::{refused, say};
use crate::app::add_network::{NewNetwork, add_network};
use crate::app::installation::store_words;
use crate::app::output_settings;
use crate::definition::Words;
use crate::store::networks;

/// ネットワークを扱う
#[derive(Debug, Subcommand)]
pub(super) enum Network {
    /// ネットワークを作り、その ID を表示する
    Add(Add),
    /// すべてのネットワークを、ID と名称で表示する
    List,
    /// 秘匿の設定を示す、又は変える
    Disclosure(Limits),
}

#[derive(Debug, Args)]
pub(super) struct Limits {
    /// ネットワークの名称又は ID
    #[arg(long)]
    network: String,
    /// ネットワークの中で見るもの：この件数に満たない人や事例の数値を秘匿する
    #[arg(long, value_name = "K")]
    inside: Option<String>,
    /// 公表するもの：この件数に満たない人や事例の数値を秘匿する
    #[arg(long, value_name = "K")]
    public: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// 名称（例：B市ひきこもり支援ネットワーク）
    #[arg(long)]
    name: String,
    /// 自治体（例：B市）
    #[arg(long)]
    municipality: String,
    /// 担当課（例：健康福祉課）
    #[arg(long)]
    department: String,
    /// 問合せ先の担当者
    #[arg(long)]
    officer: String,
    /// 問合せ先の電話番号
    #[arg(long)]
    telephone: String,
    /// 問合せ先のメールアドレス
    #[arg(long)]
    mail: String,
    /// 電話に出られる時間
    #[arg(long, default_value = "平日8時30分～17時15分")]
    office_hours: String,
    /// 日付を数える時間帯
    #[arg(long, default_value = "Asia/Tokyo")]
    time_zone: String,
}

impl From<Add> for NewNetwork {
    fn from(add: Add) -> Self {
        Self {
            name: add.name,
            municipality: add.municipality,
            department: add.department,
            officer_name: add.officer,
            telephone: add.telephone,
            mail: add.mail,
            office_hours: add.office_hours,
            time_zone: add.time_zone,
        }
    }
}

/// Runs the command: exit code 1 where something cannot be taken.
///
/// # Errors
/// Standard output or standard error cannot be written.
pub(super) fn run(command: Network, config: Option<&Path>) -> io::Result<ExitCode> {
    let setup = match Setup::ready(config) {
        Ok(setup) => setup,
        Err(problems) => return refused(&problems),
    };
    match command {
        Network::Add(add) => match add_network(&setup.store, add.into(), setup.clock.now()) {
            Ok(network) => {
                say(&Words::new(
                    format!("「{}」を作りました。ID：", network.name),
                    format!("added {:?}; its id:", network.name),
                ))?;
                writeln!(io::stdout(), "{}", network.id)?;
            }
            Err(error) => return refused(&error.words()),
        },
        Network::List => match setup.store.read_blocking(networks::all) {
            Ok(networks) => {
                let mut out = io::stdout().lock();
                for network in networks {
                    writeln!(out, "{}\t{}", network.id, network.name)?;
                }
            }
            Err(error) => return refused(&[store_words(&error)]),
        },
        Network::Disclosure(limits) => return disclosure(&setup, &limits),
    }
    Ok(ExitCode::SUCCESS)
}

fn disclosure(setup: &Setup, asked: &Limits) -> io::Result<ExitCode> {
    let given = (asked.inside.as_deref(), asked.public.as_deref());
    match output_settings::by_program(&setup.store, &asked.network, given, setup.clock.now()) {
        Ok(limits) => {
            writeln!(io::stdout(), "inside\t{}\npublic\t{}", limits.inside, limits.public)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => refused(&error.words()),
    }
}
