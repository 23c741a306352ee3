//! `norishiro user`: adding people who sign in, their roles, and getting them back in.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::setup::Setup;
use super::{refused, say};
use crate::app::add_user::{add_user, grant_role};
use crate::app::{manage_user, new_password};
use crate::definition::Words;
use crate::store::memberships::Role;

/// 職員などの利用者を扱う
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// 利用者を登録する。パスワードは作って表示する（--password-stdin なら標準入力の1行目）
    Add(Add),
    /// 登録済みの利用者に、ネットワークでの役割を付ける（いまの役割に代える）
    Role(Grant),
    /// 利用者を、氏名・メールアドレス・役割・最後のサインイン・二段階認証・利用停止の順に、タブ区切りで表示する
    List(List),
    /// 利用を止める（--network を書くとそのネットワークだけ、書かなければ全て）
    Deactivate(Person),
    /// 利用を再開する
    Activate(Person),
    /// 新しいパスワードにする。パスワードは作って表示する（--password-stdin なら標準入力の1行目）
    ResetPassword(Reset),
    /// 二段階認証を解除する
    ResetTotp(Mail),
    /// 全ての端末をサインアウトする
    SignOut(Mail),
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// ネットワークの名称又は ID（書かなければ全ての利用者）
    #[arg(long)]
    network: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Person {
    /// サインインに使うメールアドレス
    #[arg(long)]
    mail: String,
    /// ネットワークの名称又は ID
    #[arg(long)]
    network: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Mail {
    /// サインインに使うメールアドレス
    #[arg(long)]
    mail: String,
}

#[derive(Debug, Args)]
pub(super) struct Reset {
    /// サインインに使うメールアドレス
    #[arg(long)]
    mail: String,
    /// パスワードを標準入力の1行目から読む
    #[arg(long)]
    password_stdin: bool,
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
    let (store, now) = (&setup.store, setup.clock.now());
    let done = match command {
        User::Add(command) => return add(&setup, &command),
        User::ResetPassword(command) => return reset(&setup, &command),
        User::List(command) => return list(&setup, &command),
        User::Role(Grant { mail, network, role }) => grant_role(store, &mail, &network, role, now)
            .map(|()| Words::new("役割を付けました。", "the role is given")),
        User::Deactivate(Person { mail, network }) => {
            manage_user::set_active(store, &mail, network.as_deref(), false, now)
                .map(|()| Words::new("利用を止めました。", "the person may not sign in there any more"))
        }
        User::Activate(Person { mail, network }) => {
            manage_user::set_active(store, &mail, network.as_deref(), true, now)
                .map(|()| Words::new("利用を再開しました。", "the person may sign in there again"))
        }
        User::ResetTotp(Mail { mail }) => manage_user::reset_totp(store, &mail, now).map(|was_on| {
            if was_on {
                Words::new("二段階認証を解除しました。", "the second factor is off")
            } else {
                Words::new("二段階認証は使われていません。", "the second factor was off already")
            }
        }),
        User::SignOut(Mail { mail }) => manage_user::sign_out(store, &mail, now).map(|sessions| {
            Words::new(
                format!("{sessions}の端末をサインアウトしました。"),
                format!("signed out of {sessions} session(s)"),
            )
        }),
    };
    match done {
        Ok(words) => {
            say(&words)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => refused(&error.words()),
    }
}

fn list(setup: &Setup, command: &List) -> io::Result<ExitCode> {
    let people = match manage_user::list(&setup.store, command.network.as_deref()) {
        Ok(people) => people,
        Err(error) => return refused(&error.words()),
    };
    let mut out = io::stdout().lock();
    for (user, member) in people {
        let role = member.as_ref().map_or("", |member| member.role.as_str());
        let out_since = member.and_then(|member| member.deactivated_at).or(user.deactivated_at);
        let time = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        let totp = if user.totp_secret.is_some() { "totp" } else { "" };
        let (last, out_since) = (time(user.last_sign_in_at), time(out_since));
        writeln!(out, "{}\t{}\t{role}\t{last}\t{totp}\t{out_since}", user.display_name, user.mail)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn reset(setup: &Setup, command: &Reset) -> io::Result<ExitCode> {
    let password = password(command.password_stdin)?;
    if let Err(error) = manage_user::reset_password(&setup.store, &command.mail, &password, setup.clock.now()) {
        return refused(&error.words());
    }
    told(command.password_stdin, &password, &Words::new("パスワードを変えました。", "the password is changed"))
}

/// From the first line of standard input, or made up.
fn password(from_stdin: bool) -> io::Result<String> {
    if !from_stdin {
        return new_password::generate().map_err(io::Error::other);
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Says what was done, and a password that was made up.
fn told(from_stdin: bool, password: &str, done: &Words) -> io::Result<ExitCode> {
    if from_stdin {
        say(done)?;
    } else {
        say(&Words::new(format!("{}パスワード：", done.ja), format!("{}; the password:", done.en)))?;
        writeln!(io::stdout(), "{password}")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn add(setup: &Setup, command: &Add) -> io::Result<ExitCode> {
    let password = password(command.password_stdin)?;
    let Grant { mail, network, role } = &command.grant;
    if let Err(error) = add_user(&setup.store, mail, &command.name, &password, (network, *role), setup.clock.now()) {
        return refused(&error.words());
    }
    told(command.password_stdin, &password, &Words::new("利用者を登録しました。", "the person is added"))
}
