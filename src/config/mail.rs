//! How mail leaves.

use std::fmt;
use std::path::{Path, PathBuf};

use super::read::Reader;

/// How mail leaves.
#[derive(Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// `file:FOLDER`, `smtp://HOST:PORT?tls=required`, `smtps://USER:PASSWORD@HOST` or `none`.
    pub transport: String,
    /// Who signs in to the mail server, where the address does not say it.
    pub user: Option<String>,
    /// With which password.
    pub password: Option<String>,
    /// The certificates (PEM) of the only authorities that are believed about the mail server's name; those of the
    /// system where there is none.
    pub ca_file: Option<PathBuf>,
    /// The mailbox for reports about mail that came back. Each mail gets an address of its own, `BOX+SIGNS@DOMAIN`.
    pub bounce_address: Option<String>,
    /// How many mails may leave within a minute, by all nodes together; 0 for any number.
    pub per_minute: u32,
    /// How many mails this node sends at the same time.
    pub connections: u32,
}

impl MailConfig {
    /// The settings of this transport, all others at their defaults.
    pub fn over(transport: impl Into<String>) -> Self {
        Self {
            transport: transport.into(),
            user: None,
            password: None,
            ca_file: None,
            bounce_address: None,
            per_minute: 60,
            connections: 1,
        }
    }

    /// Whether no mail is to be sent at all.
    pub fn is_off(&self) -> bool {
        self.transport == "none"
    }

    pub(super) fn read(reader: &mut Reader, data_folder: &Path) -> Self {
        let transport = reader.text_or("mail.transport", || format!("file:{}", data_folder.join("mail").display()));
        let is_known = ["file:", "smtp://", "smtps://"].iter().any(|scheme| transport.starts_with(scheme));
        if !is_known && transport != "none" {
            reader.problem(
                "mail.transport",
                "file:フォルダ、smtp://ホスト:ポート?tls=required、smtps://ユーザー:パスワード@ホスト、none のどれかを書いてください",
                "write file:FOLDER, smtp://HOST:PORT?tls=required, smtps://USER:PASSWORD@HOST or none",
            );
        }
        let mut text = |key| Some(reader.text_or(key, String::new)).filter(|text| !text.is_empty());
        let (user, password) = (text("mail.user"), text("mail.password"));
        let (ca_file, bounce_address) = (text("mail.ca_file"), text("mail.bounce_address"));
        if bounce_address.as_deref().is_some_and(|address| !may_return(address)) {
            reader.problem(
                "mail.bounce_address",
                "名前@ドメイン の形で、@ の前を半角20字以内にし、+ を入れずに書いてください",
                "write NAME@DOMAIN, with at most 20 signs and no + before the @",
            );
        }
        Self {
            transport,
            user,
            password,
            ca_file: ca_file.map(PathBuf::from),
            bounce_address,
            per_minute: reader.number("mail.per_minute", 0, 100_000),
            connections: reader.number("mail.connections", 1, 50),
        }
    }
}

/// Whether signs can be put behind the name: 64 signs is all that may stand before the @.
fn may_return(address: &str) -> bool {
    let is_plain = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'.' | b'-' | b'_');
    address.split_once('@').is_some_and(|(name, domain)| {
        (1..=20).contains(&name.len()) && !domain.is_empty() && (name.bytes().chain(domain.bytes())).all(is_plain)
    })
}

/// Hides the address of the server, which may hold a password, and the password.
impl fmt::Debug for MailConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailConfig").finish_non_exhaustive()
    }
}
