//! The pages about a round's mails.

use serde::Serialize;

use super::field::{Choice, ErrorLine, Field};
use super::rounds::RoundHead;
use super::table::Fact;

/// The mails of a round.
#[derive(Debug, Serialize)]
pub struct MailsPage {
    /// The round.
    pub round: RoundHead,
    /// What was done just now.
    pub told: Option<String>,
    /// What is wrong with what was asked for.
    pub errors: Vec<ErrorLine>,
    /// What keeps mails back, or will.
    pub warnings: Vec<String>,
    /// Hours, plan and numbers.
    pub facts: Vec<Fact>,
    /// Whether invitations may be sent: the round is open, and mail is sent at all.
    pub may_send: bool,
    /// The contacts of the invited agencies.
    pub contacts: Vec<ContactLine>,
    /// The mails, newest first.
    pub mails: Vec<MailLine>,
}

/// A contact of an invited agency.
#[derive(Debug, Serialize)]
pub struct ContactLine {
    /// The contact's id.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// Where the agency is looked after.
    pub agency_path: String,
    /// The contact's name or post.
    pub name: String,
    /// Whether an address is known.
    pub has_address: bool,
    /// Where the invitation to this contact stands.
    pub state: &'static str,
    /// Whether mail is known not to arrive.
    pub is_undeliverable: bool,
    /// What the button says; empty where there is none.
    pub button: &'static str,
}

/// A mail.
#[derive(Debug, Serialize)]
pub struct MailLine {
    /// To whom.
    pub to: String,
    /// The agency, if it is about one.
    pub agency: String,
    /// What it is for.
    pub purpose: &'static str,
    /// Its subject.
    pub subject: String,
    /// Where it stands.
    pub state: &'static str,
    /// Whether it has arrived at the mail server.
    pub is_done: bool,
    /// When it was sent or is due, in words.
    pub when: String,
    /// What went wrong; empty where nothing did.
    pub reason: String,
}

/// Whom to remind.
#[derive(Debug, Serialize)]
pub struct RemindersPage {
    /// The round.
    pub round: RoundHead,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// Why nobody can be reminded now; empty where some can.
    pub obstacle: &'static str,
    /// The plan.
    pub facts: Vec<Fact>,
    /// The agencies among the chosen that were asked just before: to be confirmed.
    pub too_soon: Vec<String>,
    /// Their ids.
    pub confirmed: Vec<String>,
    /// The agencies that have not answered.
    pub agencies: Vec<RemindedLine>,
    /// Id of the first agency that can be chosen: where the error summary leads.
    pub first: String,
}

/// An agency that has not answered.
#[derive(Debug, Serialize)]
pub struct RemindedLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it has begun.
    pub state: &'static str,
    /// When it was last asked, in words; empty where it never was.
    pub asked: String,
    /// The contacts who get the mail.
    pub recipients: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// An agency's matter passes on to a new contact person.
#[derive(Debug, Serialize)]
pub struct HandoverPage {
    /// The round.
    pub round: RoundHead,
    /// The agency.
    pub agency: String,
    /// Its id, for addresses.
    pub agency_id: String,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// The new contact's name.
    pub name: Field,
    /// Department and post.
    pub post: Field,
    /// Mail address.
    pub mail: Field,
    /// Telephone number.
    pub telephone: Field,
    /// Those in the register: who leaves is chosen.
    pub contacts: Vec<Choice>,
    /// Whether the link is to be made anew.
    pub renews: bool,
    /// The number of the link that the form starts from.
    pub issue: i32,
    /// Whether mail is sent at all.
    pub sends_mail: bool,
}

/// A message in the office's own words.
#[derive(Debug, Serialize)]
pub struct MessagePage {
    /// The round.
    pub round: RoundHead,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// Why none can be sent; empty where it can.
    pub obstacle: &'static str,
    /// The agencies.
    pub agencies: Vec<Choice>,
    /// What is wrong with that choice.
    pub agency_errors: Vec<String>,
    /// The subject.
    pub subject: Field,
    /// The text.
    pub text: Field,
    /// The places, and what is put there.
    pub places: Vec<(String, &'static str)>,
    /// The mail as the first chosen agency gets it.
    pub preview: Option<Letter>,
}

/// A mail as it is read.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// How many mails are sent in all.
    pub mails: usize,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// From when until when mails leave.
#[derive(Debug, Serialize)]
pub struct HoursPage {
    /// What was done just now.
    pub told: Option<String>,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// What is not known about public holidays.
    pub warning: Option<String>,
    /// The last year of which public holidays are known.
    pub last_year: i16,
    /// The first time.
    pub from: Field,
    /// The end.
    pub until: Field,
    /// The hours that the form started from.
    pub before: (String, String),
}
