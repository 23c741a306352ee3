//! Ways out: files in a folder, or an SMTP server.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::{SmtpTransport, Transport as _};

use super::{MailError, Message};

/// How messages leave. Sending blocks, so that handlers give it to a blocking thread.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Each message becomes a `.eml` file in this folder, readable by its owner alone: it holds a personal link.
    File(PathBuf),
    /// Messages are handed to an SMTP server; connections are kept for the next ones.
    Smtp(SmtpTransport),
}

/// How long an SMTP server may keep silent.
const PATIENCE: Duration = Duration::from_secs(30);

impl Transport {
    /// The transport of a setting: `file:FOLDER`, or `smtps://USER:PASSWORD@HOST` (TLS from the first byte),
    /// or `smtp://HOST:PORT?tls=required` (STARTTLS; without `tls` nothing is encrypted).
    ///
    /// # Errors
    /// [`MailError::Setting`], which does not repeat the setting: it may hold a password.
    pub fn from_setting(setting: &str) -> Result<Self, MailError> {
        if let Some(folder) = setting.strip_prefix("file:").filter(|folder| !folder.is_empty()) {
            return Ok(Self::File(folder.into()));
        }
        let builder = SmtpTransport::from_url(setting).map_err(|_| MailError::Setting)?;
        Ok(Self::Smtp(builder.timeout(Some(PATIENCE)).build()))
    }

    /// Sends one message and returns when it is on its way.
    ///
    /// # Errors
    /// What kept it from leaving; see [`MailError::may_pass_later`].
    pub fn send(&self, message: &Message) -> Result<(), MailError> {
        match self {
            Self::File(folder) => {
                let bytes = message.built()?.formatted();
                write(folder, &file_name(message), &bytes)
                    .map_err(|source| MailError::Folder { folder: folder.clone(), source })
            }
            Self::Smtp(server) => {
                server.send(&message.built()?)?;
                Ok(())
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
