//! One message: from the office to one agency.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use uuid::Uuid;

use super::MailError;

/// A name and an address.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name shown, in any script.
    pub name: String,
    /// The address, `name@example.jp`.
    pub address: String,
}

/// Shows nothing of the address: it may come into a log.
impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailbox").finish_non_exhaustive()
    }
}

impl Mailbox {
    fn parse(&self, role: &'static str) -> Result<lettre::message::Mailbox, MailError> {
        let address: Address = self.address.trim().parse().map_err(|_| MailError::Address { role })?;
        let name = one_line(&self.name);
        Ok(lettre::message::Mailbox::new((!name.is_empty()).then_some(name), address))
    }
}

/// A message of plain text to one recipient.
#[derive(Debug, Clone)]
pub struct Message {
    /// Names the message for ever: sending it again keeps the id, so that mail programs see one message.
    pub id: Uuid,
    /// When it was written.
    pub at: Timestamp,
    /// The office.
    pub from: Mailbox,
    /// The one recipient.
    pub to: Mailbox,
    /// The address that mail servers report to; the office's own where there is none.
    pub return_path: Option<String>,
    /// The `Message-ID` of the first time, where it is sent again.
    pub message_id: Option<String>,
    /// One line.
    pub subject: String,
    /// Paragraphs, with LF at line ends.
    pub text: String,
}

impl Message {
    /// A message of which the first line of `letter` is the subject and the rest the text.
    pub fn from_letter(id: Uuid, at: Timestamp, from: Mailbox, to: Mailbox, letter: &str) -> Self {
        let (subject, text) = split(letter);
        Self {
            id,
            at,
            from,
            to,
            return_path: None,
            message_id: None,
            subject: one_line(subject),
            text: text.to_owned(),
        }
    }

    /// The `Message-ID` it is sent with: the same however often it is sent.
    pub fn message_id(&self) -> String {
        let domain = self.from.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        self.message_id.clone().unwrap_or_else(|| format!("<{}@{}>", self.id, domain.trim()))
    }

    /// The message as it is sent, and what mail servers are told of sender and recipient.
    ///
    /// # Errors
    /// [`MailError::Address`] where an address is none.
    pub(super) fn built(&self) -> Result<(Envelope, Vec<u8>), MailError> {
        let (from, to) = (self.from.parse("sender")?, self.to.parse("recipient")?);
        let back = match &self.return_path {
            Some(address) => address.parse().map_err(|_| MailError::Address { role: "sender" })?,
            None => from.email.clone(),
        };
        let envelope = Envelope::new(Some(back), vec![to.email.clone()])?;
        let message = lettre::Message::builder()
            .message_id(Some(self.message_id()))
            .date(SystemTime::from(self.at))
            .from(from)
            .to(to)
            .subject(one_line(&self.subject))
            // Keeps absence notices away from the office.
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .envelope(envelope.clone())
            .body(self.text.clone())?;
        Ok((envelope, message.formatted()))
    }
}

/// A letter's subject, which is its first line, and its text.
pub fn split(letter: &str) -> (&str, &str) {
    let (subject, text) = letter.split_once('\n').unwrap_or((letter, ""));
    (subject.trim(), text.trim_start_matches('\n'))
}

/// The text with every control character made a space, so that no line end can begin a header.
fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(name: &str, address: &str) -> Mailbox {
        Mailbox { name: name.to_owned(), address: address.to_owned() }
    }

    fn built(to: Mailbox, letter: &str) -> Result<String, MailError> {
        let from = mailbox("B市地域福祉課", "jimukyoku@b-city.example.jp");
        let message = Message::from_letter(Uuid::from_u128(7), Timestamp::UNIX_EPOCH, from, to, letter);
        Ok(String::from_utf8(message.built()?.1).unwrap())
    }

    #[test]
    fn the_first_line_of_a_letter_is_the_subject() {
        let text = built(mailbox("髙﨑𠮷", "tsumugi@example.jp"), "【御依頼】\n\n本文です。\n").unwrap();
        assert!(text.contains("Subject: =?utf-8?b?"), "{text}");
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000007@b-city.example.jp>"), "{text}");
        assert!(text.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000"), "{text}");
    }

    #[test]
    fn a_line_end_in_a_name_or_subject_begins_no_header() {
        let text = built(mailbox("a\r\nBcc: x@example.jp", "a@example.jp"), "b\rBcc: y@example.jp\nc").unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
    }

    #[test]
    fn an_address_that_is_none_is_refused_without_being_repeated() {
        let error = built(mailbox("", "二つ 例"), "a\nb").unwrap_err();
        assert!(matches!(error, MailError::Address { role: "recipient" }), "{error}");
        assert_eq!(error.to_string(), "not a mail address (recipient)");
    }
}
