//! The reminders: other words for an agency that has not opened its link than for one that has begun.

use serde::Serialize;

use super::Heading;
use crate::assets::Templates;
use crate::mail::MailError;

/// A reminder to an agency that has not answered.
#[derive(Debug, Clone, Serialize)]
pub struct Reminder<'a> {
    /// To whom, and about what.
    #[serde(flatten)]
    pub heading: Heading<'a>,
    /// Whether the due date is over.
    pub is_past_due: bool,
    /// The due date; once it is over the day until which answers are taken, or `None` where no such day is set.
    pub due: Option<&'a str>,
    /// The same without its year.
    pub due_short: Option<&'a str>,
    /// How long an answer takes, in minutes.
    pub minutes: u32,
    /// When the agency last saved, in words; `None` where it has not done anything yet.
    pub saved_at: Option<&'a str>,
}

impl Reminder<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        let template =
            if self.saved_at.is_some() { "mail/reminder_half_done.txt" } else { "mail/reminder_unopened.txt" };
        Ok(templates.render(template, self)?)
    }
}
