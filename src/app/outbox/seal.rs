//! Secrets that wait in the outbox with their mail, such as a link to set a password.

use crate::app::ServerKey;
use crate::app::sealed::{self, Place, SealError};
use crate::store::MailId;

/// Encrypts what takes the place of `mail::LINK` in the mail of this id, for [`crate::store::outbox::NewMail::sealed`].
///
/// # Errors
/// The system gives no random numbers.
pub fn seal(key: &ServerKey, mail: MailId, text: &str) -> Result<String, SealError> {
    sealed::seal(key, place(&mail.to_string()), text.as_bytes())
}

/// The text again; `None` where it was sealed for another mail or under another key.
pub(super) fn unseal(key: &ServerKey, mail: MailId, sealed: &str) -> Option<String> {
    String::from_utf8(sealed::open(key, place(&mail.to_string()), sealed).ok()?).ok()
}

fn place(row: &str) -> Place<'_> {
    Place { table: "outbox", column: "sealed", row }
}
