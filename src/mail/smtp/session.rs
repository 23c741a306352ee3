//! One open connection to a mail server, over which mails follow each other.

use std::error::Error as _;
use std::io::ErrorKind;
use std::net::{SocketAddr, ToSocketAddrs};

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};

use super::address::Security;
use super::{PATIENCE, Server};
use crate::mail::MailError;
use crate::mail::error::{ServerFault, Stage};

/// An open connection.
pub(in crate::mail) struct Session {
    connection: SmtpConnection,
    /// Whether a mail went over it: the server may have closed it since.
    was_used: bool,
}

impl Session {
    /// Connects, encrypts and signs in.
    pub(in crate::mail) fn open(server: &Server) -> Result<Self, MailError> {
        let addresses = look_up(server)?;
        let from_first_byte = server.tls.as_ref().filter(|_| server.address.security == Security::Tls);
        let opened =
            SmtpConnection::connect(addresses.as_slice(), Some(PATIENCE), &server.hello, from_first_byte, None);
        let mut connection = opened.map_err(|error| {
            let is_about_tls = from_first_byte.is_some() && speaks_of_encryption(&error);
            fault(if is_about_tls { Stage::Encryption } else { Stage::Connection }, &error)
        })?;
        if let (Security::StartTls, Some(tls)) = (server.address.security, &server.tls) {
            connection.starttls(tls, &server.hello).map_err(|error| fault(Stage::Encryption, &error))?;
        }
        if let Some(credentials) = &server.credentials {
            let done = connection.auth(DEFAULT_MECHANISMS, credentials);
            done.map_err(|error| fault(Stage::SignIn, &error))?;
        }
        Ok(Self { connection, was_used: false })
    }

    /// Hands a message over. Where the server had closed the connection since the last one, it is opened anew.
    pub(in crate::mail) fn send(
        &mut self,
        server: &Server,
        envelope: &Envelope,
        message: &[u8],
    ) -> Result<(), MailError> {
        if let Err(error) = self.begin(envelope, message) {
            let is_stale = self.was_used && (error.status().is_none() || error.status().map(u16::from) == Some(421));
            if !is_stale {
                return Err(self.refused(Stage::Sender, &error));
            }
            *self = Self::open(server)?;
            self.begin(envelope, message).map_err(|error| self.refused(Stage::Sender, &error))?;
        }
        self.was_used = true;
        for recipient in envelope.to() {
            let done = self.connection.command(Rcpt::new(recipient.clone(), Vec::new()));
            done.map_err(|error| self.refused(Stage::Recipient, &error))?;
        }
        self.connection.command(Data).map_err(|error| self.refused(Stage::Text, &error))?;
        let done = match std::str::from_utf8(message) {
            Ok(text) => self.connection.command(whole(text)),
            Err(_) => self.connection.message(message),
        };
        done.map_err(|error| self.refused(Stage::Text, &error))?;
        Ok(())
    }

    /// Names the sender.
    fn begin(&mut self, envelope: &Envelope, message: &[u8]) -> Result<(), Error> {
        let mut parameters = Vec::new();
        if !message.is_ascii() && self.connection.server_info().supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        self.connection.command(Mail::new(envelope.from().cloned(), parameters)).map(drop)
    }

    /// After a no, the next mail begins from scratch; what happened to the connection shows then.
    fn refused(&mut self, stage: Stage, error: &Error) -> MailError {
        if error.status().is_some() {
            drop(self.connection.command(Rset));
        } else {
            self.connection.abort();
        }
        fault(stage, error)
    }
}

/// Says good-bye, so that the server does not log a lost connection.
impl Drop for Session {
    fn drop(&mut self) {
        if !self.connection.has_broken() {
            drop(self.connection.quit());
        }
    }
}

/// The text as it goes over the line, with its end. In one piece: lettre writes the end apart, for which the server's
/// delayed acknowledgement of the text is waited, 40 ms a mail.
fn whole(text: &str) -> String {
    let first = if text.starts_with('.') { "." } else { "" };
    let end = if text.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" };
    format!("{first}{}{end}", text.replace("\r\n.", "\r\n.."))
}

fn look_up(server: &Server) -> Result<Vec<SocketAddr>, MailError> {
    let found = (server.address.host.as_str(), server.address.port).to_socket_addrs();
    let unknown = |words: String| MailError::from(ServerFault { stage: Stage::Name, reply: None, words });
    let found: Vec<_> = found.map_err(|error| unknown(error.to_string()))?.collect();
    if found.is_empty() { Err(unknown("no address".to_owned())) } else { Ok(found) }
}

fn fault(stage: Stage, error: &Error) -> MailError {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    ServerFault { stage, reply: error.status().map(u16::from), words }.into()
}

/// rustls tells what is wrong with a certificate or a record as unreadable data.
fn speaks_of_encryption(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(error) = inner.downcast_ref::<std::io::Error>() {
            return error.kind() == ErrorKind::InvalidData;
        }
        source = inner.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_a_dot_does_not_end_the_text() {
        assert_eq!(whole("a\r\n.\r\n..b\r\n"), "a\r\n..\r\n...b\r\n.\r\n");
        assert_eq!(whole(".a"), "..a\r\n.\r\n");
    }
}
