//! Why a message was not sent. No words here hold an address: they go to the log.

use std::io;
use std::path::PathBuf;

use crate::assets::TemplateError;

/// Why a message was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A sender's or a recipient's address is none.
    #[error("not a mail address ({role})")]
    Address {
        /// `sender` or `recipient`.
        role: &'static str,
    },
    /// The letter's template is at fault.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The message could not be put together.
    #[error("the message cannot be written: {0}")]
    Message(#[from] lettre::error::Error),
    /// The mail folder cannot be written to.
    #[error("the mail folder {} cannot be written to: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The mail server's address in the settings is not understood.
    #[error("the mail address in the settings is neither file:FOLDER nor smtp://… or smtps://…")]
    Setting,
    /// The mail server refused the message, by an SMTP reply code such as 550.
    #[error("the mail server refused the message with code {code}")]
    Refused {
        /// The reply code.
        code: u16,
        /// Whether sending again is of no use.
        permanent: bool,
    },
    /// The mail server could not be talked to.
    #[error("the mail server cannot be reached ({0})")]
    Unreachable(&'static str),
}

impl MailError {
    /// Whether the same message may go through later.
    pub fn may_pass_later(&self) -> bool {
        matches!(self, Self::Folder { .. } | Self::Refused { permanent: false, .. } | Self::Unreachable(_))
    }
}

impl From<lettre::transport::smtp::Error> for MailError {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        if let Some(code) = error.status() {
            return Self::Refused { code: code.into(), permanent: error.is_permanent() };
        }
        Self::Unreachable(if error.is_timeout() {
            "no answer in time"
        } else if error.is_tls() {
            "no secure connection"
        } else if error.is_client() {
            "this program and the server have no common way"
        } else {
            "no connection"
        })
    }
}
