//! An answer that comes back with a question, a free message, and a mail that only tries the way out.

use serde::Serialize;

use super::Sender;
use crate::assets::Templates;
use crate::mail::MailError;

/// The request to look at an answer again.
#[derive(Debug, Clone, Serialize)]
pub struct SentBack<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The round's title.
    pub title: &'a str,
    /// The personal link, or [`super::LINK`].
    pub link: &'a str,
    /// Which questions are meant, by number or label; what was answered is never quoted.
    pub questions: &'a str,
    /// Until when.
    pub recheck_due: &'a str,
    /// The same without its year.
    pub recheck_due_short: &'a str,
}

/// A message in the officer's own words.
#[derive(Debug, Clone, Serialize)]
pub struct FreeMessage<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text, with [`super::LINK`] where the personal link belongs.
    pub text: &'a str,
}

/// A mail that tries whether mail leaves.
#[derive(Debug, Clone, Serialize)]
pub struct Trial<'a> {
    /// When it was sent, in words.
    pub sent_at: &'a str,
    /// The address of the site.
    pub site: &'a str,
}

/// The request to confirm what an interviewer wrote down.
#[derive(Debug, Clone, Serialize)]
pub struct ContentCheck<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The round's title.
    pub title: &'a str,
    /// The personal link, or [`super::LINK`].
    pub link: &'a str,
}

impl ContentCheck<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        Ok(templates.render("mail/content_check.txt", self)?)
    }
}

impl SentBack<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        Ok(templates.render("mail/sent_back.txt", self)?)
    }
}

impl FreeMessage<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        Ok(templates.render("mail/message.txt", self)?)
    }
}

impl Trial<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        Ok(templates.render("mail/trial.txt", self)?)
    }
}
