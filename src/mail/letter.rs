//! The letters: what each template under `templates/mail/` is filled with. No answer is ever quoted in one.

mod codes;
mod others;
mod reminder;

use serde::Serialize;

use super::MailError;
use crate::assets::Templates;

pub use codes::{CodeFor, CodeLetter};
pub use others::{ContentCheck, FreeMessage, MaskingCheck, SentBack, Trial};
pub use reminder::Reminder;

/// Stands in a letter where the personal link belongs. Whoever writes a letter that waits in the outbox gives this for
/// the link, which takes its place only when the letter is sent: a copy of the database opens nothing.
pub const LINK: &str = "{link}";

/// The office that writes.
#[derive(Debug, Clone, Serialize)]
pub struct Sender {
    /// The network's name.
    pub network: String,
    /// The municipality.
    pub municipality: String,
    /// The department in charge.
    pub department: String,
    /// The officer.
    pub officer: String,
    /// The officer's telephone number.
    pub telephone: String,
    /// When the telephone is answered.
    pub hours: String,
    /// The officer's mail address.
    pub mail: String,
}

/// What every letter about a round begins with: whom it goes to, about what, and the link.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Heading<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The round's title.
    pub title: &'a str,
    /// The personal link, or [`LINK`].
    pub link: &'a str,
}

/// The request to answer. Dates are in words: 「令和8年11月20日（金）」, short 「11月20日」.
#[derive(Debug, Clone, Serialize)]
pub struct Invitation<'a> {
    /// To whom, and about what.
    #[serde(flatten)]
    pub heading: Heading<'a>,
    /// The number of the official letter of request, if there is one.
    pub document_number: Option<&'a str>,
    /// The due date.
    pub due: &'a str,
    /// The due date without its year.
    pub due_short: &'a str,
    /// The period asked about.
    pub period: &'a str,
    /// How long an answer takes, in minutes.
    pub minutes: u32,
    /// Whom to turn to when somebody is in danger.
    pub emergency: &'a str,
}

/// The thanks for an answer.
#[derive(Debug, Clone, Serialize)]
pub struct Receipt<'a> {
    /// To whom, and about what.
    #[serde(flatten)]
    pub heading: Heading<'a>,
    /// What the sheet is called, where an agency fills in several.
    pub sheet: Option<&'a str>,
    /// The due date.
    pub due: &'a str,
    /// Whether the answer can still be changed, that is until the due date.
    pub may_change: bool,
    /// When it came in, in words.
    pub submitted_at: &'a str,
    /// The receipt number.
    pub receipt_number: &'a str,
    /// The revision that came in, from 1; later ones are corrections.
    pub revision: i32,
    /// The meeting at which results are shared, where it is known.
    pub meeting: Option<&'a str>,
}

/// Gives letters the one template each is written by.
macro_rules! written_by {
    ($($letter:ident: $template:literal),+ $(,)?) => {$(
        impl $letter<'_> {
            /// The letter: its first line is the subject.
            ///
            /// # Errors
            /// The template is at fault.
            pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
                Ok(templates.render($template, self)?)
            }
        }
    )+};
}

written_by! {
    Invitation: "mail/invitation.txt",
    Receipt: "mail/receipt.txt",
    ContentCheck: "mail/content_check.txt",
    MaskingCheck: "mail/masking_check.txt",
    SentBack: "mail/sent_back.txt",
    FreeMessage: "mail/message.txt",
    Trial: "mail/trial.txt",
}

#[cfg(test)]
mod tests;
