//! `norishiro user`: adding people who sign in, and giving them roles.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::setup::Setup;
use super::{refused, say};
use crate::app::add_user::{add_user, grant_role};
use crate::app::new_password;
use crate::definition::Words;
use crate::store::memberships::Role;

/// 職員などの利用者を扱う
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// 利用者を登録する。パスワードは作って表示する（--password-stdin なら標準入力の1行目）
    Add(Add),
    /// 登録済みの利用者に、ネットワークでの役割を付ける
    Grant(Grant),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// 氏名
    #[arg(long)]
    name: String,
    /// パスワードを標準入力の1行目から読む
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    grant: Grant,
}

#[derive(Debug, Args)]
pub(super) struct Grant {
    /// サインインに使うメールアドレス
    #[arg(long)]
    mail: String,
    /// ネットワークの名称又は ID
    #[arg(long)]
    network: String,
    /// 役割
    #[arg(long, value_parser = roles())]
    role: Role,
}

fn roles() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.as_str())).try_map(|name| name.parse::<Role>())
}

/// Runs the command: exit code 1 where something cannot be taken.
///
/// # Errors
/// Standard input cannot be read, standard output or standard error not be written.
pub(super) fn run(command: User, config: Option<&Path>) -> io::Result<ExitCode> {
    let setup = match Setup::ready(config) {
        Ok(setup) => setup,
        Err(problems) => return refused(&problems),
    };
    match command {
        User::Add(command) => add(&setup, &command),
        User::Grant(Grant { mail, network, role }) => {
            match grant_role(&setup.store, &mail, &network, role, setup.clock.now()) {
                Ok(()) => {
                    say(&Words::new("役割を付けました。", "the role is given"))?;
                    Ok(ExitCode::SUCCESS)
                }
                Err(error) => refused(&error.words()),
            }
        }
    }
}

fn add(setup: &Setup, command: &Add) -> io::Result<ExitCode> {
    let password = if command.password_stdin {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    } else {
        new_password::generate().map_err(io::Error::other)?
    };
    let Grant { mail, network, role } = &command.grant;
    if let Err(error) = add_user(&setup.store, mail, &command.name, &password, (network, *role), setup.clock.now()) {
        return refused(&error.words());
    }
    if command.password_stdin {
        say(&Words::new("利用者を登録しました。", "the person is added"))?;
    } else {
        say(&Words::new("利用者を登録しました。パスワード：", "the person is added; the password:"))?;
        writeln!(io::stdout(), "{password}")?;
    }
    Ok(ExitCode::SUCCESS)
}
