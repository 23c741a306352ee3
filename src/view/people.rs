//! People who sign in, as the owners of a network see them.

use serde::Serialize;

use super::field::{ErrorLine, Field};

/// A role: its code, what it is called, and what it may do, in the order in which pages list them.
pub const ROLES: &[(&str, &str, &str)] = &[
    ("owner", "管理者", "調査の全てと、利用者の登録や役割の変更、操作の記録の確認ができます。"),
    ("coordinator", "事務局", "機関の登録、調査の依頼、回答の確認、集計ができます。"),
    ("facilitator", "進行役", "記述の回答と一つ一つの事例を除いた集計を見られます。"),
    ("interviewer", "聞き手", "聞き取りをお願いされた機関の回答だけを入力できます。"),
    ("coder", "読み手", "お願いされた事例だけを読み、分類を付けられます。"),
    ("auditor", "監査", "操作の記録だけを見られます。回答の内容は見られません。"),
];

/// What a role is called.
pub fn role_label(code: &str) -> &str {
    ROLES.iter().find(|(known, _, _)| *known == code).map_or(code, |(_, label, _)| label)
}

/// Everyone of a network.
#[derive(Debug, Serialize)]
pub struct PeoplePage {
    /// Those who may use it or might once.
    pub people: Vec<PersonLine>,
    /// Those who were asked and have not come yet.
    pub invited: Vec<InvitedLine>,
    /// Whether mail can be sent from here.
    pub by_mail: bool,
    /// What was done just now; empty where nothing was.
    pub done: &'static str,
}

/// One person in the list.
#[derive(Debug, Clone, Serialize)]
pub struct PersonLine {
    /// The person's id, for addresses.
    pub id: String,
    /// The name.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// Code of the role.
    pub role: &'static str,
    /// What the role is called.
    pub role_label: &'static str,
    /// When they last signed in; empty where they never did.
    pub last_sign_in: String,
    /// Whether an authenticator is asked for.
    pub has_second_factor: bool,
    /// Since when they may not use this network; empty where they may.
    pub deactivated: String,
    /// Whether it is the person who looks.
    pub is_self: bool,
}

/// One who was asked.
#[derive(Debug, Serialize)]
pub struct InvitedLine {
    /// The invitation's id.
    pub id: String,
    /// The name, as it was written.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// What the role is called.
    pub role_label: &'static str,
    /// Until when the code works.
    pub expires: String,
    /// Whether it works no more.
    pub is_over: bool,
    /// How the code went to them: コードの紙, or メール with where it stands.
    pub handed: String,
}

/// A role to choose.
#[derive(Debug, Serialize)]
pub struct RoleOption {
    /// What it posts.
    pub code: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it may do.
    pub about: &'static str,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The roles, one of them chosen.
pub fn role_options(chosen: &str) -> Vec<RoleOption> {
    ROLES.iter().map(|(code, label, about)| RoleOption { code, label, about, is_chosen: *code == chosen }).collect()
}

/// The page of one person.
#[derive(Debug, Serialize)]
pub struct PersonPage {
    /// Who.
    pub person: PersonLine,
    /// The roles, theirs chosen.
    pub roles: Vec<RoleOption>,
    /// Whether mail can be sent from here.
    pub by_mail: bool,
    /// The last mail that was to let them back in, and where it stands; empty where there is none.
    pub last_mail: String,
    /// What is wrong with what was asked.
    pub errors: Vec<ErrorLine>,
    /// What was done just now; empty where nothing was.
    pub done: &'static str,
}

/// The page on which someone is asked to take part.
#[derive(Debug, Serialize)]
pub struct InvitePage {
    /// Name.
    pub name: Field,
    /// Mail address.
    pub mail: Field,
    /// The roles.
    pub roles: Vec<RoleOption>,
    /// What is wrong with the role.
    pub role_errors: Vec<String>,
    /// Whether mail can be sent from here.
    pub by_mail: bool,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
}

/// A sheet of paper with a code, for one person.
#[derive(Debug, Serialize)]
pub struct CodeSheet {
    /// What the code is for: `invitation`, `password` or `second_factor`.
    pub purpose: &'static str,
    /// Whom it is for.
    pub name: String,
    /// By which address they sign in.
    pub mail: String,
    /// The role they will have; empty where it is no invitation.
    pub role_label: &'static str,
    /// The code.
    pub code: String,
    /// Until when it works.
    pub expires: String,
    /// The page on which it is typed.
    pub address: String,
    /// The same with the code, as a QR code: markup made by this program.
    pub qr: String,
}
