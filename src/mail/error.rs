//! Why a message was not sent. No words here hold an address: they go to the log.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::reply;
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
    #[error("mail.transport is none of file:FOLDER, smtp://…, smtps://… and none")]
    Setting,
    /// The certificates of the settings cannot be used.
    #[error("mail.ca_file {} cannot be used: {reason}", path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The mail server said no, or was not there.
    #[error(transparent)]
    Server(#[from] ServerFault),
}

/// How far the talk with a mail server had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Looking its name up.
    Name,
    /// Connecting, and its greeting.
    Connection,
    /// Turning to an encrypted connection.
    Encryption,
    /// User and password.
    SignIn,
    /// The sender's address.
    Sender,
    /// The recipient's address.
    Recipient,
    /// The text.
    Text,
}

/// What a mail server said, or that it was not there.
#[derive(Debug, Clone)]
pub struct ServerFault {
    /// How far the talk had come.
    pub stage: Stage,
    /// The reply, such as 550, where there was one.
    pub reply: Option<u16>,
    /// The server's or the system's own words: they may hold an address, and are for the person at the keyboard only.
    pub words: String,
}

/// What a failure means to the mails that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing can be sent now, whatever the mail.
    NothingLeaves,
    /// The server's rules keep this mail back, and perhaps others: the address is not at fault.
    Kept,
    /// This mail may pass later.
    Later,
    /// This mail will never pass.
    Never,
}

impl MailError {
    /// What it means to the mails that wait.
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Address { role: "recipient" } => Meaning::Never,
            Self::Template(_) | Self::Message(_) => Meaning::Later,
            Self::Address { .. } | Self::Folder { .. } | Self::Setting | Self::Certificates { .. } => {
                Meaning::NothingLeaves
            }
            Self::Server(fault) => fault.meaning(),
        }
    }

    /// The same as a short code that may be kept: `recipient 550`, `server connection`.
    pub fn code(&self) -> String {
        match self {
            Self::Address { role } => format!("{role} address"),
            Self::Template(_) | Self::Message(_) => "message".to_owned(),
            Self::Folder { .. } => "server folder".to_owned(),
            Self::Setting | Self::Certificates { .. } => "server setting".to_owned(),
            Self::Server(fault) => fault.to_string(),
        }
    }
}

impl ServerFault {
    fn meaning(&self) -> Meaning {
        match (self.stage, self.reply) {
            // A mail over which the connection breaks again and again must not keep all others back.
            (Stage::Text, None) => Meaning::Later,
            // The server is closing, or wants another way of signing in: no matter of this mail.
            (_, None | Some(421 | 454 | 530 | 534 | 535 | 538)) => Meaning::NothingLeaves,
            (Stage::Recipient | Stage::Text, Some(code)) if code >= 500 => {
                if reply::is_about_address(code, &self.words) { Meaning::Never } else { Meaning::Kept }
            }
            (Stage::Recipient | Stage::Text, Some(_)) => Meaning::Later,
            _ => Meaning::NothingLeaves,
        }
    }
}

impl std::error::Error for ServerFault {}

/// The code alone; faults of the server begin with `server`, those of its rules with `server rules`.
impl fmt::Display for ServerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meaning() {
            Meaning::NothingLeaves => f.write_str("server ")?,
            Meaning::Kept => f.write_str("server rules ")?,
            Meaning::Later | Meaning::Never => {}
        }
        f.write_str(match self.stage {
            Stage::Name => "name",
            Stage::Connection => "connection",
            Stage::Encryption => "encryption",
            Stage::SignIn => "sign-in",
            Stage::Sender => "sender",
            Stage::Recipient => "recipient",
            Stage::Text => "text",
        })?;
        if let Some(code) = self.reply {
            write!(f, " {code}")?;
            if let Some((class, subject, detail)) = reply::enhanced(&self.words) {
                write!(f, " {class}.{subject}.{detail}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_server_says_of_recipient_or_text_is_a_matter_of_the_mail() {
        let said = |stage, reply, words: &str| MailError::from(ServerFault { stage, reply, words: words.to_owned() });
        let fault = |stage, reply| said(stage, reply, "a@example.jp");
        for (stage, reply, meaning, code) in [
            (Stage::Recipient, Some(550), Meaning::Never, "recipient 550"),
            (Stage::Text, Some(554), Meaning::Kept, "server rules text 554"),
            (Stage::Recipient, Some(451), Meaning::Later, "recipient 451"),
            (Stage::Recipient, Some(421), Meaning::NothingLeaves, "server recipient 421"),
            (Stage::Recipient, Some(530), Meaning::NothingLeaves, "server recipient 530"),
            (Stage::Sender, Some(550), Meaning::NothingLeaves, "server sender 550"),
            (Stage::SignIn, Some(535), Meaning::NothingLeaves, "server sign-in 535"),
            (Stage::Text, None, Meaning::Later, "text"),
        ] {
            let error = fault(stage, reply);
            assert_eq!((error.meaning(), error.code().as_str()), (meaning, code));
            assert!(!error.to_string().contains('@'));
        }
        let unknown = said(Stage::Recipient, Some(550), "5.1.1 <a@example.jp>: Recipient address rejected");
        assert_eq!((unknown.meaning(), unknown.code().as_str()), (Meaning::Never, "recipient 550 5.1.1"));
        let relay = said(Stage::Recipient, Some(554), "5.7.1 <a@example.jp>: Relay access denied");
        assert_eq!((relay.meaning(), relay.code().as_str()), (Meaning::Kept, "server rules recipient 554 5.7.1"));
    }
}
