//! Ways out: files in a folder, or an SMTP server.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::smtp::{Server, Session};
use super::{MailError, Message};
use crate::config::MailConfig;

/// How messages leave.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Each message becomes a `.eml` file in this folder, readable by its owner alone: it holds a personal link.
    File(PathBuf),
    /// Messages are handed to an SMTP server.
    Smtp(Box<Server>),
}

/// An open way out, over which messages follow each other. Sending blocks.
pub struct Way {
    transport: Transport,
    session: Option<Session>,
}

impl Transport {
    /// The transport of the settings; `None` where no mail is to be sent.
    ///
    /// # Errors
    /// [`MailError::Setting`], which does not repeat the setting: it may hold a password.
    pub fn of(config: &MailConfig) -> Result<Option<Self>, MailError> {
        if config.is_off() {
            return Ok(None);
        }
        if let Some(folder) = config.transport.strip_prefix("file:").filter(|folder| !folder.is_empty()) {
            return Ok(Some(Self::File(folder.into())));
        }
        Ok(Some(Self::Smtp(Box::new(Server::of(config)?))))
    }

    /// Opens the way out: connects, where there is something to connect to.
    ///
    /// # Errors
    /// What the mail server said, or that it is not there.
    pub fn open(&self) -> Result<Way, MailError> {
        let session = match self {
            Self::File(_) => None,
            Self::Smtp(server) => Some(Session::open(server)?),
        };
        Ok(Way { transport: self.clone(), session })
    }
}

impl Way {
    /// Sends one message and returns when it was taken.
    ///
    /// # Errors
    /// What kept it from leaving; see [`MailError::meaning`].
    pub fn send(&mut self, message: &Message) -> Result<(), MailError> {
        match (&self.transport, &mut self.session) {
            (Transport::File(folder), _) => {
                let (_, bytes) = message.built()?;
                write(folder, &file_name(message), &bytes)
                    .map_err(|source| MailError::Folder { folder: folder.clone(), source })
            }
            (Transport::Smtp(server), session) => {
                let (envelope, bytes) = message.built()?;
                match session {
                    Some(session) => session.send(server, &envelope, &bytes),
                    None => session.insert(Session::open(server)?).send(server, &envelope, &bytes),
                }
            }
        }
    }
}

/// `2026-11-20-090000-name@example.jp-1f2e3d4c.eml`: in order of time, and told apart by eye.
fn file_name(message: &Message) -> String {
    let recipient: String = message
        .to
        .address
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+'))
        .take(80)
        .collect();
    let time = message.at.strftime("%Y-%m-%d-%H%M%S");
    let id = message.id.simple().to_string();
    format!("{time}-{recipient}-{}.eml", &id[id.len() - 8..])
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(name))?.write_all(bytes)
}

#[cfg(test)]
mod tests;
