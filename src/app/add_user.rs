//! Adding people who sign in, and giving them roles.

use jiff::Timestamp;

use super::add_network::{NetworkError, find_network, may_be_mail};
use super::installation::store_words;
use super::new_password::{self, Known};
use super::passwords;
use crate::definition::Words;
use crate::store::audit::Act;
use crate::store::memberships::{self, Change, Changed, Role};
use crate::store::networks::Network;
use crate::store::users::{self, NewUser};
use crate::store::{Store, StoreError, UserId};

/// Why a person was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddUserError {
    /// Every field that cannot be taken, with what to write.
    #[error("{} field(s) cannot be taken", .0.len())]
    Fields(Vec<Words>),
    /// Someone signs in by this address already.
    #[error("the mail address is taken")]
    MailTaken,
    /// Nobody signs in by this address.
    #[error("nobody has this mail address")]
    UnknownMail,
    /// The network was not found.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The password could not be hashed.
    #[error(transparent)]
    Password(#[from] passwords::PasswordError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AddUserError {
    /// What is wrong and what to do, in both languages; a fault of several fields has several.
    pub fn words(&self) -> Vec<Words> {
        match self {
            Self::Fields(words) => words.clone(),
            Self::MailTaken => vec![Words::new(
                "このメールアドレスの利用者は登録済みです。役割だけを付けるには norishiro user role を使ってください。",
                "someone has this mail address already; norishiro user role gives them a role",
            )],
            Self::UnknownMail => vec![Words::new(
                "このメールアドレスの利用者はいません。norishiro user add で登録してください。",
                "nobody has this mail address; norishiro user add adds them",
            )],
            Self::Network(error) => error.words(),
            Self::Password(error) => vec![Words::new(
                format!("パスワードを保存する形にできません（{error}）。"),
                format!("the password cannot be hashed ({error})"),
            )],
            Self::Store(error) => vec![store_words(error)],
        }
    }
}

/// Adds a person with a password and a role in a network, which is named by its name or its id.
/// Hashes the password, which takes a moment and blocks.
///
/// # Errors
/// [`AddUserError::Fields`] with every field that cannot be taken, [`AddUserError::MailTaken`].
pub fn add_user(
    store: &Store,
    mail: &str,
    display_name: &str,
    password: &str,
    (network, role): (&str, Role),
    now: Timestamp,
) -> Result<UserId, AddUserError> {
    let network = find_network(store, network);
    let known = Known {
        mail: mail.to_owned(),
        name: display_name.to_owned(),
        networks: network.iter().flat_map(Network::names).collect(),
    };
    let problems = problems(&known, password);
    if !problems.is_empty() {
        return Err(AddUserError::Fields(problems));
    }
    let network = network?.id;
    let password_hash = passwords::hash(password)?;
    let (mail, display_name) = (mail.to_owned(), display_name.trim().to_owned());
    let act = Act::by_program(now);
    store.write_blocking(move |connection| {
        let id = UserId::new(now);
        let user = NewUser { id, mail: &mail, display_name: &display_name, password_hash: &password_hash };
        users::add(connection, &user, &act)
            .map_err(|error| if error.is_duplicate() { AddUserError::MailTaken } else { error.into() })?;
        memberships::grant(connection, network, id, role, &act)?;
        Ok(id)
    })
}

/// Gives a person who signs in already a role in a network, in place of an earlier one.
///
/// # Errors
/// [`AddUserError::UnknownMail`] where nobody signs in by the address; [`AddUserError::Fields`] where the network
/// would be left without an owner.
pub fn grant_role(store: &Store, mail: &str, network: &str, role: Role, now: Timestamp) -> Result<(), AddUserError> {
    let network = find_network(store, network)?.id;
    let mail = mail.to_owned();
    store.write_blocking(move |connection| {
        let user = users::by_mail(connection, &mail)?.ok_or(AddUserError::UnknownMail)?;
        let act = Act::by_program(now);
        match memberships::change(connection, network, user.id, Change::Role(role), &act)? {
            Changed::Done => Ok(()),
            Changed::NoMember => Ok(memberships::grant(connection, network, user.id, role, &act)?),
            Changed::LastOwner => Err(AddUserError::Fields(vec![last_owner()])),
        }
    })
}

/// What is said where a network would be left without an owner.
pub(super) fn last_owner() -> Words {
    Words::new(
        "ただ一人の管理者です。先に、ほかの方を管理者（owner）にしてください。",
        "this is the only owner of the network: make somebody else an owner first",
    )
}

fn problems(known: &Known, password: &str) -> Vec<Words> {
    let mut problems = Vec::new();
    if !may_be_mail(&known.mail) {
        problems.push(Words::new(
            "メールアドレスを name@example.jp の形で書いてください。",
            "the mail address must look like name@example.jp",
        ));
    }
    if known.name.trim().is_empty() {
        problems.push(Words::new("氏名を書いてください。", "the name is blank"));
    }
    problems.extend(new_password::problem(password, known));
    problems
}
