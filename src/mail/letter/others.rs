//! An answer that comes back with a question, a free message, and a mail that only tries the way out.

use serde::Serialize;

use super::{Heading, Sender};

/// The request to look at an answer again.
#[derive(Debug, Clone, Serialize)]
pub struct SentBack<'a> {
    /// To whom, and about what.
    #[serde(flatten)]
    pub heading: Heading<'a>,
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
    /// To whom, and about what.
    #[serde(flatten)]
    pub heading: Heading<'a>,
}

/// The request to agree to the masked versions of an agency's cases.
#[derive(Debug, Clone, Serialize)]
pub struct MaskingCheck<'a> {
    /// To whom, and about what.
    #[serde(flatten)]
    pub heading: Heading<'a>,
    /// How many cases.
    pub cases: usize,
}
