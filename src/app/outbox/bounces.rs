//! Reading the reports of mail servers about mail that came back.

use std::io::{self, BufRead};

use jiff::Timestamp;

use super::ReturnPath;
use crate::definition::Words;
use crate::mail::bounce::{self, Report, Verdict};
use crate::store::audit::Act;
use crate::store::outbox::{self, Returned};
use crate::store::{MailId, Store, StoreError};

/// Why the reports were not read to the end.
#[derive(Debug, thiserror::Error)]
pub enum BouncesError {
    /// The input cannot be read.
    #[error(transparent)]
    Input(#[from] io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was found in one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A mail came back for good.
    Bounced(MailId, String),
    /// A mail is still under way.
    Delayed(MailId, String),
    /// The same was known already.
    Known(MailId),
    /// A mail arrived: nothing to do.
    Arrived(MailId),
    /// The report is about a mail that this database does not hold, or that was never sent.
    Unknown(MailId),
    /// The message came to no return path of this program: another mailbox's, or a forgery.
    NotOurs,
    /// The message is no report of delivery, such as an absence notice.
    NoReport,
}

/// Reads every message of the input (an mbox file, or a single message) and marks the mails they are about.
///
/// # Errors
/// See [`BouncesError`]; what was read before is kept, and reading it again changes nothing.
pub fn read(store: &Store, path: &ReturnPath, input: impl BufRead, now: Timestamp) -> Result<Vec<Found>, BouncesError> {
    let messages = bounce::messages(input)?;
    messages.iter().map(|message| Ok(found(store, path, &Report::read(message), now)?)).collect()
}

fn found(store: &Store, path: &ReturnPath, report: &Report, now: Timestamp) -> Result<Found, StoreError> {
    let Some(mail) = report.came_to.iter().find_map(|address| path.mail(address)) else {
        return Ok(if report.verdict.is_some() { Found::NotOurs } else { Found::NoReport });
    };
    let (status, is_final) = match &report.verdict {
        None => return Ok(Found::NoReport),
        Some(Verdict::Arrived) => return Ok(Found::Arrived(mail)),
        Some(Verdict::Failed(status)) => (status.clone(), true),
        Some(Verdict::Delayed(status)) => (status.clone(), false),
    };
    let noted = status.clone();
    let returned = store.write_blocking(move |connection| {
        outbox::returned(connection, mail, is_final, &noted, &Act::by_program(now))
    })?;
    Ok(match (returned, is_final) {
        (Returned::Noted, true) => Found::Bounced(mail, status),
        (Returned::Noted, false) => Found::Delayed(mail, status),
        (Returned::Known, _) => Found::Known(mail),
        (Returned::Unknown, _) => Found::Unknown(mail),
    })
}

impl Found {
    /// The same in words, without any address.
    pub fn words(&self) -> Words {
        let (ja, en) = match self {
            Self::Bounced(mail, status) => (
                format!("メール {mail} は届きませんでした（{status}）。担当者に「不達」と記録しました。"),
                format!("mail {mail} came back ({status}): its contact is marked as undeliverable"),
            ),
            Self::Delayed(mail, status) => (
                format!("メール {mail} は配送が遅れています（{status}）。相手のサーバーが引き続き試みています。"),
                format!("mail {mail} is delayed ({status}): servers go on trying"),
            ),
            Self::Known(mail) => {
                (format!("メール {mail} についての知らせは、記録済みです。"), format!("mail {mail}: known already"))
            }
            Self::Arrived(mail) => (format!("メール {mail} は届きました。"), format!("mail {mail} arrived")),
            Self::Unknown(mail) => (
                format!("メール {mail} は、このデータベースにないか、送られていません。読み飛ばしました。"),
                format!("mail {mail} is not in this database, or was never sent: ignored"),
            ),
            Self::NotOurs => (
                "このシステムが送ったメールについての知らせではありません。読み飛ばしました。".to_owned(),
                "a report about no mail of this program: ignored".to_owned(),
            ),
            Self::NoReport => (
                "配送についての知らせではありません（不在の通知など）。読み飛ばしました。".to_owned(),
                "no report of delivery (an absence notice, for example): ignored".to_owned(),
            ),
        };
        Words::new(ja, en)
    }
}
