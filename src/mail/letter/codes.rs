//! The letters that bring one person a code of their own: to take part, to set a new password, to take a lost
//! authenticator off.

use serde::Serialize;

use super::Sender;
use crate::assets::Templates;
use crate::mail::MailError;

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFor {
    /// Taking part in a network.
    Invitation,
    /// A new password.
    Password,
    /// Taking a lost authenticator off.
    SecondFactor,
}

/// A letter with the link that a code opens.
#[derive(Debug, Clone, Serialize)]
pub struct CodeLetter<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The person's name.
    pub person: &'a str,
    /// The role they will have, in words; empty where they take part already.
    pub role: &'a str,
    /// The link, or [`super::LINK`].
    pub link: &'a str,
    /// Until when it works, in words.
    pub expires: &'a str,
    /// The same day without its year.
    pub expires_short: &'a str,
}

impl CodeLetter<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates, code: CodeFor) -> Result<String, MailError> {
        let template = match code {
            CodeFor::Invitation => "mail/user_invitation.txt",
            CodeFor::Password => "mail/password_reset.txt",
            CodeFor::SecondFactor => "mail/second_factor_reset.txt",
        };
        Ok(templates.render(template, self)?)
    }
}
